//! The meeting's papers in Indonesian.

use crate::lang::Lang;
use crate::lang::number::{count, fixed};
use crate::lang::report::PaperSay;

const L: Lang = Lang::Id;

pub fn say(say: &PaperSay) -> String {
    match say {
        PaperSay::PageOf { page, of } => format!("Halaman {page} dari {of}"),
        PaperSay::Plan { letter, name } => format!("Rencana sarana {letter}: {name}"),
        PaperSay::PlanClaim { sites, households, rupiah } => format!(
            "{} lokasi melayani {} KK dengan {}",
            count(L, *sites),
            count(L, usize::try_from(*households).unwrap_or(usize::MAX)),
            L.rupiah(*rupiah)
        ),
        PaperSay::PlanMethod { indicator, gap, at, by } => {
            let proof = if *gap <= 0.0 {
                "terbukti terbaik (selisih 0 %)".to_owned()
            } else {
                format!("selisih dari batas terbaik paling banyak {} %", fixed(L, 100.0 * gap, 2))
            };
            format!("Kebutuhan: {indicator}; {proof}; disematkan {at} oleh {by}")
        }
        PaperSay::PlanFacility { name, sites } => format!("{name} ({} lokasi)", count(L, *sites)),
        PaperSay::PlanServed => "KK terlayani menurut jenis sarana".to_owned(),
        PaperSay::PlanList => "Daftar lokasi rencana".to_owned(),
        PaperSay::Facility => "Sarana".to_owned(),
        PaperSay::Village => "Desa".to_owned(),
        PaperSay::Kecamatan => "Kecamatan".to_owned(),
        PaperSay::Units => "Unit".to_owned(),
        PaperSay::Rupiah => "Biaya".to_owned(),
        PaperSay::Households => "KK".to_owned(),
        PaperSay::Year => "Tahun ke".to_owned(),
        PaperSay::Number => "No".to_owned(),
    }
}
