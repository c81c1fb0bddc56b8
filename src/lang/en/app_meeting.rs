//! Step 5 of the window in English.

use crate::lang::Lang;
use crate::lang::app_meeting::{Kind, RakorSay, RakorWord};
use crate::lang::number::{count, fixed};

const L: Lang = Lang::En;

#[expect(clippy::too_many_lines, reason = "one word a line, matched without a catch-all")]
pub fn word(word: RakorWord) -> &'static str {
    match word {
        RakorWord::Package => "Meeting package",
        RakorWord::Ready => "Ready to make",
        RakorWord::Counting => "Counting what it holds …",
        RakorWord::NothingChosen => "Nothing is chosen yet",
        RakorWord::Making => "Being made …",
        RakorWord::Make => "Make the package",
        RakorWord::OpenFolder => "Open the folder",
        RakorWord::Head => "Head of every sheet",
        RakorWord::NoLetterhead => "No letterhead yet",
        RakorWord::NoBasis => "Inpres 8/2025 and 4/2025 (default)",
        RakorWord::NoSigner => "No signer yet",
        RakorWord::EditHead => "Change the head",
        RakorWord::Formats => "Formats",
        RakorWord::Sheets => "Atlas",
        RakorWord::SlidesWide => "Slides",
        RakorWord::Before => "Before it is shared",
        RakorWord::MadeBefore => "Made before",
        RakorWord::NoneMade => "None made yet",
        RakorWord::FieldForms => "Field check",
        RakorWord::TakeForm => "Take a filled form",
        RakorWord::NoForms => "No form has come back yet",
        RakorWord::Contents => "What it holds",
        RakorWord::Offices => "A folder per dinas",
        RakorWord::NoColumn => "no column yet",
        RakorWord::OnlyNeeded => "Only the columns that dinas needs. No names of persons.",
        RakorWord::SeeContents => "See what it holds",
        RakorWord::CannotMake => "no data for it yet",
        RakorWord::ProofLater => "Numbers are compared when it is made",
        RakorWord::EverySource => "Every number has its source",
        RakorWord::GreyFine => "Classes differ in grey print",
        RakorWord::AllNames => "Every village's name is confirmed",
        RakorWord::NoFindings => "No grave finding",
        RakorWord::StalePockets => "Pockets are older than the data",
        RakorWord::SettingsTitle => "Letterhead and signers",
        RakorWord::SettingsAbout => {
            "Set once, used on every sheet, letter and slide of this project."
        }
        RakorWord::OfficeName => "Office",
        RakorWord::OfficeHint => "Bappeda of …",
        RakorWord::Letterhead => "Letterhead, line by line",
        RakorWord::Place => "Where letters are signed",
        RakorWord::Date => "Date on the sheets (year-month-day)",
        RakorWord::BadDate => "Write the date like 2026-11-25",
        RakorWord::Basis => "Legal basis",
        RakorWord::BasisMore => "Others, one a line",
        RakorWord::TargetYear => "Target year",
        RakorWord::BadYear => "Write a year like 2026, or leave it empty",
        RakorWord::Accent => "Colour of the template",
        RakorWord::BadColour => "Write a colour like #0B5C63",
        RakorWord::Logo => "Logo",
        RakorWord::ChooseLogo => "Choose a logo …",
        RakorWord::NoLogo => "No logo yet (PNG or JPEG, at most 256 KB)",
        RakorWord::HasLogo => "The logo is kept in the project",
        RakorWord::DropLogo => "Remove the logo",
        RakorWord::BadLogo => "That file is no PNG or JPEG that can be read, or larger than 256 KB",
        RakorWord::BadLogoFix => "Make the picture smaller, then choose it again",
        RakorWord::Signers => "Signers",
        RakorWord::Role => "Role",
        RakorWord::Name => "Name",
        RakorWord::Number => "Number",
        RakorWord::AddSigner => "Add a signer",
        RakorWord::RemoveSigner => "Remove this signer",
        RakorWord::Save => "Save",
        RakorWord::JobPackage => "Making the package",
        RakorWord::JobForm => "Reading the form",
        RakorWord::PackageMade => "The package is made",
        RakorWord::Where => "Choose the folder for the package",
        RakorWord::LeftOutFix => {
            "The other parts were made. Import its table, then make the package again"
        }
        RakorWord::OpenFailed => "The folder cannot be opened from here",
        RakorWord::Received => "Receives",
        RakorWord::FilesOf => "Files",
        RakorWord::ChosenBy => "Chosen by",
    }
}

pub fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Atlas => "Kabupaten map sheets",
        Kind::Kecamatan => "A page per kecamatan",
        Kind::Slides => "Slides",
        Kind::Table => "Ranking of villages",
        Kind::FieldCheck => "Field checklist",
        Kind::Handover => "Minutes of handover",
        Kind::Lokus => "Proposed focus villages",
        Kind::Actions => "Action plans",
        Kind::VillageSheets => "A sheet per village",
        Kind::Offices => "Folders per dinas",
    }
}

fn number(n: usize) -> String {
    count(L, n)
}

fn big(n: u64) -> String {
    count(L, usize::try_from(n).unwrap_or(usize::MAX))
}

fn about(kind: Kind, n: usize) -> String {
    match kind {
        Kind::Atlas => format!("PDF · {} sheets", number(n)),
        Kind::Kecamatan => format!("PDF · {} kecamatan", number(n)),
        Kind::Slides => format!("PPTX · {} slides", number(n)),
        Kind::Table => format!("XLSX · {} villages, dictionary", number(n)),
        Kind::FieldCheck => format!("PDF, Word, XLSX, GPX · {} villages", number(n)),
        Kind::Handover => format!("PDF, Word · {} camat", number(n)),
        Kind::Lokus => format!("PDF, Word · {} villages", number(n)),
        Kind::Actions => format!("PDF, Word · {} kecamatan", number(n)),
        Kind::VillageSheets => format!("PDF · {} villages, takes longer", number(n)),
        Kind::Offices => format!("ZIP · {} dinas", number(n)),
    }
}

pub fn say(say: &RakorSay) -> String {
    match say {
        RakorSay::Files { files } => format!("{} files", count(L, *files)),
        RakorSay::OfParts { chosen, of } => {
            format!("{} of {} chosen", count(L, *chosen), count(L, *of))
        }
        RakorSay::OfOffices { chosen, of } => format!("{} of {}", count(L, *chosen), count(L, *of)),
        RakorSay::Office { villages, by } => format!("{} villages · {by}", count(L, *villages)),
        RakorSay::MadeLine { files, bytes } => {
            format!("{} files, {} MB", count(L, *files), fixed(L, *bytes as f64 / 1e6, 1))
        }
        RakorSay::MadeAt { folder, files, bytes } => format!(
            "{} files, {} MB, in {folder}",
            count(L, *files),
            fixed(L, *bytes as f64 / 1e6, 1)
        ),
        RakorSay::Proven { tables, values } => format!(
            "Numbers agree: {} values of {} tables read back",
            count(L, *values),
            count(L, *tables)
        ),
        RakorSay::Differing { values } => {
            format!("{} values differ from the project", count(L, *values))
        }
        RakorSay::Sourceless { count } => format!("{} indicators without a source", number(*count)),
        RakorSay::GreyAlike { names } => {
            format!("Hard to tell apart in grey: {}", names.join(", "))
        }
        RakorSay::NamesWaiting { count } => format!("{} names not confirmed yet", number(*count)),
        RakorSay::Findings { count } => format!("{} grave findings are open", number(*count)),
        RakorSay::Verified { done, begun, of } => {
            format!("{} villages done, {} begun, of {}", number(*done), number(*begun), number(*of))
        }
        RakorSay::LeftOut { parts } => format!("Not made, for want of data: {}", parts.join(", ")),
        RakorSay::FormTaken { file, villages, changed, corrected } => format!(
            "{file}: {} villages read; {} stages changed, {} water figures corrected",
            number(*villages),
            number(*changed),
            number(*corrected)
        ),
        RakorSay::FormTotals { died, moved, able, added } => format!(
            "Died {}, moved {}, able {}, added {} households",
            big(*died),
            big(*moved),
            big(*able),
            big(*added)
        ),
        RakorSay::SheetsKnown { kind, count } => about(*kind, *count),
        RakorSay::MoreBasis { first, more } => format!("{first} (+{more})"),
    }
}
