//! The scan has no other program to be held against here: it is held against what was published.

use geo::Point;
use kantong::analysis::pockets::Worse;
use kantong::analysis::scan::{self, Model, Places};
use kantong::base::measure::Measure;
use kantong::base::progress::Progress;
use kantong::dataset::village::Frame;
use serde_json::json;

use super::peers::Set;

/// Sudden infant deaths of 1974–78 in North Carolina. Published: the likeliest circle holds four
/// counties of the north-east with 5.12 cases in 1,000 births together, the second six of the south
/// with 3.76 (International Journal of Health Geographics 2021, doi 10.1186/s12942-021-00298-6, table 1).
#[test]
fn the_scan_finds_the_published_circles_of_north_carolina() {
    let Some(set) = Set::read("nc", &json!({ "file": "sf_nc/nc.shp" })) else { return };
    let (cases, people) = (set.column("SID74"), set.column("BIR74"));
    let points: Vec<Point<f64>> = set.points();
    let keys: Vec<u64> = (0..points.len() as u64).collect();
    let frame = Frame::Geographic;
    let places = Places { cases, people, points: &points, frame, keys: &keys };
    for model in [Model::Poisson, Model::Bernoulli] {
        let settings = scan::Settings {
            model,
            share: 0.25,
            replicates: 999,
            seed: 1,
            alpha: 0.05,
            worse: Worse::High,
        };
        let found = scan::scan(&places, &settings, &Progress::default()).unwrap();
        let told: Vec<(usize, String)> = found
            .clusters
            .iter()
            .take(2)
            .map(|c| (c.villages.len(), format!("{:.2}", 1000.0 * c.cases / c.people)))
            .collect();
        assert_eq!(told, [(4, "5.12".to_owned()), (6, "3.76".to_owned())], "{model:?}");
        assert!(found.clusters.iter().take(2).all(|c| c.p <= 0.05), "{:?}", found.clusters);
    }
}

#[test]
fn circles_are_tried_again_with_other_cases_and_the_same_ones_give_the_same_circles() {
    let Some(set) = Set::read("nc", &json!({ "file": "sf_nc/nc.shp" })) else { return };
    let (cases, people) = (set.column("SID74").to_vec(), set.column("BIR74"));
    let points: Vec<Point<f64>> = set.points();
    let keys: Vec<u64> = (0..points.len() as u64).collect();
    let frame = Frame::Geographic;
    let places = Places { cases: &cases, people, points: &points, frame, keys: &keys };
    let settings = scan::Settings {
        model: Model::Poisson,
        share: 0.25,
        replicates: 199,
        seed: 1,
        alpha: 0.05,
        worse: Worse::High,
    };
    let found = scan::scan(&places, &settings, &Progress::default()).unwrap();
    let flat = || -> Vec<Measure> {
        people.iter().map(|n| n.value().map_or(*n, |n| Measure::of((n / 500.0).round()))).collect()
    };
    let draw = |run: u32| scan::Again {
        cases: if run == 0 { cases.clone() } else { flat() },
        alpha: 0.05,
    };
    let again =
        scan::again(&places, &settings, &found.chance, 2, draw, &Progress::default()).unwrap();
    let passing = found.clusters.iter().filter(|c| c.p <= 0.05).map(|c| c.villages.clone());
    assert_eq!(again[0], passing.collect::<Vec<_>>());
    assert!(again[1].is_empty(), "the same rate everywhere stands out nowhere");
}
