//! CSV, XLSX, lone .dbf, GeoJSON and systems of coordinates.

use kantong::base::fault::{CrsWhy, FaultCode, SourceFault};
use kantong::source::crs;
use kantong::source::layer::{CrsFrom, CrsOption, LayerKind, LayerOptions, Mend, Shape};
use kantong::source::table::{Merge, RawCell, RawTable};

use super::bytes::{
    Bundle, dbf, file, ids, layer, layer_with, names, polygon, refused, said, square, table,
    workbook,
};

fn texts(table: &RawTable) -> Vec<(u32, Vec<Option<String>>)> {
    let row = |row: &kantong::source::table::RawRow| {
        (row.row, row.cells.iter().map(RawCell::owned_text).collect())
    };
    table.sheets[0].rows.iter().map(row).collect()
}

fn some(cells: &[&str]) -> Vec<Option<String>> {
    cells.iter().map(|c| (!c.is_empty()).then(|| (*c).to_owned())).collect()
}

#[test]
fn a_csv_of_an_office_keeps_titles_zeros_and_line_numbers() {
    let text = "DATA STUNTING 2024\r\n\r\nKode;Nama Desa;Persen\r\n0101;\"Kolono; Barat\";12,5\r\n;;\r\n0102;Awunio\r\n";
    let (_folder, path) = file("x.csv", text.as_bytes());
    let found = table(&path);
    let wanted = [
        (1, some(&["DATA STUNTING 2024"])),
        (3, some(&["Kode", "Nama Desa", "Persen"])),
        (4, some(&["0101", "Kolono; Barat", "12,5"])),
        (6, some(&["0102", "Awunio"])),
    ];
    assert_eq!(texts(&found), wanted);
    assert_eq!((found.format, found.sheets[0].name.clone(), found.faults), ("csv", None, vec![]));
}

#[test]
fn a_csv_is_read_in_every_encoding_an_office_writes() {
    let wide: Vec<u8> =
        "\u{feff}a\tb\r\nRé\t2\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let cases: [(&[u8], &str, &str, usize); 4] = [
        (b"\xef\xbb\xbfa,b\nR\xc3\xa9,2\n", "UTF-8", "bom", 0),
        (b"a,b\nR\xc3\xa9,2\n", "UTF-8", "bytes", 0),
        (b"a,b\nR\xe9,2\n", "windows-1252", "bytes", 1),
        (&wide, "UTF-16LE", "bom", 0),
    ];
    for (bytes, label, from, told) in cases {
        let (_folder, path) = file("x.csv", bytes);
        let found = table(&path);
        assert_eq!(texts(&found), [(1, some(&["a", "b"])), (2, some(&["Ré", "2"]))]);
        assert_eq!((found.encoding.label.as_str(), found.encoding.from), (label, from));
        assert_eq!(found.faults.len(), told);
    }
}

#[test]
fn limits_of_a_csv_are_told_or_refused() {
    let mut long = b"a,b\n1,".to_vec();
    long.extend(vec![b'x'; (1 << 20) + 5]);
    let (_folder, path) = file("x.csv", &long);
    let found = table(&path);
    assert_eq!(found.sheets[0].rows[1].cells[1].text().unwrap().len(), 1 << 20);
    let at = &found.faults[0].at;
    assert_eq!((ids(&found.faults), at.row), (vec!["too_large"], Some(2)));
    assert_eq!(at.column.as_deref(), Some("B"));
    let (_folder, path) = file("x.csv", "a,".repeat(2500).as_bytes());
    let words = said(&refused(&path, &LayerOptions::default()));
    assert!(words.starts_with("Lebih dari 2.000 kolom"), "{words}");
}

#[test]
fn a_workbook_gives_every_sheet_with_cells_typed_as_the_file_types_them() {
    use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("Gizi").unwrap();
    sheet.merge_range(1, 1, 1, 2, "TB/U", &Format::new()).unwrap();
    sheet.write(2, 1, "0101").unwrap().write(2, 2, 12.5).unwrap().write(2, 3, true).unwrap();
    let day = Format::new().set_num_format("dd/mm/yyyy");
    let when = ExcelDateTime::from_ymd(2024, 3, 2).unwrap();
    sheet.write_with_format(3, 1, &when, &day).unwrap();
    let moment = Format::new().set_num_format("dd/mm/yyyy hh:mm");
    let when = ExcelDateTime::from_ymd(2024, 3, 2).unwrap().and_hms(13, 30, 0).unwrap();
    sheet.write_with_format(3, 2, &when, &moment).unwrap();
    sheet.write(3, 3, Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
    book.add_worksheet().set_name("Kosong").unwrap();
    let hidden = book.add_worksheet();
    hidden.set_name("Sembunyi").unwrap().set_hidden(true);
    hidden.write(0, 0, "x").unwrap();
    let (_folder, path) = file("x.xlsx", &book.save_to_buffer().unwrap());
    let found = table(&path);
    let sheets: Vec<_> = found.sheets.iter().map(|s| s.name.as_deref().unwrap()).collect();
    assert_eq!(sheets, ["Gizi", "Sembunyi"]);
    let sheet = &found.sheets[0];
    let merge = Merge { first_row: 2, last_row: 2, first_column: 1, last_column: 2 };
    assert_eq!(sheet.merges, [merge]);
    assert_eq!(sheet.rows.iter().map(|r| r.row).collect::<Vec<_>>(), [2, 3, 4]);
    let text = |t: &str| RawCell::Text(t.into());
    let cells = &sheet.rows[1].cells;
    let wanted = [RawCell::Empty, text("0101"), RawCell::Number(12.5), RawCell::Logical(true)];
    assert_eq!(*cells, wanted);
    let date = |t: &str| RawCell::Date(t.into());
    assert_eq!(sheet.rows[2].cells[1..3], [date("2024-03-02"), date("2024-03-02T13:30:00")]);
    assert_eq!(sheet.rows[2].cells[3], RawCell::Error("#DIV/0!".into()));
    assert_eq!(ids(&found.faults), ["formula_error"]);
    let at = &found.faults[0].at;
    assert_eq!(
        (at.row, at.column.as_deref(), at.sheet.as_deref()),
        (Some(4), Some("D"), Some("Gizi"))
    );
}

#[test]
fn two_cells_in_the_far_corners_of_a_sheet_ask_for_no_rectangle() {
    let far = r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>"#;
    let (_folder, path) = file("x.xlsx", &workbook(far));
    let words = said(&refused(&path, &LayerOptions::default()));
    assert!(words.starts_with("Lebih dari 2.000 kolom"), "{words}");
    let deep = r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="C1048576"><v>2</v></c></row>"#;
    let (_folder, path) = file("x.xlsx", &workbook(deep));
    let rows = &table(&path).sheets[0].rows;
    assert_eq!(
        rows.iter().map(|r| (r.row, r.cells.len())).collect::<Vec<_>>(),
        [(1, 1), (1_048_576, 3)]
    );
}

#[test]
fn a_zip_bomb_is_refused_before_it_is_unpacked() {
    let bomb = super::bytes::zip(&[("xl/worksheets/sheet1.xml", b"x")], Some(600 << 20));
    let (_folder, path) = file("x.xlsx", &bomb);
    let words = said(&refused(&path, &LayerOptions::default()));
    assert!(words.contains("100 kali"), "{words}");
    let bomb = super::bytes::zip(&[("xl/worksheets/sheet1.xml", b"x")], Some(60 << 20));
    let (_folder, path) = file("x.xlsx", &bomb);
    assert!(said(&refused(&path, &LayerOptions::default())).contains("100 kali"));
}

#[test]
fn a_lone_dbf_is_a_table_with_its_field_names_on_top() {
    let fields = [("KODE", b'C', 10), ("JML", b'N', 5), ("TGL", b'D', 8), ("ADA", b'L', 1)];
    let rows: [(char, &[&[u8]]); 3] = [
        (' ', &[b"0101", b"   12", b"20240302", b"T"]),
        ('*', &[b"0102", b"   13", b"20240302", b"T"]),
        (' ', &[b"0103", b"  n/a", b"00000000", b"?"]),
    ];
    let (_folder, path) = file("x.dbf", &dbf(&fields, &rows));
    let found = table(&path);
    assert_eq!((found.format, ids(&found.faults)), ("dbf", vec!["deleted_rows"]));
    let rows = &found.sheets[0].rows;
    assert_eq!(rows.iter().map(|r| r.row).collect::<Vec<_>>(), [1, 2, 4]);
    let text = |t: &str| RawCell::Text(t.into());
    let date = RawCell::Date("2024-03-02".into());
    assert_eq!(rows[1].cells, [text("0101"), RawCell::Number(12.0), date, RawCell::Logical(true)]);
    assert_eq!(rows[2].cells, [text("0103"), text("n/a"), RawCell::Empty, RawCell::Empty]);
}

#[test]
fn what_we_do_not_read_is_called_by_its_name() {
    let cases: [(&str, &[u8], &str); 11] = [
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and so on", "Buku kerja ini rusak"),
        ("a.gml", b"<?xml version='1.0'?><gml:FeatureCollection/>", "XML"),
        ("a.gpkg", b"SQLite format 3\0\0\0", "GeoPackage"),
        ("a.pdf", b"%PDF-1.7 abc", "PDF"),
        ("a.png", b"\x89PNG\r\n\x1a\n", "gambar"),
        ("a.bin", b"\x01\x02\x03\x04\x05\0\0\0\0\0", "tidak dikenal"),
        ("a.json", br#"{"type":"Topology","objects":{}}"#, "TopoJSON"),
        ("a.json", br#"{"features":[{"attributes":{"a":1},"geometry":{"rings":[]}}]}"#, "ArcGIS"),
        ("a.json", br#"{"desa":["Kolono"]}"#, "bukan GeoJSON"),
        ("a.json", br#"[{"desa":"Kolono"}]"#, "bukan GeoJSON"),
        ("a.csv", b"", "Tidak ada satu baris pun"),
    ];
    for (name, bytes, word) in cases {
        let (_folder, path) = file(name, bytes);
        let words = said(&refused(&path, &LayerOptions::default()));
        assert!(words.contains(word), "{name}: {words}");
    }
    let zip = super::bytes::zip(&[("desa.shp", b"x")], None);
    let (folder, path) = file("a.zip", &zip);
    assert!(
        said(&refused(&path, &LayerOptions::default())).contains("tidak ada data yang dikenal")
    );
    let none = folder.path().join("none.csv");
    assert!(said(&refused(&none, &LayerOptions::default())).contains("tidak ada"));
}

const FEATURES: &str = r#"{"type":"FeatureCollection","features":[
 {"type":"Feature","id":7,"properties":{"nama":" Kolono ","kode":7405012001,"rinci":{"a":[1]}},
  "geometry":{"type":"Polygon","coordinates":[[[122,-4,9],[122.1,-4,9],[122.1,-3.9,9],[122,-4,9]]]}},
 {"type":"Feature","properties":{"nama":"Awunio","p0":12.5,"adat":true},"geometry":null},
 {"type":"Feature","properties":null,
  "geometry":{"type":"MultiPolygon","coordinates":[[[[123,-4],[123.1,-4],[123.1,-3.9],[123,-4]]]]}}]}"#;

#[test]
fn geojson_columns_are_the_union_in_order_of_appearance() {
    let (_folder, path) = file("x.geojson", FEATURES.as_bytes());
    let found = layer(&path);
    let names: Vec<_> = found.columns.iter().map(|c| c.name.as_str()).collect();
    assert_eq!(names, ["id", "nama", "kode", "rinci", "p0", "adat"]);
    assert_eq!(
        found.rows[0].cells,
        some(&["7", "Kolono", "7405012001", r#"{"a":[1]}"#, "", ""]).into_iter().collect()
    );
    assert_eq!(
        found.rows[1].cells,
        some(&["", "Awunio", "", "", "12.5", "TRUE"]).into_iter().collect()
    );
    assert_eq!((found.rows[1].shape.clone(), found.features), (Shape::None, 3));
    assert_eq!((found.geometry.as_str(), found.kind), ("MultiPolygon", LayerKind::Polygons));
    assert_eq!((found.crs.epsg, found.crs.from), (Some(4326), CrsFrom::Json));
    assert_eq!(ids(&found.faults), ["null_shapes"]);
    let Shape::Polygons(parts) = &found.rows[0].shape else { panic!() };
    assert_eq!(parts[0].outer[1], [122.1, -4.0], "bit for bit, height left out");
}

#[test]
fn every_form_of_geojson_is_read() {
    let ring = "[[[122,-4],[122.1,-4],[122.1,-3.9],[122,-4]]]";
    let polygon = format!(r#"{{"type":"Polygon","coordinates":{ring}}}"#);
    let feature = format!(r#"{{"type":"Feature","properties":{{"a":1}},"geometry":{polygon}}}"#);
    let forms = [
        (polygon.clone(), 1),
        (feature.clone(), 1),
        (format!("\u{feff}{feature}\n{feature}\r\n"), 2),
        (format!("\u{1e}{feature}\n"), 1),
        (format!(r#"{{"type":"GeometryCollection","geometries":[{polygon}]}}"#), 1),
        (format!(r#"{{"features":[{feature}],"type":"FeatureCollection"}}"#), 1),
    ];
    for (text, rows) in forms {
        let (_folder, path) = file("x.json", text.as_bytes());
        let found = layer(&path);
        assert_eq!((found.rows.len(), found.kind), (rows, LayerKind::Polygons), "{text}");
    }
}

#[test]
fn a_broken_geojson_names_its_line_and_a_bad_geometry_only_its_row() {
    let (_folder, path) = file("x.json", b"{\"type\":\"FeatureCollection\",\n\"features\":[\n{]}");
    let fault = refused(&path, &LayerOptions::default());
    assert!(said(&fault).contains("rusak di baris 3"), "{}", said(&fault));
    let deep = format!("{{\"type\":\"Polygon\",\"coordinates\":{}", "[".repeat(100_000));
    let (_folder, path) = file("x.json", deep.as_bytes());
    assert_eq!(refused(&path, &LayerOptions::default()).code.id(), "bad_json");
    let bad = FEATURES.replace("[123,-4],[123.1,-4]", "[123,-4],[\"x\",-4]");
    let (_folder, path) = file("x.json", bad.as_bytes());
    let found = layer(&path);
    let told: Vec<_> = found.faults.iter().map(|f| (f.code.id(), f.at.row)).collect();
    assert_eq!(told, [("null_shapes", None), ("bad_record", Some(3))]);
}

#[test]
fn a_hole_in_the_wrong_polygon_of_a_geojson_is_moved_and_told() {
    let text = r#"{"type":"MultiPolygon","coordinates":[
      [[[122,-4],[123,-4],[123,-3],[122,-3],[122,-4]]],
      [[[125,-4],[126,-4],[126,-3],[125,-3],[125,-4]],[[122.2,-3.8],[122.4,-3.8],[122.4,-3.6],[122.2,-3.8]]]]}"#;
    let (_folder, path) = file("x.json", text.as_bytes());
    let found = layer(&path);
    let Shape::Polygons(parts) = &found.rows[0].shape else { panic!() };
    assert_eq!(parts.iter().map(|p| p.holes.len()).collect::<Vec<_>>(), [1, 0]);
    assert_eq!(found.rows[0].mends, [Mend::RingOrder]);
}

#[test]
fn the_filter_of_a_geojson_keeps_all_columns() {
    let (_folder, path) = file("x.json", FEATURES.as_bytes());
    let filter = Some(("NAMA".to_owned(), "awunio".to_owned()));
    let found = layer_with(&path, &LayerOptions { filter, ..LayerOptions::default() });
    assert_eq!((found.rows.len(), found.columns.len(), found.features), (1, 6, 3));
    assert_eq!(found.rows[0].record, 2);
}

#[test]
fn the_old_crs_member_is_honoured() {
    let text = r#"{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::32751"}},
      "features":[{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[500000,9500000]}}]}"#;
    let (_folder, path) = file("x.json", text.as_bytes());
    let found = layer(&path);
    let Shape::Points(points) = &found.rows[0].shape else { panic!() };
    near(points[0], [123.0, -4.523_562_583_300_414]);
    assert_eq!((found.crs.epsg, found.crs.from), (Some(32751), CrsFrom::Json));
    let (_folder, path) = file("x.json", text.replace("EPSG::32751", "EPSG::1").as_bytes());
    assert_eq!(refused(&path, &LayerOptions::default()).code.id(), "unknown_crs");
}

/// Within 1e-8 degrees, about a millimetre.
fn near(got: [f64; 2], wanted: [f64; 2]) {
    let off = (got[0] - wanted[0]).abs().max((got[1] - wanted[1]).abs());
    assert!(off < 1e-8, "{got:?} is not {wanted:?}");
}

/// Position in the system → degrees, as PROJ 9.5 (pyproj 3.7.2) gives them within the same datum.
const PUBLISHED: [(u32, [f64; 2], [f64; 2]); 9] = [
    (32751, [500_000.0, 9_500_000.0], [123.0, -4.523_562_583_300_414]),
    (32748, [654_321.0, 9_312_345.0], [106.394_864_257_307_55, -6.219_344_338_536_355]),
    (32650, [412_345.0, 98_765.0], [116.212_196_477_301_06, 0.893_472_189_549_532_2]),
    (23881, [412_345.678, 9_534_321.123], [122.210_177_919_533_92, -4.212_665_191_337_467]),
    (23836, [250_123.5, 812_345.25], [112.952_955_497_251_68, -6.219_122_797_353_731]),
    (9490, [300_000.0, 9_900_000.0], [115.202_724_770_918_08, -0.904_282_609_864_960_7]),
    (3857, [13_000_000.0, -450_000.0], [116.780_986_935_537_78, -4.039_069_221_482_074]),
    (23841, [200_000.0, 1_500_000.0], [127.5, 0.0]),
    (9480, [700_000.0, 50_000.0], [118.797_108_412_258_8, 0.452_141_601_322_984_37]),
];

#[test]
fn epsg_codes_of_indonesia_agree_with_published_positions() {
    for (code, from, to) in PUBLISHED {
        let system = crs::from_epsg(code).unwrap();
        near(crs::position(&system, from).unwrap(), to);
        assert_eq!(system.epsg, Some(code));
    }
    let names = [
        (4755, "DGN95"),
        (9470, "SRGI2013"),
        (23830, "DGN95 / Indonesia TM-3 zone 46.2"),
        (23845, "DGN95 / Indonesia TM-3 zone 54.1"),
        (23872, "DGN95 / UTM zone 52N"),
        (23884, "DGN95 / UTM zone 54S"),
        (9476, "SRGI2013 / UTM zone 46N"),
        (9494, "SRGI2013 / UTM zone 54S"),
        (32646, "WGS 84 / UTM zone 46N"),
    ];
    for (code, name) in names {
        assert_eq!(crs::from_epsg(code).unwrap().name, name);
    }
}

#[test]
fn codes_that_cannot_be_used_are_refused_not_guessed() {
    for (code, why) in [(1, CrsWhy::NotKnown), (4267, CrsWhy::Grid), (99_999, CrsWhy::NotKnown)] {
        assert_eq!(crs::from_epsg(code).map(|s| s.name), Err(why), "{code}");
    }
    let swiss = crs::from_epsg(21781).unwrap();
    let bern = crs::position(&swiss, [600_000.0, 200_000.0]).unwrap();
    assert!((bern[0] - 7.4386).abs() < 1e-3 && (bern[1] - 46.9511).abs() < 1e-3, "{bern:?}");
}

fn utm51(name: &str, datum: &str) -> String {
    format!(
        r#"PROJCS["{name}",GEOGCS["G",DATUM["{datum}",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",10000000.0],PARAMETER["Central_Meridian",123.0],PARAMETER["Scale_Factor",0.9996],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]"#
    )
}

#[test]
fn every_dialect_of_a_prj_gives_the_same_position() {
    let gdal = r#"PROJCS["DGN95 / UTM zone 51S",GEOGCS["DGN95",DATUM["Datum_Geodesi_Nasional_1995",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6755"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4755"]],PROJECTION["Transverse_Mercator"],PARAMETER["latitude_of_origin",0],PARAMETER["central_meridian",123],PARAMETER["scale_factor",0.9996],PARAMETER["false_easting",500000],PARAMETER["false_northing",10000000],UNIT["metre",1,AUTHORITY["EPSG","9001"]],AXIS["Easting",EAST],AXIS["Northing",NORTH],AUTHORITY["EPSG","23881"]]"#;
    let wkt2 = r#"PROJCRS["WGS 84 / UTM zone 51S",BASEGEOGCRS["WGS 84",ENSEMBLE["World Geodetic System 1984 ensemble",MEMBER["World Geodetic System 1984 (Transit)"],ELLIPSOID["WGS 84",6378137,298.257223563,LENGTHUNIT["metre",1]],ENSEMBLEACCURACY[2.0]],PRIMEM["Greenwich",0,ANGLEUNIT["degree",0.0174532925199433]],ID["EPSG",4326]],CONVERSION["UTM zone 51S",METHOD["Transverse Mercator",ID["EPSG",9807]],PARAMETER["Latitude of natural origin",0,ANGLEUNIT["degree",0.0174532925199433],ID["EPSG",8801]],PARAMETER["Longitude of natural origin",123,ANGLEUNIT["degree",0.0174532925199433],ID["EPSG",8802]],PARAMETER["Scale factor at natural origin",0.9996,SCALEUNIT["unity",1],ID["EPSG",8805]],PARAMETER["False easting",500000,LENGTHUNIT["metre",1],ID["EPSG",8806]],PARAMETER["False northing",10000000,LENGTHUNIT["metre",1],ID["EPSG",8807]]],CS[Cartesian,2],AXIS["(E)",east,ORDER[1],LENGTHUNIT["metre",1]],AXIS["(N)",north,ORDER[2],LENGTHUNIT["metre",1]],ID["EPSG",32751]]"#;
    let vertical = r#",VERTCS["EGM2008_Geoid",VDATUM["EGM2008_Geoid"],PARAMETER["Vertical_Shift",0.0],UNIT["Meter",1.0]]"#;
    let esri = utm51("WGS_1984_UTM_Zone_51S", "D_WGS_1984");
    let cases = [
        (esri.clone(), Some(32751)),
        (format!("{esri}{vertical}"), Some(32751)),
        (format!(r#"COMPD_CS["x",{esri}{vertical}]"#), Some(32751)),
        (utm51("DGN_1995_UTM_Zone_51S", "D_Datum_Geodesi_Nasional_1995"), Some(23881)),
        (utm51("SRGI2013_UTM_zone_51S", "Sistem_Referensi_Geospasial_Indonesia_2013"), Some(9491)),
        (utm51("Proyeksi kami", "D_WGS_1984"), None),
        (gdal.to_owned(), Some(23881)),
        (wkt2.to_owned(), Some(32751)),
    ];
    for (wkt, epsg) in cases {
        let system = crs::from_wkt(&wkt).unwrap();
        assert_eq!(system.epsg, epsg, "{wkt}");
        let got = crs::position(&system, [412_345.678, 9_534_321.123]).unwrap();
        near(got, [122.210_177_919_533_92, -4.212_665_191_337_467]);
    }
    let tm3 = utm51("DGN_1995_Indonesia_TM-3_Zone_49.2", "D_Datum_Geodesi_Nasional_1995")
        .replace("500000.0", "200000.0")
        .replace("10000000.0", "1500000.0")
        .replace("123.0", "112.5")
        .replace("0.9996", "0.9999");
    let system = crs::from_wkt(&tm3).unwrap();
    assert_eq!(system.epsg, Some(23836));
    near(crs::position(&system, PUBLISHED[4].1).unwrap(), PUBLISHED[4].2);
}

#[test]
fn web_mercator_is_known_in_all_its_disguises() {
    let esri = r#"PROJCS["WGS_1984_Web_Mercator_Auxiliary_Sphere",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Mercator_Auxiliary_Sphere"],PARAMETER["False_Easting",0.0],PARAMETER["Auxiliary_Sphere_Type",0.0],UNIT["Meter",1.0]]"#;
    let gdal = r#"PROJCS["Peta web",GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]],PROJECTION["Mercator_1SP"],PARAMETER["central_meridian",0],UNIT["metre",1],EXTENSION["PROJ4","+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m +nadgrids=@null +wktext +no_defs"]]"#;
    for wkt in [esri, gdal] {
        let system = crs::from_wkt(wkt).unwrap();
        near(crs::position(&system, PUBLISHED[6].1).unwrap(), PUBLISHED[6].2);
        assert_eq!(system.epsg, Some(3857));
    }
}

#[test]
fn old_datums_local_systems_and_nonsense_are_refused_with_the_reason() {
    let geographic = |datum: &str, rest: &str| {
        format!(
            r#"GEOGCS["G",DATUM["{datum}",SPHEROID["B",6377397.155,299.15]],{rest}UNIT["Degree",0.0174532925199433]]"#
        )
    };
    let cases = [
        (geographic("D_Batavia", r#"PRIMEM["Greenwich",0],"#), CrsWhy::Datum),
        (geographic("D_Gunung_Segara", ""), CrsWhy::Datum),
        (geographic("D_WGS_1984", r#"PRIMEM["Jakarta",106.807719],"#), CrsWhy::Datum),
        (utm51("x", "D_Samboja"), CrsWhy::Datum),
        (r#"LOCAL_CS["Tambang",UNIT["Meter",1]]"#.to_owned(), CrsWhy::Local),
        ("PROJCS[".to_owned(), CrsWhy::NotKnown),
        ("bukan apa-apa".to_owned(), CrsWhy::NotKnown),
        ("[".repeat(100_000), CrsWhy::NotKnown),
        (format!("GEOGCS{}", "[".repeat(100_000)), CrsWhy::NotKnown),
    ];
    for (wkt, why) in cases {
        let got = crs::from_wkt(&wkt).map(|s| s.name).map_err(|e| e.1);
        assert_eq!(got, Err(why), "{}", &wkt[..wkt.len().min(80)]);
    }
}

#[test]
fn an_unknown_prj_is_refused_with_both_ways_out_and_the_user_can_overrule_it() {
    let bundle =
        Bundle::of(5, &[polygon(5, &[square(400_000.0, 9_500_000.0, 1000.0)])], &names(&["A"]));
    bundle.put("desa.prj", br#"LOCAL_CS["Tambang",UNIT["Meter",1]]"#);
    let fault = refused(&bundle.shp(), &LayerOptions::default());
    let words = said(&fault);
    for word in ["“Tambang”", "--crs EPSG:n", "--crs planar", "UTM selatan"] {
        assert!(words.contains(word), "{words}");
    }
    let with = |crs| LayerOptions { crs, ..LayerOptions::default() };
    let found = layer_with(&bundle.shp(), &with(CrsOption::Epsg(32751)));
    assert_eq!((found.crs.from, ids(&found.faults)), (CrsFrom::Given, vec![]));
    let bounds = found.bounds().unwrap();
    assert!((bounds[0] - 122.098).abs() < 0.01 && (bounds[1] + 4.523).abs() < 0.01, "{bounds:?}");
    let found = layer_with(&bundle.shp(), &with(CrsOption::Planar));
    assert!(found.crs.planar);
    assert_eq!(found.bounds().unwrap()[0], 400_000.0);
    let found = layer_with(&bundle.shp(), &with(CrsOption::Tolerant));
    assert_eq!((found.crs.name.as_str(), ids(&found.faults)), ("Tambang", vec!["unknown_crs"]));
}

#[test]
fn metres_read_as_degrees_and_swapped_axes_are_refused_and_other_countries_told() {
    for at in [[400_000.0, 9_500_000.0], [-4.0, 122.0]] {
        let bodies = [polygon(5, &[square(at[0], at[1], 0.1)])];
        let bundle = Bundle::of(5, &bodies, &names(&["A"]));
        let fault = refused(&bundle.shp(), &LayerOptions::default());
        let FaultCode::Source(SourceFault::UnknownCrs { why, .. }) = fault.code else { panic!() };
        assert_eq!(why, CrsWhy::NotFinite);
    }
    let bodies = [polygon(5, &[square(20.0, 50.0, 0.1)])];
    let found = layer(&Bundle::of(5, &bodies, &names(&["A"])).shp());
    assert_eq!(ids(&found.faults), ["outside_indonesia"]);
    let bodies = [polygon(5, &[square(1e17, 1e17, 1e15)])];
    let bundle = Bundle::of(5, &bodies, &names(&["A"]));
    let options = LayerOptions { crs: CrsOption::Epsg(32751), ..LayerOptions::default() };
    let fault = refused(&bundle.shp(), &options);
    let FaultCode::Source(SourceFault::UnknownCrs { why, .. }) = fault.code else { panic!() };
    assert_eq!(why, CrsWhy::NotFinite);
}
