//! Lines where neighbouring pixels belong to different groups: borders of kecamatan, kabupaten and
//! provinces, outlines of pockets and of what is chosen.
//!
//! They are stamped along the edges between such pixels, so their cost follows the length of the
//! lines and not the picture. Where a line would blacken the places it goes around, it is left out.

use super::raster::{IdRaster, OTHER};
use super::scene::Scene;
use super::shade::Shading;
use super::symbology::Rgb;

/// Index into [`Around::groups`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layer {
    Kecamatan = 0,
    Kabupaten = 1,
    Province = 2,
    Pocket = 3,
    Hover = 4,
    Selection = 5,
}

const LAYERS: usize = 6;

pub struct Stroke {
    pub layer: Layer,
    pub colour: Rgb,
    /// Raster pixels.
    pub width: f64,
    /// Opacity, 0–1.
    pub strength: f64,
}

/// Groups whose borders are stroked, per identity: village + 1, 0 = none, last an area that is no
/// village.
pub struct Around {
    pub groups: [Vec<u32>; LAYERS],
    /// How strongly the border of its kecamatan, kabupaten and province is drawn, 0–255.
    clear: [Vec<u8>; 3],
}

/// A coast is seen even around places too small for other lines.
const LEAST_COAST: u8 = 100;

/// How much of a line may be seen around a place of this area, 0–1: nothing where the place is less
/// than five lines wide, all from ten lines on.
pub fn clear(area: f64, unit: f64, width: f64) -> f64 {
    if unit <= 0.0 || width <= 0.0 {
        return 1.0;
    }
    (area.max(0.0).sqrt() / unit / (5.0 * width) - 1.0).clamp(0.0, 1.0)
}

impl Around {
    pub fn of(scene: &Scene, shading: &Shading<'_>) -> Self {
        let count = scene.villages.len();
        let mut groups: [Vec<u32>; LAYERS] = std::array::from_fn(|_| vec![0; count + 2]);
        for (i, village) in scene.villages.iter().enumerate() {
            groups[Layer::Kecamatan as usize][i + 1] = village.kecamatan as u32 + 1;
            groups[Layer::Kabupaten as usize][i + 1] = village.kabupaten as u32 + 1;
            groups[Layer::Province as usize][i + 1] = scene.province_of(village.kabupaten) + 1;
        }
        let lines = &shading.lines;
        let strength =
            |area: f64, width: f64| (clear(area, shading.unit, width) * 255.0).round() as u8;
        let of = |areas: Vec<f64>, width: f64, index: &dyn Fn(usize) -> usize| {
            let each: Vec<u8> = areas.into_iter().map(|area| strength(area, width)).collect();
            let mut clear = vec![255_u8; count + 2];
            for village in 0..count {
                clear[village + 1] = each.get(index(village)).copied().unwrap_or(255);
            }
            clear
        };
        let kabupaten: Vec<f64> = scene.kabupaten.iter().map(|k| k.area).collect();
        let mut provinces: Vec<f64> = Vec::new();
        for (k, area) in kabupaten.iter().enumerate() {
            let province = scene.province_of(k) as usize;
            provinces.resize(provinces.len().max(province + 1), 0.0);
            provinces[province] += area;
        }
        let kecamatan = scene.kecamatan.iter().map(|k| k.area).collect();
        let villages = &scene.villages;
        let clear = [
            of(kecamatan, lines.kecamatan, &|v| villages[v].kecamatan),
            of(kabupaten, lines.kabupaten, &|v| villages[v].kabupaten),
            of(provinces, lines.province, &|v| scene.province_of(villages[v].kabupaten) as usize),
        ];
        Self { groups, clear }
    }

    /// Whether a layer has any line: several groups, or one with an end.
    fn has(&self, layer: Layer) -> bool {
        let groups = &self.groups[layer as usize];
        let villages = &groups[1..groups.len() - 1];
        match layer {
            Layer::Province => villages.windows(2).any(|w| w[0] != w[1]),
            Layer::Kecamatan | Layer::Kabupaten => !villages.is_empty(),
            Layer::Pocket | Layer::Hover | Layer::Selection => villages.iter().any(|&g| g != 0),
        }
    }

    /// Where an identity of the raster stands in the lists.
    pub fn slot(&self, id: u32) -> usize {
        if id == OTHER { self.groups[0].len() - 1 } else { id as usize }
    }

    /// How strongly a layer's line is drawn between two identities, 0–255; `slit` tells whether the
    /// one without village lies in a slit, where no coast runs.
    fn between(&self, layer: Layer, id: u32, other: u32, slit: impl Fn() -> bool) -> u8 {
        let slots = [self.slot(id), self.slot(other)];
        let groups = &self.groups[layer as usize];
        let [a, b] = slots.map(|slot| groups[slot]);
        if a == b {
            return 0;
        }
        let coast = a == 0 || b == 0;
        // A kecamatan's or province's line ends at the coast, where the kabupaten's own line runs.
        if coast && matches!(layer, Layer::Kecamatan | Layer::Province) {
            return 0;
        }
        if (id == 0 || other == 0) && slit() {
            return 0;
        }
        let Some(clear) = self.clear.get(layer as usize) else { return 255 };
        let least = if coast { LEAST_COAST } else { 0 };
        clear[slots[0]].min(clear[slots[1]]).max(least)
    }
}

/// Rows that one thread draws at a time.
pub const BAND: usize = 96;
/// Pixels that are passed over at once where nothing meets.
const STRIDE: usize = 16;

/// The strokes of a picture, ready to be drawn band by band.
pub struct Pen<'a> {
    raster: &'a IdRaster,
    around: &'a Around,
    strokes: Vec<(&'a Stroke, Brush)>,
}

impl<'a> Pen<'a> {
    pub fn of(raster: &'a IdRaster, around: &'a Around, strokes: &'a [Stroke]) -> Self {
        let drawn = strokes.iter().filter(|stroke| around.has(stroke.layer));
        let strokes = drawn.map(|stroke| (stroke, Brush::of(stroke))).collect();
        Self { raster, around, strokes }
    }

    /// Draws all strokes, in their order, over the rows from `top` on.
    pub fn draw(&self, top: usize, pixels: &mut [[u8; 4]]) {
        let mut covers: Vec<Vec<u8>> = vec![Vec::new(); self.strokes.len()];
        self.cover(top, pixels.len(), &mut covers);
        for ((stroke, _), cover) in self.strokes.iter().zip(&covers) {
            let strength = (stroke.strength * 255.0).round() as u32;
            for (pixel, &alpha) in pixels.iter_mut().zip(cover) {
                if alpha > 0 {
                    blend(pixel, stroke.colour, u32::from(alpha) * strength / 255);
                }
            }
        }
    }

    /// How far each pixel of the band lies under each stroke, 0–255; empty where none does.
    fn cover(&self, top: usize, count: usize, covers: &mut [Vec<u8>]) {
        let (width, height) = (self.raster.width as usize, self.raster.height as usize);
        let rows = count / width;
        let reach = self.strokes.iter().map(|(_, brush)| brush.reach).max().unwrap_or(0);
        if self.strokes.is_empty() {
            return;
        }
        for y in top.saturating_sub(reach)..(top + rows + reach).min(height) {
            let row = &self.raster.ids[y * width..(y + 1) * width];
            let below = self.raster.ids.get((y + 1) * width..(y + 2) * width).unwrap_or(row);
            let mut x = 0;
            while x < width {
                let to = x + STRIDE;
                if to < width && row[x..to] == row[x + 1..=to] && row[x..to] == below[x..to] {
                    x = to;
                    continue;
                }
                for at in x..to.min(width) {
                    self.meet(
                        [at, y],
                        top,
                        [row[at], below[at]],
                        row.get(at + 1),
                        (count, &mut *covers),
                    );
                }
                x = to;
            }
        }
    }

    /// Stamps what runs right of and below a pixel.
    fn meet(
        &self,
        [x, y]: [usize; 2],
        top: usize,
        [id, below]: [u32; 2],
        next: Option<&u32>,
        (count, covers): (usize, &mut [Vec<u8>]),
    ) {
        let next = next.copied().unwrap_or(id);
        if id == next && id == below {
            return;
        }
        let width = self.raster.width as usize;
        let here = [x as i64, y as i64 - top as i64];
        for ((_, brush), cover) in self.strokes.iter().zip(covers) {
            let strength = |other: u32, [sx, sy]: [usize; 2]| {
                let sea = if id == 0 { [x, y] } else { [sx, sy] };
                let slit = || is_crack(self.raster, sea, brush.crack);
                self.around.between(brush.layer, id, other, slit)
            };
            let mut stamp = |stamp: &[([i64; 2], u8)], at: [i64; 2], strength: u8| {
                if strength > 0 {
                    cover.resize(count, 0);
                    press(cover, width, stamp, at, strength);
                }
            };
            if id != next {
                stamp(&brush.upright, [here[0] + 1, here[1]], strength(next, [x + 1, y]));
            }
            if id != below {
                stamp(&brush.level, [here[0], here[1] + 1], strength(below, [x, y + 1]));
            }
        }
    }
}

/// A stroke as it is stamped.
struct Brush {
    layer: Layer,
    reach: usize,
    /// Both lines along a crack this narrow would meet: it would look like a blot.
    crack: usize,
    upright: Vec<([i64; 2], u8)>,
    level: Vec<([i64; 2], u8)>,
}

impl Brush {
    fn of(stroke: &Stroke) -> Self {
        Self {
            layer: stroke.layer,
            reach: (stroke.width / 2.0 + 2.5).ceil() as usize,
            crack: (stroke.width.ceil() as usize).clamp(2, 12),
            upright: stamp(stroke.width, [0.0, 0.5]),
            level: stamp(stroke.width, [0.5, 0.0]),
        }
    }
}

/// Offsets and coverage of the pixels near one pixel edge that begins at a pixel's corner and runs
/// one pixel along: `half` is half its extent.
fn stamp(width: f64, half: [f64; 2]) -> Vec<([i64; 2], u8)> {
    let reach = (width / 2.0 + 1.5).ceil() as i64;
    let mut stamp = Vec::new();
    for dy in -reach..=reach {
        for dx in -reach..=reach {
            // From the middle of the edge to the middle of the pixel.
            let away = [dx as f64 + 0.5 - half[0], dy as f64 + 0.5 - half[1]];
            let x = (away[0].abs() - half[0]).max(0.0);
            let y = (away[1].abs() - half[1]).max(0.0);
            let covered = (width / 2.0 + 0.5 - x.hypot(y)).clamp(0.0, 1.0);
            if covered > 0.0 {
                stamp.push(([dx, dy], (covered * 255.0).round() as u8));
            }
        }
    }
    stamp
}

/// Whether a pixel without village lies in a slit at most `most` pixels wide, such as boundaries
/// that were drawn apart leave between two villages. No coast runs there.
fn is_crack(raster: &IdRaster, [x, y]: [usize; 2], most: usize) -> bool {
    let (width, height) = (raster.width as usize, raster.height as usize);
    // Steps to the next village, at most `most` + 1; the picture's edge counts as open.
    let run = |dx: isize, dy: isize| {
        (1..=most)
            .find(|&step| {
                let at = x.checked_add_signed(dx * step as isize);
                let to = y.checked_add_signed(dy * step as isize);
                at.zip(to).is_some_and(|(at, to)| {
                    at < width && to < height && raster.ids[to * width + at] != 0
                })
            })
            .unwrap_or(most + 1)
    };
    run(-1, 0) + run(1, 0) <= most + 1 || run(0, -1) + run(0, 1) <= most + 1
}

/// Lays a stamp with its corner on pixel `at`; the larger coverage stays.
fn press(cover: &mut [u8], width: usize, stamp: &[([i64; 2], u8)], at: [i64; 2], strength: u8) {
    let height = (cover.len() / width) as i64;
    for &([dx, dy], alpha) in stamp {
        let (x, y) = (at[0] + dx, at[1] + dy);
        if x >= 0 && y >= 0 && x < width as i64 && y < height {
            let pixel = &mut cover[y as usize * width + x as usize];
            let alpha = u16::from(alpha) * u16::from(strength) / 255;
            *pixel = (*pixel).max(alpha as u8);
        }
    }
}

/// `alpha` of 255 parts of the colour, in whole numbers: this runs for every pixel of every line.
pub fn blend(pixel: &mut [u8; 4], colour: Rgb, alpha: u32) {
    for (channel, to) in pixel.iter_mut().zip([colour.0, colour.1, colour.2]) {
        let mixed = u32::from(*channel) * (255 - alpha) + u32::from(to) * alpha;
        *channel = ((mixed + 127) / 255) as u8;
    }
}
