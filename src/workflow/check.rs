//! `check`: is the file whole, and does every kept result come out again?

use std::path::Path;
use std::sync::Arc;

use serde_json::Value;

use super::composite::{self, Again};
use super::lokus;
use super::pocket_json;
use super::pockets::{PocketSettings, input_hash, pockets};
use super::sites::scenario;
use super::snapshot::{Opened, Snapshot, open_project};
use super::trend;
use super::trend_json;
use super::used::Used;
use crate::base::fault::{At, DataFault, Fault, ProjectFault, Stop};
use crate::base::progress::{Phase, Progress};
use crate::indicator::column::Column;
use crate::project::{Mode, Run};

#[derive(Debug)]
pub struct Checked {
    /// Kept results whose values are still the shown ones.
    pub results: usize,
    /// Those that came out again, byte for byte.
    pub identical: usize,
    /// Whether the file itself passed.
    pub whole: bool,
    pub faults: Vec<Fault>,
}

impl Checked {
    pub fn ok(&self) -> bool {
        self.whole && self.identical == self.results
    }
}

/// Checks a project without changing it.
///
/// # Errors
/// The file cannot be opened, or a cancel.
pub fn check(path: &Path, progress: &Progress) -> Result<Checked, Stop> {
    let Opened { project, snapshot, mut faults } = open_project(path, Mode::Read)?;
    progress.start(Phase::Checking, 0);
    let found = project.integrity()?;
    let whole = found.is_empty();
    faults.extend(found);
    let runs = project.runs()?;
    let (mut results, mut identical) = (0, 0);
    for run in &runs {
        if run.kind == "lokus" || scenario::is_plan(run) {
            let found = if run.kind == "lokus" {
                lokus::again(&snapshot, run, progress)
            } else {
                scenario::again(&snapshot, run, progress)
            };
            match found {
                // Data have come since: what was decided stays as it was.
                Ok(None) => continue,
                Ok(Some(result)) if holds(&run.result, &result) => identical += 1,
                Err(Stop::Canceled) => return Err(Stop::Canceled),
                Ok(Some(_)) | Err(Stop::Fault(_)) => faults.push(not_reproduced(run.id, path)),
            }
            results += 1;
            continue;
        }
        if let Some(fault) = replaced(&snapshot, run) {
            // One reason is told once, however many results stand on it.
            if !faults.contains(&fault) {
                faults.push(fault);
            }
            continue;
        }
        results += 1;
        match again(&snapshot, run, progress) {
            Ok(result) if holds(&run.result, &result) => identical += 1,
            Err(Stop::Canceled) => return Err(Stop::Canceled),
            Ok(_) | Err(Stop::Fault(_)) => faults.push(not_reproduced(run.id, path)),
        }
    }
    for source in &snapshot.sources {
        match composite::again(&snapshot, source) {
            None => {}
            Some(Again::Replaced) => {
                let (id, period) = (source.file.clone(), String::new());
                let fault = DataFault::ReplacedIndicator { ids: vec![id], period };
                faults.push(Fault::new(fault, At::default()));
            }
            Some(Again::Same) => (results, identical) = (results + 1, identical + 1),
            Some(Again::Differs) => {
                results += 1;
                faults.push(not_reproduced(source.id, path));
            }
        }
    }
    Ok(Checked { results, identical, whole, faults })
}

fn not_reproduced(run: i64, path: &Path) -> Fault {
    Fault::new(ProjectFault::NotReproduced { run }, At::file(path))
}

/// Whether everything that was kept came out again; a later version may tell more.
fn holds(kept: &str, anew: &str) -> bool {
    fn within(kept: &Value, anew: &Value) -> bool {
        match (kept, anew) {
            (Value::Object(kept), Value::Object(anew)) => {
                kept.iter().all(|(name, kept)| anew.get(name).is_some_and(|a| within(kept, a)))
            }
            (Value::Array(kept), Value::Array(anew)) => {
                kept.len() == anew.len() && kept.iter().zip(anew).all(|(k, a)| within(k, a))
            }
            (kept, anew) => kept == anew,
        }
    }
    let parse = |text: &str| serde_json::from_str::<Value>(text).ok();
    kept == anew || parse(kept).zip(parse(anew)).is_some_and(|(k, a)| within(&k, &a))
}

/// A result whose values a later import has replaced cannot come out again, and need not.
fn replaced(snapshot: &Snapshot, run: &Run) -> Option<Fault> {
    let settings = pocket_json::settings(&run.params)?;
    let columns: Vec<Arc<Column>> = if run.kind == trend_json::KIND {
        trend::columns(snapshot, &settings).ok()?
    } else {
        Used::of(snapshot, &settings).ok()?.columns().into_iter().cloned().collect()
    };
    let newest = columns
        .iter()
        .filter_map(|c| snapshot.source(c.cells.iter().flatten().next()?.source))
        .map(|source| source.imported_at.as_str())
        .max()?;
    let now = hash_of(snapshot, run, &settings).ok()?;
    let since = |c: &&Arc<Column>| c.corrected().any(|(_, own)| own.at.as_str() > run.at.as_str());
    if let Some(column) = columns.iter().find(since).filter(|_| now != run.input_hash) {
        let villages = column.corrected().filter(|(_, own)| own.at.as_str() > run.at.as_str());
        let (indicator, villages) = (column.indicator.name.clone(), villages.count());
        let fault = DataFault::CorrectedSince { indicator, villages };
        return Some(Fault::new(fault, At::default()));
    }
    let later = newest > run.at.as_str() && now != run.input_hash;
    let column = columns.first()?;
    later.then(|| {
        let period = column.period.clone();
        let fault = DataFault::ReplacedIndicator { ids: vec![settings.indicator.clone()], period };
        Fault::new(fault, At::default())
    })
}

/// The hash of what a run would be computed from now.
fn hash_of(snapshot: &Snapshot, run: &Run, settings: &PocketSettings) -> Result<String, Stop> {
    if run.kind == trend_json::KIND {
        trend::input_hash(snapshot, settings)
    } else {
        input_hash(snapshot, settings)
    }
}

/// The result of a run, computed anew from what the project holds.
fn again(snapshot: &Snapshot, run: &Run, progress: &Progress) -> Result<String, Stop> {
    let unreadable = || {
        let fault = ProjectFault::NotReproduced { run: run.id };
        Stop::fault(fault, At::default())
    };
    let settings = pocket_json::settings(&run.params).ok_or_else(unreadable)?;
    if settings.moran.seed != run.seed {
        return Err(unreadable());
    }
    if hash_of(snapshot, run, &settings)? != run.input_hash {
        return Err(unreadable());
    }
    if run.kind == trend_json::KIND {
        return Ok(trend_json::run(&trend::trend(snapshot, &settings, progress)?).result);
    }
    let report = pockets(snapshot, &settings, progress)?;
    Ok(pocket_json::run(snapshot, &report).result)
}
