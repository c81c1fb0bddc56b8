//! Rings on the lattice, in many small pieces of memory.
//!
//! A country's rings are made while its shapes are let go: pieces fit where shapes stood, one large
//! piece would have to be found beside all of them.

use super::Point;

/// Positions of a piece; a longer ring has a longer one for itself.
const PIECE: usize = 1 << BITS;
const BITS: u32 = 13;

/// The rings without repeated positions. Each stands with its last position before its first and its
/// first after its last, so that neighbours are always beside each other.
#[derive(Default)]
pub(super) struct Rings {
    pieces: Vec<Vec<Point>>,
    /// Of every `PIECE` places the piece that holds them, and the place where it begins.
    holders: Vec<(u32, u32)>,
    /// Of each ring the place of its first position, and how many it has.
    spans: Vec<(u32, u32)>,
    /// First ring of each shape, and one end more.
    shapes: Vec<u32>,
    /// The ring that is being added.
    fresh: Vec<Point>,
}

impl Rings {
    pub(super) fn count(&self) -> usize {
        self.spans.len()
    }

    /// Every place lies below this; not all are taken.
    pub(super) fn places(&self) -> usize {
        self.holders.len() * PIECE
    }

    /// The place of a ring's first position, and all of them.
    pub(super) fn ring(&self, ring: usize) -> (usize, &[Point]) {
        let (from, count) = self.spans[ring];
        let (piece, start) = self.holder(from as usize);
        let at = from as usize - start;
        (from as usize, &piece[at..at + count as usize])
    }

    /// The position at a place, between its neighbours in the ring.
    #[inline]
    pub(super) fn near(&self, place: usize) -> [Point; 3] {
        let (piece, start) = self.holder(place);
        let at = place - start;
        [piece[at - 1], piece[at], piece[at + 1]]
    }

    #[inline]
    fn holder(&self, place: usize) -> (&[Point], usize) {
        let (piece, start) = self.holders[place >> BITS];
        (&self.pieces[piece as usize], start as usize)
    }

    /// First ring of each shape, and one end more.
    pub(super) fn shapes(&self) -> &[u32] {
        if self.shapes.is_empty() { &[0] } else { &self.shapes }
    }

    /// One ring more of at most so many positions, none twice behind itself; what has no area is no
    /// ring.
    pub(super) fn add(&mut self, most: usize, ring: impl Iterator<Item = Point>) {
        let fresh = &mut self.fresh;
        fresh.clear();
        fresh.reserve(most + 2);
        // Room for its last position.
        fresh.push([0, 0]);
        let mut before = None;
        for point in ring {
            if before != Some(point) {
                fresh.push(point);
                before = Some(point);
            }
        }
        while fresh.len() > 2 && fresh.last() == Some(&fresh[1]) {
            fresh.pop();
        }
        if fresh.len() < 4 {
            return;
        }
        fresh[0] = fresh[fresh.len() - 1];
        fresh.push(fresh[1]);
        let needed = fresh.len();
        let room = self.pieces.last().map_or(0, |piece| PIECE.saturating_sub(piece.len()));
        if room < needed {
            let (number, start) = (self.pieces.len() as u32, self.places() as u32);
            self.pieces.push(Vec::with_capacity(needed.max(PIECE)));
            let holders = needed.div_ceil(PIECE);
            self.holders.extend(std::iter::repeat_n((number, start), holders));
        }
        let Some(((_, start), piece)) = self.holders.last().zip(self.pieces.last_mut()) else {
            return;
        };
        self.spans.push((start + piece.len() as u32 + 1, needed as u32 - 2));
        piece.extend_from_slice(&self.fresh);
    }

    pub(super) fn close_shape(&mut self) {
        if self.shapes.is_empty() {
            self.shapes.push(0);
        }
        self.shapes.push(self.spans.len() as u32);
    }
}
