//! Sheets that are one table cut up: a sheet for each kecamatan, as many offices keep them, or a list
//! that goes on beside itself. Each row keeps its sheet.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::header::{self, Above};
use super::layout::{Cells, Laid, LaidColumn};
use super::period;
use super::sheets;
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
    if parts.iter().any(|laid| laid.rows.len() * 2 > all && parts.len() > 2) {
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
    let made = none && !goes_on;
    if timed || !(goes_on || (one && different) || (none && by_name())) {
        return None;
    }
    let whole = sheets::in_a_row(&parts)?;
    Some(if made { with_kecamatan(whole) } else { whole })
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

/// The sheet's name as the kecamatan of its rows.
fn with_kecamatan(mut laid: Laid) -> Laid {
    let cell = |row: usize| RawCell::of(laid.sheet_of(row).unwrap_or_default());
    let cells: Vec<RawCell> = (0..laid.rows.len()).map(cell).collect();
    laid.columns.push(LaidColumn {
        path: "Kecamatan".to_owned(),
        header: "Kecamatan".to_owned(),
        letter: String::new(),
        cells: Cells::Made(Arc::new(cells)),
    });
    for total in &mut laid.totals {
        total.cells.push(RawCell::Empty);
        let own = total.kecamatan.is_none().then(|| laid.parts.get(total.part)?.name.clone());
        total.kecamatan = total.kecamatan.take().or(own.flatten());
    }
    laid
}
