//! Natural breaks, exactly: the classes with the least squared distance to their means.
//!
//! Dynamic programming over distinct values (Fisher 1958; Wang & Song 2011) with a rising best
//! split, found for all last values at once (Aggarwal et al. 1987), so each class costs n. Sums are
//! whole numbers of 128 bits: a village a thousand times as large as the others does not blur the
//! breaks between those. Of equally good splits the
//! leftmost is taken; fewer distinct values than classes give fewer classes.

/// Upper bounds of the classes of `sorted` (not empty); the last is its last value.
pub(super) fn upper_bounds(sorted: &[f64], classes: usize) -> Vec<f64> {
    let values = Distinct::of(sorted);
    let n = values.upper.len();
    let k = classes.min(n);
    // least[j]: the least cost of the first j+1 distinct values in the classes so far.
    let mut least: Vec<f64> = (0..n).map(|j| values.cost(0, j)).collect();
    let mut starts: Vec<Vec<u32>> = Vec::with_capacity(k);
    for class in 1..k {
        let mut row =
            Row { values: &values, before: &least, least: vec![0.0; n], start: vec![0; n] };
        let begins: Vec<u32> = (class as u32..n as u32).collect();
        if class + 1 < k {
            row.fill(&begins, begins.clone());
        } else {
            // The last class ends with the last value, whatever the others do.
            row.fill_one(n as u32 - 1, &begins);
        }
        let Row { least: filled, start, .. } = row;
        least = filled;
        starts.push(start);
    }
    let mut bounds = vec![values.upper[n - 1]];
    let mut end = n - 1;
    for start in starts.iter().rev() {
        end = start[end] as usize - 1;
        bounds.push(values.upper[end]);
    }
    bounds.reverse();
    bounds
}

/// Distinct values with running sums over all values up to each.
struct Distinct {
    upper: Vec<f64>,
    /// Before each distinct value.
    sums: Vec<Sums>,
}

/// Count, Σq and Σq² of values; q is the value in whole steps above the smallest.
#[derive(Clone, Copy, Default)]
struct Sums {
    squares: i128,
    q: i64,
    count: u32,
}

impl Distinct {
    fn of(sorted: &[f64]) -> Self {
        let (low, high) = (sorted[0], sorted[sorted.len() - 1]);
        // n·q and Σq² of all must stay below 2^126: q has 62 − log₂ n bits, 52 at most. A power of
        // two scales without rounding.
        let bits = 62 - sorted.len().next_power_of_two().trailing_zeros().max(10);
        let range = (high / 2.0 - low / 2.0) * 2.0;
        let exponent = if range > 0.0 { range.min(f64::MAX).log2().floor() as i32 + 1 } else { 0 };
        let step = |value: f64| {
            // In halves, so that neither the difference nor the scale leaves the range of f64.
            let share = (value / 2.0 - low / 2.0) * 2.0_f64.powi(1 - exponent.max(-1000));
            (share * (1_u64 << bits) as f64).round() as i64
        };
        let mut upper: Vec<f64> = Vec::new();
        let mut total = Sums::default();
        let mut sums = vec![total];
        for same in sorted.chunk_by(|a, b| a == b) {
            let (count, q) = (same.len() as u32, step(same[0]));
            total.count += count;
            total.q += i64::from(count) * q;
            total.squares += i128::from(count) * i128::from(q) * i128::from(q);
            upper.push(same[0]);
            sums.push(total);
        }
        Self { upper, sums }
    }

    /// Squared distance to their mean of the distinct values from..=to, in steps²: (W·Σq² − (Σq)²)/W.
    fn cost(&self, from: usize, to: usize) -> f64 {
        let (a, b) = (self.sums[from], self.sums[to + 1]);
        let (weight, q, squares) =
            (b.count - a.count, i128::from(b.q - a.q), b.squares - a.squares);
        near(i128::from(weight) * squares - q * q) / f64::from(weight)
    }
}

/// A whole number that is not negative, to the last or last but one digit.
fn near(x: i128) -> f64 {
    let high = (x >> 64) as i64 as f64;
    high * 2.0_f64.powi(64) + (x as u64) as f64
}

/// One more class: its least costs and where it starts, for every last value.
struct Row<'a> {
    values: &'a Distinct,
    before: &'a [f64],
    least: Vec<f64>,
    start: Vec<u32>,
}

impl Row<'_> {
    /// The cost of all values up to `end` if the last class begins at `start`.
    fn cost(&self, end: u32, start: u32) -> f64 {
        if start > end {
            return f64::INFINITY;
        }
        self.before[start as usize - 1] + self.values.cost(start as usize, end as usize)
    }

    /// Fills one last value from the `starts`, which rise.
    fn fill_one(&mut self, end: u32, starts: &[u32]) {
        let mut best = f64::INFINITY;
        for &start in starts {
            let cost = self.cost(end, start);
            if cost < best {
                best = cost;
                self.start[end as usize] = start;
            }
        }
        self.least[end as usize] = best;
    }

    /// Fills the last values `ends`, both lists rising, from the `starts` that may be best. A later
    /// end never has an earlier best start.
    fn fill(&mut self, ends: &[u32], starts: Vec<u32>) {
        if ends.is_empty() {
            return;
        }
        let starts = self.reduced(ends, starts);
        let odd: Vec<u32> = ends.iter().skip(1).step_by(2).copied().collect();
        self.fill(&odd, starts.clone());
        // Between the best starts of the ends before and after lie the best of those between.
        let mut from = 0;
        for (at, &end) in ends.iter().enumerate().step_by(2) {
            let last = ends.get(at + 1).map_or(u32::MAX, |&after| self.start[after as usize]);
            let (mut best, mut best_start) = (f64::INFINITY, starts[from]);
            let mut here = from;
            while here < starts.len() && starts[here] <= last {
                let cost = self.cost(end, starts[here]);
                if cost < best {
                    (best, best_start) = (cost, starts[here]);
                }
                if starts[here] == last {
                    break;
                }
                here += 1;
            }
            from = here.min(starts.len() - 1);
            self.least[end as usize] = best;
            self.start[end as usize] = best_start;
        }
    }

    /// The starts that can be best for any of the ends: at most as many as there are ends.
    fn reduced(&self, ends: &[u32], starts: Vec<u32>) -> Vec<u32> {
        if starts.len() <= ends.len() {
            return starts;
        }
        let mut kept: Vec<u32> = Vec::with_capacity(ends.len());
        for start in starts {
            while let Some(&top) = kept.last() {
                let end = ends[kept.len() - 1];
                // Of equally good ones the earlier stays.
                if self.cost(end, top) <= self.cost(end, start) {
                    break;
                }
                kept.pop();
            }
            if kept.len() < ends.len() {
                kept.push(start);
            }
        }
        kept
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sse(sorted: &[f64], bounds: &[f64]) -> f64 {
        let mut total = 0.0;
        let mut low = f64::NEG_INFINITY;
        for &high in bounds {
            let class: Vec<f64> =
                sorted.iter().copied().filter(|&v| v > low && v <= high).collect();
            let mean = class.iter().sum::<f64>() / class.len() as f64;
            total += class.iter().map(|v| (v - mean).powi(2)).sum::<f64>();
            low = high;
        }
        total
    }

    /// The least SSE over every way to cut distinct values into k classes.
    fn brute_force(sorted: &[f64], k: usize) -> f64 {
        let mut distinct = sorted.to_vec();
        distinct.dedup();
        let n = distinct.len();
        let k = k.min(n);
        (0_u32..1 << (n - 1))
            .filter(|cuts| cuts.count_ones() as usize == k - 1)
            .map(|cuts| {
                let bounds: Vec<f64> = (0..n)
                    .filter(|&i| i == n - 1 || cuts >> i & 1 == 1)
                    .map(|i| distinct[i])
                    .collect();
                sse(sorted, &bounds)
            })
            .fold(f64::INFINITY, f64::min)
    }

    #[test]
    fn of_equal_splits_the_leftmost_is_taken() {
        assert_eq!(upper_bounds(&[1.0, 2.0, 3.0], 2), [1.0, 3.0]);
        assert_eq!(upper_bounds(&[1.0, 2.0, 9.0, 10.0, 30.0], 3), [2.0, 10.0, 30.0]);
    }

    #[test]
    fn neither_an_outlier_nor_a_large_offset_blurs_the_rest() {
        let mut values = vec![0.0, 0.1, 0.2, 5.0, 5.1, 5.2, 1e9];
        assert_eq!(upper_bounds(&values, 3), [0.2, 5.2, 1e9]);
        for v in &mut values {
            *v = -*v;
        }
        values.reverse();
        assert_eq!(upper_bounds(&values, 3), [-1e9, -5.0, 0.0]);
        let offset = [1e6 - 1.0, 1e6 - 0.9, 1e6 + 0.9, 1e6 + 1.0];
        assert_eq!(upper_bounds(&offset, 2), [1e6 - 0.9, 1e6 + 1.0]);
        assert_eq!(upper_bounds(&[-1e308, 0.0, 1e308], 2).len(), 2);
        assert_eq!(upper_bounds(&[0.0, 5e-324], 2), [0.0, 5e-324]);
    }

    #[test]
    fn many_values_are_cut_as_by_trying_every_start() {
        let mut state = 7_u64;
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            ((state >> 40) as f64 / 1000.0).powi(2)
        };
        let mut sorted: Vec<f64> = (0..700).map(|_| next()).collect();
        sorted.sort_unstable_by(f64::total_cmp);
        sorted.dedup();
        let values = Distinct::of(&sorted);
        let n = values.upper.len();
        let mut least: Vec<f64> = (0..n).map(|j| values.cost(0, j)).collect();
        for _ in 1..6 {
            let best = |j: usize| {
                let mut best = f64::INFINITY;
                for i in 1..=j {
                    best = best.min(least[i - 1] + values.cost(i, j));
                }
                best
            };
            least = (0..n).map(best).collect();
        }
        let step = {
            let (low, high) = (sorted[0], sorted[n - 1]);
            let (first, last) = (values.sums[1].q, values.sums[n].q - values.sums[n - 1].q);
            (high - low) / (last - first) as f64
        };
        let ours = sse(&sorted, &upper_bounds(&sorted, 6));
        let best = least[n - 1] * step * step;
        assert!((ours - best).abs() <= 1e-9 * best, "{ours} {best}");
    }

    proptest! {
        #[test]
        fn nothing_is_better(mut values in prop::collection::vec(0_i32..200, 1..12), k in 1_usize..7) {
            values.sort_unstable();
            let sorted: Vec<f64> = values.iter().map(|&v| f64::from(v) / 8.0).collect();
            let bounds = upper_bounds(&sorted, k);
            let (ours, best) = (sse(&sorted, &bounds), brute_force(&sorted, k));
            prop_assert!((ours - best).abs() <= 1e-9 * best.max(1.0), "{ours} {best}");
        }
    }
}
