//! Excel workbooks (.xlsx), cell by cell, as they stream out of their zip.
//!
//! A sheet is never held as a rectangle: two cells at its far corners would ask for 500 GB.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::gather::{Gather, Gathered, MAX_CELL, MAX_SHEETS};
use super::markup::{Attributes, Markup, Token, local, unescaped};
use super::number_format::{self, Epoch, Shown};
use super::relations::{self, elements};
use super::table::{CellText, RawCell, RawTable, column_letter};
use super::workbook::{Package, gathered, why};
use crate::base::fault::{BookWhy, SourceFault, Stop};
use crate::base::progress::Progress;

/// Reads every sheet that has cells, hidden ones too.
///
/// # Errors
/// A limit passed, a damaged workbook, or cancelled.
pub fn read(path: &Path, progress: &Progress) -> Result<RawTable, Stop> {
    gathered(path, "xlsx", progress, |gather| {
        let mut package = Package::open(path)?;
        let book = Book::read(&mut package)?;
        let lookup = Lookup {
            strings: strings(&mut package, &book.strings, gather)?,
            formats: styles(&mut package, &book.styles)?,
            epoch: book.epoch,
        };
        for sheet in &book.sheets {
            read_sheet(&mut package, sheet, &lookup, gather)?;
        }
        Ok(())
    })
}

struct Sheet {
    name: String,
    hidden: bool,
    part: String,
}

/// What the workbook says about its sheets.
struct Book {
    sheets: Vec<Sheet>,
    epoch: Epoch,
    strings: String,
    styles: String,
}

/// What cells refer to.
struct Lookup {
    strings: Vec<CellText>,
    /// By the `s` of a cell.
    formats: Vec<Shown>,
    epoch: Epoch,
}

impl Book {
    fn read(package: &mut Package) -> Result<Self, Stop> {
        let part = relations::start(package, "xl/workbook.xml")?;
        let folder = part.rfind('/').map_or("", |at| &part[..=at]).to_owned();
        let links = relations::of(package, &part)?;
        let by_type = |kind: &str, usual: &str| {
            let found = links.values().find(|link| link.kind.ends_with(kind));
            found.map_or_else(|| format!("{folder}{usual}"), |link| link.target.clone())
        };
        let mut book = Self {
            sheets: Vec::new(),
            epoch: Epoch::Y1900,
            strings: by_type("/sharedStrings", "sharedStrings.xml"),
            styles: by_type("/styles", "styles.xml"),
        };
        let mut seen = 0_usize;
        elements(package, &part, |name, attributes| match name {
            b"workbookPr" if yes(attributes.get(b"date1904")) => book.epoch = Epoch::Y1904,
            b"sheet" if book.sheets.len() < MAX_SHEETS => {
                seen += 1;
                let text = |name: &[u8]| {
                    let value = attributes.get_loosely(name);
                    value.map(|v| unescaped(v).into_owned()).unwrap_or_default()
                };
                // `sheetId` has the same ending as `id` has, not the same name.
                let link = links.get(&text(b"id"));
                if link.is_some_and(|l| !l.kind.ends_with("/worksheet")) {
                    return;
                }
                let usual = format!("{folder}worksheets/sheet{seen}.xml");
                book.sheets.push(Sheet {
                    name: text(b"name"),
                    hidden: text(b"state").to_ascii_lowercase().contains("hidden"),
                    part: link.map_or(usual, |l| l.target.clone()),
                });
            }
            _ => {}
        })?;
        Ok(book)
    }
}

fn yes(value: Option<&[u8]>) -> bool {
    matches!(value, Some(b"1" | b"true" | b"on"))
}

fn strings(
    package: &mut Package,
    part: &str,
    gather: &mut Gather<'_>,
) -> Result<Vec<CellText>, Stop> {
    let mut strings = Vec::new();
    let Some(stream) = package.part(part)? else { return Ok(strings) };
    let mut markup = Markup::new(stream);
    let mut text = String::new();
    let (mut inside, mut phonetic) = (false, false);
    loop {
        match markup.next() {
            Ok(Token::Open { name, closed, .. }) => match local(name) {
                b"si" => {
                    text.clear();
                    if closed {
                        strings.push(CellText::default());
                    }
                }
                b"t" => inside = !closed && !phonetic,
                b"rPh" => phonetic = !closed,
                _ => {}
            },
            Ok(Token::Close(name)) => match local(name) {
                b"t" => inside = false,
                b"rPh" => phonetic = false,
                b"si" => {
                    gather.step()?;
                    let long = if text.len() > 23 { text.len() } else { 0 };
                    gather.hold(size_of::<CellText>() + long)?;
                    strings.push(text.as_str().into());
                }
                _ => {}
            },
            Ok(Token::Text(bytes)) if inside => add(&mut text, &unescaped(bytes)),
            Ok(Token::Plain(bytes)) if inside => add(&mut text, &String::from_utf8_lossy(bytes)),
            Ok(Token::Text(_) | Token::Plain(_)) => {}
            Ok(Token::End) => return Ok(strings),
            Err(error) => {
                drop(markup);
                return Err(package.damaged(why(&error, part)));
            }
        }
    }
}

/// One byte more than a cell may have is enough to know that it is too long.
fn add(text: &mut String, more: &str) {
    if text.len() <= MAX_CELL {
        text.push_str(more);
    }
}

/// How the numbers of each style are shown.
fn styles(package: &mut Package, part: &str) -> Result<Vec<Shown>, Stop> {
    let (mut custom, mut formats, mut inside) = (BTreeMap::new(), Vec::new(), false);
    if !package.has(part) {
        return Ok(formats);
    }
    elements(package, part, |name, attributes| {
        let number = |name: &[u8]| {
            let value = attributes.get(name)?;
            std::str::from_utf8(value).ok()?.trim().parse::<u32>().ok()
        };
        match name {
            b"numFmt" if custom.len() < 10_000 => {
                if let (Some(id), Some(code)) = (number(b"numFmtId"), attributes.get(b"formatCode"))
                {
                    custom.insert(id, number_format::of_code(&unescaped(code)));
                }
            }
            b"cellXfs" => inside = true,
            b"cellStyles" | b"dxfs" | b"cellStyleXfs" => inside = false,
            b"xf" if inside && formats.len() < 100_000 => {
                let id = number(b"numFmtId").unwrap_or(0);
                formats.push(custom.get(&id).copied().unwrap_or(number_format::of_id(id)));
            }
            _ => {}
        }
    })?;
    Ok(formats)
}

fn read_sheet(
    package: &mut Package,
    sheet: &Sheet,
    lookup: &Lookup,
    gather: &mut Gather<'_>,
) -> Result<(), Stop> {
    let mut gathered = gather.sheet(Some(sheet.name.clone()), sheet.hidden);
    let Some(stream) = package.part(&sheet.part)? else {
        let why = BookWhy::Part(sheet.part.clone());
        gathered.tell_all(SourceFault::DamagedWorkbook { why });
        return Ok(());
    };
    let mut cells = Cells::new(lookup);
    let mut markup = Markup::new(stream);
    loop {
        match markup.next() {
            Ok(Token::Open { name, attributes, closed }) => {
                cells.open(local(name), attributes, closed, &mut gathered)?;
            }
            Ok(Token::Close(name)) => cells.close(local(name), &mut gathered)?,
            Ok(Token::Text(bytes)) => cells.text(&unescaped(bytes)),
            Ok(Token::Plain(bytes)) => cells.text(&String::from_utf8_lossy(bytes)),
            Ok(Token::End) => break,
            Err(error) => {
                // What came before the break is kept.
                let why = why(&error, &sheet.part);
                gathered.tell_all(SourceFault::DamagedWorkbook { why });
                break;
            }
        }
    }
    if let Some(((row, column), columns, count)) = cells.uncalculated {
        let columns = columns.iter().map(|&c| column_letter(c as usize)).collect();
        gathered.tell(SourceFault::Uncalculated { columns, count }, row, column);
    }
    let hidden = cells.hidden;
    gathered.finish(|row| hidden.contains(&row));
    Ok(())
}

/// What the text that streams by belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    Nothing,
    Value,
    Inline,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Number,
    Shared,
    Inline,
    Formula,
    Logical,
    Error,
    Date,
}

/// A sheet's cells as its tags go by.
struct Cells<'l> {
    lookup: &'l Lookup,
    row: u32,
    column: u32,
    kind: Kind,
    style: usize,
    within: Within,
    phonetic: bool,
    value: String,
    hidden: BTreeSet<u32>,
    /// The cell has a formula.
    formula: bool,
    /// First cell, columns and number of formulas whose result the file does not hold.
    uncalculated: Option<((u32, u32), BTreeSet<u32>, usize)>,
}

impl<'l> Cells<'l> {
    fn new(lookup: &'l Lookup) -> Self {
        Self {
            lookup,
            row: u32::MAX,
            column: u32::MAX,
            kind: Kind::Number,
            style: 0,
            within: Within::Nothing,
            phonetic: false,
            value: String::new(),
            hidden: BTreeSet::new(),
            formula: false,
            uncalculated: None,
        }
    }

    fn open(
        &mut self,
        name: &[u8],
        attributes: Attributes<'_>,
        closed: bool,
        gathered: &mut Gathered<'_, '_>,
    ) -> Result<(), Stop> {
        match name {
            b"row" => {
                let given = attributes.get(b"r").and_then(number).filter(|&n| n > 0);
                self.row = given.map_or_else(|| self.row.wrapping_add(1), |n| n - 1);
                self.column = u32::MAX;
                if yes(attributes.get(b"hidden")) {
                    self.hidden.insert(self.row);
                    gathered.book.hold(32)?;
                }
            }
            b"c" => {
                let given = attributes.get(b"r").and_then(place);
                let next = (self.row, self.column.wrapping_add(1));
                (self.row, self.column) = given.unwrap_or(next);
                self.kind = kind(attributes.get(b"t"));
                self.style = attributes.get(b"s").and_then(number).unwrap_or(0) as usize;
                self.value.clear();
                self.within = Within::Nothing;
                self.formula = false;
            }
            b"f" => self.formula = true,
            b"v" if !closed => self.within = Within::Value,
            b"t" if !closed && self.kind == Kind::Inline && !self.phonetic => {
                self.within = Within::Inline;
            }
            b"rPh" => self.phonetic = !closed,
            b"mergeCell" => {
                if let Some((from, to)) = attributes.get(b"ref").and_then(block) {
                    gathered.merge((from.0, to.0), (from.1, to.1));
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        if self.within != Within::Nothing {
            add(&mut self.value, text);
        }
    }

    fn close(&mut self, name: &[u8], gathered: &mut Gathered<'_, '_>) -> Result<(), Stop> {
        match name {
            b"v" | b"t" => self.within = Within::Nothing,
            b"rPh" => self.phonetic = false,
            b"c" if self.row != u32::MAX => {
                if self.formula && self.kind != Kind::Formula && self.value.trim().is_empty() {
                    let at = (self.row, self.column);
                    let (_, columns, count) =
                        self.uncalculated.get_or_insert((at, BTreeSet::new(), 0));
                    columns.insert(self.column);
                    *count += 1;
                }
                let cell = self.cell(gathered);
                gathered.put(self.row, self.column, cell)?;
                self.value.clear();
            }
            _ => {}
        }
        Ok(())
    }

    fn cell(&self, gathered: &mut Gathered<'_, '_>) -> RawCell {
        let text = self.value.as_str();
        match self.kind {
            Kind::Number => match text.trim().parse::<f64>() {
                Ok(x) if x.is_finite() => {
                    let shown = self.lookup.formats.get(self.style).copied();
                    number_format::cell(x, shown.unwrap_or_default(), self.lookup.epoch)
                }
                Ok(_) | Err(_) => gathered.text(text, self.row, self.column),
            },
            Kind::Shared => {
                let index = text.trim().parse::<usize>().ok();
                match index.and_then(|i| self.lookup.strings.get(i)) {
                    Some(shared) if shared.is_empty() => RawCell::Empty,
                    // A long one is held once, by all its cells.
                    Some(shared) if shared.len() <= MAX_CELL => RawCell::Text(shared.clone()),
                    Some(shared) => gathered.text(shared, self.row, self.column),
                    None => RawCell::Empty,
                }
            }
            Kind::Inline | Kind::Formula => {
                gathered.text(&unescaped_code(text), self.row, self.column)
            }
            Kind::Logical => match text.trim() {
                "" => RawCell::Empty,
                text => RawCell::Logical(text == "1" || text.eq_ignore_ascii_case("true")),
            },
            Kind::Error if text.trim().is_empty() => RawCell::Empty,
            Kind::Error => RawCell::Error(text.trim().chars().take(40).collect::<String>().into()),
            Kind::Date if text.trim().is_empty() => RawCell::Empty,
            Kind::Date => RawCell::Date(text.trim().chars().take(40).collect::<String>().into()),
        }
    }
}

/// Excel writes a line break of the old Mac as `_x000D_`.
fn unescaped_code(text: &str) -> Cow<'_, str> {
    if text.contains("_x000D_") { text.replace("_x000D_", "\r").into() } else { text.into() }
}

fn kind(text: Option<&[u8]>) -> Kind {
    match text {
        Some(b"s") => Kind::Shared,
        Some(b"inlineStr") => Kind::Inline,
        Some(b"str") => Kind::Formula,
        Some(b"b") => Kind::Logical,
        Some(b"e") => Kind::Error,
        Some(b"d") => Kind::Date,
        _ => Kind::Number,
    }
}

fn number(text: &[u8]) -> Option<u32> {
    let text = text.trim_ascii();
    (!text.is_empty() && text.len() <= 9 && text.iter().all(u8::is_ascii_digit))
        .then(|| text.iter().fold(0, |n, b| n * 10 + u32::from(b - b'0')))
}

/// `AB12` → row 11, column 27.
fn place(text: &[u8]) -> Option<(u32, u32)> {
    let text = text.trim_ascii();
    let letters = text.iter().take_while(|b| b.is_ascii_alphabetic()).count();
    if !(1..=4).contains(&letters) {
        return None;
    }
    let column = text[..letters]
        .iter()
        .fold(0_u32, |n, b| n * 26 + u32::from(b.to_ascii_uppercase() - b'A' + 1));
    let row = number(&text[letters..]).filter(|&n| n > 0)?;
    Some((row - 1, column - 1))
}

/// `A1:C2`.
fn block(text: &[u8]) -> Option<((u32, u32), (u32, u32))> {
    let at = text.iter().position(|&b| b == b':')?;
    Some((place(&text[..at])?, place(&text[at + 1..])?))
}
