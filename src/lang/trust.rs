//! What the command line says of findings, corrections, cards, comparisons and baselines.

use super::finding::{Odd, Severity};
use super::{Lang, en, id};
use crate::base::measure::Measure;

/// A cell as a person finds it: file, sheet, row, letter.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    pub file: String,
    pub sheet: Option<String>,
    pub row: Option<u32>,
    pub column: Option<String>,
    pub header: Option<String>,
}

/// One line, with its data.
#[derive(Clone, Debug, PartialEq)]
pub enum Say {
    Counts {
        heavy: usize,
        check: usize,
        note: usize,
    },
    Finding {
        severity: Severity,
        odd: Odd,
        cell: Cell,
        village: String,
        period: String,
    },
    /// Heavy ones that are not said here.
    MoreFindings {
        count: usize,
    },
    /// What is now in use, and what the table says.
    Corrected {
        name: String,
        period: String,
        village: String,
        old: Measure,
        new: Measure,
    },
    NothingCorrected,
    /// What a frozen baseline goes on saying of a value that is corrected.
    StaysFrozen {
        baseline: String,
        value: Measure,
    },
    /// Where a value stands.
    Value {
        name: String,
        period: String,
        village: String,
        unit: String,
        value: Measure,
    },
    From {
        cell: Cell,
        at: String,
        by: String,
        sha256: String,
    },
    NoCell,
    /// A count of persons: first and last row, and how many; `None` = no row of the village.
    Rows {
        file: String,
        sheet: Option<String>,
        span: Option<(u32, u32, u32)>,
    },
    /// `rate` or `gap`, then its parts.
    Computed {
        of: &'static str,
    },
    Part {
        name: String,
        value: Measure,
        cell: Option<Cell>,
        /// Set over what the cell says.
        corrected: bool,
    },
    CorrectedBy {
        table: Measure,
        reason: String,
        at: String,
        who: String,
    },
    /// A newer table changed a value.
    Change {
        name: String,
        period: String,
        village: String,
        old: Measure,
        new: Measure,
        old_cell: Option<Cell>,
        new_cell: Option<Cell>,
        corrected: Option<Measure>,
    },
    Changes {
        count: usize,
        shown: usize,
    },
    Compared {
        a: String,
        b: String,
        only_a: usize,
        both: usize,
        only_b: usize,
        neither: usize,
    },
    Sums {
        a: f64,
        b: f64,
        equal: usize,
        spearman: Option<f64>,
    },
    Difference {
        village: String,
        a: f64,
        b: f64,
        difference: f64,
        relative: Option<f64>,
    },
    More {
        count: usize,
    },
    Kept {
        id: String,
    },
    Frozen {
        name: String,
        columns: usize,
        hash: String,
    },
    Baseline {
        name: String,
        at: String,
        who: String,
        columns: usize,
        hash: String,
    },
    NoBaselines,
    Since {
        name: String,
        at: String,
        moved: usize,
        gone: usize,
        come: usize,
    },
    Moved {
        name: String,
        period: String,
        village: String,
        old: Measure,
        new: Measure,
    },
    /// A filled card was taken.
    Card {
        file: String,
        answers: usize,
        confirmed: usize,
        empty: usize,
    },
    /// A row of the table that has its village now.
    CardPlaced {
        row: u32,
        village: String,
    },
    /// An answer that cannot be used.
    CardRow {
        row: u32,
        why: CardWhy,
    },
    NothingToMend,
}

/// Why an answer of a card is not used.
#[derive(Clone, Debug, PartialEq)]
pub enum CardWhy {
    NotANumber {
        text: String,
    },
    /// A part of a person or a family.
    NotWhole {
        text: String,
    },
    NoSuchCell,
    /// Written where no single value was asked for.
    NotAsked {
        text: String,
    },
    /// The row asks which village it is; that is decided in the review.
    Village {
        text: String,
    },
}

impl CardWhy {
    /// The stable name in JSON.
    pub fn id(&self) -> &'static str {
        match self {
            Self::NotANumber { .. } => "not_a_number",
            Self::NotWhole { .. } => "not_whole",
            Self::NotAsked { .. } => "not_asked",
            Self::NoSuchCell => "no_such_cell",
            Self::Village { .. } => "which_village",
        }
    }
}

impl Lang {
    pub fn trust(self, say: &Say) -> String {
        match self {
            Self::Id => id::trust::say(say),
            Self::En => en::trust::say(say),
        }
    }

    /// A value in words.
    pub fn measure(self, value: Measure) -> String {
        match (self, value) {
            (_, Measure::Measured(x)) => super::number::short(self, x),
            (Self::Id, Measure::Missing) => "kosong".to_owned(),
            (Self::Id, Measure::NotApplicable) => "tidak berlaku".to_owned(),
            (Self::En, Measure::Missing) => "empty".to_owned(),
            (Self::En, Measure::NotApplicable) => "does not apply".to_owned(),
        }
    }

    /// "F12, lembar Rekap, stunting.xlsx".
    pub fn cell(self, cell: &Cell) -> String {
        let word = match self {
            Self::Id => ("baris", "kolom", "lembar"),
            Self::En => ("row", "column", "sheet"),
        };
        let mut parts = Vec::new();
        match (&cell.column, cell.row) {
            (Some(column), Some(row)) => parts.push(format!("{column}{row}")),
            (None, Some(row)) => parts.push(format!("{} {row}", word.0)),
            (Some(column), None) => parts.push(format!("{} {column}", word.1)),
            (None, None) => {}
        }
        parts.extend(cell.header.as_ref().map(|header| format!("“{header}”")));
        parts.extend(cell.sheet.as_ref().map(|sheet| format!("{} {sheet}", word.2)));
        if !cell.file.is_empty() {
            parts.push(cell.file.clone());
        }
        parts.join(", ")
    }
}
