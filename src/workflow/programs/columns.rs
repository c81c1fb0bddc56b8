//! Which column of a register is which: by the words of its header, and by what stands in it where
//! the words fit several.

use std::collections::BTreeMap;

use super::money::Scale;
use super::words::{self, plain};
use crate::dataset::layout::Laid;
use crate::indicator::reading;
use crate::plan::programme::{Field, Fund, LabelKind, MOST_PRODUCTS, Unit};

/// The columns of a laid sheet by what they say; indices into its columns.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Columns {
    pub of: BTreeMap<Field, usize>,
    /// A column of money for each source of funds, where there is no column that names it.
    pub funds: Vec<(usize, Fund)>,
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

impl Columns {
    /// Whether the sheet can be a register at all.
    pub fn has_programme(&self) -> bool {
        self.of.contains_key(&Field::Programme) || self.of.contains_key(&Field::Activity)
    }

    pub fn column(&self, field: Field) -> Option<usize> {
        self.of.get(&field).copied()
    }
}

/// Finds the columns; `keys` say where, and hold none of them.
pub fn find(laid: &Laid, keys: &dyn Fn(usize) -> bool) -> Columns {
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
    money(laid, &headers, &taken, keys, &mut columns);
    if let Some(c) = columns.column(Field::Recipients) {
        columns.unit = words::unit(&headers[c].1);
    }
    columns
}

/// The column of money, or one a source of funds; and what they are counted in.
fn money(
    laid: &Laid,
    headers: &[(String, String)],
    taken: &[bool],
    keys: &dyn Fn(usize) -> bool,
    columns: &mut Columns,
) {
    let free = |c: &usize| !taken[*c] && !keys(*c);
    if columns.column(Field::Fund).is_none() {
        // "APBN (Rp juta)" speaks of rupiah too: the first of them was taken for the money.
        let money = columns.column(Field::Rupiah);
        let funds: Vec<(usize, Fund)> = (0..headers.len())
            .filter(|c| free(c) || money == Some(*c))
            .filter_map(|c| Some((c, words::fund(&headers[c].0)?)))
            .filter(|(c, _)| holds(laid, *c, Field::Rupiah))
            .collect();
        if funds.len() >= 2 {
            columns.of.remove(&Field::Rupiah);
            columns.funds = funds;
        }
    }
    let first = columns.column(Field::Rupiah).or(columns.funds.first().map(|f| f.0));
    let own = first.and_then(|c| Scale::named(&laid.columns[c].header));
    let said = own.or_else(|| {
        let mut around = laid.titles.iter().chain(&laid.sheet);
        around.find_map(|text| Scale::named(text).filter(|_| says_money(text)))
    });
    columns.scale = said.unwrap_or_default();
    columns.is_scale_said = said.is_some();
    if columns.column(Field::Rupiah).is_some() {
        let more = |c: &usize| {
            free(c) && score(Field::Rupiah, &headers[*c].0) > 0 && holds(laid, *c, Field::Rupiah)
        };
        columns.other_money = (0..headers.len()).find(more);
    }
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
            let read = texts.iter().filter(|t| super::read::recipients(t, mark).is_some());
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
