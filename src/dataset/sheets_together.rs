//! Sheets that are one table cut up: a sheet for each kecamatan, as many offices keep them, or a list
//! that goes on beside itself. Each row keeps its sheet.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::header::{self, Above};
use super::layout::{Cells, Laid, LaidColumn};
use super::name;
use super::period;
use super::sheets;
use super::village::Register;
use super::wilayah;
use crate::source::table::{RawCell, RawTable};

/// All sheets of one kecamatan each, or all pieces of one list, as one table; `None` where the
/// sheets are no pieces of one.
pub(super) fn pieces(table: &Arc<RawTable>, laids: &[Laid]) -> Option<Laid> {
    let shown = |laid: &&Laid| {
        let sheet = &table.sheets[laid.parts[0].sheet];
        !sheet.hidden && tells_villages(laid)
    };
    let parts: Vec<&Laid> = laids.iter().filter(shown).collect();
    let (first, rest) = parts.split_first()?;
    let model: Vec<String> = headers(first);
    let alike = |laid: &&&Laid| {
        let own = headers(laid);
        let shared = own.iter().filter(|header| model.contains(header)).count();
        shared * 10 >= own.len().max(model.len()) * 8
    };
    if rest.is_empty() || !rest.iter().all(|laid| alike(&laid)) {
        return None;
    }
    // A sheet of all beside those of each is meant itself.
    let all: usize = parts.iter().map(|laid| laid.rows.len()).sum();
    let apart = same_headers(&parts) && apart(&parts);
    if !apart && parts.iter().any(|laid| laid.rows.len() * 2 > all && parts.len() > 2) {
        return None;
    }
    let timed = parts.iter().any(|laid| period::in_words(name(laid)).is_some());
    let own: Vec<BTreeSet<String>> = parts.iter().map(|laid| kecamatan(laid)).collect();
    let none = own.iter().all(BTreeSet::is_empty);
    let one = own.iter().all(|names| names.len() == 1);
    let different = own.iter().collect::<BTreeSet<_>>().len() == own.len();
    let by_name = || {
        let known = parts.iter().filter(|laid| wilayah::is_kecamatan(name(laid))).count();
        known * 10 >= parts.len() * 7
    };
    let goes_on = parts.iter().all(|laid| base(laid) == base(first)) && same_headers(&parts);
    let made = none && !goes_on && by_name();
    if timed || !(goes_on || (one && different) || made || apart) {
        return None;
    }
    let whole = sheets::in_a_row(&parts)?;
    let of_sheet = |sheet: Option<&str>| sheet.unwrap_or_default().to_owned();
    Some(if made { with_kecamatan(whole, of_sheet) } else { whole })
}

/// A table of villages without a kecamatan, whose sheet's or file's name is one of the map's
/// ("Tinanggea", "KK miskin Kec Tinanggea"): all its rows lie there.
pub fn of_one_kecamatan(laid: Laid, register: &Register, stem: &str) -> Laid {
    let places = |c: &LaidColumn| {
        header::above(&c.header, Above::Kecamatan) > 0
            || header::village_code(&c.header) > 0
            || header::plain(&c.header).contains("puskesmas")
    };
    let village = laid.columns.iter().any(|c| header::village_name(&c.header) >= 2);
    if !village || laid.parts.len() != 1 || laid.columns.iter().any(places) {
        return laid;
    }
    let own: BTreeSet<String> =
        register.villages.iter().map(|v| name::kecamatan_key(&v.kecamatan.name)).collect();
    let known = |text: &str| {
        let key = name::kecamatan_key(text);
        (!key.is_empty() && own.contains(&key)).then(|| text.to_owned())
    };
    let words: Vec<&str> = stem.split(|c: char| !c.is_alphanumeric()).collect();
    let is_word = |word: &&str| ["kec", "kecamatan"].contains(&word.to_lowercase().as_str());
    let after = words.iter().position(is_word).map_or(&[][..], |at| &words[at + 1..]);
    let in_file = || (1..=after.len()).rev().find_map(|n| known(&after[..n].join(" ")));
    match known(name(&laid)).or_else(in_file) {
        Some(kecamatan) => with_kecamatan(laid, |_| kecamatan.clone()),
        None => laid,
    }
}

pub(super) fn tells_villages(laid: &Laid) -> bool {
    !laid.rows.is_empty()
        && laid
            .columns
            .iter()
            .any(|c| header::village_name(&c.header) >= 2 || header::village_code(&c.header) > 0)
}

fn headers(laid: &Laid) -> Vec<String> {
    laid.columns.iter().map(|c| header::plain(&c.header)).collect()
}

fn same_headers(parts: &[&Laid]) -> bool {
    let heads: BTreeSet<Vec<String>> = parts.iter().map(|laid| headers(laid)).collect();
    heads.len() == 1
}

/// No village stands in two of the sheets: halves of one list, or a sheet for each kabupaten.
fn apart(parts: &[&Laid]) -> bool {
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut rows = 0_usize;
    for laid in parts {
        let keys: Vec<usize> = (0..laid.columns.len())
            .filter(|&c| {
                let header = &laid.columns[c].header;
                header::village_name(header) >= 2
                    || header::village_code(header) > 0
                    || header::above(header, Above::Kecamatan) > 0
            })
            .collect();
        let key = |row: usize| {
            let texts = keys.iter().filter_map(|&c| laid.text(row, c));
            texts.map(|text| header::plain(&text)).collect::<Vec<_>>().join("|")
        };
        rows += laid.rows.len();
        seen.extend((0..laid.rows.len()).map(key));
    }
    seen.len() == rows
}

fn name(laid: &Laid) -> &str {
    laid.sheet.as_deref().unwrap_or_default()
}

/// The sheet's name without the number of a table on it.
fn base(laid: &Laid) -> &str {
    let name = name(laid);
    if name.starts_with("Tabel ") { "" } else { name.split(" · tabel ").next().unwrap_or(name) }
}

/// The kecamatan that a sheet's rows name.
fn kecamatan(laid: &Laid) -> BTreeSet<String> {
    let column = laid.columns.iter().position(|c| header::above(&c.header, Above::Kecamatan) > 0);
    let texts = column.into_iter().flat_map(|c| (0..laid.rows.len()).map(move |row| (row, c)));
    texts.filter_map(|(row, c)| laid.text(row, c)).map(|text| header::plain(&text)).collect()
}

/// The kecamatan of its rows by their part, as a column.
fn with_kecamatan(mut laid: Laid, named: impl Fn(Option<&str>) -> String) -> Laid {
    let cell = |row: usize| RawCell::of(&named(laid.sheet_of(row)));
    let cells: Vec<RawCell> = (0..laid.rows.len()).map(cell).collect();
    laid.columns.push(LaidColumn {
        path: "Kecamatan".to_owned(),
        header: "Kecamatan".to_owned(),
        letter: String::new(),
        cells: Cells::Made(Arc::new(cells)),
    });
    for total in &mut laid.totals {
        total.cells.push(RawCell::Empty);
        let own = || Some(named(laid.parts.get(total.part)?.name.as_deref()));
        total.kecamatan = total.kecamatan.take().or_else(own);
    }
    laid
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::layout::{LayoutOptions, lay_out_with};
    use crate::source::layer::Encoding;
    use crate::source::table::{RawRow, RawSheet};

    fn sheet(name: &str, lines: &[[&str; 2]]) -> RawSheet {
        let row = |(i, cells): (usize, &[&str; 2])| RawRow {
            row: i as u32 + 1,
            cells: cells.iter().map(|c| RawCell::of(c)).collect(),
            hidden: false,
        };
        let rows = lines.iter().enumerate().map(row).collect();
        RawSheet { name: Some(name.to_owned()), rows, ..RawSheet::default() }
    }

    fn laid(names: [&str; 2]) -> Option<Laid> {
        of(names, [["Lapoa", "4"], ["Lasuai", "5"]])
    }

    fn of(names: [&str; 2], second: [[&str; 2]; 2]) -> Option<Laid> {
        let sheets = vec![
            sheet(names[0], &[["Desa", "KK"], ["Awunio", "2"], ["Ulusena", "3"]]),
            sheet(names[1], &[["Desa", "KK"], second[0], second[1]]),
        ];
        let encoding = Encoding { label: "UTF-8".to_owned(), from: "given" };
        let table = Arc::new(RawTable { format: "xlsx", sheets, encoding, faults: Vec::new() });
        let each = |sheet| lay_out_with(&table, sheet, LayoutOptions::default());
        pieces(&table, &[each(0), each(1)])
    }

    #[test]
    fn sheets_named_after_kecamatan_are_one_table_with_their_names() {
        let whole = laid(["Kolono", "Tinanggea"]).unwrap();
        let kecamatan = whole.column("Kecamatan").unwrap();
        let said: Vec<String> = (0..4).filter_map(|row| whole.text(row, kecamatan)).collect();
        assert_eq!(said, ["Kolono", "Kolono", "Tinanggea", "Tinanggea"]);
        assert_eq!(whole.text(3, 0).as_deref(), Some("Lasuai"));
        assert_eq!((whole.sheet_of(3), whole.rows[3].row), (Some("Tinanggea"), 3));
    }

    #[test]
    fn sheets_of_years_or_of_kinds_stay_apart() {
        assert!(laid(["2022", "2023"]).is_none());
        let again = of(["Laki-laki", "Perempuan"], [["Awunio", "4"], ["Ulusena", "5"]]);
        assert!(again.is_none());
    }

    #[test]
    fn halves_of_a_list_on_two_sheets_are_one_table() {
        let whole = laid(["Sheet1", "Sheet2"]).unwrap();
        assert_eq!((whole.rows.len(), whole.column("Kecamatan")), (4, None));
    }
}
