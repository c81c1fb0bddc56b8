//! The tools of the hand, in a column at the right of the map under the zoom buttons.

use egui::{Rect, Role, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use crate::app::icons::{self, Icon};
use crate::app::look::hand::Hand;
use crate::app::look::request::LookRequest;
use crate::app::theme::{self, tokens};
use crate::lang::Lang;

const ICONS: [Icon; 7] = [
    Icon::Hand,
    Icon::Box,
    Icon::CircleTool,
    Icon::Lasso,
    Icon::Corners,
    Icon::Ruler,
    Icon::AreaTool,
];

/// Where the column stands: under the zoom buttons, or beside them where the map is low.
pub fn tools_place(rect: Rect) -> Rect {
    let size = vec2(theme::BUTTON + 4.0, ICONS.len() as f32 * (theme::BUTTON + 1.0) + 3.0);
    let zoom = 4.0 * theme::BUTTON + 8.0;
    let right = rect.right() - 12.0;
    let top = rect.top() + 12.0;
    if top + zoom + 8.0 + size.y <= rect.bottom() - 70.0 {
        return Rect::from_min_size(pos2(right - size.x, top + zoom + 8.0), size);
    }
    Rect::from_min_size(pos2(right - 2.0 * size.x - 8.0, top), size)
}

pub fn tools_ui(ui: &mut Ui, lang: Lang, hand: Hand, rect: Rect) -> Option<LookRequest> {
    let place = tools_place(rect);
    if place.bottom() > rect.bottom() || place.left() < rect.left() + 60.0 {
        return None;
    }
    let t = tokens(ui);
    let radius = f32::from(theme::RADIUS_CARD);
    ui.painter().add(theme::shadow(t).as_shape(place, radius));
    ui.painter().rect(place, radius, t.panel, Stroke::new(1.0, t.line), StrokeKind::Inside);
    let mut asked = None;
    ui.scope_builder(UiBuilder::new().max_rect(place.shrink(2.0)), |ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        for (tool, icon) in Hand::ALL.into_iter().zip(ICONS) {
            let here = tool == hand;
            let (slot, response) =
                ui.allocate_exact_size(vec2(theme::BUTTON, theme::BUTTON), Sense::click());
            let name = lang.look(tool.word());
            response.widget_info(|| WidgetInfo::selected(Role::Button, true, here, name));
            let fill = if here {
                t.tint
            } else if response.hovered() {
                t.hover
            } else {
                t.panel
            };
            ui.painter().rect_filled(slot, f32::from(theme::RADIUS), fill);
            let ink = if here { t.accent_ink } else { t.text };
            icons::paint(ui.painter(), icon, slot, theme::ICON, ink);
            super::widget::focus_ring(ui, &response);
            if response.on_hover_text(name).clicked() {
                asked = Some(LookRequest::Hand(tool));
            }
        }
    });
    asked
}
