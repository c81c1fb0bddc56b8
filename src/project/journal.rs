//! The journal: every step in order, who made it, and the edits that take it back and forth.
//!
//! Undo and redo only turn the `undone` mark and apply the stored inverse or edit, so they survive
//! a restart. A new step closes the redo of what was undone before it (`gone`), which stays listed.

use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::json::{from_edit, from_what, to_edit, to_what};
use super::record::{Entry, Stamp};
use crate::lang::project::What;
use crate::plan::edit::Edit;

/// Whether a step is taken back or made again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    Undo,
    Redo,
}

/// Adds a step; its number. `steps` = (edit, inverse); without it the step cannot be undone and
/// closes no redo.
pub(super) fn add(
    conn: &Connection,
    what: &What,
    steps: Option<(&Edit, &Edit)>,
    stamp: &Stamp<'_>,
) -> rusqlite::Result<i64> {
    if steps.is_some() {
        conn.execute("UPDATE kantong_journal SET gone = 1 WHERE undone = 1", [])?;
    }
    conn.execute(
        "INSERT INTO kantong_journal (at, who, what, edit, inverse, undone, gone) \
         VALUES (?1, ?2, ?3, ?4, ?5, 0, 0)",
        params![
            stamp.at,
            stamp.who,
            from_what(what).to_string(),
            steps.map(|(edit, _)| from_edit(edit).to_string()),
            steps.map(|(_, inverse)| from_edit(inverse).to_string()),
        ],
    )?;
    Ok(conn.last_insert_rowid())
}

/// The step that would be undone or redone next, and the edit that does it.
pub(super) fn next(conn: &Connection, way: Way) -> rusqlite::Result<Option<(Entry, Edit)>> {
    let sql = match way {
        Way::Undo => {
            "SELECT seq, at, who, what, undone, inverse FROM kantong_journal \
             WHERE undone = 0 AND inverse IS NOT NULL ORDER BY seq DESC LIMIT 1"
        }
        Way::Redo => {
            "SELECT seq, at, who, what, undone, edit FROM kantong_journal \
             WHERE undone = 1 AND gone = 0 ORDER BY seq LIMIT 1"
        }
    };
    conn.query_row(sql, [], |row| Ok((entry(row)?, row.get::<_, String>(5)?)))
        .optional()?
        .map(|(entry, json)| {
            let edit = serde_json::from_str(&json).ok().as_ref().and_then(to_edit);
            edit.map(|edit| (entry, edit)).ok_or_else(|| unreadable(5))
        })
        .transpose()
}

/// Marks a step as undone, or as done again.
pub(super) fn mark(
    conn: &Connection,
    seq: i64,
    way: Way,
    stamp: &Stamp<'_>,
) -> rusqlite::Result<()> {
    let undone = way == Way::Undo;
    conn.execute(
        "UPDATE kantong_journal SET undone = ?2, turned_at = ?3, turned_who = ?4 WHERE seq = ?1",
        params![seq, undone, stamp.at, stamp.who],
    )
    .map(drop)
}

pub(super) fn all(conn: &Connection) -> rusqlite::Result<Vec<Entry>> {
    conn.prepare("SELECT seq, at, who, what, undone FROM kantong_journal ORDER BY seq")?
        .query_map([], entry)?
        .collect()
}

fn entry(row: &Row<'_>) -> rusqlite::Result<Entry> {
    let json: String = row.get(3)?;
    let what = serde_json::from_str(&json).ok().as_ref().and_then(to_what);
    Ok(Entry {
        seq: row.get(0)?,
        at: row.get(1)?,
        who: row.get(2)?,
        what: what.ok_or_else(|| unreadable(3))?,
        undone: row.get(4)?,
    })
}

fn unreadable(index: usize) -> rusqlite::Error {
    rusqlite::Error::InvalidColumnType(index, "kantong_journal".into(), rusqlite::types::Type::Text)
}
