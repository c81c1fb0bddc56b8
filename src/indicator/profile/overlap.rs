//! Two lists of persons against each other: families only in one, in both, only in the other.
//!
//! Families are the same if a NIK or a No KK of one is a number of the other, compared under the
//! disguise of one run. What is kept are three counts per village; they add up to the distinct
//! families of both lists. Where a family has no whole number its village has none of the counts:
//! nobody can say in which of them it belongs.

use std::collections::BTreeMap;

use super::entities::Members;
use crate::base::fault::{At, Fault, PeopleFault};
use crate::base::measure::Measure;
use crate::dataset::village::Register;
use crate::indicator::column::Column;
use crate::indicator::definition::{Direction, Indicator, Quantity};
use crate::indicator::import::{self, Imported};
use crate::indicator::meaning;

/// Counts the families of two lists, made with the same key. A family whose lists disagree about
/// its village is counted where the first list has it.
pub fn overlap(register: &Register, a: &Members, b: &Members, period: &str, at: &At) -> Imported {
    let matching = a.numbers.iter().zip(&b.numbers).any(|(a, b)| *a && *b);
    if !matching {
        let (first, second) = (a.label.clone(), b.label.clone());
        let fault = Fault::new(PeopleFault::NotComparable { first, second }, at.clone());
        return Imported { faults: vec![fault], ..Imported::default() };
    }
    let mut sets = Sets::new(a.villages.len() + b.villages.len());
    let mut holder: BTreeMap<[u8; 16], usize> = BTreeMap::new();
    let after = a.villages.len();
    let all = a.links.iter().map(|(id, family)| (id, *family as usize));
    for (id, family) in all.chain(b.links.iter().map(|(id, f)| (id, after + *f as usize))) {
        match holder.get(id) {
            Some(&other) => sets.join(family, other),
            None => {
                holder.insert(*id, family);
            }
        }
    }
    // Per set: its first family in `a`, its first in `b`.
    let mut found: BTreeMap<usize, (Option<u32>, Option<u32>)> = BTreeMap::new();
    for (family, &village) in a.villages.iter().enumerate() {
        if a.linked[family] {
            found.entry(sets.root(family)).or_default().0.get_or_insert(village);
        }
    }
    for (family, &village) in b.villages.iter().enumerate() {
        if b.linked[family] {
            found.entry(sets.root(after + family)).or_default().1.get_or_insert(village);
        }
    }
    let mut counts = vec![[0_u32; 3]; register.len()];
    for (in_a, in_b) in found.values() {
        let (class, village) = match (in_a, in_b) {
            (Some(village), None) => (0, village),
            (Some(village), Some(_)) => (1, village),
            (None, Some(village)) => (2, village),
            (None, None) => continue,
        };
        counts[*village as usize][class] += 1;
    }
    let both = counts.iter().map(|c| c[1] as usize).sum();
    let columns = columns(&counts, a, b, period);
    let columns =
        if columns.iter().all(|c| c.measured().next().is_none()) { Vec::new() } else { columns };
    let fault = PeopleFault::Matched {
        first: a.label.clone(),
        second: b.label.clone(),
        both,
        unmatchable: a.unmatchable + b.unmatchable,
    };
    let summary = columns.iter().map(import::summary).collect();
    let faults = vec![Fault::new(fault, at.clone())];
    Imported { columns, faults, summary, ..Imported::default() }
}

fn columns(counts: &[[u32; 3]], a: &Members, b: &Members, period: &str) -> Vec<Column> {
    let (first, second) = (a.label.as_str(), b.label.as_str());
    let (one, two) = (meaning::slug(first), meaning::slug(second));
    let mut open = vec![false; counts.len()];
    for list in [a, b] {
        for (village, linked) in list.villages.iter().zip(&list.linked) {
            open[*village as usize] |= !linked;
        }
    }
    let noun = &a.noun;
    let classes = [
        (format!("hanya_{one}_bukan_{two}"), format!("{noun} hanya di {first}, tidak di {second}")),
        (format!("di_{one}_dan_{two}"), format!("{noun} di {first} dan di {second}")),
        (format!("hanya_{two}_bukan_{one}"), format!("{noun} hanya di {second}, tidak di {first}")),
    ];
    classes
        .into_iter()
        .enumerate()
        .map(|(class, (id, name))| Column {
            indicator: Indicator {
                id,
                name,
                unit: a.unit_name.clone(),
                quantity: Quantity::Count,
                direction: Direction::None,
                column: format!("{first} × {second}"),
                rate_of: None,
            },
            period: period.to_owned(),
            values: counts
                .iter()
                .enumerate()
                .map(|(v, count)| {
                    // A village that one of the lists does not speak of tells nothing of both.
                    let unknown = [a.absent[v], b.absent[v]].contains(&Some(Measure::Missing));
                    if unknown || open[v] {
                        Measure::Missing
                    } else {
                        Measure::of(f64::from(count[class]))
                    }
                })
                .collect(),
            cells: vec![None; counts.len()],
            import: 0,
            corrections: BTreeMap::new(),
        })
        .collect()
}

/// Sets that are joined by what they share.
struct Sets {
    above: Vec<usize>,
}

impl Sets {
    fn new(n: usize) -> Self {
        Self { above: (0..n).collect() }
    }

    fn root(&mut self, mut at: usize) -> usize {
        while self.above[at] != at {
            self.above[at] = self.above[self.above[at]];
            at = self.above[at];
        }
        at
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        // The earlier stays the root: the result does not depend on the order of numbers.
        let (low, high) = (a.min(b), a.max(b));
        self.above[high] = low;
    }
}
