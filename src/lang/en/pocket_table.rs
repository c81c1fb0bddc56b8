//! Tables of pockets and focus villages in English.

use crate::lang::Lang;
use crate::lang::number::{count, date, short};
use crate::lang::pocket::{DraftSaid, PocketColumn, PocketWord};

const L: Lang = Lang::En;

pub fn column(column: PocketColumn) -> &'static str {
    match column {
        PocketColumn::Place => "Place",
        PocketColumn::Points => "Points",
        PocketColumn::Prevalence => "Prevalence (%)",
        PocketColumn::Class => "Class",
        PocketColumn::Cases => "Cases",
        PocketColumn::People => "Out of (people or families)",
        PocketColumn::Lacking => "Services that lack",
        PocketColumn::Alike => "Hard to tell apart",
        PocketColumn::BestRank => "Best rank (95 %)",
        PocketColumn::WorstRank => "Worst rank (95 %)",
        PocketColumn::TopShare => "Among the first (%)",
        PocketColumn::Coverage => "Coverage D/S (%)",
        PocketColumn::Value => "Value",
        PocketColumn::Raw => "Value as it is",
        PocketColumn::Smoothed => "Value EB",
        PocketColumn::Chance => "p",
        PocketColumn::StatClass => "Statistical class",
        PocketColumn::Reliable => "Small numbers",
        PocketColumn::Stays => "Stays (%)",
        PocketColumn::Rank => "Rank",
        PocketColumn::Group => "Group hard to tell apart",
        PocketColumn::Count => "Count by the rule",
        PocketColumn::Kind => "Belongs to",
        PocketColumn::Rule => "Rule",
    }
}

pub fn word(word: PocketWord) -> String {
    match word {
        PocketWord::InPocket => "pocket".to_owned(),
        PocketWord::Lone => "remote poor village".to_owned(),
        PocketWord::FewPeople => "few people".to_owned(),
        PocketWord::Jumpy => "few cases".to_owned(),
        PocketWord::Yes => "yes".to_owned(),
        PocketWord::VeryLow => "very low".to_owned(),
        PocketWord::Low => "low".to_owned(),
        PocketWord::Medium => "medium".to_owned(),
        PocketWord::High => "high".to_owned(),
        PocketWord::VeryHigh => "very high".to_owned(),
        PocketWord::Fifth(n) => format!("fifth {n}"),
    }
}

pub fn draft(said: &DraftSaid) -> String {
    match said {
        DraftSaid::Title { name, kabupaten } => {
            format!("DRAFT ANNEX TO THE DECREE\n{}\n{kabupaten}", name.to_uppercase())
        }
        DraftSaid::Frozen { name, date: day, by } => {
            format!("Frozen on {} by {by} as “{name}”", date(L, day.get(..10).unwrap_or(day)))
        }
        DraftSaid::NotFrozen => "Not frozen: this proposal may still change".to_owned(),
        DraftSaid::Data { indicator, period, count } => {
            format!("Data: {indicator}, {period}; cases from {count}")
        }
        DraftSaid::Points { prevalence, count, service, classes } => {
            let classes = if classes == "who-stunting" {
                "WHO/UNICEF 2018 classes of stunting: 2.5 · 10 · 20 · 30 %"
            } else {
                "fifths of the villages by prevalence"
            };
            format!(
                "Points = {} × class 0–4 ({classes}) + {} × fifth by cases 0–4 + {} × services that \
                 lack",
                short(L, *prevalence),
                short(L, *count),
                short(L, *service)
            )
        }
        DraftSaid::Services { names } => format!("Services: {}", names.join("; ")),
        DraftSaid::Hash { list, input } => format!("Hash of the list {list}; of the data {input}"),
        DraftSaid::Unknown { count: n } => {
            format!("{} villages are not judged: they have no data", count(L, *n))
        }
        DraftSaid::Open => {
            "Number and date of the decree, signature: once it is decided".to_owned()
        }
    }
}
