//! Gap × programme → what a dinas is to do: villages, how many, until when, how far. Suggested from
//! indicators and catalogue; what a person sets is kept and wins.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::register::Ledger;
use crate::indicator::column::Column;
use crate::indicator::definition::{Derived, Quantity};
use crate::plan::programme::{Fact, FactKind, Status, Task};
use crate::project::Programmes;
use crate::workflow::report::catalogue::{Program, says};
use crate::workflow::report::picked;
use crate::workflow::snapshot::Snapshot;

/// The needier share of the villages that a programme is for, as in the papers of the meeting.
pub const WORST: f64 = 0.25;

/// A task as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct TaskLine {
    /// `2026/PU-AIR`: the key of its decision.
    pub key: String,
    pub task: Task,
    /// Villages by their place in the register, the neediest first.
    pub villages: Vec<usize>,
    /// How many there are in each of them; empty where nobody knows.
    pub counts: Vec<f64>,
    /// Names for reading.
    pub office: String,
    pub programme: String,
    /// The indicator that asks for it; empty for a task a person wrote.
    pub because: String,
    /// Villages that have the programme already in the year.
    pub covered: usize,
    /// Chosen villages without a figure.
    pub unknown: usize,
    pub is_edited: bool,
}

/// The key of a task's decision.
pub fn key(year: Option<u16>, programme: &str) -> String {
    format!("{}/{programme}", year.map_or_else(String::new, |y| y.to_string()))
}

/// The tasks of a year, in the order of the catalogue.
pub fn tasks(snapshot: &Snapshot, ledger: &Ledger, year: Option<u16>) -> Vec<TaskLine> {
    let columns: Vec<Arc<Column>> = crate::workflow::report::latest(snapshot)
        .into_iter()
        .filter(|c| !c.indicator.id.starts_with(super::convergence::OWN_PREFIX))
        .collect();
    let has = reached(ledger, year);
    let mut lines = Vec::new();
    for at in 0..ledger.programs.len() {
        let (office, program) = ledger.program(at);
        let key = key(year, &program.code);
        let edited = match ledger.stored.facts.get(&(FactKind::Task, key.clone())) {
            Some(Fact::Task(task)) => Some((**task).clone()),
            _ => None,
        };
        let found = picked(snapshot.register.len(), program, &columns, WORST);
        let (mut villages, mut covered, mut unknown) = (Vec::new(), 0, 0);
        let mut because = String::new();
        let mut counted = None;
        if let Some(found) = &found {
            let is_reached = |v: &&usize| has.contains(&(at, **v));
            covered = found.villages.iter().filter(is_reached).count();
            villages =
                found.villages.iter().copied().filter(|v| !has.contains(&(at, *v))).collect();
            unknown = found.unknown.len();
            because.clone_from(&found.column.indicator.name);
            counted = counted_by(snapshot, (program, &columns), &found.column);
        }
        let task = match edited {
            Some(own) => {
                villages = own
                    .villages
                    .iter()
                    .filter_map(|code| snapshot.register.position(code.as_str()))
                    .collect();
                Some((own, true))
            }
            None if villages.is_empty() => None,
            None => Some((
                Task {
                    office: office.id.clone(),
                    programme: program.code.clone(),
                    villages: villages
                        .iter()
                        .map(|&v| snapshot.register.villages[v].code.clone())
                        .collect(),
                    target: counted.as_ref().map(|counted| sum(counted, &villages)),
                    deadline: year.map_or_else(String::new, |y| format!("{y}-12-31")),
                    status: Status::NotYet,
                    ..Task::default()
                },
                false,
            )),
        };
        let Some((task, is_edited)) = task else { continue };
        lines.push(TaskLine {
            key,
            counts: counted.map_or_else(Vec::new, |c| each(&c, &villages)),
            villages,
            office: office.short.clone(),
            programme: program.name.clone(),
            because,
            covered,
            unknown,
            is_edited,
            task,
        });
    }
    lines
}

/// What a person set for a programme's task, of the newest year.
pub fn kept<'p>(stored: &'p Programmes, programme: &str) -> Option<&'p Task> {
    let own = |(kind, key): &(FactKind, String)| {
        *kind == FactKind::Task && key.rsplit_once('/').is_some_and(|(_, code)| code == programme)
    };
    let (_, fact) = stored.facts.iter().rev().find(|(key, _)| own(key))?;
    match fact {
        Fact::Task(task) => Some(task),
        _ => None,
    }
}

/// (programme, village) of the year's rows.
fn reached(ledger: &Ledger, year: Option<u16>) -> BTreeSet<(usize, usize)> {
    ledger.of_year(year).filter_map(|line| Some((line.programme?, line.village?))).collect()
}

/// What counts those a programme is for: the count itself, or what a rate was made of.
fn counted_by(
    snapshot: &Snapshot,
    (program, columns): (&Program, &[Arc<Column>]),
    column: &Column,
) -> Option<Vec<Arc<Column>>> {
    match (&column.indicator.rate_of, column.indicator.quantity) {
        (Some(Derived::Rate(rate)), _) => {
            let own = |id: &String| snapshot.column(id, Some(&column.period)).ok();
            rate.numerators.iter().map(own).collect()
        }
        (_, Quantity::Count) => Some(vec![Arc::new(column.clone())]),
        // A percentage that came alone: the count that the programme's words name beside it.
        _ => {
            let is_count = |c: &&Arc<Column>| {
                c.indicator.quantity == Quantity::Count && says(&c.indicator, &program.choose)
            };
            Some(vec![columns.iter().find(is_count).cloned()?])
        }
    }
}

fn each(counted: &[Arc<Column>], villages: &[usize]) -> Vec<f64> {
    let value = |v: &usize| counted.iter().filter_map(|c| c.values[*v].value()).sum::<f64>();
    villages.iter().map(value).collect()
}

fn sum(counted: &[Arc<Column>], villages: &[usize]) -> u64 {
    each(counted, villages).into_iter().sum::<f64>().round().max(0.0) as u64
}
