//! The slides in English.

use super::{of, of_villages};
use crate::lang::Lang;
use crate::lang::deck::DeckSay as D;
use crate::lang::number::{count, fixed};

const L: Lang = Lang::En;

#[expect(clippy::too_many_lines, reason = "one sentence each, matched without a catch-all")]
pub fn say(say: &D) -> String {
    match say {
        D::Title { region } => format!("Coordination meeting on poverty pockets, {region}"),
        D::Cover => "Coordination meeting on poverty pockets".to_owned(),
        D::Basis => "Legal basis".to_owned(),
        D::TargetYear { year } => format!("Target year: {year}"),
        D::Places { villages, kecamatan } => {
            format!("{} villages in {} kecamatan", count(L, *villages), count(L, *kecamatan))
        }
        D::Welcome { places } => format!(
            "Welcome. These slides are made of the same data as the maps and tables handed out ({places})."
        ),
        D::Hash { hash } => {
            format!("Data hash {hash}: where another file says another number, compare its hash.")
        }
        D::Summary { region } => format!("{region} in figures"),
        D::SummaryAbout => {
            "Figures of kecamatan and kabupaten come from the counts where there are any".to_owned()
        }
        D::SummaryTable => "Summary".to_owned(),
        D::Indicator => "Indicator".to_owned(),
        D::Kabupaten => "Kabupaten".to_owned(),
        D::All => "All".to_owned(),
        D::WorstKecamatan => "Worst kecamatan".to_owned(),
        D::Known => "n villages".to_owned(),
        D::Unknown => "No data".to_owned(),
        D::Claim { name, value, worst, of } => format!("{name}: {value}; worst {worst} ({of})"),
        D::ChartHeading { name } => format!("Worst kecamatan, {name}"),
        D::ChartTitle => "Heading of the chart".to_owned(),
        D::ChartKecamatan => "Chart of kecamatan".to_owned(),
        D::Map => "Map".to_owned(),
        D::MapOf { name, region } => format!("Map of {name} by village, {region}"),
        D::FiveWorst { villages } => format!("The five worst villages: {villages}."),
        D::BothWorst { villages } => format!("{} worst in both", of_villages(*villages)),
        D::Relation => "Relation".to_owned(),
        D::RelationTable => "C3 villages".to_owned(),
        D::BothVillage => "Village (C3)".to_owned(),
        D::Kecamatan => "Kecamatan".to_owned(),
        D::Rows { from, to, of } => format!(
            "Rows {} to {} of {}.",
            count(L, *from),
            count(L, *to),
            count(L, *of)
        ),
        D::TableNote => "Note to the table".to_owned(),
        D::XandY { x, y, more } => {
            let more = if *more > 0 {
                format!(" · {} more villages in the XLSX", count(L, *more))
            } else {
                String::new()
            };
            format!("X: {x} · Y: {y}{more}")
        }
        D::MapOfTwo { x, y, region } => format!("Map of two indicators: {x} and {y}, {region}"),
        D::MapTwo => "Map of two indicators".to_owned(),
        D::BothNames { names } => format!("C3 villages: {names}."),
        D::NoProof => "A relation of village means proves no cause; use it to choose which villages to look at first.".to_owned(),
        D::WaterAndStunting => "Water and stunting in the same village".to_owned(),
        D::TwoProblems => "Two problems in the same village".to_owned(),
        D::Spearman { rho, low, high } => format!(
            "Rank correlation (Spearman) {} (95 %: {} to {})",
            fixed(L, *rho, 2),
            fixed(L, *low, 2),
            fixed(L, *high, 2)
        ),
        D::BothKnown { villages } => {
            format!("n = {} villages with both figures", count(L, *villages))
        }
        D::ThirdWorst => "Worst third of both: cell C3".to_owned(),
        D::NotCause => "Village means that go together prove no cause".to_owned(),
        D::NoPockets => "No pocket by this rule".to_owned(),
        D::PocketClaim { pockets, villages, share, families } => {
            let families =
                families.map_or_else(String::new, |n| format!(", {} families", fixed(L, n, 0)));
            format!(
                "{}: {} ({} %){families}",
                of(*pockets, "pocket"),
                of_villages(*villages),
                fixed(L, *share, 0)
            )
        }
        D::FamiliesOfPockets => "Families in each pocket".to_owned(),
        D::VillagesOfPockets => "Villages in each pocket".to_owned(),
        D::PocketChart => "Chart of pockets".to_owned(),
        D::OutsidePockets => "Outside the pockets".to_owned(),
        D::LoneVillages { villages } => {
            format!("{}. Do not pass them over.", of(*villages, "lone poor village"))
        }
        D::NoLone => "No lone poor village outside the pockets.".to_owned(),
        D::MapOfPockets { name, region } => format!("Map of pockets of {name}, {region}"),
        D::MapPockets => "Map of pockets".to_owned(),
        D::PocketNote { number, name, villages } => {
            format!("{number}. {name}: {}.", of_villages(*villages))
        }
        D::Lone => "lone poor village".to_owned(),
        D::Value => "Value".to_owned(),
        D::Pocket => "Pocket".to_owned(),
        D::Village => "Village".to_owned(),
        D::Villages => "Villages".to_owned(),
        D::LoneTitle => "Lone poor villages".to_owned(),
        D::InPockets => "Villages in pockets".to_owned(),
        D::InPocketsAndLone => "Villages in pockets and lone ones".to_owned(),
        D::Tasks => "Tasks of the offices".to_owned(),
        D::Office => "Office".to_owned(),
        D::Programme => "Programme".to_owned(),
        D::ChosenBy => "Chosen by".to_owned(),
        D::NextTitle => "Next steps".to_owned(),
        D::Next => "Steps".to_owned(),
        D::NextFolder => {
            "Every office receives a folder: map, table of its villages, letter.".to_owned()
        }
        D::NextCheck => {
            "Each camat takes the field checklist along; the filled form comes back to Bappeda."
                .to_owned()
        }
        D::NextVillages => "Villages verify their list in the village meeting.".to_owned(),
        D::NextUntil { year: None } => {
            "Set a target year and who answers for each pocket.".to_owned()
        }
        D::NextUntil { year: Some(year) } => {
            format!("Every pocket has somebody who answers for it, and a target until {year}.")
        }
        D::NextNumbers => {
            "New figures come in through the same project, so that all papers stay one.".to_owned()
        }
        D::NextNote => {
            "Read them one by one; ask every camat for the date of the field check.".to_owned()
        }
        D::PartOf { part, of } => format!(" ({part} of {of})"),
        D::NoData { villages } => format!("no data ({})", count(L, *villages)),
        D::NotApplicable { villages } => format!("not applicable ({})", count(L, *villages)),
        D::Class => "Class".to_owned(),
        D::ClassRange => "Range of the class".to_owned(),
        D::CellPatch => "Cell".to_owned(),
        D::CellKey => "Key of the cells".to_owned(),
        D::Rightward { name } => format!("→ worse to the right: {name} (A–C)"),
        D::Upward { name } => format!("↑ worse upwards: {name} (1–3)"),
        D::Corner => "Top right = C3: worst in both".to_owned(),
        D::ChartFacility => "Chart of facilities".to_owned(),
        D::MapPlan => "Map of the plan".to_owned(),
        D::Facility => "Facility".to_owned(),
        D::FacilityName => "Name of the facility".to_owned(),
        D::Sentences => "Sentences".to_owned(),
        D::Chart => "Chart".to_owned(),
    }
}
