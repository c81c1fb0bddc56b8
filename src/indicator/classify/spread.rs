//! Classes by distance from the middle: standard deviations, boxes, percentiles.
//!
//! Bounds may lie outside the values: an empty class says that nothing is that far off. Quantiles
//! are of type 7 (Hyndman & Fan 1996), as mapclassify's; equal bounds stand once.

use super::{mean_of, squares};

/// The outer classes of a percentile map hold a hundredth and a tenth of the villages.
const PERCENTILES: [f64; 6] = [1.0, 10.0, 50.0, 90.0, 99.0, 100.0];

/// Mean ± 1 and ± 2 standard deviations (n − 1); the last class only where something is above.
pub(super) fn deviations(sorted: &[f64]) -> Vec<f64> {
    let (mean, highest) = (mean_of(sorted), sorted[sorted.len() - 1]);
    if sorted.len() < 2 || sorted[0] == highest {
        return vec![highest];
    }
    let deviation = (squares(sorted) / (sorted.len() - 1) as f64).sqrt();
    let mut bounds: Vec<f64> =
        [-2.0, -1.0, 1.0, 2.0].iter().map(|steps| mean + steps * deviation).collect();
    if bounds.last().is_some_and(|&last| last < highest) {
        bounds.push(highest);
    }
    bounds.dedup();
    bounds
}

/// Quartiles and fences of a box plot, `hinge` times the middle half beyond it (Tukey 1977).
pub(super) fn boxes(sorted: &[f64], hinge: f64) -> Vec<f64> {
    let highest = sorted[sorted.len() - 1];
    let [low, middle, high] = [25.0, 50.0, 75.0].map(|p| percentile(sorted, p));
    if low == highest {
        return vec![highest];
    }
    let reach = hinge * (high - low);
    let fence = high + reach;
    let mut bounds = vec![low - reach, low, middle, high, fence];
    if fence < highest {
        bounds.push(highest);
    }
    bounds.dedup();
    bounds
}

pub(super) fn percentiles(sorted: &[f64]) -> Vec<f64> {
    let mut bounds: Vec<f64> = PERCENTILES.iter().map(|&p| percentile(sorted, p)).collect();
    bounds.dedup();
    bounds
}

/// By linear interpolation between the values of a sorted column.
fn percentile(sorted: &[f64], percent: f64) -> f64 {
    let last = sorted.len() - 1;
    let place = last as f64 * percent / 100.0;
    let below = place.floor() as usize;
    let above = (below + 1).min(last);
    sorted[below] + (sorted[above] - sorted[below]) * (place - below as f64)
}
