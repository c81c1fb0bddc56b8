//! A path → what is in it. The content decides, not the extension.

use std::io::Read as _;
use std::path::Path;

use sha2::{Digest as _, Sha256};

use super::contents::main_file;
pub use super::contents::{Entry, EntryKind, contents};
use super::layer::{LayerOptions, RawLayer};
use super::sniff::{self, Format};
use super::table::RawTable;
use super::{csv, dbf, geojson, html_table, input, ods, shapefile, sibling, xls, xlsb, xlsx};
use crate::base::fault::{At, Found, SourceFault, Stop};
use crate::base::progress::Progress;

/// What a file turned out to be.
#[derive(Debug)]
pub enum Opened {
    Layer(RawLayer),
    Table(RawTable),
}

/// Reads any file we know, also in a zip (`bundle.zip/inner/name.shp`), and a zip or folder that
/// holds one readable thing. The format is told by its first bytes and its siblings.
///
/// # Errors
/// A `SourceFault` that names the file and the mend; [`Stop::Canceled`].
pub fn open(path: &Path, options: &LayerOptions, progress: &Progress) -> Result<Opened, Stop> {
    let path = &main_file(path)?;
    match sniff::format(path)? {
        Format::Shapefile => shapefile::read(path, options, progress).map(Opened::Layer),
        Format::GeoJson => geojson::read(path, options, progress).map(Opened::Layer),
        Format::Dbf => dbf::table(path, options.encoding.as_deref(), progress).map(Opened::Table),
        Format::Xlsx => xlsx::read(path, progress).map(Opened::Table),
        Format::Xlsb => xlsb::read(path, progress).map(Opened::Table),
        Format::Ods => ods::read(path, progress).map(Opened::Table),
        Format::Xls => xls::read(path, progress).map(Opened::Table),
        Format::Html => html_table::read(path, options, progress).map(Opened::Table),
        Format::Csv => csv::read(path, options, progress).map(Opened::Table),
        Format::Bundle => {
            let found = Found::Several { names: Vec::new() };
            Err(Stop::fault(SourceFault::UnknownFormat { found }, At::file(path)))
        }
        Format::Other(found) => {
            Err(Stop::fault(SourceFault::UnknownFormat { found }, At::file(path)))
        }
    }
}

/// Lower-case hexadecimal SHA-256 of the main file: the .shp of a shapefile.
///
/// # Errors
/// The file cannot be read.
pub fn fingerprint(path: &Path) -> Result<String, Stop> {
    let path = &main_file(path)?;
    let mut file = input::open(path)?;
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        let read = file.read(&mut buffer).map_err(|e| sibling::io(&e, path))?;
        if read == 0 {
            break;
        }
        hash.update(&buffer[..read]);
    }
    let mut hex = String::with_capacity(64);
    for byte in hash.finalize() {
        for half in [byte >> 4, byte & 15] {
            hex.extend(char::from_digit(u32::from(half), 16));
        }
    }
    Ok(hex)
}
