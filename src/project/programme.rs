//! The register of programmes, in and out: rows of files and rows by hand, words of villages, and
//! what was decided.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::edits::{Applied, Refused};
use super::programme_json::{of_fact, to_fact};
use super::record::{Source, Stamp};
use super::{schema, values};
use crate::base::code::VillageCode;
use crate::dataset::crosswalk::{Crosswalk, Decision};
use crate::lang::project::What;
use crate::plan::edit::Edit;
use crate::plan::programme::{Entry, Fact, FactKind, Label, LabelKind};

/// A register on its way into the project. Ids and imports of rows and labels are given here.
#[derive(Clone, Debug, Default)]
pub struct NewRegister {
    pub source: Source,
    pub entries: Vec<Entry>,
    pub labels: Vec<Label>,
    /// The import's report, as JSON text.
    pub summary_json: String,
    /// Suggestions that were taken: the crosswalk of later imports.
    pub confirmed: BTreeMap<String, VillageCode>,
    /// Places that are several villages, by the key of a decision about them.
    pub shared: BTreeMap<String, Vec<VillageCode>>,
}

/// What the project knows of programmes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Programmes {
    /// By rising id; one by hand where the one stands that it covers.
    pub entries: Vec<Entry>,
    pub labels: Vec<Label>,
    pub facts: BTreeMap<(FactKind, String), Fact>,
    /// The reports of the imports that brought rows or labels, by import.
    pub summaries: BTreeMap<i64, String>,
    /// Rows of several villages, by id.
    pub shared: BTreeMap<i64, Vec<VillageCode>>,
    /// The row of a file that one by hand stands in place of, by the id of the latter.
    pub covered: BTreeMap<i64, Entry>,
}

const COLUMNS: &str = "id, import, over, village, place, key, programme, activity, code, office, \
    fund, unit, status, year, recipients, rupiah, sheet, row";

/// Stores a register, shown; the import's id.
pub(super) fn insert(
    conn: &Connection,
    new: &NewRegister,
    stamp: &Stamp<'_>,
) -> rusqlite::Result<i64> {
    let source = values::insert_source(conn, &new.source, stamp)?;
    conn.execute(
        "INSERT INTO kantong_import (source, summary, shown) VALUES (?1, ?2, 1)",
        params![source, new.summary_json],
    )?;
    let import = conn.last_insert_rowid();
    for (id, entry) in (next_id(conn)?..).zip(&new.entries) {
        put(conn, &Entry { id, import: Some(import), over: None, ..entry.clone() })?;
    }
    let mut label = conn.prepare(
        "INSERT OR REPLACE INTO kantong_label (import, village, kind, rank, text, sheet, row, \
         letter) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?;
    for l in &new.labels {
        let village = l.village.as_str();
        let kind = l.kind.id();
        label.execute(params![import, village, kind, l.rank, l.text, l.sheet, l.row, l.letter])?;
    }
    let mut confirm =
        conn.prepare("INSERT INTO kantong_crosswalk (import, name, code) VALUES (?1, ?2, ?3)")?;
    for (name, code) in &new.confirmed {
        confirm.execute(params![import, name, code.as_str()])?;
    }
    for (name, codes) in &new.shared {
        let codes: Vec<&str> = codes.iter().map(VillageCode::as_str).collect();
        confirm.execute(params![import, name, codes.join(" ")])?;
    }
    Ok(import)
}

fn next_id(conn: &Connection) -> rusqlite::Result<i64> {
    conn.query_row("SELECT coalesce(max(id), 0) + 1 FROM kantong_program", [], |row| row.get(0))
}

fn put(conn: &Connection, e: &Entry) -> rusqlite::Result<()> {
    let mut put = conn.prepare_cached(
        "INSERT OR REPLACE INTO kantong_program (id, import, over, village, place, key, \
         programme, activity, code, office, fund, unit, status, year, recipients, rupiah, sheet, \
         row, gone) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, \
         ?16, ?17, ?18, 0)",
    )?;
    let village = e.village.as_ref().map(VillageCode::as_str);
    // No file of ours counts more recipients than the engine's integers.
    let recipients = e.recipients.and_then(|n| i64::try_from(n).ok());
    put.execute(params![
        e.id,
        e.import,
        e.over,
        village,
        e.place,
        e.key,
        e.programme,
        e.activity,
        e.code,
        e.office,
        e.fund,
        e.unit,
        e.status,
        e.year,
        recipients,
        e.rupiah,
        e.sheet,
        e.row
    ])
    .map(drop)
}

fn entry(row: &Row<'_>) -> rusqlite::Result<Entry> {
    let recipients: Option<i64> = row.get(14)?;
    Ok(Entry {
        id: row.get(0)?,
        import: row.get(1)?,
        over: row.get(2)?,
        village: row.get::<_, Option<String>>(3)?.map(VillageCode::stored),
        place: row.get(4)?,
        key: row.get(5)?,
        programme: row.get(6)?,
        activity: row.get(7)?,
        code: row.get(8)?,
        office: row.get(9)?,
        fund: row.get(10)?,
        unit: row.get(11)?,
        status: row.get(12)?,
        year: row.get::<_, Option<i64>>(13)?.and_then(|y| u16::try_from(y).ok()),
        recipients: recipients.and_then(|n| u64::try_from(n).ok()),
        rupiah: row.get(15)?,
        sheet: row.get(16)?,
        row: row.get::<_, i64>(17)?.try_into().unwrap_or(0),
    })
}

/// All that is shown.
pub(super) fn read(conn: &Connection) -> rusqlite::Result<Programmes> {
    if !schema::has(conn, "kantong_program")? {
        return Ok(Programmes::default());
    }
    let (entries, covered) = entries(conn)?;
    let mut summaries = BTreeMap::new();
    let mut select = conn.prepare(
        "SELECT i.id, i.summary FROM kantong_import i WHERE i.shown = 1 AND \
         (EXISTS (SELECT 1 FROM kantong_program p WHERE p.import = i.id) OR \
         EXISTS (SELECT 1 FROM kantong_label l WHERE l.import = i.id)) ORDER BY i.id",
    )?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        summaries.insert(row.get(0)?, row.get(1)?);
    }
    Ok(Programmes {
        entries,
        labels: labels(conn)?,
        facts: facts(conn)?,
        summaries,
        shared: BTreeMap::new(),
        covered,
    })
}

/// Rows whose village was not known then have the one that was decided since.
pub(super) fn decide(all: &mut Programmes, crosswalk: &Crosswalk) {
    for entry in all.entries.iter_mut().filter(|e| e.village.is_none() && !e.key.is_empty()) {
        match crosswalk.find(&entry.key).map(|e| &e.decision) {
            Some(Decision::Accept(code)) => entry.village = Some(code.clone()),
            // Of no single village: it stays in the sums, and nobody is asked again.
            Some(Decision::Leave) => entry.key.clear(),
            Some(Decision::Split(codes)) => {
                all.shared.insert(entry.id, codes.clone());
                entry.key.clear();
            }
            Some(Decision::Not(_)) | None => {}
        }
    }
}

/// What is shown, a row by hand where the one stands that it covers.
fn entries(conn: &Connection) -> rusqlite::Result<(Vec<Entry>, BTreeMap<i64, Entry>)> {
    let sql = format!(
        "SELECT {COLUMNS} FROM kantong_program WHERE gone = 0 AND (import IS NULL OR import IN \
         (SELECT id FROM kantong_import WHERE shown = 1)) ORDER BY id"
    );
    let mut entries: Vec<Entry> =
        conn.prepare(&sql)?.query_map([], entry)?.collect::<rusqlite::Result<_>>()?;
    let mut covered = BTreeMap::new();
    if entries.iter().any(|e| e.over.is_some()) {
        // A row by hand goes with the row it stands in place of.
        let shown: BTreeSet<i64> = entries.iter().map(|e| e.id).collect();
        entries.retain(|e| e.over.is_none_or(|over| shown.contains(&over)));
        let by_hand: BTreeMap<i64, i64> =
            entries.iter().filter_map(|e| Some((e.over?, e.id))).collect();
        let of_file = |e: &Entry| Some((*by_hand.get(&e.id)?, e.clone()));
        covered = entries.iter().filter_map(of_file).collect();
        entries.retain(|e| !by_hand.contains_key(&e.id));
        entries.sort_by_key(|e| e.over.unwrap_or(e.id));
    }
    Ok((entries, covered))
}

/// Of each village the words of the newest shown import that has any.
fn labels(conn: &Connection) -> rusqlite::Result<Vec<Label>> {
    let mut select = conn.prepare(
        "SELECT import, village, kind, rank, text, sheet, row, letter FROM kantong_label \
         WHERE import IN (SELECT id FROM kantong_import WHERE shown = 1) \
         ORDER BY village, kind, import DESC, rank",
    )?;
    let mut rows = select.query([])?;
    let mut labels: Vec<Label> = Vec::new();
    while let Some(row) = rows.next()? {
        let kind: String = row.get(2)?;
        let Some(kind) = LabelKind::from_id(&kind) else { continue };
        let label = Label {
            import: row.get(0)?,
            village: VillageCode::stored(row.get(1)?),
            kind,
            rank: row.get(3)?,
            text: row.get(4)?,
            sheet: row.get(5)?,
            row: row.get(6)?,
            letter: row.get(7)?,
        };
        let same = |l: &Label| (&l.village, l.kind) == (&label.village, label.kind);
        if labels.last().is_some_and(|last| same(last) && last.import != label.import) {
            continue;
        }
        labels.push(label);
    }
    Ok(labels)
}

fn facts(conn: &Connection) -> rusqlite::Result<BTreeMap<(FactKind, String), Fact>> {
    let mut select = conn.prepare("SELECT kind, key, value FROM kantong_fact")?;
    let mut rows = select.query([])?;
    let mut facts = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let (kind, text): (String, String) = (row.get(0)?, row.get(2)?);
        // What this version cannot read is undecided.
        let fact = serde_json::from_str(&text).ok().as_ref().and_then(to_fact);
        if let (Some(kind), Some(fact)) = (FactKind::from_id(&kind), fact) {
            facts.insert((kind, row.get(1)?), fact);
        }
    }
    Ok(facts)
}

/// Sets or takes out rows; `None` when nothing changes. Id 0 = a new row, whose id is given here.
pub(super) fn set_rows(
    conn: &Connection,
    rows: &[(i64, Option<Entry>)],
) -> Result<Option<Applied>, Refused> {
    let mut before = Vec::new();
    let mut again = Vec::new();
    for (id, wanted) in rows {
        let old = stored(conn, *id)?;
        match (wanted, old) {
            (Some(wanted), None) => {
                let id = if *id == 0 { next_id(conn)? } else { *id };
                let own = Entry { id, import: None, ..wanted.clone() };
                put(conn, &own)?;
                before.push((id, None));
                again.push((id, Some(own)));
            }
            // A row of a file is never written over; it comes back as it was.
            (Some(_), Some((old, true))) if old.import.is_some() => {
                show(conn, *id, 0)?;
                before.push((*id, None));
                again.push((*id, Some(old)));
            }
            (Some(wanted), Some((old, gone))) if old.import.is_none() => {
                let own = Entry { id: *id, import: None, ..wanted.clone() };
                if !gone && own == old {
                    continue;
                }
                put(conn, &own)?;
                before.push((*id, (!gone).then_some(old)));
                again.push((*id, Some(own)));
            }
            (None, Some((old, false))) => {
                show(conn, *id, 1)?;
                before.push((*id, Some(old)));
                again.push((*id, None));
            }
            (Some(_) | None, _) => {}
        }
    }
    if before.is_empty() {
        return Ok(None);
    }
    let what = What::ProgrammesSet { rows: before.len() };
    before.reverse();
    Ok(Some(Applied {
        inverse: Edit::SetProgrammes { rows: before },
        again: Some(Edit::SetProgrammes { rows: again }),
        what,
    }))
}

fn show(conn: &Connection, id: i64, gone: i64) -> rusqlite::Result<()> {
    conn.prepare_cached("UPDATE kantong_program SET gone = ?2 WHERE id = ?1")?
        .execute([id, gone])
        .map(drop)
}

fn stored(conn: &Connection, id: i64) -> rusqlite::Result<Option<(Entry, bool)>> {
    let sql = format!("SELECT {COLUMNS}, gone FROM kantong_program WHERE id = ?1");
    conn.prepare_cached(&sql)?.query_row([id], |row| Ok((entry(row)?, row.get(18)?))).optional()
}

/// Sets or takes away decisions; `None` when nothing changes.
pub(super) fn set_facts(
    conn: &Connection,
    entries: &[(FactKind, String, Option<Fact>)],
) -> Result<Option<Applied>, Refused> {
    let all = facts(conn)?;
    let mut before = Vec::new();
    let mut kind_said = FactKind::Meaning;
    for (kind, key, wanted) in entries {
        let old = all.get(&(*kind, key.clone())).cloned();
        if old == *wanted {
            continue;
        }
        kind_said = *kind;
        match wanted {
            Some(fact) => conn.execute(
                "INSERT OR REPLACE INTO kantong_fact (kind, key, value) VALUES (?1, ?2, ?3)",
                params![kind.id(), key, of_fact(fact).to_string()],
            )?,
            None => conn.execute(
                "DELETE FROM kantong_fact WHERE kind = ?1 AND key = ?2",
                params![kind.id(), key],
            )?,
        };
        before.push((*kind, key.clone(), old));
    }
    if before.is_empty() {
        return Ok(None);
    }
    let what = What::FactsSet { kind: kind_said.id().to_owned(), count: before.len() };
    before.reverse();
    Ok(Some(Applied { inverse: Edit::SetFacts { entries: before }, again: None, what }))
}
