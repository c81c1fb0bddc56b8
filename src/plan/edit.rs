//! One decision as a value. The journal keeps it with its inverse; undo applies the inverse.

use crate::base::code::VillageCode;
use crate::base::measure::Measure;
use crate::dataset::crosswalk::{Decision, Entry};
pub use crate::indicator::classify::Method as ClassMethod;
use crate::indicator::definition::{Direction, Quantity};

use super::meeting::{Meeting, Verification};
use super::programme::{Entry as ProgrammeRow, Fact, FactKind};
use super::show::{Show, ShowStep};
use super::target::Targets;

/// How an indicator is drawn on the map.
#[derive(Clone, Debug, PartialEq)]
pub struct Style {
    pub method: ClassMethod,
    /// Number of classes, 2–9.
    pub classes: usize,
    /// `None` = by what the number is: counts as symbols, everything else as fills.
    pub drawn: Option<Drawn>,
    /// `None` = by which end is the bad one.
    pub palette: Option<Palette>,
}

impl Default for Style {
    fn default() -> Self {
        Self { method: ClassMethod::NaturalBreaks, classes: 5, drawn: None, palette: None }
    }
}

impl Style {
    /// How an indicator of this kind is drawn: a count fills no area, for a large village would
    /// look like many people.
    pub fn drawn(&self, quantity: Quantity) -> Drawn {
        self.drawn.unwrap_or(match quantity {
            Quantity::Count => Drawn::Symbols,
            Quantity::Percent | Quantity::Index => Drawn::Fills,
        })
    }
}

/// What carries the value on the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drawn {
    Fills,
    /// Circles whose area is the value.
    Symbols,
}

impl Drawn {
    pub const ALL: [Self; 2] = [Self::Fills, Self::Symbols];

    pub fn id(self) -> &'static str {
        match self {
            Self::Fills => "fills",
            Self::Symbols => "symbols",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|drawn| drawn.id() == id)
    }
}

/// A family of colours a person chose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Palette {
    /// Yellow to red.
    Problems,
    /// Yellow to blue.
    Services,
    /// Yellow to violet.
    Viridis,
    /// Yellow to blue-black: the clearest in grey print.
    Cividis,
}

impl Palette {
    pub const ALL: [Self; 4] = [Self::Problems, Self::Services, Self::Viridis, Self::Cividis];

    pub fn id(self) -> &'static str {
        match self {
            Self::Problems => "problems",
            Self::Services => "services",
            Self::Viridis => "viridis",
            Self::Cividis => "cividis",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|palette| palette.id() == id)
    }
}

/// A style kept under a name, to be used for other indicators.
#[derive(Clone, Debug, PartialEq)]
pub struct Preset {
    pub name: String,
    pub style: Style,
}

/// A place of the map kept under a name, and what was seen there.
#[derive(Clone, Debug, PartialEq)]
pub struct Bookmark {
    pub name: String,
    /// Longitude and latitude, or planar coordinates, of the middle.
    pub centre: [f64; 2],
    /// How much of the map is seen, from west to east, in metres or planar units.
    pub across: f64,
    /// `None` = the place alone, as older projects keep it.
    pub shown: Option<Box<ShowStep>>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Shows or hides what an import brought. The inverse of an import hides it.
    ShowImport { import: i64, shown: bool },
    /// Shows or hides a stored analysis run.
    ShowRun { run: i64, shown: bool },
    /// Shows or hides a layer of places, and the import that counts them per village. The inverse
    /// of its import hides it.
    ShowLayer { layer: i64, counted: Option<i64>, shown: bool },
    /// Renames an indicator, changes its unit or direction.
    SetIndicator { id: String, name: String, unit: String, direction: Direction },
    /// Name, unit and direction are again what the import says: the inverse of the first
    /// `SetIndicator`.
    ResetIndicator { id: String },
    /// `None` = the default style.
    SetStyle { indicator: String, style: Option<Style> },
    /// A value set by hand over what the table says, with its reason. The same value as the
    /// table's confirms it.
    Correct { indicator: String, period: String, code: VillageCode, value: Measure, reason: String },
    /// The value is again what the table says.
    Uncorrect { indicator: String, period: String, code: VillageCode, reason: String },
    /// Shows or hides corrections: the inverse of both, and of a card's answers.
    ShowCorrections { ids: Vec<i64>, shown: bool },
    /// Shows or hides a baseline. The inverse of freezing hides it.
    ShowBaseline { baseline: i64, shown: bool },
    /// What a row that was not sure is, by `Unmatched::key`; or a kecamatan, by `Bridge::key`.
    /// `None` = undecided again.
    SetMatch { key: String, decision: Option<Decision> },
    /// All kept places of the map.
    SetBookmarks { places: Vec<Bookmark> },
    /// All kept styles.
    SetPresets { presets: Vec<Preset> },
    /// Villages that a boat links, all of them, each pair by rising code.
    SetFerries { links: Vec<(VillageCode, VillageCode)> },
    /// Letterhead, legal basis, signers: all of it.
    SetMeeting { meeting: Box<Meeting> },
    /// The question of step 4 as the text of its recipe; `None` = nobody has asked. `about` is what
    /// a person calls it.
    SetQuestion { recipe: Option<String>, about: String },
    /// The story of the meeting: all its steps.
    SetShow { show: Box<Show> },
    /// How far villages are verified, as a filled form says; `None` = nothing is known again.
    SetVerification { entries: Vec<(VillageCode, Option<Verification>)>, file: String },
    /// Targets, the survey's series, how an award is given: all of it; `None` = nobody has set any.
    SetTargets { targets: Option<Box<Targets>> },
    /// Rows of the register of programmes by their ids; `None` takes a row out.
    SetProgrammes { rows: Vec<(i64, Option<ProgrammeRow>)> },
    /// What was decided about programmes, by kind and key; `None` = undecided again.
    SetFacts { entries: Vec<(FactKind, String, Option<Fact>)> },
    /// The same for many keys in one step: all suggestions above a score, a crosswalk file.
    SetMatches { entries: Vec<(String, Option<Entry>)> },
}
