//! Reasons of the joining in Indonesian.

use crate::lang::matching::{BridgeWhy, Reason};

pub fn reason(reason: &Reason) -> String {
    match reason {
        Reason::SameName => "nama sama, tetapi bukan satu-satunya".into(),
        Reason::OldCode { code } if code.is_empty() => "nama sama, kode lama".into(),
        Reason::OldCode { code } => format!("kode lama: {code}; kecamatan dan nama sama"),
        Reason::Spelling { rules } => {
            let rules: Vec<String> = rules
                .iter()
                .map(|(written, read)| match *written {
                    "" => "huruf ganda".to_owned(),
                    written => format!("{} = {}", written.to_lowercase(), read.to_lowercase()),
                })
                .collect();
            format!("ejaan lama: {}", rules.join(", "))
        }
        Reason::Letters { count } => format!("{count} huruf berbeda"),
        Reason::SimilarName => "nama mirip".into(),
        Reason::OtherNumber => "nama sama, nomornya berbeda".into(),
        Reason::NoKecamatan => "nama sama, kecamatan tidak disebut".into(),
        Reason::OtherKecamatan => "nama sama, kecamatan lain".into(),
        Reason::MovedKecamatan { from, to } => {
            format!("nama sama; Kecamatan {to} pecahan dari {from}")
        }
        Reason::SameCode => "kodenya sama, namanya lain".into(),
        Reason::Split { old } => format!("pecahan dari kode lama {old}; angkanya tidak dibagi"),
        Reason::LastLeft => "satu-satunya yang tersisa di kecamatan ini".into(),
        Reason::Bridged { table, map } => format!("Kecamatan {table} = {map}"),
    }
}

pub fn bridge(why: BridgeWhy) -> String {
    match why {
        BridgeWhy::Official => "menurut daftar resmi kedua instansi".into(),
        BridgeWhy::Spelling => "ejaannya berbeda".into(),
        BridgeWhy::Letters => "satu-dua huruf berbeda".into(),
        BridgeWhy::Villages { shared, of } => format!("{shared} dari {of} desanya sama"),
        BridgeWhy::Decision => "menurut keputusan Anda".into(),
    }
}

/// Without a mark that parts columns.
pub const CROSSWALK_NOTES: &str = "\
Padanan desa: keputusan atas baris tabel yang tidak pasti. Boleh diperbaiki lalu dimasukkan lagi.
kode_lama: kode di tabel. Dengan titik = Kemendagri (74.05.01.2001). Tanpa titik = BPS (7405010001). Boleh kosong bila kecamatan dan desa terisi.
kabupaten: hanya untuk padanan kecamatan. Boleh kosong.
kecamatan dan desa: nama seperti di tabel. Bila desa dan kode_lama kosong baris ini memadankan kecamatan.
keputusan: cocok = desa itu / lewati = bukan desa di peta / bukan = bukan desa yang disebut / pecah = desa lama dipecah dan angkanya tidak dibagi. Kosong = cocok.
kode_baru: kode desa di peta. Lebih dari satu dipisah spasi.
desa_di_peta: nama desa di peta. Hanya untuk dibaca.
asal: dari mana padanan ini. Kosong = diputuskan di Kantong.";
