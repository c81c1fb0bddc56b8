//! What the atlas and the feet of all papers of the meeting say.

use super::{Lang, en, id};

/// A word or a sentence of the atlas with its data.
#[derive(Clone, Debug, PartialEq)]
pub enum AtlasSay {
    Atlas,
    VillageSheets,
    Cover,
    /// The title on the cover.
    Title,
    About,
    Basis,
    TargetYear {
        year: u16,
    },
    Contents,
    KecamatanPages {
        kecamatan: usize,
        villages: usize,
    },
    MapOf {
        name: String,
    },
    TwoOf {
        x: String,
        y: String,
    },
    Pockets,
    PocketsOf {
        region: String,
        /// Empty = not known.
        year: String,
    },
    BothOf {
        names: [String; 2],
        region: String,
        year: String,
    },
    Kecamatan {
        name: String,
    },
    KecamatanAll,
    GoesOn,
    // Feet.
    Computed,
    Foot {
        source: String,
        definition: String,
        known: usize,
        of: usize,
        last: String,
    },
    FootOfMany {
        all: String,
        pockets: Option<String>,
        last: String,
    },
    FootOfOne {
        name: String,
        source: String,
        known: usize,
        definition: String,
    },
    FootOfVillage {
        villages: usize,
        last: String,
    },
    LastWords {
        boundary: String,
        hash: String,
        sample: bool,
    },
    NoData,
    NotApplicable,
    FromCounts,
    Commonest,
    Sum,
    Mean,
    // A kecamatan.
    Beside,
    Villages,
    Place {
        name: String,
        kecamatan: String,
        value: String,
        worse: bool,
        all: String,
        rank: usize,
        of: usize,
        /// Villages with a figure, where not all have one.
        known: Option<(usize, usize)>,
    },
    /// A sum, or the only kecamatan: nothing to compare with.
    PlaceOfSum {
        name: String,
        kecamatan: String,
        value: String,
        /// Percent of the kabupaten's.
        share: Option<f64>,
        rank: Option<(usize, usize)>,
        known: Option<(usize, usize)>,
    },
    NoThemes {
        villages: usize,
    },
    NoFigure {
        name: String,
        kecamatan: String,
    },
    VillagesIn {
        villages: usize,
        pocket: String,
    },
    NoPocket {
        kecamatan: String,
    },
    InPockets {
        all: String,
        lone: String,
    },
    LoneOnly {
        lone: String,
    },
    Complete {
        villages: usize,
    },
    Incomplete {
        villages: usize,
        unknown: usize,
        names: String,
    },
    Count {
        villages: usize,
    },
    OwnBar,
    AllBar,
    Code,
    Village,
    Pocket,
    Lone,
    KecamatanRow,
    // A village.
    AboutVillage {
        code: String,
        kind: String,
        kecamatan: String,
        km2: Option<f64>,
    },
    InPocket {
        name: String,
    },
    StandsAlone,
    OutsidePockets,
    Verified {
        stage: String,
    },
    AllFigures,
    Reckoned,
    Indicator,
    OwnValue,
    OfKecamatan,
    OfKabupaten,
    Cell,
}

impl Lang {
    pub fn atlas(self, say: &AtlasSay) -> String {
        match self {
            Self::Id => id::atlas::say(say),
            Self::En => en::atlas::say(say),
        }
    }
}
