//! What the window's jobs do: plain functions over the workflow, run on a worker's thread.
//!
//! A job that changes the project takes its handle and gives it back with a new picture of it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::data::intake::Found;
use super::data::known::Known;
use super::data::work::Drafted;
use super::plan::shown::WHOLE;
use super::programme::register::RegisterRead;
use super::stamp;
use super::state::{Export, NewProject, Wanted};
use crate::base::fault::{Fault, Stop};
use crate::base::progress::Progress;
use crate::indicator::recipe::Recipe;
use crate::lang::Lang;
use crate::lang::project::What;
use crate::output::scene::Scene;
use crate::plan::edit::Edit;
use crate::plan::solver::Effort;
use crate::project::{Mode, Project, Stamp};
use crate::source::table::RawTable;
use crate::workflow::cards::CardReport;
use crate::workflow::kept::Kept;
use crate::workflow::layers::{self, FileKind, LayerImport};
use crate::workflow::lokus::LokusReport;
use crate::workflow::programs::RegisterDraft;
use crate::workflow::report::Package;
use crate::workflow::report::returned::FormReport;
use crate::workflow::sites::recipe::Excluded;
use crate::workflow::sites::{Plan, scenario};
use crate::workflow::targets::series;
use crate::workflow::targets::tracker::Which;
use crate::workflow::{
    self, ImportReport, NewOptions, Overlap, PocketReport, Snapshot, TrendReport,
};

/// A project's handle and the picture of what it holds.
#[derive(Debug)]
pub struct Held {
    pub project: Project,
    pub snapshot: Snapshot,
    /// What step 1 shows of the project itself.
    pub known: Arc<Known>,
    /// The villages as they are drawn; they never change.
    pub scene: Arc<Scene>,
}

impl Held {
    fn new(mut project: Project, snapshot: Snapshot) -> Result<Self, Stop> {
        let known = Arc::new(Known::read(&project, &snapshot)?);
        let scene = Arc::new(workflow::scene(&mut project, &snapshot.register)?);
        // The first fit asks for it, and the window shall not wait.
        scene.body();
        Ok(Self { project, snapshot, known, scene })
    }

    pub fn reread(&mut self) -> Result<(), Stop> {
        let register = Arc::clone(&self.snapshot.register);
        self.snapshot = Snapshot::read(&self.project, register)?;
        self.known = Arc::new(Known::read(&self.project, &self.snapshot)?);
        Ok(())
    }
}

/// A project that was opened or made.
#[derive(Debug)]
pub struct Ready {
    pub held: Held,
    pub faults: Vec<Fault>,
    /// Tables that are to be imported next.
    pub tables: Vec<PathBuf>,
    /// The newest import that left rows without a village.
    pub unsettled: Option<Kept>,
}

/// The newest import that left rows without a village, from an earlier day too.
fn unsettled(held: &Held) -> Option<Kept> {
    held.known.kept.iter().rev().find(|import| !import.unmatched.is_empty()).cloned()
}

/// One change of the project.
#[derive(Clone, Debug)]
pub enum Change {
    Edit(Edit),
    /// Keeps the shown values under a name.
    Freeze(String),
    /// Takes back every step down to this one.
    UndoTo(i64),
    Undo,
    Redo,
    /// Keeps what a pocket job found.
    Keep(Arc<PocketReport>),
    KeepTrend(Arc<TrendReport>),
    /// Computes an index by its recipe and keeps it as an indicator.
    KeepIndex(String),
    /// Freezes a list of focus villages under this name.
    FreezeLokus(Arc<LokusReport>, String),
    /// Pins a plan under a name.
    Pin(Arc<Plan>, String),
    /// Writes down that a package left.
    Packed(Arc<Package>, PathBuf),
    /// Reads a file of the survey's series.
    Series(Which, PathBuf),
}

/// Whether a change went back or forth in the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turned {
    Yes,
    No,
}

/// What a job of the window comes back with.
#[derive(Debug)]
pub enum Outcome {
    Chosen(Wanted, Vec<PathBuf>),
    /// The system showed no dialog.
    NoDialog(Wanted),
    /// What was found in what was dropped.
    Looked(Result<Vec<Found>, Stop>),
    Drafted(Box<Drafted>),
    /// The table is a correction card that came back.
    IsCard(PathBuf, Box<RawTable>),
    /// The table is a filled form of the field check.
    IsForm(PathBuf, Box<RawTable>),
    FormTaken(Box<Held>, Result<Box<FormReport>, Stop>),
    CardTaken(Box<Held>, Result<Box<CardReport>, Stop>),
    /// Lists of persons that came together, against each other.
    Matched(Box<Held>, Result<Vec<Overlap>, Stop>),
    Recipe(Result<Box<Recipe>, Stop>),
    /// The dialog was closed without a choice.
    NotChosen,
    Ready(Result<Box<Ready>, Stop>),
    /// The handle always comes back, whatever became of the tables.
    Imported(Box<Held>, Vec<(PathBuf, Result<ImportReport, Stop>)>),
    Changed(Box<Held>, Result<(), Stop>, Turned),
    /// Points and lines are in; these tables come next.
    Placed(Box<Held>, Result<(), Stop>, Vec<PathBuf>),
    Found(Result<Box<PocketReport>, Stop>),
    Trended(Result<Box<TrendReport>, Stop>),
    /// Every kept result computed again.
    Checked(Result<workflow::Checked, Stop>),
    Saved(Result<PathBuf, Stop>),
    /// The map for the clipboard.
    Copied(Result<Box<egui::ColorImage>, Stop>),
    /// The table is a register of programmes.
    IsRegister(PathBuf),
    RegisterRead(Box<RegisterRead>),
    /// A register of programmes is in, or was refused; these tables come next.
    RegisterTaken(Box<Held>, Result<Arc<RegisterDraft>, Stop>, Vec<PathBuf>),
    /// The package in its folder.
    Packaged(PathBuf, Result<Box<Package>, Stop>),
    /// `None` where the file is no picture, or too large.
    Logo(Option<Vec<u8>>),
    /// Sites in areas where nothing may be built.
    Excluded(Result<Vec<Excluded>, Stop>),
    FolderOpened(Result<(), Stop>),
}

pub fn open(path: &Path) -> Result<Box<Ready>, Stop> {
    let opened = match workflow::open_project(path, Mode::Write) {
        // Another program writes into it: it can still be looked at, and that is told.
        Err(Stop::Fault(fault)) if fault.code.exit() == 4 => {
            let mut opened = workflow::open_project(path, Mode::Read)?;
            opened.faults.push(*fault);
            opened
        }
        other => other?,
    };
    let held = Held::new(opened.project, opened.snapshot)?;
    let unsettled = unsettled(&held);
    Ok(Box::new(Ready { held, faults: opened.faults, tables: Vec::new(), unsettled }))
}

pub fn make(lang: Lang, new: &NewProject, progress: &Progress) -> Result<Box<Ready>, Stop> {
    let mut options = NewOptions::default();
    options.layer.crs = new.crs;
    let (column, value) = &new.filter;
    if !column.trim().is_empty() {
        options.layer.filter = Some((column.trim().to_owned(), value.trim().to_owned()));
    }
    let (at, who) = (stamp::now(), stamp::who());
    let stamp = Stamp { at: &at, who: &who };
    if let Some(folder) = new.project.parent() {
        // The folder of a suggested place may not be there yet; a real refusal is told by `create`.
        std::fs::create_dir_all(folder).ok();
    }
    let (project, report) =
        workflow::new_project(&new.project, &new.layers, &options, &stamp, progress)?;
    let register = Arc::new(project.register()?);
    let snapshot = Snapshot::read(&project, register)?;
    let held = Held::new(project, snapshot)?;
    let tables = new.tables.clone();
    let mut held = held;
    if !new.places.is_empty() {
        for file in &new.places {
            let Held { project, snapshot, .. } = &mut held;
            place(project, snapshot, file, lang, &stamp, progress)?;
        }
        held.reread()?;
    }
    Ok(Box::new(Ready { held, faults: report.faults, tables, unsettled: None }))
}

/// All the points and lines of one file.
fn place(
    project: &mut Project,
    snapshot: &Snapshot,
    file: &Path,
    lang: Lang,
    stamp: &Stamp<'_>,
    progress: &Progress,
) -> Result<(), Stop> {
    let options = LayerImport { kind: FileKind::Places, ..LayerImport::default() };
    let read = layers::import_places(project, snapshot, file, &options, lang, stamp, progress)?;
    let Some(mut first) = read else { return Ok(()) };
    let options = (&options, lang);
    layers::import_other_kinds(project, snapshot, &mut first, options, stamp, progress).map(drop)
}

/// Points and lines as layers of the project; the tables come after them.
pub fn import_places(
    mut held: Box<Held>,
    lang: Lang,
    places: &[PathBuf],
    tables: Vec<PathBuf>,
    progress: &Progress,
) -> Outcome {
    let (at, who) = (stamp::now(), stamp::who());
    let stamp = Stamp { at: &at, who: &who };
    let mut result = Ok(());
    for file in places {
        let Held { project, snapshot, .. } = &mut *held;
        let done = place(project, snapshot, file, lang, &stamp, progress);
        result = done.and(held.reread());
        if result.is_err() {
            break;
        }
    }
    Outcome::Placed(held, result, tables)
}

pub fn change(mut held: Box<Held>, change: &Change) -> Outcome {
    let (at, who) = (stamp::now(), stamp::who());
    let stamp = Stamp { at: &at, who: &who };
    let project = &mut held.project;
    let done = match change {
        Change::Edit(edit) => project.apply(edit, &stamp).map(drop),
        Change::UndoTo(seq) => undo_to(project, *seq, &stamp),
        Change::Freeze(name) => project.freeze(name, &stamp).map(drop),
        Change::Undo => project.undo(&stamp).map(drop),
        Change::Redo => project.redo(&stamp).map(drop),
        Change::KeepTrend(report) => {
            project.add_run(&workflow::trend_json::run(report), &stamp).map(drop)
        }
        Change::KeepIndex(text) => workflow::composite(&held.snapshot, text)
            .and_then(|report| workflow::keep_composite(project, &report, text, &stamp)),
        Change::FreezeLokus(report, name) => {
            workflow::lokus::freeze(project, &held.snapshot, report, name, &stamp).map(drop)
        }
        Change::Pin(plan, name) => {
            let effort = Effort { links: WHOLE, ..Effort::default() };
            {
                let named = (name.as_str(), scenario::Keep::Pinned);
                scenario::keep(project, &held.snapshot, plan, named, effort, &stamp).map(drop)
            }
        }
        Change::Packed(package, out) => workflow::report::log(project, package, out, &stamp),
        Change::Series(which, path) => {
            take_series(project, (*which, path), &series::places(&held.snapshot.register), &stamp)
        }
        Change::Keep(report) => {
            project.add_run(&workflow::pocket_json::run(&held.snapshot, report), &stamp).map(drop)
        }
    };
    let read = held.reread();
    let turned = match change {
        Change::Undo | Change::Redo | Change::UndoTo(_) => Turned::Yes,
        Change::Edit(_)
        | Change::Freeze(_)
        | Change::Keep(_)
        | Change::KeepTrend(_)
        | Change::KeepIndex(_)
        | Change::FreezeLokus(..)
        | Change::Pin(..)
        | Change::Series(..)
        | Change::Packed(..) => Turned::No,
    };
    Outcome::Changed(held, done.and(read), turned)
}

/// A file of the survey's series becomes the series of one promise; all else stays as it is.
fn take_series(
    project: &mut Project,
    (which, path): (Which, &Path),
    places: &BTreeSet<String>,
    stamp: &Stamp<'_>,
) -> Result<(), Stop> {
    let mut targets = project.targets()?.unwrap_or_default();
    let years = series::read(path, which, places)?.years;
    match which {
        Which::Poverty => targets.poverty.years = series::renewed(&targets.poverty.years, years),
        Which::Extreme => targets.extreme.years = series::renewed(&targets.extreme.years, years),
    }
    project.apply(&Edit::SetTargets { targets: Some(Box::new(targets)) }, stamp).map(drop)
}

/// Takes back the newest steps until this one is taken back too.
fn undo_to(project: &mut Project, seq: i64, stamp: &Stamp<'_>) -> Result<(), Stop> {
    while let Some(next) = project.can_undo()? {
        if next.seq < seq {
            break;
        }
        project.undo(stamp)?;
    }
    Ok(())
}

/// Writes down in the journal what left the program; a project that is only read keeps silent.
pub fn log_export(held: &mut Held, path: &Path) {
    let file = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let (at, who) = (stamp::now(), stamp::who());
    if !held.project.is_read_only() {
        held.project.log(&What::Exported { file }, &Stamp { at: &at, who: &who }).ok();
    }
}

/// What is written where.
#[derive(Clone, Debug)]
pub struct Save {
    pub lang: Lang,
    pub column: usize,
    /// The result on the screen, where step 3 is.
    pub found: Option<Arc<PocketReport>>,
    pub path: PathBuf,
}

/// The kinds of files a dialog offers: word's extension list.
fn extensions(wanted: Wanted) -> &'static [&'static str] {
    match wanted {
        Wanted::Files => &[
            "shp", "geojson", "json", "gpkg", "zip", "kml", "gpx", "xlsx", "xls", "xlsb", "ods",
            "csv", "tsv", "txt", "dbf", "xml", "mht", "mhtml",
        ],
        Wanted::Project | Wanted::Place => &["gpkg"],
        Wanted::Image => &["png", "pdf", "svg"],
        Wanted::Card(_) => &["xlsx"],
        Wanted::Recipe | Wanted::RecipeToUse => &["toml"],
        Wanted::SecondOpinion | Wanted::PackageFolder => &[],
        Wanted::Guide => &["pdf"],
        Wanted::Logo => &["png", "jpg", "jpeg"],
        Wanted::Areas => &["shp", "geojson", "json", "gpkg", "kml", "zip"],
        Wanted::Series => &["csv", "xlsx", "xls", "ods"],
        Wanted::TargetTables => &["xlsx"],
        Wanted::Certificate => &["pdf"],
        Wanted::Lokus => &["xlsx", "csv", "txt"],
        Wanted::Register => &["xlsx", "xls", "xlsb", "ods", "csv", "tsv", "txt"],
        Wanted::Export(export) => match export {
            Export::VillagesGeoJson | Export::PocketsGeoJson | Export::PlanGeoJson => &["geojson"],
            Export::VillagesGeoPackage => &["gpkg"],
            Export::VillagesShapefile => &["shp"],
            Export::TableCsv => &["csv"],
            Export::TableXlsx | Export::PocketsXlsx | Export::PlanXlsx | Export::ProgrammeXlsx => {
                &["xlsx"]
            }
            Export::PlanGpx => &["gpx"],
        },
    }
}

/// Shows the system's dialog and waits for it. An answer quicker than any hand means that no
/// dialog was shown: then the path is typed instead.
pub fn choose(wanted: Wanted, title: &str, suggested: Option<&Path>) -> Outcome {
    let begun = std::time::Instant::now();
    let mut dialog = rfd::FileDialog::new().set_title(title);
    if !extensions(wanted).is_empty() {
        dialog = dialog.add_filter(extensions(wanted).join(", "), extensions(wanted));
    }
    if let Some(folder) = suggested.filter(|_| wanted == Wanted::PackageFolder) {
        dialog = dialog.set_directory(folder);
    } else if let Some(path) = suggested {
        if let Some(folder) = path.parent().filter(|folder| folder.is_dir()) {
            dialog = dialog.set_directory(folder);
        }
        if let Some(name) = path.file_name() {
            dialog = dialog.set_file_name(name.to_string_lossy());
        }
    }
    let chosen = match wanted {
        Wanted::Files => dialog.pick_files().unwrap_or_default(),
        Wanted::Project
        | Wanted::RecipeToUse
        | Wanted::Logo
        | Wanted::Register
        | Wanted::Areas
        | Wanted::Series => dialog.pick_file().into_iter().collect(),
        Wanted::PackageFolder => dialog.pick_folder().into_iter().collect(),
        Wanted::Place
        | Wanted::Image
        | Wanted::Export(_)
        | Wanted::Card(_)
        | Wanted::SecondOpinion
        | Wanted::Lokus
        | Wanted::Guide
        | Wanted::TargetTables
        | Wanted::Certificate
        | Wanted::Recipe => dialog.save_file().into_iter().collect(),
    };
    if !chosen.is_empty() {
        Outcome::Chosen(wanted, chosen)
    } else if begun.elapsed() < std::time::Duration::from_millis(400) {
        Outcome::NoDialog(wanted)
    } else {
        Outcome::NotChosen
    }
}

/// The sample kabupaten, made in Kantong's own folder on the first call.
pub fn sample(folder: &Path, progress: &Progress) -> Result<Box<Ready>, Stop> {
    let (at, who) = (stamp::now(), stamp::who());
    let opened = workflow::open_sample(folder, &Stamp { at: &at, who: &who }, progress)?;
    let held = Held::new(opened.project, opened.snapshot)?;
    let unsettled = unsettled(&held);
    Ok(Box::new(Ready { held, faults: opened.faults, tables: Vec::new(), unsettled }))
}
