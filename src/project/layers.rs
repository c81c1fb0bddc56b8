//! Layers of places: springs, schools, rivers. Each is one source, undone by hiding it.

use rusqlite::{Connection, OptionalExtension as _, params};
use serde_json::Value;

use super::record::{Source, Stamp};
use super::{geometry, schema, values};
use crate::dataset::feature::{Place, PlaceKind, PlaceLayer};
use crate::dataset::village::Frame;

/// A layer as it is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredLayer {
    pub id: i64,
    /// Id of its source.
    pub source: i64,
    pub layer: PlaceLayer,
}

/// Stores a layer, shown; its id. `fids` are the register's features.
pub(super) fn insert(
    conn: &Connection,
    layer: &PlaceLayer,
    source: &Source,
    frame: Frame,
    fids: &[i64],
    stamp: &Stamp<'_>,
) -> rusqlite::Result<i64> {
    let source = values::insert_source(conn, source, stamp)?;
    let columns: Value = layer.columns.iter().map(String::as_str).collect();
    conn.execute(
        "INSERT INTO kantong_layer (source, name, kind, columns, shown) VALUES (?1, ?2, ?3, ?4, 1)",
        params![source, layer.name, layer.kind.id(), columns.to_string()],
    )?;
    let id = conn.last_insert_rowid();
    let srs_id = schema::srs_id(frame);
    let mut put = conn.prepare(
        "INSERT INTO kantong_feature (layer, seq, geom, fid, cells) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    for (seq, place) in layer.places.iter().enumerate() {
        let geom = geometry::write_place(layer.kind, &place.runs, srs_id);
        let fid = place.village.and_then(|v| fids.get(v));
        let cells: Value = place.cells.iter().map(|cell| Value::from(cell.as_deref())).collect();
        put.execute(params![id, seq as i64 + 1, geom, fid, cells.to_string()])?;
    }
    Ok(id)
}

/// The shown layers, oldest first. A place whose shape another program broke is left out.
pub(super) fn read(conn: &Connection, fids: &[i64]) -> rusqlite::Result<Vec<StoredLayer>> {
    if !schema::has(conn, "kantong_layer")? {
        return Ok(Vec::new());
    }
    let mut select = conn.prepare(
        "SELECT id, source, name, kind, columns FROM kantong_layer WHERE shown = 1 ORDER BY id",
    )?;
    let mut rows = select.query([])?;
    let mut layers = Vec::new();
    while let Some(row) = rows.next()? {
        let (id, kind): (i64, String) = (row.get(0)?, row.get(3)?);
        let Some(kind) = PlaceKind::from_id(&kind) else { continue };
        let columns: Vec<String> = texts(&row.get::<_, String>(4)?).into_iter().flatten().collect();
        let places = places(conn, id, kind, columns.len(), fids)?;
        let layer = PlaceLayer { name: row.get(2)?, kind, columns, places };
        layers.push(StoredLayer { id, source: row.get(1)?, layer });
    }
    Ok(layers)
}

fn places(
    conn: &Connection,
    layer: i64,
    kind: PlaceKind,
    columns: usize,
    fids: &[i64],
) -> rusqlite::Result<Vec<Place>> {
    let mut select = conn.prepare_cached(
        "SELECT geom, fid, cells FROM kantong_feature WHERE layer = ?1 ORDER BY seq",
    )?;
    let mut rows = select.query([layer])?;
    let mut places = Vec::new();
    while let Some(row) = rows.next()? {
        let blob = row.get_ref(0)?;
        let Some(runs) = blob.as_blob().ok().and_then(|blob| geometry::read_place(kind, blob))
        else {
            continue;
        };
        let fid: Option<i64> = row.get(1)?;
        let village = fid.and_then(|fid| fids.binary_search(&fid).ok());
        let mut cells = texts(&row.get::<_, String>(2)?);
        cells.resize(columns, None);
        places.push(Place { runs, cells, village });
    }
    Ok(places)
}

fn texts(json: &str) -> Vec<Option<String>> {
    match serde_json::from_str(json) {
        Ok(Value::Array(list)) => {
            list.into_iter().map(|value| value.as_str().map(str::to_owned)).collect()
        }
        _ => Vec::new(),
    }
}

/// Whether any layer is shown.
pub(super) fn any(conn: &Connection) -> rusqlite::Result<bool> {
    Ok(schema::has(conn, "kantong_layer")?
        && conn.prepare("SELECT 1 FROM kantong_layer WHERE shown = 1")?.exists([])?)
}

/// Sources of layers that are not to be seen.
pub(super) fn hidden_sources(conn: &Connection) -> rusqlite::Result<Vec<i64>> {
    if !schema::has(conn, "kantong_layer")? {
        return Ok(Vec::new());
    }
    conn.prepare("SELECT source FROM kantong_layer WHERE shown = 0 ORDER BY source")?
        .query_map([], |row| row.get(0))?
        .collect()
}

/// Name of a layer and whether it is shown.
pub(super) fn seen(conn: &Connection, layer: i64) -> rusqlite::Result<Option<(String, bool)>> {
    conn.query_row("SELECT name, shown FROM kantong_layer WHERE id = ?1", [layer], |row| {
        Ok((row.get(0)?, row.get(1)?))
    })
    .optional()
}

pub(super) fn show(conn: &Connection, layer: i64, shown: bool) -> rusqlite::Result<()> {
    conn.execute("UPDATE kantong_layer SET shown = ?2 WHERE id = ?1", params![layer, shown])
        .map(drop)
}
