//! A canvas as pixels: a PNG of any resolution, drawn and written band after band, so that a poster
//! takes no more memory than a page. The same marks always make the same bytes.

use ab_glyph_rasterizer::{Point, Rasterizer, point};

use super::canvas::{Area, Canvas, Line, MapMark, Mark, Text, Turn};
use super::letters;
use super::raster::{self, View};
use super::shade::{Shading, shade, swatch};
use super::symbology::Rgb;
use crate::base::fault::{At, OutputFault, Stop};
use crate::base::progress::Progress;

/// Raster pixels of the map for one finished pixel, each way.
const FINER: u32 = 2;
/// Finished pixels drawn at once.
const BAND_PIXELS: usize = 1 << 22;
/// More than this a side is no picture any more.
const MOST_SIDE: f64 = 40_000.0;

/// The canvas as PNG with `factor` pixels for one of its units.
///
/// # Errors
/// `BadSize` where that is nothing or too much, `Drawing` with the encoder's word;
/// [`Stop::Canceled`].
pub fn png(canvas: &Canvas<'_>, factor: f64, progress: &Progress) -> Result<Vec<u8>, Stop> {
    let [width, height] = [canvas.width, canvas.height].map(|side| (side * factor).round());
    if !(1.0..=MOST_SIDE).contains(&width) || !(1.0..=MOST_SIDE).contains(&height) {
        let found = format!("{width:.0}x{height:.0}");
        return Err(Stop::fault(OutputFault::BadSize { found }, At::default()));
    }
    let (width, height) = (width as usize, height as usize);
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width as u32, height as u32);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Balanced);
    let metre = (factor * 72.0 / 0.0254).round() as u32;
    encoder.set_pixel_dims(Some(png::PixelDimensions {
        xppu: metre,
        yppu: metre,
        unit: png::Unit::Meter,
    }));
    let mut writer = encoder.write_header().map_err(|e| drawing(&e))?;
    let mut stream = writer.stream_writer().map_err(|e| drawing(&e))?;
    let rows = (BAND_PIXELS / width).clamp(16, height);
    let mut top = 0;
    while top < height {
        let band = Band::draw(canvas, factor, [width, top, rows.min(height - top)], progress)?;
        std::io::Write::write_all(&mut stream, &band.rgb).map_err(|e| drawing(&e))?;
        top += rows;
    }
    stream.finish().map_err(|e| drawing(&e))?;
    writer.finish().map_err(|e| drawing(&e))?;
    Ok(bytes)
}

/// The whole canvas as RGB, row by row: for tests and for pictures inside other files.
///
/// # Errors
/// [`Stop::Canceled`].
pub fn rgb(canvas: &Canvas<'_>, factor: f64, progress: &Progress) -> Result<Vec<u8>, Stop> {
    let [width, height] =
        [canvas.width, canvas.height].map(|side| (side * factor).round() as usize);
    Ok(Band::draw(canvas, factor, [width, 0, height], progress)?.rgb)
}

fn drawing(why: &dyn std::fmt::Display) -> Stop {
    Stop::fault(OutputFault::Drawing { why: why.to_string() }, At::default())
}

/// What lies inside rings.
#[derive(Clone, Copy)]
enum Rule {
    /// Where they turn around it, in sum.
    Turns,
    /// Where an odd number of them is around it.
    Odd,
}

/// Some rows of the picture.
struct Band {
    width: usize,
    top: usize,
    rgb: Vec<u8>,
    /// Left, top, right, bottom in whole pixels of the picture.
    clip: [i64; 4],
}

impl Band {
    fn draw(
        canvas: &Canvas<'_>,
        factor: f64,
        [width, top, rows]: [usize; 3],
        progress: &Progress,
    ) -> Result<Self, Stop> {
        let ground = [canvas.ground.0, canvas.ground.1, canvas.ground.2];
        let whole = [0, top as i64, width as i64, (top + rows) as i64];
        let rgb = ground.repeat(width * rows);
        let mut band = Self { width, top, rgb, clip: whole };
        let mut clips = vec![whole];
        for mark in &canvas.marks {
            match mark {
                Mark::Clip(area) => {
                    let [l, t, r, b] = snapped(*area, factor);
                    let [cl, ct, cr, cb] = band.clip;
                    clips.push([l.max(cl), t.max(ct), r.min(cr), b.min(cb)]);
                }
                Mark::ClipTo(_) => clips.push(band.clip),
                Mark::Unclip => {
                    clips.pop();
                }
                Mark::Map(map) => band.map(map, factor, progress)?,
                other => band.mark(other, factor),
            }
            band.clip = clips.last().copied().unwrap_or(whole);
        }
        Ok(band)
    }

    fn mark(&mut self, mark: &Mark<'_>, factor: f64) {
        match mark {
            Mark::Rect { area, colour } => self.rect(snapped(*area, factor), *colour),
            Mark::Fill { rings, colour } => {
                let rings: Vec<Line> = rings.iter().map(|ring| scaled(ring, factor)).collect();
                self.cover(&rings, *colour, 1.0, Rule::Turns);
            }
            Mark::Areas { rings, colour } => {
                let rings: Vec<Line> = rings.iter().map(|ring| scaled(ring, factor)).collect();
                self.cover(&rings, *colour, 1.0, Rule::Odd);
            }
            Mark::Stroke { lines, pen } => {
                let width = (pen.width * factor).max(0.35);
                let lines: Vec<Line> = lines.iter().map(|line| scaled(line, factor)).collect();
                let dash: Vec<f64> = pen.dash.iter().map(|d| d * factor).collect();
                let parts = dashed(&lines, &dash);
                self.cover(&ribbons(&parts, width), pen.colour, pen.opacity, Rule::Turns);
            }
            Mark::Disc { centre, radius, colour, opacity, rim } => {
                let (centre, radius) = (centre.map(|c| c * factor), radius * factor);
                self.ring(centre, (0.0, radius), *colour, *opacity);
                if let Some((width, line)) = rim {
                    let half = width * factor / 2.0;
                    self.ring(centre, ((radius - half).max(0.0), radius + half), *line, 1.0);
                }
            }
            Mark::Text(text) => self.text(text, factor),
            Mark::Swatch { area, fill, look, pattern } => {
                let [left, top, right, bottom] = snapped(*area, factor);
                let (width, height) = ((right - left).max(0), (bottom - top).max(0));
                let shading = Shading { finer: FINER, pattern: pattern * factor, ..look.shading() };
                let patch = swatch(*fill, &shading, width as usize, height as usize);
                self.paste(&patch, width as usize, [left, top]);
            }
            Mark::Shared(marks) => marks.iter().for_each(|mark| self.mark(mark, factor)),
            Mark::Map(_) | Mark::Clip(_) | Mark::ClipTo(_) | Mark::Unclip => {}
        }
    }

    fn pixel(&mut self, x: i64, y: i64) -> Option<&mut [u8]> {
        let [left, top, right, bottom] = self.clip;
        if x < left || y < top || x >= right || y >= bottom {
            return None;
        }
        let at = ((y - self.top as i64) as usize * self.width + x as usize) * 3;
        self.rgb.get_mut(at..at + 3)
    }

    fn mix(&mut self, x: i64, y: i64, colour: Rgb, cover: f64) {
        if let Some(to) = self.pixel(x, y) {
            let mixed = Rgb(to[0], to[1], to[2]).mixed(colour, cover.clamp(0.0, 1.0));
            to.copy_from_slice(&[mixed.0, mixed.1, mixed.2]);
        }
    }

    fn rect(&mut self, [left, top, right, bottom]: [i64; 4], colour: Rgb) {
        let [cl, ct, cr, cb] = self.clip;
        for y in top.max(ct)..bottom.min(cb) {
            for x in left.max(cl)..right.min(cr) {
                if let Some(to) = self.pixel(x, y) {
                    to.copy_from_slice(&[colour.0, colour.1, colour.2]);
                }
            }
        }
    }

    fn paste(&mut self, rgba: &[u8], width: usize, at: [i64; 2]) {
        for (y, row) in rgba.chunks_exact(width.max(1) * 4).enumerate() {
            for (x, pixel) in row.chunks_exact(4).enumerate() {
                if let Some(to) = self.pixel(at[0] + x as i64, at[1] + y as i64) {
                    to.copy_from_slice(&pixel[..3]);
                }
            }
        }
    }

    /// A disc with a soft edge.
    /// What lies between two circles; from 0 a disc.
    fn ring(&mut self, centre: [f64; 2], (inner, radius): (f64, f64), colour: Rgb, opacity: f64) {
        let reach = (radius + 1.5).ceil() as i64;
        let (cx, cy) = (centre[0].floor() as i64, centre[1].floor() as i64);
        if cy + reach < self.clip[1] || cy - reach >= self.clip[3] {
            return;
        }
        for y in cy - reach..=cy + reach {
            for x in cx - reach..=cx + reach {
                let away = (x as f64 + 0.5 - centre[0]).hypot(y as f64 + 0.5 - centre[1]);
                let mut cover = (radius + 0.5 - away).clamp(0.0, 1.0);
                if inner > 0.0 {
                    cover -= (inner + 0.5 - away).clamp(0.0, 1.0);
                }
                self.mix(x, y, colour, cover * opacity);
            }
        }
    }

    /// Rings by the share of each pixel that they cover.
    fn cover(&mut self, rings: &[Line], colour: Rgb, opacity: f64, rule: Rule) {
        let mut bounds = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
        for &[x, y] in rings.iter().flatten() {
            bounds = [bounds[0].min(x), bounds[1].min(y), bounds[2].max(x), bounds[3].max(y)];
        }
        let [cl, ct, cr, cb] = self.clip;
        let left = (bounds[0].floor().max(-1e9) as i64).max(cl);
        let top = (bounds[1].floor().max(-1e9) as i64).max(ct);
        let right = (bounds[2].ceil().min(1e9) as i64 + 1).min(cr);
        let bottom = (bounds[3].ceil().min(1e9) as i64 + 1).min(cb);
        if left >= right || top >= bottom {
            return;
        }
        let (width, height) = ((right - left) as usize, (bottom - top) as usize);
        let mut raster = Rasterizer::new(width, height);
        let place = |[x, y]: [f64; 2]| -> Point {
            // What lies left of the box still turns its rows; what lies right of it does not.
            let x = (x - left as f64).clamp(0.0, width as f64);
            point(x as f32, (y - top as f64) as f32)
        };
        for ring in rings.iter().filter(|ring| ring.len() > 2) {
            for side in ring.windows(2) {
                draw_side(&mut raster, place(side[0]), place(side[1]), height as f32);
            }
            draw_side(&mut raster, place(ring[ring.len() - 1]), place(ring[0]), height as f32);
        }
        raster.for_each_pixel_2d(|x, y, cover| {
            let cover = match rule {
                Rule::Turns => cover.abs().min(1.0),
                // Within two rings is outside again.
                Rule::Odd => 1.0 - (cover.abs() % 2.0 - 1.0).abs(),
            };
            if cover > 0.002 {
                let share = f64::from(cover) * opacity;
                self.mix(left + i64::from(x), top + i64::from(y), colour, share);
            }
        });
    }

    fn text(&mut self, text: &Text, factor: f64) {
        let at = text.at.map(|c| c * factor);
        let em = text.style.em * factor;
        let reach = em * 1.5 + text.width * factor;
        if at[1] + reach < self.clip[1] as f64 || at[1] - reach > self.clip[3] as f64 {
            return;
        }
        let inked = match text.turn {
            Turn::Across => letters::ink(&text.text, at, em, text.style.weight),
            Turn::Upward => {
                let (x, y) = (at[0].round() as i64, at[1].round() as i64);
                let inked = letters::ink(&text.text, [0.0, 0.0], em, text.style.weight);
                inked.into_iter().map(|(dx, dy, cover)| (x + dy, y - dx, cover)).collect()
            }
        };
        if let Some((halo, reach)) = text.halo {
            self.halo(&inked, halo, reach * factor);
        }
        for (x, y, cover) in inked {
            self.mix(x, y, text.style.colour, cover);
        }
    }

    fn halo(&mut self, inked: &[(i64, i64, f64)], colour: Rgb, reach: f64) {
        let seen = || inked.iter().filter(|(.., cover)| *cover > 0.2);
        let disc = disc(reach);
        let far = disc.iter().map(|(dx, dy, _)| dx.abs().max(dy.abs())).max().unwrap_or(0);
        let edge = |pick: fn(i64, i64) -> i64, of: fn(&(i64, i64, f64)) -> i64| {
            seen().map(of).reduce(pick)
        };
        let low = edge(i64::min, |p| p.0).zip(edge(i64::min, |p| p.1));
        let high = edge(i64::max, |p| p.0).zip(edge(i64::max, |p| p.1));
        let (Some((west, north)), Some((east, south))) = (low, high) else { return };
        let (west, north) = (west - far, north - far);
        let wide = (east + far - west + 1) as usize;
        let mut around = vec![0.0_f64; wide * (south + far - north + 1) as usize];
        for &(x, y, cover) in seen() {
            for &(dx, dy, near) in &disc {
                let at = (y + dy - north) as usize * wide + (x + dx - west) as usize;
                around[at] = around[at].max(cover * near);
            }
        }
        for (at, cover) in around.into_iter().enumerate().filter(|(_, cover)| *cover > 0.0) {
            let (x, y) = (west + (at % wide) as i64, north + (at / wide) as i64);
            self.mix(x, y, colour, cover * 0.92);
        }
    }

    /// The villages of the rows that this band shows.
    fn map(&mut self, map: &MapMark<'_>, factor: f64, progress: &Progress) -> Result<(), Stop> {
        let [left, top, right, bottom] = snapped(map.area, factor);
        let (from, to) = (top.max(self.clip[1]), bottom.min(self.clip[3]));
        if from >= to || left >= right {
            return Ok(());
        }
        let scale = map.view.metres_per_pixel / factor;
        // The area stands on whole pixels; its middle moves by less than half of one.
        let shift = |low: i64, high: i64, axis: usize| {
            let middle = f64::midpoint(map.area[axis], map.area[axis + 2]) * factor;
            (f64::midpoint(low as f64, high as f64) - middle) * scale
        };
        let view = View {
            centre: [
                map.view.centre[0] + shift(left, right, 0),
                map.view.centre[1] - shift(top, bottom, 1),
            ],
            metres_per_pixel: scale,
            width: (right - left) as u32,
            height: (bottom - top) as u32,
        };
        let mut shading = map.look.shading();
        shading.lines = shading.lines.scaled(factor);
        // A line reaches this far into the next band.
        let lines = &shading.lines;
        let widest = lines.pocket.max(lines.selection).max(lines.province);
        let reach = (f64::midpoint(widest, lines.halo) + 3.0).ceil() as i64;
        let first = from - top - reach;
        let rows = (to - from + 2 * reach) as u32;
        let ids = raster::rasterise(map.scene, &view.rows(first, rows).finer(FINER), progress)?;
        let grid = [0, 1].map(|axis| -> Vec<f64> {
            let shift = if axis == 0 { 0.0 } else { first as f64 };
            map.grid[axis].iter().map(|line| line * factor - shift).collect()
        });
        shading.grid = (&grid[0], &grid[1]);
        shading.finer = FINER;
        shading.origin = [0, first];
        shading.pattern = map.pattern * factor;
        shading.unit = scale;
        let picture = shade(&ids, map.scene, &shading);
        let row = view.width as usize * 4;
        let kept = reach as usize * row..(reach + to - from) as usize * row;
        self.paste(&picture[kept], view.width as usize, [left, from]);
        Ok(())
    }
}

/// One side of a ring, cut where it leaves the rows.
fn draw_side(raster: &mut Rasterizer, a: Point, b: Point, height: f32) {
    let at = |y: f32| point(a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y), y);
    let (low, high) = (a.y.min(b.y), a.y.max(b.y));
    if high <= 0.0 || low >= height {
        return;
    }
    let cut = |p: Point| {
        if p.y < 0.0 {
            at(0.0)
        } else if p.y > height {
            at(height)
        } else {
            p
        }
    };
    raster.draw_line(cut(a), cut(b));
}

/// On whole pixels, and never thinner than one.
fn snapped(area: Area, factor: f64) -> [i64; 4] {
    let [left, top, right, bottom] = area.map(|edge| (edge * factor).round() as i64);
    let full = |low: f64, high: f64| i64::from(high > low);
    [left, top, right.max(left + full(area[0], area[2])), bottom.max(top + full(area[1], area[3]))]
}

fn scaled(line: &[[f64; 2]], factor: f64) -> Line {
    line.iter().map(|p| p.map(|c| c * factor)).collect()
}

/// Lines cut into dashes.
fn dashed(lines: &[Line], dash: &[f64]) -> Vec<Line> {
    let round: f64 = dash.iter().sum();
    if round <= 0.05 {
        return lines.to_vec();
    }
    let mut parts = Vec::new();
    for line in lines {
        let (mut step, mut left, mut on) = (0, dash[0], true);
        let mut part: Line = line.first().copied().into_iter().collect();
        for side in line.windows(2) {
            let along = [side[1][0] - side[0][0], side[1][1] - side[0][1]];
            let length = along[0].hypot(along[1]);
            let mut gone = 0.0;
            while length - gone > left {
                gone += left;
                let t = gone / length;
                let at = [side[0][0] + along[0] * t, side[0][1] + along[1] * t];
                if on {
                    part.push(at);
                    parts.push(std::mem::take(&mut part));
                } else {
                    part = vec![at];
                }
                on = !on;
                step = (step + 1) % dash.len();
                left = dash[step].max(0.05);
            }
            left -= length - gone;
            if on {
                part.push(side[1]);
            }
        }
        if part.len() > 1 {
            parts.push(part);
        }
    }
    parts
}

/// What a line covers, as rings that all run the same way: a quad a side, a disc a corner.
fn ribbons(lines: &[Line], width: f64) -> Vec<Line> {
    let half = width / 2.0;
    let mut rings = Vec::new();
    for line in lines {
        for (at, side) in line.windows(2).enumerate() {
            let along = [side[1][0] - side[0][0], side[1][1] - side[0][1]];
            let length = along[0].hypot(along[1]);
            if length <= 0.0 {
                continue;
            }
            let n = [-along[1] / length * half, along[0] / length * half];
            rings.push(vec![
                [side[0][0] + n[0], side[0][1] + n[1]],
                [side[0][0] - n[0], side[0][1] - n[1]],
                [side[1][0] - n[0], side[1][1] - n[1]],
                [side[1][0] + n[0], side[1][1] + n[1]],
            ]);
            if at > 0 && width > 1.5 {
                rings.push(round(side[0], half));
            }
        }
    }
    rings
}

/// A polygon near a circle, turning as the quads of [`ribbons`] do.
fn round(centre: [f64; 2], radius: f64) -> Line {
    let corners = (6.0 + radius * 2.0).min(32.0) as u32;
    (0..corners)
        .map(|i| {
            let turn = -f64::from(i) / f64::from(corners) * std::f64::consts::TAU;
            [centre[0] - radius * turn.sin(), centre[1] + radius * turn.cos()]
        })
        .collect()
}

fn disc(reach: f64) -> Vec<(i64, i64, f64)> {
    let most = (reach + 1.0).ceil() as i64;
    let mut disc = Vec::new();
    for dy in -most..=most {
        for dx in -most..=most {
            let near = (reach + 0.5 - (dx as f64).hypot(dy as f64)).clamp(0.0, 1.0);
            if near > 0.0 {
                disc.push((dx, dy, near));
            }
        }
    }
    disc
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::canvas::Pen;

    fn ink(canvas: &Canvas<'_>) -> f64 {
        let rgb = rgb(canvas, 1.0, &Progress::default()).unwrap();
        rgb.chunks(3).map(|p| 1.0 - f64::from(p[0]) / 255.0).sum()
    }

    #[test]
    fn a_stroke_covers_its_length_times_its_width() {
        let pen = Pen::solid(3.0, Rgb::BLACK);
        let lines = [
            vec![[10.0, 10.0], [90.0, 10.0]],
            vec![[10.3, 20.0], [80.0, 70.0]],
            vec![[50.0, 40.0], [50.5, 80.0]],
        ];
        for line in lines {
            let side = [line[1][0] - line[0][0], line[1][1] - line[0][1]];
            let mut canvas = Canvas::new(100.0, 100.0, Rgb::WHITE);
            canvas.stroke(vec![line.clone()], pen.clone());
            let whole = side[0].hypot(side[1]) * 3.0;
            assert!((ink(&canvas) - whole).abs() < whole * 0.02, "{}", ink(&canvas));
            let mut canvas = Canvas::new(100.0, 100.0, Rgb::WHITE);
            canvas.stroke(vec![line], Pen { dash: vec![4.0, 4.0], ..pen.clone() });
            assert!((ink(&canvas) - whole / 2.0).abs() < whole * 0.08, "{}", ink(&canvas));
        }
    }

    #[test]
    fn bands_make_the_same_picture_as_the_whole() {
        let mut canvas = Canvas::new(60.0, 90.0, Rgb::WHITE);
        canvas.stroke(
            vec![vec![[2.0, 3.0], [50.0, 80.0], [10.0, 60.0]]],
            Pen::solid(2.5, Rgb::BLACK),
        );
        canvas.disc([30.0, 45.0], 12.0, Rgb::hex(0xBD_0026));
        canvas.polygon(&[[5.0, 5.0], [40.0, 8.0], [20.0, 70.0]], Rgb::hex(0x2C_7FB8));
        let whole = rgb(&canvas, 1.0, &Progress::default()).unwrap();
        let mut parts = Vec::new();
        for top in (0..90).step_by(7) {
            let rows = 7.min(90 - top);
            let band = Band::draw(&canvas, 1.0, [60, top, rows], &Progress::default()).unwrap();
            parts.extend(band.rgb);
        }
        let most = whole.iter().zip(&parts).map(|(a, b)| a.abs_diff(*b)).max();
        assert!(most <= Some(1), "{most:?}");
    }
}
