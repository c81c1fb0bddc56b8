//! What the project holds → what the window shows: plain copies, shared by pointer where large.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::data::known::Known;
use super::state::{
    Access, Boundary, Content, Correction, DataContent, Neighbourhood, PocketRule, PocketsShown,
    SourceShown,
};
use super::view::history::{HistoryLine, StepState};
use super::work::Held;
use crate::analysis::fdr;
use crate::analysis::neighbours::Rule;
use crate::lang::Lang;
use crate::lang::app::Word;
use crate::lang::project::What;
use crate::workflow::{PocketReport, PocketSettings, Snapshot};

pub fn content(lang: Lang, held: &Held) -> Content {
    let Held { project, snapshot, known } = held;
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
        columns: snapshot.columns.clone(),
        styles: snapshot.styles.clone(),
        sources: sources(snapshot, known),
        places: snapshot.layers.clone(),
        undo: step(project.can_undo()),
        redo: step(project.can_redo()),
        access: if project.is_read_only() {
            Access::ReadOnly(lang.word(Word::ReadOnly).to_owned())
        } else {
            Access::Write
        },
        saved_at: String::new(),
        data: Arc::new(data_content(lang, snapshot, known)),
    }
}

/// Findings, history and frozen values in words.
fn data_content(lang: Lang, snapshot: &Snapshot, known: &Known) -> DataContent {
    let undone = |entry: &crate::project::Entry| {
        if entry.undone {
            StepState::Undone
        } else if matches!(entry.what, What::Created { .. } | What::Exported { .. }) {
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
        baselines: known.baselines(lang),
        counted: snapshot.counted.clone(),
    }
}

/// "22 November 2026 10.42 · Ani".
pub fn when(lang: Lang, at: &str, who: &str) -> String {
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
            imported_at: source.imported_at.clone(),
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

/// The stored pockets of a column of the window.
pub fn pockets(snapshot: &Snapshot, column: usize) -> Option<PocketsShown> {
    let report = snapshot.pockets_of(snapshot.columns.get(column)?)?;
    Some(found(snapshot, column, report))
}

pub fn found(snapshot: &Snapshot, column: usize, report: &Arc<PocketReport>) -> PocketsShown {
    let settings = &report.settings;
    let input = crate::workflow::pockets::input_hash(snapshot, settings).unwrap_or_default();
    PocketsShown {
        rule: PocketRule {
            indicator: column,
            neighbours: match settings.weights {
                Rule::Queen => Neighbourhood::Queen,
                Rule::Rook => Neighbourhood::Rook,
                Rule::Knn(k) => Neighbourhood::Nearest(k),
                Rule::Distance(metres) => Neighbourhood::Within(metres / 1000.0),
                // Links of a file cannot be asked for in the window; its own rule stands instead.
                Rule::Reach | Rule::Kernel(_) | Rule::Given => Neighbourhood::Queen,
            },
            permutations: settings.moran.permutations as usize,
            alpha: settings.moran.alpha,
            correction: match settings.moran.correction {
                fdr::Correction::Fdr => Correction::Fdr,
                fdr::Correction::Bonferroni => Correction::Bonferroni,
                fdr::Correction::None => Correction::None,
            },
            seed: settings.moran.seed,
        },
        is_stale: report.input_hash != input,
        report: Arc::clone(report),
    }
}

/// The rule of the window as the workflow takes it.
pub fn settings(snapshot: &Snapshot, rule: &PocketRule) -> Option<PocketSettings> {
    let column = snapshot.columns.get(rule.indicator)?;
    let mut settings = PocketSettings::of(column.indicator.id.clone());
    settings.period = Some(column.period.clone());
    settings.weights = match rule.neighbours {
        Neighbourhood::Queen => Rule::Queen,
        Neighbourhood::Rook => Rule::Rook,
        Neighbourhood::Nearest(k) => Rule::Knn(k),
        Neighbourhood::Within(km) => Rule::Distance(km * 1000.0),
    };
    settings.moran.permutations = rule.permutations as u32;
    settings.moran.alpha = rule.alpha;
    settings.moran.seed = rule.seed;
    settings.moran.correction = match rule.correction {
        Correction::Fdr => fdr::Correction::Fdr,
        Correction::Bonferroni => fdr::Correction::Bonferroni,
        Correction::None => fdr::Correction::None,
    };
    Some(settings)
}
