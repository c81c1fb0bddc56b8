//! A pocket report as the JSON of the contract: printed by the command line, kept by the project,
//! read back by the window.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::links::Islands;
use super::method::Method;
use super::pockets::{
    ClusterResult, PocketReport, PocketResult, PocketSettings, VillageResult, WholeResult,
};
use super::snapshot::Snapshot;
use crate::analysis::fdr::Correction;
use crate::analysis::local::{Draws, Isolates, Settings, Tail};
use crate::analysis::neighbours::{Across, Bridge, Rule};
use crate::analysis::rates::Smoothing;
use crate::analysis::scan::Model;
use crate::indicator::definition::Direction;
use crate::project::Run;

/// The report as a run to keep.
pub fn run(snapshot: &Snapshot, report: &PocketReport) -> Run {
    let mut kept = params(&report.settings);
    if let Some(given) = &report.settings.given {
        kept.insert("links".to_owned(), json!(given.as_ref()));
    }
    Run {
        kind: "pockets".to_owned(),
        params: Value::Object(kept).to_string(),
        seed: report.settings.moran.seed,
        input_hash: report.input_hash.clone(),
        result: Value::Object(result(snapshot, report)).to_string(),
        ..Run::default()
    }
}

/// The settings, every default included.
pub fn params(settings: &PocketSettings) -> Map<String, Value> {
    let moran = &settings.moran;
    let mut params = object(json!({
        "indicator": settings.indicator,
        "period": settings.period,
        "method": settings.method.id(),
        "weights": settings.weights.to_string(),
        "islands": settings.islands.id(),
        "isolates": moran.isolates.id(),
        "rates": settings.rates.map(Smoothing::id),
        "permutations": moran.permutations,
        "tail": moran.tail.id(),
        "seed": moran.seed,
        "alpha": moran.alpha,
        "correction": moran.correction.id(),
        "draws": moran.draws.id(),
    }));
    let more = [
        ("with", &settings.with),
        ("cases", &settings.cases),
        ("population", &settings.population),
        ("since", &settings.since),
    ];
    for (name, id) in more {
        if let Some(id) = id {
            params.insert(name.to_owned(), json!(id));
        }
    }
    if let Some(share) = settings.share {
        params.insert("share".to_owned(), json!(share));
    }
    if let Some(ferries) = &settings.ferries {
        params.insert("ferries".to_owned(), json!(ferries.as_ref()));
    }
    if settings.method == Method::Scan {
        params.insert("model".to_owned(), json!(settings.model.id()));
    }
    params
}

/// The fields of the contract, in its order.
pub fn result(snapshot: &Snapshot, report: &PocketReport) -> Map<String, Value> {
    let codes = |positions: &[usize]| -> Vec<&str> {
        positions.iter().map(|&i| snapshot.register.villages[i].code.as_str()).collect()
    };
    let villages: Vec<Value> = report
        .villages
        .iter()
        .map(|v| {
            let mut village = json!({
                "code": v.code, "value": v.value, "local": v.local, "lag": v.lag, "p": v.p,
                "class": v.class,
            });
            if let Some(raw) = v.raw {
                village["raw"] = json!(raw);
            }
            village
        })
        .collect();
    let pockets: Vec<Value> = report
        .pockets
        .iter()
        .map(|p| {
            json!({
                "id": p.id, "name": p.name, "villages": codes(&p.villages),
                "n": p.villages.len(), "families": p.families, "people": p.people,
                "mean": p.mean, "p_min": p.p_min, "rule": p.rule,
            })
        })
        .collect();
    let (bridges, clusters) = (bridges(report, &codes), clusters(report, &codes));
    object(json!({
        "indicator": report.settings.indicator,
        "period": report.settings.period,
        "method": report.settings.method.id(),
        "rates": report.settings.rates.map(Smoothing::id),
        "smoothed": report.smoothed,
        "bridges": bridges,
        "clusters": clusters,
        "correlation": report.correlation,
        "direction": report.direction.id(),
        "settings": params(&report.settings),
        "n": report.n,
        "isolates": report.isolates,
        "missing": report.missing,
        "not_applicable": report.not_applicable,
        "links": report.links,
        "tolerance_m": report.tolerance_m,
        "links_added": report.links_added,
        "isolates_in_moments": report.settings.moran.isolates.id(),
        "global": {
            "statistic": report.statistic, "expected": report.expected, "p": report.p,
        },
        "wholes": wholes(report),
        "p_cutoff": report.p_cutoff,
        "villages": villages,
        "pockets": pockets,
        "lone": codes(&report.lone),
        "seed": report.settings.moran.seed,
        "permutations": report.settings.moran.permutations,
    }))
}

/// The codes of positions.
type Codes<'a> = dyn Fn(&[usize]) -> Vec<&'a str> + 'a;

fn wholes(report: &PocketReport) -> Vec<Value> {
    let whole = |w: &WholeResult| json!({ "name": w.name, "statistic": w.statistic, "expected": w.expected, "p": w.p });
    report.wholes.iter().map(whole).collect()
}

fn bridges(report: &PocketReport, codes: &Codes<'_>) -> Vec<Value> {
    report
        .bridges
        .iter()
        .map(|b| {
            let ends = codes(&[b.from, b.to]);
            json!({ "from": ends[0], "to": ends[1], "metres": b.metres, "by": b.by.id() })
        })
        .collect()
}

fn clusters(report: &PocketReport, codes: &Codes<'_>) -> Vec<Value> {
    report
        .clusters
        .iter()
        .map(|c| {
            json!({
                "centre": codes(&[c.centre])[0], "villages": codes(&c.villages),
                "radius_m": c.radius_m, "cases": c.cases, "people": c.people,
                "expected": c.expected, "relative_risk": c.relative_risk,
                "likelihood_ratio": c.likelihood_ratio, "p": c.p,
            })
        })
        .collect()
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

/// Reads the settings of a kept run.
pub fn settings(params: &str) -> Option<PocketSettings> {
    let value: Value = serde_json::from_str(params).ok()?;
    let text = |name: &str| value[name].as_str();
    Some(PocketSettings {
        indicator: text("indicator")?.to_owned(),
        period: text("period").map(str::to_owned),
        method: text("method").map_or(Some(Method::LocalMoran), Method::from_id)?,
        with: text("with").map(str::to_owned),
        // Kept by a version that knew no other.
        rates: Some(text("rates").map_or(Some(Smoothing::Raw), Smoothing::from_id)?),
        cases: text("cases").map(str::to_owned),
        population: text("population").map(str::to_owned),
        share: value["share"].as_f64(),
        model: text("model").map_or(Some(Model::Poisson), Model::from_id)?,
        weights: Rule::parse(text("weights")?)?,
        given: match value.get("links") {
            Some(links) => Some(Arc::new(given(links)?)),
            None => None,
        },
        ferries: match value.get("ferries") {
            Some(ferries) => Some(Arc::new(pairs(ferries)?)),
            None => None,
        },
        since: text("since").map(str::to_owned),
        islands: text("islands").map_or(Some(Islands::Isolate), Islands::from_id)?,
        moran: Settings {
            permutations: u32::try_from(value["permutations"].as_u64()?).ok()?,
            tail: Tail::from_id(text("tail")?)?,
            seed: value["seed"].as_u64()?,
            alpha: value["alpha"].as_f64()?,
            correction: Correction::from_id(text("correction")?)?,
            isolates: Isolates::from_id(text("isolates")?)?,
            // Kept by a version that knew no other.
            draws: text("draws").map_or(Some(Draws::Independent), Draws::from_id)?,
        },
    })
}

/// Links by village code.
fn given(links: &Value) -> Option<BTreeMap<String, Vec<String>>> {
    let texts = |codes: &Value| -> Option<Vec<String>> {
        codes.as_array()?.iter().map(|code| Some(code.as_str()?.to_owned())).collect()
    };
    links.as_object()?.iter().map(|(code, others)| Some((code.clone(), texts(others)?))).collect()
}

/// Pairs of village codes.
fn pairs(value: &Value) -> Option<Vec<(String, String)>> {
    let code = |pair: &Value, at: usize| Some(pair.get(at)?.as_str()?.to_owned());
    value.as_array()?.iter().map(|pair| Some((code(pair, 0)?, code(pair, 1)?))).collect()
}

fn whole(w: &Value) -> Option<WholeResult> {
    let number = |name: &str| w[name].as_f64();
    Some(WholeResult {
        name: w["name"].as_str()?.to_owned(),
        statistic: number("statistic")?,
        expected: number("expected")?,
        p: number("p")?,
    })
}

fn villages(value: &Value) -> Option<Vec<VillageResult>> {
    value["villages"]
        .as_array()?
        .iter()
        .map(|v| {
            Some(VillageResult {
                code: v["code"].as_str()?.to_owned(),
                value: v["value"].as_f64(),
                raw: v["raw"].as_f64(),
                local: v["local"].as_f64(),
                lag: v["lag"].as_f64(),
                p: v["p"].as_f64(),
                class: v["class"].as_str()?.to_owned(),
            })
        })
        .collect::<Option<_>>()
}

fn cluster(
    c: &Value,
    order: &BTreeMap<&str, usize>,
    positions: &dyn Fn(&Value) -> Option<Vec<usize>>,
) -> Option<ClusterResult> {
    let number = |name: &str| c[name].as_f64();
    Some(ClusterResult {
        centre: *order.get(c["centre"].as_str()?)?,
        villages: positions(&c["villages"])?,
        radius_m: number("radius_m")?,
        cases: number("cases")?,
        people: number("people")?,
        expected: number("expected")?,
        relative_risk: number("relative_risk")?,
        likelihood_ratio: number("likelihood_ratio")?,
        p: number("p")?,
    })
}

/// Reads a kept run back; `None` where another program has written something else there.
pub fn report(run: &Run) -> Option<PocketReport> {
    let value: Value = serde_json::from_str(&run.result).ok()?;
    let count = |name: &str| value[name].as_u64().map(|n| n as usize);
    let villages = villages(&value)?;
    let order: BTreeMap<&str, usize> =
        villages.iter().enumerate().map(|(i, v)| (v.code.as_str(), i)).collect();
    let positions = |codes: &Value| -> Option<Vec<usize>> {
        codes.as_array()?.iter().map(|code| order.get(code.as_str()?).copied()).collect()
    };
    let pockets: Vec<PocketResult> = value["pockets"]
        .as_array()?
        .iter()
        .map(|p| {
            Some(PocketResult {
                id: p["id"].as_u64()? as usize,
                name: p["name"].as_str()?.to_owned(),
                villages: positions(&p["villages"])?,
                families: p["families"].as_f64(),
                people: p["people"].as_f64(),
                mean: p["mean"].as_f64()?,
                p_min: p["p_min"].as_f64()?,
                rule: p["rule"].as_str()?.to_owned(),
            })
        })
        .collect::<Option<_>>()?;
    let lone = positions(&value["lone"])?;
    let bridge = |b: &Value| {
        let (from, to) = (order.get(b["from"].as_str()?)?, order.get(b["to"].as_str()?)?);
        // A run of an earlier version knew only the nearest.
        let by = b["by"].as_str().map_or(Some(Across::Nearest), Across::from_id)?;
        Some(Bridge { from: *from, to: *to, metres: b["metres"].as_f64()?, by })
    };
    let cluster = |c: &Value| cluster(c, &order, &positions);
    let clusters = value["clusters"].as_array().map_or(&[][..], Vec::as_slice);
    // A run of an earlier version had none.
    let wholes = value["wholes"].as_array().map_or(&[][..], Vec::as_slice);
    let bridges = value["bridges"].as_array().map_or(&[][..], Vec::as_slice);
    let smoothed = value["smoothed"].as_array().map_or(&[][..], Vec::as_slice);
    Some(PocketReport {
        settings: settings(&run.params)?,
        direction: Direction::from_id(value["direction"].as_str()?)?,
        n: count("n")?,
        isolates: count("isolates")?,
        missing: count("missing")?,
        not_applicable: count("not_applicable")?,
        links: count("links")?,
        tolerance_m: value["tolerance_m"].as_f64(),
        // A run of an earlier version did not count them.
        links_added: count("links_added").unwrap_or_default(),
        statistic: value["global"]["statistic"].as_f64()?,
        expected: value["global"]["expected"].as_f64()?,
        bridges: bridges.iter().map(bridge).collect::<Option<_>>()?,
        smoothed: smoothed.iter().filter_map(|id| id.as_str().map(str::to_owned)).collect(),
        p: value["global"]["p"].as_f64(),
        wholes: wholes.iter().map(whole).collect::<Option<_>>()?,
        clusters: clusters.iter().map(cluster).collect::<Option<_>>()?,
        correlation: value["correlation"].as_f64(),
        p_cutoff: value["p_cutoff"].as_f64(),
        pockets,
        lone,
        villages,
        input_hash: run.input_hash.clone(),
        faults: Vec::new(),
    })
}
