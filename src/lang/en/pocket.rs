//! Pockets in English: the rule as a sentence, how sure it is, lists.

use crate::lang::Lang;
use crate::lang::number::{count, date, fixed, short};
use crate::lang::output::Tendency;
use crate::lang::pocket::{
    Alike, BoundSaid, Bridge, ClusterSaid, Listed, PartSaid, PocketSay, RuleSaid, figure,
};

const L: Lang = Lang::En;

pub fn rule(rule: &RuleSaid) -> String {
    let mut parts: Vec<String> = rule.rate.iter().map(part).collect();
    parts.extend(rule.count.iter().map(part));
    parts.extend(rule.services.as_ref().map(|(needed, of)| {
        let of_each: Vec<String> = of.iter().map(part).collect();
        format!(
            "at least {} of {} services lack ({})",
            count(L, *needed),
            count(L, of.len()),
            of_each.join("; ")
        )
    }));
    parts.extend(rule.cluster.as_ref().map(|c| cluster(rule, c)));
    if parts.is_empty() {
        parts.push(format!("{} is known", asked(&rule.name, rule.since.as_ref())));
    }
    let Some(least) = rule.min_villages else {
        return format!("A village is on the list if {}; by kecamatan", parts.join(", "));
    };
    format!(
        "A village is in a pocket if {}, and at least {} villages touch; those that do not are \
         remote poor villages",
        parts.join(", "),
        count(L, least)
    )
}

/// The asked value, or its change.
fn asked(name: &str, since: Option<&String>) -> String {
    since.map_or_else(|| name.to_owned(), |since| format!("change of {name} since {since}"))
}

fn cluster(rule: &RuleSaid, cluster: &ClusterSaid) -> String {
    let bad = match rule.tendency {
        Tendency::HigherIsWorse => "high",
        Tendency::HigherIsBetter => "low",
    };
    let sure = 100.0 * (1.0 - cluster.alpha);
    let corrected = match cluster.correction.as_str() {
        "fdr" => " after FDR correction",
        "bonferroni" => " after Bonferroni correction",
        _ => " without correction",
    };
    let name = &asked(&rule.name, rule.since.as_ref());
    let how = match cluster.method.as_str() {
        "gi" | "gi-star" => format!("{bad} {name} gathers around it"),
        "bivariate" => format!("{name} is {bad} and the neighbours' second indicator is bad"),
        "join-count" => format!("{name} is among the worst and so are the neighbours"),
        "scan" => format!("{name} is {bad} within one circle"),
        _ => format!("{name} is {bad} and so is the mean of its neighbours"),
    };
    format!("{how} ({} % sure{corrected})", short(L, sure))
}

fn part(part: &PartSaid) -> String {
    let PartSaid { name, since, unit, tendency, bound } = part;
    let name = &asked(name, since.as_ref());
    let or_worse = match tendency {
        Tendency::HigherIsWorse => "or more",
        Tendency::HigherIsBetter => "or less",
    };
    let side = match tendency {
        Tendency::HigherIsWorse => "above",
        Tendency::HigherIsBetter => "below",
    };
    match bound {
        BoundSaid::At { value } => format!("{name} {} {or_worse}", figure(L, *value, unit)),
        BoundSaid::Worst { share, value } => {
            let found =
                value.map_or_else(String::new, |v| format!(" ({} {or_worse})", figure(L, v, unit)));
            format!("{name} is among the worst {} % of villages{found}", short(L, 100.0 * share))
        }
        BoundSaid::Mean { value } => {
            let found = value.map_or_else(String::new, |v| format!(" ({})", figure(L, v, unit)));
            format!("{name} {side} the kabupaten's{found}")
        }
        BoundSaid::MeanVillage { value } => {
            let found = value.map_or_else(String::new, |v| format!(" ({})", figure(L, v, unit)));
            format!("{name} {side} the villages' mean{found}")
        }
    }
}

/// "A, B, C and 4 more".
fn list(names: &[String], more: usize) -> String {
    let all = names.join(", ");
    if more > 0 { format!("{all} and {} more", count(L, more)) } else { all }
}

fn moved(what: &[String], weights: f64, threshold: f64) -> String {
    let word = |what: &String| match what.as_str() {
        "weights" => format!("weights ±{} %", short(L, 100.0 * weights)),
        "threshold" => format!("bounds ±{} %", short(L, 100.0 * threshold)),
        _ => "the villages' numbers by chance".to_owned(),
    };
    what.iter().map(word).collect::<Vec<_>>().join(", ")
}

fn number(value: Option<f64>, unit: &str) -> String {
    value.map_or_else(|| "no data".to_owned(), |v| figure(L, v, unit))
}

#[expect(clippy::too_many_lines, reason = "one arm a sentence")]
pub fn say(say: &PocketSay) -> String {
    match say {
        PocketSay::Rule(said) => rule(said),
        PocketSay::Fragility { stable, of, share, runs, moved: what, weights, threshold, near } => {
            let near = if *near > 0 {
                format!("; {} other villages come near", count(L, *near))
            } else {
                String::new()
            };
            format!(
                "{} of {} villages stay: when {} move, each holds in at least {} % of {} trials\
                 {near}",
                count(L, *stable),
                count(L, *of),
                moved(what, *weights, *threshold),
                short(L, 100.0 * share),
                count(L, *runs)
            )
        }
        PocketSay::PocketStays { stable, of } => {
            format!("    stay: {} of {} villages", count(L, *stable), count(L, *of))
        }
        PocketSay::Ranks { of, draws } => {
            let what = if of == "weights" { "weights are" } else { "the numbers are by chance" };
            format!("Ranks when {what} drawn {} times:", count(L, *draws))
        }
        PocketSay::Ranked { village, rank, best, worst, top, share } => format!(
            "  {}. {village}: rank {}–{}; top {} in {} %",
            count(L, *rank),
            count(L, *best),
            count(L, *worst),
            count(L, *top),
            fixed(L, 100.0 * share, 0)
        ),
        PocketSay::Alike { from, to, count: n } => format!(
            "  Ranks {}–{}: {} villages hard to tell apart",
            count(L, *from),
            count(L, *to),
            count(L, *n)
        ),
        PocketSay::Small { few, jumpy, people, error } => format!(
            "Small numbers: {} villages below {} people or families, {} villages with an error above {} %",
            count(L, *few),
            short(L, *people),
            count(L, *jumpy),
            short(L, 100.0 * error)
        ),
        PocketSay::LowCoverage { count: n, limit } => {
            format!("Coverage D/S below {} %: {} villages", short(L, *limit), count(L, *n))
        }
        PocketSay::LoneNamed { names, more } => {
            format!("  remote poor villages: {}", list(names, *more))
        }
        PocketSay::OfKecamatan { name, villages, count: cases } => {
            format!(
                "  Kecamatan {name}: {} villages, {} cases",
                count(L, *villages),
                short(L, *cases)
            )
        }
        PocketSay::Beside { name, unit, value, kabupaten, together } => {
            let how = match together.as_str() {
                "rate" => "of counts",
                "sum" => "sum",
                "commonest" => "commonest class",
                _ => "mean of villages",
            };
            format!(
                "    {name}: {}, kabupaten {} ({how})",
                figure(L, *value, unit),
                figure(L, *kabupaten, unit)
            )
        }
        PocketSay::TwoRules { both, only_first, only_second } => format!(
            "Two rules: {} villages by both, {} by the first only, {} by the second only",
            count(L, *both),
            count(L, *only_first),
            count(L, *only_second)
        ),
        PocketSay::OnlyIn { which, names, more } => {
            let which = if *which == 1 { "first" } else { "second" };
            format!("  {which} rule only: {}", list(names, *more))
        }
        PocketSay::Why(said) => format!("  {}", L.why(said)),
        PocketSay::Bar { name, period, value, unit, kabupaten, kecamatan, weight, cell } => {
            let weight = weight.map_or_else(String::new, |w| {
                format!(", weight {} %", short(L, (1000.0 * w).round() / 10.0))
            });
            let cell = if cell.is_empty() { String::new() } else { format!(" · {cell}") };
            let name = if period.is_empty() || name.contains(period.as_str()) {
                name.clone()
            } else {
                format!("{name} {period}")
            };
            format!(
                "  {name}: {} (kecamatan {}, kabupaten {}{weight}){cell}",
                number(*value, unit),
                number(*kecamatan, unit),
                number(*kabupaten, unit)
            )
        }
        PocketSay::Neighbour { name, value, unit, changed, listed, bridge } => {
            let listed = match listed {
                Listed::Pocket => ", in a pocket",
                Listed::Lone if *changed => ", remote village that became worse",
                Listed::Lone => ", remote poor village",
                Listed::No => "",
            };
            let bridge = match bridge {
                Bridge::Yes => ", over water",
                Bridge::No => "",
            };
            let said = match value {
                Some(by) if *changed => super::pocket_why::moved(*by, unit),
                value => number(*value, unit),
            };
            format!("  neighbour {name}: {said}{listed}{bridge}")
        }
        PocketSay::Quality(said) => format!("  note: {}", L.quality(said)),
        PocketSay::Persistence {
            name,
            periods,
            share,
            chronic,
            newly,
            recovered,
            sometimes,
            never,
            unknown,
        } => format!(
            "{name}, {} periods ({}): worst {} % of villages. Chronic {}, newly fallen {}, recovered \
             {}, at times {}, never {}, too little data {}",
            count(L, periods.len()),
            periods.join(", "),
            short(L, 100.0 * share),
            count(L, *chronic),
            count(L, *newly),
            count(L, *recovered),
            count(L, *sometimes),
            count(L, *never),
            count(L, *unknown)
        ),
        PocketSay::Persisting { kind, names, more } => {
            let kind = match kind.as_str() {
                "chronic" => "chronic",
                "new" => "newly fallen",
                "recovered" => "recovered",
                _ => "at times",
            };
            format!("  {kind}: {}", list(names, *more))
        }
        PocketSay::Relation { first, second, rho, low, high, n, p } => format!(
            "{first} and {second}: rank correlation (Spearman) {}, between {} and {} (95 %), n {}, \
             p {}",
            fixed(L, *rho, 2),
            fixed(L, *low, 2),
            fixed(L, *high, 2),
            count(L, *n),
            if *p < 0.001 { format!("< {}", fixed(L, 0.001, 3)) } else { fixed(L, *p, 3) }
        ),
        PocketSay::BothBad { names, more } => {
            format!("  both bad: {}", list(names, *more))
        }
        PocketSay::NoCause => "This relates numbers of villages and is no proof of cause: village \
                               averages do not show which families live with both"
            .to_owned(),
        PocketSay::SurveyOnVillages { name } => format!(
            "{name} is the same all over the kabupaten: a survey cannot be read village by village"
        ),
        PocketSay::Lokus { name, villages, of } => format!(
            "{name}: {} focus villages proposed of {} villages",
            count(L, *villages),
            count(L, *of)
        ),
        PocketSay::LokusVillage {
            place,
            village,
            kecamatan,
            points,
            count: cases,
            rate,
            lacking,
            alike,
        } => {
            let alike = match alike {
                Alike::Yes => " · hard to tell from the next",
                Alike::No => "",
            };
            format!(
                "  {}. {village}, {kecamatan}: {} points ({} cases, {}, {} services lack){alike}",
                count(L, *place),
                short(L, *points),
                number(*cases, ""),
                number(*rate, "%"),
                count(L, *lacking)
            )
        }
        PocketSay::LokusKept { id, name, date: day, villages, hash } => format!(
            "  {id}. {name}, {}: {} villages, hash {}",
            date(L, day),
            count(L, *villages),
            hash.get(..12).unwrap_or(hash)
        ),
        PocketSay::LokusUnknown { count: n } => {
            format!("  not judged for want of data: {} villages", count(L, *n))
        }
        PocketSay::WhyTitle { village, name, period } => {
            format!("Why {village}? By {name}, {period}:")
        }
        PocketSay::LokusFrozen { name, hash } => {
            format!("Frozen as draft “{name}”, hash {}", hash.get(..12).unwrap_or(hash))
        }
    }
}
