//! Sum rows of a sheet against the rows they stand for.
//!
//! A sum row may speak for the block above it, the block below it, or for all rows. Which one is
//! told by the columns that agree; where fewer than half do, the row is not understood and nothing
//! is said.

use crate::dataset::layout::{Laid, TotalRow};
use crate::indicator::column::Column;
use crate::indicator::definition::Quantity;
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

/// The sum rows of a laid table that do not come out, by row and column. `columns` are what the
/// table became; only counts are summed.
pub fn wrong_totals(laid: &Laid, columns: &[Column]) -> Vec<WrongTotal> {
    let summed: Vec<Summed<'_>> = summed(laid, columns);
    let mut found = Vec::new();
    if summed.is_empty() {
        return found;
    }
    for (at, total) in laid.totals.iter().enumerate() {
        let Some(label) = label(total) else { continue };
        let beside = |other: Option<usize>| {
            other.and_then(|i| laid.totals.get(i)).filter(|t| t.part == total.part).map(|t| t.row)
        };
        let before = beside(at.checked_sub(1)).unwrap_or(0);
        let after = beside(Some(at + 1)).unwrap_or(u32::MAX);
        let compared: Vec<(&Summed<'_>, f64, Sums)> = summed
            .iter()
            .filter_map(|one| {
                let written = read(total.cells.get(one.index)?, one.mark)?;
                Some((one, written, sums(laid, one, total.part, [before, total.row, after])))
            })
            .collect();
        found.extend(judge(laid, total.row, &label, &compared));
    }
    found
}

fn judge(
    laid: &Laid,
    row: u32,
    label: &str,
    compared: &[(&Summed<'_>, f64, Sums)],
) -> Vec<WrongTotal> {
    let wrong = wrong_of(compared).into_iter();
    wrong
        .map(|(at, written, sum, span)| {
            let one = compared[at].0;
            WrongTotal {
                row,
                column: laid.columns[one.index].letter.clone(),
                indicator: one.column.indicator.id.clone(),
                label: label.to_owned(),
                written,
                sum,
                span,
            }
        })
        .collect()
}

/// Place in `compared`, what is written, what it should be.
fn wrong_of(compared: &[(&Summed<'_>, f64, Sums)]) -> Vec<(usize, f64, f64, Span)> {
    let spans: [fn(&Sums) -> f64; 3] = [|s| s.all, |s| s.above, |s| s.below];
    let right = |of: fn(&Sums) -> f64| {
        let agree = |(_, written, sums): &&(&Summed<'_>, f64, Sums)| {
            *written != 0.0 && same(*written, of(sums))
        };
        compared.iter().filter(agree).count()
    };
    let best = (0..3).rev().max_by_key(|&k| right(spans[k])).unwrap_or(0);
    let agreeing = right(spans[best]);
    let telling = compared.iter().filter(|(_, written, _)| *written != 0.0).count();
    if agreeing < 2 || agreeing * 2 < telling {
        return Vec::new();
    }
    let span = if best == 0 { Span::All } else { Span::Block };
    let all = compared.iter().enumerate();
    all.filter(|(_, (_, written, sums))| !same(*written, spans[best](sums)))
        .map(|(at, (_, written, sums))| (at, *written, spans[best](sums), span))
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
