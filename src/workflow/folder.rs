//! A folder or zip as the dinas sent it: which of its files an import reads.

use std::path::{Path, PathBuf};

use crate::base::fault::{At, Fault, SourceFault, Stop};
use crate::base::progress::Progress;
use crate::source::layer::{CrsOption, LayerKind, LayerOptions};
use crate::source::open::{self, Entry, EntryKind, Opened};

/// The tables and places that a path stands for, and what of it was left aside: letters, areas. A
/// plain file, and a folder or zip with one thing in it, stand for themselves.
///
/// # Errors
/// The path is not there, or is a zip that is damaged or dangerous.
pub fn tables_of(path: &Path, progress: &Progress) -> Result<(Vec<PathBuf>, Option<Fault>), Stop> {
    let itself = || Ok((vec![path.to_owned()], None));
    if !path.is_dir() && !open::is_bundle(path) {
        return itself();
    }
    let entries = open::contents(path)?;
    if entries.iter().filter(|entry| entry.kind != EntryKind::Unknown).count() < 2 {
        return itself();
    }
    let (mut taken, mut left) = (Vec::new(), Vec::new());
    for Entry { path: file, kind, .. } in entries {
        let wanted = match kind {
            EntryKind::Table => true,
            EntryKind::Layer => !is_areas(&file, progress)?,
            EntryKind::Unknown => false,
        };
        if wanted { taken.push(file) } else { left.push(inside(&file, path)) }
    }
    if taken.is_empty() {
        return itself();
    }
    let told = (!left.is_empty()).then(|| {
        let taken = taken.iter().map(|file| inside(file, path)).collect();
        Fault::new(SourceFault::OthersLeft { taken, left }, At::file(path))
    });
    Ok((taken, told))
}

/// Areas bring no values, unless as the boundaries of a project. What cannot be read says so when
/// it is read.
fn is_areas(file: &Path, progress: &Progress) -> Result<bool, Stop> {
    let quick = LayerOptions::default();
    let layer = match open::attributes(file, &quick, progress) {
        // Not every format says what its shapes are before they are read.
        Ok(layer) if layer.kind == LayerKind::Empty && !layer.geometry.contains("Polygon") => {
            let whole = LayerOptions { crs: CrsOption::Tolerant, ..quick };
            match open::open(file, &whole, progress) {
                Ok(Opened::Layer(layer)) => Ok(layer),
                Ok(Opened::Table(_)) => return Ok(false),
                Err(stop) => Err(stop),
            }
        }
        read => read,
    };
    match layer {
        // Without its shapes a layer may still say what it holds.
        Ok(layer) => Ok(layer.kind == LayerKind::Polygons || layer.geometry.contains("Polygon")),
        Err(Stop::Canceled) => Err(Stop::Canceled),
        Err(Stop::Fault(_)) => Ok(false),
    }
}

/// How a thing in a folder or zip is called there.
pub(super) fn inside(path: &Path, bundle: &Path) -> String {
    path.strip_prefix(bundle).unwrap_or(path).to_string_lossy().replace('\\', "/")
}
