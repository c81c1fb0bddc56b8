//! The fewest sites that serve everyone, and the shortest way that p sites can promise to all.
//!
//! Both ask again and again whether all can be served within ceilings; the bound of `branch` says
//! no, a plan says yes. p-center by bisection over the distances (Minieka 1970).

use super::branch::{Effort, Search, Standing};
use super::cheapest::cheapest;
use super::pieces;
use super::problem::{Links, Question, Ready};
use super::served;
use crate::base::progress::Progress;

/// Links that one of a few questions takes.
const LEAST: u64 = 1_000_000;

/// Part of the effort for one question on the way up to a distance that does.
const CLIMB: u64 = 12;
/// From one such distance to the next.
const STEP: f64 = 1.2;

/// An answer whose number is to be small.
#[derive(Clone, Debug, PartialEq)]
pub struct Least {
    pub units: Vec<u32>,
    /// The number found: units, or metres.
    pub value: f64,
    /// No plan has less.
    pub bound: f64,
    pub links: u64,
}

impl Least {
    pub fn gap(&self) -> f64 {
        if self.value <= self.bound { 0.0 } else { (self.value - self.bound) / self.value }
    }
}

/// What one question of "can all be served" says.
pub(super) enum Said {
    Yes(Vec<u32>),
    No,
    Open,
}

/// The fewest units with which all is served that can be served. `None` where even all units
/// together leave somebody out, though each demand is in reach of one: capacities or caps.
pub fn fewest(
    question: &Question,
    effort: Effort,
    progress: &Progress,
    watch: &mut dyn FnMut(&Least),
) -> Option<Least> {
    let question = counted(question);
    let all: u32 = question.choices.iter().map(|c| c.most).sum();
    let wanted = reachable(&question);
    let ask = Ask { wanted, least: LEAST, effort, progress };
    let with = |p: u32, spent: &mut u64| {
        let ceilings = vec![i64::from(p)];
        ask.of(&Question { ceilings, ..question.clone() }, spent)
    };
    let mut spent = 0;
    let mut low: u32 = question.choices.iter().map(|c| c.least).sum();
    low = low.max(by_capacity(&question, wanted));
    let counted = Question { ceilings: vec![i64::from(all)], ..question.clone() };
    let mut known = None;
    if let Some(sum) = cheapest(&counted, pieces::all, effort.links / 2, progress, &mut spent) {
        low = low.max(u32::try_from(sum.bound).unwrap_or(low));
        known = (sum.serves_all && keeps_groups(&question, &sum.units)).then_some(sum.units);
    }
    let mut units = match known {
        Some(units) => units,
        None => match with(all, &mut spent) {
            Said::Yes(units) => units,
            Said::No | Said::Open => return None,
        },
    };
    let mut high: u32 = units.iter().sum();
    let mut unsure: Option<u32> = None;
    let mut from = low;
    while from < high {
        watch(&Least {
            units: units.clone(),
            value: f64::from(high),
            bound: f64::from(low),
            links: spent,
        });
        if progress.is_canceled() || spent >= effort.links {
            break;
        }
        // Half way down first, then one by one near the end.
        let p = from + (high - from) / 2;
        match with(p, &mut spent) {
            Said::Yes(plan) => {
                high = plan.iter().sum();
                units = plan;
            }
            Said::No => {
                from = p + 1;
                low = low.max(p + 1);
            }
            Said::Open => {
                unsure = Some(unsure.map_or(p, |u| u.min(p)));
                from = p + 1;
            }
        }
    }
    let links = spent;
    Some(Least { units, value: f64::from(high), bound: f64::from(low.min(high)), links })
}

/// Whether a plan keeps every floor and cap.
fn keeps_groups(question: &Question, units: &[u32]) -> bool {
    let mut opened = vec![0; question.groups.len()];
    for (choice, _) in question.choices.iter().zip(units).filter(|(_, n)| **n > 0) {
        opened[choice.group as usize] += 1;
    }
    question.groups.iter().zip(&opened).all(|(g, n)| (g.least..=g.most).contains(n))
}

/// The shortest distance within which the ceilings allow to reach all: `near[j]` lists (demand,
/// metres) of each choice; who stands in no list is nobody's. `None` where the ceilings do not
/// reach all at any distance.
pub fn center(
    question: &Question,
    near: &[Vec<(u32, f64)>],
    effort: Effort,
    progress: &Progress,
    watch: &mut dyn FnMut(&Least),
) -> Option<Least> {
    let mut distances: Vec<f64> = near.iter().flatten().map(|n| n.1).collect();
    distances.sort_by(f64::total_cmp);
    distances.dedup();
    let capacitated = question.choices.iter().any(|choice| choice.capacity.is_some());
    let mut spent = 0;
    let last = distances.len().checked_sub(1)?;
    let (mut high, mut best, mut low, mut bound);
    if capacitated {
        // Short ways leave few choices, so that it begins where no plan without capacities is better.
        let mut free = question.clone();
        free.choices.iter_mut().for_each(|choice| choice.capacity = None);
        let part = Effort { links: effort.links / 8, ..effort };
        let least = center(&free, near, part, progress, &mut |_| {})?;
        spent += least.links;
        bound = distances.partition_point(|metres| *metres < least.bound);
        (low, high) = (bound, bound);
        best = loop {
            let own = Effort { links: spent + effort.links / CLIMB, ..effort };
            match within(question, near, distances[high], own, progress, &mut spent) {
                Ok(units) => break units,
                Err(_) if high == last || progress.is_canceled() => return None,
                Err(refuted) => {
                    low = high + 1;
                    if refuted {
                        bound = low;
                    }
                }
            }
            let farther = distances.partition_point(|m| *m <= distances[high] * STEP);
            high = farther.clamp(low, last);
        };
    } else {
        (low, high, bound) = (0, last, 0);
        best = within(question, near, distances[high], effort, progress, &mut spent).ok()?;
    }
    while low < high && !progress.is_canceled() && spent < effort.links {
        let middle = low + (high - low) / 2;
        match within(question, near, distances[middle], effort, progress, &mut spent) {
            Ok(units) => {
                high = middle;
                best = units;
            }
            Err(refuted) => {
                low = middle + 1;
                if refuted {
                    bound = bound.max(middle + 1);
                }
            }
        }
        watch(&Least {
            units: best.clone(),
            value: distances[high],
            bound: distances[bound.min(high)],
            links: spent,
        });
    }
    let (value, bound) = (distances[high], distances[bound.min(high)]);
    Some(Least { units: best, value, bound, links: spent })
}

/// Who is served by whom within `metres`, as [`super::service`] tells it: as many as can be, on the
/// shortest ways together.
pub fn center_served(
    question: &Question,
    near: &[Vec<(u32, f64)>],
    units: &[u32],
    metres: f64,
) -> Vec<Vec<(u32, u32)>> {
    // One more served is worth any longer way: no exchange passes through more than all choices.
    let served = 2.0 * (metres + 1.0) * (units.len() as f64 + 1.0);
    let lists = near.iter().map(|list| {
        let within = list.iter().filter(|n| n.1 <= metres);
        let worth = |n: &(u32, f64)| {
            let households = f64::from(question.demands[n.0 as usize].households);
            (n.0, households * (served - n.1))
        };
        within.map(worth).collect()
    });
    super::service(&Question { links: Links::worth(lists), ..question.clone() }, units)
}

/// A plan that reaches all within `metres`, or whether it is certain that there is none.
fn within(
    question: &Question,
    near: &[Vec<(u32, f64)>],
    metres: f64,
    effort: Effort,
    progress: &Progress,
    spent: &mut u64,
) -> Result<Vec<u32>, bool> {
    let lists = |most: f64| {
        Links::of(near.iter().map(|list| {
            let mut list: Vec<u32> = list.iter().filter(|n| n.1 <= most).map(|n| n.0).collect();
            list.sort_unstable();
            list
        }))
    };
    let wide = alike(&Question { links: lists(f64::INFINITY), ..question.clone() });
    let wanted = reachable(&wide);
    let narrowed = Question { links: lists(metres), ..wide };
    if reachable(&narrowed) < wanted {
        return Err(true);
    }
    let ask = Ask { wanted, least: LEAST, effort, progress };
    match ask.of(&narrowed, spent) {
        Said::Yes(units) => Ok(units),
        Said::No => Err(true),
        Said::Open => Err(false),
    }
}

/// Every unit costs one, every demand (or household) counts one.
fn counted(question: &Question) -> Question {
    let mut counted = alike(question);
    for choice in &mut counted.choices {
        choice.costs = vec![1];
    }
    counted
}

/// Every demand (or household) counts one, whatever it is worth.
pub(super) fn alike(question: &Question) -> Question {
    let mut alike = question.clone();
    let capacitated = question.choices.iter().any(|c| c.capacity.is_some());
    for demand in &mut alike.demands {
        demand.weight = if capacitated { f64::from(demand.households) } else { 1.0 };
    }
    alike.links.profit = None;
    alike
}

fn reachable(question: &Question) -> f64 {
    let mut reached = vec![false; question.demands.len()];
    for (j, choice) in question.choices.iter().enumerate() {
        if choice.most > 0 {
            for i in question.links.of_choice(j) {
                reached[*i as usize] = true;
            }
        }
    }
    question.demands.iter().zip(&reached).filter(|(_, r)| **r).map(|(d, _)| d.weight).sum()
}

/// Units that are needed even where every one is filled, the largest first; 0 without capacities.
fn by_capacity(question: &Question, wanted: f64) -> u32 {
    let sized = question.choices.iter().map(|c| Some((c.capacity?, c.most)));
    let Some(mut sized) = sized.collect::<Option<Vec<_>>>() else { return 0 };
    sized.sort_unstable_by(|a, b| b.cmp(a));
    let (mut left, mut units) = (wanted, 0);
    for (capacity, most) in sized.into_iter().filter(|(capacity, _)| *capacity > 0) {
        let needed = (left / f64::from(capacity)).ceil().min(f64::from(most));
        units += needed as u32;
        left -= needed * f64::from(capacity);
        if left <= 0.0 {
            break;
        }
    }
    units
}

/// Whether a worth can be reached within the ceilings of a question.
pub(super) struct Ask<'a> {
    pub wanted: f64,
    /// Links that one question may take even where all are spent.
    pub least: u64,
    pub effort: Effort,
    pub progress: &'a Progress,
}

impl Ask<'_> {
    pub(super) fn of(&self, question: &Question, spent: &mut u64) -> Said {
        if super::obstacle(question).is_some() {
            return Said::No;
        }
        let ready = Ready::of(question);
        let left = self.effort.links.saturating_sub(*spent) / 3;
        if let Some(sum) =
            cheapest(question, pieces::several, left.max(self.least) / 2, self.progress, spent)
        {
            if sum.serves_all && sum.cost <= sum.ceiling && keeps_groups(question, &sum.units) {
                return Said::Yes(sum.units);
            }
            if sum.bound > sum.ceiling {
                return Said::No;
            }
        }
        let effort = Effort { links: left.max(self.least), ..self.effort };
        let mut silent = |_: &Standing| {};
        let mut search = Search::new(&ready, effort, Some(self.wanted), self.progress, &mut silent);
        search.run();
        *spent += search.best.links;
        let best = &search.best;
        if served::value_of(&ready, &best.units) >= self.wanted - 1e-9 * self.wanted {
            return Said::Yes(best.units.clone());
        }
        if best.bound < self.wanted - 1e-9 * self.wanted.max(1.0) { Said::No } else { Said::Open }
    }
}
