//! What the jobs of step 1 do: draft a table, store it, read what the project knows about itself.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::review::{Review, Said};
use crate::app::stamp;
use crate::app::view::draft::{import_view, review};
use crate::app::view::import::ImportView;
use crate::app::work::{Held, Outcome};
use crate::base::fault::Stop;
use crate::base::progress::Progress;
use crate::dataset::crosswalk::Crosswalk;
use crate::lang::Lang;
use crate::project::Stamp;
use crate::workflow::draft::{self, Draft};
use crate::workflow::{self, ImportOptions, Snapshot};

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
}

pub fn draft(wanted: &Wanted, progress: &Progress) -> Outcome {
    let Wanted { lang, snapshot, crosswalk, said, file, options, before } = wanted;
    let result = match before {
        Some(before) => before.again(snapshot, crosswalk, options, progress),
        None => draft::draft(snapshot, crosswalk, file, options, progress),
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
        let options = ImportOptions::default();
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

/// The recipe of a draft as a file, for the next one of the same shape.
///
/// # Errors
/// The file cannot be written.
pub fn save_recipe(draft: &Draft, path: &Path) -> Result<PathBuf, Stop> {
    let recipe = &draft.outcome.as_ref().map_err(Clone::clone)?.imported.recipe;
    crate::output::file::write_atomic(path, recipe.to_toml().as_bytes())?;
    Ok(path.to_owned())
}
