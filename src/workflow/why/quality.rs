//! What is not sure about a village's numbers.

use super::{Role, Why};
use crate::indicator::definition::SourceKind;
use crate::lang::pocket::QualitySaid;
use crate::workflow::pockets::{PocketReport, Reliable, low_coverage};
use crate::workflow::snapshot::Snapshot;

/// Years by which a number may lag behind the newest one on the card.
const OLD: i32 = 2;

/// `2024`, `2025-08`, `2025-T4`.
fn year_of(period: &str) -> Option<i32> {
    period.get(..4)?.parse().ok()
}

pub(super) fn quality(snapshot: &Snapshot, report: &PocketReport, why: &Why) -> Vec<QualitySaid> {
    let mut said = of_value(snapshot, report, why);
    let asked = why.bars.iter().filter(|b| b.role != Role::Other);
    let newest = why.bars.iter().filter_map(|b| year_of(&b.period)).max();
    for bar in asked {
        let name = &bar.name;
        if bar.value.value().is_none() && bar.role != Role::Value {
            said.push(QualitySaid::Missing { name: name.clone() });
        }
        if let Some(correction) = &bar.origin.correction {
            let table = correction.table.value();
            let table = table.map_or_else(|| "–".to_owned(), |v| v.to_string());
            let (name, reason) = (name.clone(), correction.reason.clone());
            said.push(QualitySaid::Corrected { name, table, reason });
        }
        let late = |of: i32| newest.is_some_and(|newest| newest - of >= OLD);
        if year_of(&bar.period).is_some_and(late) {
            said.push(QualitySaid::Old {
                name: name.clone(),
                period: bar.period.clone(),
                newest: newest.map_or_else(String::new, |y| y.to_string()),
            });
        }
        said.extend(source(snapshot, why.village, &bar.indicator, &bar.period, name));
    }
    said
}

/// Of the asked value itself.
fn of_value(snapshot: &Snapshot, report: &PocketReport, why: &Why) -> Vec<QualitySaid> {
    let own = &report.villages[why.village];
    let name = super::name_of(snapshot, report);
    let mut said = Vec::new();
    if own.value.is_none() {
        said.push(QualitySaid::Missing { name: name.clone() });
    }
    if own.class == "isolate" {
        said.push(QualitySaid::Isolate);
    }
    if let Some(small) = own.small {
        match small.reliable {
            Reliable::Yes => {}
            Reliable::FewPeople => {
                let people = small.people.unwrap_or_default();
                said.push(QualitySaid::FewPeople { name: name.clone(), people });
            }
            Reliable::Jumpy => {
                let (cases, error) = (small.cases.unwrap_or_default(), small.error);
                said.push(QualitySaid::Jumpy { name: name.clone(), cases, error });
            }
        }
    }
    if let (Some(raw), Some(used)) = (own.raw, own.value) {
        let unit = "%".to_owned();
        said.push(QualitySaid::Smoothed { name: name.clone(), raw, used, unit });
    }
    if let Some(f) = own.funnel.filter(|f| f.rate > f.high_998 || f.rate < f.low_998) {
        said.push(QualitySaid::Funnel { name: name.clone(), above: f.rate > f.high_998 });
    }
    let (settings, period) = (&report.settings, &why.period);
    let low = low_coverage(snapshot, &settings.indicator, period, settings.small.coverage);
    let own = low.iter().find(|(i, _)| *i == why.village);
    said.extend(own.map(|(_, percent)| QualitySaid::LowCoverage { percent: *percent }));
    said
}

/// Survey or register, and a survey's number painted on all villages alike.
fn source(
    snapshot: &Snapshot,
    village: usize,
    indicator: &str,
    period: &str,
    name: &str,
) -> Option<QualitySaid> {
    let column = snapshot.column(indicator, Some(period)).ok()?;
    let name = name.to_owned();
    if is_painted(&column) {
        return Some(QualitySaid::Survey { name });
    }
    let cell = column.cells.get(village)?.as_ref()?;
    let source = snapshot.source(cell.source)?;
    match source.kind {
        SourceKind::Survey => Some(QualitySaid::Survey { name }),
        SourceKind::Register => Some(QualitySaid::Register { name, file: source.file.clone() }),
        SourceKind::Other => None,
    }
}

/// One number on every village: a figure of the kabupaten that was painted on them.
pub fn is_painted(column: &crate::indicator::column::Column) -> bool {
    let mut measured = column.measured();
    let Some(first) = measured.next() else { return false };
    let mut others = 0;
    first != 0.0
        && measured.all(|v| {
            others += 1;
            v == first
        })
        && others >= 4
}
