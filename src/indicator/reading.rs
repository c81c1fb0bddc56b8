//! The cells of one column as numbers, with all that had to be decided or set aside.

use super::definition::Quantity;
use super::recipe::Dash;
use crate::base::fault::{At, DataFault, Fault};
use crate::dataset::layout::Laid;
use crate::source::number::{self, Guess, Mark, NumberText};
use crate::source::table::RawCell;

/// One entry per asked row; `None` = missing.
pub struct Reading {
    pub values: Vec<Option<f64>>,
    /// Beside each value: the cell says that none can be.
    pub not_applicable: Vec<bool>,
    /// Some cells carry a percent sign.
    pub percent_signs: bool,
    dashes: usize,
    /// (row of the sheet, text) of cells that are no numbers.
    texts: Vec<(u32, String)>,
    guess: Option<Guess>,
}

/// Whether a column holds numbers: at least three of five cells that say something.
pub fn is_numeric(laid: &Laid, column: usize) -> bool {
    let mark = guess(laid, column).mark;
    let (mut numbers, mut filled) = (0_usize, 0_usize);
    for row in &laid.rows {
        match &row.cells[column] {
            RawCell::Empty => {}
            RawCell::Number(_) => {
                numbers += 1;
                filled += 1;
            }
            RawCell::Text(text) => match number::parse(text, mark) {
                NumberText::Value(_) | NumberText::Percent(_) => {
                    numbers += 1;
                    filled += 1;
                }
                NumberText::Blank => {}
                NumberText::Text if does_not_apply(text) => {}
                NumberText::Text => filled += 1,
            },
            RawCell::Date(_) | RawCell::Logical(_) | RawCell::Error(_) => filled += 1,
        }
    }
    numbers > 0 && numbers * 5 >= filled * 3
}

/// A cell that says itself that the village has no such value.
fn does_not_apply(text: &str) -> bool {
    let lower = text.trim().trim_end_matches('.').to_lowercase();
    ["tidak berlaku", "tdk berlaku", "tak berlaku", "not applicable"].contains(&lower.as_str())
}

fn guess(laid: &Laid, column: usize) -> Guess {
    number::guess(laid.rows.iter().filter_map(|row| match &row.cells[column] {
        RawCell::Text(text) => Some(text.as_str()),
        _ => None,
    }))
}

/// Reads the asked rows of a column.
pub fn read(
    laid: &Laid,
    column: usize,
    rows: &[usize],
    decimal: Option<Mark>,
    dash: Option<Dash>,
) -> Reading {
    let guess = if decimal.is_some() { None } else { Some(guess(laid, column)) };
    let mark = decimal.or(guess.as_ref().map(|g| g.mark)).unwrap_or(Mark::Comma);
    let mut reading = Reading {
        values: Vec::with_capacity(rows.len()),
        percent_signs: false,
        dashes: 0,
        texts: Vec::new(),
        not_applicable: Vec::new(),
        guess,
    };
    for &row in rows {
        let applies =
            !matches!(&laid.rows[row].cells[column], RawCell::Text(t) if does_not_apply(t));
        reading.not_applicable.push(!applies);
        if !applies {
            reading.values.push(None);
            continue;
        }
        let value = reading.cell(&laid.rows[row].cells[column], laid.rows[row].row, mark, dash);
        reading.values.push(value.filter(|x| x.is_finite()));
    }
    reading
}

impl Reading {
    fn cell(&mut self, cell: &RawCell, row: u32, mark: Mark, dash: Option<Dash>) -> Option<f64> {
        match cell {
            RawCell::Empty => None,
            RawCell::Number(x) => Some(*x),
            RawCell::Text(text) => match number::parse(text, mark) {
                NumberText::Value(x) => Some(x),
                NumberText::Percent(x) => {
                    self.percent_signs = true;
                    Some(x)
                }
                NumberText::Blank if is_dash(text) => match dash {
                    Some(Dash::Zero) => Some(0.0),
                    Some(Dash::Missing) => None,
                    None => {
                        self.dashes += 1;
                        None
                    }
                },
                NumberText::Blank => None,
                NumberText::Text => self.set_aside(row, text.trim()),
            },
            RawCell::Date(text) | RawCell::Error(text) => self.set_aside(row, text),
            RawCell::Logical(true) => self.set_aside(row, "TRUE"),
            RawCell::Logical(false) => self.set_aside(row, "FALSE"),
        }
    }

    fn set_aside(&mut self, row: u32, text: &str) -> Option<f64> {
        self.texts.push((row, text.chars().take(60).collect()));
        None
    }

    /// What the user has to know; `at` names file and column.
    pub fn faults(&self, laid: &Laid, column: usize, at: &At) -> Vec<Fault> {
        let mut faults: Vec<Fault> = Vec::new();
        if let Some(Guess { mark, ambiguous: Some(sample) }) = &self.guess {
            let read_as = match number::parse(sample, *mark) {
                NumberText::Value(x) | NumberText::Percent(x) => x.to_string(),
                NumberText::Blank | NumberText::Text => String::new(),
            };
            let row = laid
                .rows
                .iter()
                .find(|r| r.cells[column].text().as_deref() == Some(sample.as_str()))
                .map(|r| r.row);
            let fault = DataFault::AmbiguousDecimal { sample: sample.clone(), read_as };
            faults.push(Fault::new(fault, At { row, ..at.clone() }));
        }
        if self.dashes > 0 {
            faults.push(Fault::new(DataFault::DashAsMissing { count: self.dashes }, at.clone()));
        }
        faults.extend(self.texts.iter().map(|(row, text)| {
            Fault::new(DataFault::NotANumber { text: text.clone() }, at.clone().row(*row))
        }));
        faults
    }

    /// Whole numbers count things, others are scores; the header may know better.
    pub fn quantity(&self) -> Quantity {
        let whole = self.values.iter().flatten().all(|x| x.fract() == 0.0 && *x >= 0.0);
        if self.percent_signs {
            Quantity::Percent
        } else if whole {
            Quantity::Count
        } else {
            Quantity::Index
        }
    }

    /// A "percent" column of fractions: five values or more, all within 0–1, not all 0 or 1.
    pub fn looks_like_shares(&self) -> bool {
        let values: Vec<f64> = self.values.iter().flatten().copied().collect();
        values.len() >= 5
            && values.iter().all(|x| (0.0..=1.0).contains(x))
            && values.iter().any(|x| x.fract() != 0.0)
    }
}

fn is_dash(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty() && text.chars().all(|c| "-–—−".contains(c))
}
