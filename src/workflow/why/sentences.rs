//! Three sentences by rule: what the village has, what it lies among, how sure that is.

use super::{Role, Why, WhyBar, name_of};
use crate::base::measure::Measure;
use crate::indicator::definition::{Derived, Quantity};
use crate::lang::pocket::{Listed, NoValue, PlaceSaid, WhySaid};
use crate::workflow::pockets::{PocketReport, Reliable, tendency};
use crate::workflow::snapshot::Snapshot;

pub(super) fn sentences(snapshot: &Snapshot, report: &PocketReport, why: &Why) -> Vec<WhySaid> {
    vec![what(snapshot, report, why), among(report, why), sure(report, why)]
}

/// What the village has: of an index the part that brings most of it.
fn what(snapshot: &Snapshot, report: &PocketReport, why: &Why) -> WhySaid {
    let Some(value) = why.value else {
        let state = why.bars.first().map_or(Measure::Missing, |b| b.value);
        let no = match state {
            Measure::NotApplicable => NoValue::NotApplicable,
            Measure::Missing | Measure::Measured(_) => NoValue::Missing,
        };
        return WhySaid::NoValue { name: name_of(snapshot, report), why: no };
    };
    if let Some(since) = &report.settings.since {
        let unit = why.bars.iter().find(|b| b.role == Role::Value).map(|b| b.unit.clone());
        return WhySaid::Changed {
            change: value,
            unit: unit.unwrap_or_default(),
            name: name_of(snapshot, report),
            since: since.clone(),
            kabupaten: report.kabupaten.map(|k| k.value),
        };
    }
    let parts = why.bars.iter().filter(|b| b.role == Role::Part && b.value.value().is_some());
    let points = |b: &&WhyBar| b.points.unwrap_or(0.0);
    let most = parts.max_by(|a, b| points(a).total_cmp(&points(b)));
    let own = most.or(why.bars.iter().find(|b| b.role == Role::Value));
    if let Some(bar) = own.filter(|b| b.value.value().is_some()) {
        return of_bar(snapshot, bar, why);
    }
    WhySaid::Value {
        value,
        unit: String::new(),
        name: name_of(snapshot, report),
        kabupaten: report.kabupaten.map(|k| k.value),
        tendency: tendency(report.direction),
    }
}

fn of_bar(snapshot: &Snapshot, bar: &WhyBar, why: &Why) -> WhySaid {
    let (name, value) = (bar.name.clone(), bar.value.value().unwrap_or_default());
    let column = snapshot.column(&bar.indicator, Some(&bar.period)).ok();
    let quantity = column.as_ref().map(|c| c.indicator.quantity);
    if let (Some((cases, people)), Some(column)) = (bar.counts, &column) {
        let rate = match &column.indicator.rate_of {
            Some(Derived::Rate(rate)) => Some(rate),
            Some(Derived::Gap { .. }) => None,
            None => snapshot.shares.of(column, &snapshot.columns).map(|share| &share.of),
        };
        let of = rate.and_then(|of| snapshot.column(&of.denominator, Some(&bar.period)).ok());
        let of = of.map(|c| c.indicator.unit.clone()).unwrap_or_default();
        let percent = 100.0 * cases / people;
        return WhySaid::Share { percent, people: of, name, kabupaten: bar.kabupaten };
    }
    if quantity == Some(Quantity::Count)
        && let Some((rank, of)) = why.place
    {
        return WhySaid::Count { count: value, unit: bar.unit.clone(), name, rank, of };
    }
    let direction = column.map_or_else(Default::default, |c| c.indicator.direction);
    WhySaid::Value {
        value,
        unit: bar.unit.clone(),
        name,
        kabupaten: bar.kabupaten,
        tendency: tendency(direction),
    }
}

/// What it lies among, and what it belongs to.
fn among(report: &PocketReport, why: &Why) -> WhySaid {
    let changed = report.settings.since.is_some();
    let place = match (why.pocket, why.listed) {
        (Some(at), _) => PlaceSaid::Pocket { name: report.pockets[at].name.clone() },
        (None, Listed::Lone) => PlaceSaid::Lone { changed },
        (None, Listed::Pocket | Listed::No) => PlaceSaid::None,
    };
    let known = || why.neighbours.iter().filter_map(|n| n.worse);
    match known().count() {
        0 => WhySaid::Isolated { place },
        of => {
            let bad = known().filter(|w| *w).count();
            WhySaid::Together { bad, of, changed, place }
        }
    }
}

/// How sure that is: on how few it stands, how often it stays, between which ranks it lies.
fn sure(report: &PocketReport, why: &Why) -> WhySaid {
    let own = &report.villages[why.village];
    if own.value.is_none() {
        return WhySaid::AskData;
    }
    if let Some(small) = own.small.filter(|s| s.reliable == Reliable::FewPeople) {
        let (people, unit) = (small.people.unwrap_or_default(), String::new());
        return WhySaid::FewPeople { people, unit };
    }
    if let (Some(share), Some(fragility)) = (own.stays, &report.fragility)
        && (why.listed != Listed::No || share >= 0.1)
    {
        let of = fragility.runs as usize;
        let runs = (share * of as f64).round() as usize;
        return WhySaid::Stays { runs, of, listed: why.listed };
    }
    match (own.rank, why.place) {
        (Some(r), Some((rank, of))) => {
            WhySaid::Ranked { rank, of, best: r.best.min(rank), worst: r.worst.max(rank) }
        }
        (_, Some((rank, of))) => WhySaid::Place { rank, of },
        (_, None) => WhySaid::AskData,
    }
}
