//! An indicator's values for one period, in the register's order, each knowing its cell.

use super::definition::Indicator;
use crate::base::measure::{Measure, Tally};

/// Where a value stood. Rows count from 1; `column` is the letter (CSV: also a letter).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellRef {
    /// Id of the source in the project.
    pub source: i64,
    pub sheet: Option<String>,
    pub row: u32,
    pub column: String,
}

/// One indicator in one period. `values` and `cells` have one entry per village of the register.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    pub indicator: Indicator,
    /// `2024`, `2024-08`; empty where no period was given.
    pub period: String,
    pub values: Vec<Measure>,
    /// `None` where the value is missing, not applicable or computed.
    pub cells: Vec<Option<CellRef>>,
    /// Id of the import that brought it.
    pub import: i64,
}

impl Column {
    pub fn tally(&self) -> Tally {
        Tally::of(&self.values)
    }

    /// The measured values only.
    pub fn measured(&self) -> impl Iterator<Item = f64> + '_ {
        self.values.iter().filter_map(|v| v.value())
    }
}
