//! Rows that name a kecamatan in the column of the villages, without a word that says so: over their
//! villages, alone or with the sums of them.

use std::collections::BTreeSet;

use super::layout_total::{self, Label, value};
use super::wilayah;
use crate::source::table::{RawCell, RawRow, RawSheet};

/// The columns that tell: of villages, and of running numbers where there is one.
#[derive(Clone, Copy)]
pub(super) struct Told {
    pub village: usize,
    pub number: Option<usize>,
}

/// A block reaches over so many rows of kecamatan's names at most, villages called like one.
const MOST: usize = 6;

/// The rows from `start` on that head a block, as indices into the sheet's rows.
pub(super) fn heads(sheet: &RawSheet, start: usize, told: Told) -> BTreeSet<usize> {
    let rows = &sheet.rows[..end_of(&sheet.rows, start, told.village)];
    let is_numbered = |at: &usize| told.number.is_some_and(|c| !rows[*at].cells.view(c).is_blank());
    let named = |at: &usize| {
        let name = rows[*at].cells.view(told.village).text();
        name.is_some_and(|name| wilayah::is_kecamatan(&name))
    };
    // Either the villages bear the numbers, or the kecamatan over them do.
    let numbered: Vec<usize> = (start..rows.len()).filter(is_numbered).collect();
    let few = !numbered.is_empty() && numbered.len() * 3 <= rows.len() - start;
    let by_number = few && numbered.iter().filter(|at| named(at)).count() * 2 > numbered.len();
    let candidates: Vec<usize> = if by_number {
        numbered
    } else {
        (start..rows.len()).filter(|at| !is_numbered(at) && named(at)).collect()
    };
    if candidates.len() < 2 {
        return BTreeSet::new();
    }
    let bare = |at: &usize| values(&rows[*at], told).is_empty();
    let others = rows[start..].len() - candidates.len();
    if candidates.first() == Some(&start) && candidates.iter().all(bare) {
        let filled = rows[start..].iter().filter(|row| !values(row, told).is_empty()).count();
        let all = filled * 10 >= others * 7;
        return if all { candidates.into_iter().collect() } else { BTreeSet::new() };
    }
    if by_number {
        let ends = candidates[1..].iter().copied().chain([rows.len()]);
        let sums = candidates.iter().zip(ends).filter(|(at, end)| sums_up(rows, **at, *end, told));
        let most = sums.count() * 2 > candidates.len();
        return if most { candidates.into_iter().collect() } else { BTreeSet::new() };
    }
    let mut found = BTreeSet::new();
    let mut next = start;
    for (i, &at) in candidates.iter().enumerate() {
        if at < next {
            continue;
        }
        let ends = candidates[i + 1..].iter().copied().take(MOST).chain([rows.len()]);
        if let Some(end) = ends.into_iter().find(|&end| sums_up(rows, at, end, told)) {
            found.insert(at);
            next = end;
        }
    }
    if found.len() >= 2 { found } else { BTreeSet::new() }
}

/// Where the sums of all begin, below the last block: "JUMLAH", "KAB. BANJAR".
fn end_of(rows: &[RawRow], start: usize, village: usize) -> usize {
    let is_sum = |row: &RawRow| {
        let name = row.cells.iter().take(village + 1).rev().find_map(RawCell::text);
        name.is_none_or(|name| layout_total::label(&name) != Label::None)
    };
    rows.iter().skip(start).rposition(|row| !is_sum(row)).map_or(rows.len(), |at| start + at + 1)
}

fn values(row: &RawRow, told: Told) -> Vec<(usize, f64)> {
    let cells = row.cells.iter().enumerate();
    cells
        .filter(|(c, _)| *c != told.village && Some(*c) != told.number)
        .filter_map(|(c, cell)| Some((c, value(cell)?)))
        .collect()
}

/// Whether the row's figures are the sums of the rows up to `end`; a share or two is none.
fn sums_up(rows: &[RawRow], at: usize, end: usize, told: Told) -> bool {
    let own = values(&rows[at], told);
    let right = own.iter().filter(|(c, written)| {
        let sum: f64 = rows[at + 1..end].iter().filter_map(|row| value(row.cells.get(*c)?)).sum();
        *written != 0.0 && (sum - written).abs() <= 1e-6 * written.abs().max(1.0)
    });
    end > at + 2 && right.count() * 2 > own.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heads_of(lines: &[&str], number: Option<usize>, village: usize) -> Vec<usize> {
        let row = |(i, line): (usize, &&str)| RawRow {
            row: i as u32 + 1,
            cells: line
                .split('|')
                .map(|cell| cell.parse().map_or_else(|_| RawCell::of(cell), RawCell::Number))
                .collect(),
            hidden: false,
        };
        let rows = lines.iter().enumerate().map(row).collect();
        let sheet = RawSheet { rows, ..RawSheet::default() };
        heads(&sheet, 0, Told { village, number }).into_iter().collect()
    }

    #[test]
    fn a_kecamatan_over_its_villages_is_known_by_its_sums_or_by_standing_bare() {
        // The second village is called like its kecamatan.
        let sums = [
            "Kolono|60|6",
            "Awunio|10|1",
            "Kolono|20|2",
            "Ulusena|30|3",
            "Tinanggea|90|9",
            "Lapoa|40|4",
            "Lasuai|50|5",
        ];
        assert_eq!(heads_of(&sums, None, 0), [0, 4]);
        let by_number = [
            "1|Kolono|60",
            "|Awunio|10",
            "|Kolono|20",
            "|Ulusena|30",
            "2|Tinanggea|90",
            "|Lapoa|10",
            "|Lasuai|30",
            "|Lapulu|50",
            "|KAB. KONAWE SELATAN|150",
        ];
        assert_eq!(heads_of(&by_number, Some(0), 1), [0, 4]);
        let bare = ["|Kolono|", "1|Awunio|10", "2|Kolono|20", "|Tinanggea|", "1|Lapoa|40"];
        assert_eq!(heads_of(&bare, Some(0), 1), [0, 3]);
        let villages = ["1|Kolono|10", "2|Tinanggea|20", "3|Lapoa|40"];
        assert!(heads_of(&villages, Some(0), 1).is_empty());
        assert!(heads_of(&["Kolono|10", "Tinanggea|20", "Lapoa|40"], None, 0).is_empty());
    }
}
