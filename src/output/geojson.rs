//! Villages as GeoJSON (RFC 7946): WGS 84, outer rings counter-clockwise, at most 7 decimals
//! (1 cm), no `crs` member. A planar register keeps its own coordinates.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use geo::{LineString, MultiPolygon, Polygon};
use serde_json::{Map, Value, json};

use super::figure::PocketOutline;
use crate::base::measure::Measure;
use crate::dataset::village::{Register, Village};
use crate::indicator::column::Column;

/// All villages with every value: null where missing or not applicable; the latter also says so in
/// a property `<name>_state`.
pub fn villages(register: &Register, columns: &[Column]) -> Vec<u8> {
    let keys = keys(columns);
    let features = register.villages.iter().enumerate().map(|(i, village)| {
        let mut properties = identity(village);
        for (column, key) in columns.iter().zip(&keys) {
            let value = column.values.get(i).copied().unwrap_or_default();
            properties.insert(key.clone(), number(value.value()));
            if value == Measure::NotApplicable {
                properties.insert(format!("{key}_state"), json!("not_applicable"));
            }
            if let Some(c) = column.corrections.get(&i).filter(|c| c.table != value) {
                properties.insert(format!("{key}_corrected_from"), number(c.table.value()));
                properties.insert(format!("{key}_correction"), json!(c.reason));
            }
        }
        (&village.shape, properties)
    });
    collection(features)
}

/// The villages of all pockets, each with the number and name of its pocket, then those that stand
/// alone; `more` is what else is known of a village.
pub fn pockets(
    register: &Register,
    pockets: &[PocketOutline],
    lone: &[usize],
    more: impl Fn(usize) -> Map<String, Value>,
) -> Vec<u8> {
    let members = pockets.iter().flat_map(|p| p.members.iter().map(move |&m| (m, Some(p))));
    let all = members.chain(lone.iter().map(|&m| (m, None)));
    let features = all.filter_map(|(member, pocket)| {
        let village = register.villages.get(member)?;
        let mut properties = identity(village);
        properties.insert("pocket".into(), json!(pocket.map(|p| p.number)));
        properties.insert("pocket_name".into(), json!(pocket.map(|p| &p.name)));
        properties.extend(more(member));
        Some((&village.shape, properties))
    });
    collection(features)
}

/// All villages with one word each.
pub fn classes(register: &Register, key: &str, words: &[&str]) -> Vec<u8> {
    let features = register.villages.iter().zip(words).map(|(village, word)| {
        let mut properties = identity(village);
        properties.insert(key.to_owned(), json!(word));
        (&village.shape, properties)
    });
    collection(features)
}

fn identity(village: &Village) -> Map<String, Value> {
    let mut properties = Map::new();
    properties.insert("code".into(), json!(village.code.as_str()));
    properties.insert("name".into(), json!(village.name));
    properties.insert("kecamatan".into(), json!(village.kecamatan.name));
    properties.insert("kabupaten".into(), json!(village.kabupaten.name));
    properties.insert("kind".into(), json!(village.kind.id()));
    let area = village.area_km2.map(|km2| (km2 * 1e6).round() / 1e6);
    properties.insert("area_km2".into(), number(area));
    properties
}

/// A property name for each column: its id, with the period where an id has several.
pub(super) fn keys(columns: &[Column]) -> Vec<String> {
    let mut taken: BTreeSet<String> =
        ["code", "name", "kecamatan", "kabupaten", "kind", "area_km2"]
            .map(str::to_owned)
            .into_iter()
            .collect();
    columns
        .iter()
        .map(|column| {
            let id = &column.indicator.id;
            let several = columns.iter().filter(|c| c.indicator.id == *id).count() > 1;
            let mut key = if several && !column.period.is_empty() {
                format!("{id}_{}", column.period)
            } else {
                id.clone()
            };
            while !taken.insert(key.clone()) {
                key.push('_');
            }
            key
        })
        .collect()
}

fn number(value: Option<f64>) -> Value {
    value.and_then(serde_json::Number::from_f64).map_or(Value::Null, Value::Number)
}

fn collection<'a>(
    features: impl Iterator<Item = (&'a MultiPolygon<f64>, Map<String, Value>)>,
) -> Vec<u8> {
    let mut text = String::from("{\"type\":\"FeatureCollection\",\"features\":[");
    for (i, (shape, properties)) in features.enumerate() {
        text.push_str(if i == 0 { "\n" } else { ",\n" });
        text.push_str("{\"type\":\"Feature\",\"properties\":");
        text.push_str(&Value::Object(properties).to_string());
        text.push_str(",\"geometry\":");
        geometry(&mut text, shape);
        text.push('}');
    }
    text.push_str("\n]}\n");
    text.into_bytes()
}

fn geometry(text: &mut String, shape: &MultiPolygon<f64>) {
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

fn rounded(ring: &LineString<f64>) -> Option<Vec<Place>> {
    let mut places: Vec<Place> =
        ring.0.iter().map(|c| [c.x, c.y].map(|v| (v * 1e7).round() as i64)).collect();
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
        for (j, [x, y]) in ring.iter().enumerate() {
            text.push_str(if j == 0 { "[" } else { ",[" });
            write_decimal(text, *x);
            text.push(',');
            write_decimal(text, *y);
            text.push(']');
        }
        text.push(']');
    }
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
