//! `pockets`: a column and a rule → the pockets, with the evidence of every village.

use std::sync::Arc;

use super::links::{Ferries, Given, Islands, ferries_of, neighbours_of};
use super::method::{self, Method};
use super::scanned::scanned;
use super::snapshot::Snapshot;
use super::used::Used;
use crate::analysis::local::{self, Question, Settings};
use crate::analysis::neighbours::{self, Bridge, Neighbours, Rule};
use crate::analysis::pockets::{self, Asked, Households};
use crate::analysis::random;
use crate::analysis::rates::Smoothing;
use crate::analysis::scan::Model;
use crate::analysis::{geary, moran};
use crate::base::fault::{Fault, Stop};
use crate::base::progress::Progress;
use crate::dataset::village::{Frame, Register};
use crate::indicator::column::Column;
use crate::indicator::definition::{Direction, Quantity};

/// What is asked; every default is written down.
#[derive(Clone, Debug, PartialEq)]
pub struct PocketSettings {
    pub indicator: String,
    /// `None` = the latest.
    pub period: Option<String>,
    pub method: Method,
    /// The other indicator of a bivariate method, or one more of several.
    pub with: Option<String>,
    /// `None` = smoothed where the indicator has counts, else as it is.
    pub rates: Option<Smoothing>,
    /// Counts to make a rate of, instead of the indicator's own.
    pub cases: Option<String>,
    pub population: Option<String>,
    /// For join counts, which share of the villages is the worst; for the scan, which share of the
    /// people a circle may hold. `None` = the method's own.
    pub share: Option<f64>,
    /// For the scan.
    pub model: Model,
    pub weights: Rule,
    /// The links of `Rule::Given`.
    pub given: Option<Given>,
    pub islands: Islands,
    /// For islands that are linked; `None` = as the project has them.
    pub ferries: Option<Ferries>,
    /// For a change: the earlier period. `None` = the one before.
    pub since: Option<String>,
    pub moran: Settings,
}

impl PocketSettings {
    pub fn of(indicator: impl Into<String>) -> Self {
        Self {
            indicator: indicator.into(),
            period: None,
            method: Method::default(),
            with: None,
            rates: None,
            cases: None,
            population: None,
            share: None,
            model: Model::default(),
            weights: Rule::Queen,
            given: None,
            islands: Islands::default(),
            ferries: None,
            since: None,
            moran: Settings::default(),
        }
    }
}

/// One village's evidence. `value` and `lag` in the indicator's unit; the rest has no unit.
#[derive(Clone, Debug, PartialEq)]
pub struct VillageResult {
    pub code: String,
    /// As it was asked: smoothed where the report says so.
    pub value: Option<f64>,
    /// As the column says, where `value` is not that.
    pub raw: Option<f64>,
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

/// A circle of a scan; `villages` are positions in the register.
#[derive(Clone, Debug, PartialEq)]
pub struct ClusterResult {
    pub centre: usize,
    pub villages: Vec<usize>,
    pub radius_m: f64,
    pub cases: f64,
    pub people: f64,
    pub expected: f64,
    pub relative_risk: f64,
    pub likelihood_ratio: f64,
    pub p: f64,
}

/// Another statistic of the whole map, beside the method's own.
#[derive(Clone, Debug, PartialEq)]
pub struct WholeResult {
    /// `moran`, `geary`.
    pub name: String,
    pub statistic: f64,
    pub expected: f64,
    /// Two-sided, under randomisation.
    pub p: f64,
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
    /// Links over water, where islands are bridged.
    pub bridges: Vec<Bridge>,
    /// Indicators that were smoothed.
    pub smoothed: Vec<String>,
    /// Of the whole map, by the method.
    pub statistic: f64,
    pub expected: f64,
    /// Two-sided; `None` where the method has no test of the whole map.
    pub p: Option<f64>,
    /// Moran's I and Geary's C of the values that were asked; none for a scan.
    pub wholes: Vec<WholeResult>,
    /// The circles of a scan, each with its evidence.
    pub clusters: Vec<ClusterResult>,
    /// Of both indicators in the same village, where there are two.
    pub correlation: Option<f64>,
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
    let used = Used::of(snapshot, settings)?;
    let column = &used.column;
    let register = &snapshot.register;
    let settings = resolved(snapshot, settings, &used);
    if settings.method == Method::Scan {
        return scanned(snapshot, &used, settings, progress);
    }
    let (neighbours, bridges) = neighbours_of(register, &settings, progress)?;
    let keys: Vec<u64> = register.villages.iter().map(|v| random::key(v.code.as_str())).collect();
    let values = used.values(&neighbours)?;
    let question = Question {
        indicator: &column.indicator.id,
        values: &values,
        neighbours: &neighbours,
        keys: &keys,
    };
    let beside = used.beside(&neighbours)?;
    let answered = method::ask(&question, used.direction(), beside.as_ref(), &settings, progress)?;
    let local = &answered.local;
    let counted = Counted::of(snapshot, column);
    let more = more(&settings);
    let asked = Asked {
        method: settings.method.id(),
        more: &more,
        settings: &settings.moran,
        sides: &answered.sides,
    };
    let found = pockets::find(register, &neighbours, local, &asked, counted.households());
    let smoothed = used.smoothed();
    Ok(PocketReport {
        direction: used.direction(),
        n: local.n,
        isolates: local.isolates,
        missing: local.missing,
        not_applicable: local.not_applicable,
        links: local.links,
        tolerance_m: tolerance(register, &neighbours),
        links_added: neighbours.closeness().added,
        bridges,
        statistic: local.global.statistic,
        expected: local.global.expected,
        p: local.global.p,
        wholes: wholes(&question, settings.moran.isolates)?,
        clusters: Vec::new(),
        correlation: answered.correlation,
        p_cutoff: local.p_cutoff,
        villages: evidence(snapshot, &local.villages, column),
        pockets: found.pockets.into_iter().map(result).collect(),
        lone: found.lone,
        input_hash: used.hash(snapshot),
        faults: used.faults.iter().chain(&local.faults).cloned().collect(),
        smoothed,
        settings,
    })
}

/// Moran's I and Geary's C of the values.
fn wholes(question: &Question<'_>, isolates: local::Isolates) -> Result<Vec<WholeResult>, Stop> {
    let moran = moran::global(question, isolates)?;
    let geary = geary::global(question, isolates)?;
    let of = |name: &str, statistic, expected, p| WholeResult {
        name: name.to_owned(),
        statistic,
        expected,
        p,
    };
    Ok(vec![
        of("moran", moran.statistic, moran.expected, moran.p_randomisation),
        of("geary", geary.statistic, 1.0, geary.p_randomisation),
    ])
}

/// The settings with every default decided: what a run is computed from again.
fn resolved(snapshot: &Snapshot, settings: &PocketSettings, used: &Used) -> PocketSettings {
    PocketSettings {
        period: Some(used.column.period.clone()),
        rates: Some(used.rates),
        share: settings.share.or(settings.method.share()),
        since: used.since.as_ref().map(|since| since.column.period.clone()),
        ..settled(snapshot, settings)
    }
}

/// The settings with the open ones of their neighbours decided.
pub(super) fn settled(snapshot: &Snapshot, settings: &PocketSettings) -> PocketSettings {
    let register = &snapshot.register;
    let points: Vec<_> = register.villages.iter().map(|v| v.inside).collect();
    let ferries = || settings.ferries.clone().unwrap_or_else(|| ferries_of(snapshot));
    PocketSettings {
        weights: neighbours::settled(settings.weights, &points, register.frame),
        ferries: (settings.islands != Islands::Isolate).then(ferries),
        ..settings.clone()
    }
}

/// What the rule of a pocket says beside weights and significance.
fn more(settings: &PocketSettings) -> String {
    let mut more = Vec::new();
    if let Some(rates) = settings.rates.filter(|r| *r != Smoothing::Raw) {
        more.push(format!("rates {}", rates.id()));
    }
    if let Some(with) = &settings.with {
        more.push(format!("with {with}"));
    }
    if let Some(share) = settings.share {
        more.push(format!("share {share}"));
    }
    if let Some(since) = &settings.since {
        more.push(format!("since {since}"));
    }
    if settings.islands != Islands::Isolate {
        more.push(format!("islands {}", settings.islands.id()));
    }
    more.join(", ")
}

/// The snap in metres, for rules that look at borders.
pub(super) fn tolerance(register: &Register, neighbours: &Neighbours) -> Option<f64> {
    let snap = neighbours.closeness().snap;
    match neighbours.rule() {
        Rule::Queen | Rule::Rook if register.frame == Frame::Geographic => {
            let latitude = register.villages.first().map_or(0.0, |v| v.inside.y());
            Some(snap * neighbours::metres_a_degree(latitude))
        }
        Rule::Queen
        | Rule::Rook
        | Rule::Knn(_)
        | Rule::Distance(_)
        | Rule::Reach
        | Rule::Kernel(_)
        | Rule::Given => None,
    }
}

/// The hash of what a run with these settings would be computed from.
///
/// # Errors
/// An unknown indicator.
pub fn input_hash(snapshot: &Snapshot, settings: &PocketSettings) -> Result<String, Stop> {
    Ok(Used::of(snapshot, settings)?.hash(snapshot))
}

pub(super) fn evidence(
    snapshot: &Snapshot,
    statuses: &[local::Status],
    column: &Column,
) -> Vec<VillageResult> {
    snapshot
        .register
        .villages
        .iter()
        .zip(statuses.iter().zip(&column.values))
        .map(|(village, (status, raw))| {
            let found = match status {
                local::Status::Measured(found) => Some(found),
                local::Status::Isolate { .. }
                | local::Status::Missing
                | local::Status::NotApplicable => None,
            };
            VillageResult {
                code: village.code.to_string(),
                value: status.value(),
                raw: raw.value().filter(|raw| status.value() != Some(*raw)),
                local: found.map(|f| f.local),
                lag: found.map(|f| f.lag),
                p: found.map(|f| f.p),
                class: status.id().to_owned(),
            }
        })
        .collect()
}

pub(super) fn result(pocket: pockets::Pocket) -> PocketResult {
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

/// The counts of the villages that the project has.
pub(super) struct Counted {
    poor: Option<Arc<Column>>,
    families: Option<Arc<Column>>,
    people: Option<Arc<Column>>,
}

impl Counted {
    pub(super) fn of(snapshot: &Snapshot, beside: &Column) -> Self {
        Self {
            poor: counts(snapshot, beside, is_poor_families),
            families: counts(snapshot, beside, is_families),
            people: counts(snapshot, beside, is_people),
        }
    }

    pub(super) fn households(&self) -> Households<'_> {
        Households {
            poor: self.poor.as_ref().map(|c| &c.values[..]),
            families: self.families.as_ref().map(|c| &c.values[..]),
            people: self.people.as_ref().map(|c| &c.values[..]),
        }
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
