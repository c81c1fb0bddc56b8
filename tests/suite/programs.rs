//! `kantong programs`: figures worked out by hand, what was planted in the sample, bad input that is
//! kept and answered, rows by hand, and the way back.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::run::{done, json};

fn sample() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("data/contoh")
}

/// The sample's villages, and its table of poverty where it is asked for.
fn project(tables: &[&str]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let project = folder.path().join("contoh.gpkg");
    done(&[&"new", &project, &"--villages", &sample().join("batas_desa.shp")]);
    for table in tables {
        done(&[&"import", &project, &sample().join(table)]);
    }
    (folder, project)
}

fn register(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, text).unwrap();
    path
}

fn faults(document: &Value) -> Vec<&str> {
    let all = document["faults"].as_array().unwrap();
    all.iter().map(|fault| fault["code"].as_str().unwrap()).collect()
}

fn of<'v>(document: &'v Value, list: &str, key: &str, value: &str) -> &'v Value {
    let all = document["totals"][list].as_array().unwrap();
    all.iter().find(|row| row[key] == value).unwrap_or(&Value::Null)
}

const HEAD: &str =
    "Kecamatan;Desa;Dinas;Program;Sumber Dana;Tahun;Jumlah Penerima;Satuan;Anggaran (Rp);Status\n";

/// Two villages, seven rows. By hand: 2025 has six rows, Rp 101.000.000; 2024 one.
const BY_HAND: &str = "\
Kota Lambenua;Palokela;Dinsos;PKH;APBN;2025;35;KPM;10.000.000;selesai
Kota Lambenua;Palokela;Dinsos;PKH tahap II;APBN;2025;30;KPM;9.000.000;proses
Kota Lambenua;Palokela;Dinkes;PBI JKN;APBD Prov;2025;120;jiwa;6.000.000;selesai
Kota Lambenua;Palokela;Pemdes;BLT-DD;Dana Desa;2025;20;KK;36.000.000;selesai
Kota Lambenua;Galapulu Indah;Dinas PUPR;SPAM;APBD Kab;2025;40;KK;40.000.000;belum
Kota Lambenua;Galapulu Indah;DKP;Bantuan perahu;APBD Kab;2025;1;unit;0;batal
Kota Lambenua;Galapulu Indah;Dinsos;Sembako;APBN;2024;15;KPM;5.000.000;selesai
";

#[test]
fn sums_by_source_office_and_year_are_those_of_the_hand_and_dana_desa_stays_outside() {
    let (folder, project) = project(&[]);
    let file = register(folder.path(), "daftar.csv", &format!("{HEAD}{BY_HAND}"));
    let told = done(&[&"programs", &project, &"--import", &file, &"--year", &"2025"]);
    assert_eq!(told["imported"][0]["programmes"], 7);
    assert_eq!(told["years"], serde_json::json!([2024, 2025]));
    // The dropped boat counts nowhere: 10 + 9 + 6 + 36 + 40 million in five rows.
    assert_eq!(told["totals"]["all"]["rupiah"], 101_000_000);
    assert_eq!(told["totals"]["all"]["rows"], 5);
    assert_eq!(told["totals"]["villages"], 2);
    assert_eq!(of(&told, "funds", "fund", "apbn")["rupiah"], 19_000_000);
    assert_eq!(of(&told, "funds", "fund", "apbdes")["rupiah"], 36_000_000);
    // 6 of the province and 40 of the kabupaten; never the 36 of Dana Desa.
    assert_eq!(told["totals"]["apbd"]["rupiah"], 46_000_000);
    assert_eq!(of(&told, "offices", "office", "sosial")["rupiah"], 19_000_000);
    assert_eq!(of(&told, "offices", "office", "pmd")["rows"], 1);
    let before = done(&[&"programs", &project, &"--year", &"2024"]);
    assert_eq!(before["totals"]["all"]["rupiah"], 5_000_000);
    let (none, exit) = json(&[&"programs", &project, &"--year", &"2019"]);
    assert_eq!((exit, faults(&none)), (2, vec!["no_such_programme_year"]));
}

#[test]
fn individuals_and_families_are_never_added_up_and_who_is_helped_twice_is_one() {
    let (folder, project) = project(&[]);
    let file = register(folder.path(), "daftar.csv", &format!("{HEAD}{BY_HAND}"));
    let told = done(&[&"programs", &project, &"--import", &file, &"--year", &"2025"]);
    let families = of(&told, "recipients", "unit", "keluarga");
    // Receipts: 35 + 30 + 20 + 40. Certain: at most 35 of Palokela's three rows are different, and
    // 40 of Galapulu Indah.
    assert_eq!((&families["receipts"], &families["at_least"]), (&125.into(), &75.into()));
    let persons = of(&told, "recipients", "unit", "orang");
    assert_eq!((&persons["receipts"], &persons["at_least"]), (&120.into(), &120.into()));
}

#[test]
fn rows_of_sums_are_held_against_their_rows_to_the_rupiah() {
    let (folder, project) = project(&[]);
    let right = "JUMLAH APBN;;;;;;;;24.000.000;\nTOTAL;;;;;;;;106.000.000;\n";
    let file = register(folder.path(), "benar.csv", &format!("{HEAD}{BY_HAND}{right}"));
    let told = done(&[&"programs", &project, &"--import", &file]);
    let totals = told["imported"][0]["totals"].as_array().unwrap();
    assert_eq!(totals.len(), 2, "{totals:?}");
    assert!(totals.iter().all(|t| t["agrees"] == true), "{totals:?}");
    assert_eq!(told["imported"][0]["rupiah"], 106_000_000, "sums are no programmes");
    // One rupiah too many.
    let wrong = right.replace("106.000.000", "106.000.001");
    let file = register(folder.path(), "salah.csv", &format!("{HEAD}{BY_HAND}{wrong}"));
    let (_again, project) = project_of_its_own();
    let told = done(&[&"programs", &project, &"--import", &file]);
    let wrong: Vec<&Value> = told["imported"][0]["totals"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|t| t["agrees"] == false)
        .collect();
    assert_eq!(wrong.len(), 1);
    assert_eq!(
        (&wrong[0]["stated"], &wrong[0]["computed"]),
        (&106_000_001.0.into(), &106_000_000.0.into())
    );
    assert!(faults(&told).contains(&"total_differs"));
}

fn project_of_its_own() -> (tempfile::TempDir, PathBuf) {
    project(&[])
}

#[test]
fn thousands_and_millions_are_told_by_the_column_and_words_by_the_cell() {
    let (folder, project) = project(&[]);
    let head = "Kecamatan;Desa;OPD;Program;Sumber Dana;Tahun;Pagu (Rp juta)\n";
    let rows = "Kota Lambenua;Palokela;Dinsos;PKH;APBN;2025;12,5\n\
        Kota Lambenua;Palokela;Dinsos;Sembako;APBN;2025;Rp 1,2 miliar\n\
        Kota Lambenua;Palokela;Dinsos;KUBE;APBN;2025;segera\n";
    let file = register(folder.path(), "juta.csv", &format!("{head}{rows}"));
    let told = done(&[&"programs", &project, &"--import", &file]);
    assert_eq!(told["totals"]["all"]["rupiah"], 1_212_500_000_i64);
    assert_eq!(told["totals"]["all"]["rows"], 3, "a row without an amount stays");
    assert!(faults(&told).contains(&"unread_cell"));
    // Nothing says that these are thousands: told, and settled by one word.
    let head = head.replace(" (Rp juta)", "");
    let rows = "Kota Lambenua;Palokela;Dinsos;PKH;APBN;2025;12500\n";
    let file = register(folder.path(), "ribu.csv", &format!("{head}{rows}"));
    let (_folder, project) = project_of_its_own();
    let told = done(&[&"programs", &project, &"--import", &file]);
    assert!(faults(&told).contains(&"small_rupiah"));
    assert_eq!(told["totals"]["all"]["rupiah"], 12_500);
    done(&[&"undo", &project]);
    let told = done(&[&"programs", &project, &"--import", &file, &"--rupiah", &"ribu"]);
    assert_eq!(told["totals"]["all"]["rupiah"], 12_500_000);
    assert!(!faults(&told).contains(&"small_rupiah"));
}

#[test]
fn a_column_for_each_source_of_funds_loses_no_rupiah() {
    let (folder, project) = project(&[]);
    let text = "\
Kecamatan;Desa;Dinas;Program;Tahun;APBN (Rp juta);APBD Kabupaten (Rp juta);Dana Desa (Rp juta)
Kota Lambenua;Palokela;Dinas Sosial;PKH;2027;12,5;5;3
";
    let file = register(folder.path(), "dana.csv", text);
    let told = done(&[&"programs", &project, &"--import", &file, &"--year", &"2027"]);
    assert_eq!(told["totals"]["all"]["rupiah"], 20_500_000);
    assert_eq!(told["totals"]["apbd"]["rupiah"], 5_000_000);
    assert_eq!(told["totals"]["funds"].as_array().unwrap().len(), 3);
}

#[test]
fn a_misspelt_village_is_offered_even_where_other_rows_write_it_rightly() {
    let (folder, project) = project(&[]);
    let rows = "\
Kota Lambenua;Palokela;Dinsos;PKH;APBD;2025;10;KPM;1.000.000;selesai
Kota Lambenua;Palokkella;Dinsos;PKH;APBD;2025;10;KPM;2.000.000;selesai
";
    let file = register(folder.path(), "kabur.csv", &format!("{HEAD}{rows}"));
    let told = done(&[&"programs", &project, &"--import", &file]);
    let waiting = told["waiting"].as_array().unwrap();
    let place = waiting.iter().find(|w| w["field"] == "desa").unwrap();
    assert_eq!(place["candidates"][0]["name"], "Palokela", "{place}");
}

#[test]
fn what_nobody_knows_is_kept_with_candidates_and_one_answer_serves_all_rows() {
    let (folder, project) = project(&[]);
    let rows = "\
Kota Lambenua;Palokela;Dinsos;Bantuan semako;APBD;2025;10;KPM;1.000.000;selesai
Kota Lambenua;Galapulu Indah;Dinsos;BANTUAN SEMAKO;APBD;2025;10;KPM;2.000.000;selesai
Kota Lambenua;Ulupulu Indha;Badan Antah;PKH;APBD Prov;2025;10;KPM;4.000.000;entah kapan
";
    let file = register(folder.path(), "kabur.csv", &format!("{HEAD}{rows}"));
    let told = done(&[&"programs", &project, &"--import", &file]);
    assert_eq!(told["totals"]["all"]["rupiah"], 7_000_000, "nothing is dropped");
    assert_eq!(told["totals"]["villages"], 2);
    let waiting = |document: &Value, field: &str| -> Vec<Value> {
        let all = document["waiting"].as_array().unwrap().clone();
        all.into_iter().filter(|w| w["field"] == field).collect()
    };
    let programme = &waiting(&told, "program")[0];
    assert_eq!(
        (&programme["rows"], &programme["candidates"][0]["id"]),
        (&2.into(), &"SOS-SEMBAKO".into())
    );
    assert_eq!(waiting(&told, "sumber_dana")[0]["candidates"][0]["id"], "apbd_kabupaten");
    assert_eq!(waiting(&told, "dinas")[0]["text"], "Badan Antah".to_owned());
    let place = &waiting(&told, "desa")[0];
    let candidates = place["candidates"].as_array().unwrap();
    let meant = candidates.iter().find(|c| c["name"] == "Ulupulu Indah").unwrap();
    let code = meant["id"].as_str().unwrap().to_owned();
    let village = format!("desa:{}={code}", place["text"].as_str().unwrap());
    let told = done(&[
        &"programs",
        &project,
        &"--answer",
        &"program:bantuan semako=SOS-SEMBAKO",
        &"--answer",
        &"sumber_dana:APBD=apbd_kabupaten",
        &"--answer",
        &village,
    ]);
    assert!(waiting(&told, "program").is_empty() && waiting(&told, "desa").is_empty());
    assert_eq!(of(&told, "funds", "fund", "apbd_kabupaten")["rupiah"], 3_000_000);
    assert!(told["register"].as_array().unwrap().iter().all(|row| row["code"].is_string()));
    // An answer that is none is refused, and the last one can be taken back.
    let (refused, exit) = json(&[&"programs", &project, &"--answer", &"dinas:Badan Antah=antah"]);
    assert_eq!((exit, faults(&refused)), (2, vec!["no_such_meaning"]));
    done(&[&"undo", &project]);
    let told = done(&[&"programs", &project]);
    assert_eq!(waiting(&told, "desa").len(), 1);
}

#[test]
fn an_import_is_one_step_and_its_values_know_their_cells() {
    let (folder, project) = project(&[]);
    let file = register(folder.path(), "daftar.csv", &format!("{HEAD}{BY_HAND}"));
    let told = done(&[&"programs", &project, &"--import", &file, &"--year", &"2025"]);
    let first = &told["register"][0];
    assert_eq!(first["cells"]["rupiah"], "I2");
    assert_eq!(first["cells"]["penerima"], "G2");
    assert_eq!((&first["file"], &first["row"]), (&"daftar.csv".into(), &2.into()));
    let ids = |document: &Value| -> BTreeSet<String> {
        let all = document["indicators"].as_array().unwrap();
        all.iter().map(|i| i["id"].as_str().unwrap().to_owned()).collect()
    };
    let listed = done(&[&"list", &project, &"indicators"]);
    assert!(ids(&listed).contains("program_jumlah"), "figures are indicators");
    done(&[&"undo", &project]);
    assert_eq!(done(&[&"programs", &project])["register"], serde_json::json!([]));
    assert!(!ids(&done(&[&"list", &project, &"indicators"])).contains("program_jumlah"));
    done(&[&"redo", &project]);
    assert_eq!(done(&[&"programs", &project, &"--year", &"2025"])["totals"]["all"]["rows"], 5);
    assert_eq!(done(&[&"check", &project])["ok"], true);
}

#[test]
fn what_is_no_register_says_what_it_is() {
    let (folder, project) = project(&[]);
    let persons = sample().join("penerima_pkh.csv");
    let (told, exit) = json(&[&"programs", &project, &"--import", &persons]);
    assert_eq!((exit, faults(&told)), (3, vec!["list_of_persons"]));
    let file = register(folder.path(), "lain.csv", "Warna;Rasa\nmerah;asam\nbiru;manis\n");
    let (told, exit) = json(&[&"programs", &project, &"--import", &file]);
    assert_eq!((exit, faults(&told)), (3, vec!["no_programme_column"]));
    let (told, exit) =
        json(&[&"programs", &project, &"--import", &folder.path().join("tiada.csv")]);
    assert_eq!((exit, faults(&told).len()), (3, 1));
}

#[test]
fn every_pile_up_blank_spot_and_misfit_of_the_sample_is_found_and_no_other() {
    let (_folder, project) = project(&["kemiskinan_desil.xlsx"]);
    let told = done(&[
        &"programs",
        &project,
        &"--import",
        &sample().join("program_desa.xlsx"),
        &"--import",
        &sample().join("unggulan_desa.csv"),
    ]);
    let truth = fs::read_to_string(sample().join("kebenaran_program.csv")).unwrap();
    let planted = |what: &str| -> BTreeSet<String> {
        let lines = truth.lines().filter_map(|line| line.split_once(','));
        lines.filter(|(_, own)| own.starts_with(what)).map(|(code, _)| code.to_owned()).collect()
    };
    let codes = |list: &Value| -> BTreeSet<String> {
        list.as_array().unwrap().iter().map(|c| c.as_str().unwrap().to_owned()).collect()
    };
    let found = &told["convergence"];
    assert_eq!(codes(&found["pile_ups"]), planted("menumpuk"));
    assert_eq!(codes(&found["blanks"]), planted("kosong"));
    let misfits = told["potential"]["mismatches"].as_array().unwrap();
    let misfits: BTreeSet<String> =
        misfits.iter().map(|m| m["code"].as_str().unwrap().to_owned()).collect();
    assert_eq!(misfits, planted("tidak sesuai"));
    let totals = told["imported"][0]["totals"].as_array().unwrap();
    assert!(totals.len() >= 12 && totals.iter().all(|t| t["agrees"] == true), "{totals:?}");
    assert_eq!(told["years"], serde_json::json!([2024, 2025]));
    // The matrix says the same as the list.
    let villages = found["villages"].as_array().unwrap();
    let zero = villages.iter().filter(|v| v["programmes"] == 0).count();
    assert!(zero >= 9);
    for village in villages {
        let sectors = village["sectors"].as_array().unwrap();
        let all: u64 = sectors.iter().map(|n| n.as_u64().unwrap()).sum();
        assert_eq!(village["programmes"], all, "{village}");
    }
}

#[test]
fn a_rule_can_be_changed_and_is_kept() {
    let (folder, project) = project(&["kemiskinan_desil.xlsx"]);
    let file = register(folder.path(), "daftar.csv", &format!("{HEAD}{BY_HAND}"));
    done(&[&"programs", &project, &"--import", &file]);
    let told = done(&[&"programs", &project, &"--rule", &"many=2,low=0.9,high=0.05"]);
    assert_eq!(told["convergence"]["many"], 2);
    // Palokela has three programmes: PKH stands twice and is one.
    let piled = &told["convergence"]["pile_ups"];
    assert_eq!(piled, &serde_json::json!(["99.01.01.1001"]));
    assert_eq!(
        told["convergence"]["blanks"].as_array().unwrap().len(),
        18,
        "5 % of 343, rounded up"
    );
    let (_, exit) = json(&[&"programs", &project, &"--rule", &"many=lots"]);
    assert_eq!(exit, 2);
    assert_eq!(done(&[&"programs", &project])["convergence"]["many"], 2);
}

#[test]
fn tasks_come_from_gaps_and_keep_what_the_meeting_said() {
    let (folder, project) = project(&["air_sanitasi.csv"]);
    let told = done(&[&"programs", &project]);
    let task = |document: &Value, code: &str| -> Value {
        let all = document["tasks"].as_array().unwrap();
        all.iter().find(|t| t["programme"] == code).cloned().unwrap_or_default()
    };
    let water = task(&told, "PU-AIR");
    let villages = water["villages"].as_array().unwrap().len();
    assert!(villages >= 68, "a fifth of the villages: {villages}");
    // The target is what the table counts in these villages.
    let text = fs::read_to_string(sample().join("air_sanitasi.csv")).unwrap();
    let mut seen = BTreeSet::new();
    let mut sum = 0_u64;
    for line in text.lines().skip(1) {
        let cells: Vec<&str> = line.split(';').collect();
        let dotted = format!(
            "{}.{}.{}.{}",
            &cells[0][..2],
            &cells[0][2..4],
            &cells[0][4..6],
            &cells[0][6..]
        );
        let chosen = water["villages"].as_array().unwrap().iter().any(|c| *c == dotted);
        if chosen && seen.insert(dotted) {
            sum += cells[5].parse::<u64>().unwrap();
        }
    }
    assert_eq!(water["target"], sum);
    let key = water["key"].as_str().unwrap().to_owned();
    let told = done(&[
        &"programs",
        &project,
        &"--task",
        &key,
        &"--status",
        &"proses",
        &"--why",
        &"menunggu lelang",
    ]);
    let kept = task(&told, "PU-AIR");
    assert_eq!((&kept["status"], &kept["why"]), (&"proses".into(), &"menunggu lelang".into()));
    assert_eq!(kept["edited"], true);
    done(&[&"undo", &project]);
    assert_eq!(task(&done(&[&"programs", &project]), "PU-AIR")["edited"], false);
    // Who has the programme already is no gap.
    let first = water["villages"][0].as_str().unwrap();
    let head = "Kode Desa;Desa;Dinas;Program;Sumber Dana;Tahun;Anggaran (Rp)\n";
    let name = text
        .lines()
        .find(|line| line.starts_with(&first.replace('.', "")))
        .and_then(|line| line.split(';').nth(2))
        .unwrap();
    let row = format!("{first};{name};Dinas PUPR;SPAM;DAK;2025;1.000.000.000\n");
    let file = register(folder.path(), "spam.csv", &format!("{head}{row}"));
    let told = done(&[&"programs", &project, &"--import", &file]);
    let after = task(&told, "PU-AIR");
    assert_eq!(after["covered"], 1);
    assert_eq!(after["villages"].as_array().unwrap().len(), villages - 1);
}

#[test]
fn national_priorities_without_support_and_the_reverse() {
    let (folder, project) = project(&[]);
    let rows = "\
Kota Lambenua;Palokela;Dinas PUPR;SPAM;APBD Kab;2025;10;KK;1.000.000;selesai
Kota Lambenua;Palokela;Dinsos;PKH;APBN;2025;10;KPM;1.000.000;selesai
Kota Lambenua;Palokela;Dinsos;Rehabilitasi sosial;APBD Kab;2025;3;orang;1.000.000;selesai
";
    let file = register(folder.path(), "daftar.csv", &format!("{HEAD}{rows}"));
    let told = done(&[&"programs", &project, &"--import", &file]);
    let supported = |document: &Value, id: &str| -> bool {
        let all = document["national"]["priorities"].as_array().unwrap();
        all.iter().find(|p| p["id"] == id).unwrap()["supported"].as_bool().unwrap()
    };
    assert!(supported(&told, "air-sanitasi"));
    assert!(!supported(&told, "pkh"), "the state's own rows are no regional support");
    assert_eq!(told["national"]["outside"][0]["name"], "Rehabilitasi sosial");
    let told = done(&[&"programs", &project, &"--support", &"sekolah-rakyat=SOS-REHAB,DIK-PIP"]);
    assert!(supported(&told, "sekolah-rakyat"));
    assert_eq!(told["national"]["outside"], serde_json::json!([]));
}

#[test]
fn the_plan_leaves_as_a_table_with_codes_and_who_does_it() {
    let (folder, project) = project(&[]);
    let file = register(folder.path(), "daftar.csv", &format!("{HEAD}{BY_HAND}"));
    done(&[&"programs", &project, &"--import", &file]);
    let out = folder.path().join("rencana.csv");
    done(&[&"programs", &project, &"--year", &"2025", &"--out", &out]);
    let text = fs::read_to_string(&out).unwrap();
    let spam = text.lines().find(|line| line.contains("SPAM")).unwrap();
    assert!(spam.contains("99.01.01.1002") && spam.contains("Dinas Pekerjaan Umum"), "{spam}");
    assert!(spam.contains("40000000") || spam.contains("40.000.000"), "{spam}");
    let book = folder.path().join("rencana.xlsx");
    done(&[&"programs", &project, &"--out", &book, &"--date", &"2026-01-02"]);
    let once = fs::read(&book).unwrap();
    done(&[&"programs", &project, &"--out", &book, &"--date", &"2026-01-02"]);
    assert_eq!(once, fs::read(&book).unwrap(), "same input, same bytes");
    let (_, exit) = json(&[&"programs", &project, &"--out", &folder.path().join("rencana.docx")]);
    assert_eq!(exit, 2);
}
