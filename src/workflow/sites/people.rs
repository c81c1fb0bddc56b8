//! Whom a plan reaches in persons and children: the share of a village's households that it serves,
//! of the village's own counts. An estimate, and only where the counts are there.

use std::sync::Arc;

use super::Plan;
use crate::indicator::column::Column;
use crate::indicator::definition::{Derived, Direction, Quantity};
use crate::workflow::pockets::counted::Counted;
use crate::workflow::snapshot::Snapshot;

/// Persons and children in the households served.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Reached {
    pub people: Option<u64>,
    pub children: Option<u64>,
}

/// Estimates for a plan.
pub fn reached(snapshot: &Snapshot, plan: &Plan) -> Reached {
    let asked = &plan.recipe.demand;
    // A share of households says nothing where toddlers or persons are counted.
    if !plan.model.ground.whose.is_households() {
        return Reached::default();
    }
    let Some(all) = families(snapshot, &plan.model.ground.indicator) else {
        return Reached::default();
    };
    let sum = |id: &Option<String>| {
        let column = snapshot.column(id.as_deref()?, None).ok()?;
        let each = plan.served.iter().enumerate().filter_map(|(v, served)| {
            let (count, all) = (column.values[v].value()?, all.values[v].value()?);
            (all > 0.0).then(|| count * (f64::from(*served) / all).min(1.0))
        });
        Some(each.sum::<f64>().round() as u64)
    };
    Reached { people: sum(&asked.people), children: sum(&asked.children) }
}

/// Whether persons or children were asked for that cannot be told: nobody knows how many families
/// there are in all.
pub(super) fn lacks_families(snapshot: &Snapshot, plan: &Plan) -> bool {
    let asked = &plan.recipe.demand;
    let ground = &plan.model.ground;
    (asked.people.is_some() || asked.children.is_some())
        && ground.whose.is_households()
        && families(snapshot, &ground.indicator).is_none()
}

/// All families of each village.
fn families(snapshot: &Snapshot, indicator: &Column) -> Option<Arc<Column>> {
    if let Some(Derived::Rate(rate)) = &indicator.indicator.rate_of {
        return snapshot.column(&rate.denominator, None).ok();
    }
    let known = ["jumlah_kk", "kk", "jumlah_keluarga", "total_kk", "keluarga"];
    let named = known.iter().find_map(|id| snapshot.column(id, None).ok());
    named.or_else(|| Counted::of(snapshot, indicator).families)
}

/// What a plan would ask first in this project: who waits, persons, children. `None` where no count
/// of households is there.
pub fn suggested(snapshot: &Snapshot) -> Option<super::recipe::DemandAsked> {
    let counts = || snapshot.columns.iter().filter(|c| c.indicator.quantity == Quantity::Count);
    let waits = |c: &&Arc<Column>| {
        let id = &c.indicator.id;
        ["tanpa", "belum", "tidak", "babs"].iter().any(|word| id.contains(word))
    };
    let worse = |c: &&Arc<Column>| {
        c.indicator.direction == Direction::WorseHigh && c.indicator.unit.contains("KK")
    };
    let need = counts().rev().find(waits).or_else(|| counts().rev().find(worse))?;
    let of = |words: &[&str]| {
        let found = counts().rev().find(|c| words.iter().any(|w| c.indicator.id.contains(w)));
        found.map(|c| c.indicator.id.clone())
    };
    Some(super::recipe::DemandAsked {
        indicator: need.indicator.id.clone(),
        people: of(&["penduduk", "jiwa"]),
        children: of(&["pendek", "stunting"]),
        ..super::recipe::DemandAsked::default()
    })
}
