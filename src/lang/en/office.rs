//! Folders of the offices, field check and action plans in English.

use super::of_villages;
use crate::lang::Lang;
use crate::lang::number::fixed;
use crate::lang::office::OfficeSay as O;

const L: Lang = Lang::En;

#[expect(clippy::too_many_lines, reason = "one sentence each, matched without a catch-all")]
pub fn say(say: &O) -> String {
    match say {
        O::ReasonCode => "Reason code".to_owned(),
        O::Pocket => "Pocket".to_owned(),
        O::LonePoor => "lone poor village".to_owned(),
        O::TargetVillages => "Target villages".to_owned(),
        O::Programme => "Programme".to_owned(),
        O::Strategy => "Strategy".to_owned(),
        O::ChosenBy => "Chosen by".to_owned(),
        O::Rule => "Rule".to_owned(),
        O::Villages => "Villages".to_owned(),
        O::Village => "Village".to_owned(),
        O::VillagesWithout => "Villages without data (code ends in ?)".to_owned(),
        O::Worst { percent } => format!(
            "the worst {} % of villages by this indicator; equal values all come in",
            fixed(L, *percent, 0)
        ),
        O::NoteOf { office, region } => format!("{office} · {region}"),
        O::MadeBy { date, office } => format!("Made on {date} by {office}"),
        O::OnlyNeeded => "Only the columns this office needs; no name of a person.".to_owned(),
        O::QuestionMark => "A reason code that ends in a question mark: the village has no value, so it must be looked at, not passed over.".to_owned(),
        O::InList { villages } => format!("{} in the list", of_villages(*villages)),
        O::TableAbout { indicators } => {
            format!("{indicators} indicators by village, data dictionary")
        }
        O::Dry => "among those most short of clean water".to_owned(),
        O::NoData => "no data".to_owned(),
        O::CheckRule { name, sign, bound } => format!(
            "no clean water yet: {name} {sign} {}; and all villages without data",
            fixed(L, *bound, 1)
        ),
        O::CheckTitle { region } => format!("Field check of clean water, {region}"),
        O::CheckOf { kecamatan } => format!("Field check of clean water: Kecamatan {kecamatan}"),
        O::CheckOrder { rule } => format!("{rule} · in the order of the shortest way"),
        O::CheckHow => "Fill the yellow columns. Status: belum (not yet), proses (begun), selesai musdes (decided by the village meeting). Do not change the key column. Send this file back to Bappeda.".to_owned(),
        O::CheckCounts => "Died, moved, able, added: families on the village's list by its meeting. No name or NIK is needed.".to_owned(),
        O::Kecamatan { name } => format!("Kecamatan {name}"),
        O::Stop { kecamatan, reason, value } => {
            format!("Kecamatan {kecamatan}: {reason} ({value})")
        }
        O::Tour { stops, km, rule } => {
            let way = km.map_or_else(String::new, |km| {
                format!(", {} km as the crow flies", fixed(L, km, 1))
            });
            format!("{} in the order of the visit{way}. {rule}.", of_villages(*stops))
        }
        O::SignedBy => {
            "Visitor: …………………………   Date: ……………   Head of the village: …………………………".to_owned()
        }
        O::Number => "No".to_owned(),
        O::CodeOfVillage => "Village code".to_owned(),
        O::WhyChecked => "Why checked".to_owned(),
        O::Stage => "Verification status".to_owned(),
        O::FamiliesWithout => "Families without clean water (checked)".to_owned(),
        O::WaterSource => "Water source now".to_owned(),
        O::WaterSources => "piped|borehole|protected well|unprotected well|protected spring|unprotected spring|river/lake|rain|bought/refill|other".to_owned(),
        O::Flow => "Flow (litres/second)".to_owned(),
        O::Fetching => "Distance/time to water".to_owned(),
        O::FetchingWays => "at home|up to 30 minutes|more than 30 minutes".to_owned(),
        O::Photo => "Photo number".to_owned(),
        O::Position => "GPS point".to_owned(),
        O::Land => "Land ready".to_owned(),
        O::LandStates => "yes|no|unclear".to_owned(),
        O::Readiness => "Readiness of people".to_owned(),
        O::ReadyStates => "ready|needs a meeting|refused".to_owned(),
        O::Died => "Died".to_owned(),
        O::Moved => "Moved".to_owned(),
        O::Able => "Able".to_owned(),
        O::Added => "Added".to_owned(),
        O::Note => "Note".to_owned(),
        O::PrintedWhy => "Why; figure now".to_owned(),
        O::PrintedFamilies => "Families".to_owned(),
        O::PrintedWithout => "Without water".to_owned(),
        O::PrintedSource => "Source".to_owned(),
        O::PrintedFlow => "Flow".to_owned(),
        O::PrintedFetching => "Distance / time".to_owned(),
        O::PrintedPhoto => "Photo; GPS".to_owned(),
        O::PrintedLand => "Land, readiness".to_owned(),
        O::PrintedStage => "Status; note".to_owned(),
        O::FormNotes => "Notes".to_owned(),
        O::FormOther => "Something else".to_owned(),
        O::FormWrong => "Choose from the list, or write a whole number from 0.".to_owned(),
        O::FormFoot => "&L&8Kantong · boundaries indicative&R&8Page &P of &N".to_owned(),
        O::PageWord => "Page ".to_owned(),
        O::OfWord => " of ".to_owned(),
        O::PlanTitle { region } => format!("Draft action plans of the kecamatan, {region}"),
        O::PlanOf { kecamatan } => format!("Draft action plan, Kecamatan {kecamatan}"),
        O::PlanAbout { region, villages } => format!(
            "{region}, {}. Drafted from the gaps and the programme catalogue; to be edited.",
            of_villages(*villages)
        ),
        O::Gaps => "Gaps".to_owned(),
        O::Plan => "Plan".to_owned(),
        O::NothingChosen => {
            "No village of this kecamatan is among the worst by an indicator of the catalogue."
                .to_owned()
        }
        O::Office => "Office".to_owned(),
        O::WorstFirst => "Target villages (the worst first)".to_owned(),
        O::VillagesCovered => "Villages that have this programme".to_owned(),
        O::HasAlready => "Has already (code)".to_owned(),
        O::TaskTarget => "Target".to_owned(),
        O::StatusWhy => "Status, why".to_owned(),
        O::Responsible => "Responsible".to_owned(),
        O::Deadline => "Deadline".to_owned(),
        O::Camat { kecamatan } => format!("Camat of {kecamatan}"),
        O::Indicator => "Indicator".to_owned(),
        O::OfKecamatan => "Kecamatan".to_owned(),
        O::OfKabupaten => "Kabupaten".to_owned(),
        O::Together => "How reckoned".to_owned(),
        O::WorstVillage => "Worst village".to_owned(),
        O::WithoutFigure => "No figure".to_owned(),
    }
}
