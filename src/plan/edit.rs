//! One decision as a value. The journal keeps it with its inverse; undo applies the inverse.

use crate::base::code::VillageCode;
use crate::base::measure::Measure;
use crate::dataset::crosswalk::{Decision, Entry};
pub use crate::indicator::classify::Method as ClassMethod;
use crate::indicator::definition::Direction;

/// How an indicator is drawn on the map.
#[derive(Clone, Debug, PartialEq)]
pub struct Style {
    pub method: ClassMethod,
    /// Number of classes, 2–9.
    pub classes: usize,
}

impl Default for Style {
    fn default() -> Self {
        Self { method: ClassMethod::NaturalBreaks, classes: 5 }
    }
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
    /// Villages that a boat links, all of them, each pair by rising code.
    SetFerries { links: Vec<(VillageCode, VillageCode)> },
    /// The same for many keys in one step: all suggestions above a score, a crosswalk file.
    SetMatches { entries: Vec<(String, Option<Entry>)> },
}
