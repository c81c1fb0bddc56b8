//! Kartu balik: findings out to the office that sent the table, its answers back as corrections.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use super::card_rows::{self, Said};
use super::findings::{COMPUTED, Finding, findings};
use super::snapshot::Snapshot;
use crate::base::code::VillageCode;
use crate::base::fault::{At, DataFault, OutputFault, SourceFault, Stop};
use crate::base::measure::Measure;
use crate::base::progress::Progress;
use crate::indicator::column::Column;
use crate::lang::finding::{Odd, Severity};
use crate::lang::number::{date as date_words, short};
use crate::lang::trust::{CardWhy, Cell};
use crate::lang::{Lang, Sentence};
use crate::output::card::{self, ANSWER, Card, CardRow, KEY, MARK, REMARK};
use crate::output::file::{Saved, write_atomic};
use crate::project::{NewCorrection, Project, Source, Stamp};
use crate::source::layer::LayerOptions;
use crate::source::number::{self, Mark, NumberText};
use crate::source::open::{self, Opened};
use crate::source::table::{RawCell, RawRow, RawTable};

/// Larger files are no cards of ours: a card of two thousand rows has a tenth of it.
const MOST_BYTES: u64 = 2 << 20;

/// Writes one card for each source that has cells to mend, into a folder.
///
/// # Errors
/// The project cannot be read, or the folder not written.
pub fn write(
    project: &Project,
    snapshot: &Snapshot,
    folder: &Path,
    date: &str,
) -> Result<Vec<Saved>, Stop> {
    let found = findings(project, snapshot)?;
    std::fs::create_dir_all(folder).map_err(|why| {
        Stop::fault(OutputFault::CannotWrite { why: why.to_string() }, At::file(folder))
    })?;
    let boundary = project.sources()?.first().map(|s| s.id);
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    let mut saved = Vec::new();
    for source in &snapshot.sources {
        if source.format == COMPUTED || Some(source.id) == boundary {
            continue;
        }
        let card = card(snapshot, source, &found, date);
        if card.rows.is_empty() {
            continue;
        }
        let stem = Path::new(&source.file).file_stem().unwrap_or_default().to_string_lossy();
        let stem = card::safe_name(&stem);
        let count = taken.entry(stem.to_lowercase()).or_default();
        *count += 1;
        let name = match count {
            1 => format!("kartu-balik_{stem}.xlsx"),
            n => format!("kartu-balik_{stem}-{n}.xlsx"),
        };
        saved.push(write_atomic(&folder.join(name), &card::xlsx(&card)?)?);
    }
    Ok(saved)
}

/// The card of one source: its cells in the order of the sheet, one line a cell.
pub fn card(snapshot: &Snapshot, source: &Source, found: &[Finding], date: &str) -> Card {
    let mut own: Vec<&Finding> =
        found.iter().filter(|f| f.source == source.id && is_for_the_office(f)).collect();
    let letter = |f: &Finding| f.column.as_ref().map(|c| (c.len(), c.clone()));
    own.sort_by_key(|f| (f.sheet.clone(), f.row.is_none(), f.row, letter(f)));
    let mut rows: Vec<CardRow> = Vec::new();
    for finding in own {
        if matches!(finding.odd, Odd::VillageMissing { .. }) {
            rows.extend(absent(snapshot, source, finding));
            continue;
        }
        let row = row(snapshot, finding);
        match rows.iter_mut().rev().find(|r| r.cell == row.cell && r.sheet == row.sheet) {
            Some(same) if !row.cell.is_empty() && same.key == row.key => {
                same.why = format!("{}. {}", same.why, row.why);
            }
            _ => rows.push(row),
        }
    }
    Card {
        file: source.file.clone(),
        sha256: source.sha256.clone(),
        date: date_words(Lang::Id, date),
        iso_date: date.to_owned(),
        rows,
    }
}

/// A village that the table leaves out: one line for each of its few figures, so that the office
/// can write them; of many, one line that asks for the row.
fn absent(snapshot: &Snapshot, source: &Source, finding: &Finding) -> Vec<CardRow> {
    let whole = row(snapshot, finding);
    let Some(code) = &finding.code else { return vec![whole] };
    let is_own = |c: &&Arc<Column>| {
        let of_source = c.cells.iter().flatten().any(|cell| cell.source == source.id);
        of_source && c.indicator.rate_of.is_none() && c.period == finding.period
    };
    let own: Vec<&Arc<Column>> = snapshot.columns.iter().filter(is_own).collect();
    if own.is_empty() || own.len() > MOST_ASKED {
        return vec![whole];
    }
    let line = |column: &Arc<Column>| CardRow {
        header: column.indicator.column.clone(),
        todo: Lang::asked(&Odd::ValueMissing).unwrap_or_default().to_owned(),
        key: format!("{}|{}|{code}", column.indicator.id, column.period),
        ..whole.clone()
    };
    own.into_iter().map(line).collect()
}

/// More figures of one village are sent as a row of the table.
const MOST_ASKED: usize = 8;

/// What was told of a cell or row that the office wrote.
const CELLS: [&str; 7] = [
    "duplicate_row",
    "not_a_number",
    "out_of_range",
    "bad_code",
    "scientific_code",
    "name_differs",
    "value_not_applicable",
];

/// What the office can mend or answer; what we decided ourselves is not its matter.
fn is_for_the_office(finding: &Finding) -> bool {
    match &finding.odd {
        Odd::CorrectionAsked { .. } | Odd::CorrectionSettled { .. } => false,
        // How we read a column is not the office's matter; what stands in its cells is.
        Odd::Told { code, .. } => finding.row.is_some() && CELLS.contains(&code.as_str()),
        Odd::ValueMissing | Odd::ValuesMissing { .. } => true,
        _ => finding.severity != Severity::Note,
    }
}

fn row(snapshot: &Snapshot, finding: &Finding) -> CardRow {
    let Sentence { message, fix } = Lang::Id.odd(&finding.odd);
    let village = finding.village.and_then(|v| snapshot.register.villages.get(v));
    let cell = Cell { row: finding.row, column: finding.column.clone(), ..Cell::default() };
    let asked = !matches!(
        finding.odd,
        Odd::TotalDiffers { .. } | Odd::VillageMissing { .. } | Odd::Filled { .. }
    );
    let key = match (&finding.indicator, &finding.code, &finding.odd) {
        (_, _, Odd::Unmatched { .. }) => {
            finding.row.map_or_else(String::new, |row| format!("baris|{row}"))
        }
        (Some(id), Some(code), _) if asked => format!("{id}|{}|{code}", finding.period),
        _ => String::new(),
    };
    let number =
        |text: &String| text.parse().map_or_else(|_| text.clone(), |x: f64| short(Lang::Id, x));
    let found = finding.value.as_ref().map(number).unwrap_or_default();
    let village = village.map(|v| format!("{}, {}", v.name, v.kecamatan.name)).unwrap_or_default();
    // A row without a village says itself which one it means.
    let is_row = matches!(finding.odd, Odd::Unmatched { .. });
    let (village, found) = if is_row { (found, village) } else { (village, found) };
    CardRow {
        sheet: finding.sheet.clone().unwrap_or_default(),
        cell: Lang::Id.cell(&cell),
        header: finding.header.clone().unwrap_or_default(),
        village,
        found,
        why: message,
        todo: Lang::asked(&finding.odd).map_or(fix, str::to_owned),
        key,
    }
}

/// The file as a table if it is a card of ours; a large file is not even opened.
///
/// # Errors
/// A cancel; what is wrong with the file is left to the import.
pub fn open_card(file: &Path, progress: &Progress) -> Result<Option<RawTable>, Stop> {
    // An office saves it as its program does.
    let is_book = file.extension().is_some_and(|e| {
        ["xlsx", "ods", "xls", "csv"].iter().any(|kind| e.eq_ignore_ascii_case(kind))
    });
    let small = std::fs::metadata(file).is_ok_and(|about| about.len() <= MOST_BYTES);
    if !is_book || !small {
        return Ok(None);
    }
    match open::open(file, &LayerOptions::default(), progress) {
        Ok(Opened::Table(table)) if is_card(&table) => Ok(Some(table)),
        Err(Stop::Canceled) => Err(Stop::Canceled),
        Ok(Opened::Table(_) | Opened::Layer(_)) | Err(Stop::Fault(_)) => Ok(None),
    }
}

/// Whether a table is a card of ours.
pub fn is_card(table: &RawTable) -> bool {
    places(table).is_some()
}

/// Where a card's parts are: rows below the header; columns of answer, remark and key.
struct Places<'a> {
    rows: &'a [RawRow],
    answer: usize,
    remark: usize,
    key: usize,
    sha256: String,
}

fn places(table: &RawTable) -> Option<Places<'_>> {
    table.sheets.iter().find_map(|sheet| {
        let above = &sheet.rows[..sheet.rows.len().min(12)];
        let marks = above.iter().flat_map(|row| &row.cells);
        let mark = marks.filter_map(RawCell::owned_text).find(|text| text.starts_with(MARK))?;
        let header = above.iter().position(|row| {
            row.cells.iter().any(|cell| cell.owned_text().as_deref() == Some(KEY))
        })?;
        let cells = &above[header].cells;
        let at = |name: &str| cells.iter().position(|c| c.owned_text().as_deref() == Some(name));
        Some(Places {
            rows: &sheet.rows[header + 1..],
            answer: at(ANSWER)?,
            remark: at(REMARK)?,
            key: at(KEY)?,
            sha256: mark[MARK.len()..].trim().to_owned(),
        })
    })
}

/// One answer that is in use now.
#[derive(Clone, Debug, PartialEq)]
pub struct Answered {
    pub indicator: String,
    pub name: String,
    pub period: String,
    pub village: usize,
    pub old: Measure,
    pub new: Measure,
}

/// What became of a filled card.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CardReport {
    /// The source that the card is about.
    pub file: String,
    pub answers: Vec<Answered>,
    /// Values that the office said are right.
    pub confirmed: usize,
    /// Rows without an answer.
    pub empty: usize,
    /// Rows of the table whose village the office wrote, and the village.
    pub placed: Vec<(u32, usize)>,
    /// Row of the card, and why it is not used.
    pub unused: Vec<(u32, CardWhy)>,
}

/// Takes a filled card: its answers become corrections, in one step of the journal; a village
/// written for a row becomes a decision, and the table is joined anew.
///
/// # Errors
/// The card is of a table that this project does not have; a project that cannot be written.
pub fn take(
    project: &mut Project,
    snapshot: &Snapshot,
    table: &RawTable,
    file: &Path,
    stamp: &Stamp<'_>,
) -> Result<CardReport, Stop> {
    let Some(places) = places(table) else {
        return Err(Stop::fault(SourceFault::Empty, At::file(file)));
    };
    let Some(source) = project.sources()?.into_iter().find(|s| s.sha256 == places.sha256) else {
        return Err(Stop::fault(DataFault::CardOfOther, At::file(file)));
    };
    let name = file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let mut report = CardReport { file: source.file.clone(), ..CardReport::default() };
    let mut new = Vec::new();
    let mut rows = Vec::new();
    for row in places.rows {
        let text = |at: usize| row.cells.get(at).and_then(RawCell::owned_text);
        let (key, written) = (text(places.key), text(places.answer));
        let (Some(key), Some(written)) = (&key, &written) else {
            report.empty += usize::from(key.is_some());
            let not_asked = |text| (row.row, CardWhy::NotAsked { text });
            report.unused.extend(written.filter(|_| key.is_none()).map(not_asked));
            continue;
        };
        if let Some(of_table) = key.strip_prefix("baris|").and_then(|row| row.parse().ok()) {
            rows.push(Said { card_row: row.row, row: of_table, text: written.clone() });
            continue;
        }
        match answer(snapshot, key, &row.cells[places.answer], written) {
            Err(why) => report.unused.push((row.row, why)),
            Ok((answered, said)) => {
                let remark = text(places.remark).map_or_else(String::new, |r| format!(": {r}"));
                let reason = format!("kartu balik {name}{remark}");
                let code = &snapshot.register.villages[answered.village].code;
                let value = Some(answered.new);
                let (id, period) = (&answered.indicator, &answered.period);
                new.push(NewCorrection::new(id, period, code, value, &reason));
                match said {
                    Verdict::Right => report.confirmed += 1,
                    Verdict::Other => report.answers.push(answered),
                }
            }
        }
    }
    project.correct_all(&new, &name, stamp)?;
    let rows = card_rows::place(project, snapshot, &source, rows, &name, stamp)?;
    report.placed = rows.placed;
    let unused = rows.unused.into_iter();
    report.unused.extend(unused.map(|s| (s.card_row, CardWhy::Village { text: s.text })));
    report.unused.sort_by_key(|(row, _)| *row);
    Ok(report)
}

#[derive(Clone, Copy)]
enum Verdict {
    /// What is written is right.
    Right,
    Other,
}

fn answer(
    snapshot: &Snapshot,
    key: &str,
    cell: &RawCell,
    written: &str,
) -> Result<(Answered, Verdict), CardWhy> {
    let mut parts = key.splitn(3, '|');
    let (Some(id), Some(period)) = (parts.next(), parts.next()) else {
        return Err(CardWhy::NoSuchCell);
    };
    let Some(code) = parts.next() else {
        return Err(CardWhy::Village { text: written.to_owned() });
    };
    let code = VillageCode::stored(code.to_owned());
    let village = snapshot.register.position(code.as_str()).ok_or(CardWhy::NoSuchCell)?;
    let own = snapshot.columns.iter().find(|c| c.indicator.id == id && c.period == period);
    let column = own.ok_or(CardWhy::NoSuchCell)?;
    let old = column.values[village];
    let word = written.trim().trim_end_matches('.').to_lowercase();
    let (new, said) = match (word.as_str(), cell) {
        ("benar" | "sudah benar" | "betul" | "ok" | "sesuai", _) => (old, Verdict::Right),
        ("kosong" | "belum didata" | "tidak ada data", _) => (Measure::Missing, Verdict::Other),
        ("tidak berlaku", _) => (Measure::NotApplicable, Verdict::Other),
        (_, RawCell::Number(x) | RawCell::Percent(x)) => (Measure::of(*x), Verdict::Other),
        _ => match number::parse(written, Mark::Comma) {
            NumberText::Value(x) | NumberText::Percent(x) => (Measure::of(x), Verdict::Other),
            NumberText::Blank | NumberText::Text => {
                return Err(CardWhy::NotANumber { text: written.chars().take(40).collect() });
            }
        },
    };
    if column.counts_whole() && new.value().is_some_and(|x| x.fract() != 0.0) {
        return Err(CardWhy::NotWhole { text: written.to_owned() });
    }
    let said = if new == old { Verdict::Right } else { said };
    let answered = Answered {
        indicator: id.to_owned(),
        name: column.indicator.name.clone(),
        period: period.to_owned(),
        village,
        old,
        new,
    };
    Ok((answered, said))
}
