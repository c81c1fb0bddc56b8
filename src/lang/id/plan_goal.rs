//! The goal of a plan, its money and its layers in Indonesian.

use crate::lang::Lang;
use crate::lang::number::{count, fixed};
use crate::lang::plan_goal::{GoalSay, GoalWord};

const L: Lang = Lang::Id;

pub fn word(word: GoalWord) -> &'static str {
    match word {
        GoalWord::Goal => "Tujuan",
        GoalWord::MaxCover => "Terlayani sebanyak mungkin",
        GoalWord::MinMaxKecamatan => "Kecamatan terburuk dulu",
        GoalWord::MinMaxVillage => "Desa terburuk dulu",
        GoalWord::Fewest => "Lokasi tersedikit untuk semua",
        GoalWord::Median => "Jarak rata-rata terpendek",
        GoalWord::Center => "Jarak terjauh terpendek",
        GoalWord::MaxCoverWhy => "KK terbanyak yang dapat dibayar pagu",
        GoalWord::MinMaxKecamatanWhy => {
            "Bagian KK yang tersisa di kecamatan terburuk dibuat sekecil mungkin, lalu sebanyak \
             mungkin yang terlayani"
        }
        GoalWord::MinMaxVillageWhy => {
            "Jumlah KK yang tersisa di desa terburuk dibuat sekecil mungkin, lalu sebanyak mungkin \
             yang terlayani"
        }
        GoalWord::FewestWhy => "Semua KK dalam jangkauan dilayani; pagu tidak dipakai",
        GoalWord::MedianWhy => "Tiap KK ke lokasi terdekat; kapasitas tidak dihitung",
        GoalWord::CenterWhy => {
            "Semua KK dalam jangkauan, yang terjauh sedekat mungkin; kapasitas tidak dihitung"
        }
        GoalWord::WithCapacity => "Sampai kapasitas saja",
        GoalWord::MedianFullWhy => {
            "Tiap KK ke lokasi terdekat yang masih ada tempat; yang tidak tertampung dihitung dua \
             kali jarak terjauh"
        }
        GoalWord::CenterFullWhy => {
            "Semua KK dalam jangkauan mendapat tempat, yang terjauh sedekat mungkin"
        }
        GoalWord::AtMostSites => "Paling banyak unit",
        GoalWord::WithinReach => "Hanya dalam jarak layanan",
        GoalWord::WorstKecamatan => "Sisa terbesar",
        GoalWord::WorstVillage => "Sisa terbesar",
        GoalWord::SitesNeeded => "Unit untuk semua",
        GoalWord::MeanWay => "Jarak rata-rata",
        GoalWord::FarthestWay => "Jarak terjauh",
        GoalWord::ProvenGoal => "Selisih 0 %. Tidak ada susunan yang lebih baik untuk tujuan ini.",
        GoalWord::Money => "Tahun dan sumber dana",
        GoalWord::Years => "Tahun pelaksanaan",
        GoalWord::PursesApart => "Pagu tiap sumber dana",
        GoalWord::YearsTogether => "Jumlah pagu semua tahun = pagu di atas",
        GoalWord::Layers => "Jarak dan lapisan",
        GoalWord::Ways => "Jarak",
        GoalWord::Straight => "garis lurus",
        GoalWord::Settlements => "Permukiman",
        GoalWord::OnePoint => "satu titik tiap desa",
        GoalWord::Standing => "Sarana yang sudah ada",
        GoalWord::Nothing => "tidak dihitung",
        GoalWord::Capacity => "Kolom kapasitas KK",
        GoalWord::StandingReach => "Jangkauannya (km)",
        GoalWord::GapShort => "Selisih",
        GoalWord::CannotWish => "Tidak dapat diwajibkan di sini; sebabnya di bawah",
        GoalWord::NoWeights => "Belum ada indikator persen untuk mengutamakan desa",
        GoalWord::NoLayers => "Impor titik atau jalan di langkah Data untuk memakainya di sini",
    }
}

pub fn say(say: &GoalSay) -> String {
    match say {
        GoalSay::Year { number } => format!("Tahun ke-{number} (juta Rp)"),
        GoalSay::Purse { name } => format!("{name} (juta Rp)"),
        GoalSay::WorstShare { name, share } => {
            format!("{name}, {} %", fixed(L, 100.0 * share, 1))
        }
        GoalSay::WorstLeft { name, households } => {
            format!("{name}, {} KK", count(L, *households as usize))
        }
        GoalSay::Metres { metres } => format!("{} km", fixed(L, metres / 1000.0, 2)),
        GoalSay::Above { gap } => {
            format!("Paling jauh {} % di atas yang mungkin", fixed(L, 100.0 * gap, 1))
        }
    }
}
