//! What the jobs of step 1 do: draft a table, store it, read what the project knows about itself.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::known::Known;
use super::review::{Review, Said};
use crate::app::programme::register::looks_like_register;
use crate::app::stamp;
use crate::app::view::draft::{import_view, review};
use crate::app::view::import::ImportView;
use crate::app::work::{Held, Outcome};
use crate::base::fault::Stop;
use crate::base::progress::Progress;
use crate::dataset::crosswalk::Crosswalk;
use crate::indicator::profile::hash::RunKey;
use crate::lang::Lang;
use crate::project::{Import, Stamp};
use crate::source::table::RawTable;
use crate::workflow::draft::{self, Draft};
use crate::workflow::kept_table;
use crate::workflow::{self, ImportOptions, ImportReport, Snapshot};

/// A table that was read, with what the window shows of it.
#[derive(Debug)]
pub struct Drafted {
    pub file: PathBuf,
    pub result: Result<Arc<Draft>, Stop>,
    pub view: ImportView,
    pub review: Review,
}

/// What a draft is made from.
#[derive(Debug)]
pub struct Wanted {
    pub lang: Lang,
    pub snapshot: Snapshot,
    pub crosswalk: Crosswalk,
    pub said: BTreeMap<String, Said>,
    pub file: PathBuf,
    pub options: ImportOptions,
    /// The same file as it was read before.
    pub before: Option<Arc<Draft>>,
    /// The table is the project's own: no file is looked for.
    pub kept: Option<Arc<Import>>,
    /// A register of programmes is read for its numbers all the same.
    pub as_indicators: bool,
}

pub fn draft(wanted: &Wanted, progress: &Progress) -> Outcome {
    let Wanted { lang, snapshot, crosswalk, said, file, options, before, kept, .. } = wanted;
    let of_kept = kept
        .as_ref()
        .filter(|_| before.is_none())
        .and_then(|import| kept_table::draft(snapshot, crosswalk, import, options, progress));
    // A correction card that came back is no table of villages.
    if before.is_none()
        && of_kept.is_none()
        && let Ok(Some(card)) = workflow::cards::open_card(file, progress)
    {
        return Outcome::IsCard(file.clone(), Box::new(card));
    }
    // Nor is a filled form of the field check.
    if before.is_none()
        && of_kept.is_none()
        && let Ok(Some(form)) = workflow::report::returned::open_form(file, progress)
    {
        return Outcome::IsForm(file.clone(), Box::new(form));
    }
    // Nor is a register of programmes, unless somebody wants its numbers.
    if before.is_none()
        && of_kept.is_none()
        && !wanted.as_indicators
        && looks_like_register(wanted, progress)
    {
        return Outcome::IsRegister(file.clone());
    }
    let result = match (before, of_kept) {
        (Some(before), _) => before.again(snapshot, crosswalk, options, progress),
        (None, Some(kept)) => kept,
        (None, None) => draft::draft(snapshot, crosswalk, file, options, progress),
    };
    let result = result.map(Arc::new);
    let (view, review) = match &result {
        Ok(draft) => (import_view(*lang, draft), review(*lang, &snapshot.register, draft, said)),
        Err(Stop::Fault(fault)) => {
            let stop = Some(lang.fault(&fault.code));
            (ImportView { stop, ..ImportView::default() }, Review::default())
        }
        Err(Stop::Canceled) => (ImportView::default(), Review::default()),
    };
    Outcome::Drafted(Box::new(Drafted { file: file.clone(), result, view, review }))
}

/// Stores a draft, and then the tables that wait as they are read.
pub fn commit(
    mut held: Box<Held>,
    draft: &Draft,
    rest: &[PathBuf],
    key: Option<RunKey>,
    progress: &Progress,
) -> Outcome {
    let (at, who) = (stamp::now(), stamp::who());
    let stamp = Stamp { at: &at, who: &who };
    let mut results = Vec::new();
    {
        let Held { project, snapshot, .. } = &mut *held;
        let result = draft::commit(project, snapshot, draft.clone(), &stamp, progress);
        results.push((draft.file.clone(), result));
    }
    for table in rest {
        if held.reread().is_err() {
            break;
        }
        let Held { project, snapshot, .. } = &mut *held;
        let options = ImportOptions { key: key.clone(), ..ImportOptions::default() };
        let result = workflow::import(project, snapshot, table, &options, &stamp, progress);
        let canceled = matches!(result, Err(Stop::Canceled));
        results.push((table.clone(), result));
        if canceled {
            break;
        }
    }
    if let Err(stop) = held.reread() {
        results.push((PathBuf::new(), Err(stop)));
    }
    Outcome::Imported(held, results)
}

/// Takes the answers of a correction card.
pub fn take_card(mut held: Box<Held>, file: &Path, card: &RawTable) -> Outcome {
    let (at, who) = (stamp::now(), stamp::who());
    let stamp = Stamp { at: &at, who: &who };
    let Held { project, snapshot, .. } = &mut *held;
    let result = workflow::cards::take(project, snapshot, card, file, &stamp);
    let read = held.reread();
    Outcome::CardTaken(held, result.and_then(|report| read.map(|()| Box::new(report))))
}

/// Matches lists of persons that were read with one key.
pub fn match_lists(mut held: Box<Held>, lists: &[ImportReport], progress: &Progress) -> Outcome {
    let (at, who) = (stamp::now(), stamp::who());
    let stamp = Stamp { at: &at, who: &who };
    let Held { project, snapshot, .. } = &mut *held;
    let result = workflow::overlaps(project, snapshot, lists, &stamp, progress);
    let read = held.reread();
    Outcome::Matched(held, result.and_then(|found| read.map(|()| found)))
}

/// The recipe of a draft as a file, for the next one of the same shape.
///
/// # Errors
/// The file cannot be written.
pub fn save_recipe(draft: &Draft, path: &Path) -> Result<PathBuf, Stop> {
    let recipe = &draft.outcome.as_ref().map_err(Clone::clone)?.imported.recipe;
    crate::output::file::write_atomic(path, recipe.to_toml().as_bytes())?;
    Ok(path.to_owned())
}

/// The correction card of one source as a workbook.
///
/// # Errors
/// The file cannot be written.
pub fn save_card(
    snapshot: &Snapshot,
    known: &Known,
    source: i64,
    path: &Path,
    date: &str,
) -> Result<PathBuf, Stop> {
    let Some(source) = snapshot.source(source) else { return Err(Stop::Canceled) };
    let card = workflow::cards::card(snapshot, source, &known.findings, date);
    crate::output::file::write_atomic(path, &crate::output::card::xlsx(&card)?)?;
    Ok(path.to_owned())
}
