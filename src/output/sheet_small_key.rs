//! The key of one of several maps: its classes or circles with their counts, in columns.

use super::canvas::{Align, Area, Canvas, LINE, Type, Weight, text_width};
use super::drawing::Sheet;
use super::figure::Sizes;
use super::sheet_key;
use super::symbology::Rgb;

const INK: Rgb = Rgb::hex(0x15_201E);

/// A line of the key: half its height, its words.
struct KeyLine<'a> {
    radius: f64,
    colour: Rgb,
    text: &'a str,
    round: bool,
}

pub struct SmallKey<'a> {
    lines: Vec<KeyLine<'a>>,
    em: f64,
    unit: f64,
    /// Half the width of the widest sign.
    largest: f64,
    /// Of a column.
    width: f64,
}

impl<'a> SmallKey<'a> {
    pub fn of(sheet: &'a Sheet, sizes: &Sizes) -> Self {
        let lines = key_lines(sheet);
        let (em, unit) = (sizes.small, sizes.ground);
        let widest =
            lines.iter().map(|l| text_width(l.text, em, Weight::Regular)).fold(0.0, f64::max);
        let largest = lines.iter().map(|l| l.radius * unit).fold(0.6 * em, f64::max);
        let width = widest + 2.0 * largest + 2.2 * em;
        Self { lines, em, unit, largest, width }
    }

    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// How many columns fit beside each other.
    pub fn columns_in(&self, width: f64) -> usize {
        ((width / self.width) as usize).clamp(1, self.lines.len().max(1))
    }

    pub fn size(&self, columns: usize) -> [f64; 2] {
        if self.is_empty() {
            return [0.0, 0.0];
        }
        let used = self.lines.len().div_ceil(self.rows(columns));
        [self.width * used as f64, self.row_heights(columns).iter().sum::<f64>() + 0.6 * self.em]
    }

    fn rows(&self, columns: usize) -> usize {
        self.lines.len().div_ceil(columns.max(1)).max(1)
    }

    fn row_heights(&self, columns: usize) -> Vec<f64> {
        let tall = |line: &KeyLine<'_>| {
            (self.em * LINE).max(line.radius * 2.0 * self.unit + 0.2 * self.em)
        };
        let rows = self.rows(columns);
        let of_row = |row: usize| self.lines.iter().skip(row).step_by(rows).map(tall);
        (0..rows).map(|row| of_row(row).fold(0.0, f64::max)).collect()
    }

    /// Draws it from its corner; over a map it stands on a ground of its own. The box it takes.
    pub fn draw(
        &self,
        canvas: &mut Canvas<'_>,
        sizes: &Sizes,
        [left, top]: [f64; 2],
        (columns, on_map): (usize, bool),
    ) -> Area {
        let [width, height] = self.size(columns);
        let place = [left, top, left + width, top + height];
        if on_map {
            canvas.rect(place, Rgb::WHITE);
            canvas.frame(place, 0.6 * sizes.unit, Rgb::hex(0x8A_9693));
        }
        let style = Type { em: self.em, weight: Weight::Regular, colour: INK };
        let heights = self.row_heights(columns);
        for (i, line) in self.lines.iter().enumerate() {
            let (column, row) = (i / heights.len(), i % heights.len());
            let above: f64 = heights[..row].iter().sum();
            let x = left + column as f64 * self.width + 0.5 * self.em + self.largest;
            let y = top + 0.3 * self.em + above + heights[row] / 2.0;
            if line.round {
                sheet_key::circle(canvas, [x, y], line.radius, sizes, line.colour);
            } else {
                let em = self.em;
                let patch = [x - 0.6 * em, y - 0.4 * em, x + 0.6 * em, y + 0.4 * em];
                canvas.rect(patch, line.colour);
                canvas.frame(patch, 0.5 * sizes.unit, Rgb::hex(0x7F_8C88));
            }
            let at = [x + self.largest + 0.6 * self.em, y - self.em * LINE / 2.0];
            canvas.text(line.text, at, style, Align::Left);
        }
        place
    }
}

/// The highest class above, the largest circle above.
fn key_lines(sheet: &Sheet) -> Vec<KeyLine<'_>> {
    let ink = sheet.symbols.as_ref().and_then(|s| s.list.first()).map_or(INK, |s| s.colour);
    let circles = sheet.circles.iter().map(|(text, radius)| KeyLine {
        radius: *radius,
        colour: ink,
        text,
        round: true,
    });
    let classes = sheet.key.iter().rev().map(|(colour, text)| KeyLine {
        radius: 0.0,
        colour: *colour,
        text,
        round: false,
    });
    if sheet.circles.is_empty() { classes.collect() } else { circles.collect() }
}
