//! The map in its frame: coloured villages, lines, coordinates at the edge, numbers, names.

use std::sync::Arc;

use super::canvas::{Align, Area, Canvas, LINE, MapMark, Mark, Pen, Type, Weight};
use super::figure::{FigureInput, Sizes};
use super::graticule::Graticule;
use super::look::{Layer, Look};
use super::places;
use super::raster::View;
use super::sheet_arrange::Last;
use super::sheet_names::{self, Numbers, Plan};
use super::small::{hatching, small};
use super::symbology::Rgb;
use super::symbols::Symbol;
use super::{shade, sheet_arrange, sheet_beside, sheet_key};
use crate::dataset::feature::PlaceKind;

/// All villages in the middle of an area, with some air.
pub fn fitted(input: &FigureInput<'_>, sizes: &Sizes, area: Area, last: Last) -> View {
    let letters = sheet_arrange::letters(sizes, input.drawing.over.sheets.len());
    sheet_arrange::view(input, &letters, sheet_beside::first(input, sizes, area, last))
}

/// One map of a sheet.
pub struct Single<'v> {
    pub area: Area,
    pub view: &'v View,
    pub look: Arc<Look>,
    /// A number as circles, the largest first.
    pub symbols: &'v [Symbol],
    pub numbers: Numbers,
    /// Whether the rings of a third indicator belong to it.
    pub has_third: bool,
}

/// Draws the map into `area`, its frame around it; returns the villages that have a number in place
/// of their name, in that order.
pub fn draw<'a>(
    canvas: &mut Canvas<'a>,
    input: &FigureInput<'a>,
    sizes: &Sizes,
    (area, last): (Area, Last),
    view: &View,
    numbers: Numbers,
) -> Vec<usize> {
    if input.drawing.over.sheets.len() > 1 {
        sheet_beside::draw(canvas, input, sizes, (area, last), view);
        return Vec::new();
    }
    let symbols = input.drawing.circles.as_ref().map_or(&[][..], |c| &c.symbols.list);
    let look = input.look(sizes);
    let one = Single { area, view, look, symbols, numbers, has_third: true };
    let plan = single(canvas, input, sizes, &one, &[]);
    plan.numbered.into_iter().map(|(village, _)| village).collect()
}

/// Who would have a number on a map in `area`.
pub fn numbered(input: &FigureInput<'_>, sizes: &Sizes, area: Area, view: &View) -> Vec<usize> {
    let mut scratch = Canvas::new(1.0, 1.0, Rgb::WHITE);
    let taken = number_pockets(&mut scratch, input, sizes, area, view, &[]);
    let plan =
        sheet_names::plan(input, sizes, (view, input.drawing.layers), &taken, Numbers::Listed);
    plan.numbered.into_iter().map(|(village, _)| village).collect()
}

/// One map with all that lies over it, its frame and coordinates; no name stands in `kept`, boxes
/// from the area's corner.
pub fn single<'a>(
    canvas: &mut Canvas<'a>,
    input: &FigureInput<'a>,
    sizes: &Sizes,
    &Single { area, view, ref look, symbols, numbers, has_third }: &Single<'_>,
    kept: &[Area],
) -> Plan {
    let grid = if look.layers.shows(Layer::Graticule) && !input.drawing.over.borderless {
        Graticule::of(input.scene, view)
    } else {
        Graticule::default()
    };
    canvas.add(Mark::Map(Box::new(MapMark {
        scene: input.scene,
        look: Arc::clone(look),
        area,
        view: *view,
        grid: grid.lines(),
        pattern: sizes.pattern(),
    })));
    let projection = &input.scene.projection;
    canvas.add(Mark::Clip(area));
    // Where circles are numbers a mark would be read as one.
    if look.layers.shows(Layer::TinyVillages) && symbols.is_empty() {
        mark_tiny(canvas, input, sizes, area, view, look);
    }
    let place = |at| {
        let [x, y] = view.pixel_from_map(at);
        [x + area[0], y + area[1]]
    };
    for symbol in symbols {
        sheet_key::circle(canvas, place(symbol.at), symbol.radius, sizes, symbol.colour);
    }
    let rings = input.drawing.over.rings.iter().filter(|_| has_third);
    for symbol in rings.flat_map(|rings| &rings.list) {
        sheet_key::ring(canvas, place(symbol.at), symbol.radius, sizes, symbol.colour);
    }
    for &(layer, sign) in input.layers {
        places::draw(canvas, layer, sign, projection, view, area, sizes);
    }
    for &(a, b) in &input.bridges {
        let at = |i: usize| Some(place(input.scene.villages.get(i)?.inside));
        if let (Some(from), Some(to)) = (at(a), at(b)) {
            dotted(canvas, from, to, sizes);
        }
    }
    canvas.add(Mark::Unclip);
    let mut taken = number_pockets(canvas, input, sizes, area, view, kept);
    taken.extend_from_slice(kept);
    let plan = sheet_names::plan(input, sizes, (view, look.layers), &taken, numbers);
    sheet_names::draw(canvas, input, sizes, area, &plan);
    let mut taken = plan.taken.clone();
    for (layer, _) in input.layers.iter().filter(|(layer, _)| layer.kind == PlaceKind::Points) {
        places::name(canvas, layer, projection, view, area, sizes, &mut taken);
    }
    let thick = 1.5 * sizes.unit;
    let around = [area[0] - thick, area[1] - thick, area[2] + thick, area[3] + thick];
    canvas.frame(around, thick, Rgb::hex(0x13_1C1A));
    let style = Type { em: sizes.small, weight: Weight::Regular, colour: Rgb::hex(0x43_504D) };
    grid.write(canvas, input.lang, around, style, sizes.unit);
    plan
}

/// A circle where a village is too small to be seen.
fn mark_tiny(
    canvas: &mut Canvas<'_>,
    input: &FigureInput<'_>,
    sizes: &Sizes,
    area: Area,
    view: &View,
    look: &Look,
) {
    for i in small(input.scene, view.bounds(), view.metres_per_pixel * sizes.unit) {
        let village = &input.scene.villages[i];
        let [x, y] = view.pixel_from_map(village.inside);
        let at = [x + area[0], y + area[1]];
        let (colour, _) = shade::look(&look.shading(), look.fills.get(i).copied());
        let faded = colour.mixed(look.shading().colours.back(), shade::FADE);
        let colour = if look.is_faded(i) { faded } else { colour };
        tiny_mark(canvas, at, sizes, colour);
        if look.hatched.binary_search(&i).is_ok() {
            let lines = hatching(TINY_RADIUS * sizes.unit)
                .map(|line| line.map(|[x, y]| [at[0] + x, at[1] + y]).to_vec());
            canvas.stroke(lines.to_vec(), Pen::solid(1.1 * sizes.unit, Rgb::hex(0x13_1C1A)));
        }
    }
}

/// Of a mark, in points of the window.
const TINY_RADIUS: f64 = 6.0;

/// The mark itself, in map and legend.
pub fn tiny_mark(canvas: &mut Canvas<'_>, at: [f64; 2], sizes: &Sizes, colour: Rgb) {
    let radius = TINY_RADIUS * sizes.unit;
    canvas.disc(at, radius, Rgb::hex(0x13_1C1A));
    canvas.disc(at, radius - 1.4 * sizes.unit, colour);
}

/// A dotted line: a link over the water, in map and legend.
pub fn dotted(canvas: &mut Canvas<'_>, from: [f64; 2], to: [f64; 2], sizes: &Sizes) {
    let radius = 1.7 * sizes.unit;
    let (dx, dy) = (to[0] - from[0], to[1] - from[1]);
    let dots = (dx.hypot(dy) / (radius * 3.4)).floor().max(1.0);
    let places = (0..=dots as u32).map(|i| f64::from(i) / dots);
    let places: Vec<[f64; 2]> = places.map(|t| [from[0] + t * dx, from[1] + t * dy]).collect();
    for (more, colour) in [(0.9, Rgb::WHITE), (0.0, Rgb::hex(0x1B_3F7A))] {
        for &at in &places {
            canvas.disc(at, radius + more * sizes.unit, colour);
        }
    }
}

/// Each pocket's number on a black disc; returns the discs' boxes in map pixels.
fn number_pockets(
    canvas: &mut Canvas<'_>,
    input: &FigureInput<'_>,
    sizes: &Sizes,
    area: Area,
    view: &View,
    kept: &[Area],
) -> Vec<[f64; 4]> {
    let radius = sizes.label * 0.82;
    let mut taken: Vec<[f64; 4]> = Vec::new();
    let seen = |&m: &usize| {
        let [x, y] = view.pixel_from_map(input.scene.villages[m].inside);
        x >= 0.0 && y >= 0.0 && x <= f64::from(view.width) && y <= f64::from(view.height)
    };
    for pocket in input.pockets {
        let mut members: Vec<usize> =
            pocket.members.iter().copied().filter(|&m| m < input.scene.villages.len()).collect();
        // A part of the land names no pocket that lies outside it.
        members.retain(seen);
        let size = |i: usize| input.scene.villages[i].area;
        members.sort_by(|&a, &b| size(b).total_cmp(&size(a)).then(a.cmp(&b)));
        let places = members.iter().map(|&m| {
            let [x, y] = view.pixel_from_map(input.scene.villages[m].inside);
            let edge = radius * 1.3;
            [
                x.clamp(edge, (f64::from(view.width) - edge).max(edge)),
                y.clamp(edge, (f64::from(view.height) - edge).max(edge)),
            ]
        });
        let around = |[x, y]: [f64; 2]| {
            let r = radius * 1.2;
            [x - r, y - r, x + r, y + r]
        };
        let free = |b: [f64; 4]| {
            !taken
                .iter()
                .chain(kept)
                .any(|t| t[0] < b[2] && b[0] < t[2] && t[1] < b[3] && b[1] < t[3])
        };
        let Some(place) = places.into_iter().find(|&p| free(around(p))) else { continue };
        taken.push(around(place));
        let at = [place[0] + area[0], place[1] + area[1]];
        chip(canvas, at, radius, pocket.number);
    }
    taken
}

/// A pocket's number on its disc, in map and list.
pub fn chip(canvas: &mut Canvas<'_>, at: [f64; 2], radius: f64, number: usize) {
    canvas.disc(at, radius * 1.13, Rgb::WHITE);
    canvas.disc(at, radius, Rgb::hex(0x15_201E));
    let text = number.to_string();
    let em = radius * if text.len() > 2 { 0.76 } else { 1.05 };
    let style = Type { em, weight: Weight::Bold, colour: Rgb::WHITE };
    canvas.text(&text, [at[0], at[1] - em * LINE / 2.0], style, Align::Middle);
}
