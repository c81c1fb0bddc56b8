//! Are bad villages beside bad villages? Moran's I for the whole map (Moran 1950; Cliff & Ord
//! 1981) and for each village (Anselin 1995), with conditional permutation.
//!
//! Weights are row-standardised over measured neighbours. With z the deviation from the mean,
//! I = (n/S₀)·Σᵢ zᵢ·lagᵢ / Σz² and Iᵢ = (n−1)·zᵢ·lagᵢ / Σz², where lagᵢ is the mean z of i's
//! neighbours. Missing villages are masked, isolates have no local statistic (`methods` 3).

use super::conditional::{self, Drawn, Sums};
use super::deviations::Deviations;
use super::local::{self, Class, Found, Isolates, Local, Question, Settings, Tail, Whole};
use super::normal;
use super::pool::{Pool, State, WeightSums};
use crate::base::fault::Stop;
use crate::base::progress::{Phase, Progress};

/// Moran's I of the whole map. Both p-values are two-sided.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Global {
    pub statistic: f64,
    /// −1/(n−1).
    pub expected: f64,
    /// Under the hypothesis that the values could stand in any village.
    pub variance_randomisation: f64,
    pub z_randomisation: f64,
    pub p_randomisation: f64,
    /// Under the hypothesis that the values are normal.
    pub variance_normality: f64,
    pub z_normality: f64,
    pub p_normality: f64,
    /// Sums of weights: Σw, ½Σ(wᵢⱼ+wⱼᵢ)², Σᵢ(Σⱼwᵢⱼ+Σⱼwⱼᵢ)².
    pub s0: f64,
    pub s1: f64,
    pub s2: f64,
}

/// Moran's I with its analytic moments.
///
/// # Errors
/// `TooFew` below four villages, `Constant`, `Isolates` where no measured village has a measured
/// neighbour.
pub fn global(question: &Question<'_>, isolates: Isolates) -> Result<Global, Stop> {
    let pool = Pool::of(question, isolates);
    Ok(whole(&pool, &Deviations::of(question, &pool)?))
}

/// The two-sided p of Moran's I by permuting all values `settings.permutations` times.
///
/// # Errors
/// As [`global`]; [`Stop::Canceled`].
pub fn global_permuted(
    question: &Question<'_>,
    settings: &Settings,
    progress: &Progress,
) -> Result<f64, Stop> {
    let pool = Pool::of(question, settings.isolates);
    let deviations = Deviations::of(question, &pool)?;
    progress.start(Phase::Permuting, settings.permutations as usize);
    let drawn = conditional::whole(&pool, None, &deviations.z, settings, progress)?;
    Ok(Tail::Two.of(drawn, settings.permutations))
}

/// Local Moran of every village, its class after the correction for many tests, and the global I.
/// The same for every thread count; with the keys the same for every order of rows.
///
/// # Errors
/// As [`global`]; [`Stop::Canceled`].
pub fn local(
    question: &Question<'_>,
    settings: &Settings,
    progress: &Progress,
) -> Result<Local, Stop> {
    let pool = Pool::of(question, settings.isolates);
    let deviations = Deviations::of(question, &pool)?;
    let sums = Sums::new(&deviations.z, &pool, settings);
    let found = local::each(&pool, question.keys, progress, |unit, scratch| {
        let own = sums.sign(unit.at);
        let drawn = match own {
            // Iᵢ is zero whoever the neighbours are.
            0 => Drawn::nothing(settings.permutations),
            // With a village below the mean, a larger sum of neighbours is a smaller Iᵢ.
            -1 => sums.count(unit, settings, scratch, progress)?.reversed(),
            _ => sums.count(unit, settings, scratch, progress)?,
        };
        let (z, lag) = (deviations.z[unit.at], pool.lag(unit.at, &deviations.z));
        Ok(Found {
            value: pool.values[unit.at],
            local: (pool.len() - 1) as f64 * z * lag / deviations.squares,
            lag: deviations.mean + deviations.scale * lag,
            lag_deviation: deviations.scale * lag,
            p: settings.tail.of(drawn, settings.permutations),
            class: Class::of_signs(own, sums.lag_sign(unit)),
        })
    })?;
    let all = whole(&pool, &deviations);
    let global =
        Whole { statistic: all.statistic, expected: all.expected, p: Some(all.p_randomisation) };
    Ok(local::assemble(question, settings, &pool, &found, global))
}

/// Moran's I and its moments (Cliff & Ord 1981), for any row-standardised weights.
fn whole(pool: &Pool, deviations: &Deviations) -> Global {
    let n = pool.len() as f64;
    let z = &deviations.z;
    let WeightSums { s0, s1, s2 } = pool.weight_sums();
    let cross: f64 =
        (0..pool.len()).filter(|&i| !pool.row(i).is_empty()).map(|i| z[i] * pool.lag(i, z)).sum();
    let statistic = n / s0 * cross / deviations.squares;
    let expected = -1.0 / (n - 1.0);
    let fourth: f64 = z.iter().map(|z| z.powi(4)).sum();
    let k = fourth / n / (deviations.squares / n).powi(2);
    let variance_normality =
        (n * n * s1 - n * s2 + 3.0 * s0 * s0) / ((n * n - 1.0) * s0 * s0) - expected * expected;
    let free = n * ((n * n - 3.0 * n + 3.0) * s1 - n * s2 + 3.0 * s0 * s0);
    let peaked = k * ((n * n - n) * s1 - 2.0 * n * s2 + 6.0 * s0 * s0);
    let variance_randomisation =
        (free - peaked) / ((n - 1.0) * (n - 2.0) * (n - 3.0) * s0 * s0) - expected * expected;
    let z_of = |variance: f64| {
        // A tiny layer where every arrangement gives the same I has no variance, and no evidence.
        if variance > 0.0 { (statistic - expected) / variance.sqrt() } else { 0.0 }
    };
    let (z_randomisation, z_normality) = (z_of(variance_randomisation), z_of(variance_normality));
    Global {
        statistic,
        expected,
        variance_randomisation,
        z_randomisation,
        p_randomisation: normal::two_sided(z_randomisation),
        variance_normality,
        z_normality,
        p_normality: normal::two_sided(z_normality),
        s0,
        s1,
        s2,
    }
}

/// What Iᵢ would be by chance (Sokal, Oden & Thomson 1998): `conditional` holds village i fixed
/// (their A7–A8), `total` lets all values move.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moments {
    pub expected_conditional: f64,
    pub variance_conditional: f64,
    pub expected_total: f64,
    pub variance_total: f64,
}

/// The moments of each village's Iᵢ, in the scale of Sokal and esda: Iᵢ = zᵢ·lagᵢ/m₂ with
/// m₂ = Σz²/n, which is n/(n−1) times ours. `None` for isolates and villages without a value.
///
/// # Errors
/// As [`global`].
pub fn moments(question: &Question<'_>, isolates: Isolates) -> Result<Vec<Option<Moments>>, Stop> {
    let pool = Pool::of(question, isolates);
    let deviations = Deviations::of(question, &pool)?;
    let n = pool.len() as f64;
    let m2 = deviations.squares / n;
    let m4 = deviations.z.iter().map(|z| z.powi(4)).sum::<f64>() / n;
    let b2 = m4 / (m2 * m2);
    let of = |at: usize| {
        let z = deviations.z[at];
        // Rows sum to one.
        let (w, w2) = (1.0, pool.square_shares(at));
        let spread = w2 - w * w / (n - 1.0);
        let others = m2 - z * z / (n - 1.0);
        Moments {
            expected_conditional: -z * z * w / ((n - 1.0) * m2),
            variance_conditional: (z / m2).powi(2) * (n / (n - 2.0)) * spread * others,
            expected_total: -w / (n - 1.0),
            variance_total: w2 * (n - b2) / (n - 1.0)
                + (w * w - w2) * (2.0 * b2 - n) / ((n - 1.0) * (n - 2.0))
                - (w / (n - 1.0)).powi(2),
        }
    };
    let states = pool.states.iter().map(|state| match state {
        State::Measured(at) => Some(of(*at as usize)),
        State::Isolate | State::Missing | State::NotApplicable => None,
    });
    Ok(states.collect())
}
