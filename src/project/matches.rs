//! Decisions about rows that were not sure: the crosswalk of the project, in and out.

use rusqlite::{Connection, OptionalExtension as _, params};

use super::edits::{Applied, Refused};
use crate::base::code::VillageCode;
use crate::dataset::crosswalk::{Crosswalk, Decision, Entry};
use crate::lang::project::What;
use crate::plan::edit::Edit;

/// All decisions: those of shown imports, a later one's word wins; over them what was set by hand
/// or came with a crosswalk file.
pub(super) fn crosswalk(conn: &Connection) -> rusqlite::Result<Crosswalk> {
    let mut crosswalk = Crosswalk::default();
    let mut select = conn.prepare(
        "SELECT w.name, w.code, s.file FROM kantong_crosswalk w \
         JOIN kantong_import i ON i.id = w.import JOIN kantong_source s ON s.id = i.source \
         WHERE i.shown = 1 ORDER BY w.import, w.name",
    )?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let codes: String = row.get(1)?;
        let mut codes: Vec<VillageCode> =
            codes.split_whitespace().map(|code| VillageCode::stored(code.to_owned())).collect();
        let decision = match codes.len() {
            0 => continue,
            1 => Decision::Accept(codes.remove(0)),
            _ => Decision::Split(codes),
        };
        crosswalk.insert(row.get(0)?, Entry { decision, origin: row.get(2)? });
    }
    let mut select = conn.prepare("SELECT key, decision, codes, origin FROM kantong_match")?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        if let Some(entry) = entry(row.get(1)?, row.get(2)?, row.get(3)?) {
            crosswalk.insert(row.get(0)?, entry);
        }
    }
    Ok(crosswalk)
}

/// `None` for a decision of a newer or damaged file: then nothing is decided.
#[expect(clippy::needless_pass_by_value, reason = "as the engine gives them")]
fn entry(decision: String, codes: String, origin: String) -> Option<Entry> {
    let codes = codes.split_whitespace().map(|code| VillageCode::stored(code.to_owned()));
    let decision = Decision::from_parts(&decision, codes.collect())?;
    Some(Entry { decision, origin })
}

/// Sets or takes away decisions; `None` when nothing changes.
pub(super) fn set(
    conn: &Connection,
    entries: &[(String, Option<Entry>)],
) -> Result<Option<Applied>, Refused> {
    let mut before = Vec::new();
    let mut find =
        conn.prepare("SELECT decision, codes, origin FROM kantong_match WHERE key = ?1")?;
    let mut put = conn.prepare(
        "INSERT OR REPLACE INTO kantong_match (key, decision, codes, origin) \
         VALUES (?1, ?2, ?3, ?4)",
    )?;
    let mut drop = conn.prepare("DELETE FROM kantong_match WHERE key = ?1")?;
    for (key, wanted) in entries {
        let old = find
            .query_row([key], |row| Ok(entry(row.get(0)?, row.get(1)?, row.get(2)?)))
            .optional()?
            .flatten();
        if old == *wanted {
            continue;
        }
        if let Some(entry) = wanted {
            let codes: Vec<&str> = entry.decision.codes().iter().map(VillageCode::as_str).collect();
            put.execute(params![key, entry.decision.id(), codes.join(" "), entry.origin])?;
        } else {
            drop.execute([key])?;
        }
        before.push((key.clone(), old));
    }
    if before.is_empty() {
        return Ok(None);
    }
    let file = entries.iter().find_map(|(_, entry)| entry.as_ref().map(|e| e.origin.clone()));
    let what = What::MatchesSet { count: before.len(), file: file.unwrap_or_default() };
    // A key that stood twice is set back to what it was first.
    before.reverse();
    Ok(Some(Applied { inverse: Edit::SetMatches { entries: before }, again: None, what }))
}
