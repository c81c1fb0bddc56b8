//! The first bytes of a file → its format.

use std::io::{BufReader, Read as _};
use std::path::Path;

use super::input::{self, Archive, Input};
use super::{dbf, encoding, mhtml, sibling};
use crate::base::fault::{At, Found, SourceFault, Stop};

/// Bytes that settle a format.
pub(super) const HEAD: usize = 4096;

/// What a file is, as far as its first bytes tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Shapefile,
    GeoJson,
    GeoPackage,
    Kml,
    Gpx,
    Dbf,
    Xlsx,
    Xlsb,
    Ods,
    Xls,
    Html,
    /// An Excel 2003 workbook in XML.
    XmlBook,
    /// A web page with its parts in one file.
    Mhtml,
    Csv,
    /// A zip that is no workbook or document: files in it.
    Bundle,
    Other(Found),
}

/// The format of a file on disk or in a zip.
pub(super) fn format(path: &Path) -> Result<Format, Stop> {
    let input = input::open(path)?;
    let size = input.length();
    let mut head = Vec::new();
    let mut file = BufReader::new(input);
    file.by_ref().take(HEAD as u64).read_to_end(&mut head).map_err(|e| sibling::io(&e, path))?;
    if head.is_empty() {
        return Err(Stop::fault(SourceFault::Empty, At::file(path)));
    }
    if is_zip(&head) {
        return Ok(zipped(file.into_inner(), path, &head));
    }
    Ok(of(&head, size))
}

/// Whether an address goes on inside it to a file, not to a part.
pub(super) fn is_bundle(path: &Path) -> bool {
    let mut head = [0; 4];
    input::open(path).is_ok_and(|mut file| file.read_exact(&mut head).is_ok() && is_zip(&head))
}

pub(super) fn is_zip(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06")
}

/// By the first bytes alone; a zip counts as a bundle.
pub(super) fn of(head: &[u8], size: u64) -> Format {
    if head.starts_with(&[0, 0, 0x27, 0x0a]) {
        Format::Shapefile
    } else if is_zip(head) {
        Format::Bundle
    } else if head.starts_with(b"SQLite format 3\0") {
        Format::GeoPackage
    } else if head.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") || head.starts_with(b"\x09\x08")
    {
        Format::Xls
    } else if let Some(found) = by_magic(head) {
        Format::Other(found)
    } else if dbf::looks_like(head, size) {
        Format::Dbf
    } else {
        text(head)
    }
}

fn zipped(input: Input, path: &Path, head: &[u8]) -> Format {
    let says = |word: &[u8]| memchr::memmem::find(&head[..head.len().min(200)], word).is_some();
    if says(b"opendocument.") && !says(b"opendocument.spreadsheet") {
        return Format::Other(Found::Document);
    }
    if let Ok(archive) = Archive::read(input, path) {
        return by_names(archive.members().iter().map(|m| m.name.clone()));
    }
    // A zip that is cut or dangerous may still be a workbook: its reader says what is wrong.
    match by_names(first_names(head)) {
        Format::Bundle if says(b"opendocument.spreadsheet") => Format::Ods,
        Format::Bundle if says(b"[Content_Types].xml") => Format::Xlsx,
        format => format,
    }
}

/// The names of the members that begin in the first bytes of a zip.
fn first_names(head: &[u8]) -> impl Iterator<Item = String> {
    memchr::memmem::find_iter(head, b"PK\x03\x04").filter_map(|at| {
        let length = head.get(at + 26..at + 28)?;
        let length = usize::from(u16::from_le_bytes([length[0], length[1]]));
        let name = head.get(at + 30..at + 30 + length)?;
        Some(String::from_utf8_lossy(name).replace('\\', "/"))
    })
}

/// What a zip is by the names in it.
pub(super) fn by_names(names: impl Iterator<Item = String>) -> Format {
    let names: Vec<String> = names.collect();
    let has = |start: &str| names.iter().any(|name| name.starts_with(start));
    if has("xl/workbook.bin") {
        Format::Xlsb
    } else if has("xl/") || has("/xl/") {
        Format::Xlsx
    } else if has("word/") || has("ppt/") {
        Format::Other(Found::Document)
    } else if has("content.xml") {
        Format::Ods
    } else {
        Format::Bundle
    }
}

fn by_magic(head: &[u8]) -> Option<Found> {
    let magics: [(&[u8], Found); 8] = [
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
    // UTF-16 has a NUL in every second byte, and mostly says so at its start.
    let marked = encoding_rs::Encoding::for_bom(head).filter(|(_, length)| *length == 2);
    let wide = marked.or_else(|| Some((encoding::wide(head)?, 0)));
    let plain: Vec<u8> = match wide {
        Some((e, n)) => e.decode_without_bom_handling(&head[n..]).0.into_owned().into_bytes(),
        None => head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).to_vec(),
    };
    let odd = plain.iter().filter(|b| matches!(b, 0..=8 | 14..=26 | 28..=31 | 127)).count();
    let start = plain.trim_ascii_start();
    let start = start.strip_prefix(b"\x1e").unwrap_or(start);
    let lower = String::from_utf8_lossy(&start[..start.len().min(512)]).to_lowercase();
    if start.starts_with(b"{") || assigned(&lower).is_some() {
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
        Format::Html
    } else if mhtml::looks_like(&String::from_utf8_lossy(start).to_lowercase()) {
        Format::Mhtml
    } else if lower.starts_with("<workbook") || lower.starts_with("<?mso-application") {
        Format::XmlBook
    } else if lower.starts_with("<?xml") || lower.starts_with("<kml") || lower.starts_with("<gpx") {
        xml(&String::from_utf8_lossy(start).to_lowercase())
    } else if is_sql(&String::from_utf8_lossy(start).to_lowercase()) {
        Format::Other(Found::Sql)
    } else {
        Format::Csv
    }
}

/// What a script assigns to a variable, as web maps keep their layers: `var json_Desa_1 = {…};`.
pub(super) fn assigned(text: &str) -> Option<&str> {
    let (name, value) = text.split_once('=')?;
    let name = name.trim();
    let declares = ["var ", "let ", "const "].iter().any(|word| name.starts_with(word));
    let value = value.trim_start();
    (declares && name.len() < 200 && value.starts_with('{')).then_some(value)
}

/// Whether a line, comments aside, begins as a script for a database does.
fn is_sql(lower: &str) -> bool {
    let starts = ["insert into ", "create table ", "drop table ", "create database ", "pragma "];
    let comment = lower.starts_with("--") || lower.starts_with("/*");
    let lines = if comment { 200 } else { 1 };
    lower.lines().take(lines).any(|line| starts.iter().any(|s| line.trim_start().starts_with(s)))
}

/// The first element of an XML file, whatever its prefix.
fn xml(lower: &str) -> Format {
    let mut rest = lower;
    while let Some((_, after)) = rest.split_once('<') {
        if after.starts_with(['?', '!']) {
            let end = if after.starts_with("!--") { "-->" } else { ">" };
            rest = after.split_once(end).map_or("", |parts| parts.1);
            continue;
        }
        let name = after.split([' ', '>', '/', '\n', '\r', '\t']).next().unwrap_or("");
        return match name.rsplit(':').next() {
            Some("kml") => Format::Kml,
            Some("gpx") => Format::Gpx,
            Some("workbook") => Format::XmlBook,
            _ => Format::Other(Found::Xml),
        };
    }
    Format::Other(Found::Xml)
}
