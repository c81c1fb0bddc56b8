//! Step 3 driven by its labels: what is picked in one view is picked in all, and the question is a
//! sentence whose words are settings.

use std::sync::Arc;

use egui::{Event, Modifiers, PointerButton, Pos2, vec2};
use egui_kittest::kittest::Queryable as _;
use kantong::app::pocket::request::PocketRequest;
use kantong::app::pocket::{ChartKind, MapMode, Part, Pick, Picked, PocketTab};
use kantong::app::request::Request;
use kantong::app::state::{Open, PocketsShown, Stage, Step};
use kantong::app::window::Window;
use kantong::base::measure::Measure;
use kantong::indicator::column::Column;
use kantong::lang::Lang;
use kantong::lang::app_pocket::PocketWord;
use kantong::workflow::pockets::{Bound, Cluster, PocketResult, VillageResult};
use kantong::workflow::{PocketReport, PocketSettings};

use crate::ui::{NORMAL, Ui, content, labels, settle, state, window, with_project};

/// A result in which every measured village has a value, a mean of its neighbours and a class.
fn found(members: &[usize], lone: &[usize]) -> PocketsShown {
    let values = &content().columns[0].values;
    let villages = values.iter().enumerate().map(|(i, value)| VillageResult {
        code: format!("99.01.01.20{:02}", i + 1),
        value: value.value(),
        lag: value.value().map(|x| 20.0 + x / 2.0),
        p: value.value().map(|_| 0.001 * i as f64),
        class: match (value, members.contains(&i)) {
            (Measure::Measured(_), true) => "high_high",
            (Measure::Measured(_), false) => "not_significant",
            (Measure::Missing, _) => "missing",
            (Measure::NotApplicable, _) => "not_applicable",
        }
        .to_owned(),
        ..VillageResult::default()
    });
    let mut report = PocketReport::of(PocketSettings::of("stunting"));
    report.settings.period = Some("2024".to_owned());
    report.direction = kantong::indicator::definition::Direction::WorseHigh;
    report.n = 10;
    report.statistic = 0.61;
    report.villages = villages.collect();
    report.pockets = vec![PocketResult {
        id: 1,
        name: "Kantong Laonti – Lestari".to_owned(),
        villages: members.to_vec(),
        mean: Some(62.5),
        ..PocketResult::default()
    }];
    report.lone = lone.to_vec();
    let parts = Some(vec![Part { column: 0, weight: 100 }]);
    PocketsShown { parts, report: Arc::new(report), is_stale: false, stage: Stage::Whole }
}

fn step_3(window: &mut Window) {
    with_project(window, Step::Pockets);
    let open = window.state.open.as_mut().unwrap();
    // A second indicator of the same villages, the other way round.
    let mut content = content();
    let water: Vec<Measure> = content.columns[0]
        .values
        .iter()
        .map(|v| v.value().map_or(*v, |x| Measure::of(100.0 - x)))
        .collect();
    let mut column = Column::clone(&content.columns[0]);
    "kk_tanpa_air".clone_into(&mut column.indicator.id);
    "KK tanpa air".clone_into(&mut column.indicator.name);
    column.values = water;
    content.columns.push(Arc::new(column));
    *open = Open::new(content, Vec::new());
    open.pocket.parts = vec![Part { column: 0, weight: 100 }];
    open.pockets = Some(Arc::new(found(&[9, 10, 11], &[1])));
}

fn shown() -> Ui<'static> {
    let mut ui = window(Lang::Id, NORMAL, step_3);
    rest(&mut ui);
    ui
}

/// The job of step 3 wakes the window once more.
fn rest(ui: &mut Ui<'_>) {
    settle(ui);
    settle(ui);
}

fn ask(ui: &mut Ui<'_>, asked: PocketRequest) {
    let ctx = ui.ctx.clone();
    ui.state_mut().as_mut().unwrap().carry_out(&ctx, Request::Pocket(asked));
    rest(ui);
}

fn open<'a>(ui: &'a Ui<'_>) -> &'a Open {
    state(ui).state.open.as_ref().unwrap()
}

fn press(ui: &mut Ui<'_>, at: Pos2, pressed: bool, modifiers: Modifiers) {
    ui.event(Event::PointerMoved(at));
    ui.event(Event::PointerButton { pos: at, button: PointerButton::Primary, pressed, modifiers });
    ui.step();
}

fn drag(ui: &mut Ui<'_>, from: Pos2, to: Pos2) {
    press(ui, from, true, Modifiers::NONE);
    for part in 1..=4_u8 {
        ui.event(Event::PointerMoved(from.lerp(to, f32::from(part) / 4.0)));
        ui.step();
    }
    press(ui, to, false, Modifiers::NONE);
    rest(ui);
}

#[test]
fn a_box_in_the_scatter_picks_its_villages_in_map_and_table() {
    let mut ui = shown();
    let chart = ui.get_by_label_contains("Desa dan tetangga, 10 desa").rect();
    // The right half holds the villages above the mean.
    drag(&mut ui, chart.center_top() + vec2(0.0, 4.0), chart.right_bottom() - vec2(4.0, 4.0));
    let picked = open(&ui).pocket.picked.clone();
    assert!(picked.contains(&11) && !picked.contains(&0), "{picked:?}");
    let look = state(&ui).shown.look.as_ref().unwrap();
    assert_eq!(look.picked, picked.iter().copied().collect::<Vec<_>>(), "outlined on the map");
    let words = format!("{} desa terpilih", picked.len());
    assert!(ui.query_all_by_label(&words).next().is_some(), "{:?}", labels(&ui));
    ask(&mut ui, PocketRequest::Tab(PocketTab::Villages));
    assert!(ui.query_by_label_contains("1 Lestari").is_some(), "{:?}", labels(&ui));
    assert!(ui.query_by_label_contains("Amolengu").is_none(), "the table shows the picked only");
}

#[test]
fn the_arrow_keys_walk_through_a_chart_and_enter_takes() {
    let mut ui = shown();
    ui.get_by_label_contains("Desa dan tetangga, 10 desa").focus();
    ui.step();
    ui.key_press(egui::Key::ArrowRight);
    rest(&mut ui);
    assert_eq!(open(&ui).hovered, Some(0), "the leftmost first");
    ui.key_press(egui::Key::ArrowRight);
    rest(&mut ui);
    ui.key_press(egui::Key::Enter);
    rest(&mut ui);
    assert_eq!(open(&ui).selected, Some(1));
    assert_eq!(open(&ui).pocket.picked, Picked::from([1]));
    ui.key_press(egui::Key::Escape);
    rest(&mut ui);
    assert!(open(&ui).pocket.picked.is_empty());
}

#[test]
fn shift_on_the_map_adds_a_village() {
    let mut ui = shown();
    ask(&mut ui, PocketRequest::Pick(Pick::take(vec![0])));
    let at = {
        let map = state(&ui).map.as_ref().unwrap();
        let rect = ui.get_by_label_contains("Peta 1 kantong").rect();
        map.camera.unwrap().screen_from_map(map.scene.villages[6].inside, rect)
    };
    ui.event(Event::ModifiersChanged(Modifiers::SHIFT));
    press(&mut ui, at, true, Modifiers::SHIFT);
    press(&mut ui, at, false, Modifiers::SHIFT);
    ui.event(Event::ModifiersChanged(Modifiers::NONE));
    rest(&mut ui);
    assert_eq!(open(&ui).pocket.picked, Picked::from([0, 6]));
    assert_eq!(open(&ui).selected, None, "a card of one village would speak of one only");
}

#[test]
fn every_chart_says_what_it_is_and_what_it_needs() {
    let mut ui = shown();
    for (chart, words) in [
        (ChartKind::Neighbours, "Desa dan tetangga, 10 desa"),
        (ChartKind::Boxes, "Diagram kotak, 10 desa"),
        (ChartKind::Pair, "Balita stunting 2024 terhadap KK tanpa air 2024, 10 desa"),
        (ChartKind::Funnel, "Corong perlu jumlah kasus"),
        (ChartKind::Parallel, "Semua indikator, 10 desa"),
    ] {
        ask(&mut ui, PocketRequest::Chart(chart));
        assert!(ui.query_by_label_contains(words).is_some(), "{chart:?}: {:?}", labels(&ui));
    }
    // Two indicators make an index, and lines over both and it.
    ask(&mut ui, PocketRequest::Toggle(1));
    assert!(ui.query_by_label_contains("Semua indikator, 10 desa").is_some(), "{:?}", labels(&ui));
}

#[test]
fn two_indicators_never_are_a_proof_of_cause() {
    let mut ui = shown();
    ask(&mut ui, PocketRequest::Chart(ChartKind::Pair));
    ask(&mut ui, PocketRequest::Map(MapMode::Pair));
    let made = &state(&ui).shown.step3.made();
    let pair = made.charts.pair.as_ref().unwrap();
    assert_eq!(pair.scatter.figure, "ρ = −1,00 · n = 10");
    assert!(pair.sentences.iter().any(|s| s.contains("Bukan bukti sebab")));
    // The square over the map picks a cell.
    let cell = ui.query_all_by_label_contains("A3 ").next().expect("a cell of the square");
    cell.click();
    rest(&mut ui);
    assert!(!open(&ui).pocket.picked.is_empty());
}

#[test]
fn the_sentence_is_the_rule_and_each_part_can_be_switched() {
    let mut ui = shown();
    assert!(ui.query_by_label("Hitung ulang").is_some(), "{:?}", labels(&ui));
    ui.get_by_label("Siap pakai").click();
    rest(&mut ui);
    ui.get_by_label("Semua desa dengan sedikitnya satu keluarga").click();
    rest(&mut ui);
    let rule = &open(&ui).pocket.asked.rule;
    assert_eq!(rule.cluster, Cluster::Off);
    assert_eq!(rule.count.as_ref().map(|c| c.bound), Some(Bound::At(1.0)));
    assert!(ui.query_by_label("Jumlah keluarga: sedikitnya 1 keluarga").is_some());
    // The answer on the screen is of another question now, and says so.
    assert!(ui.query_by_label("perlu dihitung ulang").is_some(), "{:?}", labels(&ui));
    assert!(ui.query_by_label("Hitung kantong").is_some());
}

#[test]
fn weights_are_moved_by_keys_and_make_a_hundred() {
    let mut ui = shown();
    ask(&mut ui, PocketRequest::Toggle(1));
    let weights = |ui: &Ui<'_>| open(ui).pocket.parts.iter().map(|p| p.weight).collect::<Vec<_>>();
    assert_eq!(weights(&ui), [50, 50]);
    ui.get_by_label("KK tanpa air").focus();
    ui.step();
    ui.key_press(egui::Key::ArrowRight);
    rest(&mut ui);
    assert_eq!(weights(&ui), [45, 55]);
    ui.get_by_label("Sama rata").click();
    rest(&mut ui);
    assert_eq!(weights(&ui), [50, 50]);
}

#[test]
fn a_pinned_rule_is_set_beside_the_next_one() {
    let mut ui = shown();
    ask(&mut ui, PocketRequest::Tab(PocketTab::Compare));
    ui.get_by_label("Sematkan sebagai aturan A").click();
    rest(&mut ui);
    let window = ui.state_mut().as_mut().unwrap();
    window.state.open.as_mut().unwrap().pockets = Some(Arc::new(found(&[8, 9, 10], &[])));
    rest(&mut ui);
    for words in ["Hanya aturan A, 2", "Kedua aturan, 2", "Hanya aturan B, 1"] {
        assert!(ui.query_by_label_contains(words).is_some(), "{words}: {:?}", labels(&ui));
    }
    assert!(ui.query_by_label("Hanya aturan A: 2 desa").is_some(), "the map's legend counts too");
    ui.get_by_label("Lepas aturan A").click();
    rest(&mut ui);
    assert!(open(&ui).pocket.pinned.is_none());
}

#[test]
fn maps_of_clusters_and_chance_count_every_village_once() {
    let mut ui = shown();
    for map in [MapMode::Clusters, MapMode::Chance] {
        ask(&mut ui, PocketRequest::Map(map));
        let counted: usize = labels(&ui)
            .iter()
            .filter(|l| !l.starts_with("Paling sedikit"))
            .filter_map(|l| l.strip_suffix(" desa")?.rsplit_once(": ")?.1.parse::<usize>().ok())
            .sum();
        assert_eq!(counted, 12, "{map:?}: {:?}", labels(&ui));
    }
}

#[test]
fn the_words_of_a_statistician_stand_only_under_the_way_it_was_computed() {
    let mut ui = shown();
    ask(&mut ui, PocketRequest::Pick(Pick::take(vec![11])));
    let jargon = ["Moran", "p-value", "nilai p", "permutasi", "FDR", "hipotesis"];
    // The correction's own name is a setting, and the line of the method is where it belongs.
    let allowed = |label: &str| label.starts_with("Koreksi") || label.starts_with("Cara: ");
    for label in labels(&ui).iter().filter(|l| !allowed(l)) {
        for word in jargon {
            assert!(!label.contains(word), "{label:?}");
        }
    }
    ui.get_by_label("Cara hitung").click();
    rest(&mut ui);
    assert!(ui.query_by_label("Nilai seluruh peta").is_some(), "{:?}", labels(&ui));
}

#[test]
fn every_word_of_step_3_is_said_in_both_languages() {
    let meant = ["Kabupaten", "0–100", "Funnel"];
    for word in PocketWord::ALL {
        let (id, en) = (Lang::Id.step3(*word), Lang::En.step3(*word));
        assert!(id != en || meant.contains(&id), "{id:?} is the same in both languages");
        assert!(!id.ends_with('.') || id.ends_with("…"), "{id:?}");
    }
}

#[test]
fn step_3_can_be_used_at_every_size() {
    for size in [[1024.0, 768.0], [1093.0, 614.0], [1920.0, 1080.0]] {
        let mut ui = window(Lang::Id, size, step_3);
        rest(&mut ui);
        assert_eq!(ui.unnamed_widgets(), Vec::<String>::new(), "{size:?}");
        let map = ui.get_by_label_contains("Peta 1 kantong").rect();
        assert!(map.width() >= 0.55 * (size[0] - 16.0), "{size:?}: {map:?}");
    }
}

#[test]
fn tabs_bring_their_map_and_two_rules_stand_on_two_maps() {
    let mut ui = shown();
    ui.get_by_label_contains("Lainnya").click();
    rest(&mut ui);
    ui.get_by_label("Antarperiode").click();
    rest(&mut ui);
    assert_eq!((open(&ui).pocket.tab, open(&ui).pocket.map), (PocketTab::Time, MapMode::Time));
    let none = Lang::Id.step3(PocketWord::NoTwoPeriods);
    assert!(labels(&ui).iter().any(|l| l.contains(none)), "one period is too few");
    ask(&mut ui, PocketRequest::Tab(PocketTab::Lokus));
    assert_eq!(open(&ui).pocket.map, MapMode::Lokus);
    ask(&mut ui, PocketRequest::Tab(PocketTab::Pockets));
    assert_eq!(open(&ui).pocket.map, MapMode::Value, "the map of a tab goes with it");

    let maps = |ui: &Ui<'_>| {
        let summary = |l: &&String| l.contains("Peta") && l.contains("desa");
        labels(ui).iter().filter(summary).count()
    };
    let one = maps(&ui);
    ask(&mut ui, PocketRequest::Pin);
    let window = ui.state_mut().as_mut().unwrap();
    window.state.open.as_mut().unwrap().pockets = Some(Arc::new(found(&[0, 9], &[])));
    ask(&mut ui, PocketRequest::Map(MapMode::Side));
    assert_eq!(maps(&ui), one + 1, "{:?}", labels(&ui));
    let made = &state(&ui).shown.step3.made();
    let (left, right) = (made.left.as_ref().unwrap(), made.themed.as_ref().unwrap());
    assert_eq!(left.fills[9], right.fills[9], "what both rules find is drawn alike");
    assert_ne!(left.fills[10], right.fills[10]);
    assert_eq!(left.swatches, right.swatches);
    ask(&mut ui, PocketRequest::Unpin);
    assert_eq!(open(&ui).pocket.map, MapMode::Value);
}
