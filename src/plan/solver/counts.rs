//! The same bound by how many units of each price a plan buys: where few prices are paid, every
//! number of each is tried, in all purses at once and to the rupiah. Floors and caps of kecamatan
//! are left aside.

use super::dual::Dual;

/// More prices than this are too many to try.
const MOST_PRICES: usize = 4;
const MOST_TRIES: usize = 100_000;

/// Choices of one price: what the units that need not stand earn, summed from the best on.
struct Price {
    costs: Vec<i64>,
    each: Vec<(f64, u32)>,
    sums: Vec<f64>,
}

impl Dual<'_> {
    /// What the best plan earns at the prices of demands of the last `bound`. `None` where the
    /// prices are too many, or what must stand costs too much.
    pub(super) fn by_counts(&mut self) -> Option<f64> {
        let ready = self.ready;
        let (mut left, mut earned) = (ready.ceilings.clone(), 0.0);
        let mut prices: Vec<Price> = Vec::new();
        for j in (0..ready.choices).filter(|j| self.most[*j] > 0) {
            let costs = &ready.costs[j * ready.rows..(j + 1) * ready.rows];
            let at = prices.iter().position(|p| p.costs == costs).unwrap_or_else(|| {
                prices.push(Price { costs: costs.to_vec(), each: Vec::new(), sums: vec![0.0] });
                prices.len() - 1
            });
            if prices.len() > MOST_PRICES {
                return None;
            }
            let mut forced = self.least[j];
            for (left, cost) in left.iter_mut().zip(costs) {
                *left -= cost * i64::from(forced);
            }
            for step in self.steps_of(j) {
                let own = step.units.min(forced);
                forced -= own;
                earned += f64::from(own) * step.each;
                if step.units > own && step.each > 0.0 {
                    prices[at].each.push((step.each, step.units - own));
                }
            }
        }
        if left.iter().any(|l| *l < 0) {
            return None;
        }
        let mut tries = 1;
        for price in &mut prices {
            let units: u64 = price.each.iter().map(|e| u64::from(e.1)).sum();
            let most = affordable(&price.costs, &left).min(units) as usize;
            price.each.sort_unstable_by(|a, b| b.0.total_cmp(&a.0));
            'all: for (each, units) in &price.each {
                for _ in 0..*units {
                    if price.sums.len() > most {
                        break 'all;
                    }
                    price.sums.push(price.sums[price.sums.len() - 1] + each);
                }
            }
            self.work += price.sums.len() as u64;
        }
        // The last is not tried but bought as far as money goes: the longest.
        prices.sort_by_key(|p| p.sums.len());
        for price in prices.iter().rev().skip(1) {
            tries *= price.sums.len();
            if tries > MOST_TRIES {
                return None;
            }
        }
        self.work += tries as u64;
        Some(earned + best(&prices, &mut left))
    }
}

/// Units of a price that the purses pay for.
fn affordable(costs: &[i64], left: &[i64]) -> u64 {
    let each = costs.iter().zip(left).filter(|(c, _)| **c > 0).map(|(c, l)| (l / c) as u64);
    each.min().unwrap_or(u64::MAX)
}

fn best(prices: &[Price], left: &mut [i64]) -> f64 {
    let Some((price, rest)) = prices.split_first() else { return 0.0 };
    let most = (affordable(&price.costs, left) as usize).min(price.sums.len() - 1);
    if rest.is_empty() {
        return price.sums[most];
    }
    let mut top = f64::NEG_INFINITY;
    for n in 0..=most {
        top = top.max(price.sums[n] + best(rest, left));
        if n < most {
            left.iter_mut().zip(&price.costs).for_each(|(l, c)| *l -= c);
        }
    }
    left.iter_mut().zip(&price.costs).for_each(|(l, c)| *l += c * most as i64);
    top
}
