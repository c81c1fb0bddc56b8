//! The least that a test of this room needs: a row of square villages and one column of values.

use std::collections::BTreeMap;

use geo::{MultiPolygon, Point, polygon};

use super::scene::Scene;
use crate::base::code::{CodeSystem, VillageCode};
use crate::base::measure::Measure;
use crate::dataset::around::Around;
use crate::dataset::village::{Frame, Kind, Region, Register, Village};
use crate::indicator::column::Column;
use crate::indicator::definition::{Direction, Indicator, Quantity};

/// `villages` squares of 1,000 metres in a row, from west to east.
pub fn register(villages: usize) -> Register {
    let village = |i: usize| {
        let x = 1000.0 * i as f64;
        Village {
            code: VillageCode::stored(format!("99.01.01.{:04}", 2001 + i)),
            name: format!("Desa {i}"),
            kind: Kind::Desa,
            kecamatan: Region { code: None, name: "Satu".to_owned() },
            kabupaten: Region { code: None, name: "Contoh".to_owned() },
            shape: MultiPolygon::new(vec![polygon![
                (x: x, y: 0.0), (x: x + 1000.0, y: 0.0),
                (x: x + 1000.0, y: 1000.0), (x: x, y: 1000.0),
            ]]),
            area_km2: None,
            inside: Point::new(x + 500.0, 500.0),
        }
    };
    Register {
        system: CodeSystem::None,
        frame: Frame::Planar,
        crs_name: String::new(),
        boundary_source: String::new(),
        villages: (0..villages).map(village).collect(),
        around: Around::default(),
    }
}

pub fn scene(villages: usize) -> Scene {
    Scene::of(&register(villages))
}

pub fn column(values: &[Measure]) -> Column {
    Column {
        indicator: Indicator {
            id: "jumlah".to_owned(),
            name: "Jumlah".to_owned(),
            unit: "KK".to_owned(),
            quantity: Quantity::Count,
            direction: Direction::WorseHigh,
            column: String::new(),
            rate_of: None,
        },
        period: String::new(),
        values: values.to_vec(),
        cells: vec![None; values.len()],
        import: 1,
        corrections: BTreeMap::new(),
    }
}
