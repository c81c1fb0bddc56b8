//! Several maps in the frame of one, at one scale: indicators beside each other, or two times.

use std::sync::Arc;

use super::canvas::{
    Align, Area, Canvas, LINE, Line, MapMark, Mark, Type, Weight, shortened, text_width,
};
use super::drawing::Sheet;
use super::figure::{FigureInput, Sizes};
use super::look::Look;
use super::raster::View;
use super::sheet_key;
use super::sheet_map::name_places;
use super::symbology::Rgb;
use super::symbols::Symbol;

const INK: Rgb = Rgb::hex(0x15_201E);
const EDGE: Rgb = Rgb::hex(0x13_1C1A);

/// The first map's own area; with one map the whole.
pub fn first(input: &FigureInput<'_>, sizes: &Sizes, area: Area) -> Area {
    match input.drawing.over.sheets.len() {
        0 | 1 => area,
        count => areas(sizes, area, count)[0],
    }
}

/// Beside each other where the frame is wide, else below each other.
fn areas(sizes: &Sizes, [left, top, right, bottom]: Area, count: usize) -> Vec<Area> {
    let head = (sizes.body * LINE * 1.15).round();
    let gap = sizes.body * 0.6;
    let wide = right - left >= bottom - top;
    let (span, tall) =
        if wide { (right - left, bottom - top - head) } else { (bottom - top, right - left) };
    let own = if wide { 0.0 } else { head };
    let each = ((span - gap * (count - 1) as f64) / count as f64 - own).floor().max(16.0);
    let tall = tall.floor().max(16.0);
    (0..count)
        .map(|i| {
            let from = (i as f64 * (each + own + gap)).round();
            if wide {
                [left + from, top + head, left + from + each, top + head + tall]
            } else {
                [left, top + from + head, left + tall, top + from + head + each]
            }
        })
        .collect()
}

/// The maps in `area`, each with its name over it, all seen by the first one's view.
pub fn draw<'a>(
    canvas: &mut Canvas<'a>,
    input: &FigureInput<'a>,
    sizes: &Sizes,
    area: Area,
    view: &View,
) {
    let sheets = &input.drawing.over.sheets;
    let base = input.look(sizes);
    for (sheet, area) in sheets.iter().zip(areas(sizes, area, sheets.len())) {
        let look = Arc::new(Look {
            fills: sheet.fills.clone(),
            ramp: sheet.ramp.clone(),
            ..Look::clone(&base)
        });
        canvas.add(Mark::Map(Box::new(MapMark {
            scene: input.scene,
            look: Arc::clone(&look),
            area,
            view: *view,
            grid: [Vec::new(), Vec::new()],
            pattern: sizes.pattern(),
        })));
        canvas.add(Mark::Clip(area));
        for symbol in sheet.symbols.iter().flat_map(|symbols| &symbols.list) {
            let [x, y] = view.pixel_from_map(symbol.at);
            let at = [x + area[0], y + area[1]];
            sheet_key::circle(canvas, at, symbol.radius, sizes, symbol.colour);
        }
        if let Some(of) = &input.drawing.over.rings {
            rings(canvas, &of.list, view, area, sizes);
        }
        canvas.add(Mark::Unclip);
        let key = own_key(canvas, sheet, sizes, area);
        name_places(canvas, input, sizes, area, view, &look, &key);
        let thick = 1.2 * sizes.unit;
        let around = [area[0] - thick, area[1] - thick, area[2] + thick, area[3] + thick];
        canvas.frame(around, thick, EDGE);
        let style = Type { em: sizes.body, weight: Weight::Bold, colour: INK };
        let title = shortened(&sheet.title, sizes.body, Weight::Bold, area[2] - area[0]);
        let top = area[1] - sizes.body * LINE * 1.1;
        canvas.text(&title, [area[0], top], style, Align::Left);
    }
}

/// A line of a map's own key: half its height, its words.
struct KeyLine<'a> {
    radius: f64,
    colour: Rgb,
    text: &'a str,
    round: bool,
}

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

/// Its classes or circles in the lower left corner, where it does not share those of the key; the
/// boxes that are taken, from the area's corner.
fn own_key(canvas: &mut Canvas<'_>, sheet: &Sheet, sizes: &Sizes, area: Area) -> Vec<Area> {
    let em = sizes.small;
    let lines = key_lines(sheet);
    if lines.is_empty() {
        return Vec::new();
    }
    let tall = |line: &KeyLine<'_>| (em * LINE).max(line.radius * 2.0 * sizes.unit + 0.2 * em);
    let widest = lines.iter().map(|l| text_width(l.text, em, Weight::Regular)).fold(0.0, f64::max);
    let largest = lines.iter().map(|l| l.radius * sizes.unit).fold(0.6 * em, f64::max);
    let width = widest + 2.0 * largest + 2.2 * em;
    let height = lines.iter().map(tall).sum::<f64>() + 0.6 * em;
    let [left, top] = [area[0] + 0.6 * em, area[3] - height - 0.6 * em];
    let place = [left, top, left + width, top + height];
    if place[2] > area[2] || place[1] < area[1] {
        return Vec::new();
    }
    canvas.rect(place, Rgb::WHITE);
    canvas.frame(place, 0.6 * sizes.unit, Rgb::hex(0x8A_9693));
    let style = Type { em, weight: Weight::Regular, colour: INK };
    let mut y = top + 0.3 * em;
    for line in &lines {
        let centre = [left + 0.5 * em + largest, y + tall(line) / 2.0];
        if line.round {
            sheet_key::circle(canvas, centre, line.radius, sizes, line.colour);
        } else {
            let [x, y] = centre;
            let patch = [x - 0.6 * em, y - 0.4 * em, x + 0.6 * em, y + 0.4 * em];
            canvas.rect(patch, line.colour);
            canvas.frame(patch, 0.5 * sizes.unit, Rgb::hex(0x7F_8C88));
        }
        let at = [centre[0] + largest + 0.6 * em, centre[1] - em * LINE / 2.0];
        canvas.text(line.text, at, style, Align::Left);
        y += tall(line);
    }
    let [x, y] = [area[0], area[1]];
    vec![[place[0] - x, place[1] - y, place[2] - x, place[3] - y]]
}

/// Rings of a third indicator, dark with a light edge.
pub fn rings(canvas: &mut Canvas<'_>, list: &[Symbol], view: &View, area: Area, sizes: &Sizes) {
    for symbol in list {
        let [x, y] = view.pixel_from_map(symbol.at);
        let centre = [x + area[0], y + area[1]];
        for (width, colour) in [(3.2, Rgb::WHITE), (1.6, symbol.colour)] {
            let half = width * sizes.unit / 2.0;
            let middle = symbol.radius * sizes.unit;
            let mut rings = vec![circle(centre, middle + half)];
            // The inner edge runs the other way: what is inside is no part of the ring.
            if middle > half {
                let mut inner = circle(centre, middle - half);
                inner.reverse();
                rings.push(inner);
            }
            canvas.add(Mark::Fill { rings, colour });
        }
    }
}

fn circle([x, y]: [f64; 2], radius: f64) -> Line {
    const CORNERS: u8 = 32;
    (0..=CORNERS)
        .map(|i| {
            let turn = std::f64::consts::TAU * f64::from(i) / f64::from(CORNERS);
            [x + radius * turn.cos(), y + radius * turn.sin()]
        })
        .collect()
}
