//! The rows of a year by the village they are of.

use std::collections::{BTreeMap, BTreeSet};

use crate::workflow::programs::Ledger;

/// Positions of lines by village; a row of several villages is found at each of them, and among
/// those of no village.
pub type ByVillage = BTreeMap<Option<usize>, Vec<usize>>;

pub fn by_village(ledger: &Ledger, year: Option<u16>) -> ByVillage {
    let mut found = ByVillage::new();
    let mut of_entry = BTreeMap::new();
    for (at, line) in ledger.lines.iter().enumerate() {
        // One without a year is found with every year, to be given one.
        if year.is_none() || line.year == year || line.year.is_none() {
            found.entry(line.village).or_default().push(at);
            of_entry.insert(line.entry, at);
        }
    }
    for own in &ledger.shared {
        if let Some(at) = of_entry.get(&own.entry) {
            found.entry(own.village).or_default().push(*at);
        }
    }
    found
}

/// Every row once.
pub fn every(all: &ByVillage) -> Vec<usize> {
    let mut seen = BTreeSet::new();
    all.values().flatten().copied().filter(|at| seen.insert(*at)).collect()
}
