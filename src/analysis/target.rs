//! A series against its target: pace, how many are to be lifted, where the trend leads and with
//! what range. A year without a figure is a gap: nothing is put in its place.

use super::student;

/// A figure of a year.
pub type Point = (u16, f64);

/// Fewer points than these make no line with a range.
pub const LEAST_POINTS: usize = 3;
/// Years that a projection reaches beyond the last figure, at most.
const FARTHEST: u16 = 15;

/// What is needed from the last figure to the target.
#[derive(Clone, Debug, PartialEq)]
pub struct Pace {
    pub years: u16,
    /// Each year, in the figure's own unit; below zero = it has to fall.
    pub yearly: f64,
    /// Evenly split: the year's end and where the figure should stand.
    pub steps: Vec<Point>,
}

/// `None` where the target's year is not after the last figure's.
pub fn pace(last: Point, target: Point) -> Option<Pace> {
    let years = target.0.checked_sub(last.0).filter(|years| *years > 0)?;
    let yearly = (target.1 - last.1) / f64::from(years);
    let steps = (1..=years).map(|n| {
        // The last step is the target itself, not a sum of rounded ones.
        let value = if n == years { target.1 } else { last.1 + f64::from(n) * yearly };
        (last.0 + n, value)
    });
    Some(Pace { years, yearly, steps: steps.collect() })
}

/// How many persons stand above the target: `(percent − target) / 100 × population`.
pub fn to_lift(percent: f64, target: f64, population: f64) -> f64 {
    ((percent - target) / 100.0 * population).max(0.0)
}

/// One year of a projection.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ahead {
    pub year: u16,
    pub value: f64,
    pub low: f64,
    pub high: f64,
}

/// A straight line by least squares and its prediction interval.
#[derive(Clone, Debug, PartialEq)]
pub struct Projection {
    /// Figures that the line is of.
    pub n: usize,
    pub first: u16,
    pub last: u16,
    /// A year.
    pub slope: f64,
    /// Share of future figures that the range is meant to hold, 0–1.
    pub level: f64,
    pub ahead: Vec<Ahead>,
}

/// The line through the figures of the last `window` years, led on to `until`:
/// ŷ ± t·s·√(1 + 1/n + (x − x̄)²/Sxx) with n − 2 degrees of freedom (Draper & Smith, Applied
/// Regression Analysis, 3rd ed., 3.1; as R's `predict(lm, interval = "prediction")`).
///
/// # Errors
/// How many figures there are, where that are fewer than [`LEAST_POINTS`].
pub fn projection(
    points: &[Point],
    window: u16,
    until: u16,
    level: f64,
) -> Result<Projection, usize> {
    let last = points.last().map_or(0, |p| p.0);
    let used: Vec<Point> =
        points.iter().copied().filter(|p| last - p.0.min(last) < window).collect();
    let n = used.len();
    let t = if n < LEAST_POINTS { None } else { student::two_sided(level, n - 2) };
    let Some(t) = t else { return Err(n) };
    let mean_x = used.iter().map(|p| f64::from(p.0)).sum::<f64>() / n as f64;
    let mean_y = used.iter().map(|p| p.1).sum::<f64>() / n as f64;
    let sxx: f64 = used.iter().map(|p| (f64::from(p.0) - mean_x).powi(2)).sum();
    let sxy: f64 = used.iter().map(|p| (f64::from(p.0) - mean_x) * (p.1 - mean_y)).sum();
    let slope = sxy / sxx;
    let at = |year: u16| mean_y + slope * (f64::from(year) - mean_x);
    let left: f64 = used.iter().map(|p| (p.1 - at(p.0)).powi(2)).sum();
    let spread = (left / (n - 2) as f64).sqrt();
    let end = until.max(last).min(last.saturating_add(FARTHEST));
    let ahead = (last + 1..=end).map(|year| {
        let far = (f64::from(year) - mean_x).powi(2) / sxx;
        let half = t * spread * (1.0 + 1.0 / n as f64 + far).sqrt();
        let value = at(year);
        Ahead { year, value, low: value - half, high: value + half }
    });
    Ok(Projection { n, first: used[0].0, last, slope, level, ahead: ahead.collect() })
}

/// How a series runs against its target.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum WrongWay {
    /// The last known step rises.
    LastStep { from: Point, to: Point },
    /// The line through the last years rises, each year by so much.
    Line { slope: f64 },
}

/// Every way in which a series that should fall rises.
pub fn wrong_ways(points: &[Point], projection: Option<&Projection>) -> Vec<WrongWay> {
    let mut found = Vec::new();
    if let [.., from, to] = points
        && to.1 > from.1
    {
        found.push(WrongWay::LastStep { from: *from, to: *to });
    }
    if let Some(line) = projection.filter(|line| line.slope > 0.0) {
        found.push(WrongWay::Line { slope: line.slope });
    }
    found
}

/// Years between the first and the last figure without one.
pub fn gaps(points: &[Point]) -> Vec<u16> {
    points.windows(2).flat_map(|pair| pair[0].0 + 1..pair[1].0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-9 * b.abs().max(1.0)
    }

    /// 11,0 % in 2022 to 9 % in 2025: two points in three years.
    #[test]
    fn pace_and_even_split_by_hand() {
        let pace = pace((2022, 11.0), (2025, 9.0)).unwrap();
        assert_eq!(pace.years, 3);
        assert!(near(pace.yearly, -2.0 / 3.0));
        assert_eq!(pace.steps.last(), Some(&(2025, 9.0)));
        assert!(near(pace.steps[0].1, 10.0 + 1.0 / 3.0), "{:?}", pace.steps);
        assert!(super::pace((2025, 10.0), (2025, 9.0)).is_none());
        // Kukar's arithmetic: 1,4 points in two years are 0,7 a year.
        assert!(near(super::pace((2022, 7.99), (2024, 6.59)).unwrap().yearly, -0.7));
    }

    /// (11,5 − 9) % of 327.700 persons = 8.192,5.
    #[test]
    fn persons_to_lift_by_hand() {
        assert!(near(to_lift(11.5, 9.0, 327_700.0), 8192.5));
        assert_eq!(to_lift(8.0, 9.0, 327_700.0), 0.0);
    }

    /// SciPy 1.17.1: `stats.linregress`, then the formula above with `stats.t.ppf`.
    #[test]
    fn intervals_are_those_of_scipy() {
        let konsel = [(2021, 36.17), (2022, 35.79), (2023, 36.84)];
        let five = [(2019, 11.4), (2020, 11.0), (2022, 10.9), (2023, 10.2), (2024, 9.8)];
        let four = [(2018, 12.0), (2019, 11.5), (2021, 10.0), (2022, 9.5)];
        for (points, until, level, [slope, value, low, high]) in [
            (
                &konsel[..],
                2025,
                0.8,
                [0.335, 37.271_666_666_666_65, 32.932_135_910_853_745, 41.611_197_422_479_55],
            ),
            (
                &five,
                2026,
                0.95,
                [
                    -0.295_348_837_209_302_33,
                    9.360_465_116_278_988,
                    8.199_657_676_542_826,
                    10.521_272_556_015_15,
                ],
            ),
            (&four, 2025, 0.8, [-0.65, 7.5, 7.091_751_709_536_137, 7.908_248_290_463_863]),
        ] {
            let found = projection(points, 99, until, level).unwrap();
            let end = found.ahead.last().unwrap();
            assert_eq!((found.n, end.year), (points.len(), until));
            for (a, b) in
                [(found.slope, slope), (end.value, value), (end.low, low), (end.high, high)]
            {
                assert!((a - b).abs() < 1e-9, "{a} {b}");
            }
        }
    }

    #[test]
    fn two_points_are_refused_and_the_window_counts_years() {
        assert_eq!(projection(&[(2021, 1.0), (2022, 2.0)], 99, 2025, 0.8), Err(2));
        assert_eq!(projection(&[], 99, 2025, 0.8), Err(0));
        // 2019 and 2020 lie outside the last three years, and 2022 is a gap.
        let series = [(2019, 9.0), (2020, 9.0), (2021, 8.0), (2023, 7.0)];
        assert_eq!(projection(&series, 3, 2025, 0.8), Err(2));
        assert_eq!(projection(&series, 4, 2025, 0.8).unwrap().n, 3);
    }

    #[test]
    fn konawe_selatan_runs_the_wrong_way_twice() {
        let konsel = [(2021, 36.17), (2022, 35.79), (2023, 36.84)];
        let line = projection(&konsel, 5, 2025, 0.8).unwrap();
        let found = wrong_ways(&konsel, Some(&line));
        assert_eq!(found.len(), 2);
        assert_eq!(found[0], WrongWay::LastStep { from: (2022, 35.79), to: (2023, 36.84) });
        assert!(wrong_ways(&konsel[..2], None).is_empty());
    }

    #[test]
    fn a_missing_year_is_a_gap() {
        assert_eq!(gaps(&[(2018, 1.0), (2019, 1.0), (2022, 1.0)]), [2020, 2021]);
        assert!(gaps(&[(2018, 1.0)]).is_empty());
    }
}
