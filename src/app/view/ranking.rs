//! The rank of villages by an indicator: the worst first, those without a value in none.

use crate::base::measure::Measure;
use crate::indicator::definition::Direction;

/// Whether a person set a value by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Corrected {
    Yes,
    #[default]
    No,
}

/// Positions of the measured villages, the worst first; equal values in code order, so that table,
/// map and report never disagree.
pub fn worst_first(values: &[Measure], direction: Direction) -> Vec<usize> {
    let mut order: Vec<(usize, f64)> =
        values.iter().enumerate().filter_map(|(i, v)| Some((i, v.value()?))).collect();
    order.sort_by(|a, b| {
        let by_value = match direction {
            Direction::WorseHigh | Direction::None => b.1.total_cmp(&a.1),
            Direction::WorseLow => a.1.total_cmp(&b.1),
        };
        by_value.then(a.0.cmp(&b.0))
    });
    order.into_iter().map(|(i, _)| i).collect()
}

/// The rank of each village from 1, in the order of [`worst_first`]; equal values share one.
pub fn ranks(values: &[Measure], worst_first: &[usize]) -> Vec<Option<usize>> {
    let mut found = vec![None; values.len()];
    let (mut rank, mut before) = (0, None);
    for (at, &village) in worst_first.iter().enumerate() {
        let value = values[village].value();
        if value != before {
            (rank, before) = (at + 1, value);
        }
        found[village] = Some(rank);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::measure::Measure::{Measured, Missing};

    #[test]
    fn the_worst_comes_first_by_the_direction_and_equals_by_their_codes() {
        let values = [Measured(2.0), Missing, Measured(5.0), Measured(2.0)];
        assert_eq!(worst_first(&values, Direction::WorseHigh), [2, 0, 3]);
        assert_eq!(worst_first(&values, Direction::WorseLow), [0, 3, 2]);
        assert_eq!(worst_first(&values, Direction::None), [2, 0, 3]);
        assert_eq!(ranks(&values, &[2, 0, 3]), [Some(2), None, Some(1), Some(2)]);
    }
}
