//! A file to read, wherever it stands: on disk, or in a zip, unpacked as it is read.
//!
//! A member of a zip is addressed by a path that goes on behind the zip's own name,
//! `kiriman.zip/batas/desa.shp`, and readers open it as if it stood on disk. Nothing is ever
//! written: small members are held in memory, large ones are unpacked while they are read.

mod packed;
mod zip;

use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use self::packed::Packed;
pub use self::zip::{Archive, Member, Part};
use super::sibling;
use crate::base::fault::{At, SourceFault, Stop, ZipWhy};

/// Zips within zips that are followed.
const MAX_DEPTH: usize = 3;

/// An open file. Reads and seeks like one.
#[derive(Debug)]
pub struct Input {
    place: Place,
    length: u64,
}

#[derive(Debug)]
enum Place {
    Disk(File),
    Memory(Cursor<Vec<u8>>),
    Packed(Box<Packed>),
}

impl Input {
    /// Bytes that are already in memory.
    pub fn memory(bytes: Vec<u8>) -> Self {
        let length = bytes.len() as u64;
        Self { place: Place::Memory(Cursor::new(bytes)), length }
    }

    fn disk(path: &Path) -> Result<Self, Stop> {
        let file = File::open(path).map_err(|e| sibling::io(&e, path))?;
        let about = file.metadata().map_err(|e| sibling::io(&e, path))?;
        Ok(Self { length: about.len(), place: Place::Disk(file) })
    }

    /// Bytes of the whole, unpacked.
    pub fn length(&self) -> u64 {
        self.length
    }

    /// The file on disk itself, not a member of a zip.
    pub fn is_on_disk(&self) -> bool {
        matches!(self.place, Place::Disk(_))
    }
}

impl Read for Input {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match &mut self.place {
            Place::Disk(file) => file.read(buffer),
            Place::Memory(bytes) => bytes.read(buffer),
            Place::Packed(packed) => packed.read(buffer),
        }
    }
}

impl Seek for Input {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        match &mut self.place {
            Place::Disk(file) => file.seek(to),
            Place::Memory(bytes) => bytes.seek(to),
            Place::Packed(packed) => packed.seek(to),
        }
    }
}

/// Opens a file on disk or a member of a zip.
///
/// # Errors
/// It is not there, cannot be read, or the zip around it is damaged or dangerous.
pub fn open(path: &Path) -> Result<Input, Stop> {
    let Some((outer, inner)) = beyond(path) else { return Input::disk(path) };
    member(Input::disk(&outer)?, &outer, &inner)
}

/// Walks `inner` through zips within zips.
fn member(mut input: Input, outer: &Path, inner: &str) -> Result<Input, Stop> {
    let mut shown = outer.to_owned();
    let mut rest = inner;
    for _ in 0..MAX_DEPTH {
        let archive = Archive::read(input, &shown)?;
        if let Some(index) = archive.find(rest) {
            return archive.open(index);
        }
        // The longest beginning of the rest that is a member: a zip within the zip.
        let cut = rest.match_indices('/').rev().find_map(|(at, _)| {
            archive.find(&rest[..at]).map(|index| (index, &rest[..at], &rest[at + 1..]))
        });
        let Some((index, head, tail)) = cut else { break };
        shown = shown.join(head);
        input = archive.open(index)?;
        rest = tail;
    }
    Err(Stop::fault(SourceFault::NotFound, At::file(&outer.join(inner))))
}

/// The file that stands on disk and what is addressed inside it; `None` for a plain path.
pub fn beyond(path: &Path) -> Option<(PathBuf, String)> {
    if path.exists() {
        return None;
    }
    let outer = path.ancestors().skip(1).find(|a| a.is_file())?;
    let inner: Vec<_> = path
        .strip_prefix(outer)
        .ok()?
        .components()
        .map(|part| part.as_os_str().to_string_lossy().into_owned())
        .collect();
    (!inner.is_empty()).then(|| (outer.to_owned(), inner.join("/")))
}

/// Whether there is such a file, on disk or in a zip.
pub fn is_file(path: &Path) -> bool {
    match beyond(path) {
        None => path.is_file(),
        Some(_) => names_beside(path).contains(&path.to_owned()),
    }
}

/// The files of the folder in which `path` stands, sorted; empty when it cannot be listed.
pub fn names_beside(path: &Path) -> Vec<PathBuf> {
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let mut names = match beyond(path) {
        None => std::fs::read_dir(folder)
            .map(|entries| entries.filter_map(Result::ok).map(|entry| entry.path()).collect())
            .unwrap_or_default(),
        Some((outer, inner)) => packed_beside(&outer, &inner).unwrap_or_default(),
    };
    names.sort();
    names
}

fn packed_beside(outer: &Path, inner: &str) -> Result<Vec<PathBuf>, Stop> {
    let mut archive = Archive::read(Input::disk(outer)?, outer)?;
    let mut shown = outer.to_owned();
    let mut rest = inner;
    // Into zips within the zip, as far as the address goes.
    for _ in 1..MAX_DEPTH {
        let cut = rest.match_indices('/').find_map(|(at, _)| {
            archive.find(&rest[..at]).map(|index| (index, &rest[..at], &rest[at + 1..]))
        });
        let Some((index, head, tail)) = cut else { break };
        shown = shown.join(head);
        archive = Archive::read(archive.open(index)?, &shown)?;
        rest = tail;
    }
    let folder = rest.rfind('/').map_or("", |at| &rest[..=at]);
    let beside =
        |member: &&Member| member.name.strip_prefix(folder).is_some_and(|name| !name.contains('/'));
    Ok(archive.members().iter().filter(beside).map(|m| shown.join(&m.name)).collect())
}

/// A fault of a zip, in the form that passes through `io::Error`.
fn broken(why: ZipWhy) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, Broken(why))
}

#[derive(Debug, thiserror::Error)]
#[error("the zip is damaged")]
struct Broken(ZipWhy);

/// What the zip said, if this is its word.
pub(super) fn zip_fault(error: &io::Error) -> Option<ZipWhy> {
    error.get_ref()?.downcast_ref::<Broken>().map(|broken| broken.0.clone())
}
