//! Commands that only look: `inspect`, `list`.

use serde_json::{Value, json};

use super::Context;
use super::answer::{Answer, Failure};
use super::args::Usage;
use super::bring::import_indicator;
use super::make::crs;
use super::{compare, regions, trust};
use crate::dataset::feature::PlaceKind;
use crate::lang::cli::Line;
use crate::project::Mode;
use crate::source::layer::CrsFrom;
use crate::workflow::inspect::InspectOptions;
use crate::workflow::{self, Snapshot, open_project};

pub fn inspect(context: &Context<'_>) -> Result<Answer, Failure> {
    let args = context.args;
    let options = InspectOptions {
        encoding: args.text("encoding")?,
        sheet: args.text("sheet")?,
        crs: crs(args)?,
    };
    let found = workflow::inspect(&args.words[0], &options, context.progress)?;
    let mut answer = Answer::default();
    answer.field("format", found.format.clone());
    answer.field("kind", found.kind);
    answer.field("features", found.features);
    answer.field("geometry", found.geometry.clone());
    if let Some(sheet) = &found.sheet {
        answer.field("sheet", sheet.clone());
    }
    let columns: Vec<Value> = found
        .columns
        .iter()
        .map(|c| {
            json!({
                "name": c.name, "type": c.kind, "filled": c.filled, "distinct": c.distinct,
                "example": c.example, "role": c.role,
            })
        })
        .collect();
    answer.field("columns", columns);
    let crs = found
        .crs
        .as_ref()
        .map(|crs| json!({"name": crs.name, "epsg": crs.epsg, "from": crs_from(crs.from)}));
    answer.field("crs", crs.unwrap_or(Value::Null));
    answer.field("encoding", json!({"label": found.encoding.label, "from": found.encoding.from}));
    answer.field("bounds", json!(found.bounds));
    answer.field("code_system", found.code_system.id());
    let kabupaten: Vec<Value> = found
        .kabupaten
        .iter()
        .map(|k| json!({"code": k.code, "name": k.name, "rows": k.rows}))
        .collect();
    answer.field("kabupaten", kabupaten);
    answer.lines = lines(&found);
    answer.faults = found.faults;
    Ok(answer)
}

fn crs_from(from: CrsFrom) -> &'static str {
    match from {
        CrsFrom::Prj => "prj",
        CrsFrom::Json => "json",
        CrsFrom::Range => "range",
        CrsFrom::Format => "format",
        CrsFrom::Given => "given",
    }
}

fn lines(found: &workflow::Inspection) -> Vec<Line> {
    let mut lines = vec![Line::Format {
        format: found.format.clone(),
        kind: found.kind.to_owned(),
        geometry: found.geometry.clone(),
        features: found.features,
    }];
    if let Some(crs) = &found.crs {
        lines.push(Line::CrsLine { name: crs.name.clone(), epsg: crs.epsg });
    }
    lines.push(Line::EncodingLine {
        label: found.encoding.label.clone(),
        from: found.encoding.from.to_owned(),
    });
    if let Some(bounds) = found.bounds {
        lines.push(Line::BoundsLine { bounds });
    }
    lines.push(Line::SystemLine { system: found.code_system.id().to_owned() });
    // A table of the whole country names them all; the document has every one.
    lines.extend(found.kabupaten.iter().take(MOST_LINES).map(|k| Line::KabupatenLine {
        code: k.code.clone().unwrap_or_default(),
        name: k.name.clone(),
        rows: k.rows,
    }));
    if found.kabupaten.len() > MOST_LINES {
        lines.push(Line::KabupatenMore { count: found.kabupaten.len() - MOST_LINES });
    }
    lines.extend(found.columns.iter().map(|c| Line::ColumnLine {
        name: c.name.clone(),
        kind: c.kind.to_owned(),
        filled: c.filled,
        distinct: c.distinct,
        example: c.example.clone().unwrap_or_default(),
        role: c.role.to_owned(),
    }));
    lines
}

/// Kabupaten that are listed one by one.
const MOST_LINES: usize = 12;

/// What `list` knows.
pub const WHAT: &str = "indicators|villages|kabupaten|sources|journal|layers|findings|baselines";

pub fn list(context: &Context<'_>) -> Result<Answer, Failure> {
    let what = context.args.words[1].display().to_string();
    if !WHAT.split('|').any(|known| known == what) {
        return Err(
            Usage::BadValue { option: "list".into(), value: what, wanted: WHAT.into() }.into()
        );
    }
    let opened = open_project(&context.args.words[0], Mode::Read)?;
    let mut answer = Answer { faults: opened.faults.clone(), ..Answer::default() };
    match what.as_str() {
        "indicators" => indicators(&opened.snapshot, &mut answer),
        "villages" => villages(&opened.snapshot, &mut answer),
        "kabupaten" => regions::kabupaten(&opened.snapshot, context.lang, &mut answer),
        "sources" => sources(&opened.snapshot, &mut answer),
        "findings" => trust::findings(&opened, context.lang, &mut answer)?,
        "baselines" => compare::baselines(&opened.project, &mut answer)?,
        "layers" => layers(&opened.snapshot, &mut answer),
        _ => journal(&opened.snapshot, context, &mut answer),
    }
    Ok(answer)
}

fn indicators(snapshot: &Snapshot, answer: &mut Answer) {
    let mut rows = Vec::new();
    for column in &snapshot.columns {
        let source = column
            .cells
            .iter()
            .flatten()
            .next()
            .and_then(|cell| snapshot.source(cell.source))
            .map(|source| source.file.clone());
        let (mut row, line) = import_indicator(column);
        row["source"] = json!(source);
        rows.push(row);
        answer.say(line);
    }
    answer.field("indicators", rows);
}

fn villages(snapshot: &Snapshot, answer: &mut Answer) {
    let mut rows = Vec::new();
    for v in &snapshot.register.villages {
        rows.push(json!({
            "code": v.code.as_str(), "name": v.name, "kind": v.kind.id(),
            "kecamatan": v.kecamatan.name, "kabupaten": v.kabupaten.name,
            "area_km2": v.area_km2, "lon": v.inside.x(), "lat": v.inside.y(),
        }));
        answer.say(Line::VillageLine {
            code: v.code.to_string(),
            name: v.name.clone(),
            kecamatan: v.kecamatan.name.clone(),
            area_km2: v.area_km2,
        });
    }
    answer.field("villages", rows);
}

fn layers(snapshot: &Snapshot, answer: &mut Answer) {
    let mut rows = Vec::new();
    for stored in &snapshot.layers {
        let layer = &stored.layer;
        let source = snapshot.source(stored.source);
        let villages = layer.counts(&snapshot.register).iter().filter(|&&n| n > 0).count();
        rows.push(json!({
            "id": stored.id, "name": layer.name, "kind": layer.kind.id(),
            "columns": layer.columns, "places": layer.places.len(), "villages": villages,
            "outside": layer.outside(), "length_km": layer.length_km(snapshot.register.frame),
            "file": source.map(|s| &s.file),
            "sha256": source.map(|s| &s.sha256),
        }));
        answer.say(Line::LayerLine {
            id: stored.id,
            name: layer.name.clone(),
            lines: layer.kind == PlaceKind::Lines,
            places: layer.places.len(),
            villages,
            outside: layer.outside(),
        });
    }
    answer.field("layers", rows);
}

fn sources(snapshot: &Snapshot, answer: &mut Answer) {
    let mut rows = Vec::new();
    for source in &snapshot.sources {
        rows.push(json!({
            "file": source.file, "sha256": source.sha256, "sheet": source.sheet,
            "imported_at": source.imported_at, "rows": source.rows,
        }));
        answer.say(Line::SourceLine {
            file: source.file.clone(),
            sheet: source.sheet.clone().unwrap_or_default(),
            rows: source.rows,
            at: source.imported_at.clone(),
        });
    }
    answer.field("sources", rows);
}

fn journal(snapshot: &Snapshot, context: &Context<'_>, answer: &mut Answer) {
    let mut rows = Vec::new();
    for entry in &snapshot.journal {
        let what = context.lang.what(&entry.what);
        rows.push(json!({
            "seq": entry.seq, "at": entry.at, "what": what, "undone": entry.undone,
        }));
        answer.say(Line::JournalLine {
            seq: entry.seq,
            at: entry.at.clone(),
            what,
            undone: entry.undone,
        });
    }
    answer.field("journal", rows);
}
