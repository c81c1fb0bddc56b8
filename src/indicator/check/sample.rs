//! The least register and column for tests of checks: villages in one kecamatan, rows from 5.

use std::collections::BTreeMap;

use geo::{MultiPolygon, Point};

use crate::base::code::{CodeSystem, VillageCode};
use crate::base::measure::Measure;
use crate::dataset::village::{Frame, Kind, Region, Register, Village};
use crate::indicator::column::{CellRef, Column};
use crate::indicator::definition::{Indicator, Quantity};
use crate::indicator::meaning;

pub(super) fn register(villages: usize) -> Register {
    let region = |name: &str| Region { code: None, name: name.to_owned() };
    let village = |i: usize| Village {
        code: VillageCode::local(i + 1),
        name: format!("Desa {}", i + 1),
        kind: Kind::Desa,
        kecamatan: region("Kolono"),
        kabupaten: region("Contoh"),
        shape: MultiPolygon::new(Vec::new()),
        area_km2: None,
        inside: Point::new(0.0, 0.0),
    };
    Register {
        system: CodeSystem::None,
        frame: Frame::Planar,
        crs_name: String::new(),
        boundary_source: String::new(),
        villages: (0..villages).map(village).collect(),
        around: crate::dataset::around::Around::default(),
    }
}

pub(super) fn column(header: &str, letter: &str, values: &[f64]) -> Column {
    let said = meaning::of(header);
    let cell = |i: usize| CellRef::new(1, None, 5 + i as u32, letter.into());
    Column {
        indicator: Indicator {
            id: meaning::slug(header),
            name: header.to_owned(),
            unit: said.unit.to_owned(),
            quantity: said.quantity.unwrap_or(Quantity::Count),
            direction: said.direction,
            column: header.to_owned(),
            rate_of: None,
        },
        period: "2024".to_owned(),
        values: values.iter().map(|x| Measure::Measured(*x)).collect(),
        cells: (0..values.len()).map(|i| Some(cell(i))).collect(),
        import: 1,
        corrections: BTreeMap::new(),
    }
}
