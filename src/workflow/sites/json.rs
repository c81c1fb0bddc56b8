//! A plan as JSON: the fields of the command, and what a scenario keeps.

use serde_json::{Value, json};

use super::Plan;
use super::ground::Site;
use super::model::{Refusal, Standing};
use super::recipe::{Among, Kind};
use crate::plan::facility::{Facility, Reach};
use crate::workflow::snapshot::Snapshot;

/// The fields of `kantong sites`, in the order of the contract.
pub fn fields(snapshot: &Snapshot, plan: &Plan) -> Vec<(&'static str, Value)> {
    let register = &snapshot.register;
    let served: u64 = plan.served.iter().map(|n| u64::from(*n)).sum();
    let village = |v: usize| {
        let own = &register.villages[v];
        json!({ "code": own.code.as_str(), "name": own.name, "kecamatan": own.kecamatan.name })
    };
    let unreachable = plan.unreachable().into_iter().map(|(v, households)| {
        let mut value = village(v);
        value["households"] = json!(households);
        value
    });
    let unreachable: Vec<Value> = unreachable.collect();
    let reached = super::people::reached(snapshot, plan);
    let by_kecamatan = plan.by_kecamatan();
    let kecamatan = plan.model.kecamatan.iter().zip(by_kecamatan).map(
        |(name, (served, all))| json!({ "kecamatan": name, "served": served, "waiting": all }),
    );
    let refused = plan.model.refused.iter().filter(|r| r.why != Refusal::ReachesNobody).map(|r| {
        let mut value = site_json(snapshot, plan, &plan.model.ground.sites[r.site]);
        value["facility"] = json!(plan.recipe.facilities[r.facility].id);
        value["why"] = refusal_json(&r.why);
        value
    });
    vec![
        ("status", json!(plan.status())),
        ("kind", json!(plan.recipe.kind.id())),
        ("objective", json!(plan.objective)),
        ("bound", json!(plan.bound)),
        ("gap", json!(plan.gap)),
        ("cost", json!(plan.cost)),
        ("budget", json!(plan.ceiling())),
        ("chosen", chosen(snapshot, plan)),
        ("unreachable", json!(unreachable)),
        ("unit", json!(plan.model.ground.whose.word(crate::lang::Lang::Id))),
        (
            "households",
            json!({
                "waiting": plan.households, "served": served, "existing": plan.model.existing_kk,
            "people": reached.people, "children": reached.children,
            }),
        ),
        ("kecamatan", kecamatan.collect()),
        ("gini", json!(plan.gini())),
        ("worst", worst(snapshot, plan)),
        ("wide", plan.model.ground.wide.iter().map(|v| village(*v)).collect()),
        ("unknown", plan.model.ground.unknown.iter().map(|v| village(*v)).collect()),
        ("refused", refused.collect()),
        ("facilities", plan.recipe.facilities.iter().map(facility_json).collect()),
        ("links", json!(plan.links)),
    ]
}

/// Who is left with most, where that is what was asked.
fn worst(snapshot: &Snapshot, plan: &Plan) -> Value {
    let asked = plan.recipe.kind == Kind::MinMax;
    let Some((at, left)) = plan.worst_left().filter(|_| asked) else { return Value::Null };
    match plan.recipe.among {
        Among::Kecamatan => json!({
            "kecamatan": plan.model.kecamatan.get(at), "share": left,
            "share_of_all": plan.left_of_all(at),
        }),
        Among::Village => {
            let own = snapshot.register.villages.get(at);
            json!({
                "code": own.map(|v| v.code.as_str()), "village": own.map(|v| &v.name),
                "households": left,
            })
        }
    }
}

/// `chosen` of the contract.
pub fn chosen(snapshot: &Snapshot, plan: &Plan) -> Value {
    plan.chosen
        .iter()
        .map(|c| {
            let facility = &plan.recipe.facilities[c.facility];
            let mut value = site_json(snapshot, plan, &plan.model.ground.sites[c.site]);
            value["facility"] = json!(facility.id);
            value["units"] = json!(c.units);
            value["cost"] = json!(c.cost);
            value["households"] = json!(c.households());
            value["standing"] = json!(match c.standing {
                Standing::Chosen => "chosen",
                Standing::Forced => "forced",
                Standing::Funded => "funded",
            });
            value["year"] = json!(c.year.map(|y| y + 1));
            let serves = c.serves.iter().map(|(i, n, metres)| {
                let own =
                    &snapshot.register.villages[plan.model.ground.waiting[*i as usize].village];
                json!({
                    "code": own.code.as_str(), "name": own.name, "households": n,
                    "metres": metres.round(),
                })
            });
            value["serves"] = serves.collect();
            value
        })
        .collect()
}

fn site_json(snapshot: &Snapshot, _plan: &Plan, site: &Site) -> Value {
    let own = &snapshot.register.villages[site.village];
    json!({
        "site": site.code, "name": site.name, "village": own.code.as_str(),
        "kecamatan": own.kecamatan.name, "lon": site.at[0], "lat": site.at[1],
    })
}

fn refusal_json(why: &Refusal) -> Value {
    match why {
        Refusal::FewHouseholds { has, least } => {
            json!({ "reason": "few_households", "has": has, "least": least })
        }
        Refusal::Rule { rule, value } => json!({ "reason": "rule", "rule": rule, "value": value }),
        Refusal::TooNear { layer, metres } => {
            json!({ "reason": "too_near", "layer": layer, "metres": metres })
        }
        Refusal::TooFar { layer, metres } => {
            json!({ "reason": "too_far", "layer": layer, "metres": metres })
        }
        Refusal::NotReady { what, note } => {
            json!({ "reason": "not_ready", "what": what, "note": note })
        }
        Refusal::Excluded { why } => json!({ "reason": "excluded", "why": why }),
        Refusal::Forbidden => json!({ "reason": "forbidden" }),
        Refusal::ReachesNobody => json!({ "reason": "reaches_nobody" }),
    }
}

/// A facility type with where its numbers are from.
pub fn facility_json(f: &Facility) -> Value {
    let radius = match f.reach {
        Reach::Metres(metres) => Some(metres),
        Reach::WithinVillage => None,
    };
    json!({
        "id": f.id, "name": f.name, "unit_cost_rupiah": f.unit_cost, "capacity_kk": f.capacity_kk,
        "radius_m": radius, "within_village": radius.is_none(),
        "max_per_village": f.most_per_village, "source": f.source, "year": f.year,
        "certainty": f.certainty.id(),
    })
}
