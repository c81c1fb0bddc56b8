//! `pockets`: the rule from a file and from words, the report in lines.

use super::Context;
use super::answer::{Answer, Failure, print_line};
use super::args::{Args, Usage};
use crate::analysis::fdr::Correction;
use crate::analysis::local::{Draws, Isolates, Tail};
use crate::analysis::neighbours::Rule;
use crate::analysis::rates::Smoothing;
use crate::analysis::scan::Model;
use crate::dataset::village::Register;
use crate::lang::Lang;
use crate::lang::cli::Line;
use crate::lang::output::Caption;
use crate::project::{Mode, Stamp};
use crate::workflow::picture::note;
use crate::workflow::{
    self, Islands, Method, Opened, PocketReport, PocketSettings, open_project, pocket_json,
};

const METHODS: &str = "local-moran|gi|gi-star|local-geary|bivariate|differential|join-count|scan";

pub fn pockets(context: &Context<'_>) -> Result<Answer, Failure> {
    let args = context.args;
    if args.has("example") {
        print_line(workflow::rule::EXAMPLE);
        return Ok(Answer::default());
    }
    let settings = settings(args)?;
    let Opened { mut project, snapshot, faults } = open_project(&args.words[0], Mode::Write)?;
    let report = workflow::pockets(&snapshot, &settings, context.progress)?;
    let run = pocket_json::run(&snapshot, &report);
    project.add_run(&run, &Stamp { at: &context.now, who: &context.who })?;
    let mut answer = Answer { faults, ..Answer::default() };
    answer.fields = pocket_json::result(&snapshot, &report);
    answer.faults.extend(report.faults.iter().cloned());
    answer.lines = lines(&report, &snapshot.register, context.lang);
    Ok(answer)
}

/// The report for a person.
pub fn lines(report: &PocketReport, register: &Register, lang: Lang) -> Vec<Line> {
    let mut lines = vec![
        Line::Whole {
            method: report.settings.method.id().to_owned(),
            statistic: report.statistic,
            expected: report.expected,
            p: report.p,
            n: report.n,
            isolates: report.isolates,
        },
        Line::Settings { text: lang.caption(&Caption::Method(note(report))) },
    ];
    if let (Some(correlation), Some(with)) = (report.correlation, report.settings.with.clone()) {
        lines.push(Line::InPlace { correlation, with });
    }
    if report.tolerance_m.is_some() || report.links_added > 0 {
        lines.push(Line::Closeness { metres: report.tolerance_m, added: report.links_added });
    }
    let name = |i: usize| register.villages[i].name.clone();
    lines.extend(report.bridges.iter().map(|b| Line::Bridge {
        from: name(b.from),
        to: name(b.to),
        metres: b.metres,
        by: b.by.id().to_owned(),
    }));
    lines.extend(report.clusters.iter().map(|c| Line::Cluster {
        centre: name(c.centre),
        villages: c.villages.len(),
        radius_m: c.radius_m,
        cases: c.cases,
        expected: c.expected,
        risk: c.relative_risk,
        p: c.p,
    }));
    if report.pockets.is_empty() {
        lines.push(Line::NoPockets);
    }
    lines.extend(report.pockets.iter().map(|pocket| Line::Pocket {
        name: pocket.name.clone(),
        villages: pocket.villages.len(),
        mean: pocket.mean,
        p: pocket.p_min,
    }));
    lines.push(Line::Lone { count: report.lone.len() });
    lines.push(Line::States { missing: report.missing, not_applicable: report.not_applicable });
    lines
}

/// The rule file first, then the words over it.
pub fn settings(args: &Args) -> Result<PocketSettings, Failure> {
    let mut settings = match args.path("rule") {
        Some(path) => workflow::rule::read(&path)?,
        None => PocketSettings::of(""),
    };
    settings.method = args.value("method", METHODS, settings.method, Method::from_id)?;
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
    settings.indicator =
        args.text("indicator")?.or(given).or(cases).ok_or(Usage::MissingWord("--indicator ID"))?;
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
