//! The invented Kabupaten Antah Sejahtera, from one seed to the files of `data/contoh/`.
//!
//! The path: [`sites`] scatters places over an invented sea and land → [`cells`] gives each its
//! ground (Voronoi) → [`border`] makes every border fractal, once, for both sides → [`place`] groups
//! villages into kecamatan, codes and names them → [`life`] plants poverty pockets and draws counts
//! → the writers ([`shape`], [`poverty`], [`stunting`], [`services`], [`points`], [`people`],
//! [`registers`], [`years`], [`programs`], [`readme`]).
//!
//! Only `+ − × ÷` and square roots are used, never a sine or an exponential: those may differ in
//! the last digit from machine to machine, and the files would then not be the same bytes.

mod border;
mod cells;
mod life;
mod name;
pub mod people;
mod place;
mod points;
mod poverty;
mod programs;
mod random;
mod readme;
mod registers;
mod services;
mod shape;
mod sites;
mod stunting;
mod years;

use std::error::Error;

/// Everything is drawn from here.
const SEED: u64 = 20_260_117;
pub const PROVINCE: &str = "Antah Berantah";
pub const KABUPATEN: &str = "Antah Sejahtera";
/// 99 is no province of Indonesia.
pub const KABUPATEN_CODE: &str = "99.01";
/// Stands in the head of every table.
pub const INVENTED: &str = "DATA CONTOH: semua nama dan angka rekaan";

/// One file of the sample.
pub struct File {
    pub name: &'static str,
    pub bytes: Vec<u8>,
}

/// All files of `data/contoh/`.
pub fn files() -> Result<Vec<File>, Box<dyn Error>> {
    let sites = sites::scatter(SEED);
    let land = border::land(&sites, SEED);
    let villages = place::villages(&land, SEED);
    let lives = life::lives(&villages, &land, SEED);
    let families = people::families(&villages, &lives, SEED);
    let counts = registers::counts(&lives, SEED);
    let (shp, shx) = shape::shp_and_shx(&villages, &land)?;
    let made = programs::files(&villages, &lives, &land, SEED)?;
    let file = |name, bytes| File { name, bytes };
    Ok(vec![
        file("batas_desa.shp", shp),
        file("batas_desa.shx", shx),
        file("batas_desa.dbf", shape::dbf(&villages)),
        file("batas_desa.prj", shape::PRJ.as_bytes().to_vec()),
        file("batas_desa.cpg", b"UTF-8".to_vec()),
        file("kemiskinan_desil.xlsx", poverty::workbook(&villages, &lives)?),
        file("desil_2023.csv", years::earlier(&villages, &lives, 2023, SEED)),
        file("desil_2024.csv", years::earlier(&villages, &lives, 2024, SEED)),
        file("survei_kemiskinan.csv", years::survey()),
        file("stunting_eppgbm.xlsx", stunting::workbook(&villages, &lives)?),
        file("air_sanitasi.csv", services::water(&villages, &lives)),
        file("idm.csv", services::idm(&villages, &lives)),
        file("sarana_air.csv", points::schemes(&villages, &lives, &land, SEED)),
        file("puskesmas.geojson", points::health_posts(&villages, &land, SEED)),
        file("kebenaran.csv", services::truth(&villages, &lives)),
        file("program_desa.xlsx", made.register),
        file("unggulan_desa.csv", made.products),
        file("kebenaran_program.csv", made.truth),
        file("p3ke_keluarga.xlsx", people::families_book(&villages, &families)?),
        file("p3ke_individu.csv", people::persons(&villages, &families)),
        file("penerima_pkh.csv", people::pkh(&villages, &families)),
        file("eppgbm_nama.csv", people::children_list(&villages, SEED)),
        file("rtlh.csv", people::houses(&villages, &families)),
        file("eppgbm_rekap.xls", registers::recap(&villages, &counts)),
        file("eppgbm_sasaran.xls", registers::targets(&villages, &counts)),
        file("stbm.xlsx", registers::toilets(&villages, &counts)?),
        file("pamsimas.csv", registers::water(&villages, &counts)),
        file("LIHAT-SAYA.md", readme::text(&villages, &lives)),
    ])
}

/// What must be counted from the files that have no real example: every number by construction.
pub fn planted() -> Vec<people::Planted> {
    let sites = sites::scatter(SEED);
    let land = border::land(&sites, SEED);
    let villages = place::villages(&land, SEED);
    let lives = life::lives(&villages, &land, SEED);
    let families = people::families(&villages, &lives, SEED);
    let counts = registers::counts(&lives, SEED);
    let mut planted = people::planted(&villages, &families, SEED);
    planted.extend(registers::planted(&villages, &counts));
    planted
}
