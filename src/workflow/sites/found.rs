//! What the solver says to each kind of question, and who is served by whom.

use super::model::Model;
use super::recipe::{Kind, Recipe};
use super::{News, gap};
use crate::base::fault::{At, SitesFault, Stop};
use crate::base::progress::Progress;
use crate::plan::solver::{self, Effort, Least};

/// The answer as numbers.
pub(super) struct Found {
    pub units: Vec<u32>,
    pub objective: f64,
    pub bound: f64,
    pub links: u64,
}

/// For each option whom it serves: waiting place, households, metres.
pub(super) type Service = Vec<Vec<(u32, u32, f64)>>;

/// # Errors
/// Nothing serves everyone, where everyone must be served.
pub(super) fn of(
    recipe: &Recipe,
    model: &Model,
    effort: Effort,
    progress: &Progress,
    watch: &mut dyn FnMut(&News),
) -> Result<Found, Stop> {
    let question = &model.question;
    let mut tell = |least: &Least| {
        watch(&News { objective: least.value, bound: least.bound, gap: least.gap() });
    };
    let least = match recipe.kind {
        Kind::MaxCover | Kind::Median => return Ok(most(recipe, model, effort, progress, watch)),
        Kind::MinMax => {
            let parts = model.parts(recipe.among);
            solver::evenly(question, &parts, effort, progress, &mut tell)
        }
        Kind::Fewest => solver::fewest(question, effort, progress, &mut tell),
        Kind::Center => solver::center(question, &near(model), effort, progress, &mut tell),
    };
    let Some(least) = least else {
        return Err(Stop::fault(SitesFault::NotForEveryone, At::default()));
    };
    let Least { units, value: objective, bound, links } = least;
    Ok(Found { units, objective, bound, links })
}

fn most(
    recipe: &Recipe,
    model: &Model,
    effort: Effort,
    progress: &Progress,
    watch: &mut dyn FnMut(&News),
) -> Found {
    let total = unwalked(model);
    let of = |value: f64| if recipe.kind == Kind::Median { total - value } else { value };
    let best = solver::most(&model.question, effort, progress, &mut |s| {
        let (objective, bound) = (of(s.value), of(s.bound));
        watch(&News { objective, bound, gap: gap(objective, bound) });
    });
    let (objective, bound) = (of(best.value), of(best.bound));
    Found { units: best.units, objective, bound, links: best.links }
}

/// Σ weight · metres of ways that nobody walks: what p-median's worth is counted down from.
pub(super) fn unwalked(model: &Model) -> f64 {
    model.farthest.iter().zip(&model.question.demands).map(|(m, d)| m * d.weight).sum()
}

/// Waiting places with metres, of each option.
fn near(model: &Model) -> Vec<Vec<(u32, f64)>> {
    let links = &model.question.links;
    let own = |j: usize| links.start[j]..links.start[j + 1];
    let of = |j: usize| own(j).map(|k| (links.demand[k], model.metres[k])).collect();
    (0..model.options.len()).map(of).collect()
}

/// Who is served by which option. Without capacities the nearest open one serves all of a place.
pub(super) fn services(recipe: &Recipe, model: &Model, found: &Found) -> Service {
    let has_capacity = model.question.choices.iter().any(|c| c.capacity.is_some());
    if !has_capacity {
        return nearest(model, &found.units);
    }
    let service = match recipe.kind {
        Kind::MinMax => {
            let parts = model.parts(recipe.among);
            solver::evenly_served(&model.question, &parts, &found.units, found.objective)
        }
        Kind::Center => {
            solver::center_served(&model.question, &near(model), &found.units, found.objective)
        }
        Kind::MaxCover | Kind::Fewest | Kind::Median => {
            solver::service(&model.question, &found.units)
        }
    };
    let links = &model.question.links;
    let metres = |j: usize, i: u32| {
        let at = (links.start[j]..links.start[j + 1]).find(|k| links.demand[*k] == i);
        at.map_or(0.0, |k| model.metres[k])
    };
    let with_way = |(j, list): (usize, Vec<(u32, u32)>)| {
        list.into_iter().map(|(i, n)| (i, n, metres(j, i))).collect()
    };
    service.into_iter().enumerate().map(with_way).collect()
}

fn nearest(model: &Model, units: &[u32]) -> Service {
    let links = &model.question.links;
    let mut nearest: Vec<Option<(f64, usize)>> = vec![None; model.ground.waiting.len()];
    for (j, _) in units.iter().enumerate().filter(|(_, n)| **n > 0) {
        for k in links.start[j]..links.start[j + 1] {
            let i = links.demand[k] as usize;
            if nearest[i].is_none_or(|b| (model.metres[k], j) < b) {
                nearest[i] = Some((model.metres[k], j));
            }
        }
    }
    let mut service = vec![Vec::new(); units.len()];
    for (i, by) in nearest.into_iter().enumerate() {
        if let Some((metres, j)) = by {
            service[j].push((i as u32, model.ground.waiting[i].households, metres));
        }
    }
    service
}
