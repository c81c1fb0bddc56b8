//! A hundred sheets in the forms that offices use, built here; every row and header must be found.
//!
//! Forms: letterhead, one to three header rows with and without merges, numbering rows, kecamatan in a
//! column, once a block, merged, on a line of its own, lettered or in the title, sums per kecamatan and
//! at the end, page headers, sources, signatures, margins, puskesmas, codes, text and numeric cells.

use kantong::dataset::layout::{Laid, lay_out};
use kantong::source::table::{Merge, RawCell, RawRow, RawSheet};

const PLACES: [(&str, [&str; 4]); 3] = [
    ("Kolono", ["Awunio", "Kolono", "Mataiwoi", "Puunggoni"]),
    ("Angata", ["Angata", "Mataiwoi", "Sandarsi", "Total Jaya"]),
    ("Ranomeeto Barat", ["Boro-boro", "Laikandonga", "Opaasi", "Sindangkasih"]),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Header {
    One,
    /// A group over two columns, merged.
    TwoMerged,
    /// The same from a file that cannot merge.
    TwoPlain,
    ThreeMerged,
    ThreePlain,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kecamatan {
    Column,
    OncePerBlock,
    MergedDown,
    Line,
    LineWithSums,
    Lettered,
    Title,
    Puskesmas,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sums {
    None,
    PerKecamatan,
    AtEnd,
    Both,
    AverageAtEnd,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Foot {
    None,
    Source,
    Signature,
    Both,
}

#[derive(Clone, Copy, Debug)]
struct Form {
    titles: usize,
    header: Header,
    numbering: Option<&'static str>,
    kecamatan: Kecamatan,
    sums: Sums,
    foot: Foot,
    margin: usize,
    has_number: usize,
    has_code: usize,
    text: usize,
    page_header: usize,
    /// Turns the words of the headers and the cells that are left blank.
    words: usize,
}

impl Form {
    fn village(self) -> &'static str {
        ["Desa/Kelurahan", "NAMA DESA", "Desa", "Kel/Desa", "Nama Desa / Kelurahan"][self.words % 5]
    }

    fn above(self) -> &'static str {
        if self.kecamatan == Kecamatan::Puskesmas {
            return ["Puskesmas", "PUSKESMAS", "Nama Puskesmas"][self.words % 3];
        }
        ["Kecamatan", "KECAMATAN", "Nama Kecamatan", "Kec."][self.words % 4]
    }

    /// What stands instead of a village's first value: nothing, or a word for it.
    fn gap(self, k: usize, v: usize) -> Option<&'static str> {
        match (5 * k + v + self.words) % 9 {
            0 => Some(""),
            4 => Some("-"),
            7 if self.words.is_multiple_of(2) => Some("n/a"),
            _ => None,
        }
    }
}

/// The `i`-th of the hundred: every choice turns at its own pace, so that forms meet in all pairs.
fn form(i: usize) -> Form {
    use Header::{One, ThreeMerged, ThreePlain, TwoMerged, TwoPlain};
    use Kecamatan::{
        Column, Lettered, Line, LineWithSums, MergedDown, OncePerBlock, Puskesmas, Title,
    };
    let kecamatan =
        [Column, OncePerBlock, MergedDown, Line, LineWithSums, Lettered, Title, Puskesmas];
    let headers = [One, TwoMerged, TwoPlain, ThreeMerged, ThreePlain];
    let sums = [Sums::None, Sums::PerKecamatan, Sums::AtEnd, Sums::Both, Sums::AverageAtEnd];
    let kecamatan = kecamatan[i % 8];
    Form {
        titles: [0, 1, 2, 3, 4][(i / 3) % 5],
        header: headers[(i / 2) % 5],
        numbering: [None, Some("()"), Some(""), Some(".")][(i / 5) % 4],
        kecamatan,
        sums: sums[(i * 3 + i / 7) % 5],
        foot: [Foot::None, Foot::Source, Foot::Signature, Foot::Both][(i / 4 + i) % 4],
        margin: usize::from(i % 11 == 4),
        has_number: usize::from(kecamatan == Lettered || i % 3 != 1),
        has_code: usize::from(i % 6 == 5),
        text: usize::from(i % 4 == 3),
        page_header: usize::from(i % 9 == 7),
        words: i * 7 / 3,
    }
}

/// What must be found.
struct Truth {
    villages: Vec<&'static str>,
    kecamatan: Vec<&'static str>,
    first: Vec<Option<f64>>,
    path: String,
    totals: usize,
}

struct Sheet {
    form: Form,
    rows: Vec<RawRow>,
    merges: Vec<Merge>,
    row: u32,
}

impl Sheet {
    fn push(&mut self, cells: Vec<RawCell>) {
        let mut all = vec![RawCell::Empty; self.form.margin];
        all.extend(cells);
        if all.iter().any(|cell| !cell.is_blank()) {
            self.rows.push(RawRow { row: self.row, cells: all.into(), hidden: false });
        }
        self.row += 1;
    }

    fn line(&mut self, texts: &[&str]) {
        self.push(texts.iter().map(|text| RawCell::of(text)).collect());
    }

    fn merge(&mut self, up: u32, columns: (usize, usize), down: u32) {
        let margin = self.form.margin;
        self.merges.push(Merge {
            first_row: self.row - up,
            last_row: self.row - up + down,
            first_column: (columns.0 + margin) as u32,
            last_column: (columns.1 + margin) as u32,
        });
    }

    fn number(&self, x: f64) -> RawCell {
        if self.form.text == 0 {
            return RawCell::Number(x);
        }
        let whole = format!("{x:.0}");
        let split = whole.len().saturating_sub(3);
        RawCell::of(&if split > 0 {
            format!("{}.{}", &whole[..split], &whole[split..])
        } else {
            whole
        })
    }
}

fn keys(form: Form) -> Vec<&'static str> {
    let mut keys = Vec::new();
    if form.has_number > 0 {
        keys.push(["No", "NO.", "No. Urut"][form.words % 3]);
    }
    if form.has_code > 0 {
        keys.push("Kode Desa");
    }
    match form.kecamatan {
        Kecamatan::Column | Kecamatan::OncePerBlock | Kecamatan::MergedDown => {
            keys.push(form.above());
        }
        Kecamatan::Puskesmas => keys.push(form.above()),
        Kecamatan::Line | Kecamatan::LineWithSums | Kecamatan::Lettered | Kecamatan::Title => {}
    }
    keys.push(form.village());
    keys
}

fn header(sheet: &mut Sheet) -> String {
    let keys = keys(sheet.form);
    let k = keys.len();
    let with = |values: &[&'static str]| -> Vec<&'static str> {
        keys.iter().copied().chain(values.iter().copied()).collect()
    };
    let blank = |values: &[&'static str]| -> Vec<&'static str> {
        keys.iter().map(|_| "").chain(values.iter().copied()).collect()
    };
    let merged = matches!(sheet.form.header, Header::TwoMerged | Header::ThreeMerged);
    let path = match sheet.form.header {
        Header::One => {
            sheet.line(&with(&["Sangat Pendek", "Pendek", "Jumlah Balita"]));
            "Sangat Pendek"
        }
        Header::TwoMerged | Header::TwoPlain => {
            sheet.line(&with(&["TB/U", "", "Jumlah Balita"]));
            sheet.line(&blank(&["Sangat Pendek", "Pendek", ""]));
            "TB/U › Sangat Pendek"
        }
        Header::ThreeMerged | Header::ThreePlain => {
            sheet.line(&with(&["Status Gizi", "", "Jumlah Balita"]));
            sheet.line(&blank(&["TB/U", "", ""]));
            sheet.line(&blank(&["Sangat Pendek", "Pendek", ""]));
            "Status Gizi › TB/U › Sangat Pendek"
        }
    };
    let rows = match sheet.form.header {
        Header::One => 1,
        Header::TwoMerged | Header::TwoPlain => 2,
        Header::ThreeMerged | Header::ThreePlain => 3,
    };
    if merged {
        for c in (0..k).chain([k + 2]) {
            sheet.merge(rows, (c, c), rows - 1);
        }
        for up in 2..=rows {
            sheet.merge(up, (k, k + 1), 0);
        }
    }
    if let Some(style) = sheet.form.numbering {
        let cells: Vec<String> = (1..=k + 3)
            .map(|n| match style {
                "()" => format!("({n})"),
                "." => format!("{n}."),
                _ => n.to_string(),
            })
            .collect();
        sheet.line(&cells.iter().map(String::as_str).collect::<Vec<_>>());
    }
    path.to_owned()
}

/// A row of sums with its label in the village's column or before it.
fn sums(sheet: &mut Sheet, label: &str, values: [f64; 3]) {
    let width = keys(sheet.form).len();
    let mut cells = vec![RawCell::Empty; width];
    let at = if label.len().is_multiple_of(2) { 0 } else { width - 1 };
    cells[at] = RawCell::of(label);
    cells.extend(values.map(|x| sheet.number(x)));
    sheet.push(cells);
}

fn build(i: usize) -> (RawSheet, Truth) {
    let form = form(i);
    let mut sheet = Sheet { form, rows: Vec::new(), merges: Vec::new(), row: 1 };
    let titles = [
        "PEMERINTAH KABUPATEN KONAWE SELATAN",
        "DINAS KESEHATAN",
        "REKAPITULASI STATUS GIZI BALITA MENURUT DESA",
        "BULAN AGUSTUS TAHUN 2024",
    ];
    for title in &titles[4 - form.titles..] {
        sheet.line(&[title]);
    }
    let title_only = form.kecamatan == Kecamatan::Title;
    if title_only {
        sheet.line(&["KECAMATAN : KOLONO"]);
    }
    if form.titles > 1 {
        sheet.line(&[""]);
    }
    let path = header(&mut sheet);
    let mut truth = Truth { villages: vec![], kecamatan: vec![], first: vec![], path, totals: 0 };
    let places = if title_only { &PLACES[..1] } else { &PLACES[..] };
    let (mut all, mut number) = ([0.0; 3], 0);
    for (k, (kecamatan, villages)) in places.iter().enumerate() {
        let block: Vec<[f64; 3]> = (0..villages.len())
            .map(|v| [(7 * k + v + 1) as f64, (3 * v + i % 5) as f64, (1200 + 100 * v + k) as f64])
            .collect();
        let counts = |c: usize, v: usize| c > 0 || form.gap(k, v).is_none();
        let column = |c| (0..block.len()).filter(move |&v| counts(c, v));
        let sum = [0, 1, 2].map(|c| column(c).map(|v| block[v][c]).sum::<f64>());
        section(&mut sheet, k, kecamatan, sum, &mut truth);
        for (v, village) in villages.iter().enumerate() {
            number += 1;
            if form.page_header > 0 && number == 6 {
                header(&mut sheet);
            }
            village_row(&mut sheet, (k, v, number), (kecamatan, village), block[v]);
            truth.villages.push(village);
            truth.kecamatan.push(kecamatan);
            truth.first.push(form.gap(k, v).is_none().then_some(block[v][0]));
        }
        if form.kecamatan == Kecamatan::MergedDown {
            let c = keys(form).len() - 2;
            if form.page_header == 0 {
                sheet.merge(villages.len() as u32, (c, c), villages.len() as u32 - 1);
            }
        }
        for c in 0..3 {
            all[c] += sum[c];
        }
        if matches!(form.sums, Sums::PerKecamatan | Sums::Both) && !title_only {
            let label = ["JUMLAH", "Sub Total", "JUMLAH KECAMATAN"][i % 3];
            let label = if label.ends_with("KECAMATAN") {
                format!("{label} {}", kecamatan.to_uppercase())
            } else {
                label.to_owned()
            };
            sums(&mut sheet, &label, sum);
            truth.totals += 1;
        }
    }
    if matches!(form.sums, Sums::AtEnd | Sums::Both) {
        sums(&mut sheet, ["TOTAL", "JUMLAH KABUPATEN", "J U M L A H"][i % 3], all);
        truth.totals += 1;
    }
    if form.sums == Sums::AverageAtEnd {
        sums(&mut sheet, "Rata-rata", all.map(|x| (x / number as f64).round()));
        truth.totals += 1;
    }
    foot(&mut sheet);
    let name = Some("Rekap".to_owned());
    let Sheet { rows, merges, .. } = sheet;
    (RawSheet { name, hidden: false, rows, merges }, truth)
}

/// The kecamatan's own line, where the form has one.
fn section(sheet: &mut Sheet, k: usize, kecamatan: &str, sum: [f64; 3], truth: &mut Truth) {
    let width = keys(sheet.form).len();
    match sheet.form.kecamatan {
        Kecamatan::Line => sheet.line(&[&format!("KECAMATAN {}", kecamatan.to_uppercase())]),
        Kecamatan::LineWithSums => {
            let mut cells = vec![RawCell::Empty; width];
            cells[width - 1] = RawCell::of(&format!("Kec. {kecamatan}"));
            cells.extend(sum.map(|x| sheet.number(x)));
            sheet.push(cells);
            truth.totals += 1;
        }
        Kecamatan::Lettered => {
            let mut cells = vec![RawCell::Empty; width];
            cells[0] = RawCell::of(["I", "II", "III"][k]);
            cells[width - 1] = RawCell::of(&kecamatan.to_uppercase());
            sheet.push(cells);
        }
        Kecamatan::Column
        | Kecamatan::OncePerBlock
        | Kecamatan::MergedDown
        | Kecamatan::Title
        | Kecamatan::Puskesmas => {}
    }
}

fn village_row(
    sheet: &mut Sheet,
    (k, v, number): (usize, usize, usize),
    (kecamatan, village): (&str, &str),
    values: [f64; 3],
) {
    let form = sheet.form;
    let mut cells = Vec::new();
    if form.has_number > 0 {
        let n = if form.kecamatan == Kecamatan::Lettered { v + 1 } else { number };
        cells.push(sheet.number(n as f64));
    }
    if form.has_code > 0 {
        cells.push(RawCell::of(&format!("74.05.{:02}.20{:02}", k + 6, v + 1)));
    }
    match form.kecamatan {
        Kecamatan::Column | Kecamatan::Puskesmas => cells.push(RawCell::of(kecamatan)),
        Kecamatan::OncePerBlock | Kecamatan::MergedDown => {
            cells.push(RawCell::of(if v == 0 { kecamatan } else { "" }));
        }
        Kecamatan::Line | Kecamatan::LineWithSums | Kecamatan::Lettered | Kecamatan::Title => {}
    }
    cells.push(RawCell::of(village));
    cells.extend(values.map(|x| sheet.number(x)));
    if let Some(gap) = form.gap(k, v) {
        let at = cells.len() - 3;
        cells[at] = RawCell::of(gap);
    }
    // A column for remarks, filled here and there.
    if form.words % 4 == 1 {
        cells.push(RawCell::of(if v == 2 { "data sementara" } else { "" }));
    }
    sheet.push(cells);
}

fn foot(sheet: &mut Sheet) {
    if matches!(sheet.form.foot, Foot::Source | Foot::Both) {
        sheet.line(&["Sumber : e-PPGBM, Dinas Kesehatan"]);
        sheet.line(&["*) angka sementara"]);
    }
    if matches!(sheet.form.foot, Foot::Signature | Foot::Both) {
        sheet.line(&[""]);
        sheet.line(&["", "", "", "Andoolo, 12 September 2024"]);
        sheet.line(&["", "Mengetahui,", "", "Kepala Dinas Kesehatan"]);
        sheet.line(&["", "", "", "dr. H. CONTOH NAMA"]);
        sheet.line(&["", "", "", "Pembina Utama Muda"]);
        sheet.line(&["", "", "", "NIP. 19000101 200001 1 001"]);
    }
}

/// What is wrong; empty where all of it is right.
fn faults(laid: &Laid, truth: &Truth, form: Form) -> Vec<String> {
    let mut faults = Vec::new();
    let texts = |name: &str| -> Vec<String> {
        let column = laid.column(name);
        let cell = |row| column.and_then(|c| laid.text(row, c)).unwrap_or_default();
        (0..laid.rows.len()).map(cell).collect()
    };
    let villages = texts(form.village());
    if villages != truth.villages {
        faults.push(format!("villages {villages:?}"));
    }
    let in_column = matches!(
        form.kecamatan,
        Kecamatan::Column | Kecamatan::OncePerBlock | Kecamatan::MergedDown | Kecamatan::Puskesmas
    );
    let name = if in_column { form.above() } else { "Kecamatan" };
    let kecamatan: Vec<String> = texts(name).iter().map(|k| k.to_uppercase()).collect();
    let wanted: Vec<String> = truth.kecamatan.iter().map(|k| k.to_uppercase()).collect();
    if kecamatan != wanted {
        faults.push(format!("kecamatan {kecamatan:?}"));
    }
    let value = |row| {
        let column = laid.columns.iter().position(|c| c.path == truth.path)?;
        laid.text(row, column)?.parse::<f64>().ok()
    };
    let first: Vec<Option<f64>> = (0..laid.rows.len()).map(value).collect();
    if first != truth.first {
        let paths: Vec<&str> = laid.columns.iter().map(|c| c.path.as_str()).collect();
        faults.push(format!("values {first:?} of {paths:?}"));
    }
    if laid.totals.len() != truth.totals {
        let labels: Vec<&str> = laid.totals.iter().map(|t| t.label.as_str()).collect();
        faults.push(format!("totals {labels:?}, wanted {}", truth.totals));
    }
    faults
}

#[test]
fn of_a_hundred_forms_at_least_ninety_five_are_laid_out_right() {
    let mut wrong = Vec::new();
    for i in 0..100 {
        let (sheet, truth) = build(i);
        let laid = lay_out(&sheet);
        let faults = faults(&laid, &truth, form(i));
        if !faults.is_empty() {
            wrong.push(format!("{i} {:?}\n    {}", form(i), faults.join("\n    ")));
        }
    }
    let right = 100 - wrong.len();
    eprintln!("layout: {right} of 100 forms right\n{}", wrong.join("\n"));
    assert!(right >= 95, "{right} of 100 right:\n{}", wrong.join("\n"));
}
