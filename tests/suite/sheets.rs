//! The map on paper: one canvas as PNG, SVG and PDF, with everything a map sheet must say.

use std::collections::BTreeSet;

use kantong::base::measure::Measure;
use kantong::base::progress::Progress;
use kantong::dataset::feature::{Place, PlaceKind, PlaceLayer};
use kantong::dataset::village::{Frame, Register};
use kantong::indicator::column::Column;
use kantong::lang::Lang;
use kantong::lang::output::ClassCut;
use kantong::output::canvas::{Canvas, MapMark, Mark};
use kantong::output::drawing::Drawing;
use kantong::output::figure::{FigureInput, Origin};
use kantong::output::legend::ClassBreaks;
use kantong::output::look::{Layers, Look};
use kantong::output::page::{Around, Lie, Margins, POINTS, Paper};
use kantong::output::raster::View;
use kantong::output::scene::Scene;
use kantong::output::shade::Fade;
use kantong::output::signs::Sign;
use kantong::output::symbology::{Fill, LineWidths, MapColours, Ramp, Rgb};
use kantong::output::{paper, pdf, pixels, svg, vectors};

use crate::pictures::{column, country};

struct Made {
    register: Register,
    scene: Scene,
    column: Column,
    breaks: ClassBreaks,
    springs: PlaceLayer,
}

impl Made {
    fn new(frame: Frame) -> Self {
        let register = country(14, 5, frame, [122.0, -4.6], 0.7);
        let scene = Scene::of(&register);
        let values = (0..register.len()).map(|i| match i % 13 {
            4 => Measure::Missing,
            9 => Measure::NotApplicable,
            _ => Measure::of((i * 31 % 100) as f64 / 100.0),
        });
        let column = column(values.collect());
        let breaks = ClassBreaks::of(&[0.2, 0.4, 0.6, 0.8], column.measured()).unwrap();
        let spring = |i: usize| Place {
            runs: vec![vec![[122.05 + 0.06 * i as f64, -4.5 + 0.05 * i as f64]]],
            cells: vec![Some(format!("Mata air {i}"))],
            village: None,
        };
        let springs = PlaceLayer {
            name: "Mata air".into(),
            kind: PlaceKind::Points,
            columns: vec!["NAMA".into()],
            places: (0..9).map(spring).collect(),
        };
        Self { register, scene, column, breaks, springs }
    }

    fn draw<'a>(
        &'a self,
        layers: &'a [(&'a PlaceLayer, Sign)],
        paper: Paper,
        lie: Lie,
    ) -> Canvas<'a> {
        let input = FigureInput {
            register: &self.register,
            scene: &self.scene,
            column: &self.column,
            breaks: Some(&self.breaks),
            labels: Vec::new(),
            cut: Some(ClassCut::NaturalBreaks),
            pockets: &[],
            layers,
            lone: &[],
            bridges: Vec::new(),
            rule: None,
            method: None,
            title: None,
            data_source: "idm_2024.csv".into(),
            origin: Origin::Real,
            lang: Lang::Id,
            date: "2026-11-22",
            drawing: Drawing::default(),
            size: (800, 600),
        };
        let margins = Margins {
            around: Around {
                province: "Sulawesi Tenggara".into(),
                land: Vec::new(),
                boxes: vec![[121.0, -5.0, 121.9, -4.0], [122.3, -3.9, 123.0, -3.2]],
            },
            code: "74.05".into(),
            sheet: Some((1, 6)),
            edition: Some(1),
            emblem: None,
            institution: String::new(),
            made_by: "Rahma".into(),
            approved_by: String::new(),
            fingerprint: "7c1e40ab".into(),
        };
        paper::draw(&input, paper, lie, &margins)
    }
}

fn signs(layer: &PlaceLayer) -> Vec<(&PlaceLayer, Sign)> {
    vec![(layer, Sign::of(layer, 0))]
}

#[test]
fn every_sheet_says_what_a_village_map_must_say_and_nothing_collides() {
    let made = Made::new(Frame::Geographic);
    let layers = signs(&made.springs);
    for paper in Paper::ALL {
        for lie in [Lie::Wide, Lie::Tall, Lie::Best] {
            let canvas = made.draw(&layers, paper, lie);
            let all: Vec<&str> = canvas.written.iter().map(|w| w.text.as_str()).collect();
            let all = all.join(" ");
            for part in [
                "SKOR DESA KABUPATEN CONTOH RAYA TAHUN 2024",
                "Provinsi Sulawesi Tenggara",
                "Lembar 1 dari 6",
                "Edisi 1, 2026",
                "SKALA 1 : ",
                "km",
                "U",
                "Proyeksi: silinder sama jarak",
                "Datum: WGS 84",
                "Grid: geografis",
                "batas indikatif",
                "Kode wilayah: 74.05",
                "KETERANGAN",
                "Tidak ada data",
                "Mata air",
                "LOKASI DALAM PROVINSI",
                "SUMBER DAN RIWAYAT",
                "idm_2024.csv",
                "desa_contoh.shp",
                "celah alami",
                "Dicetak",
                "sidik 7c1e40ab",
                "BAPPEDA",
                "Dibuat",
                "Rahma",
                "Disetujui",
                "BT",
                "LS",
            ] {
                assert!(all.contains(part), "{paper:?} {lie:?}: {part} is not in {all}");
            }
            let edge = 10.0 * POINTS - 0.5;
            for written in &canvas.written {
                let [left, top, right, bottom] = written.bounds;
                let inside = left >= edge
                    && top >= edge
                    && right <= canvas.width - edge
                    && bottom <= canvas.height - edge;
                assert!(inside, "{paper:?} {lie:?}: {:?} leaves the frame", written.text);
            }
            let found = crate::pictures::collisions(&canvas);
            assert!(found.is_empty(), "{paper:?} {lie:?}: {found:?}");
        }
    }
}

#[test]
fn a_sheet_is_never_smaller_than_it_says() {
    // The printed scale against the ellipsoid's own degree, ±0.5 %.
    for seed in 0..20_u64 {
        let size = 0.05 + 0.11 * seed as f64;
        let register = country(4, seed, Frame::Geographic, [100.0 + seed as f64 * 2.0, -7.0], size);
        let scene = Scene::of(&register);
        let view = View::fit(scene.full, 700, 400, 10.0);
        let metres = paper::one_in(&view) / 1000.0 / POINTS;
        let degree =
            scene.map_from_lon_lat([0.0, -6.0])[1] - scene.map_from_lon_lat([0.0, -7.0])[1];
        let points = degree / view.metres_per_pixel;
        assert!((points * metres / 110_580.0 - 1.0).abs() < 0.005, "{seed}: {points} × {metres}");
    }
}

#[test]
fn the_same_sheet_makes_the_same_bytes_in_every_format_and_with_any_threads() {
    let made = Made::new(Frame::Geographic);
    let layers = signs(&made.springs);
    let progress = Progress::default();
    let write = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| {
            let canvas = made.draw(&layers, Paper::A4, Lie::Wide);
            let about = pdf::About {
                title: "Peta".into(),
                author: "Rahma".into(),
                date: "2026-11-22".into(),
                language: "id".into(),
            };
            [
                pixels::png(&canvas, 1.0, &progress).unwrap(),
                svg::write(&canvas, 1.0 / POINTS, "Peta", &progress).unwrap().into_bytes(),
                pdf::write(&canvas, 1.0 / POINTS, &about, &progress).unwrap(),
            ]
        })
    };
    assert!(write(1) == write(4));
}

#[test]
fn an_svg_is_well_formed_holds_its_fonts_and_every_text_as_text() {
    let made = Made::new(Frame::Geographic);
    let layers = signs(&made.springs);
    let canvas = made.draw(&layers, Paper::A4, Lie::Wide);
    let text = svg::write(&canvas, 1.0 / POINTS, "A & <B>", &Progress::default()).unwrap();
    assert!(text.contains("width=\"297mm\" height=\"210mm\""));
    assert_eq!(text.matches("@font-face").count(), 2, "regular and bold");
    let mut reader = quick_xml::Reader::from_str(&text);
    let (mut depth, mut said) = (0_i64, BTreeSet::new());
    loop {
        use quick_xml::events::Event;
        match reader.read_event().unwrap() {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            Event::Text(words) => {
                said.insert(words.into_inner().into_owned());
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0);
    for written in &canvas.written {
        let plain = !written.text.contains(['<', '&', '>', '"']);
        assert!(!plain || said.contains(&written.text), "{} is no text", written.text);
    }
}

#[test]
fn a_pdf_can_be_searched() {
    let made = Made::new(Frame::Geographic);
    let layers = signs(&made.springs);
    let canvas = made.draw(&layers, Paper::A3, Lie::Wide);
    let about = pdf::About {
        title: "Peta".into(),
        author: String::new(),
        date: "2026-11-22".into(),
        language: "id".into(),
    };
    let bytes = pdf::write(&canvas, 1.0 / POINTS, &about, &Progress::default()).unwrap();
    assert!(bytes.starts_with(b"%PDF-1."));
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("peta.pdf");
    std::fs::write(&file, &bytes).unwrap();
    let run = std::process::Command::new("pdftotext").arg("-layout").arg(&file).arg("-").output();
    match run {
        Ok(out) if out.status.success() => {
            let text = String::from_utf8_lossy(&out.stdout).into_owned();
            for part in ["SKALA 1", "KETERANGAN", "Palangga", "Dibuat", "Mata air 3"] {
                assert!(text.contains(part), "{part} is not in {text}");
            }
        }
        _ => eprintln!("NOT TRIED: pdftotext is not installed, the PDF's text was not read back"),
    }
}

#[test]
fn areas_and_lines_draw_the_picture_that_pixels_show() {
    let register = country(12, 8, Frame::Planar, [0.0, 0.0], 100.0);
    let scene = Scene::of(&register);
    let view = View::fit(scene.full, 400, 400, 12.0);
    let look = std::sync::Arc::new(Look {
        fills: (0..register.len()).map(|i| Fill::Class(i * 7 % 5)).collect(),
        ramp: Ramp::Problems.colours(5),
        colours: MapColours::LIGHT,
        lines: LineWidths::WINDOW,
        layers: Layers::default(),
        pockets: vec![vec![30, 31, 42]],
        lone: vec![100],
        fade: Fade::OutsidePockets,
        picked: Vec::new(),
        hatched: Vec::new(),
        symbols: None,
        rings: None,
        vision: None,
    });
    let mut canvas = Canvas::new(400.0, 400.0, Rgb::WHITE);
    canvas.add(Mark::Map(Box::new(MapMark {
        scene: &scene,
        look,
        area: [0.0, 0.0, 400.0, 400.0],
        view,
        grid: [vec![60.0], vec![40.0, 200.0]],
        pattern: 1.0,
    })));
    let progress = Progress::default();
    let shaded = pixels::rgb(&canvas, 1.0, &progress).unwrap();
    let plain = Canvas { marks: vectors::of(&canvas, &progress).unwrap(), ..canvas.clone() };
    assert!(!plain.marks.iter().any(|mark| matches!(mark, Mark::Map(_))));
    let drawn = pixels::rgb(&plain, 1.0, &progress).unwrap();
    let far = |a: &[u8], b: &[u8]| a.iter().zip(b).map(|(x, y)| x.abs_diff(*y)).max();
    let apart: Vec<u8> =
        shaded.chunks(3).zip(drawn.chunks(3)).filter_map(|(a, b)| far(a, b)).collect();
    // Soft edges are not the same arithmetic; areas and lines must be the same picture.
    let mean = apart.iter().map(|&d| f64::from(d)).sum::<f64>() / apart.len() as f64;
    let wrong = apart.iter().filter(|&&d| d > 120).count();
    assert!(mean < 6.0, "{mean}");
    assert!(wrong < apart.len() / 100, "{wrong} of {}", apart.len());
}

/// Neighbours that were drawn one by one lie over each other: rings of their classes still hold
/// every village, in pixels, SVG and PDF alike.
#[test]
fn areas_of_real_borders_lose_no_village() {
    let path = "data/id/adm4_kemendagri_2025/shp/74.05_konawe_selatan.shp";
    let Some(path) = crate::shared::shared(path) else { return };
    let register = crate::boundaries::build(&path).register;
    let scene = Scene::of(&register);
    let side = 700;
    let view = View::fit(scene.full, side, side, 12.0);
    let mut wrong = Vec::new();
    // Classes as they fall on other indicators: thirty cuts of the same villages.
    for turn in 1..31_usize {
        let class = |i: usize| ((i * turn * 2_654_435_761) >> 7) % 5;
        let look = std::sync::Arc::new(Look {
            fills: (0..register.len()).map(|i| Fill::Class(class(i))).collect(),
            ramp: Ramp::Problems.colours(5),
            colours: MapColours::LIGHT,
            lines: LineWidths {
                village: 0.0,
                kecamatan: 0.0,
                kabupaten: 0.0,
                ..LineWidths::WINDOW
            },
            layers: Layers::default(),
            pockets: Vec::new(),
            lone: Vec::new(),
            fade: Fade::None,
            picked: Vec::new(),
            hatched: Vec::new(),
            symbols: None,
            rings: None,
            vision: None,
        });
        let area = [0.0, 0.0, f64::from(side), f64::from(side)];
        let mut canvas = Canvas::new(area[2], area[3], Rgb::WHITE);
        let grid = [Vec::new(), Vec::new()];
        let (scene, pattern) = (&scene, 1.0);
        canvas.add(Mark::Map(Box::new(MapMark { scene, look, area, view, grid, pattern })));
        let progress = Progress::default();
        let shaded = pixels::rgb(&canvas, 1.0, &progress).unwrap();
        let plain = Canvas { marks: vectors::of(&canvas, &progress).unwrap(), ..canvas.clone() };
        let drawn = pixels::rgb(&plain, 1.0, &progress).unwrap();
        let far = |a: &[u8], b: &[u8]| a.iter().zip(b).map(|(x, y)| x.abs_diff(*y)).max();
        let apart = shaded.chunks(3).zip(drawn.chunks(3)).filter_map(|(a, b)| far(a, b));
        wrong.push(apart.filter(|&d| d > 60).count());
    }
    // Soft edges alone: a village that is lost has hundreds of pixels.
    let worst = wrong.iter().max().unwrap();
    assert!(*worst < 1_500, "{wrong:?}");
}

#[test]
fn a_description_draws_two_indicators_circles_and_paper_from_the_command_line() {
    use crate::run::{done, json};
    let folder = tempfile::tempdir().unwrap();
    let demo = done(&[&"demo", &folder.path(), &"--headless"]);
    let project = folder.path().join(demo["project"].as_str().unwrap());
    let list = done(&[&"list", &project, &"indicators"]);
    let ids: Vec<&str> =
        list["indicators"].as_array().unwrap().iter().map(|i| i["id"].as_str().unwrap()).collect();
    assert!(ids.len() > 2, "{ids:?}");
    let describe = folder.path().join("peta.toml");
    let text = format!(
        "indicator = {:?}\nbivariate = {:?}\ncircles = {:?}\ntheme = \"projector\"\n\
         show = [\"village-names\"]\nhide = [\"kecamatan-lines\"]\nsheet = \"2/6\"\n\
         paper = \"a3\"\norientation = \"landscape\"\nmade_by = \"Rahma\"\n",
        ids[0], ids[1], ids[2]
    );
    std::fs::write(&describe, text).unwrap();
    let mut sizes = Vec::new();
    for name in ["peta.pdf", "peta.svg", "peta.png"] {
        let out = folder.path().join(name);
        let words: [&dyn AsRef<std::ffi::OsStr>; 9] = [
            &"map",
            &project,
            &"--describe",
            &describe,
            &"--out",
            &out,
            &"--dpi",
            &"40",
            &"--date=2026-11-22",
        ];
        let first = done(&words)["files"][0].clone();
        let again = done(&words)["files"][0].clone();
        assert_eq!(first["sha256"], again["sha256"], "{name}");
        sizes.push(first["bytes"].as_u64().unwrap());
    }
    assert!(sizes.iter().all(|&bytes| bytes > 5_000), "{sizes:?}");
    let svg = std::fs::read_to_string(folder.path().join("peta.svg")).unwrap();
    // Every village but one in seven is named, on the map or by its number in the list.
    let villages = done(&[&"list", &project, &"villages"]);
    let villages = villages["villages"].as_array().unwrap();
    let has = |text: &str| svg.contains(&format!(">{text}<"));
    let is_named = |name: &str| {
        let halves = kantong::output::label::split_name(name);
        has(name) || halves.iter().all(|half| has(half))
    };
    let named = villages.iter().filter(|v| is_named(v["name"].as_str().unwrap())).count();
    assert!(named * 100 > villages.len() * 85, "{named} of {}", villages.len());
    for part in
        ["width=\"420mm\"", ">C3<", "Lembar 2 dari 6", "Rahma", "menurut nomor", "fill-opacity"]
    {
        assert!(svg.contains(part), "{part}");
    }
    std::fs::write(&describe, "paper = \"letter\"").unwrap();
    let out = folder.path().join("x.pdf");
    let (document, exit) = json(&[&"map", &project, &"--describe", &describe, &"--out", &out]);
    assert_eq!((exit, document["faults"][0]["code"].as_str()), (2, Some("bad_choice")));
}
