//! How far borders of neighbours stand apart over a whole layer: slivers, gaps and overlaps.
//!
//! Of every two villages the edges that each has alone are walked in small steps; where the other
//! one's border runs beside them within a hundredth of a middling village's diagonal, for longer
//! than a corner does, there is a seam, as wide as the middle step stands apart.

use geo::{Contains as _, Coord, MultiPolygon, Point};
use rayon::prelude::*;
use rstar::RTree;
use rstar::primitives::{GeomWithData, Line};

use super::contiguity::{self, Contact};
use super::seam::{self, BY_HAND, Bounds, Edge, Edges, grown, meet, overlap};
use super::sweep::Sweep;
use crate::base::fault::Stop;
use crate::base::progress::Progress;
use crate::dataset::around::{Seams, Touching};
use crate::dataset::village::Frame;

/// Borders farther apart than this many times the least snap are no seam: 50 m for villages of
/// 5 km. Beyond, a river, a road or the sea lies between.
const REACH: f64 = 1000.0;
/// A seam is longer than this many times the reach: at a corner two borders are close as well.
const LONG: f64 = 4.0;
/// An edge is walked in at most so many steps.
const STEPS: f64 = 64.0;

/// In a layer where fewer of the neighbours than this have a seam, the seams are rivers and inlets.
const SYSTEMATIC: f64 = 0.1;
/// The tolerance joins this share of the seams; the rest are rivers in a layer drawn twice.
const JOINED: f64 = 0.95;

/// A border drawn twice.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Seam {
    /// The middle distance along it, by length; coordinates.
    width: f64,
    /// Where it is as wide.
    at: Coord<f64>,
    /// The villages cover each other there, else they stand apart.
    overlap: bool,
    /// As in `contiguity`.
    pair: u64,
}

/// Measures the layer. Villages that share their borders exactly have no seam.
///
/// The tolerance is the width that 95 % of the seams do not pass, if at least a tenth of all
/// neighbours have a seam: then the layer's borders are drawn apart. In any other layer it is the
/// least there is, and neighbours are those of the exact borders.
///
/// # Errors
/// [`Stop::Canceled`].
pub fn measure(
    shapes: &[&MultiPolygon<f64>],
    frame: Frame,
    progress: &Progress,
) -> Result<Seams, Stop> {
    let (exact, edges) = contiguity::exact(shapes, progress)?;
    of_edges(&edges, &exact.lines, frame, progress)
}

/// As [`measure`], and who touches whom by [`super::Rule::Queen`] with the snap that was measured:
/// both look at the same corners, which are gone through once.
///
/// # Errors
/// As [`measure`] and `build`.
pub fn measure_and_link(
    shapes: &[&MultiPolygon<f64>],
    frame: Frame,
    progress: &Progress,
) -> Result<(Seams, Touching), Stop> {
    let (exact, edges) = contiguity::exact(shapes, progress)?;
    let seams = of_edges(&edges, &exact.lines, frame, progress)?;
    let snap = Some(seams.snap);
    let queen = contiguity::joined(exact.points, &edges, Contact::Point, snap, progress)?;
    Ok((seams, queen))
}

fn of_edges(
    edges: &Edges<'_>,
    by_edge: &[u64],
    frame: Frame,
    progress: &Progress,
) -> Result<Seams, Stop> {
    let bounds = edges.bounds();
    let Some(least) = seam::least_snap(&bounds) else { return Ok(Seams::default()) };
    let mut seams = find(edges, &bounds, least, progress)?;
    seams.sort_by(|a, b| a.width.total_cmp(&b.width).then(a.pair.cmp(&b.pair)));
    let metres = |coordinates: f64, latitude: f64| match frame {
        Frame::Geographic => coordinates * metres_a_degree(latitude),
        Frame::Planar => coordinates,
    };
    let unlinked = seams.iter().filter(|s| by_edge.binary_search(&s.pair).is_err()).count();
    let neighbours = by_edge.len() + unlinked;
    let at = |share: f64| seams.get((share * seams.len().saturating_sub(1) as f64) as usize);
    let drawn_apart = !seams.is_empty() && seams.len() as f64 >= SYSTEMATIC * neighbours as f64;
    let snap = at(JOINED).filter(|_| drawn_apart).map_or(least, |s| s.width.max(least));
    let middle = bounds.iter().flatten().next().map_or(0.0, |b| f64::midpoint(b[1], b[3]));
    let wide = |share: f64| at(share).map_or(0.0, |s| metres(s.width, s.at.y));
    let overlaps = seams.iter().filter(|s| s.overlap).count();
    Ok(Seams {
        gaps: seams.len() - overlaps,
        overlaps,
        median: wide(0.5),
        largest: wide(1.0),
        snap,
        tolerance: metres(snap, middle),
        drawn_apart,
    })
}

/// Metres of one degree in the mean of both directions, on the WGS 84 ellipsoid.
pub fn metres_a_degree(latitude: f64) -> f64 {
    const AXIS_M: f64 = 6_378_137.0;
    const ECCENTRICITY_2: f64 = 0.006_694_379_990_14;
    let (sin, cos) = latitude.to_radians().sin_cos();
    let root = (1.0 - ECCENTRICITY_2 * sin * sin).sqrt();
    let east = AXIS_M / root * cos.abs();
    let north = AXIS_M * (1.0 - ECCENTRICITY_2) / root.powi(3);
    (east * north).sqrt().to_radians()
}

fn find(
    edges: &Edges<'_>,
    bounds: &[Option<Bounds>],
    least: f64,
    progress: &Progress,
) -> Result<Vec<Seam>, Stop> {
    let (shapes, reach) = (edges.shapes, least * REACH);
    let sweep = Sweep::of(bounds, reach);
    let found: Result<Vec<Vec<Seam>>, Stop> = (0..shapes.len())
        .into_par_iter()
        .map(|village| {
            progress.step()?;
            let mut seams = Vec::new();
            for other in sweep.behind(village) {
                let (a, b) = (village.min(other), village.max(other));
                let (Some(box_a), Some(box_b)) = (bounds[a], bounds[b]) else { continue };
                if !overlap(grown(box_a, reach), box_b) {
                    continue;
                }
                progress.steps(0)?;
                let common: Bounds = meet(grown(box_a, reach), grown(box_b, reach));
                let walked = walk(&edges.of(a, common), &edges.of(b, common), reach);
                seams.extend(seam_of(walked, least, reach).map(|(width, at)| Seam {
                    width,
                    at,
                    overlap: shapes[b].contains(&Point::from(at)),
                    pair: (a as u64) << 32 | b as u64,
                }));
            }
            Ok(seams)
        })
        .collect();
    Ok(found?.concat())
}

/// A step of one border beside the other one.
struct Step {
    at: Coord<f64>,
    length: f64,
    apart: f64,
}

/// Walks the edges of `a` and keeps the steps within `reach` of an edge of `b`.
fn walk(a: &[Edge], b: &[Edge], reach: f64) -> Vec<Step> {
    if a.is_empty() || b.is_empty() {
        return Vec::new();
    }
    let tree = (a.len() * b.len() > BY_HAND).then(|| {
        RTree::bulk_load(
            b.iter()
                .map(|e| GeomWithData::new(Line::new([e.from.x, e.from.y], [e.to.x, e.to.y]), ()))
                .collect(),
        )
    });
    // A hair wider than the reach, so that rounding loses nothing.
    let near: Vec<(Bounds, Edge)> =
        b.iter().map(|&e| (grown(e.bounds(), reach * 1.000_001), e)).collect();
    let nearest = |p: Coord<f64>| match &tree {
        None => near
            .iter()
            .filter(|(w, _)| w[0] <= p.x && p.x <= w[2] && w[1] <= p.y && p.y <= w[3])
            .map(|&(_, e)| seam::distance(e, p))
            .fold(f64::INFINITY, f64::min),
        Some(tree) => tree
            .nearest_neighbor_iter_with_distance_2([p.x, p.y])
            .next()
            .map_or(f64::INFINITY, |(_, d2)| d2.sqrt()),
    };
    let mut steps = Vec::new();
    for edge in a {
        let along = edge.to - edge.from;
        let length = along.x.hypot(along.y);
        let count = (length / (reach / 4.0)).ceil().clamp(1.0, STEPS);
        for k in 0..count as usize {
            let at = edge.from + along * ((k as f64 + 0.5) / count);
            let apart = nearest(at);
            if apart <= reach {
                steps.push(Step { at, length: length / count, apart });
            }
        }
    }
    steps
}

/// Width of a seam, and the place where it is as wide; `None` for a corner and for
/// borders that meet.
fn seam_of(mut steps: Vec<Step>, least: f64, reach: f64) -> Option<(f64, Coord<f64>)> {
    let length: f64 = steps.iter().map(|s| s.length).sum();
    if length < LONG * reach {
        return None;
    }
    steps.sort_by(|x, y| x.apart.total_cmp(&y.apart));
    let mut left = length / 2.0;
    let middle = steps.iter().find(|s| {
        left -= s.length;
        left <= 0.0
    })?;
    (middle.apart > least).then_some((middle.apart, middle.at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::polygon;

    /// Squares of 0.05° on a board, each `apart` smaller at its east and north.
    fn board(side: usize, apart: f64) -> Vec<MultiPolygon<f64>> {
        let square = |i: usize| {
            let (x, y) = (0.05 * (i % side) as f64, 0.05 * (i / side) as f64);
            let (east, north) = (x + 0.05 - apart, y + 0.05 - apart);
            MultiPolygon::new(vec![polygon![
                (x: x, y: y), (x: east, y: y), (x: east, y: north), (x: x, y: north),
            ]])
        };
        (0..side * side).map(square).collect()
    }

    fn measured(shapes: &[MultiPolygon<f64>]) -> Seams {
        let shapes: Vec<&MultiPolygon<f64>> = shapes.iter().collect();
        measure(&shapes, Frame::Geographic, &Progress::default()).unwrap()
    }

    #[test]
    fn a_clean_board_has_no_seam_and_the_least_tolerance() {
        let found = measured(&board(4, 0.0));
        assert_eq!((found.gaps, found.overlaps, found.median), (0, 0, 0.0));
        // 1e-5 of a diagonal of 0.0707°: 8 cm.
        assert!((found.tolerance - 0.0787).abs() < 1e-3, "{found:?}");
    }

    #[test]
    fn villages_drawn_five_metres_apart_are_measured_and_joined() {
        let degrees = 5.0 / metres_a_degree(0.1);
        for (apart, is_gap) in [(degrees, true), (-degrees, false)] {
            let found = measured(&board(4, apart));
            assert_eq!(found.gaps + found.overlaps, 24, "{found:?}");
            assert_eq!(found.gaps > 0, is_gap, "{found:?}");
            assert!((found.median - 5.0).abs() < 0.01 && (found.largest - 5.0).abs() < 0.05);
            assert!(found.tolerance >= 5.0 && found.tolerance < 5.1, "{found:?}");
        }
    }
}
