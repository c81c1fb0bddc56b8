//! Gap × programme → what a dinas is to do: villages, how many, until when, how far. Suggested from
//! indicators and catalogue; what a person sets is kept and wins.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::register::Ledger;
use crate::indicator::column::Column;
use crate::indicator::definition::{Derived, Direction, Quantity};
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
    pub covered: Vec<usize>,
    /// Chosen villages without a figure.
    pub unknown: Vec<usize>,
    pub is_edited: bool,
    /// What counts those it is for, in every village; empty where nobody knows.
    pub counted: Vec<Arc<Column>>,
}

impl TaskLine {
    /// How many there are in these villages; `None` where nobody knows.
    pub fn target_of(&self, villages: &[usize]) -> Option<u64> {
        (!self.counted.is_empty()).then(|| sum(&self.counted, villages))
    }

    /// A task as a person changed it: where the villages are others and the target was not typed,
    /// it is counted anew.
    pub fn changed(&self, mut task: Task, villages: &[usize]) -> Task {
        let stood = self.task.target;
        let is_typed = stood.is_some() && stood != self.target_of(&self.villages);
        let was_cleared = stood.is_none() && !self.villages.is_empty() && !self.counted.is_empty();
        if task.villages != self.task.villages && task.target == stood && !is_typed && !was_cleared
        {
            task.target = self.target_of(villages);
        }
        task
    }
}

/// Whether the day of a task is over and it is neither done nor called off; days as ISO 8601.
pub fn is_overdue(task: &Task, today: &str) -> bool {
    let is_open = matches!(task.status, Status::NotYet | Status::Running);
    is_open && !task.deadline.is_empty() && task.deadline.as_str() < today
}

/// A deadline as people write it, kept year first; "" = none; `None` = no date.
pub fn deadline(text: &str) -> Option<String> {
    let text = text.trim();
    if text.is_empty() {
        return Some(String::new());
    }
    let parts: Vec<&str> = text.split(['-', '/', '.', ' ']).collect();
    let [a, b, c] = parts[..] else { return None };
    let number = |text: &str| text.parse::<u16>().ok();
    let (day, month, year) = if a.len() == 4 {
        (number(c)?, number(b)?, number(a)?)
    } else {
        (number(a)?, number(b)?, number(c)?)
    };
    let last = match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    let fits = (2000..=2100).contains(&year) && (1..=last).contains(&day);
    fits.then(|| format!("{year:04}-{month:02}-{day:02}"))
}

/// The key of a task's decision.
pub fn key(year: Option<u16>, programme: &str) -> String {
    format!("{}/{programme}", year.map_or_else(String::new, |y| y.to_string()))
}

/// The tasks of a year, in the order of the catalogue.
pub fn tasks(snapshot: &Snapshot, ledger: &Ledger, year: Option<u16>) -> Vec<TaskLine> {
    let columns = super::edit_catalogue::choosable(snapshot);
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
        let (mut villages, mut covered, mut unknown) = (Vec::new(), Vec::new(), Vec::new());
        let mut because = String::new();
        let mut counted = None;
        if let Some(found) = &found {
            let is_reached = |v: &&usize| has.contains(&(at, **v));
            covered = found.villages.iter().copied().filter(|v| is_reached(&v)).collect();
            villages =
                found.villages.iter().copied().filter(|v| !has.contains(&(at, *v))).collect();
            unknown.clone_from(&found.unknown);
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
            counts: counted.as_ref().map_or_else(Vec::new, |c| each(c, &villages)),
            villages,
            office: office.short.clone(),
            programme: program.name.clone(),
            because,
            covered,
            unknown,
            is_edited,
            task,
            counted: counted.unwrap_or_default(),
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
pub fn reached(ledger: &Ledger, year: Option<u16>) -> BTreeSet<(usize, usize)> {
    let all = ledger.of_year(year).chain(ledger.shared_of_year(year));
    all.filter_map(|line| Some((line.programme?, line.village?))).collect()
}

/// What counts those a programme is for: the count itself, or what a rate was made of.
fn counted_by(
    snapshot: &Snapshot,
    (program, columns): (&Program, &[Arc<Column>]),
    column: &Column,
) -> Option<Vec<Arc<Column>>> {
    // "Desil 1" was chosen of a programme for the deciles 1 and 2.
    let whole = |own: Vec<Arc<Column>>| {
        let both = program.choose.iter().any(|words| words == "desil 1 2");
        let first = own.iter().all(|c| deciles(c) == [1]);
        let second = || of_deciles_like(own.first()?, &[1, 2], columns);
        (both && first).then(second).flatten().unwrap_or(own)
    };
    match (&column.indicator.rate_of, column.indicator.quantity) {
        (Some(Derived::Rate(rate)), _) => {
            let own = |id: &String| snapshot.column(id, Some(&column.period)).ok();
            rate.numerators.iter().map(own).collect::<Option<Vec<_>>>().map(whole)
        }
        (_, Quantity::Count) => Some(whole(vec![Arc::new(column.clone())])),
        // A percentage that came alone: the count that the programme's words name beside it.
        _ if !deciles(column).is_empty() => of_deciles(column, columns),
        _ => {
            let is_count = |c: &&Arc<Column>| c.indicator.quantity == Quantity::Count;
            let chosen = |c: &&Arc<Column>| says(&c.indicator, &program.choose);
            // Those it is for by its other names, where more of them is worse: "Balita Stunting".
            let named = |c: &&Arc<Column>| {
                c.indicator.direction == Direction::WorseHigh && says(&c.indicator, &program.also)
            };
            let mut counts = columns.iter().filter(is_count);
            let found = counts.clone().find(chosen).or_else(|| counts.find(named));
            Some(vec![found.cloned()?])
        }
    }
}

/// The deciles that a name speaks of: "Keluarga Desil 1–2" of 1 and 2.
fn deciles(column: &Column) -> Vec<u8> {
    let words = super::words::plain(&column.indicator.name);
    let Some((_, behind)) = words.rsplit_once("desil ") else { return Vec::new() };
    let numbers: Vec<u8> =
        behind.split(' ').map_while(|word| word.parse().ok().filter(|n| *n <= 10)).collect();
    match numbers[..] {
        [from, to] if from < to => (from..=to).collect(),
        _ => numbers,
    }
}

/// The counts that together are of the same deciles, of families or of persons as it is.
fn of_deciles(column: &Column, columns: &[Arc<Column>]) -> Option<Vec<Arc<Column>>> {
    of_deciles_like(column, &deciles(column), columns)
}

/// The same of other deciles than the column's own.
fn of_deciles_like(
    column: &Column,
    wanted: &[u8],
    columns: &[Arc<Column>],
) -> Option<Vec<Arc<Column>>> {
    let is_of_persons = |column: &Column| {
        let words = super::words::plain(&column.indicator.name);
        words.split(' ').any(|word| matches!(word, "individu" | "jiwa" | "penduduk" | "orang"))
    };
    let count = |own: &[u8]| {
        let fits = |c: &&Arc<Column>| {
            c.indicator.quantity == Quantity::Count
                && deciles(c) == own
                && is_of_persons(c) == is_of_persons(column)
        };
        columns.iter().find(fits).cloned()
    };
    let whole = count(wanted).map(|one| vec![one]);
    whole.or_else(|| wanted.iter().map(|decile| count(&[*decile])).collect())
}

/// How many a programme is for in these villages; `None` where nobody knows.
pub fn target_of(
    snapshot: &Snapshot,
    program: &Program,
    column: &Column,
    villages: &[usize],
) -> Option<u64> {
    let columns = super::edit_catalogue::choosable(snapshot);
    counted_by(snapshot, (program, &columns), column).map(|counted| sum(&counted, villages))
}

fn each(counted: &[Arc<Column>], villages: &[usize]) -> Vec<f64> {
    let value = |v: &usize| counted.iter().filter_map(|c| c.values[*v].value()).sum::<f64>();
    villages.iter().map(value).collect()
}

fn sum(counted: &[Arc<Column>], villages: &[usize]) -> u64 {
    each(counted, villages).into_iter().sum::<f64>().round().max(0.0) as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::measure::Measure;
    use crate::output::testing::column;

    #[test]
    fn a_share_of_two_deciles_is_counted_by_both() {
        let named = |name: &str, quantity, values: &[f64]| {
            let mut own = column(&values.iter().map(|v| Measure::of(*v)).collect::<Vec<_>>());
            name.clone_into(&mut own.indicator.name);
            own.indicator.quantity = quantity;
            Arc::new(own)
        };
        let share = named("Keluarga Desil 1–2", Quantity::Percent, &[30.0, 20.0]);
        let all = [
            named("Individu Desil 1", Quantity::Count, &[90.0, 80.0]),
            named("Keluarga menurut Desil › Desil 1", Quantity::Count, &[10.0, 4.0]),
            named("Keluarga menurut Desil › Desil 2", Quantity::Count, &[20.0, 6.0]),
        ];
        let found = of_deciles(&share, &all).unwrap();
        assert_eq!(sum(&found, &[0, 1]), 40);
        // Of half of them nobody knows the whole.
        assert!(of_deciles(&share, &all[..2]).is_none());
    }

    #[test]
    fn a_day_that_is_over_is_told_until_the_task_is_done() {
        let task = Task { deadline: "2025-12-31".into(), ..Task::default() };
        assert!(is_overdue(&task, "2026-01-01") && !is_overdue(&task, "2025-12-31"));
        let done = Task { status: Status::Done, ..task };
        assert!(!is_overdue(&done, "2026-01-01"));
    }
}
