//! The sheet in the import dialog: heads with their roles, titles and sums struck out, keys tinted.

use egui::{
    Color32, ComboBox, Rect, ScrollArea, Sense, Stroke, TextStyle, Ui, UiBuilder, WidgetInfo, pos2,
    vec2,
};

use super::widget::text_at;
use crate::app::data::importing::Guess;
use crate::app::theme::{self, Tokens, tokens};
use crate::app::view::import::{Head, ImportView, PreviewRow, Role, RowKind};
use crate::lang::Lang;
use crate::lang::app_data::DataWord;

/// Width of the row numbers and of the word at the right.
const NUMBER: f32 = 48.0;
const ASIDE: f32 = 104.0;
const HEAD: f32 = 26.0;
const ROLE: f32 = 32.0;
const ROW: f32 = 24.0;

pub fn role_word(role: Role) -> DataWord {
    match role {
        Role::Code => DataWord::RoleCode,
        Role::Village => DataWord::RoleVillage,
        Role::Kecamatan => DataWord::RoleKecamatan,
        Role::OtherKey => DataWord::RoleOtherKey,
        Role::Personal => DataWord::RolePersonal,
        Role::Value => DataWord::RoleValue,
        Role::Ignored => DataWord::RoleIgnored,
    }
}

fn ground(t: &Tokens, role: Role) -> Option<Color32> {
    match role {
        Role::Code | Role::Village | Role::Kecamatan => Some(t.tint),
        Role::Value => Some(t.warn_bg),
        Role::Personal => Some(t.error_bg),
        Role::OtherKey | Role::Ignored => None,
    }
}

/// Each column as wide as what stands in it, within reason.
fn widths(view: &ImportView) -> Vec<f32> {
    view.heads
        .iter()
        .enumerate()
        .map(|(c, head)| {
            let cells = view.rows.iter().filter(|r| r.kind == RowKind::Data).take(20);
            let longest = cells.filter_map(|r| Some(r.cells.get(c)?.chars().count())).max();
            let name = head.path.rsplit('›').next().unwrap_or("").trim().chars().count();
            let letters = longest.unwrap_or(0).max(name.min(18)) as f32;
            (letters * 7.5 + 20.0).clamp(120.0, 200.0)
        })
        .collect()
}

pub fn table_ui(ui: &mut Ui, lang: Lang, view: &ImportView, height: f32) -> Option<Guess> {
    let t = tokens(ui);
    let widths = widths(view);
    let mut guess = None;
    let full = (NUMBER + widths.iter().sum::<f32>() + ASIDE).max(ui.available_width());
    let outline = Stroke::new(1.0, t.line);
    let area = ui.available_rect_before_wrap();
    let frame = Rect::from_min_size(area.min, vec2(area.width(), height));
    ScrollArea::both()
        .id_salt(("sheet", view.sheet.as_deref()))
        .max_height(height)
        .min_scrolled_height(height)
        .auto_shrink(false)
        .show(ui, |ui| {
            let size = vec2(full, HEAD + ROLE + view.rows.len() as f32 * ROW);
            let (content, _) = ui.allocate_exact_size(size, Sense::hover());
            let clip = ui.clip_rect();
            for (i, row) in view.rows.iter().enumerate() {
                let top = content.top() + HEAD + ROLE + i as f32 * ROW;
                let rect = Rect::from_min_size(pos2(content.left(), top), vec2(full, ROW));
                if rect.bottom() >= clip.top() && rect.top() <= clip.bottom() {
                    row_ui(ui, lang, view, &widths, row, rect);
                }
            }
            // The heads stay in sight while the rows pass below them.
            let top = content.top().max(clip.top());
            let heads = Rect::from_min_size(pos2(content.left(), top), vec2(full, HEAD + ROLE));
            ui.painter().rect_filled(heads, 0.0, t.sunk);
            guess = heads_ui(ui, lang, view, &widths, heads);
            ui.painter().hline(heads.x_range(), heads.bottom(), outline);
        });
    ui.painter().rect_stroke(frame, f32::from(theme::RADIUS), outline, egui::StrokeKind::Outside);
    guess
}

fn heads_ui(
    ui: &mut Ui,
    lang: Lang,
    view: &ImportView,
    widths: &[f32],
    rect: Rect,
) -> Option<Guess> {
    let t = tokens(ui);
    let mut guess = None;
    let mut x = rect.left() + NUMBER;
    for (head, width) in view.heads.iter().zip(widths) {
        let letter = Rect::from_min_size(pos2(x, rect.top()), vec2(*width, HEAD));
        let font = theme::style_of("small_bold").resolve(ui.style());
        ui.painter().text(
            letter.center(),
            egui::Align2::CENTER_CENTER,
            &head.letter,
            font,
            t.text_2,
        );
        let slot = Rect::from_min_size(
            pos2(x + 3.0, rect.top() + HEAD + 2.0),
            vec2(width - 6.0, ROLE - 6.0),
        );
        if let Some(asked) = role_ui(ui, lang, head, slot) {
            guess = Some(asked);
        }
        ui.painter().vline(x, rect.y_range(), Stroke::new(1.0, t.line));
        x += width;
    }
    guess
}

fn role_ui(ui: &mut Ui, lang: Lang, head: &Head, slot: Rect) -> Option<Guess> {
    let t = tokens(ui);
    let fixed = matches!(head.role, Role::OtherKey | Role::Personal);
    let text = lang.data(role_word(head.role));
    if fixed {
        text_at(
            ui,
            slot.left_center() + vec2(6.0, 0.0),
            text,
            TextStyle::Small,
            t.text_2,
            slot.width(),
        );
        return None;
    }
    let mut chosen = head.role;
    let builder = UiBuilder::new().max_rect(slot).id_salt(("role", &head.letter));
    ui.scope_builder(builder, |ui| {
        if let Some(fill) = ground(t, head.role) {
            let visuals = ui.visuals_mut();
            for state in [&mut visuals.widgets.inactive, &mut visuals.widgets.hovered] {
                state.weak_bg_fill = fill;
            }
        }
        let name = format!("{} {}", lang.data(DataWord::RoleOf), head.letter);
        ui.name_inputs(&name, |ui| {
            ComboBox::from_id_salt(("role", &head.letter))
                .selected_text(theme::small_bold(text, ui))
                .width(slot.width())
                .truncate()
                .show_ui(ui, |ui| {
                    for role in
                        [Role::Value, Role::Code, Role::Village, Role::Kecamatan, Role::Ignored]
                    {
                        ui.selectable_value(&mut chosen, role, lang.data(role_word(role)));
                    }
                });
        });
    });
    (chosen != head.role).then(|| Guess::Role { letter: head.letter.clone(), role: chosen })
}

fn row_ui(ui: &Ui, lang: Lang, view: &ImportView, widths: &[f32], row: &PreviewRow, rect: Rect) {
    let t = tokens(ui);
    let painter = ui.painter();
    let response = ui.interact(rect, ui.scope_id().with(("row", row.row)), Sense::hover());
    let word = match row.kind {
        RowKind::Header => lang.data(DataWord::HeaderRow),
        RowKind::Data => "",
        RowKind::Unmatched => lang.data(DataWord::RowUnmatched),
        RowKind::Aside(why) => why,
    };
    response.widget_info(|| {
        let cells: Vec<&str> =
            row.cells.iter().map(String::as_str).filter(|c| !c.is_empty()).collect();
        let name = format!("{} {} {word}", row.row, cells.join(" "));
        WidgetInfo::labeled(egui::Role::Label, true, name.trim())
    });
    let aside = matches!(row.kind, RowKind::Aside(_));
    let fill = match row.kind {
        RowKind::Header => Some(t.tint),
        RowKind::Aside(_) => Some(t.sunk),
        RowKind::Data | RowKind::Unmatched => None,
    };
    if let Some(fill) = fill {
        painter.rect_filled(rect, 0.0, fill);
    }
    let y = rect.center().y;
    super::widget::text_right(
        ui,
        pos2(rect.left() + NUMBER - 10.0, y),
        &row.row.to_string(),
        TextStyle::Small,
        t.text_3,
    );
    let mut x = rect.left() + NUMBER;
    for ((head, width), c) in view.heads.iter().zip(widths).zip(0..) {
        let cell = Rect::from_min_size(pos2(x, rect.top()), vec2(*width, ROW));
        let is_data = matches!(row.kind, RowKind::Data | RowKind::Unmatched);
        if let Some(fill) = ground(t, head.role).filter(|_| is_data) {
            painter.rect_filled(cell, 0.0, fill.gamma_multiply(0.7));
        }
        let text = row.cells.get(c).map_or("", String::as_str);
        if !text.is_empty() {
            cell_ui(ui, text, row.kind, head.role, cell);
        }
        painter.vline(x, rect.y_range(), Stroke::new(1.0, t.line));
        x += width;
    }
    if !word.is_empty() {
        let ink = if aside {
            t.text_3
        } else if row.kind == RowKind::Header {
            t.accent_ink
        } else {
            t.warn
        };
        text_at(ui, pos2(x + 8.0, y), word, theme::style_of("small_bold"), ink, ASIDE - 10.0);
    }
    painter.hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, t.line));
}

fn cell_ui(ui: &Ui, text: &str, kind: RowKind, role: Role, cell: Rect) {
    let t = tokens(ui);
    let y = cell.center().y;
    let aside = matches!(kind, RowKind::Aside(_));
    let ink = if aside || role == Role::Ignored { t.text_3 } else { t.text };
    let style =
        if kind == RowKind::Header { theme::style_of("small_bold") } else { TextStyle::Body };
    let number = text.starts_with(|c: char| c.is_ascii_digit() || c == '-') && role == Role::Value;
    let room = cell.width() - 14.0;
    if number && !aside {
        super::widget::text_right(ui, pos2(cell.right() - 7.0, y), text, style, ink);
        return;
    }
    let width = text_at(ui, pos2(cell.left() + 7.0, y), text, style, ink, room);
    if aside {
        let line = cell.left() + 7.0;
        ui.painter().hline(line..=line + width.min(room), y, Stroke::new(1.0, ink));
    }
}
