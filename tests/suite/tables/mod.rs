//! Tables: laid out, joined to villages, imported as indicators.
#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests fail loudly")]

mod crosswalk;
mod import;
mod join;
mod layout;
mod questions;
mod real;
mod shapes;

use geo::{MultiPolygon, Point, polygon};
use kantong::base::code::{CodeSystem, VillageCode};
use kantong::dataset::village::{Frame, Kind, Region, Register, Village};
use kantong::source::table::{Merge, RawCell, RawRow, RawSheet};

/// A sheet from lines of cells between `|`; numbers written `=1.5` are numeric cells, all else is
/// text. Blank lines keep their row number.
pub fn sheet(lines: &str) -> RawSheet {
    let rows = lines
        .trim_matches('\n')
        .lines()
        .zip(1..)
        .map(|(line, row)| RawRow {
            row,
            cells: line.split('|').map(cell).collect(),
            hidden: false,
        })
        .filter(|row| row.cells.iter().any(|cell| *cell != RawCell::Empty))
        .collect();
    RawSheet { rows, ..RawSheet::default() }
}

fn cell(text: &str) -> RawCell {
    let text = text.trim();
    match text.strip_prefix('=').map(str::parse) {
        Some(Ok(number)) => RawCell::Number(number),
        _ if text.is_empty() => RawCell::Empty,
        _ => RawCell::Text(text.into()),
    }
}

/// Merged from (row, column) to (row, column); rows from 1, columns from 0.
pub fn merge(from: (u32, u32), to: (u32, u32)) -> Merge {
    Merge { first_row: from.0, first_column: from.1, last_row: to.0, last_column: to.1 }
}

/// Square villages from (code, name, kecamatan); `kabupaten` may be empty.
pub fn register(system: CodeSystem, kabupaten: &str, villages: &[(&str, &str, &str)]) -> Register {
    let villages = villages
        .iter()
        .enumerate()
        .map(|(i, (code, name, kecamatan))| {
            let x = i as f64;
            let kind = match code.split('.').nth(3).and_then(|part| part.chars().next()) {
                Some('1') => Kind::Kelurahan,
                Some('2') => Kind::Desa,
                _ => Kind::Unknown,
            };
            Village {
                code: VillageCode::stored((*code).to_owned()),
                name: (*name).to_owned(),
                kind,
                kecamatan: Region { code: None, name: (*kecamatan).to_owned() },
                kabupaten: Region { code: None, name: kabupaten.to_owned() },
                shape: MultiPolygon::new(vec![polygon![
                    (x: x, y: 0.0), (x: x + 1.0, y: 0.0), (x: x + 1.0, y: 1.0), (x: x, y: 1.0),
                ]]),
                area_km2: None,
                inside: Point::new(x + 0.5, 0.5),
            }
        })
        .collect();
    Register {
        system,
        frame: Frame::Planar,
        crs_name: String::new(),
        boundary_source: "kotak".to_owned(),
        around: kantong::dataset::around::Around::default(),
        villages,
    }
}

/// Five villages of two kecamatan, one a kelurahan, two of one name.
pub fn kolono() -> Register {
    register(
        CodeSystem::Kemendagri,
        "Kabupaten Konawe Selatan",
        &[
            ("74.05.06.1001", "Kolono", "Kolono"),
            ("74.05.06.2002", "Mataiwoi", "Kolono"),
            ("74.05.06.2003", "Puunggoni", "Kolono"),
            ("74.05.10.2001", "Mataiwoi", "Angata"),
            ("74.05.10.2002", "Sei Jawi II", "Angata"),
        ],
    )
}
