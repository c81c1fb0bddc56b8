//! Workbooks of old Excel (.xls, 1993 to 2003): records of a number, a length and bytes (BIFF5, BIFF8).

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use encoding_rs::WINDOWS_1252;

use super::compound::{self, Compound};
use super::encoding::{self, Codec};
use super::gather::{Gather, Gathered, MAX_SHEETS};
use super::number_format::{self, Epoch, Shown};
use super::sibling;
use super::table::{CellText, RawCell, RawTable};
use super::workbook::gathered;
use crate::base::fault::{At, BookWhy, Found, SourceFault, Stop};
use crate::base::progress::Progress;

const MAX_BYTES: u64 = 256 << 20;

/// Reads every sheet that has cells, hidden ones too.
///
/// # Errors
/// A limit passed, a damaged or locked workbook, another document, or cancelled.
pub fn read(path: &Path, progress: &Progress) -> Result<RawTable, Stop> {
    gathered(path, "xls", progress, |gather| {
        let bytes = sibling::whole(path, MAX_BYTES)?;
        let refuse = |fault| Stop::fault(fault, At::file(path));
        let damaged = |why| refuse(SourceFault::DamagedWorkbook { why });
        let stream = if compound::is(&bytes) {
            let file = Compound::read(&bytes).ok_or_else(|| damaged(BookWhy::Cut))?;
            if file.has("EncryptedPackage") {
                return Err(damaged(BookWhy::Password));
            }
            match file.stream("Workbook").or_else(|| file.stream("Book")) {
                Some(stream) => stream,
                None if file.has("WordDocument") || file.has("PowerPoint Document") => {
                    return Err(refuse(SourceFault::UnknownFormat { found: Found::Document }));
                }
                None => return Err(damaged(BookWhy::Contents)),
            }
        } else {
            bytes
        };
        let book = Book::read(&stream, gather)?;
        if book.locked {
            return Err(damaged(BookWhy::Password));
        }
        if !book.begun {
            return Err(damaged(BookWhy::Contents));
        }
        for sheet in &book.sheets {
            read_sheet(&stream, sheet, &book, gather)?;
        }
        Ok(())
    })
}

/// One record: what it is and where its bytes stand.
#[derive(Clone, Copy)]
struct Record<'b> {
    id: u16,
    data: &'b [u8],
    /// Where the next record begins.
    end: usize,
}

fn record(stream: &[u8], at: usize) -> Option<Record<'_>> {
    let id = u16_at(stream, at)?;
    let length = usize::from(u16_at(stream, at + 2)?);
    // A record that breaks off is what is left of it.
    let end = (at + 4 + length).min(stream.len());
    Some(Record { id, data: &stream[at + 4..end], end })
}

const CONTINUE: u16 = 0x3c;

/// The bytes of a record and of those that continue it.
struct Pieces<'b> {
    parts: Vec<&'b [u8]>,
    part: usize,
    at: usize,
    end: usize,
}

impl<'b> Pieces<'b> {
    fn of(stream: &'b [u8], first: Record<'b>) -> Self {
        let (mut parts, mut end) = (vec![first.data], first.end);
        while let Some(next) = record(stream, end).filter(|r| r.id == CONTINUE) {
            parts.push(next.data);
            end = next.end;
        }
        Self { parts, part: 0, at: 0, end }
    }

    fn byte(&mut self) -> Option<u8> {
        loop {
            let piece = self.parts.get(self.part)?;
            if let Some(&byte) = piece.get(self.at) {
                self.at += 1;
                return Some(byte);
            }
            (self.part, self.at) = (self.part + 1, 0);
        }
    }

    fn u16(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    fn u32(&mut self) -> Option<u32> {
        Some(u32::from(self.u16()?) | u32::from(self.u16()?) << 16)
    }

    fn skip(&mut self, mut bytes: usize) {
        while let Some(piece) = self.parts.get(self.part) {
            let here = piece.len() - self.at.min(piece.len());
            if bytes <= here {
                self.at += bytes;
                return;
            }
            bytes -= here;
            (self.part, self.at) = (self.part + 1, 0);
        }
    }

    /// Characters after their count. Where they run into the next record, it says anew whether
    /// they take one byte or two.
    fn characters(&mut self, count: usize, flags: u8) -> String {
        let mut units = Vec::with_capacity(count.min(1 << 12));
        let mut wide = flags & 1 == 1;
        for _ in 0..count {
            let ended = self.parts.get(self.part).is_none_or(|p| self.at >= p.len());
            if ended {
                (self.part, self.at) = (self.part + 1, 0);
                let Some(flags) = self.byte() else { break };
                wide = flags & 1 == 1;
            }
            let unit = if wide { self.u16() } else { self.byte().map(u16::from) };
            let Some(unit) = unit else { break };
            units.push(unit);
        }
        String::from_utf16_lossy(&units)
    }

    /// A text with its count of characters, its marks and what hangs on it.
    fn text(&mut self) -> Option<String> {
        let count = usize::from(self.u16()?);
        let flags = self.byte()?;
        let runs = if flags & 8 != 0 { usize::from(self.u16()?) * 4 } else { 0 };
        let more = if flags & 4 != 0 { self.u32()? as usize } else { 0 };
        let text = self.characters(count, flags);
        self.skip(runs.saturating_add(more));
        Some(text)
    }
}

struct Sheet {
    name: String,
    hidden: bool,
    start: usize,
}

/// What stands before the sheets.
struct Book {
    begun: bool,
    locked: bool,
    /// BIFF8: texts are Unicode.
    unicode: bool,
    codec: Codec,
    epoch: Epoch,
    strings: Vec<CellText>,
    formats: Vec<Shown>,
    sheets: Vec<Sheet>,
}

impl Book {
    fn read(stream: &[u8], gather: &mut Gather<'_>) -> Result<Self, Stop> {
        let mut book = Self {
            begun: false,
            locked: false,
            unicode: true,
            codec: Codec::Rs(WINDOWS_1252),
            epoch: Epoch::Y1900,
            strings: Vec::new(),
            formats: Vec::new(),
            sheets: Vec::new(),
        };
        let mut custom = BTreeMap::new();
        let mut at = 0;
        while let Some(record) = record(stream, at) {
            gather.step()?;
            at = record.end;
            let data = record.data;
            match record.id {
                0x0809 if !book.begun => {
                    book.begun = true;
                    book.unicode = u16_at(data, 0).is_some_and(|version| version >= 0x0600);
                    // A sheet alone, as old programs wrote it.
                    if u16_at(data, 2) == Some(0x10) {
                        book.sheets.push(Sheet { name: String::new(), hidden: false, start: 0 });
                        return Ok(book);
                    }
                }
                0x0a => break,
                0x2f => book.locked = true,
                0x22 if u16_at(data, 0) == Some(1) => book.epoch = Epoch::Y1904,
                0x42 => {
                    let page = u16_at(data, 0).unwrap_or(1252);
                    book.codec = encoding::named(&page.to_string()).unwrap_or(book.codec);
                }
                0x041e if custom.len() < 10_000 => {
                    if let Some(id) = u16_at(data, 0) {
                        let code = book.format_code(stream, record);
                        custom.insert(u32::from(id), number_format::of_code(&code));
                    }
                }
                0xe0 if book.formats.len() < 100_000 => {
                    let id = u32::from(u16_at(data, 2).unwrap_or(0));
                    let shown = custom.get(&id).copied();
                    book.formats.push(shown.unwrap_or(number_format::of_id(id)));
                }
                0x85 if book.sheets.len() < MAX_SHEETS => book.sheets.extend(book.bound(data)),
                0xfc => at = book.shared(stream, record, gather)?,
                _ => {}
            }
        }
        Ok(book)
    }

    fn format_code(&self, stream: &[u8], record: Record<'_>) -> String {
        if self.unicode {
            let mut pieces = Pieces::of(stream, record);
            pieces.skip(2);
            pieces.text().unwrap_or_default()
        } else {
            self.codec.decode(record.data.get(3..).unwrap_or_default())
        }
    }

    fn bound(&self, data: &[u8]) -> Option<Sheet> {
        let start = u32_at(data, 0)? as usize;
        let (state, kind, count) = (*data.get(4)?, *data.get(5)?, usize::from(*data.get(6)?));
        let name = if self.unicode {
            let rest = data.get(8..)?;
            Pieces { parts: vec![rest], part: 0, at: 0, end: 0 }.characters(count, *data.get(7)?)
        } else {
            let rest = data.get(7..)?;
            self.codec.decode(&rest[..count.min(rest.len())])
        };
        (kind == 0).then_some(Sheet { name, hidden: state & 3 != 0, start })
    }

    /// The texts that cells share; where the next record begins.
    fn shared(
        &mut self,
        stream: &[u8],
        record: Record<'_>,
        gather: &mut Gather<'_>,
    ) -> Result<usize, Stop> {
        let mut pieces = Pieces::of(stream, record);
        pieces.skip(8);
        while let Some(text) = pieces.text() {
            gather.step()?;
            gather.hold(size_of::<CellText>() + if text.len() > 23 { text.len() } else { 0 })?;
            self.strings.push(text.into());
        }
        Ok(pieces.end)
    }
}

fn read_sheet(
    stream: &[u8],
    sheet: &Sheet,
    book: &Book,
    gather: &mut Gather<'_>,
) -> Result<(), Stop> {
    let name = Some(sheet.name.clone()).filter(|name| !name.is_empty());
    let mut cells = Cells { book, gathered: gather.sheet(name, sheet.hidden), formula: None };
    let (mut hidden, mut depth, mut at) = (BTreeSet::new(), 0_usize, sheet.start);
    loop {
        let Some(record) = record(stream, at) else {
            cells.gathered.tell_all(SourceFault::DamagedWorkbook { why: BookWhy::Cut });
            break;
        };
        cells.gathered.book.step()?;
        at = record.end;
        let data = record.data;
        match record.id {
            // Charts within the sheet have a beginning and an end of their own.
            0x0809 => depth += 1,
            0x0a if depth <= 1 => break,
            0x0a => depth -= 1,
            _ if depth > 1 => {}
            0x0208 => {
                if data.get(12).is_some_and(|flags| flags & 0x20 != 0)
                    && let Some(row) = u16_at(data, 0)
                {
                    hidden.insert(u32::from(row));
                }
            }
            0xe5 => {
                for block in data.get(2..).unwrap_or_default().chunks_exact(8) {
                    let at = |i: usize| u32::from(u16::from_le_bytes([block[i], block[i + 1]]));
                    cells.gathered.merge((at(0), at(2)), (at(4), at(6)));
                }
            }
            id => cells.record(id, record, stream)?,
        }
    }
    cells.gathered.finish(|row| hidden.contains(&row));
    Ok(())
}

struct Cells<'b, 'g, 'a> {
    book: &'b Book,
    gathered: Gathered<'g, 'a>,
    /// A formula whose text stands in a later record.
    formula: Option<(u32, u32)>,
}

impl Cells<'_, '_, '_> {
    fn record(&mut self, id: u16, record: Record<'_>, stream: &[u8]) -> Result<(), Stop> {
        let data = record.data;
        if id == 0x0207 {
            let Some((row, column)) = self.formula.take() else { return Ok(()) };
            let text = self.text(stream, record, 0);
            let cell = self.gathered.text(&text, row, column);
            return self.gathered.put(row, column, cell);
        }
        let (Some(row), Some(column)) = (u16_at(data, 0), u16_at(data, 2)) else { return Ok(()) };
        let (row, column) = (u32::from(row), u32::from(column));
        let cell = match id {
            0x0203 => self.number(f64_at(data, 6), u16_at(data, 4)),
            0x027e => self.number(u32_at(data, 6).map(rk), u16_at(data, 4)),
            0xbd => {
                let pairs = data.get(4..data.len().saturating_sub(2)).unwrap_or_default();
                for (column, pair) in (column..).zip(pairs.chunks_exact(6)) {
                    let cell = self.number(u32_at(pair, 2).map(rk), u16_at(pair, 0));
                    self.gathered.put(row, column, cell)?;
                }
                return Ok(());
            }
            0xfd => {
                let text = u32_at(data, 6).and_then(|i| self.book.strings.get(i as usize));
                match text {
                    Some(text) if !text.is_empty() => RawCell::Text(text.clone()),
                    _ => RawCell::Empty,
                }
            }
            0x0204 | 0xd6 => {
                let text = self.text(stream, record, 6);
                self.gathered.text(&text, row, column)
            }
            0x0205 => match (data.get(6), data.get(7)) {
                (Some(&value), Some(0)) => RawCell::Logical(value != 0),
                (Some(&value), Some(_)) => RawCell::Error(error_name(value).into()),
                _ => RawCell::Empty,
            },
            0x06 => self.formula(data, row, column),
            _ => return Ok(()),
        };
        self.gathered.put(row, column, cell)
    }

    fn number(&self, value: Option<f64>, style: Option<u16>) -> RawCell {
        let shown = style.and_then(|s| self.book.formats.get(usize::from(s))).copied();
        value.filter(|x| x.is_finite()).map_or(RawCell::Empty, |x| {
            number_format::cell(x, shown.unwrap_or_default(), self.book.epoch)
        })
    }

    fn formula(&mut self, data: &[u8], row: u32, column: u32) -> RawCell {
        self.formula = None;
        if data.get(12..14) != Some(&[0xff, 0xff]) {
            return self.number(f64_at(data, 6), u16_at(data, 4));
        }
        let value = data.get(8).copied().unwrap_or(0);
        match data.get(6) {
            Some(0) => {
                self.formula = Some((row, column));
                RawCell::Empty
            }
            Some(1) => RawCell::Logical(value != 0),
            Some(2) => RawCell::Error(error_name(value).into()),
            _ => RawCell::Empty,
        }
    }

    /// A text from `from` on in a record.
    fn text(&self, stream: &[u8], record: Record<'_>, from: usize) -> String {
        if self.book.unicode {
            let mut pieces = Pieces::of(stream, record);
            pieces.skip(from);
            pieces.text().unwrap_or_default()
        } else {
            let count = usize::from(u16_at(record.data, from).unwrap_or(0));
            let rest = record.data.get(from + 2..).unwrap_or_default();
            self.book.codec.decode(&rest[..count.min(rest.len())])
        }
    }
}

/// Thirty bits of a number, whole or with half its digits, maybe a hundred times too large.
pub(super) fn rk(bits: u32) -> f64 {
    let value = if bits & 2 != 0 {
        f64::from((bits as i32) >> 2)
    } else {
        f64::from_bits(u64::from(bits & !3) << 32)
    };
    if bits & 1 != 0 { value / 100.0 } else { value }
}

/// As Excel shows it.
pub(super) fn error_name(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0f => "#VALUE!",
        0x17 => "#REF!",
        0x1d => "#NAME?",
        0x24 => "#NUM!",
        _ => "#N/A",
    }
}

fn u16_at(data: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(data.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

fn u32_at(data: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(data.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

fn f64_at(data: &[u8], at: usize) -> Option<f64> {
    Some(f64::from_le_bytes(data.get(at..at.checked_add(8)?)?.try_into().ok()?))
}
