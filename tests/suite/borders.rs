//! Shared borders: nothing tears at any level of detail, two drawings of one border become one, and
//! the identity raster is that of a slow and exact one.

use geo::{Coord, LineString, MultiPolygon, Polygon};
use kantong::base::progress::Progress;
use kantong::dataset::around::{Around, Seams};
use kantong::dataset::borders::{Borders, dissolve, read, read_head, write, write_head};
use kantong::dataset::village::{Frame, Register};
use kantong::output::raster::{Detail, IdRaster, View, rasterise, rasterise_with};
use kantong::output::scene::Scene;
use kantong::output::shade::{Shading, shade};
use kantong::output::symbology::{Fill, LineWidths, MapColours, Ramp};
use kantong::project::{Mode, Project, Stamp};
use kantong::workflow::{MapOptions, map_file, open_map, open_project, scene};

use super::pictures::village;

struct Dice(u64);

impl Dice {
    /// 0 ≤ x < 1.
    fn roll(&mut self) -> f64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as f64 / (1_u64 << 31) as f64
    }

    fn within(&mut self, low: f64, high: f64) -> f64 {
        low + self.roll() * (high - low)
    }
}

type Line = Vec<Coord<f64>>;

/// `side × side` villages with wiggly borders of `steps` stretches each, which neighbours share.
/// `keep` leaves corners of a border out, for each village by itself.
fn board(side: usize, steps: usize, mut keep: impl FnMut(usize) -> bool) -> Register {
    let mut dice = Dice(7);
    let size = 0.01;
    let mut nodes = Vec::new();
    for j in 0..=side {
        for i in 0..=side {
            let mut jitter = || dice.within(-0.2, 0.2) * size;
            let at = [122.0 + i as f64 * size, -4.0 + j as f64 * size];
            nodes.push(Coord { x: at[0] + jitter(), y: at[1] + jitter() });
        }
    }
    let node = |i: usize, j: usize| nodes[j * (side + 1) + i];
    let mut wiggle = |a: Coord<f64>, b: Coord<f64>| -> Line {
        let mut line: Line = (0..=steps)
            .map(|k| {
                let t = k as f64 / steps as f64;
                let off =
                    [dice.within(-1.0, 1.0), dice.within(-1.0, 1.0)].map(|x| x * size * 0.015);
                let off = if k == 0 || k == steps { [0.0; 2] } else { off };
                Coord { x: a.x + (b.x - a.x) * t + off[0], y: a.y + (b.y - a.y) * t + off[1] }
            })
            .collect();
        line[0] = a;
        line[steps] = b;
        line
    };
    // [lower side of each cell row], [left side of each cell column]
    let mut level: Vec<Vec<Line>> = Vec::new();
    let mut upright: Vec<Vec<Line>> = Vec::new();
    for j in 0..=side {
        level.push((0..side).map(|i| wiggle(node(i, j), node(i + 1, j))).collect());
    }
    for j in 0..side {
        upright.push((0..=side).map(|i| wiggle(node(i, j), node(i, j + 1))).collect());
    }
    let back = |line: &Line| line.iter().rev().copied().collect::<Line>();
    let mut villages = Vec::new();
    for j in 0..side {
        for i in 0..side {
            let sides = [
                level[j][i].clone(),
                upright[j][i + 1].clone(),
                back(&level[j + 1][i]),
                back(&upright[j][i]),
            ];
            let ring: Line = sides.iter().flat_map(|line| &line[..steps]).copied().collect();
            let ring: Line =
                ring.iter().enumerate().filter(|(k, _)| keep(*k)).map(|(_, c)| *c).collect();
            let number = j * side + i;
            let shape = MultiPolygon::new(vec![Polygon::new(LineString::new(ring), vec![])]);
            villages.push(village(number, &format!("V{number}"), number % 4, shape));
        }
    }
    Register {
        system: kantong::base::code::CodeSystem::None,
        frame: Frame::Geographic,
        crs_name: String::new(),
        boundary_source: String::new(),
        around: Around::default(),
        villages,
    }
}

fn fine_board() -> Register {
    board(30, 40, |_| true)
}

/// Which village holds the middle of each pixel, from the source's own positions, one at a time.
fn exact(register: &Register, scene: &Scene, view: &View) -> IdRaster {
    let mut ids = vec![0; (view.width * view.height) as usize];
    let rings: Vec<(Vec<[f64; 2]>, [f64; 4])> = register
        .villages
        .iter()
        .map(|v| {
            let ring: Vec<[f64; 2]> = v.shape.0[0]
                .exterior()
                .0
                .iter()
                .map(|c| scene.map_from_lon_lat([c.x, c.y]))
                .collect();
            let edge = |axis: usize, pick: fn(f64, f64) -> f64| {
                ring.iter().map(|p| p[axis]).reduce(pick).unwrap()
            };
            let bounds =
                [edge(0, f64::min), edge(1, f64::min), edge(0, f64::max), edge(1, f64::max)];
            (ring, bounds)
        })
        .collect();
    let frame = view.bounds();
    let in_sight =
        |b: &[f64; 4]| b[0] <= frame[2] && b[2] >= frame[0] && b[1] <= frame[3] && b[3] >= frame[1];
    let seen: Vec<usize> = (0..rings.len()).filter(|&v| in_sight(&rings[v].1)).collect();
    for y in 0..view.height {
        for x in 0..view.width {
            let [px, py] = view.map_from_pixel([f64::from(x) + 0.5, f64::from(y) + 0.5]);
            let holds = |(ring, b): &(Vec<[f64; 2]>, [f64; 4])| {
                b[0] <= px && px <= b[2] && b[1] <= py && py <= b[3] && {
                    ring.windows(2).fold(false, |inside, w| {
                        let ([x0, y0], [x1, y1]) = (w[0], w[1]);
                        let crosses =
                            (y0 <= py) != (y1 <= py) && px < x0 + (py - y0) / (y1 - y0) * (x1 - x0);
                        inside != crosses
                    })
                }
            };
            let found = seen.iter().rev().find(|&&v| holds(&rings[v]));
            ids[(y * view.width + x) as usize] = found.map_or(0, |&v| v as u32 + 1);
        }
    }
    IdRaster { width: view.width, height: view.height, ids }
}

/// A view of the board: somewhere on it, from all of it down to a village.
fn random_view(scene: &Scene, dice: &mut Dice) -> View {
    let full = scene.full;
    let whole = View::fit(full, 96, 72, 2.0);
    let zoom = 2.0_f64.powf(dice.within(0.0, 6.0));
    View {
        centre: [dice.within(full[0], full[2]), dice.within(full[1], full[3])],
        metres_per_pixel: whole.metres_per_pixel / zoom,
        ..whole
    }
}

fn near(ids: &IdRaster, x: i64, y: i64, id: u32) -> bool {
    let at = |x: i64, y: i64| {
        let inside = x >= 0 && y >= 0 && x < i64::from(ids.width) && y < i64::from(ids.height);
        inside.then(|| ids.ids[(y * i64::from(ids.width) + x) as usize])
    };
    (-1..=1).any(|dy| (-1..=1).any(|dx| at(x + dx, y + dy).is_none_or(|other| other == id)))
}

#[test]
fn two_hundred_views_are_those_of_an_exact_rasteriser() {
    let register = fine_board();
    let scene = Scene::of(&register);
    assert!(Borders::of_register(&register).level_count() > 1, "coarser levels are tried too");
    let mut dice = Dice(3);
    let (mut pixels, mut wrong) = (0, 0);
    for number in 0..200 {
        let view = random_view(&scene, &mut dice);
        let drawn = rasterise(&scene, &view, &Progress::default()).unwrap();
        let expected = exact(&register, &scene, &view);
        pixels += drawn.ids.len();
        for (at, (a, b)) in drawn.ids.iter().zip(&expected.ids).enumerate() {
            if a != b {
                wrong += 1;
                let (x, y) = (at as i64 % i64::from(view.width), at as i64 / i64::from(view.width));
                assert!(near(&expected, x, y, *a), "view {number}: {x},{y} is {a}, not {b}");
            }
        }
    }
    assert!(wrong * 1000 <= pixels, "{wrong} of {pixels}");
}

#[test]
fn the_land_has_no_gap_at_any_level_and_moving_is_off_by_a_pixel_at_most() {
    let register = fine_board();
    let scene = Scene::of(&register);
    let mut dice = Dice(11);
    for _ in 0..60 {
        let view = random_view(&scene, &mut dice);
        let sharp = rasterise(&scene, &view, &Progress::default()).unwrap();
        let quick = rasterise_with(&scene, &view, Detail::Quick, &Progress::default()).unwrap();
        for (at, id) in quick.ids.iter().enumerate() {
            let (x, y) = (at as i64 % i64::from(view.width), at as i64 / i64::from(view.width));
            assert!(near(&sharp, x, y, *id), "{x},{y}");
        }
        for ids in [&sharp, &quick] {
            assert_eq!(gaps(ids, &scene, &view, 30), 0);
        }
    }
}

/// Pixels without village well inside a board, where there is nothing but land.
fn gaps(ids: &IdRaster, scene: &Scene, view: &View, side: usize) -> usize {
    let inside = |at: usize| {
        let (x, y) = (at % ids.width as usize, at / ids.width as usize);
        let place = view.map_from_pixel([x as f64 + 0.5, y as f64 + 0.5]);
        let [lon, lat] = scene.lon_lat_from_map(place);
        let within = |from_edge: f64| (0.015..0.01 * side as f64 - 0.015).contains(&from_edge);
        within(lon - 122.0) && within(lat + 4.0)
    };
    ids.ids.iter().enumerate().filter(|&(at, &id)| id == 0 && inside(at)).count()
}

#[test]
fn a_border_of_two_villages_is_one_arc() {
    let register = board(6, 10, |_| true);
    let borders = Borders::of_register(&register);
    let level = borders.level(0);
    let mut uses = vec![0; level.arc_count()];
    level.uses.iter().for_each(|u| uses[(u >> 1) as usize] += 1);
    // 6 rows of 7 borders each way; 24 of them lie at the coast, which is cut only where others meet.
    assert_eq!(uses.iter().filter(|&&n| n == 2).count(), 60);
    assert_eq!(uses.iter().filter(|&&n| n == 1).count(), 20);
    assert!(uses.iter().all(|&n| n == 1 || n == 2));
    let places: f64 = register.villages.iter().map(|v| geo::Area::unsigned_area(&v.shape)).sum();
    let all: f64 = borders.areas.iter().sum();
    assert!((all - places).abs() < 1e-9, "{all} {places}");
}

/// The same board, each village drawn by itself: about a third of its corners left out.
fn drawn_apart() -> Register {
    let mut dice = Dice(23);
    let mut register = board(12, 24, |_| dice.roll() > 0.33);
    let snap = 0.01 * 0.02;
    register.around.seams = Some(Seams {
        gaps: 100,
        overlaps: 100,
        snap,
        tolerance: snap * 111_000.0,
        drawn_apart: true,
        ..Seams::default()
    });
    register
}

#[test]
fn villages_drawn_one_by_one_leave_no_holes_and_a_lake_stays() {
    let mut register = drawn_apart();
    let whole = Scene::of(&register);
    let view = View::fit(whole.full, 900, 900, 0.0);
    let holes = |register: &Register| {
        let ids = rasterise(&Scene::of(register), &view, &Progress::default()).unwrap();
        gaps(&ids, &whole, &view, 12)
    };
    // As they are, they leave many.
    let seams = register.around.seams.take();
    let before = holes(&register);
    register.around.seams = seams;
    let after = holes(&register);
    assert!(before > 400, "{before}");
    assert!(after * 50 < before, "{after} of {before}");
    // A lake is far wider than any seam.
    let lake: Line = [(0.3, 0.3), (0.7, 0.3), (0.7, 0.7), (0.3, 0.7)]
        .map(|(x, y)| Coord { x: 122.05 + x * 0.01, y: -3.95 + y * 0.01 })
        .to_vec();
    let middle = &mut register.villages[5 * 12 + 5].shape.0[0];
    middle.interiors_push(LineString::new(lake.into_iter().rev().collect()));
    let wet = holes(&register) - after;
    // 0.4 × 0.4 of a village that is 75 pixels wide.
    assert!((700..1100).contains(&wet), "{wet}");
}

#[test]
fn levels_come_back_from_their_bytes_and_every_cut_is_refused() {
    let borders = Borders::of_register(&board(4, 6, |_| true));
    let bytes = write(borders.level(0));
    assert_eq!(read(&bytes).as_ref(), Some(borders.level(0)));
    let head = write_head(&borders);
    let back = read_head(&head).unwrap();
    assert_eq!((&back.boxes, &back.areas), (&borders.boxes, &borders.areas));
    assert_eq!((back.lattice, back.level_count()), (borders.lattice, borders.level_count()));
    for cut in 0..bytes.len() {
        assert!(read(&bytes[..cut]).is_none(), "cut at {cut}");
    }
    for cut in 0..head.len() {
        assert!(read_head(&head[..cut]).is_none(), "cut at {cut}");
    }
    for at in 0..bytes.len() {
        for byte in [0, 1, 0x7f, 0x80, 0xff] {
            let mut bad = bytes.clone();
            bad[at] = byte;
            // Only that it returns, and that what it returns can be drawn.
            if let Some(level) = read(&bad) {
                (0..level.shape_count()).for_each(|shape| {
                    level.rings_of(shape).for_each(|ring| drop(level.ring_points(ring)));
                });
            }
        }
    }
}

#[test]
fn a_dissolved_board_is_its_rim_and_groups_keep_their_area() {
    let register = board(8, 12, |_| true);
    let borders = Borders::of_register(&register);
    let all = dissolve(borders.level(0), &[0; 64], 1);
    assert_eq!(all[0].len(), 1, "one rim, nothing inside");
    assert_eq!(all[0][0].first(), all[0][0].last());
    let area = |ring: &[[i32; 2]]| -> f64 {
        let [ox, oy] = ring[0].map(f64::from);
        let cross = |w: &[[i32; 2]]| {
            let [[a, b], [c, d]] = [w[0], w[1]].map(|p| p.map(f64::from));
            (a - ox) * (d - oy) - (c - ox) * (b - oy)
        };
        ring.windows(2).map(cross).sum::<f64>() / 2.0
    };
    let square = borders.lattice.step.powi(2);
    let total: f64 = borders.areas.iter().sum();
    assert!((area(&all[0][0]) * square - total).abs() < 1e-12);
    // Every fourth village: islands that touch at corners, and holes between them.
    let group: Vec<u32> = (0..64).map(|i| u32::from(i % 4 == 0)).collect();
    let two = dissolve(borders.level(0), &group, 2);
    for (number, rings) in two.iter().enumerate() {
        let own = group.iter().zip(&borders.areas).filter(|(g, _)| **g as usize == number);
        let own: f64 = own.map(|(_, area)| area).sum();
        let drawn: f64 = rings.iter().map(|ring| area(ring)).sum::<f64>() * square;
        assert!((own - drawn).abs() < 1e-12, "{number}: {own} {drawn}");
    }
}

#[test]
fn borders_are_left_out_where_they_would_blacken() {
    let register = board(24, 4, |_| true);
    let scene = Scene::of(&register);
    let fills = vec![Fill::Class(2); register.villages.len()];
    let ramp = Ramp::of(kantong::indicator::definition::Direction::WorseHigh).colours(5);
    let plain = ramp[2];
    let changed = |side: u32, unit: f64| {
        let view = View::fit(scene.full, side, side, 0.0);
        let ids = rasterise(&scene, &view, &Progress::default()).unwrap();
        let mut shading = Shading::plain(&fills, &ramp, &MapColours::LIGHT);
        // Only the villages' own lines.
        shading.lines =
            LineWidths { kecamatan: 0.0, kabupaten: 0.0, province: 0.0, ..shading.lines };
        shading.unit = unit * view.metres_per_pixel;
        let picture = shade(&ids, &scene, &shading);
        let land = ids.ids.iter().filter(|&&id| id != 0).count();
        let pure =
            picture.chunks_exact(4).filter(|p| p[..3] == [plain.0, plain.1, plain.2]).count();
        1.0 - pure as f64 / land as f64
    };
    assert!(changed(60, 0.0) > 0.5, "two and a half pixels a village: mostly lines");
    assert!(changed(60, 1.0) < 0.01, "so they are left out");
    assert!(changed(900, 1.0) > 0.02, "and drawn where there is room");
}

const STAMP: Stamp<'static> = Stamp { at: "2026-01-02T03:04:05Z", who: "uji" };

#[test]
fn a_project_keeps_its_borders_and_draws_the_same_with_and_without_them() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("p.gpkg");
    let register = drawn_apart();
    let column = super::project::column("miskin", "2024", register.len(), 10.0);
    let source = super::project::source("b.shp");
    drop(Project::create(&path, register.clone(), &source, vec![column], &STAMP).unwrap());
    let picture = |name: &str| {
        let options = MapOptions {
            indicator: "miskin".into(),
            date: "2026-01-02".into(),
            size: (400, 300),
            ..MapOptions::default()
        };
        let (snapshot, scene, faults) = open_map(&path, &options).unwrap();
        let out = folder.path().join(name);
        map_file(&snapshot, &scene, &options, &out, &Progress::default()).unwrap();
        let shapes = snapshot.register.villages.iter().filter(|v| !v.shape.0.is_empty()).count();
        (std::fs::read(out).unwrap(), shapes, faults.len())
    };
    let (glanced, shapes, _) = picture("a.png");
    assert_eq!(shapes, 0, "a map needs no shape");
    // Anyone else's change: everything is looked at again, and the picture is the same.
    let other = rusqlite::Connection::open(&path).unwrap();
    other.execute("UPDATE gpkg_contents SET description = 'x'", []).unwrap();
    let (whole, shapes, _) = picture("b.png");
    assert_eq!((whole == glanced, shapes), (true, register.len()));
    // The borders are gone: they are made anew, and kept when the project is opened for writing.
    other.execute("DROP TABLE kantong_borders", []).unwrap();
    assert!(picture("c.png").0 == glanced);
    let mut opened = open_project(&path, Mode::Write).unwrap();
    assert!(opened.project.sound_borders().unwrap().is_none());
    scene(&mut opened.project, &opened.snapshot.register).unwrap();
    assert!(opened.project.sound_borders().unwrap().is_some());
    assert!(opened.project.integrity().unwrap().is_empty());
    drop(opened);
    let (again, shapes, _) = picture("d.png");
    assert_eq!((again == glanced, shapes), (true, 0), "sealed by our own change");
    // A damaged part is not believed.
    other
        .execute("UPDATE kantong_borders SET content = zeroblob(99) WHERE part = 'level-0'", [])
        .unwrap();
    assert!(picture("e.png").0 == glanced);
    // A village that was moved: told, and drawn where it is now.
    other
        .execute("UPDATE desa SET geom = (SELECT geom FROM desa WHERE fid = 2) WHERE fid = 1", [])
        .unwrap();
    let (moved, shapes, told) = picture("f.png");
    assert!(moved != glanced && shapes == register.len() && told > 0);
}
