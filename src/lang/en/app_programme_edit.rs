//! The forms of the tab of programmes in English.

use crate::lang::app_programme_edit::EditWord;

#[expect(clippy::too_many_lines, reason = "one word a line, matched without a catch-all")]
pub fn word(word: EditWord) -> &'static str {
    match word {
        EditWord::TabActions => "Action plan",
        EditWord::TabGoods => "Products",
        EditWord::TabCatalogue => "Catalogue",
        EditWord::AddProgram => "New programme",
        EditWord::AddOffice => "New office",
        EditWord::EditStrategies => "Strategies…",
        EditWord::DefaultCatalogue => "Back to the default catalogue",
        EditWord::AddPriority => "New national priority",
        EditWord::Strategy => "Strategy",
        EditWord::Strategies => "The three strategies",
        EditWord::ChosenBy => "Chosen by",
        EditWord::Unit => "Counts",
        EditWord::Sector => "Sector (column of the matrix)",
        EditWord::Name => "Name",
        EditWord::Short => "Short name",
        EditWord::Also => "Other names, by commas",
        EditWord::ChooseWords => "Words of the indicator that selects villages, by commas",
        EditWord::AddIndicator => "Take from an indicator…",
        EditWord::FitsWords => "Fits only these products (empty = all)",
        EditWord::GroundWords => "Does not fit where this indicator is nought",
        EditWord::FoundBy => "Now chosen by:",
        EditWord::FoundNone => "No indicator fits these words yet.",
        EditWord::NewProgram => "New programme",
        EditWord::ChangeProgram => "Change programme",
        EditWord::NewOffice => "New office",
        EditWord::ChangeOffice => "Change office",
        EditWord::DeleteProgram => "Delete programme",
        EditWord::DeleteOffice => "Delete office and its programmes",
        EditWord::NewPriority => "New national priority",
        EditWord::ChangePriority => "Change national priority",
        EditWord::DeletePriority => "Delete priority",
        EditWord::SupportedBy => "Regional programmes that support it",
        EditWord::Product => "Product",
        EditWord::GoodSource => "Source (survey, meeting, letter)",
        EditWord::Bumdes => "State of the BUMDes",
        EditWord::AsFiles => "Back to what the files say",
        EditWord::GoodOf => "Products of the village",
        EditWord::Source => "Source",
        EditWord::AddAction => "Add an action…",
        EditWord::NoActions => {
            "Nothing is proposed for this kecamatan. Add an action from the catalogue."
        }
        EditWord::ActionVillages => "Villages",
        EditWord::ForKecamatan => "Kecamatan",
        EditWord::RegisterTitle => "Register of programmes",
        EditWord::LooksLikeRegister => {
            "This file lists programmes of villages, so it goes to step Plan, tab Programmes."
        }
        EditWord::Sheet => "Sheet",
        EditWord::AllSheets => "All sheets that hold a list",
        EditWord::ScaleHead => "Money is written in",
        EditWord::ReplaceOld => "Replace the old one",
        EditWord::ScaleAsFile => "As the file says",
        EditWord::ScaleOne => "rupiah",
        EditWord::ScaleThousand => "thousands of rupiah",
        EditWord::ScaleMillion => "millions of rupiah",
        EditWord::ScaleBillion => "milliards of rupiah",
        EditWord::YearOfRows => "Year of rows that name none",
        EditWord::Take => "Take into the project",
        EditWord::AsIndicators => "Read as indicators",
        EditWord::Skip => "Skip",
        EditWord::Doubts => "To be looked at",
        EditWord::NoDoubts => "Nothing is in doubt.",
        EditWord::Totals => "Sums of the file",
        EditWord::Reading => "Reading the file …",
        EditWord::Column => "Columns that are used",
        EditWord::Settings => "Settings of programmes",
        EditWord::Villages => "Villages",
        EditWord::IsChosen => "The selected village:",
        EditWord::ChooseOnMap => "Select the village on the map",
        EditWord::WholeRegion => {
            "No village: a programme of a whole kecamatan or of the kabupaten. Click a village on the map if it is of one."
        }
        EditWord::BadDate => "Write the date like 31-12-2026.",
    }
}
