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
use super::sheet_panel;
use super::signs::Sign;
use super::small::small;
use super::symbology::{Fill, LineWidths, MapColours, Rgb};
use crate::dataset::village::Frame;
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
        colours: MapColours::PAPER,
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
    let marked =
        if map.names == Names::Villages { marks(canvas, map, area, &view) } else { Vec::new() };
    taken.extend(marked.iter().map(|(_, bounds)| *bounds));
    for (village, name, at) in names(map) {
        let [x, y] = view.pixel_from_map(at);
        let at = [x + area[0], y + area[1]];
        let own = village.and_then(|i| small_box(map, area, &view, i, &marked));
        name_one(canvas, &name, (at, own), map.em, area, &mut taken);
    }
    if !map.picked.is_empty() {
        // As the map itself: sheet after sheet the same names.
        let names = canvas.marks.split_off(before);
        canvas.add(Mark::Shared(names));
    }
    canvas.frame(area, 0.8 * unit, Rgb::hex(0x8A_9693));
}

/// What a scale takes below its map.
pub const SCALE: f64 = 17.0;

/// Scale bar and north arrow of a map that was drawn into `area`, in the strip below it; a map
/// without metres has none.
pub fn scale(canvas: &mut Canvas<'_>, lang: Lang, map: &BareMap<'_>, area: Area) {
    if map.scene.projection.frame == Frame::Planar {
        return;
    }
    let area = area.map(f64::round);
    let (width, height) = ((area[2] - area[0]).max(16.0), (area[3] - area[1]).max(16.0));
    let view = View::fit(map.bounds, width as u32, height as u32, 12.0 * map.em / 13.0);
    let style = Type { em: 6.2, weight: Weight::Regular, colour: MapColours::PAPER.label };
    if let Some(bar) = ScaleBar::of(view.metres_per_pixel, 0.4 * width) {
        sheet_panel::scale_bar(canvas, lang, &bar, [area[0] + 4.0, area[3] + 2.0], style);
    }
    let (em, arrow) = (4.4, 5.0);
    sheet_panel::north(canvas, lang, [area[2] - arrow - 3.0, area[3] + 1.5], arrow, em);
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

/// A village of the named ones, its name and where that stands.
fn names(map: &BareMap<'_>) -> Vec<(Option<usize>, String, [f64; 2])> {
    match map.names {
        Names::Kecamatan => {
            map.scene.kecamatan.iter().map(|k| (None, k.name.clone(), k.label)).collect()
        }
        Names::Villages => {
            let villages = map.named.iter().filter_map(|&i| Some((i, map.scene.villages.get(i)?)));
            villages.map(|(i, v)| (Some(i), v.name.clone(), v.inside)).collect()
        }
    }
}

/// A mark in its class's colour on each named village that is too small to be seen; their boxes.
fn marks(
    canvas: &mut Canvas<'_>,
    map: &BareMap<'_>,
    area: Area,
    view: &View,
) -> Vec<(usize, Area)> {
    let unit = map.em / 13.0;
    let radius = 6.0 * unit;
    let mut found = small(map.scene, view.bounds(), view.metres_per_pixel * unit);
    found.retain(|i| map.named.contains(i));
    let colour = |i: usize| match map.fills.get(i) {
        Some(Fill::Class(class)) => map.ramp.get(*class).copied().unwrap_or(Rgb::WHITE),
        Some(Fill::Own(own)) => *own,
        Some(Fill::NoData) => MapColours::PAPER.no_data,
        _ => MapColours::PAPER.land,
    };
    let mark = |i: usize| {
        let [x, y] = view.pixel_from_map(map.scene.villages[i].inside);
        let at = [x + area[0], y + area[1]];
        canvas.disc(at, radius, Rgb::hex(0x13_1C1A));
        canvas.disc(at, radius - 1.4 * unit, colour(i));
        (i, [at[0] - radius, at[1] - radius, at[0] + radius, at[1] + radius])
    };
    found.into_iter().map(mark).collect()
}

/// What of a village its name would cover: its box where it is no larger than a word.
fn small_box(
    map: &BareMap<'_>,
    area: Area,
    view: &View,
    village: usize,
    marked: &[(usize, Area)],
) -> Option<Area> {
    if let Some((_, bounds)) = marked.iter().find(|(i, _)| *i == village) {
        return Some(*bounds);
    }
    let about = map.scene.villages.get(village)?;
    let [west, north] = view.pixel_from_map([about.bounds[0], about.bounds[3]]);
    let [east, south] = view.pixel_from_map([about.bounds[2], about.bounds[1]]);
    let own = [west + area[0], north + area[1], east + area[0], south + area[1]];
    let width = text_width(&about.name, map.em, Weight::Bold);
    (own[2] - own[0] < width && own[3] - own[1] < 4.0 * map.em).then_some(own)
}

/// A name where nothing else stands, within the frame; else none.
fn name_one(
    canvas: &mut Canvas<'_>,
    name: &str,
    ([x, y], small): ([f64; 2], Option<Area>),
    em: f64,
    area: Area,
    taken: &mut Vec<Area>,
) {
    let width = text_width(name, em, Weight::Bold);
    let (half, high) = (width / 2.0 + 2.0, em * LINE / 2.0);
    let places = match small {
        None => [0.0, -1.2, 1.2].map(|shift| [x, y + shift * em]).to_vec(),
        // Beside what it would cover.
        Some([left, top, right, bottom]) => {
            vec![[right + half, y], [left - half, y], [x, bottom + high], [x, top - high]]
        }
    };
    for [x, y] in places {
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
