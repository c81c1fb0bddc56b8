//! Binary Excel workbooks (.xlsb): records of a number, a length and bytes, in the parts of a zip.

use std::collections::BTreeMap;
use std::io::{BufReader, Read};
use std::path::Path;

use super::gather::{Gather, Gathered, MAX_CELL, MAX_SHEETS};
use super::number_format::{self, Epoch, Shown};
use super::relations;
use super::table::{CellText, RawCell, RawTable};
use super::workbook::{Package, gathered, why};
use super::xls::{error_name, rk};
use crate::base::fault::{BookWhy, SourceFault, Stop};
use crate::base::progress::Progress;

/// A cell has 32,767 characters at most; a formula adds little.
const MAX_RECORD: usize = 4 << 20;

const ROW: u32 = 0;
const SHARED_STRING: u32 = 19;
const FORMAT: u32 = 44;
const STYLE: u32 = 47;
const RICH_TEXT: u32 = 62;
const BOOK_PROPERTIES: u32 = 153;
const SHEET: u32 = 156;
const MERGE: u32 = 176;
const STYLES_BEGIN: u32 = 617;
const STYLES_END: u32 = 618;

/// Reads every sheet that has cells, hidden ones too.
///
/// # Errors
/// A limit passed, a damaged workbook, or cancelled.
pub fn read(path: &Path, progress: &Progress) -> Result<RawTable, Stop> {
    gathered(path, "xlsb", progress, |gather| {
        let mut package = Package::open(path)?;
        let part = relations::start(&mut package, "xl/workbook.bin")?;
        let links = relations::of(&mut package, &part)?;
        let by_type = |kind: &str, usual: &str| {
            let found = links.values().find(|link| link.kind.ends_with(kind));
            found.map_or_else(|| usual.to_owned(), |link| link.target.clone())
        };
        let mut epoch = Epoch::Y1900;
        let mut sheets: Vec<(String, bool, String)> = Vec::new();
        records(&mut package, &part, |id, data| {
            match id {
                BOOK_PROPERTIES if data.first().is_some_and(|flags| flags & 1 == 1) => {
                    epoch = Epoch::Y1904;
                }
                SHEET if sheets.len() < MAX_SHEETS => {
                    let hidden = u32_at(data, 0).is_some_and(|state| state != 0);
                    if let Some((id, rest)) = data.get(8..).and_then(wide)
                        && let Some((name, _)) = wide(rest)
                        && let Some(link) = links.get(&id)
                        && link.kind.ends_with("/worksheet")
                    {
                        sheets.push((name, hidden, link.target.clone()));
                    }
                }
                _ => {}
            }
            Ok(())
        })?;
        let strings =
            strings(&mut package, &by_type("/sharedStrings", "xl/sharedStrings.bin"), gather)?;
        let formats = styles(&mut package, &by_type("/styles", "xl/styles.bin"))?;
        let lookup = Lookup { strings, formats, epoch };
        for (name, hidden, part) in &sheets {
            read_sheet(&mut package, (name, *hidden, part), &lookup, gather)?;
        }
        Ok(())
    })
}

struct Lookup {
    strings: Vec<CellText>,
    formats: Vec<Shown>,
    epoch: Epoch,
}

fn strings(
    package: &mut Package,
    part: &str,
    gather: &mut Gather<'_>,
) -> Result<Vec<CellText>, Stop> {
    let mut strings = Vec::new();
    if !package.has(part) {
        return Ok(strings);
    }
    records(package, part, |id, data| {
        if id == SHARED_STRING {
            gather.step()?;
            let text = data.get(1..).and_then(wide).map(|(text, _)| text).unwrap_or_default();
            gather.hold(size_of::<CellText>() + if text.len() > 23 { text.len() } else { 0 })?;
            strings.push(text.into());
        }
        Ok(())
    })?;
    Ok(strings)
}

fn styles(package: &mut Package, part: &str) -> Result<Vec<Shown>, Stop> {
    let (mut custom, mut formats, mut inside) = (BTreeMap::new(), Vec::new(), false);
    if !package.has(part) {
        return Ok(formats);
    }
    records(package, part, |id, data| {
        match id {
            STYLES_BEGIN => inside = true,
            STYLES_END => inside = false,
            FORMAT if custom.len() < 10_000 => {
                if let (Some(id), Some((code, _))) = (u16_at(data, 0), data.get(2..).and_then(wide))
                {
                    custom.insert(u32::from(id), number_format::of_code(&code));
                }
            }
            STYLE if inside && formats.len() < 100_000 => {
                let id = u32::from(u16_at(data, 2).unwrap_or(0));
                formats.push(custom.get(&id).copied().unwrap_or(number_format::of_id(id)));
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(formats)
}

fn read_sheet(
    package: &mut Package,
    (name, hidden, part): (&str, bool, &str),
    lookup: &Lookup,
    gather: &mut Gather<'_>,
) -> Result<(), Stop> {
    let mut gathered = gather.sheet(Some(name.to_owned()), hidden);
    let Some(stream) = package.part(part)? else {
        let why = BookWhy::Part(part.to_owned());
        gathered.tell_all(SourceFault::DamagedWorkbook { why });
        return Ok(());
    };
    let mut hidden_rows = std::collections::BTreeSet::new();
    let (mut row, mut column) = (0_u32, 0_u32);
    let broken = each(BufReader::new(stream), |id, data| {
        match id {
            ROW => {
                row = u32_at(data, 0).unwrap_or(row);
                if data.get(11).is_some_and(|flags| flags & 0x10 != 0) {
                    hidden_rows.insert(row);
                    gathered.book.hold(32)?;
                }
            }
            MERGE => {
                let at = |i: usize| u32_at(data, 4 * i);
                if let (Some(a), Some(b), Some(c), Some(d)) = (at(0), at(1), at(2), at(3)) {
                    gathered.merge((a, b), (c, d));
                }
            }
            // Short cells stand right of the one before them.
            12..=18 => {
                column = column.saturating_add(1);
                let style = u32_at(data, 0).unwrap_or(0) & 0x00ff_ffff;
                let data = data.get(4..).unwrap_or_default();
                let cell = cell(id - 11, style, data, lookup, &mut gathered, (row, column));
                gathered.put(row, column, cell)?;
            }
            1..=11 | RICH_TEXT => {
                column = u32_at(data, 0).unwrap_or(column);
                let style = u32_at(data, 4).unwrap_or(0) & 0x00ff_ffff;
                let data = data.get(8..).unwrap_or_default();
                let cell = cell(id, style, data, lookup, &mut gathered, (row, column));
                gathered.put(row, column, cell)?;
            }
            _ => {}
        }
        Ok(())
    })?;
    if let Some(error) = broken {
        // What came before the break is kept.
        gathered.tell_all(SourceFault::DamagedWorkbook { why: why(&error, part) });
    }
    gathered.finish(|row| hidden_rows.contains(&row));
    Ok(())
}

fn cell(
    id: u32,
    style: u32,
    data: &[u8],
    lookup: &Lookup,
    gathered: &mut Gathered<'_, '_>,
    (row, column): (u32, u32),
) -> RawCell {
    let number = |value: Option<f64>| {
        let shown = lookup.formats.get(style as usize).copied().unwrap_or_default();
        value
            .filter(|x| x.is_finite())
            .map_or(RawCell::Empty, |x| number_format::cell(x, shown, lookup.epoch))
    };
    match id {
        2 => number(u32_at(data, 0).map(rk)),
        3 | 11 => data.first().map_or(RawCell::Empty, |&e| RawCell::Error(error_name(e).into())),
        4 | 10 => data.first().map_or(RawCell::Empty, |&b| RawCell::Logical(b != 0)),
        5 | 9 => number(data.get(..8).and_then(|b| Some(f64::from_le_bytes(b.try_into().ok()?)))),
        6 | 8 => wide(data).map_or(RawCell::Empty, |(t, _)| gathered.text(&t, row, column)),
        7 => {
            let text = u32_at(data, 0).and_then(|i| lookup.strings.get(i as usize));
            match text {
                Some(text) if text.len() > MAX_CELL => gathered.text(text, row, column),
                Some(text) if !text.is_empty() => RawCell::Text(text.clone()),
                _ => RawCell::Empty,
            }
        }
        RICH_TEXT => {
            let text = data.get(1..).and_then(wide);
            text.map_or(RawCell::Empty, |(t, _)| gathered.text(&t, row, column))
        }
        _ => RawCell::Empty,
    }
}

/// All records of a part that must be whole.
fn records(
    package: &mut Package,
    part: &str,
    record: impl FnMut(u32, &[u8]) -> Result<(), Stop>,
) -> Result<(), Stop> {
    let Some(stream) = package.part(part)? else {
        return Err(package.damaged(BookWhy::Part(part.to_owned())));
    };
    match each(BufReader::new(stream), record)? {
        None => Ok(()),
        Some(error) => Err(package.damaged(why(&error, part))),
    }
}

/// Hands out records up to the end or to where the part breaks off.
fn each(
    mut source: impl Read,
    mut record: impl FnMut(u32, &[u8]) -> Result<(), Stop>,
) -> Result<Option<std::io::Error>, Stop> {
    let mut data = Vec::new();
    loop {
        match next(&mut source, &mut data) {
            Ok(None) => return Ok(None),
            Ok(Some(id)) => record(id, &data)?,
            Err(error) => return Ok(Some(error)),
        }
    }
}

fn next(source: &mut impl Read, data: &mut Vec<u8>) -> std::io::Result<Option<u32>> {
    let mut byte = [0];
    if source.read(&mut byte)? == 0 {
        return Ok(None);
    }
    let mut id = u32::from(byte[0]);
    if id & 0x80 != 0 {
        source.read_exact(&mut byte)?;
        id = (id & 0x7f) | u32::from(byte[0] & 0x7f) << 7;
    }
    let mut length = 0_usize;
    for shift in [0, 7, 14, 21] {
        source.read_exact(&mut byte)?;
        length |= usize::from(byte[0] & 0x7f) << shift;
        if byte[0] & 0x80 == 0 {
            break;
        }
    }
    if length > MAX_RECORD {
        return Err(std::io::ErrorKind::InvalidData.into());
    }
    data.resize(length, 0);
    source.read_exact(data)?;
    Ok(Some(id))
}

fn u16_at(data: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(data.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(data: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(data.get(at..at + 4)?.try_into().ok()?))
}

/// A length and UTF-16; also what follows it.
fn wide(data: &[u8]) -> Option<(String, &[u8])> {
    let length = u32_at(data, 0)?;
    if length == u32::MAX {
        return Some((String::new(), &data[4..]));
    }
    let end = 4_usize.checked_add((length as usize).checked_mul(2)?)?;
    let bytes = data.get(4..end)?;
    let units = bytes.chunks_exact(2).map(|b| u16::from_le_bytes([b[0], b[1]]));
    let text = char::decode_utf16(units).map(|c| c.unwrap_or('\u{fffd}')).collect();
    Some((text, &data[end..]))
}
