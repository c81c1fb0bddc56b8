//! Commands of trust: `list findings`, `correct`, `origin`, and what an import changed.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Map, Value, json};

use super::Context;
use super::answer::{Answer, Failure};
use super::args::Usage;
use crate::base::fault::{At, ProjectFault, Stop};
use crate::base::measure::Measure;
use crate::dataset::village::Register;
use crate::indicator::check::{self, Doubt};
use crate::indicator::column::{CellRef, Column};
use crate::indicator::definition::Derived;
use crate::lang::cli::Line;
use crate::lang::finding::Severity;
use crate::lang::trust::{Cell, Say};
use crate::lang::{Lang, Sentence};
use crate::plan::edit::Edit;
use crate::project::{Mode, Project, Stamp};
use crate::source::number::{self, Mark, NumberText};
use crate::source::table::RawTable;
use crate::workflow::origin::{self, Part, Place, Rows};
use crate::workflow::{self, Change, Finding, Opened, Snapshot, open_project};

/// Values of a change that are said on a terminal; JSON has all.
const SAID: usize = 40;

/// "Kolono (74.05.01.2001)".
pub fn village(register: &Register, place: usize) -> String {
    register.villages.get(place).map_or_else(String::new, |v| format!("{} ({})", v.name, v.code))
}

/// A number, or the state's name.
pub fn measure_json(value: Measure) -> Value {
    match value {
        Measure::Measured(x) => json!(x),
        Measure::Missing => Value::Null,
        Measure::NotApplicable => json!("not_applicable"),
    }
}

pub fn findings(opened: &Opened, lang: Lang, answer: &mut Answer) -> Result<(), Stop> {
    let found = workflow::findings(&opened.project, &opened.snapshot)?;
    let of = |severity| found.iter().filter(|f| f.severity == severity).count();
    let (heavy, check, note) = (of(Severity::Heavy), of(Severity::Check), of(Severity::Note));
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in &found {
        *kinds.entry(finding.odd.id()).or_default() += 1;
    }
    answer.field("counts", json!({"heavy": heavy, "check": check, "note": note}));
    answer.field("kinds", json!(kinds));
    let rows: Vec<Value> = found.iter().map(|finding| finding_json(lang, finding)).collect();
    answer.field("findings", rows);
    answer.say(Line::trust(Say::Counts { heavy, check, note }));
    let register = &opened.snapshot.register;
    answer.lines.extend(found.into_iter().map(|f| finding_line(register, f)));
    Ok(())
}

fn finding_line(register: &Register, f: Finding) -> Line {
    let Finding { file, sheet, row, column, header, .. } = f;
    Line::trust(Say::Finding {
        severity: f.severity,
        village: f.village.map_or_else(String::new, |v| village(register, v)),
        cell: Cell { file, sheet, row, column, header },
        period: f.period,
        odd: f.odd,
    })
}

/// Impossible values that are said after an import; `list findings` has all.
const IMPOSSIBLE: usize = 5;

/// What an import brought that cannot be.
pub fn impossible(register: &Register, file: &Path, columns: &[Column]) -> (Vec<Value>, Vec<Line>) {
    let all: Vec<&Column> = columns.iter().collect();
    let mut heavy = check::doubts(register, &all);
    heavy.retain(|doubt| doubt.village.is_some() && doubt.odd.severity() == Severity::Heavy);
    let file = file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let at = |doubt: &Doubt| {
        let column = &columns[doubt.column];
        let cell = doubt.village.and_then(|v| column.cells[v].as_ref());
        Cell {
            file: file.clone(),
            sheet: cell.and_then(|c| c.sheet.clone()),
            row: cell.map(|c| c.row),
            column: cell.map(|c| c.column.clone()),
            header: Some(column.indicator.column.clone()),
        }
    };
    let document = |doubt: &Doubt| {
        let (cell, column) = (at(doubt), &columns[doubt.column]);
        let code = doubt.village.map(|v| register.villages[v].code.as_str());
        json!({
            "kind": doubt.odd.id(), "indicator": column.indicator.id, "period": column.period,
            "code": code, "sheet": cell.sheet, "row": cell.row, "column": cell.column,
        })
    };
    let line = |doubt: &Doubt| {
        Line::trust(Say::Finding {
            severity: Severity::Heavy,
            odd: doubt.odd.clone(),
            cell: at(doubt),
            village: doubt.village.map_or_else(String::new, |v| village(register, v)),
            period: columns[doubt.column].period.clone(),
        })
    };
    let mut lines: Vec<Line> = heavy.iter().take(IMPOSSIBLE).map(line).collect();
    if heavy.len() > IMPOSSIBLE {
        lines.push(Line::trust(Say::MoreFindings { count: heavy.len() - IMPOSSIBLE }));
    }
    (heavy.iter().map(document).collect(), lines)
}

fn finding_json(lang: Lang, f: &Finding) -> Value {
    let Sentence { message, fix } = lang.odd(&f.odd);
    json!({
        "severity": f.severity.id(), "kind": f.odd.id(), "file": f.file, "sheet": f.sheet,
        "row": f.row, "column": f.column, "header": f.header, "indicator": f.indicator,
        "period": f.period, "code": f.code.as_ref().map(ToString::to_string), "value": f.value,
        "message": message, "fix": fix,
    })
}

pub fn correct(context: &Context<'_>) -> Result<Answer, Failure> {
    let args = context.args;
    let indicator = args.text("indicator")?.ok_or(Usage::MissingWord("--indicator ID"))?;
    let named = args.text("village")?.ok_or(Usage::MissingWord("--village CODE"))?;
    let wanted = "X|missing|not_applicable|table";
    let said = args.value("value", wanted, None, |text| Said::of(text).map(Some))?;
    let said = said.ok_or(Usage::MissingWord("--value X|missing|not_applicable|table"))?;
    let reason = args.text("reason")?.filter(|reason| !reason.trim().is_empty());
    let reason = reason.ok_or(Usage::MissingWord("--reason TEXT"))?;
    let Opened { mut project, snapshot, faults } = open_project(&args.words[0], Mode::Write)?;
    let column = snapshot.column(&indicator, args.text("period")?.as_deref())?;
    let place = origin::village_of(&snapshot, &named)?;
    let old = column.values[place];
    let code = snapshot.register.villages[place].code.clone();
    let period = column.period.clone();
    let value = said.value(&column)?;
    let edit = match value {
        Some(value) => Edit::Correct { indicator: indicator.clone(), period, code, value, reason },
        None => Edit::Uncorrect { indicator: indicator.clone(), period, code, reason },
    };
    let seq = project.apply(&edit, &Stamp { at: &context.now, who: &context.who })?;
    let snapshot = workflow::Snapshot::read(&project, snapshot.register)?;
    let column = snapshot.column(&indicator, Some(&column.period))?;
    let new = column.values[place];
    let mut answer = Answer { faults, ..Answer::default() };
    answer.field("seq", json!(seq));
    answer.field("indicator", indicator);
    answer.field("period", column.period.clone());
    answer.field("code", snapshot.register.villages[place].code.as_str());
    answer.field("old", measure_json(old));
    answer.field("new", measure_json(new));
    answer.field("corrected", column.corrections.contains_key(&place));
    answer.say(Line::trust(if seq.is_some() {
        let (name, period) = (column.indicator.name.clone(), column.period.clone());
        Say::Corrected { name, period, village: village(&snapshot.register, place), old, new }
    } else {
        Say::NothingCorrected
    }));
    let wrong = workflow::findings(&project, &snapshot)?;
    let wrong = wrong.into_iter().filter(|f| {
        f.severity == Severity::Heavy && f.village == Some(place) && f.period == column.period
    });
    let wrong: Vec<Finding> = wrong.collect();
    answer
        .field("findings", wrong.iter().map(|f| finding_json(context.lang, f)).collect::<Vec<_>>());
    answer.lines.extend(wrong.into_iter().map(|f| finding_line(&snapshot.register, f)));
    if seq.is_some() {
        let of = (column.indicator.id.as_str(), column.period.as_str());
        let kept = workflow::frozen(&project, of, place)?;
        answer.lines.extend(
            kept.into_iter()
                .map(|(baseline, value)| Line::trust(Say::StaysFrozen { baseline, value })),
        );
    }
    Ok(answer)
}

/// What `--value` says.
#[derive(Clone, Debug)]
enum Said {
    State(Measure),
    Table,
    Number(String),
}

impl Said {
    fn of(text: &str) -> Option<Self> {
        Some(match text {
            "missing" | "kosong" => Self::State(Measure::Missing),
            "not_applicable" | "tidak_berlaku" => Self::State(Measure::NotApplicable),
            "table" | "tabel" => Self::Table,
            number => {
                plain(number).or_else(|| indonesian(number))?;
                Self::Number(number.to_owned())
            }
        })
    }

    /// `None` = as the table has it. The command line is written by a person at a keyboard: 12.5
    /// and 12,5 are one number, and 1.782 of what comes whole are thousands.
    fn value(&self, column: &Column) -> Result<Option<Measure>, Stop> {
        let text = match self {
            Self::State(state) => return Ok(Some(*state)),
            Self::Table => return Ok(None),
            Self::Number(text) => text,
        };
        let whole = |x: &f64| !column.counts_whole() || x.fract() == 0.0;
        let read = plain(text).filter(whole).or_else(|| indonesian(text).filter(whole));
        let not_whole =
            || Stop::fault(ProjectFault::NotWhole { text: text.clone() }, At::default());
        read.map(|x| Some(Measure::of(x))).ok_or_else(not_whole)
    }
}

fn plain(text: &str) -> Option<f64> {
    text.parse().ok().filter(|x: &f64| x.is_finite())
}

fn indonesian(text: &str) -> Option<f64> {
    match number::parse(text, Mark::Comma) {
        NumberText::Value(x) | NumberText::Percent(x) => Some(x),
        NumberText::Blank | NumberText::Text => None,
    }
}

pub fn origin(context: &Context<'_>) -> Result<Answer, Failure> {
    let args = context.args;
    let indicator = args.text("indicator")?.ok_or(Usage::MissingWord("--indicator ID"))?;
    let named = args.text("village")?.ok_or(Usage::MissingWord("--village CODE"))?;
    let opened = open_project(&args.words[0], Mode::Read)?;
    let snapshot = &opened.snapshot;
    let place = origin::village_of(snapshot, &named)?;
    let found = workflow::origin(snapshot, &indicator, args.text("period")?.as_deref(), place)?;
    let mut answer = Answer { faults: opened.faults, ..Answer::default() };
    answer.field("indicator", found.indicator.clone());
    answer.field("period", found.period.clone());
    answer.field("code", snapshot.register.villages[place].code.as_str());
    answer.field("value", measure_json(found.value));
    answer.field("unit", found.unit.clone());
    answer.field("cell", found.place.as_ref().map_or(Value::Null, place_json));
    answer.field("rows", found.rows.as_ref().map_or(Value::Null, rows_json));
    let correction = found.correction.as_ref().map(|c| {
        json!({
            "table": measure_json(c.table), "old": measure_json(c.old), "reason": c.reason,
            "at": c.at, "who": c.who,
        })
    });
    answer.field("correction", correction.unwrap_or(Value::Null));
    let formula = found.formula.as_ref().map(|f| {
        let parts: Vec<Value> = f.parts.iter().map(part_json).collect();
        json!({ "of": formula_id(&f.of), "parts": parts })
    });
    answer.field("formula", formula.unwrap_or(Value::Null));
    let village = village(&snapshot.register, place);
    let (name, period, unit) = (found.name, found.period, found.unit);
    answer.say(Line::trust(Say::Value { name, period, village, unit, value: found.value }));
    if let Some(c) = found.correction {
        let (table, reason) = (c.table, c.reason);
        answer.say(Line::trust(Say::CorrectedBy { table, reason, at: c.at, who: c.who }));
    }
    match (found.place, found.formula) {
        (Some(place), _) => answer.say(Line::trust(Say::From {
            cell: place_cell(&place),
            at: place.imported_at,
            by: place.by,
            sha256: place.sha256,
        })),
        (None, Some(formula)) => {
            answer.say(Line::trust(Say::Computed { of: formula_id(&formula.of) }));
            for part in formula.parts {
                let cell = part.place.as_ref().map(place_cell);
                answer.say(Line::trust(Say::Part {
                    name: part.name,
                    value: part.value,
                    cell,
                    corrected: part.corrected,
                }));
                if let Some(rows) = &part.rows {
                    answer.say(Line::trust(rows_said(rows)));
                }
            }
        }
        (None, None) => {
            answer.say(Line::trust(found.rows.as_ref().map_or(Say::NoCell, rows_said)));
        }
    }
    Ok(answer)
}

fn formula_id(of: &Derived) -> &'static str {
    match of {
        Derived::Rate(_) => "rate",
        Derived::Gap { .. } => "gap",
    }
}

fn place_json(place: &Place) -> Value {
    json!({
        "file": place.file, "sheet": place.sheet, "row": place.row, "column": place.column,
        "header": place.header, "sha256": place.sha256, "imported_at": place.imported_at,
        "by": place.by,
    })
}

fn part_json(part: &Part) -> Value {
    json!({
        "indicator": part.indicator, "name": part.name, "value": measure_json(part.value),
        "cell": part.place.as_ref().map(place_json), "corrected": part.corrected,
        "rows": part.rows.as_ref().map(rows_json),
    })
}

fn rows_json(rows: &Rows) -> Value {
    let span = rows.span;
    json!({
        "file": rows.file, "sheet": rows.sheet, "first_row": span.map(|s| s.first),
        "last_row": span.map(|s| s.last), "rows": span.map_or(0, |s| s.rows),
        "sha256": rows.sha256, "imported_at": rows.imported_at, "by": rows.by,
    })
}

fn rows_said(rows: &Rows) -> Say {
    Say::Rows {
        file: rows.file.clone(),
        sheet: rows.sheet.clone(),
        span: rows.span.map(|s| (s.first, s.last, s.rows)),
    }
}

pub fn place_cell(place: &Place) -> Cell {
    Cell {
        file: place.file.clone(),
        sheet: place.sheet.clone(),
        row: Some(place.row),
        column: Some(place.column.clone()),
        header: Some(place.header.clone()),
    }
}

/// `changes` of `import`.
pub fn changes_json(register: &Register, changes: &[Change]) -> Value {
    let cell = |cell: &Option<(String, CellRef)>| {
        cell.as_ref().map(|(file, cell)| {
            let mut map = Map::new();
            map.insert("file".into(), json!(file));
            map.insert("sheet".into(), json!(cell.sheet));
            map.insert("row".into(), json!(cell.row));
            map.insert("column".into(), json!(cell.column));
            map
        })
    };
    changes
        .iter()
        .map(|c| {
            json!({
                "indicator": c.indicator, "period": c.period,
                "code": register.villages.get(c.village).map(|v| v.code.to_string()),
                "old": measure_json(c.old), "new": measure_json(c.new),
                "old_cell": cell(&c.old_cell), "new_cell": cell(&c.new_cell),
                "corrected": c.corrected.map(measure_json),
            })
        })
        .collect()
}

/// The same for a person, the first ones.
pub fn change_lines(register: &Register, changes: &[Change]) -> Vec<Line> {
    if changes.is_empty() {
        return Vec::new();
    }
    let cell = |cell: &Option<(String, CellRef)>| {
        cell.as_ref().map(|(file, cell)| Cell {
            file: file.clone(),
            sheet: cell.sheet.clone(),
            row: Some(cell.row),
            column: Some(cell.column.clone()),
            header: None,
        })
    };
    let shown = changes.len().min(SAID);
    let mut lines = vec![Line::trust(Say::Changes { count: changes.len(), shown })];
    lines.extend(changes.iter().take(SAID).map(|c| {
        Line::trust(Say::Change {
            name: c.name.clone(),
            period: c.period.clone(),
            village: village(register, c.village),
            old: c.old,
            new: c.new,
            old_cell: cell(&c.old_cell),
            new_cell: cell(&c.new_cell),
            corrected: c.corrected,
        })
    }));
    lines
}

/// A filled card among the files of an import: its answers, told one by one.
pub fn take_card(
    project: &mut Project,
    snapshot: &Snapshot,
    table: &RawTable,
    file: &Path,
    stamp: &Stamp<'_>,
    answer: &mut Answer,
) -> Result<(), Stop> {
    let report = workflow::cards::take(project, snapshot, table, file, stamp)?;
    let register = &snapshot.register;
    let answers: Vec<Value> = report
        .answers
        .iter()
        .map(|a| {
            json!({
                "indicator": a.indicator, "period": a.period,
                "code": register.villages[a.village].code.as_str(),
                "old": measure_json(a.old), "new": measure_json(a.new),
            })
        })
        .collect();
    let unused: Vec<Value> =
        report.unused.iter().map(|(row, why)| json!({ "row": row, "why": why.id() })).collect();
    let placed: Vec<Value> = report
        .placed
        .iter()
        .map(|&(row, v)| json!({ "row": row, "code": register.villages[v].code.as_str() }))
        .collect();
    let card = json!({
        "file": file.display().to_string(), "about": report.file, "answers": answers,
        "confirmed": report.confirmed, "empty": report.empty, "unused": unused,
        "placed": placed,
    });
    let mut cards = answer.fields.remove("cards").unwrap_or_else(|| json!([]));
    if let Some(list) = cards.as_array_mut() {
        list.push(card);
    }
    answer.field("cards", cards);
    answer.say(Line::trust(Say::Card {
        file: report.file,
        answers: report.answers.len(),
        confirmed: report.confirmed,
        empty: report.empty,
    }));
    answer.lines.extend(report.answers.into_iter().map(|a| {
        let (name, period, village) = (a.name, a.period, village(register, a.village));
        Line::trust(Say::Corrected { name, period, village, old: a.old, new: a.new })
    }));
    answer.lines.extend(
        report
            .placed
            .into_iter()
            .map(|(row, v)| Line::trust(Say::CardPlaced { row, village: village(register, v) })),
    );
    let unused = report.unused.into_iter();
    answer.lines.extend(unused.map(|(row, why)| Line::trust(Say::CardRow { row, why })));
    Ok(())
}
