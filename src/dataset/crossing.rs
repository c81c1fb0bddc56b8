//! Rings that cross or touch themselves, or run back on themselves: found by a sweep, mended by
//! even-odd.

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

/// A side of a ring with its box.
#[derive(Clone, Copy)]
struct Side {
    west: f64,
    east: f64,
    low: f64,
    high: f64,
    at: usize,
}

/// A sweep over the sides sorted by their western end; O(n log n) for ordinary rings.
fn ring_crosses(ring: &LineString<f64>) -> bool {
    let ends = |at: usize| (ring.0[at], ring.0[at + 1]);
    let last = ring.0.len().saturating_sub(2);
    let boxed = |(at, pair): (usize, &[Coord<f64>])| {
        let (a, b) = (pair[0], pair[1]);
        let (west, east) = (a.x.min(b.x), a.x.max(b.x));
        Side { west, east, low: a.y.min(b.y), high: a.y.max(b.y), at }
    };
    let mut sides: Vec<Side> = ring.0.windows(2).enumerate().map(boxed).collect();
    sides.sort_unstable_by(|a, b| a.west.total_cmp(&b.west));
    let mut active: Vec<Side> = Vec::new();
    for side in sides {
        let mut next = 0;
        while let Some(&other) = active.get(next) {
            if other.east < side.west {
                active.swap_remove(next);
                continue;
            }
            next += 1;
            if other.low > side.high || side.low > other.high {
                continue;
            }
            let (first, second) = (side.at.min(other.at), side.at.max(other.at));
            let joined = second - first == 1 || (first == 0 && second == last);
            let crosses = if joined && last > 1 { runs_back } else { meet };
            if crosses(ends(first), ends(second)) {
                return true;
            }
        }
        active.push(side);
    }
    false
}

/// Two sides with a common joint that lie on each other: a spike.
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
