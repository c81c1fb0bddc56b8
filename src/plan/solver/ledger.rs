//! What a plan under construction may still spend, and what each kecamatan still must or may get.

use super::problem::Ready;

#[derive(Clone, Debug)]
pub(super) struct Ledger<'a> {
    ready: &'a Ready,
    pub least: Vec<u32>,
    pub most: Vec<u32>,
    left: Vec<i64>,
    /// Choices opened in each kecamatan.
    opened: Vec<u32>,
    /// Choices a kecamatan still lacks to its floor, over all of them.
    lacking: u32,
    /// Money put aside for the floors: per kecamatan and purse, and its sum.
    aside: Vec<i64>,
    reserve: Vec<i64>,
}

impl<'a> Ledger<'a> {
    pub(super) fn new(ready: &'a Ready, least: &[u32], most: &[u32]) -> Self {
        let mut ledger = Self {
            ready,
            least: least.to_vec(),
            most: most.to_vec(),
            left: ready.ceilings.clone(),
            opened: vec![0; ready.groups.len()],
            lacking: ready.groups.iter().map(|g| g.least).sum(),
            aside: vec![0; ready.groups.len() * ready.rows],
            reserve: vec![0; ready.rows],
        };
        let none = vec![0; ready.choices];
        for g in 0..ready.groups.len() {
            ledger.put_aside(g, &none);
        }
        ledger
    }

    pub(super) fn satisfied(&self) -> bool {
        self.lacking == 0
    }

    pub(super) fn lacks(&self, choice: usize) -> bool {
        let g = self.ready.group[choice] as usize;
        self.opened[g] < self.ready.groups[g].least
    }

    /// No purse is overdrawn, floors that are still open included.
    pub(super) fn solvent(&self) -> bool {
        self.left.iter().zip(&self.reserve).all(|(l, r)| l >= r)
    }

    /// Money a kecamatan needs to reach its floor at the least, in each purse.
    fn put_aside(&mut self, group: usize, units: &[u32]) {
        let floor = self.ready.groups[group].least;
        if floor == 0 {
            return;
        }
        let missing = floor.saturating_sub(self.opened[group]) as usize;
        for r in 0..self.ready.rows {
            let needed = self.cheapest(group, r, missing, units, None);
            let at = group * self.ready.rows + r;
            self.reserve[r] += needed - self.aside[at];
            self.aside[at] = needed;
        }
    }

    fn cheapest(
        &self,
        group: usize,
        row: usize,
        n: usize,
        units: &[u32],
        but: Option<usize>,
    ) -> i64 {
        if n == 0 {
            return 0;
        }
        let mut costs: Vec<i64> = self.ready.members[group]
            .iter()
            .map(|j| *j as usize)
            .filter(|j| units[*j] == 0 && self.most[*j] > 0 && Some(*j) != but)
            .map(|j| self.ready.cost(j, row) * i64::from(self.least[j].max(1)))
            .collect();
        costs.sort_unstable();
        costs.iter().take(n).sum()
    }

    /// Whether one more unit can be paid and is allowed, with every floor still in reach.
    pub(super) fn fits(&self, choice: usize, units: &[u32]) -> bool {
        if units[choice] >= self.most[choice] {
            return false;
        }
        let rows = self.ready.rows;
        if !self.ready.grouped {
            return (0..rows).all(|r| self.ready.cost(choice, r) <= self.left[r]);
        }
        let g = self.ready.group[choice] as usize;
        let group = self.ready.groups[g];
        let opens = units[choice] == 0;
        if opens && self.opened[g] >= group.most {
            return false;
        }
        let missing = group.least.saturating_sub(self.opened[g]) as usize;
        (0..rows).all(|r| {
            let mut reserve = self.reserve[r];
            if opens && missing > 0 {
                reserve -= self.aside[g * rows + r];
                reserve += self.cheapest(g, r, missing - 1, units, Some(choice));
            }
            self.ready.cost(choice, r) <= self.left[r] - reserve
        })
    }

    /// Books one unit, after `units` counts it.
    pub(super) fn buy(&mut self, choice: usize, units: &[u32]) {
        for r in 0..self.ready.rows {
            self.left[r] -= self.ready.cost(choice, r);
        }
        if units[choice] == 1 {
            let g = self.ready.group[choice] as usize;
            self.lacking -= u32::from(self.opened[g] < self.ready.groups[g].least);
            self.opened[g] += 1;
            self.put_aside(g, units);
        }
    }

    /// Takes one unit back, after `units` no longer counts it.
    pub(super) fn give_back(&mut self, choice: usize, units: &[u32]) {
        for r in 0..self.ready.rows {
            self.left[r] += self.ready.cost(choice, r);
        }
        if units[choice] == 0 {
            let g = self.ready.group[choice] as usize;
            self.opened[g] -= 1;
            self.lacking += u32::from(self.opened[g] < self.ready.groups[g].least);
            self.put_aside(g, units);
        }
    }

    /// Price of one unit as a share of the purses: what a gain is divided by.
    pub(super) fn price(&self, choice: usize) -> f64 {
        (0..self.ready.rows)
            .map(|r| self.ready.cost(choice, r) as f64 / self.ready.ceilings[r].max(1) as f64)
            .sum::<f64>()
            .max(1e-12)
    }
}
