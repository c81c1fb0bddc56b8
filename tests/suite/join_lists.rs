//! The public code lists as registers and tables: what the ladder is proved with.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail loudly")]

use std::collections::BTreeMap;
use std::fs;

use geo::{MultiPolygon, Point};
use kantong::base::code::{CodeSystem, TenDigits, VillageCode};
use kantong::dataset::layout::{Laid, lay_out};
use kantong::dataset::village::{Frame, Kind, Region, Register, Village};
use kantong::source::table::{RawCell, RawRow, RawSheet};

use crate::shared::shared;

/// One village of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    pub code: String,
    pub name: String,
    pub kecamatan: String,
    pub kabupaten: String,
}

/// Code → name of every level.
type Codes = BTreeMap<String, String>;

fn kemendagri_codes(year: u16) -> Option<Codes> {
    let path = shared(&format!("data/id/codes/kemendagri_{year}_wilayah.sql"))?;
    let text = fs::read_to_string(path).unwrap();
    let mut codes = Codes::new();
    for line in text.lines().filter_map(|line| line.strip_prefix("('")) {
        let Some((code, rest)) = line.split_once('\'') else { continue };
        let Some(from) = rest.find('\'') else { continue };
        let Some(to) = rest.rfind('\'') else { continue };
        let name = rest[from + 1..to].replace("''", "'").replace("\\'", "'");
        codes.insert(code.to_owned(), name.trim().to_owned());
    }
    Some(codes)
}

/// Villages of a Kemendagri edition, by the five characters of their kabupaten.
pub fn kemendagri(year: u16) -> Option<BTreeMap<String, Vec<Listed>>> {
    let codes = kemendagri_codes(year)?;
    let mut by = BTreeMap::<String, Vec<Listed>>::new();
    for (code, name) in codes.iter().filter(|(code, _)| code.len() == 13) {
        let above = |length: usize| codes.get(&code[..length]).cloned().unwrap_or_default();
        by.entry(code[..5].to_owned()).or_default().push(Listed {
            code: code.clone(),
            name: name.clone(),
            kecamatan: above(8),
            kabupaten: above(5),
        });
    }
    Some(by)
}

/// Villages of BPS 2018, by the four digits of their kabupaten.
pub fn bps() -> Option<BTreeMap<String, Vec<Listed>>> {
    let read = |file: &str| -> Option<Codes> {
        let path = shared(&format!("data/id/codes/bps_2018/{file}.csv"))?;
        let text = fs::read_to_string(path).unwrap();
        let cells = text.lines().filter_map(|line| Some((line.split_once(',')?.0, line)));
        Some(
            cells
                .map(|(code, line)| {
                    let name = line.splitn(3, ',').nth(2).unwrap_or_default();
                    (code.to_owned(), name.trim().trim_matches('"').to_owned())
                })
                .collect(),
        )
    };
    let (kabupaten, kecamatan, villages) =
        (read("regencies")?, read("districts")?, read("villages")?);
    let mut by = BTreeMap::<String, Vec<Listed>>::new();
    for (code, name) in villages {
        by.entry(code[..4].to_owned()).or_default().push(Listed {
            name,
            kecamatan: kecamatan.get(&code[..7]).cloned().unwrap_or_default(),
            kabupaten: kabupaten.get(&code[..4]).cloned().unwrap_or_default(),
            code,
        });
    }
    Some(by)
}

/// BPS's four digits → Kemendagri's five characters.
pub fn kabupaten_bridge() -> Option<BTreeMap<String, String>> {
    let path = shared("data/id/codes/bps_kemendagri_bridge_2022/kabkota.csv")?;
    let text = fs::read_to_string(path).unwrap();
    let pairs = text.lines().skip(1).map(|line| {
        let cells: Vec<&str> = line.split(',').collect();
        let digits: String = cells[2].chars().filter(char::is_ascii_digit).collect();
        (cells[0].to_owned(), format!("{}.{}", &digits[..2], &digits[2..]))
    });
    Some(pairs.collect())
}

/// Pairs (BPS, Kemendagri) of the open data of Jawa Barat, by Kemendagri kabupaten.
pub fn jabar() -> Option<BTreeMap<String, Vec<(Listed, Listed)>>> {
    let path = shared("data/id/tables/jabar_balita_gizi_buruk_per_desa.csv")?;
    let text = fs::read_to_string(path).unwrap();
    let mut by = BTreeMap::<String, BTreeMap<String, (Listed, Listed)>>::new();
    for line in text.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let place = |code: usize, name: usize, kecamatan: usize| Listed {
            code: cells[code].to_owned(),
            name: cells[name].to_owned(),
            kecamatan: cells[kecamatan].to_owned(),
            kabupaten: cells[4].to_owned(),
        };
        let pair = (place(7, 8, 6), place(11, 12, 10));
        by.entry(pair.1.code[..5].to_owned()).or_default().insert(pair.1.code.clone(), pair);
    }
    Some(by.into_iter().map(|(k, pairs)| (k, pairs.into_values().collect())).collect())
}

/// A register without shapes.
pub fn register(system: CodeSystem, villages: &[Listed]) -> Register {
    let mut villages: Vec<Village> = villages
        .iter()
        .map(|listed| {
            let code = VillageCode::official(system, TenDigits::parse(&listed.code).unwrap());
            let kind = match (system, code.as_str().as_bytes().get(9)) {
                (CodeSystem::Kemendagri, Some(b'1')) => Kind::Kelurahan,
                (CodeSystem::Kemendagri, Some(b'2')) => Kind::Desa,
                (CodeSystem::Kemendagri, Some(b'3')) => Kind::DesaAdat,
                _ => Kind::Unknown,
            };
            Village {
                code,
                name: listed.name.clone(),
                kind,
                kecamatan: Region { code: None, name: listed.kecamatan.clone() },
                kabupaten: Region { code: None, name: listed.kabupaten.clone() },
                shape: MultiPolygon::new(Vec::new()),
                area_km2: None,
                inside: Point::new(0.0, 0.0),
            }
        })
        .collect();
    villages.sort_by(|a, b| a.code.cmp(&b.code));
    Register {
        system,
        frame: Frame::Planar,
        crs_name: String::new(),
        boundary_source: String::new(),
        around: kantong::dataset::around::Around::default(),
        villages,
    }
}

/// Which of its columns a table has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Has {
    Codes,
    Names,
    Both,
}

/// A table of these villages with one column of numbers.
pub fn table(villages: &[Listed], has: Has) -> Laid {
    let headers: &[&str] = match has {
        Has::Codes => &["Kode Desa", "Jumlah KK"],
        Has::Names => &["Kecamatan", "Desa/Kelurahan", "Jumlah KK"],
        Has::Both => &["Kode Desa", "Kecamatan", "Desa/Kelurahan", "Jumlah KK"],
    };
    let cells = headers.iter().map(|header| RawCell::of(header)).collect();
    let mut lines = vec![RawRow { row: 1, cells, hidden: false }];
    lines.extend(villages.iter().zip(2_u32..).map(|(listed, row)| {
        let mut cells = Vec::new();
        if has != Has::Names {
            cells.push(RawCell::of(&listed.code));
        }
        if has != Has::Codes {
            cells.push(RawCell::of(&listed.kecamatan));
            cells.push(RawCell::of(&listed.name));
        }
        cells.push(RawCell::Number(f64::from(row % 97)));
        RawRow { row, cells: cells.into(), hidden: false }
    }));
    lay_out(&RawSheet { rows: lines, ..RawSheet::default() })
}
