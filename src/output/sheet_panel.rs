//! The words beside the map: legend with counts, lines, pockets, scale and north, sources.
//!
//! The panel is a list of rows, each of which knows its height; it is laid out once for a size of
//! letters, and again smaller until everything fits. Nothing is cut but the list of pockets, which
//! then says how many more there are.

use super::canvas::{Align, Area, Canvas, LINE, Mark, Type, Weight, shortened, text_width, wrap};
use super::figure::{FigureInput, Sizes};
use super::legend::Legend;
use super::places;
use super::scalebar::ScaleBar;
use super::sheet_key;
use super::sheet_map::{chip, dotted, tiny_mark};
pub use super::sheet_rows::Part;
use super::sheet_rows::{LIST_CHIP, Row, Symbol, height, legend, pocket_indent, rows};
use super::symbology::{Fill, LineWidths, Rgb};
use crate::dataset::village::Frame;
use crate::lang::output::Caption;
use crate::lang::{Lang, number};

const TEXT: Rgb = Rgb::hex(0x15_201E);
const TEXT_2: Rgb = Rgb::hex(0x43_504D);
const HAIRLINE: Rgb = Rgb::hex(0xDD_E3E1);

/// Draws the panel in as many columns as `columns` says.
pub fn draw(
    canvas: &mut Canvas<'_>,
    input: &FigureInput<'_>,
    sizes: &Sizes,
    areas: &[Area],
    metres_per_pixel: f64,
    part: Part,
) {
    let Some(area) = areas.first() else { return };
    let legend = legend(input);
    let width = area[2] - area[0];
    let (sizes, columns) = fitted(input, &legend, sizes, areas, (width, part));
    let pen = RowPen { input, sizes, metres_per_pixel, width };
    for (column, area) in columns.iter().zip(areas) {
        let mut y = area[1];
        for row in column {
            pen.draw(canvas, row, [area[0], y]);
            y += height(row, &sizes);
        }
    }
}

/// How tall the panel must be to hold everything in `count` columns of `width`.
pub fn height_in_columns(
    input: &FigureInput<'_>,
    sizes: &Sizes,
    width: f64,
    count: usize,
    part: Part,
) -> f64 {
    let legend = legend(input);
    let mut tall = sizes.body * 8.0;
    while tall < sizes.body * 90.0 {
        let areas = vec![[0.0, 0.0, width, tall]; count];
        let rows = rows(input, &legend, sizes, (width, part), input.pockets.len().min(8));
        if deal(rows, sizes, &areas).is_some() {
            break;
        }
        tall += sizes.body * 0.5;
    }
    tall
}

/// Rows dealt to columns, at the largest letters that fit.
fn fitted(
    input: &FigureInput<'_>,
    legend: &Legend,
    sizes: &Sizes,
    areas: &[Area],
    (width, part): (f64, Part),
) -> (Sizes, Vec<Vec<Row>>) {
    let pockets = input.pockets.len();
    // Smaller letters first, then fewer pockets, then both.
    for least in [0.8, 0.62, 0.45, 0.3] {
        for keep in [
            pockets,
            pockets.min(12),
            pockets.min(9),
            pockets.min(6),
            pockets.min(3),
            pockets.min(1),
        ] {
            let mut factor = match part {
                Part::All if areas.len() > 1 => 1.4,
                Part::All => 1.12,
                Part::Key | Part::Sources => 1.0,
            };
            while factor >= least {
                let smaller = sizes.scaled(factor);
                if let Some(columns) =
                    deal(rows(input, legend, &smaller, (width, part), keep), &smaller, areas)
                {
                    return (smaller, columns);
                }
                factor -= 0.04;
            }
        }
    }
    // A sheet too small for words keeps the classes that fit.
    let smallest = sizes.scaled(0.5);
    let room = areas[0][3] - areas[0][1];
    let mut used = 0.0;
    let fits = rows(input, legend, &smallest, (width, part), 0).into_iter().take_while(|row| {
        used += height(row, &smallest);
        used <= room
    });
    (smallest, vec![fits.collect()])
}

/// Sections go whole to the first column with room.
fn deal(rows: Vec<Row>, sizes: &Sizes, areas: &[Area]) -> Option<Vec<Vec<Row>>> {
    let mut columns: Vec<Vec<Row>> = vec![Vec::new()];
    let mut used = 0.0;
    for section in sections(rows) {
        let tall: f64 = section.iter().map(|row| height(row, sizes)).sum();
        let room = areas[columns.len() - 1][3] - areas[columns.len() - 1][1];
        if used + tall > room {
            if columns.len() == areas.len() || tall > room {
                return None;
            }
            columns.push(Vec::new());
            used = 0.0;
        }
        used += tall;
        let column = columns.len() - 1;
        // The line between sections has no place on top of a column.
        let skip = usize::from(columns[column].is_empty() && matches!(section[0], Row::Section));
        columns[column].extend(section.into_iter().skip(skip));
    }
    Some(columns)
}

fn sections(rows: Vec<Row>) -> Vec<Vec<Row>> {
    let mut sections: Vec<Vec<Row>> = Vec::new();
    for row in rows {
        match sections.last_mut() {
            Some(section) if !matches!(row, Row::Section) => section.push(row),
            _ => sections.push(vec![row]),
        }
    }
    sections
}

struct RowPen<'a> {
    input: &'a FigureInput<'a>,
    sizes: Sizes,
    metres_per_pixel: f64,
    width: f64,
}

impl RowPen<'_> {
    fn draw(&self, canvas: &mut Canvas<'_>, row: &Row, at: [f64; 2]) {
        let sizes = &self.sizes;
        let style = |em, weight, colour| Type { em, weight, colour };
        match row {
            Row::Heading(text) => {
                canvas.text(text, at, style(sizes.heading, Weight::Bold, TEXT), Align::Left);
            }
            Row::Text(text) => {
                canvas.text(text, at, style(sizes.body, Weight::Regular, TEXT_2), Align::Left);
            }
            Row::Small(text) => {
                canvas.text(text, at, style(sizes.small, Weight::Regular, TEXT_2), Align::Left);
            }
            Row::SmallBold(text) => {
                canvas.text(text, at, style(sizes.small, Weight::Bold, TEXT), Align::Left);
            }
            Row::Class { fill, text, count } => self.class(canvas, *fill, text, count, at),
            Row::Line { symbol, text } => self.line(canvas, *symbol, text, at),
            Row::Pocket { number, name, count } => self.pocket(canvas, *number, name, count, at),
            Row::Nine => {
                if let Some(nine) = &self.input.drawing.nine {
                    sheet_key::nine(canvas, self.input.lang, nine, sizes, at, self.width);
                }
            }
            Row::Circle { radius, text } => {
                let row = height(row, sizes);
                let [x, ..] = self.swatch_box(at, row);
                let colour = self
                    .input
                    .drawing
                    .circles
                    .as_ref()
                    .and_then(|c| c.symbols.list.first().map(|symbol| symbol.colour));
                // All under each other, however large the largest is.
                let circles = self.input.drawing.circles.iter();
                let most = circles.flat_map(|c| &c.symbols.legend).map(|(_, r)| *r);
                let half = (most.fold(0.0, f64::max) * sizes.ground).max(sizes.body * 1.15);
                let centre = [x + half, at[1] + row / 2.0];
                sheet_key::circle(canvas, centre, *radius, sizes, colour.unwrap_or(TEXT_2));
                let shift = (2.0 * half + 0.6 * sizes.body - 2.9 * sizes.body).max(0.0);
                self.words(canvas, text, "", [at[0] + shift, at[1]], row);
            }
            Row::Ring { radius, text } => {
                let row = height(row, sizes);
                let [x, ..] = self.swatch_box(at, row);
                let rings = self.input.drawing.over.rings.iter().flat_map(|r| &r.legend);
                let most = rings.map(|(_, radius)| *radius).fold(0.0, f64::max);
                let half = (most * sizes.ground).max(sizes.body * 1.15);
                let centre = [x + half, at[1] + row / 2.0];
                sheet_key::ring(canvas, centre, *radius, sizes, Rgb::BLACK);
                let shift = (2.0 * half + 0.6 * sizes.body - 2.9 * sizes.body).max(0.0);
                self.words(canvas, text, "", [at[0] + shift, at[1]], row);
            }
            Row::Scale => self.scale(canvas, at),
            Row::Gap => {}
            Row::Section => {
                let y = at[1] + sizes.body * 0.5;
                canvas.rect([at[0], y, at[0] + self.width, y + 0.06 * sizes.body], HAIRLINE);
            }
        }
    }

    fn class(&self, canvas: &mut Canvas<'_>, fill: Fill, text: &str, count: &str, at: [f64; 2]) {
        let sizes = &self.sizes;
        let [x, y, width, tall] = self.swatch_box(at, sizes.body * 1.5);
        let area = [x, y, x + width, y + tall];
        let (look, pattern) = (self.input.look(sizes), sizes.pattern());
        canvas.add(Mark::Swatch { area, fill, look, pattern });
        canvas.frame(area, 0.06 * sizes.body, Rgb::hex(0x5C_6966));
        self.words(canvas, text, count, at, sizes.body * 1.5);
    }

    fn line(&self, canvas: &mut Canvas<'_>, symbol: Symbol, text: &str, at: [f64; 2]) {
        let sizes = &self.sizes;
        let row = sizes.body * 1.4;
        let [x, _, width, _] = self.swatch_box(at, row);
        let middle = at[1] + row / 2.0;
        let thick = |width: f64| width * sizes.unit;
        let (width_px, colour) = match symbol {
            Symbol::Province => (thick(LineWidths::WINDOW.province), Rgb::hex(0x13_1C1A)),
            Symbol::Kabupaten => (thick(1.8), Rgb::hex(0x13_1C1A)),
            Symbol::Kecamatan => (thick(1.1), Rgb::hex(0x2B_3634)),
            Symbol::Village => (thick(0.6), Rgb::hex(0x98_A6A2)),
            Symbol::Pocket => (thick(2.4), Rgb::BLACK),
            Symbol::Points(_)
            | Symbol::Lines(_)
            | Symbol::Bridge
            | Symbol::Outside
            | Symbol::Tiny => {
                let (left, right) = (x, x + width);
                let (centre, unit) = ([f64::midpoint(left, right), middle], sizes.unit);
                match symbol {
                    Symbol::Points(sign) => places::mark(canvas, centre, unit, sign),
                    Symbol::Lines(sign) => {
                        let line = vec![[left, middle], [right, middle]];
                        places::stroke(canvas, vec![line], unit, sign);
                    }
                    Symbol::Outside => {
                        let half = 0.4 * sizes.body;
                        let patch = [left, middle - half, right, middle + half];
                        canvas.rect(patch, self.input.drawing.colours.sea);
                        canvas.frame(patch, 0.06 * sizes.body, Rgb::hex(0x5C_6966));
                    }
                    Symbol::Tiny => tiny_mark(canvas, centre, sizes, Rgb::WHITE),
                    _ => dotted(canvas, [left, middle], [right, middle], sizes),
                }
                self.words(canvas, text, "", at, row);
                return;
            }
        };
        let top = middle - width_px / 2.0;
        canvas.rect([x, top, x + width, top + width_px], colour);
        self.words(canvas, text, "", at, row);
    }

    fn pocket(
        &self,
        canvas: &mut Canvas<'_>,
        number: usize,
        name: &[String],
        count: &str,
        at: [f64; 2],
    ) {
        let sizes = &self.sizes;
        let radius = sizes.body * LIST_CHIP;
        let top = at[1] + sizes.body * 0.1;
        chip(canvas, [at[0] + radius + 1.0, top + sizes.body * LINE / 2.0], radius, number);
        let style = Type { em: sizes.body, weight: Weight::Regular, colour: TEXT };
        let right = [at[0] + self.width, top];
        canvas.text(count, right, Type { colour: TEXT_2, ..style }, Align::Right);
        for (i, line) in name.iter().enumerate() {
            let line_top = top + i as f64 * sizes.body * LINE;
            canvas.text(line, [at[0] + pocket_indent(sizes), line_top], style, Align::Left);
        }
    }

    /// The words of a row with a swatch: the text, and the count at the right.
    fn words(&self, canvas: &mut Canvas<'_>, text: &str, count: &str, at: [f64; 2], row: f64) {
        let sizes = &self.sizes;
        let style = Type { em: sizes.body, weight: Weight::Regular, colour: TEXT };
        let top = at[1] + (row - sizes.body * LINE) / 2.0;
        let left = at[0] + sizes.body * 2.9;
        let right = at[0] + self.width;
        let mut room = right - left;
        if !count.is_empty() {
            canvas.text(count, [right, top], Type { colour: TEXT_2, ..style }, Align::Right);
            room -= text_width(count, sizes.body, Weight::Regular) + sizes.body * 0.5;
        }
        // Smaller letters before a number is cut.
        let wide = text_width(text, style.em, Weight::Regular).max(f64::MIN_POSITIVE);
        let em = style.em * (room / wide).clamp(0.7, 1.0);
        let down = (style.em - em) * LINE / 2.0;
        let text = shortened(text, em, Weight::Regular, room);
        canvas.text(&text, [left, top + down], Type { em, ..style }, Align::Left);
    }

    /// Left, top, width and height of a row's swatch.
    fn swatch_box(&self, at: [f64; 2], row: f64) -> [f64; 4] {
        let tall = self.sizes.body * 1.12;
        [at[0], at[1] + (row - tall) / 2.0, self.sizes.body * 2.3, tall]
    }

    /// A bar of four fields with its figures, and the north arrow at the right.
    fn scale(&self, canvas: &mut Canvas<'_>, at: [f64; 2]) {
        let sizes = &self.sizes;
        let style = Type { em: sizes.small, weight: Weight::Regular, colour: TEXT };
        let arrow = sizes.body * 1.2;
        let lang = self.input.lang;
        north(canvas, lang, [at[0] + self.width - arrow, at[1]], arrow, sizes.body);
        if self.input.register.frame == Frame::Planar {
            let text = lang.caption(&Caption::PlanarUnits);
            let room = self.width - arrow * 2.5;
            for (i, line) in wrap(&text, style.em, style.weight, room).iter().take(2).enumerate() {
                let top = at[1] + (0.6 + i as f64) * style.em * LINE;
                canvas.text(line, [at[0], top], style, Align::Left);
            }
            return;
        }
        let most = self.width - arrow * 2.5 - sizes.body * 3.2;
        if let Some(bar) = ScaleBar::of(self.metres_per_pixel, most) {
            let left = at[0] + sizes.small * 0.4;
            scale_bar(canvas, lang, &bar, [left, at[1] + sizes.body * 0.6], style);
        }
    }
}

/// A bar of four fields with its figures above.
pub fn scale_bar(
    canvas: &mut Canvas<'_>,
    lang: Lang,
    bar: &ScaleBar,
    [left, above]: [f64; 2],
    style: Type,
) {
    let tall = style.em * 0.5;
    let top = above + style.em * LINE;
    let x = |share: f64| left + bar.pixels * share;
    let rim = tall * 0.14;
    canvas.rect([x(0.0), top, x(1.0), top + tall], TEXT);
    for (from, to) in [(0.25, 0.5), (0.75, 1.0)] {
        canvas.rect([x(from), top + rim, x(to) - rim, top + tall - rim], Rgb::WHITE);
    }
    let figure =
        |share: f64| if share == 0.0 { number::count(lang, 0) } else { bar.figure(lang, share) };
    let above = above - style.em * 0.08;
    for share in [0.0, 0.5] {
        canvas.text(&figure(share), [x(share), above], style, Align::Middle);
    }
    let end = figure(1.0);
    let start = x(1.0) - text_width(&end, style.em, style.weight) / 2.0;
    canvas.text(&format!("{end} {}", bar.unit()), [start, above], style, Align::Left);
}

/// An arrow with its letter above, `width` wide; `em` is the letter's size.
pub fn north(canvas: &mut Canvas<'_>, lang: Lang, at: [f64; 2], width: f64, em: f64) {
    let style = Type { em, weight: Weight::Bold, colour: TEXT };
    let letter = lang.caption(&Caption::North);
    canvas.text(&letter, [at[0] + width / 2.0, at[1]], style, Align::Middle);
    let (top, tall) = (at[1] + em * LINE, em * 2.0);
    let corner = |x: f64, y: f64| [at[0] + x * width, top + y * tall];
    let corners = [corner(0.5, 0.0), corner(1.0, 1.0), corner(0.5, 0.75), corner(0.0, 1.0)];
    canvas.polygon(&corners, TEXT);
}
