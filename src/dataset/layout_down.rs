//! Cells that hold for the rows below them too: merged ones, and the village that is written beside
//! the first of its dusun, posyandu or schools only.

use std::collections::{BTreeMap, BTreeSet};

use super::header::{self, Above};
use super::layout_total::{self, Label};
use super::things;
use crate::source::table::{RawCell, RawRow, RawSheet};

/// So many cells may be brought down, whatever the file claims.
const MOST_FILLED: usize = 2_000_000;

#[derive(Default)]
pub(super) struct Down {
    pub columns: BTreeSet<usize>,
    /// Row number → (column, text).
    pub texts: BTreeMap<u32, Vec<(usize, String)>>,
}

/// Texts that cells of the data bring down; numbers are not repeated, they would count twice.
pub(super) fn of(sheet: &RawSheet, data_start: usize, paths: &[String]) -> Down {
    let mut down = merged(sheet, data_start);
    if let Some(named_once) = NamedOnce::of(sheet, data_start, paths)
        && !down.columns.contains(&named_once.village)
    {
        named_once.bring(&sheet.rows[data_start..], &mut down);
    }
    down
}

fn merged(sheet: &RawSheet, data_start: usize) -> Down {
    let mut down = Down::default();
    let rows = &sheet.rows;
    let mut filled = 0_usize;
    for merge in &sheet.merges {
        if merge.first_column != merge.last_column || merge.first_row == merge.last_row {
            continue;
        }
        let at = rows.partition_point(|r| r.row < merge.first_row);
        if at < data_start || rows.get(at).is_none_or(|r| r.row != merge.first_row) {
            continue;
        }
        let column = merge.first_column as usize;
        let Some(RawCell::Text(text)) = rows[at].cells.get(column) else { continue };
        down.columns.insert(column);
        for row in rows[at + 1..].iter().take_while(|r| r.row <= merge.last_row) {
            filled += 1;
            if filled > MOST_FILLED {
                return down;
            }
            down.texts.entry(row.row).or_default().push((column, text.trim().to_owned()));
        }
    }
    down
}

/// A list of things whose village stands beside its first one only.
struct NamedOnce {
    village: usize,
    /// What each row is: its dusun, its posyandu.
    thing: usize,
    /// The village's code and kecamatan, where they are written once too.
    along: Vec<usize>,
}

impl NamedOnce {
    fn of(sheet: &RawSheet, data_start: usize, paths: &[String]) -> Option<Self> {
        let best = |score: &dyn Fn(&str) -> u8| {
            let scored = paths.iter().enumerate().map(|(c, path)| (score(path), c));
            let best = scored.filter(|(score, _)| *score > 0);
            best.max_by_key(|&(score, c)| (score, std::cmp::Reverse(c))).map(|(_, c)| c)
        };
        let village = best(&header::village_name)?;
        let thing = best(&|path| u8::from(things::is_named_thing(path)))?;
        let rows = &sheet.rows[data_start..];
        let (mut first, mut bare, mut next) = (0_usize, 0_usize, 0_usize);
        for row in rows.iter().filter(|row| !is_sum(row)) {
            match (is_filled(row, village), is_filled(row, thing)) {
                (true, true) => first += 1,
                (true, false) => bare += 1,
                (false, true) => next += 1,
                (false, false) => {}
            }
        }
        // A list in which some villages are not known leaves fewer of them blank.
        let written_once = first >= 2 && next * 10 >= (first + next) * 4 && bare * 5 <= first;
        if thing == village || !written_once {
            return None;
        }
        let once = |c: &usize| {
            *c != village
                && rows
                    .iter()
                    .filter(|row| !is_sum(row) && is_filled(row, thing))
                    .all(|row| !is_filled(row, *c) || is_filled(row, village))
        };
        let along =
            [best(&header::village_code), best(&|path| header::above(path, Above::Kecamatan))];
        Some(Self { village, thing, along: along.into_iter().flatten().filter(once).collect() })
    }

    fn bring(&self, rows: &[RawRow], down: &mut Down) {
        let columns: Vec<usize> = std::iter::once(self.village).chain(self.along.clone()).collect();
        down.columns.extend(&columns);
        let mut above: Vec<(usize, String)> = Vec::new();
        let mut filled = 0_usize;
        for row in rows {
            let is_thing = is_filled(row, self.thing) && !is_sum(row);
            if is_filled(row, self.village) || !is_thing {
                above.clear();
            }
            if !is_thing {
                continue;
            }
            if above.is_empty() {
                let text =
                    |&c: &usize| Some((c, row.cells.get(c)?.owned_text()?.trim().to_owned()));
                above = columns.iter().filter_map(text).collect();
            } else if filled < MOST_FILLED {
                filled += above.len();
                down.texts.entry(row.row).or_default().extend(above.iter().cloned());
            }
        }
    }
}

fn is_filled(row: &RawRow, column: usize) -> bool {
    row.cells.get(column).is_some_and(|cell| !cell.is_blank())
}

/// Whether a row begins with the label of a sum.
fn is_sum(row: &RawRow) -> bool {
    let texts = row.cells.iter().filter_map(RawCell::text);
    let mut words = texts.filter(|text| text.chars().any(char::is_alphabetic));
    words.next().is_some_and(|text| layout_total::label(&text) == Label::Sure)
}
