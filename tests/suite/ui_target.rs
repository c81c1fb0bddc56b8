//! The tab of targets driven by its labels: settings are shown at once and become one step, tables
//! say in words who is late.

use std::sync::Arc;

use egui_kittest::kittest::Queryable as _;
use kantong::app::programme::PlanPart;
use kantong::app::request::Request;
use kantong::app::state::{Open, Step};
use kantong::app::target::TargetTab;
use kantong::app::target::request::TargetRequest;
use kantong::base::measure::Measure;
use kantong::indicator::column::Column;
use kantong::indicator::definition::{Direction, Quantity};
use kantong::lang::Lang;
use kantong::plan::target::{SurveyYear, Targets};
use kantong::workflow::Snapshot;

use crate::ui::{NORMAL, Ui, content, settle, window, with_project};

/// Twelve villages whose families halve but for the last, which stays; 5 of 10 and 10 of 10 with
/// a line that stands at 5 of 10.
fn snapshot() -> Snapshot {
    let content = content();
    let count = |period: &str, read: &dyn Fn(usize) -> f64| {
        let mut column = Column::clone(&content.columns[0]);
        column.indicator.id = "keluarga_desil_1".to_owned();
        column.indicator.name = "Keluarga desil 1".to_owned();
        column.indicator.unit = "KK".to_owned();
        column.indicator.quantity = Quantity::Count;
        column.indicator.direction = Direction::WorseHigh;
        column.period = period.to_owned();
        column.import = 1;
        column.values = (0..12).map(|i| Measure::Measured(read(i))).collect();
        Arc::new(column)
    };
    let last = |i: usize| if i == 11 { 10.0 } else { 5.0 };
    let (mut snapshot, _) = crate::ui_plan::snapshot();
    snapshot.columns = vec![count("2024-T4", &|_| 10.0), count("2025-T4", &last)];
    snapshot
}

fn targets_of(percent: f64) -> Targets {
    let mut targets = Targets::default();
    targets.poverty.percent = percent;
    targets.poverty.years = [(2021, 11.0), (2023, 10.0), (2024, 10.5)]
        .map(|(year, percent)| SurveyYear { year, percent: Some(percent), ..SurveyYear::default() })
        .to_vec();
    targets
}

fn looking() -> Ui<'static> {
    let mut ui = window(Lang::Id, NORMAL, |window| {
        with_project(window, Step::Plan);
        let snapshot = snapshot();
        let mut content = content();
        content.columns = snapshot.columns.clone();
        let mut open = Open::new(content, Vec::new());
        open.programme.part = PlanPart::Targets;
        window.state.open = Some(open);
        window.away = Some(Snapshot { targets: Some(Arc::new(targets_of(9.0))), ..snapshot });
        window.state.step = Step::Plan;
    });
    settle(&mut ui);
    ui
}

fn ask(ui: &mut Ui<'_>, request: Request) {
    let ctx = ui.ctx.clone();
    if let Some(window) = ui.state_mut().as_mut() {
        window.carry_out(&ctx, request);
    }
    settle(ui);
}

fn tab(ui: &mut Ui<'_>, tab: TargetTab) {
    ask(ui, Request::Target(TargetRequest::Tab(tab)));
}

#[test]
fn the_series_its_gap_and_its_warning_are_on_the_screen() {
    let ui = looking();
    ui.get_by_label_contains("PERHATIAN: angka naik dari 10,00 % (2023) menjadi 10,50 % (2024)");
    ui.get_by_label_contains("Tidak ada angka untuk 2022");
    ui.get_by_label("Tambah tahun");
    ui.get_by_label("Ambil seri dari berkas");
    let made = ui.state().as_ref().unwrap().shown.target.made();
    let (chart, _) = &made.tracks[0];
    // 2021 and 2023 are not joined, 2023 and 2024 are.
    let solid = chart
        .runs
        .iter()
        .filter(|r| !r.dashed && r.ink == kantong::app::chart::over_time::Ink::Figure);
    assert_eq!(solid.map(|r| r.points[0][0]).collect::<Vec<_>>(), [2023.0]);
    assert_eq!(chart.gaps.len(), 1);
}

#[test]
fn what_is_being_set_is_shown_at_once() {
    let mut ui = looking();
    ask(&mut ui, Request::Target(TargetRequest::Draft(Box::new(targets_of(5.0)))));
    ui.get_by_label_contains("target 5 % pada 2025");
    let window = ui.state().as_ref().unwrap();
    let open = window.state.open.as_ref().unwrap();
    // Nobody holds it: it was asked to be kept, once.
    assert_eq!(open.target.asked.as_deref(), Some(&targets_of(5.0)));
}

#[test]
fn who_is_late_is_said_in_words_and_a_row_picks_its_village() {
    let mut ui = looking();
    tab(&mut ui, TargetTab::Burn);
    // 10 of 10 remain where the line stands at 5.
    let name = kantong::app::target::made::Mood::Bad;
    let row = {
        let made = ui.state().as_ref().unwrap().shown.target.made();
        let late: Vec<_> = made.villages.rows.iter().filter(|r| r.mood == name).collect();
        assert_eq!(late.len(), 1);
        late[0].clone()
    };
    assert_eq!(row.cells.last().map(String::as_str), Some("Terlambat: +5"));
    ui.get_by_label(&row.cells.join(" · ")).click();
    settle(&mut ui);
    let open = ui.state().as_ref().unwrap().state.open.as_ref().unwrap();
    assert_eq!(open.selected, Some(11));
}

#[test]
fn the_map_of_before_and_after_and_the_board_have_their_words() {
    let mut ui = looking();
    tab(&mut ui, TargetTab::Change);
    ui.get_by_label_contains("11 desa membaik, 0 memburuk, 1 tetap");
    ui.get_by_label_contains("Kronis");
    tab(&mut ui, TargetTab::Award);
    // One of twelve is a kelurahan.
    ui.get_by_label_contains("11 desa diberi peringkat");
    ui.get_by_label("Cetak piagam");
}
