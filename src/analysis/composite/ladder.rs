//! Ladders of service, as the JMP of WHO and UNICEF climbs them: of the households on each rung, where
//! stands the one in the middle, and how many are below what is adequate.

use crate::base::measure::Measure;

/// A village on a ladder.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rung {
    /// From 1, the lowest, up: where the household in the middle stands; between two rungs the lower.
    pub middle: usize,
    /// Share of the households below the adequate rung, 0–1.
    pub below: f64,
}

/// Every village on a ladder whose rungs hold households or shares of them, the lowest first;
/// `adequate` is the first rung that is enough, from 1. `None` where a rung is not known, is below
/// zero, or nobody stands anywhere.
pub fn ladder(rungs: &[&[Measure]], adequate: usize) -> Vec<Option<Rung>> {
    let villages = rungs.first().map_or(0, |rung| rung.len());
    (0..villages)
        .map(|i| {
            let on: Vec<f64> = rungs.iter().map(|rung| rung[i].value()).collect::<Option<_>>()?;
            let all: f64 = on.iter().sum();
            if all <= 0.0 || on.iter().any(|n| *n < 0.0) {
                return None;
            }
            let upto = |rung: usize| on[..rung].iter().sum::<f64>();
            let middle = (1..=on.len()).find(|&rung| 2.0 * upto(rung) >= all)?;
            Some(Rung { middle, below: upto(adequate.saturating_sub(1).min(on.len())) / all })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_household_and_those_below_enough() {
        let rung = |numbers: [f64; 4]| numbers.map(Measure::Measured);
        let rungs = [
            rung([10.0, 0.0, 50.0, 0.0]),
            rung([20.0, 0.0, 50.0, 0.0]),
            rung([30.0, 10.0, 0.0, 0.0]),
            rung([40.0, 90.0, 0.0, 0.0]),
        ];
        let rungs: Vec<&[Measure]> = rungs.iter().map(|r| &r[..]).collect();
        let found = ladder(&rungs, 3);
        // 10 + 20 of 100 are below; the fiftieth household stands on the third rung.
        assert_eq!(found[0], Some(Rung { middle: 3, below: 0.3 }));
        assert_eq!(found[1], Some(Rung { middle: 4, below: 0.0 }));
        // Half and half: the lower one.
        assert_eq!(found[2], Some(Rung { middle: 1, below: 1.0 }));
        assert_eq!(found[3], None, "nobody anywhere");
        let gap = [Measure::Missing];
        assert_eq!(ladder(&[&gap, &[Measure::Measured(1.0)]], 2), [None]);
    }
}
