//! Carrying out what the show asks: start and leave it, walk its steps, move a plan's ceiling.

use std::sync::Arc;

use egui::{Context, Ui, ViewportCommand};

use super::keys::{self, Ceiling as CeilingKeys};
use super::request::ShowRequest;
use super::shown::Source;
use super::stage::{Ceiling, StageView, WhatIf, stage_ui};
use super::{Circle, Curtain, FullScreen, KeyList, LARGEST, Presenting};
use crate::app::map::MapState;
use crate::app::state::{Dialog, Tone};
use crate::app::theme::{self, Theme};
use crate::app::window::Window;
use crate::lang::Sentence;
use crate::lang::app_show::ShowWord;
use crate::plan::show::Picture;
use crate::workflow::sites::recipe::Recipe;
use crate::workflow::story::{richest, scenario};

impl Window {
    /// One frame of the show.
    pub fn present(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        let Some(presenting) = &self.show else { return };
        // Another project came in meanwhile: its villages are others.
        let scene = self.map.as_ref().map(|map| &map.scene);
        if !scene.is_some_and(|scene| Arc::ptr_eq(scene, &presenting.map.scene)) {
            self.end_show(&ctx);
            ctx.request_repaint();
            return;
        }
        let ceiling = match presenting.step().map(|step| &step.picture) {
            Some(Picture::Plan { .. }) => CeilingKeys::Yes,
            Some(_) | None => CeilingKeys::No,
        };
        let pressed = keys::pressed(&ctx, presenting.steps.len(), ceiling);
        let asked = self.stage(ui);
        for asked in pressed.into_iter().chain(asked) {
            self.carry_show(&ctx, asked);
            ctx.request_repaint();
        }
    }

    fn stage(&mut self, ui: &mut Ui) -> Option<ShowRequest> {
        let Self { state, shown, show, map, held, away, .. } = self;
        let snapshot = held.as_ref().map(|held| &held.snapshot).or(away.as_ref())?;
        let (open, presenting) = (state.open.as_ref()?, show.as_deref_mut()?);
        let source = Source {
            lang: state.lang,
            theme: state.theme,
            vision: state.vision,
            revision: open.revision,
            content: &open.content,
            snapshot,
            scene: &map.as_ref()?.scene,
        };
        shown.show.update(ui.ctx(), &source, &presenting.steps, presenting.at);
        let pinned = match presenting.step().map(|step| &step.picture) {
            Some(Picture::Plan { run }) => scenario(snapshot, *run),
            Some(_) | None => None,
        };
        if let Some(pinned) = &pinned {
            let recipe = presenting.recipe.get_or_insert_with(|| pinned.recipe.clone()).clone();
            let plan = &mut presenting.plan;
            plan.of(ui.ctx(), state.lang, open.revision, &recipe, snapshot);
        }
        let made = presenting.step().and_then(|step| shown.show.made(step)).cloned();
        let plan_made = Arc::clone(presenting.plan.made());
        let recipe = presenting.recipe.clone();
        let plan = pinned.zip(recipe.as_ref()).map(|(pinned, recipe)| WhatIf {
            made: &plan_made,
            budget: ceiling(&pinned.recipe, recipe),
            is_new: presenting.plan.is_of(recipe),
        });
        let view = StageView { lang: state.lang, open, made: made.as_ref(), plan };
        stage_ui(ui, presenting, &view)
    }

    pub fn carry_show(&mut self, ctx: &Context, asked: ShowRequest) {
        match asked {
            ShowRequest::Start(at) => self.start_show(ctx, at),
            ShowRequest::Leave => self.leave_show(ctx),
            ShowRequest::Keep
            | ShowRequest::Make(_)
            | ShowRequest::Choose(_)
            | ShowRequest::Move(..)
            | ShowRequest::Remove(_)
            | ShowRequest::Title(..)
            | ShowRequest::Sentence(..)
            | ShowRequest::ByRule(_) => self.carry_story(ctx, asked),
            ShowRequest::Theme => {
                let next = self.state.theme.next();
                self.state.theme = next;
                theme::apply(ctx, next);
            }
            ShowRequest::BudgetBy(steps) => {
                let ceiling = self.ceiling();
                if let Some(c) = ceiling {
                    let wanted = (c.now + steps * c.step).clamp(c.step, c.most);
                    self.set_ceiling(wanted);
                }
            }
            ShowRequest::Budget(rupiah) => self.set_ceiling(rupiah),
            asked => self.walk(&asked),
        }
    }

    /// What changes only the running show.
    fn walk(&mut self, asked: &ShowRequest) {
        let Some(show) = &mut self.show else { return };
        let toggled = |now: Curtain, to: Curtain| if now == to { Curtain::Open } else { to };
        match *asked {
            // Behind a curtain the next key only opens it.
            ShowRequest::Next | ShowRequest::Back if show.curtain != Curtain::Open => {
                show.curtain = Curtain::Open;
            }
            ShowRequest::Next => show.go(show.at + 1),
            ShowRequest::Back => show.go(show.at.saturating_sub(1)),
            ShowRequest::Go(at) => show.go(at),
            ShowRequest::Black => show.curtain = toggled(show.curtain, Curtain::Black),
            ShowRequest::White => show.curtain = toggled(show.curtain, Curtain::White),
            ShowRequest::Circle => {
                show.circle = match show.circle {
                    Circle::Follows => Circle::Hidden,
                    Circle::Hidden => Circle::Follows,
                };
            }
            ShowRequest::Keys => {
                show.keys = match show.keys {
                    KeyList::Hidden => KeyList::Shown,
                    KeyList::Shown => KeyList::Hidden,
                };
            }
            ShowRequest::Type(by) => {
                show.larger = show.larger.saturating_add_signed(by).min(LARGEST);
            }
            ShowRequest::View => show.viewed = None,
            _ => {}
        }
    }

    fn start_show(&mut self, ctx: &Context, at: usize) {
        let lang = self.state.lang;
        // A page that is being filled in is not thrown away.
        if self.show.is_some() || !matches!(self.state.dialog, None | Some(Dialog::Help(_))) {
            return;
        }
        let (Some(open), Some(map), Some(snapshot)) =
            (&self.state.open, &self.map, self.snapshot())
        else {
            let words = Sentence::new(lang.show(ShowWord::NothingYet), "");
            self.state.tell(Tone::Note, words);
            return;
        };
        let kept = &open.content.show.steps;
        let steps = if kept.is_empty() { richest(snapshot).show.steps } else { kept.clone() };
        let full = ctx.input(|input| input.viewport().fullscreen);
        let presenting = Presenting {
            at: at.min(steps.len().saturating_sub(1)),
            steps,
            curtain: Curtain::default(),
            circle: Circle::default(),
            keys: KeyList::default(),
            larger: 0,
            map: MapState::new(Arc::clone(&map.scene)),
            arranged: None,
            beside: Vec::new(),
            viewed: None,
            recipe: None,
            plan: super::PlanShown::default(),
            theme: self.state.theme,
            was_full: if full == Some(true) { FullScreen::Yes } else { FullScreen::No },
        };
        self.show = Some(Box::new(presenting));
        self.state.palette = None;
        self.state.dialog = None;
        // What has the keyboard in the window shall not hear the show's keys.
        ctx.memory_mut(egui::Memory::stop_text_input);
        self.state.theme = Theme::Projector;
        theme::apply(ctx, Theme::Projector);
        ctx.send_viewport_cmd(ViewportCommand::Fullscreen(true));
    }

    fn leave_show(&mut self, ctx: &Context) {
        // Esc takes away what lies over the step first.
        if let Some(show) = &mut self.show {
            if show.keys == KeyList::Shown {
                show.keys = KeyList::Hidden;
                return;
            }
            if show.curtain != Curtain::Open {
                show.curtain = Curtain::Open;
                return;
            }
        }
        self.end_show(ctx);
    }

    /// The window as it was before.
    fn end_show(&mut self, ctx: &Context) {
        let Some(show) = self.show.take() else { return };
        self.state.theme = show.theme;
        theme::apply(ctx, show.theme);
        if show.was_full == FullScreen::No {
            ctx.send_viewport_cmd(ViewportCommand::Fullscreen(false));
        }
    }

    /// The ceiling of the plan that is shown.
    fn ceiling(&self) -> Option<Ceiling> {
        let (show, snapshot) = (self.show.as_ref()?, self.snapshot()?);
        let Picture::Plan { run } = show.step()?.picture else { return None };
        let pinned = scenario(snapshot, run)?;
        ceiling(&pinned.recipe, show.recipe.as_ref().unwrap_or(&pinned.recipe))
    }

    fn set_ceiling(&mut self, rupiah: i64) {
        let Some(show) = &mut self.show else { return };
        let Some(recipe) = &mut show.recipe else { return };
        recipe.budget.rupiah = Some(rupiah);
        // One sum for all years and purses: they were packed for the pinned one.
        recipe.budget.years.clear();
        recipe.budget.sources.clear();
    }
}

/// A hundred millions: ceilings are spoken of in these.
const ROUND: i64 = 100_000_000;
/// So many steps from nothing to the pinned ceiling.
const STEPS: i64 = 24;

/// `None` where the plan was asked without money.
fn ceiling(pinned: &Recipe, now: &Recipe) -> Option<Ceiling> {
    let pinned = pinned.budget.total().filter(|total| *total > 0)?;
    let step = ((pinned / STEPS + ROUND - 1) / ROUND).max(1) * ROUND;
    let most = (pinned * 2 / step).max(2) * step;
    Some(Ceiling { now: now.budget.total().unwrap_or(pinned), pinned, most, step })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workflow::sites::recipe::Budget;

    #[test]
    fn a_ceiling_moves_in_round_steps_up_to_twice_the_pinned_one() {
        let of = |rupiah| Recipe {
            budget: Budget { rupiah: Some(rupiah), ..Budget::default() },
            ..Recipe::default()
        };
        let found = ceiling(&of(12_000_000_000), &of(3_000_000_000)).unwrap();
        assert_eq!(found.step, 500_000_000);
        assert_eq!((found.now, found.pinned), (3_000_000_000, 12_000_000_000));
        assert_eq!(found.most, 24_000_000_000);
        assert_eq!(ceiling(&Recipe::default(), &Recipe::default()), None);
    }
}
