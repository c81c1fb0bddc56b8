//! The map as pixels: who stands where, what it looks like, and that nothing on a sheet collides.

use geo::{Contains as _, Coord, LineString, MultiPolygon, Point, Polygon};
use kantong::base::code::{CodeSystem, VillageCode};
use kantong::base::fault::Stop;
use kantong::base::measure::Measure;
use kantong::base::progress::Progress;
use kantong::dataset::village::{Frame, Kind, Region, Register, Village};
use kantong::indicator::column::Column;
use kantong::indicator::definition::{Direction, Indicator, Quantity};
use kantong::lang::Lang;
use kantong::lang::output::{ClassCut, MethodNote};
use kantong::output::canvas::Canvas;
use kantong::output::drawing::Drawing;
use kantong::output::figure::{self, FigureInput, Origin, PocketOutline};
use kantong::output::label::{self, Rank, Wish};
use kantong::output::legend::{ClassBreaks, Legend, fills};
use kantong::output::raster::{View, rasterise};
use kantong::output::scalebar::ScaleBar;
use kantong::output::scene::Scene;
use kantong::output::shade::{Fade, Shading, shade};
use kantong::output::symbology::{Fill, MapColours, Ramp};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// A small generator with a seed: the tests need no randomness of better kind.
struct Dice(u64);

impl Dice {
    /// 0 ≤ x < 1.
    fn roll(&mut self) -> f64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as f64 / (1_u64 << 31) as f64
    }
}

pub fn village(number: usize, name: &str, kecamatan: usize, shape: MultiPolygon<f64>) -> Village {
    use geo::{BoundingRect as _, InteriorPoint as _};
    let middle = shape.bounding_rect().map_or(Point::new(0.0, 0.0), |r| r.center().into());
    Village {
        code: VillageCode::stored(format!("99.01.{:02}.{:04}", kecamatan + 1, 2001 + number)),
        name: name.to_owned(),
        kind: Kind::Desa,
        kecamatan: Region {
            code: Some(format!("99.01.{:02}", kecamatan + 1)),
            name: ["Kolono", "Palangga Selatan", "Moramo Utara", "Laonti"][kecamatan % 4]
                .to_owned(),
        },
        kabupaten: Region { code: Some("99.01".into()), name: "Contoh Raya".into() },
        inside: shape.interior_point().unwrap_or(middle),
        area_km2: Some(4.0),
        shape,
    }
}

/// `side × side` villages that share jittered corners and cover the square 0…1 exactly (times
/// `size`, from `origin`).
pub fn country(side: usize, seed: u64, frame: Frame, origin: [f64; 2], size: f64) -> Register {
    let mut dice = Dice(seed);
    let mut corners = vec![[0.0; 2]; (side + 1) * (side + 1)];
    for (at, corner) in corners.iter_mut().enumerate() {
        let (x, y) = (at % (side + 1), at / (side + 1));
        let mut jitter = |on: usize| {
            let shift = (dice.roll() - 0.5) * 0.7;
            if on == 0 || on == side { 0.0 } else { shift }
        };
        let (dx, dy) = (jitter(x), jitter(y));
        *corner = [
            origin[0] + (x as f64 + dx) / side as f64 * size,
            origin[1] + (y as f64 + dy) / side as f64 * size,
        ];
    }
    let corner = |x: usize, y: usize| Coord::from(corners[y * (side + 1) + x]);
    let villages = (0..side * side)
        .map(|i| {
            let (x, y) = (i % side, i / side);
            let ring = [corner(x, y), corner(x + 1, y), corner(x + 1, y + 1), corner(x, y + 1)];
            let shape = Polygon::new(LineString::from(ring.to_vec()), vec![]);
            let kecamatan = (2 * x / side) + 2 * (2 * y / side);
            village(i, &format!("Desa {i}"), kecamatan, MultiPolygon::new(vec![shape]))
        })
        .collect();
    Register {
        system: CodeSystem::Kemendagri,
        frame,
        crs_name: "WGS 84".into(),
        boundary_source: "desa_contoh.shp".into(),
        around: kantong::dataset::around::Around::default(),
        villages,
    }
}

pub fn column(values: Vec<Measure>) -> Column {
    let indicator = Indicator {
        id: "skor".into(),
        name: "Skor Desa".into(),
        unit: "indeks".into(),
        quantity: Quantity::Index,
        direction: Direction::WorseLow,
        column: "SKOR".into(),
        rate_of: None,
    };
    let cells = vec![None; values.len()];
    Column {
        indicator,
        period: "2024".into(),
        values,
        cells,
        import: 1,
        corrections: BTreeMap::new(),
    }
}

fn values(count: usize) -> Vec<Measure> {
    let value = |i: usize| match i % 11 {
        3 => Measure::Missing,
        7 => Measure::NotApplicable,
        _ => Measure::of((i * 37 % 100) as f64 / 100.0),
    };
    (0..count).map(value).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn every_pixel_of_a_covered_square_belongs_to_the_one_village_that_holds_its_centre(
        seed in any::<u64>(), side in 1_usize..12, pixels in 24_u32..120,
    ) {
        let register = country(side, seed, Frame::Planar, [100.0, -3.0], 50.0);
        let scene = Scene::of(&register);
        let view = View::fit(scene.full, pixels, pixels, 0.0);
        let raster = rasterise(&scene, &view, &Progress::default()).unwrap();
        prop_assert!(raster.ids.iter().all(|&id| id != 0), "a gap between neighbours");
        let mut dice = Dice(seed);
        for _ in 0..200 {
            let (x, y) = ((dice.roll() * f64::from(pixels)) as u32, (dice.roll() * f64::from(pixels)) as u32);
            let map = view.map_from_pixel([f64::from(x) + 0.5, f64::from(y) + 0.5]);
            let lon_lat = scene.lon_lat_from_map(map);
            let holder = raster.id_at(x, y).unwrap();
            let shape = &register.villages[holder].shape;
            // A village under a pixel may stand on its neighbour's.
            let tiny = scene.villages[holder].area < view.metres_per_pixel.powi(2);
            prop_assert!(tiny || shape.contains(&Point::new(lon_lat[0], lon_lat[1])) || near_edge(shape, lon_lat));
            prop_assert_eq!(scene.at(map).is_some(), true);
        }
    }
}

/// Within a billionth of the border, where `contains` says no.
fn near_edge(shape: &MultiPolygon<f64>, [x, y]: [f64; 2]) -> bool {
    use geo::{Distance as _, Euclidean};
    Euclidean.distance(shape, &Point::new(x, y)) < 1e-9
}

#[test]
fn pixels_of_a_village_are_as_many_as_its_area_says() {
    let register = country(5, 7, Frame::Planar, [0.0, 0.0], 100.0);
    let scene = Scene::of(&register);
    let view = View::fit(scene.full, 1000, 1000, 0.0);
    let raster = rasterise(&scene, &view, &Progress::default()).unwrap();
    for (i, village) in scene.villages.iter().enumerate() {
        let pixels = raster.ids.iter().filter(|&&id| id as usize == i + 1).count() as f64;
        let expected = village.area / view.metres_per_pixel.powi(2);
        assert!((pixels - expected).abs() < 0.01 * expected, "{i}: {pixels} of {expected}");
    }
}

#[test]
fn a_hole_shows_the_village_inside_it_and_a_speck_keeps_one_pixel() {
    let square = |low: f64, high: f64| {
        LineString::from(vec![(low, low), (high, low), (high, high), (low, high), (low, low)])
    };
    let ring = Polygon::new(square(0.0, 10.0), vec![square(4.0, 6.0)]);
    let register = Register {
        villages: vec![
            village(0, "Luar", 0, MultiPolygon::new(vec![ring])),
            village(1, "Dalam", 0, MultiPolygon::new(vec![Polygon::new(square(4.0, 6.0), vec![])])),
            village(
                2,
                "Titik",
                0,
                MultiPolygon::new(vec![Polygon::new(square(1.0, 1.01), vec![])]),
            ),
        ],
        ..country(1, 1, Frame::Planar, [0.0, 0.0], 1.0)
    };
    let scene = Scene::of(&register);
    let view = View::fit(scene.full, 20, 20, 0.0);
    let raster = rasterise(&scene, &view, &Progress::default()).unwrap();
    assert_eq!(raster.id_at(10, 10), Some(1));
    assert_eq!(raster.id_at(2, 3), Some(0));
    assert_eq!(raster.ids.iter().filter(|&&id| id == 3).count(), 1);
    assert_eq!(raster.id_at(20, 0), None);
}

#[test]
fn one_degree_is_as_long_as_on_the_ellipsoid() {
    // At 4° S: 110,580 m northwards, 111,052 m eastwards (WGS 84, by hand from the radii).
    let register = country(3, 1, Frame::Geographic, [122.0, -4.5], 1.0);
    let scene = Scene::of(&register);
    let width = scene.full[2] - scene.full[0];
    let height = scene.full[3] - scene.full[1];
    assert!((width - 111_052.0).abs() < 60.0, "{width}");
    assert!((height - 110_580.0).abs() < 20.0, "{height}");
    let there = scene.lon_lat_from_map(scene.map_from_lon_lat([122.25, -4.25]));
    assert!((there[0] - 122.25).abs() < 1e-12 && (there[1] + 4.25).abs() < 1e-12);
}

#[test]
fn zooming_leaves_the_place_under_the_pointer_where_it_is() {
    let view = View { centre: [10.0, 20.0], metres_per_pixel: 3.0, width: 400, height: 300 };
    let pointer = [37.0, 250.0];
    let before = view.map_from_pixel(pointer);
    let after = view.zoomed(1.7, pointer).map_from_pixel(pointer);
    assert!((before[0] - after[0]).abs() < 1e-9 && (before[1] - after[1]).abs() < 1e-9);
    let back = view.pixel_from_map(before);
    assert!((back[0] - pointer[0]).abs() < 1e-9 && (back[1] - pointer[1]).abs() < 1e-9);
}

#[test]
fn one_thread_and_four_make_the_same_bytes() {
    let register = country(20, 3, Frame::Geographic, [122.0, -4.5], 1.0);
    let draw = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| {
            let scene = Scene::of(&register);
            let view = View::fit(scene.full, 301, 233, 4.0).finer(2);
            let raster = rasterise(&scene, &view, &Progress::default()).unwrap();
            let fills: Vec<Fill> = (0..register.len()).map(|i| Fill::Class(i % 5)).collect();
            let ramp = Ramp::Problems.colours(5);
            let pockets = vec![vec![1, 2, 21, 22], vec![100, 101]];
            let shading = Shading {
                pockets: &pockets,
                fade: Fade::OutsidePockets,
                selected: &[55],
                hover: Some(77),
                finer: 2,
                ..Shading::plain(&fills, &ramp, &MapColours::LIGHT)
            };
            let picture = shade(&raster, &scene, &shading);
            (raster, picture)
        })
    };
    assert!(draw(1) == draw(4));
}

#[test]
fn missing_and_not_applicable_look_different_from_each_other_and_from_every_class() {
    let register = country(1, 1, Frame::Planar, [0.0, 0.0], 10.0);
    let scene = Scene::of(&register);
    let view = View::fit(scene.full, 60, 60, 0.0);
    let raster = rasterise(&scene, &view, &Progress::default()).unwrap();
    let ramp = Ramp::Services.colours(5);
    let looks = |fill: Fill| {
        let picture = shade(&raster, &scene, &Shading::plain(&[fill], &ramp, &MapColours::LIGHT));
        let mut colours: std::collections::BTreeMap<[u8; 3], usize> =
            std::collections::BTreeMap::new();
        for pixel in picture.chunks(4) {
            *colours.entry([pixel[0], pixel[1], pixel[2]]).or_default() += 1;
        }
        colours
    };
    let (missing, not) = (looks(Fill::NoData), looks(Fill::NotApplicable));
    let ink = |c: kantong::output::symbology::Rgb| [c.0, c.1, c.2];
    let light = MapColours::LIGHT;
    let share = |looks: &std::collections::BTreeMap<[u8; 3], usize>, c| {
        looks.get(&ink(c)).copied().unwrap_or(0) as f64 / 3600.0
    };
    // 1.5 of every 5, and a disc of radius 1 in every 6 × 6.
    assert!((share(&missing, light.no_data_ink) - 0.3).abs() < 0.05);
    assert!((share(&not, light.not_applicable_ink) - 0.09).abs() < 0.04);
    assert_eq!(share(&missing, light.not_applicable), 0.0);
    for class in 0..5 {
        let class = looks(Fill::Class(class));
        assert_eq!(class.len(), 1);
        assert!(class.keys().all(|c| !missing.contains_key(c) && !not.contains_key(c)));
    }
}

#[test]
fn a_pocket_is_outlined_and_the_rest_steps_back() {
    let register = country(4, 5, Frame::Planar, [0.0, 0.0], 100.0);
    let scene = Scene::of(&register);
    let view = View::fit(scene.full, 200, 200, 0.0);
    let raster = rasterise(&scene, &view, &Progress::default()).unwrap();
    let (fills, ramp) = (vec![Fill::Class(4); 16], Ramp::Problems.colours(5));
    let pockets = vec![vec![5, 6]];
    let plain = Shading::plain(&fills, &ramp, &MapColours::LIGHT);
    let shading = Shading { pockets: &pockets, fade: Fade::OutsidePockets, ..plain };
    let picture = shade(&raster, &scene, &shading);
    let at = |village: usize| {
        let [x, y] = view.pixel_from_map(scene.villages[village].inside);
        let from = (y as usize * 200 + x as usize) * 4;
        [picture[from], picture[from + 1], picture[from + 2]]
    };
    assert_eq!(at(5), [0xBD, 0x00, 0x26]);
    assert_eq!(at(15), [230, 158, 173]);
    assert!(picture.chunks(4).any(|p| p[..3] == [0, 0, 0]));
    assert!(!shade(&raster, &scene, &plain).chunks(4).any(|p| p[..3] == [0, 0, 0]));
}

#[test]
fn canceling_stops_the_drawing() {
    let register = country(30, 5, Frame::Planar, [0.0, 0.0], 100.0);
    let scene = Scene::of(&register);
    let progress = Progress::default();
    progress.cancel();
    let view = View::fit(scene.full, 50, 50, 0.0);
    assert_eq!(rasterise(&scene, &view, &progress).unwrap_err(), Stop::Canceled);
}

#[test]
fn names_never_meet_and_never_leave_the_frame() {
    let mut dice = Dice(11);
    let wishes: Vec<Wish> = (0..600)
        .map(|i| Wish {
            stood: None,
            rank: if i % 5 == 0 { Rank::Kecamatan } else { Rank::Village },
            of: i,
            lines: label::split_name(["Kolono", "Palangga Selatan", "Desa Baru Jaya"][i % 3]),
            anchor: [dice.roll() * 900.0 - 50.0, dice.roll() * 600.0 - 50.0],
            reach: [80.0, 60.0],
            weight: dice.roll(),
        })
        .collect();
    let frame = [0.0, 0.0, 800.0, 500.0];
    let taken = [[300.0, 200.0, 400.0, 300.0]];
    let measure = |text: &str, _: Rank| [text.chars().count() as f64 * 7.0, 15.0];
    let placed = label::place(&wishes, frame, &taken, measure);
    assert!(placed.len() > 20);
    let meet = |a: [f64; 4], b: [f64; 4]| a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
    for (i, a) in placed.iter().enumerate() {
        assert!(
            a.bounds[0] >= 0.0
                && a.bounds[1] >= 0.0
                && a.bounds[2] <= 800.0
                && a.bounds[3] <= 500.0
        );
        assert!(!meet(a.bounds, taken[0]));
        assert!(placed[i + 1..].iter().all(|b| !meet(a.bounds, b.bounds)), "{a:?}");
    }
    assert_eq!(placed, label::place(&wishes, frame, &taken, measure));
    assert_eq!(label::split_name("Palangga Selatan"), ["Palangga", "Selatan"]);
    assert_eq!(label::split_name("Kolono"), ["Kolono"]);
}

#[test]
fn the_legend_counts_every_village_once_and_its_ranges_hold_the_values() {
    let column = column(values(121));
    let breaks = ClassBreaks::of(&[0.2, 0.4, 0.6, 0.8], column.measured()).unwrap();
    let legend = Legend::of(Lang::Id, &column, Some(&breaks), Ramp::Services);
    assert_eq!(legend.villages(), 121);
    assert_eq!((legend.no_data, legend.not_applicable), (11, 11));
    assert_eq!(legend.classes[1].text, "0,2–<0,4");
    // A value on a border belongs to the class above; the highest stays in the last class.
    assert_eq!((breaks.class_of(0.2), breaks.class_of(0.199), breaks.class_of(0.99)), (1, 0, 4));
    let fills = fills(&column, Some(&breaks));
    for (class, entry) in legend.classes.iter().enumerate() {
        assert_eq!(fills.iter().filter(|f| **f == Fill::Class(class)).count(), entry.villages);
    }
    assert!(!legend.crowded && Ramp::is_crowded(6));
}

#[test]
fn a_printed_border_is_the_border_and_every_village_keeps_its_class() {
    let measured = [0.5056, 0.6251, 0.6286, 0.6731, 0.6804, 0.8917];
    let column = column(measured.map(Measure::of).to_vec());
    // Borders as the classes of the data give them: the lowest value of the class above.
    let breaks = ClassBreaks::of(&[0.6286, 0.6804], column.measured()).unwrap();
    let classes: Vec<usize> = measured.iter().map(|&x| breaks.class_of(x)).collect();
    assert_eq!(classes, [0, 0, 1, 1, 2, 2]);
    let legend = Legend::of(Lang::Id, &column, Some(&breaks), Ramp::Services);
    let texts: Vec<&str> = legend.classes.iter().map(|e| e.text.as_str()).collect();
    assert_eq!(texts, ["0,505–<0,628", "0,628–<0,680", "0,680–0,892"]);
    // A border that a person chose stays as it is.
    let chosen = ClassBreaks::of(&[0.65], column.measured()).unwrap();
    assert_eq!(chosen.range(1).0, 0.65);
}

#[test]
fn the_scale_bar_is_round_and_fits() {
    let bar = ScaleBar::of(93.0, 200.0).unwrap();
    assert_eq!((bar.metres, bar.figure(Lang::Id, 1.0), bar.unit()), (10_000.0, "10".into(), "km"));
    let bar = ScaleBar::of(0.9, 300.0).unwrap();
    assert_eq!((bar.metres, bar.figure(Lang::Id, 0.5), bar.unit()), (200.0, "100".into(), "m"));
    assert!(bar.pixels <= 300.0);
    assert_eq!(ScaleBar::of(f64::NAN, 200.0), None);
}

struct Sheet {
    register: Register,
    scene: Scene,
    column: Column,
    breaks: ClassBreaks,
    pockets: Vec<PocketOutline>,
}

impl Sheet {
    fn new(frame: Frame) -> Self {
        let register = country(12, 9, frame, [122.0, -4.5], 0.6);
        let scene = Scene::of(&register);
        let column = column(values(register.len()));
        let breaks =
            ClassBreaks::of(&[0.2, 0.4, 0.6, 0.8], column.measured()).expect("values are measured");
        let pocket = |number: usize| PocketOutline {
            number,
            name: format!("Kantong Palangga Selatan – Desa Sari Mulya Jaya {number}"),
            members: vec![number * 7, number * 7 + 1, number * 7 + 12],
        };
        Self { register, scene, column, breaks, pockets: (1..=14).map(pocket).collect() }
    }

    fn input(&self, size: (u32, u32)) -> FigureInput<'_> {
        FigureInput {
            register: &self.register,
            scene: &self.scene,
            column: &self.column,
            breaks: Some(&self.breaks),
            labels: Vec::new(),
            cut: Some(ClassCut::NaturalBreaks),
            pockets: &self.pockets,
            layers: &[],
            lone: &[143],
            bridges: vec![(0, 30)],
            rule: None,
            method: Some(MethodNote {
                method: "local-moran".into(),
                rates: "raw".into(),
                with: None,
                since: None,
                bridges: 0,
                ferries: 0,
                weights: "queen".into(),
                tolerance_m: None,
                permutations: 9999,
                tail: "two".into(),
                correction: "fdr".into(),
                alpha: 0.05,
                seed: 1,
                kabupaten: 1,
                each_by_itself: false,
            }),
            title: None,
            data_source: "rekap_kemiskinan_ekstrem_dinas_sosial_2024_final_revisi.xlsx".into(),
            origin: Origin::Sample,
            lang: Lang::Id,
            date: "2026-11-22",
            drawing: Drawing::default(),
            size,
        }
    }
}

/// Pairs of texts that meet, and texts that leave the sheet. A line's box has air above and below
/// the letters, which may touch.
pub fn collisions(canvas: &Canvas<'_>) -> Vec<String> {
    let ink = |b: [f64; 4]| {
        let air = (b[3] - b[1]) * 0.14;
        [b[0] + 0.5, b[1] + air, b[2] - 0.5, b[3] - air]
    };
    let mut found = Vec::new();
    for (i, a) in canvas.written.iter().enumerate() {
        let box_a = ink(a.bounds);
        let [left, top, right, bottom] = box_a;
        if left < 0.0 || top < 0.0 || right > canvas.width || bottom > canvas.height {
            found.push(format!("{:?} leaves the sheet", a.text));
        }
        for b in &canvas.written[i + 1..] {
            let b_box = ink(b.bounds);
            if box_a[0] < b_box[2]
                && b_box[0] < box_a[2]
                && box_a[1] < b_box[3]
                && b_box[1] < box_a[3]
            {
                found.push(format!("{:?} meets {:?}", a.text, b.text));
            }
        }
    }
    found
}

#[test]
fn no_text_of_a_sheet_is_cut_or_meets_another_at_any_size() {
    let sheet = Sheet::new(Frame::Geographic);
    let long = "Persentase keluarga desil satu dan dua tanpa akses air minum layak dan sanitasi aman \
                menurut hasil pendataan terpadu di Kabupaten Penukal Abab Lematang Ilir tahun 2024";
    for size in [
        (1920, 1080),
        (1366, 768),
        (1024, 768),
        (800, 600),
        (1000, 1400),
        (3508, 2480),
        (200, 200),
        (8000, 200),
        (200, 900),
    ] {
        for title in [None, Some(long.to_owned())] {
            let input = FigureInput { title, ..sheet.input(size) };
            let canvas = figure::draw(&input).unwrap();
            let found = collisions(&canvas);
            assert!(found.is_empty(), "{size:?}: {found:?}");
        }
    }
}

#[test]
fn a_sheet_says_what_it_is_and_where_it_comes_from() {
    let sheet = Sheet::new(Frame::Geographic);
    let canvas = figure::draw(&sheet.input((1920, 1080))).unwrap();
    let all: String = canvas.written.iter().map(|w| w.text.as_str()).collect::<Vec<_>>().join(" ");
    for word in [
        "SKOR DESA KABUPATEN CONTOH RAYA TAHUN 2024",
        "Tidak ada data",
        "Tidak berlaku",
        "Batas indikatif, bukan acuan resmi batas",
        "Sumber dan riwayat",
        "desa_contoh.shp",
        "WGS 84",
        "22 November 2026",
        "Kantong 0.",
        "benih 1",
        "9.999",
        "km",
        "BT",
        "LS",
        "Data contoh, bukan keadaan sebenarnya",
        "Kantong (14)",
        "celah alami",
    ] {
        assert!(all.contains(word), "{word:?} is not on the sheet: {all}");
    }
}

#[test]
fn a_planar_sheet_has_neither_kilometres_nor_degrees() {
    let sheet = Sheet::new(Frame::Planar);
    let canvas = figure::draw(&sheet.input((1366, 768))).unwrap();
    let texts: Vec<&str> = canvas.written.iter().map(|w| w.text.as_str()).collect();
    assert!(texts.iter().any(|t| t.contains("Satuan koordinat")));
    assert!(
        !texts.iter().any(|t| t.contains('°') || t.ends_with("0 km") || t.ends_with("0 m")),
        "{texts:?}"
    );
}

#[test]
fn the_same_sheet_is_the_same_bytes_and_a_png_of_its_size() {
    let sheet = Sheet::new(Frame::Geographic);
    let once = figure::png(&sheet.input((640, 480)), &Progress::default()).unwrap();
    let again = figure::png(&sheet.input((640, 480)), &Progress::default()).unwrap();
    assert!(once == again);
    let reader = png::Decoder::new(std::io::Cursor::new(once)).read_info().unwrap();
    assert_eq!(reader.info().size(), (640, 480));
}

#[test]
fn a_sheet_without_any_value_is_still_a_sheet() {
    let sheet = Sheet::new(Frame::Geographic);
    let empty = column(vec![Measure::Missing; sheet.register.len()]);
    let input = FigureInput {
        column: &empty,
        breaks: None,
        pockets: &[],
        layers: &[],
        lone: &[],
        ..sheet.input((800, 600))
    };
    let canvas = figure::draw(&input).unwrap();
    assert!(canvas.written.iter().any(|w| w.text == "144 desa"));
}

#[test]
fn sizes_are_read_and_bad_ones_refused() {
    assert_eq!(figure::parse_size("1920x1080"), Ok((1920, 1080)));
    assert_eq!(figure::parse_size("800 X 600"), Ok((800, 600)));
    for bad in ["", "1920", "100x600", "1920x9000", "axb", "-5x600"] {
        assert_eq!(figure::parse_size(bad).unwrap_err().to_string(), "bad_size", "{bad}");
    }
}

#[test]
fn the_body_of_a_kabupaten_leaves_its_thin_tail_out() {
    let mut register = country(10, 2, Frame::Planar, [0.0, 0.0], 100.0);
    let tail = LineString::from(vec![(-80.0, 50.0), (5.0, 49.9), (5.0, 50.1), (-80.0, 50.0)]);
    register.villages[50].shape.0.push(Polygon::new(tail, vec![]));
    let scene = Scene::of(&register);
    assert!((scene.full[0] + 80.0).abs() < 85.0 && scene.full[2] - scene.full[0] > 170.0);
    let width = scene.body()[2] - scene.body()[0];
    assert!(width < 115.0, "{width}");
    for village in &scene.villages {
        assert!(village.inside[0] >= scene.body()[0] && village.inside[0] <= scene.body()[2]);
    }
}
