//! Ctrl+K: the palette over the window.

use egui::{
    Area, Frame, Id, Key, Order, Rect, Role, ScrollArea, Sense, Stroke, TextEdit, TextStyle, Ui,
    WidgetInfo, pos2, vec2,
};

use super::widget::{text_at, text_right};
use crate::app::icons::{self, Icon};
use crate::app::look::palette::{Group, Line, PaletteState};
use crate::app::look::request::LookRequest;
use crate::app::request::Request;
use crate::app::theme::{self, tokens};
use crate::lang::Lang;
use crate::lang::app_look::LookWord;

const WIDE: f32 = 600.0;
const ROW: f32 = 34.0;

/// What was asked, and whether the palette is left. While lines are looked up anew those
/// before are shown, but not carried out by Enter.
pub fn palette_ui(
    ui: &Ui,
    lang: Lang,
    state: &PaletteState,
    (lines, looks_up): (&[Line], bool),
) -> (Option<Request>, bool) {
    let ctx = ui.ctx();
    let screen = ctx.content_rect();
    let mut asked = None;
    let (mut run, mut leave) = (None, false);
    if state.enter && !looks_up {
        run = lines.get(state.at);
    }
    let scrim = Area::new(Id::unique("palette-scrim")).order(Order::Middle).fixed_pos(screen.min);
    scrim.show(ctx, |ui| {
        let response = ui.allocate_rect(screen, Sense::click());
        ui.painter().rect_filled(screen, 0.0, theme::SCRIM);
        leave = response.clicked();
    });
    let width = WIDE.min(screen.width() - 40.0);
    let place =
        pos2(screen.center().x - width / 2.0, screen.top() + (screen.height() * 0.12).min(96.0));
    let t = tokens(ui);
    Area::new(Id::unique("palette"))
        .order(Order::Foreground)
        .fixed_pos(place)
        .accessible_name(lang.look(LookWord::PaletteWord))
        .show(ctx, |ui| {
            let frame = Frame::new().fill(t.panel).corner_radius(f32::from(theme::RADIUS_CARD));
            frame.stroke(Stroke::new(1.0, t.line)).shadow(theme::shadow(t)).show(ui, |ui| {
                ui.set_width(width);
                ui.spacing_mut().item_spacing.y = 0.0;
                let (text, keys) = field_ui(ui, lang, state);
                let is_new = text != state.text;
                if is_new {
                    asked = Some(Request::Look(LookRequest::PaletteText(text.clone())));
                }
                match keys {
                    Some(Pressed::Up) => asked = Some(Request::Look(LookRequest::PaletteMove(-1))),
                    Some(Pressed::Down) => asked = Some(Request::Look(LookRequest::PaletteMove(1))),
                    Some(Pressed::Enter) if is_new || looks_up => {
                        asked = Some(Request::Look(LookRequest::PaletteEnter(text)));
                    }
                    Some(Pressed::Enter) => run = lines.get(state.at),
                    Some(Pressed::Escape) => leave = true,
                    None => {}
                }
                let room = (screen.height() * 0.6).min(420.0);
                let clicked = list_ui(ui, lang, state, lines, room);
                run = clicked.and_then(|at| lines.get(at)).or(run);
                foot_ui(ui, lang);
            });
        });
    match run {
        Some(line) => (Some(line.asked.clone()), true),
        None => (asked, leave),
    }
}

enum Pressed {
    Up,
    Down,
    Enter,
    Escape,
}

fn field_ui(ui: &mut Ui, lang: Lang, state: &PaletteState) -> (String, Option<Pressed>) {
    // Taken before the field sees them.
    let pressed = ui.input_mut(|input| {
        let none = egui::Modifiers::NONE;
        if input.consume_key(none, Key::ArrowUp) {
            Some(Pressed::Up)
        } else if input.consume_key(none, Key::ArrowDown) {
            Some(Pressed::Down)
        } else if input.consume_key(none, Key::Enter) {
            Some(Pressed::Enter)
        } else if input.consume_key(none, Key::Escape) {
            Some(Pressed::Escape)
        } else {
            None
        }
    });
    let mut text = state.text.clone();
    ui.add_space(10.0);
    ui.horizontal(|ui| {
        ui.add_space(14.0);
        let (slot, _) = ui.allocate_exact_size(vec2(theme::ICON, 32.0), Sense::hover());
        icons::paint(ui.painter(), Icon::Search, slot, theme::ICON, tokens(ui).accent);
        let hint = lang.look(LookWord::PaletteHint);
        ui.name_inputs(hint, |ui| {
            let field = TextEdit::singleline(&mut text)
                .hint_text(hint)
                .align(egui::Align2::LEFT_CENTER)
                .frame(Frame::NONE);
            let response = ui.add_sized(vec2(ui.available_width() - 20.0, 32.0), field);
            response.request_focus();
        });
    });
    ui.add_space(6.0);
    let line = ui.max_rect().x_range();
    ui.painter().hline(line, ui.cursor().top(), Stroke::new(1.0, tokens(ui).line));
    (text, pressed)
}

/// The line that was clicked.
fn list_ui(
    ui: &mut Ui,
    lang: Lang,
    state: &PaletteState,
    lines: &[Line],
    room: f32,
) -> Option<usize> {
    let mut clicked = None;
    let moved = has_moved(ui, state);
    ScrollArea::vertical()
        .id_salt("palette-lines")
        .max_height(room)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            ui.add_space(4.0);
            if lines.is_empty() {
                ui.add_space(12.0);
                ui.horizontal(|ui| {
                    ui.add_space(16.0);
                    ui.label(theme::small(lang.look(LookWord::NothingFound), ui));
                });
                ui.add_space(12.0);
            }
            let mut group = None;
            for (i, line) in lines.iter().enumerate() {
                if group != Some(line.group) {
                    group = Some(line.group);
                    ui.add_space(6.0);
                    ui.horizontal(|ui| {
                        ui.add_space(16.0);
                        ui.label(theme::small_bold(line.group.word(lang), ui));
                    });
                }
                let here = i == state.at;
                let response = ui.push_id(i, |ui| line_ui(ui, line, here)).inner;
                if here && moved {
                    response.scroll_to_me(None);
                }
                if response.clicked() {
                    clicked = Some(i);
                }
            }
            ui.add_space(6.0);
        });
    clicked
}

fn has_moved(ui: &Ui, state: &PaletteState) -> bool {
    let id = Id::unique("palette-at");
    let before = ui.data(|data| data.get_temp::<usize>(id));
    ui.data_mut(|data| data.insert_temp(id, state.at));
    before != Some(state.at)
}

fn line_ui(ui: &mut Ui, line: &Line, here: bool) -> egui::Response {
    let t = tokens(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let label = format!("{} {}", line.name, line.about);
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, here, label.trim()));
    let inner = rect.shrink2(vec2(8.0, 1.0));
    if here || response.hovered() {
        let fill = if here { t.tint } else { t.hover };
        ui.painter().rect_filled(inner, f32::from(theme::RADIUS), fill);
    }
    let icon = match line.group {
        Group::Village | Group::Place => Icon::Pin,
        Group::Command => Icon::Play,
        Group::Pocket => Icon::Map,
    };
    let slot = Rect::from_center_size(pos2(rect.left() + 26.0, rect.center().y), vec2(16.0, 16.0));
    icons::paint(ui.painter(), icon, slot, 15.0, t.text_2);
    let y = rect.center().y;
    let font = theme::style_of("bold").resolve(ui.style());
    let wide = ui.painter().layout_no_wrap(line.name.clone(), font, t.text).size().x;
    let keys = if line.key.is_empty() {
        0.0
    } else {
        text_right(ui, pos2(rect.right() - 20.0, y), line.key, TextStyle::Small, t.text_2)
    };
    let left = rect.left() + 46.0;
    let room = rect.width() - 80.0 - keys;
    text_at(ui, pos2(left, y), &line.name, theme::style_of("bold"), t.text, room);
    if wide + 40.0 < room {
        text_at(
            ui,
            pos2(left + wide + 12.0, y),
            &line.about,
            TextStyle::Small,
            t.text_2,
            room - wide - 12.0,
        );
    }
    response
}

fn foot_ui(ui: &mut Ui, lang: Lang) {
    let t = tokens(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 34.0), Sense::hover());
    ui.painter().hline(rect.x_range(), rect.top(), Stroke::new(1.0, t.line));
    let y = rect.center().y;
    text_at(
        ui,
        pos2(rect.left() + 16.0, y),
        "↑ ↓ · Enter · Esc",
        TextStyle::Small,
        t.text_2,
        200.0,
    );
    text_right(
        ui,
        pos2(rect.right() - 16.0, y),
        lang.look(LookWord::PaletteFoot),
        TextStyle::Small,
        t.text_2,
    );
}
