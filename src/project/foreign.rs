//! What else is in the file: known, tolerated, or refused.
//!
//! Our own tables must read exactly as `schema` writes them. What QGIS and GDAL are known to add
//! is tolerated and told, never executed (triggers and views are switched off for the connection).
//! Any other trigger, view or virtual table refuses the file.

use rusqlite::Connection;
use rusqlite::fallible_iterator::FallibleIterator as _;

use super::schema;

/// What the schema says.
pub(super) enum Verdict {
    /// Our version, and names that other programs added.
    Fine { version: i64, added: Vec<String> },
    /// A GeoPackage without our tables.
    NotOurs,
    /// Something of ours is missing.
    Missing(String),
    /// Something that could do harm.
    Refused(String),
}

struct Item {
    kind: String,
    name: String,
    table: String,
    sql: String,
}

/// Judges `sqlite_schema`.
pub(super) fn judge(conn: &Connection) -> rusqlite::Result<Verdict> {
    let items = read(conn)?;
    let has = |name: &str| items.iter().any(|i| i.kind == "table" && i.name == name);
    if !has("kantong_meta") {
        return Ok(Verdict::NotOurs);
    }
    let Some(version) = schema::version(conn)? else {
        return Ok(Verdict::Missing("kantong_meta".into()));
    };
    let own = match schema::own(version) {
        Some(own) => Own::Exactly(own),
        None if version > schema::VERSION => Own::Newer,
        None => return Ok(Verdict::Missing(format!("kantong_meta {version}"))),
    };
    // A newer version has at least what this one knows.
    let tables = schema::own(version).unwrap_or(&schema::OWN);
    // The borders are made anew where they are missing.
    let kept = tables.iter().filter(|(name, _)| *name != schema::BORDERS.0);
    let mut needed = schema::GPKG.iter().chain([&schema::DESA]).chain(kept);
    if let Some((name, _)) = needed.find(|(name, _)| !has(name)) {
        return Ok(Verdict::Missing((*name).to_owned()));
    }
    let mut added = Vec::new();
    for item in &items {
        match place(item, own) {
            Place::Ours => {}
            Place::Guest => added.push(item.name.clone()),
            Place::Intruder => return Ok(Verdict::Refused(item.name.clone())),
        }
    }
    for (name, _) in schema::GPKG.iter().chain([&schema::DESA]) {
        match extra_columns(conn, name)? {
            Some(columns) => added.extend(columns.into_iter().map(|c| format!("{name}.{c}"))),
            None => return Ok(Verdict::Refused((*name).to_owned())),
        }
    }
    Ok(Verdict::Fine { version, added })
}

/// How our own tables are judged.
#[derive(Clone, Copy)]
enum Own<'a> {
    Exactly(&'a [(&'a str, &'a str)]),
    /// A newer version may have others; they are only read, and still hold no code.
    Newer,
}

fn read(conn: &Connection) -> rusqlite::Result<Vec<Item>> {
    let mut select =
        conn.prepare("SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema")?;
    let rows = select.query([])?;
    rows.map(|row| {
        Ok(Item { kind: row.get(0)?, name: row.get(1)?, table: row.get(2)?, sql: row.get(3)? })
    })
    .collect()
}

enum Place {
    Ours,
    Guest,
    Intruder,
}

fn place(item: &Item, own: Own<'_>) -> Place {
    let name = item.name.as_str();
    let on_ours = item.table.starts_with("kantong_");
    match item.kind.as_str() {
        "table" if name.starts_with("sqlite_") => Place::Ours,
        "table" if is_virtual(&item.sql) => {
            let rtree = words(&item.sql).contains(" USING RTREE");
            if rtree && name.starts_with("rtree_") { Place::Guest } else { Place::Intruder }
        }
        "table" if on_ours => match own {
            Own::Exactly(own) => {
                let known = own.iter().find(|(own, _)| *own == name);
                let same = known.is_some_and(|(_, sql)| words(sql) == words(&item.sql));
                if same { Place::Ours } else { Place::Intruder }
            }
            Own::Newer => Place::Ours,
        },
        "table" => {
            let ours = schema::GPKG.iter().chain([&schema::DESA]).any(|(ours, _)| *ours == name);
            if ours { Place::Ours } else { Place::Guest }
        }
        // Made by PRIMARY KEY and UNIQUE: no text of their own.
        "index" if item.sql.is_empty() => Place::Ours,
        "index" if on_ours => Place::Intruder,
        "index" => Place::Guest,
        "trigger" if !on_ours && is_known_trigger(name) => Place::Guest,
        _ => Place::Intruder,
    }
}

/// GDAL's feature counts, the R-tree's upkeep, and the checks of the GeoPackage standard.
fn is_known_trigger(name: &str) -> bool {
    ["trigger_insert_feature_count_", "trigger_delete_feature_count_", "rtree_", "gpkg_"]
        .iter()
        .any(|start| name.starts_with(start))
}

fn is_virtual(sql: &str) -> bool {
    words(sql).starts_with("CREATE VIRTUAL")
}

/// Upper case, white space as one blank.
fn words(sql: &str) -> String {
    sql.split_whitespace().collect::<Vec<_>>().join(" ").to_ascii_uppercase()
}

/// Columns beside those that the table was made with; `None` when one of ours is missing or any
/// is computed by the file.
fn extra_columns(conn: &Connection, table: &str) -> rusqlite::Result<Option<Vec<String>>> {
    let columns: Vec<(String, i64)> = conn
        .prepare("SELECT name, hidden FROM pragma_table_xinfo(?1)")?
        .query_map([table], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    if columns.iter().any(|(_, hidden)| *hidden != 0) {
        return Ok(None);
    }
    let made: &[&str] = match table {
        "desa" => &schema::DESA_COLUMNS,
        "gpkg_spatial_ref_sys" => &[
            "srs_name",
            "srs_id",
            "organization",
            "organization_coordsys_id",
            "definition",
            "description",
        ],
        "gpkg_contents" => &[
            "table_name",
            "data_type",
            "identifier",
            "description",
            "last_change",
            "min_x",
            "min_y",
            "max_x",
            "max_y",
            "srs_id",
        ],
        _ => &["table_name", "column_name", "geometry_type_name", "srs_id", "z", "m"],
    };
    if made.iter().any(|name| columns.iter().all(|(column, _)| column != name)) {
        return Ok(None);
    }
    let extra = columns.into_iter().map(|(name, _)| name).filter(|n| !made.contains(&n.as_str()));
    Ok(Some(extra.collect()))
}
