//! Long tables, as open data portals publish them: a village stands in as many rows as it has
//! figures, and a column says which figure the row brings. Every figure becomes a column of its own.
//!
//! Cells stay in the rows they were read from: a row is empty in the columns of other figures.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::header::{self, Above};
use super::layout::{Cells, Laid, LaidColumn};
use super::layout_total::value;
use super::roles::{self, TableRoles};
use super::things;
use crate::source::table::RawCell;

/// So many different figures at most, and so many cells for all of them.
const MOST_TOPICS: usize = 60;
const MOST_CELLS: usize = 3_000_000;

/// Spreads a long table; any other stays as it is.
pub(super) fn spread(laid: Laid) -> Laid {
    if laid.rows.len() < 4 {
        return laid;
    }
    // The rows of a list are things: no figures of their villages.
    let is_list = laid.columns.iter().any(|c| things::is_of_list(&c.header));
    let (named, others): (Vec<usize>, Vec<usize>) = (0..laid.columns.len())
        .filter(|&c| {
            names_a_topic(&laid.columns[c].header) || (!is_list && has_few_words(&laid, c))
        })
        .partition(|&c| names_a_topic(&laid.columns[c].header));
    if named.is_empty() && others.is_empty() {
        return laid;
    }
    let headers = laid.headers();
    let roles = roles::table_roles(&headers, laid.rows.len(), |r, c| laid.cell(r, c).text());
    let found = |column: usize, whole| Some((column, topics(&laid, &roles, column, whole)?));
    let by_name = named.into_iter().find_map(|column| found(column, Whole::No));
    // Without a word for it: the same texts again in every village.
    let found = by_name.or_else(|| others.into_iter().find_map(|column| found(column, Whole::Yes)));
    match found {
        Some((column, topics)) => rebuilt(laid, &roles, column, &topics),
        None => laid,
    }
}

/// Whether every village must have every figure.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Whole {
    Yes,
    No,
}

/// A column of a few texts that come again and again, and that name no person, place or unit.
fn has_few_words(laid: &Laid, column: usize) -> bool {
    const SAMPLES: usize = 400;
    let header = &laid.columns[column].header;
    let plain = header::plain(header);
    if things::names_persons(header)
        || ["satuan", "unit", "keterangan", "ket"].contains(&plain.as_str())
        || header::village_name(header) > 0
        || header::above(header, Above::Kecamatan) > 0
    {
        return false;
    }
    let stride = laid.rows.len().div_ceil(SAMPLES).max(1);
    let mut texts: BTreeMap<String, usize> = BTreeMap::new();
    for row in (0..laid.rows.len()).step_by(stride) {
        let Some(text) = laid.text(row, column) else { continue };
        if value(laid.cell(row, column)).is_some() {
            return false;
        }
        *texts.entry(header::plain(&text)).or_default() += 1;
        if texts.len() > MOST_TOPICS {
            return false;
        }
    }
    texts.len() >= 2 && texts.values().all(|count| *count >= 2)
}

/// "Indikator", "Uraian", "nama_variabel", "Kategori".
fn names_a_topic(header: &str) -> bool {
    const TOPICS: [&str; 12] = [
        "indikator",
        "indicator",
        "variabel",
        "variable",
        "uraian",
        "kategori",
        "komponen",
        "rincian",
        "elemen",
        "item",
        "jenis",
        "parameter",
    ];
    if is_sex(header) || is_desil(header) {
        return true;
    }
    let words = header::words(header);
    let counts = ["jumlah", "jml", "total", "kode", "id", "kelamin"];
    words.len() <= 3
        && words.iter().any(|word| TOPICS.contains(&word.as_str()))
        && !words.iter().any(|word| counts.contains(&word.as_str()))
}

/// "Jumlah", "Nilai": a header of figures without a word of what they count.
fn says_nothing(header: &str) -> bool {
    ["jumlah", "jml", "nilai", "total", "banyaknya", "angka"]
        .contains(&header::plain(header).as_str())
}

/// "Jenis Kelamin", "L/P": the rows of a village are its men and its women.
fn is_sex(header: &str) -> bool {
    let joined = header::words(header).concat();
    ["jeniskelamin", "jeniskelaminlp", "kelamin", "lp", "jk", "gender", "sex"]
        .contains(&joined.as_str())
}

/// "Desil": its figures are the first to the tenth.
fn is_desil(header: &str) -> bool {
    ["desil", "desil kesejahteraan"].contains(&header::plain(header).as_str())
}

/// What a row's figure is called; `None` where nothing is written, or a mere number.
fn topic(laid: &Laid, row: usize, column: usize) -> Option<String> {
    let text = tidy(&laid.text(row, column)?);
    match value(laid.cell(row, column)) {
        None => Some(text),
        Some(_) if is_desil(&laid.columns[column].header) => Some(format!("Desil {text}")),
        Some(_) => None,
    }
}

/// The figures that a column names, in the order they first stand; `None` where the rows are not of
/// one village and one figure each.
fn topics(laid: &Laid, roles: &TableRoles, column: usize, whole: Whole) -> Option<Vec<String>> {
    if roles.is_key(column) || roles.personal.contains(&column) {
        return None;
    }
    let one = [roles.kecamatan, roles.kabupaten, roles.period, roles.month];
    let keys: Vec<usize> = roles
        .codes
        .iter()
        .chain(&roles.villages)
        .copied()
        .chain(roles.parts.into_iter().flatten())
        .chain(one.into_iter().flatten())
        .collect();
    if roles.codes.is_empty() && roles.villages.is_empty() && roles.parts.is_none() {
        return None;
    }
    let mut order: Vec<String> = Vec::new();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    let mut places: BTreeSet<Vec<Option<String>>> = BTreeSet::new();
    let mut pairs: BTreeSet<(Vec<Option<String>>, usize)> = BTreeSet::new();
    let mut spoken = 0_usize;
    for row in 0..laid.rows.len() {
        if laid.text(row, column).is_none() {
            continue;
        }
        let topic = topic(laid, row, column)?;
        let number = *known.entry(header::plain(&topic)).or_insert_with(|| {
            order.push(topic);
            order.len() - 1
        });
        if order.len() > MOST_TOPICS {
            return None;
        }
        let place: Vec<Option<String>> = keys.iter().map(|&c| laid.text(row, c)).collect();
        places.insert(place.clone());
        pairs.insert((place, number));
        spoken += 1;
    }
    let again = spoken * 10 >= places.len() * 15;
    let once = pairs.len() * 100 >= spoken * 98;
    let all = spoken * 10 >= laid.rows.len() * 9;
    let small = spoken.saturating_mul(order.len()) <= MOST_CELLS;
    let crossed = pairs.len() * 10 >= places.len() * order.len() * 8;
    let fits = again && once && all && small && (whole == Whole::No || crossed);
    (order.len() >= 2 && fits).then_some(order)
}

fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn rebuilt(mut laid: Laid, roles: &TableRoles, column: usize, topics: &[String]) -> Laid {
    let unit = (0..laid.columns.len())
        .find(|&c| ["satuan", "unit"].contains(&header::plain(&laid.columns[c].header).as_str()));
    let is_value = |c: usize| {
        c != column
            && Some(c) != unit
            && !roles.is_key(c)
            && !roles.personal.contains(&c)
            && is_numeric(&laid, c)
    };
    let values: Vec<usize> = (0..laid.columns.len()).filter(|&c| is_value(c)).collect();
    if values.is_empty() {
        return laid;
    }
    let number: BTreeMap<String, usize> =
        topics.iter().enumerate().map(|(at, topic)| (header::plain(topic), at)).collect();
    let said: Vec<Option<usize>> = (0..laid.rows.len())
        .map(|row| number.get(&header::plain(&topic(&laid, row, column)?)).copied())
        .collect();
    let mut made: Vec<LaidColumn> = Vec::new();
    for (at, topic) in topics.iter().enumerate() {
        for &c in &values {
            let cell = |(row, said): (usize, &Option<usize>)| {
                if *said == Some(at) { laid.cell(row, c).clone() } else { RawCell::Empty }
            };
            let head = &laid.columns[column].header;
            let own = &laid.columns[c].header;
            let name = match &values[..] {
                [_] if names_a_topic(head) && !is_sex(head) && !is_desil(head) => {
                    with_unit(&laid, topic, unit, &said, at)
                }
                // "Jumlah" alone says nothing of what the texts are.
                [_] if says_nothing(own) => format!("{head} › {topic}"),
                [_] => format!("{own} ({topic})"),
                _ => format!("{topic} › {}", laid.columns[c].header),
            };
            made.push(LaidColumn {
                path: name.clone(),
                header: name,
                letter: laid.columns[c].letter.clone(),
                cells: Cells::Made(Arc::new(said.iter().enumerate().map(cell).collect())),
            });
        }
    }
    let stays: Vec<usize> = (0..laid.columns.len()).filter(|c| !values.contains(c)).collect();
    for total in &mut laid.totals {
        let mut cells: Vec<RawCell> = stays.iter().map(|&c| total.cells[c].clone()).collect();
        cells.resize(stays.len() + made.len(), RawCell::Empty);
        total.cells = cells;
    }
    laid.topic = stays.iter().position(|&c| c == column);
    laid.columns = stays.iter().map(|&c| laid.columns[c].clone()).chain(made).collect();
    laid
}

/// "KK Miskin" and a column that says "KK" throughout: "KK Miskin", since it says so itself;
/// "Kemiskinan" becomes "Kemiskinan (KK)".
fn with_unit(
    laid: &Laid,
    topic: &str,
    unit: Option<usize>,
    said: &[Option<usize>],
    at: usize,
) -> String {
    let Some(column) = unit else { return topic.to_owned() };
    let rows = said.iter().enumerate().filter(|(_, said)| **said == Some(at));
    let units: BTreeSet<String> = rows.filter_map(|(row, _)| laid.text(row, column)).collect();
    let words = header::words(topic);
    match units.first().filter(|_| units.len() == 1) {
        Some(unit) if !header::words(unit).iter().all(|word| words.contains(word)) => {
            format!("{topic} ({})", tidy(unit))
        }
        _ => topic.to_owned(),
    }
}

/// Whether nearly all filled cells are numbers.
fn is_numeric(laid: &Laid, column: usize) -> bool {
    let stride = laid.rows.len().div_ceil(2000).max(1);
    let (mut filled, mut numbers) = (0_usize, 0_usize);
    for row in (0..laid.rows.len()).step_by(stride) {
        let cell = laid.cell(row, column);
        filled += usize::from(!cell.is_blank());
        numbers += usize::from(value(cell).is_some());
    }
    numbers > 0 && numbers * 10 >= filled * 7
}

#[cfg(test)]
mod tests {
    use super::super::layout::lay_out;
    use crate::source::table::{RawCell, RawRow, RawSheet};

    fn sheet(lines: &[&[&str]]) -> RawSheet {
        let row = |(i, cells): (usize, &&[&str])| RawRow {
            row: i as u32 + 1,
            cells: cells.iter().map(|c| RawCell::of(c)).collect(),
            hidden: false,
        };
        RawSheet { rows: lines.iter().enumerate().map(row).collect(), ..RawSheet::default() }
    }

    #[test]
    fn figures_in_rows_become_columns_and_keep_their_rows() {
        let laid = lay_out(&sheet(&[
            &["kecamatan", "desa", "indikator", "satuan", "tahun", "nilai"],
            &["Kolono", "Awunio", "Kemiskinan", "KK", "2024", "12"],
            &["Kolono", "Awunio", "Stunting", "persen", "2024", "3,5"],
            &["Kolono", "Mataiwoi", "Kemiskinan", "KK", "2024", "20"],
            &["Kolono", "Mataiwoi", "Stunting", "persen", "2024", "7,25"],
        ]));
        let paths: Vec<&str> = laid.columns.iter().map(|c| c.path.as_str()).collect();
        assert_eq!(
            paths,
            [
                "kecamatan",
                "desa",
                "indikator",
                "satuan",
                "tahun",
                "Kemiskinan (KK)",
                "Stunting (persen)"
            ]
        );
        let cells: Vec<Vec<Option<String>>> =
            (0..4).map(|row| vec![laid.text(row, 5), laid.text(row, 6)]).collect();
        let said = |text: &str| Some(text.to_owned());
        assert_eq!(cells[0], [said("12"), None]);
        assert_eq!(cells[3], [None, said("7,25")]);
        assert_eq!((laid.rows[3].row, laid.letter_of(3, 6)), (5, "F".to_owned()));
        assert_eq!(laid.topic, Some(2));
    }

    #[test]
    fn the_same_words_again_in_every_village_are_figures_without_a_name_for_it() {
        let paths = |lines: &[&[&str]]| -> Vec<String> {
            lay_out(&sheet(lines)).columns.into_iter().map(|c| c.path).collect()
        };
        let of = |head: &'static str, figure: &'static str, words: [&'static str; 2]| {
            paths(&[
                &["kecamatan", "desa", head, figure],
                &["Kolono", "Awunio", words[0], "12"],
                &["Kolono", "Awunio", words[1], "3"],
                &["Kolono", "Mataiwoi", words[0], "20"],
                &["Kolono", "Mataiwoi", words[1], "7"],
            ])
        };
        let water = of("Sumber Air Minum", "Jumlah", ["PDAM", "Sumur"]);
        assert_eq!(water[3..], ["Sumber Air Minum › PDAM", "Sumber Air Minum › Sumur"]);
        let aid = of("Program", "Jumlah KPM", ["PKH", "BPNT"]);
        assert_eq!(aid[3..], ["Jumlah KPM (PKH)", "Jumlah KPM (BPNT)"]);
        let decile = of("Desil", "Jumlah Keluarga", ["1", "2"]);
        assert_eq!(decile[3..], ["Jumlah Keluarga (Desil 1)", "Jumlah Keluarga (Desil 2)"]);
        assert_eq!(of("Dusun/Lingkungan", "KK", ["A", "B"])[3..], ["KK"]);
    }

    #[test]
    fn a_column_of_kinds_in_a_plain_table_stays() {
        let laid = lay_out(&sheet(&[
            &["desa", "kategori", "KK"],
            &["Awunio", "Maju", "12"],
            &["Mataiwoi", "Tertinggal", "20"],
            &["Kolono", "Maju", "31"],
            &["Lambangi", "Maju", "9"],
        ]));
        assert_eq!(laid.columns.len(), 3);
        assert_eq!(laid.topic, None);
    }
}
