//! Many villages are tested at once: which p-values still count.
//!
//! Benjamini & Hochberg (1995), step-up with ≤ and ties; Bonferroni; or none. Villages that were
//! not tested (isolates, missing) are not handed in, so they never move the cut-off.

/// How the significance level is corrected for the number of villages tested.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Correction {
    #[default]
    Fdr,
    Bonferroni,
    None,
}

impl Correction {
    pub fn id(self) -> &'static str {
        match self {
            Self::Fdr => "fdr",
            Self::Bonferroni => "bonferroni",
            Self::None => "none",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        [Self::Fdr, Self::Bonferroni, Self::None].into_iter().find(|c| c.id() == id)
    }
}

/// A permutation p is rank/(P+1) and levels are decimal fractions; both are rounded. What is equal
/// on paper must pass.
const ROUNDING: f64 = 1.0 + 1e-12;

/// The largest p that passes at level `alpha`, or `None` when none does. A village passes when its
/// p is at most this.
pub fn cutoff(p: &[f64], alpha: f64, correction: Correction) -> Option<f64> {
    let m = p.len() as f64;
    let mut sorted = p.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let passes = |rank: usize, p: f64| {
        let level = match correction {
            Correction::Fdr => (rank + 1) as f64 * alpha / m,
            Correction::Bonferroni => alpha / m,
            Correction::None => alpha,
        };
        p <= level * ROUNDING
    };
    sorted.iter().enumerate().rev().find(|&(rank, &p)| passes(rank, p)).map(|(_, &p)| p)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_example_of_the_paper_rejects_its_four() {
        // Benjamini & Hochberg 1995, section 4.1: q = 0.05, m = 15.
        let p = [
            0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262,
            0.5719, 0.6528, 0.7590, 1.000,
        ];
        assert_eq!(cutoff(&p, 0.05, Correction::Fdr), Some(0.0095));
        assert_eq!(cutoff(&p, 0.05, Correction::Bonferroni), Some(0.0019));
        assert_eq!(cutoff(&p, 0.05, Correction::None), Some(0.0459));
        assert_eq!(cutoff(&[], 0.05, Correction::Fdr), None);
    }

    #[test]
    fn a_failure_below_does_not_stop_a_later_rank() {
        // Rank 1 fails (0.02 > 0.0125); ranks 2 to 4 pass, and carry it.
        assert_eq!(cutoff(&[0.02, 0.021, 0.03, 0.05], 0.05, Correction::Fdr), Some(0.05));
    }

    #[test]
    fn p_exactly_on_its_level_passes() {
        let p: Vec<f64> = (1..=10).map(|i| f64::from(i * 5) / 1000.0).collect();
        assert_eq!(cutoff(&p, 0.05, Correction::Fdr), Some(0.05));
    }

    proptest! {
        /// Ranks of permutation p-values, so that the definition can be checked in whole numbers:
        /// r/1000 ≤ (i/m)·(a/1000) is r·m ≤ i·a.
        #[test]
        fn same_as_the_definition(ranks in prop::collection::vec(1_u64..=1000, 1..60), a in 1_u64..300) {
            let p: Vec<f64> = ranks.iter().map(|&r| r as f64 / 1000.0).collect();
            let m = ranks.len() as u64;
            let accepted = ranks.iter().copied().filter(|&r| {
                // i of a value counts all that are at most as large.
                let i = ranks.iter().filter(|&&other| other <= r).count() as u64;
                r * m <= i * a
            });
            let expected = accepted.max().map(|r| r as f64 / 1000.0);
            prop_assert_eq!(cutoff(&p, a as f64 / 1000.0, Correction::Fdr), expected);
        }
    }
}
