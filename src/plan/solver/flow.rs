//! Served up to a capacity: households flow from villages to units, the worthiest first.
//!
//! Sets of households that units can serve together form a matroid, so one more unit never costs
//! a household its place, and the best plan of service is found by single augmenting paths.

use super::problem::Ready;
use super::served::Served;

const NONE: u32 = u32::MAX;

pub(super) struct Flow<'a> {
    ready: &'a Ready,
    units: Vec<u32>,
    /// Households on each link, by the order of `links`.
    on: Vec<i64>,
    /// Households of each demand still waiting; room of each choice still free.
    waiting: Vec<i64>,
    room: Vec<i64>,
    value: f64,
    alone: Vec<f64>,
    /// Changes since a mark, to take them back.
    journal: Vec<(u32, u32, i64)>,
    /// Search: for each choice the link it was reached by, for each demand likewise.
    from_choice: Vec<u32>,
    from_demand: Vec<u32>,
    seen_choices: Vec<u32>,
    seen_demands: Vec<u32>,
    owner: Vec<u32>,
    work: u64,
}

/// Room of a choice that has no capacity: more than all households of a country.
const ENDLESS: i64 = 1 << 40;

impl<'a> Flow<'a> {
    pub(super) fn new(ready: &'a Ready) -> Self {
        let mut owner = vec![0; ready.links.demand.len()];
        for j in 0..ready.choices {
            owner[ready.links_of(j)].fill(j as u32);
        }
        Self {
            ready,
            units: vec![0; ready.choices],
            on: vec![0; ready.links.demand.len()],
            waiting: ready.quantity.iter().map(|q| *q as i64).collect(),
            room: vec![0; ready.choices],
            value: 0.0,
            alone: (0..ready.choices).map(|j| alone(ready, j)).collect(),
            journal: Vec::new(),
            from_choice: vec![NONE; ready.choices],
            from_demand: vec![NONE; ready.demands],
            seen_choices: Vec::new(),
            seen_demands: Vec::new(),
            owner,
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

    fn shift(&mut self, link: u32, choice: u32, amount: i64) {
        let demand = self.ready.links.demand[link as usize] as usize;
        self.on[link as usize] += amount;
        self.waiting[demand] -= amount;
        self.room[choice as usize] -= amount;
        self.value += amount as f64 * self.ready.worth[demand];
        self.journal.push((link, choice, amount));
    }

    fn take_back(&mut self) {
        while let Some((link, choice, amount)) = self.journal.pop() {
            let demand = self.ready.links.demand[link as usize] as usize;
            self.on[link as usize] -= amount;
            self.waiting[demand] += amount;
            self.room[choice as usize] += amount;
        }
    }

    fn forget(&mut self) {
        for j in self.seen_choices.drain(..) {
            self.from_choice[j as usize] = NONE;
        }
        for i in self.seen_demands.drain(..) {
            self.from_demand[i as usize] = NONE;
        }
    }

    /// All demands that free room of `start` could serve, through others that make place; the
    /// worthiest that waits.
    fn reach(&mut self, start: usize) -> Option<u32> {
        self.forget();
        self.work += 40;
        self.seen_choices.push(start as u32);
        self.from_choice[start] = NONE - 1;
        let mut best: Option<u32> = None;
        let mut next = 0;
        while next < self.seen_choices.len() {
            let j = self.seen_choices[next] as usize;
            next += 1;
            for k in self.ready.links_of(j) {
                let i = self.ready.links.demand[k];
                let d = i as usize;
                if self.from_demand[d] != NONE || self.ready.quantity[d] == 0.0 {
                    continue;
                }
                self.from_demand[d] = k as u32;
                self.seen_demands.push(i);
                if self.waiting[d] > 0
                    && self.ready.worth[d] > 0.0
                    && best.is_none_or(|b| {
                        let (now, then) = (self.ready.worth[d], self.ready.worth[b as usize]);
                        now > then || (now == then && i < b)
                    })
                {
                    best = Some(i);
                }
                for b in self.ready.back_start[d]..self.ready.back_start[d + 1] {
                    let link = self.ready.back_link[b];
                    let other = self.ready.back_choice[b] as usize;
                    if self.on[link as usize] > 0 && self.from_choice[other] == NONE {
                        self.from_choice[other] = link;
                        self.seen_choices.push(other as u32);
                    }
                }
                self.work += (self.ready.back_start[d + 1] - self.ready.back_start[d]) as u64;
            }
        }
        best
    }

    /// Fills the free room of `start` with the worthiest that wait.
    fn fill(&mut self, start: usize) {
        while self.room[start] > 0 {
            let Some(demand) = self.reach(start) else { return };
            // Walk back once for the width, once to move.
            let mut width = self.room[start].min(self.waiting[demand as usize]);
            let mut path = Vec::new();
            let mut at = demand;
            loop {
                let take = self.from_demand[at as usize];
                let choice = self.owner[take as usize];
                path.push((take, choice, 1));
                if choice as usize == start {
                    break;
                }
                let give = self.from_choice[choice as usize];
                width = width.min(self.on[give as usize]);
                path.push((give, choice, -1));
                at = self.ready.links.demand[give as usize];
            }
            for (link, choice, sign) in path {
                self.shift(link, choice, sign * width);
            }
        }
    }

    /// Finds another place for households of `demand` that lost theirs; evicts only who is worth
    /// less.
    fn place(&mut self, demand: usize) {
        while self.waiting[demand] > 0 {
            self.forget();
            let Some((end, evicted)) = self.seek(demand) else { return };
            let mut width = self.waiting[demand];
            width = width.min(evicted.map_or(self.room[end as usize], |l| self.on[l as usize]));
            let mut path: Vec<(u32, u32, i64)> = Vec::new();
            if let Some(link) = evicted {
                path.push((link, end, -1));
            }
            let mut choice = end;
            loop {
                let link = self.from_choice[choice as usize];
                path.push((link, choice, 1));
                let i = self.ready.links.demand[link as usize];
                if i as usize == demand {
                    break;
                }
                let left = self.from_demand[i as usize];
                width = width.min(self.on[left as usize]);
                choice = self.owner[left as usize];
                path.push((left, choice, -1));
            }
            for (link, choice, sign) in path {
                self.shift(link, choice, sign * width);
            }
        }
    }

    /// A choice with room reachable from `demand`, or the least worthy household in the way.
    fn seek(&mut self, demand: usize) -> Option<(u32, Option<u32>)> {
        let mut cheapest: Option<(f64, u32, u32)> = None;
        self.seen_demands.push(demand as u32);
        self.from_demand[demand] = NONE - 1;
        let mut next = 0;
        while next < self.seen_demands.len() {
            let d = self.seen_demands[next] as usize;
            next += 1;
            for b in self.ready.back_start[d]..self.ready.back_start[d + 1] {
                let j = self.ready.back_choice[b];
                if self.units[j as usize] == 0 || self.from_choice[j as usize] != NONE {
                    continue;
                }
                self.from_choice[j as usize] = self.ready.back_link[b];
                self.seen_choices.push(j);
                if self.room[j as usize] > 0 {
                    return Some((j, None));
                }
                let links = self.ready.links_of(j as usize);
                self.work += links.len() as u64;
                for k in links {
                    let i = self.ready.links.demand[k];
                    if self.on[k] == 0 || self.from_demand[i as usize] != NONE {
                        continue;
                    }
                    let worth = self.ready.worth[i as usize];
                    if worth < self.ready.worth[demand] && cheapest.is_none_or(|(w, ..)| worth < w)
                    {
                        cheapest = Some((worth, j, k as u32));
                    }
                    self.from_demand[i as usize] = k as u32;
                    self.seen_demands.push(i);
                }
            }
        }
        cheapest.map(|(_, j, link)| (j, Some(link)))
    }
}

/// What one unit of a choice serves where nothing else is built.
fn alone(ready: &Ready, choice: usize) -> f64 {
    let mut waiting: Vec<(f64, f64)> = ready
        .links
        .of_choice(choice)
        .iter()
        .map(|i| (ready.worth[*i as usize], ready.quantity[*i as usize]))
        .collect();
    waiting.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut room = ready.capacity[choice];
    let mut value = 0.0;
    for (worth, quantity) in waiting {
        let take = quantity.min(room);
        value += worth * take;
        room -= take;
    }
    value
}

impl Served for Flow<'_> {
    fn value(&self) -> f64 {
        self.value
    }

    fn gain(&mut self, choice: usize) -> f64 {
        let (before, room) = (self.value, self.room[choice]);
        self.journal.clear();
        self.room[choice] = room + self.unit_room(choice);
        self.fill(choice);
        let gain = self.value - before;
        self.take_back();
        self.value = before;
        self.room[choice] = room;
        gain
    }

    fn gain_at_most(&self, choice: usize) -> f64 {
        self.alone[choice]
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
        let mut links: Vec<usize> =
            self.ready.links_of(choice).filter(|k| self.on[*k] > 0).collect();
        let worth = |k: &usize| self.ready.worth[self.ready.links.demand[*k] as usize];
        links.sort_by(|a, b| worth(a).total_cmp(&worth(b)).then(a.cmp(b)));
        let mut lost = Vec::new();
        for k in links {
            if self.room[choice] >= 0 {
                break;
            }
            let amount = self.on[k].min(-self.room[choice]);
            self.shift(k as u32, choice as u32, -amount);
            lost.push(self.ready.links.demand[k] as usize);
        }
        for demand in lost.into_iter().rev() {
            self.place(demand);
        }
        self.journal.clear();
    }

    fn units(&self) -> &[u32] {
        &self.units
    }

    fn work(&self) -> u64 {
        self.work
    }
}
