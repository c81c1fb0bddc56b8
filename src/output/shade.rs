//! Raster of villages → picture: fills, patterns, lines, outlines. A pure function; recolouring the
//! map costs one pass of this and no geometry.
//!
//! A line between two villages is drawn where neighbouring pixels differ; thick ones are stamped
//! along those pixel edges, so their cost follows the length of the line and not the picture.

use std::sync::atomic::{AtomicU64, Ordering};

use rayon::prelude::*;

use super::raster::{IdRaster, OTHER};
use super::scene::Scene;
use super::stroke::{self, Around, BAND, Layer, Pen, Stroke, blend};
use super::symbology::{Fill, LineWidths, MapColours, Rgb};

/// Share of [`MapColours::back`] in villages that are not lit.
pub const FADE: f64 = 0.62;

/// What to draw. Lists of villages are indices of the register; others than the scene's are ignored.
#[derive(Clone, Copy, Debug)]
pub struct Shading<'a> {
    /// One per village; a village beyond the end is plain.
    pub fills: &'a [Fill],
    /// Colour of each class, low to high.
    pub ramp: &'a [Rgb],
    pub colours: &'a MapColours,
    pub lines: LineWidths,
    /// Members of each pocket: outlined, and everything outside all pockets and `lone` fades.
    pub pockets: &'a [Vec<usize>],
    /// Villages that stand out though no pocket holds them.
    pub lone: &'a [usize],
    pub fade: Fade,
    /// Villages whose class is not sure: thin hatching over their own colour.
    pub hatched: &'a [usize],
    pub selected: &'a [usize],
    pub hover: Option<usize>,
    /// Meridians (x) and parallels (y) in finished pixels, seen on the sea.
    pub grid: (&'a [f64], &'a [f64]),
    /// The raster has this many pixels for one finished pixel, each way; 1–4.
    pub finer: u32,
    /// Where the patterns begin, in finished pixels: keeps them still when the map is cut in bands.
    pub origin: [i64; 2],
    /// Size of the patterns' steps against those of the window.
    pub pattern: f64,
    /// Scene units a finished pixel: borders that would blacken small places are left out there.
    /// 0 = draw them all.
    pub unit: f64,
}

/// Whether villages outside the pockets step back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fade {
    None,
    OutsidePockets,
}

impl<'a> Shading<'a> {
    /// Fills and lines of the window, nothing outlined.
    pub fn plain(fills: &'a [Fill], ramp: &'a [Rgb], colours: &'a MapColours) -> Self {
        Self {
            fills,
            ramp,
            colours,
            lines: LineWidths::WINDOW,
            pockets: &[],
            lone: &[],
            fade: Fade::None,
            hatched: &[],
            selected: &[],
            hover: None,
            grid: (&[], &[]),
            finer: 1,
            origin: [0, 0],
            pattern: 1.0,
            unit: 0.0,
        }
    }
}

/// RGBA, 8 bits each, opaque, row by row: `(width / finer) · (height / finer) · 4` bytes.
pub fn shade(raster: &IdRaster, scene: &Scene, shading: &Shading<'_>) -> Vec<u8> {
    let looks = Looks::of(scene, shading);
    let (width, height) = (raster.width as usize, raster.height as usize);
    let finer = shading.finer.max(1) as usize;
    let mut out = vec![0_u8; (width / finer) * (height / finer) * 4];
    if out.is_empty() {
        return out;
    }
    let grid = Grid::of(shading, width, height);
    let strokes = Looks::strokes(shading);
    let pen = Pen::of(raster, &looks.around, &strokes);
    // Only the finished picture is held whole; its finer one is made a band at a time.
    let rows = (BAND / finer).max(1);
    let paint = |top: usize, fine: &mut [[u8; 4]]| {
        for (at, row) in fine.chunks_mut(width).enumerate() {
            fill_row(raster, &looks, shading, &grid, top + at, row);
        }
        pen.draw(top, fine);
    };
    let bands = out.par_chunks_mut(rows * (width / finer) * 4).enumerate();
    bands.for_each_init(Vec::new, |fine: &mut Vec<[u8; 4]>, (band, out)| {
        let top = band * rows * finer;
        if finer == 1 {
            return paint(top, out.as_chunks_mut().0);
        }
        let count = (height - top).min(rows * finer);
        fine.resize(count * width, [0; 4]);
        paint(top, fine);
        average(fine, width, finer, out);
    });
    out
}

/// A patch of one fill as it looks on the map, for a legend: RGBA of `width · height` pixels.
pub fn swatch(fill: Fill, shading: &Shading<'_>, width: usize, height: usize) -> Vec<u8> {
    let (ground, pattern) = look(shading, Some(fill));
    let fine = shading.finer.max(1) as usize;
    let mut pixels = Vec::with_capacity(width * height * fine * fine);
    for y in 0..height * fine {
        for x in 0..width * fine {
            let colour = patterned(pattern, ground, shading, [x, y]);
            pixels.push([colour.0, colour.1, colour.2, 255]);
        }
    }
    let mut out = vec![0; width * height * 4];
    average(&pixels, width * fine, fine, &mut out);
    out
}

/// What the passes look up, identity by identity: village + 1; 0 = none; last, an area that is no
/// village. Only what is seen is worked out.
struct Looks<'a> {
    scene: &'a Scene,
    shading: &'a Shading<'a>,
    /// Villages that are not faded; empty = all.
    lit: Vec<bool>,
    /// Villages whose class is not sure; empty = none.
    unsure: Vec<bool>,
    /// Tones of own lines by colour, of the colours that are used most.
    tones: Vec<(Rgb, Rgb)>,
    around: Around<'a>,
    /// What was worked out before, by identity, packed; 0 = nothing yet.
    seen: Vec<AtomicU64>,
}

/// How an identity looks where nothing else is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Seen {
    ground: Rgb,
    /// Its own line over its ground.
    line: Rgb,
    /// How strongly the line is drawn, 0–255.
    share: u8,
    patterned: bool,
}

impl Seen {
    fn packed(self) -> u64 {
        let three = |c: Rgb| u64::from(c.0) << 16 | u64::from(c.1) << 8 | u64::from(c.2);
        1 << 63
            | u64::from(self.patterned) << 56
            | u64::from(self.share) << 48
            | three(self.line) << 24
            | three(self.ground)
    }

    fn of(packed: u64) -> Self {
        let three = |at: u32| {
            Rgb((packed >> (at + 16)) as u8, (packed >> (at + 8)) as u8, (packed >> at) as u8)
        };
        let (share, patterned) = ((packed >> 48) as u8, packed >> 56 & 1 == 1);
        Self { ground: three(0), line: three(24), share, patterned }
    }
}

/// What is drawn over a ground.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pattern {
    None,
    /// 45°, 1.5 every 5.
    Hatch(Rgb),
    /// Radius 1 every 6.
    Dots(Rgb),
    /// 45° the other way, 1 every 6: the colour under it stays readable.
    Thin(Rgb),
}

impl<'a> Looks<'a> {
    fn of(scene: &'a Scene, shading: &'a Shading<'a>) -> Self {
        let count = scene.villages.len();
        let marked = |villages: &mut dyn Iterator<Item = &usize>| {
            let mut marked = vec![false; count];
            villages.filter(|&&v| v < count).for_each(|&v| marked[v] = true);
            marked
        };
        let lit = match shading.fade {
            Fade::None => Vec::new(),
            Fade::OutsidePockets => {
                marked(&mut shading.pockets.iter().flatten().chain(shading.lone))
            }
        };
        let unsure = match shading.hatched {
            [] => Vec::new(),
            hatched => marked(&mut hatched.iter()),
        };
        let colours = shading.colours;
        let fade = |c: &Rgb| [*c, c.mixed(colours.back(), FADE)];
        let usual = [colours.no_data, colours.not_applicable, colours.land, other(colours)];
        let used = shading.ramp.iter().chain(&usual).flat_map(fade);
        let tones = used.map(|colour| (colour, colour.line_tone())).collect();
        let seen = (0..count + 2).map(|_| AtomicU64::new(0)).collect();
        Self { scene, shading, lit, unsure, tones, around: Around::of(scene, shading), seen }
    }

    /// How an identity looks; each is worked out once a picture, whoever comes first.
    fn seen(&self, id: u32) -> Seen {
        let kept = self.seen.get(self.around.slot(id));
        let packed = kept.map_or(0, |kept| kept.load(Ordering::Relaxed));
        if packed != 0 {
            return Seen::of(packed);
        }
        let (ground, pattern) = self.ground(id);
        let share = self.line(id).min(255);
        let mut line = [ground.0, ground.1, ground.2, 255];
        if share > 0 {
            blend(&mut line, self.tone(ground), share);
        }
        let seen = Seen {
            ground,
            line: Rgb(line[0], line[1], line[2]),
            share: share as u8,
            patterned: pattern != Pattern::None,
        };
        if let Some(kept) = kept {
            kept.store(seen.packed(), Ordering::Relaxed);
        }
        seen
    }

    /// Ground and pattern of an identity.
    fn ground(&self, id: u32) -> (Rgb, Pattern) {
        if id == OTHER {
            return (other(self.shading.colours), Pattern::None);
        }
        let Some(at) = (id as usize).checked_sub(1) else {
            return (self.shading.colours.sea, Pattern::None);
        };
        let lit = self.lit.get(at).copied().unwrap_or(true);
        let unsure = self.unsure.get(at).copied().unwrap_or(false);
        village(self.shading, at, [lit, unsure])
    }

    fn tone(&self, colour: Rgb) -> Rgb {
        let known = self.tones.iter().find(|(of, _)| *of == colour);
        known.map_or_else(|| colour.line_tone(), |(_, tone)| *tone)
    }

    /// How strongly an identity's own line is drawn, 0–255: not at all where it would blacken the
    /// village.
    fn line(&self, id: u32) -> u32 {
        let width = self.shading.lines.village;
        let share = (width * f64::from(self.shading.finer.max(1))).clamp(0.0, 1.0);
        let area = match id {
            OTHER => return (share * 255.0).round() as u32,
            id => (id as usize).checked_sub(1).and_then(|at| self.scene.villages.get(at)),
        };
        let strength = area.map_or(0.0, |v| stroke::clear(v.area, self.shading.unit, width));
        ((strength * 255.0).round() * share) as u32
    }

    /// Lines in the order they are drawn, halo before its line.
    fn strokes(shading: &Shading<'_>) -> Vec<Stroke> {
        let finer = f64::from(shading.finer.max(1));
        let (lines, colours) = (&shading.lines, shading.colours);
        let mut strokes = vec![
            (Layer::Kecamatan, colours.kecamatan, lines.kecamatan, 0.7),
            (Layer::Kabupaten, colours.kabupaten, lines.kabupaten, 1.0),
            (Layer::Province, colours.kabupaten, lines.province, 1.0),
        ];
        strokes.retain(|&(_, _, width, _)| width > 0.0);
        let outlines = [
            (Layer::Pocket, lines.pocket, !shading.pockets.is_empty()),
            (Layer::Hover, lines.hover, shading.hover.is_some()),
            (Layer::Selection, lines.selection, !shading.selected.is_empty()),
        ];
        for (layer, width, _) in outlines.into_iter().filter(|&(_, _, wanted)| wanted) {
            strokes.push((layer, Rgb::WHITE, width + lines.halo, 0.9));
            strokes.push((layer, Rgb::BLACK, width, 1.0));
        }
        let stroke = |(layer, colour, width, strength)| Stroke {
            layer,
            colour,
            width: width * finer,
            strength,
        };
        strokes.into_iter().map(stroke).collect()
    }
}

/// Pixels of the raster on which meridians and parallels lie.
struct Grid {
    /// Rising.
    columns: Vec<usize>,
    rows: Vec<bool>,
}

impl Grid {
    fn of(shading: &Shading<'_>, width: usize, height: usize) -> Self {
        let finer = shading.finer.max(1) as usize;
        let marked = |lines: &[f64], count: usize| {
            let mut marked = vec![false; count];
            for line in lines {
                let from = (line * finer as f64).floor() as i64 / finer as i64 * finer as i64;
                for at in from..from + finer as i64 {
                    if let Some(mark) = usize::try_from(at).ok().and_then(|at| marked.get_mut(at)) {
                        *mark = true;
                    }
                }
            }
            marked
        };
        let columns = marked(shading.grid.0, width);
        let columns = (0..width).filter(|&x| columns[x]).collect();
        Self { columns, rows: marked(shading.grid.1, height) }
    }

    /// Draws what lies on a run of the sea.
    fn draw(&self, y: usize, run: std::ops::Range<usize>, row: &mut [[u8; 4]], ink: [u8; 4]) {
        if self.rows[y] {
            row[run].fill(ink);
            return;
        }
        let first = self.columns.partition_point(|&x| x < run.start);
        for &x in self.columns[first..].iter().take_while(|&&x| x < run.end) {
            row[x] = ink;
        }
    }
}

/// Half-way between sea and missing: neither a value nor nothing.
pub fn other(colours: &MapColours) -> Rgb {
    colours.no_data.mixed(colours.sea, 0.5)
}

/// Ground and pattern of a village: `lit` ones are not faded, `unsure` ones are hatched thinly.
pub fn village(shading: &Shading<'_>, village: usize, [lit, unsure]: [bool; 2]) -> (Rgb, Pattern) {
    let (colour, marks) = look(shading, shading.fills.get(village).copied());
    let fade = |c: Rgb| if lit { c } else { c.mixed(shading.colours.back(), FADE) };
    let pattern = match marks {
        Pattern::None if unsure => Pattern::Thin(fade(colour).line_tone()),
        Pattern::None => Pattern::None,
        Pattern::Thin(ink) => Pattern::Thin(fade(ink)),
        Pattern::Hatch(ink) => Pattern::Hatch(fade(ink)),
        Pattern::Dots(ink) => Pattern::Dots(fade(ink)),
    };
    (fade(colour), pattern)
}

/// Ground and pattern of a fill.
pub fn look(shading: &Shading<'_>, fill: Option<Fill>) -> (Rgb, Pattern) {
    let colours = shading.colours;
    match fill {
        Some(Fill::Class(class)) => {
            (shading.ramp.get(class).copied().unwrap_or(colours.land), Pattern::None)
        }
        Some(Fill::NoData) => (colours.no_data, Pattern::Hatch(colours.no_data_ink)),
        Some(Fill::NotApplicable) => {
            (colours.not_applicable, Pattern::Dots(colours.not_applicable_ink))
        }
        Some(Fill::Own(colour)) => (colour, Pattern::None),
        Some(Fill::Other) => (other(colours), Pattern::None),
        Some(Fill::Plain) | None => (colours.land, Pattern::None),
    }
}

/// Ground, pattern, graticule on the sea, and the villages' own lines (on the upper or left one of
/// two pixels that differ).
fn fill_row(
    raster: &IdRaster,
    looks: &Looks<'_>,
    shading: &Shading<'_>,
    grid: &Grid,
    y: usize,
    row: &mut [[u8; 4]],
) {
    let width = raster.width as usize;
    let ids = &raster.ids[y * width..(y + 1) * width];
    let below = raster.ids.get((y + 1) * width..(y + 2) * width).unwrap_or(ids);
    let graticule = shading.colours.graticule;
    let opaque = |colour: Rgb| [colour.0, colour.1, colour.2, 255];
    let mut x = 0;
    while x < width {
        // A run of one identity at a time: what it looks like is looked up once.
        let id = ids[x];
        let end = run_end(ids, x);
        let seen = looks.seen(id);
        row[x..end].fill(opaque(seen.ground));
        if id == 0 {
            grid.draw(y, x..end, row, opaque(graticule));
            x = end;
            continue;
        }
        if seen.patterned {
            let (ground, pattern) = looks.ground(id);
            for (at, pixel) in row[x..end].iter_mut().enumerate() {
                *pixel = opaque(patterned(pattern, ground, shading, [x + at, y]));
            }
        }
        if seen.share > 0 {
            // Over a pattern the line is blended pixel by pixel.
            let tone = seen.patterned.then(|| looks.tone(seen.ground));
            let mut ink = |at: usize| match tone {
                Some(tone) => blend(&mut row[at], tone, u32::from(seen.share)),
                None => row[at] = opaque(seen.line),
            };
            let last = ids.get(end).copied().unwrap_or(0);
            let mut inked = end;
            each_other(&below[x..end], id, |at| {
                inked = x + at;
                ink(x + at);
            });
            if last != 0 && inked != end - 1 {
                ink(end - 1);
            }
        }
        x = end;
    }
}

/// Pixels that are looked at together.
const STRIDE: usize = 8;

/// Where the run of one identity ends that begins at `x`.
fn run_end(ids: &[u32], x: usize) -> usize {
    let id = ids[x];
    let mut at = x + 1;
    // Of small places most runs are short.
    for _ in 1..STRIDE {
        match ids.get(at) {
            Some(&other) if other == id => at += 1,
            _ => return at,
        }
    }
    while let Some(next) = ids[at..].first_chunk::<STRIDE>() {
        if next.iter().fold(0, |all, other| all | (other ^ id)) != 0 {
            break;
        }
        at += STRIDE;
    }
    ids[at..].iter().position(|&other| other != id).map_or(ids.len(), |run| at + run)
}

/// Every place of another identity than `id`, in rising order; nothing is none.
fn each_other(ids: &[u32], id: u32, mut see: impl FnMut(usize)) {
    const FEW: usize = 4;
    for (stride, ids) in ids.chunks(FEW).enumerate() {
        let is_other = |other: &u32| *other != 0 && *other != id;
        if ids.iter().fold(false, |any, other| any | is_other(other)) {
            let others = ids.iter().enumerate().filter(|(_, other)| is_other(other));
            others.for_each(|(at, _)| see(stride * FEW + at));
        }
    }
}

/// The pattern's ink where it falls on this raster pixel.
fn patterned(pattern: Pattern, ground: Rgb, shading: &Shading<'_>, [x, y]: [usize; 2]) -> Rgb {
    let finer = f64::from(shading.finer.max(1));
    let step = shading.pattern.max(0.1);
    let place = |at: usize, origin: i64| ((at as f64 + 0.5) / finer + origin as f64) / step;
    let (x, y) = (place(x, shading.origin[0]), place(y, shading.origin[1]));
    match pattern {
        Pattern::None => ground,
        Pattern::Hatch(ink) => {
            // 1.5 across the line and 5 between lines, both measured at right angles to it.
            let across = (x + y) * std::f64::consts::FRAC_1_SQRT_2;
            if across.rem_euclid(5.0) < 1.5 { ink } else { ground }
        }
        Pattern::Thin(ink) => {
            let across = (x - y) * std::f64::consts::FRAC_1_SQRT_2;
            if across.rem_euclid(6.0) < 1.0 { ink } else { ground }
        }
        Pattern::Dots(ink) => {
            let (dx, dy) = (x.rem_euclid(6.0) - 3.0, y.rem_euclid(6.0) - 3.0);
            if dx * dx + dy * dy <= 1.0 { ink } else { ground }
        }
    }
}

/// Means of `finer × finer` pixels of rows `width` wide, as opaque RGBA.
fn average(pixels: &[[u8; 4]], width: usize, finer: usize, out: &mut [u8]) {
    if finer == 1 {
        out.copy_from_slice(pixels.as_flattened());
        return;
    }
    let count = (finer * finer) as u32;
    for (y, row) in out.chunks_exact_mut((width / finer * 4).max(1)).enumerate() {
        for (x, rgba) in row.chunks_exact_mut(4).enumerate() {
            let mut sums = [count / 2; 4];
            for dy in 0..finer {
                let from = (y * finer + dy) * width + x * finer;
                for pixel in &pixels[from..from + finer] {
                    for (sum, &channel) in sums.iter_mut().zip(pixel) {
                        *sum += u32::from(channel);
                    }
                }
            }
            for (to, sum) in rgba.iter_mut().zip(sums) {
                *to = (sum / count) as u8;
            }
            rgba[3] = 255;
        }
    }
}
