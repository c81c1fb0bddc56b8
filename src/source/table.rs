//! A table as it stands in its file: cells with the row and column numbers the user sees.

use super::layer::Encoding;
use crate::base::fault::Fault;

/// One cell. Codes are text for ever: a number is only what the file itself types as number.
#[derive(Clone, Debug, PartialEq, Default)]
pub enum RawCell {
    #[default]
    Empty,
    Text(String),
    Number(f64),
    /// ISO 8601.
    Date(String),
    Logical(bool),
    /// `#REF!` and its like.
    Error(String),
}

impl RawCell {
    /// The cell as text, `None` when empty or blank. Whole numbers have no decimal point.
    pub fn text(&self) -> Option<String> {
        match self {
            Self::Empty => None,
            Self::Text(text) | Self::Date(text) | Self::Error(text) => {
                let text = text.trim();
                (!text.is_empty()).then(|| text.to_owned())
            }
            Self::Number(x) if x.fract() == 0.0 && x.abs() < 1e15 => Some(format!("{x:.0}")),
            Self::Number(x) => Some(x.to_string()),
            Self::Logical(true) => Some("TRUE".to_owned()),
            Self::Logical(false) => Some("FALSE".to_owned()),
        }
    }
}

/// One row; `cells[c]` is column `c` from A, however the sheet began.
#[derive(Clone, Debug, PartialEq)]
pub struct RawRow {
    /// As the spreadsheet numbers it, from 1.
    pub row: u32,
    pub cells: Vec<RawCell>,
}

/// A merged block; the value stands in its first cell. Rows from 1, columns from 0, both inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Merge {
    pub first_row: u32,
    pub last_row: u32,
    pub first_column: u32,
    pub last_column: u32,
}

#[derive(Clone, Debug)]
pub struct RawSheet {
    /// `None` for CSV.
    pub name: Option<String>,
    /// Rows with at least one cell that is not empty, in order.
    pub rows: Vec<RawRow>,
    pub merges: Vec<Merge>,
}

/// A whole table file.
#[derive(Clone, Debug)]
pub struct RawTable {
    /// `csv`, `xlsx` or `dbf`.
    pub format: &'static str,
    pub sheets: Vec<RawSheet>,
    pub encoding: Encoding,
    pub faults: Vec<Fault>,
}

/// A to Z, AA…: the letter of column `index` (from 0).
pub fn column_letter(index: usize) -> String {
    let mut letters = Vec::new();
    let mut n = index + 1;
    while n > 0 {
        letters.push(b'A' + ((n - 1) % 26) as u8);
        n = (n - 1) / 26;
    }
    letters.reverse();
    letters.into_iter().map(char::from).collect()
}
