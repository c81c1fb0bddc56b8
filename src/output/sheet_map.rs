//! The map in its frame: coloured villages, lines, coordinates at the edge, numbers, names.

use super::canvas::{Align, Canvas, LINE, Type, Weight, text_width};
use super::figure::{FigureInput, Sizes};
use super::label::{self, Rank, Villages};
use super::legend;
use super::places;
use super::raster::{self, View};
use super::shade::{Fade, Shading, shade};
use super::symbology::{Fill, LineWidths, MapColours, Ramp, Rgb};
use crate::base::fault::Stop;
use crate::base::progress::Progress;
use crate::dataset::village::Frame;
use crate::lang::output::Caption;

/// Finished rows drawn at once: bounds the memory of an 8000 × 8000 sheet.
const BAND: u32 = 256;
/// Raster pixels for one finished pixel, each way.
const FINER: u32 = 2;

/// Outside the villages the sheet knows neither sea nor neighbour: neutral ground, not blue.
const OUTSIDE: MapColours =
    MapColours { sea: Rgb::hex(0xF0_F3F3), graticule: Rgb::hex(0xD3_DBDC), ..MapColours::LIGHT };

/// Where the map stands on the sheet: left, top, right, bottom.
pub type Area = [i32; 4];

/// Draws the map into `area` (whose frame lines are its outermost pixels).
pub fn draw(
    canvas: &mut Canvas,
    input: &FigureInput<'_>,
    sizes: &Sizes,
    area: Area,
    progress: &Progress,
) -> Result<View, Stop> {
    let (width, height) = ((area[2] - area[0]) as u32, (area[3] - area[1]) as u32);
    let margin = 14.0 * sizes.unit + 4.0;
    let view = View::fit(input.scene.full, width, height, margin);
    let grid = Graticule::of(input, &view);
    let fills = legend::fills(input.column, input.breaks);
    paint(canvas, input, sizes, area, &view, &grid, &fills, progress)?;
    mark_tiny(canvas, input, sizes, area, &view, &fills);
    for (index, layer) in input.layers.iter().enumerate() {
        places::draw(canvas, layer, index, &input.scene.projection, &view, area, sizes.unit);
    }
    for &(a, b) in &input.bridges {
        let at = |i: usize| {
            let [x, y] = view.pixel_from_map(input.scene.villages.get(i)?.inside);
            Some([x + f64::from(area[0]), y + f64::from(area[1])])
        };
        if let (Some(from), Some(to)) = (at(a), at(b)) {
            dotted(canvas, from, to, sizes);
        }
    }
    let chips = number_pockets(canvas, input, sizes, area, &view);
    name_kecamatan(canvas, input, sizes, area, &view, &chips);
    canvas.shapes(|pen| {
        let thick = (sizes.unit * 1.5).round().max(1.0) as i32;
        pen.frame(
            [area[0] - thick, area[1] - thick, area[2] + thick - 1, area[3] + thick - 1],
            thick,
            Rgb::hex(0x13_1C1A),
        )
    })?;
    grid.write(canvas, input, sizes, area)?;
    Ok(view)
}

/// Colours the villages, band after band.
#[expect(
    clippy::too_many_arguments,
    reason = "the parts of one picture; a struct for one call would only rename them"
)]
fn paint(
    canvas: &mut Canvas,
    input: &FigureInput<'_>,
    sizes: &Sizes,
    area: Area,
    view: &View,
    grid: &Graticule,
    fills: &[Fill],
    progress: &Progress,
) -> Result<(), Stop> {
    let ramp = Ramp::of(input.column.indicator.direction).colours(input.classes());
    let pockets: Vec<Vec<usize>> = input.pockets.iter().map(|p| p.members.clone()).collect();
    let lines = LineWidths::WINDOW.scaled(sizes.unit.max(0.6));
    // A line reaches this far into the next band.
    let reach = (f64::midpoint(lines.pocket, lines.halo) + 3.0).ceil() as i64;
    let meridians: Vec<f64> = grid.meridians.iter().map(|l| l.pixel).collect();
    let mut top = 0_i64;
    while top < i64::from(view.height) {
        let rows = BAND.min(view.height - top as u32);
        let band = view.rows(top - reach, rows + 2 * reach as u32);
        let ids = raster::rasterise(input.scene, &band.finer(FINER), progress)?;
        let parallels: Vec<f64> =
            grid.parallels.iter().map(|l| l.pixel - (top - reach) as f64).collect();
        let shading = Shading {
            lines,
            pockets: &pockets,
            lone: input.lone,
            fade: if pockets.is_empty() { Fade::None } else { Fade::OutsidePockets },
            grid: (&meridians, &parallels),
            finer: FINER,
            origin: [0, top - reach],
            pattern: sizes.pattern(),
            unit: view.metres_per_pixel,
            ..Shading::plain(fills, &ramp, &OUTSIDE)
        };
        let picture = shade(&ids, input.scene, &shading);
        let row = view.width as usize * 4;
        let kept = &picture[reach as usize * row..(reach as usize + rows as usize) * row];
        canvas.paste(kept, view.width as usize, [i64::from(area[0]), i64::from(area[1]) + top]);
        top += i64::from(rows);
    }
    Ok(())
}

/// A circle where a village is too small to be seen.
fn mark_tiny(
    canvas: &mut Canvas,
    input: &FigureInput<'_>,
    sizes: &Sizes,
    area: Area,
    view: &View,
    fills: &[Fill],
) {
    let ramp = Ramp::of(input.column.indicator.direction).colours(input.classes());
    for (i, village) in input.scene.villages.iter().enumerate().filter(|(_, v)| v.is_tiny()) {
        let side = ((village.bounds[2] - village.bounds[0]) / view.metres_per_pixel)
            .max((village.bounds[3] - village.bounds[1]) / view.metres_per_pixel);
        if side > 12.0 * sizes.unit {
            continue;
        }
        let [x, y] = view.pixel_from_map(village.inside);
        let at = [x + f64::from(area[0]), y + f64::from(area[1])];
        let colour = match fills.get(i) {
            Some(Fill::Class(class)) => ramp.get(*class).copied().unwrap_or(Rgb::WHITE),
            Some(Fill::NoData) => MapColours::LIGHT.no_data,
            _ => MapColours::LIGHT.not_applicable,
        };
        tiny_mark(canvas, at, sizes, colour);
    }
}

/// The mark itself, in map and legend.
pub fn tiny_mark(canvas: &mut Canvas, at: [f64; 2], sizes: &Sizes, colour: Rgb) {
    let radius = (6.0 * sizes.unit).max(3.0);
    canvas.disc(at, radius, Rgb::hex(0x13_1C1A));
    canvas.disc(at, radius - (1.4 * sizes.unit).max(0.8), colour);
}

/// A dotted line: a link over the water, in map and legend.
pub fn dotted(canvas: &mut Canvas, from: [f64; 2], to: [f64; 2], sizes: &Sizes) {
    let radius = (1.7 * sizes.unit).max(1.0);
    let (dx, dy) = (to[0] - from[0], to[1] - from[1]);
    let dots = (dx.hypot(dy) / (radius * 3.4)).floor().max(1.0);
    let places = (0..=dots as u32).map(|i| f64::from(i) / dots);
    let places: Vec<[f64; 2]> = places.map(|t| [from[0] + t * dx, from[1] + t * dy]).collect();
    for (more, colour) in [(0.9, Rgb::WHITE), (0.0, Rgb::hex(0x1B_3F7A))] {
        for &at in &places {
            canvas.disc(at, radius + more * sizes.unit.max(0.8), colour);
        }
    }
}

/// Each pocket's number on a black disc; returns the discs' boxes in map pixels.
fn number_pockets(
    canvas: &mut Canvas,
    input: &FigureInput<'_>,
    sizes: &Sizes,
    area: Area,
    view: &View,
) -> Vec<[f64; 4]> {
    let radius = sizes.label * 0.82;
    let mut taken: Vec<[f64; 4]> = Vec::new();
    for pocket in input.pockets {
        let mut members: Vec<usize> =
            pocket.members.iter().copied().filter(|&m| m < input.scene.villages.len()).collect();
        let size = |i: usize| input.scene.villages[i].area;
        members.sort_by(|&a, &b| size(b).total_cmp(&size(a)).then(a.cmp(&b)));
        let places = members.iter().map(|&m| {
            let [x, y] = view.pixel_from_map(input.scene.villages[m].inside);
            let edge = radius + 3.0;
            [
                x.clamp(edge, (f64::from(view.width) - edge).max(edge)),
                y.clamp(edge, (f64::from(view.height) - edge).max(edge)),
            ]
        });
        let around = |[x, y]: [f64; 2]| {
            let r = radius + 2.0;
            [x - r, y - r, x + r, y + r]
        };
        let free = |b: [f64; 4]| {
            !taken.iter().any(|t| t[0] < b[2] && b[0] < t[2] && t[1] < b[3] && b[1] < t[3])
        };
        let Some(place) = places.into_iter().find(|&p| free(around(p))) else { continue };
        taken.push(around(place));
        let at = [place[0] + f64::from(area[0]), place[1] + f64::from(area[1])];
        chip(canvas, at, radius, pocket.number);
    }
    taken
}

/// A pocket's number on its disc, in map and list.
pub fn chip(canvas: &mut Canvas, at: [f64; 2], radius: f64, number: usize) {
    canvas.disc(at, radius + (radius * 0.13).max(1.0), Rgb::WHITE);
    canvas.disc(at, radius, Rgb::hex(0x15_201E));
    let text = number.to_string();
    let em = radius * if text.len() > 2 { 0.76 } else { 1.05 };
    let style = Type { em, weight: Weight::Bold, colour: Rgb::WHITE };
    canvas.text(&text, [at[0], at[1] - em * LINE / 2.0], style, Align::Middle);
}

fn name_kecamatan(
    canvas: &mut Canvas,
    input: &FigureInput<'_>,
    sizes: &Sizes,
    area: Area,
    view: &View,
    taken: &[[f64; 4]],
) {
    let wishes = label::wishes(input.scene, view, Villages::Unnamed);
    let frame = [3.0, 3.0, f64::from(view.width) - 3.0, f64::from(view.height) - 3.0];
    // Names of kabupaten stand out among those of kecamatan.
    let em = |rank: Rank| if rank == Rank::Kabupaten { sizes.label * 1.15 } else { sizes.label };
    let placed = label::place(&wishes, frame, taken, |text, rank| {
        [text_width(text, em(rank), Weight::Bold), em(rank) * 1.22]
    });
    let colours = MapColours::LIGHT;
    let reach = (sizes.label * 0.14).max(1.2);
    for (rank, (text, at)) in placed.iter().flat_map(|p| p.lines.iter().map(|l| (p.rank, l))) {
        let style = Type { em: em(rank), weight: Weight::Bold, colour: colours.label };
        let at = [at[0] + f64::from(area[0]), at[1] + f64::from(area[1])];
        canvas.halo_text(text, at, style, colours.halo, reach);
    }
}

/// A line of the graticule: minutes of arc, and where it crosses the map in its pixels.
#[derive(Clone, Copy, Debug)]
struct GridLine {
    minutes: i64,
    pixel: f64,
}

#[derive(Clone, Debug, Default)]
struct Graticule {
    meridians: Vec<GridLine>,
    parallels: Vec<GridLine>,
}

impl Graticule {
    /// Steps in minutes of arc.
    const STEPS: [i64; 12] = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800];

    /// Three to seven lines across the longer side; none on a planar map.
    fn of(input: &FigureInput<'_>, view: &View) -> Self {
        if input.register.frame == Frame::Planar {
            return Self::default();
        }
        let bounds = view.bounds();
        let [west, south] = input.scene.lon_lat_from_map([bounds[0], bounds[1]]);
        let [east, north] = input.scene.lon_lat_from_map([bounds[2], bounds[3]]);
        let span = (east - west).max(north - south) * 60.0;
        let fits = |&step: &i64| span / step as f64 <= 6.5;
        let step = Self::STEPS.into_iter().find(fits).unwrap_or(3600);
        let lines = |low: f64, high: f64, axis: usize| -> Vec<GridLine> {
            let first = (low * 60.0 / step as f64).ceil() as i64;
            let last = (high * 60.0 / step as f64).floor() as i64;
            (first..=last.min(first + 50))
                .map(|i| {
                    let degrees = (i * step) as f64 / 60.0;
                    let map = input.scene.map_from_lon_lat([degrees, degrees]);
                    GridLine { minutes: i * step, pixel: view.pixel_from_map(map)[axis] }
                })
                .collect()
        };
        Self { meridians: lines(west, east, 0), parallels: lines(south, north, 1) }
    }

    /// Ticks and coordinates outside the frame: meridians above, parallels at the left.
    fn write(
        &self,
        canvas: &mut Canvas,
        input: &FigureInput<'_>,
        sizes: &Sizes,
        area: Area,
    ) -> Result<(), Stop> {
        let style = Type { em: sizes.small, weight: Weight::Regular, colour: Rgb::hex(0x43_504D) };
        let tick = (5.0 * sizes.unit).max(3.0) as i32;
        let ink = Rgb::hex(0x13_1C1A);
        let thick = (sizes.unit * 1.2).round().max(1.0) as i32 - 1;
        canvas.shapes(|pen| {
            for line in &self.meridians {
                let x = area[0] + line.pixel.floor() as i32;
                pen.fill([x, area[1] - tick - 1, x + thick, area[1] - 1], ink)?;
                pen.fill([x, area[3], x + thick, area[3] + tick], ink)?;
            }
            for line in &self.parallels {
                let y = area[1] + line.pixel.floor() as i32;
                pen.fill([area[0] - tick - 1, y, area[0] - 1, y + thick], ink)?;
                pen.fill([area[2], y, area[2] + tick, y + thick], ink)?;
            }
            Ok(())
        })?;
        let mut free = f64::from(area[0]);
        for line in &self.meridians {
            let text = input.lang.caption(&Caption::Longitude { minutes: line.minutes });
            let half = text_width(&text, style.em, style.weight) / 2.0;
            let x = f64::from(area[0]) + line.pixel;
            if x - half >= free && x + half <= f64::from(area[2]) {
                let top = f64::from(area[1] - tick - 2) - style.em * LINE;
                canvas.text(&text, [x, top], style, Align::Middle);
                free = x + half + style.em;
            }
        }
        let mut free = f64::from(area[3]);
        for line in &self.parallels {
            let text = input.lang.caption(&Caption::Latitude { minutes: line.minutes });
            let half = text_width(&text, style.em, style.weight) / 2.0;
            let y = f64::from(area[1]) + line.pixel;
            if y + half <= free && y - half >= f64::from(area[1]) {
                let x = f64::from(area[0] - tick - 2) - style.em * LINE / 2.0;
                canvas.upward_text(&text, [x, y], style);
                free = y - half - style.em;
            }
        }
        Ok(())
    }
}
