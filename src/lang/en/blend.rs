//! How several indicators become one in English.

use crate::lang::Lang;
use crate::lang::blend::{BlendSay, BlendWord};
use crate::lang::number::fixed;

const L: Lang = Lang::En;

pub fn word(word: BlendWord) -> &'static str {
    match word {
        BlendWord::Lacking => "count of what is lacking",
        BlendWord::Classes => "six classes (FSVA)",
        BlendWord::Ladder => "ladder of service (JMP)",
        BlendWord::InPairs => "comparing in pairs (AHP)",
        BlendWord::LackingWhy => {
            "Village deprivation index: the weighted share of what is worse than its bound. Of \
             villages, not of households"
        }
        BlendWord::ClassesWhy => {
            "Cut-offs 1|2 to 5|6 of each indicator, from the most vulnerable on. Put those of your \
             year's guide in their place"
        }
        BlendWord::LadderWhy => {
            "The chosen indicators become rungs, the lowest first; they hold households or percent"
        }
        BlendWord::Cutoff => "Deprived from",
        BlendWord::CutsFrom => "Source and year of the cut-offs",
        BlendWord::OwnSixths => "a sixth of the villages each, by own data; not those of a guide",
        BlendWord::EnoughFrom => "Adequate from rung",
        BlendWord::Keep => "Keep as an indicator",
        BlendWord::Kept => "The index is kept as an indicator",
        BlendWord::KeptWhere => "See and colour it in step Map",
    }
}

pub fn say(say: &BlendSay) -> String {
    match say {
        BlendSay::Pair { names: [a, b], times: 0 } => format!("{a} matters as much as {b}"),
        BlendSay::Pair { names: [a, b], times } => {
            let (more, less) = if *times > 0 { (a, b) } else { (b, a) };
            format!("{more} matters {} times as much as {less}", times.unsigned_abs() + 1)
        }
        BlendSay::Agree { ratio } => format!("They agree (consistency {})", fixed(L, *ratio, 2)),
        BlendSay::Contradict { ratio } => {
            format!("They contradict each other ({} > 0.1)", fixed(L, *ratio, 2))
        }
        BlendSay::Weight { weight } => format!("{} %", fixed(L, 100.0 * weight, 1)),
        BlendSay::Rung { number, name, enough: true } => format!("{number}. {name} (adequate)"),
        BlendSay::Rung { number, name, enough: false } => format!("{number}. {name}"),
    }
}
