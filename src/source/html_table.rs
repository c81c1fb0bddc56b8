//! Tables of a web page, as the systems of offices save it under the name .xls.
//!
//! Read as tolerantly as a browser does: cells and rows that are never closed, tables within
//! tables, spans. What stands above a table ("Data Tanggal : …") becomes its first rows.

use std::path::Path;

use encoding_rs::Encoding as Rs;

use super::dbf::given_codec;
use super::encoding::{self, Certainty, Codec};
use super::gather::{Gather, MAX_CELL, MAX_COLUMNS};
use super::layer::{Encoding, LayerOptions};
use super::markup::{Attributes, Markup, Token, unescaped};
use super::sibling;
use super::table::{RawCell, RawTable};
use super::workbook::gathered;
use crate::base::fault::{At, BookWhy, Cap, Fault, SourceFault, Stop};
use crate::base::progress::Progress;

const MAX_BYTES: u64 = 256 << 20;
/// Browsers believe no more columns of one cell, and no more rows.
const MAX_SPAN: (u32, u32) = (65_534, 1_000);
/// Tables within tables; deeper ones are read as text of the cell.
const MAX_DEPTH: usize = 20;
const MAX_TABLES: usize = 1_000;
/// Lines above a table that are kept.
const MAX_LINES: usize = 100;

/// Reads every table of the page that has cells.
///
/// # Errors
/// A limit passed, an unknown encoding label, or cancelled.
pub fn read(path: &Path, options: &LayerOptions, progress: &Progress) -> Result<RawTable, Stop> {
    let given = given_codec(options.encoding.as_deref(), path)?;
    let mut told = None;
    let mut table = gathered(path, "html", progress, |gather| {
        let bytes = sibling::whole(path, MAX_BYTES)?;
        told = Some(page(&bytes, (given, path), None, gather)?);
        Ok(())
    })?;
    table.encoding = told.unwrap_or(table.encoding);
    Ok(table)
}

/// Every table of one page's bytes, and how its text is encoded. A name stands for the sheet where
/// there is one table only.
pub(super) fn page(
    bytes: &[u8],
    (given, path): (Option<Codec>, &Path),
    name: Option<String>,
    gather: &mut Gather<'_>,
) -> Result<Encoding, Stop> {
    let given = given.or_else(|| named(bytes));
    let (text, encoding, certainty) = encoding::lent(bytes, given);
    if certainty == Certainty::Guessed {
        let fault = SourceFault::GuessedEncoding { label: encoding.label.clone() };
        gather.faults.push(Fault::new(fault, At::file(path)));
    }
    let mut page = Page::default();
    page.read(&mut Markup::new(text.as_bytes()), gather)?;
    page.finish(name.as_deref(), gather)?;
    Ok(encoding)
}

/// The encoding that the page names, unless its bytes are valid UTF-8 after all.
fn named(bytes: &[u8]) -> Option<Codec> {
    if Rs::for_bom(bytes).is_some() || std::str::from_utf8(bytes).is_ok() {
        return None;
    }
    let head = &bytes[..bytes.len().min(4096)];
    let at = memchr::memmem::find(&head.to_ascii_lowercase(), b"charset=")? + 8;
    let label: String = head[at..]
        .iter()
        .skip_while(|b| matches!(b, b'"' | b'\'' | b' '))
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
        .map(|&b| char::from(b))
        .collect();
    encoding::named(&label).filter(|codec| *codec != Codec::Rs(encoding_rs::UTF_8))
}

/// A cell as it stands in a table.
struct Cell {
    row: u32,
    column: u32,
    value: RawCell,
}

struct Block {
    rows: (u32, u32),
    columns: (u32, u32),
}

/// One table being read.
#[derive(Default)]
struct Table {
    /// Its place among the tables of the page.
    order: usize,
    cells: Vec<Cell>,
    blocks: Vec<Block>,
    hidden: Vec<u32>,
    /// Rows begun so far, with the lines above.
    rows: u32,
    in_row: bool,
    column: u32,
    /// By column: the first row (from 0) that no cell from above reaches into.
    free: Vec<u32>,
    cell: Option<Open>,
}

/// The cell that texts go into.
struct Open {
    column: u32,
    span: (u32, u32),
    text: String,
    /// The number that the writing program noted beside what it shows.
    number: Option<f64>,
}

#[derive(Default)]
struct Page {
    tables: Vec<Table>,
    done: Vec<Table>,
    seen: usize,
    /// Texts outside of tables since the last one.
    lines: Vec<String>,
    line: String,
}

impl Page {
    fn read(&mut self, markup: &mut Markup<&[u8]>, gather: &mut Gather<'_>) -> Result<(), Stop> {
        loop {
            let mut pass = None;
            match markup.next() {
                Ok(Token::Open { name, attributes, closed }) => {
                    let lower = name.to_ascii_lowercase();
                    match lower.as_slice() {
                        b"script" | b"style" | b"title" | b"select" | b"textarea" if !closed => {
                            pass = Some(lower);
                        }
                        lower => self.open(lower, attributes, gather)?,
                    }
                }
                Ok(Token::Close(name)) => self.close(&name.to_ascii_lowercase(), gather)?,
                Ok(Token::Text(bytes) | Token::Plain(bytes)) => {
                    let text = unescaped(bytes);
                    self.text(&text);
                }
                Ok(Token::End) => break,
                Err(_) => {
                    // A tag that goes on for megabytes: what came before it is kept.
                    let why = BookWhy::Cut;
                    gather.sheet(None, false).tell_all(SourceFault::DamagedWorkbook { why });
                    break;
                }
            }
            if let Some(name) = pass
                && markup.pass_to_close(&name).is_err()
            {
                break;
            }
        }
        while !self.tables.is_empty() {
            self.close(b"table", gather)?;
        }
        Ok(())
    }

    fn open(
        &mut self,
        name: &[u8],
        attributes: Attributes<'_>,
        gather: &mut Gather<'_>,
    ) -> Result<(), Stop> {
        match name {
            b"table" => {
                self.end_line();
                if self.tables.len() < MAX_DEPTH && self.seen < MAX_TABLES {
                    let mut table = Table { order: self.seen, ..Table::default() };
                    self.seen += 1;
                    if self.tables.is_empty() {
                        table.above(&std::mem::take(&mut self.lines));
                    }
                    self.tables.push(table);
                }
            }
            b"tr" => {
                if let Some(table) = self.tables.last_mut() {
                    table.end_row(gather)?;
                    table.begin_row();
                    let style = attributes.get_loosely(b"style").unwrap_or_default();
                    let plain: Vec<u8> =
                        style.to_ascii_lowercase().into_iter().filter(|b| *b != b' ').collect();
                    if memchr::memmem::find(&plain, b"display:none").is_some() {
                        table.hidden.push(table.rows - 1);
                    }
                }
            }
            b"td" | b"th" => {
                if let Some(table) = self.tables.last_mut() {
                    table.end_cell(gather)?;
                    if !table.in_row {
                        table.begin_row();
                    }
                    table.begin_cell(attributes);
                }
            }
            b"br" | b"p" | b"div" | b"li" | b"h1" | b"h2" | b"h3" | b"h4" | b"caption" | b"hr" => {
                self.break_line();
            }
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &[u8], gather: &mut Gather<'_>) -> Result<(), Stop> {
        match name {
            b"table" => {
                let Some(mut table) = self.tables.pop() else { return Ok(()) };
                table.end_row(gather)?;
                self.done.push(table);
            }
            b"tr" | b"thead" | b"tbody" | b"tfoot" => {
                if let Some(table) = self.tables.last_mut() {
                    table.end_row(gather)?;
                }
            }
            b"td" | b"th" => {
                if let Some(table) = self.tables.last_mut() {
                    table.end_cell(gather)?;
                }
            }
            b"p" | b"div" | b"li" | b"h1" | b"h2" | b"h3" | b"h4" | b"caption" => self.break_line(),
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        let into = match self.tables.last_mut() {
            None => &mut self.line,
            Some(table) => match &mut table.cell {
                Some(cell) => &mut cell.text,
                // Between the cells of a table stands nothing that is shown in it.
                None => return,
            },
        };
        for c in text.chars() {
            if into.len() > MAX_CELL {
                return;
            }
            // Blanks and line ends of the file are one blank.
            let blank = c.is_ascii_whitespace();
            if !blank {
                into.push(c);
            } else if !into.is_empty() && !into.ends_with([' ', '\n']) {
                into.push(' ');
            }
        }
    }

    fn break_line(&mut self) {
        match self.tables.last_mut() {
            None => self.end_line(),
            Some(table) => {
                if let Some(cell) = &mut table.cell
                    && !cell.text.is_empty()
                    && !cell.text.ends_with('\n')
                {
                    cell.text.push('\n');
                }
            }
        }
    }

    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        if !line.trim().is_empty() && self.lines.len() < MAX_LINES {
            self.lines.push(line.trim().to_owned());
        }
    }

    /// Tables in the order in which they begin.
    fn finish(mut self, page: Option<&str>, gather: &mut Gather<'_>) -> Result<(), Stop> {
        self.done.sort_by_key(|table| table.order);
        self.done.retain(|table| !table.cells.is_empty());
        let several = self.done.len() > 1;
        for (number, table) in (1..).zip(self.done) {
            let name = match page {
                Some(page) if several => Some(format!("{page} {number}")),
                Some(page) => Some(page.to_owned()),
                None => several.then(|| format!("Tabel {number}")),
            };
            table.finish(name, gather)?;
        }
        Ok(())
    }
}

impl Table {
    /// Lines above the table are its first rows.
    fn above(&mut self, lines: &[String]) {
        for line in lines {
            let value = RawCell::of(line);
            self.cells.push(Cell { row: self.rows, column: 0, value });
            self.rows += 1;
        }
    }

    fn begin_row(&mut self) {
        self.rows = self.rows.saturating_add(1);
        (self.in_row, self.column) = (true, 0);
    }

    fn end_row(&mut self, gather: &mut Gather<'_>) -> Result<(), Stop> {
        self.end_cell(gather)?;
        self.in_row = false;
        gather.step()
    }

    fn begin_cell(&mut self, attributes: Attributes<'_>) {
        let row = self.rows - 1;
        while self.free.get(self.column as usize).is_some_and(|&free| free > row) {
            self.column += 1;
        }
        let span = |name: &[u8], most: u32| {
            let value = attributes.get_loosely(name).unwrap_or_default();
            let digits = value.trim_ascii().iter().take_while(|b| b.is_ascii_digit());
            let n =
                digits.fold(0_u32, |n, b| n.saturating_mul(10).saturating_add(u32::from(b - b'0')));
            n.clamp(1, most)
        };
        let span = (span(b"rowspan", MAX_SPAN.0), span(b"colspan", MAX_SPAN.1));
        // Excel notes `x:num="…"`, LibreOffice `sdval="…"`.
        let number = [&b"num"[..], b"sdval"].iter().find_map(|name| {
            let value = std::str::from_utf8(attributes.get_loosely(name)?).ok()?;
            value.trim().parse::<f64>().ok().filter(|x| x.is_finite())
        });
        self.cell = Some(Open { column: self.column, span, text: String::new(), number });
        let end = self.column.saturating_add(span.1);
        if span.0 > 1 && end <= 2 * MAX_COLUMNS {
            let until = row.saturating_add(span.0);
            let room = (end as usize).max(self.free.len());
            self.free.resize(room, 0);
            self.free[self.column as usize..end as usize].fill(until);
        }
        self.column = end;
    }

    fn end_cell(&mut self, gather: &mut Gather<'_>) -> Result<(), Stop> {
        let Some(cell) = self.cell.take() else { return Ok(()) };
        let row = self.rows - 1;
        let text = cell.text.trim_matches(|c: char| c.is_whitespace());
        if cell.span != (1, 1) && !text.is_empty() {
            gather.hold(size_of::<Block>())?;
            self.blocks.push(Block {
                rows: (row, row.saturating_add(cell.span.0 - 1)),
                columns: (cell.column, cell.column.saturating_add(cell.span.1 - 1)),
            });
        }
        if text.is_empty() {
            return Ok(());
        }
        // A noted number stands for a number that is shown, not for a date.
        let shows_number = text.chars().all(|c| !c.is_alphabetic() && c != '/' && c != ':')
            && !text.starts_with('0');
        let value = match cell.number {
            Some(x) if shows_number && !text.contains('%') => RawCell::Number(x),
            _ => RawCell::of(text),
        };
        gather.hold(size_of::<Cell>() + if text.len() > 23 { text.len() } else { 0 })?;
        self.cells.push(Cell { row, column: cell.column, value });
        Ok(())
    }

    fn finish(self, name: Option<String>, gather: &mut Gather<'_>) -> Result<(), Stop> {
        let last = self.rows.saturating_sub(1);
        let widest = self.cells.iter().map(|cell| cell.column).max().unwrap_or(0);
        let mut gathered = gather.sheet(name, false);
        for block in self.blocks {
            let rows = (block.rows.0, block.rows.1.min(last));
            gathered
                .merge(rows, (block.columns.0, block.columns.1.min(widest.max(block.columns.0))));
        }
        for cell in self.cells {
            if cell.value.text().is_some_and(|text| text.len() > MAX_CELL) {
                let limit = MAX_CELL as u64;
                let fault = SourceFault::TooLarge { what: Cap::CellText, limit };
                gathered.tell(fault, cell.row, cell.column);
            }
            gathered.put(cell.row, cell.column, cell.value)?;
        }
        let hidden = self.hidden;
        gathered.finish(|row| hidden.binary_search(&row).is_ok());
        Ok(())
    }
}
