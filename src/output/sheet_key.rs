//! Signs of the legend that are more than a patch: the nine colours of two indicators, circles.

use super::canvas::{Align, Canvas, LINE, Line, Mark, Type, Weight, shortened};
use super::drawing::{Circles, Nine};
use super::figure::Sizes;
use super::symbology::Rgb;
use super::symbols::OPACITY;
use crate::lang::{Lang, number};

const TEXT: Rgb = Rgb::hex(0x15_201E);
const TEXT_2: Rgb = Rgb::hex(0x43_504D);

/// Side of one of the nine squares.
fn side(sizes: &Sizes) -> f64 {
    2.1 * sizes.body
}

pub fn nine_height(sizes: &Sizes) -> f64 {
    side(sizes) * 3.0 + sizes.small * LINE * 4.4
}

/// The square of nine with its letters and counts; names at its foot and side.
pub fn nine(
    canvas: &mut Canvas<'_>,
    lang: Lang,
    nine: &Nine,
    sizes: &Sizes,
    at: [f64; 2],
    width: f64,
) {
    let side = side(sizes);
    let small = Type { em: sizes.small, weight: Weight::Regular, colour: TEXT_2 };
    let cut = |text: &str, room: f64| shortened(text, small.em, small.weight, room);
    let line = small.em * LINE;
    let above = [format!("↑ {}", nine.axes[1]), nine.limits[1].clone()];
    for (i, words) in above.iter().enumerate() {
        canvas.text(&cut(words, width), [at[0], at[1] + i as f64 * line], small, Align::Left);
    }
    let top = at[1] + 2.0 * line;
    for (row, cells) in nine.rows().enumerate() {
        for (column, (name, colour, count)) in cells.into_iter().enumerate() {
            let left = at[0] + column as f64 * side * 1.5;
            let y = top + row as f64 * side;
            canvas.rect([left, y, left + side * 1.5, y + side], colour);
            let ink = if colour.luminance() < 0.25 { Rgb::WHITE } else { TEXT };
            let style = Type { em: sizes.small, weight: Weight::Bold, colour: ink };
            let middle = left + side * 0.75;
            canvas.text(&name, [middle, y + side * 0.08], style, Align::Middle);
            let style = Type { weight: Weight::Regular, em: sizes.small * 0.86, ..style };
            let below = y + side * 0.08 + sizes.small * 1.12;
            canvas.text(&number::count(lang, count), [middle, below], style, Align::Middle);
        }
    }
    let below = top + side * 3.0 + 0.1 * sizes.body;
    let words = [format!("→ {}", nine.axes[0]), nine.limits[0].clone()];
    for (i, words) in words.iter().enumerate() {
        canvas.text(&cut(words, width), [at[0], below + i as f64 * line], small, Align::Left);
    }
}

/// How tall a row with one circle is.
pub fn circle_height(radius: f64, sizes: &Sizes) -> f64 {
    (radius * 2.0 * sizes.ground + 0.35 * sizes.body).max(1.5 * sizes.body)
}

/// A circle as on the map: the ground and other circles are seen through it.
pub fn circle(canvas: &mut Canvas<'_>, at: [f64; 2], radius: f64, sizes: &Sizes, colour: Rgb) {
    let rim = (0.9 * sizes.ground, Rgb::WHITE);
    canvas.pane(at, radius * sizes.ground, (colour, OPACITY), rim);
}

/// A ring of a third indicator, dark with a light edge.
pub fn ring(canvas: &mut Canvas<'_>, at: [f64; 2], radius: f64, sizes: &Sizes, colour: Rgb) {
    for (width, colour) in [(3.2, Rgb::WHITE), (1.6, colour)] {
        let half = width * sizes.ground / 2.0;
        let middle = radius * sizes.ground;
        let mut rings = vec![round(at, middle + half)];
        // The inner edge runs the other way: what is inside is no part of the ring.
        if middle > half {
            let mut inner = round(at, middle - half);
            inner.reverse();
            rings.push(inner);
        }
        canvas.add(Mark::Fill { rings, colour });
    }
}

fn round([x, y]: [f64; 2], radius: f64) -> Line {
    const CORNERS: u8 = 32;
    (0..=CORNERS)
        .map(|i| {
            let turn = std::f64::consts::TAU * f64::from(i) / f64::from(CORNERS);
            [x + radius * turn.cos(), y + radius * turn.sin()]
        })
        .collect()
}

/// The values that the legend shows, with their radii.
pub fn circle_rows(lang: Lang, circles: &Circles) -> Vec<(f64, String)> {
    let text = |value: f64| number::large(lang, value, circles.decimals);
    circles.symbols.legend.iter().map(|&(value, radius)| (radius, text(value))).collect()
}
