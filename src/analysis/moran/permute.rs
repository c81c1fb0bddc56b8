//! Draws for Moran's I: what a village's neighbours would be if chance had placed them.
//!
//! Sums are kept in whole numbers (deviations in units of 2⁻⁴⁴ of the largest), so that they do not
//! depend on the order of adding and equal neighbourhoods are seen to be equal.

use std::ops::Range;

use rayon::prelude::*;

use super::Settings;
use crate::analysis::pool::Pool;
use crate::analysis::random::Stream;
use crate::base::fault::Stop;
use crate::base::progress::Progress;

/// Steps in the largest deviation; half a million neighbours still fit the sum.
const STEPS: f64 = (1_u64 << 44) as f64;
/// Up to so many neighbours a repeated draw is found by looking at those before it.
const FEW: usize = 16;
/// Draws between two looks at the cancel flag: a few milliseconds.
const DRAWS_A_LOOK: usize = 1 << 20;

/// Deviations (largest = 1) as whole steps.
pub(super) fn fixed_point(z: &[f64]) -> Vec<i64> {
    z.iter().map(|z| (z * STEPS).round() as i64).collect()
}

/// The village that is held while others are drawn.
#[derive(Clone, Copy)]
pub(super) struct Unit<'a> {
    pub at: usize,
    pub key: u64,
    pub row: &'a [u32],
}

/// How the observed statistic stands among the permuted ones; both counts take those that equal it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Drawn {
    pub at_least: u32,
    pub at_most: u32,
    /// −1, 0 or 1: the village's own deviation.
    pub own_sign: i64,
    /// −1, 0 or 1: its neighbours' deviation.
    pub lag_sign: i64,
}

/// Working memory of one thread: the positions of the other villages, always put back in order.
#[derive(Default)]
pub(super) struct Scratch {
    others: Vec<u32>,
    swaps: Vec<u32>,
}

/// Holds one village and draws its neighbours from all others without replacement,
/// `settings.permutations` times.
pub(super) fn conditional(
    fixed: &[i64],
    unit: Unit<'_>,
    settings: &Settings,
    scratch: &mut Scratch,
    progress: &Progress,
) -> Result<Drawn, Stop> {
    let k = unit.row.len();
    let observed: i64 = unit.row.iter().map(|&j| fixed[j as usize]).sum();
    // Each term is rounded by half a step; sums that are equal on paper differ by k at most.
    let slack = k as i64;
    let own_sign = fixed[unit.at].signum();
    let lag_sign = if observed.abs() <= slack { 0 } else { observed.signum() };
    let all = settings.permutations;
    if own_sign == 0 {
        // Iᵢ is zero whoever the neighbours are.
        return Ok(Drawn { at_least: all, at_most: all, own_sign, lag_sign });
    }
    let mut stream = Stream::new(settings.seed, unit.key);
    let mut counts = (0, 0);
    let look = (DRAWS_A_LOOK / k).clamp(1, 1 << 20) as u32;
    let mut done = 0;
    while done < all {
        let block = 0..look.min(all - done);
        done += block.end;
        let tally = |sum: i64| {
            counts.0 += u32::from(sum >= observed - slack);
            counts.1 += u32::from(sum <= observed + slack);
        };
        // Drawing again after a repeat is cheap only where repeats are rare.
        if k <= FEW && fixed.len() > 8 * k {
            few(fixed, unit.at, k, block, &mut stream, tally);
        } else {
            many(fixed, unit.at, k, block, &mut stream, scratch, tally);
        }
        progress.steps(0)?;
    }
    // With a village below the mean, a larger sum of neighbours is a smaller Iᵢ.
    let (at_least, at_most) = if own_sign > 0 { counts } else { (counts.1, counts.0) };
    Ok(Drawn { at_least, at_most, own_sign, lag_sign })
}

/// Few neighbours out of many villages: a repeated draw is drawn again.
fn few(
    fixed: &[i64],
    held: usize,
    k: usize,
    block: Range<u32>,
    stream: &mut Stream,
    mut tally: impl FnMut(i64),
) {
    let (others, held) = (fixed.len() as u32 - 1, held as u32);
    let mut drawn = [u32::MAX; FEW];
    for _ in block {
        let mut sum = 0;
        for d in 0..k {
            let other = loop {
                let other = stream.below(others);
                if !drawn[..d].contains(&other) {
                    break other;
                }
            };
            drawn[d] = other;
            // The held village is stepped over.
            sum += fixed[(other + u32::from(other >= held)) as usize];
        }
        tally(sum);
    }
}

/// Many neighbours: the first k steps of a Fisher–Yates shuffle, undone afterwards.
fn many(
    fixed: &[i64],
    held: usize,
    k: usize,
    block: Range<u32>,
    stream: &mut Stream,
    scratch: &mut Scratch,
    mut tally: impl FnMut(i64),
) {
    let (others, held) = (fixed.len() - 1, held as u32);
    if scratch.others.len() != others {
        scratch.others = (0..others as u32).collect();
    }
    scratch.swaps.resize(k, 0);
    let positions = &mut scratch.others;
    for _ in block {
        let mut sum = 0;
        for d in 0..k {
            let with = d as u32 + stream.below((others - d) as u32);
            positions.swap(d, with as usize);
            scratch.swaps[d] = with;
            let other = positions[d];
            sum += fixed[(other + u32::from(other >= held)) as usize];
        }
        tally(sum);
        for d in (0..k).rev() {
            positions.swap(d, scratch.swaps[d] as usize);
        }
    }
}

/// Permutes all values; how many of the permuted I are at least and at most the observed one.
pub(super) fn whole(
    pool: &Pool,
    z: &[f64],
    settings: &Settings,
    progress: &Progress,
) -> Result<(u32, u32), Stop> {
    let cross = |z: &[f64]| -> f64 {
        (0..pool.len())
            .filter(|&i| !pool.row(i).is_empty())
            .map(|i| {
                let row = pool.row(i);
                z[i] * row.iter().map(|&j| z[j as usize]).sum::<f64>() / row.len() as f64
            })
            .sum()
    };
    let observed = cross(z);
    let slack = 1e-11 * z.iter().map(|z| z * z).sum::<f64>();
    (0..settings.permutations)
        .into_par_iter()
        .map_init(
            || z.to_vec(),
            |shuffled, permutation| {
                progress.step()?;
                shuffled.copy_from_slice(z);
                let mut stream = Stream::new(settings.seed, u64::from(permutation));
                for last in (1..shuffled.len()).rev() {
                    shuffled.swap(last, stream.below(last as u32 + 1) as usize);
                }
                let permuted = cross(shuffled);
                Ok((
                    u32::from(permuted >= observed - slack),
                    u32::from(permuted <= observed + slack),
                ))
            },
        )
        .try_reduce(|| (0, 0), |a, b| Ok((a.0 + b.0, a.1 + b.1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Chi-square-like check: every village but the held one is drawn equally often, none twice.
    fn drawn_evenly(n: usize, k: usize) {
        let held = 3;
        let settings = Settings { permutations: 6000, ..Settings::default() };
        let mut times = vec![0_u32; n];
        // One village at a time weighs 1: the sum tells whether, and how often, it was drawn.
        for (watched, times) in times.iter_mut().enumerate() {
            let mut fixed = vec![0_i64; n];
            fixed[watched] = 1;
            let mut stream = Stream::new(settings.seed, watched as u64);
            let mut scratch = Scratch::default();
            let mut tally = |sum: i64| {
                assert!(sum <= 1, "drawn twice");
                *times += sum as u32;
            };
            if k <= FEW && n > 8 * k {
                few(&fixed, held, k, 0..6000, &mut stream, &mut tally);
            } else {
                many(&fixed, held, k, 0..6000, &mut stream, &mut scratch, &mut tally);
                assert!(scratch.others.is_sorted(), "put back in order");
            }
        }
        assert_eq!(times[held], 0);
        let expected = 6000.0 * k as f64 / (n - 1) as f64;
        for (i, &t) in times.iter().enumerate().filter(|&(i, _)| i != held) {
            assert!((f64::from(t) - expected).abs() < 5.0 * expected.sqrt(), "{i}: {t}");
        }
    }

    #[test]
    fn few_neighbours_of_many_are_drawn_evenly() {
        drawn_evenly(40, 4);
    }

    #[test]
    fn many_neighbours_of_few_are_drawn_evenly() {
        drawn_evenly(12, 8);
        drawn_evenly(6, 5);
    }
}
