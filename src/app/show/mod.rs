//! The show in the hall: one step of the story over the whole screen. Plain data of what is shown;
//! nothing of it is kept but the story itself.

pub mod carry;
mod foot;
pub mod keys;
mod legend;
pub mod made;
mod pointer;
pub mod request;
mod seen;
pub mod shown;
pub mod sizes;
pub mod stage;
pub mod strip;
mod what_if;
mod words;

use super::map::MapState;
use super::plan::shown::PlanShown;
use super::theme::Theme;
use crate::plan::show::ShowStep;
use crate::workflow::sites::recipe::Recipe;

/// What hides the step for a while.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Curtain {
    #[default]
    Open,
    Black,
    White,
}

/// The circle that follows the pointer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Circle {
    /// While the pointer moves, and a little longer.
    #[default]
    Follows,
    Hidden,
}

/// The list of keys over the step.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum KeyList {
    #[default]
    Hidden,
    Shown,
}

/// A running show.
#[derive(Debug)]
pub struct Presenting {
    pub steps: Vec<ShowStep>,
    /// Position of the step that is seen.
    pub at: usize,
    pub curtain: Curtain,
    pub circle: Circle,
    pub keys: KeyList,
    /// How many times the type was made larger.
    pub larger: u8,
    /// A map of its own: the window's stays where it was.
    pub map: MapState,
    /// Where a step is laid out anew, the map of that.
    pub arranged: Option<MapState>,
    /// Where a step has several maps, those beside the first.
    pub beside: Vec<MapState>,
    /// The step whose view the map has taken.
    pub(super) viewed: Option<usize>,
    /// What is asked in the place of the pinned plan, and the plan that follows.
    pub recipe: Option<Recipe>,
    pub plan: PlanShown,
    /// How the window looked before.
    pub(super) theme: Theme,
    pub(super) was_full: FullScreen,
}

/// Whether the window filled the screen before the show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FullScreen {
    Yes,
    No,
}

/// The type is made at most so many steps larger.
pub const LARGEST: u8 = 5;

impl Presenting {
    pub fn step(&self) -> Option<&ShowStep> {
        self.steps.get(self.at)
    }

    /// Goes to a step; a curtain opens, a question about a plan is dropped.
    pub fn go(&mut self, at: usize) {
        self.curtain = Curtain::Open;
        let at = at.min(self.steps.len().saturating_sub(1));
        if at != self.at {
            self.at = at;
            self.recipe = None;
        }
    }
}
