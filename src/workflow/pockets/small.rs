//! Small numbers: what each rate stands on, its place in the funnel, and how many were measured.

use std::sync::Arc;

use super::asked::SmallNumbers;
use super::report::{FunnelPoint, Reliable, Small};
use crate::analysis::funnel;
use crate::base::measure::Measure;
use crate::indicator::column::Column;
use crate::indicator::definition::Quantity;
use crate::workflow::snapshot::Snapshot;
use crate::workflow::used::Basis;

const PERCENT: f64 = 100.0;

/// What the rate of each village stands on; `None` where its counts are not known.
pub(in crate::workflow) fn reliability(basis: &Basis, limits: &SmallNumbers) -> Vec<Option<Small>> {
    let all = rate_of_all(basis);
    pairs(basis)
        .map(|pair| {
            let (cases, people) = pair?;
            let error = funnel::relative_error(cases, people);
            // Without a case: the error that the kabupaten's rate would have here.
            let jumps = error.or_else(|| funnel::relative_error(all? * people, people));
            let reliable = if people < limits.people {
                Reliable::FewPeople
            } else if jumps.is_some_and(|e| e > limits.error) {
                Reliable::Jumpy
            } else {
                Reliable::Yes
            };
            Some(Small { cases: Some(cases), people: Some(people), error, reliable })
        })
        .collect()
}

/// The funnel of the rates; `None` where a village's counts are not known.
pub(in crate::workflow) fn funnel(basis: &Basis) -> Vec<Option<FunnelPoint>> {
    let Some(all) = rate_of_all(basis) else { return vec![None; basis.cases.len()] };
    pairs(basis)
        .map(|pair| {
            let (cases, people) = pair.filter(|(_, people)| *people >= 1.0)?;
            let (low_95, high_95, low_998, high_998) = funnel::limits(people, all);
            Some(FunnelPoint {
                people,
                rate: PERCENT * cases / people,
                low_95: PERCENT * low_95,
                high_95: PERCENT * high_95,
                low_998: PERCENT * low_998,
                high_998: PERCENT * high_998,
            })
        })
        .collect()
}

fn pairs(basis: &Basis) -> impl Iterator<Item = Option<(f64, f64)>> {
    basis.cases.iter().zip(&basis.people).map(|(cases, people)| {
        let (cases, people) = (cases.value()?, people.value()?);
        (people > 0.0 && cases >= 0.0 && cases <= people).then_some((cases, people))
    })
}

/// Smallest first, so that the order of rows does not touch the last bit.
fn rate_of_all(basis: &Basis) -> Option<f64> {
    let mut known: Vec<(f64, f64)> = pairs(basis).flatten().collect();
    known.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let (cases, people) = known.iter().fold((0.0, 0.0), |sum, k| (sum.0 + k.0, sum.1 + k.1));
    (people > 0.0).then(|| cases / people)
}

/// The column that tells how many of the children were measured (D/S), if the project has one: of
/// the period if there is one, else the latest.
pub fn coverage(snapshot: &Snapshot, period: &str) -> Option<Arc<Column>> {
    let mut all: Vec<&Arc<Column>> = snapshot
        .columns
        .iter()
        .filter(|c| c.indicator.quantity == Quantity::Percent && is_coverage(&c.indicator))
        .collect();
    all.sort_by(|a, b| {
        let order = |c: &Column| (c.period != period, c.indicator.id != "cakupan_ds");
        order(a).cmp(&order(b)).then(b.period.cmp(&a.period))
    });
    all.first().map(|c| Arc::clone(c))
}

fn is_coverage(indicator: &crate::indicator::definition::Indicator) -> bool {
    ["cakupan_ds", "cakupan_diukur", "d_s", "persen_d_s"].contains(&indicator.id.as_str())
        || indicator.name.to_uppercase().contains("D/S")
}

/// Villages where fewer than `limit` percent were measured, with their coverage; empty where the
/// indicator is not about children, or nobody counted them.
pub fn low_coverage(
    snapshot: &Snapshot,
    indicator: &str,
    period: &str,
    limit: f64,
) -> Vec<(usize, f64)> {
    if !is_of_children(indicator) {
        return Vec::new();
    }
    let Some(column) = coverage(snapshot, period) else { return Vec::new() };
    let low = |(i, value): (usize, &Measure)| {
        value.value().filter(|percent| *percent < limit).map(|percent| (i, percent))
    };
    column.values.iter().enumerate().filter_map(low).collect()
}

/// Whether a number is counted among the children that are weighed and measured.
fn is_of_children(id: &str) -> bool {
    let words =
        ["stunting", "stunted", "wasting", "underweight", "gizi", "balita", "pendek", "baduta"];
    words.iter().any(|word| id.contains(word))
}
