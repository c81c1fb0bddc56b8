//! What a planner should know of a plan that is possible and yet not what was meant.

use super::model::{Model, Standing};
use super::recipe::{Kind, Recipe};
use super::{Chosen, Plan};
use crate::base::fault::{At, Fault, SitesFault, Stop};
use crate::base::progress::Progress;
use crate::plan::solver::{self, Effort};

/// Purses that pay for nothing, and money that not one unit can be bought with.
pub(super) fn hints(plan: &Plan) -> Vec<Fault> {
    let faults = unused(plan).into_iter().chain(too_little(plan)).chain(too_full(plan));
    let faults = faults.chain(above(plan)).chain(left_out(plan)).chain(ends_at_reach(plan));
    let faults = faults.chain(for_nobody(plan, true)).chain(for_nobody(plan, false));
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
        .map(|(name, _)| SitesFault::PurseUnused {
            purse: name.clone(),
            known: known.join(", "),
            payer: payer.filter(|_| has_whole).map(str::to_owned),
        })
        .collect()
}

/// What was asked for, or is paid for already, and serves nobody.
fn for_nobody(plan: &Plan, wide: bool) -> Option<SitesFault> {
    let ground = &plan.model.ground;
    let is_wide =
        |v: usize| !plan.recipe.demand.accept_wide && ground.wide.binary_search(&v).is_ok();
    let asked = |c: &&Chosen| c.standing != Standing::Chosen && c.serves.is_empty();
    let own = plan.chosen.iter().filter(asked).map(|c| &ground.sites[c.site]);
    let own = own.filter(|site| is_wide(site.village) == wide);
    let mut sites: Vec<String> = own.map(|site| site.name.clone()).collect();
    sites.dedup();
    (!sites.is_empty()).then_some(SitesFault::ServesNobody { sites, wide })
}

/// What several types bring with them, where nobody said it.
fn ends_at_reach(plan: &Plan) -> Option<SitesFault> {
    let recipe = &plan.recipe;
    let by_itself = recipe.kind.is_far() && recipe.within_radius.is_none();
    (by_itself && recipe.ends_at_reach()).then_some(SitesFault::EndsAtReach)
}

/// Sites for all may cost more than there is.
fn above(plan: &Plan) -> Option<SitesFault> {
    let budget = &plan.recipe.budget;
    let sources = (!budget.sources.is_empty()).then(|| budget.sources.iter().map(|s| s.1).sum());
    let ceiling: i64 = budget.total().or(sources).filter(|_| plan.recipe.kind == Kind::Fewest)?;
    let sites = plan.chosen.iter().map(|c| c.units).sum();
    (plan.cost > ceiling).then_some(SitesFault::AboveBudget { sites, cost: plan.cost, ceiling })
}

/// Who is in reach of some place, and finds none on the shortest ways.
fn left_out(plan: &Plan) -> Option<SitesFault> {
    if plan.recipe.kind != Kind::Median {
        return None;
    }
    let mut left: Vec<u32> = plan.model.ground.waiting.iter().map(|w| w.households).collect();
    for (i, n, _) in plan.chosen.iter().flat_map(|c| &c.serves) {
        left[*i as usize] -= n;
    }
    for i in &plan.model.unreachable {
        left[*i] = 0;
    }
    let households: u32 = left.iter().sum();
    let metres = plan.model.farthest.iter().copied().fold(0.0, f64::max);
    (households > 0).then_some(SitesFault::LeftOut { households, metres })
}

/// Why not all can be reached: too few sites, where more of them could.
pub(super) fn not_for_all(
    stop: Stop,
    recipe: &Recipe,
    model: &Model,
    effort: Effort,
    progress: &Progress,
) -> Stop {
    let fault = match (stop, recipe.kind) {
        (Stop::Fault(fault), Kind::Center) => fault,
        (stop, _) => return stop,
    };
    if fault.code.id() != SitesFault::NotForEveryone.id() {
        return Stop::Fault(fault);
    }
    let part = Effort { links: effort.links / 8, ..effort };
    match solver::fewest(&model.question, part, progress, &mut |_| {}) {
        Some(least) => {
            let fault = SitesFault::TooFewSites { sites: recipe.p, least: least.bound as u32 };
            Stop::fault(fault, At::default())
        }
        None => Stop::Fault(fault),
    }
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
