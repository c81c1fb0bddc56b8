//! Where a number comes from: its cell, who brought it when, and what was made of it since.

use super::counted::Span;
use super::snapshot::Snapshot;
use crate::base::fault::{At, DataFault, Stop};
use crate::base::measure::Measure;
use crate::dataset::village::Village;
use crate::indicator::column::{CellRef, Column, Correction};
use crate::indicator::definition::Derived;

/// The cell of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub file: String,
    /// Lower-case hexadecimal, of the whole file.
    pub sha256: String,
    /// ISO 8601.
    pub imported_at: String,
    pub by: String,
    pub sheet: Option<String>,
    pub row: u32,
    /// The letter.
    pub column: String,
    pub header: String,
}

/// The rows of a list of persons that a count was made of; `span` is `None` where the list has no
/// row of the village.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rows {
    pub file: String,
    pub sha256: String,
    pub imported_at: String,
    pub by: String,
    pub sheet: Option<String>,
    pub span: Option<Span>,
}

/// A count that a rate comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    pub indicator: String,
    pub name: String,
    pub value: Measure,
    pub place: Option<Place>,
    pub rows: Option<Rows>,
    pub corrected: bool,
}

/// How a computed value comes from its parts.
#[derive(Clone, Debug, PartialEq)]
pub struct Formula {
    pub of: Derived,
    /// As [`Derived::ids`] orders them: a rate's denominator is the last, a gap is the first less
    /// the second.
    pub parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Origin {
    pub indicator: String,
    pub name: String,
    pub unit: String,
    pub period: String,
    pub village: usize,
    pub value: Measure,
    /// `None` for a computed value, or where the table has no row or no number for the village.
    pub place: Option<Place>,
    /// For a count of persons, which has no cell.
    pub rows: Option<Rows>,
    pub correction: Option<Correction>,
    pub formula: Option<Formula>,
}

/// Where the value of a village comes from; without a period the latest.
///
/// # Errors
/// `NoSuchIndicator`, `NoSuchPeriod`; `NoSuchVillage` for a place beyond the register.
pub fn origin(
    snapshot: &Snapshot,
    indicator: &str,
    period: Option<&str>,
    village: usize,
) -> Result<Origin, Stop> {
    let column = snapshot.column(indicator, period)?;
    if village >= snapshot.register.len() {
        let code = village.to_string();
        return Err(Stop::fault(DataFault::NoSuchVillage { code }, At::default()));
    }
    Ok(of_column(snapshot, &column, village))
}

/// As [`origin`], of a column at hand; `village` lies within the register.
pub fn of_column(snapshot: &Snapshot, column: &Column, village: usize) -> Origin {
    let part = |id: &str| {
        let own = |c: &&std::sync::Arc<Column>| c.indicator.id == id && c.period == column.period;
        let column = snapshot.columns.iter().find(own)?;
        Some(Part {
            indicator: column.indicator.id.clone(),
            name: column.indicator.name.clone(),
            value: column.values[village],
            place: place(snapshot, column, village),
            rows: rows(snapshot, column, village),
            corrected: column.corrections.contains_key(&village),
        })
    };
    let formula = column.indicator.rate_of.as_ref().map(|of| Formula {
        of: of.clone(),
        parts: of.ids().into_iter().filter_map(part).collect(),
    });
    Origin {
        indicator: column.indicator.id.clone(),
        name: column.indicator.name.clone(),
        unit: column.indicator.unit.clone(),
        period: column.period.clone(),
        village,
        value: column.values[village],
        place: place(snapshot, column, village),
        rows: rows(snapshot, column, village),
        correction: column.corrections.get(&village).cloned(),
        formula,
    }
}

fn place(snapshot: &Snapshot, column: &Column, village: usize) -> Option<Place> {
    let cell: &CellRef = column.cells.get(village)?.as_ref()?;
    let source = snapshot.source(cell.source)?;
    Some(Place {
        file: source.file.clone(),
        sha256: source.sha256.clone(),
        imported_at: source.imported_at.clone(),
        by: source.by.clone(),
        sheet: cell.sheet.clone(),
        row: cell.row,
        column: cell.column.clone(),
        header: column.indicator.column.clone(),
    })
}

/// The rows that a count of persons was made of; `None` for numbers of other kinds.
pub fn rows(snapshot: &Snapshot, column: &Column, village: usize) -> Option<Rows> {
    let counted = snapshot.counted.get(&column.import)?;
    let is_count = column.indicator.rate_of.is_none() && column.cells.get(village)?.is_none();
    column.values.get(village)?.value().filter(|_| is_count)?;
    let source = snapshot.source(*snapshot.source_of.get(&column.import)?)?;
    Some(Rows {
        file: source.file.clone(),
        sha256: source.sha256.clone(),
        imported_at: source.imported_at.clone(),
        by: source.by.clone(),
        sheet: source.sheet.clone(),
        span: counted.get(snapshot.register.villages[village].code.as_str()).copied(),
    })
}

/// The village that a text names: its code in any written form, or a name that stands once.
///
/// # Errors
/// `NoSuchVillage` with the text.
pub fn village_of(snapshot: &Snapshot, text: &str) -> Result<usize, Stop> {
    let text = text.trim();
    let villages = &snapshot.register.villages;
    let digits = |code: &str| code.chars().filter(char::is_ascii_digit).collect::<String>();
    let named = |village: &&Village| village.name.eq_ignore_ascii_case(text);
    let by_code = snapshot.register.position(text).or_else(|| {
        let wanted = Some(digits(text)).filter(|d| d.len() == 10)?;
        villages.iter().position(|v| digits(v.code.as_str()) == wanted)
    });
    let by_name = || {
        let mut all = villages.iter().filter(named);
        match (all.next(), all.next()) {
            (Some(one), None) => snapshot.register.position(one.code.as_str()),
            _ => None,
        }
    };
    by_code.or_else(by_name).ok_or_else(|| {
        Stop::fault(DataFault::NoSuchVillage { code: text.to_owned() }, At::default())
    })
}
