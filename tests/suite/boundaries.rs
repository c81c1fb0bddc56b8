//! Village boundaries as every office writes them, column for column, and what lies beside them.
//! All names and codes are invented or of the sample province, except where a rule of the real
//! lists is tried.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

use kantong::base::code::CodeSystem;
use kantong::base::fault::{AreaChange, At, DataFault, Fault, FaultCode, Stop};
use kantong::base::progress::Progress;
use kantong::dataset::boundary::{self, Boundary, BoundaryOptions};
use kantong::dataset::feature::{PlaceKind, PlaceLayer};
use kantong::dataset::village::Kind;
use serde_json::{Map, Value, json};

use crate::bytes::{self, Bundle};
use crate::run::{done, json};
use crate::shared::shared;

/// Rows of text in columns, each a square of 0.05° on a board four wide.
struct Made<'a> {
    columns: &'a [&'a str],
    rows: &'a [&'a [&'a str]],
}

impl Made<'_> {
    fn corner(i: usize) -> [f64; 2] {
        [122.0 + 0.05 * (i % 4) as f64, -4.0 + 0.05 * (i / 4) as f64]
    }

    fn geojson(&self) -> (tempfile::TempDir, std::path::PathBuf) {
        let features: Vec<Value> = self
            .rows
            .iter()
            .enumerate()
            .map(|(i, row)| {
                let cells = self.columns.iter().zip(row.iter());
                let properties: Map<String, Value> = cells
                    .map(|(c, v)| {
                        ((*c).to_owned(), if v.is_empty() { Value::Null } else { json!(v) })
                    })
                    .collect();
                let [x, y] = Self::corner(i);
                let ring = bytes::reversed(bytes::square(x, y, 0.05));
                json!({"type": "Feature", "properties": properties,
                       "geometry": {"type": "MultiPolygon", "coordinates": [[ring]]}})
            })
            .collect();
        let text = json!({"type": "FeatureCollection", "features": features}).to_string();
        bytes::file("batas.geojson", text.as_bytes())
    }

    fn shapefile(&self) -> Bundle {
        let bodies: Vec<Vec<u8>> = (0..self.rows.len())
            .map(|i| {
                let [x, y] = Self::corner(i);
                bytes::polygon(15, &[bytes::square(x, y, 0.05)])
            })
            .collect();
        // A .dbf has room for ten letters of a name.
        let fields: Vec<bytes::Field<'_>> =
            self.columns.iter().map(|c| (&c[..c.len().min(10)], b'C', 60)).collect();
        let cells: Vec<Vec<&[u8]>> =
            self.rows.iter().map(|row| row.iter().map(|v| v.as_bytes()).collect()).collect();
        let rows: Vec<(char, &[&[u8]])> = cells.iter().map(|c| (' ', c.as_slice())).collect();
        Bundle::of(15, &bodies, &bytes::dbf(&fields, &rows))
    }

    /// The register of both forms, which must be the same.
    fn built(&self) -> Boundary {
        let (_folder, path) = self.geojson();
        let json = build(&path);
        let bundle = self.shapefile();
        let shp = build(&bundle.shp());
        let identity = |b: &Boundary| -> Vec<_> {
            let villages = b.register.villages.iter();
            villages.map(|v| (v.code.clone(), v.name.clone(), v.kecamatan.clone())).collect()
        };
        assert_eq!(identity(&json), identity(&shp), "GeoJSON and shapefile");
        assert_eq!(json.register.system, shp.register.system);
        json
    }
}

fn build_with(path: &std::path::Path, options: &BoundaryOptions) -> Result<Boundary, Stop> {
    let mut layer = bytes::layer(path);
    boundary::build(&mut layer, &At::default(), options, &Progress::default())
}

pub fn build(path: &std::path::Path) -> Boundary {
    build_with(path, &BoundaryOptions::default()).unwrap()
}

fn codes(b: &Boundary) -> Vec<&str> {
    b.register.villages.iter().map(|v| v.code.as_str()).collect()
}

fn names(b: &Boundary) -> Vec<&str> {
    b.register.villages.iter().map(|v| v.name.as_str()).collect()
}

fn ids(faults: &[Fault]) -> Vec<&'static str> {
    let mut ids = bytes::ids(faults);
    ids.sort_unstable();
    ids.dedup();
    ids
}

const BIG_10K: &[&str] = &[
    "NAMOBJ", "KDEBPS", "KDEPUM", "KDPKAB", "TIPADM", "WADMKC", "WADMKD", "WADMKK", "WADMPR",
    "LUASWH",
];

#[test]
fn big_10k_keeps_lakes_undefined_areas_and_the_country_beside_its_villages() {
    let kabupaten = "Konawe Selatan";
    let village = |name, code, kecamatan| {
        [name, "", code, "74.05", "1", kecamatan, name, kabupaten, "Sulawesi Tenggara", "0"]
    };
    let (a, b) =
        (village("Roda", "74.05.01.2001", "Kolono"), village("Ngapa", "74.05.01.2002", "Kolono"));
    let placeholder = village("Kampung Lama", "74.05.--.----", "Kolono");
    let other = |name| [name, "", "", "", "999", "", "", "", "", "0"];
    let (lake, none, country) =
        (other("Danau Wolasi"), other("Area Tidak Terdefinisi"), other("Indonesia"));
    let split = village("Roda", "74.05.01.2001", "Kolono");
    let miscoded = village("Puunggaluku Raya", "74.05.01.2002", "Kolono");
    let rows: [&[&str]; 8] = [&a, &b, &placeholder, &lake, &none, &country, &split, &miscoded];
    let built = Made { columns: BIG_10K, rows: &rows }.built();
    assert_eq!(built.register.system, CodeSystem::Kemendagri);
    assert_eq!(codes(&built), ["3", "74.05.01.2001", "74.05.01.2002", "8"]);
    assert_eq!(built.merged, 1, "the village of two rows");
    assert_eq!(built.register.villages[1].shape.0.len(), 2, "both of its parts");
    let excluded: Vec<(&str, u32, &str)> = built
        .excluded
        .iter()
        .flat_map(|e| e.rows.iter().map(|r| (e.reason, r.row, r.name.as_str())))
        .collect();
    assert_eq!(
        excluded,
        [
            ("country", 6, "Indonesia"),
            ("undefined", 5, "Area Tidak Terdefinisi"),
            ("water", 4, "Danau Wolasi"),
        ]
    );
    assert_eq!(built.register.around.not_villages.len(), 3, "all three are drawn");
    assert_eq!(ids(&built.faults), ["merged", "not_a_village", "same_code", "unusable_code"]);
}

#[test]
fn what_has_neither_code_nor_kecamatan_is_no_village_where_all_others_have_both() {
    let row = |name: &str, code: &str, kecamatan: &str| -> Vec<String> {
        let texts = [name, "", code, "35.02", "1", kecamatan, name, "Ponorogo", "Jawa Timur", "0"];
        texts.map(str::to_owned).to_vec()
    };
    let mut rows: Vec<Vec<String>> = (1..=12)
        .map(|n| row(&format!("Desa {n}"), &format!("35.02.01.20{n:02}"), "Slahung"))
        .collect();
    // A real village that the office has not numbered yet still says its kecamatan.
    rows.push(row("Kampung Baru", "", "Slahung"));
    let mut lake = row("Telaga Ngebel", "", "");
    (lake[4], lake[6]) = ("999".to_owned(), String::new());
    rows.push(lake);
    let texts: Vec<Vec<&str>> =
        rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
    let rows: Vec<&[&str]> = texts.iter().map(Vec::as_slice).collect();
    let built = Made { columns: BIG_10K, rows: &rows }.built();
    assert_eq!(built.register.villages.len(), 13);
    assert_eq!(built.excluded.len(), 1);
    assert_eq!((built.excluded[0].reason, built.excluded[0].count), ("undefined", 1));
}

#[test]
fn rbi_25k_has_names_only_and_offers_the_kabupaten_without_its_neighbours() {
    let columns = [
        "NAMOBJ",
        "FCODE",
        "KDEPUM",
        "KDEBPS",
        "WADMKC",
        "WADMKD",
        "WADMKK",
        "TIPADM",
        "SHAPE_Area",
    ];
    let row = |name, kecamatan, kabupaten| {
        [name, "BA03070040", "", "", kecamatan, "", kabupaten, "0", "3.10293932331e-004"]
    };
    let rows = [
        row("Sukamaju", "Utara", "Kabupaten Kuningan"),
        row("Sukasari", "Utara", "Kabupaten Kuningan"),
        row("Sukamaju", "Selatan", "Kabupaten Kuningan"),
        row("Tetangga", "Barat", "Kabupaten Cirebon"),
    ];
    let rows: Vec<&[&str]> = rows.iter().map(<[&str; 9]>::as_slice).collect();
    let made = Made { columns: &columns, rows: &rows };
    let built = made.built();
    assert_eq!(built.register.system, CodeSystem::None);
    assert_eq!(names(&built), ["Sukamaju", "Sukasari", "Sukamaju", "Tetangga"]);
    let offer = built.neighbours.unwrap();
    assert_eq!((offer.keep.as_str(), offer.villages), ("Kabupaten Kuningan", 3));
    assert_eq!(offer.others, [("Kabupaten Cirebon".to_owned(), 1)]);
    assert_eq!(offer.filter, Some(("WADMKK".to_owned(), "Kabupaten Kuningan".to_owned())));
    // Accepted, it is gone and counted.
    let (_folder, path) = made.geojson();
    let options = BoundaryOptions { only_kabupaten: Some(offer.keep), ..Default::default() };
    let kept = build_with(&path, &options).unwrap();
    assert_eq!((kept.register.len(), kept.neighbours), (3, None));
    assert_eq!((kept.excluded[0].reason, kept.excluded[0].count), ("other_kabupaten", 1));
}

#[test]
fn dukcapil_hdx_and_bps_wilkerstat_each_by_their_own_columns() {
    let dukcapil = Made {
        columns: &["PROVINSI", "KAB_KOTA", "KECAMATAN", "DESA_KELUR", "KODE_DESA", "JUMLAH_PEN"],
        rows: &[
            &["DKI JAKARTA", "KOTA ADM", "CAKUNG", "PULO GEBANG", "3175061006", "1000"],
            &["DKI JAKARTA", "KOTA ADM", "CAKUNG", "JATINEGARA", "3175061001", "2000"],
        ],
    }
    .built();
    assert_eq!(dukcapil.register.system, CodeSystem::Kemendagri);
    assert_eq!(codes(&dukcapil), ["31.75.06.1001", "31.75.06.1006"]);
    assert_eq!(dukcapil.register.villages[0].kind, Kind::Kelurahan);

    let hdx = Made {
        columns: &["ADM4_EN", "ADM4_PCODE", "ADM3_EN", "ADM3_PCODE", "ADM2_EN", "ADM2_PCODE"],
        rows: &[
            &["Roda", "ID7405010039", "Kolono", "ID7405010", "Konawe Selatan", "ID7405"],
            &["Ngapa", "ID7405010040", "Kolono", "ID7405010", "Konawe Selatan", "ID7405"],
        ],
    }
    .built();
    assert_eq!(hdx.register.system, CodeSystem::Bps);
    assert_eq!(codes(&hdx), ["7405010039", "7405010040"]);
    assert_eq!(hdx.register.villages[0].kecamatan.code.as_deref(), Some("7405010"));

    let sls = Made {
        columns: &[
            "kdprov", "kdkab", "kdkec", "kddesa", "iddesa", "idsls", "nmkec", "nmdesa", "nmsls",
        ],
        rows: &[
            &["74", "05", "010", "039", "7405010039", "74050100390001", "KOLONO", "RODA", "RT 1"],
            &["74", "05", "010", "039", "7405010039", "74050100390002", "KOLONO", "RODA", "RT 2"],
            &["74", "05", "010", "039", "7405010039", "74050100390003", "KOLONO", "RODA", "RT 3"],
        ],
    }
    .built();
    assert_eq!(codes(&sls), ["7405010039"]);
    assert_eq!((sls.merged, ids(&sls.faults)), (2, vec!["merged_neighbourhoods"]));
    let bare = Made {
        columns: &["idsls", "nmdesa", "nmkec"],
        rows: &[&["74050100390001", "RODA", "KOLONO"], &["74050100400001", "NGAPA", "KOLONO"]],
    }
    .built();
    assert_eq!(codes(&bare), ["7405010039", "7405010040"], "the first ten digits");
}

#[test]
fn gadm_names_get_their_blanks_and_its_few_codes_do_not_decide() {
    let columns = ["GID_4", "NAME_1", "NAME_2", "NAME_3", "NAME_4", "TYPE_4", "ENGTYPE_4", "CC_4"];
    let row = |gid, name, kind, code| {
        [gid, "SulawesiTenggara", "KonaweSelatan", "AndooloBarat", name, kind, kind, code]
    };
    let rows = [
        row("IDN.28.1.1.1_1", "WatuMeeto", "Desa", "7405021002"),
        row("IDN.28.1.1.2_1", "Mataiwoi", "Desa", ""),
        row("IDN.28.1.1.3_1", "Andoolo", "Desa", ""),
        row("IDN.28.1.1.4_1", "RawaAopa", "Waterbody", ""),
    ];
    let rows: Vec<&[&str]> = rows.iter().map(<[&str; 8]>::as_slice).collect();
    let built = Made { columns: &columns, rows: &rows }.built();
    assert_eq!(names(&built), ["Watu Meeto", "Mataiwoi", "Andoolo"]);
    let village = &built.register.villages[0];
    assert_eq!(
        (village.kecamatan.name.as_str(), village.kabupaten.name.as_str()),
        ("Andoolo Barat", "Konawe Selatan")
    );
    assert_eq!(built.register.system, CodeSystem::None);
    assert_eq!(ids(&built.faults), ["few_codes", "not_a_village"]);
}

#[test]
fn geoboundaries_has_no_code_and_merges_nothing_by_name() {
    let built = Made {
        columns: &["shapeName", "shapeISO", "shapeID", "shapeGroup", "shapeType"],
        rows: &[
            &["Roda", "", "93843500B12345678901", "IDN", "ADM4"],
            &["Roda", "", "93843500B12345678902", "IDN", "ADM4"],
        ],
    }
    .built();
    assert_eq!((names(&built), built.merged), (vec!["Roda", "Roda"], 0));
    assert_eq!(built.register.system, CodeSystem::None);
}

#[test]
fn an_older_peta_desa_is_known_by_its_names() {
    let built = Made {
        columns: &["PROVINSI", "KABUPATEN", "KECAMATAN", "DESA", "KODE_KEC"],
        rows: &[
            &["KALIMANTAN TIMUR", "MALINAU", "MALINAU KOTA", "Malinau Hulu", "6406050"],
            &["KALIMANTAN TIMUR", "MALINAU", "MALINAU KOTA", "Tanjung Lapang", "6406050"],
        ],
    }
    .built();
    assert_eq!(names(&built), ["Malinau Hulu", "Tanjung Lapang"]);
    assert_eq!(built.register.villages[0].kecamatan.name, "MALINAU KOTA");
}

#[test]
fn boundary_lines_and_points_are_refused_with_what_they_are() {
    let of = |kind: &str, coordinates: Value| {
        let text = json!({"type": "FeatureCollection", "features": [{"type": "Feature",
            "properties": {"NAMOBJ": "Batas"}, "geometry": {"type": kind, "coordinates": coordinates}}]});
        let (_folder, path) = bytes::file("batas.geojson", text.to_string().as_bytes());
        let Err(Stop::Fault(fault)) = build_with(&path, &BoundaryOptions::default()) else {
            panic!("{kind} became villages")
        };
        *fault
    };
    let lines = of("LineString", json!([[122.0, -4.0], [122.1, -4.1]]));
    assert_eq!(lines.code.id(), "boundary_lines");
    assert!(bytes::said(&lines).contains("_AR"), "{}", bytes::said(&lines));
    assert_eq!(of("Point", json!([122.0, -4.0])).code.id(), "points_not_areas");
}

#[test]
fn a_repair_tells_what_it_did_to_the_area() {
    // A square of 0.1° with a corner pulled across its far side: the ring crosses itself.
    let ring = json!([[
        [122.0, -4.0],
        [122.1, -4.0],
        [121.95, -3.95],
        [122.1, -3.9],
        [122.0, -3.9],
        [122.0, -4.0]
    ]]);
    let text = json!({"type": "FeatureCollection", "features": [{"type": "Feature",
        "properties": {"KDEPUM": "74.05.01.2001", "NAMOBJ": "Roda"},
        "geometry": {"type": "Polygon", "coordinates": ring}}]});
    let (_folder, path) = bytes::file("batas.geojson", text.to_string().as_bytes());
    let built = build(&path);
    let told = built.faults.iter().find_map(|f| match &f.code {
        FaultCode::Data(DataFault::Repaired { area: Some(area), .. }) => Some(*area),
        _ => None,
    });
    let AreaChange { before_km2, after_km2 } = told.unwrap();
    // The tip west of the square counts against the ring before, and for it after.
    assert!(after_km2 > before_km2 && before_km2 > 0.0, "{before_km2} {after_km2}");
    let change = built.repaired_km2.unwrap();
    assert!((change - (after_km2 - before_km2)).abs() < 1e-9 && change > 0.1, "{change}");
    assert!((built.register.villages[0].area_km2.unwrap() - after_km2).abs() < 1e-9);
}

#[test]
fn springs_lie_in_their_village_and_keep_no_persons_data() {
    let village = |name, code| [name, "", code, "74.05", "1", "Kolono", name, "", "", "0"];
    let (a, b) = (village("Roda", "74.05.01.2001"), village("Ngapa", "74.05.01.2002"));
    let register = Made { columns: BIG_10K, rows: &[&a, &b] }.built().register;
    let at = |x: f64, y: f64, name: &str| {
        json!({"type": "Feature", "properties": {"nama": name, "NIK": "7405010101010001", "debit": "2,5"},
               "geometry": {"type": "Point", "coordinates": [x, y]}})
    };
    let springs = [
        at(122.01, -3.99, "Wawo"),
        at(122.06, -3.99, "Lasolo"),
        at(122.07, -3.98, "Ahua"),
        at(121.0, -3.0, "Jauh"),
    ];
    let text = json!({"type": "FeatureCollection", "features": springs}).to_string();
    let (_folder, path) = bytes::file("mata_air.geojson", text.as_bytes());
    let mut faults = Vec::new();
    let layer =
        PlaceLayer::of(bytes::layer(&path), "Mata air", &register, &At::default(), &mut faults)
            .unwrap();
    assert_eq!(layer.kind, PlaceKind::Points);
    assert_eq!(layer.columns, ["nama", "debit"]);
    assert_eq!((layer.counts(&register), layer.outside()), (vec![1, 2], 1));
    assert_eq!(ids(&faults), ["outside_villages", "personal_column"]);
    assert!(!format!("{layer:?}").contains("7405010101010001"));
    // A river lies in every village that it runs through.
    let course = [[122.01, -3.99], [122.03, -3.99], [122.07, -3.98]];
    let river = json!({"type": "Feature", "properties": {"nama": "Lasolo"},
        "geometry": {"type": "LineString", "coordinates": course}});
    let text = json!({"type": "FeatureCollection", "features": [river]}).to_string();
    let (_folder, path) = bytes::file("sungai.geojson", text.as_bytes());
    let raw = bytes::layer(&path);
    let rivers = PlaceLayer::of(raw, "Sungai", &register, &At::default(), &mut faults).unwrap();
    assert_eq!(rivers.counts(&register), [1, 1]);
}

#[test]
fn konawe_selatans_rings_drawn_one_by_one_are_measured_and_joined() {
    use kantong::analysis::neighbours::{self, Places, Rule};
    use kantong::dataset::village::Frame;
    let folder = "data/id/adm4_kemendagri_2025/shp/";
    let Some(path) = shared(&format!("{folder}74.05_konawe_selatan.shp")) else { return };
    let register = build(&path).register;
    let shapes: Vec<_> = register.villages.iter().map(|v| &v.shape).collect();
    let seams = neighbours::seams(&shapes, Frame::Geographic, &Progress::default()).unwrap();
    assert!(seams.drawn_apart && seams.gaps + seams.overlaps > 350, "{seams:?}");
    assert!(
        (1.0..10.0).contains(&seams.median) && (3.0..10.0).contains(&seams.tolerance),
        "{seams:?}"
    );
    let links = |snap| {
        let places = Places { shapes: &shapes, points: &[], frame: Frame::Geographic, snap };
        neighbours::build_in(&places, Rule::Queen, &Progress::default()).unwrap()
    };
    let (plain, joined) = (links(None), links(Some(seams.snap)));
    assert!(joined.links() > plain.links(), "{} {}", plain.links(), joined.links());
    assert!(joined.closeness().added > plain.closeness().added);
    for i in 0..plain.len() {
        assert!(plain.of(i).iter().all(|j| joined.of(i).contains(j)), "no neighbour is lost");
    }
}

#[test]
fn a_clean_layer_keeps_exactly_its_links() {
    use kantong::analysis::neighbours::{self, Places, Rule};
    for (file, links) in [
        ("data/id/adm4_other/sleman_utm49s/Batas_Desa.shp", 444),
        ("data/id/adm4_hdx_bps_2020/id1501_kerinci.geojson", 1534),
    ] {
        let Some(path) = shared(file) else { return };
        let register = build(&path).register;
        let shapes: Vec<_> = register.villages.iter().map(|v| &v.shape).collect();
        let seams = neighbours::seams(&shapes, register.frame, &Progress::default()).unwrap();
        assert!(!seams.drawn_apart, "{file} {seams:?}");
        let snap = Some(seams.snap);
        let places = Places { shapes: &shapes, points: &[], frame: register.frame, snap };
        let found = neighbours::build_in(&places, Rule::Queen, &Progress::default()).unwrap();
        assert_eq!((found.links(), found.closeness().added), (links, 0), "{file}");
    }
}

/// A province often comes as one file a kecamatan.
#[test]
fn a_folder_of_files_described_alike_is_one_layer() {
    let folder = tempfile::tempdir().unwrap();
    let file = |kecamatan: &str, code: &str, x: f64| {
        let ring = format!("[[{x},-4],[{},-4],[{},-3.9],[{x},-3.9],[{x},-4]]", x + 0.1, x + 0.1);
        let text = format!(
            r#"{{"type":"FeatureCollection","features":[{{"type":"Feature","properties":{{
                "KODE":"{code}","DESA":"Awal","KECAMATAN":"{kecamatan}"}},
                "geometry":{{"type":"Polygon","coordinates":[{ring}]}}}}]}}"#
        );
        std::fs::write(folder.path().join(format!("{kecamatan}.geojson")), text).unwrap();
    };
    file("Kolono", "74.05.04.2001", 122.0);
    file("Lainea", "74.05.05.2001", 122.1);
    file("Moramo", "74.05.06.2001", 122.2);
    let elsewhere = tempfile::tempdir().unwrap();
    let project = |name: &str| elsewhere.path().join(name);
    let new = |name: &str, filter: &str| {
        let (path, at) = (project(name), folder.path());
        let mut words: Vec<&dyn AsRef<std::ffi::OsStr>> = vec![&"new", &path, &"--villages", &at];
        if !filter.is_empty() {
            words.extend([&"--where" as &dyn AsRef<std::ffi::OsStr>, &filter]);
        }
        json(&words)
    };
    let (made, _) = new("p.gpkg", "");
    assert_eq!((made["villages"].as_u64(), made["kecamatan"].as_u64()), (Some(3), Some(3)));
    let sources = done(&[&"list", &project("p.gpkg"), &"sources"]);
    assert_eq!(sources["sources"][0]["file"], "Kolono.geojson (+2)");
    // A filter that only one file passes takes that one; one that none passes says so.
    assert_eq!(new("q.gpkg", "KECAMATAN=Lainea").0["villages"].as_u64(), Some(1));
    let (said, exit) = new("r.gpkg", "KECAMATAN=Tidak Ada");
    assert_eq!((said["faults"][0]["code"].as_str(), exit), (Some("no_rows_left"), 3));
    // What describes no villages is left aside, and told.
    let river = r#"{"type":"FeatureCollection","features":[{"type":"Feature",
        "properties":{"NAMA":"Konaweha"},
        "geometry":{"type":"LineString","coordinates":[[122,-4],[122.1,-4]]}}]}"#;
    std::fs::write(folder.path().join("sungai.geojson"), river).unwrap();
    let (said, exit) = new("s.gpkg", "");
    assert_eq!((said["villages"].as_u64(), exit), (Some(3), 0));
    assert_eq!(said["faults"][0]["code"], "others_left");
}

/// BIG's sheet of 2020 has both offices' codes, and one code may be typed on two villages.
#[test]
fn the_other_office_s_codes_join_and_a_code_stays_with_the_village_at_home() {
    let folder = tempfile::tempdir().unwrap();
    let village = |at: usize, name: &str, kecamatan: &str, [own, other]: [&str; 2]| {
        let (x, y) = (122.0 + 0.1 * at as f64, -4.0);
        json!({"type": "Feature", "properties": {"KDEPUM": own, "KDEBPS": other,
            "NAMOBJ": name, "WADMKC": kecamatan, "WADMKK": "Konawe Selatan"},
            "geometry": {"type": "Polygon", "coordinates": [[[x, y], [x + 0.1, y],
                [x + 0.1, y + 0.1], [x, y + 0.1], [x, y]]]}})
    };
    let features = [
        village(0, "Awunio", "Kolono", ["74.05.04.2001", "7405040001"]),
        village(1, "Tulakadi", "Kolono", ["74.05.05.2001", "7405040002"]),
        village(2, "Mataiwoi", "Kolono", ["74.05.04.2003", "7405040003"]),
        village(3, "Baudaok", "Lainea", ["74.05.05.2001", "7405050001"]),
        village(4, "Aoreo", "Lainea", ["74.05.05.2002", "7405050002"]),
        village(5, "Pamandati", "Lainea", ["74.05.05.2003", "7405050003"]),
    ];
    let map = folder.path().join("seamless.geojson");
    let text = json!({"type": "FeatureCollection", "features": features}).to_string();
    std::fs::write(&map, text).unwrap();
    let project = folder.path().join("p.gpkg");
    let made = done(&[&"new", &project, &"--villages", &map]);
    let twice = made["faults"].as_array().unwrap().iter().find(|f| f["code"] == "same_code");
    let said = twice.unwrap()["message"].as_str().unwrap();
    assert!(said.contains("milik “Baudaok”") && said.contains("pada “Tulakadi”"), "{said}");
    let table = folder.path().join("bps.csv");
    let rows = "kode_bps;kk\n7405040001;11\n7405040002;12\n7405040003;13\n7405050001;14\n\
                7405050002;15\n7405050003;16\n";
    std::fs::write(&table, rows).unwrap();
    let report = done(&[&"import", &project, &table]);
    assert_eq!(report["matched"], 6, "{report}");
    let asked = done(&[&"origin", &project, &"--indicator", &"kk", &"--village", &"74.05.05.2001"]);
    assert_eq!(asked["value"].as_f64(), Some(14.0), "Baudaok's own");
}

/// A project keeps who touches whom; found from the shapes again it is the same, to the snap.
#[test]
fn kept_neighbours_are_those_of_the_shapes() {
    use kantong::analysis::neighbours::Rule;
    use kantong::project::{Mode, Stamp};
    use kantong::workflow::{self, NewOptions, PocketSettings, links};
    let kerinci = "data/id/adm4_hdx_bps_2020/id1501_kerinci.geojson";
    let konawe = "data/id/adm4_kemendagri_2025/shp/74.05_konawe_selatan.shp";
    let sample = std::path::PathBuf::from(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/data/contoh/batas_desa.shp"
    ));
    let files = [Some(sample), shared(kerinci), shared(konawe)];
    for file in files.into_iter().flatten() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("p.gpkg");
        let stamp = Stamp { at: "2026-01-01T00:00:00Z", who: "test" };
        let (options, progress) = (NewOptions::default(), Progress::default());
        let files = std::slice::from_ref(&file);
        drop(workflow::new_project(&path, files, &options, &stamp, &progress).unwrap());
        let kept = workflow::open_numbers(&path, Mode::Read).unwrap().snapshot.register;
        let whole = workflow::open_project(&path, Mode::Read).unwrap().snapshot.register;
        assert!(kept.around.queen.is_some() && whole.around.queen.is_none(), "{file:?}");
        assert!(kept.villages.iter().all(|village| village.shape.0.is_empty()), "{file:?}");
        let asked = |weights| PocketSettings { weights, ..PocketSettings::of("x") };
        let of = |register| links::neighbours_of(register, &asked(Rule::Queen), &progress);
        let (found, again) = (of(&kept).unwrap(), of(&whole).unwrap());
        assert!(found.0.links() > 300, "{file:?}");
        assert_eq!(found, again, "{file:?}");
        // A question that looks at other borders still gets its shapes.
        let rook = workflow::open_asked(&path, Mode::Read, &[&asked(Rule::Rook)]).unwrap();
        assert!(rook.snapshot.register.villages.iter().any(|v| !v.shape.0.is_empty()), "{file:?}");
    }
}
