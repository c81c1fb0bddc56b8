//! Files built byte by byte, so that exactly one thing is wrong with each.

use std::path::{Path, PathBuf};

use kantong::base::fault::{Fault, Stop};
use kantong::base::progress::Progress;
use kantong::lang::Lang;
use kantong::source::layer::{LayerOptions, RawLayer};
use kantong::source::open::{Opened, open};
use kantong::source::table::RawTable;

pub const WGS84: &str = r#"GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]"#;

pub fn layer(path: &Path) -> RawLayer {
    layer_with(path, &LayerOptions::default())
}

pub fn layer_with(path: &Path, options: &LayerOptions) -> RawLayer {
    match open(path, options, &Progress::default()) {
        Ok(Opened::Layer(layer)) => layer,
        other => panic!("not a layer: {other:?}"),
    }
}

pub fn table(path: &Path) -> RawTable {
    match open(path, &LayerOptions::default(), &Progress::default()) {
        Ok(Opened::Table(table)) => table,
        other => panic!("not a table: {other:?}"),
    }
}

/// The fault that refuses the file.
pub fn refused(path: &Path, options: &LayerOptions) -> Fault {
    match open(path, options, &Progress::default()) {
        Err(Stop::Fault(fault)) => *fault,
        other => panic!("not refused: {other:?}"),
    }
}

pub fn ids(faults: &[Fault]) -> Vec<&'static str> {
    faults.iter().map(|fault| fault.code.id()).collect()
}

/// The Indonesian sentence, without the place.
pub fn said(fault: &Fault) -> String {
    let sentence = Lang::Id.fault(&fault.code);
    format!("{}. {}", sentence.message, sentence.fix)
}

/// A square, clockwise as a shapefile's outer ring.
pub fn square(x: f64, y: f64, side: f64) -> Vec<[f64; 2]> {
    vec![[x, y], [x, y + side], [x + side, y + side], [x + side, y], [x, y]]
}

pub fn reversed(mut ring: Vec<[f64; 2]>) -> Vec<[f64; 2]> {
    ring.reverse();
    ring
}

/// The body of a polygon record (5, 15 or 25); heights and measures are written too.
pub fn polygon(kind: i32, rings: &[Vec<[f64; 2]>]) -> Vec<u8> {
    let points: Vec<[f64; 2]> = rings.iter().flatten().copied().collect();
    let mut body = kind.to_le_bytes().to_vec();
    body.extend([0_u8; 32]);
    body.extend((rings.len() as i32).to_le_bytes());
    body.extend((points.len() as i32).to_le_bytes());
    let mut start = 0_i32;
    for ring in rings {
        body.extend(start.to_le_bytes());
        start += ring.len() as i32;
    }
    for point in &points {
        body.extend(point[0].to_le_bytes());
        body.extend(point[1].to_le_bytes());
    }
    let extra = match kind {
        15 => 2,
        25 => 1,
        _ => 0,
    };
    for _ in 0..extra {
        for value in 0..points.len() + 2 {
            body.extend((value as f64).to_le_bytes());
        }
    }
    body
}

pub fn null() -> Vec<u8> {
    vec![0; 4]
}

/// .shp and .shx of these record bodies.
pub fn shp(kind: i32, bodies: &[Vec<u8>]) -> (Vec<u8>, Vec<u8>) {
    let header = |length: usize| {
        let mut header = vec![0_u8; 100];
        header[..4].copy_from_slice(&9994_i32.to_be_bytes());
        header[24..28].copy_from_slice(&(length as i32 / 2).to_be_bytes());
        header[28..32].copy_from_slice(&1000_i32.to_le_bytes());
        header[32..36].copy_from_slice(&kind.to_le_bytes());
        header
    };
    let (mut records, mut index) = (Vec::new(), Vec::new());
    for (i, body) in bodies.iter().enumerate() {
        index.extend(((100 + records.len()) as i32 / 2).to_be_bytes());
        index.extend((body.len() as i32 / 2).to_be_bytes());
        records.extend((i as i32 + 1).to_be_bytes());
        records.extend((body.len() as i32 / 2).to_be_bytes());
        records.extend(body);
    }
    let mut shp = header(100 + records.len());
    shp.extend(records);
    let mut shx = header(100 + index.len());
    shx.extend(index);
    (shp, shx)
}

/// A field of a .dbf: name, type, length.
pub type Field<'a> = (&'a str, u8, u8);

/// A .dbf; a row is its cells, already as wide as wanted or shorter. `*` marks deleted rows.
pub fn dbf(fields: &[Field<'_>], rows: &[(char, &[&[u8]])]) -> Vec<u8> {
    let header = 33 + 32 * fields.len();
    let record: usize = 1 + fields.iter().map(|f| usize::from(f.2)).sum::<usize>();
    let mut bytes = vec![0_u8; 32];
    bytes[..4].copy_from_slice(&[3, 124, 3, 2]);
    bytes[4..8].copy_from_slice(&(rows.len() as u32).to_le_bytes());
    bytes[8..10].copy_from_slice(&(header as u16).to_le_bytes());
    bytes[10..12].copy_from_slice(&(record as u16).to_le_bytes());
    for (name, kind, length) in fields {
        let mut field = [0_u8; 32];
        field[..name.len()].copy_from_slice(name.as_bytes());
        (field[11], field[16]) = (*kind, *length);
        bytes.extend(field);
    }
    bytes.push(0x0d);
    for (flag, cells) in rows {
        bytes.push(*flag as u8);
        for (cell, field) in cells.iter().zip(fields) {
            let mut cell = cell.to_vec();
            cell.resize(usize::from(field.2), b' ');
            bytes.extend(cell);
        }
    }
    bytes.push(0x1a);
    bytes
}

/// A .dbf of one text column `NAMA`.
pub fn names(rows: &[&str]) -> Vec<u8> {
    let cells: Vec<[&[u8]; 1]> = rows.iter().map(|name| [name.as_bytes()]).collect();
    let rows: Vec<(char, &[&[u8]])> = cells.iter().map(|c| (' ', c.as_slice())).collect();
    dbf(&[("NAMA", b'C', 20)], &rows)
}

/// A shapefile's files in a folder of its own.
pub struct Bundle {
    folder: tempfile::TempDir,
}

impl Bundle {
    /// `desa.shp`, `.shx`, `.dbf` and `.prj` (WGS 84) of these bodies and names.
    pub fn of(kind: i32, bodies: &[Vec<u8>], dbf: &[u8]) -> Self {
        let bundle = Self { folder: tempfile::tempdir().unwrap() };
        let (shp, shx) = shp(kind, bodies);
        bundle.put("desa.shp", &shp);
        bundle.put("desa.shx", &shx);
        bundle.put("desa.dbf", dbf);
        bundle.put("desa.prj", WGS84.as_bytes());
        bundle
    }

    /// `count` squares side by side near Kendari, named A, B, C…
    pub fn squares(count: usize) -> Self {
        let bodies: Vec<Vec<u8>> =
            (0..count).map(|i| polygon(5, &[square(122.0 + i as f64 / 10.0, -4.0, 0.1)])).collect();
        let letters: Vec<String> =
            (0..count).map(|i| char::from(b'A' + (i % 26) as u8).to_string()).collect();
        let letters: Vec<&str> = letters.iter().map(String::as_str).collect();
        Self::of(5, &bodies, &names(&letters))
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn shp(&self) -> PathBuf {
        self.path("desa.shp")
    }

    pub fn put(&self, name: &str, bytes: &[u8]) {
        std::fs::write(self.path(name), bytes).unwrap();
    }

    pub fn change(&self, name: &str, change: impl FnOnce(&mut Vec<u8>)) {
        let mut bytes = std::fs::read(self.path(name)).unwrap();
        change(&mut bytes);
        self.put(name, &bytes);
    }

    pub fn remove(&self, name: &str) {
        std::fs::remove_file(self.path(name)).unwrap();
    }
}

/// A file in a folder of its own.
pub fn file(name: &str, bytes: &[u8]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    (folder, path)
}

/// A zip without compression. `claimed` overrides the unpacked size that the directory tells.
pub fn zip(files: &[(&str, &[u8])], claimed: Option<u32>) -> Vec<u8> {
    let (mut bytes, mut directory) = (Vec::new(), Vec::new());
    for (name, content) in files {
        let at = bytes.len() as u32;
        let size = content.len() as u32;
        let mut common = vec![20, 0, 0, 0, 0, 0, 0, 0, 33, 0];
        common.extend(crc32(content).to_le_bytes());
        common.extend(size.to_le_bytes());
        common.extend(claimed.unwrap_or(size).to_le_bytes());
        common.extend((name.len() as u16).to_le_bytes());
        common.extend([0, 0]);
        bytes.extend(b"PK\x03\x04");
        bytes.extend(&common);
        bytes.extend(name.as_bytes());
        bytes.extend(*content);
        directory.extend(b"PK\x01\x02\x14\0");
        directory.extend(&common);
        directory.extend([0; 10]);
        directory.extend(at.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let (start, length) = (bytes.len() as u32, directory.len() as u32);
    bytes.extend(directory);
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    bytes.extend((files.len() as u16).to_le_bytes());
    bytes.extend((files.len() as u16).to_le_bytes());
    bytes.extend(length.to_le_bytes());
    bytes.extend(start.to_le_bytes());
    bytes.extend([0, 0]);
    bytes
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |crc, &byte| {
        (0..8).fold(
            crc ^ u32::from(byte),
            |c, _| {
                if c & 1 == 1 { c >> 1 ^ 0xedb8_8320 } else { c >> 1 }
            },
        )
    })
}

/// A workbook whose only sheet has this `sheetData`.
pub fn workbook(sheet_data: &str) -> Vec<u8> {
    let head = r#"<?xml version="1.0" encoding="UTF-8"?>"#;
    let types = format!(
        r#"{head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"#
    );
    let relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let rels = |target: &str, kind: &str| {
        format!(
            r#"{head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{relation}/{kind}" Target="{target}"/></Relationships>"#
        )
    };
    let book = format!(
        r#"{head}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="{relation}"><sheets><sheet name="Data" sheetId="1" r:id="rId1"/></sheets></workbook>"#
    );
    let sheet = format!(
        r#"{head}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{sheet_data}</sheetData></worksheet>"#
    );
    zip(
        &[
            ("[Content_Types].xml", types.as_bytes()),
            ("_rels/.rels", rels("xl/workbook.xml", "officeDocument").as_bytes()),
            ("xl/workbook.xml", book.as_bytes()),
            ("xl/_rels/workbook.xml.rels", rels("worksheets/sheet1.xml", "worksheet").as_bytes()),
            ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
        ],
        None,
    )
}
