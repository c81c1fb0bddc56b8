//! Raster of villages → picture: fills, patterns, lines, outlines. A pure function; recolouring the
//! map costs one pass of this and no geometry.
//!
//! A line between two villages is drawn where neighbouring pixels differ; thick ones are stamped
//! along those pixel edges, so their cost follows the length of the line and not the picture.

use rayon::prelude::*;

use super::raster::{IdRaster, OTHER};
use super::scene::Scene;
use super::symbology::{Fill, LineWidths, MapColours, Rgb};

/// Share of white in villages that are not lit.
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
        }
    }
}

/// RGBA, 8 bits each, opaque, row by row: `(width / finer) · (height / finer) · 4` bytes.
pub fn shade(raster: &IdRaster, scene: &Scene, shading: &Shading<'_>) -> Vec<u8> {
    let looks = Looks::of(scene, shading);
    let (width, height) = (raster.width as usize, raster.height as usize);
    if width == 0 || height == 0 {
        return Vec::new();
    }
    let mut pixels = vec![[0_u8; 3]; width * height];
    pixels.par_chunks_mut(width).enumerate().for_each(|(y, row)| {
        fill_row(raster, &looks, shading, y, row);
    });
    for (layer, stroke) in Looks::strokes(shading) {
        let covered = stroke.cover(raster, &looks, layer);
        let strength = (stroke.strength * 255.0).round() as u32;
        pixels.par_chunks_mut(width).zip(covered.par_chunks(width)).for_each(|(row, cover)| {
            for (pixel, &alpha) in row.iter_mut().zip(cover) {
                if alpha > 0 {
                    blend(pixel, stroke.colour, u32::from(alpha) * strength / 255);
                }
            }
        });
    }
    averaged(&pixels, width, height, shading.finer.max(1) as usize)
}

/// A patch of one fill as it looks on the map, for a legend: RGBA of `width · height` pixels.
pub fn swatch(fill: Fill, shading: &Shading<'_>, width: usize, height: usize) -> Vec<u8> {
    let (ground, pattern) = look(shading, Some(fill));
    let fine = shading.finer.max(1) as usize;
    let mut pixels = Vec::with_capacity(width * height * fine * fine);
    for y in 0..height * fine {
        for x in 0..width * fine {
            let colour = patterned(pattern, ground, shading, [x, y]);
            pixels.push([colour.0, colour.1, colour.2]);
        }
    }
    averaged(&pixels, width * fine, height * fine, fine)
}

/// Per identity (village + 1; 0 = none; last, an area that is no village): everything the passes look up.
struct Looks {
    /// Ground colour and the tone of its own line.
    ground: Vec<(Rgb, Rgb)>,
    pattern: Vec<Pattern>,
    /// Groups whose borders are stroked, per identity.
    groups: [Vec<u32>; 5],
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Pattern {
    None,
    /// 45°, 1.5 every 5.
    Hatch(Rgb),
    /// Radius 1 every 6.
    Dots(Rgb),
    /// 45° the other way, 1 every 6: the colour under it stays readable.
    Thin(Rgb),
}

/// Index into [`Looks::groups`].
#[derive(Clone, Copy, PartialEq, Eq)]
enum Layer {
    Kecamatan = 0,
    Kabupaten = 1,
    Pocket = 2,
    Hover = 3,
    Selection = 4,
}

struct Stroke {
    colour: Rgb,
    /// Raster pixels.
    width: f64,
    /// Opacity, 0–1.
    strength: f64,
}

impl Looks {
    /// Where an identity of the raster stands in the lists.
    fn slot(&self, id: u32) -> usize {
        if id == OTHER { self.ground.len() - 1 } else { id as usize }
    }

    fn of(scene: &Scene, shading: &Shading<'_>) -> Self {
        let count = scene.villages.len();
        let mut groups: [Vec<u32>; 5] = std::array::from_fn(|_| vec![0; count + 2]);
        for (i, village) in scene.villages.iter().enumerate() {
            groups[Layer::Kecamatan as usize][i + 1] = village.kecamatan as u32 + 1;
            groups[Layer::Kabupaten as usize][i + 1] = village.kabupaten as u32 + 1;
        }
        let mut mark = |layer: Layer, villages: &[usize], group: u32| {
            for &village in villages.iter().filter(|&&v| v < count) {
                groups[layer as usize][village + 1] = group;
            }
        };
        for (number, members) in shading.pockets.iter().enumerate() {
            mark(Layer::Pocket, members, number as u32 + 1);
        }
        mark(Layer::Selection, shading.selected, 1);
        if let Some(village) = shading.hover {
            mark(Layer::Hover, &[village], 1);
        }
        let mut unsure = vec![false; count];
        shading.hatched.iter().filter(|&&v| v < count).for_each(|&v| unsure[v] = true);
        let mut lit = vec![shading.fade == Fade::None; count];
        let standing = shading.pockets.iter().flatten().chain(shading.lone);
        standing.filter(|&&v| v < count).for_each(|&v| lit[v] = true);

        let mut ground = vec![(shading.colours.sea, shading.colours.sea)];
        let mut pattern = vec![Pattern::None];
        for (i, lit) in lit.into_iter().enumerate() {
            let (colour, marks) = look(shading, shading.fills.get(i).copied());
            let fade = |c: Rgb| if lit { c } else { c.mixed(Rgb::WHITE, FADE) };
            ground.push((fade(colour), fade(colour).line_tone()));
            pattern.push(match marks {
                Pattern::None if unsure[i] => Pattern::Thin(fade(colour).line_tone()),
                Pattern::None => Pattern::None,
                Pattern::Thin(ink) => Pattern::Thin(fade(ink)),
                Pattern::Hatch(ink) => Pattern::Hatch(fade(ink)),
                Pattern::Dots(ink) => Pattern::Dots(fade(ink)),
            });
        }
        // Last, for what is no village.
        let other = other(shading.colours);
        ground.push((other, other.line_tone()));
        pattern.push(Pattern::None);
        Self { ground, pattern, groups }
    }

    /// Lines in the order they are drawn, halo before its line.
    fn strokes(shading: &Shading<'_>) -> Vec<(Layer, Stroke)> {
        let finer = f64::from(shading.finer.max(1));
        let (lines, colours) = (&shading.lines, shading.colours);
        let mut strokes = vec![
            (Layer::Kecamatan, colours.kecamatan, lines.kecamatan, 0.7),
            (Layer::Kabupaten, colours.kabupaten, lines.kabupaten, 1.0),
        ];
        let outlines = [
            (Layer::Pocket, lines.pocket, !shading.pockets.is_empty()),
            (Layer::Hover, lines.hover, shading.hover.is_some()),
            (Layer::Selection, lines.selection, !shading.selected.is_empty()),
        ];
        for (layer, width, _) in outlines.into_iter().filter(|&(_, _, wanted)| wanted) {
            strokes.push((layer, Rgb::WHITE, width + lines.halo, 0.9));
            strokes.push((layer, Rgb::BLACK, width, 1.0));
        }
        strokes
            .into_iter()
            .map(|(layer, colour, width, strength)| {
                (layer, Stroke { colour, width: width * finer, strength })
            })
            .collect()
    }
}

/// Half-way between sea and missing: neither a value nor nothing.
fn other(colours: &MapColours) -> Rgb {
    colours.no_data.mixed(colours.sea, 0.5)
}

fn look(shading: &Shading<'_>, fill: Option<Fill>) -> (Rgb, Pattern) {
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
    looks: &Looks,
    shading: &Shading<'_>,
    y: usize,
    row: &mut [[u8; 3]],
) {
    let width = raster.width as usize;
    let finer = shading.finer.max(1);
    let ids = &raster.ids[y * width..(y + 1) * width];
    let below = raster.ids.get((y + 1) * width..(y + 2) * width).unwrap_or(ids);
    let share = (shading.lines.village * f64::from(finer)).clamp(0.0, 1.0);
    let share = (share * 255.0).round() as u32;
    let parallel = on_grid(shading.grid.1, y, finer);
    for (x, pixel) in row.iter_mut().enumerate() {
        let id = looks.slot(ids[x]);
        let (ground, tone) = looks.ground[id];
        *pixel = [ground.0, ground.1, ground.2];
        if id == 0 {
            if parallel || on_grid(shading.grid.0, x, finer) {
                let line = shading.colours.graticule;
                *pixel = [line.0, line.1, line.2];
            }
            continue;
        }
        if looks.pattern[id] != Pattern::None {
            let inked = patterned(looks.pattern[id], ground, shading, [x, y]);
            *pixel = [inked.0, inked.1, inked.2];
        }
        let right = ids.get(x + 1).copied().unwrap_or(ids[x]);
        let edge = |other: u32| other != 0 && other != ids[x];
        if edge(right) || edge(below[x]) {
            blend(pixel, tone, share);
        }
    }
}

fn on_grid(lines: &[f64], at: usize, finer: u32) -> bool {
    lines.iter().any(|line| {
        (line * f64::from(finer)).floor() as i64 / i64::from(finer) == at as i64 / i64::from(finer)
    })
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

impl Stroke {
    /// How far each pixel lies under the line, 0–255.
    fn cover(&self, raster: &IdRaster, looks: &Looks, layer: Layer) -> Vec<u8> {
        let (width, height) = (raster.width as usize, raster.height as usize);
        let groups = &looks.groups[layer as usize];
        // A kecamatan's line ends at the coast, where the kabupaten's own line runs.
        let ends_at_sea = layer == Layer::Kecamatan;
        // Both lines along a crack this narrow would meet: it would look like a blot.
        let crack = (self.width.ceil() as usize).clamp(2, 12);
        let (upright, level) = (self.stamp([0.0, 0.5]), self.stamp([0.5, 0.0]));
        let mut cover = vec![0_u8; width * height];
        for y in 0..height {
            let row = &raster.ids[y * width..(y + 1) * width];
            let below = raster.ids.get((y + 1) * width..(y + 2) * width).unwrap_or(row);
            for x in 0..width {
                let (id, next) = (row[x], row.get(x + 1).copied().unwrap_or(row[x]));
                if id == next && id == below[x] {
                    continue;
                }
                let differs = |other: u32, [sx, sy]: [usize; 2]| {
                    let (a, b) = (groups[looks.slot(id)], groups[looks.slot(other)]);
                    let sea = if id == 0 { [x, y] } else { [sx, sy] };
                    a != b
                        && !(ends_at_sea && (a == 0 || b == 0))
                        && !((id == 0 || other == 0) && is_crack(raster, sea, crack))
                };
                if differs(next, [x + 1, y]) {
                    press(&mut cover, [width, height], &upright, [x as i64 + 1, y as i64]);
                }
                if differs(below[x], [x, y + 1]) {
                    press(&mut cover, [width, height], &level, [x as i64, y as i64 + 1]);
                }
            }
        }
        cover
    }

    /// Offsets and coverage of the pixels near one pixel edge that begins at a pixel's corner and
    /// runs one pixel along: `half` is half its extent.
    fn stamp(&self, half: [f64; 2]) -> Vec<([i64; 2], u8)> {
        let reach = (self.width / 2.0 + 1.5).ceil() as i64;
        let mut stamp = Vec::new();
        for dy in -reach..=reach {
            for dx in -reach..=reach {
                // From the middle of the edge to the middle of the pixel.
                let away = [dx as f64 + 0.5 - half[0], dy as f64 + 0.5 - half[1]];
                let x = (away[0].abs() - half[0]).max(0.0);
                let y = (away[1].abs() - half[1]).max(0.0);
                let covered = (self.width / 2.0 + 0.5 - x.hypot(y)).clamp(0.0, 1.0);
                if covered > 0.0 {
                    stamp.push(([dx, dy], (covered * 255.0).round() as u8));
                }
            }
        }
        stamp
    }
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
fn press(cover: &mut [u8], [width, height]: [usize; 2], stamp: &[([i64; 2], u8)], at: [i64; 2]) {
    for &([dx, dy], alpha) in stamp {
        let (x, y) = (at[0] + dx, at[1] + dy);
        if x >= 0 && y >= 0 && x < width as i64 && y < height as i64 {
            let pixel = &mut cover[y as usize * width + x as usize];
            *pixel = (*pixel).max(alpha);
        }
    }
}

/// `alpha` of 255 parts of the colour, in whole numbers: this runs for every pixel of every line.
fn blend(pixel: &mut [u8; 3], colour: Rgb, alpha: u32) {
    for (channel, to) in pixel.iter_mut().zip([colour.0, colour.1, colour.2]) {
        let mixed = u32::from(*channel) * (255 - alpha) + u32::from(to) * alpha;
        *channel = ((mixed + 127) / 255) as u8;
    }
}

/// Means of `finer × finer` pixels, as opaque RGBA.
fn averaged(pixels: &[[u8; 3]], width: usize, height: usize, finer: usize) -> Vec<u8> {
    let (out_width, out_height) = (width / finer, height / finer);
    let mut out = vec![0_u8; out_width * out_height * 4];
    if out_width == 0 {
        return out;
    }
    let count = (finer * finer) as u32;
    out.par_chunks_mut(out_width * 4).enumerate().for_each(|(y, row)| {
        for (x, rgba) in row.chunks_exact_mut(4).enumerate() {
            let mut sums = [0_u32; 3];
            for dy in 0..finer {
                let from = (y * finer + dy) * width + x * finer;
                for pixel in &pixels[from..from + finer] {
                    for (sum, &channel) in sums.iter_mut().zip(pixel) {
                        *sum += u32::from(channel);
                    }
                }
            }
            for (to, sum) in rgba.iter_mut().zip(sums) {
                *to = ((sum + count / 2) / count) as u8;
            }
            rgba[3] = 255;
        }
    });
    out
}
