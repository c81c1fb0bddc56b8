//! A file is there whole or not at all: temp file in the same folder, fsync, rename.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use crate::base::fault::{At, OutputFault, Stop};

/// What was written, as the command line tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    pub path: PathBuf,
    pub bytes: u64,
    /// Lower-case hex.
    pub sha256: String,
}

/// Writes bytes to `path`, replacing what was there; a crash leaves the old or the new file.
///
/// # Errors
/// `CannotWrite` with the system's word; nothing is left behind then.
pub fn write_atomic(path: &Path, bytes: &[u8]) -> Result<Saved, Stop> {
    let refused = |why: &std::io::Error| {
        Stop::fault(OutputFault::CannotWrite { why: why.to_string() }, At::file(path))
    };
    replace(path, bytes).map_err(|why| refused(&why))?;
    Ok(Saved { path: path.to_owned(), bytes: bytes.len() as u64, sha256: sha256(bytes) })
}

/// Lower-case hex of the SHA-256.
pub fn sha256(bytes: &[u8]) -> String {
    let digit = |nibble: u8| char::from_digit(u32::from(nibble), 16).unwrap_or('0');
    Sha256::digest(bytes).iter().flat_map(|&byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

fn replace(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut builder = tempfile::Builder::new();
    builder.prefix(".kantong-");
    // A temp file is private by default; what we hand out is readable as any other file.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|failed| failed.error)?;
    sync_folder(folder)
}

/// The rename itself must reach the disk; Windows does that with the rename.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> std::io::Result<()> {
    std::fs::File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_folder: &Path) -> std::io::Result<()> {
    Ok(())
}
