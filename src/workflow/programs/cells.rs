//! Whether a column's cells can be what its header says. Cells that say "nothing here" speak neither
//! for nor against: a column of next year's money is mostly "-".

use super::money::{self, Money, Scale};
use super::read;
use super::words::{self, plain};
use crate::dataset::layout::Laid;
use crate::indicator::reading;
use crate::plan::programme::Field;
use crate::source::number::{self, Mark, NumberText};
use crate::source::table::CellView;

/// So many cells are looked at before a column is judged.
const SAMPLES: usize = 400;

/// The texts of a column that say something: a sample, or all where the sample is nearly empty.
fn telling(laid: &Laid, column: usize, is_nothing: fn(&str) -> bool) -> Vec<String> {
    let of = |stride: usize| -> Vec<String> {
        let rows = (0..laid.rows.len()).step_by(stride);
        let texts = rows.filter_map(|row| laid.text(row, column));
        texts.filter(|text| !is_nothing(text)).collect()
    };
    let stride = laid.rows.len().div_ceil(SAMPLES).max(1);
    let sample = of(stride);
    if stride > 1 && sample.len() < SAMPLES / 10 { of(1) } else { sample }
}

/// Whether no cell of a column says anything.
pub fn is_empty(laid: &Laid, column: usize) -> bool {
    telling(laid, column, read::is_nothing).is_empty()
}

/// Whether a column's cells can be what its header says; `sure` where the header leaves no doubt.
pub fn holds(laid: &Laid, column: usize, field: Field, sure: bool) -> bool {
    // "Belum" says nothing of an amount, and all of a state.
    let texts = match field {
        Field::Status => telling(laid, column, |text| plain(text).is_empty()),
        _ => telling(laid, column, read::is_nothing),
    };
    if texts.is_empty() {
        return false;
    }
    let digits = texts.iter().filter(|text| text.chars().any(|c| c.is_ascii_digit())).count();
    let mark = || reading::guess(laid, column).mark;
    match field {
        Field::Recipients => {
            let mark = mark();
            let read = texts.iter().filter(|t| read::recipients(t, mark).is_some()).count();
            read * 10 >= texts.len() * 6 || (sure && read > 0)
        }
        // Words such as "segera" may stand among amounts.
        Field::Rupiah => {
            let mark = mark();
            let amount = |text: &&String| is_amount(text, mark);
            digits * 2 > texts.len() || (sure && texts.iter().any(|text| amount(&text)))
        }
        Field::Year => digits * 10 >= texts.len() * 8,
        Field::Fund => {
            let known = |text: &&String| words::fund(&plain(text)).is_some();
            !is_mostly_numbers(&texts) && (sure || texts.iter().any(|text| known(&text)))
        }
        Field::Programme | Field::Activity | Field::Office | Field::Unit => {
            !is_mostly_numbers(&texts)
        }
        Field::Status => {
            let known = |text: &&String| words::status(text, &plain(text)).is_some();
            // A header that says "Status" is enough: unknown words are asked.
            texts.iter().filter(known).count() * 2 > texts.len()
                || (sure && !is_mostly_numbers(&texts))
        }
        Field::Code => true,
    }
}

/// Whether what a column says are years.
pub fn are_years(laid: &Laid, column: usize) -> bool {
    let texts = telling(laid, column, read::is_nothing);
    let years = texts.iter().filter(|text| read::year(text).is_some()).count();
    years > 0 && years * 10 >= texts.len() * 8
}

/// The largest number of a column, as it is written.
pub fn largest(laid: &Laid, column: usize) -> f64 {
    let mark = reading::guess(laid, column).mark;
    let numbers = (0..laid.rows.len()).filter_map(|row| {
        let text = laid.text(row, column)?;
        match number::parse(&text, mark) {
            NumberText::Value(value) => Some(value),
            NumberText::Percent(_) | NumberText::Blank | NumberText::Text => None,
        }
    });
    numbers.fold(0.0, f64::max)
}

/// The number of a cell, as it is written.
pub fn amount(laid: &Laid, row: usize, column: usize) -> Option<f64> {
    match laid.view(row, column) {
        CellView::Empty => None,
        CellView::Number(value) => Some(value),
        view => match number::parse(&view.text()?, Mark::Comma) {
            NumberText::Value(value) => Some(value),
            NumberText::Percent(_) | NumberText::Blank | NumberText::Text => None,
        },
    }
}

/// The decimal mark of a column of money. Nothing but "1,250" in millions is one and a quarter: a
/// comma is the decimal mark here, and nobody parts the thousands of millions with it.
pub fn mark_of_money(laid: &Laid, column: usize, scale: Scale) -> Mark {
    if is_in_doubt(laid, column, scale).is_some() {
        return Mark::Comma;
    }
    reading::guess(laid, column).mark
}

/// A sample of millions whose commas can be read in two ways.
pub fn is_in_doubt(laid: &Laid, column: usize, scale: Scale) -> Option<String> {
    let guess = reading::guess(laid, column);
    let sample = guess.ambiguous.filter(|text| text.contains(',') && !guess.settled)?;
    matches!(scale, Scale::Million | Scale::Billion).then_some(sample)
}

fn is_amount(text: &str, mark: Mark) -> bool {
    matches!(money::read(text, Scale::One, mark), Money::Rupiah(_))
}

fn is_mostly_numbers(texts: &[String]) -> bool {
    let is_number = |text: &&String| {
        text.trim().parse::<f64>().is_ok()
            || matches!(number::parse(text, Mark::Comma), NumberText::Value(_))
    };
    texts.iter().filter(is_number).count() * 2 >= texts.len()
}
