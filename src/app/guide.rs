//! The guide in the window: the page that belongs to the step, and its PDF.

use std::path::PathBuf;

use super::jobs::Kind;
use super::stamp;
use super::state::Step;
use super::window::Window;
use super::work::Outcome;
use crate::lang::guide::GuidePage;
use crate::project::Stamp;
use crate::workflow::guide::guide;

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
