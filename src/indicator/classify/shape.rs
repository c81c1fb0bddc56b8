//! Classes by the shape of the values: long tails, wide gaps, round numbers.

use super::mean_of;

/// Head/tail breaks (Jiang 2013): the mean, then the mean of what lies above it, until that is one
/// value.
pub(super) fn head_tail(sorted: &[f64]) -> Vec<f64> {
    let highest = sorted[sorted.len() - 1];
    let (mut bounds, mut tail) = (Vec::new(), sorted);
    while tail[0] < highest {
        let mean = mean_of(tail);
        bounds.push(mean);
        let above = tail.partition_point(|&v| v <= mean);
        // Rounding of values that are nearly equal must not go on for ever.
        if above == 0 || above == tail.len() {
            break;
        }
        tail = &tail[above..];
    }
    if bounds.last().is_none_or(|&last| last < highest) {
        bounds.push(highest);
    }
    bounds.dedup();
    bounds
}

/// The middles of the widest gaps; of equally wide ones the lowest.
pub(super) fn widest_gaps(sorted: &[f64], classes: usize) -> Vec<f64> {
    let mut gaps: Vec<(f64, f64)> = sorted
        .windows(2)
        .filter(|w| w[0] < w[1])
        .map(|w| (w[1] - w[0], w[0] + (w[1] - w[0]) / 2.0))
        .collect();
    gaps.sort_by(|a, b| b.0.total_cmp(&a.0));
    gaps.truncate(classes - 1);
    let highest = sorted[sorted.len() - 1];
    // Between two neighbouring numbers there is no middle.
    let mut bounds: Vec<f64> = gaps.into_iter().map(|g| g.1).filter(|&b| b < highest).collect();
    bounds.push(highest);
    bounds.sort_by(f64::total_cmp);
    bounds
}

/// Steps of 1, 2 or 5 times a power of ten, about `classes` of them (Heckbert 1990).
pub(super) fn round(lowest: f64, highest: f64, classes: usize) -> Vec<f64> {
    let range = highest - lowest;
    if range <= 0.0 || !range.is_finite() {
        return vec![highest];
    }
    let step = nearest_round(round_above(range) / (classes.max(2) - 1) as f64);
    let (first, last) = ((lowest / step).floor(), (highest / step).ceil());
    // Far from zero a step may be finer than the numbers.
    if step <= 0.0 || !(last - first).is_finite() || last - first > 100.0 {
        return vec![highest];
    }
    let mut bounds: Vec<f64> =
        (1..=(last - first) as i64).map(|i| multiple(step, first + i as f64)).collect();
    bounds.dedup();
    bounds
}

/// `step · times` without the dust of 0.1 · 3.
fn multiple(step: f64, times: f64) -> f64 {
    if step < 1.0 { times / (1.0 / step).round() } else { times * step }
}

fn parts(x: f64) -> (f64, f64) {
    let power = 10_f64.powi(x.log10().floor() as i32);
    (x / power, power)
}

fn nearest_round(x: f64) -> f64 {
    let (digits, power) = parts(x);
    let nice = match digits {
        d if d < 1.5 => 1.0,
        d if d < 3.0 => 2.0,
        d if d < 7.0 => 5.0,
        _ => 10.0,
    };
    nice * power
}

fn round_above(x: f64) -> f64 {
    let (digits, power) = parts(x);
    let nice = match digits {
        d if d <= 1.0 => 1.0,
        d if d <= 2.0 => 2.0,
        d if d <= 5.0 => 5.0,
        _ => 10.0,
    };
    nice * power
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn round_bounds_have_no_dust() {
        assert_eq!(round(0.02, 0.94, 5), [0.2, 0.4, 0.6, 0.8, 1.0]);
        assert_eq!(round(-3.0, 46.6, 5), [0.0, 10.0, 20.0, 30.0, 40.0, 50.0]);
        assert_eq!(round(7.0, 7.0, 5), [7.0]);
        assert_eq!(round(1e16, 1e16 + 2.0, 5).last().copied(), Some(1e16 + 2.0));
    }

    #[test]
    fn nearly_equal_values_end_the_tail() {
        let values = [1.0, 1.0 + f64::EPSILON];
        assert_eq!(head_tail(&values), values);
        assert_eq!(head_tail(&[4.0, 4.0]), [4.0]);
        assert_eq!(widest_gaps(&values, 5).last().copied(), Some(values[1]));
        assert_eq!(widest_gaps(&[0.0, 1.0, 2.0, 9.0], 3), [0.5, 5.5, 9.0]);
    }
}
