//! An upper bound that no plan can pass: each demand is given a price, and each choice is worth
//! what it earns above the prices.
//!
//! Lagrangian relaxation of "served at most once" (Church and ReVelle 1974; Cornuéjols, Fisher and
//! Nemhauser 1977). For any prices λ ≥ 0 the best plan serves at most
//! Σ λᵢ·qᵢ + max over plans of Σⱼ vⱼ(λ); the second part needs no search.

use super::pick::Picked;
use super::problem::Ready;

/// Units of a choice that earn the same: the first ones earn most.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    pub units: u32,
    pub each: f64,
}

pub(super) struct Dual<'a> {
    pub ready: &'a Ready,
    /// Highest useful price of each demand.
    top: Vec<f64>,
    pub least: Vec<u32>,
    pub most: Vec<u32>,
    /// Earnings of each choice at the prices now, in falling steps.
    pub steps: Vec<Step>,
    pub step_start: Vec<u32>,
    /// Price of each purse at which its ceiling is just spent, kept from call to call.
    pub purse: Vec<f64>,
    pub picked: Picked,
    /// Whole plans are picked, at the prices of the purses as they are.
    pub by_whole: bool,
    /// qᵢ less what the picked choices would serve of it.
    pub gradient: Vec<f64>,
    scratch: Vec<f64>,
    sorting: Vec<(f64, u32)>,
    pub work: u64,
}

impl<'a> Dual<'a> {
    pub(super) fn new(ready: &'a Ready, least: &[u32], most: &[u32]) -> Self {
        let top = (0..ready.demands)
            .map(|i| {
                let range = ready.back_start[i]..ready.back_start[i + 1];
                range.map(|k| ready.back_profit[k]).fold(0.0, f64::max)
            })
            .collect();
        Self {
            ready,
            top,
            least: least.to_vec(),
            most: most.to_vec(),
            steps: Vec::with_capacity(ready.choices),
            step_start: Vec::with_capacity(ready.choices + 1),
            purse: vec![0.0; ready.rows],
            picked: Picked::default(),
            by_whole: false,
            gradient: vec![0.0; ready.demands],
            scratch: vec![0.0; ready.demands],
            sorting: Vec::new(),
            work: 0,
        }
    }

    pub(super) fn top(&self) -> &[f64] {
        &self.top
    }

    /// The bound at these prices; −∞ where no plan is allowed at all. Leaves earnings, picked
    /// choices and gradient behind.
    pub(super) fn bound(&mut self, price: &[f64]) -> f64 {
        self.earn(price);
        let fixed: f64 = price.iter().zip(&self.ready.quantity).map(|(l, q)| l * q).sum();
        let earned = if self.by_whole { self.pick_whole() } else { self.pick() };
        let Some(earned) = earned else { return f64::NEG_INFINITY };
        self.slope(price);
        fixed + earned
    }

    fn pick_whole(&mut self) -> Option<f64> {
        let (earned, units) = self.whole_units()?;
        let chosen = units.into_iter().enumerate().filter(|(_, n)| *n > 0);
        self.picked.chosen = chosen.map(|(j, n)| (j as u32, n, 1.0)).collect();
        Some(earned)
    }

    /// The bound in whole units at these prices; never above `bound`.
    pub(super) fn whole_bound(&mut self, price: &[f64], purse: &[f64]) -> f64 {
        self.purse.copy_from_slice(purse);
        self.by_whole = false;
        let bound = self.bound(price);
        if self.ready.count.is_some() && !self.ready.grouped {
            return bound;
        }
        let fixed: f64 = price.iter().zip(&self.ready.quantity).map(|(l, q)| l * q).sum();
        let by_counts = self.by_counts().map_or(bound, |earned| bound.min(fixed + earned));
        self.whole().map_or(f64::NEG_INFINITY, |earned| by_counts.min(fixed + earned))
    }

    fn earn(&mut self, price: &[f64]) {
        let ready = self.ready;
        self.work += ready.links.demand.len() as u64 + ready.choices as u64;
        self.steps.clear();
        self.step_start.clear();
        if ready.links.profit.is_none() {
            for ((above, worth), price) in self.scratch.iter_mut().zip(&ready.worth).zip(price) {
                *above = (worth - price).max(0.0);
            }
        }
        for j in 0..ready.choices {
            self.step_start.push(self.steps.len() as u32);
            if self.most[j] == 0 {
                continue;
            }
            if ready.capacitated {
                self.earn_by_unit(j, price);
                continue;
            }
            let each = match &ready.links.profit {
                None => {
                    ready.links.of_choice(j).iter().map(|i| self.scratch[*i as usize]).sum::<f64>()
                }
                Some(profit) => ready
                    .links_of(j)
                    .map(|k| (profit[k] - price[ready.links.demand[k] as usize]).max(0.0))
                    .sum(),
            };
            self.steps.push(Step { units: 1, each });
        }
        self.step_start.push(self.steps.len() as u32);
    }

    /// Demands that `choice` would serve, dearest first.
    fn sorted(&mut self, choice: usize, price: &[f64]) {
        self.sorting.clear();
        let ready = self.ready;
        let mut all = 0.0;
        for k in ready.links_of(choice) {
            let i = ready.links.demand[k] as usize;
            let above = match &ready.links.profit {
                None => self.scratch[i],
                Some(profit) => profit[k] - price[i],
            };
            if above > 0.0 && ready.quantity[i] > 0.0 {
                self.sorting.push((above, i as u32));
                all += ready.quantity[i];
            }
        }
        if all > ready.capacity[choice] {
            self.sorting.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        }
    }

    fn earn_by_unit(&mut self, choice: usize, price: &[f64]) {
        self.sorted(choice, price);
        let capacity = self.ready.capacity[choice];
        let mut left = self.most[choice];
        let (mut free, mut each) = (capacity, 0.0);
        for &(above, i) in &self.sorting {
            let mut quantity = self.ready.quantity[i as usize];
            while quantity > 0.0 && left > 0 {
                let whole = (quantity / capacity).floor();
                if free == capacity && whole >= 2.0 {
                    let units = (whole as u32).min(left);
                    self.steps.push(Step { units, each: capacity * above });
                    left -= units;
                    quantity -= f64::from(units) * capacity;
                    continue;
                }
                let take = quantity.min(free);
                each += take * above;
                free -= take;
                quantity -= take;
                if free <= 0.0 {
                    self.steps.push(Step { units: 1, each });
                    left -= 1;
                    (free, each) = (capacity, 0.0);
                }
            }
        }
        if left > 0 && each > 0.0 {
            self.steps.push(Step { units: 1, each });
            left -= 1;
        }
        // Units that must stand though nobody is left to serve.
        let made = self.most[choice] - left;
        if left > 0 && made < self.least[choice].max(1) {
            let units = self.least[choice].max(1) - made;
            self.steps.push(Step { units, each: 0.0 });
        }
    }

    /// What the picked choices leave unserved.
    fn slope(&mut self, price: &[f64]) {
        let ready = self.ready;
        self.gradient.copy_from_slice(&ready.quantity);
        let picked = std::mem::take(&mut self.picked.chosen);
        for &(choice, units, share) in &picked {
            let j = choice as usize;
            if ready.capacitated {
                self.sorted(j, price);
                let mut free = ready.capacity[j] * f64::from(units);
                for &(_, i) in &self.sorting {
                    let take = ready.quantity[i as usize].min(free);
                    self.gradient[i as usize] -= share * take;
                    free -= take;
                }
                continue;
            }
            for k in ready.links_of(j) {
                let i = ready.links.demand[k] as usize;
                let profit = ready.links.profit.as_ref().map_or(ready.worth[i], |p| p[k]);
                if profit > price[i] {
                    self.gradient[i] -= share;
                }
            }
        }
        self.picked.chosen = picked;
    }
}
