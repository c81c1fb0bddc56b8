//! Sentences of the meeting's papers, in Indonesian.

use crate::lang::Lang;
use crate::lang::meeting::{FormWhySaid, MeetingSay};
use crate::lang::number::{count, fixed};

const L: Lang = Lang::Id;

pub fn say(say: &MeetingSay) -> String {
    match say {
        MeetingSay::Office { name, villages } => format!("{name}: {} desa", count(L, *villages)),
        MeetingSay::Without { offices } => format!(
            "Belum ada kolom untuk: {}. Impor tabelnya, atau ubah katalog program",
            offices.join(", ")
        ),
        MeetingSay::Check { villages } => {
            format!("Cek lapangan: {} desa", count(L, *villages))
        }
        MeetingSay::Proof { tables, values, differing: 0 } => format!(
            "Angka sama: {} nilai di {} tabel dibaca ulang",
            count(L, *values),
            count(L, *tables)
        ),
        MeetingSay::Proof { differing, .. } => {
            format!("{} nilai di tabel berbeda dari proyek", count(L, *differing))
        }
        MeetingSay::LeftOut { part } => {
            format!("Bagian “{part}” tidak dibuat: proyek belum punya indikatornya")
        }
        MeetingSay::Made { files, bytes, folder } => format!(
            "Paket Rakor: {} berkas, {} MB, di {folder}",
            count(L, *files),
            fixed(L, *bytes as f64 / 1e6, 1)
        ),
        MeetingSay::Form { file, villages, changed, corrected } => format!(
            "{file}: {} desa terbaca; status berubah {}, angka air dibetulkan {}",
            count(L, *villages),
            count(L, *changed),
            count(L, *corrected)
        ),
        MeetingSay::Uncounted { villages } => format!(
            "{} desa menulis KK tanpa air, tetapi proyek belum punya tabel jumlahnya",
            count(L, *villages)
        ),
        MeetingSay::FormRow { sheet, row, why } => {
            format!("  lembar {sheet}, baris {row} tidak dipakai: {}", reason(why))
        }
    }
}

fn reason(why: &FormWhySaid) -> String {
    match why {
        FormWhySaid::NoSuchVillage { text } => format!("tidak ada desa berkode “{text}”"),
        FormWhySaid::NoKey => "kolom kunci dan kode desa kosong; isi kode desanya".to_owned(),
        FormWhySaid::Twice { name } => {
            format!("{name} sudah ada di baris lain dengan isian berbeda; yang pertama dipakai")
        }
        FormWhySaid::TooMany { column, text, most } => format!(
            "{text} pada kolom {column} lebih banyak dari semua KK di desa itu ({})",
            crate::lang::number::short(crate::lang::Lang::Id, *most)
        ),
        FormWhySaid::KeyDiffers { key, code } => format!(
            "kode desanya {code}, kuncinya {key}; baris ini tertukar, salin kode desa ke kolom kunci"
        ),
        FormWhySaid::Backward { name, stage } => format!(
            "{name} sudah “{stage}” di proyek; formulir ini lebih lama, isinya tidak dipakai"
        ),
        FormWhySaid::NoStage { text } => {
            format!("status “{text}” tidak dikenal; tulis belum, proses, atau selesai musdes")
        }
        FormWhySaid::NoCount { column, text } => {
            format!("“{text}” pada kolom {column} bukan bilangan bulat")
        }
    }
}
