//! What the tabs of step 4 and its tab of programmes ask of the window.

use super::{EntryForm, PlanPart, ProgrammeMap, ProgrammeTab, TaskForm};
use crate::plan::edit::Edit;
use crate::plan::programme::Rule;

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
}
