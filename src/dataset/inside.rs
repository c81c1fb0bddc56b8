//! A point inside a village: never in the sea, never in a hole.

use geo::{BoundingRect as _, Coord, InteriorPoint as _, MultiPolygon, Point, Polygon};

/// A point inside the part with the largest box: the middle of the widest stretch of land on a
/// line half-way up the part, the line moved off every vertex (as JTS's `InteriorPointArea` does,
/// in one pass over the vertices). The origin for a shape without positions.
pub fn point_inside(shape: &MultiPolygon<f64>) -> Point<f64> {
    let size =
        |part: &Polygon<f64>| part.bounding_rect().map_or(0.0, |rect| rect.width() * rect.height());
    let largest = shape.0.iter().max_by(|a, b| size(a).total_cmp(&size(b)));
    largest
        .and_then(|part| on_a_line(part).or_else(|| part.interior_point()))
        .or_else(|| shape.interior_point())
        .unwrap_or_else(|| Point::new(0.0, 0.0))
}

fn on_a_line(part: &Polygon<f64>) -> Option<Point<f64>> {
    let rect = part.bounding_rect()?;
    let y = clear_of_vertices(part, rect.min().y, rect.max().y)?;
    let mut crossings: Vec<f64> = Vec::new();
    for ring in std::iter::once(part.exterior()).chain(part.interiors()) {
        for side in ring.0.windows(2) {
            let (a, b) = (side[0], side[1]);
            if (a.y > y) != (b.y > y) {
                crossings.push(a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x));
            }
        }
    }
    crossings.sort_unstable_by(f64::total_cmp);
    let widest = crossings
        .chunks_exact(2)
        .max_by(|a, b| (a[1] - a[0]).total_cmp(&(b[1] - b[0])))
        .filter(|stretch| stretch[1] > stretch[0])?;
    Some(Point::new(f64::midpoint(widest[0], widest[1]), y))
}

/// Half-way between the vertices next below and next above the middle.
fn clear_of_vertices(part: &Polygon<f64>, low: f64, high: f64) -> Option<f64> {
    let middle = f64::midpoint(low, high);
    let (mut below, mut above) = (low, high);
    let mut narrow = |c: &Coord<f64>| {
        // Not `f64::max`: what it does for what is no number takes longer than the rest.
        if c.y <= middle {
            below = if c.y > below { c.y } else { below };
        } else {
            above = if c.y < above { c.y } else { above };
        }
    };
    part.exterior().0.iter().for_each(&mut narrow);
    part.interiors().iter().flat_map(|ring| &ring.0).for_each(&mut narrow);
    let y = f64::midpoint(below, above);
    (below < y && y < above).then_some(y)
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{Contains as _, polygon};
    use proptest::prelude::*;

    #[test]
    fn the_point_lies_on_land_beside_a_lake() {
        let ring = polygon!(
            exterior: [(x: 0.0, y: 0.0), (x: 10.0, y: 0.0), (x: 10.0, y: 10.0), (x: 0.0, y: 10.0)],
            interiors: [[(x: 1.0, y: 1.0), (x: 1.0, y: 9.0), (x: 8.0, y: 9.0), (x: 8.0, y: 1.0)]],
        );
        let shape = MultiPolygon::new(vec![ring]);
        let point = point_inside(&shape);
        assert!(shape.contains(&point), "{point:?}");
        assert!(point.x() > 8.0, "the wider bank is the eastern one");
    }

    proptest! {
        #[test]
        fn every_star_shaped_village_contains_its_point(
            radii in prop::collection::vec(0.2..1.0_f64, 3..40),
        ) {
            let n = radii.len() as f64;
            let ring = radii.iter().enumerate().map(|(i, r)| {
                let angle = std::f64::consts::TAU * i as f64 / n;
                Coord { x: 120.0 + r * angle.cos(), y: -4.0 + r * angle.sin() }
            });
            let shape = MultiPolygon::new(vec![Polygon::new(ring.collect(), Vec::new())]);
            prop_assert!(shape.contains(&point_inside(&shape)));
        }
    }
}
