//! Long tables, as open data portals publish them: a village stands in as many rows as it has
//! figures, and a column says which figure the row brings. Every figure becomes a column of its own.
//!
//! Cells stay in the rows they were read from: a row is empty in the columns of other figures.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::header;
use super::layout::{Cells, Laid, LaidColumn};
use super::layout_total::value;
use super::roles::{self, TableRoles};
use crate::source::table::RawCell;

/// So many different figures at most, and so many cells for all of them.
const MOST_TOPICS: usize = 60;
const MOST_CELLS: usize = 3_000_000;

/// Spreads a long table; any other stays as it is.
pub(super) fn spread(laid: Laid) -> Laid {
    let named: Vec<usize> =
        (0..laid.columns.len()).filter(|&c| names_a_topic(&laid.columns[c].header)).collect();
    if named.is_empty() || laid.rows.len() < 4 {
        return laid;
    }
    let headers = laid.headers();
    let roles = roles::table_roles(&headers, laid.rows.len(), |r, c| laid.cell(r, c).text());
    let found = named.into_iter().find_map(|column| Some((column, topics(&laid, &roles, column)?)));
    match found {
        Some((column, topics)) => rebuilt(laid, &roles, column, &topics),
        None => laid,
    }
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
    if is_sex(header) {
        return true;
    }
    let words = header::words(header);
    let counts = ["jumlah", "jml", "total", "kode", "id", "kelamin"];
    words.len() <= 3
        && words.iter().any(|word| TOPICS.contains(&word.as_str()))
        && !words.iter().any(|word| counts.contains(&word.as_str()))
}

/// "Jenis Kelamin", "L/P": the rows of a village are its men and its women.
fn is_sex(header: &str) -> bool {
    let joined = header::words(header).concat();
    ["jeniskelamin", "jeniskelaminlp", "kelamin", "lp", "jk", "gender", "sex"]
        .contains(&joined.as_str())
}

/// The figures that a column names, in the order they first stand; `None` where the rows are not of
/// one village and one figure each.
fn topics(laid: &Laid, roles: &TableRoles, column: usize) -> Option<Vec<String>> {
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
        let Some(topic) = laid.text(row, column) else { continue };
        if value(laid.cell(row, column)).is_some() {
            return None;
        }
        let number = *known.entry(header::plain(&topic)).or_insert_with(|| {
            order.push(tidy(&topic));
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
    (order.len() >= 2 && again && once && all && small).then_some(order)
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
        .map(|row| number.get(&header::plain(&laid.text(row, column)?)).copied())
        .collect();
    let mut made: Vec<LaidColumn> = Vec::new();
    for (at, topic) in topics.iter().enumerate() {
        for &c in &values {
            let cell = |(row, said): (usize, &Option<usize>)| {
                if *said == Some(at) { laid.cell(row, c).clone() } else { RawCell::Empty }
            };
            let name = match &values[..] {
                [_] if !is_sex(&laid.columns[column].header) => {
                    with_unit(&laid, topic, unit, &said, at)
                }
                [_] => format!("{} ({topic})", laid.columns[c].header),
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
