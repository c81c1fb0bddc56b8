//! Layers of places on the map: a disc for a point, a stroke for a line, one colour a layer.

use super::canvas::{Area, Canvas, Line, Mark, Pen};
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

/// Draws all places of a layer into the map's area: left, top, right, bottom. `unit` is the size of
/// a point of the window.
pub fn draw(
    canvas: &mut Canvas<'_>,
    layer: &PlaceLayer,
    index: usize,
    projection: &Projection,
    view: &View,
    area: Area,
    unit: f64,
) {
    let pixel = |lon_lat: [f64; 2]| {
        let [x, y] = view.pixel_from_map(projection.map_from_lon_lat(lon_lat));
        [x + area[0], y + area[1]]
    };
    let runs = layer.places.iter().flat_map(|place| &place.runs);
    match layer.kind {
        PlaceKind::Points => {
            let inside = |at: &[f64; 2]| {
                let edge = 4.0 * unit;
                at[0] > area[0] + edge
                    && at[0] < area[2] - edge
                    && at[1] > area[1] + edge
                    && at[1] < area[3] - edge
            };
            for at in runs.flatten().map(|&p| pixel(p)).filter(inside) {
                mark(canvas, at, unit, colour(index));
            }
        }
        PlaceKind::Lines => {
            let lines = runs.map(|run| run.iter().map(|&p| pixel(p)).collect()).collect();
            canvas.add(Mark::Clip(area));
            stroke(canvas, lines, unit, colour(index));
            canvas.add(Mark::Unclip);
        }
    }
}

/// A point's disc with its white rim, in map and legend.
pub fn mark(canvas: &mut Canvas<'_>, at: [f64; 2], unit: f64, colour: Rgb) {
    let radius = 3.0 * unit;
    canvas.disc(at, radius + unit, Rgb::WHITE);
    canvas.disc(at, radius, colour);
}

/// Lines as wide as a layer's are.
pub fn stroke(canvas: &mut Canvas<'_>, lines: Vec<Line>, unit: f64, colour: Rgb) {
    canvas.stroke(lines, Pen::solid(1.6 * unit, colour));
}
