//! What the project holds → what the window shows: plain copies, shared by pointer where large.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::data::known::Known;
use super::pocket;
use super::state::{Access, Boundary, Content, DataContent, PocketsShown, SourceShown, Stage};
use super::view::history::{HistoryLine, StepState};
use super::work::Held;
use crate::lang::Lang;
use crate::lang::app::Word;
use crate::lang::project::What;
use crate::workflow::links::ferries_of;
use crate::workflow::{PocketReport, Snapshot};

pub fn content(lang: Lang, held: &Held) -> Content {
    let Held { project, snapshot, known, .. } = held;
    let path = project.path().to_owned();
    let name = path.file_stem().map(|s| s.to_string_lossy().replace('_', " ")).unwrap_or_default();
    // What cannot be asked for is not offered; the next edit tells why.
    let step = |entry: Result<Option<crate::project::Entry>, _>| {
        entry.ok().flatten().map(|entry| lang.what(&entry.what))
    };
    Content {
        path,
        name,
        register: Arc::clone(&snapshot.register),
        kecamatan: Arc::new(snapshot.register.kecamatan()),
        kabupaten: snapshot.register.kabupaten().0.len(),
        columns: snapshot.columns.clone(),
        styles: snapshot.styles.clone(),
        bookmarks: snapshot.bookmarks.clone(),
        presets: snapshot.presets.clone(),
        show: Arc::clone(&snapshot.show),
        sources: sources(snapshot, known),
        places: snapshot.layers.clone(),
        undo: step(project.can_undo()),
        redo: step(project.can_redo()),
        access: if project.is_read_only() {
            Access::ReadOnly(lang.word(Word::ReadOnly).to_owned())
        } else {
            Access::Write
        },
        saved_at: saved_at(lang, snapshot),
        data: Arc::new(data_content(lang, snapshot, known)),
    }
}

/// Findings, history and frozen values in words.
fn data_content(lang: Lang, snapshot: &Snapshot, known: &Known) -> DataContent {
    let undone = |entry: &crate::project::Entry| {
        if entry.undone {
            StepState::Undone
        } else if matches!(
            entry.what,
            What::Created { .. } | What::Exported { .. } | What::Packaged { .. }
        ) {
            StepState::Fixed
        } else {
            StepState::Done
        }
    };
    let history = snapshot.journal.iter().rev().map(|entry| HistoryLine {
        seq: entry.seq,
        what: lang.what(&entry.what),
        when: when(lang, &entry.at, &entry.who),
        state: undone(entry),
    });
    DataContent {
        check: known.check(lang, snapshot),
        history: history.collect(),
        baselines: known.baselines(lang, snapshot),
        counted: snapshot.counted.clone(),
        ferries: ferries_of(snapshot),
    }
}

/// When the newest step was made: the hour of today, or the day.
fn saved_at(lang: Lang, snapshot: &Snapshot) -> String {
    let Some(newest) = snapshot.journal.iter().max_by_key(|entry| entry.seq) else {
        return String::new();
    };
    let at = super::stamp::local(&newest.at);
    if at.starts_with(&super::stamp::today()) {
        at.get(11..16).unwrap_or("").replace(':', ".")
    } else {
        crate::lang::number::date(lang, &at)
    }
}

/// "22 November 2026 10.42 · Ani".
pub fn when(lang: Lang, at: &str, who: &str) -> String {
    let at = &super::stamp::local(at);
    let clock = at.get(11..16).unwrap_or("").replace(':', ".");
    let date = crate::lang::number::date(lang, at);
    let time = [date.as_str(), &clock].join(" ");
    if who.is_empty() { time.trim().to_owned() } else { format!("{} · {who}", time.trim()) }
}

fn sources(snapshot: &Snapshot, known: &Known) -> Vec<SourceShown> {
    let imports = |source| {
        let of = snapshot.source_of.iter().filter(|(_, from)| **from == source);
        of.map(|(import, _)| *import).collect()
    };
    let waiting = |source| {
        let kept = known.kept.iter().rev().find(|kept| kept.source == source);
        kept.map_or(0, |kept| kept.unmatched.len())
    };
    let mut villages: BTreeMap<i64, BTreeSet<usize>> = BTreeMap::new();
    for column in &snapshot.columns {
        for (village, cell) in column.cells.iter().enumerate() {
            if let Some(cell) = cell {
                villages.entry(cell.source).or_default().insert(village);
            }
        }
        // Counts of persons have no cell, but an import.
        if column.cells.iter().all(Option::is_none)
            && let Some(source) = snapshot.source_of.get(&column.import)
        {
            let counted = column.values.iter().enumerate().filter(|(_, v)| v.value().is_some());
            villages.entry(*source).or_default().extend(counted.map(|(village, _)| village));
        }
    }
    let shown = snapshot.sources.iter().enumerate().map(|(i, source)| {
        let boundary = if i == 0 { Boundary::Yes } else { Boundary::No };
        let joined = villages.get(&source.id).map_or(0, BTreeSet::len);
        SourceShown {
            id: source.id,
            file: source.file.clone(),
            sheet: source.sheet.clone(),
            imported_at: super::stamp::local(&source.imported_at),
            matched: match boundary {
                Boundary::Yes => snapshot.register.len(),
                Boundary::No => joined,
            },
            // A table of the province has more rows than there are villages here.
            rows: snapshot.register.len(),
            boundary,
            kind: source.kind,
            period: source.period.clone(),
            waiting: waiting(source.id),
            imports: imports(source.id),
        }
    });
    // A source whose import was taken back holds nothing that is seen.
    shown.filter(|s| s.boundary == Boundary::Yes || s.matched > 0).collect()
}

/// A stored result as step 3 shows it.
pub fn found(content: &Content, snapshot: &Snapshot, report: &Arc<PocketReport>) -> PocketsShown {
    let settings = &report.settings;
    let input = crate::workflow::pockets::input_hash(snapshot, settings).unwrap_or_default();
    PocketsShown {
        parts: pocket::work::parts_of(content, settings),
        is_stale: report.input_hash != input,
        report: Arc::clone(report),
        stage: Stage::Whole,
    }
}
