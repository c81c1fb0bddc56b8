//! Sums and rates a profile adds to the columns of a table, each with what it was made of.

use std::collections::{BTreeMap, BTreeSet};

use super::Profile;
use crate::base::fault::{At, DataFault, Fault};
use crate::base::measure::Measure;
use crate::indicator::column::Column;
use crate::indicator::definition::{Derived, Direction, Indicator, Quantity, RateOf};

/// The derived columns of every period that has their parts. `prefix` stands before the ids of the
/// profile, `label` behind its names.
pub fn derive(
    profile: &Profile,
    columns: &[Column],
    (prefix, label): (&str, &str),
    at: &At,
) -> (Vec<Column>, Vec<Fault>) {
    let full = |id: &str| if prefix.is_empty() { id.to_owned() } else { format!("{prefix}_{id}") };
    let named =
        |name: &str| if label.is_empty() { name.to_owned() } else { format!("{name} ({label})") };
    let mut made: Vec<Column> = Vec::new();
    let mut faults = Vec::new();
    let periods: BTreeSet<String> = columns.iter().map(|c| c.period.clone()).collect();
    for period in &periods {
        for sum in &profile.sums {
            let id = full(&sum.id);
            let all: Vec<&Column> =
                columns.iter().chain(&made).filter(|c| c.period == *period).collect();
            let parts = parts(&all, &sum.of, &full);
            if all.iter().any(|c| c.indicator.id == id) || parts.len() != sum.of.len() {
                continue;
            }
            let values =
                villages(&parts).map(|v| added(parts.iter().map(|c| c.values[v]))).collect();
            let indicator = Indicator {
                id,
                name: named(&sum.name),
                unit: sum.unit.clone(),
                quantity: Quantity::Count,
                direction: sum.direction,
                column: written(&parts),
                rate_of: None,
            };
            made.push(computed(indicator, period, values));
        }
        for rate in &profile.rates {
            let id = full(&rate.id);
            let all: Vec<&Column> =
                columns.iter().chain(&made).filter(|c| c.period == *period).collect();
            let above = parts(&all, &rate.numerators, &full);
            let below = all.iter().find(|c| c.indicator.id == full(&rate.denominator)).copied();
            let there = all.iter().any(|c| c.indicator.id == id);
            let (Some(below), false) = (below, there) else { continue };
            if above.len() != rate.numerators.len() {
                continue;
            }
            let named = (id, named(&rate.name), rate.direction);
            made.push(quotient(named, (&above, below), period, at, &mut faults));
        }
    }
    (made, faults)
}

/// One rate in percent; where more are counted than there are, it is missing and told.
pub(super) fn quotient(
    (id, name, direction): (String, String, Direction),
    (above, below): (&[&Column], &Column),
    period: &str,
    at: &At,
    faults: &mut Vec<Fault>,
) -> Column {
    let column = format!("({}) / {}", written(above), below.indicator.column);
    let values = villages(above)
        .map(|v| {
            let value = share(added(above.iter().map(|c| c.values[v])), below.values[v]);
            value.unwrap_or_else(|value| {
                let row = below.cells[v].as_ref().map(|cell| cell.row);
                let fault = DataFault::OutOfRange { value, range: "0–100 %".into() };
                let at = at.clone().column(column.clone());
                faults.push(Fault::new(fault, At { row, ..at }));
                Measure::Missing
            })
        })
        .collect();
    let indicator = Indicator {
        id,
        name,
        unit: "%".to_owned(),
        quantity: Quantity::Percent,
        direction,
        column,
        rate_of: Some(Derived::Rate(RateOf {
            numerators: above.iter().map(|c| c.indicator.id.clone()).collect(),
            denominator: below.indicator.id.clone(),
        })),
    };
    computed(indicator, period, values)
}

fn parts<'a>(all: &[&'a Column], ids: &[String], full: &dyn Fn(&str) -> String) -> Vec<&'a Column> {
    ids.iter().filter_map(|id| all.iter().find(|c| c.indicator.id == full(id)).copied()).collect()
}

fn villages(parts: &[&Column]) -> std::ops::Range<usize> {
    0..parts.first().map_or(0, |c| c.values.len())
}

fn written(parts: &[&Column]) -> String {
    parts.iter().map(|c| c.indicator.column.as_str()).collect::<Vec<_>>().join(" + ")
}

fn computed(indicator: Indicator, period: &str, values: Vec<Measure>) -> Column {
    let cells = vec![None; values.len()];
    Column {
        indicator,
        period: period.to_owned(),
        values,
        cells,
        import: 0,
        corrections: BTreeMap::new(),
    }
}

/// Measured only where every part is; not applicable where one is.
fn added(parts: impl Iterator<Item = Measure>) -> Measure {
    let (mut sum, mut missing) = (0.0, false);
    for part in parts {
        match part {
            Measure::Measured(value) => sum += value,
            Measure::Missing => missing = true,
            Measure::NotApplicable => return Measure::NotApplicable,
        }
    }
    if missing { Measure::Missing } else { Measure::of(sum) }
}

/// `Err` with the figures where more are counted than there are.
fn share(above: Measure, below: Measure) -> Result<Measure, String> {
    match (above, below) {
        (Measure::NotApplicable, _) | (_, Measure::NotApplicable) => Ok(Measure::NotApplicable),
        (Measure::Measured(above), Measure::Measured(below)) if above > below => {
            Err(format!("{above} / {below}"))
        }
        (Measure::Measured(above), Measure::Measured(below)) if below > 0.0 => {
            Ok(Measure::of(100.0 * above / below))
        }
        _ => Ok(Measure::Missing),
    }
}
