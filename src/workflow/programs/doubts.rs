//! What is odd about a sheet's money, and which of its columns nobody reads.

use super::cells;
use super::columns::Columns;
use super::money::Scale;
use super::wide::TOO_MUCH;
use crate::base::fault::{At, Fault, ProgrammeFault};
use crate::dataset::layout::Laid;
use crate::plan::programme::{Entry, Field};

/// So many headers are named in one sentence.
const MOST_NAMED: usize = 12;

/// The doubts of one sheet; `is_scale_said`: a header, a title or a person says what it counts in.
pub fn of_money(
    laid: &Laid,
    columns: &Columns,
    entries: &[Entry],
    is_scale_said: bool,
    scale: Option<Scale>,
    at: &At,
) -> Vec<Fault> {
    let mut told: Vec<ProgrammeFault> = Vec::new();
    let header = |c: usize| laid.columns[c].header.clone();
    let largest = entries.iter().filter_map(|e| e.rupiah).max().unwrap_or(0);
    if !is_scale_said && (1..100_000).contains(&largest) {
        told.push(ProgrammeFault::SmallRupiah { largest });
    }
    if let Some(twice) = columns.said_twice {
        told.push(ProgrammeFault::ScaleTwice {
            column: header(twice.column),
            title: twice.title.id(),
            taken: twice.taken.id(),
        });
    }
    if largest as f64 >= TOO_MUCH {
        told.push(ProgrammeFault::LargeRupiah { largest });
    }
    let money = columns.money();
    let doubtful = |c: &usize| cells::is_in_doubt(laid, *c, columns.scale_of(*c, scale));
    if let Some((column, sample)) = money.iter().find_map(|c| Some((*c, doubtful(c)?))) {
        told.push(ProgrammeFault::CommaOfMillions { column: header(column), sample });
    }
    if !columns.added.is_empty() {
        told.push(ProgrammeFault::Added { columns: named(laid, &columns.added) });
    }
    if let Some(programme) = &columns.programme {
        told.push(ProgrammeFault::ProgrammeFrom { programme: programme.clone() });
    }
    if let Some((count, price)) = columns.priced {
        told.push(ProgrammeFault::PriceTimes { count: header(count), price: header(price) });
    }
    let price = columns.priced.map(|(_, price)| price);
    let taken = columns.column(Field::Rupiah).or(price);
    let wide = columns.wide.iter().find(|wide| !wide.counts).map(|wide| wide.column);
    if let Some(taken) = taken.or(wide)
        && !columns.other_money.is_empty()
    {
        let left = named(laid, &columns.other_money);
        told.push(ProgrammeFault::OtherMoney { taken: header(taken), left });
    }
    if !columns.unused.is_empty() {
        told.push(ProgrammeFault::UnusedColumns { columns: named(laid, &columns.unused) });
    }
    let of_sheet = |fault| Fault::new(fault, at.clone().sheet(laid.sheet.clone()));
    told.into_iter().map(of_sheet).collect()
}

fn named(laid: &Laid, columns: &[usize]) -> String {
    let name = |c: &usize| laid.columns[*c].header.clone();
    let mut named = columns.iter().take(MOST_NAMED).map(name).collect::<Vec<_>>().join("”, “");
    if columns.len() > MOST_NAMED {
        named.push_str("”, “…");
    }
    named
}
