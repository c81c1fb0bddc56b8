//! Something that a job makes whenever what it stands on has changed; until then the old one stays,
//! so that painting never waits. Every step of the window asks its jobs by this one type.

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

    /// What it was made of.
    pub fn key(&self) -> Option<&K> {
        self.key.as_ref()
    }

    /// What is being made.
    pub fn under_way(&self) -> Option<&K> {
        self.job.as_ref().map(|(key, _)| key)
    }

    /// Takes in what is ready: whether something new is there.
    pub fn collect(&mut self) -> bool {
        let Some((of, brought)) = collected(&mut self.job) else { return false };
        self.key = Some(of);
        let is_new = brought.is_some();
        if let Some(made) = brought {
            self.made = Arc::new(made);
        }
        is_new
    }

    /// Takes in what is ready, and has the next made where `key` is another one. `work` is asked
    /// for only then. What was being made before is canceled: nobody wants it any more.
    /// Whether something new is there.
    pub fn update<W>(
        &mut self,
        ctx: &egui::Context,
        name: &str,
        key: K,
        work: impl FnOnce() -> W,
    ) -> bool
    where
        W: FnOnce(&Progress) -> Result<T, Stop> + Send + 'static,
    {
        let is_new = self.collect();
        self.ask(ctx, name, key, work);
        is_new
    }

    /// As [`update`](Self::update), but what is being made comes to its end first, so that a
    /// moving slider shows something.
    pub fn update_in_turn<W>(
        &mut self,
        ctx: &egui::Context,
        name: &str,
        key: K,
        work: impl FnOnce() -> W,
    ) where
        W: FnOnce(&Progress) -> Result<T, Stop> + Send + 'static,
    {
        self.collect();
        if !self.is_making() {
            self.ask(ctx, name, key, work);
        }
    }

    /// Has it made of `key`, unless it is or is being made of it.
    pub fn ask<W>(&mut self, ctx: &egui::Context, name: &str, key: K, work: impl FnOnce() -> W)
    where
        W: FnOnce(&Progress) -> Result<T, Stop> + Send + 'static,
    {
        if self.is_of(&key) || self.under_way() == Some(&key) {
            return;
        }
        let wake = ctx.clone();
        let work = work();
        let spawned = Job::spawn(name, work, move || wake.request_repaint());
        self.job = spawned.ok().map(|job| (key, job));
    }
}
