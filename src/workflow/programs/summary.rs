//! A sheet that says again what the other sheets of its file say: it is held against them, and left
//! out where it agrees.

use std::collections::BTreeMap;

use super::totals::TotalCheck;
use super::words::plain;
use crate::plan::programme::Entry;

/// What a sheet of sums comes to.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    pub sheet: String,
    pub rows: usize,
    pub check: TotalCheck,
}

/// The sheets that call themselves a summary, by name or title, beside sheets that do not.
pub fn find(entries: &[Entry], titles: &BTreeMap<String, Vec<String>>) -> Vec<Summary> {
    let named = |sheet: &str| {
        let own = titles.get(sheet).into_iter().flatten().map(String::as_str);
        own.chain([sheet]).any(|text| {
            let says = ["rekap", "rekapitulasi", "ringkasan", "resume", "gabungan"];
            plain(text).split(' ').any(|word| says.contains(&word))
        })
    };
    let mut sums: BTreeMap<&str, (usize, i64)> = BTreeMap::new();
    for entry in entries {
        let Some(sheet) = entry.sheet.as_deref() else { continue };
        let own = sums.entry(sheet).or_default();
        own.0 += 1;
        own.1 = own.1.saturating_add(entry.rupiah.unwrap_or(0));
    }
    let (summaries, others): (Vec<_>, Vec<_>) =
        sums.into_iter().partition(|(sheet, _)| named(sheet));
    if others.is_empty() {
        return Vec::new();
    }
    let rest = others.iter().fold(0_i64, |sum, (_, own)| sum.saturating_add(own.1));
    let made = |(sheet, (rows, rupiah)): (&str, (usize, i64))| Summary {
        sheet: sheet.to_owned(),
        rows,
        check: TotalCheck {
            sheet: Some(sheet.to_owned()),
            row: 1,
            label: sheet.to_owned(),
            is_money: true,
            stated: rupiah as f64,
            computed: rest as f64,
            agrees: rupiah == rest && rupiah != 0,
        },
    };
    summaries.into_iter().map(made).collect()
}
