//! A plan's sites in English.

use crate::base::fault::{Need, SitesFault};
use crate::lang::number::{count, fixed, signed};
use crate::lang::sites::{SiteColumn, SiteNote, SiteSay, SiteWord};
use crate::lang::{Lang, Sentence};

const L: Lang = Lang::En;

fn n(value: u32) -> String {
    count(L, value as usize)
}

fn big(value: u64) -> String {
    count(L, value as usize)
}

fn percent(share: f64) -> String {
    format!("{} %", fixed(L, 100.0 * share, if share < 0.001 { 2 } else { 1 }))
}

fn purse(name: &str) -> String {
    if name.is_empty() { "the budget holds".to_owned() } else { format!("{name} holds") }
}

fn needed(need: Need) -> &'static str {
    match need {
        Need::Rupiah => "Write the unit cost in whole rupiah without points, above zero",
        Need::Capacity => "Write a whole number above zero, or \"endless\" for no limit",
        Need::Units => "Write a whole number above zero; leave out a type that is not used",
        Need::Metres => "Write a distance in metres above zero, or within_village = true",
        Need::Count => "Write a whole number, zero or more",
    }
}

#[expect(clippy::too_many_lines, reason = "one sentence a fault, matched without a catch-all")]
pub fn fault(fault: &SitesFault) -> Sentence {
    let (message, fix): (String, String) = match fault {
        SitesFault::NoPlan => (
            "This project has no plan of sites yet".into(),
            "Compute one with kantong sites PROJECT --recipe F.toml, or pin one in the Plan step"
                .into(),
        ),
        SitesFault::PlanOutdated { name } => (
            format!("The data that the plan “{name}” was made of have changed"),
            "Compute the plan again, then repeat".into(),
        ),
        SitesFault::NobodyWaits { indicator } => (
            format!("By {indicator} no household is unserved"),
            "Choose another indicator for the need".into(),
        ),
        SitesFault::NotHouseholds { indicator } => (
            format!("{indicator} is no count of households, and its numerator is not known"),
            "Choose a count of households, or import a table that holds the count".into(),
        ),
        SitesFault::NoPlace { refused } => (
            format!(
                "Nothing may be built anywhere ({} places refused by rules)",
                count(L, *refused)
            ),
            "Loosen the rules of the facility types, or choose another type".into(),
        ),
        SitesFault::NoSuchSite { site } => (
            format!("There is no site named {site}"),
            "Write the village's name as on the map, or its code".into(),
        ),
        SitesFault::SeveralSites { site, codes } => (
            format!("Several sites are named {site}: {codes}"),
            "Write the code, or the name with its kecamatan".into(),
        ),
        SitesFault::NoSuchFacility { facility, known } => {
            (format!("This plan has no facility type {facility}"), format!("There are: {known}"))
        }
        SitesFault::NoSuchLayer { layer, known } => (
            format!("There is no layer named {layer}"),
            if known.is_empty() {
                "Import its points or roads first, in step Data".into()
            } else {
                format!("There are: {known}")
            },
        ),
        SitesFault::ForcedAndForbidden { site } => {
            (format!("{site} is forced and forbidden at once"), "Take one of them back".into())
        }
        SitesFault::ForcedAgainstRule { site, rule } => (
            format!("{site} is forced, but a rule does not hold: {rule}"),
            "Take the wish back, or change the rule of the facility type".into(),
        ),
        SitesFault::FloorAboveCap { kecamatan, least, most } => (
            format!(
                "Kecamatan {kecamatan}: at least {} sites is above at most {}",
                n(*least),
                n(*most)
            ),
            "Change one of the two limits".into(),
        ),
        SitesFault::NoYear { site, facility, cost, largest } => (
            format!(
                "{facility} at {site} ({}) must be built, but fits into no year's ceiling any more \
                 (the largest year {})",
                L.rupiah(*cost),
                L.rupiah(*largest)
            ),
            "Change the years' ceilings, or take wishes and limits of kecamatan back".into(),
        ),
        SitesFault::ForcedUnits { site, facility, units, most } => (
            format!(
                "{site}: {} units of {facility} are forced, at most {} a village",
                n(*units),
                n(*most)
            ),
            "Force fewer units, or raise the most a village of that type".into(),
        ),
        SitesFault::ServesNobody { sites, wide: true } => (
            format!(
                "{} serve nobody: their villages are wider than the service distance",
                sites.join(", ")
            ),
            "Load a layer of settlements, or accept wide villages (accept_wide)".into(),
        ),
        SitesFault::ServesNobody { sites, wide: false } => (
            format!("{} serve nobody in this plan", sites.join(", ")),
            "Check the distance and the households that wait around".into(),
        ),
        SitesFault::FewerThanFloor { kecamatan, least, allowed, wide } if *wide > 0 => (
            format!(
                "Kecamatan {kecamatan} must get {} sites, but only {} places are allowed",
                n(*least),
                n(*allowed)
            ),
            format!(
                "{} of its villages are wider than the service distance and left out: load a layer \
                 of settlements, accept wide villages (accept_wide), or lower the limit",
                count(L, *wide)
            ),
        ),
        SitesFault::FewerThanFloor { kecamatan, least, allowed, .. } => (
            format!(
                "Kecamatan {kecamatan} must get {} sites, but only {} places are allowed",
                n(*least),
                n(*allowed)
            ),
            "Lower the limit of each kecamatan, or loosen the rules of the facility types".into(),
        ),
        SitesFault::ForcedAboveCap { kecamatan, most, forced } => (
            format!(
                "Kecamatan {kecamatan}: {} sites are forced, at most {} allowed",
                n(*forced),
                n(*most)
            ),
            "Take some wishes back, or raise the limit".into(),
        ),
        SitesFault::ForcedAboveCeiling { purse, needed, ceiling } if purse == "p" => (
            format!("{} units are forced, at most {} allowed", big(needed.unsigned_abs()), big(ceiling.unsigned_abs())),
            "Raise the number of units, or take wishes and limits back".into(),
        ),
        SitesFault::FloorsAboveCeiling { purse, needed, ceiling, .. } if purse == "p" => (
            format!("The least of each kecamatan and forced sites need {} units, at most {} allowed", big(needed.unsigned_abs()), big(ceiling.unsigned_abs())),
            "Raise the number of units, or take wishes and limits back".into(),
        ),
        SitesFault::ForcedAboveCeiling { purse: name, needed, ceiling } => (
            format!(
                "The forced sites alone take {}, but {} {}",
                L.rupiah(*needed),
                purse(name),
                L.rupiah(*ceiling)
            ),
            "Take some wishes back, or raise the budget".into(),
        ),
        SitesFault::FloorsAboveCeiling { purse: name, needed, forced, ceiling } => (
            format!(
                "{} take at least {}, but {} {}",
                if *forced > 0 {
                    "Forced sites and the least of each kecamatan"
                } else {
                    "The least sites of each kecamatan"
                },
                L.rupiah(*needed),
                purse(name),
                L.rupiah(*ceiling)
            ),
            "Lower the limit of each kecamatan, or raise the budget".into(),
        ),
        SitesFault::PursesTogether => (
            "All purses together cannot pay the limit of each kecamatan".into(),
            "Raise one of the purses, or lower the limit".into(),
        ),
        SitesFault::NotForEveryone => (
            "However much is built, these capacities and limits cannot serve every household"
                .into(),
            "Raise the capacity, the number for each village, or the limit of each kecamatan"
                .into(),
        ),
        SitesFault::NoMetres => (
            "This project has coordinates without metres".into(),
            "Make a new project with a known coordinate system".into(),
        ),
        SitesFault::TooManyPairs { pairs, most } => (
            format!(
                "Too many pairs of places: more than {} (at most {})",
                count(L, *pairs),
                count(L, *most)
            ),
            "Shorten the service distance, or use fewer places for sites".into(),
        ),
        SitesFault::StoppedEarly => (
            "The search was stopped; this is the best plan so far".into(),
            "Run it again to make the gap smaller".into(),
        ),
        SitesFault::BadNumber { facility, key, given, need } => {
            (format!("Facility type {facility}: {key} = {given} cannot be"), needed(*need).into())
        }
        SitesFault::FacilityTwice { facility } => (
            format!("Facility type {facility} is written twice"),
            "Remove one of them, or give it another id".into(),
        ),
        SitesFault::TooLittle { ceiling, cheapest, facility, year } => (
            format!(
                "{} {} does not pay for a single unit: {facility} alone costs {}",
                if *year { "The largest year's budget of" } else { "A budget of" },
                L.rupiah(*ceiling),
                L.rupiah(*cheapest)
            ),
            "Raise the budget, or choose a cheaper facility type".into(),
        ),
        SitesFault::PurseUnused { purse, known, payer } => (
            format!("The purse {purse} pays for no facility type"),
            match payer {
                Some(payer) => format!(
                    "Types that name no shares are paid by {payer} alone; write their shares so \
                     that {purse} pays too"
                ),
                None => format!("Name it as the shares of the facility types do: {known}"),
            },
        ),
        SitesFault::EndsAtReach => (
            "With several facility types only those within the service distance are served".into(),
            "Write within_radius = false if all are to be served, however far".into(),
        ),
        SitesFault::AllWide { villages } => (
            format!(
                "No household is in reach: {} villages are wider than the service distance",
                count(L, *villages)
            ),
            "Give a layer of settlements, raise the distance, or take wide villages (accept_wide = \
             true)"
                .into(),
        ),
        SitesFault::NoCapacityColumn { layer, column, known } => (
            format!("Layer {layer} has no numbers of capacity in a column {column}"),
            format!("Its columns: {known}"),
        ),
        SitesFault::TooFewSites { sites, least } => (
            match sites {
                Some(sites) => format!(
                    "{} units do not serve every household in reach; at least {} are needed",
                    n(*sites),
                    n(*least)
                ),
                None => format!(
                    "The budget does not serve every household in reach; at least {} units are needed",
                    n(*least)
                ),
            },
            "Raise the limit or the service distance, or choose another goal".into(),
        ),
        SitesFault::AboveBudget { sites, cost, ceiling } => (
            format!(
                "{} units for all take {}, but the budget holds {}; it does not bind for this goal",
                n(*sites),
                L.rupiah(*cost),
                L.rupiah(*ceiling)
            ),
            "For the most within the budget choose the goal “As many served as possible”".into(),
        ),
        SitesFault::LeftOut { households, metres } => (
            format!(
                "{} households in reach get no site; each counts {} km",
                big(u64::from(*households)),
                fixed(L, metres / 1000.0, 1)
            ),
            "The mean way is that of those served; add sites or capacity where all must be".into(),
        ),
        SitesFault::NoFamilies => (
            "Persons and children served cannot be told: no village has its number of households"
                .into(),
            "Import the households of each village".into(),
        ),
        SitesFault::OverCapacity { sites, most, capacity, name } => (
            format!(
                "{} sites hold more than their capacity (most {name}: {} households, capacity {}); \
                 capacity does not count for this goal",
                count(L, *sites),
                big(u64::from(*most)),
                big(u64::from(*capacity))
            ),
            "Choose “Up to the capacity only” (with_capacity = true) where capacity binds".into(),
        ),
        SitesFault::WeightMissing { indicator, villages } => (
            format!("{} villages have no value of {indicator}", count(L, *villages)),
            "They count without the added weight".into(),
        ),
    };
    Sentence { message, fix }
}

#[expect(clippy::too_many_lines, reason = "one line each, matched without a catch-all")]
pub fn say(say: &SiteSay) -> String {
    match say {
        SiteSay::Proof { gap } if *gap <= 0.0 => {
            "Proven best: no other choice of sites does better".to_owned()
        }
        SiteSay::Proof { gap } => {
            format!("At most {} below what is possible", percent(*gap))
        }
        SiteSay::Served { served, of, sites, units, cost, budget } => {
            let units = (*units > *sites as u64).then(|| format!(" ({} units)", big(*units)));
            let of_budget =
                budget.map_or(String::new(), |b| format!(" of a budget of {}", L.rupiah(b)));
            format!(
                "{} of {} households served by {} sites{}, cost {}{of_budget}",
                big(*served),
                big(*of),
                count(L, *sites),
                units.unwrap_or_default(),
                L.rupiah(*cost)
            )
        }
        SiteSay::Sites { sites, least } if sites == least => {
            format!("{} units are enough for all, and fewer are not", count(L, *sites))
        }
        SiteSay::Sites { sites, least } => format!(
            "{} units are enough for all; at least {} are needed",
            count(L, *sites),
            count(L, *least)
        ),
        SiteSay::WorstShare { kecamatan, share, of_all, least } => format!(
            "Kecamatan left with most: {kecamatan}, {} of its households in reach not served, {} of \
             all of them (not possible below {} everywhere)",
            percent(*share),
            percent(*of_all),
            percent(*least)
        ),
        SiteSay::WorstLeft { village, households, least } => format!(
            "Village left with most: {village}, {} households in reach not served (not possible \
             below {} everywhere)",
            big(*households),
            big(*least)
        ),
        SiteSay::Farthest { metres, least } => format!(
            "The farthest is {} m from its site (below {} m is not possible)",
            fixed(L, *metres, 0),
            fixed(L, *least, 0)
        ),
        SiteSay::Mean { metres } => {
            format!("Mean distance {} m for a weighted household", fixed(L, *metres, 0))
        }
        SiteSay::Site { name, kecamatan, facility, units, households, cost } => format!(
            "  {name} ({kecamatan}): {} × {facility}, {} households, {}",
            n(*units),
            n(*households),
            L.rupiah(*cost)
        ),
        SiteSay::PerHousehold { rupiah } => {
            format!("Cost of a household served {}", L.rupiah(rupiah.round() as i64))
        }
        SiteSay::Unreachable { villages } => {
            format!("{} villages are out of reach of every possible site", count(L, *villages))
        }
        SiteSay::Wide { villages, taken: true } => format!(
            "{} villages are wider than the service distance; counted from one point inside",
            count(L, *villages)
        ),
        SiteSay::Wide { villages, taken: false } => format!(
            "{} villages are wider than the service distance and left out; accept them with accept_wide, \
             or import points of settlements",
            count(L, *villages)
        ),
        SiteSay::Unknown { villages } => {
            format!("{} villages have no data", count(L, *villages))
        }
        SiteSay::Refused { places } => {
            format!("{} places refused by rules", count(L, *places))
        }
        SiteSay::Existing { households } => {
            format!("{} households are served by what stands already", n(*households))
        }
        SiteSay::Curve { rupiah, households } => {
            format!("  {}: {} households", L.rupiah(*rupiah), big(*households))
        }
        SiteSay::Wish { site, forced, households } => {
            let what = if *forced { "Forcing" } else { "Forbidding" };
            if *households == 0 {
                return format!("{what} {site}: does not change how many are served");
            }
            let sign = match households {
                ..0 => "fewer",
                0.. => "more",
            };
            format!("{what} {site}: {} households {sign} served", big(households.unsigned_abs()))
        }
        SiteSay::Unproven { between: Some((least, most)) } => {
            format!("Not proven: between {} and {} households", signed(L, *least), signed(L, *most))
        }
        SiteSay::Unproven { between: None } => "Not proven: it may cost less".to_owned(),
        SiteSay::Pinned { letter, name } => format!("Pinned as scenario {letter}: {name}"),
        SiteSay::Kept { letter, name, date, households, sites, cost } => format!(
            "{}  {name} ({}): {} households, {} sites, {}",
            letter.map_or("·".to_owned(), String::from),
            crate::lang::number::date(L, date),
            big(*households),
            count(L, *sites),
            L.rupiah(*cost)
        ),
    }
}

pub fn column(column: SiteColumn) -> &'static str {
    match column {
        SiteColumn::Number => "No",
        SiteColumn::Site => "Site",
        SiteColumn::Activity => "Activity",
        SiteColumn::Facility => "Facility",
        SiteColumn::Volume => "Volume",
        SiteColumn::Unit => "Unit",
        SiteColumn::Cost => "Cost (Rp)",
        SiteColumn::Purse => "Purse",
        SiteColumn::Year => "Year",
        SiteColumn::Households => "Households served",
        SiteColumn::CostPerHousehold => "Rp a household",
        SiteColumn::Serves => "Serves",
        SiteColumn::Needs => "To be ready",
        SiteColumn::Standing => "Reason",
        SiteColumn::Lon => "Longitude",
        SiteColumn::Lat => "Latitude",
        SiteColumn::Waiting => "Households unserved",
        SiteColumn::Left => "Households left",
        SiteColumn::Why => "Why",
    }
}

pub fn word(word: &SiteWord) -> &'static str {
    match word {
        SiteWord::Sheet => "Sites",
        SiteWord::LeftSheet => "Not reached",
        SiteWord::Chosen => "chosen",
        SiteWord::Forced => "forced",
        SiteWord::Funded => "funded",
        SiteWord::NotKnown => "no data yet",
        SiteWord::TooWide => "wider than the service distance",
        SiteWord::Unreachable => "out of reach",
        SiteWord::BudgetSpent => "beyond the budget",
    }
}

pub fn note(note: &SiteNote) -> String {
    match note {
        SiteNote::Plan { name, indicator, period } if period.is_empty() => {
            format!("{name}. Need: {indicator}")
        }
        SiteNote::Plan { name, indicator, period } => {
            format!("{name}. Need: {indicator}, {period}")
        }
        SiteNote::Served { served, of, cost } => {
            format!("{} of {} households served, cost {}", big(*served), big(*of), L.rupiah(*cost))
        }
        SiteNote::Proof { gap } => say(&SiteSay::Proof { gap: *gap }),
        SiteNote::Price { facility, rupiah, source, year, certainty } => {
            let sure = match certainty.as_str() {
                "published" => "published price",
                "estimate" => "estimate",
                _ => "own number",
            };
            let from = if source.is_empty() { String::new() } else { format!(": {source}") };
            let year = if *year > 0 { format!(", {year}") } else { String::new() };
            format!("{facility} {} a unit ({sure}{year}){from}", L.rupiah(*rupiah))
        }
    }
}
