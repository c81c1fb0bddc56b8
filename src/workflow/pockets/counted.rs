//! The counts of the villages that the project has: families, people, poor families.

use std::sync::Arc;

use crate::analysis::pockets::Households;
use crate::indicator::column::Column;
use crate::indicator::definition::Quantity;
use crate::workflow::snapshot::Snapshot;

pub(in crate::workflow) struct Counted {
    pub poor: Option<Arc<Column>>,
    pub families: Option<Arc<Column>>,
    pub people: Option<Arc<Column>>,
}

impl Counted {
    pub fn of(snapshot: &Snapshot, beside: &Column) -> Self {
        Self {
            poor: counts(snapshot, beside, is_poor_families),
            families: counts(snapshot, beside, is_families),
            people: counts(snapshot, beside, is_people),
        }
    }

    pub fn households(&self) -> Households<'_> {
        Households {
            poor: self.poor.as_ref().map(|c| &c.values[..]),
            families: self.families.as_ref().map(|c| &c.values[..]),
            people: self.people.as_ref().map(|c| &c.values[..]),
        }
    }
}

/// The column of counts that fits, of the same period if there is one.
fn counts(
    snapshot: &Snapshot,
    beside: &Column,
    fits: impl Fn(&str) -> bool,
) -> Option<Arc<Column>> {
    let mut all: Vec<&Arc<Column>> = snapshot
        .columns
        .iter()
        .filter(|c| c.indicator.quantity == Quantity::Count && fits(&c.indicator.id))
        // People in thousands, or a column that was read wrongly: no sum of it is people.
        .filter(|c| c.values.iter().filter_map(|v| v.value()).all(|v| v.fract() == 0.0))
        .collect();
    all.sort_by_key(|c| (c.period != beside.period, c.import != beside.import));
    all.first().map(|column| Arc::clone(column))
}

/// The number of all families of a village.
fn is_families(id: &str) -> bool {
    ["jumlah_kk", "jumlah_keluarga", "total_kk", "total_keluarga", "kk", "keluarga"].contains(&id)
}

/// The number of all people of a village.
fn is_people(id: &str) -> bool {
    ["jumlah_penduduk", "jum_penduduk", "penduduk", "jumlah_jiwa", "jiwa", "total_penduduk"]
        .contains(&id)
}

/// Families in the lowest decile, or called poor.
fn is_poor_families(id: &str) -> bool {
    id.ends_with("desil_1") || ["kk_miskin", "keluarga_miskin", "jumlah_kk_miskin"].contains(&id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_counts_name_families() {
        assert!(is_families("jumlah_keluarga") && !is_families("jumlah_keluarga_miskin"));
        assert!(
            is_poor_families("keluarga_menurut_desil_desil_1") && is_poor_families("kk_miskin")
        );
    }
}
