//! The table of an import, kept with its report where rows wait for a village, or where several rows
//! are of one: without the file, they can be looked at and matched next week too.
//!
//! Kept are the headers, the rows, and of them only the columns that say where and how much. A list
//! of persons or of things is never kept, nor what is of single persons, nor titles and notes (they hold names
//! of officials). It stands in the report as JSON, packed.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use serde_json::{Value, json};

use super::draft::{self, Draft, ImportOptions, Understood};
use super::snapshot::Snapshot;
use crate::base::fault::Stop;
use crate::base::progress::Progress;
use crate::dataset::crosswalk::Crosswalk;
use crate::dataset::layout::Why;
use crate::project::{Import, Source};
use crate::source::layer::Encoding;
use crate::source::packed;
use crate::source::table::{Cells, Merge, RawCell, RawRow, RawSheet, RawTable};

/// A packed table larger than this is not kept: the file is asked for instead.
const MOST_PACKED: usize = 1 << 20;
/// With more rows than this a part of them is packed first, to see whether all would fit.
const MANY_ROWS: usize = 20_000;
/// What a packed table may become.
const MOST_UNPACKED: u64 = 64 << 20;
const FORMATS: [&str; 9] = ["csv", "xlsx", "xlsb", "ods", "xls", "html", "xml", "mhtml", "dbf"];

/// The table as text for the report; `None` where no row waits and none is double, or it may not be
/// kept.
pub(super) fn pack(draft: &Draft, understood: &Understood) -> Option<String> {
    let Understood { joined, imported, people, .. } = understood;
    let one_sheet = joined.laid.parts.len() == 1;
    // Rows of one village that did not all come in may be of villages that became one.
    let waits = !joined.unmatched.is_empty() || !joined.duplicates.is_empty();
    // What a list of things names may be people after all.
    let of_rows = people.is_some() || draft.of_persons || joined.list.is_some();
    if !waits || of_rows || !one_sheet {
        return None;
    }
    let sheet = draft.table.sheets.get(joined.laid.parts[0].sheet)?;
    let made: BTreeSet<&str> = imported
        .columns
        .iter()
        .map(|column| column.indicator.column.as_str())
        .chain(imported.recipe.named())
        .collect();
    let roles = &joined.roles;
    let wanted: BTreeSet<String> = (0..joined.laid.columns.len())
        .filter(|c| !roles.personal.contains(c))
        .filter(|&c| {
            let column = &joined.laid.columns[c];
            let names = [column.path.as_str(), &column.header, &column.letter];
            roles.is_key(c)
                || joined.code_column == Some(c)
                || names.iter().any(|name| made.contains(name))
                || imported.recipe.named().iter().any(|name| joined.laid.column(name) == Some(c))
        })
        .map(|c| joined.laid.columns[c].letter.clone())
        .collect();
    let letters: Vec<String> = (0..sheet.rows.iter().map(|row| row.cells.len()).max()?)
        .map(crate::source::table::column_letter)
        .collect();
    let header: BTreeSet<u32> = rows_of(joined, &[Why::Header, Why::Numbering]);
    let left: BTreeSet<u32> = rows_of(joined, &[Why::Title, Why::Note, Why::OtherKabupaten]);
    let rows = sheet.rows.iter().filter(|row| !left.contains(&row.row));
    let keep: Vec<bool> = letters.iter().map(|letter| wanted.contains(letter)).collect();
    let cells = |row: &RawRow| -> Vec<Value> {
        let whole = header.contains(&row.row);
        let each = row.cells.iter().zip(&keep);
        each.map(|(cell, keep)| if whole || *keep { cell_json(cell) } else { Value::Null })
            .collect()
    };
    let merges = sheet.merges.iter();
    let merges: Vec<Value> =
        merges.map(|m| json!([m.first_row, m.last_row, m.first_column, m.last_column])).collect();
    let text = |most: usize, count: usize| {
        packed::pack(most, |out| {
            // Row by row: most tables of a nation turn out too large, and are not held as JSON.
            write!(out, "{{\"format\":{},", json!(draft.table.format))?;
            write!(out, "\"sheet\":{},\"rows\":[", json!(sheet.name))?;
            for (at, row) in rows.clone().take(count).enumerate() {
                let comma = if at == 0 { "" } else { "," };
                write!(out, "{comma}{}", json!([row.row, row.hidden, cells(row)]))?;
            }
            write!(out, "],\"merges\":{}}}", json!(merges))
        })
    };
    // Where an eighth of the rows needs a quarter of the room, all would need twice what there is.
    let all = sheet.rows.len();
    if all > MANY_ROWS && text(MOST_PACKED / 4, all / 8).is_none() {
        return None;
    }
    text(MOST_PACKED, all)
}

fn rows_of(joined: &crate::dataset::join::Joined, whys: &[Why]) -> BTreeSet<u32> {
    let ignored = joined.ignored.iter().filter(|ignored| whys.contains(&ignored.why));
    ignored.map(|ignored| ignored.row).collect()
}

/// A draft of an import's own table, as it was read then, under what was decided since.
///
/// # Errors
/// As [`draft::draft`]. `None` where the project keeps no table of it.
pub fn draft(
    snapshot: &Snapshot,
    crosswalk: &Crosswalk,
    import: &Import,
    options: &ImportOptions,
    progress: &Progress,
) -> Option<Result<Draft, Stop>> {
    let source = snapshot.source(import.source)?;
    let value: Value = serde_json::from_str(&import.summary).ok()?;
    let table = unpack(value["table"].as_str()?)?;
    let file = (PathBuf::from(&source.file), source.sha256.clone());
    let table = (file, Arc::new(table));
    Some(draft::of_kept(snapshot, crosswalk, table, options, progress))
}

/// Whether the project keeps the import's table.
pub fn is_kept(import: &Import) -> bool {
    serde_json::from_str::<Value>(&import.summary).is_ok_and(|value| value["table"].is_string())
}

/// As it was read when it came in.
pub fn options(source: &Source) -> Option<ImportOptions> {
    let recipe = draft::kept_recipe(source)?;
    let period = (!source.period.is_empty()).then(|| source.period.clone());
    let sheet = source.sheet.clone();
    Some(ImportOptions { sheet, recipe, period, ..ImportOptions::default() })
}

fn unpack(text: &str) -> Option<RawTable> {
    let plain = packed::unpack(text, MOST_UNPACKED)?;
    let value: Value = serde_json::from_str(&plain).ok()?;
    let format = value["format"].as_str()?;
    let rows = value["rows"].as_array()?.iter().map(row).collect::<Option<Vec<RawRow>>>()?;
    let merges = value["merges"].as_array()?.iter().map(merge).collect::<Option<Vec<Merge>>>()?;
    let name = value["sheet"].as_str().map(str::to_owned);
    Some(RawTable {
        format: FORMATS.into_iter().find(|known| *known == format)?,
        sheets: vec![RawSheet { name, hidden: false, rows, merges }],
        encoding: Encoding { label: "UTF-8".to_owned(), from: "given" },
        faults: Vec::new(),
    })
}

fn number(value: &Value) -> Option<u32> {
    u32::try_from(value.as_u64()?).ok()
}

fn row(value: &Value) -> Option<RawRow> {
    let [number_of, hidden, cells] = value.as_array()?.as_slice() else { return None };
    let cells = cells.as_array()?.iter().map(cell).collect::<Option<Cells>>()?;
    Some(RawRow { row: number(number_of)?, cells, hidden: hidden.as_bool()? })
}

fn merge(value: &Value) -> Option<Merge> {
    let [a, b, c, d] = value.as_array()?.as_slice() else { return None };
    Some(Merge {
        first_row: number(a)?,
        last_row: number(b)?,
        first_column: number(c)?,
        last_column: number(d)?,
    })
}

/// A number stands as its shortest text: JSON readers differ in the last digit.
fn cell_json(cell: &RawCell) -> Value {
    match cell {
        RawCell::Empty => Value::Null,
        RawCell::Text(text) => json!(text.as_str()),
        RawCell::Number(x) => json!({"n": x.to_string()}),
        RawCell::Percent(x) => json!({"p": x.to_string()}),
        RawCell::Date(text) => json!({"d": &**text}),
        RawCell::Logical(on) => json!(on),
        RawCell::Error(text) => json!({"e": &**text}),
    }
}

fn cell(value: &Value) -> Option<RawCell> {
    Some(match value {
        Value::Null => RawCell::Empty,
        Value::String(text) => RawCell::Text(text.as_str().into()),
        Value::Bool(on) => RawCell::Logical(*on),
        Value::Object(of) => match of.iter().next()? {
            (kind, Value::String(text)) if kind == "n" => {
                RawCell::Number(text.parse().ok().filter(|x: &f64| x.is_finite())?)
            }
            (kind, Value::String(text)) if kind == "p" => {
                RawCell::Percent(text.parse().ok().filter(|x: &f64| x.is_finite())?)
            }
            (kind, Value::String(text)) if kind == "d" => RawCell::Date(text.as_str().into()),
            (kind, Value::String(text)) if kind == "e" => RawCell::Error(text.as_str().into()),
            _ => return None,
        },
        Value::Number(_) | Value::Array(_) => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_come_back_as_they_were() {
        let cells = [
            RawCell::Empty,
            RawCell::Text("12.000".into()),
            RawCell::Number(0.1 + 0.2),
            RawCell::Percent(12.5),
            RawCell::Date("2024-08-31".into()),
            RawCell::Logical(true),
            RawCell::Error("#REF!".into()),
        ];
        for before in cells {
            assert_eq!(cell(&cell_json(&before)), Some(before));
        }
        assert!(unpack("00ff").is_none(), "what another program has spoiled is not read");
    }
}
