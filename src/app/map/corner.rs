//! The four buttons in the upper right corner of the map.

use egui::{Rect, Ui, pos2, vec2};

use super::MapView;
use crate::app::icons::Icon;
use crate::app::panel::look_tools::tools_ui;
use crate::app::panel::widget::{Can, icon_button};
use crate::app::request::Request;
use crate::app::theme::{self, tokens};
use crate::lang::Lang;
use crate::lang::app::Word;

/// Over a second picture: the buttons again, for they were covered.
pub fn repaint_corner(ui: &mut Ui, lang: Lang, rect: Rect, view: &MapView<'_>) -> Option<Request> {
    let buttons = ui.push_id("again", |ui| buttons(ui, view, rect)).inner;
    let (hand, _) = view.hand?;
    let tool = ui.push_id("tools-again", |ui| tools_ui(ui, lang, hand, rect)).inner;
    tool.map(Request::Look).or(buttons)
}

/// Where the four buttons stand, in the upper right corner.
pub(super) fn buttons_place(rect: Rect) -> Rect {
    let size = vec2(theme::BUTTON + 4.0, 4.0 * theme::BUTTON + 8.0);
    Rect::from_min_size(pos2(rect.right() - size.x - 12.0, rect.top() + 12.0), size)
}

pub(super) fn buttons(ui: &mut Ui, view: &MapView<'_>, rect: Rect) -> Option<Request> {
    let mut request = None;
    let t = tokens(ui);
    let place = buttons_place(rect);
    if place.bottom() > rect.bottom() {
        return None;
    }
    ui.painter().add(theme::shadow(t).as_shape(place, f32::from(theme::RADIUS_CARD)));
    let line = egui::Stroke::new(1.0, t.line);
    ui.painter().rect(
        place,
        f32::from(theme::RADIUS_CARD),
        t.panel,
        line,
        egui::StrokeKind::Inside,
    );
    let inner = place.shrink(2.0);
    let builder = egui::UiBuilder::new().max_rect(inner);
    ui.scope_builder(builder, |ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        let lang = view.lang;
        let buttons = [
            (Icon::Plus, Word::ZoomIn, Request::Zoom(1.5)),
            (Icon::Minus, Word::ZoomOut, Request::Zoom(1.0 / 1.5)),
            (Icon::Home, Word::FitBody, Request::FitBody),
            (Icon::Screen, Word::FitAll, Request::FitAll),
        ];
        for (icon, word, asked) in buttons {
            if icon_button(ui, icon, lang.word(word), Can::Yes).clicked() {
                request = Some(asked);
            }
        }
    });
    request
}
