//! Real kabupaten as Kemendagri drew them in 2025, each village simplified on its own: the picture
//! is that of the borders, and the land has no holes but its lakes.

use kantong::base::progress::Progress;
use kantong::output::raster::{IdRaster, View, rasterise};
use kantong::output::scene::Scene;
use kantong::project::Stamp;
use kantong::workflow::{NewOptions, new_project};

use crate::shared::shared;

struct Dice(u64);

impl Dice {
    fn within(&mut self, low: f64, high: f64) -> f64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        low + (high - low) * ((self.0 >> 33) as f64 / (1_u64 << 31) as f64)
    }
}

/// The kabupaten of the folder, with their names.
fn kabupaten() -> Vec<(String, Scene, f64)> {
    let Some(folder) = shared("data/id/adm4_kemendagri_2025/shp") else { return Vec::new() };
    let mut files: Vec<_> = walk(&folder);
    files.sort();
    let made = tempfile::tempdir().unwrap();
    let read = |(i, file): (usize, &std::path::PathBuf)| {
        let path = made.path().join(format!("{i}.gpkg"));
        let stamp = Stamp { at: "2026-01-02T03:04:05Z", who: "uji" };
        let options = NewOptions::default();
        let files = [file.clone()];
        let (project, _) =
            new_project(&path, &files, &options, &stamp, &Progress::default()).unwrap();
        let register = project.register().unwrap();
        let seams = register.around.seams.map_or(0.0, |seams| seams.tolerance);
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        (name, Scene::of(&register), seams)
    };
    files.iter().enumerate().map(read).collect()
}

fn walk(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(walk(&path));
        } else if path.extension().is_some_and(|e| e == "shp") {
            found.push(path);
        }
    }
    found
}

type Rings = Vec<Vec<[f64; 2]>>;

fn holds(rings: &Rings, [px, py]: [f64; 2]) -> bool {
    rings.iter().flat_map(|ring| ring.windows(2)).fold(false, |inside, w| {
        let ([x0, y0], [x1, y1]) = (w[0], w[1]);
        let crosses = (y0 <= py) != (y1 <= py) && px < x0 + (py - y0) / (y1 - y0) * (x1 - x0);
        inside != crosses
    })
}

/// Metres from a place to the nearest border.
fn away(rings: &Rings, [px, py]: [f64; 2]) -> f64 {
    let side = |w: &[[f64; 2]]| {
        let ([x0, y0], [x1, y1]) = (w[0], w[1]);
        let (dx, dy) = (x1 - x0, y1 - y0);
        let square = dx * dx + dy * dy;
        let t = if square > 0.0 { ((px - x0) * dx + (py - y0) * dy) / square } else { 0.0 };
        let t = t.clamp(0.0, 1.0);
        (px - x0 - t * dx).hypot(py - y0 - t * dy)
    };
    rings.iter().flat_map(|ring| ring.windows(2)).map(side).fold(f64::INFINITY, f64::min)
}

#[test]
fn two_hundred_views_of_real_kabupaten_are_those_of_their_borders() {
    let mut dice = Dice(5);
    let all = kabupaten();
    let (mut pixels, mut wrong) = (0_usize, 0_usize);
    let mut specks = 0_usize;
    for (name, scene, _) in &all {
        let rings: Vec<Rings> = (0..scene.villages.len()).map(|v| scene.rings(v)).collect();
        let whole = View::fit(scene.full, 64, 48, 1.0);
        for number in 0..200_usize.div_ceil(all.len()) {
            let zoom = 2.0_f64.powf(dice.within(0.0, 6.0));
            let at = dice.within(0.0, scene.villages.len() as f64) as usize;
            let centre = scene.villages[at].inside;
            let view = View { centre, metres_per_pixel: whole.metres_per_pixel / zoom, ..whole };
            let drawn = rasterise(scene, &view, &Progress::default()).unwrap();
            for (at, &id) in drawn.ids.iter().enumerate() {
                let (x, y) = (at % view.width as usize, at / view.width as usize);
                let place = view.map_from_pixel([x as f64 + 0.5, y as f64 + 0.5]);
                let near = scene.within([place[0], place[1], place[0], place[1]]);
                let held: Vec<u32> = near
                    .into_iter()
                    .filter(|&v| holds(&rings[v], place))
                    .map(|v| v as u32 + 1)
                    .collect();
                pixels += 1;
                let same = if id == 0 { held.is_empty() } else { held.last() == Some(&id) };
                if same || id == kantong::output::raster::OTHER {
                    continue;
                }
                let square = view.metres_per_pixel.powi(2);
                let is_speck = id > 0 && scene.villages[id as usize - 1].area < square;
                if is_speck {
                    specks += 1;
                } else {
                    wrong += 1;
                }
                // Never more than a pixel from the border that it mistook.
                let mistaken = held.last().copied().filter(|&other| other != id);
                let of = |id: u32| away(&rings[id as usize - 1], place);
                let far = [Some(id).filter(|&id| id > 0), mistaken]
                    .into_iter()
                    .flatten()
                    .map(of)
                    .fold(f64::INFINITY, f64::min);
                let reach = view.metres_per_pixel;
                assert!(far <= reach, "{name}, view {number}: {x},{y} is {id}, {held:?}, {far} m");
            }
        }
    }
    eprintln!("{wrong} and {specks} specks of {pixels}");
    assert!(wrong * 1000 <= pixels, "{wrong} of {pixels}");
    // Villages smaller than a pixel are set on their neighbours, so that they are seen.
    assert!(specks * 1000 <= pixels * 2, "{specks} of {pixels}");
}

#[test]
fn the_land_of_real_kabupaten_has_no_gap() {
    let mut dice = Dice(17);
    for (name, scene, tolerance) in kabupaten() {
        let rings: Vec<Rings> = (0..scene.villages.len()).map(|v| scene.rings(v)).collect();
        let whole = View::fit(scene.full, 900, 900, 4.0);
        let mut views = vec![whole];
        for _ in 0..12 {
            let at = dice.within(0.0, scene.villages.len() as f64) as usize;
            let centre = scene.villages[at].inside;
            let zoom = 2.0_f64.powf(dice.within(1.0, 5.0));
            let metres_per_pixel = whole.metres_per_pixel / zoom;
            views.push(View { centre, metres_per_pixel, width: 400, height: 400 });
        }
        for view in views {
            let ids = rasterise(&scene, &view, &Progress::default()).unwrap();
            for hole in holes(&ids) {
                // A lake or a bay is wider than two drawings of one border stand apart.
                let widest = hole
                    .iter()
                    .map(|&(x, y)| {
                        let place = view.map_from_pixel([x as f64 + 0.5, y as f64 + 0.5]);
                        let reach = tolerance.max(1.0) * 2.0;
                        let around = [
                            place[0] - reach,
                            place[1] - reach,
                            place[0] + reach,
                            place[1] + reach,
                        ];
                        let near = scene.within(around);
                        near.into_iter().map(|v| away(&rings[v], place)).fold(reach, f64::min)
                    })
                    .fold(0.0, f64::max);
                assert!(widest > tolerance / 2.0, "{name}: a gap of {widest} m at {:?}", hole[0]);
            }
        }
    }
}

/// Groups of pixels without village that the picture's edge does not reach.
fn holes(ids: &IdRaster) -> Vec<Vec<(usize, usize)>> {
    let (width, height) = (ids.width as usize, ids.height as usize);
    let mut seen = vec![false; ids.ids.len()];
    let mut holes = Vec::new();
    for start in 0..ids.ids.len() {
        if seen[start] || ids.ids[start] != 0 {
            continue;
        }
        let (mut open, mut hole, mut outside) = (vec![start], Vec::new(), false);
        seen[start] = true;
        while let Some(at) = open.pop() {
            let (x, y) = (at % width, at / width);
            hole.push((x, y));
            outside |= x == 0 || y == 0 || x + 1 == width || y + 1 == height;
            let next = [
                (x > 0).then(|| at - 1),
                (x + 1 < width).then_some(at + 1),
                (y > 0).then(|| at - width),
                (y + 1 < height).then_some(at + width),
            ];
            for at in next.into_iter().flatten() {
                if !seen[at] && ids.ids[at] == 0 {
                    seen[at] = true;
                    open.push(at);
                }
            }
        }
        if !outside {
            holes.push(hole);
        }
    }
    holes
}
