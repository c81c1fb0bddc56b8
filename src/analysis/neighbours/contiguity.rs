//! Neighbours by touching borders.
//!
//! First exactly: a vertex (queen) or an edge (rook) that two villages have in common. Only villages
//! whose boxes meet can have one, so the vertices of one are looked up in a small table of the
//! other's, and from there a common border is followed corner by corner; for the layer as a whole
//! nothing is held but a bit for each edge. Then, only for edges that a single village
//! has (coasts, and borders that were drawn twice), `seam` looks for borders that meet without common
//! vertices.

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use geo::{Coord, LineString, MultiPolygon};
use rayon::prelude::*;

use super::blocks::{Blocks, Walk};
use super::seam::{self, Edges, meet};
use super::sweep::Sweep;
use super::{LINKS_MAX, too_many};
use crate::base::fault::Stop;
use crate::base::progress::Progress;
use crate::dataset::around::Touching;

/// What it takes to be neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Contact {
    Point,
    Line,
}

/// Links of villages that have something exactly in common: a < b packed as `a << 32 | b`, sorted
/// and distinct.
pub(super) struct Exact {
    /// A vertex at least.
    pub(super) points: Vec<u64>,
    /// An edge.
    pub(super) lines: Vec<u64>,
}

/// The villages that touch. `snap` is the layer's own tolerance, where it was measured.
pub(super) fn touching(
    shapes: &[&MultiPolygon<f64>],
    contact: Contact,
    snap: Option<f64>,
    progress: &Progress,
) -> Result<Touching, Stop> {
    let (exact, edges) = exact(shapes, progress)?;
    joined(exact.of(contact), &edges, contact, snap, progress)
}

/// These exact links and those of borders that meet without common vertices.
pub(super) fn joined(
    mut links: Vec<u64>,
    edges: &Edges<'_>,
    contact: Contact,
    snap: Option<f64>,
    progress: &Progress,
) -> Result<Touching, Stop> {
    let (near, snap) = seam::links(edges, &links, contact, snap, progress)?;
    let exact = links.len();
    links.extend(near);
    links.par_sort_unstable();
    links.dedup();
    Ok(Touching { added: links.len() - exact, links, snap })
}

impl Exact {
    pub(super) fn of(self, contact: Contact) -> Vec<u64> {
        match contact {
            Contact::Point => self.points,
            Contact::Line => self.lines,
        }
    }
}

/// Links of villages that have a vertex or a whole edge in common, and the edges with their marks.
pub(super) fn exact<'a>(
    shapes: &'a [&'a MultiPolygon<f64>],
    progress: &Progress,
) -> Result<(Exact, Edges<'a>), Stop> {
    let blocks = Blocks::of(shapes);
    let (boxes, starts) = (&blocks.boxes, &blocks.words);
    let sweep = Sweep::of(boxes, 0.0);
    // One order of marking is as good as another: a bit is only ever set.
    let words = starts.last().copied().unwrap_or(0);
    let taken: Vec<AtomicU64> = (0..words).map(|_| AtomicU64::new(0)).collect();
    let count = AtomicUsize::new(0);
    let found: Result<Vec<Vec<(u64, Contact)>>, Stop> = (0..shapes.len())
        .into_par_iter()
        .map_init(Corners::default, |corners, a| {
            progress.steps(0)?;
            let Some(box_a) = boxes[a] else { return Ok(Vec::new()) };
            corners.of(shapes[a]);
            let mut links = Vec::new();
            for b in sweep.behind(a) {
                let Some(box_b) = boxes[b] else { continue };
                let marks = &taken[starts[b]..starts[b + 1]];
                let window = blocks.walk(b, meet(box_a, box_b));
                if let Some(met) = corners.meet(shapes[b], window, marks) {
                    links.push(((a.min(b) as u64) << 32 | a.max(b) as u64, met));
                }
            }
            corners.mark(&taken[starts[a]..starts[a + 1]]);
            if count.fetch_add(links.len(), Ordering::Relaxed) + links.len() > LINKS_MAX / 2 {
                return Err(too_many("queen"));
            }
            Ok(links)
        })
        .collect();
    let found = found?;
    let links = |wanted: fn(Contact) -> bool| {
        let all = found.iter().flatten().filter(|(_, met)| wanted(*met));
        let mut links: Vec<u64> = all.map(|(link, _)| *link).collect();
        links.par_sort_unstable();
        links
    };
    let exact = Exact { points: links(|_| true), lines: links(|met| met == Contact::Line) };
    let single = taken.into_iter().map(|word| !word.into_inner()).collect();
    let Blocks { boxes, words: starts, .. } = blocks;
    Ok((exact, Edges { shapes, boxes, single, starts }))
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
    /// Corners that stand where another one does.
    doubled: Vec<bool>,
    /// A bit for each edge that another village has too, or that has no length, and for what is
    /// behind the last edge.
    taken: Vec<u64>,
}

impl Corners {
    /// Takes the corners of a village in place of those of the last one.
    fn of(&mut self, shape: &MultiPolygon<f64>) {
        self.at.clear();
        self.next.clear();
        self.before.clear();
        self.taken.clear();
        for ring in rings(shape) {
            let start = self.at.len() as u32;
            self.at.extend_from_slice(open_ring(ring));
            let end = self.at.len() as u32;
            if start < end {
                self.next.extend(start + 1..end);
                self.next.push(start);
                self.before.push(end - 1);
                self.before.extend(start..end - 1);
                self.taken.resize((end as usize).div_ceil(64), 0);
            }
            if end - start == 1 {
                self.taken[start as usize / 64] |= 1 << (start % 64);
            }
        }
        let n = self.at.len();
        self.doubled.clear();
        self.doubled.resize(n, false);
        if let Some(last) = self.taken.last_mut().filter(|_| !n.is_multiple_of(64)) {
            *last |= u64::MAX << (n % 64);
        }
        self.chain.clear();
        self.chain.resize(n, NONE);
        self.heads.clear();
        self.heads.resize((n * 2).next_power_of_two().max(2), NONE);
        let shift = self.shift();
        for (i, c) in self.at.iter().enumerate() {
            let head = &mut self.heads[hash(*c, shift)];
            let mut other = *head;
            *head = i as u32;
            if other == NONE {
                continue;
            }
            self.chain[i] = other;
            while other != NONE {
                if self.at[other as usize] == *c {
                    self.doubled[i] = true;
                    self.doubled[other as usize] = true;
                    if self.next[other as usize] == i as u32 {
                        self.taken[other as usize / 64] |= 1 << (other % 64);
                    }
                    if self.next[i] == other {
                        self.taken[i / 64] |= 1 << (i % 64);
                    }
                }
                other = self.chain[other as usize];
            }
        }
    }

    /// What leaves of 64 bits as many as there are heads.
    fn shift(&self) -> u32 {
        64 - self.heads.len().trailing_zeros()
    }

    /// What another village has in common with this one; it must lie in the window, where their boxes
    /// meet. Common edges are marked, the other's in `marks`.
    fn meet(
        &mut self,
        other: &MultiPolygon<f64>,
        mut window: Walk<'_>,
        marks: &[AtomicU64],
    ) -> Option<Contact> {
        let shift = self.shift();
        let mut met = None;
        let mut marks = Marks { words: marks, at: 0, bits: 0 };
        let mut start = 0;
        for ring in rings(other) {
            let (corners, all) = (open_ring(ring), &ring.0[..]);
            // Where the next corner stands here too, when a common border has been followed to it.
            let mut followed = NONE;
            let mut at = 0;
            while at < corners.len() {
                if followed == NONE {
                    at = window.next(corners, at);
                }
                let Some([p, q]) = all.get(at..at + 2).and_then(|pair| pair.as_array()) else {
                    break;
                };
                let (p, q) = (*p, *q);
                let mut next = NONE;
                if followed == NONE {
                    let mut i = self.heads[hash(p, shift)];
                    while i != NONE {
                        if self.at[i as usize] == p {
                            met = met.or(Some(Contact::Point));
                            let passed = self.pass(i, p, q);
                            next = if passed == NONE { next } else { passed };
                        }
                        i = self.chain[i as usize];
                    }
                } else {
                    next = self.pass(followed, p, q);
                }
                if next != NONE && p != q {
                    met = Some(Contact::Line);
                    marks.set(start + at);
                }
                followed = if next != NONE && !self.doubled[next as usize] { next } else { NONE };
                at += 1;
            }
            start += corners.len();
            window.pass(corners);
        }
        marks.flush();
        met
    }

    /// Follows the other's edge from `p`, where corner `i` stands, to `q`: the corner there, if this
    /// village has the edge too, or if it has no length. The edge is marked.
    fn pass(&mut self, i: u32, p: Coord<f64>, q: Coord<f64>) -> u32 {
        if p == q {
            return i;
        }
        let mut there = NONE;
        let (next, before) = (self.next[i as usize], self.before[i as usize]);
        for (corner, edge) in [(next, i), (before, before)] {
            if self.at[corner as usize] == q {
                self.taken[edge as usize / 64] |= 1 << (edge % 64);
                there = corner;
            }
        }
        there
    }

    /// Adds the marks to those that others made.
    fn mark(&self, marks: &[AtomicU64]) {
        for (word, mark) in self.taken.iter().zip(marks) {
            mark.fetch_or(*word, Ordering::Relaxed);
        }
    }
}

/// Bits of another village that are set in their order: a word is written once, when it is full.
struct Marks<'a> {
    words: &'a [AtomicU64],
    at: usize,
    bits: u64,
}

impl Marks<'_> {
    fn set(&mut self, bit: usize) {
        if bit / 64 != self.at {
            self.flush();
            self.at = bit / 64;
        }
        self.bits |= 1 << (bit % 64);
    }

    fn flush(&mut self) {
        if self.bits != 0 {
            self.words[self.at].fetch_or(self.bits, Ordering::Relaxed);
            self.bits = 0;
        }
    }
}

/// The upper bits of two products: rounded coordinates differ in few places, and low ones are lost.
fn hash(c: Coord<f64>, shift: u32) -> usize {
    // + 0.0 makes one zero of two.
    let (x, y) = ((c.x + 0.0).to_bits(), (c.y + 0.0).to_bits());
    let mixed =
        x.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(y.wrapping_mul(0xc2b2_ae3d_27d4_eb4f));
    (mixed >> shift) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    fn village(ring: &[(f64, f64)]) -> MultiPolygon<f64> {
        let ring = LineString::from(ring.to_vec());
        MultiPolygon::new(vec![geo::Polygon::new(ring, Vec::new())])
    }

    #[test]
    fn a_common_corner_is_no_common_side_and_a_doubled_corner_has_no_side() {
        let villages = [
            // -0 is 0, and a corner that stands twice makes no edge.
            village(&[(0.0, -0.0), (1.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)]),
            village(&[(1.0, 0.0), (2.0, 0.0), (2.0, 1.0), (1.0, 1.0)]),
            village(&[(2.0, 1.0), (3.0, 1.0), (3.0, 2.0), (2.0, 2.0)]),
        ];
        let shapes: Vec<&MultiPolygon<f64>> = villages.iter().collect();
        let progress = Progress::default();
        let (exact, edges) = exact(&shapes, &progress).unwrap();
        assert_eq!(exact.points, [1, 1 << 32 | 2]);
        assert_eq!(exact.lines, [1]);
        // Each has its outer sides for itself: three, three, all four.
        let single = (0..3).map(|v| edges.single_of(v).iter().map(|b| b.count_ones()).sum::<u32>());
        assert_eq!(single.collect::<Vec<_>>(), [3, 3, 4]);
    }
}
