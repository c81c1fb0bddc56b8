//! Workbooks of Excel 2003 in one XML file ("XML Spreadsheet"), often called .xls.
//!
//! A stream of rows and cells. Both may name their place (`ss:Index`, from 1) and else follow the
//! one before; a cell may reach over others (`ss:MergeAcross`, `ss:MergeDown`).

use std::collections::BTreeMap;
use std::path::Path;

use super::dbf::given_codec;
use super::encoding;
use super::gather::{Gather, Gathered, MAX_CELL, MAX_COLUMNS, MAX_SHEETS};
use super::layer::LayerOptions;
use super::markup::{Attributes, Markup, Token, local, unescaped};
use super::number_format::{self, Epoch, Shown};
use super::sibling;
use super::table::{RawCell, RawTable};
use super::workbook::gathered;
use super::xml::declared;
use crate::base::fault::{BookWhy, Cap, SourceFault, Stop};
use crate::base::progress::Progress;

const MAX_BYTES: u64 = 256 << 20;
const MAX_STYLES: usize = 100_000;

/// Reads every sheet that has cells, hidden ones too.
///
/// # Errors
/// A limit passed, an unknown encoding label, or cancelled. A file that ends early is read as far
/// as it goes, and told.
pub fn read(path: &Path, options: &LayerOptions, progress: &Progress) -> Result<RawTable, Stop> {
    let given = given_codec(options.encoding.as_deref(), path)?;
    let mut told = None;
    let mut table = gathered(path, "xml", progress, |gather| {
        let bytes = sibling::whole(path, MAX_BYTES)?;
        let (text, encoding, _) = encoding::lent(&bytes, given.or_else(|| declared(&bytes)));
        told = Some(encoding);
        sheets(&mut Markup::new(text.as_bytes()), gather)
    })?;
    table.encoding = told.unwrap_or(table.encoding);
    Ok(table)
}

/// What stands before the sheets: which styles show numbers as days, from which day on.
struct Styles {
    shown: BTreeMap<String, Shown>,
    last: String,
    epoch: Epoch,
}

impl Styles {
    fn open(&mut self, name: &[u8], attributes: Attributes<'_>) {
        let text =
            |name: &[u8]| unescaped(attributes.get_loosely(name).unwrap_or_default()).into_owned();
        match name {
            b"Style" => self.last = text(b"ID"),
            b"NumberFormat" if self.shown.len() < MAX_STYLES => {
                let code = text(b"Format");
                let days = ["General Date", "Long Date", "Medium Date", "Short Date"];
                let shown = match code.as_str() {
                    day if days.contains(&day) => Shown::Date,
                    "Percent" => Shown::Percent,
                    code => number_format::of_code(code),
                };
                self.shown.insert(self.last.clone(), shown);
            }
            b"Date1904" => self.epoch = Epoch::Y1904,
            _ => {}
        }
    }
}

fn sheets(markup: &mut Markup<&[u8]>, gather: &mut Gather<'_>) -> Result<(), Stop> {
    let mut styles = Styles { shown: BTreeMap::new(), last: String::new(), epoch: Epoch::Y1900 };
    for _ in 0..MAX_SHEETS {
        let name = loop {
            match markup.next() {
                Ok(Token::Open { name, attributes, closed: false })
                    if local(name) == b"Worksheet" =>
                {
                    let name = attributes.get_loosely(b"Name").unwrap_or_default();
                    break unescaped(name).into_owned();
                }
                Ok(Token::Open { name, attributes, .. }) => styles.open(local(name), attributes),
                Ok(Token::Close(name)) if local(name) == b"Workbook" => return Ok(()),
                Ok(Token::End) | Err(_) => {
                    gather.sheet(None, false).tell_all(damaged());
                    return Ok(());
                }
                Ok(_) => {}
            }
        };
        if !sheet(markup, &styles, gather.sheet(Some(name), false))? {
            return Ok(());
        }
    }
    Ok(())
}

fn damaged() -> SourceFault {
    SourceFault::DamagedWorkbook { why: BookWhy::Cut }
}

/// One sheet; false when the file breaks off in it.
fn sheet(
    markup: &mut Markup<&[u8]>,
    styles: &Styles,
    mut gathered: Gathered<'_, '_>,
) -> Result<bool, Stop> {
    let mut sheet = Sheet::new(styles.epoch);
    let whole = loop {
        match markup.next() {
            Ok(Token::Open { name, attributes, closed }) => {
                sheet.open(local(name), attributes, styles);
                if closed {
                    sheet.close(local(name), &mut gathered)?;
                }
            }
            Ok(Token::Close(name)) if local(name) == b"Worksheet" => break true,
            Ok(Token::Close(name)) => sheet.close(local(name), &mut gathered)?,
            Ok(Token::Text(bytes)) => sheet.text(&unescaped(bytes)),
            Ok(Token::Plain(bytes)) => sheet.text(&String::from_utf8_lossy(bytes)),
            Ok(Token::End) | Err(_) => {
                gathered.tell_all(damaged());
                break false;
            }
        }
    };
    if sheet.visible.trim().starts_with("SheetHidden") || sheet.visible.trim() == "SheetVeryHidden"
    {
        gathered.hide();
    }
    let hidden = sheet.hidden;
    gathered.finish(|row| hidden.binary_search(&row).is_ok());
    Ok(whole)
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Kind {
    #[default]
    Text,
    Number,
    Date,
    Logical,
    Error,
}

/// Where texts go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Inside {
    #[default]
    Nothing,
    Cell,
    Visible,
}

/// Places are counted from 0; those of the next row and the next cell are kept.
struct Sheet {
    row: u32,
    next_row: u32,
    column: u32,
    next_column: u32,
    /// Rows that are not shown, in rising order.
    hidden: Vec<u32>,
    kind: Kind,
    /// Rows below and columns beside that the cell reaches over.
    merged: (u32, u32),
    shown: (Shown, Epoch),
    text: String,
    inside: Inside,
    /// Within a remark, which has data of its own.
    remark: bool,
    visible: String,
}

impl Sheet {
    fn new(epoch: Epoch) -> Self {
        Self {
            row: 0,
            next_row: 0,
            column: 0,
            next_column: 0,
            hidden: Vec::new(),
            kind: Kind::default(),
            merged: (0, 0),
            shown: (Shown::default(), epoch),
            text: String::new(),
            inside: Inside::default(),
            remark: false,
            visible: String::new(),
        }
    }

    fn open(&mut self, name: &[u8], attributes: Attributes<'_>, styles: &Styles) {
        let number = |name: &[u8]| -> Option<u32> {
            std::str::from_utf8(attributes.get_loosely(name)?).ok()?.trim().parse().ok()
        };
        let place = |next: u32| number(b"Index").map_or(next, |index| index.saturating_sub(1));
        match name {
            b"Row" => {
                self.row = place(self.next_row);
                self.next_row =
                    self.row.saturating_add(1).saturating_add(number(b"Span").unwrap_or(0));
                self.next_column = 0;
                let hidden = attributes.get_loosely(b"Hidden").is_some_and(|v| v == b"1");
                if hidden && self.hidden.last().is_none_or(|last| *last < self.row) {
                    self.hidden.push(self.row);
                }
            }
            b"Cell" => {
                self.column = place(self.next_column);
                let across = number(b"MergeAcross").unwrap_or(0);
                let down = number(b"MergeDown").unwrap_or(0);
                self.next_column = self.column.saturating_add(1).saturating_add(across);
                self.merged = (down, across);
                let style = attributes.get_loosely(b"StyleID").unwrap_or_default();
                let shown = std::str::from_utf8(style).ok().and_then(|id| styles.shown.get(id));
                self.shown = (shown.copied().unwrap_or_default(), styles.epoch);
                self.text.clear();
                self.kind = Kind::Text;
            }
            b"Comment" => self.remark = true,
            b"Data" if !self.remark => {
                self.inside = Inside::Cell;
                self.kind = match attributes.get_loosely(b"Type") {
                    Some(b"Number") => Kind::Number,
                    Some(b"DateTime") => Kind::Date,
                    Some(b"Boolean") => Kind::Logical,
                    Some(b"Error") => Kind::Error,
                    _ => Kind::Text,
                };
            }
            b"Visible" => self.inside = Inside::Visible,
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        let into = match self.inside {
            Inside::Cell if !self.remark => &mut self.text,
            Inside::Visible if self.visible.len() < 100 => &mut self.visible,
            _ => return,
        };
        if into.len() <= MAX_CELL {
            into.push_str(text);
        }
    }

    fn close(&mut self, name: &[u8], gathered: &mut Gathered<'_, '_>) -> Result<(), Stop> {
        match name {
            b"Comment" => self.remark = false,
            b"Data" | b"Visible" => self.inside = Inside::Nothing,
            b"Cell" => {
                let (row, column) = (self.row, self.column);
                let (down, across) = self.merged;
                gathered.merge(
                    (row, row.saturating_add(down)),
                    (column, column.saturating_add(across.min(MAX_COLUMNS))),
                );
                let cell = self.cell(gathered);
                gathered.put(row, column, cell)?;
                self.inside = Inside::Nothing;
            }
            b"Row" => gathered.book.step()?,
            _ => {}
        }
        Ok(())
    }

    fn cell(&self, gathered: &mut Gathered<'_, '_>) -> RawCell {
        let value = self.text.trim();
        let mut text = || {
            if self.text.len() > MAX_CELL {
                let limit = MAX_CELL as u64;
                let fault = SourceFault::TooLarge { what: Cap::CellText, limit };
                gathered.tell(fault, self.row, self.column);
            }
            RawCell::of(&self.text[..self.text.floor_char_boundary(MAX_CELL)])
        };
        match self.kind {
            _ if value.is_empty() => RawCell::Empty,
            Kind::Text => text(),
            Kind::Number => match value.parse::<f64>() {
                Ok(x) if x.is_finite() => number_format::cell(x, self.shown.0, self.shown.1),
                Ok(_) | Err(_) => text(),
            },
            // "2024-01-31T00:00:00.000" is a day without a time.
            Kind::Date => {
                let whole = value.strip_suffix(".000").unwrap_or(value);
                let day = whole.strip_suffix("T00:00:00").unwrap_or(whole);
                RawCell::Date(day.chars().take(40).collect::<String>().into())
            }
            Kind::Logical => RawCell::Logical(value == "1"),
            Kind::Error => RawCell::Error(value.chars().take(40).collect::<String>().into()),
        }
    }
}
