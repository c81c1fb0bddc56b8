//! `desil_2023.csv`, `desil_2024.csv`: the same families by decile in the two years before
//! `kemiskinan_desil.xlsx`, and `survei_kemiskinan.csv`: the kabupaten's figures of a survey.
//!
//! Planted: most villages improve; of the pockets hardly any ([`CHRONIC`]); some are quick
//! ([`SWIFT`]); every so many have fallen ([`FALLEN`]); three did not report in 2024 ([`SILENT`]). The survey lacks a year and its
//! last figure rises.

use std::fmt::Write as _;

use super::life::{Life, Planted, Table};
use super::place::Village;
use super::random::Random;
use super::{INVENTED, KABUPATEN, name};

/// What the lowest deciles of a pocket were two years before, against now.
const CHRONIC: [f64; 2] = [1.0, 1.08];
/// Of any other village.
const IMPROVED: [f64; 2] = [1.2, 1.6];
/// Every so many of those got rid of most of it.
const SWIFT: usize = 4;
const OF_THE_SWIFT: [f64; 2] = [2.6, 4.2];
/// Every so many villages had far fewer poor families two years before.
const FALLEN: usize = 17;
const BEFORE_THE_FALL: f64 = 0.4;
/// Villages without a line in 2024, by their place in the order.
pub const SILENT: [usize; 3] = [40, 141, 242];

/// One of the earlier years.
pub fn earlier(villages: &[Village], lives: &[Life], year: u16, seed: u64) -> Vec<u8> {
    let mut text = format!(
        "KELUARGA MENURUT DESIL KESEJAHTERAAN PER DESA/KELURAHAN, KABUPATEN {}\r\n\
KEADAAN TRIWULAN IV TAHUN {year}. {INVENTED}\r\n\
Kode Desa;Kecamatan;Desa/Kelurahan;Jumlah Keluarga;Keluarga menurut Desil Desil 1;\
Keluarga menurut Desil Desil 2;Keluarga menurut Desil Desil 3;Keluarga menurut Desil Desil 4\r\n",
        KABUPATEN.to_uppercase()
    );
    for (v, (village, life)) in villages.iter().zip(lives).enumerate() {
        if !life.stands_in(Table::Poverty) || (year == 2024 && SILENT.contains(&v)) {
            continue;
        }
        let [first, second] = lowest(v, life, year, seed);
        let [_, _, third, fourth] = life.deciles;
        write!(
            text,
            "{};{};{};{};{first};{second};{third};{fourth}\r\n",
            village.code,
            name::KECAMATAN[village.kecamatan],
            village.name,
            life.families,
        )
        .ok();
    }
    text.into_bytes()
}

/// Deciles 1 and 2 in an earlier year.
fn lowest(v: usize, life: &Life, year: u16, seed: u64) -> [u32; 2] {
    let mut random = Random::new(seed ^ 0x7EA5, v as u64);
    let fallen = v % FALLEN == 5;
    let [low, high] = match life.planted {
        Planted::No if v % SWIFT == 2 => OF_THE_SWIFT,
        Planted::No => IMPROVED,
        Planted::Pocket(_) | Planted::Lone => CHRONIC,
    };
    let two_years = if fallen { BEFORE_THE_FALL } else { random.between(low, high) };
    // A year before, about half of the way was gone.
    let way = random.between(0.4, 0.6);
    let factor = if year == 2023 { two_years } else { 1.0 + (two_years - 1.0) * way };
    let [first, second, third, fourth] = life.deciles;
    let room = life.families - third - fourth;
    let scaled = |n: u32| (f64::from(n) * factor).round() as u32;
    let first = scaled(first).min(room);
    [first, scaled(second).min(room - first)]
}

/// The survey's series: 2020 was not published, and the last figure is above the one before.
pub fn survey() -> Vec<u8> {
    let mut text = String::from(
        "Tahun;Persen penduduk miskin;Jumlah penduduk miskin (ribu jiwa);Persen miskin ekstrem;\
Jumlah miskin ekstrem (ribu jiwa);Sumber\r\n",
    );
    for (year, figures) in [
        (2018, "13,42;38,91;;"),
        (2019, "13,05;38,20;;"),
        (2020, "-;-;;"),
        (2021, "12,01;36,30;4,12;12,45"),
        (2022, "11,58;35,45;3,05;9,34"),
        (2023, "11,21;34,53;2,41;7,42"),
        (2024, "11,36;35,33;1,87;5,82"),
    ] {
        write!(text, "{year};{figures};{INVENTED}\r\n").ok();
    }
    text.into_bytes()
}
