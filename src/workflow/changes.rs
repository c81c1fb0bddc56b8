//! What a table that came again says differently, village by village.

use super::snapshot::Snapshot;
use crate::base::measure::Measure;
use crate::indicator::column::{CellRef, Column};

/// One value that a newer import changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    pub indicator: String,
    pub name: String,
    pub period: String,
    pub village: usize,
    /// What the tables said, corrections aside.
    pub old: Measure,
    pub new: Measure,
    /// File and cell of each; `None` where there was none.
    pub old_cell: Option<(String, CellRef)>,
    pub new_cell: Option<(String, CellRef)>,
    /// A person had corrected it: what is shown stays the correction.
    pub corrected: Option<Measure>,
}

/// The values of `columns` (of `file`, about to be stored or just stored) that differ from what the
/// snapshot shows for the same indicator and period.
pub fn changes(snapshot: &Snapshot, columns: &[Column], file: &str) -> Vec<Change> {
    let mut found = Vec::new();
    for new in columns {
        let same = |c: &&std::sync::Arc<Column>| {
            c.indicator.id == new.indicator.id && c.period == new.period
        };
        let Some(old) = snapshot.columns.iter().find(same) else { continue };
        for (village, value) in new.values.iter().enumerate() {
            let correction = old.corrections.get(&village);
            let before = correction.map_or(old.values[village], |c| c.table);
            if before == *value {
                continue;
            }
            let old_cell = old.cells[village].clone().map(|cell| {
                let source = snapshot.source(cell.source);
                (source.map_or_else(String::new, |s| s.file.clone()), cell)
            });
            let new_cell = new.cells[village].clone().map(|cell| (file.to_owned(), cell));
            found.push(Change {
                indicator: new.indicator.id.clone(),
                name: new.indicator.name.clone(),
                period: new.period.clone(),
                village,
                old: before,
                new: *value,
                old_cell,
                new_cell,
                corrected: correction.map(|_| old.values[village]),
            });
        }
    }
    found
}
