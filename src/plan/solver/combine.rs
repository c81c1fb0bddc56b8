//! Plans of pieces put together within purses, floors and caps: piece by piece, keeping every sum
//! that no other is better than.

use std::collections::BTreeMap;

use super::apart::Plan;
use super::pieces::Piece;
use super::problem::Ready;

/// Most sums that are kept after a piece.
const MOST_SUMS: usize = 40_000;

/// Most sums that are made for one piece.
const MOST_MADE: usize = 1_000_000;

/// Which kecamatan bind, and in which order the pieces are added.
#[derive(Clone, Debug)]
pub(super) struct Bind {
    counts: Vec<bool>,
    /// Choices that count as one more: up to the floor, or all where there is a cap.
    clip: Vec<u32>,
    /// Choices that may be opened.
    cap: Vec<u32>,
    order: Vec<usize>,
    /// Kecamatan that are whole after each step of the order.
    ends: Vec<Vec<usize>>,
    /// A kecamatan with a floor has nothing to build.
    pub misses: bool,
}

impl Bind {
    pub(super) fn of(ready: &Ready, pieces: &[Piece]) -> Self {
        let members = |g: usize| ready.members[g].len();
        let counts: Vec<bool> = (0..ready.groups.len())
            .map(|g| ready.groups[g].least > 0 || (ready.groups[g].most as usize) < members(g))
            .collect();
        let clip = (0..ready.groups.len())
            .map(|g| {
                let capped = (ready.groups[g].most as usize) < members(g);
                if capped { u32::MAX } else { ready.groups[g].least }
            })
            .collect();
        let own: Vec<Vec<usize>> = pieces.iter().map(|p| groups(ready, p, &counts)).collect();
        let has = |g: usize| own.iter().any(|groups| groups.contains(&g));
        let misses = (0..ready.groups.len()).any(|g| ready.groups[g].least > 0 && !has(g));
        let (order, ends) = order(&own, ready.groups.len());
        let cap = ready.groups.iter().map(|g| g.most).collect();
        Self { counts, clip, cap, order, ends, misses }
    }

    pub(super) fn counts(&self, group: usize) -> bool {
        self.counts[group]
    }

    /// Choices of a kecamatan that may be opened.
    pub(super) fn cap(&self, group: usize) -> u32 {
        self.cap[group]
    }

    /// Choices of a kecamatan that count; `u32::MAX` where it has a cap.
    pub(super) fn clip(&self, group: usize) -> u32 {
        self.clip[group]
    }
}

fn groups(ready: &Ready, piece: &Piece, counts: &[bool]) -> Vec<usize> {
    let mut own: Vec<usize> =
        piece.choices.iter().map(|j| ready.group[*j as usize] as usize).collect();
    own.retain(|g| counts[*g]);
    own.sort_unstable();
    own.dedup();
    own
}

/// Always the piece after which the fewest kecamatan are begun and not ended.
fn order(own: &[Vec<usize>], groups: usize) -> (Vec<usize>, Vec<Vec<usize>>) {
    let mut left = vec![0_usize; groups];
    own.iter().flatten().for_each(|g| left[*g] += 1);
    let mut begun = vec![false; groups];
    let mut waiting: Vec<usize> = (0..own.len()).collect();
    let (mut order, mut ends) = (Vec::new(), Vec::new());
    while !waiting.is_empty() {
        let cost = |p: usize| -> i64 {
            let new = own[p].iter().filter(|g| !begun[**g]).count();
            let ended = own[p].iter().filter(|g| left[**g] == 1).count();
            new as i64 - ended as i64
        };
        let at =
            (0..waiting.len()).min_by_key(|k| (cost(waiting[*k]), waiting[*k])).unwrap_or_default();
        let p = waiting.remove(at);
        for g in &own[p] {
            left[*g] -= 1;
            begun[*g] = true;
        }
        ends.push(own[p].iter().copied().filter(|g| left[*g] == 0).collect());
        order.push(p);
    }
    (order, ends)
}

/// The plans of one piece.
#[derive(Clone, Debug)]
pub(super) struct Part {
    /// Its kecamatan that bind.
    pub groups: Vec<usize>,
    pub plans: Vec<Plan>,
    by: BTreeMap<(Vec<i64>, Vec<u32>), usize>,
}

impl Part {
    pub(super) fn of(ready: &Ready, piece: &Piece) -> Self {
        let counts: Vec<bool> = (0..ready.groups.len())
            .map(|g| {
                let group = ready.groups[g];
                group.least > 0 || (group.most as usize) < ready.members[g].len()
            })
            .collect();
        Self { groups: groups(ready, piece, &counts), plans: Vec::new(), by: BTreeMap::new() }
    }

    /// Keeps the best plan of each cost and number of sites opened.
    pub(super) fn keep(
        &mut self,
        ready: &Ready,
        piece: &Piece,
        bind: &Bind,
        units: &[u32],
        value: f64,
    ) {
        let own = || piece.choices.iter().map(|j| *j as usize).zip(units).filter(|(_, n)| **n > 0);
        let costs: Vec<i64> = (0..ready.rows)
            .map(|r| own().map(|(j, n)| ready.cost(j, r) * i64::from(*n)).sum())
            .collect();
        let opened: Vec<u32> = self
            .groups
            .iter()
            .map(|g| own().filter(|(j, _)| ready.group[*j] as usize == *g).count() as u32)
            .collect();
        let clipped = opened.iter().zip(&self.groups).map(|(n, g)| (*n).min(bind.clip[*g]));
        let key = (costs.clone(), clipped.collect());
        let plan = Plan { units: units.to_vec(), value, costs, opened, asked: None };
        match self.by.get(&key) {
            Some(at) if self.plans[*at].value >= value => {}
            Some(at) => self.plans[*at] = plan,
            None => {
                self.by.insert(key, self.plans.len());
                self.plans.push(plan);
            }
        }
    }
}

/// A sum of plans so far.
#[derive(Clone, Debug)]
struct Sum {
    value: f64,
    costs: Vec<i64>,
    /// What the bound has lost by it.
    lost: f64,
    /// Place in the list of steps before, and the plan taken.
    from: u32,
    plan: u32,
}

/// The best whole plan.
pub(super) struct Sums {
    /// The plan of each piece, and their value; `None` where nothing is above what was known.
    pub best: Option<(Vec<usize>, f64)>,
    /// Nothing was left out.
    pub whole: bool,
}

/// The bound, and what each plan of each piece takes from it.
pub(super) struct Lost {
    pub bound: f64,
    pub by: Vec<Vec<f64>>,
}

pub(super) fn combine(
    ready: &Ready,
    parts: &[Part],
    bind: &Bind,
    lost: &Lost,
    value: f64,
    work: &mut u64,
) -> Sums {
    let mut sums = Sums { best: None, whole: true };
    let start = Sum { value: 0.0, costs: vec![0; ready.rows], lost: 0.0, from: 0, plan: 0 };
    let mut layers: Vec<Vec<Sum>> = vec![vec![start]];
    let mut keys: Vec<BTreeMap<usize, u32>> = vec![BTreeMap::new()];
    for (step, p) in bind.order.iter().enumerate() {
        let part = &parts[*p];
        let before = layers.last().map_or(&[][..], Vec::as_slice);
        let mut after: BTreeMap<BTreeMap<usize, u32>, Vec<Sum>> = BTreeMap::new();
        let mut order: Vec<usize> = (0..part.plans.len()).collect();
        order.sort_by(|a, b| lost.by[*p][*a].total_cmp(&lost.by[*p][*b]).then(a.cmp(b)));
        let mut made = 0;
        for (from, sum) in before.iter().enumerate() {
            for &plan in &order {
                let gone = sum.lost + lost.by[*p][plan];
                if lost.bound - gone < value - 1e-9 * value.abs() {
                    break;
                }
                let own = &part.plans[plan];
                let costs: Vec<i64> =
                    sum.costs.iter().zip(&own.costs).map(|(a, b)| a + b).collect();
                if costs.iter().zip(&ready.ceilings).any(|(c, most)| c > most) {
                    continue;
                }
                let Some(key) = opened(ready, part, own, bind, &keys[from], &bind.ends[step])
                else {
                    continue;
                };
                made += 1;
                let value = sum.value + own.value;
                let (from, plan) = (from as u32, plan as u32);
                after.entry(key).or_default().push(Sum { value, costs, lost: gone, from, plan });
            }
            if made > MOST_MADE {
                sums.whole = false;
                break;
            }
        }
        *work += (before.len() + made) as u64 * 20;
        let (mut layer, mut next) = (Vec::new(), Vec::new());
        for (key, mut each) in after {
            thin(&mut each);
            next.extend(std::iter::repeat_n(key, each.len()));
            layer.extend(each);
        }
        if layer.len() > MOST_SUMS {
            sums.whole = false;
            cut(&mut layer, &mut next, MOST_SUMS);
        }
        keys = next;
        layers.push(layer);
    }
    sums.best = trace(&layers, bind, value);
    sums
}

/// Sites opened so far in the kecamatan that are begun; `None` where a floor or cap is not kept.
fn opened(
    ready: &Ready,
    part: &Part,
    plan: &Plan,
    bind: &Bind,
    before: &BTreeMap<usize, u32>,
    ends: &[usize],
) -> Option<BTreeMap<usize, u32>> {
    let mut key = before.clone();
    for (g, n) in part.groups.iter().zip(&plan.opened) {
        let has = (key.get(g).copied().unwrap_or(0) + n).min(bind.clip[*g]);
        if has > ready.groups[*g].most && bind.clip[*g] == u32::MAX {
            return None;
        }
        key.insert(*g, has);
    }
    for g in ends {
        if key.remove(g).unwrap_or(0) < ready.groups[*g].least {
            return None;
        }
    }
    Some(key)
}

/// Keeps the sums that no other is cheaper than and worth as much.
fn thin(sums: &mut Vec<Sum>) {
    sums.sort_by(|a, b| a.costs.cmp(&b.costs).then(b.value.total_cmp(&a.value)));
    let mut kept: Vec<Sum> = Vec::new();
    for sum in sums.drain(..) {
        let beats =
            |k: &Sum| k.value >= sum.value && k.costs.iter().zip(&sum.costs).all(|(a, b)| a <= b);
        // With one purse the last one kept is the worthiest so far.
        let beaten = if sum.costs.len() == 1 {
            kept.last().is_some_and(beats)
        } else {
            kept.iter().rev().take(400).any(beats)
        };
        if !beaten {
            kept.push(sum);
        }
    }
    *sums = kept;
}

/// Keeps those that have lost least, or are worth most for their cost.
fn cut(layer: &mut Vec<Sum>, keys: &mut Vec<BTreeMap<usize, u32>>, most: usize) {
    let mut order: Vec<usize> = (0..layer.len()).collect();
    let score = |s: &Sum| (s.lost, -s.value);
    order.sort_by(|a, b| {
        let (a, b) = (score(&layer[*a]), score(&layer[*b]));
        a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1))
    });
    order.truncate(most);
    order.sort_unstable();
    *keys = order.iter().map(|k| keys[*k].clone()).collect();
    *layer = order.iter().map(|k| layer[*k].clone()).collect();
}

fn trace(layers: &[Vec<Sum>], bind: &Bind, value: f64) -> Option<(Vec<usize>, f64)> {
    let last = layers.last()?;
    let top = (0..last.len()).max_by(|a, b| last[*a].value.total_cmp(&last[*b].value))?;
    if last[top].value <= value {
        return None;
    }
    let mut picks = vec![0; bind.order.len()];
    let mut at = top;
    for (step, p) in bind.order.iter().enumerate().rev() {
        let sum = &layers[step + 1][at];
        picks[*p] = sum.plan as usize;
        at = sum.from as usize;
    }
    Some((picks, last[top].value))
}
