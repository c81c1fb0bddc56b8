//! *Mengapa desa ini?*: what brought a village where it is, beside the kabupaten, its kecamatan and
//! its neighbours; what is not sure about it; and three sentences.

mod quality;
mod sentences;

use std::sync::Arc;

use super::composite_recipe::Recipe;
use super::index::Index;
use super::origin::{Origin, of_column};
use super::pockets::{PocketReport, RankInterval, Together};
use super::snapshot::Snapshot;
use super::together::whole;
use crate::analysis::neighbours::Neighbours;
use crate::analysis::pockets::Worse;
use crate::base::fault::{At, DataFault, Stop};
use crate::base::measure::Measure;
use crate::indicator::column::Column;
use crate::indicator::definition::Quantity;
use crate::lang::pocket::{Bridge, Listed, QualitySaid, WhySaid};

pub use quality::is_painted;

/// Everything the card of a village says about a run.
#[derive(Clone, Debug, PartialEq)]
pub struct Why {
    /// Positions in the register.
    pub village: usize,
    pub indicator: String,
    pub period: String,
    /// As the tables say, where the question was asked of smoothed rates too.
    pub value: Option<f64>,
    /// Among so many with a value; 1 = the worst, equal values share the better number.
    pub place: Option<(usize, usize)>,
    pub interval: Option<RankInterval>,
    pub listed: Listed,
    /// Position among the report's pockets.
    pub pocket: Option<usize>,
    pub bars: Vec<WhyBar>,
    /// The worst first; those without a value last.
    pub neighbours: Vec<WhyNeighbour>,
    pub quality: Vec<QualitySaid>,
    /// Three, in the order in which they are read.
    pub sentences: Vec<WhySaid>,
}

/// What a bar stands for in the question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The asked value.
    Value,
    /// A part of the asked index.
    Part,
    /// Asked for by the rule.
    Count,
    Service,
    /// Beside the question.
    Other,
}

impl Role {
    pub fn id(self) -> &'static str {
        match self {
            Self::Value => "value",
            Self::Part => "part",
            Self::Count => "count",
            Self::Service => "service",
            Self::Other => "other",
        }
    }
}

/// One indicator of the village.
#[derive(Clone, Debug, PartialEq)]
pub struct WhyBar {
    pub role: Role,
    pub indicator: String,
    pub name: String,
    pub unit: String,
    pub period: String,
    pub value: Measure,
    /// Cases and people of the village, where it is a rate.
    pub counts: Option<(f64, f64)>,
    /// Of all villages and of the village's kecamatan; of a count the mean of the villages.
    pub kabupaten: Option<f64>,
    pub kecamatan: Option<f64>,
    pub together: Together,
    /// 0–1 of the largest value among the villages: the length of the bar, and of its marks.
    pub length: Option<f64>,
    pub kabupaten_length: Option<f64>,
    pub worse: Option<bool>,
    /// In an index, its weight and how many of the index's points it brings.
    pub weight: Option<f64>,
    pub points: Option<f64>,
    /// The cell, the correction, the parts of a rate.
    pub origin: Origin,
}

/// A neighbour by the run's own rule.
#[derive(Clone, Debug, PartialEq)]
pub struct WhyNeighbour {
    pub village: usize,
    pub value: Option<f64>,
    pub worse: Option<bool>,
    pub listed: Listed,
    pub bridge: Bridge,
}

/// Why a village is where it is in a run; `neighbours` are those of the run
/// ([`super::links::neighbours_of`] of its settings).
///
/// # Errors
/// `NoSuchVillage` for a place beyond the register; an indicator that is gone.
pub fn why(
    snapshot: &Snapshot,
    report: &PocketReport,
    neighbours: &Neighbours,
    village: usize,
) -> Result<Why, Stop> {
    let beyond = village >= snapshot.register.len().min(report.villages.len());
    if beyond {
        let code = village.to_string();
        return Err(Stop::fault(DataFault::NoSuchVillage { code }, At::default()));
    }
    let settings = &report.settings;
    let own = &report.villages[village];
    let mut why = Why {
        village,
        indicator: settings.indicator.clone(),
        period: settings.period.clone().unwrap_or_default(),
        value: own.plain(),
        place: place(report, village),
        interval: own.rank,
        listed: listed(report, village),
        pocket: report.pockets.iter().position(|p| p.villages.contains(&village)),
        bars: bars(snapshot, report, village)?,
        neighbours: neighbours_of(report, neighbours, village),
        quality: Vec::new(),
        sentences: Vec::new(),
    };
    why.quality = quality::quality(snapshot, report, &why);
    why.sentences = sentences::sentences(snapshot, report, &why);
    Ok(why)
}

/// What a run says of a village.
pub fn listed(report: &PocketReport, village: usize) -> Listed {
    if report.pockets.iter().any(|p| p.villages.contains(&village)) {
        Listed::Pocket
    } else if report.lone.contains(&village) {
        Listed::Lone
    } else {
        Listed::No
    }
}

/// Name of the asked value: of an index that is computed in the run, its recipe's.
pub fn name_of(snapshot: &Snapshot, report: &PocketReport) -> String {
    let settings = &report.settings;
    let of_index = settings.index.as_deref().and_then(|text| Recipe::parse(text).ok());
    let of_column = || {
        let column = snapshot.column(&settings.indicator, settings.period.as_deref()).ok()?;
        Some(column.indicator.name.clone())
    };
    of_index.map(|r| r.name).or_else(of_column).unwrap_or_else(|| settings.indicator.clone())
}

fn place(report: &PocketReport, village: usize) -> Option<(usize, usize)> {
    let own = report.villages[village].value?;
    let worse = Worse::of(report.direction);
    let known = report.villages.iter().filter_map(|v| v.value);
    let before = known.clone().filter(|v| worse.first(*v, own).is_lt()).count();
    Some((before + 1, known.count()))
}

/// Whether a value is worse than the kabupaten's.
fn is_worse(value: Option<f64>, kabupaten: Option<f64>, worse: Worse) -> Option<bool> {
    Some(worse.first(value?, kabupaten?).is_lt())
}

fn neighbours_of(
    report: &PocketReport,
    neighbours: &Neighbours,
    village: usize,
) -> Vec<WhyNeighbour> {
    let worse = Worse::of(report.direction);
    let kabupaten = report.kabupaten.map(|k| k.value);
    let over_water = |other: usize| {
        let ends = [(village, other), (other, village)];
        report.bridges.iter().any(|b| ends.contains(&(b.from, b.to)))
    };
    let ids = if village < neighbours.len() { neighbours.of(village) } else { &[] };
    let mut found: Vec<WhyNeighbour> = ids
        .iter()
        .map(|&j| j as usize)
        .filter_map(|other| {
            let value = report.villages.get(other)?.plain();
            Some(WhyNeighbour {
                village: other,
                value,
                worse: is_worse(value, kabupaten, worse),
                listed: listed(report, other),
                bridge: if over_water(other) { Bridge::Yes } else { Bridge::No },
            })
        })
        .collect();
    found.sort_by(|a, b| match (a.value, b.value) {
        (Some(x), Some(y)) => worse.first(x, y).then(a.village.cmp(&b.village)),
        (x, y) => x.is_none().cmp(&y.is_none()).then(a.village.cmp(&b.village)),
    });
    found
}

/// The columns of the card with their role: the question's own first.
fn columns(
    snapshot: &Snapshot,
    report: &PocketReport,
    index: Option<&Index>,
) -> Vec<(Role, Arc<Column>)> {
    let settings = &report.settings;
    let period = settings.period.as_deref();
    let column = |id: &str| {
        let of_period = period.and_then(|p| snapshot.column(id, Some(p)).ok());
        of_period.or_else(|| snapshot.column(id, None).ok())
    };
    let mut found: Vec<(Role, Arc<Column>)> = Vec::new();
    let mut take = |role: Role, column: Option<Arc<Column>>| {
        let Some(column) = column else { return };
        if !found.iter().any(|(_, c)| c.indicator.id == column.indicator.id) {
            found.push((role, column));
        }
    };
    if settings.index.is_none() {
        take(Role::Value, column(&settings.indicator));
    }
    for part in index.iter().flat_map(|i| &i.columns) {
        take(Role::Part, Some(Arc::clone(part)));
    }
    let count = settings.rule.count.as_ref().and_then(|c| c.indicator.as_deref());
    for id in count.iter().flat_map(|ids| ids.split('+')) {
        take(Role::Count, column(id.trim()));
    }
    for service in settings.rule.services.iter().flat_map(|s| &s.of) {
        take(Role::Service, column(&service.indicator));
    }
    for other in snapshot.columns.iter().filter(|c| c.indicator.quantity != Quantity::Count) {
        take(Role::Other, column(&other.indicator.id));
    }
    found
}

fn bars(snapshot: &Snapshot, report: &PocketReport, village: usize) -> Result<Vec<WhyBar>, Stop> {
    let settings = &report.settings;
    let index = if let Some(text) = &settings.index {
        Index::read(snapshot, text)?
    } else {
        let column = snapshot.column(&settings.indicator, settings.period.as_deref())?;
        Index::of(snapshot, settings, &column)?
    };
    let points = index.as_ref().map(|index| index.points(village)).transpose()?;
    let of_kecamatan = same_kecamatan(snapshot, village);
    let home = snapshot.register.home_of(&[village]);
    let around = (of_kecamatan.as_slice(), home.as_deref());
    let mut bars: Vec<WhyBar> = columns(snapshot, report, index.as_ref())
        .into_iter()
        .map(|(role, column)| bar(snapshot, role, &column, village, around))
        .collect();
    if let (Some(index), Some(points)) = (&index, points) {
        for (at, column) in index.columns.iter().enumerate() {
            let own = |bar: &&mut WhyBar| bar.indicator == column.indicator.id;
            if let Some(bar) = bars.iter_mut().find(own) {
                bar.role = Role::Part;
                bar.weight = Some(index.weights[at]);
                bar.points = points[at];
            }
        }
    }
    Ok(bars)
}

fn same_kecamatan(snapshot: &Snapshot, village: usize) -> Vec<usize> {
    let villages = &snapshot.register.villages;
    (0..villages.len()).filter(|&i| villages[i].kecamatan == villages[village].kecamatan).collect()
}

fn bar(
    snapshot: &Snapshot,
    role: Role,
    column: &Column,
    village: usize,
    (of_kecamatan, of_kabupaten): (&[usize], Option<&[usize]>),
) -> WhyBar {
    let value = column.values[village];
    let all = whole(snapshot, column, None);
    let own = whole(snapshot, column, Some(&[village]));
    // A sum says nothing beside one village: its mean does.
    let each = |members: Option<&[usize]>| {
        let found = whole(snapshot, column, members)?;
        let known = |i: &usize| column.values[*i].value().is_some();
        let count = match members {
            Some(members) => members.iter().filter(|i| known(i)).count(),
            None => column.measured().count(),
        };
        Some(match found.together {
            Together::Sum => found.value / count.max(1) as f64,
            Together::Rate | Together::Mean | Together::Commonest => found.value,
        })
    };
    let kabupaten = each(of_kabupaten);
    let largest = column.measured().fold(0.0_f64, |a, b| a.max(b.abs()));
    let length = |x: f64| if largest > 0.0 { (x.abs() / largest).min(1.0) } else { 0.0 };
    let worse = Worse::of(column.indicator.direction);
    WhyBar {
        role,
        indicator: column.indicator.id.clone(),
        name: column.indicator.name.clone(),
        unit: column.indicator.unit.clone(),
        period: column.period.clone(),
        value,
        counts: own.and_then(|w| w.counts),
        kabupaten,
        kecamatan: each(Some(of_kecamatan)),
        together: all.map_or(Together::Mean, |w| w.together),
        length: value.value().map(length),
        kabupaten_length: kabupaten.map(length),
        worse: is_worse(value.value(), kabupaten, worse),
        weight: None,
        points: None,
        origin: of_column(snapshot, column, village),
    }
}
