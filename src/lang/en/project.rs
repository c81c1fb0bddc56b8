//! Sentences for `ProjectFault` and for the steps of the journal.

use crate::base::fault::{NotProject, ProjectFault, RecordKind};
use crate::lang::number::{count, short};
use crate::lang::project::What;
use crate::lang::{Lang, Sentence};

#[expect(clippy::too_many_lines, reason = "one arm a sentence")]
pub fn fault(fault: &ProjectFault) -> Sentence {
    let (message, fix) = match fault {
        ProjectFault::Exists => {
            ("There is already a file of that name".into(), "Choose another name, or open it")
        }
        ProjectFault::NotFound => ("There is no such project".into(), "Check its name and folder"),
        ProjectFault::NotAProject { why } => (
            format!("This is not a Kantong project: {}", other(*why)),
            "Choose another file, or make a new project from village boundaries",
        ),
        ProjectFault::Damaged { why } => (
            format!("The project file is damaged ({why})"),
            "Use a backup copy; this file was not changed",
        ),
        ProjectFault::Newer { version, known } => (
            format!(
                "A newer Kantong made this project (file version {version}, this program knows \
                 up to {known}); it can only be read"
            ),
            "Update Kantong to change it",
        ),
        ProjectFault::InUse { by } if by.is_empty() => (
            "Another program has this project open".into(),
            "Close it there first, or open it for reading only",
        ),
        ProjectFault::InUse { by } => (
            format!("This project is held open by {by}"),
            "Close it there first, or open it for reading only",
        ),
        ProjectFault::ReadOnly => (
            "This project can only be read".into(),
            "Copy it to a folder that you may change, and open the copy",
        ),
        ProjectFault::ForeignSchema { name } => (
            format!("The project file holds a foreign part “{name}” that cannot be trusted"),
            "Ask the sender for the original; this file was not opened",
        ),
        ProjectFault::ForeignTables { names } => {
            (format!("Another program added to the project file ({names}); left as it is"), "")
        }
        ProjectFault::OutsideEdit { what } => (
            format!("Another program changed what the project holds: {what}"),
            "Look at the map; earlier results may no longer fit",
        ),
        ProjectFault::JournalMode { was } => {
            (format!("Another program changed how this file is stored ({was}); set back"), "")
        }
        ProjectFault::NotWhole { text } => (
            format!("“{text}” cannot be used: what is counted here comes whole"),
            "Write a whole number, such as 1782",
        ),
        ProjectFault::ImpossibleValue { value, most } => (
            match most {
                Some(most) => format!(
                    "{} cannot be: this number is between 0 and {}",
                    short(Lang::En, *value),
                    short(Lang::En, *most)
                ),
                None => format!("{} cannot be: a count is not below 0", short(Lang::En, *value)),
            },
            "Write the right number",
        ),
        ProjectFault::OnlyComputed { of } => (
            format!("This number is computed from {of}; no table has it"),
            "Correct the numbers it comes from; this one follows",
        ),
        ProjectFault::NothingToUndo => ("There is no step to undo".into(), ""),
        ProjectFault::NothingToRedo => ("There is no step to redo".into(), ""),
        ProjectFault::Storage { why } => (
            format!("The project file cannot be read or written ({why})"),
            "Check the folder and its permissions, then try again",
        ),
        ProjectFault::NotReproduced { run } => {
            (format!("Stored result {run} differs when computed again"), "Run it again")
        }
        ProjectFault::DiskFull => (
            "The disk is full; the last change was not stored".into(),
            "Free some space on that disk, then try again",
        ),
        ProjectFault::BaselineExists { name } => {
            (format!("A baseline named “{name}” exists already"), "Use another name")
        }
        ProjectFault::NoSuchBaseline { name, found } => (
            format!("There is no baseline named “{name}”; there are: {found}"),
            "Use one of those names",
        ),
        ProjectFault::NoSuchRecord { kind, id } => {
            (format!("The project has no {} number {id}", record(*kind)), "")
        }
        ProjectFault::Migrated { from, kept } => {
            (format!("A project of version {from} was updated; the old file is kept as {kept}"), "")
        }
    };
    Sentence::new(message, fix)
}

fn other(why: NotProject) -> &'static str {
    match why {
        NotProject::Folder => "it is a folder",
        NotProject::Empty => "the file is empty",
        NotProject::OtherFile => "it is another kind of file",
        NotProject::OtherDatabase => "it is another program's database",
        NotProject::OtherGeoPackage => "it is another program's map",
    }
}

fn record(kind: RecordKind) -> &'static str {
    match kind {
        RecordKind::Import => "import",
        RecordKind::Run => "result",
        RecordKind::Correction => "correction",
        RecordKind::Baseline => "baseline",
        RecordKind::Layer => "layer",
    }
}

/// A step of the journal.
#[expect(clippy::too_many_lines, reason = "one sentence a step, matched without a catch-all")]
pub fn what(what: &What) -> String {
    match what {
        What::Created { file, villages } => {
            format!("Make the project from {file} ({} villages)", count(Lang::En, *villages))
        }
        What::Imported { file, indicators } => {
            format!("Import table {file} ({} indicators)", count(Lang::En, *indicators))
        }
        What::LayerImported { name, places } => {
            format!("Import layer {name} ({} places)", count(Lang::En, *places))
        }
        What::LayerShown { name } => format!("Show layer {name}"),
        What::LayerHidden { name } => format!("Hide layer {name}"),
        What::ImportShown { file } => format!("Show import {file}"),
        What::ImportHidden { file } => format!("Hide import {file}"),
        What::IndicatorSet { name } => format!("Change the description of {name}"),
        What::IndicatorReset { name } => format!("Set back the description of {name}"),
        What::StyleSet { name } => format!("Change the classes of {name}"),
        What::StyleReset { name } => format!("Set back the classes of {name}"),
        What::Ran { kind, on } => run(kind, on),
        What::RunShown { kind, on } => format!("Show the result: {}", run(kind, on)),
        What::RunHidden { kind, on } => format!("Hide the result: {}", run(kind, on)),
        What::Corrected { name, village, old, new, cell, reason } => {
            let cell = if cell.is_empty() { String::new() } else { format!("; cell {cell}") };
            format!("Correct {name} {village}: {} → {} ({reason}{cell})", plain(old), plain(new))
        }
        What::CardAnswered { file, values } => {
            format!("Take the answers of the card {file} ({} values)", count(Lang::En, *values))
        }
        What::CorrectionsShown { values, shown: true } => {
            format!("Use {} corrections again", count(Lang::En, *values))
        }
        What::CorrectionsShown { values, shown: false } => {
            format!("Withdraw {} corrections", count(Lang::En, *values))
        }
        What::BaselineFrozen { name } => format!("Freeze the baseline “{name}”"),
        What::BaselineShown { name, shown: true } => format!("Show the baseline “{name}”"),
        What::BaselineShown { name, shown: false } => format!("Hide the baseline “{name}”"),
        What::MatchesSet { count: n, file } if file.is_empty() => {
            format!("{} decisions on the joining of villages", count(Lang::En, *n))
        }
        What::MatchesSet { count: n, file } => {
            format!("{} pairs of the crosswalk {file}", count(Lang::En, *n))
        }
        What::FerriesSet { count: n } => {
            format!("Links by boat: {} now", count(Lang::En, *n))
        }
        What::BookmarksSet { count: n } => {
            format!("Kept places: {} now", count(Lang::En, *n))
        }
        What::TargetsSet => "Targets and survey series were set".to_owned(),
        What::Programmes { file, rows } => {
            format!("Register of programmes {file}: {} rows", count(Lang::En, *rows))
        }
        What::ProgrammesSet { rows } => {
            format!("Register of programmes changed: {} rows", count(Lang::En, *rows))
        }
        What::FactsSet { kind, count: n } => decided(kind, *n),
        What::QuestionSet { about } if about.is_empty() => {
            "The plan's question was put back".to_owned()
        }
        What::QuestionSet { about } => format!("The plan's question was changed: {about}"),
        What::MeetingSet => "Letterhead, legal basis and signers were set".to_owned(),
        What::ShowSet { steps } => {
            format!("Steps of the show: {} now", count(Lang::En, *steps))
        }
        What::Verified { file, villages } => {
            format!("Field check {file}: {} villages", count(Lang::En, *villages))
        }
        What::PresetsSet { count: n } => {
            format!("Kept styles: {} now", count(Lang::En, *n))
        }
        What::Exported { file } => format!("Export {file}"),
        What::Packaged { folder, files, .. } => {
            format!("Meeting package {folder}: {} files", count(Lang::En, *files))
        }
    }
}

fn decided(kind: &str, n: usize) -> String {
    let of = |what: &str| format!("{}: {what}", count(Lang::En, n));
    match kind {
        "arti" => of("meanings of words in the register"),
        "tugas" => of("tasks of offices changed"),
        "dukungan" => of("links to national priorities"),
        "aturan" => "Rule of pile-ups and blank spots changed".to_owned(),
        "katalog" => "Programme catalogue changed".to_owned(),
        "unggulan" => of("products of villages written"),
        other => of(other),
    }
}

fn run(kind: &str, on: &str) -> String {
    let verb = match kind {
        "pockets" => "Find pockets".to_owned(),
        "composite" => "Compute the composite index".to_owned(),
        "trend" => "Compute the trend of pockets".to_owned(),
        "lokus" => "Freeze the proposed focus villages".to_owned(),
        "sites" => "Pin a scenario of sites".to_owned(),
        "sites_plan" => "Compute a plan of sites".to_owned(),
        other => format!("Compute {other}"),
    };
    if on.is_empty() { verb } else { format!("{verb} of {on}") }
}

/// A value of the journal as people read it.
fn plain(value: &str) -> String {
    match value {
        "missing" => "empty".to_owned(),
        "not_applicable" => "does not apply".to_owned(),
        number => number.parse().map_or_else(|_| number.to_owned(), |x| short(Lang::En, x)),
    }
}
