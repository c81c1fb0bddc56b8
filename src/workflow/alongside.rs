//! Files that complement each other: one file a kecamatan, as tables often come. What another file
//! said of other kecamatan stays.

use std::collections::BTreeSet;

use super::snapshot::Snapshot;
use crate::base::fault::{At, DataFault, Fault};
use crate::base::measure::Measure;
use crate::dataset::village::Register;
use crate::indicator::column::Column;

/// Adds to each column what the snapshot shows of the same indicator and period, where the two speak
/// of no kecamatan together; the fault tells of how many villages.
pub(super) fn complete(columns: &mut [Column], snapshot: &Snapshot, at: &At) -> Option<Fault> {
    let mut kept: BTreeSet<usize> = BTreeSet::new();
    for column in columns {
        let id = &column.indicator.id;
        let same = |c: &&std::sync::Arc<Column>| {
            c.indicator.id == *id
                && c.period == column.period
                && c.indicator.unit == column.indicator.unit
        };
        let Some(old) = snapshot.columns.iter().find(same) else { continue };
        if !are_apart(column, old, &snapshot.register) {
            continue;
        }
        let there = spoken(old, &snapshot.register);
        for village in 0..column.values.len() {
            if !there.contains(&kecamatan(&snapshot.register, village)) {
                continue;
            }
            // Corrections by hand are laid over it as before.
            let correction = old.corrections.get(&village);
            column.values[village] = correction.map_or(old.values[village], |c| c.table);
            column.cells[village].clone_from(&old.cells[village]);
            if column.values[village] != Measure::Missing {
                kept.insert(village);
            }
        }
    }
    let fault = DataFault::KeptBeside { villages: kept.len() };
    (!kept.is_empty()).then(|| Fault::new(fault, at.clone()))
}

/// Whether two columns speak of no kecamatan together.
pub(super) fn are_apart(a: &Column, b: &Column, register: &Register) -> bool {
    let (a, b) = (spoken(a, register), spoken(b, register));
    !a.is_empty() && !b.is_empty() && a.is_disjoint(&b)
}

fn kecamatan(register: &Register, village: usize) -> (&str, &str) {
    let village = &register.villages[village];
    (&village.kabupaten.name, &village.kecamatan.name)
}

/// The kecamatan of which a column says something.
fn spoken<'r>(column: &Column, register: &'r Register) -> BTreeSet<(&'r str, &'r str)> {
    let said = |(value, cell): (&Measure, &Option<_>)| value.value().is_some() || cell.is_some();
    let all = column.values.iter().zip(&column.cells).map(said).enumerate();
    all.filter(|(_, said)| *said).map(|(village, _)| kecamatan(register, village)).collect()
}
