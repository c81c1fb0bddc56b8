//! Rates that a table of counts alone implies: "KK Miskin" beside "Jumlah KK" asks to be seen as a
//! share, though no column says percent.

use std::sync::Arc;

use super::check;
use super::column::Column;
use super::definition::{Derived, Direction, Quantity};
use super::share::Share;

/// Fewer villages with both counts prove no part of a whole.
const LEAST: usize = 10;
/// Of a hundred villages in so many the part is within its whole.
const WITHIN: usize = 98;

/// The counts of one rate, by their ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Implied {
    pub cases: String,
    pub people: String,
    pub period: String,
}

/// Every count with a bad end that has its whole beside it (of one table, period and unit), in a table
/// that brings no percentage at all and where no percentage of any period is made of it. Of several
/// wholes the smallest that holds it: measured children before all children. `share` tells the counts
/// of a table's own percentage.
pub fn of<'a>(
    columns: &'a [Arc<Column>],
    share: impl Fn(&Column) -> Option<&'a Share>,
) -> Vec<Implied> {
    let counts: Vec<&Column> = columns
        .iter()
        .map(Arc::as_ref)
        .filter(|c| c.indicator.quantity == Quantity::Count && c.import > 0)
        .filter(|c| c.indicator.rate_of.is_none())
        .collect();
    let beside = |a: &Column, b: &Column| a.import == b.import && a.period == b.period;
    let percents: Vec<&Arc<Column>> =
        columns.iter().filter(|c| c.indicator.quantity == Quantity::Percent).collect();
    let said = |part: &Column| {
        percents.iter().any(|c| {
            let own = match &c.indicator.rate_of {
                Some(Derived::Rate(rate)) => Some(rate),
                Some(Derived::Gap { .. }) => None,
                None => share(c).map(|share| &share.of),
            };
            c.import == part.import
                || own.is_some_and(|rate| rate.numerators.contains(&part.indicator.id))
        })
    };
    let parts = counts.iter().filter(|part| {
        part.indicator.direction != Direction::None && !check::is_whole(part) && !said(part)
    });
    let implied = parts.filter_map(|part| {
        let wholes = counts.iter().filter(|whole| {
            beside(part, whole)
                && whole.indicator.unit == part.indicator.unit
                && check::is_whole(whole)
                && holds(whole, part)
        });
        let whole = wholes.min_by(|a, b| total(a).total_cmp(&total(b)))?;
        Some(Implied {
            cases: part.indicator.id.clone(),
            people: whole.indicator.id.clone(),
            period: part.period.clone(),
        })
    });
    implied.collect()
}

fn total(column: &Column) -> f64 {
    column.measured().sum()
}

fn holds(whole: &Column, part: &Column) -> bool {
    let both = whole.values.iter().zip(&part.values);
    let both = both.filter_map(|(whole, part)| whole.value().zip(part.value()));
    let (mut all, mut within) = (0_usize, 0_usize);
    for (whole, part) in both {
        all += 1;
        within += usize::from(part <= whole);
    }
    all >= LEAST && within * 100 >= all * WITHIN
}
