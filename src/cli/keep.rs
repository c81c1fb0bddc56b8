//! Commands on the journal and the file: `undo`, `redo`, `check`.

use super::Context;
use super::answer::{Answer, Failure};
use crate::lang::cli::Line;
use crate::project::{Mode, Project, Stamp};
use crate::workflow;

pub fn undo(context: &Context<'_>) -> Result<Answer, Failure> {
    let (mut project, faults) = Project::open(&context.args.words[0], Mode::Write)?;
    let entry = project.undo(&Stamp { at: &context.now, who: &context.who })?;
    let what = context.lang.what(&entry.what);
    let mut answer = Answer { faults, ..Answer::default() };
    answer.field("seq", entry.seq);
    answer.field("what", what.clone());
    answer.say(Line::Undone { what });
    Ok(answer)
}

pub fn redo(context: &Context<'_>) -> Result<Answer, Failure> {
    let (mut project, faults) = Project::open(&context.args.words[0], Mode::Write)?;
    let entry = project.redo(&Stamp { at: &context.now, who: &context.who })?;
    let what = context.lang.what(&entry.what);
    let mut answer = Answer { faults, ..Answer::default() };
    answer.field("seq", entry.seq);
    answer.field("what", what.clone());
    answer.say(Line::Redone { what });
    Ok(answer)
}

pub fn check(context: &Context<'_>) -> Result<Answer, Failure> {
    let checked = workflow::check(&context.args.words[0], context.progress)?;
    let ok = checked.ok();
    let mut answer = Answer { exit: u8::from(!ok), ..Answer::default() };
    answer.field("ok", ok);
    answer.field("results", checked.results);
    answer.field("identical", checked.identical);
    answer.say(if ok {
        Line::CheckOk { results: checked.results }
    } else {
        Line::CheckBad { results: checked.results, differing: checked.results - checked.identical }
    });
    answer.faults = checked.faults;
    Ok(answer)
}
