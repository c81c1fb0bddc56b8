//! What a folder or a zip holds: layers and tables, each with the path that opens it.
//!
//! Sidecars go with their shapefile, what offices and systems leave about is passed over, zips
//! within are looked into. Only first bytes are read.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use super::input::{self, Archive};
use super::sniff::{self, Format};
use super::{gpkg, sibling};
use crate::base::fault::{At, Found, SourceFault, Stop};

/// Files that are looked at; a folder with more is not a delivery but a disk.
const MAX_FILES: usize = 5_000;
const MAX_DEPTH: usize = 6;

/// What a file in a folder or zip can be opened as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKind {
    Layer,
    Table,
    /// Not readable, or a table only by a long stretch (a letter, a readme).
    Unknown,
}

/// One thing in a folder or zip.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What `open` takes: `kiriman.zip/batas/desa.shp`.
    pub path: PathBuf,
    pub kind: EntryKind,
    /// Of its main file, unpacked.
    pub bytes: u64,
}

/// Lists a folder or zip, in the order of names; a plain file lists itself.
///
/// # Errors
/// It is not there, cannot be listed, or is a zip that is damaged or dangerous.
pub fn contents(path: &Path) -> Result<Vec<Entry>, Stop> {
    let mut found = Vec::new();
    let mut left = MAX_FILES;
    if path.is_dir() {
        folder(path, MAX_DEPTH, &mut left, &mut found)?;
    } else {
        file(path, MAX_DEPTH, &mut found)?;
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(without_sidecars(found))
}

fn folder(path: &Path, depth: usize, left: &mut usize, found: &mut Vec<Entry>) -> Result<(), Stop> {
    if is_geodatabase(path) {
        found.push(Entry { path: path.to_owned(), kind: EntryKind::Unknown, bytes: 0 });
        return Ok(());
    }
    let entries = std::fs::read_dir(path).map_err(|e| sibling::io(&e, path))?;
    let mut names: Vec<PathBuf> =
        entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    names.sort();
    for name in names {
        let Some(rest) = left.checked_sub(1) else { return Ok(()) };
        *left = rest;
        // A link may lead round in a circle, or out of what was given.
        let is_link = name.symlink_metadata().is_ok_and(|about| about.is_symlink());
        if is_clutter(&name) || is_link && name.is_dir() {
        } else if name.is_dir() {
            if depth > 0 {
                folder(&name, depth - 1, left, found)?;
            }
        } else if let Err(stop) = file(&name, depth, found) {
            // One file that cannot be looked into does not hide the others.
            if stop == Stop::Canceled {
                return Err(stop);
            }
            found.push(Entry { path: name, kind: EntryKind::Unknown, bytes: 0 });
        }
    }
    Ok(())
}

fn file(path: &Path, depth: usize, found: &mut Vec<Entry>) -> Result<(), Stop> {
    let mut input = input::open(path)?;
    let bytes = input.length();
    let mut head = Vec::new();
    input
        .by_ref()
        .take(sniff::HEAD as u64)
        .read_to_end(&mut head)
        .map_err(|e| sibling::io(&e, path))?;
    if sniff::is_zip(&head) {
        return archive(Archive::read(input, path)?, path, bytes, depth, found);
    }
    push(path.to_owned(), &head, bytes, found);
    Ok(())
}

fn archive(
    mut archive: Archive,
    shown: &Path,
    bytes: u64,
    depth: usize,
    found: &mut Vec<Entry>,
) -> Result<(), Stop> {
    let names = archive.members().iter().map(|m| m.name.clone());
    match sniff::by_names(names) {
        Format::Bundle => {}
        Format::Xlsx | Format::Xlsb | Format::Ods => {
            found.push(Entry { path: shown.to_owned(), kind: EntryKind::Table, bytes });
            return Ok(());
        }
        other => {
            let kind = kind_of(&other, shown, &[]);
            found.push(Entry { path: shown.to_owned(), kind, bytes });
            return Ok(());
        }
    }
    for index in 0..archive.members().len().min(MAX_FILES) {
        let member = archive.members()[index].clone();
        let path = shown.join(&member.name);
        if is_clutter(&path) {
            continue;
        }
        let head = archive.head(index, sniff::HEAD)?;
        if sniff::is_zip(&head) && depth > 0 {
            file(&path, depth - 1, found)?;
        } else {
            push(path, &head, member.unpacked, found);
        }
    }
    Ok(())
}

fn push(path: PathBuf, head: &[u8], bytes: u64, found: &mut Vec<Entry>) {
    let format = sniff::of(head, bytes);
    let kind = if head.is_empty() { EntryKind::Unknown } else { kind_of(&format, &path, head) };
    if format != Format::GeoPackage {
        found.push(Entry { path, kind, bytes });
        return;
    }
    // Each layer of a GeoPackage is a thing of its own.
    match gpkg::layers(&path).unwrap_or_default() {
        names if names.len() > 1 => found.extend(names.iter().map(|name| Entry {
            path: path.join(name),
            kind: EntryKind::Layer,
            bytes,
        })),
        names if names.is_empty() => found.push(Entry { path, kind: EntryKind::Unknown, bytes }),
        _ => found.push(Entry { path, kind, bytes }),
    }
}

fn kind_of(format: &Format, path: &Path, head: &[u8]) -> EntryKind {
    match format {
        // Its index files begin with the same bytes.
        Format::Shapefile if sibling::extension(path) != "shp" => EntryKind::Unknown,
        Format::Shapefile | Format::GeoJson | Format::GeoPackage | Format::Kml | Format::Gpx => {
            EntryKind::Layer
        }
        Format::Dbf
        | Format::Xlsx
        | Format::Xlsb
        | Format::Ods
        | Format::Xls
        | Format::Html
        | Format::XmlBook
        | Format::Mhtml => EntryKind::Table,
        Format::Csv => match sibling::extension(path).as_str() {
            "csv" | "tsv" | "tab" => EntryKind::Table,
            "prj" | "cpg" | "cst" | "qpj" | "qml" | "sld" | "md" | "log" => EntryKind::Unknown,
            _ if has_columns(head) => EntryKind::Table,
            _ => EntryKind::Unknown,
        },
        Format::Bundle | Format::Other(_) => EntryKind::Unknown,
    }
}

/// Whether the first lines are divided alike: a table, not a letter.
fn has_columns(head: &[u8]) -> bool {
    let lines: Vec<&[u8]> =
        head.split(|&b| b == b'\n').filter(|line| !line.trim_ascii().is_empty()).take(4).collect();
    // The last one may be cut.
    let whole = &lines[..lines.len().min(3)];
    whole.len() >= 2
        && b"\t;|,".iter().any(|mark| {
            let marks = |line: &&[u8]| line.split(|b| b == mark).count();
            let first = marks(&whole[0]);
            first > 1 && whole.iter().all(|line| marks(line) == first)
        })
}

/// What systems and offices leave beside the data.
fn is_clutter(path: &Path) -> bool {
    let name = path.file_name().map(|n| n.to_string_lossy().to_lowercase()).unwrap_or_default();
    name.starts_with("~$")
        || name.starts_with("._")
        || ["thumbs.db", "desktop.ini", ".ds_store"].contains(&name.as_str())
        // What stands beside an open project of ours, or beside any open database.
        || [".gpkg.kunci", ".gpkg.pemakai", ".gpkg-journal", ".gpkg-wal", ".gpkg-shm"]
            .into_iter()
            .any(|end| name.ends_with(end))
        || path.components().any(|part| part.as_os_str() == "__MACOSX")
}

fn is_geodatabase(folder: &Path) -> bool {
    sibling::extension(folder) == "gdb" && folder.join("a00000001.gdbtable").is_file()
}

/// Leaves out what belongs to a shapefile: its .dbf is no table of its own.
fn without_sidecars(found: Vec<Entry>) -> Vec<Entry> {
    let stem = |path: &Path| path.with_extension("").to_string_lossy().to_lowercase();
    let shapes: std::collections::BTreeSet<String> = found
        .iter()
        .filter(|e| sibling::extension(&e.path) == "shp")
        .map(|e| stem(&e.path))
        .collect();
    let sidecars = [
        "shx", "dbf", "prj", "cpg", "cst", "sbn", "sbx", "qix", "qpj", "qml", "sld", "qmd", "xml",
        "lyr", "ain", "aih", "atx", "ixs", "mxs", "idm", "ind",
    ];
    let goes_along = |path: &Path| {
        let extension = sibling::extension(path);
        // `desa.shp.xml` has two.
        let own = if extension == "xml" { path.with_extension("") } else { path.to_owned() };
        sidecars.contains(&extension.as_str()) && shapes.contains(&stem(&own))
    };
    found.into_iter().filter(|e| !goes_along(&e.path)).collect()
}

/// The file that a path leads to: the only readable thing of a folder or zip, the .shp beside its
/// siblings.
///
/// # Errors
/// There is none, or there are several.
pub fn main_file(path: &Path) -> Result<PathBuf, Stop> {
    let refuse = |fault| Err(Stop::fault(fault, At::file(path)));
    if path.is_dir() {
        if is_geodatabase(path) || sibling::extension(path) == "gdb" {
            return refuse(SourceFault::UnknownFormat { found: Found::FileGdb });
        }
        return only(path);
    }
    let extension = sibling::extension(path);
    if ["dbf", "shx", "prj", "cpg", "cst", "sbn", "sbx", "qix"].contains(&extension.as_str())
        && input::open(path).is_ok()
    {
        if let Some(shp) = sibling::find(path, "shp") {
            return Ok(shp);
        }
        if extension != "dbf" {
            return refuse(SourceFault::MissingShp);
        }
    }
    if sniff::format(path)? == Format::Bundle {
        return only(path);
    }
    Ok(path.to_owned())
}

/// The one thing in it that can be opened.
fn only(path: &Path) -> Result<PathBuf, Stop> {
    let entries = contents(path)?;
    let mut readable = entries.iter().filter(|e| e.kind != EntryKind::Unknown);
    if let (Some(one), None) = (readable.next(), readable.next()) {
        return Ok(one.path.clone());
    }
    if entries.iter().any(|e| e.path.components().any(|c| is_gdb_name(c.as_os_str()))) {
        let fault = SourceFault::UnknownFormat { found: Found::FileGdb };
        return Err(Stop::fault(fault, At::file(path)));
    }
    let name = |e: &Entry| {
        let inside = e.path.strip_prefix(path).unwrap_or(&e.path);
        inside.to_string_lossy().replace('\\', "/")
    };
    let names: Vec<String> =
        entries.iter().filter(|e| e.kind != EntryKind::Unknown).map(name).take(40).collect();
    let fault = SourceFault::UnknownFormat { found: Found::Several { names } };
    Err(Stop::fault(fault, At::file(path)))
}

fn is_gdb_name(part: &std::ffi::OsStr) -> bool {
    Path::new(part).extension().is_some_and(|e| e.eq_ignore_ascii_case("gdb"))
}
