//! Controls of step 3: a chip of the rule's sentence that opens its choices, a row with a weight,
//! a wide button, a small switch, a head that opens.

use egui::{
    Align2, Popup, PopupCloseBehavior, Rect, Response, RichText, Role, Sense, Stroke, StrokeKind,
    TextStyle, Ui, WidgetInfo, pos2, vec2,
};

use super::widget::{Can, focus_ring, text_at};
use crate::app::icons::{self, Icon};
use crate::app::theme::{self, tokens};
use crate::app::view::brief;

/// Height of a line of the sentence, and the space before a word.
const LINE: f32 = 26.0;
const SPACE: f32 = 4.0;

/// A word of a sentence that can be changed; `name` is what it sets.
pub fn chip_menu(ui: &mut Ui, name: &str, shown: &str, menu: impl FnOnce(&mut Ui)) {
    let t = tokens(ui);
    let font = theme::style_of("bold").resolve(ui.style());
    let mut job = egui::text::LayoutJob::simple_singleline(shown.to_owned(), font, t.accent_ink);
    let most = (ui.max_rect().width() - 16.0).max(40.0);
    job.wrap = egui::text::TextWrapping::truncate_at_width(most);
    let galley = ui.painter().layout_job(job);
    let size = vec2(galley.size().x + 12.0 + SPACE, LINE);
    let (whole, response) = ui.allocate_exact_size(size, Sense::click());
    let rect = Rect::from_min_max(whole.min + vec2(SPACE, 1.0), whole.max - vec2(0.0, 1.0));
    let words = format!("{name}: {shown}");
    response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, &words));
    let ground = if response.hovered() { t.hover } else { t.tint };
    let line = Stroke::new(1.0, t.tint_line);
    ui.painter().rect(rect, f32::from(theme::RADIUS_CHIP), ground, line, StrokeKind::Inside);
    let at = rect.center() - galley.size() / 2.0;
    let is_cut = galley.elided;
    ui.painter().galley(at, galley, t.accent_ink);
    focus_ring(ui, &response);
    menu_of(&response, name, menu);
    let response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
    if is_cut {
        response.on_hover_text(shown);
    }
}

/// Whether a menu is open, and a pick list over it.
#[derive(Clone, Copy, Default)]
struct OpenMenu {
    frame: u64,
    /// When this frame began: a frame may run twice, a click is one click.
    before: [bool; 2],
    now: [bool; 2],
}

/// A menu under a control; it stays open while boxes are ticked, and while a pick list in it is
/// open: a click there is none beside the menu.
pub fn menu_of(response: &Response, name: &str, menu: impl FnOnce(&mut Ui)) {
    let ctx = &response.ctx;
    // egui remembers one open popup only: a list inside would take the place of its menu.
    let id = Popup::default_response_id(response).with("open");
    let frame = ctx.cumulative_frame_nr();
    let kept = ctx.data(|data| data.get_temp::<OpenMenu>(id)).unwrap_or_default();
    let before = match frame.saturating_sub(kept.frame) {
        0 => kept.before,
        1 => kept.now,
        _ => [false; 2],
    };
    let [was_open, has_list] = before;
    let mut is_open = was_open != response.clicked();
    let closing = if has_list {
        PopupCloseBehavior::IgnoreClicks
    } else {
        PopupCloseBehavior::CloseOnClickOutside
    };
    Popup::menu(response)
        .open_bool(&mut is_open)
        .close_behavior(closing)
        .accessible_name(name)
        .show(|ui| {
            // A menu takes the edges from its widgets; an empty checkbox would not be seen.
            ui.visuals_mut().widgets = response.ctx.global_style().visuals.widgets.clone();
            ui.set_max_width(320.0);
            ui.set_min_width(160.0);
            egui::ScrollArea::vertical().max_height(360.0).show(ui, menu);
        });
    // Escape closes the list first.
    is_open |= has_list && ctx.input(|input| input.key_pressed(egui::Key::Escape));
    let now = [is_open, Popup::is_any_open(ctx)];
    ctx.data_mut(|data| data.insert_temp(id, OpenMenu { frame, before, now }));
}

/// A chip with one choice of several.
pub fn choice<T: Clone + PartialEq>(
    ui: &mut Ui,
    name: &str,
    current: &mut T,
    choices: &[(T, String)],
) {
    let of = |value: &T| choices.iter().find(|(v, _)| v == value).map(|(_, text)| text.clone());
    let shown = of(current).unwrap_or_else(|| "…".to_owned());
    chip_menu(ui, name, &shown, |ui| {
        for (value, text) in choices {
            if ui.selectable_label(value == current, text).clicked() {
                *current = value.clone();
                ui.close();
            }
        }
    });
}

/// Plain words of a sentence, flowing on.
pub fn words(ui: &mut Ui, text: &str) {
    let t = tokens(ui);
    let font = TextStyle::Body.resolve(ui.style());
    for word in text.split_whitespace() {
        let galley = ui.painter().layout_no_wrap(word.to_owned(), font.clone(), t.text);
        // A comma stands at the word before it.
        let space = if word.starts_with([',', '.']) { 0.0 } else { SPACE };
        let (rect, response) =
            ui.allocate_exact_size(vec2(galley.size().x + space, LINE), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, word));
        let at = pos2(rect.left() + space, rect.center().y - galley.size().y / 2.0);
        ui.painter().galley(at, galley, t.text);
    }
}

/// An indicator with its weight; the weight it is set to.
pub fn weight_row(ui: &mut Ui, name: &str, weight: u32) -> Option<u32> {
    let t = tokens(ui);
    let mut set = weight;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let room = (ui.available_width() - 64.0 - 44.0 - 12.0).max(40.0);
        let (rect, response) = ui.allocate_exact_size(vec2(room, theme::ROW), Sense::hover());
        text_at(ui, rect.left_center(), &brief(name), TextStyle::Body, t.text, room);
        response.on_hover_text(name);
        slider(ui, name, &mut set);
        let (rect, _) = ui.allocate_exact_size(vec2(44.0, theme::ROW), Sense::hover());
        let bold = theme::style_of("bold").resolve(ui.style());
        let words = format!("{weight} %");
        ui.painter().text(rect.right_center(), Align2::RIGHT_CENTER, words, bold, t.text);
    });
    (set != weight).then_some(set)
}

/// A slider from 0 to 100: dragged, clicked, or set by the arrow keys.
fn slider(ui: &mut Ui, name: &str, percent: &mut u32) {
    let t = tokens(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(64.0, 24.0), Sense::click_and_drag());
    let track = rect.shrink2(vec2(7.0, 10.0));
    if let Some(at) =
        response.interact_pointer_pos().filter(|_| response.is_pointer_button_down_on())
    {
        let share = ((at.x - track.left()) / track.width()).clamp(0.0, 1.0);
        *percent = (share * 100.0).round() as u32;
    }
    if response.clicked() || response.drag_started() {
        response.request_focus();
    }
    if response.has_focus() {
        let filter = egui::EventFilter { horizontal_arrows: true, ..Default::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        let (up, down) = ui.input(|input| {
            (input.num_presses(egui::Key::ArrowRight), input.num_presses(egui::Key::ArrowLeft))
        });
        *percent = (*percent + 5 * up as u32).saturating_sub(5 * down as u32).min(100);
    }
    let value = f64::from(*percent);
    response.widget_info(|| WidgetInfo::slider(true, value, name));
    ui.painter().rect_filled(track, 2.0, t.hover);
    ui.painter().rect_stroke(track, 2.0, Stroke::new(1.0, t.line), StrokeKind::Inside);
    let x = track.left() + track.width() * *percent as f32 / 100.0;
    let part = Rect::from_min_max(track.min, pos2(x, track.bottom()));
    ui.painter().rect_filled(part, 2.0, t.accent);
    ui.painter().circle(pos2(x, track.center().y), 6.0, t.panel, Stroke::new(2.0, t.accent));
    focus_ring(ui, &response);
    response.on_hover_cursor(egui::CursorIcon::PointingHand);
}

/// The next thing to do, as wide as its panel.
pub fn wide_button(ui: &mut Ui, text: &str, filled: Can) -> Response {
    let t = tokens(ui);
    let size = vec2(ui.available_width(), theme::PRIMARY);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, text));
    let (fill, line, ink) = match (filled, response.hovered()) {
        (Can::Yes, false) => (t.accent, Stroke::NONE, t.on_accent),
        (Can::Yes, true) => (t.accent_ink, Stroke::NONE, t.on_accent),
        (Can::No, hovered) => {
            let fill = if hovered { t.hover } else { t.panel };
            (fill, Stroke::new(1.0, t.button_line), t.text)
        }
    };
    ui.painter().rect(rect, f32::from(theme::RADIUS), fill, line, StrokeKind::Inside);
    let bold = theme::style_of("bold").resolve(ui.style());
    ui.painter().text(rect.center(), Align2::CENTER_CENTER, text, bold, ink);
    focus_ring(ui, &response);
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// Two or three words side by side, one of them chosen; which was clicked.
pub fn switch(ui: &mut Ui, words: &[&str], chosen: usize) -> Option<usize> {
    let t = tokens(ui);
    let font = TextStyle::Small.resolve(ui.style());
    let bold = theme::style_of("small_bold").resolve(ui.style());
    let wide = |text: &str| {
        ui.painter().layout_no_wrap(text.to_owned(), bold.clone(), t.text).size().x + 16.0
    };
    let widths: Vec<f32> = words.iter().map(|w| wide(w)).collect();
    let size = vec2(widths.iter().sum(), 24.0);
    let (whole, _) = ui.allocate_exact_size(size, Sense::hover());
    let mut clicked = None;
    let mut left = whole.left();
    for (i, (text, width)) in words.iter().zip(widths).enumerate() {
        let rect = Rect::from_min_size(pos2(left, whole.top()), vec2(width, whole.height()));
        left += width;
        let response = ui.interact(rect, ui.scope_id().with(("switch", i, *text)), Sense::click());
        let is_chosen = i == chosen;
        response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_chosen, *text));
        let fill = match (is_chosen, response.hovered()) {
            (true, _) => t.tint,
            (false, true) => t.hover,
            (false, false) => t.panel,
        };
        let line = Stroke::new(1.0, t.button_line);
        ui.painter().rect(rect, f32::from(theme::RADIUS_CHIP), fill, line, StrokeKind::Inside);
        let (font, ink) =
            if is_chosen { (bold.clone(), t.accent_ink) } else { (font.clone(), t.text_2) };
        ui.painter().text(rect.center(), Align2::CENTER_CENTER, *text, font, ink);
        focus_ring(ui, &response);
        if response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() && !is_chosen {
            clicked = Some(i);
        }
    }
    clicked
}

/// The tabs of a table: the chosen one in bold on tinted ground.
pub fn tab(ui: &mut Ui, text: &str, is_here: bool) -> Response {
    let t = tokens(ui);
    let style = if is_here { theme::style_of("bold") } else { TextStyle::Body };
    let font = style.resolve(ui.style());
    let ink = if is_here { t.text } else { t.text_2 };
    let galley = ui.painter().layout_no_wrap(text.to_owned(), font, ink);
    let size = vec2(galley.size().x + 16.0, 24.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Tab, true, is_here, text));
    if is_here || response.hovered() {
        ui.painter().rect_filled(rect, f32::from(theme::RADIUS_CHIP), t.hover);
    }
    let at = rect.center() - galley.size() / 2.0;
    ui.painter().galley(at, galley, ink);
    focus_ring(ui, &response);
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// A section that opens and closes; whether it is open.
pub fn opening(ui: &mut Ui, name: &str) -> bool {
    let t = tokens(ui);
    let id = ui.scope_id().with(("opening", name));
    let mut is_open = ui.data(|data| data.get_temp::<bool>(id)).unwrap_or(false);
    let size = vec2(ui.available_width(), 24.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_open, name));
    let style = theme::style_of("small_bold");
    text_at(ui, rect.left_center(), name, style, t.text_2, rect.width() - 24.0);
    let slot = Rect::from_center_size(rect.right_center() - vec2(8.0, 0.0), vec2(14.0, 14.0));
    let icon = if is_open { Icon::ChevronDown } else { Icon::ChevronRight };
    icons::paint(ui.painter(), icon, slot, 12.0, t.text_2);
    focus_ring(ui, &response);
    if response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
        is_open = !is_open;
        ui.data_mut(|data| data.insert_temp(id, is_open));
    }
    is_open
}

/// A row that is ticked or not, in a menu.
pub fn tick_row(ui: &mut Ui, ticked: Can, text: &str) -> Response {
    let mut is_ticked = ticked == Can::Yes;
    ui.checkbox(&mut is_ticked, RichText::new(text))
}
