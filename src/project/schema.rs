//! The tables of a project: a valid GeoPackage 1.3 with tables of our own beside it.
//!
//! Deliberately absent: triggers, views, the R-tree extension, paths to other files, code. Each
//! statement stands here exactly as it is stored; opening compares texts (`foreign`).

use rusqlite::{Connection, params};

use super::record::Stamp;
use crate::dataset::village::Frame;

/// "GPKG" in the header.
pub(super) const APPLICATION_ID: i32 = 0x4750_4B47;
/// GeoPackage 1.3.0.
pub(super) const USER_VERSION: i32 = 10_300;
/// The form of our own tables; `kantong_meta.schema_version`.
pub(super) const VERSION: i64 = 3;

/// GeoPackage's own tables. Other programs may add columns to them.
pub(super) const GPKG: [(&str, &str); 3] = [
    (
        "gpkg_spatial_ref_sys",
        "CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, \
         organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, \
         definition TEXT NOT NULL, description TEXT)",
    ),
    (
        "gpkg_contents",
        "CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, \
         data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT DEFAULT '', \
         last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')), \
         min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER, \
         CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id))",
    ),
    (
        "gpkg_geometry_columns",
        "CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, \
         column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, \
         z TINYINT NOT NULL, m TINYINT NOT NULL, \
         CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), \
         CONSTRAINT uk_gc_table_name UNIQUE (table_name), \
         CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name), \
         CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id))",
    ),
];

/// The village layer. QGIS and GDAL may add columns to it.
pub(super) const DESA: (&str, &str) = (
    "desa",
    "CREATE TABLE desa (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom MULTIPOLYGON, \
     code TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, kecamatan_code TEXT, \
     kecamatan TEXT NOT NULL, kabupaten_code TEXT, kabupaten TEXT NOT NULL, area_km2 DOUBLE, \
     inside_x DOUBLE NOT NULL, inside_y DOUBLE NOT NULL)",
);

/// Columns of the village layer that reading needs.
pub(super) const DESA_COLUMNS: [&str; 12] = [
    "fid",
    "geom",
    "code",
    "name",
    "kind",
    "kecamatan_code",
    "kecamatan",
    "kabupaten_code",
    "kabupaten",
    "area_km2",
    "inside_x",
    "inside_y",
];

/// Tables of our own as the version of a file has them; `None` for a version that we do not know.
///
/// A schema change keeps the old list under a name of its own and answers with it here.
pub(super) fn own(version: i64) -> Option<&'static [(&'static str, &'static str)]> {
    match version {
        1 => Some(&OWN_1),
        2 => Some(&OWN[..OWN_2]),
        VERSION => Some(&OWN),
        _ => None,
    }
}

/// Tables of our own; their texts must be exactly these.
pub(super) const OWN: [(&str, &str); 23] = [
    META,
    VILLAGE,
    SOURCE,
    IMPORT,
    COLUMN,
    PLACE,
    OBSERVATION,
    INDICATOR,
    STYLE,
    RUN,
    CROSSWALK,
    JOURNAL,
    MATCH,
    CORRECTION,
    BASELINE,
    FROZEN,
    LAYER,
    FEATURE,
    NOT_VILLAGE,
    BORDERS,
    PROGRAM,
    LABEL,
    FACT,
];

/// So many of them are version 2's.
const OWN_2: usize = 20;

/// Version 1.
const OWN_1: [(&str, &str); 12] = [
    META,
    VILLAGE,
    SOURCE_1,
    IMPORT,
    COLUMN,
    PLACE,
    OBSERVATION,
    INDICATOR,
    STYLE,
    RUN,
    CROSSWALK,
    JOURNAL,
];

const META: (&str, &str) = (
    "kantong_meta",
    "CREATE TABLE kantong_meta (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) WITHOUT ROWID",
);
/// The villages as they came in, to notice what another program changed since.
const VILLAGE: (&str, &str) = (
    "kantong_village",
    "CREATE TABLE kantong_village (fid INTEGER PRIMARY KEY NOT NULL, code TEXT NOT NULL, \
     hash BLOB NOT NULL)",
);
const SOURCE: (&str, &str) = (
    "kantong_source",
    "CREATE TABLE kantong_source (id INTEGER PRIMARY KEY NOT NULL, file TEXT NOT NULL, \
     sha256 TEXT NOT NULL, sheet TEXT, format TEXT NOT NULL, rows INTEGER NOT NULL, \
     imported_at TEXT NOT NULL, who TEXT NOT NULL, recipe TEXT, \
     kind TEXT NOT NULL, period TEXT NOT NULL)",
);
const SOURCE_1: (&str, &str) = (
    "kantong_source",
    "CREATE TABLE kantong_source (id INTEGER PRIMARY KEY NOT NULL, file TEXT NOT NULL, \
     sha256 TEXT NOT NULL, sheet TEXT, format TEXT NOT NULL, rows INTEGER NOT NULL, \
     imported_at TEXT NOT NULL, who TEXT NOT NULL, recipe TEXT)",
);
const IMPORT: (&str, &str) = (
    "kantong_import",
    "CREATE TABLE kantong_import (id INTEGER PRIMARY KEY NOT NULL, \
     source INTEGER NOT NULL REFERENCES kantong_source(id), summary TEXT NOT NULL, \
     shown INTEGER NOT NULL)",
);
/// One indicator in one period as one import brought it; the hash is that of its observations.
const COLUMN: (&str, &str) = (
    "kantong_column",
    "CREATE TABLE kantong_column (id INTEGER PRIMARY KEY NOT NULL, \
     import INTEGER NOT NULL REFERENCES kantong_import(id), indicator TEXT NOT NULL, \
     period TEXT NOT NULL, name TEXT NOT NULL, unit TEXT NOT NULL, quantity TEXT NOT NULL, \
     direction TEXT NOT NULL, source_column TEXT NOT NULL, rate_of TEXT, \
     hash BLOB NOT NULL)",
);
/// A column letter of a sheet: where cells stand, said once.
const PLACE: (&str, &str) = (
    "kantong_place",
    "CREATE TABLE kantong_place (id INTEGER PRIMARY KEY NOT NULL, \
     source INTEGER NOT NULL REFERENCES kantong_source(id), sheet TEXT, letter TEXT NOT NULL)",
);
/// Long form. state: 0 missing, 1 measured, 2 not applicable; a missing value without a cell
/// has no row. `value` has no declared type, so that no affinity touches its bits.
const OBSERVATION: (&str, &str) = (
    "kantong_observation",
    "CREATE TABLE kantong_observation (\
     column_id INTEGER NOT NULL REFERENCES kantong_column(id), fid INTEGER NOT NULL, \
     state INTEGER NOT NULL, value, place INTEGER REFERENCES kantong_place(id), \
     row INTEGER, PRIMARY KEY (column_id, fid)) WITHOUT ROWID",
);
/// What a person set by hand over what the imports say.
const INDICATOR: (&str, &str) = (
    "kantong_indicator",
    "CREATE TABLE kantong_indicator (id TEXT PRIMARY KEY NOT NULL, name TEXT NOT NULL, \
     unit TEXT NOT NULL, direction TEXT NOT NULL) WITHOUT ROWID",
);
const STYLE: (&str, &str) = (
    "kantong_style",
    "CREATE TABLE kantong_style (indicator TEXT PRIMARY KEY NOT NULL, style TEXT NOT NULL) WITHOUT ROWID",
);
const RUN: (&str, &str) = (
    "kantong_run",
    "CREATE TABLE kantong_run (id INTEGER PRIMARY KEY NOT NULL, at TEXT NOT NULL, \
     kind TEXT NOT NULL, params TEXT NOT NULL, seed INTEGER NOT NULL, \
     input_hash TEXT NOT NULL, result TEXT NOT NULL, shown INTEGER NOT NULL)",
);
const CROSSWALK: (&str, &str) = (
    "kantong_crosswalk",
    "CREATE TABLE kantong_crosswalk (import INTEGER NOT NULL REFERENCES kantong_import(id), \
     name TEXT NOT NULL, code TEXT NOT NULL, PRIMARY KEY (import, name)) WITHOUT ROWID",
);
/// An entry without inverse cannot be undone. gone: undone, and a later edit closed its redo.
/// turned: the last undo or redo of it.
const JOURNAL: (&str, &str) = (
    "kantong_journal",
    "CREATE TABLE kantong_journal (seq INTEGER PRIMARY KEY NOT NULL, at TEXT NOT NULL, \
     who TEXT NOT NULL, what TEXT NOT NULL, edit TEXT, inverse TEXT, \
     undone INTEGER NOT NULL, gone INTEGER NOT NULL, turned_at TEXT, turned_who TEXT)",
);
/// What a person decided for a row that was not sure. decision: accept, leave, not, split; codes:
/// the villages it speaks of, apart by a blank. origin: the file it came with, else empty.
const MATCH: (&str, &str) = (
    "kantong_match",
    "CREATE TABLE kantong_match (key TEXT PRIMARY KEY NOT NULL, decision TEXT NOT NULL, \
     codes TEXT NOT NULL, origin TEXT NOT NULL) WITHOUT ROWID",
);
/// A value set by hand over what the imports say, with its reason; the newest shown one counts.
/// state: as an observation's, 3 = as the table says again. old: what the table said, by `import`.
const CORRECTION: (&str, &str) = (
    "kantong_correction",
    "CREATE TABLE kantong_correction (id INTEGER PRIMARY KEY NOT NULL, \
     indicator TEXT NOT NULL, period TEXT NOT NULL, code TEXT NOT NULL, state INTEGER NOT NULL, \
     value, old_state INTEGER NOT NULL, old_value, \
     import INTEGER NOT NULL REFERENCES kantong_import(id), reason TEXT NOT NULL, \
     at TEXT NOT NULL, who TEXT NOT NULL, shown INTEGER NOT NULL)",
);
/// Values frozen under a name.
const BASELINE: (&str, &str) = (
    "kantong_baseline",
    "CREATE TABLE kantong_baseline (id INTEGER PRIMARY KEY NOT NULL, name TEXT NOT NULL, \
     at TEXT NOT NULL, who TEXT NOT NULL, hash TEXT NOT NULL, shown INTEGER NOT NULL)",
);
/// One column of a baseline, packed.
const FROZEN: (&str, &str) = (
    "kantong_frozen",
    "CREATE TABLE kantong_frozen (baseline INTEGER NOT NULL REFERENCES kantong_baseline(id), \
     seq INTEGER NOT NULL, indicator TEXT NOT NULL, period TEXT NOT NULL, name TEXT NOT NULL, \
     unit TEXT NOT NULL, content BLOB NOT NULL, PRIMARY KEY (baseline, seq)) WITHOUT ROWID",
);
/// Points or lines as one file brought them.
const LAYER: (&str, &str) = (
    "kantong_layer",
    "CREATE TABLE kantong_layer (id INTEGER PRIMARY KEY NOT NULL, \
     source INTEGER NOT NULL REFERENCES kantong_source(id), name TEXT NOT NULL, \
     kind TEXT NOT NULL, columns TEXT NOT NULL, shown INTEGER NOT NULL)",
);
/// cells: the attributes as a JSON list; fid: the village it lies in.
const FEATURE: (&str, &str) = (
    "kantong_feature",
    "CREATE TABLE kantong_feature (layer INTEGER NOT NULL REFERENCES kantong_layer(id), \
     seq INTEGER NOT NULL, geom BLOB, fid INTEGER, cells TEXT NOT NULL, \
     PRIMARY KEY (layer, seq)) WITHOUT ROWID",
);
/// Lakes, forests, undefined areas: drawn, never ranked.
const NOT_VILLAGE: (&str, &str) = (
    "kantong_not_village",
    "CREATE TABLE kantong_not_village (id INTEGER PRIMARY KEY NOT NULL, \
     record INTEGER NOT NULL, name TEXT NOT NULL, why TEXT NOT NULL, geom BLOB)",
);

/// The shared borders at each level of detail, and the villages without shapes; hash: of the content
/// and of what it was made of. Made anew when it is missing.
pub(super) const BORDERS: (&str, &str) = (
    "kantong_borders",
    "CREATE TABLE kantong_borders (part TEXT NOT NULL, seq INTEGER NOT NULL, hash BLOB NOT NULL, \
     content BLOB NOT NULL, PRIMARY KEY (part, seq)) WITHOUT ROWID",
);

/// The register of programmes, words as written; `over`: the row of a file that one written by hand
/// stands in place of. `gone`: taken out by hand.
const PROGRAM: (&str, &str) = (
    "kantong_program",
    "CREATE TABLE kantong_program (id INTEGER PRIMARY KEY NOT NULL, \
     import INTEGER REFERENCES kantong_import(id), over INTEGER REFERENCES kantong_program(id), \
     village TEXT, place TEXT NOT NULL, key TEXT NOT NULL, programme TEXT NOT NULL, \
     activity TEXT NOT NULL, code TEXT NOT NULL, office TEXT NOT NULL, fund TEXT NOT NULL, \
     unit TEXT NOT NULL, status TEXT NOT NULL, year INTEGER, recipients INTEGER, \
     rupiah INTEGER, sheet TEXT, row INTEGER NOT NULL, gone INTEGER NOT NULL)",
);
/// Words of villages in columns of text: products, the state of a BUMDes.
const LABEL: (&str, &str) = (
    "kantong_label",
    "CREATE TABLE kantong_label (import INTEGER NOT NULL REFERENCES kantong_import(id), \
     village TEXT NOT NULL, kind TEXT NOT NULL, rank INTEGER NOT NULL, text TEXT NOT NULL, \
     sheet TEXT, row INTEGER NOT NULL, letter TEXT NOT NULL, \
     PRIMARY KEY (import, village, kind, rank)) WITHOUT ROWID",
);
/// What was decided about programmes: meanings of words, tasks, the rule, the catalogue.
const FACT: (&str, &str) = (
    "kantong_fact",
    "CREATE TABLE kantong_fact (kind TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, \
     PRIMARY KEY (kind, key)) WITHOUT ROWID",
);

/// Our tables that other programs may list as plain tables: (name, what it is).
const ATTRIBUTES: [(&str, &str); 3] = [
    ("kantong_source", "Sumber data"),
    ("kantong_column", "Indikator"),
    ("kantong_journal", "Riwayat"),
];

const WGS84: &str = "GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\",SPHEROID[\"WGS 84\",6378137,\
    298.257223563,AUTHORITY[\"EPSG\",\"7030\"]],AUTHORITY[\"EPSG\",\"6326\"]],\
    PRIMEM[\"Greenwich\",0,AUTHORITY[\"EPSG\",\"8901\"]],UNIT[\"degree\",0.0174532925199433,\
    AUTHORITY[\"EPSG\",\"9122\"]],AXIS[\"Latitude\",NORTH],AXIS[\"Longitude\",EAST],\
    AUTHORITY[\"EPSG\",\"4326\"]]";

/// The srs_id of the village layer.
pub(super) fn srs_id(frame: Frame) -> i32 {
    match frame {
        Frame::Geographic => 4326,
        Frame::Planar => -1,
    }
}

/// All tables of an empty project, registered; `bounds` = west, south, east, north.
pub(super) fn create(
    conn: &Connection,
    frame: Frame,
    bounds: Option<[f64; 4]>,
    stamp: &Stamp<'_>,
) -> rusqlite::Result<()> {
    standard(conn)?;
    for (_, sql) in [&DESA].into_iter().chain(&OWN) {
        conn.execute(sql, [])?;
    }
    let changed = last_change(stamp.at);
    let mut contents =
        conn.prepare("INSERT INTO gpkg_contents VALUES (?1, ?2, ?1, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")?;
    let [west, south, east, north] = bounds.map_or([None; 4], |b| b.map(Some));
    let srs = srs_id(frame);
    contents
        .execute(params!["desa", "features", "Desa", changed, west, south, east, north, srs])?;
    for (name, title) in ATTRIBUTES {
        let none: Option<f64> = None;
        contents.execute(params![name, "attributes", title, changed, none, none, none, none, 0])?;
    }
    conn.execute(
        "INSERT INTO gpkg_geometry_columns VALUES ('desa', 'geom', 'MULTIPOLYGON', ?1, 0, 0)",
        [srs],
    )?;
    set_meta(conn, "schema_version", &VERSION.to_string())
}

/// GeoPackage's own tables, with the coordinate systems that every file has.
pub(super) fn standard(conn: &Connection) -> rusqlite::Result<()> {
    conn.pragma_update(None, "application_id", APPLICATION_ID)?;
    conn.pragma_update(None, "user_version", USER_VERSION)?;
    for (_, sql) in &GPKG {
        conn.execute(sql, [])?;
    }
    let mut srs =
        conn.prepare("INSERT INTO gpkg_spatial_ref_sys VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?;
    let undefined = "undefined";
    srs.execute(params![
        "Undefined Cartesian SRS",
        -1,
        "NONE",
        -1,
        undefined,
        "undefined Cartesian coordinate reference system"
    ])?;
    srs.execute(params![
        "Undefined geographic SRS",
        0,
        "NONE",
        0,
        undefined,
        "undefined geographic coordinate reference system"
    ])?;
    srs.execute(params![
        "WGS 84 geodetic",
        4326,
        "EPSG",
        4326,
        WGS84,
        "longitude/latitude coordinates in decimal degrees on the WGS 84 spheroid"
    ])?;
    Ok(())
}

/// GeoPackage wants UTC with milliseconds; the stamp may have another zone or no time at all, so
/// only its day is given.
pub(super) fn last_change(at: &str) -> String {
    let day = at.get(..10).filter(|day| {
        day.bytes().enumerate().all(|(i, b)| match i {
            4 | 7 => b == b'-',
            _ => b.is_ascii_digit(),
        })
    });
    format!("{}T00:00:00.000Z", day.unwrap_or("1970-01-01"))
}

pub(super) fn meta(conn: &Connection, key: &str) -> rusqlite::Result<Option<String>> {
    let mut find = conn.prepare_cached("SELECT value FROM kantong_meta WHERE key = ?1")?;
    let mut rows = find.query([key])?;
    rows.next()?.map(|row| row.get(0)).transpose()
}

pub(super) fn set_meta(conn: &Connection, key: &str, value: &str) -> rusqlite::Result<()> {
    conn.prepare_cached("INSERT OR REPLACE INTO kantong_meta (key, value) VALUES (?1, ?2)")?
        .execute([key, value])
        .map(drop)
}

/// The version of our own tables; `None` where the file does not say.
pub(super) fn version(conn: &Connection) -> rusqlite::Result<Option<i64>> {
    Ok(meta(conn, "schema_version")?.and_then(|text| text.parse().ok()).filter(|v| *v >= 1))
}

/// Version 1 → 2: sources know their kind and period; eight new tables.
pub(super) fn to_2(conn: &Connection) -> rusqlite::Result<()> {
    // Not by renaming: that would change the texts of the tables that refer to it.
    conn.execute_batch(
        "PRAGMA defer_foreign_keys = ON; \
         CREATE TEMP TABLE old AS SELECT * FROM kantong_source; DROP TABLE kantong_source",
    )?;
    conn.execute(SOURCE.1, [])?;
    conn.execute_batch(
        "INSERT INTO kantong_source SELECT id, file, sha256, sheet, format, rows, imported_at, \
         who, recipe, 'other', '' FROM temp.old; DROP TABLE temp.old",
    )?;
    for (_, sql) in &OWN[OWN_1.len()..OWN_2] {
        conn.execute(sql, [])?;
    }
    Ok(())
}

/// Version 2 → 3: the register of programmes.
pub(super) fn to_3(conn: &Connection) -> rusqlite::Result<()> {
    for (_, sql) in &OWN[OWN_2..] {
        conn.execute(sql, [])?;
    }
    Ok(())
}

/// Our own tables that the file must have; a newer version has at least what this one knows.
pub(super) fn present(
    conn: &Connection,
) -> rusqlite::Result<&'static [(&'static str, &'static str)]> {
    Ok(version(conn)?.and_then(own).unwrap_or(&OWN))
}

/// Whether the file has a table: an older project opened for reading lacks the newer ones.
pub(super) fn has(conn: &Connection, table: &str) -> rusqlite::Result<bool> {
    conn.prepare_cached("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?1")?
        .exists([table])
}
