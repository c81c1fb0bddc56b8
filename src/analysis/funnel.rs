//! What chance alone allows a village's rate: limits for a funnel plot (Spiegelhalter 2005), exact
//! binomial around the rate of all; and how sure a rate is by itself.

/// Pmf terms below this share of the largest are left out.
const NEGLIGIBLE: f64 = 1e-20;

/// Shares between which 95 and 99.8 of a hundred villages of `people` lie, if each person is a
/// case with chance `rate`: (low 95, high 95, low 99.8, high 99.8). `people` is a whole number of
/// people, at least 1; `rate` lies between 0 and 1.
pub fn limits(people: f64, rate: f64) -> (f64, f64, f64, f64) {
    if rate <= 0.0 || rate >= 1.0 || people < 1.0 {
        return (rate, rate, rate, rate);
    }
    let (first, share) = pmf(people.round(), rate);
    let quantile = |q: f64| {
        let mut sum = 0.0;
        let at = share.iter().position(|p| {
            sum += p;
            // The sum is rounded; a quantile that is reached on paper is reached.
            sum >= q - 1e-12
        });
        (first + at.unwrap_or(share.len() - 1) as f64) / people.round()
    };
    (quantile(0.025), quantile(0.975), quantile(0.001), quantile(0.999))
}

/// The chances of k = first, first + 1, … cases; together 1.
fn pmf(n: f64, p: f64) -> (f64, Vec<f64>) {
    let mode = ((n + 1.0) * p).floor().min(n);
    let odds = p / (1.0 - p);
    let mut below = Vec::new();
    let (mut k, mut term) = (mode, 1.0);
    while k > 0.0 && term > NEGLIGIBLE {
        term *= k / ((n - k + 1.0) * odds);
        k -= 1.0;
        below.push(term);
    }
    let first = k;
    below.reverse();
    below.push(1.0);
    let (mut k, mut term) = (mode, 1.0);
    while k < n && term > NEGLIGIBLE {
        term *= (n - k) / (k + 1.0) * odds;
        k += 1.0;
        below.push(term);
    }
    let total: f64 = below.iter().sum();
    (first, below.into_iter().map(|t| t / total).collect())
}

/// The standard error of a share of `people` over the share itself; `None` without a case.
pub fn relative_error(cases: f64, people: f64) -> Option<f64> {
    (cases > 0.0 && people > 0.0).then(|| ((1.0 - cases / people).max(0.0) / cases).sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_coins_by_hand() {
        // P(≤1) = 11/1024 = 0.0107, P(≤2) = 56/1024 = 0.0547; P(≤7) = 968/1024 = 0.9453,
        // P(≤8) = 1013/1024 = 0.9893. P(0) = 0.00098 < 0.001; P(≤9) = 0.99902.
        let (low, high, lower, higher) = limits(10.0, 0.5);
        assert_eq!((low, high), (0.2, 0.8));
        assert_eq!((lower, higher), (0.1, 0.9));
    }

    #[test]
    fn limits_close_in_as_people_grow() {
        let width = |n: f64| {
            let (low, high, lower, higher) = limits(n, 0.2);
            assert!(lower <= low && low <= 0.2 && 0.2 <= high && high <= higher, "{n}");
            high - low
        };
        assert!(width(30.0) > width(300.0) && width(300.0) > width(30_000.0));
        // Many people: as the normal law, 1.96 · √(pq/n).
        let (low, high, ..) = limits(1_000_000.0, 0.2);
        assert!((high - low - 2.0 * 1.96 * (0.16_f64 / 1e6).sqrt()).abs() < 3e-6);
        assert_eq!(limits(10.0, 0.0), (0.0, 0.0, 0.0, 0.0));
    }

    #[test]
    fn an_error_is_relative_to_the_rate() {
        // √(0.5/10) with 10 of 20.
        assert!((relative_error(10.0, 20.0).unwrap() - 0.05_f64.sqrt()).abs() < 1e-12);
        assert_eq!(relative_error(0.0, 20.0), None);
        assert_eq!(relative_error(20.0, 20.0), Some(0.0));
    }
}
