//! The data dictionary in Indonesian.

use crate::lang::dictionary::{Counted, DictHead, DictWord, Worse};

pub fn head(head: DictHead) -> &'static str {
    match head {
        DictHead::Column => "Nama kolom",
        DictHead::Concept => "Konsep",
        DictHead::Definition => "Definisi",
        DictHead::Reading => "Interpretasi",
        DictHead::Measure => "Ukuran",
        DictHead::Unit => "Satuan",
        DictHead::Period => "Periode",
        DictHead::Level => "Tingkat penyajian",
        DictHead::Measured => "n desa",
        DictHead::Missing => "Tanpa data",
        DictHead::NotApplicable => "Tidak berlaku",
        DictHead::Source => "Sumber",
        DictHead::Codes => "Sistem kode wilayah",
        DictHead::Open => "Akses umum",
    }
}

pub fn word(word: &DictWord) -> String {
    match word {
        DictWord::Dictionary => "Kamus data".to_owned(),
        DictWord::Codes => "Kode wilayah".to_owned(),
        DictWord::Computed => "hitungan Kantong".to_owned(),
        DictWord::Level => "desa/kelurahan".to_owned(),
        DictWord::Open => "ya: angka per desa, tanpa nama orang".to_owned(),
        DictWord::Reading(Worse::High) => "makin tinggi makin buruk".to_owned(),
        DictWord::Reading(Worse::Low) => "makin rendah makin buruk".to_owned(),
        DictWord::Reading(Worse::Neither) => "tanpa arah".to_owned(),
        DictWord::Measure(Counted::Count) => "jumlah".to_owned(),
        DictWord::Measure(Counted::Percent) => "persen".to_owned(),
        DictWord::Measure(Counted::Index) => "indeks".to_owned(),
        DictWord::Rate { name, over, under } => format!("{name} = Σ {over} ÷ Σ {under}"),
        DictWord::Gap { name, need, covered } => format!("{name} = {need} − {covered}"),
        DictWord::AsWritten { name } => format!("{name} sebagaimana tertulis di tabel"),
        DictWord::Kecamatan => "Kecamatan".to_owned(),
        DictWord::Kabupaten => "Kabupaten/kota".to_owned(),
        DictWord::ByKemendagri => "Kode Kemendagri".to_owned(),
        DictWord::ByBps => "Kode BPS".to_owned(),
        DictWord::NoPartner => "belum ada padanan".to_owned(),
    }
}
