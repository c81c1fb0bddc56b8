//! The tab of programmes: made by a job when the project, the year or the rule changes.

use std::sync::Arc;

use super::made::{Made, Shared};
use super::{ProgrammeMap, ProgrammeTab};
use crate::app::jobs::{Job, collected};
use crate::app::map::texture::Look;
use crate::app::state::Open;
use crate::base::fault::Stop;
use crate::lang::Lang;
use crate::plan::programme::Rule;
use crate::workflow::Snapshot;

#[derive(Clone, Debug, PartialEq)]
struct Key {
    revision: u64,
    lang: Lang,
    year: Option<u16>,
    rule: Option<Rule>,
}

#[derive(Clone, Debug, PartialEq)]
struct LookKey {
    made: usize,
    under: usize,
    map: ProgrammeMap,
    tab: ProgrammeTab,
}

/// The newest, and what is being made.
#[derive(Default)]
pub struct ProgrammeShown {
    key: Option<Key>,
    job: Option<(Key, Job<Result<Shared, Stop>>)>,
    pub made: Option<Shared>,
    look_key: Option<LookKey>,
    pub look: Option<Arc<Look>>,
}

impl std::fmt::Debug for ProgrammeShown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ProgrammeShown").field("key", &self.key).finish_non_exhaustive()
    }
}

impl ProgrammeShown {
    pub fn is_making(&self) -> bool {
        self.job.is_some()
    }

    /// Takes in what is ready, and asks for what is next.
    pub fn update(
        &mut self,
        ctx: &egui::Context,
        lang: Lang,
        open: &Open,
        snapshot: Option<&Snapshot>,
    ) {
        if let Some((key, made)) = collected(&mut self.job) {
            self.key = Some(key);
            self.made = made.or(self.made.take());
        }
        let Some(snapshot) = snapshot else { return };
        let look = &open.programme;
        let wanted =
            Key { revision: open.revision, lang, year: look.year, rule: look.rule.clone() };
        let under_way = self.job.as_ref().map(|(key, _)| key);
        if self.key.as_ref() == Some(&wanted) || under_way == Some(&wanted) {
            return;
        }
        let (asked, snapshot, wake) = (wanted.clone(), snapshot.clone(), ctx.clone());
        let work = move |_: &crate::base::progress::Progress| {
            Ok(Arc::new(Made::of(asked.lang, &snapshot, asked.year, asked.rule.as_ref())))
        };
        self.job = Job::spawn("kantong-program", work, move || wake.request_repaint())
            .ok()
            .map(|job| (wanted, job));
    }

    /// The map as this tab colours it, over how the window draws land and lines.
    pub fn colour(&mut self, open: &Open, under: Option<&Arc<Look>>) {
        let (Some(made), Some(under)) = (&self.made, under) else {
            self.look = None;
            return;
        };
        let look = &open.programme;
        let key = LookKey {
            made: Arc::as_ptr(made).addr(),
            under: Arc::as_ptr(under).addr(),
            map: look.map,
            tab: look.tab,
        };
        if self.look_key.as_ref() == Some(&key) {
            return;
        }
        let picked = match look.tab {
            ProgrammeTab::Piles => made.found.pile_ups.clone(),
            ProgrammeTab::Blanks => made.found.blanks.clone(),
            ProgrammeTab::Misfits => made.potential.mismatches.iter().map(|m| m.village).collect(),
            ProgrammeTab::Rows
            | ProgrammeTab::Tasks
            | ProgrammeTab::Scatter
            | ProgrammeTab::Sums
            | ProgrammeTab::National
            | ProgrammeTab::Actions
            | ProgrammeTab::Goods
            | ProgrammeTab::Catalogue
            | ProgrammeTab::Unclear => Vec::new(),
        };
        let mut own = Look::clone(under);
        own.fills = made.fills(look.map);
        own.pockets = Vec::new();
        own.lone = Vec::new();
        own.hatched = Vec::new();
        own.symbols = None;
        own.picked = picked;
        self.look = Some(Arc::new(own));
        self.look_key = Some(key);
    }
}
