//! Making a project file: written beside under another name, complete on the disk, then renamed.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

use super::record::{NewImport, Source, Stamp, file_name};
use super::stop::{io, stop, storage};
use super::{around, borders, geometry, harden, journal, register, schema, seal, values};
use crate::base::fault::{ProjectFault, Stop};
use crate::dataset::borders::Outlines;
use crate::dataset::village::Register;
use crate::indicator::column::Column;
use crate::lang::project::What;

/// From so many positions on, shapes are kept in larger pages: fewer of them, fuller, and quicker to
/// go through. A small project would grow by it.
const MANY_POSITIONS: usize = 1_000_000;
const LARGE_PAGE: u32 = 32_768;

/// Writes the file. The caller holds the lock, so the name beside is ours alone.
pub(super) fn create(
    path: &Path,
    register: Register,
    boundary: &Source,
    layer_columns: Vec<Column>,
    stamp: &Stamp<'_>,
) -> Result<(), Stop> {
    if fs::symlink_metadata(path).is_ok() {
        return Err(stop(path, ProjectFault::Exists));
    }
    let part = with_ending(path, ".baru");
    discard(&part);
    let written = write(&part, register, boundary, layer_columns, stamp)
        .map_err(|error| storage(path)(error))
        .and_then(|()| File::open(&part).and_then(|file| file.sync_all()).map_err(io(path)))
        .and_then(|()| rename_new(&part, path));
    if written.is_err() {
        discard(&part);
    }
    written
}

fn write(
    part: &Path,
    mut register: Register,
    boundary: &Source,
    layer_columns: Vec<Column>,
    stamp: &Stamp<'_>,
) -> rusqlite::Result<()> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut conn = Connection::open_with_flags(part, flags)?;
    if register::positions(&register) >= MANY_POSITIONS {
        conn.pragma_update(None, "page_size", LARGE_PAGE)?;
    }
    harden::protect(&conn)?;
    // Nobody sees this file before it is whole; it is synced once, at its end.
    conn.pragma_update_and_check(None, "journal_mode", "MEMORY", |_| Ok(()))?;
    conn.pragma_update(None, "synchronous", "OFF")?;
    let tx = conn.transaction()?;
    let bounds = geometry::bounds(register.villages.iter().map(|v| &v.shape));
    schema::create(&tx, register.frame, bounds, stamp)?;
    register::insert(&tx, &register)?;
    around::insert(&tx, &register.around, schema::srs_id(register.frame))?;
    let outlines = Outlines::taken_from(&mut register);
    reuse_large_blocks();
    let fids: Vec<i64> = (1..=register.villages.len() as i64).collect();
    let import = NewImport {
        source: boundary.clone(),
        columns: layer_columns,
        summary_json: "{}".into(),
        ..NewImport::default()
    };
    values::insert_import(&tx, &import, &fids, stamp)?;
    let what = What::Created {
        file: file_name(&boundary.file).to_owned(),
        villages: register.villages.len(),
    };
    journal::add(&tx, &what, None, stamp)?;
    let borders = outlines.into_borders(register.around.seams.as_ref());
    borders::insert(&tx, &borders, &register)?;
    drop(borders);
    tx.commit()?;
    let tx = conn.transaction()?;
    seal::put(&tx, part, seal::count(part))?;
    tx.commit()?;
    conn.close().map_err(|(_, error)| error)
}

/// What a country's shapes leave is free, but not given back. The C library asks the system for each
/// block that is larger than the largest one it has seen come and go; once it has seen this one, the
/// levels of the borders are made where the shapes stood.
fn reuse_large_blocks() {
    const LARGEST: usize = (32 << 20) - (64 << 10);
    drop(std::hint::black_box(Vec::<u8>::with_capacity(LARGEST)));
}

/// For `map_err`: the system does not let us make a file here.
pub(super) fn refused(path: &Path) -> impl Fn(std::io::Error) -> Stop + '_ {
    move |error| match error.kind() {
        // The folder, not the project: that one is still to be made.
        std::io::ErrorKind::NotFound => {
            stop(path, ProjectFault::Storage { why: error.to_string() })
        }
        _ => io(path)(error),
    }
}

/// Gives the file its name, unless that is taken; then makes the name last.
fn rename_new(part: &Path, path: &Path) -> Result<(), Stop> {
    let part = tempfile::TempPath::try_from_path(part).map_err(io(path))?;
    match part.persist_noclobber(path) {
        Ok(()) => {}
        Err(failed) if failed.error.kind() == std::io::ErrorKind::AlreadyExists => {
            return Err(stop(path, ProjectFault::Exists));
        }
        // Some shares cannot rename without overwriting. The lock is ours and the name was free.
        Err(failed) => {
            if fs::symlink_metadata(path).is_ok() {
                return Err(stop(path, ProjectFault::Exists));
            }
            failed.path.persist(path).map_err(|failed| io(path)(failed.error))?;
        }
    }
    sync_folder(path);
    Ok(())
}

/// Makes a rename survive a power cut. Windows has no such call and does it by itself.
fn sync_folder(path: &Path) {
    if cfg!(unix) {
        let folder = path.parent().filter(|f| !f.as_os_str().is_empty()).unwrap_or(Path::new("."));
        // Some shares refuse to sync a folder; the file itself is safe.
        File::open(folder).and_then(|folder| folder.sync_all()).ok();
    }
}

/// Removes what a killed program left under this name.
fn discard(part: &Path) {
    fs::remove_file(part).ok();
    fs::remove_file(with_ending(part, "-journal")).ok();
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}
