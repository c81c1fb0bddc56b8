//! What step 3 of the window says: the rule, how sure it is, its charts, maps and cards.

use std::cmp::Ordering;

use super::{Lang, en, id};

/// Declares the words and the list of all of them, for the test that no word is left in the other
/// language.
macro_rules! words {
    ($($name:ident),+ $(,)?) => {
        /// A word or sentence that is always the same.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum PocketWord {
            $($name),+
        }

        impl PocketWord {
            pub const ALL: &'static [Self] = &[$(Self::$name),+];
        }
    };
}

words! {
    AllSameAgain,
    AllVillages,
    Alone,
    AndLacks,
    AndMeanOf,
    AndTouching,
    BadToo,
    BesideKabupaten,
    BothInPockets,
    BothRules,
    BridgesLabel,
    ByChance,
    ByChanceAbout,
    CellOfNumbers,
    ChartBoxes,
    ChartFunnel,
    ChartNeighbours,
    ChartPair,
    ChartParallel,
    ChartWord,
    CheckResults,
    ChooseIndicators,
    ChooseLokus,
    ClearPick,
    ClusterCold,
    ClusterHighHigh,
    ClusterHighLow,
    ClusterHot,
    ClusterLowHigh,
    ClusterLowLow,
    Clustering,
    ClusteringAbout,
    ClustersNote,
    CompareHint,
    ComputeAgain,
    ComputeTrend,
    ComputeTrendAbout,
    ComputedAt,
    Conditions,
    Contributions,
    CorrectedFdr,
    CorrectedStrict,
    CountPart,
    DataHash,
    DataQuality,
    DrawsLabel,
    EvenWeights,
    ExpectedLabel,
    FerryAdd,
    FerryDrop,
    FerryHint,
    FerryWhy,
    FoundBy,
    FragilityRuns,
    FreezeAs,
    FreezeLokus,
    FreezeLokusDo,
    FunnelNote,
    FunnelPeople,
    FunnelRate,
    GatherKecamatan,
    GatherTouching,
    GatherWord,
    WithinWord,
    WithinAcross,
    WithinKabupaten,
    HasNeighbours,
    InPockets,
    DeprivationName,
    IndexName,
    IndexUnit,
    IsHigh,
    IsLow,
    IslandsAlone,
    IslandsBridged,
    IslandsFerry,
    IslandsLabel,
    JobCheck,
    LeastVillages,
    LinksAddedLabel,
    LinksLabel,
    LokusNow,
    LokusTop,
    MapChance,
    MapClusters,
    MapLinks,
    MapPair,
    MapRules,
    MapSide,
    MapTime,
    MapTrend,
    MapValue,
    MapWord,
    MarkHatched,
    MarkSmall,
    MayBeChance,
    Members,
    NoSecond,
    WithLabel,
    WorstShare,
    CircleShare,
    ModelLabel,
    ModelRare,
    ModelYesNo,
    SinceLabel,
    PeriodBefore,
    WeightsFrom,
    WeightsGiven,
    WeightsByData,
    ScaleLabel,
    ScaleEnds,
    ScaleDeviations,
    ScalePlaces,
    MeanLabel,
    MeanPlain,
    MeanGeometric,
    HowCombined,
    NoNeighboursAsked,
    InCircles,
    MoreThanPeople,
    MethodLabel,
    MoreThanMean,
    Narrow,
    NeighboursMean,
    NeighboursWord,
    NeitherRule,
    NoChartYet,
    NoFunnel,
    NoPair,
    NoProofOfCause,
    NoTrendYet,
    NoTwoPeriods,
    NoneBeyondChance,
    NotSure,
    NothingToCheck,
    MeanOfVillages,
    OfPeriods,
    OffList,
    OnList,
    OnlyPinned,
    OnlyThis,
    OtherIndicators,
    OtherSettings,
    OutsidePockets,
    OwnValue,
    PLabel,
    PairAcross,
    PairNote,
    PairUpright,
    PartCluster,
    PartCount,
    PartRate,
    PartServices,
    People,
    PickMany,
    Pin,
    PocketsOfRule,
    RankBetween,
    RankDraws,
    RatePart,
    RatesDefault,
    RatesLabel,
    RatesNear,
    RatesRaw,
    RatesSmoothed,
    RawFigures,
    ReadyRules,
    RoughAnswer,
    RuleAtLeastOne,
    RuleClusters,
    RuleQuadrant,
    RulesNote,
    SameNumber,
    SaveList,
    SecondOpinion,
    SecondOpinionAbout,
    SeedLabel,
    ServicesPart,
    ShowThem,
    SideNote,
    SmoothedFigures,
    StandsOut,
    StateChronic,
    StateHead,
    StateNever,
    StateNew,
    StateRecovered,
    StateSometimes,
    StateUnknown,
    StatisticLabel,
    Stays,
    StaysIfMoved,
    TabKecamatan,
    TabLokus,
    TabMore,
    TabPockets,
    TabRules,
    TabTime,
    TabVillages,
    TailLabel,
    TailOne,
    TailTwo,
    TheseVillages,
    TrendHead,
    Unpin,
    ValuesChanged,
    Weights,
    WholeKabupaten,
    WholeSeveral,
    Widen,
    WorseThanKabupaten,
}

/// Why villages are neighbours, or that they have none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkSaid {
    Beside,
    /// Small gaps between their borders are forgiven.
    OverGap,
    /// To the nearest shore.
    Bridge,
    Ferry,
    Alone,
}

/// Sentences with data; numbers are texts where their decimals are the column's.
#[derive(Clone, Debug, PartialEq)]
pub enum PocketSay {
    AtLeastFamilies {
        families: usize,
    },
    BoundIs {
        indicator: String,
        value: String,
        passed: usize,
        unknown: usize,
    },
    /// A share as a percentage.
    Share {
        percent: usize,
    },
    ChanceUpTo {
        percent: String,
    },
    /// For a screen reader.
    ChartOf {
        chart: &'static str,
        villages: usize,
    },
    CutoffIs {
        percent: String,
    },
    FewCases {
        cases: String,
    },
    FewPeople {
        people: String,
    },
    Found {
        pockets: usize,
        villages: usize,
        families: Option<String>,
    },
    FrozenOn {
        name: String,
        date: String,
    },
    /// In the key of the map of neighbours.
    LinksAre {
        of: LinkSaid,
        count: usize,
    },
    LokusOf {
        proposed: usize,
        of: usize,
        unknown: usize,
    },
    Lacking {
        at_least: usize,
        of: usize,
    },
    InKecamatan {
        villages: usize,
        kecamatan: usize,
    },
    KabupatenIs {
        value: String,
    },
    LowCoverage {
        percent: String,
    },
    /// What thin lines over a village mean.
    LinesAre {
        limit: String,
        villages: usize,
    },
    PointsAre {
        points: String,
    },
    WeightIs {
        weight: String,
    },
    WithoutValue {
        villages: String,
    },
    NearlyIn {
        villages: usize,
    },
    Of {
        part: usize,
        whole: usize,
    },
    OutsideFunnel {
        villages: usize,
    },
    PairChart {
        names: [String; 2],
        n: usize,
    },
    Picked {
        villages: usize,
    },
    PickedSums {
        villages: usize,
        families: Option<String>,
        people: Option<String>,
    },
    RankSpan {
        best: usize,
        worst: usize,
        top: usize,
        share: String,
        of_weights: bool,
    },
    SameAgain {
        identical: usize,
        results: usize,
    },
    SmoothedOnes {
        names: String,
    },
    StatusOf {
        villages: usize,
        pockets: usize,
        lone: usize,
        seed: u64,
    },
    StaysAbout {
        runs: usize,
        share: String,
    },
    StaysIfWeights {
        moved: String,
    },
    StaysIn {
        share: String,
    },
    /// How far two indicators rise together; `rises` is `Equal` where that is not sure.
    Together {
        names: [String; 2],
        rho: String,
        low: String,
        high: String,
        n: usize,
        rises: Ordering,
    },
    TimeNote {
        chronic: usize,
        fallen: usize,
        recovered: usize,
        share: String,
        periods: usize,
    },
    TopVillages {
        villages: usize,
    },
    TwoRules {
        pinned: String,
        current: String,
    },
    Villages {
        villages: usize,
    },
    WeightsWere {
        weights: String,
    },
    WorstShare {
        percent: u32,
    },
}

impl Lang {
    pub fn step3(self, word: PocketWord) -> &'static str {
        match self {
            Self::Id => id::app_pocket::word(word),
            Self::En => en::app_pocket::word(word),
        }
    }

    /// A method of finding pockets, by its name in the contract.
    pub fn pocket_method(self, id: &str) -> String {
        let name = match self {
            Self::Id => id::output::method_name(id),
            Self::En => en::output::method_name(id),
        };
        name.to_owned()
    }

    pub fn step3_say(self, say: &PocketSay) -> String {
        match self {
            Self::Id => id::app_pocket::say(say),
            Self::En => en::app_pocket::say(say),
        }
    }

    /// What lies in the folder of a second opinion, and how its script is run.
    pub fn second_opinion(self, note: &str, seed: u64, hash: &str) -> String {
        match self {
            Self::Id => id::app_pocket::second_opinion(note, seed, hash),
            Self::En => en::app_pocket::second_opinion(note, seed, hash),
        }
    }
}
