//! What a pocket question was asked of, as a column: an indicator of the project, or an index that
//! only the result knows. Map, legend, table and charts of step 3 read it like any other column.

use std::sync::Arc;

use crate::app::pocket::Figures;
use crate::app::state::Content;
use crate::base::measure::Measure;
use crate::indicator::column::Column;
use crate::lang::Lang;
use crate::workflow::PocketReport;
use crate::workflow::found_column::with_values;
use crate::workflow::pockets::VillageResult;
use crate::workflow::ratio;

/// Position of the asked indicator among the project's columns; `None` for an index.
pub fn position(content: &Content, report: &PocketReport) -> Option<usize> {
    let settings = &report.settings;
    if settings.index.is_some() {
        return None;
    }
    content.columns.iter().position(|c| {
        c.indicator.id == settings.indicator && Some(&c.period) == settings.period.as_ref()
    })
}

/// Drawn towards the others where it stands on few.
pub fn smoothed(found: &VillageResult) -> Option<f64> {
    // Where the question was asked of smoothed rates, `raw` is what they were before.
    if found.raw.is_some() { found.value } else { found.smoothed.or(found.value) }
}

/// Whether there is something to switch between.
pub fn has_both(report: &PocketReport) -> bool {
    report.villages.iter().any(|v| v.raw.is_some() || v.smoothed.is_some())
}

pub fn subject(
    lang: Lang,
    content: &Content,
    report: &PocketReport,
    figures: Figures,
) -> Arc<Column> {
    let measure = |found: &VillageResult| {
        let value = match figures {
            Figures::Raw => found.plain(),
            Figures::Smoothed => smoothed(found),
        };
        match (value, found.class.as_str()) {
            (Some(value), _) => Measure::of(value),
            (None, "not_applicable") => Measure::NotApplicable,
            (None, _) => Measure::Missing,
        }
    };
    let (settings, columns) = (&report.settings, &content.columns);
    let period = settings.period.as_deref();
    let rate = || match settings.index {
        None => ratio::column(columns, &settings.indicator, period).map(Arc::new),
        Some(_) => None,
    };
    let of_project = position(content, report).map(|at| Arc::clone(&columns[at])).or_else(rate);
    if let Some(column) =
        of_project.as_ref().filter(|_| figures == Figures::Raw || !has_both(report))
    {
        return Arc::clone(column);
    }
    let values: Vec<Measure> = report.villages.iter().map(measure).collect();
    if let Some(column) = of_project {
        return Arc::new(Column { values, ..Column::clone(&column) });
    }
    Arc::new(with_values(lang, report, values))
}
