//! What step 1 of the window says, in English.

use crate::lang::Lang;
use crate::lang::app_data::{DataSay, DataWord, Side};
use crate::lang::number::count;

#[expect(clippy::too_many_lines, reason = "a list of words, one line each")]
#[expect(clippy::match_same_arms, reason = "two things may have one name in this language")]
pub fn word(word: DataWord) -> &'static str {
    match word {
        DataWord::AcceptThis => "Match",
        DataWord::AllFiles => "All files",
        DataWord::AllFindings => "All",
        DataWord::AllKabupaten => "All of them",
        DataWord::AnswerComma => "1.234,5 (decimal comma)",
        DataWord::AnswerFraction => "0.35 means 35 %",
        DataWord::AnswerSame => "One series",
        DataWord::AnswerApart => "Keep apart",
        DataWord::AnswerFirstRow => "First row only",
        DataWord::AnswerList => "A list: count and sum",
        DataWord::AnswerMissing => "No data",
        DataWord::AnswerPercent => "0.35 means 0.35 %",
        DataWord::AnswerPoint => "1,234.5 (decimal point)",
        DataWord::AnswerZero => "Zero",
        DataWord::AsideEmpty => "empty",
        DataWord::AsideNote => "note",
        DataWord::AsideNumbering => "column numbers",
        DataWord::AsideOther => "other kabupaten",
        DataWord::AsideTitle => "letterhead",
        DataWord::AsideTotal => "total",
        DataWord::BackToSheet => "Back to the sheet",
        DataWord::BaselineAbout => {
            "The values of all indicators as they are now, frozen under one name with a date and a fingerprint. What changes later is seen here."
        }
        DataWord::BaselineHint => "for example: Meeting March 2026",
        DataWord::BaselineName => "Name",
        DataWord::Baselines => "Frozen values",
        DataWord::CameIn => "already in",
        DataWord::CandidateWord => "Candidate",
        DataWord::Candidates => "Candidates",
        DataWord::CardBack => "Correction card…",
        DataWord::ChangedValues => "Changed since the table before",
        DataWord::ChooseFinding => "Choose a finding to see its village and its cell",
        DataWord::ChosenByHand => "chosen by hand",
        DataWord::CodesBps => "BPS codes",
        DataWord::CodesKemendagri => "Kemendagri codes",
        DataWord::CompareA => "Source A",
        DataWord::CompareB => "Source B",
        DataWord::CompareChoose => {
            "Choose two indicators that measure the same thing from two sources"
        }
        DataWord::CompareNeedsTwo => "At least two indicators are needed to compare",
        DataWord::Computed => "Computed",
        DataWord::CorrectAbout => {
            "The old value, its cell, the reason and your name are kept in the history. The office's file does not change."
        }
        DataWord::CorrectEllipsis => "Correct the value…",
        DataWord::CorrectValue => "Correct a value",
        DataWord::Corrected => "corrected by hand",
        DataWord::CrsAsDeclared => "the system it names",
        DataWord::CrsDegrees => "Longitude and latitude (WGS 84)",
        DataWord::CrsFlat => "Leave flat, without km",
        DataWord::CrsJoined => "north and south of the equator joined",
        DataWord::CrsSwapped => "longitude and latitude swapped",
        DataWord::DataRowField => "Data from row",
        DataWord::Difference => "Difference (A − B)",
        DataWord::DirectionOf => "Bad end of",
        DataWord::FileAgain => "The file has to be opened again",
        DataWord::FileAgainFix => "Choose the same file; decisions already taken are kept",
        DataWord::FileOfFinding => "File",
        DataWord::FindIndicator => "Find an indicator",
        DataWord::FindOther => "Find another village without a row",
        DataWord::FixAgain => "Look at what is in it, then bring the file in again",
        DataWord::FixCrs => "Choose the right coordinate system when the file comes in",
        DataWord::FixEncoding => {
            "Look at names with special letters; if they are wrong, save the file as UTF-8"
        }
        DataWord::FixKabupaten => "To use that kabupaten only, make a new project and choose it",
        DataWord::FixPeriod => "If it is wrong, write the period when importing",
        DataWord::FixPlanar => "Take villages that touch as neighbours",
        DataWord::FoundNothing => "There is no file in it",
        DataWord::FoundNothingFix => "Choose a folder or file with village boundaries or tables",
        DataWord::Freeze => "Freeze",
        DataWord::GoOn => "Continue",
        DataWord::HasBoundaries => "This project has its village boundaries already",
        DataWord::HasBoundariesFix => "For other boundaries make a new project from the start page",
        DataWord::HasOwnBoundaries => "the project has its own",
        DataWord::HashWord => "hash of the numbers",
        DataWord::HeaderRow => "header",
        DataWord::HeaderRowField => "Header from row",
        DataWord::HiddenSheet => "hidden sheet",
        DataWord::AllSheets => "all sheets",
        DataWord::HistoryAbout => "Every step is kept, also after the program is closed",
        DataWord::Import => "Import",
        DataWord::InBoth => "In both",
        DataWord::InTheTable => "In the table",
        DataWord::IndicatorsToCome => "Indicators that come in",
        DataWord::JobCard => "Writing the correction card",
        DataWord::JobDraft => "Reading the table",
        DataWord::JobLook => "Looking into files",
        DataWord::JobRecipe => "Writing the recipe",
        DataWord::KecamatanInTable => "Kecamatan in the table",
        DataWord::KeepValue => "Keep the value",
        DataWord::KeptForLater => "Decisions are kept for later files",
        DataWord::KindOther => "not said",
        DataWord::KindRegister => "register",
        DataWord::KindSurvey => "survey",
        DataWord::KindWord => "Kind of source",
        DataWord::KindsDiffer => {
            "One is a survey, the other a register: their numbers do not stand for each other"
        }
        DataWord::LackAnything => "Tick at least one file",
        DataWord::LackBoundary => {
            "Add a file of village boundaries too (shapefile, GeoJSON, GeoPackage)"
        }
        DataWord::LackCrs => "Choose the coordinate system",
        DataWord::LackKabupaten => "Choose one kabupaten",
        DataWord::LackPlace => "Write the name of the project file",
        DataWord::LeastScore => "Lowest score",
        DataWord::LeftOutFix => {
            "Drop the folder again to go on; what was decided about villages is kept"
        }
        DataWord::LoadRecipe => "Use a recipe…",
        DataWord::MakeAndGoOn => "Make the project",
        DataWord::NoBadEnd => "no bad end",
        DataWord::NoBaseline => "No values were frozen yet",
        DataWord::NoCandidate => "no candidate",
        DataWord::NoCandidateFix => {
            "No village of that kecamatan looks like it. Check the spelling with the office, or refuse the row."
        }
        DataWord::NoFinding => "Nothing was found in the data that came in",
        DataWord::NoQuestion => "There is nothing to ask",
        DataWord::NoSuchIndicator => "No indicator has that word",
        DataWord::NoneInFilter => "No finding with this filter",
        DataWord::NothingInIt => "There is no shape or table in it",
        DataWord::NothingToReview => "Every row has its village",
        DataWord::NothingToShow => "There are no rows to show",
        DataWord::OnlyInA => "Only in A",
        DataWord::OnlyInB => "Only in B",
        DataWord::OnlyNewest => "Only the newest message",
        DataWord::OpenIt => "Open the project",
        DataWord::OriginalRow => "Original row",
        DataWord::PageReview => "2 Match villages",
        DataWord::PageSheet => "1 Sheet and columns",
        DataWord::Period => "Period",
        DataWord::PeriodHint => "for example 2024",
        DataWord::ProjectOfKantong => "a project of Kantong, opened",
        DataWord::Questions => "Questions",
        DataWord::ReadLess => "Less",
        DataWord::ReadMore => "Read more",
        DataWord::ReadingNow => "Reading…",
        DataWord::Reason => "Reason",
        DataWord::ReasonHint => "for example: slip of the pen, checked with the puskesmas",
        DataWord::ReasonWord => "Reason",
        DataWord::RejectAll => "None of them",
        DataWord::ReviewDone => "Done",
        DataWord::ReviewKeys => {
            "↑ ↓ row · ← → or 1–5 candidate · Enter match · Del refuse · Ctrl+Z undo · Esc back"
        }
        DataWord::ReviewThem => "Match one by one…",
        DataWord::RoleCode => "Village code",
        DataWord::RoleIgnored => "Ignore",
        DataWord::RoleKecamatan => "Kecamatan",
        DataWord::RoleOf => "Use of column",
        DataWord::RoleOtherKey => "Other key",
        DataWord::RolePersonal => "Personal data",
        DataWord::RoleValue => "Value",
        DataWord::RoleVillage => "Village name",
        DataWord::RowUnmatched => "unmatched",
        DataWord::RowWord => "row",
        DataWord::RowsAside => "Set aside (head, totals)",
        DataWord::RowsElsewhere => "Other kabupaten",
        DataWord::RowsHead => "Rows",
        DataWord::RowsMatched => "Matched to a village",
        DataWord::RowsToConfirm => "To confirm",
        DataWord::RowsWithout => "Without candidate",
        DataWord::RowsWord => "rows",
        DataWord::SaidNo => "refused: no village of the map",
        DataWord::SameNumber => "Villages with the same number",
        DataWord::SameOrder => "Likeness of ranks",
        DataWord::SaveRecipe => "Save recipe",
        DataWord::ScoreWord => "Score",
        DataWord::SearchFindings => "Find a village or word",
        DataWord::SearchKabupaten => "type a name or code",
        DataWord::SheetWord => "Sheet",
        DataWord::ShowOnMap => "Show on the map",
        DataWord::SkipTable => "Skip this table",
        DataWord::SumOfA => "Sum of A where both count",
        DataWord::SumOfB => "Sum of B where both count",
        DataWord::TabBaseline => "Frozen values",
        DataWord::TabCheck => "Check data",
        DataWord::TabCompare => "Compare",
        DataWord::TabHistory => "History",
        DataWord::TabJoin => "Imported",
        DataWord::ThingBoundary => "boundaries",
        DataWord::ThingPlaces => "points or lines",
        DataWord::ThingProject => "project",
        DataWord::ThingTable => "table",
        DataWord::ThingUnknown => "not recognised",
        DataWord::TickAll => "All",
        DataWord::TickNone => "None",
        DataWord::Uncorrect => "Back to the table's value",
        DataWord::UndoToHere => "Undo down to here",
        DataWord::UnitOf => "Unit of",
        DataWord::UnitsDiffer => "Their units differ",
        DataWord::ValueHint => "a number, or leave empty: no data",
        DataWord::ValueNew => "The right value",
        DataWord::ValueNotWhole => {
            "This indicator counts whole people or families: write a whole number"
        }
        DataWord::ValueNow => "Stands there now",
        DataWord::ValueUnread => "Write a number, for example 12.5",
        DataWord::WasUndone => "undone",
        DataWord::WhatCameIn => "What came in",
        DataWord::WhatCameInAbout => {
            "Tick what is used. Every table is shown before it goes into the project."
        }
        DataWord::WhichCrs => "Choose the right coordinate system:",
        DataWord::WhichKabupaten => "Which kabupaten?",
        DataWord::WorseHigh => "high = bad",
        DataWord::WorseLow => "low = bad",
    }
}

fn series(names: &[String], until: &str) -> String {
    let which = match names {
        [only] => format!("“{only}”"),
        [first, ..] => format!("“{first}” and {} more", count(Lang::En, names.len() - 1)),
        [] => String::new(),
    };
    let until = if until.is_empty() { String::new() } else { format!(" (last {until})") };
    format!("{which} came from another table{until}. Is this its next report?")
}

pub fn say(say: &DataSay) -> String {
    let n = |value: usize| count(Lang::En, value);
    match say {
        DataSay::AcceptAll { count } => format!("Accept all ({})", n(*count)),
        DataSay::AcceptFor { row } => format!("Match {row}"),
        DataSay::AskDash { cells } => format!("{} cells hold \"-\": no data, or zero?", n(*cells)),
        DataSay::AskDecimal { column } => format!("{column}: which is the decimal mark?"),
        DataSay::AskRows { rows, villages } => format!(
            "{} rows for {} villages: a list of things, or one row a village?",
            n(*rows),
            n(*villages)
        ),
        DataSay::AskSeries { names, until } => series(names, until),
        DataSay::AskPeriod { found } => {
            if found.is_empty() {
                "The table names no period; write it above if you know it".to_owned()
            } else {
                format!(
                    "The period {found} was read from the title or the file name; change it above if it is wrong"
                )
            }
        }
        DataSay::AskShare { column } => format!("{column}: every number lies between 0 and 1"),
        DataSay::CorrectedFrom { table, reason, who } => {
            let by = if who.is_empty() { String::new() } else { format!(" · {who}") };
            format!("in the table {table}; reason: {reason}{by}")
        }
        DataSay::Decided { decided, of } => {
            format!("{} of {} names are decided", n(*decided), n(*of))
        }
        DataSay::FileAbout { format, sheets, rows } => {
            format!("{format} · {} sheets · {} rows", n(*sheets), n(*rows))
        }
        DataSay::FrozenColumns { count } => format!("{} indicators", n(*count)),
        DataSay::ImportAll { count } => format!("Import all ({})", n(*count)),
        DataSay::ImportOf { file } => format!("Importing {file}"),
        DataSay::InTheCell { value } => format!("In the cell: {value}"),
        DataSay::KnownAs { profile } => format!("recognised: {profile}"),
        DataSay::LeftOut { files } => format!("Not imported yet: {files}"),
        DataSay::MoreMessages { count } => format!("{} earlier messages", n(*count)),
        DataSay::MovedSince { count } => {
            if *count == 0 {
                "no value has changed".to_owned()
            } else {
                format!("{} values have changed since", n(*count))
            }
        }
        DataSay::PeriodsOf { count, first, last } => {
            format!("{} periods, {first} – {last}", n(*count))
        }
        DataSay::RejectFor { row } => format!("Refuse {row}"),
        DataSay::ReviewRows { count } => format!("Match {} rows", n(*count)),
        DataSay::RowsFit { matched, of } => format!("{} of {} rows match", n(*matched), n(*of)),
        DataSay::Samples { samples } => format!("Samples: {samples}"),
        DataSay::TableOf { at, of } => format!("table {at} of {of}"),
        DataSay::TakeThis { name } => format!("Use {name}"),
        DataSay::UndoDownTo { what } => format!("Takes back this step and all after it: {what}"),
        DataSay::WithoutNeighbours { count } => {
            format!("Without {} areas of neighbouring kabupaten", n(*count))
        }
        DataSay::UtmZone { zone, side } => match side {
            Side::South => format!("UTM {zone} south"),
            Side::North => format!("UTM {zone} north"),
        },
    }
}
