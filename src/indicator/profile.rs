//! Profiles: what the well-known tables of Indonesian offices mean, as small files in
//! `assets/profil/`. A new one needs no code.
//!
//! A profile is recognised by headers and titles, without being told. For a table of villages it
//! gives each column its id, name, unit, bad end and to whom it does not apply; for a list of persons
//! it says how rows are counted per village, so that nothing of a person is kept.

pub mod absent;
pub mod across;
mod aid;
mod amounts;
mod answer;
pub mod apply;
pub mod by_name;
mod classes;
mod count;
mod days;
pub mod derive;
mod entities;
pub mod hash;
mod list;
pub mod number;
pub mod overlap;
mod parse;
pub mod pattern;
mod reader;
pub mod recognise;
pub mod rules;
mod saying;
mod told;

use std::sync::LazyLock;

use super::definition::{Direction, Quantity, SourceKind};
use crate::base::fault::{At, PeopleFault, Stop};
use crate::dataset::village::Kind;
use crate::lang::Lang;
use absent::Absent;
use pattern::Pattern;

pub use entities::Members;

/// A table that is known.
#[derive(Clone, Debug, PartialEq)]
pub struct Profile {
    pub id: String,
    pub name: String,
    pub name_en: String,
    pub source: SourceKind,
    pub known_by: KnownBy,
    pub shape: Shape,
    /// Indicators computed from those of the table.
    pub sums: Vec<Sum>,
    pub rates: Vec<Rate>,
}

impl Profile {
    pub fn name(&self, lang: Lang) -> &str {
        match lang {
            Lang::Id => &self.name,
            Lang::En => &self.name_en,
        }
    }

    /// Whether rows are persons or families.
    pub fn is_by_name(&self) -> bool {
        matches!(self.shape, Shape::ByName(_))
    }

    /// Reads a profile; `at` names its file.
    ///
    /// # Errors
    /// `BadProfile` with the key or line that cannot be understood.
    pub fn parse(text: &str, at: &At) -> Result<Self, Stop> {
        parse::profile(text).map_err(|why| Stop::fault(PeopleFault::BadProfile { why }, at.clone()))
    }
}

/// How a table is told from others.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct KnownBy {
    /// Each group of headers must be there, by one of its patterns.
    pub needs: Vec<Vec<Pattern>>,
    /// At least `least` of these groups too.
    pub any: Vec<Vec<Pattern>>,
    pub least: usize,
    /// None of these may be there.
    pub without: Vec<Pattern>,
    /// Words of the title, the sheet or the file that speak for it.
    pub titles: Vec<String>,
    /// One of `titles` must be there.
    pub needs_title: bool,
    /// Among equally good profiles the higher rank wins; general ones have none.
    pub rank: i64,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// One row a village.
    Table { columns: Vec<ColumnMeaning> },
    /// One row a family or a person.
    ByName(Box<ByName>),
}

/// What a column of a table of villages means.
#[derive(Clone, Debug, PartialEq)]
pub struct ColumnMeaning {
    pub header: Vec<Pattern>,
    /// `None` = not imported: a rank, a running number.
    pub meaning: Option<Meaning>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Meaning {
    pub id: Option<String>,
    pub name: Option<String>,
    pub unit: Option<String>,
    pub quantity: Option<Quantity>,
    pub direction: Option<Direction>,
    pub not_applicable: Vec<Kind>,
}

/// The sum of indicators of the table, where it does not bring it itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Sum {
    pub id: String,
    pub name: String,
    pub unit: String,
    pub of: Vec<String>,
    pub direction: Direction,
}

/// `100 · Σ numerators / denominator`.
#[derive(Clone, Debug, PartialEq)]
pub struct Rate {
    pub id: String,
    pub name: String,
    pub numerators: Vec<String>,
    pub denominator: String,
    pub direction: Direction,
}

/// What one row of a list is, and what distinct thing is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Family,
    Person,
}

impl Unit {
    pub fn from_id(id: &str) -> Option<Self> {
        match id {
            "family" => Some(Self::Family),
            "person" => Some(Self::Person),
            _ => None,
        }
    }
}

/// A list of persons or families.
#[derive(Clone, Debug, PartialEq)]
pub struct ByName {
    /// Goes before every id: `p3ke_desil_1`.
    pub prefix: String,
    /// Goes behind every name: "Keluarga desil 1 (P3KE)".
    pub label: String,
    /// What the classes of the list are counted over.
    pub unit: Unit,
    /// `KK`, `jiwa`, `balita`.
    pub unit_name: String,
    /// "Keluarga", "Balita": begins the names of counts.
    pub noun: String,
    /// Names the count of distinct persons, in a list of families' members.
    pub persons: Option<String>,
    pub family: Vec<Pattern>,
    pub person: Vec<Pattern>,
    pub decile: Vec<Pattern>,
    pub percentile: Vec<Pattern>,
    /// A date column: of several rows of one person the latest counts.
    pub latest: Vec<Pattern>,
    pub absent: Absent,
    pub fields: Vec<Field>,
    pub programmes: Vec<Programme>,
    /// A column that names the programme of each row.
    pub programme: Vec<Pattern>,
    /// Other columns that hold a person's own data.
    pub personal: Vec<Pattern>,
}

/// A column whose answers are sorted into classes.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    pub id: String,
    pub name: String,
    pub header: Vec<Pattern>,
    /// Counted over families, or over the persons of the list.
    pub of: Unit,
    pub classes: Vec<Class>,
    /// Whether answers of no class, and empty ones, are counted apart.
    pub rest: Rest,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rest {
    /// Two more classes: not known, not filled. All of them add up.
    Counted,
    /// A yes-or-no column: whoever is not in a class is nowhere.
    LeftOut,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Class {
    /// `None` = known, but nobody asks how many: the "no" of a yes-or-no column.
    pub id: Option<String>,
    pub name: String,
    /// The first class one of whose words stands in the answer takes it.
    pub words: Vec<String>,
    pub direction: Direction,
}

/// A yes-or-no column of one aid programme.
#[derive(Clone, Debug, PartialEq)]
pub struct Programme {
    /// As the rules write it: "PKH".
    pub name: String,
    pub header: Vec<Pattern>,
}

const TEXTS: [(&str, &str); 17] = [
    ("p3ke_keluarga", include_str!("../../assets/profil/p3ke_keluarga.toml")),
    ("p3ke_individu", include_str!("../../assets/profil/p3ke_individu.toml")),
    ("dtsen", include_str!("../../assets/profil/dtsen.toml")),
    ("dtks", include_str!("../../assets/profil/dtks.toml")),
    ("eppgbm_rekap", include_str!("../../assets/profil/eppgbm_rekap.toml")),
    ("eppgbm_nama", include_str!("../../assets/profil/eppgbm_nama.toml")),
    ("eppgbm_sasaran", include_str!("../../assets/profil/eppgbm_sasaran.toml")),
    ("stbm", include_str!("../../assets/profil/stbm.toml")),
    ("pamsimas", include_str!("../../assets/profil/pamsimas.toml")),
    ("idm", include_str!("../../assets/profil/idm.toml")),
    ("indeks_desa", include_str!("../../assets/profil/indeks_desa.toml")),
    ("podes", include_str!("../../assets/profil/podes.toml")),
    ("rtlh", include_str!("../../assets/profil/rtlh.toml")),
    ("penerima_bantuan", include_str!("../../assets/profil/penerima_bantuan.toml")),
    ("daftar_nama", include_str!("../../assets/profil/daftar_nama.toml")),
    ("daftar_orang", include_str!("../../assets/profil/daftar_orang.toml")),
    ("umum", include_str!("../../assets/profil/umum.toml")),
];

static ALL: LazyLock<Vec<Profile>> = LazyLock::new(|| {
    // A profile that cannot be read is left out; a test reads every one.
    TEXTS.iter().filter_map(|(_, text)| parse::profile(text).ok()).collect()
});

/// The built-in profiles, the special ones first.
pub fn all() -> &'static [Profile] {
    &ALL
}

/// A built-in profile by its id.
///
/// # Errors
/// `NoSuchProfile` names those there are.
pub fn by_id(id: &str) -> Result<&'static Profile, Stop> {
    all().iter().find(|profile| profile.id == id).ok_or_else(|| {
        let found: Vec<&str> = all().iter().map(|profile| profile.id.as_str()).collect();
        let fault = PeopleFault::NoSuchProfile { id: id.to_owned(), found: found.join(", ") };
        Stop::fault(fault, At::default())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_profile_can_be_read_and_is_called_as_its_file() {
        for (id, text) in TEXTS {
            let profile = parse::profile(text).unwrap_or_else(|why| panic!("{id}: {why}"));
            assert_eq!(profile.id, id);
        }
        assert_eq!(all().len(), TEXTS.len());
        let mut ids: Vec<&str> = all().iter().map(|p| p.id.as_str()).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all().len());
    }
}
