//! A sheet as people lay it out → columns with one path each and rows that speak of one village.
//!
//! What stands around the data (letterhead, header rows, "(1)(2)(3)", sums, page headers, notes) is
//! told with its reason, never dropped in silence; a row with a village code is always data. The
//! cells stay where they were read: a [`Laid`] points at them.

use std::borrow::Cow;
use std::sync::Arc;

use super::header;
use super::layout_header;
use super::layout_sort::Sorter;
use super::layout_split;
use super::layout_topics;
use crate::source::layer::Encoding;
use crate::source::table::{CellView, RawCell, RawSheet, RawTable, column_letter};

/// Why a row of the sheet is no data row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    Title,
    Header,
    Numbering,
    Total,
    Empty,
    Note,
    /// A data row of another kabupaten; only a join can tell.
    OtherKabupaten,
}

impl Why {
    pub fn id(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Header => "header",
            Self::Numbering => "numbering",
            Self::Total => "total",
            Self::Empty => "empty",
            Self::Note => "note",
            Self::OtherKabupaten => "other_kabupaten",
        }
    }
}

/// A row set aside; rows as the spreadsheet numbers them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ignored {
    pub row: u32,
    pub why: Why,
}

/// A row of sums that the office itself made, with its values: something to check the parts by.
#[derive(Clone, Debug, PartialEq)]
pub struct TotalRow {
    pub row: u32,
    /// Index into [`Laid::parts`].
    pub part: usize,
    /// "JUMLAH KECAMATAN KOLONO"; the kecamatan's name where a heading carries its sums.
    pub label: String,
    /// The kecamatan whose villages it adds up; `None` for all of them, or where it is not told.
    pub kecamatan: Option<String>,
    /// One per column of [`Laid`].
    pub cells: Vec<RawCell>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct LaidColumn {
    /// The header rows from top to bottom joined by " › "; the letter where there is none. A name
    /// that stands over several columns is told apart: "Meninggal (kolom F)".
    pub path: String,
    /// The path without that.
    pub header: String,
    /// In the first sheet.
    pub letter: String,
    pub(super) cells: Cells,
}

/// Where a column's cells are.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cells {
    /// Column of each part's sheet.
    Sheet(Vec<Option<usize>>),
    /// Filled down or made of headings: one cell a row.
    Made(Arc<Vec<RawCell>>),
}

/// A data row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LaidRow {
    /// As the spreadsheet numbers it.
    pub row: u32,
    /// Index into [`Laid::parts`].
    pub part: u32,
    /// Index into the sheet's rows.
    pub(super) at: u32,
}

/// A sheet that gave rows; one, unless several of a workbook are taken as periods.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Index into the table's sheets.
    pub sheet: usize,
    pub name: Option<String>,
    /// What the sheet's name says of its time, where several sheets are laid together.
    pub period: Option<String>,
}

#[derive(Clone, Debug)]
pub struct Laid {
    /// The sheet's name; `None` for CSV and for several sheets together.
    pub sheet: Option<String>,
    pub parts: Vec<Part>,
    /// Lines above the header, for the period they name.
    pub titles: Vec<String>,
    /// First row of the header and of the data, as the spreadsheet numbers them.
    pub header_row: Option<u32>,
    pub data_row: Option<u32>,
    pub columns: Vec<LaidColumn>,
    pub rows: Vec<LaidRow>,
    pub ignored: Vec<Ignored>,
    pub totals: Vec<TotalRow>,
    /// Data rows that the file hides, as the spreadsheet numbers them; they are read all the same.
    pub hidden: Vec<u32>,
    /// Rows whose code cell has several codes, with how many; each became a data row.
    pub together: Vec<(u32, usize)>,
    /// The column that says which figure a row brings, where villages have several rows.
    pub topic: Option<usize>,
    table: Arc<RawTable>,
}

static EMPTY: RawCell = RawCell::Empty;

impl Laid {
    /// A cell of a data row, looked at where it stands.
    pub fn view(&self, row: usize, column: usize) -> CellView<'_> {
        match &self.columns[column].cells {
            Cells::Made(cells) => cells.get(row).map_or(CellView::Empty, RawCell::view),
            Cells::Sheet(at) => {
                let row = self.rows[row];
                let part = row.part as usize;
                let sheet = &self.table.sheets[self.parts[part].sheet];
                let column = at.get(part).copied().flatten();
                column.map_or(CellView::Empty, |c| sheet.rows[row.at as usize].cells.view(c))
            }
        }
    }

    /// A cell of a data row.
    pub fn cell(&self, row: usize, column: usize) -> &RawCell {
        match &self.columns[column].cells {
            Cells::Made(cells) => cells.get(row).unwrap_or(&EMPTY),
            Cells::Sheet(at) => {
                let row = self.rows[row];
                let part = row.part as usize;
                let sheet = &self.table.sheets[self.parts[part].sheet];
                at.get(part)
                    .copied()
                    .flatten()
                    .and_then(|column| sheet.rows[row.at as usize].cells.get(column))
                    .unwrap_or(&EMPTY)
            }
        }
    }

    /// A cell's text for keeping.
    pub fn text(&self, row: usize, column: usize) -> Option<String> {
        self.view(row, column).text().map(Cow::into_owned)
    }

    /// The sheet a data row stands in.
    pub fn sheet_of(&self, row: usize) -> Option<&str> {
        self.parts.get(self.rows[row].part as usize)?.name.as_deref()
    }

    /// The time that a row's sheet names, where every sheet is one.
    pub fn period_of(&self, row: usize) -> Option<&str> {
        self.parts.get(self.rows[row].part as usize)?.period.as_deref()
    }

    /// The letter that a column has in the sheet of a row.
    pub fn letter_of(&self, row: usize, column: usize) -> String {
        match &self.columns[column].cells {
            Cells::Sheet(at) if self.parts.len() > 1 => {
                let at = at.get(self.rows[row].part as usize).copied().flatten();
                at.map_or_else(|| self.columns[column].letter.clone(), column_letter)
            }
            Cells::Sheet(_) | Cells::Made(_) => self.columns[column].letter.clone(),
        }
    }

    /// A column by path, by the last part of its path, or by letter; blanks and case do not matter.
    pub fn column(&self, name: &str) -> Option<usize> {
        let wanted = header::plain(name);
        let by = |of: &dyn Fn(&LaidColumn) -> String| {
            self.columns.iter().position(|c| !wanted.is_empty() && of(c) == wanted)
        };
        by(&|c| header::plain(&c.path))
            .or_else(|| by(&|c| header::plain(c.path.rsplit('›').next().unwrap_or(""))))
            .or_else(|| {
                self.columns.iter().position(|c| c.letter.eq_ignore_ascii_case(name.trim()))
            })
    }

    /// All headers, for a sentence that says what was found.
    pub fn found(&self) -> String {
        self.columns.iter().map(|c| c.path.as_str()).collect::<Vec<_>>().join(", ")
    }

    /// The headers as they stand in the sheet.
    pub fn headers(&self) -> Vec<String> {
        self.columns.iter().map(|c| c.header.clone()).collect()
    }

    /// The table that the cells stand in.
    pub fn table(&self) -> &Arc<RawTable> {
        &self.table
    }

    /// The same headers over other rows, whose cells are given by column; nothing of the file's
    /// own cells is left.
    pub(super) fn with_cells(&self, rows: Vec<LaidRow>, cells: Vec<Vec<RawCell>>) -> Self {
        let made = |(column, cells): (&LaidColumn, Vec<RawCell>)| LaidColumn {
            cells: Cells::Made(Arc::new(cells)),
            ..column.clone()
        };
        let table = RawTable {
            format: self.table.format,
            sheets: Vec::new(),
            encoding: self.table.encoding.clone(),
            faults: Vec::new(),
        };
        Self {
            columns: self.columns.iter().zip(cells).map(made).collect(),
            rows,
            ignored: Vec::new(),
            totals: Vec::new(),
            hidden: Vec::new(),
            together: Vec::new(),
            table: Arc::new(table),
            ..self.clone()
        }
    }

    pub(super) fn of(table: Arc<RawTable>, parts: Vec<Part>) -> Self {
        let sheet = match &parts[..] {
            [only] => only.name.clone(),
            _ => None,
        };
        Self {
            sheet,
            parts,
            titles: Vec::new(),
            header_row: None,
            data_row: None,
            columns: Vec::new(),
            rows: Vec::new(),
            ignored: Vec::new(),
            totals: Vec::new(),
            hidden: Vec::new(),
            together: Vec::new(),
            topic: None,
            table,
        }
    }
}

/// Where the user says the header and the data begin; rows as the spreadsheet numbers them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LayoutOptions {
    pub header_row: Option<u32>,
    pub data_row: Option<u32>,
}

/// Lays a sheet that stands alone out by what it looks like; the sheet is copied.
pub fn lay_out(sheet: &RawSheet) -> Laid {
    let table = RawTable {
        format: "csv",
        sheets: vec![sheet.clone()],
        encoding: Encoding { label: "UTF-8".to_owned(), from: "given" },
        faults: Vec::new(),
    };
    lay_out_with(&Arc::new(table), 0, LayoutOptions::default())
}

/// Lays a table's sheet out, where the user said it begins or by what it looks like.
pub fn lay_out_with(table: &Arc<RawTable>, sheet: usize, options: LayoutOptions) -> Laid {
    layout_topics::spread(layout_split::split(lay_out_rows(table, sheet, options)))
}

/// The same with every row as it stands: a register has many rows of one village.
pub fn lay_out_rows(table: &Arc<RawTable>, sheet: usize, options: LayoutOptions) -> Laid {
    let part = Part {
        sheet,
        name: table.sheets.get(sheet).and_then(|sheet| sheet.name.clone()),
        period: None,
    };
    let laid = Laid::of(Arc::clone(table), vec![part]);
    let Some(sheet) = table.sheets.get(sheet) else { return laid };
    let headed = layout_header::find(sheet, options);
    let mut sorter = Sorter::new(sheet, &headed, laid);
    for row in &sheet.rows[..headed.data_start] {
        sorter.above(row);
    }
    for at in headed.data_start..sheet.rows.len() {
        sorter.below(at);
    }
    let mut laid = sorter.finish();
    name_percents(&mut laid);
    laid
}

/// "KK tanpa air | %": a head that says nothing but percent is of the count right before it.
fn name_percents(laid: &mut Laid) {
    let is_bare = |column: &LaidColumn| {
        let words = column.header.trim_matches(|c: char| !c.is_alphanumeric() && c != '%');
        matches!(words.to_lowercase().as_str(), "%" | "persen" | "persentase" | "prosentase")
    };
    for c in 1..laid.columns.len() {
        let (before, own) = (&laid.columns[c - 1], &laid.columns[c]);
        if !is_bare(own) || is_bare(before) || !before.header.contains(char::is_alphabetic) {
            continue;
        }
        let told = (0..laid.rows.len()).map(|row| laid.view(row, c - 1));
        let told: Vec<CellView<'_>> = told.filter(|v| *v != CellView::Empty).take(200).collect();
        let is_number = |view: &&CellView<'_>| match view {
            CellView::Number(_) => true,
            view => view.text().is_some_and(|text| {
                !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || ".,".contains(c))
            }),
        };
        if told.is_empty() || told.iter().filter(is_number).count() * 10 < told.len() * 8 {
            continue;
        }
        let header = format!("{} (%)", before.header.trim());
        if laid.columns.iter().all(|other| other.header != header) {
            laid.columns[c].path.clone_from(&header);
            laid.columns[c].header = header;
        }
    }
}
