//! Where a count of persons or things comes from: it has no cell, but rows of a list. Only their
//! places are kept, never what stands in them.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::dataset::village::Register;
use crate::project::Import;

/// The rows of one village in a list, as the spreadsheet numbers them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    pub first: u32,
    pub last: u32,
    pub rows: u32,
}

/// Village by code → its rows; villages without rows are not in it.
pub type CountedRows = BTreeMap<String, Span>;

/// Villages of the register by the rows of a list.
pub(super) fn spans(rows: impl Iterator<Item = (usize, u32)>) -> BTreeMap<usize, Span> {
    let mut spans: BTreeMap<usize, Span> = BTreeMap::new();
    for (village, row) in rows {
        let span = spans.entry(village).or_insert(Span { first: row, last: row, rows: 0 });
        span.first = span.first.min(row);
        span.last = span.last.max(row);
        span.rows += 1;
    }
    spans
}

/// For the import's report.
pub(super) fn to_json(register: &Register, spans: &BTreeMap<usize, Span>) -> Value {
    let village = |(&village, span): (&usize, &Span)| {
        let code = register.villages[village].code.as_str().to_owned();
        (code, json!([span.first, span.last, span.rows]))
    };
    spans.iter().map(village).collect::<serde_json::Map<_, _>>().into()
}

/// The rows that a kept report tells; `None` for a table whose numbers have cells.
pub(super) fn of_import(import: &Import) -> Option<CountedRows> {
    // Most reports are long, and of no persons.
    let has = |name: &str| import.summary.contains(name);
    if !has("\"people\"") && !has("\"list\"") {
        return None;
    }
    let summary: Value = serde_json::from_str(&import.summary).ok()?;
    let of = |kind: &str| summary[kind]["villages"].as_object();
    let villages = of("people").or_else(|| of("list"))?;
    let span = |value: &Value| {
        let number = |i: usize| u32::try_from(value.get(i)?.as_u64()?).ok();
        Some(Span { first: number(0)?, last: number(1)?, rows: number(2)? })
    };
    Some(villages.iter().filter_map(|(code, v)| Some((code.clone(), span(v)?))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_a_village_are_counted_wherever_they_stand() {
        let found = spans([(3, 9), (1, 4), (3, 5), (3, 30)].into_iter());
        assert_eq!(found[&3], Span { first: 5, last: 30, rows: 3 });
        assert_eq!(found[&1], Span { first: 4, last: 4, rows: 1 });
        let import =
            |summary: &str| Import { id: 1, source: 1, summary: summary.into(), shown: true };
        let kept = r#"{"people": {"rows": 9, "villages": {"74.05.01.2001": [5, 30, 3]}}}"#;
        let read = of_import(&import(kept)).unwrap_or_default();
        assert_eq!(read["74.05.01.2001"], Span { first: 5, last: 30, rows: 3 });
        assert_eq!(of_import(&import(r#"{"rows": 4}"#)), None);
        assert_eq!(of_import(&import(r#"{"people": {"rows": 9}}"#)), None, "an older project");
    }
}
