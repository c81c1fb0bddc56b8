//! The same bound in whole units: money that no whole unit can be bought with counts for nothing.
//!
//! Dynamic programming over the purse with most at stake, in steps of money; the other purses keep
//! their prices. Costs are rounded down to the step, so that the bound stays one.

use super::dual::Dual;

/// Cells of the table that one call may fill.
const MOST_CELLS: usize = 4_000_000;

impl Dual<'_> {
    /// What the best whole plan earns at the prices of the last `bound`, the purses' part included;
    /// to be compared with what `pick` gave. `None` where nothing is allowed.
    pub(super) fn whole(&mut self) -> Option<f64> {
        let ready = self.ready;
        let row = (0..ready.rows).max_by(|a, b| {
            let stake = |r: usize| self.purse[r] * ready.ceilings[r] as f64;
            stake(*a).total_cmp(&stake(*b)).then(b.cmp(a))
        })?;
        let others: f64 = (0..ready.rows)
            .filter(|r| *r != row)
            .map(|r| self.purse[r] * ready.ceilings[r] as f64)
            .sum();
        let layers_most = ready.groups.iter().copied().map(layers).max().unwrap_or(1);
        let size = (MOST_CELLS / (self.steps.len().max(1) * layers_most)).clamp(50, 100_000);
        let step = (ready.ceilings[row] / size as i64 + 1).max(1);
        let mut money = ready.ceilings[row];
        let mut earned = others;
        for j in 0..ready.choices {
            let least = self.least[j];
            money -= ready.cost(j, row) * i64::from(least);
            earned += self.earned(j, least, row);
        }
        if money < 0 {
            return None;
        }
        let width = (money / step) as usize + 1;
        let mut best = vec![0.0; width];
        for g in 0..ready.groups.len() {
            best = self.group(g, row, step, best)?;
        }
        let top = best.last().copied().filter(|b| b.is_finite())?;
        Some(earned + top)
    }

    /// What the first `units` earn above the prices of the other purses.
    fn earned(&self, choice: usize, units: u32, row: usize) -> f64 {
        let price = self.price_but(choice, row);
        let (mut left, mut earned) = (units, 0.0);
        for step in self.steps_of(choice) {
            let take = step.units.min(left);
            earned += f64::from(take) * (step.each - price);
            left -= take;
        }
        earned - f64::from(left) * price
    }

    fn price_but(&self, choice: usize, row: usize) -> f64 {
        (0..self.ready.rows)
            .filter(|r| *r != row)
            .map(|r| self.purse[r] * self.ready.cost(choice, r) as f64)
            .sum()
    }

    /// Adds one kecamatan to the table: `best[w]` is what `w` steps of money earn.
    fn group(&mut self, group: usize, row: usize, step: i64, best: Vec<f64>) -> Option<Vec<f64>> {
        let ready = self.ready;
        let bounds = ready.groups[group];
        let forced = ready.members[group].iter().filter(|j| self.least[**j as usize] > 0).count();
        let floor = (bounds.least as usize).saturating_sub(forced);
        let cap = bounds.most.checked_sub(forced as u32)? as usize;
        let capped = cap < ready.members[group].len();
        let top = if capped { cap } else { floor };
        let width = best.len();
        let mut layers = vec![vec![f64::NEG_INFINITY; width]; top + 1];
        layers[0] = best;
        for &j in &ready.members[group] {
            let j = j as usize;
            if self.most[j] == 0 {
                continue;
            }
            let price = self.price_but(j, row);
            let cost = (ready.cost(j, row) / step) as usize;
            let mut skip = self.least[j];
            let mut first = skip == 0;
            for k in self.step_start[j] as usize..self.step_start[j + 1] as usize {
                let given = self.steps[k];
                let passed = given.units.min(skip);
                skip -= passed;
                let mut left = given.units - passed;
                if first && left > 0 {
                    open(&mut layers, cost, given.each - price, !capped);
                    left -= 1;
                    first = false;
                }
                let mut bundle = 1;
                while left > 0 {
                    let n = bundle.min(left);
                    let value = f64::from(n) * (given.each - price);
                    if value > 0.0 {
                        for layer in &mut layers {
                            put(layer, cost * n as usize, value);
                        }
                    }
                    left -= n;
                    bundle *= 2;
                }
            }
            self.work += (layers.len() * width / 8) as u64;
        }
        let mut joined = vec![f64::NEG_INFINITY; width];
        for layer in layers.iter().skip(floor) {
            for (a, b) in joined.iter_mut().zip(layer) {
                *a = a.max(*b);
            }
        }
        joined.last().is_some_and(|b| b.is_finite()).then_some(joined)
    }
}

fn layers(group: super::Group) -> usize {
    group.least.max(if group.most < 64 { group.most } else { 0 }) as usize + 1
}

/// One more choice opened: from every layer to the next; the last layer keeps all that is above
/// it, where no cap counts.
fn open(layers: &mut [Vec<f64>], cost: usize, value: f64, endless: bool) {
    let last = layers.len() - 1;
    if endless && value > 0.0 {
        put(&mut layers[last], cost, value);
    }
    for k in (0..last).rev() {
        let (below, above) = layers.split_at_mut(k + 1);
        let (from, to) = (&below[k], &mut above[0]);
        if cost < from.len() {
            for (t, f) in to[cost..].iter_mut().zip(from) {
                *t = t.max(f + value);
            }
        }
    }
}

fn put(layer: &mut [f64], cost: usize, value: f64) {
    for w in (cost..layer.len()).rev() {
        layer[w] = layer[w].max(layer[w - cost] + value);
    }
}
