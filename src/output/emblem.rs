//! A logo as areas of colour: the canvas knows no pictures, and a seal on paper is a thumb wide. Read
//! from PNG or JPEG, made small, one area a colour.

use std::collections::BTreeMap;
use std::io::Cursor;

use super::canvas::{Area, Canvas, Line, Mark};
use super::jpeg;
use super::symbology::Rgb;

/// The longer side in cells: at fifteen millimetres finer than a printer's dots show.
const CELLS: f64 = 110.0;
/// A picture with more pixels is not read.
const MOST: u64 = 16_000_000;

/// A logo ready to be drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Emblem {
    /// Cells across and down.
    size: [usize; 2],
    cells: Vec<Option<Rgb>>,
}

impl Emblem {
    /// `None` for anything but a PNG or a JPEG that can be read.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        if let Some(picture) = jpeg::read(bytes) {
            let [wide, _] = picture.size;
            let pixel = |x: usize, y: usize| -> [f64; 4] {
                let part = |i: usize| f64::from(picture.rgb[(y * wide + x) * 3 + i]);
                [part(0), part(1), part(2), 255.0]
            };
            return Some(Self::of(picture.size, &pixel));
        }
        let mut decoder = png::Decoder::new(Cursor::new(bytes));
        decoder.set_transformations(png::Transformations::EXPAND | png::Transformations::STRIP_16);
        let mut reader = decoder.read_info().ok()?;
        let (wide, high) = (reader.info().width, reader.info().height);
        if u64::from(wide) * u64::from(high) > MOST || wide == 0 || high == 0 {
            return None;
        }
        let mut pixels = vec![0; reader.output_buffer_size()?];
        let frame = reader.next_frame(&mut pixels).ok()?;
        let each = frame.color_type.samples();
        let line = frame.line_size;
        let (wide, high) = (wide as usize, high as usize);
        let pixel = |x: usize, y: usize| -> [f64; 4] {
            let at = y * line + x * each;
            let part = |i: usize| f64::from(pixels.get(at + i).copied().unwrap_or(255));
            match each {
                1 => [part(0), part(0), part(0), 255.0],
                2 => [part(0), part(0), part(0), part(1)],
                3 => [part(0), part(1), part(2), 255.0],
                _ => [part(0), part(1), part(2), part(3)],
            }
        };
        Some(Self::of([wide, high], &pixel))
    }

    /// Made small, on white.
    fn of([wide, high]: [usize; 2], pixel: &dyn Fn(usize, usize) -> [f64; 4]) -> Self {
        let scale = (CELLS / wide.max(high) as f64).min(1.0);
        let size = [wide, high].map(|side| ((side as f64 * scale).round() as usize).max(1));
        let mut cells = Vec::with_capacity(size[0] * size[1]);
        for y in 0..size[1] {
            let rows = span(y, size[1], high);
            for x in 0..size[0] {
                cells.push(mean(span(x, size[0], wide), rows.clone(), pixel));
            }
        }
        Self { size, cells }
    }

    /// Draws it into the box, as large as fits, in its middle.
    pub fn draw(&self, canvas: &mut Canvas<'_>, area: Area) {
        let [wide, high] = self.size.map(|side| side as f64);
        let step = ((area[2] - area[0]) / wide).min((area[3] - area[1]) / high);
        let left = f64::midpoint(area[0], area[2]) - step * wide / 2.0;
        let top = f64::midpoint(area[1], area[3]) - step * high / 2.0;
        let mut areas: BTreeMap<Rgb, Vec<Line>> = BTreeMap::new();
        for (y, row) in self.cells.chunks(self.size[0]).enumerate() {
            let mut x = 0;
            while x < row.len() {
                let own = row[x];
                let run = row[x..].iter().take_while(|cell| **cell == own).count();
                if let Some(colour) = own {
                    // A little over the edge, so that no paper shines through between two rows.
                    let x = [left + step * x as f64, left + step * ((x + run) as f64 + 0.12)];
                    let y = [top + step * y as f64, top + step * (y as f64 + 1.12)];
                    let ring = vec![[x[0], y[0]], [x[1], y[0]], [x[1], y[1]], [x[0], y[1]]];
                    areas.entry(colour).or_default().push(ring);
                }
                x += run;
            }
        }
        for (colour, rings) in areas {
            canvas.add(Mark::Fill { rings, colour });
        }
    }
}

/// The pixels that cell `at` of `cells` covers.
fn span(at: usize, cells: usize, pixels: usize) -> std::ops::Range<usize> {
    let from = at * pixels / cells;
    let to = ((at + 1) * pixels / cells).max(from + 1);
    from..to
}

/// On white, in few steps so that neighbours become one area; `None` where nothing shows.
fn mean(
    columns: std::ops::Range<usize>,
    rows: std::ops::Range<usize>,
    pixel: &dyn Fn(usize, usize) -> [f64; 4],
) -> Option<Rgb> {
    let mut sum = [0.0; 3];
    let mut seen = 0.0;
    let count = (columns.len() * rows.len()) as f64;
    for y in rows {
        for x in columns.clone() {
            let [red, green, blue, alpha] = pixel(x, y);
            let share = alpha / 255.0;
            seen += share;
            for (sum, part) in sum.iter_mut().zip([red, green, blue]) {
                *sum += part * share + 255.0 * (1.0 - share);
            }
        }
    }
    if seen / count < 0.04 {
        return None;
    }
    let [red, green, blue] = sum.map(|s| ((s / count / 8.0).round() * 8.0).min(255.0) as u8);
    Some(Rgb(red, green, blue))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(colour: png::ColorType, pixels: &[u8], [wide, high]: [u32; 2]) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, wide, high);
        encoder.set_color(colour);
        encoder.set_depth(png::BitDepth::Eight);
        let mut writer = encoder.write_header().unwrap();
        writer.write_image_data(pixels).unwrap();
        writer.finish().unwrap();
        bytes
    }

    #[test]
    fn a_logo_becomes_areas_inside_its_box() {
        // Red above, nothing below.
        let pixels: Vec<u8> =
            [[255, 0, 0, 255]; 6].into_iter().chain([[0, 0, 0, 0]; 6]).flatten().collect();
        let emblem = Emblem::read(&picture(png::ColorType::Rgba, &pixels, [3, 4])).unwrap();
        let mut canvas = Canvas::new(100.0, 100.0, Rgb::WHITE);
        emblem.draw(&mut canvas, [10.0, 10.0, 50.0, 50.0]);
        assert_eq!(canvas.marks.len(), 1);
        let Mark::Fill { rings, colour } = &canvas.marks[0] else { panic!("a fill") };
        assert_eq!((*colour, rings.len()), (Rgb(255, 0, 0), 2));
        for [x, y] in rings.iter().flatten() {
            assert!((15.0..=46.5).contains(x) && (10.0..=31.5).contains(y), "{x} {y}");
        }
    }

    #[test]
    fn what_is_no_picture_is_none() {
        assert_eq!(Emblem::read(&[0xFF, 0xD8, 0xFF, 0xE0, 0, 0]), None);
        assert_eq!(Emblem::read(b"\x89PNG\r\n\x1a\n broken"), None);
        assert_eq!(Emblem::read(&[]), None);
    }
}
