//! Served up to a capacity, and worth more the nearer: households go where all of them together
//! have the shortest ways.
//!
//! A transportation problem kept at its best unit by unit (successive shortest paths): more room
//! draws along the path that gains most, less room lets go along the path that loses least. Its
//! value is submodular in the units, so that an old gain is a bound of the new one.

use super::problem::Ready;
use super::served::Served;

const NONE: u32 = u32::MAX;
/// The path begins here.
const START: u32 = u32::MAX - 1;

pub(super) struct Ways<'a> {
    ready: &'a Ready,
    profit: &'a [f64],
    units: Vec<u32>,
    /// Households on each link, by the order of `links`.
    on: Vec<i64>,
    owner: Vec<u32>,
    /// Links of each demand that are used.
    used: Vec<Vec<u32>>,
    waiting: Vec<i64>,
    room: Vec<i64>,
    value: f64,
    /// Gains of an earlier, smaller plan: never less than the gain now.
    stale: Vec<f64>,
    journal: Vec<(u32, i64)>,
    /// Search: what the best path to each choice is worth, the link it takes and the link it
    /// gives up.
    worth: Vec<f64>,
    by: Vec<(u32, u32)>,
    queued: Vec<bool>,
    seen: Vec<u32>,
    /// Less than this is no gain.
    least: f64,
    work: u64,
}

/// Where a path ends.
#[derive(Clone, Copy)]
enum End {
    /// A household that waits is taken by this link, or one is let go to wait.
    Demand { link: u32 },
    /// This choice keeps free room, or has some.
    Choice { choice: u32 },
}

/// Room of a choice that has no capacity: more than all households of a country.
const ENDLESS: i64 = 1 << 40;

impl<'a> Ways<'a> {
    pub(super) fn new(ready: &'a Ready) -> Self {
        let profit = ready.links.profit.as_deref().unwrap_or_default();
        let mut owner = vec![0; ready.links.demand.len()];
        for j in 0..ready.choices {
            owner[ready.links_of(j)].fill(j as u32);
        }
        let highest = profit.iter().copied().fold(0.0, f64::max);
        Self {
            ready,
            profit,
            units: vec![0; ready.choices],
            on: vec![0; ready.links.demand.len()],
            owner,
            used: vec![Vec::new(); ready.demands],
            waiting: ready.quantity.iter().map(|q| *q as i64).collect(),
            room: vec![0; ready.choices],
            value: 0.0,
            stale: vec![f64::INFINITY; ready.choices],
            journal: Vec::new(),
            worth: vec![f64::NEG_INFINITY; ready.choices],
            by: vec![(NONE, NONE); ready.choices],
            queued: vec![false; ready.choices],
            seen: Vec::new(),
            least: 1e-12 * highest,
            work: ready.links.demand.len() as u64,
        }
    }

    /// Households on each link, for who serves whom.
    pub(super) fn on(&self) -> &[i64] {
        &self.on
    }

    fn unit_room(&self, choice: usize) -> i64 {
        if self.ready.capacity[choice].is_finite() {
            self.ready.capacity[choice] as i64
        } else {
            ENDLESS
        }
    }

    fn demand(&self, link: u32) -> usize {
        self.ready.links.demand[link as usize] as usize
    }

    fn shift(&mut self, link: u32, amount: i64) {
        let (k, i) = (link as usize, self.demand(link));
        let before = self.on[k];
        self.on[k] += amount;
        if before == 0 {
            self.used[i].push(link);
        } else if self.on[k] == 0 {
            self.used[i].retain(|l| *l != link);
        }
        self.waiting[i] -= amount;
        self.room[self.owner[k] as usize] -= amount;
        self.value += amount as f64 * self.profit[k];
    }

    fn moved(&mut self, link: u32, amount: i64) {
        self.shift(link, amount);
        self.journal.push((link, amount));
    }

    fn forget(&mut self) {
        for j in self.seen.drain(..) {
            self.worth[j as usize] = f64::NEG_INFINITY;
            self.by[j as usize] = (NONE, NONE);
            self.queued[j as usize] = false;
        }
    }

    /// The best path on which free room of `start` draws households, and what each gains.
    fn draw(&mut self, start: usize) -> Option<(End, f64)> {
        self.forget();
        self.seen.push(start as u32);
        (self.worth[start], self.by[start]) = (0.0, (START, START));
        let mut queue = vec![start as u32];
        let (mut next, mut best) = (0, None::<(End, f64)>);
        let better = |best: &Option<(End, f64)>, worth: f64, least: f64| {
            worth > best.as_ref().map_or(0.0, |b| b.1) + least
        };
        while next < queue.len() {
            let j = queue[next] as usize;
            (next, self.queued[j]) = (next + 1, false);
            let so_far = self.worth[j];
            self.work += self.ready.links_of(j).len() as u64 + 4;
            for k in self.ready.links_of(j) {
                let i = self.ready.links.demand[k] as usize;
                let taken = so_far + self.profit[k];
                if self.waiting[i] > 0 && better(&best, taken, self.least) {
                    best = Some((End::Demand { link: k as u32 }, taken));
                }
                for at in 0..self.used[i].len() {
                    let given = self.used[i][at];
                    let other = self.owner[given as usize] as usize;
                    let worth = taken - self.profit[given as usize];
                    if other == start || worth <= self.worth[other] + self.least {
                        continue;
                    }
                    if self.worth[other] == f64::NEG_INFINITY {
                        self.seen.push(other as u32);
                    }
                    (self.worth[other], self.by[other]) = (worth, (k as u32, given));
                    if better(&best, worth, self.least) {
                        best = Some((End::Choice { choice: other as u32 }, worth));
                    }
                    if !self.queued[other] {
                        self.queued[other] = true;
                        queue.push(other as u32);
                    }
                }
            }
            // Rounding could make a circle seem to gain; a path is never so long.
            if next > 16 * (self.seen.len() + 4) * (self.seen.len() + 4) {
                break;
            }
        }
        // A worth that grew after the end was found belongs to the path as it stands now.
        best.map(|(end, _)| (end, self.worth_of(end)))
    }

    fn worth_of(&self, end: End) -> f64 {
        match end {
            End::Demand { link } => {
                self.worth[self.owner[link as usize] as usize] + self.profit[link as usize]
            }
            End::Choice { choice } => self.worth[choice as usize],
        }
    }

    /// Links of a path from its end: taken (1) and given up (−1). `None` where it is a circle.
    fn path(&self, end: End) -> Option<Vec<(u32, i64)>> {
        let mut path = Vec::new();
        let mut at = match end {
            End::Demand { link } => {
                path.push((link, 1));
                self.owner[link as usize] as usize
            }
            End::Choice { choice } => choice as usize,
        };
        while self.by[at].0 != START {
            let (taken, given) = self.by[at];
            path.push((given, -1));
            path.push((taken, 1));
            at = self.owner[taken as usize] as usize;
            if path.len() > 2 * self.seen.len() + 2 {
                return None;
            }
        }
        Some(path)
    }

    /// Free room of `start` draws as long as anything is gained.
    fn fill(&mut self, start: usize) {
        while self.room[start] > 0 {
            let Some((end, _)) = self.draw(start) else { return };
            let Some(path) = self.path(end) else { return };
            let mut width = self.room[start];
            if let End::Demand { link } = end {
                width = width.min(self.waiting[self.demand(link)]);
            }
            for (link, sign) in &path {
                if *sign < 0 {
                    width = width.min(self.on[*link as usize]);
                }
            }
            for (link, sign) in path {
                self.moved(link, sign * width);
            }
        }
    }

    /// The path on which `start` lets go of households so that least is lost.
    fn release(&mut self, start: usize) -> Option<End> {
        self.forget();
        self.seen.push(start as u32);
        (self.worth[start], self.by[start]) = (0.0, (START, START));
        let mut queue = vec![start as u32];
        let (mut next, mut best) = (0, None::<(End, f64)>);
        while next < queue.len() {
            let j = queue[next] as usize;
            (next, self.queued[j]) = (next + 1, false);
            let so_far = self.worth[j];
            for given in self.ready.links_of(j).filter(|k| self.on[*k] > 0) {
                let i = self.ready.links.demand[given] as usize;
                let lost = so_far - self.profit[given];
                if best.is_none_or(|b| lost > b.1 + self.least) {
                    best = Some((End::Demand { link: given as u32 }, lost));
                }
                let around = self.ready.back_start[i]..self.ready.back_start[i + 1];
                self.work += around.len() as u64;
                for b in around {
                    let other = self.ready.back_choice[b] as usize;
                    let worth = lost + self.ready.back_profit[b];
                    if other == start
                        || self.units[other] == 0
                        || worth <= self.worth[other] + self.least
                    {
                        continue;
                    }
                    if self.worth[other] == f64::NEG_INFINITY {
                        self.seen.push(other as u32);
                    }
                    let taken = self.ready.back_link[b];
                    (self.worth[other], self.by[other]) = (worth, (taken, given as u32));
                    if self.room[other] > 0 && best.is_none_or(|b| worth > b.1 + self.least) {
                        best = Some((End::Choice { choice: other as u32 }, worth));
                    }
                    if !self.queued[other] {
                        self.queued[other] = true;
                        queue.push(other as u32);
                    }
                }
            }
            self.work += self.ready.links_of(j).len() as u64 / 4 + 4;
            if next > 16 * (self.seen.len() + 4) * (self.seen.len() + 4) {
                break;
            }
        }
        best.map(|b| b.0)
    }

    /// Links of a path that lets go, from its end.
    fn path_back(&self, end: End) -> Option<Vec<(u32, i64)>> {
        let mut path = Vec::new();
        let mut at = match end {
            End::Demand { link } => {
                path.push((link, -1));
                self.owner[link as usize] as usize
            }
            End::Choice { choice } => choice as usize,
        };
        while self.by[at].0 != START {
            let (taken, given) = self.by[at];
            path.push((taken, 1));
            path.push((given, -1));
            at = self.owner[given as usize] as usize;
            if path.len() > 2 * self.seen.len() + 2 {
                return None;
            }
        }
        Some(path)
    }

    /// Takes away from `start` until its room is no longer below zero.
    fn shrink(&mut self, start: usize) {
        while self.room[start] < 0 {
            let end = self.release(start);
            let path = end.and_then(|end| Some((end, self.path_back(end)?)));
            let Some((end, path)) = path else {
                // Rounding made a circle of the path: the last link is let go of.
                let Some(k) = self.ready.links_of(start).rfind(|k| self.on[*k] > 0) else { return };
                let amount = self.on[k].min(-self.room[start]);
                self.shift(k as u32, -amount);
                continue;
            };
            let mut width = -self.room[start];
            if let End::Choice { choice } = end {
                width = width.min(self.room[choice as usize]);
            }
            for (link, sign) in &path {
                if *sign < 0 {
                    width = width.min(self.on[*link as usize]);
                }
            }
            for (link, sign) in path {
                self.shift(link, sign * width);
            }
        }
    }
}

impl Served for Ways<'_> {
    fn value(&self) -> f64 {
        self.value
    }

    fn gain(&mut self, choice: usize) -> f64 {
        let (before, room) = (self.value, self.room[choice]);
        self.journal.clear();
        self.room[choice] += self.unit_room(choice);
        self.fill(choice);
        let gain = self.value - before;
        while let Some((link, amount)) = self.journal.pop() {
            self.shift(link, -amount);
        }
        self.value = before;
        self.room[choice] = room;
        self.stale[choice] = gain;
        gain
    }

    fn gain_at_most(&self, choice: usize) -> f64 {
        self.stale[choice]
    }

    fn add(&mut self, choice: usize) {
        self.units[choice] += 1;
        self.room[choice] += self.unit_room(choice);
        self.fill(choice);
        self.journal.clear();
    }

    fn remove(&mut self, choice: usize) {
        self.units[choice] -= 1;
        self.room[choice] -= self.unit_room(choice);
        self.shrink(choice);
        // A smaller plan: gains may have grown.
        self.stale.fill(f64::INFINITY);
    }

    fn units(&self) -> &[u32] {
        &self.units
    }

    fn work(&self) -> u64 {
        self.work
    }
}
