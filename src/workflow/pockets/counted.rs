//! The counts of the villages that the project has: families, people, poor families.

use std::sync::Arc;

use crate::analysis::pockets::Households;
use crate::indicator::column::Column;
use crate::indicator::definition::Quantity;
use crate::workflow::snapshot::Snapshot;
use crate::workflow::used::{Basis, Used, of_rate};

pub(in crate::workflow) struct Counted {
    pub poor: Option<Arc<Column>>,
    pub families: Option<Arc<Column>>,
    pub people: Option<Arc<Column>>,
    rate: Option<Basis>,
}

impl Counted {
    pub fn of(snapshot: &Snapshot, beside: &Column) -> Self {
        Self {
            poor: counts(snapshot, beside, is_poor_families),
            families: counts(snapshot, beside, is_families),
            people: counts(snapshot, beside, is_people),
            rate: None,
        }
    }

    /// With the counts behind the asked value; a change has none.
    pub fn asked(snapshot: &Snapshot, used: &Used) -> Self {
        let own = || of_rate(snapshot, &used.column);
        let rate = match &used.since {
            Some(_) => None,
            None => used.cases.clone().or_else(own),
        };
        Self { rate, ..Self::of(snapshot, &used.column) }
    }

    /// Whose number is meant where a question about this column counts and its own cases are not
    /// known: the poor where it is about them, the short children where about these.
    pub fn cases_of(snapshot: &Snapshot, column: &Column) -> Option<Arc<Column>> {
        let id = column.indicator.id.as_str();
        let about = |words: &[&str]| words.iter().any(|word| id.contains(word));
        if about(&["miskin", "desil", "p3ke", "kesejahteraan"]) {
            return counts(snapshot, column, is_poor_families);
        }
        if about(&["stunting", "pendek"]) {
            return counts(snapshot, column, is_short_children);
        }
        None
    }

    pub fn households(&self) -> Households<'_> {
        Households {
            poor: self.poor.as_ref().map(|c| &c.values[..]),
            families: self.families.as_ref().map(|c| &c.values[..]),
            people: self.people.as_ref().map(|c| &c.values[..]),
            rate: self.rate.as_ref().map(|r| (&r.cases[..], &r.people[..])),
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

/// A name that ends with its unit ("Jumlah Penduduk (jiwa)") is the same name.
fn without_unit(id: &str) -> &str {
    ["_jiwa", "_orang", "_kk", "_keluarga", "_rumah_tangga"]
        .iter()
        .find_map(|unit| id.strip_suffix(unit).filter(|rest| rest.contains(['_', 'k', 'd'])))
        .unwrap_or(id)
}

/// The number of all families of a village.
fn is_families(id: &str) -> bool {
    let of = ["jumlah_kk", "jumlah_keluarga", "total_kk", "total_keluarga", "kk", "keluarga"];
    of.contains(&id) || of.contains(&without_unit(id)) || id == "jumlah_kepala_keluarga"
}

/// The number of all people of a village.
fn is_people(id: &str) -> bool {
    let of = ["jumlah_penduduk", "jum_penduduk", "penduduk", "jumlah_jiwa", "jiwa"];
    let all = |id: &str| of.contains(&id) || id == "total_penduduk" || id == "penduduk_total";
    all(id) || all(without_unit(id))
}

/// Families in the lowest decile, or called poor.
fn is_poor_families(id: &str) -> bool {
    id.ends_with("desil_1") || ["kk_miskin", "keluarga_miskin", "jumlah_kk_miskin"].contains(&id)
}

/// Children under five who are too short.
fn is_short_children(id: &str) -> bool {
    ["balita_pendek", "balita_stunting", "jumlah_stunting", "stunting", "jumlah_balita_stunting"]
        .contains(&without_unit(id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_counts_name_families() {
        assert!(is_families("jumlah_keluarga") && !is_families("jumlah_keluarga_miskin"));
        assert!(is_families("jumlah_kk_kk") && !is_families("jumlah_penduduk_kk"));
        assert!(is_people("jumlah_penduduk_jiwa") && is_people("penduduk_orang"));
        assert!(!is_people("penduduk_miskin_jiwa") && !is_people("jumlah_kk_jiwa"));
        assert!(
            is_poor_families("keluarga_menurut_desil_desil_1") && is_poor_families("kk_miskin")
        );
    }
}
