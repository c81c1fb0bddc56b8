//! `guide`: the guide as a PDF.

use super::Context;
use super::answer::{Answer, Failure};
use super::args::Usage;
use super::ask::{date, files_json};
use crate::lang::cli::Line;
use crate::project::Stamp;
use crate::workflow::guide as of_workflow;

pub fn guide(context: &Context<'_>) -> Result<Answer, Failure> {
    let out = context.args.path("out").ok_or(Usage::MissingWord("--out FILE.pdf"))?;
    let date = date(context)?;
    let stamp = Stamp { at: &context.now, who: &context.who };
    let saved = of_workflow::guide(context.lang, &out, &date, &stamp, context.progress)?;
    let mut answer = Answer::default();
    answer.field("files", files_json(std::slice::from_ref(&saved)));
    answer.say(Line::Wrote { path: saved.path.display().to_string() });
    Ok(answer)
}
