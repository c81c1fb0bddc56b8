//! Layers of points and lines over the map, and what their colours mean.

use egui::{Align2, Color32, Painter, Pos2, Rect, Shape, Stroke, TextStyle, Ui, pos2, vec2};

use super::MapView;
use super::camera::Camera;
use crate::app::panel::legend::color;
use crate::app::theme::{self, tokens};
use crate::dataset::feature::PlaceKind;
use crate::lang::output::Caption;
use crate::output::clusters::clusters;
use crate::output::layer_list::Listed;
use crate::output::scene::Scene;
use crate::output::signs::{self, Sign};

/// Every place in sight; many points as groups with their number, which cover what is returned: no
/// name may lie over a number.
pub fn draw(
    ui: &Ui,
    painter: &Painter,
    scene: &Scene,
    layers: &[Listed<'_>],
    camera: Camera,
    rect: Rect,
) -> Vec<Rect> {
    let mut covered = Vec::new();
    let seen = rect.expand(6.0);
    let screen = |lon_lat: [f64; 2]| camera.screen_from_map(scene.map_from_lon_lat(lon_lat), rect);
    for stored in layers {
        let sign = stored.sign;
        if stored.layer.kind == PlaceKind::Points {
            let places = stored.layer.places.iter().flat_map(|place| &place.runs).flatten();
            let places = places.map(|&p| scene.map_from_lon_lat(p));
            // A whole square beyond the edge: its group is the same whether or not all of it is seen.
            let near = rect.expand(90.0);
            let places: Vec<[f64; 2]> =
                places.filter(|&p| near.contains(camera.screen_from_map(p, rect))).collect();
            covered.extend(points(ui, painter, &places, sign, (camera, rect)));
            continue;
        }
        for run in stored.layer.places.iter().flat_map(|place| &place.runs) {
            let mut points: Vec<Pos2> = run.iter().map(|&p| screen(p)).collect();
            let around = Rect::from_points(&points);
            // Of corners closer than a point of the screen one is enough.
            points.dedup_by(|a, b| a.distance_sq(*b) < 0.5);
            if around.intersects(seen) && points.len() > 1 {
                line(painter, points, sign);
            }
        }
    }
    covered
}

/// Points one by one, or, where there are many, together.
fn points(
    ui: &Ui,
    painter: &Painter,
    places: &[[f64; 2]],
    sign: Sign,
    (camera, rect): (Camera, Rect),
) -> Vec<Rect> {
    let mut covered = Vec::new();
    for cluster in clusters(places, camera.scale) {
        let at = camera.screen_from_map(cluster.at, rect);
        if cluster.count == 1 {
            point(painter, at, sign);
            continue;
        }
        let rim = Stroke::new(1.5, Color32::WHITE);
        let radius = cluster.radius() as f32;
        painter.circle(at, radius, color(sign.colour), rim);
        covered.push(Rect::from_center_size(at, vec2(radius, radius) * 2.0));
        let font = theme::style_of("small_bold").resolve(ui.style());
        painter.text(at, Align2::CENTER_CENTER, cluster.count.to_string(), font, Color32::WHITE);
    }
    covered
}

fn point(painter: &Painter, at: Pos2, sign: Sign) {
    let middle = [f64::from(at.x), f64::from(at.y)];
    for (more, ink) in [(1.2, Color32::WHITE), (0.0, color(sign.colour))] {
        for piece in signs::pieces(sign.form, middle, signs::RADIUS + more) {
            let corners = piece.into_iter().map(|[x, y]| pos2(x as f32, y as f32)).collect();
            painter.add(Shape::convex_polygon(corners, ink, Stroke::NONE));
        }
    }
}

fn line(painter: &Painter, points: Vec<Pos2>, sign: Sign) {
    let stroke = Stroke::new(sign.width as f32, color(sign.colour));
    match sign.dash {
        None => {
            painter.add(Shape::line(points, stroke));
        }
        Some([on, off]) => {
            painter.extend(Shape::dashed_line(&points, stroke, on as f32, off as f32));
        }
    }
}

/// Symbol and name of every layer in the lower left corner; the box they cover.
pub fn legend(ui: &Ui, painter: &Painter, view: &MapView<'_>, rect: Rect) -> Option<Rect> {
    const ROW: f32 = 18.0;
    const SYMBOL: f32 = 26.0;
    let (lang, layers) = (view.lang, view.places);
    if layers.is_empty() {
        return None;
    }
    let t = tokens(ui);
    let font = TextStyle::Small.resolve(ui.style());
    let names: Vec<_> = layers
        .iter()
        .rev()
        .map(|stored| {
            let layer = stored.layer;
            let (name, count) = (layer.name.clone(), layer.places.len());
            let text = lang.caption(&Caption::PlaceLayer { name, count });
            painter.layout(text, font.clone(), t.text, rect.width() * 0.3)
        })
        .collect();
    let tall: f32 = names.iter().map(|name| name.size().y.max(ROW)).sum();
    let wide = names.iter().map(|name| name.size().x).fold(0.0, f32::max);
    let corner = pos2(rect.left() + 10.0, rect.bottom() - 10.0 - tall - 8.0);
    let mut covered = Rect::from_min_size(corner, vec2(wide + SYMBOL + 14.0, tall + 8.0));
    // Another legend may have that corner: beside it, on a narrow map above it.
    if let Some(other) = view.reserved.filter(|other| other.intersects(covered)) {
        let beside = vec2(other.right() + 8.0 - covered.left(), 0.0);
        let above = vec2(0.0, other.top() - 8.0 - covered.bottom());
        let is_wide = other.right() + covered.width() + 200.0 < rect.right();
        covered = covered.translate(if is_wide { beside } else { above });
    }
    painter.rect_filled(covered, 4.0, t.panel.gamma_multiply(0.92));
    let mut top = covered.top() + 4.0;
    for (stored, name) in layers.iter().rev().zip(names) {
        let row = name.size().y.max(ROW);
        let (left, middle) = (covered.left() + 6.0, top + row / 2.0);
        let sign = stored.sign;
        match stored.layer.kind {
            PlaceKind::Points => point(painter, pos2(left + 9.0, middle), sign),
            PlaceKind::Lines => {
                let ends = [pos2(left, middle), pos2(left + 18.0, middle)];
                line(painter, ends.to_vec(), sign);
            }
        }
        let at = pos2(left + SYMBOL, middle - name.size().y / 2.0);
        painter.galley(at, name, t.text);
        top += row;
    }
    Some(covered)
}
