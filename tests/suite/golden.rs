//! Numbers of others: St. Louis homicides as esda and mapclassify compute them, to 1e-9 relative.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must stop")]

use kantong::analysis::fdr::{self, Correction};
use kantong::analysis::moran::{self, Isolates, Question, Settings, Status, Tail};
use kantong::analysis::neighbours::{Neighbours, Rule};
use kantong::base::measure::Measure;
use kantong::base::progress::Progress;
use kantong::indicator::classify::{self, Classes, Method};

const TABLE: &str = include_str!("golden/stl.csv");

/// Every number of the table's rows of one kind, in order.
fn named(name: &str) -> Vec<f64> {
    let line = TABLE.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(','));
    let numbers = line.unwrap_or_else(|| panic!("no {name}")).split(' ');
    numbers.map(|n| n.parse().unwrap()).collect()
}

/// One column of the per-unit part.
fn column(name: &str) -> Vec<String> {
    let mut lines = TABLE.lines().skip_while(|line| !line.starts_with("unit,"));
    let header: Vec<&str> = lines.next().unwrap().split(',').collect();
    let at = header.iter().position(|h| *h == name).unwrap();
    lines.map(|line| line.split(',').nth(at).unwrap().to_owned()).collect()
}

fn numbers(name: &str) -> Vec<f64> {
    column(name).iter().map(|n| n.parse().unwrap()).collect()
}

struct StLouis {
    values: Vec<Measure>,
    neighbours: Neighbours,
    keys: Vec<u64>,
}

impl StLouis {
    fn read() -> Self {
        let values: Vec<Measure> = numbers("y").into_iter().map(Measure::Measured).collect();
        let lists = column("neighbours")
            .iter()
            .map(|list| list.split(' ').map(|j| j.parse().unwrap()).collect())
            .collect();
        let keys = (0..values.len() as u64).collect();
        Self { values, neighbours: Neighbours::from_lists(Rule::Queen, lists), keys }
    }

    fn question(&self) -> Question<'_> {
        Question {
            indicator: "HR",
            values: &self.values,
            neighbours: &self.neighbours,
            keys: &self.keys,
        }
    }
}

fn close(what: &str, ours: f64, theirs: f64) {
    assert!((ours - theirs).abs() <= 1e-9 * theirs.abs(), "{what}: {ours} is not {theirs}");
}

#[test]
fn the_global_i_and_its_moments() {
    let global = moran::global(&StLouis::read().question(), Isolates::Keep).unwrap();
    for (name, ours) in [
        ("I", global.statistic),
        ("EI", global.expected),
        ("VI_norm", global.variance_normality),
        ("VI_rand", global.variance_randomisation),
        ("z_norm", global.z_normality),
        ("z_rand", global.z_randomisation),
        ("p_norm", global.p_normality),
        ("p_rand", global.p_randomisation),
        ("s0", global.s0),
        ("s1", global.s1),
        ("s2", global.s2),
    ] {
        close(name, ours, named(&format!("moran.{name}"))[0]);
    }
}

#[test]
fn a_permuted_global_p_agrees_with_the_analytic_one() {
    let data = StLouis::read();
    let settings = Settings { permutations: 999, ..Settings::default() };
    let p = moran::global_permuted(&data.question(), &settings, &Progress::default()).unwrap();
    // z = 4.13: hardly any of 999 permutations reaches it.
    assert!((0.002..0.02).contains(&p), "{p}");
}

#[test]
fn local_statistics_quadrants_and_moments() {
    let data = StLouis::read();
    // With level 1 and no correction every village keeps its quadrant.
    let settings = Settings {
        permutations: 9,
        alpha: 1.0,
        correction: Correction::None,
        ..Settings::default()
    };
    let local = moran::local(&data.question(), &settings, &Progress::default()).unwrap();
    let moments = moran::moments(&data.question(), Isolates::Keep).unwrap();
    let (i, q) = (numbers("I"), numbers("q"));
    let [ec, vc, e, v] = ["EIc", "VIc", "EI", "VI"].map(numbers);
    for at in 0..78 {
        let Status::Measured(found) = local.villages[at] else { panic!("{at} is measured") };
        close("I", found.local, i[at]);
        let quadrant = ["high_high", "low_high", "low_low", "high_low"][q[at] as usize - 1];
        assert_eq!(found.class.id(), quadrant, "{at}");
        let m = moments[at].unwrap();
        close("EIc", m.expected_conditional, ec[at]);
        close("VIc", m.variance_conditional, vc[at]);
        close("EI", m.expected_total, e[at]);
        close("VI", m.variance_total, v[at]);
    }
    assert_eq!((local.n, local.links, local.isolates), (78, data.neighbours.links(), 0));
}

#[test]
fn permutation_p_within_four_standard_errors() {
    let data = StLouis::read();
    let settings = Settings { permutations: 99_999, tail: Tail::One, ..Settings::default() };
    let local = moran::local(&data.question(), &settings, &Progress::default()).unwrap();
    for (at, theirs) in numbers("p").into_iter().enumerate() {
        let Status::Measured(found) = local.villages[at] else { panic!("{at} is measured") };
        // Both sides drew: their difference has twice the variance of one.
        let allowed = 4.0 * (2.0 * theirs * (1.0 - theirs) / 99_999.0).sqrt() + 2e-5;
        assert!((found.p - theirs).abs() <= allowed, "{at}: {} {theirs}", found.p);
    }
}

#[test]
fn the_same_villages_pass_as_under_their_cut_off() {
    let p = numbers("p");
    for (name, alpha) in [("0.01", 0.01), ("0.05", 0.05), ("0.1", 0.1)] {
        let theirs = named(&format!("fdr.{name}"))[0];
        let ours = fdr::cutoff(&p, alpha, Correction::Fdr).unwrap_or(0.0);
        let passing = |cutoff: f64| p.iter().filter(|&&p| p <= cutoff).count();
        assert_eq!(passing(ours), passing(theirs), "{alpha}: {ours} {theirs}");
    }
}

#[test]
fn class_breaks() {
    let data = StLouis::read();
    let classes = |method: Method| classify::classify(&data.values, &method, 5).unwrap();
    for (name, method) in [("quantiles5", Method::Quantile), ("equal5", Method::Equal)] {
        let ours = classes(method).breaks;
        let theirs = named(&format!("classify.{name}"));
        assert_eq!(ours.len(), theirs.len());
        ours.iter().zip(theirs).for_each(|(ours, theirs)| close(name, *ours, theirs));
    }
    let ours = classes(Method::NaturalBreaks);
    let theirs = named("classify.fisherjenks5");
    let manual = classes(Method::Manual(theirs[..4].to_vec()));
    assert!(ours.sse <= manual.sse * (1.0 + 1e-9), "{} {}", ours.sse, manual.sse);
    close("SSE", ours.sse, manual.sse);
    close("adcm", adcm(&data.values, &ours), named("classify.fisherjenks5_adcm")[0]);
}

/// Sum of distances to the class medians, mapclassify's measure of fit.
fn adcm(values: &[Measure], classes: &Classes) -> f64 {
    let mut by_class = vec![Vec::new(); classes.len()];
    for value in values.iter().filter_map(|v| v.value()) {
        by_class[classes.class_of(value)].push(value);
    }
    let of_class = |class: &mut Vec<f64>| {
        class.sort_unstable_by(f64::total_cmp);
        let median = f64::midpoint(class[(class.len() - 1) / 2], class[class.len() / 2]);
        class.iter().map(|v| (v - median).abs()).sum::<f64>()
    };
    by_class.iter_mut().map(of_class).sum()
}
