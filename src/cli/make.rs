//! Commands that make a project: `new`, `demo`.

use std::path::PathBuf;

use serde_json::{Value, json};

use super::Context;
use super::answer::{Answer, Failure};
use super::args::{Args, Usage};
use super::ask::{date, files_json};
use super::pocket_lines;
use crate::base::fault::{CrsChange, CrsMend};
use crate::dataset::around::Seams;
use crate::dataset::boundary::{Excluded, Neighbours};
use crate::lang::cli::Line;
use crate::project::Stamp;
use crate::source::layer::{CrsOption, LayerOptions};
use crate::workflow::{self, NewOptions, pocket_json};

/// `--crs EPSG:n|EPSG:n:swap|swap|join|file|planar`.
pub fn crs(args: &Args) -> Result<CrsOption, Usage> {
    args.value("crs", "EPSG:n|EPSG:n:swap|swap|join|file|planar", CrsOption::FromFile, |text| {
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
    answer.lines = pocket_lines::lines(&demo.snapshot, &demo.report, context.lang);
    answer.say(Line::DemoFound { planted: demo.planted, found: demo.found, named: demo.named });
    for file in &demo.files {
        answer.say(Line::Wrote { path: file.path.display().to_string() });
    }
    answer.say(Line::DemoDone { folder: folder.display().to_string() });
    Ok((answer, demo.project))
}
