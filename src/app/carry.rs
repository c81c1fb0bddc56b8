//! Carrying out what panels ask for: state at once, everything that takes time as a job.

use std::path::{Path, PathBuf};

use super::content;
use super::jobs::{Kind, Refused};
use super::look::past::{self, Looked};
use super::recent;
use super::request::Request;
use super::state::{Dialog, LeftPanel, NewProject, Open, Step, Tone, Wanted};
use super::theme;
use super::window::Window;
use super::work::{self, Change, Outcome};
use crate::base::progress::Progress;
use crate::lang::Sentence;
use crate::lang::app::{Say, Word};
use crate::plan::edit::{Edit, Style};

impl Window {
    pub fn carry_out(&mut self, ctx: &egui::Context, request: Request) {
        let watched = self.state.open.as_ref().filter(|_| past::may_change(&request));
        let before = watched.map(Looked::of);
        self.carry(ctx, request);
        let press = ctx.input(|input| input.pointer.press_start_time());
        if let (Some(before), Some(open)) = (before, &mut self.state.open) {
            open.keep_look(before, press);
        }
    }

    fn carry(&mut self, ctx: &egui::Context, request: Request) {
        if !matches!(request, Request::Hover(_)) {
            // Good news has been seen once something else is done.
            self.state.notices.retain(|notice| notice.tone != Tone::Done);
        }
        match request {
            Request::ChooseFiles => self.choose(ctx, Wanted::Files, None),
            Request::ChooseProject => self.choose(ctx, Wanted::Project, None),
            Request::ChoosePlace => self.choose_place(ctx),
            Request::Files(paths) => self.files(ctx, &paths),
            Request::TypedPath(wanted, path) => self.chosen(ctx, wanted, &[path]),
            Request::OpenSample => self.open_sample(ctx),
            Request::CloseProject => self.close_project(),
            Request::Data(asked) => self.carry_data(ctx, asked),
            Request::CloseDialog => self.close_dialog(ctx),
            Request::Help => self.state.dialog = Some(Dialog::Help(self.guide_page())),
            Request::Guide(page) => self.state.dialog = Some(Dialog::Help(page)),
            Request::SaveGuide => self.save_to(ctx, Wanted::Guide),
            Request::Step(step) => self.go_to(step),
            Request::Undo if self.plan_back() => {}
            Request::Redo if self.plan_forth() => {}
            Request::Undo if self.look_back() => {}
            Request::Redo if self.look_forth() => {}
            Request::Undo if self.nothing_to(Word::Undo) => {}
            Request::Redo if self.nothing_to(Word::Redo) => {}
            Request::Undo => self.change(ctx, Change::Undo),
            Request::Redo => self.change(ctx, Change::Redo),
            Request::Lang(lang) => self.speak(lang),
            Request::Theme(theme) => {
                self.state.theme = theme;
                self.state.memory.theme = Some(theme);
                theme::apply(ctx, theme);
                self.remember();
            }
            Request::Cancel(kind) => self.jobs.cancel(kind),
            Request::DismissNotice(number) => self.state.dismiss(number),
            Request::FoldLeft => {
                self.state.left = match self.state.left {
                    LeftPanel::Open => LeftPanel::Folded,
                    LeftPanel::Auto | LeftPanel::Folded => LeftPanel::Open,
                };
            }
            Request::Zoom(factor) => self.zoom(factor),
            Request::FitAll => self.with_map(super::map::MapState::fit_all),
            Request::FitBody => self.with_map(super::map::MapState::fit_body),
            Request::SaveImage => self.save_to(ctx, Wanted::Image),
            Request::Export(export) => self.save_to(ctx, Wanted::Export(export)),
            Request::FindPockets => self.find_pockets(ctx),
            Request::SetStyle(style) => self.set_style(ctx, style),
            Request::Select(village) => self.select(village),
            Request::Pocket(asked) => self.carry_pocket(ctx, asked),
            Request::Look(asked) => self.carry_look(ctx, asked),
            Request::Plan(asked) => self.carry_plan(ctx, asked),
            Request::Target(asked) => self.carry_target(ctx, asked),
            Request::Programme(asked) => self.carry_programme(ctx, asked),
            Request::Show(asked) => self.carry_show(ctx, asked),
            Request::Meeting(asked) => self.carry_meeting(ctx, asked),
            Request::Hover(_)
            | Request::Indicator(_)
            | Request::ToggleLayer(_)
            | Request::TogglePlaces(_)
            | Request::ShiftPlaces(..) => self.look(&request),
        }
    }

    /// What changes only how the open project is looked at.
    fn look(&mut self, request: &Request) {
        let Some(open) = &mut self.state.open else { return };
        match *request {
            Request::Hover(village) => open.hovered = village,
            Request::ToggleLayer(layer) => open.layers = open.layers.toggled(layer),
            Request::TogglePlaces(id) => open.places.toggle(id),
            Request::ShiftPlaces(id, way) => open.shift_places(id, way),
            Request::Indicator(indicator) => open.show(indicator),
            _ => {}
        }
    }

    /// Says that there is nothing to go back or forth to, where that is so; it goes by itself.
    fn nothing_to(&mut self, way: Word) -> bool {
        let Some(open) = &self.state.open else { return false };
        let there = if way == Word::Undo { &open.content.undo } else { &open.content.redo };
        if there.is_some() || self.held.is_none() {
            return false;
        }
        let lang = self.state.lang;
        let words = lang.say(&Say::NothingTo { word: lang.word(way) });
        self.state.tell(Tone::Done, Sentence::new(words, ""));
        true
    }

    fn speak(&mut self, lang: crate::lang::Lang) {
        self.state.lang = lang;
        self.state.memory.lang = Some(lang);
        self.state.notices.clear();
        self.remember();
        if let (Some(open), Some(held)) = (&mut self.state.open, &self.held) {
            open.replace(content::content(lang, held));
        }
    }

    fn go_to(&mut self, step: Step) {
        let without = self.state.open.as_ref().is_none_or(|open| open.content.columns.is_empty());
        if step == Step::Pockets && without {
            let lang = self.state.lang;
            let (what, fix) = (Word::NeedsIndicator, Word::NeedsIndicatorFix);
            self.state.tell(Tone::Note, Sentence::new(lang.word(what), lang.word(fix)));
        }
        self.state.step = step;
        self.begin_plan();
    }

    fn select(&mut self, village: Option<usize>) {
        let Some(open) = &mut self.state.open else { return };
        open.selected = village;
        open.pocket.picked = village.into_iter().collect();
        let size = self.map_size;
        if let (Some(village), Some(map)) = (village, self.front_map()) {
            map.bring_into_sight(village, size);
        }
        self.follow_selection();
    }

    fn zoom(&mut self, factor: f64) {
        if let Some(camera) = self.front_map().and_then(|map| map.camera.as_mut()) {
            camera.scale /= factor;
        }
    }

    fn with_map(&mut self, act: impl FnOnce(&mut super::map::MapState)) {
        if let Some(map) = self.front_map() {
            act(map);
        }
    }

    /// Starts a job; when one of its kind runs, says so.
    pub fn start(
        &mut self,
        ctx: &egui::Context,
        kind: Kind,
        about: String,
        work: impl FnOnce(&Progress) -> Outcome + Send + 'static,
    ) {
        let revision = self.state.open.as_ref().map_or(0, |open| open.revision);
        let wake = ctx.clone();
        // The strip appears a moment later, and only for a job that is still running then.
        ctx.request_repaint_after(super::panel::job::SHOWN_AFTER);
        let lang = self.state.lang;
        let (what, fix) =
            match self.jobs.start(kind, about, revision, work, move || wake.request_repaint()) {
                Ok(()) => return,
                Err(Refused::Busy) => (Word::Busy, Word::BusyFix),
                Err(Refused::NoThread) => (Word::NoThread, Word::NoThreadFix),
            };
        self.state.tell(Tone::Note, Sentence::new(lang.word(what), lang.word(fix)));
    }

    /// After a typed path the page under it is seen again.
    pub(super) fn back_to_page(&mut self) {
        if matches!(self.state.dialog, Some(Dialog::TypePath { .. })) {
            self.state.dialog = self.under.behind.take().map(|page| *page);
        }
    }

    pub fn files(&mut self, ctx: &egui::Context, paths: &[PathBuf]) {
        let paths = without_siblings(paths);
        // A project beside nothing else is opened at once; a GeoPackage of others is looked into.
        self.look_into(ctx, paths);
    }

    /// Leaving a page ends what was being read for it.
    fn close_dialog(&mut self, ctx: &egui::Context) {
        if matches!(self.state.dialog, Some(Dialog::TypePath { .. })) {
            self.back_to_page();
            return;
        }
        let closed = self.state.dialog.take();
        if let Some(Dialog::Import(importing)) = closed {
            self.jobs.cancel(Kind::Draft);
            self.under.draft = None;
            self.tell_left_out(&importing);
            self.match_lists(ctx);
        }
    }

    pub fn open_project(&mut self, ctx: &egui::Context, path: &Path) {
        // The handle must be let go first: it may be the same file.
        if self.state.open.as_ref().is_some_and(|open| open.content.path == path) {
            self.close_project();
        }
        let about = file_name(path);
        let path = path.to_owned();
        self.start(ctx, Kind::Open, about, move |_| Outcome::Ready(work::open(&path)));
    }

    fn open_sample(&mut self, ctx: &egui::Context) {
        // Without a home of its own the sample lies where the program was started.
        let folder = recent::data_folder().unwrap_or_default().join("contoh");
        self.start(ctx, Kind::Sample, String::new(), move |progress| {
            Outcome::Ready(work::sample(&folder, progress))
        });
    }

    pub fn make_project(&mut self, ctx: &egui::Context, new: NewProject) {
        let lang = self.state.lang;
        let about = new.layers.first().map(|layer| file_name(layer)).unwrap_or_default();
        self.start(ctx, Kind::New, about, move |progress| {
            Outcome::Ready(work::make(lang, &new, progress))
        });
    }

    pub fn close_project(&mut self) {
        self.held = None;
        self.away = None;
        self.map = None;
        self.beside = None;
        self.show = None;
        self.chosen_step = 0;
        self.place = None;
        self.under = super::data::carry::Under::default();
        self.state.open = None;
        self.state.step = Step::default();
        self.state.look_for_recent();
    }

    pub fn change(&mut self, ctx: &egui::Context, change: Change) {
        if self.state.open.is_none() {
            return;
        }
        if self.held.is_none() {
            // The handle is with a job: the change waits for it.
            self.waiting.push(change);
            return;
        }
        let Some(held) = self.lend(Kind::Edit) else { return };
        self.start(ctx, Kind::Edit, String::new(), move |_| work::change(held, &change));
    }

    /// Gives the handle to a job; a picture of the project stays here.
    pub fn lend(&mut self, kind: Kind) -> Option<Box<work::Held>> {
        if self.jobs.is_running(kind) || self.held.is_none() {
            let lang = self.state.lang;
            let (what, fix) = (Word::Busy, Word::BusyFix);
            self.state.tell(Tone::Note, Sentence::new(lang.word(what), lang.word(fix)));
            return None;
        }
        let held = self.held.take()?;
        self.away = Some(held.snapshot.clone());
        Some(held)
    }

    pub fn set_style(&mut self, ctx: &egui::Context, style: Option<Style>) {
        let Some(column) = self.state.open.as_ref().and_then(Open::column) else { return };
        let edit = Edit::SetStyle { indicator: column.indicator.id.clone(), style };
        self.change(ctx, Change::Edit(edit));
    }

    /// Keeps what the window remembers between two starts; a list is no reason to stop.
    pub fn remember(&self) {
        if let Some(file) = &self.memory_file {
            self.state.memory.write(file).ok();
        }
    }
}

pub fn today() -> String {
    super::stamp::today()
}

pub(super) fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// A shapefile is dropped with all its parts: they are one layer.
fn without_siblings(paths: &[PathBuf]) -> Vec<PathBuf> {
    let part = |path: &Path| {
        let extension = path.extension().map(|e| e.to_string_lossy().to_lowercase());
        let parts = ["shx", "dbf", "prj", "cpg", "qix", "sbn", "sbx", "xml", "qpj"];
        extension.is_some_and(|e| parts.contains(&e.as_str()))
    };
    let shapes: Vec<PathBuf> = paths
        .iter()
        .filter(|p| p.extension().is_some_and(|e| e.eq_ignore_ascii_case("shp")))
        .map(|p| p.with_extension(""))
        .collect();
    let stem = |path: &Path| {
        // `batas.shp.xml` belongs to `batas` too.
        let once = path.with_extension("");
        if once.extension().is_some_and(|e| e.eq_ignore_ascii_case("shp")) {
            once.with_extension("")
        } else {
            once
        }
    };
    paths.iter().filter(|p| !(part(p) && shapes.contains(&stem(p)))).cloned().collect()
}

/// A free name for the project beside the layer, or among the user's documents.
pub fn free_place(layer: &Path) -> PathBuf {
    let folder = layer.parent().filter(|folder| is_writable(folder)).map(Path::to_owned);
    let folder = folder
        .or_else(|| Some(directories::UserDirs::new()?.document_dir()?.to_owned()))
        .or_else(recent::data_folder)
        .unwrap_or_default();
    let stem = layer.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
    let first = folder.join(format!("{stem}.gpkg"));
    (2..100)
        .map(|i| folder.join(format!("{stem}_{i}.gpkg")))
        .fold(first, |place, next| if place.exists() { next } else { place })
}

fn is_writable(folder: &Path) -> bool {
    std::fs::metadata(folder).is_ok_and(|about| !about.permissions().readonly())
        && tempfile::Builder::new().prefix(".kantong-").tempfile_in(folder).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_of_a_shapefile_are_one_layer_and_another_dbf_stays_a_table() {
        let paths: Vec<PathBuf> = [
            "d/batas.shp",
            "d/batas.shx",
            "d/batas.DBF",
            "d/batas.shp.xml",
            "d/podes.dbf",
            "d/idm.csv",
        ]
        .into_iter()
        .map(PathBuf::from)
        .collect();
        let kept: Vec<String> =
            without_siblings(&paths).iter().map(|p| p.display().to_string()).collect();
        assert_eq!(kept, ["d/batas.shp", "d/podes.dbf", "d/idm.csv"]);
    }

    #[test]
    fn a_taken_name_is_not_suggested() {
        let folder = tempfile::tempdir().unwrap();
        let layer = folder.path().join("batas.shp");
        assert_eq!(free_place(&layer), folder.path().join("batas.gpkg"));
        std::fs::write(folder.path().join("batas.gpkg"), "x").unwrap();
        assert_eq!(free_place(&layer), folder.path().join("batas_2.gpkg"));
    }
}
