//! The large soft circle that follows the pointer, so that a hall sees what is spoken of.

use std::time::Duration;

use egui::{Color32, Context, CursorIcon, Id, LayerId, Order, Stroke};

use super::Circle;

/// Seconds after the last movement in which it is still seen.
const STAYS: f32 = 2.5;
const GLOW: Color32 = Color32::from_rgb(255, 196, 0);

/// Paints it over everything; the arrow of the system is hidden with it when the pointer rests.
pub fn paint(ctx: &Context, circle: Circle, radius: f32) {
    let (at, rested) =
        ctx.input(|input| (input.pointer.hover_pos(), input.pointer.time_since_last_movement()));
    let Some(at) = at else { return };
    if rested > STAYS {
        ctx.set_cursor_icon(CursorIcon::None);
        return;
    }
    // One more frame to take it away; nothing is painted in between.
    ctx.request_repaint_after(Duration::from_secs_f32((STAYS - rested).max(0.05) + 0.05));
    if circle == Circle::Hidden {
        return;
    }
    let painter = ctx.layer_painter(LayerId::new(Order::Tooltip, Id::unique("show-pointer")));
    for share in [1.0, 0.85, 0.7, 0.55, 0.4, 0.25] {
        painter.circle_filled(at, radius * share, GLOW.gamma_multiply(0.09));
    }
    painter.circle_stroke(at, radius, Stroke::new(2.5, Color32::from_rgb(200, 120, 0)));
}
