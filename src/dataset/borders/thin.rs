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
    let Some(&first) = level.points.first() else { return 0.0 };
    let (mut low, mut high) = (first, first);
    for &[x, y] in &level.points {
        low = [low[0].min(x), low[1].min(y)];
        high = [high[0].max(x), high[1].max(y)];
    }
    f64::from(high[0] - low[0]).max(f64::from(high[1] - low[1]))
}

fn thinned(level: &Level, area: f64) -> Level {
    let count = level.arc_count();
    let arcs = |part: usize| part * STRIDE..count.min((part + 1) * STRIDE);
    // The room is made here, where shapes and rings left some; each thread would ask for its own.
    let room = |part: usize| {
        let arcs = arcs(part);
        let points = (level.arcs[arcs.end] - level.arcs[arcs.start]) as usize;
        Part { points: Vec::with_capacity(points), starts: Vec::with_capacity(arcs.len() + 1) }
    };
    let mut parts: Vec<Part> = (0..count.div_ceil(STRIDE)).map(room).collect();
    let fill = |(arc_points, sizes): &mut (Vec<Point>, Vec<f64>),
                (number, part): (_, &mut Part)| {
        part.starts.push(0);
        for arc in arcs(number) {
            arc_points.clear();
            arc_points.extend_from_slice(level.arc(arc as u32));
            thin(arc_points, area, sizes);
            part.points.extend_from_slice(arc_points);
            part.starts.push(part.points.len() as u32);
        }
    };
    parts.par_iter_mut().enumerate().for_each_init(<(Vec<Point>, Vec<f64>)>::default, fill);
    kept(level, area, &parts)
}

/// Thinned arcs, [`STRIDE`] of them.
struct Part {
    points: Vec<Point>,
    /// Start of each arc, and one end more.
    starts: Vec<u32>,
}

impl Part {
    fn arc(parts: &[Self], arc: usize) -> &[Point] {
        let (part, at) = (&parts[arc / STRIDE], arc % STRIDE);
        &part.points[part.starts[at] as usize..part.starts[at + 1] as usize]
    }
}

/// Leaves out rings that nothing is left of, and arcs that no ring needs.
fn kept(level: &Level, area: f64, parts: &[Part]) -> Level {
    let mut number = vec![u32::MAX; level.arc_count()];
    let mut thin =
        Level { area, arcs: vec![0], rings: vec![0], shapes: vec![0], ..Level::default() };
    for shape in 0..level.shape_count() {
        for ring in level.rings_of(shape) {
            let of_arc = |u: &u32| Part::arc(parts, (u >> 1) as usize).len().saturating_sub(1);
            let corners: usize = ring.iter().map(of_arc).sum();
            if corners < 3 {
                continue;
            }
            for r#use in ring {
                let arc = (r#use >> 1) as usize;
                if number[arc] == u32::MAX {
                    number[arc] = thin.arc_count() as u32;
                    thin.points.extend_from_slice(Part::arc(parts, arc));
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
/// `sizes` is only room that is used again.
fn thin(points: &mut Vec<Point>, area: f64, sizes: &mut Vec<f64>) {
    let is_ring = points.len() > 2 && points.first() == points.last();
    if is_ring {
        let all: f64 = points.windows(2).map(|w| twice(points[0], w[0], w[1])).sum();
        if all.abs() < 2.0 * area {
            points.truncate(1);
            return;
        }
    }
    measure(points, sizes);
    // The smallest corners first, as far as sweeps can tell.
    for share in [0.125, 0.5, 1.0] {
        while sweep(points, sizes, 2.0 * area * share) {
            measure(points, sizes);
        }
    }
}

/// Twice the area that each corner makes with its neighbours; the two ends make none.
fn measure(points: &[Point], sizes: &mut Vec<f64>) {
    sizes.clear();
    sizes.extend(points.windows(3).map(|w| twice(w[0], w[1], w[2]).abs()));
}

/// One walk along the arc, never two corners beside each other; whether anything was cut off. A
/// corner is measured with the neighbours it had before the walk: where one of them has just been
/// cut off, it stays.
fn sweep(points: &mut Vec<Point>, sizes: &[f64], most: f64) -> bool {
    let Some(first) = sizes.iter().position(|size| *size < most) else { return false };
    // The first corner that is cut off is the one after.
    let mut kept = first + 1;
    let mut cut_before = 0;
    // Without branches: nobody can guess which corners are small.
    for (at, size) in sizes.iter().enumerate().skip(first) {
        let small = (1 - cut_before) & usize::from(*size < most);
        cut_before = small;
        points[kept] = points[at + 1];
        kept += 1 - small;
    }
    points[kept] = points[points.len() - 1];
    points.truncate(kept + 1);
    true
}
