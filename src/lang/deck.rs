//! What the slides of the meeting say.

use super::{Lang, en, id};

/// A word or a sentence of a slide with its data.
#[derive(Clone, Debug, PartialEq)]
pub enum DeckSay {
    Title {
        region: String,
    },
    Cover,
    Basis,
    TargetYear {
        year: u16,
    },
    Places {
        villages: usize,
        kecamatan: usize,
    },
    Welcome {
        places: String,
    },
    Hash {
        hash: String,
    },
    Summary {
        region: String,
    },
    SummaryAbout,
    SummaryTable,
    Indicator,
    Kabupaten,
    All,
    WorstKecamatan,
    Known,
    Unknown,
    Claim {
        name: String,
        value: String,
        worst: String,
        of: String,
    },
    ChartHeading {
        name: String,
    },
    ChartTitle,
    ChartKecamatan,
    Map,
    MapOf {
        name: String,
        region: String,
    },
    FiveWorst {
        villages: String,
    },
    BothWorst {
        villages: usize,
    },
    Relation,
    RelationTable,
    BothVillage,
    Kecamatan,
    TableNote,
    /// Rows of a table that a slide holds.
    Rows {
        from: usize,
        to: usize,
        of: usize,
    },
    XandY {
        x: String,
        y: String,
        more: usize,
    },
    MapOfTwo {
        x: String,
        y: String,
        region: String,
    },
    MapTwo,
    BothNames {
        names: String,
    },
    NoProof,
    WaterAndStunting,
    TwoProblems,
    Spearman {
        rho: f64,
        low: f64,
        high: f64,
    },
    BothKnown {
        villages: usize,
    },
    ThirdWorst,
    NotCause,
    NoPockets,
    PocketClaim {
        pockets: usize,
        villages: usize,
        share: f64,
        families: Option<f64>,
    },
    FamiliesOfPockets,
    VillagesOfPockets,
    PocketChart,
    OutsidePockets,
    LoneVillages {
        villages: usize,
    },
    NoLone,
    MapOfPockets {
        name: String,
        region: String,
    },
    MapPockets,
    PocketNote {
        number: usize,
        name: String,
        villages: usize,
    },
    Lone,
    Value,
    Pocket,
    Village,
    LoneTitle,
    InPockets,
    InPocketsAndLone,
    Tasks,
    Office,
    Programme,
    ChosenBy,
    Villages,
    NextTitle,
    Next,
    NextFolder,
    NextCheck,
    NextVillages,
    NextUntil {
        year: Option<u16>,
    },
    NextNumbers,
    NextNote,
    PartOf {
        part: usize,
        of: usize,
    },
    NoData {
        villages: usize,
    },
    NotApplicable {
        villages: usize,
    },
    Class,
    ClassRange,
    CellPatch,
    CellKey,
    Rightward {
        name: String,
    },
    Upward {
        name: String,
    },
    Corner,
    ChartFacility,
    MapPlan,
    Facility,
    FacilityName,
    Sentences,
    Chart,
}

impl Lang {
    pub fn deck(self, say: &DeckSay) -> String {
        match self {
            Self::Id => id::deck::say(say),
            Self::En => en::deck::say(say),
        }
    }
}
