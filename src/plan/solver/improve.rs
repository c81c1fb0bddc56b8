//! The first plan at once, then a better one: lazy greedy, exchange, and shaking.

use std::collections::BinaryHeap;

use super::ledger::Ledger;
use super::problem::Ready;
use super::served::{self, Served};

/// What greedy counts: the gain, or the gain for its price.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By {
    Gain,
    Price,
}

/// Which choices a shake takes out together.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Walk {
    Near,
    Far,
}

/// A plan under construction, with its ledger.
pub(super) struct Draft<'a> {
    pub served: Box<dyn Served + 'a>,
    pub ledger: Ledger<'a>,
    ready: &'a Ready,
    by: By,
    scanned: u64,
    random: u64,
    prices: Vec<f64>,
}

/// An upper bound of a choice's score, best first, then by its place.
#[derive(PartialEq)]
struct Waiting(f64, u32);

impl Eq for Waiting {}
impl PartialOrd for Waiting {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Waiting {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0).then(other.1.cmp(&self.1))
    }
}

impl<'a> Draft<'a> {
    /// Only what must be built.
    pub(super) fn new(ready: &'a Ready, least: &[u32], most: &[u32], by: By) -> Self {
        let ledger = Ledger::new(ready, least, most);
        let prices = (0..ready.choices).map(|j| ledger.price(j)).collect();
        let by = if ready.count.is_some() { By::Gain } else { by };
        let served = served::empty(ready);
        let mut draft = Self { served, ledger, ready, by, scanned: 0, random: 1, prices };
        for (j, units) in least.iter().enumerate() {
            for _ in 0..*units {
                draft.add(j);
            }
        }
        draft
    }

    pub(super) fn value(&self) -> f64 {
        self.served.value()
    }

    pub(super) fn work(&self) -> u64 {
        self.served.work() + self.scanned
    }

    pub(super) fn seed(&mut self, seed: u64) {
        self.random = seed | 1;
    }

    pub(super) fn add(&mut self, choice: usize) {
        self.served.add(choice);
        self.ledger.buy(choice, self.served.units());
    }

    pub(super) fn remove(&mut self, choice: usize) {
        self.served.remove(choice);
        self.ledger.give_back(choice, self.served.units());
    }

    /// Moves to another plan, unit by unit.
    pub(super) fn become_plan(&mut self, units: &[u32]) {
        for (j, wanted) in units.iter().enumerate() {
            while self.served.units()[j] > *wanted {
                self.remove(j);
            }
        }
        for (j, wanted) in units.iter().enumerate() {
            while self.served.units()[j] < *wanted {
                self.add(j);
            }
        }
    }

    fn score(&self, choice: usize, gain: f64) -> f64 {
        match self.by {
            By::Gain => gain,
            By::Price => gain / self.prices[choice],
        }
    }

    /// The best choice that fits, and its gain; `ban` is left out.
    fn best(&mut self, ban: Option<usize>) -> Option<(usize, f64)> {
        self.scanned += self.ready.choices as u64 / 4;
        let mut waiting: BinaryHeap<Waiting> = BinaryHeap::new();
        let mut top: Option<(f64, usize, f64)> = None;
        let exact = !self.ready.capacitated && self.ready.links.profit.is_none();
        for j in 0..self.ready.choices {
            let most = self.served.gain_at_most(j);
            if most <= 0.0 || Some(j) == ban {
                continue;
            }
            let score = self.score(j, most);
            if exact {
                if top.is_none_or(|t| score > t.0) && self.ledger.fits(j, self.served.units()) {
                    top = Some((score, j, most));
                }
            } else if self.ledger.fits(j, self.served.units()) {
                waiting.push(Waiting(score, j as u32));
            }
        }
        while let Some(Waiting(most, j)) = waiting.pop() {
            if top.is_some_and(|t| t.0 >= most) {
                break;
            }
            let gain = self.served.gain(j as usize);
            let score = self.score(j as usize, gain);
            if top.is_none_or(|t| score > t.0 || (score == t.0 && (j as usize) < t.1)) {
                top = Some((score, j as usize, gain));
            }
        }
        top.filter(|t| t.2 > 1e-9).map(|t| (t.1, t.2))
    }

    /// Adds the best until nothing more fits, then fills the floors that nothing was gained by.
    /// Says what was added.
    pub(super) fn fill(&mut self, ban: Option<usize>) -> Vec<usize> {
        let mut added = Vec::new();
        while let Some((j, _)) = self.best(ban) {
            self.add(j);
            added.push(j);
        }
        if !self.ledger.satisfied() {
            self.fill_floors(ban, &mut added);
        }
        added
    }

    fn fill_floors(&mut self, ban: Option<usize>, added: &mut Vec<usize>) {
        for j in 0..self.ready.choices {
            if Some(j) != ban
                && self.served.units()[j] == 0
                && self.ledger.lacks(j)
                && self.ledger.fits(j, self.served.units())
            {
                self.add(j);
                added.push(j);
            }
        }
    }

    pub(super) fn sound(&self) -> bool {
        self.ledger.satisfied() && self.ledger.solvent()
    }

    /// Takes out one choice after the other where the rest, filled up anew, serves more.
    pub(super) fn polish(&mut self) {
        let mut again = true;
        while again {
            again = false;
            for o in self.served.open() {
                let o = o as usize;
                if self.served.units()[o] > self.ledger.least[o] {
                    again |= self.exchange(o);
                }
            }
        }
    }

    fn exchange(&mut self, out: usize) -> bool {
        let before = self.value();
        self.remove(out);
        let added = self.fill(Some(out));
        if self.sound() && self.value() > before + 1e-7 * before.abs().max(1e-3) {
            // What was taken out may fit again beside what came in.
            self.fill(None);
            return true;
        }
        for j in added.into_iter().rev() {
            self.remove(j);
        }
        self.add(out);
        false
    }

    /// Builds a plan from a fractional one: what it is surest of first, with some chance in the
    /// order, and only where most of what the choice could serve is still waiting.
    pub(super) fn round(&mut self, mean: &[f64], chance: f64) {
        let mut wanted: Vec<(f64, usize)> = Vec::new();
        for (j, m) in mean.iter().enumerate() {
            if *m > 0.02 {
                let luck = self.draw(1 << 20) as f64 / f64::from(1 << 20);
                wanted.push((m + chance * luck, j));
            }
        }
        wanted.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let least = self.ready.least.clone();
        self.become_plan(&least);
        let alone: Vec<f64> = wanted.iter().map(|(_, j)| self.served.gain(*j).max(1e-9)).collect();
        for share in [0.9, 0.6] {
            for ((_, j), alone) in wanted.iter().zip(&alone) {
                let wanted = mean[*j].ceil() as u32;
                while self.served.units()[*j] < wanted
                    && self.ledger.fits(*j, self.served.units())
                    && self.served.gain(*j) >= share * alone
                {
                    self.add(*j);
                }
            }
        }
        self.fill(None);
        self.polish();
    }

    fn draw(&mut self, below: usize) -> usize {
        self.random = self.random.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.random;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % below.max(1) as u64) as usize
    }

    /// Takes out a few that stand near each other and lets greedy and exchange try again.
    pub(super) fn shake(&mut self) {
        let open: Vec<u32> = self.served.open();
        let free: Vec<usize> = open
            .iter()
            .map(|j| *j as usize)
            .filter(|j| self.served.units()[*j] > self.ledger.least[*j])
            .collect();
        if free.is_empty() {
            return;
        }
        // Mostly a few; now and then up to half of all.
        let most = match self.draw(8) {
            0 => (free.len() / 2).max(2),
            _ => (free.len() / 8).clamp(2, 6),
        };
        let out = 1 + self.draw(most);
        let first = free[self.draw(free.len())];
        let walk = if self.draw(3) > 0 { Walk::Near } else { Walk::Far };
        for j in self.near(first, &free, out, walk) {
            self.remove(j);
        }
        if self.ready.count.is_none() {
            self.by = if self.draw(2) == 0 { By::Gain } else { By::Price };
        }
        // One that is not the best breaks the tie with the plan before.
        let other = self.draw(self.ready.choices);
        if self.ledger.fits(other, self.served.units()) && self.served.gain(other) > 0.0 {
            self.add(other);
        }
        self.fill(None);
        self.polish();
    }

    /// `first` and those of `free` that share demands with it, directly or over one more; filled
    /// up by chance.
    fn near(&mut self, first: usize, free: &[usize], n: usize, walk: Walk) -> Vec<usize> {
        let mut found = vec![first];
        let mut at = 0;
        while walk == Walk::Near && found.len() < n && at < found.len() {
            let j = found[at];
            at += 1;
            let i = self.ready.links.of_choice(j);
            if i.is_empty() {
                continue;
            }
            // One of its demands, then one of the choices that reach it, twice: a walk.
            let start = self.ready.links.start[j];
            let len = i.len();
            for _ in 0..40 {
                let demand = self.ready.links.demand[start + self.draw(len)] as usize;
                let choices = self.ready.choices_of(demand);
                let step = choices[self.draw(choices.len())] as usize;
                let onward = self.ready.links.of_choice(step);
                if onward.is_empty() {
                    continue;
                }
                let demand = onward[self.draw(onward.len())] as usize;
                let choices = self.ready.choices_of(demand);
                let end = choices[self.draw(choices.len())] as usize;
                if !found.contains(&end) && free.binary_search(&end).is_ok() {
                    found.push(end);
                    break;
                }
            }
        }
        while found.len() < n.min(free.len()) {
            let j = free[self.draw(free.len())];
            if !found.contains(&j) {
                found.push(j);
            }
        }
        found
    }
}
