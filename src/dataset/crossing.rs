//! Rings that cross themselves: found by a sweep, mended by even-odd.

use geo::{BooleanOps as _, Coord, LineString, MultiPolygon, Orient as _, orient::Direction};

/// Whether any ring of the shape properly crosses itself (touching is harmless here).
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

/// A sweep over the segments sorted by their western end; O(n log n) for ordinary rings.
fn ring_crosses(ring: &LineString<f64>) -> bool {
    let segments: Vec<(Coord<f64>, Coord<f64>)> = ring.0.windows(2).map(|w| (w[0], w[1])).collect();
    let mut order: Vec<usize> = (0..segments.len()).collect();
    let west = |i: usize| segments[i].0.x.min(segments[i].1.x);
    let east = |i: usize| segments[i].0.x.max(segments[i].1.x);
    order.sort_by(|&a, &b| west(a).total_cmp(&west(b)));
    let mut active: Vec<usize> = Vec::new();
    for &i in &order {
        active.retain(|&j| east(j) >= west(i));
        if active.iter().any(|&j| cross(segments[i], segments[j])) {
            return true;
        }
        active.push(i);
    }
    false
}

/// A proper crossing: each segment has the ends of the other on both of its sides.
fn cross(a: (Coord<f64>, Coord<f64>), b: (Coord<f64>, Coord<f64>)) -> bool {
    let (a_low, a_high) = (a.0.y.min(a.1.y), a.0.y.max(a.1.y));
    let (b_low, b_high) = (b.0.y.min(b.1.y), b.0.y.max(b.1.y));
    if a_high < b_low || b_high < a_low {
        return false;
    }
    let side = |p: Coord<f64>, q: Coord<f64>, r: Coord<f64>| {
        use geo::{GeoNum, Kernel as _, Orientation};
        match <f64 as GeoNum>::Ker::orient2d(p, q, r) {
            Orientation::CounterClockwise => 1_i8,
            Orientation::Clockwise => -1,
            Orientation::Collinear => 0,
        }
    };
    side(a.0, a.1, b.0) * side(a.0, a.1, b.1) < 0 && side(b.0, b.1, a.0) * side(b.0, b.1, a.1) < 0
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
    fn a_ring_that_only_touches_itself_is_left_alone() {
        let touching = MultiPolygon::new(vec![polygon![
            (x: 0.0, y: 0.0), (x: 2.0, y: 0.0), (x: 1.0, y: 1.0), (x: 2.0, y: 2.0),
            (x: 0.0, y: 2.0), (x: 1.0, y: 1.0),
        ]]);
        assert!(!crosses_itself(&touching));
    }
}
