//! Points: water schemes that stand already (`sarana_air.csv`) and health posts
//! (`puskesmas.geojson`).

use std::fmt::Write as _;

use super::border::{Land, lon_lat};
use super::life::{Life, Planted};
use super::place::{Status, Village};
use super::random::Random;
use super::sites::Spot;
use super::stunting::health_centre;

/// One in so many villages has a water scheme; in a planted pocket one in three times as many.
const VILLAGES_PER_SCHEME: f64 = 6.0;

pub fn schemes(villages: &[Village], lives: &[Life], land: &Land, seed: u64) -> Vec<u8> {
    let mut random = Random::new(seed, 11);
    let mut text = String::from(
        "nama_spam,jenis,kode_desa,desa,kecamatan,kapasitas_kk,status,tahun,lon,lat,catatan\n",
    );
    for (village, life) in villages.iter().zip(lives) {
        let rare = if life.planted == Planted::No { 1.0 } else { 3.0 };
        if random.unit() > 1.0 / (VILLAGES_PER_SCHEME * rare) {
            continue;
        }
        let [lon, lat] = inside(village, land, &mut random);
        let kind = random.pick(&["PAMSIMAS", "SPAM perdesaan", "sumur bor", "mata air"]);
        let state = match random.below(10) {
            0..7 => "berfungsi",
            7..9 => "berfungsi sebagian",
            _ => "tidak berfungsi",
        };
        let capacity = 20 * (2 + random.below(14));
        let year = 2009 + random.below(15);
        writeln!(
            text,
            "SPAM {},{kind},{},{},{},{capacity},{state},{year},{lon:.6},{lat:.6},rekaan",
            village.name,
            village.code,
            village.name,
            village.kecamatan_name(),
        )
        .ok();
    }
    text.into_bytes()
}

/// One per kecamatan, in its first village.
pub fn health_posts(villages: &[Village], land: &Land, seed: u64) -> Vec<u8> {
    let mut random = Random::new(seed, 12);
    let mut features = Vec::new();
    for (v, village) in villages.iter().enumerate() {
        let first = v == 0 || villages[v - 1].kecamatan != village.kecamatan;
        let auxiliary = village.status == Status::Desa && random.unit() < 0.08;
        if !(first || auxiliary) {
            continue;
        }
        let [lon, lat] = inside(village, land, &mut random);
        let (name, kind) = if first {
            (health_centre(village), "puskesmas")
        } else {
            (format!("Pustu {}", village.name), "pustu")
        };
        let beds = if kind == "puskesmas" { 2 + random.below(9) } else { 0 };
        features.push(format!(
            "{{\"type\":\"Feature\",\"properties\":{{\"nama\":\"{name}\",\"jenis\":\"{kind}\",\
             \"kode_desa\":\"{}\",\"kecamatan\":\"{}\",\"tempat_tidur\":{beds},\
             \"catatan\":\"rekaan\"}},\
             \"geometry\":{{\"type\":\"Point\",\"coordinates\":[{lon:.6},{lat:.6}]}}}}",
            village.code,
            village.kecamatan_name(),
        ));
    }
    let body = features.join(",\n");
    format!("{{\"type\":\"FeatureCollection\",\"name\":\"puskesmas\",\"features\":[\n{body}\n]}}\n")
        .into_bytes()
}

/// A place well inside a village.
fn inside(village: &Village, land: &Land, random: &mut Random) -> Spot {
    let plot = &land.plots[village.plot];
    let most = 0.6 * plot.room_km;
    lon_lat(plot.seat.map(|x| x + random.between(-most, most)))
}
