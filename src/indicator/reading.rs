//! The cells of one column as numbers, with all that had to be decided or set aside.

use super::definition::Quantity;
use super::meaning;
use super::recipe::{Dash, ShareForm};
use super::written_unit::{self, Units};
use crate::base::fault::{At, DataFault, Fault};
use crate::dataset::layout::Laid;
use crate::source::number::{self, Guess, Mark, NumberText};
use crate::source::table::CellView;

/// How a column is to be read.
#[derive(Clone, Debug)]
pub struct How {
    /// What [`guess`] says of it.
    pub guess: Guess,
    /// Said by the user; `None` = the column decides.
    pub decimal: Option<Mark>,
    /// What the other columns of the file write, for a column that decides nothing.
    pub habit: Option<Mark>,
    pub dash: Option<Dash>,
}

/// Whether some cell has a mark, so that the choice of it matters.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Marks {
    None,
    Known,
    /// One that can be read in two ways, though the guess knew of none.
    Surprising,
}

/// One entry per asked row; `None` = missing.
pub struct Reading {
    pub values: Vec<Option<f64>>,
    /// Beside each value: the cell says that none can be.
    pub not_applicable: Vec<bool>,
    /// What stands behind the numbers.
    pub units: Units,
    /// Some cells carry a percent sign.
    pub percent_signs: bool,
    /// The decimal mark it was read with.
    pub mark: Mark,
    /// Cells with `-` that nobody has said the meaning of.
    pub dashes: usize,
    /// Cells with `-` at all.
    pub all_dashes: usize,
    marks: Marks,
    /// A value that can be read in two ways, where nobody said how.
    pub ambiguous: Option<String>,
    /// Persons and families, with both "8,191" and "7.881" among them: neither has decimals.
    whole: bool,
    /// (row of the sheet, text) of cells that are no numbers.
    texts: Vec<(u32, String)>,
}

/// So many cells are looked at before a column is judged; more only where they do not settle it.
const SAMPLES: usize = 600;

/// Whether a column holds numbers: at least three of five cells that say something.
pub fn is_numeric(laid: &Laid, column: usize, mark: Mark) -> bool {
    let (n, units) = (laid.rows.len(), units(laid, column));
    let stride = n.div_ceil(SAMPLES).max(1);
    let count = |rows: &mut dyn Iterator<Item = usize>| count(laid, column, (mark, &units), rows);
    let sample = count(&mut (0..n).step_by(stride));
    let (numbers, filled) = sample;
    let clear = filled >= SAMPLES / 4 && (numbers * 10 >= filled * 9 || numbers * 10 <= filled);
    let (numbers, filled) = if stride == 1 || clear { sample } else { count(&mut (0..n)) };
    numbers > 0 && numbers * 5 >= filled * 3
}

/// (cells with a number, cells that say something).
fn count(
    laid: &Laid,
    column: usize,
    (mark, units): (Mark, &Units),
    rows: &mut dyn Iterator<Item = usize>,
) -> (usize, usize) {
    let (mut numbers, mut filled) = (0_usize, 0_usize);
    for row in rows {
        match laid.view(row, column) {
            CellView::Empty => {}
            CellView::Number(_) | CellView::Percent(_) => {
                numbers += 1;
                filled += 1;
            }
            CellView::Text(text) => match parse(text, mark, units) {
                NumberText::Value(_) | NumberText::Percent(_) => {
                    numbers += 1;
                    filled += 1;
                }
                NumberText::Blank => {}
                NumberText::Text if does_not_apply(text) || is_nil(text) => {}
                NumberText::Text => filled += 1,
            },
            CellView::Date(_) | CellView::Logical(_) | CellView::Error(_) => filled += 1,
        }
    }
    (numbers, filled)
}

/// What a sample of a column's cells writes behind its numbers.
fn units(laid: &Laid, column: usize) -> Units {
    let stride = laid.rows.len().div_ceil(SAMPLES).max(1);
    let cells = || (0..laid.rows.len()).step_by(stride).map(|row| laid.view(row, column));
    let is_bare = |cell: &CellView<'_>| matches!(cell, CellView::Number(_) | CellView::Percent(_));
    let says = |text: &&str| number::parse(text, Mark::Comma) != NumberText::Blank;
    let texts = cells().filter_map(|cell| match cell {
        CellView::Text(text) => Some(text),
        _ => None,
    });
    let is_money = meaning::of(&laid.columns[column].path).unit.contains("Rp");
    Units::of(texts.filter(says), cells().filter(is_bare).count(), is_money)
}

/// A cell that says itself that the village has no such value.
fn does_not_apply(text: &str) -> bool {
    let lower = text.trim().trim_end_matches('.').to_lowercase();
    ["tidak berlaku", "tdk berlaku", "tak berlaku", "not applicable"].contains(&lower.as_str())
}

/// A word that states that there is none; in a column of words it is one of them.
pub fn is_nil(text: &str) -> bool {
    ["nihil", "nol"].contains(&text.trim().trim_end_matches('.').to_lowercase().as_str())
}

/// The column's own decimal mark, by a sample of its cells; by all of them where the sample has
/// marks that do not settle it. What a sample without marks misses is met in [`read`].
pub fn guess(laid: &Laid, column: usize) -> Guess {
    let stride = laid.rows.len().div_ceil(SAMPLES).max(1);
    let sample = number::guess(texts(laid, column, stride));
    let enough = SAMPLES / 12;
    let marked =
        texts(laid, column, stride).filter(|t| t.contains(['.', ','])).take(enough).count();
    let clear = sample.ambiguous.is_none() && (marked == 0 || marked == enough);
    if stride == 1 || clear { sample } else { number::guess(texts(laid, column, 1)) }
}

fn texts(laid: &Laid, column: usize, stride: usize) -> impl Iterator<Item = &str> {
    (0..laid.rows.len()).step_by(stride).filter_map(move |row| match laid.view(row, column) {
        CellView::Text(text) => Some(written_unit::body(text)),
        _ => None,
    })
}

/// What most columns that settle their mark write, where they agree.
pub fn habit<'a>(guesses: impl Iterator<Item = &'a Guess>) -> Option<Mark> {
    let (mut comma, mut point) = (0_usize, 0_usize);
    for guess in guesses.filter(|guess| guess.settled && guess.ambiguous.is_none()) {
        match guess.mark {
            Mark::Comma => comma += 1,
            Mark::Point => point += 1,
        }
    }
    match (comma, point) {
        (0, 0) => None,
        (_, 0) => Some(Mark::Comma),
        (0, _) => Some(Mark::Point),
        _ => None,
    }
}

/// The mark for a column whose `12.000` can be read in two ways: what it counts, then what the
/// file's other columns write.
fn settle(header: &str, guess: &Guess, habit: Option<Mark>) -> Mark {
    let Some(sample) = guess.ambiguous.as_deref().filter(|_| !guess.settled) else {
        return guess.mark;
    };
    let (thousands, decimals) =
        if sample.contains(',') { (Mark::Point, Mark::Comma) } else { (Mark::Comma, Mark::Point) };
    let said = meaning::of(header);
    // Nobody writes rupiah with three decimals.
    if said.unit.contains("Rp") || sample.trim_start().starts_with("Rp") {
        return thousands;
    }
    match said.quantity {
        Some(Quantity::Count) => thousands,
        Some(Quantity::Percent | Quantity::Index) => decimals,
        None => habit.unwrap_or(guess.mark),
    }
}

/// Reads the asked rows of a column.
pub fn read(laid: &Laid, column: usize, rows: &[usize], how: How) -> Reading {
    let reading = read_so(laid, column, rows, &how);
    // A mark that no sample showed: now all cells have their say.
    if reading.marks == Marks::Surprising && how.decimal.is_none() {
        let guess = number::guess(texts(laid, column, 1));
        return read_so(laid, column, rows, &How { guess, ..how });
    }
    reading
}

fn read_so(laid: &Laid, column: usize, rows: &[usize], how: &How) -> Reading {
    let mut guess = how.guess.clone();
    let marked = guess.settled || guess.ambiguous.is_some();
    let whole = guess.mixed && meaning::counts_whole(&laid.columns[column].path);
    guess.ambiguous = guess.ambiguous.filter(|_| !whole);
    let (mark, ambiguous) = match how.decimal {
        Some(mark) => (mark, None),
        None => (settle(&laid.columns[column].path, &guess, how.habit), guess.ambiguous),
    };
    let mut reading = Reading {
        values: Vec::with_capacity(rows.len()),
        not_applicable: Vec::with_capacity(rows.len()),
        units: units(laid, column),
        percent_signs: false,
        mark,
        dashes: 0,
        all_dashes: 0,
        marks: if marked { Marks::Known } else { Marks::None },
        ambiguous,
        whole,
        texts: Vec::new(),
    };
    for &row in rows {
        let cell = laid.view(row, column);
        let value = reading.cell(cell, laid.rows[row].row, how.dash);
        let exempt = value.is_none()
            && matches!(cell, CellView::Text(text) if does_not_apply(text))
            && reading.texts.pop().is_some();
        reading.not_applicable.push(exempt);
        reading.values.push(value.filter(|x| x.is_finite()));
    }
    reading
}

impl Reading {
    /// Whether the column's decimal mark was known before it was read.
    pub fn is_marked(&self) -> bool {
        self.marks == Marks::Known
    }

    fn cell(&mut self, cell: CellView<'_>, row: u32, dash: Option<Dash>) -> Option<f64> {
        match cell {
            CellView::Empty => None,
            CellView::Number(x) => Some(x),
            CellView::Percent(x) => {
                self.percent_signs = true;
                Some(x)
            }
            CellView::Text(text) => match self.number(text) {
                NumberText::Value(x) => Some(x),
                NumberText::Percent(x) => {
                    self.percent_signs = true;
                    Some(x)
                }
                NumberText::Blank if is_dash(text) => self.dash(dash),
                NumberText::Blank => None,
                NumberText::Text if is_nil(text) => Some(0.0),
                NumberText::Text => self.set_aside(row, text.trim()),
            },
            CellView::Date(text) | CellView::Error(text) => self.set_aside(row, text),
            CellView::Logical(true) => self.set_aside(row, "TRUE"),
            CellView::Logical(false) => self.set_aside(row, "FALSE"),
        }
    }

    fn number(&mut self, text: &str) -> NumberText {
        if let Some(x) = plain(text) {
            return NumberText::Value(x);
        }
        if self.whole
            && let Some(x) = number::grouped(written_unit::body(text))
        {
            return NumberText::Value(x);
        }
        if self.marks == Marks::None && text.contains(['.', ',']) {
            self.marks = Marks::Surprising;
        }
        parse(text, self.mark, &self.units)
    }

    fn dash(&mut self, dash: Option<Dash>) -> Option<f64> {
        self.all_dashes += 1;
        match dash {
            Some(Dash::Zero) => Some(0.0),
            Some(Dash::Missing) => None,
            None => {
                self.dashes += 1;
                None
            }
        }
    }

    fn set_aside(&mut self, row: u32, text: &str) -> Option<f64> {
        self.texts.push((row, text.chars().take(60).collect()));
        None
    }

    /// What the user has to know; `at` names file and column.
    pub fn faults(&self, laid: &Laid, column: usize, at: &At) -> Vec<Fault> {
        let mut faults: Vec<Fault> = Vec::new();
        if let Some(sample) = &self.ambiguous {
            let read_as = match number::parse(sample, self.mark) {
                NumberText::Value(x) | NumberText::Percent(x) => x.to_string(),
                NumberText::Blank | NumberText::Text => String::new(),
            };
            let row = (0..laid.rows.len())
                .find(|&r| laid.view(r, column).text().as_deref() == Some(sample.as_str()))
                .map(|r| laid.rows[r].row);
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

    /// A count of persons or families with fractions. Where these look like thousands whose point
    /// was taken for a decimal mark ("7.881" → 7,881) they are read so, unless somebody `said` how
    /// the column writes.
    pub fn fractions(&mut self, header: &str, said: bool) -> Option<DataFault> {
        if said || self.percent_signs || !meaning::counts_whole(header) {
            return None;
        }
        let broken = |x: &&f64| x.fract() != 0.0;
        let all: Vec<f64> = self.values.iter().flatten().filter(broken).copied().collect();
        if all.is_empty() || meaning::thousands(header).is_some() {
            return None;
        }
        let thousand = |x: &f64| (x * 1e3).round();
        let is_whole = |x: &f64| (x * 1e3 - thousand(x)).abs() < 1e-6 && (1.0..1e3).contains(x);
        // Nine of ten numbers do not end in a nought.
        let three = all.iter().filter(|x| thousand(x) % 10.0 != 0.0).count();
        let mut samples: Vec<String> = all.iter().map(f64::to_string).collect();
        samples.sort_unstable();
        samples.dedup();
        samples.truncate(5);
        let (column, cells) = (header.to_owned(), all.len());
        if !all.iter().all(is_whole) || three * 2 <= all.len() {
            return Some(DataFault::FractionsInCount { column, cells, samples });
        }
        for value in self.values.iter_mut().flatten().filter(|x| x.fract() != 0.0) {
            *value = thousand(value);
        }
        // "2" among them was 2,000 as well, where nearly all were broken.
        let rest: Vec<&mut f64> =
            self.values.iter_mut().flatten().filter(|x| **x < 10.0 && **x >= 1.0).collect();
        if all.len() >= 10 * rest.len() {
            for x in rest {
                *x *= 1e3;
            }
        }
        Some(DataFault::FractionsAsThousands { column, cells, samples })
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
        let within = |x: &&f64| (0.0..=1.0).contains(*x);
        let (all, strays) = (self.values.iter().flatten(), |x: &&f64| !within(x));
        let most = all.clone().filter(within).fold(0.0_f64, |a, b| a.max(*b));
        // A figure or two typed in percent stand far above all shares.
        let far = all.clone().filter(strays).all(|x| *x >= 10.0 * most && *x <= 100.0);
        let outside = all.clone().filter(strays).count();
        let count = all.clone().count();
        count >= 5
            && far
            && outside * 20 <= count
            && all.clone().filter(within).any(|x| x.fract() != 0.0)
    }

    /// Whether half of the values or more are above one: no fractions.
    pub fn passes_one(&self) -> bool {
        let all = self.values.iter().flatten();
        all.clone().filter(|x| **x > 1.0).count() * 2 > all.count()
    }

    /// What percentages seem to be; shares that never reach a tenth are as well small percentages.
    pub fn share_form(&self) -> ShareForm {
        let most = self.values.iter().flatten().fold(0.0_f64, |a, b| a.max(*b));
        let fraction = most > 0.1 && !self.passes_one();
        if fraction { ShareForm::Fraction } else { ShareForm::Percent }
    }

    /// Values in another unit, "8,324 ribu jiwa", without the tail that binary fractions would get.
    pub fn times(&mut self, factor: f64) {
        for value in self.values.iter_mut().flatten() {
            *value = (*value * factor * 1e6).round() / 1e6;
        }
    }

    /// Fractions as percentages, without the tail that binary fractions would get.
    pub fn as_percent(&mut self) {
        for value in self.values.iter_mut().flatten() {
            *value = (*value * 100.0 * 1e9).round() / 1e9;
        }
    }
}

/// Some cells of a column that is of words, though half of them or more begin with a number: "5 mil",
/// "2 hari", "30 menit ojek". Empty for any other column.
pub fn mixed_units(laid: &Laid, column: usize) -> Vec<String> {
    let stride = laid.rows.len().div_ceil(SAMPLES).max(1);
    let (mut filled, mut begin) = (0_usize, 0_usize);
    let mut words: Vec<String> = Vec::new();
    for row in (0..laid.rows.len()).step_by(stride) {
        let Some(text) = laid.view(row, column).text() else { continue };
        filled += usize::from(number::parse(&text, Mark::Comma) != NumberText::Blank);
        let Some(word) = written_unit::behind_number(&text) else { continue };
        begin += 1;
        if !words.contains(&word) {
            words.push(word);
        }
    }
    let is_mixed = begin >= 3 && begin * 2 >= filled && words.len() >= 2 && words.len() <= 30;
    let says = |text: &str| written_unit::behind_number(text).is_some();
    if is_mixed { samples(laid, column, says) } else { Vec::new() }
}

/// The first few different texts of a column that `asks` wants to see, as they stand in the file.
pub fn samples(laid: &Laid, column: usize, asks: impl Fn(&str) -> bool) -> Vec<String> {
    let mut samples: Vec<String> = Vec::new();
    for row in 0..laid.rows.len() {
        if let Some(text) = laid.view(row, column).text()
            && asks(&text)
            && !samples.iter().any(|sample| *sample == *text)
        {
            samples.push(text.to_string());
            if samples.len() == 5 {
                break;
            }
        }
    }
    samples
}

fn is_dash(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty() && text.chars().all(|c| "-–—−".contains(c))
}

/// A number with or without its unit behind it: "12 KK", "1,5 juta".
fn parse(text: &str, mark: Mark, units: &Units) -> NumberText {
    if let Some(x) = plain(text) {
        return NumberText::Value(x);
    }
    if let Some((body, scale)) = units.split(text) {
        return match number::parse(body, mark) {
            NumberText::Value(x) => NumberText::Value(x * scale),
            other => other,
        };
    }
    match written_unit::percent(text).map(|body| number::parse(body, mark)) {
        Some(NumberText::Value(x)) => NumberText::Percent(x),
        _ => number::parse(text, mark),
    }
}

/// The common cell, without a detour: digits, at most one mark that cannot part thousands.
fn plain(text: &str) -> Option<f64> {
    let bytes = text.as_bytes();
    if bytes.is_empty() || bytes.len() > 15 {
        return None;
    }
    let (mut value, mut scale, mut decimals) = (0_u64, 1_u64, None::<usize>);
    for &b in bytes {
        match b {
            b'0'..=b'9' => {
                value = value * 10 + u64::from(b - b'0');
                if let Some(n) = &mut decimals {
                    *n += 1;
                    scale *= 10;
                }
            }
            b'.' | b',' if decimals.is_none() => decimals = Some(0),
            _ => return None,
        }
    }
    match decimals {
        None => Some(value as f64),
        Some(0 | 3) => None,
        Some(n) if n + 1 == bytes.len() => None,
        // Both are exact below 2^53, so that the quotient is the nearest number, as parsing gives.
        Some(_) if value < 1 << 53 => Some(value as f64 / scale as f64),
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_short_way_reads_what_the_long_way_reads() {
        for text in ["0", "7", "007", "29.0455", "68.38", "12,5", "0.1", "1234567", "99999.12345"] {
            for mark in [Mark::Comma, Mark::Point] {
                let long = number::parse(text, mark);
                assert_eq!(plain(text).map(NumberText::Value), Some(long), "{text}");
            }
        }
        for text in ["12.000", "12,000", "", ".", "5.", ".5", "1.234.567", "-3", "12 KK", "1e5"] {
            assert_eq!(plain(text), None, "{text}");
        }
    }

    #[test]
    fn a_unit_behind_the_number_is_read_away() {
        let read = |text| parse(text, Mark::Comma, &Units::default());
        assert_eq!(read("12 KK"), NumberText::Value(12.0));
        assert_eq!(read("Rp 1,5 juta"), NumberText::Value(1_500_000.0));
        assert_eq!(read("1.250 jiwa"), NumberText::Value(1250.0));
        assert_eq!(read("Desa 12 Ulu"), NumberText::Text);
        assert_eq!(read("RT 05"), NumberText::Text);
        assert_eq!(read("9 persen"), NumberText::Percent(9.0));
    }
}
