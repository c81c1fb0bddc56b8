//! Whether figures of another make go on with an indicator that is there: a later report with fewer
//! columns, or under another name of file.

use std::collections::{BTreeMap, BTreeSet};

use super::targets::time;
use crate::analysis::spearman::spearman;
use crate::dataset::header;
use crate::indicator::column::Column;

/// So many villages must have both figures.
const LEAST: usize = 10;
/// Villages rank in a later report nearly as they did.
const ALIKE: f64 = 0.8;
/// Between two reports a sum changes by no more than this factor.
const FACTOR: f64 = 3.0;

/// An indicator of the table and the newest figures of its id, which another table brought.
pub(super) struct Pair<'a> {
    pub id: &'a str,
    /// Of all periods of the table.
    pub new: Vec<&'a Column>,
    pub newest: &'a Column,
    /// Headers of the table that brought `newest`.
    pub headers: &'a BTreeSet<String>,
    pub source: i64,
}

/// The ids that go on: later figures of one unit that rank the villages as before; or of a table
/// all of whose figures stand in the earlier one, where another of them does.
pub(super) fn going_on(pairs: &[Pair<'_>], columns: &[Column]) -> BTreeSet<String> {
    let later: Vec<&Pair<'_>> = pairs.iter().filter(|pair| is_later(pair)).collect();
    let sure = |pair: &&&Pair<'_>| pair.new.iter().all(|new| is_alike(new, pair.newest));
    let mut found: BTreeMap<&str, i64> =
        later.iter().filter(sure).map(|pair| (pair.id, pair.source)).collect();
    let known: BTreeSet<i64> = found.values().copied().collect();
    let headers: BTreeSet<String> =
        columns.iter().map(|column| header::plain(&column.indicator.column)).collect();
    let whole = |pair: &&&Pair<'_>| known.contains(&pair.source) && headers.is_subset(pair.headers);
    found.extend(later.iter().filter(whole).map(|pair| (pair.id, pair.source)));
    found.into_keys().map(str::to_owned).collect()
}

fn is_later(pair: &Pair<'_>) -> bool {
    let Some(newest) = time::end(&pair.newest.period) else { return false };
    let kind = |c: &Column| (c.indicator.unit.clone(), c.indicator.quantity);
    pair.new.iter().all(|new| {
        kind(new) == kind(pair.newest) && time::end(&new.period).is_some_and(|end| end > newest)
    })
}

fn is_alike(new: &Column, newest: &Column) -> bool {
    let both = new.values.iter().zip(&newest.values);
    let both: Vec<(f64, f64)> = both.filter_map(|(a, b)| Some((a.value()?, b.value()?))).collect();
    let measured = new.values.iter().filter(|value| value.value().is_some()).count();
    let (now, before) = both.iter().fold((0.0, 0.0), |sum, pair| (sum.0 + pair.0, sum.1 + pair.1));
    both.len() >= LEAST
        && both.len() * 5 >= measured * 4
        && now * FACTOR >= before
        && now <= before * FACTOR
        && spearman(&both).is_some_and(|alike| alike >= ALIKE)
}
