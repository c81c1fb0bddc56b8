//! *Desa tersukses*: four criteria in points that everybody can compute again. What is not known is
//! told and counts on neither side.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::burn::BurnReport;
use crate::analysis::target_award::{Fall, Guard, Scored, known, score};
use crate::base::measure::Measure;
use crate::dataset::village::Kind;
use crate::indicator::column::Column;
use crate::indicator::definition::Quantity;
use crate::plan::meeting::Stage;
use crate::plan::target::Targets;
use crate::workflow::snapshot::Snapshot;

/// What is scored; completeness has two halves once a field check came back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Criterion {
    Budget,
    Fall,
    Complete,
    Verified,
    Economy,
}

impl Criterion {
    pub const ALL: [Self; 5] =
        [Self::Budget, Self::Fall, Self::Complete, Self::Verified, Self::Economy];

    pub fn id(self) -> &'static str {
        match self {
            Self::Budget => "budget",
            Self::Fall => "fall",
            Self::Complete => "complete",
            Self::Verified => "verified",
            Self::Economy => "economy",
        }
    }
}

/// One village.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub village: usize,
    /// In the order of [`Criterion::ALL`]; a most of 0 = not asked here.
    pub parts: [Scored; 5],
    /// What each part was read from, in its own unit.
    pub values: [Option<f64>; 5],
    pub fall: Option<Fall>,
    pub before: Option<f64>,
    pub after: Option<f64>,
    /// Of 100.
    pub score: Option<f64>,
    /// In percent of all points.
    pub known: f64,
    /// Equal scores share a rank; `None` = too little is known.
    pub rank: Option<usize>,
}

impl Entry {
    /// What is asked and not known.
    pub fn missing(&self) -> impl Iterator<Item = Criterion> + '_ {
        let each = Criterion::ALL.into_iter().zip(&self.parts);
        each.filter(|(_, part)| part.most > 0.0 && part.earned.is_none()).map(|(of, _)| of)
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct AwardReport {
    /// By rank, those without one at the end, then by code.
    pub entries: Vec<Entry>,
    pub most: [f64; 5],
    pub budget: Option<(String, String)>,
    pub economy: Option<(String, String, f64)>,
    /// Period of the fall's first and last report, and of what it is.
    pub fall: Option<(String, String)>,
    pub falls: String,
    /// Kelurahan have no APBDes: they take no part.
    pub wards: usize,
    /// Indicators whose presence is the completeness.
    pub indicators: usize,
    /// Criteria of which nothing is known anywhere.
    pub absent: Vec<Criterion>,
    pub guard: Guard,
}

/// The newest column of an indicator whose name holds one of these words.
fn named(snapshot: &Snapshot, words: &[&str], percent: bool) -> Option<Arc<Column>> {
    let fits = |c: &&Arc<Column>| {
        let id = &c.indicator.id;
        let parts: Vec<&str> = id.split('_').collect();
        c.import != 0
            && (!percent || c.indicator.quantity == Quantity::Percent)
            && words.iter().any(|w| parts.contains(w))
    };
    let found = snapshot.columns.iter().filter(fits);
    found.max_by(|a, b| a.period.cmp(&b.period)).cloned()
}

pub fn award(snapshot: &Snapshot, targets: &Targets, burn: Option<&BurnReport>) -> AwardReport {
    let own = &targets.award;
    let set = |id: &Option<String>| id.as_deref().map(|id| snapshot.column(id, None).ok());
    let budget = set(&own.budget).unwrap_or_else(|| named(snapshot, &["apbdes"], true));
    let economy = set(&own.economy)
        .unwrap_or_else(|| named(snapshot, &["ike", "bumdes", "ekonomi", "potensi"], false));
    let full = economy.as_ref().map(|column| {
        let above = column.measured().any(|v| v > 1.0);
        own.economy_full.unwrap_or(if above { 100.0 } else { 1.0 })
    });
    let latest = latest(snapshot);
    let checked = !snapshot.verified.is_empty();
    let [of_budget, of_fall, of_complete, of_economy] = own.points;
    let half = if checked { of_complete / 2.0 } else { 0.0 };
    let most = [of_budget, of_fall, of_complete - half, half, of_economy];
    let guard = Guard { few: own.few, full_percent: own.full_percent, full_count: own.full_count };
    let at =
        |column: &Option<Arc<Column>>, i: usize| column.as_ref().and_then(|c| c.values[i].value());
    let is_ward = |village: &usize| snapshot.register.villages[*village].kind == Kind::Kelurahan;
    let wards = (0..snapshot.register.len()).filter(is_ward).count();
    let mut entries: Vec<Entry> = (0..snapshot.register.len())
        .filter(|village| !is_ward(village))
        .map(|village| {
            let (before, after) = ends(burn, village);
            let fall = before.zip(after).map(|(before, after)| guard.fall(before, after));
            let code = &snapshot.register.villages[village].code;
            let stage = snapshot.verified.get(code).map(|form| match form.stage {
                Stage::NotYet => 0.0,
                Stage::Begun => 50.0,
                Stage::Done => 100.0,
            });
            let values = [
                at(&budget, village),
                fall.map(|fall| 100.0 * fall.share),
                complete(&latest, village),
                stage,
                at(&economy, village),
            ];
            let fulls = [own.budget_full, 100.0, 100.0, 100.0, full.unwrap_or(1.0)];
            // Where no form came back none may have been sent: completeness has its points whole.
            let most = match stage {
                Some(_) => most,
                None => [of_budget, of_fall, of_complete, 0.0, of_economy],
            };
            let parts: [Scored; 5] =
                std::array::from_fn(|k| Scored::of(most[k], values[k], fulls[k]));
            let all: f64 = most.iter().sum();
            let share = if all > 0.0 { 100.0 * known(&parts) / all } else { 0.0 };
            let score = score(&parts);
            Entry { village, parts, values, fall, before, after, score, known: share, rank: None }
        })
        .collect();
    rank(&mut entries, own.least_known);
    let nowhere =
        |k: usize| most[k] > 0.0 && k != 3 && entries.iter().all(|e| e.parts[k].earned.is_none());
    let title = |c: Arc<Column>| (c.indicator.id.clone(), c.indicator.name.clone());
    AwardReport {
        absent: (0..5).filter(|k| nowhere(*k)).map(|k| Criterion::ALL[k]).collect(),
        most,
        falls: burn.map_or_else(String::new, |b| b.name.clone()),
        fall: burn.and_then(|b| Some((b.periods.first()?.clone(), b.periods.last()?.clone()))),
        economy: economy.zip(full).map(|(c, full)| {
            let (id, name) = title(c);
            (id, name, full)
        }),
        budget: budget.map(title),
        wards,
        indicators: latest.len(),
        guard,
        entries,
    }
}

/// First and last report of a village; of a split one nobody can say which part fell.
fn ends(burn: Option<&BurnReport>, village: usize) -> (Option<f64>, Option<f64>) {
    let Some(burn) = burn else { return (None, None) };
    let unit = burn.units.of[village];
    if burn.units.units[unit].members.len() > 1 {
        return (None, None);
    }
    (burn.places[unit].start, burn.places[unit].last)
}

/// The newest column of every indicator that came in with a table.
fn latest(snapshot: &Snapshot) -> Vec<Arc<Column>> {
    let mut found: BTreeMap<&str, Arc<Column>> = BTreeMap::new();
    for column in snapshot.columns.iter().filter(|c| c.import != 0) {
        let newer = |other: &Arc<Column>| other.period <= column.period;
        if found.get(column.indicator.id.as_str()).is_none_or(newer) {
            found.insert(&column.indicator.id, Arc::clone(column));
        }
    }
    found.into_values().collect()
}

/// Share of the indicators that the village has, in percent of those that apply to it.
fn complete(latest: &[Arc<Column>], village: usize) -> Option<f64> {
    let applies = latest.iter().filter(|c| c.values[village] != Measure::NotApplicable);
    let (mut has, mut all) = (0_u32, 0_u32);
    for column in applies {
        all += 1;
        has += u32::from(column.values[village].value().is_some());
    }
    (all > 0).then(|| 100.0 * f64::from(has) / f64::from(all))
}

fn rank(entries: &mut [Entry], least_known: f64) {
    // Without its fall no village is an example of one.
    let ranked = |e: &Entry| e.known >= least_known && e.parts[1].earned.is_some();
    let of = |e: &Entry| if ranked(e) { e.score } else { None };
    entries.sort_by(|a, b| {
        let by_score = match (of(a), of(b)) {
            (Some(x), Some(y)) => y.total_cmp(&x),
            (x, y) => x.is_none().cmp(&y.is_none()),
        };
        by_score.then(a.village.cmp(&b.village))
    });
    let mut last: (usize, Option<f64>) = (0, None);
    for (at, entry) in entries.iter_mut().enumerate() {
        let Some(score) = of(entry) else { break };
        if last.1 != Some(score) {
            last = (at + 1, Some(score));
        }
        entry.rank = Some(last.0);
    }
}
