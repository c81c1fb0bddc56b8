//! `crosswalk`: the decisions about rows that were not sure, out to a file or in from one.

use super::Context;
use super::answer::{Answer, Failure};
use super::args::Usage;
use crate::lang::cli::Line;
use crate::project::{Mode, Stamp};
use crate::workflow::{self, open_project};

pub fn crosswalk(context: &Context<'_>) -> Result<Answer, Failure> {
    let args = context.args;
    let project = &args.words[0];
    match (args.path("out"), args.path("import")) {
        (Some(out), None) => {
            let opened = open_project(project, Mode::Read)?;
            let register = &opened.snapshot.register;
            let date = context.now.get(..10).unwrap_or_default();
            let (saved, entries) =
                workflow::crosswalk_out(&opened.project, register, &out, context.lang, date)?;
            let mut answer = Answer { faults: opened.faults, ..Answer::default() };
            answer.field("entries", entries);
            answer.field("files", super::ask::files_json(std::slice::from_ref(&saved)));
            answer.say(Line::Wrote { path: saved.path.display().to_string() });
            Ok(answer)
        }
        (None, Some(file)) => {
            let mut opened = open_project(project, Mode::Write)?;
            let stamp = Stamp { at: &context.now, who: &context.who };
            let register = &opened.snapshot.register;
            let report = workflow::crosswalk_in(
                &mut opened.project,
                register,
                &file,
                &stamp,
                context.progress,
            )?;
            let mut answer = Answer { faults: opened.faults, ..Answer::default() };
            answer.field("pairs", report.pairs);
            answer.field("other_kabupaten", report.elsewhere);
            answer.field("seq", report.seq);
            answer.faults.extend(report.faults);
            answer.say(Line::CrosswalkIn { pairs: report.pairs, elsewhere: report.elsewhere });
            Ok(answer)
        }
        (Some(_), Some(_)) | (None, None) => Err(Usage::MissingWord("--out|--import").into()),
    }
}
