//! The atlas in English.

use super::of_villages;
use crate::lang::Lang;
use crate::lang::atlas::AtlasSay as A;
use crate::lang::number::{count, fixed};

const L: Lang = Lang::En;

#[expect(clippy::too_many_lines, reason = "one sentence each, matched without a catch-all")]
pub fn say(say: &A) -> String {
    match say {
        A::Atlas => "Atlas".to_owned(),
        A::VillageSheets => "Village sheets".to_owned(),
        A::Cover => "Cover".to_owned(),
        A::Title => "ATLAS OF POVERTY POCKETS".to_owned(),
        A::About => "Papers of the coordination meeting on poverty pockets".to_owned(),
        A::Basis => "Legal basis".to_owned(),
        A::TargetYear { year } => format!("Target year: {year}"),
        A::Contents => "Contents".to_owned(),
        A::KecamatanPages { kecamatan, villages } => format!(
            "{} kecamatan, each with map, table, chart and sentences ({} villages)",
            count(L, *kecamatan),
            count(L, *villages)
        ),
        A::MapOf { name } => format!("Map of the kabupaten: {name}"),
        A::TwoOf { x, y } => format!("Two indicators: {x} × {y}"),
        A::Pockets => "Poverty pockets".to_owned(),
        A::PocketsOf { region, year } => format!("Poverty pockets, {region}{}", in_year(year)),
        A::BothOf { names: [x, y], region, year } => {
            format!("{x} × {y}, {region}{}", in_year(year))
        }
        A::Kecamatan { name } => format!("Kecamatan {name}"),
        A::KecamatanAll | A::KecamatanRow | A::OfKecamatan => "Kecamatan".to_owned(),
        A::GoesOn => " (continued)".to_owned(),
        A::Computed => "computed by Kantong".to_owned(),
        A::Foot { source, definition, known, of, last } => format!(
            "Source: {source} · {definition} · n = {} of {} villages · {last}",
            count(L, *known),
            count(L, *of)
        ),
        A::FootOfMany { all, pockets, last } => {
            let pockets = pockets.as_ref().map_or_else(String::new, |p| format!(" · Pockets: {p}"));
            format!("Source: {all}{pockets} · {last}")
        }
        A::FootOfOne { name, source, known, definition } => {
            format!("{name}: {source}, n = {}; {definition}", count(L, *known))
        }
        A::FootOfVillage { villages, last } => format!(
            "Every figure: its file, sheet, column and row in the table; n = {} villages · figures of kecamatan and kabupaten from the counts where there are any, sums of counts, else means of villages · {last}",
            count(L, *villages)
        ),
        A::LastWords { boundary, hash, sample } => {
            let boundary = if boundary.is_empty() {
                String::new()
            } else {
                format!("Boundaries: {boundary} · ")
            };
            let sample = if *sample { " · SAMPLE DATA (invented)" } else { "" };
            format!("{boundary}boundaries indicative, not official · data hash {hash}{sample}")
        }
        A::NoData => "no data".to_owned(),
        A::NotApplicable => "not applicable".to_owned(),
        A::FromCounts => "from the counts of cases and of all".to_owned(),
        A::Sum => "sum".to_owned(),
        A::Commonest => "the class of most villages".to_owned(),
        A::Mean => "mean of villages, unweighted".to_owned(),
        A::Beside => "The kecamatan beside the kabupaten".to_owned(),
        A::Villages => "Villages".to_owned(),
        A::PlaceOfSum { name, kecamatan, value, share, rank, known } => {
            let share = share.map_or_else(String::new, |share| {
                format!(", {} % of the kabupaten", fixed(L, share, 1))
            });
            let rank = rank.map_or_else(String::new, |(rank, of)| {
                format!("; rank {rank} of {of} kecamatan, the most first")
            });
            let known = of_known(*known);
            format!("{name} in Kecamatan {kecamatan} is {value}{known}{share}{rank}.")
        }
        A::NoThemes { villages } => format!(
            "This kecamatan has {}; the project holds no figure to compare yet.",
            of_villages(*villages)
        ),
        A::Place { name, kecamatan, value, worse, all, rank, of, known } => {
            let word = if *worse { "worse than" } else { "not worse than" };
            let known = of_known(*known);
            format!(
                "{name} in Kecamatan {kecamatan} is {value}{known}, {word} the kabupaten ({all}); rank {rank} of {of} kecamatan, the worst first."
            )
        }
        A::NoFigure { name, kecamatan } => format!("{name}: no figure in Kecamatan {kecamatan}."),
        A::VillagesIn { villages, pocket } => {
            format!("{} in {pocket}", of_villages(*villages))
        }
        A::NoPocket { kecamatan } => {
            format!("No village of Kecamatan {kecamatan} lies in a pocket.")
        }
        A::InPockets { all, lone } if lone.is_empty() => format!("In pockets: {all}."),
        A::InPockets { all, lone } => format!("In pockets: {all}. Lone poor villages: {lone}."),
        A::LoneOnly { lone } => format!("Lone poor villages: {lone}."),
        A::Complete { villages } => {
            format!("This kecamatan has {}; all main figures are there.", of_villages(*villages))
        }
        A::Incomplete { villages, unknown, names } => format!(
            "Of {}, {} lacking some figure: {names}.",
            of_villages(*villages),
            count(L, *unknown)
        ),
        A::Count { villages } => of_villages(*villages),
        A::OwnBar => "kecamatan".to_owned(),
        A::AllBar => "kabupaten".to_owned(),
        A::Code => "Code".to_owned(),
        A::Village => "Village".to_owned(),
        A::Pocket => "Pocket".to_owned(),
        A::Lone => "lone".to_owned(),
        A::AboutVillage { code, kind, kecamatan, km2 } => {
            let area = km2.map_or_else(String::new, |km2| format!(", {} km²", fixed(L, km2, 2)));
            format!("Code {code}, {kind}, Kecamatan {kecamatan}{area}.")
        }
        A::InPocket { name } => format!("This village lies in {name}."),
        A::StandsAlone => "A lone poor village: outside every pocket.".to_owned(),
        A::OutsidePockets => "This village lies outside the pockets.".to_owned(),
        A::Verified { stage } => {
            let stage = match stage.as_str() {
                "belum" => "not yet",
                "proses" => "begun",
                "selesai musdes" => "decided by the village meeting",
                other => other,
            };
            format!("Verification: {stage}.")
        }
        A::AllFigures => "All figures of this village".to_owned(),
        A::Reckoned => "computed".to_owned(),
        A::Indicator => "Indicator".to_owned(),
        A::OwnValue => "Village".to_owned(),
        A::OfKabupaten => "Kabupaten".to_owned(),
        A::Cell => "Source cell".to_owned(),
    }
}

fn in_year(year: &str) -> String {
    if year.is_empty() { String::new() } else { format!(", {year}") }
}

/// " (1 of 7 …)", where not all villages have a figure.
fn of_known(known: Option<(usize, usize)>) -> String {
    known.map_or_else(String::new, |(known, of)| {
        format!(" ({} of {} villages)", count(L, known), count(L, of))
    })
}
