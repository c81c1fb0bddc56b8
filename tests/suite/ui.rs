//! The window, driven by its labels as a screen reader would; no display, no graphics card.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use egui_kittest::kittest::{NodeT as _, Queryable as _};
use egui_kittest::{Harness, Node};
use geo::{MultiPolygon, Point, polygon};
use kantong::app::jobs::Kind as JobKind;
use kantong::app::map::MapState;
use kantong::app::pocket::Part;
use kantong::app::recent::Memory;
use kantong::app::request::Request;
use kantong::app::state::{
    Access, Boundary, Content, ImportDone, Open, PocketsShown, SourceShown, Stage, Step,
    UnmatchedRow,
};
use kantong::app::theme::Theme;
use kantong::app::window::Window;
use kantong::base::code::{CodeSystem, VillageCode};
use kantong::base::measure::Measure;
use kantong::dataset::village::{Frame, Kind, Region, Register, Village};
use kantong::indicator::column::{CellRef, Column};
use kantong::indicator::definition::{Direction, Indicator, Quantity, SourceKind};
use kantong::lang::Lang;
use kantong::lang::app::Word;
use kantong::output::scene::Scene;
use kantong::workflow::pockets::{PocketResult, VillageResult};
use kantong::workflow::{PocketReport, PocketSettings};

const NAMES: [&str; 12] = [
    "Amolengu",
    "Batu Putih",
    "Cempaka",
    "Durian",
    "Emas",
    "Fajar",
    "Gading",
    "Harapan",
    "Indah",
    "Jaya",
    "Kelapa",
    "Lestari",
];

/// Twelve villages in a row of two kecamatan; village 3 has no value, village 4 can have none.
pub fn content() -> Content {
    let villages: Vec<Village> = NAMES
        .iter()
        .enumerate()
        .map(|(i, name)| {
            let (x, y) = ((i % 4) as f64 * 0.05, (i / 4) as f64 * 0.05);
            Village {
                code: VillageCode::stored(format!("99.01.01.20{:02}", i + 1)),
                name: (*name).to_owned(),
                kind: if i == 4 { Kind::Kelurahan } else { Kind::Desa },
                kecamatan: Region {
                    code: None,
                    name: if i < 6 { "Kolono" } else { "Laonti" }.to_owned(),
                },
                kabupaten: Region { code: Some("99.01".into()), name: "Contoh".to_owned() },
                shape: MultiPolygon::new(vec![polygon![
                    (x: x, y: y), (x: x + 0.05, y: y), (x: x + 0.05, y: y + 0.05), (x: x, y: y + 0.05),
                ]]),
                area_km2: Some(30.0),
                inside: Point::new(x + 0.025, y + 0.025),
            }
        })
        .collect();
    let register = Register {
        system: CodeSystem::Kemendagri,
        frame: Frame::Geographic,
        crs_name: "WGS 84".to_owned(),
        boundary_source: "batas.shp".to_owned(),
        around: kantong::dataset::around::Around::default(),
        villages,
    };
    let values: Vec<Measure> = (0..12)
        .map(|i| match i {
            3 => Measure::Missing,
            4 => Measure::NotApplicable,
            i => Measure::Measured(10.0 + 5.0 * f64::from(i)),
        })
        .collect();
    let cell = |i: usize| CellRef::new(2, Some("Rekap".to_owned()), 5 + i as u32, "F".to_owned());
    let column = Column {
        indicator: Indicator {
            id: "stunting".to_owned(),
            name: "Balita stunting".to_owned(),
            unit: "%".to_owned(),
            quantity: Quantity::Percent,
            direction: Direction::WorseHigh,
            column: "F".to_owned(),
            rate_of: None,
        },
        period: "2024".to_owned(),
        cells: values.iter().enumerate().map(|(i, v)| v.value().map(|_| cell(i))).collect(),
        values,
        import: 1,
        corrections: BTreeMap::new(),
    };
    Content {
        path: PathBuf::from("contoh.gpkg"),
        name: "Contoh 2024".to_owned(),
        kecamatan: Arc::new(register.kecamatan()),
        kabupaten: register.kabupaten().0.len(),
        register: Arc::new(register),
        columns: vec![Arc::new(column)],
        styles: BTreeMap::new(),
        bookmarks: Vec::new(),
        presets: Vec::new(),
        show: Arc::default(),
        places: Vec::new(),
        sources: vec![SourceShown {
            id: 2,
            file: "eppgbm.xlsx".to_owned(),
            sheet: Some("Rekap".to_owned()),
            imported_at: "2026-11-22T10:42:00".to_owned(),
            matched: 10,
            rows: 12,
            boundary: Boundary::No,
            waiting: 0,
            imports: vec![1],
            kind: SourceKind::Register,
            period: String::new(),
        }],
        undo: Some("Tabel masuk: eppgbm.xlsx".to_owned()),
        redo: None,
        access: Access::Write,
        saved_at: String::new(),
        data: Arc::default(),
    }
}

fn pockets() -> PocketsShown {
    let unknown = |_| VillageResult { class: "missing".to_owned(), ..VillageResult::default() };
    let report = PocketReport {
        direction: Direction::WorseHigh,
        n: 10,
        missing: 1,
        not_applicable: 1,
        links: 12,
        statistic: 0.61,
        expected: -0.1,
        p: Some(0.0004),
        wholes: Vec::new(),
        p_cutoff: Some(0.012),
        villages: (0..12).map(unknown).collect(),
        pockets: vec![PocketResult {
            id: 1,
            name: "Kantong Laonti – Lestari".to_owned(),
            villages: vec![10, 11],
            families: Some(431.0),
            mean: Some(62.5),
            p_min: 0.002,
            ..PocketResult::default()
        }],
        lone: vec![1],
        ..PocketReport::of(PocketSettings::of("stunting"))
    };
    let parts = Some(vec![Part { column: 0, weight: 100 }]);
    PocketsShown { parts, report: Arc::new(report), is_stale: false, stage: Stage::Whole }
}

pub type Ui<'a> = Harness<'a, Option<Window>>;

/// The window at a size, changed by `set` before its first frame.
pub fn window(lang: Lang, size: [f32; 2], set: impl Fn(&mut Window) + 'static) -> Ui<'static> {
    Harness::builder()
        .with_size(size)
        .with_max_steps(60)
        .with_context_setup(|ctx| {
            kantong::app::theme::install_fonts(ctx);
            kantong::app::theme::apply(ctx, Theme::Light);
        })
        .build_ui_state(
            move |ui, window: &mut Option<Window>| {
                let window = window.get_or_insert_with(|| {
                    let mut window = Window::new(ui.ctx(), lang, Memory::default(), None);
                    set(&mut window);
                    window
                });
                window.frame(ui);
            },
            None,
        )
}

pub fn with_project(window: &mut Window, step: Step) {
    let content = content();
    window.map = Some(MapState::new(Arc::new(Scene::of(&content.register))));
    window.beside =
        window.map.as_ref().map(|_| MapState::new(Arc::new(Scene::of(&content.register))));
    let mut open = Open::new(content, Vec::new());
    open.pockets = Some(Arc::new(pockets()));
    window.state.open = Some(open);
    window.state.step = step;
}

fn project(lang: Lang, size: [f32; 2], step: Step) -> Ui<'static> {
    window(lang, size, move |window| with_project(window, step))
}

pub const NORMAL: [f32; 2] = [1366.0, 768.0];

/// Lets workers come to their end; a picture of the map may need a few frames.
pub fn settle(ui: &mut Ui<'_>) {
    let begun = Instant::now();
    loop {
        ui.step();
        let busy = ui.state().as_ref().is_some_and(|window| {
            if let Some(show) = &window.show {
                // What the window under it was making waits until the show is over.
                return window.shown.show.is_making()
                    || show.map.texture.is_drawing()
                    || show.plan.is_making();
            }
            !window.jobs.is_idle()
                || window.shown.step3.is_making()
                || window.shown.look2.is_making()
                || window.shown.why.is_making()
                || window.shown.step4.is_making()
                || window.shown.target.is_making()
                || window.shown.show.is_making()
                || window.shown.step5.is_making()
                || window.shown.programme.is_making()
                || {
                    // The map that is seen: one in circles lies in place of the land.
                    let seen = window.maps.arranged.as_ref().or(window.map.as_ref());
                    seen.is_some_and(|m| m.texture.is_drawing())
                }
        });
        if !busy || begun.elapsed() > Duration::from_secs(20) {
            break;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    ui.step();
}

pub fn state<'a>(ui: &'a Ui<'_>) -> &'a Window {
    ui.state().as_ref().expect("made in the first frame")
}

pub fn labels(ui: &Ui<'_>) -> Vec<String> {
    fn walk(node: &Node<'_>, into: &mut Vec<String>) {
        let about = node.accesskit_node();
        into.extend(about.label());
        into.extend(about.value());
        for child in node.children() {
            walk(&child, into);
        }
    }
    let mut all = Vec::new();
    walk(&ui.root(), &mut all);
    all
}

#[test]
fn the_welcome_page_says_what_to_do_in_both_languages() {
    for (lang, words) in [
        (Lang::Id, ["Pilih berkas…", "Buka proyek…", "Buka contoh"]),
        (Lang::En, ["Choose files…", "Open project…", "Open sample"]),
    ] {
        let ui = window(lang, NORMAL, |_| ());
        for word in words {
            assert!(ui.query_by_label(word).is_some(), "{word}");
        }
    }
}

#[test]
fn each_button_of_the_welcome_page_asks_for_its_own_thing() {
    use kantong::app::panel::welcome::welcome_ui;
    use kantong::app::view::welcome::{Busy, WelcomeView};
    for (word, request) in [
        ("Pilih berkas…", Request::ChooseFiles),
        ("Buka proyek…", Request::ChooseProject),
        ("Buka contoh", Request::OpenSample),
        ("Bantuan (F1)", Request::Help),
    ] {
        let mut asked = Vec::new();
        let view = WelcomeView { lang: Lang::Id, recent: Vec::new(), busy: Busy::No };
        let mut harness = Harness::builder()
            .with_size([1024.0, 768.0])
            .with_context_setup(|ctx| {
                kantong::app::theme::install_fonts(ctx);
                kantong::app::theme::apply(ctx, Theme::Light);
            })
            .build_ui(|ui| asked.extend(welcome_ui(ui, Theme::Light, &view)));
        harness.get_by_label(word).click();
        harness.run();
        drop(harness);
        assert_eq!(asked, [request], "{word}");
    }
}

#[test]
fn a_click_in_the_table_selects_the_village_and_opens_its_card() {
    let mut ui = project(Lang::Id, NORMAL, Step::Map);
    settle(&mut ui);
    ui.get_by_label("1 Lestari, Laonti, 65 %").click();
    settle(&mut ui);
    assert_eq!(state(&ui).state.open.as_ref().and_then(|open| open.selected), Some(11));
    assert!(ui.query_by_label_contains("peringkat 1 dari 10").is_some());
    assert!(ui.query_by_label("eppgbm.xlsx · lembar Rekap · baris 16 · kolom F").is_some());
    let map = ui.get_by_label_contains("terpilih Lestari");
    assert!(map.rect().width() > 700.0);
}

#[test]
fn a_click_on_the_map_selects_the_village_under_it() {
    let mut ui = project(Lang::Id, NORMAL, Step::Map);
    settle(&mut ui);
    let at = {
        let map = state(&ui).map.as_ref().unwrap();
        let rect = ui.get_by_label_contains("Peta Balita stunting").rect();
        map.camera.unwrap().screen_from_map(map.scene.villages[6].inside, rect)
    };
    for pressed in [true, false] {
        ui.event(egui::Event::PointerMoved(at));
        ui.event(egui::Event::PointerButton {
            pos: at,
            button: egui::PointerButton::Primary,
            pressed,
            modifiers: egui::Modifiers::NONE,
        });
    }
    settle(&mut ui);
    assert_eq!(state(&ui).state.open.as_ref().and_then(|open| open.selected), Some(6));
    assert!(ui.query_by_label_contains("terpilih Gading").is_some());
    // Esc on the map lets go again; it once locked the whole window.
    ui.get_by_label_contains("Peta Balita stunting").focus();
    settle(&mut ui);
    ui.key_press(egui::Key::Escape);
    settle(&mut ui);
    assert_eq!(state(&ui).state.open.as_ref().and_then(|open| open.selected), None);
}

#[test]
fn the_legend_counts_every_village_once() {
    let mut ui = project(Lang::Id, NORMAL, Step::Map);
    settle(&mut ui);
    let labels = labels(&ui);
    let classes: usize = labels
        .iter()
        .filter_map(|label| label.strip_suffix(" desa")?.rsplit_once(": ")?.1.parse::<usize>().ok())
        .sum();
    assert_eq!(classes, 10, "{labels:?}");
    assert!(labels.iter().any(|l| l == "Tidak ada data 1"), "{labels:?}");
    assert!(labels.iter().any(|l| l == "Tidak berlaku 1"), "{labels:?}");
}

#[test]
fn the_five_steps_stand_in_their_order_and_open() {
    let mut ui = project(Lang::Id, NORMAL, Step::Map);
    let words = ["1 Data", "2 Peta", "3 Kantong", "4 Rencana", "5 Rakor"];
    let lefts: Vec<f32> = words.iter().map(|word| ui.get_by_label(word).rect().left()).collect();
    assert!(lefts.is_sorted(), "{lefts:?}");
    for (word, step) in words.into_iter().zip(Step::ALL) {
        ui.get_by_label(word).click();
        settle(&mut ui);
        assert_eq!(state(&ui).state.step, step);
    }
    assert!(ui.query_by_label_contains("Paket Rakor").is_some(), "step 5 is open");
}

#[test]
fn the_pockets_stand_with_their_lone_villages_and_how_sure_we_are() {
    let mut ui = project(Lang::Id, NORMAL, Step::Pockets);
    settle(&mut ui);
    for part in ["Kantong Laonti – Lestari", "Batu Putih, sendirian", "Hitung ulang", "0,61"] {
        assert!(labels(&ui).iter().any(|l| l.contains(part)), "{part}: {:?}", labels(&ui));
    }
    ui.get_by_label_contains("1 Kantong Laonti – Lestari").click();
    settle(&mut ui);
    let picked = &state(&ui).state.open.as_ref().unwrap().pocket.picked;
    assert_eq!(*picked, [10, 11].into(), "the members of the pocket");
}

#[test]
fn one_switch_changes_the_language_of_everything() {
    let mut ui = project(Lang::Id, NORMAL, Step::Map);
    ui.get_by_label(Lang::Id.word(Word::SwitchLanguage)).click();
    settle(&mut ui);
    assert!(ui.query_by_label("2 Map").is_some());
    assert!(ui.query_by_label("2 Peta").is_none());
}

/// English words that no Indonesian screen shows; names, formats and codes are none.
#[test]
fn no_english_word_is_left_on_an_indonesian_screen() {
    let english = [
        "the",
        "and",
        "file",
        "files",
        "open",
        "save",
        "map",
        "table",
        "village",
        "villages",
        "error",
        "cancel",
        "no",
        "with",
        "value",
        "class",
        "classes",
        "layer",
        "layers",
        "pocket",
        "pockets",
        "rank",
        "of",
        "settings",
        "zoom",
        "mean",
        "neighbours",
        "export",
        "import",
        "loading",
        "close",
        "undo",
        "redo",
        "help",
        "theme",
        "language",
    ];
    for step in Step::ALL {
        let mut ui = window(Lang::Id, NORMAL, move |window| {
            with_project(window, step);
            window.state.open.as_mut().unwrap().selected = Some(11);
        });
        settle(&mut ui);
        for label in labels(&ui) {
            // The switch names the other language in that language.
            if label == Lang::Id.word(Word::SwitchLanguage) {
                continue;
            }
            for word in label.split(|c: char| !c.is_alphabetic()) {
                let is_number_head = word == "No";
                let left = english.contains(&word.to_lowercase().as_str());
                assert!(!left || is_number_head, "{step:?}: {label:?}");
            }
        }
    }
}

#[test]
fn every_word_is_said_differently_or_on_purpose_the_same() {
    let same: Vec<&str> = Word::ALL
        .iter()
        .filter(|word| Lang::Id.word(**word) == Lang::En.word(**word))
        .map(|word| Lang::Id.word(*word))
        .collect();
    let meant = [
        "Desa / kelurahan",
        "Home",
        "Kabupaten",
        "Kecamatan",
        "Kec.",
        "No",
        "Data",
        "desa",
        "desa adat",
        "kelurahan",
        "median",
    ];
    for word in same {
        assert!(meant.contains(&word), "{word:?} is the same in both languages");
    }
}

#[test]
fn nothing_that_can_be_used_is_without_a_name_at_any_size() {
    for size in [[1024.0, 768.0], NORMAL, [1093.0, 558.0], [1920.0, 1080.0]] {
        for step in Step::ALL {
            let mut ui = window(Lang::Id, size, move |window| {
                with_project(window, step);
                window.state.open.as_mut().unwrap().selected = Some(2);
            });
            settle(&mut ui);
            assert_eq!(ui.unnamed_widgets(), Vec::<String>::new(), "{size:?} {step:?}");
        }
        let ui = window(Lang::En, size, |_| ());
        assert_eq!(ui.unnamed_widgets(), Vec::<String>::new(), "{size:?} welcome");
    }
}

#[test]
fn the_map_keeps_its_share_of_the_window() {
    for size in [[1024.0, 768.0], NORMAL, [1093.0, 614.0], [1920.0, 1080.0]] {
        let mut ui = window(Lang::Id, size, |window| {
            with_project(window, Step::Map);
            window.state.open.as_mut().unwrap().selected = Some(2);
        });
        settle(&mut ui);
        let map = ui.get_by_label_contains("Peta Balita stunting").rect();
        // The harness keeps a margin of 8 points around what it shows.
        assert!(map.width() >= 0.55 * (size[0] - 16.0), "{size:?}: {map:?}");
        assert!(map.height() >= 280.0, "{size:?}: {map:?}");
    }
}

#[test]
fn controls_stay_inside_the_window() {
    for size in [[1024.0, 768.0], NORMAL] {
        for step in [Step::Data, Step::Map, Step::Pockets] {
            let mut ui = window(Lang::Id, size, move |window| with_project(window, step));
            settle(&mut ui);
            for word in ["1 Data", "5 Rakor", "Bantuan (F1)", "Perbesar (+)"] {
                if let Some(node) = ui.query_by_label(word) {
                    let rect = node.rect();
                    assert!(
                        rect.left() >= 0.0 && rect.right() <= size[0],
                        "{word} {size:?} {rect:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn a_running_job_is_shown_and_can_be_canceled() {
    let mut ui = window(Lang::Id, NORMAL, |_| ());
    let ctx = ui.ctx.clone();
    ui.state_mut().as_mut().unwrap().start(&ctx, JobKind::Sample, String::new(), |progress| {
        progress.start(kantong::base::progress::Phase::Permuting, 1_000_000);
        while progress.step().is_ok() {
            std::thread::sleep(Duration::from_millis(1));
        }
        kantong::app::window::canceled()
    });
    std::thread::sleep(Duration::from_millis(200));
    ui.step();
    ui.step();
    assert!(labels(&ui).iter().any(|l| l == "Menyiapkan contoh"), "{:?}", labels(&ui));
    ui.get_by_label("Batal").click();
    let begun = Instant::now();
    settle(&mut ui);
    assert!(begun.elapsed() < Duration::from_millis(1_500));
    assert!(state(&ui).jobs.is_idle());
    assert!(state(&ui).state.notices.is_empty(), "a cancel is no fault");
}

#[test]
fn step_1_shows_what_the_import_did() {
    let mut ui = window(Lang::Id, NORMAL, |window| {
        with_project(window, Step::Data);
        window.state.open.as_mut().unwrap().import = Some(Arc::new(ImportDone {
            file: "eppgbm.xlsx".to_owned(),
            rows: 12,
            by_code: 7,
            by_name: 3,
            unmatched: vec![UnmatchedRow {
                row: 9,
                text: "Durien".to_owned(),
                candidates: vec![("Durian".to_owned(), "99.01.01.2004".to_owned(), 0.91)],
            }],
            duplicates: 1,
            ignored: 2,
            elsewhere: 0,
            counted: None,
            indicators: vec![("Balita stunting".to_owned(), 10, 1, 1)],
            ..ImportDone::default()
        }));
    });
    settle(&mut ui);
    for label in
        ["7 Cocok menurut kode atau keputusan", "3 Cocok menurut nama", "1 Tidak cocok", "Durien"]
    {
        assert!(ui.query_by_label(label).is_some(), "{label}: {:?}", labels(&ui));
    }
    assert!(ui.query_by_label_contains("Durian (99.01.01.2004) 0,91").is_some());
}

#[test]
fn the_help_opens_with_f1_and_names_the_keys() {
    let mut ui = window(Lang::Id, NORMAL, |_| ());
    ui.key_press(egui::Key::F1);
    ui.run_steps(4);
    assert!(ui.query_by_label("Ctrl+Z, Ctrl+Y").is_some());
    ui.get_by_label("Tutup").click();
    ui.run_steps(4);
    assert!(state(&ui).state.dialog.is_none());
}

/// Looks: small pictures of whole steps, compared where the reference renderer is present.
const SMALL: [f32; 2] = [900.0, 560.0];

#[test]
#[ignore = "draws with wgpu; run on a machine with a (software) adapter"]
fn the_welcome_page_looks_right() {
    let mut ui = window(Lang::Id, SMALL, |_| ());
    ui.run_steps(4);
    ui.snapshot("selamat_datang");
}

#[test]
#[ignore = "draws with wgpu; run on a machine with a (software) adapter"]
fn the_map_looks_right() {
    looks_right(Step::Map, "peta");
}

#[test]
#[ignore = "draws with wgpu; run on a machine with a (software) adapter"]
fn the_pockets_look_right() {
    looks_right(Step::Pockets, "kantong");
}

fn looks_right(step: Step, name: &str) {
    let mut ui = project(Lang::Id, SMALL, step);
    // First the quick picture of the map, then the fine one.
    for _ in 0..6 {
        settle(&mut ui);
    }
    ui.snapshot(name);
}
