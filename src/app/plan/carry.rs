//! Carrying out what step 4 asks for.

use std::path::PathBuf;
use std::sync::Arc;

use super::Holding;
use super::request::PlanRequest;
use crate::app::jobs::Kind;
use crate::app::state::{Step, Tone, Wanted};
use crate::app::window::Window;
use crate::app::work::{Change, Outcome, Save};
use crate::base::fault::Stop;
use crate::lang::Sentence;
use crate::lang::app_plan::PlanSay;
use crate::plan::edit::Edit;
use crate::workflow::Snapshot;
use crate::workflow::sites::changes::changes;
use crate::workflow::sites::curve::wished;
use crate::workflow::sites::exclude;
use crate::workflow::sites::recipe::{Excluded, Recipe, Spot, Wish};
use crate::workflow::sites::sheet;

impl Window {
    pub fn carry_plan(&mut self, ctx: &egui::Context, asked: PlanRequest) {
        match asked {
            PlanRequest::Pin => self.pin_plan(ctx),
            PlanRequest::ChooseAreas => self.choose(ctx, Wanted::Areas, None),
            PlanRequest::Unpin(run) => {
                self.change(ctx, Change::Edit(Edit::ShowRun { run, shown: false }));
            }
            asked => {
                let before = self.state.open.as_ref().and_then(|open| open.plan.recipe.clone());
                self.look_at_plan(asked);
                self.keep_plan(before, ctx.input(|input| input.pointer.press_start_time()));
            }
        }
    }

    /// Remembers the question that a change left behind.
    fn keep_plan(&mut self, before: Option<Recipe>, press: Option<f64>) {
        let Some(open) = &mut self.state.open else { return };
        if let Some(before) = before.filter(|b| Some(b) != open.plan.recipe.as_ref()) {
            open.plan.past.keep(before, open.revision, press);
        }
    }

    /// Keeps the question in the project as soon as no hand is at it: one step of the journal a
    /// change.
    pub fn keep_question(&mut self, ctx: &egui::Context) {
        let busy = ctx.input(|input| input.pointer.any_down()) || ctx.egui_wants_keyboard_input();
        if busy || self.held.is_none() || self.jobs.is_running(Kind::Edit) {
            return;
        }
        if let Some(edit) = self.take_question() {
            self.change(ctx, Change::Edit(edit));
        }
    }

    /// The change that keeps the question, where it is not kept yet.
    pub fn take_question(&mut self) -> Option<Edit> {
        let lang = self.state.lang;
        let snapshot = self.snapshot().cloned()?;
        let look = &mut self.state.open.as_mut()?.plan;
        let recipe = look.unkept()?.clone();
        let name = |code: &str| {
            let known = snapshot.register.villages.iter().find(|v| v.code.as_str() == code);
            known.map_or_else(|| code.to_owned(), |v| v.name.clone())
        };
        let before = look.kept.clone().unwrap_or_default();
        let about = lang.step4_say(&PlanSay::Changes(changes(&before, &recipe, &name)));
        let text = recipe.text();
        look.keeping = Some(text.clone());
        look.kept = Some(recipe);
        look.past = super::past::Past::default();
        Some(Edit::SetQuestion { recipe: Some(text), about })
    }

    /// In step 4 the question goes one change back, where the last change was of the question.
    pub fn plan_back(&mut self) -> bool {
        let is_plan = self.state.step == Step::Plan;
        let Some(open) = self.state.open.as_mut().filter(|_| is_plan) else { return false };
        let Some(now) = &open.plan.recipe else { return false };
        let Some(before) = open.plan.past.back(now, open.revision) else { return false };
        open.plan.recipe = Some(before);
        true
    }

    /// In step 4 the question takes up what was undone.
    pub fn plan_forth(&mut self) -> bool {
        let is_plan = self.state.step == Step::Plan;
        let Some(open) = self.state.open.as_mut().filter(|_| is_plan) else { return false };
        let Some(now) = &open.plan.recipe else { return false };
        let Some(after) = open.plan.past.forth(now) else { return false };
        open.plan.recipe = Some(after);
        true
    }

    /// Reads the areas of a file and leaves out the sites inside them.
    pub fn exclude_areas(&mut self, ctx: &egui::Context, file: PathBuf) {
        let recipe = self.state.open.as_ref().and_then(|open| open.plan.recipe.clone());
        let snapshot = self.snapshot().cloned();
        let (Some(recipe), Some(snapshot)) = (recipe, snapshot) else { return };
        self.start(ctx, Kind::Folder, String::new(), move |progress| {
            Outcome::Excluded(exclude::inside(&snapshot, &recipe, &file, progress))
        });
    }

    pub fn excluded(&mut self, found: Result<Vec<Excluded>, Stop>) {
        let found = match found {
            Ok(found) => found,
            Err(stop) => return self.told(&stop),
        };
        let said = self.state.lang.step4_say(&PlanSay::Excluded { sites: found.len() });
        let before = self.state.open.as_ref().and_then(|open| open.plan.recipe.clone());
        let open = self.state.open.as_mut();
        if let Some(recipe) = open.and_then(|open| open.plan.recipe.as_mut()) {
            recipe.excluded = found;
        }
        self.keep_plan(before, None);
        self.state.tell(Tone::Note, Sentence::new(said, ""));
    }

    fn look_at_plan(&mut self, asked: PlanRequest) {
        let scenarios = self.snapshot().map(|s| s.scenarios.clone()).unwrap_or_default();
        let lang = self.state.lang;
        let Some(open) = &mut self.state.open else { return };
        let look = &mut open.plan;
        match asked {
            PlanRequest::Set(recipe) => look.recipe = Some(*recipe),
            PlanRequest::Edit(at) => look.editing = at,
            PlanRequest::Tab(tab) => look.tab = tab,
            PlanRequest::Wish(ask, site, facility) => {
                if let Some(recipe) = &look.recipe {
                    look.recipe = Some(wished(recipe, ask, &Wish { site, facility, units: None }));
                }
            }
            PlanRequest::Release(site) => {
                if let Some(recipe) = &mut look.recipe {
                    recipe.force.retain(|w| w.site != site);
                    recipe.forbid.retain(|w| w.site != site);
                }
            }
            PlanRequest::TakeUp(run) => {
                if let Some(found) = scenarios.iter().find(|s| s.id == run) {
                    look.recipe = Some(found.recipe.clone());
                }
            }
            PlanRequest::Swipe(run) => look.swipe = run.map(|run| (run, 0.5)),
            PlanRequest::SwipeTo(share) => {
                if let Some((_, at)) = &mut look.swipe {
                    *at = share.clamp(0.05, 0.95);
                }
            }
            PlanRequest::Hold(holding) => look.holding = holding,
            PlanRequest::PutPoint(at) => {
                if let Some(recipe) = &mut look.recipe {
                    let taken = |name: &str| recipe.spots.iter().any(|s| s.name == name);
                    let numbered = (1..=recipe.spots.len() + 1)
                        .map(|number| lang.step4_say(&PlanSay::PointNamed { number }));
                    if let Some(name) = numbered.into_iter().find(|name| !taken(name)) {
                        recipe.spots.push(Spot { name, at });
                    }
                }
                look.holding = Holding::Nothing;
            }
            PlanRequest::TakePoint(at) => {
                if let Some(recipe) = look.recipe.as_mut().filter(|r| at < r.spots.len()) {
                    recipe.spots.remove(at);
                }
            }
            PlanRequest::Pin | PlanRequest::Unpin(_) | PlanRequest::ChooseAreas => {}
        }
    }

    /// Step 4 begins with what the project suggests.
    pub fn begin_plan(&mut self) {
        let snapshot = self.held.as_ref().map(|held| &held.snapshot).or(self.away.as_ref());
        let (Some(snapshot), Some(open)) = (snapshot, &mut self.state.open) else { return };
        open.plan.begin(snapshot);
    }

    /// Writes the plan on the screen as a file.
    pub fn save_plan(&mut self, ctx: &egui::Context, snapshot: Snapshot, save: Save, date: String) {
        let Some(plan) = self.shown.step4.made().plan.clone() else { return };
        let about = save.path.file_name().map(|n| n.to_string_lossy().into_owned());
        self.start(ctx, Kind::Export, about.unwrap_or_default(), move |_| {
            let written = sheet::write(save.lang, &snapshot, &plan, &save.path, &date);
            Outcome::Saved(written.map(|_| save.path))
        });
    }

    fn pin_plan(&mut self, ctx: &egui::Context) {
        let Some(plan) = self.shown.step4.made().plan.clone() else { return };
        let recipe = &plan.recipe;
        let name = self.state.lang.step4_say(&PlanSay::ScenarioName {
            budget: plan.ceiling(),
            least: recipe.least_per_kecamatan,
            wishes: recipe.force.len() + recipe.forbid.len(),
        });
        self.change(ctx, Change::Pin(Arc::clone(&plan), name));
    }
}
