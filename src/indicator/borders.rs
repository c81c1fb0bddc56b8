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
