//! The data dictionary in English.

use crate::lang::dictionary::{Counted, DictHead, DictWord, Worse};

pub fn head(head: DictHead) -> &'static str {
    match head {
        DictHead::Column => "Column",
        DictHead::Concept => "Concept",
        DictHead::Definition => "Definition",
        DictHead::Reading => "Interpretation",
        DictHead::Measure => "Measure",
        DictHead::Unit => "Unit",
        DictHead::Period => "Period",
        DictHead::Level => "Level",
        DictHead::Measured => "n villages",
        DictHead::Missing => "No data",
        DictHead::NotApplicable => "Not applicable",
        DictHead::Source => "Source",
        DictHead::Codes => "Code system",
        DictHead::Open => "Public",
    }
}

pub fn word(word: &DictWord) -> String {
    match word {
        DictWord::Dictionary => "Data dictionary".to_owned(),
        DictWord::Codes => "Area codes".to_owned(),
        DictWord::Computed => "computed by Kantong".to_owned(),
        DictWord::Level => "village".to_owned(),
        DictWord::Open => "yes: figures per village, no names of persons".to_owned(),
        DictWord::Reading(Worse::High) => "higher is worse".to_owned(),
        DictWord::Reading(Worse::Low) => "lower is worse".to_owned(),
        DictWord::Reading(Worse::Neither) => "no direction".to_owned(),
        DictWord::Measure(Counted::Count) => "count".to_owned(),
        DictWord::Measure(Counted::Percent) => "percent".to_owned(),
        DictWord::Measure(Counted::Index) => "index".to_owned(),
        DictWord::Rate { name, over, under } => format!("{name} = Σ {over} ÷ Σ {under}"),
        DictWord::Gap { name, need, covered } => format!("{name} = {need} − {covered}"),
        DictWord::InTable { table } => format!("Column of the table “{table}”"),
        DictWord::OfPeriod { period } => format!("The row's figure in {period}"),
        DictWord::Points { most } => format!("Points for this criterion, from 0 to {most}"),
        DictWord::Sector => "How many programmes of this sector the village has".to_owned(),
        DictWord::Number => "number".to_owned(),
        DictWord::Text => "text".to_owned(),
        DictWord::AsWritten { name } => format!("{name} as written in the table"),
        DictWord::OfRegister { name } => {
            format!("{name}, computed from the imported register of programmes")
        }
        DictWord::OfTargets { name } => {
            format!("{name}, computed from the reports of each period and the targets")
        }
        DictWord::Made { name } => format!("{name}, computed from other columns of the project"),
        DictWord::Kecamatan => "Kecamatan".to_owned(),
        DictWord::Kabupaten => "Kabupaten/kota".to_owned(),
        DictWord::ByKemendagri => "Kemendagri code".to_owned(),
        DictWord::ByBps => "BPS code".to_owned(),
        DictWord::NoPartner => "no counterpart known".to_owned(),
    }
}

/// Headings of plan tables and what they stand for.
pub const MEANINGS: [(&str, &str); 27] = [
    ("Code", "Code of the village, ten digits by the project's code system"),
    ("Village", "Name on the map"),
    ("Kecamatan", "Kecamatan on the map"),
    ("Kabupaten/kota", "Kabupaten or city on the map"),
    ("Kind", "Desa or kelurahan"),
    ("Area (km²)", "By the boundary on the map, not the official area"),
    ("Year", "Budget year"),
    ("Programme", "Name in the catalogue; where unknown, as written"),
    ("Rupiah", "Budget in whole rupiah"),
    ("Status", "Not yet, under way, done or dropped"),
    ("File", "File the row comes from"),
    ("Row", "Row in that file"),
    ("Series", "Which survey of the kabupaten: poverty or extreme poverty"),
    ("Percent", "Per cent of the people by that series in the row's year"),
    ("Thousand persons", "People by that series, in thousands"),
    ("Villages overdue", "Villages above the straight line to none, or whose date is over"),
    ("Died", "Families that left the list because they died, by the village's check"),
    ("Moved", "Families that left the list because they moved, by the village's check"),
    (
        "Found able",
        "Families that left the list because they turned out able, by the village's check",
    ),
    ("Added", "Families added to the list, by the village's check"),
    ("Change", "After less before"),
    ("Change (%)", "The change over before, times 100"),
    ("Before", "The figure in the first period compared"),
    ("After", "The figure in the last period compared"),
    ("Not known", "Criteria without data yet, which are not judged"),
    ("Regional rows", "Rows of the register that the region pays for this priority"),
    ("National rows", "Rows of the register that the state pays for this priority"),
];
