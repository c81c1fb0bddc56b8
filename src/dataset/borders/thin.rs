//! Coarser and coarser levels: corners that would not be seen are cut off, arc by arc.
//!
//! After Visvalingam and Whyatt: a corner counts by the area of the triangle it makes with its
//! neighbours. Both ends of an arc stay, so what met still meets.

use rayon::prelude::*;

use super::{Level, Point};

/// A corner is cut off where its triangle is smaller than this share of a square pixel.
const SHARE: f64 = 0.25;

/// Each level's pixels are this many times as wide as those of the one before.
const STEP: f64 = 4.0;
/// Pixels across the whole on the coarsest level.
const ACROSS: f64 = 1600.0;
/// Coarser levels beside the finest.
const COARSER: i32 = 3;
/// With fewer positions than this the finest level is quick enough for everything.
const FEW: usize = 60_000;
/// Arcs that one thread thins at a time.
const STRIDE: usize = 2048;

/// The finest level and those made from it.
pub(super) fn levels(full: Level) -> Vec<Level> {
    let span = span(&full);
    let mut levels = vec![full];
    if levels[0].points.len() < FEW {
        return levels;
    }
    for coarser in (0..COARSER).rev() {
        let pixel = span / ACROSS / STEP.powi(coarser);
        let area = SHARE * pixel * pixel;
        // Of what the level before already cut, and worth keeping.
        let finest = levels.last().map_or(0.0, |level| level.area);
        if area >= 1.0 && area > finest {
            let level = thinned(&levels[levels.len() - 1], area);
            levels.push(level);
        }
    }
    levels
}

/// The longer side of everything.
fn span(level: &Level) -> f64 {
    let mut b: Option<[i32; 4]> = None;
    for &[x, y] in &level.points {
        let b = b.get_or_insert([x, y, x, y]);
        *b = [b[0].min(x), b[1].min(y), b[2].max(x), b[3].max(y)];
    }
    b.map_or(0.0, |b| f64::from(b[2] - b[0]).max(f64::from(b[3] - b[1])))
}

fn thinned(level: &Level, area: f64) -> Level {
    let arcs: Vec<u32> = (0..level.arc_count() as u32).collect();
    let parts: Vec<(Vec<Point>, Vec<u32>)> = arcs
        .par_chunks(STRIDE)
        .map(|arcs| {
            let (mut points, mut lengths) = (Vec::new(), Vec::with_capacity(arcs.len()));
            let mut arc_points = Vec::new();
            for &arc in arcs {
                arc_points.clear();
                arc_points.extend_from_slice(level.arc(arc));
                thin(&mut arc_points, area);
                lengths.push(arc_points.len() as u32);
                points.extend_from_slice(&arc_points);
            }
            (points, lengths)
        })
        .collect();
    let lengths: Vec<u32> = parts.iter().flat_map(|(_, lengths)| lengths).copied().collect();
    let points: Vec<Point> = parts.into_iter().flat_map(|(points, _)| points).collect();
    kept(level, area, &points, &lengths)
}

/// Leaves out rings that nothing is left of, and arcs that no ring needs.
fn kept(level: &Level, area: f64, points: &[Point], lengths: &[u32]) -> Level {
    let mut starts = vec![0_u32];
    starts.extend(lengths.iter().scan(0, |sum, length| {
        *sum += length;
        Some(*sum)
    }));
    let mut number = vec![u32::MAX; lengths.len()];
    let mut thin =
        Level { area, arcs: vec![0], rings: vec![0], shapes: vec![0], ..Level::default() };
    for shape in 0..level.shape_count() {
        for ring in level.rings_of(shape) {
            let corners: u32 =
                ring.iter().map(|u| lengths[(u >> 1) as usize].saturating_sub(1)).sum();
            if corners < 3 {
                continue;
            }
            for r#use in ring {
                let arc = (r#use >> 1) as usize;
                if number[arc] == u32::MAX {
                    number[arc] = thin.arc_count() as u32;
                    thin.points
                        .extend_from_slice(&points[starts[arc] as usize..starts[arc + 1] as usize]);
                    thin.arcs.push(thin.points.len() as u32);
                }
                thin.uses.push(number[arc] << 1 | r#use & 1);
            }
            thin.rings.push(thin.uses.len() as u32);
        }
        thin.shapes.push(thin.rings.len() as u32 - 1);
    }
    thin.points.shrink_to_fit();
    thin
}

/// Twice the area of a triangle, with its sign.
fn twice(a: Point, b: Point, c: Point) -> f64 {
    let from = |p: Point| [f64::from(p[0]) - f64::from(a[0]), f64::from(p[1]) - f64::from(a[1])];
    let ([bx, by], [cx, cy]) = (from(b), from(c));
    bx * cy - cx * by
}

/// Cuts off small corners; what stays of a closed arc that encloses less is a single position.
fn thin(points: &mut Vec<Point>, area: f64) {
    let is_ring = points.len() > 2 && points.first() == points.last();
    if is_ring {
        let all: f64 = points.windows(2).map(|w| twice(points[0], w[0], w[1])).sum();
        if all.abs() < 2.0 * area {
            points.truncate(1);
            return;
        }
    }
    // The smallest corners first, as far as sweeps can tell.
    for share in [0.125, 0.5, 1.0] {
        while sweep(points, 2.0 * area * share) {}
    }
}

/// One walk along the arc, never two corners beside each other; whether anything was cut off.
fn sweep(points: &mut Vec<Point>, most: f64) -> bool {
    let count = points.len();
    if count < 3 {
        return false;
    }
    let mut kept = 1;
    let mut cut_before = false;
    for at in 1..count - 1 {
        let (a, b, c) = (points[kept - 1], points[at], points[at + 1]);
        let small = !cut_before && twice(a, b, c).abs() < most;
        cut_before = small;
        if !small {
            points[kept] = b;
            kept += 1;
        }
    }
    points[kept] = points[count - 1];
    points.truncate(kept + 1);
    kept + 1 < count
}
