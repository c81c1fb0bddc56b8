//! The meeting's papers in English.

use crate::lang::Lang;
use crate::lang::number::{count, fixed};
use crate::lang::report::PaperSay;

const L: Lang = Lang::En;

#[expect(clippy::too_many_lines, reason = "one sentence each, matched without a catch-all")]
pub fn say(say: &PaperSay) -> String {
    match say {
        PaperSay::PageOf { page, of } => format!("Page {page} of {of}"),
        PaperSay::Plan { letter: Some(letter), name } => {
            format!("Plan of facilities {letter}: {name}")
        }
        PaperSay::Plan { letter: None, name } => format!("Plan of facilities: {name}"),
        PaperSay::PlanClaim { sites, households, rupiah } => format!(
            "{} sites serve {} households for {}",
            count(L, *sites),
            count(L, usize::try_from(*households).unwrap_or(usize::MAX)),
            L.rupiah(*rupiah)
        ),
        PaperSay::PlanMethod { indicator, gap, at, by } => {
            let proof = if *gap <= 0.0 {
                "proven best (gap 0 %)".to_owned()
            } else {
                format!("at most {} % from the best bound", fixed(L, 100.0 * gap, 2))
            };
            format!("Need: {indicator}; {proof}; pinned {at} by {by}")
        }
        PaperSay::PlanFacility { name, sites } => format!("{name} ({} sites)", count(L, *sites)),
        PaperSay::PlanServed => "Households served by type".to_owned(),
        PaperSay::PlanList => "List of planned sites".to_owned(),
        PaperSay::Facility => "Facility".to_owned(),
        PaperSay::Village => "Village".to_owned(),
        PaperSay::AllKecamatan => "All kecamatan".to_owned(),
        PaperSay::Kecamatan => "Kecamatan".to_owned(),
        PaperSay::Units => "Units".to_owned(),
        PaperSay::Rupiah => "Cost".to_owned(),
        PaperSay::Households => "Households".to_owned(),
        PaperSay::Year => "Year".to_owned(),
        PaperSay::Number => "No".to_owned(),
        PaperSay::TrackPoverty => "Poverty: the survey and its target".to_owned(),
        PaperSay::TrackExtreme => "Extreme poverty: the survey and its target".to_owned(),
        PaperSay::TargetOf { year, value } => format!("Towards {value} in {year}"),
        PaperSay::IfItGoesOn => "If it goes on (straight line)".to_owned(),
        PaperSay::SourceOf { name } => format!("Source: {name}"),
        PaperSay::KnownOf { known, of } => {
            format!("n = {} of {} villages", count(L, *known), count(L, *of))
        }
        PaperSay::PercentPoor => "Percent of the population".to_owned(),
        PaperSay::SurveyFoot { years } => {
            format!("Survey of the kabupaten, not a sum of villages; n = {years} years")
        }
        PaperSay::BurnTitle { name } => format!("Down to none: {name}"),
        PaperSay::BurnStart => "Start".to_owned(),
        PaperSay::BurnLast => "Last".to_owned(),
        PaperSay::BurnPlanned => "Planned".to_owned(),
        PaperSay::Standing => "Standing".to_owned(),
        PaperSay::OverdueVillages => "Villages overdue".to_owned(),
        PaperSay::RegisterFoot => {
            "A register of families summed over villages; no survey".to_owned()
        }
        PaperSay::EffortTitle { year: Some(year) } => format!("Need and programmes {year}"),
        PaperSay::EffortTitle { year: None } => "Need and programmes".to_owned(),
        PaperSay::Blanks { villages } => {
            format!("{} villages of high need without a programme", count(L, *villages))
        }
        PaperSay::PileUps { villages } => {
            format!("{} villages of low need with many programmes", count(L, *villages))
        }
        PaperSay::NeedyFrom { value } => format!("High need from {value}"),
        PaperSay::NeedyByProgrammes => "Neediest villages by number of programmes".to_owned(),
        PaperSay::Programmes => "Programmes".to_owned(),
        PaperSay::ProgrammeFoot => "Programmes of the newest year".to_owned(),
        PaperSay::TasksTitle => "Tasks of the dinas from the villages' need".to_owned(),
        PaperSay::TasksAbout { percent } => format!(
            "Villages: among the worst {} % by the programme's indicator and without it so far. Covered: those that have it.",
            crate::lang::number::short(L, *percent)
        ),
        PaperSay::TaskTally { tasks, parts } => format!("{} tasks: {parts}", count(L, *tasks)),
        PaperSay::MoreTasks { tasks } => {
            format!("And {} more tasks, in the plan table", count(L, *tasks))
        }
        PaperSay::TaskTarget => "Target".to_owned(),
        PaperSay::PastDeadline { date } => format!("{date} (past)"),
        PaperSay::Overdue { tasks } => format!("past the deadline {}", count(L, *tasks)),
        PaperSay::TaskStatus => "Status, why".to_owned(),
        PaperSay::ChosenBy { names } => format!("Villages chosen by: {names}"),
        PaperSay::VillageGovernment => "Village government".to_owned(),
        PaperSay::NotKnownYet => "not known yet".to_owned(),
        PaperSay::ByFund => "Source of funds".to_owned(),
        PaperSay::ByOffice => "Office".to_owned(),
        PaperSay::AllRows => "all rows".to_owned(),
        PaperSay::OnlyApbd => "APBD alone (without Dana Desa)".to_owned(),
        PaperSay::Outside => "Outside the sums".to_owned(),
        PaperSay::CalledOff => "called off".to_owned(),
        PaperSay::WithoutYear => "without a year".to_owned(),
        PaperSay::MoneyOf => "By".to_owned(),
        PaperSay::MoneyName => "Name".to_owned(),
        PaperSay::MoneyRows => "Rows".to_owned(),
        PaperSay::MoneyRupiah => "Rupiah".to_owned(),
        PaperSay::MoneyTitle { year: Some(year) } => format!("Money of programmes {year}"),
        PaperSay::MoneyTitle { year: None } => "Money of programmes".to_owned(),
        PaperSay::MoneyAbout { rupiah, rows, villages } => {
            format!(
                "The year's register is worth {rupiah} in {} rows in {} villages.",
                count(L, *rows),
                count(L, *villages)
            )
        }
        PaperSay::MatrixTitle { year: Some(year) } => format!("Matrix of programmes {year}"),
        PaperSay::MatrixTitle { year: None } => "Matrix of programmes".to_owned(),
        PaperSay::MatrixAbout => {
            "Villages that each sector reaches; the darker, the greater their share.".to_owned()
        }
        PaperSay::IdleSectors { names } => format!("Sectors without any programme: {names}"),
        PaperSay::HighNeed => "High need".to_owned(),
        PaperSay::NoProgramme => "No programme".to_owned(),
        PaperSay::BlankSpots => "Blank (need, no programme)".to_owned(),
        PaperSay::OtherSector => "Other sector".to_owned(),
        PaperSay::WholeKabupaten => "All kecamatan".to_owned(),
        PaperSay::RegisterRows { rows } => format!("n = {} rows of programmes", count(L, *rows)),
        PaperSay::NeedBy { name, known, of } => {
            format!("Need by {name}, n = {} of {} villages", count(L, *known), count(L, *of))
        }
        PaperSay::Office => "Dinas".to_owned(),
        PaperSay::Programme => "Programme".to_owned(),
        PaperSay::VillagesChosen => "Villages".to_owned(),
        PaperSay::VillagesCovered => "Covered".to_owned(),
        PaperSay::Deadline => "Deadline".to_owned(),
        PaperSay::Rank => "Rank".to_owned(),
        PaperSay::Score => "Score".to_owned(),
        PaperSay::ScoreOf => "Score (0–100)".to_owned(),
        PaperSay::AwardTitle => "Villages that did best".to_owned(),
        PaperSay::AwardFoot => {
            "Equal scores share a rank; villages with little data have none".to_owned()
        }
    }
}
