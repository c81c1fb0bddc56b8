//! Fractal borders: each border between two places is drawn once, and both sides take its vertices.
//!
//! Midpoint displacement, held inside the two triangles from the border to its two places. Such
//! triangles of different borders do not overlap, so no border can cross another.

use std::collections::{BTreeMap, BTreeSet};

use super::random::Random;
use super::sites::{Ground, Sites, Spot, distance};

/// South-west corner of the window: open water in the Banda Sea.
const ORIGIN_LON_LAT: Spot = [124.55, -6.10];
/// Kilometres per degree of longitude and latitude about 5.7° south.
const KM_PER_DEGREE: Spot = [110.77, 110.58];
/// How far towards a place its borders may come; the rest of the way stays free for islets.
const REACH: f64 = 0.6;
const SEGMENT_KM: f64 = 0.13;
const ISLETS: usize = 22;
/// Islets lie where the sea has at least this much room.
const ISLET_ROOM_KM: f64 = 0.9;
const SEA_VILLAGE_KM2: [f64; 2] = [0.082, 0.078];

/// One village's ground.
pub struct Plot {
    /// Rings in km, not closed; outer rings counter-clockwise, holes clockwise.
    pub rings: Vec<Vec<Spot>>,
    /// A point inside, and how far about it all is inside, in km.
    pub seat: Spot,
    pub room_km: f64,
    pub kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Ordinary,
    Forest,
    OnTheSea,
}

pub struct Land {
    pub plots: Vec<Plot>,
    /// Which plots share a border.
    pub neighbours: Vec<BTreeSet<usize>>,
}

/// Degrees, to seven decimals (about a centimetre).
pub fn lon_lat(spot: Spot) -> Spot {
    [0, 1].map(|d| ((ORIGIN_LON_LAT[d] + spot[d] / KM_PER_DEGREE[d]) * 1e7).round() / 1e7)
}

/// Signed area in km²: above zero when counter-clockwise.
pub fn area_km2(ring: &[Spot]) -> f64 {
    let next = ring.iter().cycle().skip(1);
    ring.iter().zip(next).map(|(a, b)| a[0] * b[1] - a[1] * b[0]).sum::<f64>() / 2.0
}

/// The villages' plots: one per village place, then the forest, then the two on the sea.
pub fn land(sites: &Sites, seed: u64) -> Land {
    let (owners, owned) = owners(sites);
    let mut neighbours = vec![BTreeSet::new(); owned + SEA_VILLAGE_KM2.len()];
    for (k, cell) in sites.cells.iter().enumerate() {
        for &other in &cell.neighbours {
            let pair = (owners[k], owners.get(other).copied().flatten());
            if let (Some(a), Some(b)) = pair
                && a != b
            {
                neighbours[a].insert(b);
            }
        }
    }
    let mut draw = Draw { sites, seed, owners: &owners, runs: BTreeMap::new() };
    let mut plots: Vec<Plot> = (0..owned).map(|owner| draw.plot(owner)).collect();
    let shore = shore(sites, &owners, seed);
    let islets = islets(sites, &shore, seed);
    for (owner, ring) in islets.into_iter().skip(SEA_VILLAGE_KM2.len()) {
        plots[owner].rings.push(ring);
    }
    plots.extend(sea_villages(sites, &shore, seed));
    Land { plots, neighbours }
}

/// Which plot each place belongs to (`None`: sea), and how many plots there are.
fn owners(sites: &Sites) -> (Vec<Option<usize>>, usize) {
    let villages = sites.grounds.iter().filter(|&&ground| ground == Ground::Village).count();
    let mut next = 0..villages;
    let owner = |ground: &Ground| match ground {
        Ground::Sea => None,
        Ground::Village => next.next(),
        Ground::Forest => Some(villages),
    };
    (sites.grounds.iter().map(owner).collect(), villages + 1)
}

/// A corner is named by the three places that meet in it.
type Corner = [usize; 3];

struct Draw<'a> {
    sites: &'a Sites,
    seed: u64,
    owners: &'a [Option<usize>],
    /// The inner vertices of each border, from its lesser to its greater corner.
    runs: BTreeMap<(Corner, Corner), Vec<Spot>>,
}

impl Draw<'_> {
    fn plot(&mut self, owner: usize) -> Plot {
        let cells: Vec<usize> =
            (0..self.owners.len()).filter(|&k| self.owners[k] == Some(owner)).collect();
        let mut next: BTreeMap<Corner, (Corner, Vec<Spot>)> = BTreeMap::new();
        for &k in &cells {
            let around = &self.sites.cells[k].neighbours;
            let n = around.len();
            for e in 0..n {
                let other = around[e];
                if self.owners[other] != Some(owner) {
                    let from = corner(k, around[(e + n - 1) % n], other);
                    let to = corner(k, other, around[(e + 1) % n]);
                    next.insert(from, (to, self.run(from, to, k, other)));
                }
            }
        }
        let mut rings = Vec::new();
        while let Some((&first, _)) = next.first_key_value() {
            let mut ring = Vec::new();
            let mut at = first;
            while let Some((to, inner)) = next.remove(&at) {
                ring.push(self.place(at));
                ring.extend(inner);
                at = to;
            }
            rings.push(ring);
        }
        rings.sort_by(|a, b| area_km2(b).total_cmp(&area_km2(a)));
        let seat = cells[0];
        let spot = self.sites.spots[seat];
        let room_km = (1.0 - REACH) * self.sites.cells[seat].room(spot, &self.sites.spots);
        let forest = self.sites.grounds[seat] == Ground::Forest;
        let kind = if forest { Kind::Forest } else { Kind::Ordinary };
        Plot { rings, seat: spot, room_km, kind }
    }

    /// The centre of the circle through three places: where their cells meet.
    fn place(&self, corner: Corner) -> Spot {
        let [a, b, c] = corner.map(|k| self.sites.spots[k]);
        let (bx, by) = (b[0] - a[0], b[1] - a[1]);
        let (cx, cy) = (c[0] - a[0], c[1] - a[1]);
        let twice = 2.0 * (bx * cy - by * cx);
        let (bb, cc) = (bx * bx + by * by, cx * cx + cy * cy);
        [a[0] + (cy * bb - by * cc) / twice, a[1] + (bx * cc - cx * bb) / twice]
    }

    /// The inner vertices of a border in the wanted direction.
    fn run(&mut self, from: Corner, to: Corner, k: usize, other: usize) -> Vec<Spot> {
        let key = (from.min(to), from.max(to));
        if !self.runs.contains_key(&key) {
            let fresh = self.displace(key, k.min(other), k.max(other));
            self.runs.insert(key, fresh);
        }
        let mut run = self.runs[&key].clone();
        if from > to {
            run.reverse();
        }
        run
    }

    fn displace(&self, key: (Corner, Corner), low: usize, high: usize) -> Vec<Spot> {
        let (a, b) = (self.place(key.0), self.place(key.1));
        let length = distance(a, b);
        let coast = self.owners[low].is_none() || self.owners[high].is_none();
        let segment = if coast { 0.75 * SEGMENT_KM } else { SEGMENT_KM };
        let mut pieces = 1_usize;
        while (pieces as f64) * segment < 0.75 * length {
            pieces *= 2;
        }
        let mut random = Random::new(self.seed ^ 0xB0DE, ((low as u64) << 32) | high as u64);
        let aside = midpoints(&mut random, pieces, if coast { 0.20 } else { 0.15 });
        let along = [(b[0] - a[0]) / length, (b[1] - a[1]) / length];
        let place = self.sites.spots[low];
        let foot = (place[0] - a[0]) * along[0] + (place[1] - a[1]) * along[1];
        let height = ((place[0] - a[0]) * along[1] - (place[1] - a[1]) * along[0]).abs();
        (1..pieces)
            .map(|step| {
                let x = length * step as f64 / pieces as f64;
                let up = if foot > 0.0 { height * x / foot } else { f64::INFINITY };
                let down = if foot < length {
                    height * (length - x) / (length - foot)
                } else {
                    f64::INFINITY
                };
                let most = REACH * up.min(down);
                let y = (aside[step] * length).clamp(-most, most);
                [a[0] + x * along[0] - y * along[1], a[1] + x * along[1] + y * along[0]]
            })
            .collect()
    }
}

fn corner(a: usize, b: usize, c: usize) -> Corner {
    let mut corner = [a, b, c];
    corner.sort_unstable();
    corner
}

/// Displacements at 0, 1, … `pieces`, as parts of the border's length; both ends stay.
fn midpoints(random: &mut Random, pieces: usize, first: f64) -> Vec<f64> {
    let mut aside = vec![0.0; pieces + 1];
    let (mut step, mut amount) = (pieces, first);
    while step > 1 {
        let half = step / 2;
        for k in (half..pieces).step_by(step) {
            aside[k] = f64::midpoint(aside[k - half], aside[k + half]) + amount * random.normal();
        }
        (step, amount) = (half, amount * 0.55);
    }
    aside
}

/// Sea places beside the land with room for an islet, in random order, each with the land village
/// nearest to it.
fn shore(sites: &Sites, owners: &[Option<usize>], seed: u64) -> Vec<(usize, usize)> {
    let mut random = Random::new(seed, 13);
    let mut shore: Vec<(f64, usize, usize)> = Vec::new();
    for (k, cell) in sites.cells.iter().enumerate() {
        let spot = sites.spots[k];
        if owners[k].is_some() || !cell.is_inner() || cell.room(spot, &sites.spots) < ISLET_ROOM_KM
        {
            continue;
        }
        let near = cell
            .neighbours
            .iter()
            .filter_map(|&other| Some((distance(spot, sites.spots[other]), owners[other]?)))
            .min_by(|a, b| a.0.total_cmp(&b.0));
        if let Some((_, owner)) = near {
            shore.push((random.unit(), k, owner));
        }
    }
    shore.sort_by(|a, b| a.0.total_cmp(&b.0));
    shore.into_iter().map(|(_, k, owner)| (k, owner)).collect()
}

/// Islets off the coast that belong to a village on land; the first two places are left to the
/// villages on the sea.
fn islets(sites: &Sites, shore: &[(usize, usize)], seed: u64) -> Vec<(usize, Vec<Spot>)> {
    let ring = |&(k, owner): &(usize, usize)| {
        let most = (1.0 - REACH) * sites.cells[k].room(sites.spots[k], &sites.spots);
        (owner, islet(sites.spots[k], most, &mut Random::new(seed ^ 0x151E, k as u64)))
    };
    shore.iter().take(ISLETS + SEA_VILLAGE_KM2.len()).map(ring).collect()
}

fn sea_villages<'a>(
    sites: &'a Sites,
    shore: &'a [(usize, usize)],
    seed: u64,
) -> impl Iterator<Item = Plot> + 'a {
    let village = move |(&(k, _), wanted): (&(usize, usize), f64)| {
        let seat = sites.spots[k];
        let ring = islet(seat, 0.3, &mut Random::new(seed ^ 0x5EA, k as u64));
        let scale = (wanted / area_km2(&ring)).sqrt();
        let grow = |spot: Spot| [0, 1].map(|d| seat[d] + scale * (spot[d] - seat[d]));
        let rings = vec![ring.into_iter().map(grow).collect()];
        Plot { rings, seat, room_km: 0.05, kind: Kind::OnTheSea }
    };
    shore.iter().zip(SEA_VILLAGE_KM2).map(village)
}

/// A ragged ring about `seat`, at most `most` km from it.
fn islet(seat: Spot, most: f64, random: &mut Random) -> Vec<Spot> {
    // Eight directions of a regular octagon, its sides then cut in eight: no sine needed.
    let half = std::f64::consts::FRAC_1_SQRT_2;
    let eight = [
        [1.0, 0.0],
        [half, half],
        [0.0, 1.0],
        [-half, half],
        [-1.0, 0.0],
        [-half, -half],
        [0.0, -1.0],
        [half, -half],
    ];
    let knots: Vec<f64> = (0..8).map(|_| random.between(0.55, 0.85)).collect();
    let mut ring = Vec::new();
    for k in 0..8 {
        let (a, b): (Spot, Spot) = (eight[k], eight[(k + 1) % 8]);
        for step in 0..6 {
            let t = f64::from(step) / 6.0;
            let far = (1.0 - t) * knots[k] + t * knots[(k + 1) % 8] + random.between(-0.12, 0.12);
            ring.push([0, 1].map(|d| seat[d] + most * far * ((1.0 - t) * a[d] + t * b[d])));
        }
    }
    ring
}
