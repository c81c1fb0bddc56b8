//! The plan whose worst-served part is served best: the largest number, or share, of households
//! that any part is left with becomes as small as it can.
//!
//! Whether nobody is left with more than t is a question of "can all be served", once each part
//! has one more facility that costs nothing and takes in what it may be left with. Bisection over
//! t; the bound of `branch` says no, a plan says yes.

use super::branch::{Effort, Standing};
use super::fewest::{Ask, Least, Said, alike};
use super::flow::Flow;
use super::ledger::Ledger;
use super::problem::{Choice, Demand, Group, Question, Ready};
use super::served::Served as _;
use crate::base::progress::Progress;

/// Links that one of many short questions takes.
const LEAST: u64 = 100_000;

/// What is compared between parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    /// Households left, of a village.
    Households,
    /// Households left as a share of those in reach, of a kecamatan.
    Share,
}

/// The parts that are to be served evenly.
#[derive(Clone, Debug, PartialEq)]
pub struct Parts {
    /// The part of each demand.
    pub of: Vec<u32>,
    pub left: Left,
}

/// Who is served by whom, as [`super::service`] tells it.
pub type Service = Vec<Vec<(u32, u32)>>;

/// The question with its parts: only households in reach of some choice count.
struct Even<'a> {
    question: Question,
    parts: &'a Parts,
    /// Households in reach, of each part.
    all: Vec<u32>,
    demands: Vec<Vec<u32>>,
}

impl<'a> Even<'a> {
    fn of(question: &Question, parts: &'a Parts) -> Self {
        let mut reached = vec![false; question.demands.len()];
        for (j, _) in question.choices.iter().enumerate().filter(|(_, c)| c.most > 0) {
            for i in question.links.of_choice(j) {
                reached[*i as usize] = true;
            }
        }
        let mut question = question.clone();
        for (demand, reached) in question.demands.iter_mut().zip(&reached) {
            let households = if *reached { demand.households } else { 0 };
            *demand = Demand { weight: f64::from(households), households };
        }
        let n = parts.of.iter().map(|p| *p as usize + 1).max().unwrap_or(0);
        let (mut all, mut demands) = (vec![0; n], vec![Vec::new(); n]);
        for (i, part) in parts.of.iter().enumerate() {
            let households = question.demands[i].households;
            if households > 0 {
                all[*part as usize] += households;
                demands[*part as usize].push(i as u32);
            }
        }
        Self { question, parts, all, demands }
    }

    fn wanted(&self) -> f64 {
        self.all.iter().map(|n| f64::from(*n)).sum()
    }

    /// Households that a part may be left with.
    fn room(&self, part: usize, level: f64) -> u32 {
        let all = self.all[part];
        let room = match self.parts.left {
            Left::Households => level,
            Left::Share => level * f64::from(all),
        };
        ((room + 1e-9).floor() as u32).min(all)
    }

    fn level(&self, part: usize, left: u32) -> f64 {
        match self.parts.left {
            Left::Households => f64::from(left),
            Left::Share => f64::from(left) / f64::from(self.all[part].max(1)),
        }
    }

    /// The next higher level at which any part may be left with one household more.
    fn above(&self, level: f64) -> f64 {
        let next = (0..self.all.len()).filter(|g| self.room(*g, level) < self.all[*g]);
        next.map(|g| self.level(g, self.room(g, level) + 1)).fold(f64::INFINITY, f64::min)
    }

    /// The question in which each part has its room: choices of their own, after all others.
    fn with_room(&self, level: f64) -> Question {
        let mut asked = self.question.clone();
        let group = asked.groups.len() as u32;
        asked.groups.push(Group::FREE);
        for (g, demands) in self.demands.iter().enumerate() {
            let room = self.room(g, level);
            if room == 0 {
                continue;
            }
            asked.choices.push(Choice {
                group,
                costs: vec![0; asked.ceilings.len()],
                capacity: Some(room),
                least: 1,
                most: 1,
            });
            asked.links.demand.extend(demands);
            asked.links.start.push(asked.links.demand.len());
        }
        count(&mut asked);
        asked
    }

    /// Who is served so that no part is left with more than it may: units first, then the rooms.
    fn serve(&self, units: &[u32], level: f64) -> (Service, f64) {
        let asked = self.with_room(level);
        let ready = Ready::of(&asked);
        let mut flow = Flow::new(&ready);
        for (j, n) in units.iter().enumerate() {
            (0..*n).for_each(|_| flow.add(j));
        }
        for (j, choice) in asked.choices.iter().enumerate().skip(units.len()) {
            (0..choice.least).for_each(|_| flow.add(j));
        }
        let mut service = vec![Vec::new(); units.len()];
        let mut left = self.all.clone();
        for (j, list) in service.iter_mut().enumerate() {
            for k in ready.links_of(j) {
                let (i, n) = (ready.links.demand[k], flow.on()[k]);
                if n > 0 {
                    list.push((i, n as u32));
                    left[self.parts.of[i as usize] as usize] -= n as u32;
                }
            }
        }
        let worst = left.iter().enumerate().map(|(g, n)| self.level(g, *n)).fold(0.0, f64::max);
        (service, worst)
    }

    /// A plan at once: again and again something for the part that is left with most. `None` where
    /// the floors are not met by it.
    fn first(&self) -> Option<Vec<u32>> {
        let question = self.counted();
        let ready = Ready::of(&question);
        let mut flow = Flow::new(&ready);
        let mut ledger = Ledger::new(&ready, &ready.least, &ready.most);
        let add = |flow: &mut Flow<'_>, ledger: &mut Ledger<'_>, j: usize| {
            flow.add(j);
            ledger.buy(j, flow.units());
        };
        for j in 0..ready.choices {
            (0..ready.least[j]).for_each(|_| add(&mut flow, &mut ledger, j));
        }
        let mut vain = vec![false; ready.choices];
        loop {
            let waiting = self.waiting(&ready, &flow);
            let left = self.left_of(&waiting);
            let worst = (0..left.len()).max_by(|a, b| {
                let level = |g: usize| self.level(g, left[g]);
                level(*a).total_cmp(&level(*b)).then(b.cmp(a))
            })?;
            let gain = |j: usize| -> f64 {
                let own = question.links.of_choice(j).iter().map(|i| *i as usize);
                let reach = own.filter(|i| self.parts.of[*i] as usize == worst);
                let reach: f64 = reach.map(|i| f64::from(waiting[i])).sum();
                reach.min(ready.capacity[j]) / ledger.price(j)
            };
            let fits = |j: &usize| !vain[*j] && ledger.fits(*j, flow.units());
            let best = (0..ready.choices).filter(fits).map(|j| (gain(j), j));
            let best = best.filter(|(gain, _)| *gain > 0.0);
            let Some((_, j)) = best.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1))) else {
                break;
            };
            add(&mut flow, &mut ledger, j);
            // Others took its room: it is not tried again for this part alone.
            vain[j] = self.left_of(&self.waiting(&ready, &flow))[worst] >= left[worst];
        }
        for j in 0..ready.choices {
            if flow.units()[j] == 0 && ledger.lacks(j) && ledger.fits(j, flow.units()) {
                add(&mut flow, &mut ledger, j);
            }
        }
        let sound = ledger.satisfied() && ledger.solvent();
        sound.then(|| flow.units()[..self.question.choices.len()].to_vec())
    }

    /// The question with households counted one by one.
    fn counted(&self) -> Question {
        let mut asked = self.question.clone();
        count(&mut asked);
        asked
    }

    /// Households of each demand that nobody serves.
    fn waiting(&self, ready: &Ready, flow: &Flow<'_>) -> Vec<u32> {
        let mut waiting: Vec<u32> = self.question.demands.iter().map(|d| d.households).collect();
        for (i, n) in ready.links.demand.iter().zip(flow.on()) {
            waiting[*i as usize] -= *n as u32;
        }
        waiting
    }

    fn left_of(&self, waiting: &[u32]) -> Vec<u32> {
        let mut left = vec![0; self.all.len()];
        for (part, n) in self.parts.of.iter().zip(waiting) {
            left[*part as usize] += n;
        }
        left
    }

    /// The level of a plan whose units serve as they come.
    fn left_by(&self, units: &[u32]) -> f64 {
        let question = self.counted();
        let ready = Ready::of(&question);
        let mut flow = Flow::new(&ready);
        for (j, n) in units.iter().enumerate() {
            (0..*n).for_each(|_| flow.add(j));
        }
        let left = self.left_of(&self.waiting(&ready, &flow));
        left.iter().enumerate().map(|(g, n)| self.level(g, *n)).fold(0.0, f64::max)
    }

    /// Takes away every unit that the level does not need.
    fn strip(&self, units: &mut [u32], level: f64) {
        let asked = self.with_room(level);
        let ready = Ready::of(&asked);
        let mut flow = Flow::new(&ready);
        let mut order: Vec<usize> = (0..units.len()).filter(|j| units[*j] > 0).collect();
        for (j, choice) in asked.choices.iter().enumerate().skip(units.len()) {
            (0..choice.least).for_each(|_| flow.add(j));
        }
        for j in &order {
            (0..units[*j]).for_each(|_| flow.add(*j));
        }
        // The dearest for whom it serves go first.
        let worth = |j: &usize| {
            let cost: f64 = (0..ready.rows).map(|r| ready.cost(*j, r) as f64).sum();
            let reach: f64 =
                ready.links_of(*j).map(|k| ready.quantity[ready.links.demand[k] as usize]).sum();
            reach.min(ready.capacity[*j]) / cost.max(1.0)
        };
        order.sort_by(|a, b| worth(a).total_cmp(&worth(b)).then(a.cmp(b)));
        for j in order {
            while units[j] > self.question.choices[j].least {
                flow.remove(j);
                if flow.value() < self.wanted() - 0.5 {
                    flow.add(j);
                    break;
                }
                units[j] -= 1;
            }
        }
    }
}

/// Adds a choice that reaches nobody and has a capacity, so that households are counted one by
/// one.
fn count(asked: &mut Question) {
    let group = asked.groups.len() as u32;
    asked.groups.push(Group::FREE);
    let costs = vec![0; asked.ceilings.len()];
    asked.choices.push(Choice { group, costs, capacity: Some(1), least: 0, most: 0 });
    asked.links.start.push(asked.links.demand.len());
    *asked = alike(asked);
}

/// The smallest level that no part is left above: households, or a share (0–1). `None` where no
/// plan is allowed at all.
pub fn evenly(
    question: &Question,
    parts: &Parts,
    effort: Effort,
    progress: &Progress,
    watch: &mut dyn FnMut(&Least),
) -> Option<Least> {
    let even = Even::of(question, parts);
    let mut asked = Asked {
        own: question.choices.len(),
        best: Vec::new(),
        low: 0.0,
        high: f64::INFINITY,
        spent: 0,
        effort,
        progress,
        even: &even,
    };
    if let Some(units) = even.first() {
        asked.high = even.left_by(&units);
        asked.best = units;
    } else {
        let all = (0..even.all.len()).map(|g| even.level(g, even.all[g])).fold(0.0, f64::max);
        let Said::Yes(_) = asked.at(all, effort.links) else { return None };
    }
    asked.tell(watch);
    // Short questions first: most levels are answered at once. Then longer ones between.
    for part in [600, 100, 25] {
        asked.search(effort.links / part, watch);
        if asked.is_done() {
            break;
        }
    }
    let (high, low, mut spent) = (asked.high, asked.low, asked.spent);
    let units = fill(question, &even, asked.best, high, effort, progress, &mut spent);
    Some(Least { units, value: high, bound: low.min(high), links: spent })
}

/// What is known so far: a plan at the level `high`, and that no level below `low` can be kept.
struct Asked<'a> {
    even: &'a Even<'a>,
    own: usize,
    best: Vec<u32>,
    low: f64,
    high: f64,
    spent: u64,
    effort: Effort,
    progress: &'a Progress,
}

impl Asked<'_> {
    fn is_done(&self) -> bool {
        self.low >= self.high || self.progress.is_canceled() || self.spent >= self.effort.links
    }

    fn at(&mut self, level: f64, links: u64) -> Said {
        let effort = Effort { links: links.saturating_mul(3), ..self.effort };
        let (wanted, progress) = (self.even.wanted(), self.progress);
        let ask = Ask { wanted, least: LEAST, effort, progress };
        let mut spent = 0;
        let said = ask.of(&self.even.with_room(level), &mut spent);
        self.spent += spent;
        match &said {
            Said::Yes(plan) => {
                self.best = plan[..self.own].to_vec();
                self.high = self.high.min(self.even.serve(&self.best, level).1.min(level));
            }
            Said::No => self.low = self.low.max(self.even.above(level)),
            Said::Open => {}
        }
        said
    }

    /// Half way between `from` and `to`; never the rooms of a level twice.
    fn middle(&self, from: f64, to: f64) -> f64 {
        if self.even.above(from) >= to { from } else { f64::midpoint(from, to) }
    }

    /// Bisection from above for a plan, then from below for what cannot be.
    fn search(&mut self, links: u64, watch: &mut dyn FnMut(&Least)) {
        let mut from = self.low;
        let mut open: Option<f64> = None;
        while from < self.high && !self.is_done() {
            let level = self.middle(from, self.high);
            if let Said::Open = self.at(level, links) {
                open = Some(open.map_or(level, |o: f64| o.min(level)));
                from = self.even.above(level);
            }
            from = from.max(self.low);
            self.tell(watch);
        }
        let mut to = open.unwrap_or(self.low).min(self.high);
        while self.low < to && !self.is_done() {
            let level = self.middle(self.low, to);
            match self.at(level, links) {
                Said::No => {}
                Said::Open | Said::Yes(_) => to = level,
            }
            self.tell(watch);
        }
    }

    fn tell(&self, watch: &mut dyn FnMut(&Least)) {
        watch(&Least {
            units: self.best.clone(),
            value: self.high,
            bound: self.low.min(self.high),
            links: self.spent,
        });
    }
}

/// What is left of the ceilings serves as many as it can; the level stays.
fn fill(
    question: &Question,
    even: &Even<'_>,
    mut units: Vec<u32>,
    level: f64,
    effort: Effort,
    progress: &Progress,
    spent: &mut u64,
) -> Vec<u32> {
    let part = Effort { links: (effort.links / 4).max(1_000_000), ..effort };
    let mut most = |question: &Question| -> Standing {
        let found = super::most(question, part, progress, &mut |_| {});
        *spent += found.links;
        found
    };
    // The plan that serves most may keep the level by itself.
    let free = most(question);
    if free.sound && even.serve(&free.units, level).1 <= level + 1e-12 {
        return free.units;
    }
    even.strip(&mut units, level);
    let mut kept = question.clone();
    for (choice, n) in kept.choices.iter_mut().zip(&units) {
        choice.least = choice.least.max(*n);
    }
    let found = most(&kept);
    if found.sound { found.units } else { units }
}

/// Who is served by whom at the level of a plan that [`evenly`] found.
pub fn evenly_served(question: &Question, parts: &Parts, units: &[u32], level: f64) -> Service {
    Even::of(question, parts).serve(units, level).0
}
