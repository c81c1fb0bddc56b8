//! Sites over the map: where, whom each serves, and a second plan beside a line that is dragged.

use egui::{Color32, CursorIcon, Painter, Rect, Sense, Stroke, Ui, pos2, vec2};

use super::Holding;
use super::made::{Made, Mark};
use super::request::PlanRequest;
use crate::app::map::MapState;
use crate::app::theme::{self, tokens};
use crate::workflow::sites::scenario::Scenario;

/// Half of a mark.
pub const HALF: f32 = 6.0;

/// Colours of the types, in their order.
pub fn ink(ui: &Ui, facility: usize) -> Color32 {
    let t = tokens(ui);
    let more = [
        t.accent,
        Color32::from_rgb(0x3A, 0x2A, 0x6B),
        Color32::from_rgb(0x7A, 0x3E, 0x00),
        Color32::from_rgb(0x5A, 0x12, 0x3C),
        Color32::from_rgb(0x1F, 0x3A, 0x13),
    ];
    more[facility % more.len()]
}

/// A mark of its type: a disc, a square, a triangle, a diamond.
pub fn mark(
    painter: &Painter,
    at: egui::Pos2,
    facility: usize,
    (fill, halo): (Color32, Color32),
    half: f32,
) {
    let line = Stroke::new(half * 0.25, halo);
    match facility % 4 {
        0 => {
            painter.circle(at, half, fill, line);
        }
        1 => {
            let rect = Rect::from_center_size(at, vec2(2.0 * half - 2.0, 2.0 * half - 2.0));
            painter.rect(rect, 0.0, fill, line, egui::StrokeKind::Outside);
        }
        kind => {
            let corners = if kind == 2 {
                vec![at + vec2(0.0, -half), at + vec2(half, half), at + vec2(-half, half)]
            } else {
                vec![
                    at + vec2(0.0, -half),
                    at + vec2(half, 0.0),
                    at + vec2(0.0, half),
                    at + vec2(-half, 0.0),
                ]
            };
            painter.add(egui::Shape::convex_polygon(corners, fill, line));
        }
    }
}

/// The sites of the plan, and of a pinned one right of the line.
pub fn sites_ui(
    ui: &mut Ui,
    map: &MapState,
    rect: Rect,
    made: &Made,
    (swipe, holding): (Option<(&Scenario, f32)>, Holding),
) -> Option<PlanRequest> {
    let camera = map.camera?;
    let t = tokens(ui);
    let to_screen = |at: [f64; 2]| camera.screen_from_map(map.scene.map_from_lon_lat(at), rect);
    let cut = swipe.map_or(rect.right(), |(_, share)| rect.left() + share * rect.width());
    let left = Rect::from_min_max(rect.min, pos2(cut, rect.bottom()));
    let painter = ui.painter().with_clip_rect(left);
    for site in &made.marks {
        under(ui, &painter, site, (camera.scale, HALF), &to_screen);
    }
    for site in &made.marks {
        let inks = (ink(ui, site.facility), t.halo);
        mark(&painter, to_screen(site.at), site.facility, inks, HALF);
        if site.forced {
            painter.circle_stroke(to_screen(site.at), HALF + 4.0, Stroke::new(2.0, t.ok));
        }
    }
    for spot in made.plan.iter().flat_map(|plan| &plan.recipe.spots) {
        painter.circle_stroke(to_screen(spot.at), HALF - 2.0, Stroke::new(2.0, t.text));
    }
    if holding == Holding::Point {
        let response = ui.interact(rect, ui.scope_id().with("put-point"), Sense::click());
        let response = response.on_hover_cursor(CursorIcon::Crosshair);
        let at = response.interact_pointer_pos().filter(|_| response.clicked())?;
        let map_at = camera.map_from_screen(at, rect);
        return Some(PlanRequest::PutPoint(map.scene.lon_lat_from_map(map_at)));
    }
    let (scenario, _) = swipe?;
    let right = Rect::from_min_max(pos2(cut, rect.top()), rect.max);
    let painter = ui.painter().with_clip_rect(right);
    for (_, facility, at) in &scenario.chosen {
        let kind = scenario.recipe.facilities.iter().position(|f| f.id == *facility);
        let kind = kind.unwrap_or(0);
        mark(&painter, to_screen(*at), kind, (ink(ui, kind), t.halo), HALF);
    }
    swipe_line(ui, rect, cut, scenario)
}

/// The sites of a plan in a hall, `half` as large.
pub fn stage_sites(ui: &Ui, map: &MapState, rect: Rect, marks: &[Mark], half: f32) {
    let Some(camera) = map.camera else { return };
    let to_screen = |at: [f64; 2]| camera.screen_from_map(map.scene.map_from_lon_lat(at), rect);
    let painter = ui.painter().with_clip_rect(rect);
    for site in marks {
        under(ui, &painter, site, (camera.scale, half), &to_screen);
    }
    for site in marks {
        let inks = (ink(ui, site.facility), tokens(ui).halo);
        mark(&painter, to_screen(site.at), site.facility, inks, half);
    }
}

fn under(
    ui: &Ui,
    painter: &Painter,
    site: &Mark,
    (scale, half): (f64, f32),
    to_screen: &dyn Fn([f64; 2]) -> egui::Pos2,
) {
    let colour = ink(ui, site.facility);
    let at = to_screen(site.at);
    if let Some(metres) = site.radius {
        let radius = (metres / scale) as f32;
        // A circle that fills the map says nothing.
        if radius < 400.0 {
            let fill = colour.gamma_multiply(0.10);
            painter.circle(at, radius, fill, Stroke::new(1.0, colour.gamma_multiply(0.55)));
        }
    }
    for end in &site.serves {
        let end = to_screen(*end);
        if end.distance(at) > 3.0 {
            painter.line_segment([at, end], Stroke::new(half * 0.25, colour));
            painter.circle_filled(end, half / 3.0, colour);
        }
    }
}

fn swipe_line(ui: &mut Ui, rect: Rect, cut: f32, scenario: &Scenario) -> Option<PlanRequest> {
    let t = tokens(ui);
    let grip = Rect::from_center_size(pos2(cut, rect.center().y), vec2(18.0, rect.height()));
    let response = ui.interact(grip, ui.scope_id().with("swipe"), Sense::drag());
    let painter = ui.painter().with_clip_rect(rect);
    painter.vline(cut, rect.y_range(), Stroke::new(2.0, t.text));
    painter.circle(pos2(cut, rect.center().y), 9.0, t.panel, Stroke::new(2.0, t.text));
    let font = theme::style_of("small_bold").resolve(ui.style());
    let words = format!("{} →", scenario.mark());
    let galley = painter.layout_no_wrap(words, font, t.text);
    let at = pos2(cut + 10.0, rect.top() + 14.0);
    let ground = Rect::from_min_size(at, galley.size()).expand(4.0);
    painter.rect_filled(ground, 4.0, t.panel);
    painter.galley(at, galley, t.text);
    let dragged = response.on_hover_cursor(CursorIcon::ResizeHorizontal);
    let pointer = dragged.interact_pointer_pos().filter(|_| dragged.dragged())?;
    Some(PlanRequest::SwipeTo((pointer.x - rect.left()) / rect.width()))
}
