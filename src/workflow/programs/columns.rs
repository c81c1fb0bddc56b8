//! Which column of a register is which: by the words of its header, and by what stands in it where
//! the words fit several.

use std::collections::BTreeMap;

use super::branches;
use super::cells;
use super::groups::Groups;
use super::heading::{self, score};
use super::money::Scale;
use super::purse::Purse;
use super::wide::Finder;
use super::words::{self, Words};
use crate::dataset::layout::{Laid, LaidColumn};
use crate::plan::programme::{Entry, Field, Fund, LabelKind, MOST_PRODUCTS, Unit};
use crate::source::table::{RawRow, column_letter};

/// The columns of a laid sheet by what they say; indices into its columns.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Columns {
    pub of: BTreeMap<Field, usize>,
    /// Columns of amounts that say themselves whose, when or what for: one a source of funds, a year,
    /// a programme.
    pub wide: Vec<Wide>,
    /// Their sum of each row, where the file has it.
    pub row_total: Option<usize>,
    /// What the header of the recipients says they are.
    pub unit: Option<Unit>,
    /// What numbers of money are counted in, where their own header does not say it.
    pub scale: Scale,
    /// What the headers of single columns say of it.
    pub scales: BTreeMap<usize, Scale>,
    /// Whether a header or a title names the scale.
    pub is_scale_said: bool,
    /// A column that says rupiah under a title that says thousands or millions, and what was taken.
    pub said_twice: Option<SaidTwice>,
    /// Columns that hold a part each of the code of a budget's tree.
    pub code_parts: Vec<usize>,
    /// The year that the header of the only column of money names.
    pub year: Option<u16>,
    /// The programme that a title names, where no column does.
    pub programme: Option<String>,
    /// Other columns of money, which are not taken.
    pub other_money: Vec<usize>,
    /// Volume and price of one, where no column holds their product.
    pub priced: Option<(usize, usize)>,
    /// Columns that the column of money adds up.
    pub parts: Vec<usize>,
    /// Columns of money that together are what a row is worth, where no column holds their sum.
    pub added: Vec<usize>,
    /// Lines of their own name the programme of the rows below them, in its own column.
    pub is_headed: bool,
    /// Columns of text about villages.
    pub labels: Vec<(usize, LabelKind)>,
    /// Columns that hold something and are nothing of these.
    pub unused: Vec<usize>,
}

/// The unit of money said by a title and by a column, not the same.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SaidTwice {
    pub column: usize,
    pub title: Scale,
    pub taken: Scale,
}

/// A column of amounts and what its header says of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wide {
    pub column: usize,
    pub purse: Option<Purse>,
    pub year: Option<u16>,
    /// The header's own words.
    pub programme: Option<String>,
    /// Its numbers count recipients, not money.
    pub counts: bool,
    /// The column beside it that counts who gets this money.
    pub people: Option<usize>,
    /// What is counted.
    pub unit: Option<Unit>,
}

impl Wide {
    /// Whether a row of the register was made of this column.
    pub fn made(&self, entry: &Entry) -> bool {
        self.purse.as_ref().is_none_or(|purse| entry.fund == purse.written)
            && self.year.is_none_or(|year| entry.year == Some(year))
            && self.programme.as_ref().is_none_or(|own| entry.programme == *own)
    }

    /// Whether another says the same of what it holds.
    pub fn says_as(&self, other: &Self) -> bool {
        let purse = match (&self.purse, &other.purse) {
            (Some(own), Some(others)) => own.is_same(others),
            (None, None) => true,
            _ => false,
        };
        purse && (self.year, &self.programme) == (other.year, &other.programme)
    }

    /// The source of funds that its header names.
    pub fn fund(&self) -> Option<Fund> {
        self.purse.as_ref().and_then(|purse| purse.fund)
    }
}

impl Columns {
    /// Whether the sheet can be a register at all.
    pub fn has_programme(&self) -> bool {
        self.of.contains_key(&Field::Programme)
            || self.of.contains_key(&Field::Activity)
            || self.wide.iter().any(|wide| wide.programme.is_some())
            || self.programme.is_some()
    }

    pub fn has_money(&self) -> bool {
        self.of.contains_key(&Field::Rupiah)
            || self.priced.is_some()
            || !self.added.is_empty()
            || self.wide.iter().any(|wide| !wide.counts)
    }

    pub fn column(&self, field: Field) -> Option<usize> {
        self.of.get(&field).copied()
    }

    /// What the numbers of a column of money are counted in; what a person said comes first.
    pub fn scale_of(&self, column: usize, said: Option<Scale>) -> Scale {
        said.or_else(|| self.scales.get(&column).copied()).unwrap_or(self.scale)
    }

    /// Every column that numbers of money or of recipients are read from.
    pub fn numeric(&self) -> impl Iterator<Item = usize> {
        let own = [Field::Recipients, Field::Rupiah].map(|field| self.column(field));
        let wide = self.wide.iter().flat_map(|wide| [Some(wide.column), wide.people]);
        let priced = self.priced.map(|(volume, price)| [volume, price]).into_iter().flatten();
        let added = self.added.iter().copied();
        own.into_iter().chain(wide).flatten().chain(self.row_total).chain(priced).chain(added)
    }

    /// Those of them that hold money.
    pub fn money(&self) -> Vec<usize> {
        let wide = self.wide.iter().filter(|wide| !wide.counts).map(|wide| wide.column);
        let own = self.column(Field::Rupiah).into_iter().chain(self.row_total);
        own.chain(wide)
            .chain(self.priced.map(|(_, price)| price))
            .chain(self.added.clone())
            .collect()
    }

    fn is_taken(&self, column: usize) -> bool {
        self.of.values().any(|c| *c == column)
            || self.numeric().any(|c| c == column)
            || self.other_money.contains(&column)
            || self.parts.contains(&column)
            || self.code_parts.contains(&column)
            || self.labels.iter().any(|(c, _)| *c == column)
    }
}

/// Finds the columns; `keys` say where, and hold none of them.
pub fn find(laid: &Laid, words: &Words<'_>, keys: &dyn Fn(usize) -> bool) -> Columns {
    let headers = headers(laid);
    let mut columns = Columns::default();
    let mut taken = vec![false; headers.len()];
    columns.labels = labels(&headers, &mut taken);
    columns.code_parts = code_parts(laid, &headers);
    for c in &columns.code_parts {
        taken[*c] = true;
    }
    let said: Vec<Option<Field>> =
        headers.iter().enumerate().map(|(c, of)| by_last_words(laid, c, of)).collect();
    // The year may be a key of the join too.
    for field in Field::ALL {
        let fits = |c: &usize| !taken[*c] && (field == Field::Year || !keys(*c));
        let ranked = (0..headers.len()).filter(fits).map(|c| {
            let (own, whole) = &headers[c];
            // "Kegiatan › OPD" is no kegiatan: a group lends its name to what says nothing itself.
            let of_group = match said[c] {
                Some(other) if other != field => 0,
                _ => score(field, whole).saturating_sub(1),
            };
            let by_header = score(field, own).max(of_group);
            (if by_header > 0 && fits_cells(laid, c, field, by_header) { by_header } else { 0 }, c)
        });
        let best = ranked.max_by_key(|(score, c)| (*score, std::cmp::Reverse(*c)));
        if let Some((1.., c)) = best {
            taken[c] = true;
            columns.of.insert(field, c);
        }
    }
    // "BLT Desa" over amounts is a programme, not where.
    let is_programme = |c: usize| {
        cells::holds(laid, c, Field::Rupiah, false)
            && words.programme(&headers[c].0, None).known().is_some()
    };
    let free = |c: usize| !taken[c] && (!keys(c) || is_programme(c));
    headed(laid, &headers, &mut columns, &|c| taken[c] || keys(c));
    let mut wide = Finder { laid, headers: &headers, words, free: &free, columns };
    wide.find();
    let mut columns = wide.columns;
    if !columns.has_programme() && columns.other_money.is_empty() && columns.wide.is_empty() {
        let counts = columns.has_money() || columns.column(Field::Recipients).is_some();
        let of_groups = || Groups::of(laid, words).programme().map(str::to_owned);
        let said = super::around::programme(laid, words).or_else(of_groups);
        columns.programme = said.filter(|_| counts);
    }
    if columns.column(Field::Code).is_none()
        && columns.code_parts.is_empty()
        && let Some(c) = tree(laid, &headers, &|c| taken[c])
    {
        columns.of.insert(Field::Code, c);
    }
    if let Some(c) = columns.column(Field::Recipients) {
        columns.unit = words::unit(&headers[c].1);
    }
    // The price of one beside the whole amount says nothing more.
    let is_price = |c: usize| columns.has_money() && heading::is_price(&headers[c].1);
    let is_number = |c: usize| {
        matches!(headers[c].1.as_str(), "no" | "nomor" | "no urut" | "nomor urut" | "nr" | "")
    };
    let is_unused = |c: &usize| {
        !keys(*c)
            && !columns.is_taken(*c)
            && !is_price(*c)
            && !is_number(*c)
            && !cells::is_empty(laid, *c)
    };
    columns.unused = (0..headers.len()).filter(is_unused).collect();
    columns
}

/// The last words of each path, and the whole of it. "Jumlah" right before "Satuan" is a volume; so
/// it is behind it, where another column holds the money.
fn headers(laid: &Laid) -> Vec<(String, String)> {
    let of = |c: &LaidColumn| {
        let own = c.header.rsplit('›').next().unwrap_or(&c.header);
        (heading::plain(own), heading::plain(&c.header))
    };
    let mut headers: Vec<(String, String)> = laid.columns.iter().map(of).collect();
    for c in 1..headers.len() {
        let is_unit = |c: usize| matches!(headers[c].0.as_str(), "satuan" | "sat");
        let is_money = |(own, _): &(String, String)| score(Field::Rupiah, own) >= 3;
        let before = is_unit(c) && headers[c - 1].0 == "jumlah";
        let behind = is_unit(c - 1) && headers[c].0 == "jumlah" && headers.iter().any(is_money);
        if before || behind {
            let (own, whole) = &mut headers[if before { c - 1 } else { c }];
            "volume".clone_into(own);
            *whole = whole.replace("jumlah", "volume");
        }
    }
    headers
}

/// The field that the last words of a path surely name, where its cells bear it out.
fn by_last_words(laid: &Laid, c: usize, (own, whole): &(String, String)) -> Option<Field> {
    let is_sure = |field: &Field| score(*field, own) >= 3 && fits_cells(laid, c, *field, 3);
    Field::ALL.into_iter().filter(|_| own != whole).find(is_sure)
}

/// "Urusan | Bidang | Program | Kegiatan | Sub Kegiatan" over nothing but "1 | 03 | 03 | 2.01".
fn code_parts(laid: &Laid, headers: &[(String, String)]) -> Vec<usize> {
    let is_named = |c: &usize| {
        let words = ["urusan", "bidang", "program", "kegiatan", "sub", "kode", "rekening"];
        headers[*c].1.split(' ').any(|word| words.contains(&word))
    };
    let holds = |c: &usize| {
        let texts = (0..laid.rows.len()).filter_map(|row| laid.text(row, *c));
        let mut texts = texts.map(|t| t.trim().to_owned()).filter(|t| !t.is_empty()).peekable();
        texts.peek().is_some() && texts.all(|text| text.len() <= 6 && branches::is_code(&text))
    };
    let is_part = |c: &usize| is_named(c) && holds(c);
    let Some(first) = (0..headers.len()).find(is_part) else { return Vec::new() };
    let parts: Vec<usize> = (first..headers.len()).take_while(is_part).collect();
    if parts.len() >= 3 { parts } else { Vec::new() }
}

/// A column of codes of a budget's tree: "1.03", "1.03.03", "1.03.03.2.01".
fn tree(
    laid: &Laid,
    headers: &[(String, String)],
    is_taken: &dyn Fn(usize) -> bool,
) -> Option<usize> {
    let is_named = |c: &usize| headers[*c].0.split(' ').any(|w| matches!(w, "kode" | "rekening"));
    (0..headers.len()).filter(|c| !is_taken(*c)).filter(is_named).find(|c| {
        // Rows without a place are no data yet: the sheet's own cells tell.
        let letter = &laid.columns[*c].letter;
        let sheets = laid.parts.iter().filter_map(|part| laid.table().sheets.get(part.sheet));
        let rows = sheets.flat_map(|sheet| &sheet.rows);
        let cell = |row: &RawRow| {
            let mut cells = row.cells.iter().enumerate();
            cells.find(|(at, _)| column_letter(*at) == *letter)?.1.owned_text()
        };
        let rows = rows.filter(|row| laid.data_row.is_none_or(|first| row.row >= first));
        let codes = rows.filter_map(cell).map(|t| t.trim().to_owned());
        let codes: Vec<String> = codes.filter(|t| !t.is_empty()).take(400).collect();
        branches::are_codes(&codes)
    })
}

/// Whether a column whose header fits holds what it says.
fn fits_cells(laid: &Laid, column: usize, field: Field, by_header: u8) -> bool {
    // "Tahun 2024" over two columns is no column of years; over "2024" in every row it is.
    if field == Field::Year && super::read::year(&laid.columns[column].header).is_some() {
        return cells::are_years(laid, column);
    }
    // A column of remarks is no column of states for its name alone.
    let header = heading::plain(&laid.columns[column].header);
    let is_remark = field == Field::Status && header.contains("keterangan");
    cells::holds(laid, column, field, by_header >= 3 && !is_remark)
}

/// A column of programmes that no row of a village fills: lines of their own name the programme of
/// the rows below them.
fn headed(
    laid: &Laid,
    headers: &[(String, String)],
    columns: &mut Columns,
    is_taken: &dyn Fn(usize) -> bool,
) {
    let has = |field| columns.of.contains_key(&field);
    if has(Field::Programme) || has(Field::Activity) {
        return;
    }
    for field in [Field::Programme, Field::Activity] {
        let fits = |c: &usize| {
            !is_taken(*c)
                && score(field, &headers[*c].0) >= 3
                && cells::is_empty(laid, *c)
                && laid.is_said_aside(*c)
        };
        if let Some(c) = (0..headers.len()).find(fits) {
            columns.of.insert(field, c);
            columns.is_headed = true;
            return;
        }
    }
}

/// Whether a header names codes of programmes or of lines of a budget, which are no villages.
pub fn is_code(header: &str) -> bool {
    score(Field::Code, &heading::plain(header)) > 0
}

/// Products of a village and the state of its BUMDes.
fn labels(headers: &[(String, String)], taken: &mut [bool]) -> Vec<(usize, LabelKind)> {
    let mut found = Vec::new();
    for (c, (own, whole)) in headers.iter().enumerate() {
        let has = |words: &[&str]| words.iter().any(|w| own.contains(w) || whole.contains(w));
        let product =
            ["unggulan", "komoditas", "komoditi", "potensi desa", "produk desa", "potensi"];
        let count = own.starts_with("jumlah") || own.starts_with("luas");
        let kind = if has(&["bumdes", "bum desa"]) {
            LabelKind::Bumdes
        } else if has(&product) && !count {
            LabelKind::Product
        } else {
            continue;
        };
        let same = found.iter().filter(|(_, other)| *other == kind).count();
        let most = if kind == LabelKind::Product { MOST_PRODUCTS } else { 1 };
        if same < most {
            found.push((c, kind));
            taken[c] = true;
        }
    }
    found
}
