//! Where do high or low values gather? Gᵢ and Gᵢ* (Getis & Ord 1992) with the z of Ord & Getis
//! (1995) in its general form, which is the same with or without row-standardised weights.
//!
//! Gᵢ = Σⱼ wᵢⱼ yⱼ / Σⱼ yⱼ over the other villages; Gᵢ* counts the village itself, with the weight of
//! a neighbour. z = (Σ wᵢⱼyⱼ − Wᵢȳ) / (s·√((N·Σwᵢⱼ² − Wᵢ²)/(N−1))), where N, ȳ and s are those of
//! the other villages (Gᵢ) or of all (Gᵢ*). Isolates have neither.

use super::conditional::Sums;
use super::deviations::Deviations;
use super::local::{self, Class, Found, Local, Question, Settings, Whole};
use super::normal;
use super::pool::Pool;
use crate::base::fault::{At, DataFault, Stop};
use crate::base::progress::Progress;

/// Whether a village counts itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Star {
    /// Gᵢ: its neighbours alone.
    Others,
    /// Gᵢ*: itself and its neighbours.
    WithItself,
}

/// Where p comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Test {
    /// From z, as if G were normal.
    Analytic,
    /// By conditional permutation.
    #[default]
    Permuted,
}

/// One village's G.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct G {
    /// With row-standardised weights.
    pub g: f64,
    /// The same for every scale of weights; positive where high values gather.
    pub z: f64,
}

/// G and z of every village, by the register; `None` without a value or a neighbour. 0 to 10 ms for
/// a nation.
///
/// # Errors
/// As [`super::moran::global`]; `OutOfRange` where a negative value makes G meaningless.
pub fn scores(
    question: &Question<'_>,
    star: Star,
    settings: &Settings,
) -> Result<Vec<Option<G>>, Stop> {
    let pool = Pool::of(question, settings.isolates);
    let deviations = Deviations::of(question, &pool)?;
    let moments = Moments::of(&pool, &deviations)?;
    let mut scores = vec![None; question.values.len()];
    for at in (0..pool.len()).filter(|&at| !pool.row(at).is_empty()) {
        scores[pool.members[at] as usize] = Some(moments.g(&pool, &deviations, at, star));
    }
    Ok(scores)
}

/// Gᵢ or Gᵢ* of every village with its class, hot or cold.
///
/// # Errors
/// As [`scores`]; [`Stop::Canceled`].
pub fn local(
    question: &Question<'_>,
    star: Star,
    test: Test,
    settings: &Settings,
    progress: &Progress,
) -> Result<Local, Stop> {
    let pool = Pool::of(question, settings.isolates);
    let deviations = Deviations::of(question, &pool)?;
    let moments = Moments::of(&pool, &deviations)?;
    let sums = match test {
        Test::Permuted => Some(Sums::new(&deviations.z, &pool, settings)),
        Test::Analytic => None,
    };
    let found = local::each(&pool, question.keys, progress, |unit, scratch| {
        let score = moments.g(&pool, &deviations, unit.at, star);
        let p = match &sums {
            // The village itself is held: its share of G* is in every draw.
            Some(sums) => {
                let drawn = sums.count(unit, settings, scratch, progress)?;
                settings.tail.of(drawn, settings.permutations)
            }
            None => normal::two_sided(score.z) / settings.tail.sides(),
        };
        let lag = pool.lag(unit.at, &deviations.z);
        let class = match score.z {
            z if z > 0.0 => Class::Hot,
            z if z < 0.0 => Class::Cold,
            _ => Class::NotSignificant,
        };
        Ok(Found {
            value: pool.values[unit.at],
            local: score.z,
            lag: deviations.mean + deviations.scale * lag,
            lag_deviation: deviations.scale * lag,
            p,
            class,
        })
    })?;
    let global = moments.whole(&pool);
    Ok(local::assemble(question, settings, &pool, &found, global))
}

/// Sums over the pool, with the values divided by their largest.
struct Moments {
    /// Values over `scale`.
    y: Vec<f64>,
    sum: f64,
    /// Mean of all, and Σ(y − mean)².
    mean: f64,
    squares: f64,
}

impl Moments {
    fn of(pool: &Pool, deviations: &Deviations) -> Result<Self, Stop> {
        if let Some(negative) = pool.values.iter().find(|y| **y < 0.0) {
            let fault =
                DataFault::OutOfRange { value: negative.to_string(), range: "≥ 0".to_owned() };
            return Err(Stop::fault(fault, At::default()));
        }
        let y: Vec<f64> = pool.values.iter().map(|y| y / deviations.scale).collect();
        Ok(Self {
            sum: y.iter().sum(),
            mean: deviations.mean / deviations.scale,
            squares: deviations.squares,
            y,
        })
    }

    /// Row-standardised: W = 1; `k` is 1/Σw², the number of neighbours where shares are equal.
    fn g(&self, pool: &Pool, deviations: &Deviations, at: usize, star: Star) -> G {
        let (row, n) = (pool.row(at), pool.len() as f64);
        let own = deviations.z[at];
        // One over the sum of squared shares, and the mean by shares.
        let (k, lag) = match (pool.shares(at), star) {
            ([], Star::Others) => (row.len() as f64, pool.lag(at, &deviations.z)),
            ([], Star::WithItself) => {
                let sum_z: f64 = row.iter().map(|&j| deviations.z[j as usize]).sum();
                (row.len() as f64 + 1.0, (sum_z + own) / (row.len() as f64 + 1.0))
            }
            (_, Star::Others) => (1.0 / pool.square_shares(at), pool.lag(at, &deviations.z)),
            (_, Star::WithItself) => {
                let self_share = pool.own(at) / (1.0 + pool.own(at));
                let others = 1.0 - self_share;
                let squares = others * others * pool.square_shares(at) + self_share * self_share;
                (1.0 / squares, others * pool.lag(at, &deviations.z) + self_share * own)
            }
        };
        // Everything about the mean of all, where rounding is smallest.
        let (all, middle, squares, total) = match star {
            Star::Others => {
                let middle = -own / (n - 1.0);
                let squares = self.squares - own * own - (n - 1.0) * middle * middle;
                (n - 1.0, middle, squares, self.sum - self.y[at])
            }
            Star::WithItself => (n, 0.0, self.squares, self.sum),
        };
        let spread = (squares / all).max(0.0).sqrt() * ((all / k - 1.0) / (all - 1.0)).sqrt();
        let z = if spread > 0.0 { (lag - middle) / spread } else { 0.0 };
        G { g: (self.mean + lag) / total, z }
    }

    /// General G (Getis & Ord 1992) with row-standardised weights; no test of its own.
    fn whole(&self, pool: &Pool) -> Whole {
        let cross: f64 = (0..pool.len())
            .filter(|&i| !pool.row(i).is_empty())
            .map(|i| self.y[i] * pool.lag(i, &self.y))
            .sum();
        let squares: f64 = self.y.iter().map(|y| y * y).sum();
        let linked = (0..pool.len()).filter(|&i| !pool.row(i).is_empty()).count() as f64;
        let n = pool.len() as f64;
        Whole {
            statistic: cross / (self.sum * self.sum - squares),
            expected: linked / (n * (n - 1.0)),
            p: None,
        }
    }
}
