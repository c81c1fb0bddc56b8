//! Sentences for `PocketFault` in Indonesian.

use crate::base::fault::{Lack, PocketFault};
use crate::lang::number::{count, short};
use crate::lang::{Lang, Sentence};

#[expect(clippy::too_many_lines, reason = "one arm a sentence")]
pub fn fault(fault: &PocketFault) -> Sentence {
    match fault {
        PocketFault::MethodLacks { lack } => lacks(*lack),
        PocketFault::MoreCasesThanPeople { village, cases, people, others } => Sentence::new(
            format!(
                "Di {village} kasusnya {} di antara {} penduduk{}; jumlah kasus harus antara nol dan jumlah penduduknya",
                short(Lang::Id, *cases),
                short(Lang::Id, *people),
                match others {
                    0 => String::new(),
                    n => format!(", begitu pula di {} desa lain", count(Lang::Id, *n)),
                }
            ),
            "Periksa kedua kolom di langkah Data, atau pilih pembagi yang benar",
        ),
        PocketFault::SmoothedAway { indicator } => Sentence::new(
            format!(
                "Beda antardesa pada “{indicator}” tidak lebih besar daripada kebetulan angka kecil; setelah diperhalus semua desa sama"
            ),
            "Pakai angka apa adanya (--rates raw), atau cari lingkaran kasus (--method scan)",
        ),
        PocketFault::BelowZero { indicator, value } => Sentence::new(
            format!(
                "Cara Gi hanya untuk angka yang tidak di bawah nol; “{indicator}” punya nilai {}",
                short(Lang::Id, *value)
            ),
            "Pilih Moran lokal atau Geary lokal",
        ),
        PocketFault::NotInNeighbourFile { villages } => Sentence::new(
            format!(
                "{} desa proyek ini tidak disebut dalam berkas tetangga dan dianggap tanpa tetangga",
                count(Lang::Id, *villages)
            ),
            "Bila desa itu punya tetangga, lengkapi berkasnya",
        ),
        PocketFault::NeighboursByPlace { villages } => Sentence::new(
            format!(
                "Berkas tetangga memakai nomor 0–{}, bukan kode desa; dibaca sebagai urutan desa \
                 menurut kodenya, dan letak desanya cocok",
                villages.saturating_sub(1)
            ),
            "Bila urutannya lain, tulis berkasnya dengan kode desa",
        ),
        PocketFault::CountAsItIs { indicator } => Sentence::new(
            format!(
                "“{indicator}” adalah jumlah dan dibaca apa adanya: desa besar tampak buruk karena besar"
            ),
            "Bila ada pembaginya, pakai persentasenya, atau --cases ID --population ID",
        ),
        PocketFault::LokusCount { indicator } => Sentence::new(
            format!("“{indicator}” adalah jumlah, bukan prevalensi dalam persen"),
            "Pilih kolom persennya, atau tulis cases = \"…\" dan population = \"…\" dalam resep",
        ),
        PocketFault::NoDirection { indicator } => Sentence::new(
            format!(
                "Belum diketahui apakah “{indicator}” yang tinggi itu buruk; kedua ujungnya diuji dan bila harus memilih, tinggi dibaca buruk"
            ),
            "Tentukan arahnya di langkah Data, atau impor lagi dengan --direction worse_high atau worse_low",
        ),
        PocketFault::AllIslands { count: n } => Sentence::new(
            format!(
                "Tidak satu pun dari {} desa bertetangga: pengelompokan tidak dapat diuji, desa terburuk didaftar sendiri-sendiri",
                count(Lang::Id, *n)
            ),
            "Hubungkan pulau ke desa terdekat, atau gambar hubungan kapal; bila bukan pulau, rapikan batas desanya",
        ),
        PocketFault::KabupatenNotAsked { name, villages } => Sentence::new(
            format!(
                "{name} ({} desa) tidak dapat dihitung sendiri: terlalu sedikit desa yang punya angka, atau semua angkanya sama",
                count(Lang::Id, *villages)
            ),
            "Lengkapi datanya, atau hitung semua kabupaten bersama",
        ),
    }
}

fn lacks(lack: Lack) -> Sentence {
    let (what, fix) = match lack {
        Lack::Earlier => (
            "Perubahan antarperiode memerlukan indikator yang sama pada periode sebelumnya; di proyek ini hanya ada satu periode",
            "Impor tabel periode yang lebih lama, atau pilih cara lain",
        ),
        Lack::Second => (
            "Cara ini menyandingkan dua indikator, dan yang kedua belum dipilih",
            "Pilih indikator kedua: --with ID, atau with = … di berkas aturan",
        ),
        Lack::Cases => (
            "Penduduknya disebut, tetapi jumlah kasusnya belum",
            "Sebut keduanya: --cases ID --population ID",
        ),
        Lack::Population => (
            "Jumlah kasusnya disebut, tetapi penduduknya belum",
            "Sebut keduanya: --cases ID --population ID",
        ),
        Lack::Counts => (
            "Cara lingkaran menghitung kasus di antara penduduk; indikator ini tidak punya kedua jumlah itu",
            "Sebut keduanya: --cases ID --population ID, atau pilih cara lain",
        ),
        Lack::Period => (
            "Tidak ada periode yang angkanya dapat dipakai",
            "Impor tabel dengan periodenya (--period)",
        ),
    };
    Sentence::new(what, fix)
}
