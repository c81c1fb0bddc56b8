//! An indicator's meaning, apart from its values.

/// Which end of the scale is the bad one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Direction {
    /// Poverty, stunting, households without water.
    WorseHigh,
    /// IDM, coverage of clean water.
    WorseLow,
    /// Neither, or not known.
    #[default]
    None,
}

impl Direction {
    pub fn id(self) -> &'static str {
        match self {
            Self::WorseHigh => "worse_high",
            Self::WorseLow => "worse_low",
            Self::None => "none",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        [Self::WorseHigh, Self::WorseLow, Self::None].into_iter().find(|d| d.id() == id)
    }
}

/// What kind of number it is: decides how it may be drawn and summed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// Things counted: families, people, wells. Sums over villages.
    Count,
    /// A share of a whole in percent, 0–100.
    Percent,
    /// A score or index: neither sums nor averages honestly.
    Index,
}

impl Quantity {
    pub fn id(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Percent => "percent",
            Self::Index => "index",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        [Self::Count, Self::Percent, Self::Index].into_iter().find(|q| q.id() == id)
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Indicator {
    /// Lower case, words joined by `_`; the name in commands.
    pub id: String,
    /// What a person reads.
    pub name: String,
    /// `%`, `KK`, `jiwa`, `balita`, `indeks`…; empty where not known.
    pub unit: String,
    pub quantity: Quantity,
    pub direction: Direction,
    /// The column of the source as its header says (paths joined by " › ").
    pub column: String,
    /// For a number computed here: what it comes from.
    pub rate_of: Option<Derived>,
}

/// What a number computed here comes from, by the ids of other indicators of the same period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Derived {
    Rate(RateOf),
    /// Who needs something less who has it, never below zero.
    Gap {
        need: String,
        covered: String,
    },
}

impl Derived {
    /// The indicators it comes from, in the order of the formula.
    pub fn ids(&self) -> Vec<&str> {
        match self {
            Self::Rate(rate) => {
                rate.numerators.iter().chain([&rate.denominator]).map(String::as_str).collect()
            }
            Self::Gap { need, covered } => vec![need, covered],
        }
    }

    pub fn ids_mut(&mut self) -> Vec<&mut String> {
        match self {
            Self::Rate(rate) => rate.numerators.iter_mut().chain([&mut rate.denominator]).collect(),
            Self::Gap { need, covered } => vec![need, covered],
        }
    }
}

/// Numerator and denominator of a rate: `100 · Σ numerator / denominator`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RateOf {
    pub numerators: Vec<String>,
    pub denominator: String,
}

/// What kind of source a figure is from. Survey and register figures never mix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum SourceKind {
    /// A sample, valid to the kabupaten only: Susenas, SSGI.
    Survey,
    /// A list of families or children: P3KE, DTSEN, e-PPGBM.
    Register,
    #[default]
    Other,
}

impl SourceKind {
    pub fn id(self) -> &'static str {
        match self {
            Self::Survey => "survey",
            Self::Register => "register",
            Self::Other => "other",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        [Self::Survey, Self::Register, Self::Other].into_iter().find(|k| k.id() == id)
    }
}
