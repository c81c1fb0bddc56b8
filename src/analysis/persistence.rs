//! Who stays among the worst over the years: chronic, newly fallen, recovered.

use super::bound::{Bound, Passed};
use super::pockets::Worse;
use crate::base::measure::Measure;

/// What became of a village over the periods in which it has a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Persistence {
    /// Among the worst in every period, two at least.
    Chronic,
    /// Among the worst in the last period, in none before.
    New,
    /// Among the worst before, not in the last period.
    Recovered,
    /// Among the worst in the last period and in some before.
    Sometimes,
    Never,
    /// Without the last period, or with that alone.
    Unknown,
}

impl Persistence {
    pub const ALL: [Self; 6] =
        [Self::Chronic, Self::New, Self::Recovered, Self::Sometimes, Self::Never, Self::Unknown];

    pub fn id(self) -> &'static str {
        match self {
            Self::Chronic => "chronic",
            Self::New => "new",
            Self::Recovered => "recovered",
            Self::Sometimes => "sometimes",
            Self::Never => "never",
            Self::Unknown => "unknown",
        }
    }

    /// From rising periods; `None` where the village has no number.
    pub fn of(worst: &[Option<bool>]) -> Self {
        let Some((Some(last), before)) = worst.split_last() else { return Self::Unknown };
        let mut known = before.iter().flatten();
        let count = before.iter().flatten().count();
        match (last, count) {
            (_, 0) => Self::Unknown,
            (true, _) if known.clone().all(|w| *w) => Self::Chronic,
            (true, _) if known.any(|w| *w) => Self::Sometimes,
            (true, _) => Self::New,
            (false, _) if known.any(|w| *w) => Self::Recovered,
            (false, _) => Self::Never,
        }
    }
}

/// Whether each village is in the worst `share` of a period's villages; `None` without a number.
pub fn worst(values: &[Measure], worse: Worse, share: f64) -> Vec<Option<bool>> {
    let limit = Bound::Worst(share).among(values, worse, 0.0, 1.0);
    let of = |value: &Measure| match limit?.passes(*value) {
        Passed::Yes => Some(true),
        Passed::No => Some(false),
        Passed::Unknown => None,
    };
    values.iter().map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Three years of eight villages, by hand: the worst quarter is two of eight.
    #[test]
    fn three_years_by_hand() {
        let years: [[f64; 8]; 3] = [
            [90.0, 80.0, 70.0, 60.0, 50.0, 40.0, 30.0, 20.0],
            [91.0, 60.0, 81.0, 61.0, 51.0, 41.0, 31.0, 21.0],
            [92.0, 50.0, 40.0, 83.0, 52.0, 42.0, 32.0, 22.0],
        ];
        let worst: Vec<Vec<Option<bool>>> = years
            .iter()
            .map(|year| {
                let mut values: Vec<Measure> = year.iter().map(|v| Measure::of(*v)).collect();
                // The last village was not counted in the last year.
                if year[0] == 92.0 {
                    values[7] = Measure::Missing;
                }
                super::worst(&values, Worse::High, 0.25)
            })
            .collect();
        let of = |i: usize| Persistence::of(&worst.iter().map(|w| w[i]).collect::<Vec<_>>());
        let found: Vec<&str> = (0..8).map(|i| of(i).id()).collect();
        // 0: all three; 1: the first year only; 2: the second only; 3: the last only.
        let expected =
            ["chronic", "recovered", "recovered", "new", "never", "never", "never", "unknown"];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_gap_in_the_middle_is_no_good_year() {
        let of = |worst: &[Option<bool>]| Persistence::of(worst).id();
        assert_eq!(of(&[Some(true), None, Some(true)]), "chronic");
        assert_eq!(of(&[Some(true), Some(false), Some(true)]), "sometimes");
        assert_eq!(of(&[None, None, Some(true)]), "unknown");
        assert_eq!(of(&[Some(true), Some(true), None]), "unknown");
        assert_eq!(of(&[]), "unknown");
    }
}
