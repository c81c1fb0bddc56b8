//! Villages whose codes or names say one kabupaten and whose coordinates lie in another: nothing is
//! made of them until the user has said which system they are in.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

use serde_json::Value;

use crate::bytes::{Bundle, Field, dbf, polygon, square};
use crate::run::json;

/// UTM as ESRI writes it, without a code.
fn utm(zone: u32, south: bool) -> String {
    let (side, north) = if south { ('S', 1e7) } else { ('N', 0.0) };
    let middle = f64::from(zone) * 6.0 - 183.0;
    format!(
        r#"PROJCS["WGS_1984_UTM_Zone_{zone}{side}",{},PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",{north:.1}],PARAMETER["Central_Meridian",{middle:.1}],PARAMETER["Scale_Factor",0.9996],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]"#,
        crate::bytes::WGS84
    )
}

/// Four villages beside each other from this corner on, by code (and kabupaten name), five
/// kilometres or 0.05 degrees wide.
fn villages(corners: [[f64; 2]; 4], side: f64, coded: bool, prj: Option<&str>) -> Bundle {
    let bodies: Vec<Vec<u8>> =
        corners.iter().map(|c| polygon(5, &[square(c[0], c[1], side)])).collect();
    let fields: [Field<'_>; 4] =
        [("KDEPUM", b'C', 13), ("WADMKD", b'C', 20), ("WADMKC", b'C', 20), ("WADMKK", b'C', 30)];
    let codes = ["74.05.01.2001", "74.05.01.2002", "74.05.02.2001", "74.05.02.2002"];
    let names = ["Suka Satu", "Suka Dua", "Suka Tiga", "Suka Empat"];
    let cells: Vec<[&[u8]; 4]> = (0..4)
        .map(|i| {
            let code: &[u8] = if coded { codes[i].as_bytes() } else { b"" };
            [code, names[i].as_bytes(), b"Uji", b"Kabupaten Konawe Selatan"]
        })
        .collect();
    let rows: Vec<(char, &[&[u8]])> = cells.iter().map(|c| (' ', c.as_slice())).collect();
    let bundle = Bundle::of(5, &bodies, &dbf(&fields, &rows));
    match prj {
        Some(prj) => bundle.put("desa.prj", prj.as_bytes()),
        None => bundle.remove("desa.prj"),
    }
    bundle
}

fn row(x: f64, y: f64, side: f64) -> [[f64; 2]; 4] {
    [0.0, 1.0, 2.0, 3.0].map(|i| [x + i * side, y])
}

/// Around Andoolo, in metres of zone 51 south.
fn in_zone_51(coded: bool, prj: Option<&str>) -> Bundle {
    villages(row(430_000.0, 9_540_000.0, 5_000.0), 5_000.0, coded, prj)
}

fn new(bundle: &Bundle, crs: Option<&str>) -> (Value, i32) {
    let project = bundle.path("p.gpkg");
    std::fs::remove_file(&project).ok();
    match crs {
        Some(crs) => json(&[&"new", &project, &"--villages", &bundle.shp(), &"--crs", &crs]),
        None => json(&[&"new", &project, &"--villages", &bundle.shp()]),
    }
}

/// Refused with this fault, whose fix names `mend`; with the mend the project is made without a
/// word about coordinates.
fn mended(bundle: &Bundle, code: &str, mend: &str) {
    let (told, exit) = new(bundle, None);
    assert_eq!((exit, told["faults"][0]["code"].as_str().unwrap()), (3, code), "{told:#}");
    assert!(!bundle.path("p.gpkg").exists());
    let fix = told["faults"][0]["fix"].as_str().unwrap().to_owned();
    assert!(fix.contains(&format!("--crs {mend}")), "{fix}");
    let zones = fix.matches("EPSG:").count() - fix.matches("EPSG:n").count();
    assert!(zones <= 1, "one zone is offered, not a choice: {fix}");
    let (made, exit) = new(bundle, Some(mend));
    assert_eq!((exit, &made["villages"]), (0, &4.into()), "{made:#}");
    let codes: Vec<&str> =
        made["faults"].as_array().unwrap().iter().filter_map(|f| f["code"].as_str()).collect();
    for bad in ["wrong_place", "outside_indonesia", "unknown_crs", "missing_crs"] {
        assert!(!codes.contains(&bad), "{codes:?}");
    }
}

#[test]
fn a_wrong_zone_is_refused_and_the_right_one_offered_by_code_or_by_name() {
    for coded in [true, false] {
        mended(&in_zone_51(coded, Some(&utm(50, true))), "wrong_place", "EPSG:32751");
        mended(&in_zone_51(coded, Some(&utm(51, false))), "wrong_place", "EPSG:32751");
        let degrees = villages(row(122.0, -4.2, 0.05), 0.05, coded, Some(&utm(51, true)));
        mended(&degrees, "wrong_place", "EPSG:4326");
        let (right, exit) = new(&in_zone_51(coded, Some(&utm(51, true))), None);
        assert_eq!(exit, 0, "{right:#}");
    }
}

#[test]
fn without_a_system_the_kabupaten_chooses_the_zone() {
    for coded in [true, false] {
        mended(&in_zone_51(coded, None), "missing_crs", "EPSG:32751");
        mended(&in_zone_51(coded, Some(crate::bytes::WGS84)), "unknown_crs", "EPSG:32751");
    }
}

#[test]
fn the_place_may_be_right_after_all() {
    let bundle = in_zone_51(true, Some(&utm(50, true)));
    let (made, exit) = new(&bundle, Some("file"));
    assert_eq!((exit, &made["villages"]), (0, &4.into()));
    assert_eq!(made["faults"][0]["code"], "wrong_place", "accepted, and still told");
}

#[test]
fn halves_counted_from_either_side_of_the_equator_are_refused_until_joined() {
    // Three villages north of the equator, one south of it with the northing of a southern zone:
    // not most of them, and no honest layer all the same.
    let kukar = [[600_000.0, 5_000.0], [605_000.0, 5_000.0], [600_000.0, 9_995_000.0]];
    let corners = [kukar[0], kukar[1], [610_000.0, 5_000.0], kukar[2]];
    for (prj, mend) in [(Some(utm(50, false)), "join"), (None, "EPSG:32750:join")] {
        let bundle = villages(corners, 5_000.0, true, prj.as_deref());
        let names = bundle.path("desa.dbf");
        // The codes of Kutai Kartanegara, whose half lies on either side.
        let text = String::from_utf8_lossy(&std::fs::read(&names).unwrap()).into_owned();
        assert!(text.contains("74.05"));
        bundle.change("desa.dbf", |bytes| {
            for at in 0..bytes.len().saturating_sub(5) {
                if &bytes[at..at + 5] == b"74.05" {
                    bytes[at..at + 5].copy_from_slice(b"64.02");
                }
            }
        });
        let (told, exit) = new(&bundle, None);
        assert_eq!(exit, 3, "{told:#}");
        let fix = told["faults"][0]["fix"].as_str().unwrap().to_owned();
        assert!(fix.contains(&format!("--crs {mend}")), "{fix}");
        let (made, exit) = new(&bundle, Some(mend));
        assert_eq!((exit, &made["villages"]), (0, &4.into()), "{made:#}");
    }
}
