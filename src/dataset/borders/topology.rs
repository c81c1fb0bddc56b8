//! Rings → arcs: cut wherever borders meet or part, each kept once.
//!
//! Where a position stands in several rings with different neighbours, borders meet: an arc ends
//! there. Between two such places every ring runs through the same positions, so an arc is known
//! by its first two.

use geo::{Coord, MultiPolygon};
use rayon::prelude::*;

use super::rings::Rings;
use super::{Lattice, Level, Point};

/// Something with rings.
pub trait Shape: Sync {
    fn each_ring(&self, see: &mut dyn FnMut(&[Coord<f64>]));
}

impl Shape for MultiPolygon<f64> {
    fn each_ring(&self, see: &mut dyn FnMut(&[Coord<f64>])) {
        for polygon in &self.0 {
            see(&polygon.exterior().0);
            polygon.interiors().iter().for_each(|ring| see(&ring.0));
        }
    }
}

impl<S: Shape> Shape for &S {
    fn each_ring(&self, see: &mut dyn FnMut(&[Coord<f64>])) {
        (*self).each_ring(see);
    }
}

/// The lattice and the rings on it.
pub(super) fn outlines<S: Shape>(shapes: &[S]) -> (Lattice, Rings) {
    let lattice = lattice(shapes.iter());
    let mut rings = Rings::default();
    for shape in shapes {
        add(&mut rings, shape, &lattice);
    }
    (lattice, rings)
}

/// The lattice that holds all shapes.
pub(super) fn lattice<'a, S: Shape + 'a>(shapes: impl Iterator<Item = &'a S>) -> Lattice {
    Lattice::of(bounds(shapes))
}

/// The rings of one shape more.
pub(super) fn add<S: Shape>(rings: &mut Rings, shape: &S, lattice: &Lattice) {
    shape.each_ring(&mut |ring| {
        rings.add(ring.len(), ring.iter().map(|c| lattice.place([c.x, c.y])));
    });
    rings.close_shape();
}

/// The finest level.
pub(super) fn build(rings: Rings) -> Level {
    let ends = ends(&rings);
    cut(&rings, &ends)
}

/// Finds the arcs anew when rings have been moved onto each other.
pub(super) fn again(level: &mut Level) {
    let mut rings = Rings::default();
    for shape in 0..level.shape_count() {
        for ring in level.rings_of(shape) {
            let points = level.ring_points(ring);
            rings.add(points.len(), points.into_iter());
        }
        rings.close_shape();
    }
    let ends = ends(&rings);
    *level = cut(&rings, &ends);
}

/// The shape whose ring alone uses each arc; `None` for an arc of several rings or of none.
pub(super) fn lone_owners(level: &Level) -> Vec<Option<u32>> {
    const SHARED: u32 = u32::MAX;
    let mut owners: Vec<Option<u32>> = vec![None; level.arc_count()];
    for shape in 0..level.shape_count() {
        for r#use in level.uses_of(shape) {
            let owner = &mut owners[(r#use >> 1) as usize];
            *owner = Some(if owner.is_none() { shape as u32 } else { SHARED });
        }
    }
    owners.iter_mut().filter(|o| **o == Some(SHARED)).for_each(|o| *o = None);
    owners
}

fn bounds<'a, S: Shape + 'a>(shapes: impl Iterator<Item = &'a S>) -> [f64; 4] {
    let mut b: Option<[f64; 4]> = None;
    for shape in shapes {
        shape.each_ring(&mut |ring| {
            let Some(first) = ring.first() else { return };
            let [mut west, mut south, mut east, mut north] =
                b.unwrap_or([first.x, first.y, first.x, first.y]);
            // Not `f64::min`: what it does for what is no number takes longer than the rest.
            for c in ring {
                west = if c.x < west { c.x } else { west };
                south = if c.y < south { c.y } else { south };
                east = if c.x > east { c.x } else { east };
                north = if c.y > north { c.y } else { north };
            }
            b = Some([west, south, east, north]);
        });
    }
    b.unwrap_or([0.0; 4])
}

/// One number for a position.
fn key([x, y]: Point) -> u64 {
    u64::from(x as u32) << 32 | u64::from(y as u32)
}

/// Spreads the bits of a number.
pub(super) fn mixed(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ (x >> 31)
}

/// Positions that one table of [`ends`] holds, so that it stays near the processor.
const TABLE: usize = 1 << 11;

/// Bits of a tile's side: two or three kilometres where a step is a centimetre, about a village, so
/// that most of its positions stand side by side in one table too.
const TILE: u32 = 18;

/// Which positions end an arc: those whose two neighbours differ from ring to ring.
fn ends(rings: &Rings) -> Vec<bool> {
    let count = rings.places();
    let tables = (count / (TABLE / 2)).max(1).next_power_of_two() as u64;
    // Places near each other go into one table: what a village touches is touched together.
    let table = |tile: u64| (mixed(tile) & (tables - 1)) as usize;
    // Most positions lie in the tile of the one before.
    let mut known = (0, table(0));
    let mut table_of = |p: Point| {
        let tile = key([p[0] >> TILE, p[1] >> TILE]);
        if tile != known.0 {
            known = (tile, table(tile));
        }
        known.1
    };
    let mut counts = vec![0_u32; tables as usize];
    for ring in 0..rings.count() {
        for &p in rings.ring(ring).1 {
            counts[table_of(p)] += 1;
        }
    }
    let lists = counts.into_iter().map(|count| Vec::with_capacity(count as usize));
    let mut lists: Vec<Vec<u32>> = lists.collect();
    for ring in 0..rings.count() {
        let (from, points) = rings.ring(ring);
        for (at, &p) in (from as u32..).zip(points) {
            lists[table_of(p)].push(at);
        }
    }
    let found: Vec<Vec<u32>> = lists
        .into_par_iter()
        .map_init(Places::default, |places, entries| places.ends_in(rings, &entries))
        .collect();
    let mut ends = vec![false; count];
    found.into_iter().flatten().for_each(|at| ends[at as usize] = true);
    ends
}

/// The places of one table of [`ends`]; one is filled after the other.
#[derive(Default)]
struct Places {
    /// Each position and its neighbours, fetched before any is looked at: they lie far apart, and
    /// none has to wait for the one before.
    near: Vec<[Point; 3]>,
    /// By hash: place + 1.
    first: Vec<u32>,
    seen: Vec<Place>,
    /// The place of each position.
    of: Vec<u32>,
}

struct Place {
    here: u64,
    /// The neighbours of the first position that stands here, the smaller one first.
    sides: [u64; 2],
    /// Whether others have other neighbours.
    meets: bool,
}

impl Places {
    /// Which of these positions end an arc; all that lie in one place are among them.
    fn ends_in(&mut self, rings: &Rings, entries: &[u32]) -> Vec<u32> {
        let size = (entries.len() * 2).max(2).next_power_of_two();
        let Self { near, first, seen, of } = self;
        near.clear();
        near.extend(entries.iter().map(|&at| rings.near(at as usize)));
        first.clear();
        first.resize(size, 0);
        seen.clear();
        of.clear();
        for &[before, here, behind] in &*near {
            let here = key(here);
            // The same for either direction.
            let (before, behind) = (key(before), key(behind));
            let sides = [before.min(behind), before.max(behind)];
            let mut slot = (mixed(here) as usize) & (size - 1);
            let place = loop {
                match first[slot] as usize {
                    0 => {
                        seen.push(Place { here, sides, meets: false });
                        first[slot] = seen.len() as u32;
                        break seen.len() - 1;
                    }
                    place if seen[place - 1].here == here => {
                        let known = &mut seen[place - 1];
                        known.meets |= known.sides != sides;
                        break place - 1;
                    }
                    _ => slot = (slot + 1) & (size - 1),
                }
            };
            of.push(place as u32);
        }
        let meets = |place: &u32| seen[*place as usize].meets;
        entries.iter().zip(&*of).filter(|(_, place)| meets(place)).map(|(at, _)| *at).collect()
    }
}

/// A stretch of a ring between two ends.
struct Piece {
    /// Its first two positions, seen from the end that comes first.
    key: [u64; 2],
    /// Where it begins in the ring's positions and how many it has.
    from: u32,
    length: u32,
    ring: u32,
    backwards: bool,
}

/// Cuts the rings at the ends and keeps every piece once.
fn cut(rings: &Rings, ends: &[bool]) -> Level {
    // A piece begins at every end; a ring without any is a piece of its own.
    let most = ends.iter().filter(|end| **end).count() + rings.count();
    let mut pieces: Vec<Piece> = Vec::with_capacity(most);
    let mut ring_pieces: Vec<u32> = vec![0];
    for ring in 0..rings.count() {
        pieces_of(rings, ends, ring, &mut pieces);
        ring_pieces.push(pieces.len() as u32);
    }
    let namesake = namesakes(&pieces);
    let mut level = Level { arcs: vec![0], rings: ring_pieces, ..Level::default() };
    let mut number = vec![0_u32; pieces.len()];
    for (at, piece) in pieces.iter().enumerate() {
        if namesake[at] as usize == at {
            number[at] = level.arc_count() as u32;
            put(rings, piece, &mut level.points);
            level.arcs.push(level.points.len() as u32);
        }
        let arc = number[namesake[at] as usize];
        level.uses.push(arc << 1 | u32::from(piece.backwards));
    }
    level.points.shrink_to_fit();
    level.shapes = rings.shapes().to_vec();
    level
}

/// Of each piece the one that names its arc: the first of a ring with the same key.
fn namesakes(pieces: &[Piece]) -> Vec<u32> {
    let size = (pieces.len() * 2).max(2).next_power_of_two();
    // By hash: piece + 1.
    let mut first = vec![0_u32; size];
    let name = |(piece, at): (&Piece, u32)| {
        let mut slot = mixed(piece.key[0] ^ mixed(piece.key[1])) as usize & (size - 1);
        loop {
            let known = first[slot];
            let Some(other) = (known as usize).checked_sub(1).map(|known| &pieces[known]) else {
                first[slot] = at + 1;
                return at;
            };
            if other.key == piece.key {
                // The same two positions, but another way on from there.
                if other.length != piece.length {
                    first[slot] = at + 1;
                    return at;
                }
                return known - 1;
            }
            slot = (slot + 1) & (size - 1);
        }
    };
    pieces.iter().zip(0_u32..).map(name).collect()
}

/// The pieces of a ring in its own order.
fn pieces_of(rings: &Rings, ends: &[bool], ring: usize, pieces: &mut Vec<Piece>) {
    let (start, own) = rings.ring(ring);
    let count = own.len();
    let point = |at: usize| own[if at < count { at } else { at % count }];
    let mut add = |from: usize, steps: usize| {
        let forth = [point(from), point(from + 1)];
        let back = [point(from + steps), point(from + steps - 1)];
        let backwards = back < forth;
        let [a, b] = if backwards { back } else { forth };
        pieces.push(Piece {
            key: [key(a), key(b)],
            from: from as u32,
            length: steps as u32 + 1,
            ring: ring as u32,
            backwards,
        });
    };
    let cuts: Vec<usize> = (0..count).filter(|at| ends[start + at]).collect();
    match cuts.first() {
        // Nobody else's, or all of it another's: it begins at its least position.
        None => add((0..count).min_by_key(|&at| point(at)).unwrap_or(0), count),
        Some(&first) => {
            for (i, &from) in cuts.iter().enumerate() {
                let to = cuts.get(i + 1).copied().unwrap_or(first + count);
                add(from, to - from);
            }
        }
    }
}

fn put(rings: &Rings, piece: &Piece, points: &mut Vec<Point>) {
    let (_, ring) = rings.ring(piece.ring as usize);
    let (from, to) = (piece.from as usize, (piece.from + piece.length) as usize);
    // It may go on at the ring's beginning; a whole ring ends where it began.
    let (head, rest) = (&ring[from..to.min(ring.len())], to.saturating_sub(ring.len()));
    if piece.backwards {
        points.extend(ring[..rest].iter().rev());
        points.extend(head.iter().rev());
    } else {
        points.extend_from_slice(head);
        points.extend_from_slice(&ring[..rest]);
    }
}
