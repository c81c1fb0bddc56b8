//! `trend`: a pocket question asked of every period, and what became of each village in one word.

use std::sync::Arc;

use super::links::neighbours_of;
use super::method::{self, Method, needs};
use super::pockets::{PocketSettings, settled};
use super::snapshot::Snapshot;
use super::used::Used;
use crate::analysis::local::{Question, Status};
use crate::analysis::random;
use crate::analysis::trend::{self, Trend};
use crate::base::fault::{At, DataFault, Fault, Lack, Stop};
use crate::base::progress::Progress;
use crate::indicator::column::Column;
use crate::project::hash;

/// One period as it was asked.
#[derive(Clone, Debug, PartialEq)]
pub struct PeriodResult {
    pub period: String,
    pub n: usize,
    pub p_cutoff: Option<f64>,
    /// Villages on the bad side that passed.
    pub bad: usize,
}

/// One village over the periods.
#[derive(Clone, Debug, PartialEq)]
pub struct TrendVillage {
    pub code: String,
    /// `new`, `intensifying`, `persistent`, `diminishing`, `sporadic`, `none`; `unknown` where too few
    /// periods are known, else why it has none: `isolate`, `missing`, `not_applicable`.
    pub class: String,
    /// Bad or not in each period; `None` where it was not told.
    pub bad: Vec<Option<bool>>,
}

/// Everything the question brought; villages in the register's order.
#[derive(Clone, Debug, PartialEq)]
pub struct TrendReport {
    /// `period` is the last one and `since` the first.
    pub settings: PocketSettings,
    pub periods: Vec<PeriodResult>,
    pub villages: Vec<TrendVillage>,
    /// Links over the water.
    pub bridges: usize,
    /// Of the codes and values of every period.
    pub input_hash: String,
    pub faults: Vec<Fault>,
}

impl TrendReport {
    /// How many villages are of a class.
    pub fn count(&self, class: &str) -> usize {
        self.villages.iter().filter(|village| village.class == class).count()
    }
}

/// Asks every period of an indicator from `since` (else the first) to `period` (else the last).
/// Nothing is stored; see [`super::trend_json::run`].
///
/// # Errors
/// As [`super::pockets()`], of any period; fewer than two periods; a method that has no trend.
pub fn trend(
    snapshot: &Snapshot,
    settings: &PocketSettings,
    progress: &Progress,
) -> Result<TrendReport, Stop> {
    let columns = periods(snapshot, settings)?;
    if matches!(settings.method, Method::Scan | Method::Differential) {
        let why = format!("trend: method = \"{}\"", settings.method.id());
        return Err(Stop::fault(DataFault::BadRecipe { why }, At::default()));
    }
    let register = &snapshot.register;
    let settings = settled(snapshot, settings);
    let (neighbours, bridges) = neighbours_of(register, &settings, progress)?;
    let keys: Vec<u64> = register.villages.iter().map(|v| random::key(v.code.as_str())).collect();
    let mut periods = Vec::new();
    let mut statuses: Vec<Vec<Status>> = Vec::new();
    let (mut side, mut rates, mut faults) = (None, None, Vec::new());
    for column in &columns {
        let of_period =
            PocketSettings { period: Some(column.period.clone()), since: None, ..settings.clone() };
        let used = Used::of(snapshot, &of_period)?;
        let of_period = PocketSettings { rates: Some(used.rates), ..of_period };
        let values = used.values(&neighbours)?;
        let question = Question {
            indicator: &column.indicator.id,
            values: &values,
            neighbours: &neighbours,
            keys: &keys,
        };
        let beside = used.beside(&neighbours)?;
        let answered =
            method::ask(&question, used.direction(), beside.as_ref(), &of_period, progress)?;
        // Of an indicator without a bad end, high is read as bad.
        let of_this = *side.get_or_insert(answered.sides[0]);
        let bad = |status: &&Status| trend::is_bad(status, of_this) == Some(true);
        periods.push(PeriodResult {
            period: column.period.clone(),
            n: answered.local.n,
            p_cutoff: answered.local.p_cutoff,
            bad: answered.local.villages.iter().filter(bad).count(),
        });
        rates = rates.or(Some(used.rates));
        faults.extend(used.faults.into_iter().chain(answered.local.faults));
        statuses.push(answered.local.villages);
    }
    let Some(side) = side else { return Err(needs(Lack::Period)) };
    let villages = register.villages.iter().enumerate().map(|(i, village)| {
        let history: Vec<&Status> = statuses.iter().map(|period| &period[i]).collect();
        let last = history.last().map_or("missing", |status| match status {
            Status::Measured(_) => "unknown",
            other => other.id(),
        });
        TrendVillage {
            code: village.code.to_string(),
            class: trend::trend(&history, side).map_or(last, Trend::id).to_owned(),
            bad: history.iter().map(|status| trend::is_bad(status, side)).collect(),
        }
    });
    Ok(TrendReport {
        villages: villages.collect(),
        bridges: bridges.len(),
        input_hash: input_hash(snapshot, &settings)?,
        settings: PocketSettings {
            period: periods.last().map(|p| p.period.clone()),
            since: periods.first().map(|p| p.period.clone()),
            share: settings.share.or(settings.method.share()),
            rates,
            ..settings
        },
        periods,
        faults: once(faults),
    })
}

/// What several periods told alike, said once.
fn once(faults: Vec<Fault>) -> Vec<Fault> {
    let mut told: Vec<Fault> = Vec::new();
    for fault in faults {
        if !told.contains(&fault) {
            told.push(fault);
        }
    }
    told
}

/// The columns of the indicator in rising periods, within the bounds that are set.
fn periods(snapshot: &Snapshot, settings: &PocketSettings) -> Result<Vec<Arc<Column>>, Stop> {
    let last = snapshot.column(&settings.indicator, settings.period.as_deref())?;
    let first = settings.since.as_ref();
    let first = first.map(|p| snapshot.column(&settings.indicator, Some(p))).transpose()?;
    let within = |c: &Arc<Column>| {
        c.period <= last.period && first.as_ref().is_none_or(|first| c.period >= first.period)
    };
    let mut columns = snapshot.periods(&settings.indicator);
    columns.retain(within);
    if columns.len() < 2 {
        let (indicator, found) = (settings.indicator.clone(), columns.len());
        return Err(Stop::fault(DataFault::TooFewPeriods { indicator, found }, At::default()));
    }
    Ok(columns)
}

/// Every column that decides a trend.
///
/// # Errors
/// An unknown indicator, fewer than two periods.
pub(super) fn columns(
    snapshot: &Snapshot,
    settings: &PocketSettings,
) -> Result<Vec<Arc<Column>>, Stop> {
    let mut all = Vec::new();
    for column in periods(snapshot, settings)? {
        let period = Some(column.period.clone());
        let of_period = PocketSettings { period, since: None, ..settings.clone() };
        all.extend(Used::of(snapshot, &of_period)?.columns().into_iter().cloned());
    }
    Ok(all)
}

/// The hash of what a trend with these settings would be computed from.
///
/// # Errors
/// As [`columns`].
pub(super) fn input_hash(snapshot: &Snapshot, settings: &PocketSettings) -> Result<String, Stop> {
    let columns = columns(snapshot, settings)?;
    let codes = snapshot.register.villages.iter().map(|v| &v.code);
    Ok(hash::input(codes, columns.iter().map(|c| &c.values[..])))
}
