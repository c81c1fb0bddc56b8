//! Whether a register came in before: the same file is not taken twice, and rows that another file
//! brought already are told, or take the place of the old ones where a person says so.

use std::collections::BTreeMap;

use super::words::plain;
use crate::base::fault::ProgrammeFault;
use crate::plan::programme::Entry;
use crate::workflow::snapshot::Snapshot;

/// What of a new register is there already.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Again {
    /// Imports whose rows this one brings again.
    pub imports: Vec<i64>,
    /// The very same file: taken only in place of the old one.
    pub is_same: bool,
    pub told: Vec<ProgrammeFault>,
}

/// What a row is about.
type About<'e> = (&'e str, [String; 5], Option<u16>);

fn about(entry: &Entry) -> About<'_> {
    let place = entry.village.as_ref().map_or(entry.place.as_str(), |code| code.as_str());
    let words = [&entry.programme, &entry.activity, &entry.office, &entry.fund, &entry.code];
    (place, words.map(|text| plain(text)), entry.year)
}

/// Holds new rows against those of every shown import.
pub fn again(snapshot: &Snapshot, entries: &[Entry], sha256: &str, is_replaced: bool) -> Again {
    let mut of_import: BTreeMap<i64, Vec<&Entry>> = BTreeMap::new();
    for entry in &snapshot.programmes.entries {
        if let Some(import) = entry.import {
            of_import.entry(import).or_default().push(entry);
        }
    }
    let mut found = Again::default();
    if of_import.is_empty() || entries.is_empty() {
        return found;
    }
    let mut cells: Vec<(&Option<String>, u32)> =
        entries.iter().map(|e| (&e.sheet, e.row)).collect();
    cells.sort();
    let mut new: BTreeMap<About<'_>, Vec<&Entry>> = BTreeMap::new();
    for entry in entries {
        new.entry(about(entry)).or_default().push(entry);
    }
    for (import, rows) in of_import {
        let source = snapshot.source_of.get(&import).and_then(|id| snapshot.source(*id));
        let file = source.map(|source| file_name(&source.file)).unwrap_or_default();
        let is_file = source.is_some_and(|source| source.sha256 == sha256);
        if is_file && rows.iter().any(|e| cells.binary_search(&(&e.sheet, e.row)).is_ok()) {
            found.imports.push(import);
            found.is_same = true;
            found.told.push(ProgrammeFault::SameRegister { file, is_replaced });
            continue;
        }
        let said = |own: &&&Entry| new.contains_key(&about(own));
        let same = rows.iter().filter(said).count();
        let exact = rows.iter().filter(|own| {
            let others = new.get(&about(own)).into_iter().flatten();
            own.rupiah.is_some()
                && others
                    .into_iter()
                    .any(|e| (e.rupiah, e.recipients) == (own.rupiah, own.recipients))
        });
        if exact.count() > 0 || same * 2 >= entries.len() {
            found.imports.push(import);
            found.told.push(ProgrammeFault::AlreadyThere { file, rows: same, is_replaced });
        }
    }
    found
}

fn file_name(path: &str) -> String {
    path.rsplit(['/', '\\']).next().unwrap_or(path).to_owned()
}
