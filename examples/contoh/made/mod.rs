//! The invented Kabupaten Antah Sejahtera, from one seed to the files of `data/contoh/`.
//!
//! The path: [`sites`] scatters places over an invented sea and land → [`cells`] gives each its
//! ground (Voronoi) → [`border`] makes every border fractal, once, for both sides → [`place`] groups
//! villages into kecamatan, codes and names them → [`life`] plants poverty pockets and draws counts
//! → the writers ([`shape`], [`poverty`], [`stunting`], [`services`], [`points`], [`readme`]).
//!
//! Only `+ − × ÷` and square roots are used, never a sine or an exponential: those may differ in
//! the last digit from machine to machine, and the files would then not be the same bytes.

mod border;
mod cells;
mod life;
mod name;
mod place;
mod points;
mod poverty;
mod random;
mod readme;
mod services;
mod shape;
mod sites;
mod stunting;

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
    let (shp, shx) = shape::shp_and_shx(&villages, &land)?;
    let file = |name, bytes| File { name, bytes };
    Ok(vec![
        file("batas_desa.shp", shp),
        file("batas_desa.shx", shx),
        file("batas_desa.dbf", shape::dbf(&villages)),
        file("batas_desa.prj", shape::PRJ.as_bytes().to_vec()),
        file("batas_desa.cpg", b"UTF-8".to_vec()),
        file("kemiskinan_desil.xlsx", poverty::workbook(&villages, &lives)?),
        file("stunting_eppgbm.xlsx", stunting::workbook(&villages, &lives)?),
        file("air_sanitasi.csv", services::water(&villages, &lives)),
        file("idm.csv", services::idm(&villages, &lives)),
        file("sarana_air.csv", points::schemes(&villages, &lives, &land, SEED)),
        file("puskesmas.geojson", points::health_posts(&villages, &land, SEED)),
        file("kebenaran.csv", services::truth(&villages, &lives)),
        file("LIHAT-SAYA.md", readme::text(&villages, &lives)),
    ])
}
