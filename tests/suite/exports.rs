//! What leaves as a file: whole or not at all, the same bytes each time, and never a formula.

use calamine::{Data, Reader as _};
use geo::{Area as _, LineString, MultiPolygon, Polygon};
use kantong::base::measure::Measure;
use kantong::dataset::village::{Frame, Kind, Register};
use kantong::lang::Lang;
use kantong::output::figure::PocketOutline;
use kantong::output::table::{self, Cell, Findings, Sheet};
use kantong::output::{features, file, geojson, gpkg, shapefile};

use kantong::base::progress::Progress;
use kantong::source::layer::LayerOptions;
use kantong::source::open::{Opened, open};

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
    let bytes = geojson::write(features::villages(&register, &[column]));
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
    let text = {
        let columns = [first, second, name];
        String::from_utf8(geojson::write(features::villages(&register, &columns))).unwrap()
    };
    for key in ["\"skor_2024\"", "\"skor_2023\"", "\"name_\""] {
        assert!(text.contains(key), "{key}");
    }
}

/// A village with a hole and an island, one without a shape, two periods, a long text.
fn layer() -> (Register, Vec<kantong::indicator::column::Column>) {
    let (mut register, first) = measured();
    let ring = |low: f64, high: f64| {
        let (south, north) = (low - 126.0, high - 126.0);
        vec![(low, south), (low, north), (high, north), (high, south), (low, south)]
    };
    let holed = Polygon::new(
        LineString::from(ring(122.0, 122.1)),
        vec![LineString::from(ring(122.02, 122.03))],
    );
    let island = Polygon::new(LineString::from(ring(122.2, 122.3)), vec![]);
    register.villages[0].shape = MultiPolygon::new(vec![holed, island]);
    register.villages[4].shape = MultiPolygon::new(vec![]);
    register.villages[1].name = "é".repeat(200);
    let mut second = first.clone();
    second.period = "2023".into();
    second.indicator.id = "skor_yang_panjang".into();
    let mut third = second.clone();
    third.period = "2024".into();
    (register, vec![first, second, third])
}

#[test]
fn a_shapefile_is_read_back_by_another_hand() {
    use ::shapefile::dbase::FieldValue;
    let (register, columns) = layer();
    let features: Vec<_> = features::villages(&register, &columns).collect();
    let parts = shapefile::write(Lang::Id, Frame::Geographic, &features, "2026-03-01").unwrap();
    let again = shapefile::write(Lang::Id, Frame::Geographic, &features, "2026-03-01").unwrap();
    assert_eq!(parts.files, again.files);
    let folder = tempfile::tempdir().unwrap();
    for (ending, bytes) in &parts.files {
        std::fs::write(folder.path().join(format!("desa.{ending}")), bytes).unwrap();
    }
    let mut reader = ::shapefile::Reader::from_path(folder.path().join("desa.shp")).unwrap();
    let rows = reader.read().unwrap();
    assert_eq!(rows.len(), 9);
    for ((shape, record), village) in rows.iter().zip(&register.villages) {
        match shape {
            ::shapefile::Shape::NullShape => assert!(village.shape.0.is_empty()),
            ::shapefile::Shape::Polygon(polygon) => {
                let area = |points: &[::shapefile::Point]| {
                    let ring = points.iter().map(|p| (p.x, p.y)).collect::<Vec<_>>();
                    Polygon::new(LineString::from(ring), vec![]).signed_area()
                };
                // An outer ring runs clockwise: its area is below zero, that of a hole above.
                let read: f64 = polygon.rings().iter().map(|ring| area(ring.points())).sum();
                assert!((read + village.shape.unsigned_area()).abs() < 1e-12);
            }
            _ => panic!("neither polygon nor null"),
        }
        let code = FieldValue::Character(Some(village.code.as_str().to_owned()));
        assert_eq!(record.get("CODE"), Some(&code));
    }
    let value = |i: usize, name: &str| rows[i].1.get(name).cloned();
    assert_eq!(value(1, "NAME"), Some(FieldValue::Character(Some("é".repeat(127)))));
    assert_eq!(value(0, "SKOR"), Some(FieldValue::Numeric(Some(0.5))));
    assert_eq!(value(7, "SKOR"), Some(FieldValue::Numeric(Some(0.0))));
    assert_eq!(value(6, "SKOR"), Some(FieldValue::Numeric(None)));
    assert_eq!(value(4, "SKOR_2024"), Some(FieldValue::Numeric(Some(0.9))));
    let named = |row: &[Cell]| row[0] == Cell::Text("SKOR_2024".into());
    let named: Vec<_> = parts.columns.rows.iter().filter(|row| named(row)).collect();
    // What cannot be named apart in ten letters is named whole in the list of columns.
    assert!(matches!(&named[0][1], Cell::Text(whole) if whole == "skor_yang_panjang_2024"));
}

#[test]
fn a_geopackage_for_others_holds_one_layer_and_nothing_of_the_project() {
    use rusqlite::Connection;
    let (register, columns) = layer();
    let features: Vec<_> = features::villages(&register, &columns).collect();
    let name = "desa \"baru\"; --";
    let bytes = gpkg::write(name, Frame::Geographic, &features, "2026-03-01").unwrap();
    assert_eq!(bytes, gpkg::write(name, Frame::Geographic, &features, "2026-03-01").unwrap());
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desa.gpkg");
    std::fs::write(&path, bytes).unwrap();
    let conn = Connection::open(&path).unwrap();
    let tables: Vec<String> = conn
        .prepare("SELECT name FROM sqlite_schema WHERE name LIKE 'kantong%' OR name = 'desa'")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    assert_eq!(tables, Vec::<String>::new());
    let opened = open(&path, &LayerOptions::default(), &Progress::default()).unwrap();
    let Opened::Layer(layer) = opened else { panic!("a layer") };
    assert_eq!(layer.features, 9);
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
