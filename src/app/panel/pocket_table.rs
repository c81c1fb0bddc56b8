//! Under the map in step 3: the pockets, ranked, with the villages that stand alone.

use egui::{Rect, Role, ScrollArea, Sense, Stroke, TextStyle, Ui, WidgetInfo, pos2, vec2};

use super::widget::{empty, text_at, text_right};
use crate::app::request::Request;
use crate::app::theme::{self, tokens};
use crate::app::view::pockets::{PocketRow, PocketView};
use crate::lang::Lang;
use crate::lang::app::Word;

pub fn pocket_table_ui(
    ui: &mut Ui,
    lang: Lang,
    view: Option<&PocketView>,
    selected: Option<usize>,
) -> Option<Request> {
    let Some(view) = view else {
        empty(ui, lang.word(Word::NoPocketsYet), None);
        return None;
    };
    let t = tokens(ui);
    ui.spacing_mut().item_spacing.y = 0.0;
    let (title, _) =
        ui.allocate_exact_size(vec2(ui.available_width(), theme::TABS), Sense::hover());
    let x = title.left() + 16.0;
    let used = text_at(
        ui,
        pos2(x, title.center().y),
        &view.title,
        theme::style_of("bold"),
        t.text,
        title.width() - 32.0,
    );
    let room = title.width() - used - 56.0;
    text_at(
        ui,
        pos2(x + used + 16.0, title.center().y),
        &view.subtitle,
        TextStyle::Small,
        t.text_2,
        room,
    );
    let (head, _) =
        ui.allocate_exact_size(vec2(ui.available_width(), theme::TABLE_HEAD), Sense::hover());
    ui.painter().rect_filled(head, 0.0, t.sunk);
    ui.painter().hline(head.x_range(), head.bottom(), Stroke::new(1.0, t.line));
    let [number, name, villages, families, mean, p] = columns(head);
    let y = head.center().y;
    let style = || theme::style_of("small_bold");
    text_right(ui, pos2(number, y), lang.word(Word::Number), style(), t.text_2);
    text_at(ui, pos2(name, y), lang.word(Word::Pocket), style(), t.text_2, 200.0);
    let heads = [
        (villages, Word::VillagesHead),
        (families, Word::Families),
        (mean, Word::Mean),
        (p, Word::SmallestP),
    ];
    for (right, word) in heads {
        text_right(ui, pos2(right, y), lang.word(word), style(), t.text_2);
    }
    if view.rows.is_empty() {
        empty(ui, lang.word(Word::NoPocketFound), None);
        return None;
    }
    let mut request = None;
    ScrollArea::vertical().id_salt("pockets").auto_shrink(false).show_rows(
        ui,
        theme::TABLE_ROW,
        view.rows.len(),
        |ui, range| {
            for i in range {
                let row = &view.rows[i];
                let asked = ui.push_id((&row.name, i), |ui| row_ui(ui, row, selected)).inner;
                if asked.is_some() {
                    request = asked;
                }
            }
        },
    );
    request
}

fn columns(rect: Rect) -> [f32; 6] {
    let right = rect.right() - 16.0;
    let step = (rect.width() * 0.12).clamp(64.0, 110.0);
    let left = rect.left();
    [left + 44.0, left + 56.0, right - 3.0 * step, right - 2.0 * step, right - step, right]
}

fn row_ui(ui: &mut Ui, row: &PocketRow, selected: Option<usize>) -> Option<Request> {
    let t = tokens(ui);
    let size = vec2(ui.available_width(), theme::TABLE_ROW);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let is_selected = row.village.is_some() && row.village == selected;
    let label = format!("{} {}, {}", row.number, row.name, row.mean);
    response
        .widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, is_selected, label.trim()));
    if is_selected {
        ui.painter().rect_filled(rect, 0.0, t.tint);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 0.0, t.hover);
    }
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, t.line));
    let [number, name, villages, families, mean, p] = columns(rect);
    let y = rect.center().y;
    let bold = || theme::style_of("bold");
    text_right(ui, pos2(number, y), &row.number, bold(), t.text);
    let (style, ink) =
        if row.pocket.is_some() { (bold(), t.text) } else { (TextStyle::Body, t.text_2) };
    text_at(ui, pos2(name, y), &row.name, style, ink, villages - name - 60.0);
    text_right(ui, pos2(villages, y), &row.villages, TextStyle::Body, t.text);
    text_right(ui, pos2(families, y), &row.families, TextStyle::Body, t.text);
    text_right(ui, pos2(mean, y), &row.mean, bold(), t.text);
    text_right(ui, pos2(p, y), &row.p, TextStyle::Body, t.text_2);
    if response.has_focus() {
        let ring = Stroke::new(2.0, t.accent);
        ui.painter().rect_stroke(rect.shrink(1.0), 2.0, ring, egui::StrokeKind::Inside);
    }
    if !response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
        return None;
    }
    match (row.pocket, row.village) {
        (Some(pocket), _) => Some(Request::SelectPocket(pocket)),
        (None, village) => Some(Request::Select(village)),
    }
}
