//! What a pocket run answers: the pockets, the villages that stand alone, and the evidence of each.

use super::asked::PocketSettings;
pub use crate::analysis::bound::{Bound, Passed};
use crate::analysis::neighbours::Bridge;
pub use crate::analysis::ranks::RankInterval;
use crate::base::fault::Fault;
use crate::indicator::definition::Direction;

/// One village's evidence. `value`, `raw`, `smoothed` and `lag` in the indicator's unit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct VillageResult {
    pub code: String,
    /// As it was asked: smoothed where the report says so.
    pub value: Option<f64>,
    /// As the column says, where `value` is not that.
    pub raw: Option<f64>,
    /// Drawn towards the kabupaten (EB), where there are counts and `value` is not that.
    pub smoothed: Option<f64>,
    pub local: Option<f64>,
    pub lag: Option<f64>,
    pub p: Option<f64>,
    /// As the contract names it: `high_high`, `isolate`, `missing`…
    pub class: String,
    pub passed: PartsPassed,
    /// Services that lack, where the rule asks for them.
    pub lacking: Option<usize>,
    /// The number that the count part asked for.
    pub count: Option<f64>,
    /// What its rate stands on, where that is known.
    pub small: Option<Small>,
    /// Where its rate stands in the funnel.
    pub funnel: Option<FunnelPoint>,
    /// Share of the runs of the fragility in which it passes the rule, in a pocket or alone.
    pub stays: Option<f64>,
    pub rank: Option<RankInterval>,
}

impl VillageResult {
    /// As the tables say.
    pub fn plain(&self) -> Option<f64> {
        self.raw.or(self.value)
    }
}

/// Of every part that is on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PartsPassed {
    pub rate: Option<Passed>,
    pub count: Option<Passed>,
    pub services: Option<Passed>,
    pub cluster: Option<Passed>,
}

/// What a rate stands on, and whether that is enough.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Small {
    pub cases: Option<f64>,
    pub people: Option<f64>,
    /// Relative standard error, 0–1; `None` without cases.
    pub error: Option<f64>,
    pub reliable: Reliable,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reliable {
    Yes,
    /// Fewer people than asked for.
    FewPeople,
    /// So few cases that the rate jumps.
    Jumpy,
}

impl Reliable {
    pub fn id(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::FewPeople => "few_people",
            Self::Jumpy => "jumpy",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        [Self::Yes, Self::FewPeople, Self::Jumpy].into_iter().find(|r| r.id() == id)
    }
}

/// A village in the funnel plot: its rate (percent) over its people, and what chance alone would
/// allow around the kabupaten's rate (exact binomial).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FunnelPoint {
    pub people: f64,
    pub rate: f64,
    pub low_95: f64,
    pub high_95: f64,
    pub low_998: f64,
    pub high_998: f64,
}

/// How a number of several villages came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Together {
    /// 100 · Σ cases / Σ people.
    Rate,
    /// A sum of counts.
    Sum,
    /// Each village counts once.
    Mean,
    /// The value that most villages have: a class has no mean.
    Commonest,
}

impl Together {
    pub fn id(self) -> &'static str {
        match self {
            Self::Rate => "rate",
            Self::Sum => "sum",
            Self::Mean => "mean",
            Self::Commonest => "commonest",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        [Self::Rate, Self::Sum, Self::Mean, Self::Commonest].into_iter().find(|t| t.id() == id)
    }
}

/// One indicator of a pocket beside the kabupaten's.
#[derive(Clone, Debug, PartialEq)]
pub struct Beside {
    pub indicator: String,
    pub period: String,
    /// `None` where no member has a value.
    pub value: Option<f64>,
    pub kabupaten: Option<f64>,
    pub together: Together,
    /// Σ cases and Σ people of the members.
    pub counts: Option<(f64, f64)>,
    /// Members that have no value.
    pub unknown: usize,
}

/// How many of the members stay when everything moves a little.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stays {
    /// Members that stay in at least `Trials::stable` of the runs: "47 dari 51".
    pub stable: usize,
    pub of: usize,
    /// Mean share of the runs.
    pub mean: f64,
}

/// A pocket; `villages` are positions in the register.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PocketResult {
    pub id: usize,
    pub name: String,
    pub villages: Vec<usize>,
    /// Sums over the members that have a count; `None` where none has.
    pub families: Option<f64>,
    pub people: Option<f64>,
    /// Members without a count.
    pub families_unknown: usize,
    pub people_unknown: usize,
    /// As the kabupaten's value is: of the counts where there are some, else the villages' mean.
    pub mean: Option<f64>,
    pub p_min: f64,
    pub rule: String,
    pub stays: Option<Stays>,
    /// Where the pocket stands among the pockets.
    pub rank: Option<RankInterval>,
}

/// A circle of a scan; `villages` are positions in the register.
#[derive(Clone, Debug, PartialEq)]
pub struct ClusterResult {
    pub centre: usize,
    pub villages: Vec<usize>,
    pub radius_m: f64,
    pub cases: f64,
    pub people: f64,
    pub expected: f64,
    pub relative_risk: f64,
    pub likelihood_ratio: f64,
    pub p: f64,
}

/// A part of a rule that has a bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Rate,
    Count,
    Service,
}

impl Part {
    pub fn id(self) -> &'static str {
        match self {
            Self::Rate => "rate",
            Self::Count => "count",
            Self::Service => "service",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        [Self::Rate, Self::Count, Self::Service].into_iter().find(|p| p.id() == id)
    }
}

/// A part of the rule with the number it came to.
#[derive(Clone, Debug, PartialEq)]
pub struct BoundFound {
    pub part: Part,
    pub indicator: String,
    pub period: String,
    pub bound: Bound,
    /// In the indicator's unit.
    pub value: f64,
    /// Villages that pass, and those whose number lacks.
    pub passed: usize,
    pub unknown: usize,
}

/// The runs in which everything moved a little.
#[derive(Clone, Debug, PartialEq)]
pub struct Fragility {
    pub runs: u32,
    /// What moved: `weights`, `threshold`, `sampling`.
    pub moved: Vec<String>,
    /// Permutations of each run, drawn from one table.
    pub permutations: u32,
    /// All members of all pockets.
    pub stays: Stays,
    /// Villages that are in no pocket and pass in at least half of the runs.
    pub near: Vec<usize>,
}

/// How the ranks were drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranks {
    /// `weights` (Dirichlet) or `sampling`.
    pub of: String,
    pub draws: u32,
    pub top: usize,
    /// Groups of villages that cannot be told apart.
    pub groups: usize,
}

/// Another statistic of the whole map, beside the method's own.
#[derive(Clone, Debug, PartialEq)]
pub struct WholeResult {
    /// `moran`, `geary`.
    pub name: String,
    pub statistic: f64,
    pub expected: f64,
    /// Two-sided, under randomisation.
    pub p: f64,
}

/// The whole kabupaten in the asked indicator.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Whole {
    pub value: f64,
    pub together: Together,
    pub counts: Option<(f64, f64)>,
}

/// One kabupaten of a question that was asked of each.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ApartResult {
    /// Empty where the codes tell none.
    pub code: String,
    pub name: String,
    pub villages: usize,
    pub n: usize,
    pub isolates: usize,
    pub links: usize,
    /// The method's statistic and what chance would give; `None` = it could not be asked.
    pub global: Option<(f64, f64)>,
    pub p: Option<f64>,
    pub p_cutoff: Option<f64>,
    pub whole: Option<Whole>,
    pub pockets: usize,
    pub lone: usize,
}

/// Everything the question brought; villages in the register's order.
#[derive(Clone, Debug, PartialEq)]
pub struct PocketReport {
    /// With the period that was meant.
    pub settings: PocketSettings,
    pub direction: Direction,
    pub n: usize,
    pub isolates: usize,
    pub missing: usize,
    pub not_applicable: usize,
    pub links: usize,
    /// Borders at most this many metres apart were one; `None` = a rule without borders, or a
    /// planar project.
    pub tolerance_m: Option<f64>,
    /// Pairs of neighbours without a common point of their borders.
    pub links_added: usize,
    /// Links over water, where islands are bridged.
    pub bridges: Vec<Bridge>,
    /// Indicators that were smoothed.
    pub smoothed: Vec<String>,
    /// Of the whole map, by the method.
    pub statistic: f64,
    pub expected: f64,
    /// Two-sided; `None` where the method has no test of the whole map.
    pub p: Option<f64>,
    /// Moran's I and Geary's C of the values that were asked; none for a scan.
    pub wholes: Vec<WholeResult>,
    /// The circles of a scan, each with its evidence.
    pub clusters: Vec<ClusterResult>,
    /// Of both indicators in the same village, where there are two.
    pub correlation: Option<f64>,
    pub p_cutoff: Option<f64>,
    /// The parts of the rule that have a bound, with the number it came to.
    pub bounds: Vec<BoundFound>,
    pub kabupaten: Option<Whole>,
    pub villages: Vec<VillageResult>,
    pub pockets: Vec<PocketResult>,
    /// *Desa terpencil miskin*: pass the rule, in no pocket. Positions in the register.
    pub lone: Vec<usize>,
    /// `None` where it was not asked for, or the method has none.
    pub fragility: Option<Fragility>,
    pub ranks: Option<Ranks>,
    /// Each kabupaten, where each was asked by itself.
    pub apart: Vec<ApartResult>,
    /// Of the codes and values it was computed from.
    pub input_hash: String,
    pub faults: Vec<Fault>,
}

impl PocketReport {
    /// A report without a single village.
    pub fn of(settings: PocketSettings) -> Self {
        Self {
            settings,
            direction: Direction::None,
            n: 0,
            isolates: 0,
            missing: 0,
            not_applicable: 0,
            links: 0,
            tolerance_m: None,
            links_added: 0,
            bridges: Vec::new(),
            smoothed: Vec::new(),
            statistic: 0.0,
            expected: 0.0,
            p: None,
            wholes: Vec::new(),
            clusters: Vec::new(),
            correlation: None,
            p_cutoff: None,
            bounds: Vec::new(),
            kabupaten: None,
            villages: Vec::new(),
            pockets: Vec::new(),
            lone: Vec::new(),
            fragility: None,
            ranks: None,
            apart: Vec::new(),
            input_hash: String::new(),
            faults: Vec::new(),
        }
    }
}
