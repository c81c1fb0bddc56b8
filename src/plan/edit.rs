//! One decision as a value. The journal keeps it with its inverse; undo applies the inverse.

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
    /// Shows or hides a layer of places. The inverse of its import hides it.
    ShowLayer { layer: i64, shown: bool },
    /// Renames an indicator, changes its unit or direction.
    SetIndicator { id: String, name: String, unit: String, direction: Direction },
    /// Name, unit and direction are again what the import says: the inverse of the first
    /// `SetIndicator`.
    ResetIndicator { id: String },
    /// `None` = the default style.
    SetStyle { indicator: String, style: Option<Style> },
}
