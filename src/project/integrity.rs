//! What `check` asks of the file itself: the engine's own check, references, what a GeoPackage
//! must have, and the fingerprints of villages and values.

use rusqlite::Connection;

use super::{baseline, register, schema, values};
use crate::base::fault::ProjectFault;

/// Everything that does not hold; empty for a sound project.
pub(super) fn check(conn: &Connection) -> rusqlite::Result<Vec<ProjectFault>> {
    let mut faults = Vec::new();
    let mut damaged = |why: String| faults.push(ProjectFault::Damaged { why });
    engine(conn)?.into_iter().for_each(&mut damaged);
    references(conn)?.into_iter().for_each(&mut damaged);
    geopackage(conn)?.into_iter().for_each(&mut damaged);
    let mut changed = register::changed(conn)?;
    changed.extend(values::changed(conn)?);
    changed.extend(baseline::changed(conn)?);
    if !changed.is_empty() {
        faults.push(ProjectFault::OutsideEdit { what: changed.join(", ") });
    }
    Ok(faults)
}

/// `integrity_check`, table by table: a check of the whole file would run the code of virtual
/// tables that others added.
fn engine(conn: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut lines = Vec::new();
    for (table, _) in schema::GPKG.iter().chain([&schema::DESA]).chain(schema::present(conn)?) {
        if !schema::has(conn, table)? {
            continue;
        }
        conn.pragma(None, "integrity_check", table, |row| {
            let line: String = row.get(0)?;
            if line != "ok" {
                lines.push(line);
            }
            Ok(())
        })?;
    }
    Ok(lines)
}

fn references(conn: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut lines = Vec::new();
    for (table, _) in schema::present(conn)? {
        if !schema::has(conn, table)? {
            continue;
        }
        conn.pragma(None, "foreign_key_check", table, |row| {
            let (parent, fid): (String, Option<i64>) = (row.get(2)?, row.get(1)?);
            lines.push(format!("{table} {} → {parent}", fid.unwrap_or_default()));
            Ok(())
        })?;
    }
    let orphans: i64 = conn.query_row(
        "SELECT count(*) FROM kantong_observation WHERE fid NOT IN \
         (SELECT fid FROM kantong_village)",
        [],
        |row| row.get(0),
    )?;
    if orphans > 0 {
        lines.push(format!("kantong_observation: {orphans}"));
    }
    Ok(lines)
}

/// Requirements of GeoPackage 1.3 that another program may have broken.
fn geopackage(conn: &Connection) -> rusqlite::Result<Vec<String>> {
    let one = |sql: &str| conn.query_row(sql, [], |row| row.get::<_, i64>(0));
    let musts = [
        ("application_id", one("PRAGMA application_id")? == i64::from(schema::APPLICATION_ID)),
        ("user_version", one("PRAGMA user_version")? >= i64::from(schema::USER_VERSION)),
        (
            "gpkg_spatial_ref_sys",
            one("SELECT count(*) FROM gpkg_spatial_ref_sys WHERE srs_id IN (4326, -1, 0)")? == 3,
        ),
        (
            "gpkg_contents",
            one("SELECT count(*) FROM gpkg_contents WHERE table_name = 'desa' \
                 AND data_type = 'features'")?
                == 1,
        ),
        (
            "gpkg_geometry_columns",
            one("SELECT count(*) FROM gpkg_geometry_columns g JOIN gpkg_contents c \
                 ON c.table_name = g.table_name AND c.srs_id = g.srs_id \
                 WHERE g.table_name = 'desa' AND g.column_name = 'geom'")?
                == 1,
        ),
    ];
    Ok(musts.into_iter().filter(|(_, holds)| !holds).map(|(name, _)| name.to_owned()).collect())
}
