//! Villages that were several then and are one now: the crosswalk says which old codes became it, and
//! the old figure of the new village is what the old rows say together. Only counts are added up; a
//! rate is made anew of its added counts.

use std::collections::BTreeMap;

use super::lineage::OldFigure;
use crate::base::code::{TenDigits, VillageCode};
use crate::base::fault::Stop;
use crate::base::progress::Progress;
use crate::dataset::crosswalk::{Crosswalk, Decision, Entry};
use crate::indicator::definition::Quantity;
use crate::project::{Import, Project};
use crate::workflow::kept_table;
use crate::workflow::snapshot::Snapshot;

/// New village → the keys of the old codes that became it, beside its own.
type Groups = BTreeMap<VillageCode, Vec<String>>;

/// Which old codes became which village. A code of the other system is another name, no old village.
fn groups(crosswalk: &Crosswalk) -> Groups {
    let mut groups = Groups::new();
    for (key, entry) in crosswalk.iter() {
        let Decision::Accept(now) = &entry.decision else { continue };
        let Some((old, _)) = key.split_once('/') else { continue };
        if old.contains('.') && TenDigits::parse(old).is_ok() && old != now.as_str() {
            groups.entry(now.clone()).or_default().push(key.to_owned());
        }
    }
    groups
}

/// Whether an import had rows of one village that it did not take.
fn has_twins(import: &Import) -> bool {
    let summary: serde_json::Value = serde_json::from_str(&import.summary).unwrap_or_default();
    summary["duplicates"].as_u64().unwrap_or(0) > 0
}

/// What old tables say of villages that took others in.
///
/// # Errors
/// A project that cannot be read.
pub fn merged(
    project: &Project,
    snapshot: &Snapshot,
    crosswalk: &Crosswalk,
) -> Result<Vec<OldFigure>, Stop> {
    let groups = groups(crosswalk);
    if groups.is_empty() {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for import in project.imports()?.into_iter().filter(|i| i.shown && has_twins(i)) {
        // Indicator, period, village → what each of its old rows says.
        let mut said: BTreeMap<(String, String, VillageCode), Vec<f64>> = BTreeMap::new();
        let passes = 1 + groups.values().map(Vec::len).max().unwrap_or(0);
        for pass in 0..passes {
            let only = only(crosswalk, &groups, pass);
            one_pass(snapshot, &import, &only, &groups, &mut said)?;
        }
        for ((indicator, period, village), values) in said {
            if values.len() >= 2 {
                let value = values.iter().sum();
                found.push(OldFigure { into: vec![village], indicator, period, value });
            }
        }
    }
    Ok(found)
}

/// The crosswalk that lets one row of each village through: its own at first, then one old code
/// after the other.
fn only(crosswalk: &Crosswalk, groups: &Groups, pass: usize) -> Crosswalk {
    let leave = || Entry { decision: Decision::Leave, origin: String::new() };
    let mut own = Crosswalk::default();
    for (key, entry) in crosswalk.iter() {
        own.insert(key.to_owned(), entry.clone());
    }
    for (now, keys) in groups {
        for (at, key) in keys.iter().enumerate() {
            if at + 1 != pass {
                own.insert(key.clone(), leave());
            }
        }
        if pass > 0 {
            own.insert(format!("{}//", now.as_str()), leave());
        }
    }
    own
}

fn one_pass(
    snapshot: &Snapshot,
    import: &Import,
    only: &Crosswalk,
    groups: &Groups,
    said: &mut BTreeMap<(String, String, VillageCode), Vec<f64>>,
) -> Result<(), Stop> {
    let options = snapshot.source(import.source).and_then(kept_table::options);
    let Some(options) = options else { return Ok(()) };
    let draft = kept_table::draft(snapshot, only, import, &options, &Progress::default());
    let Some(draft) = draft.transpose()? else { return Ok(()) };
    let Ok(understood) = draft.outcome else { return Ok(()) };
    let counts = understood.imported.columns.iter();
    for column in counts.filter(|c| c.indicator.quantity == Quantity::Count) {
        for now in groups.keys() {
            let at = snapshot.register.position(now.as_str());
            let value = at.and_then(|at| column.values.get(at)).and_then(|v| v.value());
            if let Some(value) = value {
                let key = (column.indicator.id.clone(), column.period.clone(), now.clone());
                said.entry(key).or_default().push(value);
            }
        }
    }
    Ok(())
}
