//! Villages that were several then and are one now: the crosswalk says which old codes became it, and
//! the old figure of the new village is what the old rows say together. Only counts are added up; a
//! rate is made anew of its added counts.

use std::collections::BTreeMap;

use super::lineage::OldFigure;
use crate::base::code::{TenDigits, VillageCode};
use crate::base::fault::Stop;
use crate::base::progress::Progress;
use crate::dataset::crosswalk::{Crosswalk, Decision, Entry};
use crate::indicator::column::Column;
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
        let mut said = Said::new();
        // First every village's own row, without those of the old codes.
        let none = only(crosswalk, &groups, &BTreeMap::new());
        let Some(columns) = counts(snapshot, &import, &none)? else { continue };
        let has = |v: usize| columns.iter().any(|c| c.values[v].value().is_some());
        // The row of a village's own code goes before one that was decided to be its; so the old
        // row is read at a village that the table does not speak of.
        let mut free = (0..snapshot.register.len()).filter(|v| !has(*v));
        let mut at: BTreeMap<&VillageCode, VillageCode> = BTreeMap::new();
        for now in groups.keys() {
            let own = snapshot.register.position(now.as_str()).is_some_and(has);
            if !own {
                at.insert(now, now.clone());
            } else if let Some(v) =
                free.by_ref().find(|v| !groups.contains_key(&snapshot.register.villages[*v].code))
            {
                at.insert(now, snapshot.register.villages[v].code.clone());
            }
        }
        let own = at.keys().map(|now| (*now, (*now).clone())).collect();
        gather(snapshot, &columns, &own, &mut said);
        let passes = groups.values().map(Vec::len).max().unwrap_or(0);
        for pass in 0..passes {
            let taken: BTreeMap<&str, &VillageCode> = groups
                .iter()
                .filter_map(|(now, keys)| Some((keys.get(pass)?.as_str(), at.get(now)?)))
                .collect();
            let Some(columns) = counts(snapshot, &import, &only(crosswalk, &groups, &taken))?
            else {
                continue;
            };
            let read = at.iter().filter(|(now, _)| groups[*now].len() > pass);
            let read = read.map(|(now, place)| (*now, place.clone())).collect();
            gather(snapshot, &columns, &read, &mut said);
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

/// Indicator, period and village → what its old rows say.
type Said = BTreeMap<(String, String, VillageCode), Vec<f64>>;

/// The crosswalk that lets these old codes through, each at a village, and no other.
fn only(crosswalk: &Crosswalk, groups: &Groups, taken: &BTreeMap<&str, &VillageCode>) -> Crosswalk {
    let entry = |decision| Entry { decision, origin: String::new() };
    let mut own = Crosswalk::default();
    for (key, known) in crosswalk.iter() {
        own.insert(key.to_owned(), known.clone());
    }
    for key in groups.values().flatten() {
        let decision = match taken.get(key.as_str()) {
            Some(village) => Decision::Accept((*village).clone()),
            None => Decision::Leave,
        };
        own.insert(key.clone(), entry(decision));
    }
    own
}

/// The counts of a kept table under a crosswalk; `None` where the project does not keep it.
fn counts(
    snapshot: &Snapshot,
    import: &Import,
    only: &Crosswalk,
) -> Result<Option<Vec<Column>>, Stop> {
    let options = snapshot.source(import.source).and_then(kept_table::options);
    let Some(options) = options else { return Ok(None) };
    let draft = kept_table::draft(snapshot, only, import, &options, &Progress::default());
    let Some(draft) = draft.transpose()? else { return Ok(None) };
    let Ok(understood) = draft.outcome else { return Ok(None) };
    let columns = understood.imported.columns.into_iter();
    Ok(Some(columns.filter(|c| c.indicator.quantity == Quantity::Count).collect()))
}

/// Adds what stands at the places of the villages.
fn gather(
    snapshot: &Snapshot,
    columns: &[Column],
    places: &BTreeMap<&VillageCode, VillageCode>,
    said: &mut Said,
) {
    for column in columns {
        for (now, place) in places {
            let at = snapshot.register.position(place.as_str());
            let value = at.and_then(|at| column.values.get(at)).and_then(|v| v.value());
            if let Some(value) = value {
                let id = column.indicator.id.clone();
                let key = (id, column.period.clone(), (*now).clone());
                said.entry(key).or_default().push(value);
            }
        }
    }
}
