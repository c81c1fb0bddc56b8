//! Opening a project: every check before the first value is read.

use std::path::Path;

use rusqlite::Connection;

use super::lock::{Lock, Taken};
use super::record::Mode;
use super::stop::{stop, storage};
use super::{foreign, harden, migrate, register, schema, seal};
use crate::base::fault::{At, Fault, NotProject, ProjectFault, Stop};

/// A checked connection; the lock is there when it may write.
pub(super) struct Opened {
    pub(super) conn: Connection,
    pub(super) lock: Option<Lock>,
    pub(super) faults: Vec<Fault>,
    /// The file's count of changes, when the villages are those that came in.
    pub(super) sound: Option<u32>,
}

/// Takes the project's lock; `Err` inside where the medium does not let us make one.
pub(super) fn lock(path: &Path) -> Result<std::io::Result<Lock>, Stop> {
    match Lock::take(path) {
        Ok(Taken::Got(lock)) => Ok(Ok(lock)),
        Ok(Taken::Held(by)) => Err(stop(path, ProjectFault::InUse { by })),
        Err(error) => Ok(Err(error)),
    }
}

pub(super) fn open(path: &Path, mode: Mode) -> Result<Opened, Stop> {
    harden::check_header(path)?;
    let mut told = Vec::new();
    let lock = match mode {
        Mode::Write => {
            // A read-only medium, a folder without permission, a share without locks.
            let lock = lock(path)?.ok().filter(|_| is_writable(path));
            if lock.is_none() {
                told.push(ProjectFault::ReadOnly);
            }
            lock
        }
        Mode::Read => None,
    };
    finish(path, lock, told)
}

/// Opens with a lock in hand, or without one for reading.
pub(super) fn finish(
    path: &Path,
    mut lock: Option<Lock>,
    mut told: Vec<ProjectFault>,
) -> Result<Opened, Stop> {
    let mode = |lock: &Option<Lock>| if lock.is_some() { Mode::Write } else { Mode::Read };
    let mut conn = harden::connect(path, mode(&lock))?;
    let (version, added) = harden::with_budget(&mut conn, path, |conn| check(conn, path))?;
    harden::check_length(&conn, path)?;
    if version > schema::VERSION {
        told.push(ProjectFault::Newer { version, known: schema::VERSION });
        if lock.take().is_some() {
            conn = harden::connect(path, Mode::Read)?;
        }
    }
    if lock.is_some() {
        told.extend(set_journal_mode(&conn, path)?);
        if version < schema::VERSION {
            let kept = migrate::migrate(&mut conn, path, version, schema::VERSION, migrate::STEPS)?;
            told.push(ProjectFault::Migrated { from: version, kept });
        }
    }
    harden::with_budget(&mut conn, path, |conn| harden::quick_check(conn, path, &[]))?;
    if !added.is_empty() {
        told.push(ProjectFault::ForeignTables { names: few(&added) });
    }
    let changed = register::changed(&conn).map_err(storage(path))?;
    if !changed.is_empty() {
        told.push(ProjectFault::OutsideEdit { what: few(&changed) });
    }
    let sound = if changed.is_empty() { seal::count(path) } else { None };
    let faults = told.into_iter().map(|fault| Fault::new(fault, At::file(path))).collect();
    Ok(Opened { conn, lock, faults, sound })
}

/// What was just written here, by nobody but us: nothing of it is looked at again.
pub(super) fn fresh(path: &Path, lock: Lock) -> Result<Opened, Stop> {
    let conn = harden::connect(path, Mode::Write)?;
    set_journal_mode(&conn, path)?;
    let sound = seal::count(path);
    Ok(Opened { conn, lock: Some(lock), faults: Vec::new(), sound })
}

/// Opens a project without looking at its shapes; `None` when anyone but us has written it since
/// its villages were last compared, or when it needs more than a look, or cannot be written.
pub(super) fn glance(path: &Path, mode: Mode) -> Result<Option<Opened>, Stop> {
    harden::check_header(path)?;
    let lock = match mode {
        Mode::Write => match lock(path)?.ok().filter(|_| is_writable(path)) {
            None => return Ok(None),
            taken => taken,
        },
        Mode::Read => None,
    };
    let mut conn = harden::connect(path, mode)?;
    let (version, added) = harden::with_budget(&mut conn, path, |conn| check(conn, path))?;
    harden::check_length(&conn, path)?;
    let sealed = seal::holds(&conn, path).map_err(storage(path))?;
    if version != schema::VERSION || !added.is_empty() || !sealed {
        return Ok(None);
    }
    // What is large stays unread: the borders have fingerprints of their own.
    let left_out = [
        "desa",
        "kantong_village",
        "kantong_observation",
        "kantong_borders",
        "kantong_not_village",
        "kantong_frozen",
    ];
    harden::with_budget(&mut conn, path, |conn| harden::quick_check(conn, path, &left_out))?;
    let sound = seal::count(path);
    Ok(Some(Opened { conn, lock, faults: Vec::new(), sound }))
}

/// The version, and names that other programs added.
fn check(conn: &Connection, path: &Path) -> Result<(i64, Vec<String>), Stop> {
    let fault = match foreign::judge(conn).map_err(storage(path))? {
        foreign::Verdict::Fine { version, added } => return Ok((version, added)),
        foreign::Verdict::NotOurs => ProjectFault::NotAProject { why: NotProject::OtherGeoPackage },
        foreign::Verdict::Missing(why) => ProjectFault::Damaged { why },
        foreign::Verdict::Refused(name) => ProjectFault::ForeignSchema { name: plain(&name) },
    };
    Err(stop(path, fault))
}

/// A rollback journal, whatever another program chose; tells what it was.
fn set_journal_mode(conn: &Connection, path: &Path) -> Result<Option<ProjectFault>, Stop> {
    let was: String =
        conn.pragma_query_value(None, "journal_mode", |row| row.get(0)).map_err(storage(path))?;
    let is: String = conn
        .pragma_update_and_check(None, "journal_mode", "DELETE", |row| row.get(0))
        .map_err(storage(path))?;
    if is != "delete" {
        return Err(stop(path, ProjectFault::Storage { why: format!("journal_mode {is}") }));
    }
    Ok((was != "delete").then_some(ProjectFault::JournalMode { was }))
}

/// Whether the file's own permissions allow changes; asked without changing anything.
fn is_writable(path: &Path) -> bool {
    let read_only = std::fs::metadata(path).is_ok_and(|about| about.permissions().readonly());
    !read_only && std::fs::OpenOptions::new().write(true).open(path).is_ok()
}

/// The first five names and how many more; they come out of the file and are shown.
fn few(names: &[String]) -> String {
    let mut shown: Vec<String> = names.iter().take(5).map(|name| plain(name)).collect();
    if names.len() > 5 {
        shown.push(format!("+{}", names.len() - 5));
    }
    shown.join(", ")
}

/// A name of the file without control characters, at most 60 long.
fn plain(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(60).collect()
}
