//! Every kabupaten or kecamatan beside each other; a click shows it on the map.

use egui::{
    Rect, Role, ScrollArea, Sense, Stroke, TextStyle, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use super::look_table::right_cut;
use super::widget::{text_at, text_right};
use crate::app::look::request::LookRequest;
use crate::app::request::Request;
use crate::app::theme::{self, tokens};
use crate::app::view::regions::RegionTable;
use crate::lang::Lang;
use crate::lang::app::Word;
use crate::workflow::chosen::Level;

const NAME: f32 = 134.0;
/// Names of indicators stand in two lines.
const HEAD: f32 = 38.0;
/// The lines under the table.
const FOOT: f32 = 40.0;

pub fn regions_ui(ui: &mut Ui, lang: Lang, table: &RegionTable) -> Option<Request> {
    let t = tokens(ui);
    let mut asked = None;
    ui.spacing_mut().item_spacing.y = 0.0;
    let full = ui.available_width();
    let (head, _) = ui.allocate_exact_size(vec2(full, HEAD), Sense::hover());
    ui.painter().rect_filled(head, 0.0, t.sunk);
    ui.painter().hline(head.x_range(), head.bottom(), Stroke::new(1.0, t.line));
    let each = (full - NAME - 30.0) / table.heads.len().max(1) as f32;
    let right = |left: f32, i: usize| left + NAME + each * (i as f32 + 1.0);
    let style = || theme::style_of("small_bold");
    let y = head.center().y;
    let word = lang.word(match table.level {
        Level::Kecamatan => Word::Kecamatan,
        Level::Village | Level::Kabupaten => Word::Kabupaten,
    });
    text_at(ui, pos2(head.left() + 16.0, y), word, style(), t.text_2, NAME);
    for (i, text) in table.heads.iter().enumerate() {
        let edge = right(head.left(), i) + 6.0;
        let cell = Rect::from_x_y_ranges(edge - each..=edge, head.y_range());
        right_cut(ui, cell, text, t.text_2);
        let id = ui.scope_id().with(("region-head", i));
        ui.interact(cell, id, Sense::hover()).on_hover_text(text);
    }
    let rest = ui.available_rect_before_wrap();
    let foot = Rect::from_min_max(pos2(rest.left(), rest.bottom() - FOOT), rest.max);
    let body = Rect::from_min_max(rest.min, pos2(rest.right(), foot.top()));
    ui.scope_builder(UiBuilder::new().max_rect(body), |ui| {
        ScrollArea::vertical().id_salt("regions").auto_shrink(false).show(ui, |ui| {
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
        });
    });
    let small = TextStyle::Small.resolve(ui.style());
    let mut job =
        egui::text::LayoutJob::simple(table.note.clone(), small, t.text_2, foot.width() - 32.0);
    job.wrap.max_rows = 2;
    let galley = ui.painter().layout_job(job);
    ui.painter().galley(foot.min + vec2(16.0, 4.0), galley, t.text_2);
    let note = ui.interact(foot, ui.scope_id().with("region-note"), Sense::hover());
    note.widget_info(|| WidgetInfo::labeled(Role::Label, true, &table.note));
    note.on_hover_text(&table.note);
    asked
}
