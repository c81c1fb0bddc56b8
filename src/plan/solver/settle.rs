//! Pieces with too many plans to list: bounds in the place of plans, solved where the best sum of
//! all asks for them.

use super::apart::{Plan, Prices, Search, Tops};
use super::tally::Tally;

impl Search<'_> {
    /// The prices within the pieces that are counted, not listed.
    pub(super) fn tallies(&self) -> Vec<Option<Tally>> {
        let many = |p: usize| self.pieces[p].choices.len() > self.few;
        let of = |p| Tally::of(self.ready, &self.pieces[p], &self.parts[p]);
        (0..self.pieces.len()).map(|p| if many(p) { of(p) } else { None }).collect()
    }

    /// Bounds in the place of plans where a piece has too many; what the best sum of all asks for
    /// is solved, until the best sum is a plan. Returns the bound.
    pub(super) fn settle(
        &mut self,
        best: &Tops,
        seen: &[Tops],
        bound: f64,
        tallies: &[Option<Tally>],
    ) -> f64 {
        for (p, tally) in tallies.iter().enumerate() {
            let (Some(tally), part) = (tally, &self.parts[p]) else { continue };
            let most = |costs: &[i64], opened: &[u32]| {
                let at = seen.iter().map(|t| t.by[p] + t.prices.paid(part, costs, opened));
                at.fold(f64::INFINITY, f64::min)
            };
            let Some(asks) = tally.asks(part, &self.bind, &most) else { return bound };
            let gap = bound - self.value;
            let near = |a: &Plan| best.by[p] - self.reduced(p, a, &best.prices) <= gap;
            let near: Vec<Plan> = asks.into_iter().filter(near).collect();
            self.parts[p].plans.extend(near);
        }
        for share in [0.15, 0.4, 1.0] {
            let depth = share * (bound - self.value);
            for (p, tally) in tallies.iter().enumerate() {
                if let Some(tally) = tally {
                    self.ask_all(p, tally, best, (bound, depth));
                }
            }
            self.join(best, bound);
            if self.closes(bound) {
                return bound;
            }
        }
        // What plans take is taken from the bound of the prices; `most` is what no sum is above.
        let mut most = bound;
        while !self.over() {
            self.join(best, bound);
            let sums = self.sums(best, bound, false);
            let Some((picks, sum)) = sums.best else {
                return if sums.whole { self.value } else { most };
            };
            if !sums.whole {
                return most;
            }
            most = most.min(sum);
            if self.closes(most) {
                return most;
            }
            let mut moved = false;
            for (p, pick) in picks.into_iter().enumerate() {
                if let Some(tally) = &tallies[p] {
                    // Below this no whole plan with it is better than the best.
                    let least = self.parts[p].plans[pick].value - (most - self.value);
                    let limit = (self.limit / 50).max(1_000_000);
                    moved |= self.answer(p, pick, tally, (&best.prices, least), limit);
                }
            }
            if !moved {
                return most;
            }
        }
        most
    }

    /// Solves what little effort solves, of the bounds that take no more than `depth` from the
    /// best.
    fn ask_all(&mut self, p: usize, tally: &Tally, best: &Tops, (bound, depth): (f64, f64)) {
        let mut at = 0;
        while at < self.parts[p].plans.len() && !self.over() {
            let plan = &self.parts[p].plans[at];
            let paid = best.prices.paid(&self.parts[p], &plan.costs, &plan.opened);
            if best.by[p] - (plan.value - paid) <= depth {
                let least = best.by[p] - (bound - self.value) + paid;
                self.answer(p, at, tally, (&best.prices, least), self.quick);
            }
            at += 1;
        }
    }

    /// Solves what a bound stands for, as far as it is worth `least`; `false` where the effort did
    /// not do.
    fn answer(
        &mut self,
        p: usize,
        at: usize,
        tally: &Tally,
        (prices, least): (&Prices, f64),
        limit: u64,
    ) -> bool {
        let plan = self.parts[p].plans[at].clone();
        let Some(asked) = &plan.asked else { return false };
        let least = least + self.ready.slack(self.value);
        if plan.value < least {
            self.parts[p].plans[at].value = f64::NEG_INFINITY;
            return true;
        }
        let within = tally.within(asked);
        let (found, work) = tally.solve(&self.pieces[p], &within, (&prices.purse, least), limit);
        self.work += work;
        if found.value.is_finite() {
            self.keep(p, &found.units);
        }
        let own = &mut self.parts[p].plans;
        for other in own.iter_mut() {
            if other.asked.as_ref().is_some_and(|a| a.is_in(asked)) {
                other.value = other.value.min(found.bound.max(least));
            }
        }
        if found.bound <= found.value || found.bound < least {
            // What is best within it stands in the list by itself.
            own[at].value = f64::NEG_INFINITY;
            if found.value >= least {
                own.extend(tally.rest(&plan, &found.units, found.value));
            }
            return true;
        }
        own[at].value < plan.value - 1e-6 * plan.value.abs().max(1.0)
    }
}
