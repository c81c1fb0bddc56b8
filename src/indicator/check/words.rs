//! What a header says of the role of its numbers among the others of its table.

use crate::indicator::column::Column;
use crate::indicator::definition::Quantity;
use crate::indicator::meaning;

/// Words that say how many, and not of what.
const HOW_MANY: [&str; 12] = [
    "jumlah",
    "jml",
    "jum",
    "total",
    "banyak",
    "banyaknya",
    "seluruh",
    "semua",
    "kepala",
    "jiwa",
    "orang",
    "sasaran",
];

/// Words that, with those, say no more than "all of them".
const ALL: [&str; 21] = [
    "keseluruhan",
    "kk",
    "keluarga",
    "rumah",
    "tangga",
    "ruta",
    "krt",
    "penduduk",
    "individu",
    "balita",
    "anak",
    "bayi",
    "diukur",
    "ditimbang",
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
        && words
            .iter()
            .map(String::as_str)
            .all(|word| HOW_MANY.contains(&word) || ALL.contains(&word))
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

/// What a header counts, without the words that say no more than "how many".
fn stem(text: &str) -> Vec<String> {
    const BESIDE: [&str; 3] = ["wilayah", "yang", "dengan"];
    let mut stem = Vec::new();
    for word in words(text) {
        match word.as_str() {
            "rtlh" => stem.extend(["rumah".to_owned(), word]),
            "kek" => stem.extend(["ibu".to_owned(), "hamil".to_owned(), word]),
            "bblr" => stem.extend(["bayi", "lahir", "hidup", "bblr"].map(str::to_owned)),
            own if HOW_MANY.contains(&own) || BESIDE.contains(&own) || own.len() < 3 => {}
            _ => stem.push(word),
        }
    }
    stem
}

/// Whether one header says all of the other and more: "Balita ditimbang" is a part of "Jumlah Balita".
pub(super) fn is_part_of(part: &Column, whole: &Column) -> bool {
    let (a, b) = (stem(&part.indicator.column), stem(&whole.indicator.column));
    part.indicator.rate_of.is_none()
        && !b.is_empty()
        && b.len() < a.len()
        && b.iter().all(|word| a.contains(word))
        && (part.indicator.unit == whole.indicator.unit
            || [&part.indicator.unit, &whole.indicator.unit].iter().any(|unit| unit.is_empty()))
}

/// A count of persons that does not say so.
pub(super) fn are_persons(column: &Column) -> bool {
    let persons =
        ["penyandang", "disabilitas", "difabel", "peserta", "lansia", "warga", "penderita"];
    let words = words(&column.indicator.column);
    column.indicator.unit.is_empty() && words.iter().any(|w| persons.contains(&w.as_str()))
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
