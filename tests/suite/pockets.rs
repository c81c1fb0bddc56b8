//! The rule of a pocket and how sure it is, on a board that can be checked by hand.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use geo::{MultiPolygon, Point, polygon};
use kantong::analysis::neighbours::Rule;
use kantong::analysis::persistence::Persistence;
use kantong::analysis::rates::Smoothing;
use kantong::base::code::{CodeSystem, VillageCode};
use kantong::base::fault::Stop;
use kantong::base::measure::Measure;
use kantong::base::progress::Progress;
use kantong::dataset::village::{Frame, Kind, Region, Register, Village};
use kantong::indicator::column::Column;
use kantong::indicator::definition::{Derived, Direction, Indicator, Quantity, RateOf};
use kantong::lang::Lang;
use kantong::workflow::method::Method;
use kantong::workflow::pockets::{
    Bound, Cluster, CountPart, Gather, Part, Passed, PocketRule, Sampling, Service, ServicesPart,
    Together, Trials, found_by, rule_said,
};
use kantong::workflow::relate::Taken;
use kantong::workflow::{self, PocketReport, PocketSettings, Snapshot};
use serde_json::Value;

use crate::run::{done, kantong as program};

const SIDE: usize = 5;
/// A block in the corner, one village at the other side, and a tiny one in the far corner.
const BLOCK: [usize; 4] = [0, 1, 5, 6];
const ALONE: usize = 15;
const TINY: usize = 24;

fn column(id: &str, unit: &str, quantity: Quantity, values: Vec<Measure>) -> Column {
    Column {
        indicator: Indicator {
            id: id.to_owned(),
            name: id.replace('_', " "),
            unit: unit.to_owned(),
            quantity,
            direction: if quantity == Quantity::Count {
                Direction::None
            } else {
                Direction::WorseHigh
            },
            column: id.to_owned(),
            rate_of: None,
        },
        period: "2024".to_owned(),
        cells: vec![None; values.len()],
        values,
        import: 1,
        corrections: BTreeMap::new(),
    }
}

fn cases(i: usize) -> f64 {
    match i {
        _ if BLOCK.contains(&i) => 50.0,
        ALONE => 60.0,
        TINY => 8.0,
        _ => 10.0,
    }
}

fn people(i: usize) -> f64 {
    if i == TINY { 10.0 } else { 100.0 }
}

/// Villages in this order of the board's squares; each keeps its own code and numbers.
pub fn board(order: &[usize]) -> Snapshot {
    let village = |&i: &usize| {
        let (x, y) = ((i % SIDE) as f64, (i / SIDE) as f64);
        Village {
            code: VillageCode::stored(format!("99.01.0{}.20{i:02}", 1 + i / 10)),
            name: format!("Desa {i}"),
            kind: Kind::Desa,
            kecamatan: Region { code: None, name: format!("Kecamatan {}", i / 10) },
            kabupaten: Region { code: None, name: "Contoh".to_owned() },
            shape: MultiPolygon::new(vec![polygon![
                (x: x, y: y), (x: x + 1.0, y: y), (x: x + 1.0, y: y + 1.0), (x: x, y: y + 1.0),
            ]]),
            area_km2: None,
            inside: Point::new(x + 0.5, y + 0.5),
        }
    };
    let register = Register {
        system: CodeSystem::Kemendagri,
        frame: Frame::Planar,
        crs_name: String::new(),
        boundary_source: String::new(),
        around: kantong::dataset::around::Around::default(),
        villages: order.iter().map(village).collect(),
    };
    let of = |value: &dyn Fn(usize) -> f64| -> Vec<Measure> {
        order.iter().map(|&i| Measure::of(value(i))).collect()
    };
    let mut rate =
        column("miskin_persen", "%", Quantity::Percent, of(&|i| 100.0 * cases(i) / people(i)));
    rate.indicator.rate_of = Some(Derived::Rate(RateOf {
        numerators: vec!["kk_kasus".to_owned()],
        denominator: "kk_semua".to_owned(),
    }));
    let air = of(&|i| if BLOCK.contains(&i) { 60.0 } else { 10.0 });
    let air = order.iter().zip(air).map(|(&i, v)| if i == 0 { Measure::Missing } else { v });
    let columns = vec![
        rate,
        column("kk_kasus", "KK", Quantity::Count, of(&cases)),
        column("kk_semua", "KK", Quantity::Count, of(&people)),
        column("tanpa_air", "%", Quantity::Percent, air.collect()),
    ];
    let columns = columns.into_iter().map(Arc::new).collect();
    Snapshot::bare(Arc::new(register), columns)
}

pub fn straight() -> Vec<usize> {
    (0..SIDE * SIDE).collect()
}

pub fn settings(rule: PocketRule) -> PocketSettings {
    let mut settings = PocketSettings::of("miskin_persen");
    settings.rates = Some(Smoothing::Raw);
    settings.rule = rule;
    settings.moran.permutations = 99;
    settings.trials.fragility = Some(0);
    settings.trials.ranks = Some(0);
    settings
}

fn ask(settings: &PocketSettings) -> PocketReport {
    workflow::pockets(&board(&straight()), settings, &Progress::default()).unwrap()
}

fn off() -> PocketRule {
    PocketRule { cluster: Cluster::Off, ..PocketRule::default() }
}

fn members(report: &PocketReport) -> Vec<Vec<usize>> {
    report.pockets.iter().map(|p| p.villages.clone()).collect()
}

#[test]
fn each_part_of_the_rule_by_hand() {
    let rate = PocketRule { rate: Some(Bound::At(40.0)), ..off() };
    let found = ask(&settings(rate.clone()));
    assert_eq!(members(&found), [BLOCK.to_vec()]);
    assert_eq!(found.lone, [ALONE, TINY], "poor villages that stand alone are never dropped");
    assert_eq!(found.villages[0].passed.rate, Some(Passed::Yes));
    assert_eq!(found.villages[2].passed.rate, Some(Passed::No));
    assert_eq!(found.pockets[0].name, "Kantong Kecamatan 0 – Desa 0");

    let twenty = CountPart { indicator: None, bound: Bound::At(20.0) };
    let both = PocketRule { count: Some(twenty), ..rate.clone() };
    let found = ask(&settings(both.clone()));
    assert_eq!((members(&found), found.lone.as_slice()), (vec![BLOCK.to_vec()], &[ALONE][..]));
    assert_eq!(found.settings.rule.count.unwrap().indicator.unwrap(), "kk_kasus");
    assert_eq!(found.villages[TINY].count, Some(8.0));

    let large = PocketRule { min_villages: 5, ..both.clone() };
    let found = ask(&settings(large));
    assert!(found.pockets.is_empty());
    assert_eq!(found.lone, [0, 1, 5, 6, ALONE], "too few together stand alone, each of them");

    let service = Service { indicator: "tanpa_air".to_owned(), bound: Bound::At(50.0) };
    let services = Some(ServicesPart { of: vec![service], at_least: 1 });
    let found = ask(&settings(PocketRule { services, ..rate }));
    assert_eq!(members(&found), [vec![1, 5, 6]], "a missing number does not pass");
    assert_eq!(found.villages[0].passed.services, Some(Passed::Unknown));
    assert_eq!(found.villages[1].lacking, Some(1));
    let bound = found.bounds.iter().find(|b| b.part == Part::Service).unwrap();
    assert_eq!((bound.passed, bound.unknown), (3, 1));
}

#[test]
fn at_least_one_is_a_rule_and_so_is_the_quadrant() {
    let found = ask(&settings(PocketRule::at_least_one()));
    // Every village has a case: a list by kecamatan, on which nobody stands alone.
    let mut listed = members(&found);
    listed.sort();
    let kecamatan = [(0..10).collect(), (10..20).collect(), (20..25).collect::<Vec<usize>>()];
    assert_eq!((listed, found.lone.len()), (kecamatan.to_vec(), 0));
    assert!(found.pockets.iter().any(|p| p.name == "Kecamatan 0"), "{:?}", found.pockets);
    let touching = PocketRule { gather: Gather::Touching, ..PocketRule::at_least_one() };
    assert_eq!(members(&ask(&settings(touching))), [straight()]);
    let of = workflow::together::by_kecamatan(&board(&straight()), &found);
    let of: Vec<_> = of.iter().map(|k| (k.kecamatan.as_str(), k.villages, k.count)).collect();
    // Four of 50 and six of 10; nine of 10 and one of 60 … of 25 villages in three kecamatan.
    let expected =
        [("Kecamatan 0", 10, 260.0), ("Kecamatan 1", 10, 150.0), ("Kecamatan 2", 5, 48.0)];
    assert_eq!(of, expected.map(|(name, villages, count)| (name, villages, Some(count))));
    // Σ cases 458 among 2410 people: 19.0 %; 458 / 25 villages: 18.3 cases.
    let found = ask(&settings(PocketRule::quadrant()));
    assert_eq!((members(&found), found.lone.as_slice()), (vec![BLOCK.to_vec()], &[ALONE][..]));
    let value = |part: Part| found.bounds.iter().find(|b| b.part == part).unwrap().value;
    assert!((value(Part::Rate) - 45_800.0 / 2410.0).abs() < 1e-12);
    assert!((value(Part::Count) - 458.0 / 25.0).abs() < 1e-12);
    let whole = found.kabupaten.unwrap();
    assert_eq!((whole.together, whole.counts), (Together::Rate, Some((458.0, 2410.0))));
}

#[test]
fn what_a_run_decided_by_itself_is_no_other_question() {
    let open = |rule: PocketRule| PocketSettings {
        rates: None,
        trials: Trials::default(),
        ..settings(rule)
    };
    for rule in [PocketRule::default(), PocketRule::at_least_one(), PocketRule::quadrant()] {
        let asked = open(rule.clone());
        let found = ask(&asked).settings;
        assert!(found_by(&asked, &found), "{asked:?}\n{found:?}");
        let other = PocketRule { min_villages: 9, ..rule };
        assert!(!found_by(&PocketSettings { rule: other, ..asked.clone() }, &found));
        assert!(!found_by(&PocketSettings { weights: Rule::Knn(3), ..asked }, &found));
    }
    // How far "as far as needed" is, the run decides.
    let reach = PocketSettings { weights: Rule::Reach, ..open(PocketRule::default()) };
    let decided = PocketSettings { weights: Rule::Distance(1.0), ..reach.clone() };
    assert!(found_by(&reach, &decided) && !found_by(&decided, &reach));
}

#[test]
fn a_rule_without_a_cluster_answers_where_nothing_can_be_tested() {
    let mut snapshot = board(&straight());
    let same = vec![Measure::of(7.0); SIDE * SIDE];
    snapshot.columns = vec![Arc::new(column("sama", "%", Quantity::Percent, same))];
    let mut asked = settings(PocketRule { rate: Some(Bound::At(5.0)), ..off() });
    asked.indicator = "sama".to_owned();
    asked.rates = None;
    let found = workflow::pockets(&snapshot, &asked, &Progress::default()).unwrap();
    assert_eq!(members(&found), [straight()]);
    assert_eq!((found.villages[0].class.as_str(), found.villages[0].p), ("not_tested", None));
    asked.rule.cluster = Cluster::On;
    assert!(workflow::pockets(&snapshot, &asked, &Progress::default()).is_err());
}

#[test]
fn the_default_rule_asks_the_statistic_alone() {
    let mut asked = settings(PocketRule::default());
    asked.moran.permutations = 999;
    asked.moran.correction = kantong::analysis::fdr::Correction::None;
    let default = ask(&asked);
    assert!(default.bounds.is_empty());
    assert!(default.villages[0].class == "high_high", "a corner among the block's others");
    for (i, village) in default.villages.iter().enumerate() {
        let in_class = village.class == "high_high";
        assert_eq!(village.passed.cluster == Some(Passed::Yes), in_class, "{i}");
    }
    asked.rule.rate = Some(Bound::At(55.0));
    let both = ask(&asked);
    // Nobody of the block reaches 55 %; who does has no bad neighbours.
    assert!(both.pockets.is_empty(), "{:?}", both.pockets);
}

#[test]
fn the_rule_reads_as_a_sentence() {
    let rule = PocketRule {
        count: Some(CountPart { indicator: None, bound: Bound::At(20.0) }),
        rate: Some(Bound::Mean),
        ..PocketRule::default()
    };
    let snapshot = board(&straight());
    let report = ask(&settings(rule));
    let said = Lang::Id.pocket_rule(&rule_said(&snapshot, &report));
    assert_eq!(
        said,
        "Desa masuk kantong bila miskin persen di atas angka kabupaten (19,0 %), kk kasus 20 KK \
         atau lebih, miskin persen tinggi dan rata-rata tetangganya juga tinggi (yakin 95 % \
         setelah koreksi FDR), dan bersambung paling sedikit 2 desa; yang tidak bersambung \
         disebut desa terpencil miskin"
    );
    assert!(Lang::En.pocket_rule(&rule_said(&snapshot, &report)).starts_with("A village is in"));
    let words =
        &ask(&settings(PocketRule { rate: Some(Bound::At(40.0)), ..off() })).pockets[0].rule;
    assert!(words.contains("rate 40") && words.contains("cluster off"), "{words}");
}

#[test]
fn small_numbers_are_marked_and_the_funnel_holds_the_middle() {
    let found = ask(&settings(off()));
    let reliable = |i: usize| found.villages[i].small.unwrap().reliable.id();
    // Ten of a hundred: √(0.9/10) = 0.30, at the bound; eight of ten people: too few.
    assert_eq!((reliable(0), reliable(TINY)), ("yes", "few_people"));
    let funnel = found.villages[TINY].funnel.unwrap();
    assert!(funnel.rate > funnel.high_998, "80 % of ten where 19 % are expected");
    let middling = found.villages[2].funnel.unwrap();
    assert!(middling.low_998 < middling.rate && middling.rate < middling.high_998);
    // Raw was asked; what smoothing would say stands beside it, drawn towards 19 %.
    let smoothed = found.villages[TINY].smoothed.unwrap();
    assert!(19.0 < smoothed && smoothed < 80.0);
}

#[test]
fn fragility_is_the_share_of_moved_bounds_that_a_village_still_passes() {
    let mut asked = settings(PocketRule { rate: Some(Bound::At(48.0)), ..off() });
    asked.trials.fragility = Some(2000);
    asked.trials.sampling = Sampling::Off;
    let found = ask(&asked);
    // 50 ≥ 48·f, f even between 0.9 and 1.1: f ≤ 1.0417, so 0.708 of the runs. 60: always.
    let error = 4.0 * (0.708_f64 * 0.292 / 2000.0).sqrt();
    for i in BLOCK {
        let stays = found.villages[i].stays.unwrap();
        assert!((stays - 0.708).abs() < error, "{i}: {stays}");
    }
    assert_eq!(found.villages[ALONE].stays, Some(1.0));
    assert_eq!(found.villages[2].stays, Some(0.0));
    let fragility = found.fragility.as_ref().unwrap();
    assert_eq!(fragility.moved, ["threshold"]);
    assert_eq!((fragility.stays.stable, fragility.stays.of), (0, 4), "none stays in 80 %");
    // With chance in the counts: the tiny village jumps, sixty of a hundred hardly.
    asked.trials.sampling = Sampling::On;
    let found = ask(&asked);
    assert!(found.villages[TINY].stays.unwrap() < 1.0);
    assert!(found.villages[ALONE].stays.unwrap() > 0.9);
    assert_eq!(found.fragility.unwrap().moved, ["threshold", "sampling"]);
}

/// By code, so that orders can be compared.
fn sureness(report: &PocketReport) -> BTreeMap<String, String> {
    let of = |v: &workflow::pockets::VillageResult| format!("{:?} {:?}", v.stays, v.rank);
    report.villages.iter().map(|v| (v.code.clone(), of(v))).collect()
}

#[test]
fn neither_threads_nor_the_order_of_rows_move_fragility_or_ranks() {
    let mut asked = settings(PocketRule { rate: Some(Bound::Mean), ..PocketRule::default() });
    asked.rates = None;
    asked.trials.fragility = Some(60);
    asked.trials.ranks = Some(200);
    asked.trials.top = 5;
    let plain = ask(&asked);
    assert!(plain.fragility.is_some() && plain.ranks.is_some());
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    assert_eq!(plain, one.install(|| ask(&asked)));
    let mut order = straight();
    order.reverse();
    order.swap(3, 17);
    let other = workflow::pockets(&board(&order), &asked, &Progress::default()).unwrap();
    assert_eq!(sureness(&plain), sureness(&other));
    let mut reseeded = asked.clone();
    reseeded.moran.seed = 2;
    assert_ne!(sureness(&plain), sureness(&ask(&reseeded)), "a seed decides the draws");
}

#[test]
fn weights_decide_who_is_first_and_the_middling_never_is() {
    let mut snapshot = board(&straight());
    // Min–max parts: 0 has all of the first, 1 all of the second, 2 forty of both.
    let part = |id: &str, of: [f64; 3]| {
        let value = |i: usize| Measure::of(of.get(i).copied().unwrap_or(0.0));
        column(id, "%", Quantity::Percent, (0..SIDE * SIDE).map(value).collect())
    };
    snapshot.columns = [part("a", [100.0, 0.0, 40.0]), part("b", [0.0, 100.0, 40.0])]
        .into_iter()
        .map(Arc::new)
        .collect();
    let mut asked = settings(PocketRule { rate: Some(Bound::At(35.0)), ..off() });
    asked.indicator = String::new();
    asked.rates = None;
    asked.index = Some(
        "id = \"indeks\"\n[[part]]\nindicator = \"a\"\n[[part]]\nindicator = \"b\"".to_owned(),
    );
    asked.trials.ranks = Some(4000);
    asked.trials.fragility = Some(50);
    asked.trials.top = 1;
    let found = workflow::pockets(&snapshot, &asked, &Progress::default()).unwrap();
    assert_eq!(found.settings.indicator, "indeks");
    let top = |i: usize| found.villages[i].rank.unwrap();
    // Equal weights: every share of the first is equally likely, 0.5 decides.
    assert!((top(0).top - 0.5).abs() < 4.0 * (0.25_f64 / 4000.0).sqrt(), "{:?}", top(0));
    assert!((top(0).top + top(1).top - 1.0).abs() < 1e-9 && top(2).top == 0.0);
    // Forty is second, or third where both others have more.
    assert_eq!((top(2).best, top(2).worst), (2, 3));
    assert_eq!((top(0).best, top(0).worst), (1, 3));
    assert_eq!(top(0).group, top(1).group, "hard to tell apart");
    assert_eq!(found.ranks.unwrap().of, "weights");
    assert_eq!(found.fragility.unwrap().moved, ["weights", "threshold"]);
    // 50 points each, weights ±20 %: never below 35.
    assert_eq!(found.villages[0].stays, Some(1.0));
}

#[test]
fn the_card_says_three_sentences_that_can_be_read_aloud() {
    let snapshot = board(&straight());
    let mut asked = settings(PocketRule { rate: Some(Bound::At(40.0)), ..off() });
    asked.trials.fragility = Some(20);
    asked.trials.sampling = Sampling::Off;
    asked.trials.threshold = 0.0;
    let report = ask(&asked);
    let links =
        workflow::links::neighbours_of(&snapshot.register, &report.settings, &Progress::default());
    let neighbours = links.unwrap().0;
    let of = |village: usize| {
        let why = workflow::why(&snapshot, &report, &neighbours, village).unwrap();
        why.sentences.iter().map(|s| Lang::Id.why(s)).collect::<Vec<_>>()
    };
    assert_eq!(
        of(0),
        [
            "miskin persen di sini 50 %: 5 dari 10 keluarga, sekitar tiga kali angka kabupaten (19,0 %).",
            "Semua 3 desa tetangganya lebih buruk dari angka kabupaten, maka desa ini bagian dari \
             Kantong Kecamatan 0 – Desa 0.",
            "Bila batas dan angkanya digeser sedikit, desa ini tetap dalam kantong dalam 20 dari \
             20 percobaan.",
        ]
    );
    assert!(of(TINY)[2].contains("10 keluarga saja"), "{:?}", of(TINY));
    assert!(of(ALONE)[1].contains("desa terpencil miskin"), "{:?}", of(ALONE));
    let why = workflow::why(&snapshot, &report, &neighbours, 0).unwrap();
    assert_eq!(why.place, Some((3, 25)), "after 80 and 60 %; equal values share the place");
    let bar = &why.bars[0];
    assert_eq!((bar.counts, bar.worse), (Some((50.0, 100.0)), Some(true)));
    // Kecamatan 0: four of 50 and six of 10 of 1000.
    assert!((bar.kecamatan.unwrap() - 26.0).abs() < 1e-12);
    let worst: Vec<usize> = why.neighbours.iter().map(|n| n.village).collect();
    assert_eq!(worst, [1, 5, 6]);
}

#[test]
fn two_indicators_are_set_side_by_side() {
    let mut snapshot = board(&straight());
    let n = SIDE * SIDE;
    let rising = |id: &str, of: &dyn Fn(usize) -> f64| {
        let values = (0..n).map(|i| Measure::of(of(i))).collect();
        Arc::new(column(id, "%", Quantity::Percent, values))
    };
    snapshot.columns = vec![
        rising("a", &|i| i as f64),
        rising("b", &|i| if i == n - 1 { -1.0 } else { i as f64 }),
        rising("survei", &|_| 21.5),
    ];
    let found = workflow::relate(&snapshot, "a", "b", None, Taken::Raw).unwrap();
    // One moves over 24 places, the others by one: 1 − 6·(24² + 24)/(25·624).
    let rho = 1.0 - 6.0 * 600.0 / (25.0 * 624.0);
    assert!((found.rho - rho).abs() < 1e-12, "{}", found.rho);
    // atanh ρ ± 1.96·√((1 + ρ²/2)/22).
    let half = 1.959_963_984_540_054 * ((1.0 + rho * rho / 2.0) / 22.0).sqrt();
    assert!((found.low - (rho.atanh() - half).tanh()).abs() < 1e-12);
    assert!(found.p < 0.001 && found.low < found.rho && found.rho < found.high);
    let class = |i: usize| found.points[i].class;
    assert_eq!((class(0), class(12), class(23), class(24)), ((0, 0), (1, 1), (2, 2), (2, 0)));
    assert!(workflow::relate(&snapshot, "a", "survei", None, Taken::Raw).is_err());
    let mut painted = (*snapshot.columns[2]).clone();
    painted.values[3] = Measure::Missing;
    assert!(workflow::why::is_painted(&painted));
}

#[test]
fn who_stays_among_the_worst_over_three_years() {
    let mut snapshot = board(&straight());
    // The worst fifth of 25 are five; 0–2 always, 3 newly, 4 no more, 5 at times.
    let year = |period: &str, worst: [usize; 5]| {
        let value = |i: usize| Measure::of(if worst.contains(&i) { 90.0 } else { i as f64 / 10.0 });
        let mut column =
            column("miskin", "%", Quantity::Percent, (0..SIDE * SIDE).map(value).collect());
        column.period = period.to_owned();
        Arc::new(column)
    };
    snapshot.columns = vec![
        year("2024", [0, 1, 2, 3, 5]),
        year("2022", [0, 1, 2, 4, 5]),
        year("2023", [0, 1, 2, 4, 9]),
    ];
    let found = workflow::persistence(&snapshot, "miskin", 0.2).unwrap();
    assert_eq!(found.periods, ["2022", "2023", "2024"]);
    assert_eq!(found.of(Persistence::Chronic), [0, 1, 2]);
    assert_eq!(found.of(Persistence::New), [3]);
    assert_eq!(found.of(Persistence::Recovered), [4, 9]);
    assert_eq!(found.of(Persistence::Sometimes), [5]);
    assert_eq!(found.of(Persistence::Never).len(), 18);
    assert!(workflow::persistence(&snapshot, "lain", 0.2).is_err());
}

fn sample(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/contoh").join(name)
}

#[test]
fn rules_lists_and_cards_go_through_the_program_and_come_out_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("p.gpkg");
    done(&[&"new", &path, &"--villages", &sample("batas_desa.shp")]);
    done(&[&"import", &path, &sample("stunting_eppgbm.xlsx")]);
    done(&[&"import", &path, &sample("air_sanitasi.csv")]);
    let rule = folder.path().join("lain.toml");
    std::fs::write(&rule, "[rule]\ncluster = \"off\"\nrate = \"mean\"\ncount = \"mean\"").unwrap();
    let found = done(&[
        &"pockets",
        &path,
        &"--indicator",
        &"prevalensi_stunting",
        &"--permutations",
        &"999",
        &"--fragility",
        &"19",
        &"--ranks",
        &"200",
        &"--rate",
        &"worst:0.3",
        &"--against",
        &rule,
    ]);
    assert!(found["rule_text"].as_str().unwrap().contains("30 % desa terburuk"));
    assert_eq!(found["fragility"]["runs"], 19);
    assert_eq!(found["ranks"]["of"], "sampling");
    let (both, second) = (&found["against"]["both"], &found["against"]["only_second"]);
    assert!(!both.as_array().unwrap().is_empty() && !second.as_array().unwrap().is_empty());
    let pocket = &found["pockets"][0];
    assert!(pocket["stays"]["of"].as_u64().unwrap() >= 2, "{pocket}");
    let code = pocket["villages"][0].as_str().unwrap();
    let why = done(&[&"why", &path, &"--village", &code]);
    assert_eq!(why["sentences"].as_array().unwrap().len(), 3);
    assert_eq!(why["listed"], "pocket");
    assert!(why["bars"][0]["parts"][0]["row"].as_u64().unwrap() > 0, "the cell of each number");

    let out = folder.path().join("kantong.csv");
    done(&[&"export", &path, &"--what", &"pockets", &"--out", &out]);
    let text = std::fs::read_to_string(&out).unwrap();
    let head = text.lines().next().unwrap();
    assert!(head.contains("Tetap (%)") && head.contains("Kelompok sulit dibedakan"), "{head}");
    let mut heads: Vec<&str> = head.split(';').collect();
    heads.sort_unstable();
    assert!(heads.windows(2).all(|two| two[0] != two[1]), "no two columns of one name: {head}");
    let out = folder.path().join("kantong.geojson");
    done(&[&"export", &path, &"--what", &"pockets", &"--out", &out]);
    let json: Value = serde_json::from_slice(&std::fs::read(&out).unwrap()).unwrap();
    let of_first = &json["features"][0]["properties"];
    assert!(of_first["stays"].is_number());
    assert!(of_first["rule"].as_str().unwrap().contains("30 % desa terburuk"), "{of_first}");

    let recipe = folder.path().join("lokus.toml");
    std::fs::write(
        &recipe,
        "name = \"Lokus 2026\"\nindicator = \"prevalensi_stunting\"\ntop = 12\n\
         [[service]]\nindicator = \"persen_tanpa_air_layak\"",
    )
    .unwrap();
    let draft = folder.path().join("sk.txt");
    let list =
        done(&[&"lokus", &path, &"--recipe", &recipe, &"--freeze", &"SK 2026", &"--out", &draft]);
    assert_eq!(list["lokus"]["villages"].as_array().unwrap().len(), 12);
    let hash = list["frozen"]["hash"].as_str().unwrap();
    let text = std::fs::read_to_string(&draft).unwrap();
    assert!(text.contains("SK 2026") && text.contains(hash), "{text}");
    let kept = done(&[&"lokus", &path, &"--list"]);
    assert_eq!(
        (kept["lists"][0]["name"].as_str(), kept["lists"][0]["hash"].as_str()),
        (Some("SK 2026"), Some(hash))
    );
    let check = done(&[&"check", &path]);
    assert_eq!((&check["results"], &check["identical"]), (&2.into(), &2.into()));
    let related = done(&[
        &"relate",
        &path,
        &"--indicator",
        &"persen_tanpa_air_layak",
        &"--with",
        &"prevalensi_stunting",
    ]);
    assert!(related["sentence"].as_str().unwrap().contains("bukan bukti sebab-akibat"));
    assert_eq!(
        related["n"].as_u64().unwrap() as usize,
        related["points"].as_array().unwrap().len()
    );
    // A frozen list is one step of the journal: undone it is shown no more.
    done(&[&"undo", &path]);
    assert!(done(&[&"lokus", &path, &"--list"])["lists"].as_array().unwrap().is_empty());
    let one = program(&[&"persistence", &path, &"--indicator", &"prevalensi_stunting"]);
    assert_eq!(one.status.code(), Some(2), "one period tells nothing of time");
}

/// The code of the fault that a question is refused with.
fn refusal(board: &Snapshot, settings: &PocketSettings) -> String {
    match workflow::pockets(board, settings, &Progress::default()) {
        Err(Stop::Fault(fault)) => fault.code.id().to_owned(),
        other => panic!("{:?}", other.map(|_| ())),
    }
}

/// The board with another column in the place of the one of this id.
fn with_column(id: &str, value: impl Fn(usize) -> f64) -> Snapshot {
    let mut board = board(&straight());
    for own in &mut board.columns {
        if own.indicator.id == id {
            let values = (0..SIDE * SIDE).map(|i| Measure::of(value(i))).collect();
            *own = Arc::new(Column { values, ..Column::clone(own) });
        }
    }
    board
}

#[test]
fn a_question_that_cannot_be_answered_says_why() {
    let plain = board(&straight());
    let of = |method, indicator: &str| PocketSettings {
        method,
        indicator: indicator.to_owned(),
        rates: None,
        ..settings(PocketRule::default())
    };
    for method in [Method::Differential, Method::Bivariate] {
        assert_eq!(refusal(&plain, &of(method, "miskin_persen")), "method_lacks");
    }
    let half =
        PocketSettings { cases: Some("kk_kasus".to_owned()), ..of(Method::LocalMoran, "kk_kasus") };
    assert_eq!(refusal(&plain, &half), "method_lacks");
    let counts = |method| PocketSettings {
        cases: Some("kk_kasus".to_owned()),
        population: Some("kk_semua".to_owned()),
        rates: (method != Method::Scan).then_some(Smoothing::Global),
        ..of(method, "kk_kasus")
    };
    // One village has more cases than people.
    let wrong = with_column("kk_kasus", |i| if i == 7 { 101.0 } else { cases(i) });
    for method in [Method::LocalMoran, Method::Scan] {
        assert_eq!(refusal(&wrong, &counts(method)), "more_cases_than_people");
    }
    // Each has one case among about a hundred: chance explains every difference.
    let even = with_column("kk_kasus", |i| f64::from(u8::from(i % 2 == 0 && i != TINY)));
    assert_eq!(refusal(&even, &counts(Method::LocalMoran)), "smoothed_away");
    let raw = PocketSettings { rates: Some(Smoothing::Raw), ..counts(Method::LocalMoran) };
    assert!(workflow::pockets(&even, &raw, &Progress::default()).is_ok());
    let below = with_column("tanpa_air", |i| i as f64 - 3.0);
    assert_eq!(refusal(&below, &of(Method::Gi, "tanpa_air")), "below_zero");
    assert!(
        workflow::pockets(&below, &of(Method::LocalMoran, "tanpa_air"), &Progress::default())
            .is_ok()
    );
}

#[test]
fn a_file_of_neighbours_that_leaves_villages_out_is_told() {
    let board = board(&straight());
    let code = |i: usize| board.register.villages[i].code.to_string();
    let link = |i: usize| (code(i), vec![code((i + 1) % 25)]);
    let given = |n: usize| PocketSettings {
        weights: Rule::Given,
        given: Some(Arc::new((0..n).map(link).collect())),
        indicator: "tanpa_air".to_owned(),
        ..settings(PocketRule::default())
    };
    let told = |n: usize| {
        let report = workflow::pockets(&board, &given(n), &Progress::default()).unwrap();
        report.faults.iter().any(|fault| fault.code.id() == "not_in_neighbour_file")
    };
    assert!(told(20));
    assert!(told(24));
    assert!(!told(25));
}

#[test]
fn distances_are_between_centroids_and_no_sum_of_nothing_is_minus_zero() {
    let mut board = board(&straight());
    let register = Arc::make_mut(&mut board.register);
    // The point that labels stand on may lie anywhere in a village.
    register.villages[0].inside = Point::new(0.99, 0.99);
    register.villages[1].inside = Point::new(1.01, 0.99);
    let nearest = |weights| {
        let asked = PocketSettings {
            weights,
            indicator: "tanpa_air".to_owned(),
            ..settings(PocketRule::default())
        };
        workflow::links::neighbours_of(&board.register, &asked, &Progress::default()).unwrap().0
    };
    // From corner to corner of the squares 6 would be nearer to 0 than 5 is.
    assert_eq!(nearest(Rule::Knn(2)).of(0), &[1, 5]);
    let mut nobody = settings(PocketRule { rate: Some(Bound::At(1e6)), ..off() });
    nobody.trials.fragility = Some(9);
    let report = ask(&nobody);
    let mean = report.fragility.unwrap().stays.mean;
    assert!(mean == 0.0 && mean.is_sign_positive(), "{mean}");
}
