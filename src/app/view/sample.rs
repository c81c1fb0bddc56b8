//! The least project that shows something: five villages in two kecamatan, one indicator.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use geo::{MultiPolygon, Point, polygon};

use crate::app::state::{Access, Boundary, Content, SourceShown};
use crate::base::code::{CodeSystem, VillageCode};
use crate::base::measure::Measure::{self, Measured, Missing, NotApplicable};
use crate::dataset::village::{Frame, Kind, Region, Register, Village};
use crate::indicator::column::{CellRef, Column};
use crate::indicator::definition::{Direction, Indicator, Quantity, SourceKind};
use crate::workflow::pockets::{PocketResult, VillageResult};
use crate::workflow::{PocketReport, PocketSettings};

pub fn column(name: &str, values: &[Measure]) -> Column {
    Column {
        indicator: Indicator {
            id: name.to_lowercase(),
            name: name.to_owned(),
            unit: "%".to_owned(),
            quantity: Quantity::Percent,
            direction: Direction::WorseHigh,
            column: name.to_owned(),
            rate_of: None,
        },
        period: "2024".to_owned(),
        values: values.to_vec(),
        cells: values
            .iter()
            .enumerate()
            .map(|(i, value)| {
                let row = 5 + i as u32;
                let cell = CellRef::new(2, Some("Rekap".to_owned()), row, "F".into());
                value.value().map(|_| cell)
            })
            .collect(),
        import: 1,
        corrections: BTreeMap::new(),
    }
}

pub fn content() -> Content {
    let village = |i: usize, name: &str, kecamatan: &str| {
        let x = i as f64 * 0.01;
        Village {
            code: VillageCode::stored(format!("99.01.01.200{}", i + 1)),
            name: name.to_owned(),
            kind: Kind::Desa,
            kecamatan: Region { code: None, name: kecamatan.to_owned() },
            kabupaten: Region { code: None, name: "Contoh".to_owned() },
            shape: MultiPolygon::new(vec![polygon![
                (x: x, y: 0.0), (x: x + 0.01, y: 0.0), (x: x + 0.01, y: 0.01), (x: x, y: 0.01),
            ]]),
            area_km2: Some(1.2),
            inside: Point::new(x + 0.005, 0.005),
        }
    };
    let register = Register {
        system: CodeSystem::Kemendagri,
        frame: Frame::Geographic,
        crs_name: "WGS 84".to_owned(),
        boundary_source: "batas.shp".to_owned(),
        around: crate::dataset::around::Around::default(),
        villages: vec![
            village(0, "Amolengu", "Kolono"),
            village(1, "Batu Putih", "Kolono"),
            village(2, "Cempaka", "Kolono"),
            village(3, "Durian", "Laonti"),
            village(4, "Emas", "Laonti"),
        ],
    };
    let values = [Measured(10.0), Measured(40.0), Measured(20.0), Missing, NotApplicable];
    Content {
        path: PathBuf::from("contoh.gpkg"),
        name: "Contoh".to_owned(),
        kecamatan: Arc::new(register.kecamatan()),
        kabupaten: 1,
        register: Arc::new(register),
        columns: vec![Arc::new(column("Stunting", &values))],
        styles: BTreeMap::new(),
        bookmarks: Vec::new(),
        presets: Vec::new(),
        show: Arc::default(),
        places: Vec::new(),
        sources: vec![SourceShown {
            id: 2,
            file: "eppgbm.xlsx".to_owned(),
            sheet: Some("Rekap".to_owned()),
            imported_at: "2026-11-22T10:42:00".to_owned(),
            matched: 3,
            rows: 4,
            boundary: Boundary::No,
            waiting: 0,
            imports: vec![1],
            kind: SourceKind::Register,
            period: String::new(),
        }],
        undo: None,
        redo: None,
        access: Access::Write,
        saved_at: "10.42".to_owned(),
        data: Arc::default(),
    }
}

/// A result with these pockets (number, name, villages, mean) and lone villages.
pub fn pockets(found: &[(usize, &str, &[usize], f64)], lone: &[usize]) -> PocketReport {
    let content = content();
    let villages = content.register.villages.iter().map(|village| VillageResult {
        code: village.code.to_string(),
        class: "missing".to_owned(),
        ..VillageResult::default()
    });
    let pockets = found.iter().map(|(id, name, villages, mean)| PocketResult {
        id: *id,
        name: (*name).to_owned(),
        villages: villages.to_vec(),
        mean: Some(*mean),
        p_min: 0.0002,
        ..PocketResult::default()
    });
    PocketReport {
        direction: Direction::WorseHigh,
        n: 3,
        missing: 1,
        not_applicable: 1,
        links: 12,
        statistic: 0.65,
        expected: -0.1,
        p: Some(0.0001),
        wholes: Vec::new(),
        p_cutoff: Some(0.012),
        villages: villages.collect(),
        pockets: pockets.collect(),
        lone: lone.to_vec(),
        ..PocketReport::of(PocketSettings::of("stunting"))
    }
}
