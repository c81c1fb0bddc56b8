//! A canvas as plain marks: the map becomes areas and lines of the shared arcs, patches of a legend
//! become patterns. What SVG and PDF are written from.
//!
//! The same look that colours pixels decides here: one area a colour (its villages dissolved, so
//! that no seam shows between two of them), then patterns, then lines from the village's to the
//! pocket's, each as strong as the shade pass would draw it.

use std::collections::BTreeMap;

use super::canvas::{Area, Canvas, Line, MapMark, Mark, Pen};
use super::fill::ToPixel;
use super::look::Layer as Shown;
use super::raster::{self, Detail, IdRaster};
use super::shade::{self, Fade, Pattern};
use super::stroke::clear;
use super::symbology::Rgb;
use super::within;
use crate::base::fault::Stop;
use crate::base::progress::Progress;
use crate::dataset::borders::{Level, dissolve};

/// Borders are as fine as if the sheet had so many pixels for one of its units.
const FINE: f64 = 3.0;
/// Areas reach this far over their edge, so that no paper shows between two of them.
const OVER: f64 = 0.25;
/// So far beyond its box a map is written; no line is that wide.
const BEYOND: f64 = 24.0;
/// Beyond any village.
const NONE: u32 = u32::MAX;

/// All marks of a canvas, with no map and no patch among them.
///
/// # Errors
/// [`Stop::Canceled`].
pub fn of<'a>(canvas: &Canvas<'a>, progress: &Progress) -> Result<Vec<Mark<'a>>, Stop> {
    let mut marks = Vec::new();
    for mark in &canvas.marks {
        match mark {
            Mark::Map(map) => expand(map, &mut marks, progress)?,
            Mark::Swatch { area, fill, look, pattern } => {
                let (ground, marked) = shade::look(&look.shading(), Some(*fill));
                marks.push(Mark::Rect { area: *area, colour: ground });
                marks.extend(patterned(marked, *area, *pattern, None));
            }
            other => marks.push(other.clone()),
        }
    }
    Ok(marks)
}

/// The map's parts, in the order they are drawn.
struct Parts<'m, 'a> {
    map: &'m MapMark<'a>,
    level: &'m Level,
    to: ToPixel,
    /// Whether a shape can be seen at all.
    seen: Vec<bool>,
}

fn expand<'a>(
    map: &MapMark<'a>,
    marks: &mut Vec<Mark<'a>>,
    progress: &Progress,
) -> Result<(), Stop> {
    let shading = map.look.shading();
    let level = map.scene.level(map.view.metres_per_pixel / FINE, Detail::Quick.share());
    let mut seen = vec![false; level.shape_count()];
    for shape in map.scene.shapes_within(map.view.bounds()) {
        seen[shape] = true;
    }
    let parts = Parts { map, level, to: map.scene.to_pixel(&map.view), seen };
    let mut own = vec![Mark::Clip(map.area)];
    own.push(Mark::Rect { area: map.area, colour: shading.colours.sea });
    own.extend(graticule(map));
    let tones = parts.fills(&mut own);
    let ids = raster::rasterise_with(map.scene, &map.view.finer(2), Detail::Quick, progress)?;
    let picked = parts.lines(&ids, tones, &mut own);
    own.push(Mark::Unclip);
    // Sheet after sheet the same map, some with another village picked.
    marks.push(Mark::Shared(own));
    if !picked.is_empty() {
        marks.push(Mark::Clip(map.area));
        marks.extend(picked);
        marks.push(Mark::Unclip);
    }
    Ok(())
}

fn graticule<'a>(map: &MapMark<'a>) -> Option<Mark<'a>> {
    let [left, top, right, bottom] = map.area;
    let upright = map.grid[0].iter().map(|x| vec![[left + x, top], [left + x, bottom]]);
    let level = map.grid[1].iter().map(|y| vec![[left, top + y], [right, top + y]]);
    let lines: Vec<Line> = upright.chain(level).collect();
    let pen = Pen::solid(0.6, map.look.colours.graticule);
    (!lines.is_empty()).then_some(Mark::Stroke { lines, pen })
}

impl Parts<'_, '_> {
    /// From the lattice to the sheet. Pixel centres stand at whole numbers there, corners here.
    fn place(&self, point: [i32; 2]) -> [f64; 2] {
        let [x, y] = self.to.place(point);
        [x + 0.5 + self.map.area[0], y + 0.5 + self.map.area[1]]
    }

    /// Areas by colour, then patterns by colour and kind; the tone of each village's own line.
    fn fills(&self, marks: &mut Vec<Mark<'_>>) -> Vec<Rgb> {
        let look = &self.map.look;
        let shading = look.shading();
        let count = self.map.scene.villages.len();
        let mut lit = vec![look.fade == Fade::None; count];
        let standing = look.pockets.iter().flatten().chain(&look.lone);
        standing.filter(|&&v| v < count).for_each(|&v| lit[v] = true);
        let mut unsure = vec![false; count];
        look.hatched.iter().filter(|&&v| v < count).for_each(|&v| unsure[v] = true);
        let mut grounds: BTreeMap<Rgb, u32> = BTreeMap::new();
        let mut inks: BTreeMap<(Pattern, Rgb), u32> = BTreeMap::new();
        let (mut ground_of, mut ink_of) = (vec![NONE; count], vec![NONE; count]);
        let mut tones = vec![Rgb::BLACK; count];
        for village in (0..count).filter(|&v| self.seen[v]) {
            let of = shade::village(&shading, village, [lit[village], unsure[village]]);
            tones[village] = of.0.line_tone();
            let next = grounds.len() as u32;
            ground_of[village] = *grounds.entry(of.0).or_insert(next);
            if of.1 != Pattern::None {
                let next = inks.len() as u32;
                ink_of[village] = *inks.entry((of.1, of.0)).or_insert(next);
            }
        }
        let others: Vec<u32> = (0..self.level.shape_count())
            .map(|shape| if shape >= count && self.seen[shape] { 0 } else { NONE })
            .collect();
        let other = shade::other(shading.colours);
        self.areas(&others, &BTreeMap::from([(other, 0)]), marks);
        self.areas(&ground_of, &grounds, marks);
        let mut patterns = self.dissolved(&ink_of, inks.len());
        for (&(pattern, _), &at) in &inks {
            let rings = std::mem::take(&mut patterns[at as usize]);
            let area = self.map.area;
            marks.extend(patterned(pattern, area, self.map.pattern, Some(rings)));
        }
        tones
    }

    fn areas(&self, group: &[u32], colours: &BTreeMap<Rgb, u32>, marks: &mut Vec<Mark<'_>>) {
        let mut rings = self.dissolved(group, colours.len());
        let by_number: BTreeMap<u32, Rgb> = colours.iter().map(|(c, n)| (*n, *c)).collect();
        let under: Vec<(Rgb, Vec<Line>)> = by_number
            .into_values()
            .zip(rings.iter_mut().map(std::mem::take))
            .filter(|(_, rings)| !rings.is_empty())
            .collect();
        // First the edges, so that none of them lies over an area.
        for (colour, rings) in &under {
            let lines = rings.clone();
            let pen = Pen::solid(OVER * 2.0, *colour);
            marks.push(Mark::Stroke { lines, pen });
        }
        for (colour, rings) in under {
            marks.push(Mark::Areas { rings, colour });
        }
    }

    fn dissolved(&self, group: &[u32], groups: usize) -> Vec<Vec<Line>> {
        let near = self.near();
        let ring = |ring: Vec<[i32; 2]>| {
            let ring: Line = ring.into_iter().map(|p| self.place(p)).collect();
            Some(within::ring(ring, near)).filter(|ring| ring.len() > 2)
        };
        dissolve(self.level, group, groups)
            .into_iter()
            .map(|rings| rings.into_iter().filter_map(ring).collect())
            .collect()
    }

    fn near(&self) -> Area {
        let [left, top, right, bottom] = self.map.area;
        [left - BEYOND, top - BEYOND, right + BEYOND, bottom + BEYOND]
    }

    /// The shapes on both sides of every arc that is seen.
    fn sides(&self) -> Vec<[u32; 2]> {
        let mut sides = vec![[NONE; 2]; self.level.arc_count()];
        for shape in (0..self.level.shape_count()).filter(|&shape| self.seen[shape]) {
            for r#use in self.level.uses_of(shape) {
                let [a, b] = &mut sides[(r#use >> 1) as usize];
                if *a == NONE {
                    *a = shape as u32;
                } else if *b == NONE {
                    *b = shape as u32;
                }
            }
        }
        sides
    }

    /// Draws all lines but those around what is picked, which are returned.
    fn lines<'m>(
        &self,
        ids: &IdRaster,
        tones: Vec<Rgb>,
        marks: &mut Vec<Mark<'m>>,
    ) -> Vec<Mark<'m>> {
        let (near, mut picked) = (self.near(), Vec::new());
        let look = &self.map.look;
        let widths = look.shading().lines;
        let borders = Borders::of(self.map, widths.village, widths.kecamatan, tones);
        let mut strokes: BTreeMap<(Kind, Rgb, u8), Vec<Line>> = BTreeMap::new();
        for (arc, &[a, b]) in self.sides().iter().enumerate().filter(|(_, side)| side[0] != NONE) {
            let line: Line = self.level.arc(arc as u32).iter().map(|&p| self.place(p)).collect();
            let kinds = borders.kinds(a, b);
            if kinds.is_empty() {
                continue;
            }
            let runs = if b == NONE { self.open(&line, ids) } else { vec![line] };
            let runs: Vec<Line> = runs.into_iter().flat_map(|r| within::runs(r, near)).collect();
            for (kind, colour, strength) in kinds {
                strokes.entry((kind, colour, strength)).or_default().extend(runs.iter().cloned());
            }
        }
        for ((kind, colour, strength), lines) in strokes {
            let opacity = f64::from(strength) / 8.0;
            let pen = |width, colour, opacity| Pen { width, colour, opacity, dash: Vec::new() };
            let width = match kind {
                Kind::Village => widths.village,
                Kind::Kecamatan => widths.kecamatan,
                Kind::Kabupaten => widths.kabupaten,
                Kind::Province => widths.province,
                Kind::Pocket => widths.pocket,
                Kind::Picked => widths.selection,
            };
            let marks = if kind == Kind::Picked { &mut picked } else { &mut *marks };
            if matches!(kind, Kind::Pocket | Kind::Picked) {
                let pen = pen(width + widths.halo, Rgb::WHITE, 0.9);
                marks.push(Mark::Stroke { lines: lines.clone(), pen });
            }
            if width > 0.0 {
                marks.push(Mark::Stroke { lines, pen: pen(width, colour, opacity) });
            }
        }
        picked
    }

    /// The parts of a coast that lie open: between two drawings of one border runs no coast.
    fn open(&self, line: &[[f64; 2]], ids: &IdRaster) -> Vec<Line> {
        let village = |[x, y]: [f64; 2]| {
            let at = |v: f64, axis: usize| (v - self.map.area[axis]) * 2.0;
            let (x, y) = (at(x, 0), at(y, 1));
            let inside = x >= 0.0 && y >= 0.0;
            inside && ids.id_at(x as u32, y as u32).is_some()
        };
        let is_open = |side: &[[f64; 2]]| {
            let along = [side[1][0] - side[0][0], side[1][1] - side[0][1]];
            let length = along[0].hypot(along[1]).max(1e-9);
            let normal = [-along[1] / length, along[0] / length];
            let middle = [0, 1].map(|i| f64::midpoint(side[0][i], side[1][i]));
            let near =
                |far: f64| village([middle[0] + normal[0] * far, middle[1] + normal[1] * far]);
            let land = |sign: f64| [0.8, 1.6].iter().any(|far| near(sign * far));
            !(land(1.0) && land(-1.0))
        };
        let mut runs: Vec<Line> = Vec::new();
        let mut run: Line = Vec::new();
        for side in line.windows(2) {
            if is_open(side) {
                if run.is_empty() {
                    run.push(side[0]);
                }
                run.push(side[1]);
            } else if !run.is_empty() {
                runs.push(std::mem::take(&mut run));
            }
        }
        runs.extend((!run.is_empty()).then_some(run));
        runs
    }
}

/// Thin lines first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Village,
    Kecamatan,
    Kabupaten,
    Province,
    Pocket,
    Picked,
}

/// Which line runs between two shapes, and how strongly, in eighths.
struct Borders<'m, 'a> {
    map: &'m MapMark<'a>,
    pocket: Vec<u32>,
    picked: Vec<u32>,
    province_area: Vec<f64>,
    /// Of each village's own line.
    tones: Vec<Rgb>,
    shown: [bool; 2],
}

impl<'m, 'a> Borders<'m, 'a> {
    fn of(map: &'m MapMark<'a>, village: f64, kecamatan: f64, tones: Vec<Rgb>) -> Self {
        let count = map.scene.villages.len();
        let mark = |groups: &mut Vec<u32>, members: &[usize], number: u32| {
            members.iter().filter(|&&v| v < count).for_each(|&v| groups[v] = number);
        };
        let (mut pocket, mut picked) = (vec![0; count], vec![0; count]);
        for (number, members) in map.look.pockets.iter().enumerate() {
            mark(&mut pocket, members, number as u32 + 1);
        }
        mark(&mut picked, &map.look.picked, 1);
        let mut province_area: Vec<f64> = Vec::new();
        for (k, kabupaten) in map.scene.kabupaten.iter().enumerate() {
            let province = map.scene.province_of(k) as usize;
            province_area.resize(province_area.len().max(province + 1), 0.0);
            province_area[province] += kabupaten.area;
        }
        let layers = map.look.layers;
        let shown = [
            layers.shows(Shown::Villages) && village > 0.0,
            layers.shows(Shown::Kecamatan) && kecamatan > 0.0,
        ];
        Self { map, pocket, picked, province_area, tones, shown }
    }

    /// All lines along an arc between two shapes; the second is [`NONE`] at an open end.
    fn kinds(&self, a: u32, b: u32) -> Vec<(Kind, Rgb, u8)> {
        let scene = self.map.scene;
        let [a, b] = [a, b].map(|shape| Some(shape as usize).filter(|&v| v < scene.villages.len()));
        let Some(first) = a.or(b) else { return Vec::new() };
        let colours = &self.map.look.colours;
        let of = |f: &dyn Fn(usize) -> usize| [a.map(f), b.map(f)];
        let differ = |[a, b]: [Option<usize>; 2]| a != b;
        let kecamatan = of(&|v| scene.villages[v].kecamatan);
        let kabupaten = of(&|v| scene.villages[v].kabupaten);
        let province = of(&|v| scene.province_of(scene.villages[v].kabupaten) as usize);
        let coast = a.is_none() || b.is_none();
        let widths = self.map.look.lines;
        let mut kinds = Vec::new();
        let mut line = |kind, colour, areas: [Option<f64>; 2], width: f64, least: f64| {
            let clear = |area: f64| clear(area, self.map.view.metres_per_pixel, width);
            let strength = areas.into_iter().flatten().map(clear).fold(1.0, f64::min).max(least);
            let eighths = (strength * 8.0).round() as u8;
            if eighths > 0 {
                kinds.push((kind, colour, eighths));
            }
        };
        if differ(kabupaten) {
            let areas = kabupaten.map(|k| k.map(|k| scene.kabupaten[k].area));
            let least = if coast { 0.4 } else { 0.0 };
            line(Kind::Kabupaten, colours.kabupaten, areas, widths.kabupaten, least);
        } else if differ(kecamatan) && !coast && self.shown[1] {
            let areas = kecamatan.map(|k| k.map(|k| scene.kecamatan[k].area));
            line(Kind::Kecamatan, colours.kecamatan, areas, widths.kecamatan, 0.0);
        } else if !coast && a != b && self.shown[0] {
            let areas = [a, b].map(|v| v.map(|v| scene.villages[v].area));
            line(Kind::Village, self.tones[first], areas, widths.village, 0.0);
        }
        if differ(province) && !coast {
            let areas = province.map(|p| p.map(|p| self.province_area[p]));
            line(Kind::Province, colours.kabupaten, areas, widths.province, 0.0);
        }
        let group = |groups: &[u32]| [a, b].map(|v| v.map_or(0, |v| groups[v]));
        for (kind, groups) in [(Kind::Pocket, &self.pocket), (Kind::Picked, &self.picked)] {
            let [a, b] = group(groups);
            if a != b {
                kinds.push((kind, Rgb::BLACK, 8));
            }
        }
        kinds
    }
}

/// A pattern over a box, held by rings where there are some.
fn patterned<'a>(
    pattern: Pattern,
    area: Area,
    size: f64,
    rings: Option<Vec<Line>>,
) -> Vec<Mark<'a>> {
    let size = size.max(0.1);
    let mark = match pattern {
        Pattern::None => return Vec::new(),
        Pattern::Hatch(ink) => hatch(area, [5.0 * size, 1.5 * size], 1.0, ink),
        Pattern::Thin(ink) => hatch(area, [6.0 * size, size], -1.0, ink),
        Pattern::Dots(ink) => dots(area, 6.0 * size, size, ink),
    };
    let clip = rings.map_or(Mark::Clip(area), Mark::ClipTo);
    vec![clip, mark, Mark::Unclip]
}

/// Lines at 45° over a box: `step` from one to the next, measured across.
fn hatch<'a>(
    [left, top, right, bottom]: Area,
    [step, width]: [f64; 2],
    way: f64,
    ink: Rgb,
) -> Mark<'a> {
    let step = step * std::f64::consts::SQRT_2;
    let tall = bottom - top;
    let count = ((right - left + tall) / step).ceil().min(20_000.0) as i64;
    let line = |i: i64| {
        let x = left + i as f64 * step;
        if way > 0.0 {
            vec![[x, top], [x - tall, bottom]]
        } else {
            vec![[x - tall, top], [x, bottom]]
        }
    };
    Mark::Stroke { lines: (0..=count).map(line).collect(), pen: Pen::solid(width, ink) }
}

fn dots<'a>([left, top, right, bottom]: Area, step: f64, radius: f64, ink: Rgb) -> Mark<'a> {
    let count = |length: f64| (length / step).ceil().min(2_000.0) as i64;
    let (wide, tall) = (count(right - left), count(bottom - top));
    let lines = (0..tall).flat_map(|row| {
        (0..wide).map(move |column| {
            let x = left + (column as f64 + 0.5) * step;
            let y = top + (row as f64 + 0.5) * step;
            // A line without length and with round ends is a dot.
            vec![[x - 0.02, y], [x + 0.02, y]]
        })
    });
    Mark::Stroke { lines: lines.collect(), pen: Pen::solid(radius * 2.0, ink) }
}
