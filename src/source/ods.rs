//! LibreOffice sheets (.ods): one XML part, in which equal rows and cells are written once with a
//! count. Counts of empty ones are only added up; those of full ones fall under the limits of all.

use std::collections::BTreeSet;
use std::path::Path;

use super::gather::{Gather, Gathered, MAX_CELL, MAX_COLUMNS, MAX_SHEETS};
use super::markup::{Attributes, Markup, Token, unescaped};
use super::number_format::{self, Epoch, Shown};
use super::table::{RawCell, RawTable};
use super::workbook::{Package, gathered, why};
use crate::base::fault::{BookWhy, SourceFault, Stop};
use crate::base::progress::Progress;

const CONTENT: &str = "content.xml";

/// Reads every sheet that has cells, hidden ones too.
///
/// # Errors
/// A limit passed, a damaged file, or cancelled.
pub fn read(path: &Path, progress: &Progress) -> Result<RawTable, Stop> {
    gathered(path, "ods", progress, |gather| {
        let mut package = Package::open(path)?;
        if is_locked(&mut package)? {
            return Err(package.damaged(BookWhy::Password));
        }
        let Some(stream) = package.part(CONTENT)? else {
            return Err(package.damaged(BookWhy::Part(CONTENT.to_owned())));
        };
        content(&mut Markup::new(stream), gather)
    })
}

fn is_locked(package: &mut Package) -> Result<bool, Stop> {
    let Some(stream) = package.part("META-INF/manifest.xml")? else { return Ok(false) };
    let mut markup = Markup::new(stream);
    loop {
        match markup.next() {
            Ok(Token::Open { name: b"manifest:encryption-data", .. }) => return Ok(true),
            Ok(Token::End) | Err(_) => return Ok(false),
            Ok(_) => {}
        }
    }
}

fn content<R: std::io::Read>(markup: &mut Markup<R>, gather: &mut Gather<'_>) -> Result<(), Stop> {
    let mut hidden_styles: BTreeSet<Vec<u8>> = BTreeSet::new();
    let mut style: Vec<u8> = Vec::new();
    let mut sheets = 0;
    loop {
        match markup.next() {
            Ok(Token::Open { name: b"style:style", attributes, .. }) => {
                style = attributes.get(b"style:name").unwrap_or_default().to_vec();
            }
            Ok(Token::Open { name: b"style:table-properties", attributes, .. }) => {
                if attributes.get(b"table:display") == Some(b"false")
                    && hidden_styles.len() < 10_000
                {
                    hidden_styles.insert(style.clone());
                }
            }
            Ok(Token::Open { name: b"table:table", attributes, closed: false }) => {
                let name = attributes.get(b"table:name").unwrap_or_default();
                let name = unescaped(name).into_owned();
                let style = attributes.get(b"table:style-name").unwrap_or_default();
                sheets += 1;
                if sheets > MAX_SHEETS {
                    return Ok(());
                }
                let hidden = hidden_styles.contains(style);
                if !table(markup, gather.sheet(Some(name), hidden))? {
                    return Ok(());
                }
            }
            Ok(Token::End) => return Ok(()),
            Ok(_) => {}
            Err(error) => {
                let why = why(&error, CONTENT);
                gather.sheet(None, false).tell_all(SourceFault::DamagedWorkbook { why });
                return Ok(());
            }
        }
    }
}

/// One sheet; false when the file breaks off in it.
fn table<R: std::io::Read>(
    markup: &mut Markup<R>,
    mut gathered: Gathered<'_, '_>,
) -> Result<bool, Stop> {
    let mut sheet = Sheet::default();
    // Changes, shapes and remarks hold cells and paragraphs that are not the sheet's.
    let mut aside = 0_usize;
    let whole = loop {
        match markup.next() {
            Ok(Token::Open { name, closed, .. }) if is_aside(name) => {
                aside += usize::from(!closed);
            }
            Ok(Token::Close(name)) if is_aside(name) => aside = aside.saturating_sub(1),
            Ok(Token::Open { .. } | Token::Close(_) | Token::Text(_) | Token::Plain(_))
                if aside > 0 => {}
            Ok(Token::Open { name, attributes, closed }) => {
                sheet.open(name, attributes);
                if closed {
                    sheet.close(name, &mut gathered)?;
                }
            }
            Ok(Token::Close(b"table:table")) => break true,
            Ok(Token::Close(name)) => sheet.close(name, &mut gathered)?,
            Ok(Token::Text(bytes)) => sheet.text(&unescaped(bytes)),
            Ok(Token::Plain(bytes)) => sheet.text(&String::from_utf8_lossy(bytes)),
            Ok(Token::End) => {
                gathered.tell_all(SourceFault::DamagedWorkbook { why: BookWhy::Cut });
                break false;
            }
            Err(error) => {
                gathered.tell_all(SourceFault::DamagedWorkbook { why: why(&error, CONTENT) });
                break false;
            }
        }
    };
    let hidden = sheet.hidden;
    gathered.finish(|row| {
        let at = hidden.partition_point(|&(_, last)| last < row);
        hidden.get(at).is_some_and(|&(first, _)| first <= row)
    });
    Ok(whole)
}

fn is_aside(name: &[u8]) -> bool {
    matches!(name, b"office:annotation" | b"table:shapes" | b"table:tracked-changes")
        || name.starts_with(b"draw:")
}

/// A cell with the number of times it stands there.
struct Cell {
    column: u32,
    times: u32,
    value: RawCell,
    /// Rows and columns that it covers beyond its own.
    span: (u32, u32),
    long: bool,
}

#[derive(Default)]
struct Sheet {
    row: u32,
    column: u32,
    cells: Vec<Cell>,
    row_times: u32,
    row_hidden: bool,
    /// Ranges of rows that are not shown, in order.
    hidden: Vec<(u32, u32)>,
    /// Groups of rows around this place; whether they are folded.
    groups: Vec<bool>,
    kind: Kind,
    value: String,
    text: String,
    times: u32,
    span: (u32, u32),
    paragraphs: u32,
    within: bool,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Kind {
    #[default]
    Text,
    Number,
    Percent,
    Date,
    Logical,
    Error,
}

impl Sheet {
    fn open(&mut self, name: &[u8], attributes: Attributes<'_>) {
        let count = |name: &[u8]| {
            let value = attributes.get(name).and_then(|v| std::str::from_utf8(v).ok());
            value.and_then(|v| v.parse::<u32>().ok()).unwrap_or(1).max(1)
        };
        match name {
            b"table:table-row-group" if self.groups.len() < 1000 => {
                self.groups.push(attributes.get(b"table:display") == Some(b"false"));
            }
            b"table:table-row" => {
                self.row_times = count(b"table:number-rows-repeated");
                let shown = attributes.get(b"table:visibility");
                self.row_hidden =
                    matches!(shown, Some(b"collapse" | b"filter")) || self.groups.contains(&true);
                (self.column, self.within) = (0, true);
                self.cells.clear();
            }
            b"table:table-cell" | b"table:covered-table-cell" => {
                self.times = count(b"table:number-columns-repeated");
                self.span = (
                    count(b"table:number-rows-spanned") - 1,
                    count(b"table:number-columns-spanned") - 1,
                );
                let kind = attributes.get(b"office:value-type");
                let (kind, value) = match kind {
                    _ if attributes.get(b"calcext:value-type") == Some(b"error") => {
                        (Kind::Error, None)
                    }
                    Some(b"float" | b"currency") => (Kind::Number, attributes.get(b"office:value")),
                    Some(b"percentage") => (Kind::Percent, attributes.get(b"office:value")),
                    Some(b"date") => (Kind::Date, attributes.get(b"office:date-value")),
                    Some(b"boolean") => (Kind::Logical, attributes.get(b"office:boolean-value")),
                    _ => (Kind::Text, None),
                };
                self.kind = kind;
                self.value = unescaped(value.unwrap_or_default()).into_owned();
                self.value.truncate(self.value.floor_char_boundary(64));
                self.text.clear();
                self.paragraphs = 0;
            }
            b"text:p" => {
                if self.paragraphs > 0 {
                    self.text("\n");
                }
                self.paragraphs += 1;
            }
            b"text:s" => {
                let blanks = count(b"text:c").min(1000) as usize;
                self.text(&" ".repeat(blanks));
            }
            b"text:tab" => self.text("\t"),
            b"text:line-break" => self.text("\n"),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        // Between tags of the table itself stand only line ends.
        if self.paragraphs > 0 && self.text.len() <= MAX_CELL {
            self.text.push_str(text);
        }
    }

    fn close(&mut self, name: &[u8], gathered: &mut Gathered<'_, '_>) -> Result<(), Stop> {
        match name {
            b"table:table-row-group" => {
                self.groups.pop();
            }
            b"table:table-cell" | b"table:covered-table-cell" if self.within => {
                let value = self.cell();
                if (value != RawCell::Empty || self.span != (0, 0))
                    && self.cells.len() <= 2 * MAX_COLUMNS as usize
                {
                    gathered.book.hold(0)?;
                    let (column, times) = (self.column, self.times);
                    let long = self.text.len() > MAX_CELL;
                    self.cells.push(Cell { column, times, value, span: self.span, long });
                }
                self.column = self.column.saturating_add(self.times);
                self.text.clear();
                self.paragraphs = 0;
            }
            b"table:table-row" if self.within => {
                self.within = false;
                self.end_row(gathered)?;
            }
            _ => {}
        }
        Ok(())
    }

    fn end_row(&mut self, gathered: &mut Gathered<'_, '_>) -> Result<(), Stop> {
        let first = self.row;
        self.row = first.saturating_add(self.row_times);
        if self.row_hidden {
            self.hidden.push((first, self.row - 1));
            gathered.book.hold(8)?;
        }
        if self.cells.is_empty() {
            return gathered.book.step();
        }
        for row in first..self.row {
            gathered.book.step()?;
            for cell in &self.cells {
                let (rows, columns) = cell.span;
                gathered.merge(
                    (row, row.saturating_add(rows)),
                    (cell.column, cell.column.saturating_add(columns)),
                );
                if cell.long {
                    let limit = MAX_CELL as u64;
                    let what = crate::base::fault::Cap::CellText;
                    gathered.tell(SourceFault::TooLarge { what, limit }, row, cell.column);
                }
                if cell.value == RawCell::Empty {
                    continue;
                }
                for column in cell.column..cell.column.saturating_add(cell.times) {
                    gathered.put(row, column, cell.value.clone())?;
                }
            }
        }
        Ok(())
    }

    fn cell(&self) -> RawCell {
        let value = self.value.trim();
        let text = || RawCell::of(&self.text[..self.text.floor_char_boundary(MAX_CELL)]);
        match self.kind {
            Kind::Text => text(),
            Kind::Error if self.text.trim().is_empty() => RawCell::Error("#N/A".into()),
            Kind::Error => {
                RawCell::Error(self.text.trim().chars().take(40).collect::<String>().into())
            }
            Kind::Number => match value.parse::<f64>() {
                Ok(x) if x.is_finite() => RawCell::Number(x),
                Ok(_) | Err(_) => text(),
            },
            Kind::Percent => match value.parse::<f64>() {
                Ok(x) if x.is_finite() => number_format::cell(x, Shown::Percent, Epoch::Y1900),
                Ok(_) | Err(_) => text(),
            },
            Kind::Date if value.is_empty() => text(),
            // Midnight is a day without a time.
            Kind::Date => RawCell::Date(value.strip_suffix("T00:00:00").unwrap_or(value).into()),
            Kind::Logical if value.is_empty() => text(),
            Kind::Logical => RawCell::Logical(value == "true"),
        }
    }
}
