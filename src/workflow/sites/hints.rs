//! What a planner should know of a plan that is possible and yet not what was meant.

use super::Plan;
use super::model::Standing;
use crate::base::fault::{At, Fault, SitesFault};

/// Purses that pay for nothing, and money that not one unit can be bought with.
pub(super) fn hints(plan: &Plan) -> Vec<Fault> {
    let faults = unused(plan).into_iter().chain(too_little(plan)).chain(too_full(plan));
    faults.map(|fault| Fault::new(fault, At::default())).collect()
}

fn unused(plan: &Plan) -> Vec<SitesFault> {
    let (recipe, payer) = (&plan.recipe, plan.recipe.budget.payer());
    let mut known: Vec<&str> =
        recipe.facilities.iter().flat_map(|f| &f.shares).map(|s| s.0.as_str()).collect();
    known.sort_unstable();
    known.dedup();
    // Types without shares are paid by the largest purse.
    let has_whole = recipe.facilities.iter().any(|f| f.shares.is_empty());
    let pays = |name: &str| known.contains(&name) || (has_whole && payer == Some(name));
    let purses = recipe.budget.sources.iter().filter(|(name, _)| !pays(name));
    purses
        .map(|(name, _)| SitesFault::PurseUnused { purse: name.clone(), known: known.join(", ") })
        .collect()
}

/// Where ways count and capacities do not, a site may serve more than it can.
fn too_full(plan: &Plan) -> Option<SitesFault> {
    if plan.recipe.counts_capacity() {
        return None;
    }
    let over = plan.chosen.iter().filter_map(|c| {
        let capacity = plan.recipe.facilities[c.facility].capacity_kk? * c.units;
        (c.households() > capacity).then(|| (c.households(), capacity, c.site))
    });
    let over: Vec<(u32, u32, usize)> = over.collect();
    let (most, capacity, site) = *over.iter().max()?;
    let name = plan.model.ground.sites[site].name.clone();
    Some(SitesFault::OverCapacity { sites: over.len(), most, capacity, name })
}

fn too_little(plan: &Plan) -> Option<SitesFault> {
    let budget = &plan.recipe.budget;
    let free = plan.chosen.iter().any(|c| c.standing != Standing::Funded);
    let facility = plan.recipe.facilities.iter().min_by_key(|f| f.unit_cost).filter(|_| !free)?;
    let largest = budget.years.iter().max().copied();
    let (ceiling, year) = match (budget.rupiah, largest) {
        (Some(all), Some(year)) if all <= year => (all, false),
        (_, Some(year)) => (year, true),
        (all, None) => (all?, false),
    };
    let (cheapest, name) = (facility.unit_cost, facility.name.clone());
    let fault = SitesFault::TooLittle { ceiling, cheapest, facility: name, year };
    (cheapest > ceiling).then_some(fault)
}
