//! Layers of points and lines over the map, and what their colours mean.

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::{Align2, Color32, Painter, Pos2, Rect, Shape, Stroke, TextStyle, Ui, pos2, vec2};

use super::camera::Camera;
use crate::app::panel::legend::color;
use crate::app::theme::{self, tokens};
use crate::dataset::feature::PlaceKind;
use crate::lang::Lang;
use crate::lang::output::Caption;
use crate::output::places::colour;
use crate::output::scene::Scene;
use crate::project::StoredLayer;

const RADIUS: f32 = 3.5;
const LINE: f32 = 1.6;

/// Points closer than this many points of the screen stand together under their number.
const TOGETHER: f64 = 26.0;
/// With so many points in sight they are drawn together.
const MANY: usize = 400;

/// Every place in sight; many points as groups with their number.
pub fn draw(
    ui: &Ui,
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
        if stored.layer.kind == PlaceKind::Points {
            let places = stored.layer.places.iter().flat_map(|place| &place.runs).flatten();
            let places = places.map(|&p| scene.map_from_lon_lat(p));
            let places: Vec<[f64; 2]> =
                places.filter(|&p| seen.contains(camera.screen_from_map(p, rect))).collect();
            points(ui, painter, &places, ink, camera, rect);
            continue;
        }
        for run in stored.layer.places.iter().flat_map(|place| &place.runs) {
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

/// Points one by one, or, where there are many, in squares that are fixed to the land, so that the
/// groups stay while the map is moved.
fn points(
    ui: &Ui,
    painter: &Painter,
    places: &[[f64; 2]],
    ink: Color32,
    camera: Camera,
    rect: Rect,
) {
    if places.len() < MANY {
        for &p in places {
            point(painter, camera.screen_from_map(p, rect), ink);
        }
        return;
    }
    for (count, middle) in groups(places, camera.scale) {
        let at = camera.screen_from_map(middle, rect);
        if count == 1 {
            point(painter, at, ink);
            continue;
        }
        let radius = 8.0 + (count as f32).log10() * 2.5;
        painter.circle(at, radius, ink, Stroke::new(1.5, Color32::WHITE));
        let font = theme::style_of("small_bold").resolve(ui.style());
        painter.text(at, Align2::CENTER_CENTER, count.to_string(), font, Color32::WHITE);
    }
}

/// How many points stand in each square, and their middle.
fn groups(places: &[[f64; 2]], scale: f64) -> Vec<(usize, [f64; 2])> {
    // Squares double with the scale, so that they stay the same over a stretch of zooming.
    let side = 2.0_f64.powf((scale * TOGETHER).max(f64::MIN_POSITIVE).log2().ceil());
    let mut squares: BTreeMap<(i64, i64), (usize, [f64; 2])> = BTreeMap::new();
    for &[x, y] in places {
        let square = ((x / side).floor() as i64, (y / side).floor() as i64);
        let (count, sum) = squares.entry(square).or_insert((0, [0.0; 2]));
        *count += 1;
        *sum = [sum[0] + x, sum[1] + y];
    }
    squares
        .into_values()
        .map(|(count, sum)| (count, sum.map(|total| total / count as f64)))
        .collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_hold_every_point_once_and_stay_while_the_map_moves() {
        let places: Vec<[f64; 2]> =
            (0..900).map(|i| [f64::from(i % 30) * 40.0, f64::from(i / 30) * 40.0]).collect();
        let all = groups(&places, 10.0);
        assert_eq!(all.iter().map(|(count, _)| count).sum::<usize>(), 900);
        assert!(all.len() < 40, "{}", all.len());
        // The same points in sight make the same groups, whatever else is in sight.
        let fewer: Vec<[f64; 2]> = places.iter().copied().filter(|p| p[0] < 512.0).collect();
        let some = groups(&fewer, 10.0);
        assert!(some.iter().all(|group| all.contains(group)));
        // Near enough, everyone stands alone.
        assert_eq!(groups(&places, 0.5).len(), 900);
    }
}
