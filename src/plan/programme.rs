//! The register of programmes as people write it: who pays what to whom, where and when; and what
//! was decided about it. What a word means is settled when it is read (`workflow/programs`).

use crate::base::code::VillageCode;
pub use crate::base::programme::{Field, Fund, Status, Unit};

/// One row of the register, its words as they were written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// Given by the project; rising, never used twice.
    pub id: i64,
    /// `None` = written by hand.
    pub import: Option<i64>,
    /// The row of a file that this one, written by hand, stands in place of.
    pub over: Option<i64>,
    /// `None` while nobody knows the village.
    pub village: Option<VillageCode>,
    /// What the row says of its village, and the key of a decision about it.
    pub place: String,
    pub key: String,
    pub programme: String,
    pub activity: String,
    /// Kode sub-kegiatan.
    pub code: String,
    pub office: String,
    pub fund: String,
    pub unit: String,
    pub status: String,
    pub year: Option<u16>,
    pub recipients: Option<u64>,
    pub rupiah: Option<i64>,
    /// Where it stands: sheet and row as the spreadsheet numbers it.
    pub sheet: Option<String>,
    pub row: u32,
}

impl Entry {
    /// Whether a field says here what it says there.
    pub fn agrees(&self, other: &Self, field: Field) -> bool {
        match field {
            Field::Programme => self.programme == other.programme,
            Field::Activity => self.activity == other.activity,
            Field::Code => self.code == other.code,
            Field::Office => self.office == other.office,
            Field::Fund => self.fund == other.fund,
            Field::Year => self.year == other.year,
            Field::Recipients => self.recipients == other.recipients,
            Field::Unit => self.unit == other.unit,
            Field::Rupiah => self.rupiah == other.rupiah,
            Field::Status => self.status == other.status,
        }
    }
}

/// A word of a village in a column of text: a product, the state of its BUMDes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    pub import: i64,
    pub village: VillageCode,
    pub kind: LabelKind,
    /// From 0; a village has up to three products.
    pub rank: u8,
    pub text: String,
    pub sheet: Option<String>,
    pub row: u32,
    pub letter: String,
}

/// What a column of text says of a village.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LabelKind {
    Product,
    Bumdes,
}

impl LabelKind {
    pub const ALL: [Self; 2] = [Self::Product, Self::Bumdes];

    pub fn id(self) -> &'static str {
        match self {
            Self::Product => "unggulan",
            Self::Bumdes => "bumdes",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.id() == id)
    }
}

/// How many products of a village are kept.
pub const MOST_PRODUCTS: usize = 3;

/// What a decision is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FactKind {
    /// What a word of the register means: key = `program/bantuan perahu`.
    Meaning,
    /// A dinas' task.
    Task,
    /// Which programmes of the catalogue support a national priority.
    Support,
    /// When help piles up and when nobody goes.
    Rule,
    /// The catalogue as it was edited.
    Catalogue,
    /// Products of a village by hand.
    Products,
}

impl FactKind {
    pub const ALL: [Self; 6] =
        [Self::Meaning, Self::Task, Self::Support, Self::Rule, Self::Catalogue, Self::Products];

    pub fn id(self) -> &'static str {
        match self {
            Self::Meaning => "arti",
            Self::Task => "tugas",
            Self::Support => "dukungan",
            Self::Rule => "aturan",
            Self::Catalogue => "katalog",
            Self::Products => "unggulan",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.id() == id)
    }
}

/// What was decided.
#[derive(Clone, Debug, PartialEq)]
pub enum Fact {
    /// An id of the catalogue, a fund, a unit; [`NOT_OURS`] = none of them.
    Meaning(String),
    Task(Box<Task>),
    Words(Vec<String>),
    Good(Box<Good>),
    Rule(Box<Rule>),
    Text(String),
}

/// What a village is good at, written by hand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Good {
    /// The first first, [`MOST_PRODUCTS`] at most.
    pub products: Vec<String>,
    /// Who says so: a survey, a meeting, a letter.
    pub source: String,
    /// The state of its BUMDes; empty = as the files say.
    pub bumdes: String,
}

/// The meaning of a word that belongs to nothing of the catalogue.
pub const NOT_OURS: &str = "-";

/// When help piles up and when nobody goes.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    /// Whose need; `None` = the first indicator of poverty there is.
    pub need: Option<String>,
    /// So many programmes or more are many.
    pub many: u32,
    /// The needier share of the villages is in high need, the least needy share in low need.
    pub high: f64,
    pub low: f64,
}

impl Default for Rule {
    fn default() -> Self {
        Self { need: None, many: 4, high: 0.25, low: 0.5 }
    }
}

/// What a dinas is to do where.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Task {
    /// Ids of the catalogue.
    pub office: String,
    pub programme: String,
    pub villages: Vec<VillageCode>,
    /// How many recipients in all; `None` = nobody knows.
    pub target: Option<u64>,
    /// ISO 8601; empty = none.
    pub deadline: String,
    pub status: Status,
    /// Why it is not done, in the dinas' own words.
    pub why: String,
    /// Taken out of the list by hand.
    pub dropped: bool,
}
