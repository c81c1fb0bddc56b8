//! Carrying out what step 3 asks for.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::sync_channel;

use super::blend::Blend;
use super::more::Ferry;
use super::request::PocketRequest;
use super::work;
use super::{MapMode, Part, Pick, PocketLook, PocketTab};
use crate::app::content;
use crate::app::jobs::Kind;
use crate::app::state::{Open, PocketsShown, Stage, Tone, Wanted};
use crate::app::window::Window;
use crate::app::work::Outcome;
use crate::base::progress::Progress;
use crate::lang::Sentence;
use crate::lang::app_pocket::{PocketSay, PocketWord};
use crate::lang::blend::BlendWord;
use crate::workflow::found_column::index_name;
use crate::workflow::{self, Checked, PocketReport, Snapshot};

impl Window {
    pub fn carry_pocket(&mut self, ctx: &egui::Context, asked: PocketRequest) {
        match asked {
            PocketRequest::Pick(pick) => self.pick(&pick),
            PocketRequest::Show(pocket) => self.show_pocket(pocket),
            PocketRequest::Check => self.check_results(ctx),
            PocketRequest::SecondOpinion => self.save_to(ctx, Wanted::SecondOpinion),
            PocketRequest::FindTrend => self.find_trend(ctx),
            PocketRequest::FreezeLokus(name) => self.freeze_lokus(ctx, name),
            PocketRequest::KeepIndex => self.keep_index(ctx),
            PocketRequest::SaveLokus => self.save_to(ctx, Wanted::Lokus),
            PocketRequest::LinkFerry(a, b) => self.set_ferry(ctx, (a, b), Ferry::Linked),
            PocketRequest::UnlinkFerry(a, b) => self.set_ferry(ctx, (a, b), Ferry::Apart),
            PocketRequest::TimeOf(_)
            | PocketRequest::Lokus(_)
            | PocketRequest::Ask(_)
            | PocketRequest::Toggle(_)
            | PocketRequest::Weigh(..)
            | PocketRequest::Even
            | PocketRequest::Blend(_)
            | PocketRequest::Tab(_)
            | PocketRequest::Chart(_)
            | PocketRequest::Map(_)
            | PocketRequest::Figures(_)
            | PocketRequest::Wide(_)
            | PocketRequest::Pair(..)
            | PocketRequest::Pin
            | PocketRequest::Unpin => self.look_at_pockets(asked),
        }
    }

    /// What changes only how the result is looked at, or what will be asked next.
    fn look_at_pockets(&mut self, asked: PocketRequest) {
        let snapshot = self.held.as_ref().map(|held| &held.snapshot).or(self.away.as_ref());
        let lang = self.state.lang;
        let Some(open) = &mut self.state.open else { return };
        let look = &mut open.pocket;
        match asked {
            PocketRequest::Ask(settings) => look.asked = *settings,
            PocketRequest::Toggle(column) => {
                look.toggle(column);
                show(open, snapshot);
            }
            PocketRequest::Weigh(part, percent) => look.weigh(part, percent),
            PocketRequest::Blend(blend) => {
                let from = lang.blend(BlendWord::OwnSixths);
                look.blend = blend.fitting().filled(&open.content, &look.parts, from);
            }
            PocketRequest::Even => look.even(),
            PocketRequest::Tab(tab) => {
                look.tab = tab;
                look.map = look.map.of_tab(tab);
            }
            PocketRequest::Chart(chart) => look.chart = chart,
            PocketRequest::Map(map) => look.map = map,
            PocketRequest::Figures(figures) => look.figures = figures,
            PocketRequest::Wide(wide) => look.wide = wide,
            PocketRequest::Pair(x, y) => look.pair = Some((x, y)),
            PocketRequest::Pin => {
                look.pinned.clone_from(&open.pockets);
                look.tab = PocketTab::Compare;
                look.map = MapMode::Rules;
            }
            PocketRequest::Unpin => {
                look.pinned = None;
                look.tab = PocketTab::Pockets;
                if look.map.compares() {
                    look.map = MapMode::Value;
                }
            }
            PocketRequest::TimeOf(column) => look.time = Some(column),
            PocketRequest::Lokus(lokus) => look.lokus = lokus,
            PocketRequest::Pick(_)
            | PocketRequest::Show(_)
            | PocketRequest::Check
            | PocketRequest::FindTrend
            | PocketRequest::FreezeLokus(_)
            | PocketRequest::KeepIndex
            | PocketRequest::SaveLokus
            | PocketRequest::LinkFerry(..)
            | PocketRequest::UnlinkFerry(..)
            | PocketRequest::SecondOpinion => {}
        }
    }

    /// The linked selection: the same villages in map, table and charts.
    fn pick(&mut self, pick: &Pick) {
        let Some(open) = &mut self.state.open else { return };
        if let Pick::Point(village) = pick {
            open.hovered = *village;
            return;
        }
        pick.apply(&mut open.pocket.picked);
        open.selected = match open.pocket.picked.len() {
            1 => open.pocket.picked.first().copied(),
            _ => None,
        };
        if let (Some(village), Some(map)) = (open.selected, &mut self.map) {
            map.bring_into_sight(village, self.map_size);
        }
    }

    fn show_pocket(&mut self, pocket: usize) {
        let Some(open) = &mut self.state.open else { return };
        let found = open.pockets.as_deref().and_then(|found| found.report.pockets.get(pocket));
        let Some(found) = found else { return };
        open.pocket.picked = found.villages.iter().copied().collect();
        open.selected = None;
        if let Some(map) = &mut self.map {
            map.show(&found.villages);
        }
    }

    /// Asks the question of step 3.
    pub fn find_pockets(&mut self, ctx: &egui::Context) {
        let Some(open) = &self.state.open else { return };
        let Some(snapshot) = self.snapshot().cloned() else { return };
        let lang = self.state.lang;
        let Some(settings) = work::settings(lang, &open.content, &open.pocket) else { return };
        let about = match &open.pocket.parts[..] {
            [one] => open.content.column_name(one.column),
            _ => index_name(lang, &settings),
        };
        let parts = open.pocket.parts.clone();
        // There are two rough answers at most: none ever waits for the window.
        let (send, rough) = sync_channel(4);
        self.rough = Some(rough);
        let wake = ctx.clone();
        self.start(ctx, Kind::Pockets, about, move |progress| {
            let mut stage = |report: &PocketReport| {
                let shown = PocketsShown {
                    parts: Some(parts.clone()),
                    report: Arc::new(report.clone()),
                    is_stale: false,
                    stage: Stage::Rough,
                };
                // A window that was closed wants no rough answer either.
                send.try_send(shown).ok();
                wake.request_repaint();
            };
            let found = workflow::pockets_progressive(&snapshot, &settings, progress, &mut stage);
            Outcome::Found(found.map(Box::new))
        });
    }

    /// A rough answer is shown while the whole one is computed.
    pub fn take_rough(&mut self) {
        let newest = self.rough.as_ref().and_then(|rough| rough.try_iter().last());
        let Some(shown) = newest else { return };
        if self.jobs.is_running(Kind::Pockets)
            && let Some(open) = &mut self.state.open
        {
            open.pockets = Some(Arc::new(shown));
        }
    }

    /// What is kept stands again where a rough answer stood.
    pub fn drop_rough(&mut self) {
        self.rough = None;
        let snapshot = self.held.as_ref().map(|held| &held.snapshot).or(self.away.as_ref());
        if let Some(open) = &mut self.state.open
            && open.pockets.as_ref().is_some_and(|shown| shown.stage == Stage::Rough)
        {
            open.pockets = None;
            show(open, snapshot);
        }
    }

    /// Every kept result is computed again from what the project holds.
    fn check_results(&mut self, ctx: &egui::Context) {
        let Some(open) = &self.state.open else { return };
        let path = open.content.path.clone();
        self.start(ctx, Kind::Check, String::new(), move |progress: &Progress| {
            Outcome::Checked(workflow::check(&path, progress))
        });
    }

    /// "3 dari 3 hasil sama".
    pub fn checked(&mut self, checked: &Checked) {
        let lang = self.state.lang;
        let (identical, results) = (checked.identical, checked.results);
        let message = lang.step3_say(&PocketSay::SameAgain { identical, results });
        let told = checked.faults.first().map(|fault| lang.line(fault)).unwrap_or_default();
        let (tone, fix) = match (checked.ok(), results) {
            (true, 0) => (Tone::Note, lang.step3(PocketWord::NothingToCheck).to_owned()),
            // It stays: a room reads it.
            (true, _) => (Tone::Note, lang.step3(PocketWord::AllSameAgain).to_owned()),
            (false, _) => (Tone::Trouble, told),
        };
        self.state.tell(tone, Sentence::new(message, fix));
    }

    pub fn save_second_opinion(&mut self, ctx: &egui::Context, folder: PathBuf) {
        let Some(open) = &self.state.open else { return };
        let (Some(found), Some(snapshot)) = (open.pockets.clone(), self.snapshot().cloned()) else {
            return;
        };
        let lang = self.state.lang;
        let about = folder.file_name().map(|n| n.to_string_lossy().into_owned());
        self.start(ctx, Kind::Export, about.unwrap_or_default(), move |progress| {
            let written =
                workflow::second_opinion::write(&snapshot, &found.report, &folder, lang, progress);
            Outcome::Saved(written.map(|_| folder))
        });
    }
}

/// Puts the stored result on the screen that answers what is asked now; where none does, the last
/// one stays, and says that it is of another question.
pub fn show(open: &mut Open, snapshot: Option<&Snapshot>) {
    let Some(snapshot) = snapshot else { return };
    let stored = |report| content::found(&open.content, snapshot, report);
    let mut all = snapshot.pockets.iter().rev().map(stored);
    let look: &PocketLook = &open.pocket;
    let matching = all.clone().find(|found: &PocketsShown| {
        found.parts.as_deref().is_some_and(|parts| work::same_parts(parts, &look.parts))
    });
    let found = matching.or_else(|| all.next());
    open.pockets = found.map(Arc::new);
}

/// What was asked last is asked again: indicators, weights and the rule of the newest result.
pub fn begin(open: &mut Open, snapshot: Option<&Snapshot>) {
    show(open, snapshot);
    let Some(last) = snapshot.and_then(|s| s.pockets.last()) else { return };
    if let Some(parts) = work::parts_of(&open.content, &last.settings) {
        open.pocket.parts = parts;
    }
    open.pocket.blend = Blend::of(&last.settings);
    open.pocket.asked = work::asked_of(&last.settings);
    let counted = |part: &Part| {
        open.content.columns.get(part.column).is_some_and(|c| c.indicator.rate_of.is_some())
    };
    if !matches!(&open.pocket.parts[..], [one] if counted(one)) {
        // It could only be taken as it was: the next question may be smoothed.
        open.pocket.asked.rates = None;
    }
    show(open, snapshot);
}

impl Window {
    /// The question of the result on the screen is asked again, as it was.
    pub fn ask_again(&mut self) {
        let snapshot = self.held.as_ref().map(|held| &held.snapshot).or(self.away.as_ref());
        if let Some(open) = &mut self.state.open {
            begin(open, snapshot);
        }
    }
}
