//! Carrying out what step 3 asks beside the pockets: trends, lists of focus villages, boats.

use std::path::PathBuf;
use std::sync::Arc;

use super::work;
use crate::app::jobs::Kind;
use crate::app::state::Tone;
use crate::app::window::Window;
use crate::app::work::{Change, Outcome};
use crate::base::code::VillageCode;
use crate::lang::Sentence;
use crate::lang::app_pocket::PocketWord;
use crate::lang::blend::BlendWord;
use crate::plan::edit::Edit;
use crate::workflow::lokus::{self, Frozen};
use crate::workflow::{self, Islands, TrendReport};

/// What becomes of two villages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ferry {
    Linked,
    Apart,
}

impl Window {
    /// Asks every period of the indicator that is looked at over time.
    pub fn find_trend(&mut self, ctx: &egui::Context) {
        let Some(open) = &self.state.open else { return };
        let Some(snapshot) = self.snapshot().cloned() else { return };
        let Some(column) = open.pocket.time.and_then(|i| open.content.columns.get(i)) else {
            return;
        };
        let mut settings = work::asked_of(&open.pocket.asked);
        settings.indicator.clone_from(&column.indicator.id);
        let about = column.indicator.name.clone();
        self.start(ctx, Kind::Pockets, about, move |progress| {
            Outcome::Trended(workflow::trend(&snapshot, &settings, progress).map(Box::new))
        });
    }

    /// A trend that was computed is kept, unless the data have changed since.
    pub fn trended(&mut self, ctx: &egui::Context, revision: u64, report: TrendReport) {
        if self.state.open.as_ref().is_none_or(|open| open.revision != revision) {
            return;
        }
        if let Some(open) = &mut self.state.open {
            open.pocket.map = super::MapMode::Trend;
        }
        self.change(ctx, Change::KeepTrend(Arc::new(report)));
    }

    pub fn freeze_lokus(&mut self, ctx: &egui::Context, name: String) {
        let report = self.shown.step3.made().lokus.as_ref().and_then(|view| view.report.clone());
        let name = name.trim().to_owned();
        if let (Some(report), false) = (report, name.is_empty()) {
            self.change(ctx, Change::FreezeLokus(report, name));
        }
    }

    /// The list that is shown as a table, or as the draft's text.
    pub fn save_lokus(&mut self, ctx: &egui::Context, path: PathBuf) {
        let Some(open) = &self.state.open else { return };
        let Some(snapshot) = self.snapshot().cloned() else { return };
        let (shown, lang) = (open.pocket.lokus.shown, self.state.lang);
        let kept = snapshot.lokus.iter().find(|f| Some(f.id) == shown).map(|f| Frozen::clone(f));
        let (now, who) = (crate::app::stamp::now(), crate::app::stamp::who());
        let made = self.shown.step3.made().lokus.as_ref().and_then(|view| view.report.clone());
        let proposed = || made.and_then(|report| Frozen::proposed(&snapshot, &report, &now, &who));
        let Some(list) = kept.or_else(proposed) else { return };
        let date = crate::app::stamp::today();
        let path = if path.extension().is_none() { path.with_extension("xlsx") } else { path };
        let about = path.file_name().map(|n| n.to_string_lossy().into_owned());
        self.start(ctx, Kind::Export, about.unwrap_or_default(), move |_| {
            Outcome::Saved(lokus::write(lang, &snapshot, &list, &path, &date).map(|s| s.path))
        });
    }

    /// Keeps the index of the chosen indicators as one of its own, with its classes.
    pub fn keep_index(&mut self, ctx: &egui::Context) {
        let Some(open) = &self.state.open else { return };
        let lang = self.state.lang;
        let settings = work::settings(lang, &open.content, &open.pocket);
        let Some(text) = settings.and_then(|s| s.index) else { return };
        let (what, fix) = (BlendWord::Kept, BlendWord::KeptWhere);
        self.state.tell(Tone::Note, Sentence::new(lang.blend(what), lang.blend(fix)));
        self.change(ctx, Change::KeepIndex(text));
    }

    /// Draws a link by boat between two villages, or takes it away: one step of the history. The
    /// next question counts it.
    pub fn set_ferry(&mut self, ctx: &egui::Context, (a, b): (usize, usize), what: Ferry) {
        let Some(snapshot) = self.snapshot() else { return };
        let villages = &snapshot.register.villages;
        let (Some(a), Some(b)) = (villages.get(a), villages.get(b)) else { return };
        let pair: (VillageCode, VillageCode) = if a.code < b.code {
            (a.code.clone(), b.code.clone())
        } else {
            (b.code.clone(), a.code.clone())
        };
        let mut links = snapshot.ferries.clone();
        links.retain(|link| *link != pair);
        if what == Ferry::Linked {
            links.push(pair);
            links.sort();
        }
        if let Some(open) = &mut self.state.open
            && what == Ferry::Linked
            && open.pocket.asked.islands == Islands::Isolate
        {
            open.pocket.asked.islands = Islands::Ferry;
            let lang = self.state.lang;
            let (what, fix) = (PocketWord::IslandsFerry, PocketWord::FerryWhy);
            self.state.tell(Tone::Note, Sentence::new(lang.step3(what), lang.step3(fix)));
        }
        self.change(ctx, Change::Edit(Edit::SetFerries { links }));
    }
}
