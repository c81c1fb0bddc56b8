//! The only clock of the command line: today's date, and how long each phase took.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use cpu_time::ProcessTime;
use serde_json::{Value, json};

use crate::base::calendar;
use crate::base::progress::{Phase, Progress};

/// Now in UTC as ISO 8601, to the second.
pub fn now() -> String {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_secs());
    calendar::iso(seconds)
}

/// Wall and CPU time of the phases of one command.
#[derive(Clone)]
pub struct Stopwatch(Arc<Mutex<State>>);

struct State {
    phase: &'static str,
    wall: Instant,
    cpu: ProcessTime,
    done: Vec<(&'static str, f64, f64)>,
}

impl Stopwatch {
    pub fn start() -> Self {
        let (wall, cpu) = (Instant::now(), ProcessTime::now());
        Self(Arc::new(Mutex::new(State { phase: "start", wall, cpu, done: Vec::new() })))
    }

    /// A progress whose phases this watch times.
    pub fn progress(&self) -> Progress {
        let watch = self.clone();
        Progress::observed(move |phase: Phase| watch.lap(phase.id()))
    }

    fn lap(&self, next: &'static str) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let wall_ms = state.wall.elapsed().as_secs_f64() * 1e3;
        let cpu_ms = state.cpu.elapsed().as_secs_f64() * 1e3;
        let ended = state.phase;
        // One line a phase, however often it was begun.
        match state.done.iter_mut().find(|(phase, _, _)| *phase == ended) {
            Some((_, wall, cpu)) => {
                *wall += wall_ms;
                *cpu += cpu_ms;
            }
            None => state.done.push((ended, wall_ms, cpu_ms)),
        }
        state.phase = next;
        state.wall = Instant::now();
        state.cpu = ProcessTime::now();
    }

    /// `timings` of the JSON contract; CPU over all threads.
    pub fn json(&self) -> Value {
        self.lap("end");
        let state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let round = |ms: f64| (ms * 1e3).round() / 1e3;
        state
            .done
            .iter()
            .map(|(phase, wall, cpu)| {
                json!({"phase": phase, "wall_ms": round(*wall), "cpu_ms": round(*cpu)})
            })
            .collect()
    }
}
