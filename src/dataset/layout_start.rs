//! Where the data of a sheet begins.
//!
//! The first row that looks like data, unless a row that is surely the head has a village below it
//! before: a village without a single figure is data too.

use std::collections::BTreeSet;
use std::ops::Range;

use super::header;
use super::layout_header::{is_numbering, is_section_mark};
use super::layout_total::value;
use super::wilayah;
use crate::base::code::TenDigits;
use crate::source::table::{RawCell, RawRow, RawSheet};

/// So many rows tell how many cells a row of data has.
const SAMPLES: usize = 500;
/// Excel's own limit of columns.
const MOST: usize = 16_384;

/// The first row that looks like data, stepped back over kecamatan headings right above it.
pub fn first_data(sheet: &RawSheet, from: usize) -> usize {
    let rows = &sheet.rows;
    let stride = (rows.len() / SAMPLES).max(1);
    let mut counts: Vec<usize> = rows.iter().skip(from).step_by(stride).map(filled).collect();
    counts.sort_unstable();
    let typical = counts.get(counts.len() / 2).copied().unwrap_or(0);
    let enough = (typical * 2).div_ceil(5).max(2);
    let found = (from..rows.len()).find(|&i| filled(&rows[i]) >= enough && is_data(&rows[i], i));
    let end = found.unwrap_or(rows.len());
    let head = (from.saturating_sub(1)..end)
        .find_map(|at| Some((at, village_column(sheet, at, typical)?)))
        .and_then(|(at, column)| first_village(sheet, (at, column), from.max(at + 1)..end));
    match head.or(found) {
        Some(mut at) => {
            while at > from
                && (is_heading(&rows[at - 1])
                    || is_section(&rows[at - 1])
                    || is_kecamatan(&rows[at - 1])
                    || is_bare_sums(&rows[at - 1]))
            {
                at -= 1;
            }
            let below_words = at > from + 1 && filled(&rows[at - 2]) >= enough;
            if below_words && is_bare_sum(rows, at - 1) { at - 1 } else { at }
        }
        // A table of words only: its first full row is the header.
        None => (from..rows.len())
            .find(|&i| filled(&rows[i]) >= enough)
            .map_or(from, |i| if from > 0 { i } else { i + 1 })
            .min(rows.len()),
    }
}

/// The column that a row names as that of the villages, where the row is surely the head: words
/// only, over most columns of the table.
fn village_column(sheet: &RawSheet, at: usize, typical: usize) -> Option<usize> {
    let row = &sheet.rows[at];
    let mut columns: BTreeSet<usize> = BTreeSet::new();
    for (c, cell) in row.cells.iter().enumerate() {
        let Some(text) = cell.text() else { continue };
        if text.contains(':') || value(cell).is_some_and(|x| !(1990.0..2100.0).contains(&x)) {
            return None;
        }
        columns.insert(c);
    }
    let own = columns.len();
    for merge in sheet.merges.iter().filter(|m| m.first_row == row.row) {
        columns.extend(merge.first_column as usize..=(merge.last_column as usize).min(MOST));
    }
    if own < 2 || columns.len() * 2 < typical {
        return None;
    }
    (0..row.cells.len()).find(|&c| {
        let text = row.cells.view(c).text();
        text.is_some_and(|text| header::village_name(&text) >= 2 && header::is_head(&text))
    })
}

/// The first row below the head that names a village, though it may have no figure.
fn first_village(
    sheet: &RawSheet,
    (head, column): (usize, usize),
    mut below: Range<usize>,
) -> Option<usize> {
    let top = sheet.rows[head].row;
    let merged = || sheet.merges.iter().filter(|m| m.first_row == top);
    let bottom = merged().map(|m| m.last_row).max().unwrap_or(top);
    let parted = merged().any(|m| {
        let columns = m.first_column as usize..=m.last_column as usize;
        m.first_column < m.last_column && columns.contains(&column)
    });
    let bottom = bottom + u32::from(parted);
    below.find(|&at| {
        let row = &sheet.rows[at];
        let texts = || row.cells.iter().filter_map(RawCell::text);
        let heads = texts().filter(|text| header::is_head(text)).count();
        let named = row
            .cells
            .view(column)
            .text()
            .is_some_and(|text| text.contains(char::is_alphabetic) && !header::is_head(&text));
        row.row > bottom && named && !is_numbering(row) && heads * 2 <= texts().count()
    })
}

pub fn filled(row: &RawRow) -> usize {
    row.cells.iter().filter(|cell| !cell.is_blank()).count()
}

/// A row with a village code, or with a name and a number that is no year of a header.
pub fn is_data(row: &RawRow, index: usize) -> bool {
    if is_numbering(row) {
        return false;
    }
    let (mut numbers, mut years, mut words) = (0_usize, 0_usize, 0_usize);
    for cell in &row.cells {
        let Some(text) = cell.text() else { continue };
        if TenDigits::parse(&text).is_ok() {
            return true;
        }
        match value(cell) {
            Some(x) if x.fract() == 0.0 && (1990.0..2100.0).contains(&x) => years += 1,
            Some(_) => numbers += 1,
            None => words += usize::from(text.chars().any(char::is_alphabetic)),
        }
    }
    // "Desa · 2021 · 2022 · 2023" is a header; "Bagelen · 2021 · Layak" is data.
    words > 0 && (numbers > 0 || (years == 1 && index > 0))
}

/// "KECAMATAN KOLONO" alone on its line.
fn is_heading(row: &RawRow) -> bool {
    let texts: Vec<String> = row.cells.iter().filter_map(RawCell::owned_text).collect();
    let says = |text: &String| {
        let upper = text.to_uppercase();
        ["KECAMATAN ", "KEC. ", "KEC ", "DISTRIK "].iter().any(|start| upper.starts_with(start))
    };
    texts.len() <= 2 && texts.iter().any(says)
}

/// A kecamatan's name alone on its line, without a word that says so.
fn is_kecamatan(row: &RawRow) -> bool {
    let mut texts = row.cells.iter().filter_map(RawCell::text);
    texts.next().is_some_and(|text| wilayah::is_kecamatan(&text)) && texts.next().is_none()
}

/// A row of numbers without a word right below the header: the sums of what stands below it. Years
/// and small numbers that nothing adds up to are a header's.
fn is_bare_sum(rows: &[RawRow], at: usize) -> bool {
    let cells = &rows[at].cells;
    let blank = |c: &&RawCell| c.is_blank();
    let values: Vec<(usize, f64)> =
        cells.iter().enumerate().filter_map(|(c, cell)| Some((c, value(cell)?))).collect();
    let all_numbers = values.len() + cells.iter().filter(blank).count() == cells.len();
    if values.len() < 2 || !all_numbers || is_numbering(&rows[at]) {
        return false;
    }
    let adds_up = |&&(c, x): &&(usize, f64)| {
        let below = rows[at + 1..].iter().filter_map(|row| value(row.cells.get(c)?));
        let sum: f64 = below.sum();
        x != 0.0 && (sum - x).abs() <= 0.005 * x.abs()
    };
    let counted = values.iter().filter(|(_, x)| *x != 0.0).count();
    counted >= 2 && values.iter().filter(adds_up).count() * 2 >= counted
}

/// "I | KOLONO" and nothing else but sums.
fn is_section(row: &RawRow) -> bool {
    let mut texts = row.cells.iter().filter_map(RawCell::text);
    let (Some(mark), Some(name)) = (texts.next(), texts.next()) else { return false };
    is_section_mark(&mark)
        && name.chars().any(char::is_alphabetic)
        && !is_section_mark(&name)
        && texts.all(|text| !text.chars().any(char::is_alphabetic))
}

/// Sums of the sheet right below its header, without a word that says so; no years, no numbering.
fn is_bare_sums(row: &RawRow) -> bool {
    let filled = || row.cells.iter().filter(|cell| !cell.is_blank());
    let numbers: Vec<f64> = filled().filter_map(value).collect();
    let is_year = |x: f64| x.fract() == 0.0 && (1990.0..2100.0).contains(&x);
    numbers.len() >= 3
        && numbers.len() == filled().count()
        && numbers.iter().any(|&x| x >= 100.0 && !is_year(x))
        && !is_numbering(row)
}
