//! Imports: their sources, columns and observations, in and out.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::hash::Observations;
use super::record::{Import, NewImport, Source, Stamp, file_name};
use super::{correction, schema};
use crate::base::code::VillageCode;
use crate::base::measure::Measure;
use crate::indicator::column::{CellRef, Column};
use crate::indicator::definition::{Derived, Direction, Indicator, Quantity, RateOf, SourceKind};

/// Stores a source; its id.
pub(super) fn insert_source(
    conn: &Connection,
    source: &Source,
    stamp: &Stamp<'_>,
) -> rusqlite::Result<i64> {
    conn.execute(
        "INSERT INTO kantong_source (file, sha256, sheet, format, rows, imported_at, who, recipe, \
         kind, period) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        params![
            file_name(&source.file),
            source.sha256,
            source.sheet,
            source.format,
            source.rows as i64,
            stamp.at,
            stamp.who,
            source.recipe,
            source.kind.id(),
            source.period,
        ],
    )?;
    Ok(conn.last_insert_rowid())
}

/// Stores an import with all it brings, shown; its id. `fids` are the register's features: values
/// beyond them are not stored.
pub(super) fn insert_import(
    conn: &Connection,
    import: &NewImport,
    fids: &[i64],
    stamp: &Stamp<'_>,
) -> rusqlite::Result<i64> {
    let source = insert_source(conn, &import.source, stamp)?;
    conn.execute(
        "INSERT INTO kantong_import (source, summary, shown) VALUES (?1, ?2, 1)",
        params![source, import.summary_json],
    )?;
    let id = conn.last_insert_rowid();
    let mut places = BTreeMap::new();
    for column in &import.columns {
        insert_column(conn, column, id, source, fids, &mut places)?;
    }
    confirm(conn, id, &import.confirmed)?;
    Ok(id)
}

/// Keeps the crosswalk that came with an import.
pub(super) fn confirm(
    conn: &Connection,
    import: i64,
    pairs: &BTreeMap<String, VillageCode>,
) -> rusqlite::Result<()> {
    let mut confirm =
        conn.prepare("INSERT INTO kantong_crosswalk (import, name, code) VALUES (?1, ?2, ?3)")?;
    for (name, code) in pairs {
        confirm.execute(params![import, name, code.as_str()])?;
    }
    Ok(())
}

/// Where cells stand, by source, sheet and letter.
type Places = BTreeMap<(i64, Option<String>, String), i64>;

fn insert_column(
    conn: &Connection,
    column: &Column,
    import: i64,
    source: i64,
    fids: &[i64],
    places: &mut Places,
) -> rusqlite::Result<()> {
    let indicator = &column.indicator;
    conn.execute(
        "INSERT INTO kantong_column (import, indicator, period, name, unit, quantity, direction, \
         source_column, rate_of, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, x'')",
        params![
            import,
            indicator.id,
            column.period,
            indicator.name,
            indicator.unit,
            indicator.quantity.id(),
            indicator.direction.id(),
            indicator.column,
            indicator.rate_of.as_ref().map(derived_json),
        ],
    )?;
    let id = conn.last_insert_rowid();
    debug_assert_eq!(column.values.len(), fids.len(), "one value a village");
    let mut put = conn.prepare_cached(
        "INSERT INTO kantong_observation (column_id, fid, state, value, place, row) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    let mut hash = Observations::default();
    // What a row has in common with the one before stays bound.
    put.raw_bind_parameter(1, id)?;
    let mut bound: (Option<i64>, Option<i64>) = (None, None);
    // Cells of one column mostly follow each other.
    let mut last: Option<(&CellRef, i64)> = None;
    for (index, (value, fid)) in column.values.iter().zip(fids).enumerate() {
        let cell = column.cells.get(index).and_then(Option::as_ref);
        let (state, number) = match value {
            Measure::Missing if cell.is_none() => continue,
            Measure::Missing => (0, None),
            Measure::Measured(x) => (1, Some(*x)),
            Measure::NotApplicable => (2, None),
        };
        let place = match (cell, last) {
            (None, _) => None,
            (Some(cell), Some((before, place))) if cell.shares_column(before) => Some(place),
            (Some(cell), _) => Some(place(conn, cell, source, places)?),
        };
        last = cell.zip(place).or(last);
        let row = cell.map(|cell| cell.row);
        put.raw_bind_parameter(2, fid)?;
        if bound.0 != Some(state) {
            put.raw_bind_parameter(3, state)?;
        }
        put.raw_bind_parameter(4, number)?;
        if bound.1.is_none() || bound.1 != place {
            put.raw_bind_parameter(5, place)?;
        }
        bound = (Some(state), place);
        put.raw_bind_parameter(6, row)?;
        put.raw_execute()?;
        hash.add(*fid, state, number, place, row);
    }
    conn.execute("UPDATE kantong_column SET hash = ?2 WHERE id = ?1", params![id, hash.finish()])?;
    Ok(())
}

fn place(
    conn: &Connection,
    cell: &CellRef,
    source: i64,
    places: &mut Places,
) -> rusqlite::Result<i64> {
    // What an earlier file said beside this one stays its own.
    let source = if cell.source > 0 { cell.source } else { source };
    let key = (source, cell.sheet.clone(), cell.column.clone());
    if let Some(id) = places.get(&key) {
        return Ok(*id);
    }
    conn.execute(
        "INSERT INTO kantong_place (source, sheet, letter) VALUES (?1, ?2, ?3)",
        params![key.0, key.1, key.2],
    )?;
    let id = conn.last_insert_rowid();
    places.insert(key, id);
    Ok(id)
}

/// The columns that are to be seen: of shown imports; for one indicator and period the newest
/// import wins; settings made by hand applied. In the order of import, then of column.
pub(super) fn columns(conn: &Connection, fids: &[i64]) -> rusqlite::Result<Vec<Column>> {
    let places = read_places(conn)?;
    let mut columns = Vec::new();
    for (id, column) in heads(conn)? {
        columns.push(fill(conn, id, column, fids, &places)?);
    }
    correction::put(conn, &mut columns)?;
    Ok(columns)
}

/// One shown column; `None` when there is none such, or values were corrected by hand, so that more
/// than this column is needed. The villages must be those that came in.
pub(super) fn lone(
    conn: &Connection,
    id: &str,
    period: Option<&str>,
) -> rusqlite::Result<Option<Column>> {
    let corrected = schema::has(conn, "kantong_correction")?
        && conn.prepare("SELECT 1 FROM kantong_correction WHERE shown = 1")?.exists([])?;
    let heads = heads(conn)?.into_iter().filter(|(_, c)| c.indicator.id == id);
    let chosen = match period {
        None => heads.max_by(|a, b| a.1.period.cmp(&b.1.period)),
        Some(period) => heads.into_iter().find(|(_, c)| c.period == period),
    };
    let Some((id, column)) = chosen.filter(|_| !corrected) else { return Ok(None) };
    let fids = super::register::kept_fids(conn)?;
    fill(conn, id, column, &fids, &read_places(conn)?).map(Some)
}

/// As [`columns`], without values and cells, each with its id.
pub(super) fn heads(conn: &Connection) -> rusqlite::Result<Vec<(i64, Column)>> {
    let mut select = conn.prepare(
        "SELECT c.id, c.import, c.indicator, c.period, coalesce(s.name, c.name), \
         coalesce(s.unit, c.unit), c.quantity, coalesce(s.direction, c.direction), \
         c.source_column, c.rate_of FROM kantong_column c \
         JOIN kantong_import i ON i.id = c.import \
         LEFT JOIN kantong_indicator s ON s.id = c.indicator \
         WHERE i.shown = 1 ORDER BY c.import, c.id",
    )?;
    let all = select.query_map([], head)?.collect::<rusqlite::Result<Vec<_>>>()?;
    let mut seen = BTreeSet::new();
    let mut newest: Vec<_> = all
        .into_iter()
        .rev()
        .filter(|(_, c)| seen.insert((c.indicator.id.clone(), c.period.clone())))
        .collect();
    newest.reverse();
    Ok(newest)
}

fn head(row: &Row<'_>) -> rusqlite::Result<(i64, Column)> {
    let quantity: String = row.get(6)?;
    let direction: String = row.get(7)?;
    let rate: Option<String> = row.get(9)?;
    let indicator = Indicator {
        id: row.get(2)?,
        name: row.get(4)?,
        unit: row.get(5)?,
        quantity: Quantity::from_id(&quantity).unwrap_or(Quantity::Index),
        direction: Direction::from_id(&direction).unwrap_or_default(),
        column: row.get(8)?,
        rate_of: rate.as_deref().and_then(derived),
    };
    let (values, cells) = (Vec::new(), Vec::new());
    let (period, import, corrections) = (row.get(3)?, row.get(1)?, BTreeMap::new());
    Ok((row.get(0)?, Column { indicator, period, values, cells, import, corrections }))
}

fn fill(
    conn: &Connection,
    id: i64,
    mut column: Column,
    fids: &[i64],
    places: &BTreeMap<i64, CellRef>,
) -> rusqlite::Result<Column> {
    column.values = vec![Measure::Missing; fids.len()];
    column.cells = vec![None; fids.len()];
    let mut select = conn.prepare_cached(
        "SELECT fid, state, value, place, row FROM kantong_observation WHERE column_id = ?1 \
         ORDER BY fid",
    )?;
    let mut rows = select.query([id])?;
    let mut at = 0;
    while let Some(row) = rows.next()? {
        let fid: i64 = row.get(0)?;
        // Both rise; a village that another program took away has no place any more.
        while fids.get(at).is_some_and(|here| *here < fid) {
            at += 1;
        }
        if fids.get(at) != Some(&fid) {
            continue;
        }
        column.values[at] = match row.get::<_, i64>(1)? {
            1 => Measure::of(row.get(2)?),
            2 => Measure::NotApplicable,
            _ => Measure::Missing,
        };
        let place = row.get::<_, Option<i64>>(3)?.and_then(|place| places.get(&place));
        if let (Some(place), Some(row)) = (place, row.get::<_, Option<u32>>(4)?) {
            column.cells[at] = Some(place.in_row(row));
        }
    }
    Ok(column)
}

/// Columns whose observations are not those that were imported: indicator and period.
pub(super) fn changed(conn: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut select =
        conn.prepare("SELECT id, indicator, period, hash FROM kantong_column ORDER BY id")?;
    let mut observations = conn.prepare(
        "SELECT fid, state, value, place, row FROM kantong_observation WHERE column_id = ?1 \
         ORDER BY fid",
    )?;
    let mut columns = select.query([])?;
    let mut changed = Vec::new();
    while let Some(column) = columns.next()? {
        let mut hash = Observations::default();
        let mut rows = observations.query([column.get::<_, i64>(0)?])?;
        let mut readable = true;
        while let Some(row) = rows.next()? {
            let parts = (row.get(1), row.get(2), row.get(3), row.get(4));
            if let (Ok(state), Ok(value), Ok(place), Ok(at)) = parts {
                hash.add(row.get(0)?, state, value, place, at);
            } else {
                readable = false;
            }
        }
        if !readable || column.get_ref(3)?.as_blob().ok() != Some(&hash.finish()[..]) {
            let (id, period): (String, String) = (column.get(1)?, column.get(2)?);
            changed.push(format!("{id} {period}").trim_end().to_owned());
        }
    }
    Ok(changed)
}

/// Each place as a cell in row 0.
fn read_places(conn: &Connection) -> rusqlite::Result<BTreeMap<i64, CellRef>> {
    conn.prepare("SELECT id, source, sheet, letter FROM kantong_place")?
        .query_map([], |row| {
            let cell = CellRef::new(row.get(1)?, row.get(2)?, 0, row.get(3)?);
            Ok((row.get(0)?, cell))
        })?
        .collect()
}

pub(super) fn sources(conn: &Connection) -> rusqlite::Result<Vec<Source>> {
    // A project of version 1 that is only looked at has neither kind nor period.
    let more = if schema::has(conn, "kantong_match")? { "kind, period" } else { "'other', ''" };
    conn.prepare(
        &[
            "SELECT id, file, sha256, sheet, format, rows, imported_at, who, recipe, ",
            more,
            " FROM kantong_source ORDER BY id",
        ]
        .concat(),
    )?
    .query_map([], |row| {
        let kind: String = row.get(9)?;
        Ok(Source {
            id: row.get(0)?,
            file: row.get(1)?,
            sha256: row.get(2)?,
            sheet: row.get(3)?,
            format: row.get(4)?,
            rows: row.get::<_, u32>(5)? as usize,
            imported_at: row.get(6)?,
            by: row.get(7)?,
            recipe: row.get(8)?,
            kind: SourceKind::from_id(&kind).unwrap_or_default(),
            period: row.get(10)?,
        })
    })?
    .collect()
}

pub(super) fn imports(conn: &Connection) -> rusqlite::Result<Vec<Import>> {
    conn.prepare("SELECT id, source, summary, shown FROM kantong_import ORDER BY id")?
        .query_map([], |row| {
            let (id, source) = (row.get(0)?, row.get(1)?);
            Ok(Import { id, source, summary: row.get(2)?, shown: row.get(3)? })
        })?
        .collect()
}

pub(super) fn set_summary(conn: &Connection, import: i64, summary: &str) -> rusqlite::Result<()> {
    conn.execute("UPDATE kantong_import SET summary = ?2 WHERE id = ?1", params![import, summary])
        .map(drop)
}

/// The import's source file and whether it is shown; `None` without such an import.
pub(super) fn import(conn: &Connection, id: i64) -> rusqlite::Result<Option<(String, bool)>> {
    conn.query_row(
        "SELECT s.file, i.shown FROM kantong_import i JOIN kantong_source s ON s.id = i.source \
         WHERE i.id = ?1",
        [id],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
    .optional()
}

fn derived_json(derived: &Derived) -> String {
    match derived {
        Derived::Rate(rate) => {
            serde_json::json!({ "numerators": rate.numerators, "denominator": rate.denominator })
        }
        Derived::Gap { need, covered } => {
            serde_json::json!({ "need": need, "covered": covered })
        }
    }
    .to_string()
}

fn derived(json: &str) -> Option<Derived> {
    let value: serde_json::Value = serde_json::from_str(json).ok()?;
    let id = |key: &str| Some(value.get(key)?.as_str()?.to_owned());
    if let (Some(need), Some(covered)) = (id("need"), id("covered")) {
        return Some(Derived::Gap { need, covered });
    }
    let numerators = value.get("numerators")?.as_array()?;
    Some(Derived::Rate(RateOf {
        numerators: numerators
            .iter()
            .map(|n| n.as_str().map(str::to_owned))
            .collect::<Option<_>>()?,
        denominator: id("denominator")?,
    }))
}
