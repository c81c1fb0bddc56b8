//! What the panels of step 1 ask for.

use super::importing::{Guess, Page};
use super::intake::Intake;
use super::review::Move;
use super::{DataTab, Filter};
use crate::app::view::compare::Pair;
use crate::lang::app_data::DataWord;

/// A value set by hand.
#[derive(Clone, Debug, PartialEq)]
pub struct Correcting {
    /// Position of the column, and of the village.
    pub column: usize,
    pub village: usize,
    /// Village, indicator, and what stands there now, in words.
    pub title: String,
    pub indicator: String,
    pub now: String,
    /// Where it stood.
    pub cell: String,
    /// The baselines that hold it go on saying what they froze: one line each.
    pub frozen: Vec<String>,
    pub text: String,
    pub reason: String,
    /// Why the text is no value, once it was tried.
    pub refused: Option<DataWord>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum DataRequest {
    /// Everything ticked of what was dropped.
    TakeIn(Box<Intake>),
    /// Another reading of the table on the screen.
    Guess(Guess),
    Page(Page),
    /// Stores the table on the screen.
    Import,
    /// Stores it and all that wait, as they were read.
    ImportAll,
    /// Leaves the table on the screen out.
    Skip,
    /// Shows the rows of the shown import that have no sure match.
    Review,
    /// Shows what became of this source's table.
    Source(i64),
    /// Keys that came in one frame, in their order.
    Several(Vec<Self>),
    Move(Move),
    /// The candidate pointed at is the village.
    Accept,
    /// None of the candidates is.
    Reject,
    /// The same for a row that is not the chosen one.
    AcceptAt(usize),
    RejectAt(usize),
    AcceptAll,
    Least(u32),
    Tab(DataTab),
    Filter(Filter),
    Finding(usize),
    /// Shows the village in step 2.
    GoTo(usize),
    /// Writes the sheet for the dinas that sent this source.
    Card(i64),
    Correct {
        column: usize,
        village: usize,
    },
    SetValue(Box<Correcting>),
    Uncorrect {
        column: usize,
        village: usize,
    },
    Pair(Pair),
    Freeze(String),
    SaveRecipe,
    /// Reads the table as an earlier one was read.
    LoadRecipe,
    /// Takes back every step down to this one.
    UndoTo(i64),
}
