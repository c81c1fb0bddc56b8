//! Sentences of the issue tried from the command line, each on invented files: what a planner types
//! and what comes back.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::run::{done, json};

fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/contoh").join(name)
}

/// A project of the sample's villages.
fn project(folder: &Path) -> PathBuf {
    let path = folder.join("p.gpkg");
    done(&[&"new", &path, &"--villages", &sample("batas_desa.shp")]);
    path
}

fn put(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    path
}

/// Code, name, kecamatan, longitude and latitude of the sample's villages.
fn villages(project: &Path) -> Vec<Value> {
    done(&[&"list", &project, &"villages"])["villages"].as_array().unwrap().clone()
}

fn text<'a>(village: &'a Value, key: &str) -> &'a str {
    village[key].as_str().unwrap()
}

/// Degrees, minutes and seconds of the size of a number.
fn dms(degrees: f64) -> String {
    let all = (degrees.abs() * 36_000.0).round() / 10.0;
    let (d, rest) = ((all / 3600.0).floor(), all % 3600.0);
    format!("{d}° {}' {:.1}\"", (rest / 60.0).floor(), rest % 60.0).replace('.', ",")
}

#[test]
fn points_in_degrees_minutes_and_seconds_lie_where_their_villages_do() {
    let folder = tempfile::tempdir().unwrap();
    let path = project(folder.path());
    let (mut written, mut south) = ("Nama;Lintang;Bujur\n".to_owned(), 0);
    let mut plain = "Nama;Lintang Selatan;Bujur Timur\n".to_owned();
    for (i, village) in villages(&path).iter().take(20).enumerate() {
        let (lon, lat) = (village["lon"].as_f64().unwrap(), village["lat"].as_f64().unwrap());
        let side = if lat < 0.0 { "LS" } else { "LU" };
        south += usize::from(lat < 0.0);
        writeln!(written, "Mata air {i};{} {side};{} BT", dms(lat), dms(lon)).unwrap();
        writeln!(plain, "Mata air {i};{};{lon}", -lat).unwrap();
    }
    assert_eq!(south, 20, "the sample lies south of the equator");
    for (name, text) in [("mata_air.csv", &written), ("lintang_selatan.csv", &plain)] {
        let file = put(folder.path(), name, text);
        let layer = done(&[&"import", &path, &file])["layers"][0].clone();
        assert_eq!(
            (&layer["places"], &layer["outside"], &layer["villages"]),
            (&20.into(), &0.into(), &20.into()),
            "{layer:#}"
        );
    }
}

#[test]
fn points_in_metres_are_asked_their_zone_and_come_in_with_the_one_that_was_offered() {
    let folder = tempfile::tempdir().unwrap();
    let path = project(folder.path());
    let middle = villages(&path)[0].clone();
    let zone = ((middle["lon"].as_f64().unwrap() + 180.0) / 6.0).floor() as u32 + 1;
    let file = put(folder.path(), "spam.csv", "Nama,X,Y\nA,430000,9540000\nB,431000,9541000\n");
    let (told, exit) = json(&[&"import", &path, &file]);
    assert_eq!((exit, &told["faults"][0]["code"]), (3, &"missing_crs".into()));
    let offered = format!("EPSG:327{zone}");
    assert!(told["faults"][0]["fix"].as_str().unwrap().contains(&format!("--crs {offered}")));
    let layer = done(&[&"import", &path, &file, &"--crs", &offered])["layers"][0].clone();
    assert_eq!(layer["places"], 2, "{layer:#}");
}

#[test]
fn a_table_of_kabupaten_or_kecamatan_says_that_its_rows_are_no_villages() {
    let folder = tempfile::tempdir().unwrap();
    let path = project(folder.path());
    let kabupaten = "No,Provinsi,Kabupaten/kota,Y,x,y\n1,Sulawesi Tenggara,Buton,18.4,122.9,-5.3\n\
                     2,,Muna,19.2,122.5,-4.9\n3,,Konawe,12.4,122.1,-3.9\n4,,Kolaka,12.8,121.6,-4.0\n";
    let file = put(folder.path(), "kemiskinan.csv", kabupaten);
    let (told, exit) = json(&[&"import", &path, &file]);
    assert_eq!((exit, &told["faults"][0]["code"]), (3, &"region_table".into()), "{told:#}");
    let seen = done(&[&"inspect", &file]);
    assert_eq!(
        (&seen["kind"], &seen["faults"][0]["code"]),
        (&"table".into(), &"region_table".into())
    );
    let mut kecamatan = "KECAMATAN,KK MISKIN\n".to_owned();
    let mut names: Vec<String> =
        villages(&path).iter().map(|v| text(v, "kecamatan").to_owned()).collect();
    names.sort();
    names.dedup();
    for (i, name) in names.iter().enumerate() {
        writeln!(kecamatan, "{name},{}", 40 + i).unwrap();
    }
    let file = put(folder.path(), "per_kecamatan.csv", &kecamatan);
    let (told, exit) = json(&[&"import", &path, &file]);
    assert_eq!((exit, &told["faults"][0]["code"]), (3, &"region_table".into()), "{told:#}");
}
