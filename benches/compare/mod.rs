//! A made set against `reference.json`, figure by figure: what the bench and the test share.

#![expect(clippy::print_stdout, reason = "every figure is a line, shown where something differs")]

use std::path::Path;

use kantong::analysis::getis_ord::{self, Star};
use kantong::analysis::local::{Isolates, Question, Settings, Status};
use kantong::analysis::neighbours::{self, Neighbours, Rule};
use kantong::analysis::{moran, random};
use kantong::base::measure::Measure;
use kantong::base::progress::Progress;
use kantong::indicator::classify::{Method, classify};
use serde_json::{Value, json};

/// What is equal: this share of the size of what is added up.
const SAME: f64 = 1e-12;

/// Compares the set in `folder` (its name says which) with the reference; the figures that differ
/// and how many were compared.
pub fn compare(folder: &Path, reference: &Path) -> (Vec<String>, usize) {
    let text = std::fs::read_to_string(reference).unwrap();
    let all: Value = serde_json::from_str(&text).unwrap();
    let set = folder.file_name().unwrap().to_string_lossy();
    let theirs = &all["sets"][&*set]["exact"];
    assert!(theirs.is_object(), "{set} is no set of {}", reference.display());
    let (register, y) = super::planted::load(folder);
    let values: Vec<Measure> = y.iter().copied().map(Measure::of).collect();
    let shapes: Vec<_> = register.villages.iter().map(|v| &v.shape).collect();
    let points: Vec<_> = register.villages.iter().map(|v| v.inside).collect();
    let progress = Progress::default();
    let queen =
        neighbours::build(&shapes, &points, register.frame, Rule::Queen, &progress).unwrap();
    let mut check = Check { failed: Vec::new(), compared: 0 };
    check.same("n", y.len() as f64, &theirs["n"], 0.0);
    links(&mut check, &queen, &theirs["queen"]);
    classes(&mut check, &values, &theirs["fisher_jenks_k5"]);
    let keys: Vec<u64> = register.villages.iter().map(|v| random::key(v.code.as_str())).collect();
    let question =
        Question { indicator: "miskin_pct", values: &values, neighbours: &queen, keys: &keys };
    autocorrelation(&mut check, &question, theirs, &progress);
    hot_spots(&mut check, &question, &y, &theirs["gi_star_z"]);
    (check.failed, check.compared)
}

struct Check {
    failed: Vec<String>,
    compared: usize,
}

impl Check {
    /// Ours against theirs; `size` is that of what was added up, where it is more than the sum.
    fn same(&mut self, name: &str, ours: f64, theirs: &Value, size: f64) {
        let wanted = theirs.as_f64().unwrap_or_else(|| panic!("the reference has no {name}"));
        self.compared += 1;
        let off = (ours - wanted).abs();
        let same = off <= SAME * wanted.abs().max(size);
        println!("{}", json!({ "figure": name, "ours": ours, "reference": wanted, "same": same }));
        if !same {
            self.failed.push(name.to_owned());
        }
    }

    /// The first villages, one by one.
    fn first(&mut self, name: &str, ours: &[f64], theirs: &Value) {
        for (at, wanted) in theirs.as_array().unwrap().iter().enumerate() {
            self.same(&format!("{name}[{at}]"), ours[at], wanted, 1.0);
        }
    }
}

fn links(check: &mut Check, queen: &Neighbours, theirs: &Value) {
    let degrees = || (0..queen.len()).map(|i| queen.of(i).len());
    check.same("queen.links", queen.links() as f64, &theirs["links"], 0.0);
    check.same("queen.isolates", queen.isolates() as f64, &theirs["isolates"], 0.0);
    check.same("queen.max", degrees().max().unwrap_or(0) as f64, &theirs["max"], 0.0);
    let squares: usize = degrees().map(|k| k * k).sum();
    check.same("queen.sumsq", squares as f64, &theirs["sumsq"], 0.0);
}

fn classes(check: &mut Check, values: &[Measure], theirs: &Value) {
    let classes = classify(values, &Method::NaturalBreaks, 5).unwrap();
    check.same("natural_breaks.ssd", classes.sse, &theirs["ssd"], 0.0);
    for (at, (bound, count)) in classes.breaks.iter().zip(&classes.counts).enumerate() {
        check.same(
            &format!("natural_breaks.upper[{at}]"),
            *bound,
            &theirs["upper_breaks"][at],
            0.0,
        );
        check.same(
            &format!("natural_breaks.count[{at}]"),
            *count as f64,
            &theirs["counts"][at],
            0.0,
        );
    }
}

fn autocorrelation(
    check: &mut Check,
    question: &Question<'_>,
    theirs: &Value,
    progress: &Progress,
) {
    let global = moran::global(question, Isolates::Keep).unwrap();
    check.same("moran.I", global.statistic, &theirs["moran"]["I"], 0.0);
    let settings = Settings { permutations: 9, ..Settings::default() };
    let local = moran::local(question, &settings, progress).unwrap();
    let n = local.n as f64;
    let of = |status: &Status| match status {
        Status::Measured(found) => found.local * n / (n - 1.0),
        Status::Isolate { .. } | Status::Missing | Status::NotApplicable => 0.0,
    };
    let ours: Vec<f64> = local.villages.iter().map(of).collect();
    let theirs = &theirs["local_moran"];
    let size: f64 = ours.iter().map(|i| i.abs()).sum();
    check.same("local_moran.sum", ours.iter().sum(), &theirs["sum"], size);
    let low = ours.iter().copied().fold(f64::INFINITY, f64::min);
    let high = ours.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    check.same("local_moran.min", low, &theirs["min"], 0.0);
    check.same("local_moran.max", high, &theirs["max"], 0.0);
    check.first("local_moran", &ours, &theirs["first10"]);
}

fn hot_spots(check: &mut Check, question: &Question<'_>, y: &[f64], theirs: &Value) {
    const Z: f64 = 1.959_963_984_540_054;
    let scores = getis_ord::scores(question, Star::WithItself, &Settings::default()).unwrap();
    let n = y.len() as f64;
    let mean = y.iter().sum::<f64>() / n;
    let spread = (y.iter().map(|y| (y - mean).powi(2)).sum::<f64>() / n).sqrt();
    let alone = |at: usize| (y[at] - mean) / spread;
    let ours: Vec<f64> =
        scores.iter().enumerate().map(|(at, g)| g.map_or_else(|| alone(at), |g| g.z)).collect();
    let size: f64 = ours.iter().map(|z| z.abs()).sum();
    check.same("gi_star.sum", ours.iter().sum(), &theirs["sum"], size);
    let count = |fits: &dyn Fn(f64) -> bool| ours.iter().filter(|&&z| fits(z)).count() as f64;
    check.same("gi_star.hot", count(&|z| z >= Z), &theirs["hot_z196"], 0.0);
    check.same("gi_star.cold", count(&|z| z <= -Z), &theirs["cold_z196"], 0.0);
    check.first("gi_star", &ours, &theirs["first10"]);
}
