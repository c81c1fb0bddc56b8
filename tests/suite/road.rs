//! The main road on real files, where they are beside the checkout: figures that are known.

use std::path::Path;

use serde_json::Value;

use crate::run::done;
use crate::shared::shared;

fn close(a: &Value, b: f64, tolerance: f64) {
    let a = a.as_f64().expect("a number");
    assert!((a - b).abs() <= tolerance, "{a} is not {b}");
}

/// The .shp of a folder entry that begins with `stem`.
fn layer(folder: &str, stem: &str) -> Option<std::path::PathBuf> {
    let folder = shared(folder)?;
    let mut found: Vec<_> = walk(&folder)
        .into_iter()
        .filter(|p| p.extension().is_some_and(|e| e.eq_ignore_ascii_case("shp")))
        .filter(|p| p.to_string_lossy().contains(stem))
        .collect();
    found.sort();
    found.into_iter().next()
}

fn walk(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).expect("readable").flatten() {
        let path = entry.path();
        if path.is_dir() { all.extend(walk(&path)) } else { all.push(path) }
    }
    all
}

#[test]
fn konawe_selatan_goes_from_file_to_pocket_map_by_four_commands() {
    let Some(villages) = layer("data/id/adm4_kemendagri_2025/shp", "74.05") else { return };
    let Some(idm) = shared("data/id/tables/idm_2024/idm_2024_74.05_konawe_selatan.csv") else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let (path, map) = (folder.path().join("k.gpkg"), folder.path().join("k.png"));
    let new = done(&[&"new", &path, &"--villages", &villages]);
    assert_eq!(
        (&new["villages"], &new["kecamatan"], &new["kabupaten"]),
        (&351.into(), &25.into(), &1.into())
    );
    let import = done(&[&"import", &path, &idm]);
    assert_eq!((&import["rows"], &import["matched"]), (&336.into(), &334.into()));
    assert_eq!(import["by"], serde_json::json!([{"how": "code", "count": 334}]));
    let skor =
        &import["indicators"].as_array().unwrap().iter().find(|i| i["id"] == "skor_idm").unwrap();
    assert_eq!(
        (&skor["measured"], &skor["missing"], &skor["not_applicable"], &skor["period"]),
        (&334.into(), &2.into(), &15.into(), &"2024".into())
    );
    let pockets = done(&[&"pockets", &path, &"--indicator", &"skor_idm"]);
    assert_eq!(
        (&pockets["n"], &pockets["missing"], &pockets["not_applicable"]),
        (&334.into(), &2.into(), &15.into())
    );
    done(&[&"map", &path, &"--indicator", &"skor_idm", &"--with", &"pockets", &"--out", &map]);
    assert!(std::fs::metadata(&map).unwrap().len() > 50_000);
    assert_eq!(done(&[&"check", &path])["ok"], true);
}

#[test]
fn the_kuningan_layer_opens_and_proposes_its_largest_kabupaten() {
    let Some(villages) = layer("data/id/adm4_big_rbi25k/kuningan", "DESA") else { return };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("k.gpkg");
    let new = done(&[&"new", &path, &"--villages", &villages]);
    let proposed =
        new["faults"].as_array().unwrap().iter().find(|f| f["code"] == "several_kabupaten");
    assert!(proposed.unwrap()["fix"].as_str().unwrap().contains("WADMKK="), "{proposed:?}");
    let merged = new["merged"].as_u64().unwrap();
    assert_eq!(new["villages"].as_u64().unwrap() + merged, 440);
    let filtered = folder.path().join("f.gpkg");
    let filter = "WADMKK=Kabupaten Kuningan";
    let new = done(&[&"new", &filtered, &"--villages", &villages, &"--where", &filter]);
    assert_eq!(new["kabupaten"], 1);
    assert_eq!(new["villages"].as_u64().unwrap() + new["merged"].as_u64().unwrap(), 440 - 68);
}

/// Folder, column, n, links, Moran's I (queen, row-standardised), as published beside the layers.
const REFERENCE: &[(&str, &str, u64, u64, f64)] = &[
    ("columbus", "CRIME", 49, 236, 0.500_189),
    ("sids2", "SIDR74", 100, 490, 0.230_910),
    ("sids2", "SIDR79", 100, 490, 0.142_750),
    ("uerry", "Donatns", 85, 420, 0.353_361),
    ("uerry", "Crm_prs", 85, 420, 0.411_460),
    ("uerry", "Litercy", 85, 420, 0.717_605),
    ("natregimes", "HR90", 3085, 18_168, 0.383_314),
    ("natregimes", "HR60", 3085, 18_168, 0.369_089),
    ("stl", "HR8893", 78, 406, 0.195_024),
];

#[test]
fn reference_layers_give_their_published_moran() {
    let folder = tempfile::tempdir().unwrap();
    for (i, (stem, column, n, links, moran)) in REFERENCE.iter().enumerate() {
        let Some(file) = layer("data/reference", stem) else { continue };
        let path = folder.path().join(format!("{i}.gpkg"));
        done(&[&"new", &path, &"--villages", &file, &"--crs", &"planar", &"--indicators", column]);
        let id = column.to_lowercase();
        let p = done(&[&"pockets", &path, &"--indicator", &id, &"--permutations", &"99"]);
        assert_eq!((&p["n"], &p["links"]), (&(*n).into(), &(*links).into()), "{stem} {column}");
        close(&p["global"]["statistic"], *moran, 1e-6);
        close(&p["global"]["expected"], -1.0 / (*n as f64 - 1.0), 1e-12);
    }
}
