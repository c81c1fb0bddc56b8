//! What a header says of the role of its numbers among the others of its table.

use crate::indicator::column::Column;
use crate::indicator::definition::Quantity;
use crate::indicator::meaning;

/// Words that say no more than "all of them".
const ALL: [&str; 33] = [
    "jumlah",
    "jml",
    "jum",
    "total",
    "banyak",
    "banyaknya",
    "seluruh",
    "semua",
    "keseluruhan",
    "kk",
    "kepala",
    "keluarga",
    "rumah",
    "tangga",
    "ruta",
    "krt",
    "penduduk",
    "jiwa",
    "orang",
    "individu",
    "balita",
    "anak",
    "bayi",
    "diukur",
    "ditimbang",
    "sasaran",
    "terdata",
    "desa",
    "kelurahan",
    "per",
    "di",
    "population",
    "households",
];

fn words(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// A count of all families, persons, toddlers of a village: the whole of the table's parts.
pub(in crate::indicator) fn is_whole(column: &Column) -> bool {
    let indicator = &column.indicator;
    let words = words(&indicator.column);
    indicator.quantity == Quantity::Count
        && indicator.rate_of.is_none()
        && meaning::of(&indicator.column).quantity == Some(Quantity::Count)
        && ["KK", "jiwa", "balita", "rumah"].contains(&indicator.unit.as_str())
        && !words.is_empty()
        && words.iter().all(|word| ALL.contains(&word.as_str()))
}

/// A count of all who live in a village, or of its families: never nobody.
pub(super) fn is_population(column: &Column) -> bool {
    let words = words(&column.indicator.column);
    let some = |wanted: &[&str]| words.iter().any(|word| wanted.contains(&word.as_str()));
    is_whole(column)
        && ["KK", "jiwa"].contains(&column.indicator.unit.as_str())
        && (some(&["penduduk", "population"]) || some(&["kk", "keluarga", "jiwa", "households"]))
        && !some(&["balita", "anak", "bayi", "diukur", "ditimbang", "sasaran", "terdata"])
}

/// A header that says it is a sum of others.
pub(super) fn is_sum(column: &Column) -> bool {
    let words = words(&column.indicator.column);
    words.iter().any(|word| ["jumlah", "jml", "total", "jum"].contains(&word.as_str()))
}

/// Whether the header or a unit says what is counted; a bare "R404" may be a key of answers.
pub(super) fn is_understood(column: &Column) -> bool {
    let indicator = &column.indicator;
    !indicator.unit.is_empty() || meaning::of(&indicator.column).quantity.is_some()
}

/// The place of a column in its sheet, from its first cell.
pub(super) fn place(column: &Column) -> Option<usize> {
    let letter = &column.cells.iter().flatten().next()?.column;
    letter.bytes().try_fold(0_usize, |n, b| {
        b.is_ascii_uppercase().then(|| n * 26 + usize::from(b - b'A') + 1)
    })
}
