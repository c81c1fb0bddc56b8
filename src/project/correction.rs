//! Values that a person set over what the tables say. A row is only added, never changed: the
//! newest shown one of a village counts, so that undo hides and redo shows.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension as _, params};

use super::edits::{Applied, Refused};
use super::record::{NewCorrection, Stamp};
use super::{schema, values};
use crate::base::fault::{DataFault, ProjectFault, RecordKind};
use crate::base::measure::Measure;
use crate::indicator::column::{Column, Correction};
use crate::indicator::definition::Quantity;
use crate::indicator::{derive, meaning};
use crate::lang::project::What;
use crate::plan::edit::Edit;

/// The state of a row that takes an earlier correction back.
const AS_THE_TABLE: i64 = 3;

/// Stores one correction, shown; `None` when it changes and confirms nothing.
pub(super) fn correct(
    conn: &Connection,
    new: &NewCorrection,
    stamp: &Stamp<'_>,
) -> Result<Option<Applied>, Refused> {
    possible(conn, new)?;
    let Some((id, what)) = insert(conn, new, stamp)? else { return Ok(None) };
    let show = |shown| Edit::ShowCorrections { ids: vec![id], shown };
    Ok(Some(Applied { inverse: show(false), again: Some(show(true)), what }))
}

/// A share lies between 0 and 100, a count is never below 0.
fn possible(conn: &Connection, new: &NewCorrection) -> Result<(), Refused> {
    let Some(value) = new.value.and_then(Measure::value) else { return Ok(()) };
    let (_, column) = head(conn, &new.indicator, &new.period)?;
    let most = match column.indicator.quantity {
        Quantity::Index => return Ok(()),
        _ if meaning::is_change(&column.indicator.column) => return Ok(()),
        Quantity::Percent => Some(100.0),
        Quantity::Count => None,
    };
    if value < 0.0 || most.is_some_and(|most| value > most) {
        return Err(ProjectFault::ImpossibleValue { value, most }.into());
    }
    Ok(())
}

/// Stores the answers of a card as one step.
pub(super) fn correct_all(
    conn: &Connection,
    all: &[NewCorrection],
    file: &str,
    stamp: &Stamp<'_>,
) -> Result<Option<Applied>, Refused> {
    let mut ids = Vec::new();
    for new in all {
        ids.extend(insert(conn, new, stamp)?.map(|(id, _)| id));
    }
    if ids.is_empty() {
        return Ok(None);
    }
    let what = What::CardAnswered { file: file.to_owned(), values: ids.len() };
    let show = |shown| Edit::ShowCorrections { ids: ids.clone(), shown };
    Ok(Some(Applied { inverse: show(false), again: Some(show(true)), what }))
}

fn insert(
    conn: &Connection,
    new: &NewCorrection,
    stamp: &Stamp<'_>,
) -> Result<Option<(i64, What)>, Refused> {
    let (column_id, column) = head(conn, &new.indicator, &new.period)?;
    let village = conn
        .query_row("SELECT fid, name FROM desa WHERE code = ?1", [new.code.as_str()], |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?))
        })
        .optional()?;
    let Some((fid, name)) = village else {
        return Err(DataFault::NoSuchVillage { code: new.code.to_string() }.into());
    };
    let (table, cell) = of_table(conn, column_id, fid)?;
    let before = newest(conn, new)?;
    let now = before.as_ref().map_or(table, |(value, _)| value.unwrap_or(table));
    let unchanged = match (new.value, &before) {
        // Nothing to take back.
        (None, None) => true,
        (None, Some((value, _))) => value.is_none(),
        // The same word again, against the same table.
        (Some(value), Some((Some(old), import))) => value == *old && *import == column.import,
        (Some(_), _) => false,
    };
    if unchanged {
        return Ok(None);
    }
    let (state, value) = new.value.map_or((AS_THE_TABLE, None), stored);
    let (old_state, old_value) = stored(table);
    conn.execute(
        "INSERT INTO kantong_correction (indicator, period, code, state, value, old_state, \
         old_value, import, reason, at, who, shown) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, 1)",
        params![
            new.indicator,
            new.period,
            new.code.as_str(),
            state,
            value,
            old_state,
            old_value,
            column.import,
            new.reason,
            stamp.at,
            stamp.who,
        ],
    )?;
    let what = What::Corrected {
        name: column.indicator.name,
        village: name,
        old: plain(now),
        new: new.value.map_or_else(|| plain(table), plain),
        cell,
        reason: new.reason.clone(),
    };
    Ok(Some((conn.last_insert_rowid(), what)))
}

/// The shown column of an indicator and period.
fn head(conn: &Connection, id: &str, period: &str) -> Result<(i64, Column), Refused> {
    let heads = values::heads(conn)?;
    let periods: Vec<&str> = heads
        .iter()
        .filter(|(_, c)| c.indicator.id == id)
        .map(|(_, c)| c.period.as_str())
        .collect();
    // The rate of two counts, `a+b/n`, stands in no table.
    let name = |part: &str| {
        let of = heads.iter().find(|(_, c)| c.indicator.id == part);
        of.map(|(_, c)| c.indicator.name.clone())
    };
    let parts: Option<Vec<String>> = id.split(['+', '/']).map(name).collect();
    if let (true, true, Some(parts)) = (periods.is_empty(), id.contains('/'), parts) {
        return Err(ProjectFault::OnlyComputed { of: parts.join(", ") }.into());
    }
    if periods.is_empty() {
        let mut ids: Vec<&str> = heads.iter().map(|(_, c)| c.indicator.id.as_str()).collect();
        ids.dedup();
        let found = ids.join(", ");
        return Err(DataFault::NoSuchIndicator { id: id.to_owned(), found }.into());
    }
    let found = periods.join(", ");
    let fault = DataFault::NoSuchPeriod { period: period.to_owned(), found };
    let own = heads.into_iter().find(|(_, c)| c.indicator.id == id && c.period == period);
    own.ok_or_else(|| fault.into())
}

/// What the table says of a village, and where: "F12, Sheet1, idm.csv"; empty where no cell is.
fn of_table(conn: &Connection, column: i64, fid: i64) -> rusqlite::Result<(Measure, String)> {
    let found = conn
        .query_row(
            "SELECT o.state, o.value, p.letter, o.row, p.sheet, s.file FROM kantong_observation o \
             LEFT JOIN kantong_place p ON p.id = o.place \
             LEFT JOIN kantong_source s ON s.id = p.source \
             WHERE o.column_id = ?1 AND o.fid = ?2",
            [column, fid],
            |row| {
                let value = measure(row.get(0)?, row.get(1)?);
                let letter: Option<String> = row.get(2)?;
                let at: Option<u32> = row.get(3)?;
                let (sheet, file): (Option<String>, Option<String>) = (row.get(4)?, row.get(5)?);
                let place = letter.zip(at).map(|(letter, row)| format!("{letter}{row}"));
                let parts: Vec<String> = [place, sheet, file].into_iter().flatten().collect();
                Ok((value, parts.join(", ")))
            },
        )
        .optional()?;
    Ok(found.unwrap_or_default())
}

/// The shown word on a village, if there is one, and the import it was said against.
fn newest(
    conn: &Connection,
    new: &NewCorrection,
) -> rusqlite::Result<Option<(Option<Measure>, i64)>> {
    conn.query_row(
        "SELECT state, value, import FROM kantong_correction WHERE indicator = ?1 AND period = ?2 \
         AND code = ?3 AND shown = 1 ORDER BY id DESC LIMIT 1",
        params![new.indicator, new.period, new.code.as_str()],
        |row| Ok((said(row.get(0)?, row.get(1)?), row.get(2)?)),
    )
    .optional()
}

/// Shows or hides corrections: undo and redo.
pub(super) fn show(
    conn: &Connection,
    ids: &[i64],
    shown: bool,
) -> Result<Option<Applied>, Refused> {
    let mut changed = 0;
    for id in ids {
        let mut set =
            conn.prepare_cached("UPDATE kantong_correction SET shown = ?2 WHERE id = ?1")?;
        if set.execute(params![id, shown])? == 0 {
            let kind = RecordKind::Correction;
            return Err(ProjectFault::NoSuchRecord { kind, id: *id }.into());
        }
        changed += 1;
    }
    if changed == 0 {
        return Ok(None);
    }
    let what = What::CorrectionsShown { values: changed, shown };
    let inverse = Edit::ShowCorrections { ids: ids.to_vec(), shown: !shown };
    Ok(Some(Applied { inverse, again: None, what }))
}

/// Puts the shown corrections over the columns and computes again what comes from them.
pub(super) fn put(conn: &Connection, columns: &mut [Column]) -> rusqlite::Result<()> {
    if !schema::has(conn, "kantong_correction")? {
        return Ok(());
    }
    let mut all = read(conn)?;
    if all.is_empty() {
        return Ok(());
    }
    let codes: Vec<String> = conn
        .prepare("SELECT code FROM desa ORDER BY fid")?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let place: BTreeMap<&str, usize> =
        codes.iter().enumerate().map(|(i, code)| (code.as_str(), i)).collect();
    for column in columns.iter_mut() {
        let key = (column.indicator.id.clone(), column.period.clone());
        for (code, (value, mut correction)) in all.remove(&key).unwrap_or_default() {
            if let (Some(&i), Some(value)) = (place.get(code.as_str()), value) {
                correction.table = column.values[i];
                column.values[i] = value;
                column.corrections.insert(i, correction);
            }
        }
    }
    compute(columns);
    Ok(())
}

/// A word on each village: `None` = as the table says.
type Words = BTreeMap<String, (Option<Measure>, Correction)>;

fn read(conn: &Connection) -> rusqlite::Result<BTreeMap<(String, String), Words>> {
    let mut select = conn.prepare(
        "SELECT indicator, period, code, state, value, old_state, old_value, import, reason, at, \
         who FROM kantong_correction WHERE shown = 1 ORDER BY id",
    )?;
    let mut rows = select.query([])?;
    let mut all: BTreeMap<(String, String), Words> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let correction = Correction {
            table: Measure::Missing,
            old: measure(row.get(5)?, row.get(6)?),
            import: row.get(7)?,
            reason: row.get(8)?,
            at: row.get(9)?,
            who: row.get(10)?,
        };
        let words = all.entry((row.get(0)?, row.get(1)?)).or_default();
        words.insert(row.get(2)?, (said(row.get(3)?, row.get(4)?), correction));
    }
    Ok(all)
}

/// A number whose parts were corrected is computed again; where it was corrected itself, it stays.
fn compute(columns: &mut [Column]) {
    for i in 0..columns.len() {
        let Some(of) = columns[i].indicator.rate_of.clone() else { continue };
        let period = columns[i].period.clone();
        let find =
            |id: &str| columns.iter().position(|c| c.indicator.id == id && c.period == period);
        let parts: Option<Vec<usize>> = of.ids().into_iter().map(find).collect();
        let Some(parts) = parts else { continue };
        let touched: BTreeSet<usize> = parts
            .iter()
            .flat_map(|&part| columns[part].corrections.keys().copied())
            .filter(|village| !columns[i].corrections.contains_key(village))
            .collect();
        for village in touched {
            let values: Vec<Measure> = parts.iter().map(|&p| columns[p].values[village]).collect();
            columns[i].values[village] = derive::value(&of, &values);
        }
    }
}

fn said(state: i64, value: Option<f64>) -> Option<Measure> {
    (state != AS_THE_TABLE).then(|| measure(state, value))
}

fn measure(state: i64, value: Option<f64>) -> Measure {
    match state {
        1 => value.map_or(Measure::Missing, Measure::of),
        2 => Measure::NotApplicable,
        _ => Measure::Missing,
    }
}

fn stored(value: Measure) -> (i64, Option<f64>) {
    match value {
        Measure::Missing => (0, None),
        Measure::Measured(x) => (1, Some(x)),
        Measure::NotApplicable => (2, None),
    }
}

/// For the journal: a number as Rust writes it, or the state's name.
fn plain(value: Measure) -> String {
    match value {
        Measure::Measured(x) => x.to_string(),
        Measure::Missing => "missing".to_owned(),
        Measure::NotApplicable => "not_applicable".to_owned(),
    }
}
