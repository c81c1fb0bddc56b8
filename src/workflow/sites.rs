//! The sites that a budget can pay for: the best plan, how near it is to the best possible, whom it
//! serves and whom it leaves.

pub mod changes;
pub mod curve;
pub mod exclude;
mod facility_doubt;
pub mod facility_toml;
mod found;
pub mod goal;
pub mod ground;
mod hints;
pub mod json;
pub mod model;
mod objective;
pub mod people;
mod reach;
pub mod recipe;
mod recipe_lists;
mod road;
pub mod scenario;
pub mod sheet;
mod years;

use std::collections::{BTreeMap, BTreeSet};

use crate::base::fault::{At, Fault, SitesFault, Stop};
use crate::base::progress::{Phase, Progress};
use crate::plan::solver::{self, Effort, Left, Obstacle};
use crate::workflow::snapshot::Snapshot;
use found::Found;
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

/// Whose households are counted as left.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Counts {
    InReach,
    All,
}

/// A plan with its proof.
#[derive(Clone, Debug)]
pub struct Plan {
    pub recipe: Recipe,
    pub model: Model,
    /// Worth served, what the worst served are left with, sites, or metres: what the kind counts.
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

    /// What the plan may cost; where all are to be served, no money is a limit.
    pub fn ceiling(&self) -> Option<i64> {
        match self.recipe.kind {
            Kind::Fewest => None,
            Kind::MaxCover | Kind::MinMax | Kind::Median | Kind::Center => {
                self.recipe.budget.total()
            }
        }
    }

    /// How many facility types stand at how many sites; units of one type at one site are one.
    pub fn places(&self) -> usize {
        self.chosen.iter().map(|c| (c.site, c.facility)).collect::<BTreeSet<_>>().len()
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

    /// The kecamatan or village that is left with most, and what it is left with: a share, or a
    /// number of households; only households in reach count. The position is that of the kecamatan
    /// or of the village.
    pub fn worst_left(&self) -> Option<(usize, f64)> {
        self.worst(Counts::InReach)
    }

    /// What the kecamatan or village at this place is left with when all who wait count, also who
    /// is in reach of nothing.
    pub fn left_of_all(&self, part: usize) -> Option<f64> {
        let (left, all) = self.left(Counts::All)?;
        let parts = self.model.parts(self.recipe.among);
        Some(match parts.left {
            Left::Households => *left.get(part)? as f64,
            Left::Share => *left.get(part)? as f64 / (*all.get(part)?).max(1) as f64,
        })
    }

    fn worst(&self, counts: Counts) -> Option<(usize, f64)> {
        let (left, all) = self.left(counts)?;
        let parts = self.model.parts(self.recipe.among);
        let level = |g: &usize| match parts.left {
            Left::Households => left[*g] as f64,
            Left::Share => left[*g] as f64 / all[*g].max(1) as f64,
        };
        let by = |a: &usize, b: &usize| level(a).total_cmp(&level(b)).then(b.cmp(a));
        let worst = (0..left.len()).max_by(by)?;
        Some((worst, level(&worst)))
    }

    /// Households left and all households, of each kecamatan or village.
    fn left(&self, counts: Counts) -> Option<(Vec<i64>, Vec<i64>)> {
        let parts = self.model.parts(self.recipe.among);
        let size = parts.of.iter().map(|p| *p as usize + 1).max()?;
        let (mut left, mut all) = (vec![0_i64; size], vec![0_i64; size]);
        for (i, waiting) in self.model.ground.waiting.iter().enumerate() {
            if counts == Counts::All || self.model.unreachable.binary_search(&i).is_err() {
                left[parts.of[i] as usize] += i64::from(waiting.households);
                all[parts.of[i] as usize] += i64::from(waiting.households);
            }
        }
        for (i, n, _) in self.chosen.iter().flat_map(|c| &c.serves) {
            left[parts.of[*i as usize] as usize] -= i64::from(*n);
        }
        Some((left, all))
    }

    /// Villages with households that no option reaches, and how many of them.
    pub fn unreachable(&self) -> BTreeMap<usize, u32> {
        let mut villages = BTreeMap::new();
        for i in &self.model.unreachable {
            let waiting = self.model.ground.waiting[*i];
            *villages.entry(waiting.village).or_insert(0) += waiting.households;
        }
        villages
    }

    /// What the kind counts, from who is served by whom.
    fn counted(&self) -> f64 {
        let each = || self.chosen.iter().flat_map(|c| &c.serves);
        let weight = |i: u32, n: u32| f64::from(n) * self.model.ground.waiting[i as usize].worth;
        match self.recipe.kind {
            Kind::MaxCover => each().map(|(i, n, _)| weight(*i, *n)).sum(),
            Kind::MinMax => self.worst_left().map_or(self.objective, |w| w.1),
            Kind::Fewest => self.chosen.iter().map(|c| f64::from(c.units)).sum(),
            Kind::Median => {
                let saved = |(i, n, m): &(u32, u32, f64)| {
                    weight(*i, *n) * (self.model.farthest[*i as usize] - m)
                };
                found::unwalked(&self.model) - each().map(saved).sum::<f64>()
            }
            Kind::Center => each().map(|s| s.2).fold(0.0, f64::max),
        }
    }

    /// The mean way of the households served, weighted, in metres. `None` where nobody is served.
    pub fn mean_way(&self) -> Option<f64> {
        let (mut ways, mut all) = (0.0, 0.0);
        for (i, n, metres) in self.chosen.iter().flat_map(|c| &c.serves) {
            let weight = f64::from(*n) * self.model.ground.waiting[*i as usize].worth;
            ways += weight * metres;
            all += weight;
        }
        (all > 0.0).then(|| ways / all)
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
    let mut plan = solve(recipe, model, effort, progress, watch)?;
    if people::lacks_families(snapshot, &plan) {
        plan.faults.push(Fault::new(SitesFault::NoFamilies, At::default()));
    }
    Ok(plan)
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
    let found = found::of(recipe, &model, effort, progress, watch);
    let found = found.map_err(|stop| hints::not_for_all(stop, recipe, &model, effort, progress))?;
    finish(recipe, model, found, effort, progress)
}

/// How far the plan can at most be from the best, as a share of the larger number.
fn gap(objective: f64, bound: f64) -> f64 {
    let larger = objective.abs().max(bound.abs());
    let gap = if larger > 0.0 { (objective - bound).abs() / larger } else { 0.0 };
    if gap < 1e-9 { 0.0 } else { gap }
}

fn finish(
    recipe: &Recipe,
    model: Model,
    mut found: Found,
    effort: Effort,
    progress: &Progress,
) -> Result<Plan, Stop> {
    let mut service = found::services(recipe, &model, &found);
    let placed = years::place(recipe, &model, &found.units, &service, effort, progress)?;
    let is_whole = placed.units == found.units;
    found.units = placed.units;
    if !is_whole {
        service = found::services(recipe, &model, &found);
    }
    let mut served = vec![0; model.ground.households.len()];
    let mut chosen = Vec::new();
    for (j, serves) in service.into_iter().enumerate().filter(|(j, _)| found.units[*j] > 0) {
        let option = model.options[j];
        for (i, n, _) in &serves {
            served[model.ground.waiting[*i as usize].village] += n;
        }
        chosen.push(Chosen {
            option: j,
            site: option.site,
            facility: option.facility,
            units: found.units[j],
            cost: years::cost(recipe, &model, j, found.units[j]),
            standing: option.standing,
            serves,
            year: placed.year[j],
        });
    }
    let mut plan = Plan {
        recipe: recipe.clone(),
        objective: found.objective,
        bound: found.bound,
        gap: 0.0,
        cost: chosen.iter().map(|c| c.cost).sum(),
        households: model.households(),
        faults: model.ground.faults.clone(),
        model,
        chosen,
        served,
        links: found.links,
    };
    if !is_whole {
        plan.objective = plan.counted();
    }
    plan.gap = gap(plan.objective, plan.bound);
    let hints = hints::hints(&plan);
    plan.faults.extend(hints);
    if progress.is_canceled() && plan.gap > 0.0 {
        plan.faults.push(Fault::new(SitesFault::StoppedEarly, At::default()));
    }
    Ok(plan)
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
            let ground = &model.ground;
            let waits =
                |v: &usize| ground.waiting.iter().any(|w| w.village == *v && w.households > 0);
            let own = ground.wide.iter().filter(|v| model.kecamatan_of[**v] == group && waits(v));
            let wide = if recipe.demand.accept_wide { 0 } else { own.count() };
            SitesFault::FewerThanFloor { kecamatan: name(group), least, allowed, wide }
        }
        Obstacle::ForcedAboveCap { group, forced } => {
            SitesFault::ForcedAboveCap { kecamatan: name(group), most, forced }
        }
        Obstacle::ForcedAboveCeiling { row, needed } => {
            SitesFault::ForcedAboveCeiling { purse: purse(row), needed, ceiling: ceiling(row) }
        }
        Obstacle::FloorsAboveCeiling { row, needed, forced } => {
            let (purse, ceiling) = (purse(row), ceiling(row));
            SitesFault::FloorsAboveCeiling { purse, needed, forced, ceiling }
        }
        Obstacle::PursesTogether => SitesFault::PursesTogether,
    }
}
