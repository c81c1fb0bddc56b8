//! `pockets`: a column and a rule → the pockets, with the evidence of every village.

use std::sync::Arc;

use super::snapshot::Snapshot;
use crate::analysis::local::{self, Question, Settings};
use crate::analysis::moran;
use crate::analysis::neighbours::{self, Places, Rule};
use crate::analysis::pockets::{self, Households};
use crate::analysis::random;
use crate::base::fault::{Fault, Stop};
use crate::base::progress::Progress;
use crate::dataset::village::{Frame, Register};
use crate::indicator::column::Column;
use crate::indicator::definition::{Direction, Quantity};
use crate::project::hash;

/// What is asked; every default is written down.
#[derive(Clone, Debug, PartialEq)]
pub struct PocketSettings {
    pub indicator: String,
    /// `None` = the latest.
    pub period: Option<String>,
    pub weights: Rule,
    pub moran: Settings,
}

impl PocketSettings {
    pub fn of(indicator: impl Into<String>) -> Self {
        Self {
            indicator: indicator.into(),
            period: None,
            weights: Rule::Queen,
            moran: Settings::default(),
        }
    }
}

/// One village's evidence. `value` and `lag` in the indicator's unit; the rest has no unit.
#[derive(Clone, Debug, PartialEq)]
pub struct VillageResult {
    pub code: String,
    pub value: Option<f64>,
    pub local: Option<f64>,
    pub lag: Option<f64>,
    pub p: Option<f64>,
    /// As the contract names it: `high_high`, `isolate`, `missing`…
    pub class: String,
}

/// A pocket, or what is known of it; `villages` are positions in the register.
#[derive(Clone, Debug, PartialEq)]
pub struct PocketResult {
    pub id: usize,
    pub name: String,
    pub villages: Vec<usize>,
    /// Sums over the members that have a count; `None` where none has.
    pub families: Option<f64>,
    pub people: Option<f64>,
    pub mean: f64,
    pub p_min: f64,
    pub rule: String,
}

/// Everything the question brought; villages in the register's order.
#[derive(Clone, Debug, PartialEq)]
pub struct PocketReport {
    /// With the period that was meant.
    pub settings: PocketSettings,
    pub direction: Direction,
    pub n: usize,
    pub isolates: usize,
    pub missing: usize,
    pub not_applicable: usize,
    pub links: usize,
    /// Borders at most this many metres apart were one; `None` = a rule without borders, or a
    /// planar project.
    pub tolerance_m: Option<f64>,
    /// Pairs of neighbours without a common point of their borders.
    pub links_added: usize,
    pub statistic: f64,
    pub expected: f64,
    /// Two-sided, under randomisation.
    pub p: f64,
    pub p_cutoff: Option<f64>,
    pub villages: Vec<VillageResult>,
    pub pockets: Vec<PocketResult>,
    pub lone: Vec<usize>,
    /// Of the codes and values it was computed from.
    pub input_hash: String,
    pub faults: Vec<Fault>,
}

/// Finds the pockets of one indicator. Nothing is stored; see [`super::pocket_json::run`].
///
/// # Errors
/// An unknown indicator, too few or constant values, a cancel.
pub fn pockets(
    snapshot: &Snapshot,
    settings: &PocketSettings,
    progress: &Progress,
) -> Result<PocketReport, Stop> {
    let column = snapshot.column(&settings.indicator, settings.period.as_deref())?;
    let register = &snapshot.register;
    let shapes: Vec<_> = register.villages.iter().map(|v| &v.shape).collect();
    let points: Vec<_> = register.villages.iter().map(|v| v.inside).collect();
    let places = Places {
        shapes: &shapes,
        points: &points,
        frame: register.frame,
        snap: register.around.seams.map(|seams| seams.snap),
    };
    let neighbours = neighbours::build_in(&places, settings.weights, progress)?;
    let keys: Vec<u64> = register.villages.iter().map(|v| random::key(v.code.as_str())).collect();
    let question = Question {
        indicator: &column.indicator.id,
        values: &column.values,
        neighbours: &neighbours,
        keys: &keys,
    };
    let local = moran::local(&question, &settings.moran, progress)?;
    let faults = local.faults.clone();
    let families = counts(snapshot, &column, is_families);
    let people = counts(snapshot, &column, is_people);
    let poor = counts(snapshot, &column, is_poor_families);
    let households = Households {
        poor: poor.as_ref().map(|c| &c.values[..]),
        families: families.as_ref().map(|c| &c.values[..]),
        people: people.as_ref().map(|c| &c.values[..]),
    };
    let direction = column.indicator.direction;
    let found =
        pockets::find(register, &neighbours, &local, &settings.moran, direction, households);
    Ok(PocketReport {
        settings: PocketSettings { period: Some(column.period.clone()), ..settings.clone() },
        direction,
        n: local.n,
        isolates: local.isolates,
        missing: local.missing,
        not_applicable: local.not_applicable,
        links: local.links,
        tolerance_m: tolerance(register, settings.weights, neighbours.closeness().snap),
        links_added: neighbours.closeness().added,
        statistic: local.global.statistic,
        expected: local.global.expected,
        p: local.global.p.unwrap_or(f64::NAN),
        p_cutoff: local.p_cutoff,
        villages: evidence(snapshot, &local.villages),
        pockets: found.pockets.into_iter().map(result).collect(),
        lone: found.lone,
        input_hash: input_hash(snapshot, &column),
        faults,
    })
}

/// The snap in metres, for rules that look at borders.
fn tolerance(register: &Register, rule: Rule, snap: f64) -> Option<f64> {
    match rule {
        Rule::Queen | Rule::Rook if register.frame == Frame::Geographic => {
            let latitude = register.villages.first().map_or(0.0, |v| v.inside.y());
            Some(snap * neighbours::metres_a_degree(latitude))
        }
        Rule::Queen | Rule::Rook | Rule::Knn(_) | Rule::Distance(_) => None,
    }
}

/// The hash of what a run is computed from.
pub fn input_hash(snapshot: &Snapshot, column: &Column) -> String {
    let codes = snapshot.register.villages.iter().map(|v| &v.code);
    hash::input(codes, [&column.values[..]])
}

fn evidence(snapshot: &Snapshot, statuses: &[local::Status]) -> Vec<VillageResult> {
    snapshot
        .register
        .villages
        .iter()
        .zip(statuses)
        .map(|(village, status)| {
            let found = match status {
                local::Status::Measured(found) => Some(found),
                local::Status::Isolate { .. }
                | local::Status::Missing
                | local::Status::NotApplicable => None,
            };
            VillageResult {
                code: village.code.to_string(),
                value: status.value(),
                local: found.map(|f| f.local),
                lag: found.map(|f| f.lag),
                p: found.map(|f| f.p),
                class: status.id().to_owned(),
            }
        })
        .collect()
}

fn result(pocket: pockets::Pocket) -> PocketResult {
    PocketResult {
        id: pocket.id,
        name: pocket.name,
        villages: pocket.villages,
        families: pocket.families.map(|total| total.sum),
        people: pocket.people.map(|total| total.sum),
        mean: pocket.mean,
        p_min: pocket.p_min,
        rule: pocket.rule,
    }
}

/// The column of counts that fits, of the same period if there is one.
fn counts(
    snapshot: &Snapshot,
    beside: &Column,
    fits: impl Fn(&str) -> bool,
) -> Option<Arc<Column>> {
    let mut all: Vec<&Arc<Column>> = snapshot
        .columns
        .iter()
        .filter(|c| c.indicator.quantity == Quantity::Count && fits(&c.indicator.id))
        .collect();
    all.sort_by_key(|c| (c.period != beside.period, c.import != beside.import));
    all.first().map(|column| Arc::clone(column))
}

/// The number of all families of a village.
fn is_families(id: &str) -> bool {
    ["jumlah_kk", "jumlah_keluarga", "total_kk", "total_keluarga", "kk", "keluarga"].contains(&id)
}

/// The number of all people of a village.
fn is_people(id: &str) -> bool {
    ["jumlah_penduduk", "jum_penduduk", "penduduk", "jumlah_jiwa", "jiwa", "total_penduduk"]
        .contains(&id)
}

/// Families in the lowest decile, or called poor.
fn is_poor_families(id: &str) -> bool {
    id.ends_with("desil_1") || ["kk_miskin", "keluarga_miskin", "jumlah_kk_miskin"].contains(&id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_counts_name_families() {
        assert!(is_families("jumlah_keluarga") && !is_families("jumlah_keluarga_miskin"));
        assert!(
            is_poor_families("keluarga_menurut_desil_desil_1") && is_poor_families("kk_miskin")
        );
    }
}
