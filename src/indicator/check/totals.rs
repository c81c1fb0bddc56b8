//! Sum rows of a sheet against the rows they stand for.
//!
//! A sum row may speak for the block above it, the block below it, or for all rows. Which one is
//! told by the columns that agree; where they do not tell, by the place of the row and by what the
//! sheet's other sum rows speak for. A row that is not understood is not judged.

use crate::dataset::layout::{Laid, TotalRow};
use crate::dataset::layout_total::{self, Label};
use crate::indicator::column::Column;
use crate::indicator::definition::Quantity;
use crate::indicator::reading::is_nil;
use crate::lang::finding::Span;
use crate::source::number::{self, Mark, NumberText};
use crate::source::table::RawCell;

/// A sum that does not come out.
#[derive(Clone, Debug, PartialEq)]
pub struct WrongTotal {
    /// As the spreadsheet numbers it.
    pub row: u32,
    /// Letter of the column.
    pub column: String,
    pub indicator: String,
    pub label: String,
    pub written: f64,
    pub sum: f64,
    pub span: Span,
}

/// One column that sums honestly: a count, and how its texts are read.
struct Summed<'a> {
    column: &'a Column,
    index: usize,
    mark: Mark,
}

/// Sums of one column over the rows that a sum row may mean.
#[derive(Clone, Copy, Default)]
struct Sums {
    above: f64,
    below: f64,
    all: f64,
}

/// One sum row beside what it may stand for.
struct Written<'a> {
    total: &'a TotalRow,
    label: String,
    compared: Vec<(&'a Summed<'a>, f64, Sums)>,
    /// The last one, with no rows between it and another sum row: it can only be of all.
    of_all: bool,
}

/// What a sum row may stand for, the likelier later.
const SPANS: [fn(&Sums) -> f64; 3] = [|s| s.all, |s| s.above, |s| s.below];

/// The sum rows of a laid table that do not come out, by row and column. `columns` are what the
/// table became; only counts are summed.
pub fn wrong_totals(laid: &Laid, columns: &[Column]) -> Vec<WrongTotal> {
    let summed: Vec<Summed<'_>> = summed(laid, columns);
    if summed.is_empty() {
        return Vec::new();
    }
    let written: Vec<Written<'_>> =
        (0..laid.totals.len()).filter_map(|at| written(laid, &summed, at)).collect();
    let mut votes = [0_usize; 3];
    for row in &written {
        for (vote, span) in votes.iter_mut().zip(SPANS) {
            let agreeing = row.agreeing(span);
            *vote += usize::from(agreeing > 0 && agreeing * 2 >= row.telling());
        }
    }
    written.iter().flat_map(|row| judge(laid, row, &votes)).collect()
}

fn written<'a>(laid: &'a Laid, summed: &'a [Summed<'a>], at: usize) -> Option<Written<'a>> {
    let total = &laid.totals[at];
    let label = label(total)?;
    let beside = |other: Option<usize>| {
        other.and_then(|i| laid.totals.get(i)).filter(|t| t.part == total.part).map(|t| t.row)
    };
    let before = beside(at.checked_sub(1));
    let after = beside(Some(at + 1));
    let around = [before.unwrap_or(0), total.row, after.unwrap_or(u32::MAX)];
    let compared = summed.iter().filter_map(|one| {
        let written = read(total.cells.get(one.index)?, one.mark)?;
        Some((one, written, sums(laid, one, total.part, around)))
    });
    let between = laid.rows.iter().any(|row| {
        row.part as usize == total.part && (around[0] + 1..total.row).contains(&row.row)
    });
    let of_all = after.is_none() && (before.is_none() || !between);
    Some(Written { total, label, compared: compared.collect(), of_all })
}

impl Written<'_> {
    fn telling(&self) -> usize {
        self.compared.iter().filter(|(_, written, _)| *written != 0.0).count()
    }

    fn agreeing(&self, of: fn(&Sums) -> f64) -> usize {
        let agree = |(_, written, sums): &&(&Summed<'_>, f64, Sums)| {
            *written != 0.0 && same(*written, of(sums))
        };
        self.compared.iter().filter(agree).count()
    }

    /// What it stands for: by its own columns; where they do not tell, by where it stands and what
    /// the sheet's other sum rows stand for.
    fn span(&self, votes: &[usize; 3]) -> Option<usize> {
        let best = (0..3).rev().max_by_key(|&k| self.agreeing(SPANS[k]))?;
        let agreeing = self.agreeing(SPANS[best]);
        if agreeing >= 2 && agreeing * 2 >= self.telling() {
            return Some(best);
        }
        if self.of_all {
            let is_said = self.total.kecamatan.is_none()
                && layout_total::label(&self.total.label) == Label::Sure;
            if is_said {
                return Some(0);
            }
            // A line without the word that is far away from the rows is of something else.
            let near = |(_, written, sums): &&(&Summed<'_>, f64, Sums)| {
                *written != 0.0 && (written - sums.all).abs() <= 0.5 * written.abs()
            };
            return (self.compared.iter().filter(near).count() * 2 > self.telling()).then_some(0);
        }
        [2, 1].into_iter().max_by_key(|&k| votes[k]).filter(|&k| votes[k] >= 2)
    }
}

fn judge(laid: &Laid, row: &Written<'_>, votes: &[usize; 3]) -> Vec<WrongTotal> {
    let Some(best) = row.span(votes) else { return Vec::new() };
    let span = if best == 0 { Span::All } else { Span::Block };
    let wrong = row.compared.iter().map(|(one, written, sums)| (one, *written, SPANS[best](sums)));
    wrong
        .filter(|(_, written, sum)| !same(*written, *sum))
        .map(|(one, written, sum)| WrongTotal {
            row: row.total.row,
            column: laid.columns[one.index].letter.clone(),
            indicator: one.column.indicator.id.clone(),
            label: row.label.clone(),
            written,
            sum,
            span,
        })
        .collect()
}

/// A sum may be rounded to its last written place.
fn same(written: f64, sum: f64) -> bool {
    let rounded = written.fract() == 0.0 && sum.fract() != 0.0;
    let near = if rounded { 0.5 } else { 1e-6 * written.abs().max(1.0) };
    (written - sum).abs() <= near
}

/// The counts of a table, each once, however many periods it has.
fn summed<'a>(laid: &Laid, columns: &'a [Column]) -> Vec<Summed<'a>> {
    let mut found: Vec<Summed<'a>> = Vec::new();
    for column in columns {
        if column.indicator.quantity != Quantity::Count || column.indicator.rate_of.is_some() {
            continue;
        }
        let path = &column.indicator.column;
        let Some(index) = laid.columns.iter().position(|c| c.path == *path) else { continue };
        if found.iter().any(|one| one.index == index) {
            continue;
        }
        // The mark that gives the numbers which the import read.
        let reads = |mark: Mark| {
            column.cells.iter().zip(&column.values).take(200).all(|(cell, value)| {
                let (Some(cell), Some(value)) = (cell, value.value()) else { return true };
                let mut rows = (0..laid.rows.len()).filter(|&r| laid.rows[r].row == cell.row);
                rows.any(|r| read(laid.cell(r, index), mark) == Some(value))
            })
        };
        let mark = [Mark::Comma, Mark::Point].into_iter().find(|mark| reads(*mark));
        found.extend(mark.map(|mark| Summed { column, index, mark }));
    }
    found
}

/// `around` = the sum row before, this one, the next.
fn sums(laid: &Laid, one: &Summed<'_>, part: usize, around: [u32; 3]) -> Sums {
    let mut sums = Sums::default();
    for (at, row) in laid.rows.iter().enumerate().filter(|(_, row)| row.part as usize == part) {
        let Some(x) = read(laid.cell(at, one.index), one.mark) else { continue };
        sums.all += x;
        if row.row > around[0] && row.row < around[1] {
            sums.above += x;
        } else if row.row > around[1] && row.row < around[2] {
            sums.below += x;
        }
    }
    sums
}

fn read(cell: &RawCell, mark: Mark) -> Option<f64> {
    match cell {
        RawCell::Number(x) => Some(*x),
        RawCell::Text(text) if is_nil(text) => Some(0.0),
        RawCell::Text(text) => match number::parse(text, mark) {
            NumberText::Value(x) => Some(x),
            NumberText::Percent(_) | NumberText::Blank | NumberText::Text => None,
        },
        RawCell::Empty
        | RawCell::Percent(_)
        | RawCell::Date(_)
        | RawCell::Logical(_)
        | RawCell::Error(_) => None,
    }
}

/// The row's own word for itself; `None` for a mean, which is no sum.
fn label(total: &TotalRow) -> Option<String> {
    let lower = total.label.to_lowercase();
    let is_mean = ["rata", "rerata", "persen", "%", "median"].iter().any(|w| lower.contains(w));
    (!is_mean).then(|| total.label.chars().take(60).collect())
}

#[cfg(test)]
#[path = "totals_tests.rs"]
mod tests;
