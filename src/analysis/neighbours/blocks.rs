//! The box of every village, and of its corners sixteen by sixteen.
//!
//! Where two boxes meet, most corners of either stand outside; a block that does is passed over
//! without looking at its corners.

use geo::{Coord, MultiPolygon};
use rayon::prelude::*;

use super::contiguity::{open_ring, rings};
use super::seam::Bounds;

/// Corners of a block.
const BLOCK: usize = 16;
/// Villages that one thread takes at once.
const CHUNK: usize = 512;

/// West, south, east, north; rounded outwards.
type Small = [f32; 4];

const NOTHING: Bounds = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];

/// Boxes of a layer.
pub(super) struct Blocks {
    /// `None` for a village without corners.
    pub(super) boxes: Vec<Option<Bounds>>,
    all: Vec<Small>,
    /// Where each village's blocks begin.
    starts: Vec<usize>,
    /// Where each village's bits begin in words, one bit an edge.
    pub(super) words: Vec<usize>,
}

/// What one village adds.
struct One {
    bounds: Option<Bounds>,
    blocks: usize,
    edges: usize,
}

impl Blocks {
    pub(super) fn of(shapes: &[&MultiPolygon<f64>]) -> Self {
        let chunks: Vec<(Vec<One>, Vec<Small>)> = shapes
            .par_chunks(CHUNK)
            .map(|shapes| {
                let mut blocks = Vec::new();
                (shapes.iter().map(|shape| one(shape, &mut blocks)).collect(), blocks)
            })
            .collect();
        let mut found = Self {
            boxes: Vec::with_capacity(shapes.len()),
            all: Vec::with_capacity(chunks.iter().map(|(_, blocks)| blocks.len()).sum()),
            starts: vec![0],
            words: vec![0],
        };
        let (mut block, mut word) = (0, 0);
        for (villages, blocks) in chunks {
            found.all.extend(blocks);
            for one in villages {
                block += one.blocks;
                word += one.edges.div_ceil(64);
                found.boxes.push(one.bounds);
                found.starts.push(block);
                found.words.push(word);
            }
        }
        found
    }

    /// A village's blocks, to be walked through with its rings.
    pub(super) fn walk(&self, village: usize, window: Bounds) -> Walk<'_> {
        let blocks = &self.all[self.starts[village]..self.starts[village + 1]];
        Walk { blocks, window, small: small(window) }
    }
}

/// The blocks of a village in the order of its rings.
pub(super) struct Walk<'a> {
    blocks: &'a [Small],
    window: Bounds,
    small: Small,
}

impl Walk<'_> {
    /// The first corner of the ring at or behind `from` that is not outside the window; the length
    /// of the ring where there is none.
    #[expect(
        clippy::needless_bitwise_bool,
        reason = "no branch, so that several are looked at at once"
    )]
    pub(super) fn next(&self, ring: &[Coord<f64>], from: usize) -> usize {
        let [west, south, east, north] = self.window;
        let within =
            |c: &Coord<f64>| (c.x >= west) & (c.x <= east) & (c.y >= south) & (c.y <= north);
        let mut from = from;
        while from < ring.len() {
            let end = ring.len().min((from / BLOCK + 1) * BLOCK);
            let near = self.blocks.get(from / BLOCK).is_some_and(|b| {
                let w = self.small;
                (b[0] <= w[2]) & (w[0] <= b[2]) & (b[1] <= w[3]) & (w[1] <= b[3])
            });
            if near && let Some(more) = ring[from..end].iter().position(within) {
                return from + more;
            }
            from = end;
        }
        ring.len()
    }

    /// Passes the blocks of a ring.
    pub(super) fn pass(&mut self, ring: &[Coord<f64>]) {
        self.blocks = self.blocks.get(ring.len().div_ceil(BLOCK)..).unwrap_or_default();
    }
}

fn one(shape: &MultiPolygon<f64>, blocks: &mut Vec<Small>) -> One {
    let (mut whole, mut edges, before) = (NOTHING, 0, blocks.len());
    for ring in rings(shape).map(open_ring) {
        edges += ring.len();
        for block in ring.chunks(BLOCK) {
            let bounds = block.iter().fold(NOTHING, |all, c| joined(all, [c.x, c.y, c.x, c.y]));
            blocks.push(small(bounds));
            whole = joined(whole, bounds);
        }
    }
    let bounds = (whole[0] <= whole[2] && whole[1] <= whole[3]).then_some(whole);
    One { bounds, blocks: blocks.len() - before, edges }
}

fn joined(a: Bounds, b: Bounds) -> Bounds {
    // Not `f64::min`: what it does for what is no number takes longer than the rest.
    let (less, more) = (|a, b| if b < a { b } else { a }, |a, b| if b > a { b } else { a });
    [less(a[0], b[0]), less(a[1], b[1]), more(a[2], b[2]), more(a[3], b[3])]
}

fn small(b: Bounds) -> Small {
    let (down, up) = (|x: f64| (x as f32).next_down(), |x: f64| (x as f32).next_up());
    [down(b[0]), down(b[1]), up(b[2]), up(b[3])]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::random::mix;
    use geo::{LineString, Polygon};

    #[test]
    fn no_corner_in_the_window_is_passed_over() {
        let number = |i: u64| (mix(i) % 10_000) as f64 / 100.0 + 1e-9 * i as f64;
        let ring = |salt: u64, n: u64| {
            LineString::from(
                (0..n)
                    .map(|i| (number(i * 2 + salt), number(i * 2 + 1 + salt)))
                    .collect::<Vec<_>>(),
            )
        };
        let shape = MultiPolygon::new(vec![
            Polygon::new(ring(1, 50), vec![ring(500, 15), ring(900, 16)]),
            Polygon::new(ring(2000, 33), Vec::new()),
        ]);
        let empty = MultiPolygon::new(Vec::new());
        let found = Blocks::of(&[&empty, &shape]);
        assert_eq!((found.boxes[0], found.words), (None, vec![0, 0, 2]));
        let found = Blocks::of(&[&empty, &shape]);
        let window = [20.0, 30.0, 60.0, 70.0];
        let mut walk = found.walk(1, window);
        let mut seen = 0;
        for ring in rings(&shape).map(open_ring) {
            let within = |c: &Coord<f64>| c.x >= 20.0 && c.x <= 60.0 && c.y >= 30.0 && c.y <= 70.0;
            let wanted: Vec<usize> = (0..ring.len()).filter(|&i| within(&ring[i])).collect();
            let (mut at, mut got) = (walk.next(ring, 0), Vec::new());
            while at < ring.len() {
                got.push(at);
                at = walk.next(ring, at + 1);
            }
            walk.pass(ring);
            assert_eq!(got, wanted);
            seen += got.len();
        }
        assert!(seen > 5, "{seen}");
    }
}
