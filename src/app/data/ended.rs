//! Taking in what the jobs of step 1 have brought.

use super::importing::Page;
use super::work::Drafted;
use crate::app::state::{Dialog, Tone};
use crate::app::window::Window;
use crate::base::fault::Stop;
use crate::lang::Sentence;
use crate::lang::app_data::DataWord;

impl Window {
    pub fn drafted(&mut self, ctx: &egui::Context, drafted: Drafted) {
        let Drafted { file, result, view, review } = drafted;
        if self.importing().is_none_or(|importing| importing.file != file) {
            // Another table is on the screen now.
            self.draft(ctx);
            return;
        }
        if std::mem::take(&mut self.under.again) {
            if let Ok(draft) = result {
                self.under.draft = Some(draft);
            }
            self.draft(ctx);
            return;
        }
        match result {
            Ok(draft) => self.under.draft = Some(draft),
            Err(Stop::Canceled) => {
                self.next_table(ctx);
                return;
            }
            Err(Stop::Fault(_)) => self.under.draft = None,
        }
        let said = self.known.said.clone();
        if let Some(importing) = self.importing() {
            let was_reviewed = importing.page == Page::Review;
            importing.show(view, review, &said);
            if was_reviewed && importing.review.rows.is_empty() {
                importing.page = Page::Sheet;
            }
        }
        self.show_candidate();
    }

    /// A table is stored: the next one, or the end.
    pub fn stored(&mut self, ctx: &egui::Context) {
        if matches!(self.state.dialog, Some(Dialog::Import(_))) {
            self.next_table(ctx);
        }
    }

    /// After an undo or a decision the table on the screen is read again.
    pub fn known_changed(&mut self) {
        let said = self.known.said.clone();
        if let Some(importing) = self.importing() {
            let mut changed = None;
            for (i, row) in importing.review.rows.iter_mut().enumerate() {
                let now = said.get(&row.key).cloned();
                // What undo took back is shown.
                if row.said.is_some() && now.is_none() {
                    changed = changed.or(Some(i));
                }
                row.said = now;
            }
            if let Some(row) = changed {
                importing.review.go(super::review::Move::Row(row));
            }
        }
        if matches!(self.state.dialog, Some(Dialog::Import(_))) {
            self.show_candidate();
        }
    }

    pub fn tell_data(&mut self, tone: Tone, what: DataWord, fix: DataWord) {
        let lang = self.state.lang;
        self.state.tell(tone, Sentence::new(lang.data(what), lang.data(fix)));
    }
}
