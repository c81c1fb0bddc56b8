//! How step 4 is looked at: the recipe as the planner sets it, the tab, the swipe. Plain data.

pub mod card;
pub mod carry;
pub mod made;
pub mod paint;
pub mod past;
pub mod request;
pub mod shown;
pub mod waiting;

use crate::workflow::Snapshot;
use crate::workflow::sites::recipe::{Budget, Recipe};
use crate::workflow::sites::{defaults, people};

/// What stands under the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum PlanTab {
    #[default]
    Sites,
    Compare,
    NotServed,
}

/// What a click on the map does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Holding {
    /// It chooses a village.
    #[default]
    Nothing,
    /// It sets a place where a facility may stand.
    Point,
}

/// All of it.
#[derive(Clone, Debug, Default)]
pub struct PlanLook {
    /// `None` until the project has somebody who waits.
    pub recipe: Option<Recipe>,
    /// What undo takes back here.
    pub past: past::Past,
    /// The question as the project has it, or as it was begun with; `recipe` is kept when it is
    /// another and no hand is at it.
    pub kept: Option<Recipe>,
    /// The text that is on its way into the project.
    pub keeping: Option<String>,
    /// The text that the project had when it was last looked at.
    pub seen: Option<String>,
    /// Revisions of the project that changed nothing but this question.
    pub own_revisions: u64,
    /// The type whose numbers are being changed.
    pub editing: Option<usize>,
    pub tab: PlanTab,
    pub holding: Holding,
    /// The pinned plan at the right of the line, and where the line stands (0–1).
    pub swipe: Option<(i64, f32)>,
}

/// A project's budget before anybody says otherwise.
const FIRST_BUDGET: i64 = 12_000_000_000;

impl PlanLook {
    /// Begins with what the project suggests, or with the newest pinned plan.
    pub fn begin(&mut self, snapshot: &Snapshot) {
        let known = |recipe: &Recipe| snapshot.column(&recipe.demand.indicator, None).is_ok();
        let stored = snapshot.question.as_ref().and_then(|text| Recipe::parse(text).ok());
        let stored = stored.filter(known);
        let is_new = self.seen != snapshot.question;
        self.seen.clone_from(&snapshot.question);
        if self.keeping.is_some() && self.keeping == snapshot.question {
            // What comes back is what was handed over.
            self.keeping = None;
            self.own_revisions += 1;
            return;
        }
        // Undone, redone, or changed by another program.
        let follows = is_new && self.keeping.is_none();
        if self.recipe.as_ref().is_some_and(known) && !follows {
            return;
        }
        self.recipe = stored
            .or_else(|| snapshot.scenarios.last().map(|s| s.recipe.clone()).filter(known))
            .or_else(|| suggested(snapshot));
        self.kept.clone_from(&self.recipe);
        self.past = past::Past::default();
    }

    /// The question that is to be kept now.
    pub fn unkept(&self) -> Option<&Recipe> {
        let recipe = self.recipe.as_ref()?;
        (self.keeping.is_none() && self.kept.as_ref() != Some(recipe)).then_some(recipe)
    }
}

fn suggested(snapshot: &Snapshot) -> Option<Recipe> {
    let demand = people::suggested(snapshot)?;
    let sanitation = ["babs", "sanitasi", "jamban"].iter().any(|w| demand.indicator.contains(w));
    let wanted: [&str; 2] =
        if sanitation { ["tangki_septik_komunal", "ipal_komunal"] } else { ["spam", "sumur_bor"] };
    let all = defaults();
    let facilities =
        wanted.iter().filter_map(|id| all.iter().find(|f| f.id == *id).cloned()).collect();
    let budget = Budget { rupiah: Some(FIRST_BUDGET), ..Budget::default() };
    Some(Recipe { demand, facilities, budget, ..Recipe::default() })
}
