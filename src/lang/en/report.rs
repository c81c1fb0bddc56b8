//! The meeting's papers in English.

use crate::lang::Lang;
use crate::lang::number::{count, fixed};
use crate::lang::report::PaperSay;

const L: Lang = Lang::En;

pub fn say(say: &PaperSay) -> String {
    match say {
        PaperSay::PageOf { page, of } => format!("Page {page} of {of}"),
        PaperSay::Plan { letter, name } => format!("Plan of facilities {letter}: {name}"),
        PaperSay::PlanClaim { sites, households, rupiah } => format!(
            "{} sites serve {} households for {}",
            count(L, *sites),
            count(L, usize::try_from(*households).unwrap_or(usize::MAX)),
            L.rupiah(*rupiah)
        ),
        PaperSay::PlanMethod { indicator, gap, at, by } => {
            let proof = if *gap <= 0.0 {
                "proven best (gap 0 %)".to_owned()
            } else {
                format!("at most {} % from the best bound", fixed(L, 100.0 * gap, 2))
            };
            format!("Need: {indicator}; {proof}; pinned {at} by {by}")
        }
        PaperSay::PlanFacility { name, sites } => format!("{name} ({} sites)", count(L, *sites)),
        PaperSay::PlanServed => "Households served by type".to_owned(),
        PaperSay::PlanList => "List of planned sites".to_owned(),
        PaperSay::Facility => "Facility".to_owned(),
        PaperSay::Village => "Village".to_owned(),
        PaperSay::Kecamatan => "Kecamatan".to_owned(),
        PaperSay::Units => "Units".to_owned(),
        PaperSay::Rupiah => "Cost".to_owned(),
        PaperSay::Households => "Households".to_owned(),
        PaperSay::Year => "Year".to_owned(),
        PaperSay::Number => "No".to_owned(),
    }
}
