//! The newest report of the targets, and the one being made: a job, so that painting never waits.

use std::sync::Arc;

use super::made::Made;
use crate::app::kept::Kept;
use crate::app::state::Open;
use crate::base::progress::Progress;
use crate::lang::Lang;
use crate::plan::target::Targets;
use crate::workflow::Snapshot;

#[derive(Clone, Debug, PartialEq)]
struct Key {
    revision: u64,
    lang: Lang,
    targets: Targets,
}

/// Every report is brought to its end, so that a moving slider shows something.
#[derive(Debug, Default)]
pub struct TargetShown(Kept<Key, Made>);

impl TargetShown {
    pub fn is_making(&self) -> bool {
        self.0.is_making()
    }

    /// The newest.
    pub fn made(&self) -> &Arc<Made> {
        &self.0.made
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
        let targets = open.target.targets(snapshot);
        let asked = Key { revision: open.revision, lang, targets };
        self.0.update_in_turn(ctx, "kantong-targets", asked.clone(), || {
            let snapshot = snapshot.clone();
            move |progress: &Progress| Made::of(asked.lang, &snapshot, &asked.targets, progress)
        });
    }
}
