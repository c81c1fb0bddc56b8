//! What is said of pockets: the rule in words, how sure it is, why a village is in one.

use super::number::fixed;
use super::output::Tendency;
use super::{Lang, en, id};

/// A bound in words, with the number it came to where that is known.
#[derive(Clone, Debug, PartialEq)]
pub enum BoundSaid {
    At {
        value: f64,
    },
    Worst {
        share: f64,
        value: Option<f64>,
    },
    Mean {
        value: Option<f64>,
    },
    /// Of a count: worse than a village has on the average.
    MeanVillage {
        value: Option<f64>,
    },
}

/// A number that a rule asks for.
#[derive(Clone, Debug, PartialEq)]
pub struct PartSaid {
    /// What a person reads.
    pub name: String,
    /// The change since this period is asked for, not the value.
    pub since: Option<String>,
    pub unit: String,
    pub tendency: Tendency,
    pub bound: BoundSaid,
}

/// The statistic that a rule asks for, in the words of the command line.
#[derive(Clone, Debug, PartialEq)]
pub struct ClusterSaid {
    pub method: String,
    pub alpha: f64,
    pub correction: String,
}

/// A rule in words.
#[derive(Clone, Debug, PartialEq)]
pub struct RuleSaid {
    /// The asked value.
    pub name: String,
    /// Its change since this period is asked for.
    pub since: Option<String>,
    pub tendency: Tendency,
    pub rate: Option<PartSaid>,
    pub count: Option<PartSaid>,
    /// At least so many of these.
    pub services: Option<(usize, Vec<PartSaid>)>,
    pub cluster: Option<ClusterSaid>,
    /// So many must lie side by side; `None` = they are listed by kecamatan.
    pub min_villages: Option<usize>,
}

/// One line about pockets.
#[derive(Clone, Debug, PartialEq)]
pub enum PocketSay {
    Rule(Box<RuleSaid>),
    /// `moved` as in JSON: `weights`, `threshold`, `sampling`.
    Fragility {
        stable: usize,
        of: usize,
        share: f64,
        runs: usize,
        moved: Vec<String>,
        /// By how much weights and bounds moved, 0–1.
        weights: f64,
        threshold: f64,
        near: usize,
    },
    PocketStays {
        stable: usize,
        of: usize,
    },
    /// `of` as in JSON: `weights`, `sampling`.
    Ranks {
        of: String,
        draws: usize,
    },
    /// A village among the first, with its interval.
    Ranked {
        village: String,
        rank: usize,
        best: usize,
        worst: usize,
        top: usize,
        share: f64,
    },
    /// Villages that cannot be told apart.
    Alike {
        from: usize,
        to: usize,
        count: usize,
    },
    Small {
        few: usize,
        jumpy: usize,
        people: f64,
        error: f64,
    },
    LowCoverage {
        count: usize,
        limit: f64,
    },
    LoneNamed {
        names: Vec<String>,
        more: usize,
    },
    OfKecamatan {
        name: String,
        villages: usize,
        count: f64,
    },
    Beside {
        name: String,
        unit: String,
        value: f64,
        kabupaten: f64,
        /// `rate`, `sum`, `mean`.
        together: String,
    },
    TwoRules {
        both: usize,
        only_first: usize,
        only_second: usize,
    },
    /// Which of two rules brought a village: `first`, `second`.
    OnlyIn {
        which: usize,
        names: Vec<String>,
        more: usize,
    },
    Why(WhySaid),
    Bar {
        name: String,
        period: String,
        value: Option<f64>,
        unit: String,
        kabupaten: Option<f64>,
        kecamatan: Option<f64>,
        weight: Option<f64>,
        cell: String,
    },
    Neighbour {
        name: String,
        value: Option<f64>,
        unit: String,
        /// The value is a change.
        changed: bool,
        listed: Listed,
        bridge: Bridge,
    },
    Quality(QualitySaid),
    Persistence {
        name: String,
        periods: Vec<String>,
        share: f64,
        chronic: usize,
        newly: usize,
        recovered: usize,
        sometimes: usize,
        never: usize,
        unknown: usize,
    },
    /// Villages of one kind: `chronic`, `new`, `recovered`.
    Persisting {
        kind: String,
        names: Vec<String>,
        more: usize,
    },
    Relation {
        first: String,
        second: String,
        rho: f64,
        low: f64,
        high: f64,
        n: usize,
        p: f64,
    },
    BothBad {
        names: Vec<String>,
        more: usize,
    },
    NoCause,
    SurveyOnVillages {
        name: String,
    },
    Lokus {
        name: String,
        villages: usize,
        of: usize,
    },
    LokusVillage {
        place: usize,
        village: String,
        kecamatan: String,
        points: f64,
        count: Option<f64>,
        rate: Option<f64>,
        lacking: usize,
        alike: Alike,
    },
    LokusKept {
        id: i64,
        name: String,
        date: String,
        villages: usize,
        hash: String,
    },
    LokusUnknown {
        count: usize,
    },
    WhyTitle {
        village: String,
        name: String,
        period: String,
    },
    LokusFrozen {
        name: String,
        hash: String,
    },
}

/// Whether a village is named by a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listed {
    Pocket,
    Lone,
    No,
}

/// Whether two villages are linked over water.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bridge {
    Yes,
    No,
}

/// Whether a place in a list could as well be the next one's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alike {
    Yes,
    No,
}

/// A sentence of *Mengapa desa ini?*, without full stop.
#[derive(Clone, Debug, PartialEq)]
pub enum WhySaid {
    /// So many of the families, and how that stands to the kabupaten.
    Share {
        percent: f64,
        people: String,
        name: String,
        kabupaten: Option<f64>,
    },
    /// A percentage without counts, or a score.
    Value {
        value: f64,
        unit: String,
        name: String,
        kabupaten: Option<f64>,
        tendency: Tendency,
    },
    /// A change between two periods, as the value was asked.
    Changed {
        change: f64,
        unit: String,
        name: String,
        since: String,
        kabupaten: Option<f64>,
    },
    Count {
        count: f64,
        unit: String,
        name: String,
        rank: usize,
        of: usize,
    },
    NoValue {
        name: String,
        why: NoValue,
    },
    /// Its neighbours, and what it belongs to.
    Together {
        bad: usize,
        of: usize,
        /// Held against the mean change, else against the kabupaten's figure.
        changed: bool,
        place: PlaceSaid,
    },
    Isolated {
        place: PlaceSaid,
    },
    /// Services that lack, the worst first.
    Lacking {
        names: Vec<String>,
    },
    /// How sure its place is.
    Stays {
        runs: usize,
        of: usize,
        listed: Listed,
    },
    FewPeople {
        people: f64,
        unit: String,
    },
    Ranked {
        rank: usize,
        of: usize,
        best: usize,
        worst: usize,
    },
    Place {
        rank: usize,
        of: usize,
    },
    /// There is nothing to be sure of yet.
    AskData,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoValue {
    Missing,
    NotApplicable,
}

/// What a village belongs to.
#[derive(Clone, Debug, PartialEq)]
pub enum PlaceSaid {
    Pocket {
        name: String,
    },
    /// They became worse; else they are poor.
    Lone {
        changed: bool,
    },
    None,
}

/// What is not sure about a village's numbers.
#[derive(Clone, Debug, PartialEq)]
pub enum QualitySaid {
    Missing { name: String },
    FewPeople { name: String, people: f64 },
    Jumpy { name: String, cases: f64, error: Option<f64> },
    Smoothed { name: String, raw: f64, used: f64, unit: String },
    Corrected { name: String, table: String, reason: String },
    LowCoverage { percent: f64 },
    Survey { name: String },
    Register { name: String, file: String },
    Old { name: String, period: String, newest: String },
    Funnel { name: String, above: bool },
    Isolate,
}

/// A column of a table of pockets or focus villages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PocketColumn {
    Place,
    Points,
    Prevalence,
    Class,
    Cases,
    People,
    Lacking,
    Alike,
    BestRank,
    WorstRank,
    TopShare,
    Coverage,
    Value,
    Raw,
    Smoothed,
    Chance,
    StatClass,
    Reliable,
    Stays,
    Rank,
    Group,
    Count,
    Kind,
    Rule,
}

/// A word in a cell of such a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PocketWord {
    InPocket,
    Lone,
    FewPeople,
    Jumpy,
    Yes,
    VeryLow,
    Low,
    Medium,
    High,
    VeryHigh,
    /// From the best (1) to the worst (5).
    Fifth(u8),
}

/// The head of a decree's draft.
#[derive(Clone, Debug, PartialEq)]
pub enum DraftSaid {
    Title { name: String, kabupaten: String },
    Frozen { name: String, date: String, by: String },
    NotFrozen,
    Data { indicator: String, period: String, count: String },
    Points { prevalence: f64, count: f64, service: f64, classes: String },
    Services { names: Vec<String> },
    Hash { list: String, input: String },
    Unknown { count: usize },
    Open,
}

impl Lang {
    pub fn pocket(self, say: &PocketSay) -> String {
        match self {
            Self::Id => id::pocket::say(say),
            Self::En => en::pocket::say(say),
        }
    }

    /// The rule of a run as one sentence, without full stop.
    pub fn pocket_rule(self, rule: &RuleSaid) -> String {
        match self {
            Self::Id => id::pocket::rule(rule),
            Self::En => en::pocket::rule(rule),
        }
    }

    /// A sentence of *Mengapa desa ini?*, with full stop.
    pub fn why(self, said: &WhySaid) -> String {
        match self {
            Self::Id => id::pocket_why::why(said),
            Self::En => en::pocket_why::why(said),
        }
    }

    pub fn pocket_column(self, column: PocketColumn) -> &'static str {
        match self {
            Self::Id => id::pocket_table::column(column),
            Self::En => en::pocket_table::column(column),
        }
    }

    pub fn pocket_word(self, word: PocketWord) -> String {
        match self {
            Self::Id => id::pocket_table::word(word),
            Self::En => en::pocket_table::word(word),
        }
    }

    /// A line of the draft of a decree.
    pub fn draft(self, said: &DraftSaid) -> String {
        match self {
            Self::Id => id::pocket_table::draft(said),
            Self::En => en::pocket_table::draft(said),
        }
    }

    pub fn quality(self, said: &QualitySaid) -> String {
        match self {
            Self::Id => id::pocket_why::quality(said),
            Self::En => en::pocket_why::quality(said),
        }
    }
}

/// A number with its unit, with as many decimals as a person wants to hear.
pub(super) fn figure(lang: Lang, value: f64, unit: &str) -> String {
    let decimals = match value.abs() {
        x if x >= 100.0 || value.fract() == 0.0 => 0,
        x if unit == "%" || x >= 10.0 => 1,
        x if x >= 2.0 => 2,
        _ => 4,
    };
    let text = fixed(lang, value, decimals);
    if unit.is_empty() || unit == "indeks" { text } else { format!("{text} {unit}") }
}

/// How one number stands to another, in plain words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Times {
    /// Two times and more.
    Whole(usize),
    OneAndAHalf,
    Above,
    Same,
    Below,
    Half,
    Third,
}

impl Times {
    /// `None` where there is nothing to compare with.
    pub(super) fn of(value: f64, whole: f64) -> Option<Self> {
        if whole <= 0.0 || value < 0.0 {
            return None;
        }
        let ratio = value / whole;
        Some(match ratio {
            r if r >= 1.75 => Self::Whole(r.round() as usize),
            r if r >= 1.4 => Self::OneAndAHalf,
            r if r > 1.05 => Self::Above,
            r if r >= 0.95 => Self::Same,
            r if r > 0.6 => Self::Below,
            r if r > 0.4 => Self::Half,
            r if r > 0.28 => Self::Third,
            _ => Self::Below,
        })
    }
}

/// A share as so many of so many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Among {
    None,
    OneOf(usize),
    OfTen(usize),
    NearlyAll,
    All,
}

impl Among {
    pub(super) fn of(percent: f64) -> Self {
        match percent {
            p if p <= 0.0 => Self::None,
            p if p >= 100.0 => Self::All,
            p if p >= 95.0 => Self::NearlyAll,
            p if p < 9.5 => Self::OneOf((100.0 / p).round() as usize),
            p => Self::OfTen((p / 10.0).round().clamp(1.0, 9.0) as usize),
        }
    }
}

/// An indicator's name as it is read aloud: without the formula behind it.
pub(super) fn spoken(name: &str) -> &str {
    let head = name.split(": ").next().unwrap_or(name);
    head.split(" (").next().unwrap_or(head).trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_become_words_that_can_be_read_aloud() {
        assert_eq!(Among::of(66.5), Among::OfTen(7));
        assert_eq!(Among::of(4.0), Among::OneOf(25));
        assert_eq!(Among::of(97.0), Among::NearlyAll);
        assert_eq!((Among::of(0.0), Among::of(100.0)), (Among::None, Among::All));
        assert_eq!(Times::of(66.5, 21.1), Some(Times::Whole(3)));
        assert_eq!(Times::of(30.0, 20.0), Some(Times::OneAndAHalf));
        assert_eq!(Times::of(20.0, 20.5), Some(Times::Same));
        assert_eq!(Times::of(10.0, 20.0), Some(Times::Half));
        assert_eq!(Times::of(10.0, 0.0), None);
    }
}
