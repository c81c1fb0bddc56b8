//! What `import` says of profiles and of lists of persons.

use serde_json::{Map, Value, json};

use super::answer::{Answer, Failure, print_line};
use super::args::{Args, Usage};
use super::bring::import_indicator;
use crate::base::fault::At;
use crate::indicator::profile::hash::RunKey;
use crate::indicator::profile::recognise::Chosen;
use crate::indicator::profile::rules::{EXAMPLE, Rules};
use crate::indicator::profile::{all, by_id};
use crate::lang::Lang;
use crate::lang::cli::Line;
use crate::workflow::{ImportOptions, ImportReport, Overlap, read_text};

/// `--profiles` and `--example-rules`: what needs no project. `None` where neither is asked for.
pub fn shown(args: &Args, lang: Lang) -> Option<Answer> {
    if args.has("example-rules") {
        print_line(EXAMPLE.trim_end());
        return Some(Answer::default());
    }
    if !args.has("profiles") {
        return None;
    }
    let mut answer = Answer::default();
    let profiles: Vec<Value> = all()
        .iter()
        .map(|p| {
            json!({"id": p.id, "name": p.name(lang), "source": p.source.id(), "by_name": p.is_by_name()})
        })
        .collect();
    answer.field("profiles", profiles);
    for profile in all() {
        answer.say(Line::Profile { id: profile.id.clone(), name: profile.name(lang).to_owned() });
    }
    Some(answer)
}

/// `--profile` and `--rules`, and one key for all lists of this run.
pub fn choose(args: &Args, options: &mut ImportOptions) -> Result<(), Failure> {
    options.profile = match args.text("profile")?.as_deref() {
        None => Chosen::BySight,
        Some("none") => Chosen::Nothing,
        Some(id) => Chosen::This(by_id(id)?),
    };
    if let Some(path) = args.path("rules") {
        if path.as_os_str().is_empty() {
            return Err(Usage::MissingValue("--rules".to_owned()).into());
        }
        options.rules = Some(Rules::parse(&read_text(&path)?, &At::file(&path))?);
    }
    options.key = Some(RunKey::draw()?);
    Ok(())
}

/// `profile` and `people` of one import.
pub fn fields(report: &ImportReport, map: &mut Map<String, Value>) {
    if let Some(people) = &report.people {
        map.insert("rows".into(), people.rows.into());
        map.insert("matched".into(), people.counted.into());
    }
    map.insert("profile".into(), report.profile.map(|profile| profile.id.as_str()).into());
    if let Some(people) = &report.people {
        let list = json!({
            "rows": people.rows, "counted": people.counted, "without_village": people.without,
            "other_kabupaten": people.elsewhere, "places": report.joined.rows,
        });
        map.insert("people".into(), list);
    }
}

pub fn lines(report: &ImportReport, lang: Lang) -> Vec<Line> {
    let Some(profile) = report.profile else { return Vec::new() };
    let (file, name) = (report.file.display().to_string(), profile.name(lang).to_owned());
    vec![Line::Recognised { file, name }]
}

/// `overlaps` of an import of several lists.
pub fn overlaps(answer: &mut Answer, overlaps: Vec<Overlap>) {
    if overlaps.is_empty() {
        return;
    }
    let documents: Vec<Value> = overlaps
        .iter()
        .map(|overlap| {
            let indicators: Vec<Value> =
                overlap.columns.iter().map(|column| import_indicator(column).0).collect();
            json!({"files": overlap.files, "indicators": indicators})
        })
        .collect();
    answer.field("overlaps", documents);
    for overlap in overlaps {
        answer.lines.extend(overlap.columns.iter().map(|column| import_indicator(column).1));
        answer.faults.extend(overlap.faults);
    }
}
