//! An import in two steps: a draft that can be looked at and changed, then the commit that stores it
//! as one step of the journal.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::{Value, json};

use super::alongside;
use super::changes::{Change, changes};
use super::people::{self, Known, People};
use super::snapshot::Snapshot;
use super::{counted, kept_table, settle, tables, told};
use crate::base::fault::{At, DataFault, Fault, SourceFault, Stop};
use crate::base::progress::{Phase, Progress};
use crate::dataset::crosswalk::Crosswalk;
use crate::dataset::join::{self, JoinOptions, Joined, Offered};
use crate::dataset::layout::{Laid, LayoutOptions};
use crate::dataset::things::{self, Things};
use crate::dataset::village::Register;
use crate::dataset::{sheet_apart, sheets_together};
use crate::indicator::check::totals::wrong_totals;
use crate::indicator::column::Column;
use crate::indicator::definition::Direction;
use crate::indicator::import::{self, Imported};
use crate::indicator::profile::hash::RunKey;
use crate::indicator::profile::recognise::Chosen;
use crate::indicator::profile::rules::Rules;
use crate::indicator::profile::{Profile, across, apply};
use crate::indicator::question::Question;
use crate::indicator::recipe::{Recipe, Rows};
use crate::project::{NewImport, Project, Source, Stamp};
use crate::source::layer::LayerOptions;
use crate::source::open::{self, Opened};
use crate::source::table::RawTable;

/// What the user said about the import.
#[derive(Clone, Debug, Default)]
pub struct ImportOptions {
    pub sheet: Option<String>,
    pub recipe: Recipe,
    pub period: Option<String>,
    pub direction: Option<Direction>,
    /// Suggested names at least this sure are taken, 0–1.
    pub accept_suggested: Option<f64>,
    pub encoding: Option<String>,
    /// Which profile the table is of, if the user says so.
    pub profile: Chosen,
    /// Which aid may come together; the built-in rules without.
    pub rules: Option<Rules>,
    /// One key for all lists of persons of a run, so that they can be matched; else each its own.
    pub key: Option<RunKey>,
}

/// One table, read, laid out, joined and understood; nothing of it is stored.
///
/// To answer a question or change a guess, change the options and call [`Draft::again`]: the file
/// is not read again.
#[derive(Clone, Debug)]
pub struct Draft {
    pub file: PathBuf,
    pub table: Arc<RawTable>,
    pub options: ImportOptions,
    /// The sheet as it was laid out, for looking at; of a list of persons only its places.
    pub laid: Arc<Laid>,
    /// The rows are persons: nothing of the sheet but what stands in `laid` may be shown.
    pub of_persons: bool,
    /// What it became; or what stopped it, which other options may mend.
    pub outcome: Result<Understood, Stop>,
    /// Of reading.
    pub faults: Vec<Fault>,
    sha256: String,
}

/// A table whose rows have villages and whose columns have a meaning.
#[derive(Clone, Debug)]
pub struct Understood {
    pub joined: Joined,
    pub imported: Imported,
    /// The profile that knows the table.
    pub profile: Option<&'static Profile>,
    /// For a list of persons, which was counted: `joined` then speaks of its distinct places.
    pub people: Option<People>,
}

/// What became of one table.
#[derive(Debug)]
pub struct ImportReport {
    pub file: PathBuf,
    pub joined: Joined,
    /// Now in the project, with their ids there.
    pub columns: Vec<Column>,
    /// What it says differently from the table it takes the place of.
    pub changes: Vec<Change>,
    /// What the table left open, each with the answer it was read by.
    pub questions: Vec<Question>,
    pub faults: Vec<Fault>,
    pub sha256: String,
    pub profile: Option<&'static Profile>,
    pub people: Option<People>,
}

/// Imports one table as one step of the journal.
///
/// # Errors
/// The file's fault, no key column, no numbers, a project that cannot be written.
pub fn import(
    project: &mut Project,
    snapshot: &Snapshot,
    file: &Path,
    options: &ImportOptions,
    stamp: &Stamp<'_>,
    progress: &Progress,
) -> Result<ImportReport, Stop> {
    let draft = draft(snapshot, &project.crosswalk()?, file, options, progress)?;
    commit(project, snapshot, draft, stamp, progress)
}

/// Reads one table and makes a draft of it.
///
/// # Errors
/// The file's own fault: what stops the joining stands in [`Draft::outcome`].
pub fn draft(
    snapshot: &Snapshot,
    crosswalk: &Crosswalk,
    file: &Path,
    options: &ImportOptions,
    progress: &Progress,
) -> Result<Draft, Stop> {
    progress.start(Phase::Reading, 0);
    let at = At::file(file);
    let layer = LayerOptions { encoding: options.encoding.clone(), ..LayerOptions::default() };
    let table = match open::values_of(file, &layer, progress)? {
        Opened::Table(table) => sheet_apart::apart(table),
        Opened::Layer(layer) => {
            let fault =
                SourceFault::WrongKind { found: layer.geometry, wanted: "XLSX, CSV".into() };
            return Err(Stop::fault(fault, at));
        }
    };
    of_table(snapshot, crosswalk, (file, Arc::new(table)), options, progress)
}

/// A draft of a table that was read already.
pub(super) fn of_table(
    snapshot: &Snapshot,
    crosswalk: &Crosswalk,
    (file, table): (&Path, Arc<RawTable>),
    options: &ImportOptions,
    progress: &Progress,
) -> Result<Draft, Stop> {
    let faults = table.faults.clone();
    let sha256 = open::fingerprint(file)?;
    let read = Read { file: file.to_owned(), table, faults, sha256 };
    read.understand(snapshot, crosswalk, options, progress)
}

/// A draft of a table that the project kept; its file is not looked for.
pub(super) fn of_kept(
    snapshot: &Snapshot,
    crosswalk: &Crosswalk,
    ((file, sha256), table): ((PathBuf, String), Arc<RawTable>),
    options: &ImportOptions,
    progress: &Progress,
) -> Result<Draft, Stop> {
    let read = Read { file, table, faults: Vec::new(), sha256 };
    read.understand(snapshot, crosswalk, options, progress)
}

/// A file that was read once, for as many drafts as it takes.
struct Read {
    file: PathBuf,
    table: Arc<RawTable>,
    faults: Vec<Fault>,
    sha256: String,
}

impl Draft {
    /// The same file under other options.
    ///
    /// # Errors
    /// The asked sheet is not there, or the table is empty.
    pub fn again(
        &self,
        snapshot: &Snapshot,
        crosswalk: &Crosswalk,
        options: &ImportOptions,
        progress: &Progress,
    ) -> Result<Self, Stop> {
        let read = Read {
            file: self.file.clone(),
            table: Arc::clone(&self.table),
            faults: self.table.faults.clone(),
            sha256: self.sha256.clone(),
        };
        read.understand(snapshot, crosswalk, options, progress)
    }

    /// The record of the file, for the project.
    fn source(&self, joined: &Joined, imported: &Imported) -> Source {
        Source {
            file: self.file.display().to_string(),
            sha256: self.sha256.clone(),
            sheet: joined.laid.sheet.clone(),
            format: self.table.format.to_owned(),
            rows: joined.rows,
            recipe: Some(layout_json(&joined.laid, &imported.recipe)),
            kind: imported.source_kind,
            period: imported.period.clone(),
            ..Source::default()
        }
    }
}

impl Read {
    fn understand(
        self,
        snapshot: &Snapshot,
        crosswalk: &Crosswalk,
        options: &ImportOptions,
        progress: &Progress,
    ) -> Result<Draft, Stop> {
        let recipe = &options.recipe;
        let at = At::file(&self.file);
        let sheet = options.sheet.as_deref().or(recipe.sheet.as_deref());
        let places = LayoutOptions { header_row: recipe.header_row, data_row: recipe.data_row };
        let (mut laid, left_out) = tables::laid(&self.table, sheet, places, &at)?;
        // Next year's title may be a line longer: then the headers are looked for.
        if recipe.header_row.is_some() && recipe.finds(&laid) < recipe.named().len() {
            let (free, _) = tables::laid(&self.table, sheet, LayoutOptions::default(), &at)?;
            if recipe.finds(&free) > recipe.finds(&laid) {
                laid = free;
            }
        }
        let stem = self.file.file_stem().map(|s| s.to_string_lossy().into_owned());
        let stem = stem.unwrap_or_default();
        let laid = Arc::new(sheets_together::of_one_kecamatan(laid, &snapshot.register, &stem));
        let mut faults = self.faults;
        if !left_out.is_empty() {
            faults.push(Fault::new(SourceFault::SheetsLeftOut { sheets: left_out }, at));
        }
        progress.start(Phase::Joining, laid.rows.len());
        let known = people::known(&laid, &self.file, options);
        let sheet = (self.file.as_path(), &laid);
        let mut outcome = match understood(snapshot, crosswalk, sheet, &known, options) {
            Err(Stop::Canceled) => return Err(Stop::Canceled),
            outcome => outcome,
        };
        if let Ok(Understood { joined, imported, .. }) = &mut outcome {
            let of = (self.file.as_path(), self.sha256.as_str(), recipe.series);
            let asked = settle::asked(&imported.columns, snapshot, &joined.laid, of);
            imported.questions.extend(asked);
        }
        Ok(Draft {
            file: self.file,
            table: self.table,
            options: options.clone(),
            of_persons: people::is_of_persons(&laid, &known),
            laid: people::for_looking(laid, &known),
            outcome,
            faults,
            sha256: self.sha256,
        })
    }
}

fn understood(
    snapshot: &Snapshot,
    crosswalk: &Crosswalk,
    (file, laid): (&Path, &Arc<Laid>),
    known: &Result<Known, Stop>,
    options: &ImportOptions,
) -> Result<Understood, Stop> {
    let profile = known.as_ref().map_err(Clone::clone)?.profile;
    let recipe = &options.recipe;
    let at = At::file(file).sheet(laid.sheet.clone());
    let joining = JoinOptions {
        at: at.clone(),
        code_column: recipe.code_column.clone(),
        code_system: recipe.code_system,
        village_column: recipe.village_column.clone(),
        kecamatan_column: recipe.kecamatan_column.clone(),
        accept_suggested: options.accept_suggested,
        crosswalk: crosswalk.clone(),
        offered: Offered::default(),
    };
    if let Some(profile) = profile.filter(|profile| profile.is_by_name()) {
        return people::understood(snapshot, (laid, file), profile, &joining, options);
    }
    let joined = joined(&snapshot.register, laid, known, recipe, &joining)?;
    let name = file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let understanding = import::ImportOptions {
        at: at.clone(),
        file_name: name,
        period: options.period.clone(),
        direction: options.direction,
        recipe: recipe.clone(),
    };
    let mut imported = import::columns(&snapshot.register, &joined, &understanding)?;
    // A recipe that names all its indicators says what they mean itself.
    if let Some(profile) = profile.filter(|_| recipe.indicators.is_empty() || recipe.others) {
        apply::apply(profile, &snapshot.register, &mut imported, options.direction, &at);
        let there: Vec<&Column> = snapshot.columns.iter().map(AsRef::as_ref).collect();
        let (more, faults) = across::across(profile, &imported.columns, &there, &at);
        imported.summary.extend(more.iter().map(import::summary));
        imported.columns.extend(more);
        imported.faults.extend(faults);
        imported.recipe.profile = Some(profile.id.clone());
        imported.recipe.indicators.clone_from(&recipe.indicators);
        imported.recipe.others = recipe.others;
    }
    Ok(Understood { joined, imported, profile, people: None })
}

/// Rows that are villages, or things of them.
fn joined(
    register: &Register,
    laid: &Arc<Laid>,
    known: &Result<Known, Stop>,
    recipe: &Recipe,
    joining: &JoinOptions,
) -> Result<Joined, Stop> {
    if let Ok(Known { roles, .. }) = known {
        let list = match recipe.rows {
            Some(Rows::Village) => None,
            Some(Rows::List) => {
                let unnamed = Things { name: None, noun: String::new() };
                Some(things::of(laid, roles).unwrap_or(unnamed))
            }
            None => things::of(laid, roles),
        };
        if let Some(list) = list {
            return things::join(register, laid, roles, list, joining);
        }
    }
    join::join(register, Arc::clone(laid), joining)
}

/// Stores a draft as one step of the journal.
///
/// # Errors
/// What stopped the draft, no row with a village, a project that cannot be written.
pub fn commit(
    project: &mut Project,
    snapshot: &Snapshot,
    mut draft: Draft,
    stamp: &Stamp<'_>,
    progress: &Progress,
) -> Result<ImportReport, Stop> {
    let kept = draft.outcome.as_ref().ok().and_then(|found| kept_table::pack(&draft, found));
    // Taken, not copied: a nation's columns are held once.
    let Understood { joined, mut imported, profile, people } =
        std::mem::replace(&mut draft.outcome, Err(Stop::Canceled))?;
    let mut faults = draft.faults.clone();
    faults.extend(joined.faults.iter().cloned());
    faults.extend(imported.faults.iter().cloned());
    let mut columns = std::mem::take(&mut imported.columns);
    if columns.is_empty() {
        let fault = if joined.matched.is_empty() {
            let (rows, elsewhere) = (joined.rows, joined.other_kabupaten);
            let suggested = joined.unmatched.iter().filter(|u| !u.candidates.is_empty()).count();
            DataFault::NothingMatched { rows, elsewhere, suggested }
        } else {
            DataFault::NoNumbers
        };
        return Err(Stop::fault(fault, At::file(&draft.file)));
    }
    let series = draft.options.recipe.series;
    let (renamed, told) = settle::settle_ids(
        &mut columns,
        snapshot,
        &joined.laid,
        (&draft.file, &draft.sha256, series),
    );
    imported.recipe.rename(&renamed);
    faults.extend(told);
    let totals = told::totals_json(&wrong_totals(&draft.laid, &columns));
    faults.extend(alongside::complete(&mut columns, snapshot, &At::file(&draft.file)));
    let mut summary = tables::summary(&joined);
    summary["faults"] = told::faults_json(&faults);
    of_profile(&mut summary, profile, people.as_ref(), &snapshot.register);
    if joined.list.is_some() {
        let rows = joined.matched.iter().map(|m| (m.village, joined.laid.rows[m.row].row));
        let villages = counted::to_json(&snapshot.register, &counted::spans(rows));
        summary["list"] = json!({ "rows": joined.rows, "villages": villages });
    }
    if let Some(table) = kept {
        summary["table"] = table.into();
    }
    summary["totals"] = totals;
    progress.start(Phase::Writing, 0);
    let new = NewImport {
        source: draft.source(&joined, &imported),
        columns,
        summary_json: summary.to_string(),
        confirmed: joined.accepted.iter().cloned().collect(),
    };
    project.add_import(&new, stamp)?;
    let columns = new.columns;
    let name = draft.file.file_name().map(|n| n.to_string_lossy().into_owned());
    let changes = changes(snapshot, &columns, &name.unwrap_or_default());
    let (file, sha256) = (draft.file, draft.sha256);
    let questions = imported.questions;
    Ok(ImportReport { file, joined, columns, changes, questions, faults, sha256, profile, people })
}

/// What the project keeps beside the join: the profile, and for a list of persons how many rows were
/// counted by which rules.
fn of_profile(
    summary: &mut Value,
    profile: Option<&Profile>,
    people: Option<&People>,
    register: &Register,
) {
    if let Some(profile) = profile {
        summary["profile"] = profile.id.as_str().into();
    }
    if let Some(people) = people {
        summary["people"] = json!({
            "rows": people.rows, "counted": people.counted,
            "villages": counted::to_json(register, &people.spans),
        });
        summary["rules"] = people.rules.as_str().into();
    }
}

/// A recipe the user wrote.
///
/// # Errors
/// The file cannot be read, or a key in it is not known.
pub fn read_recipe(path: &Path) -> Result<Recipe, Stop> {
    let text = super::text_of(path)?;
    Recipe::parse(&text, &At::file(path))
}

/// The table's headers, by which a later file of the same make is known, and the recipe that makes
/// the same of it.
fn layout_json(laid: &Laid, recipe: &Recipe) -> String {
    json!({ "columns": laid.headers(), "toml": recipe.to_toml() }).to_string()
}

/// The whole recipe that was kept with an import; `None` for one that was not made of a table.
pub fn kept_recipe(source: &Source) -> Option<Recipe> {
    let value: Value = serde_json::from_str(source.recipe.as_deref()?).ok()?;
    Recipe::parse(value.get("toml")?.as_str()?, &At::file(Path::new(&source.file))).ok()
}
