//! The fields of `kantong programs --json`.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::actions::KecamatanPlan;
use super::convergence::Convergence;
use super::import::{RegisterDraft, kept_places};
use super::national::National;
use super::potential::{Misfit, Origin, Potential};
use super::register::{Ledger, Sum, Totals, Waiting};
use super::tasks::{TaskLine, is_overdue};
use crate::plan::programme::{Entry, Field};
use crate::workflow::snapshot::Snapshot;

fn code(snapshot: &Snapshot, village: usize) -> &str {
    snapshot.register.villages[village].code.as_str()
}

/// What an import of a register brought.
pub fn imported(draft: &RegisterDraft) -> Value {
    let places: Vec<Value> = draft
        .places
        .iter()
        .map(|p| {
            let candidates: Vec<Value> = p
                .candidates
                .iter()
                .map(|(code, name, score)| json!({ "code": code, "name": name, "score": score }))
                .collect();
            json!({ "row": p.row, "text": p.text, "key": p.key, "candidates": candidates })
        })
        .collect();
    let columns: Vec<Value> = draft
        .read_as
        .iter()
        .map(|(sheet, field, letter)| json!({ "sheet": sheet, "field": field, "column": letter }))
        .collect();
    json!({
        "file": draft.file.display().to_string(), "rows": draft.rows,
        "programmes": draft.entries.len(), "labels": draft.labels.len(),
        "villages": draft.villages(), "rupiah": rupiah(&draft.entries),
        "columns": columns, "unmatched": places,
        "totals": draft.totals.iter().map(super::totals::TotalCheck::json).collect::<Vec<_>>(),
    })
}

pub fn rupiah(entries: &[Entry]) -> i64 {
    entries.iter().filter_map(|e| e.rupiah).fold(0, i64::saturating_add)
}

/// The rows of a year, each with what it was taken for and where it stands.
pub fn register(snapshot: &Snapshot, ledger: &Ledger, year: Option<u16>) -> Value {
    let letters = Letters::of(ledger);
    let row = |line: &super::register::Line| {
        let entry = ledger.entry(line);
        let programme = line.programme.map(|at| ledger.program(at).1.code.as_str());
        let covered = ledger.stored.covered.get(&entry.id);
        let origin = entry.import.or_else(|| covered?.import);
        let villages: Vec<&str> = ledger
            .stored
            .shared
            .get(&entry.id)
            .into_iter()
            .flatten()
            .map(crate::base::code::VillageCode::as_str)
            .collect();
        let source = origin.and_then(|import| {
            let id = snapshot.source_of.get(&import)?;
            Some(snapshot.source(*id)?.file.as_str())
        });
        json!({
            "id": entry.id, "code": line.village.map(|v| code(snapshot, v)), "place": entry.place,
            "programme": programme, "name": ledger.programme_name(line),
            "activity": entry.activity, "sub_activity": entry.code,
            "office": line.office.map(|o| ledger.catalogue.offices[o].id.as_str()),
            "office_text": entry.office,
            "fund": line.fund.map(crate::plan::programme::Fund::id), "fund_text": entry.fund,
            "year": line.year, "recipients": entry.recipients,
            "unit": line.unit.map(crate::plan::programme::Unit::id), "rupiah": entry.rupiah,
            "status": line.status.map(crate::plan::programme::Status::id),
            "villages": villages, "by_hand": entry.import.is_none(),
            "file": source, "sheet": entry.sheet, "row": entry.row,
            "cells": letters.cells(entry),
        })
    };
    // A row without a year is in no year's sums, and is shown with every one.
    let is_shown =
        |line: &&super::register::Line| year.is_none() || line.year == year || line.year.is_none();
    let all = ledger.lines.iter().filter(is_shown);
    Value::Array(all.map(row).collect())
}

/// Where the fields of each import stood.
#[derive(Clone, Debug)]
pub struct Letters {
    of: BTreeMap<(i64, String, String), String>,
    /// As [`crate::project::Programmes::covered`].
    covered: BTreeMap<i64, Entry>,
}

impl Letters {
    pub fn of(ledger: &Ledger) -> Self {
        let mut of = BTreeMap::new();
        for (import, summary) in &ledger.stored.summaries {
            let value: Value = serde_json::from_str(summary).unwrap_or_default();
            for column in value["programmes"]["columns"].as_array().into_iter().flatten() {
                let text = |key: &str| column[key].as_str().unwrap_or_default().to_owned();
                of.insert((*import, text("sheet"), text("field")), text("column"));
            }
        }
        Self { of, covered: ledger.stored.covered.clone() }
    }

    /// The letter of the column that a value of a row stood in; of a row changed by hand, of the
    /// values that nobody touched.
    pub fn letter(&self, entry: &Entry, field: Field) -> Option<&str> {
        let covered = self.covered.get(&entry.id);
        if covered.is_some_and(|of_file| !entry.agrees(of_file, field)) {
            return None;
        }
        let entry = covered.unwrap_or(entry);
        self.named(entry, field.id()).or_else(|| {
            // Sources of funds in columns of their own.
            (field == Field::Rupiah).then(|| self.named(entry, &entry.fund)).flatten()
        })
    }

    fn named(&self, entry: &Entry, field: &str) -> Option<&str> {
        let sheet = entry.sheet.clone().unwrap_or_default();
        let key = (entry.import?, sheet, field.to_owned());
        self.of.get(&key).map(String::as_str)
    }

    fn cells(&self, entry: &Entry) -> Value {
        Field::ALL
            .into_iter()
            .filter_map(|field| {
                let letter = self.letter(entry, field)?;
                Some((field.id().to_owned(), json!(format!("{letter}{}", entry.row))))
            })
            .collect::<serde_json::Map<_, _>>()
            .into()
    }
}

pub fn totals(ledger: &Ledger, totals: &Totals) -> Value {
    let sum = |sum: &Sum| json!({ "rows": sum.rows, "rupiah": sum.rupiah });
    let funds: Vec<Value> = totals
        .funds
        .iter()
        .map(|(fund, own)| {
            json!({ "fund": fund.map(crate::plan::programme::Fund::id), "rows": own.rows, "rupiah": own.rupiah })
        })
        .collect();
    let offices: Vec<Value> = totals
        .offices
        .iter()
        .map(|(office, own)| {
            let id = office.map(|o| ledger.catalogue.offices[o].id.as_str());
            json!({ "office": id, "rows": own.rows, "rupiah": own.rupiah })
        })
        .collect();
    let units: Vec<Value> = totals
        .units
        .iter()
        .map(|(unit, own)| {
            json!({ "unit": unit.id(), "receipts": own.receipts, "at_least": own.least })
        })
        .collect();
    json!({
        "all": sum(&totals.all), "villages": totals.villages, "apbd": sum(&totals.apbd),
        "dropped": sum(&totals.dropped), "without_year": sum(&totals.yearless),
        "funds": funds, "offices": offices, "recipients": units,
    })
}

pub fn convergence(snapshot: &Snapshot, found: &Convergence, text: &str) -> Value {
    let villages: Vec<Value> = found
        .villages
        .iter()
        .enumerate()
        .map(|(v, own)| {
            let need = found.need.as_ref().and_then(|c| c.values[v].value());
            json!({
                "code": code(snapshot, v), "need": need, "programmes": own.programmes,
                "sectors": own.sectors, "rupiah": own.rupiah,
            })
        })
        .collect();
    let codes = |all: &[usize]| all.iter().map(|&v| code(snapshot, v)).collect::<Vec<_>>();
    json!({
        "need": found.need.as_ref().map(|c| c.indicator.id.as_str()), "rule": text,
        "many": found.rule.many, "high": found.rule.high, "low": found.rule.low,
        "high_from": found.high_from, "low_to": found.low_to, "sectors": found.sectors,
        "pile_ups": codes(&found.pile_ups), "blanks": codes(&found.blanks), "villages": villages,
    })
}

pub fn national(found: &National) -> Value {
    let priorities: Vec<Value> = found
        .priorities
        .iter()
        .map(|p| {
            json!({
                "id": p.id, "name": p.name, "programmes": p.programmes,
                "regional_rows": p.regional_rows, "national_rows": p.national_rows,
                "supported": p.regional_rows > 0,
            })
        })
        .collect();
    let outside: Vec<Value> =
        found.outside.iter().map(|(name, rows)| json!({ "name": name, "rows": rows })).collect();
    json!({ "priorities": priorities, "outside": outside })
}

/// `today` as ISO 8601.
pub fn tasks(snapshot: &Snapshot, all: &[TaskLine], today: &str) -> Value {
    let one = |line: &TaskLine| {
        let villages: Vec<&str> = line.villages.iter().map(|&v| code(snapshot, v)).collect();
        json!({
            "key": line.key, "office": line.task.office, "programme": line.task.programme,
            "name": line.programme, "because": line.because, "villages": villages,
            "target": line.task.target, "deadline": line.task.deadline,
            "overdue": is_overdue(&line.task, today),
            "status": line.task.status.id(), "why": line.task.why, "dropped": line.task.dropped,
            "covered": line.covered.len(), "unknown": line.unknown.len(), "edited": line.is_edited,
        })
    };
    Value::Array(all.iter().map(one).collect())
}

pub fn potential(snapshot: &Snapshot, ledger: &Ledger, found: &Potential) -> Value {
    let villages: Vec<Value> = (0..found.products.len())
        .filter(|&v| !found.products[v].is_empty() || found.bumdes[v].is_some())
        .map(|v| {
            json!({
                "code": code(snapshot, v), "products": found.products[v],
                "bumdes": found.bumdes[v], "source": found.sources[v].as_ref().map(origin),
                "fits": found.fits[v].map(|(own, of)| json!([own, of])),
            })
        })
        .collect();
    let mismatches: Vec<Value> = found
        .mismatches
        .iter()
        .map(|m| {
            let line = &ledger.lines[m.line];
            let (why, detail) = match &m.why {
                Misfit::Products(products) => ("products", json!(products)),
                Misfit::Ground(name) => ("ground", json!(name)),
            };
            json!({
                "code": code(snapshot, m.village), "id": ledger.entry(line).id,
                "name": ledger.programme_name(line), "why": why, "detail": detail,
            })
        })
        .collect();
    let (own, of) = found.fitting();
    json!({
        "villages": villages, "mismatches": mismatches, "apbdes": { "fitting": own, "lines": of },
        "kinds": found.kinds, "bumdes": found.bumdes_kinds,
    })
}

/// The action plan of every kecamatan that has one.
pub fn actions(snapshot: &Snapshot, plans: &[KecamatanPlan], today: &str) -> Value {
    let own = plans.iter().filter(|plan| !plan.actions.is_empty());
    own.map(|plan| {
        json!({
            "kecamatan": plan.kecamatan.name, "code": plan.kecamatan.code,
            "tasks": tasks(snapshot, &plan.actions, today),
        })
    })
    .collect()
}

fn origin(origin: &Origin) -> Value {
    match origin {
        Origin::Cell { import, sheet, cell } => {
            json!({ "import": import, "sheet": sheet, "cell": cell })
        }
        Origin::Hand(text) => json!({ "by_hand": text }),
    }
}

/// The words that wait, and the places of the imports.
pub fn waiting(ledger: &Ledger) -> Value {
    let word = |w: &Waiting| {
        let candidates: Vec<Value> = w
            .candidates
            .iter()
            .map(|c| json!({ "id": c.id, "name": c.name, "score": c.score }))
            .collect();
        json!({ "field": w.field.id(), "text": w.text, "rows": w.rows, "candidates": candidates })
    };
    let mut all: Vec<Value> = ledger.waiting.iter().map(word).collect();
    for place in places(ledger) {
        let candidates: Vec<Value> = place
            .1
            .candidates
            .iter()
            .map(|(code, name, score)| json!({ "id": code, "name": name, "score": score }))
            .collect();
        all.push(json!({
            "field": "desa", "text": place.1.text, "key": place.1.key, "rows": place.0,
            "candidates": candidates,
        }));
    }
    Value::Array(all)
}

/// Places that still have no village, each with its rows.
pub fn places(ledger: &Ledger) -> Vec<(usize, super::import::Place)> {
    let mut rows: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
    for entry in ledger.stored.entries.iter().filter(|e| e.village.is_none()) {
        *rows.entry(&entry.key).or_default() += 1;
    }
    let mut seen = std::collections::BTreeSet::new();
    let kept = ledger.stored.summaries.values().flat_map(|summary| kept_places(summary));
    kept.filter(|place| seen.insert(place.key.clone()))
        .filter_map(|place| Some((*rows.get(place.key.as_str())?, place)))
        .collect()
}
