//! Neighbours by distance between points inside the villages.
//!
//! Longitude and latitude are set on the WGS 84 ellipsoid in three dimensions, in metres, so there
//! is no edge at ±180° and no stretching; a distance along the ground becomes its chord. Within
//! 100 km that is right to a centimetre. Planar coordinates stay as they are.

use std::collections::BTreeMap;

use geo::Point;
use rayon::prelude::*;
use rstar::primitives::GeomWithData;
use rstar::{PointDistance as _, RTree};

use super::{LINKS_MAX, too_many};
use crate::base::fault::Stop;
use crate::base::progress::Progress;
use crate::dataset::village::Frame;

/// Of a ball of the earth's size.
const RADIUS_M: f64 = 6_371_008.8;

/// Places in metres (or planar units); villages on exactly one place stand together.
pub(super) type Place = GeomWithData<[f64; 3], usize>;
/// One per village; `None` without coordinates.
type Places = Vec<Option<[f64; 3]>>;

/// The `k` nearest other villages of each; ties go to the earlier village.
pub(super) fn nearest(
    points: &[Point<f64>],
    frame: Frame,
    k: usize,
    progress: &Progress,
) -> Result<Vec<Vec<u32>>, Stop> {
    if k.saturating_mul(points.len()) > LINKS_MAX {
        return Err(too_many(&format!("knn:{k}")));
    }
    let (places, groups, tree) = index(points, frame);
    (0..points.len())
        .into_par_iter()
        .map(|i| {
            progress.step()?;
            let Some(place) = places[i] else { return Ok(Vec::new()) };
            let mut found: Vec<(f64, u32)> = Vec::new();
            let mut farthest = f64::INFINITY;
            for near in tree.nearest_neighbor_iter(place) {
                let d2 = near.distance_2(&place);
                if d2 > farthest {
                    break;
                }
                let others = groups[near.data].iter().filter(|&&j| j as usize != i).take(k);
                found.extend(others.map(|&j| (d2, j)));
                if found.len() >= k {
                    farthest = d2;
                }
            }
            found.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
            Ok(found.into_iter().take(k).map(|(_, j)| j).collect())
        })
        .collect()
}

/// All other villages within `metres`.
pub(super) fn within(
    points: &[Point<f64>],
    frame: Frame,
    metres: f64,
    progress: &Progress,
) -> Result<Vec<Vec<u32>>, Stop> {
    let (places, groups, tree) = index(points, frame);
    let reach = match frame {
        Frame::Geographic => chord(metres),
        Frame::Planar => metres,
    };
    let links = std::sync::atomic::AtomicUsize::new(0);
    (0..points.len())
        .into_par_iter()
        .map(|i| {
            progress.step()?;
            let Some(place) = places[i] else { return Ok(Vec::new()) };
            let mut found = Vec::new();
            for near in tree.locate_within_distance(place, reach * reach) {
                found.extend(groups[near.data].iter().copied().filter(|&j| j as usize != i));
                if found.len() > LINKS_MAX {
                    return Err(too_many(&format!("distance:{metres}")));
                }
            }
            let before = links.fetch_add(found.len(), std::sync::atomic::Ordering::Relaxed);
            if before + found.len() > LINKS_MAX {
                return Err(too_many(&format!("distance:{metres}")));
            }
            Ok(found)
        })
        .collect()
}

/// The place of each village (`None` without coordinates), the villages of each distinct place in
/// rising order, and the tree over distinct places: many villages on one point stay cheap.
fn index(points: &[Point<f64>], frame: Frame) -> (Places, Vec<Vec<u32>>, RTree<Place>) {
    let places = places(points, frame);
    let mut by_place: BTreeMap<[u64; 3], Vec<u32>> = BTreeMap::new();
    for (i, place) in places.iter().enumerate() {
        if let Some(place) = place {
            // + 0.0 makes one zero of two.
            by_place.entry(place.map(|c| (c + 0.0).to_bits())).or_default().push(i as u32);
        }
    }
    let groups: Vec<Vec<u32>> = by_place.into_values().collect();
    let entries = groups
        .iter()
        .enumerate()
        .filter_map(|(g, members)| Some(Place::new(places[members[0] as usize]?, g)))
        .collect();
    let tree = RTree::bulk_load(entries);
    (places, groups, tree)
}

/// Points as [`Place`]s have them.
pub(super) fn places(points: &[Point<f64>], frame: Frame) -> Places {
    points
        .iter()
        .map(|p| {
            (p.x().is_finite() && p.y().is_finite()).then(|| match frame {
                Frame::Geographic => on_ellipsoid(p.x(), p.y()),
                Frame::Planar => [p.x(), p.y(), 0.0],
            })
        })
        .collect()
}

/// The least distance at which no village is alone: the largest way to a nearest neighbour. `None`
/// where fewer than two villages have coordinates.
pub(super) fn band(points: &[Point<f64>], frame: Frame) -> Option<f64> {
    let (places, groups, tree) = index(points, frame);
    let nearest = |i: usize| {
        let place = places[i]?;
        let others = tree.nearest_neighbor_iter(place);
        let other =
            others.into_iter().find(|near| groups[near.data].iter().any(|&j| j as usize != i));
        other.map(|near| near.distance_2(&place))
    };
    let farthest = (0..points.len()).into_par_iter().filter_map(nearest).reduce_with(f64::max)?;
    // A hair more, so that rounding leaves nobody out.
    Some(ground(farthest.sqrt(), frame) * (1.0 + 1e-9))
}

/// Degrees → metres from the centre of the WGS 84 ellipsoid.
fn on_ellipsoid(lon_degrees: f64, lat_degrees: f64) -> [f64; 3] {
    const EQUATOR_M: f64 = 6_378_137.0;
    const FLATTENING: f64 = 1.0 / 298.257_223_563;
    let eccentricity2 = FLATTENING * (2.0 - FLATTENING);
    let (sin_lat, cos_lat) = lat_degrees.to_radians().sin_cos();
    let (sin_lon, cos_lon) = lon_degrees.to_radians().sin_cos();
    let n = EQUATOR_M / (1.0 - eccentricity2 * sin_lat * sin_lat).sqrt();
    [n * cos_lat * cos_lon, n * cos_lat * sin_lon, n * (1.0 - eccentricity2) * sin_lat]
}

/// The way along the ground over a straight line: [`chord`] reversed.
pub(super) fn ground(straight: f64, frame: Frame) -> f64 {
    match frame {
        Frame::Geographic => 2.0 * RADIUS_M * (straight / (2.0 * RADIUS_M)).min(1.0).asin(),
        Frame::Planar => straight,
    }
}

/// Villages in a frame where the distance of any two is cheap.
pub struct Distances {
    places: Places,
    frame: Frame,
}

impl Distances {
    pub fn of(points: &[Point<f64>], frame: Frame) -> Self {
        Self { places: places(points, frame), frame }
    }

    /// The square of the straight distance, in an order that no rounding disturbs; infinite where a
    /// village has no coordinates.
    pub fn squared(&self, a: usize, b: usize) -> f64 {
        match (self.places[a], self.places[b]) {
            (Some(a), Some(b)) => (0..3).map(|i| (a[i] - b[i]) * (a[i] - b[i])).sum(),
            _ => f64::INFINITY,
        }
    }

    /// Along the ground, from [`Self::squared`].
    pub fn metres(&self, squared: f64) -> f64 {
        ground(squared.sqrt(), self.frame)
    }
}

/// The straight line through the earth under `metres` along the ground.
fn chord(metres: f64) -> f64 {
    let angle = (metres / RADIUS_M).min(std::f64::consts::PI);
    // Half the earth and more: reach everything, whatever the flattening.
    if angle >= 3.1 { 4.0 * RADIUS_M } else { 2.0 * RADIUS_M * (angle / 2.0).sin() }
}
