//! The pockets of a run as rows that leave: every member and every village that stands alone, with
//! its evidence and how sure it is; the rule in words.

use serde_json::{Map, Value, json};

use super::pockets::{PocketReport, Reliable, VillageResult, rule_said};
use super::snapshot::Snapshot;
use crate::lang::Lang;
use crate::lang::output::Caption;
use crate::lang::pocket::{PocketColumn, PocketWord};
use crate::output::table::{self, Cell, Sheet};

/// Beside the village's identity, in this order.
const COLUMNS: [PocketColumn; 19] = [
    PocketColumn::Kind,
    PocketColumn::Value,
    PocketColumn::Raw,
    PocketColumn::Smoothed,
    PocketColumn::Chance,
    PocketColumn::StatClass,
    PocketColumn::Count,
    PocketColumn::Lacking,
    PocketColumn::Cases,
    PocketColumn::People,
    PocketColumn::Reliable,
    PocketColumn::Stays,
    PocketColumn::Rank,
    PocketColumn::BestRank,
    PocketColumn::WorstRank,
    PocketColumn::TopShare,
    PocketColumn::Group,
    PocketColumn::Alike,
    PocketColumn::Rule,
];

/// One row for each village of a pocket, then those that stand alone.
pub fn sheet(lang: Lang, snapshot: &Snapshot, report: &PocketReport) -> Sheet {
    let mut header: Vec<String> = [Caption::Pocket, Caption::PocketName, Caption::Members]
        .iter()
        .map(|caption| lang.caption(caption))
        .collect();
    header.extend(table::identity_header(lang));
    header.extend(COLUMNS.map(|column| lang.pocket_column(column).to_owned()));
    let rule = lang.pocket_rule(&rule_said(snapshot, report));
    let row = |i: usize, first: [Cell; 3], kind: PocketWord| {
        let mut row = Vec::from(first);
        row.extend(table::identity(&snapshot.register.villages[i]));
        row.push(Cell::Text(lang.pocket_word(kind)));
        row.extend(evidence(lang, report, i));
        row.push(Cell::Text(rule.clone()));
        row
    };
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for pocket in &report.pockets {
        for &i in &pocket.villages {
            let first = [
                Cell::Number(pocket.id as f64),
                Cell::Text(pocket.name.clone()),
                Cell::Number(pocket.villages.len() as f64),
            ];
            rows.push(row(i, first, PocketWord::InPocket));
        }
    }
    for &i in &report.lone {
        rows.push(row(i, [Cell::Empty, Cell::Empty, Cell::Number(1.0)], PocketWord::Lone));
    }
    Sheet { name: lang.caption(&Caption::PocketSheet), header, rows }
}

/// The cells between kind and rule.
fn evidence(lang: Lang, report: &PocketReport, i: usize) -> Vec<Cell> {
    let number = |value: Option<f64>| value.map_or(Cell::Empty, Cell::Number);
    let percent = |share: Option<f64>| number(share.map(|s| (1000.0 * s).round() / 10.0));
    let word = |word: Option<PocketWord>| {
        word.map_or(Cell::Empty, |word| Cell::Text(lang.pocket_word(word)))
    };
    let v: &VillageResult = &report.villages[i];
    let (small, rank) = (v.small, v.rank);
    vec![
        number(v.value),
        number(v.raw),
        number(v.smoothed),
        number(v.p),
        Cell::Text(lang.caption(&Caption::ClassName { id: v.class.clone() })),
        number(v.count),
        number(v.lacking.map(|n| n as f64)),
        number(small.and_then(|s| s.cases)),
        number(small.and_then(|s| s.people)),
        word(small.and_then(|s| match s.reliable {
            Reliable::Yes => None,
            Reliable::FewPeople => Some(PocketWord::FewPeople),
            Reliable::Jumpy => Some(PocketWord::Jumpy),
        })),
        percent(v.stays),
        number(rank.map(|r| r.rank as f64)),
        number(rank.map(|r| r.best as f64)),
        number(rank.map(|r| r.worst as f64)),
        percent(rank.map(|r| r.top)),
        number(rank.map(|r| r.group as f64)),
        word(rank.filter(|r| shares_group(report, r.group)).map(|_| PocketWord::Yes)),
    ]
}

fn shares_group(report: &PocketReport, group: usize) -> bool {
    let of = report.villages.iter().filter(|v| v.rank.is_some_and(|r| r.group == group));
    of.count() > 1
}

/// What a village of the result has in GeoJSON beside its identity.
pub fn properties(report: &PocketReport, i: usize) -> Map<String, Value> {
    let v = &report.villages[i];
    let rank = v.rank;
    let entries = [
        ("lone", json!(report.lone.contains(&i))),
        ("value", json!(v.value)),
        ("raw", json!(v.raw)),
        ("smoothed", json!(v.smoothed)),
        ("p", json!(v.p)),
        ("class", json!(v.class)),
        ("count", json!(v.count)),
        ("lacking", json!(v.lacking)),
        ("reliable", json!(v.small.map(|s| s.reliable.id()))),
        ("stays", json!(v.stays)),
        ("rank", json!(rank.map(|r| r.rank))),
        ("rank_best", json!(rank.map(|r| r.best))),
        ("rank_worst", json!(rank.map(|r| r.worst))),
        ("rank_top", json!(rank.map(|r| r.top))),
        ("rank_group", json!(rank.map(|r| r.group))),
    ];
    entries.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}
