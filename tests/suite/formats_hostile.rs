//! Thousands of broken files, the same ones on every run: no reader panics or hangs.

use std::path::Path;
use std::time::{Duration, Instant};

use kantong::base::progress::Progress;
use kantong::source::layer::{CrsOption, LayerOptions};
use kantong::source::open::open;

use super::bytes::{Bundle, WGS84, dbf, file, names, polygon, reversed, square, workbook};

/// George Marsaglia's xorshift64*: the same numbers on every machine.
pub struct Random(pub u64);

impl Random {
    pub fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % n.max(1)
    }
}

/// One to four changes: a bit, a byte, a striking number, a cut, a repeated or a removed piece.
pub fn mutated(seed: &[u8], random: &mut Random) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=random.below(4) {
        let at = random.below(bytes.len());
        let end = (at + 1 + random.below(40)).min(bytes.len());
        match random.below(8) {
            0 if !bytes.is_empty() => bytes[at] ^= 1 << random.below(8),
            1 if !bytes.is_empty() => bytes[at] = random.below(256) as u8,
            2 | 3 if bytes.len() >= at + 4 => {
                let striking = [i32::MAX, -1, 0, i32::MIN, 1, 0x0100_0000][random.below(6)];
                bytes[at..at + 4].copy_from_slice(&striking.to_le_bytes());
            }
            4 if bytes.len() >= at + 8 => {
                let odd = [f64::NAN, f64::INFINITY, 1e308, -0.0][random.below(4)];
                bytes[at..at + 8].copy_from_slice(&odd.to_le_bytes());
            }
            5 => bytes.truncate(at),
            6 => {
                let piece = bytes[at.min(end)..end].to_vec();
                bytes.splice(at..at, piece);
            }
            _ => {
                bytes.drain(at.min(end)..end);
            }
        }
    }
    bytes
}

fn try_all(path: &Path, options: &LayerOptions) {
    let start = Instant::now();
    // Refused or read: both are well. A panic ends the test.
    let outcome = open(path, options, &Progress::default());
    assert!(start.elapsed() < Duration::from_secs(5), "{outcome:?}");
}

fn tolerant() -> LayerOptions {
    LayerOptions { crs: CrsOption::Tolerant, ..LayerOptions::default() }
}

#[test]
fn no_mutant_of_a_shapefile_panics_or_hangs() {
    let ring = |x: f64| square(x, -4.0, 0.4);
    let bodies = [
        polygon(5, &[ring(122.0), reversed(square(122.1, -3.9, 0.1))]),
        polygon(15, &[ring(123.0), ring(124.0)]),
        vec![0; 4],
    ];
    let bundle = Bundle::of(5, &bodies, &names(&["A", "Bé", "C"]));
    let parts = ["desa.shp", "desa.shx", "desa.dbf", "desa.prj"];
    let seeds = parts.map(|name| std::fs::read(bundle.path(name)).unwrap());
    let mut random = Random(1);
    for round in 0..3000 {
        let which = [0, 0, 1, 2][round % 4];
        bundle.put(parts[which], &mutated(&seeds[which], &mut random));
        try_all(&bundle.shp(), &tolerant());
        bundle.put(parts[which], &seeds[which]);
    }
}

#[test]
fn no_mutant_of_a_table_or_geojson_panics_or_hangs() {
    let fields = [("KODE", b'C', 10), ("JML", b'N', 5), ("TGL", b'D', 8), ("KET", b'M', 10)];
    let row: (char, &[&[u8]]) = (' ', &[b"0101", b"   12", b"20240302", b"1"]);
    let geojson = r#"{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:32751"}},"features":[{"type":"Feature","properties":{"a":1,"b":[2]},"geometry":{"type":"MultiPolygon","coordinates":[[[[1,2],[3,4],[5,0],[1,2]]]]}},{"type":"Feature","properties":null,"geometry":{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2,3]}]}}]}"#;
    let csv = "Kode;Nama;\"P0\"\r\n01;\"A\r\nB\";12,5\r\n02;C;\"\"\"x\"\"\"\r\n";
    let sheet = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>Kode</t></is></c><c r="B1"><v>12.5</v></c></row><row r="2"><c r="A2" t="e"><v>#REF!</v></c><c r="C2" t="b"><v>1</v></c></row>"#;
    let seeds: [(&str, Vec<u8>, usize); 4] = [
        ("x.dbf", dbf(&fields, &[row; 3]), 2000),
        ("x.geojson", geojson.into(), 2000),
        ("x.csv", csv.into(), 2000),
        ("x.xlsx", workbook(sheet), 1500),
    ];
    let mut random = Random(2);
    for (name, seed, rounds) in seeds {
        let (_folder, path) = file(name, &seed);
        for _ in 0..rounds {
            std::fs::write(&path, mutated(&seed, &mut random)).unwrap();
            try_all(&path, &tolerant());
        }
    }
    // Workbooks whose zip is sound and whose sheet is not.
    let (_folder, path) = file("x.xlsx", b"");
    for _ in 0..1000 {
        let inner = mutated(sheet.as_bytes(), &mut random);
        std::fs::write(&path, workbook(&String::from_utf8_lossy(&inner))).unwrap();
        try_all(&path, &tolerant());
    }
}

#[test]
fn no_mutant_of_a_prj_panics() {
    let seeds = [
        WGS84,
        r#"PROJCS["a",GEOGCS["b",DATUM["D_WGS_1984",SPHEROID["W",6378137.0,298.257223563]],PRIMEM["G",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",500000.0],PARAMETER["Central_Meridian",123.0],UNIT["Meter",1.0],AUTHORITY["EPSG","32751"]]"#,
    ];
    let mut random = Random(3);
    for round in 0..3000 {
        let bytes = mutated(seeds[round % 2].as_bytes(), &mut random);
        if let Ok(system) = kantong::source::crs::from_wkt(&String::from_utf8_lossy(&bytes)) {
            let moved = kantong::source::crs::position(&system, [412_345.0, 9_534_321.0]);
            assert!(moved.is_none_or(|p| p[0].is_finite() && p[1].is_finite()));
        }
    }
}
