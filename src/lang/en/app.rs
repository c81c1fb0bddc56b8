//! What the window says in English.

use std::cmp::Ordering;

use crate::base::progress::Phase;
use crate::lang::Lang;
use crate::lang::app::{Say, Word};
use crate::lang::number::{count, fixed};

#[expect(clippy::too_many_lines, reason = "a list of words, one line each")]
#[expect(clippy::match_same_arms, reason = "two things may have one name in this language")]
pub fn word(word: Word) -> &'static str {
    match word {
        Word::AboutData => "Village boundaries and tables",
        Word::AboutMap => "Indicators of each village",
        Word::AboutMeeting => "Maps, slides, office files",
        Word::AboutPlan => "Sites within the budget",
        Word::AboutPockets => "Villages most in need",
        Word::Add => "Add",
        Word::AddTable => "Add a table…",
        Word::AllInOneFile => {
            "All data, results and history are kept in this one file. Every change is saved at once."
        }
        Word::AllIndicators => "All indicators",
        Word::BackToStart => "Back to the start page",
        Word::BoundariesFrom => "Village boundaries from",
        Word::BreaksHelp => "Class borders, parted by semicolons",
        Word::BreaksUnreadable => "Write rising numbers, for example 10; 20; 30",
        Word::Busy => "A job of this kind is still running",
        Word::BusyFix => "Wait until it ends, or press Cancel below",
        Word::ByCode => "Matched by code or decision",
        Word::ByName => "Matched by name",
        Word::Cancel => "Cancel",
        Word::Canceling => "Canceling…",
        Word::Cell => "cell",
        Word::ChanceP => "Probability of chance (p)",
        Word::ChooseFiles => "Choose files…",
        Word::ChoosePlace => "Change place…",
        Word::ClassMethod => "How classes are cut",
        Word::Classes => "Classes and colours",
        Word::ClickVillage => "Click a village on the map or in the table to see why",
        Word::Close => "Close",
        Word::CloseCard => "Close the village card",
        Word::CodesOf => "Village codes",
        Word::ColumnWord => "Column",
        Word::Compute => "Find pockets",
        Word::Computed => "computed",
        Word::Computing => "Computing…",
        Word::Confidence => "Confidence",
        Word::Continue => "Continue",
        Word::Coordinates => "Coordinate system of the file",
        Word::CorrectionBonferroni => "Bonferroni correction",
        Word::CorrectionFdr => "FDR correction",
        Word::CorrectionNone => "no correction",
        Word::CorrectionWord => "Correction",
        Word::CrsByNumber => "By EPSG number",
        Word::CrsFromFile => "As the file says",
        Word::CrsPlanar => "Flat plane, without km",
        Word::DesaKelurahan => "Desa / kelurahan",
        Word::Died => "This job stopped without a result",
        Word::DiedFix => {
            "The project is as it was before. Try once more; if it happens again, report the file"
        }
        Word::Doubles => "Duplicates",
        Word::DropAnywhere => "Files can be dropped anywhere on this window",
        Word::DropHere => "Drop village boundaries and tables here",
        Word::DropPromise => {
            "Codes, kecamatan and year are recognised. What does not match is always shown."
        }
        Word::Families => "Families",
        Word::FewerClasses => "Fewer classes",
        Word::FileNotFound => "file not found",
        Word::FileSaved => "File saved",
        Word::Findings => "Data quality findings",
        Word::FirstBoundaries => "This file is a table, not village boundaries",
        Word::FirstBoundariesFix => {
            "First drop the village boundaries (.shp or .geojson), then the table"
        }
        Word::FitAll => "Everything",
        Word::FitBody => "Fit the kabupaten (Home)",
        Word::Help => "Short help",
        Word::HelpKey => "Help (F1)",
        Word::HideSettings => "Hide the settings",
        Word::HighIsBad => "high = bad",
        Word::HighIsGood => "high = good",
        Word::HighestFirst => "highest first",
        Word::Histogram => "Spread of values",
        Word::HowComputed => "How it is computed",
        Word::HowSure => "How sure",
        Word::Ignored => "Ignored",
        Word::ImageSaved => "Picture saved",
        Word::Imported => "Table brought in",
        Word::InSentences => "In sentences",
        Word::IndicativeBoundary => "indicative boundary",
        Word::Indicator => "Indicator",
        Word::IndicatorsHere => "Indicators in the project",
        Word::JobDialog => "Choosing a file",
        Word::JobEdit => "Saving the change",
        Word::JobExport => "Saving",
        Word::JobImage => "Saving the picture",
        Word::JobImport => "Importing",
        Word::JobNew => "Making a project from",
        Word::JobOpen => "Opening",
        Word::JobPockets => "Finding pockets",
        Word::JobSample => "Preparing the sample",
        Word::Kabupaten => "Kabupaten",
        Word::Kecamatan => "Kecamatan",
        Word::KecamatanShort => "Kec.",
        Word::KeyArrowsName => "Arrows",
        Word::KeyEscape => "Close the card, clear the selection",
        Word::KeyHelp => "This help",
        Word::KeyHome => "Whole kabupaten",
        Word::KeyHomeName => "Home",
        Word::KeyOpen => "Open a project",
        Word::KeyPan => "Move the map",
        Word::KeySteps => "Change step",
        Word::KeyTab => "To the next control",
        Word::KeyUndo => "Undo, redo",
        Word::KeyZoom => "Zoom in, out",
        Word::Keys => "Keyboard",
        Word::KindDesa => "desa",
        Word::KindDesaAdat => "desa adat",
        Word::KindKelurahan => "kelurahan",
        Word::LayerKecamatan => "Kecamatan borders",
        Word::LayerKecamatanNames => "Kecamatan names",
        Word::LayerTiny => "Small villages marked",
        Word::LayerGraticule => "Lines of latitude and longitude",
        Word::LayerInset => "Place in the province",
        Word::PlaceLayers => "Points and lines",
        Word::RaiseLayer => "Raise above other layers",
        Word::LowerLayer => "Lower below other layers",
        Word::LayerVillageNames => "Village names",
        Word::LayerVillages => "Village borders",
        Word::Layers => "Layers",
        Word::Lead => {
            "From village boundaries and the offices' tables to poverty pockets, sites that can be paid for, and the meeting's papers."
        }
        Word::LoneVillage => "Stands alone",
        Word::LowestFirst => "lowest first",
        Word::MakeProject => "Make the project",
        Word::MapOnly => "Village boundaries",
        Word::MapPanel => "Map of villages",
        Word::Mean => "Village mean",
        Word::MedianShort => "median",
        Word::MendAndReimport => "Mend the code or name in your table, then add the table again",
        Word::Messages => "Messages",
        Word::MethodCut(how) => super::output::cut(how),
        Word::MethodEqual => "Equal width",
        Word::MethodManual => "Set by hand",
        Word::MethodNatural => "Natural breaks",
        Word::MethodOther => "Another way",
        Word::MethodQuantile => "Quantile",
        Word::MoranI => "Clustering (Moran's I)",
        Word::MoreClasses => "More classes",
        Word::MoreSettings => "More settings",
        Word::NeedsIndicator => "This step needs an indicator",
        Word::NeedsIndicatorFix => "Add an office's table in step Data",
        Word::NeedsProject => "Open a project or village boundaries first",
        Word::Neighbours => "Neighbours",
        Word::NeighboursQueen => "neighbours by edge or corner",
        Word::NeighboursRook => "neighbours by edge",
        Word::NewIndicators => "Indicators brought in",
        Word::NewProject => "New project",
        Word::NoCandidate => "no candidate",
        Word::NoCodes => "without codes",
        Word::NoData => "No data",
        Word::NoDataShort => "No data",
        Word::NoDisplay => "There is no display for the window",
        Word::NoIndicatorYet => {
            "No indicator yet. Add an office's table, for example poverty or stunting by village"
        }
        Word::NoPocketFound => "No pocket. Loosen the rule, or choose another indicator",
        Word::TooFewDraws => "Too few draws: no village can pass. Raise the number of draws",
        Word::NoPocketsYet => {
            "Press Find pockets to look for villages that lag together with their neighbours"
        }
        Word::NoRecent => "No project yet. Drop files at the left, or open the sample to try",
        Word::NoSystemDialog => "There is no file dialog on this computer, so type the place",
        Word::NoTableYet => {
            "The village boundaries are ready. Add an office's table so that the map can be coloured"
        }
        Word::NoThread => "The computer has no room for this job",
        Word::NoThreadFix => "Close other programs, then try again",
        Word::North => "N",
        Word::NotApplicable => "Not applicable",
        Word::NotApplicableShort => "Not applic.",
        Word::NothingUndone => "There is nothing to undo",
        Word::Number => "No",
        Word::NumberOfClasses => "Number of classes",
        Word::OnlyRowsWhere => "Only rows with this value (leave empty for all)",
        Word::OpenProject => "Open project…",
        Word::OpenSample => "Open sample",
        Word::PCutoff => "Cut-off of p in use",
        Word::PathOfFiles => "Place of the boundaries or table",
        Word::PathOfProject => "Place of the project",
        Word::PathToSave => "Save to",
        Word::Perhaps => "perhaps",
        Word::Permutations => "Number of shuffles",
        Word::Pocket => "Pocket",
        Word::PocketRule => "Rule of a pocket",
        Word::RawCounts => "Counts",
        Word::ReadOnly => "read only",
        Word::RecentProjects => "Recent projects",
        Word::Redo => "Redo",
        Word::Region => "Region",
        Word::Row => "row",
        Word::RowsMatched => "rows matched",
        Word::RuleAfter => "after",
        Word::RuleFrom => "out of",
        Word::RuleIfThe => "A village is in a pocket if its",
        Word::RuleIsHigh => "is high there, and the mean of its",
        Word::RuleIsLow => "is low there, and the mean of its",
        Word::RuleStandsOut => "stands out there, and the mean of its",
        Word::RuleToo => "does so too, at a confidence of",
        Word::RuleTouching => "and at least 2 such villages touch.",
        Word::SampleIsInvented => "All names and figures in it are invented.",
        Word::SaveImage => "Save picture…",
        Word::SeeOnMap => "See on the map",
        Word::Settings => "Settings",
        Word::Sheet => "sheet",
        Word::SkippedLayer => "Village boundaries are not replaced in a project that exists",
        Word::SmallestP => "Smallest p",
        Word::SortBy => "Sort by",
        Word::SourceCells => "Source cells",
        Word::Sources => "Data sources",
        Word::Stale => "needs computing again",
        Word::StepData => "Data",
        Word::StepMap => "Map",
        Word::StepMeeting => "Meeting",
        Word::StepPlan => "Plan",
        Word::StepPockets => "Pockets",
        Word::SwitchLanguage => "Switch to Indonesian (Bahasa Indonesia)",
        Word::Table => "Table",
        Word::TablesAreIn => "The tables are in. Add another, or see the result in step Map",
        Word::TakeAway => "Take away",
        Word::ThemeDark => "Dark theme",
        Word::ThemeLight => "Light theme",
        Word::ThemeProjector => "Projector theme",
        Word::TooManyClasses => "More than 5 classes are hard to tell apart",
        Word::TrySample => "Try it with a sample kabupaten",
        Word::TypePath => "Type the place of the file",
        Word::Undo => "Undo",
        Word::Unmatched => "Unmatched",
        Word::UseBreaks => "Use these borders",
        Word::Value => "Value",
        Word::Version => "version",
        Word::Village => "Village",
        Word::VillageBoundaries => "village boundaries",
        Word::VillagesHead => "Villages",
        Word::VillagesTested => "Villages with a number",
        Word::VillagesWord => "villages",
        Word::WhereToKeep => "Keep the project at",
        Word::WhyThisVillage => "Why this village?",
        Word::WithoutNeighbours => "Without neighbours",
        Word::WorksOffline => "Works without internet. No data leaves this computer.",
        Word::ZoomIn => "Zoom in (+)",
        Word::ZoomOut => "Zoom out (−)",
    }
}

pub fn say(say: &Say) -> String {
    let n = |value: usize| count(Lang::En, value);
    match say {
        Say::AndMore { count } => format!("and {} more", n(*count)),
        Say::BesideMedian { name, value, median, difference, order } => match order {
            Ordering::Equal => format!("{name} {value}, the same as the kabupaten's median."),
            Ordering::Greater => {
                format!("{name} {value}, {difference} above the kabupaten's median of {median}.")
            }
            Ordering::Less => {
                format!("{name} {value}, {difference} below the kabupaten's median of {median}.")
            }
        },
        Say::Draws { count } => format!("{} shuffles", n(*count)),
        Say::HowComputed { draws, seed } => {
            format!("Local Moran, two-sided, {draws} shuffles a village, seed {seed}")
        }
        Say::ImportedRows { file, matched, rows } => {
            format!("{file}: {} of {} rows matched", n(*matched), n(*rows))
        }
        Say::InPocket { number, name } => format!("No {number}: {name}"),
        Say::LonLat { lon, lat } => format!(
            "{}° {} {}° {}",
            fixed(Lang::En, lon.abs(), 4),
            if *lon < 0.0 { "W" } else { "E" },
            fixed(Lang::En, lat.abs(), 4),
            if *lat < 0.0 { "S" } else { "N" },
        ),
        Say::LoneNamed { village } => format!("{village}, alone"),
        Say::MapSummary { indicator, villages, selected } => {
            let chosen =
                if selected.is_empty() { String::new() } else { format!(", selected {selected}") };
            format!("Map of {indicator}, {} villages{chosen}", n(*villages))
        }
        Say::Measured { measured, missing, not_applicable } => format!(
            "{} measured · {} no data · {} not applicable",
            n(*measured),
            n(*missing),
            n(*not_applicable)
        ),
        Say::Nearest { k } => format!("{k} nearest neighbours"),
        Say::NothingTo { word } => format!("{word}: no change yet"),
        Say::PocketsFound { pockets, villages, lone } => {
            format!("{} pockets, {} villages, {} alone", n(*pockets), n(*villages), n(*lone))
        }
        Say::RankOf { rank, of } => format!("rank {} of {}", n(*rank), n(*of)),
        Say::Saved { at } if at.is_empty() => "Saved".to_owned(),
        Say::Saved { at } => format!("Saved {at}"),
        Say::SavedTo { path } => format!("Saved at {path}"),
        Say::SecondsLeft { seconds } => format!("{} seconds left", n(*seconds)),
        Say::SourceCell { file, sheet, row, column } => {
            let sheet = sheet.as_ref().map_or_else(String::new, |s| format!(" · sheet {s}"));
            format!("{file}{sheet} · row {row} · column {column}")
        }
        Say::NoWindow { why, package: Some(package) } => format!(
            "The window could not be opened ({why}). Install the package {package} and try again; \
             every command works without a window"
        ),
        Say::NoWindow { why, package: None } => format!(
            "The window could not be opened ({why}). Every command works without a window, see \
             `kantong --help`"
        ),
        Say::Villages { all, desa, kelurahan } => {
            format!("{} units: {} desa, {} kelurahan", n(*all), n(*desa), n(*kelurahan))
        }
        Say::WithinKm { km } => format!("neighbours within {km} km"),
    }
}

pub fn phase(phase: Phase) -> &'static str {
    match phase {
        Phase::Reading => "reading",
        Phase::Checking => "checking",
        Phase::Joining => "matching villages",
        Phase::Neighbours => "finding neighbours",
        Phase::Permuting => "shuffling",
        Phase::Drawing => "drawing",
        Phase::Writing => "writing",
        Phase::Trying => "trying again",
    }
}
