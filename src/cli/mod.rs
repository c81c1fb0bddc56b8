//! The command line: a thin shell on `workflow`. Words → a call → text or JSON.

pub mod answer;
pub mod args;
mod ask;
mod bar;
mod bring;
pub mod clock;
mod compare;
mod composite;
mod crosswalk;
mod guide;
mod keep;
mod links;
mod lokus;
mod look;
mod make;
mod people;
mod pocket_lines;
mod pockets;
mod programs;
mod regions;
mod report;
mod sites;
mod targets;
mod trend;
mod trust;
mod why;
mod window;

use std::ffi::OsString;
use std::process::ExitCode;

use answer::{Answer, Failure, Form, finish, print_line, refuse};
use args::Args;
use bar::Bar;
use clock::Stopwatch;

use crate::base::progress::Progress;
use crate::lang::Lang;

/// What every command works with.
pub struct Context<'a> {
    pub args: &'a Args,
    pub lang: Lang,
    pub progress: &'a Progress,
    /// Now, ISO 8601.
    pub now: String,
    /// Who works, for the journal.
    pub who: String,
}

/// Runs the program on its words, without the program's own name.
pub fn main(arguments: impl Iterator<Item = OsString>) -> ExitCode {
    let watch = Stopwatch::start();
    let words: Vec<OsString> = arguments.collect();
    // Also a wrong word is answered in the language asked for.
    let spoken = words
        .windows(2)
        .find(|pair| pair[0] == "--lang")
        .and_then(|pair| Lang::from_tag(&pair[1].to_string_lossy()))
        .unwrap_or_default();
    let (args, form) = match Args::parse(words.into_iter()) {
        Ok((args, json)) => (args, if json { Form::Json } else { Form::Text }),
        Err((usage, json)) => {
            let form = if json { Form::Json } else { Form::Text };
            return refuse("", &usage, form, spoken, &watch);
        }
    };
    let command = args.command.clone().unwrap_or_default();
    let lang = match args.lang() {
        Ok(lang) => lang,
        Err(usage) => return refuse(&command, &usage, form, Lang::default(), &watch),
    };
    if args.has("help") {
        print_line(lang.help());
        return ExitCode::SUCCESS;
    }
    if args.has("version") {
        print_line(concat!("kantong ", env!("CARGO_PKG_VERSION")));
        return ExitCode::SUCCESS;
    }
    let progress = watch.progress();
    bar::cancel_on_interrupt(&progress);
    let context = Context { args: &args, lang, progress: &progress, now: clock::now(), who: who() };
    let quiet = form == Form::Json || args.has("quiet");
    let bar = if quiet { Bar::hidden() } else { Bar::show(&progress) };
    let result = run(&command, &context);
    drop(bar);
    let open_after = result.as_ref().ok().and_then(|(_, open)| open.clone());
    let exit = finish(&command, result.map(|(answer, _)| answer), form, lang, &watch);
    match open_after {
        Some(open) => window::show(&open, &context),
        None => exit,
    }
}

/// What to open once the answer is printed.
type Open = Option<window::Open>;

fn run(command: &str, context: &Context<'_>) -> Result<(Answer, Open), Failure> {
    let answer = match command {
        "" => return Ok((Answer::default(), Some(window::Open::Last))),
        "open" => {
            let project = context.args.words[0].clone();
            return Ok((Answer::default(), Some(window::Open::Project(project))));
        }
        "demo" => {
            let (answer, project) = make::demo(context)?;
            let open = (!context.args.has("headless")).then_some(window::Open::IfDisplay(project));
            return Ok((answer, open));
        }
        "inspect" => look::inspect(context)?,
        "new" => make::new(context)?,
        "import" => bring::import(context)?,
        "list" => look::list(context)?,
        "classify" => ask::classify(context)?,
        "pockets" => pockets::pockets(context)?,
        "links" => links::links(context)?,
        "trend" => trend::trend(context)?,
        "why" => why::why(context)?,
        "persistence" => why::persistence(context)?,
        "relate" => why::relate(context)?,
        "lokus" => lokus::lokus(context)?,
        "composite" => composite::composite(context)?,
        "sites" => sites::sites(context)?,
        "targets" => targets::targets(context)?,
        "programs" => programs::programs(context)?,
        "map" => ask::map(context)?,
        "export" => ask::export(context)?,
        "guide" => guide::guide(context)?,
        "report" => report::report(context)?,
        "crosswalk" => crosswalk::crosswalk(context)?,
        "undo" => keep::undo(context)?,
        "redo" => keep::redo(context)?,
        "check" => keep::check(context)?,
        "correct" => trust::correct(context)?,
        "origin" => trust::origin(context)?,
        "compare" => compare::compare(context)?,
        "baseline" => compare::baseline(context)?,
        other => return Err(args::Usage::UnknownCommand(other.to_owned()).into()),
    };
    Ok((answer, None))
}

/// The user's login name; it stands in the project's journal, nowhere else.
fn who() -> String {
    ["USER", "USERNAME", "LOGNAME"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()))
        .unwrap_or_else(|| "?".to_owned())
}
