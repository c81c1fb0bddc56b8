//! What a pocket run is asked; every default is written down.

use super::rule::PocketRule;
use crate::analysis::local::Settings;
use crate::analysis::neighbours::Rule;
use crate::analysis::rates::Smoothing;
use crate::analysis::scan::Model;
use crate::workflow::links::{Ferries, Given, Islands};
use crate::workflow::method::Method;

#[derive(Clone, Debug, PartialEq)]
pub struct PocketSettings {
    pub indicator: String,
    /// `None` = the latest.
    pub period: Option<String>,
    /// The recipe of an index (as `kantong composite` takes it) that is computed here instead of
    /// an indicator of the project; `indicator` is then the recipe's id.
    pub index: Option<String>,
    /// Which villages make pockets.
    pub rule: PocketRule,
    pub method: Method,
    /// The other indicator of a bivariate method, or one more of several.
    pub with: Option<String>,
    /// `None` = smoothed where the indicator has counts, else as it is.
    pub rates: Option<Smoothing>,
    /// Counts to make a rate of, instead of the indicator's own.
    pub cases: Option<String>,
    pub population: Option<String>,
    /// For join counts, which share of the villages is the worst; for the scan, which share of the
    /// people a circle may hold. `None` = the method's own.
    pub share: Option<f64>,
    /// For the scan.
    pub model: Model,
    pub weights: Rule,
    /// The links of `Rule::Given`.
    pub given: Option<Given>,
    pub islands: Islands,
    /// For islands that are linked; `None` = as the project has them.
    pub ferries: Option<Ferries>,
    /// For a change: the earlier period. `None` = the one before.
    pub since: Option<String>,
    pub moran: Settings,
    pub trials: Trials,
    pub small: SmallNumbers,
    /// In a project of several kabupaten.
    pub within: Within,
}

/// Whose villages are held against each other, where a project has several kabupaten.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Within {
    /// All of them: one mean, one correction, neighbours over the borders of kabupaten.
    #[default]
    Across,
    /// Each kabupaten by itself.
    Kabupaten,
}

impl Within {
    pub fn id(self) -> &'static str {
        match self {
            Self::Across => "across",
            Self::Kabupaten => "kabupaten",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        [Self::Across, Self::Kabupaten].into_iter().find(|within| within.id() == id)
    }
}

/// How often the question is asked again with everything a little different.
#[derive(Clone, Debug, PartialEq)]
pub struct Trials {
    /// Runs that find the pockets anew; 0 = none. `None` = 99, or none above 5,000 villages.
    pub fragility: Option<u32>,
    /// Weights of an index move by up to this share.
    pub weights: f64,
    /// Bounds and α move by up to this share.
    pub threshold: f64,
    /// Whether rates with counts are drawn anew, as chance would have them.
    pub sampling: Sampling,
    /// Share of the runs from which a member counts as one that stays.
    pub stable: f64,
    /// Draws of the ranks; 0 = none. `None` = 1,000, or none above 5,000 villages.
    pub ranks: Option<u32>,
    /// "10 besar".
    pub top: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Sampling {
    #[default]
    On,
    Off,
}

impl Sampling {
    pub fn id(self) -> &'static str {
        match self {
            Self::On => "on",
            Self::Off => "off",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        [Self::On, Self::Off].into_iter().find(|s| s.id() == id)
    }
}

impl Default for Trials {
    fn default() -> Self {
        Self {
            fragility: None,
            weights: 0.2,
            threshold: 0.1,
            sampling: Sampling::On,
            stable: 0.8,
            ranks: None,
            top: 10,
        }
    }
}

/// From where on a rate stands on too few.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SmallNumbers {
    /// Fewer people (families, children) than this are too few.
    pub people: f64,
    /// A relative standard error above this share is too much.
    pub error: f64,
    /// Coverage (D/S) below this percentage is too low.
    pub coverage: f64,
}

impl Default for SmallNumbers {
    fn default() -> Self {
        Self { people: 30.0, error: 0.3, coverage: 80.0 }
    }
}

impl PocketSettings {
    pub fn of(indicator: impl Into<String>) -> Self {
        Self {
            indicator: indicator.into(),
            period: None,
            index: None,
            rule: PocketRule::default(),
            method: Method::default(),
            with: None,
            rates: None,
            cases: None,
            population: None,
            share: None,
            model: Model::default(),
            weights: Rule::Queen,
            given: None,
            islands: Islands::default(),
            ferries: None,
            since: None,
            moran: Settings::default(),
            trials: Trials::default(),
            small: SmallNumbers::default(),
            within: Within::default(),
        }
    }
}
