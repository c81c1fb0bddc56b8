//! The sites that a budget can pay for: the best plan, how near it is to the best possible, whom it
//! serves and whom it leaves.

pub mod curve;
pub mod exclude;
pub mod facility_toml;
pub mod ground;
pub mod json;
pub mod model;
pub mod people;
mod reach;
pub mod recipe;
mod recipe_lists;
mod road;
pub mod scenario;
pub mod sheet;
mod years;

use crate::base::fault::{At, Fault, SitesFault, Stop};
use crate::base::progress::{Phase, Progress};
use crate::plan::solver::{self, Effort, Least, Obstacle};
use crate::workflow::snapshot::Snapshot;
use model::{Model, Standing};
use recipe::{Kind, Recipe};

pub use facility_toml::defaults;

/// One facility of the plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Chosen {
    /// Index into the model's options.
    pub option: usize,
    pub site: usize,
    pub facility: usize,
    pub units: u32,
    pub cost: i64,
    pub standing: Standing,
    /// Waiting place, households, metres.
    pub serves: Vec<(u32, u32, f64)>,
    /// From 0; `None` where no years were asked.
    pub year: Option<usize>,
}

impl Chosen {
    pub fn households(&self) -> u32 {
        self.serves.iter().map(|s| s.1).sum()
    }
}

/// A plan with its proof.
#[derive(Clone, Debug)]
pub struct Plan {
    pub recipe: Recipe,
    pub model: Model,
    /// Worth served, sites, or metres: what the kind counts.
    pub objective: f64,
    pub bound: f64,
    /// Share of the larger of both; 0 = proven.
    pub gap: f64,
    pub cost: i64,
    pub chosen: Vec<Chosen>,
    /// Households served of each village of the register.
    pub served: Vec<u32>,
    pub households: u64,
    /// The effort spent, in links.
    pub links: u64,
    pub faults: Vec<Fault>,
}

impl Plan {
    pub fn proven(&self) -> bool {
        self.gap <= 0.0
    }

    pub fn status(&self) -> &'static str {
        if self.proven() { "optimal" } else { "feasible" }
    }

    /// Served by kecamatan: (served, waiting).
    pub fn by_kecamatan(&self) -> Vec<(u64, u64)> {
        let mut sums = vec![(0, 0); self.model.kecamatan.len()];
        for w in &self.model.ground.waiting {
            sums[self.model.kecamatan_of[w.village]].1 += u64::from(w.households);
        }
        for (village, n) in self.served.iter().enumerate() {
            sums[self.model.kecamatan_of[village]].0 += u64::from(*n);
        }
        sums
    }

    /// How unequal the shares served of the kecamatan are: 0 = all alike, 1 = one has all.
    pub fn gini(&self) -> Option<f64> {
        let sums = self.by_kecamatan();
        let mut shares: Vec<f64> =
            sums.iter().filter(|s| s.1 > 0).map(|s| s.0 as f64 / s.1 as f64).collect();
        shares.sort_by(f64::total_cmp);
        let (n, total) = (shares.len() as f64, shares.iter().sum::<f64>());
        let ranked: f64 = shares.iter().enumerate().map(|(i, s)| (i as f64 + 1.0) * s).sum();
        (total > 0.0).then(|| (2.0 * ranked / (n * total) - (n + 1.0) / n).max(0.0))
    }
}

/// What the search tells on its way.
#[derive(Clone, Debug, PartialEq)]
pub struct News {
    pub objective: f64,
    pub bound: f64,
    pub gap: f64,
}

/// The plan that the recipe asks for.
///
/// # Errors
/// What breaks it, by name; a cancel before a first plan is found.
pub fn plan(
    snapshot: &Snapshot,
    recipe: &Recipe,
    effort: Effort,
    progress: &Progress,
    watch: &mut dyn FnMut(&News),
) -> Result<Plan, Stop> {
    let model = Model::of(snapshot, recipe, progress)?;
    solve(recipe, model, effort, progress, watch)
}

/// As [`plan`], over a model that is already made.
pub fn solve(
    recipe: &Recipe,
    model: Model,
    effort: Effort,
    progress: &Progress,
    watch: &mut dyn FnMut(&News),
) -> Result<Plan, Stop> {
    if let Some(obstacle) = solver::obstacle(&model.question) {
        return Err(Stop::fault(explain(recipe, &model, obstacle), At::default()));
    }
    progress.start(Phase::Trying, 0);
    let question = &model.question;
    let found = match recipe.kind {
        Kind::MaxCover | Kind::Median => {
            let total = farthest(&model, recipe);
            let of = |value: f64| if recipe.kind == Kind::Median { total - value } else { value };
            let best = solver::most(question, effort, progress, &mut |s| {
                let (objective, bound) = (of(s.value), of(s.bound));
                watch(&News { objective, bound, gap: gap(objective, bound) });
            });
            let (value, bound) = (of(best.value), of(best.bound));
            (best.units, value, bound, best.links)
        }
        Kind::Fewest => {
            let least = solver::fewest(question, effort, progress, &mut |l| tell(watch, l));
            let Some(least) = least else {
                return Err(Stop::fault(SitesFault::NotForEveryone, At::default()));
            };
            (least.units, least.value, least.bound, least.links)
        }
        Kind::Center => {
            let near: Vec<Vec<(u32, f64)>> = (0..model.options.len())
                .map(|j| {
                    let range = question.links.start[j]..question.links.start[j + 1];
                    range.map(|k| (question.links.demand[k], model.metres[k])).collect()
                })
                .collect();
            let mut counted = question.clone();
            counted.groups.clone_from(&question.groups);
            let least = solver::center(&counted, &near, effort, progress, &mut |l| tell(watch, l));
            let Some(least) = least else {
                return Err(Stop::fault(SitesFault::NotForEveryone, At::default()));
            };
            (least.units, least.value, least.bound, least.links)
        }
    };
    Ok(finish(recipe, model, &found, progress))
}

fn tell(watch: &mut dyn FnMut(&News), least: &Least) {
    watch(&News { objective: least.value, bound: least.bound, gap: least.gap() });
}

/// How far the plan can at most be from the best, as a share of the larger number.
fn gap(objective: f64, bound: f64) -> f64 {
    let larger = objective.abs().max(bound.abs());
    let gap = if larger > 0.0 { (objective - bound).abs() / larger } else { 0.0 };
    if gap < 1e-9 { 0.0 } else { gap }
}

/// Σ weight · metres to the farthest site: what p-median's worth is counted down from.
fn farthest(model: &Model, recipe: &Recipe) -> f64 {
    if recipe.kind != Kind::Median {
        return 0.0;
    }
    let mut far = vec![0.0_f64; model.question.demands.len()];
    for (i, m) in model.question.links.demand.iter().zip(&model.metres) {
        far[*i as usize] = far[*i as usize].max(*m);
    }
    far.iter().zip(&model.question.demands).map(|(m, d)| m * d.weight).sum()
}

fn finish(
    recipe: &Recipe,
    model: Model,
    (units, objective, bound, links): &(Vec<u32>, f64, f64, u64),
    progress: &Progress,
) -> Plan {
    let service = services(recipe, &model, units);
    let mut served = vec![0; model.ground.households.len()];
    let mut chosen = Vec::new();
    let mut cost = 0;
    for (j, serves) in service.into_iter().enumerate() {
        if units[j] == 0 {
            continue;
        }
        let option = model.options[j];
        let own = match option.standing {
            Standing::Funded => 0,
            Standing::Chosen | Standing::Forced => {
                recipe.facilities[option.facility].unit_cost * i64::from(units[j])
            }
        };
        cost += own;
        for (i, n, _) in &serves {
            served[model.ground.waiting[*i as usize].village] += n;
        }
        chosen.push(Chosen {
            option: j,
            site: option.site,
            facility: option.facility,
            units: units[j],
            cost: own,
            standing: option.standing,
            serves,
            year: None,
        });
    }
    let mut faults = model.ground.faults.clone();
    let gap = gap(*objective, *bound);
    if progress.is_canceled() && gap > 0.0 {
        faults.push(Fault::new(SitesFault::StoppedEarly, At::default()));
    }
    let households = model.households();
    let mut plan = Plan {
        recipe: recipe.clone(),
        model,
        objective: *objective,
        bound: *bound,
        gap,
        cost,
        chosen,
        served,
        households,
        links: *links,
        faults,
    };
    years::place(&mut plan);
    plan
}

/// Who is served by which option: (waiting place, households, metres). Without capacities the
/// nearest open one serves all of a place.
fn services(recipe: &Recipe, model: &Model, units: &[u32]) -> Vec<Vec<(u32, u32, f64)>> {
    let links = &model.question.links;
    let metres = |j: usize, i: u32| {
        let range = links.start[j]..links.start[j + 1];
        let at = range.clone().find(|k| links.demand[*k] == i);
        at.map_or(0.0, |k| model.metres[k])
    };
    let far = matches!(recipe.kind, Kind::Median | Kind::Center);
    if !far && model.question.choices.iter().any(|c| c.capacity.is_some()) {
        let service = solver::service(&model.question, units);
        return service
            .into_iter()
            .enumerate()
            .map(|(j, list)| list.into_iter().map(|(i, n)| (i, n, metres(j, i))).collect())
            .collect();
    }
    let mut nearest: Vec<Option<(f64, usize)>> = vec![None; model.ground.waiting.len()];
    for (j, n) in units.iter().enumerate() {
        if *n == 0 {
            continue;
        }
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

fn explain(recipe: &Recipe, model: &Model, obstacle: Obstacle) -> SitesFault {
    let name = |g: usize| model.kecamatan.get(g).cloned().unwrap_or_default();
    let least = recipe.least_per_kecamatan;
    let most = recipe.most_per_kecamatan.unwrap_or(u32::MAX);
    let purse = |row: usize| model.purses.get(row).cloned().unwrap_or_default();
    let ceiling = |row: usize| model.question.ceilings.get(row).copied().unwrap_or_default();
    match obstacle {
        Obstacle::FloorAboveCap { group } => {
            SitesFault::FloorAboveCap { kecamatan: name(group), least, most }
        }
        Obstacle::FewerThanFloor { group, allowed } => {
            SitesFault::FewerThanFloor { kecamatan: name(group), least, allowed }
        }
        Obstacle::ForcedAboveCap { group, forced } => {
            SitesFault::ForcedAboveCap { kecamatan: name(group), most, forced }
        }
        Obstacle::ForcedAboveCeiling { row, needed } => {
            SitesFault::ForcedAboveCeiling { purse: purse(row), needed, ceiling: ceiling(row) }
        }
        Obstacle::FloorsAboveCeiling { row, needed } => {
            SitesFault::FloorsAboveCeiling { purse: purse(row), needed, ceiling: ceiling(row) }
        }
        Obstacle::PursesTogether => SitesFault::PursesTogether,
    }
}
