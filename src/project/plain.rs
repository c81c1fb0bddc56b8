//! A plain GeoPackage for other programs: one layer of areas or points with its attributes, nothing
//! of a project in it.

use std::collections::BTreeSet;

use geo::MultiPolygon;
use rusqlite::types::Value;
use rusqlite::{Connection, params, params_from_iter};

use super::{geometry, schema};
use crate::dataset::village::Frame;

/// How SQLite keeps an attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    Text,
    Integer,
    Number,
}

/// Where a feature lies, as the register's coordinates are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Shape<'a> {
    Areas(&'a MultiPolygon<f64>),
    Point([f64; 2]),
}

impl Shape<'_> {
    /// West, south, east, north; `None` where it has no position.
    pub fn bounds(self) -> Option<[f64; 4]> {
        match self {
            Self::Areas(shape) => geometry::bounds(std::iter::once(shape)),
            Self::Point([x, y]) => Some([x, y, x, y]),
        }
    }

    /// What the layer is called that it stands in.
    fn kind(self) -> &'static str {
        match self {
            Self::Areas(_) => "MULTIPOLYGON",
            Self::Point(_) => "POINT",
        }
    }
}

/// One feature: its shape and a value for each attribute. All are areas or all are points.
pub type Row<'a> = (Shape<'a>, Vec<Value>);

/// The bytes of a GeoPackage with the layer `name`; `day` is `YYYY-MM-DD`. An attribute whose name
/// is taken (letters count the same, great or small) gets an underscore.
///
/// # Errors
/// What SQLite says: more attributes than a table can have (about 2,000), no memory.
pub fn write(
    name: &str,
    frame: Frame,
    attributes: &[(String, Kept)],
    rows: &[Row<'_>],
    day: &str,
) -> rusqlite::Result<Vec<u8>> {
    let mut conn = Connection::open_in_memory()?;
    let tx = conn.transaction()?;
    schema::standard(&tx)?;
    let kind = rows.first().map_or("MULTIPOLYGON", |(shape, _)| shape.kind());
    tx.execute(&table(name, kind, attributes), [])?;
    let bounds = rows.iter().filter_map(|(shape, _)| shape.bounds()).reduce(geometry::joined);
    register(&tx, (name, kind), frame, bounds, day)?;
    let places = vec!["?"; attributes.len() + 1].join(", ");
    let mut insert =
        tx.prepare(&format!("INSERT INTO {} VALUES (NULL, {places})", quoted(name)))?;
    for (shape, values) in rows {
        let geom = match *shape {
            Shape::Areas(shape) => geometry::write(shape, schema::srs_id(frame)),
            Shape::Point(at) => geometry::point(at, schema::srs_id(frame)),
        };
        let geom = Value::Blob(geom);
        insert.execute(params_from_iter(std::iter::once(&geom).chain(values)))?;
    }
    drop(insert);
    tx.commit()?;
    Ok(conn.serialize("main")?.to_vec())
}

fn table(name: &str, kind: &str, attributes: &[(String, Kept)]) -> String {
    let mut taken: BTreeSet<String> = ["fid", "geom"].map(str::to_owned).into();
    let mut sql = format!(
        "CREATE TABLE {} (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom {kind}",
        quoted(name)
    );
    for (attribute, kept) in attributes {
        let mut attribute = attribute.clone();
        while !taken.insert(attribute.to_lowercase()) {
            attribute.push('_');
        }
        let kept = match kept {
            Kept::Text => "TEXT",
            Kept::Integer => "INTEGER",
            Kept::Number => "DOUBLE",
        };
        sql.extend([", ", &quoted(&attribute), " ", kept]);
    }
    sql.push(')');
    sql
}

fn register(
    conn: &Connection,
    (name, kind): (&str, &str),
    frame: Frame,
    bounds: Option<[f64; 4]>,
    day: &str,
) -> rusqlite::Result<()> {
    let srs = schema::srs_id(frame);
    let [west, south, east, north] = bounds.map_or([None; 4], |b| b.map(Some));
    conn.execute(
        "INSERT INTO gpkg_contents VALUES (?1, 'features', ?1, '', ?2, ?3, ?4, ?5, ?6, ?7)",
        params![name, schema::last_change(day), west, south, east, north, srs],
    )?;
    conn.execute(
        "INSERT INTO gpkg_geometry_columns VALUES (?1, 'geom', ?3, ?2, 0, 0)",
        params![name, srs, kind],
    )?;
    Ok(())
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
