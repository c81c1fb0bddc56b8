//! Step 5 shows what the package would hold, counted by a job after each change of the project.

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::{ColorImage, TextureHandle, TextureOptions};

use crate::app::jobs::{Job, collected};
use crate::app::state::Open;
use crate::base::fault::Stop;
use crate::base::progress::Progress;
use crate::output::scene::Scene;
use crate::workflow::Snapshot;
use crate::workflow::report::outline::{Outline, outline};
use crate::workflow::report::{Part, Recipe};

#[derive(Clone, Debug, PartialEq)]
struct Key {
    revision: u64,
    /// Without its parts and offices: ticking one counts nothing anew.
    recipe: Recipe,
    date: String,
}

/// The newest outline, and what is being made.
#[derive(Default)]
pub struct MeetingShown {
    key: Option<Key>,
    job: Option<(Key, Job<Result<Outline, Stop>>)>,
    pub outline: Option<Arc<Outline>>,
    pub pictures: BTreeMap<Part, TextureHandle>,
}

impl std::fmt::Debug for MeetingShown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MeetingShown").field("key", &self.key).finish_non_exhaustive()
    }
}

impl MeetingShown {
    pub fn is_making(&self) -> bool {
        self.job.is_some()
    }

    /// Takes in what is ready, and asks for what is next.
    pub fn update(
        &mut self,
        ctx: &egui::Context,
        open: &Open,
        snapshot: Option<&Snapshot>,
        scene: &Arc<Scene>,
    ) {
        if let Some((key, made)) = collected(&mut self.job) {
            self.key = Some(key);
            self.outline = made.map(Arc::new);
            self.load(ctx);
        }
        let Some(snapshot) = snapshot else { return };
        let look = &open.meeting;
        let recipe = Recipe { parts: Vec::new(), offices: Vec::new(), ..look.recipe.clone() };
        let wanted = Key { revision: open.revision, recipe, date: look.date() };
        let under_way = self.job.as_ref().map(|(key, _)| key);
        if self.key.as_ref() == Some(&wanted) || under_way == Some(&wanted) {
            return;
        }
        let (snapshot, scene) = (snapshot.clone(), Arc::clone(scene));
        let (asked, wake) = (wanted.clone(), ctx.clone());
        let work = move |progress: &Progress| {
            outline(&snapshot, &scene, &asked.recipe, &asked.date, progress)
        };
        self.job = Job::spawn("kantong-step5", work, move || wake.request_repaint())
            .ok()
            .map(|job| (wanted, job));
    }

    fn load(&mut self, ctx: &egui::Context) {
        self.pictures.clear();
        let Some(outline) = &self.outline else { return };
        for picture in &outline.pictures {
            let image = ColorImage::from_rgb(picture.size, &picture.rgb);
            let name = format!("rakor-{}", picture.part.id());
            let texture = ctx.load_texture(name, image, TextureOptions::LINEAR);
            self.pictures.insert(picture.part, texture);
        }
    }
}
