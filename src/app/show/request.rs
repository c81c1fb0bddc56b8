//! What the show and its strip ask of the window.

use crate::lang::story::Story;

#[derive(Clone, Debug, PartialEq)]
pub enum ShowRequest {
    /// From the first step, or from this one.
    Start(usize),
    Leave,
    Go(usize),
    Next,
    Back,
    /// The ceiling of the plan that is shown, in rupiah.
    Budget(i64),
    /// The ceiling by so many of its steps.
    BudgetBy(i64),
    Black,
    White,
    Circle,
    Keys,
    /// The type by one size.
    Type(i8),
    Theme,
    /// The map back to the view of the step.
    View,
    /// Keeps what is seen on the map as a step.
    Keep,
    /// Makes a story in the place of the steps.
    Make(Story),
    /// The step that is edited in the strip.
    Choose(usize),
    /// Moves a step by so many places.
    Move(usize, isize),
    Remove(usize),
    /// Empty = by rule again.
    Title(usize, String),
    Sentence(usize, String),
    /// Title and sentence by rule again.
    ByRule(usize),
}
