//! A table as it stands in its file: cells with the row and column numbers the user sees.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

use smol_str::SmolStr;

pub use super::cells::{CellView, Cells};
use super::layer::Encoding;
use crate::base::fault::Fault;

/// One cell. Codes are text for ever: a number is only what the file itself types as number.
///
/// A national table has a million of them, so a cell takes 24 bytes and a short text lies in it.
#[derive(Clone, Debug, PartialEq, Default)]
pub enum RawCell {
    #[default]
    Empty,
    Text(CellText),
    Number(f64),
    /// A number that the file shows with a percent sign: 12.5 for a stored 0.125.
    Percent(f64),
    /// ISO 8601.
    Date(Box<str>),
    Logical(bool),
    /// `#REF!` and its like.
    Error(Box<str>),
}

impl RawCell {
    pub fn of(text: &str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text.into()) }
    }

    /// The cell as it is looked at.
    pub fn view(&self) -> CellView<'_> {
        match self {
            Self::Empty => CellView::Empty,
            Self::Text(text) => CellView::Text(text),
            Self::Number(x) => CellView::Number(*x),
            Self::Percent(x) => CellView::Percent(*x),
            Self::Date(text) => CellView::Date(text),
            Self::Logical(on) => CellView::Logical(*on),
            Self::Error(text) => CellView::Error(text),
        }
    }

    /// The cell as text, `None` when empty or blank. Whole numbers have no decimal point.
    pub fn text(&self) -> Option<Cow<'_, str>> {
        self.view().text()
    }

    /// [`RawCell::text`] for keeping.
    pub fn owned_text(&self) -> Option<String> {
        self.text().map(Cow::into_owned)
    }

    /// Whether the cell says nothing.
    pub fn is_blank(&self) -> bool {
        self.view().is_blank()
    }
}

/// The text of a cell: up to 23 bytes lie in the cell itself, a longer one is shared by its copies.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct CellText(SmolStr);

impl CellText {
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl Deref for CellText {
    type Target = str;

    fn deref(&self) -> &str {
        self.0.as_str()
    }
}

impl fmt::Debug for CellText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.0.as_str(), f)
    }
}

impl fmt::Display for CellText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.0.as_str(), f)
    }
}

impl From<&str> for CellText {
    fn from(text: &str) -> Self {
        Self(SmolStr::new(text))
    }
}

impl From<String> for CellText {
    fn from(text: String) -> Self {
        Self(SmolStr::from(text))
    }
}

impl From<Cow<'_, str>> for CellText {
    fn from(text: Cow<'_, str>) -> Self {
        Self(SmolStr::new(&*text))
    }
}

/// One row; `cells[c]` is column `c` from A, however the sheet began.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct RawRow {
    /// As the spreadsheet numbers it, from 1.
    pub row: u32,
    pub cells: Cells,
    /// Hidden or filtered away by whoever made the file; false where the format cannot tell.
    pub hidden: bool,
}

/// A merged block; the value stands in its first cell. Rows from 1, columns from 0, both inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Merge {
    pub first_row: u32,
    pub last_row: u32,
    pub first_column: u32,
    pub last_column: u32,
}

#[derive(Clone, Debug, Default)]
pub struct RawSheet {
    /// `None` for CSV.
    pub name: Option<String>,
    /// The workbook does not show the sheet.
    pub hidden: bool,
    /// Rows with at least one cell that is not empty, in order.
    pub rows: Vec<RawRow>,
    pub merges: Vec<Merge>,
}

/// A whole table file.
#[derive(Clone, Debug)]
pub struct RawTable {
    /// `csv`, `xlsx`, `xlsb`, `ods`, `xls`, `html` or `dbf`.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_million_cells_are_24_megabytes() {
        assert_eq!(size_of::<RawCell>(), 24);
    }
}
