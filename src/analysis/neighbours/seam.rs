//! Borders that meet without common vertices: a corner on the neighbour's straight line, a border
//! drawn twice, coordinates rounded by another program.
//!
//! Only edges that a single village has are looked at, and only between villages whose boxes meet
//! and that are not linked yet; a clean layer costs next to nothing. Borders meet when they come
//! within the layer's tolerance: a hundred-thousandth of a middling village's diagonal, or as far
//! as `gaps` found its borders drawn apart.

use geo::{Coord, MultiPolygon};
use rayon::prelude::*;
use rstar::{AABB, RTree};

use super::contiguity::{Contact, open_ring, rings};
use super::sweep::Sweep;
use crate::base::fault::Stop;
use crate::base::progress::Progress;

/// Borders closer than this share of a middling village's diagonal are one: 5 cm for villages of
/// 5 km. A share of the layer would make the whole country's neighbours others than a kabupaten's.
const SNAP: f64 = 1e-5;
/// A common line is longer than this many times the snap distance; shorter, it may be a corner.
const LINE: f64 = 8.0;
/// Above so many pairs of edges a tree finds the close ones.
pub(super) const BY_HAND: usize = 4096;

/// West, south, east, north.
pub(super) type Bounds = [f64; 4];

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Edge {
    pub(super) from: Coord<f64>,
    pub(super) to: Coord<f64>,
}

/// Edges of all villages, and which of them one village alone has.
pub(super) struct Edges<'a> {
    pub(super) shapes: &'a [&'a MultiPolygon<f64>],
    pub(super) boxes: Vec<Option<Bounds>>,
    /// A bit for each edge of a village.
    pub(super) single: Vec<u64>,
    /// Where each village's bits begin, in words.
    pub(super) starts: Vec<usize>,
}

impl Edges<'_> {
    /// The box of every village that has an edge for itself.
    pub(super) fn bounds(&self) -> Vec<Option<Bounds>> {
        let has_single = |village: usize| self.single_of(village).iter().any(|bits| *bits != 0);
        let each = self.boxes.iter().enumerate();
        each.map(|(village, bounds)| bounds.filter(|_| has_single(village))).collect()
    }

    pub(super) fn single_of(&self, village: usize) -> &[u64] {
        &self.single[self.starts[village]..self.starts[village + 1]]
    }

    /// The edges of a village within the window that it alone has.
    pub(super) fn of(&self, village: usize, window: Bounds) -> Vec<Edge> {
        let single = self.single_of(village);
        let mut found = Vec::new();
        let mut start = 0;
        for ring in rings(self.shapes[village]) {
            let count = open_ring(ring).len();
            let mut at = 0;
            while at < count {
                // On to the next bit: most edges are two villages'.
                let bit = start + at;
                let bits = single.get(bit / 64).map_or(0, |bits| bits >> (bit % 64));
                if bits == 0 {
                    at += 64 - bit % 64;
                    continue;
                }
                at += bits.trailing_zeros() as usize;
                if let Some(&[from, to]) = ring.0.get(at..at + 2).and_then(|e| e.as_array()) {
                    let edge = Edge { from, to };
                    if overlap(edge.bounds(), window) {
                        found.push(edge);
                    }
                }
                at += 1;
            }
            start += count;
        }
        found
    }
}

/// The closest that borders are one: a share of the middling village's diagonal.
pub(super) fn least_snap(bounds: &[Option<Bounds>]) -> Option<f64> {
    let mut diagonals: Vec<f64> =
        bounds.iter().flatten().map(|b| (b[2] - b[0]).hypot(b[3] - b[1])).collect();
    let middle = diagonals.len() / 2;
    (!diagonals.is_empty())
        .then(|| SNAP * *diagonals.select_nth_unstable_by(middle, f64::total_cmp).1)
}

/// Links that are not in `known` (sorted), packed as in `contiguity`, and the snap used: the
/// layer's own, where it was measured and is larger than the least.
pub(super) fn links(
    all: &Edges<'_>,
    known: &[u64],
    contact: Contact,
    snap: Option<f64>,
    progress: &Progress,
) -> Result<(Vec<u64>, f64), Stop> {
    let bounds = all.bounds();
    let Some(least) = least_snap(&bounds) else { return Ok((Vec::new(), snap.unwrap_or(0.0))) };
    let snap = snap.unwrap_or(0.0).max(least);
    let sweep = Sweep::of(&bounds, snap);
    let found: Result<Vec<Vec<u64>>, Stop> = (0..all.shapes.len())
        .into_par_iter()
        .map(|village| {
            progress.step()?;
            let mut links = Vec::new();
            for other in sweep.behind(village) {
                let (a, b) = (village.min(other), village.max(other));
                let packed = (a as u64) << 32 | b as u64;
                let (Some(box_a), Some(box_b)) = (bounds[a], bounds[b]) else { continue };
                if !overlap(grown(box_a, snap), box_b) || known.binary_search(&packed).is_ok() {
                    continue;
                }
                progress.steps(0)?;
                let common = meet(grown(box_a, snap), grown(box_b, snap));
                if joined(&all.of(a, common), &all.of(b, common), contact, snap) {
                    links.push(packed);
                }
            }
            Ok(links)
        })
        .collect();
    Ok((found?.concat(), snap))
}

pub(super) fn meet(a: Bounds, b: Bounds) -> Bounds {
    [a[0].max(b[0]), a[1].max(b[1]), a[2].min(b[2]), a[3].min(b[3])]
}

pub(super) fn grown(b: Bounds, by: f64) -> Bounds {
    [b[0] - by, b[1] - by, b[2] + by, b[3] + by]
}

pub(super) fn overlap(a: Bounds, b: Bounds) -> bool {
    a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3]
}

impl Edge {
    pub(super) fn bounds(self) -> Bounds {
        let (f, t) = (self.from, self.to);
        [f.x.min(t.x), f.y.min(t.y), f.x.max(t.x), f.y.max(t.y)]
    }
}

/// Whether two borders meet in a point, or along a line.
fn joined(a: &[Edge], b: &[Edge], contact: Contact, snap: f64) -> bool {
    let mut length = 0.0;
    let mut enough = |x: Edge, y: Edge| match contact {
        Contact::Point => touch(x, y, snap),
        Contact::Line => {
            length += common_length(x, y, snap);
            length > LINE * snap
        }
    };
    if a.len() * b.len() <= BY_HAND {
        return a.iter().any(|&x| {
            let near = grown(x.bounds(), snap);
            b.iter().any(|&y| overlap(near, y.bounds()) && enough(x, y))
        });
    }
    let (few, many) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let tree = RTree::bulk_load(
        many.iter()
            .map(|e| {
                rstar::primitives::GeomWithData::new(
                    rstar::primitives::Line::new([e.from.x, e.from.y], [e.to.x, e.to.y]),
                    *e,
                )
            })
            .collect(),
    );
    few.iter().any(|&x| {
        let w = grown(x.bounds(), snap);
        let window = AABB::from_corners([w[0], w[1]], [w[2], w[3]]);
        tree.locate_in_envelope_intersecting(window).any(|y| enough(x, y.data))
    })
}

/// Whether two edges cross or come within `snap` of each other.
fn touch(a: Edge, b: Edge, snap: f64) -> bool {
    let side = |e: Edge, p: Coord<f64>| {
        (e.to.x - e.from.x) * (p.y - e.from.y) - (e.to.y - e.from.y) * (p.x - e.from.x)
    };
    let crosses = side(a, b.from) * side(a, b.to) < 0.0 && side(b, a.from) * side(b, a.to) < 0.0;
    crosses
        || [b.from, b.to].into_iter().any(|p| distance(a, p) <= snap)
        || [a.from, a.to].into_iter().any(|p| distance(b, p) <= snap)
}

/// Distance from a point to an edge.
pub(super) fn distance(edge: Edge, p: Coord<f64>) -> f64 {
    let along = position(edge, p).clamp(0.0, 1.0);
    let foot = edge.from + (edge.to - edge.from) * along;
    (p.x - foot.x).hypot(p.y - foot.y)
}

/// Where the foot of a point stands on an edge: 0 at its start, 1 at its end.
fn position(edge: Edge, p: Coord<f64>) -> f64 {
    let along = edge.to - edge.from;
    let rel = p - edge.from;
    (rel.x * along.x + rel.y * along.y) / (along.x * along.x + along.y * along.y)
}

/// Length over which `b` runs along `a` within `snap`; 0 where they only meet or cross.
fn common_length(a: Edge, b: Edge, snap: f64) -> f64 {
    let along = a.to - a.from;
    let (start, end) = (position(a, b.from), position(a, b.to));
    if start == end {
        return 0.0;
    }
    let (low, high) = (start.min(end).max(0.0), start.max(end).min(1.0));
    if low >= high {
        return 0.0;
    }
    // Where b stands beside a at both ends of the common stretch.
    let beside = |t: f64| b.from + (b.to - b.from) * ((t - start) / (end - start));
    let off = |t: f64| {
        let (on_a, on_b) = (a.from + along * t, beside(t));
        (on_a.x - on_b.x).hypot(on_a.y - on_b.y)
    };
    if off(low) <= snap && off(high) <= snap { (high - low) * along.x.hypot(along.y) } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edge(from: [f64; 2], to: [f64; 2]) -> Edge {
        Edge { from: from.into(), to: to.into() }
    }

    #[test]
    fn a_corner_on_a_straight_line_touches_but_has_no_common_length() {
        let (wall, corner) = (edge([0.0, 0.0], [4.0, 0.0]), edge([1.0, 0.0], [1.0, 2.0]));
        assert!(touch(wall, corner, 1e-6));
        assert_eq!(common_length(wall, corner, 1e-6), 0.0);
    }

    #[test]
    fn half_a_wall_in_common_is_half_its_length() {
        let (wall, brick) = (edge([0.0, 0.0], [4.0, 0.0]), edge([6.0, 0.0], [2.0, 0.0]));
        assert_eq!(common_length(wall, brick, 1e-6), 2.0);
        assert_eq!(common_length(brick, wall, 1e-6), 2.0);
        assert!(!touch(wall, edge([0.0, 0.1], [4.0, 0.1]), 1e-6));
        assert!(touch(edge([0.0, 0.0], [1.0, 1.0]), edge([0.0, 1.0], [1.0, 0.0]), 0.0));
    }
}
