//! What is found about each village, whichever local statistic asked; and how it is decided.

use rayon::prelude::*;

use super::conditional::{Drawn, Scratch, Unit};
use super::fdr::{self, Correction};
use super::neighbours::Neighbours;
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

    /// What a two-sided p is divided by.
    pub(super) fn sides(self) -> f64 {
        match self {
            Self::Two => 1.0,
            Self::One => 2.0,
        }
    }

    /// p from how many of the permuted statistics are at least and at most the observed one; both
    /// count those that equal it.
    pub(super) fn of(self, drawn: Drawn, permutations: u32) -> f64 {
        let rank = f64::from(drawn.at_least.min(drawn.at_most)) + 1.0;
        let one = rank / (f64::from(permutations) + 1.0);
        match self {
            Self::One => one,
            Self::Two => (2.0 * one).min(1.0),
        }
    }
}

/// Whether every village draws its own permutations or all look them up in one table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Draws {
    #[default]
    Independent,
    /// One table of draws for all villages (GeoDa's and esda's way): several times faster, each p as
    /// good as before, but the p-values of different villages hang together.
    Shared,
    /// As `Shared`, and a village whose p must lie above α is given up at once: which villages
    /// pass is the same, only the p of the others is not to be read.
    Quick,
}

impl Draws {
    pub fn id(self) -> &'static str {
        match self {
            Self::Independent => "independent",
            Self::Shared => "shared",
            Self::Quick => "quick",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        [Self::Independent, Self::Shared].into_iter().find(|d| d.id() == id)
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
    pub draws: Draws,
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
            draws: Draws::Independent,
        }
    }
}

impl Settings {
    /// Once both counts of [`Drawn`] are so large, p lies above α whatever is drawn yet.
    pub(super) fn surely_above(&self) -> u32 {
        let rank = self.alpha * (f64::from(self.permutations) + 1.0);
        match self.tail {
            Tail::Two => (rank / 2.0).floor() as u32 + 1,
            Tail::One => rank.floor() as u32 + 1,
        }
    }

    /// The smallest p that so many permutations can give.
    pub fn smallest_p(&self) -> f64 {
        self.tail.of(Drawn { at_least: 0, at_most: 0 }, self.permutations)
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

/// The kind of place a village is, by its own deviation and its neighbours'.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    HighHigh,
    LowLow,
    LowHigh,
    HighLow,
    /// Getis–Ord: high values gather here; join count: villages of the kind gather here.
    Hot,
    /// Getis–Ord: low values gather here.
    Cold,
    /// Geary: like its neighbours, but neither all high nor all low.
    Alike,
    /// Geary: unlike its neighbours.
    Unlike,
    /// p above the cut-off, or its own or its neighbours' deviation is exactly zero.
    NotSignificant,
}

impl Class {
    /// From the signs of a village's deviation and its neighbours'.
    pub(super) fn of_signs(own: i64, lag: i64) -> Self {
        match (own, lag) {
            (1, 1) => Self::HighHigh,
            (-1, -1) => Self::LowLow,
            (-1, 1) => Self::LowHigh,
            (1, -1) => Self::HighLow,
            _ => Self::NotSignificant,
        }
    }

    pub fn id(self) -> &'static str {
        match self {
            Self::HighHigh => "high_high",
            Self::LowLow => "low_low",
            Self::LowHigh => "low_high",
            Self::HighLow => "high_low",
            Self::Hot => "hot",
            Self::Cold => "cold",
            Self::Alike => "alike",
            Self::Unlike => "unlike",
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
    /// The statistic of the method: Iᵢ, Gᵢ, cᵢ or the number of joins.
    pub local: f64,
    /// Mean of the measured neighbours, in the indicator's unit.
    pub lag: f64,
    /// The same less the mean of all.
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

/// A statistic over a whole register.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Whole {
    pub statistic: f64,
    /// What chance alone would give.
    pub expected: f64,
    /// Two-sided; `None` where the method has no test of the whole map.
    pub p: Option<f64>,
}

/// A local statistic over a register. n + missing + `not_applicable` = villages; isolates lie within n.
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
    pub global: Whole,
    /// The largest p that passed; `None` when none did.
    pub p_cutoff: Option<f64>,
    /// Told, none refuses: isolates, permutations too few to tell anything.
    pub faults: Vec<Fault>,
}

impl Local {
    /// Every village with its value and nothing asked of it: for a rule without a statistic.
    pub fn untested(question: &Question<'_>) -> Self {
        let status = |value: &Measure| match value {
            Measure::Missing => Status::Missing,
            Measure::NotApplicable => Status::NotApplicable,
            Measure::Measured(value) => Status::Measured(Found {
                value: *value,
                local: 0.0,
                lag: *value,
                lag_deviation: 0.0,
                p: 1.0,
                class: Class::NotSignificant,
            }),
        };
        let villages: Vec<Status> = question.values.iter().map(status).collect();
        let count = |id: &str| villages.iter().filter(|v| v.id() == id).count();
        Self {
            n: villages.iter().filter(|v| v.value().is_some()).count(),
            isolates: 0,
            missing: count("missing"),
            not_applicable: count("not_applicable"),
            links: question.neighbours.links(),
            isolates_in_moments: Isolates::Keep,
            global: Whole { statistic: 0.0, expected: 0.0, p: None },
            p_cutoff: None,
            faults: Vec::new(),
            villages,
        }
    }
}

/// Asks every village of the pool that has a neighbour; the same for every thread count.
pub(super) fn each(
    pool: &Pool,
    keys: &[u64],
    progress: &Progress,
    ask: impl Fn(Unit<'_>, &mut Scratch) -> Result<Found, Stop> + Sync,
) -> Result<Vec<Option<Found>>, Stop> {
    progress.start(Phase::Permuting, pool.len());
    (0..pool.len())
        .into_par_iter()
        .map_init(Scratch::default, |scratch, at| {
            progress.step()?;
            if pool.row(at).is_empty() {
                return Ok(None);
            }
            let key = keys[pool.members[at] as usize];
            ask(Unit { at, key, row: pool.row(at), shares: pool.shares(at) }, scratch).map(Some)
        })
        .collect()
}

/// The result of all villages, the correction for many tests applied. `found` by pool position;
/// its classes are those that hold if the village passes.
pub(super) fn assemble(
    question: &Question<'_>,
    settings: &Settings,
    pool: &Pool,
    found: &[Option<Found>],
    global: Whole,
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
        global,
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
