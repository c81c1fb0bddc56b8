//! A table's sheet, its report as JSON, and what `inspect` says of it.

use std::path::Path;
use std::sync::Arc;

use serde_json::{Value, json};

use super::inspect::{ColumnView, Inspection, view};
use crate::base::code::CodeSystem;
use crate::base::fault::{At, DataFault, Fault, SourceFault, Stop};
use crate::dataset::header_personal;
use crate::dataset::join::{Candidate, Joined};
use crate::dataset::layout::{self, Laid, LayoutOptions};
use crate::dataset::people;
use crate::dataset::region_table;
use crate::dataset::roles::{self, TableRoles};
use crate::dataset::sheet_apart;
use crate::dataset::sheets;
use crate::dataset::system::{self, Decision};
use crate::indicator::reading;
use crate::source::table::RawTable;

/// The named sheet, all sheets as periods, or the one that is meant; of all sheets the names of
/// those that do not fit in.
pub(super) fn laid(
    table: &Arc<RawTable>,
    sheet: Option<&str>,
    places: LayoutOptions,
    at: &At,
) -> Result<(Laid, Vec<String>), Stop> {
    let rows = table.sheets.iter().map(|s| s.rows.len()).sum();
    let none = if rows == 0 { SourceFault::Empty } else { SourceFault::NoTable { rows } };
    let empty = || Stop::fault(none.clone(), at.clone());
    let best = || sheets::best(table, places).ok_or_else(empty);
    let Some(wanted) = sheet else { return best() };
    if let Some(sheet) = sheets::named(table, wanted) {
        return Ok((layout::lay_out_with(table, sheet, places), Vec::new()));
    }
    if ["all", "semua"].contains(&wanted.trim().to_lowercase().as_str()) {
        return sheets::all(table, places).map_or_else(best, Ok);
    }
    let names: Vec<&str> = table.sheets.iter().filter_map(|s| s.name.as_deref()).collect();
    let fault = SourceFault::NoSuchSheet { sheet: wanted.to_owned(), found: names.join(", ") };
    Err(Stop::fault(fault, at.clone()))
}

/// The import's report, as the project keeps it.
pub(super) fn summary(joined: &Joined) -> Value {
    json!({
        "rows": joined.rows,
        "matched": joined.matched.len(),
        "unmatched": unmatched_json(joined),
        "duplicates": joined.duplicates.len(),
        "ignored": joined.ignored.len(),
        "other_kabupaten": joined.other_kabupaten,
        "by": by_json(joined),
    })
}

/// `unmatched` of the contract.
pub fn unmatched_json(joined: &Joined) -> Value {
    let candidate = |c: &Candidate| json!({"code": c.code.as_str(), "name": c.name, "score": c.score, "why": c.why.id()});
    joined
        .unmatched
        .iter()
        .map(|u| {
            let candidates: Vec<Value> = u.candidates.iter().map(candidate).collect();
            json!({"row": u.row, "text": u.text, "candidates": candidates})
        })
        .collect()
}

/// `by` of the contract.
pub fn by_json(joined: &Joined) -> Value {
    joined.by.iter().map(|(how, count)| json!({"how": how.id(), "count": count})).collect()
}

/// `inspect` of a table file.
pub fn inspect(path: &Path, table: RawTable, sheet: Option<&str>) -> Result<Inspection, Stop> {
    let table = Arc::new(sheet_apart::apart(table));
    let (mut laid, left_out) = laid(&table, sheet, LayoutOptions::default(), &At::file(path))?;
    if people::headed_by_a_person(&laid) {
        laid = people::without_headers(laid);
    }
    let cell = |row: usize, column: usize| laid.text(row, column);
    let roles = roles::table_roles(&laid.headers(), laid.rows.len(), cell);
    let by_name = people::is_by_name(&laid, &roles);
    let columns: Vec<ColumnView> = laid
        .columns
        .iter()
        .enumerate()
        .map(|(c, column)| {
            let texts: Vec<String> = (0..laid.rows.len()).filter_map(|r| cell(r, c)).collect();
            let numeric = reading::is_numeric(&laid, c, reading::guess(&laid, c).mark);
            let kind = if numeric { "number" } else { "text" };
            let mut role = role(&roles, c);
            if by_name && header_personal::nameless(&column.path) {
                role = "personal";
            }
            let mut view = view(&column.path, kind, texts.iter().map(String::as_str), role);
            // In a list of persons any other column may hold their words.
            if by_name && role.is_empty() {
                view.example = view.example.map(|_| "•••".to_owned());
            }
            view
        })
        .collect();
    let code = roles.codes.first().copied();
    let codes: Vec<String> = (0..laid.rows.len()).filter_map(|r| cell(r, code?)).collect();
    let kabupaten: Vec<String> =
        (0..laid.rows.len()).filter_map(|r| cell(r, roles.kabupaten?)).collect();
    let named = code.and_then(|c| roles::system_named(&laid.columns[c].path));
    let code_system = match system::decide_texts(codes.iter().map(String::as_str), &kabupaten) {
        Decision::Ambiguous => match named {
            Some(CodeSystem::Kemendagri) => Decision::Kemendagri,
            Some(CodeSystem::Bps) => Decision::Bps,
            Some(CodeSystem::None) | None => Decision::Ambiguous,
        },
        decided => decided,
    };
    let keys = codes.iter().map(String::as_str);
    let kabupaten = super::inspect::kabupaten_of_table(code_system, keys, &kabupaten);
    let mut faults = table.faults.clone();
    let level = region_table::level(&laid, &roles);
    faults.extend(level.map(|level| {
        let told = DataFault::RegionTable { level, rows: laid.rows.len(), own: None };
        Fault::new(told, At::file(path))
    }));
    if !left_out.is_empty() {
        faults.push(Fault::new(SourceFault::SheetsLeftOut { sheets: left_out }, At::file(path)));
    }
    Ok(Inspection {
        format: table.format.to_owned(),
        kind: if level.is_none() && has_positions(&laid) { "points" } else { "table" },
        features: laid.rows.len(),
        geometry: String::new(),
        sheet: laid.sheet.clone(),
        columns,
        crs: None,
        encoding: table.encoding.clone(),
        bounds: None,
        code_system,
        kabupaten,
        faults,
    })
}

/// A table of places: one column of longitudes, one of latitudes.
fn has_positions(laid: &Laid) -> bool {
    let numbers = |names: &[&str]| {
        laid.columns.iter().enumerate().any(|(c, column)| {
            names.contains(&column.path.trim().to_lowercase().as_str())
                && reading::is_numeric(laid, c, reading::guess(laid, c).mark)
        })
    };
    numbers(&["lon", "long", "longitude", "bujur"]) && numbers(&["lat", "latitude", "lintang"])
}

fn role(roles: &TableRoles, column: usize) -> &'static str {
    let at = Some(column);
    match () {
        () if roles.codes.contains(&column) => "code",
        () if roles.parts.is_some_and(|parts| parts.contains(&column)) => "code_part",
        () if roles.villages.contains(&column) => "name",
        () if roles.kecamatan == at => "kecamatan",
        () if roles.kabupaten == at => "kabupaten",
        () if roles.puskesmas == at => "puskesmas",
        () if roles.period == at => "period",
        () if roles.month == at => "month",
        () if roles.number == at => "number",
        () if roles.personal.contains(&column) => "personal",
        () if roles.other_keys.contains(&column) => "key",
        () => "",
    }
}
