//! What offices send in one piece: zips and folders, with their dangers.

use std::io::Write as _;
use std::path::Path;

use flate2::Compression;
use flate2::write::DeflateEncoder;
use kantong::base::progress::Progress;
use kantong::source::layer::{LayerKind, LayerOptions};
use kantong::source::open::{self, EntryKind, contents, fingerprint};

use super::bytes::{Bundle, WGS84, file, ids, layer, layer_with, names, polygon, refused, said};
use super::bytes::{shp, square, table, zip};

/// A member as it is packed: name as bytes, content, and whether it is deflated.
pub struct Packed<'a> {
    pub name: &'a [u8],
    pub content: &'a [u8],
    /// Overrides the unpacked size that the directory tells.
    pub claimed: Option<u32>,
}

pub fn deflated(files: &[Packed<'_>]) -> Vec<u8> {
    let (mut bytes, mut directory) = (Vec::new(), Vec::new());
    for member in files {
        let at = bytes.len() as u32;
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(member.content).unwrap();
        let packed = encoder.finish().unwrap();
        let mut crc = flate2::Crc::new();
        crc.update(member.content);
        let mut common = vec![20, 0, 0, 0, 8, 0, 0, 0, 33, 0];
        common.extend(crc.sum().to_le_bytes());
        common.extend((packed.len() as u32).to_le_bytes());
        let size = member.claimed.unwrap_or(member.content.len() as u32);
        common.extend(size.to_le_bytes());
        common.extend((member.name.len() as u16).to_le_bytes());
        common.extend([0, 0]);
        bytes.extend(b"PK\x03\x04");
        bytes.extend(&common);
        bytes.extend(member.name);
        bytes.extend(packed);
        directory.extend(b"PK\x01\x02\x14\0");
        directory.extend(&common);
        directory.extend([0; 10]);
        directory.extend(at.to_le_bytes());
        directory.extend(member.name);
    }
    let (start, length) = (bytes.len() as u32, directory.len() as u32);
    bytes.extend(directory);
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    bytes.extend((files.len() as u16).to_le_bytes());
    bytes.extend((files.len() as u16).to_le_bytes());
    bytes.extend(length.to_le_bytes());
    bytes.extend(start.to_le_bytes());
    bytes.extend([0, 0]);
    bytes
}

fn plain<'a>(name: &'a [u8], content: &'a [u8]) -> Packed<'a> {
    Packed { name, content, claimed: None }
}

/// .shp, .shx and .dbf of two squares.
fn squares() -> (Vec<u8>, Vec<u8>, Vec<u8>) {
    let bodies = [122.0, 122.2].map(|x| polygon(5, &[square(x, -4.0, 0.1)]));
    let (shp, shx) = shp(5, &bodies);
    (shp, shx, names(&["Kolono", "Awunio"]))
}

fn paths(path: &Path) -> Vec<(String, EntryKind)> {
    let inside = |p: &Path| p.strip_prefix(path).unwrap().to_string_lossy().replace('\\', "/");
    contents(path).unwrap().iter().map(|e| (inside(&e.path), e.kind)).collect()
}

#[test]
fn a_zip_of_one_shapefile_opens_like_the_shapefile_and_nothing_is_written() {
    let (shp, shx, dbf) = squares();
    let bytes = deflated(&[
        plain(b"kiriman/batas/desa.shp", &shp),
        plain(b"kiriman/batas/desa.shx", &shx),
        plain(b"kiriman/batas/DESA.DBF", &dbf),
        plain(b"kiriman/batas/desa.prj", WGS84.as_bytes()),
        plain(b"kiriman/surat.txt", b"Yth. Bapak\nini batasnya, mohon dicek\nterima kasih\n"),
        plain(b"__MACOSX/kiriman/._desa.shp", b"x"),
    ]);
    let (folder, path) = file("kiriman.zip", &bytes);
    let found = layer(&path);
    assert_eq!(
        (found.rows.len(), found.kind, ids(&found.faults)),
        (2, LayerKind::Polygons, vec![])
    );
    assert_eq!(found.rows[1].cells.get(0), Some("Awunio"));
    let address = path.join("kiriman/batas/desa.shp");
    assert_eq!(layer(&address).rows.len(), 2);
    assert_eq!(fingerprint(&path).unwrap(), fingerprint(&address).unwrap());
    assert_eq!(
        paths(&path),
        [
            ("kiriman/batas/desa.shp".to_owned(), EntryKind::Layer),
            ("kiriman/surat.txt".to_owned(), EntryKind::Unknown)
        ]
    );
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing beside the zip");
    assert_eq!(refused(&path.join("lain.shp"), &LayerOptions::default()).code.id(), "not_found");
}

#[test]
fn several_things_are_listed_and_each_opens_by_its_address_also_in_a_zip_in_a_zip() {
    let (shp, shx, dbf) = squares();
    let inner = deflated(&[
        plain(b"a.shp", &shp),
        plain(b"a.shx", &shx),
        plain(b"a.dbf", &dbf),
        plain(b"a.prj", WGS84.as_bytes()),
    ]);
    let outer = zip(&[("peta.zip", &inner), ("idm.csv", b"kode;nilai\n01;2\n")], None);
    let (folder, path) = file("semua.zip", &outer);
    let both =
        [("idm.csv".to_owned(), EntryKind::Table), ("peta.zip/a.shp".to_owned(), EntryKind::Layer)];
    assert_eq!(paths(&path), both);
    assert_eq!(layer(&path.join("peta.zip/a.shp")).rows.len(), 2);
    assert_eq!(layer(&path.join("peta.zip")).rows.len(), 2);
    assert_eq!(table(&path.join("idm.csv")).sheets[0].rows.len(), 2);
    let words = said(&refused(&path, &LayerOptions::default()));
    assert!(words.contains("ada 2 berkas") && words.contains("peta.zip/a.shp"), "{words}");
    // The folder around it is looked into the same way.
    let inside: Vec<String> = paths(folder.path()).into_iter().map(|p| p.0).collect();
    assert_eq!(inside, ["semua.zip/idm.csv", "semua.zip/peta.zip/a.shp"]);
}

#[test]
fn names_in_code_page_437_and_in_utf8_without_its_flag_are_read() {
    for (raw, name) in [(&b"caf\x82.csv"[..], "café.csv"), ("désa.csv".as_bytes(), "désa.csv")] {
        let (_folder, path) = file("x.zip", &deflated(&[plain(raw, b"a;b\n1;2\n")]));
        assert_eq!(paths(&path), [(name.to_owned(), EntryKind::Table)]);
        assert_eq!(table(&path).sheets[0].rows.len(), 2);
    }
    let (_folder, path) = file("x.zip", &deflated(&[plain(b"dalam\\a.csv", b"a;b\n1;2\n")]));
    assert_eq!(paths(&path)[0].0, "dalam/a.csv");
}

#[test]
fn names_that_lead_out_stand_twice_or_overlap_refuse_the_zip() {
    for name in
        ["../a.csv", "/etc/a.csv", "C:\\a.csv", "x/../../a.csv", "a\0.csv", "\\\\srv\\a.csv"]
    {
        let (_folder, path) = file("x.zip", &deflated(&[plain(name.as_bytes(), b"a;b\n1;2\n")]));
        let fault = refused(&path, &LayerOptions::default());
        assert_eq!(fault.code.id(), "damaged_zip", "{name}");
        assert!(said(&fault).contains("keluar dari foldernya"), "{}", said(&fault));
    }
    let twice = deflated(&[plain(b"a.csv", b"a;b\n"), plain(b"a.csv", b"c;d\n")]);
    let (_folder, path) = file("x.zip", &twice);
    assert!(said(&refused(&path, &LayerOptions::default())).contains("dua kali"));
    let mut overlap = zip(&[("a.csv", b"a;b\n1;2\n"), ("b.csv", b"a;b\n1;2\n")], None);
    let second = overlap.windows(4).rposition(|w| w == b"PK\x01\x02").unwrap();
    overlap[second + 42..second + 46].copy_from_slice(&[0; 4]);
    let (_folder, path) = file("x.zip", &overlap);
    assert!(said(&refused(&path, &LayerOptions::default())).contains("menumpuk"));
}

#[test]
fn a_lying_size_a_changed_byte_and_a_password_are_told() {
    let content = b"kode;nilai\n01;2\n02;3\n";
    let lie = deflated(&[Packed { name: b"a.csv", content, claimed: Some(5) }]);
    let (_folder, path) = file("x.zip", &lie);
    assert!(said(&refused(&path.join("a.csv"), &LayerOptions::default())).contains("lebih besar"));
    let short = deflated(&[Packed { name: b"a.csv", content, claimed: Some(500) }]);
    let (_folder, path) = file("x.zip", &short);
    assert!(said(&refused(&path.join("a.csv"), &LayerOptions::default())).contains("terpotong"));
    let mut changed = zip(&[("a.csv", content)], None);
    let at = changed.windows(4).position(|w| w == b"kode").unwrap();
    changed[at] = b'K';
    let (_folder, path) = file("x.zip", &changed);
    assert!(said(&refused(&path.join("a.csv"), &LayerOptions::default())).contains("berubah"));
    let mut locked = zip(&[("a.csv", content)], None);
    let entry = locked.windows(4).rposition(|w| w == b"PK\x01\x02").unwrap();
    locked[entry + 8] = 1;
    let (_folder, path) = file("x.zip", &locked);
    assert!(
        said(&refused(&path.join("a.csv"), &LayerOptions::default())).contains("berkata sandi")
    );
}

#[test]
fn a_bomb_is_refused_before_it_is_unpacked_and_one_that_lies_while_it_is() {
    let zeros = vec![0_u8; 60 << 20];
    let bomb = deflated(&[plain(b"a.csv", &zeros)]);
    let (_folder, path) = file("x.zip", &bomb);
    let started = std::time::Instant::now();
    assert_eq!(refused(&path, &LayerOptions::default()).code.id(), "too_large");
    let lie = deflated(&[Packed { name: b"a.csv", content: &zeros, claimed: Some(1000) }]);
    let (_folder, path) = file("x.zip", &lie);
    let fault = refused(&path.join("a.csv"), &LayerOptions::default());
    assert!(said(&fault).contains("lebih besar"), "{}", said(&fault));
    assert!(started.elapsed().as_secs() < 2);
}

#[test]
fn a_large_member_is_unpacked_while_it_is_read_and_reads_the_same() {
    // More than what is held in memory at once: 66 MB of squares that pack well but not too well.
    let bodies: Vec<Vec<u8>> = (0..10_000)
        .map(|i: u32| {
            let (x, y) = (100.0 + f64::from(i % 300) / 10.0, -9.0 + f64::from(i / 300) / 10.0);
            let circle: Vec<[f64; 2]> = (0..=450)
                .map(|k| f64::from(450 - k % 450).to_radians() * 0.8)
                .map(|a| [x + a.sin() / 30.0, y + a.cos() / 30.0])
                .collect();
            polygon(5, &[circle])
        })
        .collect();
    let (shp, shx) = shp(5, &bodies);
    let dbf = names(&vec!["Desa"; 10_000]);
    let (folder, path) = file("x.zip", &deflated(&[plain(b"a.shp", &shp), plain(b"a.dbf", &dbf)]));
    std::fs::write(folder.path().join("a.shp"), &shp).unwrap();
    std::fs::write(folder.path().join("a.dbf"), &dbf).unwrap();
    let options = LayerOptions {
        crs: kantong::source::layer::CrsOption::Epsg(4326),
        ..LayerOptions::default()
    };
    let (packed, plain) =
        (layer_with(&path, &options), layer_with(&folder.path().join("a.shp"), &options));
    assert_eq!(packed.rows.len(), 10_000);
    assert!(packed.rows.iter().zip(&plain.rows).all(|(a, b)| a.shape == b.shape));
    assert!(!shx.is_empty());
}

#[test]
fn a_geodatabase_is_refused_with_the_way_out() {
    let folder = tempfile::tempdir().unwrap();
    let gdb = folder.path().join("desa.gdb");
    std::fs::create_dir(&gdb).unwrap();
    std::fs::write(gdb.join("a00000001.gdbtable"), b"x").unwrap();
    let words = said(&refused(&gdb, &LayerOptions::default()));
    assert!(words.contains("geodatabase") && words.contains("QGIS"), "{words}");
}

#[test]
fn the_values_of_a_column_are_counted_without_its_shapes() {
    let bundle = Bundle::of(
        5,
        &[0.0, 0.2, 0.4].map(|x| polygon(5, &[square(122.0 + x, -4.0, 0.1)])),
        &names(&["Kolono", "Awunio", "Kolono"]),
    );
    let values = |column| {
        open::values(&bundle.shp(), column, &LayerOptions::default(), &Progress::default())
    };
    assert_eq!(values("nama").unwrap(), [("Kolono".to_owned(), 2), ("Awunio".to_owned(), 1)]);
    assert!(values("kab").is_err());
}
