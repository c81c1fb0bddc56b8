//! A piece with too many plans to list: what it may be worth with at most so many units of each
//! price, first as a bound, solved exactly only where the best sum of all pieces asks for it.

use super::apart::Plan;
use super::combine::{Bind, Part};
use super::exact::{Best, Exact, Tolls};
use super::pieces::Piece;
use super::problem::Ready;
use super::rounded::Row;

/// More prices, or more numbers of units of them, than this are not tried.
const MOST_PRICES: usize = 4;
const MOST_COUNTS: usize = 20_000;

/// Units of each price, and choices opened in each kecamatan, that a plan must stay within.
#[derive(Clone, Debug)]
pub(super) struct Within {
    /// Price of each choice of the piece.
    price: Vec<usize>,
    most: Vec<u32>,
    /// Kecamatan that binds, of each choice.
    group: Vec<Option<usize>>,
    opened: Vec<(u32, u32)>,
}

impl Within {
    /// Whether one more unit of a choice keeps the number of its price.
    pub(super) fn has_room(&self, choice: usize, units: &[u32]) -> bool {
        self.counts(units)[self.price[choice]] < self.most[self.price[choice]]
    }

    /// Whether there are more units of a choice's price than may be.
    pub(super) fn is_over(&self, choice: usize, units: &[u32]) -> bool {
        self.counts(units)[self.price[choice]] > self.most[self.price[choice]]
    }

    fn counts(&self, units: &[u32]) -> Vec<u32> {
        let mut counts = vec![0; self.most.len()];
        self.price.iter().zip(units).for_each(|(p, n)| counts[*p] += n);
        counts
    }

    /// Whether any plan between `least` and `most` can be within.
    pub(super) fn meets(&self, least: &[u32], most: &[u32]) -> bool {
        let of = |units| opened(&self.group, self.opened.len(), units);
        let (low, high) = (of(least), of(most));
        self.counts(least).iter().zip(&self.most).all(|(n, m)| n <= m)
            && self
                .opened
                .iter()
                .zip(low.iter().zip(&high))
                .all(|(o, (l, h))| *l <= o.1 && *h >= o.0)
    }
}

/// Units of each price, and choices opened in each kecamatan, that a bound stands for.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Asked {
    pub counts: Vec<u32>,
    pub opened: Vec<(u32, u32)>,
}

impl Asked {
    /// Whether every plan that `self` stands for is one of `other`.
    pub(super) fn is_in(&self, other: &Self) -> bool {
        self.counts.iter().zip(&other.counts).all(|(a, b)| a <= b)
            && self.opened.iter().zip(&other.opened).all(|(a, b)| a.0 >= b.0 && a.1 <= b.1)
    }
}

/// The prices of a piece's choices.
#[derive(Clone, Debug)]
pub(super) struct Tally {
    price: Vec<usize>,
    /// Place of each choice's kecamatan among those of the piece that bind.
    group: Vec<Option<usize>>,
    costs: Vec<Vec<i64>>,
    /// The best that units of a price could be worth alone, summed from the best on.
    sums: Vec<Vec<f64>>,
    least: Vec<u32>,
}

impl Tally {
    /// `None` where the prices are too many.
    pub(super) fn of(ready: &Ready, piece: &Piece, part: &Part) -> Option<Self> {
        let mut costs: Vec<Vec<i64>> = Vec::new();
        let mut price = Vec::new();
        for j in &piece.choices {
            let own: Vec<i64> = (0..ready.rows).map(|r| ready.cost(*j as usize, r)).collect();
            let at = costs.iter().position(|c| *c == own).unwrap_or_else(|| {
                costs.push(own);
                costs.len() - 1
            });
            price.push(at);
        }
        if costs.len() > MOST_PRICES {
            return None;
        }
        let mut each: Vec<Vec<f64>> = vec![Vec::new(); costs.len()];
        let mut least = vec![0; costs.len()];
        for (j, at) in price.iter().enumerate() {
            each[*at].extend(alone(&piece.ready, j));
            least[*at] += piece.ready.least[j];
        }
        let sums: Vec<Vec<f64>> = each.into_iter().map(summed).collect();
        let of = |j: &u32| ready.group[*j as usize] as usize;
        let own = piece.choices.iter().map(|j| part.groups.iter().position(|g| *g == of(j)));
        Some(Self { price, group: own.collect(), costs, sums, least })
    }

    /// Every number of units that may count, with what `bounds` leaves it at most: the worth of
    /// the piece at prices, for what it costs and opens. A floor is taken as kept until a plan
    /// shows that it is not; below a cap every number is asked for. `None` where there are too
    /// many.
    pub(super) fn asks(
        &self,
        part: &Part,
        bind: &Bind,
        bounds: &dyn Fn(&[i64], &[u32]) -> f64,
    ) -> Option<Vec<Plan>> {
        let capped = |g: &usize| bind.clip(*g) == u32::MAX;
        let (first, last): (Vec<u32>, Vec<u32>) = part
            .groups
            .iter()
            .enumerate()
            .map(|(at, g)| {
                let members = self.group.iter().filter(|own| **own == Some(at)).count() as u32;
                let most = bind.clip(*g).min(bind.cap(*g)).min(members);
                (if capped(g) { 0 } else { most }, most)
            })
            .unzip();
        let opened = grid(&first, &last)?;
        let most: Vec<u32> = self.sums.iter().map(|s| s.len() as u32 - 1).collect();
        let counts = grid(&self.least, &most)?;
        if opened.len() * counts.len() > MOST_COUNTS {
            return None;
        }
        let mut plans = Vec::new();
        for count in &counts {
            let alone: f64 = self.sums.iter().zip(count).map(|(s, n)| s[*n as usize]).sum();
            let costs: Vec<i64> = (0..self.costs[0].len())
                .map(|r| self.costs.iter().zip(count).map(|(c, n)| c[r] * i64::from(*n)).sum())
                .collect();
            for opened in &opened {
                let needs = part.groups.iter().zip(opened);
                let needs = needs.map(|(g, n)| if capped(g) { (*n, *n) } else { (0, u32::MAX) });
                let asked = Asked { counts: count.clone(), opened: needs.collect() };
                let least: Vec<u32> = asked.opened.iter().map(|o| o.0).collect();
                let value = alone.min(bounds(&costs, &least));
                let (costs, opened, asked) = (costs.clone(), opened.clone(), Some(asked));
                plans.push(Plan { units: Vec::new(), value, costs, opened, asked });
            }
        }
        Some(plans)
    }

    /// What is still asked after `units` proved best of what `plan` asks, and worth `value`: plans
    /// that open as many as `plan` counts on, where these do not.
    pub(super) fn rest(&self, plan: &Plan, units: &[u32], value: f64) -> Vec<Plan> {
        let Some(asked) = &plan.asked else { return Vec::new() };
        let has = opened(&self.group, plan.opened.len(), units);
        let (mut claim, mut rest) = (plan.opened.clone(), Vec::new());
        for (g, has) in has.into_iter().enumerate() {
            for n in has + 1..=plan.opened[g] {
                let (mut asked, mut opened) = (asked.clone(), claim.clone());
                (asked.opened[g].0, opened[g]) = (n, n);
                rest.push(Plan { value, opened, asked: Some(asked), ..plan.clone() });
            }
            claim[g] = claim[g].min(has);
        }
        rest
    }

    /// The best plan of `piece` within what `plan` asks, as far as it is above `least`.
    pub(super) fn solve(
        &self,
        piece: &Piece,
        within: &Within,
        (purse, least): (&[f64], f64),
        limit: u64,
    ) -> (Best, u64) {
        let mut own = piece.clone();
        for (top, price) in own.ready.most.iter_mut().zip(&self.price) {
            *top = (*top).min(within.most[*price]);
        }
        for (at, most) in within.most.iter().enumerate() {
            let size = self.sums[at].get(1).copied().unwrap_or_default().max(1e-9);
            let of = (0..self.price.len() as u32).filter(|j| self.price[*j as usize] == at);
            let each = of.map(|j| (j, -size)).collect();
            own.rows.push(Row { each, least: -size * f64::from(*most) });
            let money: f64 = self.costs[at].iter().zip(purse).map(|(c, p)| *c as f64 * p).sum();
            own.price.push(money / size);
        }
        let n = piece.choices.len();
        let tolls = Tolls { unit: vec![0.0; n], open: vec![0.0; n] };
        let mut exact = Exact::new(&mut own, &tolls, limit).within(within, least);
        if piece.ready.whole {
            exact = exact.whole();
        }
        let best = exact.best();
        (best, exact.work)
    }

    pub(super) fn within(&self, asked: &Asked) -> Within {
        let (price, group) = (self.price.clone(), self.group.clone());
        Within { price, most: asked.counts.clone(), group, opened: asked.opened.clone() }
    }
}

fn opened(group: &[Option<usize>], groups: usize, units: &[u32]) -> Vec<u32> {
    let mut opened = vec![0; groups];
    let open = group.iter().zip(units).filter(|(_, n)| **n > 0);
    open.filter_map(|(g, _)| *g).for_each(|g| opened[g] += 1);
    opened
}

/// What each further unit of a choice could be worth if it stood alone.
fn alone(ready: &Ready, choice: usize) -> Vec<f64> {
    let mut units = vec![0; ready.choices];
    let mut before = 0.0;
    (0..ready.most[choice])
        .map(|n| {
            units[choice] = n + 1;
            let value = super::served::value_of(ready, &units);
            value - std::mem::replace(&mut before, value)
        })
        .collect()
}

fn summed(mut each: Vec<f64>) -> Vec<f64> {
    each.sort_by(|a, b| b.total_cmp(a));
    let mut sum = 0.0;
    std::iter::once(0.0)
        .chain(each.into_iter().map(|e| {
            sum += e;
            sum
        }))
        .collect()
}

/// Every row of numbers between `least` and `most`.
fn grid(least: &[u32], most: &[u32]) -> Option<Vec<Vec<u32>>> {
    let mut rows = vec![Vec::new()];
    for (low, high) in least.iter().zip(most) {
        let wide = (u64::from(*high) + 1).saturating_sub(u64::from(*low)) as usize;
        if rows.len().saturating_mul(wide) > MOST_COUNTS {
            return None;
        }
        rows = rows
            .iter()
            .flat_map(|row| (*low..=*high).map(|n| [row.as_slice(), &[n]].concat()))
            .collect();
    }
    Some(rows)
}
