//! Numbers of one row that hang together: part and whole, percentage and counts, sum and parts.
//!
//! A relation is taken as meant where its header says so or where at least four of five villages
//! keep it; the others are told.

use super::{Doubt, Table, pairs, words};
use crate::indicator::column::Column;
use crate::indicator::definition::Quantity;
use crate::lang::finding::Odd;

/// Fewer villages prove no relation.
const LEAST: usize = 10;
/// Columns beyond these are not paired: a questionnaire of hundreds has no such relations.
const MOST_COLUMNS: usize = 80;

pub(super) fn check(columns: &[&Column], table: &Table) -> Vec<Doubt> {
    let counts: Vec<usize> = table
        .columns
        .iter()
        .copied()
        .filter(|&i| columns[i].indicator.quantity == Quantity::Count)
        .filter(|&i| columns[i].indicator.rate_of.is_none())
        .take(MOST_COLUMNS)
        .collect();
    let wholes: Vec<usize> =
        counts.iter().copied().filter(|&i| words::is_whole(columns[i])).collect();
    let mut found = parts(columns, &counts, &wholes);
    found.extend(families(columns, &wholes));
    let percents = table.columns.iter().copied().filter(|&i| {
        columns[i].indicator.quantity == Quantity::Percent && columns[i].indicator.rate_of.is_none()
    });
    for percent in percents.take(MOST_COLUMNS) {
        found.extend(rate(columns, percent, &counts));
    }
    for &sum in counts.iter().filter(|&&i| words::is_sum(columns[i])) {
        found.extend(sums(columns, sum, &counts));
    }
    found
}

fn kept(right: usize, all: usize) -> bool {
    all >= LEAST && right * 5 >= all * 4
}

fn parts(columns: &[&Column], counts: &[usize], wholes: &[usize]) -> Vec<Doubt> {
    let mut found = Vec::new();
    for &part in counts {
        let (is_whole, is_part) = (wholes.contains(&part), words::is_part_of);
        let all: &[usize] = if is_whole { &[] } else { wholes };
        let stems = counts.iter().filter(|i| !all.contains(i));
        let stems = stems.filter(|&&i| is_part(columns[part], columns[i]));
        for &whole in all.iter().chain(stems) {
            let (a, b) = (columns[part], columns[whole]);
            let alike = a.indicator.unit == b.indicator.unit
                || words::is_part_of(a, b)
                || (words::is_population(b) && b.indicator.unit == "jiwa" && words::are_persons(a));
            if !alike {
                continue;
            }
            let above = above(columns, part, whole);
            if !above.is_empty() {
                found.extend(above);
                // One whole is enough to be wrong against.
                break;
            }
        }
    }
    found
}

/// More families than people.
fn families(columns: &[&Column], wholes: &[usize]) -> Vec<Doubt> {
    let of = |unit: &'static str| {
        let counts =
            |i: &usize| columns[*i].indicator.unit == unit && words::is_population(columns[*i]);
        wholes.iter().copied().find(counts)
    };
    of("KK").zip(of("jiwa")).map_or_else(Vec::new, |(kk, people)| above(columns, kk, people))
}

/// Villages in which a part is more than its whole, where in most it is not.
fn above(columns: &[&Column], part: usize, whole: usize) -> Vec<Doubt> {
    let (a, b) = (columns[part], columns[whole]);
    let above: Vec<_> = pairs(a, b).filter(|(_, part, whole)| part > whole).collect();
    let all = pairs(a, b).count();
    if !kept(all - above.len(), all) {
        return Vec::new();
    }
    let told = |(village, part_value, whole)| {
        let whole_name = b.indicator.name.clone();
        let odd = if whole == 0.0 {
            Odd::NothingToCount { part: part_value, whole_name }
        } else {
            Odd::PartAboveWhole { part: part_value, whole, whole_name }
        };
        Doubt { column: part, village: Some(village), odd }
    };
    above.into_iter().map(told).collect()
}

/// How far a percentage may lie from its recomputation: half of its last written place.
fn tolerance(column: &Column) -> f64 {
    let written = |places: i32| {
        let scale = 10_f64.powi(places);
        column.measured().all(|x| (x * scale - (x * scale).round()).abs() < 1e-6)
    };
    match (0..4).find(|&places| written(places)) {
        Some(places) => 0.5 * 10_f64.powi(-places) + 1e-6,
        None => 1e-3,
    }
}

/// The pair of counts that a percentage column comes from, where nearly all villages agree.
fn rate(columns: &[&Column], percent: usize, counts: &[usize]) -> Vec<Doubt> {
    let near = tolerance(columns[percent]);
    let rows = |part: usize, whole: usize| {
        columns[percent].values.iter().enumerate().filter_map(move |(v, rate)| {
            let part = columns[part].values[v].value()?;
            let whole = columns[whole].values[v].value().filter(|whole| *whole > 0.0)?;
            Some((v, rate.value()?, 100.0 * part / whole))
        })
    };
    let mut best: Option<(usize, usize, usize)> = None;
    for &part in counts {
        for &whole in counts.iter().filter(|whole| **whole != part) {
            // A glance at the first rows settles nearly every pair.
            let glance = rows(part, whole).take(25);
            let (right, seen) = glance.fold((0, 0), |(right, seen), (_, rate, expected)| {
                (right + usize::from((rate - expected).abs() <= near), seen + 1)
            });
            if seen < LEAST || right * 5 < seen * 3 {
                continue;
            }
            let right: usize =
                rows(part, whole).filter(|(_, r, e)| (r - e).abs() <= near && *r != 0.0).count();
            if best.is_none_or(|(_, _, most)| right > most) {
                best = Some((part, whole, right));
            }
        }
    }
    let Some((part, whole, _)) = best else { return Vec::new() };
    let all = rows(part, whole).count();
    let wrong: Vec<_> = rows(part, whole).filter(|(_, r, e)| (r - e).abs() > near).collect();
    let telling = rows(part, whole).filter(|(_, r, _)| *r != 0.0 && *r != 100.0).count();
    if telling < 5 || !kept(all - wrong.len(), all) {
        return Vec::new();
    }
    wrong
        .into_iter()
        .map(|(village, rate, expected)| {
            let expected = (expected * 100.0).round() / 100.0;
            let part_name = columns[part].indicator.name.clone();
            let whole_name = columns[whole].indicator.name.clone();
            let odd = Odd::RateDiffers { rate, expected, part_name, whole_name };
            Doubt { column: percent, village: Some(village), odd }
        })
        .collect()
}

/// A sum column beside its parts: the longest run of neighbours that adds up to it in nearly every
/// village.
fn sums(columns: &[&Column], sum: usize, counts: &[usize]) -> Vec<Doubt> {
    let Some(at) = words::place(columns[sum]) else { return Vec::new() };
    let neighbour = |place: usize| {
        counts.iter().copied().find(|&i| i != sum && words::place(columns[i]) == Some(place))
    };
    let mut before: Vec<usize> = (1..at).rev().map_while(neighbour).take(12).collect();
    let after: Vec<usize> = (at + 1..).map_while(neighbour).take(12).collect();
    let mut best: Option<(usize, Vec<usize>)> = None;
    for side in [&mut before, &mut after.clone()] {
        for length in 2..=side.len() {
            let run = &side[..length];
            let (right, all) = agree(columns, sum, run);
            if kept(right, all) && best.as_ref().is_none_or(|(most, _)| right >= *most) {
                best = Some((right, run.to_vec()));
            }
        }
    }
    let Some((_, mut run)) = best else { return Vec::new() };
    run.sort_unstable();
    let parts: Vec<&str> = run.iter().map(|&i| columns[i].indicator.name.as_str()).collect();
    let parts = parts.join(" + ");
    rows(columns, sum, &run)
        .filter(|(_, value, total, _)| !same(*value, *total))
        .map(|(village, value, total, _)| {
            let odd = Odd::SumDiffers { value, sum: total, parts: parts.clone() };
            Doubt { column: sum, village: Some(village), odd }
        })
        .collect()
}

fn same(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-6 * a.abs().max(1.0)
}

/// Village, sum as written, sum of the parts, and how many of the parts are not zero.
fn rows<'a>(
    columns: &'a [&Column],
    sum: usize,
    run: &'a [usize],
) -> impl Iterator<Item = (usize, f64, f64, usize)> + 'a {
    columns[sum].values.iter().enumerate().filter_map(move |(v, value)| {
        let mut total = 0.0;
        let mut filled = 0;
        for &part in run {
            let value = columns[part].values[v].value()?;
            total += value;
            filled += usize::from(value != 0.0);
        }
        Some((v, value.value()?, total, filled))
    })
}

/// Rows that agree and rows in all; none where too few have two parts to add.
fn agree(columns: &[&Column], sum: usize, run: &[usize]) -> (usize, usize) {
    let (mut right, mut all, mut telling) = (0, 0, 0);
    for (_, value, total, filled) in rows(columns, sum, run) {
        all += 1;
        right += usize::from(same(value, total));
        telling += usize::from(filled >= 2);
    }
    if telling < 5 { (0, all) } else { (right, all) }
}

#[cfg(test)]
#[path = "relation_tests.rs"]
mod tests;
