//! The methods beside local Moran: a scan against an independent count of all circles, every method
//! in any order of rows and with any number of threads, and all of them through the command line.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on must stop"
)]

use geo::Point;
use kantong::analysis::getis_ord::{self, Star, Test};
use kantong::analysis::local::{Draws, Local, Question, Settings, Tail};
use kantong::analysis::neighbours::{Kernel, Neighbours, Rule, Shape, Width};
use kantong::analysis::pockets::Worse;
use kantong::analysis::scan::{self, Model, Places, Scan};
use kantong::analysis::{bivariate, geary, join_count, moran, random};
use kantong::base::fault::Stop;
use kantong::base::measure::Measure;
use kantong::base::progress::Progress;
use kantong::dataset::village::Frame;

use crate::run::{done, json};

/// 36 villages with a heap of cases in the south-west and a single village far off.
struct Planted {
    points: Vec<Point<f64>>,
    people: Vec<Measure>,
    cases: Vec<Measure>,
    keys: Vec<u64>,
}

impl Planted {
    fn new(order: &[usize]) -> Self {
        let place = |k: usize| {
            let (x, y) = ((k % 6) as f64, (k / 6) as f64);
            let (a, b) = (((k * 7 + k / 6 * 3) % 5) as f64, ((k * 5) % 7) as f64);
            Point::new(x + 0.13 * a, y + 0.11 * b)
        };
        let people = |k: usize| 50 + (k * 37 + k / 6 * 11) % 90;
        let cases = |k: usize| {
            let percent = match k {
                2 | 7 | 8 | 13 | 14 => 34,
                28 | 33 | 34 => 24,
                _ => 9,
            };
            people(k) * percent / 100
        };
        let count = |n: usize| Measure::Measured(n as f64);
        Self {
            points: order.iter().map(|&k| place(k)).collect(),
            people: order.iter().map(|&k| count(people(k))).collect(),
            cases: order.iter().map(|&k| count(cases(k))).collect(),
            keys: order.iter().map(|&k| random::key(&format!("74.05.01.20{k:02}"))).collect(),
        }
    }

    fn scan(&self, model: Model, share: f64, worse: Worse) -> Scan {
        let places = Places {
            cases: &self.cases,
            people: &self.people,
            points: &self.points,
            frame: Frame::Planar,
            keys: &self.keys,
        };
        let settings =
            scan::Settings { model, share, replicates: 1999, seed: 1, alpha: 0.9, worse };
        scan::scan(&places, &settings, &Progress::default()).unwrap()
    }
}

fn straight(n: usize) -> Vec<usize> {
    (0..n).collect()
}

/// Likelihood ratio, villages, cases, people and p of the three likeliest circles that share no
/// village, from a count of all 524 (86) circles in Python, its p from 2,000 replicates.
type Known = [(f64, &'static [usize], f64, f64, f64); 3];

fn holds(scan: &Scan, known: &Known, largest: f64) {
    assert_eq!((scan.cases, scan.people, scan.n), (402.0, 3150.0, 36));
    // Two means of 2,000 largest values, each with a deviation of about 1.35.
    assert!((scan.expected - largest).abs() < 0.17, "{} {largest}", scan.expected);
    for (ours, (ratio, villages, cases, people, p)) in scan.clusters.iter().zip(known) {
        assert!((ours.likelihood_ratio - ratio).abs() < 1e-9 * ratio, "{ours:?}");
        assert_eq!((&ours.villages[..], ours.cases, ours.people), (*villages, *cases, *people));
        let error = 5.0 * (2.0 * p * (1.0 - p) / 2000.0).sqrt();
        assert!((ours.p - p).abs() <= error.max(0.001), "{} {p}", ours.p);
    }
}

#[test]
fn a_scan_finds_the_circles_that_counting_all_of_them_finds() {
    let planted = Planted::new(&straight(36));
    let heap: &[usize] = &[2, 7, 8, 9, 13, 14, 15];
    holds(
        &planted.scan(Model::Poisson, 0.5, Worse::High),
        &[
            (40.138_862_721_006_69, heap, 158.0, 625.0, 0.0005),
            (3.746_440_265_109_933_8, &[34], 24.0, 103.0, 0.2949),
            (2.134_638_332_920_532, &[33], 15.0, 66.0, 0.7976),
        ],
        3.2316,
    );
    holds(
        &planted.scan(Model::Bernoulli, 0.5, Worse::High),
        &[
            (47.415_053_872_894_305, heap, 158.0, 625.0, 0.0005),
            (4.452_400_843_682_426, &[34], 24.0, 103.0, 0.1544),
            (2.533_512_481_722_027_6, &[33], 15.0, 66.0, 0.6732),
        ],
        3.2376,
    );
    holds(
        &planted.scan(Model::Poisson, 0.1, Worse::High),
        &[
            (17.067_202_470_004_58, &[8, 14], 46.0, 137.0, 0.0005),
            (15.728_536_135_821_87, &[2], 42.0, 124.0, 0.0005),
            (13.047_144_479_028_677, &[13], 35.0, 103.0, 0.0005),
        ],
        2.6974,
    );
}

#[test]
fn a_scan_for_too_few_looks_the_other_way_and_a_village_without_people_is_left_out() {
    let mut planted = Planted::new(&straight(36));
    let low = planted.scan(Model::Poisson, 0.5, Worse::Low);
    assert!(low.clusters[0].cases < low.clusters[0].expected);
    planted.people[5] = Measure::Measured(0.0);
    planted.cases[5] = Measure::Measured(0.0);
    planted.cases[6] = Measure::Missing;
    planted.people[10] = Measure::NotApplicable;
    let scan = planted.scan(Model::Poisson, 0.5, Worse::High);
    assert_eq!(scan.n, 33);
    assert!(scan.clusters.iter().all(|c| !c.villages.iter().any(|v| [5, 6, 10].contains(v))));
    let all = planted.cases.clone();
    planted.people = all;
    let places = Places {
        cases: &planted.cases,
        people: &planted.people,
        points: &planted.points,
        frame: Frame::Planar,
        keys: &planted.keys,
    };
    let settings = scan::Settings {
        model: Model::Poisson,
        share: 0.5,
        replicates: 9,
        seed: 1,
        alpha: 0.05,
        worse: Worse::High,
    };
    assert!(scan::scan(&places, &settings, &Progress::default()).is_err(), "all are cases");
}

#[test]
fn a_scan_does_not_know_the_order_of_rows_nor_the_threads() {
    let mut order = straight(36);
    order.sort_by_key(|&k| random::mix(k as u64 + 5));
    for model in [Model::Poisson, Model::Bernoulli] {
        let straight = Planted::new(&straight(36)).scan(model, 0.5, Worse::High);
        let mut shuffled = Planted::new(&order).scan(model, 0.5, Worse::High);
        for cluster in &mut shuffled.clusters {
            cluster.centre = order[cluster.centre];
            for village in &mut cluster.villages {
                *village = order[*village];
            }
            cluster.villages.sort_unstable();
        }
        assert_eq!(straight, shuffled);
        let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
        let alone = one.install(|| Planted::new(&self::straight(36)).scan(model, 0.5, Worse::High));
        assert_eq!(straight, alone);
    }
}

/// Every local method over a board, with a hole, an island and a village it does not apply to: with
/// equal neighbours and with weighted ones.
fn all_methods(order: &[usize]) -> Vec<Local> {
    let progress = Progress::default();
    asked(order, &progress).into_iter().map(Result::unwrap).collect()
}

fn asked(order: &[usize], progress: &Progress) -> Vec<Result<Local, Stop>> {
    let side = 7_usize;
    let n = side * side + 1;
    let value = |i: usize, salt: u64| match i {
        3 => Measure::Missing,
        10 => Measure::NotApplicable,
        _ => Measure::Measured((random::mix(i as u64 + salt) % 60) as f64 + (i / side) as f64),
    };
    let mut row_of = vec![0_u32; n];
    for (row, &i) in order.iter().enumerate() {
        row_of[i] = row as u32;
    }
    let touching = |i: usize| -> Vec<u32> {
        (0..side * side)
            .filter(|&j| i < side * side && j != i)
            .filter(|&j| (i % side).abs_diff(j % side) <= 1 && (i / side).abs_diff(j / side) <= 1)
            .map(|j| row_of[j])
            .collect()
    };
    let equal = Neighbours::from_lists(Rule::Queen, order.iter().map(|&i| touching(i)).collect());
    // As heavy as the two places say, whatever rows they stand in.
    let weight = |i: usize, row: u32| {
        let j = order[row as usize];
        1.0 + (random::mix((i.min(j) * 100 + i.max(j)) as u64) % 7) as f64
    };
    let weigh = |&i: &usize| touching(i).into_iter().map(|row| (row, weight(i, row))).collect();
    let kernel = Rule::Kernel(Kernel { shape: Shape::Gaussian, width: Width::Reach });
    let weighted = Neighbours::from_weighted(kernel, order.iter().map(weigh).collect());
    let keys: Vec<u64> = order.iter().map(|&i| random::key(&format!("74.05.01.2{i:03}"))).collect();
    let values: Vec<Measure> = order.iter().map(|&i| value(i, 1)).collect();
    let other: Vec<Measure> = order.iter().map(|&i| value(i, 900)).collect();
    let kinds = join_count::quantile(&values, 0.3, join_count::End::Highest).unwrap();
    let change = bivariate::change(&other, &values);
    let ways = [&equal, &weighted].into_iter();
    ways.flat_map(|neighbours| [(neighbours, Draws::Independent), (neighbours, Draws::Shared)])
        .flat_map(|(neighbours, draws)| {
            let question = Question { indicator: "x", values: &values, neighbours, keys: &keys };
            let of_kind = Question { values: &kinds, ..question };
            let of_change = Question { values: &change, ..question };
            let settings = Settings { permutations: 199, draws, ..Settings::default() };
            let g = |star, test| getis_ord::local(&question, star, test, &settings, progress);
            [
                moran::local(&question, &settings, progress),
                moran::local(&of_change, &settings, progress),
                g(Star::Others, Test::Permuted),
                g(Star::WithItself, Test::Permuted),
                g(Star::WithItself, Test::Analytic),
                geary::local(&question, &[], &settings, progress),
                geary::local(&question, &[&other], &settings, progress),
                bivariate::local(&question, &other, &settings, progress).map(|b| b.local),
                join_count::local(&of_kind, &[], &settings, progress),
            ]
        })
        .collect()
}

#[test]
fn every_method_stops_when_told() {
    let canceled = Progress::default();
    canceled.cancel();
    for (at, found) in asked(&straight(50), &canceled).into_iter().enumerate() {
        assert_eq!(found.err(), Some(Stop::Canceled), "{at}");
    }
    let planted = Planted::new(&straight(36));
    let places = Places {
        cases: &planted.cases,
        people: &planted.people,
        points: &planted.points,
        frame: Frame::Planar,
        keys: &planted.keys,
    };
    let settings = scan::Settings {
        model: Model::Poisson,
        share: 0.5,
        replicates: 999,
        seed: 1,
        alpha: 0.05,
        worse: Worse::High,
    };
    assert_eq!(scan::scan(&places, &settings, &canceled).err(), Some(Stop::Canceled));
}

#[test]
fn no_method_knows_the_order_of_rows_nor_the_threads() {
    let plain = all_methods(&straight(50));
    let mut order = straight(50);
    order.sort_by_key(|&k| random::mix(k as u64 + 77));
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    assert_eq!(plain, one.install(|| all_methods(&straight(50))));
    for (at, (plain, shuffled)) in plain.iter().zip(all_methods(&order)).enumerate() {
        assert_eq!((plain.n, plain.isolates), (48, 1), "{at}");
        let (a, b) = (plain.global, shuffled.global);
        assert_eq!((a.statistic, a.expected, a.p), (b.statistic, b.expected, b.p), "{at}");
        assert_eq!(plain.p_cutoff, shuffled.p_cutoff, "{at}");
        for (row, &i) in order.iter().enumerate() {
            assert_eq!(plain.villages[i], shuffled.villages[row], "{at} {i}");
        }
        let states: Vec<&str> = [3, 10, 49].map(|i| plain.villages[i].id()).to_vec();
        assert_eq!(states, ["missing", "not_applicable", "isolate"], "{at}");
    }
}

#[test]
fn who_is_given_up_early_would_not_have_passed() {
    let villages = 50_usize;
    let lists = (0..villages).map(|i| {
        let near = [i.wrapping_sub(1), i + 1, i + 2].into_iter().filter(|&j| j < villages);
        near.map(|j| j as u32).collect()
    });
    let neighbours = Neighbours::from_lists(Rule::Queen, lists.collect());
    let keys: Vec<u64> = (0..villages).map(|i| random::key(&i.to_string())).collect();
    let noise = |i: usize| (random::mix(i as u64) % 10) as f64;
    let values: Vec<Measure> =
        (0..villages).map(|i| Measure::of(noise(i) + if i < 12 { 20.0 } else { 0.0 })).collect();
    let question =
        Question { indicator: "x", values: &values, neighbours: &neighbours, keys: &keys };
    let correction = kantong::analysis::fdr::Correction::None;
    for (alpha, tail) in [(0.05, Tail::Two), (0.2, Tail::Two), (0.05, Tail::One)] {
        let of = |draws| {
            let settings = Settings {
                permutations: 999,
                draws,
                alpha,
                tail,
                correction,
                ..Settings::default()
            };
            moran::local(&question, &settings, &Progress::default()).unwrap()
        };
        let (whole, quick) = (of(Draws::Shared), of(Draws::Quick));
        assert!(whole.p_cutoff.is_some());
        assert_eq!(whole.p_cutoff, quick.p_cutoff);
        for (a, b) in whole.villages.iter().zip(&quick.villages) {
            assert_eq!(a.id(), b.id());
        }
    }
}

#[test]
fn every_method_goes_through_the_command_line_and_comes_out_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("k.gpkg");
    let data = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data/contoh");
    done(&[&"new", &path, &"--villages", &data.join("batas_desa.shp")]);
    done(&[&"import", &path, &data.join("stunting_eppgbm.xlsx")]);
    done(&[&"import", &path, &data.join("idm.csv")]);
    let few = |more: &[&str]| {
        let fixed = ["--indicator", "balita_stunting", "--permutations", "199"];
        let mut words: Vec<&dyn AsRef<std::ffi::OsStr>> = vec![&"pockets", &path];
        words.extend(fixed.iter().map(|w| w as &dyn AsRef<std::ffi::OsStr>));
        words.extend(more.iter().map(|w| w as &dyn AsRef<std::ffi::OsStr>));
        done(&words)
    };
    let counts = ["--cases", "balita_stunting", "--population", "balita_diukur"];
    let with = |more: &[&'static str]| few(&[&counts[..], more].concat());
    let eb = with(&[]);
    assert_eq!((&eb["rates"], &eb["method"]), (&"eb".into(), &"local-moran".into()));
    assert_eq!(eb["smoothed"], serde_json::json!(["balita_stunting/balita_diukur"]));
    assert!(eb["villages"].as_array().unwrap().iter().any(|v| v.get("raw").is_some()));
    // Small villages are drawn in: the smoothed values lie closer together.
    let spread = |report: &serde_json::Value| {
        let values = report["villages"].as_array().unwrap().iter();
        let values: Vec<f64> = values.filter_map(|v| v["value"].as_f64()).collect();
        values.iter().fold(0.0_f64, |m, v| m.max(*v))
            - values.iter().fold(1e9_f64, |m, v| m.min(*v))
    };
    assert!(spread(&eb) < spread(&with(&["--rates", "raw"])));
    for (method, class) in [("gi", "hot"), ("gi-star", "hot"), ("local-geary", "high_high")] {
        let found = with(&["--method", method, "--correction", "none"]);
        assert_eq!(found["method"], method);
        let classes = found["villages"].as_array().unwrap().iter().map(|v| &v["class"]);
        assert!(classes.clone().any(|c| c == class), "{method}");
        assert!(classes.clone().any(|c| c == "isolate"), "{method}");
    }
    let two = with(&["--method", "bivariate", "--with", "skor_idm"]);
    assert!(two["correlation"].as_f64().unwrap().abs() <= 1.0);
    assert_eq!(two["not_applicable"], 15, "a kelurahan has no IDM");
    let joins = with(&["--method", "join-count", "--share", "0.25", "--rates", "seb"]);
    assert_eq!(joins["settings"]["share"], 0.25);
    let scanned = with(&["--method", "scan", "--model", "bernoulli"]);
    let cluster = &scanned["clusters"][0];
    assert!(cluster["relative_risk"].as_f64().unwrap() > 1.0);
    assert_eq!(cluster["p"], 0.005);
    let bridged = with(&["--islands", "bridge", "--weights", "rook", "--draws", "shared"]);
    assert_eq!((&bridged["isolates"], &eb["isolates"]), (&0.into(), &7.into()));
    assert_eq!(bridged["bridges"].as_array().unwrap().len(), 9);
    let band = few(&["--weights", "distance"]);
    assert_eq!(band["isolates"], 0, "the least distance that leaves nobody alone");
    assert_eq!(done(&[&"check", &path])["ok"], true);
    let (refused, exit) =
        json(&[&"pockets", &path, &"--indicator", &"skor_idm", &"--rates", &"eb"]);
    assert_eq!(exit, 2);
    assert_eq!(refused["faults"][0]["code"], "no_counts");
}
