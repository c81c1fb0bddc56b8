//! The steps ready to be painted: made one after the other by a job, the one that is seen first, so
//! that the next step is there before it is asked for.

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::{TextureHandle, TextureId, TextureOptions};

use super::made::{Ground, StepMade, step};
use crate::app::jobs::{Job, collected};
use crate::app::state::Content;
use crate::app::theme::Theme;
use crate::base::fault::Stop;
use crate::base::progress::Progress;
use crate::lang::Lang;
use crate::output::scene::Scene;
use crate::output::vision::Vision;
use crate::plan::show::ShowStep;
use crate::workflow::Snapshot;

/// What all steps are made of.
#[derive(Clone, Debug, PartialEq)]
struct Key {
    revision: u64,
    lang: Lang,
    theme: Theme,
    vision: Option<Vision>,
}

#[derive(Debug)]
struct Entry {
    key: Key,
    step: ShowStep,
    made: Arc<StepMade>,
}

/// What the steps are made of, as the window has it.
pub struct Source<'a> {
    pub lang: Lang,
    pub theme: Theme,
    pub vision: Option<Vision>,
    pub revision: u64,
    pub content: &'a Arc<Content>,
    pub snapshot: &'a Snapshot,
    pub scene: &'a Arc<Scene>,
}

/// A step and what it is made of.
type Asked = (Key, ShowStep);

/// The newest of each step, and what is being made.
#[derive(Default)]
pub struct ShowShown {
    entries: Vec<Entry>,
    job: Option<(Asked, Job<Result<StepMade, Stop>>)>,
    /// What could not be made: it is not tried again and again.
    failed: Option<Asked>,
    /// Small pictures on the graphics card, by the address of their step.
    small: BTreeMap<usize, TextureHandle>,
}

impl std::fmt::Debug for ShowShown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ShowShown").field("entries", &self.entries.len()).finish_non_exhaustive()
    }
}

impl ShowShown {
    pub fn is_making(&self) -> bool {
        self.job.is_some()
    }

    /// What is there of a step: an older one until the newest is made.
    pub fn made(&self, step: &ShowStep) -> Option<&Arc<StepMade>> {
        self.entries.iter().find(|entry| entry.step == *step).map(|entry| &entry.made)
    }

    /// The small picture of a step.
    pub fn texture(&mut self, ctx: &egui::Context, made: &Arc<StepMade>) -> TextureId {
        let address = |made: &Arc<StepMade>| Arc::as_ptr(made).addr();
        let there: Vec<usize> = self.entries.iter().map(|entry| address(&entry.made)).collect();
        self.small.retain(|known, _| there.contains(known));
        let small = || {
            let image = (*made.small).clone();
            ctx.load_texture("show-small", image, TextureOptions::LINEAR)
        };
        self.small.entry(address(made)).or_insert_with(small).id()
    }

    /// Takes in what is ready and has the next step made: the one that is seen, then those after
    /// it, then those before.
    pub fn update(
        &mut self,
        ctx: &egui::Context,
        source: &Source<'_>,
        steps: &[ShowStep],
        at: usize,
    ) {
        let key = Key {
            revision: source.revision,
            lang: source.lang,
            theme: source.theme,
            vision: source.vision,
        };
        if let Some(((of, step), brought)) = collected(&mut self.job) {
            match brought {
                Some(made) => {
                    self.entries.retain(|entry| entry.step != step);
                    self.entries.push(Entry { key: of, step, made: Arc::new(made) });
                }
                None => self.failed = Some((of, step)),
            }
        }
        // What no step shows any more is let go.
        if self.entries.len() > steps.len() {
            self.entries.retain(|entry| steps.contains(&entry.step));
        }
        if self.job.is_some() {
            return;
        }
        let is_there = |step: &ShowStep| {
            self.entries.iter().any(|entry| entry.key == key && entry.step == *step)
                || self.failed.as_ref().is_some_and(|(of, failed)| *of == key && failed == step)
        };
        let at = at.min(steps.len());
        let next = steps[at..].iter().chain(&steps[..at]).find(|step| !is_there(step));
        let Some(next) = next.cloned() else { return };
        let (content, scene) = (Arc::clone(source.content), Arc::clone(source.scene));
        let (snapshot, wake) = (source.snapshot.clone(), ctx.clone());
        let asked = (key.clone(), next.clone());
        let work = move |progress: &Progress| {
            let ground = Ground {
                lang: asked.0.lang,
                theme: asked.0.theme,
                vision: asked.0.vision,
                content: &content,
                snapshot: &snapshot,
                scene: &scene,
            };
            step(&ground, &asked.1, progress)
        };
        self.job = Job::spawn("kantong-show", work, move || wake.request_repaint())
            .ok()
            .map(|job| ((key, next), job));
    }
}
