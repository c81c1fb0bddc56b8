//! A connection that expects a hostile file: nothing in it runs, nothing it claims is believed.
//!
//! After SQLite's "Defense Against the Dark Arts". Limits stand above what the schemas of QGIS and
//! GDAL need, since every table of the file is parsed, ours or not.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::record::Mode;
use super::schema;
use super::stop::{io, stop, storage};
use crate::base::fault::{NotProject, ProjectFault, Stop};
use crate::source::sqlite;

/// Virtual machine steps between two looks at the budget.
const BEAT: i32 = 100_000;

/// Reads the first bytes with no engine involved: refuses what is no GeoPackage at all.
pub(super) fn check_header(path: &Path) -> Result<(), Stop> {
    let not = |why| Err(stop(path, ProjectFault::NotAProject { why }));
    let about = std::fs::metadata(path).map_err(io(path))?;
    if about.is_dir() {
        return not(NotProject::Folder);
    }
    if !about.is_file() {
        return not(NotProject::OtherFile);
    }
    let mut head = Vec::new();
    File::open(path).map_err(io(path))?.take(100).read_to_end(&mut head).map_err(io(path))?;
    if head.is_empty() {
        return not(NotProject::Empty);
    }
    if !head.starts_with(b"SQLite format 3\0") {
        return not(NotProject::OtherFile);
    }
    let Some(id) = head.get(68..72) else {
        return Err(stop(path, ProjectFault::Damaged { why: format!("{} B", head.len()) }));
    };
    if id != schema::APPLICATION_ID.to_be_bytes() {
        return not(NotProject::OtherDatabase);
    }
    Ok(())
}

/// Refuses a file that was cut: the engine reads what is missing of the last page as zeros. Asked
/// when what a killed program left has been rolled back, while nobody can write.
pub(super) fn check_length(conn: &Connection, path: &Path) -> Result<(), Stop> {
    let reading = conn.unchecked_transaction().map_err(storage(path))?;
    let word = |pragma| -> rusqlite::Result<u64> {
        reading.pragma_query_value(None, pragma, |row| row.get::<_, u32>(0)).map(u64::from)
    };
    let mode: String = reading
        .pragma_query_value(None, "journal_mode", |row| row.get(0))
        .map_err(storage(path))?;
    let page = word("page_size").map_err(storage(path))?;
    let pages = word("page_count").map_err(storage(path))?;
    let bytes = std::fs::metadata(path).map_err(io(path))?.len();
    // In WAL mode the last pages may still stand in the other file.
    if mode != "wal" && bytes < page * pages {
        let why = format!("{bytes} B < {} B", page * pages);
        return Err(stop(path, ProjectFault::Damaged { why }));
    }
    Ok(())
}

/// A hardened connection to an existing file. In [`Mode::Read`] it changes nothing, but may roll
/// back what a killed program left half done.
pub(super) fn connect(path: &Path, mode: Mode) -> Result<Connection, Stop> {
    // A whole path: the engine takes some bare names for something else than a file.
    let full = std::path::absolute(path).map_err(io(path))?;
    let open = |access: OpenFlags| {
        Connection::open_with_flags(&full, access | OpenFlags::SQLITE_OPEN_NO_MUTEX)
    };
    let conn = match mode {
        Mode::Write => open(OpenFlags::SQLITE_OPEN_READ_WRITE),
        Mode::Read => open(OpenFlags::SQLITE_OPEN_READ_WRITE)
            .or_else(|_| open(OpenFlags::SQLITE_OPEN_READ_ONLY)),
    }
    .map_err(storage(path))?;
    protect(&conn).map_err(storage(path))?;
    if mode == Mode::Read {
        conn.pragma_update(None, "query_only", true).map_err(storage(path))?;
        // Another program's write-ahead log is left to it.
        conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)
            .map_err(storage(path))?;
    }
    Ok(conn)
}

/// Switches that hold for every connection of this room.
pub(super) fn protect(conn: &Connection) -> rusqlite::Result<()> {
    sqlite::harden(conn)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_FKEY, true)?;
    conn.busy_timeout(Duration::from_secs(5))?;
    sqlite::set(conn, &[("secure_delete", "ON"), ("foreign_keys", "ON"), ("synchronous", "FULL")])
}

/// Runs `work` with a budget of steps that grows with the file: a crafted file whose pages point
/// at each other cannot keep us busy for ever.
pub(super) fn with_budget<T>(
    conn: &mut Connection,
    path: &Path,
    work: impl FnOnce(&Connection) -> Result<T, Stop>,
) -> Result<T, Stop> {
    let bytes = std::fs::metadata(path).map_or(0, |about| about.len());
    // A check of a sound file takes a few steps a byte at most.
    let mut beats = 1_000 + bytes.saturating_mul(8) / u64::from(BEAT.unsigned_abs());
    let spend = move || {
        beats = beats.saturating_sub(1);
        beats == 0
    };
    conn.progress_handler(BEAT, Some(spend)).map_err(storage(path))?;
    let result = work(conn);
    conn.progress_handler(0, None::<fn() -> bool>).map_err(storage(path))?;
    result
}

/// `quick_check` of our own tables only, but for those left out: a check of the whole file would
/// run the code of virtual tables that others added.
pub(super) fn quick_check(conn: &Connection, path: &Path, left_out: &[&str]) -> Result<(), Stop> {
    let own = schema::present(conn).map_err(storage(path))?;
    for (table, _) in schema::GPKG.iter().chain([&schema::DESA]).chain(own) {
        if left_out.contains(table) || !schema::has(conn, table).map_err(storage(path))? {
            continue;
        }
        let mut first: Option<String> = None;
        conn.pragma(None, "quick_check", table, |row| {
            let line: String = row.get(0)?;
            if line != "ok" && first.is_none() {
                first = Some(line);
            }
            Ok(())
        })
        .map_err(storage(path))?;
        if let Some(why) = first {
            return Err(stop(path, ProjectFault::Damaged { why }));
        }
    }
    Ok(())
}
