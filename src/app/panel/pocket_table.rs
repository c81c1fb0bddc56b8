//! One table of step 3: pockets, villages, kecamatan or two rules; the sums stay at its foot.

use std::collections::BTreeSet;

use egui::{
    Align2, Rect, Role, ScrollArea, Sense, Stroke, TextStyle, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use super::widget::{text_at, text_right};
use crate::app::chart::Linked;
use crate::app::icons::{self, Icon};
use crate::app::pocket::Pick;
use crate::app::pocket::request::PocketRequest;
use crate::app::theme::{self, tokens};
use crate::app::view::brief;
use crate::app::view::pocket_tables::{Doubt, Row, RowKind, Table, short_name};
use crate::lang::Lang;
use crate::lang::app::Word;

/// Left edge and width of the name, of the place, and the right edge and width of each number.
struct Columns {
    number: f32,
    name: (f32, f32),
    place: Option<(f32, f32)>,
    cells: Vec<(f32, f32)>,
}

const NUMBER: f32 = 40.0;
/// A column is as wide as its widest cell, within these.
const WIDEST: f32 = 150.0;
const NARROWEST: f32 = 58.0;
/// A letter of the body's type, with some air.
const LETTER: f32 = 7.4;

impl Columns {
    fn of(table: &Table, rect: Rect) -> Self {
        let is_placed = !table.place.is_empty();
        let texts = if is_placed { 230.0 } else { 170.0 };
        let wanted = table
            .letters
            .iter()
            .map(|&letters| (letters as f32 * LETTER + 14.0).clamp(NARROWEST, WIDEST));
        let room = (rect.width() - NUMBER - 24.0 - texts).max(60.0);
        let widths = fitted(wanted.collect(), room);
        let mut right = rect.right() - 14.0;
        let mut cells = Vec::new();
        for &width in widths.iter().rev() {
            cells.push((right, width));
            right -= width;
        }
        cells.reverse();
        let left = rect.left() + NUMBER + 10.0;
        let room = (right - left - 4.0).max(40.0);
        let number = rect.left() + NUMBER;
        if !is_placed {
            return Self { number, name: (left, room), place: None, cells };
        }
        let name = room * 0.55;
        Self { number, name: (left, name - 8.0), place: Some((left + name, room - name)), cells }
    }
}

/// Widths that fit the room together: where they do not, the widest give way first, and a narrow
/// column keeps its number whole.
fn fitted(mut widths: Vec<f32>, room: f32) -> Vec<f32> {
    let mut narrow = widths.clone();
    narrow.sort_by(f32::total_cmp);
    let mut left = room;
    for (at, width) in narrow.iter().enumerate() {
        let fair = left / (narrow.len() - at) as f32;
        if *width > fair {
            for wide in &mut widths {
                *wide = wide.min(fair);
            }
            break;
        }
        left -= width;
    }
    widths
}

/// `only` = the rows whose villages are all picked, where the table is filtered.
pub fn pocket_table_ui(
    ui: &mut Ui,
    lang: Lang,
    table: &Table,
    linked: &Linked<'_>,
    only: Option<&BTreeSet<usize>>,
) -> Option<PocketRequest> {
    let t = tokens(ui);
    ui.spacing_mut().item_spacing.y = 0.0;
    let full = ui.available_rect_before_wrap();
    let (head, _) = ui.allocate_exact_size(vec2(full.width(), theme::TABLE_HEAD), Sense::hover());
    ui.painter().rect_filled(head, 0.0, t.sunk);
    ui.painter().hline(head.x_range(), head.bottom(), Stroke::new(1.0, t.line));
    let columns = Columns::of(table, head);
    head_ui(ui, lang, table, &columns, head);
    let kept = |row: &&Row| match (only, row.kind) {
        (Some(picked), RowKind::Village(village)) => picked.contains(&village),
        _ => true,
    };
    let rows: Vec<&Row> = table.rows.iter().filter(kept).collect();
    // The sums stay in sight while at least two rows are left over them.
    let room = full.bottom() - head.bottom();
    let sums = table.sums.len() as f32 * theme::TABLE_ROW;
    let pinned = !table.sums.is_empty() && room - sums >= 2.0 * theme::TABLE_ROW;
    // Few rows: the sums stand right under them.
    let used = head.bottom() + rows.len() as f32 * theme::TABLE_ROW;
    let cut = if pinned { (full.bottom() - sums).min(used) } else { full.bottom() };
    let body = Rect::from_min_max(pos2(full.left(), head.bottom()), pos2(full.right(), cut));
    let mut shown = rows;
    if !pinned {
        shown.extend(&table.sums);
    }
    let mut answer = ui
        .scope_builder(UiBuilder::new().max_rect(body), |ui| body_ui(ui, table, &shown, linked))
        .inner;
    if pinned {
        let foot = Rect::from_min_max(pos2(full.left(), cut), full.max);
        let asked = ui.scope_builder(UiBuilder::new().max_rect(foot), |ui| {
            ui.painter().hline(foot.x_range(), foot.top(), Stroke::new(1.0, t.control_line));
            let mut asked = None;
            for row in &table.sums {
                asked = row_ui(ui, table, row, linked).1.or(asked);
            }
            asked
        });
        answer = asked.inner.or(answer);
    }
    ui.advance_cursor_after_rect(full);
    answer
}

fn head_ui(ui: &Ui, lang: Lang, table: &Table, columns: &Columns, head: Rect) {
    let t = tokens(ui);
    let y = head.center().y;
    let style = || theme::style_of("small_bold");
    text_right(ui, pos2(columns.number, y), lang.word(Word::Number), style(), t.text_2);
    let (left, width) = columns.name;
    text_at(ui, pos2(left, y), &table.name, style(), t.text_2, width);
    if let Some((left, width)) = columns.place {
        text_at(ui, pos2(left, y), &table.place, style(), t.text_2, width);
    }
    for (i, (text, (right, width))) in table.heads.iter().zip(&columns.cells).enumerate() {
        let font = style().resolve(ui.style());
        let short = brief(text);
        let is_cut = short != *text;
        let mut job = egui::text::LayoutJob::simple_singleline(short, font, t.text_2);
        job.wrap = egui::text::TextWrapping::truncate_at_width(width - 8.0);
        let galley = ui.painter().layout_job(job);
        let is_cut = is_cut || galley.elided;
        let rect = Align2::RIGHT_CENTER.anchor_size(pos2(*right, y), galley.size());
        ui.painter().galley(rect.min, galley, t.text_2);
        if is_cut {
            let id = ui.scope_id().with(("head", i));
            ui.interact(rect, id, Sense::hover()).on_hover_text(text);
        }
    }
}

fn body_ui(
    ui: &mut Ui,
    table: &Table,
    rows: &[&Row],
    linked: &Linked<'_>,
) -> Option<PocketRequest> {
    let mut answer = None;
    let mut hovered = None;
    let mut area = ScrollArea::vertical().id_salt(("pocket-rows", &table.name)).auto_shrink(false);
    if let Some(offset) = scroll_to(ui, table, rows, linked) {
        area = area.vertical_scroll_offset(offset);
    }
    area.show_rows(ui, theme::TABLE_ROW, rows.len(), |ui, range| {
        for i in range {
            let row = rows[i];
            let (village, asked) =
                ui.push_id((&row.name, &row.place, i), |ui| row_ui(ui, table, row, linked)).inner;
            hovered = hovered.or(village);
            answer = asked.or(answer.take());
        }
    });
    let id = ui.scope_id().with("pocket-pointed");
    let pointed = crate::app::chart::pointed(ui, id, hovered);
    answer.or_else(|| pointed.map(PocketRequest::Pick))
}

/// Brings a village that was picked elsewhere into sight, once.
fn scroll_to(ui: &Ui, table: &Table, rows: &[&Row], linked: &Linked<'_>) -> Option<f32> {
    let id = egui::Id::unique("pocket-scrolled-to").with(&table.name);
    let selected = linked.selected?;
    if ui.data(|data| data.get_temp::<usize>(id)) == Some(selected) {
        return None;
    }
    ui.data_mut(|data| data.insert_temp(id, selected));
    let at = rows.iter().position(|row| row.kind == RowKind::Village(selected))?;
    // A row that the pointer just clicked is in sight already.
    let clicked_here = ui.rect_contains_pointer(ui.max_rect());
    (!clicked_here).then(|| ((at as f32 - 1.0) * theme::TABLE_ROW).max(0.0))
}

/// The village that is pointed at, and what was asked.
fn row_ui(
    ui: &mut Ui,
    table: &Table,
    row: &Row,
    linked: &Linked<'_>,
) -> (Option<usize>, Option<PocketRequest>) {
    let t = tokens(ui);
    let size = vec2(ui.available_width(), theme::TABLE_ROW);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let is_lit = is_lit(row, linked);
    let label = [&[row.number.clone() + " " + &row.name][..], &row.cells].concat().join(", ");
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, is_lit, label.trim()));
    let village = match row.kind {
        RowKind::Village(village) => Some(village),
        RowKind::Pocket(_) | RowKind::Group | RowKind::Sum => None,
    };
    let points = linked.hovered.is_some() && village == linked.hovered;
    if is_lit {
        ui.painter().rect_filled(rect, 0.0, t.tint);
        let edge = Rect::from_min_size(rect.min, vec2(3.0, rect.height()));
        ui.painter().rect_filled(edge, 0.0, t.accent);
    } else if response.hovered() || points {
        ui.painter().rect_filled(rect, 0.0, t.hover);
    }
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, t.line));
    cells_ui(ui, table, row, rect, is_lit);
    if response.has_focus() {
        let ring = Stroke::new(2.0, t.accent);
        ui.painter().rect_stroke(rect.shrink(1.0), 2.0, ring, egui::StrokeKind::Inside);
    }
    let hovered = village.filter(|_| response.hovered());
    let response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
    let clicked = response.clicked();
    if !row.hint.is_empty() {
        response.on_hover_text(&row.hint);
    }
    if !clicked {
        return (hovered, None);
    }
    let adds = ui.input(|input| input.modifiers.shift);
    let asked = match row.kind {
        RowKind::Pocket(pocket) if !adds => PocketRequest::Show(pocket),
        RowKind::Pocket(_) | RowKind::Village(_) | RowKind::Group | RowKind::Sum => {
            // A second click on the only picked row lets it go.
            let villages = if is_lit && !adds { Vec::new() } else { row.villages.clone() };
            PocketRequest::Pick(Pick::of(villages, adds))
        }
    };
    (hovered, Some(asked))
}

/// Whether exactly this row is picked, or the village among others.
fn is_lit(row: &Row, linked: &Linked<'_>) -> bool {
    match row.kind {
        RowKind::Village(village) => linked.is_lit(village),
        RowKind::Pocket(_) | RowKind::Group | RowKind::Sum => {
            !row.villages.is_empty()
                && row.villages.len() == linked.picked.len()
                && row.villages.iter().all(|v| linked.picked.contains(v))
        }
    }
}

fn cells_ui(ui: &Ui, table: &Table, row: &Row, rect: Rect, is_lit: bool) {
    let t = tokens(ui);
    let columns = Columns::of(table, rect);
    let y = rect.center().y;
    let bold = || theme::style_of("bold");
    let is_sum = row.kind == RowKind::Sum;
    text_right(ui, pos2(columns.number, y), &row.number, bold(), t.text);
    let (left, width) = columns.name;
    let strong = matches!(row.kind, RowKind::Pocket(_)) || is_lit;
    let style = if strong { bold() } else { TextStyle::Body };
    let ink = if is_sum { t.text_2 } else { t.text };
    let mark = if row.doubt == Doubt::None { 0.0 } else { 18.0 };
    let used = text_at(ui, pos2(left, y), short_name(&row.name), style, ink, width - mark);
    if row.doubt != Doubt::None {
        let slot = Rect::from_center_size(pos2(left + used + 10.0, y), vec2(14.0, 14.0));
        icons::paint(ui.painter(), Icon::Warning, slot, 12.0, t.warn);
    }
    if let Some((left, width)) = columns.place {
        text_at(ui, pos2(left, y), &row.place, TextStyle::Body, t.text_2, width - 4.0);
    }
    let last = row.cells.len().saturating_sub(1);
    for (i, (text, (right, width))) in row.cells.iter().zip(&columns.cells).enumerate() {
        let style = if i == last && !is_sum { bold() } else { TextStyle::Body };
        let font = style.resolve(ui.style());
        let mut job = egui::text::LayoutJob::simple_singleline(text.clone(), font, ink);
        job.wrap = egui::text::TextWrapping::truncate_at_width(width - 6.0);
        let galley = ui.painter().layout_job(job);
        let place = Align2::RIGHT_CENTER.anchor_size(pos2(*right, y), galley.size());
        ui.painter().galley(place.min, galley, ink);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_name_gives_way_before_a_number_does() {
        assert_eq!(fitted(vec![150.0, 60.0, 58.0], 400.0), [150.0, 60.0, 58.0]);
        assert_eq!(fitted(vec![150.0, 60.0, 58.0], 200.0), [82.0, 60.0, 58.0]);
        assert_eq!(fitted(vec![150.0, 90.0], 100.0), [50.0, 50.0]);
    }
}
