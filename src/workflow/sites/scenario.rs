//! Plans kept as A, B, C: runs of the project with their recipe and their result, one step of the
//! journal each. A plan that nobody pinned gives way to the next such.

use std::sync::Arc;

use serde_json::{Value, json};

use super::recipe::Recipe;
use super::{Plan, json};
use crate::base::fault::{At, SitesFault, Stop};
use crate::base::progress::Progress;
use crate::dataset::feature::{Place, PlaceKind, PlaceLayer};
use crate::lang::Lang;
use crate::lang::report::PaperSay;
use crate::lang::whose::Whose;
use crate::plan::facility::Facility;
use crate::plan::solver::Effort;
use crate::project::{Project, Run, Stamp, hash};
use crate::workflow::snapshot::Snapshot;

/// The kind of a pinned plan's run, and of one that nobody pinned.
const KIND: &str = "sites";
const PASSING: &str = "sites_plan";

/// Whether a run is a kept plan.
pub fn is_plan(run: &Run) -> bool {
    run.kind == KIND || run.kind == PASSING
}

/// Whether a kept plan stays when another is computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    Pinned,
    UntilNext,
}

/// A kept plan, with the figures that are compared.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    pub id: i64,
    /// From A, by the order of pinning; a plan keeps it when others go. `None` of one that nobody
    /// pinned.
    pub letter: Option<char>,
    pub name: String,
    pub at: String,
    pub by: String,
    pub recipe: Recipe,
    pub keep: Keep,
    pub effort: Effort,
    /// Of the data it was made of.
    pub input_hash: String,
    pub households: u64,
    pub sites: usize,
    pub cost: i64,
    pub gap: f64,
    pub objective: f64,
    /// Site and facility of each, with its place on the map.
    pub chosen: Vec<(String, String, [f64; 2])>,
    /// The same as a table has it.
    pub lines: Vec<Line>,
    /// Code of each village served, and how many of its households by one site.
    pub served: Vec<(String, u32)>,
}

impl Scenario {
    /// Its letter in a table; a point where nobody pinned it.
    pub fn mark(&self) -> String {
        self.letter.map_or("·".to_owned(), String::from)
    }

    /// Who is counted by its demand; households where the indicator is gone.
    pub fn whose(&self, snapshot: &Snapshot) -> Whose {
        let demand = &self.recipe.demand;
        let own = snapshot.column(&demand.indicator, demand.period.as_deref());
        let own = own.or_else(|_| snapshot.column(&demand.indicator, None));
        own.map_or_else(|_| Whose::default(), |column| super::ground::whose(snapshot, &column))
    }
}

/// One site of a pinned plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Code of its village.
    pub village: String,
    pub name: String,
    pub facility: String,
    pub units: u64,
    pub cost: i64,
    pub households: u64,
    pub year: Option<u64>,
}

/// Keeps a plan under a name. Returns the run.
///
/// # Errors
/// The project cannot be written.
pub fn keep(
    project: &mut Project,
    snapshot: &Snapshot,
    plan: &Plan,
    (name, keep): (&str, Keep),
    effort: Effort,
    stamp: &Stamp<'_>,
) -> Result<i64, Stop> {
    let mut params = json!({
        "indicator": plan.recipe.demand.indicator, "name": name, "recipe": plan.recipe.text(),
        "links": effort.links, "by": stamp.who,
    });
    let kind = match keep {
        Keep::UntilNext => PASSING,
        Keep::Pinned => {
            let taken = all(project)?.into_iter().filter_map(|own| own.letter).max();
            params["letter"] = json!(taken.map_or('A', following));
            KIND
        }
    };
    let run = Run {
        kind: kind.to_owned(),
        params: params.to_string(),
        seed: effort.seed,
        input_hash: input_hash(snapshot, &plan.recipe)?,
        result: result(snapshot, plan).to_string(),
        ..Run::default()
    };
    project.add_run(&run, stamp)
}

/// The newest kept plan, computed again with all that its papers tell.
///
/// # Errors
/// `NoPlan`; `PlanOutdated` where its data have changed since; a cancel.
pub fn newest(snapshot: &Snapshot, progress: &Progress) -> Result<Plan, Stop> {
    let own = kept(snapshot)?;
    if input_hash(snapshot, &own.recipe)? != own.input_hash {
        let fault = SitesFault::PlanOutdated { name: own.name.clone() };
        return Err(Stop::fault(fault, At::default()));
    }
    super::plan(snapshot, &own.recipe, own.effort, progress, &mut |_| {})
}

/// The newest kept plan.
///
/// # Errors
/// `NoPlan`.
pub fn kept(snapshot: &Snapshot) -> Result<&Scenario, Stop> {
    let own = newest_of(&snapshot.scenarios);
    own.map(|own| &**own).ok_or_else(|| Stop::fault(SitesFault::NoPlan, At::default()))
}

/// The newest of kept plans.
pub fn newest_of(kept: &[Arc<Scenario>]) -> Option<&Arc<Scenario>> {
    kept.iter().max_by_key(|own| own.id)
}

/// Heading of sheet and slide.
pub fn heading(lang: Lang, plan: &Scenario) -> String {
    lang.paper(&PaperSay::Plan { letter: plan.letter, name: plan.name.clone() })
}

/// What it brings.
pub fn claim(lang: Lang, snapshot: &Snapshot, plan: &Scenario) -> String {
    let say =
        PaperSay::PlanClaim { sites: plan.sites, households: plan.households, rupiah: plan.cost };
    plan.whose(snapshot).tell(lang, lang.paper(&say))
}

/// The name of its type of facility.
pub fn facility_name(own: &Scenario, id: &str) -> String {
    let found = own.recipe.facilities.iter().find(|f| f.id == id);
    found.map_or_else(|| id.to_owned(), |f| f.name.clone())
}

/// Its sites as layers of points, one a type of facility that has any.
pub fn layers(own: &Scenario) -> Vec<PlaceLayer> {
    let of = |facility: &Facility| {
        let chosen = own.chosen.iter().filter(|(_, id, _)| *id == facility.id);
        let place =
            |at: &[f64; 2]| Place { runs: vec![vec![*at]], cells: Vec::new(), village: None };
        PlaceLayer {
            name: facility.name.clone(),
            kind: PlaceKind::Points,
            columns: Vec::new(),
            places: chosen.map(|(_, _, at)| place(at)).collect(),
        }
    };
    own.recipe.facilities.iter().map(of).filter(|layer| !layer.places.is_empty()).collect()
}

/// What is kept of a plan.
fn result(snapshot: &Snapshot, plan: &Plan) -> Value {
    json!({
        "objective": plan.objective, "bound": plan.bound, "gap": plan.gap, "cost": plan.cost,
        "households": plan.served.iter().map(|n| u64::from(*n)).sum::<u64>(),
        "chosen": json::chosen(snapshot, plan),
    })
}

/// What a plan was made of: the villages' codes, and the values it asks for.
fn input_hash(snapshot: &Snapshot, recipe: &Recipe) -> Result<String, Stop> {
    let ids = std::iter::once(&recipe.demand.indicator);
    let ids = ids.chain(recipe.demand.weights.iter().map(|w| &w.0));
    let period = recipe.demand.period.as_deref();
    let columns: Vec<_> = ids
        .map(|id| snapshot.column(id, period).or_else(|_| snapshot.column(id, None)))
        .collect::<Result<_, _>>()?;
    let codes = snapshot.register.villages.iter().map(|v| &v.code);
    Ok(hash::input(codes, columns.iter().map(|c| &c.values[..])))
}

/// The kept plans, oldest first, the one that is not pinned last; one that another program has spoiled is left out.
///
/// # Errors
/// The project cannot be read.
pub fn all(project: &Project) -> Result<Vec<Scenario>, Stop> {
    Ok(of_runs(&project.runs()?))
}

/// The kept plans among the runs of a project.
pub fn of_runs(runs: &[Run]) -> Vec<Scenario> {
    let all = runs.iter().filter(|run| is_plan(run)).filter_map(read);
    let (mut kept, passing): (Vec<_>, Vec<_>) = all.partition(|own| own.keep == Keep::Pinned);
    // Plans of an older program have no letter of their own: they follow each other.
    let mut last = None;
    for own in &mut kept {
        own.letter = own.letter.or_else(|| Some(last.map_or('A', following)));
        last = own.letter;
    }
    kept.extend(passing.into_iter().next_back());
    kept
}

/// The letter after this one; after Z the alphabet goes on with small ones.
fn following(letter: char) -> char {
    match letter {
        'Z' => 'a',
        other => char::from_u32(u32::from(other) + 1).unwrap_or('?'),
    }
}

fn read(run: &Run) -> Option<Scenario> {
    let params: Value = serde_json::from_str(&run.params).ok()?;
    let result: Value = serde_json::from_str(&run.result).ok()?;
    let chosen = result["chosen"].as_array()?.iter().map(|c| {
        let text = |key: &str| c[key].as_str().map(str::to_owned);
        Some((text("site")?, text("facility")?, [c["lon"].as_f64()?, c["lat"].as_f64()?]))
    });
    let chosen: Vec<_> = chosen.collect::<Option<_>>()?;
    let line = |c: &Value| Line {
        village: c["village"].as_str().unwrap_or_default().to_owned(),
        name: c["name"].as_str().unwrap_or_default().to_owned(),
        facility: c["facility"].as_str().unwrap_or_default().to_owned(),
        units: c["units"].as_u64().unwrap_or_default(),
        cost: c["cost"].as_i64().unwrap_or_default(),
        households: c["households"].as_u64().unwrap_or_default(),
        year: c["year"].as_u64(),
    };
    let serves = |c: &Value| -> Vec<(String, u32)> {
        let each = c["serves"].as_array().into_iter().flatten();
        each.filter_map(|s| {
            Some((s["code"].as_str()?.to_owned(), s["households"].as_u64()? as u32))
        })
        .collect()
    };
    let served = result["chosen"].as_array()?.iter().flat_map(serves).collect();
    let lines = result["chosen"].as_array()?.iter().map(line).collect();
    Some(Scenario {
        id: run.id,
        letter: params["letter"].as_str().and_then(|l| l.chars().next()),
        name: params["name"].as_str()?.to_owned(),
        at: run.at.clone(),
        by: params["by"].as_str().unwrap_or_default().to_owned(),
        recipe: Recipe::parse(params["recipe"].as_str()?).ok()?,
        keep: if run.kind == PASSING { Keep::UntilNext } else { Keep::Pinned },
        effort: Effort {
            links: params["links"].as_u64().unwrap_or(Effort::default().links),
            seed: run.seed,
        },
        input_hash: run.input_hash.clone(),
        households: result["households"].as_u64()?,
        sites: chosen.len(),
        cost: result["cost"].as_i64()?,
        gap: result["gap"].as_f64()?,
        objective: result["objective"].as_f64()?,
        chosen,
        lines,
        served,
    })
}

/// Computes a kept plan anew. `None` where the data it was made of have changed since.
///
/// # Errors
/// A recipe that can no longer be carried out, a cancel.
pub fn again(snapshot: &Snapshot, run: &Run, progress: &Progress) -> Result<Option<String>, Stop> {
    let Some(scenario) = read(run) else { return Ok(Some(String::new())) };
    if input_hash(snapshot, &scenario.recipe)? != run.input_hash {
        return Ok(None);
    }
    let plan = super::plan(snapshot, &scenario.recipe, scenario.effort, progress, &mut |_| {})?;
    Ok(Some(result(snapshot, &plan).to_string()))
}
