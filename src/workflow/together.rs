//! One number for several villages: a rate from its counts, a sum of counts, else a mean; said
//! which.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::pockets::{Beside, PocketReport, Together, Whole};
use super::snapshot::Snapshot;
use super::used::{of_rate, of_share};
use crate::base::measure::Measure;
use crate::indicator::column::Column;
use crate::indicator::definition::Quantity;

/// The number of these villages, or of all; `None` where none has a value.
pub fn whole(snapshot: &Snapshot, column: &Column, members: Option<&[usize]>) -> Option<Whole> {
    let of = |values: &[Measure]| -> Vec<Option<f64>> {
        match members {
            Some(members) => members.iter().map(|&i| values[i].value()).collect(),
            None => values.iter().map(|v| v.value()).collect(),
        }
    };
    if let Some(basis) = of_rate(snapshot, column).or_else(|| of_share(snapshot, column)) {
        let pairs = of(&basis.cases).into_iter().zip(of(&basis.people));
        let known: Vec<(f64, f64)> = pairs.filter_map(|(c, p)| Some((c?, p?))).collect();
        let (cases, people) = (sum(known.iter().map(|k| k.0)), sum(known.iter().map(|k| k.1)));
        if people > 0.0 {
            let value = 100.0 * cases / people;
            return Some(Whole { value, together: Together::Rate, counts: Some((cases, people)) });
        }
    }
    let known: Vec<f64> = of(&column.values).into_iter().flatten().collect();
    if known.is_empty() {
        return None;
    }
    if column.indicator.is_class() {
        return commonest(&known).map(|value| Whole {
            value,
            together: Together::Commonest,
            counts: None,
        });
    }
    let (count, total) = (known.len() as f64, sum(known.into_iter()));
    Some(match column.indicator.quantity {
        Quantity::Count => Whole { value: total, together: Together::Sum, counts: None },
        Quantity::Percent | Quantity::Index => {
            Whole { value: total / count, together: Together::Mean, counts: None }
        }
    })
}

/// The class that most have; of two as common the higher, so that nothing is made smaller.
fn commonest(known: &[f64]) -> Option<f64> {
    let mut sorted = known.to_vec();
    sorted.sort_by(f64::total_cmp);
    let runs = sorted.chunk_by(|a, b| a == b);
    runs.max_by_key(|run| run.len()).and_then(|run| run.first().copied())
}

/// Every indicator of these villages beside the kabupaten's: of one period each, `period` where
/// there is one, else the latest.
pub fn profile(snapshot: &Snapshot, members: &[usize], period: Option<&str>) -> Vec<Beside> {
    Profiles::of(snapshot, period).beside(members)
}

/// The kabupaten's side of every profile: gone through once for all pockets.
pub struct Profiles<'a> {
    snapshot: &'a Snapshot,
    columns: Vec<(Arc<Column>, Option<Whole>)>,
}

impl<'a> Profiles<'a> {
    /// Of one period each, `period` where there is one, else the latest.
    pub fn of(snapshot: &'a Snapshot, period: Option<&str>) -> Self {
        let mut ids: Vec<&str> = Vec::new();
        for column in &snapshot.columns {
            if !ids.contains(&column.indicator.id.as_str()) {
                ids.push(&column.indicator.id);
            }
        }
        let column = |id: &str| {
            let of_period = period.and_then(|p| snapshot.column(id, Some(p)).ok());
            of_period.or_else(|| snapshot.column(id, None).ok())
        };
        let with_whole = |column: Arc<Column>| {
            let all = whole(snapshot, &column, None);
            (column, all)
        };
        Self { snapshot, columns: ids.into_iter().filter_map(column).map(with_whole).collect() }
    }

    /// Every indicator of these villages beside the kabupaten's.
    pub fn beside(&self, members: &[usize]) -> Vec<Beside> {
        let of = |(column, all): &(Arc<Column>, Option<Whole>)| {
            let own = whole(self.snapshot, column, Some(members));
            let together = all.or(own).map_or(Together::Mean, |w| w.together);
            // Too few counts in the members: a mean is not set beside a rate.
            let own = own.filter(|w| w.together == together);
            Beside {
                indicator: column.indicator.id.clone(),
                period: column.period.clone(),
                value: own.map(|w| w.value),
                kabupaten: all.map(|w| w.value),
                together,
                counts: own.and_then(|w| w.counts),
                unknown: members.iter().filter(|&&i| column.values[i].value().is_none()).count(),
            }
        };
        self.columns.iter().map(of).collect()
    }
}

/// The villages that a run names, kecamatan by kecamatan: how many, and the sum of what its rule
/// counts, else of its cases where it is about a rate. The most cases first.
pub fn by_kecamatan(snapshot: &Snapshot, report: &PocketReport) -> Vec<OfKecamatan> {
    let mut named: Vec<usize> =
        report.pockets.iter().flat_map(|p| &p.villages).chain(&report.lone).copied().collect();
    named.sort_unstable();
    named.dedup();
    let mut found: BTreeMap<&str, OfKecamatan> = BTreeMap::new();
    for i in named {
        let name = snapshot.register.villages[i].kecamatan.name.as_str();
        let of = found.entry(name).or_default();
        name.clone_into(&mut of.kecamatan);
        of.villages += 1;
        let village = &report.villages[i];
        if let Some(n) = village.count.or(village.small.and_then(|s| s.cases)) {
            of.count = Some(of.count.unwrap_or(0.0) + n);
        }
    }
    let mut found: Vec<OfKecamatan> = found.into_values().collect();
    found.sort_by(|a, b| {
        let more = b
            .count
            .unwrap_or(-1.0)
            .total_cmp(&a.count.unwrap_or(-1.0))
            .then(b.villages.cmp(&a.villages));
        more.then(a.kecamatan.cmp(&b.kecamatan))
    });
    found
}

/// The named villages of one kecamatan.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OfKecamatan {
    pub kecamatan: String,
    pub villages: usize,
    /// `None` = nothing is counted, or no village has the number.
    pub count: Option<f64>,
}

/// Smallest first, so that the order of rows does not touch the last bit.
fn sum(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_unstable_by(f64::total_cmp);
    values.iter().sum()
}
