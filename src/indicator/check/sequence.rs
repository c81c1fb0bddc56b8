//! What the order of rows betrays: runs filled by dragging a cell, values pasted one row off.

use std::collections::BTreeMap;

use super::{Doubt, pairs, words};
use crate::indicator::column::Column;
use crate::lang::finding::Odd;

/// Shorter runs of equal steps happen by chance.
const LEAST_RUN: usize = 6;
const LEAST: usize = 20;

pub(super) fn check(columns: &[&Column]) -> Vec<Doubt> {
    let mut found = Vec::new();
    for (i, column) in columns.iter().enumerate() {
        found.extend(filled(i, column));
    }
    let mut periods: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (i, column) in columns.iter().enumerate() {
        periods.entry(&column.indicator.id).or_default().push(i);
    }
    for mut of_one in periods.into_values() {
        of_one.sort_by(|&a, &b| columns[a].period.cmp(&columns[b].period));
        for pair in of_one.windows(2) {
            found.extend(shifted(columns[pair[0]], pair[1], columns[pair[1]]));
            found.extend(stepped(columns[pair[0]], pair[1], columns[pair[1]]));
        }
    }
    found
}

/// (row, village, value) of one sheet in the order of its rows.
fn in_rows(column: &Column) -> Vec<(u32, usize, f64)> {
    let mut rows: Vec<(u32, usize, f64)> = column
        .cells
        .iter()
        .zip(&column.values)
        .enumerate()
        .filter_map(|(v, (cell, value))| Some((cell.as_ref()?.row, v, value.value()?)))
        .collect();
    rows.sort_by_key(|(row, village, _)| (*row, *village));
    rows
}

/// Runs in which every row is the one above plus the same step.
fn filled(i: usize, column: &Column) -> Vec<Doubt> {
    if !words::is_understood(column) || !column.corrections.is_empty() {
        return Vec::new();
    }
    let rows = in_rows(column);
    let rises = rows.windows(2).filter(|w| w[1].2 >= w[0].2).count();
    // A table sorted by this very column, or a running number.
    if rows.len() < LEAST || rises * 10 >= (rows.len() - 1) * 9 || rises * 10 < rows.len() {
        return Vec::new();
    }
    let step = |w: &[(u32, usize, f64)]| (w[1].0 == w[0].0 + 1).then(|| w[1].2 - w[0].2);
    let mut found = Vec::new();
    let mut start = 0;
    while start + 1 < rows.len() {
        let Some(first) = step(&rows[start..start + 2]).filter(|s| *s != 0.0) else {
            start += 1;
            continue;
        };
        let mut end = start + 1;
        while end + 1 < rows.len()
            && step(&rows[end..end + 2]).is_some_and(|s| (s - first).abs() <= 1e-9 * first.abs())
        {
            end += 1;
        }
        let length = end - start + 1;
        if length >= LEAST_RUN {
            let odd = Odd::Filled { last_row: rows[end].0, rows: length, step: first };
            found.push(Doubt { column: i, village: Some(rows[start].1), odd });
        }
        start = end;
    }
    found
}

/// Nearly every village differs from the period before by the same step.
fn stepped(before: &Column, i: usize, after: &Column) -> Option<Doubt> {
    let mut steps: BTreeMap<u64, usize> = BTreeMap::new();
    let mut all = 0;
    for (_, a, b) in pairs(before, after) {
        all += 1;
        *steps.entry((b - a).to_bits()).or_default() += 1;
    }
    let (step, rows) = steps.into_iter().max_by_key(|(_, n)| *n)?;
    let step = f64::from_bits(step);
    (all >= LEAST && step != 0.0 && rows * 5 >= all * 4).then(|| Doubt {
        column: i,
        village: None,
        odd: Odd::Stepped { other: before.period.clone(), step, rows },
    })
}

/// The later period's values, each in the row below or above its own: told where most of the
/// column is within a tenth of the row beside and not of its own.
fn shifted(before: &Column, i: usize, after: &Column) -> Option<Doubt> {
    let rows = in_rows(after);
    let now: Vec<f64> = rows.iter().map(|(_, _, value)| *value).collect();
    let then: Vec<Option<f64>> = rows.iter().map(|(_, v, _)| before.values[*v].value()).collect();
    if now.len() < LEAST {
        return None;
    }
    let mut distinct: Vec<u64> = now.iter().map(|x| x.to_bits()).collect();
    distinct.sort_unstable();
    distinct.dedup();
    // Values that repeat agree with any row.
    if distinct.len() * 2 < now.len() {
        return None;
    }
    let lag = |offset: isize| -> (f64, usize) {
        let pairs: Vec<(f64, f64)> = (0..now.len())
            .filter_map(|k| {
                let other = *then.get(k.checked_add_signed(offset)?)?;
                Some((now[k], other?))
            })
            .collect();
        let near = |(a, b): &&(f64, f64)| (a - b).abs() <= 0.1 * a.abs().max(b.abs());
        let agreeing = pairs.iter().filter(near).count();
        (agreeing as f64 / pairs.len().max(1) as f64, pairs.len())
    };
    let (own, n) = lag(0);
    let (best, rows) = [lag(-1), lag(1)].into_iter().max_by(|a, b| a.0.total_cmp(&b.0))?;
    (n >= LEAST && best >= 0.7 && own <= 0.35).then(|| Doubt {
        column: i,
        village: None,
        odd: Odd::Shifted { other: before.period.clone(), rows },
    })
}

#[cfg(test)]
#[path = "sequence_tests.rs"]
mod tests;
