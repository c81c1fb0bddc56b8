//! The legend under the map of step 3: which map, and what its colours mean.

use egui::{ComboBox, Rect, Role, Sense, Stroke, StrokeKind, TextStyle, Ui, UiBuilder, WidgetInfo};
use egui::{pos2, vec2};

use super::legend::{self, color};
use super::widget::{Can, Look, button, text_at};
use crate::app::map::links;
use crate::app::pocket::request::PocketRequest;
use crate::app::pocket::shown::Made;
use crate::app::pocket::{MapMode, Pick, PocketLook};
use crate::app::theme::{self, tokens};
use crate::app::view::brief;
use crate::app::view::links::{ALONE, LinkKind, LinksView};
use crate::app::view::pair::{PairView, cell_name};
use crate::app::view::pocket_maps::{Swatch, Themed};
use crate::lang::Lang;
use crate::lang::app::Word;
use crate::lang::app_pocket::PocketWord;
use crate::lang::number::count;
use crate::output::symbology::{Fill, MapColours};

/// Width of the chooser at the left.
const CHOOSER: f32 = 178.0;

pub fn pocket_legend_ui(
    ui: &mut Ui,
    lang: Lang,
    look: &PocketLook,
    made: &Made,
    colours: &MapColours,
) -> Option<PocketRequest> {
    let full = ui.max_rect();
    let left = Rect::from_min_size(full.min + vec2(10.0, 2.0), vec2(CHOOSER, full.height() - 4.0));
    let mut asked = None;
    let note = match &made.themed {
        Some(themed) => themed.note.as_str(),
        None => made.legend.as_ref().map_or("", |l| l.unit.as_str()),
    };
    let title = made.legend.as_ref().map_or("", |l| l.title.as_str());
    ui.scope_builder(UiBuilder::new().max_rect(left), |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        asked = chooser_ui(ui, lang, look, title);
        let at = pos2(left.left() + 4.0, left.bottom() - 8.0);
        text_at(ui, at, note, TextStyle::Small, tokens(ui).text_2, CHOOSER - 8.0);
    });
    let right =
        Rect::from_min_max(pos2(left.right() + 14.0, full.top() + 6.0), full.max - vec2(12.0, 6.0));
    let of_pair = made.charts.pair.as_ref().filter(|_| look.map == MapMode::Pair);
    match (&made.themed, &made.legend) {
        _ if look.map == MapMode::Links => {
            asked = links_ui(ui, lang, look, made, right).or(asked);
        }
        // The nine colours stand in their square over the map.
        _ if of_pair.is_some() => {
            let sentences = of_pair.map(|pair| pair.sentences.join(". ")).unwrap_or_default();
            two_lines(ui, right.translate(vec2(0.0, -10.0)), &sentences);
        }
        _ if look.map == MapMode::Trend && made.themed.is_none() => {
            two_lines(ui, right.translate(vec2(0.0, -10.0)), lang.step3(PocketWord::NoTrendYet));
        }
        (Some(themed), _) => swatches_ui(ui, lang, &themed.swatches, right, colours),
        (None, Some(words)) => {
            let counts = legend::Counts::of(lang, words);
            legend::classes_ui(ui, lang, (words, &counts), right, colours);
        }
        (None, None) => {}
    }
    ui.allocate_rect(full, Sense::hover());
    asked
}

fn chooser_ui(ui: &mut Ui, lang: Lang, look: &PocketLook, value: &str) -> Option<PocketRequest> {
    let mut asked = None;
    let word = |mode: MapMode| match mode {
        MapMode::Value if !value.is_empty() => value.to_owned(),
        MapMode::Value
        | MapMode::Clusters
        | MapMode::Chance
        | MapMode::Pair
        | MapMode::Rules
        | MapMode::Side
        | MapMode::Time
        | MapMode::Trend
        | MapMode::Lokus
        | MapMode::Links => lang.step3(mode.word()).to_owned(),
    };
    ui.name_inputs(lang.step3(PocketWord::MapWord), |ui| {
        ComboBox::from_id_salt("map-mode")
            .selected_text(theme::bold(word(look.map)))
            .width(CHOOSER - 4.0)
            .truncate()
            .show_ui(ui, |ui| {
                for mode in MapMode::ALL {
                    let can = can_show(mode, look);
                    let label = egui::Button::selectable(look.map == mode, word(mode));
                    if ui.add_enabled(can, label).clicked() {
                        asked = Some(PocketRequest::Map(mode));
                    }
                }
            });
    });
    asked
}

/// Two rules need a pinned one, periods an indicator that has several.
fn can_show(mode: MapMode, look: &PocketLook) -> bool {
    match mode {
        MapMode::Rules | MapMode::Side => look.pinned.is_some(),
        MapMode::Time | MapMode::Trend => look.time.is_some(),
        MapMode::Value
        | MapMode::Clusters
        | MapMode::Chance
        | MapMode::Pair
        | MapMode::Lokus
        | MapMode::Links => true,
    }
}

/// How many links there are, and a boat between two picked villages.
fn links_ui(
    ui: &mut Ui,
    lang: Lang,
    look: &PocketLook,
    made: &Made,
    rect: Rect,
) -> Option<PocketRequest> {
    let mut asked = None;
    let builder = UiBuilder::new().max_rect(rect);
    ui.scope_builder(builder, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        let Some(view) = &made.links else { return };
        key_ui(ui, view);
        let picked: Vec<usize> = look.picked.iter().copied().collect();
        let [a, b] = picked[..] else {
            ui.add(
                egui::Label::new(theme::small(lang.step3(PocketWord::FerryHint), ui)).truncate(),
            );
            return;
        };
        let is_drawn = view.links.iter().any(|link| {
            link.kind == LinkKind::Ferry && [(a, b), (b, a)].contains(&(link.from, link.to))
        });
        ui.horizontal(|ui| {
            let (word, request) = if is_drawn {
                (PocketWord::FerryDrop, PocketRequest::UnlinkFerry(a, b))
            } else {
                (PocketWord::FerryAdd, PocketRequest::LinkFerry(a, b))
            };
            if button(ui, Look::Plain, None, lang.step3(word), Can::Yes).clicked() {
                asked = Some(request);
            }
            ui.add(egui::Label::new(theme::small(lang.step3(PocketWord::FerryWhy), ui)).truncate());
        });
    });
    asked
}

/// What each kind of line is, and how many there are of it.
fn key_ui(ui: &mut Ui, view: &LinksView) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 0.0);
        // As high as its words: the hint and the button stand under it.
        ui.spacing_mut().interact_size.y = 14.0;
        for (kind, text) in &view.key {
            let (sample, _) = ui.allocate_exact_size(vec2(24.0, 14.0), Sense::hover());
            match kind {
                Some(kind) => {
                    let ends = [sample.left_center(), sample.right_center()];
                    links::line(ui, ui.painter(), ends, *kind);
                }
                None => {
                    ui.painter().rect_filled(sample.shrink2(vec2(5.0, 1.5)), 0.0, color(ALONE));
                }
            }
            ui.label(theme::small(text, ui));
            ui.add_space(6.0);
        }
    });
}

/// The legend of a map with colours of its own, over the whole strip: what it shows, then each colour.
pub fn themed_ui(ui: &mut Ui, lang: Lang, themed: &Themed, colours: &MapColours) {
    let full = ui.max_rect();
    let at = full.left_top() + vec2(12.0, 20.0);
    text_at(ui, at, &themed.title, TextStyle::Button, tokens(ui).text, CHOOSER - 16.0);
    let right = Rect::from_min_max(
        pos2(full.left() + CHOOSER, full.top() + 6.0),
        full.max - vec2(12.0, 6.0),
    );
    swatches_ui(ui, lang, &themed.swatches, right, colours);
    ui.allocate_rect(full, Sense::hover());
}

fn swatches_ui(ui: &Ui, lang: Lang, swatches: &[Swatch], rect: Rect, colours: &MapColours) {
    let t = tokens(ui);
    let each = rect.width() / swatches.len().max(1) as f32;
    for (i, swatch) in swatches.iter().enumerate() {
        let left = rect.left() + each * i as f32;
        let cell = Rect::from_min_size(pos2(left, rect.top()), vec2(each - 6.0, rect.height()));
        let id = ui.scope_id().with(("pocket-legend", i));
        let response = ui.interact(cell, id, Sense::hover());
        let villages = count(lang, swatch.villages);
        let name = format!("{}: {villages} {}", swatch.text, lang.word(Word::VillagesWord));
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &name));
        let bar = Rect::from_min_size(cell.min, vec2(cell.width(), 11.0));
        match swatch.fill {
            Fill::Own(ink) => {
                ui.painter().rect_filled(bar, 0.0, color(ink));
            }
            Fill::NoData => legend::hatch(ui, bar, colours),
            Fill::NotApplicable => legend::dots(ui, bar, colours),
            Fill::Plain | Fill::Other | Fill::Class(_) => {
                ui.painter().rect_filled(bar, 0.0, color(colours.land));
            }
        }
        let line = Stroke::new(1.0, t.control_line);
        ui.painter().rect_stroke(bar, 0.0, line, StrokeKind::Inside);
        named_count(ui, cell, &swatch.text, &villages);
        response.on_hover_text(name);
    }
}

/// The name and how many villages, in two lines; where these do not hold both, the name is cut and
/// the number stands whole under it.
fn named_count(ui: &Ui, cell: Rect, name: &str, villages: &str) {
    let whole = format!("{name} · {villages}");
    let font = TextStyle::Small.resolve(ui.style());
    let ink = tokens(ui).text;
    let galley = ui.painter().layout(whole.clone(), font.clone(), ink, cell.width());
    if galley.rows.len() <= 2 && galley.size().x <= cell.width() + 0.5 {
        return two_lines(ui, cell, &whole);
    }
    let mut job = egui::text::LayoutJob::simple(name.to_owned(), font.clone(), ink, cell.width());
    job.wrap.max_rows = 1;
    job.wrap.break_anywhere = true;
    let galley = ui.painter().layout_job(job);
    let at = cell.min + vec2(0.0, 12.0);
    let under = at + vec2(0.0, galley.size().y);
    ui.painter().galley(at, galley, ink);
    ui.painter().text(under, egui::Align2::LEFT_TOP, villages, font, ink);
}

/// Under its colour, in at most two lines.
fn two_lines(ui: &Ui, cell: Rect, text: &str) {
    let ink = tokens(ui).text;
    let font = TextStyle::Small.resolve(ui.style());
    let mut job = egui::text::LayoutJob::simple(text.to_owned(), font, ink, cell.width());
    job.wrap.max_rows = 2;
    let galley = ui.painter().layout_job(job);
    ui.painter().galley(cell.min + vec2(0.0, 12.0), galley, ink);
}

/// What the square says, in the strip under the map: how far both rise together, and who has none.
pub fn pair_words_ui(ui: &mut Ui, lang: Lang, view: &PairView, colours: &MapColours) {
    let t = tokens(ui);
    let full = ui.max_rect().shrink2(vec2(12.0, 6.0));
    ui.allocate_rect(full, Sense::hover());
    let side = 150.0;
    let bar =
        Rect::from_min_size(pos2(full.right() - side, full.top() + 2.0), vec2(side - 8.0, 11.0));
    legend::hatch(ui, bar, colours);
    let words = format!("{} · {}", lang.word(Word::NoDataShort), count(lang, view.unmeasured));
    text_at(ui, pos2(bar.left(), bar.bottom() + 13.0), &words, TextStyle::Small, t.text_2, side);
    let font = TextStyle::Small.resolve(ui.style());
    let text = view.sentences.join(" ");
    let width = full.width() - side - 16.0;
    let mut job = egui::text::LayoutJob::simple(text.clone(), font, t.text, width);
    job.wrap.max_rows = 2;
    let galley = ui.painter().layout_job(job);
    let place = Rect::from_min_size(full.min, galley.size());
    ui.painter().galley(full.min, galley, t.text);
    ui.interact(place, ui.scope_id().with("pair-words"), Sense::hover()).on_hover_text(text);
}

/// Side of one cell of the square.
const CELL: f32 = 34.0;

/// In a hall, where words are larger.
const CELL_IN_HALL: f32 = 44.0;

fn cell_side(ui: &Ui) -> f32 {
    match theme::of(ui.ctx()) {
        theme::Theme::Light | theme::Theme::Dark => CELL,
        theme::Theme::Projector => CELL_IN_HALL,
    }
}

/// How large the floating square is.
pub fn pair_size(ui: &Ui) -> egui::Vec2 {
    let side = 3.0 * cell_side(ui);
    vec2(side + 40.0, side + 46.0)
}

/// The square of nine cells over the map: each picks its villages.
pub fn pair_legend_ui(ui: &mut Ui, place: Rect, view: &PairView) -> Option<PocketRequest> {
    let t = tokens(ui);
    ui.painter().add(theme::shadow(t).as_shape(place, f32::from(theme::RADIUS_CARD)));
    let radius = f32::from(theme::RADIUS_CARD);
    let line = Stroke::new(1.0, t.line);
    ui.painter().rect(place, radius, t.panel, line, StrokeKind::Inside);
    let small = TextStyle::Small.resolve(ui.style());
    let side = cell_side(ui);
    let square = Rect::from_min_size(place.min + vec2(28.0, 10.0), vec2(3.0 * side, 3.0 * side));
    let foot = pos2(square.left(), square.bottom() + 14.0);
    let words = format!("→ {}", brief(&view.axes[0]));
    text_at(ui, foot, &words, TextStyle::Small, t.text_2, square.width() + 8.0);
    let mut job = egui::text::LayoutJob::simple_singleline(
        format!("→ {}", brief(&view.axes[1])),
        small,
        t.text_2,
    );
    job.wrap = egui::text::TextWrapping::truncate_at_width(square.height());
    let galley = ui.painter().layout_job(job);
    let at = pos2(place.left() + 8.0, square.bottom());
    let upright =
        egui::epaint::TextShape::new(at, galley, t.text_2).with_angle(-std::f32::consts::FRAC_PI_2);
    ui.painter().add(upright);
    let mut asked = None;
    for row in 0..3_u8 {
        for column in 0..3_u8 {
            let corner = vec2(f32::from(column) * side, f32::from(2 - row) * side);
            let cell = Rect::from_min_size(square.min + corner, vec2(side, side));
            if cell_ui(ui, view, cell, (row, column)) {
                let in_cell =
                    |(i, c): (usize, &Option<(u8, u8)>)| (*c == Some((row, column))).then_some(i);
                let villages = view.cell_of.iter().enumerate().filter_map(in_cell).collect();
                let adds = ui.input(|input| input.modifiers.shift);
                asked = Some(PocketRequest::Pick(Pick::of(villages, adds)));
            }
        }
    }
    asked
}

fn cell_ui(ui: &Ui, view: &PairView, cell: Rect, (row, column): (u8, u8)) -> bool {
    let t = tokens(ui);
    let id = ui.scope_id().with(("pair-cell", row, column));
    let response = ui.interact(cell, id, Sense::click());
    let villages = view.cells[usize::from(row)][usize::from(column)];
    let name = format!("{} {villages}", cell_name(row, column));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    let ground = crate::app::chart::BIVARIATE[usize::from(row)][usize::from(column)];
    ui.painter().rect_filled(cell.shrink(0.5), 0.0, color(ground));
    // White on the two darkest, black on the rest: readable on each.
    let dark = matches!((row, column), (2, 1 | 2));
    let ink = if dark { egui::Color32::WHITE } else { egui::Color32::BLACK };
    let small = TextStyle::Small.resolve(ui.style());
    let bold = theme::style_of("small_bold").resolve(ui.style());
    let at = cell.min + vec2(4.0, 2.0);
    ui.painter().text(at, egui::Align2::LEFT_TOP, cell_name(row, column), small, ink);
    let at = cell.max - vec2(4.0, 2.0);
    ui.painter().text(at, egui::Align2::RIGHT_BOTTOM, villages.to_string(), bold, ink);
    if response.hovered() || response.has_focus() {
        let ring = Stroke::new(2.0, t.text);
        ui.painter().rect_stroke(cell.shrink(1.0), 0.0, ring, StrokeKind::Inside);
    }
    let limits = format!(
        "{name}\n→ {}: {}\n↑ {}: {}",
        view.axes[0], view.limits[0], view.axes[1], view.limits[1]
    );
    let response = response.on_hover_text(limits);
    response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked()
}
