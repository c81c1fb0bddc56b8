//! Joined rows → indicators: one per numeric column, its unit and bad end read from the header, each
//! value knowing its cell. Nothing is computed unless a recipe asks for a rate.

use std::collections::{BTreeMap, BTreeSet};

use super::column::{CellRef, Column};
use super::definition::{Direction, Indicator, Quantity, RateOf};
use super::meaning;
use super::reading::{self, Reading};
use super::recipe::{From, Recipe, Wanted};
use crate::base::fault::{At, DataFault, Fault, PeriodFrom, Stop};
use crate::base::measure::{Measure, Tally};
use crate::dataset::join::{Joined, Match};
use crate::dataset::period;
use crate::dataset::village::{Kind, Register};

/// What the user said about the import.
#[derive(Clone, Debug, Default)]
pub struct ImportOptions {
    /// The file, for faults.
    pub at: At,
    /// The file's own name: it may tell the year and the profile.
    pub file_name: String,
    pub period: Option<String>,
    pub direction: Option<Direction>,
    pub recipe: Recipe,
}

/// One indicator in one period, for the list that the user sees.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    pub id: String,
    pub name: String,
    pub column: String,
    pub unit: String,
    pub period: String,
    pub direction: Direction,
    pub tally: Tally,
}

/// What an import brings; `import` and `CellRef::source` are 0 until the project numbers them.
#[derive(Clone, Debug, Default)]
pub struct Imported {
    pub columns: Vec<Column>,
    pub faults: Vec<Fault>,
    pub summary: Vec<Summary>,
}

/// Makes the indicators of a joined table.
///
/// # Errors
/// No column holds numbers, a column of the recipe does not exist, or the asked period is not there.
pub fn columns(
    register: &Register,
    joined: &Joined,
    options: &ImportOptions,
) -> Result<Imported, Stop> {
    if joined.matched.is_empty() {
        return Ok(Imported::default());
    }
    let at =
        options.at.clone().sheet(joined.laid.sheet.clone().or_else(|| options.at.sheet.clone()));
    let mut maker =
        Maker { register, joined, options, at, faults: Vec::new(), ids: BTreeMap::new() };
    let matches = maker.in_period()?;
    let fallback = maker.period_elsewhere(&matches);
    let mut columns = Vec::new();
    if options.recipe.indicators.is_empty() {
        for c in 0..joined.laid.columns.len() {
            columns.extend(maker.found(c, &matches, &fallback));
        }
    } else {
        for wanted in &options.recipe.indicators {
            columns.extend(maker.wanted(wanted, &matches, &fallback, &columns)?);
        }
    }
    if columns.is_empty() {
        return Err(Stop::fault(DataFault::NoNumbers, maker.at));
    }
    let summary = columns.iter().map(summary).collect();
    Ok(Imported { columns, faults: maker.faults, summary })
}

/// One line of the list that the user sees.
pub(super) fn summary(column: &Column) -> Summary {
    Summary {
        id: column.indicator.id.clone(),
        name: column.indicator.name.clone(),
        column: column.indicator.column.clone(),
        unit: column.indicator.unit.clone(),
        period: column.period.clone(),
        direction: column.indicator.direction,
        tally: column.tally(),
    }
}

struct Maker<'a> {
    register: &'a Register,
    joined: &'a Joined,
    options: &'a ImportOptions,
    at: At,
    faults: Vec<Fault>,
    /// Id → (what it was made of, its periods).
    ids: BTreeMap<String, (String, BTreeSet<String>)>,
}

impl Maker<'_> {
    fn path(&self, column: usize) -> &str {
        &self.joined.laid.columns[column].path
    }

    /// The joined rows of the asked period, each with the period its values get.
    fn in_period(&self) -> Result<Vec<Match>, Stop> {
        let all = &self.joined.matched;
        let Some(asked) = self.asked() else { return Ok(all.clone()) };
        let there: BTreeSet<&str> = all.iter().map(|m| m.period.as_str()).collect();
        if there.len() > 1 && !there.contains(asked) {
            let found = there.into_iter().collect::<Vec<_>>().join(", ");
            let fault = DataFault::NoSuchPeriod { period: asked.to_owned(), found };
            return Err(Stop::fault(fault, self.at.clone()));
        }
        let several = there.len() > 1;
        Ok(all
            .iter()
            .filter(|m| !several || m.period == asked)
            .map(|m| Match { period: asked.to_owned(), ..m.clone() })
            .collect())
    }

    fn asked(&self) -> Option<&str> {
        self.options.period.as_deref().or(self.options.recipe.period.as_deref())
    }

    /// The period that a title, the sheet's or the file's name tells, where no column does; told.
    fn period_elsewhere(&mut self, matches: &[Match]) -> String {
        if self.asked().is_some() || matches.iter().any(|m| !m.period.is_empty()) {
            return String::new();
        }
        let laid = &self.joined.laid;
        let titles: Vec<String> =
            laid.titles.iter().filter_map(|line| period::in_words(line)).collect();
        let one = |periods: &[String]| match periods {
            [first, rest @ ..] if rest.iter().all(|p| p == first) => Some(first.clone()),
            _ => None,
        };
        let found = one(&titles)
            .map(|p| (p, PeriodFrom::Title))
            .or_else(|| Some((period::in_words(laid.sheet.as_deref()?)?, PeriodFrom::Sheet)))
            .or_else(|| Some((period::in_words(&self.options.file_name)?, PeriodFrom::File)));
        let Some((period, from)) = found else { return String::new() };
        let fault = DataFault::PeriodFrom { period: period.clone(), from };
        self.faults.push(Fault::new(fault, self.at.clone()));
        period
    }

    /// A column nobody asked for by name: imported if it holds numbers and is no key.
    fn found(&mut self, column: usize, matches: &[Match], fallback: &str) -> Vec<Column> {
        let path = self.path(column).to_owned();
        if self.joined.roles.personal.contains(&column) {
            let fault = DataFault::PersonalColumn { column: path.clone() };
            self.faults.push(Fault::new(fault, self.at.clone().column(path)));
            return Vec::new();
        }
        let is_key = self.joined.roles.is_key(column) || self.joined.code_column == Some(column);
        if is_key || !reading::is_numeric(&self.joined.laid, column) {
            return Vec::new();
        }
        let reading = self.read(column, matches);
        // A year in the header is a period, unless the user or a column says another.
        let silent = self.asked().is_none() && matches.iter().all(|m| m.period.is_empty());
        let (label, period) = match period::split_header(&path).filter(|_| silent) {
            Some((label, year)) => (label, Some(year)),
            None => (path, None),
        };
        let slug = meaning::slug(&label);
        let slug = if slug.is_empty() {
            format!("kolom_{}", self.joined.laid.columns[column].letter.to_lowercase())
        } else {
            slug
        };
        let fallback = period.as_deref().unwrap_or(fallback);
        let id = self.unique(&slug, &label, fallback);
        let indicator = self.indicator(id, tidy(&label), column, &reading, None);
        self.columns_of(&indicator, column, &reading, matches, fallback)
    }

    /// An indicator of the recipe; a rate brings its counts before it, unless they are made already.
    fn wanted(
        &mut self,
        wanted: &Wanted,
        matches: &[Match],
        fallback: &str,
        made: &[Column],
    ) -> Result<Vec<Column>, Stop> {
        let (numerators, denominator) = match &wanted.from {
            From::Column(name) => {
                let column = self.named(name)?;
                let reading = self.read(column, matches);
                let name = wanted.name.clone().unwrap_or_else(|| tidy(self.path(column)));
                let id = self.unique(&wanted.id, &wanted.id, fallback);
                let indicator = self.indicator(id, name, column, &reading, Some(wanted));
                return Ok(self.columns_of(&indicator, column, &reading, matches, fallback));
            }
            From::Rate { numerators, denominator } => (numerators, denominator),
        };
        let mut columns: Vec<Column> = Vec::new();
        let mut ids = Vec::new();
        for name in numerators.iter().chain([denominator]) {
            let column = self.named(name)?;
            let path = self.path(column).to_owned();
            let existing = made
                .iter()
                .chain(&columns)
                .find(|c| c.indicator.column == path && c.indicator.rate_of.is_none());
            if let Some(existing) = existing {
                ids.push(existing.indicator.id.clone());
                continue;
            }
            let reading = self.read(column, matches);
            let id = self.unique(&meaning::slug(&path), &path, fallback);
            ids.push(id.clone());
            let mut indicator = self.indicator(id, tidy(&path), column, &reading, None);
            indicator.quantity = Quantity::Count;
            columns.extend(self.columns_of(&indicator, column, &reading, matches, fallback));
        }
        let denominator = ids.pop().unwrap_or_default();
        let rates = {
            let all: Vec<&Column> = made.iter().chain(&columns).collect();
            self.rates(wanted, &RateOf { numerators: ids, denominator }, &all)
        };
        columns.extend(rates);
        Ok(columns)
    }

    fn named(&self, name: &str) -> Result<usize, Stop> {
        self.joined.laid.column(name).ok_or_else(|| {
            let found = self.joined.laid.found();
            let fault = DataFault::NoSuchColumn { column: name.to_owned(), found };
            Stop::fault(fault, self.at.clone())
        })
    }

    fn read(&mut self, column: usize, matches: &[Match]) -> Reading {
        let recipe = &self.options.recipe;
        let rows: Vec<usize> = matches.iter().map(|m| m.row).collect();
        let reading = reading::read(&self.joined.laid, column, &rows, recipe.decimal, recipe.dash);
        let at = self.at.clone().column(self.path(column));
        self.faults.extend(reading.faults(&self.joined.laid, column, &at));
        reading
    }

    /// An id of its own: columns that differ only by the year in their header share one.
    fn unique(&mut self, slug: &str, label: &str, period: &str) -> String {
        let mut id = slug.to_owned();
        for n in 2.. {
            let entry =
                self.ids.entry(id.clone()).or_insert_with(|| (label.to_owned(), BTreeSet::new()));
            if entry.0 == label && entry.1.insert(period.to_owned()) {
                break;
            }
            id = format!("{slug}_{n}");
        }
        id
    }

    fn indicator(
        &mut self,
        id: String,
        name: String,
        column: usize,
        reading: &Reading,
        wanted: Option<&Wanted>,
    ) -> Indicator {
        let path = self.path(column).to_owned();
        let said = meaning::of(&path);
        let mut quantity = said.quantity.unwrap_or_else(|| reading.quantity());
        let mut unit = said.unit.to_owned();
        if reading.percent_signs {
            (quantity, unit) = (Quantity::Percent, "%".to_owned());
        } else if quantity == Quantity::Percent && reading.looks_like_shares() {
            let fault = DataFault::ShareAsPercent { column: path.clone() };
            self.faults.push(Fault::new(fault, self.at.clone().column(path.clone())));
            (quantity, unit) = (Quantity::Index, "0–1".to_owned());
        }
        if let Some(wanted) = wanted {
            let by_unit =
                if wanted.unit.as_deref() == Some("%") { Quantity::Percent } else { quantity };
            quantity = wanted.quantity.unwrap_or(by_unit);
            unit = wanted.unit.clone().unwrap_or(unit);
        }
        let direction =
            self.options.direction.or(wanted.and_then(|w| w.direction)).unwrap_or(said.direction);
        Indicator { id, name, unit, quantity, direction, column: path, rate_of: None }
    }

    /// One column per period, every village in it.
    fn columns_of(
        &mut self,
        indicator: &Indicator,
        column: usize,
        reading: &Reading,
        matches: &[Match],
        fallback: &str,
    ) -> Vec<Column> {
        let laid = &self.joined.laid;
        let n = self.register.len();
        let mut by_period = BTreeMap::<String, Column>::new();
        for ((found, value), exempt) in
            matches.iter().zip(&reading.values).zip(&reading.not_applicable)
        {
            let period =
                if found.period.is_empty() { fallback.to_owned() } else { found.period.clone() };
            let made = by_period.entry(period.clone()).or_insert_with(|| Column {
                indicator: indicator.clone(),
                period,
                values: vec![Measure::Missing; n],
                cells: vec![None; n],
                import: 0,
            });
            if *exempt {
                made.values[found.village] = Measure::NotApplicable;
            }
            let Some(value) = *value else { continue };
            let row = laid.rows[found.row].row;
            if let Some(range) = out_of(indicator, column, value, laid) {
                let fault = DataFault::OutOfRange { value: value.to_string(), range };
                let at = self.at.clone().row(row).column(indicator.column.clone());
                self.faults.push(Fault::new(fault, at));
                continue;
            }
            made.values[found.village] = Measure::of(value);
            made.cells[found.village] = Some(CellRef {
                source: 0,
                sheet: laid.sheet.clone(),
                row,
                column: laid.columns[column].letter.clone(),
            });
        }
        let mut columns: Vec<Column> = by_period.into_values().collect();
        for column in &mut columns {
            self.mark_not_applicable(column);
        }
        columns
    }

    fn mark_not_applicable(&mut self, column: &mut Column) {
        let for_desa = meaning::is_for_desa_only(&column.indicator.column, &self.options.file_name);
        let of_itself = meaning::is_for_desa_only(&column.indicator.column, "");
        let villages = &self.register.villages;
        let all = column.values.iter_mut().zip(&mut column.cells).zip(villages);
        for ((value, cell), village) in all {
            let exempt = (for_desa && village.kind == Kind::Kelurahan)
                || self.options.recipe.not_applicable.contains(&village.kind);
            if let (true, Measure::Measured(number)) = (exempt, *value) {
                // Only the file's name says so: the column may well be of all villages.
                if !of_itself && !self.options.recipe.not_applicable.contains(&village.kind) {
                    continue;
                }
                let fault = DataFault::ValueNotApplicable {
                    value: number.to_string(),
                    village: village.name.clone(),
                };
                let cell = cell.take();
                let at = cell.map_or(self.at.clone(), |c| self.at.clone().row(c.row));
                self.faults.push(Fault::new(fault, at.column(column.indicator.column.clone())));
            }
            if exempt {
                *value = Measure::NotApplicable;
            }
        }
    }

    /// `100 · Σ numerators / denominator` in every period that has all of them.
    fn rates(&mut self, wanted: &Wanted, of: &RateOf, made: &[&Column]) -> Vec<Column> {
        let find = |id: &str, period: &str| {
            made.iter().find(|c| c.indicator.id == id && c.period == period)
        };
        let periods: BTreeSet<&str> = made
            .iter()
            .filter(|c| c.indicator.id == of.denominator)
            .map(|c| c.period.as_str())
            .collect();
        let direction = self.options.direction.or(wanted.direction).unwrap_or_else(|| {
            of.numerators
                .iter()
                .filter_map(|id| made.iter().find(|c| c.indicator.id == *id))
                .map(|c| c.indicator.direction)
                .next()
                .unwrap_or_default()
        });
        let mut rates = Vec::new();
        for period in periods {
            let Some(below) = find(&of.denominator, period) else { continue };
            let above: Vec<&&Column> =
                of.numerators.iter().filter_map(|id| find(id, period)).collect();
            if above.len() != of.numerators.len() {
                continue;
            }
            let paths: Vec<&str> = above.iter().map(|c| c.indicator.column.as_str()).collect();
            let indicator = Indicator {
                id: wanted.id.clone(),
                name: wanted.name.clone().unwrap_or_else(|| wanted.id.replace('_', " ")),
                unit: wanted.unit.clone().unwrap_or_else(|| "%".to_owned()),
                quantity: Quantity::Percent,
                direction,
                column: format!("({}) / {}", paths.join(" + "), below.indicator.column),
                rate_of: Some(of.clone()),
            };
            let values = (0..self.register.len())
                .map(|v| match rate(above.iter().map(|c| c.values[v]), below.values[v]) {
                    Ok(value) => value,
                    Err(text) => {
                        let row = below.cells[v].as_ref().map(|cell| cell.row);
                        let fault =
                            DataFault::OutOfRange { value: text, range: "0–100 %".into() };
                        let at = self.at.clone().column(indicator.column.clone());
                        self.faults.push(Fault::new(fault, At { row, ..at }));
                        Measure::Missing
                    }
                })
                .collect();
            rates.push(Column {
                indicator,
                period: period.to_owned(),
                values,
                cells: vec![None; self.register.len()],
                import: 0,
            });
        }
        rates
    }
}

/// `Err` with the figures where more are counted than there are.
fn rate(above: impl Iterator<Item = Measure>, below: Measure) -> Result<Measure, String> {
    let (mut sum, mut applies) = (Some(0.0), below != Measure::NotApplicable);
    for value in above {
        applies &= value != Measure::NotApplicable;
        sum = sum.zip(value.value()).map(|(a, b)| a + b);
    }
    if !applies {
        return Ok(Measure::NotApplicable);
    }
    match (sum, below.value()) {
        (Some(sum), Some(below)) if below > 0.0 => {
            if sum > below {
                Err(format!("{sum} / {below}"))
            } else {
                Ok(Measure::of(100.0 * sum / below))
            }
        }
        _ => Ok(Measure::Missing),
    }
}

/// The range a value breaks: a percentage within 0–100, a count not below zero.
fn out_of(
    indicator: &Indicator,
    column: usize,
    value: f64,
    laid: &crate::dataset::layout::Laid,
) -> Option<String> {
    match indicator.quantity {
        Quantity::Percent if !(0.0..=100.0).contains(&value) => Some("0–100 %".to_owned()),
        // Without a word for it, a whole number below zero may be a balance or a change.
        Quantity::Count
            if value < 0.0
                && meaning::of(&laid.columns[column].path).quantity == Some(Quantity::Count) =>
        {
            Some("≥ 0".to_owned())
        }
        Quantity::Percent | Quantity::Count | Quantity::Index => None,
    }
}

/// A path as a person reads it: without underscores, and without the unit behind it, which the
/// indicator says itself.
fn tidy(path: &str) -> String {
    let words = path.replace('_', " ").split_whitespace().collect::<Vec<_>>().join(" ");
    let bare = ["(%)", "(KK)", "(kk)", "(jiwa)", "(Jiwa)", "(persen)"]
        .iter()
        .find_map(|unit| words.strip_suffix(unit))
        .map_or(words.as_str(), str::trim_end);
    if bare.is_empty() { words.clone() } else { bare.to_owned() }
}
