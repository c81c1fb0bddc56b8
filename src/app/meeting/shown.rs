//! Step 5 shows what the package would hold, counted by a job after each change of the project.

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::{ColorImage, TextureHandle, TextureOptions};

use crate::app::kept::Kept;
use crate::app::state::Open;
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

/// The newest outline, and its pictures on the graphics card.
#[derive(Default)]
pub struct MeetingShown {
    kept: Kept<Key, Option<Arc<Outline>>>,
    pub pictures: BTreeMap<Part, TextureHandle>,
}

impl std::fmt::Debug for MeetingShown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MeetingShown").field("kept", &self.kept).finish_non_exhaustive()
    }
}

impl MeetingShown {
    pub fn is_making(&self) -> bool {
        self.kept.is_making()
    }

    /// The newest, once there is one.
    pub fn outline(&self) -> Option<&Arc<Outline>> {
        self.kept.made.as_ref().as_ref()
    }

    /// Takes in what is ready, and asks for what is next.
    pub fn update(
        &mut self,
        ctx: &egui::Context,
        open: &Open,
        snapshot: Option<&Snapshot>,
        scene: &Arc<Scene>,
    ) {
        if self.kept.collect() {
            self.load(ctx);
        }
        let Some(snapshot) = snapshot else { return };
        let look = &open.meeting;
        let recipe = Recipe { parts: Vec::new(), offices: Vec::new(), ..look.recipe.clone() };
        let asked = Key { revision: open.revision, recipe, date: look.date() };
        self.kept.ask(ctx, "kantong-step5", asked.clone(), || {
            let (snapshot, scene) = (snapshot.clone(), Arc::clone(scene));
            move |progress: &Progress| {
                let made = outline(&snapshot, &scene, &asked.recipe, &asked.date, progress)?;
                Ok(Some(Arc::new(made)))
            }
        });
    }

    fn load(&mut self, ctx: &egui::Context) {
        self.pictures.clear();
        let Some(outline) = self.outline().cloned() else { return };
        for picture in &outline.pictures {
            let image = ColorImage::from_rgb(picture.size, &picture.rgb);
            let name = format!("rakor-{}", picture.part.id());
            let texture = ctx.load_texture(name, image, TextureOptions::LINEAR);
            self.pictures.insert(picture.part, texture);
        }
    }
}
