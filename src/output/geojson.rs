//! Features as GeoJSON (RFC 7946): WGS 84, outer rings counter-clockwise, at most 7 decimals
//! (1 cm), no `crs` member. A planar register keeps its own coordinates.

use std::fmt::Write as _;

use geo::{LineString, MultiPolygon, Polygon};
use serde_json::Value;

use super::features::{Feature, Shape};

/// The features as one collection.
pub fn write<'a>(features: impl Iterator<Item = Feature<'a>>) -> Vec<u8> {
    let mut text = String::from("{\"type\":\"FeatureCollection\",\"features\":[");
    for (i, feature) in features.enumerate() {
        text.push_str(if i == 0 { "\n" } else { ",\n" });
        text.push_str("{\"type\":\"Feature\",\"properties\":");
        text.push_str(&Value::Object(feature.properties).to_string());
        text.push_str(",\"geometry\":");
        match feature.shape {
            Shape::Areas(shape) => areas(&mut text, shape),
            Shape::Point(at) => point(&mut text, at),
        }
        text.push('}');
    }
    text.push_str("\n]}\n");
    text.into_bytes()
}

fn point(text: &mut String, at: [f64; 2]) {
    text.push_str("{\"type\":\"Point\",\"coordinates\":");
    write_place(text, at.map(tenmillionths));
    text.push('}');
}

fn areas(text: &mut String, shape: &MultiPolygon<f64>) {
    let polygons: Vec<Vec<Vec<Place>>> = shape.iter().filter_map(rings).collect();
    match &polygons[..] {
        [] => text.push_str("null"),
        [one] => {
            text.push_str("{\"type\":\"Polygon\",\"coordinates\":");
            write_polygon(text, one);
            text.push('}');
        }
        several => {
            text.push_str("{\"type\":\"MultiPolygon\",\"coordinates\":[");
            for (i, polygon) in several.iter().enumerate() {
                if i > 0 {
                    text.push(',');
                }
                write_polygon(text, polygon);
            }
            text.push_str("]}");
        }
    }
}

/// Ten-millionths of a degree (or of the planar unit).
type Place = [i64; 2];

/// The outer ring, then the holes; `None` when rounding leaves no outer ring.
fn rings(polygon: &Polygon<f64>) -> Option<Vec<Vec<Place>>> {
    let mut rings = vec![turned(rounded(polygon.exterior())?, Turn::CounterClockwise)];
    let holes = polygon.interiors().iter().filter_map(rounded);
    rings.extend(holes.map(|hole| turned(hole, Turn::Clockwise)));
    Some(rings)
}

fn tenmillionths(degrees: f64) -> i64 {
    (degrees * 1e7).round() as i64
}

fn rounded(ring: &LineString<f64>) -> Option<Vec<Place>> {
    let mut places: Vec<Place> = ring.0.iter().map(|c| [c.x, c.y].map(tenmillionths)).collect();
    places.dedup();
    (places.len() >= 4 && places.first() == places.last()).then_some(places)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Turn {
    CounterClockwise,
    Clockwise,
}

fn turned(mut ring: Vec<Place>, wanted: Turn) -> Vec<Place> {
    let [ox, oy] = ring[0];
    let twice: i128 = ring
        .windows(2)
        .map(|pair| {
            let [a, b] = [pair[0], pair[1]].map(|[x, y]| [i128::from(x - ox), i128::from(y - oy)]);
            a[0] * b[1] - b[0] * a[1]
        })
        .sum();
    let is = if twice >= 0 { Turn::CounterClockwise } else { Turn::Clockwise };
    if is != wanted {
        ring.reverse();
    }
    ring
}

fn write_polygon(text: &mut String, rings: &[Vec<Place>]) {
    text.push('[');
    for (i, ring) in rings.iter().enumerate() {
        text.push_str(if i == 0 { "[" } else { ",[" });
        for (j, place) in ring.iter().enumerate() {
            if j > 0 {
                text.push(',');
            }
            write_place(text, *place);
        }
        text.push(']');
    }
    text.push(']');
}

fn write_place(text: &mut String, [x, y]: Place) {
    text.push('[');
    write_decimal(text, x);
    text.push(',');
    write_decimal(text, y);
    text.push(']');
}

/// Ten-millionths as a plain decimal without idle zeros.
fn write_decimal(text: &mut String, tenmillionths: i64) {
    if tenmillionths < 0 {
        text.push('-');
    }
    let all = tenmillionths.unsigned_abs();
    let (whole, rest) = (all / 10_000_000, all % 10_000_000);
    // Writing to a String cannot fail.
    let written = if rest == 0 {
        write!(text, "{whole}")
    } else {
        let fraction = format!("{rest:07}");
        write!(text, "{whole}.{}", fraction.trim_end_matches('0'))
    };
    debug_assert!(written.is_ok());
}
