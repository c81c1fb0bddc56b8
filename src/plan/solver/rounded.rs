//! Rows that every plan serving all of a piece keeps, in whole units: who lives in a place must be
//! served by those who reach it, and half a unit is not built (Chvátal and Gomory).

use std::collections::BTreeSet;

use super::pieces::Piece;
use super::problem::Ready;

/// Most sets of choices that are looked at.
const MOST_SETS: usize = 200;

/// Σ `each` · units ≥ `least`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    /// By choice, in rising order.
    pub each: Vec<(u32, f64)>,
    pub least: f64,
}

/// Rows for the choices of each demand, of demands near each other, and of the whole piece.
pub(super) fn rows(piece: &Piece) -> Vec<Row> {
    let ready = &piece.ready;
    let of: Vec<BTreeSet<u32>> =
        (0..ready.demands).map(|i| ready.choices_of(i).iter().copied().collect()).collect();
    let mut sets: BTreeSet<Vec<u32>> = of.iter().map(|own| own.iter().copied().collect()).collect();
    let all: Vec<u32> = (0..ready.choices as u32).collect();
    let mut last = sets.clone();
    // Neighbours join, in small pieces twice over: sets of two, three and four places.
    for _ in 0..if ready.choices > 20 { 1 } else { 2 } {
        let mut next = BTreeSet::new();
        'full: for set in &last {
            let near: BTreeSet<u32> =
                set.iter().flat_map(|j| ready.links.of_choice(*j as usize)).copied().collect();
            for k in near {
                let mut joined: BTreeSet<u32> = set.iter().copied().collect();
                joined.extend(&of[k as usize]);
                let joined: Vec<u32> = joined.into_iter().collect();
                if !sets.contains(&joined) {
                    next.insert(joined);
                }
                if sets.len() + next.len() > MOST_SETS {
                    break 'full;
                }
            }
        }
        sets.extend(next.iter().cloned());
        last = next;
    }
    sets.insert(all);
    let mut rows: Vec<Row> = sets.iter().flat_map(|set| of_set(ready, &of, set)).collect();
    rows.dedup();
    rows
}

/// What the demands that only `set` reaches ask of it, counted in units of each capacity.
fn of_set(ready: &Ready, of: &[BTreeSet<u32>], set: &[u32]) -> Vec<Row> {
    let within = |own: &BTreeSet<u32>| own.iter().all(|j| set.binary_search(j).is_ok());
    let all: f64 =
        of.iter().zip(&ready.quantity).filter(|(own, _)| within(own)).map(|(_, q)| q).sum();
    let sizes: BTreeSet<u64> = set
        .iter()
        .map(|j| ready.capacity[*j as usize])
        .filter(|c| c.is_finite() && *c >= 1.0)
        .map(|c| c as u64)
        .collect();
    let row = |size: f64| {
        let least = (all / size - 1e-9).ceil();
        let each = set.iter().map(|j| {
            let own = (ready.capacity[*j as usize] / size - 1e-9).ceil();
            (*j, own.min(least))
        });
        // In households, so that prices of rows and of demands are alike.
        let each = each.filter(|e| e.1 > 0.0).map(|(j, own)| (j, own * size)).collect();
        Row { each, least: least * size }
    };
    sizes.into_iter().take(4).map(|s| row(s as f64)).filter(|r| r.least > 0.0).collect()
}
