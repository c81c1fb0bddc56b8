//! A path → what is in it. The content decides, not the extension.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use super::contents::main_file;
pub use super::contents::{Entry, EntryKind, contents};
use super::layer::{LayerKind, LayerOptions, RawLayer, Reading};
use super::sniff::{self, Format};
use super::table::RawTable;
use super::{
    csv, dbf, geojson, gpkg, gpx, html_table, input, kml, mhtml, ods, shapefile, sibling, xls,
    xlsb, xlsx, xml_book,
};
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
///
/// A layer of a GeoPackage is `file.gpkg/layer`; of a file that mixes them, `file.kml/points`,
/// `…/lines` and `…/polygons` are the shapes of one kind.
pub fn open(path: &Path, options: &LayerOptions, progress: &Progress) -> Result<Opened, Stop> {
    let (file, part) = parted(path);
    let file = &main_file(&file)?;
    let format = sniff::format(file)?;
    if format == Format::GeoPackage {
        return gpkg::read(file, part.as_deref(), options, progress).map(Opened::Layer);
    }
    let Some(part) = part else { return whole(file, format, options, progress) };
    let Some(kind) = LayerKind::from_id(&part) else {
        return Err(Stop::fault(SourceFault::NotFound, At::file(path)));
    };
    whole(file, format, &LayerOptions { kind: Some(kind), ..options.clone() }, progress)
}

/// Whether the file is a zip of files, not a workbook that is packed as one.
pub fn is_bundle(path: &Path) -> bool {
    sniff::format(path).is_ok_and(|format| format == Format::Bundle)
}

/// As [`open`], for values: a .dbf beside a .shp is read as the table it is, not as the layer.
///
/// # Errors
/// As [`open`].
pub fn values_of(path: &Path, options: &LayerOptions, progress: &Progress) -> Result<Opened, Stop> {
    let is_dbf = path.extension().is_some_and(|e| e.eq_ignore_ascii_case("dbf"));
    if is_dbf && sniff::format(path).is_ok_and(|format| format == Format::Dbf) {
        return dbf::table(path, options.encoding.as_deref(), progress).map(Opened::Table);
    }
    open(path, options, progress)
}

/// The file, and the part of it that the address goes on to.
fn parted(path: &Path) -> (PathBuf, Option<String>) {
    let outer = path.parent().filter(|_| !path.exists() && !input::is_file(path));
    match (outer.filter(|outer| input::is_file(outer)), path.file_name()) {
        (Some(outer), Some(name)) if !sniff::is_bundle(outer) => {
            (outer.to_owned(), Some(name.to_string_lossy().into_owned()))
        }
        _ => (path.to_owned(), None),
    }
}

/// The different values of a column with the number of rows that have each, most frequent first,
/// then by value. Only cells are read: no shapes, no coordinates.
///
/// # Errors
/// As `open`; `NoSuchColumn`; a table has no columns before its header is found.
pub fn values(
    path: &Path,
    column: &str,
    options: &LayerOptions,
    progress: &Progress,
) -> Result<Vec<(String, usize)>, Stop> {
    let layer = attributes(path, options, progress)?;
    let Some(index) = layer.column(column.trim()) else {
        let found = layer.columns.iter().map(|c| c.name.clone()).collect();
        let fault = SourceFault::NoSuchColumn { column: column.to_owned(), found };
        return Err(Stop::fault(fault, At::file(path)));
    };
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for row in &layer.rows {
        *counts.entry(row.cells.get(index).unwrap_or("").trim()).or_default() += 1;
    }
    let mut values: Vec<(String, usize)> =
        counts.into_iter().map(|(value, rows)| (value.to_owned(), rows)).collect();
    values.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    Ok(values)
}

/// A layer's columns and cells without its shapes: a look at a national file before it is
/// filtered.
///
/// # Errors
/// As `open`; a table is no layer.
pub fn attributes(
    path: &Path,
    options: &LayerOptions,
    progress: &Progress,
) -> Result<RawLayer, Stop> {
    let options = LayerOptions { reading: Reading::Attributes, ..options.clone() };
    match open(path, &options, progress)? {
        Opened::Layer(layer) => Ok(layer),
        Opened::Table(table) => {
            let (found, wanted) = (table.format.to_owned(), "Polygon".to_owned());
            Err(Stop::fault(SourceFault::WrongKind { found, wanted }, At::file(path)))
        }
    }
}

fn whole(
    path: &Path,
    format: Format,
    options: &LayerOptions,
    progress: &Progress,
) -> Result<Opened, Stop> {
    match format {
        Format::Shapefile => shapefile::read(path, options, progress).map(Opened::Layer),
        Format::GeoPackage => gpkg::read(path, None, options, progress).map(Opened::Layer),
        Format::Kml => kml::read(path, options, progress).map(Opened::Layer),
        Format::Gpx => gpx::read(path, options, progress).map(Opened::Layer),
        Format::GeoJson => geojson::read(path, options, progress).map(Opened::Layer),
        Format::Dbf => dbf::table(path, options.encoding.as_deref(), progress).map(Opened::Table),
        Format::Xlsx => xlsx::read(path, progress).map(Opened::Table),
        Format::Xlsb => xlsb::read(path, progress).map(Opened::Table),
        Format::Ods => ods::read(path, progress).map(Opened::Table),
        Format::Xls => xls::read(path, progress).map(Opened::Table),
        Format::Html => html_table::read(path, options, progress).map(Opened::Table),
        Format::XmlBook => xml_book::read(path, options, progress).map(Opened::Table),
        Format::Mhtml => mhtml::read(path, options, progress).map(Opened::Table),
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
    let path = &main_file(&parted(path).0)?;
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
