//! Sentences for `PeopleFault`.

use crate::base::fault::{PeopleFault, Whose};
use crate::lang::number::count;
use crate::lang::{Lang, Sentence};

const L: Lang = Lang::Id;

#[expect(clippy::too_many_lines, reason = "one sentence a fault, matched without a catch-all")]
pub fn fault(fault: &PeopleFault) -> Sentence {
    let (message, fix): (String, String) = match fault {
        PeopleFault::Counted { rows, counted } => (
            format!(
                "Daftar nama: {} dari {} baris dihitung menjadi angka per desa; nama, NIK, \
alamat, dan tanggal lahir tidak disimpan",
                count(L, *counted),
                count(L, *rows)
            ),
            String::new(),
        ),
        PeopleFault::WithoutVillage { rows, places } => (
            format!(
                "{} baris tidak masuk desa mana pun ({} tulisan desa yang berbeda); tidak dihitung",
                count(L, *rows),
                count(L, *places)
            ),
            "Pasangkan nama desanya, lalu impor lagi".into(),
        ),
        PeopleFault::LeftOut { columns } => (
            format!("Kolom data pribadi tidak dibaca sebagai angka dan tidak disimpan: {columns}"),
            "Kantong hanya menyimpan angka per desa".into(),
        ),
        PeopleFault::NotRead { columns } => (
            format!("Kolom yang tidak dikenal dalam daftar ini tidak dibaca: {columns}"),
            "Bila diperlukan, kirim sebagai tabel: satu baris tiap desa".into(),
        ),
        PeopleFault::Damaged { whose, count: n, of } => (
            format!(
                "{} dari {} {} rusak: angka belakangnya hilang karena disimpan sebagai angka",
                count(L, *n),
                count(L, *of),
                number_of(*whose)
            ),
            "Ambil lagi dari berkas asal dan simpan kolom itu sebagai teks".into(),
        ),
        PeopleFault::NotSixteen { count: n } => (
            format!("{} NIK tidak berisi 16 angka; barisnya tetap dihitung", count(L, *n)),
            "Minta dinas memeriksa NIK itu".into(),
        ),
        PeopleFault::NoFamily { rows } => (
            format!(
                "{} baris tidak mempunyai nomor keluarga yang utuh; masing-masing dihitung \
sebagai satu keluarga",
                count(L, *rows)
            ),
            "Lengkapi ID keluarga atau No KK di berkas asal".into(),
        ),
        PeopleFault::TwoVillages { families } => (
            format!(
                "{} keluarga tertulis di lebih dari satu desa; dihitung di desa yang pertama",
                count(L, *families)
            ),
            "Minta dinas memeriksa keluarga yang pindah".into(),
        ),
        PeopleFault::Repeated { rows } => (
            format!("{} baris mengulang orang yang sudah ada; dihitung sekali", count(L, *rows)),
            String::new(),
        ),
        PeopleFault::NoDay { column, rows } => (
            format!(
                "Tanggal di kolom “{column}” tidak terbaca di {} baris; di sana pengukuran terakhir tidak \
pasti",
                count(L, *rows)
            ),
            "Tulis tanggalnya seperti 17/8/2024 atau 2024-08-17, lalu impor lagi".into(),
        ),
        PeopleFault::Unread { column, count: n } => (
            format!(
                "{} jawaban di kolom “{column}” tidak dikenal; dihitung sebagai “lainnya”",
                count(L, *n)
            ),
            "Periksa tulisan di kolom itu".into(),
        ),
        PeopleFault::ListOfThings { noun, rows, villages } => (
            format!(
                "Satu desa ada di beberapa baris: dibaca sebagai daftar {}, {} baris di {} desa; \
dihitung dan dijumlahkan per desa",
                if noun.is_empty() { "isian" } else { noun },
                count(L, *rows),
                count(L, *villages)
            ),
            "Bila tiap desa seharusnya satu baris, pilih \"baris pertama\" saat mengimpor (resep: \
rows = \"village\")"
                .into(),
        ),
        PeopleFault::NotSummed { columns } => (
            format!("Kolom yang angkanya tidak dapat dijumlahkan per desa dilewati: {columns}"),
            "Bila perlu, hitung rata-rata per desa di lembar sendiri".into(),
        ),
        PeopleFault::Absent { zero, missing } => (
            format!(
                "Desa tanpa baris: {} dianggap nol (kecamatannya ada di daftar), {} dibiarkan kosong",
                count(L, *zero),
                count(L, *missing)
            ),
            "Periksa apakah daftar ini memang lengkap untuk kecamatan itu".into(),
        ),
        PeopleFault::Matched { first, second, both, unmatchable } if *unmatchable > 0 => (
            format!(
                "“{first}” dan “{second}” dicocokkan lewat NIK dan No KK yang disamarkan: {} \
keluarga ada di keduanya. {} keluarga tanpa nomor utuh tidak dapat dicocokkan; angka desanya kosong",
                count(L, *both),
                count(L, *unmatchable)
            ),
            "Minta daftar dengan NIK atau No KK yang utuh, tersimpan sebagai teks".into(),
        ),
        PeopleFault::Matched { first, second, both, .. } => (
            format!(
                "“{first}” dan “{second}” dicocokkan lewat NIK dan No KK yang disamarkan: {} \
keluarga ada di keduanya",
                count(L, *both)
            ),
            String::new(),
        ),
        PeopleFault::NotComparable { first, second } => (
            format!(
                "“{first}” dan “{second}” tidak dapat dicocokkan: tidak ada nomor sejenis \
(NIK dengan NIK, No KK dengan No KK) yang utuh di keduanya"
            ),
            "Minta kedua daftar dengan kolom NIK atau No KK yang utuh, tersimpan sebagai teks"
                .into(),
        ),
        PeopleFault::NoHeader => (
            "Baris pertama berisi data orang, bukan judul kolom".into(),
            "Tambahkan satu baris judul di atasnya".into(),
        ),
        PeopleFault::General => (
            "Daftar nama yang bentuknya belum dikenal; dihitung per desa secara umum".into(),
            String::new(),
        ),
        PeopleFault::BadProfile { why } => (
            format!("Berkas profil tidak dapat dipahami: {why}"),
            "Contohnya ada di folder assets/profil".into(),
        ),
        PeopleFault::BadRules { why } => (
            format!("Aturan bantuan tidak dapat dipahami: {why}"),
            "Contoh yang terisi: `kantong import --example-rules`".into(),
        ),
        PeopleFault::NoSuchProfile { id, found } => {
            (format!("Tidak ada profil “{id}”"), format!("Yang ada: {found}"))
        }
        PeopleFault::NoKey { why } => (
            format!("Sistem tidak memberi angka acak untuk menyamarkan NIK: {why}"),
            "Coba lagi; daftar nama tidak diimpor tanpa penyamaran".into(),
        ),
    };
    Sentence::new(message, fix)
}

fn number_of(whose: Whose) -> &'static str {
    match whose {
        Whose::Person => "NIK",
        Whose::Family => "No KK",
    }
}
