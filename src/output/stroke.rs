//! Lines where neighbouring pixels belong to different groups: borders of kecamatan, kabupaten and
//! provinces, outlines of pockets and of what is chosen.
//!
//! They are stamped along the edges between such pixels, so their cost follows the length of the
//! lines and not the picture. Where a line would blacken the places it goes around, it is left out.

use super::raster::{IdRaster, OTHER};
use super::scene::Scene;
use super::shade::Shading;
use super::symbology::Rgb;

/// Whose lines they are, in the order they are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layer {
    Kecamatan = 0,
    Kabupaten = 1,
    Province = 2,
    Pocket = 3,
    Hover = 4,
    Selection = 5,
}

pub struct Stroke {
    pub layer: Layer,
    pub colour: Rgb,
    /// Raster pixels.
    pub width: f64,
    /// Opacity, 0–1.
    pub strength: f64,
}

/// Which kecamatan, kabupaten and province each identity is of, from 1: village + 1; 0 = none, as is
/// the last, an area that is no village. Made once a scene.
#[derive(Clone, Debug, Default)]
pub struct Groups {
    levels: [Vec<u32>; 3],
    /// Area of each province, in square scene units.
    provinces: Vec<f64>,
}

impl Groups {
    pub fn of(scene: &Scene) -> Self {
        let count = scene.villages.len();
        let mut levels: [Vec<u32>; 3] = std::array::from_fn(|_| vec![0; count + 2]);
        for (i, village) in scene.villages.iter().enumerate() {
            levels[Layer::Kecamatan as usize][i + 1] = village.kecamatan as u32 + 1;
            levels[Layer::Kabupaten as usize][i + 1] = village.kabupaten as u32 + 1;
            levels[Layer::Province as usize][i + 1] = scene.province_of(village.kabupaten) + 1;
        }
        let mut provinces: Vec<f64> = Vec::new();
        for (k, kabupaten) in scene.kabupaten.iter().enumerate() {
            let province = scene.province_of(k) as usize;
            provinces.resize(provinces.len().max(province + 1), 0.0);
            provinces[province] += kabupaten.area;
        }
        Self { levels, provinces }
    }
}

/// Groups whose borders are stroked: those of the scene, and what is outlined.
pub struct Around<'a> {
    fixed: &'a Groups,
    /// Pockets, the pointed village, the selection; empty = none.
    over: [Vec<u32>; 3],
    /// How strongly the border of each kecamatan, kabupaten and province is drawn, 0–255, by their
    /// numbers from 1.
    clear: [Vec<u8>; 3],
    /// Of a shape that is no village.
    last: usize,
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

impl<'a> Around<'a> {
    pub fn of(scene: &'a Scene, shading: &Shading<'_>) -> Self {
        let fixed = scene.groups();
        let lines = &shading.lines;
        let clear = |areas: &mut dyn Iterator<Item = f64>, width: f64| -> Vec<u8> {
            let strength = |area| (clear(area, shading.unit, width) * 255.0).round() as u8;
            std::iter::once(255).chain(areas.map(strength)).collect()
        };
        let clear = [
            clear(&mut scene.kecamatan.iter().map(|k| k.area), lines.kecamatan),
            clear(&mut scene.kabupaten.iter().map(|k| k.area), lines.kabupaten),
            clear(&mut fixed.provinces.iter().copied(), lines.province),
        ];
        let last = scene.villages.len() + 1;
        let mut around = Self { fixed, over: Default::default(), clear, last };
        for (number, members) in shading.pockets.iter().enumerate() {
            around.mark(Layer::Pocket, members, number as u32 + 1);
        }
        around.mark(Layer::Selection, shading.selected, 1);
        around.mark(Layer::Hover, shading.hover.as_slice(), 1);
        around
    }

    fn mark(&mut self, layer: Layer, villages: &[usize], group: u32) {
        let last = self.last;
        let groups = &mut self.over[layer as usize - Layer::Pocket as usize];
        for &village in villages.iter().filter(|&&v| v + 1 < last) {
            groups.resize(last + 1, 0);
            groups[village + 1] = group;
        }
    }

    fn group(&self, layer: Layer, slot: usize) -> u32 {
        match layer {
            Layer::Kecamatan | Layer::Kabupaten | Layer::Province => {
                self.fixed.levels[layer as usize][slot]
            }
            Layer::Pocket | Layer::Hover | Layer::Selection => {
                let groups = &self.over[layer as usize - Layer::Pocket as usize];
                groups.get(slot).copied().unwrap_or(0)
            }
        }
    }

    /// Whether a layer has any line: several groups, or one with an end.
    fn has(&self, layer: Layer) -> bool {
        let seen = |layer: Layer| self.clear[layer as usize][1..].iter().any(|&c| c > 0);
        match layer {
            Layer::Province => self.fixed.provinces.len() > 1 && seen(layer),
            Layer::Kecamatan => seen(layer),
            // Its coast is always seen.
            Layer::Kabupaten => self.last > 1,
            Layer::Pocket | Layer::Hover | Layer::Selection => {
                !self.over[layer as usize - Layer::Pocket as usize].is_empty()
            }
        }
    }

    /// Whether no line of any layer can run between two identities: one kecamatan, and nothing
    /// outlined. True nearly everywhere, and quick to see.
    fn is_inside(&self, id: u32, other: u32) -> bool {
        let [a, b] = [self.slot(id), self.slot(other)];
        let kecamatan = &self.fixed.levels[Layer::Kecamatan as usize];
        kecamatan[a] == kecamatan[b]
            && self.over.iter().all(|groups| groups.is_empty() || groups[a] == groups[b])
    }

    /// Where an identity of the raster stands in the lists.
    pub fn slot(&self, id: u32) -> usize {
        if id == OTHER { self.last } else { id as usize }
    }

    /// How strongly a layer's line is drawn between two identities, 0–255; `slit` tells whether the
    /// one without village lies in a slit, where no coast runs.
    fn between(&self, layer: Layer, id: u32, other: u32, slit: impl Fn() -> bool) -> u8 {
        let [a, b] = [id, other].map(|id| self.group(layer, self.slot(id)));
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
        let of = |group: u32| clear.get(group as usize).copied().unwrap_or(255);
        of(a).min(of(b)).max(least)
    }
}

/// Rows that one thread draws at a time.
pub const BAND: usize = 96;
/// Pixels that are passed over at once where nothing meets; then so few of them.
const STRIDE: usize = 16;
const FEW: usize = 4;

/// The strokes of a picture, ready to be drawn band by band.
pub struct Pen<'a> {
    raster: &'a IdRaster,
    around: &'a Around<'a>,
    strokes: Vec<(&'a Stroke, Brush)>,
}

impl<'a> Pen<'a> {
    pub fn of(raster: &'a IdRaster, around: &'a Around<'a>, strokes: &'a [Stroke]) -> Self {
        let drawn = strokes.iter().filter(|stroke| around.has(stroke.layer));
        let strokes = drawn.map(|stroke| (stroke, Brush::of(stroke))).collect();
        Self { raster, around, strokes }
    }

    /// Draws all strokes, in their order, over the rows from `top` on.
    pub fn draw(&self, top: usize, pixels: &mut [[u8; 4]]) {
        let mut covers: Vec<Cover> = self.strokes.iter().map(|_| Cover::default()).collect();
        self.cover(top, pixels.len(), &mut covers);
        for ((stroke, _), cover) in self.strokes.iter().zip(&covers) {
            let strength = (stroke.strength * 255.0).round() as u32;
            let inks: Vec<Ink> =
                (0..256_u32).map(|alpha| Ink::of(stroke.colour, alpha * strength / 255)).collect();
            let blocks = cover.alpha.chunks(BLOCK).zip(pixels.chunks_mut(BLOCK));
            for ((alphas, pixels), _) in blocks.zip(&cover.touched).filter(|(_, touched)| **touched)
            {
                for (alphas, pixels) in alphas.chunks(8).zip(pixels.chunks_mut(8)) {
                    if alphas.iter().fold(0, |any, alpha| any | alpha) == 0 {
                        continue;
                    }
                    for (pixel, &alpha) in pixels.iter_mut().zip(alphas) {
                        if alpha > 0 {
                            inks[usize::from(alpha)].over(pixel);
                        }
                    }
                }
            }
        }
    }

    /// How far each pixel of the band lies under each stroke, 0–255; empty where none does.
    fn cover(&self, top: usize, count: usize, covers: &mut [Cover]) {
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
                if x + STRIDE < width && is_one::<STRIDE>(row, below, x) {
                    x += STRIDE;
                    continue;
                }
                let to = (x + STRIDE).min(width);
                while x < to {
                    if x + FEW < width && is_one::<FEW>(row, below, x) {
                        x += FEW;
                        continue;
                    }
                    let few = x..(x + FEW).min(width);
                    x = few.end;
                    for at in few {
                        let (id, next) = (row[at], row.get(at + 1).copied().unwrap_or(row[at]));
                        if id != next || id != below[at] {
                            self.meet([at, y], top, [id, next, below[at]], (count, &mut *covers));
                        }
                    }
                }
            }
        }
    }

    /// Stamps what runs right of and below a pixel.
    fn meet(
        &self,
        [x, y]: [usize; 2],
        top: usize,
        [id, next, below]: [u32; 3],
        (count, covers): (usize, &mut [Cover]),
    ) {
        let inside = [next, below].map(|other| other == id || self.around.is_inside(id, other));
        if inside == [true; 2] {
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
            let mut stamp = |stamp: &[Dab], at: [i64; 2], strength: u8| {
                if strength > 0 {
                    cover.press(count, width, stamp, at, strength);
                }
            };
            if !inside[0] {
                stamp(&brush.upright, [here[0] + 1, here[1]], strength(next, [x + 1, y]));
            }
            if !inside[1] {
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
    upright: Vec<Dab>,
    level: Vec<Dab>,
}

/// What a stamp leaves on one row of pixels.
struct Dab {
    /// The first pixel, from that which the stamp's corner stands on.
    from: [i64; 2],
    /// How far it and those right of it are covered, 0–255.
    covered: Vec<u8>,
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

/// What the pixels near one pixel edge are covered; it begins at a pixel's corner and runs one pixel
/// along: `half` is half its extent.
fn stamp(width: f64, half: [f64; 2]) -> Vec<Dab> {
    let reach = (width / 2.0 + 1.5).ceil() as i64;
    let covered = |dx: i64, dy: i64| {
        // From the middle of the edge to the middle of the pixel.
        let away = [dx as f64 + 0.5 - half[0], dy as f64 + 0.5 - half[1]];
        let x = (away[0].abs() - half[0]).max(0.0);
        let y = (away[1].abs() - half[1]).max(0.0);
        let covered = (width / 2.0 + 0.5 - x.hypot(y)).clamp(0.0, 1.0);
        (covered * 255.0).round() as u8
    };
    let dab = |dy: i64| {
        let from = (-reach..=reach).find(|&dx| covered(dx, dy) > 0)?;
        // Of a round brush, all that is covered stands together.
        let run = (from..=reach).map(|dx| covered(dx, dy)).take_while(|&covered| covered > 0);
        Some(Dab { from: [from, dy], covered: run.collect() })
    };
    (-reach..=reach).filter_map(dab).collect()
}

/// Whether `N` pixels from `x` on, those right of them and those below them are of one identity.
#[inline]
fn is_one<const N: usize>(row: &[u32], below: &[u32], x: usize) -> bool {
    let blocks = [&row[x..], &row[x + 1..], &below[x..]].map(|ids| ids.first_chunk::<N>());
    let [Some(row), Some(right), Some(below)] = blocks else { return false };
    let each = row.iter().zip(right).zip(below);
    each.fold(0, |all, ((id, right), below)| all | (id ^ right) | (id ^ below)) == 0
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

/// Pixels that are blended or passed over together.
const BLOCK: usize = 64;

/// How far each pixel of a band lies under a stroke, and which blocks of them do at all; empty
/// where none does.
#[derive(Default)]
struct Cover {
    alpha: Vec<u8>,
    touched: Vec<bool>,
}

impl Cover {
    /// Lays a stamp with its corner on pixel `at`; the larger coverage stays.
    fn press(&mut self, count: usize, width: usize, stamp: &[Dab], at: [i64; 2], strength: u8) {
        if self.alpha.is_empty() {
            self.alpha.resize(count, 0);
            self.touched.resize(count.div_ceil(BLOCK), false);
        }
        let height = (count / width) as i64;
        for dab in stamp {
            let (x, y) = (at[0] + dab.from[0], at[1] + dab.from[1]);
            let (left, right) = (x.max(0), (x + dab.covered.len() as i64).min(width as i64));
            if y < 0 || y >= height || left >= right {
                continue;
            }
            let place = y as usize * width + left as usize;
            let covered = &dab.covered[(left - x) as usize..(right - x) as usize];
            let alphas = &mut self.alpha[place..place + covered.len()];
            for (alpha, &covered) in alphas.iter_mut().zip(covered) {
                *alpha = (*alpha).max((u16::from(covered) * u16::from(strength) / 255) as u8);
            }
            let last = (place + covered.len() - 1) / BLOCK;
            self.touched[place / BLOCK..=last].fill(true);
        }
    }
}

/// `alpha` of 255 parts of the colour, in whole numbers: this runs for every pixel of every line.
pub fn blend(pixel: &mut [u8; 4], colour: Rgb, alpha: u32) {
    Ink::of(colour, alpha).over(pixel);
}

/// A colour of one opacity, ready to be laid over pixels: the three channels side by side in one
/// number.
#[derive(Clone, Copy)]
struct Ink {
    /// `alpha` parts of the colour, and what rounds to the nearest.
    colour: u64,
    /// What is left of the ground, of 255 parts.
    rest: u64,
}

impl Ink {
    /// Bits of a channel: a product of two bytes, and room.
    const LANE: u32 = 20;
    const ONES: u64 = 1 | 1 << Self::LANE | 1 << (2 * Self::LANE);

    fn of(colour: Rgb, alpha: u32) -> Self {
        let rest = u64::from(255 - alpha);
        let colour = Self::side_by_side([colour.0, colour.1, colour.2]);
        Self { colour: colour * u64::from(alpha) + 127 * Self::ONES, rest }
    }

    fn side_by_side(channels: [u8; 3]) -> u64 {
        let [a, b, c] = channels.map(u64::from);
        a | b << Self::LANE | c << (2 * Self::LANE)
    }

    #[inline]
    fn over(self, pixel: &mut [u8; 4]) {
        let mixed = Self::side_by_side([pixel[0], pixel[1], pixel[2]]) * self.rest + self.colour;
        // Over 255, exactly, for all that a channel can be.
        let upper = mixed >> 8 & (0xff * Self::ONES);
        let mixed = (mixed + Self::ONES + upper) >> 8;
        for (at, channel) in (0..).zip(&mut pixel[..3]) {
            *channel = (mixed >> (at * Self::LANE)) as u8;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ink_over_a_ground_is_the_rounded_mean() {
        for alpha in 0..=255_u32 {
            for ground in 0..=255_u8 {
                let colour = Rgb(0, 255, ground.wrapping_mul(31) ^ alpha as u8);
                let mut pixel = [ground, ground, 255 - ground, 7];
                let before = pixel;
                blend(&mut pixel, colour, alpha);
                let wanted = |of: u8, to: u8| {
                    ((u32::from(of) * (255 - alpha) + u32::from(to) * alpha + 127) / 255) as u8
                };
                let to = [colour.0, colour.1, colour.2];
                assert_eq!(pixel[..3], [0, 1, 2].map(|i| wanted(before[i], to[i])));
                assert_eq!(pixel[3], 7);
            }
        }
    }
}
