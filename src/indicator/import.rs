//! Joined rows → indicators: one per numeric column, its unit and bad end read from the header, each
//! value knowing its cell. Nothing is computed unless a recipe asks for a rate or a gap.

mod share;
mod unit;

use std::collections::{BTreeMap, BTreeSet};

use super::column::{CellRef, Column};
use super::definition::{Direction, Indicator, Quantity, SourceKind};
use super::derive;
use super::import_period::{Time, Times};
use super::import_words::{self, hidden, kind, one_figure, out_of, tidy};
use super::listed::{self, Listing, Sum};
use super::meaning;
use super::question::Question;
use super::reading::{self, How, Reading};
use super::recipe::{ColumnRule, Dash, From, Recipe, ShareForm, Wanted};
use super::replay;
use super::source_kind;
use crate::base::fault::{At, DataFault, Fault, Stop};
use crate::base::measure::{Measure, Tally};
use crate::dataset::join::{Joined, Match};
use crate::dataset::village::{Kind, Register};
use crate::source::number::{Guess, Mark};

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
    /// What the table leaves open; the answers that were taken are told beside it.
    pub questions: Vec<Question>,
    /// Gaps that the table's columns allow; to take one, push it on the recipe's indicators with
    /// `others = true`.
    pub offers: Vec<Wanted>,
    /// The whole recipe that makes the same of this file, and of the next one of its shape.
    pub recipe: Recipe,
    pub source_kind: SourceKind,
    /// The period of the whole table; empty where rows or columns have their own.
    pub period: String,
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
    let mut maker = Maker::new(register, joined, options)?;
    let mut columns = Vec::new();
    let only = !options.recipe.indicators.is_empty() && !options.recipe.others;
    if !only {
        for c in 0..joined.laid.columns.len() {
            columns.extend(maker.found(c));
        }
    }
    for wanted in &options.recipe.indicators {
        columns.extend(maker.wanted(wanted, &columns)?);
    }
    if columns.is_empty() && joined.list.is_none() {
        return Err(Stop::fault(DataFault::NoNumbers, maker.at));
    }
    let recipe = replay::recipe(register, joined, options, &columns, &maker.readings, maker.kind);
    maker.list(&mut columns);
    let mut imported = Imported {
        summary: columns.iter().map(summary).collect(),
        offers: derive::offers(&columns, &options.recipe.indicators),
        questions: maker.questions(),
        recipe,
        source_kind: maker.kind,
        period: maker.times.whole().to_owned(),
        faults: maker.faults,
        columns,
    };
    imported.faults.extend(hidden(joined, &maker.at));
    let together = joined.laid.together.iter();
    imported.faults.extend(together.map(|&(row, codes)| {
        Fault::new(DataFault::CodesTogether { codes }, maker.at.clone().row(row))
    }));
    Ok(imported)
}

/// One line of the list that the user sees.
pub fn summary(column: &Column) -> Summary {
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

/// How a column was read, for the recipe that replays it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct ReadAs {
    pub mark: Option<Mark>,
    pub share: Option<ShareForm>,
    pub dashes: usize,
}

struct Maker<'a> {
    register: &'a Register,
    joined: &'a Joined,
    options: &'a ImportOptions,
    at: At,
    /// The rows that are imported, each with its period.
    matches: Vec<Match>,
    rows: Vec<usize>,
    times: Times,
    kind: SourceKind,
    /// What the file's other columns write.
    habit: Option<Mark>,
    /// Of the columns that may hold values.
    guesses: BTreeMap<usize, Guess>,
    rules: BTreeMap<usize, &'a ColumnRule>,
    faults: Vec<Fault>,
    asked: Vec<Question>,
    /// Cells with `-` that nobody has said the meaning of.
    dashes: usize,
    /// Columns of a list whose numbers do not add up.
    unsummed: Vec<String>,
    readings: BTreeMap<usize, ReadAs>,
    /// Id → (what it was made of, its periods).
    ids: BTreeMap<String, (String, BTreeSet<String>)>,
}

impl<'a> Maker<'a> {
    fn new(
        register: &'a Register,
        joined: &'a Joined,
        options: &'a ImportOptions,
    ) -> Result<Self, Stop> {
        let laid = &joined.laid;
        let at = options.at.clone().sheet(laid.sheet.clone().or_else(|| options.at.sheet.clone()));
        let mut faults = Vec::new();
        let mut rules = BTreeMap::new();
        for rule in &options.recipe.columns {
            if let Some(column) = laid.column(&rule.name) {
                rules.insert(column, rule);
            } else {
                let fault =
                    DataFault::NoSuchColumn { column: rule.name.clone(), found: laid.found() };
                faults.push(Fault::new(fault, at.clone()));
            }
        }
        let (times, matches) = Times::of(joined, options, &at)?;
        faults.extend(times.fault.clone());
        let mut maker = Self {
            register,
            joined,
            options,
            at,
            rows: matches.iter().map(|m| m.row).collect(),
            matches,
            times,
            kind: kind(joined, options),
            habit: None,
            guesses: BTreeMap::new(),
            rules,
            faults,
            asked: Vec::new(),
            dashes: 0,
            unsummed: Vec::new(),
            readings: BTreeMap::new(),
            ids: BTreeMap::new(),
        };
        let values = (0..laid.columns.len()).filter(|&c| maker.may_be_value(c));
        maker.guesses = values.map(|c| (c, reading::guess(laid, c))).collect();
        maker.habit = reading::habit(maker.guesses.values());
        Ok(maker)
    }

    fn path(&self, column: usize) -> &str {
        &self.joined.laid.columns[column].path
    }

    /// Whether a column is neither a key nor a person's nor left out by the recipe.
    fn may_be_value(&self, column: usize) -> bool {
        let roles = &self.joined.roles;
        !roles.personal.contains(&column)
            && !roles.is_key(column)
            && self.joined.code_column != Some(column)
            && self.joined.laid.topic != Some(column)
            && !self.rules.get(&column).is_some_and(|rule| rule.skip)
    }

    /// A column nobody asked for by name: imported if it holds numbers and is no key.
    fn found(&mut self, column: usize) -> Vec<Column> {
        let path = self.path(column).to_owned();
        if self.joined.roles.personal.contains(&column) {
            let fault = DataFault::PersonalColumn { column: path.clone() };
            self.faults.push(Fault::new(fault, self.at.clone().column(path)));
            return Vec::new();
        }
        let Some(guess) = self.guesses.get(&column) else { return Vec::new() };
        if !reading::is_numeric(&self.joined.laid, column, guess.mark) {
            let samples = reading::mixed_units(&self.joined.laid, column);
            if !samples.is_empty() {
                let fault = DataFault::MixedUnits { column: path.clone(), samples };
                self.faults.push(Fault::new(fault, self.at.clone().column(path)));
            }
            return Vec::new();
        }
        let reading = self.read(column);
        let header = self.joined.laid.columns[column].header.clone();
        let time = self.times.of_header(&header, self.rule(column).period.as_deref());
        let label = if time.label.is_empty() { path } else { time.label.clone() };
        let slug = meaning::slug(&label);
        let slug = if slug.is_empty() {
            format!("kolom_{}", self.joined.laid.columns[column].letter.to_lowercase())
        } else {
            slug
        };
        let id = self.unique(&slug, &label, &time.period);
        let Some((indicator, reading)) = self.indicator(id, tidy(&label), column, reading, None)
        else {
            return Vec::new();
        };
        self.columns_of(&indicator, column, &reading, &time)
    }

    /// What a list of things is beside its sums.
    fn list(&mut self, columns: &mut Vec<Column>) {
        let Some(list) = &self.joined.list else { return };
        let listing = Listing {
            register: self.register,
            joined: self.joined,
            matches: &self.matches,
            period: self.times.whole(),
            rules: &self.rules,
        };
        columns.splice(0..0, listed::counts(&listing, list));
        self.faults.extend(listed::told(self.joined, list, &self.unsummed, &self.at));
        self.faults.extend(listed::fill(self.register, self.joined, columns, &self.at));
    }

    fn rule(&self, column: usize) -> ColumnRule {
        self.rules.get(&column).map_or_else(ColumnRule::default, |rule| (*rule).clone())
    }

    /// An indicator of the recipe; a rate or gap brings its counts before it, unless they are made.
    fn wanted(&mut self, wanted: &Wanted, made: &[Column]) -> Result<Vec<Column>, Stop> {
        let parts: Vec<&String> = match &wanted.from {
            From::Column(name) => return self.asked_for(wanted, name),
            From::Rate { numerators, denominator } => {
                numerators.iter().chain([denominator]).collect()
            }
            From::Gap { need, covered } => vec![need, covered],
        };
        let mut columns: Vec<Column> = Vec::new();
        let mut ids: Vec<String> = Vec::new();
        for name in parts {
            let places = self.named(name)?;
            for column in &places {
                let path = self.path(*column).to_owned();
                let all = made.iter().chain(&columns);
                let plain = all.filter(|c| c.indicator.rate_of.is_none());
                let of_column = |c: &&Column| c.indicator.column == path;
                let existing = plain.clone().find(of_column).map(|c| c.indicator.id.clone());
                let id = match existing {
                    Some(id) => id,
                    None => self.count(*column, &mut columns),
                };
                if ids.last() != Some(&id) || places.len() == 1 {
                    ids.push(id);
                }
            }
        }
        let all: Vec<&Column> = made.iter().chain(&columns).collect();
        let direction = self.options.direction;
        let derived = derive::make(wanted, ids, direction, &all, &self.at);
        columns.extend(derived.columns);
        self.faults.extend(derived.faults);
        Ok(columns)
    }

    /// A column that a rate or a gap needs; its id.
    fn count(&mut self, column: usize, columns: &mut Vec<Column>) -> String {
        let header = self.joined.laid.columns[column].header.clone();
        let time = self.times.of_header(&header, self.rule(column).period.as_deref());
        let path = self.path(column).to_owned();
        let label = if time.label.is_empty() { path } else { time.label.clone() };
        let reading = self.read(column);
        let id = self.unique(&meaning::slug(&label), &label, &time.period);
        if let Some((mut indicator, reading)) =
            self.indicator(id.clone(), tidy(&label), column, reading, None)
        {
            if indicator.quantity == Quantity::Index {
                indicator.quantity = Quantity::Count;
            }
            columns.extend(self.columns_of(&indicator, column, &reading, &time));
        }
        id
    }

    fn asked_for(&mut self, wanted: &Wanted, name: &str) -> Result<Vec<Column>, Stop> {
        let mut columns = Vec::new();
        for column in self.named(name)? {
            let reading = self.read(column);
            let header = self.joined.laid.columns[column].header.clone();
            let time = self.times.of_header(&header, self.rule(column).period.as_deref());
            let label = if time.label.is_empty() { self.path(column) } else { &time.label };
            let name = wanted.name.clone().unwrap_or_else(|| tidy(label));
            let id = self.unique(&wanted.id, &wanted.id, &time.period);
            if let Some((indicator, reading)) =
                self.indicator(id, name, column, reading, Some(wanted))
            {
                columns.extend(self.columns_of(&indicator, column, &reading, &time));
            }
        }
        Ok(columns)
    }

    /// The column so named, or all that are so named apart from the time in their header.
    fn named(&self, name: &str) -> Result<Vec<usize>, Stop> {
        let laid = &self.joined.laid;
        if let Some(column) = laid.column(name) {
            return Ok(vec![column]);
        }
        let timed: Vec<usize> = (0..laid.columns.len())
            .filter(|&c| self.times.of_header(&laid.columns[c].header, None).is_named(name))
            .collect();
        if timed.is_empty() {
            let fault = DataFault::NoSuchColumn { column: name.to_owned(), found: laid.found() };
            return Err(Stop::fault(fault, self.at.clone()));
        }
        Ok(timed)
    }

    fn read(&mut self, column: usize) -> Reading {
        let recipe = &self.options.recipe;
        let rule = self.rule(column);
        let laid = &self.joined.laid;
        let guess = self.guesses.get(&column).cloned();
        let how = How {
            guess: guess.unwrap_or_else(|| reading::guess(laid, column)),
            decimal: rule.decimal.or(recipe.decimal),
            habit: self.habit,
            dash: recipe.dash,
        };
        let said = how.decimal.is_some();
        let mut reading = reading::read(laid, column, &self.rows, how);
        let at = self.at.clone().column(self.path(column));
        self.faults.extend(reading.faults(laid, column, &at));
        if let Some(told) = reading.fractions(self.path(column), said) {
            if let DataFault::FractionsAsThousands { samples, .. } = &told {
                self.asked.push(Question::Decimal {
                    column: self.path(column).to_owned(),
                    samples: samples.clone(),
                    read_as: Mark::Comma,
                });
            }
            self.faults.push(Fault::new(told, at));
        }
        if reading.ambiguous.is_some() {
            let unclear = |text: &str| text.contains(['.', ',']);
            self.asked.push(Question::Decimal {
                column: self.path(column).to_owned(),
                samples: reading::samples(laid, column, unclear),
                read_as: reading.mark,
            });
        }
        self.dashes += reading.dashes;
        let read_as = ReadAs {
            mark: (reading.is_marked() || said).then_some(reading.mark),
            share: rule.share,
            dashes: reading.all_dashes,
        };
        self.readings.insert(column, read_as);
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

    /// What the column means, and its values in the form that is stored. `None` for a figure of the
    /// whole kabupaten, which is no village's.
    fn indicator(
        &mut self,
        id: String,
        name: String,
        column: usize,
        mut reading: Reading,
        wanted: Option<&Wanted>,
    ) -> Option<(Indicator, Reading)> {
        let path = self.path(column).to_owned();
        let rule = self.rule(column);
        // A column headed by nothing but a year is named by the title.
        let said = Some(meaning::of(&path)).filter(|said| *said != meaning::of(""));
        let said = said.unwrap_or_else(|| meaning::of(&name));
        let mut quantity = said.quantity.unwrap_or_else(|| reading.quantity());
        let mut unit = said.unit.to_owned();
        let stated = meaning::stated(self.joined.laid.titles.iter().map(String::as_str));
        if let Some(money) = stated.money.filter(|_| unit == "Rp") {
            money.clone_into(&mut unit);
        }
        if reading.percent_signs {
            unit = "%".to_owned();
            quantity = if meaning::is_change(&path) { Quantity::Index } else { Quantity::Percent };
        } else if rule.share.is_some()
            || ((quantity == Quantity::Percent
                || (said.quantity.is_none() && meaning::may_be_share(&path)))
                && reading.looks_like_shares())
        {
            (quantity, unit) = (Quantity::Percent, "%".to_owned());
            self.share(column, &mut reading, rule.share);
        }
        self.written_unit(column, &reading, (&mut unit, &mut quantity));
        let of = (quantity, unit.as_str());
        let scaled = import_words::thousands(&path, of, stated.people, &mut reading);
        let at = || self.at.clone().column(path.clone());
        self.faults.extend(scaled.map(|fault| Fault::new(fault, at())));
        if self.of_whole_kabupaten(&path, &reading) {
            return None;
        }
        let by_unit = |unit: &Option<String>, quantity| {
            if unit.as_deref() == Some("%") { Quantity::Percent } else { quantity }
        };
        quantity = rule.quantity.unwrap_or_else(|| by_unit(&rule.unit, quantity));
        unit = rule.unit.unwrap_or(unit);
        if let Some(wanted) = wanted {
            quantity = wanted.quantity.unwrap_or_else(|| by_unit(&wanted.unit, quantity));
            unit = wanted.unit.clone().unwrap_or(unit);
        }
        let direction = wanted.and_then(|w| w.direction).or(rule.direction);
        let direction = self.options.direction.or(direction).unwrap_or(said.direction);
        let indicator =
            Indicator { id, name, unit, quantity, direction, column: path, rate_of: None };
        Some((indicator, reading))
    }

    /// One figure for all villages under a survey's name: it is the kabupaten's; told.
    fn of_whole_kabupaten(&mut self, path: &str, reading: &Reading) -> bool {
        if self.kind != SourceKind::Survey && !source_kind::is_of_kabupaten(path) {
            return false;
        }
        let Some(value) = one_figure(&self.matches, &reading.values) else { return false };
        let fault = DataFault::SurveyFigure { column: path.to_owned(), value };
        self.faults.push(Fault::new(fault, self.at.clone().column(path)));
        true
    }

    /// One column per period, every village in it.
    fn columns_of(
        &mut self,
        indicator: &Indicator,
        column: usize,
        reading: &Reading,
        time: &Time,
    ) -> Vec<Column> {
        let laid = &self.joined.laid;
        let sum = listed::sum(self.joined, column, indicator);
        self.unsummed.extend((sum == Sum::DoesNot).then(|| indicator.column.clone()));
        if sum == Sum::DoesNot || sum == Sum::NoFigure {
            return Vec::new();
        }
        let n = self.register.len();
        let path = &laid.columns[column].path;
        let counts =
            meaning::of(path).quantity == Some(Quantity::Count) && !meaning::is_change(path);
        let mut by_period = BTreeMap::<&str, usize>::new();
        let mut columns: Vec<Column> = Vec::new();
        let (mut last, mut at) = (None, 0);
        // By the sheet's part of the table.
        let mut cells = BTreeMap::<_, CellRef>::new();
        for ((found, value), exempt) in
            self.matches.iter().zip(&reading.values).zip(&reading.not_applicable)
        {
            let period =
                if found.period.is_empty() || time.own { &time.period } else { &found.period };
            // Mostly the same text in the same place.
            if !last.is_some_and(|last| std::ptr::eq(last, period) || last == period) {
                at = *by_period.entry(period).or_insert(columns.len());
                last = Some(period);
            }
            if at == columns.len() {
                columns.push(Column {
                    indicator: indicator.clone(),
                    period: period.clone(),
                    values: vec![Measure::Missing; n],
                    cells: vec![None; n],
                    import: 0,
                    corrections: BTreeMap::new(),
                });
            }
            let made = &mut columns[at];
            if *exempt {
                made.values[found.village] = Measure::NotApplicable;
            }
            let Some(value) = *value else { continue };
            let row = laid.rows[found.row].row;
            let sheet = || laid.sheet_of(found.row).map(str::to_owned);
            if let Some(range) = out_of(indicator, value, counts) {
                let fault = DataFault::OutOfRange { value: value.to_string(), range };
                let at = self.at.clone().sheet(sheet()).row(row).column(indicator.column.clone());
                self.faults.push(Fault::new(fault, at));
                continue;
            }
            let its = cells
                .entry(laid.rows[found.row].part)
                .or_insert_with(|| CellRef::new(0, sheet(), 0, laid.letter_of(found.row, column)));
            if sum == Sum::Adds {
                listed::add(made, found.village, value, its.in_row(row));
                continue;
            }
            made.values[found.village] = Measure::of(value);
            made.cells[found.village] = Some(its.in_row(row));
        }
        columns.sort_by(|a, b| a.period.cmp(&b.period));
        for column in &mut columns {
            self.mark_not_applicable(column);
        }
        columns
    }

    fn mark_not_applicable(&mut self, column: &mut Column) {
        let for_desa = meaning::is_for_desa_only(&column.indicator.column, &self.options.file_name);
        let said = &self.options.recipe.not_applicable;
        if !for_desa && said.is_empty() {
            return;
        }
        let of_itself = meaning::is_for_desa_only(&column.indicator.column, "");
        let villages = &self.register.villages;
        let all = column.values.iter_mut().zip(&mut column.cells).zip(villages);
        for ((value, cell), village) in all {
            let by_recipe = said.contains(&village.kind);
            let exempt = (for_desa && village.kind == Kind::Kelurahan) || by_recipe;
            if let (true, Measure::Measured(number)) = (exempt, *value) {
                // Only the file's name says so: the column may well be of all villages.
                if !of_itself && !by_recipe {
                    continue;
                }
                let fault =
                    DataFault::ValueNotApplicable { value: number, village: village.name.clone() };
                let cell = cell.take();
                let at = cell.map_or(self.at.clone(), |c| self.at.clone().row(c.row));
                self.faults.push(Fault::new(fault, at.column(column.indicator.column.clone())));
            }
            if exempt {
                *value = Measure::NotApplicable;
            }
        }
    }

    fn questions(&self) -> Vec<Question> {
        let mut questions = self.asked.clone();
        if self.dashes > 0 {
            questions.insert(0, Question::Dash { cells: self.dashes, default: Dash::Missing });
        }
        questions.extend(listed::question(self.joined, &self.options.recipe));
        questions.extend(self.times.question.clone());
        questions
    }
}
