//! What a plan is to reach, its years and its purses, and the layers it stands on: words of step 4.

use super::{Lang, en, id};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GoalWord {
    Goal,
    MaxCover,
    MinMaxKecamatan,
    MinMaxVillage,
    Fewest,
    Median,
    Center,
    /// What each of them means, in the same order.
    MaxCoverWhy,
    MinMaxKecamatanWhy,
    MinMaxVillageWhy,
    FewestWhy,
    MedianWhy,
    CenterWhy,
    /// At most so many sites.
    AtMostSites,
    WithinReach,
    WithCapacity,
    MedianFullWhy,
    CenterFullWhy,
    /// The facts of a plan.
    WorstKecamatan,
    WorstVillage,
    SitesNeeded,
    MeanWay,
    FarthestWay,
    ProvenGoal,
    /// Years and purses.
    Money,
    Years,
    PursesApart,
    YearsTogether,
    /// Layers.
    Layers,
    Ways,
    Straight,
    Settlements,
    OnePoint,
    Standing,
    Nothing,
    Capacity,
    StandingReach,
    NoLayers,
    /// Over the gaps of pinned plans.
    GapShort,
    /// Beside the price of a wish, where a rule forbids it.
    CannotWish,
    /// Instead of weights, where no indicator is a percentage.
    NoWeights,
}

/// A sentence of it with its data.
#[derive(Clone, Debug, PartialEq)]
pub enum GoalSay {
    /// `Tahun ke-2`.
    Year {
        number: usize,
    },
    /// A purse in millions.
    Purse {
        name: String,
    },
    /// `Tinanggea: 31,2 % KK tersisa`.
    WorstShare {
        name: String,
        share: f64,
    },
    WorstLeft {
        name: String,
        households: u64,
    },
    Metres {
        metres: f64,
    },
    /// How far a plan can at most be from the best, where less is better.
    Above {
        gap: f64,
    },
}

impl Lang {
    pub fn goal(self, word: GoalWord) -> &'static str {
        match self {
            Self::Id => id::plan_goal::word(word),
            Self::En => en::plan_goal::word(word),
        }
    }

    pub fn goal_say(self, say: &GoalSay) -> String {
        match self {
            Self::Id => id::plan_goal::say(say),
            Self::En => en::plan_goal::say(say),
        }
    }
}
