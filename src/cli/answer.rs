//! What a command answers: one JSON document, or lines for a person.

use std::borrow::Cow;
use std::io::Write as _;
use std::process::ExitCode;

use serde_json::{Map, Value, json};

use super::args::Usage;
use super::clock::Stopwatch;
use crate::base::fault::{Fault, Stop};
use crate::lang::cli::Line;
use crate::lang::{Lang, Sentence};

/// A finished command.
#[derive(Debug, Default)]
pub struct Answer {
    /// The command's own fields, in the order of the contract.
    pub fields: Map<String, Value>,
    pub lines: Vec<Line>,
    pub faults: Vec<Fault>,
    /// 0, or 1 where the work was done and its verdict is "not in order".
    pub exit: u8,
}

impl Answer {
    pub fn field(&mut self, name: &str, value: impl Into<Value>) {
        self.fields.insert(name.to_owned(), value.into());
    }

    pub fn say(&mut self, line: Line) {
        self.lines.push(line);
    }
}

/// Why a command did not finish.
#[derive(Debug)]
pub enum Failure {
    Usage(Usage),
    Stop(Stop),
}

impl From<Usage> for Failure {
    fn from(usage: Usage) -> Self {
        Self::Usage(usage)
    }
}

impl From<Stop> for Failure {
    fn from(stop: Stop) -> Self {
        Self::Stop(stop)
    }
}

/// How to speak.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Text,
    Json,
}

/// Prints the result and gives the exit code.
pub fn finish(
    command: &str,
    result: Result<Answer, Failure>,
    form: Form,
    lang: Lang,
    watch: &Stopwatch,
) -> ExitCode {
    let (answer, exit) = match result {
        Ok(answer) => {
            let exit = answer.exit;
            (answer, exit)
        }
        Err(Failure::Stop(Stop::Fault(fault))) => {
            let exit = fault.code.exit();
            (Answer { faults: vec![*fault], ..Answer::default() }, exit)
        }
        Err(Failure::Stop(Stop::Canceled)) => {
            (Answer { lines: vec![Line::Canceled], ..Answer::default() }, 130)
        }
        Err(Failure::Usage(usage)) => return refuse(command, &usage, form, lang, watch),
    };
    match form {
        Form::Json => {
            let faults = answer.faults.iter().map(|fault| fault_json(lang, fault)).collect();
            print_document(command, answer.fields, faults, watch);
        }
        Form::Text => {
            for line in &answer.lines {
                print_line(&lang.cli(line));
            }
            for fault in &answer.faults {
                warn(&lang.line(fault));
            }
        }
    }
    ExitCode::from(exit)
}

/// A wrong word: exit 2.
pub fn refuse(command: &str, usage: &Usage, form: Form, lang: Lang, watch: &Stopwatch) -> ExitCode {
    let message = lang.cli(&usage_line(usage));
    let fix = lang.cli(&Line::SeeHelp);
    match form {
        Form::Json => {
            let fault = json!({
                "file": null, "sheet": null, "row": null, "column": null,
                "code": "usage", "message": message, "fix": fix,
            });
            print_document(command, Map::new(), vec![fault], watch);
        }
        Form::Text => warn(&format!("{message}. {fix}")),
    }
    ExitCode::from(2)
}

fn usage_line(usage: &Usage) -> Line {
    match usage.clone() {
        Usage::UnknownCommand(word) => Line::UnknownCommand { word },
        Usage::UnknownOption { option, command } => Line::UnknownOption { option, command },
        Usage::MissingValue(option) => Line::MissingValue { option },
        Usage::MissingWord(word) => Line::MissingWord { word: word.to_owned() },
        Usage::TooManyWords(word) => Line::TooManyWords { word },
        Usage::BadValue { option, value, wanted } => Line::BadValue { option, value, wanted },
        Usage::NotText(why) => Line::NotText { why },
    }
}

fn print_document(
    command: &str,
    fields: Map<String, Value>,
    faults: Vec<Value>,
    watch: &Stopwatch,
) {
    let mut document = Map::new();
    document.insert("schema".into(), "kantong/1".into());
    document.insert("command".into(), command.into());
    document.extend(fields);
    document.insert("faults".into(), faults.into());
    document.insert("timings".into(), watch.json());
    let text = serde_json::to_string_pretty(&Value::Object(document)).unwrap_or_default();
    print_line(&text);
}

/// A fault as the contract writes it.
pub fn fault_json(lang: Lang, fault: &Fault) -> Value {
    let Sentence { message, fix } = lang.fault(&fault.code);
    json!({
        "file": fault.at.file, "sheet": fault.at.sheet, "row": fault.at.row,
        "column": fault.at.column, "code": fault.code.id(), "message": message, "fix": fix,
    })
}

/// A reader that goes away (`| head`) is no failure.
pub fn print_line(text: &str) {
    writeln!(std::io::stdout(), "{}", shown(text)).ok();
}

pub fn warn(text: &str) {
    writeln!(std::io::stderr(), "{}", shown(text)).ok();
}

/// Control characters of foreign names never reach the terminal.
fn shown(text: &str) -> Cow<'_, str> {
    let hidden = |c: char| c.is_control() && c != '\n';
    // A nation's answer is not copied for nothing.
    if text.contains(hidden) {
        Cow::Owned(text.replace(hidden, "␦"))
    } else {
        Cow::Borrowed(text)
    }
}
