//! Plans pinned as A, B, C: runs of the project with their recipe and their result, one step of the
//! journal each.

use serde_json::{Value, json};

use super::recipe::Recipe;
use super::{Plan, json};
use crate::base::fault::Stop;
use crate::base::progress::Progress;
use crate::lang::whose::Whose;
use crate::plan::solver::Effort;
use crate::project::{Project, Run, Stamp, hash};
use crate::workflow::snapshot::Snapshot;

/// The kind of such a run.
pub const KIND: &str = "sites";

/// A pinned plan, with the figures that are compared.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    pub id: i64,
    /// From A, by the order of pinning.
    pub letter: char,
    pub name: String,
    pub at: String,
    pub by: String,
    pub recipe: Recipe,
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
pub fn pin(
    project: &mut Project,
    snapshot: &Snapshot,
    plan: &Plan,
    name: &str,
    effort: Effort,
    stamp: &Stamp<'_>,
) -> Result<i64, Stop> {
    let params = json!({
        "indicator": plan.recipe.demand.indicator, "name": name, "recipe": plan.recipe.text(),
        "links": effort.links, "by": stamp.who,
    });
    let run = Run {
        kind: KIND.to_owned(),
        params: params.to_string(),
        seed: effort.seed,
        input_hash: input_hash(snapshot, &plan.recipe)?,
        result: result(snapshot, plan).to_string(),
        ..Run::default()
    };
    project.add_run(&run, stamp)
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

/// The pinned plans, oldest first; one that another program has spoiled is left out.
///
/// # Errors
/// The project cannot be read.
pub fn pinned(project: &Project) -> Result<Vec<Scenario>, Stop> {
    Ok(of_runs(&project.runs()?))
}

/// The pinned plans among the runs of a project.
pub fn of_runs(runs: &[Run]) -> Vec<Scenario> {
    runs.iter()
        .filter(|run| run.kind == KIND)
        .filter_map(read)
        .enumerate()
        .map(|(n, scenario)| Scenario {
            letter: char::from_u32(u32::from('A') + n as u32).unwrap_or('?'),
            ..scenario
        })
        .collect()
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
        letter: 'A',
        name: params["name"].as_str()?.to_owned(),
        at: run.at.clone(),
        by: params["by"].as_str().unwrap_or_default().to_owned(),
        recipe: Recipe::parse(params["recipe"].as_str()?).ok()?,
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

/// Computes a pinned plan anew. `None` where the data it was made of have changed since.
///
/// # Errors
/// A recipe that can no longer be carried out, a cancel.
pub fn again(snapshot: &Snapshot, run: &Run, progress: &Progress) -> Result<Option<String>, Stop> {
    let Some(scenario) = read(run) else { return Ok(Some(String::new())) };
    if input_hash(snapshot, &scenario.recipe)? != run.input_hash {
        return Ok(None);
    }
    let params: Value = serde_json::from_str(&run.params).unwrap_or_default();
    let links = params["links"].as_u64().unwrap_or(Effort::default().links);
    let effort = Effort { links, seed: run.seed };
    let plan = super::plan(snapshot, &scenario.recipe, effort, progress, &mut |_| {})?;
    Ok(Some(result(snapshot, &plan).to_string()))
}
