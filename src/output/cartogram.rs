//! The map laid out anew so that small places are seen: circles as large as their people, or one
//! tile a village. A layout is a register of its own, in scene units: everything that draws, picks
//! and names villages works on it as on the land.
//!
//! Both ways are deterministic: same villages and weights, same bytes, whatever the thread count.

mod dorling;
mod tiles;

use geo::{LineString, MultiPolygon, Point, Polygon};

use super::scene::Scene;
use crate::base::fault::Stop;
use crate::base::progress::Progress;
use crate::dataset::around::Around;
use crate::dataset::village::{Frame, Register, Village};
use crate::indicator::column::Column;
pub use crate::plan::seen::Arrangement;

/// Corners of a circle.
const CORNERS: u8 = 40;

/// The register of a layout; `None` for the land itself. `weights`: one per village, what a circle's
/// area stands for; where one has none it gets
/// the smallest circle, so that nobody is lost and nothing is made up.
///
/// # Errors
/// [`Stop::Canceled`].
pub fn arranged(
    arrangement: Arrangement,
    register: &Register,
    scene: &Scene,
    weights: &[Option<f64>],
    progress: &Progress,
) -> Result<Option<Register>, Stop> {
    let homes: Vec<[f64; 2]> = scene.villages.iter().map(|v| v.inside).collect();
    let land: f64 = scene.villages.iter().map(|v| v.area).sum();
    let shapes: Vec<(MultiPolygon<f64>, [f64; 2])> = match arrangement {
        Arrangement::Land => return Ok(None),
        Arrangement::Circles => {
            let radii = radii(weights, homes.len(), land);
            let places = dorling::settled(&homes, &radii, progress)?;
            places.iter().zip(&radii).map(|(at, radius)| (circle(*at, *radius), *at)).collect()
        }
        Arrangement::Tiles => {
            let (places, side) = tiles::placed(&homes, land, progress)?;
            places.iter().map(|at| (square(*at, side), *at)).collect()
        }
    };
    let villages = register.villages.iter().zip(shapes).map(|(village, (shape, at))| Village {
        code: village.code.clone(),
        name: village.name.clone(),
        kind: village.kind,
        kecamatan: village.kecamatan.clone(),
        kabupaten: village.kabupaten.clone(),
        shape,
        // Nothing is small here, and no area means land.
        area_km2: None,
        inside: Point::new(at[0], at[1]),
    });
    Ok(Some(Register {
        system: register.system,
        frame: Frame::Planar,
        crs_name: String::new(),
        boundary_source: register.boundary_source.clone(),
        villages: villages.collect(),
        around: Around::default(),
    }))
}

/// Villages whose circle stands for no number: they have none, or none above zero.
pub fn without_size(column: &Column) -> usize {
    column.values.iter().filter(|value| value.value().is_none_or(|x| x <= 0.0)).count()
}

/// All circles together cover a little more than half of the land.
const COVER: f64 = 0.55;
/// Of the mean radius: the smallest circle is still seen and hit.
const LEAST: f64 = 0.28;

fn radii(weights: &[Option<f64>], villages: usize, land: f64) -> Vec<f64> {
    let weight = |i: usize| match weights.get(i).copied().flatten() {
        Some(w) if w.is_finite() && w > 0.0 => w,
        Some(_) | None => 0.0,
    };
    let each: Vec<f64> = (0..villages).map(weight).collect();
    let total: f64 = each.iter().sum();
    let land = if land > 0.0 { land } else { villages as f64 };
    let mean = (COVER * land / (villages.max(1) as f64 * std::f64::consts::PI)).sqrt();
    let unit = if total > 0.0 { COVER * land / (std::f64::consts::PI * total) } else { 0.0 };
    each.into_iter().map(|w| (w * unit).sqrt().max(LEAST * mean)).collect()
}

fn circle(at: [f64; 2], radius: f64) -> MultiPolygon<f64> {
    let corner = |k: u8| {
        let turn = std::f64::consts::TAU * f64::from(k) / f64::from(CORNERS);
        (at[0] + radius * turn.cos(), at[1] + radius * turn.sin())
    };
    let ring: Vec<(f64, f64)> = (0..=CORNERS).map(|k| corner(k % CORNERS)).collect();
    MultiPolygon::new(vec![Polygon::new(LineString::from(ring), Vec::new())])
}

/// A little air stays between two tiles.
const FULL: f64 = 0.94;

fn square(at: [f64; 2], side: f64) -> MultiPolygon<f64> {
    let half = side * FULL / 2.0;
    let [x, y] = at;
    let ring = vec![
        (x - half, y - half),
        (x + half, y - half),
        (x + half, y + half),
        (x - half, y + half),
        (x - half, y - half),
    ];
    MultiPolygon::new(vec![Polygon::new(LineString::from(ring), Vec::new())])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::testing::{register, scene};

    fn laid(arrangement: Arrangement, weights: &[Option<f64>]) -> Register {
        let (register, scene) = (register(weights.len()), scene(weights.len()));
        arranged(arrangement, &register, &scene, weights, &Progress::default()).unwrap().unwrap()
    }

    fn bounds(shape: &MultiPolygon<f64>) -> [f64; 4] {
        let points = || shape.0[0].exterior().0.iter();
        let low = |of: fn(&geo::Coord<f64>) -> f64| points().map(of).fold(f64::INFINITY, f64::min);
        let high =
            |of: fn(&geo::Coord<f64>) -> f64| points().map(of).fold(f64::NEG_INFINITY, f64::max);
        [low(|c| c.x), low(|c| c.y), high(|c| c.x), high(|c| c.y)]
    }

    #[test]
    fn the_land_itself_needs_no_layout() {
        let (register, scene) = (register(2), scene(2));
        let none = arranged(Arrangement::Land, &register, &scene, &[], &Progress::default());
        assert!(none.unwrap().is_none());
    }

    #[test]
    fn a_circle_of_four_times_the_people_is_twice_as_wide() {
        let found =
            laid(Arrangement::Circles, &[Some(400.0), Some(100.0), Some(400.0), Some(100.0)]);
        let wide = |i: usize| {
            let b = bounds(&found.villages[i].shape);
            b[2] - b[0]
        };
        assert!((wide(0) / wide(1) - 2.0).abs() < 1e-9, "{} {}", wide(0), wide(1));
        assert_eq!(found.villages[2].code.as_str(), "99.01.01.2003", "the order stays");
    }

    #[test]
    fn a_village_without_a_number_gets_the_middle_one_and_none_is_lost() {
        let found =
            laid(Arrangement::Circles, &[Some(9.0), None, Some(100.0), Some(25.0), Some(0.0)]);
        assert_eq!(found.villages.len(), 5);
        for village in &found.villages {
            let b = bounds(&village.shape);
            assert!(b[2] - b[0] > 0.0);
        }
    }

    #[test]
    fn tiles_are_alike_and_none_lies_on_another() {
        let found = laid(Arrangement::Tiles, &[None; 30]);
        let all: Vec<[f64; 4]> = found.villages.iter().map(|v| bounds(&v.shape)).collect();
        for (i, a) in all.iter().enumerate() {
            assert!((a[2] - a[0] - (all[0][2] - all[0][0])).abs() < 1e-6);
            for b in &all[i + 1..] {
                let apart = a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1];
                assert!(apart, "{a:?} {b:?}");
            }
        }
    }
}
