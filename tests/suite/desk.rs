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
fn a_handset_s_points_and_tracks_are_a_layer_each() {
    let folder = tempfile::tempdir().unwrap();
    let path = project(folder.path());
    let place = |village: &Value| format!("lon=\"{}\" lat=\"{}\"", village["lon"], village["lat"]);
    let at: Vec<String> = villages(&path).iter().take(3).map(place).collect();
    let gpx = format!(
        "<gpx version=\"1.1\"><wpt {0}><name>Sumur</name></wpt><wpt {1}/>\
         <trk><trkseg><trkpt {1}/><trkpt {2}/></trkseg></trk></gpx>",
        at[0], at[1], at[2]
    );
    let report = done(&[&"import", &path, &put(folder.path(), "survei.gpx", &gpx)]);
    let layers = report["layers"].as_array().unwrap();
    let told: Vec<_> = layers.iter().map(|l| (text(l, "name"), l["places"].as_u64())).collect();
    assert_eq!(told, [("survei", Some(2)), ("survei (garis)", Some(1))]);
    let codes: Vec<&str> =
        report["faults"].as_array().unwrap().iter().map(|f| text(f, "code")).collect();
    assert!(!codes.contains(&"mixed_geometry"), "nothing was left out: {codes:?}");
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

fn csv_of(rows: &[Vec<String>]) -> String {
    rows.iter().map(|row| row.join(";") + "\n").collect()
}

fn line(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|c| (*c).to_owned()).collect()
}

/// A table by kecamatan and name; the first village misspelt beyond a sure join.
fn misspelt(all: &[Value]) -> (String, String) {
    let mut rows = vec![line(&["Kecamatan", "Desa", "Jumlah KK", "KK miskin"])];
    let mut unsure = String::new();
    for (i, village) in all.iter().enumerate() {
        let mut name = text(village, "name").to_owned();
        if i == 0 {
            name = "Entah Dimana".to_owned();
            unsure.clone_from(&name);
        }
        let (families, poor) = ((200 + i).to_string(), (20 + i * 7 % 31).to_string());
        rows.push(line(&[text(village, "kecamatan"), &name, &families, &poor]));
    }
    (csv_of(&rows), unsure)
}

/// The card with these answers, by key; other cells as they came.
fn filled(card: &Path, to: &Path, answers: &[(&str, &str)]) {
    use kantong::base::progress::Progress;
    use kantong::source::layer::LayerOptions;
    use kantong::source::open::{Opened, open};
    let Ok(Opened::Table(table)) = open(card, &LayerOptions::default(), &Progress::default())
    else {
        panic!("a card is a workbook")
    };
    let sheet = &table.sheets[0];
    let mut book = rust_xlsxwriter::Workbook::new();
    let page = book.add_worksheet();
    let mut answer = 0;
    for row in &sheet.rows {
        let texts: Vec<String> =
            row.cells.iter().map(|c| c.owned_text().unwrap_or_default()).collect();
        if let Some(at) = texts.iter().position(|t| t == "Nilai yang benar") {
            answer = at;
        }
        for (c, cell) in texts.iter().enumerate() {
            page.write(row.row - 1, c as u16, cell).unwrap();
        }
        let own = |(key, _): &&(&str, &str)| texts.iter().any(|t| t == key);
        if let Some((_, said)) = answers.iter().find(own) {
            page.write(row.row - 1, answer as u16, *said).unwrap();
        }
    }
    book.save(to).unwrap();
}

#[test]
fn a_filled_card_corrects_values_and_places_rows() {
    let folder = tempfile::tempdir().unwrap();
    let path = project(folder.path());
    let all = villages(&path);
    let (text_of, _) = misspelt(&all);
    // An absurd value for the second village, told as an outlier.
    let second = format!("{};201;", text(&all[1], "name"));
    let at = text_of.find(&second).unwrap() + second.len();
    let end = at + text_of[at..].find('\n').unwrap();
    let wrong = format!("{}9000{}", &text_of[..at], &text_of[end..]);
    let file = put(folder.path(), "dinas.csv", &wrong);
    let told = done(&[&"import", &path, &file, &"--period", &"2024"]);
    assert_eq!(told["unmatched"].as_array().unwrap().len(), 1, "{told:#}");
    let cards = folder.path().join("kartu");
    done(&[&"export", &path, &"--what", &"cards", &"--out", &cards]);
    let card = std::fs::read_dir(&cards).unwrap().next().unwrap().unwrap().path();
    let (first, second) = (text(&all[0], "code"), text(&all[1], "code"));
    let key = format!("kk_miskin|2024|{second}");
    let back = folder.path().join("kembali.xlsx");
    filled(&card, &back, &[(&key, "27"), ("baris|2", first)]);
    let taken = done(&[&"import", &path, &back]);
    let card = &taken["cards"][0];
    assert_eq!(card["answers"][0]["code"], second, "{card:#}");
    assert_eq!(
        (&card["answers"][0]["old"], &card["answers"][0]["new"]),
        (&9000.0.into(), &27.0.into())
    );
    assert_eq!((&card["placed"][0]["row"], &card["placed"][0]["code"]), (&2.into(), &first.into()));
    let of = |code: &str| {
        let words: [&dyn AsRef<std::ffi::OsStr>; 6] =
            [&"origin", &path, &"--indicator", &"kk_miskin", &"--village", &code];
        done(&words)
    };
    assert_eq!(of(first)["value"], 20.0, "the row has come in with its village");
    assert_eq!((&of(second)["value"], &of(second)["cell"]["row"]), (&27.0.into(), &3.into()));
    // The decision serves the next file, and a correction asks when the cell says something new.
    let next = put(folder.path(), "dinas.csv", &wrong.replace("9000", "31"));
    let again = done(&[&"import", &path, &next, &"--period", &"2024"]);
    assert_eq!(again["unmatched"].as_array().unwrap().len(), 0, "{again:#}");
    let change = &again["changes"][0];
    assert_eq!(
        (&change["old"], &change["new"], &change["corrected"]),
        (&9000.0.into(), &31.0.into(), &27.0.into())
    );
    let findings = done(&[&"list", &path, &"findings"]);
    assert_eq!(findings["kinds"]["correction_asked"], 1, "{:#}", findings["kinds"]);
}

#[test]
fn decisions_go_out_as_a_workbook_and_come_in_to_another_project() {
    let folder = tempfile::tempdir().unwrap();
    let path = project(folder.path());
    let all = villages(&path);
    let (mut text_of, unsure) = misspelt(&all);
    // A slip of one letter is suggested.
    let near = format!("{}x", text(&all[0], "name"));
    text_of = text_of.replace(&unsure, &near);
    let file = put(folder.path(), "dinas.csv", &text_of);
    let told = done(&[&"import", &path, &file, &"--accept-suggested", &"0.5"]);
    assert_eq!(told["unmatched"].as_array().unwrap().len(), 0, "{:#}", told["unmatched"]);
    for name in ["padanan.xlsx", "padanan.csv"] {
        let out = folder.path().join(name);
        done(&[&"crosswalk", &path, &"--out", &out]);
        let other = folder.path().join(format!("{name}.gpkg"));
        done(&[&"new", &other, &"--villages", &sample("batas_desa.shp")]);
        assert_eq!(done(&[&"crosswalk", &other, &"--import", &out])["pairs"], 1, "{name}");
        let told = done(&[&"import", &other, &file]);
        let by: Vec<&str> = told["by"].as_array().unwrap().iter().map(|b| text(b, "how")).collect();
        assert!(by.contains(&"crosswalk"), "{name}: {by:?}");
        assert_eq!(told["unmatched"].as_array().unwrap().len(), 0);
    }
}

#[test]
fn a_dbf_beside_its_shapefile_is_a_table_too() {
    let folder = tempfile::tempdir().unwrap();
    let path = project(folder.path());
    for (name, to) in [("batas_desa.shp", "peta.shp"), ("batas_desa.shx", "peta.shx")] {
        std::fs::copy(sample(name), folder.path().join(to)).unwrap();
    }
    let all = villages(&path);
    let texts: Vec<[String; 2]> = all
        .iter()
        .enumerate()
        .map(|(i, v)| [text(v, "code").to_owned(), (100 + i).to_string()])
        .collect();
    let cells: Vec<Vec<&[u8]>> =
        texts.iter().map(|row| row.iter().map(String::as_bytes).collect()).collect();
    let rows: Vec<(char, &[&[u8]])> = cells.iter().map(|c| (' ', c.as_slice())).collect();
    let fields = [("KODE_DESA", b'C', 13), ("JUMLAH_KK", b'N', 8)];
    let dbf = folder.path().join("peta.dbf");
    std::fs::write(&dbf, crate::bytes::dbf(&fields, &rows)).unwrap();
    let told = done(&[&"import", &path, &dbf]);
    assert_eq!(told["matched"], all.len(), "{:#}", told["faults"]);
}

#[test]
fn a_count_of_persons_knows_its_rows() {
    let folder = tempfile::tempdir().unwrap();
    let path = project(folder.path());
    done(&[&"import", &path, &sample("p3ke_keluarga.xlsx"), &sample("penerima_pkh.csv")]);
    let (mut rows, mut values) = (0, 0.0);
    for village in villages(&path) {
        let code = text(&village, "code").to_owned();
        let words: [&dyn AsRef<std::ffi::OsStr>; 6] =
            [&"origin", &path, &"--indicator", &"p3ke_keluarga", &"--village", &code];
        let origin = done(&words);
        let Some(value) = origin["value"].as_f64() else { continue };
        let span = &origin["rows"];
        assert!(span["file"].as_str().unwrap().ends_with("p3ke_keluarga.xlsx"), "{origin:#}");
        assert_eq!(span["rows"].as_f64().unwrap(), value, "one row a family: {origin:#}");
        if value > 0.0 {
            assert!(span["first_row"].as_u64() <= span["last_row"].as_u64());
        }
        rows += 1;
        values += value;
        if rows == 6 {
            break;
        }
    }
    assert!(rows == 6 && values > 0.0);
}
