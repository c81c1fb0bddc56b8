//! `list PROJECT kabupaten`: every kabupaten of a project beside each other, each rate from summed
//! counts.

use serde_json::{Value, json};

use super::answer::Answer;
use crate::lang::Lang;
use crate::lang::cli::Line;
use crate::lang::number::{decimals_for, fixed};
use crate::workflow::Snapshot;
use crate::workflow::chosen::{RegionRow, by_kabupaten};
use crate::workflow::pockets::Together;

pub(super) fn kabupaten(snapshot: &Snapshot, lang: Lang, answer: &mut Answer) {
    let columns: Vec<usize> = (0..snapshot.columns.len()).collect();
    let mut rows = Vec::new();
    for row in by_kabupaten(snapshot, &columns) {
        rows.push(json!({
            "code": row.code, "name": row.name, "villages": row.found.villages,
            "families": row.found.families, "people": row.found.people,
            "indicators": values(snapshot, &row),
        }));
        answer.say(Line::RegionLine {
            name: row.name.clone(),
            villages: row.found.villages,
            values: words(snapshot, lang, &row),
        });
    }
    answer.field("kabupaten", rows);
}

fn values(snapshot: &Snapshot, row: &RegionRow) -> Vec<Value> {
    let value = |v: &crate::workflow::chosen::ChosenValue| {
        let column = &snapshot.columns[v.column];
        json!({
            "id": column.indicator.id, "period": column.period, "unit": column.indicator.unit,
            "value": v.own.map(|own| own.value),
            "together": v.own.map(|own| own.together.id()),
            "numerator": v.own.and_then(|own| own.counts).map(|c| c.0),
            "denominator": v.own.and_then(|own| own.counts).map(|c| c.1),
            "measured": v.tally.measured, "missing": v.tally.missing,
            "not_applicable": v.tally.not_applicable,
        })
    };
    row.found.values.iter().map(value).collect()
}

/// "Stunting 18,2 %", with a mark where it is only a mean of villages.
fn words(snapshot: &Snapshot, lang: Lang, row: &RegionRow) -> Vec<String> {
    let one = |v: &crate::workflow::chosen::ChosenValue| {
        let column = &snapshot.columns[v.column];
        let own = v.own?;
        let number = fixed(lang, own.value, decimals_for(column.measured()));
        let mark = if own.together == Together::Mean { " *" } else { "" };
        let unit = &column.indicator.unit;
        Some(format!("{} {number} {unit}{mark}", column.indicator.name))
    };
    row.found.values.iter().filter_map(one).collect()
}
