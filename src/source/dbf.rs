//! The attribute table of a shapefile, row by row.
//!
//! Fixed width: row `i` stands at `header + i · record`, so shape `i` and row `i` belong together
//! for ever, deleted rows included. Numbers stay the text that was written. Memo files are never
//! opened: a claimed block length could ask for gigabytes.

use std::io::{BufReader, Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};

use super::encoding::{self, Bytes, Certainty, Codec, Labels};
use super::input::{self, Input};
use super::layer::{Cells, ColumnType, Encoding, LayerColumn};
use super::sibling;
use super::table::{RawCell, RawRow, RawSheet, RawTable};
use crate::base::fault::{At, Cap, Fault, SourceFault, Stop};
use crate::base::progress::{Phase, Progress};

/// Rows of a lone .dbf that we are willing to hold as a table.
const MAX_TABLE_ROWS: u32 = 2_000_000;

#[derive(Clone, Debug, PartialEq, Eq)]
struct Field {
    name: Vec<u8>,
    kind: u8,
    offset: usize,
    length: usize,
}

/// An open .dbf.
#[derive(Debug)]
pub struct Dbf {
    path: PathBuf,
    file: BufReader<Input>,
    header_length: u64,
    record_length: usize,
    fields: Vec<Field>,
    /// Rows that are wholly in the file, deleted ones included.
    pub rows: u32,
    /// Rows that the header promises.
    pub promised: u32,
    codec: Codec,
    pub encoding: Encoding,
    pub faults: Vec<Fault>,
    buffer: Vec<u8>,
    /// The row being read, before it is packed.
    text: String,
    ends: Vec<u32>,
    at: u64,
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    Live(Cells),
    Deleted,
}

impl Dbf {
    /// Opens the file, reads its header and looks through its text for the encoding.
    ///
    /// # Errors
    /// [`SourceFault::DamagedDbf`] for a header that makes no sense; an unknown `given` label.
    pub fn open(path: &Path, cpg: Option<&str>, given: Option<&str>) -> Result<Self, Stop> {
        let file = input::open(path)?;
        let size = file.length();
        let mut file = BufReader::with_capacity(1 << 16, file);
        let header = Header::read(&mut file, size)
            .ok_or_else(|| Stop::fault(SourceFault::DamagedDbf, At::file(path)))?;
        let given = given_codec(given, path)?;
        let whole = size.saturating_sub(header.length) / header.record_length as u64;
        let mut dbf = Self {
            path: path.to_owned(),
            file,
            header_length: header.length,
            record_length: header.record_length,
            rows: header.rows.min(u32::try_from(whole).unwrap_or(u32::MAX)),
            promised: header.rows,
            codec: Codec::Rs(encoding_rs::UTF_8),
            encoding: Encoding { label: "UTF-8".to_owned(), from: "bytes" },
            faults: Vec::new(),
            buffer: vec![0; header.record_length],
            text: String::new(),
            ends: Vec::new(),
            at: u64::MAX,
            fields: header.fields,
        };
        if dbf.rows < dbf.promised {
            let (read, promised) = (dbf.rows as usize, dbf.promised as usize);
            dbf.tell(SourceFault::Truncated { read, promised });
        }
        let ldid = encoding::language_driver(header.language);
        dbf.learn_encoding(Labels { given, cpg: cpg.and_then(encoding::named), ldid })?;
        for field in dbf.fields.iter().filter(|f| matches!(f.kind, b'M' | b'G' | b'P')) {
            let at = At::file(path).column(dbf.codec.decode(&field.name));
            dbf.faults.push(Fault::new(SourceFault::MemoField, at));
        }
        Ok(dbf)
    }

    pub fn columns(&self) -> Vec<LayerColumn> {
        self.fields
            .iter()
            .map(|field| LayerColumn {
                name: self.codec.decode(&field.name),
                kind: match field.kind {
                    b'N' | b'F' | b'I' | b'B' | b'Y' => ColumnType::Number,
                    b'D' => ColumnType::Date,
                    b'L' => ColumnType::Logical,
                    _ => ColumnType::Text,
                },
            })
            .collect()
    }

    /// Row `index`, from 0. Any order; rising order is fastest.
    pub fn row(&mut self, index: u32) -> Result<Row, Stop> {
        self.load(index)?;
        if self.buffer.first() == Some(&b'*') {
            return Ok(Row::Deleted);
        }
        self.text.clear();
        self.ends.clear();
        for field in &self.fields {
            cell(field, self.codec, &self.buffer, &mut self.text);
            self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
        }
        Ok(Row::Live(Cells::packed(&self.text, &self.ends)))
    }

    fn load(&mut self, index: u32) -> Result<(), Stop> {
        let wanted = self.header_length + u64::from(index) * self.record_length as u64;
        let moved = if self.at == u64::MAX {
            self.file.seek(SeekFrom::Start(wanted)).map(|_| ())
        } else {
            self.file.seek_relative(wanted as i64 - self.at as i64)
        };
        moved
            .and_then(|()| self.file.read_exact(&mut self.buffer))
            .map_err(|e| sibling::io(&e, &self.path))?;
        self.at = wanted + self.record_length as u64;
        Ok(())
    }

    fn learn_encoding(&mut self, labels: Labels) -> Result<(), Stop> {
        let mut seen = Bytes::Ascii;
        for field in &self.fields {
            seen = seen.and(Bytes::of(&field.name));
        }
        for index in 0..self.rows {
            if seen == Bytes::NotUtf8 {
                break;
            }
            self.load(index)?;
            if self.buffer.is_ascii() {
                continue;
            }
            for field in self.fields.iter().filter(|f| is_text(f.kind)) {
                seen = seen.and(Bytes::of(bytes_of(field, &self.buffer)));
            }
        }
        let (codec, told, certainty) = encoding::decide(seen, labels);
        if certainty == Certainty::Guessed {
            self.tell(SourceFault::GuessedEncoding { label: told.label.clone() });
        }
        (self.codec, self.encoding) = (codec, told);
        Ok(())
    }

    fn tell(&mut self, fault: SourceFault) {
        self.faults.push(Fault::new(fault, At::file(&self.path)));
    }
}

/// A .dbf alone, as a table: the field names stand in row 1.
pub fn table(path: &Path, given: Option<&str>, progress: &Progress) -> Result<RawTable, Stop> {
    let cpg = ["cpg", "cst"].iter().find_map(|e| sibling::find(path, e));
    let cpg = cpg.as_deref().and_then(sibling::small_text);
    let mut dbf = Dbf::open(path, cpg.as_deref(), given)?;
    if dbf.rows > MAX_TABLE_ROWS {
        let fault = SourceFault::TooLarge { what: Cap::Rows, limit: u64::from(MAX_TABLE_ROWS) };
        return Err(Stop::fault(fault, At::file(path)));
    }
    progress.start(Phase::Reading, dbf.rows as usize);
    let columns = dbf.columns();
    let head = columns.iter().map(|c| RawCell::Text(c.name.as_str().into())).collect();
    let mut rows = vec![RawRow { row: 1, cells: head, hidden: false }];
    let mut deleted = 0;
    for index in 0..dbf.rows {
        progress.step()?;
        match dbf.row(index)? {
            Row::Deleted => deleted += 1,
            Row::Live(cells) => {
                let cells = cells.iter().zip(&columns).map(|(c, k)| typed(c, k.kind));
                rows.push(RawRow { row: index + 2, cells: cells.collect(), hidden: false });
            }
        }
    }
    if deleted > 0 {
        dbf.tell(SourceFault::DeletedRows { rows: deleted });
    }
    let sheet = RawSheet { rows, ..RawSheet::default() };
    let Dbf { encoding, faults, .. } = dbf;
    Ok(RawTable { format: "dbf", sheets: vec![sheet], encoding, faults })
}

fn typed(cell: Option<&str>, kind: ColumnType) -> RawCell {
    let Some(text) = cell else { return RawCell::Empty };
    match kind {
        ColumnType::Number => match text.parse::<f64>() {
            Ok(x) if x.is_finite() => RawCell::Number(x),
            _ => RawCell::Text(text.into()),
        },
        ColumnType::Date => RawCell::Date(text.into()),
        ColumnType::Logical if text == "TRUE" => RawCell::Logical(true),
        ColumnType::Logical if text == "FALSE" => RawCell::Logical(false),
        ColumnType::Logical | ColumnType::Text => RawCell::Text(text.into()),
    }
}

/// The codec of a label that the user gave.
pub(super) fn given_codec(label: Option<&str>, path: &Path) -> Result<Option<Codec>, Stop> {
    let Some(label) = label else { return Ok(None) };
    encoding::named(label).map(Some).ok_or_else(|| {
        let fault = SourceFault::UnknownEncoding { label: label.to_owned() };
        Stop::fault(fault, At::file(path))
    })
}

/// Whether the first bytes look like the header of a .dbf of `size` bytes.
pub(super) fn looks_like(bytes: &[u8], size: u64) -> bool {
    let &[version, _year, month, day, ..] = bytes else { return false };
    let versions = [0x02, 0x03, 0x04, 0x05, 0x30, 0x31, 0x32, 0x43, 0x63, 0x83, 0x8b, 0x8c, 0x8e];
    let (Some(length), Some(record)) = (u16_at(bytes, 8), u16_at(bytes, 10)) else { return false };
    (versions.contains(&version) || matches!(version, 0xcb | 0xf5 | 0xfb))
        && month <= 12
        && day <= 31
        && length >= 33
        && u64::from(length) <= size + 1
        && record >= 1
        && bytes.get(12..14) == Some(&[0, 0])
}

struct Header {
    length: u64,
    record_length: usize,
    rows: u32,
    language: u8,
    fields: Vec<Field>,
}

impl Header {
    fn read(file: &mut BufReader<Input>, size: u64) -> Option<Self> {
        let mut start = [0_u8; 32];
        file.read_exact(&mut start).ok()?;
        let claimed = u64::from(u16_at(&start, 8)?);
        let length = claimed.clamp(33, size.max(33));
        let mut rest = vec![0_u8; length as usize - 32];
        let got = read_up_to(file, &mut rest);
        rest.truncate(got);
        // dBase 7 has longer names and descriptors of 48 bytes.
        let seven = start[0] & 7 == 4;
        let (skip, step, name) = if seven { (36, 48, 32) } else { (0, 32, 11) };
        let mut fields = Vec::new();
        let mut offset = 1;
        for raw in rest.get(skip..)?.chunks_exact(step) {
            if matches!(raw[0], 0x0d | 0) {
                break;
            }
            let (kind, length) =
                if seven { (raw[32], raw[33]) } else { (raw[11].to_ascii_uppercase(), raw[16]) };
            let name = raw[..name].split(|&b| b == 0).next().unwrap_or_default().trim_ascii();
            let length = usize::from(length);
            fields.push(Field { name: name.to_vec(), kind, offset, length });
            offset += length;
        }
        let record_length = usize::from(u16_at(&start, 10)?);
        if record_length > offset && !seven {
            widen(&mut fields, &rest, record_length);
        }
        let record_length = if record_length < 2 { offset } else { record_length };
        if fields.is_empty() || record_length < 2 {
            return None;
        }
        // A header without its terminator, cut by a wrong length: rows begin after the fields.
        let length = if claimed < 33 { 32 + 32 * fields.len() as u64 + 1 } else { claimed };
        let rows = u32::from_le_bytes(start[4..8].try_into().ok()?);
        Some(Self { length, record_length, rows, language: start[29], fields })
    }
}

/// Text fields longer than 255: the decimals byte is the high byte, if only so the lengths fit.
fn widen(fields: &mut [Field], descriptors: &[u8], record_length: usize) {
    let high = |i: usize, field: &Field| match field.kind {
        b'C' => usize::from(descriptors[i * 32 + 17]) << 8,
        _ => 0,
    };
    let total: usize = fields.iter().enumerate().map(|(i, f)| f.length + high(i, f)).sum();
    if total + 1 != record_length {
        return;
    }
    let mut offset = 1;
    for (i, field) in fields.iter_mut().enumerate() {
        field.length += high(i, field);
        field.offset = offset;
        offset += field.length;
    }
}

fn read_up_to(file: &mut BufReader<Input>, buffer: &mut [u8]) -> usize {
    let mut got = 0;
    while got < buffer.len() {
        match file.read(&mut buffer[got..]) {
            Ok(0) | Err(_) => break,
            Ok(n) => got += n,
        }
    }
    got
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn is_text(kind: u8) -> bool {
    !matches!(
        kind,
        b'N' | b'F' | b'D' | b'L' | b'M' | b'G' | b'P' | b'I' | b'B' | b'Y' | b'T' | b'@' | b'0'
    )
}

/// The bytes of a field, cut to the record, at the first NUL, and freed of blanks.
fn bytes_of<'a>(field: &Field, record: &'a [u8]) -> &'a [u8] {
    let end = (field.offset + field.length).min(record.len());
    let raw = record.get(field.offset..end).unwrap_or_default();
    raw.split(|&b| b == 0).next().unwrap_or_default().trim_ascii()
}

/// Writes the cell's text behind `text`; nothing where it is empty.
fn cell(field: &Field, codec: Codec, record: &[u8], text: &mut String) {
    let bytes = bytes_of(field, record);
    match field.kind {
        b'M' | b'G' | b'P' | b'T' | b'@' | b'0' => {}
        b'I' | b'Y' | b'B' => text.push_str(&binary(field, record).unwrap_or_default()),
        b'L' => match bytes.first() {
            Some(b'T' | b't' | b'Y' | b'y') => text.push_str("TRUE"),
            Some(b'F' | b'f' | b'N' | b'n') => text.push_str("FALSE"),
            _ => {}
        },
        b'N' | b'F' if bytes.iter().all(|&b| b == b'*') => {}
        b'D' => date(bytes, text),
        _ => plain(bytes, codec, text),
    }
}

/// Nearly every codec leaves ASCII as it is.
fn plain(bytes: &[u8], codec: Codec, text: &mut String) {
    let as_is = match codec {
        Codec::Rs(encoding) => encoding.is_ascii_compatible(),
        Codec::Cp437 | Codec::Cp850 => true,
    };
    match std::str::from_utf8(bytes) {
        Ok(ascii) if as_is && ascii.is_ascii() => text.push_str(ascii),
        _ => text.push_str(codec.decode(bytes).trim()),
    }
}

/// `20240302` → `2024-03-02`; zeros and blanks are empty, the rest stays as written.
fn date(bytes: &[u8], text: &mut String) {
    if bytes.is_empty() || bytes.iter().all(|&b| b == b'0') {
        return;
    }
    let day = String::from_utf8_lossy(bytes);
    if bytes.len() == 8 && bytes.iter().all(u8::is_ascii_digit) {
        let (year, rest) = day.split_at(4);
        let (month, day) = rest.split_at(2);
        text.extend([year, "-", month, "-", day]);
        return;
    }
    text.push_str(&day);
}

/// FoxPro's binary numbers: four-byte integers, doubles and money in ten-thousandths.
fn binary(field: &Field, record: &[u8]) -> Option<String> {
    let raw = record.get(field.offset..field.offset + field.length)?;
    match (field.kind, field.length) {
        (b'I', 4) => Some(i32::from_le_bytes(raw.try_into().ok()?).to_string()),
        (b'B', 8) => {
            let value = f64::from_le_bytes(raw.try_into().ok()?);
            value.is_finite().then(|| value.to_string())
        }
        (b'Y', 8) => Some((i64::from_le_bytes(raw.try_into().ok()?) as f64 / 1e4).to_string()),
        _ => None,
    }
}
