//! What the tabs of step 4 and its tab of programmes ask of the window.

use super::edit::Editing;
use super::{EntryForm, PlanPart, ProgrammeMap, ProgrammeTab, TaskForm};
use crate::plan::edit::Edit;
use crate::plan::programme::Rule;
use crate::workflow::programs::RegisterOptions;
use crate::workflow::programs::edit_catalogue::Piece;

#[derive(Clone, Debug, PartialEq)]
pub enum ProgrammeRequest {
    Part(PlanPart),
    Year(u16),
    /// `None` = as it is kept.
    Rule(Option<Box<Rule>>),
    Map(ProgrammeMap),
    Tab(ProgrammeTab),
    /// The programmes of a village, in one sector or all.
    Cell(usize, Option<usize>),
    Form(Option<Box<EntryForm>>),
    Task(Option<Box<TaskForm>>),
    /// A change of the project; the form it came from is closed.
    Edit(Box<Edit>),
    /// Asks for a register's file.
    ChooseRegister,
    Editing(Option<Box<Editing>>),
    /// A change of the catalogue; its form is closed.
    Piece(Box<Piece>),
    Kecamatan(usize),
    /// A new action of this programme in this kecamatan.
    AddAction(usize, String),
    /// The register on its way in: read again under other options.
    Reread(Box<RegisterOptions>),
    TakeRegister,
    /// It is no register after all.
    AsIndicators,
    SkipRegister,
}
