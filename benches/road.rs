//! The main road, timed: read, index, join, classify, neighbours, local Moran.
//!
//! `KANTONG_BENCH_DATA=bench-data/S cargo bench --bench road` (or the folder as argument), over a
//! folder with `villages.shp`, `indicators.csv`, `indicators_full.csv` and, for its task,
//! `indicators.xlsx`. One JSON line per task: wall and CPU seconds (all threads) per phase, peak
//! memory of each phase, and a digest of what came out, so that a fast wrong answer is seen.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a bench is its printed lines")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a bench that cannot run must say so")]

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use cpu_time::ProcessTime;
use kantong::analysis::fdr::Correction;
use kantong::analysis::local::{Isolates, Question, Settings, Tail};
use kantong::analysis::moran;
use kantong::analysis::neighbours::{self, Neighbours, Rule};
use kantong::analysis::random;
use kantong::base::fault::At;
use kantong::base::measure::Measure;
use kantong::base::progress::Progress;
use kantong::dataset::boundary::{self, BoundaryOptions};
use kantong::dataset::index::VillageIndex;
use kantong::dataset::join::{self, JoinOptions, Joined};
use kantong::dataset::layout::{self, LayoutOptions};
use kantong::dataset::village::Register;
use kantong::indicator::classify::{self, Method};
use kantong::indicator::column::Column;
use kantong::indicator::import::{self, ImportOptions};
use kantong::source::layer::{LayerOptions, RawLayer};
use kantong::source::open::{self, Opened};
use serde_json::{Map, Value, json};

fn main() {
    let argument = std::env::args().skip(1).find(|a| !a.starts_with('-'));
    let Some(folder) = argument.or_else(|| std::env::var("KANTONG_BENCH_DATA").ok()) else {
        eprintln!(
            "no data: set KANTONG_BENCH_DATA to a folder with villages.shp and indicators.csv"
        );
        return;
    };
    let folder = PathBuf::from(folder);
    let progress = Progress::default();
    let register = load(&folder, &progress);
    let index = index(&folder, &register);
    std::hint::black_box(index);
    seams(&folder, &register, &progress);
    join(&folder, "csv", &register, &progress);
    if folder.join("indicators.xlsx").exists() {
        join(&folder, "xlsx", &register, &progress);
    }
    let full =
        columns(&register, &joined(&folder.join("indicators_full.csv"), &register, &progress));
    let values = full.iter().find(|c| c.indicator.column == "miskin_pct").unwrap().values.clone();
    classes(&folder, &values);
    let neighbours = weights(&folder, &register, &progress);
    lisa(&folder, &register, &values, &neighbours, &progress);
}

/// One task's line.
struct Bench {
    task: String,
    data: String,
    started: Instant,
    phases: Map<String, Value>,
    cpu: Map<String, Value>,
    peaks: Map<String, Value>,
    digest: Map<String, Value>,
}

impl Bench {
    fn new(task: &str, folder: &Path) -> Self {
        let data =
            folder.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned());
        let (phases, cpu, peaks, digest) = (Map::new(), Map::new(), Map::new(), Map::new());
        let task = task.to_owned();
        Self { task, data, started: Instant::now(), phases, cpu, peaks, digest }
    }

    fn phase<T>(&mut self, name: &str, work: impl FnOnce() -> T) -> T {
        forget_peak();
        let (wall, cpu) = (Instant::now(), ProcessTime::now());
        let result = work();
        self.cpu.insert(name.to_owned(), json!(cpu.elapsed().as_secs_f64()));
        self.phases.insert(name.to_owned(), json!(wall.elapsed().as_secs_f64()));
        self.peaks.insert(name.to_owned(), json!(peak_mb()));
        result
    }

    fn digest(&mut self, name: &str, value: Value) {
        self.digest.insert(name.to_owned(), value);
    }

    fn done(self) {
        let line = json!({
            "peer": "kantong", "task": self.task, "data": self.data, "phases": self.phases,
            "cpu": self.cpu, "total": self.started.elapsed().as_secs_f64(), "peak_mb": self.peaks,
            "digest": self.digest, "versions": { "kantong": env!("CARGO_PKG_VERSION") },
            "threads": rayon::current_num_threads(),
        });
        println!("{line}");
    }
}

/// Lets the highest memory count anew from what is held now, where the system can (Linux).
fn forget_peak() {
    // Elsewhere, and where it is not allowed, the peaks are those so far.
    drop(std::fs::write("/proc/self/clear_refs", "5"));
}

/// Highest memory of this process since then, where the system tells (Linux).
fn peak_mb() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kb: f64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kb / 1024.0)
}

fn layer(folder: &Path, progress: &Progress) -> RawLayer {
    match open::open(&folder.join("villages.shp"), &LayerOptions::default(), progress).unwrap() {
        Opened::Layer(layer) => layer,
        Opened::Table(_) => panic!("villages.shp holds no shapes"),
    }
}

fn load(folder: &Path, progress: &Progress) -> Register {
    let mut bench = Bench::new("load", folder);
    let mut layer = bench.phase("shp_read", || layer(folder, progress));
    let built = bench.phase("shp_checked", || {
        boundary::build(&mut layer, &At::default(), &BoundaryOptions::default(), progress).unwrap()
    });
    bench.digest("n", json!(built.register.len()));
    bench.digest("repaired", json!(built.repaired));
    bench.done();
    built.register
}

fn index(folder: &Path, register: &Register) -> VillageIndex {
    let mut bench = Bench::new("index", folder);
    let index =
        bench.phase("index", || VillageIndex::of(register.villages.iter().map(|v| &v.shape)));
    bench.done();
    index
}

/// A table joined to the villages.
fn joined(path: &Path, register: &Register, progress: &Progress) -> Joined {
    let opened = open::open(path, &LayerOptions::default(), progress).unwrap();
    let Opened::Table(raw) = opened else { panic!("{} is no table", path.display()) };
    let laid = layout::lay_out_with(&Arc::new(raw), 0, LayoutOptions::default());
    join::join(register, laid, &JoinOptions::default()).unwrap()
}

fn columns(register: &Register, joined: &Joined) -> Vec<Column> {
    import::columns(register, joined, &ImportOptions::default()).unwrap().columns
}

fn join(folder: &Path, format: &str, register: &Register, progress: &Progress) {
    let mut bench = Bench::new(&format!("join_{format}"), folder);
    let path = folder.join("indicators").with_extension(format);
    let joined = bench.phase(&format!("{format}_read_join"), || joined(&path, register, progress));
    let columns = bench.phase(&format!("{format}_columns"), || columns(register, &joined));
    bench.digest("matched", json!(joined.matched.len()));
    bench.digest("extra_rows", json!(joined.unmatched.len() + joined.other_kabupaten));
    let poor = columns.iter().find(|c| c.indicator.column == "miskin_pct").unwrap();
    bench.digest("miskin_n", json!(poor.measured().count()));
    bench.digest("miskin_sum", json!(poor.measured().sum::<f64>()));
    bench.done();
}

fn seams(folder: &Path, register: &Register, progress: &Progress) {
    let mut bench = Bench::new("seams", folder);
    let shapes: Vec<_> = register.villages.iter().map(|v| &v.shape).collect();
    let found = bench.phase("seams", || neighbours::seams(&shapes, register.frame, progress));
    bench.digest("seams", json!(format!("{:?}", found.unwrap())));
    bench.done();
}

fn classes(folder: &Path, values: &[Measure]) {
    let mut bench = Bench::new("classify", folder);
    let classes = bench.phase("exact", || classify::classify(values, &Method::NaturalBreaks, 5));
    let classes = classes.unwrap();
    bench.digest("upper_breaks", json!(classes.breaks));
    bench.digest("counts", json!(classes.counts));
    bench.digest("ssd", json!(classes.sse));
    bench.done();
}

fn weights(folder: &Path, register: &Register, progress: &Progress) -> Neighbours {
    let mut bench = Bench::new("weights", folder);
    let shapes: Vec<_> = register.villages.iter().map(|v| &v.shape).collect();
    let points: Vec<_> = register.villages.iter().map(|v| v.inside).collect();
    let mut build = |name: &str, rule: Rule| {
        let built = bench.phase(name, || {
            neighbours::build(&shapes, &points, register.frame, rule, progress).unwrap()
        });
        let found = json!({ "links": built.links(), "isolates": built.isolates() });
        bench.digest(name, found);
        built
    };
    let queen = build("queen", Rule::Queen);
    build("rook", Rule::Rook);
    build("knn6", Rule::Knn(6));
    bench.done();
    queen
}

fn lisa(
    folder: &Path,
    register: &Register,
    values: &[Measure],
    neighbours: &Neighbours,
    progress: &Progress,
) {
    let mut bench = Bench::new("lisa", folder);
    let keys: Vec<u64> = register.villages.iter().map(|v| random::key(v.code.as_str())).collect();
    let question = Question { indicator: "miskin_pct", values, neighbours, keys: &keys };
    let global = bench.phase("moran_analytic", || moran::global(&question, Isolates::Keep));
    bench.digest("I", json!(global.unwrap().statistic));
    // As the peers count: one-sided p ≤ 0.05, no correction.
    let settings = Settings {
        permutations: 999,
        tail: Tail::One,
        correction: Correction::None,
        ..Settings::default()
    };
    let local = bench.phase("lisa", || moran::local(&question, &settings, progress)).unwrap();
    let count = |id: &str| local.villages.iter().filter(|v| v.id() == id).count();
    for class in ["high_high", "low_low", "low_high", "high_low", "isolate"] {
        bench.digest(class, json!(count(class)));
    }
    bench.done();
}
