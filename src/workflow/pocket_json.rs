//! A pocket report as the JSON of the contract: printed by the command line, kept by the project,
//! read back by the window.

mod asked;
mod read;

use serde_json::{Map, Value, json};

use super::pockets::{
    ApartResult, BoundFound, Fragility, PartsPassed, PocketReport, RankInterval, Stays,
    VillageResult, WholeResult,
};
use super::snapshot::Snapshot;
use crate::analysis::rates::Smoothing;
use crate::project::Run;

pub use asked::{params, rule, settings};
pub use read::report;

/// The report as a run to keep.
pub fn run(snapshot: &Snapshot, report: &PocketReport) -> Run {
    run_of(report, &result(snapshot, report))
}

/// The report as a run to keep, with its [`result`].
pub fn run_of(report: &PocketReport, result: &Map<String, Value>) -> Run {
    let mut kept = params(&report.settings);
    if let Some(given) = &report.settings.given {
        kept.insert("links".to_owned(), json!(given.as_ref()));
    }
    Run {
        kind: "pockets".to_owned(),
        params: Value::Object(kept).to_string(),
        seed: report.settings.moran.seed,
        input_hash: report.input_hash.clone(),
        // A map of texts and numbers: writing it cannot fail.
        result: serde_json::to_string(result).unwrap_or_default(),
        ..Run::default()
    }
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
            evidence(v, &mut village);
            village
        })
        .collect();
    let (bridges, clusters) = (bridges(report, &codes), clusters(report, &codes));
    let mut fields = object(json!({
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
        "global": global(report),
        "wholes": wholes(report),
        "p_cutoff": report.p_cutoff,
        "bounds": bounds(report),
        "kabupaten": report.kabupaten.map(|k| json!({
            "value": k.value, "together": k.together.id(), "cases": k.counts.map(|c| c.0),
            "people": k.counts.map(|c| c.1),
        })),
        "fragility": report.fragility.as_ref().map(|f| fragility(f, &codes)),
        "ranks": report.ranks.as_ref().map(|r| json!({
            "of": r.of, "draws": r.draws, "top": r.top, "groups": r.groups,
        })),
        "villages": villages,
        "pockets": found(report, &codes),
        "lone": codes(&report.lone),
        "seed": report.settings.moran.seed,
        "permutations": report.settings.moran.permutations,
    }));
    if !report.apart.is_empty() {
        fields.insert("apart".to_owned(), json!(apart(report)));
    }
    fields
}

/// Of the whole map; `null` where nothing could be tested.
fn global(report: &PocketReport) -> Value {
    let is_tested = report.p.is_some() || report.statistic != 0.0 || report.expected != 0.0;
    let (statistic, expected) = (report.statistic, report.expected);
    if is_tested {
        json!({ "statistic": statistic, "expected": expected, "p": report.p })
    } else {
        json!({ "statistic": null, "expected": null, "p": null })
    }
}

/// The pockets.
fn found<'a>(report: &PocketReport, codes: &impl Fn(&[usize]) -> Vec<&'a str>) -> Vec<Value> {
    report
        .pockets
        .iter()
        .map(|p| {
            json!({
                "id": p.id, "name": p.name, "villages": codes(&p.villages),
                "n": p.villages.len(), "families": p.families, "people": p.people,
                "mean": p.mean, "p_min": p.p_min, "rule": p.rule,
                "families_unknown": p.families_unknown, "people_unknown": p.people_unknown,
                "stays": p.stays.map(stays), "rank": p.rank.map(rank),
            })
        })
        .collect()
}

/// Each kabupaten that was asked by itself.
fn apart(report: &PocketReport) -> Vec<Value> {
    let of = |k: &ApartResult| {
        json!({
            "code": k.code, "name": k.name, "villages": k.villages, "n": k.n,
            "isolates": k.isolates, "links": k.links,
            "statistic": k.global.map(|g| g.0), "expected": k.global.map(|g| g.1), "p": k.p,
            "p_cutoff": k.p_cutoff, "pockets": k.pockets, "lone": k.lone,
            "kabupaten": k.whole.map(|w| json!({
                "value": w.value, "together": w.together.id(), "cases": w.counts.map(|c| c.0),
                "people": w.counts.map(|c| c.1),
            })),
        })
    };
    report.apart.iter().map(of).collect()
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

/// What a village has beside its class, where it has it.
fn evidence(v: &VillageResult, village: &mut Value) {
    let mut tell = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            village[name] = value;
        }
    };
    tell("raw", v.raw.map(|x| json!(x)));
    tell("smoothed", v.smoothed.map(|x| json!(x)));
    tell("count", v.count.map(|x| json!(x)));
    tell("lacking", v.lacking.map(|x| json!(x)));
    let PartsPassed { rate, count, services, cluster } = v.passed;
    let parts = [("rate", rate), ("count", count), ("services", services), ("cluster", cluster)];
    let passed: Map<String, Value> = parts
        .into_iter()
        .filter_map(|(name, passed)| Some((name.to_owned(), json!(passed?.id()))))
        .collect();
    tell("passed", (!passed.is_empty()).then(|| json!(passed)));
    tell(
        "small",
        v.small.map(|s| {
            json!({
                "cases": s.cases, "people": s.people, "error": s.error,
                "reliable": s.reliable.id(),
            })
        }),
    );
    tell(
        "funnel",
        v.funnel.map(|f| {
            json!({
                "people": f.people, "rate": f.rate, "low_95": f.low_95, "high_95": f.high_95,
                "low_998": f.low_998, "high_998": f.high_998,
            })
        }),
    );
    tell("stays", v.stays.map(|x| json!(x)));
    tell("rank", v.rank.map(rank));
}

fn rank(r: RankInterval) -> Value {
    json!({ "rank": r.rank, "best": r.best, "worst": r.worst, "top": r.top, "group": r.group })
}

fn stays(s: Stays) -> Value {
    json!({ "stable": s.stable, "of": s.of, "mean": s.mean })
}

fn bounds(report: &PocketReport) -> Vec<Value> {
    let of = |b: &BoundFound| {
        json!({
            "part": b.part.id(), "indicator": b.indicator, "period": b.period,
            "bound": b.bound.to_string(), "value": b.value, "passed": b.passed,
            "unknown": b.unknown,
        })
    };
    report.bounds.iter().map(of).collect()
}

fn fragility(f: &Fragility, codes: &Codes<'_>) -> Value {
    json!({
        "runs": f.runs, "moved": f.moved, "permutations": f.permutations,
        "stays": stays(f.stays), "near": codes(&f.near),
    })
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}
