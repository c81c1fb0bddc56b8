//! The goal of a plan, its money and its layers in English.

use crate::lang::Lang;
use crate::lang::number::{count, fixed};
use crate::lang::plan_goal::{GoalSay, GoalWord};

const L: Lang = Lang::En;

pub fn word(word: GoalWord) -> &'static str {
    match word {
        GoalWord::Goal => "Goal",
        GoalWord::MaxCover => "Serve as many as possible",
        GoalWord::MinMaxKecamatan => "Worst kecamatan first",
        GoalWord::MinMaxVillage => "Worst village first",
        GoalWord::Fewest => "Fewest sites that serve all",
        GoalWord::Median => "Shortest way on average",
        GoalWord::Center => "Shortest way for the farthest",
        GoalWord::MaxCoverWhy => "Most households that the budget can pay for",
        GoalWord::MinMaxKecamatanWhy => {
            "The share of households left in the worst kecamatan becomes as small as it can, then \
             as many as possible are served"
        }
        GoalWord::MinMaxVillageWhy => {
            "The number of households left in the worst village becomes as small as it can, then \
             as many as possible are served"
        }
        GoalWord::FewestWhy => "All households in reach are served; the budget does not count",
        GoalWord::MedianWhy => "Each household goes to the nearest site; capacity does not count",
        GoalWord::CenterWhy => {
            "All households in reach, the farthest as near as can be; capacity does not count"
        }
        GoalWord::WithCapacity => "Up to the capacity only",
        GoalWord::MedianFullWhy => {
            "Every household to the nearest site that has room; who finds none counts twice the \
             farthest way"
        }
        GoalWord::CenterFullWhy => {
            "All households in reach find room, the farthest as near as can be"
        }
        GoalWord::AtMostSites => "At most so many units",
        GoalWord::WithinReach => "Only within the service distance",
        GoalWord::WorstKecamatan => "Most left in",
        GoalWord::WorstVillage => "Most left in",
        GoalWord::SitesNeeded => "Units for all",
        GoalWord::MeanWay => "Mean distance",
        GoalWord::FarthestWay => "Longest distance",
        GoalWord::ProvenGoal => "Gap 0 %. No other set of sites does better for this goal.",
        GoalWord::Money => "Years and funds",
        GoalWord::Years => "Years of work",
        GoalWord::PursesApart => "Ceiling of each fund",
        GoalWord::YearsTogether => "The ceilings of all years make the budget above",
        GoalWord::Layers => "Distance and layers",
        GoalWord::Ways => "Distance",
        GoalWord::Straight => "straight line",
        GoalWord::Settlements => "Settlements",
        GoalWord::OnePoint => "one point a village",
        GoalWord::Standing => "Facilities that stand already",
        GoalWord::Nothing => "not counted",
        GoalWord::Capacity => "Column with capacity in households",
        GoalWord::StandingReach => "Their reach (km)",
        GoalWord::GapShort => "Gap",
        GoalWord::CannotWish => "Cannot be forced here; the reason stands below",
        GoalWord::NoWeights => "No indicator in percent to put villages first by",
        GoalWord::NoLayers => "Import points or roads in step Data to use them here",
    }
}

pub fn say(say: &GoalSay) -> String {
    match say {
        GoalSay::Year { number } => format!("Year {number} (million Rp)"),
        GoalSay::Purse { name } => format!("{name} (million Rp)"),
        GoalSay::WorstShare { name, share } => {
            format!("{name}, {} %", fixed(L, 100.0 * share, 1))
        }
        GoalSay::WorstLeft { name, households } => {
            format!("{name}, {}", count(L, *households as usize))
        }
        GoalSay::Metres { metres } => format!("{} km", fixed(L, metres / 1000.0, 2)),
        GoalSay::Above { gap } => {
            format!("At most {} % above what is possible", fixed(L, 100.0 * gap, 1))
        }
    }
}
