//! A plain table of the tab of programmes: heads, rows of words, a click on a row.

use egui::{Rect, ScrollArea, Sense, TextStyle, Ui, vec2};

use super::widget::{focus_inside, text_in};
use crate::app::plan::made::PlanRow;
use crate::app::theme::{self, tokens};

/// A column's head and its share of the width; a negative share is a column of numbers.
pub type Head<'a> = (&'a str, f32);

fn columns(rect: Rect, heads: &[Head<'_>]) -> Vec<(f32, f32)> {
    let total: f32 = heads.iter().map(|h| h.1.abs()).sum();
    let room = rect.width() - 24.0;
    let mut x = rect.left() + 12.0;
    heads
        .iter()
        .map(|head| {
            let width = room * head.1.abs() / total;
            let at = (x, width - 10.0);
            x += width;
            at
        })
        .collect()
}

fn cells<'c>(
    ui: &Ui,
    rect: Rect,
    heads: &[Head<'_>],
    cells: impl Iterator<Item = &'c str>,
    style: &TextStyle,
) {
    let t = tokens(ui);
    for (((x, width), head), cell) in columns(rect, heads).into_iter().zip(heads).zip(cells) {
        text_in(ui, (x, rect.center().y, width), head.1 < 0.0, cell, (style, t.text));
    }
}

/// The table; the position of the row that was clicked. `row` is asked for what is in sight only.
pub fn table_ui(
    ui: &mut Ui,
    heads: &[Head<'_>],
    count: usize,
    selected: Option<usize>,
    row: impl Fn(usize) -> PlanRow,
) -> Option<usize> {
    ui.spacing_mut().item_spacing.y = 0.0;
    let size = vec2(ui.available_width(), theme::TABLE_HEAD);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    ui.painter().rect_filled(rect, 0.0, tokens(ui).sunk);
    cells(ui, rect, heads, heads.iter().map(|h| h.0), &theme::style_of("small_bold"));
    let mut clicked = None;
    let area = ScrollArea::vertical().auto_shrink(false);
    area.show_rows(ui, theme::TABLE_ROW, count, |ui, range| {
        for at in range {
            let own = row(at);
            let size = vec2(ui.available_width(), theme::TABLE_ROW);
            let (rect, response) = ui.allocate_exact_size(size, Sense::click());
            let name = own.cells.join(" · ");
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
            let t = tokens(ui);
            if response.gained_focus() {
                response.scroll_to_me(None);
            }
            if own.village.is_some() && own.village == selected {
                ui.painter().rect_filled(rect, 0.0, t.tint);
            } else if response.hovered() {
                ui.painter().rect_filled(rect, 0.0, t.hover);
            }
            cells(ui, rect, heads, own.cells.iter().map(String::as_str), &TextStyle::Body);
            focus_inside(ui, &response);
            if response.clicked() {
                clicked = Some(at);
            }
        }
    });
    clicked
}
