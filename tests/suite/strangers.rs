//! Tables as an office sends them that nobody here has seen: through the program, on the invented
//! kabupaten. Each was read wrongly once.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use rust_xlsxwriter::Workbook;
use serde_json::Value;

use crate::run::{done, json};

pub(crate) struct Place {
    pub code: String,
    pub name: String,
    pub kecamatan: String,
    pub lon: f64,
    pub lat: f64,
}

/// The invented kabupaten in a folder of its own.
pub(crate) struct Office {
    pub folder: tempfile::TempDir,
    pub project: PathBuf,
    pub places: Vec<Place>,
}

impl Office {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let project = folder.path().join("p.gpkg");
        let map = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/contoh/batas_desa.shp");
        done(&[&"new", &project, &"--villages", &map]);
        let list = done(&[&"list", &project, &"villages"]);
        let text = |v: &Value, key: &str| v[key].as_str().unwrap().to_owned();
        let place = |v: &Value| Place {
            code: text(v, "code"),
            name: text(v, "name"),
            kecamatan: text(v, "kecamatan"),
            lon: v["lon"].as_f64().unwrap(),
            lat: v["lat"].as_f64().unwrap(),
        };
        let places = list["villages"].as_array().unwrap().iter().map(place).collect();
        Self { folder, project, places }
    }

    pub fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        fs::write(&path, text).unwrap();
        path
    }

    /// A line for each village.
    pub fn csv(&self, name: &str, head: &str, line: impl Fn(usize, &Place) -> String) -> PathBuf {
        let lines = self.places.iter().enumerate().map(|(i, place)| line(i, place));
        let text = lines.fold(format!("{head}\n"), |text, line| text + &line + "\n");
        self.file(name, &text)
    }

    pub fn import(&self, file: &Path) -> Value {
        done(&[&"import", &self.project, &file])
    }
}

pub(crate) fn codes(document: &Value) -> Vec<&str> {
    document["faults"].as_array().unwrap().iter().filter_map(|f| f["code"].as_str()).collect()
}

pub(crate) fn ids(document: &Value) -> Vec<&str> {
    let indicators = document["indicators"].as_array().unwrap();
    indicators.iter().filter_map(|i| i["id"].as_str()).collect()
}

#[test]
fn a_code_in_front_of_the_name_joins_by_code() {
    let office = Office::new();
    let file = office.csv("wilayah.csv", "Wilayah;KK Miskin", |i, p| {
        format!("{} - {};{}", p.code.replace('.', ""), p.name, i % 50)
    });
    let said = office.import(&file);
    assert_eq!(said["matched"], office.places.len());
    assert_eq!(said["by"][0]["how"], "code");
}

#[test]
fn a_title_above_bare_years_says_what_is_measured() {
    let office = Office::new();
    let path = office.folder.path().join("angka.xlsx");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "Persentase Penduduk Miskin menurut Desa").unwrap();
    for (column, head) in ["Kode", "2022", "2023"].iter().enumerate() {
        sheet.write(1, column as u16, *head).unwrap();
    }
    for (i, place) in office.places.iter().enumerate() {
        sheet.write(i as u32 + 2, 0, &place.code).unwrap();
        for column in 1..3 {
            let share = (i % 90 + column as usize) as f64 / 100.0;
            sheet.write(i as u32 + 2, column, share).unwrap();
        }
    }
    book.save(&path).unwrap();
    let said = office.import(&path);
    assert_eq!(ids(&said), ["persentase_penduduk_miskin"; 2]);
    let first = &said["indicators"][0];
    assert_eq!((&first["unit"], &first["direction"]), (&"%".into(), &"worse_high".into()));
    assert!(codes(&said).contains(&"share_as_percent"));
    let question = &said["questions"][0];
    assert_eq!((&question["key"], &question["read_as"]), (&"share".into(), &"0-1".into()));
}

#[test]
fn names_without_a_kecamatan_are_refused_with_what_to_do() {
    let office = Office::new();
    let file = office.csv("nama.csv", "Nama Desa;KK", |i, p| format!("Ds. {};{i}", p.name));
    let (said, exit) = json(&[&"import", &office.project, &file]);
    assert_eq!((exit, codes(&said)), (3, vec!["nothing_matched"]));
    assert!(said["faults"][0]["fix"].as_str().unwrap().contains("kecamatan"));
}

#[test]
fn one_refused_file_keeps_no_other_out() {
    let office = Office::new();
    let good = office.csv("baik.csv", "kode;kk", |i, p| format!("{};{i}", p.code));
    let bad = office.file("rusak.xlsx", "PK\u{3}\u{4} rusak");
    let gone = office.folder.path().join("tidak_ada.csv");
    let (said, exit) = json(&[&"import", &office.project, &bad, &good, &gone]);
    assert_eq!(exit, 3);
    assert_eq!(said["matched"], office.places.len());
    let files: Vec<&str> =
        said["faults"].as_array().unwrap().iter().filter_map(|f| f["file"].as_str()).collect();
    assert!(files.iter().any(|f| f.ends_with("rusak.xlsx")), "{files:?}");
    assert!(files.iter().any(|f| f.ends_with("tidak_ada.csv")), "{files:?}");
}

/// Sheets of one table each: (sheet, lines above the header).
fn book(office: &Office, name: &str, sheets: &[(&str, &[&str])]) -> PathBuf {
    let path = office.folder.path().join(name);
    let mut book = Workbook::new();
    for (sheet_name, titles) in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(*sheet_name).unwrap();
        for (row, title) in titles.iter().enumerate() {
            sheet.write(row as u32, 0, *title).unwrap();
        }
        let head = titles.len() as u32;
        for (column, text) in ["Kode Desa", "Desa", "KK Miskin"].iter().enumerate() {
            sheet.write(head, column as u16, *text).unwrap();
        }
        for (i, place) in office.places.iter().enumerate() {
            let row = head + 1 + i as u32;
            sheet.write(row, 0, &place.code).unwrap();
            sheet.write(row, 1, &place.name).unwrap();
            sheet.write(row, 2, i as u32).unwrap();
        }
    }
    let notes = book.add_worksheet();
    notes.set_name("Catatan").unwrap();
    notes.write(0, 0, "Data sementara").unwrap();
    book.save(&path).unwrap();
    path
}

#[test]
fn sheets_that_do_not_fit_are_named() {
    let office = Office::new();
    let file = book(&office, "bulanan.xlsx", &[("Jan 2025", &[]), ("Feb 2025", &[])]);
    let said = done(&[&"import", &office.project, &file, &"--sheet", &"all"]);
    assert_eq!(said["rows"], 2 * office.places.len());
    let told = said["faults"].as_array().unwrap();
    let told = told.iter().find(|f| f["code"] == "sheets_left_out").unwrap();
    assert!(told["message"].as_str().unwrap().contains("Catatan"));
}

#[test]
fn the_recipe_of_one_year_reads_the_next_with_a_longer_title() {
    let office = Office::new();
    office.import(&book(&office, "miskin 2023.xlsx", &[("Data", &["KEMISKINAN 2023"])]));
    let recipes = office.folder.path().join("resep");
    done(&[&"export", &office.project, &"--what", &"recipes", &"--out", &recipes]);
    let titles: &[&str] = &["DINAS SOSIAL", "KEMISKINAN 2024", "hasil verval"];
    let next = book(&office, "miskin 2024.xlsx", &[("Data", titles)]);
    let recipe = recipes.join("resep_miskin 2023.toml");
    let words: [&dyn AsRef<std::ffi::OsStr>; 7] =
        [&"import", &office.project, &next, &"--recipe", &recipe, &"--period", &"2024"];
    let said = done(&words);
    assert_eq!(
        (said["matched"].as_u64(), ids(&said)),
        (Some(office.places.len() as u64), vec!["kk_miskin"])
    );
    assert_eq!(said["indicators"][0]["measured"], office.places.len());
}

#[test]
fn a_recipe_knows_the_id_that_its_indicator_got() {
    let office = Office::new();
    let one = office.csv("satu.csv", "kode;kk_miskin", |i, p| format!("{};{i}", p.code));
    let other =
        office.csv("dinsos.csv", "kode;desa;kecamatan;kk_miskin;kk_rentan;kk_mampu", |i, p| {
            format!("{};{};{};{i};2;3", p.code, p.name, p.kecamatan)
        });
    office.import(&one);
    assert!(ids(&office.import(&other)).contains(&"kk_miskin_dinsos"));
    let recipes = office.folder.path().join("resep");
    done(&[&"export", &office.project, &"--what", &"recipes", &"--out", &recipes]);
    let text = fs::read_to_string(recipes.join("resep_dinsos.toml")).unwrap();
    assert!(text.contains("id = \"kk_miskin_dinsos\""), "{text}");
}

#[test]
fn points_in_metres_ask_for_their_zone_and_are_read_with_it() {
    let office = Office::new();
    let first = &office.places[0];
    let zone = 32_700 + ((first.lon + 180.0) / 6.0).floor() as u32 + 1;
    let (x, y) = utm(first.lon, first.lat);
    let text =
        format!("Nama,Easting,Northing\nPDAM,{x:.1},{y:.1}\nPDAM 2,{x:.1},{:.1}\n", y + 50.0);
    let file = office.file("pdam.csv", &text);
    let (said, exit) = json(&[&"import", &office.project, &file]);
    assert_eq!((exit, codes(&said)), (3, vec!["missing_crs"]));
    let crs = format!("EPSG:{zone}");
    let said = done(&[&"import", &office.project, &file, &"--layer", &"PDAM", &"--crs", &crs]);
    assert_eq!(
        (&said["layers"][0]["places"], &said["layers"][0]["outside"]),
        (&2.into(), &0.into())
    );
}

/// Snyder's forward formula of the transverse Mercator, to a metre: easting and southern northing.
fn utm(lon: f64, lat: f64) -> (f64, f64) {
    let (a, e2, k): (f64, f64, f64) = (6_378_137.0, 0.006_694_379_99, 0.9996);
    let middle = ((lon + 180.0) / 6.0).floor() * 6.0 - 177.0;
    let phi = lat.to_radians();
    let (ep, t) = (e2 / (1.0 - e2), phi.tan().powi(2));
    let (n, c) = (a / (1.0 - e2 * phi.sin().powi(2)).sqrt(), ep * phi.cos().powi(2));
    let s = (lon - middle).to_radians() * phi.cos();
    let m = a
        * ((1.0 - e2 / 4.0 - 3.0 * e2 * e2 / 64.0) * phi
            - (3.0 * e2 / 8.0 + 3.0 * e2 * e2 / 32.0) * (2.0 * phi).sin()
            + (15.0 * e2 * e2 / 256.0) * (4.0 * phi).sin());
    let x = k * n * (s + (1.0 - t + c) * s.powi(3) / 6.0) + 500_000.0;
    let y = k * (m + n * phi.tan() * (s * s / 2.0 + (5.0 - t + 9.0 * c) * s.powi(4) / 24.0));
    (x, y + 10_000_000.0)
}

#[test]
fn a_layer_and_its_count_come_and_go_together() {
    let office = Office::new();
    let mut text = String::from("Nama;Bujur;Lintang\n");
    for (i, place) in office.places.iter().step_by(9).enumerate() {
        writeln!(text, "Sumur {i};{:.6};{:.6}", place.lon, place.lat).unwrap();
    }
    let file = office.file("sumur.csv", &text);
    let said = done(&[&"import", &office.project, &file, &"--count"]);
    assert_eq!(said["layers"][0]["indicator"]["id"], "jumlah_sumur");
    let there = || {
        let layers = done(&[&"list", &office.project, &"layers"]);
        let indicators = done(&[&"list", &office.project, &"indicators"]);
        let count = |list: &Value| list.as_array().unwrap().len();
        (count(&layers["layers"]), count(&indicators["indicators"]))
    };
    assert_eq!(there(), (1, 1));
    done(&[&"undo", &office.project]);
    assert_eq!(there(), (0, 0));
    done(&[&"redo", &office.project]);
    assert_eq!(there(), (1, 1));
}
