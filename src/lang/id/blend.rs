//! How several indicators become one in Indonesian.

use crate::lang::Lang;
use crate::lang::blend::{BlendSay, BlendWord};
use crate::lang::number::fixed;

const L: Lang = Lang::Id;

pub fn word(word: BlendWord) -> &'static str {
    match word {
        BlendWord::Lacking => "hitung kekurangan",
        BlendWord::Classes => "enam kelas (FSVA)",
        BlendWord::Ladder => "tangga layanan (JMP)",
        BlendWord::InPairs => "banding pasangan (AHP)",
        BlendWord::LackingWhy => {
            "Indeks deprivasi desa: bagian berbobot dari hal yang lebih buruk daripada batasnya. \
             Desa, bukan keluarga"
        }
        BlendWord::ClassesWhy => {
            "Batas kelas 1|2 sampai 5|6 tiap indikator, dari yang paling rentan. Ganti dengan batas \
             pedoman tahun Anda"
        }
        BlendWord::LadderWhy => {
            "Indikator yang dipilih menjadi anak tangga, urut dari yang terbawah; isinya jumlah KK \
             atau persen"
        }
        BlendWord::Cutoff => "Kekurangan mulai dari",
        BlendWord::CutsFrom => "Asal dan tahun batas",
        BlendWord::OwnSixths => "seperenam desa menurut data sendiri; bukan angka pedoman",
        BlendWord::EnoughFrom => "Sudah layak mulai anak tangga",
        BlendWord::Keep => "Simpan sebagai indikator",
        BlendWord::Kept => "Indeks disimpan sebagai indikator",
        BlendWord::KeptWhere => "Lihat dan warnai di langkah Peta",
    }
}

pub fn say(say: &BlendSay) -> String {
    match say {
        BlendSay::Pair { names: [a, b], times: 0 } => format!("{a} sama penting dengan {b}"),
        BlendSay::Pair { names: [a, b], times } => {
            let (more, less) = if *times > 0 { (a, b) } else { (b, a) };
            format!("{more} {} kali lebih penting daripada {less}", times.unsigned_abs() + 1)
        }
        BlendSay::Agree { ratio } => {
            format!("Selaras (rasio konsistensi {})", fixed(L, *ratio, 2))
        }
        BlendSay::Contradict { ratio } => {
            format!("Saling bertentangan (rasio {} > 0,1)", fixed(L, *ratio, 2))
        }
        BlendSay::Weight { weight } => format!("{} %", fixed(L, 100.0 * weight, 1)),
        BlendSay::Rung { number, name, enough: true } => format!("{number}. {name} (layak)"),
        BlendSay::Rung { number, name, enough: false } => format!("{number}. {name}"),
    }
}
