//! Real files beside the checkout: what Indonesian offices publish, and other projects' worst.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use kantong::base::progress::Progress;
use kantong::source::layer::{CrsOption, LayerKind, LayerOptions, RawLayer, Shape};
use kantong::source::open::{Opened, open};

use super::bytes::{ids, layer, layer_with, table};
use super::shared::shared;

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files(&path, found);
        } else {
            found.push(path);
        }
    }
}

#[test]
fn every_file_that_was_collected_ends_soon_and_without_a_panic() {
    for folder in ["data/edge", "data/reference", "data/id"] {
        let Some(root) = shared(folder) else { continue };
        let mut found = Vec::new();
        files(&root, &mut found);
        assert!(found.len() > 20, "{folder} holds too few files to prove anything");
        for path in found.iter().filter(|p| !p.to_string_lossy().contains("national")) {
            let options = LayerOptions { crs: CrsOption::Tolerant, ..LayerOptions::default() };
            let start = Instant::now();
            let outcome = open(path, &options, &Progress::default());
            let took = start.elapsed();
            assert!(took < Duration::from_secs(10), "{} took {took:?}", path.display());
            if std::env::var_os("KANTONG_TELL").is_some() {
                eprintln!("{:6} ms {} {}", took.as_millis(), tell(&outcome), path.display());
            }
        }
    }
}

fn tell(outcome: &Result<Opened, kantong::base::fault::Stop>) -> String {
    match outcome {
        Ok(Opened::Layer(l)) => {
            let mends = l.rows.iter().map(|r| r.mends.len()).sum::<usize>();
            format!(
                "{} {} rows {} features {} columns, {} ({:?}) {:?}, mends {mends}, {:?}",
                l.geometry,
                l.rows.len(),
                l.features,
                l.columns.len(),
                l.crs.name,
                l.crs.epsg,
                l.encoding,
                ids(&l.faults)
            )
        }
        Ok(Opened::Table(t)) => {
            let sheets: Vec<_> = t.sheets.iter().map(|s| (s.rows.len(), s.merges.len())).collect();
            format!("{} {sheets:?} {:?} {:?}", t.format, t.encoding, ids(&t.faults))
        }
        Err(stop) => format!("{stop:?}"),
    }
}

fn shapes(layer: &RawLayer) -> (usize, usize, usize) {
    let (mut rings, mut parts, mut positions) = (0, 0, 0);
    for row in &layer.rows {
        if let Shape::Polygons(all) = &row.shape {
            parts += all.len();
            for part in all {
                rings += 1 + part.holes.len();
                positions += part.outer.len() + part.holes.iter().map(Vec::len).sum::<usize>();
            }
        }
    }
    (parts, rings, positions)
}

#[test]
fn konawe_selatan_has_351_villages() {
    let path = "data/id/adm4_kemendagri_2025/shp/74.05_konawe_selatan.shp";
    let Some(path) = shared(path) else { return };
    let found = layer(&path);
    assert_eq!(
        (found.rows.len(), found.kind, found.crs.epsg),
        (351, LayerKind::Polygons, Some(4326))
    );
    let (parts, _, positions) = shapes(&found);
    assert!(parts > 351 && positions > 29_000, "{parts} {positions}");
}

#[test]
fn kuningan_of_the_mapping_agency_has_440_rows_and_up_to_56_parts() {
    let Some(folder) = shared("data/id/adm4_big_rbi25k/kuningan") else { return };
    let found = layer(&folder);
    assert_eq!((found.rows.len(), found.geometry.as_str()), (440, "PolygonZ"));
    let most = found.rows.iter().map(|row| match &row.shape {
        Shape::Polygons(parts) => parts.len(),
        _ => 0,
    });
    assert_eq!(most.max(), Some(56));
    assert_eq!(found.crs.epsg, Some(4326), "with a vertical system appended");
    assert!(found.rows.iter().any(|row| row.cells.iter().flatten().any(|c| c.contains("e-00"))));
    let only = LayerOptions {
        filter: Some(("WADMKK".into(), "Kabupaten Kuningan".into())),
        ..LayerOptions::default()
    };
    assert_eq!(layer_with(&folder, &only).rows.len(), 372);
}

#[test]
fn sleman_comes_out_of_utm_in_its_place() {
    let Some(folder) = shared("data/id/adm4_other/sleman_utm49s") else { return };
    let mut found = Vec::new();
    files(&folder, &mut found);
    let path = found.iter().find(|p| p.extension().is_some_and(|e| e == "shp")).unwrap();
    let sleman = layer(path);
    let bounds = sleman.bounds().unwrap();
    assert!(bounds[0] > 110.1 && bounds[2] < 110.7, "{bounds:?}");
    assert!(bounds[1] > -7.95 && bounds[3] < -7.5, "{bounds:?}");
    assert_eq!(sleman.crs.epsg, Some(32749));
}

#[test]
fn tables_of_offices_are_read_whole() {
    if let Some(folder) = shared("data/id/tables/dki_kelurahan_xlsx") {
        let mut found = Vec::new();
        files(&folder, &mut found);
        for path in found {
            let book = table(&path);
            assert!(book.sheets[0].rows.len() > 260, "{}", path.display());
        }
    }
    if let Some(folder) = shared("data/id/tables/kemendagri_pdf_xlsx") {
        let mut found = Vec::new();
        files(&folder, &mut found);
        for path in found {
            let book = table(&path);
            let merges: usize = book.sheets.iter().map(|s| s.merges.len()).sum();
            assert!(merges > 0, "{} has merged cells", path.display());
        }
    }
}
