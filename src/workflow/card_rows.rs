//! Rows without a village whose village the office wrote on a card: decisions, and the table joined
//! anew by them.

use std::collections::BTreeMap;

use super::snapshot::Snapshot;
use super::{draft, kept_table, origin};
use crate::base::fault::Stop;
use crate::base::progress::Progress;
use crate::dataset::crosswalk::{Decision, Entry};
use crate::plan::edit::Edit;
use crate::project::{Project, Source, Stamp};

/// What an office wrote for a row of its table.
#[derive(Clone, Debug)]
pub(super) struct Said {
    /// Row of the card, for telling.
    pub card_row: u32,
    pub row: u32,
    pub text: String,
}

/// What became of it: rows that have their village now, and those that could not be placed.
#[derive(Debug, Default)]
pub(super) struct Rows {
    pub placed: Vec<(u32, usize)>,
    pub unused: Vec<Said>,
}

/// Decides the rows and brings the kept table in again. A table that the project does not keep
/// leaves them all unused.
///
/// # Errors
/// A project that cannot be written.
pub(super) fn place(
    project: &mut Project,
    snapshot: &Snapshot,
    source: &Source,
    said: Vec<Said>,
    origin: &str,
    stamp: &Stamp<'_>,
) -> Result<Rows, Stop> {
    let mut found = Rows::default();
    if said.is_empty() {
        return Ok(found);
    }
    let progress = Progress::default();
    let of_source = |i: &crate::project::Import| i.source == source.id && i.shown;
    let import = project.imports()?.into_iter().rev().find(of_source);
    let kept = import.zip(kept_table::options(source));
    let drafted = match &kept {
        Some((import, options)) => {
            let crosswalk = project.crosswalk()?;
            kept_table::draft(snapshot, &crosswalk, import, options, &progress).transpose()?
        }
        None => None,
    };
    let keys: BTreeMap<u32, String> = drafted
        .iter()
        .filter_map(|draft| draft.outcome.as_ref().ok())
        .flat_map(|understood| &understood.joined.unmatched)
        .filter(|lost| !lost.key.is_empty())
        .map(|lost| (lost.row, lost.key.clone()))
        .collect();
    let mut entries = Vec::new();
    for said in said {
        match (keys.get(&said.row), origin::village_of(snapshot, &said.text)) {
            (Some(key), Ok(village)) => {
                let code = snapshot.register.villages[village].code.clone();
                let entry = Entry { decision: Decision::Accept(code), origin: origin.to_owned() };
                entries.push((key.clone(), Some(entry)));
                found.placed.push((said.row, village));
            }
            _ => found.unused.push(said),
        }
    }
    if entries.is_empty() {
        return Ok(found);
    }
    project.apply(&Edit::SetMatches { entries }, stamp)?;
    if let Some((import, options)) = &kept {
        let crosswalk = project.crosswalk()?;
        let again = kept_table::draft(snapshot, &crosswalk, import, options, &progress);
        if let Some(again) = again.transpose()? {
            draft::commit(project, snapshot, again, stamp, &progress)?;
        }
    }
    Ok(found)
}
