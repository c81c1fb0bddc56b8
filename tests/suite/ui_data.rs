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
    let folder = sent(&["stunting_eppgbm.xlsx", "air_sanitasi.csv"]);
    let mut ui = window(Lang::Id, NORMAL, |_| ());
    drop_in(&mut ui, vec![folder.path().to_owned()]);
    assert!(ui.query_by_label("batas_desa.shp").is_some(), "{:?}", labels(&ui));
    let mut clicks = 0;
    let mut click = |ui: &mut Ui<'_>, label: &str| {
        click(ui, label);
        clicks += 1;
    };
    click(&mut ui, "Buat proyek");
    assert!(ui.query_by_label("345 dari 346 baris cocok").is_some(), "{:?}", labels(&ui));
    // The dash is asked once, with its default; another answer reads the table again.
    let values = |ui: &Ui<'_>| -> usize {
        let held = state(ui).under.draft.as_ref().unwrap();
        let imported = &held.outcome.as_ref().unwrap().imported;
        imported.summary.iter().map(|s| s.tally.measured).sum()
    };
    let before = values(&ui);
    click(&mut ui, "Nol");
    assert_eq!(values(&ui), before + 2, "two dashes are zeros now");
    click(&mut ui, "Impor");
    assert!(ui.query_by_label("341 dari 344 baris cocok").is_some(), "{:?}", labels(&ui));
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
    assert!(ui.query_by_label("0 dari 3 nama sudah diputuskan").is_some(), "{:?}", labels(&ui));
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
    assert!(ui.query_by_label("1 dari 3 nama sudah diputuskan").is_some());
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

/// The texts on the screen, page by page, of the table that is being imported.
fn walk(ui: &mut Ui<'_>) -> String {
    let mut seen = labels(ui);
    click(ui, "2 Cocokkan desa");
    seen.extend(labels(ui));
    seen.join("\n")
}

const NIK: &str = "9901090206800007";

#[test]
fn of_a_list_of_persons_only_places_are_painted() {
    let folder = sent(&["rtlh.csv"]);
    let mut ui = importing(folder.path());
    let seen = walk(&mut ui);
    assert!(seen.contains("dikenali: "), "{seen}");
    assert!(seen.contains("Padotola"), "the place is shown: {seen}");
    for secret in [NIK, "Rekaan", "Jerami"] {
        assert!(!seen.contains(secret), "{secret} stands on the screen: {seen}");
    }
}

#[test]
fn a_list_without_headers_or_without_a_village_paints_no_person() {
    let folder = sent(&[]);
    // No header: the first person stands where headers stand.
    let rows = (0..4).map(|i| format!("990109020680000{i};Siti Rahasia {i};Jl. Sunyi;Padotola\n"));
    std::fs::write(folder.path().join("tanpa_judul.csv"), rows.collect::<String>()).unwrap();
    let mut ui = importing(folder.path());
    let seen = walk(&mut ui);
    assert!(!seen.contains("Rahasia") && !seen.contains("99010902068"), "{seen}");
    // Headers, but villages of another place: the import stops, and still nobody is seen.
    let folder = sent(&[]);
    let rows =
        (0..4).map(|i| format!("990109020680000{i};Siti Rahasia {i};Jl. Sunyi;Entah;Mana\n"));
    let text = format!("NIK;NAMA;ALAMAT;DESA;KECAMATAN\n{}", rows.collect::<String>());
    std::fs::write(folder.path().join("daftar.csv"), text).unwrap();
    let mut ui = importing(folder.path());
    let seen = walk(&mut ui);
    for secret in ["Rahasia", "99010902068", "Sunyi"] {
        assert!(!seen.contains(secret), "{secret} stands on the screen: {seen}");
    }
}

#[test]
fn lists_that_came_together_are_matched_and_a_table_that_came_again_says_what_changed() {
    let folder = sent(&["p3ke_keluarga.xlsx", "rtlh.csv", "idm.csv"]);
    let mut ui = importing(folder.path());
    click(&mut ui, "Impor semua (3)");
    let seen = labels(&ui).join("\n");
    assert!(state(&ui).state.dialog.is_none());
    assert!(seen.contains("dicocokkan lewat NIK"), "{seen}");
    assert!(state(&ui).under.lists.is_empty(), "nobody is kept in memory");
    let columns = state(&ui).state.open.as_ref().unwrap().content.columns.clone();
    assert!(columns.iter().any(|c| c.indicator.id.starts_with("di_")), "{columns:?}");
    let idm = folder.path().join("idm.csv");
    let text = std::fs::read_to_string(&idm).unwrap().replacen("0.6286", "0.6399", 1);
    std::fs::write(&idm, text).unwrap();
    drop_in(&mut ui, vec![idm]);
    click(&mut ui, "Impor");
    let seen = labels(&ui).join("\n");
    assert!(seen.contains("Berubah dari tabel sebelumnya: 1 nilai"), "{seen}");
    assert!(seen.contains("0,6286 → 0,6399"), "{seen}");
}

#[test]
fn a_filled_card_is_taken_and_told() {
    let folder = sent(&["idm.csv"]);
    let idm = folder.path().join("idm.csv");
    // An impossible value, which the card asks about.
    let text = std::fs::read_to_string(&idm).unwrap().replacen(",0.6286,", ",62.86,", 1);
    std::fs::write(&idm, text).unwrap();
    let mut ui = importing(folder.path());
    click(&mut ui, "Impor");
    let card = folder.path().join("kartu.xlsx");
    let ctx = ui.ctx.clone();
    let window = ui.state_mut().as_mut().unwrap();
    let source = window.snapshot().unwrap().sources.last().unwrap().id;
    window.save_card(&ctx, source, card.clone());
    rest(&mut ui);
    assert!(card.exists());
    drop_in(&mut ui, vec![card]);
    let seen = labels(&ui).join("\n");
    assert!(seen.contains("Kartu balik idm.csv"), "{seen}");
    assert!(state(&ui).state.dialog.is_none());
}

#[test]
fn a_recipe_file_reads_the_table_as_an_earlier_one() {
    let folder = sent(&["idm.csv"]);
    let recipe = folder.path().join("idm.toml");
    let mut ui = importing(folder.path());
    let ctx = ui.ctx.clone();
    ui.get_by_label("Periode").focus();
    ui.run_steps(2);
    let asked = kantong::app::data::importing::Guess::Period("2019".to_owned());
    let asked = kantong::app::data::request::DataRequest::Guess(asked);
    ui.state_mut().as_mut().unwrap().carry_out(&ctx, Request::Data(asked));
    rest(&mut ui);
    ui.state_mut().as_mut().unwrap().save_recipe(&ctx, recipe.clone());
    rest(&mut ui);
    let text = std::fs::read_to_string(&recipe).unwrap();
    assert!(text.contains("2019"), "{text}");
    click(&mut ui, "Batal");
    drop_in(&mut ui, vec![folder.path().join("idm.csv")]);
    ui.state_mut().as_mut().unwrap().load_recipe(&ctx, recipe);
    rest(&mut ui);
    let Some(Dialog::Import(importing)) = &state(&ui).state.dialog else { panic!() };
    assert_eq!(importing.view.period, "2019");
}

/// The review of an earlier session, though the office's file is gone: the row, its candidates and
/// its numbers are the project's.
#[test]
fn rows_without_a_village_are_matched_later_without_their_file() {
    let folder = sent(&["stunting_eppgbm.xlsx"]);
    let mut ui = importing(folder.path());
    click(&mut ui, "Impor");
    let project = state(&ui).state.open.as_ref().unwrap().content.path.clone();
    let measured = |ui: &Ui<'_>| -> usize {
        let open = state(ui).state.open.as_ref().unwrap();
        open.content.columns.iter().map(|c| c.tally().measured).sum()
    };
    let before = measured(&ui);
    let waiting = state(&ui).known.kept.last().unwrap().unmatched.len();
    assert!(waiting > 0);
    drop(ui);
    std::fs::remove_file(folder.path().join("stunting_eppgbm.xlsx")).unwrap();

    let mut ui = window(Lang::Id, NORMAL, |_| ());
    let ctx = ui.ctx.clone();
    ui.state_mut().as_mut().unwrap().open_project(&ctx, &project);
    rest(&mut ui);
    click(&mut ui, "1 Data");
    let source = state(&ui).source_named("stunting_eppgbm.xlsx").unwrap();
    let asked = kantong::app::data::request::DataRequest::Source(source);
    ui.state_mut().as_mut().unwrap().carry_out(&ctx, Request::Data(asked));
    rest(&mut ui);
    click(&mut ui, "Cocokkan satu per satu…");
    ui.key_press(Key::Enter);
    rest(&mut ui);
    click(&mut ui, "Selesai");
    click(&mut ui, "Impor");
    assert!(measured(&ui) > before, "the row's numbers are on the map");
    let kept = &state(&ui).known.kept;
    let kept: Vec<_> = kept.iter().filter(|kept| kept.file.contains(".xlsx")).collect();
    assert_eq!(kept.len(), 1, "the import it takes the place of is past");
    assert!(kept[0].unmatched.len() < waiting);
}

/// What the project has already is not offered again, and our own files are no delivery.
#[test]
fn the_same_folder_dropped_again_brings_only_what_is_new() {
    let folder = sent(&["idm.csv"]);
    let mut ui = importing(folder.path());
    click(&mut ui, "Impor");
    let more = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/contoh/air_sanitasi.csv");
    std::fs::copy(more, folder.path().join("air_sanitasi.csv")).unwrap();
    drop_in(&mut ui, vec![folder.path().to_owned()]);
    let Some(Dialog::Intake(intake)) = &state(&ui).state.dialog else {
        panic!("{:?}", labels(&ui))
    };
    let ticked: Vec<&str> =
        intake.found.iter().filter(|f| f.tick.is_on()).map(|f| f.name.as_str()).collect();
    assert_eq!(ticked, ["air_sanitasi.csv"]);
    let names: Vec<&str> = intake.found.iter().map(|f| f.name.as_str()).collect();
    assert!(names.iter().all(|name| !name.contains(".gpkg")), "{names:?}");
    assert!(ui.query_by_label("sudah masuk").is_some(), "{:?}", labels(&ui));
    click(&mut ui, "Lanjut");
    assert!(ui.query_by_label("Impor air_sanitasi.csv").is_some(), "{:?}", labels(&ui));
}

/// A village that was not suggested is found by its name and taken by hand.
#[test]
fn a_village_known_by_a_person_is_taken_for_a_row() {
    let folder = sent(&["stunting_eppgbm.xlsx"]);
    let mut ui = importing(folder.path());
    click(&mut ui, "2 Cocokkan desa");
    let Some(Dialog::Import(importing)) = &state(&ui).state.dialog else { panic!() };
    let free = importing.review.free.first().cloned().expect("a village without a row");
    ui.query_all_by_role(egui::accesskit::Role::TextInput).last().unwrap().focus();
    ui.run_steps(2);
    ui.query_all_by_role(egui::accesskit::Role::TextInput).last().unwrap().type_text(&free.code);
    ui.run_steps(2);
    click(&mut ui, &format!("{}, {}", free.name, free.kecamatan));
    click(&mut ui, "Cocokkan");
    assert!(state(&ui).known.said.values().any(|said| *said == Said::Is(free.code.clone())));
}
