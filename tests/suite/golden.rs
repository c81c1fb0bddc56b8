//! Numbers of others: St. Louis homicides as esda and mapclassify compute them, to 1e-9 relative.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must stop")]

use kantong::analysis::bivariate;
use kantong::analysis::fdr::{self, Correction};
use kantong::analysis::geary;
use kantong::analysis::getis_ord::{self, Star, Test};
use kantong::analysis::local::{Draws, Found, Isolates, Local, Question, Settings, Status, Tail};
use kantong::analysis::moran;
use kantong::analysis::neighbours::{Neighbours, Rule};
use kantong::analysis::rates::{Counts, Smoothing};
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
    for (name, method) in [
        ("quantiles5", Method::Quantile),
        ("equal5", Method::Equal),
        ("stdmean", Method::StdDev),
        ("box15", Method::Box),
        ("percentiles", Method::Percentile),
        ("headtail", Method::HeadTail),
        ("maxbreaks5", Method::MaxBreaks),
        ("pretty5", Method::Pretty),
    ] {
        let ours = classes(method).breaks;
        let mut theirs = named(&format!("classify.{name}"));
        // Two equal percentiles are one bound; mapclassify has an empty class between them.
        theirs.dedup();
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

/// Every village keeps its class: level 1, no correction.
fn open_settings() -> Settings {
    Settings { permutations: 99, alpha: 1.0, correction: Correction::None, ..Settings::default() }
}

fn found(local: &Local, at: usize) -> Found {
    match local.villages[at] {
        Status::Measured(found) => found,
        ref other => panic!("{at} is {other:?}"),
    }
}

fn measures(name: &str) -> Vec<Measure> {
    numbers(name).into_iter().map(Measure::Measured).collect()
}

#[test]
fn getis_ord_in_its_general_form() {
    let data = StLouis::read();
    let question = data.question();
    for (star, g, z) in [(Star::Others, "Gr", "Gb_z"), (Star::WithItself, "Gr_star", "Gb_star_z")] {
        let (g, z) = (numbers(g), numbers(z));
        let scores = getis_ord::scores(&question, star, &open_settings()).unwrap();
        for at in 0..78 {
            let ours = scores[at].unwrap();
            close("G", ours.g, g[at]);
            // esda's z holds for binary weights only; ours is the same for both.
            close("z", ours.z, z[at]);
        }
        let local = |test| {
            getis_ord::local(&question, star, test, &open_settings(), &Progress::default()).unwrap()
        };
        let (analytic, permuted) = (local(Test::Analytic), local(Test::Permuted));
        for (at, &z) in z.iter().enumerate().take(78) {
            close("z", found(&analytic, at).local, z);
            assert_eq!(found(&analytic, at).class, found(&permuted, at).class);
        }
    }
}

#[test]
fn geary_of_the_map_and_of_each_village() {
    let data = StLouis::read();
    let all = geary::global(&data.question(), Isolates::Keep).unwrap();
    for (name, ours) in [
        ("C", all.statistic),
        ("VC_norm", all.variance_normality),
        ("VC_rand", all.variance_randomisation),
        ("z_norm", all.z_normality),
        ("z_rand", all.z_randomisation),
    ] {
        close(name, ours, named(&format!("geary.{name}"))[0]);
    }
    let run = |more: &[&[Measure]]| {
        geary::local(&data.question(), more, &open_settings(), &Progress::default()).unwrap()
    };
    let (one, twice) = (run(&[]), run(&[&data.values]));
    for (at, theirs) in numbers("geary").into_iter().enumerate() {
        close("c", found(&one, at).local, theirs);
        // The mean over the same indicator twice is the indicator's.
        close("c of two", found(&twice, at).local, theirs);
    }
}

#[test]
fn the_rate_beside_the_population() {
    let data = StLouis::read();
    let base = measures("base");
    let settings = open_settings();
    let both = bivariate::local(&data.question(), &base, &settings, &Progress::default()).unwrap();
    close("I", both.local.global.statistic, named("bivariate.I")[0]);
    let (i, q) = (numbers("bv"), numbers("bv_q"));
    for at in 0..78 {
        let found = found(&both.local, at);
        close("Iᵢ", found.local, i[at]);
        let quadrant = ["high_high", "low_high", "low_low", "high_low"][q[at] as usize - 1];
        assert_eq!(found.class.id(), quadrant, "{at}");
    }
}

#[test]
fn rates_raw_and_smoothed() {
    let data = StLouis::read();
    let counts = Counts::new(&measures("events"), &measures("base")).unwrap();
    let check = |what: &str, ours: Vec<Measure>| {
        for (ours, theirs) in ours.iter().zip(numbers(what)) {
            // esda adds in another order: near zero only the absolute difference means anything.
            let ours = ours.value().unwrap();
            assert!((ours - theirs).abs() <= 1e-9 * theirs.abs() + 1e-15, "{what} {ours} {theirs}");
        }
    };
    check("assuncao", counts.standardised());
    check("eb", counts.rates(Smoothing::Global, &data.neighbours));
    check("seb", counts.rates(Smoothing::Spatial, &data.neighbours));
    check("excess", counts.excess_risk());
    let standardised = counts.standardised();
    let question = Question { values: &standardised, ..data.question() };
    let moran = moran::global(&question, Isolates::Keep).unwrap();
    close("I of rates", moran.statistic, named("moran_rate.I")[0]);
}

#[test]
fn draws_of_one_table_give_the_same_evidence() {
    let data = StLouis::read();
    let with = |draws| {
        let settings = Settings { permutations: 99_999, draws, ..Settings::default() };
        moran::local(&data.question(), &settings, &Progress::default()).unwrap()
    };
    let (own, shared) = (with(Draws::Independent), with(Draws::Shared));
    for at in 0..78 {
        let (p, q) = (found(&own, at).p, found(&shared, at).p);
        // Two-sided: the rarer tail is counted, and doubled.
        let allowed = 8.0 * (p / 2.0 * (1.0 - p / 2.0) / 99_999.0).sqrt() * 2_f64.sqrt() + 4e-5;
        assert!((p - q).abs() <= allowed, "{at}: {p} {q}");
        close("I", found(&own, at).local, found(&shared, at).local);
    }
}
