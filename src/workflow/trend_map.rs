//! A trend on a map and in a table: its classes as a column that can be drawn, by rising worry.

use super::snapshot::Snapshot;
use super::trend::TrendReport;
use crate::analysis::trend::Trend;
use crate::base::measure::Measure;
use crate::indicator::column::Column;
use crate::indicator::definition::{Direction, Quantity};
use crate::lang::Lang;
use crate::lang::output::Caption;
use crate::output::table::{Cell, Sheet};

/// The classes as they are coloured, the least worrying first.
const RISING: [Trend; 6] = [
    Trend::None,
    Trend::Sporadic,
    Trend::Diminishing,
    Trend::New,
    Trend::Persistent,
    Trend::Intensifying,
];
/// Between the classes' numbers.
pub(super) const BETWEEN: [f64; 5] = [1.5, 2.5, 3.5, 4.5, 5.5];

/// A column of 1–6 in place of the indicator's, for the map.
pub(super) fn column(of: &Column, report: &TrendReport, lang: Lang) -> Column {
    let value = |class: &str| {
        let known = RISING.iter().position(|trend| trend.id() == class);
        match known {
            Some(at) => Measure::Measured((at + 1) as f64),
            None if class == "not_applicable" => Measure::NotApplicable,
            None => Measure::Missing,
        }
    };
    let mut column = of.clone();
    let name = of.indicator.name.clone();
    column.indicator.name = lang.caption(&Caption::TrendOf { name });
    column.indicator.unit = String::new();
    column.indicator.quantity = Quantity::Index;
    column.indicator.direction = Direction::WorseHigh;
    let ends = [report.periods.first(), report.periods.last()];
    let ends: Vec<&str> = ends.into_iter().flatten().map(|p| p.period.as_str()).collect();
    column.period = ends.join("–");
    column.values = report.villages.iter().map(|v| value(&v.class)).collect();
    column.corrections.clear();
    column
}

/// The words of the map's classes.
pub(super) fn labels(lang: Lang) -> Vec<String> {
    RISING.iter().map(|t| lang.caption(&Caption::ClassName { id: t.id().to_owned() })).collect()
}

/// Every village with its class and what it was in each period.
pub(super) fn sheet(lang: Lang, snapshot: &Snapshot, report: &TrendReport) -> Sheet {
    let mut header: Vec<String> =
        [Caption::Code, Caption::Village, Caption::Kecamatan, Caption::Trend]
            .iter()
            .map(|caption| lang.caption(caption))
            .collect();
    header.extend(report.periods.iter().map(|p| p.period.clone()));
    let class = |id: &str| lang.caption(&Caption::ClassName { id: id.to_owned() });
    let bad = |bad: &Option<bool>| match bad {
        Some(bad) => Cell::Text(lang.caption(&Caption::IsPocket { bad: *bad })),
        None => Cell::Empty,
    };
    let rows = snapshot.register.villages.iter().zip(&report.villages).map(|(village, found)| {
        let mut row = vec![
            Cell::Code(village.code.to_string()),
            Cell::Text(village.name.clone()),
            Cell::Text(village.kecamatan.name.clone()),
            Cell::Text(class(&found.class)),
        ];
        row.extend(found.bad.iter().map(bad));
        row
    });
    Sheet { name: lang.caption(&Caption::Trend), rows: rows.collect(), header }
}
