//! Features as a plain GeoPackage with one layer.

use rusqlite::types::Value as Sql;
use serde_json::Value;

use super::features::{Feature, Field, FieldKind, fields, text};
use crate::base::fault::{At, OutputFault, Stop};
use crate::dataset::village::Frame;
use crate::project::plain::{self, Kept};

/// The bytes of a GeoPackage with one layer.
///
/// # Errors
/// `CannotWrite` with SQLite's word.
pub fn write(
    name: &str,
    frame: Frame,
    features: &[Feature<'_>],
    day: &str,
) -> Result<Vec<u8>, Stop> {
    let fields = fields(features);
    let attributes: Vec<(String, Kept)> = fields
        .iter()
        .map(|field| {
            let kept = match field.kind {
                FieldKind::Text => Kept::Text,
                FieldKind::Integer => Kept::Integer,
                FieldKind::Number => Kept::Number,
            };
            (field.name.clone(), kept)
        })
        .collect();
    let rows: Vec<plain::Row<'_>> = features
        .iter()
        .map(|feature| {
            let value = |field: &Field| sql(feature.properties.get(&field.name), field);
            (feature.shape, fields.iter().map(value).collect())
        })
        .collect();
    plain::write(name, frame, &attributes, &rows, day).map_err(refused)
}

fn sql(value: Option<&Value>, field: &Field) -> Sql {
    let Some(value) = value else { return Sql::Null };
    let kept = match field.kind {
        FieldKind::Text => text(value).map(Sql::Text),
        FieldKind::Integer => value.as_i64().map(Sql::Integer),
        FieldKind::Number => value.as_f64().map(Sql::Real),
    };
    kept.unwrap_or(Sql::Null)
}

fn refused(why: impl std::fmt::Display) -> Stop {
    Stop::fault(OutputFault::CannotWrite { why: why.to_string() }, At::default())
}
