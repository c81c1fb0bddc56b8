//! What pictures and tables say: captions of legend, sheet and columns.

use super::{Lang, en, id};
use crate::base::measure::Measure;

/// How the values of a column stand to good and bad, as far as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tendency {
    HigherIsWorse,
    HigherIsBetter,
}

/// How classes were cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClassCut {
    NaturalBreaks,
    Quantile,
    Equal,
    StdDev,
    Box,
    Percentile,
    HeadTail,
    MaxBreaks,
    Pretty,
    WhoStunting2019,
    WhoStunting1995,
    Manual,
}

/// Why classes of a kind suit a column.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ClassWhy {
    /// Others have said where the classes lie.
    Policy,
    FewValues {
        distinct: usize,
    },
    ManyZeros {
        zeros: usize,
        of: usize,
    },
    LongTail {
        skewness: f64,
    },
    Skewed {
        skewness: f64,
    },
    Even {
        skewness: f64,
    },
}

impl ClassWhy {
    /// The name in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Self::Policy => "policy",
            Self::FewValues { .. } => "few_values",
            Self::ManyZeros { .. } => "many_zeros",
            Self::LongTail { .. } => "long_tail",
            Self::Skewed { .. } => "skewed",
            Self::Even { .. } => "even",
        }
    }
}

/// How pockets were found, for the line under them. Ids as in the command line.
#[derive(Clone, Debug, PartialEq)]
pub struct MethodNote {
    /// `local-moran`…
    pub method: String,
    /// `raw`, `eb`, `seb`.
    pub rates: String,
    /// The second indicator.
    pub with: Option<String>,
    /// The earlier period of a change.
    pub since: Option<String>,
    /// Islands linked over the water to the nearest village.
    pub bridges: usize,
    /// Links by boat that a person drew.
    pub ferries: usize,
    /// `queen`, `rook`, `knn:4`, `distance:5000`, `kernel:gaussian:5000`.
    pub weights: String,
    /// How near borders had to come to be one, where they were drawn apart.
    pub tolerance_m: Option<f64>,
    pub permutations: usize,
    /// `two`, `one`.
    pub tail: String,
    /// `fdr`, `bonferroni`, `none`.
    pub correction: String,
    pub alpha: f64,
    pub seed: u64,
    /// How many kabupaten were asked together or each by itself; one = nothing is said.
    pub kabupaten: usize,
    pub each_by_itself: bool,
}

/// One short text on a picture or in a table.
#[derive(Clone, Debug, PartialEq)]
pub enum Caption {
    /// "IDM · Kabupaten Konawe Selatan · tahun 2024"; the sheet sets it in capitals.
    Title {
        theme: String,
        region: String,
        period: String,
    },
    /// A kabupaten by name, with the word before it where it is missing.
    Kabupaten {
        name: String,
    },
    SeveralKabupaten {
        count: usize,
    },
    /// A layout has no scale, no north and no place.
    NotLand,
    /// "5 kecamatan".
    SeveralKecamatan {
        count: usize,
    },
    SampleData,
    Legend,
    Tendency(Tendency),
    Villages {
        count: usize,
    },
    NoData,
    NotApplicable,
    ProvinceLine,
    KabupatenLine,
    KecamatanLine,
    VillageLine,
    TinyVillage,
    /// What lies around the villages of a map: sea or another kabupaten, which the boundaries do not
    /// tell apart.
    Outside,
    /// In the title of many maps.
    SeveralIndicators {
        count: usize,
    },
    /// Over the list of the numbers on a map.
    VillagesByNumber,
    /// Of the villages in sight, how many have a name or number on the map.
    NamesWritten {
        written: usize,
        of: usize,
    },
    PocketLine,
    /// Villages linked over the water.
    BridgeLine {
        count: usize,
    },
    /// Lakes, forests and undefined areas.
    NotVillages,
    /// A layer of points or lines with how many there are.
    PlaceLayer {
        name: String,
        count: usize,
    },
    /// Villages outside pockets are paler than the legend.
    Faded,
    Pockets {
        count: usize,
    },
    MorePockets {
        count: usize,
    },
    Lone {
        count: usize,
    },
    Method(MethodNote),
    Sources,
    DataSource {
        source: String,
        period: String,
    },
    Measured {
        measured: usize,
        missing: usize,
        not_applicable: usize,
    },
    BoundarySource {
        source: String,
    },
    Indicative,
    Classes {
        cut: ClassCut,
        classes: usize,
    },
    /// Which cut suits the column, and why.
    Advice {
        cut: ClassCut,
        why: ClassWhy,
    },
    Crs {
        name: String,
    },
    PlanarUnits,
    Printed {
        date: String,
        version: String,
    },
    /// The letter over the north arrow.
    North,
    Longitude {
        minutes: i64,
    },
    Latitude {
        minutes: i64,
    },
    /// What became of pockets over the periods.
    Trend,
    TrendOf {
        name: String,
    },
    /// Whether a village was in a pocket in a period.
    IsPocket {
        bad: bool,
    },
    // Tables
    DataSheet,
    /// The ten letters of a name that a shapefile keeps.
    ShortColumn,
    /// The name that they stand for.
    WholeColumn,
    NotesSheet,
    PocketSheet,
    Rank,
    Code,
    Village,
    Kecamatan,
    KabupatenColumn,
    UnmatchedSheet,
    CrosswalkSheet,
    FileColumn,
    SheetColumn,
    RowColumn,
    /// What the row says of its village.
    WrittenColumn,
    CandidateCode {
        number: usize,
    },
    CandidateName {
        number: usize,
    },
    CandidateScore {
        number: usize,
    },
    Kind,
    AreaKm2,
    /// Why a value is empty, in a column of its own.
    State {
        name: String,
    },
    Pocket,
    PocketName,
    Members,
    ComparisonSheet,
    SideA {
        name: String,
    },
    SideB {
        name: String,
    },
    Difference,
    RelativeDifference,
    /// Which source counts the village.
    CountedBy,
    /// The table's value and the reason, beside a corrected value.
    Correction {
        name: String,
    },
    CorrectedFrom {
        value: Measure,
        reason: String,
    },
    /// Under a map or table.
    Corrections {
        count: usize,
    },
    Class,
    PValue,
    /// A local class by its id in JSON: `high_high`…
    ClassName {
        id: String,
    },
}

impl Lang {
    pub fn caption(self, caption: &Caption) -> String {
        match self {
            Self::Id => id::output::caption(caption),
            Self::En => en::output::caption(caption),
        }
    }

    /// Who counts as whose neighbour, from the word of the command line: "knn:4", "queen".
    pub fn neighbours(self, weights: &str) -> String {
        match self {
            Self::Id => id::output::neighbours(weights),
            Self::En => en::output::neighbours(weights),
        }
    }
}

/// Degrees and minutes without the point of the compass: "122°15′".
pub fn degrees(minutes: i64) -> String {
    let all = minutes.abs();
    format!("{}°{:02}′", all / 60, all % 60)
}
