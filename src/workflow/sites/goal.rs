//! How well a plan reaches its goal, in one sentence.

use super::Plan;
use super::recipe::{Among, Kind};
use crate::lang::sites::SiteSay;
use crate::workflow::snapshot::Snapshot;

/// What a plan of this kind promises; `None` where that is the households served.
pub fn goal(snapshot: &Snapshot, plan: &Plan) -> Option<SiteSay> {
    match plan.recipe.kind {
        Kind::MaxCover => None,
        Kind::MinMax => worst_left(snapshot, plan),
        Kind::Fewest => {
            Some(SiteSay::Sites { sites: plan.objective as usize, least: plan.bound as usize })
        }
        Kind::Median => plan.mean_way().map(|metres| SiteSay::Mean { metres }),
        Kind::Center => Some(SiteSay::Farthest { metres: plan.objective, least: plan.bound }),
    }
}

/// Who is left with most.
fn worst_left(snapshot: &Snapshot, plan: &Plan) -> Option<SiteSay> {
    let (worst, left) = plan.worst_left()?;
    Some(match plan.recipe.among {
        Among::Kecamatan => SiteSay::WorstShare {
            kecamatan: plan.model.kecamatan.get(worst)?.clone(),
            share: left,
            of_all: plan.left_of_all(worst)?,
            least: plan.bound,
        },
        Among::Village => SiteSay::WorstLeft {
            village: snapshot.register.villages.get(worst)?.name.clone(),
            households: left as u64,
            least: plan.bound as u64,
        },
    })
}
