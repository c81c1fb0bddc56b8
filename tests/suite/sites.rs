//! `kantong sites` on the sample: a budget, a wish, a floor; what breaks a plan says its name.

use std::path::PathBuf;

use serde_json::Value;

use crate::run::{done, json, kantong};

/// The sample as a project, and a recipe beside it.
fn ground(recipe: &str) -> (tempfile::TempDir, PathBuf, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let sample = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("data/contoh");
    let project = folder.path().join("contoh.gpkg");
    done(&[&"new", &project, &"--villages", &sample.join("batas_desa.shp")]);
    done(&[&"import", &project, &sample.join("air_sanitasi.csv"), &"--period", &"2024"]);
    let path = folder.path().join("rencana.toml");
    std::fs::write(&path, recipe).unwrap();
    (folder, project, path)
}

fn recipe(more: &str) -> String {
    format!(
        "{more}\n[demand]\nindicator = \"kk_tanpa_air_layak\"\naccept_wide = true\n\
         [budget]\nrupiah = 3_000_000_000\n\
         [[facility]]\nid = \"spam\"\n[[facility]]\nid = \"sumur_bor\"\n"
    )
}

fn sum(of: &Value, key: &str) -> i64 {
    of.as_array().unwrap().iter().map(|c| c[key].as_i64().unwrap()).sum()
}

#[test]
fn a_plan_keeps_its_budget_to_the_rupiah_and_says_how_good_it_is() {
    let (_folder, project, path) = ground(&recipe(""));
    let plan = done(&[&"sites", &project, &"--recipe", &path, &"--effort", &"30"]);
    let chosen = &plan["chosen"];
    assert_eq!(sum(chosen, "cost"), plan["cost"].as_i64().unwrap());
    assert!(plan["cost"].as_i64().unwrap() <= 3_000_000_000);
    assert_eq!(sum(chosen, "households"), plan["households"]["served"].as_i64().unwrap());
    let (objective, bound) = (plan["objective"].as_f64().unwrap(), plan["bound"].as_f64().unwrap());
    assert!(objective > 0.0 && bound >= objective);
    assert_eq!(plan["status"] == "optimal", plan["gap"].as_f64().unwrap() == 0.0);
    for site in chosen.as_array().unwrap() {
        let served = sum(&site["serves"], "households");
        let most =
            if site["facility"] == "spam" { 180 } else { 60 } * site["units"].as_i64().unwrap();
        assert!(served <= most, "{site}");
        let far = if site["facility"] == "spam" { 3000.0 } else { 1600.0 };
        assert!(
            site["serves"].as_array().unwrap().iter().all(|s| s["metres"].as_f64().unwrap() <= far)
        );
    }
}

#[test]
fn a_wish_and_a_floor_are_kept_and_their_price_is_told() {
    let (_folder, project, path) = ground(&recipe(""));
    let free = done(&[&"sites", &project, &"--recipe", &path, &"--effort", &"20"]);
    let site = free["chosen"][0]["site"].as_str().unwrap().to_owned();
    let priced = done(&[
        &"sites",
        &project,
        &"--recipe",
        &path,
        &"--effort",
        &"20",
        &"--price-forbid",
        &site,
    ]);
    assert!(priced["price"]["households"].as_i64().unwrap() <= 0, "{}", priced["price"]);
    std::fs::write(&path, recipe(&format!("forbid = [\"{site}\"]"))).unwrap();
    let without = done(&[&"sites", &project, &"--recipe", &path, &"--effort", &"20"]);
    assert!(without["chosen"].as_array().unwrap().iter().all(|c| c["site"] != site.as_str()));
    let served = |plan: &Value| plan["households"]["served"].as_i64().unwrap();
    let price = priced["price"]["households"].as_i64().unwrap();
    assert_eq!(served(&without) - served(&free), price);
}

#[test]
fn what_breaks_a_plan_is_called_by_its_name() {
    let (_folder, project, path) = ground(&recipe(""));
    let ask = |text: &str| {
        std::fs::write(&path, text).unwrap();
        json(&[&"sites", &project, &"--recipe", &path, &"--effort", &"5"])
    };
    let poor = recipe("").replace("3_000_000_000", "100_000_000");
    let (plan, exit) = ask(&poor.replace("[budget]", "[fair]\nmin_per_kecamatan = 1\n[budget]"));
    assert_eq!((exit, &plan["status"]), (1, &Value::from("infeasible")));
    assert!(
        ["floors_above_budget", "fewer_than_floor"]
            .contains(&plan["faults"][0]["code"].as_str().unwrap())
    );
    let (plan, exit) = ask(&recipe("force = [\"Tidak Ada\"]"));
    assert_eq!((exit, &plan["faults"][0]["code"]), (3, &Value::from("no_such_site")));
    let (plan, exit) = ask(&recipe("").replace("kk_tanpa_air_layak", "persen_tanpa_air_layak"));
    assert_eq!((exit, &plan["faults"][0]["code"]), (3, &Value::from("not_households")));
    let (plan, exit) = ask(&format!("{}unit_cost_rupiah = -5\n", recipe("")));
    assert_eq!((exit, &plan["faults"][0]["code"]), (3, &Value::from("facility_number")));
    // Possible, and yet not what was meant: nothing can be bought.
    let (plan, _) = ask(&recipe("").replace("3_000_000_000", "1_000_000"));
    assert_eq!(plan["faults"][0]["code"], "budget_too_small", "{plan:#}");
    let years = recipe("").replace("rupiah = 3_000_000_000", "years = [1_000_000, 1_000_000]");
    let (plan, _) = ask(&years);
    assert_eq!(
        (&plan["faults"][0]["code"], &plan["gap"]),
        (&"budget_too_small".into(), &0.0.into())
    );
    let sources = "sources = { \"APBN/APBD\" = 5_000_000_000, Zakat = 1_000_000 }\n[[facility]]";
    let purse = recipe("").replacen("[[facility]]", sources, 1);
    let (plan, _) = ask(&purse);
    assert_eq!(plan["faults"][0]["code"], "purse_unused", "{plan:#}");
}

/// A forced site never falls out of the years, nor passes what a village may have; a gift never
/// makes a plan worse, and counts as one place with what is bought beside it.
#[test]
fn what_is_forced_stands_and_what_is_given_is_one_place() {
    let (_folder, project, path) = ground(&recipe(""));
    let ask = |text: &str| {
        std::fs::write(&path, text).unwrap();
        json(&[&"sites", &project, &"--recipe", &path, &"--effort", &"20"])
    };
    let free = ask(&recipe("")).0;
    let well = |c: &&Value| c["facility"] == "sumur_bor";
    let chosen = free["chosen"].as_array().unwrap();
    let site = chosen.iter().find(|c| c["facility"] == "spam").unwrap()["site"].as_str().unwrap();
    let (plan, exit) = ask(&recipe(&format!("force = [\"{site}:sumur_bor:5\"]")));
    assert_eq!((exit, &plan["faults"][0]["code"]), (1, &Value::from("forced_units")), "{plan:#}");
    let spam = recipe(&format!("force = [\"{site}:spam\"]"));
    let years = spam.replace("rupiah = 3_000_000_000", "years = [300_000_000, 300_000_000]");
    let (plan, exit) = ask(&years);
    assert_eq!((exit, &plan["faults"][0]["code"]), (1, &Value::from("no_year")), "{plan:#}");
    let capped = |more: &str| {
        let text = recipe(more).replace("[[facility]]\nid = \"spam\"\n", "");
        let text = text.replace("[budget]", "[fair]\nmax_per_kecamatan = 1\n[budget]");
        ask(&text.replace("3_000_000_000", "1_000_000_000")).0
    };
    let bare = capped("");
    let double = bare["chosen"].as_array().unwrap().iter().filter(well);
    let double = double.max_by_key(|c| c["units"].as_i64()).unwrap()["site"].as_str().unwrap();
    let given = capped(&format!("funded = [\"{double}:sumur_bor:1\"]"));
    let served = |plan: &Value| plan["households"]["served"].as_i64().unwrap();
    assert!(served(&given) >= served(&bare), "{} < {}", served(&given), served(&bare));
}

#[test]
fn toddlers_are_called_toddlers_on_every_page() {
    let toddlers = recipe("").replace("kk_tanpa_air_layak", "balita_pendek");
    let (folder, project, path) = ground(&toddlers);
    let table = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("data/contoh/air_sanitasi.csv");
    let table = std::fs::read_to_string(table).unwrap();
    let rows = table.lines().skip(1).enumerate().map(|(n, line)| {
        let own: Vec<&str> = line.split(';').take(3).collect();
        format!("{};{}\n", own.join(";"), 60 + n % 37)
    });
    let text = format!("kode_desa;kecamatan;desa;Balita pendek\n{}", rows.collect::<String>());
    let file = folder.path().join("balita.csv");
    std::fs::write(&file, text).unwrap();
    done(&[&"import", &project, &file, &"--period", &"2024"]);
    let out = folder.path().join("rencana.csv");
    let words: [&dyn AsRef<std::ffi::OsStr>; 8] =
        [&"sites", &project, &"--recipe", &path, &"--effort", &"5", &"--out", &out];
    let plan = done(&words);
    assert_eq!(plan["unit"], "balita");
    let said = String::from_utf8(kantong(&words).stdout).unwrap();
    assert!(said.contains(" balita terlayani") && !said.contains("KK"), "{said}");
    let table = std::fs::read_to_string(&out).unwrap();
    let head = table.lines().next().unwrap();
    assert!(head.contains("balita terlayani") && head.contains("Rp per balita"), "{head}");
    assert!(!table.contains("KK"), "{table}");
}

#[test]
fn a_scenario_is_one_step_that_can_be_undone_and_checked() {
    let (_folder, project, path) = ground(&recipe(""));
    let words: [&dyn AsRef<std::ffi::OsStr>; 8] =
        [&"sites", &project, &"--recipe", &path, &"--effort", &"10", &"--pin", &"Pagu 3 miliar"];
    assert_eq!(done(&words)["pinned"]["letter"], "A");
    assert_eq!(done(&words)["pinned"]["letter"], "B");
    let kept = || done(&[&"sites", &project, &"--list"])["scenarios"].as_array().unwrap().len();
    assert_eq!(kept(), 2);
    let checked = done(&[&"check", &project]);
    assert_eq!(checked["results"], checked["identical"], "{checked}");
    done(&[&"undo", &project]);
    assert_eq!(kept(), 1);
    done(&[&"redo", &project]);
    assert_eq!(kept(), 2);
}

/// What `sites` found is on the map and leaves as a layer; the next plan takes its place.
#[test]
fn the_newest_plan_is_on_the_map_and_leaves_as_a_layer() {
    let (folder, project, path) = ground(&recipe(""));
    let map = |name: &str| -> Vec<u8> {
        let out = folder.path().join(name);
        let id = "kk_tanpa_air_layak";
        done(&[&"map", &project, &"--indicator", &id, &"--with", &"sites", &"--out", &out]);
        std::fs::read(&out).unwrap()
    };
    let layer = folder.path().join("lokasi.geojson");
    let words: [&dyn AsRef<std::ffi::OsStr>; 6] =
        [&"export", &project, &"--what", &"sites", &"--out", &layer];
    let refused = kantong(&words);
    assert_eq!(refused.status.code(), Some(2));
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(said.contains("Belum ada rencana lokasi"), "{said}");
    let mut found: Vec<serde_json::Value> = Vec::new();
    for effort in ["5", "6"] {
        found.push(done(&[&"sites", &project, &"--recipe", &path, &"--effort", &effort]));
    }
    assert_eq!(done(&[&"sites", &project, &"--list"])["scenarios"].as_array().unwrap().len(), 1);
    let chosen = found[1]["chosen"].as_array().unwrap();
    done(&words);
    let text = std::fs::read_to_string(&layer).unwrap();
    let written: serde_json::Value = serde_json::from_str(&text).unwrap();
    let features = written["features"].as_array().unwrap();
    assert_eq!(features.len(), chosen.len());
    for (feature, site) in features.iter().zip(chosen) {
        assert_eq!(feature["geometry"]["type"], "Point");
        let degrees = |at: &serde_json::Value| at.as_f64().unwrap();
        assert!(
            (degrees(&feature["geometry"]["coordinates"][0]) - degrees(&site["lon"])).abs() < 1e-6
        );
        assert_eq!(feature["properties"]["cost"], site["cost"]);
        assert_eq!(feature["properties"]["households"], site["households"]);
    }
    for ending in ["gpkg", "shp", "csv", "xlsx"] {
        let out = folder.path().join("lokasi").with_extension(ending);
        let own = done(&[&"export", &project, &"--what", &"sites", &"--out", &out]);
        assert!(own["files"][0]["bytes"].as_u64().unwrap() > 0, "{ending}");
        if ["gpkg", "shp"].contains(&ending) {
            let seen = done(&[&"inspect", &out]);
            assert_eq!(seen["features"], chosen.len(), "{ending}: {seen:#}");
            assert_eq!(seen["kind"], "points", "{ending}: {seen:#}");
        }
    }
    let drawn = String::from_utf8(map("peta.svg")).unwrap();
    assert!(drawn.contains("SPAM") || drawn.contains("umur"), "the key names the facilities");
    assert_eq!(drawn.as_bytes(), map("lagi.svg"));
}

#[test]
fn nothing_is_built_inside_an_area_that_is_left_out() {
    let (folder, project, path) = ground(&recipe(""));
    let words: [&dyn AsRef<std::ffi::OsStr>; 6] =
        [&"sites", &project, &"--recipe", &path, &"--effort", &"5"];
    let site = done(&words)["chosen"][0].clone();
    let (lon, lat) = (site["lon"].as_f64().unwrap(), site["lat"].as_f64().unwrap());
    let [west, east] = [lon - 1e-4, lon + 1e-4];
    let [south, north] = [lat - 1e-4, lat + 1e-4];
    let ring = [[west, south], [east, south], [east, north], [west, north], [west, south]];
    let area = serde_json::json!({
        "type": "FeatureCollection",
        "features": [{
            "type": "Feature",
            "properties": { "NAMA": "Hutan Lindung Contoh" },
            "geometry": { "type": "Polygon", "coordinates": [ring] },
        }],
    });
    let file = folder.path().join("kawasan.geojson");
    std::fs::write(&file, area.to_string()).unwrap();
    let with: Vec<&dyn AsRef<std::ffi::OsStr>> =
        words.into_iter().chain([&"--exclude" as &dyn AsRef<std::ffi::OsStr>, &file]).collect();
    let plan = done(&with);
    assert!(plan["chosen"].as_array().unwrap().iter().all(|c| c["site"] != site["site"]));
    let refused = plan["refused"].as_array().unwrap();
    let why: Vec<_> = refused.iter().filter(|r| r["why"]["reason"] == "excluded").collect();
    assert!(!why.is_empty() && why.iter().all(|r| r["site"] == site["site"]), "{why:?}");
    assert_eq!(why[0]["why"]["why"], "kawasan: Hutan Lindung Contoh");
    // Points are no areas.
    let points = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("data/contoh/puskesmas.geojson");
    let words: [&dyn AsRef<std::ffi::OsStr>; 6] =
        [&"sites", &project, &"--recipe", &path, &"--exclude", &points];
    assert_eq!(kantong(&words).status.code(), Some(3));
}

#[test]
fn a_plan_leaves_as_table_points_and_waypoints() {
    let (folder, project, path) = ground(&recipe(""));
    for name in ["rencana.xlsx", "rencana.csv", "rencana.geojson", "rencana.gpx"] {
        let out = folder.path().join(name);
        let words: [&dyn AsRef<std::ffi::OsStr>; 8] =
            [&"sites", &project, &"--recipe", &path, &"--effort", &"5", &"--out", &out];
        let plan = done(&words);
        let bytes = std::fs::read(&out).unwrap();
        done(&words);
        assert_eq!(bytes, std::fs::read(&out).unwrap(), "{name}: not the same bytes");
        let sites = plan["chosen"].as_array().unwrap().len();
        let text = String::from_utf8_lossy(&bytes);
        match name.rsplit('.').next().unwrap() {
            "geojson" => {
                let read: Value = serde_json::from_slice(&bytes).unwrap();
                assert_eq!(read["features"].as_array().unwrap().len(), sites);
            }
            "gpx" => assert_eq!(text.matches("<wpt ").count(), sites),
            "csv" => assert_eq!(text.lines().count(), sites + 1),
            _ => assert!(bytes.starts_with(b"PK")),
        }
    }
}

#[test]
fn the_example_is_printed_and_the_defaults_say_where_their_prices_are_from() {
    let example = String::from_utf8(kantong(&[&"sites", &"x", &"--example"]).stdout).unwrap();
    assert!(example.contains("[budget]"));
    let defaults = String::from_utf8(kantong(&[&"sites", &"x", &"--facilities"]).stdout).unwrap();
    assert_eq!(defaults.matches("certainty = ").count(), defaults.matches("id = ").count());
}
