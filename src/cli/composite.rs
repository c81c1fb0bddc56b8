//! `composite`: an index by a recipe, kept as an indicator.

use serde_json::{Value, json};

use super::Context;
use super::answer::{Answer, Failure, print_line};
use super::args::Usage;
use super::trust::measure_json;
use crate::indicator::column::Column;
use crate::lang::cli::Line;
use crate::project::{Mode, Stamp};
use crate::workflow::composite::{EXAMPLE, FSVA, SANITATION, WATER};
use crate::workflow::{self, CompositeReport, Opened, Snapshot, open_project};

pub fn composite(context: &Context<'_>) -> Result<Answer, Failure> {
    let args = context.args;
    for (flag, example) in [
        ("example", EXAMPLE),
        ("example-fsva", FSVA),
        ("example-water", WATER),
        ("example-sanitation", SANITATION),
    ] {
        if args.has(flag) {
            print_line(example);
            return Ok(Answer::default());
        }
    }
    let recipe = args.path("recipe").ok_or(Usage::MissingWord("--recipe F.toml"))?;
    let text = workflow::read_text(&recipe)?;
    let Opened { mut project, snapshot, faults } = open_project(&args.words[0], Mode::Write)?;
    let report = workflow::composite(&snapshot, &text)?;
    let stamp = Stamp { at: &context.now, who: &context.who };
    workflow::keep_composite(&mut project, &report, &text, &stamp)?;
    let mut answer = Answer { faults, ..Answer::default() };
    fields(&mut answer, &report);
    answer.field("villages", villages(&snapshot, &report));
    lines(&mut answer, &report);
    Ok(answer)
}

/// The index of every village; an index of several columns has a value for each.
fn villages(snapshot: &Snapshot, report: &CompositeReport) -> Value {
    let values = |at: usize| -> serde_json::Map<String, Value> {
        let of = |c: &Column| (c.indicator.id.clone(), measure_json(c.values[at]));
        report.columns.iter().map(of).collect()
    };
    let all = snapshot.register.villages.iter().enumerate().map(|(at, own)| {
        let first = report.columns.first().map(|c| measure_json(c.values[at]));
        json!({ "code": own.code.as_str(), "value": first, "values": values(at) })
    });
    all.collect()
}

fn fields(answer: &mut Answer, report: &CompositeReport) {
    let indicators: Vec<Value> = report
        .columns
        .iter()
        .map(|column| {
            let tally = column.tally();
            json!({
                "id": column.indicator.id, "name": column.indicator.name,
                "unit": column.indicator.unit, "period": column.period,
                "direction": column.indicator.direction.id(), "measured": tally.measured,
                "zero": tally.zero, "missing": tally.missing,
                "not_applicable": tally.not_applicable,
            })
        })
        .collect();
    let parts: Vec<Value> = report
        .parts
        .iter()
        .map(|p| {
            json!({
                "indicator": p.indicator, "period": p.period, "weight": p.weight,
                "loading": p.loading, "contribution": p.contribution,
            })
        })
        .collect();
    let deprivation = report.deprivation.map(|(headcount, intensity, adjusted)| {
        json!({ "headcount": headcount, "intensity": intensity, "adjusted": adjusted })
    });
    answer.field("indicators", json!(indicators));
    answer.field("parts", json!(parts));
    answer.field("consistency_ratio", json!(report.consistency_ratio));
    answer.field("explained", json!(report.explained));
    answer.field("cutoffs", json!(report.cutoffs));
    answer.field("cutoffs_from", json!(report.cutoffs_from));
    answer.field("classes", json!(report.classes));
    answer.field("left_out", json!(report.left_out));
    answer.field("deprivation", json!(deprivation));
}

fn lines(answer: &mut Answer, report: &CompositeReport) {
    for column in &report.columns {
        let tally = column.tally();
        answer.say(Line::Indicator {
            id: column.indicator.id.clone(),
            name: column.indicator.name.clone(),
            period: column.period.clone(),
            measured: tally.measured,
            missing: tally.missing,
            not_applicable: tally.not_applicable,
        });
    }
    // A quadrant weighs nothing.
    for part in report.parts.iter().filter(|p| p.weight > 0.0) {
        answer.say(Line::Part {
            indicator: part.indicator.clone(),
            period: part.period.clone(),
            weight: part.weight,
            loading: part.loading,
            contribution: part.contribution,
        });
    }
    if !report.left_out.is_empty() {
        answer.say(Line::LeftOut { indicators: report.left_out.clone() });
    }
    if let Some(ratio) = report.consistency_ratio {
        answer.say(Line::Consistency { ratio });
    }
    if let Some(explained) = report.explained {
        answer.say(Line::Explained { share: explained });
    }
    if let Some((headcount, intensity, adjusted)) = report.deprivation {
        answer.say(Line::Deprivation { headcount, intensity, adjusted });
    }
    if !report.classes.is_empty() {
        let from = report.cutoffs_from.clone();
        answer.say(Line::CompositeClasses { counts: report.classes.clone(), from });
    }
}
