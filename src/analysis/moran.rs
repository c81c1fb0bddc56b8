//! Are bad villages beside bad villages? Moran's I for the whole map (Moran 1950; Cliff & Ord
//! 1981) and for each village (Anselin 1995), with conditional permutation.
//!
//! Weights are row-standardised over measured neighbours. With z the deviation from the mean,
//! I = (n/S₀)·Σᵢ zᵢ·lagᵢ / Σz² and Iᵢ = (n−1)·zᵢ·lagᵢ / Σz², where lagᵢ is the mean z of i's
//! neighbours. Missing villages are masked, isolates have no local statistic (`methods` 3).

mod permute;

use rayon::prelude::*;

use super::fdr::{self, Correction};
use super::neighbours::Neighbours;
use super::normal;
use super::pool::{Pool, State};
use crate::base::fault::{At, DataFault, Fault, Stop};
use crate::base::measure::Measure;
use crate::base::progress::{Phase, Progress};

/// Whether isolates count in n, the mean and the variance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Isolates {
    #[default]
    Keep,
    Drop,
}

impl Isolates {
    pub fn id(self) -> &'static str {
        match self {
            Self::Keep => "keep",
            Self::Drop => "drop",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        [Self::Keep, Self::Drop].into_iter().find(|i| i.id() == id)
    }
}

/// Whether a village may differ in both directions, or only in the one it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Tail {
    /// p = min(1, 2·min(p≥, p≤)).
    #[default]
    Two,
    /// p = min(p≥, p≤), as GeoDa and esda report.
    One,
}

impl Tail {
    pub fn id(self) -> &'static str {
        match self {
            Self::Two => "two",
            Self::One => "one",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        [Self::Two, Self::One].into_iter().find(|t| t.id() == id)
    }

    /// p from how many of the permuted statistics are at least and at most the observed one; both
    /// count those that equal it.
    fn p(self, at_least: u32, at_most: u32, permutations: u32) -> f64 {
        let rank = f64::from(at_least.min(at_most)) + 1.0;
        let one = rank / (f64::from(permutations) + 1.0);
        match self {
            Self::One => one,
            Self::Two => (2.0 * one).min(1.0),
        }
    }
}

/// How to decide; the defaults are the design's.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    pub permutations: u32,
    pub tail: Tail,
    pub seed: u64,
    pub alpha: f64,
    pub correction: Correction,
    pub isolates: Isolates,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            permutations: 9999,
            tail: Tail::Two,
            seed: 1,
            alpha: 0.05,
            correction: Correction::Fdr,
            isolates: Isolates::Keep,
        }
    }
}

impl Settings {
    /// The smallest p that so many permutations can give.
    pub fn smallest_p(&self) -> f64 {
        self.tail.p(0, 0, self.permutations)
    }
}

/// One column over the villages of a register.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// The indicator's name, for what may have to be said about it.
    pub indicator: &'a str,
    /// One per village.
    pub values: &'a [Measure],
    /// Over the same villages.
    pub neighbours: &'a Neighbours,
    /// One per village, all different, and the village's own whatever row it stands in
    /// (`random::key` of its code): seeds its permutations and orders all sums.
    pub keys: &'a [u64],
}

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

/// The kind of place a village is, by its own deviation and its neighbours'.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    HighHigh,
    LowLow,
    LowHigh,
    HighLow,
    /// p above the cut-off, or its own or its neighbours' deviation is exactly zero.
    NotSignificant,
}

impl Class {
    pub fn id(self) -> &'static str {
        match self {
            Self::HighHigh => "high_high",
            Self::LowLow => "low_low",
            Self::LowHigh => "low_high",
            Self::HighLow => "high_low",
            Self::NotSignificant => "not_significant",
        }
    }
}

/// What was found about one village.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Status {
    Measured(Found),
    /// Measured, but without a measured neighbour: no statistic, no p.
    Isolate {
        value: f64,
    },
    Missing,
    NotApplicable,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Found {
    /// In the indicator's unit.
    pub value: f64,
    /// Iᵢ = (n−1)·zᵢ·lagᵢ / Σz².
    pub local: f64,
    /// Mean of the measured neighbours, in the indicator's unit.
    pub lag: f64,
    /// The same less the mean of all: lagᵢ of the formula.
    pub lag_deviation: f64,
    pub p: f64,
    pub class: Class,
}

impl Status {
    /// The name in JSON.
    pub fn id(&self) -> &'static str {
        match self {
            Self::Measured(found) => found.class.id(),
            Self::Isolate { .. } => "isolate",
            Self::Missing => "missing",
            Self::NotApplicable => "not_applicable",
        }
    }

    pub fn value(&self) -> Option<f64> {
        match self {
            Self::Measured(found) => Some(found.value),
            Self::Isolate { value } => Some(*value),
            Self::Missing | Self::NotApplicable => None,
        }
    }

    pub fn class(&self) -> Option<Class> {
        match self {
            Self::Measured(found) => Some(found.class),
            Self::Isolate { .. } | Self::Missing | Self::NotApplicable => None,
        }
    }
}

/// Local Moran over a register. n + missing + `not_applicable` = villages; isolates lie within n.
#[derive(Clone, Debug, PartialEq)]
pub struct Local {
    /// One per village.
    pub villages: Vec<Status>,
    pub n: usize,
    pub isolates: usize,
    pub missing: usize,
    pub not_applicable: usize,
    /// Between measured villages, counted from both ends.
    pub links: usize,
    pub isolates_in_moments: Isolates,
    pub global: Global,
    /// The largest p that passed; `None` when none did.
    pub p_cutoff: Option<f64>,
    /// Told, none refuses: isolates, permutations too few to tell anything.
    pub faults: Vec<Fault>,
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
    let (at_least, at_most) = permute::whole(&pool, &deviations.z, settings, progress)?;
    Ok(Tail::Two.p(at_least, at_most, settings.permutations))
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
    progress.start(Phase::Permuting, pool.len());
    let fixed = permute::fixed_point(&deviations.z);
    let found: Result<Vec<Option<Found>>, Stop> = (0..pool.len())
        .into_par_iter()
        .map_init(permute::Scratch::default, |scratch, at| {
            progress.step()?;
            if pool.row(at).is_empty() {
                return Ok(None);
            }
            let key = question.keys[pool.members[at] as usize];
            let unit = permute::Unit { at, key, row: pool.row(at) };
            let drawn = permute::conditional(&fixed, unit, settings, scratch, progress)?;
            Ok(Some(one(&pool, &deviations, at, drawn, settings)))
        })
        .collect();
    Ok(assemble(question, settings, &pool, &deviations, &found?))
}

/// Deviations from the mean by pool position. `z` is divided by the largest, so that squares of
/// rupiah or of tiny shares stay in range; every statistic here is free of that scale.
struct Deviations {
    mean: f64,
    scale: f64,
    z: Vec<f64>,
    /// Σz².
    squares: f64,
}

impl Deviations {
    fn of(question: &Question<'_>, pool: &Pool) -> Result<Self, Stop> {
        let n = pool.len();
        let stop = |fault: DataFault| Err(Stop::fault(fault, At::default()));
        if pool.ids.is_empty() && question.values.iter().any(|v| v.value().is_some()) {
            let count = question.values.iter().filter(|v| v.value().is_some()).count();
            if count >= 4 {
                return stop(DataFault::Isolates { count });
            }
        }
        if n < 4 {
            return stop(DataFault::TooFew { n, needed: 4 });
        }
        let mut mean = 0.0;
        for (i, y) in pool.values.iter().enumerate() {
            mean += (y - mean) / (i + 1) as f64;
        }
        mean += pool.values.iter().map(|y| y - mean).sum::<f64>() / n as f64;
        let scale = pool.values.iter().map(|y| (y - mean).abs()).fold(0.0, f64::max);
        if !scale.is_finite() || !mean.is_finite() {
            let value = format!("{:e}", pool.values.iter().fold(0.0_f64, |m, y| m.max(y.abs())));
            return stop(DataFault::OutOfRange { value, range: "±1e307".to_owned() });
        }
        let divisor = if scale > 0.0 { scale } else { 1.0 };
        let z: Vec<f64> = pool.values.iter().map(|y| (y - mean) / divisor).collect();
        let squares: f64 = z.iter().map(|z| z * z).sum();
        let spread = scale * (squares / n as f64).sqrt();
        if spread <= 1e-6 * mean.abs().max(1.0) {
            return stop(DataFault::Constant { indicator: question.indicator.to_owned() });
        }
        Ok(Self { mean, scale, z, squares })
    }

    /// Mean z of a village's neighbours.
    fn lag(&self, row: &[u32]) -> f64 {
        row.iter().map(|&j| self.z[j as usize]).sum::<f64>() / row.len() as f64
    }
}

/// The village at a pool position, given its permutations; the class still waits for the cut-off.
fn one(
    pool: &Pool,
    deviations: &Deviations,
    at: usize,
    drawn: permute::Drawn,
    settings: &Settings,
) -> Found {
    let (z, lag) = (deviations.z[at], deviations.lag(pool.row(at)));
    let class = match (drawn.own_sign, drawn.lag_sign) {
        (1, 1) => Class::HighHigh,
        (-1, -1) => Class::LowLow,
        (-1, 1) => Class::LowHigh,
        (1, -1) => Class::HighLow,
        _ => Class::NotSignificant,
    };
    Found {
        value: pool.values[at],
        local: (pool.len() - 1) as f64 * z * lag / deviations.squares,
        lag: deviations.mean + deviations.scale * lag,
        lag_deviation: deviations.scale * lag,
        p: settings.tail.p(drawn.at_least, drawn.at_most, settings.permutations),
        class,
    }
}

fn assemble(
    question: &Question<'_>,
    settings: &Settings,
    pool: &Pool,
    deviations: &Deviations,
    found: &[Option<Found>],
) -> Local {
    let p: Vec<f64> = found.iter().flatten().map(|f| f.p).collect();
    let p_cutoff = fdr::cutoff(&p, settings.alpha, settings.correction);
    let villages: Vec<Status> = pool
        .states
        .iter()
        .zip(question.values)
        .map(|(state, value)| match (state, value) {
            (State::Measured(at), _) => match found[*at as usize] {
                Some(f) if p_cutoff.is_some_and(|cutoff| f.p <= cutoff) => Status::Measured(f),
                Some(f) => Status::Measured(Found { class: Class::NotSignificant, ..f }),
                None => Status::Isolate { value: pool.values[*at as usize] },
            },
            (State::Isolate, Measure::Measured(value)) => Status::Isolate { value: *value },
            (State::NotApplicable, _) => Status::NotApplicable,
            (State::Missing | State::Isolate, _) => Status::Missing,
        })
        .collect();
    let count = |id: &str| villages.iter().filter(|v| v.id() == id).count();
    let isolates = count("isolate");
    let mut local = Local {
        n: villages.iter().filter(|v| v.value().is_some()).count(),
        isolates,
        missing: count("missing"),
        not_applicable: count("not_applicable"),
        links: pool.ids.len(),
        isolates_in_moments: settings.isolates,
        global: whole(pool, deviations),
        p_cutoff,
        faults: Vec::new(),
        villages,
    };
    let mut tell = |fault: DataFault| local.faults.push(Fault::new(fault, At::default()));
    if isolates > 0 {
        tell(DataFault::Isolates { count: isolates });
    }
    let smallest = settings.smallest_p();
    // More permutations could only change the answer if someone reached the smallest p.
    if p_cutoff.is_none() && (smallest > settings.alpha || p.iter().any(|&p| p <= smallest)) {
        let (permutations, alpha) = (settings.permutations as usize, settings.alpha);
        tell(DataFault::SmallestP { permutations, alpha });
    }
    local
}

/// Moran's I and its moments (Cliff & Ord 1981), for any row-standardised weights.
fn whole(pool: &Pool, deviations: &Deviations) -> Global {
    let n = pool.len() as f64;
    let z = &deviations.z;
    let weight = |i: usize| 1.0 / pool.row(i).len() as f64;
    let (mut s0, mut s1, mut cross) = (0.0, 0.0, 0.0);
    let mut columns = vec![0.0; pool.len()];
    for i in (0..pool.len()).filter(|&i| !pool.row(i).is_empty()) {
        let row = pool.row(i);
        s0 += 1.0;
        cross += z[i] * deviations.lag(row);
        for &j in row {
            let back = pool.row(j as usize).binary_search(&(i as u32));
            let w_ji = if back.is_ok() { weight(j as usize) } else { 0.0 };
            // ½·(wᵢⱼ+wⱼᵢ)² over ordered pairs; where only one of the two links exists, the pair
            // is met once and stands for both orders.
            let both = (weight(i) + w_ji) * (weight(i) + w_ji);
            s1 += if back.is_ok() { both / 2.0 } else { both };
            columns[j as usize] += weight(i);
        }
    }
    let s2: f64 = (0..pool.len())
        .map(|i| (f64::from(u8::from(!pool.row(i).is_empty())) + columns[i]).powi(2))
        .sum();
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
        // Rows sum to one, in equal shares.
        let (w, w2) = (1.0, 1.0 / pool.row(at).len() as f64);
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
