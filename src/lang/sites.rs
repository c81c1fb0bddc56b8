//! What is said of a plan's sites.

use super::{Lang, en, id};

/// One line about a plan.
#[derive(Clone, Debug, PartialEq)]
pub enum SiteSay {
    /// `gap` 0 = proven best.
    Proof {
        gap: f64,
    },
    Served {
        served: u64,
        of: u64,
        sites: usize,
        units: u64,
        cost: i64,
        budget: Option<i64>,
    },
    /// For the fewest sites, and for distances.
    Sites {
        sites: usize,
        least: usize,
    },
    /// What the worst served are left with, and below what nobody can bring it.
    WorstShare {
        kecamatan: String,
        share: f64,
        /// With those whom nothing can reach.
        of_all: f64,
        least: f64,
    },
    WorstLeft {
        village: String,
        households: u64,
        least: u64,
    },
    Farthest {
        metres: f64,
        least: f64,
    },
    Mean {
        metres: f64,
    },
    Site {
        name: String,
        kecamatan: String,
        facility: String,
        units: u32,
        households: u32,
        cost: i64,
    },
    PerHousehold {
        rupiah: f64,
    },
    Unreachable {
        villages: usize,
    },
    /// Wider than the service distance; `taken` = counted all the same.
    Wide {
        villages: usize,
        taken: bool,
    },
    Unknown {
        villages: usize,
    },
    Refused {
        places: usize,
    },
    Existing {
        households: u32,
    },
    Curve {
        rupiah: i64,
        households: u64,
    },
    Wish {
        site: String,
        forced: bool,
        households: i64,
    },
    /// The price of a wish that is not exact; between which changes it lies.
    Unproven {
        between: Option<(i64, i64)>,
    },
    Pinned {
        letter: char,
        name: String,
    },
    Kept {
        /// `None` of one that nobody pinned.
        letter: Option<char>,
        name: String,
        date: String,
        households: u64,
        sites: usize,
        cost: i64,
    },
}

/// Heads of the table of sites.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SiteColumn {
    Number,
    Site,
    Activity,
    Facility,
    Volume,
    Unit,
    Cost,
    Purse,
    Year,
    Households,
    CostPerHousehold,
    Serves,
    Needs,
    Standing,
    Lon,
    Lat,
    Waiting,
    Left,
    Why,
}

/// Words in its cells.
#[derive(Clone, Debug, PartialEq)]
pub enum SiteWord {
    Sheet,
    LeftSheet,
    Chosen,
    Forced,
    Funded,
    NotKnown,
    TooWide,
    Unreachable,
    BudgetSpent,
}

/// What stands under the table.
#[derive(Clone, Debug, PartialEq)]
pub enum SiteNote {
    Plan {
        name: String,
        indicator: String,
        period: String,
    },
    Served {
        served: u64,
        of: u64,
        cost: i64,
    },
    Proof {
        gap: f64,
    },
    /// `certainty` as in recipes.
    Price {
        facility: String,
        rupiah: i64,
        source: String,
        year: u16,
        certainty: String,
    },
}

impl Lang {
    pub fn site_say(self, say: &SiteSay) -> String {
        match self {
            Self::Id => id::sites::say(say),
            Self::En => en::sites::say(say),
        }
    }

    pub fn site_column(self, column: SiteColumn) -> &'static str {
        match self {
            Self::Id => id::sites::column(column),
            Self::En => en::sites::column(column),
        }
    }

    pub fn site_word(self, word: &SiteWord) -> String {
        match self {
            Self::Id => id::sites::word(word).to_owned(),
            Self::En => en::sites::word(word).to_owned(),
        }
    }

    pub fn site_note(self, note: &SiteNote) -> String {
        match self {
            Self::Id => id::sites::note(note),
            Self::En => en::sites::note(note),
        }
    }

    /// `Rp 12,00 miliar`, `Rp 350 juta`.
    pub fn rupiah(self, rupiah: i64) -> String {
        let value = rupiah as f64;
        let (part, word, decimals) = match (value.abs(), self) {
            (v, Self::Id) if v >= 1e12 => (value / 1e12, " triliun", 2),
            (v, Self::Id) if v >= 1e9 => (value / 1e9, " miliar", 2),
            (v, Self::Id) if v >= 1e6 => (value / 1e6, " juta", 1),
            (v, Self::En) if v >= 1e12 => (value / 1e12, " trillion", 2),
            (v, Self::En) if v >= 1e9 => (value / 1e9, " billion", 2),
            (v, Self::En) if v >= 1e6 => (value / 1e6, " million", 1),
            (_, Self::Id | Self::En) => (value, "", 0),
        };
        let decimals = if part.fract().abs() < 1e-9 { 0 } else { decimals };
        format!("Rp {}{word}", super::number::fixed(self, part, decimals))
    }
}
