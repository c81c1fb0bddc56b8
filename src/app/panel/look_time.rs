//! Step 2, at the left: the periods of the shown indicator as a rail with a knob.

use egui::{Align2, Key, Role, Sense, Stroke, TextStyle, Ui, WidgetInfo, pos2, vec2};

use super::look_seeing::SeeingView;
use super::widget::{Can, Look, button, focus_ring};
use crate::app::look::request::LookRequest;
use crate::app::look::times;
use crate::app::request::Request;
use crate::app::theme::{self, tokens};
use crate::indicator::classify::Method;
use crate::lang::app_look::LookWord;

/// The column the knob was moved to.
pub fn time_slider_ui(ui: &mut Ui, view: &SeeingView<'_>) -> Option<Request> {
    let all = times(view.content, view.shown?);
    if all.len() < 2 {
        return None;
    }
    let at = all.iter().position(|&c| Some(c) == view.shown)?;
    let period = |i: usize| view.content.columns[all[i]].period.as_str();
    let name = view.lang.look(LookWord::TimeWord);
    ui.label(theme::small(name, ui));
    let t = tokens(ui);
    let size = vec2(ui.available_width(), 40.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click_and_drag());
    let words = format!("{name} {}", period(at));
    response.widget_info(|| WidgetInfo::labeled(Role::Slider, true, &words));
    // Half a name stands beyond the first and the last stop.
    let rail = rect.x_range().shrink(24.0_f32.min(rect.width() / 4.0));
    let last = (all.len() - 1) as f32;
    let stop = |i: usize| rail.min + rail.span() * i as f32 / last;
    let y = rect.top() + 12.0;
    ui.painter().hline(rail, y, Stroke::new(3.0, t.control_line));
    let font = TextStyle::Small.resolve(ui.style());
    let bold = theme::style_of("small_bold").resolve(ui.style());
    // Names of neighbouring stops never run into each other.
    let every = (all.len() as f32 * 56.0 / rect.width().max(1.0)).ceil().max(1.0) as usize;
    for i in 0..all.len() {
        ui.painter().circle(pos2(stop(i), y), 4.0, t.panel, Stroke::new(1.5, t.control_line));
        if i == at || (i % every == 0 && i.abs_diff(at) >= every) {
            let (font, ink) = if i == at { (&bold, t.accent_ink) } else { (&font, t.text_2) };
            let place = pos2(stop(i), rect.bottom());
            ui.painter().text(place, Align2::CENTER_BOTTOM, period(i), font.clone(), ink);
        }
    }
    let line = Stroke::new(2.0, t.accent);
    ui.painter().circle(pos2(stop(at), y), 8.0, t.panel, line);
    ui.painter().circle_filled(pos2(stop(at), y), 3.5, t.accent);
    focus_ring(ui, &response);
    let mut now = at;
    if response.clicked() || response.dragged() {
        response.request_focus();
        if let Some(pointer) = response.interact_pointer_pos() {
            let share = ((pointer.x - rail.min) / rail.span().max(1.0)).clamp(0.0, 1.0);
            now = (share * last).round() as usize;
        }
    }
    if response.has_focus() {
        let filter = egui::EventFilter { horizontal_arrows: true, ..Default::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        let (back, on) =
            ui.input(|i| (i.key_pressed(Key::ArrowLeft), i.key_pressed(Key::ArrowRight)));
        now = now
            .saturating_sub(usize::from(back))
            .saturating_add(usize::from(on))
            .min(all.len() - 1);
    }
    response.on_hover_cursor(egui::CursorIcon::PointingHand);
    // Limits set by hand hold in every period.
    let column = &view.content.columns[all[at]];
    let is_alike = matches!(view.content.style(column).method, Method::Manual(_));
    let word = view.lang.look(LookWord::AlikeInTime);
    if !is_alike && button(ui, Look::Bare, None, word, Can::Yes).clicked() {
        return Some(Request::Look(LookRequest::AlikeInTime));
    }
    (now != at).then(|| Request::Indicator(all[now]))
}
