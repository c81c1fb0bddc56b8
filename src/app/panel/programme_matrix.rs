//! The matrix of villages and sectors beside the map: how many programmes, by colour and number; a
//! click on a cell shows its programmes.

use egui::{
    Align2, Color32, EventFilter, Key, Rect, Response, Role, ScrollArea, Sense, Stroke, TextStyle,
    Ui, WidgetInfo, pos2, vec2,
};

use super::legend::color;
use super::widget::{focus_inside, text_at, text_right};
use crate::app::programme::ProgrammeLook;
use crate::app::programme::made::{Made, MatrixRow, NEED};
use crate::app::programme::request::ProgrammeRequest;
use crate::app::request::Request;
use crate::app::theme::{self, tokens};
use crate::lang::Lang;
use crate::lang::app_programme::ProgrammeWord as W;
use crate::workflow::programs::convergence::Needy;

const HEAD: f32 = 122.0;
const NAME: f32 = 118.0;
const NEED_WIDTH: f32 = 52.0;
const ALL: f32 = 26.0;

pub fn matrix_ui(
    ui: &mut Ui,
    lang: Lang,
    made: &Made,
    look: &ProgrammeLook,
    selected: Option<usize>,
) -> Option<Request> {
    ui.label(theme::small_bold(lang.programme(W::MatrixHint), ui));
    ui.spacing_mut().item_spacing.y = 0.0;
    let width = ui.available_width() - 10.0;
    let side = ((width - NAME - NEED_WIDTH - ALL) / made.sectors.len().max(1) as f32).min(28.0);
    head_ui(ui, lang, made, side);
    let mut asked = None;
    // A village that was clicked on the map comes into sight.
    let area = ScrollArea::vertical().auto_shrink(false);
    area.show_rows(ui, theme::TABLE_ROW, made.matrix.len(), |ui, range| {
        for row in &made.matrix[range] {
            asked =
                row_ui(ui, made, look, row, side, selected == Some(row.village)).or(asked.take());
        }
    });
    asked.map(Request::Programme)
}

fn head_ui(ui: &mut Ui, lang: Lang, made: &Made, side: f32) {
    let t = tokens(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEAD), Sense::hover());
    let small = theme::style_of("small_bold");
    let base = rect.bottom() - 10.0;
    text_at(ui, pos2(rect.left(), base), lang.programme(W::Village), small.clone(), t.text, NAME);
    let right = rect.left() + NAME + NEED_WIDTH - 6.0;
    text_right(ui, pos2(right, base), lang.programme(W::MapNeed), small.clone(), t.text);
    let font = small.resolve(ui.style());
    for (at, sector) in made.sectors.iter().enumerate() {
        let x = rect.left() + NAME + NEED_WIDTH + side * (at as f32 + 0.5);
        let mut job =
            egui::text::LayoutJob::simple_singleline(sector.clone(), font.clone(), t.text);
        job.wrap = egui::text::TextWrapping::truncate_at_width(HEAD - 8.0);
        let galley = ui.painter().layout_job(job);
        // Read from below, the last letter under the column's middle.
        let place = pos2(x - galley.size().y / 2.0, rect.bottom() - 4.0);
        let shape = egui::epaint::TextShape::new(place, galley, t.text)
            .with_angle(-std::f32::consts::FRAC_PI_2);
        ui.painter().add(shape);
    }
    let x = rect.left() + NAME + NEED_WIDTH + side * made.sectors.len() as f32 + ALL - 4.0;
    text_right(ui, pos2(x, base), "Σ", small, t.text);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, t.line));
}

fn row_ui(
    ui: &mut Ui,
    made: &Made,
    look: &ProgrammeLook,
    row: &MatrixRow,
    side: f32,
    is_selected: bool,
) -> Option<ProgrammeRequest> {
    let t = tokens(ui);
    let size = vec2(ui.available_width(), theme::TABLE_ROW);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let words = format!("{} {} Σ {}", row.name, row.need, row.all);
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_selected, &words));
    let stepped = stepped(ui, &response, look.sector.filter(|_| is_selected), made.sectors.len());
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    if is_selected {
        ui.painter().rect_filled(rect, 0.0, t.tint);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 0.0, t.hover);
    }
    let y = rect.center().y;
    let left = rect.left();
    text_at(ui, pos2(left, y), &row.name, TextStyle::Body, t.text, NAME - 12.0);
    let bar = Rect::from_min_max(
        pos2(left + NAME - 8.0, rect.top() + 5.0),
        pos2(left + NAME - 4.0, rect.bottom() - 5.0),
    );
    let ink = match row.needy {
        Needy::Low => color(NEED[0]),
        Needy::Middle => color(NEED[1]),
        Needy::High => color(NEED[2]),
        Needy::Unknown => t.line,
    };
    ui.painter().rect_filled(bar, 1.0, ink);
    text_right(ui, pos2(left + NAME + NEED_WIDTH - 6.0, y), &row.need, TextStyle::Small, t.text);
    let start = left + NAME + NEED_WIDTH;
    for (at, count) in row.counts.iter().enumerate() {
        let min = pos2(start + side * at as f32, rect.top());
        let cell = Rect::from_min_size(min, vec2(side, rect.height())).shrink(1.5);
        let is_open = is_selected && look.sector == Some(at);
        cell_ui(ui, cell, *count, is_open);
    }
    let x = start + side * row.counts.len() as f32 + ALL - 4.0;
    text_right(ui, pos2(x, y), &row.all.to_string(), theme::style_of("bold"), t.text);
    focus_inside(ui, &response);
    if let Some(sector) = stepped {
        return Some(ProgrammeRequest::Cell(row.village, Some(sector)));
    }
    if !response.clicked() {
        return None;
    }
    // By the keyboard it is the whole village.
    let Some(at) = response.interact_pointer_pos() else {
        return Some(ProgrammeRequest::Cell(row.village, None));
    };
    let sector = ((at.x - start) / side).floor();
    let sector =
        (sector >= 0.0 && (sector as usize) < made.sectors.len()).then_some(sector as usize);
    Some(ProgrammeRequest::Cell(row.village, sector))
}

/// The cell that the arrows lead to from the open one, while the row has the keyboard.
fn stepped(ui: &Ui, response: &Response, open: Option<usize>, all: usize) -> Option<usize> {
    if !response.has_focus() || all == 0 {
        return None;
    }
    let keep = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, keep));
    let pressed = |key| ui.input(|input| input.key_pressed(key));
    match (pressed(Key::ArrowLeft), pressed(Key::ArrowRight)) {
        (true, _) => Some(open.map_or(all - 1, |at| at.saturating_sub(1))),
        (_, true) => Some(open.map_or(0, |at| (at + 1).min(all - 1))),
        _ => None,
    }
}

fn cell_ui(ui: &Ui, cell: Rect, count: u32, is_open: bool) {
    let t = tokens(ui);
    let (fill, ink) = match count {
        0 => (t.sunk, Color32::TRANSPARENT),
        1 => (Color32::from_rgb(0xC7, 0xE9, 0xB4), Color32::BLACK),
        2 => (Color32::from_rgb(0x7F, 0xCD, 0xBB), Color32::BLACK),
        _ => (Color32::from_rgb(0x2C, 0x7F, 0xB8), Color32::WHITE),
    };
    ui.painter().rect_filled(cell, 2.0, fill);
    if count > 0 {
        let font = TextStyle::Small.resolve(ui.style());
        ui.painter().text(cell.center(), Align2::CENTER_CENTER, count.to_string(), font, ink);
    }
    if is_open {
        ui.painter().rect_stroke(cell, 2.0, Stroke::new(2.0, t.accent), egui::StrokeKind::Outside);
    }
}
