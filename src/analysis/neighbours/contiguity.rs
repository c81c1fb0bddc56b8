//! Neighbours by touching borders.
//!
//! First exactly: a vertex (queen) or an edge (rook) that two villages have in common. Only villages
//! whose boxes meet can have one, so the vertices of each are looked up in a small table of the
//! other's, and nothing is held for the layer as a whole. Then, only for edges that a single village
//! has (coasts, and borders that were drawn twice), `seam` looks for borders that meet without common
//! vertices.

use std::sync::atomic::{AtomicUsize, Ordering};

use geo::{Coord, LineString, MultiPolygon};
use rayon::prelude::*;

use super::seam::{self, Bounds, Edges, meet};
use super::{LINKS_MAX, too_many};
use crate::analysis::random::mix;
use crate::base::fault::Stop;
use crate::base::progress::Progress;
use crate::dataset::index::VillageIndex;

/// What it takes to be neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Contact {
    Point,
    Line,
}

/// What touching borders give.
pub(super) struct Touching {
    /// Links a < b packed as `a << 32 | b`, sorted and distinct.
    pub(super) links: Vec<u64>,
    /// How many of them have no vertex (queen) or edge (rook) in common.
    pub(super) added: usize,
    /// Borders this close are one.
    pub(super) snap: f64,
}

/// The villages that touch. `snap` is the layer's own tolerance, where it was measured.
pub(super) fn touching(
    shapes: &[&MultiPolygon<f64>],
    contact: Contact,
    snap: Option<f64>,
    progress: &Progress,
) -> Result<Touching, Stop> {
    let (mut links, edges) = exact(shapes, contact, progress)?;
    let (near, snap) = seam::links(&edges, &links, contact, snap, progress)?;
    let exact = links.len();
    links.extend(near);
    links.par_sort_unstable();
    links.dedup();
    Ok(Touching { added: links.len() - exact, links, snap })
}

/// Links of villages that have a vertex or a whole edge in common, sorted, and the edges with their
/// marks.
pub(super) fn exact<'a>(
    shapes: &'a [&'a MultiPolygon<f64>],
    contact: Contact,
    progress: &Progress,
) -> Result<(Vec<u64>, Edges<'a>), Stop> {
    let boxes: Vec<Option<Bounds>> = shapes.par_iter().map(|shape| seam::bounds(shape)).collect();
    let index = VillageIndex::of_boxes(boxes.iter().copied());
    let count = AtomicUsize::new(0);
    let found: Result<Vec<(Vec<u64>, Vec<u64>)>, Stop> = (0..shapes.len())
        .into_par_iter()
        .map_init(Corners::default, |corners, a| {
            progress.steps(0)?;
            let Some(box_a) = boxes[a] else { return Ok((Vec::new(), Vec::new())) };
            corners.of(shapes[a]);
            let mut links = Vec::new();
            for b in index.within(box_a).into_iter().filter(|&b| b != a) {
                let window = boxes[b].map_or(box_a, |box_b| meet(box_a, box_b));
                let met = corners.meet(shapes[b], window);
                if b > a && met.is_some_and(|met| contact == Contact::Point || met == contact) {
                    links.push((a as u64) << 32 | b as u64);
                }
            }
            if count.fetch_add(links.len(), Ordering::Relaxed) + links.len() > LINKS_MAX / 2 {
                return Err(too_many("queen"));
            }
            Ok((links, corners.single()))
        })
        .collect();
    let (links, single): (Vec<Vec<u64>>, Vec<Vec<u64>>) = found?.into_iter().unzip();
    Ok((links.concat(), Edges { shapes, boxes, index, single }))
}

/// The rings of a shape in fixed order.
pub(super) fn rings(shape: &MultiPolygon<f64>) -> impl Iterator<Item = &LineString<f64>> {
    shape.0.iter().flat_map(|part| std::iter::once(part.exterior()).chain(part.interiors()))
}

/// Vertices of a closed ring, the last (= first) left out.
pub(super) fn open_ring(ring: &LineString<f64>) -> &[Coord<f64>] {
    ring.0.split_last().map_or(&[], |(_, rest)| rest)
}

/// No corner stands here.
const NONE: u32 = u32::MAX;

/// The corners of one village, found by their coordinates. Edge i goes from corner i to the next of
/// its ring.
#[derive(Default)]
struct Corners {
    at: Vec<Coord<f64>>,
    next: Vec<u32>,
    before: Vec<u32>,
    /// By hash: the last corner that has it; the one before it by corner.
    heads: Vec<u32>,
    chain: Vec<u32>,
    /// Edges that another village has too.
    shared: Vec<bool>,
}

impl Corners {
    /// Takes the corners of a village in place of those of the last one.
    fn of(&mut self, shape: &MultiPolygon<f64>) {
        self.at.clear();
        self.next.clear();
        self.before.clear();
        for ring in rings(shape) {
            let start = self.at.len() as u32;
            self.at.extend(open_ring(ring));
            let end = self.at.len() as u32;
            self.next.extend((start..end).map(|i| if i + 1 == end { start } else { i + 1 }));
            self.before.extend((start..end).map(|i| if i == start { end - 1 } else { i - 1 }));
        }
        let n = self.at.len();
        self.shared.clear();
        self.shared.resize(n, false);
        self.chain.clear();
        self.heads.clear();
        self.heads.resize((n * 2).next_power_of_two(), NONE);
        for (i, c) in self.at.iter().enumerate() {
            let slot = hash(*c) & (self.heads.len() - 1);
            self.chain.push(self.heads[slot]);
            self.heads[slot] = i as u32;
        }
    }

    /// What another village has in common with this one; it must lie in the window, where their boxes
    /// meet. Common edges are marked.
    fn meet(&mut self, other: &MultiPolygon<f64>, window: Bounds) -> Option<Contact> {
        let [west, south, east, north] = window;
        let mut met = None;
        for pair in rings(other).flat_map(|ring| ring.0.windows(2)) {
            let (p, q) = (pair[0], pair[1]);
            if p.x < west || p.x > east || p.y < south || p.y > north {
                continue;
            }
            let mut i = self.heads[hash(p) & (self.heads.len() - 1)];
            while i != NONE {
                let corner = i as usize;
                if self.at[corner] == p {
                    met = met.or(Some(Contact::Point));
                    let (next, before) = (self.next[corner], self.before[corner]);
                    for (there, edge) in [(next, i), (before, before)] {
                        if p != q && self.at[there as usize] == q {
                            self.shared[edge as usize] = true;
                            met = Some(Contact::Line);
                        }
                    }
                }
                i = self.chain[corner];
            }
        }
        met
    }

    /// A bit for each edge that no other village was found to have; nothing where there is none. An
    /// edge without length is nobody's.
    fn single(&self) -> Vec<u64> {
        let mut bits = Vec::new();
        for (i, shared) in self.shared.iter().enumerate() {
            if !shared && self.at[i] != self.at[self.next[i] as usize] {
                bits.resize(self.at.len().div_ceil(64), 0);
                bits[i / 64] |= 1 << (i % 64);
            }
        }
        bits
    }
}

fn hash(c: Coord<f64>) -> usize {
    // + 0.0 makes one zero of two.
    let (x, y) = ((c.x + 0.0).to_bits(), (c.y + 0.0).to_bits());
    mix(x.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ y.rotate_left(32)) as usize
}
