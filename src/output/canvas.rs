//! A sheet of pixels: shapes by plotters, letters by their outlines, PNG bytes in the end.
//!
//! Letters are laid out here and not by plotters, which leaves out the side bearing of each glyph
//! and so sets "Tj" and "AV" unevenly. Every text leaves its box, so that a test can see whether
//! two texts meet or one leaves the sheet.

use std::sync::OnceLock;

use ab_glyph::{Font as _, FontRef, PxScale, ScaleFont as _, point};
use plotters::backend::BitMapBackend;
use plotters::backend::DrawingBackend as _;
use plotters::style::{RGBColor, ShapeStyle};

use super::symbology::Rgb;
use crate::base::fault::{At, OutputFault, Stop};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    Regular,
    Bold,
}

/// How a text looks; `em` is its size in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Type {
    pub em: f64,
    pub weight: Weight,
    pub colour: Rgb,
}

/// Where a text's anchor lies in its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    Left,
    Middle,
    Right,
}

/// A text that was drawn, for the tests: its box as left, top, right, bottom.
#[derive(Clone, Debug, PartialEq)]
pub struct Written {
    pub text: String,
    pub bounds: [f64; 4],
}

#[derive(Clone, Debug)]
pub struct Canvas {
    pub width: u32,
    pub height: u32,
    rgb: Vec<u8>,
    pub written: Vec<Written>,
}

/// Height of a line against its em.
pub const LINE: f64 = 1.32;
/// From the top of the line's box to the baseline against its em.
const ASCENT: f64 = 1.02;

impl Canvas {
    pub fn new(width: u32, height: u32, ground: Rgb) -> Self {
        let rgb = [ground.0, ground.1, ground.2].repeat(width as usize * height as usize);
        Self { width, height, rgb, written: Vec::new() }
    }

    /// Copies RGBA pixels (`width` a row) with their corner at `at`; what lies outside is cut.
    pub fn paste(&mut self, rgba: &[u8], width: usize, at: [i64; 2]) {
        for (y, row) in rgba.chunks_exact(width.max(1) * 4).enumerate() {
            for (x, pixel) in row.chunks_exact(4).enumerate() {
                if let Some(to) = self.pixel(at[0] + x as i64, at[1] + y as i64) {
                    to.copy_from_slice(&pixel[..3]);
                }
            }
        }
    }

    /// Draws with plotters.
    pub fn shapes(
        &mut self,
        draw: impl FnOnce(&mut Pen<'_>) -> Result<(), Stop>,
    ) -> Result<(), Stop> {
        let size = (self.width, self.height);
        let mut pen = Pen(BitMapBackend::with_buffer(&mut self.rgb, size));
        draw(&mut pen)
    }

    /// Writes one line with the left, middle or right of its box at x and its top at y.
    pub fn text(&mut self, text: &str, at: [f64; 2], style: Type, align: Align) {
        let width = text_width(text, style.em, style.weight);
        let left = match align {
            Align::Left => at[0],
            Align::Middle => at[0] - width / 2.0,
            Align::Right => at[0] - width,
        };
        let bounds = [left, at[1], left + width, at[1] + style.em * LINE];
        self.written.push(Written { text: text.to_owned(), bounds });
        for (x, y, cover) in ink(text, [left, at[1] + ASCENT * style.em], style.em, style.weight) {
            self.mix(x, y, style.colour, cover);
        }
    }

    /// Writes one line upwards, its middle at `at`.
    pub fn upward_text(&mut self, text: &str, at: [f64; 2], style: Type) {
        let width = text_width(text, style.em, style.weight);
        let half = style.em * LINE / 2.0;
        let bounds = [at[0] - half, at[1] - width / 2.0, at[0] + half, at[1] + width / 2.0];
        self.written.push(Written { text: text.to_owned(), bounds });
        let start = [-(width / 2.0), (ASCENT - LINE / 2.0) * style.em];
        let (cx, cy) = (at[0].round() as i64, at[1].round() as i64);
        for (x, y, cover) in ink(text, start, style.em, style.weight) {
            self.mix(cx + y, cy - x, style.colour, cover);
        }
    }

    /// Writes one line around its middle with a halo `reach` pixels wide.
    pub fn halo_text(&mut self, text: &str, middle: [f64; 2], style: Type, halo: Rgb, reach: f64) {
        let width = text_width(text, style.em, style.weight);
        let (left, top) = (middle[0] - width / 2.0, middle[1] - style.em * LINE / 2.0);
        let bounds = [left, top, left + width, top + style.em * LINE];
        self.written.push(Written { text: text.to_owned(), bounds });
        let inked = ink(text, [left, top + ASCENT * style.em], style.em, style.weight);
        let disc = disc(reach);
        let seen = || inked.iter().filter(|(.., cover)| *cover > 0.2);
        let far = disc.iter().map(|(dx, dy, _)| dx.abs().max(dy.abs())).max().unwrap_or(0);
        let edge = |pick: fn(i64, i64) -> i64, of: fn(&(i64, i64, f64)) -> i64| {
            seen().map(of).reduce(pick)
        };
        let low = edge(i64::min, |p| p.0).zip(edge(i64::min, |p| p.1));
        let high = edge(i64::max, |p| p.0).zip(edge(i64::max, |p| p.1));
        if let (Some((west, north)), Some((east, south))) = (low, high) {
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
                self.mix(x, y, halo, cover * 0.92);
            }
        }
        for (x, y, cover) in inked {
            self.mix(x, y, style.colour, cover);
        }
    }

    pub fn mix(&mut self, x: i64, y: i64, colour: Rgb, cover: f64) {
        if let Some(to) = self.pixel(x, y) {
            let mixed = Rgb(to[0], to[1], to[2]).mixed(colour, cover.clamp(0.0, 1.0));
            to.copy_from_slice(&[mixed.0, mixed.1, mixed.2]);
        }
    }

    /// A disc with a soft edge.
    pub fn disc(&mut self, centre: [f64; 2], radius: f64, colour: Rgb) {
        let reach = (radius + 1.5).ceil() as i64;
        let (cx, cy) = (centre[0].floor() as i64, centre[1].floor() as i64);
        for y in cy - reach..=cy + reach {
            for x in cx - reach..=cx + reach {
                let away = (x as f64 + 0.5 - centre[0]).hypot(y as f64 + 0.5 - centre[1]);
                self.mix(x, y, colour, (radius + 0.5 - away).clamp(0.0, 1.0));
            }
        }
    }

    /// The sheet as PNG: the same bytes for the same pixels.
    ///
    /// # Errors
    /// `Drawing` with the encoder's word.
    pub fn png(&self) -> Result<Vec<u8>, Stop> {
        let refused = |why: png::EncodingError| drawing(&why);
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, self.width, self.height);
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_compression(png::Compression::Balanced);
        let mut writer = encoder.write_header().map_err(refused)?;
        writer.write_image_data(&self.rgb).map_err(refused)?;
        writer.finish().map_err(refused)?;
        Ok(bytes)
    }

    fn pixel(&mut self, x: i64, y: i64) -> Option<&mut [u8]> {
        let inside = x >= 0 && y >= 0 && x < i64::from(self.width) && y < i64::from(self.height);
        let at = (y * i64::from(self.width) + x) as usize * 3;
        if inside { self.rgb.get_mut(at..at + 3) } else { None }
    }
}

/// Shapes by plotters, with corners in whole pixels.
pub struct Pen<'a>(BitMapBackend<'a>);

impl Pen<'_> {
    /// Left, top, right, bottom; the right and bottom pixels are within.
    pub fn fill(&mut self, [left, top, right, bottom]: [i32; 4], colour: Rgb) -> Result<(), Stop> {
        let style = style(colour, 1);
        let (from, to) = ((left, top), (right, bottom));
        // plotters leaves out a filled rectangle that is one pixel thick.
        let drawn = if left == right || top == bottom {
            self.0.draw_line(from, to, &style)
        } else {
            self.0.draw_rect(from, to, &style, true)
        };
        drawn.map_err(|e| drawing(&e))
    }

    /// A frame `width` pixels thick, growing inwards.
    pub fn frame(
        &mut self,
        [left, top, right, bottom]: [i32; 4],
        width: i32,
        colour: Rgb,
    ) -> Result<(), Stop> {
        let style = style(colour, 1);
        for step in 0..width.max(1) {
            let corner = (left + step, top + step);
            let other = (right - step, bottom - step);
            self.0.draw_rect(corner, other, &style, false).map_err(|e| drawing(&e))?;
        }
        Ok(())
    }

    pub fn polygon(&mut self, corners: &[(i32, i32)], colour: Rgb) -> Result<(), Stop> {
        let style = style(colour, 1);
        self.0.fill_polygon(corners.iter().copied(), &style).map_err(|e| drawing(&e))
    }
}

fn style(colour: Rgb, width: u32) -> ShapeStyle {
    ShapeStyle {
        color: plotters::style::Color::to_rgba(&RGBColor(colour.0, colour.1, colour.2)),
        filled: true,
        stroke_width: width,
    }
}

fn drawing(why: &dyn std::fmt::Display) -> Stop {
    Stop::fault(OutputFault::Drawing { why: why.to_string() }, At::default())
}

/// Width of a line in pixels.
pub fn text_width(text: &str, em: f64, weight: Weight) -> f64 {
    let Some(font) = font(weight) else { return 0.0 };
    let font = font.as_scaled(scale(font, em));
    let (mut width, mut before) = (0.0_f32, None);
    for c in text.chars().filter(|&c| is_shown(c)) {
        let glyph = font.glyph_id(c);
        width += before.map_or(0.0, |b| font.kern(b, glyph)) + font.h_advance(glyph);
        before = Some(glyph);
    }
    f64::from(width)
}

/// Lines no wider than `most`; a word that is too long alone is cut.
pub fn wrap(text: &str, em: f64, weight: Weight, most: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if text_width(&longer, em, weight) <= most {
            line = longer;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        for c in word.chars() {
            line.push(c);
            if text_width(&line, em, weight) > most && line.chars().count() > 1 {
                line.pop();
                lines.push(std::mem::replace(&mut line, c.to_string()));
            }
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// The text, cut with "…" where it is wider than `most`.
pub fn shortened(text: &str, em: f64, weight: Weight, most: f64) -> String {
    if text_width(text, em, weight) <= most {
        return text.to_owned();
    }
    let mut kept: Vec<char> = text.chars().collect();
    while kept.pop().is_some() {
        let short = format!("{}…", kept.iter().collect::<String>().trim_end());
        if text_width(&short, em, weight) <= most {
            return short;
        }
    }
    String::new()
}

/// The covered pixels of a line whose baseline begins at `at`.
fn ink(text: &str, at: [f64; 2], em: f64, weight: Weight) -> Vec<(i64, i64, f64)> {
    let Some(font) = font(weight) else { return Vec::new() };
    let scale = scale(font, em);
    let scaled = font.as_scaled(scale);
    let (mut x, mut before) = (at[0] as f32, None);
    let baseline = at[1].round() as f32;
    let mut inked = Vec::new();
    for c in text.chars().filter(|&c| is_shown(c)) {
        let id = scaled.glyph_id(c);
        x += before.map_or(0.0, |b| scaled.kern(b, id));
        before = Some(id);
        if let Some(glyph) =
            font.outline_glyph(id.with_scale_and_position(scale, point(x, baseline)))
        {
            let corner = glyph.px_bounds().min;
            glyph.draw(|dx, dy, cover| {
                if cover > 0.0 {
                    let x = corner.x as i64 + i64::from(dx);
                    inked.push((x, corner.y as i64 + i64::from(dy), f64::from(cover.min(1.0))));
                }
            });
        }
        x += scaled.h_advance(id);
    }
    inked
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

/// ab_glyph measures a font by ascent and descent together; we by its em.
fn scale(font: &FontRef<'static>, em: f64) -> PxScale {
    let units = f64::from(font.units_per_em().unwrap_or(1000.0));
    PxScale::from((em * f64::from(font.height_unscaled()) / units) as f32)
}

/// Noto Sans, compiled in: read once.
fn font(weight: Weight) -> Option<&'static FontRef<'static>> {
    static REGULAR: OnceLock<Option<FontRef<'static>>> = OnceLock::new();
    static BOLD: OnceLock<Option<FontRef<'static>>> = OnceLock::new();
    let read = |bytes: &'static [u8]| FontRef::try_from_slice(bytes).ok();
    match weight {
        Weight::Regular => REGULAR.get_or_init(|| read(notosans::REGULAR_TTF)),
        Weight::Bold => BOLD.get_or_init(|| read(notosans::BOLD_TTF)),
    }
    .as_ref()
}

/// Not a control character, nor one that turns the writing direction or has no width.
fn is_shown(c: char) -> bool {
    let hidden = matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
    !c.is_control() && !hidden
}
