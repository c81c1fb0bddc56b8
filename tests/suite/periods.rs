//! Tables of one making that come month by month, and what two files make only together.

use std::fmt::Write as _;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::run::{done, json};

fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/contoh").join(name)
}

fn project(folder: &Path) -> PathBuf {
    let path = folder.join("p.gpkg");
    done(&[&"new", &path, &"--villages", &sample("batas_desa.shp")]);
    path
}

/// Three villages of the sample, each with these values below these headers.
fn table(folder: &Path, name: &str, headers: &str, values: &str) -> PathBuf {
    let mut text = format!("KODE DESA;NAMA DESA;{headers}\n");
    let idm = std::fs::read_to_string(sample("idm.csv")).expect("the sample");
    let mark = if idm.contains(';') { ';' } else { ',' };
    for line in idm.lines().filter(|line| line.contains("99.01.")).take(3) {
        let cells: Vec<&str> = line.split(mark).collect();
        let code = cells.iter().position(|c| c.starts_with("99.01.")).expect("a code");
        writeln!(text, "{};{};{values}", cells[code], cells[code + 1]).unwrap();
    }
    let path = folder.join(name);
    std::fs::write(&path, text).expect("writes");
    path
}

fn periods(project: &Path) -> BTreeMap<String, BTreeSet<String>> {
    let listed = done(&[&"list", &project, &"indicators"]);
    let mut periods: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for one in listed["indicators"].as_array().expect("a list") {
        let text = |key: &str| one[key].as_str().unwrap_or_default().to_owned();
        periods.entry(text("id")).or_default().insert(text("period"));
    }
    periods
}

fn codes(document: &Value) -> Vec<&str> {
    document["faults"].as_array().into_iter().flatten().filter_map(|f| f["code"].as_str()).collect()
}

#[test]
fn a_month_with_another_group_adds_periods_and_mixes_no_columns() {
    let folder = tempfile::tempdir().expect("a folder");
    let project = project(folder.path());
    let july = table(
        folder.path(),
        "Keadaan Desa Data Sakit (31 Juli 2020).csv",
        "SUSPEK;Isolasi;KONTAK;Isolasi;POSITIF",
        "1;2;3;4;5",
    );
    let november = table(
        folder.path(),
        "Keadaan Desa Data Sakit (30 November 2020).csv",
        "SUSPEK;Isolasi;PROBABLE;Isolasi;KONTAK;Isolasi;POSITIF",
        "10;20;99;98;30;40;50",
    );
    done(&[&"import", &project, &july]);
    let document = done(&[&"import", &project, &november]);
    assert!(!codes(&document).contains(&"kept_apart_indicator"), "{document:#}");
    let both = BTreeSet::from(["2020-07".to_owned(), "2020-11".to_owned()]);
    let found = periods(&project);
    for id in ["suspek", "suspek_isolasi", "kontak", "kontak_isolasi", "positif"] {
        assert_eq!(found.get(id), Some(&both), "{id}: {found:?}");
    }
    assert_eq!(found["probable_isolasi"].len(), 1);
}

/// The same header and year from two offices; a newer version of one takes the place of its own.
#[test]
fn two_offices_figures_of_one_year_stand_beside_each_other() {
    let folder = tempfile::tempdir().expect("a folder");
    let project = project(folder.path());
    let import = |name: &str, headers: &str, values: &str| {
        done(&[&"import", &project, &table(folder.path(), name, headers, values)])
    };
    import("STBM Dinkes 2023.csv", "Jumlah KK;KK BABS", "200;20");
    let other = import("Kemiskinan Dinsos 2023.csv", "Jumlah KK;KK Miskin", "400;90");
    assert!(codes(&other).contains(&"kept_apart_indicator"), "{other:#}");
    assert!(!codes(&other).contains(&"replaced_indicator"), "{other:#}");
    let third = import("Bappeda 2023.csv", "KK Miskin", "77");
    assert!(codes(&third).contains(&"kept_apart_indicator"), "{third:#}");
    let found = periods(&project);
    assert!(
        found.contains_key("jumlah_kk") && found.contains_key("kk_miskin_bappeda"),
        "{found:?}"
    );
    let again = import("Bappeda 2023 revisi.csv", "KK Miskin", "78");
    assert!(codes(&again).contains(&"replaced_indicator"), "{again:#}");
    assert_eq!(again["changes"][0]["new"], 78.0);
    import("Bappeda 2024.csv", "KK Miskin", "79");
    let found = periods(&project);
    assert_eq!((found["kk_miskin_bappeda"].len(), found["kk_miskin"].len()), (2, 1), "{found:?}");
}

#[test]
fn another_office_with_the_same_names_is_kept_apart_in_one_line_and_goes_on_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let project = project(folder.path());
    let import = |name: &str, headers: &str, values: &str| {
        done(&[&"import", &project, &table(folder.path(), name, headers, values)])
    };
    import("Dinsos 2023.csv", "Miskin;Rentan;A1;A2;A3;A4;A5", "1;2;3;4;5;6;7");
    let first = import("Dinkes Rekap 2023.csv", "Miskin;Rentan;B1;B2;B3;B4;B5", "8;9;1;1;1;1;1");
    let kept = codes(&first).iter().filter(|code| **code == "kept_apart_indicator").count();
    assert_eq!(kept, 1, "{first:#}");
    import("Dinkes Rekap 2024.csv", "Miskin;Rentan;B1;B2;B3;B4;B5", "8;9;1;1;1;1;1");
    let found = periods(&project);
    assert_eq!(found["miskin"].len(), 1, "{found:?}");
    assert_eq!(found["miskin_dinkes_rekap"].len(), 2, "{found:?}");
}

#[test]
fn coverage_is_made_of_two_files_in_either_order() {
    for order in
        [["eppgbm_sasaran.xls", "eppgbm_rekap.xls"], ["eppgbm_rekap.xls", "eppgbm_sasaran.xls"]]
    {
        let folder = tempfile::tempdir().expect("a folder");
        let project = project(folder.path());
        done(&[&"import", &project, &sample(order[0])]);
        assert!(!periods(&project).contains_key("cakupan_ds"));
        let (document, exit) = json(&[&"import", &project, &sample(order[1])]);
        assert_eq!(exit, 0, "{document:#}");
        let made = document["indicators"].as_array().into_iter().flatten();
        let made: Vec<&Value> = made.filter(|i| i["id"] == "cakupan_ds").collect();
        assert_eq!(made.len(), 1, "{order:?}: {:?}", periods(&project));
        assert!(made[0]["measured"].as_u64().is_some_and(|n| n > 300), "{:#}", made[0]);
        assert_eq!((&made[0]["unit"], &made[0]["direction"]), (&"%".into(), &"worse_low".into()));
    }
}

#[test]
fn quarters_are_periods_of_one_indicator() {
    let folder = tempfile::tempdir().expect("a folder");
    let project = project(folder.path());
    for quarter in ["I", "II"] {
        let name = format!("Rekap DTSEN Triwulan {quarter} 2025.csv");
        done(&[&"import", &project, &table(folder.path(), &name, "KK Miskin;Jiwa", "4;9")]);
    }
    let wanted = BTreeSet::from(["2025-T1".to_owned(), "2025-T2".to_owned()]);
    assert_eq!(periods(&project).get("kk_miskin"), Some(&wanted));
}

/// The sample's villages with a family count and a share of it, as a dinas would send them.
fn families(folder: &Path, name: &str, head: &str, row: impl Fn(usize, u32) -> String) -> PathBuf {
    let text = std::fs::read_to_string(sample("desil_2024.csv")).expect("the sample");
    let mut file = format!("Kode;Desa;{head}\n");
    for (at, line) in text.lines().filter(|line| line.starts_with("99.01.")).enumerate() {
        let cells: Vec<&str> = line.split(';').collect();
        let poor = cells[4].parse().unwrap_or(0);
        writeln!(file, "{};{};{}", cells[0], cells[2], row(at, poor)).unwrap();
    }
    let path = folder.join(name);
    std::fs::write(&path, file).expect("writes");
    path
}

#[test]
fn a_quarters_update_with_fewer_columns_goes_on_and_another_count_is_asked_about() {
    let folder = tempfile::tempdir().expect("a folder");
    let project = project(folder.path());
    let at = folder.path();
    let whole =
        families(at, "DTSEN_awal_2025.csv", "KK Miskin;Rentan;A1;A2;A3;A4;A5", |n, poor| {
            format!("{};{};{n};{n};{n};{n};{n}", poor + 4, poor + 30)
        });
    done(&[&"import", &project, &whole, &"--period", &"2025-T4"]);
    // Fewer columns, another name; its figures go on from those of the year before.
    let update = families(at, "susulan_dinsos.csv", "KK Miskin;Rentan", |_, poor| {
        format!("{};{}", (poor + 4) * 3 / 4, poor + 28)
    });
    let import = |file: &Path, more: &[&str]| {
        let mut words: Vec<&dyn AsRef<std::ffi::OsStr>> = vec![&"import", &project, &file];
        words.extend(more.iter().map(|word| word as &dyn AsRef<std::ffi::OsStr>));
        done(&words)
    };
    let told = import(&update, &["--period", "2026-T1"]);
    assert!(codes(&told).contains(&"continued_indicator"), "{told:#}");
    let question = &told["questions"][0];
    assert_eq!((&question["key"], &question["read_as"]), (&"series".into(), &"same".into()));
    let found = periods(&project);
    assert_eq!((found["kk_miskin"].len(), found["rentan"].len()), (2, 2), "{found:?}");
    // Of the same year, or of other villages' order, it stays apart until somebody says so.
    done(&[&"undo", &project]);
    let told = import(&update, &["--period", "2025-T4"]);
    assert!(codes(&told).contains(&"kept_apart_indicator"), "{told:#}");
    done(&[&"undo", &project]);
    let other = families(at, "hitungan_bps.csv", "KK Miskin", |n, _| ((n * 37) % 101).to_string());
    let told = import(&other, &["--period", "2026-T1"]);
    assert!(codes(&told).contains(&"kept_apart_indicator"), "{told:#}");
    assert_eq!(told["questions"][0]["read_as"], "apart");
    assert_eq!(periods(&project)["kk_miskin"].len(), 1);
    done(&[&"undo", &project]);
    import(&other, &["--period", "2026-T1", "--series", "same"]);
    assert_eq!(periods(&project)["kk_miskin"].len(), 2);
    done(&[&"undo", &project]);
    import(&update, &["--period", "2026-T1", "--series", "apart"]);
    let found = periods(&project);
    assert_eq!(found["kk_miskin"].len(), 1, "{found:?}");
    assert!(found.contains_key("kk_miskin_susulan_dinsos"), "{found:?}");
}

#[test]
fn next_years_file_with_the_year_in_its_heads_goes_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let project = project(folder.path());
    let heads = |year| format!("KK Miskin {year};RTLH {year};Jumlah KK {year}");
    let old = table(folder.path(), "dinsos.csv", &heads(2023), "11;22;300");
    let new = table(folder.path(), "kiriman kedua.csv", &heads(2024), "70;4;310");
    done(&[&"import", &project, &old]);
    let document = done(&[&"import", &project, &new]);
    assert!(!codes(&document).contains(&"kept_apart_indicator"), "{document:#}");
    let both = BTreeSet::from(["2023".to_owned(), "2024".to_owned()]);
    let there = periods(&project);
    for id in ["kk_miskin", "rtlh", "jumlah_kk"] {
        assert_eq!(there[id], both, "{id} of {there:?}");
    }
}
