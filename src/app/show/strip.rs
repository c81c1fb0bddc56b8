//! The steps of the show in step 5: kept from the map, made as a story, moved, written.

use egui::{Context, Frame, Panel, Ui};

use super::request::ShowRequest;
use super::shown::Source;
use crate::app::look::kept;
use crate::app::map::camera::Camera;
use crate::app::panel::show_strip::{StripView, Tile, strip_ui};
use crate::app::pocket::MapMode;
use crate::app::request::Request;
use crate::app::state::{Open, Step, Tone};
use crate::app::theme::tokens;
use crate::app::window::Window;
use crate::app::work::Change;
use crate::lang::Sentence;
use crate::lang::app_show::{ShowSay, ShowWord};
use crate::lang::story::{Lacking, Story};
use crate::output::cartogram::Arrangement;
use crate::plan::edit::Edit;
use crate::plan::seen::Seen;
use crate::plan::show::{Of, Picture, Show, ShowStep, View};
use crate::workflow::Snapshot;
use crate::workflow::story;

/// Height of the strip.
pub const HEIGHT: f32 = 196.0;

/// The strip at the bottom of step 5.
pub fn strip_panel(ui: &mut Ui, window: &mut Window) -> Option<Request> {
    let frame = Frame::new().fill(tokens(ui).panel).inner_margin(crate::app::theme::panel_margin());
    let panel = Panel::bottom("show-strip").exact_size(HEIGHT).resizable(false).frame(frame);
    panel.show(ui, |ui| strip_of(ui, window)).inner.map(Request::Show)
}

fn strip_of(ui: &mut Ui, window: &mut Window) -> Option<ShowRequest> {
    let Window { state, shown, map, held, away, chosen_step, .. } = window;
    let snapshot = held.as_ref().map(|held| &held.snapshot).or(away.as_ref())?;
    let open = state.open.as_ref()?;
    let steps = &open.content.show.steps;
    let source = Source {
        lang: state.lang,
        theme: state.theme,
        vision: state.vision,
        revision: open.revision,
        content: &open.content,
        snapshot,
        scene: &map.as_ref()?.scene,
    };
    let chosen = (*chosen_step).min(steps.len().saturating_sub(1));
    shown.show.update(ui.ctx(), &source, steps, chosen);
    let tiles = steps.iter().map(|step| {
        let made = shown.show.made(step).cloned();
        let small = made.as_ref().map(|made| shown.show.texture(ui.ctx(), made));
        Tile {
            title: made.as_ref().map(|m| m.slide.title.clone()).unwrap_or_default(),
            sentence: made.as_ref().map(|m| m.slide.sentence.clone()).unwrap_or_default(),
            own: !step.title.is_empty() || !step.sentence.is_empty(),
            small,
        }
    });
    let tiles: Vec<Tile> = tiles.collect();
    strip_ui(ui, &StripView { lang: state.lang, tiles: &tiles, chosen })
}

impl Window {
    /// What changes the story itself; each change is one step back.
    pub fn carry_story(&mut self, ctx: &Context, asked: ShowRequest) {
        match asked {
            ShowRequest::Choose(at) => self.chosen_step = at,
            ShowRequest::Keep => self.keep_step(ctx),
            ShowRequest::Make(story) => self.make_story(ctx, story),
            ShowRequest::Move(at, by) => {
                let mut show = self.story();
                let Some(to) = at.checked_add_signed(by) else { return };
                if at < show.steps.len() && to < show.steps.len() {
                    show.steps.swap(at, to);
                    self.chosen_step = to;
                    self.set_show(ctx, show);
                }
            }
            ShowRequest::Remove(at) => {
                let mut show = self.story();
                if at < show.steps.len() {
                    show.steps.remove(at);
                    self.chosen_step = at.min(show.steps.len().saturating_sub(1));
                    self.set_show(ctx, show);
                }
            }
            ShowRequest::Title(at, text) => self.write(ctx, at, |step| step.title = text),
            ShowRequest::Sentence(at, text) => self.write(ctx, at, |step| step.sentence = text),
            ShowRequest::ByRule(at) => self.write(ctx, at, |step| {
                step.title.clear();
                step.sentence.clear();
            }),
            _ => {}
        }
    }

    fn story(&self) -> Show {
        self.state.open.as_ref().map(|open| (*open.content.show).clone()).unwrap_or_default()
    }

    fn set_show(&mut self, ctx: &Context, show: Show) {
        self.change(ctx, Change::Edit(Edit::SetShow { show: Box::new(show) }));
    }

    fn write(&mut self, ctx: &Context, at: usize, change: impl FnOnce(&mut ShowStep)) {
        let mut show = self.story();
        if let Some(step) = show.steps.get_mut(at) {
            change(step);
            self.set_show(ctx, show);
        }
    }

    fn make_story(&mut self, ctx: &Context, which: Story) {
        let Some(snapshot) = self.snapshot() else { return };
        let told = story::story(snapshot, which);
        let lang = self.state.lang;
        let name = lang.story_name(which).to_owned();
        let made = lang.show_say(&ShowSay::StoryMade { name, steps: told.show.steps.len() });
        let left_out = told.left_out.iter().map(|l| lang.lacking(*l).to_owned());
        let list: Vec<String> = left_out.collect();
        self.chosen_step = 0;
        self.set_show(ctx, told.show);
        if list.is_empty() {
            self.state.tell(Tone::Done, Sentence::new(made, ""));
        } else {
            let without = lang.show_say(&ShowSay::LeftOut { list });
            self.state.tell(Tone::Note, Sentence::new(made, without));
        }
    }

    /// What was last seen on a map, as a step before the closing one.
    fn keep_step(&mut self, ctx: &Context) {
        let lang = self.state.lang;
        let (Some(open), Some(snapshot)) = (&self.state.open, self.snapshot()) else { return };
        let Some(picture) = picture(open, snapshot, self.seen) else {
            let words = Sentence::new(lang.lacking(Lacking::Plan), "");
            self.state.tell(Tone::Note, words);
            return;
        };
        let mut step = ShowStep { view: self.seen_view(), ..kept::step(open, picture) };
        // What lies over the map of step 2 lies over no other.
        if self.seen != Step::Map {
            step.seen = Seen::default();
        }
        // A layout has no place on the land.
        if step.seen.arrangement != Arrangement::Land {
            step.view = None;
        }
        let mut show = self.story();
        let closing = show.steps.last().is_some_and(|last| last.picture == Picture::Next);
        let at = show.steps.len() - usize::from(closing);
        show.steps.insert(at, step);
        self.chosen_step = at;
        self.set_show(ctx, show);
        let kept = lang.show_say(&ShowSay::Kept { at: at + 1 });
        self.state.tell(Tone::Done, Sentence::new(kept, lang.show(ShowWord::Steps)));
    }

    /// Where the map is looked at from; `None` where that is the whole kabupaten.
    pub fn seen_view(&self) -> Option<View> {
        let map = self.map.as_ref()?;
        let camera = map.camera?;
        let size = match self.state.step {
            Step::Map => self.maps.each(self.map_size),
            _ => self.map_size,
        };
        let whole = Camera::fit(map.scene.body(), size);
        let ratio = camera.scale / whole.scale;
        let away = [0, 1].map(|axis| (camera.centre[axis] - whole.centre[axis]).abs());
        let near = away.iter().all(|away| *away < whole.scale * 12.0);
        if near && (0.97..1.03).contains(&ratio) {
            return None;
        }
        let view = View {
            centre: map.scene.lon_lat_from_map(camera.centre),
            across: camera.scale * f64::from(size.x.max(1.0)),
            tall: camera.scale * f64::from(size.y.max(1.0)),
        };
        // Maps beside each other are a little smaller, to keep clear of the buttons: all is in sight.
        let [west, south, east, north] = super::made::bounds(&map.scene, &view);
        let [left, low, right, high] = map.scene.body();
        let all = west <= left && south <= low && right <= east && high <= north;
        (!all).then_some(view)
    }
}

/// What a step of the window shows on its map; `None` where there is nothing to keep.
fn picture(open: &Open, snapshot: &Snapshot, seen: Step) -> Option<Picture> {
    let of = |at: usize| kept::of(&open.content, at);
    let pair = || {
        let (x, y) = open.pocket.pair?;
        Some(Picture::Pair { across: of(x)?, upright: of(y)? })
    };
    let plain = || {
        let shown = open.indicator.and_then(of);
        shown.map_or(Picture::Cover { story: None }, Picture::Indicator)
    };
    match seen {
        Step::Pockets if open.pocket.map == MapMode::Pair => pair().or_else(|| Some(plain())),
        Step::Pockets => {
            let found = open.pockets.as_ref().map(|found| {
                let settings = &found.report.settings;
                Of { indicator: settings.indicator.clone(), period: settings.period.clone() }
            });
            let kept = found.filter(|of| story::report(snapshot, of).is_some());
            Some(kept.map_or_else(plain, Picture::Pockets))
        }
        Step::Plan => {
            let own = open.plan.recipe.as_ref();
            let same = snapshot.scenarios.iter().rev().find(|s| Some(&s.recipe) == own);
            let run = same.or_else(|| snapshot.scenarios.last())?.id;
            Some(Picture::Plan { run })
        }
        Step::Map => Some(kept::picture(open).unwrap_or_else(plain)),
        Step::Data | Step::Meeting => Some(plain()),
    }
}
