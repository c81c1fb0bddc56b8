//! Families and people of any villages, from the counts that the project has.

use super::pockets::counted::Counted;
use super::snapshot::Snapshot;
use crate::base::measure::Measure;
use crate::indicator::column::Column;

/// Sums over the villages that have a count; `None` where none has.
pub fn families_and_people(
    snapshot: &Snapshot,
    beside: &Column,
    villages: &[usize],
) -> (Option<f64>, Option<f64>) {
    let counted = Counted::of(snapshot, beside);
    let households = counted.households();
    let sum = |values: Option<&[Measure]>| {
        let values = values?;
        let known: Vec<f64> = villages.iter().filter_map(|&i| values[i].value()).collect();
        (!known.is_empty()).then(|| known.iter().sum())
    };
    (sum(households.families), sum(households.people))
}
