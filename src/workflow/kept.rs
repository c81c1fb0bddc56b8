//! Import reports that the project kept: what did not match is still to be seen tomorrow.

use serde_json::Value;

use super::snapshot::Snapshot;
use crate::base::fault::Stop;
use crate::project::{Import, Project};

/// One import as it was told when it was made.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Kept {
    pub file: String,
    pub rows: usize,
    /// `code`, `crosswalk`, `name`, `accepted` with their counts.
    pub by: Vec<(String, usize)>,
    pub unmatched: Vec<KeptRow>,
    pub duplicates: usize,
    pub ignored: usize,
    /// Rows of another kabupaten.
    pub elsewhere: usize,
    /// Rows of a list of persons that were counted.
    pub counted: Option<usize>,
    /// Id by which its columns are known.
    pub import: i64,
    /// Id of its file.
    pub source: i64,
}

/// A row that found no village.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct KeptRow {
    pub row: u32,
    pub text: String,
    /// Name, code and score of each village it might be.
    pub candidates: Vec<(String, String, f64)>,
}

/// The shown imports, oldest first. One whose report another program has spoiled is left out.
///
/// # Errors
/// The project cannot be read.
pub fn imports(project: &Project, snapshot: &Snapshot) -> Result<Vec<Kept>, Stop> {
    let all: Vec<Import> = project.imports()?.into_iter().filter(|import| import.shown).collect();
    let shown = all.iter().filter(|import| !is_past(import, &all, snapshot));
    Ok(shown
        .filter_map(|import| {
            let value: Value = serde_json::from_str(&import.summary).ok()?;
            let count = |name: &str| value[name].as_u64().unwrap_or(0) as usize;
            let list = |name: &str| value[name].as_array().cloned().unwrap_or_default();
            let by = list("by")
                .iter()
                .filter_map(|b| {
                    Some((b["how"].as_str()?.to_owned(), b["count"].as_u64()? as usize))
                })
                .collect();
            Some(Kept {
                file: snapshot.source(import.source)?.file.clone(),
                rows: count("rows").saturating_sub(count("other_kabupaten")),
                by,
                unmatched: list("unmatched").iter().filter_map(row).collect(),
                duplicates: count("duplicates"),
                ignored: count("ignored").saturating_sub(count("other_kabupaten")),
                elsewhere: count("other_kabupaten"),
                counted: value["people"]["counted"].as_u64().map(|n| n as usize),
                import: import.id,
                source: import.source,
            })
        })
        .collect())
}

/// Whether the same file came again and nothing of this import is shown any more: what it told then
/// is told by the newer one.
pub(super) fn is_past(import: &Import, shown: &[Import], snapshot: &Snapshot) -> bool {
    let file = |import: &Import| snapshot.source(import.source).map(|s| (&s.file, &s.sheet));
    let newer = |other: &&Import| other.id > import.id && file(other) == file(import);
    file(import).is_some()
        && snapshot.columns.iter().all(|column| column.import != import.id)
        && shown.iter().any(|other| newer(&other))
}

fn row(value: &Value) -> Option<KeptRow> {
    let candidates = value["candidates"].as_array()?.iter().filter_map(|c| {
        Some((c["name"].as_str()?.to_owned(), c["code"].as_str()?.to_owned(), c["score"].as_f64()?))
    });
    Some(KeptRow {
        row: u32::try_from(value["row"].as_u64()?).ok()?,
        text: value["text"].as_str()?.to_owned(),
        candidates: candidates.collect(),
    })
}
