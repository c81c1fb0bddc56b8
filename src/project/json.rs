//! Edits and journal sentences ↔ JSON, by hand: the saved form is not the live form.
//!
//! Numbers that must come back to the last bit are written as text.

use serde_json::{Value, json};

use super::{ferries, looks, meeting, programme_json, show, target};

use crate::base::code::VillageCode;
use crate::base::measure::Measure;
use crate::dataset::crosswalk::{Decision, Entry};
use crate::indicator::definition::Direction;
use crate::lang::project::What;
use crate::plan::edit::{ClassMethod, Drawn, Edit, Palette, Style};

#[expect(clippy::too_many_lines, reason = "one arm an edit")]
pub(super) fn from_edit(edit: &Edit) -> Value {
    match edit {
        Edit::ShowImport { import, shown } => {
            json!({ "edit": "show_import", "import": import, "shown": shown })
        }
        Edit::ShowRun { run, shown } => json!({ "edit": "show_run", "run": run, "shown": shown }),
        Edit::ShowLayer { layer, counted, shown } => {
            json!({ "edit": "show_layer", "layer": layer, "counted": counted, "shown": shown })
        }
        Edit::SetIndicator { id, name, unit, direction } => json!({
            "edit": "set_indicator", "id": id, "name": name, "unit": unit,
            "direction": direction.id(),
        }),
        Edit::ResetIndicator { id } => json!({ "edit": "reset_indicator", "id": id }),
        Edit::SetStyle { indicator, style } => json!({
            "edit": "set_style", "indicator": indicator, "style": style.as_ref().map(from_style),
        }),
        Edit::Correct { indicator, period, code, value, reason } => json!({
            "edit": "correct", "indicator": indicator, "period": period, "code": code.as_str(),
            "value": from_measure(*value), "reason": reason,
        }),
        Edit::Uncorrect { indicator, period, code, reason } => json!({
            "edit": "uncorrect", "indicator": indicator, "period": period,
            "code": code.as_str(), "reason": reason,
        }),
        Edit::ShowCorrections { ids, shown } => {
            json!({ "edit": "show_corrections", "ids": ids, "shown": shown })
        }
        Edit::ShowBaseline { baseline, shown } => {
            json!({ "edit": "show_baseline", "baseline": baseline, "shown": shown })
        }
        Edit::SetMatch { key, decision } => json!({
            "edit": "set_match", "key": key, "decision": decision.as_ref().map(from_decision),
        }),
        Edit::SetFerries { links } => {
            json!({ "edit": "set_ferries", "links": ferries::to_json(links) })
        }
        Edit::SetBookmarks { places } => {
            json!({ "edit": "set_bookmarks", "places": looks::of_bookmarks(places) })
        }
        Edit::SetPresets { presets } => {
            json!({ "edit": "set_presets", "presets": looks::of_presets(presets) })
        }
        Edit::SetMeeting { meeting } => {
            json!({ "edit": "set_meeting", "meeting": meeting::of_meeting(meeting) })
        }
        Edit::SetQuestion { recipe, about } => {
            json!({ "edit": "set_question", "recipe": recipe, "about": about })
        }
        Edit::SetProgrammes { rows } => {
            json!({ "edit": "set_programmes", "rows": programme_json::of_rows(rows) })
        }
        Edit::SetFacts { entries } => {
            json!({ "edit": "set_facts", "entries": programme_json::of_facts(entries) })
        }
        Edit::SetShow { show } => json!({ "edit": "set_show", "show": show::of_show(show) }),
        Edit::SetVerification { entries, file } => json!({
            "edit": "set_verification", "entries": meeting::of_entries(entries), "file": file,
        }),
        Edit::SetTargets { targets } => {
            json!({ "edit": "set_targets", "targets": target::of_targets(targets.as_deref()) })
        }
        Edit::SetMatches { entries } => {
            let entries: Vec<Value> = entries
                .iter()
                .map(|(key, entry)| {
                    let origin = entry.as_ref().map(|entry| entry.origin.as_str());
                    let decision = entry.as_ref().map(|entry| from_decision(&entry.decision));
                    json!({ "key": key, "decision": decision, "origin": origin })
                })
                .collect();
            json!({ "edit": "set_matches", "entries": entries })
        }
    }
}

/// `None` for what a newer or damaged file may hold.
#[expect(clippy::too_many_lines, reason = "a list of edits, one arm each")]
pub(super) fn to_edit(value: &Value) -> Option<Edit> {
    let shown = || value.get("shown")?.as_bool();
    Some(match value.get("edit")?.as_str()? {
        "show_import" => {
            Edit::ShowImport { import: value.get("import")?.as_i64()?, shown: shown()? }
        }
        "show_run" => Edit::ShowRun { run: value.get("run")?.as_i64()?, shown: shown()? },
        "show_layer" => Edit::ShowLayer {
            layer: value.get("layer")?.as_i64()?,
            counted: value.get("counted").and_then(Value::as_i64),
            shown: shown()?,
        },
        "set_indicator" => Edit::SetIndicator {
            id: text(value, "id")?,
            name: text(value, "name")?,
            unit: text(value, "unit")?,
            direction: Direction::from_id(value.get("direction")?.as_str()?)?,
        },
        "reset_indicator" => Edit::ResetIndicator { id: text(value, "id")? },
        "correct" => Edit::Correct {
            indicator: text(value, "indicator")?,
            period: text(value, "period")?,
            code: VillageCode::stored(text(value, "code")?),
            value: to_measure(value.get("value")?.as_str()?)?,
            reason: text(value, "reason")?,
        },
        "uncorrect" => Edit::Uncorrect {
            indicator: text(value, "indicator")?,
            period: text(value, "period")?,
            code: VillageCode::stored(text(value, "code")?),
            reason: text(value, "reason")?,
        },
        "show_corrections" => Edit::ShowCorrections {
            ids: value.get("ids")?.as_array()?.iter().map(Value::as_i64).collect::<Option<_>>()?,
            shown: shown()?,
        },
        "show_baseline" => {
            Edit::ShowBaseline { baseline: value.get("baseline")?.as_i64()?, shown: shown()? }
        }
        "set_style" => Edit::SetStyle {
            indicator: text(value, "indicator")?,
            style: match value.get("style")? {
                Value::Null => None,
                style => Some(to_style(style)?),
            },
        },
        "set_match" => Edit::SetMatch {
            key: text(value, "key")?,
            decision: match value.get("decision")? {
                Value::Null => None,
                decision => Some(to_decision(decision)?),
            },
        },
        "set_bookmarks" => {
            Edit::SetBookmarks { places: looks::bookmarks_of(value.get("places")?)? }
        }
        "set_presets" => Edit::SetPresets { presets: looks::presets_of(value.get("presets")?)? },
        "set_meeting" => {
            let meeting = meeting::to_meeting(value.get("meeting")?)?;
            Edit::SetMeeting { meeting: Box::new(meeting) }
        }
        "set_question" => Edit::SetQuestion {
            recipe: value.get("recipe")?.as_str().map(str::to_owned),
            about: value.get("about")?.as_str()?.to_owned(),
        },
        "set_programmes" => {
            Edit::SetProgrammes { rows: programme_json::to_rows(value.get("rows")?)? }
        }
        "set_facts" => Edit::SetFacts { entries: programme_json::to_facts(value.get("entries")?)? },
        "set_show" => Edit::SetShow { show: Box::new(show::to_show(value.get("show")?)?) },
        "set_verification" => Edit::SetVerification {
            entries: meeting::to_entries(value.get("entries")?)?,
            file: text(value, "file")?,
        },
        "set_targets" => Edit::SetTargets {
            targets: match value.get("targets")? {
                Value::Null => None,
                own => Some(Box::new(target::to_targets(own)?)),
            },
        },
        "set_ferries" => Edit::SetFerries { links: ferries::from_json(value.get("links")?)? },
        "set_matches" => {
            let entry = |value: &Value| {
                let entry = match value.get("decision")? {
                    Value::Null => None,
                    decision => {
                        let decision = to_decision(decision)?;
                        Some(Entry { decision, origin: text(value, "origin")? })
                    }
                };
                Some((text(value, "key")?, entry))
            };
            let entries = value.get("entries")?.as_array()?;
            Edit::SetMatches { entries: entries.iter().map(entry).collect::<Option<_>>()? }
        }
        _ => return None,
    })
}

fn from_measure(value: Measure) -> String {
    match value {
        Measure::Measured(x) => format!("{x:?}"),
        Measure::Missing => "missing".to_owned(),
        Measure::NotApplicable => "not_applicable".to_owned(),
    }
}

fn to_measure(text: &str) -> Option<Measure> {
    match text {
        "missing" => Some(Measure::Missing),
        "not_applicable" => Some(Measure::NotApplicable),
        number => number.parse().ok().map(Measure::of),
    }
}
fn from_decision(decision: &Decision) -> Value {
    let codes: Vec<&str> = decision.codes().iter().map(VillageCode::as_str).collect();
    json!({ "is": decision.id(), "codes": codes })
}

fn to_decision(value: &Value) -> Option<Decision> {
    let codes = value.get("codes")?.as_array()?;
    let code = |code: &Value| Some(VillageCode::stored(code.as_str()?.to_owned()));
    Decision::from_parts(value.get("is")?.as_str()?, codes.iter().map(code).collect::<Option<_>>()?)
}

pub(super) fn from_style(style: &Style) -> Value {
    let mut value = json!({ "method": style.method.id(), "classes": style.classes });
    if let ClassMethod::Manual(breaks) = &style.method {
        value["breaks"] = breaks.iter().map(|b| Value::from(format!("{b:?}"))).collect();
    }
    if let Some(drawn) = style.drawn {
        value["drawn"] = drawn.id().into();
    }
    if let Some(palette) = style.palette {
        value["palette"] = palette.id().into();
    }
    value
}

pub(super) fn to_style(value: &Value) -> Option<Style> {
    let method = match value.get("method")?.as_str()? {
        "manual" => {
            let breaks = value.get("breaks")?.as_array()?;
            ClassMethod::Manual(
                breaks.iter().map(|b| b.as_str()?.parse().ok()).collect::<Option<_>>()?,
            )
        }
        id => ClassMethod::from_id(id)?,
    };
    let word = |key: &str| value.get(key).and_then(Value::as_str);
    Some(Style {
        method,
        classes: usize::try_from(value.get("classes")?.as_u64()?).ok()?,
        drawn: word("drawn").and_then(Drawn::from_id),
        palette: word("palette").and_then(Palette::from_id),
    })
}

pub(super) fn from_what(what: &What) -> Value {
    let named = |id: &str, name: &String| json!({ "what": id, "name": name });
    let file = |id: &str, file: &String| json!({ "what": id, "file": file });
    let run = |id: &str, kind: &String, on: &String| json!({ "what": id, "kind": kind, "on": on });
    match what {
        What::Created { file, villages } => {
            json!({ "what": "created", "file": file, "villages": villages })
        }
        What::Imported { file, indicators } => {
            json!({ "what": "imported", "file": file, "indicators": indicators })
        }
        What::LayerImported { name, places } => {
            json!({ "what": "layer_imported", "name": name, "places": places })
        }
        What::LayerShown { name } => named("layer_shown", name),
        What::LayerHidden { name } => named("layer_hidden", name),
        What::ImportShown { file: name } => file("import_shown", name),
        What::ImportHidden { file: name } => file("import_hidden", name),
        What::IndicatorSet { name } => named("indicator_set", name),
        What::IndicatorReset { name } => named("indicator_reset", name),
        What::StyleSet { name } => named("style_set", name),
        What::StyleReset { name } => named("style_reset", name),
        What::Ran { kind, on } => run("ran", kind, on),
        What::RunShown { kind, on } => run("run_shown", kind, on),
        What::RunHidden { kind, on } => run("run_hidden", kind, on),
        What::Exported { file: name } => file("exported", name),
        What::Packaged { folder, files, bytes } => {
            json!({ "what": "packaged", "folder": folder, "files": files, "bytes": bytes })
        }
        What::Corrected { name, village, old, new, cell, reason } => json!({
            "what": "corrected", "name": name, "village": village, "old": old, "new": new,
            "cell": cell, "reason": reason,
        }),
        What::CardAnswered { file, values } => {
            json!({ "what": "card_answered", "file": file, "values": values })
        }
        What::CorrectionsShown { values, shown } => {
            json!({ "what": "corrections_shown", "values": values, "shown": shown })
        }
        What::BaselineFrozen { name } => named("baseline_frozen", name),
        What::BaselineShown { name, shown } => {
            json!({ "what": "baseline_shown", "name": name, "shown": shown })
        }
        What::MatchesSet { count, file } => {
            json!({ "what": "matches_set", "count": count, "file": file })
        }
        What::FerriesSet { count } => json!({ "what": "ferries_set", "count": count }),
        What::BookmarksSet { count } => json!({ "what": "bookmarks_set", "count": count }),
        What::PresetsSet { count } => json!({ "what": "presets_set", "count": count }),
        What::MeetingSet => json!({ "what": "meeting_set" }),
        What::QuestionSet { about } => json!({ "what": "question_set", "about": about }),
        What::TargetsSet => json!({ "what": "targets_set" }),
        What::Programmes { file, rows } => {
            json!({ "what": "programmes", "file": file, "rows": rows })
        }
        What::ProgrammesSet { rows } => json!({ "what": "programmes_set", "rows": rows }),
        What::FactsSet { kind, count } => {
            json!({ "what": "facts_set", "kind": kind, "count": count })
        }
        What::ShowSet { steps } => json!({ "what": "show_set", "steps": steps }),
        What::Verified { file, villages } => {
            json!({ "what": "verified", "file": file, "villages": villages })
        }
    }
}

pub(super) fn to_what(value: &Value) -> Option<What> {
    let name = || text(value, "name");
    let file = || text(value, "file");
    let kind = || text(value, "kind");
    let on = || text(value, "on");
    let count = |key: &str| usize::try_from(value.get(key)?.as_u64()?).ok();
    Some(match value.get("what")?.as_str()? {
        "created" => What::Created { file: file()?, villages: count("villages")? },
        "imported" => What::Imported { file: file()?, indicators: count("indicators")? },
        "layer_imported" => What::LayerImported { name: name()?, places: count("places")? },
        "layer_shown" => What::LayerShown { name: name()? },
        "layer_hidden" => What::LayerHidden { name: name()? },
        "import_shown" => What::ImportShown { file: file()? },
        "import_hidden" => What::ImportHidden { file: file()? },
        "indicator_set" => What::IndicatorSet { name: name()? },
        "indicator_reset" => What::IndicatorReset { name: name()? },
        "style_set" => What::StyleSet { name: name()? },
        "style_reset" => What::StyleReset { name: name()? },
        "ran" => What::Ran { kind: kind()?, on: on()? },
        "run_shown" => What::RunShown { kind: kind()?, on: on()? },
        "run_hidden" => What::RunHidden { kind: kind()?, on: on()? },
        "exported" => What::Exported { file: file()? },
        "packaged" => What::Packaged {
            folder: text(value, "folder")?,
            files: count("files")?,
            bytes: count("bytes")?,
        },
        "corrected" => What::Corrected {
            name: name()?,
            village: text(value, "village")?,
            old: text(value, "old")?,
            new: text(value, "new")?,
            cell: text(value, "cell")?,
            reason: text(value, "reason")?,
        },
        "card_answered" => What::CardAnswered { file: file()?, values: count("values")? },
        "corrections_shown" => What::CorrectionsShown {
            values: count("values")?,
            shown: value.get("shown")?.as_bool()?,
        },
        "baseline_frozen" => What::BaselineFrozen { name: name()? },
        "baseline_shown" => {
            What::BaselineShown { name: name()?, shown: value.get("shown")?.as_bool()? }
        }
        "matches_set" => What::MatchesSet { count: count("count")?, file: file()? },
        "ferries_set" => What::FerriesSet { count: count("count")? },
        "bookmarks_set" => What::BookmarksSet { count: count("count")? },
        "presets_set" => What::PresetsSet { count: count("count")? },
        "meeting_set" => What::MeetingSet,
        "question_set" => What::QuestionSet { about: value.get("about")?.as_str()?.to_owned() },
        "targets_set" => What::TargetsSet,
        "programmes" => What::Programmes { file: file()?, rows: count("rows")? },
        "programmes_set" => What::ProgrammesSet { rows: count("rows")? },
        "facts_set" => What::FactsSet { kind: kind()?, count: count("count")? },
        "show_set" => What::ShowSet { steps: count("steps")? },
        "verified" => What::Verified { file: file()?, villages: count("villages")? },
        _ => return None,
    })
}

fn text(value: &Value, key: &str) -> Option<String> {
    value.get(key)?.as_str().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[expect(clippy::too_many_lines, reason = "one edit of every kind")]
    fn every_edit_comes_back_from_its_json_to_the_last_bit() {
        let manual = Style {
            method: ClassMethod::Manual(vec![0.1 + 0.2, 1e-300, 7.0]),
            classes: 4,
            drawn: Some(Drawn::Fills),
            palette: Some(Palette::Cividis),
        };
        let computed = ClassMethod::COMPUTED.map(|method| Edit::SetStyle {
            indicator: "idm".into(),
            style: Some(Style { method, ..Style::default() }),
        });
        let edits = [
            Edit::ShowImport { import: 3, shown: false },
            Edit::ShowRun { run: 9, shown: true },
            Edit::ShowLayer { layer: 2, counted: Some(7), shown: false },
            Edit::SetIndicator {
                id: "idm".into(),
                name: "IDM “2024”".into(),
                unit: "indeks".into(),
                direction: Direction::WorseLow,
            },
            Edit::ResetIndicator { id: "idm".into() },
            Edit::SetStyle { indicator: "idm".into(), style: None },
            Edit::SetStyle { indicator: "idm".into(), style: Some(manual) },
            Edit::SetStyle { indicator: "idm".into(), style: Some(Style::default()) },
            Edit::Correct {
                indicator: "idm".into(),
                period: "2024".into(),
                code: VillageCode::stored("74.05.01.2001".into()),
                value: Measure::Measured(0.1 + 0.2),
                reason: "kata dinas".into(),
            },
            Edit::Uncorrect {
                indicator: "idm".into(),
                period: String::new(),
                code: VillageCode::local(7),
                reason: "keliru".into(),
            },
            Edit::ShowCorrections { ids: vec![1, 9], shown: false },
            Edit::ShowBaseline { baseline: 2, shown: true },
            Edit::SetFerries {
                links: vec![(VillageCode::stored("7".into()), VillageCode::local(9))],
            },
            Edit::SetBookmarks { places: Vec::new() },
            Edit::SetPresets { presets: Vec::new() },
            Edit::SetMeeting { meeting: Box::default() },
            Edit::SetTargets { targets: Some(Box::default()) },
            Edit::SetTargets { targets: None },
            Edit::SetQuestion { recipe: Some("p = 3".into()), about: "Pagu".into() },
            Edit::SetQuestion { recipe: None, about: String::new() },
            Edit::SetProgrammes { rows: vec![(3, None)] },
            Edit::SetFacts { entries: Vec::new() },
            Edit::SetShow { show: Box::default() },
            Edit::SetVerification {
                entries: vec![(VillageCode::local(3), None)],
                file: "cek.xlsx".into(),
            },
            Edit::SetMatch { key: "/KOLONO/X".into(), decision: None },
            Edit::SetMatch { key: "/KOLONO/X".into(), decision: Some(Decision::Leave) },
            Edit::SetMatches {
                entries: vec![
                    ("74.05.01.2001//".into(), None),
                    (
                        "/KOLONO/X".into(),
                        Some(Entry {
                            decision: Decision::Not(vec![VillageCode::stored("7".into())]),
                            origin: "padanan.csv".into(),
                        }),
                    ),
                ],
            },
        ];
        for edit in edits.into_iter().chain(computed) {
            let text = from_edit(&edit).to_string();
            assert_eq!(to_edit(&serde_json::from_str(&text).unwrap()), Some(edit), "{text}");
        }
    }

    #[test]
    fn every_sentence_comes_back_from_its_json() {
        let (file, name) = ("tabel.xlsx".to_owned(), "IDM".to_owned());
        let (kind, on) = ("pockets".to_owned(), "idm".to_owned());
        let all = [
            What::Created { file: file.clone(), villages: 351 },
            What::Imported { file: file.clone(), indicators: 3 },
            What::ImportShown { file: file.clone() },
            What::ImportHidden { file: file.clone() },
            What::IndicatorSet { name: name.clone() },
            What::IndicatorReset { name: name.clone() },
            What::StyleSet { name: name.clone() },
            What::StyleReset { name: name.clone() },
            What::Corrected {
                name: name.clone(),
                village: "Kolono".into(),
                old: "missing".into(),
                new: "0.5".into(),
                cell: "F7".into(),
                reason: "kata dinas".into(),
            },
            What::CardAnswered { file: file.clone(), values: 3 },
            What::CorrectionsShown { values: 3, shown: false },
            What::BaselineFrozen { name: name.clone() },
            What::BaselineShown { name, shown: true },
            What::Ran { kind: kind.clone(), on: on.clone() },
            What::RunShown { kind: kind.clone(), on: on.clone() },
            What::RunHidden { kind, on },
            What::Exported { file: file.clone() },
            What::Packaged { folder: "Rakor_2026-11-25".into(), files: 40, bytes: 9_000_000 },
            What::MatchesSet { count: 3, file: file.clone() },
            What::MeetingSet,
            What::QuestionSet { about: "Pagu Rp 12 miliar".into() },
            What::TargetsSet,
            What::Programmes { file: file.clone(), rows: 20_000 },
            What::ProgrammesSet { rows: 1 },
            What::FactsSet { kind: "tugas".into(), count: 2 },
            What::ShowSet { steps: 6 },
            What::Verified { file, villages: 7 },
            What::FerriesSet { count: 2 },
            What::BookmarksSet { count: 2 },
            What::PresetsSet { count: 1 },
        ];
        for what in all {
            assert_eq!(to_what(&from_what(&what)), Some(what));
        }
    }
}
