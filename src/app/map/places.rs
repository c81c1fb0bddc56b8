//! Layers of points and lines over the map, and what their colours mean.

use std::sync::Arc;

use egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, TextStyle, Ui, pos2, vec2};

use super::camera::Camera;
use crate::app::panel::legend::color;
use crate::app::theme::tokens;
use crate::dataset::feature::PlaceKind;
use crate::lang::Lang;
use crate::lang::output::Caption;
use crate::output::places::colour;
use crate::output::scene::Scene;
use crate::project::StoredLayer;

const RADIUS: f32 = 3.5;
const LINE: f32 = 1.6;

/// Every place in sight.
pub fn draw(
    painter: &Painter,
    scene: &Scene,
    layers: &[Arc<StoredLayer>],
    camera: Camera,
    rect: Rect,
) {
    let seen = rect.expand(RADIUS + 1.0);
    let screen = |lon_lat: [f64; 2]| camera.screen_from_map(scene.map_from_lon_lat(lon_lat), rect);
    for (index, stored) in layers.iter().enumerate() {
        let ink = color(colour(index));
        for run in stored.layer.places.iter().flat_map(|place| &place.runs) {
            match stored.layer.kind {
                PlaceKind::Points => {
                    for at in run.iter().map(|&p| screen(p)).filter(|at| seen.contains(*at)) {
                        point(painter, at, ink);
                    }
                }
                PlaceKind::Lines => {
                    let mut points: Vec<Pos2> = run.iter().map(|&p| screen(p)).collect();
                    let around = Rect::from_points(&points);
                    // Of corners closer than a point of the screen one is enough.
                    points.dedup_by(|a, b| a.distance_sq(*b) < 0.5);
                    if around.intersects(seen) && points.len() > 1 {
                        painter.add(Shape::line(points, Stroke::new(LINE, ink)));
                    }
                }
            }
        }
    }
}

fn point(painter: &Painter, at: Pos2, ink: Color32) {
    painter.circle(at, RADIUS, ink, Stroke::new(1.0, Color32::WHITE));
}

/// Symbol and name of every layer in the lower left corner; the box they cover.
pub fn legend(
    ui: &Ui,
    painter: &Painter,
    lang: Lang,
    layers: &[Arc<StoredLayer>],
    rect: Rect,
) -> Option<Rect> {
    const ROW: f32 = 18.0;
    const SYMBOL: f32 = 26.0;
    if layers.is_empty() {
        return None;
    }
    let t = tokens(ui);
    let font = TextStyle::Small.resolve(ui.style());
    let names: Vec<_> = layers
        .iter()
        .map(|stored| {
            let layer = &stored.layer;
            let (name, count) = (layer.name.clone(), layer.places.len());
            let text = lang.caption(&Caption::PlaceLayer { name, count });
            painter.layout(text, font.clone(), t.text, rect.width() * 0.3)
        })
        .collect();
    let tall: f32 = names.iter().map(|name| name.size().y.max(ROW)).sum();
    let wide = names.iter().map(|name| name.size().x).fold(0.0, f32::max);
    let corner = pos2(rect.left() + 10.0, rect.bottom() - 10.0 - tall - 8.0);
    let covered = Rect::from_min_size(corner, vec2(wide + SYMBOL + 14.0, tall + 8.0));
    painter.rect_filled(covered, 4.0, t.panel.gamma_multiply(0.92));
    let mut top = covered.top() + 4.0;
    for (index, (stored, name)) in layers.iter().zip(names).enumerate() {
        let row = name.size().y.max(ROW);
        let (left, middle) = (covered.left() + 6.0, top + row / 2.0);
        let ink = color(colour(index));
        match stored.layer.kind {
            PlaceKind::Points => point(painter, pos2(left + 9.0, middle), ink),
            PlaceKind::Lines => {
                let ends = [pos2(left, middle), pos2(left + 18.0, middle)];
                painter.line_segment(ends, Stroke::new(LINE, ink));
            }
        }
        let at = pos2(left + SYMBOL, middle - name.size().y / 2.0);
        painter.galley(at, name, t.text);
        top += row;
    }
    Some(covered)
}
