//! Points for a proposed list of focus villages: prevalence by its class, how many, what lacks.

use super::ranks::ranks;
use crate::analysis::pockets::Worse;
use crate::base::measure::Measure;

/// Where the classes of a prevalence begin, rising: WHO and UNICEF 2018 (de Onis et al. 2019).
pub const WHO_STUNTING: [f64; 4] = [2.5, 10.0, 20.0, 30.0];

/// How a prevalence becomes points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Classes {
    /// 0 very low (< 2.5 %) … 4 very high (≥ 30 %).
    WhoStunting,
    /// 0 the best fifth of the villages … 4 the worst.
    Fifths,
}

impl Classes {
    pub fn id(self) -> &'static str {
        match self {
            Self::WhoStunting => "who-stunting",
            Self::Fifths => "fifths",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        [Self::WhoStunting, Self::Fifths].into_iter().find(|c| c.id() == id)
    }

    /// 0 to 4 of each village that has a value.
    pub fn of(self, values: &[Measure], worse: Worse) -> Vec<Option<u8>> {
        match self {
            Self::WhoStunting => values.iter().map(|v| v.value().map(who_class)).collect(),
            Self::Fifths => fifths(values, worse),
        }
    }
}

/// 0 very low, 1 low, 2 medium, 3 high, 4 very high; a bound belongs to the class above it.
pub fn who_class(percent: f64) -> u8 {
    WHO_STUNTING.iter().filter(|begin| percent >= **begin).count() as u8
}

/// 4 where fewer than a fifth are worse, 3 where fewer than two fifths are, and so on.
pub fn fifths(values: &[Measure], worse: Worse) -> Vec<Option<u8>> {
    let ranks = ranks(values, worse);
    let known = ranks.iter().flatten().count();
    let of = |rank: usize| 4 - ((rank - 1) * 5 / known.max(1)).min(4) as u8;
    ranks.into_iter().map(|rank| rank.map(of)).collect()
}

/// How much each kind of point counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weights {
    pub prevalence: f64,
    pub count: f64,
    /// Of each service that lacks.
    pub service: f64,
}

/// What a village got; `None` where its prevalence or count is not known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Points {
    pub prevalence: u8,
    pub count: u8,
    pub lacking: usize,
    pub total: f64,
}

/// The points of every village. `lacking` follows the villages.
pub fn points(
    rates: (&[Measure], Classes, Worse),
    counts: &[Measure],
    lacking: &[usize],
    weights: Weights,
) -> Vec<Option<Points>> {
    let (values, classes, worse) = rates;
    let prevalence = classes.of(values, worse);
    let count = fifths(counts, Worse::High);
    (0..values.len())
        .map(|i| {
            // Nobody concerned is no reason, however few the others have.
            let some = counts[i].value().is_some_and(|c| c > 0.0);
            let (prevalence, count) = (prevalence[i]?, if some { count[i]? } else { 0 });
            counts[i].value()?;
            let lacking = lacking[i];
            let total = weights.prevalence * f64::from(prevalence)
                + weights.count * f64::from(count)
                + weights.service * lacking as f64;
            Some(Points { prevalence, count, lacking, total })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bounds_of_the_who_belong_to_the_class_above() {
        let of = [0.0, 2.49, 2.5, 9.99, 10.0, 19.99, 20.0, 29.99, 30.0, 100.0].map(who_class);
        assert_eq!(of, [0, 0, 1, 1, 2, 2, 3, 3, 4, 4]);
    }

    #[test]
    fn ten_villages_by_hand() {
        let rates: Vec<Measure> =
            (0..10).map(|i| Measure::of([1.0, 5.0, 12.0, 22.0, 35.0][i % 5])).collect();
        let counts: Vec<Measure> = (0..10).map(|i| Measure::of(f64::from(i))).collect();
        let lacking = [0, 0, 0, 0, 0, 0, 0, 0, 2, 1];
        let weights = Weights { prevalence: 1.0, count: 2.0, service: 0.5 };
        let found = points((&rates, Classes::WhoStunting, Worse::High), &counts, &lacking, weights);
        let of = |i: usize| found[i].unwrap();
        // Nine cases: the most of ten, so the worst fifth; 35 % is very high; one service lacks.
        assert_eq!((of(9).prevalence, of(9).count, of(9).total), (4, 4, 4.0 + 8.0 + 0.5));
        // Eight cases: still the worst two of ten; 22 % is high.
        assert_eq!((of(8).prevalence, of(8).count, of(8).total), (3, 4, 3.0 + 8.0 + 1.0));
        assert_eq!((of(7).count, of(1).count, of(0).count, of(0).total), (3, 0, 0, 0.0));
        let mut unknown = counts.clone();
        unknown[9] = Measure::Missing;
        let found = points((&rates, Classes::Fifths, Worse::High), &unknown, &lacking, weights);
        assert_eq!(found[9], None);
    }
}
