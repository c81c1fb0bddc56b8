//! Pocket questions through the command line: links by boat, a look at neighbours, changes, trends,
//! answers in stages, indices; and each kept result computed again.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on must stop"
)]

use std::path::{Path, PathBuf};

use kantong::base::fault::Stop;
use kantong::base::progress::Progress;
use kantong::project::Mode;
use kantong::workflow::{
    Islands, Method, Opened, PocketSettings, open_project, pockets, pockets_progressive,
};
use serde_json::Value;
use tempfile::TempDir;

use crate::run::{done, json, kantong};

/// The invented kabupaten with a made column over four years: a block that grows worse, a block that
/// is bad throughout, one that is bad at last.
struct Years {
    _folder: TempDir,
    path: PathBuf,
}

impl Years {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("k.gpkg");
        let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/contoh");
        done(&[&"new", &path, &"--villages", &data.join("batas_desa.shp")]);
        let listed = done(&[&"list", &path, &"villages"]);
        let codes: Vec<&str> = listed["villages"]
            .as_array()
            .unwrap()
            .iter()
            .map(|v| v["code"].as_str().unwrap())
            .collect();
        for (at, year) in ["2021", "2022", "2023", "2024"].iter().enumerate() {
            let mut text = String::from("KODE DESA;SKOR RAWAN\n");
            for (i, code) in codes.iter().enumerate() {
                // What everybody has changes from year to year and place to place.
                let own = (i * 37 + at * 11) % 13;
                let more = match &code[..8] {
                    "99.01.05" => 40 + 20 * at,
                    "99.01.12" => 60 + 3 * (at % 2),
                    "99.01.20" if at == 3 => 70,
                    _ => 0,
                };
                text.extend([&code[..], ";", &(own + more).to_string(), "\n"]);
            }
            let file = folder.path().join(format!("rawan_{year}.csv"));
            std::fs::write(&file, text).unwrap();
            done(&[&"import", &path, &file, &"--period", year, &"--direction", &"worse_high"]);
        }
        Self { _folder: folder, path }
    }
}

fn trend<'a>(found: &'a Value, code: &str) -> &'a Value {
    let mut villages = found["villages"].as_array().unwrap().iter();
    villages.find(|v| v["code"] == code).unwrap()
}

#[test]
fn a_trend_is_told_kept_drawn_and_computed_again() {
    let years = Years::new();
    let path = &years.path;
    let id = "skor_rawan";
    let found = done(&[&"trend", path, &"--indicator", &id, &"--permutations", &"4999"]);
    assert_eq!(found["periods"].as_array().unwrap().len(), 4);
    let of = |prefix: &str, class: &str| {
        let villages = found["villages"].as_array().unwrap().iter();
        villages
            .filter(|v| v["code"].as_str().unwrap().starts_with(prefix) && v["class"] == class)
            .count()
    };
    assert!(of("99.01.05", "intensifying") >= 3, "{}", found["counts"]);
    assert!(
        of("99.01.12", "persistent") + of("99.01.12", "intensifying") >= 3,
        "{}",
        found["counts"]
    );
    assert!(of("99.01.20", "new") >= 1, "{}", found["counts"]);
    let counts = found["counts"].as_object().unwrap();
    let told: u64 = counts.values().map(|n| n.as_u64().unwrap()).sum();
    // Seven islands have no neighbour, and so no trend.
    assert_eq!(told, 348 - 7);
    let one = trend(&found, "99.01.05.2003");
    assert_eq!(one["bad"].as_array().unwrap().len(), 4);
    let two =
        done(&[&"trend", path, &"--indicator", &id, &"--since", &"2023", &"--permutations", &"99"]);
    assert_eq!(two["periods"].as_array().unwrap().len(), 2);
    assert_eq!(done(&[&"check", path])["identical"], 2);
    let folder = path.parent().unwrap();
    let map = folder.join("t.png");
    done(&[
        &"map",
        path,
        &"--indicator",
        &id,
        &"--with",
        &"trend",
        &"--out",
        &map,
        &"--size",
        &"800x600",
    ]);
    assert!(std::fs::metadata(&map).unwrap().len() > 10_000);
    for name in ["t.csv", "t.xlsx", "t.geojson"] {
        done(&[&"export", path, &"--what", &"trend", &"--out", &folder.join(name)]);
    }
    let text = std::fs::read_to_string(folder.join("t.csv")).unwrap();
    assert!(text.contains("2023;2024") && text.contains("Tidak pernah"), "{text}");
    // Undone, there is nothing to draw.
    done(&[&"undo", path]);
    done(&[&"undo", path]);
    let (refused, exit) =
        json(&[&"map", path, &"--indicator", &id, &"--with", &"trend", &"--out", &map]);
    assert_eq!((exit, &refused["faults"][0]["code"]), (2, &"no_trend".into()));
    let (refused, _) = json(&[&"trend", path, &"--indicator", &id, &"--since", &"2024"]);
    assert_eq!(refused["faults"][0]["code"], "too_few_periods");
    let (refused, exit) = json(&[&"trend", path, &"--indicator", &id, &"--method", &"scan"]);
    assert_ne!(exit, 0, "{refused}");
}

#[test]
fn a_change_is_asked_since_a_period() {
    let years = Years::new();
    let ask = |more: &[&str]| {
        let mut words: Vec<&dyn AsRef<std::ffi::OsStr>> = vec![&"pockets", &years.path];
        let fixed =
            ["--indicator", "skor_rawan", "--method", "differential", "--permutations", "4999"];
        words.extend(fixed.iter().map(|w| w as &dyn AsRef<std::ffi::OsStr>));
        words.extend(more.iter().map(|w| w as &dyn AsRef<std::ffi::OsStr>));
        done(&words)
    };
    let last = ask(&[]);
    assert_eq!(last["settings"]["since"], "2023");
    let first = ask(&["--since", "2021"]);
    let value = |found: &Value, code: &str| trend(found, code)["value"].as_f64().unwrap();
    let high = |found: &Value, prefix: &str| {
        let villages = found["villages"].as_array().unwrap().iter();
        villages
            .filter(|v| {
                v["code"].as_str().unwrap().starts_with(prefix) && v["class"] == "high_high"
            })
            .count()
    };
    // The rule speaks of the change, and what stands beside it is one too.
    let rule = first["rule_text"].as_str().unwrap();
    assert!(rule.contains("perubahan SKOR RAWAN sejak 2021"), "{rule}");
    assert!(first["villages"].as_array().unwrap().iter().all(|v| v["raw"].is_null()));
    // The block that is bad throughout has not changed; the one that grew worse has.
    assert!(value(&first, "99.01.05.2003") >= 40.0);
    assert!(high(&first, "99.01.05") >= 3 && high(&first, "99.01.12") == 0);
    assert!(high(&last, "99.01.20") >= 2);
    let names: Vec<&Value> =
        last["wholes"].as_array().unwrap().iter().map(|w| &w["name"]).collect();
    assert_eq!(names, ["moran", "geary"]);
    assert_eq!(last["wholes"][0]["statistic"], last["global"]["statistic"]);
    assert_eq!(done(&[&"check", &years.path])["ok"], true);
    let text = kantong(&[
        &"pockets",
        &years.path,
        &"--indicator",
        &"skor_rawan",
        &"--method",
        &"differential",
        &"--period",
        &"2021",
    ]);
    assert_ne!(text.status.code(), Some(0), "nothing is before the first period");
}

#[test]
fn links_by_boat_are_kept_used_counted_and_taken_back() {
    let years = Years::new();
    let path = &years.path;
    let before = done(&[&"links", path]);
    let islands = before["isolates"].as_array().unwrap().clone();
    assert_eq!(islands.len(), 7);
    let (a, b) = (islands[0].as_str().unwrap(), islands[1].as_str().unwrap());
    let linked = done(&[&"links", path, &"--ferry", &format!("{b}-{a}")]);
    assert_eq!(linked["ferries"], serde_json::json!([[a, b]]));
    assert_eq!(linked["isolates"].as_array().unwrap().len(), 5);
    assert_eq!(linked["bridges"][0]["by"], "ferry");
    // The same link again, with its digits run together, is no new one.
    let digits = |code: &str| code.replace('.', "");
    let again = done(&[&"links", path, &"--ferry", &format!("{},{}", digits(a), digits(b))]);
    assert_eq!((&again["ferries"], &again["seq"]), (&linked["ferries"], &Value::Null));
    let ask = |islands: &str| {
        done(&[
            &"pockets",
            path,
            &"--indicator",
            &"skor_rawan",
            &"--islands",
            &islands,
            &"--permutations",
            &"99",
        ])
    };
    let (alone, ferry, bridge) = (ask("isolate"), ask("ferry"), ask("bridge"));
    let count = |found: &Value| found["bridges"].as_array().unwrap().len();
    assert_eq!((&alone["isolates"], count(&alone)), (&7.into(), 0));
    assert_eq!((&ferry["isolates"], count(&ferry)), (&5.into(), 1));
    assert_eq!(bridge["isolates"], 0);
    assert_eq!(
        count(&bridge),
        1 + bridge["bridges"].as_array().unwrap().iter().filter(|b| b["by"] == "nearest").count()
    );
    assert!(done(&[&"undo", path])["what"].is_string());
    done(&[&"undo", path]);
    done(&[&"undo", path]);
    // A run keeps the links it was computed with, whatever became of the decision.
    done(&[&"redo", path]);
    done(&[&"redo", path]);
    done(&[&"links", path, &"--drop-ferry", &format!("{a}-{b}")]);
    assert_eq!(done(&[&"links", path])["ferries"], serde_json::json!([]));
    let checked = done(&[&"check", path]);
    assert_eq!((&checked["results"], &checked["identical"]), (&2.into(), &2.into()));
    let file = path.parent().unwrap().join("feri.csv");
    std::fs::write(&file, format!("dari;ke\n{a};{b}\n")).unwrap();
    assert_eq!(done(&[&"links", path, &"--ferries", &file])["ferries"], linked["ferries"]);
    let (refused, exit) = json(&[&"links", path, &"--ferry", &"99.01.01.1001-1"]);
    assert_eq!((exit, &refused["faults"][0]["code"]), (2, &"no_such_village".into()));
}

#[test]
fn answers_in_stages_end_in_the_direct_answer_and_stop_when_told() {
    let years = Years::new();
    let Opened { snapshot, .. } = open_project(&years.path, Mode::Read).unwrap();
    for method in Method::ALL.into_iter().filter(|m| *m != Method::Scan) {
        let mut settings = PocketSettings { method, ..PocketSettings::of("skor_rawan") };
        settings.islands = Islands::Bridge;
        if method == Method::Bivariate {
            settings.with = Some("skor_rawan".to_owned());
        }
        settings.moran.permutations = 999;
        let progress = Progress::default();
        let mut stages = Vec::new();
        let staged = pockets_progressive(&snapshot, &settings, &progress, &mut |report| {
            stages.push(report.settings.moran.permutations);
        });
        let direct = pockets(&snapshot, &settings, &progress).unwrap();
        assert_eq!(staged.unwrap(), direct, "{}", method.id());
        assert_eq!(stages, [99], "{}", method.id());
        // Told to stop after the rough answer, the fine one never comes.
        let canceled = Progress::default();
        let stop = canceled.clone();
        let staged = pockets_progressive(&snapshot, &settings, &canceled, &mut |_| stop.cancel());
        assert!(matches!(staged, Err(Stop::Canceled)), "{}", method.id());
    }
}

#[test]
fn every_kernel_is_asked_and_computed_again() {
    let years = Years::new();
    for weights in [
        "kernel:triangular",
        "kernel:uniform:8000",
        "kernel:epanechnikov:knn:6",
        "kernel:quartic:9000",
        "kernel:gaussian:knn:8",
    ] {
        let found = done(&[
            &"pockets",
            &years.path,
            &"--indicator",
            &"skor_rawan",
            &"--permutations",
            &"199",
            &"--method",
            &"gi-star",
            &"--weights",
            &weights,
        ]);
        assert!(found["links"].as_u64().unwrap() > 300, "{weights}");
        assert!(found["global"]["statistic"].as_f64().unwrap() > 0.0, "{weights}");
        // The distance that was found is written down.
        let kept = found["settings"]["weights"].as_str().unwrap();
        assert!(kept.split(':').count() >= 3, "{kept}");
    }
    let checked = done(&[&"check", &years.path]);
    assert_eq!((&checked["results"], &checked["identical"]), (&5.into(), &5.into()));
    let out = years.path.parent().unwrap().join("w.kwt");
    done(&[
        &"export",
        &years.path,
        &"--what",
        &"neighbours",
        &"--weights",
        &"kernel:gaussian:knn:4",
        &"--out",
        &out,
    ]);
    let text = std::fs::read_to_string(out).unwrap();
    assert_eq!(text.lines().count(), 1 + 348 * 4);
    let (refused, exit) = json(&[&"links", &years.path, &"--weights", &"kernel:round"]);
    assert_eq!(exit, 2, "{refused}");
}

#[test]
fn the_smallest_p_is_told_when_it_cannot_pass() {
    let years = Years::new();
    let ask = |permutations: &str| {
        done(&[
            &"pockets",
            &years.path,
            &"--indicator",
            &"skor_rawan",
            &"--permutations",
            &permutations,
            &"--correction",
            &"bonferroni",
        ])
    };
    let told = |found: &Value| {
        found["faults"].as_array().unwrap().iter().any(|fault| fault["code"] == "smallest_p")
    };
    // Two-sided, 341 villages: 0,05 / 341 needs 13.639 permutations.
    assert!(told(&ask("9999")));
    let found = ask("19999");
    assert!(!told(&found));
    assert!(found["p_cutoff"].as_f64().unwrap() <= 0.05 / 341.0);
    assert!(!found["pockets"].as_array().unwrap().is_empty());
}

#[test]
fn food_security_leaves_out_what_is_not_there_and_a_ladder_finds_the_middle_household() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("k.gpkg");
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/contoh");
    done(&[&"new", &path, &"--villages", &data.join("batas_desa.shp")]);
    done(&[&"import", &path, &data.join("air_sanitasi.csv")]);
    done(&[&"import", &path, &data.join("kemiskinan_desil.xlsx")]);
    let recipe = folder.path().join("fsva.toml");
    let example = kantong(&[&"composite", &"--example-fsva"]);
    std::fs::write(&recipe, &example.stdout).unwrap();
    let found = done(&[&"composite", &path, &"--recipe", &recipe]);
    let left_out: Vec<&str> =
        found["left_out"].as_array().unwrap().iter().map(|v| v.as_str().unwrap()).collect();
    let absent =
        ["rasio_sawah", "rasio_sarana_ekonomi", "akses_penghubung", "rasio_tenaga_kesehatan"];
    assert_eq!(left_out, absent);
    assert_eq!(found["classes"].as_array().unwrap().len(), 6);
    assert!(found["cutoffs_from"].as_str().unwrap().contains("bukan angka resmi"));
    let ladder = folder.path().join("tangga.toml");
    let text = "id = \"tangga\"\nhow = \"ladder\"\nadequate = 2\n\
        [[part]]\nindicator = \"kk_tanpa_air_layak\"\n[[part]]\nindicator = \"kk_akses_air_minum_layak\"\n";
    std::fs::write(&ladder, text).unwrap();
    let found = done(&[&"composite", &path, &"--recipe", &ladder]);
    let classes: Vec<u64> =
        found["classes"].as_array().unwrap().iter().map(|n| n.as_u64().unwrap()).collect();
    assert_eq!(classes.iter().sum::<u64>(), 345);
    assert!(classes.iter().all(|n| *n > 0), "{classes:?}");
    assert_eq!(done(&[&"check", &path])["identical"], 2);
    for flag in ["--example-water", "--example-sanitation"] {
        let example = kantong(&[&"composite", &flag]);
        std::fs::write(&ladder, &example.stdout).unwrap();
        let (refused, _) = json(&[&"composite", &path, &"--recipe", &ladder]);
        assert_eq!(refused["faults"][0]["code"], "no_such_indicator", "{flag}");
    }
}
