//! The sites that a budget can pay for: the best plan, how near it is to the best possible, whom it
//! serves and whom it leaves.

pub mod curve;
pub mod exclude;
pub mod facility_toml;
mod found;
pub mod ground;
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

use crate::base::fault::{At, Fault, SitesFault, Stop};
use crate::base::progress::{Phase, Progress};
use crate::plan::solver::{self, Effort, Left, Obstacle};
use crate::workflow::snapshot::Snapshot;
use found::Found;
use model::{Model, Standing};
use recipe::Recipe;

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
        let parts = self.model.parts(self.recipe.among);
        let size = parts.of.iter().map(|p| *p as usize + 1).max()?;
        let (mut left, mut all) = (vec![0_i64; size], vec![0_i64; size]);
        for (i, waiting) in self.model.ground.waiting.iter().enumerate() {
            if self.model.unreachable.binary_search(&i).is_err() {
                left[parts.of[i] as usize] += i64::from(waiting.households);
                all[parts.of[i] as usize] += i64::from(waiting.households);
            }
        }
        for (i, n, _) in self.chosen.iter().flat_map(|c| &c.serves) {
            left[parts.of[*i as usize] as usize] -= i64::from(*n);
        }
        let level = |g: &usize| match parts.left {
            Left::Households => left[*g] as f64,
            Left::Share => left[*g] as f64 / all[*g].max(1) as f64,
        };
        let worst = (0..size).max_by(|a, b| level(a).total_cmp(&level(b)).then(b.cmp(a)))?;
        Some((worst, level(&worst)))
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
    let found = found::of(recipe, &model, effort, progress, watch)?;
    Ok(finish(recipe, model, &found, progress))
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
    found: &Found,
    progress: &Progress,
) -> Plan {
    let Found { units, objective, bound, links } = found;
    let service = found::services(recipe, &model, found);
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
