//! The plan as a table for RBPK, SIPD and KRISNA entry: every row with kode desa and who does it; and
//! beside it the matrix, the two lists, the tasks, what does not fit.

use std::path::Path;

use super::convergence::Convergence;
use super::national::National;
use super::potential::{Misfit, Potential};
use super::register::{Ledger, Line, Totals};
use super::tasks::TaskLine;
use crate::base::fault::{At, OutputFault, Stop};
use crate::dataset::village::Village;
use crate::lang::Lang;
use crate::lang::dictionary::DictWord;
use crate::lang::programme::PlanColumn;
use crate::lang::report::PaperSay;
use crate::output::file::{Saved, write_atomic};
use crate::output::table::{self, Cell, Sheet};
use crate::plan::programme::Field;
use crate::workflow::dictionary;
use crate::workflow::snapshot::Snapshot;

/// Everything of a year that a table can hold.
#[derive(Clone, Copy)]
pub struct Year<'a> {
    pub year: Option<u16>,
    pub ledger: &'a Ledger,
    pub totals: &'a Totals,
    pub convergence: &'a Convergence,
    pub national: &'a National,
    pub tasks: &'a [TaskLine],
    pub potential: &'a Potential,
}

/// Writes XLSX with all sheets, or CSV with the plan alone.
///
/// # Errors
/// A name that is neither; a folder that cannot be written.
pub fn write(
    lang: Lang,
    snapshot: &Snapshot,
    year: &Year<'_>,
    path: &Path,
    date: &str,
) -> Result<Saved, Stop> {
    let extension = path.extension().map(|e| e.to_string_lossy().to_lowercase());
    let bytes = match extension.as_deref() {
        Some("csv") => table::csv(lang, &plan(lang, snapshot, year)),
        Some("xlsx") => {
            let mut sheets = vec![
                plan(lang, snapshot, year),
                matrix(lang, snapshot, year),
                lists(lang, snapshot, year),
                tasks(lang, snapshot, year),
                tasks_by_village(lang, snapshot, year),
                nationals(lang, year),
                misfits(lang, snapshot, year),
            ];
            let sectors = &year.convergence.sectors;
            let meaning = |head: &str| {
                sectors.iter().any(|sector| sector == head).then(|| lang.dict(&DictWord::Sector))
            };
            sheets.extend(dictionary::beside(lang, snapshot, &sheets, &meaning));
            table::xlsx(lang, &sheets, &notes(lang, snapshot, year), date)?
        }
        _ => {
            let fault = OutputFault::UnknownExtension {
                found: extension.unwrap_or_default(),
                known: "xlsx, csv".into(),
            };
            return Err(Stop::fault(fault, At::file(path)));
        }
    };
    write_atomic(path, &bytes)
}

fn text(text: &str) -> Cell {
    if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) }
}

fn heads(lang: Lang, columns: &[PlanColumn]) -> Vec<String> {
    columns.iter().map(|c| lang.plan_column(*c).to_owned()).collect()
}

fn plan(lang: Lang, snapshot: &Snapshot, year: &Year<'_>) -> Sheet {
    let mut header = table::identity_header(lang);
    let fields = [
        Field::Year,
        Field::Programme,
        Field::Activity,
        Field::Code,
        Field::Office,
        Field::Fund,
        Field::Recipients,
        Field::Unit,
        Field::Rupiah,
        Field::Status,
    ];
    header.extend(fields.map(|f| lang.field(f).to_owned()));
    header.extend(heads(lang, &[PlanColumn::AsWritten, PlanColumn::File, PlanColumn::Row]));
    // A row without a year is in no year's sums, and is listed with every one.
    let is_listed = |l: &&Line| year.year.is_none() || l.year == year.year || l.year.is_none();
    let own = year.ledger.lines.iter().filter(is_listed);
    let width = table::identity_header(lang).len();
    let rows = own.map(|line| plan_row(lang, snapshot, year.ledger, line, width)).collect();
    Sheet { name: lang.plan_column(PlanColumn::PlanSheet).to_owned(), header, rows }
}

fn plan_row(
    lang: Lang,
    snapshot: &Snapshot,
    ledger: &Ledger,
    line: &Line,
    width: usize,
) -> Vec<Cell> {
    let entry = ledger.entry(line);
    let mut row = vec![Cell::Empty; width];
    if let Some(v) = line.village {
        row = table::identity(&snapshot.register.villages[v]);
    } else {
        // A row of several villages stands once: its money would be counted again with each.
        let sharing = ledger.sharing(line);
        let own: Vec<&Village> = sharing.map(|v| &snapshot.register.villages[v]).collect();
        let codes: Vec<&str> = own.iter().map(|village| village.code.as_str()).collect();
        // What all of them have in common is said.
        let common = |of: fn(&Village) -> &str| match &own[..] {
            [first, rest @ ..] if rest.iter().all(|v| of(v) == of(first)) => of(first).to_owned(),
            _ => String::new(),
        };
        let said = [
            table::cut(&codes.join(", ")),
            entry.place.clone(),
            common(|village| &village.kecamatan.name),
            common(|village| &village.kabupaten.name),
            common(|village| village.kind.id()),
        ];
        for (cell, said) in row.iter_mut().zip(said) {
            *cell = text(&said);
        }
    }
    let office = line.office.map(|o| ledger.catalogue.offices[o].name.as_str());
    let fund = line.fund.map(|fund| lang.fund(fund));
    let covered = ledger.stored.covered.get(&entry.id);
    let origin = entry.import.or_else(|| covered?.import);
    let file = origin
        .and_then(|import| Some(snapshot.source(*snapshot.source_of.get(&import)?)?.file.as_str()));
    row.extend([
        line.year.map_or(Cell::Empty, |y| Cell::Number(f64::from(y))),
        text(&ledger.programme_name(line)),
        text(&entry.activity),
        text(&entry.code),
        // Whoever does it keeps the name that was written.
        match office {
            None if ledger.is_of_village(line) => {
                Cell::Text(lang.paper(&PaperSay::VillageGovernment))
            }
            _ => text(office.unwrap_or(&entry.office)),
        },
        text(fund.unwrap_or(&entry.fund)),
        entry.recipients.map_or(Cell::Empty, |n| Cell::Number(n as f64)),
        text(line.unit.map_or(entry.unit.as_str(), |unit| lang.unit(unit))),
        entry.rupiah.map_or(Cell::Empty, |n| Cell::Number(n as f64)),
        text(line.status.map_or(entry.status.as_str(), |status| lang.status(status))),
        text(&entry.programme),
        text(file.unwrap_or_default()),
        if entry.row > 0 { Cell::Number(f64::from(entry.row)) } else { Cell::Empty },
    ]);
    row
}

fn matrix(lang: Lang, snapshot: &Snapshot, year: &Year<'_>) -> Sheet {
    let found = year.convergence;
    let mut header = table::identity_header(lang);
    header
        .push(found.need.as_ref().map_or_else(String::new, |column| column.indicator.name.clone()));
    header.extend(heads(lang, &[PlanColumn::Programmes, PlanColumn::Rupiah]));
    let other = lang.plan_column(PlanColumn::NoSector);
    let sectors = found.sectors.iter();
    header.extend(sectors.map(|s| if s.is_empty() { other.to_owned() } else { s.clone() }));
    let rows = snapshot.register.villages.iter().enumerate().map(|(v, village)| {
        let own = &found.villages[v];
        let mut row = table::identity(village);
        let need = found.need.as_ref().and_then(|c| c.values[v].value());
        row.push(need.map_or(Cell::Empty, Cell::Number));
        row.push(Cell::Number(f64::from(own.programmes)));
        row.push(own.rupiah.map_or(Cell::Empty, |rupiah| Cell::Number(rupiah as f64)));
        row.extend(own.sectors.iter().map(|n| Cell::Number(f64::from(*n))));
        row
    });
    let rows = rows.collect();
    Sheet { name: lang.plan_column(PlanColumn::MatrixSheet).to_owned(), header, rows }
}

fn lists(lang: Lang, snapshot: &Snapshot, year: &Year<'_>) -> Sheet {
    let found = year.convergence;
    let mut header = table::identity_header(lang);
    header.extend(heads(lang, &[PlanColumn::List, PlanColumn::Programmes]));
    let of = |all: &[usize], what: PlanColumn| -> Vec<Vec<Cell>> {
        all.iter()
            .map(|&v| {
                let mut row = table::identity(&snapshot.register.villages[v]);
                row.push(Cell::Text(lang.plan_column(what).to_owned()));
                row.push(Cell::Number(f64::from(found.villages[v].programmes)));
                row
            })
            .collect()
    };
    let mut rows = of(&found.pile_ups, PlanColumn::PileUp);
    rows.extend(of(&found.blanks, PlanColumn::Blank));
    Sheet { name: lang.plan_column(PlanColumn::ListSheet).to_owned(), header, rows }
}

fn tasks(lang: Lang, snapshot: &Snapshot, year: &Year<'_>) -> Sheet {
    let mut header =
        vec![lang.field(Field::Office).to_owned(), lang.field(Field::Programme).to_owned()];
    header.extend(heads(
        lang,
        &[
            PlanColumn::Because,
            PlanColumn::Villages,
            PlanColumn::Target,
            PlanColumn::Deadline,
            PlanColumn::Status,
            PlanColumn::Why,
            PlanColumn::VillageCodes,
        ],
    ));
    let rows = year
        .tasks
        .iter()
        .filter(|t| !t.task.dropped)
        .map(|t| {
            let codes: Vec<&str> =
                t.villages.iter().map(|&v| snapshot.register.villages[v].code.as_str()).collect();
            vec![
                text(&t.office),
                text(&t.programme),
                text(&t.because),
                Cell::Number(t.villages.len() as f64),
                t.task.target.map_or(Cell::Empty, |n| Cell::Number(n as f64)),
                text(&t.task.deadline),
                text(lang.status(t.task.status)),
                text(&t.task.why),
                Cell::Text(table::cut(&codes.join(", "))),
            ]
        })
        .collect();
    Sheet { name: lang.plan_column(PlanColumn::TaskSheet).to_owned(), header, rows }
}

/// Every task as rows for the entry of a plan: kode desa, who does it, what, how many, until when.
fn tasks_by_village(lang: Lang, snapshot: &Snapshot, year: &Year<'_>) -> Sheet {
    let mut header = table::identity_header(lang);
    let fields = [Field::Year, Field::Programme, Field::Code, Field::Office];
    header.extend(fields.map(|f| lang.field(f).to_owned()));
    header.extend(heads(lang, &[PlanColumn::Because, PlanColumn::Target]));
    header.push(lang.field(Field::Unit).to_owned());
    header.extend(heads(lang, &[PlanColumn::Deadline, PlanColumn::Status, PlanColumn::Why]));
    let mut rows = Vec::new();
    for task in year.tasks.iter().filter(|t| !t.task.dropped) {
        let catalogue = &year.ledger.catalogue;
        let office = catalogue.offices.iter().find(|o| o.id == task.task.office);
        let programme =
            office.and_then(|o| o.programs.iter().find(|p| p.code == task.task.programme));
        let unit = programme.and_then(|p| p.unit).map_or("", |unit| lang.unit(unit));
        for (i, &v) in task.villages.iter().enumerate() {
            let mut row = table::identity(&snapshot.register.villages[v]);
            let known = task.counts.get(i).copied().filter(|n| n.is_finite());
            row.extend([
                year.year.map_or(Cell::Empty, |y| Cell::Number(f64::from(y))),
                text(&task.programme),
                // Of the entry: the catalogue knows none.
                Cell::Empty,
                text(office.map_or(task.office.as_str(), |o| o.name.as_str())),
                text(&task.because),
                known.map_or(Cell::Empty, Cell::Number),
                if known.is_some() { text(unit) } else { Cell::Empty },
                text(&task.task.deadline),
                text(lang.status(task.task.status)),
                text(&task.task.why),
            ]);
            rows.push(row);
        }
    }
    Sheet { name: lang.plan_column(PlanColumn::TaskVillageSheet).to_owned(), header, rows }
}

fn nationals(lang: Lang, year: &Year<'_>) -> Sheet {
    let header = heads(
        lang,
        &[
            PlanColumn::Priority,
            PlanColumn::SupportedBy,
            PlanColumn::RegionalRows,
            PlanColumn::NationalRows,
            PlanColumn::Support,
        ],
    );
    let mut rows: Vec<Vec<Cell>> = year
        .national
        .priorities
        .iter()
        .map(|p| {
            let has = if p.regional_rows > 0 { PlanColumn::Yes } else { PlanColumn::No };
            vec![
                text(&p.name),
                text(&p.programmes.join(", ")),
                Cell::Number(p.regional_rows as f64),
                Cell::Number(p.national_rows as f64),
                text(lang.plan_column(has)),
            ]
        })
        .collect();
    rows.extend(year.national.outside.iter().map(|(name, n)| {
        vec![
            Cell::Empty,
            text(name),
            Cell::Number(*n as f64),
            Cell::Empty,
            text(lang.plan_column(PlanColumn::Outside)),
        ]
    }));
    Sheet { name: lang.plan_column(PlanColumn::NationalSheet).to_owned(), header, rows }
}

fn misfits(lang: Lang, snapshot: &Snapshot, year: &Year<'_>) -> Sheet {
    let mut header = table::identity_header(lang);
    header.push(lang.field(Field::Programme).to_owned());
    header.extend(heads(lang, &[PlanColumn::Products, PlanColumn::Why]));
    let rows = year
        .potential
        .mismatches
        .iter()
        .map(|m| {
            let mut row = table::identity(&snapshot.register.villages[m.village]);
            row.push(text(&year.ledger.programme_name(&year.ledger.lines[m.line])));
            row.push(text(&year.potential.products[m.village].join(", ")));
            row.push(match &m.why {
                Misfit::Products(_) => text(lang.plan_column(PlanColumn::NoProduct)),
                Misfit::Ground(name) => text(&format!("{name} = 0")),
            });
            row
        })
        .collect();
    Sheet { name: lang.plan_column(PlanColumn::MisfitSheet).to_owned(), header, rows }
}

fn notes(lang: Lang, snapshot: &Snapshot, year: &Year<'_>) -> Vec<String> {
    let mut notes = vec![year.convergence.text(lang)];
    let (own, of) = year.potential.fitting();
    if of > 0 {
        let share = f64::from(own) / f64::from(of);
        let (lines, of) = (own as usize, of as usize);
        notes.push(lang.of_programmes(&crate::lang::programme::ProgrammeSay::Fits {
            share,
            lines,
            of,
        }));
    }
    for import in year.ledger.stored.summaries.keys() {
        if let Some(source) = snapshot.source_of.get(import).and_then(|id| snapshot.source(*id)) {
            notes.push(source.file.clone());
        }
    }
    notes
}
