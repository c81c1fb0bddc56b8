//! An index that a pocket question was asked of, as a column: for the map, the table and charts.

use std::collections::BTreeMap;

use super::index_parts::name_of;
use super::pockets::{PocketReport, PocketSettings};
use crate::base::measure::Measure;
use crate::indicator::column::Column;
use crate::indicator::definition::{Indicator, Quantity};
use crate::lang::Lang;
use crate::lang::app_pocket::PocketWord;

/// The values that a question was asked of, where they are those of an index.
pub fn of_index(lang: Lang, report: &PocketReport) -> Column {
    let measure = |found: &super::pockets::VillageResult| match (found.raw.or(found.value), found) {
        (Some(value), _) => Measure::of(value),
        (None, found) if found.class == "not_applicable" => Measure::NotApplicable,
        (None, _) => Measure::Missing,
    };
    with_values(lang, report, report.villages.iter().map(measure).collect())
}

/// The index of a question as its recipe calls it.
pub fn index_name(lang: Lang, settings: &PocketSettings) -> String {
    let named = settings.index.as_deref().and_then(name_of).filter(|name| !name.is_empty());
    named.unwrap_or_else(|| lang.step3(PocketWord::IndexName).to_owned())
}

/// The same column with other values: smoothed ones.
pub fn with_values(lang: Lang, report: &PocketReport, values: Vec<Measure>) -> Column {
    Column {
        indicator: Indicator {
            id: report.settings.indicator.clone(),
            name: index_name(lang, &report.settings),
            unit: lang.step3(PocketWord::IndexUnit).to_owned(),
            quantity: Quantity::Index,
            direction: report.direction,
            column: String::new(),
            rate_of: None,
        },
        period: String::new(),
        cells: vec![None; values.len()],
        values,
        import: 0,
        corrections: BTreeMap::new(),
    }
}
