//! What is said of targets.

use super::{Lang, en, id};

/// What a series is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeriesOf {
    Poverty,
    Extreme,
}

/// One line about targets, with its data. Months are `2026-12`.
#[derive(Clone, Debug, PartialEq)]
pub enum TargetSay {
    /// The survey's target, and where it is written.
    Target {
        of: SeriesOf,
        percent: f64,
        year: u16,
        basis: String,
    },
    NoSeries {
        of: SeriesOf,
    },
    /// The last figure; either may be missing.
    Last {
        year: u16,
        percent: Option<f64>,
        thousand: Option<f64>,
    },
    Gaps {
        years: Vec<u16>,
    },
    /// Each year, and how many years are left.
    Pace {
        yearly: f64,
        years: u16,
    },
    Step {
        year: u16,
        percent: f64,
    },
    Reached,
    /// P0 from thousands and the population that was set.
    Derived {
        year: u16,
        percent: f64,
    },
    /// Thousands alone, and no population to make them a share.
    NoShare,
    /// Fewer poor than any kabupaten has.
    FewPoor {
        persons: f64,
    },
    /// Today the target's year is over, and the last figure is above the target.
    YearOver {
        year: u16,
        last: u16,
    },
    /// Today the date is over, and families remained.
    DateOver {
        until: String,
    },
    /// No figure can come before the target's year any more.
    YearPassed {
        year: u16,
    },
    /// `year` where the population is from that year's survey.
    Lift {
        persons: f64,
        population: f64,
        year: Option<u16>,
    },
    Projected {
        unit: Unit,
        year: u16,
        value: f64,
        low: f64,
        high: f64,
        level: f64,
        n: usize,
        first: u16,
        last: u16,
    },
    /// Too few figures for a line with a range.
    NotProjected {
        unit: Unit,
        n: usize,
    },
    RisesLast {
        unit: Unit,
        from: (u16, f64),
        to: (u16, f64),
    },
    RisesLine {
        unit: Unit,
        slope: f64,
    },
    /// Survey and register are two things.
    Apart,
    Burn {
        name: String,
        from: String,
        to: String,
        until: String,
    },
    /// More remain than there were.
    Rose {
        start: f64,
        last: f64,
    },
    /// `places` of `of` villages are in the sum.
    Remaining {
        start: f64,
        last: f64,
        planned: f64,
        places: usize,
        of: usize,
    },
    Monthly {
        families: f64,
        until: String,
        /// The last report.
        since: String,
    },
    /// From today on.
    MonthlyNow {
        families: f64,
        until: String,
        months: usize,
    },
    ReportGap {
        /// Period, how many are silent, what the others say together.
        reports: Vec<(String, usize, f64)>,
    },
    Overdue {
        villages: usize,
        past: bool,
    },
    OnTrack {
        on_track: usize,
        done: usize,
        unknown: usize,
    },
    /// Villages whose old figure is that of several villages that became one.
    Merged {
        villages: usize,
    },
    /// When the forms came back, and of how many villages outside the time that is looked at.
    Checked {
        first: String,
        last: String,
        outside: usize,
    },
    Resolved {
        villages: usize,
        fall: f64,
        lifted: f64,
        died: f64,
        moved: f64,
        able: f64,
        added: f64,
    },
    Unexplained {
        fall: f64,
        villages: usize,
    },
    NoBurn,
    Changed {
        name: String,
        from: String,
        to: String,
        better: usize,
        worse: usize,
        same: usize,
        unknown: usize,
    },
    States {
        chronic: usize,
        new: usize,
        recovered: usize,
        share: f64,
    },
    Joined {
        compared: usize,
        all: usize,
    },
    Effect {
        name: String,
        pairs: usize,
        with: f64,
        without: f64,
        more: usize,
        alone: usize,
        unknown: usize,
    },
    NoPairs {
        name: String,
    },
    NotProof,
    Award {
        ranked: usize,
        unranked: usize,
        wards: usize,
    },
    Winner {
        rank: usize,
        name: String,
        kecamatan: String,
        score: f64,
        before: f64,
        after: f64,
    },
    Absent {
        criteria: Vec<CriterionWord>,
    },
    Kept,
}

/// What a figure of the survey counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Percent,
    Thousand,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CriterionWord {
    Budget,
    Fall,
    Complete,
    Verified,
    Economy,
}

/// Heads and words of tables and of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TargetWord {
    Tracker,
    BurnDown,
    ByKecamatan,
    ByVillage,
    Schedule,
    BeforeAfter,
    Pairs,
    AwardBoard,
    Dictionary,
    Code,
    Village,
    Kecamatan,
    Places,
    Series,
    Year,
    Percent,
    Thousand,
    Source,
    Target,
    Low,
    High,
    Kind,
    Before,
    After,
    Change,
    ChangePercent,
    State,
    Start,
    Remaining,
    Planned,
    AboveLine,
    Monthly,
    Standing,
    Fall,
    Died,
    Moved,
    Able,
    Added,
    Lifted,
    Rank,
    Score,
    Known,
    Missing,
    Guarded,
    With,
    Without,
    Difference,
    Column,
    Meaning,
    OverdueVillages,
    Survey,
    Projection,
    EvenSplit,
    Kabupaten,
    Overdue,
    PastDate,
    OnTrack,
    Done,
    Unknown,
    Chronic,
    New,
    Recovered,
    Never,
    NotRanked,
    Together,
    Poverty,
    Extreme,
    TargetPercent,
    TargetYear,
    Basis,
    AddYear,
    DropYear,
    Population,
    Window,
    Level,
    Until,
    Indicator,
    From,
    To,
    Worst,
    Programme,
    NoProgramme,
    Points,
    Few,
    BudgetFull,
    FullPercent,
    FullCount,
    LeastKnown,
    Automatic,
    KeepTargets,
    ImportSeries,
    ExportTables,
    Certificate,
    Settings,
    NoSeries,
    NoBurn,
    NoChange,
    TargetLine,
    Range,
    ShortFall,
    ShortData,
    ShortEconomy,
    ShortKnown,
    ShortVerified,
    Comparison,
    CertificateTitle,
    GivenTo,
    AsBest,
    Reason,
}

impl Lang {
    pub fn target(self, word: TargetWord) -> &'static str {
        match self {
            Self::Id => id::target::word(word),
            Self::En => en::target::word(word),
        }
    }

    /// A line about targets, as on the command line and in the window.
    pub fn target_say(self, say: &TargetSay) -> String {
        match self {
            Self::Id => id::target::say(say),
            Self::En => en::target::say(say),
        }
    }

    pub fn criterion(self, word: CriterionWord) -> &'static str {
        match self {
            Self::Id => id::target::criterion(word),
            Self::En => en::target::criterion(word),
        }
    }

    /// "Desember 2026" of `2026-12`; another text stays as it is.
    pub fn month(self, iso: &str) -> String {
        let day = super::number::date(self, &format!("{iso}-01"));
        day.split_once(' ').map_or_else(|| iso.to_owned(), |(_, month)| month.to_owned())
    }

    /// What the columns of the tables mean.
    pub fn target_dictionary(self) -> &'static [(TargetWord, &'static str)] {
        match self {
            Self::Id => id::target::DICTIONARY,
            Self::En => en::target::DICTIONARY,
        }
    }
}
