//! Tables of pockets and focus villages in Indonesian.

use crate::lang::Lang;
use crate::lang::number::{count, date, short};
use crate::lang::pocket::{DraftSaid, PocketColumn, PocketWord};

const L: Lang = Lang::Id;

pub fn column(column: PocketColumn) -> &'static str {
    match column {
        PocketColumn::Place => "Urutan",
        PocketColumn::Points => "Poin",
        PocketColumn::Prevalence => "Prevalensi (%)",
        PocketColumn::Class => "Kelas",
        PocketColumn::Cases => "Kasus",
        PocketColumn::People => "Penyebut (orang atau keluarga)",
        PocketColumn::Lacking => "Layanan yang kurang",
        PocketColumn::Alike => "Sulit dibedakan",
        PocketColumn::BestRank => "Peringkat terbaik (95 %)",
        PocketColumn::WorstRank => "Peringkat terburuk (95 %)",
        PocketColumn::TopShare => "Masuk teratas (%)",
        PocketColumn::Coverage => "Cakupan D/S (%)",
        PocketColumn::Value => "Nilai",
        PocketColumn::Raw => "Nilai asli",
        PocketColumn::Smoothed => "Nilai EB",
        PocketColumn::Chance => "p",
        PocketColumn::StatClass => "Kelas statistik",
        PocketColumn::Reliable => "Angka kecil",
        PocketColumn::Stays => "Tetap (%)",
        PocketColumn::Rank => "Peringkat",
        PocketColumn::Group => "Kelompok sulit dibedakan",
        PocketColumn::Count => "Jumlah menurut aturan",
        PocketColumn::Kind => "Termasuk",
        PocketColumn::Rule => "Aturan",
    }
}

pub fn word(word: PocketWord) -> String {
    match word {
        PocketWord::InPocket => "kantong".to_owned(),
        PocketWord::Lone => "desa terpencil miskin".to_owned(),
        PocketWord::FewPeople => "penyebut kecil".to_owned(),
        PocketWord::Jumpy => "kasus sedikit".to_owned(),
        PocketWord::Yes => "ya".to_owned(),
        PocketWord::VeryLow => "sangat rendah".to_owned(),
        PocketWord::Low => "rendah".to_owned(),
        PocketWord::Medium => "sedang".to_owned(),
        PocketWord::High => "tinggi".to_owned(),
        PocketWord::VeryHigh => "sangat tinggi".to_owned(),
        PocketWord::Fifth(n) => format!("seperlima ke-{n}"),
    }
}

pub fn draft(said: &DraftSaid) -> String {
    match said {
        DraftSaid::Title { name, kabupaten } => {
            format!("RANCANGAN LAMPIRAN KEPUTUSAN\n{}\n{kabupaten}", name.to_uppercase())
        }
        DraftSaid::Frozen { name, date: day, by } => {
            format!(
                "Dibekukan {} oleh {by} sebagai “{name}”",
                date(L, day.get(..10).unwrap_or(day))
            )
        }
        DraftSaid::NotFrozen => "Belum dibekukan: usulan ini masih dapat berubah".to_owned(),
        DraftSaid::Data { indicator, period, count } => {
            format!("Data: {indicator}, {period}; banyaknya kasus dari {count}")
        }
        DraftSaid::Points { prevalence, count, service, classes } => {
            let classes = if classes == "who-stunting" {
                "kelas prevalensi stunting WHO/UNICEF 2018: 2,5 · 10 · 20 · 30 %"
            } else {
                "seperlima desa menurut prevalensi"
            };
            format!(
                "Poin = {} × kelas 0–4 ({classes}) + {} × seperlima menurut banyaknya kasus 0–4 + {} \
                 × layanan yang kurang",
                short(L, *prevalence),
                short(L, *count),
                short(L, *service)
            )
        }
        DraftSaid::Services { names } => format!("Layanan: {}", names.join("; ")),
        DraftSaid::Hash { list, input } => format!("Sidik daftar {list}; sidik data {input}"),
        DraftSaid::Unknown { count: n } => {
            format!("{} desa tidak dinilai karena datanya tidak ada", count(L, *n))
        }
        DraftSaid::Open => {
            "Nomor dan tanggal keputusan, tanda tangan: diisi setelah ditetapkan".to_owned()
        }
    }
}
