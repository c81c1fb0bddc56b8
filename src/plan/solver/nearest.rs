//! Served by the best of those open: the nearest, where worth falls with distance.

use super::problem::Ready;
use super::served::Served;

const NONE: u32 = u32::MAX;

pub(super) struct Nearest<'a> {
    ready: &'a Ready,
    units: Vec<u32>,
    /// The open choice that serves each demand, and its worth.
    by: Vec<u32>,
    best: Vec<f64>,
    value: f64,
    /// Gains from an earlier, smaller plan: never less than the gain now.
    stale: Vec<f64>,
    work: u64,
}

impl<'a> Nearest<'a> {
    pub(super) fn new(ready: &'a Ready) -> Self {
        Self {
            ready,
            units: vec![0; ready.choices],
            by: vec![NONE; ready.demands],
            best: vec![0.0; ready.demands],
            value: 0.0,
            stale: vec![f64::INFINITY; ready.choices],
            work: 0,
        }
    }

    /// The best open choice of a demand: its list is sorted by worth.
    fn next(&mut self, demand: usize) -> (u32, f64) {
        for k in self.ready.back_start[demand]..self.ready.back_start[demand + 1] {
            self.work += 1;
            let j = self.ready.back_choice[k];
            if self.units[j as usize] > 0 {
                return (j, self.ready.back_profit[k]);
            }
        }
        (NONE, 0.0)
    }

    fn profit(&self, link: usize) -> f64 {
        let i = self.ready.links.demand[link] as usize;
        self.ready.links.profit.as_ref().map_or(self.ready.worth[i], |p| p[link])
    }
}

impl Served for Nearest<'_> {
    fn value(&self) -> f64 {
        self.value
    }

    fn gain(&mut self, choice: usize) -> f64 {
        let links = self.ready.links_of(choice);
        self.work += links.len() as u64;
        let gain = links
            .map(|k| (self.profit(k) - self.best[self.ready.links.demand[k] as usize]).max(0.0))
            .sum();
        self.stale[choice] = gain;
        gain
    }

    fn gain_at_most(&self, choice: usize) -> f64 {
        self.stale[choice]
    }

    fn add(&mut self, choice: usize) {
        self.units[choice] += 1;
        for k in self.ready.links_of(choice) {
            let i = self.ready.links.demand[k] as usize;
            let profit = self.profit(k);
            if profit > self.best[i] || (self.by[i] == NONE && profit >= 0.0) {
                self.value += profit - self.best[i];
                (self.best[i], self.by[i]) = (profit, choice as u32);
            }
        }
        self.work += self.ready.links_of(choice).len() as u64;
    }

    fn remove(&mut self, choice: usize) {
        self.units[choice] -= 1;
        if self.units[choice] > 0 {
            return;
        }
        for k in self.ready.links_of(choice) {
            let i = self.ready.links.demand[k] as usize;
            if self.by[i] == choice as u32 {
                let (by, best) = self.next(i);
                self.value += best - self.best[i];
                (self.by[i], self.best[i]) = (by, best);
            }
        }
        // A smaller plan: gains may have grown.
        self.stale.fill(f64::INFINITY);
    }

    fn units(&self) -> &[u32] {
        &self.units
    }

    fn work(&self) -> u64 {
        self.work
    }
}
