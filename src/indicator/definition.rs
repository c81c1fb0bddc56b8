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

impl Indicator {
    /// Whether its values are classes by number, as "Status (0 belum, 1 proses)": they have no mean.
    pub fn is_class(&self) -> bool {
        if self.quantity != Quantity::Index {
            return false;
        }
        if self.unit == "kelas" {
            return true;
        }
        let inner = self.name.strip_suffix(')').and_then(|name| name.rsplit_once('('));
        let Some((_, inner)) = inner else { return false };
        let is_named = |part: &str| {
            let (number, name) = part.trim().split_once(' ').unwrap_or_default();
            number.parse::<u8>().is_ok() && !name.is_empty()
        };
        inner.contains(',') && inner.split(',').all(is_named)
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_is_known_by_its_name_or_unit() {
        let of = |name: &str, unit: &str| Indicator {
            id: "x".into(),
            name: name.into(),
            unit: unit.into(),
            quantity: Quantity::Index,
            direction: Direction::None,
            column: String::new(),
            rate_of: None,
        };
        assert!(of("Status verval (0 belum, 1 proses, 2 selesai musdes)", "").is_class());
        assert!(of("Ketahanan pangan (kelas)", "kelas").is_class());
        assert!(!of("Indeks Desa Membangun (IDM)", "indeks").is_class());
        assert!(!of("Skor (0–100)", "").is_class());
        assert!(!of("Angka (2023, 2024)", "").is_class());
    }
}
