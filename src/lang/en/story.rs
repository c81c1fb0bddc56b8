//! The show in English.

use crate::lang::Lang;
use crate::lang::number::{count, fixed};
use crate::lang::story::{Lacking, Story, StorySay};

const L: Lang = Lang::En;

pub fn name(story: Story) -> &'static str {
    match story {
        Story::ExtremePoverty => "Extreme poverty",
        Story::StuntingWater => "Stunting and clean water",
        Story::PublicWorks => "Plan of public works",
    }
}

pub fn lacking(lacking: Lacking) -> &'static str {
    match lacking {
        Lacking::Poverty => "Poverty: import a table of poor families in step 1",
        Lacking::PoorFamilies => "Number of poor families: import the column in step 1",
        Lacking::Stunting => "Stunting: import the e-PPGBM table in step 1",
        Lacking::Water => "Clean water: import a table of drinking water in step 1",
        Lacking::Both => "Water × stunting: too few villages have both numbers",
        Lacking::Pockets => "Pockets: compute them first in step 3",
        Lacking::Waiting => "Who is not served yet: import a column of households in step 1",
        Lacking::Plan => "Plan: pin it first in step 4",
    }
}

#[expect(clippy::too_many_lines, reason = "one sentence an arm, matched without a catch-all")]
pub fn say(say: &StorySay) -> String {
    match say {
        StorySay::CoverTitle { story: Some(story), region } => {
            format!("{} in {region}", name(*story))
        }
        StorySay::CoverTitle { story: None, region } => format!("Coordination meeting, {region}"),
        StorySay::CoverSentence { villages, kecamatan } => format!(
            "{} villages in {} subdistricts, one set of data for all offices.",
            count(L, *villages),
            count(L, *kecamatan)
        ),
        StorySay::Villages => "villages".to_owned(),
        StorySay::Kecamatan => "subdistricts".to_owned(),
        StorySay::ByVillage => "By village".to_owned(),
        StorySay::RateTitle { name, value } => format!("{name}: {value}"),
        StorySay::CountTitle { name, total, unit } => {
            let total = fixed(L, *total, 0);
            if unit.is_empty() { format!("{name}: {total}") } else { format!("{name}: {total} {unit}") }
        }
        StorySay::WorstKecamatan { list } => {
            let list: Vec<String> = list.iter().map(|(k, v)| format!("{k} ({v})")).collect();
            format!("Heaviest in subdistrict {}.", and(&list))
        }
        StorySay::VeryHighStunting { villages } => {
            format!("{} villages above 30 %: very high by WHO's limit.", count(L, *villages))
        }
        StorySay::HalfIn { villages, of } => {
            format!("Half of it is in {} of {} villages.", count(L, *villages), count(L, *of))
        }
        StorySay::WorseThanKabupaten => "villages worse than the regency".to_owned(),
        StorySay::Worst { name } => format!("worst: {name}"),
        StorySay::Best { name } => format!("best: {name}"),
        StorySay::PairTitle { villages: 0 } => "No village bears both burdens".to_owned(),
        StorySay::PairTitle { villages } => {
            format!("{} villages bear both burdens at once", count(L, *villages))
        }
        StorySay::PairSentence { villages, of, cases } => {
            let share = 100.0 * *villages as f64 / (*of).max(1) as f64;
            let first = format!("{} % of {} measured villages.", fixed(L, share, 0), count(L, *of));
            let cases: Vec<String> =
                cases.iter().map(|(n, name)| format!("{} {name}", fixed(L, *n, 0))).collect();
            if cases.is_empty() { first } else { format!("{first} There: {}.", and(&cases)) }
        }
        StorySay::Without { of, what } => format!("{of} without {what}").trim().to_owned(),
        StorySay::ShareOf { name } => format!("of {name}"),
        StorySay::ShareOfVillages => "of the measured villages".to_owned(),
        StorySay::PairKicker { across, upright, period } => {
            dated(format!("{across} × {upright}"), period)
        }
        StorySay::PocketsTitle { pockets, villages } => {
            format!("{} pockets: {} villages", count(L, *pockets), count(L, *villages))
        }
        StorySay::NoPockets => "No pocket is proven".to_owned(),
        StorySay::PocketsSentence { villages, poor, lone } => {
            let share = fixed(L, *villages, 0);
            let mut text = match poor {
                Some((poor, name)) => {
                    format!("{share} % of villages, {} % of all {name}.", fixed(L, *poor, 0))
                }
                None => format!("{share} % of all villages."),
            };
            if *lone > 0 {
                let n = count(L, *lone);
                text = format!("{text} {n} more stand alone and are as heavy. Do not miss them.");
            }
            text
        }
        StorySay::PocketsKicker { name, period } => dated(format!("Pockets: {name}"), period),
        StorySay::PocketVillages { name, villages } => {
            format!("{name}, {} villages", count(L, *villages))
        }
        StorySay::PocketFamilies { name } => format!("families in {name}"),
        StorySay::PlanKicker { letter: Some(letter), name } => format!("Plan {letter}: {name}"),
        StorySay::PlanKicker { letter: None, name } => format!("Plan: {name}"),
        StorySay::PlanTitle { sites, households } => format!(
            "{} sites serve {} households",
            count(L, *sites),
            fixed(L, *households as f64, 0)
        ),
        StorySay::PlanSentence { budget, cost, kinds, gap } => {
            let kinds: Vec<String> =
                kinds.iter().map(|(kind, n)| format!("{} {kind}", count(L, *n))).collect();
            let money = match budget {
                Some(budget) => {
                    format!("Ceiling {}, cost {}", L.rupiah(*budget), L.rupiah(*cost))
                }
                None => format!("Cost {}", L.rupiah(*cost)),
            };
            let proof = if *gap <= 0.0 {
                "Proven best.".to_owned()
            } else {
                let percent = fixed(L, 100.0 * gap, if *gap < 0.001 { 2 } else { 1 });
                format!("At most {percent} % below the best possible.")
            };
            if kinds.is_empty() {
                format!("{money}. {proof}")
            } else {
                format!("{money}: {}. {proof}", and(&kinds))
            }
        }
        StorySay::Households => "households served".to_owned(),
        StorySay::People => "persons served".to_owned(),
        StorySay::Sites => "sites".to_owned(),
        StorySay::NextTitle => "What comes next".to_owned(),
        StorySay::NextSteps { until } => next(*until),
        StorySay::Gone => {
            "The numbers of this step are not in the project any more. Remove the step, or import and compute again."
                .to_owned()
        }
        StorySay::Foot { source, measured, of, sample } => foot(source, *measured, *of, *sample),
    }
}

/// One line a step.
fn next(until: Option<u16>) -> String {
    let until = until.map_or_else(
        || "Set the target year and who answers for each pocket.".to_owned(),
        |year| format!("Every pocket has someone who answers for it and a target by {year}."),
    );
    [
        "Every office receives a folder: map, table of its villages, cover letter.",
        "The subdistrict heads take the field checklist; it comes back to Bappeda.",
        "Villages verify their lists in the village meeting.",
        &until,
        "New numbers come in through the same project.",
    ]
    .join("\n")
}

fn foot(source: &str, measured: Option<usize>, of: usize, sample: bool) -> String {
    let mut parts = Vec::new();
    if sample {
        parts.push("Sample data (invented)".to_owned());
    }
    parts.push("indicative boundaries".to_owned());
    if let Some(n) = measured {
        parts.push(format!("n = {} of {} villages", count(L, n), count(L, of)));
    }
    // The names of files may be cut where there is no room.
    if !source.is_empty() {
        parts.push(source.to_owned());
    }
    parts.join(" · ")
}

fn dated(text: String, period: &str) -> String {
    if period.is_empty() { text } else { format!("{text}, {period}") }
}

/// "a, b and c".
fn and(list: &[String]) -> String {
    match list {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}
