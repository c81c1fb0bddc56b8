//! From where on a value is bad, and which villages are beyond it.

use super::pockets::Worse;
use crate::base::measure::Measure;

/// From where on a value is bad; "worse" by the indicator's direction (high, where it has none).
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Bound {
    /// At this value or worse, in the indicator's unit.
    At(f64),
    /// Among this share of the villages with the worst values, 0–1. Equal values stay together: in
    /// or out, whichever comes nearer to the share (a table full of zeros has no worst fifth).
    Worst(f64),
    /// Worse than the kabupaten's: Σ cases / Σ people where both are known, else the villages'
    /// mean.
    Mean,
}

impl Bound {
    /// `25`, `worst:0.2`, `mean`.
    pub fn parse(text: &str) -> Option<Self> {
        if text == "mean" {
            return Some(Self::Mean);
        }
        if let Some(share) = text.strip_prefix("worst:") {
            let share = share.parse::<f64>().ok().filter(|s| *s > 0.0 && *s < 1.0);
            return share.map(Self::Worst);
        }
        text.parse::<f64>().ok().filter(|x| x.is_finite()).map(Self::At)
    }

    /// The number it comes to among these values; `factor` moves it (1 = as it is). `whole` is the
    /// kabupaten's. `None` where no village has a value.
    pub fn among(self, values: &[Measure], worse: Worse, whole: f64, factor: f64) -> Option<Limit> {
        let at = |value: f64| Limit { value, worse, equal: Equal::Passes };
        match self {
            Self::At(value) => Some(at(value * factor)),
            Self::Mean => Some(Limit { value: whole * factor, worse, equal: Equal::Fails })
                .filter(|l| l.value.is_finite()),
            Self::Worst(share) => {
                let mut sorted: Vec<f64> = values.iter().filter_map(|v| v.value()).collect();
                sorted.sort_unstable_by(|a, b| worse.first(*a, *b));
                let wanted = (share * factor).min(1.0) * sorted.len() as f64;
                let wanted = wanted.max(1.0);
                // A share that is a whole number of villages on paper must not become one more.
                let last = ((wanted - 1e-9).ceil() as usize).max(1) - 1;
                let value = *sorted.get(last)?;
                let before = sorted.partition_point(|v| worse.first(*v, value).is_lt()) as f64;
                let upto = sorted.partition_point(|v| worse.first(*v, value).is_le()) as f64;
                let nearer_without = wanted - before < upto - wanted;
                // Said as the last value that is in, where there is one.
                let last_in = (before as usize).checked_sub(1).map(|last| at(sorted[last]));
                Some(match last_in {
                    Some(limit) if nearer_without => limit,
                    None if nearer_without => Limit { equal: Equal::Fails, ..at(value) },
                    Some(_) | None => at(value),
                })
            }
        }
    }
}

impl std::fmt::Display for Bound {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::At(value) => write!(f, "{value}"),
            Self::Worst(share) => write!(f, "worst:{share}"),
            Self::Mean => f.write_str("mean"),
        }
    }
}

/// A bound as a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limit {
    pub value: f64,
    pub worse: Worse,
    pub equal: Equal,
}

/// What becomes of a value that equals the limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Equal {
    Passes,
    Fails,
}

impl Limit {
    pub fn passes(&self, value: Measure) -> Passed {
        let Some(value) = value.value() else { return Passed::Unknown };
        let beyond = match (self.worse, self.equal) {
            (Worse::High, Equal::Passes) => value >= self.value,
            (Worse::High, Equal::Fails) => value > self.value,
            (Worse::Low, Equal::Passes) => value <= self.value,
            (Worse::Low, Equal::Fails) => value < self.value,
        };
        if beyond { Passed::Yes } else { Passed::No }
    }
}

/// Whether a village passes a part of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Passed {
    Yes,
    No,
    /// A number lacks: it does not pass, and says so.
    Unknown,
}

impl Passed {
    pub fn id(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Unknown => "unknown",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        [Self::Yes, Self::No, Self::Unknown].into_iter().find(|p| p.id() == id)
    }
}

/// At least `needed` of several pass; unknown while those without a number could still decide.
pub fn at_least(needed: usize, of: impl Iterator<Item = Passed>) -> (Passed, usize) {
    let (mut yes, mut unknown) = (0, 0);
    for passed in of {
        match passed {
            Passed::Yes => yes += 1,
            Passed::Unknown => unknown += 1,
            Passed::No => {}
        }
    }
    let passed = if yes >= needed {
        Passed::Yes
    } else if yes + unknown >= needed {
        Passed::Unknown
    } else {
        Passed::No
    };
    (passed, yes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn column(values: &[f64]) -> Vec<Measure> {
        values.iter().map(|&v| Measure::of(v)).collect()
    }

    #[test]
    fn a_bound_is_written_as_it_is_read() {
        for bound in [Bound::At(25.5), Bound::At(-1.0), Bound::Worst(0.25), Bound::Mean] {
            assert_eq!(Bound::parse(&bound.to_string()), Some(bound));
        }
        for slip in ["worst:1", "worst:0", "inf", "NaN", "rata", ""] {
            assert_eq!(Bound::parse(slip), None, "{slip}");
        }
    }

    #[test]
    fn each_bound_by_hand() {
        let values = column(&[10.0, 20.0, 20.0, 30.0, 50.0]);
        let yes = |bound: Bound, worse| {
            let limit = bound.among(&values, worse, 26.0, 1.0).unwrap();
            values.iter().map(|v| limit.passes(*v) == Passed::Yes).collect::<Vec<_>>()
        };
        assert_eq!(yes(Bound::At(20.0), Worse::High), [false, true, true, true, true]);
        assert_eq!(yes(Bound::At(20.0), Worse::Low), [true, true, true, false, false]);
        // Two fifths of five are two; where low is bad, one and three are as near: three.
        assert_eq!(yes(Bound::Worst(0.4), Worse::High), [false, false, false, true, true]);
        assert_eq!(yes(Bound::Worst(0.4), Worse::Low), [true, true, true, false, false]);
        assert_eq!(yes(Bound::Worst(0.01), Worse::High), [false, false, false, false, true]);
        assert_eq!(yes(Bound::Mean, Worse::High), [false, false, false, true, true]);
        // Equal ones that stay out are not named as the bound.
        let tied = column(&[1.0, 1.0, 1.0, 5.0, 9.0]);
        let limit = Bound::Worst(0.6).among(&tied, Worse::High, 0.0, 1.0).unwrap();
        assert_eq!((limit.value, limit.equal), (5.0, Equal::Passes));
        let equal = Bound::Mean.among(&values, Worse::High, 30.0, 1.0).unwrap();
        assert_eq!(equal.passes(Measure::of(30.0)), Passed::No);
        assert_eq!(equal.passes(Measure::Missing), Passed::Unknown);
    }

    #[test]
    fn a_lacking_number_counts_neither_way() {
        use Passed::{No, Unknown, Yes};
        assert_eq!(at_least(2, [Yes, Yes, Unknown].into_iter()), (Yes, 2));
        assert_eq!(at_least(2, [Yes, No, Unknown].into_iter()), (Unknown, 1));
        assert_eq!(at_least(2, [Yes, No, No].into_iter()), (No, 1));
    }

    proptest! {
        /// No other cut between different values comes nearer to the share.
        #[test]
        fn the_worst_share_is_the_nearest(
            values in prop::collection::vec(-50_i32..50, 1..60), share in 0.01_f64..0.99,
        ) {
            let values: Vec<Measure> = values.iter().map(|&v| Measure::of(f64::from(v))).collect();
            for worse in [Worse::High, Worse::Low] {
                let limit = Bound::Worst(share).among(&values, worse, 0.0, 1.0).unwrap();
                let count = |limit: Limit| {
                    values.iter().filter(|v| limit.passes(**v) == Passed::Yes).count() as f64
                };
                let wanted = (share * values.len() as f64).max(1.0);
                let own = (count(limit) - wanted).abs();
                for value in values.iter().filter_map(|v| v.value()) {
                    for equal in [Equal::Passes, Equal::Fails] {
                        let other = count(Limit { value, equal, ..limit });
                        prop_assert!(own <= (other - wanted).abs() + 1e-6);
                    }
                }
            }
        }

        /// A stricter bound never lets in more.
        #[test]
        fn a_stricter_bound_lets_in_no_more(
            values in prop::collection::vec(0_i32..50, 1..60), a in 0_i32..50, b in 0_i32..50,
        ) {
            let values: Vec<Measure> = values.iter().map(|&v| Measure::of(f64::from(v))).collect();
            let passing = |bound: f64| -> Vec<bool> {
                let limit = Bound::At(bound).among(&values, Worse::High, 0.0, 1.0).unwrap();
                values.iter().map(|v| limit.passes(*v) == Passed::Yes).collect()
            };
            let (loose, strict) = (passing(f64::from(a.min(b))), passing(f64::from(a.max(b))));
            prop_assert!(loose.iter().zip(&strict).all(|(l, s)| *l || !*s));
        }
    }
}
