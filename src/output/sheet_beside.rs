//! Several maps in the frame of one, at one scale: indicators beside each other, or two times.

use std::sync::Arc;

use super::canvas::{Align, Area, Canvas, LINE, Type, Weight};
use super::figure::{FigureInput, Sizes};
use super::look::{Layer, Look};
use super::raster::View;
use super::sheet_arrange::{Last, MOST_LABELLED, arrange, head_lines, letters};
use super::sheet_map::{self, Single};
use super::sheet_names::Numbers;
use super::sheet_small_key::SmallKey;
use super::symbology::Rgb;

const INK: Rgb = Rgb::hex(0x15_201E);
const INK_2: Rgb = Rgb::hex(0x43_504D);

/// The first map's own area; with one map the whole.
pub fn first(input: &FigureInput<'_>, sizes: &Sizes, area: Area, last: Last) -> Area {
    if input.drawing.over.sheets.len() < 2 {
        return area;
    }
    let found = arrange(input, sizes, area, last);
    found.as_ref().and_then(|found| found.cells.first()).map_or(area, |cell| cell.map)
}

/// The maps in `area`, each under its name and what it is made of, all seen by the first one's view.
pub fn draw<'a>(
    canvas: &mut Canvas<'a>,
    input: &FigureInput<'a>,
    sizes: &Sizes,
    (area, last): (Area, Last),
    view: &View,
) {
    let sheets = &input.drawing.over.sheets;
    let Some(found) = arrange(input, sizes, area, last) else { return };
    let sizes = &letters(sizes, sheets.len());
    let mut base = Look::clone(&input.look(sizes));
    if sheets.len() > MOST_LABELLED {
        for layer in [Layer::Graticule, Layer::KecamatanNames] {
            if base.layers.shows(layer) {
                base.layers = base.layers.toggled(layer);
            }
        }
    }
    for (sheet, cell) in sheets.iter().zip(&found.cells) {
        let look = Arc::new(Look {
            fills: sheet.fills.clone(),
            hatched: if sheet.has_third { base.hatched.clone() } else { Vec::new() },
            ramp: sheet.ramp.clone(),
            ..base.clone()
        });
        let [x, mut y] = cell.head;
        let [title, foot] = head_lines(sheet, sizes, cell.width);
        let styles = [
            Type { em: sizes.body, weight: Weight::Bold, colour: INK },
            Type { em: sizes.small, weight: Weight::Regular, colour: INK_2 },
        ];
        for (lines, style) in [title, foot].iter().zip(styles) {
            for line in lines {
                canvas.text(line, [x, y], style, Align::Left);
                y += style.em * LINE;
            }
        }
        let key = SmallKey::of(sheet, sizes);
        let mut taken = Vec::new();
        if !key.is_empty() && found.key_columns > 0 && found.keys_inside {
            let [width, height] = key.size(found.key_columns);
            let [left, top] = [cell.key[0] - cell.map[0], cell.key[1] - cell.map[1]];
            taken.push([left, top, left + width, top + height]);
        }
        let symbols = sheet.symbols.as_ref().map_or(&[][..], |symbols| &symbols.list);
        let one = Single {
            area: cell.map,
            view,
            look,
            symbols,
            numbers: Numbers::None,
            has_third: sheet.has_third,
        };
        sheet_map::single(canvas, input, sizes, &one, &taken);
        if !key.is_empty() && found.key_columns > 0 {
            key.draw(canvas, sizes, cell.key, (found.key_columns, found.keys_inside));
        }
    }
}
