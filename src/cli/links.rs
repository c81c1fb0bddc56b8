//! `links`: who would be whose neighbour, and the links by boat that the project keeps.

use serde_json::{Value, json};

use super::Context;
use super::answer::{Answer, Failure};
use crate::base::code::VillageCode;
use crate::lang::cli::Line;
use crate::project::{Mode, Stamp};
use crate::workflow::neighbourhood::{ferries_in, ferry, set_ferries};
use crate::workflow::{
    self, Islands, Neighbourhood, Opened, PocketSettings, Snapshot, open_project,
};

pub fn links(context: &Context<'_>) -> Result<Answer, Failure> {
    let args = context.args;
    let mut settings = PocketSettings::of("");
    // What a person drew is shown unless it is asked for otherwise.
    settings.islands = Islands::Ferry;
    super::pockets::weights(args, &mut settings)?;
    let changes = ["ferry", "drop-ferry", "ferries"].iter().any(|name| args.has(name));
    let mode = if changes { Mode::Write } else { Mode::Read };
    let Opened { mut project, mut snapshot, faults } = open_project(&args.words[0], mode)?;
    let mut answer = Answer { faults, ..Answer::default() };
    if changes {
        let mut add = pairs(context, &snapshot, "ferry")?;
        for file in args.paths("ferries") {
            add.extend(ferries_in(&snapshot.register, &file)?);
        }
        let drop = pairs(context, &snapshot, "drop-ferry")?;
        let stamp = Stamp { at: &context.now, who: &context.who };
        answer.field("seq", set_ferries(&mut project, &add, &drop, &stamp)?);
        snapshot = Snapshot::read(&project, snapshot.register)?;
    }
    let found = workflow::neighbourhood(&snapshot, &settings, context.progress)?;
    fields(&mut answer, &snapshot, &found);
    lines(&mut answer, &snapshot, &found);
    Ok(answer)
}

/// The pairs of an option that may stand several times.
fn pairs(
    context: &Context<'_>,
    snapshot: &Snapshot,
    name: &str,
) -> Result<Vec<(VillageCode, VillageCode)>, Failure> {
    let texts = context.args.paths(name);
    let read = |text: &std::path::PathBuf| ferry(&snapshot.register, &text.to_string_lossy());
    Ok(texts.iter().map(read).collect::<Result<_, _>>()?)
}

fn fields(answer: &mut Answer, snapshot: &Snapshot, found: &Neighbourhood) {
    let code = |i: usize| snapshot.register.villages[i].code.as_str();
    let pair = |&(a, b): &(usize, usize)| json!({ "from": code(a), "to": code(b) });
    let bridges = found.bridges.iter().map(
        |b| json!({ "from": code(b.from), "to": code(b.to), "metres": b.metres, "by": b.by.id() }),
    );
    let counts = found.counts.iter().map(|(n, v)| json!({ "neighbours": n, "villages": v }));
    let isolates: Vec<&str> = found.isolates.iter().map(|&i| code(i)).collect();
    let ferries = snapshot.ferries.iter().map(|(a, b)| json!([a.as_str(), b.as_str()]));
    answer.field("weights", found.settings.weights.to_string());
    answer.field("islands", found.settings.islands.id());
    answer.field("villages", found.neighbours.len());
    answer.field("links", found.neighbours.links());
    answer.field("isolates", json!(isolates));
    answer.field("groups", found.groups);
    answer.field("tolerance_m", json!(found.tolerance_m));
    answer.field("links_added", found.added.len());
    answer.field("added", json!(found.added.iter().map(pair).collect::<Vec<Value>>()));
    answer.field("bridges", json!(bridges.collect::<Vec<Value>>()));
    answer.field("ferries", json!(ferries.collect::<Vec<Value>>()));
    answer.field("counts", json!(counts.collect::<Vec<Value>>()));
}

fn lines(answer: &mut Answer, snapshot: &Snapshot, found: &Neighbourhood) {
    let villages = &snapshot.register.villages;
    let name = |i: usize| format!("{} ({})", villages[i].name, villages[i].kecamatan.name);
    answer.say(Line::Neighbours {
        weights: found.settings.weights.to_string(),
        villages: found.neighbours.len(),
        links: found.neighbours.links(),
        isolates: found.isolates.len(),
        groups: found.groups,
    });
    if found.tolerance_m.is_some() || !found.added.is_empty() {
        answer.say(Line::Closeness { metres: found.tolerance_m, added: found.added.len() });
    }
    for &(a, b) in &found.added {
        answer.say(Line::Beside { from: name(a), to: name(b) });
    }
    for b in &found.bridges {
        let (from, to) = (name(b.from), name(b.to));
        answer.say(Line::Bridge { from, to, metres: b.metres, by: b.by.id().to_owned() });
    }
}
