//! Commands that make and fill a project: `new`, `import`, `demo`.

use std::path::PathBuf;

use serde_json::{Map, Value, json};

use super::Context;
use super::answer::{Answer, Failure, print_line};
use super::args::{Args, Usage};
use super::ask::{date, files_json, pocket_lines};
use super::people;
use super::trust;
use crate::base::fault::{CrsChange, CrsMend};
use crate::dataset::around::Seams;
use crate::dataset::boundary::{Excluded, Neighbours};
use crate::dataset::feature::PlaceKind;
use crate::dataset::village::Register;
use crate::indicator::column::Column;
use crate::indicator::definition::Direction;
use crate::indicator::recipe;
use crate::lang::cli::Line;
use crate::output::unmatched;
use crate::project::{Mode, Stamp};
use crate::source::layer::{CrsOption, LayerOptions};
use crate::workflow::layers::Brought;
use crate::workflow::tables::{by_json, unmatched_json};
use crate::workflow::{
    self, Count, FileKind, ImportOptions, ImportReport, LayerImport, LayerReport, NewOptions,
    Opened, open_project, pocket_json,
};

/// `--crs EPSG:n|EPSG:n:swap|swap|join|planar`.
pub fn crs(args: &Args) -> Result<CrsOption, Usage> {
    args.value("crs", "EPSG:n|EPSG:n:swap|swap|join|planar", CrsOption::FromFile, |text| {
        let lower = text.to_ascii_lowercase();
        match lower.as_str() {
            "planar" => Some(CrsOption::Planar),
            _ => CrsMend::parse(&lower).map(|mend| match mend {
                CrsMend { epsg: Some(code), change: CrsChange::Nothing } => CrsOption::Epsg(code),
                mend => CrsOption::Mended(mend),
            }),
        }
    })
}

pub fn new(context: &Context<'_>) -> Result<Answer, Failure> {
    let args = context.args;
    let mut files = args.paths("villages");
    // `new PROJECT FILE` is understood too.
    files.extend(args.words[1..].iter().cloned());
    if files.is_empty() {
        return Err(Usage::MissingWord("--villages FILE…").into());
    }
    let filter = args.value("where", "COLUMN=VALUE", None, |text| {
        let (column, value) = text.split_once('=')?;
        Some(Some((column.trim().to_owned(), value.trim().to_owned())))
    })?;
    let indicators = args.text("indicators")?.map_or_else(Vec::new, |list| {
        list.split(',').map(|name| name.trim().to_owned()).filter(|n| !n.is_empty()).collect()
    });
    let mut options = NewOptions {
        layer: LayerOptions {
            filter,
            crs: crs(args)?,
            encoding: args.text("encoding")?,
            ..LayerOptions::default()
        },
        indicators,
        ..NewOptions::default()
    };
    options.fields.code_field = args.text("code-field")?;
    options.fields.name_field = args.text("name-field")?;
    options.fields.kecamatan_field = args.text("kecamatan-field")?;
    options.fields.only_kabupaten = args.text("kabupaten")?;
    let stamp = Stamp { at: &context.now, who: &context.who };
    let (_, report) =
        workflow::new_project(&args.words[0], &files, &options, &stamp, context.progress)?;
    let mut answer = Answer { faults: report.faults, ..Answer::default() };
    answer.field("villages", report.villages);
    answer.field("kecamatan", report.kecamatan);
    answer.field("kabupaten", report.kabupaten);
    let excluded: Vec<Value> = report.excluded.iter().map(excluded_json).collect();
    answer.field("excluded", excluded);
    answer.field("repaired", report.repaired);
    answer.field("repaired_km2", report.repaired_km2);
    answer.field("merged", report.merged);
    answer.field("neighbours", neighbours_json(report.neighbours.as_ref()));
    let seams = report.seams;
    answer.field(
        "borders",
        json!({
            "gaps": seams.gaps, "overlaps": seams.overlaps, "median_m": seams.median,
            "largest_m": seams.largest, "tolerance_m": seams.tolerance,
        }),
    );
    answer.say(Line::Made {
        villages: report.villages,
        kecamatan: report.kecamatan,
        kabupaten: report.kabupaten,
    });
    for e in &report.excluded {
        answer.say(Line::Excluded { reason: e.reason.to_owned(), count: e.count });
    }
    if report.merged > 0 {
        answer.say(Line::Merged { count: report.merged });
    }
    if report.repaired > 0 {
        answer.say(Line::Repaired { count: report.repaired });
    }
    if let Some(km2) = report.repaired_km2.filter(|km2| km2.abs() >= 0.00005) {
        answer.say(Line::RepairedArea { km2 });
    }
    // Borders drawn apart all over are told as a fault, with its mend.
    if seams.gaps + seams.overlaps > 0 && !seams.drawn_apart {
        let Seams { gaps, overlaps, median, largest, tolerance, .. } = seams;
        answer.say(Line::Seams { gaps, overlaps, median, largest, tolerance });
    }
    Ok(answer)
}

fn excluded_json(excluded: &Excluded) -> Value {
    let rows: Vec<Value> =
        excluded.rows.iter().map(|row| json!({"row": row.row, "name": row.name})).collect();
    json!({"reason": excluded.reason, "count": excluded.count, "rows": rows})
}

/// The kabupaten that is offered to be kept alone, and the others.
fn neighbours_json(found: Option<&Neighbours>) -> Value {
    let Some(found) = found else { return Value::Null };
    let others: Vec<Value> =
        found.others.iter().map(|(name, n)| json!({"name": name, "villages": n})).collect();
    let filter = found.filter.as_ref().map(|(column, value)| format!("{column}={value}"));
    json!({
        "keep": found.keep, "name": found.name, "villages": found.villages, "where": filter,
        "others": others,
    })
}

pub fn import(context: &Context<'_>) -> Result<Answer, Failure> {
    let args = context.args;
    if args.has("example") {
        print_line(recipe::example_recipe());
        return Ok(Answer::default());
    }
    if let Some(answer) = people::shown(args, context.lang) {
        return Ok(answer);
    }
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
    people::choose(args, &mut options)?;
    let Opened { mut project, mut snapshot, faults } = open_project(&args.words[0], Mode::Write)?;
    let stamp = Stamp { at: &context.now, who: &context.who };
    let mut answer = Answer { faults, ..Answer::default() };
    let (mut reports, mut layers) = (Vec::new(), Vec::new());
    let places = layer_options(args)?;
    for file in &args.words[1..] {
        if let Some(card) = workflow::cards::open_card(file, context.progress)? {
            trust::take_card(&mut project, &snapshot, &card, file, &stamp, &mut answer)?;
            snapshot = workflow::Snapshot::read(&project, snapshot.register)?;
            continue;
        }
        let both = (&options, &places);
        let (lang, progress) = (context.lang, context.progress);
        match workflow::import_any(&mut project, &snapshot, file, both, lang, &stamp, progress)? {
            Brought::Table(report) => reports.push(*report),
            Brought::Places(report) => layers.push(*report),
        }
        snapshot = workflow::Snapshot::read(&project, snapshot.register)?;
    }
    let overlaps = workflow::overlaps(&mut project, &snapshot, &reports, &stamp, context.progress)?;
    if let Some(path) = args.path("unmatched") {
        let rows: Vec<unmatched::Row> = reports.iter().flat_map(unmatched_rows).collect();
        let date = context.now.get(..10).unwrap_or_default();
        let written = unmatched::write(&path, &rows, context.lang, date)?;
        answer.field("files", files_json(std::slice::from_ref(&written)));
        answer.say(Line::Wrote { path: written.path.display().to_string() });
    }
    let register = &snapshot.register;
    let mut documents: Vec<_> = reports.iter().map(|r| report_json(register, r)).collect();
    say_layers(&mut answer, layers);
    if documents.is_empty() && answer.fields.contains_key("layers") {
        return Ok(answer);
    }
    if documents.len() == 1 {
        answer.fields.extend(documents.remove(0));
    } else if !documents.is_empty() {
        answer.fields.extend(together(&documents));
        answer.field("imports", documents);
    }
    for report in reports {
        answer.lines.extend(people::lines(&report, context.lang));
        answer.lines.extend(report_lines(&report));
        answer.lines.extend(trust::change_lines(register, &report.changes));
        answer.faults.extend(report.faults);
    }
    people::overlaps(&mut answer, overlaps);
    Ok(answer)
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
    for field in
        ["rows", "matched", "unmatched", "duplicates", "ignored", "by", "indicators", "changes"]
    {
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

fn unmatched_rows(report: &ImportReport) -> Vec<unmatched::Row> {
    let file = report.file.file_name().map(|n| n.to_string_lossy().into_owned());
    report
        .joined
        .unmatched
        .iter()
        .map(|u| unmatched::Row {
            file: file.clone().unwrap_or_default(),
            sheet: report.joined.laid.sheet.clone().unwrap_or_default(),
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
    people::fields(report, &mut map);
    map.insert("changes".into(), trust::changes_json(register, &report.changes));
    map
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

pub fn demo(context: &Context<'_>) -> Result<(Answer, PathBuf), Failure> {
    let folder = context.args.words.first().cloned();
    let folder = folder.unwrap_or_else(|| PathBuf::from("kantong-demo"));
    let date = date(context)?;
    let stamp = Stamp { at: &context.now, who: &context.who };
    let demo = workflow::demo(&folder, &stamp, &date, context.lang, context.progress)?;
    let mut answer = Answer { faults: demo.faults, ..Answer::default() };
    answer.field("project", demo.project.display().to_string());
    answer.field("files", files_json(&demo.files));
    answer.field("villages", demo.snapshot.register.len());
    answer.field("kecamatan", demo.snapshot.register.kecamatan().0.len());
    let found = pocket_json::result(&demo.snapshot, &demo.report);
    answer.field("pockets", found.get("pockets").cloned().unwrap_or_default());
    answer.field("lone", found.get("lone").cloned().unwrap_or_default());
    answer.field(
        "planted",
        json!({"villages": demo.planted, "found": demo.found, "named": demo.named}),
    );
    answer.lines = pocket_lines(&demo.report, context.lang);
    answer.say(Line::DemoFound { planted: demo.planted, found: demo.found, named: demo.named });
    for file in &demo.files {
        answer.say(Line::Wrote { path: file.path.display().to_string() });
    }
    answer.say(Line::DemoDone { folder: folder.display().to_string() });
    Ok((answer, demo.project))
}
