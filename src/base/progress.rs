//! Progress that is also the cancel point: a loop that reports can be stopped.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU8, AtomicUsize, Ordering};

use super::fault::Stop;

/// What a long job is doing, for the one line under the bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Phase {
    Reading = 0,
    Checking = 1,
    Joining = 2,
    Neighbours = 3,
    Permuting = 4,
    Drawing = 5,
    Writing = 6,
    /// The same question again and again, each time a little different.
    Trying = 7,
}

impl Phase {
    /// The name in `timings` and logs.
    pub fn id(self) -> &'static str {
        match self {
            Self::Reading => "reading",
            Self::Checking => "checking",
            Self::Joining => "joining",
            Self::Neighbours => "neighbours",
            Self::Permuting => "permuting",
            Self::Drawing => "drawing",
            Self::Writing => "writing",
            Self::Trying => "trying",
        }
    }
}

/// Shared between the worker, which steps, and the screen, which reads and may cancel.
#[derive(Clone, Debug, Default)]
pub struct Progress(Arc<State>);

#[derive(Default)]
struct State {
    phase: AtomicU8,
    done: AtomicUsize,
    total: AtomicUsize,
    canceled: Arc<AtomicBool>,
    observer: Option<Box<dyn Fn(Phase) + Send + Sync>>,
}

impl std::fmt::Debug for State {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("State").field("done", &self.done).finish_non_exhaustive()
    }
}

impl Progress {
    /// A progress that calls `observer` at the beginning of every phase: the shells time phases
    /// with it, because nothing below them reads a clock.
    pub fn observed(observer: impl Fn(Phase) + Send + Sync + 'static) -> Self {
        Self(Arc::new(State { observer: Some(Box::new(observer)), ..State::default() }))
    }

    /// For one of many small jobs inside a phase: its steps are not shown, and it is cancelled with
    /// this one.
    #[must_use]
    pub fn within(&self) -> Self {
        let canceled = Arc::clone(&self.0.canceled);
        Self(Arc::new(State { canceled, ..State::default() }))
    }

    /// Begins a phase of `total` steps (0 = unknown).
    pub fn start(&self, phase: Phase, total: usize) {
        self.0.phase.store(phase as u8, Ordering::Relaxed);
        self.0.done.store(0, Ordering::Relaxed);
        self.0.total.store(total, Ordering::Relaxed);
        if let Some(observer) = &self.0.observer {
            observer(phase);
        }
    }

    /// One step done; the `?` behind it is the cancel point.
    ///
    /// # Errors
    /// [`Stop::Canceled`] after [`Progress::cancel`].
    pub fn step(&self) -> Result<(), Stop> {
        self.steps(1)
    }

    /// `count` steps done at once.
    pub fn steps(&self, count: usize) -> Result<(), Stop> {
        self.0.done.fetch_add(count, Ordering::Relaxed);
        if self.is_canceled() { Err(Stop::Canceled) } else { Ok(()) }
    }

    pub fn cancel(&self) {
        self.0.canceled.store(true, Ordering::Relaxed);
    }

    pub fn is_canceled(&self) -> bool {
        self.0.canceled.load(Ordering::Relaxed)
    }

    /// (phase, done, total); `total` is 0 while it is not known.
    pub fn read(&self) -> (Phase, usize, usize) {
        let phase = match self.0.phase.load(Ordering::Relaxed) {
            0 => Phase::Reading,
            1 => Phase::Checking,
            2 => Phase::Joining,
            3 => Phase::Neighbours,
            4 => Phase::Permuting,
            5 => Phase::Drawing,
            6 => Phase::Writing,
            _ => Phase::Trying,
        };
        (phase, self.0.done.load(Ordering::Relaxed), self.0.total.load(Ordering::Relaxed))
    }
}
