//! Which village stands at which pixel: an even-odd scanline fill of `village + 1`, 0 = none.
//!
//! A pixel belongs to the village that holds its centre (`fill`), on a level of detail that fits the
//! view. A village too small to hold a centre gets the one pixel of its inside point. Recolouring
//! and picking need only this raster.

use rayon::prelude::*;

use super::fill::{Rows, ToPixel, fill};
use super::scene::{Bounds, Scene};
use crate::base::fault::{At, OutputFault, Stop};
use crate::base::progress::{Phase, Progress};
use crate::dataset::borders::Level;

/// A lake, a forest or an undefined area of the layer; no village's identity.
pub const OTHER: u32 = u32::MAX;

/// How true to the source the borders are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// While the map moves: no border is off by more than about half a pixel.
    Quick,
    /// At rest and on paper: fewer than one pixel in a thousand differs from the source's own.
    Sharp,
}

impl Detail {
    /// Triangles up to this share of a square pixel may be missing.
    pub fn share(self) -> f64 {
        match self {
            Self::Quick => 0.5,
            Self::Sharp => 0.002,
        }
    }
}

/// More pixels than any window or sheet asks for at once: 16384 × 16384.
const MOST_PIXELS: usize = 1 << 28;
/// Rows are cut into this many bands at most, whatever the thread count.
const BANDS: usize = 4;
/// Villages between two looks at the cancel button.
const STRIDE: usize = 64;

/// What part of the map is seen, and how large.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    /// The place of the map at the middle of the picture, in scene units.
    pub centre: [f64; 2],
    pub metres_per_pixel: f64,
    pub width: u32,
    pub height: u32,
}

impl View {
    /// The bounds in the middle of the picture with `margin` pixels free on every side.
    pub fn fit(bounds: Bounds, width: u32, height: u32, margin: f64) -> Self {
        let room = |pixels: u32| (f64::from(pixels) - 2.0 * margin).max(1.0);
        let size = [bounds[2] - bounds[0], bounds[3] - bounds[1]];
        let scale = (size[0] / room(width)).max(size[1] / room(height));
        Self {
            centre: [f64::midpoint(bounds[0], bounds[2]), f64::midpoint(bounds[1], bounds[3])],
            metres_per_pixel: if scale.is_finite() && scale > 0.0 { scale } else { 1.0 },
            width,
            height,
        }
    }

    /// Pixels count from the upper left corner of the picture; y grows downwards.
    pub fn map_from_pixel(&self, pixel: [f64; 2]) -> [f64; 2] {
        [
            self.centre[0] + (pixel[0] - f64::from(self.width) / 2.0) * self.metres_per_pixel,
            self.centre[1] - (pixel[1] - f64::from(self.height) / 2.0) * self.metres_per_pixel,
        ]
    }

    pub fn pixel_from_map(&self, map: [f64; 2]) -> [f64; 2] {
        [
            (map[0] - self.centre[0]) / self.metres_per_pixel + f64::from(self.width) / 2.0,
            (self.centre[1] - map[1]) / self.metres_per_pixel + f64::from(self.height) / 2.0,
        ]
    }

    pub fn bounds(&self) -> Bounds {
        let [west, north] = self.map_from_pixel([0.0, 0.0]);
        let [east, south] = self.map_from_pixel([f64::from(self.width), f64::from(self.height)]);
        [west, south, east, north]
    }

    /// The same part of the map with `factor` times the pixels on each side.
    #[must_use]
    pub fn finer(&self, factor: u32) -> Self {
        Self {
            centre: self.centre,
            metres_per_pixel: self.metres_per_pixel / f64::from(factor),
            width: self.width * factor,
            height: self.height * factor,
        }
    }

    /// Rows `top..top + rows` of this view as a view of its own.
    #[must_use]
    pub fn rows(&self, top: i64, rows: u32) -> Self {
        let middle = top as f64 + f64::from(rows) / 2.0;
        let shift = (f64::from(self.height) / 2.0 - middle) * self.metres_per_pixel;
        Self { centre: [self.centre[0], self.centre[1] + shift], height: rows, ..*self }
    }

    /// The same place zoomed by `factor` (> 1 is nearer) around a pixel that stays where it is.
    #[must_use]
    pub fn zoomed(&self, factor: f64, around: [f64; 2]) -> Self {
        let fixed = self.map_from_pixel(around);
        let mut zoomed = Self { metres_per_pixel: self.metres_per_pixel / factor, ..*self };
        let moved = zoomed.map_from_pixel(around);
        zoomed.centre[0] += fixed[0] - moved[0];
        zoomed.centre[1] += fixed[1] - moved[1];
        zoomed
    }

    /// The same place moved by pixels: the map follows the hand.
    #[must_use]
    pub fn panned(&self, pixels: [f64; 2]) -> Self {
        let mut panned = *self;
        panned.centre[0] -= pixels[0] * self.metres_per_pixel;
        panned.centre[1] += pixels[1] * self.metres_per_pixel;
        panned
    }
}

/// `ids[y·width + x]` is the village's index + 1, or 0 where there is none; [`OTHER`] where an area
/// lies that is no village.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdRaster {
    pub width: u32,
    pub height: u32,
    pub ids: Vec<u32>,
}

impl IdRaster {
    /// The village at a pixel; `None` outside the picture and where there is no village.
    pub fn id_at(&self, x: u32, y: u32) -> Option<usize> {
        if x >= self.width || y >= self.height {
            return None;
        }
        let id = self.ids[y as usize * self.width as usize + x as usize];
        if id == OTHER { None } else { (id as usize).checked_sub(1) }
    }
}

/// Fills every village that the view meets, sharply.
///
/// # Errors
/// [`Stop::Canceled`]; `BadSize` for a view without scale or of more than 2²⁸ pixels.
pub fn rasterise(scene: &Scene, view: &View, progress: &Progress) -> Result<IdRaster, Stop> {
    rasterise_with(scene, view, Detail::Sharp, progress)
}

/// As [`rasterise`], as sharp as asked.
///
/// # Errors
/// As [`rasterise`].
pub fn rasterise_with(
    scene: &Scene,
    view: &View,
    detail: Detail,
    progress: &Progress,
) -> Result<IdRaster, Stop> {
    let (width, height) = (view.width as usize, view.height as usize);
    let scaled = view.metres_per_pixel.is_finite() && view.metres_per_pixel > 0.0;
    let placed = view.centre.iter().all(|c| c.is_finite());
    if !scaled || !placed || width.saturating_mul(height) > MOST_PIXELS {
        let found = format!("{}x{}", view.width, view.height);
        return Err(Stop::fault(OutputFault::BadSize { found }, At::default()));
    }
    let mut ids = vec![0_u32; width * height];
    if ids.is_empty() {
        return Ok(IdRaster { width: view.width, height: view.height, ids });
    }
    let level = scene.level(view.metres_per_pixel, detail.share());
    let to = scene.to_pixel(view);
    let visible = scene.shapes_within(view.bounds());
    let rows = height.div_ceil(BANDS);
    progress.start(Phase::Drawing, 0);
    let drawn: Vec<Vec<usize>> = ids
        .par_chunks_mut(rows * width)
        .enumerate()
        .map(|(band, ids)| {
            let band = Rows::of(width, band * rows, ids, &to);
            fill_band(scene, level, &to, &visible, band, progress)
        })
        .collect::<Result<_, Stop>>()?;
    let mut raster = IdRaster { width: view.width, height: view.height, ids };
    close_gaps(&mut raster);
    mark_unseen(scene, view, &visible, &drawn, &mut raster);
    Ok(raster)
}

/// A few pixels of nothing in the middle of villages are where two drawings of one border do not
/// meet: each takes a village beside it. Wider water stays.
fn close_gaps(raster: &mut IdRaster) {
    const MOST: usize = 2;
    let (width, height) = (raster.width as usize, raster.height as usize);
    let mut group: Vec<usize> = Vec::with_capacity(MOST + 1);
    let end = raster.ids.len().saturating_sub(width);
    let mut next = width;
    while let Some(start) = gap(&raster.ids, width, next..end) {
        next = start + 1;
        let ids = &raster.ids;
        group.clear();
        group.push(start);
        let (mut seen, mut closed) = (0, true);
        while let Some(&at) = group.get(seen) {
            seen += 1;
            let (x, y) = (at % width, at / width);
            if group.len() > MOST || x == 0 || y == 0 || x + 1 == width || y + 1 == height {
                closed = false;
                break;
            }
            for near in [at - 1, at + 1, at - width, at + width] {
                if ids[near] == 0 && !group.contains(&near) {
                    group.push(near);
                }
            }
        }
        if closed {
            let beside = |at: usize| {
                [at - 1, at - width, at + 1, at + width]
                    .map(|near| ids[near])
                    .into_iter()
                    .find(|&id| id != 0)
            };
            let own: Vec<u32> = group.iter().map(|&at| beside(at).unwrap_or(0)).collect();
            for (&at, id) in group.iter().zip(own) {
                raster.ids[at] = id;
            }
        }
    }
}

/// The next pixel of nothing with something left of it and above it.
fn gap(ids: &[u32], width: usize, places: std::ops::Range<usize>) -> Option<usize> {
    const STRIDE: usize = 16;
    let is_gap = |at: usize| ids[at] == 0 && ids[at - 1] != 0 && ids[at - width] != 0;
    let mut at = places.start;
    while at < places.end {
        let to = places.end.min(at + STRIDE);
        // Sixteen at once, as far as there are so many.
        let stride = |from: usize| ids[from..].first_chunk::<STRIDE>();
        let any = match (stride(at), stride(at - 1), stride(at - width)) {
            (Some(here), Some(left), Some(above)) => {
                // No `&&`: all sixteen are compared, none is decided on.
                let gap = |((h, l), a): ((&u32, &u32), &u32)| {
                    u32::from(*h == 0) & u32::from(*l != 0) & u32::from(*a != 0)
                };
                here.iter().zip(left).zip(above).fold(0, |any, each| any | gap(each)) != 0
            }
            _ => true,
        };
        if any && let Some(found) = (at..to).find(|&at| is_gap(at)) {
            return Some(found);
        }
        at = to;
    }
    None
}

/// Fills one band of rows; returns the villages that got a pixel, in rising order.
fn fill_band(
    scene: &Scene,
    level: &Level,
    to: &ToPixel,
    visible: &[usize],
    mut band: Rows<'_>,
    progress: &Progress,
) -> Result<Vec<usize>, Stop> {
    let villages = visible.partition_point(|&shape| shape < scene.villages.len());
    let (villages, others) = visible.split_at(villages);
    let top = band.top() as f64;
    let bottom = top + band.count() as f64;
    let mut drawn = Vec::new();
    let mut crossings: Vec<u64> = Vec::new();
    // Areas that are no village lie under them: one may cover the whole country.
    for chunk in others.chunks(STRIDE).chain(villages.chunks(STRIDE)) {
        progress.steps(chunk.len())?;
        for &shape in chunk {
            if !scene.crosses_rows(shape, to, [top, bottom]) {
                continue;
            }
            let is_village = shape < scene.villages.len();
            let id = if is_village { shape as u32 + 1 } else { OTHER };
            if fill(level, shape, to, &mut band, id, &mut crossings) && is_village {
                drawn.push(shape);
            }
        }
    }
    Ok(drawn)
}

/// One pixel at the inside point for every visible village that holds no pixel centre.
fn mark_unseen(
    scene: &Scene,
    view: &View,
    visible: &[usize],
    drawn: &[Vec<usize>],
    raster: &mut IdRaster,
) {
    let mut seen = vec![false; scene.villages.len()];
    drawn.iter().flatten().for_each(|&village| seen[village] = true);
    for &village in visible.iter().filter(|&&shape| shape < scene.villages.len()) {
        if seen[village] {
            continue;
        }
        let [x, y] = view.pixel_from_map(scene.villages[village].inside);
        if x >= 0.0 && y >= 0.0 && x < f64::from(view.width) && y < f64::from(view.height) {
            raster.ids[y as usize * view.width as usize + x as usize] = village as u32 + 1;
        }
    }
}
/// Whether a village's land lies within the bounds: between islands there is only water.
pub fn has_village(scene: &Scene, bounds: Bounds) -> bool {
    const SIDE: u32 = 256;
    let is_within =
        |[x, y]: [f64; 2]| x >= bounds[0] && x <= bounds[2] && y >= bounds[1] && y <= bounds[3];
    let seen = scene.within(bounds);
    if seen.is_empty() || seen.iter().any(|&i| is_within(scene.villages[i].inside)) {
        return !seen.is_empty();
    }
    let view = View::fit(bounds, SIDE, SIDE, 0.0);
    let found = rasterise_with(scene, &view, Detail::Quick, &Progress::default());
    // The square around a long view holds more than the view.
    let is_land = |(at, &id): (usize, &u32)| {
        let pixel = [at as u32 % SIDE, at as u32 / SIDE].map(|v| f64::from(v) + 0.5);
        id != 0 && id != OTHER && is_within(view.map_from_pixel(pixel))
    };
    found.is_ok_and(|raster| raster.ids.iter().enumerate().any(is_land))
}
