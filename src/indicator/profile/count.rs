//! Counts per village on their way to columns.

use std::collections::BTreeMap;

use crate::base::measure::Measure;
use crate::indicator::column::Column;
use crate::indicator::definition::{Direction, Indicator, Quantity};

/// What is counted, before it has a number.
pub(super) struct What {
    pub id: String,
    pub name: String,
    pub unit: String,
    pub direction: Direction,
    /// The header of the list that the count was made of.
    pub column: String,
}

/// Counts per village, in the order they were first asked for.
pub(super) struct Counts {
    villages: usize,
    made: Vec<(What, Vec<u32>)>,
    by_id: BTreeMap<String, usize>,
}

impl Counts {
    pub(super) fn new(villages: usize) -> Self {
        Self { villages, made: Vec::new(), by_id: BTreeMap::new() }
    }

    /// A count that is there even if nobody is in it; an id that is there already keeps its name.
    pub(super) fn open(&mut self, what: What) -> usize {
        if let Some(&at) = self.by_id.get(&what.id) {
            return at;
        }
        self.by_id.insert(what.id.clone(), self.made.len());
        self.made.push((what, vec![0; self.villages]));
        self.made.len() - 1
    }

    pub(super) fn add(&mut self, count: usize, village: usize) {
        self.made[count].1[village] += 1;
    }

    /// One column a count; `absent` says what a village without a row has.
    pub(super) fn columns(self, period: &str, absent: &[Option<Measure>]) -> Vec<Column> {
        self.made
            .into_iter()
            .map(|(what, counts)| Column {
                indicator: Indicator {
                    id: what.id,
                    name: what.name,
                    unit: what.unit,
                    quantity: Quantity::Count,
                    direction: what.direction,
                    column: what.column,
                    rate_of: None,
                },
                period: period.to_owned(),
                values: counts
                    .iter()
                    .zip(absent)
                    .map(|(&count, absent)| absent.unwrap_or(Measure::of(f64::from(count))))
                    .collect(),
                cells: vec![None; counts.len()],
                import: 0,
                corrections: BTreeMap::new(),
            })
            .collect()
    }
}
