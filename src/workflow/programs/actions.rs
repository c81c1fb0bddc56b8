//! The action plan of a kecamatan: the tasks of the offices as far as they lie in it, with what its
//! camat changed, struck out or added. What was set for a kecamatan wins over the task it came from.

use std::collections::BTreeMap;

use super::register::Ledger;
use super::tasks::TaskLine;
use crate::base::code::VillageCode;
use crate::dataset::village::Region;
use crate::plan::programme::{Fact, FactKind, Status, Task};
use crate::project::Programmes;
use crate::workflow::snapshot::Snapshot;

/// What tells a kecamatan apart in the key of an action.
fn mark(kecamatan: &Region) -> &str {
    kecamatan.code.as_deref().unwrap_or(&kecamatan.name)
}

/// `2026/PU-AIR@74.05.01`: the key of an action's decision.
pub fn key(task: &str, kecamatan: &Region) -> String {
    format!("{task}@{}", mark(kecamatan))
}

/// A kecamatan with its villages and its plan.
#[derive(Clone, Debug)]
pub struct KecamatanPlan {
    pub kecamatan: Region,
    pub members: Vec<usize>,
    pub actions: Vec<TaskLine>,
}

/// The plan of every kecamatan.
pub fn plans(snapshot: &Snapshot, ledger: &Ledger, tasks: &[TaskLine]) -> Vec<KecamatanPlan> {
    let (regions, of) = snapshot.register.kecamatan();
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); regions.len()];
    for (village, kecamatan) in of.iter().enumerate() {
        members[*kecamatan].push(village);
    }
    let plan = |(kecamatan, members): (Region, Vec<usize>)| {
        let actions = actions(snapshot, ledger, tasks, (&kecamatan, &members));
        KecamatanPlan { kecamatan, members, actions }
    };
    regions.into_iter().zip(members).map(plan).collect()
}

/// The plan of one kecamatan out of all tasks, in their order; what was added by hand comes last.
/// Tasks that were taken out for the whole kabupaten have no action.
pub fn actions(
    snapshot: &Snapshot,
    ledger: &Ledger,
    tasks: &[TaskLine],
    (kecamatan, members): (&Region, &[usize]),
) -> Vec<TaskLine> {
    let set = set(&ledger.stored, kecamatan);
    let within = |villages: &[usize]| -> Vec<usize> {
        villages.iter().copied().filter(|v| members.contains(v)).collect()
    };
    let mut lines = Vec::new();
    for task in tasks.iter().filter(|task| !task.task.dropped) {
        let own = key(&task.key, kecamatan);
        if let Some(fact) = set.get(own.as_str()) {
            let line = TaskLine { covered: within(&task.covered), ..task.clone() };
            let line = TaskLine { unknown: within(&task.unknown), ..line };
            lines.push(edited(snapshot, &line, own, fact));
            continue;
        }
        let inside: Vec<usize> =
            (0..task.villages.len()).filter(|at| members.contains(&task.villages[*at])).collect();
        if inside.is_empty() {
            continue;
        }
        let villages: Vec<usize> = inside.iter().map(|at| task.villages[*at]).collect();
        let count = |at: &usize| task.counts.get(*at).copied();
        let sum: Option<f64> = inside.iter().map(count).sum();
        lines.push(TaskLine {
            key: own,
            task: Task {
                villages: codes(snapshot, &villages),
                target: sum.map(|sum| sum.round().max(0.0) as u64),
                ..task.task.clone()
            },
            villages,
            counts: inside.iter().filter_map(count).collect(),
            is_edited: false,
            covered: within(&task.covered),
            unknown: within(&task.unknown),
            ..task.clone()
        });
    }
    for (own, fact) in set {
        if lines.iter().any(|line| line.key == own) || !is_of(own, tasks) {
            continue;
        }
        if let Some(line) = added(ledger, own, fact) {
            lines.push(edited(snapshot, &line, own.to_owned(), fact));
        }
    }
    lines
}

/// Whether an action is of the year of these tasks, and of a programme that has no task of its own.
fn is_of(key: &str, tasks: &[TaskLine]) -> bool {
    let task = key.split('@').next().unwrap_or_default();
    let year = |key: &str| key.split('/').next().map(str::to_owned);
    tasks.iter().all(|own| own.key != task)
        && tasks.first().is_none_or(|own| year(&own.key) == year(task))
}

fn set<'p>(stored: &'p Programmes, kecamatan: &Region) -> BTreeMap<&'p str, &'p Task> {
    let own = |key: &str| key.rsplit_once('@').is_some_and(|(_, own)| own == mark(kecamatan));
    let facts = stored.facts.iter().filter_map(|((kind, key), fact)| match fact {
        Fact::Task(task) if *kind == FactKind::Task && own(key) => Some((key.as_str(), &**task)),
        _ => None,
    });
    facts.collect()
}

fn codes(snapshot: &Snapshot, villages: &[usize]) -> Vec<VillageCode> {
    villages.iter().map(|&v| snapshot.register.villages[v].code.clone()).collect()
}

fn edited(snapshot: &Snapshot, from: &TaskLine, key: String, fact: &Task) -> TaskLine {
    let place = |code: &VillageCode| snapshot.register.position(code.as_str());
    TaskLine {
        key,
        villages: fact.villages.iter().filter_map(place).collect(),
        counts: Vec::new(),
        task: fact.clone(),
        is_edited: true,
        ..from.clone()
    }
}

fn added(ledger: &Ledger, key: &str, task: &Task) -> Option<TaskLine> {
    let (office, program) = ledger.program(ledger.position(&task.programme)?);
    Some(TaskLine {
        key: key.to_owned(),
        task: task.clone(),
        villages: Vec::new(),
        counts: Vec::new(),
        office: office.short.clone(),
        programme: program.name.clone(),
        because: String::new(),
        covered: Vec::new(),
        unknown: Vec::new(),
        is_edited: true,
        counted: Vec::new(),
    })
}

/// A new action of a programme in a kecamatan, for no village yet.
pub fn blank(
    ledger: &Ledger,
    year: Option<u16>,
    programme: &str,
    kecamatan: &Region,
) -> Option<(String, Task)> {
    let (office, program) = ledger.program(ledger.position(programme)?);
    let task = Task {
        office: office.id.clone(),
        programme: program.code.clone(),
        deadline: year.map_or_else(String::new, |year| format!("{year}-12-31")),
        status: Status::NotYet,
        ..Task::default()
    };
    Some((key(&super::tasks::key(year, programme), kecamatan), task))
}

/// What was set for programmes in a kecamatan, of the newest year of each, by programme: for papers
/// that make their own list.
pub fn kept<'p>(stored: &'p Programmes, kecamatan: &Region) -> BTreeMap<&'p str, &'p Task> {
    // Keys begin with the year: the newest comes last and stays.
    set(stored, kecamatan).into_values().map(|task| (task.programme.as_str(), task)).collect()
}
