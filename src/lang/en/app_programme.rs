//! The tabs of step 4 and its tab of programmes in English.

use crate::lang::app_programme::ProgrammeWord;

#[expect(clippy::too_many_lines, reason = "one word a line, matched without a catch-all")]
pub fn word(word: ProgrammeWord) -> &'static str {
    match word {
        ProgrammeWord::PartFacilities => "Facilities",
        ProgrammeWord::PartProgrammes => "Programmes",
        ProgrammeWord::PartTargets => "Targets",
        ProgrammeWord::NoRegister => {
            "No register of programmes yet. Add a list of aid or activities per village (XLSX, CSV)."
        }
        ProgrammeWord::AddRegister => "Add a register…",
        ProgrammeWord::NoTargets => {
            "Targets need figures of several years. Add their tables in step Data."
        }
        ProgrammeWord::Year => "Year",
        ProgrammeWord::AllYears => "All years",
        ProgrammeWord::Need => "Need by",
        ProgrammeWord::MapShows => "The map shows",
        ProgrammeWord::MapPair => "Need and programmes",
        ProgrammeWord::MapNeed => "Need",
        ProgrammeWord::MapEffort => "Number of programmes",
        ProgrammeWord::MapProducts => "Products of villages",
        ProgrammeWord::MapBumdes => "State of BUMDes",
        ProgrammeWord::Rule => "Pile-ups and blank spots",
        ProgrammeWord::Many => "Many, from",
        ProgrammeWord::HighShare => "High need (%)",
        ProgrammeWord::LowShare => "Low need (%)",
        ProgrammeWord::KeepRule => "Keep this rule",
        ProgrammeWord::ByFund => "By source of funds",
        ProgrammeWord::ByOffice => "By office",
        ProgrammeWord::FundUnknown => "Not clear",
        ProgrammeWord::DroppedMoney => "Called off (in no sum)",
        ProgrammeWord::YearlessMoney => "Without a year (in no sum)",
        ProgrammeWord::ApbdOnly => "APBD only (without Dana Desa)",
        ProgrammeWord::AllMoney => "All",
        ProgrammeWord::AddRow => "Write a row",
        ProgrammeWord::SaveTable => "Save the plan as a table…",
        ProgrammeWord::TabRows => "Programmes",
        ProgrammeWord::TabPiles => "Pile-ups",
        ProgrammeWord::TabBlanks => "Blank spots",
        ProgrammeWord::TabTasks => "Tasks",
        ProgrammeWord::TabScatter => "Scatter",
        ProgrammeWord::TabNational => "National",
        ProgrammeWord::TabMisfits => "Misfits",
        ProgrammeWord::TabUnclear => "Not clear",
        ProgrammeWord::TabSums => "Sums",
        ProgrammeWord::Village => "Village",
        ProgrammeWord::Kecamatan => "Kecamatan",
        ProgrammeWord::Programmes => "Programmes",
        ProgrammeWord::Rupiah => "Rupiah",
        ProgrammeWord::Recipients => "Recipients",
        ProgrammeWord::Fund => "Funds",
        ProgrammeWord::Office => "Office",
        ProgrammeWord::Status => "Status",
        ProgrammeWord::Source => "Where from",
        ProgrammeWord::Target => "Target",
        ProgrammeWord::Deadline => "Deadline",
        ProgrammeWord::Why => "Why",
        ProgrammeWord::Because => "Because of",
        ProgrammeWord::Villages => "Villages",
        ProgrammeWord::Covered => "Covered",
        ProgrammeWord::NoPiles => "No village piles up by this rule.",
        ProgrammeWord::NoBlanks => "No village is blank by this rule.",
        ProgrammeWord::NoTasks => {
            "No tasks: no indicator of the catalogue chooses villages. Add data in step Data."
        }
        ProgrammeWord::NoMisfits => "No aid that does not fit the products of its village.",
        ProgrammeWord::NothingUnclear => "Every word is clear.",
        ProgrammeWord::AllRows => "Show all rows",
        ProgrammeWord::NoRows => "No programme here in this year.",
        ProgrammeWord::NoProducts => {
            "No products of villages yet. Add a table with a column “Unggulan”."
        }
        ProgrammeWord::NoSector => "Other",
        ProgrammeWord::NotOurs => "None of them",
        ProgrammeWord::Choose => "Choose…",
        ProgrammeWord::Rows => "rows",
        ProgrammeWord::TaskOf => "Task",
        ProgrammeWord::AsSuggested => "As suggested",
        ProgrammeWord::DropTask => "Take off the list",
        ProgrammeWord::Close => "Close",
        ProgrammeWord::Save => "Save",
        ProgrammeWord::Delete => "Delete the row",
        ProgrammeWord::NewRow => "A new row",
        ProgrammeWord::ChangeRow => "Change the row",
        ProgrammeWord::Activity => "Activity",
        ProgrammeWord::Code => "Code of sub-activity",
        ProgrammeWord::Million => "million Rp",
        ProgrammeWord::ChooseVillage => "Click a village on the map or in the matrix first.",
        ProgrammeWord::High => "high",
        ProgrammeWord::Middle => "middle",
        ProgrammeWord::Low => "low",
        ProgrammeWord::Unknown => "no figure",
        ProgrammeWord::PairBlank => "need, none",
        ProgrammeWord::PairFew => "need, few",
        ProgrammeWord::PairMet => "need, many",
        ProgrammeWord::PairMiddleBlank => "middle, none",
        ProgrammeWord::PairMiddle => "middle, few",
        ProgrammeWord::PairMiddleMany => "middle, many",
        ProgrammeWord::PairLowBlank => "less need, none",
        ProgrammeWord::PairCalm => "less need, few",
        ProgrammeWord::PairPile => "pile-up",
        ProgrammeWord::OtherKinds => "Others",
        ProgrammeWord::Unsupported => "no regional support yet",
        ProgrammeWord::Supported => "supported",
        ProgrammeWord::Outside => "outside the national priorities",
        ProgrammeWord::Priority => "Priority",
        ProgrammeWord::SupportedBy => "Regional programmes",
        ProgrammeWord::MatrixHint => "Villages × sectors: click a cell",
        ProgrammeWord::Products => "Products",
        ProgrammeWord::Making => "Computing …",
        ProgrammeWord::ByHand => "by hand",
        ProgrammeWord::Word => "Word",
        ProgrammeWord::Kind => "Kind",
        ProgrammeWord::MayBe => "May be",
        ProgrammeWord::Receipts => "Receipts",
        ProgrammeWord::Least => "Certainly different",
    }
}

pub fn effort(programmes: u32, need: &str) -> String {
    format!("{programmes} programmes · {need} need")
}
