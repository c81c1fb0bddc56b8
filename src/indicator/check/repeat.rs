//! Columns that say the same: copied twice, copied in another unit, or last year's table again.

use std::collections::BTreeMap;

use super::Doubt;
use crate::base::measure::Measure;
use crate::indicator::column::Column;
use crate::lang::finding::Odd;

/// Fewer distinct values may agree by chance.
const LEAST_DISTINCT: usize = 8;
const LEAST: usize = 10;

pub(super) fn check(columns: &[&Column]) -> Vec<Doubt> {
    // Only columns with the same empty and zero villages can be multiples of each other.
    let mut alike: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for (i, column) in columns.iter().enumerate() {
        if tells(column) {
            alike.entry(pattern(column)).or_default().push(i);
        }
    }
    let mut found = Vec::new();
    for group in alike.values() {
        for (at, &later) in group.iter().enumerate() {
            let earlier = &group[..at];
            let repeats = earlier.iter().rev().find_map(|&earlier| {
                let factor = factor(columns[earlier], columns[later])?;
                odd(columns[earlier], columns[later], factor)
            });
            found.extend(repeats.map(|odd| Doubt { column: later, village: None, odd }));
        }
    }
    found.sort_by_key(|doubt| doubt.column);
    found
}

fn odd(earlier: &Column, later: &Column, factor: f64) -> Option<Odd> {
    let of_one = earlier.indicator.id == later.indicator.id;
    let other = earlier.indicator.name.clone();
    if of_one && factor == 1.0 {
        return Some(Odd::SamePeriod { other: earlier.period.clone() });
    }
    if of_one {
        return None;
    }
    if factor == 1.0 {
        // Two tables may well both carry the number of inhabitants.
        let twice =
            earlier.import != later.import && earlier.indicator.name == later.indicator.name;
        return (!twice).then_some(Odd::SameColumn { other });
    }
    (earlier.import == later.import && earlier.indicator.rate_of.is_none())
        .then_some(Odd::MultipleColumn { other, factor })
}

fn tells(column: &Column) -> bool {
    // What was counted or derived here was copied by nobody.
    let from_cells = column.cells.iter().any(Option::is_some);
    let derived = column.indicator.rate_of.is_some() || !from_cells;
    if derived || column.measured().count() < LEAST {
        return false;
    }
    let mut distinct: Vec<u64> = Vec::new();
    for value in column.measured().filter(|x| *x != 0.0) {
        if !distinct.contains(&value.to_bits()) {
            distinct.push(value.to_bits());
            if distinct.len() >= LEAST_DISTINCT {
                return true;
            }
        }
    }
    false
}

/// Which villages are measured and not zero (FNV-1a).
fn pattern(column: &Column) -> u64 {
    column.values.iter().fold(0xcbf2_9ce4_8422_2325, |hash, value| {
        let state = match value {
            Measure::Measured(0.0) => 1,
            Measure::Measured(_) => 2,
            Measure::Missing => 3,
            Measure::NotApplicable => 4,
        };
        (hash ^ state).wrapping_mul(0x0100_0000_01b3)
    })
}

/// What every value of `a` is multiplied by to give that of `b`.
fn factor(a: &Column, b: &Column) -> Option<f64> {
    let mut all = a.values.iter().zip(&b.values);
    let mut factor = None;
    all.try_for_each(|(a, b)| match (a.value(), b.value()) {
        (Some(0.0), Some(0.0)) | (None, None) => Some(()),
        (Some(a), Some(b)) if a != 0.0 => {
            let here = b / a;
            let first = *factor.get_or_insert(here);
            ((here - first).abs() <= 1e-12 * first.abs()).then_some(())
        }
        _ => None,
    })?;
    factor.map(|factor: f64| if (factor - 1.0).abs() <= 1e-9 { 1.0 } else { factor })
}

#[cfg(test)]
#[path = "repeat_tests.rs"]
mod tests;
