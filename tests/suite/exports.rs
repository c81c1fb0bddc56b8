//! What leaves as a file: whole or not at all, the same bytes each time, and never a formula.

use calamine::{Data, Reader as _};
use geo::{Area as _, LineString, MultiPolygon, Polygon};
use kantong::base::measure::Measure;
use kantong::dataset::village::{Frame, Kind, Register};
use kantong::lang::Lang;
use kantong::output::figure::PocketOutline;
use kantong::output::table::{self, Cell, Findings, Sheet};
use kantong::output::{file, geojson};

use super::pictures::{column, country};

const PAYLOADS: [&str; 30] = [
    "=1+1",
    "=cmd|'/C calc'!A0",
    "+1+1",
    "-1+1",
    "-Desa",
    "@SUM(1,1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "=HYPERLINK(\"http://x\",\"y\")",
    " =1+1",
    "=\"a\";\"b\"",
    "+62 812",
    "--1",
    "=A1;B1",
    "@desa",
    "=IMPORTXML(CONCAT(\"http://x\"))",
    "＝1+1",
    "＋1",
    "－1",
    "＠x",
    "=1\"\"+1",
    "=\n1",
    "\u{a0}=1",
    "=DDE(\"cmd\";\"/C calc\";\"x\")",
    "-2+3+cmd|' /C calc'!D2",
    "=rundll32|'x'!A",
    "\u{feff}=1",
    "=;=",
    "\0=1",
];

fn payload_sheet() -> Sheet {
    let rows = PAYLOADS.iter().map(|p| vec![Cell::Text((*p).to_owned()), Cell::Number(-1.5)]);
    Sheet {
        name: "Data".into(),
        header: vec!["=nama".into(), "Nilai".into()],
        rows: rows.collect(),
    }
}

#[test]
fn no_text_in_a_csv_can_be_run_and_negative_numbers_stay_numbers() {
    for (lang, separator, number) in [(Lang::Id, b';', "-1,5"), (Lang::En, b',', "-1.5")] {
        let bytes = table::csv(lang, &payload_sheet());
        assert_eq!(bytes[..3], [0xEF, 0xBB, 0xBF]);
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(separator)
            .has_headers(false)
            .from_reader(&bytes[3..]);
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert_eq!(rows.len(), 31);
        assert_eq!(&rows[0][0], "'=nama");
        for (row, payload) in rows[1..].iter().zip(PAYLOADS) {
            assert_eq!(row.len(), 2, "{payload:?}");
            let first = row[0].chars().next();
            assert_eq!(first, Some('\''), "{payload:?} would run: {:?}", &row[0]);
            assert_eq!(row[0][1..], payload.replace('\0', ""));
            assert_eq!(&row[1], number);
        }
    }
}

#[test]
fn no_text_in_a_workbook_is_a_formula() {
    let bytes = table::xlsx(Lang::Id, &[payload_sheet()], &["=1".into()], "2026-11-22").unwrap();
    let mut book: calamine::Xlsx<_> = calamine::Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
    assert_eq!(book.sheet_names(), ["Data", "Keterangan"]);
    for name in ["Data", "Keterangan"] {
        let formulas = book.worksheet_formula(name).unwrap();
        assert!(formulas.used_cells().next().is_none(), "a formula in {name}");
    }
    let range = book.worksheet_range("Data").unwrap();
    for (row, payload) in range.rows().skip(1).zip(PAYLOADS) {
        assert!(matches!(&row[0], Data::String(_)), "{payload:?}: {:?}", row[0]);
        assert_eq!(row[1], Data::Float(-1.5));
    }
    assert_eq!(range.get_value((1, 0)), Some(&Data::String("=1+1".into())));
}

fn measured() -> (Register, kantong::indicator::column::Column) {
    let mut register = country(3, 4, Frame::Geographic, [122.0, -4.5], 0.3);
    register.villages[8].kind = Kind::Kelurahan;
    let mut values: Vec<Measure> = [0.5, 0.7, 0.6, 0.6, 0.9].map(Measure::Measured).to_vec();
    values.extend([Measure::Measured(0.1), Measure::Missing, Measure::Measured(0.0)]);
    values.push(Measure::NotApplicable);
    (register, column(values))
}

#[test]
fn the_ranking_begins_with_the_worst_and_ends_with_the_unmeasured() {
    let (register, column) = measured();
    let pockets =
        [PocketOutline {
            number: 1, name: "Kantong Kolono – Desa 5".into(), members: vec![5, 7]
        }];
    let findings = Findings { pockets: &pockets, classes: &[], p: &[] };
    let sheet = table::ranking(Lang::Id, &register, &column, findings);
    let ranks: Vec<&Cell> = sheet.rows.iter().map(|row| &row[0]).collect();
    let number = |x: f64| Cell::Number(x);
    // Higher is better here; the two 0.6 share rank 4.
    let expected = [1.0, 2.0, 3.0, 4.0, 4.0, 6.0, 7.0].map(number);
    assert_eq!(ranks[..7], expected.iter().collect::<Vec<_>>());
    assert_eq!(sheet.rows[0][2], Cell::Text("Desa 7".into()));
    assert_eq!(sheet.rows[0][6], Cell::Text("1 · Kantong Kolono – Desa 5".into()));
    assert_eq!(
        (&sheet.rows[7][0], &sheet.rows[7][5]),
        (&Cell::Empty, &Cell::Text("Tidak ada data".into()))
    );
    assert_eq!(sheet.rows[8][5], Cell::Text("Tidak berlaku".into()));
}

#[test]
fn a_table_keeps_codes_as_text_zero_as_zero_and_missing_empty() {
    let (register, column) = measured();
    let sheet = table::villages(Lang::Id, &register, std::slice::from_ref(&column));
    assert_eq!(
        sheet.header[6..],
        ["Skor Desa (indeks), 2024", "Skor Desa (indeks), 2024: keadaan"]
    );
    assert_eq!(sheet.rows[7][6], Cell::Number(0.0));
    assert_eq!(sheet.rows[6][6], Cell::Empty);
    let text = String::from_utf8(table::csv(Lang::Id, &sheet)).unwrap();
    assert!(text.contains("\"99.01.01.2001\";Desa 0;Kolono;Contoh Raya;desa;4;0,5;\r\n"), "{text}");
    let notes = table::notes(Lang::Id, &register, &[column], &["idm.csv".into()], "2026-11-22");
    assert!(notes.iter().any(|n| n.contains("n = 7 · tidak ada data 1 · tidak berlaku 1")));
    let book = table::xlsx(Lang::Id, std::slice::from_ref(&sheet), &notes, "2026-11-22").unwrap();
    std::thread::sleep(std::time::Duration::from_millis(1100));
    assert!(
        book == table::xlsx(Lang::Id, &[sheet], &notes, "2026-11-22").unwrap(),
        "a clock was read"
    );
    let mut book: calamine::Xlsx<_> = calamine::Xlsx::new(std::io::Cursor::new(book)).unwrap();
    let range = book.worksheet_range("Data").unwrap();
    assert_eq!(range.get_value((1, 0)), Some(&Data::String("99.01.01.2001".into())));
    assert_eq!(range.get_value((8, 6)), Some(&Data::Float(0.0)));
}

#[test]
fn geojson_has_right_handed_rings_short_decimals_and_null_for_missing() {
    let (mut register, column) = measured();
    let ring =
        |low: f64, high: f64| vec![(low, low), (low, high), (high, high), (high, low), (low, low)];
    // Clockwise outside and counter-clockwise inside: both wrong on purpose.
    let mut hole = ring(122.01, 122.02);
    hole.reverse();
    let odd =
        Polygon::new(LineString::from(ring(122.0, 122.123_456_789)), vec![LineString::from(hole)]);
    register.villages[0].shape = MultiPolygon::new(vec![odd.clone(), odd]);
    let bytes = geojson::villages(&register, &[column]);
    let text = String::from_utf8(bytes).unwrap();
    assert!(
        !text.contains("\"crs\"") && text.contains("122.1234568") && !text.contains("122.12345678")
    );
    let read: ::geojson::FeatureCollection = text.parse().unwrap();
    assert_eq!(read.features.len(), 9);
    for (feature, village) in read.features.iter().zip(&register.villages) {
        let shape: geo::Geometry<f64> = feature.geometry.clone().unwrap().try_into().unwrap();
        let polygons = match shape {
            geo::Geometry::Polygon(one) => vec![one],
            geo::Geometry::MultiPolygon(several) => several.0,
            other => panic!("{other:?}"),
        };
        for polygon in &polygons {
            let area = |ring: &LineString<f64>| Polygon::new(ring.clone(), vec![]).signed_area();
            assert!(area(polygon.exterior()) > 0.0);
            assert!(polygon.interiors().iter().all(|hole| area(hole) < 0.0));
        }
        assert_eq!(feature.property("code").unwrap(), village.code.as_str());
    }
    let property = |i: usize, key: &str| read.features[i].property(key).cloned();
    assert_eq!(property(7, "skor"), Some(0.0.into()));
    assert_eq!(property(6, "skor"), Some(serde_json::Value::Null));
    assert_eq!(property(6, "skor_state"), None);
    assert_eq!(property(8, "skor"), Some(serde_json::Value::Null));
    assert_eq!(property(8, "skor_state"), Some("not_applicable".into()));
}

#[test]
fn two_periods_of_one_indicator_and_a_reserved_name_get_names_of_their_own() {
    let (register, first) = measured();
    let mut second = first.clone();
    second.period = "2023".into();
    let mut name = first.clone();
    name.indicator.id = "name".into();
    let text = String::from_utf8(geojson::villages(&register, &[first, second, name])).unwrap();
    for key in ["\"skor_2024\"", "\"skor_2023\"", "\"name_\""] {
        assert!(text.contains(key), "{key}");
    }
}

#[test]
fn a_file_is_replaced_whole_and_nothing_else_is_left() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("peta.png");
    std::fs::write(&path, "old").unwrap();
    let saved = file::write_atomic(&path, b"abc").unwrap();
    assert_eq!(saved.bytes, 3);
    // FIPS 180-2, the first example.
    assert_eq!(saved.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_eq!(std::fs::read(&path).unwrap(), b"abc");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    let nowhere = folder.path().join("tidak/ada/peta.png");
    assert_eq!(file::write_atomic(&nowhere, b"x").unwrap_err().to_string(), "cannot_write");
}
