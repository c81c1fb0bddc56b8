//! Every kabupaten beside each other; a click shows it on the map.

use egui::{Role, ScrollArea, Sense, Stroke, TextStyle, Ui, WidgetInfo, pos2, vec2};

use super::widget::{text_at, text_right};
use crate::app::look::request::LookRequest;
use crate::app::request::Request;
use crate::app::theme::{self, tokens};
use crate::app::view::regions::RegionTable;
use crate::lang::Lang;
use crate::lang::app::Word;

const NAME: f32 = 180.0;

pub fn regions_ui(ui: &mut Ui, lang: Lang, table: &RegionTable) -> Option<Request> {
    let t = tokens(ui);
    let mut asked = None;
    ui.spacing_mut().item_spacing.y = 0.0;
    let full = ui.available_width();
    let (head, _) = ui.allocate_exact_size(vec2(full, theme::TABLE_HEAD), Sense::hover());
    ui.painter().rect_filled(head, 0.0, t.sunk);
    ui.painter().hline(head.x_range(), head.bottom(), Stroke::new(1.0, t.line));
    let each = (full - NAME - 30.0) / table.heads.len().max(1) as f32;
    let right = |left: f32, i: usize| left + NAME + each * (i as f32 + 1.0);
    let style = || theme::style_of("small_bold");
    let y = head.center().y;
    text_at(ui, pos2(head.left() + 16.0, y), lang.word(Word::Kabupaten), style(), t.text_2, NAME);
    for (i, text) in table.heads.iter().enumerate() {
        let cut: String = text.chars().take((each / 7.5).max(4.0) as usize).collect();
        text_right(ui, pos2(right(head.left(), i), y), &cut, style(), t.text_2);
    }
    let foot = 22.0;
    let height = (ui.available_height() - foot).max(24.0);
    ScrollArea::vertical().id_salt("regions").max_height(height).auto_shrink([false, true]).show(
        ui,
        |ui| {
            for (at, line) in table.lines.iter().enumerate() {
                let size = vec2(ui.available_width(), theme::TABLE_ROW);
                let (rect, response) = ui.allocate_exact_size(size, Sense::click());
                let label = format!("{}, {}", line.name, line.cells.join(", "));
                response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
                if response.hovered() || response.has_focus() {
                    ui.painter().rect_filled(rect, 0.0, t.hover);
                }
                ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, t.line));
                let y = rect.center().y;
                text_at(
                    ui,
                    pos2(rect.left() + 16.0, y),
                    &line.name,
                    theme::style_of("bold"),
                    t.text,
                    NAME,
                );
                for (i, cell) in line.cells.iter().enumerate() {
                    text_right(ui, pos2(right(rect.left(), i), y), cell, TextStyle::Body, t.text);
                }
                if response.clicked() {
                    asked = Some(Request::Look(LookRequest::ShowVillages(
                        table.lines[at].villages.clone(),
                    )));
                }
            }
        },
    );
    ui.add_space(3.0);
    ui.horizontal(|ui| {
        ui.add_space(16.0);
        ui.label(theme::small(&table.note, ui));
    });
    asked
}
