//! Where a village stands when the numbers are drawn again and again: an interval of ranks instead
//! of one, and groups that cannot be told apart.

use rayon::prelude::*;

use super::pockets::Worse;
use crate::base::fault::Stop;
use crate::base::measure::Measure;
use crate::base::progress::{Phase, Progress};

/// Ranks kept in memory at once (80 MB); more villages get fewer draws.
const MOST: usize = 20_000_000;

/// 1 = the worst; equal values share the better number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RankInterval {
    pub rank: usize,
    /// Ninety-five of a hundred draws lie between both.
    pub best: usize,
    pub worst: usize,
    /// Share of the draws in which it is among the first.
    pub top: f64,
    /// Those of one group cannot be told apart; from 1.
    pub group: usize,
}

/// The ranks of all that have a value, the worst first.
pub fn ranks(values: &[Measure], worse: Worse) -> Vec<Option<usize>> {
    let mut order: Vec<(f64, usize)> =
        values.iter().enumerate().filter_map(|(i, v)| Some((v.value()?, i))).collect();
    order.sort_unstable_by(|a, b| worse.first(a.0, b.0).then(a.1.cmp(&b.1)));
    let mut ranks = vec![None; values.len()];
    let mut rank = 0;
    for (place, (value, i)) in order.iter().enumerate() {
        if place == 0 || order[place - 1].0 != *value {
            rank = place + 1;
        }
        ranks[*i] = Some(rank);
    }
    ranks
}

/// How many draws fit for so many villages.
pub fn draws_for(villages: usize, asked: u32) -> u32 {
    asked.min(u32::try_from(MOST / villages.max(1)).unwrap_or(u32::MAX))
}

/// The intervals over `draws` drawn sets of values; a village that lacks in a draw is not ranked in
/// it. The same for every thread count.
///
/// # Errors
/// A cancel, or what drawing says.
pub fn intervals(
    values: &[Measure],
    worse: Worse,
    draws: u32,
    top: usize,
    draw: impl Fn(u32) -> Result<Vec<Measure>, Stop> + Sync,
    progress: &Progress,
) -> Result<Vec<Option<RankInterval>>, Stop> {
    progress.start(Phase::Trying, draws as usize);
    let drawn: Vec<Vec<Option<u32>>> = (0..draws)
        .into_par_iter()
        .map(|run| {
            progress.step()?;
            let ranks = ranks(&draw(run)?, worse);
            Ok(ranks.into_iter().map(|r| r.and_then(|r| u32::try_from(r).ok())).collect())
        })
        .collect::<Result<_, Stop>>()?;
    let own = ranks(values, worse);
    let mut found: Vec<Option<RankInterval>> = own
        .iter()
        .enumerate()
        .map(|(i, rank)| {
            let mut of: Vec<u32> = drawn.iter().filter_map(|d| d[i]).collect();
            of.sort_unstable();
            let last = of.len().checked_sub(1)?;
            let cut = |share: f64| of[((share * of.len() as f64) as usize).min(last)] as usize;
            let among = of.partition_point(|&r| r as usize <= top) as f64 / of.len() as f64;
            Some(RankInterval {
                rank: (*rank)?,
                best: cut(0.025),
                worst: cut(0.975),
                top: among,
                group: 0,
            })
        })
        .collect();
    group(&mut found);
    Ok(found)
}

/// From the worst on: who could have stood where the first of the group stood belongs to it.
fn group(found: &mut [Option<RankInterval>]) {
    let mut order: Vec<usize> = (0..found.len()).filter(|&i| found[i].is_some()).collect();
    order.sort_by_key(|&i| found[i].map(|r| (r.rank, r.best, r.worst)));
    let (mut group, mut reach) = (0, 0);
    for i in order {
        let Some(own) = &mut found[i] else { continue };
        // Its own rank may lie outside its interval, where chance pulls it back.
        if own.best.min(own.rank) > reach {
            group += 1;
            reach = own.worst.max(own.rank);
        }
        own.group = group;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(values: &[f64]) -> Vec<Measure> {
        values.iter().map(|&v| Measure::of(v)).collect()
    }

    #[test]
    fn equal_values_share_a_rank() {
        let mut values = column(&[10.0, 30.0, 30.0, 20.0]);
        values.push(Measure::Missing);
        let of = |worse| ranks(&values, worse);
        assert_eq!(of(Worse::High), [Some(4), Some(1), Some(1), Some(3), None]);
        assert_eq!(of(Worse::Low), [Some(1), Some(3), Some(3), Some(2), None]);
    }

    /// Two villages that change places in every other draw, one that never moves.
    #[test]
    fn who_changes_places_cannot_be_told_apart() {
        let values = column(&[50.0, 49.0, 10.0]);
        let draw = |run: u32| {
            let change = if run.is_multiple_of(2) { [50.0, 49.0] } else { [49.0, 50.0] };
            Ok(column(&[change[0], change[1], 10.0]))
        };
        let found = intervals(&values, Worse::High, 200, 1, draw, &Progress::default()).unwrap();
        let of = |i: usize| found[i].unwrap();
        assert_eq!((of(0).rank, of(0).best, of(0).worst, of(0).group), (1, 1, 2, 1));
        assert_eq!((of(1).rank, of(1).best, of(1).worst, of(1).group), (2, 1, 2, 1));
        assert_eq!((of(2).rank, of(2).best, of(2).worst, of(2).group), (3, 3, 3, 2));
        assert_eq!((of(0).top, of(2).top), (0.5, 0.0));
    }
}
