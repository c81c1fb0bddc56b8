//! The table of all villages: a sheet a theme with the worst first, every value with its state, and
//! what each column is.

use std::sync::Arc;

use super::facts::{Facts, short_name};
use super::offices::dictionary;
use crate::base::fault::Stop;
use crate::indicator::column::Column;
use crate::output::figure::PocketOutline;
use crate::output::table::{self, Findings, Sheet};
use crate::workflow::dictionary::codes;
use crate::workflow::picture::outlines;

/// Where it lies in the package.
pub const FILE: &str = "data_desa.xlsx";

/// The workbook's bytes.
///
/// # Errors
/// `CannotWrite` with the writer's word.
pub fn book(facts: &Facts<'_>, columns: &[Arc<Column>]) -> Result<Vec<u8>, Stop> {
    let owned: Vec<Column> = columns.iter().map(|c| Column::clone(c)).collect();
    let mut sheets = vec![table::villages(facts.lang, &facts.snapshot.register, &owned)];
    sheets.extend(facts.themes.iter().map(|column| ranked(facts, column)));
    sheets.push(dictionary(facts, columns));
    sheets.extend(codes(facts.lang, facts.snapshot));
    let notes: Vec<String> = columns.iter().map(|c| facts.foot(c)).collect();
    table::xlsx(facts.lang, &sheets, &notes, facts.date)
}

fn ranked(facts: &Facts<'_>, column: &Column) -> Sheet {
    let asked = facts.pockets.as_ref().filter(|r| r.settings.indicator == column.indicator.id);
    let pockets: Vec<PocketOutline> = asked.map_or_else(Vec::new, |report| outlines(report));
    let findings = Findings { pockets: &pockets, ..Findings::default() };
    let sheet = table::ranking(facts.lang, &facts.snapshot.register, column, findings);
    Sheet { name: short_name(column).to_owned(), ..sheet }
}
