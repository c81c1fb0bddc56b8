//! Taking in what the jobs of step 1 have brought.

use std::path::PathBuf;

use super::importing::Page;
use super::work::{self, Drafted};
use crate::app::jobs::Kind;
use crate::app::state::{Dialog, Tone};
use crate::app::window::Window;
use crate::app::work::Held;
use crate::base::fault::Stop;
use crate::lang::Sentence;
use crate::lang::app_data::DataWord;
use crate::lang::trust::Say;
use crate::source::table::RawTable;
use crate::workflow::Overlap;
use crate::workflow::cards::CardReport;

/// So many answers of a card are read out.
const CARD_LINES: usize = 60;

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

    /// A correction card that came back: its answers become corrections.
    pub fn take_card(&mut self, ctx: &egui::Context, file: PathBuf, card: Box<RawTable>) {
        let Some(held) = self.lend(Kind::Import) else { return };
        let about = file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        self.start(ctx, Kind::Import, about, move |_| work::take_card(held, &file, &card));
    }

    pub fn card_taken(
        &mut self,
        ctx: &egui::Context,
        held: Box<Held>,
        result: Result<Box<CardReport>, Stop>,
    ) {
        self.returned(held);
        self.stored(ctx);
        match result {
            Ok(report) => {
                let sentence = self.card_words(&report);
                let all = report.unused.is_empty();
                self.state.tell(if all { Tone::Done } else { Tone::Note }, sentence);
            }
            Err(stop) => self.told(&stop),
        }
    }

    /// What was answered, and what of it is in use.
    fn card_words(&self, report: &CardReport) -> Sentence {
        let lang = self.state.lang;
        let register = self.snapshot().map(|snapshot| &snapshot.register);
        let village = |at: usize| {
            register.and_then(|r| r.villages.get(at)).map_or_else(String::new, |v| v.name.clone())
        };
        let message = lang.trust(&Say::Card {
            file: report.file.clone(),
            answers: report.answers.len(),
            confirmed: report.confirmed,
            empty: report.empty,
        });
        let answers = report.answers.iter().map(|a| Say::Corrected {
            name: a.name.clone(),
            period: a.period.clone(),
            village: village(a.village),
            old: a.old,
            new: a.new,
        });
        let unused = report.unused.iter();
        let unused = unused.map(|(row, why)| Say::CardRow { row: *row, why: why.clone() });
        let lines = answers.chain(unused).take(CARD_LINES);
        let lines: Vec<String> = lines.map(|say| lang.trust(&say).trim().to_owned()).collect();
        Sentence::new(message, lines.join("\n"))
    }

    /// Lists of persons that came together: how many families are in both.
    pub fn matched(&mut self, held: Box<Held>, result: Result<Vec<Overlap>, Stop>) {
        self.returned(held);
        match result {
            Ok(overlaps) => {
                let lang = self.state.lang;
                for fault in overlaps.iter().flat_map(|overlap| &overlap.faults) {
                    self.state.tell(Tone::Done, lang.fault(&fault.code));
                }
            }
            Err(stop) => self.told(&stop),
        }
    }

    /// A table is stored: the next one, or the end.
    pub fn stored(&mut self, ctx: &egui::Context) {
        if matches!(self.state.dialog, Some(Dialog::Import(_))) {
            self.next_table(ctx);
        }
    }

    /// After an undo or a decision the table on the screen is read again.
    pub fn known_changed(&mut self, ctx: &egui::Context) {
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
        if !matches!(self.state.dialog, Some(Dialog::Import(_))) {
            return;
        }
        self.show_candidate();
        // Back at the sheet, every decision counts, the last one too.
        let at_sheet = self.importing().is_some_and(|importing| importing.page == Page::Sheet);
        if at_sheet && self.waiting.is_empty() {
            self.draft(ctx);
        }
    }

    pub fn tell_data(&mut self, tone: Tone, what: DataWord, fix: DataWord) {
        let lang = self.state.lang;
        self.state.tell(tone, Sentence::new(lang.data(what), lang.data(fix)));
    }
}
