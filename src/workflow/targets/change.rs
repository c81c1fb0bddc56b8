//! Before and after: an indicator between two periods, across code editions; who stays among the
//! worst, and whether villages with a programme changed more than alike villages without one.

use std::sync::Arc;

use super::lineage::Units;
use crate::analysis::persistence::{Persistence, worst};
use crate::analysis::pockets::Worse;
use crate::analysis::target_change::{Matched, Place, matched};
use crate::base::fault::{At, DataFault, Stop};
use crate::base::measure::Measure;
use crate::indicator::column::Column;
use crate::indicator::definition::Direction;
use crate::plan::target::Targets;
use crate::workflow::snapshot::Snapshot;

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
        Some(programme) => Some(effect(snapshot, programme, &units, &between, own.caliper)?),
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
        between,
        units,
        effect,
    })
}

fn first(snapshot: &Snapshot, id: &str) -> Option<Arc<Column>> {
    let own = snapshot.columns.iter().filter(|c| c.indicator.id == id);
    own.min_by(|a, b| a.period.cmp(&b.period)).cloned()
}

fn effect(
    snapshot: &Snapshot,
    programme: &str,
    units: &Units,
    between: &[Between],
    caliper: f64,
) -> Result<Effect, Stop> {
    let column = snapshot.column(programme, None)?;
    let (_, of_kecamatan) = snapshot.register.kecamatan();
    let mut places = Vec::new();
    let mut at = Vec::new();
    for (u, (unit, own)) in units.units.iter().zip(between).enumerate() {
        let (Some(before), Some(after)) = (own.before, own.after) else { continue };
        let known: Option<Vec<f64>> =
            unit.members.iter().map(|&m| column.values[m].value()).collect();
        // Any part with the programme is enough; without one, all have to be known to have none.
        let any = unit.members.iter().any(|&m| column.values[m].value().is_some_and(|v| v > 0.0));
        let has = if any { Some(true) } else { known.map(|_| false) };
        places.push(Place { kecamatan: of_kecamatan[unit.members[0]], before, after, has });
        at.push(u);
    }
    let count = |has: Option<bool>| places.iter().filter(|p| p.has == has).count();
    Ok(Effect {
        programme: programme.to_owned(),
        name: column.indicator.name.clone(),
        period: column.period.clone(),
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
