//! The whole chain in one go, as the program goes it: a project of the boundaries (which finds and
//! keeps who touches whom), the table in it, natural breaks, queen neighbours as they were kept, local
//! Moran with 999 draws, and the map.
//!
//! `KANTONG_BENCH_DATA=bench-data/L cargo bench --bench chain`, over a folder as `road` takes. One
//! JSON line: CPU seconds of all threads and peak memory of each step, and of all together.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a bench is its printed lines")]
#![expect(clippy::unwrap_used, reason = "a bench that cannot run must say so")]

use std::path::Path;

use cpu_time::ProcessTime;
use kantong::analysis::local::{Draws, Question, Settings};
use kantong::analysis::neighbours::Neighbours;
use kantong::analysis::{moran, random};
use kantong::base::fault::CrsMend;
use kantong::base::progress::Progress;
use kantong::indicator::classify::{Method, classify};
use kantong::project::{Mode, Stamp};
use kantong::source::layer::{CrsOption, LayerOptions};
use kantong::workflow::{self, ImportOptions, MapOptions, NewOptions};
use serde_json::{Map, Value, json};

const STAMP: Stamp<'_> = Stamp { at: "2026-01-01T00:00:00Z", who: "bench" };

fn main() {
    let Ok(folder) = std::env::var("KANTONG_BENCH_DATA") else {
        eprintln!("no data: set KANTONG_BENCH_DATA to a folder with villages.shp");
        return;
    };
    for draws in [Draws::Independent, Draws::Shared] {
        chain(Path::new(&folder), draws);
    }
}

fn chain(folder: &Path, draws: Draws) {
    let place = tempfile::tempdir().unwrap();
    let (project, picture) = (place.path().join("chain.gpkg"), place.path().join("chain.png"));
    let progress = Progress::default();
    let mut steps = Steps::default();
    steps.take("new", || {
        // The sets lie elsewhere than their codes say.
        let layer = LayerOptions {
            crs: CrsOption::Mended(CrsMend::AS_DECLARED),
            ..LayerOptions::default()
        };
        let options = NewOptions { layer, ..NewOptions::default() };
        let files = [folder.join("villages.shp")];
        workflow::new_project(&project, &files, &options, &STAMP, &progress).unwrap();
    });
    steps.take("import", || {
        let mut opened = workflow::open_numbers(&project, Mode::Write).unwrap();
        let file = folder.join("indicators.csv");
        let (kept, options) = (&mut opened.project, ImportOptions::default());
        workflow::import(kept, &opened.snapshot, &file, &options, &STAMP, &progress).unwrap();
    });
    let opened = steps.take("open", || workflow::open_numbers(&project, Mode::Read).unwrap());
    let column = opened.snapshot.column("miskin_pct", None).unwrap();
    let classes =
        steps.take("breaks", || classify(&column.values, &Method::NaturalBreaks, 5).unwrap());
    let register = &opened.snapshot.register;
    let kept = register.around.queen.as_ref().unwrap();
    let queen = steps.take("queen", || Neighbours::queen(register.villages.len(), kept));
    let keys: Vec<u64> = register.villages.iter().map(|v| random::key(v.code.as_str())).collect();
    let question =
        Question { indicator: "x", values: &column.values, neighbours: &queen, keys: &keys };
    let settings = Settings { permutations: 999, draws, ..Settings::default() };
    let local =
        steps.take("local_moran", || moran::local(&question, &settings, &progress).unwrap());
    drop(opened);
    steps.take("map", || {
        let options = MapOptions { indicator: "miskin_pct".to_owned(), ..MapOptions::default() };
        let (snapshot, scene, _) = workflow::open_map(&project, &options).unwrap();
        workflow::map_file(&snapshot, &scene, &options, &picture, &progress).unwrap();
    });
    let digest = json!({
        "breaks": classes.breaks, "links": queen.links(), "global": local.global.statistic,
        "map_bytes": std::fs::metadata(&picture).unwrap().len(),
        "project_bytes": std::fs::metadata(&project).unwrap().len(),
    });
    println!(
        "{}",
        json!({
            "task": "chain", "draws": format!("{draws:?}"), "cpu": steps.cpu,
            "cpu_total": steps.total, "peak_mb": steps.peaks, "digest": digest,
            "threads": rayon::current_num_threads(),
        })
    );
}

#[derive(Default)]
struct Steps {
    cpu: Map<String, Value>,
    peaks: Map<String, Value>,
    total: f64,
}

impl Steps {
    fn take<T>(&mut self, name: &str, work: impl FnOnce() -> T) -> T {
        // Where it is not allowed, the peaks are those so far.
        drop(std::fs::write("/proc/self/clear_refs", "5"));
        let started = ProcessTime::now();
        let result = work();
        let cpu = started.elapsed().as_secs_f64();
        self.total += cpu;
        self.cpu.insert(name.to_owned(), json!(cpu));
        self.peaks.insert(name.to_owned(), json!(peak_mb()));
        result
    }
}

/// Highest memory of this process since it was last forgotten, where the system tells (Linux).
fn peak_mb() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kb: f64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kb / 1024.0)
}
