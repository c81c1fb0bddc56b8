//! The borders between classes as legends write them: a value on a border is in the class above.
//!
//! [`classify`](super::classify) counts a value on a bound to the class below it. Where a village
//! stands exactly on a bound, the border is therefore the next larger value: the same villages stay
//! in each class, on the map, in the legend and on the command line.

use super::classify::Classes;

/// The inner borders of classes over the measured values they were made of, rising.
pub fn inner(classes: &Classes, measured: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut values: Vec<f64> = measured.collect();
    values.sort_by(f64::total_cmp);
    let bounds = &classes.breaks[..classes.breaks.len().saturating_sub(1)];
    bounds
        .iter()
        .filter_map(|&bound| {
            let above = values.partition_point(|&value| value <= bound);
            let is_met = above > 0 && values[above - 1] == bound;
            if is_met { values.get(above).copied() } else { Some(bound) }
        })
        .collect()
}

/// From here on a value is read in millions.
pub const MILLIONS: f64 = 1e7;

/// Each border moved down to the roundest number that leaves every value in its class, so that what
/// a legend prints is the border itself. `sorted`: the values, rising.
pub fn rounded(inner: &[f64], sorted: &[f64]) -> Vec<f64> {
    let mut found: Vec<f64> = Vec::with_capacity(inner.len());
    for &border in inner {
        let below = sorted[..sorted.partition_point(|&v| v < border)].last();
        let least = found.last().copied().unwrap_or(f64::NEG_INFINITY);
        found.push(roundest(below.map_or(least, |&v| v.max(least)), border));
    }
    found
}

/// The number with the fewest decimals above `low` and not above `high`; of large numbers the one
/// with the fewest digits.
fn roundest(low: f64, high: f64) -> f64 {
    if !low.is_finite() {
        return high;
    }
    let fewest = if high.abs() >= MILLIONS { -9 } else { 0 };
    (fewest..=6)
        .map(|decimals| {
            let unit = 10_f64.powi(decimals);
            (high * unit + 1e-9).floor() / unit
        })
        .find(|&x| x > low && x <= high)
        .unwrap_or(high)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::measure::Measure::Measured;
    use crate::indicator::classify::{Method, classify};

    #[test]
    fn a_village_on_a_bound_keeps_its_class() {
        let values = [1.0, 2.0, 2.0, 3.0, 7.0, 8.0, 9.0, 20.0];
        let measures = values.map(Measured);
        for method in [Method::NaturalBreaks, Method::Quantile, Method::Manual(vec![2.0, 8.0])] {
            let classes = classify(&measures, &method, 3).unwrap();
            let borders = inner(&classes, values.into_iter());
            for value in values {
                let class = borders.iter().filter(|&&border| value >= border).count();
                assert_eq!(class, classes.class_of(value), "{value} {method:?}");
            }
        }
    }
}
