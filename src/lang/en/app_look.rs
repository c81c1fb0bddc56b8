//! What step 2 of the window and the palette say in English.

use crate::lang::Lang;
use crate::lang::app_look::{LookSay, LookWord};
use crate::lang::number::count;

#[expect(clippy::too_many_lines, reason = "a list of words, one line each")]
#[expect(clippy::match_same_arms, reason = "two things may have one name in this language")]
pub fn word(word: LookWord) -> &'static str {
    match word {
        LookWord::AddCondition => "Add a condition",
        LookWord::AllKecamatan => "All subdistricts",
        LookWord::AllTogether => "all conditions hold",
        LookWord::AllAlike => "All alike",
        LookWord::And => "and",
        LookWord::Or => "or",
        LookWord::AnyOfThem => "any of them",
        LookWord::ArrangementCircles => "Circles",
        LookWord::ArrangementLand => "Land",
        LookWord::ArrangementTiles => "Tiles",
        LookWord::ArrangementWord => "Layout",
        LookWord::AsHatching => "Hatch the worst 20 %",
        LookWord::AsSymbols => "Rings by value",
        LookWord::AtLeast => "at least",
        LookWord::AtMost => "at most",
        LookWord::Between => "between",
        LookWord::ByKabupaten => "By regency",
        LookWord::ByKecamatan => "By subdistrict",
        LookWord::CirclesOf => "Circles as large as",
        LookWord::ClassesCannotLock => "Different units: each map has its own classes",
        LookWord::ClassesFree => "Each map has its own classes: do not compare colours",
        LookWord::ClassesLocked => "Classes are locked: the same colour is the same value",
        LookWord::ClearPick => "Let go of the picked villages",
        LookWord::ClearSieve => "Remove the filter",
        LookWord::ColoursByMeaning => "By meaning",
        LookWord::ColoursCividis => "Yellow to dark blue (grey print)",
        LookWord::ColoursProblems => "Yellow to red (problems)",
        LookWord::ColoursServices => "Yellow to blue (services)",
        LookWord::ColoursViridis => "Yellow to violet",
        LookWord::ColoursWord => "Colours",
        LookWord::ColumnsWord => "Table columns",
        LookWord::CommandWord => "Command",
        LookWord::Condition => "Value condition",
        LookWord::Copied => "Copied",
        LookWord::CopiedFix => "Paste into Word, Excel or PowerPoint with Ctrl+V",
        LookWord::VillagesAxis => "Villages",
        LookWord::CopyChart => "Copy the chart",
        LookWord::CopyMap => "Copy the map",
        LookWord::CopyTable => "Copy the table",
        LookWord::CountAsFill => {
            "This is a count, not a percentage: a large village looks worse than a crowded one."
        }
        LookWord::DragBreaks => "drag the class borders",
        LookWord::DrawnFills => "Filled areas",
        LookWord::DrawnSymbols => "Circles as large as the count",
        LookWord::DrawnWord => "Drawn as",
        LookWord::Drop => "Remove",
        LookWord::EyesDeutan => "No green (deutan)",
        LookWord::EyesGrey => "Grey print",
        LookWord::EyesOwn => "Usual colours",
        LookWord::EyesProtan => "No red (protan)",
        LookWord::EyesTritan => "No blue (tritan)",
        LookWord::EyesWord => "See with the eyes of",
        LookWord::FindRegion => "Find a region",
        LookWord::FindRows => "Find a name or number, e.g. > 40",
        LookWord::GoToPlace => "Go to",
        LookWord::HandArea => "Measure an area",
        LookWord::HandBox => "Pick with a box",
        LookWord::HandCircle => "Pick with a circle",
        LookWord::HandCorners => "Pick with corners",
        LookWord::HandDistance => "Measure a distance",
        LookWord::HandLasso => "Pick with a lasso",
        LookWord::HandMove => "Move the map",
        LookWord::HasNoData => "has no data",
        LookWord::HasValue => "has a value",
        LookWord::Horizontal => "Across",
        LookWord::AlikeInTime => "Same classes in all periods",
        LookWord::UndoToo => "take back",
        LookWord::LayingOut => "being laid out…",
        LookWord::ChangedLayers => "layers of the map",
        LookWord::ChangedSieve => "the filter",
        LookWord::ChangedSeeing => "how the map is looked at",
        LookWord::KeptInPart => "A part of this view is no longer there",
        LookWord::KeptInPartFix => "Its indicator was undone or replaced. What is left is shown.",
        LookWord::UndoKey => "Ctrl+Z undoes it again.",
        LookWord::RedoKey => "Ctrl+Y does it again.",
        LookWord::KeepPlace => "Keep this view",
        LookWord::KeepStyle => "Keep this style",
        LookWord::KeptPlaces => "Kept views",
        LookWord::KeptStyles => "Kept styles",
        LookWord::LevelKabupaten => "By regency",
        LookWord::LevelKecamatan => "By subdistrict",
        LookWord::LevelVillage => "By village",
        LookWord::LevelWord => "Size of areas",
        LookWord::LockClasses => "Lock classes",
        LookWord::MapWord => "Map",
        LookWord::NameIt => "Name it",
        LookWord::NoRowsLeft => "No village fits",
        LookWord::NoSecondTime => {
            "This indicator has one period only. Add a table of another year."
        }
        LookWord::NothingFound => "Nothing found. Try a village, a command or coordinates.",
        LookWord::OtherTimeWord => "Compared period",
        LookWord::OverlayNone => "none",
        LookWord::OverlayWord => "Third indicator",
        LookWord::PaletteFoot => "Indonesian or English",
        LookWord::PaletteHint => "Find a village, a command, a pocket or coordinates",
        LookWord::PaletteWord => "Find",
        LookWord::PlaceFarAway => "That place is far outside this map",
        LookWord::PlaceFarAwayFix => {
            "Check the order of longitude and latitude, for example 122.8127; -4.1734"
        }
        LookWord::PlaceWord => "Place",
        LookWord::RegionsCounts => {
            "Every percentage comes from summed counts, not from a mean of villages."
        }
        LookWord::RegionsMeans => {
            "Percentages come from summed counts. The mark * = a mean of villages, since no counts came in."
        }
        LookWord::SeeingOne => "One",
        LookWord::SeeingPair => "Two",
        LookWord::SeeingSeveral => "Three maps",
        LookWord::SeeingTimes => "Time",
        LookWord::ShowBelow => "Show below",
        LookWord::ShowOnMap => "Show on the map",
        LookWord::SideBySide => "Side by side",
        LookWord::SieveWord => "Filter",
        LookWord::SwapPair => "Swap",
        LookWord::SwipeEdge => "Edge between the two periods",
        LookWord::SwipeWord => "Swipe",
        LookWord::TabBoxes => "Box plot",
        LookWord::TabRegions => "Regencies",
        LookWord::TabScatter => "Scatter",
        LookWord::TabTable => "Table",
        LookWord::ThemeWord => "Theme",
        LookWord::TimeWord => "Period",
        LookWord::Tools => "Map tools",
        LookWord::ToRate => "Choose a percentage",
        LookWord::ToSymbols => "Use circles",
        LookWord::Upright => "Upright",
        LookWord::UseStyle => "Use the style",
        LookWord::WaterAndStunting => "Water × stunting",
        LookWord::WayOfSeeing => "Way of seeing",
    }
}

pub fn say(say: &LookSay) -> String {
    let n = |x: &usize| count(Lang::En, *x);
    match say {
        LookSay::PlanarUnits { number } => format!("{number} units of the file"),
        LookSay::SymbolNote { zero: 0, below: 0 } => "area of a circle = count".to_owned(),
        LookSay::SymbolNote { zero, below: 0 } => {
            format!("area of a circle = count; {} villages at zero have none", n(zero))
        }
        LookSay::SymbolNote { zero, below } => {
            format!("area of a circle = count; {} villages at zero, {} below", n(zero), n(below))
        }
        LookSay::OverlaySymbols { name, most } => {
            format!("Black rings: {name}, the largest {most}")
        }
        LookSay::OverlayHatching { name, limit, low, villages } => {
            let side = if *low { "≤" } else { "≥" };
            format!("Hatched: {name} {side} {limit} · {} villages", n(villages))
        }
        LookSay::MapsOneKey { maps } => format!("{} maps, the same classes", n(maps)),
        LookSay::VillagesCount { villages } => format!("{} villages", n(villages)),
        LookSay::Passing { villages, of } => format!("{} of {} villages", n(villages), n(of)),
        LookSay::RowsOf { rows, of } => format!("{} of {} villages", n(rows), n(of)),
        LookSay::ClauseAtLeast { name, value } => format!("{name} ≥ {value}"),
        LookSay::ClauseAtMost { name, value } => format!("{name} ≤ {value}"),
        LookSay::ClauseBetween { name, low, high } => format!("{name} {low}–{high}"),
        LookSay::ClauseNoData { name } => format!("{name}: no data"),
        LookSay::ClauseHasValue { name } => format!("{name}: has a value"),
        LookSay::BreakHandle { number, value } => format!("Class border {}: {value}", n(number)),
        LookSay::AxisFalls { name } => format!("falling: {name}"),
        LookSay::Thirds { middling, bad, falls: true, unit } => {
            format!("> {middling} | > {bad}–{middling} | ≤ {bad} {unit}").trim_end().to_owned()
        }
        LookSay::Thirds { middling, bad, falls: false, unit } => {
            format!("< {middling} | {middling}–<{bad} | ≥ {bad} {unit}").trim_end().to_owned()
        }
        LookSay::Untested { villages } => format!(
            "Those without a class include {} villages without neighbours: not tested",
            n(villages)
        ),
        LookSay::Undone { what } => format!("Undone: {what}"),
        LookSay::Redone { what } => format!("Done again: {what}"),
        LookSay::LaidOut { circles: true, weight, .. } if weight.is_empty() => {
            "no map: one circle a village".to_owned()
        }
        LookSay::LaidOut { circles: true, weight, without } if *without > 0 => {
            let without = format!("{} villages without it: the smallest circle", n(without));
            format!("no map: area of a circle = {weight} · {without}")
        }
        LookSay::LaidOut { circles: true, weight, .. } => {
            format!("no map: area of a circle = {weight}")
        }
        LookSay::LaidOut { circles: false, .. } => {
            "no map: one tile a village, near its place".to_owned()
        }
        LookSay::ByLevel { kabupaten, means, without } => {
            let what = if *kabupaten { "regency" } else { "subdistrict" };
            let base = if *means {
                format!("mean of villages per {what}: no counts came in")
            } else {
                format!("from summed counts per {what}")
            };
            match without {
                0 => base,
                without => {
                    base + &format!("; {} villages without data are not counted", n(without))
                }
            }
        }
        LookSay::TimeOf { period, at, of } => format!("{period} ({} of {})", n(at), n(of)),
    }
}
