//! The window itself: polls jobs, shows the panels of the step, carries out what they ask.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::Receiver;

use egui::{Frame, Panel, Ui, Vec2};

use super::data::carry::Under;
use super::data::known::Known;
use super::eyes::Eyes;
use super::jobs::Jobs;
use super::layout;
use super::layout_data;
use super::look::maps::Maps;
use super::look::request::Copy;
use super::map::MapState;
use super::panel::{job, look_palette, notice, status, top, welcome};
use super::recent::Memory;
use super::recent::{self, Presence};
use super::renderer::Proof;
use super::request::Request;
use super::show::Presenting;
use super::shown::Shown;
use super::start::StartOptions;
use super::state::{AppState, Open, PocketsShown, Step};
use super::theme::{self, tokens};
use super::tour::Tour;
use super::view::status::status_view;
use super::view::welcome::{Busy, welcome_view};
use super::work::{Change, Held, Outcome};
use crate::lang::Lang;
use crate::lang::app_look::LookWord;
use crate::workflow::Snapshot;

/// Where the parts that can be copied stood in the last frame.
#[derive(Clone, Copy, Debug, Default)]
pub struct Places {
    pub map: Option<egui::Rect>,
    pub chart: Option<egui::Rect>,
}

/// Everything the window is: what it shows, what is running, and the project's handle.
#[derive(Debug)]
pub struct Window {
    pub state: AppState,
    pub jobs: Jobs<Outcome>,
    pub map: Option<MapState>,
    /// A second map at the left of the first, where two are compared.
    pub beside: Option<MapState>,
    /// The small map of step 1, which shows the place of a candidate or a finding.
    pub place: Option<MapState>,
    /// The import under way.
    pub under: Under,
    /// What step 1 shows of the project itself.
    pub known: Arc<Known>,
    pub shown: Shown,
    /// `None` while a job has the handle, or no project is open.
    pub held: Option<Box<Held>>,
    /// What the project held when its handle was lent.
    pub away: Option<Snapshot>,
    /// Changes that wait for the handle.
    pub waiting: Vec<Change>,
    pub memory_file: Option<PathBuf>,
    /// Rough answers of a running question.
    pub rough: Option<Receiver<PocketsShown>>,
    /// The place that the last dialog began with.
    pub suggested: Option<PathBuf>,
    pub map_size: Vec2,
    /// The maps of step 2 beside the land's own.
    pub maps: Maps,
    /// Where map and chart stand, for a copy of them.
    pub places: Places,
    /// A picture of the window on its way to the clipboard.
    pub picture: Option<Receiver<(Copy, Arc<egui::ColorImage>)>>,
    /// The show that is running.
    pub show: Option<Box<Presenting>>,
    /// The step that is edited in the strip of the show.
    pub chosen_step: usize,
    /// The step whose map was seen last.
    pub seen: Step,
    tour: Option<Tour>,
    /// Until the renderer has drawn some good frames.
    pub proof: Option<Proof>,
}

impl Window {
    /// A window without a project. `memory_file` is where the recent projects are kept.
    pub fn new(
        ctx: &egui::Context,
        lang: Lang,
        memory: Memory,
        memory_file: Option<PathBuf>,
    ) -> Self {
        let theme = memory.theme.unwrap_or_default();
        theme::install_fonts(ctx);
        theme::apply(ctx, theme);
        ctx.add_plugin(Eyes);
        let mut state = AppState { lang, theme, memory, ..AppState::default() };
        state.look_for_recent();
        Self {
            state,
            jobs: Jobs::default(),
            map: None,
            place: None,
            beside: None,
            under: Under::default(),
            known: Arc::default(),
            shown: Shown::default(),
            held: None,
            away: None,
            waiting: Vec::new(),
            memory_file,
            suggested: None,
            rough: None,
            map_size: Vec2::new(800.0, 400.0),
            maps: Maps::default(),
            places: Places::default(),
            picture: None,
            show: None,
            chosen_step: 0,
            seen: Step::Map,
            tour: None,
            proof: None,
        }
    }

    /// What the command line asked for.
    #[must_use]
    pub fn with(mut self, options: StartOptions, ctx: &egui::Context) -> Self {
        // The last project where none is named; one that is gone, or on a share, is left alone.
        let last = self.state.memory.recent.first().map(|recent| recent.path.clone());
        let last = last.filter(|path| recent::presence(path) == Presence::Here);
        if let Some(project) = options.project.clone().or(last) {
            self.open_project(ctx, &project);
        }
        self.tour = options.tour_seconds.map(|seconds| Tour::new(seconds, options.frame_log));
        self
    }

    pub fn snapshot(&self) -> Option<&Snapshot> {
        self.held.as_ref().map(|held| &held.snapshot).or(self.away.as_ref())
    }

    /// One frame: what happened, what is shown, what was asked.
    pub fn frame(&mut self, ui: &mut Ui) {
        let entered = std::time::Instant::now();
        let ctx = ui.ctx().clone();
        self.prove();
        self.take_rough();
        self.poll(&ctx);
        super::eyes::set(&ctx, self.state.vision);
        if self.show.is_some() {
            self.present(ui);
            return;
        }
        self.keys(&ctx);
        self.take_pictures(&ctx);
        if matches!(self.state.step, Step::Map | Step::Pockets | Step::Plan) {
            self.seen = self.state.step;
        }
        let dropped: Vec<PathBuf> = ctx.input(|input| {
            input.raw.dropped_files.iter().map(|file| file.path().to_owned()).collect()
        });
        if !dropped.is_empty() {
            self.files(&ctx, &dropped);
        }
        let mut asked = self.panels(ui);
        if let Some(request) = layout_data::dialog_ui(ui, self) {
            asked = Some(request);
        }
        if let Some(request) = self.palette_ui(ui) {
            asked = Some(request);
        }
        let foot = theme::STATUS + if self.jobs.shown().is_some() { theme::JOB_STRIP } else { 0.0 };
        let above = self.state.dialog.is_none().then_some(foot);
        if let Some(request) = notice::notices_ui(ui, self.state.lang, &self.state.notices, above) {
            asked = Some(request);
        }
        if let Some(request) = asked {
            self.carry_out(&ctx, request);
            ctx.request_repaint();
        }
        self.keep_question(&ctx);
        if let Some(tour) = &mut self.tour {
            tour.step(&ctx, self.map.as_mut(), entered.elapsed());
        }
    }

    /// Ctrl+K, over everything.
    fn palette_ui(&mut self, ui: &Ui) -> Option<Request> {
        let state = self.state.palette.clone()?;
        if let Some(open) = &self.state.open {
            self.shown.look2.found.update(ui.ctx(), &open.content, &state.text);
        }
        let lines = (&self.palette_lines()[..], self.shown.look2.found.is_making());
        let (asked, leaves) = look_palette::palette_ui(ui, self.state.lang, &state, lines);
        if leaves {
            self.state.palette = None;
            ui.ctx().request_repaint();
        }
        asked
    }

    /// A renderer that has drawn some frames is the first to be tried next time.
    fn prove(&mut self) {
        if let Some(proof) = &mut self.proof
            && proof.frame()
        {
            let renderer = proof.renderer;
            self.proof = None;
            if self.state.memory.renderer != Some(renderer) {
                self.state.memory.renderer = Some(renderer);
                self.remember();
            }
        }
    }

    fn panels(&mut self, ui: &mut Ui) -> Option<Request> {
        let t = tokens(ui);
        let plain = |fill| Frame::new().fill(fill);
        let mut asked = None;
        let mut take = |request: Option<Request>| {
            if request.is_some() {
                asked = request;
            }
        };
        if self.state.open.is_some() {
            Panel::top("top").exact_size(theme::TOP_BAR).frame(plain(t.panel)).show(ui, |ui| {
                take(top::top_ui(ui, &self.top_view()));
            });
        }
        Panel::bottom("status").exact_size(theme::STATUS).frame(plain(t.sunk)).show(ui, |ui| {
            self.status_ui(ui);
        });
        if let Some(shown) = self.jobs.shown() {
            if shown.running_for >= job::SHOWN_AFTER {
                let view = job::job_view(self.state.lang, &shown);
                let strip = Panel::bottom("job").exact_size(theme::JOB_STRIP);
                strip.frame(plain(t.panel)).show(ui, |ui| {
                    take(job::job_ui(ui, self.state.lang, &view));
                });
            }
            ui.ctx().request_repaint_after(std::time::Duration::from_millis(100));
        }
        if self.state.open.is_some() {
            take(layout::project_ui(ui, self));
        } else {
            let view = self.welcome_view();
            egui::CentralPanel::default().frame(plain(t.bg)).show(ui, |ui| {
                take(welcome::welcome_ui(ui, self.state.theme, &view));
            });
        }
        asked
    }

    fn welcome_view(&self) -> super::view::welcome::WelcomeView {
        let busy = if self.jobs.is_idle() { Busy::No } else { Busy::Yes };
        welcome_view(&self.state, busy)
    }

    fn status_ui(&self, ui: &mut Ui) {
        let Some(open) = &self.state.open else {
            welcome::foot_ui(ui, &self.welcome_view());
            return;
        };
        let map = self.map.as_ref();
        let on_map = matches!(self.state.step, Step::Map | Step::Pockets);
        let cursor = map.and_then(|map| map.cursor).filter(|_| on_map);
        let scale = map.and_then(|map| map.camera).map(|c| c.scale).filter(|_| on_map);
        let mut view = status_view(self.state.lang, &open.content, cursor, scale);
        let facts = &self.shown.step3.made().facts;
        if self.state.step == Step::Pockets && !facts.status.is_empty() {
            view.counts.clone_from(&facts.status);
        }
        status::status_ui(ui, &view);
    }

    fn top_view(&self) -> top::TopView {
        let open = self.state.open.as_ref();
        let content = open.map(|open| Arc::clone(&open.content));
        let has_columns = content.as_ref().is_some_and(|c| !c.columns.is_empty());
        let mut ready = vec![Step::Data, Step::Map];
        if has_columns {
            ready.extend([Step::Pockets, Step::Plan, Step::Meeting]);
        }
        let look = |word: Option<LookWord>| word.map(|w| self.state.lang.look(w).to_owned());
        top::TopView {
            lang: self.state.lang,
            theme: self.state.theme,
            project: content.as_ref().map(|c| c.name.clone()).unwrap_or_default(),
            step: self.state.step,
            ready,
            undo: look(open.and_then(Open::look_to_undo))
                .or_else(|| content.as_ref().and_then(|c| c.undo.clone())),
            redo: look(open.and_then(Open::look_to_redo))
                .or_else(|| content.as_ref().and_then(|c| c.redo.clone())),
        }
    }
}

/// What a job comes back with that was canceled; for tests that drive jobs of their own.
pub fn canceled() -> Outcome {
    Outcome::Saved(Err(crate::base::fault::Stop::Canceled))
}

impl eframe::App for Window {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.frame(ui);
    }

    /// What was typed a moment ago, and changes that wait for a job, are written before it ends.
    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.keep_unkept();
    }

    fn clear_color(&self, _visuals: &egui::Visuals) -> [f32; 4] {
        self.state.theme.tokens().bg.to_normalized_gamma_f32()
    }
}
