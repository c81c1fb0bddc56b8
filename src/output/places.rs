//! Layers of places on the map: a disc for a point, a stroke for a line, one colour a layer.

use super::canvas::Canvas;
use super::raster::View;
use super::scene::Projection;
use super::symbology::Rgb;
use crate::dataset::feature::{PlaceKind, PlaceLayer};

/// Told apart on every ramp, and by people who see no red or green; layers beyond begin again.
const COLOURS: [Rgb; 5] = [
    Rgb::hex(0x00_72B2),
    Rgb::hex(0xD5_5E00),
    Rgb::hex(0x00_0000),
    Rgb::hex(0xCC_79A7),
    Rgb::hex(0x56_B4E9),
];

/// The colour of the `index`-th layer.
pub fn colour(index: usize) -> Rgb {
    COLOURS[index % COLOURS.len()]
}

/// Draws all places of a layer into the map's area: left, top, right, bottom in pixels. `unit` is
/// the size of a point of the window.
pub fn draw(
    canvas: &mut Canvas,
    layer: &PlaceLayer,
    index: usize,
    projection: &Projection,
    view: &View,
    area: [i32; 4],
    unit: f64,
) {
    let pixel = |lon_lat: [f64; 2]| {
        let [x, y] = view.pixel_from_map(projection.map_from_lon_lat(lon_lat));
        [x + f64::from(area[0]), y + f64::from(area[1])]
    };
    let edge = area.map(f64::from);
    for run in layer.places.iter().flat_map(|place| &place.runs) {
        match layer.kind {
            PlaceKind::Points => {
                for at in run.iter().map(|&p| pixel(p)) {
                    let inside = at[0] > edge[0] + 4.0 * unit
                        && at[0] < edge[2] - 4.0 * unit
                        && at[1] > edge[1] + 4.0 * unit
                        && at[1] < edge[3] - 4.0 * unit;
                    if inside {
                        mark(canvas, at, unit, colour(index));
                    }
                }
            }
            PlaceKind::Lines => {
                for side in run.windows(2) {
                    stroke(canvas, [pixel(side[0]), pixel(side[1])], edge, unit, colour(index));
                }
            }
        }
    }
}

/// A point's disc with its white rim, in map and legend.
pub fn mark(canvas: &mut Canvas, at: [f64; 2], unit: f64, colour: Rgb) {
    let radius = (3.0 * unit).max(1.8);
    canvas.disc(at, radius + (1.0 * unit).max(0.7), Rgb::WHITE);
    canvas.disc(at, radius, colour);
}

/// A straight line, cut at the edge of the map.
pub fn stroke(
    canvas: &mut Canvas,
    [from, to]: [[f64; 2]; 2],
    edge: [f64; 4],
    unit: f64,
    colour: Rgb,
) {
    let reach = (0.8 * unit).max(0.6) + 0.5;
    let box_of = |i: usize| {
        let (low, high) = (from[i].min(to[i]) - reach, from[i].max(to[i]) + reach);
        (low.max(edge[i]).floor() as i64, high.min(edge[i + 2] - 1.0).ceil() as i64)
    };
    let (xs, ys) = (box_of(0), box_of(1));
    let along = [to[0] - from[0], to[1] - from[1]];
    let square = along[0] * along[0] + along[1] * along[1];
    for y in ys.0..ys.1 {
        // Only the pixels of this row that the line can reach.
        let (mut left, mut right) = xs;
        if along[1].abs() > 1e-9 {
            let slope = along[0] / along[1];
            let wide = reach * (1.0 + slope.abs());
            let x = from[0] + (y as f64 + 0.5 - from[1]) * slope;
            left = left.max((x - wide - slope.abs()).floor() as i64);
            right = right.min((x + wide + slope.abs()).ceil() as i64 + 1);
        }
        for x in left..right {
            let p = [x as f64 + 0.5 - from[0], y as f64 + 0.5 - from[1]];
            let t = if square > 0.0 {
                ((p[0] * along[0] + p[1] * along[1]) / square).clamp(0.0, 1.0)
            } else {
                0.0
            };
            let away = (p[0] - t * along[0]).hypot(p[1] - t * along[1]);
            canvas.mix(x, y, colour, (reach - away).clamp(0.0, 1.0));
        }
    }
}
