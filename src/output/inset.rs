//! The small map: where the kabupaten lies among its neighbours.

use super::canvas::{Area, Canvas, Mark, Pen};
use super::page::Around;
use super::raster::View;
use super::scene::{Bounds, Scene};
use super::symbology::{MapColours, Rgb};

/// The kabupaten itself.
const HERE: Rgb = Rgb::hex(0xBD_0026);
const EDGE: Rgb = Rgb::hex(0xA8_B0AC);

/// Draws it into a box; `unit` is the size of a point of the window.
pub fn draw(canvas: &mut Canvas<'_>, scene: &Scene, around: &Around, area: Area, unit: f64) {
    let colours = MapColours::LIGHT;
    let place = |lon_lat| scene.map_from_lon_lat(lon_lat);
    let boxes: Vec<Bounds> = around
        .boxes
        .iter()
        .map(|b| {
            let (low, high) = (place([b[0], b[1]]), place([b[2], b[3]]));
            [low[0], low[1], high[0], high[1]]
        })
        .collect();
    let land: Vec<Vec<[f64; 2]>> =
        around.land.iter().map(|ring| ring.iter().map(|&p| place(p)).collect()).collect();
    let points = land.iter().flatten().map(|p| [p[0], p[1], p[0], p[1]]);
    let seen = points
        .chain(boxes.iter().copied())
        .fold(scene.full, |a, b| [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])]);
    let (width, height) = (area[2] - area[0], area[3] - area[1]);
    // A hundred steps a unit: the box need not be whole.
    let view = View::fit(seen, (width * 100.0) as u32, (height * 100.0) as u32, width * 4.0);
    let at = |map: [f64; 2]| {
        let [x, y] = view.pixel_from_map(map);
        [area[0] + x / 100.0, area[1] + y / 100.0]
    };
    canvas.rect(area, colours.sea);
    canvas.add(Mark::Clip(area));
    let thin = Pen::solid(0.5 * unit, EDGE);
    let rings: Vec<Vec<[f64; 2]>> =
        land.iter().map(|ring| ring.iter().map(|&p| at(p)).collect()).collect();
    for [west, south, east, north] in boxes {
        let [a, b] = [at([west, north]), at([east, south])];
        canvas.rect([a[0], a[1], b[0], b[1]], colours.land);
        let ring = vec![a, [b[0], a[1]], b, [a[0], b[1]], a];
        canvas.stroke(vec![ring], Pen { dash: vec![2.0 * unit, 1.5 * unit], ..thin.clone() });
    }
    if !rings.is_empty() {
        canvas.add(Mark::Fill { rings: rings.clone(), colour: colours.land });
        canvas.stroke(rings, thin);
    }
    let small = View {
        metres_per_pixel: view.metres_per_pixel * 100.0,
        width: width as u32,
        height: height as u32,
        ..view
    };
    // The view's middle is the box's, whatever its whole size.
    let shift = [
        area[0] + (width - f64::from(small.width)) / 2.0,
        area[1] + (height - f64::from(small.height)) / 2.0,
    ];
    let own: Vec<Vec<[f64; 2]>> = scene
        .outline(&small)
        .into_iter()
        .map(|ring| ring.into_iter().map(|[x, y]| [x + shift[0], y + shift[1]]).collect())
        .collect();
    canvas.stroke(own.clone(), Pen::solid(0.9 * unit, Rgb::hex(0x5A_0012)));
    canvas.add(Mark::Fill { rings: own, colour: HERE });
    canvas.add(Mark::Unclip);
    canvas.frame(area, 0.8 * unit, Rgb::hex(0x13_1C1A));
}
