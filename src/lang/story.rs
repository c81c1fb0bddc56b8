//! What a step of the show says: titles, sentences and figures, made of numbers by rule.

use super::{Lang, en, id};

/// The three stories that Kantong can tell by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Story {
    ExtremePoverty,
    StuntingWater,
    PublicWorks,
}

impl Story {
    pub const ALL: [Self; 3] = [Self::ExtremePoverty, Self::StuntingWater, Self::PublicWorks];

    pub fn id(self) -> &'static str {
        match self {
            Self::ExtremePoverty => "kemiskinan_ekstrem",
            Self::StuntingWater => "stunting_air",
            Self::PublicWorks => "rencana_pu",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|story| story.id() == id)
    }
}

/// Why a story goes without one of its steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lacking {
    Poverty,
    PoorFamilies,
    Stunting,
    Water,
    /// Too few villages have both numbers.
    Both,
    Pockets,
    Waiting,
    Plan,
}

impl Lacking {
    pub const ALL: [Self; 8] = [
        Self::Poverty,
        Self::PoorFamilies,
        Self::Stunting,
        Self::Water,
        Self::Both,
        Self::Pockets,
        Self::Waiting,
        Self::Plan,
    ];
}

/// A sentence, a title or a label with its numbers.
#[derive(Clone, Debug, PartialEq)]
pub enum StorySay {
    CoverTitle {
        story: Option<Story>,
        region: String,
    },
    CoverSentence {
        villages: usize,
        kecamatan: usize,
    },
    Villages,
    Kecamatan,
    /// "Menurut desa".
    ByVillage,
    RateTitle {
        name: String,
        value: String,
    },
    CountTitle {
        name: String,
        total: f64,
        unit: String,
    },
    /// Kecamatan with their values, the worst first.
    WorstKecamatan {
        list: Vec<(String, String)>,
    },
    /// WHO: prevalence of stunting from 30 % on is very high.
    VeryHighStunting {
        villages: usize,
    },
    /// Half of a count stands in so few villages.
    HalfIn {
        villages: usize,
        of: usize,
    },
    WorseThanKabupaten,
    Worst {
        name: String,
    },
    Best {
        name: String,
    },
    PairTitle {
        villages: usize,
    },
    /// Cases with their names in these villages, of so many with both numbers.
    PairSentence {
        villages: usize,
        of: usize,
        cases: Vec<(f64, String)>,
    },
    /// "dari KK tanpa air layak".
    /// "KK tanpa air bersih".
    Without {
        of: String,
        what: String,
    },
    ShareOf {
        name: String,
    },
    ShareOfVillages,
    PairKicker {
        across: String,
        upright: String,
        period: String,
    },
    PocketsTitle {
        pockets: usize,
        villages: usize,
    },
    NoPockets,
    /// Percent of the villages, and of the poor families where they are counted.
    PocketsSentence {
        villages: f64,
        /// Percent of what is counted, and what that is.
        poor: Option<(f64, String)>,
        lone: usize,
    },
    PocketsKicker {
        name: String,
        period: String,
    },
    PocketVillages {
        name: String,
        villages: usize,
    },
    PocketFamilies {
        name: String,
    },
    PlanKicker {
        letter: Option<char>,
        name: String,
    },
    PlanTitle {
        sites: usize,
        households: u64,
    },
    /// Ceiling, cost, types with their number, how far from the best at most.
    PlanSentence {
        budget: Option<i64>,
        cost: i64,
        kinds: Vec<(String, usize)>,
        gap: f64,
    },
    Households,
    People,
    Sites,
    NextTitle,
    NextSteps {
        until: Option<u16>,
    },
    Gone,
    /// Sources (empty = computed here), measured, all villages, whether it is the invented sample.
    Foot {
        source: String,
        measured: Option<usize>,
        of: usize,
        sample: bool,
    },
}

impl Lang {
    pub fn story(self, say: &StorySay) -> String {
        match self {
            Self::Id => id::story::say(say),
            Self::En => en::story::say(say),
        }
    }

    /// The name of a story.
    pub fn story_name(self, story: Story) -> &'static str {
        match self {
            Self::Id => id::story::name(story),
            Self::En => en::story::name(story),
        }
    }

    /// What a story goes without, and what would bring it.
    pub fn lacking(self, lacking: Lacking) -> &'static str {
        match self {
            Self::Id => id::story::lacking(lacking),
            Self::En => en::story::lacking(lacking),
        }
    }
}
