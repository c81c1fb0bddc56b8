//! One piece solved to the end: what it serves less what its units cost at given prices, and every
//! plan that comes near the best.
//!
//! Branch and bound over units; the bound is Lagrangian as in `dual`, with the tolls inside.

use std::collections::BinaryHeap;
use std::rc::Rc;

use super::pieces::Piece;
use super::served::Served;
use super::tally::Within;

/// What the units of a piece cost at the prices between the pieces.
#[derive(Clone, Debug)]
pub(super) struct Tolls {
    /// Of each unit.
    pub unit: Vec<f64>,
    /// Paid back once where a choice is opened; may be below zero.
    pub open: Vec<f64>,
}

impl Tolls {
    fn of(&self, choice: usize, units: u32) -> f64 {
        let open = if units > 0 { self.open[choice] } else { 0.0 };
        f64::from(units) * self.unit[choice] - open
    }

    fn all(&self, units: &[u32]) -> f64 {
        units.iter().enumerate().map(|(j, n)| self.of(j, *n)).sum()
    }
}

/// The best plan of a piece; no plan is above `bound`.
#[derive(Clone, Debug)]
pub(super) struct Best {
    pub units: Vec<u32>,
    pub value: f64,
    pub bound: f64,
}

struct Node {
    bound: f64,
    order: u64,
    price: Rc<Vec<f64>>,
    least: Vec<u32>,
    most: Vec<u32>,
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
        self.bound.total_cmp(&other.bound).then(self.order.cmp(&other.order))
    }
}

/// Where the descent of a node stands.
#[derive(Default)]
struct View {
    bound: f64,
    units: Vec<u32>,
    slope: Vec<f64>,
    /// Earnings of each choice with `least..=most` units.
    earned: Vec<Vec<f64>>,
    mean: Vec<f64>,
}

/// A search in one piece.
pub(super) struct Exact<'a> {
    piece: &'a mut Piece,
    tolls: &'a Tolls,
    /// Only plans above this count.
    least: f64,
    /// What counts as better: a whole number more, or any.
    step: f64,
    pub work: u64,
    limit: u64,
    sorting: Vec<(f64, u32)>,
    /// Plans that the bound suggests are made better by hand.
    mends: bool,
    /// Only plans within these numbers count.
    within: Option<&'a Within>,
}

impl<'a> Exact<'a> {
    pub(super) fn new(piece: &'a mut Piece, tolls: &'a Tolls, limit: u64) -> Self {
        let step = 1e-9;
        let least = f64::NEG_INFINITY;
        let (sorting, mends, within) = (Vec::new(), false, None);
        Self { piece, tolls, least, step, work: 0, limit, sorting, mends, within }
    }

    /// Only plans within these numbers count, and only those worth at least `least`.
    pub(super) fn within(mut self, within: &'a Within, least: f64) -> Self {
        (self.within, self.least) = (Some(within), least);
        self
    }

    /// Values are whole numbers: what is not a whole one better is none.
    pub(super) fn whole(mut self) -> Self {
        self.step = 1.0 - 1e-5;
        self
    }

    /// The best plan; its value is below zero without end where none counts.
    pub(super) fn best(&mut self) -> Best {
        let units = self.piece.ready.least.clone();
        let counts = self.within.is_none_or(|w| w.meets(&units, &units));
        let value = if counts { self.worth(&units) } else { f64::NEG_INFINITY };
        let mut best = Best { units, value, bound: f64::INFINITY };
        self.least = self.least.max(above(value, self.step));
        let step = self.step;
        self.mends = true;
        let open = self.search(&mut |units, value| {
            if value > best.value {
                best.value = value;
                best.units.copy_from_slice(units);
            }
            above(best.value, step)
        });
        best.bound = open.max(best.value);
        best
    }

    /// Every plan worth at least `least`; `None` where the effort did not reach to see them all.
    pub(super) fn all(&mut self, least: f64, see: &mut dyn FnMut(&[u32], f64)) -> Option<()> {
        self.least = least;
        let open = self.search(&mut |units, value| {
            see(units, value);
            least
        });
        (open < least).then_some(())
    }

    fn worth(&mut self, units: &[u32]) -> f64 {
        self.work += self.piece.ready.links.demand.len() as u64 * 4;
        self.piece.value(units) - self.tolls.all(units)
    }

    /// Best first; tells every plan it meets, and returns a bound of what it left open.
    fn search(&mut self, see: &mut dyn FnMut(&[u32], f64) -> f64) -> f64 {
        let ready = &self.piece.ready;
        let root = Node {
            bound: f64::INFINITY,
            order: 0,
            price: Rc::new(self.piece.price.clone()),
            least: ready.least.clone(),
            most: ready.most.clone(),
        };
        let mut open = BinaryHeap::from([root]);
        let mut order: u64 = 0;
        while let Some(mut node) = open.pop() {
            if node.bound < self.least {
                return f64::NEG_INFINITY;
            }
            if self.work > self.limit {
                return node.bound;
            }
            let mut price = node.price.to_vec();
            let rounds = if order == 0 { 200 } else { 20 };
            let mut view = View::default();
            let mut closed = false;
            for _ in 0..2 {
                self.descend(&mut price, &node, &mut view, rounds);
                if order == 0 {
                    self.piece.price.clone_from(&price);
                }
                if view.bound.min(node.bound) < self.least {
                    closed = true;
                    break;
                }
                self.tell(&view.units, see);
                if self.mends && (order < 8 || order.is_multiple_of(16)) {
                    let units = self.mend(&view.units, &node);
                    self.tell(&units, see);
                }
                if view.bound.min(node.bound) < self.least || !self.narrow(&mut node, &view) {
                    closed = true;
                    break;
                }
            }
            if closed {
                continue;
            }
            let Some((j, at)) = split(&node, &view) else {
                self.tell(&node.least, see);
                continue;
            };
            let price = Rc::new(price);
            for (least, most) in [(node.least[j], at), (at + 1, node.most[j])] {
                order += 1;
                let mut half = Node {
                    bound: view.bound.min(node.bound),
                    order,
                    price: Rc::clone(&price),
                    least: node.least.clone(),
                    most: node.most.clone(),
                };
                (half.least[j], half.most[j]) = (least, most);
                if self.within.is_none_or(|w| w.meets(&half.least, &half.most)) {
                    open.push(half);
                }
            }
        }
        f64::NEG_INFINITY
    }

    fn tell(&mut self, units: &[u32], see: &mut dyn FnMut(&[u32], f64) -> f64) {
        if self.within.is_none_or(|w| w.meets(units, units)) {
            let value = self.worth(units);
            self.least = self.least.max(see(units, value));
        }
    }

    /// Adds what is worth its toll, best first; then takes away what is not. Where there are more
    /// units of a price than may be, those that serve least go first.
    fn mend(&mut self, units: &[u32], node: &Node) -> Vec<u32> {
        let ready = &self.piece.ready;
        let mut served = super::served::empty(ready);
        for (j, n) in units.iter().enumerate() {
            (0..*n).for_each(|_| served.add(j));
        }
        if let Some(within) = self.within {
            while let Some(j) = least_missed(&mut *served, within, &node.least) {
                served.remove(j);
            }
        }
        let has_room = |j: usize, units: &[u32]| self.within.is_none_or(|w| w.has_room(j, units));
        let toll = |j: usize, n: u32| self.tolls.of(j, n + 1) - self.tolls.of(j, n);
        loop {
            let mut top: Option<(f64, usize)> = None;
            for j in 0..units.len() {
                let has = served.units()[j];
                let wanted = has < node.most[j] && served.gain_at_most(j) > toll(j, has);
                if wanted && has_room(j, served.units()) {
                    let gain = served.gain(j) - toll(j, has);
                    if gain > 1e-9 && top.is_none_or(|t| gain > t.0) {
                        top = Some((gain, j));
                    }
                }
            }
            let Some((_, j)) = top else { break };
            served.add(j);
        }
        for j in 0..units.len() {
            while served.units()[j] > node.least[j] {
                let before = served.value();
                served.remove(j);
                if before - served.value() >= toll(j, served.units()[j]) - 1e-9 {
                    served.add(j);
                    break;
                }
            }
        }
        self.work += served.work();
        served.units().to_vec()
    }

    /// Lowers the bound of a node by its prices; keeps the best in `price` and `view`.
    fn descend(&mut self, price: &mut Vec<f64>, node: &Node, view: &mut View, rounds: usize) {
        let mut now = price.clone();
        let mut best = self.look(&now, node);
        let (mut pace, mut since) = (1.0, 0);
        let mut mean: Vec<f64> = best.units.iter().map(|n| f64::from(*n)).collect();
        let mut here = best.bound;
        let mut slope = best.slope.clone();
        for _ in 0..rounds {
            self.project(&now, &mut slope);
            let norm: f64 = slope.iter().map(|g| g * g).sum();
            if norm <= 0.0 || best.bound < self.least {
                break;
            }
            let target = if self.least.is_finite() { self.least } else { here - here.abs() * 0.01 };
            let step = pace * (here - target).max(1e-9) / norm;
            for ((p, g), top) in now.iter_mut().zip(&slope).zip(tops(self.piece)) {
                *p = (*p - step * g).clamp(0.0, top);
            }
            let next = self.look(&now, node);
            for (m, n) in mean.iter_mut().zip(&next.units) {
                *m += 0.15 * (f64::from(*n) - *m);
            }
            (here, slope) = (next.bound, next.slope.clone());
            since += 1;
            if next.bound < best.bound {
                since = 0;
                best = next;
                price.clone_from(&now);
            } else if since >= 4 {
                pace *= 0.6;
                since = 0;
                now.clone_from(price);
                (here, slope) = (best.bound, best.slope.clone());
            }
        }
        best.mean = mean;
        *view = best;
    }

    /// Leaves out of a slope what would push a price beyond its ends.
    fn project(&self, price: &[f64], slope: &mut [f64]) {
        for ((p, g), top) in price.iter().zip(slope).zip(tops(self.piece)) {
            if (*p <= 0.0 && *g > 0.0) || (*p >= top && *g < 0.0) {
                *g = 0.0;
            }
        }
    }

    /// The bound at prices, with what each choice earns.
    fn look(&mut self, price: &[f64], node: &Node) -> View {
        let m = self.piece.choices.len();
        let ready = &self.piece.ready;
        self.work += ready.links.demand.len() as u64 + m as u64;
        let mut view = View {
            bound: price.iter().zip(&ready.quantity).map(|(l, q)| l * q).sum(),
            units: Vec::with_capacity(m),
            slope: ready.quantity.clone(),
            earned: Vec::with_capacity(m),
            mean: Vec::new(),
        };
        let mut paid = vec![0.0; m];
        for (row, price) in self.piece.rows.iter().zip(&price[ready.demands..]) {
            self.work += row.each.len() as u64 / 4;
            view.bound -= price * row.least;
            row.each.iter().for_each(|(j, each)| paid[*j as usize] += price * each);
        }
        for (j, paid) in paid.into_iter().enumerate() {
            self.sorting.clear();
            for i in ready.links.of_choice(j) {
                let above = ready.worth[*i as usize] - price[*i as usize];
                if above > 0.0 {
                    self.sorting.push((above, *i));
                }
            }
            self.sorting.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
            let range = (node.least[j], node.most[j]);
            let earned = earnings(ready, &self.sorting, j, range, (self.tolls, paid));
            let top = (0..earned.len()).fold(0, |t, k| if earned[k] > earned[t] { k } else { t });
            let units = node.least[j] + top as u32;
            view.bound += earned[top];
            view.units.push(units);
            view.earned.push(earned);
            let mut free = if units == 0 { 0.0 } else { ready.capacity[j] * f64::from(units) };
            for (_, i) in &self.sorting {
                let take = ready.quantity[*i as usize].min(free);
                view.slope[*i as usize] -= take;
                free -= take;
            }
        }
        for row in &self.piece.rows {
            let has = row.each.iter().map(|(j, each)| each * f64::from(view.units[*j as usize]));
            view.slope.push(has.sum::<f64>() - row.least);
        }
        view
    }

    /// Takes away numbers of units that cannot be in a plan that counts; `false` where none is
    /// left.
    fn narrow(&self, node: &mut Node, view: &View) -> bool {
        for (j, earned) in view.earned.iter().enumerate() {
            let top = earned.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            let counts = |e: &f64| view.bound - top + e >= self.least;
            let Some(first) = earned.iter().position(counts) else { return false };
            let last = earned.iter().rposition(counts).unwrap_or(first);
            // `earned` stands for what the node was when it was looked at.
            let from = node.least[j];
            (node.least[j], node.most[j]) = (from + first as u32, from + last as u32);
        }
        true
    }
}

/// The choice among those with too many units of their price that serves least by its last one.
fn least_missed(served: &mut dyn Served, within: &Within, least: &[u32]) -> Option<usize> {
    let mut top: Option<(f64, usize)> = None;
    for (j, least) in least.iter().enumerate() {
        if served.units()[j] <= *least || !within.is_over(j, served.units()) {
            continue;
        }
        let before = served.value();
        served.remove(j);
        let lost = before - served.value();
        served.add(j);
        if top.is_none_or(|t| lost < t.0) {
            top = Some((lost, j));
        }
    }
    top.map(|t| t.1)
}

/// The least that counts as better than `value`.
fn above(value: f64, step: f64) -> f64 {
    if value == f64::NEG_INFINITY {
        value
    } else if step < 0.5 {
        value + step * value.abs().max(1.0)
    } else {
        value + step
    }
}

/// The highest useful price of each demand; prices of rows have no end.
fn tops(piece: &Piece) -> impl Iterator<Item = f64> {
    piece.ready.worth.iter().copied().chain(std::iter::repeat(f64::INFINITY))
}

/// Earnings above the tolls with each number of units from `range`.
fn earnings(
    ready: &super::problem::Ready,
    sorted: &[(f64, u32)],
    choice: usize,
    range: (u32, u32),
    (tolls, paid): (&Tolls, f64),
) -> Vec<f64> {
    let mut out = Vec::with_capacity((range.1 - range.0 + 1) as usize);
    let (mut at, mut left) = (0, sorted.first().map_or(0.0, |s| ready.quantity[s.1 as usize]));
    let mut earned = 0.0;
    if range.0 == 0 {
        out.push(0.0);
    }
    for n in 1..=range.1 {
        let mut free = ready.capacity[choice];
        while at < sorted.len() && free > 0.0 {
            let take = left.min(free);
            earned += take * sorted[at].0;
            free -= take;
            left -= take;
            if left <= 0.0 {
                at += 1;
                left = sorted.get(at).map_or(0.0, |s| ready.quantity[s.1 as usize]);
            }
        }
        if n >= range.0 {
            out.push(earned + paid * f64::from(n) - tolls.of(choice, n));
        }
    }
    out
}

/// The choice that the mean is least sure of, and the units it is split after.
fn split(node: &Node, view: &View) -> Option<(usize, u32)> {
    let mut top: Option<(f64, usize)> = None;
    for (j, (least, most)) in node.least.iter().zip(&node.most).enumerate() {
        if least >= most {
            continue;
        }
        let mean = view.mean[j].clamp(f64::from(*least), f64::from(*most));
        let unsure = 0.5 - (mean - mean.floor() - 0.5).abs();
        let worth = view.earned[j].iter().fold(0.0_f64, |w, e| w.max(e.abs()));
        let score = (unsure + 1e-3) * (worth + 1e-6);
        if top.is_none_or(|t| score > t.0) {
            top = Some((score, j));
        }
    }
    let (_, j) = top?;
    let mean = view.mean[j].clamp(f64::from(node.least[j]), f64::from(node.most[j]));
    Some((j, (mean.floor() as u32).min(node.most[j] - 1)))
}
