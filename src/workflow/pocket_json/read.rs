//! A kept pocket report read back.

use std::collections::BTreeMap;

use serde_json::Value;

use super::asked::settings;
use crate::analysis::neighbours::{Across, Bridge};
use crate::indicator::definition::Direction;
use crate::project::Run;
use crate::workflow::pockets::{
    ApartResult, Bound, BoundFound, ClusterResult, Fragility, FunnelPoint, Part, PartsPassed,
    Passed, PocketReport, PocketResult, RankInterval, Ranks, Reliable, Small, Stays, Together,
    VillageResult, Whole, WholeResult,
};

fn villages(value: &Value) -> Option<Vec<VillageResult>> {
    value["villages"]
        .as_array()?
        .iter()
        .map(|v| {
            Some(VillageResult {
                code: v["code"].as_str()?.to_owned(),
                value: v["value"].as_f64(),
                raw: v["raw"].as_f64(),
                smoothed: v["smoothed"].as_f64(),
                local: v["local"].as_f64(),
                lag: v["lag"].as_f64(),
                p: v["p"].as_f64(),
                class: v["class"].as_str()?.to_owned(),
                passed: passed(&v["passed"]),
                lacking: v["lacking"].as_u64().map(|n| n as usize),
                count: v["count"].as_f64(),
                small: small(&v["small"]),
                funnel: funnel(&v["funnel"]),
                stays: v["stays"].as_f64(),
                rank: rank(&v["rank"]),
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

fn whole(w: &Value) -> Option<WholeResult> {
    let number = |name: &str| w[name].as_f64();
    Some(WholeResult {
        name: w["name"].as_str()?.to_owned(),
        statistic: number("statistic")?,
        expected: number("expected")?,
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
                mean: p["mean"].as_f64(),
                p_min: p["p_min"].as_f64()?,
                rule: p["rule"].as_str()?.to_owned(),
                families_unknown: p["families_unknown"].as_u64().unwrap_or_default() as usize,
                people_unknown: p["people_unknown"].as_u64().unwrap_or_default() as usize,
                stays: stays(&p["stays"]),
                rank: rank(&p["rank"]),
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
    let bounds = value["bounds"].as_array().map_or(&[][..], Vec::as_slice);
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
        statistic: value["global"]["statistic"].as_f64().unwrap_or(0.0),
        expected: value["global"]["expected"].as_f64().unwrap_or(0.0),
        bridges: bridges.iter().map(bridge).collect::<Option<_>>()?,
        smoothed: smoothed.iter().filter_map(|id| id.as_str().map(str::to_owned)).collect(),
        p: value["global"]["p"].as_f64(),
        wholes: wholes.iter().map(whole).collect::<Option<_>>()?,
        clusters: clusters.iter().map(cluster).collect::<Option<_>>()?,
        correlation: value["correlation"].as_f64(),
        p_cutoff: value["p_cutoff"].as_f64(),
        bounds: bounds.iter().filter_map(bound).collect(),
        kabupaten: kabupaten(&value["kabupaten"]),
        fragility: fragility(&value["fragility"], &positions),
        ranks: ranks(&value["ranks"]),
        apart: value["apart"].as_array().map_or(&[][..], Vec::as_slice).iter().map(apart).collect(),
        pockets,
        lone,
        villages,
        input_hash: run.input_hash.clone(),
        faults: Vec::new(),
    })
}

fn apart(value: &Value) -> ApartResult {
    let (number, text) = (|name: &str| value[name].as_f64(), |name: &str| value[name].as_str());
    let count = |name: &str| value[name].as_u64().unwrap_or_default() as usize;
    ApartResult {
        code: text("code").unwrap_or_default().to_owned(),
        name: text("name").unwrap_or_default().to_owned(),
        villages: count("villages"),
        n: count("n"),
        isolates: count("isolates"),
        links: count("links"),
        global: number("statistic").zip(number("expected")),
        p: number("p"),
        p_cutoff: number("p_cutoff"),
        whole: kabupaten(&value["kabupaten"]),
        pockets: count("pockets"),
        lone: count("lone"),
    }
}

fn passed(value: &Value) -> PartsPassed {
    let part = |name: &str| value[name].as_str().and_then(Passed::from_id);
    PartsPassed {
        rate: part("rate"),
        count: part("count"),
        services: part("services"),
        cluster: part("cluster"),
    }
}

fn small(value: &Value) -> Option<Small> {
    let number = |name: &str| value[name].as_f64();
    Some(Small {
        cases: number("cases"),
        people: number("people"),
        error: number("error"),
        reliable: Reliable::from_id(value["reliable"].as_str()?)?,
    })
}

fn funnel(value: &Value) -> Option<FunnelPoint> {
    let number = |name: &str| value[name].as_f64();
    Some(FunnelPoint {
        people: number("people")?,
        rate: number("rate")?,
        low_95: number("low_95")?,
        high_95: number("high_95")?,
        low_998: number("low_998")?,
        high_998: number("high_998")?,
    })
}

fn rank(value: &Value) -> Option<RankInterval> {
    let count = |name: &str| value[name].as_u64().map(|n| n as usize);
    Some(RankInterval {
        rank: count("rank")?,
        best: count("best")?,
        worst: count("worst")?,
        top: value["top"].as_f64()?,
        group: count("group")?,
    })
}

fn stays(value: &Value) -> Option<Stays> {
    let count = |name: &str| value[name].as_u64().map(|n| n as usize);
    Some(Stays { stable: count("stable")?, of: count("of")?, mean: value["mean"].as_f64()? })
}

fn bound(value: &Value) -> Option<BoundFound> {
    let count = |name: &str| value[name].as_u64().map(|n| n as usize);
    let text = |name: &str| value[name].as_str();
    Some(BoundFound {
        part: Part::from_id(text("part")?)?,
        indicator: text("indicator")?.to_owned(),
        period: text("period")?.to_owned(),
        bound: Bound::parse(text("bound")?)?,
        value: value["value"].as_f64()?,
        passed: count("passed")?,
        unknown: count("unknown")?,
    })
}

fn kabupaten(value: &Value) -> Option<Whole> {
    let counts = value["cases"].as_f64().zip(value["people"].as_f64());
    let together = Together::from_id(value["together"].as_str()?)?;
    Some(Whole { value: value["value"].as_f64()?, together, counts })
}

fn fragility(value: &Value, positions: &dyn Fn(&Value) -> Option<Vec<usize>>) -> Option<Fragility> {
    let runs = |name: &str| value[name].as_u64().and_then(|n| u32::try_from(n).ok());
    let moved = value["moved"].as_array()?.iter();
    Some(Fragility {
        runs: runs("runs")?,
        moved: moved.filter_map(|m| m.as_str().map(str::to_owned)).collect(),
        permutations: runs("permutations")?,
        stays: stays(&value["stays"])?,
        near: positions(&value["near"])?,
    })
}

fn ranks(value: &Value) -> Option<Ranks> {
    let count = |name: &str| value[name].as_u64().map(|n| n as usize);
    Some(Ranks {
        of: value["of"].as_str()?.to_owned(),
        draws: u32::try_from(value["draws"].as_u64()?).ok()?,
        top: count("top")?,
        groups: count("groups")?,
    })
}
