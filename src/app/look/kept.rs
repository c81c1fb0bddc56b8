//! Something that a job makes whenever what it stands on has changed; until then the old one stays.

use std::sync::Arc;

use crate::app::jobs::{Job, collected};
use crate::base::fault::Stop;
use crate::base::progress::Progress;

/// The newest of it, what it was made of, and what is being made.
pub struct Kept<K, T> {
    key: Option<K>,
    job: Option<(K, Job<Result<T, Stop>>)>,
    pub made: Arc<T>,
}

impl<K, T: Default> Default for Kept<K, T> {
    fn default() -> Self {
        Self { key: None, job: None, made: Arc::default() }
    }
}

impl<K: std::fmt::Debug, T> std::fmt::Debug for Kept<K, T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Kept").field("key", &self.key).finish_non_exhaustive()
    }
}

impl<K: PartialEq, T: Send + 'static> Kept<K, T> {
    pub fn is_making(&self) -> bool {
        self.job.is_some()
    }

    /// Whether what is there was made of this.
    pub fn is_of(&self, key: &K) -> bool {
        self.key.as_ref() == Some(key)
    }

    /// Takes in what is ready, and has the next made where `key` is another one. `work` is asked
    /// for only then. What was being made before is canceled: nobody wants it any more.
    pub fn update<W>(&mut self, ctx: &egui::Context, name: &str, key: K, work: impl FnOnce() -> W)
    where
        W: FnOnce(&Progress) -> Result<T, Stop> + Send + 'static,
    {
        if let Some((of, brought)) = collected(&mut self.job) {
            self.key = Some(of);
            if let Some(made) = brought {
                self.made = Arc::new(made);
            }
        }
        let under_way = self.job.as_ref().map(|(key, _)| key);
        if self.is_of(&key) || under_way == Some(&key) {
            return;
        }
        let wake = ctx.clone();
        let work = work();
        let spawned = Job::spawn(name, work, move || wake.request_repaint());
        self.job = spawned.ok().map(|job| (key, job));
    }
}
