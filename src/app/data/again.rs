//! Going back to a table that came in before: what became of it, and its rows without a village.

use std::sync::Arc;

use super::DataTab;
use super::importing::{Importing, Page};
use crate::app::ended::kept_done;
use crate::app::request::Request;
use crate::app::state::{Step, Tone};
use crate::app::window::Window;
use crate::lang::Sentence;
use crate::lang::app_data::{DataSay, DataWord};
use crate::workflow::kept_table;

impl Window {
    /// The newest source of this name.
    pub fn source_named(&self, file: &str) -> Option<i64> {
        let sources = self.state.open.iter().flat_map(|open| &open.content.sources);
        sources.filter(|source| source.file == file).map(|source| source.id).max()
    }

    /// What became of a source's table: as this session told it, or as the project kept it.
    pub fn show_source(&mut self, source: i64) {
        let Some(snapshot) = self.snapshot() else { return };
        let is_newest = |kept: &&crate::workflow::kept::Kept| kept.source == source;
        let done = self.under.told.get(&source).map(Arc::clone).or_else(|| {
            let kept = self.known.kept.iter().rev().find(is_newest)?;
            Some(Arc::new(kept_done(kept.clone(), snapshot)))
        });
        if let (Some(open), Some(done)) = (&mut self.state.open, done) {
            open.import = Some(done);
        }
        self.state.step = Step::Data;
        self.data_tab(DataTab::Join);
    }

    /// Tables that a closed page leaves outside are named: nothing gets lost in silence.
    pub fn tell_left_out(&mut self, importing: &Importing) {
        // A table that is only looked at again is in already.
        if self.under.kept.take().is_some() {
            return;
        }
        let paths = std::iter::once(&importing.file).chain(&importing.queue);
        let names = paths.filter_map(|path| path.file_name());
        let names: Vec<String> = names.map(|name| name.to_string_lossy().into_owned()).collect();
        let lang = self.state.lang;
        let what = lang.data_say(&DataSay::LeftOut { files: names.join(", ") });
        let sentence = Sentence::new(what, lang.data(DataWord::LeftOutFix));
        self.state.tell(Tone::Note, sentence);
    }

    /// The rows of the shown import without a village: of the table that the project kept, else of
    /// the file where it lay in this session; else the file is asked for.
    pub fn review_shown(&mut self, ctx: &egui::Context) {
        let import = self.state.open.as_ref().and_then(|open| open.import.clone());
        let Some(done) = import else { return };
        let kept = done.source.and_then(|source| {
            let import = self.known.tables.get(&source).map(Arc::clone)?;
            let options = kept_table::options(self.snapshot()?.source(source)?)?;
            Some((import, options))
        });
        let path = match (&kept, self.under.places.get(&done.file)) {
            (Some(_), _) => done.file.clone().into(),
            (None, Some(path)) => path.clone(),
            (None, None) => {
                self.tell_data(Tone::Note, DataWord::FileAgain, DataWord::FileAgainFix);
                self.carry_out(ctx, Request::ChooseFiles);
                return;
            }
        };
        let Some(mut importing) = Importing::of(vec![path]) else { return };
        importing.page = Page::Review;
        self.show_kept(ctx, importing, kept);
    }
}
