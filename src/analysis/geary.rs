//! Is a village unlike its neighbours? Geary's c for the whole map (Geary 1954; Cliff & Ord 1981)
//! and for each village, of one or several indicators at once (Anselin 1995, 2019):
//! cᵢ = Σⱼ wᵢⱼ (zᵢ − zⱼ)², the mean over the indicators, with z standardised by the population's σ.

use super::conditional::{self, Drawn};
use super::deviations::Deviations;
use super::local::{self, Class, Found, Isolates, Local, Question, Settings, Whole};
use super::normal;
use super::pool::{self, Pool};
use crate::base::fault::Stop;
use crate::base::measure::Measure;
use crate::base::progress::Progress;

/// Geary's C of the whole map; 1 is chance, less is likeness. Two-sided.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Global {
    pub statistic: f64,
    pub variance_randomisation: f64,
    pub z_randomisation: f64,
    pub p_randomisation: f64,
    pub variance_normality: f64,
    pub z_normality: f64,
}

/// Geary's C with its analytic moments.
///
/// # Errors
/// As [`super::moran::global`].
pub fn global(question: &Question<'_>, isolates: Isolates) -> Result<Global, Stop> {
    let pool = Pool::of(question, isolates);
    Ok(whole(&pool, &Deviations::of(question, &pool)?))
}

fn whole(pool: &Pool, deviations: &Deviations) -> Global {
    let (n, z) = (pool.len() as f64, &deviations.z);
    let pool::WeightSums { s0, s1, s2 } = pool.weight_sums();
    let cross: f64 = (0..pool.len())
        .map(|i| {
            let row = pool.row(i);
            if row.is_empty() { 0.0 } else { apart(z, i, row, pool.shares(i)) }
        })
        .sum();
    let statistic = (n - 1.0) * cross / (2.0 * s0 * deviations.squares);
    let variance_normality =
        ((2.0 * s1 + s2) * (n - 1.0) - 4.0 * s0 * s0) / (2.0 * (n + 1.0) * s0 * s0);
    let fourth: f64 = z.iter().map(|z| z.powi(4)).sum();
    let k = fourth / n / (deviations.squares / n).powi(2);
    let a = (n - 1.0) * s1 * (n * n - 3.0 * n + 3.0 - (n - 1.0) * k);
    let b = 0.25 * (n - 1.0) * s2 * (n * n + 3.0 * n - 6.0 - (n * n - n + 2.0) * k);
    let c = s0 * s0 * (n * n - 3.0 - (n - 1.0).powi(2) * k);
    let variance_randomisation = (a - b + c) / (n * (n - 2.0) * (n - 3.0) * s0 * s0);
    let z_of = |variance: f64| {
        if variance > 0.0 { (statistic - 1.0) / variance.sqrt() } else { 0.0 }
    };
    let z_randomisation = z_of(variance_randomisation);
    Global {
        statistic,
        variance_randomisation,
        z_randomisation,
        p_randomisation: normal::two_sided(z_randomisation),
        variance_normality,
        z_normality: z_of(variance_normality),
    }
}

/// Local Geary of the question's values and of `more` indicators with them; a village without all
/// of them is missing. `local` is the mean c of the indicators, `value` and `lag` are of the first.
///
/// # Errors
/// As [`super::moran::local`], of any of the indicators.
pub fn local(
    question: &Question<'_>,
    more: &[&[Measure]],
    settings: &Settings,
    progress: &Progress,
) -> Result<Local, Stop> {
    let values: Vec<Vec<Measure>> = std::iter::once(question.values)
        .chain(more.iter().copied())
        .map(|values| complete(values, question.values, more))
        .collect();
    let questions: Vec<Question<'_>> =
        values.iter().map(|values| Question { values, ..*question }).collect();
    let pool = Pool::of(&questions[0], settings.isolates);
    let mut standard: Vec<Vec<f64>> = Vec::new();
    let mut first = None;
    for question in &questions {
        let of_this = Pool::of(question, settings.isolates);
        let deviations = Deviations::of(question, &of_this)?;
        let sigma = (deviations.squares / pool.len() as f64).sqrt();
        standard.push(deviations.z.iter().map(|z| z / sigma).collect());
        first.get_or_insert(deviations);
    }
    // There is at least the question's own column.
    let Some(deviations) = first else { return Err(Stop::Canceled) };
    let c = |at: usize, ids: &[u32]| -> f64 {
        let shares = pool.shares(at);
        let sum: f64 = standard.iter().map(|z| apart(z, at, ids, shares)).sum();
        sum / standard.len() as f64
    };
    let found = local::each(&pool, question.keys, progress, |unit, scratch| {
        let observed = c(unit.at, unit.row);
        // Sums are of the same few numbers in another order when the statistic is equal.
        let slack = 1e-12 * observed.max(1.0);
        let mut drawn = Drawn { at_least: 0, at_most: 0 };
        let mut sum = 0.0;
        let mut visit = |ids: &[u32]| {
            let permuted = c(unit.at, ids);
            sum += permuted;
            drawn.at_least += u32::from(permuted >= observed - slack);
            drawn.at_most += u32::from(permuted <= observed + slack);
        };
        conditional::draws(pool.len(), unit, settings, scratch, progress, &mut visit)?;
        let lag = pool.lag(unit.at, &deviations.z);
        let signs = |own: f64, lag: f64| match (own > 0.0, lag > 0.0) {
            (true, true) => Class::HighHigh,
            (false, false) => Class::LowLow,
            (true, false) | (false, true) => Class::Alike,
        };
        let class = if observed > sum / f64::from(settings.permutations) {
            Class::Unlike
        } else if more.is_empty() {
            signs(deviations.z[unit.at], lag)
        } else {
            Class::Alike
        };
        Ok(Found {
            value: pool.values[unit.at],
            local: observed,
            lag: deviations.mean + deviations.scale * lag,
            lag_deviation: deviations.scale * lag,
            p: settings.tail.of(drawn, settings.permutations),
            class,
        })
    })?;
    let all = whole(&pool, &deviations);
    let global = Whole { statistic: all.statistic, expected: 1.0, p: Some(all.p_randomisation) };
    Ok(local::assemble(&questions[0], settings, &pool, &found, global))
}

/// The mean square of what lies between a village and others, by their shares.
fn apart(z: &[f64], at: usize, ids: &[u32], shares: &[f64]) -> f64 {
    let squares = ids.iter().map(|&j| (z[at] - z[j as usize]).powi(2));
    if shares.is_empty() {
        return squares.sum::<f64>() / ids.len() as f64;
    }
    squares.zip(shares).map(|(square, share)| share * square).sum()
}

/// `values` where every indicator is measured.
fn complete(values: &[Measure], first: &[Measure], more: &[&[Measure]]) -> Vec<Measure> {
    (0..values.len())
        .map(|i| {
            let all = || std::iter::once(first).chain(more.iter().copied()).map(|v| v[i]);
            if all().any(|v| v == Measure::NotApplicable) {
                Measure::NotApplicable
            } else if all().any(|v| v == Measure::Missing) {
                Measure::Missing
            } else {
                values[i]
            }
        })
        .collect()
}
