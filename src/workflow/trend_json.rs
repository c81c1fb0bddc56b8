//! A trend report as JSON: printed by the command line, kept by the project, read back.

use serde_json::{Map, Value, json};

use super::pocket_json::{params, settings};
use super::trend::{PeriodResult, TrendReport, TrendVillage};
use crate::analysis::trend::Trend;
use crate::project::Run;

/// The kind of a kept run.
pub const KIND: &str = "trend";

/// The report as a run to keep.
pub fn run(report: &TrendReport) -> Run {
    let mut kept = params(&report.settings);
    if let Some(given) = &report.settings.given {
        kept.insert("links".to_owned(), json!(given.as_ref()));
    }
    Run {
        kind: KIND.to_owned(),
        params: Value::Object(kept).to_string(),
        seed: report.settings.moran.seed,
        input_hash: report.input_hash.clone(),
        result: Value::Object(result(report)).to_string(),
        ..Run::default()
    }
}

/// The fields of the command.
pub fn result(report: &TrendReport) -> Map<String, Value> {
    let periods: Vec<Value> = report
        .periods
        .iter()
        .map(|p| json!({ "period": p.period, "n": p.n, "p_cutoff": p.p_cutoff, "bad": p.bad }))
        .collect();
    let villages: Vec<Value> = report
        .villages
        .iter()
        .map(|v| json!({ "code": v.code, "class": v.class, "bad": v.bad }))
        .collect();
    let mut counts = Map::new();
    for class in Trend::ALL {
        counts.insert(class.id().to_owned(), json!(report.count(class.id())));
    }
    let fields = json!({
        "indicator": report.settings.indicator,
        "method": report.settings.method.id(),
        "settings": params(&report.settings),
        "periods": periods,
        "counts": counts,
        "bridges": report.bridges,
        "villages": villages,
        "seed": report.settings.moran.seed,
        "permutations": report.settings.moran.permutations,
    });
    match fields {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}

/// Reads a kept run back; `None` where another program has written something else there.
pub fn report(run: &Run) -> Option<TrendReport> {
    let value: Value = serde_json::from_str(&run.result).ok()?;
    let period = |p: &Value| {
        Some(PeriodResult {
            period: p["period"].as_str()?.to_owned(),
            n: p["n"].as_u64()? as usize,
            p_cutoff: p["p_cutoff"].as_f64(),
            bad: p["bad"].as_u64()? as usize,
        })
    };
    let village = |v: &Value| {
        Some(TrendVillage {
            code: v["code"].as_str()?.to_owned(),
            class: v["class"].as_str()?.to_owned(),
            bad: v["bad"].as_array()?.iter().map(Value::as_bool).collect(),
        })
    };
    Some(TrendReport {
        settings: settings(&run.params)?,
        periods: value["periods"].as_array()?.iter().map(period).collect::<Option<_>>()?,
        villages: value["villages"].as_array()?.iter().map(village).collect::<Option<_>>()?,
        bridges: value["bridges"].as_u64()? as usize,
        input_hash: run.input_hash.clone(),
        faults: Vec::new(),
    })
}
