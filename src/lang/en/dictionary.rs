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
pub const MEANINGS: [(&str, &str); 12] = [
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
];
