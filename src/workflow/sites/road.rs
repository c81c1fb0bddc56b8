//! Distances along roads: the shortest way over a layer of lines. Sea is no road.
//!
//! Lines meet where they share a position (to about 10 cm). A place joins the nearest point of the
//! network; the way to it counts as many times as walking beside the road is worth.

use std::collections::{BTreeMap, BinaryHeap};

use super::ground::{Ground, metres};
use super::reach::Near;
use super::recipe::Roads;
use crate::base::fault::Stop;
use crate::base::progress::Progress;
use crate::dataset::feature::PlaceLayer;

/// Positions closer than this are one: a millionth of a degree.
const GRID: f64 = 1e-6;
/// A side longer than this gets nodes of its own, so that places find a near one.
const LONGEST_SIDE: f64 = 200.0;
/// Cells of the search for the nearest node, in degrees.
const CELL: f64 = 0.01;

/// A network of roads.
pub struct Network {
    at: Vec<[f64; 2]>,
    sides: Vec<Vec<(u32, f64)>>,
    cells: BTreeMap<(i64, i64), Vec<u32>>,
    off_road: f64,
    snap_metres: f64,
}

#[derive(PartialEq)]
struct Ahead(f64, u32);

impl Eq for Ahead {}
impl PartialOrd for Ahead {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Ahead {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        other.0.total_cmp(&self.0).then(other.1.cmp(&self.1))
    }
}

impl Network {
    pub fn of(layer: &PlaceLayer, roads: &Roads) -> Self {
        let mut network = Self {
            at: Vec::new(),
            sides: Vec::new(),
            cells: BTreeMap::new(),
            off_road: roads.off_road,
            snap_metres: roads.snap_metres,
        };
        let mut known: BTreeMap<(i64, i64), u32> = BTreeMap::new();
        for line in layer.places.iter().flat_map(|p| &p.runs) {
            for side in line.windows(2) {
                let parts = (metres(side[0], side[1]) / LONGEST_SIDE).ceil().max(1.0);
                let mut before = network.node(side[0], &mut known);
                for k in 1..=parts as u32 {
                    let t = f64::from(k) / parts;
                    let point = [
                        side[0][0] + t * (side[1][0] - side[0][0]),
                        side[0][1] + t * (side[1][1] - side[0][1]),
                    ];
                    let here = network.node(point, &mut known);
                    network.join(before, here);
                    before = here;
                }
            }
        }
        network
    }

    fn node(&mut self, at: [f64; 2], known: &mut BTreeMap<(i64, i64), u32>) -> u32 {
        let key = ((at[0] / GRID).round() as i64, (at[1] / GRID).round() as i64);
        *known.entry(key).or_insert_with(|| {
            self.at.push(at);
            self.sides.push(Vec::new());
            let node = self.at.len() as u32 - 1;
            self.cells.entry(cell(at)).or_default().push(node);
            node
        })
    }

    fn join(&mut self, a: u32, b: u32) {
        if a != b {
            let length = metres(self.at[a as usize], self.at[b as usize]);
            self.sides[a as usize].push((b, length));
            self.sides[b as usize].push((a, length));
        }
    }

    /// The nearest node and the way to it, as metres of road.
    fn entry(&self, at: [f64; 2]) -> Option<(u32, f64)> {
        let (x, y) = cell(at);
        let rings = (self.snap_metres / 1000.0).ceil() as i64 + 1;
        let mut best: Option<(f64, u32)> = None;
        for ring in 0..=rings {
            // A cell is about 1.1 km: rings farther than the best so far cannot hold a nearer one.
            if best.is_some_and(|(m, _)| m < (ring - 1) as f64 * 1000.0) {
                break;
            }
            for dx in -ring..=ring {
                for dy in -ring..=ring {
                    if dx.abs() != ring && dy.abs() != ring {
                        continue;
                    }
                    for node in self.cells.get(&(x + dx, y + dy)).into_iter().flatten() {
                        let way = metres(at, self.at[*node as usize]);
                        if way <= self.snap_metres && best.is_none_or(|b| (way, *node) < b) {
                            best = Some((way, *node));
                        }
                    }
                }
            }
        }
        best.map(|(way, node)| (node, way * self.off_road))
    }

    /// As [`super::reach::near`], along the roads.
    pub fn near(&self, ground: &Ground, most: f64, progress: &Progress) -> Result<Near, Stop> {
        let mut at_node: BTreeMap<u32, Vec<(u32, f64)>> = BTreeMap::new();
        for (i, waiting) in ground.waiting.iter().enumerate() {
            if let Some((node, way)) = self.entry(waiting.at) {
                at_node.entry(node).or_default().push((i as u32, way));
            }
        }
        let mut far = vec![f64::INFINITY; self.at.len()];
        let mut lists = Vec::with_capacity(ground.sites.len());
        for site in &ground.sites {
            progress.step()?;
            let mut own: BTreeMap<u32, f64> = BTreeMap::new();
            // A place within its own village's point needs no road.
            for (i, waiting) in ground.waiting.iter().enumerate() {
                if waiting.village == site.village {
                    let way = metres(site.at, waiting.at) * self.off_road;
                    if way <= most {
                        own.insert(i as u32, way);
                    }
                }
            }
            let mut touched = Vec::new();
            let mut ahead = BinaryHeap::new();
            if let Some((node, way)) = self.entry(site.at).filter(|(_, way)| *way <= most) {
                far[node as usize] = way;
                touched.push(node);
                ahead.push(Ahead(way, node));
            }
            while let Some(Ahead(way, node)) = ahead.pop() {
                if way > far[node as usize] {
                    continue;
                }
                for (i, last) in at_node.get(&node).into_iter().flatten() {
                    if way + last <= most {
                        let known = own.entry(*i).or_insert(f64::INFINITY);
                        *known = known.min(way + last);
                    }
                }
                for (next, length) in &self.sides[node as usize] {
                    let way = way + length;
                    if way <= most && way < far[*next as usize] {
                        far[*next as usize] = way;
                        touched.push(*next);
                        ahead.push(Ahead(way, *next));
                    }
                }
            }
            for node in touched {
                far[node as usize] = f64::INFINITY;
            }
            lists.push(own.into_iter().collect());
        }
        Ok(lists)
    }
}

fn cell(at: [f64; 2]) -> (i64, i64) {
    ((at[0] / CELL).floor() as i64, (at[1] / CELL).floor() as i64)
}
