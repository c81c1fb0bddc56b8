//! KML, GPX and GeoPackage: every area, hole, point and line of them.

use kantong::source::layer::{CrsFrom, LayerKind, LayerOptions, Shape};
use kantong::source::open::{EntryKind, contents};
use rusqlite::Connection;

use super::bytes::{file, ids, layer, layer_with, refused, said, zip};

pub const KML: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2"><Document><name>Desa</name>
<Folder><name>Kec. Kolono &amp; sekitar</name>
<Placemark><name> Sukamaju </name><ExtendedData><SchemaData schemaUrl="s"><SimpleData name="KDEPUM">74.05.01.2001</SimpleData></SchemaData></ExtendedData>
 <MultiGeometry>
  <Polygon><outerBoundaryIs><LinearRing><coordinates>122,-4,0 122.1,-4,0 122.1,-3.9,0 122,-3.9,0 122,-4,0</coordinates></LinearRing></outerBoundaryIs>
   <innerBoundaryIs><LinearRing><coordinates>122.02,-3.98 122.02,-3.96 122.04,-3.96 122.02,-3.98</coordinates></LinearRing></innerBoundaryIs></Polygon>
  <MultiGeometry><Polygon><outerBoundaryIs><LinearRing><coordinates>
   123,-4 123.1,-4 123.1,-3.9 123,-4</coordinates></LinearRing></outerBoundaryIs></Polygon></MultiGeometry>
 </MultiGeometry></Placemark>
<Placemark><name>Awunio</name><ExtendedData><Data name="kk"><displayName>KK</displayName><value>120</value></Data></ExtendedData>
 <Polygon><outerBoundaryIs><LinearRing><coordinates>124,-4 124.1,-4 124.1,-3.9 124,-4</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>
</Folder>
<Placemark><name>Mata air</name><description><![CDATA[<b>debit</b> 5 l/s]]></description><Point><coordinates>122.5,-4.2,30</coordinates></Point></Placemark>
<Placemark><name>Pipa</name><gx:Track><gx:coord>122.1 -4 3</gx:coord><gx:coord>122.2 -4 3</gx:coord></gx:Track></Placemark>
</Document></kml>"#;

#[test]
fn no_area_of_a_kml_is_lost() {
    let (_folder, path) = file("desa.kml", KML.as_bytes());
    let found = layer(&path);
    assert_eq!((found.format, found.kind, found.features), ("kml", LayerKind::Polygons, 4));
    assert_eq!((found.crs.epsg, found.crs.from), (Some(4326), CrsFrom::Format));
    let names: Vec<_> = found.columns.iter().map(|c| c.name.as_str()).collect();
    assert_eq!(names, ["name", "folder", "description", "KDEPUM", "kk"]);
    let Shape::Polygons(parts) = &found.rows[0].shape else { panic!() };
    assert_eq!(parts.iter().map(|p| p.holes.len()).collect::<Vec<_>>(), [1, 0]);
    assert_eq!(found.rows[0].cells.get(0), Some("Sukamaju"));
    assert_eq!(found.rows[0].cells.get(1), Some("Kec. Kolono & sekitar"));
    assert_eq!(found.rows[0].cells.get(3), Some("74.05.01.2001"));
    assert_eq!(found.rows[1].cells.get(4), Some("120"));
    assert_eq!((found.rows.len(), ids(&found.faults)), (2, vec!["mixed_geometry"]));
}

#[test]
fn points_and_lines_of_a_mixed_kml_have_their_own_address() {
    let (_folder, path) = file("desa.kml", KML.as_bytes());
    let points = layer(&path.join("points"));
    assert_eq!((points.kind, points.rows.len()), (LayerKind::Points, 1));
    assert_eq!(points.rows[0].shape, Shape::Points(vec![[122.5, -4.2]]));
    assert_eq!(points.rows[0].cells.get(2), Some("<b>debit</b> 5 l/s"));
    let lines = layer(&path.join("lines"));
    assert_eq!(lines.rows[0].shape, Shape::Lines(vec![vec![[122.1, -4.0], [122.2, -4.0]]]));
    assert_eq!(ids(&lines.faults), [] as [&str; 0]);
    assert_eq!(refused(&path.join("rasters"), &LayerOptions::default()).code.id(), "not_found");
}

#[test]
fn a_kmz_is_a_zip_and_a_broken_kml_names_its_line() {
    let (_folder, path) = file("desa.kmz", &zip(&[("doc.kml", KML.as_bytes())], None));
    assert_eq!(layer(&path).rows.len(), 2);
    let (_folder, path) = file("desa.kml", KML.replace("</Folder>", "</Folde>").as_bytes());
    let fault = refused(&path, &LayerOptions::default());
    assert_eq!(fault.code.id(), "bad_xml");
    assert!(said(&fault).contains("baris 1"), "{}", said(&fault));
    let (_folder, path) = file("desa.kml", &KML.as_bytes()[..KML.len() / 2]);
    assert_eq!(refused(&path, &LayerOptions::default()).code.id(), "bad_xml");
    let bad = KML.replace("124,-4 124.1,-4", "124,-4 x,-4");
    let (_folder, path) = file("desa.kml", bad.as_bytes());
    let told: Vec<_> = layer(&path).faults.iter().map(|f| (f.code.id(), f.at.row)).collect();
    assert_eq!(told, [("bad_record", Some(2)), ("mixed_geometry", None)]);
    let laughs = format!(
        "<?xml version=\"1.0\"?><!DOCTYPE kml [<!ENTITY a \"{}\">]><kml><Placemark><name>&a;&a;</name>\
         <Point><coordinates>122,-4</coordinates></Point></Placemark></kml>",
        "ha".repeat(1000)
    );
    let (_folder, path) = file("desa.kml", laughs.as_bytes());
    assert_eq!(layer(&path).rows[0].cells.get(0), Some("&a;&a;"), "no entity grows");
    let deep = format!("<kml>{}", "<Folder>".repeat(100_000));
    let (_folder, path) = file("desa.kml", deep.as_bytes());
    assert_eq!(refused(&path, &LayerOptions::default()).code.id(), "too_large");
}

#[test]
fn waypoints_tracks_and_routes_of_a_gps_are_read() {
    let gpx = r#"<?xml version="1.0"?><gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><metadata><name>Survei</name></metadata>
     <wpt lat="-4.2" lon="122.5"><ele>30</ele><name>SPAM 1</name><type>Air</type></wpt>
     <wpt lat="x" lon="122.5"><name>rusak</name></wpt>
     <trk><name>Jalan</name><trkseg><trkpt lat="-4" lon="122"><ele>1</ele></trkpt><trkpt lat="-4" lon="122.1"/></trkseg>
      <trkseg><trkpt lat="-4.1" lon="122"/><trkpt lat="-4.1" lon="122.1"/></trkseg></trk>
     <rte><name>Rute</name><rtept lat="-4" lon="122"/><rtept lat="-4.5" lon="122"/></rte></gpx>"#;
    let (_folder, path) = file("survei.gpx", gpx.as_bytes());
    let lines = layer(&path.join("lines"));
    let kinds: Vec<_> = lines.rows.iter().map(|r| (r.cells.get(0), r.cells.get(1))).collect();
    assert_eq!(kinds, [(Some("track"), Some("Jalan")), (Some("route"), Some("Rute"))]);
    let Shape::Lines(segments) = &lines.rows[0].shape else { panic!() };
    assert_eq!(segments.len(), 2);
    let points = layer(&path.join("points"));
    assert_eq!((points.rows.len(), ids(&points.faults)), (1, vec!["bad_record"]));
    let names: Vec<_> = points.columns.iter().map(|c| c.name.as_str()).collect();
    assert_eq!(names, ["type", "name", "ele", "category"]);
}

/// A GeoPackage with these feature tables of one square each.
pub fn geopackage(tables: &[&str], system: i64) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.gpkg");
    let made = Connection::open(&path).unwrap();
    made.execute_batch(
        "CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER PRIMARY KEY, organization TEXT, organization_coordsys_id INTEGER, definition TEXT, description TEXT);
         INSERT INTO gpkg_spatial_ref_sys VALUES ('WGS 84', 4326, 'EPSG', 4326, 'GEOGCS[]', NULL), ('u', 32751, 'epsg', 32751, 'PROJCS[]', NULL), ('x', -1, 'NONE', -1, 'undefined', NULL);
         CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT, identifier TEXT, srs_id INTEGER);
         CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT, srs_id INTEGER, z INTEGER, m INTEGER);
         CREATE VIEW evil AS SELECT 1 AS geom; CREATE TRIGGER t AFTER INSERT ON gpkg_contents BEGIN SELECT load_extension('x'); END;",
    )
    .unwrap();
    for name in tables {
        let quoted = name.replace('"', "\"\"");
        made.execute_batch(&format!(
            "CREATE TABLE \"{quoted}\" (fid INTEGER PRIMARY KEY, geom BLOB, NAMOBJ TEXT, jumlah INTEGER, luas REAL)"
        ))
        .unwrap();
        made.execute(
            "INSERT INTO gpkg_geometry_columns VALUES (?1, 'geom', 'POLYGON', ?2, 0, 0)",
            (name, system),
        )
        .unwrap();
        let mut blob = b"GP\0\x01\0\0\0\0\x01\x03\0\0\0\x01\0\0\0\x05\0\0\0".to_vec();
        let ring: [[f64; 2]; 5] = if system == 4326 || system <= 0 {
            [[122.0, -4.0], [122.1, -4.0], [122.1, -3.9], [122.0, -3.9], [122.0, -4.0]]
        } else {
            let (x, y) = (400_000.0, 9_500_000.0);
            [[x, y], [x + 1e3, y], [x + 1e3, y + 1e3], [x, y + 1e3], [x, y]]
        };
        ring.iter().flatten().for_each(|n| blob.extend(n.to_le_bytes()));
        made.execute(
            &format!("INSERT INTO \"{quoted}\" VALUES (1, ?1, 'Kolono ', 7, 2.5), (2, NULL, NULL, NULL, NULL), (3, x'00', 'C', 1, 1)"),
            [&blob],
        )
        .unwrap();
    }
    drop(made);
    std::fs::read(&path).unwrap()
}

#[test]
fn layers_of_a_geopackage_are_listed_and_read_on_disk_and_in_a_zip() {
    let bytes = geopackage(&["desa", "jalan \"baru\""], 4326);
    let (folder, path) = file("peta.gpkg", &bytes);
    let listed: Vec<_> = contents(&path).unwrap().into_iter().map(|e| (e.path, e.kind)).collect();
    let names = ["desa", "jalan \"baru\""].map(|n| (path.join(n), EntryKind::Layer));
    assert_eq!(listed, names);
    let words = said(&refused(&path, &LayerOptions::default()));
    assert!(words.contains("desa, jalan"), "{words}");
    for (address, _) in &names {
        let found = layer(address);
        let columns: Vec<_> = found.columns.iter().map(|c| c.name.as_str()).collect();
        assert_eq!(columns, ["NAMOBJ", "jumlah", "luas"]);
        let cells: Vec<_> = found.rows[0].cells.iter().collect();
        assert_eq!(cells, [Some("Kolono"), Some("7"), Some("2.5")]);
        assert_eq!((found.rows.len(), found.crs.epsg), (3, Some(4326)));
        assert_eq!(ids(&found.faults), ["null_shapes", "bad_record"]);
        assert!(matches!(&found.rows[0].shape, Shape::Polygons(parts) if parts.len() == 1));
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "no file beside it");
    let one = geopackage(&["desa"], 32751);
    let (folder, path) = file("peta.zip", &zip(&[("isi/peta.gpkg", &one)], None));
    let found = layer(&path);
    assert_eq!((found.format, found.crs.epsg), ("geopackage", Some(32751)));
    assert!((found.bounds().unwrap()[0] - 122.098).abs() < 0.01);
    assert_eq!(layer(&path.join("isi/peta.gpkg/desa")).rows.len(), 3);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    let filter = Some(("namobj".to_owned(), "kolono".to_owned()));
    assert_eq!(
        layer_with(&path, &LayerOptions { filter, ..LayerOptions::default() }).rows.len(),
        1
    );
}

#[test]
fn other_databases_and_undefined_systems_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.gpkg");
    Connection::open(&path).unwrap().execute_batch("CREATE TABLE a (b)").unwrap();
    assert!(said(&refused(&path, &LayerOptions::default())).contains("bukan GeoPackage"));
    let (_folder, path) = file("x.gpkg", &geopackage(&["desa"], -1));
    let fault = refused(&path, &LayerOptions::default());
    assert_eq!(fault.code.id(), "missing_crs");
    assert!(said(&fault).contains("--crs EPSG:4326"), "{}", said(&fault));
    let mut cut = geopackage(&["desa"], 4326);
    cut.truncate(5_000);
    let (_folder, path) = file("x.gpkg", &cut);
    assert!(
        ["damaged_database", "unknown_format"]
            .contains(&refused(&path, &LayerOptions::default()).code.id())
    );
}
