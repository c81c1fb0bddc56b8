//! Area and length on the ellipsoid of WGS 84.

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

/// Kilometres of a line in degrees of longitude and latitude.
///
/// Method: each side by the radii of curvature at its middle latitude (Snyder, eq. 4-18 to 4-20),
/// which for sides of up to 20 km differs from the geodesic by less than 1e-6 of its length.
pub fn ellipsoidal_km(line: &[[f64; 2]]) -> f64 {
    line.windows(2)
        .map(|side| {
            let ([lon, lat], [to_lon, to_lat]) = (side[0], side[1]);
            let (sin, cos) = f64::midpoint(lat, to_lat).to_radians().sin_cos();
            let root = (1.0 - E2 * sin * sin).sqrt();
            let east = A / root * cos * (to_lon - lon).to_radians();
            let north = A * (1.0 - E2) / root.powi(3) * (to_lat - lat).to_radians();
            east.hypot(north) / 1000.0
        })
        .sum()
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

/// Snyder's q(φ), eq. 3-12. Its artanh(e·sin φ)/e as a series: (e·sin φ)² is below 0.0067, so
/// what is left out is below the last digit.
fn authalic(lat: f64) -> f64 {
    let sin = lat.to_radians().sin();
    let u = E2 * sin * sin;
    let series = [1.0 / 11.0, 1.0 / 9.0, 1.0 / 7.0, 1.0 / 5.0, 1.0 / 3.0, 1.0];
    let series = series.iter().fold(1.0 / 13.0, |sum, term| sum * u + term);
    (1.0 - E2) * sin * (1.0 / (1.0 - u) + series)
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

    /// A star of 24 corners, about 3 km wide, and its area (km²) and perimeter (m) by
    /// GeographicLib's geodesic (PROJ 9, `Geod.polygon_area_perimeter`).
    const GEODESIC: [(f64, f64, f64, f64); 4] = [
        (122.5, -4.0, 32.990_653_605_408_01, 46_609.734_617_046_954),
        (116.4, 0.0, 33.069_048_376_463_06, 46_656.750_810_079_97),
        (95.3, 5.6, 32.915_404_732_762_035, 46_564.682_765_073_44),
        (140.7, -8.5, 32.715_404_515_695_22, 46_444.975_594_459_63),
    ];

    fn star(lon: f64, lat: f64) -> Vec<[f64; 2]> {
        let corner = |k: usize| {
            let k = f64::from((k % 24) as u8);
            let (turn, r) =
                (std::f64::consts::TAU * k / 24.0, 0.03 * (1.0 + 0.4 * (3.0 * k).cos()));
            [lon + r * turn.cos(), lat + r * turn.sin()]
        };
        (0..=24).map(corner).collect()
    }

    #[test]
    fn area_and_length_are_those_of_the_geodesic_on_both_sides_of_the_equator() {
        for (lon, lat, km2, metres) in GEODESIC {
            let ring = star(lon, lat);
            let line = LineString::from(ring.iter().map(|p| (p[0], p[1])).collect::<Vec<_>>());
            let shape = MultiPolygon::new(vec![geo::Polygon::new(line, vec![])]);
            let (area, length) = (ellipsoidal_km2(&shape), ellipsoidal_km(&ring));
            assert!((area / km2 - 1.0).abs() < 1e-6, "{lat}: {area} {km2}");
            assert!((length * 1000.0 / metres - 1.0).abs() < 1e-6, "{lat}: {length} {metres}");
        }
    }

    #[test]
    fn a_kabupaten_across_the_equator_has_one_area() {
        // 115.2–117.6° E, 1.14° S–1.53° N along the parallels; GeographicLib over 800 points.
        let kukar = MultiPolygon::new(vec![polygon![
            (x: 115.2, y: -1.14), (x: 117.6, y: -1.14), (x: 117.6, y: 1.53), (x: 115.2, y: 1.53),
        ]]);
        assert!((ellipsoidal_km2(&kukar) / 78_869.143_904_269_77 - 1.0).abs() < 1e-6);
    }
}
