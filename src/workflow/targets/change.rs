//! Before and after: an indicator between two periods, across code editions; who stays among the
//! worst, and whether villages with a programme changed more than alike villages without one.

use std::sync::Arc;

use super::lineage::Units;
use crate::analysis::persistence::{Persistence, worst};
use crate::analysis::pockets::Worse;
use crate::analysis::target_change::{Matched, Place, matched};
use crate::base::fault::{At, DataFault, Stop, TargetsFault};
use crate::base::measure::Measure;
use crate::indicator::column::Column;
use crate::indicator::definition::Direction;
use crate::plan::programme::Status;
use crate::plan::target::Targets;
use crate::workflow::programs::register::{Ledger, Line};
use crate::workflow::programs::words::{Words, plain};
use crate::workflow::snapshot::Snapshot;

/// Before the name of a programme of the register, where a column's id could stand.
pub const REGISTER: &str = "register:";

/// One unit between the two periods.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Between {
    pub before: Option<f64>,
    pub after: Option<f64>,
    pub state: Persistence,
}

impl Between {
    /// After less before.
    pub fn change(&self) -> Option<f64> {
        Some(self.after? - self.before?)
    }

    /// In percent of before; `None` where that was 0.
    pub fn percent(&self) -> Option<f64> {
        let before = self.before.filter(|before| *before != 0.0)?;
        Some(100.0 * self.change()? / before.abs())
    }
}

/// The comparison with alike villages.
#[derive(Clone, Debug, PartialEq)]
pub struct Effect {
    /// The indicator that tells who had the programme.
    pub programme: String,
    pub name: String,
    pub period: String,
    /// Compared units with it, without it, and of which nobody knows.
    pub with: usize,
    pub without: usize,
    pub unknown: usize,
    pub matched: Matched,
    /// Positions of the compared units among all.
    pub units: Vec<usize>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ChangeReport {
    pub indicator: String,
    pub name: String,
    pub unit: String,
    pub direction: Direction,
    pub from: String,
    pub to: String,
    pub worst: f64,
    pub units: Units,
    /// One a unit.
    pub between: Vec<Between>,
    pub better: usize,
    pub worse: usize,
    pub same: usize,
    pub unknown: usize,
    /// Units of several villages that have a figure in both periods, and all of them.
    pub joined: (usize, usize),
    /// Villages that took others in: their figure before is that of all of them.
    pub merged: usize,
    pub effect: Option<Effect>,
}

/// # Errors
/// An unknown indicator or period; one period only.
pub fn change(snapshot: &Snapshot, targets: &Targets, id: &str) -> Result<ChangeReport, Stop> {
    let own = &targets.change;
    let to = snapshot.column(id, own.to.as_deref())?;
    let from = match &own.from {
        Some(period) => snapshot.column(id, Some(period))?,
        None => first(snapshot, id).unwrap_or_else(|| Arc::clone(&to)),
    };
    if from.period == to.period {
        let (period, found) = (format!("< {}", to.period), to.period.clone());
        return Err(Stop::fault(DataFault::NoSuchPeriod { period, found }, At::default()));
    }
    let units = Units::of(snapshot, &own.splits);
    let (before, after) = (units.values(snapshot, &from), units.values(snapshot, &to));
    let direction = to.indicator.direction;
    let among = |values: &[Option<f64>]| {
        let values: Vec<Measure> =
            values.iter().map(|v| v.map_or(Measure::Missing, Measure::of)).collect();
        worst(&values, Worse::of(direction), own.worst)
    };
    let (bad_before, bad_after) = (among(&before), among(&after));
    let between: Vec<Between> = (0..units.units.len())
        .map(|u| Between {
            before: before[u],
            after: after[u],
            state: Persistence::of(&[bad_before[u], bad_after[u]]),
        })
        .collect();
    let side = |sign: f64| {
        let good = if direction == Direction::WorseLow { 1.0 } else { -1.0 };
        between.iter().filter_map(Between::change).filter(|c| c * good * sign > 0.0).count()
    };
    let known = between.iter().filter(|b| b.change().is_some()).count();
    let (better, worse) = (side(1.0), side(-1.0));
    let both = |(unit, b): &(&super::lineage::Unit, &Between)| {
        unit.members.len() > 1 && b.change().is_some()
    };
    let effect = match &own.programme {
        Some(programme) => {
            let years = [&from.period, &to.period].map(|period| year_of(period));
            Some(effect(snapshot, (programme, years), &units, &between, own.caliper)?)
        }
        None => None,
    };
    Ok(ChangeReport {
        indicator: id.to_owned(),
        name: to.indicator.name.clone(),
        unit: to.indicator.unit.clone(),
        direction,
        from: from.period.clone(),
        to: to.period.clone(),
        worst: own.worst,
        better,
        worse,
        same: known - better - worse,
        unknown: between.len() - known,
        joined: (units.units.iter().zip(&between).filter(both).count(), units.joined()),
        merged: units.merged(snapshot, &from),
        between,
        units,
        effect,
    })
}

fn first(snapshot: &Snapshot, id: &str) -> Option<Arc<Column>> {
    let own = snapshot.columns.iter().filter(|c| c.indicator.id == id);
    own.min_by(|a, b| a.period.cmp(&b.period)).cloned()
}

/// Who had a programme: by a column, or by the register of programmes.
struct Treated {
    name: String,
    period: String,
    /// `None` = not known.
    has: Vec<Option<bool>>,
}

impl Treated {
    fn of(snapshot: &Snapshot, programme: &str, years: [Option<u16>; 2]) -> Result<Self, Stop> {
        if let Some(name) = programme.strip_prefix(REGISTER) {
            return Self::registered(snapshot, name, years);
        }
        let column = snapshot.column(programme, None)?;
        let has = column.values.iter().map(|value| value.value().map(|v| v > 0.0)).collect();
        let (name, period) = (column.indicator.name.clone(), column.period.clone());
        Ok(Self { name, period, has })
    }

    /// A village without a row of it has none: that is what the register says. What was dropped or
    /// is only planned is no programme that could have changed anything, nor is one of years outside
    /// the two that are compared. A register that says of no row how far it is lists what was done.
    fn registered(snapshot: &Snapshot, name: &str, years: [Option<u16>; 2]) -> Result<Self, Stop> {
        let ledger = Ledger::of(snapshot);
        // Its full name, its code, or one of its other names in the catalogue.
        let words = Words::new(&ledger.catalogue, &ledger.stored.facts);
        let known = words.programme(name, None).known().and_then(|code| ledger.position(&code));
        let same = |line: &&Line| {
            plain(&ledger.programme_name(line)) == plain(name)
                || (known.is_some() && line.programme == known)
        };
        let Some(first) = ledger.lines.iter().find(same) else {
            let (name, found) = (name.to_owned(), registered(snapshot).join(", "));
            return Err(Stop::fault(TargetsFault::NoSuchProgramme { name, found }, At::default()));
        };
        let name = ledger.programme_name(first);
        let mut has = vec![Some(false); snapshot.register.len()];
        let all = || ledger.lines.iter().chain(&ledger.shared).filter(same);
        let says_status = all().any(|line| line.status.is_some());
        let is_within = |line: &&Line| match (line.year, years) {
            (Some(year), [Some(from), Some(to)]) => (from..=to).contains(&year),
            _ => true,
        };
        for line in all().filter(is_within) {
            let runs = matches!(line.status, Some(Status::Running | Status::Done));
            if let Some(village) = line.village {
                has[village] = match (has[village], line.status) {
                    (Some(true), _) => Some(true),
                    (_, Some(_)) if runs => Some(true),
                    (_, None) if !says_status => Some(true),
                    // A row that does not say how far it is, where others do.
                    (_, None) => None,
                    (own, Some(_)) => own,
                };
            }
        }
        let period = match years {
            [Some(from), Some(to)] if from == to => from.to_string(),
            [Some(from), Some(to)] => format!("{from}–{to}"),
            _ => String::new(),
        };
        Ok(Self { name, period, has })
    }
}

/// The year of a period: "2025-T3" of 2025.
fn year_of(period: &str) -> Option<u16> {
    period.get(..4)?.parse().ok()
}

/// The programmes that the register names, each once.
pub fn registered(snapshot: &Snapshot) -> Vec<String> {
    if snapshot.programmes.entries.is_empty() {
        return Vec::new();
    }
    let ledger = Ledger::of(snapshot);
    let names = ledger.lines.iter().map(|line| ledger.programme_name(line));
    let names: std::collections::BTreeSet<String> = names.filter(|name| !name.is_empty()).collect();
    names.into_iter().collect()
}

fn effect(
    snapshot: &Snapshot,
    (programme, years): (&str, [Option<u16>; 2]),
    units: &Units,
    between: &[Between],
    caliper: f64,
) -> Result<Effect, Stop> {
    let treated = Treated::of(snapshot, programme, years)?;
    let (_, of_kecamatan) = snapshot.register.kecamatan();
    let mut places = Vec::new();
    let mut at = Vec::new();
    for (u, (unit, own)) in units.units.iter().zip(between).enumerate() {
        let (Some(before), Some(after)) = (own.before, own.after) else { continue };
        let own = || unit.members.iter().map(|&m| treated.has[m]);
        // Any part with the programme is enough; without one, all have to be known to have none.
        let has = if own().any(|has| has == Some(true)) {
            Some(true)
        } else {
            own().all(|has| has == Some(false)).then_some(false)
        };
        places.push(Place { kecamatan: of_kecamatan[unit.members[0]], before, after, has });
        at.push(u);
    }
    let count = |has: Option<bool>| places.iter().filter(|p| p.has == has).count();
    Ok(Effect {
        programme: programme.to_owned(),
        name: treated.name,
        period: treated.period,
        with: count(Some(true)),
        without: count(Some(false)),
        unknown: count(None),
        matched: matched(&places, caliper),
        units: at,
    })
}

impl ChangeReport {
    /// How many units are of a kind.
    pub fn count(&self, state: Persistence) -> usize {
        self.between.iter().filter(|b| b.state == state).count()
    }
}
