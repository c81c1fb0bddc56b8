//! Columns whose figures were brought to another scale, or might have been, or completed by an
//! earlier file.

use crate::lang::Lang;
use crate::lang::number::count;

pub(super) fn share(column: &str, form: &str) -> (String, String) {
    let read = if form == "0-1" {
        "dikalikan 100, jadi 0,35 dibaca 35 %"
    } else {
        "disimpan apa adanya, jadi 0,05 dibaca 0,05 %"
    };
    (
        format!("Kolom “{column}” berjudul persen dan angkanya antara 0 dan 1; {read}"),
        "Bila salah, pilih cara baca yang lain untuk kolom ini".into(),
    )
}

pub(super) fn thousands(column: &str, factor: f64) -> (String, String) {
    let factor = count(Lang::Id, factor as usize);
    (
        format!("Kolom “{column}” ditulis dalam ribuan atau jutaan; angkanya dikalikan {factor}"),
        "Bila salah, perbaiki judul kolomnya lalu impor sekali lagi".into(),
    )
}

pub(super) fn area(column: &str, unit: &str) -> (String, String) {
    (
        format!("Satuan kolom “{column}” tidak ditulis; dibaca {unit} menurut luas desa di peta"),
        "Bila salah, tulis satuannya di judul kolom lalu impor sekali lagi".into(),
    )
}

pub(super) fn beside(villages: usize) -> (String, String) {
    let villages = count(Lang::Id, villages);
    (
        format!(
            "Berkas ini untuk kecamatan lain; angka {villages} desa dari berkas sebelumnya tetap"
        ),
        "Bila berkas ini pengganti berkas sebelumnya, batalkan dahulu impor yang lama".into(),
    )
}
