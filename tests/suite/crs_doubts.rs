//! Coordinates that cannot be where they claim to be: forty that must be recognised with the mend
//! that puts them right, forty good ones that must pass without a word.

use kantong::base::fault::{CrsMend, Fault, FaultCode, SourceFault, Stop};
use kantong::base::progress::Progress;
use kantong::source::layer::{CrsOption, LayerOptions, RawLayer};
use kantong::source::open::{Opened, open};

use super::bytes::{Bundle, WGS84, names, polygon, square};

/// Places all over the country: longitude, latitude, zone of UTM.
const PLACES: [(f64, f64, u32); 10] = [
    (95.4, 5.5, 46),
    (98.7, 3.6, 47),
    (100.4, -0.9, 47),
    (104.0, 1.1, 48),
    (106.8, -6.3, 48),
    (110.4, -7.6, 49),
    (113.9, -2.2, 49),
    (116.8, -0.5, 50),
    (122.5, -4.2, 51),
    (140.6, -2.6, 54),
];

fn utm(zone: u32, south: bool) -> String {
    let (side, north) = if south { ('S', 1e7) } else { ('N', 0.0) };
    let middle = f64::from(zone) * 6.0 - 183.0;
    format!(
        r#"PROJCS["WGS_1984_UTM_Zone_{zone}{side}",{WGS84},PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",{north:.1}],PARAMETER["Central_Meridian",{middle:.1}],PARAMETER["Scale_Factor",0.9996],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]"#
    )
}

/// Near enough for a test: metres of UTM on a sphere of the ellipsoid's size.
fn metres(place: (f64, f64, u32), south: bool) -> [f64; 2] {
    let middle = f64::from(place.2) * 6.0 - 183.0;
    let x = 500_000.0 + (place.0 - middle) * 111_320.0 * place.1.to_radians().cos();
    let y = place.1 * 110_580.0;
    [x, if south { y + 1e7 } else { y }]
}

fn made(at: [f64; 2], side: f64, prj: Option<&str>) -> Bundle {
    let bundle = Bundle::of(5, &[polygon(5, &[square(at[0], at[1], side)])], &names(&["A"]));
    match prj {
        Some(prj) => bundle.put("desa.prj", prj.as_bytes()),
        None => bundle.remove("desa.prj"),
    }
    bundle
}

fn read(bundle: &Bundle, crs: CrsOption) -> Result<RawLayer, Stop> {
    let options = LayerOptions { crs, ..LayerOptions::default() };
    open(&bundle.shp(), &options, &Progress::default()).map(|opened| match opened {
        Opened::Layer(layer) => layer,
        Opened::Table(_) => panic!("a shapefile is a layer"),
    })
}

fn mends_of(fault: &Fault) -> Vec<CrsMend> {
    match &fault.code {
        FaultCode::Source(
            SourceFault::MissingCrs { mends, .. }
            | SourceFault::UnknownCrs { mends, .. }
            | SourceFault::OutsideIndonesia { mends },
        ) => mends.clone(),
        FaultCode::Source(SourceFault::DegreesAsMetres { mend }) => vec![*mend],
        _ => Vec::new(),
    }
}

/// What is offered; the layer is refused, or read and told.
fn offered(bundle: &Bundle) -> Vec<CrsMend> {
    match read(bundle, CrsOption::FromFile) {
        Err(Stop::Fault(fault)) => mends_of(&fault),
        Err(Stop::Canceled) => panic!("nobody cancelled"),
        Ok(layer) => layer.faults.iter().flat_map(mends_of).collect(),
    }
}

/// The mend is offered, and with it the place comes out where it is.
fn recognised(what: &str, bundle: &Bundle, mend: &str, place: (f64, f64, u32)) {
    let mends = offered(bundle);
    let words: Vec<String> = mends.iter().map(ToString::to_string).collect();
    assert!(words.iter().any(|w| w == mend), "{what}: {mend} is not among {words:?}");
    let mend = CrsMend::parse(mend).unwrap();
    let layer = read(bundle, CrsOption::Mended(mend)).unwrap();
    let bounds = layer.bounds().unwrap();
    let off = (bounds[0] - place.0).abs().max((bounds[1] - place.1).abs());
    assert!(off < 0.1, "{what}: {bounds:?} is not at {place:?}");
    assert!(layer.faults.iter().all(|f| mends_of(f).is_empty()), "{what}: {:?}", layer.faults);
    let kantong::source::layer::Shape::Polygons(parts) = &layer.rows[0].shape else { panic!() };
    let ring = &parts[0].outer;
    let area: f64 = ring.windows(2).map(|w| w[0][0] * w[1][1] - w[1][0] * w[0][1]).sum();
    assert!(area > 0.0, "{what}: the outer ring runs counter-clockwise after the mend");
}

#[test]
fn forty_layers_in_the_wrong_place_are_recognised_with_their_mend() {
    for place in PLACES {
        let (lon, lat, zone) = place;
        let south = lat < 0.0;
        let own = format!("EPSG:{}", if south { 32700 } else { 32600 } + zone);
        let name = format!("{lon} {lat}");
        let swapped = made([lat, lon], 0.05, Some(WGS84));
        recognised(&format!("{name} swapped"), &swapped, "swap", place);
        let metres_as_degrees = made(metres(place, south), 5_000.0, Some(WGS84));
        recognised(&format!("{name} metres as degrees"), &metres_as_degrees, &own, place);
        let no_prj = made(metres(place, south), 5_000.0, None);
        recognised(&format!("{name} metres without a system"), &no_prj, &own, place);
        // The other half's zone: 9,900,000 in 50N, 100,000 in 50S.
        let wrong_side = made(metres(place, south), 5_000.0, Some(&utm(zone, !south)));
        recognised(&format!("{name} other side"), &wrong_side, &own, place);
    }
}

#[test]
fn further_mistakes_are_recognised_too() {
    let place = PLACES[8];
    let degrees = made([place.0, place.1], 0.05, None);
    recognised("degrees without a system", &degrees, "EPSG:4326", place);
    let in_metres = made([place.0, place.1], 0.05, Some(&utm(51, true)));
    recognised("degrees called metres, south", &in_metres, "EPSG:4326", place);
    let in_metres = made([place.0, place.1], 0.05, Some(&utm(51, false)));
    recognised("degrees called metres, north", &in_metres, "EPSG:4326", place);
    let [x, y] = metres(place, true);
    let northing_first = made([y, x], 5_000.0, Some(&utm(51, true)));
    recognised("northing first", &northing_first, "swap", place);
    let both = made([place.1, place.0], 0.05, None);
    recognised("swapped without a system", &both, "EPSG:4326:swap", place);
    let swapped = made([place.1, place.0], 0.05, Some(&utm(51, true)));
    recognised("swapped degrees called metres", &swapped, "EPSG:4326:swap", place);
    let mercator = made([13_636_000.0, -468_000.0], 5_000.0, None);
    recognised("web mercator without a system", &mercator, "EPSG:3857", place);
}

#[test]
fn halves_counted_from_both_sides_of_the_equator_are_joined() {
    let north = polygon(5, &[square(600_000.0, 20_000.0, 5_000.0)]);
    let south = polygon(5, &[square(600_000.0, 9_980_000.0, 5_000.0)]);
    for side in [true, false] {
        let bundle = Bundle::of(5, &[north.clone(), south.clone()], &names(&["A", "B"]));
        bundle.put("desa.prj", utm(50, side).as_bytes());
        let words: Vec<String> = offered(&bundle).iter().map(ToString::to_string).collect();
        assert_eq!(words, ["join"]);
        let joined = read(&bundle, CrsOption::Mended(CrsMend::parse("join").unwrap())).unwrap();
        let bounds = joined.bounds().unwrap();
        assert!((bounds[1] + 0.181).abs() < 0.01 && (bounds[3] - 0.226).abs() < 0.01, "{bounds:?}");
    }
}

#[test]
fn forty_good_layers_pass_without_a_word() {
    let mut count = 0;
    for place in PLACES {
        let (lon, lat, zone) = place;
        let south = lat < 0.0;
        let good = [
            made([lon, lat], 0.05, Some(WGS84)),
            made(metres(place, south), 5_000.0, Some(&utm(zone, south))),
            // Both sides of the equator in either zone: 50N goes negative, 50S beyond ten million.
            made(metres(place, !south), 5_000.0, Some(&utm(zone, !south))),
            // A neighbour's zone, as offices use for a kabupaten on the border of two.
            made(
                metres((lon, lat, if zone > 50 { zone - 1 } else { zone + 1 }), south),
                5_000.0,
                Some(&utm(if zone > 50 { zone - 1 } else { zone + 1 }, south)),
            ),
        ];
        for bundle in &good {
            let layer = read(bundle, CrsOption::FromFile).unwrap();
            assert_eq!(layer.faults, [], "{place:?}");
            count += 1;
        }
    }
    assert_eq!(count, 40);
}

#[test]
fn the_old_datum_is_moved_by_its_shift_and_told() {
    let prj = r#"GEOGCS["GCS_Indonesian_1974",DATUM["D_Indonesian_1974",SPHEROID["Indonesian",6378160.0,298.247]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]"#;
    let layer = read(&made([106.8, -6.3], 0.05, Some(prj)), CrsOption::FromFile).unwrap();
    let told: Vec<_> = layer.faults.iter().map(|f| f.code.id()).collect();
    assert_eq!(told, ["old_datum"]);
    let moved = layer.bounds().unwrap();
    let metres = [(moved[0] - 106.8) * 110_650.0, (moved[1] + 6.3) * 110_600.0];
    // Some tens of metres: dx 24·sin(lon) − 15·cos(lon) east, about 27; a few north.
    assert!((20.0..35.0).contains(&metres[0]) && metres[1].abs() < 20.0, "{metres:?}");
}
