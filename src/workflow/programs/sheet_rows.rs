//! The rows of one laid sheet as rows of the register, word by word and amount by amount.

use std::collections::BTreeMap;

use super::branches;
use super::cells;
use super::columns::{Columns, Wide};
use super::money::{self, Money, Scale};
use super::read;
use super::words::plain;
use crate::base::fault::{At, Fault, ProgrammeFault};
use crate::dataset::layout::Laid;
use crate::indicator::reading;
use crate::plan::programme::{Entry, Field, Fund};
use crate::source::number::Mark;
use crate::source::table::CellView;

/// As many unreadable cells of a sheet are told one by one.
const MOST_TOLD: usize = 50;

pub struct SheetRows<'a> {
    laid: &'a Laid,
    columns: &'a Columns,
    /// What a person said the money is counted in.
    scale: Option<Scale>,
    at: &'a At,
    marks: BTreeMap<usize, Mark>,
    /// What merged cells and blocks say, for the rows they cover.
    filled: BTreeMap<Field, Vec<Option<String>>>,
    pub faults: Vec<Fault>,
}

impl<'a> SheetRows<'a> {
    pub fn new(laid: &'a Laid, columns: &'a Columns, scale: Option<Scale>, at: &'a At) -> Self {
        let is_money = columns.money();
        let mark = |c: usize| {
            if is_money.contains(&c) {
                cells::mark_of_money(laid, c, columns.scale_of(c, scale))
            } else {
                reading::guess(laid, c).mark
            }
        };
        let marks = columns.numeric().map(|c| (c, mark(c))).collect();
        let mut rows =
            Self { laid, columns, scale, at, marks, filled: BTreeMap::new(), faults: Vec::new() };
        for field in [Field::Programme, Field::Activity, Field::Office, Field::Fund, Field::Year] {
            if let Some(column) = columns.column(field) {
                let texts = rows.filled_down(field, column);
                rows.filled.insert(field, texts);
            }
        }
        rows.activities_of_blocks();
        rows
    }

    /// A column's texts; blanks of a merged cell have the text of its first row, and so have those
    /// of a column that names each block once.
    fn filled_down(&self, field: Field, column: usize) -> Vec<Option<String>> {
        let laid = self.laid;
        let mut texts: Vec<Option<String>> = (0..laid.rows.len())
            .map(|row| laid.text(row, column).map(|t| t.trim().to_owned()))
            .map(|text| text.filter(|text| !text.is_empty()))
            .collect();
        let blank = texts.iter().filter(|text| text.is_none()).count();
        let first = texts.first().is_some_and(Option::is_some);
        // An activity is each row's own.
        let by_block = field != Field::Activity && first && blank * 10 >= texts.len() * 3;
        let merged = self.merged(column);
        let mut last: Option<(u32, usize)> = None;
        for row in 0..texts.len() {
            let number = laid.rows[row].row;
            if texts[row].is_some() {
                last = Some((number, row));
                continue;
            }
            let Some((above, at)) = last else { continue };
            let covers = merged.iter().any(|(a, b)| (*a..=*b).contains(&above) && number <= *b);
            if covers || by_block {
                texts[row] = texts[at].clone();
            }
        }
        texts
    }

    /// Where neither the programme nor the activity is written, both go on from the row above.
    fn activities_of_blocks(&mut self) {
        let own = [Field::Programme, Field::Activity].map(|field| self.columns.column(field));
        let [Some(programme), Some(_)] = own else { return };
        let is_blank =
            |row: usize| self.laid.text(row, programme).is_none_or(|text| plain(&text).is_empty());
        let blank: Vec<bool> = (0..self.laid.rows.len()).map(is_blank).collect();
        let Some(texts) = self.filled.get_mut(&Field::Activity) else { return };
        for row in 1..texts.len() {
            if texts[row].is_none() && blank[row] {
                texts[row] = texts[row - 1].clone();
            }
        }
    }

    /// Rows that merged cells of a column cover.
    fn merged(&self, column: usize) -> Vec<(u32, u32)> {
        let letter = &self.laid.columns[column].letter;
        let mut found = Vec::new();
        for part in &self.laid.parts {
            let Some(sheet) = self.laid.table().sheets.get(part.sheet) else { continue };
            found.extend(
                sheet
                    .merges
                    .iter()
                    .filter(|m| {
                        let own = crate::source::table::column_letter(m.first_column as usize);
                        m.last_row > m.first_row && own == *letter
                    })
                    .map(|m| (m.first_row, m.last_row)),
            );
        }
        found
    }

    fn text(&self, field: Field, row: usize) -> String {
        match self.filled.get(&field) {
            Some(texts) => texts[row].clone().unwrap_or_default(),
            None => self
                .columns
                .column(field)
                .and_then(|c| self.laid.text(row, c))
                .map(|text| text.trim().to_owned())
                .unwrap_or_default(),
        }
    }

    /// The code of a line of the budget, put together where each part has its column.
    fn code(&self, row: usize) -> String {
        if self.columns.code_parts.is_empty() {
            return self.text(Field::Code, row);
        }
        let parts = self.columns.code_parts.iter().filter_map(|c| self.laid.text(row, *c));
        let parts = parts.map(|part| part.trim().to_owned()).filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join(".")
    }

    /// The year that the column of money, sheet, titles or the file's name say, in this order.
    pub fn year_around(&self, file: Option<&str>) -> Option<u16> {
        if self.columns.year.is_some() {
            return self.columns.year;
        }
        let sheet = self.laid.sheet.as_deref().and_then(read::year);
        let titles = || self.laid.titles.iter().find_map(|title| read::year(title));
        sheet.or_else(titles).or_else(|| file.and_then(read::year))
    }

    /// Whether a row says the headers again, as a second block below the first does.
    fn is_head(&self, row: usize) -> bool {
        let mut same = 0_usize;
        for column in self.columns.of.values() {
            let Some(text) = self.laid.text(row, *column) else { continue };
            let header = &self.laid.columns[*column].header;
            let own = header.rsplit('›').next().unwrap_or(header);
            if plain(&text) != plain(own) {
                return false;
            }
            same += 1;
        }
        same >= 2
    }

    /// What a row brings: one entry, or one for each source of funds that has its own column.
    pub fn entries(&mut self, row: usize) -> Vec<Entry> {
        if self.is_head(row) {
            return Vec::new();
        }
        let number = self.laid.rows[row].row;
        let mut entry = Entry {
            programme: self.text(Field::Programme, row),
            activity: self.text(Field::Activity, row),
            code: self.code(row),
            office: self.text(Field::Office, row),
            fund: self.text(Field::Fund, row),
            status: self.text(Field::Status, row),
            sheet: self.laid.sheet_of(row).map(str::to_owned),
            row: number,
            ..Entry::default()
        };
        if let Some(programme) = &self.columns.programme {
            entry.programme.clone_from(programme);
        }
        coded(&mut entry);
        entry.year = self.year(row);
        (entry.recipients, entry.unit) = self.recipients(row);
        if self.columns.wide.is_empty() {
            entry.rupiah = self.money(row, entry.recipients);
            let is_title = self.columns.programme.is_some();
            let said = !is_title
                && [&entry.programme, &entry.activity].iter().any(|t| !plain(t).is_empty());
            // A village with nothing beside it is a village without a programme.
            let has = said || entry.rupiah.is_some() || entry.recipients.is_some();
            return if has { vec![entry] } else { Vec::new() };
        }
        let mut entries: Vec<Entry> = Vec::new();
        for wide in &self.columns.wide {
            let mut own = entry.clone();
            if let Some(purse) = &wide.purse {
                own.fund.clone_from(&purse.written);
            }
            own.year = wide.year.or(own.year);
            if let Some(programme) = &wide.programme {
                own.programme.clone_from(programme);
            }
            let people = if wide.counts { Some(wide.column) } else { wide.people };
            if let Some(column) = people {
                own.recipients = self.count(row, column).filter(|n| *n > 0);
                if let Some(unit) = wide.unit {
                    unit.id().clone_into(&mut own.unit);
                }
            }
            if !wide.counts {
                own.rupiah = self.rupiah(row, wide.column).filter(|n| *n != 0);
            }
            if own.rupiah.is_some() || (people.is_some() && own.recipients.is_some()) {
                entries.push(own);
            }
        }
        self.row_total(row, &entries);
        if entries.is_empty() {
            if plain(&entry.programme).is_empty() && plain(&entry.activity).is_empty() {
                return Vec::new();
            }
            return vec![entry];
        }
        once(&mut entries, self.columns);
        entries
    }

    /// The money of a row: of its column, of columns added up, or a price times a number.
    fn money(&mut self, row: usize, recipients: Option<u64>) -> Option<i64> {
        let columns = self.columns;
        if let Some(column) = columns.column(Field::Rupiah) {
            return self.rupiah(row, column);
        }
        if !columns.added.is_empty() {
            let known: Vec<i64> =
                columns.added.iter().filter_map(|c| self.rupiah(row, *c)).collect();
            return known.into_iter().reduce(i64::saturating_add);
        }
        let (_, price) = columns.priced?;
        let each = self.rupiah(row, price);
        let count = recipients.and_then(|n| i64::try_from(n).ok());
        each.zip(count).and_then(|(each, n)| each.checked_mul(n))
    }

    /// The row's own sum held against its columns.
    fn row_total(&mut self, row: usize, entries: &[Entry]) {
        let Some(column) = self.columns.row_total else { return };
        let Some(stated) = self.rupiah(row, column) else { return };
        let computed: i64 = entries.iter().filter_map(|e| e.rupiah).sum();
        // Amounts in millions are rounded on paper.
        let scale = self.columns.scale_of(column, self.scale);
        let room = if scale == Scale::One { 0.0 } else { scale.factor() / 10.0 };
        if ((stated - computed).abs() as f64) > room && self.faults.len() < MOST_TOLD {
            let fault = ProgrammeFault::TotalDiffers {
                label: self.laid.columns[column].header.clone(),
                stated: stated as f64,
                computed: computed as f64,
                rupiah: true,
            };
            let at = self.at.clone().sheet(self.laid.sheet.clone()).row(self.laid.rows[row].row);
            self.faults.push(Fault::new(fault, at));
        }
    }

    /// A number of recipients of a column of its own.
    fn count(&mut self, row: usize, column: usize) -> Option<u64> {
        let text = self.laid.text(row, column)?;
        if read::is_nothing(&text) {
            return None;
        }
        let mark = self.marks.get(&column).copied().unwrap_or(Mark::Comma);
        let read = read::recipients(&text, mark);
        if read.is_none() {
            self.unread(row, Field::Recipients, &text);
        }
        read.map(|(count, _)| count)
    }

    fn year(&mut self, row: usize) -> Option<u16> {
        let text = self.text(Field::Year, row);
        if plain(&text).is_empty() {
            return None;
        }
        let year = read::year(&text);
        if year.is_none() {
            self.unread(row, Field::Year, &text);
        }
        year
    }

    /// How many, and of what: the cell's own word, the column of units, the header.
    fn recipients(&mut self, row: usize) -> (Option<u64>, String) {
        let of_column = self.text(Field::Unit, row);
        let header = self.columns.unit.map(|unit| unit.id().to_owned()).unwrap_or_default();
        let usual = if plain(&of_column).is_empty() { header } else { of_column };
        let Some(column) = self.columns.column(Field::Recipients) else { return (None, usual) };
        let text = match self.laid.view(row, column) {
            CellView::Number(value) if value >= 0.0 && value.fract() == 0.0 && value <= 1e9 => {
                return (Some(value as u64), usual);
            }
            CellView::Empty => return (None, usual),
            view => view.text().map(|t| t.trim().to_owned()).unwrap_or_default(),
        };
        if read::is_nothing(&text) {
            return (None, usual);
        }
        let mark = self.marks.get(&column).copied().unwrap_or(Mark::Comma);
        if let Some((count, unit)) = read::recipients(&text, mark) {
            return (Some(count), unit.map_or(usual, |unit| unit.id().to_owned()));
        }
        self.unread(row, Field::Recipients, &text);
        (None, usual)
    }

    fn rupiah(&mut self, row: usize, column: usize) -> Option<i64> {
        let scale = self.columns.scale_of(column, self.scale);
        let text = match self.laid.view(row, column) {
            CellView::Empty => return None,
            CellView::Number(value) => {
                let rupiah = (value * scale.factor()).round();
                if rupiah.abs() <= 9e15 {
                    return Some(rupiah as i64);
                }
                value.to_string()
            }
            view => view.text().map(|t| t.trim().to_owned()).unwrap_or_default(),
        };
        let mark = self.marks.get(&column).copied().unwrap_or(Mark::Comma);
        match money::read(&text, scale, mark) {
            Money::Rupiah(rupiah) => Some(rupiah),
            Money::Blank => None,
            Money::Unread => {
                self.unread(row, Field::Rupiah, &text);
                None
            }
        }
    }

    fn unread(&mut self, row: usize, field: Field, text: &str) {
        if self.faults.len() < MOST_TOLD {
            let text = text.chars().take(60).collect();
            let fault = ProgrammeFault::Unread { what: field.id(), text };
            let at = self.at.clone().sheet(self.laid.sheet.clone()).row(self.laid.rows[row].row);
            self.faults.push(Fault::new(fault, at));
        }
    }

    /// Which column each field was read from.
    pub fn read_as(&self) -> Vec<(String, &'static str, String)> {
        let sheet = self.laid.sheet.clone().unwrap_or_default();
        let of = self.columns.of.iter().map(|(field, c)| (field.id(), *c));
        let funds = self.columns.wide.iter().map(|wide| {
            let of_money = wide.fund().map_or(Field::Rupiah.id(), Fund::id);
            (if wide.counts { Field::Recipients.id() } else { of_money }, wide.column)
        });
        let people = self.columns.wide.iter().filter_map(|wide| wide.people);
        let people = people.map(|c| (Field::Recipients.id(), c));
        let price = self.columns.priced.map(|(_, price)| (Field::Rupiah.id(), price));
        of.chain(funds)
            .chain(people)
            .chain(price)
            .map(|(id, c)| (sheet.clone(), id, self.laid.columns[c].letter.clone()))
            .collect()
    }
}

/// A code may stand before the words: "1.03.03.2.01.0012 Pembangunan SPAM".
fn coded(entry: &mut Entry) {
    if entry.code.is_empty() {
        let code = branches::leading(&entry.activity).or(branches::leading(&entry.programme));
        entry.code = code.unwrap_or_default().to_owned();
    }
}

/// Whoever is helped from two purses, or in several years, is helped once: recipients stay with the
/// largest amount of the newest year.
fn once(entries: &mut [Entry], columns: &Columns) {
    let own = |wide: &Wide| wide.counts || wide.people.is_some() || wide.programme.is_some();
    if columns.wide.iter().any(own) {
        return;
    }
    let newest = |(i, e): &(usize, &Entry)| (e.year, e.rupiah, usize::MAX - i);
    let most = entries.iter().enumerate().max_by_key(newest).map_or(0, |(i, _)| i);
    for (i, entry) in entries.iter_mut().enumerate() {
        if i != most {
            entry.recipients = None;
        }
    }
}
