//! The rows of a table that matched no village, as an XLSX to work through.

use std::path::Path;

use super::file::{Saved, write_atomic};
use super::table::{Cell, Sheet, xlsx};
use crate::base::fault::Stop;
use crate::lang::Lang;
use crate::lang::output::Caption;

/// One row with the villages it could be, best first.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub file: String,
    pub sheet: String,
    /// As the spreadsheet numbers it.
    pub row: u32,
    /// What the row says of its village.
    pub text: String,
    /// Code, name, score 0–1.
    pub candidates: Vec<(String, String, f64)>,
}

/// Writes the list; an empty one too, so that nobody looks for a file that is not there.
pub fn write(path: &Path, rows: &[Row], lang: Lang, date: &str) -> Result<Saved, Stop> {
    let most = rows.iter().map(|row| row.candidates.len()).max().unwrap_or(0);
    let mut header = vec![
        lang.caption(&Caption::FileColumn),
        lang.caption(&Caption::SheetColumn),
        lang.caption(&Caption::RowColumn),
        lang.caption(&Caption::WrittenColumn),
    ];
    for number in 1..=most {
        header.push(lang.caption(&Caption::CandidateCode { number }));
        header.push(lang.caption(&Caption::CandidateName { number }));
        header.push(lang.caption(&Caption::CandidateScore { number }));
    }
    let rows = rows
        .iter()
        .map(|row| {
            let mut cells = vec![
                Cell::Text(row.file.clone()),
                Cell::Text(row.sheet.clone()),
                Cell::Number(f64::from(row.row)),
                Cell::Text(row.text.clone()),
            ];
            for (code, name, score) in &row.candidates {
                cells.push(Cell::Code(code.clone()));
                cells.push(Cell::Text(name.clone()));
                cells.push(Cell::Number(*score));
            }
            cells.resize(4 + 3 * most, Cell::Empty);
            cells
        })
        .collect();
    let sheet = Sheet { name: lang.caption(&Caption::UnmatchedSheet), header, rows };
    write_atomic(path, &xlsx(lang, &[sheet], &[], date)?)
}
