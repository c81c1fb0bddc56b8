//! What an import told, kept with it: in both languages, so that a later version still says what
//! this one saw.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::base::fault::{DataFault, Fault, FaultCode};
use crate::indicator::check::totals::WrongTotal;
use crate::lang::finding::Span;
use crate::lang::{Lang, Sentence};

/// Kept of one kind; a file of nothing but faults is no reason for an endless project.
const MOST: usize = 2_000;

/// One fault as it was told when the file was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    pub code: String,
    pub sheet: Option<String>,
    pub row: Option<u32>,
    /// The header, as faults name columns.
    pub column: Option<String>,
    /// The village that it names by itself.
    pub village: Option<String>,
    pub id: Sentence,
    pub en: Sentence,
}

/// Faults for the import's report. Rows without a village stand there with their candidates already.
pub fn faults_json(faults: &[Fault]) -> Value {
    let mut of_kind: BTreeMap<&str, usize> = BTreeMap::new();
    faults
        .iter()
        .filter(|fault| !matches!(fault.code, FaultCode::Data(DataFault::Unmatched { .. })))
        .filter(|fault| {
            let count = of_kind.entry(fault.code.id()).or_default();
            *count += 1;
            *count <= MOST
        })
        .map(|fault| {
            let said = |lang: Lang| {
                let Sentence { message, fix } = lang.fault_by_hand(&fault.code);
                json!([message, fix])
            };
            json!({
                "code": fault.code.id(), "sheet": fault.at.sheet, "row": fault.at.row,
                "column": fault.at.column, "village": village(&fault.code),
                "id": said(Lang::Id), "en": said(Lang::En),
            })
        })
        .collect()
}

fn village(code: &FaultCode) -> Option<&str> {
    match code {
        FaultCode::Data(DataFault::Repaired { code, .. } | DataFault::Merged { code, .. }) => {
            Some(code)
        }
        _ => None,
    }
}

/// The faults of a kept report.
pub fn faults(summary: &Value) -> Vec<Told> {
    let sentence =
        |value: &Value| Some(Sentence::new(value.get(0)?.as_str()?, value.get(1)?.as_str()?));
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let told = |value: &Value| {
        Some(Told {
            code: text(&value["code"])?,
            sheet: text(&value["sheet"]),
            row: value["row"].as_u64().and_then(|row| u32::try_from(row).ok()),
            column: text(&value["column"]),
            village: text(&value["village"]),
            id: sentence(&value["id"])?,
            en: sentence(&value["en"])?,
        })
    };
    summary["faults"].as_array().into_iter().flatten().filter_map(told).collect()
}

pub fn totals_json(totals: &[WrongTotal]) -> Value {
    totals
        .iter()
        .map(|t| {
            let span = match t.span {
                Span::Block => "block",
                Span::All => "all",
            };
            json!({
                "row": t.row, "column": t.column, "indicator": t.indicator, "label": t.label,
                "written": t.written, "sum": t.sum, "span": span,
            })
        })
        .collect()
}

pub fn totals(summary: &Value) -> Vec<WrongTotal> {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let total = |value: &Value| {
        Some(WrongTotal {
            row: u32::try_from(value["row"].as_u64()?).ok()?,
            column: text(&value["column"])?,
            indicator: text(&value["indicator"])?,
            label: text(&value["label"])?,
            written: value["written"].as_f64()?,
            sum: value["sum"].as_f64()?,
            span: if value["span"] == "all" { Span::All } else { Span::Block },
        })
    };
    summary["totals"].as_array().into_iter().flatten().filter_map(total).collect()
}
