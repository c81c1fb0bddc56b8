//! The tab of programmes: made by a job when the project, the year or the rule changes.

use std::sync::Arc;

use super::made::{Made, Shared};
use super::{ProgrammeMap, ProgrammeTab};
use crate::app::kept::Kept;
use crate::app::map::texture::Look;
use crate::app::state::Open;
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

/// The newest, and the map coloured by it.
#[derive(Debug, Default)]
pub struct ProgrammeShown {
    kept: Kept<Key, Option<Shared>>,
    look_key: Option<LookKey>,
    pub look: Option<Arc<Look>>,
}

impl ProgrammeShown {
    pub fn is_making(&self) -> bool {
        self.kept.is_making()
    }

    /// The newest, once there is one.
    pub fn made(&self) -> Option<&Shared> {
        self.kept.made.as_ref().as_ref()
    }

    /// Takes in what is ready, and asks for what is next.
    pub fn update(
        &mut self,
        ctx: &egui::Context,
        lang: Lang,
        open: &Open,
        snapshot: Option<&Snapshot>,
    ) {
        let Some(snapshot) = snapshot else { return };
        let look = &open.programme;
        let asked = Key { revision: open.revision, lang, year: look.year, rule: look.rule.clone() };
        self.kept.update(ctx, "kantong-program", asked.clone(), || {
            let snapshot = snapshot.clone();
            move |_: &_| {
                let made = Made::of(asked.lang, &snapshot, asked.year, asked.rule.as_ref());
                Ok(Some(Arc::new(made)))
            }
        });
    }

    /// The map as this tab colours it, over how the window draws land and lines.
    pub fn colour(&mut self, open: &Open, under: Option<&Arc<Look>>) {
        let (Some(made), Some(under)) = (self.kept.made.as_ref(), under) else {
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
