//! What the targets come to, as indicators: for the map, the pocket rule and every table. There are
//! some only where somebody has set targets.

use std::collections::BTreeMap;

use super::TargetReport;
use super::lineage::Units;
use crate::analysis::persistence::Persistence;
use crate::base::measure::Measure;
use crate::base::progress::Progress;
use crate::dataset::village::Register;
use crate::indicator::column::Column;
use crate::indicator::definition::{Direction, Indicator, Quantity};
use crate::workflow::snapshot::Snapshot;

/// The id of how much must fall a month.
pub const PACE: &str = "sasaran_per_bulan";

/// Villages by what became of them, the least worrying first: 1–4 on the map.
pub const RISING: [Persistence; 4] =
    [Persistence::Never, Persistence::Recovered, Persistence::New, Persistence::Chronic];

/// The columns of a project with targets.
pub fn columns(snapshot: &Snapshot) -> Vec<Column> {
    let Some(targets) = &snapshot.targets else { return Vec::new() };
    let Ok(report) = super::report(snapshot, targets, &Progress::default()) else {
        return Vec::new();
    };
    of_report(&snapshot.register, &report)
}

fn of_report(register: &Register, report: &TargetReport) -> Vec<Column> {
    let mut found = Vec::new();
    if let Some(burn) = &report.burn {
        let last = burn.periods.last().cloned().unwrap_or_default();
        // What is of several villages together is of none of them alone.
        let alone = |u: usize| burn.units.units[u].members.len() == 1;
        let mut add = |id: &str, name: &str, direction, read: &dyn Fn(usize) -> Option<f64>| {
            let own = |u: usize| read(u).filter(|_| alone(u));
            let about = Indicator {
                unit: burn.unit.clone(),
                ..about(id, &format!("{name} ({})", burn.name), direction)
            };
            found.push(spread(register, &burn.units, about, &last, own));
        };
        add("sasaran_di_atas_garis", "Sisa di atas garis target", Direction::WorseHigh, &|u| {
            let place = &burn.places[u];
            Some(place.last? - place.planned?)
        });
        add(PACE, "Harus turun per bulan", Direction::WorseHigh, &|u| burn.places[u].monthly);
        if burn.explained.places > 0 {
            add("sasaran_terangkat", "Terangkat di luar verval", Direction::WorseLow, &|u| {
                burn.resolved[u].map(|own| own.lifted())
            });
        }
    }
    if let Some(change) = &report.change {
        let period = format!("{}–{}", change.from, change.to);
        let about_change = Indicator {
            unit: change.unit.clone(),
            ..about("sasaran_perubahan", &format!("Perubahan {}", change.name), change.direction)
        };
        let alone = |u: usize| change.units.units[u].members.len() == 1;
        let own = |u: usize| change.between[u].change().filter(|_| alone(u));
        found.push(spread(register, &change.units, about_change, &period, own));
        let name = "Sebelum–sesudah (1 tidak pernah, 2 pulih, 3 baru jatuh, 4 kronis)";
        let state = about("sasaran_status", name, Direction::WorseHigh);
        let own = |u: usize| {
            let at = RISING.iter().position(|s| *s == change.between[u].state)?;
            Some((at + 1) as f64)
        };
        found.push(spread(register, &change.units, state, &period, own));
    }
    if report.award.entries.iter().any(|e| e.rank.is_some()) {
        let mut values = vec![Measure::Missing; register.len()];
        for entry in report.award.entries.iter().filter(|e| e.rank.is_some()) {
            values[entry.village] = entry.score.map_or(Measure::Missing, Measure::of);
        }
        let about = about("skor_desa_sukses", "Skor desa tersukses (0–100)", Direction::WorseLow);
        found.push(column(about, report.award.fall.as_ref().map_or("", |f| &f.1), values));
    }
    found
}

fn about(id: &str, name: &str, direction: Direction) -> Indicator {
    Indicator {
        id: id.to_owned(),
        name: name.to_owned(),
        unit: String::new(),
        // Differences and scores do not sum.
        quantity: Quantity::Index,
        direction,
        column: String::new(),
        rate_of: None,
    }
}

fn spread(
    register: &Register,
    units: &Units,
    about: Indicator,
    period: &str,
    value: impl Fn(usize) -> Option<f64>,
) -> Column {
    let of = |village: usize| value(units.of[village]).map_or(Measure::Missing, Measure::of);
    column(about, period, (0..register.len()).map(of).collect())
}

fn column(indicator: Indicator, period: &str, values: Vec<Measure>) -> Column {
    Column {
        indicator,
        period: period.to_owned(),
        cells: vec![None; values.len()],
        values,
        import: 0,
        corrections: BTreeMap::new(),
    }
}
