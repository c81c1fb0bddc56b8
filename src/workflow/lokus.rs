//! Proposed focus villages (*desa lokus*): by prevalence, count and services that lack, with every
//! point told; frozen as a draft of the decree.

mod kept;
mod recipe;
mod sheet;

use std::sync::Arc;

use super::pockets::counted::Counted;
use super::pockets::low_coverage;
use super::snapshot::Snapshot;
use super::together::whole;
use super::used::{Basis, of_rate};
use crate::analysis::binomial::binomial;
use crate::analysis::bound::{Limit, Passed};
use crate::analysis::lokus::{Points, Weights, points};
use crate::analysis::pockets::Worse;
use crate::analysis::random::{Stream, key, mix};
use crate::analysis::ranks::{RankInterval, intervals};
use crate::base::fault::{At, DataFault, PocketFault, Stop};
use crate::base::measure::Measure;
use crate::base::progress::Progress;
use crate::indicator::column::Column;
use crate::indicator::definition::{Derived, Quantity};
use crate::project::hash;

pub use kept::{Frozen, FrozenVillage, again, freeze, frozen, frozen_runs, list};
pub use recipe::{EXAMPLE, Recipe, read};
pub use sheet::{class_word, draft_text, head, sheet, write};

/// How often the points are drawn anew from the counts.
const DRAWS: u32 = 999;

/// One village of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct LokusVillage {
    /// Position in the register.
    pub village: usize,
    /// From 1; equal points share the better number.
    pub place: usize,
    pub points: Points,
    pub rate: f64,
    pub count: f64,
    /// The services that lack, by their ids.
    pub lacking: Vec<String>,
    /// Where it stands when the counts are drawn as chance would have them.
    pub interval: Option<RankInterval>,
    /// Its place could as well be that of the next one.
    pub alike: bool,
    /// D/S below 80 %.
    pub low_coverage: Option<f64>,
}

/// The proposed list.
#[derive(Clone, Debug, PartialEq)]
pub struct LokusReport {
    pub recipe: Recipe,
    pub indicator: String,
    pub period: String,
    /// The ids of the count, joined by `+`.
    pub count: String,
    pub weights: Weights,
    /// All villages with points, the first first; the first `recipe.top` are proposed.
    pub villages: Vec<LokusVillage>,
    /// Villages whose prevalence or count is not known. Positions in the register.
    pub unknown: Vec<usize>,
    pub input_hash: String,
}

impl LokusReport {
    /// The proposed ones.
    pub fn proposed(&self) -> &[LokusVillage] {
        &self.villages[..self.recipe.top.min(self.villages.len())]
    }
}

/// The columns of a list.
struct Asked {
    rate: Arc<Column>,
    counts: Vec<Arc<Column>>,
    count_id: String,
    services: Vec<(Arc<Column>, Option<Limit>)>,
    basis: Option<Basis>,
}

/// Proposes the list. Nothing is stored; see [`freeze`].
///
/// # Errors
/// An unknown indicator; `NoCounts` where nobody counted; a cancel.
pub fn lokus(
    snapshot: &Snapshot,
    recipe: &Recipe,
    progress: &Progress,
) -> Result<LokusReport, Stop> {
    let asked = Asked::of(snapshot, recipe)?;
    let counts = summed(&asked.counts);
    let lacking = asked.lacking();
    let of_each: Vec<usize> = lacking.iter().map(Vec::len).collect();
    let worse = Worse::of(asked.rate.indicator.direction);
    let own =
        points((&asked.rate.values, recipe.classes, worse), &counts, &of_each, recipe.weights);
    let total = |found: &[Option<Points>]| -> Vec<Measure> {
        found.iter().map(|p| p.map_or(Measure::Missing, |p| Measure::of(p.total))).collect()
    };
    let ranked = match &asked.basis {
        None => vec![None; own.len()],
        Some(basis) => {
            let draw = |run: u32| {
                let (rates, cases) = Asked::drawn(snapshot, basis, run);
                let rates = (&rates[..], recipe.classes, worse);
                Ok(total(&points(rates, &cases, &of_each, recipe.weights)))
            };
            intervals(&total(&own), Worse::High, DRAWS, recipe.top, draw, progress)?
        }
    };
    let period = asked.rate.period.clone();
    let low = low_coverage(snapshot, &asked.rate.indicator.id, &period, recipe.coverage);
    let mut villages: Vec<LokusVillage> = own
        .iter()
        .enumerate()
        .filter_map(|(i, points)| {
            Some(LokusVillage {
                village: i,
                place: 0,
                points: (*points)?,
                rate: asked.rate.values[i].value()?,
                count: counts[i].value()?,
                lacking: lacking[i].clone(),
                interval: ranked[i],
                alike: false,
                low_coverage: low.iter().find(|(at, _)| *at == i).map(|(_, percent)| *percent),
            })
        })
        .collect();
    villages.sort_by(|a, b| {
        let more = b.points.total.total_cmp(&a.points.total).then(b.count.total_cmp(&a.count));
        more.then(worse.first(a.rate, b.rate)).then(a.village.cmp(&b.village))
    });
    number(&mut villages);
    Ok(LokusReport {
        recipe: recipe.clone(),
        indicator: asked.rate.indicator.id.clone(),
        period,
        count: asked.count_id.clone(),
        weights: recipe.weights,
        villages,
        unknown: (0..own.len()).filter(|&i| own[i].is_none()).collect(),
        input_hash: asked.hash(snapshot),
    })
}

/// Places, and which of them could as well be the next one's.
fn number(villages: &mut [LokusVillage]) {
    let mut place = 0;
    for at in 0..villages.len() {
        let equal = at > 0 && villages[at - 1].points.total == villages[at].points.total;
        if !equal {
            place = at + 1;
        }
        villages[at].place = place;
    }
    for at in 1..villages.len() {
        let (before, own) = (&villages[at - 1], &villages[at]);
        let overlap = match (before.interval, own.interval) {
            (Some(a), Some(b)) => b.best.min(b.rank) <= a.worst.max(a.rank),
            _ => false,
        };
        villages[at - 1].alike = before.place == own.place || overlap;
    }
}

impl Asked {
    fn of(snapshot: &Snapshot, recipe: &Recipe) -> Result<Self, Stop> {
        let rate = snapshot.column(&recipe.indicator, recipe.period.as_deref())?;
        let basis = of_rate(snapshot, &rate);
        if rate.indicator.quantity == Quantity::Count {
            let indicator = rate.indicator.name.clone();
            return Err(Stop::fault(PocketFault::LokusCount { indicator }, At::default()));
        }
        let beside = |id: &str| {
            let of_period = snapshot.column(id, Some(&rate.period));
            of_period.or_else(|_| snapshot.column(id, None))
        };
        let own = || match (&rate.indicator.rate_of, snapshot.shares.of(&rate, &snapshot.columns)) {
            (Some(Derived::Rate(of)), _) => Some(of.numerators.join("+")),
            (None, Some(share)) if !share.is_rest => Some(share.of.numerators.join("+")),
            _ => Counted::cases_of(snapshot, &rate).map(|c| c.indicator.id.clone()),
        };
        let count_id = recipe.count.clone().or_else(own).ok_or_else(|| {
            let indicator = rate.indicator.id.clone();
            Stop::fault(DataFault::NoCounts { indicator }, At::default())
        })?;
        let ids = count_id.split('+').map(str::trim);
        let counts: Vec<Arc<Column>> = ids.map(beside).collect::<Result<_, Stop>>()?;
        let basis = basis.or_else(|| Basis::implied(&rate, &counts));
        let service = |service: &super::pockets::Service| {
            let column = beside(&service.indicator)?;
            let all = whole(snapshot, &column, None).filter(|w| w.counts.is_some());
            let mean = || super::pockets::parts::mean(&column.values);
            let kabupaten = all.map_or_else(mean, |w| w.value);
            let worse = Worse::of(column.indicator.direction);
            let limit = service.bound.among(&column.values, worse, kabupaten, 1.0);
            Ok((column, limit))
        };
        let services = recipe.services.iter().map(service).collect::<Result<_, Stop>>()?;
        Ok(Self { rate, counts, count_id, services, basis })
    }

    fn lacking(&self) -> Vec<Vec<String>> {
        let of = |i: usize| {
            let lacks = |(column, limit): &&(Arc<Column>, Option<Limit>)| {
                limit.is_some_and(|l| l.passes(column.values[i]) == Passed::Yes)
            };
            self.services.iter().filter(lacks).map(|(c, _)| c.indicator.id.clone()).collect()
        };
        (0..self.rate.values.len()).map(of).collect()
    }

    /// Rates in percent and cases, as chance would have them.
    fn drawn(snapshot: &Snapshot, basis: &Basis, run: u32) -> (Vec<Measure>, Vec<Measure>) {
        let villages = &snapshot.register.villages;
        let each = basis.cases.iter().zip(&basis.people).zip(villages);
        each.map(|((cases, people), village)| {
            let (Some(c), Some(n)) = (cases.value(), people.value().filter(|n| *n >= 1.0)) else {
                return (*cases, *cases);
            };
            let mut stream = Stream::new(mix(u64::from(run) + 1), key(village.code.as_str()));
            let drawn = binomial(n.floor() as u64, (c + 0.5) / (n + 1.0), &mut stream) as f64;
            (Measure::of(100.0 * drawn / n), Measure::of(drawn))
        })
        .unzip()
    }

    fn hash(&self, snapshot: &Snapshot) -> String {
        let codes = snapshot.register.villages.iter().map(|v| &v.code);
        let columns = std::iter::once(&self.rate).chain(&self.counts);
        let columns = columns.chain(self.services.iter().map(|s| &s.0));
        hash::input(codes, columns.map(|c| &c.values[..]))
    }
}

fn summed(columns: &[Arc<Column>]) -> Vec<Measure> {
    let sum = |i: usize| {
        let known: Option<Vec<f64>> = columns.iter().map(|c| c.values[i].value()).collect();
        known.map_or(Measure::Missing, |known| Measure::of(known.iter().sum()))
    };
    (0..columns.first().map_or(0, |c| c.values.len())).map(sum).collect()
}

/// The columns of a recipe as they are now, for the check.
fn input_hash(snapshot: &Snapshot, recipe: &Recipe) -> Result<String, Stop> {
    Ok(Asked::of(snapshot, recipe)?.hash(snapshot))
}
