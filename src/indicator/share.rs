//! Percentages that a table brings beside the counts they were made of: "Persen KK Miskin" beside
//! "KK Miskin" and "Jumlah KK". Over several villages such a share comes from the summed counts, as
//! one that is computed here does; the villages keep what the table says.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::column::Column;
use super::definition::{Quantity, RateOf};

/// Villages that must have a share and both counts before one is believed to be made of them.
const LEAST: usize = 10;
/// With whole percentages chance fits more easily.
const LEAST_WHOLE: usize = 25;
/// Of a hundred villages so many must fit; the others are slips of the table.
const FITTING: usize = 98;
/// Counts of a table that are looked at: with more, trying pairs of them would be felt.
const MOST_COUNTS: usize = 60;
/// After so many villages most pairs are known to be none.
const GLANCE: usize = 25;
/// More decimals than this no table means.
const MOST_DECIMALS: i32 = 6;

/// The counts of a percentage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    pub of: RateOf,
    /// It is of those who are left: "without" beside a count of those "with".
    pub is_rest: bool,
}

/// Of every percentage that is 100 × one count, or two, ÷ another of its table and period, or the
/// rest of that, rounded as it is written; the key is its id and period. Where several fit, the
/// fewest counts, before the rest of others, then the nearest, then the first in the table's order.
pub fn of(columns: &[Arc<Column>]) -> BTreeMap<(String, String), Share> {
    let is_share = |c: &&Arc<Column>| {
        c.indicator.quantity == Quantity::Percent && c.indicator.rate_of.is_none() && c.import > 0
    };
    let found = columns.iter().filter(is_share).filter_map(|share| {
        let counts: Vec<&Column> = columns
            .iter()
            .map(Arc::as_ref)
            .filter(|c| c.import == share.import && c.period == share.period)
            .filter(|c| c.indicator.quantity == Quantity::Count && c.indicator.rate_of.is_none())
            .take(MOST_COUNTS)
            .collect();
        let made = made_of(share, &counts)?;
        Some(((share.indicator.id.clone(), share.period.clone()), made))
    });
    found.collect()
}

fn made_of<'a>(share: &Column, counts: &[&'a Column]) -> Option<Share> {
    let known: Vec<f64> = share.values.iter().filter_map(|v| v.value()).collect();
    let unit = last_place(&known)?;
    let alone = || counts.iter().map(|c| vec![*c]);
    let from = |(i, a): (usize, &&'a Column)| {
        let a = *a;
        counts[i + 1..].iter().map(move |b| vec![a, *b])
    };
    let pairs = || counts.iter().enumerate().flat_map(from);
    // A count of what is said comes before the rest of its opposite.
    best(share, alone(), counts, (false, unit))
        .or_else(|| best(share, alone(), counts, (true, unit)))
        .or_else(|| best(share, pairs(), counts, (false, unit)))
        .or_else(|| best(share, pairs(), counts, (true, unit)))
}

fn best<'a>(
    share: &Column,
    numerators: impl Iterator<Item = Vec<&'a Column>>,
    counts: &[&'a Column],
    (is_rest, unit): (bool, f64),
) -> Option<Share> {
    let mut best: Option<(f64, Share)> = None;
    for above in numerators {
        for below in counts {
            let id = |c: &&Column| c.indicator.id.clone();
            let numerators: Vec<String> = above.iter().map(id).collect();
            if numerators.contains(&below.indicator.id) {
                continue;
            }
            let Some(off) = distance(share, &above, below, (is_rest, unit)) else { continue };
            if best.as_ref().is_none_or(|(nearest, _)| off < *nearest) {
                let of = RateOf { numerators, denominator: id(below) };
                best = Some((off, Share { of, is_rest }));
            }
        }
    }
    best.map(|(_, share)| share)
}

/// The smallest step between percentages as written: 1, 0.1, 0.01…
pub(super) fn last_place(known: &[f64]) -> Option<f64> {
    known.first()?;
    let whole =
        |x: f64, scale: f64| ((x * scale).round() - x * scale).abs() < 1e-6 * scale.max(1.0);
    let decimals = (0..MOST_DECIMALS).find(|&d| known.iter().all(|x| whole(*x, 10_f64.powi(d))));
    Some(10_f64.powi(-decimals.unwrap_or(MOST_DECIMALS)))
}

/// The mean distance of the written share from the one of the counts; `None` where they do not fit.
fn distance(
    share: &Column,
    above: &[&Column],
    below: &Column,
    (is_rest, unit): (bool, f64),
) -> Option<f64> {
    let least = if unit >= 1.0 { LEAST_WHOLE } else { LEAST };
    let (mut compared, mut fitting, mut inner, mut off) = (0_usize, 0_usize, 0_usize, 0.0);
    for (village, written) in share.values.iter().enumerate() {
        let cases = above.iter().map(|c| c.values[village].value()).sum::<Option<f64>>();
        let (Some(written), Some(cases), Some(below)) =
            (written.value(), cases, below.values[village].value().filter(|n| *n > 0.0))
        else {
            continue;
        };
        compared += 1;
        let cases = if is_rest { below - cases } else { cases };
        let near = (100.0 * cases / below - written).abs();
        if near <= 0.6 * unit {
            fitting += 1;
            off += near;
            inner += usize::from(written > 0.0 && written < 100.0);
        } else if compared == GLANCE && fitting * 2 < GLANCE
            || (compared - fitting) * 100 > share.values.len() * (100 - FITTING)
        {
            return None;
        }
    }
    // Shares of nought or of all fit many counts.
    let enough = compared >= least && fitting * 100 >= compared * FITTING && inner * 2 >= least;
    enough.then(|| off / fitting as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::measure::Measure;
    use crate::indicator::definition::{Direction, Indicator};

    fn column(id: &str, quantity: Quantity, values: impl Iterator<Item = f64>) -> Arc<Column> {
        let values: Vec<Measure> = values.map(Measure::of).collect();
        Arc::new(Column {
            indicator: Indicator {
                id: id.to_owned(),
                name: id.to_owned(),
                unit: String::new(),
                quantity,
                direction: Direction::WorseHigh,
                column: id.to_owned(),
                rate_of: None,
            },
            period: "2024".to_owned(),
            cells: vec![None; values.len()],
            values,
            import: 2,
            corrections: BTreeMap::new(),
        })
    }

    /// 30 villages of 200 to 983 families.
    fn families() -> impl Iterator<Item = f64> {
        (0..30).map(|i| f64::from(200 + 27 * i))
    }

    fn poor() -> impl Iterator<Item = f64> {
        (0..30).map(|i| f64::from(11 + (i * 37) % 150))
    }

    fn percent(places: i32) -> impl Iterator<Item = f64> {
        let scale = 10_f64.powi(places);
        poor().zip(families()).map(move |(a, b)| (100.0 * a / b * scale).round() / scale)
    }

    fn found(share: Arc<Column>) -> Option<Share> {
        let people = column("jiwa", Quantity::Count, families().map(|kk| (kk * 3.7).round()));
        let others = poor().zip(families()).map(|(few, all)| all - few);
        let columns = [
            column("kk", Quantity::Count, families()),
            column("tidak_miskin", Quantity::Count, others),
            column("miskin", Quantity::Count, poor()),
            people,
            share,
        ];
        of(&columns).remove(&("persen".to_owned(), "2024".to_owned()))
    }

    #[test]
    fn a_share_is_known_by_the_counts_beside_it() {
        let of = RateOf { numerators: vec!["miskin".into()], denominator: "kk".into() };
        for places in [0, 1, 2, 4] {
            let share = column("persen", Quantity::Percent, percent(places));
            let made = Some(Share { of: of.clone(), is_rest: false });
            assert_eq!(found(share), made, "{places} decimals");
        }
        let rest = column("persen", Quantity::Percent, percent(1).map(|x| 100.0 - x));
        let of = RateOf { numerators: vec!["tidak_miskin".into()], ..of };
        assert_eq!(found(rest), Some(Share { of, is_rest: false }), "before the rest of others");
        let both = poor().zip(families()).map(|(a, b)| 100.0 * (a + (b * 3.7).round()) / b / 8.0);
        assert_eq!(found(column("persen", Quantity::Percent, both)), None, "no such counts");
    }

    #[test]
    fn a_share_of_something_else_is_left_alone() {
        let other = percent(2).map(|x| (x * 1.07).min(100.0));
        assert_eq!(found(column("persen", Quantity::Percent, other)), None);
        let nought = std::iter::repeat_n(0.0, 30);
        assert_eq!(found(column("persen", Quantity::Percent, nought)), None);
    }
}
