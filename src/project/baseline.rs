//! Values frozen under a name: they stay as they were, whatever is imported later.
//!
//! A column's values stand in one blob, thirteen bytes a village: fid (u32), state (u8), value
//! (f64), all little-endian; villages that have neither value nor state are left out.

use rusqlite::{Connection, OptionalExtension as _, params};

use super::edits::{Applied, Refused};
use super::record::{Baseline, Frozen, Stamp};
use super::{hash, register, schema, values};
use crate::base::fault::{ProjectFault, RecordKind};
use crate::base::measure::Measure;
use crate::lang::project::What;
use crate::plan::edit::Edit;

const BYTES: usize = 13;

/// Freezes all shown columns.
pub(super) fn freeze(
    conn: &Connection,
    name: &str,
    stamp: &Stamp<'_>,
) -> Result<(i64, Applied), Refused> {
    if all(conn)?.iter().any(|b| b.name == name) {
        return Err(ProjectFault::BaselineExists { name: name.to_owned() }.into());
    }
    let fids = register::fids(conn)?;
    let columns = values::columns(conn, &fids)?;
    let frozen: Vec<(Frozen, Vec<u8>)> = columns
        .into_iter()
        .map(|c| {
            let blob = pack(&fids, &c.values);
            let (indicator, unit) = (c.indicator.id, c.indicator.unit);
            let (name, period, values) = (c.indicator.name, c.period, c.values);
            (Frozen { indicator, period, name, unit, values }, blob)
        })
        .collect();
    let print = fingerprint(frozen.iter().map(|(f, blob)| (f, blob.as_slice())));
    conn.execute(
        "INSERT INTO kantong_baseline (name, at, who, hash, shown) VALUES (?1, ?2, ?3, ?4, 1)",
        params![name, stamp.at, stamp.who, print],
    )?;
    let id = conn.last_insert_rowid();
    let mut put = conn.prepare(
        "INSERT INTO kantong_frozen (baseline, seq, indicator, period, name, unit, content) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    for (seq, (column, blob)) in frozen.iter().enumerate() {
        let (name, unit) = (&column.name, &column.unit);
        put.execute(params![id, seq as i64, column.indicator, column.period, name, unit, blob])?;
    }
    let show = |shown| Edit::ShowBaseline { baseline: id, shown };
    let what = What::BaselineFrozen { name: name.to_owned() };
    Ok((id, Applied { inverse: show(false), again: Some(show(true)), what }))
}

/// The shown baselines, oldest first.
pub(super) fn all(conn: &Connection) -> rusqlite::Result<Vec<Baseline>> {
    if !schema::has(conn, "kantong_baseline")? {
        return Ok(Vec::new());
    }
    conn.prepare(
        "SELECT b.id, b.name, b.at, b.who, b.hash, count(f.seq) FROM kantong_baseline b \
         LEFT JOIN kantong_frozen f ON f.baseline = b.id WHERE b.shown = 1 \
         GROUP BY b.id ORDER BY b.id",
    )?
    .query_map([], |row| {
        Ok(Baseline {
            id: row.get(0)?,
            name: row.get(1)?,
            at: row.get(2)?,
            who: row.get(3)?,
            hash: row.get(4)?,
            columns: row.get::<_, u32>(5)? as usize,
        })
    })?
    .collect()
}

/// The values of a baseline, in the register's order.
pub(super) fn frozen(conn: &Connection, id: i64) -> rusqlite::Result<Vec<Frozen>> {
    let fids = register::fids(conn)?;
    Ok(blobs(conn, id)?
        .into_iter()
        .map(|(mut column, blob)| {
            column.values = unpack(&fids, &blob);
            column
        })
        .collect())
}

fn blobs(conn: &Connection, id: i64) -> rusqlite::Result<Vec<(Frozen, Vec<u8>)>> {
    conn.prepare(
        "SELECT indicator, period, name, unit, content FROM kantong_frozen \
         WHERE baseline = ?1 ORDER BY seq",
    )?
    .query_map([id], |row| {
        let column = Frozen {
            indicator: row.get(0)?,
            period: row.get(1)?,
            name: row.get(2)?,
            unit: row.get(3)?,
            values: Vec::new(),
        };
        Ok((column, row.get(4)?))
    })?
    .collect()
}

/// Names of the baselines whose values are not those that were frozen.
pub(super) fn changed(conn: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut changed = Vec::new();
    for baseline in all(conn)? {
        let columns = blobs(conn, baseline.id)?;
        if fingerprint(columns.iter().map(|(f, blob)| (f, blob.as_slice()))) != baseline.hash {
            changed.push(baseline.name);
        }
    }
    Ok(changed)
}

/// Shows or hides a baseline: undo and redo.
pub(super) fn show(conn: &Connection, id: i64, shown: bool) -> Result<Option<Applied>, Refused> {
    let stored = conn
        .query_row("SELECT name, shown FROM kantong_baseline WHERE id = ?1", [id], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, bool>(1)?))
        })
        .optional()?;
    let Some((name, before)) = stored else {
        return Err(ProjectFault::NoSuchRecord { kind: RecordKind::Baseline, id }.into());
    };
    if before == shown {
        return Ok(None);
    }
    conn.execute("UPDATE kantong_baseline SET shown = ?2 WHERE id = ?1", params![id, shown])?;
    let what = What::BaselineShown { name, shown };
    let inverse = Edit::ShowBaseline { baseline: id, shown: before };
    Ok(Some(Applied { inverse, again: None, what }))
}

fn fingerprint<'a>(columns: impl Iterator<Item = (&'a Frozen, &'a [u8])>) -> String {
    let mut bytes = Vec::new();
    for (column, blob) in columns {
        for text in [&column.indicator, &column.period, &column.name, &column.unit] {
            bytes.extend((text.len() as u64).to_le_bytes());
            bytes.extend(text.as_bytes());
        }
        bytes.extend((blob.len() as u64).to_le_bytes());
        bytes.extend(blob);
    }
    hash::sha256_hex(&bytes)
}

fn pack(fids: &[i64], values: &[Measure]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (fid, value) in fids.iter().zip(values) {
        let (state, number) = match value {
            Measure::Missing => continue,
            Measure::Measured(x) => (1_u8, *x),
            Measure::NotApplicable => (2, 0.0),
        };
        bytes.extend((*fid as u32).to_le_bytes());
        bytes.push(state);
        bytes.extend(number.to_le_bytes());
    }
    bytes
}

/// A blob of another length than ours gives what it holds whole.
fn unpack(fids: &[i64], bytes: &[u8]) -> Vec<Measure> {
    let mut values = vec![Measure::Missing; fids.len()];
    for one in bytes.chunks_exact(BYTES) {
        let (Ok(fid), Ok(number)) =
            (<[u8; 4]>::try_from(&one[..4]), <[u8; 8]>::try_from(&one[5..]))
        else {
            continue;
        };
        if let Ok(at) = fids.binary_search(&i64::from(u32::from_le_bytes(fid))) {
            values[at] = match one[4] {
                1 => Measure::of(f64::from_le_bytes(number)),
                2 => Measure::NotApplicable,
                _ => Measure::Missing,
            };
        }
    }
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_come_back_from_the_blob_to_the_last_bit() {
        let values = [
            Measure::Measured(0.1 + 0.2),
            Measure::Missing,
            Measure::NotApplicable,
            Measure::Measured(-0.0),
        ];
        let fids = [1, 2, 5, 9];
        let blob = pack(&fids, &values);
        assert_eq!(blob.len(), 3 * BYTES);
        assert_eq!(unpack(&fids, &blob), values);
        assert_eq!(unpack(&[2, 9], &blob), [Measure::Missing, Measure::Measured(-0.0)]);
        assert_eq!(unpack(&fids, &blob[..20]).len(), 4, "a cut blob is no panic");
    }
}
