//! Legends of step 2 beside that of the fills: circles, a third indicator, and the small one of
//! each map that stands beside another.

use egui::{Rect, Role, Sense, Stroke, StrokeKind, TextStyle, Ui, WidgetInfo, pos2, vec2};

use super::legend::{color, dated};
use super::widget::text_at;
use crate::app::look::made::{Made, Sheet};
use crate::app::theme::{self, tokens};
use crate::lang::Lang;
use crate::lang::app::Word;
use crate::lang::number::count;
use crate::output::legend::{Entry, Legend};
use crate::output::symbology::{MapColours, Rgb};
use crate::output::symbols::OPACITY;

/// Three circles with their values, the name, and what has none.
pub fn symbols_ui(
    ui: &mut Ui,
    lang: Lang,
    made: &Made,
    legend: &Legend,
    ink: Rgb,
    colours: &MapColours,
) {
    let words = (&*dated(legend), &made.symbol_words[..], made.symbol_note.as_str());
    circles_ui(ui, lang, words, &[legend], ink, colours);
}

/// The same for maps beside each other that have one scale, in the words of the last.
pub fn sheet_symbols_ui(ui: &mut Ui, lang: Lang, sheets: &[Sheet], colours: &MapColours) {
    let legends: Vec<&Legend> = sheets.iter().filter_map(|s| s.legend.as_ref()).collect();
    let Some(sheet) = sheets.last() else { return };
    let first = sheet.symbols.as_ref().and_then(|symbols| symbols.list.first());
    let ink = first.map_or(Rgb::BLACK, |symbol| symbol.colour);
    // Each map says its own period.
    let title = sheet.legend.as_ref().map_or("", |legend| legend.title.as_str());
    circles_ui(ui, lang, (title, &sheet.symbol_words, ""), &legends, ink, colours);
}

/// `legends`: one a map.
fn circles_ui(
    ui: &mut Ui,
    lang: Lang,
    (title, circles, note): (&str, &[(String, f64)], &str),
    legends: &[&Legend],
    ink: Rgb,
    colours: &MapColours,
) {
    let Some(legend) = legends.last() else { return };
    let t = tokens(ui);
    let full = ui.max_rect().shrink2(vec2(12.0, 4.0));
    let response = ui.allocate_rect(full, Sense::hover());
    let values: Vec<&str> = circles.iter().map(|(text, _)| text.as_str()).collect();
    let name = format!("{title}: {}", values.join(", "));
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &name));
    let wide = (full.width() * 0.34).clamp(140.0, 300.0);
    text_at(
        ui,
        pos2(full.left(), full.top() + 13.0),
        title,
        theme::style_of("small_bold"),
        t.text,
        wide,
    );
    let line = [legend.unit.as_str(), note]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" · ");
    text_at(ui, pos2(full.left(), full.top() + 31.0), &line, TextStyle::Small, t.text_2, wide);
    response.on_hover_text(&line);
    let mut x = full.left() + wide + 16.0;
    for (text, radius) in circles {
        // A circle larger than the strip keeps its size to the others, not to the map: it is cut.
        let radius = (*radius as f32).min(full.height() / 2.0);
        let at = pos2(x + radius, full.center().y);
        let ink = color(ink).gamma_multiply(OPACITY as f32);
        ui.painter().circle(at, radius, ink, Stroke::new(0.8, t.control_line));
        let left = at.x + radius + 6.0;
        text_at(ui, pos2(left, at.y), text, TextStyle::Small, t.text, 90.0);
        let word =
            ui.painter().layout_no_wrap(text.clone(), TextStyle::Small.resolve(ui.style()), t.text);
        x = left + (word.size().x + 16.0).max(62.0);
    }
    let each = |of: fn(&Legend) -> usize| {
        let counts: Vec<String> = legends.iter().map(|l| count(lang, of(l))).collect();
        counts.join(" | ")
    };
    let nothing = [
        (Word::NoDataShort, each(|l| l.no_data), true),
        (Word::NotApplicableShort, each(|l| l.not_applicable), false),
    ];
    for (word, villages, hatched) in nothing {
        if x + 110.0 > full.right() {
            break;
        }
        let bar = Rect::from_min_size(pos2(x, full.center().y - 6.0), vec2(22.0, 12.0));
        if hatched {
            super::legend::hatch(ui, bar, colours);
        } else {
            super::legend::dots(ui, bar, colours);
        }
        let text = format!("{} · {villages}", lang.word(word));
        text_at(
            ui,
            pos2(bar.right() + 6.0, full.center().y),
            &text,
            TextStyle::Small,
            t.text_2,
            110.0,
        );
        x += 138.0;
    }
}

/// The line of a third indicator, under the title of the map.
pub fn overlay_words(made: &Made) -> Option<&str> {
    made.overlay.as_ref().map(|overlay| overlay.words.as_str())
}

fn entry_words(lang: Lang, entry: &Entry) -> String {
    format!("{} · {}", entry.text, count(lang, entry.villages))
}

/// Where the small legend of one of several maps stands, in its lower left corner; `None` where
/// there is no room for it.
pub fn sheet_place(ui: &Ui, lang: Lang, sheet: &Sheet, rect: Rect) -> Option<Rect> {
    let legend = sheet.legend.as_ref()?;
    let size = if sheet.symbols.is_some() {
        let height: f32 = sheet.symbol_words.iter().map(|(_, radius)| tall(*radius)).sum();
        vec2(112.0_f32.min(rect.width() - 20.0), height + 12.0)
    } else {
        // In a hall the letters are larger: the box is as wide as its words.
        let font = TextStyle::Small.resolve(ui.style());
        let wide = |entry: &Entry| {
            let text = entry_words(lang, entry);
            ui.painter().layout_no_wrap(text, font.clone(), tokens(ui).text).size().x
        };
        let widest = legend.classes.iter().map(wide).fold(0.0, f32::max);
        let rows = legend.classes.len() as f32;
        vec2((widest + 44.0).min(rect.width() - 20.0), rows * line_height(ui) + 12.0)
    };
    let fits = size.y + 70.0 <= rect.height() && size.x >= 60.0;
    let corner = pos2(rect.left() + 10.0, rect.bottom() - size.y - 10.0);
    fits.then(|| Rect::from_min_size(corner, size))
}

fn line_height(ui: &Ui) -> f32 {
    (TextStyle::Small.resolve(ui.style()).size * 1.32).max(16.0)
}

/// A small legend in the lower left corner of one of several maps.
pub fn sheet_ui(ui: &Ui, lang: Lang, sheet: &Sheet, rect: Rect) {
    let Some(place) = sheet_place(ui, lang, sheet, rect) else { return };
    let Some(legend) = &sheet.legend else { return };
    if sheet.symbols.is_some() {
        sheet_circles_ui(ui, sheet, place);
        return;
    }
    let t = tokens(ui);
    let line = line_height(ui);
    let painter = ui.painter();
    painter.rect(place, 6.0, t.panel, Stroke::new(1.0, t.line), StrokeKind::Inside);
    for (i, entry) in legend.classes.iter().rev().enumerate() {
        let y = place.top() + 6.0 + line * (i as f32 + 0.5);
        let box_ = Rect::from_center_size(pos2(place.left() + 15.0, y), vec2(14.0, 12.0));
        painter.rect_filled(box_, 0.0, color(entry.colour));
        painter.rect_stroke(box_, 0.0, Stroke::new(1.0, t.control_line), StrokeKind::Inside);
        let at = pos2(box_.right() + 6.0, y);
        let words = entry_words(lang, entry);
        text_at(ui, at, &words, TextStyle::Small, t.text, place.width() - 34.0);
    }
}

/// The row of a circle.
fn tall(radius: f64) -> f32 {
    (radius as f32 * 2.0).max(14.0) + 4.0
}

/// Its circles, where the maps beside each other have scales of their own.
fn sheet_circles_ui(ui: &Ui, sheet: &Sheet, place: Rect) {
    let t = tokens(ui);
    let first = sheet.symbols.as_ref().and_then(|symbols| symbols.list.first());
    let Some(ink) = first.map(|symbol| symbol.colour) else { return };
    let painter = ui.painter();
    painter.rect(place, 6.0, t.panel, Stroke::new(1.0, t.line), StrokeKind::Inside);
    let mut y = place.top() + 6.0;
    for (text, radius) in &sheet.symbol_words {
        let middle = y + tall(*radius) / 2.0;
        let edge = Stroke::new(0.8, t.control_line);
        painter.circle(pos2(place.left() + 30.0, middle), *radius as f32, color(ink), edge);
        let at = pos2(place.left() + 58.0, middle);
        text_at(ui, at, text, TextStyle::Small, t.text, place.width() - 62.0);
        y += tall(*radius);
    }
}
