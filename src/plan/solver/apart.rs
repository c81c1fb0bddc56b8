//! Pieces that only money and kecamatan bind together: prices for both, every piece solved exactly
//! at these prices, and the plans of all pieces put together anew within purses, floors and caps.
//!
//! Lagrangian relaxation of the binding rows with exact subproblems (Geoffrion 1974); what lies
//! between its bound and the best plan is searched whole.

use super::combine::{Bind, Lost, Part, Sums, combine};
use super::exact::{Exact, Tolls};
use super::pieces::Piece;
use super::problem::Ready;
use super::tally::{Asked, Tally};
use crate::base::progress::Progress;

/// Most plans that one piece may bring.
const MOST_PLANS: usize = 4000;

/// Pieces with no more choices than this have their plans listed.
const FEW: usize = 5;

/// Effort for a first look at a bound that stands for plans.
const QUICK: u64 = 200_000;

/// A plan of one piece, or what such a plan is worth at most.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Plan {
    pub units: Vec<u32>,
    pub value: f64,
    pub costs: Vec<i64>,
    /// Choices opened, by the piece's kecamatan.
    pub opened: Vec<u32>,
    /// Of a bound that stands for plans not yet looked for.
    pub asked: Option<Asked>,
}

/// What the search between pieces found.
pub(super) struct Apart {
    pub units: Option<(Vec<u32>, f64)>,
    pub bound: f64,
    pub work: u64,
}

/// The prices of what binds the pieces: a unit of each purse, one more choice of each kecamatan
/// (paid to it below its floor, by it at its cap).
#[derive(Clone, Debug)]
pub(super) struct Prices {
    pub(super) purse: Vec<f64>,
    pub(super) group: Vec<f64>,
}

impl Prices {
    /// What a plan of a part pays.
    pub(super) fn paid(&self, part: &Part, costs: &[i64], opened: &[u32]) -> f64 {
        let money: f64 = costs.iter().zip(&self.purse).map(|(c, p)| p * *c as f64).sum();
        let groups = part.groups.iter().zip(opened);
        money - groups.map(|(g, n)| self.group[*g] * f64::from(*n)).sum::<f64>()
    }
}

/// Prices, and what each piece is worth at most when they are paid.
#[derive(Clone)]
pub(super) struct Tops {
    pub(super) prices: Prices,
    pub(super) by: Vec<f64>,
}

pub(super) struct Search<'a> {
    pub(super) ready: &'a Ready,
    pub(super) pieces: Vec<Piece>,
    pub(super) parts: Vec<Part>,
    pub(super) bind: Bind,
    /// Cost of a usual unit, for each purse: what makes its price comparable.
    pub(super) usual: Vec<f64>,
    pub(super) value: f64,
    /// No plan is above it.
    pub(super) most: f64,
    pub(super) found: Option<Vec<u32>>,
    pub(super) work: u64,
    pub(super) limit: u64,
    /// Pieces with no more choices than this have their plans listed.
    pub(super) few: usize,
    /// Effort for a first look at each bound that stands for plans.
    pub(super) quick: u64,
    pub(super) progress: &'a Progress,
}

/// The best plan of a question in pieces, and its bound; a plan of `value` is known already, and
/// that none is above `most`.
pub(super) fn apart(
    ready: &Ready,
    pieces: Vec<Piece>,
    purse: &[f64],
    (value, most): (f64, f64),
    limit: u64,
    progress: &Progress,
) -> Apart {
    search(ready, pieces, (value, most), limit, progress).go(purse)
}

fn search<'a>(
    ready: &'a Ready,
    pieces: Vec<Piece>,
    (value, most): (f64, f64),
    limit: u64,
    progress: &'a Progress,
) -> Search<'a> {
    let bind = Bind::of(ready, &pieces);
    let parts = pieces.iter().map(|p| Part::of(ready, p)).collect();
    let usual = (0..ready.rows)
        .map(|r| {
            let sum: f64 = (0..ready.choices).map(|j| ready.cost(j, r) as f64).sum();
            (sum / ready.choices.max(1) as f64).max(1e-9)
        })
        .collect();
    let (found, work, few, quick) = (None, 0, FEW, QUICK);
    Search {
        ready,
        pieces,
        parts,
        bind,
        usual,
        value,
        most,
        found,
        work,
        limit,
        few,
        quick,
        progress,
    }
}

impl Search<'_> {
    pub(super) fn closes(&self, bound: f64) -> bool {
        self.ready.closes(bound.min(self.most), self.value)
    }

    pub(super) fn over(&self) -> bool {
        self.work >= self.limit || self.progress.is_canceled()
    }

    fn go(mut self, purse: &[f64]) -> Apart {
        let bound = self.run(purse).min(self.most).max(self.value);
        let units = self.found.take().map(|units| (units, self.value));
        Apart { units, bound, work: self.work }
    }

    fn run(&mut self, purse: &[f64]) -> f64 {
        if self.bind.misses {
            return f64::INFINITY;
        }
        let mut now = Prices { purse: purse.to_vec(), group: vec![0.0; self.ready.groups.len()] };
        let mut bound = f64::INFINITY;
        let mut seen: Vec<Tops> = Vec::new();
        let mut best = Tops { prices: now.clone(), by: Vec::new() };
        for round in 0..24 {
            let (whole, by) = self.solve(&now);
            seen.push(Tops { prices: now.clone(), by });
            if whole < bound {
                bound = whole;
                best.clone_from(&seen[seen.len() - 1]);
            }
            if round % 4 == 3 {
                self.join(&best, bound);
            }
            if self.closes(bound) || self.over() {
                break;
            }
            let (next, pooled) = self.master(&best.prices);
            if round > 3 && bound - pooled < 0.02 * (bound - self.value) {
                break;
            }
            now = next;
        }
        self.join(&best, bound);
        let tallies = self.tallies();
        let counted = tallies.iter().any(Option::is_some);
        for share in if counted { &[1.0][..] } else { &[0.1, 0.4, 1.0] } {
            if self.closes(bound) || self.over() {
                return bound.max(self.value);
            }
            let gap = share * (bound - self.value);
            let gathered = self.gather(&best, gap, &tallies);
            // A few plans more may make a better whole, though not all are there.
            if !self.join(&best, bound) || !gathered {
                return bound.max(self.value);
            }
        }
        if counted {
            self.settle(&best, &seen, bound, &tallies).max(self.value)
        } else {
            self.value
        }
    }

    fn tolls(&self, piece: usize, prices: &Prices) -> Tolls {
        let ready = self.ready;
        let own = self.pieces[piece].choices.iter().map(|j| *j as usize);
        Tolls {
            unit: own
                .clone()
                .map(|j| (0..ready.rows).map(|r| prices.purse[r] * ready.cost(j, r) as f64).sum())
                .collect(),
            open: own.map(|j| prices.group[ready.group[j] as usize]).collect(),
        }
    }

    /// What the prices themselves are worth.
    fn fixed(&self, prices: &Prices) -> f64 {
        let money = prices.purse.iter().zip(&self.ready.ceilings).map(|(p, c)| p * *c as f64);
        let groups = prices.group.iter().zip(&self.ready.groups).map(|(p, g)| {
            let count = if *p > 0.0 { g.least } else { g.most };
            if *p == 0.0 { 0.0 } else { -p * f64::from(count) }
        });
        money.sum::<f64>() + groups.sum::<f64>()
    }

    /// The bound at prices, and the bound of each piece; its plans are kept.
    fn solve(&mut self, prices: &Prices) -> (f64, Vec<f64>) {
        let mut tops = Vec::with_capacity(self.pieces.len());
        for p in 0..self.pieces.len() {
            let tolls = self.tolls(p, prices);
            let limit = (self.limit / 200 / self.pieces.len() as u64).max(200_000);
            let mut exact = Exact::new(&mut self.pieces[p], &tolls, limit);
            let best = exact.best();
            self.work += exact.work;
            tops.push(best.bound);
            self.keep(p, &best.units);
        }
        (self.fixed(prices) + tops.iter().sum::<f64>(), tops)
    }

    pub(super) fn keep(&mut self, piece: usize, units: &[u32]) {
        if self.parts[piece].plans.iter().any(|p| p.units == units) {
            return;
        }
        let value = self.pieces[piece].value(units);
        self.parts[piece].keep(self.ready, &self.pieces[piece], &self.bind, units, value);
    }

    pub(super) fn reduced(&self, piece: usize, plan: &Plan, prices: &Prices) -> f64 {
        plan.value - prices.paid(&self.parts[piece], &plan.costs, &plan.opened)
    }

    /// The prices at which the plans known so far bound lowest, and that bound.
    fn master(&mut self, from: &Prices) -> (Prices, f64) {
        let mut now = from.clone();
        let mut best = (now.clone(), f64::INFINITY);
        let (mut pace, mut since) = (1.0, 0);
        for _ in 0..600 {
            let mut bound = self.fixed(&now);
            let mut spent = vec![0_i64; self.ready.rows];
            let mut opened = vec![0_u32; self.ready.groups.len()];
            for (p, part) in self.parts.iter().enumerate() {
                let scored = part.plans.iter().map(|plan| (self.reduced(p, plan, &now), plan));
                let top = scored.fold(None, |top: Option<(f64, &Plan)>, next| match top {
                    Some(top) if top.0 >= next.0 => Some(top),
                    _ => Some(next),
                });
                let Some((value, plan)) = top else { continue };
                bound += value;
                spent.iter_mut().zip(&plan.costs).for_each(|(s, c)| *s += c);
                part.groups.iter().zip(&plan.opened).for_each(|(g, n)| opened[*g] += n);
            }
            self.work += self.parts.iter().map(|p| p.plans.len() as u64).sum::<u64>();
            since += 1;
            if bound < best.1 {
                best = (now.clone(), bound);
                since = 0;
            } else if since > 12 {
                (pace, since) = (pace * 0.6, 0);
                now = best.0.clone();
            }
            self.step(&mut now, &spent, &opened, pace * (bound - self.value).max(1e-9));
        }
        best
    }

    fn step(&self, now: &mut Prices, spent: &[i64], opened: &[u32], rise: f64) {
        let purse: Vec<f64> = (0..spent.len())
            .map(|r| (self.ready.ceilings[r] - spent[r]) as f64 / self.usual[r])
            .map(|slope| if slope.abs() < 1e-12 { 0.0 } else { slope })
            .collect();
        let group: Vec<f64> = (0..opened.len())
            .map(|g| {
                let (has, bounds) = (opened[g], self.ready.groups[g]);
                if !self.bind.counts(g) {
                    0.0
                } else if has < bounds.least || now.group[g] > 0.0 {
                    f64::from(has) - f64::from(bounds.least)
                } else if has > bounds.most || now.group[g] < 0.0 {
                    f64::from(has) - f64::from(bounds.most)
                } else {
                    0.0
                }
            })
            .collect();
        let norm: f64 = purse.iter().chain(&group).map(|g| g * g).sum();
        if norm <= 0.0 {
            return;
        }
        let step = rise / norm;
        for ((p, g), usual) in now.purse.iter_mut().zip(&purse).zip(&self.usual) {
            *p = (*p - step * g / usual).max(0.0);
        }
        for (g, (p, slope)) in now.group.iter_mut().zip(&group).enumerate() {
            let next = *p - step * slope;
            let bounds = self.ready.groups[g];
            *p = match (bounds.least > 0, bounds.most < u32::MAX) {
                (true, true) if (*p > 0.0) == (next > 0.0) || *p == 0.0 => next,
                (true, false) => next.max(0.0),
                (false, true) => next.min(0.0),
                (true, true) | (false, false) => 0.0,
            };
        }
    }

    fn take(&mut self, best: Option<(Vec<usize>, f64)>) {
        let Some((picks, value)) = best.filter(|b| b.1 > self.value) else { return };
        let mut units = self.ready.least.clone();
        for (p, pick) in picks.into_iter().enumerate() {
            for (j, n) in self.pieces[p].choices.iter().zip(&self.parts[p].plans[pick].units) {
                units[*j as usize] = *n;
            }
        }
        (self.found, self.value) = (Some(units), value);
    }

    /// Every plan of each piece that a plan within `gap` of the bound may hold.
    fn gather(&mut self, best: &Tops, gap: f64, tallies: &[Option<Tally>]) -> bool {
        let mut whole = true;
        // Small ones first: a large one may take all that is left of the effort.
        let mut order: Vec<usize> =
            (0..self.pieces.len()).filter(|p| tallies[*p].is_none()).collect();
        order.sort_by_key(|p| self.pieces[*p].choices.len());
        for p in order {
            let top = best.by[p];
            let tolls = self.tolls(p, &best.prices);
            let least = top - gap - 1e-7 * top.abs().max(1.0);
            let limit = (self.limit / 8).max(1_000_000);
            let mut seen: Vec<Vec<u32>> = Vec::new();
            let mut exact = Exact::new(&mut self.pieces[p], &tolls, limit);
            let mut full = false;
            let done = exact.all(least, &mut |units, value| {
                full |= seen.len() > 50 * MOST_PLANS;
                if value >= least && !full {
                    seen.push(units.to_vec());
                }
            });
            self.work += exact.work;
            for units in seen {
                let value = self.pieces[p].value(&units);
                self.parts[p].keep(self.ready, &self.pieces[p], &self.bind, &units, value);
            }
            whole &= done.is_some() && !full && self.parts[p].plans.len() <= MOST_PLANS;
            if self.over() {
                return false;
            }
        }
        whole
    }

    /// Puts together the plans known so far; `false` where not all could be tried.
    pub(super) fn join(&mut self, best: &Tops, bound: f64) -> bool {
        let sums = self.sums(best, bound, true);
        self.take(sums.best);
        sums.whole
    }

    pub(super) fn sums(&mut self, best: &Tops, bound: f64, known: bool) -> Sums {
        let by = self.parts.iter().enumerate().map(|(p, part)| {
            let lost = |plan: &Plan| match &plan.asked {
                Some(_) if known => f64::INFINITY,
                _ => best.by[p] - self.reduced(p, plan, &best.prices),
            };
            part.plans.iter().map(lost).collect()
        });
        let lost = Lost { bound, by: by.collect() };
        combine(self.ready, &self.parts, &self.bind, &lost, self.value, &mut self.work)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::solver::pieces::pieces;
    use crate::plan::solver::{Choice, Demand, Group, Links, Question, served};

    struct Draws(u64);

    impl Draws {
        fn below(&mut self, n: u64) -> u64 {
            self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
            let mut z = self.0;
            z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            (z ^ (z >> 31)) % n
        }
    }

    /// A few pieces of up to three demands, with purses, floors, caps, forced and forbidden.
    fn draw(seed: u64, size: u64) -> Question {
        let mut d = Draws(seed * 6151 + 5);
        let (mut demands, mut choices, mut lists) = (Vec::new(), Vec::new(), Vec::new());
        let (groups, rows) = (1 + d.below(3), 1 + d.below(2));
        let has_capacity = d.below(4) > 0;
        for _ in 0..2 + d.below(3) {
            let first = demands.len() as u32;
            let own = 1 + d.below(3 * size) as u32;
            for _ in 0..own {
                let (households, weight) = (d.below(9) as u32, d.below(300) as f64 / 7.0);
                demands.push(Demand { weight, households });
            }
            for _ in 0..=d.below(3 * size - 1) {
                let capacity = (has_capacity && d.below(5) > 0).then(|| 1 + d.below(7) as u32);
                let least = u32::from(d.below(9) == 0);
                let more = if capacity.is_some() { d.below(2) as u32 } else { 0 };
                choices.push(Choice {
                    group: d.below(groups) as u32,
                    costs: (0..rows).map(|_| d.below(20).cast_signed()).collect(),
                    capacity,
                    least,
                    most: if d.below(9) == 0 { least } else { least.max(1) + more },
                });
                lists.push((first..first + own).filter(|_| d.below(4) > 0).collect());
            }
        }
        let ceilings = (0..rows).map(|_| (5 + d.below(50 * size)).cast_signed()).collect();
        let group = |d: &mut Draws| {
            if d.below(2) == 0 {
                return Group::FREE;
            }
            let least = d.below(2) as u32;
            Group { least, most: least + d.below(3) as u32 }
        };
        let groups = (0..groups).map(|_| group(&mut d)).collect();
        Question { demands, choices, links: Links::of(lists), ceilings, groups }
    }

    fn keeps(q: &Question, units: &[u32]) -> bool {
        let spent = |r: usize| -> i64 {
            q.choices.iter().zip(units).map(|(c, n)| c.costs[r] * i64::from(*n)).sum()
        };
        let opened = |g: usize| {
            let own = q.choices.iter().zip(units);
            own.filter(|(c, n)| c.group as usize == g && **n > 0).count() as u32
        };
        (0..q.ceilings.len()).all(|r| spent(r) <= q.ceilings[r])
            && (0..q.groups.len())
                .all(|g| (q.groups[g].least..=q.groups[g].most).contains(&opened(g)))
    }

    /// The best of all plans, one by one.
    fn brute(q: &Question, ready: &Ready) -> Option<f64> {
        let mut units: Vec<u32> = q.choices.iter().map(|c| c.least).collect();
        let mut best = None;
        loop {
            if keeps(q, &units) {
                let value = served::value_of(ready, &units);
                best = Some(best.map_or(value, |b: f64| b.max(value)));
            }
            let Some(j) = (0..units.len()).find(|j| units[*j] < q.choices[*j].most) else {
                return best;
            };
            units[j] += 1;
            for (n, choice) in units[..j].iter_mut().zip(&q.choices) {
                *n = choice.least;
            }
        }
    }

    #[test]
    fn pieces_put_together_give_the_best_plan_of_all() {
        best_of_all(FEW, 1500);
    }

    #[test]
    fn pieces_counted_by_units_of_each_price_give_the_best_plan_of_all() {
        best_of_all(0, 1500);
        best_of_all(1, 500);
    }

    /// Larger ones, where both ways of searching must say the same.
    #[test]
    fn what_is_counted_is_as_good_as_what_is_listed() {
        for seed in 30..45 {
            let mut q = draw(seed, 4);
            // Few prices, so that pieces are counted at all.
            for choice in &mut q.choices {
                choice.costs.iter_mut().for_each(|c| *c = if *c < 10 { 3 } else { 7 });
            }
            let ready = Ready::of(&q);
            let progress = Progress::default();
            let go = |few: usize, quick: u64, known: f64| {
                let start = (known, f64::INFINITY);
                let mut search = search(&ready, pieces(&q), start, u64::MAX, &progress);
                (search.few, search.quick) = (few, quick);
                let found = search.go(&vec![0.0; ready.rows]);
                (found.units.map_or(-1.0, |u| u.1), found.bound)
            };
            let (best, _) = go(usize::MAX, QUICK, -1.0);
            if best < 0.0 {
                continue;
            }
            // From nothing, and from a plan that is nearly the best.
            for (quick, known) in [(QUICK, -1.0), (0, -1.0), (0, best - 0.5), (0, best - 5.0)] {
                let (value, bound) = go(0, quick, known.max(-1.0));
                assert!((value - best).abs() < 1e-6, "seed {seed}, {known}: {value} {best}");
                assert!(bound >= best - 1e-6, "seed {seed}, {known}: {bound} {best}");
            }
        }
    }

    fn best_of_all(few: usize, draws: u64) {
        let mut solved = 0;
        for seed in 0..draws {
            let q = draw(seed, 1);
            let ready = Ready::of(&q);
            let purse = vec![0.0; ready.rows];
            let progress = Progress::default();
            let mut search = search(&ready, pieces(&q), (-1.0, f64::INFINITY), u64::MAX, &progress);
            search.few = few;
            let found = search.go(&purse);
            let Some(best) = brute(&q, &ready) else {
                assert!(found.units.is_none(), "seed {seed}: there is no plan");
                continue;
            };
            let Some((units, value)) = found.units else { panic!("seed {seed}: no plan") };
            assert!(keeps(&q, &units), "seed {seed}: {units:?}");
            assert!((value - served::value_of(&ready, &units)).abs() < 1e-9, "seed {seed}");
            assert!((value - best).abs() < 1e-6, "seed {seed}: {value}, best {best}");
            assert!(found.bound >= best - 1e-6, "seed {seed}: bound {}, best {best}", found.bound);
            assert!(found.bound <= best + 1e-6, "seed {seed}: open, {} {best}", found.bound);
            solved += 1;
        }
        assert!(solved * 2 > draws, "{solved}");
    }
}
