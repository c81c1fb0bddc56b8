//! Which columns of a project speak of poverty, of stunting, of water: by the words of their names.

use std::sync::Arc;

use crate::indicator::column::Column;
use crate::indicator::definition::{Direction, Quantity};
use crate::workflow::report::catalogue::says;
use crate::workflow::report::facts::latest;
use crate::workflow::snapshot::Snapshot;

const POVERTY: [&str; 5] = ["miskin ekstrem", "desil 1 2", "kemiskinan", "miskin", "desil 1"];
const STUNTING: [&str; 3] = ["stunting", "stunted", "balita pendek"];
const WATER: [&str; 5] = ["tanpa air layak", "air layak", "tanpa air", "air minum", "air bersih"];
const WAITING: [&str; 6] = [
    "tanpa air layak",
    "tanpa air",
    "tanpa akses air",
    "belum memiliki akses air",
    "babs",
    "tanpa sanitasi",
];
const POOR_FAMILIES: [&str; 5] = [
    "keluarga menurut desil desil 1",
    "miskin ekstrem",
    "keluarga desil 1 2",
    "keluarga miskin",
    "kk miskin",
];

/// The best column among those that fit: by the order of the words, one that knows its counts
/// before one that does not.
fn find(
    snapshot: &Snapshot,
    words: &[&str],
    fits: impl Fn(&Column) -> bool,
) -> Option<Arc<Column>> {
    let all: Vec<Arc<Column>> = latest(snapshot)
        .into_iter()
        .filter(|column| fits(column) && column.measured().next().is_some())
        .collect();
    words.iter().find_map(|word| {
        let word = [(*word).to_owned()];
        let speaks = all.iter().filter(|column| says(&column.indicator, &word));
        speaks.max_by_key(|column| column.indicator.rate_of.is_some()).cloned()
    })
}

fn is_rate(column: &Column) -> bool {
    column.indicator.quantity != Quantity::Count && column.indicator.direction != Direction::None
}

fn is_count(column: &Column) -> bool {
    column.indicator.quantity == Quantity::Count
}

pub fn poverty(snapshot: &Snapshot) -> Option<Arc<Column>> {
    find(snapshot, &POVERTY, is_rate)
}

pub fn stunting(snapshot: &Snapshot) -> Option<Arc<Column>> {
    find(snapshot, &STUNTING, is_rate)
}

/// A share of those without water, or where nobody computed one, their count.
pub fn water(snapshot: &Snapshot) -> Option<Arc<Column>> {
    let is_lack = |c: &Column| is_count(c) && c.indicator.direction != Direction::None;
    find(snapshot, &WATER, is_rate).or_else(|| find(snapshot, &WATER, is_lack))
}

/// Households that are not served yet.
pub fn waiting(snapshot: &Snapshot) -> Option<Arc<Column>> {
    find(snapshot, &WAITING, is_count)
}

pub fn poor_families(snapshot: &Snapshot) -> Option<Arc<Column>> {
    find(snapshot, &POOR_FAMILIES, is_count)
}

/// What stands in for a theme that the project does not have: its first rate with a bad end.
pub fn any(snapshot: &Snapshot) -> Option<Arc<Column>> {
    latest(snapshot).into_iter().find(|c| is_rate(c) && c.measured().next().is_some())
}

pub fn is_stunting(column: &Column) -> bool {
    let words: Vec<String> = STUNTING.iter().map(|w| (*w).to_owned()).collect();
    is_rate(column) && says(&column.indicator, &words)
}

/// What an id speaks of, without the word for how it is counted: "persen_tanpa_air_layak" and
/// "kk_tanpa_air_layak" speak of one thing.
pub fn about(id: &str) -> String {
    let counted = ["persen", "persentase", "prevalensi", "pct", "kk", "keluarga", "jumlah", ""];
    let words: Vec<&str> = id.split('_').filter(|word| !counted.contains(word)).collect();
    words.join("_")
}
