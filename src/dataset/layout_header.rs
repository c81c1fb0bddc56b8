//! Where the header of a sheet stands, and the path of every column.
//!
//! The first row that looks like data is found first; the header is what leads up to it. Merged
//! cells are filled in their whole rectangle; in files without merges (CSV) a group's name is
//! carried to the right over the columns that have a name of their own below it.

use std::collections::{BTreeMap, BTreeSet};

use super::layout::LayoutOptions;
use super::layout_down::{self, Down};
use super::layout_start::{self, filled, is_data};
use crate::source::table::{Merge, RawCell, RawRow, RawSheet, column_letter};

/// What was found.
pub struct Headed {
    /// Rows as the spreadsheet numbers them.
    pub header_rows: BTreeSet<u32>,
    /// Index into the sheet's rows.
    pub data_start: usize,
    pub width: usize,
    /// One per column: header texts joined by " › ", or the letter.
    pub paths: Vec<String>,
    named: Vec<bool>,
    /// Comparable header texts of each column, to know a page header again.
    texts: Vec<BTreeSet<String>>,
    /// Rows that begin with a section's mark (A, I, II) where others are numbered.
    pub lettered_rows: usize,
    /// Columns with cells that hold for several data rows.
    pub merged_down: BTreeSet<usize>,
    /// Row number → (column, text) that stands above it.
    down: BTreeMap<u32, Vec<(usize, String)>>,
}

/// Columns beyond this are not looked at; Excel's own limit.
const WIDEST: usize = 16_384;
/// So many header rows at most.
const TALLEST: usize = 8;

/// Finds header, data start and paths.
pub fn find(sheet: &RawSheet, options: LayoutOptions) -> Headed {
    let rows = &sheet.rows;
    let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0).min(WIDEST);
    let from = options.header_row.map_or(0, |row| rows.partition_point(|r| r.row <= row));
    let data_start = match options.data_row {
        Some(row) => rows.partition_point(|r| r.row < row),
        None => layout_start::first_data(sheet, from),
    };
    let header: Vec<usize> = match options.header_row {
        Some(row) => (rows.partition_point(|r| r.row < row)..data_start)
            .filter(|&i| !is_numbering(&rows[i]))
            .take(TALLEST)
            .collect(),
        None => leading_rows(sheet, data_start),
    };
    let merged = header_merges(sheet, &header);
    let mut paths = Vec::with_capacity(width);
    let mut named = Vec::with_capacity(width);
    let mut texts = Vec::with_capacity(width);
    for c in 0..width {
        let parts = parts(sheet, &header, &merged, c);
        texts.push(parts.iter().map(|part| comparable(part)).collect());
        named.push(!parts.is_empty());
        paths.push(if parts.is_empty() { column_letter(c) } else { parts.join(" › ") });
    }
    let Down { columns: merged_down, texts: down } = layout_down::of(sheet, data_start, &paths);
    Headed {
        header_rows: header.iter().map(|&i| rows[i].row).collect(),
        data_start,
        width,
        paths,
        named,
        texts,
        lettered_rows: lettered_rows(&rows[data_start..]),
        merged_down,
        down,
    }
}

impl Headed {
    pub fn is_named(&self, column: usize) -> bool {
        self.named.get(column).copied().unwrap_or(true)
    }

    /// Whether a row is the header printed again on the next page. `sure` is a column whose cell
    /// must repeat its header, where it is filled.
    pub fn repeats(&self, row: &RawRow, sure: Option<usize>) -> bool {
        let same = |c: usize, text: &str| {
            !text.is_empty() && self.texts[c].iter().any(|t| t == text || t.starts_with(text))
        };
        if let Some(c) = sure
            && let Some(text) = row.cells.get(c).and_then(RawCell::text)
            && !same(c, &comparable(&text))
        {
            return false;
        }
        let (mut filled, mut equal) = (0_usize, 0_usize);
        for (c, cell) in row.cells.iter().enumerate().take(self.width) {
            let Some(text) = cell.text() else { continue };
            filled += 1;
            equal += usize::from(same(c, &comparable(&text)));
        }
        filled >= 2 && equal * 10 >= filled * 6
    }

    /// What a cell of the rows above says about this row.
    pub fn brought_down(&self, row: u32, column: usize) -> Option<&str> {
        let cells = self.down.get(&row)?;
        cells.iter().find(|(c, _)| *c == column).map(|(_, text)| text.as_str())
    }
}

/// "A", "I.", "XII": what numbers a section whose rows are numbered 1, 2, 3.
pub fn is_section_mark(text: &str) -> bool {
    let body = text.trim().trim_end_matches(['.', ')']);
    let roman = !body.is_empty() && body.len() <= 6 && body.bytes().all(|b| b"IVXL".contains(&b));
    roman || (body.len() == 1 && body.bytes().all(|b| b.is_ascii_uppercase()))
}

/// Rows whose first cell is a section's mark, unless every row is lettered.
fn lettered_rows(rows: &[RawRow]) -> usize {
    let first = |row: &RawRow| row.cells.iter().find_map(RawCell::owned_text);
    let (mut lettered, mut numbered) = (0_usize, 0_usize);
    for text in rows.iter().take(2000).filter_map(first) {
        lettered += usize::from(is_section_mark(&text));
        numbered += usize::from(text.trim_end_matches('.').parse::<u32>().is_ok());
    }
    if numbered > lettered { lettered } else { 0 }
}

/// "a b c", "I II III", or −1 −2 −3, which a spreadsheet makes of "(1) (2) (3)".
fn is_lettered(row: &RawRow) -> bool {
    let texts: Vec<String> = row.cells.iter().filter_map(RawCell::owned_text).collect();
    let bare = |text: &String| text.trim_matches(|c: char| "() .".contains(c)).to_uppercase();
    let all: Vec<String> = texts.iter().map(bare).collect();
    let letters = || all.iter().enumerate().all(|(i, t)| t.bytes().eq([b'A' + (i % 26) as u8]));
    let roman = || all.iter().zip(ROMAN).all(|(t, r)| t == r) && all.len() <= ROMAN.len();
    let below = || all.iter().enumerate().all(|(i, t)| t.parse() == Ok(-(i as i32) - 1));
    letters() || roman() || below()
}

const ROMAN: [&str; 12] =
    ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];

/// "(1) (2)" or "1 2 3", from left to right; formulas such as "5=4/3" may stand among them.
pub fn is_numbering(row: &RawRow) -> bool {
    let count = row.cells.iter().filter(|cell| !cell.is_blank()).count();
    if count < 2 {
        return false;
    }
    if count >= 3 && is_lettered(row) {
        return true;
    }
    // A village's row may count up too: 1, 2, 3 cases from January on.
    if row.cells.iter().filter_map(RawCell::text).any(|text| is_name(&text)) {
        return false;
    }
    let mut expected = 1_u32;
    let (mut right, mut wrong) = (0_usize, 0_usize);
    for text in row.cells.iter().filter_map(RawCell::text) {
        let body = text.trim_matches(|c: char| "() .".contains(c));
        let number = body.split('=').next().and_then(|n| n.trim().parse::<u32>().ok());
        if number == Some(expected) {
            right += 1;
        } else {
            wrong += 1;
        }
        if wrong * 5 > count {
            return false;
        }
        expected = number.unwrap_or(expected).saturating_add(1);
    }
    right * 5 >= count * 4
}

/// Words, and no formula or "kolom 3".
fn is_name(text: &str) -> bool {
    let letters = text.split(|c: char| !c.is_alphabetic()).map(str::len).max().unwrap_or_default();
    letters >= 3 && !text.contains('=') && !text.to_lowercase().starts_with("kol")
}

/// Indices of the header rows that lead up to `data_start`, top first.
fn leading_rows(sheet: &RawSheet, data_start: usize) -> Vec<usize> {
    let rows = &sheet.rows;
    let lowest = (data_start.saturating_sub(4)..data_start)
        .rev()
        .find(|&i| filled(&rows[i]) >= 2 && !is_numbering(&rows[i]));
    let Some(lowest) = lowest else { return Vec::new() };
    let mut header = vec![lowest];
    let mut covered: BTreeSet<usize> = filled_columns(&rows[lowest]);
    let needed: BTreeSet<usize> =
        rows[data_start..].iter().take(200).flat_map(filled_columns).collect();
    // A row with one group's name only is header where the row above it is.
    let mut waiting = None;
    for i in (0..lowest).rev() {
        let below = rows[waiting.unwrap_or(header[header.len() - 1])].row;
        let linked = rows[i].row + 1 == below || spans(sheet, rows[i].row, below);
        let columns = filled_columns(&rows[i]);
        let gains = columns.iter().any(|c| !covered.contains(c) && needed.contains(c));
        let joined = has_part_merge(sheet, &rows[i], needed.len().max(covered.len()));
        let plain = !is_letterhead(&rows[i]) && !is_data(&rows[i], i);
        let below = &rows[header[header.len() - 1]];
        let groups = waiting.is_none() && repeated(&columns, below).is_some();
        let counts = gains || joined || groups || columns.len() == 1;
        if header.len() >= TALLEST || !linked || !plain || !counts {
            break;
        }
        if columns.len() == 1 {
            // The first column of a lone line is a title's.
            if waiting.is_some() || columns.first() <= needed.first() {
                break;
            }
            waiting = Some(i);
            continue;
        }
        header.extend(waiting.take());
        covered.extend(columns);
        header.push(i);
    }
    header.reverse();
    header
}

/// How many heads repeat below names that stand once: 2 of "Miskin | | Rentan |" over
/// "Desa | L | P | L | P".
fn repeated(columns: &BTreeSet<usize>, below: &RawRow) -> Option<usize> {
    let starts: Vec<usize> = columns.iter().copied().collect();
    let text = |c: usize| below.cells.get(c).and_then(RawCell::owned_text);
    let part = |at: usize| -> Vec<String> {
        let end = starts.get(at + 1).copied().unwrap_or(below.cells.len());
        (starts[at]..end).map_while(text).map(|text| comparable(&text)).collect()
    };
    let parts: Vec<Vec<String>> = (0..starts.len()).map(part).collect();
    let [first, rest @ ..] = &parts[..] else { return None };
    let again = !rest.is_empty() && rest.iter().all(|own| own.starts_with(first));
    let keyed = (0..starts[0]).any(|c| text(c).is_some());
    (first.len() >= 2 && again && keyed).then_some(first.len())
}

fn filled_columns(row: &RawRow) -> BTreeSet<usize> {
    (0..row.cells.len()).filter(|&c| row.cells[c].text().is_some()).collect()
}

/// "Tahun : 2024", "Kabupaten: | Konawe Selatan".
fn is_letterhead(row: &RawRow) -> bool {
    row.cells.iter().filter_map(RawCell::text).any(|text| {
        text.starts_with(':') || text.ends_with(':') || text.contains(" : ") || text.contains(": ")
    })
}

fn spans(sheet: &RawSheet, upper: u32, lower: u32) -> bool {
    sheet.merges.iter().any(|m| m.first_row <= upper && m.last_row + 1 >= lower)
}

/// A merge that begins in this row and is no title over the whole width.
fn has_part_merge(sheet: &RawSheet, row: &RawRow, width: usize) -> bool {
    sheet.merges.iter().any(|m| {
        m.first_row <= row.row
            && row.row <= m.last_row
            && ((m.last_column - m.first_column + 1) as usize) < width
    })
}

/// (row, column) → text, for every cell of the header that a merge covers.
fn header_merges(sheet: &RawSheet, header: &[usize]) -> BTreeMap<(u32, usize), String> {
    let mut texts = BTreeMap::new();
    let (Some(&first), Some(&last)) = (header.first(), header.last()) else { return texts };
    let (top, bottom) = (sheet.rows[first].row, sheet.rows[last].row);
    for merge in sheet.merges.iter().filter(|m| m.last_row >= top && m.first_row <= bottom) {
        let row = sheet.rows.partition_point(|r| r.row < merge.first_row);
        let text = sheet
            .rows
            .get(row)
            .filter(|r| r.row == merge.first_row)
            .and_then(|r| r.cells.get(merge.first_column as usize))
            .and_then(RawCell::owned_text);
        let Some(text) = text else { continue };
        for r in merge.first_row.max(top)..=merge.last_row.min(bottom) {
            for c in merge.first_column as usize..=(merge.last_column as usize).min(WIDEST) {
                texts.insert((r, c), text.clone());
            }
        }
    }
    texts
}

/// The header texts above a column, top first, without repetition.
fn parts(
    sheet: &RawSheet,
    header: &[usize],
    merged: &BTreeMap<(u32, usize), String>,
    column: usize,
) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for (level, &i) in header.iter().enumerate() {
        let row = &sheet.rows[i];
        let own = row.cells.get(column).and_then(RawCell::owned_text);
        let text = own
            .or_else(|| merged.get(&(row.row, column)).cloned())
            .or_else(|| carried(sheet, header, level, column));
        let Some(text) = text else { continue };
        let tidy = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if parts.last() != Some(&tidy) {
            parts.push(tidy);
        }
    }
    parts
}

/// A group's name from the left, in files that cannot merge.
fn carried(sheet: &RawSheet, header: &[usize], level: usize, column: usize) -> Option<String> {
    let row = sheet.rows[*header.get(level)?].row;
    let spans =
        |m: &Merge| m.first_row <= row && row <= m.last_row && m.last_column > m.first_column;
    if level + 1 >= header.len() || sheet.merges.iter().any(spans) {
        return None;
    }
    let text = |i: usize, c: usize| sheet.rows[i].cells.get(c).and_then(RawCell::owned_text);
    let below = |c: usize| header[level + 1..].iter().any(|&i| text(i, c).is_some());
    if !below(column) {
        return None;
    }
    let from = (0..column).rev().find(|&c| text(header[level], c).is_some())?;
    // Under names whose heads repeat, one more head stands beside them.
    let groups = filled_columns(&sheet.rows[header[level]]);
    let most = repeated(&groups, &sheet.rows[header[level + 1]]);
    if most.is_some_and(|most| column - from >= most) {
        return None;
    }
    (from..column).all(below).then(|| text(header[level], from)).flatten()
}

fn comparable(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
