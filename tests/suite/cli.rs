//! The contract of the command line, through the real program on the sample.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use serde_json::Value;

use crate::run::{done, json, kantong};

fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/contoh").join(name)
}

/// The sample's villages and its table of poverty, in a fresh folder.
fn project(folder: &Path) -> PathBuf {
    let path = folder.join("p.gpkg");
    done(&[&"new", &path, &"--villages", &sample("batas_desa.shp")]);
    path
}

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().expect("an object").keys().map(String::as_str).collect()
}

#[test]
fn every_document_has_the_fields_of_the_contract() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("p.gpkg");
    let has = |document: &Value, fields: &[&str]| {
        for field in ["schema", "command", "faults", "timings"].iter().chain(fields) {
            assert!(document.get(field).is_some(), "{field} is not in {:?}", keys(document));
        }
        assert_eq!(document["schema"], "kantong/1");
    };
    let inspect = done(&[&"inspect", &sample("batas_desa.shp")]);
    has(
        &inspect,
        &[
            "format",
            "kind",
            "features",
            "geometry",
            "columns",
            "crs",
            "encoding",
            "bounds",
            "code_system",
            "kabupaten",
        ],
    );
    assert_eq!(
        keys(&inspect["columns"][0]),
        ["name", "type", "filled", "distinct", "example", "role"]
    );
    assert_eq!(
        (&inspect["kind"], &inspect["code_system"]),
        (&"villages".into(), &"kemendagri".into())
    );
    let new = done(&[&"new", &path, &"--villages", &sample("batas_desa.shp")]);
    has(&new, &["villages", "kecamatan", "kabupaten", "excluded", "repaired", "merged"]);
    let import = done(&[&"import", &path, &sample("kemiskinan_desil.xlsx")]);
    has(&import, &["rows", "matched", "unmatched", "duplicates", "ignored", "by", "indicators"]);
    assert_eq!(
        keys(&import["indicators"][0]),
        [
            "id",
            "name",
            "column",
            "unit",
            "period",
            "direction",
            "measured",
            "zero",
            "missing",
            "not_applicable"
        ]
    );
    let id = "keluarga_desil_1_2_persen";
    has(
        &done(&[&"classify", &path, &"--indicator", &id, &"--method", &"quantile"]),
        &["breaks", "counts", "sse", "gvf", "missing", "not_applicable"],
    );
    let pockets = done(&[&"pockets", &path, &"--indicator", &id, &"--permutations", &"999"]);
    has(
        &pockets,
        &[
            "n",
            "isolates",
            "missing",
            "not_applicable",
            "links",
            "isolates_in_moments",
            "global",
            "p_cutoff",
            "villages",
            "pockets",
            "lone",
            "seed",
            "permutations",
        ],
    );
    // Fields are only ever added.
    let village = keys(&pockets["villages"][0]);
    assert_eq!(village[..6], ["code", "value", "local", "lag", "p", "class"]);
    assert!(village[6..].contains(&"passed"), "{village:?}");
    let out = folder.path().join("m.png");
    let map = done(&[&"map", &path, &"--indicator", &id, &"--out", &out, &"--size", &"800x600"]);
    assert_eq!(keys(&map["files"][0]), ["path", "bytes", "sha256"]);
    has(&done(&[&"list", &path, &"villages"]), &["villages"]);
    has(&done(&[&"list", &path, &"sources"]), &["sources"]);
    has(&done(&[&"list", &path, &"journal"]), &["journal"]);
    has(&done(&[&"undo", &path]), &["seq", "what"]);
    has(&done(&[&"redo", &path]), &["seq", "what"]);
    let check = done(&[&"check", &path]);
    assert_eq!(
        (&check["ok"], &check["results"], &check["identical"]),
        (&true.into(), &1.into(), &1.into())
    );
}

#[test]
fn the_sums_of_the_contract_hold() {
    let folder = tempfile::tempdir().unwrap();
    let path = project(folder.path());
    for table in ["kemiskinan_desil.xlsx", "stunting_eppgbm.xlsx", "air_sanitasi.csv", "idm.csv"] {
        let import = done(&[&"import", &path, &sample(table)]);
        let count = |field: &str| import[field].as_u64().unwrap();
        let among = import["ignored"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|i| i["why"] == "other_kabupaten")
            .count() as u64;
        let unmatched = import["unmatched"].as_array().unwrap().len() as u64;
        assert_eq!(
            count("rows"),
            count("matched") + unmatched + count("duplicates") + among,
            "{table}"
        );
        for i in import["indicators"].as_array().unwrap() {
            let sum: u64 = ["measured", "missing", "not_applicable"]
                .iter()
                .map(|f| i[f].as_u64().unwrap())
                .sum();
            assert_eq!(sum, 348, "{table} {}", i["id"]);
            assert!(i["zero"].as_u64() <= i["measured"].as_u64());
        }
    }
    let id = "keluarga_desil_1_2_persen";
    let p = done(&[&"pockets", &path, &"--indicator", &id]);
    let count = |field: &str| p[field].as_u64().unwrap();
    assert_eq!(count("n") + count("missing") + count("not_applicable"), 348);
    assert_eq!(p["villages"].as_array().unwrap().len(), 348);
}

#[test]
fn words_that_are_wrong_exit_2_and_bad_input_exits_3() {
    let folder = tempfile::tempdir().unwrap();
    let path = project(folder.path());
    for words in [vec!["dance"], vec!["undo"], vec!["list", "x", "cats"], vec!["programs"]] {
        let words: Vec<&dyn AsRef<std::ffi::OsStr>> =
            words.iter().map(|w| w as &dyn AsRef<std::ffi::OsStr>).collect();
        let (document, exit) = json(&words);
        assert_eq!(
            (exit, document["faults"][0]["code"].as_str()),
            (2, Some("usage")),
            "{document}"
        );
    }
    let (document, exit) = json(&[&"pockets", &path, &"--indicator", &"nowhere"]);
    assert_eq!((exit, &document["faults"][0]["code"]), (2, &"no_such_indicator".into()));
    let (document, exit) = json(&[&"inspect", &folder.path().join("no.shp")]);
    assert_eq!(exit, 3);
    assert!(document["faults"][0]["file"].as_str().unwrap().ends_with("no.shp"));
    assert!(!document["faults"][0]["fix"].as_str().unwrap().is_empty());
    // A file that is there already is never overwritten by `new`.
    let (document, exit) = json(&[&"new", &path, &"--villages", &sample("batas_desa.shp")]);
    assert_eq!((exit, &document["faults"][0]["code"]), (1, &"project_exists".into()));
}

#[test]
fn a_layer_without_system_names_its_two_ways_out() {
    let folder = tempfile::tempdir().unwrap();
    for part in ["shp", "shx", "dbf"] {
        let name = format!("batas_desa.{part}");
        std::fs::copy(sample(&name), folder.path().join(&name)).unwrap();
    }
    let (layer, path) = (folder.path().join("batas_desa.shp"), folder.path().join("p.gpkg"));
    let (document, exit) = json(&[&"new", &path, &"--villages", &layer]);
    assert_eq!((exit, &document["faults"][0]["code"]), (3, &"missing_crs".into()));
    let fix = document["faults"][0]["fix"].as_str().unwrap();
    assert!(fix.contains("--crs EPSG:") && fix.contains("--crs planar"), "{fix}");
    assert!(!path.exists(), "a refused project leaves no file");
    assert_eq!(
        done(&[&"new", &path, &"--villages", &layer, &"--crs", &"EPSG:4326"])["villages"],
        348
    );
}

#[test]
fn undo_takes_an_import_back_and_redo_brings_it_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = project(folder.path());
    let indicators = |path: &Path| {
        done(&[&"list", &path, &"indicators"])["indicators"].as_array().unwrap().len()
    };
    done(&[&"import", &path, &sample("idm.csv")]);
    let all = indicators(&path);
    assert!(all > 0);
    done(&[&"undo", &path]);
    assert_eq!(indicators(&path), 0);
    done(&[&"redo", &path]);
    assert_eq!(indicators(&path), all);
    done(&[&"undo", &path]);
    let (document, exit) = json(&[&"undo", &path]);
    assert_eq!((exit, &document["faults"][0]["code"]), (1, &"nothing_to_undo".into()));
}

#[test]
fn the_demo_without_a_display_does_its_whole_job() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("demo");
    let run = |words: &[&dyn AsRef<std::ffi::OsStr>]| kantong(words);
    let first = run(&[&"demo", &out, &"--date", &"2026-01-05"]);
    let text = String::from_utf8_lossy(&first.stdout).into_owned();
    assert_eq!(first.status.code(), Some(0), "{text}{}", String::from_utf8_lossy(&first.stderr));
    assert!(text.contains("Tidak ada layar") || text.contains("tanpa jendela"), "{text}");
    let bytes = |name: &str| std::fs::read(out.join(name)).unwrap();
    let (map, ranking) = (bytes("map.png"), bytes("ranking.xlsx"));
    assert!(map.starts_with(b"\x89PNG") && ranking.starts_with(b"PK"));
    // The same again: same bytes, and the first project is kept.
    let again = done(&[&"demo", &out, &"--headless", &"--date", &"2026-01-05"]);
    assert_eq!((bytes("map.png"), bytes("ranking.xlsx")), (map, ranking));
    assert!(out.join("contoh-sebelumnya.gpkg").exists());
    let planted = &again["planted"];
    let (all, found) = (planted["villages"].as_f64().unwrap(), planted["found"].as_f64().unwrap());
    let named = planted["named"].as_f64().unwrap();
    assert!(found >= 0.7 * all, "{planted}: fewer than 70 % of the planted villages");
    assert!(found >= 0.7 * named, "{planted}: precision under 70 %");
}

#[test]
fn a_project_that_another_program_holds_exits_4() {
    let folder = tempfile::tempdir().unwrap();
    let path = project(folder.path());
    let (held, _) = kantong::project::Project::open(&path, kantong::project::Mode::Write).unwrap();
    let (document, exit) = json(&[&"import", &path, &sample("idm.csv")]);
    assert_eq!((exit, &document["faults"][0]["code"]), (4, &"project_in_use".into()));
    // Looking is always possible.
    done(&[&"list", &path, &"indicators"]);
    drop(held);
    done(&[&"import", &path, &sample("idm.csv")]);
}

#[cfg(unix)]
#[test]
fn an_interrupt_cancels_with_130_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = project(folder.path());
    done(&[&"import", &path, &sample("idm.csv")]);
    let mut child = Command::new(env!("CARGO_BIN_EXE_kantong"))
        .args(["pockets".as_ref(), path.as_os_str()])
        .args(["--indicator", "skor_idm", "--permutations", "999999", "--json"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    std::thread::sleep(Duration::from_millis(700));
    let pid = child.id().to_string();
    Command::new("kill").args(["-INT", &pid]).status().unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(130));
    let journal = done(&[&"list", &path, &"journal"]);
    assert_eq!(journal["journal"].as_array().unwrap().len(), 2, "{journal:#}");
}

#[test]
fn names_that_begin_like_formulas_stay_text() {
    let folder = tempfile::tempdir().unwrap();
    let layer = folder.path().join("desa.geojson");
    let square = |x: f64, name: &str| {
        serde_json::json!({"type": "Feature", "properties": {"nama": name}, "geometry": {
            "type": "Polygon",
            "coordinates": [[[x, -4.0], [x + 0.1, -4.0], [x + 0.1, -3.9], [x, -3.9], [x, -4.0]]],
        }})
    };
    let features = [square(120.0, "=1+1"), square(120.1, "@SUM(A1)")];
    let document = serde_json::json!({"type": "FeatureCollection", "features": features});
    std::fs::write(&layer, document.to_string()).unwrap();
    let path = folder.path().join("p.gpkg");
    done(&[&"new", &path, &"--villages", &layer, &"--name-field", &"nama"]);
    let out = folder.path().join("t.csv");
    done(&[&"export", &path, &"--what", &"table", &"--out", &out]);
    let text = std::fs::read_to_string(&out).unwrap();
    assert!(text.contains("'=1+1") && text.contains("'@SUM(A1)"), "{text}");
}
