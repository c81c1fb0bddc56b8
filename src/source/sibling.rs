//! The files beside a file: `.shp`, `.SHX`, `.Dbf`, `.prj` are found whatever their case.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use super::input;
use crate::base::fault::{At, Cap, SourceFault, Stop};

/// The file with the same stem and this extension (lower case, no dot), in any case.
pub(super) fn find(path: &Path, extension: &str) -> Option<PathBuf> {
    let plain = path.with_extension(extension);
    if plain.is_file() {
        return Some(plain);
    }
    let stem = path.file_stem()?.to_string_lossy().to_lowercase();
    let beside = input::names_beside(path);
    if beside.contains(&plain) {
        return Some(plain);
    }
    beside.into_iter().find(|other| {
        other.extension().is_some_and(|e| e.eq_ignore_ascii_case(extension))
            && other.file_stem().is_some_and(|s| s.to_string_lossy().to_lowercase() == stem)
            && !other.is_dir()
    })
}

/// The extension in lower case, or nothing.
pub(super) fn extension(path: &Path) -> String {
    path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default()
}

/// A short text file such as .prj or .cpg; at most 64 KiB of it, nothing when it is not there.
pub(super) fn small_text(path: &Path) -> Option<String> {
    let mut bytes = Vec::new();
    input::open(path).ok()?.take(64 << 10).read_to_end(&mut bytes).ok()?;
    Some(String::from_utf8_lossy(&bytes).trim_matches(['\u{feff}', '\0', ' ']).to_owned())
}

/// The whole file, refused when it is larger than `limit` bytes.
pub(super) fn whole(path: &Path, limit: u64) -> Result<Vec<u8>, Stop> {
    let file = input::open(path)?;
    let mut bytes = Vec::new();
    if file.length() <= limit {
        bytes.reserve_exact(file.length() as usize);
    }
    file.take(limit + 1).read_to_end(&mut bytes).map_err(|e| io(&e, path))?;
    if bytes.len() as u64 > limit {
        return Err(Stop::fault(SourceFault::TooLarge { what: Cap::File, limit }, At::file(path)));
    }
    Ok(bytes)
}

/// What the system says when it does not let us read.
pub(super) fn io(error: &std::io::Error, path: &Path) -> Stop {
    if let Some(why) = input::zip_fault(error) {
        return Stop::fault(SourceFault::DamagedZip { why }, At::file(path));
    }
    let fault = match error.kind() {
        std::io::ErrorKind::NotFound => SourceFault::NotFound,
        _ => SourceFault::Unreadable { why: error.to_string() },
    };
    Stop::fault(fault, At::file(path))
}
