//! Rank correlation of two lists (Spearman 1904): Pearson's r of the ranks, equal values sharing
//! the mean of theirs.

/// Within −1 and 1; `None` below three pairs or where one side does not vary.
///
/// ```
/// # use kantong::analysis::spearman::spearman;
/// assert_eq!(spearman(&[(1.0, 10.0), (2.0, 20.0), (3.0, 90.0)]), Some(1.0));
/// ```
pub fn spearman(pairs: &[(f64, f64)]) -> Option<f64> {
    if pairs.len() < 3 {
        return None;
    }
    let a = ranks(&pairs.iter().map(|(a, _)| *a).collect::<Vec<_>>());
    let b = ranks(&pairs.iter().map(|(_, b)| *b).collect::<Vec<_>>());
    let mean = f64::midpoint(pairs.len() as f64, 1.0);
    let (mut ab, mut aa, mut bb) = (0.0, 0.0, 0.0);
    for (a, b) in a.iter().zip(&b) {
        ab += (a - mean) * (b - mean);
        aa += (a - mean).powi(2);
        bb += (b - mean).powi(2);
    }
    (aa > 0.0 && bb > 0.0).then(|| (ab / (aa * bb).sqrt()).clamp(-1.0, 1.0))
}

/// The interval that holds the true correlation in 95 of a hundred samples, and the two-sided chance
/// of one as far from none: Fisher's z, with the standard error √((1+ρ²/2)/(n−3)) of Bonett & Wright
/// (2000) for the interval and √(1.06/(n−3)) of Fieller (1957) for the test. `n` > 3.
pub fn interval(rho: f64, n: usize) -> (f64, f64, f64) {
    if n < 4 {
        return (-1.0, 1.0, 1.0);
    }
    if rho.abs() >= 1.0 {
        return (rho, rho, 0.0);
    }
    let free = (n - 3) as f64;
    let (z, error) = (rho.atanh(), ((1.0 + rho * rho / 2.0) / free).sqrt());
    let p = super::normal::two_sided(z / (1.06 / free).sqrt());
    ((z - 1.959_963_984_540_054 * error).tanh(), (z + 1.959_963_984_540_054 * error).tanh(), p)
}

fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&a, &b| values[a].total_cmp(&values[b]));
    let mut ranks = vec![0.0; values.len()];
    let mut start = 0;
    while start < order.len() {
        let mut end = start + 1;
        while end < order.len() && values[order[end]] == values[order[start]] {
            end += 1;
        }
        for &i in &order[start..end] {
            ranks[i] = f64::midpoint((start + 1) as f64, end as f64);
        }
        start = end;
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_values_share_the_mean_of_their_ranks() {
        assert_eq!(ranks(&[7.0, 1.0, 7.0, 3.0]), [3.5, 1.0, 3.5, 2.0]);
    }

    #[test]
    fn the_textbook_value_by_hand() {
        // d = 1, 1, 2, 0, 0 of five: 1 − 6 · 6 / (5 · 24) = 0.7.
        let pairs = [(1.0, 2.0), (2.0, 3.0), (3.0, 1.0), (4.0, 4.0), (5.0, 5.0)];
        assert!((spearman(&pairs).unwrap() - 0.7).abs() < 1e-12);
        assert_eq!(spearman(&[(1.0, 1.0), (2.0, 1.0), (3.0, 1.0)]), None, "no variation");
        assert_eq!(spearman(&pairs[..2]), None);
    }
}
