//! Row by row: which rows of a sheet are data, and what the others are.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use super::header::{self, Above};
use super::layout::{Cells, Ignored, Laid, LaidColumn, LaidRow, TotalRow, Why};
use super::layout_blocks::{self, Told};
use super::layout_groups;
use super::layout_header::{self, Headed};
use super::layout_heading::{heading, in_title, is_short_code, without_number};
use super::layout_total::{self, Label, Sums};
use super::name;
use crate::base::code::TenDigits;
use crate::source::table::{RawCell, RawRow, RawSheet, column_letter};

/// Columns of the sheet that tell data from sums; sheet indices, not [`Laid`] ones.
#[derive(Default)]
struct Keys {
    code: Option<usize>,
    village: Option<usize>,
    /// "Kelurahan" beside "Desa", each filled where the other is blank.
    second: Option<usize>,
    kecamatan: Option<usize>,
    number: Option<usize>,
}

pub(super) struct Sorter<'a> {
    sheet: &'a RawSheet,
    headed: &'a Headed,
    keys: Keys,
    /// The kecamatan column's cells are mostly blank: named once for a block of villages.
    fills_kecamatan: bool,
    /// The last row that names a village beside a value, as an index.
    last_village: Option<usize>,
    /// The kecamatan stands in heading rows or in the letterhead, not in a column.
    heading_column: Option<usize>,
    /// Kecamatan that were named, in order; a data row has the last one before it.
    names: Vec<String>,
    /// Rows of the sheet that head a block with a kecamatan's bare name.
    heads: BTreeSet<usize>,
    named: Vec<Option<u32>>,
    sums: Sums,
    totals: Vec<(usize, String, Option<String>)>,
    laid: Laid,
}

enum Sorted {
    Data,
    /// A kecamatan above its villages, and whether its sums stand beside it.
    Heading(String, Beside),
    Ignored(Why),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Beside {
    Nothing,
    Sums,
}

impl Beside {
    fn of(numbers: usize) -> Self {
        if numbers > 0 { Self::Sums } else { Self::Nothing }
    }
}

type Filled<'a> = Vec<(usize, Cow<'a, str>)>;

impl<'a> Sorter<'a> {
    pub fn new(sheet: &'a RawSheet, headed: &'a Headed, mut laid: Laid) -> Self {
        let keys = keys(sheet, headed);
        let rows = &sheet.rows[headed.data_start..];
        let fills_kecamatan = keys.kecamatan.is_some_and(|c| {
            let (mut villages, mut blank) = (0_usize, 0_usize);
            for row in rows {
                if keys.village.is_none_or(|v| !is_blank(row, v)) {
                    villages += 1;
                    blank += usize::from(is_blank(row, c));
                }
            }
            blank * 10 >= villages * 3 && blank > 0 || headed.merged_down.contains(&c)
        });
        laid.header_row = headed.header_rows.first().copied();
        laid.data_row = rows.first().map(|row| row.row);
        let last_village = keys.village.and_then(|c| {
            let value = |at: usize, cell: &RawCell| {
                at != c && Some(at) != keys.number && layout_total::value(cell).is_some()
            };
            let named = |row: &RawRow| {
                !is_blank(row, c) && row.cells.iter().enumerate().any(|(at, cell)| value(at, cell))
            };
            sheet.rows.iter().rposition(named)
        });
        Self {
            sheet,
            headed,
            fills_kecamatan,
            last_village,
            heading_column: None,
            names: Vec::new(),
            heads: match (keys.village, keys.kecamatan, keys.code) {
                (Some(village), None, None) => {
                    let told = Told { village, number: keys.number };
                    layout_blocks::heads(sheet, headed.data_start, told)
                }
                _ => BTreeSet::new(),
            },
            named: Vec::new(),
            sums: Sums::new(headed.width, keys.number),
            totals: Vec::new(),
            keys,
            laid,
        }
    }

    fn ignore(&mut self, row: &RawRow, why: Why) {
        self.laid.ignored.push(Ignored { row: row.row, why });
    }

    /// A row above the data: header, numbering or title. A title may name the kecamatan of all.
    pub fn above(&mut self, row: &RawRow) {
        if self.headed.header_rows.contains(&row.row) {
            return self.ignore(row, Why::Header);
        }
        if layout_header::is_numbering(row) {
            return self.ignore(row, Why::Numbering);
        }
        let line: Vec<Cow<'_, str>> = row.cells.iter().filter_map(RawCell::text).collect();
        let line = line.join(" ");
        if self.keys.kecamatan.is_none()
            && let Some(name) = heading(&line).or_else(|| in_title(&line))
        {
            self.names.push(name);
            self.heading_column = Some(0);
        }
        self.laid.titles.push(line);
        self.ignore(row, Why::Title);
    }

    pub fn below(&mut self, at: usize) {
        let sheet = self.sheet;
        let row = &sheet.rows[at];
        let code = self.keys.code.and_then(|c| text(row, c));
        if code.as_deref().is_some_and(|code| TenDigits::parse(code).is_ok()) {
            return self.keep(at);
        }
        match self.sort(row, code.as_deref(), at) {
            Sorted::Data => self.keep(at),
            Sorted::Heading(name, beside) => {
                if self.keys.kecamatan.is_none() {
                    let first = row.cells.iter().position(|c| !c.is_blank());
                    self.heading_column = self.heading_column.or(first);
                }
                self.sums.close_block(self.laid.rows.len());
                if beside == Beside::Sums {
                    self.totals.push((at, name.clone(), Some(name.clone())));
                    self.ignore(row, Why::Total);
                } else {
                    self.ignore(row, Why::Header);
                }
                self.names.push(name);
            }
            Sorted::Ignored(why) => {
                if why == Why::Total {
                    self.total_row(at);
                    self.head_by_total(row);
                }
                self.ignore(row, why);
            }
        }
    }

    /// Keeps a row of sums with what it says it adds up.
    fn total_row(&mut self, at: usize) {
        let row = &self.sheet.rows[at];
        let label = row
            .cells
            .iter()
            .filter_map(RawCell::text)
            .find(|text| text.chars().any(char::is_alphabetic))
            .map_or_else(String::new, Cow::into_owned);
        let block = self.sums.is_block(row, self.sheet, &self.laid.rows);
        let kecamatan = match layout_total::kecamatan(&label) {
            Some(name) => Some(name),
            None if block => self.last_kecamatan(),
            None => None,
        };
        self.sums.close_block(self.laid.rows.len());
        self.totals.push((at, label, kecamatan));
    }

    /// "Kolono | Jumlah | 812" over villages that name no kecamatan of their own.
    fn head_by_total(&mut self, row: &RawRow) {
        let name = self.keys.kecamatan.filter(|_| self.fills_kecamatan);
        let name = name.and_then(|c| text(row, c));
        let name = name.filter(|name| layout_total::label(name) == Label::None);
        if let Some(name) = name
            && self.names.last().is_none_or(|last| *last != *name)
        {
            self.names.push(name.into_owned());
        }
    }

    fn last_kecamatan(&self) -> Option<String> {
        let last = self.laid.rows.last()?;
        let own = self.keys.kecamatan.and_then(|c| text(&self.sheet.rows[last.at as usize], c));
        own.map(Cow::into_owned).or_else(|| self.names.last().cloned())
    }

    /// What a row without a village code is.
    fn sort(&mut self, row: &'a RawRow, code: Option<&str>, at: usize) -> Sorted {
        let filled: Filled<'a> =
            row.cells.iter().enumerate().filter_map(|(c, cell)| Some((c, cell.text()?))).collect();
        let Some((first, first_text)) = filled.first() else {
            return Sorted::Ignored(Why::Empty);
        };
        if layout_header::is_numbering(row) {
            return Sorted::Ignored(Why::Numbering);
        }
        if self.headed.repeats(row, self.keys.village) {
            return Sorted::Ignored(Why::Header);
        }
        let numbers = filled.iter().filter(|(c, _)| self.is_value(*c, row)).count();
        // One merged over several rows names all of them.
        let village = self.keys.village.and_then(|c| {
            let down = || self.headed.brought_down(row.row, c).map(Cow::Borrowed);
            text(row, c).or_else(down).or_else(|| text(row, self.keys.second?))
        });
        if numbers == 0
            && code.is_none()
            && let Some(sorted) = letterhead(&filled)
        {
            return sorted;
        }
        // A shorter code is a kecamatan, kabupaten or province of a code book.
        if code.is_some_and(is_short_code) {
            let name = self.keys.kecamatan.and_then(|c| text(row, c));
            return match name.map(|name| without_number(&name)).filter(|name| !name.is_empty()) {
                Some(name) => Sorted::Heading(name, Beside::Sums),
                None => Sorted::Ignored(Why::Total),
            };
        }
        if let Some(name) = filled.iter().take(2).find_map(|(_, text)| heading(text))
            && (village.is_none() || heading(village.as_deref().unwrap_or_default()).is_some())
            && (numbers == 0 || layout_total::label(first_text) == Label::None)
            && self.keys.kecamatan.is_none_or(|c| *first <= c || numbers == 0)
            && code.is_none()
        {
            return Sorted::Heading(name, Beside::of(numbers));
        }
        if self.heads.contains(&at)
            && let Some(name) = &village
        {
            return Sorted::Heading(name.trim().to_owned(), Beside::of(numbers));
        }
        if let Some(sorted) = self.total(row, &filled, village.as_deref(), numbers) {
            return sorted;
        }
        if numbers > 0 && village.is_some() && self.is_of_kecamatan(village.as_deref(), row) {
            return Sorted::Ignored(Why::Total);
        }
        if let Some(name) = self.lettered(&filled, numbers) {
            return Sorted::Heading(name, Beside::of(numbers));
        }
        if filled.len() == 1 {
            return self.alone(*first, first_text, at);
        }
        let keys = [self.keys.village, self.keys.code];
        if keys.iter().flatten().next().is_some() && village.is_none() && code.is_none() {
            return self.without_village(row, &filled, numbers);
        }
        if numbers == 0
            && self.below_all(at)
            && filled.iter().any(|(_, t)| layout_total::is_closing(t))
        {
            return Sorted::Ignored(Why::Note);
        }
        Sorted::Data
    }

    fn total(
        &mut self,
        row: &RawRow,
        filled: &Filled<'_>,
        village: Option<&str>,
        numbers: usize,
    ) -> Option<Sorted> {
        // The label stands before the first value; a village's own cells cannot hold it later.
        let end = self.keys.village.map_or(2, |c| c + 1);
        // A village beside its kabupaten: "Kab. Ponorogo | Slahung | Tugurejo".
        let is_named = village.is_some_and(|name| name.contains(char::is_alphabetic));
        let speaks = |(c, label): &(usize, Label)| match label {
            Label::Sure => true,
            Label::Maybe => !is_named || self.keys.village == Some(*c),
            Label::None => false,
        };
        let (at, label) = filled
            .iter()
            .filter(|(c, _)| *c < end.max(1) || self.keys.village.is_none())
            .map(|(c, text)| (*c, layout_total::label(text)))
            .find(speaks)?;
        let counted = self.keys.number.is_some_and(|c| c != at && self.next_number(row, c));
        let in_village = self.keys.village == Some(at);
        let adds_up = self.sums.adds_up(row, self.sheet, &self.laid.rows);
        let is_total = match label {
            // A village may bear such a name, where its number goes on and nothing adds up.
            Label::Sure => !in_village || !counted || adds_up >= 0.5,
            Label::Maybe => {
                adds_up > 0.6
                    || (!counted && self.keys.number.is_some())
                    // A list of kabupaten has no column of villages at all.
                    || (village.is_none() && numbers > 0 && self.knows_villages())
            }
            Label::None => false,
        };
        is_total.then_some(Sorted::Ignored(Why::Total))
    }

    /// "Lumbir | 22.689" below the villages of Lumbir, and their sum.
    fn is_of_kecamatan(&mut self, village: Option<&str>, row: &RawRow) -> bool {
        let same = |last: &String| village.is_some_and(|v| header::plain(v) == header::plain(last));
        self.names.last().is_some_and(same)
            && self.sums.adds_up(row, self.sheet, &self.laid.rows) >= 0.5
    }

    fn knows_villages(&self) -> bool {
        self.keys.village.is_some() || self.keys.code.is_some()
    }

    fn number_of(row: &RawRow, column: usize) -> Option<i64> {
        text(row, column)?.trim_end_matches('.').parse().ok()
    }

    fn next_number(&self, row: &RawRow, column: usize) -> bool {
        let mut last = self.laid.rows.iter().rev().take(20);
        let number = |laid: &LaidRow| Self::number_of(&self.sheet.rows[laid.at as usize], column);
        let last = last.find_map(number);
        match (Self::number_of(row, column), last) {
            (Some(n), Some(last)) => n == last + 1 || n == 1,
            (Some(_), None) => true,
            (None, _) => false,
        }
    }

    /// "I | KOLONO" above "1 | Awunio", "2 | Mataiwoi": a letter or Roman numeral in the column of
    /// numbers, in a table that names its kecamatan nowhere else.
    fn lettered(&self, filled: &Filled<'_>, numbers: usize) -> Option<String> {
        let (number, village) = (self.keys.number?, self.keys.village?);
        let [(at, mark), (column, name), rest @ ..] = &filled[..] else { return None };
        let sums = rest.iter().all(|(c, _)| *c > village);
        let fits = *at == number && *column <= village && self.keys.kecamatan.is_none() && sums;
        let plain = numbers == 0 || self.headed.lettered_rows >= 2;
        (fits && plain && layout_header::is_section_mark(mark) && self.headed.lettered_rows >= 1)
            .then(|| heading(name).unwrap_or_else(|| name.trim().to_owned()))
    }

    /// One filled cell: a village without values if it stands among villages, else a note.
    fn alone(&self, column: usize, text: &str, at: usize) -> Sorted {
        if Some(column) == self.keys.number && text.trim_end_matches('.').parse::<u32>().is_ok() {
            return Sorted::Ignored(Why::Empty);
        }
        let is_name = self.keys.village == Some(column)
            && text.chars().any(char::is_alphabetic)
            && !layout_total::is_closing(text);
        if is_name && !self.below_all(at) { Sorted::Data } else { Sorted::Ignored(Why::Note) }
    }

    /// Whether no later row names a village.
    fn below_all(&self, at: usize) -> bool {
        self.last_village.is_none_or(|last| last <= at)
    }

    /// Neither village nor code: a kecamatan's line with sums, a numbered line left blank, a note.
    fn without_village(&mut self, row: &RawRow, filled: &Filled<'_>, numbers: usize) -> Sorted {
        if let Some(c) = self.keys.kecamatan
            && let Some(name) = text(row, c)
            && !layout_total::is_note(&name)
            && !layout_total::is_closing(&name)
        {
            let name = heading(&name).unwrap_or_else(|| name.into_owned());
            return Sorted::Heading(name, Beside::of(numbers));
        }
        if numbers > 0 && self.sums.adds_up(row, self.sheet, &self.laid.rows) >= 0.5 {
            return Sorted::Ignored(Why::Total);
        }
        // The sums may stand above all that they add up, without a word.
        let bare = filled.len() == numbers && numbers >= 2;
        if bare && self.laid.rows.is_empty() && self.names.is_empty() {
            return Sorted::Ignored(Why::Total);
        }
        let only_number = filled.iter().all(|(c, _)| Some(*c) == self.keys.number);
        Sorted::Ignored(if only_number { Why::Empty } else { Why::Note })
    }

    fn is_value(&self, column: usize, row: &RawRow) -> bool {
        let keys = [self.keys.number, self.keys.code, self.keys.village, self.keys.kecamatan];
        !keys.contains(&Some(column)) && layout_total::value(&row.cells[column]).is_some()
    }

    fn keep(&mut self, at: usize) {
        let row = &self.sheet.rows[at];
        if self.fills_kecamatan
            && let Some(name) = self.keys.kecamatan.and_then(|c| text(row, c))
            && self.names.last().is_none_or(|last| *last != *name)
        {
            self.names.push(name.into_owned());
        }
        self.named.push((self.names.len() as u32).checked_sub(1));
        if row.hidden {
            self.laid.hidden.push(row.row);
        }
        self.laid.rows.push(LaidRow { row: row.row, part: 0, at: at as u32 });
    }

    pub fn finish(mut self) -> Laid {
        let mut columns: Vec<LaidColumn> = Vec::with_capacity(self.headed.width + 1);
        let mut at = Vec::with_capacity(self.headed.width);
        for c in 0..self.headed.width {
            let cells = self
                .made(c)
                .map_or_else(|| Cells::Sheet(vec![Some(c)]), |made| Cells::Made(Arc::new(made)));
            // Columns without a header and without a value are the paper's margin.
            let speaks = self.headed.is_named(c)
                || self.laid.rows.iter().any(|r| !is_blank(&self.sheet.rows[r.at as usize], c));
            if speaks {
                let header = self.headed.paths[c].clone();
                columns.push(LaidColumn {
                    path: header.clone(),
                    header,
                    letter: column_letter(c),
                    cells,
                });
                at.push(Some(c));
            }
        }
        if let Some(column) = self.heading_column.filter(|_| self.keys.kecamatan.is_none()) {
            let cells = self.named.iter().map(|name| self.name_cell(*name)).collect();
            columns.push(LaidColumn {
                path: "Kecamatan".to_owned(),
                header: "Kecamatan".to_owned(),
                letter: column_letter(column),
                cells: Cells::Made(Arc::new(cells)),
            });
            at.push(None);
        }
        tell_apart(&mut columns);
        self.laid.columns = columns;
        for (row, label, kecamatan) in std::mem::take(&mut self.totals) {
            let row = &self.sheet.rows[row];
            let cell = |c: &Option<usize>| c.and_then(|c| row.cells.get(c)).cloned();
            let cells = at.iter().map(|c| cell(c).unwrap_or_default()).collect();
            self.laid.totals.push(TotalRow { row: row.row, part: 0, label, kecamatan, cells });
        }
        self.laid.ignored.sort_by_key(|ignored| ignored.row);
        self.laid
    }

    fn name_cell(&self, name: Option<u32>) -> RawCell {
        RawCell::of(name.map_or("", |name| self.names[name as usize].as_str()))
    }

    /// The cells of a column that are filled from above; `None` where they stand in the sheet.
    fn made(&self, column: usize) -> Option<Vec<RawCell>> {
        let kecamatan = self.keys.kecamatan == Some(column) && self.fills_kecamatan;
        let second = self.keys.second.filter(|_| self.keys.village == Some(column));
        if !kecamatan && second.is_none() && !self.headed.merged_down.contains(&column) {
            return None;
        }
        let rows = self.laid.rows.iter().zip(&self.named);
        let cell = |(laid, name): (&LaidRow, &Option<u32>)| {
            let own = self.sheet.rows[laid.at as usize].cells.get(column);
            match own.filter(|cell| !cell.is_blank()) {
                Some(cell) => cell.clone(),
                None if second.is_some() => {
                    let cells = &self.sheet.rows[laid.at as usize].cells;
                    second.and_then(|c| cells.get(c)).cloned().unwrap_or_default()
                }
                None if kecamatan => self.name_cell(*name),
                None => RawCell::of(self.headed.brought_down(laid.row, column).unwrap_or_default()),
            }
        };
        Some(rows.map(cell).collect())
    }
}

/// A header that stands over several columns gets the name of the group it follows, and where there
/// are no groups its letter from the second on.
fn tell_apart(columns: &mut [LaidColumn]) {
    layout_groups::name(columns);
    for c in 1..columns.len() {
        let (before, rest) = columns.split_at_mut(c);
        let column = &mut rest[0];
        if before.iter().any(|other| other.header == column.header) {
            column.path = format!("{} (kolom {})", column.header, column.letter);
        }
    }
}

fn keys(sheet: &RawSheet, headed: &Headed) -> Keys {
    let rows = &sheet.rows[headed.data_start..];
    let filled = |c: usize| rows.iter().any(|row| !is_blank(row, c));
    let texts = |c: usize| {
        let (mut cells, mut letters) = (0_usize, 0_usize);
        for text in rows.iter().filter_map(|row| text(row, c)).take(400) {
            cells += 1;
            letters += usize::from(text.chars().any(char::is_alphabetic));
        }
        letters * 2 > cells
    };
    let best = |score: &dyn Fn(&str) -> u8, fits: &dyn Fn(usize) -> bool| {
        (0..headed.width)
            .map(|c| (score(&headed.paths[c]), std::cmp::Reverse(c)))
            .filter(|&(score, c)| score > 0 && filled(c.0) && fits(c.0))
            .max()
            .map(|(_, c)| c.0)
    };
    let village = best(&header::village_name, &texts);
    let complements = |c: &usize| {
        let filled_both = |row: &RawRow| village.map(|v| (!is_blank(row, v), !is_blank(row, *c)));
        let both: Vec<(bool, bool)> = rows.iter().filter_map(filled_both).collect();
        both.contains(&(false, true)) && !both.contains(&(true, true))
    };
    let second = (0..headed.width).find(|c| {
        Some(*c) != village
            && header::village_name(&headed.paths[*c]) >= 2
            && header::is_head(&headed.paths[*c])
            && texts(*c)
            && complements(c)
    });
    Keys {
        code: best(&header::village_code, &|c| {
            rows.iter().filter_map(|r| text(r, c)).any(|t| TenDigits::parse(&t).is_ok())
        }),
        village,
        second,
        kecamatan: best(&|h| header::above(h, Above::Kecamatan), &texts),
        number: best(&|h| u8::from(header::running_number(h)), &|c| !texts(c)),
    }
}

fn text(row: &RawRow, column: usize) -> Option<Cow<'_, str>> {
    row.cells.view(column).text()
}

fn is_blank(row: &RawRow, column: usize) -> bool {
    row.cells.view(column).is_blank()
}

/// The head of a part, in cells of its own: "KECAMATAN | : | KOLONO", "Puskesmas | : Awunio".
fn letterhead(filled: &Filled<'_>) -> Option<Sorted> {
    let [(_, first), rest @ ..] = &filled[..] else { return None };
    if !(1..=3).contains(&rest.len()) {
        return None;
    }
    let told = rest.iter().map(|(_, text)| text.trim()).collect::<Vec<_>>().join(" ");
    let is_marked = told.starts_with(':') || first.trim_end().ends_with(':');
    let says = name::says_kecamatan(first.trim().trim_end_matches([':', '.', ' ']));
    let is_head = header::village_name(told.trim_start_matches([':', ' '])) > 0;
    match heading(&format!("{first} {told}")).filter(|_| says && !is_head) {
        Some(name) => Some(Sorted::Heading(name, Beside::Nothing)),
        None => is_marked.then_some(Sorted::Ignored(Why::Note)),
    }
}
