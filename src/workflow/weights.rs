//! What a percentage that came alone is of: found by the figures of its own table, where a count
//! divided by another count of it is the percentage in all villages but a few.

use std::sync::Arc;

use super::snapshot::Snapshot;
use crate::base::measure::Measure;
use crate::indicator::column::Column;
use crate::indicator::definition::Quantity;

/// So many villages are looked at; fewer than the least prove nothing.
const SAMPLE: usize = 400;
const LEAST: usize = 5;

/// Cases and people of every village; cases are the percentage's own, so that a corrected
/// percentage counts as it was corrected.
pub struct Weighed {
    pub cases: Vec<Measure>,
    pub people: Arc<Column>,
}

/// `None` for what is no percentage, or where no counts of the same table make it.
pub fn of(snapshot: &Snapshot, column: &Column) -> Option<Weighed> {
    let own = &column.indicator;
    if own.quantity != Quantity::Percent || own.rate_of.is_some() || column.import == 0 {
        return None;
    }
    let counts: Vec<&Arc<Column>> = snapshot
        .columns
        .iter()
        .filter(|c| {
            c.import == column.import
                && c.period == column.period
                && c.indicator.quantity == Quantity::Count
        })
        .collect();
    if counts.len() < 2 {
        return None;
    }
    let known: Vec<usize> =
        (0..column.values.len()).filter(|&i| column.values[i].value().is_some()).collect();
    let stride = known.len().div_ceil(SAMPLE).max(1);
    let sample: Vec<usize> = known.into_iter().step_by(stride).collect();
    let room = room(column, &sample);
    let people = counts.iter().enumerate().find_map(|(d, people)| {
        let one = (0..counts.len()).map(|n| (n, None));
        let two =
            (0..counts.len()).flat_map(|a| (a + 1..counts.len()).map(move |b| (a, Some(b))));
        let mut all = one.chain(two).filter(|(a, b)| *a != d && *b != Some(d));
        let parts = |(a, b): (usize, Option<usize>)| (&**counts[a], b.map(|b| &**counts[b]));
        all.any(|ab| makes(column, parts(ab), people, &sample, room)).then(|| Arc::clone(people))
    })?;
    let cases = column.values.iter().zip(&people.values).map(|(percent, people)| {
        let both = percent.value().zip(people.value());
        both.map_or(Measure::Missing, |(percent, people)| Measure::of(percent / 100.0 * people))
    });
    Some(Weighed { cases: cases.collect(), people })
}

/// Half of the last decimal that the table writes.
fn room(column: &Column, sample: &[usize]) -> f64 {
    let values = || sample.iter().filter_map(|&i| column.values[i].value());
    let fits = |scale: f64| values().all(|x| ((x * scale).round() - x * scale).abs() < 1e-6);
    if fits(1.0) {
        0.501
    } else if fits(10.0) {
        0.0501
    } else {
        0.00501
    }
}

/// Whether the counts make the percentage in nineteen of twenty villages.
fn makes(
    percent: &Column,
    (first, second): (&Column, Option<&Column>),
    people: &Column,
    sample: &[usize],
    room: f64,
) -> bool {
    let most = sample.len() / 20;
    let (mut all, mut apart, mut tells) = (0_usize, 0_usize, 0_usize);
    for &i in sample {
        let more = second.map_or(Some(0.0), |second| second.values[i].value());
        let own = (first.values[i].value(), more, people.values[i].value());
        let ((Some(a), Some(b), Some(of)), Some(said)) = (own, percent.values[i].value()) else {
            continue;
        };
        if of <= 0.0 {
            continue;
        }
        all += 1;
        tells += usize::from(said > 0.0 && said < 100.0);
        if (100.0 * (a + b) / of - said).abs() > room {
            apart += 1;
            if apart > most {
                return false;
            }
        }
    }
    // Noughts alone are made of anything.
    all >= LEAST && tells >= LEAST && all * 2 >= sample.len()
}
