//! Trust: findings, corrections, cards, comparison and baseline, through the program and its parts.

use std::path::{Path, PathBuf};

use kantong::base::measure::Measure;
use kantong::base::progress::Progress;
use kantong::project::{Mode, Stamp};
use kantong::source::layer::LayerOptions;
use kantong::source::open::{self, Opened};
use kantong::source::table::{RawCell, RawTable};
use kantong::workflow::{self, cards, open_project};

use crate::run::{done, json};

const STAMP: Stamp<'_> = Stamp { at: "2026-11-22T08:00:00Z", who: "penguji" };
/// A village of the invented kabupaten that has an IDM.
const VILLAGE: &str = "99.01.14.2004";

fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/contoh").join(name)
}

/// The invented kabupaten with its IDM table.
fn project(folder: &Path) -> PathBuf {
    let path = folder.join("p.gpkg");
    done(&[&"new", &path, &"--villages", &sample("batas_desa.shp")]);
    done(&[&"import", &path, &sample("idm.csv")]);
    path
}

fn correct(path: &Path, value: &str) -> serde_json::Value {
    let words =
        ["--indicator", "skor_idm", "--village", VILLAGE, "--reason", "SK camat", "--value"];
    let mut all: Vec<&dyn AsRef<std::ffi::OsStr>> = vec![&"correct", &path];
    all.extend(words.iter().map(|w| w as &dyn AsRef<std::ffi::OsStr>));
    all.push(&value);
    done(&all)
}

fn origin(path: &Path) -> serde_json::Value {
    done(&[&"origin", &path, &"--indicator", &"skor_idm", &"--village", &VILLAGE])
}

#[test]
fn a_correction_is_marked_everywhere_undone_and_asked_about_by_the_next_table() {
    let folder = tempfile::tempdir().unwrap();
    let path = project(folder.path());
    let before = origin(&path);
    let table = before["value"].as_f64().unwrap();
    let made = correct(&path, "0,6627");
    assert_eq!((&made["old"], &made["new"]), (&before["value"], &0.6627.into()));
    let now = origin(&path);
    assert_eq!(now["value"], 0.6627);
    assert_eq!(now["correction"]["table"], before["value"]);
    assert_eq!(now["cell"]["column"], before["cell"]["column"], "the cell stays known");
    let csv = folder.path().join("t.csv");
    done(&[&"export", &path, &"--what", &"table", &"--out", &csv]);
    let text = std::fs::read_to_string(&csv).unwrap();
    assert!(text.contains("diperbaiki; tabel menulis") && text.contains("SK camat"));
    let layer = folder.path().join("t.geojson");
    done(&[&"export", &path, &"--what", &"villages", &"--out", &layer]);
    let features: serde_json::Value =
        serde_json::from_slice(&std::fs::read(&layer).unwrap()).unwrap();
    let marked: Vec<_> = features["features"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|f| {
            f["properties"].as_object().unwrap().keys().any(|k| k.ends_with("_corrected_from"))
        })
        .collect();
    assert_eq!(marked.len(), 1);
    done(&[&"undo", &path]);
    assert_eq!(origin(&path)["value"], before["value"]);
    done(&[&"redo", &path]);
    assert_eq!(origin(&path)["value"], 0.6627);

    // The office sends its table again with another number in that cell, and in one more.
    let row = before["cell"]["row"].as_u64().unwrap() as usize;
    let text = std::fs::read_to_string(sample("idm.csv")).unwrap();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let changed = lines[row - 1].replace(&table.to_string(), "0.7001");
    assert_ne!(changed, lines[row - 1], "the cell is as the origin says");
    lines[row - 1] = changed;
    let again = folder.path().join("idm_2.csv");
    std::fs::write(&again, lines.join("\n")).unwrap();
    let import = done(&[&"import", &path, &again, &"--period", &"2024"]);
    let changes = import["changes"].as_array().unwrap();
    assert_eq!(changes.len(), 1, "{changes:?}");
    assert_eq!((&changes[0]["code"], &changes[0]["new"]), (&VILLAGE.into(), &0.7001.into()));
    assert_eq!(changes[0]["old"], before["value"]);
    assert_eq!(changes[0]["corrected"], 0.6627);
    assert_eq!(origin(&path)["value"], 0.6627, "the correction stays in use");
    let found = done(&[&"list", &path, &"findings"]);
    assert_eq!(found["kinds"]["correction_asked"], 1);
    correct(&path, "tabel");
    assert_eq!(origin(&path)["value"], 0.7001);
    assert!(done(&[&"list", &path, &"findings"])["kinds"]["correction_asked"].is_null());
}

fn read_card(path: &Path) -> RawTable {
    match open::open(path, &LayerOptions::default(), &Progress::default()).unwrap() {
        Opened::Table(table) => table,
        Opened::Layer(_) => panic!("a card is a table"),
    }
}

#[test]
fn a_card_lists_cells_to_mend_and_its_answers_become_corrections_in_one_step() {
    let folder = tempfile::tempdir().unwrap();
    let path = project(folder.path());
    let out = folder.path().join("kartu");
    let words =
        done(&[&"export", &path, &"--what", &"cards", &"--out", &out, &"--date", &"2026-11-22"]);
    let file = PathBuf::from(words["files"][0]["path"].as_str().unwrap());
    assert_eq!(file.file_name().unwrap(), "kartu-balik_idm.xlsx");
    let mut table = read_card(&file);
    assert!(cards::is_card(&table));
    let rows = &mut table.sheets[0].rows;
    let header =
        rows.iter().position(|r| r.cells.iter().any(|c| *c == RawCell::of("Nilai yang benar")));
    let header = header.expect("a header row");
    let at = rows[header].cells.iter().position(|c| *c == RawCell::of("Nilai yang benar")).unwrap();
    let keyed: Vec<usize> = (header + 1..rows.len())
        .filter(|&r| {
            rows[r]
                .cells
                .get(at + 2)
                .is_some_and(|c| c.text().is_some_and(|key| key.matches('|').count() == 2))
        })
        .collect();
    assert!(keyed.len() >= 2, "the sample has values far from their kecamatan");
    rows[keyed[0]].cells.own()[at] = RawCell::of("0,5123");
    rows[keyed[1]].cells.own()[at] = RawCell::of("Benar");
    let opened = open_project(&path, Mode::Write).unwrap();
    let (mut project, snapshot) = (opened.project, opened.snapshot);
    let journal = snapshot.journal.len();
    let report = cards::take(&mut project, &snapshot, &table, &file, &STAMP).unwrap();
    assert_eq!((report.answers.len(), report.confirmed), (1, 1), "{report:?}");
    assert_eq!(report.answers[0].new, Measure::Measured(0.5123));
    let after = workflow::Snapshot::read(&project, snapshot.register.clone()).unwrap();
    assert_eq!(after.journal.len(), journal + 1);
    let corrected: usize = after.columns.iter().map(|c| c.corrected().count()).sum();
    let told: usize = after.columns.iter().map(|c| c.corrections.len()).sum();
    assert_eq!((corrected, told), (1, 2), "a confirmed value is no changed value");
    // What was confirmed or mended is not asked again.
    let again = cards::card(
        &after,
        &after.sources[1],
        &workflow::findings(&project, &after).unwrap(),
        "2026-11-22",
    );
    assert_eq!(again.rows.len() + 2, table.sheets[0].rows.len() - header - 1);
    project.undo(&STAMP).unwrap();
    let undone = workflow::Snapshot::read(&project, snapshot.register).unwrap();
    assert!(undone.columns.iter().all(|c| c.corrections.is_empty()));
}

#[test]
fn a_card_of_another_project_is_refused_and_an_unanswered_one_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = project(folder.path());
    let out = folder.path().join("kartu");
    done(&[&"export", &path, &"--what", &"cards", &"--out", &out]);
    let card = out.join("kartu-balik_idm.xlsx");
    let taken = done(&[&"import", &path, &card]);
    assert_eq!(taken["cards"][0]["answers"], serde_json::json!([]));
    let other = folder.path().join("lain.gpkg");
    done(&[&"new", &other, &"--villages", &sample("batas_desa.shp")]);
    let (document, exit) = json(&[&"import", &other, &card]);
    assert_eq!((&document["faults"][0]["code"], exit), (&"card_of_other".into(), 3));
}

#[test]
fn a_baseline_keeps_its_values_and_check_sees_when_somebody_turned_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = project(folder.path());
    let made = done(&[&"baseline", &path, &"--name", &"Rakor I"]);
    correct(&path, "0,6627");
    let since = done(&[&"compare", &path, &"--baseline", &"Rakor I"]);
    assert_eq!(since["baseline"]["hash"], made["hash"]);
    let changes = since["changes"].as_array().unwrap();
    assert_eq!((changes.len(), &changes[0]["code"]), (1, &VILLAGE.into()));
    assert_eq!(json(&[&"baseline", &path, &"--name", &"Rakor I"]).1, 2, "a name once");
    assert_eq!(done(&[&"check", &path])["ok"], true);
    let conn = rusqlite::Connection::open(&path).unwrap();
    let of_first = "FROM kantong_frozen WHERE seq = 0";
    let mut blob: Vec<u8> =
        conn.query_row(&format!("SELECT content {of_first}"), [], |row| row.get(0)).unwrap();
    blob[12] ^= 1;
    conn.execute("UPDATE kantong_frozen SET content = ?1 WHERE seq = 0", [blob]).unwrap();
    drop(conn);
    let (checked, exit) = json(&[&"check", &path]);
    assert_eq!((&checked["ok"], exit), (&false.into(), 1));
}

#[test]
fn two_columns_are_compared_village_by_village_and_the_difference_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let path = project(folder.path());
    let out = folder.path().join("banding.csv");
    let pair: [&dyn AsRef<std::ffi::OsStr>; 8] =
        [&"compare", &path, &"--indicator", &"skor_idm", &"--with", &"skor_iks", &"--out", &out];
    let mut words = pair.to_vec();
    words.push(&"--keep");
    let found = done(&words);
    let both = found["both"].as_array().unwrap();
    let gaps: Vec<f64> = both.iter().map(|b| b["difference"].as_f64().unwrap().abs()).collect();
    assert!(gaps.windows(2).all(|w| w[0] >= w[1]), "ranked");
    let sum: f64 = both.iter().map(|b| b["a"].as_f64().unwrap()).sum();
    assert!((sum - found["sum_a"].as_f64().unwrap()).abs() < 1e-9);
    assert!(found["spearman"].as_f64().unwrap() > 0.0);
    let lines = std::fs::read_to_string(&out).unwrap().lines().count();
    assert_eq!(lines, both.len() + 1);
    let kept = found["kept"].as_str().unwrap();
    let list = done(&[&"list", &path, &"indicators"]);
    let ids: Vec<_> = list["indicators"].as_array().unwrap().iter().map(|i| &i["id"]).collect();
    assert!(ids.contains(&&kept.into()));
    done(&[&"classify", &path, &"--indicator", &kept, &"--method", &"quantile"]);
}
