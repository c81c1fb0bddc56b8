//! Old projects into this version's form: one transaction, after a copy is kept beside the file.
//!
//! A schema change adds a step to [`STEPS`], raises `schema::VERSION`, and leaves a project of the
//! old version in `tests/suite/projects/`.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use rusqlite::{Connection, TransactionBehavior};

use super::schema;
use super::stop::{io, stop, storage};
use crate::base::fault::{ProjectFault, Stop};

/// From version `from` to `from + 1`.
pub(super) struct Step {
    pub(super) from: i64,
    pub(super) run: fn(&Connection) -> rusqlite::Result<()>,
}

/// Every step since version 1, rising. Version 1 is what `schema::create` makes. A step makes
/// changed tables anew from their text in `schema` and copies their rows: the text is compared
/// when the file is next opened, and `ALTER TABLE` would leave another one.
pub(super) const STEPS: &[Step] =
    &[Step { from: 1, run: schema::to_2 }, Step { from: 2, run: schema::to_3 }];

/// Brings a file of version `from` to `to`; the name of the copy that was kept.
///
/// # Errors
/// A step is missing or fails, or no copy can be kept: the file is as it was.
pub(super) fn migrate(
    conn: &mut Connection,
    path: &Path,
    from: i64,
    to: i64,
    steps: &[Step],
) -> Result<String, Stop> {
    let mut wanted = Vec::new();
    for version in from..to {
        let Some(step) = steps.iter().find(|step| step.from == version) else {
            let why = format!("versi {version}");
            return Err(stop(path, ProjectFault::Damaged { why }));
        };
        wanted.push(step);
    }
    let tx =
        conn.transaction_with_behavior(TransactionBehavior::Immediate).map_err(storage(path))?;
    // Nobody writes now, and the file stands complete on the disk.
    let kept = keep(path, from)?;
    for step in wanted {
        (step.run)(&tx).map_err(storage(path))?;
    }
    schema::set_meta(&tx, "schema_version", &to.to_string()).map_err(storage(path))?;
    tx.commit().map_err(storage(path))?;
    Ok(kept.file_name().unwrap_or_default().to_string_lossy().into_owned())
}

/// Copies the file to `nama.versi-N.gpkg` (`-2`, `-3`… where taken), written out before it gets
/// its name.
fn keep(path: &Path, version: i64) -> Result<PathBuf, Stop> {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let folder = path.parent().unwrap_or(Path::new(""));
    let name = |suffix: String| folder.join(format!("{stem}.versi-{version}{suffix}.gpkg"));
    let part = name(".tmp".into());
    let copied =
        fs::copy(path, &part).and_then(|_| File::options().write(true).open(&part)?.sync_all());
    if let Err(error) = copied {
        fs::remove_file(&part).ok();
        return Err(io(&part)(error));
    }
    let target = std::iter::once(String::new())
        .chain((2..1000).map(|n| format!("-{n}")))
        .map(name)
        .find(|target| !target.exists())
        .unwrap_or_else(|| part.clone());
    fs::rename(&part, &target).map_err(io(&target))?;
    Ok(target)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn old_file(folder: &Path) -> (PathBuf, Connection) {
        let path = folder.join("kabupaten.gpkg");
        let conn = Connection::open(&path).unwrap();
        conn.execute_batch(
            "CREATE TABLE kantong_meta (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL);
             INSERT INTO kantong_meta VALUES ('schema_version', '1'); CREATE TABLE t (x);",
        )
        .unwrap();
        (path, conn)
    }

    const INVENTED: [Step; 2] = [
        Step { from: 1, run: |conn| conn.execute_batch("ALTER TABLE t ADD COLUMN y") },
        Step { from: 2, run: |conn| conn.execute_batch("INSERT INTO t (x, y) VALUES (1, 2)") },
    ];

    fn version(conn: &Connection) -> Option<String> {
        schema::meta(conn, "schema_version").unwrap()
    }

    #[test]
    fn steps_run_in_order_and_the_old_file_stays_beside() {
        let folder = tempfile::tempdir().unwrap();
        let (path, mut conn) = old_file(folder.path());
        fs::write(folder.path().join("kabupaten.versi-1.gpkg"), "an earlier copy").unwrap();
        assert_eq!(migrate(&mut conn, &path, 1, 3, &INVENTED).unwrap(), "kabupaten.versi-1-2.gpkg");
        assert_eq!(version(&conn).as_deref(), Some("3"));
        assert_eq!(conn.query_row("SELECT y FROM t", [], |r| r.get::<_, i64>(0)).unwrap(), 2);
        let kept = Connection::open(folder.path().join("kabupaten.versi-1-2.gpkg")).unwrap();
        assert_eq!(version(&kept).as_deref(), Some("1"));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3, "no half copy is left");
    }

    #[test]
    fn a_step_that_fails_leaves_the_file_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let (path, mut conn) = old_file(folder.path());
        let failing = [
            Step { from: 1, run: |conn| conn.execute_batch("INSERT INTO t VALUES (7)") },
            Step { from: 2, run: |conn| conn.execute_batch("INSERT INTO nowhere VALUES (1)") },
        ];
        assert!(migrate(&mut conn, &path, 1, 3, &failing).is_err());
        assert_eq!(version(&conn).as_deref(), Some("1"));
        let rows = conn.query_row("SELECT count(*) FROM t", [], |r| r.get::<_, i64>(0)).unwrap();
        assert_eq!(rows, 0);
        assert!(migrate(&mut conn, &path, 1, 4, &INVENTED).is_err(), "a step is missing");
    }
}
