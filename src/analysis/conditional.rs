//! Conditional permutation: hold one village and let chance place its neighbours.
//!
//! Most local statistics are sums over the neighbours. Such sums are kept in whole numbers
//! (deviations in units of 2⁻⁴⁴ of the largest), so that they do not depend on the order of adding
//! and equal neighbourhoods are seen to be equal.

use std::ops::Range;

use rayon::prelude::*;

use super::local::{Draws, Settings};
use super::pool::{self, Pool};
use super::random::Stream;
use crate::base::fault::Stop;
use crate::base::progress::Progress;

/// Steps in the largest deviation; half a million neighbours still fit the sum.
const STEPS: f64 = (1_u64 << 44) as f64;
/// Weighted means of numbers up to 1 that are equal on paper differ by less.
const SLACK: f64 = 1e-12;
/// Up to so many neighbours a repeated draw is found by looking at those before it.
const FEW: usize = 16;
/// Draws between two looks at the cancel flag: a few milliseconds.
const DRAWS_A_LOOK: usize = 1 << 20;
/// A shared table holds at most so many draws (200 MB); beyond, villages draw for themselves.
const TABLE_MAX: usize = 50_000_000;

/// The village that is held while others are drawn.
#[derive(Clone, Copy)]
pub(super) struct Unit<'a> {
    /// Its position in the pool.
    pub at: usize,
    pub key: u64,
    /// Its neighbours' positions.
    pub row: &'a [u32],
    /// Their shares; empty where they are equal.
    pub shares: &'a [f64],
}

/// Working memory of one thread.
#[derive(Default)]
pub(super) struct Scratch {
    /// The positions of the other villages, always put back in order.
    others: Vec<u32>,
    swaps: Vec<u32>,
    drawn: Vec<u32>,
    /// The numbers of [`Sums`], the held village's exchanged for the last one's while it is held.
    shifted: Vec<i64>,
}

/// How the observed statistic stands among the permuted ones; both counts take those that equal it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Drawn {
    pub at_least: u32,
    pub at_most: u32,
}

impl Drawn {
    /// Every draw equals what was observed: no evidence at all.
    pub(super) fn nothing(permutations: u32) -> Self {
        Self { at_least: permutations, at_most: permutations }
    }

    /// For a statistic that falls where the drawn sum rises.
    pub(super) fn reversed(self) -> Self {
        Self { at_least: self.at_most, at_most: self.at_least }
    }
}

/// A number per village of the pool, ready to be summed over drawn neighbours.
pub(super) struct Sums {
    fixed: Vec<i64>,
    /// As given, for neighbours that do not weigh the same.
    plain: Vec<f64>,
    /// Draws of all villages, `width` to a permutation.
    table: Vec<u32>,
    width: usize,
}

impl Sums {
    /// `numbers` are at most 1 in size.
    pub(super) fn new(numbers: &[f64], pool: &Pool, settings: &Settings) -> Self {
        let fixed: Vec<i64> = numbers.iter().map(|z| (z * STEPS).round() as i64).collect();
        let width = (0..pool.len()).map(|i| pool.row(i).len()).max().unwrap_or(0);
        let size = width * settings.permutations as usize;
        let table = match settings.draws {
            Draws::Shared | Draws::Quick if size <= TABLE_MAX => table(pool.len(), width, settings),
            Draws::Shared | Draws::Quick | Draws::Independent => Vec::new(),
        };
        Self { fixed, plain: numbers.to_vec(), table, width }
    }

    /// −1, 0 or 1.
    pub(super) fn sign(&self, at: usize) -> i64 {
        self.fixed[at].signum()
    }

    /// −1, 0 or 1: the sum over a village's neighbours.
    pub(super) fn lag_sign(&self, unit: Unit<'_>) -> i64 {
        if !unit.shares.is_empty() {
            let lag = pool::mean(unit.row, unit.shares, &self.plain);
            return if lag.abs() <= SLACK { 0 } else { lag.signum() as i64 };
        }
        let observed = self.observed(unit.row);
        if observed.abs() <= unit.row.len() as i64 { 0 } else { observed.signum() }
    }

    fn observed(&self, row: &[u32]) -> i64 {
        row.iter().map(|&j| self.fixed[j as usize]).sum()
    }

    /// Draws the village's neighbours from all others without replacement,
    /// `settings.permutations` times, and counts the sums.
    pub(super) fn count(
        &self,
        unit: Unit<'_>,
        settings: &Settings,
        scratch: &mut Scratch,
        progress: &Progress,
    ) -> Result<Drawn, Stop> {
        if !unit.shares.is_empty() {
            return self.count_weighted(unit, settings, scratch, progress);
        }
        // Each term is rounded by half a step; sums that are equal on paper differ by k at most.
        let (observed, slack) = (self.observed(unit.row), unit.row.len() as i64);
        let drawn = Drawn { at_least: 0, at_most: 0 };
        let mut tally =
            Tally { fixed: &self.fixed, least: observed - slack, most: observed + slack, drawn };
        if self.table.is_empty() {
            draws(self.fixed.len(), unit, settings, scratch, progress, &mut tally)?;
        } else {
            let enough = match settings.draws {
                Draws::Quick => settings.surely_above(),
                Draws::Shared | Draws::Independent => u32::MAX,
            };
            self.look_up(unit, scratch, enough, &mut tally);
            progress.steps(0)?;
        }
        Ok(tally.drawn)
    }

    /// [`Self::count`] for neighbours that do not weigh the same: the first one drawn takes the
    /// share of the first neighbour.
    fn count_weighted(
        &self,
        unit: Unit<'_>,
        settings: &Settings,
        scratch: &mut Scratch,
        progress: &Progress,
    ) -> Result<Drawn, Stop> {
        let (plain, shares) = (&self.plain[..], unit.shares);
        let observed = pool::mean(unit.row, shares, plain);
        let mut drawn = Drawn { at_least: 0, at_most: 0 };
        let mut visit = |ids: &[u32]| {
            let mean = pool::mean(ids, shares, plain);
            drawn.at_least += u32::from(mean >= observed - SLACK);
            drawn.at_most += u32::from(mean <= observed + SLACK);
        };
        if self.table.is_empty() {
            draws(plain.len(), unit, settings, scratch, progress, &mut visit)?;
        } else {
            // The last village stands in the held one's place.
            let (held, last) = (unit.at as u32, plain.len() as u32 - 1);
            let mut ids = Vec::with_capacity(shares.len());
            for row in self.table.chunks_exact(self.width) {
                ids.clear();
                ids.extend(row[..shares.len()].iter().map(|&j| if j == held { last } else { j }));
                visit(&ids);
            }
            progress.steps(0)?;
        }
        Ok(drawn)
    }

    /// The sums of the shared table. Its draws are positions among all but the last village; while
    /// one is held, the last stands in its place. Ends as soon as `tally` has come to `enough`.
    fn look_up(&self, unit: Unit<'_>, scratch: &mut Scratch, enough: u32, tally: &mut Tally<'_>) {
        if scratch.shifted.len() != self.fixed.len() {
            scratch.shifted.clone_from(&self.fixed);
        }
        let last = self.fixed.len() - 1;
        scratch.shifted[unit.at] = self.fixed[last];
        let numbers = &scratch.shifted[..];
        for row in self.table.chunks_exact(self.width) {
            tally.add(row[..unit.row.len()].iter().map(|&j| numbers[j as usize]).sum());
            if tally.drawn.at_least.min(tally.drawn.at_most) >= enough {
                break;
            }
        }
        scratch.shifted[unit.at] = self.fixed[unit.at];
    }
}

/// What looks at the positions that were drawn.
pub(super) trait Visit {
    fn see(&mut self, ids: &[u32]);
}

impl<F: FnMut(&[u32])> Visit for F {
    #[inline]
    fn see(&mut self, ids: &[u32]) {
        self(ids);
    }
}

/// How drawn sums stand against the observed one.
struct Tally<'a> {
    fixed: &'a [i64],
    /// Sums that count as equal to the observed one, from and to.
    least: i64,
    most: i64,
    drawn: Drawn,
}

impl Tally<'_> {
    #[expect(clippy::inline_always, reason = "nearly all that a permutation test does")]
    #[inline(always)]
    fn add(&mut self, sum: i64) {
        self.drawn.at_least += u32::from(sum >= self.least);
        self.drawn.at_most += u32::from(sum <= self.most);
    }
}

impl Visit for Tally<'_> {
    #[expect(clippy::inline_always, reason = "nearly all that a permutation test does")]
    #[inline(always)]
    fn see(&mut self, ids: &[u32]) {
        self.add(ids.iter().map(|&j| self.fixed[j as usize]).sum());
    }
}

/// `permutations` × `width` draws without replacement among n−1 villages.
fn table(n: usize, width: usize, settings: &Settings) -> Vec<u32> {
    let mut table = Vec::with_capacity(width * settings.permutations as usize);
    let mut scratch = Scratch::default();
    let mut stream = Stream::new(settings.seed, u64::MAX);
    // The last village is the one held: nobody draws it.
    if width > 0 {
        let mut keep = |ids: &[u32]| table.extend_from_slice(ids);
        many(n, n - 1, width, 0..settings.permutations, &mut stream, &mut scratch, &mut keep);
    }
    table
}

/// Draws the positions of a village's neighbours from all others of a pool of `n`, without
/// replacement, `settings.permutations` times.
pub(super) fn draws(
    n: usize,
    unit: Unit<'_>,
    settings: &Settings,
    scratch: &mut Scratch,
    progress: &Progress,
    visit: &mut impl Visit,
) -> Result<(), Stop> {
    let k = unit.row.len();
    let mut stream = Stream::new(settings.seed, unit.key);
    let look = (DRAWS_A_LOOK / k).clamp(1, 1 << 20) as u32;
    let mut done = 0;
    while done < settings.permutations {
        let block = 0..look.min(settings.permutations - done);
        done += block.end;
        // Drawing again after a repeat is cheap only where repeats are rare.
        if k <= FEW && n > 8 * k {
            few(n, unit.at, k, block, &mut stream, visit);
        } else {
            many(n, unit.at, k, block, &mut stream, scratch, visit);
        }
        progress.steps(0)?;
    }
    Ok(())
}

/// Few neighbours out of many villages: a repeated draw is drawn again.
fn few(
    n: usize,
    held: usize,
    k: usize,
    block: Range<u32>,
    stream: &mut Stream,
    visit: &mut impl Visit,
) {
    let (others, held) = (n as u32 - 1, held as u32);
    // The numbers of neighbours that nearly all villages have, each with code of its own.
    match k {
        1 => at_once::<1>(others, held, block, stream, visit),
        2 => at_once::<2>(others, held, block, stream, visit),
        3 => at_once::<3>(others, held, block, stream, visit),
        4 => at_once::<4>(others, held, block, stream, visit),
        5 => at_once::<5>(others, held, block, stream, visit),
        6 => at_once::<6>(others, held, block, stream, visit),
        7 => at_once::<7>(others, held, block, stream, visit),
        8 => at_once::<8>(others, held, block, stream, visit),
        9 => at_once::<9>(others, held, block, stream, visit),
        10 => at_once::<10>(others, held, block, stream, visit),
        _ => {
            let mut drawn = [u32::MAX; FEW];
            for _ in block {
                one_by_one(others, held, &mut drawn[..k], stream);
                visit.see(&drawn[..k]);
            }
        }
    }
}

/// Draws that are independent until two are found equal: no draw waits for the one before it. Where
/// one would have been drawn again, all of them are, one by one from the same numbers.
fn at_once<const K: usize>(
    others: u32,
    held: u32,
    block: Range<u32>,
    stream: &mut Stream,
    visit: &mut impl Visit,
) {
    for _ in block {
        let before = stream.clone();
        let mut again = false;
        let mut drawn = [0_u32; K];
        for place in &mut drawn {
            let other = stream.likely_below(others);
            again |= other.is_none();
            let other = other.unwrap_or_default();
            *place = other + u32::from(other >= held);
        }
        for d in 1..K {
            for e in 0..d {
                again |= drawn[d] == drawn[e];
            }
        }
        if again {
            *stream = before;
            one_by_one(others, held, &mut drawn, stream);
        }
        visit.see(&drawn);
    }
}

fn one_by_one(others: u32, held: u32, drawn: &mut [u32], stream: &mut Stream) {
    for d in 0..drawn.len() {
        drawn[d] = loop {
            // The held village is stepped over.
            let other = stream.below(others);
            let other = other + u32::from(other >= held);
            if !drawn[..d].contains(&other) {
                break other;
            }
        };
    }
}

/// Many neighbours: the first k steps of a Fisher–Yates shuffle, undone afterwards.
fn many(
    n: usize,
    held: usize,
    k: usize,
    block: Range<u32>,
    stream: &mut Stream,
    scratch: &mut Scratch,
    visit: &mut impl Visit,
) {
    let (others, held) = (n - 1, held as u32);
    if scratch.others.len() != others {
        scratch.others = (0..others as u32).collect();
    }
    scratch.swaps.resize(k, 0);
    scratch.drawn.resize(k, 0);
    let positions = &mut scratch.others;
    for _ in block {
        for d in 0..k {
            let with = d as u32 + stream.below((others - d) as u32);
            positions.swap(d, with as usize);
            scratch.swaps[d] = with;
            let other = positions[d];
            scratch.drawn[d] = other + u32::from(other >= held);
        }
        visit.see(&scratch.drawn);
        for d in (0..k).rev() {
            positions.swap(d, scratch.swaps[d] as usize);
        }
    }
}

/// Permutes all of `z` over the villages; how Σ xᵢ·(mean z of i's neighbours) stands among them.
/// With `x` = `z` the same values move on both sides (Moran), else `x` stays (bivariate).
pub(super) fn whole(
    pool: &Pool,
    x: Option<&[f64]>,
    z: &[f64],
    settings: &Settings,
    progress: &Progress,
) -> Result<Drawn, Stop> {
    let cross = |z: &[f64]| -> f64 {
        let x = x.unwrap_or(z);
        (0..pool.len()).filter(|&i| !pool.row(i).is_empty()).map(|i| x[i] * pool.lag(i, z)).sum()
    };
    let observed = cross(z);
    let size = |z: &[f64]| z.iter().map(|z| z * z).sum::<f64>();
    let slack = 1e-11 * (size(x.unwrap_or(z)) * size(z)).sqrt();
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
        .map(|(at_least, at_most)| Drawn { at_least, at_most })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Chi-square-like check: every village but the held one is drawn equally often, none twice.
    fn drawn_evenly(n: usize, k: usize) {
        let held = 3;
        let mut times = vec![0_u32; n];
        for (watched, times) in times.iter_mut().enumerate() {
            let mut stream = Stream::new(1, watched as u64);
            let mut scratch = Scratch::default();
            let mut tally = |ids: &[u32]| {
                let sum = ids.iter().filter(|&&id| id as usize == watched).count();
                assert!(sum <= 1, "drawn twice");
                *times += sum as u32;
            };
            if k <= FEW && n > 8 * k {
                few(n, held, k, 0..6000, &mut stream, &mut tally);
            } else {
                many(n, held, k, 0..6000, &mut stream, &mut scratch, &mut tally);
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
        drawn_evenly(120, 12);
    }

    #[test]
    fn drawing_at_once_gives_what_drawing_one_by_one_gives() {
        // Of nine others, four draws repeat themselves in every second permutation.
        for (others, held) in [(9, 0), (9, 9), (1 << 31, 5)] {
            let (mut at_once_stream, mut stream) = (Stream::new(3, 4), Stream::new(3, 4));
            let mut compare = |drawn: &[u32]| {
                let mut wanted = [0; 4];
                one_by_one(others, held, &mut wanted, &mut stream);
                assert_eq!(drawn, wanted);
            };
            at_once::<4>(others, held, 0..500, &mut at_once_stream, &mut compare);
        }
    }

    #[test]
    fn many_neighbours_of_few_are_drawn_evenly() {
        drawn_evenly(12, 8);
        drawn_evenly(6, 5);
    }
}
