//! Step 1 driven by its labels: files become a joined map, doubts are decided, values corrected.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::Key;
use egui_kittest::kittest::Queryable as _;
use kantong::app::data::review::Said;
use kantong::app::data::{DataTab, Severity};
use kantong::app::request::Request;
use kantong::app::state::{DataContent, Dialog, Step};
use kantong::app::view::check::{CheckLine, CheckView};
use kantong::lang::Lang;
use kantong::lang::app_data::DataWord;

use crate::ui::{NORMAL, Ui, content, labels, settle, state, window, with_project};

/// A folder as a dinas sends it: the sample's boundaries and these tables.
fn sent(tables: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/contoh");
    let parts = ["shp", "shx", "dbf", "prj", "cpg"].map(|e| format!("batas_desa.{e}"));
    for name in parts.iter().map(String::as_str).chain(tables.iter().copied()) {
        std::fs::copy(sample.join(name), folder.path().join(name)).unwrap();
    }
    folder
}

/// Waits until every job is done; one job may start the next.
fn rest(ui: &mut Ui<'_>) {
    for _ in 0..3 {
        settle(ui);
    }
}

fn click(ui: &mut Ui<'_>, label: &str) {
    let found = ui.query_all_by_label(label).next();
    assert!(found.is_some(), "{label}: {:?}", labels(ui));
    ui.query_all_by_label(label).next().unwrap().click();
    rest(ui);
}

fn drop_in(ui: &mut Ui<'_>, paths: Vec<PathBuf>) {
    let ctx = ui.ctx.clone();
    ui.state_mut().as_mut().unwrap().carry_out(&ctx, Request::Files(paths));
    rest(ui);
}

/// The sample with one table on its page.
fn importing(folder: &Path) -> Ui<'static> {
    let mut ui = window(Lang::Id, NORMAL, |_| ());
    drop_in(&mut ui, vec![folder.to_owned()]);
    click(&mut ui, "Buat proyek");
    ui
}

#[test]
fn a_folder_becomes_a_joined_map_in_few_clicks_with_a_question_answered() {
    let folder = sent(&["stunting_eppgbm.xlsx", "idm.csv"]);
    let mut ui = window(Lang::Id, NORMAL, |_| ());
    drop_in(&mut ui, vec![folder.path().to_owned()]);
    assert!(ui.query_by_label("batas_desa.shp").is_some(), "{:?}", labels(&ui));
    let mut clicks = 0;
    let mut click = |ui: &mut Ui<'_>, label: &str| {
        click(ui, label);
        clicks += 1;
    };
    click(&mut ui, "Buat proyek");
    assert!(ui.query_by_label("331 dari 331 baris cocok").is_some(), "{:?}", labels(&ui));
    click(&mut ui, "Impor");
    assert!(ui.query_by_label("341 dari 344 baris cocok").is_some(), "{:?}", labels(&ui));
    // The dash is asked once, with its default; another answer reads the table again.
    let values = |ui: &Ui<'_>| -> usize {
        let held = state(ui).under.draft.as_ref().unwrap();
        let imported = &held.outcome.as_ref().unwrap().imported;
        imported.summary.iter().map(|s| s.tally.measured).sum()
    };
    let before = values(&ui);
    click(&mut ui, "Nol");
    assert!(values(&ui) > before, "dashes are zeros now");
    click(&mut ui, "Impor");
    assert!(state(&ui).state.dialog.is_none());
    click(&mut ui, "2 Peta");
    assert!(clicks <= 6, "{clicks} clicks");
    let open = state(&ui).state.open.as_ref().unwrap();
    assert!(open.content.columns.len() >= 10);
    assert!(ui.query_by_label_contains("Peta ").is_some());
}

#[test]
fn doubts_are_decided_by_keyboard_and_taken_back() {
    let folder = sent(&["stunting_eppgbm.xlsx"]);
    let mut ui = importing(folder.path());
    click(&mut ui, "2 Cocokkan desa");
    assert!(ui.query_by_label("0 dari 3 baris sudah diputuskan").is_some(), "{:?}", labels(&ui));
    let said = |ui: &Ui<'_>| -> Vec<Said> { state(ui).known.said.values().cloned().collect() };
    let press = |ui: &mut Ui<'_>, key: Key| {
        ui.key_press(key);
        rest(ui);
    };
    press(&mut ui, Key::Enter);
    assert_eq!(said(&ui), [Said::Is("99.01.08.2002".to_owned())]);
    press(&mut ui, Key::Delete);
    assert!(said(&ui).contains(&Said::No));
    ui.key_press_modifiers(egui::Modifiers::COMMAND, Key::Z);
    rest(&mut ui);
    assert_eq!(said(&ui), [Said::Is("99.01.08.2002".to_owned())], "the refusal is taken back");
    assert!(ui.query_by_label("1 dari 3 baris sudah diputuskan").is_some());
    press(&mut ui, Key::ArrowDown);
    let Some(Dialog::Import(importing)) = &state(&ui).state.dialog else { panic!() };
    assert_eq!(importing.review.at, 2);
    // Esc goes back to the sheet, where the decision counts.
    press(&mut ui, Key::Escape);
    assert!(ui.query_by_label("342 dari 344 baris cocok").is_some(), "{:?}", labels(&ui));
    assert!(ui.unnamed_widgets().is_empty(), "{:?}", ui.unnamed_widgets());
}

#[test]
fn a_value_is_corrected_with_a_reason_and_the_history_takes_it_back() {
    let folder = sent(&["idm.csv"]);
    let mut ui = importing(folder.path());
    click(&mut ui, "Impor");
    click(&mut ui, "2 Peta");
    let (column, village) = {
        let open = state(&ui).state.open.as_ref().unwrap();
        let column = open.indicator.unwrap();
        let values = &open.content.columns[column].values;
        (column, values.iter().position(|v| v.value().is_some()).unwrap())
    };
    let value = |ui: &Ui<'_>| {
        state(ui).state.open.as_ref().unwrap().content.columns[column].values[village].value()
    };
    let before = value(&ui);
    let ctx = ui.ctx.clone();
    ui.state_mut().as_mut().unwrap().carry_out(&ctx, Request::Select(Some(village)));
    rest(&mut ui);
    click(&mut ui, "Perbaiki nilai…");
    ui.get_by_label("Nilai yang benar").focus();
    ui.run_steps(2);
    ui.get_by_label("Nilai yang benar").type_text("0,5");
    ui.run_steps(2);
    ui.get_by_label("Alasan").focus();
    ui.run_steps(2);
    ui.get_by_label("Alasan").type_text("salah ketik");
    ui.run_steps(2);
    click(&mut ui, "Simpan nilai");
    assert_eq!(value(&ui), Some(0.5));
    assert!(ui.query_by_label("diperbaiki dengan tangan").is_some(), "{:?}", labels(&ui));
    assert!(labels(&ui).iter().any(|l| l.contains("salah ketik")));
    click(&mut ui, "1 Data");
    click(&mut ui, "Riwayat");
    assert!(labels(&ui).iter().any(|l| l.contains("(salah ketik")), "{:?}", labels(&ui));
    // The list's own button; the one in the top bar says what it undoes.
    click(&mut ui, "Batalkan");
    assert_eq!(value(&ui), before);
}

fn finding(village: usize, severity: Severity) -> CheckLine {
    CheckLine {
        severity,
        what: format!("Lebih dari 100 % di baris {}", village + 5),
        fix: "Tanyakan ke dinas".to_owned(),
        file: "eppgbm.xlsx".to_owned(),
        source: 2,
        place: format!("baris {}", village + 5),
        value: "104".to_owned(),
        village: Some(village),
        village_name: content().register.villages[village].name.clone(),
    }
}

fn checking(size: [f32; 2]) -> Ui<'static> {
    let mut ui = window(Lang::Id, size, |window| {
        with_project(window, Step::Data);
        let open = window.state.open.as_mut().unwrap();
        let lines = vec![finding(2, Severity::Note), finding(7, Severity::Heavy)];
        let mut changed = content();
        changed.data =
            Arc::new(DataContent { check: CheckView::of(lines), ..DataContent::default() });
        open.replace(changed);
        open.data.tab = DataTab::Check;
    });
    rest(&mut ui);
    ui
}

#[test]
fn a_finding_jumps_to_its_village() {
    let mut ui = checking(NORMAL);
    let heavy = labels(&ui).into_iter().find(|l| l.contains("di baris 12. Harapan")).unwrap();
    click(&mut ui, &heavy);
    assert_eq!(state(&ui).state.open.as_ref().unwrap().selected, Some(7));
    assert!(ui.query_by_label("Isi sel: 104").is_some(), "{:?}", labels(&ui));
    click(&mut ui, "Lihat di peta");
    assert_eq!(state(&ui).state.step, Step::Map);
    assert!(ui.query_by_label_contains("terpilih Harapan").is_some());
}

#[test]
fn every_page_of_step_1_names_what_can_be_used() {
    for size in [[1024.0, 768.0], NORMAL] {
        for tab in DataTab::ALL {
            let mut ui = checking(size);
            ui.state_mut().as_mut().unwrap().data_tab(tab);
            rest(&mut ui);
            assert_eq!(ui.unnamed_widgets(), Vec::<String>::new(), "{size:?} {tab:?}");
        }
    }
}

#[test]
fn a_table_without_boundaries_says_what_comes_first() {
    let folder = sent(&["idm.csv"]);
    let mut ui = window(Lang::Id, NORMAL, |_| ());
    drop_in(&mut ui, vec![folder.path().join("idm.csv")]);
    let lack = Lang::Id.data(DataWord::LackBoundary);
    assert!(ui.query_by_label(lack).is_some(), "{:?}", labels(&ui));
    ui.key_press(Key::Escape);
    rest(&mut ui);
    assert!(state(&ui).state.dialog.is_none());
}

#[test]
fn every_word_of_step_1_is_said_in_both_languages() {
    let meant = ["Baseline", "Data", "register", "Kecamatan", "baris", "Nama", "Skor", "Kec.", "+"];
    for word in DataWord::ALL {
        let (id, en) = (Lang::Id.data(*word), Lang::En.data(*word));
        assert!(!id.is_empty() && !en.is_empty(), "{word:?}");
        assert!(id != en || meant.contains(&id), "{word:?} is the same in both languages: {id}");
    }
}
