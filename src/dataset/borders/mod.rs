//! The borders of all villages as arcs that neighbours share, at several levels of detail.
//!
//! A ring is a list of arcs; an arc that two villages share is stored once, so simplifying it can
//! tear nothing apart: inside the land every arc has a village on either side, and an even-odd fill
//! of all villages covers every place at least once, however coarse the arcs are. Positions stand
//! on a lattice of whole numbers, fine enough that the finest level is the source itself.

mod dissolve;
mod pack;
mod rings;
mod snap;
mod thin;
mod topology;
mod weld;

use std::sync::OnceLock;

use geo::MultiPolygon;
use rayon::prelude::*;

pub use dissolve::dissolve;
pub use pack::{read, read_head, write, write_head};
pub use topology::Shape;

use super::around::Seams;
use super::village::Register;

/// A position on the lattice.
pub type Point = [i32; 2];

/// What a lattice step means: `coordinate = origin + step · number`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lattice {
    pub origin: [f64; 2],
    pub step: f64,
}

impl Lattice {
    /// About a centimetre for degrees.
    const FINE: f64 = 1e-7;

    /// Holds these bounds (west, south, east, north): steps of 10⁻⁷, coarser where they must.
    pub fn of(bounds: [f64; 4]) -> Self {
        let span = (bounds[2] - bounds[0]).max(bounds[3] - bounds[1]);
        let fits = span / 2.0_f64.powi(30);
        let step = if span.is_finite() && fits > Self::FINE { fits } else { Self::FINE };
        Self { origin: [bounds[0], bounds[1]], step }
    }

    pub fn place(&self, coordinate: [f64; 2]) -> Point {
        let axis = |i: usize| nearest((coordinate[i] - self.origin[i]) / self.step);
        [axis(0), axis(1)]
    }

    pub fn coordinate(&self, point: Point) -> [f64; 2] {
        [
            self.origin[0] + f64::from(point[0]) * self.step,
            self.origin[1] + f64::from(point[1]) * self.step,
        ]
    }
}

/// `x.round() as i32`, without a call for each of a nation's numbers.
#[inline]
fn nearest(x: f64) -> i32 {
    let whole = x as i32;
    // Exact: it has no more digits than `x`.
    let rest = x - f64::from(whole);
    whole.saturating_add(i32::from(rest >= 0.5)).saturating_sub(i32::from(rest <= -0.5))
}

/// One level of detail: everything that is needed to draw it.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Level {
    /// Triangles smaller than this were cut off, in square lattice steps; 0 = nothing was.
    pub area: f64,
    /// Positions, arc after arc; an arc that is a whole ring ends where it begins.
    pub points: Vec<Point>,
    /// Start of each arc in `points`, and one end more.
    pub arcs: Vec<u32>,
    /// Arcs of the rings, ring after ring: `arc << 1`, and 1 more where it runs backwards.
    pub uses: Vec<u32>,
    /// Start of each ring in `uses`, and one end more.
    pub rings: Vec<u32>,
    /// Start of each shape in `rings`, and one end more.
    pub shapes: Vec<u32>,
}

impl Level {
    /// Of so many shapes, with nothing in them.
    fn empty(shapes: usize) -> Self {
        let starts = vec![0];
        Self { arcs: starts.clone(), rings: starts, shapes: vec![0; shapes + 1], ..Self::default() }
    }

    pub fn arc(&self, arc: u32) -> &[Point] {
        let arc = arc as usize;
        &self.points[self.arcs[arc] as usize..self.arcs[arc + 1] as usize]
    }

    pub fn arc_count(&self) -> usize {
        self.arcs.len().saturating_sub(1)
    }

    pub fn shape_count(&self) -> usize {
        self.shapes.len().saturating_sub(1)
    }

    /// The rings of a shape, each as its arcs.
    pub fn rings_of(&self, shape: usize) -> impl Iterator<Item = &[u32]> {
        let rings = self.shapes[shape] as usize..self.shapes[shape + 1] as usize;
        rings.map(|ring| &self.uses[self.rings[ring] as usize..self.rings[ring + 1] as usize])
    }

    /// The arcs of all rings of a shape: enough for an even-odd fill.
    pub fn uses_of(&self, shape: usize) -> &[u32] {
        let rings = [self.shapes[shape] as usize, self.shapes[shape + 1] as usize];
        &self.uses[self.rings[rings[0]] as usize..self.rings[rings[1]] as usize]
    }

    /// The positions of a ring, closed: its first one stands at its end again.
    pub fn ring_points(&self, uses: &[u32]) -> Vec<Point> {
        let mut points: Vec<Point> = Vec::new();
        for &r#use in uses {
            let arc = self.arc(r#use >> 1);
            let skip = usize::from(!points.is_empty());
            if r#use & 1 == 0 {
                points.extend(&arc[skip.min(arc.len())..]);
            } else {
                points.extend(arc.iter().rev().skip(skip));
            }
        }
        points
    }

    /// Box, and area in square steps: outer rings run against the clock, holes with it.
    fn measure(&self, shape: usize) -> ([i32; 4], f64) {
        let mut bounds = [i32::MAX, i32::MAX, i32::MIN, i32::MIN];
        let mut twice = 0.0;
        let mut first: Option<Point> = None;
        for r#use in self.uses_of(shape) {
            let arc = self.arc(r#use >> 1);
            let [ox, oy] = first.get_or_insert(arc[0]).map(f64::from);
            let mut sum = 0.0;
            for &[x, y] in arc {
                bounds = [bounds[0].min(x), bounds[1].min(y), bounds[2].max(x), bounds[3].max(y)];
            }
            for pair in arc.windows(2) {
                let [[x0, y0], [x1, y1]] = [pair[0], pair[1]].map(|p| p.map(f64::from));
                sum += (x0 - ox) * (y1 - oy) - (x1 - ox) * (y0 - oy);
            }
            twice += if r#use & 1 == 0 { sum } else { -sum };
        }
        (bounds, (twice / 2.0).abs())
    }
}

/// Reads a level when it is first needed.
pub type Loader = Box<dyn Fn(usize) -> Option<Level> + Send + Sync>;

/// Shapes and their levels, the finest first.
pub struct Borders {
    pub lattice: Lattice,
    /// West, south, east, north of each shape; of an empty one, west lies beyond east.
    pub boxes: Vec<[i32; 4]>,
    /// In square coordinates.
    pub areas: Vec<f64>,
    /// Each level's [`Level::area`].
    details: Vec<f64>,
    levels: Vec<OnceLock<Level>>,
    loader: Option<Loader>,
}

impl std::fmt::Debug for Borders {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Borders").field("shapes", &self.boxes.len()).finish_non_exhaustive()
    }
}

/// Single corners may stand this many times as far apart as the borders do in the mean.
const SNAP: f64 = 3.0;

impl Borders {
    /// Of a register with its shapes: its villages, then everything else that is drawn.
    pub fn of_register(register: &Register) -> Self {
        Outlines::of_register(register).into_borders(register.around.seams.as_ref())
    }

    /// Of shapes, in their order. Where `seams` say that borders were drawn twice, the two drawings
    /// become one.
    pub fn of<S: Shape>(shapes: &[S], seams: Option<&Seams>) -> Self {
        Outlines::of(shapes).into_borders(seams)
    }
}

/// All that borders are made of: whoever has it may let the shapes go.
pub struct Outlines {
    lattice: Lattice,
    rings: rings::Rings,
}

impl Outlines {
    /// As [`Borders::of_register`].
    pub fn of_register(register: &Register) -> Self {
        let villages = register.villages.iter().map(|v| &v.shape);
        let others = register.around.not_villages.iter().map(|area| &area.shape);
        let shapes: Vec<&MultiPolygon<f64>> = villages.chain(others).collect();
        Self::of(&shapes)
    }

    /// As [`Outlines::of_register`]; each shape is let go as soon as its outline is there.
    pub fn taken_from(register: &mut Register) -> Self {
        let villages = register.villages.iter().map(|v| &v.shape);
        let others = register.around.not_villages.iter().map(|area| &area.shape);
        let lattice = topology::lattice(villages.chain(others));
        let villages = register.villages.iter_mut().map(|v| &mut v.shape);
        let others = register.around.not_villages.iter_mut().map(|area| &mut area.shape);
        let mut rings = rings::Rings::default();
        for shape in villages.chain(others) {
            let shape = std::mem::replace(shape, MultiPolygon::new(Vec::new()));
            topology::add(&mut rings, &shape, &lattice);
        }
        Self { lattice, rings }
    }

    fn of<S: Shape>(shapes: &[S]) -> Self {
        let (lattice, rings) = topology::outlines(shapes);
        Self { lattice, rings }
    }

    /// As [`Borders::of`].
    pub fn into_borders(self, seams: Option<&Seams>) -> Borders {
        let Self { lattice, rings } = self;
        let mut full = topology::build(rings);
        let apart = seams.filter(|seams| seams.drawn_apart);
        let width = apart.map_or(0.0, |seams| seams.snap / lattice.step);
        if width >= 1.0 {
            weld::weld(&mut full, width);
            snap::snap(&mut full, SNAP * width);
            if weld::weld(&mut full, width) {
                topology::again(&mut full);
            }
        }
        let measured: Vec<([i32; 4], f64)> =
            (0..full.shape_count()).into_par_iter().map(|shape| full.measure(shape)).collect();
        let square = lattice.step * lattice.step;
        let boxes = measured.iter().map(|(bounds, _)| *bounds).collect();
        let areas = measured.iter().map(|(_, area)| area * square).collect();
        let levels = thin::levels(full);
        let details = levels.iter().map(|level| level.area).collect();
        let levels = levels.into_iter().map(OnceLock::from).collect();
        Borders { lattice, boxes, areas, details, levels, loader: None }
    }
}

impl Borders {
    /// What is known of the shapes, with room for levels.
    fn without_levels(
        lattice: Lattice,
        boxes: Vec<[i32; 4]>,
        areas: Vec<f64>,
        details: Vec<f64>,
    ) -> Self {
        let levels = details.iter().map(|_| OnceLock::new()).collect();
        Self { lattice, boxes, areas, details, levels, loader: None }
    }

    /// Levels that are not there yet come from here.
    #[must_use]
    pub fn with_loader(mut self, loader: Loader) -> Self {
        self.loader = Some(loader);
        self
    }

    /// Puts a level in its place; whether it fits there.
    pub fn set(&mut self, number: usize, level: Level) -> bool {
        let fits = self.fits(number, &level);
        if fits && let Some(place) = self.levels.get_mut(number) {
            *place = OnceLock::from(level);
        }
        fits
    }

    fn fits(&self, number: usize, level: &Level) -> bool {
        level.shape_count() == self.boxes.len() && self.details.get(number) == Some(&level.area)
    }

    pub fn level_count(&self) -> usize {
        self.details.len()
    }

    /// A level, loaded if it must be; an empty one where that fails.
    pub fn level(&self, number: usize) -> &Level {
        self.levels[number].get_or_init(|| {
            let loaded = self.loader.as_ref().and_then(|load| load(number));
            let fits = loaded.filter(|level| self.fits(number, level));
            fits.unwrap_or_else(|| Level::empty(self.boxes.len()))
        })
    }

    /// The finest level that is loaded.
    pub fn finest(&self) -> &Level {
        self.levels.iter().find_map(OnceLock::get).unwrap_or_else(|| self.level(0))
    }

    /// The coarsest level on which no triangle of more than `share` of a square pixel was cut off;
    /// `pixel` in coordinates.
    pub fn level_for(&self, pixel: f64, share: f64) -> &Level {
        let most = share * (pixel / self.lattice.step).powi(2);
        self.level(self.details.iter().rposition(|area| *area <= most).unwrap_or(0))
    }

    /// The box of a shape on the lattice; `None` for an empty one.
    pub fn bounds_of(&self, shape: usize) -> Option<[i32; 4]> {
        self.boxes.get(shape).copied().filter(|b| b[0] <= b[2])
    }

    /// Shapes whose box meets these bounds (coordinates), in rising order. Looking at every box is
    /// quicker than a tree: there are fewer than a hundred thousand, side by side.
    pub fn within(&self, [west, south, east, north]: [f64; 4]) -> Vec<usize> {
        let number = |x: f64, axis: usize| (x - self.lattice.origin[axis]) / self.lattice.step;
        let low = [number(west, 0).floor() as i32, number(south, 1).floor() as i32];
        let high = [number(east, 0).ceil() as i32, number(north, 1).ceil() as i32];
        let meets =
            |b: &[i32; 4]| b[0] <= high[0] && b[2] >= low[0] && b[1] <= high[1] && b[3] >= low[1];
        let each = self.boxes.iter().enumerate();
        each.filter(|(_, b)| meets(b) && b[0] <= b[2]).map(|(shape, _)| shape).collect()
    }

    /// Whether a shape holds a place (coordinates), on the finest level.
    pub fn covers(&self, shape: usize, coordinate: [f64; 2]) -> bool {
        let level = self.finest();
        let [x, y] = [0, 1].map(|i| (coordinate[i] - self.lattice.origin[i]) / self.lattice.step);
        let mut inside = false;
        for r#use in level.uses_of(shape) {
            for pair in level.arc(r#use >> 1).windows(2) {
                let [[x0, y0], [x1, y1]] = [pair[0], pair[1]].map(|p| p.map(f64::from));
                if (y0 <= y) != (y1 <= y) && x < x0 + (y - y0) / (y1 - y0) * (x1 - x0) {
                    inside = !inside;
                }
            }
        }
        inside
    }
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn the_nearest_number_is_the_rounded_one() {
        let below_half = f64::from_bits(0.5_f64.to_bits() - 1);
        let edge = [0.0, -0.0, 0.5, -0.5, below_half, -below_half, 1.5, 2.5, -1.5, -2.5, 1e300];
        let large = [2_147_483_646.5, 2_147_483_647.4, 2_147_483_647.5, -2_147_483_648.5, -1e300];
        let none = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY];
        let mut state = 9_u64;
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (state >> 20) as f64 / 4096.0 - 2_000_000_000.0
        };
        let many: Vec<f64> = (0..20_000).map(|_| next()).collect();
        for x in edge.into_iter().chain(large).chain(none).chain(many) {
            assert_eq!(nearest(x), x.round() as i32, "{x}");
        }
    }
}
