//! Ids that mean one thing in a project: a later table of the same make adds periods to the
//! indicators that are there, another table's column of the same name is kept apart.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;

use super::snapshot::Snapshot;
use crate::base::fault::{At, DataFault, Fault};
use crate::dataset::header;
use crate::dataset::layout::Laid;
use crate::dataset::layout_groups;
use crate::dataset::period;
use crate::indicator::column::Column;
use crate::indicator::definition::Derived;
use crate::indicator::meaning;

/// What a table is known by among later ones.
struct Make {
    headers: BTreeSet<String>,
    /// Id of a header that stands alone in its table → its id where another group has one of its
    /// name: "meninggal" → "positif_meninggal".
    full: BTreeMap<String, String>,
    /// The file's name without its date.
    name: Vec<String>,
}

impl Make {
    fn new(headers: &[String], file: &Path) -> Self {
        let stem = file.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
        let full = |column: usize| {
            let name = layout_groups::full_name(headers, column)?;
            Some((meaning::slug(&headers[column]), meaning::slug(&name)))
        };
        Self {
            full: (0..headers.len()).filter_map(full).collect(),
            headers: headers.iter().map(|h| header::plain(h)).collect(),
            name: period::without_time(&stem),
        }
    }

    /// Half of all headers are shared; of a file that is named alike apart from its date, half of
    /// the fewer.
    fn is_of(&self, other: &Self) -> bool {
        let shared = self.headers.intersection(&other.headers).count();
        let alike = self.name.len() >= 2 && self.name == other.name;
        let needed = if alike {
            self.headers.len().min(other.headers.len())
        } else {
            self.headers.union(&other.headers).count()
        };
        shared * 2 >= needed && shared > 0
    }
}

/// Gives the columns their final ids and tells, once for the table, what was replaced and what is
/// kept apart.
pub(super) fn settle_ids(
    columns: &mut [Column],
    snapshot: &Snapshot,
    laid: &Laid,
    file: &Path,
) -> (BTreeMap<String, String>, Vec<Fault>) {
    let mine = Make::new(&laid.headers(), file);
    let suffix = meaning::slug(&mine.name.join(" "));
    let mut makes: BTreeMap<i64, Option<Make>> = BTreeMap::new();
    let mut replaced: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut renamed: BTreeMap<String, String> = BTreeMap::new();
    let mut apart: BTreeMap<String, String> = BTreeMap::new();
    for column in columns.iter_mut() {
        let id = column.indicator.id.clone();
        let other = if renamed.contains_key(&id) {
            None
        } else {
            named_otherwise(&id, &mine, snapshot, &mut makes)
        };
        let united = other.is_some();
        let settled = match renamed.get(&id).cloned().or(other) {
            Some(new) => new,
            None => free_id(&id, &suffix, |id| {
                let mut there = snapshot.columns.iter().filter(|c| c.indicator.id == id).peekable();
                there.peek().is_none()
                    || there.any(|c| {
                        let source = source_of(snapshot, c);
                        let Some(source) = source else { return false };
                        let make = makes.entry(source).or_insert_with(|| make(snapshot, source));
                        make.as_ref().is_some_and(|make| mine.is_of(make))
                    })
            }),
        };
        let is_there = |c: &Column| c.indicator.id == settled && c.period == column.period;
        if snapshot.columns.iter().any(|c| is_there(c)) {
            replaced.entry(column.period.clone()).or_default().push(settled.clone());
        }
        if settled != id {
            // One indicator has one name in all its periods.
            let there = snapshot.columns.iter().find(|c| c.indicator.id == settled);
            if let Some(there) = there {
                column.indicator.name.clone_from(&there.indicator.name);
            }
            if !united && !renamed.contains_key(&id) {
                apart.insert(id.clone(), settled.clone());
            }
            renamed.insert(id, settled.clone());
            column.indicator.id = settled;
        }
    }
    for column in columns {
        for id in column.indicator.rate_of.iter_mut().flat_map(Derived::ids_mut) {
            if let Some(new) = renamed.get(id) {
                id.clone_from(new);
            }
        }
    }
    let replaced =
        replaced.into_iter().map(|(period, ids)| DataFault::ReplacedIndicator { ids, period });
    let apart = (!apart.is_empty()).then(|| DataFault::KeptApartIndicator {
        wanted: apart.keys().cloned().collect(),
        ids: apart.values().cloned().collect(),
    });
    let faults = replaced.chain(apart).map(|fault| Fault::new(fault, At::file(file))).collect();
    (renamed, faults)
}

/// The id that an earlier table of the same make gave this column, where the header stands alone in
/// one of them and among others of its name in the other one.
fn named_otherwise(
    id: &str,
    mine: &Make,
    snapshot: &Snapshot,
    makes: &mut BTreeMap<i64, Option<Make>>,
) -> Option<String> {
    if snapshot.columns.iter().any(|c| c.indicator.id == id) {
        return None;
    }
    snapshot.columns.iter().find_map(|c| {
        let there = &c.indicator.id;
        let longer = mine.full.get(id) == Some(there);
        // Only an id that ends alike can be its shorter form.
        if !longer && !id.ends_with(there.as_str()) {
            return None;
        }
        let source = source_of(snapshot, c)?;
        let make = makes.entry(source).or_insert_with(|| make(snapshot, source)).as_ref()?;
        let shorter = make.full.get(there).is_some_and(|full| full == id);
        ((longer || shorter) && mine.is_of(make)).then(|| there.clone())
    })
}

/// The id itself, or one with the file's name, or one with a number, that may be used.
fn free_id(id: &str, suffix: &str, mut usable: impl FnMut(&str) -> bool) -> String {
    if usable(id) {
        return id.to_owned();
    }
    let base = if suffix.is_empty() { id.to_owned() } else { format!("{id}_{suffix}") };
    if base != id && usable(&base) {
        return base;
    }
    (2..=u32::MAX).map(|n| format!("{base}_{n}")).find(|id| usable(id)).unwrap_or(base)
}

fn source_of(snapshot: &Snapshot, column: &Column) -> Option<i64> {
    let cell = column.cells.iter().flatten().next().map(|cell| cell.source);
    // Counts of persons have no cell, but an import.
    cell.or_else(|| snapshot.source_of.get(&column.import).copied())
}

fn make(snapshot: &Snapshot, source: i64) -> Option<Make> {
    let source = snapshot.source(source)?;
    let value: Value = serde_json::from_str(source.recipe.as_deref()?).ok()?;
    let headers = value["columns"].as_array()?.iter().filter_map(Value::as_str);
    let headers: Vec<String> = headers.map(str::to_owned).collect();
    Some(Make::new(&headers, Path::new(&source.file)))
}
