//! The progress bar on a terminal, and Ctrl+C as cancel.

use std::io::{IsTerminal as _, Write as _, stderr};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{Builder, JoinHandle};
use std::time::Duration;

use crate::base::progress::Progress;

/// Draws while it lives.
pub struct Bar {
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Bar {
    /// A bar on standard error when that is a terminal, else nothing.
    pub fn show(progress: &Progress) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let thread = stderr().is_terminal().then(|| {
            let (progress, stop) = (progress.clone(), Arc::clone(&stop));
            Builder::new().name("bar".into()).spawn(move || draw(&progress, &stop)).ok()
        });
        Self { stop, thread: thread.flatten() }
    }

    /// No bar.
    pub fn hidden() -> Self {
        Self { stop: Arc::default(), thread: None }
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            thread.join().ok();
            write!(stderr(), "\r{:60}\r", "").ok();
        }
    }
}

fn draw(progress: &Progress, stop: &AtomicBool) {
    // Nothing is drawn for what ends within a blink.
    std::thread::sleep(Duration::from_millis(300));
    while !stop.load(Ordering::Relaxed) {
        let (phase, done, total) = progress.read();
        let share = if total == 0 { 0.0 } else { (done as f64 / total as f64).min(1.0) };
        let filled = (share * 30.0) as usize;
        let percent = (share * 100.0) as u32;
        let bar = format!("{:<30}", "#".repeat(filled));
        write!(stderr(), "\r{:<12} [{bar}] {percent:3} %", phase.id()).ok();
        stderr().flush().ok();
        std::thread::sleep(Duration::from_millis(100));
    }
}

/// Ctrl+C cancels the job; the command then ends with 130 and nothing half done.
pub fn cancel_on_interrupt(progress: &Progress) {
    let progress = progress.clone();
    // A second handler in one process is refused; the first then does the work.
    ctrlc::set_handler(move || progress.cancel()).ok();
}
