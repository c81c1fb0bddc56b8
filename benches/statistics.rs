//! Statistics timed by CPU over all threads: neighbours, local methods, classes, scan.
//!
//! `KANTONG_BENCH_DATA=bench-data/L cargo bench --bench statistics`, over a folder as `road` takes.
//! One JSON line a task: the least of several repeats, for others may be at work, and a digest.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a bench is its printed lines")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a bench that cannot run must say so")]

mod planted;

use std::path::Path;
use std::time::Instant;

use cpu_time::ProcessTime;
use geo::Point;
use kantong::analysis::getis_ord::{self, Star, Test};
use kantong::analysis::local::{Draws, Local, Question, Settings};
use kantong::analysis::neighbours::{self, Neighbours, Places, Rule};
use kantong::analysis::pockets::Worse;
use kantong::analysis::scan::{self, Model};
use kantong::analysis::{moran, random};
use kantong::base::measure::Measure;
use kantong::base::progress::Progress;
use kantong::dataset::village::{Frame, Register};
use kantong::indicator::classify::{Method, classify};
use serde_json::{Value, json};

fn main() {
    let Ok(folder) = std::env::var("KANTONG_BENCH_DATA") else {
        eprintln!("no data: set KANTONG_BENCH_DATA to a folder with villages.shp");
        return;
    };
    scanned();
    let (register, values) = planted::load(Path::new(&folder));
    let values: Vec<Measure> = values.into_iter().map(Measure::of).collect();
    let points: Vec<_> = register.villages.iter().map(|v| v.inside).collect();
    let shapes: Vec<_> = register.villages.iter().map(|v| &v.shape).collect();
    let progress = Progress::default();
    let places = Places { shapes: &shapes, points: &points, frame: register.frame, snap: None };
    let queen = timed("queen", 3, || {
        let found = neighbours::build_in(&places, Rule::Queen, &progress).unwrap();
        let digest = json!({ "links": found.links(), "isolates": found.isolates() });
        (found, digest)
    });
    timed("natural_breaks", 5, || {
        let classes = classify(&values, &Method::NaturalBreaks, 5).unwrap();
        let digest = json!({ "breaks": classes.breaks, "sse": classes.sse });
        (classes, digest)
    });
    local_methods(&register, &values, &queen);
}

fn local_methods(register: &Register, values: &[Measure], queen: &Neighbours) {
    let keys: Vec<u64> = register.villages.iter().map(|v| random::key(v.code.as_str())).collect();
    let question = Question { indicator: "x", values, neighbours: queen, keys: &keys };
    let progress = Progress::default();
    let settings = |draws| Settings { permutations: 999, draws, ..Settings::default() };
    let (own, table) = (settings(Draws::Independent), settings(Draws::Shared));
    let local = |found: Local| {
        let sum: f64 = found
            .villages
            .iter()
            .filter_map(|v| match v {
                kantong::analysis::local::Status::Measured(f) => Some(f.local),
                _ => None,
            })
            .sum();
        let digest = json!({ "sum": sum, "global": found.global.statistic });
        (found, digest)
    };
    timed("moran_independent", 3, || local(moran::local(&question, &own, &progress).unwrap()));
    timed("moran_shared", 3, || local(moran::local(&question, &table, &progress).unwrap()));
    timed("gi_star_scores", 20, || {
        let found = getis_ord::scores(&question, Star::WithItself, &own).unwrap();
        let sum: f64 = found.iter().flatten().map(|g| g.z).sum();
        (found, json!({ "sum": sum }))
    });
    for (name, test) in [("gi_star_analytic", Test::Analytic), ("gi_star_permuted", Test::Permuted)]
    {
        let ask = || getis_ord::local(&question, Star::WithItself, test, &own, &progress);
        timed(name, 3, || local(ask().unwrap()));
    }
}

/// The least CPU and wall seconds of several runs; the last result.
fn timed<T>(task: &str, repeats: usize, mut work: impl FnMut() -> (T, Value)) -> T {
    let mut kept = None;
    let (mut least_cpu, mut least_wall) = (f64::INFINITY, f64::INFINITY);
    for _ in 0..repeats {
        let (wall, cpu) = (Instant::now(), ProcessTime::now());
        let result = work();
        least_cpu = least_cpu.min(cpu.elapsed().as_secs_f64());
        least_wall = least_wall.min(wall.elapsed().as_secs_f64());
        kept = Some(result);
    }
    let (result, digest) = kept.unwrap();
    let line = json!({
        "peer": "kantong", "task": task, "cpu": least_cpu, "wall": least_wall,
        "repeats": repeats, "digest": digest, "threads": rayon::current_num_threads(),
    });
    println!("{line}");
    result
}

/// 351 made villages, 20,000 cases among 300,000 people, 999 replicates.
fn scanned() {
    let number = |i: u64, salt: u64| (random::mix(i * 7 + salt) % 1000) as f64;
    let points: Vec<Point<f64>> = (0..351)
        .map(|i| Point::new(122.0 + number(i, 1) / 1000.0, -4.0 - number(i, 2) / 1000.0))
        .collect();
    let people: Vec<Measure> = (0..351).map(|i| Measure::of(350.0 + number(i, 3))).collect();
    let cases: Vec<Measure> =
        people.iter().map(|p| Measure::of((p.value().unwrap() * 0.0667).floor())).collect();
    let keys: Vec<u64> = (0..351).map(random::mix).collect();
    let places = scan::Places {
        cases: &cases,
        people: &people,
        points: &points,
        frame: Frame::Geographic,
        keys: &keys,
    };
    for model in [Model::Poisson, Model::Bernoulli] {
        let settings = scan::Settings {
            model,
            share: 0.5,
            replicates: 999,
            seed: 1,
            alpha: 0.05,
            worse: Worse::High,
        };
        timed(&format!("scan_{}", model.id()), 3, || {
            let found = scan::scan(&places, &settings, &Progress::default()).unwrap();
            let digest =
                json!({ "cases": found.cases, "ratio": found.clusters[0].likelihood_ratio });
            (found, digest)
        });
    }
}
