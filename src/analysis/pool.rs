//! The villages that take part in a statistic, in an order that rows do not decide.
//!
//! Missing and not-applicable villages are left out and every row of neighbours shrinks to the
//! measured ones (`methods` 3, general rule a); a village whose row is then empty is an isolate
//! (rule b).

use super::local::{Isolates, Question};
use crate::base::measure::Measure;

/// Where a village of the register stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum State {
    /// In the pool, at this position, with at least one neighbour in it.
    Measured(u32),
    /// Measured, but without a measured neighbour.
    Isolate,
    Missing,
    NotApplicable,
}

/// Measured villages by rising key, and their measured neighbours as positions in that order.
pub(super) struct Pool {
    /// One per village of the register.
    pub states: Vec<State>,
    /// Village of each position.
    pub members: Vec<u32>,
    /// Value of each position.
    pub values: Vec<f64>,
    /// Neighbours of position p: `ids[starts[p]..starts[p + 1]]`, rising. Empty for isolates,
    /// which are members only where they are kept.
    pub starts: Vec<usize>,
    pub ids: Vec<u32>,
}

/// What the moments of Moran's I and Geary's C need of the weights.
pub(super) struct WeightSums {
    pub s0: f64,
    pub s1: f64,
    pub s2: f64,
}

impl Pool {
    pub(super) fn of(question: &Question<'_>, isolates: Isolates) -> Self {
        let values = question.values;
        let alone = alone(question, isolates);
        let in_pool = |i: usize| {
            values[i].value().is_some()
                && match isolates {
                    Isolates::Keep => true,
                    Isolates::Drop => !alone[i],
                }
        };
        let members = by_key(question.keys, (0..values.len()).filter(|&i| in_pool(i)));
        let mut position = vec![u32::MAX; values.len()];
        for (p, &i) in members.iter().enumerate() {
            position[i as usize] = p as u32;
        }
        let mut starts = vec![0];
        let mut ids: Vec<u32> = Vec::new();
        for &i in &members {
            let begin = ids.len();
            let row = question.neighbours.of(i as usize).iter();
            ids.extend(row.map(|&j| position[j as usize]).filter(|&p| p != u32::MAX));
            ids[begin..].sort_unstable();
            starts.push(ids.len());
        }
        let states = values
            .iter()
            .enumerate()
            .map(|(i, value)| match value {
                Measure::Missing => State::Missing,
                Measure::NotApplicable => State::NotApplicable,
                Measure::Measured(_) if alone[i] => State::Isolate,
                Measure::Measured(_) => State::Measured(position[i]),
            })
            .collect();
        let values = members.iter().filter_map(|&i| values[i as usize].value()).collect();
        Self { states, members, values, starts, ids }
    }

    pub(super) fn len(&self) -> usize {
        self.members.len()
    }

    /// Σw, ½Σ(wᵢⱼ+wⱼᵢ)² and Σᵢ(Σⱼwᵢⱼ+Σⱼwⱼᵢ)² of the row-standardised weights.
    pub(super) fn weight_sums(&self) -> WeightSums {
        let weight = |i: usize| 1.0 / self.row(i).len() as f64;
        let (mut s0, mut s1) = (0.0, 0.0);
        let mut columns = vec![0.0; self.len()];
        for i in (0..self.len()).filter(|&i| !self.row(i).is_empty()) {
            s0 += 1.0;
            for &j in self.row(i) {
                let back = self.row(j as usize).binary_search(&(i as u32));
                let w_ji = if back.is_ok() { weight(j as usize) } else { 0.0 };
                // ½·(wᵢⱼ+wⱼᵢ)² over ordered pairs; where only one of the two links exists, the pair
                // is met once and stands for both orders.
                let both = (weight(i) + w_ji) * (weight(i) + w_ji);
                s1 += if back.is_ok() { both / 2.0 } else { both };
                columns[j as usize] += weight(i);
            }
        }
        let s2: f64 = (0..self.len())
            .map(|i| (f64::from(u8::from(!self.row(i).is_empty())) + columns[i]).powi(2))
            .sum();
        WeightSums { s0, s1, s2 }
    }

    pub(super) fn row(&self, position: usize) -> &[u32] {
        &self.ids[self.starts[position]..self.starts[position + 1]]
    }
}

/// Villages by rising key, of equal keys by place. Keys are mixed, so their upper bits alone part
/// nearly all of them.
fn by_key(keys: &[u64], villages: impl Iterator<Item = usize> + Clone) -> Vec<u32> {
    const BITS: u32 = 16;
    let part = |i: usize| (keys[i] >> (64 - BITS)) as usize;
    let mut ends = vec![0_u32; (1 << BITS) + 1];
    for i in villages.clone() {
        ends[part(i) + 1] += 1;
    }
    for at in 1..ends.len() {
        ends[at] += ends[at - 1];
    }
    let starts = ends.clone();
    let mut members = vec![0_u32; ends.last().copied().unwrap_or(0) as usize];
    for i in villages {
        let end = &mut ends[part(i)];
        members[*end as usize] = i as u32;
        *end += 1;
    }
    for range in starts.windows(2).filter(|range| range[1] - range[0] > 1) {
        members[range[0] as usize..range[1] as usize]
            .sort_unstable_by_key(|&i| (keys[i as usize], i));
    }
    members
}

/// Measured villages without a measured neighbour. Where they are dropped, a village whose only
/// neighbour was dropped is dropped as well (possible with knn, where links have one direction).
fn alone(question: &Question<'_>, isolates: Isolates) -> Vec<bool> {
    let mut taking_part: Vec<bool> = question.values.iter().map(|v| v.value().is_some()).collect();
    let mut alone = vec![false; taking_part.len()];
    loop {
        let found: Vec<usize> = (0..taking_part.len())
            .filter(|&i| question.values[i].value().is_some() && !alone[i])
            .filter(|&i| !question.neighbours.of(i).iter().any(|&j| taking_part[j as usize]))
            .collect();
        for &i in &found {
            alone[i] = true;
        }
        match isolates {
            Isolates::Drop if !found.is_empty() && !question.neighbours.is_symmetric() => {
                for &i in &found {
                    taking_part[i] = false;
                }
            }
            Isolates::Drop | Isolates::Keep => return alone,
        }
    }
}
