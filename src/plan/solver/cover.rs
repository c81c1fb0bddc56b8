//! Covered or not: a demand counts once, whoever reaches it.

use super::problem::Ready;
use super::served::Served;

pub(super) struct Cover<'a> {
    ready: &'a Ready,
    units: Vec<u32>,
    /// Open choices that reach each demand.
    reached: Vec<u32>,
    /// What each choice would add, kept exact as demands become covered.
    gains: Vec<f64>,
    value: f64,
    work: u64,
}

impl<'a> Cover<'a> {
    pub(super) fn new(ready: &'a Ready) -> Self {
        let gains = (0..ready.choices)
            .map(|j| ready.links.of_choice(j).iter().map(|i| ready.worth[*i as usize]).sum())
            .collect();
        Self {
            ready,
            units: vec![0; ready.choices],
            reached: vec![0; ready.demands],
            gains,
            value: 0.0,
            work: ready.links.demand.len() as u64,
        }
    }

    fn tell(&mut self, demand: usize, change: f64) {
        let choices = self.ready.choices_of(demand);
        for &j in choices {
            self.gains[j as usize] += change;
        }
        self.work += choices.len() as u64;
    }
}

impl Served for Cover<'_> {
    fn value(&self) -> f64 {
        self.value
    }

    fn gain(&mut self, choice: usize) -> f64 {
        self.gains[choice]
    }

    fn gain_at_most(&self, choice: usize) -> f64 {
        self.gains[choice]
    }

    fn add(&mut self, choice: usize) {
        self.units[choice] += 1;
        for k in self.ready.links_of(choice) {
            let i = self.ready.links.demand[k] as usize;
            self.reached[i] += 1;
            if self.reached[i] == 1 {
                self.value += self.ready.worth[i];
                self.tell(i, -self.ready.worth[i]);
            }
        }
    }

    fn remove(&mut self, choice: usize) {
        self.units[choice] -= 1;
        for k in self.ready.links_of(choice) {
            let i = self.ready.links.demand[k] as usize;
            self.reached[i] -= 1;
            if self.reached[i] == 0 {
                self.value -= self.ready.worth[i];
                self.tell(i, self.ready.worth[i]);
            }
        }
    }

    fn units(&self) -> &[u32] {
        &self.units
    }

    fn work(&self) -> u64 {
        self.work
    }
}
