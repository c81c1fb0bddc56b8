//! Sentences and tables of the tab of targets: a bar at the left and the words themselves say how a
//! row is meant.

use egui::{Label, Rect, RichText, ScrollArea, Sense, TextStyle, Ui, pos2, vec2};

use super::widget::text_in;
use crate::app::target::made::{Mood, Table};
use crate::app::theme::{self, tokens};

/// Sentences one under the other; a warning stands out.
pub fn says_ui(ui: &mut Ui, says: &[String]) {
    let t = tokens(ui);
    let frame = egui::Frame::new().inner_margin(egui::Margin::symmetric(14, 6));
    frame.show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        for say in says {
            let is_warning = say.starts_with("PERHATIAN") || say.starts_with("WARNING");
            let words = if is_warning {
                theme::bold(say).color(t.error)
            } else {
                RichText::new(say).color(t.text)
            };
            ui.add(Label::new(words).wrap());
        }
        ui.set_min_width(ui.available_width());
    });
}

/// Left edges and widths; a negative share is a column of figures.
fn columns(rect: Rect, heads: &[(String, f32)]) -> Vec<(f32, f32)> {
    let total: f32 = heads.iter().map(|(_, share)| share.abs()).sum();
    let room = rect.width() - 28.0;
    let mut x = rect.left() + 14.0;
    heads
        .iter()
        .map(|(_, share)| {
            let width = room * share.abs() / total.max(0.1);
            let at = (x, width - 8.0);
            x += width;
            at
        })
        .collect()
}

fn mood_ink(ui: &Ui, mood: Mood) -> egui::Color32 {
    let t = tokens(ui);
    match mood {
        Mood::Bad => t.error,
        Mood::Good => t.ok,
        Mood::Plain => t.text,
        Mood::Unknown => t.text_3,
    }
}

/// The row that was clicked.
pub fn table_ui(ui: &mut Ui, id: &str, table: &Table, selected: Option<usize>) -> Option<usize> {
    let t = tokens(ui);
    ui.spacing_mut().item_spacing.y = 0.0;
    let size = vec2(ui.available_width(), theme::TABLE_HEAD);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    ui.painter().rect_filled(rect, 0.0, t.sunk);
    let places = columns(rect, &table.heads);
    let style = theme::style_of("small_bold");
    for ((x, width), (words, share)) in places.iter().zip(&table.heads) {
        cell(ui, rect, (*x, *width), *share, (words, &style, t.text));
    }
    let last = table.heads.len().saturating_sub(1);
    let mut clicked = None;
    let area = ScrollArea::vertical().id_salt(id).auto_shrink(false);
    area.show_rows(ui, theme::TABLE_ROW, table.rows.len(), |ui, range| {
        for at in range {
            let row = &table.rows[at];
            let size = vec2(ui.available_width(), theme::TABLE_ROW);
            let (rect, response) = ui.allocate_exact_size(size, Sense::click());
            let name = row.cells.join(" · ");
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
            if row.village.is_some() && row.village == selected {
                ui.painter().rect_filled(rect, 0.0, t.tint);
            } else if response.hovered() || response.has_focus() {
                ui.painter().rect_filled(rect, 0.0, t.hover);
            }
            let ink = mood_ink(ui, row.mood);
            if matches!(row.mood, Mood::Bad | Mood::Good) {
                let bar = Rect::from_min_max(
                    pos2(rect.left() + 4.0, rect.top() + 4.0),
                    pos2(rect.left() + 8.0, rect.bottom() - 4.0),
                );
                ui.painter().rect_filled(bar, 1.0, ink);
            }
            let places = columns(rect, &table.heads);
            for (i, ((place, (_, share)), words)) in
                places.iter().zip(&table.heads).zip(&row.cells).enumerate()
            {
                let ink = if i == last { ink } else { t.text };
                cell(ui, rect, *place, *share, (words, &TextStyle::Body, ink));
            }
            if response.clicked() {
                clicked = Some(at);
            }
        }
    });
    clicked
}

fn cell(
    ui: &Ui,
    rect: Rect,
    (x, width): (f32, f32),
    share: f32,
    (words, style, ink): (&str, &TextStyle, egui::Color32),
) {
    text_in(ui, (x, rect.center().y, width), share < 0.0, words, (style, ink));
}
