//! Commands that set numbers beside each other: `compare`, `baseline`, `list baselines`.

use serde_json::{Value, json};

use super::Context;
use super::answer::{Answer, Failure};
use super::args::Usage;
use super::ask::{date, files_json};
use super::trust::{measure_json, village};
use crate::base::fault::Stop;
use crate::indicator::column::Column;
use crate::lang::cli::Line;
use crate::lang::trust::Say;
use crate::output::comparison;
use crate::project::{Mode, Project, Stamp};
use crate::workflow::{self, Comparison, Opened, Snapshot, open_project};

/// Villages that are said on a terminal; JSON and files have all.
const SAID: usize = 20;

pub fn compare(context: &Context<'_>) -> Result<Answer, Failure> {
    let args = context.args;
    if let Some(name) = args.text("baseline")? {
        return since(context, &name);
    }
    let indicator = args.text("indicator")?.ok_or(Usage::MissingWord("--indicator A"))?;
    let with = args.text("with")?.ok_or(Usage::MissingWord("--with B | --baseline N"))?;
    let keeps = args.has("keep");
    let mode = if keeps { Mode::Write } else { Mode::Read };
    let Opened { mut project, snapshot, faults } = open_project(&args.words[0], mode)?;
    let a = snapshot.column(&indicator, args.text("period")?.as_deref())?;
    let b = snapshot.column(&with, args.text("with-period")?.as_deref())?;
    let compared = workflow::compare(&a, &b);
    let mut answer = Answer { faults, ..Answer::default() };
    fields(&mut answer, &snapshot, &compared, [&a, &b]);
    lines(&mut answer, &snapshot, &compared);
    if let Some(out) = args.path("out") {
        let sheet = comparison::sheet(context.lang, &snapshot.register, &input(&compared));
        let own = std::slice::from_ref(&sheet);
        let beside = crate::workflow::dictionary::beside(context.lang, &snapshot, own, &|_| None);
        let saved = comparison::write(&out, context.lang, (&sheet, beside), &date(context)?)?;
        answer.field("files", files_json(std::slice::from_ref(&saved)));
        answer.say(Line::Wrote { path: saved.path.display().to_string() });
    }
    if keeps {
        let stamp = Stamp { at: &context.now, who: &context.who };
        let id = workflow::compare::keep(&mut project, &a, &b, &stamp)?;
        answer.field("kept", id.clone());
        answer.say(Line::trust(Say::Kept { id }));
    }
    Ok(answer)
}

/// The comparison as the writer of files takes it.
fn input(compared: &Comparison) -> comparison::Input {
    let name = |(name, period): &(String, String)| format!("{name} {period}").trim().to_owned();
    comparison::Input {
        a: name(&compared.a),
        b: name(&compared.b),
        both: compared
            .both
            .iter()
            .map(|row| (row.village, row.a, row.b, row.difference, row.relative))
            .collect(),
        only_a: compared.only_a.clone(),
        only_b: compared.only_b.clone(),
    }
}

fn fields(answer: &mut Answer, snapshot: &Snapshot, compared: &Comparison, columns: [&Column; 2]) {
    let code = |place: usize| snapshot.register.villages[place].code.as_str();
    let side = |c: &Column| json!({"indicator": c.indicator.id, "period": c.period, "unit": c.indicator.unit});
    let only = |list: &[(usize, f64)]| -> Vec<Value> {
        list.iter().map(|(v, value)| json!({"code": code(*v), "value": value})).collect()
    };
    answer.field("a", side(columns[0]));
    answer.field("b", side(columns[1]));
    answer.field("only_a", only(&compared.only_a));
    answer.field("only_b", only(&compared.only_b));
    let both: Vec<Value> = compared
        .both
        .iter()
        .map(|row| {
            json!({
                "code": code(row.village), "a": row.a, "b": row.b,
                "difference": row.difference, "relative": row.relative,
            })
        })
        .collect();
    answer.field("both", both);
    answer.field("neither", compared.neither);
    answer.field("equal", compared.equal);
    answer.field("sum_a", compared.sum_a);
    answer.field("sum_b", compared.sum_b);
    answer.field("spearman", json!(compared.spearman));
}

fn lines(answer: &mut Answer, snapshot: &Snapshot, compared: &Comparison) {
    let name = |(name, period): &(String, String)| format!("{name} {period}").trim().to_owned();
    answer.say(Line::trust(Say::Compared {
        a: name(&compared.a),
        b: name(&compared.b),
        only_a: compared.only_a.len(),
        both: compared.both.len(),
        only_b: compared.only_b.len(),
        neither: compared.neither,
    }));
    answer.say(Line::trust(Say::Sums {
        a: compared.sum_a,
        b: compared.sum_b,
        equal: compared.equal,
        spearman: compared.spearman,
    }));
    let differing = compared.both.len() - compared.equal;
    for row in compared.both.iter().take(SAID.min(differing)) {
        answer.say(Line::trust(Say::Difference {
            village: village(&snapshot.register, row.village),
            a: row.a,
            b: row.b,
            difference: row.difference,
            relative: row.relative,
        }));
    }
    if differing > SAID {
        answer.say(Line::trust(Say::More { count: differing - SAID }));
    }
}

fn since(context: &Context<'_>, name: &str) -> Result<Answer, Failure> {
    let opened = open_project(&context.args.words[0], Mode::Read)?;
    let snapshot = &opened.snapshot;
    let since = workflow::since(&opened.project, snapshot, name)?;
    let mut answer = Answer { faults: opened.faults, ..Answer::default() };
    let base = &since.baseline;
    answer.field("baseline", json!({"name": base.name, "at": base.at, "hash": base.hash}));
    let changes: Vec<Value> = since
        .moved
        .iter()
        .map(|m| {
            json!({
                "indicator": m.indicator, "period": m.period,
                "code": snapshot.register.villages[m.village].code.as_str(),
                "old": measure_json(m.old), "new": measure_json(m.new),
            })
        })
        .collect();
    answer.field("changes", changes);
    let pairs = |list: &[(String, String)]| -> Vec<Value> {
        list.iter().map(|(id, period)| json!({"indicator": id, "period": period})).collect()
    };
    answer.field("gone", pairs(&since.gone));
    answer.field("come", pairs(&since.come));
    answer.say(Line::trust(Say::Since {
        name: base.name.clone(),
        at: base.at.clone(),
        moved: since.moved.len(),
        gone: since.gone.len(),
        come: since.come.len(),
    }));
    for moved in since.moved.iter().take(SAID) {
        answer.say(Line::trust(Say::Moved {
            name: moved.name.clone(),
            period: moved.period.clone(),
            village: village(&snapshot.register, moved.village),
            old: moved.old,
            new: moved.new,
        }));
    }
    if since.moved.len() > SAID {
        answer.say(Line::trust(Say::More { count: since.moved.len() - SAID }));
    }
    Ok(answer)
}

pub fn baseline(context: &Context<'_>) -> Result<Answer, Failure> {
    let args = context.args;
    let name = args.text("name")?.map(|name| name.trim().to_owned()).filter(|n| !n.is_empty());
    let name = name.ok_or(Usage::MissingWord("--name NAME"))?;
    let (mut project, faults) = Project::open(&args.words[0], Mode::Write)?;
    let id = project.freeze(&name, &Stamp { at: &context.now, who: &context.who })?;
    let all = project.baselines()?;
    let mut answer = Answer { faults, ..Answer::default() };
    if let Some(made) = all.into_iter().find(|b| b.id == id) {
        answer.field("name", made.name.clone());
        answer.field("at", made.at.clone());
        answer.field("columns", made.columns);
        answer.field("hash", made.hash.clone());
        let (name, columns, hash) = (made.name, made.columns, made.hash);
        answer.say(Line::trust(Say::Frozen { name, columns, hash }));
    }
    Ok(answer)
}

pub fn baselines(project: &Project, answer: &mut Answer) -> Result<(), Stop> {
    let all = project.baselines()?;
    let rows: Vec<Value> = all
        .iter()
        .map(|b| {
            json!({
                "name": b.name, "at": b.at, "who": b.who, "columns": b.columns, "hash": b.hash,
            })
        })
        .collect();
    answer.field("baselines", rows);
    if all.is_empty() {
        answer.say(Line::trust(Say::NoBaselines));
    }
    answer.lines.extend(all.into_iter().map(|b| {
        let (name, at, who, columns, hash) = (b.name, b.at, b.who, b.columns, b.hash);
        Line::trust(Say::Baseline { name, at, who, columns, hash })
    }));
    Ok(())
}
