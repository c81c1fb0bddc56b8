//! Long work on named threads: the only place of the program that starts one.
//!
//! A job is a plain function of the core with its [`Progress`]. Its result is polled in a frame
//! and applied there in one step. A worker that panics wakes the screen too, and is told as
//! [`Poll::Died`].

use std::sync::mpsc::{Receiver, TryRecvError, sync_channel};
use std::time::{Duration, Instant};

use crate::base::fault::Stop;
use crate::base::progress::Progress;
use crate::lang::Lang;
use crate::lang::app::Word;
use crate::lang::app_data::DataWord;
use crate::lang::app_meeting::RakorWord;
use crate::lang::app_pocket::PocketWord;

/// A running job. Dropping it cancels it.
#[derive(Debug)]
pub struct Job<T> {
    pub progress: Progress,
    result: Receiver<T>,
}

/// What a look at a job found.
#[derive(Debug, PartialEq, Eq)]
pub enum Poll<T> {
    Running,
    Done(T),
    /// The worker ended without a result: it panicked.
    Died,
}

/// Calls `wake` when it falls, however the worker ended.
struct Wake<F: FnOnce()>(Option<F>);

impl<F: FnOnce()> Drop for Wake<F> {
    fn drop(&mut self) {
        if let Some(wake) = self.0.take() {
            wake();
        }
    }
}

impl<T: Send + 'static> Job<T> {
    /// Runs `work` on a thread called `name`; `wake` is called once, when it is over.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn spawn(
        name: &str,
        work: impl FnOnce(&Progress) -> T + Send + 'static,
        wake: impl FnOnce() + Send + 'static,
    ) -> std::io::Result<Self> {
        let progress = Progress::default();
        let (send, result) = sync_channel(1);
        std::thread::Builder::new().name(name.to_owned()).spawn({
            let progress = progress.clone();
            move || {
                let guard = Wake(Some(wake));
                let value = work(&progress);
                // The window may have dropped the job; then nobody wants the result.
                send.send(value).ok();
                // The channel must be closed before the screen looks again.
                drop(send);
                drop(guard);
            }
        })?;
        Ok(Self { progress, result })
    }

    /// Never blocks.
    pub fn poll(&self) -> Poll<T> {
        match self.result.try_recv() {
            Ok(value) => Poll::Done(value),
            Err(TryRecvError::Empty) => Poll::Running,
            Err(TryRecvError::Disconnected) => Poll::Died,
        }
    }
}

impl<T> Drop for Job<T> {
    fn drop(&mut self) {
        self.progress.cancel();
    }
}

/// What a job with a key brought, once it is over: nothing where it failed, for what could not be
/// made is not asked for again and again.
pub fn collected<K, T: Send + 'static>(
    slot: &mut Option<(K, Job<Result<T, Stop>>)>,
) -> Option<(K, Option<T>)> {
    let brought = match slot.as_ref()?.1.poll() {
        Poll::Running => return None,
        Poll::Done(brought) => brought.ok(),
        Poll::Died => None,
    };
    slot.take().map(|(key, _)| (key, brought))
}

/// What a job is for; one of a kind runs at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Dialog,
    /// Looking into what was dropped.
    Look,
    /// Reading a table for its dialog.
    Draft,
    Open,
    Sample,
    New,
    Import,
    Edit,
    Pockets,
    /// Computing every kept result again.
    Check,
    Image,
    Export,
    Card,
    Recipe,
    /// The meeting's papers.
    Package,
    /// A logo that is read, a folder that is shown.
    Folder,
}

impl Kind {
    /// What the strip says of it.
    pub fn word(self, lang: Lang) -> &'static str {
        match self {
            Self::Dialog => lang.word(Word::JobDialog),
            Self::Look => lang.data(DataWord::JobLook),
            Self::Draft => lang.data(DataWord::JobDraft),
            Self::Open => lang.word(Word::JobOpen),
            Self::Sample => lang.word(Word::JobSample),
            Self::New => lang.word(Word::JobNew),
            Self::Import => lang.word(Word::JobImport),
            Self::Edit => lang.word(Word::JobEdit),
            Self::Pockets => lang.word(Word::JobPockets),
            Self::Check => lang.step3(PocketWord::JobCheck),
            Self::Image => lang.word(Word::JobImage),
            Self::Export => lang.word(Word::JobExport),
            Self::Card => lang.data(DataWord::JobCard),
            Self::Recipe => lang.data(DataWord::JobRecipe),
            Self::Package => lang.step5(RakorWord::JobPackage),
            Self::Folder => lang.word(Word::JobDialog),
        }
    }

    /// A thread's name, at most 15 bytes on Linux.
    fn thread(self) -> &'static str {
        match self {
            Self::Dialog => "kantong-dialog",
            Self::Look => "kantong-look",
            Self::Draft => "kantong-draft",
            Self::Open => "kantong-open",
            Self::Sample => "kantong-sample",
            Self::New => "kantong-new",
            Self::Import => "kantong-import",
            Self::Edit => "kantong-edit",
            Self::Pockets => "kantong-pockets",
            Self::Check => "kantong-check",
            Self::Image => "kantong-image",
            Self::Export => "kantong-export",
            Self::Card => "kantong-card",
            Self::Recipe => "kantong-recipe",
            Self::Package => "kantong-rakor",
            Self::Folder => "kantong-folder",
        }
    }
}

/// One running job of the window.
#[derive(Debug)]
struct Running<T> {
    kind: Kind,
    /// The file or thing it works on, for the strip.
    about: String,
    /// The revision of the data it started from.
    revision: u64,
    started: Instant,
    job: Job<T>,
}

/// Why a job could not be started.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// One of this kind is at work.
    Busy,
    NoThread,
}

/// A job that came to its end.
#[derive(Debug)]
pub struct Ended<T> {
    pub kind: Kind,
    pub revision: u64,
    /// `None` when the worker panicked.
    pub result: Option<T>,
}

/// What the strip shows of a job.
#[derive(Clone, Debug)]
pub struct Shown {
    pub kind: Kind,
    pub about: String,
    pub progress: Progress,
    pub running_for: Duration,
}

/// All jobs of the window; at most one of each kind.
#[derive(Debug)]
pub struct Jobs<T> {
    running: Vec<Running<T>>,
}

impl<T> Default for Jobs<T> {
    fn default() -> Self {
        Self { running: Vec::new() }
    }
}

impl<T: Send + 'static> Jobs<T> {
    /// Starts a job of this kind; `revision` is that of the data it works on.
    ///
    /// # Errors
    /// [`Refused::Busy`] while one of the kind runs.
    pub fn start(
        &mut self,
        kind: Kind,
        about: String,
        revision: u64,
        work: impl FnOnce(&Progress) -> T + Send + 'static,
        wake: impl FnOnce() + Send + 'static,
    ) -> Result<(), Refused> {
        if self.is_running(kind) {
            return Err(Refused::Busy);
        }
        match Job::spawn(kind.thread(), work, wake) {
            Ok(job) => {
                let started = Instant::now();
                self.running.push(Running { kind, about, revision, started, job });
                Ok(())
            }
            Err(_no_thread) => Err(Refused::NoThread),
        }
    }

    pub fn is_running(&self, kind: Kind) -> bool {
        self.running.iter().any(|running| running.kind == kind)
    }

    pub fn is_idle(&self) -> bool {
        self.running.is_empty()
    }

    /// Takes out every job that has ended. Never blocks.
    pub fn ended(&mut self) -> Vec<Ended<T>> {
        let mut ended = Vec::new();
        self.running.retain(|running| {
            let result = match running.job.poll() {
                Poll::Running => return true,
                Poll::Done(value) => Some(value),
                Poll::Died => None,
            };
            ended.push(Ended { kind: running.kind, revision: running.revision, result });
            false
        });
        ended
    }

    pub fn cancel(&self, kind: Kind) {
        for running in self.running.iter().filter(|running| running.kind == kind) {
            running.job.progress.cancel();
        }
    }

    /// The job that the strip tells of: the oldest that is not a dialog.
    pub fn shown(&self) -> Option<Shown> {
        let running = self.running.iter().find(|running| running.kind != Kind::Dialog)?;
        Some(Shown {
            kind: running.kind,
            about: running.about.clone(),
            progress: running.job.progress.clone(),
            running_for: running.started.elapsed(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    fn wait<T: Send + 'static>(job: &Job<T>) -> Poll<T> {
        for _ in 0..2_000 {
            match job.poll() {
                Poll::Running => std::thread::sleep(Duration::from_millis(1)),
                other => return other,
            }
        }
        Poll::Running
    }

    #[test]
    fn a_worker_that_panics_wakes_the_screen_and_is_told() {
        let woken = Arc::new(AtomicUsize::new(0));
        let seen = Arc::clone(&woken);
        let job: Job<u8> = Job::spawn(
            "test-panic",
            |_| panic!("on purpose"),
            move || {
                seen.fetch_add(1, Ordering::SeqCst);
            },
        )
        .unwrap();
        assert_eq!(wait(&job), Poll::Died);
        for _ in 0..2_000 {
            if woken.load(Ordering::SeqCst) == 1 {
                break;
            }
            std::thread::sleep(Duration::from_millis(1));
        }
        assert_eq!(woken.load(Ordering::SeqCst), 1);
    }

    #[test]
    fn cancel_reaches_the_worker_within_half_a_second() {
        let mut jobs: Jobs<bool> = Jobs::default();
        let work = |progress: &Progress| loop {
            if progress.step().is_err() {
                return true;
            }
            std::thread::sleep(Duration::from_millis(1));
        };
        jobs.start(Kind::Pockets, String::new(), 7, work, || ()).unwrap();
        assert_eq!(
            jobs.start(Kind::Pockets, String::new(), 7, |_| false, || ()),
            Err(Refused::Busy),
            "one of a kind"
        );
        let begin = Instant::now();
        jobs.cancel(Kind::Pockets);
        let ended = loop {
            let ended = jobs.ended();
            if !ended.is_empty() || begin.elapsed() > Duration::from_secs(5) {
                break ended;
            }
            std::thread::sleep(Duration::from_millis(1));
        };
        assert!(begin.elapsed() < Duration::from_millis(500));
        assert_eq!((ended[0].revision, ended[0].result), (7, Some(true)));
        assert!(jobs.is_idle());
    }
}
