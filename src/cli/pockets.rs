//! `pockets`: the rule from a file and from words, the report in lines.

use super::Context;
use super::answer::{Answer, Failure, print_line};
use super::args::{Args, Usage};
use super::pocket_lines::{against_lines, lines};
use crate::analysis::fdr::Correction;
use crate::analysis::local::{Draws, Isolates, Tail};
use crate::analysis::neighbours::Rule;
use crate::analysis::rates::Smoothing;
use crate::analysis::scan::Model;
use crate::project::{Mode, Stamp};
use crate::workflow::pockets::{
    Bound, Cluster, CountPart, Gather, Service, ServicesPart, Within, low_coverage, rule_said,
};
use crate::workflow::{
    self, Islands, Method, Opened, PocketRule, PocketSettings, Snapshot, open_asked, pocket_json,
};
use serde_json::{Value, json};

const METHODS: &str =
    "local-moran|gi|gi-star|local-geary|bivariate|differential|join-count|scan|composite";

pub fn pockets(context: &Context<'_>) -> Result<Answer, Failure> {
    let args = context.args;
    if args.has("example") {
        print_line(workflow::rule::EXAMPLE);
        return Ok(Answer::default());
    }
    let settings = settings(args)?;
    let against = args.path("against").map(|path| workflow::rule::read(&path)).transpose()?;
    let both: Vec<&PocketSettings> = std::iter::once(&settings).chain(&against).collect();
    let Opened { mut project, mut snapshot, faults } =
        open_asked(&args.words[0], Mode::Write, &both)?;
    let report = workflow::pockets(&snapshot, &settings, context.progress)?;
    if against.is_none() {
        snapshot.forget_shapes();
    }
    let fields = pocket_json::result(&snapshot, &report);
    let run = pocket_json::run_of(&report, &fields);
    project.add_run(&run, &Stamp { at: &context.now, who: &context.who })?;
    drop(run);
    let mut answer = Answer { fields, faults, ..Answer::default() };
    answer.faults.extend(report.faults.iter().cloned());
    answer.lines = lines(&snapshot, &report, context.lang);
    let said = rule_said(&snapshot, &report);
    answer.field("rule_text", json!(context.lang.pocket_rule(&said)));
    answer.field("profiles", json!(profiles(&snapshot, &report)));
    let of = workflow::together::by_kecamatan(&snapshot, &report);
    let of = of
        .iter()
        .map(|k| json!({ "kecamatan": k.kecamatan, "villages": k.villages, "count": k.count }));
    answer.field("by_kecamatan", json!(of.collect::<Vec<_>>()));
    answer.field("low_coverage", json!(coverage(&snapshot, &report)));
    if let Some(mut other) = against {
        if other.indicator.is_empty() && other.index.is_none() {
            other.indicator.clone_from(&settings.indicator);
        }
        let second = workflow::pockets(&snapshot, &other, context.progress)?;
        let compared = workflow::two_rules(&report, &second);
        let codes = |of: &[usize]| -> Vec<&str> {
            of.iter().map(|&i| snapshot.register.villages[i].code.as_str()).collect()
        };
        answer.field(
            "against",
            json!({
                "rule_text": context.lang.pocket_rule(&rule_said(&snapshot, &second)),
                "both": codes(&compared.both), "only_first": codes(&compared.only_first),
                "only_second": codes(&compared.only_second),
            }),
        );
        answer.lines.extend(against_lines(&snapshot, &second, &compared));
    }
    Ok(answer)
}

/// Each pocket's indicators beside the kabupaten's.
fn profiles(snapshot: &Snapshot, report: &workflow::PocketReport) -> Vec<Value> {
    let profiles = workflow::together::Profiles::of(snapshot, report.settings.period.as_deref());
    let of = |pocket: &workflow::pockets::PocketResult| {
        let beside = profiles.beside(&pocket.villages);
        let each = beside.iter().map(|b| {
            json!({
                "indicator": b.indicator, "period": b.period, "value": b.value,
                "kabupaten": b.kabupaten, "together": b.together.id(),
                "cases": b.counts.map(|c| c.0), "people": b.counts.map(|c| c.1),
                "unknown": b.unknown,
            })
        });
        json!({ "id": pocket.id, "indicators": each.collect::<Vec<_>>() })
    };
    report.pockets.iter().map(of).collect()
}

fn coverage(snapshot: &Snapshot, report: &workflow::PocketReport) -> Vec<Value> {
    let settings = &report.settings;
    let period = settings.period.as_deref().unwrap_or_default();
    let low = low_coverage(snapshot, &settings.indicator, period, settings.small.coverage);
    let code = |i: usize| snapshot.register.villages[i].code.as_str();
    low.into_iter().map(|(i, percent)| json!({ "code": code(i), "percent": percent })).collect()
}

/// The rule file first, then the words over it.
pub fn settings(args: &Args) -> Result<PocketSettings, Failure> {
    let mut settings = match args.path("rule") {
        Some(path) => workflow::rule::read(&path)?,
        None => PocketSettings::of(""),
    };
    if let Some(recipe) = args.path("index") {
        settings.index = Some(workflow::read_text(&recipe)?);
    }
    parts(args, &mut settings)?;
    // The contract's `composite`: an index of `--index`, asked by the default statistic.
    let by_index = |word: &str| (word == "composite").then(Method::default);
    let method = |word: &str| Method::from_id(word).or_else(|| by_index(word));
    settings.method = args.value("method", METHODS, settings.method, method)?;
    if args.text("method")?.as_deref() == Some("composite") && settings.index.is_none() {
        return Err(Usage::MissingWord("--index F.toml").into());
    }
    for (option, place) in [
        ("with", &mut settings.with),
        ("cases", &mut settings.cases),
        ("population", &mut settings.population),
        ("period", &mut settings.period),
        ("since", &mut settings.since),
    ] {
        *place = args.text(option)?.or(place.take());
    }
    // A rate of two counts needs no indicator of its own: the cases name it.
    let cases = settings.cases.clone();
    let given = Some(settings.indicator).filter(|id| !id.is_empty());
    let named = args.text("indicator")?.or(given).or(cases);
    // An index brings its own name.
    let named = named.or(settings.index.as_ref().map(|_| String::new()));
    settings.indicator = named.ok_or(Usage::MissingWord("--indicator ID"))?;
    if let (Some(cases), Some(_)) = (&settings.cases, &settings.index) {
        return Err(Usage::BadValue {
            option: "cases".to_owned(),
            value: cases.clone(),
            wanted: "--index".to_owned(),
        }
        .into());
    }
    if settings.cases.is_some() != settings.population.is_some() {
        return Err(Usage::MissingWord("--cases ID --population ID").into());
    }
    if settings.method == Method::Bivariate && settings.with.is_none() {
        return Err(Usage::MissingWord("--with ID").into());
    }
    let share = |text: &str| text.parse::<f64>().ok().filter(|a| *a > 0.0 && *a < 1.0);
    settings.share = args.value("share", "0–1", settings.share, |text| share(text).map(Some))?;
    settings.model = args.value("model", "poisson|bernoulli", settings.model, Model::from_id)?;
    let rates = |text: &str| Smoothing::from_id(text).map(Some);
    settings.rates = args.value("rates", "raw|eb|seb", settings.rates, rates)?;
    weights(args, &mut settings)?;
    significance(args, &mut settings)?;
    Ok(settings)
}

/// The parts of the rule, and how often it is tried.
fn parts(args: &Args, settings: &mut PocketSettings) -> Result<(), Failure> {
    let rule = &mut settings.rule;
    if args.has("at-least-one") {
        *rule = PocketRule::at_least_one();
    }
    if args.has("quadrant") {
        *rule = PocketRule::quadrant();
    }
    let bound = |text: &str| Bound::parse(text).map(Some);
    rule.rate = args.value("rate", "25|worst:0.2|mean", rule.rate, bound)?;
    let count = |text: &str| {
        let (of, bound) = match text.rsplit_once('=') {
            Some((of, bound)) => (Some(of.to_owned()), bound),
            None => (None, text),
        };
        Some(Some(CountPart { indicator: of, bound: Bound::parse(bound)? }))
    };
    let known = "10|ID=10|ID+ID=worst:0.2|mean";
    rule.count = args.value("count", known, rule.count.clone(), count)?;
    let service = |text: &str| {
        let (id, bound) = text.split_once('=').unwrap_or((text, "mean"));
        let indicator = Some(id.trim().to_owned()).filter(|id| !id.is_empty())?;
        Some(Service { indicator, bound: Bound::parse(bound)? })
    };
    let services = |text: &str| {
        let of = text.split(',').map(service).collect::<Option<_>>()?;
        Some(Some(ServicesPart { of, at_least: 1 }))
    };
    rule.services = args.value("services", "ID=40,ID=mean", rule.services.clone(), services)?;
    if let Some(services) = &mut rule.services {
        let most = services.of.len();
        let some = |text: &str| text.parse().ok().filter(|n| (1..=most).contains(n));
        services.at_least = args.value("lacking", "1, 2, …", services.at_least, some)?;
    } else if args.has("lacking") {
        return Err(Usage::MissingWord("--services ID=BOUND,…").into());
    }
    settings.within = args.value("within", "across|kabupaten", settings.within, Within::from_id)?;
    rule.cluster = args.value("cluster", "on|off", rule.cluster, Cluster::from_id)?;
    let least = |text: &str| text.parse().ok().filter(|n| *n >= 2);
    rule.min_villages = args.value("min-villages", "2, 3, …", rule.min_villages, least)?;
    rule.gather = args.value("gather", "touching|kecamatan", rule.gather, Gather::from_id)?;
    let runs = |text: &str| text.parse::<u32>().ok().filter(|n| *n <= 100_000).map(Some);
    let trials = &mut settings.trials;
    trials.fragility = args.value("fragility", "0–100000", trials.fragility, runs)?;
    trials.ranks = args.value("ranks", "0–100000", trials.ranks, runs)?;
    Ok(())
}

/// `--weights` and `--islands`; also for the export of neighbours.
pub fn weights(args: &Args, settings: &mut PocketSettings) -> Result<(), Failure> {
    settings.islands =
        args.value("islands", "isolate|ferry|bridge", settings.islands, Islands::from_id)?;
    let file = args.path("weights").filter(|path| {
        path.extension().is_some_and(|e| ["gal", "gwt"].iter().any(|x| e.eq_ignore_ascii_case(x)))
    });
    if let Some(file) = file {
        settings.weights = Rule::Given;
        settings.given = Some(workflow::links::read_links(&file)?);
        return Ok(());
    }
    let known = "queen|rook|knn:K|distance|distance:M|kernel:SHAPE|kernel:SHAPE:M|\
                 kernel:SHAPE:knn:K|F.gal|F.gwt";
    // Links are given by naming their file.
    let rule = |text: &str| Rule::parse(text).filter(|rule| *rule != Rule::Given);
    settings.weights = args.value("weights", known, settings.weights, rule)?;
    Ok(())
}

fn significance(args: &Args, settings: &mut PocketSettings) -> Result<(), Usage> {
    let moran = &mut settings.moran;
    let positive = |text: &str| text.parse::<u32>().ok().filter(|n| (1..=999_999).contains(n));
    let share = |text: &str| text.parse::<f64>().ok().filter(|a| *a > 0.0 && *a < 1.0);
    moran.permutations = args.value("permutations", "1–999999", moran.permutations, positive)?;
    moran.seed = args.value("seed", "0, 1, 2, …", moran.seed, |text| text.parse().ok())?;
    moran.alpha = args.value("alpha", "0–1", moran.alpha, share)?;
    moran.tail = args.value("tail", "two|one", moran.tail, Tail::from_id)?;
    moran.correction =
        args.value("correction", "fdr|bonferroni|none", moran.correction, Correction::from_id)?;
    moran.isolates = args.value("isolates", "keep|drop", moran.isolates, Isolates::from_id)?;
    moran.draws = args.value("draws", "independent|shared", moran.draws, Draws::from_id)?;
    Ok(())
}
