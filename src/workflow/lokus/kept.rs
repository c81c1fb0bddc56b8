//! A frozen list: a run of the project with its name, its day and its hash. What stands in it stays
//! as it was decided on, whatever data come later; `check` computes it anew from the data it was
//! made of.

use serde_json::{Value, json};

use super::{LokusReport, Recipe, input_hash, lokus};
use crate::analysis::lokus::Classes;
use crate::base::fault::Stop;
use crate::base::progress::Progress;
use crate::project::{Project, Run, Stamp, hash};
use crate::workflow::snapshot::Snapshot;

/// A frozen list as it is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Frozen {
    pub id: i64,
    pub name: String,
    pub at: String,
    pub by: String,
    /// SHA-256 of the list.
    pub hash: String,
    pub input_hash: String,
    pub recipe: Recipe,
    pub indicator: String,
    pub period: String,
    pub count: String,
    pub villages: Vec<FrozenVillage>,
    pub unknown: usize,
    /// `false` = a proposal that is only exported.
    pub is_frozen: bool,
}

/// One line of a frozen list; its words are those of the day.
#[derive(Clone, Debug, PartialEq)]
pub struct FrozenVillage {
    pub place: usize,
    pub code: String,
    pub name: String,
    pub kecamatan: String,
    pub points: f64,
    pub class: u8,
    pub rate: f64,
    pub count: f64,
    pub lacking: Vec<String>,
    pub alike: bool,
    /// Best and worst rank, share among the first.
    pub interval: Option<(usize, usize, f64)>,
}

/// The proposed part of a list as JSON: what is frozen and hashed.
pub fn list(snapshot: &Snapshot, report: &LokusReport) -> Value {
    let villages = report.proposed().iter().map(|v| {
        let own = &snapshot.register.villages[v.village];
        json!({
            "place": v.place, "code": own.code.as_str(), "name": own.name,
            "kecamatan": own.kecamatan.name, "points": v.points.total,
            "class": v.points.prevalence, "rate": v.rate, "count": v.count,
            "lacking": v.lacking, "alike": v.alike,
            "best": v.interval.map(|i| i.best), "worst": v.interval.map(|i| i.worst),
            "top": v.interval.map(|i| i.top),
        })
    });
    json!({
        "indicator": report.indicator, "period": report.period, "count": report.count,
        "villages": villages.collect::<Vec<_>>(), "unknown": report.unknown.len(),
        "of": report.villages.len(),
    })
}

/// Freezes a list under its name: one step of the journal. Returns the list's hash.
///
/// # Errors
/// The project cannot be written.
pub fn freeze(
    project: &mut Project,
    snapshot: &Snapshot,
    report: &LokusReport,
    name: &str,
    stamp: &Stamp<'_>,
) -> Result<String, Stop> {
    let result = list(snapshot, report).to_string();
    let hash = hash::sha256_hex(result.as_bytes());
    let params = json!({
        "indicator": report.indicator, "period": report.period, "name": name,
        "recipe": report.recipe.text, "hash": hash, "by": stamp.who,
    });
    let run = Run {
        kind: "lokus".to_owned(),
        params: params.to_string(),
        input_hash: report.input_hash.clone(),
        result,
        ..Run::default()
    };
    project.add_run(&run, stamp)?;
    Ok(hash)
}

/// The frozen lists, oldest first. One that another program has spoiled is left out.
///
/// # Errors
/// The project cannot be read.
pub fn frozen(project: &Project) -> Result<Vec<Frozen>, Stop> {
    Ok(frozen_runs(&project.runs()?))
}

/// The frozen lists among these runs.
pub fn frozen_runs(runs: &[Run]) -> Vec<Frozen> {
    runs.iter().filter(|run| run.kind == "lokus").filter_map(read).collect()
}

fn read(run: &Run) -> Option<Frozen> {
    let params: Value = serde_json::from_str(&run.params).ok()?;
    let result: Value = serde_json::from_str(&run.result).ok()?;
    let text = |of: &Value, name: &str| of[name].as_str().map(str::to_owned);
    let village = |v: &Value| {
        let count = |name: &str| v[name].as_u64().map(|n| n as usize);
        let lacking = v["lacking"].as_array()?.iter();
        let interval = || Some((count("best")?, count("worst")?, v["top"].as_f64()?));
        Some(FrozenVillage {
            place: count("place")?,
            code: text(v, "code")?,
            name: text(v, "name")?,
            kecamatan: text(v, "kecamatan")?,
            points: v["points"].as_f64()?,
            class: u8::try_from(v["class"].as_u64()?).ok()?,
            rate: v["rate"].as_f64()?,
            count: v["count"].as_f64()?,
            lacking: lacking.filter_map(|l| l.as_str().map(str::to_owned)).collect(),
            alike: v["alike"].as_bool()?,
            interval: interval(),
        })
    };
    Some(Frozen {
        id: run.id,
        name: text(&params, "name")?,
        at: run.at.clone(),
        by: text(&params, "by").unwrap_or_default(),
        hash: text(&params, "hash")?,
        input_hash: run.input_hash.clone(),
        recipe: Recipe::parse(params["recipe"].as_str()?).ok()?,
        indicator: text(&result, "indicator")?,
        period: text(&result, "period")?,
        count: text(&result, "count")?,
        villages: result["villages"].as_array()?.iter().map(village).collect::<Option<_>>()?,
        unknown: result["unknown"].as_u64()? as usize,
        is_frozen: true,
    })
}

impl Frozen {
    /// A list that nobody has frozen, in the same form: what is exported of it.
    pub fn proposed(snapshot: &Snapshot, report: &LokusReport, at: &str, by: &str) -> Option<Self> {
        let result = list(snapshot, report).to_string();
        let hash = hash::sha256_hex(result.as_bytes());
        let params = json!({
            "name": report.recipe.name, "recipe": report.recipe.text, "hash": hash, "by": by,
        });
        let as_kept = read(&Run {
            at: at.to_owned(),
            params: params.to_string(),
            input_hash: report.input_hash.clone(),
            result,
            ..Run::default()
        })?;
        Some(Self { is_frozen: false, ..as_kept })
    }

    pub fn classes(&self) -> Classes {
        self.recipe.classes
    }
}

/// Computes a frozen list anew. `None` where the data it was made of have changed since: what was
/// decided then is not to change with them.
///
/// # Errors
/// A recipe that can no longer be read, a cancel.
pub fn again(snapshot: &Snapshot, run: &Run, progress: &Progress) -> Result<Option<String>, Stop> {
    let Some(frozen) = read(run) else { return Ok(Some(String::new())) };
    // What stands there is no longer what was frozen.
    if hash::sha256_hex(run.result.as_bytes()) != frozen.hash {
        return Ok(Some(String::new()));
    }
    // The period of the day, not the latest of today.
    let recipe = Recipe { period: Some(frozen.period.clone()), ..frozen.recipe };
    if input_hash(snapshot, &recipe)? != run.input_hash {
        return Ok(None);
    }
    Ok(Some(list(snapshot, &lokus(snapshot, &recipe, progress)?).to_string()))
}
