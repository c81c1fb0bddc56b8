//! The best plan where choices no longer compete for demands: whatever earns above its price,
//! within purses and kecamatan.

use super::dual::Dual;

/// What was picked, and what it would cost the bound to decide otherwise.
#[derive(Clone, Debug, Default)]
pub(super) struct Picked {
    /// Choice, units, share: two neighbouring picks mixed so that the purse is just spent.
    pub chosen: Vec<(u32, u32, f64)>,
    /// For each kecamatan: earnings that one more there, or one less, competes with.
    pub entry: Vec<f64>,
    pub exit: Vec<f64>,
}

/// One pick at given prices of the purses.
struct Pick {
    total: f64,
    used: f64,
    chosen: Vec<(u32, u32)>,
}

/// A pick with its bound, and the price it was made at.
type End = ((f64, Pick), f64);

/// What is picked at a price, with its worth.
type Priced<'a, T> = &'a dyn Fn(&mut T, f64) -> Option<(f64, Pick)>;

impl Dual<'_> {
    /// Σ of what the best plan earns; `None` where floors cannot be met.
    pub(super) fn pick(&mut self) -> Option<f64> {
        if let (Some(count), false, false) =
            (self.ready.count, self.ready.grouped, self.ready.capacitated)
        {
            return self.pick_top(count);
        }
        let rows = self.ready.rows;
        let mut best = f64::INFINITY;
        for round in 0..rows.max(1) * 2 - 1 {
            let value = self.balance(round % rows)?;
            best = value.min(best);
        }
        Some(best)
    }

    /// One price for all: the `count` that earn most.
    fn pick_top(&mut self, count: u32) -> Option<f64> {
        let chosen = &mut self.picked.chosen;
        chosen.clear();
        let mut earned = 0.0;
        let mut left = i64::from(count);
        let mut free: Vec<(f64, u32)> = Vec::new();
        for j in 0..self.ready.choices {
            if self.most[j] == 0 {
                continue;
            }
            let each = self.steps[self.step_start[j] as usize].each;
            if self.least[j] > 0 {
                left -= i64::from(self.least[j]);
                earned += each;
                chosen.push((j as u32, 1, 1.0));
            } else if each > 0.0 {
                free.push((each, j as u32));
            }
        }
        if left < 0 {
            return None;
        }
        let left = left as usize;
        let order = |a: &(f64, u32), b: &(f64, u32)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1));
        let mut price = 0.0;
        if left == 0 {
            price = free.iter().map(|f| f.0).fold(0.0, f64::max);
            free.clear();
        } else if free.len() > left {
            free.select_nth_unstable_by(left, order);
            price = free[left].0;
            free.truncate(left);
        }
        // Entry competes with the worst that is in, exit with the best that is out.
        let worst = free.iter().map(|f| f.0).fold(f64::INFINITY, f64::min);
        let full = free.len() == left && left > 0;
        self.picked.entry = vec![if full { worst } else { price }];
        self.picked.exit = vec![price];
        for (each, j) in free {
            earned += each;
            chosen.push((j, 1, 1.0));
        }
        self.purse = vec![0.0];
        Some(earned)
    }

    /// Finds the price of one purse at which it is just spent; the others keep theirs.
    fn balance(&mut self, row: usize) -> Option<f64> {
        let ceiling = self.ready.ceilings[row] as f64;
        let rest: f64 = (0..self.ready.rows)
            .filter(|r| *r != row)
            .map(|r| self.purse[r] * self.ready.ceilings[r] as f64)
            .sum();
        let start = self.purse[row];
        let at = |dual: &mut Self, price: f64| -> Option<(f64, Pick)> {
            dual.purse[row] = price;
            let pick = dual.pick_at(row)?;
            Some((price * ceiling + rest + pick.total, pick))
        };
        let zero = at(self, 0.0)?;
        if zero.1.used <= ceiling {
            self.mix(zero.1, None, ceiling);
            return Some(zero.0);
        }
        let (mut low, mut low_price) = (zero, 0.0);
        let mut high_price = if start > 0.0 { start * 1.02 } else { self.dearest(row) };
        let mut high = at(self, high_price)?;
        for round in 0..40 {
            if high.1.used <= ceiling {
                break;
            }
            (low, low_price) = (high, high_price);
            // Near first; then far, for floors that take what earns nothing.
            high_price *= if round < 8 { 1.5 } else { 16.0 };
            high = at(self, high_price)?;
        }
        if high.1.used > ceiling {
            // What must be built alone is above the ceiling.
            return None;
        }
        if start > 0.0 && low_price < start * 0.98 && high_price > start * 0.98 {
            let near = at(self, start * 0.98)?;
            if near.1.used > ceiling {
                (low, low_price) = (near, start * 0.98);
            } else {
                (high, high_price) = (near, start * 0.98);
            }
        }
        let mut ends = ((low, low_price), (high, high_price));
        self.meet(&mut ends, ceiling, &at)?;
        let ((low, low_price), (high, high_price)) = ends;
        let value = high.0.min(low.0);
        self.purse[row] = if high.0 <= low.0 { high_price } else { low_price };
        let kept = self.purse[row];
        at(self, kept)?;
        self.mix(high.1, Some(low.1), ceiling);
        Some(value)
    }

    /// Draws both ends together until no price between them bounds lower.
    fn meet(&mut self, ends: &mut (End, End), ceiling: f64, at: Priced<'_, Self>) -> Option<()> {
        let ((low, low_price), (high, high_price)) = ends;
        for _ in 0..24 {
            let (a, b) = (ceiling - low.1.used, ceiling - high.1.used);
            if b - a < 1e-12 {
                break;
            }
            // Where the two lines meet; below it nothing is possible.
            let price = (low.0 - a * *low_price - high.0 + b * *high_price) / (b - a);
            let price = price.clamp(*low_price, *high_price);
            let meet = low.0 + a * (price - *low_price);
            let now = at(self, price)?;
            let flat = now.0 <= meet + 1e-10 * meet.abs().max(1e-9);
            let still = if now.1.used > ceiling {
                let still = price <= *low_price;
                (*low, *low_price) = (now, price);
                still
            } else {
                let still = price >= *high_price;
                (*high, *high_price) = (now, price);
                still
            };
            if flat || still {
                break;
            }
        }
        Some(())
    }

    fn mix(&mut self, high: Pick, low: Option<Pick>, ceiling: f64) {
        self.picked.chosen.clear();
        let share = low.as_ref().map_or(1.0, |l| {
            let spread = l.used - high.used;
            if spread <= 0.0 { 1.0 } else { ((l.used - ceiling) / spread).clamp(0.0, 1.0) }
        });
        self.picked.chosen.extend(high.chosen.iter().map(|(j, n)| (*j, *n, share)));
        if let Some(low) = low.filter(|_| share < 1.0) {
            self.picked.chosen.extend(low.chosen.iter().map(|(j, n)| (*j, *n, 1.0 - share)));
        }
    }

    /// The highest earnings for a rupiah: at that price nothing is bought.
    fn dearest(&self, row: usize) -> f64 {
        (0..self.ready.choices)
            .filter(|j| self.step_start[*j] < self.step_start[*j + 1])
            .map(|j| {
                let step = self.steps[self.step_start[j] as usize].each;
                step / self.ready.cost(j, row).max(1) as f64
            })
            .fold(1e-12, f64::max)
    }

    /// What one unit of a choice costs at the purses' prices.
    pub(super) fn price_of(&self, choice: usize) -> f64 {
        (0..self.ready.rows).map(|r| self.purse[r] * self.ready.cost(choice, r) as f64).sum()
    }

    pub(super) fn steps_of(&self, choice: usize) -> &[super::dual::Step] {
        &self.steps[self.step_start[choice] as usize..self.step_start[choice + 1] as usize]
    }

    /// Best units of a choice and what they earn above their price: at least one unit, and at least
    /// what must be built.
    pub(super) fn best_units(&self, choice: usize, price: f64) -> Option<(u32, f64)> {
        let steps = self.steps_of(choice);
        let must = self.least[choice].max(1);
        let (mut units, mut earned) = (0, 0.0);
        for step in steps {
            let above = step.each - price;
            let wanted =
                if above > 0.0 { step.units } else { step.units.min(must.saturating_sub(units)) };
            if wanted == 0 {
                break;
            }
            units += wanted;
            earned += f64::from(wanted) * above;
        }
        (units > 0).then_some((units, earned))
    }

    fn pick_at(&mut self, row: usize) -> Option<Pick> {
        self.work += self.ready.choices as u64;
        let mut pick = Pick { total: 0.0, used: 0.0, chosen: Vec::new() };
        if self.ready.grouped {
            self.pick_groups(row, &mut pick)?;
            return Some(pick);
        }
        for j in 0..self.ready.choices {
            if let Some((units, earned)) = self.best_units(j, self.price_of(j))
                && (earned > 0.0 || self.least[j] > 0)
            {
                self.take(&mut pick, row, j, units, earned);
            }
        }
        self.picked.entry = vec![0.0];
        self.picked.exit = vec![0.0];
        Some(pick)
    }

    fn take(&self, pick: &mut Pick, row: usize, choice: usize, units: u32, earned: f64) {
        pick.total += earned;
        pick.used += self.ready.cost(choice, row) as f64 * f64::from(units);
        pick.chosen.push((choice as u32, units));
    }

    fn pick_groups(&mut self, row: usize, pick: &mut Pick) -> Option<()> {
        let groups = self.ready.groups.len();
        self.picked.entry = vec![0.0; groups];
        self.picked.exit = vec![0.0; groups];
        for g in 0..groups {
            let group = self.ready.groups[g];
            let mut free: Vec<(f64, u32, u32)> = Vec::new();
            let mut forced = 0_u32;
            for &j in &self.ready.members[g] {
                let Some((units, earned)) = self.best_units(j as usize, self.price_of(j as usize))
                else {
                    continue;
                };
                if self.least[j as usize] > 0 {
                    forced += 1;
                    self.take(pick, row, j as usize, units, earned);
                } else {
                    free.push((earned, j, units));
                }
            }
            let floor = group.least.saturating_sub(forced) as usize;
            let cap = group.most.checked_sub(forced)? as usize;
            if free.len() < floor {
                return None;
            }
            free.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
            let positive = free.iter().take_while(|f| f.0 > 0.0).count();
            let taken = positive.clamp(floor, cap.max(floor));
            let value = |n: usize| free.get(n).map_or(f64::NEG_INFINITY, |f| f.0);
            self.picked.entry[g] = match taken {
                0 if cap == 0 => f64::INFINITY,
                n if n > 0 && (n == cap || positive < floor) => value(n - 1),
                _ => 0.0,
            };
            self.picked.exit[g] = if taken == floor && floor > 0 {
                value(floor)
            } else if taken == cap {
                value(taken).max(0.0)
            } else {
                0.0
            };
            for (earned, j, units) in free.into_iter().take(taken) {
                self.take(pick, row, j as usize, units, earned);
            }
        }
        Some(())
    }
}
