//! What became of a pocket: its classes over periods in one word (after the emerging hot spots of
//! space–time mining, with our own names).

use super::local::Status;
use super::pockets::Side;

/// The trend of one village.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trend {
    /// Bad in the last period, never before.
    New,
    /// Bad in nine of ten periods and in the last, and its statistic grows.
    Intensifying,
    /// Bad in nine of ten periods and in the last, without growing or shrinking.
    Persistent,
    /// Bad in nine of ten periods and in the last, and its statistic shrinks.
    Diminishing,
    /// Bad at times.
    Sporadic,
    /// Never bad.
    None,
}

impl Trend {
    pub const ALL: [Self; 6] = [
        Self::New,
        Self::Intensifying,
        Self::Persistent,
        Self::Diminishing,
        Self::Sporadic,
        Self::None,
    ];

    pub fn id(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Intensifying => "intensifying",
            Self::Persistent => "persistent",
            Self::Diminishing => "diminishing",
            Self::Sporadic => "sporadic",
            Self::None => "none",
        }
    }
}

/// Share of the periods from which a village is bad all along.
const LASTING: f64 = 0.9;
/// Two-sided, for the Mann–Kendall test.
const LEVEL: f64 = 0.1;

/// Whether a village was bad in a period; `None` where it was not told.
pub fn is_bad(status: &Status, side: Side) -> Option<bool> {
    match status {
        Status::Measured(_) => Some(side.takes(status)),
        Status::Isolate { .. } | Status::Missing | Status::NotApplicable => None,
    }
}

/// The trend of a village from its results in rising periods. `None` where the last period, or all
/// but one, has no result for it.
pub fn trend(periods: &[&Status], side: Side) -> Option<Trend> {
    let known: Vec<(bool, f64)> = periods
        .iter()
        .filter_map(|status| match status {
            Status::Measured(found) => Some((side.takes(status), found.lag_deviation)),
            Status::Isolate { .. } | Status::Missing | Status::NotApplicable => None,
        })
        .collect();
    let last_known = matches!(periods.last(), Some(Status::Measured(_)));
    if known.len() < 2 || !last_known {
        return None;
    }
    let (last, before) = known.split_last()?;
    let bad = known.iter().filter(|k| k.0).count();
    Some(if bad == 0 {
        Trend::None
    } else if last.0 && !before.iter().any(|k| k.0) {
        Trend::New
    } else if last.0 && bad as f64 >= LASTING * known.len() as f64 {
        // How far its neighbourhood lies on the bad side, period by period.
        let worse: Vec<f64> = known.iter().map(|k| side.badness(k.1)).collect();
        match direction(&worse) {
            1 => Trend::Intensifying,
            -1 => Trend::Diminishing,
            _ => Trend::Persistent,
        }
    } else {
        Trend::Sporadic
    })
}

/// 1 rising, −1 falling, 0 neither, by Mann (1945) and Kendall (1975). Two or three values rise or
/// fall where each step does: no test can tell anything of so few.
fn direction(values: &[f64]) -> i32 {
    let n = values.len();
    let mut s = 0_i64;
    for (i, a) in values.iter().enumerate() {
        s += values[i + 1..].iter().map(|b| i64::from(b > a) - i64::from(b < a)).sum::<i64>();
    }
    if n <= 3 {
        let all = (n * (n - 1) / 2) as i64;
        return i32::from(s == all) - i32::from(s == -all);
    }
    let count = n as f64;
    let variance = count * (count - 1.0) * (2.0 * count + 5.0) / 18.0 - ties(values);
    if variance <= 0.0 {
        return 0;
    }
    let z = (s - s.signum()) as f64 / variance.sqrt();
    if super::normal::two_sided(z) <= LEVEL { s.signum() as i32 } else { 0 }
}

fn ties(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let of = |count: f64| count * (count - 1.0) * (2.0 * count + 5.0) / 18.0;
    sorted.chunk_by(|a, b| a == b).map(|group| of(group.len() as f64)).sum()
}

#[cfg(test)]
mod tests {
    use super::super::local::{Class, Found};
    use super::super::pockets::Worse;
    use super::*;

    const SIDE: Side = Side { class: Class::HighHigh, worse: Worse::High };

    fn status(bad: u8, lag_deviation: f64) -> Status {
        let class = if bad == 1 { Class::HighHigh } else { Class::NotSignificant };
        Status::Measured(Found { value: 1.0, local: 1.0, lag: 1.0, lag_deviation, p: 0.01, class })
    }

    fn of(periods: &[(u8, f64)]) -> Option<&'static str> {
        let all: Vec<Status> = periods.iter().map(|&(bad, lag)| status(bad, lag)).collect();
        trend(&all.iter().collect::<Vec<_>>(), SIDE).map(Trend::id)
    }

    #[test]
    fn each_history_has_its_word() {
        assert_eq!(of(&[(0, 1.0), (0, 1.0), (1, 9.0)]), Some("new"));
        assert_eq!(of(&[(1, 1.0), (1, 2.0), (1, 3.0)]), Some("intensifying"));
        assert_eq!(of(&[(1, 3.0), (1, 2.0), (1, 1.0)]), Some("diminishing"));
        assert_eq!(of(&[(1, 3.0), (1, 2.0), (1, 2.5)]), Some("persistent"));
        assert_eq!(of(&[(1, 3.0), (0, 2.0), (1, 2.5)]), Some("sporadic"));
        assert_eq!(of(&[(1, 3.0), (1, 2.0), (0, 2.5)]), Some("sporadic"));
        assert_eq!(of(&[(0, 3.0), (0, 2.0)]), Some("none"));
        // S = 10 of five rising values: z = 9 / √(50/3) = 2.20, p = 0.028.
        let five: Vec<(u8, f64)> = (0..5).map(|i| (1, f64::from(i))).collect();
        assert_eq!(of(&five), Some("intensifying"));
        // S = 4 of five: z = 0.73.
        assert_eq!(of(&[(1, 1.0), (1, 3.0), (1, 2.0), (1, 5.0), (1, 4.0)]), Some("persistent"));
    }

    #[test]
    fn without_the_last_period_nothing_is_said() {
        let (bad, gone) = (status(1, 1.0), Status::Missing);
        assert_eq!(trend(&[&bad, &bad, &gone], SIDE), None);
        assert_eq!(trend(&[&gone, &bad], SIDE), None);
        assert_eq!(trend(&[&bad, &gone, &bad], SIDE), Some(Trend::Persistent));
    }
}
