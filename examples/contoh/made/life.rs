//! How people live: planted poverty pockets, and the counts that the dinas would have.
//!
//! A low, smooth background; in a pocket poverty, stunting and lack of water rise together; some
//! poor villages stand alone. Counts are binomial, so small villages are noisy, as in life.

use std::collections::BTreeSet;

use super::border::{Kind, Land};
use super::place::Village;
use super::random::{Field, Random};
use super::sites::distance;

/// How many villages each planted pocket has.
pub const POCKET_SIZES: [usize; 5] = [14, 11, 10, 8, 6];
/// How much of a planted pocket's borders should lie inside it, on average; each place that was
/// tried in vain lowers the demand a little.
const REMOTE: f64 = 0.85;
const REMOTE_STEP: f64 = 0.0004;
const LONE: usize = 5;
/// Villages that each table leaves out.
const LEFT_OUT: [usize; 4] = [5, 4, 3, 2];

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Planted {
    No,
    /// Pockets are numbered from 1.
    Pocket(usize),
    Lone,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Table {
    Poverty,
    Stunting,
    Water,
    Idm,
}

/// One village's figures.
pub struct Life {
    pub planted: Planted,
    pub families: u32,
    /// Families in deciles 1, 2, 3 and 4.
    pub deciles: [u32; 4],
    /// Toddlers measured, by height for age: very short, short, normal, tall.
    pub heights: [u32; 4],
    /// The same toddlers by weight for age: very low, low, normal, risk of too much.
    pub weights: [u32; 4],
    pub without_water: u32,
    pub open_defecation: u32,
    /// Social, economic and ecological resilience, 0–1.
    pub idm: [f64; 3],
    left_out: [bool; 4],
}

impl Life {
    pub fn measured(&self) -> u32 {
        self.heights.iter().sum()
    }

    pub fn poorest_percent(&self) -> f64 {
        percent(self.deciles[0] + self.deciles[1], self.families)
    }

    pub fn stunted_percent(&self) -> f64 {
        percent(self.heights[0] + self.heights[1], self.measured())
    }

    pub fn stands_in(&self, table: Table) -> bool {
        !self.left_out[table as usize]
    }
}

/// To two decimals, 0–100; the whole is never 0 here.
pub fn percent(part: u32, whole: u32) -> f64 {
    (f64::from(part) * 10_000.0 / f64::from(whole)).round() / 100.0
}

/// One per village.
pub fn lives(villages: &[Village], land: &Land, seed: u64) -> Vec<Life> {
    let near = neighbours(villages, land);
    let planted = plant(villages, land, &near, seed);
    let strengths = strength(&near, &planted);
    let fields = [6, 7, 8].map(|stream| Field::new(seed, stream, 34.0));
    let mut lives: Vec<Life> = (0..villages.len())
        .map(|v| {
            let seat = land.plots[villages[v].plot].seat;
            let smooth = [0, 1, 2].map(|k: usize| fields[k].at(seat));
            let mut random = Random::new(seed ^ 0x11FE, v as u64);
            life((planted[v], strengths[v]), land.plots[villages[v].plot].kind, smooth, &mut random)
        })
        .collect();
    let mut random = Random::new(seed, 9);
    for (table, count) in LEFT_OUT.into_iter().enumerate() {
        let mut left = 0;
        while left < count {
            let v = random.below(lives.len());
            let counts = table != Table::Idm as usize || villages[v].code.as_bytes()[9] == b'2';
            if lives[v].planted == Planted::No && counts && !lives[v].left_out[table] {
                lives[v].left_out[table] = true;
                left += 1;
            }
        }
    }
    lives
}

/// Land borders in village order.
fn neighbours(villages: &[Village], land: &Land) -> Vec<BTreeSet<usize>> {
    let mut village_of = vec![0; land.plots.len()];
    for (v, village) in villages.iter().enumerate() {
        village_of[village.plot] = v;
    }
    let around = |village: &Village| {
        land.neighbours[village.plot].iter().map(|&plot| village_of[plot]).collect()
    };
    villages.iter().map(around).collect()
}

fn plant(villages: &[Village], land: &Land, near: &[BTreeSet<usize>], seed: u64) -> Vec<Planted> {
    let mut random = Random::new(seed, 21);
    let mut planted = vec![Planted::No; villages.len()];
    let seat = |v: usize| land.plots[villages[v].plot].seat;
    let ordinary = |v: usize| land.plots[villages[v].plot].kind == Kind::Ordinary;
    let (mut pocket, mut demand) = (1, REMOTE);
    while pocket <= POCKET_SIZES.len() {
        let middle = random.below(villages.len());
        let mut members = BTreeSet::from([middle]);
        while members.len() < POCKET_SIZES[pocket - 1] {
            let next = members
                .iter()
                .flat_map(|&v| near[v].iter().copied())
                .filter(|v| !members.contains(v) && ordinary(*v))
                .min_by(|&a, &b| {
                    let far = |v: usize| distance(seat(v), seat(middle));
                    far(a).total_cmp(&far(b))
                });
            let Some(next) = next else { break };
            members.insert(next);
        }
        let full = members.len() == POCKET_SIZES[pocket - 1];
        // Poverty lies where the road ends: on a cape, an island, a far coast.
        let inner = members.iter().map(|&v| inner_share(v, &near[v], &members)).sum::<f64>();
        let remote = inner / members.len() as f64 > demand;
        demand -= REMOTE_STEP;
        if full
            && remote
            && ordinary(middle)
            && members.iter().all(|&v| clear(v, near, &planted, 3))
        {
            for v in members {
                planted[v] = Planted::Pocket(pocket);
            }
            (pocket, demand) = (pocket + 1, REMOTE);
        }
    }
    for v in 0..villages.len() {
        // One of the two villages on the sea is poor too: it has no neighbour to show it.
        let last = land.plots.len() - 1;
        if villages[v].plot == last {
            planted[v] = Planted::Lone;
        }
    }
    let mut left = LONE - 1;
    while left > 0 {
        let v = random.below(villages.len());
        if near[v].len() >= 4 && ordinary(v) && clear(v, near, &planted, 3) {
            planted[v] = Planted::Lone;
            left -= 1;
        }
    }
    planted
}

/// The share of a village's neighbours that are `members`.
fn inner_share(village: usize, near: &BTreeSet<usize>, members: &BTreeSet<usize>) -> f64 {
    let inner = near.iter().filter(|v| **v != village && members.contains(v)).count();
    inner as f64 / near.len().max(1) as f64
}

/// How strongly each village has what its pocket has: most in the middle, a little just outside.
fn strength(near: &[BTreeSet<usize>], planted: &[Planted]) -> Vec<f64> {
    let pocket = |v: usize| matches!(planted[v], Planted::Pocket(_));
    let members: BTreeSet<usize> = (0..planted.len()).filter(|&v| pocket(v)).collect();
    let of = |v: usize| match planted[v] {
        Planted::Pocket(_) => 0.50 + 0.80 * inner_share(v, &near[v], &members),
        Planted::Lone => 0.85,
        Planted::No => {
            if near[v].iter().any(|other| members.contains(other)) {
                0.25
            } else {
                0.0
            }
        }
    };
    (0..planted.len()).map(of).collect()
}

/// Whether nothing is planted within `steps` borders of a village.
fn clear(village: usize, near: &[BTreeSet<usize>], planted: &[Planted], steps: usize) -> bool {
    let mut reached = BTreeSet::from([village]);
    for _ in 0..steps {
        let next: Vec<usize> = reached.iter().flat_map(|&v| near[v].iter().copied()).collect();
        reached.extend(next);
    }
    reached.into_iter().all(|v| planted[v] == Planted::No)
}

fn life(
    (planted, strength): (Planted, f64),
    kind: Kind,
    smooth: [f64; 3],
    random: &mut Random,
) -> Life {
    let crowd = random.unit();
    let families = match kind {
        Kind::Ordinary => 80 + (820.0 * crowd * crowd) as u32,
        Kind::Forest => 140,
        Kind::OnTheSea => 210,
    };
    // How much poverty, stunting and lack of water rise.
    let [poor, short, dry] =
        [0.25, 0.20, 0.42].map(|rise| rise * strength * random.between(0.85, 1.15));
    let mut chance = |low: f64, wave: f64, ragged: f64, rise: f64| {
        (low + wave + ragged * random.normal() + rise).clamp(0.01, 0.95)
    };
    let poorest = chance(0.105, 0.020 * smooth[0], 0.018, poor);
    let stunting = chance(0.150, 0.030 * smooth[1], 0.025, short);
    let dryness = chance(0.170, 0.060 * smooth[2], 0.050, dry);
    let open = chance(0.060, 0.020 * smooth[2], 0.020, 0.5 * dry);
    let low_weight = chance(0.110, 0.020 * smooth[1], 0.020, 0.6 * short);
    let idm = [0.74, 0.58, 0.64].map(|level: f64| {
        let fall = 0.9 * (poorest - 0.105);
        ((level - fall + 0.05 * random.normal()).clamp(0.2, 0.98) * 1e4).round() / 1e4
    });
    let first = random.binomial(families, 0.42 * poorest);
    let second = random.binomial(families - first, 0.58 * poorest / (1.0 - 0.42 * poorest));
    let third = random.binomial(families - first - second, 0.14);
    let fourth = random.binomial(families - first - second - third, 0.16);
    let toddlers = (f64::from(families) * random.between(0.26, 0.38)) as u32;
    let measured = ((f64::from(toddlers) * random.between(0.72, 0.99)) as u32).max(6);
    Life {
        planted,
        families,
        deciles: [first, second, third, fourth],
        heights: spread(measured, stunting, 0.012, random),
        weights: spread(measured, low_weight, 0.05, random),
        without_water: random.binomial(families, dryness),
        open_defecation: random.binomial(families, open),
        idm,
        left_out: [false; 4],
    }
}

/// Toddlers by four classes: the first two are `low` of them together, the last is `high`.
fn spread(measured: u32, low: f64, high: f64, random: &mut Random) -> [u32; 4] {
    let both = random.binomial(measured, low);
    let worst = random.binomial(both, 0.28);
    let most = random.binomial(measured - both, high);
    [worst, both - worst, measured - both - most, most]
}
