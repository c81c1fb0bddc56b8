//! One table on its way in, as the dialog shows it: the sheet with its rows, guesses, questions.

use crate::app::data::Tick;
use crate::indicator::definition::Direction;
use crate::indicator::definition::SourceKind;
use crate::indicator::question::Answer;

/// A sheet of the workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetLine {
    pub name: String,
    pub rows: usize,
    pub seen: Seen,
}

/// Whether the workbook shows a sheet or a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    Shown,
    Hidden,
}

/// What a column of the sheet is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Code,
    Village,
    Kecamatan,
    /// Kabupaten, puskesmas, period: read, not settable.
    OtherKey,
    /// Data of single persons: never taken.
    Personal,
    Value,
    Ignored,
}

/// The head of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    pub letter: String,
    /// The path of its header.
    pub path: String,
    pub role: Role,
}

/// What a row of the sheet is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    Header,
    Data,
    /// A data row that found no village yet.
    Unmatched,
    /// Set aside, with the reason in words.
    Aside(&'static str),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreviewRow {
    /// As the spreadsheet numbers it.
    pub row: u32,
    pub cells: Vec<String>,
    pub kind: RowKind,
}

/// Something the file does not say; asked once, with its default.
#[derive(Clone, Debug, PartialEq)]
pub struct QuestionView {
    pub ask: String,
    pub samples: String,
    pub choices: Vec<(Answer, String)>,
    /// Position of the answer that holds now.
    pub chosen: Option<usize>,
    /// By which it is known again when it has been answered.
    pub key: String,
}

/// An indicator that would come in.
#[derive(Clone, Debug, PartialEq)]
pub struct IndicatorLine {
    /// The column's path; for a rate its id.
    pub key: String,
    pub name: String,
    pub periods: Vec<String>,
    pub unit: String,
    pub direction: Direction,
    pub tick: Tick,
    /// "334 terisi · 2 tidak ada data".
    pub counts: String,
    pub settable: bool,
}

#[derive(Clone, Debug, PartialEq, Default)]
pub struct ImportView {
    pub file: String,
    /// "XLSX · 3 lembar".
    pub about: String,
    pub sheets: Vec<SheetLine>,
    pub sheet: Option<String>,
    pub period: String,
    /// "3 periode, 2021–2023", where the table has several.
    pub periods: String,
    pub kind: SourceKind,
    pub profile: Option<String>,
    pub header_row: Option<u32>,
    pub data_row: Option<u32>,
    pub heads: Vec<Head>,
    pub rows: Vec<PreviewRow>,
    pub rows_in_all: usize,
    pub questions: Vec<QuestionView>,
    pub indicators: Vec<IndicatorLine>,
    pub matched: usize,
    pub of: usize,
    /// Rows with a candidate, and rows without any.
    pub to_confirm: usize,
    pub without: usize,
    pub aside: usize,
    /// Rows of another kabupaten.
    pub elsewhere: usize,
    /// Sentences that the reader told, gravest first.
    pub told: Vec<String>,
    /// Why nothing can be imported; `None` when all is well.
    pub stop: Option<crate::lang::Sentence>,
}
