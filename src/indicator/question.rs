//! What a table leaves open, asked once; the import goes on with the answer that is told beside it.
//!
//! Every question is answered by a key of the [`Recipe`], so that an answer is kept with the import
//! and holds for the next file of the same shape.

use super::recipe::{Dash, Recipe, Rows, Series, ShareForm};
use crate::base::fault::PeriodFrom;
use crate::source::number::Mark;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// `-` in columns of numbers: zero, or not known? Asked once a file.
    Dash { cells: usize, default: Dash },
    /// `12.000` in a column where nothing tells thousands from decimals.
    Decimal { column: String, samples: Vec<String>, read_as: Mark },
    /// A column of percentages within 0–1.
    Share { column: String, samples: Vec<String>, read_as: ShareForm },
    /// Villages have several rows: is it a list of things?
    Rows { rows: usize, villages: usize, read_as: Rows },
    /// No column names the time; it was read elsewhere. `found` is empty where nothing names it.
    Period { found: String, from: PeriodFrom },
    /// Another table brought indicators of these names, up to this period: is it their next report?
    Series { names: Vec<String>, until: String, read_as: Series },
}

/// One answer, as a person chooses it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    Dash(Dash),
    Decimal { column: String, mark: Mark },
    Share { column: String, form: ShareForm },
    Rows(Rows),
    Period(String),
    Series(Series),
}

impl Question {
    /// `dash`, `decimal`, `share`, `rows`, `period` or `series`: the recipe's key that answers it.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Dash { .. } => "dash",
            Self::Decimal { .. } => "decimal",
            Self::Share { .. } => "share",
            Self::Rows { .. } => "rows",
            Self::Period { .. } => "period",
            Self::Series { .. } => "series",
        }
    }

    /// The column it asks about, where it asks about one.
    pub fn column(&self) -> Option<&str> {
        match self {
            Self::Decimal { column, .. } | Self::Share { column, .. } => Some(column),
            Self::Dash { .. } | Self::Rows { .. } | Self::Period { .. } | Self::Series { .. } => {
                None
            }
        }
    }

    /// What stands in the cells, for a person to judge by.
    pub fn samples(&self) -> &[String] {
        match self {
            Self::Decimal { samples, .. } | Self::Share { samples, .. } => samples,
            Self::Dash { .. } | Self::Rows { .. } | Self::Period { .. } | Self::Series { .. } => {
                &[]
            }
        }
    }

    /// The answer the import went on with, as the recipe writes it.
    pub fn default_id(&self) -> &str {
        match self {
            Self::Dash { default, .. } => default.id(),
            Self::Decimal { read_as, .. } => read_as.id(),
            Self::Share { read_as, .. } => read_as.id(),
            Self::Rows { read_as, .. } => read_as.id(),
            Self::Period { found, .. } => found,
            Self::Series { read_as, .. } => read_as.id(),
        }
    }

    /// All answers it can have, as the recipe writes them; none for a period, which is written.
    pub fn choices(&self) -> Vec<Answer> {
        match self {
            Self::Dash { .. } => Dash::ALL.map(Answer::Dash).to_vec(),
            Self::Decimal { column, .. } => [Mark::Comma, Mark::Point]
                .map(|mark| Answer::Decimal { column: column.clone(), mark })
                .to_vec(),
            Self::Share { column, .. } => {
                ShareForm::ALL.map(|form| Answer::Share { column: column.clone(), form }).to_vec()
            }
            Self::Rows { .. } => Rows::ALL.map(Answer::Rows).to_vec(),
            Self::Period { .. } => Vec::new(),
            Self::Series { .. } => Series::ALL.map(Answer::Series).to_vec(),
        }
    }
}

impl Recipe {
    /// Writes an answer into the recipe; the question is not asked again.
    pub fn answer(&mut self, answer: &Answer) {
        match answer {
            Answer::Dash(dash) => self.dash = Some(*dash),
            Answer::Decimal { column, mark } => self.rule_of(column).decimal = Some(*mark),
            Answer::Share { column, form } => self.rule_of(column).share = Some(*form),
            Answer::Rows(rows) => self.rows = Some(*rows),
            Answer::Period(period) => self.period = Some(period.clone()),
            Answer::Series(series) => self.series = Some(*series),
        }
    }
}
