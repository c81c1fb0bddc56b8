//! Counting what a village lacks (after Alkire & Foster 2011), and rate against count.
//!
//! Of villages, not of households: an *indeks deprivasi desa*, no multidimensional poverty index.

use super::super::pockets::Worse;
use super::{Lacking, Part, lacks};
use crate::base::measure::Measure;

/// A share may miss the cut-off by so much of rounding and still meet it.
const HAIR: f64 = 1e-9;

/// Deprivations of every village and of all.
#[derive(Clone, Debug, PartialEq)]
pub struct Deprivation {
    /// The weighted share of what a village lacks, 0–1.
    pub counts: Vec<Measure>,
    /// Villages at the cut-off or above.
    pub deprived: Vec<bool>,
    /// Share of villages that are (H), their mean share (A), and both together (M₀ = H·A).
    pub headcount: f64,
    pub intensity: f64,
    pub adjusted: f64,
    /// What each part brings to M₀; they sum to 1 where any village is deprived.
    pub contributions: Vec<f64>,
    /// Villages that were counted.
    pub n: usize,
}

/// Counts the parts that are worse than their bounds; `bounds` and `weights` as many as `parts`. A
/// village exactly on a bound does not lack it. `cutoff` is the share (0–1) from which it is
/// deprived.
pub fn deprivation(
    parts: &[Part<'_>],
    bounds: &[f64],
    weights: &[f64],
    cutoff: f64,
    lacking: Lacking,
) -> Deprivation {
    let total: f64 = weights.iter().sum();
    let villages = parts.first().map_or(0, |p| p.values.len());
    let lacks_part = |part: usize, y: f64| match parts[part].worse {
        Worse::High => y > bounds[part],
        Worse::Low => y < bounds[part],
    };
    let mut brought = vec![0.0; parts.len()];
    let (mut counts, mut deprived) = (Vec::new(), Vec::new());
    let mut sum = 0.0;
    for i in 0..villages {
        let known: Vec<(usize, f64)> =
            (0..parts.len()).filter_map(|p| Some((p, parts[p].values[i].value()?))).collect();
        let weight: f64 = known.iter().map(|&(p, _)| weights[p]).sum();
        let enough = match lacking {
            Lacking::Leave => known.len() == parts.len(),
            Lacking::Reweight => weight >= total / 2.0 && weight > 0.0,
        };
        if !enough {
            counts.push(lacks(parts.iter().map(|p| p.values[i])));
            deprived.push(false);
            continue;
        }
        let lacked: Vec<usize> =
            known.iter().filter(|&&(p, y)| lacks_part(p, y)).map(|&(p, _)| p).collect();
        let share = lacked.iter().map(|&p| weights[p]).sum::<f64>() / weight;
        let is_deprived = share >= cutoff - HAIR && share > 0.0;
        if is_deprived {
            sum += share;
            for &p in &lacked {
                brought[p] += weights[p] / weight;
            }
        }
        counts.push(Measure::of(share));
        deprived.push(is_deprived);
    }
    let n = counts.iter().filter(|c| c.value().is_some()).count();
    let poor = deprived.iter().filter(|d| **d).count();
    let (all, of_poor) = (n.max(1) as f64, poor.max(1) as f64);
    let contributions = brought.iter().map(|b| if sum > 0.0 { b / sum } else { 0.0 }).collect();
    Deprivation {
        headcount: poor as f64 / all,
        intensity: sum / of_poor,
        adjusted: sum / all,
        counts,
        deprived,
        contributions,
        n,
    }
}

/// Where a village stands between rate and count, as the poverty reports of the regions draw it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quadrant {
    /// High rate and high count: first.
    Both = 1,
    /// Few people or many well-off: a high rate of few.
    RateOnly = 2,
    /// A large village: many poor at a low rate.
    CountOnly = 3,
    Neither = 4,
}

/// The quadrant of every village with both; at the bound counts as worse. `None` where one lacks.
pub fn quadrants(rate: &[Measure], count: &[Measure], bounds: (f64, f64)) -> Vec<Option<Quadrant>> {
    rate.iter()
        .zip(count)
        .map(|(rate, count)| {
            Some(match (rate.value()? >= bounds.0, count.value()? >= bounds.1) {
                (true, true) => Quadrant::Both,
                (true, false) => Quadrant::RateOnly,
                (false, true) => Quadrant::CountOnly,
                (false, false) => Quadrant::Neither,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of Alkire and Foster (2011), section 5: four persons, four dimensions.
    #[test]
    fn the_example_of_the_paper() {
        let rows = [
            [13.1, 14.0, 4.0, 1.0],
            [15.2, 7.0, 5.0, 0.0],
            [12.5, 10.0, 1.0, 0.0],
            [20.0, 11.0, 3.0, 1.0],
        ];
        let columns: Vec<Vec<Measure>> =
            (0..4).map(|d| rows.iter().map(|r| Measure::of(r[d])).collect()).collect();
        let parts: Vec<Part<'_>> = columns
            .iter()
            .map(|values| Part { indicator: "x", values, worse: Worse::Low, target: None })
            .collect();
        let found = deprivation(&parts, &[13.0, 12.0, 3.0, 1.0], &[1.0; 4], 0.5, Lacking::Leave);
        let counts: Vec<f64> = found.counts.iter().filter_map(|c| c.value()).collect();
        assert_eq!(counts, [0.0, 0.5, 1.0, 0.25]);
        assert_eq!(found.deprived, [false, true, true, false]);
        assert_eq!((found.headcount, found.intensity, found.adjusted), (0.5, 0.75, 0.375));
        let shares = [1.0, 2.0, 1.0, 2.0].map(|d| d / 6.0);
        for (ours, theirs) in found.contributions.iter().zip(shares) {
            assert!((ours - theirs).abs() < 1e-12, "{found:?}");
        }
    }

    #[test]
    fn four_corners() {
        let rate = [40.0, 40.0, 10.0, 10.0].map(Measure::of);
        let count = [90.0, 5.0, 90.0, 5.0].map(Measure::of);
        let found: Vec<u8> =
            quadrants(&rate, &count, (20.0, 50.0)).into_iter().flatten().map(|q| q as u8).collect();
        assert_eq!(found, [1, 2, 3, 4]);
        assert_eq!(quadrants(&[Measure::Missing], &[Measure::of(1.0)], (0.0, 0.0)), [None]);
    }
}
