//! Student's t for whole degrees of freedom: exact finite sums, no gamma function.

/// The share of the distribution between −t and t (Abramowitz & Stegun 26.7.3 and 26.7.4).
pub fn within(t: f64, freedom: usize) -> f64 {
    let angle = (t.abs() / (freedom as f64).sqrt()).atan();
    let (sine, cosine) = angle.sin_cos();
    let square = cosine * cosine;
    let odd = freedom % 2 == 1;
    // 1 + a·cos² + a·b·cos⁴ + …, up to cos^(ν−2), or cos^(ν−3) after the first cosine is taken out.
    let (mut term, mut sum) = (1.0, 1.0);
    let terms = if odd { (freedom.max(3) - 3) / 2 } else { (freedom - 2) / 2 };
    for k in 1..=terms {
        let k = k as f64;
        term *= square * if odd { 2.0 * k / (2.0 * k + 1.0) } else { (2.0 * k - 1.0) / (2.0 * k) };
        sum += term;
    }
    match (odd, freedom) {
        (true, 1) => 2.0 * angle / std::f64::consts::PI,
        (true, _) => 2.0 / std::f64::consts::PI * (angle + sine * cosine * sum),
        (false, _) => sine * sum,
    }
}

/// The t between whose two signs `level` of the distribution lies; `None` without freedom or where
/// the level is no share.
pub fn two_sided(level: f64, freedom: usize) -> Option<f64> {
    if freedom == 0 || !(level > 0.0 && level < 1.0) {
        return None;
    }
    let (mut low, mut high) = (0.0_f64, 1.0_f64);
    while within(high, freedom) < level {
        high *= 2.0;
        if high > 1e12 {
            return None;
        }
    }
    // 200 halvings end at neighbouring numbers.
    for _ in 0..200 {
        let middle = low.midpoint(high);
        if middle <= low || middle >= high {
            break;
        }
        if within(middle, freedom) < level { low = middle } else { high = middle }
    }
    Some(high)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `scipy.stats.t.ppf((1 + level) / 2, df)`, SciPy 1.17.1.
    #[test]
    fn quantiles_are_those_of_scipy() {
        for (level, freedom, expected) in TABLE {
            let t = two_sided(level, freedom).unwrap();
            assert!((t / expected - 1.0).abs() < 1e-9, "{level} {freedom}: {t} {expected}");
        }
    }

    const TABLE: [(f64, usize, f64); 9] = [
        (0.8, 1, 3.077_683_537_175_254_4),
        (0.8, 2, 1.885_618_083_164_127_2),
        (0.95, 1, 12.706_204_736_174_694),
        (0.95, 3, 3.182_446_305_283_707_8),
        (0.9, 4, 2.131_846_786_326_649_5),
        (0.8, 5, 1.475_884_048_824_481_5),
        (0.99, 7, 3.499_483_297_350_492_4),
        (0.95, 30, 2.042_272_456_301_237_8),
        (0.5, 11, 0.697_445_327_559_881_4),
    ];

    #[test]
    fn no_freedom_no_answer() {
        assert_eq!(two_sided(0.8, 0), None);
        assert_eq!(two_sided(1.0, 4), None);
        assert_eq!(two_sided(f64::NAN, 4), None);
    }
}
