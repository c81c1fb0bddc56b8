//! What the data dictionary of an exported table says.

use super::{Lang, en, id};

/// The heads of its columns, in their order: the fields of Satu Data Indonesia.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DictHead {
    Column,
    Concept,
    Definition,
    Reading,
    Measure,
    Unit,
    Period,
    Level,
    Measured,
    Missing,
    NotApplicable,
    Source,
    Codes,
    Open,
}

impl DictHead {
    pub const ALL: [Self; 14] = [
        Self::Column,
        Self::Concept,
        Self::Definition,
        Self::Reading,
        Self::Measure,
        Self::Unit,
        Self::Period,
        Self::Level,
        Self::Measured,
        Self::Missing,
        Self::NotApplicable,
        Self::Source,
        Self::Codes,
        Self::Open,
    ];
}

/// Which end of an indicator is bad.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Worse {
    High,
    Low,
    Neither,
}

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    Count,
    Percent,
    Index,
}

/// A word of its cells and sheets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DictWord {
    Dictionary,
    Codes,
    Computed,
    Level,
    Open,
    Reading(Worse),
    Measure(Counted),
    Rate {
        name: String,
        over: String,
        under: String,
    },
    Gap {
        name: String,
        need: String,
        covered: String,
    },
    AsWritten {
        name: String,
    },
    /// Made of the register of programmes, of the targets, or of other columns.
    OfRegister {
        name: String,
    },
    OfTargets {
        name: String,
    },
    Made {
        name: String,
    },
    /// Of a table that is no list of indicators.
    InTable {
        table: String,
    },
    /// A column of a table over time.
    OfPeriod {
        period: String,
    },
    /// A criterion from nought to so many points.
    Points {
        most: String,
    },
    /// Programmes of a sector.
    Sector,
    Number,
    Text,
    Kecamatan,
    Kabupaten,
    ByKemendagri,
    ByBps,
    NoPartner,
}

impl Lang {
    /// What a heading of a plan table stands for; `None` where the heading says it all.
    pub fn column_meaning(self, head: &str) -> Option<&'static str> {
        let own: &[(&str, &str)] = match self {
            Self::Id => &id::dictionary::MEANINGS,
            Self::En => &en::dictionary::MEANINGS,
        };
        own.iter().find(|(known, _)| *known == head).map(|(_, meaning)| *meaning)
    }

    pub fn dict_head(self, head: DictHead) -> &'static str {
        match self {
            Self::Id => id::dictionary::head(head),
            Self::En => en::dictionary::head(head),
        }
    }

    pub fn dict(self, word: &DictWord) -> String {
        match self {
            Self::Id => id::dictionary::word(word),
            Self::En => en::dictionary::word(word),
        }
    }
}
