//! Cells in which several village codes stand together, as programs that turn a printed list into a
//! workbook make them: such a row becomes one row a code.
//!
//! A cell of as many lines as there are codes is shared out line by line. What stands there once
//! cannot be said of one village, and is left out, unless it was filled down for all of them.

use std::sync::Arc;

use super::layout::{Cells, Laid, LaidRow};
use super::system;
use crate::base::code::TenDigits;
use crate::source::table::{CellView, RawCell};

/// Splits the rows of a laid sheet; most sheets have none and stay as they are.
pub(super) fn split(laid: Laid) -> Laid {
    // A comma in a text file parts what a printed line does not.
    if ["csv", "dbf"].contains(&laid.table().format) {
        return laid;
    }
    match (0..laid.columns.len()).find(|&c| holds_codes(&laid, c)) {
        Some(column) => rebuilt(laid, column),
        None => laid,
    }
}

/// A column of codes, some of whose cells have several.
fn holds_codes(laid: &Laid, column: usize) -> bool {
    let several = |row: usize| match laid.view(row, column) {
        CellView::Text(text) => text.len() > 20 && codes(text).nth(1).is_some(),
        _ => false,
    };
    if !(0..laid.rows.len()).any(several) {
        return false;
    }
    let filled = (0..laid.rows.len()).filter(|&row| !laid.view(row, column).is_blank()).count();
    let coded = |&row: &usize| laid.text(row, column).is_some_and(|t| codes(&t).next().is_some());
    (0..laid.rows.len()).filter(coded).count() * 2 > filled
}

/// The village codes among the words of a cell: `21.01.06.1010` or ten digits.
fn codes(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace().filter(|word| {
        let plain = word.len() == 10 && word.bytes().all(|b| b.is_ascii_digit());
        (plain || system::is_dotted(word)) && TenDigits::parse(word).is_ok()
    })
}

fn rebuilt(laid: Laid, column: usize) -> Laid {
    let mut rows: Vec<LaidRow> = Vec::with_capacity(laid.rows.len());
    let mut cells: Vec<Vec<RawCell>> = vec![Vec::new(); laid.columns.len()];
    let mut together = Vec::new();
    for row in 0..laid.rows.len() {
        let text = laid.text(row, column).unwrap_or_default();
        let found: Vec<&str> = codes(&text).collect();
        if found.len() > 1 {
            together.push((laid.rows[row].row, found.len()));
        }
        for (nth, code) in
            found.iter().map(Some).chain(found.is_empty().then_some(None)).enumerate()
        {
            rows.push(laid.rows[row]);
            for (c, cells) in cells.iter_mut().enumerate() {
                cells.push(match code {
                    Some(code) if c == column => RawCell::of(code),
                    Some(_) if found.len() > 1 => share(&laid, row, c, nth, found.len()),
                    _ => laid.cell(row, c).clone(),
                });
            }
        }
    }
    let mut split = laid;
    for (column, cells) in split.columns.iter_mut().zip(cells) {
        column.cells = Cells::Made(Arc::new(cells));
    }
    split.rows = rows;
    split.together = together;
    split
}

/// What a cell says of the nth of so many villages.
fn share(laid: &Laid, row: usize, column: usize, nth: usize, of: usize) -> RawCell {
    let cell = laid.cell(row, column);
    if matches!(laid.columns[column].cells, Cells::Made(_)) {
        return cell.clone();
    }
    let text = cell.text().unwrap_or_default();
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    if lines.len() == of { RawCell::of(lines[nth]) } else { RawCell::Empty }
}

#[cfg(test)]
mod tests {
    use super::super::layout::lay_out_with;
    use crate::dataset::layout::LayoutOptions;
    use crate::source::layer::Encoding;
    use crate::source::table::{RawCell, RawRow, RawSheet, RawTable};

    #[test]
    fn codes_run_together_in_a_cell_become_rows_of_their_own() {
        let lines: [[&str; 3]; 6] = [
            ["KODE", "DESA", "KK MISKIN"],
            ["74.05.01.2001", "Suka Satu", "10"],
            ["74.05.01.2002\n\n74.05.01.2003", "Suka Dua\nSuka Tiga", "20"],
            ["74.05.02 74.05.02.2001", "Suka Empat", "30"],
            ["74.05.02.2002 74.05.02.2003", "Suka Lima", "40\n50"],
            ["74.05.02.2004", "Suka Enam", "60"],
        ];
        let row = |(i, cells): (usize, &[&str; 3])| RawRow {
            row: i as u32 + 1,
            cells: cells.iter().map(|c| RawCell::of(c)).collect(),
            hidden: false,
        };
        let sheet = RawSheet {
            name: Some("Data".to_owned()),
            rows: lines.iter().enumerate().map(row).collect(),
            ..RawSheet::default()
        };
        let encoding = Encoding { label: "UTF-8".to_owned(), from: "given" };
        let table = RawTable { format: "xlsx", sheets: vec![sheet], encoding, faults: Vec::new() };
        let laid = lay_out_with(&std::sync::Arc::new(table), 0, LayoutOptions::default());
        let said: Vec<[Option<String>; 3]> =
            (0..laid.rows.len()).map(|r| [0, 1, 2].map(|c| laid.text(r, c))).collect();
        let said: Vec<[&str; 3]> =
            said.iter().map(|r| [0, 1, 2].map(|c| r[c].as_deref().unwrap_or("-"))).collect();
        assert_eq!(
            said,
            [
                ["74.05.01.2001", "Suka Satu", "10"],
                ["74.05.01.2002", "Suka Dua", "-"],
                ["74.05.01.2003", "Suka Tiga", "-"],
                ["74.05.02.2001", "Suka Empat", "30"],
                ["74.05.02.2002", "-", "40"],
                ["74.05.02.2003", "-", "50"],
                ["74.05.02.2004", "Suka Enam", "60"],
            ]
        );
        assert_eq!(laid.together, [(3, 2), (5, 2)]);
    }
}
