//! A sheet as people lay it out → columns with one path each and rows that speak of one village.
//!
//! What stands around the data (letterhead, header rows, "(1)(2)(3)", sums, page headers, notes) is
//! told with its reason, never dropped in silence; a row with a village code is always data.

use super::header::{self, Above};
use super::layout_header::{self, Headed};
use super::layout_total::{self, Label, Sums};
use crate::base::code::TenDigits;
use crate::source::table::{RawCell, RawRow, RawSheet, column_letter};

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

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LaidColumn {
    /// The header rows from top to bottom joined by " › "; the letter where there is none.
    pub path: String,
    pub letter: String,
}

/// A data row; `cells` has one entry per column of [`Laid`].
#[derive(Clone, Debug, PartialEq)]
pub struct LaidRow {
    pub row: u32,
    pub cells: Vec<RawCell>,
}

#[derive(Clone, Debug, PartialEq, Default)]
pub struct Laid {
    pub sheet: Option<String>,
    /// Lines above the header, for the period they name.
    pub titles: Vec<String>,
    pub columns: Vec<LaidColumn>,
    pub rows: Vec<LaidRow>,
    pub ignored: Vec<Ignored>,
}

impl Laid {
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

    pub fn headers(&self) -> Vec<String> {
        self.columns.iter().map(|c| c.path.clone()).collect()
    }
}

/// Where the user says the header and the data begin; rows as the spreadsheet numbers them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LayoutOptions {
    pub header_row: Option<u32>,
    pub data_row: Option<u32>,
}

/// Lays a sheet out by what it looks like.
pub fn lay_out(sheet: &RawSheet) -> Laid {
    lay_out_with(sheet, LayoutOptions::default())
}

/// Lays a sheet out where the user said where it begins.
pub fn lay_out_with(sheet: &RawSheet, options: LayoutOptions) -> Laid {
    let headed = layout_header::find(sheet, options);
    let mut sorter = Sorter::new(sheet, &headed);
    for row in &sheet.rows[..headed.data_start] {
        sorter.above(row);
    }
    for at in headed.data_start..sheet.rows.len() {
        sorter.below(at);
    }
    sorter.finish()
}

/// Columns of the sheet that tell data from sums; sheet indices, not [`Laid`] ones.
#[derive(Default)]
struct Keys {
    code: Option<usize>,
    village: Option<usize>,
    kecamatan: Option<usize>,
    number: Option<usize>,
}

struct Sorter<'a> {
    sheet: &'a RawSheet,
    headed: &'a Headed,
    keys: Keys,
    /// The kecamatan column's cells are mostly blank: named once for a block of villages.
    fills_kecamatan: bool,
    kecamatan: Option<String>,
    /// The kecamatan stands in heading rows or in the letterhead, not in a column.
    heading_column: Option<usize>,
    headings: Vec<Option<String>>,
    sums: Sums,
    last_number: Option<i64>,
    laid: Laid,
}

impl<'a> Sorter<'a> {
    fn new(sheet: &'a RawSheet, headed: &'a Headed) -> Self {
        let keys = keys(sheet, headed);
        let fills_kecamatan = keys.kecamatan.is_some_and(|c| {
            let rows = &sheet.rows[headed.data_start..];
            let named = |row: &&RawRow| keys.village.is_none_or(|v| text(row, v).is_some());
            let villages: Vec<&RawRow> = rows.iter().filter(named).collect();
            let blank = villages.iter().filter(|row| text(row, c).is_none()).count();
            blank * 10 >= villages.len() * 3
        });
        let number = keys.number;
        Self {
            sheet,
            headed,
            keys,
            fills_kecamatan,
            kecamatan: None,
            heading_column: None,
            headings: Vec::new(),
            sums: Sums::new(headed.width, number),
            last_number: None,
            laid: Laid {
                sheet: sheet.name.clone(),
                columns: (0..headed.width)
                    .map(|c| LaidColumn { path: headed.paths[c].clone(), letter: column_letter(c) })
                    .collect(),
                ..Laid::default()
            },
        }
    }

    fn ignore(&mut self, row: &RawRow, why: Why) {
        self.laid.ignored.push(Ignored { row: row.row, why });
    }

    /// A row above the data: header, numbering or title. A title may name the kecamatan of all.
    fn above(&mut self, row: &RawRow) {
        if self.headed.header_rows.contains(&row.row) {
            return self.ignore(row, Why::Header);
        }
        if layout_header::is_numbering(row) {
            return self.ignore(row, Why::Numbering);
        }
        let line: Vec<String> = row.cells.iter().filter_map(RawCell::owned_text).collect();
        let line = line.join(" ");
        if self.keys.kecamatan.is_none()
            && let Some(name) = heading(&line)
        {
            self.kecamatan = Some(name);
            self.heading_column = Some(0);
        }
        self.laid.titles.push(line);
        self.ignore(row, Why::Title);
    }

    fn below(&mut self, at: usize) {
        let sheet = self.sheet;
        let row = &sheet.rows[at];
        let code = self.keys.code.and_then(|c| text(row, c));
        if code.as_deref().is_some_and(|code| TenDigits::parse(code).is_ok()) {
            return self.keep(row);
        }
        match self.sort(row, code.as_deref(), at) {
            Sorted::Data => self.keep(row),
            Sorted::Heading(name, sums) => {
                self.kecamatan = Some(name);
                if self.keys.kecamatan.is_none() {
                    let first = row.cells.iter().position(|c| c.text().is_some());
                    self.heading_column = self.heading_column.or(first);
                }
                self.sums.close_block();
                self.ignore(row, if sums { Why::Total } else { Why::Header });
            }
            Sorted::Ignored(why) => {
                if why == Why::Total {
                    self.sums.close_block();
                }
                self.ignore(row, why);
            }
        }
    }

    /// What a row without a village code is.
    fn sort(&self, row: &RawRow, code: Option<&str>, at: usize) -> Sorted {
        let filled: Vec<(usize, String)> = row
            .cells
            .iter()
            .enumerate()
            .filter_map(|(c, cell)| Some((c, cell.owned_text()?)))
            .collect();
        let Some((first, first_text)) = filled.first() else {
            return Sorted::Ignored(Why::Empty);
        };
        if layout_header::is_numbering(row) {
            return Sorted::Ignored(Why::Numbering);
        }
        if self.headed.repeats(row) {
            return Sorted::Ignored(Why::Header);
        }
        let numbers = filled.iter().filter(|(c, _)| self.is_value(*c, row)).count();
        let village = self.keys.village.and_then(|c| text(row, c));
        // A shorter code is a kecamatan, kabupaten or province of a code book.
        if code.is_some_and(is_short_code) {
            let name = self.keys.kecamatan.and_then(|c| text(row, c));
            return match name.map(|name| without_number(&name)).filter(|name| !name.is_empty()) {
                Some(name) => Sorted::Heading(name, true),
                None => Sorted::Ignored(Why::Total),
            };
        }
        if let Some(name) = filled.iter().take(2).find_map(|(_, text)| heading(text))
            && (village.is_none() || heading(village.as_deref().unwrap_or_default()).is_some())
            && (numbers == 0 || layout_total::label(first_text) == Label::None)
            && self.keys.kecamatan.is_none_or(|c| *first <= c || numbers == 0)
            && code.is_none()
        {
            return Sorted::Heading(name, numbers > 0);
        }
        if let Some(sorted) = self.total(row, &filled, village.as_deref(), numbers) {
            return sorted;
        }
        if filled.len() == 1 {
            return self.alone(*first, first_text, at);
        }
        let keys = [self.keys.village, self.keys.code];
        if keys.iter().flatten().next().is_some() && village.is_none() && code.is_none() {
            return self.without_village(row, &filled, numbers);
        }
        Sorted::Data
    }

    fn total(
        &self,
        row: &RawRow,
        filled: &[(usize, String)],
        village: Option<&str>,
        numbers: usize,
    ) -> Option<Sorted> {
        // The label stands before the first value; a village's own cells cannot hold it later.
        let end = self.keys.village.map_or(2, |c| c + 1);
        let (at, label) = filled
            .iter()
            .filter(|(c, _)| *c < end.max(1) || self.keys.village.is_none())
            .map(|(c, text)| (*c, layout_total::label(text)))
            .find(|(_, label)| *label != Label::None)?;
        let counted = self.keys.number.is_some_and(|c| c != at && self.next_number(row, c));
        let in_village = self.keys.village == Some(at);
        let adds_up = self.sums.adds_up(row);
        let is_total = match label {
            // A village may bear such a name, where its number goes on and nothing adds up.
            Label::Sure => !in_village || !counted || adds_up == Some(true),
            Label::Maybe => {
                adds_up == Some(true)
                    || (!counted && self.keys.number.is_some())
                    || (village.is_none() && numbers > 0)
            }
            Label::None => false,
        };
        is_total.then_some(Sorted::Ignored(Why::Total))
    }

    fn next_number(&self, row: &RawRow, column: usize) -> bool {
        let number = text(row, column).and_then(|t| t.trim_end_matches('.').parse::<i64>().ok());
        match (number, self.last_number) {
            (Some(n), Some(last)) => n == last + 1 || n == 1,
            (Some(_), None) => true,
            (None, _) => false,
        }
    }

    /// One filled cell: a village without values if it stands among villages, else a note.
    fn alone(&self, column: usize, text: &str, at: usize) -> Sorted {
        if Some(column) == self.keys.number && text.trim_end_matches('.').parse::<u32>().is_ok() {
            return Sorted::Ignored(Why::Empty);
        }
        let is_name = self.keys.village == Some(column)
            && text.chars().any(char::is_alphabetic)
            && !layout_total::is_note(text);
        let goes_on = self.sheet.rows[at + 1..].iter().any(|row| {
            self.keys.village.is_some_and(|c| row.cells.get(c).and_then(RawCell::text).is_some())
                && row.cells.iter().filter(|cell| cell.text().is_some()).count() > 1
        });
        if is_name && goes_on { Sorted::Data } else { Sorted::Ignored(Why::Note) }
    }

    /// Neither village nor code: a kecamatan's line with sums, a numbered line left blank, a note.
    fn without_village(&self, row: &RawRow, filled: &[(usize, String)], numbers: usize) -> Sorted {
        if let Some(c) = self.keys.kecamatan
            && let Some(name) = text(row, c)
        {
            let name = heading(&name).unwrap_or(name);
            return Sorted::Heading(name, numbers > 0);
        }
        if numbers > 0 && self.sums.adds_up(row) == Some(true) {
            return Sorted::Ignored(Why::Total);
        }
        let only_number = filled.iter().all(|(c, _)| Some(*c) == self.keys.number);
        Sorted::Ignored(if only_number { Why::Empty } else { Why::Note })
    }

    fn is_value(&self, column: usize, row: &RawRow) -> bool {
        let keys = [self.keys.number, self.keys.code, self.keys.village, self.keys.kecamatan];
        !keys.contains(&Some(column)) && layout_total::value(&row.cells[column]).is_some()
    }

    fn keep(&mut self, row: &RawRow) {
        let mut cells: Vec<RawCell> =
            (0..self.headed.width).map(|c| row.cells.get(c).cloned().unwrap_or_default()).collect();
        self.headed.fill_down(row.row, &mut cells);
        if let Some(c) = self.keys.kecamatan {
            match cells[c].owned_text() {
                Some(name) => self.kecamatan = Some(name),
                None if self.fills_kecamatan || self.headed.merged_down.contains(&c) => {
                    cells[c] = RawCell::of(self.kecamatan.as_deref().unwrap_or_default());
                }
                None => {}
            }
        }
        self.sums.add(row);
        if let Some(c) = self.keys.number
            && let Some(n) = text(row, c).and_then(|t| t.trim_end_matches('.').parse().ok())
        {
            self.last_number = Some(n);
        }
        self.headings.push(self.kecamatan.clone());
        self.laid.rows.push(LaidRow { row: row.row, cells });
    }

    fn finish(mut self) -> Laid {
        if let Some(column) = self.heading_column.filter(|_| self.keys.kecamatan.is_none()) {
            self.laid
                .columns
                .push(LaidColumn { path: "Kecamatan".to_owned(), letter: column_letter(column) });
            for (row, name) in self.laid.rows.iter_mut().zip(&self.headings) {
                row.cells.push(RawCell::of(name.as_deref().unwrap_or_default()));
            }
        }
        // Columns without a header and without a value are the paper's margin.
        let keep: Vec<bool> = (0..self.laid.columns.len())
            .map(|c| {
                self.headed.is_named(c)
                    || self.laid.rows.iter().any(|r| r.cells[c].text().is_some())
            })
            .collect();
        let kept = |c: usize| keep.get(c).copied().unwrap_or(true);
        let mut c = 0;
        self.laid.columns.retain(|_| {
            c += 1;
            kept(c - 1)
        });
        for row in &mut self.laid.rows {
            let mut c = 0;
            row.cells.retain(|_| {
                c += 1;
                kept(c - 1)
            });
        }
        self.laid.ignored.sort_by_key(|ignored| ignored.row);
        self.laid
    }
}

enum Sorted {
    Data,
    /// A kecamatan above its villages; `true` where its sums stand beside it.
    Heading(String, bool),
    Ignored(Why),
}

fn keys(sheet: &RawSheet, headed: &Headed) -> Keys {
    let rows = &sheet.rows[headed.data_start..];
    let filled = |c: usize| rows.iter().any(|row| text(row, c).is_some());
    let texts = |c: usize| {
        let cells: Vec<String> = rows.iter().filter_map(|row| text(row, c)).take(400).collect();
        let letters = cells.iter().filter(|t| t.chars().any(char::is_alphabetic)).count();
        letters * 2 > cells.len()
    };
    let best = |score: &dyn Fn(&str) -> u8, fits: &dyn Fn(usize) -> bool| {
        (0..headed.width)
            .filter(|&c| filled(c) && fits(c))
            .map(|c| (score(&headed.paths[c]), std::cmp::Reverse(c)))
            .filter(|(score, _)| *score > 0)
            .max()
            .map(|(_, c)| c.0)
    };
    Keys {
        code: best(&header::village_code, &|c| {
            rows.iter().filter_map(|r| text(r, c)).any(|t| TenDigits::parse(&t).is_ok())
        }),
        village: best(&header::village_name, &texts),
        kecamatan: best(&|h| header::above(h, Above::Kecamatan), &texts),
        number: best(&|h| u8::from(header::running_number(h)), &|c| !texts(c)),
    }
}

fn text(row: &RawRow, column: usize) -> Option<String> {
    row.cells.get(column)?.owned_text()
}

/// "KECAMATAN KOLONO" or "Kec. : Kolono" → "KOLONO".
fn heading(text: &str) -> Option<String> {
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || c == '.' || c == ':')
        .filter(|w| !w.is_empty())
        .collect();
    let (first, rest) = words.split_first()?;
    let says = ["KECAMATAN", "KEC", "DISTRIK"].contains(&first.to_uppercase().as_str());
    (says && !rest.is_empty() && rest.len() <= 5).then(|| rest.join(" "))
}

/// Two to eight digits with dots at most: a place above the village.
fn is_short_code(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    (2..=8).contains(&digits) && text.bytes().all(|b| b.is_ascii_digit() || b == b'.')
}

/// "3 Kemayoran" → "Kemayoran".
fn without_number(name: &str) -> String {
    name.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ' ')
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}
