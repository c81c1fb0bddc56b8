//! Thousands of broken layers, the same ones on every run: no reader panics, hangs or takes more
//! memory than a file may cost. `.ci/run` runs fifty thousand of each format, alone in a process,
//! so that its memory can be seen.

use kantong::base::progress::Progress;
use kantong::source::layer::{CrsOption, LayerOptions};
use kantong::source::open::{contents, open};

use super::bundles::{Packed, deflated};
use super::bytes::{WGS84, names, polygon, reversed, shp, square, zip};
use super::formats_hostile::{Random, mutated};
use super::formats_layers::{KML, geopackage};
use super::mutants;

const GPX: &str = r#"<?xml version="1.0"?><gpx version="1.1"><wpt lat="-4.2" lon="122.5"><ele>30</ele><name>SPAM &amp; 1</name></wpt><trk><name>Jalan</name><trkseg><trkpt lat="-4" lon="122"/><trkpt lat="-4" lon="122.1"/></trkseg></trk><rte><rtept lat="-4" lon="122"/><rtept lat="-4.5" lon="122"/></rte></gpx>"#;
const GEOJSON: &str = r#"{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:32751"}},"features":[{"type":"Feature","id":3,"properties":{"a":1,"b":[2]},"geometry":{"type":"MultiPolygon","coordinates":[[[[1,2],[3,4],[5,0],[1,2]]]]}},{"type":"Feature","properties":null,"geometry":{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2,3]}]}}]}"#;

/// Reads it, lists it.
fn run(name: &str, rounds: usize, make: impl FnMut(usize, &mut Random) -> Vec<u8>) {
    mutants::run(name, rounds, make, |path| {
        let options = LayerOptions { crs: CrsOption::Tolerant, ..LayerOptions::default() };
        let outcome = open(path, &options, &Progress::default()).map(|_| ());
        let listed = contents(path).map(|entries| entries.len());
        format!("{outcome:?} {listed:?}")
    });
}

/// A shapefile's five files in one zip: one or two of them changed, sometimes a name too.
fn bundle(rounds: usize) {
    let ring = |x: f64| square(x, -4.0, 0.4);
    let bodies = [
        polygon(5, &[ring(122.0), reversed(square(122.1, -3.9, 0.1))]),
        polygon(15, &[ring(123.0), ring(124.0)]),
        vec![0; 4],
    ];
    let (shp, shx) = shp(5, &bodies);
    let parts: [(&str, Vec<u8>); 5] = [
        ("desa.shp", shp),
        ("desa.shx", shx),
        ("desa.dbf", names(&["A", "Bé", "C"])),
        ("desa.prj", WGS84.into()),
        ("desa.cpg", b"UTF-8".to_vec()),
    ];
    run("desa.zip", rounds, |round, random| {
        let mut files: Vec<(String, Vec<u8>)> =
            parts.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.clone())).collect();
        for _ in 0..=random.below(2) {
            let which = [0, 0, 1, 2, 2, 3, 4][random.below(7)];
            files[which].1 = mutated(&parts[which].1, random);
        }
        if round % 4 == 0 {
            let which = random.below(5);
            let name = mutated(files[which].0.as_bytes(), random);
            files[which].0 = String::from_utf8_lossy(&name).into_owned();
        }
        if round % 16 == 0 {
            files.remove(random.below(5));
        }
        let files: Vec<(&str, &[u8])> =
            files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
        zip(&files, None)
    });
}

fn of_zip(rounds: usize) {
    let inner = zip(&[("b.csv", b"a;b\n1;2\n")], None);
    let seed = deflated(&[
        Packed { name: b"isi/a.geojson", content: GEOJSON.as_bytes(), claimed: None },
        Packed { name: b"isi/caf\x82.zip", content: &inner, claimed: None },
    ]);
    run("x.zip", rounds, |_, random| mutated(&seed, random));
}

fn of_text(name: &str, text: &str, rounds: usize) {
    run(name, rounds, |_, random| mutated(text.as_bytes(), random));
}

/// Pages, header and blobs of a database; many more than four changes in one file.
fn of_geopackage(rounds: usize) {
    let seed = geopackage(&["desa"], 4326);
    run("x.gpkg", rounds, |round, random| {
        let mut bytes = mutated(&seed, random);
        for _ in 0..round % 8 * 4 {
            if !bytes.is_empty() {
                let at = random.below(bytes.len());
                bytes[at] = random.below(256) as u8;
            }
        }
        bytes
    });
}

const FEW: usize = 1_500;
const MANY: usize = 50_000;

#[test]
fn no_mutant_of_a_layer_panics_or_hangs() {
    bundle(FEW);
    of_zip(FEW);
    of_text("x.kml", KML, FEW);
    of_text("x.gpx", GPX, FEW);
    of_text("x.geojson", GEOJSON, FEW);
    of_geopackage(FEW / 5);
}

#[test]
#[ignore = "fifty thousand; .ci/run runs it with --test-threads=1"]
fn many_mutants_of_a_bundle() {
    bundle(MANY);
}

#[test]
#[ignore = "fifty thousand; .ci/run runs it with --test-threads=1"]
fn many_mutants_of_a_zip() {
    of_zip(MANY);
}

#[test]
#[ignore = "fifty thousand; .ci/run runs it with --test-threads=1"]
fn many_mutants_of_a_kml() {
    of_text("x.kml", KML, MANY);
}

#[test]
#[ignore = "fifty thousand; .ci/run runs it with --test-threads=1"]
fn many_mutants_of_a_gpx() {
    of_text("x.gpx", GPX, MANY);
}

#[test]
#[ignore = "fifty thousand; .ci/run runs it with --test-threads=1"]
fn many_mutants_of_a_geojson() {
    of_text("x.geojson", GEOJSON, MANY);
}

#[test]
#[ignore = "fifty thousand; .ci/run runs it with --test-threads=1"]
fn many_mutants_of_a_geopackage() {
    of_geopackage(MANY);
}
