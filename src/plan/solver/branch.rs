//! The proof: questions with a choice decided either way, until no bound is left above the best
//! plan.

use std::collections::BinaryHeap;
use std::rc::Rc;

use super::apart::apart;
use super::descend::Descent;
use super::dual::Dual;
use super::improve::{By, Draft};
use super::pieces::Piece;
use super::problem::Ready;
use crate::base::progress::Progress;

/// How far a search may go and how it draws.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effort {
    /// Links touched: about a billion a second. The same everywhere, unlike time.
    pub links: u64,
    pub seed: u64,
}

impl Default for Effort {
    fn default() -> Self {
        Self { links: 2_000_000_000, seed: 1 }
    }
}

/// Where a search stands, told each time it gets better.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    pub units: Vec<u32>,
    pub value: f64,
    /// No plan is worth more.
    pub bound: f64,
    pub links: u64,
    /// Floors and purses are kept; `false` only until a first plan is found.
    pub sound: bool,
}

impl Standing {
    /// How far the best plan can at most be from the bound, as a share of the bound.
    pub fn gap(&self) -> f64 {
        if self.bound <= self.value { 0.0 } else { (self.bound - self.value) / self.bound }
    }
}

/// A part of all plans that is still open.
struct Node {
    bound: f64,
    order: u64,
    price: Rc<Vec<f64>>,
    purse: Rc<Vec<f64>>,
    /// Choice, least, most.
    decided: Vec<(u32, u32, u32)>,
}

impl PartialEq for Node {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}
impl Eq for Node {}
impl PartialOrd for Node {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Node {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.bound.total_cmp(&other.bound).then(other.order.cmp(&self.order))
    }
}

fn closed(ready: &Ready, target: Option<f64>, value: f64, bound: f64) -> bool {
    match target {
        Some(target) => bound < target - 1e-9 * target.abs().max(1.0),
        None => ready.closes(bound, value),
    }
}

pub(super) struct Search<'a> {
    ready: &'a Ready,
    draft: Draft<'a>,
    dual: Dual<'a>,
    pub best: Standing,
    effort: Effort,
    progress: &'a Progress,
    watch: &'a mut dyn FnMut(&Standing),
    order: u64,
    shaken: u64,
    /// Work that the search for better plans may take before the bound gets its turn.
    idle_shakes: u32,
    target: Option<f64>,
    /// Pieces that share no demand, where there are several.
    pub pieces: Vec<Piece>,
}

impl<'a> Search<'a> {
    pub(super) fn new(
        ready: &'a Ready,
        effort: Effort,
        target: Option<f64>,
        progress: &'a Progress,
        watch: &'a mut dyn FnMut(&Standing),
    ) -> Self {
        let draft = Draft::new(ready, &ready.least, &ready.most, By::Price);
        let dual = Dual::new(ready, &ready.least, &ready.most);
        let units = draft.served.units().to_vec();
        let value = draft.value();
        let best = Standing { units, value, bound: f64::INFINITY, links: 0, sound: false };
        Self {
            ready,
            draft,
            dual,
            best,
            effort,
            progress,
            watch,
            order: 0,
            shaken: 0,
            idle_shakes: 0,
            target,
            pieces: Vec::new(),
        }
    }

    fn links(&self) -> u64 {
        self.draft.work() + self.dual.work + self.shaken
    }

    fn over(&self) -> bool {
        self.links() >= self.effort.links || self.progress.is_canceled()
    }

    /// Nothing better than the best plan, or than the target asked for, is left.
    fn closed(&self, bound: f64) -> bool {
        closed(self.ready, self.target, self.best.value, bound)
    }

    fn reached(&self) -> bool {
        self.target.is_some_and(|t| self.best.value >= t - 1e-9 * t.abs())
    }

    /// Takes the draft where it is better than the best.
    fn keep(&mut self) -> bool {
        let value = self.draft.value();
        let better =
            !self.best.sound || value > self.best.value + 1e-9 * self.best.value.abs().max(1e-9);
        if !self.draft.sound() || !better {
            return false;
        }
        self.keep_now();
        true
    }

    fn tell(&mut self) {
        self.best.links = self.links();
        (self.watch)(&self.best);
    }

    fn lower(&mut self, bound: f64) {
        let bound = bound.max(self.best.value);
        if bound < self.best.bound {
            let told = self.best.bound - bound > 1e-4 * bound.abs();
            self.best.bound = bound;
            if told {
                self.tell();
            }
        }
    }

    /// The first plan: greedy by gain for its price, greedy by gain, the better one exchanged.
    fn first(&mut self) {
        self.draft.fill(None);
        if self.ready.count.is_none() {
            let by_price = self.draft.served.units().to_vec();
            let value = self.draft.value();
            let mut plain = Draft::new(self.ready, &self.ready.least, &self.ready.most, By::Gain);
            plain.fill(None);
            self.shaken += plain.work();
            if plain.sound() && plain.value() > value {
                self.draft.become_plan(plain.served.units());
            } else {
                self.draft.become_plan(&by_price);
            }
        }
        // Whatever greedy gave, sound or not by the purses together, stands first.
        self.best.value = f64::NEG_INFINITY;
        if self.draft.sound() {
            self.keep_now();
        }
        self.draft.polish();
        if self.draft.sound() && self.draft.value() > self.best.value {
            self.keep_now();
        }
    }

    fn keep_now(&mut self) {
        self.best.value = self.draft.value();
        self.best.units = self.draft.served.units().to_vec();
        self.best.sound = true;
        self.tell();
    }

    /// Shakes the best plan until `links` are spent or nothing has come of it for `idle` shakes.
    fn shake(&mut self, links: u64, idle: u32) {
        let end = self.links().saturating_add(links);
        let mut current = self.best.units.clone();
        let mut current_value = self.best.value;
        self.draft.become_plan(&current);
        self.draft.seed(self.effort.seed.wrapping_mul(0x5851_F42D).wrapping_add(self.links()));
        let mut since = 0;
        while since < idle && self.links() < end && !self.over() && !self.reached() {
            self.draft.shake();
            since += 1;
            if self.keep() {
                since = 0;
                self.idle_shakes = 0;
            }
            let value = self.draft.value();
            // A little worse is taken now and then: a way out of the valley.
            let worse = (current_value - value) / current_value.abs().max(1e-9);
            let limit = if since % 50 < 25 { 0.0 } else { 0.002 };
            if self.draft.sound() && worse <= limit {
                current_value = value;
                current = self.draft.served.units().to_vec();
            } else {
                self.draft.become_plan(&current);
            }
            if since % 100 == 99 {
                current = self.best.units.clone();
                current_value = self.best.value;
                self.draft.become_plan(&current);
            }
        }
        self.idle_shakes += since;
    }

    /// Plans from the choices that the bound picked.
    fn round(&mut self, mean: &[f64]) {
        for turn in [0_u32, 2] {
            self.draft.round(mean, 0.25 * f64::from(turn));
            self.keep();
            if self.over() || self.reached() {
                return;
            }
        }
    }

    /// Prices to begin with: high where the first plan serves twice over, nothing where it does
    /// not serve.
    fn begin(&self) -> Descent {
        let mut reached = vec![0_u32; self.ready.demands];
        for (j, n) in self.best.units.iter().enumerate() {
            if *n > 0 {
                for i in self.ready.links.of_choice(j) {
                    reached[*i as usize] += 1;
                }
            }
        }
        let top = self.dual.top();
        let price = reached
            .iter()
            .zip(top)
            .map(|(n, t)| match n {
                0 => 0.0,
                1 => 0.3 * t,
                _ => 0.7 * t,
            })
            .collect();
        Descent::from(price, vec![0.0; self.ready.rows], self.ready.choices)
    }

    /// Descends from where `descent` stands; the bound holds for the decided part only.
    fn descend(&mut self, descent: &mut Descent, rounds: u32) {
        let aim = self.target.map_or(self.best.value, |t| t * 0.999).max(0.0);
        let end = self.effort.links.saturating_sub(self.draft.work() + self.shaken);
        let (ready, target, value) = (self.ready, self.target, self.best.value);
        let progress = self.progress;
        descent.go(&mut self.dual, aim, rounds, &mut |dual, bound| {
            dual.work < end && !progress.is_canceled() && !closed(ready, target, value, bound)
        });
    }

    pub(super) fn run(&mut self) {
        self.first();
        if self.best.value == f64::NEG_INFINITY {
            self.best.value = 0.0;
        }
        let mut root = self.begin();
        let size = (self.ready.links.demand.len() + self.ready.choices) as u64;
        // Where there are more who wait than units can serve, nobody's turn has a price.
        let nothing = vec![0.0; self.ready.demands];
        let mut whole = self.dual.whole_bound(&nothing, &root.purse);
        for stage in 0..12_u32 {
            self.descend(&mut root, if stage == 0 { 80 } else { 150 });
            whole = whole.min(self.whole(&root));
            self.lower(whole);
            if self.closed(whole) || self.over() || self.reached() {
                break;
            }
            // Plans take no more of the effort than the bound.
            let spent = self.draft.work() + self.shaken;
            if spent <= 8 * self.dual.work + size * 200 {
                if stage > 0 {
                    self.round(&root.mean.clone());
                }
                self.shake(size * 40, 60);
            }
            if stage == 1 {
                whole = whole.min(self.apart(&root.purse));
                if self.closed(whole) {
                    break;
                }
            }
            let before = self.best.bound;
            if stage > 3 && root.pace() < 0.002 && before - root.bound <= 1e-5 * before.abs() {
                break;
            }
        }
        if !self.closed(whole) && !self.over() && !self.reached() {
            whole = whole.min(self.sharpen(&mut root, 200));
            self.lower(whole);
        }
        if self.closed(whole) || self.reached() {
            self.finish(whole);
            return;
        }
        if !self.over() {
            self.tree(root, whole);
        }
        self.tell();
    }

    /// Lowers the bound in whole units itself, from where `descent` stands.
    fn sharpen(&mut self, descent: &mut Descent, rounds: u32) -> f64 {
        if self.ready.count.is_some() && !self.ready.grouped {
            return f64::INFINITY;
        }
        let purse = descent.purse.clone();
        let mut sharp = Descent::from(descent.price.clone(), purse, self.ready.choices);
        sharp.hasten(0.3);
        self.dual.by_whole = true;
        self.descend(&mut sharp, rounds);
        self.dual.by_whole = false;
        let bound = sharp.bound;
        if bound < self.best.bound {
            sharp.bound = descent.bound;
            *descent = sharp;
        }
        bound
    }

    /// Piece by piece, where the question falls apart.
    fn apart(&mut self, purse: &[f64]) -> f64 {
        let pieces = std::mem::take(&mut self.pieces);
        if pieces.is_empty() {
            return f64::INFINITY;
        }
        let value = if self.best.sound { self.best.value } else { -1.0 };
        let limit = self.effort.links.saturating_sub(self.links()) / 2;
        let known = (value, self.best.bound);
        let found = apart(self.ready, pieces, purse, known, limit, self.progress);
        self.shaken += found.work;
        if let Some((units, _)) = found.units {
            self.draft.become_plan(&units);
            self.keep();
        }
        self.lower(found.bound);
        found.bound
    }

    fn finish(&mut self, bound: f64) {
        let bound = if self.target.is_none() { self.best.value } else { bound };
        self.best.bound = self.best.bound.min(bound.max(self.best.value));
        self.tell();
    }

    /// The bound where a descent stands, in whole units.
    fn whole(&mut self, descent: &Descent) -> f64 {
        descent.bound.min(self.dual.whole_bound(&descent.price, &descent.purse))
    }

    fn tree(&mut self, root: Descent, bound: f64) {
        let mut open = BinaryHeap::new();
        open.push(Node {
            bound,
            order: 0,
            price: Rc::new(root.price),
            purse: Rc::new(root.purse),
            decided: Vec::new(),
        });
        let mut count = 0_u32;
        while let Some(node) = open.pop() {
            self.lower(node.bound);
            if self.closed(node.bound) || self.reached() {
                self.finish(node.bound);
                return;
            }
            if self.over() {
                return;
            }
            count += 1;
            self.expand(node, &mut open);
            if count.is_multiple_of(16) && self.idle_shakes < 4000 {
                let size = (self.ready.links.demand.len() + self.ready.choices) as u64;
                self.shake(size * 150, 40);
            }
        }
        self.finish(self.best.value);
    }

    fn expand(&mut self, node: Node, open: &mut BinaryHeap<Node>) {
        self.dual.least.clone_from(&self.ready.least);
        self.dual.most.clone_from(&self.ready.most);
        for (j, least, most) in &node.decided {
            self.dual.least[*j as usize] = *least;
            self.dual.most[*j as usize] = *most;
        }
        let mut descent =
            Descent::from(node.price.to_vec(), node.purse.to_vec(), self.ready.choices);
        if !node.decided.is_empty() {
            descent.hasten(0.1);
        }
        let mut bound = node.bound;
        for pass in 0..3 {
            self.descend(&mut descent, if pass == 0 { 30 } else { 20 });
            bound = bound.min(descent.bound);
            if !self.closed(bound) {
                bound = bound.min(self.whole(&descent));
            }
            if self.closed(bound) || self.over() {
                break;
            }
            if !self.fix(&descent) {
                return;
            }
            if pass == 0 {
                descent = {
                    let mut again = Descent::from(descent.price, descent.purse, self.ready.choices);
                    again.hasten(0.05);
                    again
                };
            }
        }
        if self.over() {
            // Not finished: the part stays open, so that the bound stays true.
            open.push(Node { bound, ..node });
            return;
        }
        if self.closed(bound) {
            return;
        }
        if self.order.is_multiple_of(24) {
            self.round(&descent.mean);
        }
        self.split(bound, &descent, open);
    }

    /// Decides what the bound already decides. `false` where nothing better is left here.
    fn fix(&mut self, descent: &Descent) -> bool {
        self.dual.purse.clone_from(&descent.purse);
        let bound = self.dual.bound(&descent.price);
        if self.closed(bound) {
            return false;
        }
        let mut marks = Vec::new();
        let mut units_of = vec![false; self.ready.choices];
        for (j, ..) in &self.dual.picked.chosen {
            units_of[*j as usize] = true;
        }
        for (j, within) in units_of.iter().enumerate() {
            if self.dual.most[j] == 0 || self.dual.least[j] > 0 {
                continue;
            }
            let price = if self.ready.count.is_some() && self.dual.purse[0] == 0.0 {
                0.0
            } else {
                self.dual.price_of(j)
            };
            let Some((_, earned)) = self.dual.best_units(j, price) else { continue };
            let g =
                if self.dual.picked.entry.len() == 1 { 0 } else { self.ready.group[j] as usize };
            let (entry, exit) = (self.dual.picked.entry[g], self.dual.picked.exit[g]);
            if !within && self.closed(bound + (earned - entry).min(0.0)) {
                marks.push((j, 0, 0));
            } else if *within && self.closed(bound - (earned - exit).max(0.0)) {
                marks.push((j, 1, self.dual.most[j]));
            }
        }
        for (j, least, most) in marks {
            (self.dual.least[j], self.dual.most[j]) = (least, most);
        }
        true
    }

    /// Two halves along the choice that the mean plan is least sure of.
    fn split(&mut self, bound: f64, descent: &Descent, open: &mut BinaryHeap<Node>) {
        let mut top: Option<(f64, usize)> = None;
        for j in 0..self.ready.choices {
            let (least, most) = (self.dual.least[j], self.dual.most[j]);
            if least >= most {
                continue;
            }
            let mean = descent.mean[j].clamp(f64::from(least), f64::from(most));
            let unsure = 0.5 - (mean - mean.floor() - 0.5).abs();
            let each = self.dual.steps[self.dual.step_start[j] as usize].each;
            let score = (unsure + 1e-6) * (each + 1e-9);
            if top.is_none_or(|t| score > t.0) {
                top = Some((score, j));
            }
        }
        let Some((_, j)) = top else {
            self.leaf();
            return;
        };
        let (least, most) = (self.dual.least[j], self.dual.most[j]);
        let at =
            (descent.mean[j].clamp(f64::from(least), f64::from(most)).floor() as u32).min(most - 1);
        let price = Rc::new(descent.price.clone());
        let purse = Rc::new(descent.purse.clone());
        // Everything decided so far, by branching and by the bound.
        let decided: Vec<(u32, u32, u32)> = (0..self.ready.choices)
            .filter(|k| {
                self.dual.least[*k] != self.ready.least[*k]
                    || self.dual.most[*k] != self.ready.most[*k]
            })
            .map(|k| (k as u32, self.dual.least[k], self.dual.most[k]))
            .collect();
        for (least, most) in [(least, at), (at + 1, most)] {
            let mut half = decided.clone();
            half.retain(|d| d.0 != j as u32);
            half.push((j as u32, least, most));
            self.order += 1;
            open.push(Node {
                bound,
                order: self.order,
                price: Rc::clone(&price),
                purse: Rc::clone(&purse),
                decided: half,
            });
        }
    }

    /// Every choice is decided: the plan itself is the answer of this part.
    fn leaf(&mut self) {
        let ledger_least = std::mem::replace(&mut self.draft.ledger.least, self.dual.least.clone());
        let plan = self.dual.least.clone();
        self.draft.become_plan(&plan);
        self.keep();
        self.draft.ledger.least = ledger_least;
    }
}
