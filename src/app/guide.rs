//! The guide in the window: the page that belongs to the step with its picture, and its PDF.

use std::path::PathBuf;

use egui::{ColorImage, TextureHandle, TextureOptions};

use super::jobs::Kind;
use super::kept::Kept;
use super::stamp;
use super::state::Step;
use super::window::Window;
use super::work::Outcome;
use crate::base::progress::Progress;
use crate::lang::Lang;
use crate::lang::guide::GuidePage;
use crate::project::Stamp;
use crate::workflow::guide::{Drawn, guide, pictures};

/// The pictures of the guide, drawn of the sample when the guide is first opened.
#[derive(Default)]
pub struct GuideShown {
    kept: Kept<Lang, Vec<Drawn>>,
    textures: Vec<(GuidePage, TextureHandle)>,
}

impl std::fmt::Debug for GuideShown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("GuideShown").field("kept", &self.kept).finish_non_exhaustive()
    }
}

impl GuideShown {
    /// Takes in what is ready, and asks for the pictures of this language.
    pub fn update(&mut self, ctx: &egui::Context, lang: Lang) {
        let is_new = self.kept.update(ctx, "kantong-guide", lang, || {
            move |progress: &Progress| {
                let (at, who) = (stamp::now(), stamp::who());
                pictures(lang, &Stamp { at: &at, who: &who }, progress)
            }
        });
        if is_new {
            let load = |drawn: &Drawn| {
                let image = ColorImage::from_rgb(drawn.size, &drawn.rgb);
                let name = format!("guide-{:?}", drawn.page);
                (drawn.page, ctx.load_texture(name, image, TextureOptions::LINEAR))
            };
            self.textures = self.kept.made.iter().map(load).collect();
        }
    }

    pub fn picture(&self, page: GuidePage) -> Option<&TextureHandle> {
        self.textures.iter().find(|(own, _)| *own == page).map(|(_, texture)| texture)
    }
}

/// The step that a page is about; the first page is about none.
pub fn page_of(step: Step) -> GuidePage {
    match step {
        Step::Data => GuidePage::Data,
        Step::Map => GuidePage::Map,
        Step::Pockets => GuidePage::Pockets,
        Step::Plan => GuidePage::Plan,
        Step::Meeting => GuidePage::Meeting,
    }
}

impl Window {
    pub fn guide_page(&self) -> GuidePage {
        match &self.state.open {
            Some(_) => page_of(self.state.step),
            None => GuidePage::Welcome,
        }
    }

    pub fn save_guide(&mut self, ctx: &egui::Context, path: PathBuf) {
        let (lang, date) = (self.state.lang, super::stamp::today());
        let about = path.file_name().map(|n| n.to_string_lossy().into_owned());
        self.start(ctx, Kind::Export, about.unwrap_or_default(), move |progress| {
            let (at, who) = (stamp::now(), stamp::who());
            let stamp = Stamp { at: &at, who: &who };
            let saved = guide(lang, &path, &date, &stamp, progress);
            Outcome::Saved(saved.map(|saved| saved.path))
        });
    }
}
