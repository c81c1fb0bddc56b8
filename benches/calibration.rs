//! Does "significant" mean what it says, and are planted pockets found at the very same settings?
//!
//! `cargo bench --bench calibration`: 1,000 made maps without any pattern on the real borders of
//! Konawe Selatan (`../shared`, or `KANTONG_SHARED`), then maps with planted pockets on the same
//! borders, then the sets S and M of `make_tessellation.py` (`KANTONG_BENCH_DATA`, a folder with S
//! and M). JSON lines; it fails, exit 101, when a bound is passed on either side.
//! `KANTONG_CALIBRATION_MAPS` and `KANTONG_CALIBRATION_PERMUTATIONS` make it shorter.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a bench is its printed lines")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a bench that cannot run must say so")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use cpu_time::ProcessTime;
use kantong::analysis::fdr::{Correction, cutoff};
use kantong::analysis::local::{Local, Question, Settings, Status};
use kantong::analysis::moran;
use kantong::analysis::neighbours::{self, Distances, Neighbours, Places, Rule};
use kantong::analysis::random::{self, Stream};
use kantong::analysis::rates::{Counts, Smoothing};
use kantong::base::fault::At;
use kantong::base::measure::Measure;
use kantong::base::progress::Progress;
use kantong::dataset::boundary::{self, BoundaryOptions};
use kantong::dataset::village::Register;
use kantong::source::layer::LayerOptions;
use kantong::source::open::{self, Opened};
use rayon::prelude::*;
use serde_json::{Value, json};

const KONSEL: &str = "data/id/adm4_kemendagri_2025/shp/74.05_konawe_selatan.shp";
const LEVEL: f64 = 0.05;
/// 5 % and two standard errors of it over 1,000 maps.
const MAPS_MOST: f64 = 0.064;
/// Villages below the level without correction.
const VILLAGES: std::ops::RangeInclusive<f64> = 0.025..=0.075;
/// Logits of the risk, as `make_tessellation.py` has them: of all, from village to village, in a
/// pocket.
const LOGIT: (f64, f64, f64) = (-1.95, 0.30, 1.25);
/// Pockets planted on a map, and villages in each, as `make_tessellation.py` for so many villages.
const PLANTED: (usize, usize) = (3, 6);

fn main() {
    let maps = number("KANTONG_CALIBRATION_MAPS", 1000);
    let permutations = number("KANTONG_CALIBRATION_PERMUTATIONS", 99_999) as u32;
    let settings = Settings { permutations, ..Settings::default() };
    let mut failed = Vec::new();
    if let Some(path) = shared(KONSEL) {
        let real = Geography::load(&path);
        let null = nulls(&real, maps, &settings);
        failed.extend(judge(&null, maps));
        for smoothing in [Smoothing::Global, Smoothing::Raw] {
            planted(&real, maps.div_ceil(10), smoothing, &settings);
        }
    }
    match std::env::var_os("KANTONG_BENCH_DATA") {
        Some(folder) => {
            for set in ["S", "M"] {
                made(&Path::new(&folder).join(set), &settings);
            }
        }
        None => eprintln!("no made sets: set KANTONG_BENCH_DATA to a folder with S and M"),
    }
    assert!(failed.is_empty(), "{}", failed.join("; "));
}

fn number(name: &str, default: usize) -> usize {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

fn shared(path: &str) -> Option<PathBuf> {
    let root = std::env::var_os("KANTONG_SHARED")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    let full = root.join(path);
    if !full.exists() {
        eprintln!("!!! SKIPPED: {} is not here", full.display());
        return None;
    }
    Some(full)
}

/// Villages with their neighbours as the program finds them.
struct Geography {
    register: Register,
    neighbours: Neighbours,
    keys: Vec<u64>,
}

impl Geography {
    fn load(path: &Path) -> Self {
        let progress = Progress::default();
        let Opened::Layer(mut layer) =
            open::open(path, &LayerOptions::default(), &progress).unwrap()
        else {
            panic!("{} holds no shapes", path.display())
        };
        let options = BoundaryOptions::default();
        let register =
            boundary::build(&mut layer, &At::default(), &options, &progress).unwrap().register;
        let points: Vec<_> = register.villages.iter().map(|v| v.inside).collect();
        let shapes: Vec<_> = register.villages.iter().map(|v| &v.shape).collect();
        let places = Places {
            shapes: &shapes,
            points: &points,
            frame: register.frame,
            snap: register.around.seams.map(|seams| seams.snap),
        };
        let neighbours = neighbours::build_in(&places, Rule::Queen, &progress).unwrap();
        let keys = register.villages.iter().map(|v| random::key(v.code.as_str())).collect();
        Self { register, neighbours, keys }
    }

    fn len(&self) -> usize {
        self.keys.len()
    }

    /// The program's answer to one map.
    fn ask(&self, values: &[Measure], settings: &Settings) -> Local {
        let (neighbours, keys) = (&self.neighbours, &self.keys[..]);
        let question = Question { indicator: "x", values, neighbours, keys };
        moran::local(&question, settings, &Progress::default()).unwrap()
    }
}

/// Cases and families of every village.
struct Map {
    cases: Vec<Measure>,
    families: Vec<Measure>,
}

impl Map {
    /// Families and risk of each village are drawn for itself; `planted` have more of it.
    fn draw(n: usize, which: u64, planted: &BTreeSet<usize>) -> Self {
        let (all, spread, more) = LOGIT;
        let mut map = Self { cases: Vec::new(), families: Vec::new() };
        for i in 0..n {
            let mut stream = Stream::new(which, i as u64 + 1);
            let families = (6.6 + 0.5 * normal(&mut stream)).exp().max(30.0) as u32;
            let raised = if planted.contains(&i) { more } else { 0.0 };
            let risk = 1.0 / (1.0 + (-(all + spread * normal(&mut stream) + raised)).exp());
            let cases = (0..families).filter(|_| uniform(&mut stream) < risk).count();
            map.cases.push(Measure::Measured(cases as f64));
            map.families.push(Measure::Measured(f64::from(families)));
        }
        map
    }

    fn rates(&self, smoothing: Smoothing, neighbours: &Neighbours) -> Vec<Measure> {
        Counts::new(&self.cases, &self.families).unwrap().rates(smoothing, neighbours)
    }
}

fn uniform(stream: &mut Stream) -> f64 {
    ((stream.draw() >> 11) as f64 + 0.5) / (1_u64 << 53) as f64
}

/// Box & Muller (1958).
fn normal(stream: &mut Stream) -> f64 {
    let (u, v) = (uniform(stream), uniform(stream));
    (-2.0 * u.ln()).sqrt() * (std::f64::consts::TAU * v).cos()
}

/// What the maps without a pattern gave.
struct Nulls {
    villages_tested: usize,
    villages_below: usize,
    /// The same where p is not doubled, as GeoDa and esda report it: must be caught by the bounds.
    villages_below_one_sided: usize,
    maps_bonferroni: usize,
    maps_fdr: usize,
    maps_fdr_one_sided: usize,
}

/// Asks `maps` maps where every village's risk is drawn for itself.
fn nulls(real: &Geography, maps: usize, settings: &Settings) -> Nulls {
    let cpu = ProcessTime::now();
    let finished = AtomicUsize::new(0);
    let of_maps: Vec<Vec<f64>> = (0..maps)
        .into_par_iter()
        .map(|which| {
            let map = Map::draw(real.len(), 1_000_000 + which as u64, &BTreeSet::new());
            let values = map.rates(Smoothing::Global, &real.neighbours);
            // Each map has draws of its own, as each project has its own numbers.
            let own = Settings { seed: which as u64 + 1, ..settings.clone() };
            let local = real.ask(&values, &own);
            let done = finished.fetch_add(1, Ordering::Relaxed) + 1;
            if done.is_multiple_of(50) {
                eprintln!("{done} of {maps} maps");
            }
            let p = |status: &Status| match status {
                Status::Measured(found) => Some(found.p),
                _ => None,
            };
            local.villages.iter().filter_map(p).collect()
        })
        .collect();
    let below = |scale: f64| {
        of_maps.iter().flatten().filter(|p| **p * scale <= LEVEL * (1.0 + 1e-12)).count()
    };
    let any = |correction, scale: f64| {
        let passes = |p: &&Vec<f64>| {
            let scaled: Vec<f64> = p.iter().map(|p| p * scale).collect();
            cutoff(&scaled, LEVEL, correction).is_some()
        };
        of_maps.iter().filter(passes).count()
    };
    let nulls = Nulls {
        villages_tested: of_maps.iter().map(Vec::len).sum(),
        villages_below: below(1.0),
        villages_below_one_sided: below(0.5),
        maps_bonferroni: any(Correction::Bonferroni, 1.0),
        maps_fdr: any(Correction::Fdr, 1.0),
        maps_fdr_one_sided: any(Correction::Fdr, 0.5),
    };
    let share = |count: usize| count as f64 / maps as f64;
    let tested = nulls.villages_tested as f64;
    println!(
        "{}",
        json!({
            "task": "null maps", "maps": maps, "villages": real.len(),
            "links": real.neighbours.links(), "isolates": real.neighbours.isolates(),
            "tested_a_map": nulls.villages_tested / maps, "permutations": settings.permutations,
            "tail": settings.tail.id(), "rates": "eb", "alpha": LEVEL,
            "villages_below_alpha": nulls.villages_below as f64 / tested,
            "maps_with_any_bonferroni": share(nulls.maps_bonferroni),
            "maps_with_any_fdr": share(nulls.maps_fdr),
            "control_one_sided": {
                "villages_below_alpha": nulls.villages_below_one_sided as f64 / tested,
                "maps_with_any_fdr": share(nulls.maps_fdr_one_sided),
            },
            "cpu": cpu.elapsed().as_secs_f64(),
        })
    );
    nulls
}

/// Bounds that were passed; the control must pass one, or the bounds tell nothing.
fn judge(nulls: &Nulls, maps: usize) -> Vec<String> {
    let mut failed = Vec::new();
    let tested = nulls.villages_tested as f64;
    let below = nulls.villages_below as f64 / tested;
    if !VILLAGES.contains(&below) {
        failed.push(format!("{below} of the villages below {LEVEL} without correction"));
    }
    for (name, count) in [("Bonferroni", nulls.maps_bonferroni), ("FDR", nulls.maps_fdr)] {
        let share = count as f64 / maps as f64;
        if share > MAPS_MOST {
            failed.push(format!("{share} of the maps with a find under {name}"));
        }
    }
    let control = nulls.villages_below_one_sided as f64 / tested;
    if VILLAGES.contains(&control) {
        failed.push(format!("undoubled p are not caught: {control} of the villages"));
    }
    failed
}

/// Pockets planted on maps of the same kind, asked at the same settings.
fn planted(real: &Geography, maps: usize, smoothing: Smoothing, settings: &Settings) {
    let points: Vec<_> = real.register.villages.iter().map(|v| v.inside).collect();
    let distances = Distances::of(&points, real.register.frame);
    let found: Vec<[Hits; 3]> = (0..maps)
        .into_par_iter()
        .map(|which| {
            let mut stream = Stream::new(2_000_000 + which as u64, 0);
            let mut truth = BTreeSet::new();
            for _ in 0..PLANTED.0 {
                let centre = stream.below(real.len() as u32) as usize;
                let mut near: Vec<usize> = (0..real.len()).collect();
                near.sort_by(|&a, &b| {
                    distances.squared(centre, a).total_cmp(&distances.squared(centre, b))
                });
                truth.extend(near.into_iter().take(PLANTED.1));
            }
            let map = Map::draw(real.len(), 2_000_000 + which as u64, &truth);
            let values = map.rates(smoothing, &real.neighbours);
            let own = Settings { seed: which as u64 + 1, ..settings.clone() };
            let local = real.ask(&values, &own);
            CORRECTIONS.map(|c| Hits::count(real, &local, &truth, c, &map.families))
        })
        .collect();
    for (at, correction) in CORRECTIONS.iter().enumerate() {
        let mut sum = Hits::default();
        for hits in &found {
            sum.add(&hits[at]);
        }
        println!(
            "{}",
            json!({
                "task": "planted on Konawe Selatan", "maps": maps,
                "permutations": settings.permutations, "rates": smoothing.id(),
                "correction": correction.id(), "found": sum.told(),
            })
        );
    }
}

const CORRECTIONS: [Correction; 3] = [Correction::Fdr, Correction::Bonferroni, Correction::None];

/// Planted villages and found ones; `small` are the fifth with the fewest people at risk.
#[derive(Default)]
struct Hits {
    planted: usize,
    found: usize,
    right: usize,
    /// Found, not planted, but a neighbour of a planted one.
    beside: usize,
    small_planted: usize,
    small_found: usize,
    small_right: usize,
}

impl Hits {
    /// Found: high among high, after the correction.
    fn count(
        place: &Geography,
        local: &Local,
        truth: &BTreeSet<usize>,
        correction: Correction,
        people: &[Measure],
    ) -> Self {
        let measured: Vec<_> = local
            .villages
            .iter()
            .enumerate()
            .filter_map(|(i, status)| match status {
                Status::Measured(found) => Some((i, found)),
                _ => None,
            })
            .collect();
        let p: Vec<f64> = measured.iter().map(|(_, found)| found.p).collect();
        let limit = cutoff(&p, LEVEL, correction).unwrap_or(0.0);
        let mut sizes: Vec<f64> = people.iter().filter_map(|v| v.value()).collect();
        sizes.sort_unstable_by(f64::total_cmp);
        let small = sizes[sizes.len() / 5];
        let mut hits = Self::default();
        for (i, village) in measured {
            // The class of a village that did not pass at the run's own correction is not kept.
            let high =
                village.lag_deviation > 0.0 && village.value > village.lag - village.lag_deviation;
            let (is_found, is_planted) = (high && village.p <= limit, truth.contains(&i));
            let is_small = people[i].value().is_some_and(|size| size < small);
            hits.planted += usize::from(is_planted);
            hits.found += usize::from(is_found);
            hits.right += usize::from(is_found && is_planted);
            let touches = place.neighbours.of(i).iter().any(|&j| truth.contains(&(j as usize)));
            hits.beside += usize::from(is_found && !is_planted && touches);
            hits.small_planted += usize::from(is_planted && is_small);
            hits.small_found += usize::from(is_found && is_small);
            hits.small_right += usize::from(is_found && is_planted && is_small);
        }
        hits
    }

    fn add(&mut self, other: &Self) {
        self.planted += other.planted;
        self.found += other.found;
        self.right += other.right;
        self.beside += other.beside;
        self.small_planted += other.small_planted;
        self.small_found += other.small_found;
        self.small_right += other.small_right;
    }

    fn told(&self) -> Value {
        let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
        json!({
            "planted": self.planted, "found": self.found,
            "recall": share(self.right, self.planted),
            "precision": share(self.right, self.found),
            "found_beside_a_planted_one": share(self.beside, self.found),
            "small": {
                "planted": self.small_planted, "found": self.small_found,
                "recall": share(self.small_right, self.small_planted),
                "precision": share(self.small_right, self.small_found),
            },
        })
    }
}

/// One made set: poverty as it is, stunting raw and smoothed, at the program's own settings.
fn made(folder: &Path, settings: &Settings) {
    if !folder.join("truth_pockets.csv").exists() {
        eprintln!("!!! SKIPPED: {} is not here", folder.display());
        return;
    }
    let name = folder.file_name().map(|name| name.to_string_lossy().into_owned());
    let place = Geography::load(&folder.join("villages.shp"));
    let table = std::fs::read_to_string(folder.join("indicators_full.csv")).unwrap();
    let column = |name: &str| -> Vec<Measure> {
        let at = table.lines().next().unwrap().split(',').position(|h| h == name).unwrap();
        let cell = |line: &str| line.split(',').nth(at).and_then(|c| c.parse().ok());
        table.lines().skip(1).map(|l| cell(l).map_or(Measure::Missing, Measure::of)).collect()
    };
    let truth = std::fs::read_to_string(folder.join("truth_pockets.csv")).unwrap();
    let codes: BTreeSet<&str> = truth.lines().skip(1).filter_map(|l| l.split(',').next()).collect();
    let villages = place.register.villages.iter().enumerate();
    let truth: BTreeSet<usize> =
        villages.filter(|(_, v)| codes.contains(v.code.as_str())).map(|(i, _)| i).collect();
    let measured = column("balita_diukur");
    let stunting = Counts::new(&column("balita_stunting"), &measured).unwrap();
    let mut asked = vec![("miskin_pct", "raw", column("miskin_pct"), column("jumlah_kk"))];
    for smoothing in [Smoothing::Raw, Smoothing::Global, Smoothing::Spatial] {
        let rates = stunting.rates(smoothing, &place.neighbours);
        asked.push(("stunting", smoothing.id(), rates, measured.clone()));
    }
    for (indicator, rates, values, people) in asked {
        assert_eq!(values.len(), place.len());
        let local = place.ask(&values, settings);
        for correction in CORRECTIONS {
            println!(
                "{}",
                json!({
                    "task": "planted by make_tessellation", "set": name,
                    "villages": place.len(), "indicator": indicator, "rates": rates,
                    "permutations": settings.permutations, "correction": correction.id(),
                    "found": Hits::count(&place, &local, &truth, correction, &people).told(),
                })
            );
        }
    }
}
