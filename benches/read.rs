//! Reading alone: `cargo bench --bench read -- FILE…` gives one JSON line per file, with CPU seconds
//! of all threads, the cells that came out and the peak memory of the process so far. Measure memory
//! with one file a run.

#![expect(clippy::print_stdout, reason = "a bench is its printed lines")]

use std::path::PathBuf;

use cpu_time::ProcessTime;
use kantong::base::progress::Progress;
use kantong::source::layer::LayerOptions;
use kantong::source::open::{self, Opened};
use kantong::source::table::RawCell;
use serde_json::json;

fn main() {
    for file in std::env::args().skip(1).filter(|a| !a.starts_with("--")).map(PathBuf::from) {
        let start = ProcessTime::now();
        let opened = open::open(&file, &LayerOptions::default(), &Progress::default());
        let cpu = start.elapsed().as_secs_f64();
        let (rows, cells, faults) = match &opened {
            Ok(Opened::Table(table)) => {
                let rows = table.sheets.iter().map(|s| s.rows.len()).sum();
                let cells = table.sheets.iter().flat_map(|s| &s.rows).flat_map(|r| &r.cells);
                let filled = cells.filter(|c| **c != RawCell::Empty).count();
                (rows, filled, table.faults.len())
            }
            Ok(Opened::Layer(layer)) => (layer.rows.len(), 0, layer.faults.len()),
            Err(_) => (0, 0, 1),
        };
        let line = json!({
            "file": file.file_name().map(|n| n.to_string_lossy()),
            "read": opened.is_ok(), "cpu_s": cpu, "rows": rows, "cells": cells, "faults": faults,
            "peak_mb": peak_kib().map(|k| k / 1024),
        });
        println!("{line}");
    }
}

/// The most memory the process has held so far; only Linux tells.
fn peak_kib() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|l| l.starts_with("VmHWM"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
