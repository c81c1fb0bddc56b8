//! Classes of a column: where one colour ends and the next begins.
//!
//! Classes hold their upper bound: lower < value ≤ upper (mapclassify's convention); the first also
//! holds the smallest value. Missing and not-applicable villages are in no class, and counted.

mod advice;
mod natural_breaks;
mod shape;
mod spread;

pub use advice::advise;

use crate::base::fault::{At, DataFault, Stop};
use crate::base::measure::{Measure, Tally};

/// How class breaks are found.
#[derive(Clone, Debug, PartialEq)]
pub enum Method {
    /// Least squared distance to the class mean: the true optimum, not a search.
    NaturalBreaks,
    /// Equally many villages in each; quantiles of type 7 (Hyndman & Fan 1996).
    Quantile,
    /// Equally wide.
    Equal,
    /// Mean ± 1 and ± 2 standard deviations.
    StdDev,
    /// Quartiles, and fences beyond which villages are outliers.
    Box,
    /// 1, 10, 50, 90 and 99 percent of the villages.
    Percentile,
    /// The mean, the mean above it, and so on: for long tails.
    HeadTail,
    /// At the widest gaps.
    MaxBreaks,
    /// Round numbers.
    Pretty,
    /// Prevalence of stunting as the World Health Organization grades it.
    WhoStunting(Who),
    /// Upper bounds of every class but the last, rising.
    Manual(Vec<f64>),
}

/// Which grading of stunting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Five grades (de Onis et al. 2019).
    Edition2019,
    /// Four grades (WHO 1995).
    Edition1995,
}

impl Who {
    /// Where each grade but the first begins.
    pub fn begins(self) -> &'static [f64] {
        match self {
            Self::Edition2019 => &[2.5, 10.0, 20.0, 30.0],
            Self::Edition1995 => &[20.0, 30.0, 40.0],
        }
    }
}

/// How far the fences of a box map stand from the box.
const HINGE: f64 = 1.5;

impl Method {
    /// The name on the command line.
    pub fn id(&self) -> &'static str {
        match self {
            Self::NaturalBreaks => "natural-breaks",
            Self::Quantile => "quantile",
            Self::Equal => "equal",
            Self::StdDev => "std-dev",
            Self::Box => "box",
            Self::Percentile => "percentile",
            Self::HeadTail => "head-tail",
            Self::MaxBreaks => "max-breaks",
            Self::Pretty => "pretty",
            Self::WhoStunting(Who::Edition2019) => "who-stunting",
            Self::WhoStunting(Who::Edition1995) => "who-stunting-1995",
            Self::Manual(_) => "manual",
        }
    }

    /// Every method that needs no bounds from a person.
    pub const COMPUTED: [Self; 11] = [
        Self::NaturalBreaks,
        Self::Quantile,
        Self::Equal,
        Self::StdDev,
        Self::Box,
        Self::Percentile,
        Self::HeadTail,
        Self::MaxBreaks,
        Self::Pretty,
        Self::WhoStunting(Who::Edition2019),
        Self::WhoStunting(Who::Edition1995),
    ];

    /// A computed method by its name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::COMPUTED.into_iter().find(|m| m.id() == id)
    }

    /// Whether a person chooses how many classes there are.
    pub fn takes_count(&self) -> bool {
        match self {
            Self::NaturalBreaks | Self::Quantile | Self::Equal | Self::MaxBreaks | Self::Pretty => {
                true
            }
            Self::StdDev
            | Self::Box
            | Self::Percentile
            | Self::HeadTail
            | Self::WhoStunting(_)
            | Self::Manual(_) => false,
        }
    }

    /// The bounds of a rule that others made: a value on one belongs to the class above it.
    pub fn policy(&self) -> Option<&'static [f64]> {
        match self {
            Self::WhoStunting(edition) => Some(edition.begins()),
            _ => None,
        }
    }
}

/// The classes of one column. There may be fewer than asked for: equal values share a class.
#[derive(Clone, Debug, PartialEq)]
pub struct Classes {
    /// Upper bounds, rising; the last is the largest value (or the last manual bound, if larger).
    pub breaks: Vec<f64>,
    /// Measured villages in each class.
    pub counts: Vec<usize>,
    /// The smallest measured value.
    pub lowest: f64,
    /// Σ over classes of the squared distance to the class mean.
    pub sse: f64,
    /// Goodness of variance fit, 1 − SSE/SST; 1 where all values are equal.
    pub gvf: f64,
    pub missing: usize,
    pub not_applicable: usize,
}

impl Classes {
    /// The class of a value, from 0; a value above all bounds belongs to the last.
    pub fn class_of(&self, value: f64) -> usize {
        class_of(&self.breaks, value)
    }

    pub fn len(&self) -> usize {
        self.breaks.len()
    }

    pub fn is_empty(&self) -> bool {
        self.breaks.is_empty()
    }
}

fn class_of(breaks: &[f64], value: f64) -> usize {
    breaks.partition_point(|&upper| upper < value).min(breaks.len().saturating_sub(1))
}

/// Classes of a column. `classes` ≥ 1 is how many to make; manual bounds bring their own number.
///
/// # Errors
/// `TooFew` when nothing is measured, `BadBreaks` for bounds that do not rise or no class at all.
pub fn classify(values: &[Measure], method: &Method, classes: usize) -> Result<Classes, Stop> {
    let stop = |fault: DataFault| Err(Stop::fault(fault, At::default()));
    let mut sorted: Vec<f64> = values.iter().filter_map(|v| v.value()).collect();
    sorted.sort_unstable_by(f64::total_cmp);
    let (Some(&lowest), Some(&highest)) = (sorted.first(), sorted.last()) else {
        return stop(DataFault::TooFew { n: 0, needed: 1 });
    };
    if classes == 0 {
        return stop(DataFault::BadBreaks { why: "0".to_owned() });
    }
    let breaks = match method {
        Method::NaturalBreaks => natural_breaks::upper_bounds(&sorted, classes),
        Method::Quantile => quantiles(&sorted, classes),
        Method::Equal => equal(lowest, highest, classes),
        Method::StdDev => spread::deviations(&sorted),
        Method::Box => spread::boxes(&sorted, HINGE),
        Method::Percentile => spread::percentiles(&sorted),
        Method::HeadTail => shape::head_tail(&sorted),
        Method::MaxBreaks => shape::widest_gaps(&sorted, classes),
        Method::Pretty => shape::round(lowest, highest, classes),
        // A grade holds its lower bound: just below it the grade before ends.
        Method::WhoStunting(edition) => edition
            .begins()
            .iter()
            .map(|bound| bound.next_down())
            .chain([highest.max(100.0)])
            .collect(),
        Method::Manual(bounds) => {
            if let Some(why) = not_rising(bounds) {
                return stop(DataFault::BadBreaks { why });
            }
            let last = bounds.last().copied().filter(|&last| last >= highest);
            let top = if last.is_some() { None } else { Some(highest) };
            bounds.iter().copied().chain(top).collect()
        }
    };
    Ok(measured(&sorted, breaks, lowest, Tally::of(values)))
}

/// Counts and fit of given breaks over sorted values.
fn measured(sorted: &[f64], breaks: Vec<f64>, lowest: f64, tally: Tally) -> Classes {
    let mut counts = Vec::with_capacity(breaks.len());
    let mut sse = 0.0;
    let mut from = 0;
    for (i, &upper) in breaks.iter().enumerate() {
        let last = i + 1 == breaks.len();
        let to = if last { sorted.len() } else { sorted.partition_point(|&v| v <= upper) };
        sse += squares(&sorted[from..to]);
        counts.push(to - from);
        from = to;
    }
    let sst = squares(sorted);
    // Rounding of equal values must not promise more than a perfect fit.
    let gvf = if sst > 0.0 { (1.0 - sse / sst).clamp(0.0, 1.0) } else { 1.0 };
    let Tally { missing, not_applicable, .. } = tally;
    Classes { breaks, counts, lowest, sse, gvf, missing, not_applicable }
}

/// Σ(v − mean)², in two passes.
fn squares(values: &[f64]) -> f64 {
    let mean = mean_of(values);
    values.iter().map(|v| (v - mean) * (v - mean)).sum()
}

/// The mean, about the first value: equal values give that value; 0 of none.
fn mean_of(values: &[f64]) -> f64 {
    let Some(&origin) = values.first() else { return 0.0 };
    origin + values.iter().map(|v| v - origin).sum::<f64>() / values.len() as f64
}

/// Quantiles 1/k … k/k by linear interpolation (type 7), equal ones once.
fn quantiles(sorted: &[f64], classes: usize) -> Vec<f64> {
    let last = sorted.len() - 1;
    let mut breaks: Vec<f64> = (1..=classes)
        .map(|i| {
            // In whole numbers: a place that falls on a village must not miss it by rounding.
            let (below, rest) = (last * i / classes, last * i % classes);
            let above = (below + 1).min(last);
            sorted[below] + (sorted[above] - sorted[below]) * (rest as f64 / classes as f64)
        })
        .collect();
    breaks.dedup();
    breaks
}

/// Bounds of equal width; the last is the largest value itself, not its rounded twin.
fn equal(lowest: f64, highest: f64, classes: usize) -> Vec<f64> {
    let width = highest / classes as f64 - lowest / classes as f64;
    let mut breaks: Vec<f64> = (1..classes).map(|i| lowest + width * i as f64).collect();
    breaks.push(highest);
    breaks.retain(|&b| b <= highest);
    breaks.dedup();
    breaks
}

/// The first two bounds that do not rise, or the one that is no number.
fn not_rising(bounds: &[f64]) -> Option<String> {
    if let Some(bad) = bounds.iter().find(|b| !b.is_finite()) {
        return Some(bad.to_string());
    }
    bounds.windows(2).find(|w| w[0] >= w[1]).map(|w| format!("{} ≥ {}", w[0], w[1]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn column(values: &[f64]) -> Vec<Measure> {
        values.iter().map(|&v| Measure::of(v)).collect()
    }

    #[test]
    fn a_class_holds_its_upper_bound() {
        let mut values = column(&[0.0, 1.0, 2.0, 3.0, 4.0]);
        values.extend([Measure::Missing, Measure::NotApplicable, Measure::Missing]);
        let classes = classify(&values, &Method::Equal, 2).unwrap();
        assert_eq!(
            (classes.breaks.as_slice(), classes.counts.as_slice()),
            (&[2.0, 4.0][..], &[3, 2][..])
        );
        assert_eq!((classes.missing, classes.not_applicable), (2, 1));
        assert_eq!([0.0, 2.0, 2.5, 9.0].map(|v| classes.class_of(v)), [0, 0, 1, 1]);
        // Within: {0,1,2} 2, {3,4} 0.5; total 10.
        assert!((classes.sse - 2.5).abs() < 1e-12 && (classes.gvf - 0.75).abs() < 1e-12);
    }

    #[test]
    fn equal_values_share_a_class_even_if_fewer_remain() {
        let classes = classify(&column(&[0.0, 0.0, 0.0, 0.0, 5.0]), &Method::Quantile, 5).unwrap();
        // The 40th and 60th percentile are both 0, the 80th is a fifth of the way to 5.
        assert_eq!((classes.breaks, classes.counts), (vec![0.0, 1.0, 5.0], vec![4, 0, 1]));
        let classes = classify(&column(&[3.0, 3.0]), &Method::Equal, 4).unwrap();
        assert_eq!((classes.breaks, classes.gvf), (vec![3.0], 1.0));
        let classes = classify(&column(&[1.0, 1.0, 9.0]), &Method::NaturalBreaks, 5).unwrap();
        assert_eq!((classes.breaks, classes.counts), (vec![1.0, 9.0], vec![2, 1]));
    }

    #[test]
    fn manual_bounds_must_rise_and_get_a_last_class() {
        let manual = |bounds: &[f64]| {
            classify(&column(&[1.0, 20.0, 45.0]), &Method::Manual(bounds.to_vec()), 9)
        };
        assert_eq!(manual(&[10.0, 30.0]).unwrap().breaks, [10.0, 30.0, 45.0]);
        assert_eq!(manual(&[10.0, 100.0]).unwrap().breaks, [10.0, 100.0]);
        assert!(manual(&[10.0, 10.0]).is_err() && manual(&[f64::NAN]).is_err());
        assert!(classify(&[Measure::Missing], &Method::Equal, 5).is_err());
    }

    #[test]
    fn a_grade_of_stunting_begins_at_its_bound() {
        let values = [0.0, 2.4, 2.5, 9.9, 10.0, 19.9, 20.0, 29.9, 30.0, 61.0];
        let classes = |who| classify(&column(&values), &Method::WhoStunting(who), 5).unwrap();
        assert_eq!(classes(Who::Edition2019).counts, [2, 2, 2, 2, 2]);
        assert_eq!(classes(Who::Edition1995).counts, [6, 2, 1, 1]);
        // Nobody is so bad: the grade stays, empty.
        let good = classify(&column(&[1.0, 3.0]), &Method::WhoStunting(Who::Edition2019), 5);
        assert_eq!(good.unwrap().counts, [1, 1, 0, 0, 0]);
    }

    #[test]
    fn one_value_is_one_class_however_it_is_cut() {
        for method in Method::COMPUTED.iter().filter(|m| m.policy().is_none()) {
            let classes = classify(&column(&[7.0, 7.0, 7.0]), method, 5).unwrap();
            assert_eq!((&classes.breaks[..], classes.gvf), (&[7.0][..], 1.0), "{method:?}");
        }
    }

    proptest! {
        #[test]
        fn every_measured_village_is_in_exactly_one_class(
            values in prop::collection::vec(-50_i32..50, 1..60), k in 2_usize..9, method in 0..11_usize,
        ) {
            let values: Vec<f64> = values.into_iter().map(|v| f64::from(v) / 4.0).collect();
            let method = Method::COMPUTED[method].clone();
            prop_assert_eq!(Method::from_id(method.id()), Some(method.clone()));
            let classes = classify(&column(&values), &method, k).unwrap();
            prop_assert!(classes.breaks.windows(2).all(|w| w[0] < w[1]), "{:?}", classes.breaks);
            let asked = matches!(
                method,
                Method::NaturalBreaks | Method::Quantile | Method::Equal | Method::MaxBreaks
            );
            prop_assert!(!asked || classes.len() <= k);
            let mut counts = vec![0; classes.len()];
            for &v in &values {
                counts[classes.class_of(v)] += 1;
            }
            prop_assert_eq!(counts, classes.counts);
        }
    }
}
