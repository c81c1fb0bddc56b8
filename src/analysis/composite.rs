//! One number of several (OECD & JRC 2008): each indicator on one scale where more is worse, weighed
//! and put together; a village that lacks one is left out or weighed anew, never taken for zero.

mod deprivation;
mod ladder;
mod weights;

pub use deprivation::{Deprivation, Quadrant, deprivation, quadrants};
pub use ladder::{Rung, ladder};
pub use weights::{Ahp, Component, ahp, first_component};

use super::pockets::Worse;
use crate::base::fault::{At, DataFault, Stop};
use crate::base::measure::Measure;

/// The ends of a scale, where it has them.
const FULL: f64 = 100.0;

/// How an indicator comes onto the common scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Normalise {
    /// 0 the best village, 100 the worst.
    #[default]
    MinMax,
    /// Standard deviations from the mean (n − 1).
    Z,
    /// The village's place: 0 the best, 100 the worst; equal values share the middle place.
    Rank,
    /// 0 at the target or better, 100 at the worst.
    Target,
}

impl Normalise {
    pub fn id(self) -> &'static str {
        match self {
            Self::MinMax => "min-max",
            Self::Z => "z",
            Self::Rank => "rank",
            Self::Target => "target",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        [Self::MinMax, Self::Z, Self::Rank, Self::Target].into_iter().find(|n| n.id() == id)
    }
}

/// How the parts are put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Aggregate {
    /// A good part makes up for a bad one.
    #[default]
    Arithmetic,
    /// It makes up for it less; on a scale from 1 to 100.
    Geometric,
}

/// What becomes of a village that lacks a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Lacking {
    /// It has no index.
    #[default]
    Leave,
    /// Its other parts share the weight, where they have at least half of it.
    Reweight,
}

/// One indicator of an index.
#[derive(Clone, Copy, Debug)]
pub struct Part<'a> {
    pub indicator: &'a str,
    pub values: &'a [Measure],
    pub worse: Worse,
    /// For [`Normalise::Target`].
    pub target: Option<f64>,
}

/// An indicator on the common scale, and the way there for any other number.
#[derive(Clone, Debug, PartialEq)]
pub struct Scaled {
    pub values: Vec<Measure>,
    low: f64,
    /// Of one step up.
    slope: f64,
}

impl Scaled {
    /// Where a number of the indicator stands on the scale; not for ranks.
    pub fn of(&self, number: f64) -> f64 {
        (number - self.low) * self.slope
    }
}

/// Brings an indicator onto the scale.
///
/// # Errors
/// `TooFew` below two villages; `Constant` where all are equal; `OutOfRange` where every village
/// has reached its target.
pub fn scaled(part: &Part<'_>, normalise: Normalise) -> Result<Scaled, Stop> {
    let stop = |fault: DataFault| Err(Stop::fault(fault, At::default()));
    let mut sorted: Vec<f64> = part.values.iter().filter_map(|v| v.value()).collect();
    sorted.sort_unstable_by(f64::total_cmp);
    let (Some(&least), Some(&most)) = (sorted.first(), sorted.last()) else {
        return stop(DataFault::TooFew { n: 0, needed: 2 });
    };
    if least >= most {
        return stop(DataFault::Constant { indicator: part.indicator.to_owned() });
    }
    let (best, worst) = match part.worse {
        Worse::High => (least, most),
        Worse::Low => (most, least),
    };
    let (low, slope) = match normalise {
        Normalise::MinMax | Normalise::Rank => (best, FULL / (worst - best)),
        Normalise::Z => {
            let (mean, deviation) = mean_and_deviation(&sorted);
            (mean, if part.worse == Worse::High { 1.0 } else { -1.0 } / deviation)
        }
        Normalise::Target => {
            let target = part.target.unwrap_or(best);
            let reached = match part.worse {
                Worse::High => worst <= target,
                Worse::Low => worst >= target,
            };
            if reached {
                let (value, range) = (target.to_string(), format!("{least} – {most}"));
                return stop(DataFault::OutOfRange { value, range });
            }
            (target, FULL / (worst - target))
        }
    };
    let scale = Scaled { values: Vec::new(), low, slope };
    let place = |y: f64| match normalise {
        Normalise::MinMax | Normalise::Z => scale.of(y),
        Normalise::Target => scale.of(y).clamp(0.0, FULL),
        Normalise::Rank => {
            let below = sorted.partition_point(|&v| v < y);
            let upto = sorted.partition_point(|&v| v <= y);
            let middle = (below + upto - 1) as f64 / 2.0 / (sorted.len() - 1) as f64;
            FULL * if part.worse == Worse::High { middle } else { 1.0 - middle }
        }
    };
    let values = part.values.iter().map(|v| v.value().map_or(*v, |y| Measure::of(place(y))));
    Ok(Scaled { values: values.collect(), ..scale })
}

/// The index of every village; `parts` on one scale, `weights` as many, not all zero.
pub fn index(
    parts: &[Scaled],
    weights: &[f64],
    aggregate: Aggregate,
    lacking: Lacking,
) -> Vec<Measure> {
    let villages = parts.first().map_or(0, |p| p.values.len());
    let total: f64 = weights.iter().sum();
    (0..villages)
        .map(|i| {
            let states = || parts.iter().map(|p| p.values[i]);
            let all_there = states().all(|v| v.value().is_some());
            let known =
                || states().zip(weights).filter_map(|(v, weight)| Some((v.value()?, *weight)));
            let weight: f64 = known().map(|k| k.1).sum();
            match lacking {
                Lacking::Leave if !all_there => return lacks(states()),
                Lacking::Reweight if weight < total / 2.0 || weight <= 0.0 => {
                    return lacks(states());
                }
                Lacking::Leave | Lacking::Reweight => {}
            }
            Measure::of(match aggregate {
                Aggregate::Arithmetic => known().map(|(v, w)| v * w).sum::<f64>() / weight,
                Aggregate::Geometric => {
                    // From 1, so that one best part does not wipe out all others.
                    let log = |v: f64| (1.0 + v.max(0.0) * (FULL - 1.0) / FULL).ln();
                    (known().map(|(v, w)| log(v) * w).sum::<f64>() / weight).exp()
                }
            })
        })
        .collect()
}

/// Why a village has no index.
fn lacks(mut states: impl Iterator<Item = Measure>) -> Measure {
    if states.any(|v| v == Measure::NotApplicable) {
        Measure::NotApplicable
    } else {
        Measure::Missing
    }
}

/// Over sorted values, so that the order of rows does not touch the last bit.
fn mean_and_deviation(sorted: &[f64]) -> (f64, f64) {
    let n = sorted.len() as f64;
    let mean = sorted[0] + sorted.iter().map(|v| v - sorted[0]).sum::<f64>() / n;
    let squares: f64 = sorted.iter().map(|v| (v - mean) * (v - mean)).sum();
    (mean, (squares / (n - 1.0)).sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(values: &[f64]) -> Vec<Measure> {
        values.iter().map(|&v| Measure::of(v)).collect()
    }

    fn numbers(values: &[Measure]) -> Vec<f64> {
        values.iter().filter_map(|v| v.value()).collect()
    }

    fn part(values: &[Measure], worse: Worse, target: Option<f64>) -> Part<'_> {
        Part { indicator: "x", values, worse, target }
    }

    #[test]
    fn every_scale_says_worse_upwards() {
        let values = column(&[10.0, 20.0, 20.0, 50.0]);
        let of = |worse, normalise, target| {
            numbers(&scaled(&part(&values, worse, target), normalise).unwrap().values)
        };
        assert_eq!(of(Worse::High, Normalise::MinMax, None), [0.0, 25.0, 25.0, 100.0]);
        assert_eq!(of(Worse::Low, Normalise::MinMax, None), [100.0, 75.0, 75.0, 0.0]);
        assert_eq!(of(Worse::High, Normalise::Rank, None), [0.0, 50.0, 50.0, 100.0]);
        assert_eq!(of(Worse::High, Normalise::Target, Some(30.0)), [0.0, 0.0, 0.0, 100.0]);
        assert_eq!(of(Worse::Low, Normalise::Target, Some(30.0)), [100.0, 50.0, 50.0, 0.0]);
        // Mean 25, squares 225 + 25 + 25 + 625 = 900, deviation √300.
        let z = of(Worse::Low, Normalise::Z, None);
        assert!((z[0] - 15.0 / 300_f64.sqrt()).abs() < 1e-12, "{z:?}");
        assert!(scaled(&part(&values, Worse::High, Some(60.0)), Normalise::Target).is_err());
        let same = column(&[3.0, 3.0]);
        assert!(scaled(&part(&same, Worse::High, None), Normalise::MinMax).is_err());
    }

    #[test]
    fn what_lacks_a_part_is_left_out_or_weighed_anew_and_never_zero() {
        let a = [Measure::of(0.0), Measure::of(100.0), Measure::of(50.0), Measure::Missing];
        let b = [Measure::of(100.0), Measure::Missing, Measure::NotApplicable, Measure::Missing];
        let scale = |v: &[Measure]| Scaled { values: v.to_vec(), low: 0.0, slope: 1.0 };
        let parts = [scale(&a), scale(&b)];
        let both = |lacking| index(&parts, &[3.0, 1.0], Aggregate::Arithmetic, lacking);
        let out = Measure::NotApplicable;
        assert_eq!(
            both(Lacking::Leave),
            [Measure::of(25.0), Measure::Missing, out, Measure::Missing]
        );
        let anew = [25.0, 100.0, 50.0].map(Measure::of);
        assert_eq!(both(Lacking::Reweight)[..3], anew);
        // A quarter of the weight is too little to speak for all.
        let other = index(&parts, &[1.0, 3.0], Aggregate::Arithmetic, Lacking::Reweight);
        assert_eq!(other[1], Measure::Missing);
        let geometric = index(&parts, &[1.0, 1.0], Aggregate::Geometric, Lacking::Leave);
        assert!((geometric[0].value().unwrap() - 10.0).abs() < 1e-12, "√(1 · 100)");
    }
}
