//! Commands that ask a project: `classify`, `map`, `export`.

use std::path::Path;
use std::sync::Arc;

use serde_json::{Value, json};

use super::Context;
use super::answer::{Answer, Failure, print_line};
use super::args::{Args, Usage};
use crate::base::fault::{At, DataFault, Stop};
use crate::indicator::classify::{Method, advise, classify as classes_of};
use crate::lang::cli::Line;
use crate::lang::number::decimals_for;
use crate::lang::output::Caption;
use crate::lang::trust::Say;
use crate::output::file::Saved;
use crate::output::page::Paper;
use crate::project::Mode;
use crate::workflow::{self, ExportWhat, MapOptions, Opened, open_project};

pub fn classify(context: &Context<'_>) -> Result<Answer, Failure> {
    let args = context.args;
    let method = class_method(args)?;
    let count = class_count(args)?;
    let id = args.required("indicator")?;
    let (column, faults) =
        workflow::open_column(&args.words[0], &id, args.text("period")?.as_deref())?;
    let classes = classes_of(&column.values, &method, count)?;
    let mut answer = Answer { faults, ..Answer::default() };
    answer.field("indicator", id);
    answer.field("period", column.period.clone());
    answer.field("method", method.id());
    // A rule of others is written as they write it.
    let breaks = match method.policy() {
        Some(bounds) => bounds.iter().copied().chain(classes.breaks.last().copied()).collect(),
        None => classes.breaks.clone(),
    };
    answer.field("breaks", json!(breaks));
    answer.field("lowest", json!(classes.lowest));
    answer.field("counts", json!(classes.counts));
    answer.field("sse", json!(classes.sse));
    answer.field("gvf", json!(classes.gvf));
    answer.field("missing", classes.missing);
    answer.field("not_applicable", classes.not_applicable);
    let (advised, why) = advise(&column);
    answer.field("recommended", json!({ "method": advised.id(), "why": why.id() }));
    let advice = Caption::Advice { cut: workflow::picture::cut(&advised), why };
    answer.say(Line::Settings { text: context.lang.caption(&advice) });
    answer.say(Line::Classes {
        method: method.id().to_owned(),
        classes: classes.len(),
        gvf: classes.gvf,
    });
    let decimals = decimals_for(column.measured());
    let mut low = classes.lowest;
    for (i, (&high, &count)) in breaks.iter().zip(&classes.counts).enumerate() {
        // Bounds may begin below the smallest value.
        answer.say(Line::Class {
            first: i == 0 || method.policy().is_some(),
            low: low.min(high),
            high,
            count,
            decimals,
        });
        low = high;
    }
    answer.say(Line::States { missing: classes.missing, not_applicable: classes.not_applicable });
    Ok(answer)
}

/// `--method` and `--breaks`.
fn class_method(args: &Args) -> Result<Method, Failure> {
    let name = args.text("method")?.unwrap_or_else(|| "natural-breaks".to_owned());
    match name.as_str() {
        "manual" => {
            let read = |text: &str| {
                let numbers: Option<Vec<f64>> =
                    text.split(',').map(|n| n.trim().parse().ok()).collect();
                numbers.filter(|n| n.iter().all(|x| x.is_finite()))
            };
            let breaks = args.value("breaks", "B1,B2,…", Vec::new(), read)?;
            if breaks.is_empty() {
                return Err(Usage::MissingWord("--breaks B1,B2,…").into());
            }
            Ok(Method::Manual(breaks))
        }
        _ => Method::from_id(&name).ok_or_else(|| {
            let known: Vec<&str> = Method::COMPUTED.iter().map(Method::id).collect();
            let wanted = format!("{}|manual", known.join("|"));
            Usage::BadValue { option: "--method".into(), value: name, wanted }.into()
        }),
    }
}

fn class_count(args: &Args) -> Result<usize, Usage> {
    let read = |text: &str| text.parse().ok().filter(|n| (2..=9).contains(n));
    args.value("classes", "2–9", 5, read)
}

pub fn map(context: &Context<'_>) -> Result<Answer, Failure> {
    let args = context.args;
    if args.has("example") {
        print_line(workflow::describe::EXAMPLE);
        return Ok(Answer::default());
    }
    let described = args.path("describe").or_else(|| args.path("recipe"));
    let mut options = match described {
        Some(path) => workflow::describe::read(&path)?,
        None => MapOptions::default(),
    };
    if let Some(id) = args.text("indicator")? {
        options.indicator = id;
    }
    if options.indicator.is_empty() {
        return Err(Usage::MissingWord("--indicator ID").into());
    }
    if let Some(period) = args.text("period")? {
        options.period = Some(period);
    }
    let out = args.path("out").ok_or(Usage::MissingWord("--out F.png|svg|pdf"))?;
    if let Some(size) = args.text("size")? {
        options.size = crate::output::figure::parse_size(&size)?;
    }
    paper(args, &mut options)?;
    if let Some(with) = args.text("with")? {
        for layer in with.split(',').map(str::trim) {
            match layer {
                "pockets" => options.with_pockets = workflow::Layer::Shown,
                "trend" => options.trend = workflow::Layer::Shown,
                "sites" => options.with_sites = workflow::Layer::Shown,
                other => {
                    return Err(Usage::BadValue {
                        option: "--with".into(),
                        value: other.into(),
                        wanted: "pockets|sites|trend".into(),
                    }
                    .into());
                }
            }
        }
    }
    options.date = date(context)?;
    options.lang = context.lang;
    let (snapshot, scene, mut faults) = workflow::open_map(Path::new(&args.words[0]), &options)?;
    faults.extend(workflow::picture::told_of(&snapshot, &options)?);
    let written = workflow::map_file(&snapshot, &scene, &options, &out, context.progress)?;
    Ok(wrote(vec![written], faults))
}

/// `--paper`, `--dpi`.
fn paper(args: &Args, options: &mut MapOptions) -> Result<(), Failure> {
    let bad = |option: &str, value: String, wanted: &str| -> Failure {
        Usage::BadValue { option: option.into(), value, wanted: wanted.into() }.into()
    };
    if let Some(id) = args.text("paper")? {
        let paper = Paper::from_id(&id);
        options.paper = Some(paper.ok_or_else(|| bad("--paper", id, "a4|a3|a2|a1|a0"))?);
    }
    if let Some(text) = args.text("dpi")? {
        let dpi = text.parse().ok().and_then(workflow::describe::dpi);
        options.dpi = dpi.ok_or_else(|| bad("--dpi", text, "36–1200"))?;
    }
    Ok(())
}

/// `--date`, else today.
pub fn date(context: &Context<'_>) -> Result<String, Usage> {
    let is_date = |text: &str| {
        let parts: Vec<&str> = text.split('-').collect();
        let number = |i: usize, length: usize| -> Option<u32> {
            parts.get(i).filter(|p| p.len() == length)?.parse().ok()
        };
        let (month, day) = (number(1, 2)?, number(2, 2)?);
        let year = number(0, 4)?;
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let longest = match month {
            2 if leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        let fits = parts.len() == 3 && (1..=12).contains(&month) && (1..=longest).contains(&day);
        fits.then(|| text.to_owned())
    };
    let today = context.now.get(..10).unwrap_or_default().to_owned();
    context.args.value("date", "YYYY-MM-DD", today, is_date)
}

/// What `export --what` knows.
const WHAT: &str = "villages|pockets|sites|table|trend|cards|neighbours|recipes|second-opinion";

pub fn export(context: &Context<'_>) -> Result<Answer, Failure> {
    let args = context.args;
    if args.text("what")?.as_deref() == Some("cards") {
        return cards(context);
    }
    if args.text("what")?.as_deref() == Some("neighbours") {
        return neighbours(context);
    }
    if args.text("what")?.as_deref() == Some("second-opinion") {
        return second_opinion(context);
    }
    if args.text("what")?.as_deref() == Some("recipes") {
        let out = args.path("out").ok_or(Usage::MissingWord("--out FOLDER"))?;
        let opened = open_project(&args.words[0], Mode::Read)?;
        return Ok(wrote(workflow::recipes::write(&opened.snapshot, &out)?, opened.faults));
    }
    let what = args.value("what", WHAT, None, |text| ExportWhat::from_id(text).map(Some));
    let what = what?.ok_or(Usage::MissingWord("--what …"))?;
    let out = args.path("out").ok_or(Usage::MissingWord("--out F.geojson|gpkg|shp|csv|xlsx"))?;
    let date = date(context)?;
    let opened = open_project(&args.words[0], Mode::Read)?;
    let written =
        workflow::export(&opened.snapshot, what, &out, context.lang, &date, context.progress)?;
    Ok(wrote(written, opened.faults))
}

/// `export --what neighbours --out F.gal|gwt|kwt`: who counts as whose neighbour, for other programs.
fn neighbours(context: &Context<'_>) -> Result<Answer, Failure> {
    let out = context.args.path("out").ok_or(Usage::MissingWord("--out F.gal|gwt|kwt"))?;
    let mut settings = workflow::PocketSettings::of("");
    super::pockets::weights(context.args, &mut settings)?;
    let opened = open_project(&context.args.words[0], Mode::Read)?;
    let saved = workflow::links::write_links(&opened.snapshot, &settings, &out, context.progress)?;
    Ok(wrote(vec![saved], opened.faults))
}

/// `export --what second-opinion --out DIR [--indicator ID] [--period P]`: what another program
/// needs to compute the newest kept pockets again.
fn second_opinion(context: &Context<'_>) -> Result<Answer, Failure> {
    let args = context.args;
    let out = args.path("out").ok_or(Usage::MissingWord("--out FOLDER"))?;
    let (indicator, period) = (args.text("indicator")?, args.text("period")?);
    let Opened { snapshot, faults, .. } = open_project(&args.words[0], Mode::Read)?;
    let fits = |report: &&Arc<workflow::PocketReport>| {
        let settings = &report.settings;
        indicator.as_ref().is_none_or(|id| settings.indicator == *id)
            && period.as_ref().is_none_or(|p| settings.period.as_ref() == Some(p))
    };
    let Some(report) = snapshot.pockets.iter().rev().find(fits) else {
        let found: Vec<&str> =
            snapshot.pockets.iter().map(|r| r.settings.indicator.as_str()).collect();
        let (id, found) = (indicator.unwrap_or_else(|| "pockets".to_owned()), found.join(", "));
        return Err(Stop::fault(DataFault::NoSuchIndicator { id, found }, At::default()).into());
    };
    let (lang, progress) = (context.lang, context.progress);
    let files = workflow::second_opinion::write(&snapshot, report, &out, lang, progress)?;
    Ok(wrote(files, faults))
}

/// `export --what cards --out DIR`: one card a source that has something to mend.
fn cards(context: &Context<'_>) -> Result<Answer, Failure> {
    let out = context.args.path("out").ok_or(Usage::MissingWord("--out FOLDER"))?;
    let date = date(context)?;
    let opened = open_project(&context.args.words[0], Mode::Read)?;
    let saved = workflow::cards::write(&opened.project, &opened.snapshot, &out, &date)?;
    let none = saved.is_empty();
    let mut answer = wrote(saved, opened.faults);
    if none {
        answer.say(Line::trust(Say::NothingToMend));
    }
    Ok(answer)
}

/// `files` of the contract.
pub fn wrote(files: Vec<Saved>, faults: Vec<crate::base::fault::Fault>) -> Answer {
    let mut answer = Answer { faults, ..Answer::default() };
    answer.field("files", files_json(&files));
    for file in files {
        answer.say(Line::Wrote { path: file.path.display().to_string() });
    }
    answer
}

pub fn files_json(files: &[Saved]) -> Value {
    files
        .iter()
        .map(|file| {
            json!({
                "path": file.path.display().to_string(), "bytes": file.bytes, "sha256": file.sha256,
            })
        })
        .collect()
}
