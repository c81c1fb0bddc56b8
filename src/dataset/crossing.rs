//! Rings that cross or touch themselves, or run back on themselves: found by boxes around stretches
//! of them, mended by even-odd.

use geo::{BooleanOps as _, Coord, LineString, MultiPolygon, Orient as _, orient::Direction};

/// Whether any ring of the shape meets itself anywhere but at the joints of its sides.
pub fn crosses_itself(shape: &MultiPolygon<f64>) -> bool {
    shape
        .0
        .iter()
        .any(|part| std::iter::once(part.exterior()).chain(part.interiors()).any(ring_crosses))
}

/// The same ground as even-odd filling shows it, without crossings. Vertices of the result may
/// differ from the original by rounding in the last digits.
pub fn mended(shape: &MultiPolygon<f64>) -> MultiPolygon<f64> {
    let clean = shape.union(&MultiPolygon::new(Vec::new()));
    clean.orient(Direction::Default)
}

/// West, south, east, north.
type Bounds = [f64; 4];

/// Sides of a block, at the bottom of the tree.
const BLOCK: usize = 4;

/// The sides of a ring in blocks, and boxes around pairs of blocks up to the whole ring: stretches
/// whose boxes are apart have nothing in common, whatever is in them. O(n log n) for ordinary rings.
struct Stretches<'r> {
    corners: &'r [Coord<f64>],
    /// The blocks, then pairs of them, and so on; the whole ring is the last.
    all: Vec<Stretch>,
    /// Where each level begins in `all`, and one end more.
    levels: Vec<usize>,
}

#[derive(Clone, Copy)]
struct Stretch {
    bounds: Bounds,
    /// A bit for each of east, west, north and south in which all sides go: a stretch with any of
    /// them cannot come back to itself.
    ways: u8,
}

fn ring_crosses(ring: &LineString<f64>) -> bool {
    if ring.0.len() < 2 {
        return false;
    }
    let stretches = Stretches::of(&ring.0);
    stretches.within(stretches.levels.len() - 2, 0)
}

impl<'r> Stretches<'r> {
    /// Of at least two corners.
    fn of(corners: &'r [Coord<f64>]) -> Self {
        let sides = corners.len() - 1;
        let mut all = Vec::with_capacity(2 * sides.div_ceil(BLOCK) + 32);
        let block = |from: usize| Stretch::of(&corners[from..=sides.min(from + BLOCK)]);
        all.extend((0..sides).step_by(BLOCK).map(block));
        let mut levels = vec![0, all.len()];
        while all.len() - levels[levels.len() - 2] > 1 {
            let (from, to) = (levels[levels.len() - 2], all.len());
            for at in (from..to).step_by(2) {
                let both = Stretch::around(&all[at..to.min(at + 2)]);
                all.push(both);
            }
            levels.push(all.len());
        }
        Self { corners, all, levels }
    }

    fn stretch(&self, level: usize, at: usize) -> Stretch {
        self.all[self.levels[level] + at]
    }

    /// The two halves of a stretch, one level down; the last may have but one.
    fn halves(&self, level: usize, at: usize) -> std::ops::Range<usize> {
        let count = self.levels[level] - self.levels[level - 1];
        2 * at..count.min(2 * at + 2)
    }

    /// Whether a stretch meets itself.
    fn within(&self, level: usize, at: usize) -> bool {
        if self.stretch(level, at).ways != 0 {
            return false;
        }
        if level == 0 {
            let sides = self.block(at);
            return sides.clone().any(|a| (a + 1..sides.end).any(|b| self.cross(a, b)));
        }
        let halves = self.halves(level, at);
        halves.clone().any(|half| self.within(level - 1, half))
            || (halves.len() == 2 && self.between(level - 1, halves.start, halves.end - 1))
    }

    /// Whether two stretches of one level meet.
    fn between(&self, level: usize, a: usize, b: usize) -> bool {
        let (one, other) = (self.stretch(level, a), self.stretch(level, b));
        let second = other.bounds;
        if apart(one.bounds, second) || (b == a + 1 && one.ways & other.ways != 0) {
            return false;
        }
        if level == 0 {
            let mut near = self.block(a).filter(|&side| !apart(self.side(side), second));
            return near.any(|one| self.block(b).any(|other| self.cross(one, other)));
        }
        let others = self.halves(level, b);
        self.halves(level, a).any(|a| others.clone().any(|b| self.between(level - 1, a, b)))
    }

    fn block(&self, at: usize) -> std::ops::Range<usize> {
        BLOCK * at..(self.corners.len() - 1).min(BLOCK * (at + 1))
    }

    /// The box of a side.
    fn side(&self, at: usize) -> Bounds {
        boxed(&self.corners[at..at + 2])
    }

    /// Whether two sides, the earlier first, have more in common than a joint.
    #[inline]
    fn cross(&self, first: usize, second: usize) -> bool {
        let ends = |at: usize| (self.corners[at], self.corners[at + 1]);
        let last = self.corners.len() - 2;
        let joined = second - first == 1 || (first == 0 && second == last);
        if joined && last > 1 {
            // Boxes of sides with a joint are never apart.
            return runs_back(ends(first), ends(second));
        }
        !apart(self.side(first), self.side(second)) && meet(ends(first), ends(second))
    }
}

impl Stretch {
    /// Of two corners or more.
    #[inline]
    fn of(corners: &[Coord<f64>]) -> Self {
        let way = |(a, b): (&Coord<f64>, &Coord<f64>)| {
            u8::from(b.x > a.x)
                | u8::from(b.x < a.x) << 1
                | u8::from(b.y > a.y) << 2
                | u8::from(b.y < a.y) << 3
        };
        let ways = corners.iter().zip(&corners[1..]).map(way).fold(u8::MAX, |all, way| all & way);
        Self { bounds: boxed(corners), ways }
    }

    /// Of one stretch or more, one behind the other.
    fn around(parts: &[Self]) -> Self {
        parts.iter().skip(1).fold(parts[0], |all, part| {
            let (a, b) = (all.bounds, part.bounds);
            let bounds = [less(a[0], b[0]), less(a[1], b[1]), more(a[2], b[2]), more(a[3], b[3])];
            Self { bounds, ways: all.ways & part.ways }
        })
    }
}

/// Of one corner or more.
#[inline]
fn boxed(corners: &[Coord<f64>]) -> Bounds {
    let first = corners[0];
    corners[1..].iter().fold([first.x, first.y, first.x, first.y], |a, c| {
        [less(a[0], c.x), less(a[1], c.y), more(a[2], c.x), more(a[3], c.y)]
    })
}

/// The smaller of two numbers: a corner is always finite, so no word on what is none is needed.
#[inline]
fn less(a: f64, b: f64) -> f64 {
    if a < b { a } else { b }
}

#[inline]
fn more(a: f64, b: f64) -> f64 {
    if a > b { a } else { b }
}

#[inline]
fn apart(a: Bounds, b: Bounds) -> bool {
    a[2] < b[0] || b[2] < a[0] || a[3] < b[1] || b[3] < a[1]
}

/// Two sides with a common joint that lie on each other: a spike.
#[inline]
fn runs_back(a: (Coord<f64>, Coord<f64>), b: (Coord<f64>, Coord<f64>)) -> bool {
    // The joint is the end of one and the start of the other, in either order round the ring.
    let (joint, from, to) = if a.1 == b.0 { (a.1, a.0, b.1) } else { (a.0, a.1, b.0) };
    let dot = (from.x - joint.x) * (to.x - joint.x) + (from.y - joint.y) * (to.y - joint.y);
    dot > 0.0 && side(from, joint, to) == 0
}

/// Whether two sides without a common joint have a point in common. With boxes that meet, ends on both
/// sides (or on the line) of each other mean one.
fn meet(a: (Coord<f64>, Coord<f64>), b: (Coord<f64>, Coord<f64>)) -> bool {
    side(a.0, a.1, b.0) * side(a.0, a.1, b.1) <= 0 && side(b.0, b.1, a.0) * side(b.0, b.1, a.1) <= 0
}

/// On which side of the line from `p` to `q` a position lies, exactly: 1 left, −1 right, 0 on it.
fn side(p: Coord<f64>, q: Coord<f64>, r: Coord<f64>) -> i8 {
    use geo::{GeoNum, Kernel as _, Orientation};
    match <f64 as GeoNum>::Ker::orient2d(p, q, r) {
        Orientation::CounterClockwise => 1,
        Orientation::Clockwise => -1,
        Orientation::Collinear => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{Area as _, polygon};

    #[test]
    fn a_bow_tie_is_found_and_both_wings_stay() {
        let bow = MultiPolygon::new(vec![polygon![
            (x: 0.0, y: 0.0), (x: 2.0, y: 2.0), (x: 2.0, y: 0.0), (x: 0.0, y: 2.0),
        ]]);
        assert!(crosses_itself(&bow));
        let clean = mended(&bow);
        assert!(!crosses_itself(&clean));
        assert!((clean.unsigned_area() - 2.0).abs() < 1e-9);
    }

    #[test]
    fn a_ring_that_touches_itself_and_a_spike_are_mended() {
        let touching = MultiPolygon::new(vec![polygon![
            (x: 0.0, y: 0.0), (x: 2.0, y: 0.0), (x: 1.0, y: 1.0), (x: 2.0, y: 2.0),
            (x: 0.0, y: 2.0), (x: 1.0, y: 1.0),
        ]]);
        let spike = MultiPolygon::new(vec![polygon![
            (x: 0.0, y: 0.0), (x: 2.0, y: 0.0), (x: 4.0, y: 0.0), (x: 2.0, y: 0.0),
            (x: 2.0, y: 2.0), (x: 0.0, y: 2.0),
        ]]);
        for (shape, area) in [(touching, 2.0), (spike, 4.0)] {
            assert!(crosses_itself(&shape));
            let clean = mended(&shape);
            assert!(!crosses_itself(&clean), "{clean:?}");
            assert!((clean.unsigned_area() - area).abs() < 1e-9);
        }
    }

    #[test]
    fn stretches_find_what_looking_at_every_pair_finds() {
        let mut state = 5_u64;
        let mut next = |most: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            ((state >> 33) % most) as f64
        };
        let mut counts = [0, 0];
        for round in 0..4000_u64 {
            // A star that is clean, or a few of its corners moved anywhere.
            let n = 3 + round % 40;
            let mut corners: Vec<Coord<f64>> = (0..n)
                .map(|i| {
                    let turn = i as f64 / n as f64 * std::f64::consts::TAU;
                    let far = 20.0 + next(80);
                    Coord { x: (far * turn.cos()).round(), y: (far * turn.sin()).round() }
                })
                .collect();
            for _ in 0..round % 3 {
                let at = next(n) as usize;
                corners[at] = Coord { x: next(100) - 50.0, y: next(100) - 50.0 };
            }
            corners.push(corners[0]);
            let last = corners.len() - 2;
            let ends = |at: usize| (corners[at], corners[at + 1]);
            let cross = |a: usize, b: usize| {
                let joined = b - a == 1 || (a == 0 && b == last);
                let side = |at: usize| boxed(&corners[at..at + 2]);
                let crosses = if joined && last > 1 { runs_back } else { meet };
                !apart(side(a), side(b)) && crosses(ends(a), ends(b))
            };
            let wanted = (0..=last).any(|a| (a + 1..=last).any(|b| cross(a, b)));
            assert_eq!(ring_crosses(&LineString::new(corners.clone())), wanted, "{corners:?}");
            counts[usize::from(wanted)] += 1;
        }
        assert!(counts.iter().all(|&count| count > 500), "{counts:?}");
    }

    #[test]
    fn an_ordinary_ring_is_left_alone() {
        let bay = MultiPolygon::new(vec![polygon![
            (x: 0.0, y: 0.0), (x: 3.0, y: 0.0), (x: 3.0, y: 3.0), (x: 2.0, y: 3.0),
            (x: 2.0, y: 1.0), (x: 1.0, y: 1.0), (x: 1.0, y: 3.0), (x: 0.0, y: 3.0),
        ]]);
        let triangle =
            MultiPolygon::new(vec![polygon![(x: 0.0, y: 0.0), (x: 1.0, y: 0.0), (x: 0.0, y: 1.0)]]);
        assert!(!crosses_itself(&bay) && !crosses_itself(&triangle));
    }
}
