//! The settings of a pocket run in JSON, and back.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::object;
use crate::analysis::fdr::Correction;
use crate::analysis::local::{Draws, Isolates, Settings, Tail};
use crate::analysis::neighbours::Rule;
use crate::analysis::rates::Smoothing;
use crate::analysis::scan::Model;
use crate::workflow::links::Islands;
use crate::workflow::method::Method;
use crate::workflow::pockets::{
    Bound, Cluster, CountPart, Gather, PocketRule, PocketSettings, Sampling, Service, ServicesPart,
    SmallNumbers, Trials, Within,
};

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
    if let Some(index) = &settings.index {
        params.insert("index".to_owned(), json!(index));
    }
    if settings.within != Within::Across {
        params.insert("within".to_owned(), json!(settings.within.id()));
    }
    params.insert("rule".to_owned(), rule(&settings.rule));
    let Trials { fragility, weights, threshold, sampling, stable, ranks, top } = &settings.trials;
    params.insert(
        "trials".to_owned(),
        json!({
            "fragility": fragility, "weights": weights, "threshold": threshold,
            "sampling": sampling.id(), "stable": stable, "ranks": ranks, "top": top,
        }),
    );
    let SmallNumbers { people, error, coverage } = settings.small;
    params.insert(
        "small".to_owned(),
        json!({ "people": people, "error": error, "coverage": coverage }),
    );
    params
}

/// A rule: each part, or null where it is off.
pub fn rule(rule: &PocketRule) -> Value {
    let count = rule
        .count
        .as_ref()
        .map(|count| json!({ "indicator": count.indicator, "bound": count.bound.to_string() }));
    let services = rule.services.as_ref().map(|services| {
        let of = services.of.iter();
        let of = of.map(|s| json!({ "indicator": s.indicator, "bound": s.bound.to_string() }));
        json!({ "of": of.collect::<Vec<_>>(), "at_least": services.at_least })
    });
    json!({
        "rate": rule.rate.map(|bound| bound.to_string()), "count": count, "services": services,
        "cluster": rule.cluster.id(), "min_villages": rule.min_villages,
        "gather": rule.gather.id(),
    })
}

/// Reads the settings of a kept run.
pub fn settings(params: &str) -> Option<PocketSettings> {
    let value: Value = serde_json::from_str(params).ok()?;
    let text = |name: &str| value[name].as_str();
    Some(PocketSettings {
        indicator: text("indicator")?.to_owned(),
        period: text("period").map(str::to_owned),
        index: text("index").map(str::to_owned),
        // Kept by a version that knew the statistic alone, and tried nothing twice.
        rule: value.get("rule").map_or(Some(PocketRule::default()), read_rule)?,
        trials: value.get("trials").map_or(Some(untried()), trials)?,
        small: value.get("small").map_or(Some(SmallNumbers::default()), small)?,
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
        within: text("within").map_or(Some(Within::Across), Within::from_id)?,
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

fn read_rule(value: &Value) -> Option<PocketRule> {
    let bound = |value: &Value| Bound::parse(value.as_str()?);
    let some = |name: &str| value.get(name).filter(|v| !v.is_null());
    let count = |value: &Value| {
        let indicator = value["indicator"].as_str().map(str::to_owned);
        Some(CountPart { indicator, bound: bound(&value["bound"])? })
    };
    let service = |value: &Value| {
        let indicator = value["indicator"].as_str()?.to_owned();
        Some(Service { indicator, bound: bound(&value["bound"])? })
    };
    let services = |value: &Value| {
        let of = value["of"].as_array()?.iter().map(service).collect::<Option<_>>()?;
        Some(ServicesPart { of, at_least: value["at_least"].as_u64()? as usize })
    };
    Some(PocketRule {
        rate: some("rate").map(|v| bound(v).ok_or(())).transpose().ok()?,
        count: some("count").map(|v| count(v).ok_or(())).transpose().ok()?,
        services: some("services").map(|v| services(v).ok_or(())).transpose().ok()?,
        cluster: Cluster::from_id(value["cluster"].as_str()?)?,
        min_villages: value["min_villages"].as_u64()? as usize,
        // Runs of before gathered what lies side by side.
        gather: value["gather"].as_str().map_or(Some(Gather::Touching), Gather::from_id)?,
    })
}

fn untried() -> Trials {
    Trials { fragility: Some(0), ranks: Some(0), ..Trials::default() }
}

fn trials(value: &Value) -> Option<Trials> {
    let runs = |name: &str| value[name].as_u64().map(|n| u32::try_from(n).unwrap_or(u32::MAX));
    Some(Trials {
        fragility: runs("fragility"),
        weights: value["weights"].as_f64()?,
        threshold: value["threshold"].as_f64()?,
        sampling: Sampling::from_id(value["sampling"].as_str()?)?,
        stable: value["stable"].as_f64()?,
        ranks: runs("ranks"),
        top: value["top"].as_u64()? as usize,
    })
}

fn small(value: &Value) -> Option<SmallNumbers> {
    let number = |name: &str| value[name].as_f64();
    Some(SmallNumbers {
        people: number("people")?,
        error: number("error")?,
        coverage: number("coverage")?,
    })
}
