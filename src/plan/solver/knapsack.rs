//! The same bound in whole units: money that no whole unit can be bought with counts for nothing.
//!
//! Dynamic programming over the purse with most at stake, in steps of money; the other purses keep
//! their prices. Costs are rounded down to the step, so that the bound stays one.

use super::dual::Dual;

/// Cells of the table that one call may fill.
const MOST_CELLS: usize = 4_000_000;

/// Steps of money that are tried for the one that loses least by rounding.
const TRIED_STEPS: i64 = 200;

/// How the table was filled, to be read backwards.
#[derive(Default)]
pub(super) struct Trace {
    items: Vec<Item>,
    /// For each kecamatan where its items end, and the layer that is best for each width.
    ends: Vec<(usize, Vec<u8>)>,
}

/// Units of a choice, and in which cells (layer by layer) they are taken.
struct Item {
    choice: usize,
    units: u32,
    cost: usize,
    taken: Vec<Taken>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Taken {
    No,
    /// One more unit of a choice that is open already.
    More,
    /// The choice is opened: from the layer below.
    Opened,
}

impl Dual<'_> {
    /// What the best whole plan earns at the prices of the last `bound`, the purses' part included;
    /// to be compared with what `pick` gave. `None` where nothing is allowed.
    pub(super) fn whole(&mut self) -> Option<f64> {
        self.fill(&mut None).map(|filled| filled.0)
    }

    /// As [`whole`](Self::whole), with the units of each choice that earn it.
    pub(super) fn whole_units(&mut self) -> Option<(f64, Vec<u32>)> {
        let mut trace = Some(Trace::default());
        let (earned, width) = self.fill(&mut trace)?;
        let mut units = self.least.clone();
        if let Some(trace) = trace {
            trace.back(width, &mut units);
        }
        Some((earned, units))
    }

    fn fill(&mut self, trace: &mut Option<Trace>) -> Option<(f64, usize)> {
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
        let step = self.step_of(row, size as i64);
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
            best = self.group(g, row, step, best, trace)?;
        }
        let top = best.last().copied().filter(|b| b.is_finite())?;
        Some((earned + top, width))
    }

    /// The step of money, of at most `size` to the ceiling, that loses least of any cost.
    fn step_of(&self, row: usize, size: i64) -> i64 {
        let ready = self.ready;
        let first = (ready.ceilings[row] / size + 1).max(1);
        if ready.ceilings[row] <= size {
            return 1;
        }
        let mut costs: Vec<i64> = (0..ready.choices).map(|j| ready.cost(j, row)).collect();
        costs.retain(|c| *c > 0);
        costs.sort_unstable();
        costs.dedup();
        let lost = |step: i64| {
            let each = costs.iter().map(|c| (c % step) as f64 / *c as f64);
            each.fold(0.0, f64::max)
        };
        let tried = (0..TRIED_STEPS).map(|k| first + k * (first / TRIED_STEPS + 1));
        tried.min_by(|a, b| lost(*a).total_cmp(&lost(*b)).then(a.cmp(b))).unwrap_or(first)
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
    fn group(
        &mut self,
        group: usize,
        row: usize,
        step: i64,
        best: Vec<f64>,
        trace: &mut Option<Trace>,
    ) -> Option<Vec<f64>> {
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
                    let taken = Trace::item(trace, (j, 1, cost), (layers.len(), width));
                    open(&mut layers, cost, given.each - price, !capped, taken);
                    left -= 1;
                    first = false;
                }
                let mut bundle = 1;
                while left > 0 {
                    let n = bundle.min(left);
                    let value = f64::from(n) * (given.each - price);
                    if value > 0.0 {
                        let cost = cost * n as usize;
                        let mut taken = Trace::item(trace, (j, n, cost), (layers.len(), width));
                        for (k, layer) in layers.iter_mut().enumerate() {
                            put(
                                layer,
                                cost,
                                value,
                                taken.as_deref_mut().map(|t| &mut t[k * width..]),
                            );
                        }
                    }
                    left -= n;
                    bundle *= 2;
                }
            }
            self.work += (layers.len() * width / 8) as u64;
        }
        let mut joined = vec![f64::NEG_INFINITY; width];
        let mut from = vec![floor as u8; width];
        for (k, layer) in layers.iter().enumerate().skip(floor) {
            for ((a, b), from) in joined.iter_mut().zip(layer).zip(&mut from) {
                if *b > *a {
                    (*a, *from) = (*b, k as u8);
                }
            }
        }
        if let Some(trace) = trace {
            trace.ends.push((trace.items.len(), from));
        }
        joined.last().is_some_and(|b| b.is_finite()).then_some(joined)
    }
}

fn layers(group: super::Group) -> usize {
    group.least.max(if group.most < 64 { group.most } else { 0 }) as usize + 1
}

impl Trace {
    /// Room for what is told of units of a choice, cell by cell.
    fn item(
        trace: &mut Option<Self>,
        (choice, units, cost): (usize, u32, usize),
        (layers, width): (usize, usize),
    ) -> Option<&mut [Taken]> {
        let trace = trace.as_mut()?;
        trace.items.push(Item { choice, units, cost, taken: vec![Taken::No; layers * width] });
        trace.items.last_mut().map(|item| &mut item.taken[..])
    }

    /// Adds the units of the best plan, from the last cell backwards.
    fn back(&self, width: usize, units: &mut [u32]) {
        let mut at = width - 1;
        let mut first = self.items.len();
        for (n, (end, from)) in self.ends.iter().enumerate().rev() {
            let start = if n > 0 { self.ends[n - 1].0 } else { 0 };
            let mut layer = usize::from(from[at]);
            for item in self.items[start..(*end).min(first)].iter().rev() {
                let taken = item.taken[layer * width + at];
                if taken == Taken::No {
                    continue;
                }
                if taken == Taken::Opened {
                    layer -= 1;
                }
                at -= item.cost;
                units[item.choice] += item.units;
            }
            first = start;
        }
    }
}

/// One more choice opened: from every layer to the next; the last layer keeps all that is above
/// it, where no cap counts.
fn open(
    layers: &mut [Vec<f64>],
    cost: usize,
    value: f64,
    endless: bool,
    mut taken: Option<&mut [Taken]>,
) {
    let last = layers.len() - 1;
    let width = layers[last].len();
    if endless && value > 0.0 {
        let taken = taken.as_deref_mut().map(|t| &mut t[last * width..]);
        put(&mut layers[last], cost, value, taken);
    }
    for k in (0..last).rev() {
        let (below, above) = layers.split_at_mut(k + 1);
        let (from, to) = (&below[k], &mut above[0]);
        for w in cost..width {
            let value = from[w - cost] + value;
            if value > to[w] {
                to[w] = value;
                if let Some(taken) = &mut taken {
                    taken[(k + 1) * width + w] = Taken::Opened;
                }
            }
        }
    }
}

fn put(layer: &mut [f64], cost: usize, value: f64, mut taken: Option<&mut [Taken]>) {
    for w in (cost..layer.len()).rev() {
        let value = layer[w - cost] + value;
        if value > layer[w] {
            layer[w] = value;
            if let Some(taken) = &mut taken {
                taken[w] = Taken::More;
            }
        }
    }
}
