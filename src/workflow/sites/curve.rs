//! What more money would serve, and what a wish costs: the same question with one thing changed.

use std::collections::BTreeMap;

use super::model::Model;
use super::recipe::{Kind, Recipe, Wish};
use super::{Plan, solve};
use crate::base::fault::Stop;
use crate::base::progress::Progress;
use crate::plan::solver::Effort;
use crate::workflow::snapshot::Snapshot;

/// One point of the curve.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    pub rupiah: i64,
    /// Households served by the best plan found.
    pub households: u64,
    /// Worth served, and the bound.
    pub objective: f64,
    pub bound: f64,
}

/// Budgets in even steps from nothing to twice the budget, each with its best plan found.
///
/// # Errors
/// A cancel; what breaks the recipe itself. A budget too small for what is forced serves nothing.
pub fn curve(
    recipe: &Recipe,
    model: &Model,
    steps: u32,
    effort: Effort,
    progress: &Progress,
) -> Result<Vec<Point>, Stop> {
    let Some(total) = recipe.budget.total() else { return Ok(Vec::new()) };
    if recipe.kind == Kind::Fewest {
        return Ok(Vec::new());
    }
    let Some(row) = model.purses.iter().position(String::is_empty) else { return Ok(Vec::new()) };
    let mut points = Vec::new();
    for k in 0..=steps {
        progress.step()?;
        let rupiah = (i128::from(total) * 2 * i128::from(k) / i128::from(steps.max(1))) as i64;
        let mut model = model.clone();
        model.question.ceilings[row] = rupiah;
        // Purses of single sources stay as they are: the curve asks for the whole sum only.
        let mut asked = recipe.clone();
        asked.budget.years.clear();
        let point = match solve(&asked, model, effort, progress, &mut |_| {}) {
            Ok(plan) => Point {
                rupiah,
                households: plan.served.iter().map(|n| u64::from(*n)).sum(),
                objective: plan.objective,
                bound: plan.bound,
            },
            Err(Stop::Canceled) => return Err(Stop::Canceled),
            Err(Stop::Fault(_)) => Point { rupiah, households: 0, objective: 0.0, bound: 0.0 },
        };
        points.push(point);
    }
    Ok(points)
}

/// What is asked of a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    Force,
    Forbid,
}

/// The plan with a wish, beside the one without it.
#[derive(Clone, Debug)]
pub struct Price {
    pub ask: Ask,
    pub wish: Wish,
    /// Households served less (below zero) or more.
    pub households: i64,
    pub objective: f64,
    pub with: Plan,
    /// Whether both plans are proven: the price is exact.
    pub proven: bool,
    /// Where it is not: between which changes in households the true price lies. `None` where the
    /// plan counts something else than households.
    pub between: Option<(i64, i64)>,
    /// Units that leave the plan, and those that come in.
    pub out: Vec<Moved>,
    pub into: Vec<Moved>,
}

/// Units of a facility at a site, in one of two plans only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// Code of the site, id of the facility.
    pub site: String,
    pub facility: String,
    pub units: u32,
}

/// The units of `one` that `other` does not have.
fn moved(one: &Plan, other: &Plan) -> Vec<Moved> {
    let units = |plan: &Plan| -> BTreeMap<(String, String), u32> {
        let mut units = BTreeMap::new();
        for c in &plan.chosen {
            let site = plan.model.ground.sites[c.site].code.clone();
            let facility = plan.recipe.facilities[c.facility].id.clone();
            *units.entry((site, facility)).or_default() += c.units;
        }
        units
    };
    let there = units(other);
    let more = units(one).into_iter().filter_map(|((site, facility), units)| {
        let key = (site, facility);
        let units = units.saturating_sub(there.get(&key).copied().unwrap_or(0));
        let (site, facility) = key;
        (units > 0).then_some(Moved { site, facility, units })
    });
    more.collect()
}

/// The recipe with a wish more; an opposite wish of the same site falls.
#[must_use]
pub fn wished(recipe: &Recipe, ask: Ask, wish: &Wish) -> Recipe {
    let mut asked = recipe.clone();
    let same =
        |w: &Wish| w.site == wish.site && (w.facility == wish.facility || w.facility.is_none());
    asked.force.retain(|w| !same(w));
    asked.forbid.retain(|w| !same(w));
    match ask {
        Ask::Force => asked.force.push(wish.clone()),
        Ask::Forbid => asked.forbid.push(wish.clone()),
    }
    asked
}

/// # Errors
/// What breaks the plan with the wish, by name; a cancel.
pub fn price(
    snapshot: &Snapshot,
    plan: &Plan,
    ask: Ask,
    wish: &Wish,
    effort: Effort,
    progress: &Progress,
) -> Result<Price, Stop> {
    let recipe = wished(&plan.recipe, ask, wish);
    let with = super::plan(snapshot, &recipe, effort, progress, &mut |_| {})?;
    let sum = |plan: &Plan| plan.served.iter().map(|n| i64::from(*n)).sum::<i64>();
    let counts = |plan: &Plan| {
        recipe.kind == Kind::MaxCover && (plan.objective - sum(plan) as f64).abs() < 1e-6
    };
    let most = |plan: &Plan| (plan.bound + 1e-6).floor() as i64;
    let proven = plan.proven() && with.proven();
    let known = !proven && counts(plan) && counts(&with);
    // A wish more never serves more than the best plan without it; one taken back might.
    let takes_back = recipe.force.len() + recipe.forbid.len()
        <= plan.recipe.force.len() + plan.recipe.forbid.len();
    let upper = if takes_back { most(&with) } else { most(&with).min(most(plan)) };
    let between = known.then(|| (sum(&with) - most(plan), upper - sum(plan)));
    Ok(Price {
        ask,
        wish: wish.clone(),
        households: sum(&with) - sum(plan),
        objective: with.objective - plan.objective,
        proven,
        between,
        out: moved(plan, &with),
        into: moved(&with, plan),
        with,
    })
}
