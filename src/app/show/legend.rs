//! The legend of a step, as large as a hall needs it.

use egui::{Align2, Color32, FontFamily, FontId, Rect, Shape, Stroke, StrokeKind, Ui, pos2, vec2};

use super::foot::said;
use super::made::StepLegend;
use super::sizes::Sizes;
use crate::app::panel::legend::{color, dots, hatch};
use crate::app::plan::paint;
use crate::app::theme::tokens;
use crate::app::view::pair::PairView;
use crate::lang::Lang;
use crate::lang::app::Word;
use crate::lang::app_show::{ShowSay, ShowWord};
use crate::lang::number::count;
use crate::output::bivariate::NINE;
use crate::output::legend::Legend;
use crate::output::symbology::{MapColours, Rgb};

/// How tall it stands.
pub fn height(ui: &Ui, lang: Lang, sizes: &Sizes, legend: &StepLegend, width: f32) -> f32 {
    let line = sizes.line();
    match legend {
        StepLegend::Nothing => 0.0,
        StepLegend::Classes(classes) => {
            let nothing =
                usize::from(classes.no_data > 0) + usize::from(classes.not_applicable > 0);
            line * (classes.classes.len() + nothing) as f32
        }
        StepLegend::Pair(pair) => pair_tall(ui, lang, sizes, pair, width),
        StepLegend::Circles { sizes: rows, .. } => {
            rows.iter().map(|(_, r)| circle_row(sizes, *r)).sum()
        }
        StepLegend::Facilities { kinds, reaches } => {
            let shown = kinds.iter().filter(|(_, n)| *n > 0).count();
            line * (shown + usize::from(*reaches)) as f32
        }
    }
}

pub fn legend_ui(
    ui: &mut Ui,
    lang: Lang,
    sizes: &Sizes,
    legend: &StepLegend,
    colours: &MapColours,
    place: Rect,
) {
    match legend {
        StepLegend::Nothing => {}
        StepLegend::Classes(classes) => classes_ui(ui, lang, sizes, classes, colours, place),
        StepLegend::Pair(pair) => pair_ui(ui, lang, sizes, pair, place),
        StepLegend::Circles { sizes: rows, ink } => circles_ui(ui, sizes, rows, *ink, place),
        StepLegend::Facilities { kinds, reaches } => {
            let below = facilities_ui(ui, lang, sizes, kinds, place);
            if *reaches {
                reach_ui(ui, lang, sizes, pos2(place.left(), below));
            }
        }
    }
}

fn plain(sizes: &Sizes) -> FontId {
    FontId::proportional(sizes.small)
}

fn bold(sizes: &Sizes) -> FontId {
    FontId::new(sizes.small, FontFamily::Name("bold".into()))
}

/// What fills the small box of a row.
enum Patch {
    Colour(Rgb),
    Hatch,
    Dots,
}

fn classes_ui(
    ui: &mut Ui,
    lang: Lang,
    sizes: &Sizes,
    legend: &Legend,
    colours: &MapColours,
    place: Rect,
) {
    let unit = if legend.unit == "%" { " %" } else { "" };
    // The highest class stands on top, as on a thermometer.
    let mut rows: Vec<(Patch, String, usize)> = legend
        .classes
        .iter()
        .rev()
        .map(|class| (Patch::Colour(class.colour), format!("{}{unit}", class.text), class.villages))
        .collect();
    if legend.no_data > 0 {
        rows.push((Patch::Hatch, lang.word(Word::NoDataShort).to_owned(), legend.no_data));
    }
    if legend.not_applicable > 0 {
        let word = lang.word(Word::NotApplicableShort).to_owned();
        rows.push((Patch::Dots, word, legend.not_applicable));
    }
    let t = tokens(ui);
    let line = sizes.line();
    for (i, (patch, text, villages)) in rows.into_iter().enumerate() {
        let top = place.top() + line * i as f32;
        let high = line * 0.78;
        let swatch = Rect::from_min_size(
            pos2(place.left(), top + line * 0.1),
            vec2(sizes.small * 2.0, high),
        );
        match patch {
            Patch::Colour(ink) => {
                ui.painter().rect_filled(swatch, 0.0, color(ink));
                let edge = Stroke::new(1.0, t.control_line);
                ui.painter().rect_stroke(swatch, 0.0, edge, StrokeKind::Inside);
            }
            Patch::Hatch => hatch(ui, swatch, colours),
            Patch::Dots => dots(ui, swatch, colours),
        }
        let middle = swatch.center().y;
        let at = pos2(swatch.right() + sizes.small * 0.6, middle);
        ui.painter().text(at, Align2::LEFT_CENTER, &text, plain(sizes), t.text);
        let words = lang.show_say(&ShowSay::Villages { villages });
        let at = pos2(place.right(), middle);
        ui.painter().text(at, Align2::RIGHT_CENTER, &words, plain(sizes), t.text_2);
        let row = Rect::from_min_size(pos2(place.left(), top), vec2(place.width(), line));
        said(ui, row, &format!("{text}: {words}"));
    }
}

/// Side of a cell.
fn side(sizes: &Sizes) -> f32 {
    sizes.small * 1.95
}

/// The lines under the nine cells, which say what is across and what is upright.
fn axis_words(pair: &PairView) -> [String; 2] {
    [format!("→ {}", pair.axes[0]), format!("↑ {}", pair.axes[1])]
}

/// Beside the cells: how many are worst, and what the numbers are.
fn pair_words(lang: Lang, sizes: &Sizes, pair: &PairView) -> [(String, FontId); 3] {
    [
        (lang.show_say(&ShowSay::Villages { villages: pair.cells[2][2] }), bold(sizes)),
        (lang.show(ShowWord::BothBad).to_owned(), plain(sizes)),
        (lang.show(ShowWord::NumbersAreVillages).to_owned(), plain(sizes)),
    ]
}

/// Where the words beside the cells begin.
fn pair_right(sizes: &Sizes) -> f32 {
    side(sizes) * 3.0 + sizes.small * 1.6
}

fn pair_tall(ui: &Ui, lang: Lang, sizes: &Sizes, pair: &PairView, width: f32) -> f32 {
    let tall = |text: String, font: FontId, width: f32| {
        ui.painter().layout(text, font, Color32::BLACK, width).size().y
    };
    let room = width - pair_right(sizes);
    let gap = sizes.small * 0.2;
    let beside: f32 =
        pair_words(lang, sizes, pair).into_iter().map(|(t, f)| tall(t, f, room) + gap).sum();
    let below: f32 = axis_words(pair).into_iter().map(|t| tall(t, plain(sizes), width)).sum();
    (side(sizes) * 3.0).max(beside) + below + sizes.small * 0.5
}

fn pair_ui(ui: &mut Ui, lang: Lang, sizes: &Sizes, pair: &PairView, place: Rect) {
    let t = tokens(ui);
    let side = side(sizes);
    let square = Rect::from_min_size(place.min, vec2(3.0 * side, 3.0 * side));
    for (row, colours) in NINE.iter().enumerate() {
        for (column, colour) in colours.iter().enumerate() {
            let corner = vec2(column as f32 * side, (2 - row) as f32 * side);
            let cell = Rect::from_min_size(square.min + corner, vec2(side, side)).shrink(1.0);
            ui.painter().rect_filled(cell, 0.0, color(*colour));
            // White on the two darkest, black on the rest: readable on each.
            let dark = row == 2 && column > 0;
            let ink = if dark { Color32::WHITE } else { Color32::BLACK };
            let villages = count(lang, pair.cells[row][column]);
            ui.painter().text(cell.center(), Align2::CENTER_CENTER, villages, bold(sizes), ink);
        }
    }
    let worst =
        Rect::from_min_size(square.min + vec2(2.0 * side, 0.0), vec2(side, side)).shrink(1.0);
    ui.painter().rect_stroke(worst, 0.0, Stroke::new(3.0, t.text), StrokeKind::Inside);
    let right = place.left() + pair_right(sizes);
    let room = place.right() - right;
    let line = Stroke::new(1.5, t.text);
    ui.painter().line_segment([worst.right_center(), pos2(right - 6.0, worst.center().y)], line);
    let mut y = square.top();
    for (text, font) in pair_words(lang, sizes, pair) {
        let galley = ui.painter().layout(text.clone(), font, t.text, room);
        let tall = galley.size().y;
        said(ui, Rect::from_min_size(pos2(right, y), galley.size()), &text);
        ui.painter().galley(pos2(right, y), galley, t.text);
        y += tall + sizes.small * 0.2;
    }
    let mut y = y.max(square.bottom()) + sizes.small * 0.3;
    for text in axis_words(pair) {
        let galley = ui.painter().layout(text.clone(), plain(sizes), t.text, place.width());
        let tall = galley.size().y;
        said(ui, Rect::from_min_size(pos2(place.left(), y), galley.size()), &text);
        ui.painter().galley(pos2(place.left(), y), galley, t.text);
        y += tall;
    }
}

fn circle_row(sizes: &Sizes, radius: f64) -> f32 {
    (radius as f32 * 2.0 + sizes.small * 0.3).max(sizes.line())
}

fn circles_ui(ui: &mut Ui, sizes: &Sizes, rows: &[(String, f64)], ink: Rgb, place: Rect) {
    let t = tokens(ui);
    let widest = rows.iter().map(|(_, r)| *r as f32).fold(0.0, f32::max);
    let mut y = place.top();
    for (text, radius) in rows {
        let tall = circle_row(sizes, *radius);
        let at = pos2(place.left() + widest, y + tall / 2.0);
        ui.painter().circle(at, *radius as f32, color(ink), Stroke::new(1.0, t.control_line));
        let words = pos2(place.left() + widest * 2.0 + sizes.small, y + tall / 2.0);
        ui.painter().text(words, Align2::LEFT_CENTER, text, plain(sizes), t.text);
        let row = Rect::from_min_size(pos2(place.left(), y), vec2(place.width(), tall));
        said(ui, row, text);
        y += tall;
    }
}

/// Returns where the next row begins.
fn facilities_ui(
    ui: &mut Ui,
    lang: Lang,
    sizes: &Sizes,
    kinds: &[(String, usize)],
    place: Rect,
) -> f32 {
    let t = tokens(ui);
    let line = sizes.line();
    let half = sizes.small * 0.42;
    let mut y = place.top();
    // The form of a mark goes by the place of its type in the recipe.
    for (kind, (name, units)) in kinds.iter().enumerate().filter(|(_, (_, n))| *n > 0) {
        let middle = y + line / 2.0;
        let at = pos2(place.left() + sizes.small, middle);
        paint::mark(ui.painter(), at, kind, (paint::ink(ui, kind), t.halo), half);
        let text = format!("{name}: {}", count(lang, *units));
        let words = pos2(place.left() + sizes.small * 2.6, middle);
        ui.painter().text(words, Align2::LEFT_CENTER, &text, plain(sizes), t.text);
        let row = Rect::from_min_size(pos2(place.left(), y), vec2(place.width(), line));
        said(ui, row, &text);
        y += line;
    }
    y
}

/// What the lines between a site and its villages mean.
fn reach_ui(ui: &Ui, lang: Lang, sizes: &Sizes, at: egui::Pos2) {
    let middle = at.y + sizes.line() / 2.0;
    let ends = [pos2(at.x, middle), pos2(at.x + sizes.small * 2.0, middle)];
    ui.painter().add(Shape::line_segment(ends, Stroke::new(2.4, paint::ink(ui, 0))));
    let words = pos2(at.x + sizes.small * 2.6, middle);
    let text = lang.show(ShowWord::ServedLine);
    ui.painter().text(words, Align2::LEFT_CENTER, text, plain(sizes), tokens(ui).text_2);
}
