//! Tests of `totals`.

use super::*;
use crate::dataset::layout::{LayoutOptions, lay_out_with};
use crate::indicator::column::Column;
use crate::source::layer::Encoding;
use crate::source::table::{RawRow, RawSheet, RawTable};
use std::sync::Arc;

/// Kecamatan, village and two counts, two villages a kecamatan, as lines of a sheet.
fn wrong(lines: &[&str]) -> Vec<(u32, String, f64, f64, Span)> {
    let row = |(i, line): (usize, &&str)| RawRow {
        row: i as u32 + 1,
        cells: line
            .split('|')
            .map(|cell| cell.parse().map_or_else(|_| RawCell::of(cell), RawCell::Number))
            .collect(),
        hidden: false,
    };
    let rows = lines.iter().enumerate().map(row).collect();
    let sheet = RawSheet { name: Some("Data".to_owned()), rows, ..RawSheet::default() };
    let encoding = Encoding { label: "UTF-8".to_owned(), from: "given" };
    let table = RawTable { format: "xlsx", sheets: vec![sheet], encoding, faults: Vec::new() };
    let laid = lay_out_with(&Arc::new(table), 0, LayoutOptions::default());
    let count = |name: &str, letter: &str| super::super::sample::column(name, letter, &[]);
    let columns: Vec<Column> = vec![count("KK", "C"), count("Miskin", "D")];
    let told = wrong_totals(&laid, &columns).into_iter();
    told.map(|w| (w.row, w.column, w.written, w.sum, w.span)).collect()
}

const HEAD: &str = "Kecamatan|Desa|KK|Miskin";
const KOLONO: [&str; 3] = ["Kolono|Awunio|10|2", "Kolono|Ulusena|20|3", "Jumlah Kolono||30|5"];

#[test]
fn one_column_that_does_not_come_out_is_told_by_the_other_sum_rows() {
    let tail = ["Palangga|Lapoa|40|4", "Palangga|Lasuai|50|5", "Jumlah Palangga||90|9"];
    let more = ["Moramo|Lakomea|7|1", "Moramo|Lapuko|8|2"];
    let with = |last: &str, all: &str| {
        let mut lines = vec![HEAD];
        lines.extend(KOLONO);
        lines.extend(tail);
        lines.extend(more);
        lines.extend([last, all]);
        wrong(&lines)
    };
    assert_eq!(with("Jumlah Moramo||15|3", "TOTAL||135|17"), []);
    let found = with("Jumlah Moramo||22|3", "TOTAL||135|18");
    assert_eq!(
        found,
        [
            (10, "C".to_owned(), 22.0, 15.0, Span::Block),
            (11, "D".to_owned(), 18.0, 17.0, Span::All),
        ]
    );
}

#[test]
fn the_only_sum_row_is_of_all_and_a_line_far_away_is_of_something_else() {
    let with = |all: &str| {
        let mut lines = vec![HEAD];
        lines.extend(&KOLONO[..2]);
        lines.extend(["Palangga|Lapoa|40|4", "Palangga|Lasuai|50|5", all]);
        wrong(&lines)
    };
    assert_eq!(with("TOTAL||120|14"), []);
    assert_eq!(with("TOTAL||127|14"), [(6, "C".to_owned(), 127.0, 120.0, Span::All)]);
    let far = [(6, "C".to_owned(), 12.0, 120.0, Span::All)];
    assert_eq!(with("JUMLAH||12|14"), far, "a lost figure");
    assert_eq!(with("Kabupaten Konawe Selatan||9000|70000"), []);
}
