//! A plain GeoPackage for other programs: one layer of polygons with its attributes, nothing of a
//! project in it.

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

/// One feature: its shape and a value for each attribute.
pub type Row<'a> = (&'a MultiPolygon<f64>, Vec<Value>);

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
    tx.execute(&table(name, attributes), [])?;
    register(&tx, name, frame, geometry::bounds(rows.iter().map(|(shape, _)| *shape)), day)?;
    let places = vec!["?"; attributes.len() + 1].join(", ");
    let mut insert =
        tx.prepare(&format!("INSERT INTO {} VALUES (NULL, {places})", quoted(name)))?;
    for (shape, values) in rows {
        let geom = Value::Blob(geometry::write(shape, schema::srs_id(frame)));
        insert.execute(params_from_iter(std::iter::once(&geom).chain(values)))?;
    }
    drop(insert);
    tx.commit()?;
    Ok(conn.serialize("main")?.to_vec())
}

fn table(name: &str, attributes: &[(String, Kept)]) -> String {
    let mut taken: BTreeSet<String> = ["fid", "geom"].map(str::to_owned).into();
    let mut sql = format!(
        "CREATE TABLE {} (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom MULTIPOLYGON",
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
    name: &str,
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
        "INSERT INTO gpkg_geometry_columns VALUES (?1, 'geom', 'MULTIPOLYGON', ?2, 0, 0)",
        params![name, srs],
    )?;
    Ok(())
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
