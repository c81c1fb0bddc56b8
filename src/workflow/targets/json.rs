//! The fields of `kantong targets`.

use serde_json::{Value, json};

use super::TargetReport;
use super::award::{AwardReport, Criterion};
use super::burn::{BurnReport, Sum};
use super::change::ChangeReport;
use super::lineage::Units;
use super::time;
use super::tracker::{From, Series, TrackReport};
use crate::analysis::persistence::Persistence;
use crate::analysis::target::WrongWay;
use crate::analysis::target_burn::{Burn, Standing};
use crate::dataset::village::Register;

pub fn fields(register: &Register, report: &TargetReport) -> Vec<(&'static str, Value)> {
    vec![
        ("tracks", report.tracks.iter().map(track).collect()),
        ("burn", report.burn.as_ref().map_or(Value::Null, |own| burn(register, own))),
        ("change", report.change.as_ref().map_or(Value::Null, |own| change(register, own))),
        ("award", award(register, &report.award)),
    ]
}

fn track(track: &TrackReport) -> Value {
    let step = |(year, value): &(u16, f64)| json!({ "year": year, "percent": value });
    let pace = track.pace.as_ref().map(|pace| {
        let steps: Vec<Value> = pace.steps.iter().map(step).collect();
        json!({ "years": pace.years, "yearly": pace.yearly, "steps": steps })
    });
    let lift = track.lift.map(|lift| {
        let from = match lift.from {
            From::Set => json!("set"),
            From::Survey(year) => json!(year),
        };
        json!({
            "year": lift.year, "persons": lift.persons, "population": lift.population,
            "population_from": from,
        })
    });
    json!({
        "which": track.which.id(), "kind": "survey",
        "target": { "percent": track.target.1, "year": track.target.0, "basis": track.basis },
        "percent": series(&track.percent), "thousand": series(&track.thousand),
        "pace": pace, "lift": lift, "reached": track.reached,
    })
}

fn series(series: &Series) -> Value {
    let points: Vec<Value> =
        series.points.iter().map(|(year, v)| json!({ "year": year, "value": v })).collect();
    let wrong = |way: &WrongWay| match way {
        WrongWay::LastStep { from, to } => {
            json!({ "way": "last_step", "from": from.1, "to": to.1 })
        }
        WrongWay::Line { slope } => json!({ "way": "line", "slope": slope }),
    };
    let wrong: Vec<Value> = series.wrong.iter().map(wrong).collect();
    let projection = series.projection.as_ref().map(|line| {
        let ahead: Vec<Value> = line
            .ahead
            .iter()
            .map(|a| json!({ "year": a.year, "value": a.value, "low": a.low, "high": a.high }))
            .collect();
        json!({
            "method": "least_squares", "interval": "prediction", "level": line.level, "n": line.n,
            "first": line.first, "last": line.last, "slope": line.slope, "ahead": ahead,
        })
    });
    json!({ "points": points, "gaps": series.gaps, "wrong_way": wrong, "projection": projection })
}

fn place(burn: &Burn) -> Value {
    json!({
        "start": burn.start, "remaining": burn.last, "planned": burn.planned,
        "monthly": burn.monthly, "standing": burn.standing.id(), "reports": burn.reports,
    })
}

fn names(register: &Register, units: &Units, unit: usize) -> Value {
    let members = &units.units[unit].members;
    let codes: Vec<&str> = members.iter().map(|&m| register.villages[m].code.as_str()).collect();
    let names: Vec<&str> = members.iter().map(|&m| register.villages[m].name.as_str()).collect();
    json!({ "codes": codes, "name": names.join(" + ") })
}

fn with(mut own: Value, more: Value) -> Value {
    if let (Value::Object(own), Value::Object(more)) = (&mut own, more) {
        own.extend(more);
    }
    own
}

fn sum(sum: &Sum) -> Value {
    let head = json!({
        "name": sum.name, "villages": sum.places, "of": sum.of, "overdue": sum.overdue,
        "silent": sum.silent, "at_least": sum.least,
    });
    with(head, place(&sum.burn))
}

fn burn(register: &Register, burn: &BurnReport) -> Value {
    let villages: Vec<Value> = (0..burn.places.len())
        .map(|u| {
            let resolved = burn.resolved[u].map(|own| {
                json!({
                    "fall": own.fall, "died": own.died, "moved": own.moved, "able": own.able,
                    "added": own.added, "lifted": own.lifted(),
                })
            });
            let own = with(names(register, &burn.units, u), place(&burn.places[u]));
            with(own, json!({ "resolved": resolved }))
        })
        .collect();
    let counts: serde_json::Map<String, Value> =
        Standing::ALL.iter().map(|s| (s.id().to_owned(), json!(burn.count(*s)))).collect();
    let explained = &burn.explained;
    let schedule: Vec<Value> = burn
        .schedule(&burn.whole.burn)
        .iter()
        .map(|(month, n)| json!({ "month": time::iso(*month), "families": n }))
        .collect();
    json!({
        "kind": "register", "indicator": burn.indicator, "periods": burn.periods,
        "months": burn.months.iter().map(|m| time::iso(*m)).collect::<Vec<_>>(),
        "until": time::iso(burn.line.until), "to": burn.line.to,
        "whole": sum(&burn.whole), "schedule": schedule, "counts": counts,
        "kecamatan": burn.kecamatan.iter().map(sum).collect::<Vec<_>>(),
        "resolved": {
            "villages": explained.places, "fall": explained.sum.fall, "died": explained.sum.died,
            "moved": explained.sum.moved, "able": explained.sum.able,
            "added": explained.sum.added, "lifted": explained.sum.lifted(),
            "checked_from": explained.first, "checked_to": explained.last,
            "outside": explained.outside, "unchecked": explained.unchecked, "unknown_fall": explained.unknown_fall,
        },
        "villages": villages,
    })
}

fn change(register: &Register, change: &ChangeReport) -> Value {
    let villages: Vec<Value> = (0..change.between.len())
        .map(|u| {
            let own = change.between[u];
            let figures = json!({
                "before": own.before, "after": own.after, "change": own.change(),
                "percent": own.percent(), "state": own.state.id(),
            });
            with(names(register, &change.units, u), figures)
        })
        .collect();
    let counts: serde_json::Map<String, Value> =
        Persistence::ALL.iter().map(|s| (s.id().to_owned(), json!(change.count(*s)))).collect();
    let effect = change.effect.as_ref().map(|effect| {
        let code = |place: usize| names(register, &change.units, effect.units[place]);
        let pairs: Vec<Value> = effect
            .matched
            .pairs
            .iter()
            .map(|p| {
                json!({
                    "with": code(p.with), "without": code(p.without), "difference": p.difference,
                })
            })
            .collect();
        let found = &effect.matched;
        json!({
            "programme": effect.programme, "name": effect.name, "period": effect.period, "villages_with": effect.with,
            "villages_without": effect.without, "unknown": effect.unknown,
            "alone": found.alone, "reach": found.reach, "mean_with": found.with,
            "mean_without": found.without, "difference": found.difference(), "more": found.more,
            "less": found.less, "same": found.same, "pairs": pairs, "proof": false,
        })
    });
    json!({
        "indicator": change.indicator, "from": change.from, "to": change.to, "worst": change.worst,
        "better": change.better, "worse": change.worse, "same": change.same,
        "unknown": change.unknown, "merged": change.merged, "split": { "compared": change.joined.0, "all": change.joined.1 },
        "counts": counts, "effect": effect, "villages": villages,
    })
}

fn award(register: &Register, award: &AwardReport) -> Value {
    let entries: Vec<Value> = award
        .entries
        .iter()
        .map(|entry| {
            let village = &register.villages[entry.village];
            let parts: Vec<Value> = Criterion::ALL
                .iter()
                .zip(&entry.parts)
                .zip(&entry.values)
                .filter(|((_, part), _)| part.most > 0.0)
                .map(|((of, part), value)| {
                    json!({
                        "criterion": of.id(), "value": value, "earned": part.earned,
                        "most": part.most,
                    })
                })
                .collect();
            let fall = entry.fall.map(|fall| {
                json!({ "count": fall.count, "percent": fall.percent, "guarded": fall.guarded })
            });
            json!({
                "code": village.code.as_str(), "name": village.name,
                "kecamatan": village.kecamatan.name, "rank": entry.rank, "score": entry.score,
                "known": entry.known, "before": entry.before, "after": entry.after, "fall": fall,
                "parts": parts, "missing": entry.missing().map(Criterion::id).collect::<Vec<_>>(),
            })
        })
        .collect();
    json!({
        "guard": {
            "few": award.guard.few, "full_percent": award.guard.full_percent,
            "full_count": award.guard.full_count,
        },
        "budget": award.budget.as_ref().map(|b| &b.0), "economy": award.economy.as_ref().map(|e| &e.0),
        "indicators": award.indicators, "wards": award.wards,
        "absent": award.absent.iter().map(|c| c.id()).collect::<Vec<_>>(), "villages": entries,
    })
}
