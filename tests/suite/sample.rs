//! The sample kabupaten and the names for codes: committed files are what their makers say.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use shapefile::PolygonZ;
use shapefile::dbase::{FieldValue, Record};

#[path = "../../examples/contoh/made/mod.rs"]
pub mod made;

/// Where the committed sample lies.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/contoh")
}

fn villages() -> Vec<(PolygonZ, Record)> {
    shapefile::read_as::<_, PolygonZ, Record>(folder().join("batas_desa.shp"))
        .expect("the sample reads")
}

fn text(record: &Record, field: &str) -> String {
    match record.get(field) {
        Some(FieldValue::Character(Some(text))) => text.trim().to_owned(),
        Some(FieldValue::Numeric(Some(number))) => number.to_string(),
        _ => String::new(),
    }
}

#[test]
fn the_committed_sample_is_what_the_generator_writes() {
    let files = made::files().unwrap();
    for file in &files {
        let committed = fs::read(folder().join(file.name)).unwrap();
        assert!(committed == file.bytes, "{} differs; run the example contoh", file.name);
    }
    let made: BTreeSet<String> = files.iter().map(|file| file.name.to_owned()).collect();
    let there: BTreeSet<String> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(made, there);
    let bytes: usize = files.iter().map(|file| file.bytes.len()).sum();
    assert!(bytes < 6_000_000, "{bytes}");
}

#[test]
fn the_sample_has_348_villages_with_codes_of_a_province_that_is_not() {
    let villages = villages();
    assert_eq!(villages.len(), 348);
    let codes: BTreeSet<String> = villages.iter().map(|(_, r)| text(r, "KDEPUM")).collect();
    assert_eq!(codes.len(), 348);
    let kecamatan: BTreeSet<&str> = codes.iter().map(|code| &code[..8]).collect();
    assert_eq!(kecamatan.len(), 25);
    assert!(codes.iter().all(|code| code.starts_with("99.01.")));
    for (_, record) in &villages {
        let kelurahan = text(record, "KDEPUM").as_bytes()[9] == b'1';
        assert_eq!(text(record, "TIPADM"), if kelurahan { "2" } else { "1" });
        assert!(text(record, "REMARK").contains("rekaan"));
    }
    let kelurahan = villages.iter().filter(|(_, r)| text(r, "TIPADM") == "2").count();
    assert_eq!(kelurahan, 15);
}

/// Every stretch of border is drawn by one village (coast) or by two in opposite directions.
#[test]
fn neighbours_share_their_border_vertex_by_vertex() {
    let mut stretches: BTreeMap<[(u64, u64); 2], u32> = BTreeMap::new();
    for (polygon, _) in villages() {
        for ring in polygon.rings() {
            for pair in ring.points().windows(2) {
                let [a, b] = [0, 1].map(|k| (pair[k].x.to_bits(), pair[k].y.to_bits()));
                assert_ne!(a, b, "no vertex stands twice in a row");
                let seen = stretches.entry([a, b]).or_default();
                *seen += 1;
            }
        }
    }
    assert!(stretches.values().all(|&times| times == 1), "no stretch twice in one direction");
    let shared = stretches.keys().filter(|[a, b]| stretches.contains_key(&[*b, *a])).count();
    assert!(2 * shared > stretches.len(), "{shared} of {}", stretches.len());
}

#[test]
fn the_sample_has_its_hard_cases() {
    let villages = villages();
    // Square kilometres, near enough at this latitude.
    let area = |polygon: &PolygonZ| -> f64 {
        let ring_area = |points: &[shapefile::PointZ]| {
            points.windows(2).map(|p| p[0].x * p[1].y - p[1].x * p[0].y).sum::<f64>() / -2.0
        };
        polygon.rings().iter().map(|ring| ring_area(ring.points())).sum::<f64>() * 110.77 * 110.58
    };
    let mut areas: Vec<f64> = villages.iter().map(|(polygon, _)| area(polygon)).collect();
    areas.sort_by(f64::total_cmp);
    let all: f64 = areas.iter().sum();
    assert!(areas[1] < 0.1 && areas[2] > 3.0, "two tiny villages: {:?}", &areas[..3]);
    assert!(areas[347] > 0.25 * all && areas[346] < 60.0, "one huge village");
    let several = villages.iter().filter(|(polygon, _)| polygon.rings().len() > 1).count();
    assert!(several >= 10, "{several} villages of several parts");
}

#[test]
fn what_was_planted_is_in_the_layer() {
    let codes: BTreeSet<String> = villages().iter().map(|(_, r)| text(r, "KDEPUM")).collect();
    let truth = fs::read_to_string(folder().join("kebenaran.csv")).unwrap();
    let mut pockets: BTreeMap<&str, usize> = BTreeMap::new();
    for line in truth.lines().skip(1) {
        let (code, pocket) = line.split_once(',').unwrap();
        assert!(codes.contains(code), "{code}");
        *pockets.entry(pocket).or_default() += 1;
    }
    assert_eq!(pockets.remove("terpencil"), Some(5));
    assert_eq!(pockets.into_values().collect::<Vec<_>>(), [14, 11, 10, 8, 6]);
}

#[test]
fn no_name_of_the_sample_is_a_kecamatan_or_kabupaten_of_indonesia() {
    let real: BTreeSet<String> = wilayah()
        .iter()
        .flat_map(|row| [row.name.clone(), row.bps_name.clone()])
        .map(|name| name.to_uppercase())
        .collect();
    for (_, record) in villages() {
        for field in ["WADMKC", "WADMKK", "WADMPR"] {
            let name = text(&record, field).to_uppercase();
            let taken = [name.clone(), format!("KABUPATEN {name}"), format!("KOTA {name}")];
            assert!(taken.iter().all(|name| !real.contains(name)), "{name} is real");
        }
    }
}

struct Row {
    level: String,
    kemendagri: String,
    bps: String,
    name: String,
    bps_name: String,
}

/// `assets/wilayah.csv` without its head.
fn wilayah() -> Vec<Row> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/wilayah.csv");
    let text = fs::read_to_string(path).expect("the table is committed");
    assert!(text.len() < 1_000_000);
    let mut lines = text.lines().skip_while(|line| line.starts_with('#'));
    assert_eq!(lines.next(), Some("level;kemendagri;bps;name;bps_name"));
    let row = |line: &str| {
        let cells: Vec<String> = line.split(';').map(str::to_owned).collect();
        let [level, kemendagri, bps, name, bps_name] = cells.try_into().expect("five cells");
        Row { level, kemendagri, bps, name, bps_name }
    };
    lines.map(row).collect()
}

#[test]
fn wilayah_holds_every_province_kabupaten_and_kecamatan_of_2025() {
    let rows = wilayah();
    let codes = |level: &str, code: fn(&Row) -> &str| -> Vec<String> {
        let of_level = rows.iter().filter(|row| row.level == level);
        of_level.map(|row| code(row).to_owned()).filter(|code| !code.is_empty()).collect()
    };
    for (level, count) in [("provinsi", 38), ("kabupaten", 514), ("kecamatan", 7285)] {
        let kemendagri = codes(level, |row| &row.kemendagri);
        assert_eq!(kemendagri.len(), count, "{level}");
        assert_eq!(kemendagri.iter().collect::<BTreeSet<_>>().len(), count, "{level} twice");
        let bps = codes(level, |row| &row.bps);
        assert_eq!(bps.iter().collect::<BTreeSet<_>>().len(), bps.len(), "{level} twice");
        let bridged = rows
            .iter()
            .filter(|row| row.level == level && !row.kemendagri.is_empty() && !row.bps.is_empty());
        let open = count - bridged.count();
        assert_eq!(open, if level == "kecamatan" { 16 } else { 0 }, "{level} without a partner");
    }
}

#[test]
fn wilayah_knows_the_swapped_neighbours_and_renumbered_papua() {
    let rows = wilayah();
    let name_of = |level: &str, kemendagri: &str, bps: &str| -> Option<String> {
        let same =
            |row: &&Row| row.level == level && row.kemendagri == kemendagri && row.bps == bps;
        rows.iter().find(same).map(|row| row.name.clone())
    };
    for (level, kemendagri, bps, name) in [
        ("kabupaten", "74.09", "7410", "Kabupaten Konawe Utara"),
        ("kabupaten", "74.10", "7409", "Kabupaten Buton Utara"),
        ("kabupaten", "64.02", "6403", "Kabupaten Kutai Kartanegara"),
        ("kabupaten", "64.03", "6405", "Kabupaten Berau"),
        ("kabupaten", "74.05", "7405", "Kabupaten Konawe Selatan"),
        ("kecamatan", "74.05.12", "7405011", "Lalembuu"),
        ("kecamatan", "74.05.23", "7405051", "Kolono Timur"),
        ("provinsi", "91", "94", "Papua"),
        ("provinsi", "96", "92", "Papua Barat Daya"),
        ("kabupaten", "96.71", "9271", "Kota Sorong"),
    ] {
        assert_eq!(name_of(level, kemendagri, bps).as_deref(), Some(name), "{kemendagri} {bps}");
    }
}
