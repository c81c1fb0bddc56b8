//! A profile's meaning laid over the columns of a table of villages: ids, names, units, bad ends,
//! to whom they do not apply; and the sums and rates it derives.

use std::collections::{BTreeMap, BTreeSet};

use super::derive;
use super::pattern::Header;
use super::{ColumnMeaning, Meaning, Profile, Shape};
use crate::base::fault::{At, DataFault, Fault};
use crate::base::measure::Measure;
use crate::dataset::period;
use crate::dataset::village::Register;
use crate::indicator::column::Column;
use crate::indicator::definition::{Derived, Direction, Quantity, SourceKind};
use crate::indicator::import::{self, Imported};
use crate::indicator::meaning;

/// Lays a profile over an import. A direction the user gave wins over the profile's.
pub fn apply(
    profile: &Profile,
    register: &Register,
    imported: &mut Imported,
    direction: Option<Direction>,
    at: &At,
) {
    if profile.source != SourceKind::Other && imported.source_kind == SourceKind::Other {
        imported.source_kind = profile.source;
    }
    let Shape::Table { columns } = &profile.shape else { return };
    let mut taken: BTreeSet<(String, String)> = BTreeSet::new();
    let mut renamed: BTreeMap<String, String> = BTreeMap::new();
    let mut kept = Vec::with_capacity(imported.columns.len());
    for mut column in std::mem::take(&mut imported.columns) {
        let path = bare(&column.indicator.column);
        let header = Header::of(&path);
        let close = |known: &&ColumnMeaning| {
            known.header.iter().map(|p| p.closeness(&header)).max().unwrap_or(0)
        };
        // The closest; of equally close ones the first.
        let known = columns.iter().filter(|known| close(known) > 0).rev().max_by_key(close);
        let before = column.indicator.id.clone();
        match known.map(|known| &known.meaning) {
            // Not a figure of the village: neither it nor what was told of it.
            Some(None) => {
                let header = Some(column.indicator.column.as_str());
                imported.faults.retain(|fault| fault.at.column.as_deref() != header);
                continue;
            }
            Some(Some(meaning)) => {
                mean(&mut column, meaning, direction, &mut taken);
                imported.faults.extend(not_applicable(&mut column, meaning, register, at));
                imported.faults.extend(out_of_range(&mut column, at));
            }
            None => {}
        }
        while !taken.insert((column.indicator.id.clone(), column.period.clone())) {
            column.indicator.id.push_str("_2");
        }
        if column.indicator.id != before {
            renamed.insert(before, column.indicator.id.clone());
        }
        kept.push(column);
    }
    let parts = kept.iter_mut().filter_map(|column| column.indicator.rate_of.as_mut());
    for id in parts.flat_map(Derived::ids_mut) {
        if let Some(new) = renamed.get(id) {
            id.clone_from(new);
        }
    }
    let (derived, over) = derive::derive(profile, &kept, ("", ""), at);
    kept.extend(derived);
    imported.faults.extend(over);
    imported.summary = kept.iter().map(import::summary).collect();
    imported.columns = kept;
}

/// The header without its year: one column of a profile may come in several periods.
fn bare(path: &str) -> String {
    period::split_header(path).map_or_else(|| path.to_owned(), |(label, _)| label)
}

fn mean(
    column: &mut Column,
    meaning: &Meaning,
    direction: Option<Direction>,
    taken: &mut BTreeSet<(String, String)>,
) {
    let indicator = &mut column.indicator;
    if let Some(id) = &meaning.id {
        // Two columns of one meaning: the first is it.
        if taken.contains(&(id.clone(), column.period.clone())) {
            return;
        }
        indicator.id.clone_from(id);
    }
    if let Some(name) = &meaning.name {
        indicator.name.clone_from(name);
    }
    // "juta Rp" is the column's own "Rp".
    if let Some(unit) = &meaning.unit
        && !indicator.unit.ends_with(&format!(" {unit}"))
    {
        indicator.unit.clone_from(unit);
    }
    indicator.quantity = meaning.quantity.unwrap_or(indicator.quantity);
    indicator.direction = direction.or(meaning.direction).unwrap_or(indicator.direction);
}

fn not_applicable(
    column: &mut Column,
    meaning: &Meaning,
    register: &Register,
    at: &At,
) -> Vec<Fault> {
    let mut faults = Vec::new();
    if meaning.not_applicable.is_empty() {
        return faults;
    }
    for (v, village) in register.villages.iter().enumerate() {
        if !meaning.not_applicable.contains(&village.kind) {
            continue;
        }
        let before = std::mem::replace(&mut column.values[v], Measure::NotApplicable);
        let cell = column.cells[v].take();
        if let Measure::Measured(value) = before {
            let village = village.name.clone();
            let fault = DataFault::ValueNotApplicable { value, village };
            let at = At { row: cell.map(|cell| cell.row), ..at.clone() };
            faults.push(Fault::new(fault, at.column(column.indicator.column.clone())));
        }
    }
    faults
}

/// What the table's own words did not tell to be a count or a percentage is looked at again.
fn out_of_range(column: &mut Column, at: &At) -> Vec<Fault> {
    let (low, high, range) = match column.indicator.quantity {
        Quantity::Percent => (0.0, 100.0, "0–100 %"),
        Quantity::Count => (0.0, f64::MAX, "≥ 0"),
        Quantity::Index => return Vec::new(),
    };
    if meaning::is_change(&column.indicator.column) {
        return Vec::new();
    }
    let mut faults = Vec::new();
    for (value, cell) in column.values.iter_mut().zip(&mut column.cells) {
        let Measure::Measured(number) = *value else { continue };
        if (low..=high).contains(&number) {
            continue;
        }
        *value = Measure::Missing;
        let fault = DataFault::OutOfRange { value: number.to_string(), range: range.to_owned() };
        let at = At { row: cell.take().map(|cell| cell.row), ..at.clone() };
        faults.push(Fault::new(fault, at.column(column.indicator.column.clone())));
    }
    faults
}
