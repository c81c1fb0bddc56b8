//! GeoPackages, also a Kantong project: their feature tables as layers, read only.
//!
//! The file is expected to be hostile: nothing in it runs (no triggers, views, virtual tables or
//! functions of its own), limits are set before the first query, and the work is counted. In a zip
//! it is read into memory; nothing is written.

use std::io::Read as _;
use std::path::Path;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, MAIN_DB, OpenFlags, OptionalExtension as _};

use super::crs::Declared;
use super::gathered::{Gathered, Pieces};
use super::input;
use super::layer::{Encoding, LayerOptions, RawLayer, Reading};
use super::{sibling, sqlite, wkb};
use crate::base::fault::{At, BadRecord, Cap, Found, SourceFault, Stop};
use crate::base::progress::{Phase, Progress};

/// A member of a zip that is held in memory.
const MAX_HELD: u64 = 1 << 30;
/// Virtual machine steps between two looks at the budget.
const BEAT: i32 = 100_000;
const MAX_LAYERS: usize = 500;

/// Names of the layers in a file.
///
/// # Errors
/// Not a GeoPackage, or damaged.
pub fn layers(path: &Path) -> Result<Vec<String>, Stop> {
    let open = connect(path)?;
    let tables = tables(&open, path)?;
    Ok(tables.into_iter().map(|table| table.name).collect())
}

/// Reads one layer: the named one, or the only one there is.
///
/// # Errors
/// No such layer, several to choose from, a coordinate system we cannot use, damaged, cancelled.
pub fn read(
    path: &Path,
    layer: Option<&str>,
    options: &LayerOptions,
    progress: &Progress,
) -> Result<RawLayer, Stop> {
    let refuse = |fault| Stop::fault(fault, At::file(path));
    progress.start(Phase::Reading, 0);
    let open = connect(path)?;
    let tables = tables(&open, path)?;
    let several = || {
        let names = tables.iter().map(|t| t.name.clone()).collect();
        refuse(SourceFault::UnknownFormat { found: Found::Several { names } })
    };
    let table = match layer {
        Some(name) => {
            tables.iter().find(|t| t.name.eq_ignore_ascii_case(name)).ok_or_else(several)?
        }
        None => match &tables[..] {
            [one] => one,
            _ => return Err(several()),
        },
    };
    let shown = layer.map_or_else(|| path.to_owned(), |name| path.join(name));
    let (code, wkt) = system(&open, table).map_err(|e| damaged(&e, path))?;
    let declared = match (&code, &wkt) {
        (None, None) => Declared::Nothing,
        _ => Declared::Database { code, wkt: wkt.as_deref().unwrap_or("") },
    };
    let rows = rows(&open, table, &shown, options, progress)?;
    let encoding = Encoding { label: "UTF-8".to_owned(), from: "bytes" };
    rows.finish("geopackage", encoding, declared)
}

/// A feature table, as the file describes it.
struct Table {
    name: String,
    geometry: String,
    system: i64,
}

fn connect(path: &Path) -> Result<Connection, Stop> {
    let fails = |e: rusqlite::Error| damaged(&e, path);
    let mut source = input::open(path)?;
    let length = source.length();
    let mut open = if source.is_on_disk() {
        let mut head = Vec::new();
        source.by_ref().take(100).read_to_end(&mut head).map_err(|e| sibling::io(&e, path))?;
        on_disk(path, &head).map_err(fails)?
    } else {
        if length > MAX_HELD {
            let fault = SourceFault::TooLarge { what: Cap::File, limit: MAX_HELD };
            return Err(Stop::fault(fault, At::file(path)));
        }
        let bytes = sibling::whole(path, MAX_HELD)?;
        let mut open = Connection::open_in_memory().map_err(fails)?;
        open.deserialize_read_exact(MAIN_DB, bytes.as_slice(), bytes.len(), true).map_err(fails)?;
        open
    };
    sqlite::harden(&open)
        .and_then(|()| sqlite::set(&open, &[("query_only", "ON")]))
        .map_err(fails)?;
    // A crafted file whose pages point at each other cannot keep us busy for ever.
    let mut beats = 1_000 + length.saturating_mul(8) / u64::from(BEAT.unsigned_abs());
    let spend = move || {
        beats = beats.saturating_sub(1);
        beats == 0
    };
    open.progress_handler(BEAT, Some(spend)).map_err(fails)?;
    Ok(open)
}

/// Without a write-ahead log beside it the file is taken as it is: no lock, no file beside it.
fn on_disk(path: &Path, head: &[u8]) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let full = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut log = full.clone().into_os_string();
    log.push("-wal");
    let logs = head.get(18..20) == Some(&[2, 2]);
    match full.to_str().filter(|_| logs && !Path::new(&log).exists()) {
        None => Connection::open_with_flags(&full, flags),
        Some(text) => {
            let uri = format!("file:{}?immutable=1", escaped(text));
            Connection::open_with_flags(uri, flags | OpenFlags::SQLITE_OPEN_URI)
        }
    }
}

/// A path as part of a URI.
fn escaped(path: &str) -> String {
    let mut uri = String::new();
    if !path.starts_with('/') {
        uri.push('/');
    }
    for byte in path.replace('\\', "/").bytes() {
        if byte.is_ascii_alphanumeric() || b"/._-~:".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push('%');
            for half in [byte >> 4, byte & 15] {
                uri.extend(char::from_digit(u32::from(half), 16));
            }
        }
    }
    uri
}

fn damaged(error: &rusqlite::Error, path: &Path) -> Stop {
    let why = match error {
        rusqlite::Error::SqliteFailure(code, text) => {
            text.clone().unwrap_or_else(|| format!("{:?}", code.code))
        }
        other => other.to_string(),
    };
    // The engine's own word, without the name of a file that it may put in it.
    let why: String = why.chars().filter(|c| !c.is_control()).take(80).collect();
    Stop::fault(SourceFault::DamagedDatabase { why }, At::file(path))
}

/// The feature tables that are plain tables, in the order of their names.
fn tables(open: &Connection, path: &Path) -> Result<Vec<Table>, Stop> {
    let fails = |e: rusqlite::Error| damaged(&e, path);
    let known: i64 = open
        .query_row(
            "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name IN \
             ('gpkg_contents', 'gpkg_geometry_columns', 'gpkg_spatial_ref_sys')",
            [],
            |row| row.get(0),
        )
        .map_err(fails)?;
    if known < 3 {
        let found = Found::OtherDatabase;
        return Err(Stop::fault(SourceFault::UnknownFormat { found }, At::file(path)));
    }
    let mut query = open
        .prepare(
            "SELECT g.table_name, g.column_name, g.srs_id FROM gpkg_geometry_columns g \
             JOIN sqlite_schema s ON lower(s.name) = lower(g.table_name) \
             WHERE s.type = 'table' AND s.sql NOT LIKE 'CREATE VIRTUAL%' \
             ORDER BY g.table_name LIMIT ?1",
        )
        .map_err(fails)?;
    let found = query
        .query_map([MAX_LAYERS as i64], |row| {
            Ok(Table {
                name: text_of(row.get_ref(0)?),
                geometry: text_of(row.get_ref(1)?),
                system: row.get(2).unwrap_or(-1),
            })
        })
        .map_err(fails)?;
    found.collect::<rusqlite::Result<Vec<_>>>().map_err(fails)
}

/// The EPSG code and the text of the table's system; nothing for the undefined ones.
fn system(open: &Connection, table: &Table) -> rusqlite::Result<(Option<u32>, Option<String>)> {
    if table.system <= 0 {
        return Ok((None, None));
    }
    let found = open
        .query_row(
            "SELECT organization, organization_coordsys_id, definition \
             FROM gpkg_spatial_ref_sys WHERE srs_id = ?1",
            [table.system],
            |row| {
                let by_epsg = text_of(row.get_ref(0)?).eq_ignore_ascii_case("EPSG");
                let code: Option<u32> = row.get(1).ok().filter(|_| by_epsg);
                Ok((code, Some(text_of(row.get_ref(2)?))))
            },
        )
        .optional()?;
    // QGIS leaves out systems that everybody knows.
    Ok(found.unwrap_or((u32::try_from(table.system).ok(), None)))
}

fn rows<'a>(
    open: &Connection,
    table: &Table,
    shown: &'a Path,
    options: &'a LayerOptions,
    progress: &'a Progress,
) -> Result<Gathered<'a>, Stop> {
    let fails = |e: rusqlite::Error| damaged(&e, shown);
    let columns = columns(open, table).map_err(fails)?;
    let names: Vec<&str> = columns.iter().map(String::as_str).collect();
    let mut gathered = Gathered::new(shown, options, &names, progress);
    let mut wanted: Vec<String> = names.iter().map(|name| quoted(name)).collect();
    if options.reading == Reading::Whole {
        wanted.push(quoted(&table.geometry));
    }
    if wanted.is_empty() {
        wanted.push("NULL".to_owned());
    }
    let sql = format!("SELECT {} FROM {}", wanted.join(", "), quoted(&table.name));
    let mut query = open.prepare(&sql).map_err(fails)?;
    let mut found = query.query([]).map_err(fails)?;
    let mut cells: Vec<(String, String)> = Vec::new();
    while let Some(row) = found.next().map_err(fails)? {
        cells.clear();
        for (i, name) in names.iter().enumerate() {
            let value = row.get_ref(i).map_err(fails)?;
            cells.push(((*name).to_owned(), text_of(value)));
        }
        let pieces = match options.reading {
            Reading::Attributes => Ok(Pieces::default()),
            Reading::Whole => match row.get_ref(names.len()).map_err(fails)? {
                ValueRef::Null => Ok(Pieces::default()),
                ValueRef::Blob(blob) => wkb::geopackage(blob),
                ValueRef::Integer(_) | ValueRef::Real(_) | ValueRef::Text(_) => {
                    Err(BadRecord::Geometry)
                }
            },
        };
        gathered.row(&cells, pieces)?;
    }
    Ok(gathered)
}

/// All columns but the shape and the row's own number.
fn columns(open: &Connection, table: &Table) -> rusqlite::Result<Vec<String>> {
    let mut query = open.prepare("SELECT name, type, pk FROM pragma_table_info(?1)")?;
    let found = query.query_map([&table.name], |row| {
        let key: i64 = row.get(2)?;
        Ok((text_of(row.get_ref(0)?), text_of(row.get_ref(1)?), key))
    })?;
    let mut columns = Vec::new();
    for column in found {
        let (name, kind, key) = column?;
        let number = key == 1 && kind.eq_ignore_ascii_case("INTEGER");
        if !number && !name.eq_ignore_ascii_case(&table.geometry) {
            columns.push(name);
        }
    }
    Ok(columns)
}

/// An identifier that cannot end early.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\"").replace('\0', ""))
}

fn text_of(value: ValueRef<'_>) -> String {
    match value {
        ValueRef::Null | ValueRef::Blob(_) => String::new(),
        ValueRef::Integer(n) => n.to_string(),
        ValueRef::Real(x) if x.is_finite() => x.to_string(),
        ValueRef::Real(_) => String::new(),
        ValueRef::Text(text) => String::from_utf8_lossy(text).trim().to_owned(),
    }
}
