//! Step 4 of the window in English.

use crate::lang::Lang;
use crate::lang::app_plan::{Asked, Changed, PlanSay, PlanWord};
use crate::lang::number::{count, fixed};

const L: Lang = Lang::En;

#[expect(clippy::too_many_lines, reason = "one word a line, matched without a catch-all")]
pub fn word(word: PlanWord) -> &'static str {
    match word {
        PlanWord::Budget => "Budget",
        PlanWord::Need => "Need",
        PlanWord::Facilities => "Facility types",
        PlanWord::UnitCost => "Price of a unit (million Rp)",
        PlanWord::Capacity => "Capacity (households)",
        PlanWord::Radius => "Service distance (km)",
        PlanWord::InVillage => "within the village",
        PlanWord::MostPerVillage => "At most in a village",
        PlanWord::LeastKk => "Least households in the village",
        PlanWord::PriceFrom => "Where the price is from",
        PlanWord::Prefer => "Give priority",
        PlanWord::Fairness => "Fairness",
        PlanWord::AtLeast => "At least in a kecamatan",
        PlanWord::AtMost => "At most in a kecamatan",
        PlanWord::Wishes => "Wishes",
        PlanWord::NoWishes => "Click a village on the map, then force or forbid it",
        PlanWord::Forced => "forced",
        PlanWord::Forbidden => "forbidden",
        PlanWord::AcceptWide => "Wide villages count too",
        PlanWord::Proven => "Proven best",
        PlanWord::ProvenWhy => "Gap 0 %. No other choice of sites serves more.",
        PlanWord::NotProven => "Not yet proven best",
        PlanWord::Planning => "Planning …",
        PlanWord::CannotPlan => "No plan is possible",
        PlanWord::Served => "Served",
        PlanWord::Households => "households",
        PlanWord::People => "persons",
        PlanWord::Children => "stunted children",
        PlanWord::CurveTitle => "Budget → households",
        PlanWord::CurveUnits => "billion Rp → households",
        PlanWord::Cost => "Cost",
        PlanWord::Left => "Left of the budget",
        PlanWord::PerHousehold => "Cost a household",
        PlanWord::SitesKecamatan => "Sites / kecamatan",
        PlanWord::Gini => "Inequality",
        PlanWord::Pin => "Pin as a scenario",
        PlanWord::Sites => "Sites",
        PlanWord::Compare => "Compare scenarios",
        PlanWord::AllServed => "all served",
        PlanWord::NobodyWaits => "nobody waits",
        PlanWord::WaitingMap => "Households that wait",
        PlanWord::Places => "Places and areas",
        PlanWord::PutPoint => "Put a point on the map",
        PlanWord::ClickTheMap => "Click on the map … (cancel)",
        PlanWord::ChooseAreas => "Areas not to build in …",
        PlanWord::NotServed => "Not reached",
        PlanWord::Village => "Village",
        PlanWord::Kecamatan => "Kecamatan",
        PlanWord::Facility => "Facility",
        PlanWord::Serves => "Serves",
        PlanWord::Why => "Reason",
        PlanWord::Swipe => "Swipe",
        PlanWord::NoSwipe => "Close swipe",
        PlanWord::NoScenarios => "Pin this plan to compare it later",
        PlanWord::ThisPlan => "This plan",
        PlanWord::Unpin => "Unpin",
        PlanWord::Gap => "Gap to the bound",
        PlanWord::Site => "This site",
        PlanWord::InPlan => "In the plan",
        PlanWord::NotInPlan => "Not in the plan",
        PlanWord::WhyHere => "Why here",
        PlanWord::WhatNear => "Nearby",
        PlanWord::WhatMissing => "To be ready",
        PlanWord::WishPrice => "The price of a wish",
        PlanWord::Force => "Force",
        PlanWord::Forbid => "Forbid",
        PlanWord::Release => "Take back",
        PlanWord::BackToPlan => "Back to the plan",
        PlanWord::NobodyHere => "No household waits in this village",
        PlanWord::Same => "no change",
        PlanWord::SaveTable => "Save the table …",
        PlanWord::NoNeed => "Import the count of unserved households first",
        PlanWord::AddTable => "Add a table",
        PlanWord::ServedBy => "Served by",
        PlanWord::Nobody => "not served yet",
        PlanWord::Waiting => "households waiting",
        PlanWord::Refused => "Refused by a rule",
    }
}

fn n(value: u32) -> String {
    count(L, value as usize)
}

fn big(value: u64) -> String {
    count(L, value as usize)
}

fn kilometres(metres: f64) -> String {
    format!("{} km", fixed(L, metres / 1000.0, 1))
}

fn change(households: i64) -> String {
    let sign = match households {
        ..0 => "−",
        0 => "±",
        1.. => "+",
    };
    format!("{sign}{} KK", big(households.unsigned_abs()))
}

fn facility(rupiah: i64, capacity: Option<u32>, metres: Option<f64>) -> String {
    let mut parts = vec![L.rupiah(rupiah)];
    parts.extend(capacity.map(|c| format!("{} KK", n(c))));
    parts.extend(metres.map(kilometres));
    parts.join(" · ")
}

#[expect(clippy::too_many_lines, reason = "one arm a sentence")]
pub fn say(say: &PlanSay) -> String {
    match say {
        PlanSay::ServedShare { served, of } => {
            let share = if *of > 0 { 100.0 * *served as f64 / *of as f64 } else { 0.0 };
            format!("{} % of {} households that wait", fixed(L, share, 1), big(*of))
        }
        PlanSay::Gap { gap } => {
            let percent = format!("{} %", fixed(L, 100.0 * gap, if *gap < 0.001 { 2 } else { 1 }));
            format!("At most {percent} below what is possible")
        }
        PlanSay::Change { households } => change(*households),
        PlanSay::FromTo { before, after } => {
            format!("{} → {} households", big(*before), big(*after))
        }
        PlanSay::Leaves { names } => format!("Leaves the plan: {}", names.join("; ")),
        PlanSay::Enters { names } => format!("Enters the plan: {}", names.join("; ")),
        PlanSay::Facility { rupiah, capacity, metres } => facility(*rupiah, *capacity, *metres),
        PlanSay::Title { budget, indicator } => {
            let budget = budget
                .map_or_else(|| "no budget".to_owned(), |b| format!("budget {}", L.rupiah(b)));
            format!("{indicator}, {budget}")
        }
        PlanSay::Subtitle { sites, households } => {
            format!("{} sites · {} households", count(L, *sites), big(*households))
        }
        PlanSay::PointNamed { number } => format!("Point {number}"),
        PlanSay::InArea { why } => format!("inside an area where nothing may be built ({why})"),
        PlanSay::Excluded { sites } => {
            format!("{} sites where nothing may be built", count(L, *sites))
        }
        PlanSay::WaitRange { low, high } if low == high => format!("{} KK", n(*low)),
        PlanSay::WaitRange { low, high } => format!("{}–{} KK", n(*low), n(*high)),
        PlanSay::ServedOf { served, of } => {
            format!("{} of {} KK served", n(*served), n(*of))
        }
        PlanSay::ServesLine { village, households, metres } => {
            format!("{village} · {} KK · {}", n(*households), kilometres(*metres))
        }
        PlanSay::WaitingHere { households, served } => {
            format!("{} households wait, {} served", n(*households), n(*served))
        }
        PlanSay::FewHouseholds { has, least } => {
            format!("only {} households wait in this village, {} needed", n(*has), n(*least))
        }
        PlanSay::Rule { rule, value } => match value {
            Some(value) => format!("{rule} ({})", crate::lang::number::short(L, *value)),
            None => format!("{rule} (has no value)"),
        },
        PlanSay::TooNear { layer, metres } => {
            format!("{layer} is only {} m away", fixed(L, *metres, 0))
        }
        PlanSay::TooFar { layer, metres } => {
            format!("the nearest {layer} is {} m away", fixed(L, *metres, 0))
        }
        PlanSay::NotReady { what, note } if note.is_empty() => format!("not ready: {what}"),
        PlanSay::NotReady { what, note } => format!("not ready: {what} ({note})"),
        PlanSay::NearSite { name, facility, metres } => {
            format!("{name} ({facility}) · {}", kilometres(*metres))
        }
        PlanSay::Replanned { seconds } => {
            format!("Planned again in {} seconds", fixed(L, *seconds, 2))
        }
        PlanSay::Changes(changes) => changes.iter().map(changed).collect::<Vec<_>>().join(", "),
        PlanSay::ScenarioName { budget, least, wishes } => {
            let budget =
                budget.map_or_else(|| "Plan".to_owned(), |b| format!("Budget {}", L.rupiah(b)));
            let floor = (*least > 0).then(|| format!("≥ {} per kec.", n(*least)));
            let wishes = (*wishes > 0).then(|| format!("{} wishes", count(L, *wishes)));
            let parts = std::iter::once(budget).chain(floor).chain(wishes);
            parts.collect::<Vec<_>>().join(", ")
        }
    }
}

fn changed(changed: &Changed) -> String {
    let of = |asked: &Asked| match &asked.facility {
        Some(facility) => format!("{} ({facility})", asked.site),
        None => asked.site.clone(),
    };
    match changed {
        Changed::Budget(Some(rupiah)) => format!("budget {}", L.rupiah(*rupiah)),
        Changed::Budget(None) => "no budget".to_owned(),
        Changed::Units(Some(most)) => format!("at most {} units", n(*most)),
        Changed::Units(None) => "no limit of units".to_owned(),
        Changed::Goal => "another goal".to_owned(),
        Changed::Floor(0) => "no least of each kecamatan".to_owned(),
        Changed::Floor(least) => format!("at least {} in each kecamatan", n(*least)),
        Changed::Cap(Some(most)) => format!("at most {} in each kecamatan", n(*most)),
        Changed::Cap(None) => "no most of each kecamatan".to_owned(),
        Changed::Forced(asked) => format!("{} forced", of(asked)),
        Changed::Forbidden(asked) => format!("{} forbidden", of(asked)),
        Changed::Funded(asked) => format!("{} funded already", of(asked)),
        Changed::Released(asked) => format!("wish for {} taken back", of(asked)),
        Changed::Facilities(names) => format!("facility types: {}", names.join(", ")),
        Changed::Demand => "others to be served".to_owned(),
        Changed::Areas(sites) => format!("{} sites left out for their area", count(L, *sites)),
        Changed::Other => "another arrangement".to_owned(),
    }
}
