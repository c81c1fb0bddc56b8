//! A plan over several years: what serves most for its money comes first, and no year's ceiling is
//! passed. What a year has left buys what still fits into it.

use super::found::Service;
use super::model::{Model, Standing};
use super::recipe::{Kind, Recipe};
use crate::base::fault::{At, SitesFault, Stop};
use crate::base::progress::Progress;
use crate::plan::solver::{self, Effort};

/// The part of the effort that filling up one year may take.
const PART: u64 = 8;

/// Units of each option and the year of each, from 0.
pub(super) struct Placed {
    pub units: Vec<u32>,
    pub year: Vec<Option<usize>>,
}

/// What a unit of an option costs this plan.
pub(super) fn cost(recipe: &Recipe, model: &Model, option: usize, units: u32) -> i64 {
    let own = model.options[option];
    match own.standing {
        Standing::Funded => 0,
        Standing::Chosen | Standing::Forced => {
            recipe.facilities[own.facility].unit_cost * i64::from(units)
        }
    }
}

/// Gives every facility its year, first to what must stand: forced sites, and the worthiest of each
/// kecamatan up to its floor. Units of one place stay together; what no year can take any more
/// falls out of the plan, and the bound stays that of all years together.
///
/// # Errors
/// `NoYear` where something that must stand finds no year.
pub(super) fn place(
    recipe: &Recipe,
    model: &Model,
    units: &[u32],
    service: &Service,
    effort: Effort,
    progress: &Progress,
) -> Result<Placed, Stop> {
    let mut left = recipe.budget.years.clone();
    let mut placed = Placed { units: units.to_vec(), year: vec![None; units.len()] };
    if left.is_empty() {
        return Ok(placed);
    }
    let costs: Vec<i64> = (0..units.len()).map(|j| cost(recipe, model, j, units[j])).collect();
    let households: Vec<u64> =
        service.iter().map(|list| list.iter().map(|s| u64::from(s.1)).sum()).collect();
    let mut order: Vec<usize> = (0..units.len()).filter(|j| units[*j] > 0).collect();
    let worth = |j: usize| households[j] as f64 / costs[j].max(1) as f64;
    order.sort_by(|a, b| worth(*b).total_cmp(&worth(*a)).then(a.cmp(b)));
    let needed = needed(model, &order);
    order.sort_by_key(|j| !needed[*j]);
    // Large ones first where the order by worth leaves something without a year.
    let by_worth = pack(&order, &costs, &left);
    order.sort_by_key(|j| (!needed[*j], std::cmp::Reverse(costs[*j]), *j));
    let by_size = pack(&order, &costs, &left);
    let missing = |years: &[Option<usize>]| -> (usize, u64) {
        let without = || order.iter().filter(|j| years[**j].is_none());
        (without().filter(|j| needed[**j]).count(), without().map(|j| households[*j]).sum())
    };
    placed.year = if missing(&by_size) < missing(&by_worth) { by_size } else { by_worth };
    if let Some(j) = order.iter().find(|j| needed[**j] && placed.year[**j].is_none()) {
        let own = model.options[*j];
        let fault = SitesFault::NoYear {
            site: model.ground.sites[own.site].name.clone(),
            facility: recipe.facilities[own.facility].name.clone(),
            cost: costs[*j],
            largest: recipe.budget.years.iter().copied().max().unwrap_or_default(),
        };
        return Err(Stop::fault(fault, At::default()));
    }
    for (j, year) in placed.year.iter().enumerate() {
        match year {
            Some(y) => left[*y] -= costs[j],
            None => placed.units[j] = 0,
        }
    }
    if placed.units != units && matches!(recipe.kind, Kind::MaxCover | Kind::MinMax) {
        for (year, left) in left.iter().enumerate() {
            more(recipe, model, (year, *left), &mut placed, effort, progress);
        }
    }
    Ok(placed)
}

/// What must stand: forced sites, and in each kecamatan as many of the first in `order` as its
/// floor asks for.
fn needed(model: &Model, order: &[usize]) -> Vec<bool> {
    let question = &model.question;
    let mut needed = vec![false; question.choices.len()];
    let mut open: Vec<u32> = question.groups.iter().map(|g| g.least).collect();
    let free = |j: &&usize| model.options[**j].standing != Standing::Chosen;
    for j in order.iter().filter(free).chain(order.iter().filter(|j| !free(j))) {
        let left = &mut open[question.choices[*j].group as usize];
        needed[*j] = *left > 0 || free(&j);
        *left = left.saturating_sub(1);
    }
    needed
}

/// What serves most of those that remain for what a year has left.
fn more(
    recipe: &Recipe,
    model: &Model,
    (year, left): (usize, i64),
    placed: &mut Placed,
    effort: Effort,
    progress: &Progress,
) {
    let Some(row) = model.purses.iter().position(String::is_empty) else { return };
    let mut question = model.question.clone();
    let spent: i64 = placed.units.iter().enumerate().map(|(j, n)| cost(recipe, model, j, *n)).sum();
    question.ceilings[row] = question.ceilings[row].min(spent + left);
    for (choice, n) in question.choices.iter_mut().zip(&placed.units) {
        choice.least = *n;
        if *n > 0 {
            choice.most = *n;
        }
    }
    // A floor that fell out with its site is met again where the money allows it.
    if solver::obstacle(&question).is_some() {
        return;
    }
    let part = Effort { links: (effort.links / PART).max(1), ..effort };
    let found = solver::most(&question, part, progress, &mut |_| {});
    if !found.sound {
        return;
    }
    for (j, n) in found.units.iter().enumerate() {
        if placed.units[j] == 0 && *n > 0 {
            placed.year[j] = Some(year);
        }
    }
    placed.units = found.units;
}

fn pack(order: &[usize], costs: &[i64], ceilings: &[i64]) -> Vec<Option<usize>> {
    let mut left = ceilings.to_vec();
    let mut years = vec![None; costs.len()];
    for j in order {
        if let Some(year) = left.iter().position(|l| costs[*j] <= *l) {
            left[year] -= costs[*j];
            years[*j] = Some(year);
        }
    }
    years
}
