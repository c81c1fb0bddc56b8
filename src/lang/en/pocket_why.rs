//! *Mengapa desa ini?* in English: plain sentences that can be read aloud.

use crate::lang::Lang;
use crate::lang::number::{count, fixed};
use crate::lang::output::Tendency;
use crate::lang::pocket::{
    Among, Listed, NoValue, PlaceSaid, QualitySaid, Times, WhySaid, figure, spoken,
};

const L: Lang = Lang::En;

/// "KK" is read aloud as families.
fn people_word(unit: &str) -> &str {
    match unit {
        "KK" | "kk" | "keluarga" | "" => "families",
        "jiwa" => "people",
        "balita" => "children under five",
        other => other,
    }
}

fn among(percent: f64, people: &str) -> String {
    let people = people_word(people);
    match Among::of(percent) {
        Among::None => format!("no {people}"),
        Among::OneOf(n) => format!("1 in {} {people}", count(L, n)),
        Among::OfTen(n) => format!("{n} in 10 {people}"),
        Among::NearlyAll => format!("nearly all {people}"),
        Among::All => format!("all {people}"),
    }
}

fn times(value: f64, kabupaten: f64, unit: &str) -> String {
    let whole = figure(L, kabupaten, unit);
    let Some(times) = Times::of(value, kabupaten) else {
        return format!("where the kabupaten has {whole}");
    };
    match times {
        Times::Whole(2) => format!("about twice the kabupaten's ({whole})"),
        Times::Whole(3) => format!("about three times the kabupaten's ({whole})"),
        Times::Whole(4) => format!("about four times the kabupaten's ({whole})"),
        Times::Whole(5) => format!("about five times the kabupaten's ({whole})"),
        Times::Whole(n) => format!("about {} times the kabupaten's ({whole})", count(L, n)),
        Times::OneAndAHalf => format!("about one and a half times the kabupaten's ({whole})"),
        Times::Above => format!("a little above the kabupaten's ({whole})"),
        Times::Same => format!("about the same as the kabupaten's ({whole})"),
        Times::Below => format!("below the kabupaten's ({whole})"),
        Times::Half => format!("about half the kabupaten's ({whole})"),
        Times::Third => format!("about a third of the kabupaten's ({whole})"),
    }
}

/// How far a number went up or down; a percentage by points.
pub(super) fn moved(change: f64, unit: &str) -> String {
    let unit = if unit == "%" { "percentage points" } else { unit };
    match change {
        0.0 => "stayed".to_owned(),
        up if up > 0.0 => format!("rose by {}", figure(L, up, unit)),
        down => format!("fell by {}", figure(L, -down, unit)),
    }
}

fn place(place: &PlaceSaid) -> String {
    match place {
        PlaceSaid::Pocket { name } => format!("so it belongs to {name}"),
        PlaceSaid::Lone { changed: false } => "so it is listed as a remote poor village".to_owned(),
        PlaceSaid::Lone { changed: true } => {
            "so it is listed as a remote village that became worse".to_owned()
        }
        PlaceSaid::None => "and it is in no pocket".to_owned(),
    }
}

#[expect(clippy::too_many_lines, reason = "one arm a sentence")]
pub fn why(said: &WhySaid) -> String {
    match said {
        WhySaid::Share { percent, people, name, kabupaten } => {
            let compared =
                kabupaten.map_or_else(String::new, |k| format!(", {}", times(*percent, k, "%")));
            let (name, share) = (spoken(name), figure(L, *percent, "%"));
            format!("{name} here is {share}: {}{compared}.", among(*percent, people))
        }
        WhySaid::Value { value, unit, name, kabupaten, tendency } => {
            let compared =
                kabupaten.map_or_else(String::new, |k| format!(", {}", times(*value, k, unit)));
            let reads = match tendency {
                Tendency::HigherIsWorse => "higher is worse",
                Tendency::HigherIsBetter => "lower is worse",
            };
            format!("{name} here is {}{compared}; {reads}.", figure(L, *value, unit))
        }
        WhySaid::Changed { change, unit, name, since, kabupaten } => {
            let compared = kabupaten
                .map_or_else(String::new, |k| format!("; villages on average {}", moved(k, unit)));
            format!("{name} here {} since {since}{compared}.", moved(*change, unit))
        }
        WhySaid::Count { count: number, unit, name, .. } if *number <= 0.0 => {
            format!("No {} are recorded under “{name}”.", people_word(unit))
        }
        WhySaid::Count { count: number, unit, name, rank, of } => format!(
            "There are {} {} under “{name}”, number {} of {} villages by count.",
            fixed(L, *number, 0),
            people_word(unit),
            count(L, *rank),
            count(L, *of)
        ),
        WhySaid::NoValue { name, why } => match why {
            NoValue::Missing => format!("{name} has no data here yet, so it cannot be judged."),
            NoValue::NotApplicable => format!("{name} does not apply to this village."),
        },
        WhySaid::Together { bad, of, changed, place: at } => {
            let neighbours = match (bad, of) {
                (0, 1) => "Its only neighbour is not".to_owned(),
                (1, 1) => "Its only neighbour is".to_owned(),
                (2, 2) => "Both of its neighbours are".to_owned(),
                (0, of) => format!("None of its {} neighbours are", count(L, *of)),
                (bad, of) if bad == of => format!("All {} of its neighbours are", count(L, *of)),
                (bad, of) => format!("{} of its {} neighbours are", count(L, *bad), count(L, *of)),
            };
            let at = match at {
                PlaceSaid::None if 2 * bad > *of => {
                    "yet by this rule it is in no pocket".to_owned()
                }
                at => place(at),
            };
            let than = if *changed {
                "worse off by the change than the mean"
            } else {
                "worse than the kabupaten"
            };
            format!("{neighbours} {than}, {at}.")
        }
        WhySaid::Isolated { place: at } => {
            format!("No village with data borders on it, {}.", place(at))
        }
        WhySaid::Lacking { names } => format!("Also lacking here: {}.", names.join(", ")),
        WhySaid::Stays { runs, of, listed } => {
            let stays = match listed {
                Listed::Pocket => "stays in the pocket",
                Listed::Lone => "stays listed",
                Listed::No => "comes onto the list",
            };
            format!(
                "When bounds and numbers move a little, it {stays} in {} of {} trials.",
                count(L, *runs),
                count(L, *of)
            )
        }
        WhySaid::FewPeople { people, unit } => format!(
            "Careful: this stands on {} {} only; one more or less changes it.",
            fixed(L, *people, 0),
            people_word(unit)
        ),
        WhySaid::Ranked { rank, of, best, worst } => format!(
            "It ranks {} of {} villages, but could be anywhere from {} to {}.",
            count(L, *rank),
            count(L, *of),
            count(L, *best),
            count(L, *worst)
        ),
        WhySaid::AskData => {
            "Ask the office that owns the data for it, then judge again.".to_owned()
        }
        WhySaid::Place { rank, of } => format!(
            "It ranks {} of {} villages, counted from the worst.",
            count(L, *rank),
            count(L, *of)
        ),
    }
}

pub fn quality(said: &QualitySaid) -> String {
    match said {
        QualitySaid::Missing { name } => format!("{name}: no data"),
        QualitySaid::FewPeople { name, people } => format!(
            "{name}: only {} people or families, the number changes easily",
            fixed(L, *people, 0)
        ),
        QualitySaid::Jumpy { name, cases, error } => {
            let error = error.map_or_else(String::new, |e| {
                format!(", may be off by {} %", fixed(L, 100.0 * e, 0))
            });
            format!("{name}: only {} cases{error}", fixed(L, *cases, 0))
        }
        QualitySaid::Smoothed { name, raw, used, unit } => format!(
            "{name}: {} as it is, taken as {} because the village is small",
            figure(L, *raw, unit),
            figure(L, *used, unit)
        ),
        QualitySaid::Corrected { name, table, reason } => {
            format!("{name} was corrected by hand: {table} before ({reason})")
        }
        QualitySaid::LowCoverage { percent } => {
            format!(
                "only {} % of the children were measured (D/S), the number does not speak for all",
                fixed(L, *percent, 0)
            )
        }
        QualitySaid::Survey { name } => {
            format!("{name} is from a survey: it holds for the kabupaten only")
        }
        QualitySaid::Register { name, file } => format!("{name} is from a register ({file})"),
        QualitySaid::Old { name, period, newest } => {
            format!("{name} is of {period}, other data of {newest}")
        }
        QualitySaid::Funnel { name, above } => {
            let side = if *above { "above" } else { "below" };
            format!("{name} is far {side} the kabupaten's, more than chance allows")
        }
        QualitySaid::Isolate => "has no neighbour, so no grouping was tested".to_owned(),
    }
}
