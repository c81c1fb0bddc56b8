//! `targets`: tracker, burn-down, before and after, award board.

use serde_json::json;

use super::Context;
use super::answer::{Answer, Failure, print_line};
use super::args::Usage;
use crate::lang::cli::Line;
use crate::lang::target::TargetSay;
use crate::output::file::write_atomic;
use crate::plan::edit::Edit;
use crate::plan::target::Targets;
use crate::project::{Mode, Stamp};
use crate::workflow::targets::change::REGISTER;
use crate::workflow::targets::recipe::{self, EXAMPLE};
use crate::workflow::targets::tracker::Which;
use crate::workflow::targets::{self, certificate, json as targets_json, said, series, sheet};
use crate::workflow::{Opened, Snapshot, open_numbers};

pub fn targets(context: &Context<'_>) -> Result<Answer, Failure> {
    let args = context.args;
    if args.has("example") {
        print_line(EXAMPLE);
        return Ok(Answer::default());
    }
    let recipe = args.path("recipe");
    let file = args.path("series");
    let which = args.value("of", "poverty|extreme", Which::Poverty, Which::from_id)?;
    let keeps = recipe.is_some() || file.is_some();
    let mode = if keeps { Mode::Write } else { Mode::Read };
    let Opened { mut project, mut snapshot, faults } = open_numbers(&args.words[0], mode)?;
    let mut answer = Answer { faults, ..Answer::default() };
    let mut own = snapshot.targets.as_deref().cloned().unwrap_or_default();
    let places = series::places(&snapshot.register);
    if let Some(path) = recipe {
        own = recipe::read(&path, own, &places)?;
    }
    if let Some(path) = file {
        let series::Read { years, faults } = series::read(&path, which, &places)?;
        answer.faults.extend(faults);
        match which {
            Which::Poverty => own.poverty.years = series::renewed(&own.poverty.years, years),
            Which::Extreme => own.extreme.years = series::renewed(&own.extreme.years, years),
        }
    }
    // A recipe that names what is not there is refused before anything is kept.
    let report = targets::report(&snapshot, &own, context.progress)?;
    if keeps {
        refuse_unknown(&snapshot, &own)?;
        let stamp = Stamp { at: &context.now, who: &context.who };
        let edit = Edit::SetTargets { targets: Some(Box::new(own)) };
        let seq = project.apply(&edit, &stamp)?;
        answer.field("kept", json!(seq));
        answer.say(Line::OfTargets(TargetSay::Kept));
        snapshot = Snapshot::read(&project, snapshot.register)?;
    }
    for (name, value) in targets_json::fields(&snapshot.register, &report) {
        answer.field(name, value);
    }
    answer.faults.extend(report.faults.iter().cloned());
    let date = super::ask::date(context)?;
    let says = said::all(&snapshot.register, &report, &date);
    answer.lines.extend(says.into_iter().map(Line::OfTargets));
    answer.field("over", json!(over(&report, &date)));
    let mut files = Vec::new();
    if let Some(out) = args.path("out") {
        files.extend(sheet::write(context.lang, &snapshot, &report, &out, &date)?);
    }
    if let Some(out) = args.path("certificate") {
        let villages: Vec<String> = args.text("village")?.into_iter().collect();
        let meeting = project.meeting()?;
        let bytes = certificate::pdf(
            context.lang,
            &snapshot.register,
            &report.award,
            &meeting,
            &villages,
            &date,
            context.progress,
        )?;
        files.push(write_atomic(&out, &bytes)?);
    } else if args.has("village") {
        return Err(Usage::MissingWord("--certificate F.pdf").into());
    }
    if !files.is_empty() {
        answer.field("files", super::ask::files_json(&files));
        let wrote = files.iter().map(|f| Line::Wrote { path: f.path.display().to_string() });
        answer.lines.extend(wrote);
    }
    Ok(answer)
}

/// Which promises were for a time that is over, and are not kept.
fn over(report: &targets::TargetReport, date: &str) -> Vec<&'static str> {
    let tracks = report.tracks.iter().filter(|track| track.is_over(date));
    let mut over: Vec<&str> = tracks.map(|track| track.which.id()).collect();
    over.extend(report.burn.iter().filter(|burn| burn.is_over(date)).map(|_| "burn"));
    over
}

/// Every indicator that a recipe names by hand is there.
fn refuse_unknown(snapshot: &Snapshot, own: &Targets) -> Result<(), Failure> {
    let named = [
        &own.burn.indicator,
        &own.change.indicator,
        &own.change.programme,
        &own.award.budget,
        &own.award.economy,
    ];
    for id in named.into_iter().flatten().filter(|id| !id.starts_with(REGISTER)) {
        snapshot.column(id, None)?;
    }
    Ok(())
}
