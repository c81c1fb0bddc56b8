//! The map alone in its frame, for slides and pages that say the rest themselves: colours, lines,
//! names where there is room, numbers of pockets.

use std::sync::Arc;

use super::canvas::{Area, Canvas, LINE, MapMark, Mark, Type, Weight, text_width};
use super::figure::PocketOutline;
use super::look::{Layers, Look};
use super::places;
use super::raster::View;
use super::scalebar::ScaleBar;
use super::scene::{Bounds, Scene};
use super::shade::Fade;
use super::sheet_panel::{north, scale_bar};
use super::signs::Sign;
use super::symbology::{Fill, LineWidths, MapColours, Rgb};
use crate::lang::Lang;

/// Whose names are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Names {
    Kecamatan,
    /// Those of these villages only.
    Villages,
}

/// What is drawn.
#[derive(Clone, Debug)]
pub struct BareMap<'a> {
    pub scene: &'a Scene,
    /// One a village.
    pub fills: Vec<Fill>,
    pub ramp: Vec<Rgb>,
    pub pockets: &'a [PocketOutline],
    /// Outlined, the others stay as they are.
    pub picked: Vec<usize>,
    /// What is shown, in the map's metres.
    pub bounds: Bounds,
    pub names: Names,
    /// Villages that are named; of the kecamatan those in sight.
    pub named: Vec<usize>,
    /// Height of a name, in units of the canvas.
    pub em: f64,
}

/// Draws the map into `area`.
pub fn draw<'a>(canvas: &mut Canvas<'a>, map: &BareMap<'a>, area: Area) {
    let area = area.map(f64::round);
    let (width, height) = ((area[2] - area[0]).max(16.0), (area[3] - area[1]).max(16.0));
    let unit = map.em / 13.0;
    let view = View::fit(map.bounds, width as u32, height as u32, 12.0 * unit);
    let pockets: Vec<Vec<usize>> = map.pockets.iter().map(|p| p.members.clone()).collect();
    let look = Look {
        fills: map.fills.clone(),
        ramp: map.ramp.clone(),
        colours: MapColours::LIGHT,
        lines: LineWidths::WINDOW.scaled(unit),
        layers: Layers::default(),
        fade: if pockets.is_empty() { Fade::None } else { Fade::OutsidePockets },
        pockets,
        lone: Vec::new(),
        picked: map.picked.clone(),
        hatched: Vec::new(),
        symbols: None,
        rings: None,
        vision: None,
    };
    canvas.add(Mark::Map(Box::new(MapMark {
        scene: map.scene,
        look: Arc::new(look),
        area,
        view,
        grid: [Vec::new(), Vec::new()],
        pattern: unit,
    })));
    let mut taken: Vec<Area> = Vec::new();
    let before = canvas.marks.len();
    number_pockets(canvas, map, area, &view, &mut taken);
    let dots = dots(map, &view);
    for (i, at, colour) in &dots {
        let [x, y] = view.pixel_from_map(*at);
        let at = [x + area[0], y + area[1]];
        // The picked one has a broader rim.
        let rim = if map.picked.contains(i) { 0.8 } else { 0.6 };
        canvas.disc(at, map.em * rim, Rgb::hex(0x15_201E));
        canvas.disc(at, map.em * 0.5, *colour);
        let r = map.em * 0.65;
        taken.push([at[0] - r, at[1] - r, at[0] + r, at[1] + r]);
    }
    for (name, at) in names(map) {
        let [x, y] = view.pixel_from_map(at);
        name_one(canvas, &name, [x + area[0], y + area[1]], map.em, area, &mut taken);
    }
    if !map.picked.is_empty() {
        // As the map itself: sheet after sheet the same names.
        let names = canvas.marks.split_off(before);
        canvas.add(Mark::Shared(names));
    }
    canvas.frame(area, 0.8 * unit, Rgb::hex(0x8A_9693));
}

/// Signs over the map of a sheet that was laid out, at places on earth, `unit` times as large as in
/// the window.
pub fn signs(canvas: &mut Canvas<'_>, signs: &[([f64; 2], Sign)], unit: f64) {
    let map = canvas.marks.iter().find_map(|mark| match mark {
        Mark::Map(map) => Some((map.scene, map.view, map.area)),
        _ => None,
    });
    let Some((scene, view, area)) = map else { return };
    canvas.add(Mark::Clip(area));
    for (at, sign) in signs {
        let [x, y] = view.pixel_from_map(scene.map_from_lon_lat(*at));
        places::mark(canvas, [x + area[0], y + area[1]], unit, *sign);
    }
    canvas.add(Mark::Unclip);
}

/// Sites over a map that was drawn into `area`: a disc each, in the colour of its kind.
pub fn sites(canvas: &mut Canvas<'_>, map: &BareMap<'_>, area: Area, sites: &[([f64; 2], Rgb)]) {
    let area = area.map(f64::round);
    let (width, height) = ((area[2] - area[0]).max(16.0), (area[3] - area[1]).max(16.0));
    let unit = map.em / 13.0;
    let view = View::fit(map.bounds, width as u32, height as u32, 12.0 * unit);
    for (at, colour) in sites {
        let [x, y] = view.pixel_from_map(map.scene.map_from_lon_lat(*at));
        let at = [x + area[0], y + area[1]];
        canvas.disc(at, map.em * 0.52, Rgb::WHITE);
        canvas.disc(at, map.em * 0.42, *colour);
    }
}

/// Named villages that are smaller than a letter, each with its colour: a disc marks them, so that
/// their name covers nothing and their class is seen.
fn dots(map: &BareMap<'_>, view: &View) -> Vec<(usize, [f64; 2], Rgb)> {
    if map.names != Names::Villages {
        return Vec::new();
    }
    let of = |&i: &usize| {
        let village = map.scene.villages.get(i)?;
        let [west, south, east, north] = village.bounds;
        let long = (east - west).max(north - south) / view.metres_per_pixel;
        let colours = MapColours::LIGHT;
        let colour = match map.fills.get(i)? {
            Fill::Class(class) => *map.ramp.get(*class)?,
            Fill::Own(colour) => *colour,
            Fill::NoData => colours.no_data,
            Fill::NotApplicable => colours.not_applicable,
            Fill::Plain | Fill::Other => colours.land,
        };
        (long < 1.6 * map.em).then_some((i, village.inside, colour))
    };
    map.named.iter().filter_map(of).collect()
}

/// The scale and the north of a map that was drawn into `area`, in its lower left corner.
pub fn scale(canvas: &mut Canvas<'_>, lang: Lang, map: &BareMap<'_>, area: Area) {
    let area = area.map(f64::round);
    let (width, height) = ((area[2] - area[0]).max(16.0), (area[3] - area[1]).max(16.0));
    let view = View::fit(map.bounds, width as u32, height as u32, 12.0 * map.em / 13.0);
    let Some(bar) = ScaleBar::of(view.metres_per_pixel, width * 0.2) else { return };
    let em = map.em * 0.9;
    let colour = Rgb::hex(0x15_201E);
    let style = Type { em, weight: Weight::Regular, colour };
    let end = text_width(&format!("{} {}", bar.figure(lang, 1.0), bar.unit()), em, style.weight);
    let (left, tall) = (area[0] + 3.0, em * 3.9);
    let wide = bar.pixels + end + em * 3.6;
    canvas.rect([left, area[3] - tall - 2.0, left + wide, area[3] - 2.0], Rgb::WHITE);
    scale_bar(canvas, lang, &bar, [left + em * 0.8, area[3] - em * 2.6], style);
    let arrow = [left + wide - em * 1.5, area[3] - tall - 1.0];
    north(canvas, lang, arrow, em * 1.1, em);
}

fn names(map: &BareMap<'_>) -> Vec<(String, [f64; 2])> {
    match map.names {
        Names::Kecamatan => map.scene.kecamatan.iter().map(|k| (k.name.clone(), k.label)).collect(),
        Names::Villages => {
            let villages = map.named.iter().filter_map(|&i| map.scene.villages.get(i));
            villages.map(|v| (v.name.clone(), v.inside)).collect()
        }
    }
}

/// A name where nothing else stands, within the frame; else none.
fn name_one(
    canvas: &mut Canvas<'_>,
    name: &str,
    [x, y]: [f64; 2],
    em: f64,
    area: Area,
    taken: &mut Vec<Area>,
) {
    let width = text_width(name, em, Weight::Bold);
    let (half, high) = (width / 2.0 + 2.0, em * LINE / 2.0);
    // Over the place, else above or below it, else beside it.
    let beside = half / em + 0.9;
    let shifts = [[0.0, 0.0], [0.0, -1.4], [0.0, 1.4], [beside, 0.0], [-beside, 0.0]];
    for [right, down] in shifts {
        let (x, y) = (x + right * em, y + down * em);
        let own = [x - half, y - high, x + half, y + high];
        let inside = own[0] > area[0] && own[1] > area[1] && own[2] < area[2] && own[3] < area[3];
        let free =
            taken.iter().all(|t| own[2] < t[0] || own[0] > t[2] || own[3] < t[1] || own[1] > t[3]);
        if inside && free {
            let style = Type { em, weight: Weight::Bold, colour: MapColours::LIGHT.label };
            canvas.halo_text(name, [x, y], style, Rgb::WHITE, em * 0.16);
            taken.push(own);
            return;
        }
    }
}

fn number_pockets(
    canvas: &mut Canvas<'_>,
    map: &BareMap<'_>,
    area: Area,
    view: &View,
    taken: &mut Vec<Area>,
) {
    let radius = map.em * 0.85;
    for pocket in map.pockets {
        let places: Vec<[f64; 2]> = pocket
            .members
            .iter()
            .filter_map(|&i| map.scene.villages.get(i))
            .map(|v| v.inside)
            .collect();
        let n = places.len().max(1) as f64;
        let middle = [
            places.iter().map(|p| p[0]).sum::<f64>() / n,
            places.iter().map(|p| p[1]).sum::<f64>() / n,
        ];
        let far = |p: &&[f64; 2]| (p[0] - middle[0]).hypot(p[1] - middle[1]);
        let Some(at) = places.iter().min_by(|a, b| far(a).total_cmp(&far(b))) else { continue };
        let [x, y] = view.pixel_from_map(*at);
        let (x, y) = (x + area[0], y + area[1]);
        canvas.disc([x, y], radius, Rgb::hex(0x15_201E));
        let style = Type { em: map.em, weight: Weight::Bold, colour: Rgb::WHITE };
        let top = y - map.em * LINE / 2.0;
        canvas.text(&pocket.number.to_string(), [x, top], style, super::canvas::Align::Middle);
        taken.push([x - radius, y - radius, x + radius, y + radius]);
    }
}
