//! What leaves as a layer, whatever the format: shapes of villages, or points, with named properties.
//! GeoJSON, GeoPackage and shapefile write the same features.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::figure::PocketOutline;
use crate::base::measure::Measure;
use crate::dataset::village::{Register, Village};
use crate::indicator::column::Column;
pub use crate::project::plain::Shape;

/// A shape and what is known of it. The features of a layer are all areas or all points.
pub struct Feature<'a> {
    pub shape: Shape<'a>,
    pub properties: Map<String, Value>,
}

/// What the values of a property are in all features; one that is never filled is a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    Text,
    Integer,
    Number,
}

/// A property by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    pub name: String,
    pub kind: FieldKind,
}

/// All villages with every value: null where missing or not applicable; the latter also says so in
/// a property `<name>_state`.
pub fn villages<'a>(
    register: &'a Register,
    columns: &'a [Column],
) -> impl Iterator<Item = Feature<'a>> {
    let keys = keys(columns);
    register.villages.iter().enumerate().map(move |(i, village)| {
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
        Feature { shape: Shape::Areas(&village.shape), properties }
    })
}

/// The villages of all pockets, each with the number and name of its pocket, then those that stand
/// alone; `more` is what else is known of a village.
pub fn pockets<'a>(
    register: &'a Register,
    pockets: &'a [PocketOutline],
    lone: &'a [usize],
    more: impl Fn(usize) -> Map<String, Value> + 'a,
) -> impl Iterator<Item = Feature<'a>> {
    let members = pockets.iter().flat_map(|p| p.members.iter().map(move |&m| (m, Some(p))));
    let all = members.chain(lone.iter().map(|&m| (m, None)));
    all.filter_map(move |(member, pocket)| {
        let village = register.villages.get(member)?;
        let mut properties = identity(village);
        properties.insert("pocket".into(), json!(pocket.map(|p| p.number)));
        properties.insert("pocket_name".into(), json!(pocket.map(|p| &p.name)));
        properties.extend(more(member));
        Some(Feature { shape: Shape::Areas(&village.shape), properties })
    })
}

/// All villages with one word each.
pub fn classes<'a>(
    register: &'a Register,
    key: &'a str,
    words: &'a [&'a str],
) -> impl Iterator<Item = Feature<'a>> {
    register.villages.iter().zip(words).map(move |(village, word)| {
        let mut properties = identity(village);
        properties.insert(key.to_owned(), json!(word));
        Feature { shape: Shape::Areas(&village.shape), properties }
    })
}

/// Every property of the features in the order they first appear.
pub fn fields(features: &[Feature<'_>]) -> Vec<Field> {
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut fields: Vec<(String, Option<FieldKind>)> = Vec::new();
    for (name, value) in features.iter().flat_map(|f| &f.properties) {
        let place = *places.entry(name).or_insert_with(|| {
            fields.push((name.clone(), None));
            fields.len() - 1
        });
        fields[place].1 = joined(fields[place].1, kind(value));
    }
    let field = |(name, kind): (String, Option<FieldKind>)| Field {
        name,
        kind: kind.unwrap_or(FieldKind::Text),
    };
    fields.into_iter().map(field).collect()
}

/// A value of a text property as its text; `None` for null.
pub fn text(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

fn kind(value: &Value) -> Option<FieldKind> {
    match value {
        Value::Null => None,
        Value::Number(n) if n.is_f64() => Some(FieldKind::Number),
        Value::Number(_) => Some(FieldKind::Integer),
        _ => Some(FieldKind::Text),
    }
}

/// What holds both.
fn joined(a: Option<FieldKind>, b: Option<FieldKind>) -> Option<FieldKind> {
    use FieldKind::{Integer, Number, Text};
    match (a, b) {
        (None, kind) | (kind, None) => kind,
        (Some(Text), _) | (_, Some(Text)) => Some(Text),
        (Some(Integer), Some(Integer)) => Some(Integer),
        _ => Some(Number),
    }
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
fn keys(columns: &[Column]) -> Vec<String> {
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
