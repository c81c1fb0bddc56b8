//! Taking in what jobs have brought, each in one step on the window's thread.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::content;
use super::data::DataTab;
use super::jobs::{Ended, Kind};
use super::map::MapState;
use super::pocket::carry as pocket;
use super::state::{Content, ImportDone, Open, Step, Tone, UnmatchedRow};
use super::window::Window;
use super::work::{self, Change, Held, Outcome, Ready, Turned};
use crate::base::fault::{DataFault, FaultCode, Stop};
use crate::dataset::join::How;
use crate::dataset::village::Register;
use crate::indicator::column::{CellRef, Column};
use crate::indicator::definition::Quantity;
use crate::lang::app::{Say, Word};
use crate::lang::app_look::{LookSay, LookWord};
use crate::lang::trust::{Cell, Say as Told};
use crate::lang::{Lang, Sentence};
use crate::workflow::kept::Kept;
use crate::workflow::{Change as Changed, ImportReport, PocketReport, Snapshot};

/// So many changed values are kept to be looked at.
const MOST_CHANGES: usize = 200;

impl Window {
    /// Looks at every job; never blocks.
    pub fn poll(&mut self, ctx: &egui::Context) {
        for ended in self.jobs.ended() {
            self.take_in(ctx, ended);
        }
        self.register_again(ctx);
        if self.held.is_some() && !self.waiting.is_empty() && !self.jobs.is_running(Kind::Edit) {
            let next = self.waiting.remove(0);
            self.change(ctx, next);
        }
    }

    fn take_in(&mut self, ctx: &egui::Context, ended: Ended<Outcome>) {
        let Ended { kind, revision, result } = ended;
        let Some(outcome) = result else {
            self.died(ctx, kind);
            return;
        };
        match outcome {
            Outcome::Chosen(wanted, paths) => self.chosen(ctx, wanted, &paths),
            Outcome::NoDialog(wanted) => self.ask_to_type(wanted),
            Outcome::Looked(Ok(found)) => self.looked(ctx, found),
            Outcome::Drafted(drafted) => self.drafted(ctx, *drafted),
            Outcome::NotChosen => {}
            Outcome::IsCard(file, card) => self.take_card(ctx, file, card),
            Outcome::IsForm(file, table) => self.take_form(ctx, file, table),
            Outcome::FormTaken(held, result) => self.form_taken(ctx, held, result),
            Outcome::Packaged(out, made) => self.packaged(ctx, out, made),
            Outcome::Logo(logo) => self.logo_read(logo),
            Outcome::Excluded(found) => self.excluded(found),
            Outcome::FolderOpened(result) => self.folder_opened(&result),
            Outcome::CardTaken(held, result) => self.card_taken(ctx, held, result),
            Outcome::Matched(held, result) => self.matched(held, result),
            Outcome::Recipe(Ok(recipe)) => self.use_recipe(ctx, *recipe),
            Outcome::Ready(Ok(ready)) => self.opened(ctx, *ready),
            Outcome::Imported(held, results) => self.imported(ctx, held, results),
            Outcome::IsRegister(file) => self.is_register(ctx, file),
            Outcome::RegisterRead(read) => self.register_read(*read),
            Outcome::RegisterTaken(held, result, queue) => {
                self.register_taken(ctx, held, result, queue);
            }
            Outcome::Changed(held, result, turned) => {
                let before = self.state.open.as_ref().map(|open| Arc::clone(&open.content));
                self.returned(held);
                // Going back brings the question back too.
                if turned == Turned::Yes {
                    self.ask_again();
                    self.tell_turned(before.filter(|_| result.is_ok()).as_deref());
                }
                self.known_changed(ctx);
                if let Err(stop) = result {
                    self.told(&stop);
                }
            }
            Outcome::Placed(held, result, tables) => {
                self.returned(held);
                if let Err(stop) = result {
                    self.told(&stop);
                }
                self.import(ctx, tables);
            }
            Outcome::Found(found) => {
                self.drop_rough();
                match found {
                    Ok(report) => self.found(ctx, revision, *report),
                    Err(stop) => self.told(&stop),
                }
            }
            Outcome::Trended(Ok(report)) => self.trended(ctx, revision, *report),
            Outcome::Checked(Ok(checked)) => self.checked(&checked),
            Outcome::Saved(Ok(path)) => self.saved(kind, &path),
            Outcome::Copied(Ok(image)) => {
                ctx.copy_image(*image);
                self.copied();
            }
            Outcome::Ready(Err(stop))
            | Outcome::Looked(Err(stop))
            | Outcome::Recipe(Err(stop))
            | Outcome::Checked(Err(stop))
            | Outcome::Trended(Err(stop))
            | Outcome::Copied(Err(stop))
            | Outcome::Saved(Err(stop)) => self.told(&stop),
        }
    }

    /// A worker panicked: the project on disk is whole, its handle is gone with the worker.
    fn died(&mut self, ctx: &egui::Context, kind: Kind) {
        let lang = self.state.lang;
        let sentence = Sentence::new(lang.word(Word::Died), lang.word(Word::DiedFix));
        self.state.tell(Tone::Trouble, sentence);
        if matches!(kind, Kind::Import | Kind::Edit)
            && let Some(path) = self.state.open.as_ref().map(|open| open.content.path.clone())
        {
            self.waiting.clear();
            self.close_project();
            self.open_project(ctx, &path);
        }
    }

    /// A cancel is no fault and is not shown as one.
    pub fn told(&mut self, stop: &Stop) {
        let Stop::Fault(fault) = stop else { return };
        let mut sentence = super::view::told::told(self.state.lang, &fault.code);
        if let Some(file) = &fault.at.file {
            let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
            sentence.message = format!("{}: {name}", sentence.message);
        }
        self.state.tell(Tone::Trouble, sentence);
    }

    fn opened(&mut self, ctx: &egui::Context, ready: Ready) {
        self.close_project();
        self.state.dialog = None;
        self.state.notices.clear();
        let Ready { held, faults, tables, unsettled } = ready;
        let content = content::content(self.state.lang, &held);
        let (path, name) = (content.path.clone(), content.name.clone());
        let scene = Arc::clone(&held.scene);
        self.place = Some(MapState::new(Arc::clone(&scene)));
        self.beside = Some(MapState::new(Arc::clone(&scene)));
        self.map = Some(MapState::new(scene));
        let has_columns = !content.columns.is_empty();
        let mut open = Open::new(content, faults);
        // What was looked for last is shown first.
        if let Some(report) = held.snapshot.pockets.last() {
            let found = open.content.columns.iter().position(|c| {
                c.indicator.id == report.settings.indicator
                    && Some(&c.period) == report.settings.period.as_ref()
            });
            open.indicator = found.or(open.indicator);
        }
        open.import = unsettled.map(|kept| Arc::new(kept_done(kept, &held.snapshot)));
        pocket::begin(&mut open, Some(&held.snapshot));
        self.state.step = if has_columns { Step::Map } else { Step::Data };
        self.state.open = Some(open);
        self.known = Arc::clone(&held.known);
        self.held = Some(Box::new(held));
        self.state.memory.opened(&path, name, super::stamp::now());
        self.remember();
        if !tables.is_empty() {
            self.import(ctx, tables);
        }
    }

    /// The handle is back with a new picture.
    pub fn returned(&mut self, held: Box<Held>) {
        self.away = None;
        if let Some(open) = &mut self.state.open {
            open.replace(content::content(self.state.lang, &held));
            pocket::show(open, Some(&held.snapshot));
            open.plan.begin(&held.snapshot);
            if open.target.draft.as_deref() == held.snapshot.targets.as_deref() {
                open.target.draft = None;
            }
        }
        self.known = Arc::clone(&held.known);
        self.held = Some(held);
    }

    /// What one step back or forth was of: it may lie far from what is looked at.
    fn tell_turned(&mut self, before: Option<&Content>) {
        let (Some(before), Some(open)) = (before, &self.state.open) else { return };
        let (lang, now) = (self.state.lang, &open.content);
        let (words, key) = match (&before.undo, &before.redo) {
            (Some(what), _) if now.redo.as_ref() == Some(what) && before.redo != now.redo => {
                (LookSay::Undone { what: what.clone() }, LookWord::RedoKey)
            }
            (_, Some(what)) if now.undo.as_ref() == Some(what) => {
                (LookSay::Redone { what: what.clone() }, LookWord::UndoKey)
            }
            _ => return,
        };
        self.state.tell(Tone::Done, Sentence::new(lang.look_say(&words), lang.look(key)));
    }

    fn imported(
        &mut self,
        ctx: &egui::Context,
        held: Box<Held>,
        results: Vec<(PathBuf, Result<ImportReport, Stop>)>,
    ) {
        self.returned(held);
        let mut done = None;
        for (path, result) in results {
            match result {
                Ok(report) => {
                    let register = self.snapshot().map(|s| Arc::clone(&s.register));
                    let mut told = import_done(&path, &report, register.as_deref());
                    told.source = self.source_named(&told.file);
                    // A table that the project kept has a name and no place.
                    if path.is_absolute() {
                        self.under.places.insert(told.file.clone(), path);
                    }
                    if let Some(source) = told.source {
                        self.under.told.insert(source, Arc::new(told.clone()));
                    }
                    done = Some(told);
                    if report.people.is_some() {
                        self.under.lists.push(report);
                    }
                }
                Err(stop) => self.told(&stop),
            }
        }
        let Some(done) = done else { return };
        self.stored(ctx);
        let lang = self.state.lang;
        let matched = done.counted.unwrap_or(done.by_code + done.by_name);
        let what = Say::ImportedRows { file: done.file.clone(), matched, rows: done.rows };
        let changed = changed_words(lang, &done);
        // While more tables wait, the next page says enough.
        if self.state.dialog.is_none() {
            self.state.tell(Tone::Done, Sentence::new(lang.say(&what), changed));
        }
        if let Some(open) = &mut self.state.open {
            // The first rate that came in, else the first column of it.
            let came = |column: &Column| done.indicators.iter().any(|i| i.0 == named(column));
            let columns = &open.content.columns;
            let rate = |c: &Column| c.indicator.quantity != Quantity::Count && came(c);
            let first = columns.iter().position(|c| rate(c));
            let first = first.or_else(|| columns.iter().position(|c| came(c)));
            // Of several periods the latest one.
            let same =
                |c: &Column| first.is_some_and(|f| columns[f].indicator.id == c.indicator.id);
            let newest = (0..columns.len()).filter(|&i| same(&columns[i]));
            open.indicator = newest
                .max_by(|&a, &b| columns[a].period.cmp(&columns[b].period))
                .or(open.indicator);
            open.import = Some(Arc::new(done));
        }
        self.state.step = Step::Data;
        self.data_tab(DataTab::Join);
    }

    fn found(&mut self, ctx: &egui::Context, revision: u64, report: PocketReport) {
        // A result for data that have changed since is dropped.
        if self.state.open.as_ref().is_none_or(|open| open.revision != revision) {
            return;
        }
        self.change(ctx, Change::Keep(Arc::new(report)));
    }

    fn saved(&mut self, kind: Kind, path: &Path) {
        let lang = self.state.lang;
        let word = if kind == Kind::Image { Word::ImageSaved } else { Word::FileSaved };
        let place = lang.say(&Say::SavedTo { path: path.display().to_string() });
        self.state.tell(Tone::Done, Sentence::new(lang.word(word), place));
        if let Some(held) = &mut self.held {
            work::log_export(held, path);
        }
    }
}

/// An import of an earlier day, as it was told then.
pub fn kept_done(kept: Kept, snapshot: &Snapshot) -> ImportDone {
    let by = |wanted: [&str; 2]| {
        kept.by.iter().filter(|(how, _)| wanted.contains(&how.as_str())).map(|(_, n)| n).sum()
    };
    let brought = snapshot.columns.iter().filter(|column| column.import == kept.import);
    ImportDone {
        file: kept.file.clone(),
        source: Some(kept.source),
        rows: kept.rows,
        by_code: by(["code", "crosswalk"]),
        by_name: by(["name", "accepted"]),
        duplicates: kept.duplicates,
        ignored: kept.ignored,
        elsewhere: kept.elsewhere,
        counted: kept.counted,
        indicators: brought
            .map(|column| {
                let tally = column.tally();
                (named(column), tally.measured, tally.missing, tally.not_applicable)
            })
            .collect(),
        changes: Vec::new(),
        changed: 0,
        unmatched: kept
            .unmatched
            .into_iter()
            .map(|r| UnmatchedRow { row: r.row, text: r.text, candidates: r.candidates })
            .collect(),
        faults: Vec::new(),
    }
}

/// An indicator with its period.
fn named(column: &Column) -> String {
    let (name, period) = (&column.indicator.name, &column.period);
    if period.is_empty() || name.contains(period.as_str()) {
        name.clone()
    } else {
        format!("{name} {period}")
    }
}

/// How many values a newer table changed.
fn changed_words(lang: Lang, done: &ImportDone) -> String {
    let count = done.changed;
    if count == 0 {
        return String::new();
    }
    lang.trust(&Told::Changes { count, shown: count })
}

/// What changed, as the page of the last import lists it.
fn changes(report: &ImportReport, register: Option<&Register>) -> Vec<Told> {
    let Some(register) = register else { return Vec::new() };
    let cell = |cell: &Option<(String, CellRef)>| {
        cell.as_ref().map(|(file, cell)| Cell {
            file: file.clone(),
            sheet: cell.sheet.clone(),
            row: Some(cell.row),
            column: Some(cell.column.clone()),
            header: None,
        })
    };
    let told = |change: &Changed| Told::Change {
        name: change.name.clone(),
        period: change.period.clone(),
        village: register.villages[change.village].name.clone(),
        old: change.old,
        new: change.new,
        old_cell: cell(&change.old_cell),
        new_cell: cell(&change.new_cell),
        corrected: change.corrected,
    };
    report.changes.iter().take(MOST_CHANGES).map(told).collect()
}

fn import_done(path: &Path, report: &ImportReport, register: Option<&Register>) -> ImportDone {
    let joined = &report.joined;
    let people = report.people.as_ref();
    let by = |wanted: &[How]| {
        joined.by.iter().filter(|(how, _)| wanted.contains(how)).map(|(_, count)| count).sum()
    };
    ImportDone {
        source: None,
        file: path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default(),
        rows: people.map_or(joined.rows - joined.other_kabupaten, |p| p.rows - p.elsewhere),
        by_code: by(&[How::Code, How::Crosswalk]),
        by_name: by(&[How::Name, How::Accepted]),
        unmatched: joined
            .unmatched
            .iter()
            .map(|row| UnmatchedRow {
                row: row.row,
                text: row.text.clone(),
                candidates: row
                    .candidates
                    .iter()
                    .map(|c| (c.name.clone(), c.code.to_string(), c.score))
                    .collect(),
            })
            .collect(),
        duplicates: joined.duplicates.len(),
        changes: changes(report, register),
        changed: report.changes.len(),
        ignored: joined.ignored.len().saturating_sub(joined.other_kabupaten),
        counted: people.map(|people| people.counted),
        elsewhere: people.map_or(joined.other_kabupaten, |p| p.elsewhere),
        indicators: report
            .columns
            .iter()
            .map(|column| {
                let tally = column.tally();
                (named(column), tally.measured, tally.missing, tally.not_applicable)
            })
            .collect(),
        // Unmatched rows have their own list.
        faults: report
            .faults
            .iter()
            .filter(|f| !matches!(f.code, FaultCode::Data(DataFault::Unmatched { .. })))
            .cloned()
            .collect(),
    }
}
