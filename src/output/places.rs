//! Layers of places on a sheet: each with its sign, many points together, names where there is room.

use super::canvas::{Align, Area, Canvas, LINE, Line, Mark, Pen, Type, Weight, text_width};
use super::clusters::{self, Cluster};
use super::figure::Sizes;
use super::raster::View;
use super::scene::Projection;
use super::signs::{self, Form, RADIUS, Sign};
use super::symbology::{MapColours, Rgb};
use crate::dataset::feature::{PlaceKind, PlaceLayer};

/// A layer of more points is not named: the names would cover the map.
const NAMED: usize = 60;

/// Draws all places of a layer into the map's area.
pub fn draw(
    canvas: &mut Canvas<'_>,
    layer: &PlaceLayer,
    sign: Sign,
    projection: &Projection,
    view: &View,
    area: Area,
    sizes: &Sizes,
) {
    let unit = sizes.unit;
    let pixel = |map: [f64; 2]| {
        let [x, y] = view.pixel_from_map(map);
        [x + area[0], y + area[1]]
    };
    let runs = layer.places.iter().flat_map(|place| &place.runs);
    match layer.kind {
        PlaceKind::Points => {
            let edge = (RADIUS + 1.0) * unit;
            let inside = |map: &[f64; 2]| {
                let [x, y] = pixel(*map);
                x > area[0] + edge && x < area[2] - edge && y > area[1] + edge && y < area[3] - edge
            };
            let places = runs.flatten().map(|&p| projection.map_from_lon_lat(p)).filter(inside);
            let places: Vec<[f64; 2]> = places.collect();
            for cluster in clusters::clusters(&places, view.metres_per_pixel * unit) {
                group(canvas, sign, cluster, pixel(cluster.at), sizes);
            }
        }
        PlaceKind::Lines => {
            let place = |p: &[f64; 2]| pixel(projection.map_from_lon_lat(*p));
            let lines = runs.map(|run| run.iter().map(place).collect()).collect();
            canvas.add(Mark::Clip(area));
            stroke(canvas, lines, unit, sign);
            canvas.add(Mark::Unclip);
        }
    }
}

fn group(canvas: &mut Canvas<'_>, sign: Sign, cluster: Cluster, at: [f64; 2], sizes: &Sizes) {
    if cluster.count == 1 {
        mark(canvas, at, sizes.unit, sign);
        return;
    }
    let radius = cluster.radius() * sizes.unit;
    canvas.disc(at, radius + sizes.unit, Rgb::WHITE);
    canvas.disc(at, radius, sign.colour);
    let text = cluster.count.to_string();
    let em = (radius * 0.95).min(radius * 2.4 / text.len() as f64);
    let style = Type { em, weight: Weight::Bold, colour: Rgb::WHITE };
    canvas.text(&text, [at[0], at[1] - em * LINE / 2.0], style, Align::Middle);
}

/// A point's form with its white rim, in map and legend.
pub fn mark(canvas: &mut Canvas<'_>, at: [f64; 2], unit: f64, sign: Sign) {
    for (more, colour) in [(1.2, Rgb::WHITE), (0.0, sign.colour)] {
        let radius = (RADIUS + more) * unit;
        if sign.form == Form::Disc {
            canvas.disc(at, radius, colour);
            continue;
        }
        for piece in signs::pieces(sign.form, at, radius) {
            canvas.polygon(&piece, colour);
        }
    }
}

/// Lines as wide as a layer's are.
pub fn stroke(canvas: &mut Canvas<'_>, lines: Vec<Line>, unit: f64, sign: Sign) {
    let dash = sign.dash.map_or_else(Vec::new, |dash| dash.map(|d| d * unit).to_vec());
    canvas.stroke(lines, Pen { dash, ..Pen::solid(sign.width * unit, sign.colour) });
}

/// Names of the points beside them, where they fit; `taken` are boxes from the area's corner, and
/// those of the names are added.
pub fn name(
    canvas: &mut Canvas<'_>,
    layer: &PlaceLayer,
    projection: &Projection,
    view: &View,
    area: Area,
    sizes: &Sizes,
    taken: &mut Vec<[f64; 4]>,
) {
    let Some(column) = layer.name_column() else { return };
    if layer.places.len() > NAMED {
        return;
    }
    let em = sizes.label * 0.78;
    let colours = MapColours::LIGHT;
    let (wide, tall) = (f64::from(view.width), f64::from(view.height));
    for place in &layer.places {
        let Some(text) = place.cells.get(column).and_then(Option::as_deref) else { continue };
        let Some(&at) = place.runs.first().and_then(|run| run.first()) else { continue };
        let [x, y] = view.pixel_from_map(projection.map_from_lon_lat(at));
        let width = text_width(text, em, Weight::Regular);
        let away = (RADIUS + 2.0) * sizes.unit;
        let half = em * 0.6;
        let boxes = [
            [x + away, y - half, x + away + width, y + half],
            [x - away - width, y - half, x - away, y + half],
            [x - width / 2.0, y + away, x + width / 2.0, y + away + 2.0 * half],
            [x - width / 2.0, y - away - 2.0 * half, x + width / 2.0, y - away],
        ];
        let free = |b: &[f64; 4]| {
            b[0] >= 2.0
                && b[1] >= 2.0
                && b[2] <= wide - 2.0
                && b[3] <= tall - 2.0
                && !taken.iter().any(|t| t[0] < b[2] && b[0] < t[2] && t[1] < b[3] && b[1] < t[3])
        };
        if let Some(place) = boxes.into_iter().find(free) {
            taken.push(place);
            taken.push([x - away, y - away, x + away, y + away]);
            let middle = [
                area[0] + f64::midpoint(place[0], place[2]),
                area[1] + f64::midpoint(place[1], place[3]),
            ];
            let style = Type { em, weight: Weight::Regular, colour: colours.label };
            canvas.halo_text(text, middle, style, colours.halo, em * 0.13);
        }
    }
}
