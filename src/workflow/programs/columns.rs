//! Which column of a register is which: by the words of its header, and by what stands in it where
//! the words fit several.

use std::collections::BTreeMap;

use super::money::Scale;
use super::read;
use super::words::{self, Words, plain};
use crate::dataset::layout::Laid;
use crate::indicator::reading;
use crate::plan::programme::{Entry, Field, Fund, LabelKind, MOST_PRODUCTS, Unit};

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
    pub scale: Scale,
    /// Whether a header or a title names the scale.
    pub is_scale_said: bool,
    /// A second column of money that is not taken.
    pub other_money: Option<usize>,
    /// Columns of text about villages.
    pub labels: Vec<(usize, LabelKind)>,
}

/// A column of amounts and what its header says of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wide {
    pub column: usize,
    pub fund: Option<Fund>,
    pub year: Option<u16>,
    /// The header's own words.
    pub programme: Option<String>,
    /// Its numbers count recipients, not money.
    pub counts: bool,
}

impl Wide {
    /// Whether a row of the register was made of this column.
    pub fn made(&self, entry: &Entry) -> bool {
        self.fund.is_none_or(|fund| entry.fund == fund.id())
            && self.year.is_none_or(|year| entry.year == Some(year))
            && self.programme.as_ref().is_none_or(|own| entry.programme == *own)
    }
}

impl Columns {
    /// Whether the sheet can be a register at all.
    pub fn has_programme(&self) -> bool {
        self.of.contains_key(&Field::Programme)
            || self.of.contains_key(&Field::Activity)
            || self.wide.iter().any(|wide| wide.programme.is_some())
    }

    pub fn has_money(&self) -> bool {
        self.of.contains_key(&Field::Rupiah) || self.wide.iter().any(|wide| !wide.counts)
    }

    pub fn column(&self, field: Field) -> Option<usize> {
        self.of.get(&field).copied()
    }
}

/// Finds the columns; `keys` say where, and hold none of them.
pub fn find(laid: &Laid, words: &Words<'_>, keys: &dyn Fn(usize) -> bool) -> Columns {
    let headers: Vec<(String, String)> = laid
        .columns
        .iter()
        .map(|c| {
            let own = c.header.rsplit('›').next().unwrap_or(&c.header);
            (plain(own), plain(&c.header))
        })
        .collect();
    let mut columns = Columns::default();
    let mut taken = vec![false; headers.len()];
    columns.labels = labels(&headers, &mut taken);
    // The year may be a key of the join too.
    for field in Field::ALL {
        let fits = |c: &usize| !taken[*c] && (field == Field::Year || !keys(*c));
        let ranked = (0..headers.len()).filter(fits).map(|c| {
            let (own, whole) = &headers[c];
            let by_header = score(field, own).max(score(field, whole).saturating_sub(1));
            let holds = by_header > 0 && holds(laid, c, field);
            (if holds { by_header } else { 0 }, c)
        });
        let best = ranked.max_by_key(|(score, c)| (*score, std::cmp::Reverse(*c)));
        if let Some((1.., c)) = best {
            taken[c] = true;
            columns.of.insert(field, c);
        }
    }
    // "BLT Desa" over amounts is a programme, not where.
    let is_programme = |c: usize| {
        holds(laid, c, Field::Rupiah) && words.programme(&headers[c].0, None).known().is_some()
    };
    let free = |c: usize| !taken[c] && (!keys(c) || is_programme(c));
    let mut wide = Finder { laid, headers: &headers, words, free: &free, columns };
    wide.find();
    let mut columns = wide.columns;
    if let Some(c) = columns.column(Field::Recipients) {
        columns.unit = words::unit(&headers[c].1);
    }
    columns
}

/// Whether a header names codes of programmes or of lines of a budget, which are no villages.
pub fn is_code(header: &str) -> bool {
    score(Field::Code, &plain(header)) > 0
}

/// What the columns of amounts are.
struct Finder<'a> {
    laid: &'a Laid,
    headers: &'a [(String, String)],
    words: &'a Words<'a>,
    free: &'a dyn Fn(usize) -> bool,
    columns: Columns,
}

impl Finder<'_> {
    fn find(&mut self) {
        self.wide();
        let first = self.columns.column(Field::Rupiah);
        let first = first.or(self.columns.wide.first().map(|wide| wide.column));
        let own = first.and_then(|c| Scale::named(&self.laid.columns[c].header));
        let said = own.or_else(|| {
            let mut around = self.laid.titles.iter().chain(&self.laid.sheet);
            around.find_map(|text| Scale::named(text).filter(|_| says_money(text)))
        });
        self.columns.scale = said.unwrap_or_default();
        self.columns.is_scale_said = said.is_some();
        if self.columns.column(Field::Rupiah).is_some() {
            let more = |c: &usize| (self.free)(*c) && self.rank(*c) > 0 && self.is_money(*c);
            self.columns.other_money = (0..self.headers.len()).find(more);
        }
    }

    fn is_money(&self, column: usize) -> bool {
        holds(self.laid, column, Field::Rupiah)
    }

    fn rank(&self, column: usize) -> u8 {
        let (own, whole) = &self.headers[column];
        score(Field::Rupiah, own).max(score(Field::Rupiah, whole))
    }

    /// Columns that say themselves whose, when or what for, where two or more differ in it.
    fn wide(&mut self) {
        let money = self.columns.column(Field::Rupiah);
        let has = |field| self.columns.column(field).is_some();
        let (by_fund, by_year) = (!has(Field::Fund), !has(Field::Year));
        let by_programme = !has(Field::Programme) && !has(Field::Activity);
        let all = (0..self.headers.len())
            .filter(|c| (self.free)(*c) || money == Some(*c))
            .filter(|c| self.is_money(*c) && self.columns.column(Field::Recipients) != Some(*c));
        let mut found: Vec<Wide> = all
            .map(|column| {
                let (own, whole) = &self.headers[column];
                let fund = words::fund(own).or_else(|| words::fund(whole));
                let year = read::year(own).or_else(|| read::year(whole));
                let programme =
                    || self.words.programme(own, None).known().map(|_| last(self.laid, column));
                Wide {
                    column,
                    fund: fund.filter(|_| by_fund),
                    year: year.filter(|_| by_year),
                    programme: if by_programme { programme() } else { None },
                    counts: false,
                }
            })
            .collect();
        let many = |said: &dyn Fn(&Wide) -> Option<String>| {
            let mut all: Vec<String> = found.iter().filter_map(said).collect();
            all.sort();
            all.dedup();
            all.len() >= 2
        };
        let funds = many(&|wide| wide.fund.map(|fund| fund.id().to_owned()));
        let years = many(&|wide| wide.year.map(|year| year.to_string()));
        let programmes = many(&|wide| wide.programme.clone());
        for wide in &mut found {
            wide.fund = wide.fund.filter(|_| funds);
            wide.year = wide.year.filter(|_| years);
            wide.programme = wide.programme.take().filter(|_| programmes);
        }
        let speaks = |wide: &Wide| {
            (!funds || wide.fund.is_some())
                && (!years || wide.year.is_some())
                && (!programmes || wide.programme.is_some())
        };
        let total = found.iter().find(|wide| !speaks(wide) && self.is_sum(wide.column));
        let total = total.map(|wide| wide.column);
        if !(funds || years || programmes) {
            return;
        }
        found.retain(speaks);
        let (kept, left) = self.best(found);
        if kept.len() < 2 {
            return;
        }
        self.columns.of.remove(&Field::Rupiah);
        self.columns.row_total = total;
        self.columns.other_money = left;
        self.columns.wide = kept;
        self.counted();
    }

    fn is_sum(&self, column: usize) -> bool {
        let own = &self.headers[column].0;
        ["jumlah", "total", "jml"].iter().any(|word| own.split(' ').any(|w| w == *word))
    }

    /// Of columns that say the same, such as "Pagu 2024" and "Realisasi 2024", the one that is surest
    /// money; and one that was left.
    fn best(&self, found: Vec<Wide>) -> (Vec<Wide>, Option<usize>) {
        let mut kept: Vec<Wide> = Vec::new();
        let mut left = None;
        for wide in found {
            let says = |w: &Wide| (w.fund, w.year, w.programme.clone());
            match kept.iter_mut().find(|other| says(other) == says(&wide)) {
                None => kept.push(wide),
                Some(other) if self.rank(wide.column) > self.rank(other.column) => {
                    left = left.or(Some(other.column));
                    *other = wide;
                }
                Some(_) => left = left.or(Some(wide.column)),
            }
        }
        (kept, left)
    }

    /// A column a programme may count recipients: its header or a title says so, else small numbers.
    fn counted(&mut self) {
        let titles = self.laid.titles.iter().chain(&self.laid.sheet);
        let is_money = titles.clone().any(|text| says_money(text));
        let is_people = titles.clone().any(|text| {
            let text = plain(text);
            ["penerima", "kpm", "sasaran"].iter().any(|word| text.contains(word))
        });
        let laid = self.laid;
        for wide in self.columns.wide.iter_mut().filter(|wide| wide.programme.is_some()) {
            let (own, whole) = &self.headers[wide.column];
            let said = score(Field::Recipients, own).max(score(Field::Recipients, whole)) > 0
                || matches!(
                    words::unit(whole),
                    Some(Unit::Person | Unit::Family | Unit::Household)
                );
            let money = score(Field::Rupiah, whole) > 2 || (is_money && !said);
            let mark = reading::guess(laid, wide.column).mark;
            let large = (0..laid.rows.len())
                .filter_map(|r| laid.text(r, wide.column))
                .any(|text| !matches!(read::recipients(&text, mark), Some((0..100_000, _))));
            wide.counts = !money && (said || is_people || !large);
        }
    }
}

/// The last part of a column's header as it is written.
fn last(laid: &Laid, column: usize) -> String {
    let header = &laid.columns[column].header;
    header.rsplit('›').next().unwrap_or(header).trim().to_owned()
}

/// "dalam juta rupiah" speaks of money; "12 ribu jiwa" does not.
fn says_money(title: &str) -> bool {
    let words = plain(title);
    ["rupiah", "rp", "anggaran", "pagu"].iter().any(|w| words.split(' ').any(|word| word == *w))
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

/// How surely a header is that of a field: 0 = not at all.
#[expect(
    clippy::too_many_lines,
    reason = "the words of one field a line, matched without a catch-all"
)]
fn score(field: Field, header: &str) -> u8 {
    let is = |names: &[&str]| names.contains(&header);
    let has = |names: &[&str]| {
        names.iter().any(|name| {
            header.match_indices(name).any(|(at, _)| {
                let end = at + name.len();
                (at == 0 || header.as_bytes()[at - 1] == b' ')
                    && (end == header.len() || header.as_bytes()[end] == b' ')
            })
        })
    };
    let rank = |sure: bool, likely: bool, maybe: bool| {
        if sure {
            4
        } else if likely {
            3
        } else if maybe {
            2
        } else {
            0
        }
    };
    let is_code = has(&["kode", "kd", "rekening", "id", "no", "nomor"]);
    match field {
        Field::Code => {
            let of = has(&["kegiatan", "sub kegiatan", "subkegiatan", "program", "rekening"]);
            if has(&["kode", "kd"]) && of { 4 } else { 0 }
        }
        _ if is_code => 0,
        Field::Programme => rank(
            is(&["program", "nama program", "programme", "program bantuan"]),
            is(&[
                "jenis bantuan",
                "nama bantuan",
                "bantuan",
                "jenis program",
                "intervensi",
                "bentuk bantuan",
            ]) || header.starts_with("program"),
            has(&["program", "bantuan", "intervensi"]) && !has(&["jumlah", "nilai", "penerima"]),
        ),
        Field::Activity => rank(
            is(&["kegiatan", "nama kegiatan", "sub kegiatan", "uraian kegiatan", "subkegiatan"]),
            is(&[
                "uraian",
                "rincian",
                "pekerjaan",
                "nama pekerjaan",
                "jenis kegiatan",
                "aktivitas",
                "uraian pekerjaan",
                "rincian kegiatan",
            ]),
            has(&["kegiatan", "uraian", "pekerjaan"]) && !has(&["jumlah", "nilai", "lokasi"]),
        ),
        Field::Office => rank(
            is(&[
                "dinas",
                "opd",
                "skpd",
                "perangkat daerah",
                "dinas opd",
                "opd pelaksana",
                "dinas pelaksana",
                "nama opd",
                "dinas pelaku",
                "opd pengampu",
            ]),
            has(&["opd", "skpd", "dinas", "perangkat daerah"]),
            has(&[
                "pelaksana",
                "pelaku",
                "instansi",
                "penanggung jawab",
                "pengampu",
                "leading sector",
                "lembaga",
            ]),
        ),
        Field::Fund => rank(
            is(&["sumber dana", "sumber pendanaan", "sumber anggaran", "sumber pembiayaan"]),
            has(&[
                "sumber dana",
                "sumber pendanaan",
                "sumber anggaran",
                "sumber biaya",
                "asal dana",
                "pendanaan",
            ]),
            is(&["sumber"]),
        ),
        Field::Year => rank(
            is(&["tahun", "tahun anggaran", "ta", "thn", "t a", "tahun pelaksanaan"]),
            has(&["tahun anggaran", "tahun pelaksanaan"]),
            has(&["tahun"]) && header.len() < 24,
        ),
        Field::Recipients => rank(
            is(&[
                "jumlah penerima",
                "penerima manfaat",
                "jumlah penerima manfaat",
                "jumlah sasaran",
                "jumlah kpm",
                "penerima",
                "sasaran penerima",
            ]),
            has(&["penerima", "kpm", "sasaran", "pemanfaat"]) && !has(&["nama", "desa", "nilai"]),
            has(&[
                "volume",
                "vol",
                "target",
                "jumlah kk",
                "jumlah jiwa",
                "jumlah orang",
                "jumlah unit",
                "banyaknya",
            ]),
        ),
        Field::Unit => {
            rank(is(&["satuan", "satuan penerima", "unit", "sat"]), has(&["satuan"]), false)
        }
        Field::Rupiah => rank(
            has(&["pagu"]) || header.starts_with("anggaran") || is(&["jumlah anggaran"]),
            has(&["anggaran", "rupiah", "rp", "nilai", "alokasi", "jumlah dana", "besaran dana"])
                && !has(&["tahun", "sumber"]),
            has(&["biaya", "dana", "realisasi", "harga", "jumlah"]) && !has(&["sumber", "desa"]),
        ),
        Field::Status => rank(
            is(&["status", "status pelaksanaan", "status kegiatan", "progres", "progress"]),
            has(&["status", "progres", "progress", "realisasi fisik", "keterangan pelaksanaan"]),
            is(&["keterangan", "ket", "pelaksanaan"]),
        ),
    }
}

/// Whether a column's cells can be what its header says.
fn holds(laid: &Laid, column: usize, field: Field) -> bool {
    let stride = laid.rows.len().div_ceil(400).max(1);
    let texts: Vec<String> =
        (0..laid.rows.len()).step_by(stride).filter_map(|r| laid.text(r, column)).collect();
    if texts.is_empty() {
        return false;
    }
    let digits = texts.iter().filter(|text| text.chars().any(|c| c.is_ascii_digit())).count();
    match field {
        Field::Recipients => {
            let mark = reading::guess(laid, column).mark;
            let read = texts.iter().filter(|t| read::recipients(t, mark).is_some());
            read.count() * 10 >= texts.len() * 6
        }
        // Words such as "segera" may stand among amounts.
        Field::Rupiah => digits * 2 > texts.len(),
        Field::Year => digits * 10 >= texts.len() * 8,
        Field::Programme | Field::Activity | Field::Office | Field::Fund | Field::Unit => {
            let numbers = texts.iter().filter(|t| t.trim().parse::<f64>().is_ok()).count();
            numbers * 2 < texts.len()
        }
        Field::Status => {
            let known = |text: &&String| words::status(text, &plain(text)).is_some();
            texts.iter().filter(known).count() * 2 > texts.len()
        }
        Field::Code => true,
    }
}
