//! Which column is which: village code, names, period; by its header *and* by what stands in it.
//!
//! An empty column never wins: much-shared RBI sheets carry `KDEPUM` without one value.

use super::header::{self, Above};
use super::header_personal;
use super::place_text;
use crate::base::code::{CodeError, CodeSystem, TenDigits};
use crate::source::layer::{LayerColumn, RawFeature};

/// The office that a column's name tells, if it does.
pub fn system_named(column: &str) -> Option<CodeSystem> {
    header::system(column)
}

/// Whether the layer has a column made for village codes, filled or not.
pub fn has_code_column(columns: &[LayerColumn]) -> bool {
    columns.iter().any(|c| header::village_code(&c.name) > 0)
}

/// Columns of a boundary layer by what they say; indices into its columns.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct LayerRoles {
    pub code: Option<usize>,
    /// Columns of village codes beside it: BIG's `KDEBPS` beside `KDEPUM`.
    pub other_codes: Vec<usize>,
    pub name: Option<usize>,
    /// Columns that name a village too: BIG's `NAMOBJ` beside `WADMKD`, which is empty for a lake.
    pub other_names: Vec<usize>,
    pub kecamatan_code: Option<usize>,
    pub kecamatan: Option<usize>,
    pub kabupaten_code: Option<usize>,
    pub kabupaten: Option<usize>,
    /// Desa or kelurahan: BIG's `TIPADM`, or a word.
    pub kind: Option<usize>,
    /// Province, kabupaten, kecamatan and village number apart, where no column has the whole code.
    pub parts: Option<[usize; 4]>,
}

/// Finds the roles of a layer's columns.
pub fn layer_roles(columns: &[LayerColumn], rows: &[RawFeature]) -> LayerRoles {
    let stride = rows.len().div_ceil(SAMPLES).max(1);
    let views: Vec<View> = columns
        .iter()
        .enumerate()
        .map(|(c, column)| {
            let cells = rows.iter().step_by(stride);
            View::of(&column.name, cells.map(|row| row.cells.get(c)))
        })
        .collect();
    let parts = parts(&views);
    let mut codes = code_columns(&views);
    let other_codes = codes.split_off(codes.len().min(1));
    let code = codes.first().copied();
    let mut names =
        ranked(&views, |v| if v.is_text() { header::village_name(&v.header) } else { 0 });
    let other_names = names.split_off(names.len().min(1));
    LayerRoles {
        code,
        other_codes,
        name: names.first().copied(),
        other_names,
        kecamatan_code: best(&views, |v| u8::from(header::above_code(&v.header, Above::Kecamatan))),
        kecamatan: place(&views, Above::Kecamatan),
        kabupaten_code: best(&views, |v| u8::from(header::above_code(&v.header, Above::Kabupaten))),
        kabupaten: place(&views, Above::Kabupaten),
        kind: best(&views, kind_score),
        parts: if code.is_some() { None } else { parts },
    }
}

/// `TIPADM` where it says 1 or 2, or a column of the words desa and kelurahan.
fn kind_score(view: &View) -> u8 {
    u8::from(view.kinds * 2 > view.filled && names_kind(&view.header))
}

fn names_kind(header: &str) -> bool {
    let name = header::words(header).concat();
    ["tipadm", "tipekd", "jeniskd", "tipe", "jenis", "status", "statuskot", "type4"]
        .contains(&name.as_str())
}

/// Columns of a table by what they say; indices into its columns.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct TableRoles {
    /// Village codes, the surest first; both offices' may stand side by side.
    pub codes: Vec<usize>,
    pub parts: Option<[usize; 4]>,
    /// Village names, the surest first.
    pub villages: Vec<usize>,
    pub kecamatan: Option<usize>,
    /// Every kecamatan name column; each office may have its own.
    pub kecamatans: Vec<usize>,
    pub kabupaten: Option<usize>,
    pub puskesmas: Option<usize>,
    pub period: Option<usize>,
    /// Month beside a year column.
    pub month: Option<usize>,
    pub number: Option<usize>,
    /// Data of single persons: never imported.
    pub personal: Vec<usize>,
    /// Codes, places and bookkeeping that are no values either.
    pub other_keys: Vec<usize>,
}

impl TableRoles {
    /// Whether a column says where or when, so that it holds no value.
    pub fn is_key(&self, column: usize) -> bool {
        let one =
            [self.kecamatan, self.kabupaten, self.puskesmas, self.period, self.month, self.number];
        self.codes.contains(&column)
            || self.kecamatans.contains(&column)
            || self.villages.contains(&column)
            || self.other_keys.contains(&column)
            || self.parts.is_some_and(|parts| parts.contains(&column))
            || one.contains(&Some(column))
    }
}

/// Finds the roles of a table's columns; `cells(row, column)` gives the text of the data rows.
pub fn table_roles<T: AsRef<str>>(
    headers: &[String],
    rows: usize,
    cells: impl Fn(usize, usize) -> Option<T>,
) -> TableRoles {
    let stride = rows.div_ceil(SAMPLES).max(1);
    let views: Vec<View> = headers
        .iter()
        .enumerate()
        .map(|(c, header)| {
            let texts: Vec<Option<T>> = (0..rows).step_by(stride).map(|r| cells(r, c)).collect();
            View::of(header, texts.iter().map(|t| t.as_ref().map(AsRef::as_ref)))
        })
        .collect();
    let codes = code_columns(&views);
    let mut roles = TableRoles {
        parts: if codes.is_empty() { parts(&views) } else { None },
        codes,
        villages: ranked(&views, |v| if v.is_text() { header::village_name(&v.header) } else { 0 }),
        kecamatan: place(&views, Above::Kecamatan),
        kecamatans: places(&views, Above::Kecamatan),
        kabupaten: place(&views, Above::Kabupaten),
        puskesmas: place(&views, Above::Puskesmas),
        period: best(&views, |v| {
            u8::from(v.times * 10 >= v.filled * 9 && header::period(&v.header))
        }),
        month: best(&views, |v| u8::from(is_month(v))),
        number: best(&views, |v| u8::from(v.counts_up() && header::running_number(&v.header))),
        ..TableRoles::default()
    };
    // A kabupaten's or kecamatan's name column is no village's.
    roles.villages.retain(|c| ![roles.kecamatan, roles.kabupaten].contains(&Some(*c)));
    for (c, view) in views.iter().enumerate() {
        let text = view.filled > 0 && view.numbers * 2 < view.filled;
        if header_personal::personal(&view.header)
            || view.sixteen * 2 > view.filled
            || (text && header_personal::personal_text(&view.header) && !roles.is_key(c))
        {
            roles.personal.push(c);
        } else if header::is_code(&view.header)
            || header::bookkeeping(&view.header)
            || header::running_number(&view.header)
            || [Above::Kecamatan, Above::Kabupaten, Above::Province, Above::Puskesmas]
                .into_iter()
                .any(|level| header::above_code(&view.header, level) && parts_like(view))
        {
            roles.other_keys.push(c);
        }
    }
    roles.codes.retain(|c| !roles.personal.contains(c));
    roles.villages.retain(|c| !roles.personal.contains(c));
    roles
}

/// Puts a code together from its parts, whose leading zeros may be lost. Either system: a village
/// number of four digits is Kemendagri's.
pub fn compose(parts: [&str; 4]) -> Option<(CodeSystem, TenDigits)> {
    let whole = |text: &str| -> Option<u64> {
        let text = text.trim();
        text.split_once('.').map_or(text, |(whole, _)| whole).parse().ok()
    };
    let [province, kabupaten, kecamatan, village] = parts;
    let province = whole(province)?;
    let read = |text: &str| {
        let marked = text.trim().replace(',', ".");
        match marked.rsplit_once('.') {
            // 74.05 and 74.05.01 repeat the parts above; 74.1 is 74.10 that was read as a number.
            Some((above, last)) if above.split('.').next()?.parse() == Ok(province % 100) => {
                let zeros = last.bytes().all(|b| b == b'0');
                let last = if last.len() == 1 { format!("{last}0") } else { last.to_owned() };
                if zeros { whole(above) } else { last.parse().ok() }
            }
            _ => whole(&marked),
        }
    };
    let kabupaten = read(kabupaten)?;
    let (kecamatan, village) = (read(kecamatan)?, read(village)?);
    // A part may repeat the parts above it: 1501, 1501010.
    let (system, digits) = if (1000..=9999).contains(&village) && kecamatan % 1_000_000 < 100 {
        (
            CodeSystem::Kemendagri,
            format!(
                "{:02}{:02}{:02}{village:04}",
                province % 100,
                kabupaten % 100,
                kecamatan % 100
            ),
        )
    } else {
        (
            CodeSystem::Bps,
            format!(
                "{:02}{:02}{:03}{:03}",
                province % 100,
                kabupaten % 100,
                kecamatan % 1000,
                village % 1000
            ),
        )
    };
    TenDigits::parse(&digits).ok().map(|code| (system, code))
}

/// As many cells of a column are looked at, spread over the whole of it.
const SAMPLES: usize = 1500;

/// A header and what its cells look like.
struct View {
    header: String,
    seen: usize,
    filled: usize,
    codes: usize,
    scientific: usize,
    /// Eight or nine digits.
    short: usize,
    numbers: usize,
    sixteen: usize,
    times: usize,
    months: usize,
    kinds: usize,
    /// Counted below headers of running numbers only.
    rising: usize,
    /// Counted where all cells are codes only.
    distinct: usize,
    provinces: usize,
}

impl View {
    fn of<'a>(header: &str, cells: impl Iterator<Item = Option<&'a str>>) -> Self {
        let mut view = Self {
            header: header.to_owned(),
            seen: 0,
            filled: 0,
            codes: 0,
            scientific: 0,
            short: 0,
            numbers: 0,
            sixteen: 0,
            times: 0,
            months: 0,
            kinds: 0,
            rising: 0,
            distinct: 0,
            provinces: 0,
        };
        let mut different = Vec::new();
        let mut provinces = std::collections::BTreeSet::new();
        let mut before = f64::NEG_INFINITY;
        // What only a header of its kind makes worth counting.
        let (times, months, kinds) =
            (header::period(header), is_part_of_year(header), names_kind(header));
        let counts = header::running_number(header);
        for cell in cells {
            view.seen += 1;
            let Some(text) = cell.map(str::trim).filter(|text| !text.is_empty()) else { continue };
            view.filled += 1;
            match place_text::digits(text) {
                Ok(code) => {
                    view.codes += 1;
                    provinces.insert(code.prefix(2));
                }
                Err(CodeError::ScientificNotation { .. }) => view.scientific += 1,
                // BPS numbers that lost zeros.
                Err(CodeError::WrongLength { found: 8 | 9, .. }) => view.short += 1,
                Err(_) => {}
            }
            view.numbers += usize::from(looks_numeric(text));
            view.sixteen +=
                usize::from(text.len() == 16 && text.bytes().all(|b| b.is_ascii_digit()));
            view.times += usize::from(times && super::period::of_text(text).is_some());
            view.months += usize::from(months && names_part(header, text));
            view.kinds += usize::from(
                kinds
                    && ["1", "2", "desa", "kelurahan", "kel"]
                        .contains(&text.to_lowercase().as_str()),
            );
            if counts && let Ok(value) = text.parse::<f64>() {
                view.rising += usize::from(value.fract() == 0.0 && value > before);
                before = value;
            }
            different.push(text);
        }
        // Only a column of codes is asked how much it repeats itself.
        if view.all_codes() {
            different.sort_unstable();
            different.dedup();
            view.distinct = different.len();
        }
        view.provinces = provinces.len();
        view
    }

    fn is_text(&self) -> bool {
        self.filled > 0 && self.numbers * 2 < self.filled
    }

    fn all_codes(&self) -> bool {
        (self.codes + self.scientific) * 20 >= self.filled * 19
    }

    fn counts_up(&self) -> bool {
        self.filled > 0 && self.rising * 2 > self.filled
    }
}

fn is_month(view: &View) -> bool {
    view.filled > 0 && view.months == view.filled && is_part_of_year(&view.header)
}

/// A month or a quarter in a column of its own, beside the year.
fn is_part_of_year(header: &str) -> bool {
    ["bulan", "triwulan", "semester"].contains(&header::plain(header).as_str())
}

/// Whether a cell of such a column names its part; "2" below "Triwulan" would be a month elsewhere.
fn names_part(header: &str, text: &str) -> bool {
    let quarter = super::quarter::of_text(text).is_some();
    quarter || (header::plain(header) == "bulan" && super::period::month_of(text).is_some())
}

fn parts_like(view: &View) -> bool {
    view.numbers * 2 >= view.filled
}

/// Digits with marks, a sign, "Rp" or "%" and nothing else.
fn looks_numeric(text: &str) -> bool {
    let body = text.trim_start_matches("Rp").trim_end_matches('%');
    body.bytes().any(|b| b.is_ascii_digit())
        && body.chars().all(|c| c.is_ascii_digit() || " .,-+\u{a0}\u{2212}eE".contains(c))
}

/// Columns of village codes: named so and at least half readable, or unnamed but all readable.
fn code_columns(views: &[View]) -> Vec<usize> {
    ranked(views, |view| {
        let readable = view.codes + view.scientific;
        let said = header::village_code(&view.header);
        if said > 0 && readable * 2 >= view.filled {
            return said + 1;
        }
        if said > 0 && view.short * 2 >= view.filled {
            return said;
        }
        let refused = header_personal::personal(&view.header) || money(&view.header);
        let all = view.all_codes() && view.distinct * 4 >= view.filled;
        // Amounts of ten digits begin with anything; codes with one province or a few.
        u8::from(said == 0 && all && !refused && view.filled >= 3 && view.provinces <= 3)
    })
}

fn money(header: &str) -> bool {
    let words = header::words(header);
    [
        "rp",
        "rupiah",
        "anggaran",
        "pagu",
        "dana",
        "jumlah",
        "total",
        "nilai",
        "realisasi",
        "telp",
        "hp",
    ]
    .iter()
    .any(|word| words.iter().any(|w| w == word))
}

/// R101–R104 or kdprov, kdkab, kdkec, kddesa: four columns of numbers.
fn parts(views: &[View]) -> Option<[usize; 4]> {
    // "Prov", "Kab", "Kec", "Desa" over nothing but numbers are numbers of places.
    let find = |by_code: &dyn Fn(&str) -> bool, by_name: &dyn Fn(&str) -> bool| {
        let numbers = |v: &&View| v.filled > 0 && parts_like(v);
        let at =
            |wanted: &dyn Fn(&View) -> bool| views.iter().position(|v| numbers(&v) && wanted(v));
        at(&|v| by_code(&v.header)).or_else(|| at(&|v| v.numbers == v.filled && by_name(&v.header)))
    };
    let above =
        |level: Above| find(&|h| header::above_code(h, level), &|h| header::above(h, level) > 0);
    Some([
        above(Above::Province)?,
        above(Above::Kabupaten)?,
        above(Above::Kecamatan)?,
        find(&header::village_part, &|h| header::village_name(h) >= 4)?,
    ])
}

fn place(views: &[View], level: Above) -> Option<usize> {
    places(views, level).first().copied()
}

fn places(views: &[View], level: Above) -> Vec<usize> {
    ranked(views, |v| if v.is_text() { header::above(&v.header, level) } else { 0 })
}

fn best(views: &[View], score: impl Fn(&View) -> u8) -> Option<usize> {
    ranked(views, score).first().copied()
}

/// Columns with a score, best first; a column filled in fewer than nine rows of ten comes after
/// fuller ones, an empty one never.
fn ranked(views: &[View], score: impl Fn(&View) -> u8) -> Vec<usize> {
    let mut found: Vec<(u8, u8, usize)> = Vec::new();
    for (c, view) in views.iter().enumerate() {
        let score = if view.filled == 0 { 0 } else { score(view) };
        if score > 0 {
            let fullness = (view.filled * 10 / view.seen.max(1)).min(9) as u8;
            found.push((fullness, score, c));
        }
    }
    found.sort_by_key(|&(fullness, score, c)| {
        (std::cmp::Reverse(fullness), std::cmp::Reverse(score), c)
    });
    found.into_iter().map(|(_, _, c)| c).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::layer::{ColumnType, Shape};

    fn layer(names: &[&str], rows: &[&[&str]]) -> (Vec<LayerColumn>, Vec<RawFeature>) {
        let columns = names
            .iter()
            .map(|name| LayerColumn { name: (*name).to_owned(), kind: ColumnType::Text })
            .collect();
        let rows = rows
            .iter()
            .zip(1..)
            .map(|(cells, record)| RawFeature {
                record,
                cells: cells.iter().map(|t| (!t.is_empty()).then(|| (*t).to_owned())).collect(),
                shape: Shape::None,
                mends: Vec::new(),
            })
            .collect();
        (columns, rows)
    }

    #[test]
    fn empty_code_columns_of_an_rbi_sheet_never_win() {
        let (columns, rows) = layer(
            &["NAMOBJ", "KDEBPS", "KDEPUM", "WADMKD", "WADMKC", "WADMKK", "TIPADM"],
            &[
                &["Sampiran", "", "", "", "Talun", "Kabupaten Cirebon", "0"],
                &["Sindang", "", "", "", "Cipicung", "Kabupaten Kuningan", "0"],
            ],
        );
        let roles = layer_roles(&columns, &rows);
        assert_eq!(
            (roles.code, roles.name, roles.kecamatan, roles.kabupaten, roles.kind),
            (None, Some(0), Some(4), Some(5), None)
        );
        assert!(has_code_column(&columns));
    }

    #[test]
    fn the_layers_in_circulation_are_read_by_alias_and_content() {
        let (columns, rows) = layer(
            &["kode", "nama"],
            &[&["74.05.01.1001", "Tinanggea"], &["74.05.01.2002", "Asingi"]],
        );
        let roles = layer_roles(&columns, &rows);
        assert_eq!((roles.code, roles.name), (Some(0), Some(1)));
        let (columns, rows) = layer(
            &["OBJECT_ID", "KODE_DESA", "DESA", "KODE", "KAB_KOTA", "KECAMATAN", "DESA_KELUR"],
            &[&[
                "2",
                "3173031006",
                "KEAGUNGAN",
                "317303",
                "JAKARTA BARAT",
                "TAMAN SARI",
                "KEAGUNGAN",
            ]],
        );
        let roles = layer_roles(&columns, &rows);
        assert_eq!(roles.code, Some(1));
        assert!(roles.name == Some(2) || roles.name == Some(6));
        assert_eq!((roles.kecamatan, roles.kabupaten), (Some(5), Some(4)));
        let (columns, rows) = layer(
            &["regency_code", "regency", "district_code", "district", "village_code", "village"],
            &[&["id1501", "Kerinci", "id1501040", "Danau Kerinci", "id1501040018", "Agung Koto"]],
        );
        let roles = layer_roles(&columns, &rows);
        assert_eq!(
            (roles.code, roles.name, roles.kecamatan, roles.kabupaten),
            (Some(4), Some(5), Some(3), Some(1))
        );
        assert_eq!((roles.kecamatan_code, roles.kabupaten_code), (Some(2), Some(0)));
    }

    #[test]
    fn codes_in_parts_get_their_lost_zeros_back() {
        let code = |parts| compose(parts).map(|(system, code)| (system, code.to_string()));
        assert_eq!(code(["15", "1", "10", "1"]), Some((CodeSystem::Bps, "1501010001".into())));
        assert_eq!(code(["15", "01", "010", "001"]), code(["15", "1501", "1501010", "1"]));
        assert_eq!(
            code(["74", "5", "1", "2001"]),
            Some((CodeSystem::Kemendagri, "7405012001".into()))
        );
        assert_eq!(code(["74", "", "1", "2001"]), None);
        // A kabupaten written with its province, as text and as the number that lost its zero.
        for kabupaten in ["74.10", "74.1", "74,1", "10", "10.0"] {
            let buton_utara = code(["74", kabupaten, "1", "2001"]);
            assert_eq!(buton_utara, Some((CodeSystem::Kemendagri, "7410012001".into())));
        }
        let parts = ["74", "74.05", "74.05.01", "74.05.01.2001"];
        assert_eq!(code(parts), Some((CodeSystem::Kemendagri, "7405012001".into())));
    }
}
