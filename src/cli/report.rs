//! `report`: the meeting's papers; and a filled form that comes back with `import`.

use std::path::Path;

use serde_json::{Value, json};

use super::Context;
use super::answer::{Answer, Failure, print_line};
use super::args::Usage;
use super::ask::{date, files_json};
use crate::base::fault::Stop;
use crate::lang::cli::Line;
use crate::lang::meeting::MeetingSay;
use crate::project::{Mode, Project, Stamp};
use crate::source::table::RawTable;
use crate::workflow::report::returned;
use crate::workflow::report::{CATALOGUE, EXAMPLE, Package, Recipe, read_recipe};
use crate::workflow::{self, Opened, Snapshot, open_project};

pub fn report(context: &Context<'_>) -> Result<Answer, Failure> {
    let args = context.args;
    if args.has("example") {
        print_line(EXAMPLE);
        return Ok(Answer::default());
    }
    if args.has("example-catalogue") {
        print_line(CATALOGUE);
        return Ok(Answer::default());
    }
    let out = args.path("out").ok_or(Usage::MissingWord("--out FOLDER"))?;
    let mut recipe = match args.path("recipe") {
        Some(path) => read_recipe(&path)?,
        None => Recipe::default(),
    };
    // Asked for in so many words: the machine's own language is not the offices'.
    if args.has("lang") {
        recipe.lang = context.lang;
    }
    let date = date(context)?;
    let stamp = Stamp { at: &context.now, who: &context.who };
    let Opened { mut project, snapshot, faults } = open_project(&args.words[0], Mode::Write)?;
    let progress = context.progress;
    let made = workflow::report(&mut project, &snapshot, &recipe, &out, &date, &stamp, progress)?;
    let mut answer = Answer { faults, ..Answer::default() };
    answer.field("files", files_json(&made.files));
    say(&mut answer, &made, &out);
    Ok(answer)
}

/// What was made, beside the files.
fn say(answer: &mut Answer, made: &Package, out: &Path) {
    let offices: Vec<Value> =
        made.offices.iter().map(|(name, n)| json!({ "name": name, "villages": n })).collect();
    answer.field("offices", offices);
    answer.field("without", json!(made.without));
    answer.field("check", json!(made.check));
    let differing: Vec<Value> = made
        .proof
        .differing
        .iter()
        .map(|(file, code, column)| json!({ "file": file, "code": code, "indicator": column }))
        .collect();
    answer.field(
        "proof",
        json!({ "tables": made.proof.tables, "values": made.proof.values, "differing": differing }),
    );
    let left: Vec<&str> = made.left_out.iter().map(|part| part.id()).collect();
    answer.field("left_out", json!(left));
    let says = made
        .offices
        .iter()
        .map(|(name, villages)| MeetingSay::Office { name: name.clone(), villages: *villages });
    answer.lines.extend(says.map(Line::OfMeeting));
    if !made.without.is_empty() {
        answer.say(Line::OfMeeting(MeetingSay::Without { offices: made.without.clone() }));
    }
    if made.check > 0 {
        answer.say(Line::OfMeeting(MeetingSay::Check { villages: made.check }));
    }
    let (tables, values) = (made.proof.tables, made.proof.values);
    let differing = made.proof.differing.len();
    answer.say(Line::OfMeeting(MeetingSay::Proof { tables, values, differing }));
    for part in left {
        answer.say(Line::OfMeeting(MeetingSay::LeftOut { part: part.to_owned() }));
    }
    let bytes = made.files.iter().map(|file| file.bytes).sum();
    let folder = out.display().to_string();
    answer.say(Line::OfMeeting(MeetingSay::Made { files: made.files.len(), bytes, folder }));
}

/// A filled form among the files of an import.
pub fn take_form(
    project: &mut Project,
    snapshot: &Snapshot,
    table: &RawTable,
    file: &Path,
    stamp: &Stamp<'_>,
    answer: &mut Answer,
) -> Result<(), Stop> {
    let report = returned::take(project, snapshot, table, file, stamp)?;
    let register = &snapshot.register;
    let changed: Vec<Value> = report
        .changed
        .iter()
        .map(|(i, own)| {
            json!({
                "code": register.villages[*i].code.as_str(), "stage": own.stage.id(),
                "died": own.died, "moved": own.moved, "able": own.able, "added": own.added,
            })
        })
        .collect();
    let unused: Vec<Value> = report
        .unused
        .iter()
        .map(|(sheet, row, why)| json!({ "sheet": sheet, "row": row, "why": why.id() }))
        .collect();
    let form = json!({
        "file": file.display().to_string(), "villages": report.villages, "changed": changed,
        "corrected": report.corrected, "uncounted": report.uncounted, "unused": unused,
    });
    let mut forms = answer.fields.remove("forms").unwrap_or_else(|| json!([]));
    if let Some(list) = forms.as_array_mut() {
        list.push(form);
    }
    answer.field("forms", forms);
    answer.say(Line::OfMeeting(MeetingSay::Form {
        file: report.file,
        villages: report.villages,
        changed: report.changed.len(),
        corrected: report.corrected,
    }));
    if report.uncounted > 0 {
        answer.say(Line::OfMeeting(MeetingSay::Uncounted { villages: report.uncounted }));
    }
    answer.lines.extend(report.unused.into_iter().map(|(sheet, row, why)| {
        let why = why.said();
        Line::OfMeeting(MeetingSay::FormRow { sheet, row, why })
    }));
    Ok(())
}
