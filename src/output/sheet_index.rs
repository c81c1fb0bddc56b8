//! The list beside a map that says which village each of its numbers is, kecamatan by kecamatan.

use super::canvas::{Align, Area, Canvas, LINE, Type, Weight, shortened, text_width};
use super::figure::{FigureInput, Sizes};
use super::symbology::Rgb;
use crate::lang::output::Caption;

const INK: Rgb = Rgb::hex(0x15_201E);
const INK_2: Rgb = Rgb::hex(0x43_504D);
/// Of a column, in letters: a long name is cut there.
const WIDEST: f64 = 13.0;

/// A line: a kecamatan, or a number with its village.
enum Line<'a> {
    Kecamatan(&'a str),
    Village(usize, &'a str),
}

fn em(sizes: &Sizes) -> f64 {
    (sizes.small * 0.8).max(6.0)
}

fn lines<'a>(input: &'a FigureInput<'_>, villages: &[usize]) -> Vec<Line<'a>> {
    let scene = input.scene;
    let mut found = Vec::new();
    let mut last = None;
    for (i, &village) in villages.iter().enumerate() {
        let about = &scene.villages[village];
        if last.replace(about.kecamatan) != Some(about.kecamatan) {
            found.push(Line::Kecamatan(&scene.kecamatan[about.kecamatan].name));
        }
        found.push(Line::Village(i + 1, &about.name));
    }
    found
}

/// Of a column with the air beside it.
fn column(lines: &[Line<'_>], sizes: &Sizes) -> f64 {
    let em = em(sizes);
    let width = |line: &Line<'_>| match line {
        Line::Kecamatan(name) => text_width(name, em, Weight::Bold),
        Line::Village(_, name) => indent(sizes) + text_width(name, em, Weight::Regular),
    };
    lines.iter().map(width).fold(0.0, f64::max).min(WIDEST * em) + em
}

fn indent(sizes: &Sizes) -> f64 {
    em(sizes) * 2.0
}

fn head(sizes: &Sizes) -> f64 {
    em(sizes) * LINE * 1.6
}

/// How tall the list is in so much width; 0 for nobody.
pub fn height(input: &FigureInput<'_>, sizes: &Sizes, villages: &[usize], width: f64) -> f64 {
    let lines = lines(input, villages);
    if lines.is_empty() {
        return 0.0;
    }
    let columns = ((width / column(&lines, sizes)) as usize).max(1);
    head(sizes) + lines.len().div_ceil(columns) as f64 * em(sizes) * LINE
}

/// How wide it is in so much height; 0 for nobody.
pub fn width(input: &FigureInput<'_>, sizes: &Sizes, villages: &[usize], height: f64) -> f64 {
    let lines = lines(input, villages);
    if lines.is_empty() {
        return 0.0;
    }
    let rows = (((height - head(sizes)) / (em(sizes) * LINE)) as usize).max(1);
    lines.len().div_ceil(rows) as f64 * column(&lines, sizes)
}

/// Writes it, column after column.
pub fn draw(
    canvas: &mut Canvas<'_>,
    input: &FigureInput<'_>,
    sizes: &Sizes,
    villages: &[usize],
    [left, top, right, bottom]: Area,
) {
    let lines = lines(input, villages);
    if lines.is_empty() {
        return;
    }
    let em = em(sizes);
    let bold = Type { em, weight: Weight::Bold, colour: INK };
    let plain = Type { em, weight: Weight::Regular, colour: INK_2 };
    let text = input.lang.caption(&Caption::VillagesByNumber);
    canvas.text(&text, [left, top], bold, Align::Left);
    let top = top + head(sizes);
    let wide = column(&lines, sizes);
    let columns = (((right - left) / wide + 1e-6) as usize).max(1);
    let rows = lines.len().div_ceil(columns).min((((bottom - top) / (em * LINE)) as usize).max(1));
    for (i, line) in lines.iter().enumerate().take(rows * columns) {
        let x = left + (i / rows) as f64 * wide;
        let y = top + (i % rows) as f64 * em * LINE;
        let cut = |name: &str, weight: Weight, room: f64| shortened(name, em, weight, room);
        match line {
            Line::Kecamatan(name) => {
                let name = cut(name, Weight::Bold, wide - 0.6 * em);
                canvas.text(&name, [x, y], bold, Align::Left);
            }
            Line::Village(number, name) => {
                let room = wide - indent(sizes) - 0.6 * em;
                let at = [x + indent(sizes) - 0.4 * em, y];
                canvas.text(&number.to_string(), at, bold, Align::Right);
                let name = cut(name, Weight::Regular, room);
                canvas.text(&name, [x + indent(sizes), y], plain, Align::Left);
            }
        }
    }
}
