//! A path → what is in it. The content decides, not the extension.

use std::fs::File;
use std::io::{BufReader, Read as _};
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use super::layer::{LayerOptions, RawLayer};
use super::table::RawTable;
use super::{csv, dbf, geojson, shapefile, sibling, xlsx};
use crate::base::fault::{At, Found, SourceFault, Stop};
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
    let path = &main_file(path)?;
    match sniff(path)? {
        Format::Shapefile => shapefile::read(path, options, progress).map(Opened::Layer),
        Format::GeoJson => geojson::read(path, options, progress).map(Opened::Layer),
        Format::Dbf => dbf::table(path, options.encoding.as_deref(), progress).map(Opened::Table),
        Format::Xlsx => xlsx::read(path, progress).map(Opened::Table),
        Format::Csv => csv::read(path, options, progress).map(Opened::Table),
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
    let mut file = File::open(path).map_err(|e| sibling::io(&e, path))?;
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

/// The file that a path leads to: the only shapefile of a folder, the .shp beside its siblings.
///
/// # Errors
/// There is none, or there are several.
pub fn main_file(path: &Path) -> Result<PathBuf, Stop> {
    let refuse = |fault| Err(Stop::fault(fault, At::file(path)));
    if path.is_dir() {
        let names = listing(path)?;
        let shapefiles: Vec<&String> =
            names.iter().filter(|n| n.to_lowercase().ends_with(".shp")).collect();
        return match shapefiles[..] {
            [one] => Ok(path.join(one)),
            _ => refuse(SourceFault::UnknownFormat { found: Found::Folder { names } }),
        };
    }
    if !path.exists() {
        return refuse(SourceFault::NotFound);
    }
    let extension = sibling::extension(path);
    if ["dbf", "shx", "prj", "cpg", "cst", "sbn", "sbx", "qix"].contains(&extension.as_str()) {
        if let Some(shp) = sibling::find(path, "shp") {
            return Ok(shp);
        }
        if extension != "dbf" {
            return refuse(SourceFault::MissingShp);
        }
    }
    Ok(path.to_owned())
}

/// Names of the files in a folder that may be opened, at most twenty.
fn listing(folder: &Path) -> Result<Vec<String>, Stop> {
    let known = ["shp", "geojson", "json", "csv", "xlsx", "dbf", "gpkg", "xls", "zip", "ods"];
    let entries = std::fs::read_dir(folder).map_err(|e| sibling::io(&e, folder))?;
    let mut names: Vec<String> = entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| known.contains(&sibling::extension(path).as_str()))
        .filter_map(|path| Some(path.file_name()?.to_string_lossy().into_owned()))
        .collect();
    names.sort();
    // Shapefiles first, so that none of them falls off the end.
    names.sort_by_key(|name| !name.to_lowercase().ends_with(".shp"));
    names.truncate(20);
    Ok(names)
}

enum Format {
    Shapefile,
    GeoJson,
    Dbf,
    Xlsx,
    Csv,
    Other(Found),
}

fn sniff(path: &Path) -> Result<Format, Stop> {
    let file = File::open(path).map_err(|e| sibling::io(&e, path))?;
    let size = file.metadata().map_err(|e| sibling::io(&e, path))?.len();
    let mut head = Vec::new();
    let mut file = BufReader::new(file);
    file.by_ref().take(4096).read_to_end(&mut head).map_err(|e| sibling::io(&e, path))?;
    if head.is_empty() {
        return Err(Stop::fault(SourceFault::Empty, At::file(path)));
    }
    if head.starts_with(&[0, 0, 0x27, 0x0a]) {
        return Ok(Format::Shapefile);
    }
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return Ok(zipped(&mut file));
    }
    if let Some(found) = by_magic(&head) {
        return Ok(Format::Other(found));
    }
    if dbf::looks_like(&head, size) {
        return Ok(Format::Dbf);
    }
    Ok(text(&head))
}

fn zipped(file: &mut BufReader<File>) -> Format {
    // A zip whose end is missing may still be a workbook: its reader says what is wrong.
    let entries = xlsx::directory(file).unwrap_or_default();
    let has = |start: &str| entries.iter().any(|e| e.name.replace('\\', "/").starts_with(start));
    if has("xl/workbook.bin") {
        Format::Other(Found::Xlsb)
    } else if has("xl/") || has("/xl/") {
        Format::Xlsx
    } else if has("word/") || has("ppt/") {
        Format::Other(Found::Document)
    } else if has("content.xml") {
        Format::Other(Found::Ods)
    } else {
        Format::Other(Found::Zip)
    }
}

fn by_magic(head: &[u8]) -> Option<Found> {
    let magics: [(&[u8], Found); 11] = [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Found::Xls),
        (b"\x09\x08", Found::Xls),
        (b"SQLite format 3\0", Found::GeoPackage),
        (b"%PDF", Found::Pdf),
        (b"\x89PNG", Found::Image),
        (b"\xff\xd8\xff", Found::Image),
        (b"GIF8", Found::Image),
        (b"II*\0", Found::Image),
        (b"MM\0*", Found::Image),
        (b"{\\rtf", Found::Document),
        (b"Rar!", Found::Zip),
    ];
    magics.into_iter().find(|(magic, _)| head.starts_with(magic)).map(|(_, found)| found)
}

fn text(head: &[u8]) -> Format {
    // UTF-16 has a NUL in every second byte and says so at its start.
    let wide = head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff]);
    let plain: Vec<u8> = if wide {
        encoding_rs::Encoding::for_bom(head)
            .map(|(e, n)| e.decode_without_bom_handling(&head[n..]).0.into_owned().into_bytes())
            .unwrap_or_default()
    } else {
        head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).to_vec()
    };
    let odd = plain.iter().filter(|b| matches!(b, 0..=8 | 14..=26 | 28..=31 | 127)).count();
    let start = plain.trim_ascii_start();
    let start = start.strip_prefix(b"\x1e").unwrap_or(start);
    let lower = String::from_utf8_lossy(&start[..start.len().min(512)]).to_lowercase();
    if start.starts_with(b"{") {
        Format::GeoJson
    } else if odd * 50 > plain.len() || plain.contains(&0) {
        Format::Other(Found::Binary)
    } else if start.starts_with(b"[") && (lower.contains('{') || lower.trim_end().ends_with(']')) {
        Format::Other(Found::OtherJson)
    } else if ["<!doctype html", "<html", "<table", "<head", "<body", "<meta"]
        .iter()
        .any(|tag| lower.starts_with(tag))
        || lower.starts_with('<') && lower.contains("<html")
    {
        Format::Other(Found::Html)
    } else if lower.starts_with("<?xml") || lower.starts_with("<kml") {
        Format::Other(Found::Xml)
    } else {
        Format::Csv
    }
}
