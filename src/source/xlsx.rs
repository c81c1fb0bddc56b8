//! Excel workbooks (.xlsx), cell by cell.
//!
//! Two things are never done: unpacking before the zip's own directory has been judged, and asking
//! for a whole sheet as a rectangle (two cells at its far corners would ask for 500 GB).

use std::collections::BTreeMap;
use std::io::{BufReader, Read as _, Seek as _, SeekFrom};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use calamine::{DataRef, Dimensions, ExcelDateTime, Reader as _, SheetType, Xlsx, XlsxError};

use super::input::{self, Input};
use super::layer::Encoding;
use super::sibling;
use super::table::{Merge, RawCell, RawRow, RawSheet, RawTable, column_letter};
use crate::base::fault::{At, Cap, Fault, SourceFault, Stop};
use crate::base::progress::{Phase, Progress};

const MAX_UNPACKED: u64 = 512 << 20;
/// Beyond this ratio a workbook of more than `MAX_TIGHT` bytes is a bomb.
const MAX_RATIO: u64 = 100;
const MAX_TIGHT: u64 = 50 << 20;
const MAX_CELLS: usize = 5_000_000;
/// Cells including the empty ones before each row's last.
const MAX_PLACES: usize = 8_000_000;
const MAX_COLUMNS: u32 = 2_000;
const MAX_MERGES: usize = 100_000;
const MAX_CELL: usize = 1 << 20;
const MAX_LISTED: usize = 100;

/// Reads every sheet that has cells, hidden ones too.
///
/// # Errors
/// A limit passed, a damaged workbook, or cancelled.
pub fn read(path: &Path, progress: &Progress) -> Result<RawTable, Stop> {
    let refuse = |fault| Stop::fault(fault, At::file(path));
    let file = input::open(path)?;
    let mut file = BufReader::new(file);
    let entries = directory(&mut file)
        .ok_or_else(|| refuse(SourceFault::DamagedWorkbook { why: "zip directory".to_owned() }))?;
    judge(&entries).map_err(refuse)?;
    file.seek(SeekFrom::Start(0)).map_err(|e| sibling::io(&e, path))?;
    progress.start(Phase::Reading, 0);
    // The reader is other people's code fed with other people's bytes.
    let read = catch_unwind(AssertUnwindSafe(|| workbook(file, path, progress)));
    let (sheets, faults) = read.unwrap_or_else(|_| {
        Err(refuse(SourceFault::DamagedWorkbook { why: "panic".to_owned() }))
    })?;
    let encoding = Encoding { label: "UTF-8".to_owned(), from: "bytes" };
    Ok(RawTable { format: "xlsx", sheets, encoding, faults })
}

type Sheets = (Vec<RawSheet>, Vec<Fault>);

fn workbook(file: BufReader<Input>, path: &Path, progress: &Progress) -> Result<Sheets, Stop> {
    let damaged = |error: XlsxError| {
        let fault = SourceFault::DamagedWorkbook { why: error.to_string() };
        Stop::fault(fault, At::file(path))
    };
    let mut book = Xlsx::new(file).map_err(damaged)?;
    let names: Vec<String> = book
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| sheet.name.clone())
        .collect();
    let mut faults = Vec::new();
    let mut sheets = Vec::new();
    let mut errors = 0;
    let mut left = Left { cells: MAX_CELLS, places: MAX_PLACES };
    for name in names {
        progress.step()?;
        let at = At::file(path).sheet(Some(name.clone()));
        let merges = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
        let rows = match book.worksheet_cells_reader(&name) {
            Ok(mut cells) => {
                let mut next = || cells.next_cell();
                sheet_rows(&mut next, &at, &mut left, &mut faults, &mut errors, progress)?
            }
            Err(error) => {
                let fault = SourceFault::DamagedWorkbook { why: error.to_string() };
                faults.push(Fault::new(fault, at));
                continue;
            }
        };
        if !rows.is_empty() {
            let merges = merges.iter().take(MAX_MERGES).filter_map(merge).collect();
            sheets.push(RawSheet { name: Some(name), rows, merges, hidden: false });
        }
    }
    if errors > MAX_LISTED {
        let fault = SourceFault::More { count: errors - MAX_LISTED };
        faults.push(Fault::new(fault, At::file(path)));
    }
    if sheets.is_empty() {
        faults.push(Fault::new(SourceFault::Empty, At::file(path)));
    }
    Ok((sheets, faults))
}

/// What may still be read of the workbook.
struct Left {
    cells: usize,
    places: usize,
}

type NextCell<'n, 'c> =
    &'n mut dyn FnMut() -> Result<Option<calamine::Cell<DataRef<'c>>>, XlsxError>;

/// All cells of a sheet. One that breaks off in the middle keeps what came before, and is told.
fn sheet_rows(
    next: NextCell<'_, '_>,
    at: &At,
    left: &mut Left,
    faults: &mut Vec<Fault>,
    errors: &mut usize,
    progress: &Progress,
) -> Result<Vec<RawRow>, Stop> {
    let mut rows: BTreeMap<u32, Vec<RawCell>> = BTreeMap::new();
    let refuse = |what, limit: u64| Stop::fault(SourceFault::TooLarge { what, limit }, at.clone());
    loop {
        let cell = match next() {
            Ok(Some(cell)) => cell,
            Ok(None) => break,
            Err(error) => {
                let fault = SourceFault::DamagedWorkbook { why: error.to_string() };
                faults.push(Fault::new(fault, at.clone()));
                break;
            }
        };
        let (row, column) = cell.get_position();
        let value = cell_of(cell.get_value());
        if value == RawCell::Empty {
            continue;
        }
        if column >= MAX_COLUMNS {
            return Err(refuse(Cap::Columns, u64::from(MAX_COLUMNS)));
        }
        left.cells =
            left.cells.checked_sub(1).ok_or_else(|| refuse(Cap::Cells, MAX_CELLS as u64))?;
        let place = || at.clone().row(row.saturating_add(1)).column(column_letter(column as usize));
        if let RawCell::Error(text) = &value {
            *errors += 1;
            if *errors <= MAX_LISTED {
                faults.push(Fault::new(
                    SourceFault::FormulaError { text: text.to_string() },
                    place(),
                ));
            }
        }
        if longer(cell.get_value()) {
            let fault = SourceFault::TooLarge { what: Cap::CellText, limit: MAX_CELL as u64 };
            faults.push(Fault::new(fault, place()));
        }
        let cells = rows.entry(row).or_default();
        let wanted = column as usize + 1;
        if cells.len() < wanted {
            let more = wanted - cells.len();
            left.places = left
                .places
                .checked_sub(more)
                .ok_or_else(|| refuse(Cap::Cells, MAX_CELLS as u64))?;
            cells.resize(wanted, RawCell::Empty);
        }
        cells[column as usize] = value;
        progress.step()?;
    }
    Ok(rows
        .into_iter()
        .map(|(row, cells)| RawRow { row: row.saturating_add(1), cells, hidden: false })
        .collect())
}

fn longer(value: &DataRef<'_>) -> bool {
    match value {
        DataRef::String(text) => text.len() > MAX_CELL,
        DataRef::SharedString(text) => text.len() > MAX_CELL,
        _ => false,
    }
}

fn cell_of(value: &DataRef<'_>) -> RawCell {
    let text = |text: &str| {
        let mut end = text.len().min(MAX_CELL);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        if text.is_empty() { RawCell::Empty } else { RawCell::Text(text[..end].into()) }
    };
    match value {
        DataRef::Empty => RawCell::Empty,
        DataRef::Int(x) => RawCell::Number(*x as f64),
        DataRef::Float(x) if x.is_finite() => RawCell::Number(*x),
        DataRef::Float(x) => RawCell::Text(x.to_string().into()),
        DataRef::String(s) => text(s),
        DataRef::SharedString(s) => text(s),
        DataRef::Bool(b) => RawCell::Logical(*b),
        DataRef::DateTime(when) => date(*when),
        DataRef::DateTimeIso(iso) => RawCell::Date(iso.as_str().into()),
        DataRef::DurationIso(iso) => RawCell::Text(iso.as_str().into()),
        DataRef::Error(error) => RawCell::Error(error.to_string().into()),
    }
}

/// A day, with its time where it has one; a duration stays the number that it is in the file.
fn date(when: ExcelDateTime) -> RawCell {
    let value = when.as_f64();
    if !when.is_datetime() || !(0.0..2_958_466.0).contains(&value) {
        return if value.is_finite() { RawCell::Number(value) } else { RawCell::Empty };
    }
    let (year, month, day, hour, minute, second, _) = when.to_ymd_hms_milli();
    let day = format!("{year:04}-{month:02}-{day:02}");
    if (hour, minute, second) == (0, 0, 0) {
        RawCell::Date(day.into())
    } else {
        RawCell::Date(format!("{day}T{hour:02}:{minute:02}:{second:02}").into())
    }
}

fn merge(block: &Dimensions) -> Option<Merge> {
    let (start, end) = (block.start, block.end);
    (start.0 <= end.0 && start.1 <= end.1).then(|| Merge {
        first_row: start.0.saturating_add(1),
        last_row: end.0.saturating_add(1),
        first_column: start.1,
        last_column: end.1,
    })
}

/// One file in a zip, as its central directory tells it.
pub(super) struct Entry {
    pub(super) name: String,
    packed: u64,
    unpacked: u64,
}

fn judge(entries: &[Entry]) -> Result<(), SourceFault> {
    let sum = |size: fn(&Entry) -> u64| entries.iter().map(size).fold(0, u64::saturating_add);
    let (packed, unpacked) = (sum(|e| e.packed), sum(|e| e.unpacked));
    if unpacked > MAX_UNPACKED {
        return Err(SourceFault::TooLarge { what: Cap::Unpacked, limit: MAX_UNPACKED });
    }
    if unpacked > MAX_TIGHT && unpacked / packed.max(1) > MAX_RATIO {
        return Err(SourceFault::TooLarge { what: Cap::Ratio, limit: MAX_RATIO });
    }
    Ok(())
}

/// The central directory of a zip; `None` when it is damaged or a zip64, which no office writes.
pub(super) fn directory(file: &mut BufReader<Input>) -> Option<Vec<Entry>> {
    let size = file.seek(SeekFrom::End(0)).ok()?;
    let tail = size.min(65_557);
    file.seek(SeekFrom::Start(size - tail)).ok()?;
    let mut end = vec![0; tail as usize];
    file.read_exact(&mut end).ok()?;
    let at = end.windows(4).rposition(|w| w == b"PK\x05\x06")?;
    let end = end.get(at..at + 22)?;
    let number = |bytes: &[u8], at: usize, length: usize| {
        bytes.get(at..at + length).map(|b| b.iter().rev().fold(0, |n, &b| n << 8 | u64::from(b)))
    };
    let (length, start) = (number(end, 12, 4)?, number(end, 16, 4)?);
    if length > 16 << 20 || start.checked_add(length)? > size {
        return None;
    }
    file.seek(SeekFrom::Start(start)).ok()?;
    let mut bytes = vec![0; length as usize];
    file.read_exact(&mut bytes).ok()?;
    let mut rest = bytes.as_slice();
    let mut entries = Vec::new();
    while rest.len() >= 46 && rest.starts_with(b"PK\x01\x02") {
        let (packed, unpacked) = (number(rest, 20, 4)?, number(rest, 24, 4)?);
        let lengths = [number(rest, 28, 2)?, number(rest, 30, 2)?, number(rest, 32, 2)?];
        let name_end = 46 + lengths[0] as usize;
        let name = String::from_utf8_lossy(rest.get(46..name_end)?).into_owned();
        entries.push(Entry { name, packed, unpacked });
        rest = rest.get(46 + lengths.iter().sum::<u64>() as usize..)?;
    }
    Some(entries)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bomb_is_known_by_its_directory() {
        let entry = |packed, unpacked| Entry { name: String::new(), packed, unpacked };
        assert_eq!(judge(&[entry(1_000_000, 60 << 20)]), Ok(()));
        assert!(judge(&[entry(100_000, 60 << 20)]).is_err());
        assert_eq!(judge(&[entry(100, 20_000)]), Ok(()));
        assert!(judge(&[entry(300 << 20, 300 << 20), entry(300 << 20, 300 << 20)]).is_err());
    }
}
