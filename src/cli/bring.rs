//! `import`: tables of villages, lists of persons, layers of places and filled cards, as they come.

use std::path::Path;
use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::Context;
use super::answer::{Answer, Failure, print_line};
use super::args::{Args, Usage};
use super::ask::files_json;
use super::make::crs;
use super::people;
use super::report;
use super::trust;
use crate::base::fault::{DataFault, Fault, FaultCode, Stop};
use crate::dataset::feature::PlaceKind;
use crate::dataset::join::Joined;
use crate::dataset::village::Register;
use crate::indicator::column::Column;
use crate::indicator::definition::Direction;
use crate::indicator::question::Question;
use crate::indicator::recipe::{self, Series};
use crate::lang::cli::Line;
use crate::output::unmatched;
use crate::project::{Mode, Project, Stamp};
use crate::workflow::layers::Brought;
use crate::workflow::tables::{by_json, unmatched_json};
use crate::workflow::{
    self, Count, FileKind, ImportOptions, ImportReport, LayerImport, LayerReport, Opened, Snapshot,
    open_numbers,
};

pub fn import(context: &Context<'_>) -> Result<Answer, Failure> {
    let args = context.args;
    if args.has("example") {
        print_line(recipe::example_recipe());
        return Ok(Answer::default());
    }
    if let Some(answer) = people::shown(args, context.lang) {
        return Ok(answer);
    }
    let (table, places) = (table_options(args)?, layer_options(args)?);
    let Opened { project, snapshot, faults } = open_numbers(&args.words[0], Mode::Write)?;
    let stamp = Stamp { at: &context.now, who: &context.who };
    let answer = Answer { faults, ..Answer::default() };
    let (reports, layers) = (Vec::new(), Vec::new());
    let mut run = Run {
        project,
        snapshot,
        table,
        places,
        stamp,
        answer,
        reports,
        layers,
        unplaced: Vec::new(),
    };
    let mut files = Vec::new();
    for path in &args.words[1..] {
        match workflow::tables_of(path, context.progress) {
            Ok((found, told)) => {
                files.extend(found);
                run.answer.faults.extend(told);
            }
            // What is wrong with it is told in its turn.
            Err(Stop::Fault(_)) => files.push(path.clone()),
            Err(canceled) => return Err(canceled.into()),
        }
    }
    for (at, file) in files.iter().enumerate() {
        if at > 0 {
            run.look_again()?;
        }
        match run.file(file, context) {
            // The very case in which the list of what matched nowhere is wanted.
            Err(Stop::Fault(fault)) if run.lists_unplaced(file, &fault, context)? => {
                run.answer.exit = run.answer.exit.max(fault.code.exit());
                run.answer.faults.push(*fault);
            }
            // One file that is refused keeps no other from being imported.
            Err(Stop::Fault(fault)) if files.len() > 1 => {
                run.answer.exit = run.answer.exit.max(fault.code.exit());
                run.answer.faults.push(*fault);
            }
            done => done?,
        }
    }
    run.answered(context)
}

fn table_options(args: &Args) -> Result<ImportOptions, Failure> {
    let share = |text: &str| {
        text.replace(',', ".").parse::<f64>().ok().filter(|s| (0.0..=1.0).contains(s)).map(Some)
    };
    let mut options = ImportOptions {
        sheet: args.text("sheet")?,
        recipe: args
            .path("recipe")
            .map(|path| workflow::read_recipe(&path))
            .transpose()?
            .unwrap_or_default(),
        period: args
            .value("period", "2024, 2024-08", String::new(), period)
            .map(|text| Some(text).filter(|t| !t.is_empty()))?,
        direction: args.value("direction", "worse_high|worse_low|none", None, |text| {
            Direction::from_id(text).map(Some)
        })?,
        accept_suggested: args.value("accept-suggested", "0–1", None, share)?,
        encoding: args.text("encoding")?,
        ..ImportOptions::default()
    };
    let series =
        args.value("series", "same|apart", None, |text| Series::from_id(text).map(Some))?;
    options.recipe.series = series.or(options.recipe.series);
    people::choose(args, &mut options)?;
    Ok(options)
}

/// The files of one command, and what became of them so far.
struct Run<'a> {
    project: Project,
    snapshot: Snapshot,
    table: ImportOptions,
    places: LayerImport,
    stamp: Stamp<'a>,
    answer: Answer,
    reports: Vec<ImportReport>,
    layers: Vec<LayerReport>,
    /// Of tables none of whose rows has a village.
    unplaced: Vec<unmatched::Row>,
}

impl Run<'_> {
    fn file(&mut self, file: &Path, context: &Context<'_>) -> Result<(), Stop> {
        let (project, snapshot, stamp) = (&mut self.project, &self.snapshot, &self.stamp);
        let (lang, progress) = (context.lang, context.progress);
        if let Some(card) = workflow::cards::open_card(file, progress)? {
            trust::take_card(project, snapshot, &card, file, stamp, &mut self.answer)?;
        } else if let Some(form) = workflow::report::returned::open_form(file, progress)? {
            report::take_form(project, snapshot, &form, file, stamp, &mut self.answer)?;
        } else {
            let both = (&self.table, &self.places);
            match workflow::import_any(project, snapshot, file, both, lang, stamp, progress)? {
                Brought::Table(report) => self.reports.push(*report),
                Brought::Places(mut report) => {
                    let options = (&self.places, lang);
                    let others = workflow::import_other_kinds(
                        project,
                        snapshot,
                        &mut report,
                        options,
                        stamp,
                        progress,
                    )?;
                    self.layers.push(*report);
                    self.layers.extend(others);
                }
            }
        }
        Ok(())
    }

    /// Whether the file was refused since no row of it matches, and `--unmatched` asks for its rows.
    fn lists_unplaced(
        &mut self,
        file: &Path,
        fault: &Fault,
        context: &Context<'_>,
    ) -> Result<bool, Stop> {
        let nothing = matches!(fault.code, FaultCode::Data(DataFault::NothingMatched { .. }));
        if !nothing || context.args.path("unmatched").is_none() {
            return Ok(false);
        }
        let crosswalk = self.project.crosswalk()?;
        let progress = context.progress;
        let draft = workflow::draft(&self.snapshot, &crosswalk, file, &self.table, progress)?;
        let Ok(found) = draft.outcome else { return Ok(false) };
        self.unplaced.extend(unmatched_rows(file, &found.joined));
        Ok(true)
    }

    /// Takes what was brought so far into account.
    fn look_again(&mut self) -> Result<(), Stop> {
        let register = Arc::clone(&self.snapshot.register);
        self.snapshot = Snapshot::read(&self.project, register)?;
        Ok(())
    }

    fn answered(mut self, context: &Context<'_>) -> Result<Answer, Failure> {
        if self.reports.iter().filter(|report| report.people.is_some()).count() > 1 {
            self.look_again()?;
        }
        let Self { project, snapshot, reports, stamp, .. } = &mut self;
        let overlaps = workflow::overlaps(project, snapshot, reports, stamp, context.progress)?;
        let Self { snapshot, mut answer, reports, layers, unplaced, .. } = self;
        if let Some(path) = context.args.path("unmatched") {
            let of_report = |report: &ImportReport| unmatched_rows(&report.file, &report.joined);
            let rows = reports.iter().flat_map(of_report).chain(unplaced);
            let rows: Vec<unmatched::Row> = rows.collect();
            let date = context.now.get(..10).unwrap_or_default();
            let written = unmatched::write(&path, &rows, context.lang, date)?;
            answer.field("files", files_json(std::slice::from_ref(&written)));
            answer.say(Line::Wrote { path: written.path.display().to_string() });
        }
        let register = &snapshot.register;
        let mut documents: Vec<_> = reports.iter().map(|r| report_json(register, r)).collect();
        say_layers(&mut answer, layers);
        if documents.len() == 1 {
            answer.fields.extend(documents.remove(0));
        } else if !documents.is_empty() {
            answer.fields.extend(together(&documents));
            answer.field("imports", documents);
        }
        for report in reports {
            answer.lines.extend(people::lines(&report, context.lang));
            answer.lines.extend(report_lines(&report));
            answer.lines.extend(trust::impossible(register, &report.file, &report.columns).1);
            answer.lines.extend(trust::change_lines(register, &report.changes));
            answer.faults.extend(report.faults);
        }
        people::overlaps(&mut answer, overlaps);
        Ok(answer)
    }
}

/// `--layer NAME`, `--count` and what a layer shares with `new`.
fn layer_options(args: &Args) -> Result<LayerImport, Usage> {
    let name = args.text("layer")?;
    let kind = if name.is_some() { FileKind::Places } else { FileKind::Found };
    let count = if args.has("count") { Count::PerVillage } else { Count::No };
    let (sheet, encoding) = (args.text("sheet")?, args.text("encoding")?);
    Ok(LayerImport { name, count, kind, sheet, encoding, crs: crs(args)?, filter: None })
}

fn say_layers(answer: &mut Answer, layers: Vec<LayerReport>) {
    if layers.is_empty() {
        return;
    }
    let documents: Vec<Value> = layers
        .iter()
        .map(|l| {
            json!({
                "file": l.file.display().to_string(), "id": l.id, "name": l.name,
                "kind": l.kind.id(), "columns": l.columns, "places": l.places,
                "villages": l.villages, "outside": l.outside,
                "indicator": l.indicator.as_ref().map(|c| import_indicator(c).0),
            })
        })
        .collect();
    answer.field("layers", documents);
    for layer in layers {
        answer.say(Line::LayerLine {
            id: layer.id,
            lines: layer.kind == PlaceKind::Lines,
            name: layer.name,
            places: layer.places,
            villages: layer.villages,
            outside: layer.outside,
        });
        answer.lines.extend(layer.indicator.as_ref().map(|column| import_indicator(column).1));
        answer.faults.extend(layer.faults);
    }
}

/// The contract's fields over several tables: counts summed, lists behind each other.
fn together(documents: &[Map<String, Value>]) -> Map<String, Value> {
    let mut all = Map::new();
    for field in [
        "rows",
        "matched",
        "unmatched",
        "duplicates",
        "ignored",
        "by",
        "indicators",
        "questions",
        "changes",
    ] {
        let each = documents.iter().filter_map(|document| document.get(field));
        let value = if each.clone().all(Value::is_u64) {
            each.filter_map(Value::as_u64).sum::<u64>().into()
        } else {
            each.filter_map(Value::as_array).flatten().cloned().collect()
        };
        all.insert(field.to_owned(), value);
    }
    all
}

/// A year, or a year and a month, a quarter (`T1`–`T4`) or half a year (`S1`, `S2`).
fn period(text: &str) -> Option<String> {
    let (year, month) = text.split_once('-').map_or((text, None), |(y, m)| (y, Some(m)));
    let is_year = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
    let is_part =
        |m: &str| ["T1", "T2", "T3", "T4", "S1", "S2"].contains(&m.to_uppercase().as_str());
    let is_month = month.is_none_or(|m| {
        is_part(m) || (m.len() == 2 && m.parse::<u32>().is_ok_and(|m| (1..=12).contains(&m)))
    });
    (is_year && is_month).then(|| text.to_uppercase())
}

fn unmatched_rows(file: &Path, joined: &Joined) -> Vec<unmatched::Row> {
    let file = file.file_name().map(|n| n.to_string_lossy().into_owned());
    joined
        .unmatched
        .iter()
        .map(|u| unmatched::Row {
            file: file.clone().unwrap_or_default(),
            sheet: joined.laid.sheet.clone().unwrap_or_default(),
            row: u.row,
            text: u.text.clone(),
            candidates: u
                .candidates
                .iter()
                .map(|c| (c.code.to_string(), c.name.clone(), c.score))
                .collect(),
        })
        .collect()
}

/// The contract's fields of one import.
fn report_json(register: &Register, report: &ImportReport) -> Map<String, Value> {
    let joined = &report.joined;
    let ignored: Vec<Value> =
        joined.ignored.iter().map(|i| json!({"row": i.row, "why": i.why.id()})).collect();
    let indicators: Vec<Value> = report.columns.iter().map(|c| import_indicator(c).0).collect();
    let mut map = Map::new();
    map.insert("file".into(), report.file.display().to_string().into());
    map.insert("sheet".into(), joined.laid.sheet.clone().into());
    map.insert("rows".into(), joined.rows.into());
    map.insert("matched".into(), joined.matched.len().into());
    map.insert("unmatched".into(), unmatched_json(joined));
    map.insert("duplicates".into(), joined.duplicates.len().into());
    map.insert("ignored".into(), ignored.into());
    map.insert("by".into(), by_json(joined));
    map.insert("indicators".into(), indicators.into());
    map.insert("questions".into(), report.questions.iter().map(question_json).collect());
    people::fields(report, &mut map);
    map.insert("changes".into(), trust::changes_json(register, &report.changes));
    let (impossible, _) = trust::impossible(register, &report.file, &report.columns);
    map.insert("impossible".into(), impossible.into());
    map
}

/// What was left open, and the answer that was taken: a key of the recipe changes it.
fn question_json(question: &Question) -> Value {
    json!({
        "key": question.key(), "column": question.column(), "samples": question.samples(),
        "read_as": question.default_id(),
    })
}

/// One (indicator, period) for JSON and for a person.
pub fn import_indicator(column: &Column) -> (Value, Line) {
    let tally = column.tally();
    let indicator = &column.indicator;
    let value = json!({
        "id": indicator.id, "name": indicator.name, "column": indicator.column,
        "unit": indicator.unit, "period": column.period, "direction": indicator.direction.id(),
        "measured": tally.measured, "zero": tally.zero, "missing": tally.missing,
        "not_applicable": tally.not_applicable,
    });
    let line = Line::Indicator {
        id: indicator.id.clone(),
        name: indicator.name.clone(),
        period: column.period.clone(),
        measured: tally.measured,
        missing: tally.missing,
        not_applicable: tally.not_applicable,
    };
    (value, line)
}

fn report_lines(report: &ImportReport) -> Vec<Line> {
    let joined = &report.joined;
    // Of a list of persons the rows are told, not the places they were joined by.
    let (rows, matched, unmatched) = match &report.people {
        Some(people) => (people.rows, people.counted, people.without),
        None => (joined.rows, joined.matched.len(), joined.unmatched.len()),
    };
    let mut lines = vec![Line::Joined {
        file: report.file.display().to_string(),
        rows,
        matched,
        unmatched,
        duplicates: joined.duplicates.len(),
        ignored: joined.ignored.len(),
    }];
    lines.extend(
        joined
            .by
            .iter()
            .map(|(how, count)| Line::JoinedBy { how: how.id().to_owned(), count: *count }),
    );
    lines.extend(report.columns.iter().map(|column| import_indicator(column).1));
    lines.extend(joined.unmatched.iter().map(|u| Line::Unmatched {
        row: u.row,
        text: u.text.clone(),
        candidates: u.candidates.iter().map(|c| format!("{} {}", c.code, c.name)).collect(),
    }));
    lines
}
