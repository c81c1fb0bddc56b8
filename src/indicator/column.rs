//! An indicator's values for one period, in the register's order, each knowing its cell.

use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::Arc;

use super::definition::{Indicator, Quantity};
use crate::base::measure::{Measure, Tally};

/// Where a value stood: what all cells of a sheet's column have in common is held once, and read as
/// if it were the cell's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellRef {
    column: Arc<SheetColumn>,
    /// From 1.
    pub row: u32,
}

/// A column of a sheet of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetColumn {
    /// Id of the source in the project.
    pub source: i64,
    pub sheet: Option<String>,
    /// The letter (CSV: also a letter).
    pub column: String,
}

impl CellRef {
    pub fn new(source: i64, sheet: Option<String>, row: u32, column: String) -> Self {
        Self { column: Arc::new(SheetColumn { source, sheet, column }), row }
    }

    /// Another cell of the same column.
    #[must_use]
    pub fn in_row(&self, row: u32) -> Self {
        Self { column: Arc::clone(&self.column), row }
    }

    /// Whether two cells were made of one another by [`CellRef::in_row`].
    pub fn shares_column(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.column, &other.column)
    }
}

impl Deref for CellRef {
    type Target = SheetColumn;

    fn deref(&self) -> &SheetColumn {
        &self.column
    }
}

/// What a person set in place of what the table says; the value itself stands in the column.
#[derive(Clone, Debug, PartialEq)]
pub struct Correction {
    /// What the shown table says now.
    pub table: Measure,
    /// What the table said when the value was corrected.
    pub old: Measure,
    pub reason: String,
    /// ISO 8601.
    pub at: String,
    pub who: String,
    /// The import that was shown then; a newer one asks.
    pub import: i64,
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
    /// Villages whose value a person set, by their place in the register.
    pub corrections: BTreeMap<usize, Correction>,
}

impl Column {
    /// Whether it counts people, families or things, which come whole: no value of it has a part.
    pub fn counts_whole(&self) -> bool {
        let is_count = self.indicator.quantity == Quantity::Count;
        is_count && self.measured().all(|value| value.fract() == 0.0)
    }

    pub fn tally(&self) -> Tally {
        Tally::of(&self.values)
    }

    /// Corrections that change what the table says; the others only confirm it.
    pub fn corrected(&self) -> impl Iterator<Item = (usize, &Correction)> {
        self.corrections.iter().map(|(i, c)| (*i, c)).filter(|(i, c)| self.values[*i] != c.table)
    }

    /// The measured values only.
    pub fn measured(&self) -> impl Iterator<Item = f64> + '_ {
        self.values.iter().filter_map(|v| v.value())
    }
}
