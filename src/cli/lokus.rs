//! `lokus`: the proposed focus villages, frozen as a draft of the decree, written as a table.

use serde_json::{Value, json};

use super::Context;
use super::answer::{Answer, Failure, print_line};
use super::args::Usage;
use crate::lang::cli::Line;
use crate::lang::pocket::{Alike, PocketSay};
use crate::project::{Mode, Stamp};
use crate::workflow::lokus::{
    EXAMPLE, Frozen, LokusReport, Recipe, freeze, frozen, list, read, write,
};
use crate::workflow::{self, Opened, Snapshot, open_project};

pub fn lokus(context: &Context<'_>) -> Result<Answer, Failure> {
    let args = context.args;
    if args.has("example") {
        print_line(EXAMPLE);
        return Ok(Answer::default());
    }
    if args.has("list") || args.has("id") {
        return kept(context);
    }
    let path = args.path("recipe").ok_or(Usage::MissingWord("--recipe F.toml"))?;
    let recipe = read(&path)?;
    let top = |text: &str| text.parse().ok().filter(|n| *n >= 1);
    let recipe = Recipe { top: args.value("top", "1, 2, …", recipe.top, top)?, ..recipe };
    let name = args.text("freeze")?;
    let mode = if name.is_some() { Mode::Write } else { Mode::Read };
    let Opened { mut project, snapshot, faults } = open_project(&args.words[0], mode)?;
    let report = workflow::lokus(&snapshot, &recipe, context.progress)?;
    let mut answer = Answer { faults, ..Answer::default() };
    answer.field("lokus", list(&snapshot, &report));
    answer.field("input_hash", json!(report.input_hash));
    answer.lines = lines(&snapshot, &report);
    if let Some(name) = name {
        let stamp = Stamp { at: &context.now, who: &context.who };
        let hash = freeze(&mut project, &snapshot, &report, &name, &stamp)?;
        answer.field("frozen", json!({ "name": name, "hash": hash, "at": context.now }));
        answer.say(Line::OfPockets(PocketSay::LokusFrozen { name, hash }));
    }
    if let Some(out) = args.path("out") {
        let proposed = Frozen::proposed(&snapshot, &report, &context.now, &context.who);
        if let Some(mut proposed) = proposed {
            if let Some(name) = args.text("freeze")? {
                proposed.name = name;
                proposed.is_frozen = true;
            }
            put(context, &snapshot, &proposed, &out, &mut answer)?;
        }
    }
    Ok(answer)
}

fn put(
    context: &Context<'_>,
    snapshot: &Snapshot,
    list: &Frozen,
    out: &std::path::Path,
    answer: &mut Answer,
) -> Result<(), Failure> {
    let date = super::ask::date(context)?;
    let saved = write(context.lang, snapshot, list, out, &date)?;
    answer.field("files", super::ask::files_json(std::slice::from_ref(&saved)));
    answer.say(Line::Wrote { path: saved.path.display().to_string() });
    Ok(())
}

/// The frozen lists, or one of them as a file.
fn kept(context: &Context<'_>) -> Result<Answer, Failure> {
    let args = context.args;
    let Opened { project, snapshot, faults } = open_project(&args.words[0], Mode::Read)?;
    let all = frozen(&project)?;
    let mut answer = Answer { faults, ..Answer::default() };
    let rows: Vec<Value> = all
        .iter()
        .map(|f| {
            json!({
                "id": f.id, "name": f.name, "at": f.at, "by": f.by, "hash": f.hash,
                "villages": f.villages.iter().map(|v| &v.code).collect::<Vec<_>>(),
            })
        })
        .collect();
    answer.field("lists", json!(rows));
    let id = args.text("id")?;
    let wanted =
        |f: &&Frozen| id.as_ref().is_none_or(|id| *id == f.id.to_string() || *id == f.name);
    answer.lines.extend(all.iter().filter(wanted).map(|f| {
        Line::OfPockets(PocketSay::LokusKept {
            id: f.id,
            name: f.name.clone(),
            date: f.at.get(..10).unwrap_or(&f.at).to_owned(),
            villages: f.villages.len(),
            hash: f.hash.clone(),
        })
    }));
    if let Some(out) = args.path("out") {
        let known = all.iter().map(|f| f.name.as_str()).collect::<Vec<_>>().join("|");
        let one = all.iter().rev().find(wanted).ok_or_else(|| Usage::BadValue {
            option: "--id".into(),
            value: id.clone().unwrap_or_default(),
            wanted: known,
        })?;
        put(context, &snapshot, one, &out, &mut answer)?;
    }
    Ok(answer)
}

fn lines(snapshot: &Snapshot, report: &LokusReport) -> Vec<Line> {
    let villages = report.proposed();
    let mut says = vec![PocketSay::Lokus {
        name: report.recipe.name.clone(),
        villages: villages.len(),
        of: report.villages.len(),
    }];
    says.extend(villages.iter().map(|v| {
        let own = &snapshot.register.villages[v.village];
        PocketSay::LokusVillage {
            place: v.place,
            village: own.name.clone(),
            kecamatan: own.kecamatan.name.clone(),
            points: v.points.total,
            count: Some(v.count),
            rate: Some(v.rate),
            lacking: v.lacking.len(),
            alike: if v.alike { Alike::Yes } else { Alike::No },
        }
    }));
    if !report.unknown.is_empty() {
        says.push(PocketSay::LokusUnknown { count: report.unknown.len() });
    }
    says.into_iter().map(Line::OfPockets).collect()
}
