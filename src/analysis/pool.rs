//! The villages that take part in a statistic, in an order that rows do not decide.
//!
//! Missing and not-applicable villages are left out and every row of neighbours shrinks to the
//! measured ones (`methods` 3, general rule a); a village whose row is then empty is an isolate
//! (rule b).

use super::local::{Isolates, Question};
use super::neighbours::Neighbours;
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
    /// What each neighbour has of its row, adding up to one; empty where shares are equal.
    shares: Vec<f64>,
    /// What a village weighs for itself against all its neighbours together; empty where it weighs
    /// as one of them.
    own: Vec<f64>,
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
        let (starts, ids) = rows(question.neighbours, &members, &position);
        let (shares, own) = shares(question.neighbours, &members, &position);
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
        Self { states, members, values, starts, ids, shares, own }
    }

    pub(super) fn len(&self) -> usize {
        self.members.len()
    }

    /// Σw, ½Σ(wᵢⱼ+wⱼᵢ)² and Σᵢ(Σⱼwᵢⱼ+Σⱼwⱼᵢ)² of the row-standardised weights.
    pub(super) fn weight_sums(&self) -> WeightSums {
        // The share of the neighbour at a place of the row.
        let weight = |i: usize, at: usize| {
            self.shares(i).get(at).copied().unwrap_or(1.0 / self.row(i).len() as f64)
        };
        let (mut s0, mut s1) = (0.0, 0.0);
        let mut columns = vec![0.0; self.len()];
        for i in (0..self.len()).filter(|&i| !self.row(i).is_empty()) {
            s0 += 1.0;
            for (at, &j) in self.row(i).iter().enumerate() {
                let back = self.row(j as usize).binary_search(&(i as u32));
                let w_ji = back.map_or(0.0, |at| weight(j as usize, at));
                // ½·(wᵢⱼ+wⱼᵢ)² over ordered pairs; where only one of the two links exists, the pair
                // is met once and stands for both orders.
                let both = (weight(i, at) + w_ji) * (weight(i, at) + w_ji);
                s1 += if back.is_ok() { both / 2.0 } else { both };
                columns[j as usize] += weight(i, at);
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

    /// The shares of a row, in its order; empty where they are equal.
    pub(super) fn shares(&self, position: usize) -> &[f64] {
        let range = self.starts[position]..self.starts[position + 1];
        self.shares.get(range).unwrap_or_default()
    }

    /// What the village weighs for itself, its neighbours together being one.
    pub(super) fn own(&self, position: usize) -> f64 {
        self.own.get(position).copied().unwrap_or(1.0 / self.row(position).len() as f64)
    }

    /// The mean of numbers over a village's neighbours, by their shares.
    pub(super) fn lag(&self, position: usize, numbers: &[f64]) -> f64 {
        mean(self.row(position), self.shares(position), numbers)
    }

    /// Σw² of a row.
    pub(super) fn square_shares(&self, position: usize) -> f64 {
        match self.shares(position) {
            [] => 1.0 / self.row(position).len() as f64,
            shares => shares.iter().map(|w| w * w).sum(),
        }
    }
}

/// Where the row of each position begins, and the positions of its neighbours, rising.
fn rows(neighbours: &Neighbours, members: &[u32], position: &[u32]) -> (Vec<usize>, Vec<u32>) {
    let mut starts = vec![0; members.len() + 1];
    let known = |i: usize| {
        let row = neighbours.of(i).iter();
        row.map(|&j| position[j as usize]).filter(|&p| p != u32::MAX)
    };
    for (i, &p) in position.iter().enumerate().filter(|(_, p)| **p != u32::MAX) {
        starts[p as usize + 1] = known(i).count();
    }
    for p in 0..members.len() {
        starts[p + 1] += starts[p];
    }
    let mut ids = vec![0; starts[members.len()]];
    let mut next = starts.clone();
    for (p, &i) in members.iter().enumerate() {
        for q in known(i as usize) {
            // Where links go both ways, p is in the row of q: written in rising order of p, every
            // row rises without being sorted.
            let (row, id) = if neighbours.is_symmetric() { (q as usize, p as u32) } else { (p, q) };
            ids[next[row]] = id;
            next[row] += 1;
        }
    }
    if !neighbours.is_symmetric() {
        starts.windows(2).for_each(|row| ids[row[0]..row[1]].sort_unstable());
    }
    (starts, ids)
}

/// The mean of numbers over neighbours, by their shares; equal ones are not given.
pub(super) fn mean(row: &[u32], shares: &[f64], numbers: &[f64]) -> f64 {
    if shares.is_empty() {
        return row.iter().map(|&j| numbers[j as usize]).sum::<f64>() / row.len() as f64;
    }
    row.iter().zip(shares).map(|(&j, w)| w * numbers[j as usize]).sum()
}

/// Shares and own weights of weighted neighbours; nothing where all weigh the same.
fn shares(neighbours: &Neighbours, members: &[u32], position: &[u32]) -> (Vec<f64>, Vec<f64>) {
    let (mut shares, mut own) = (Vec::new(), Vec::new());
    if !neighbours.is_weighted() {
        return (shares, own);
    }
    for &i in members {
        let row = neighbours.of(i as usize).iter().zip(neighbours.weights_of(i as usize));
        let mut row: Vec<(u32, f64)> = row
            .map(|(&j, &weight)| (position[j as usize], weight))
            .filter(|(p, _)| *p != u32::MAX)
            .collect();
        row.sort_by_key(|(p, _)| *p);
        let sum: f64 = row.iter().map(|(_, weight)| weight).sum();
        shares.extend(row.iter().map(|(_, weight)| weight / sum));
        own.push(neighbours.own_weight().unwrap_or(sum / row.len().max(1) as f64) / sum);
    }
    (shares, own)
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
