//! The newest report of the targets, and the one being made: a job, so that painting never waits.

use std::sync::Arc;

use super::made::Made;
use crate::app::jobs::{Job, collected};
use crate::app::state::Open;
use crate::base::fault::Stop;
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

#[derive(Default)]
pub struct TargetShown {
    key: Option<Key>,
    job: Option<(Key, Job<Result<Made, Stop>>)>,
    pub made: Arc<Made>,
}

impl std::fmt::Debug for TargetShown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TargetShown").field("key", &self.key).finish_non_exhaustive()
    }
}

impl TargetShown {
    pub fn is_making(&self) -> bool {
        self.job.is_some()
    }

    /// Takes in what is ready, and asks for what is next. Every report is brought to its end, so
    /// that a moving slider shows something.
    pub fn update(
        &mut self,
        ctx: &egui::Context,
        lang: Lang,
        open: &Open,
        snapshot: Option<&Snapshot>,
    ) {
        if let Some((key, made)) = collected(&mut self.job) {
            self.key = Some(key);
            if let Some(made) = made {
                self.made = Arc::new(made);
            }
        }
        let Some(snapshot) = snapshot else { return };
        let targets = open.target.targets(snapshot);
        let key = Key { revision: open.revision, lang, targets };
        if self.job.is_some() || self.key.as_ref() == Some(&key) {
            return;
        }
        let (snapshot, asked, wake) = (snapshot.clone(), key.clone(), ctx.clone());
        let work =
            move |progress: &Progress| Made::of(asked.lang, &snapshot, &asked.targets, progress);
        self.job = Job::spawn("kantong-targets", work, move || wake.request_repaint())
            .ok()
            .map(|job| (key, job));
    }
}
