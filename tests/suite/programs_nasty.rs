//! Registers of programmes as offices make them: each is read right, its sums agree to the rupiah,
//! every doubt is said, and nothing is dropped. All invented; the sums are worked out by hand.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use rust_xlsxwriter::{Format, Workbook};
use serde_json::Value;

use crate::run::{done, json};

pub struct Desk {
    pub folder: tempfile::TempDir,
    pub project: PathBuf,
}

impl Desk {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let project = folder.path().join("contoh.gpkg");
        let villages = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("data/contoh/batas_desa.shp");
        done(&[&"new", &project, &"--villages", &villages]);
        Self { folder, project }
    }

    /// What an import of these sheets tells.
    pub fn book(&self, name: &str, sheets: &[Sheet<'_>]) -> Value {
        let path = self.folder.path().join(name);
        book(&path, sheets);
        done(&[&"programs", &self.project, &"--import", &path])
    }
}

/// Its name, its rows with cells apart by "|" (what reads as a number is one, without a "'" before
/// it), and merged cells:
/// first row, first column, last row, last column, from 0.
pub type Sheet<'a> = (&'a str, &'a str, &'a [(u32, u16, u32, u16)]);

pub fn book(path: &Path, sheets: &[Sheet<'_>]) {
    let mut book = Workbook::new();
    for (name, rows, merges) in sheets {
        let sheet = book.add_worksheet();
        if !name.is_empty() {
            sheet.set_name(*name).unwrap();
        }
        for (r, c, last, right) in *merges {
            sheet.merge_range(*r, *c, *last, *right, "", &Format::new()).unwrap();
        }
        for (r, line) in rows.lines().enumerate() {
            for (c, cell) in line.split('|').enumerate() {
                let (r, c) = (r as u32, c as u16);
                match cell.parse::<f64>() {
                    Ok(number) => sheet.write_number(r, c, number).unwrap(),
                    Err(_) if cell.is_empty() => continue,
                    Err(_) => sheet.write_string(r, c, cell.trim_start_matches('\'')).unwrap(),
                };
            }
        }
    }
    book.save(path).unwrap();
}

pub fn rupiah(told: &Value) -> i64 {
    told["imported"][0]["rupiah"].as_i64().unwrap()
}

pub fn rows(told: &Value) -> u64 {
    told["imported"][0]["programmes"].as_u64().unwrap()
}

pub fn faults(told: &Value) -> Vec<&str> {
    told["faults"].as_array().unwrap().iter().map(|f| f["code"].as_str().unwrap()).collect()
}

/// How many sums of the file there are, and whether all agree.
pub fn sums(told: &Value) -> (usize, bool) {
    let all = told["imported"][0]["totals"].as_array().unwrap();
    (all.len(), all.iter().all(|t| t["agrees"] == true))
}

pub fn waiting<'v>(told: &'v Value, field: &str) -> Vec<&'v str> {
    let all = told["waiting"].as_array().unwrap().iter().filter(|w| w["field"] == field);
    all.map(|w| w["text"].as_str().unwrap()).collect()
}

/// Rupiah of a year by the register as it is kept.
pub fn of_year(desk: &Desk, year: &str) -> i64 {
    done(&[&"programs", &desk.project, &"--year", &year])["totals"]["all"]["rupiah"]
        .as_i64()
        .unwrap()
}

#[test]
fn a_column_for_each_fund_under_one_merged_head_in_millions_by_the_title() {
    let desk = Desk::new();
    let text = "\
REKAPITULASI PROGRAM TAHUN ANGGARAN 2025
(dalam juta rupiah)

No|Kecamatan|Desa|OPD|Program|Sumber Dana|||Jumlah
|||||APBN|APBD Kab|Dana Desa|
1|Kota Lambenua|Palokela|Dinsos|PKH|10|5.5|3|18.5
2|Kota Lambenua|Galapulu Indah|Dinsos|PKH|11|||11
3|Tolarandu|Padotola|Dinsos|PKH|12|0.25||12.5
|JUMLAH||||33|5.75|3|41.75
";
    let down = |c: u16| (3, c, 4, c);
    let merges = [
        (0, 0, 0, 8),
        (1, 0, 1, 8),
        (3, 5, 3, 7),
        down(0),
        down(1),
        down(2),
        down(3),
        down(4),
        down(8),
    ];
    let told = desk.book("lebar.xlsx", &[("Rekap", text, &merges)]);
    assert_eq!((rupiah(&told), rows(&told)), (41_750_000, 6));
    assert_eq!(sums(&told), (3, true));
    let funds = told["totals"]["funds"].as_array().unwrap();
    let of = |fund: &str| funds.iter().find(|f| f["fund"] == fund).unwrap()["rupiah"].clone();
    assert_eq!((of("apbn"), of("apbd_kabupaten")), (33_000_000.into(), 5_750_000.into()));
    assert_eq!(of("apbdes"), 3_000_000);
    // The third row's own sum is a quarter of a million too much, and that is said.
    let wrong: Vec<&Value> = told["faults"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|f| f["code"] == "total_differs")
        .collect();
    assert_eq!((wrong.len(), &wrong[0]["row"]), (1, &8.into()), "{wrong:?}");
}

#[test]
fn a_column_for_each_year_loses_no_year() {
    let desk = Desk::new();
    let text = "\
DAFTAR KEGIATAN

Kecamatan|Desa|Dinas|Kegiatan|Sumber Dana|Penerima|Anggaran (Rp)||
||||||2023|2024|2025
Kota Lambenua|Palokela|Dinas PUPR|Pembangunan SPAM|DAK|40|10000000||30000000
Kota Lambenua|Galapulu Indah|Dinas PUPR|Pembangunan SPAM|DAK|25|20000000|30000000|
TOTAL||||||30000000|30000000|30000000
";
    let down = |c: u16| (2, c, 3, c);
    let merges = [(2, 6, 2, 8), down(0), down(1), down(2), down(3), down(4), down(5)];
    let told = desk.book("tahun.xlsx", &[("", text, &merges)]);
    assert_eq!((rupiah(&told), rows(&told)), (90_000_000, 4));
    assert_eq!(told["years"], serde_json::json!([2023, 2024, 2025]));
    assert_eq!(sums(&told), (3, true));
    assert_eq!(of_year(&desk, "2023"), 30_000_000);
    assert_eq!(of_year(&desk, "2024"), 30_000_000);
    assert_eq!(of_year(&desk, "2025"), 30_000_000);
    // Forty are served once: with the newest year.
    let all = told["register"].as_array().unwrap();
    let people: u64 = all.iter().filter_map(|e| e["recipients"].as_u64()).sum();
    assert!(people <= 65, "{people}");
}

#[test]
fn what_was_planned_is_taken_and_what_was_spent_is_named() {
    let desk = Desk::new();
    let text = "\
Kecamatan|Desa|Dinas|Program|Sumber Dana|Pagu 2024|Realisasi 2024|Pagu 2025|Realisasi 2025
Kota Lambenua|Palokela|Dinsos|PKH|APBN|10000000|9000000|12000000|3000000
Kota Lambenua|Galapulu Indah|Dinsos|PKH|APBN|20000000|18000000|22000000|4000000
";
    let told = desk.book("realisasi.xlsx", &[("", text, &[])]);
    assert_eq!(rupiah(&told), 64_000_000);
    assert!(faults(&told).contains(&"other_money_column"), "{:?}", faults(&told));
}

#[test]
fn kecamatan_as_headings_with_their_sums_and_a_sum_of_all() {
    let desk = Desk::new();
    let text = "\
Program bantuan desa TA 2025

No|Desa|Program|Pelaksana|Sumber Dana|Penerima|Satuan|Nilai (Rp)
KECAMATAN KOTA LAMBENUA|||||||
1|PALOKELA|Bantuan sembako|Dinas Sosial|APBN|10|KPM|1250500
2|GALAPULU INDAH|Bantuan sembako|Dinas Sosial|APBN|11|KPM|2501000
|Jumlah Kecamatan Kota Lambenua||||21||3751500
KECAMATAN TOLARANDU|||||||
1|PADOTOLA|Bantuan sembako|Dinas Sosial|APBN|12|KPM|1250501
|Jumlah Kecamatan Tolarandu||||12||1250501
|JUMLAH TOTAL||||33||5002001
";
    let merges = [(3, 0, 3, 7), (7, 0, 7, 7)];
    let told = desk.book("blok.xlsx", &[("", text, &merges)]);
    assert_eq!((rupiah(&told), rows(&told), sums(&told)), (5_002_001, 3, (6, true)));
    assert_eq!(told["totals"]["villages"], 3, "Padotola of Tolarandu, not the one of Wanggoroa");
}

#[test]
fn rupiah_in_every_spelling() {
    let desk = Desk::new();
    let text = "\
Kecamatan|Desa|Dinas|Program|Sumber Dana|Tahun|Anggaran
Kota Lambenua|Palokela|Dinkes|PBI JKN|APBD Kab|2025|Rp 1,5 miliar
Kota Lambenua|Galapulu Indah|Dinkes|PBI JKN|APBD Kab|2025|125.000.000,00
Kota Lambenua|Ulupulu Indah|Dinkes|PBI JKN|APBD Kab|2025|Rp. 75.500.000,-
Kota Lambenua|Anggolomi|Dinkes|PBI JKN|APBD Kab|2025|350 juta
Kota Lambenua|Larendosa Sari|Dinkes|PBI JKN|APBD Kab|2025|2,25 M
Tolarandu|Padotola|Dinkes|PBI JKN|APBD Kab|2025|Rp 40.000.000,00 (empat puluh juta rupiah)
Tolarandu|Randulipe|Dinkes|PBI JKN|APBD Kab|2025|Rp12,500,000.00
Tolarandu|Korodari|Dinkes|PBI JKN|APBD Kab|2025|menyusul
";
    let told = desk.book("kata.xlsx", &[("", text, &[])]);
    // 1.500 + 125 + 75,5 + 350 + 2.250 + 40 + 12,5 million.
    assert_eq!((rupiah(&told), rows(&told)), (4_353_000_000, 8));
    assert_eq!(faults(&told), ["unread_cell"], "only what is no amount");
}

#[test]
fn thousands_by_the_title_and_a_code_of_ten_digits_that_is_no_village() {
    let desk = Desk::new();
    let text = "\
PAGU INDIKATIF (dalam ribuan rupiah)
Tahun 2026

Kec.|Desa/Kel|Perangkat Daerah|Sub Kegiatan|Kode Sub Kegiatan|Sumber Pendanaan|Pagu|Keterangan
Tolarandu|Padotola|Disperkim|BSPS rumah tidak layak huni|1.04.03.2.01.01|DAK|'17.500|rencana
Tolarandu|Randulipe|Disperkim|BSPS rumah tidak layak huni|1.04.03.2.01.02|DAK|'35.000|rencana
Jumlah||||||'52.500|
";
    let told = desk.book("ribu.xlsx", &[("", text, &[])]);
    assert_eq!((rupiah(&told), sums(&told)), (52_500_000, (1, true)));
    assert!(!faults(&told).contains(&"other_system"), "{:?}", faults(&told));
    let first = &told["register"][0];
    assert_eq!(first["programme"], "RUMAH-BSPS", "the office says whose it is");
    assert_eq!(first["sub_activity"], "1.04.03.2.01.01");
}

#[test]
fn short_names_of_offices_and_those_nobody_knows() {
    let desk = Desk::new();
    let short =
        ["Dinkes", "DLH", "DPMD", "Disperkim", "Dinas PRKP", "DPUPR", "Dikbud", "Disperindag"];
    let mut text = "Kecamatan|Desa|OPD|Program|Sumber Dana|Tahun|Rp\n".to_owned();
    for office in short.iter().chain(&["DP3A", "Bappeda"]) {
        writeln!(text, "Kota Lambenua|Palokela|{office}|Pendataan|APBD Kab|2025|1000000").unwrap();
    }
    let told = desk.book("opd.xlsx", &[("", &text, &[])]);
    assert_eq!(rupiah(&told), 10_000_000);
    let mut unknown = waiting(&told, "dinas");
    unknown.sort_unstable();
    assert_eq!(unknown, ["Bappeda", "DP3A"]);
}

#[test]
fn two_sheets_with_their_own_heads_and_a_note() {
    let desk = Desk::new();
    let first = "Kecamatan|Desa|Dinas|Program|Sumber Dana|Anggaran (Rp)\n\
        Wanggoroa|Sorandaka|Dinsos|PKH|APBN|3000000\nWanggoroa|Kaliwe|Dinsos|PKH|APBN|6000000\n";
    let second = "Program|Pagu Anggaran|Desa|Kecamatan|Sumber Dana|SKPD\n\
        BLT-DD|36000000|Sorandaka|Wanggoroa|Dana Desa|DPMD\nBLT-DD|72000000|Kaliwe|Wanggoroa|Dana Desa|DPMD\n";
    let note = "Catatan: data sementara, menunggu verifikasi OPD\n";
    let sheets: [Sheet<'_>; 3] =
        [("TA 2024", first, &[]), ("TA 2025", second, &[]), ("Catatan", note, &[])];
    let told = desk.book("dua.xlsx", &sheets);
    assert_eq!((rupiah(&told), rows(&told)), (117_000_000, 4));
    assert_eq!(of_year(&desk, "2024"), 9_000_000);
    let newest = done(&[&"programs", &desk.project, &"--year", &"2025"]);
    assert_eq!(newest["totals"]["all"]["rupiah"], 108_000_000);
    assert_eq!(newest["totals"]["apbd"]["rupiah"], 0, "Dana Desa is no APBD");
    // One sheet alone, where somebody wants one.
    done(&[&"undo", &desk.project]);
    let path = desk.folder.path().join("dua.xlsx");
    let one = done(&[&"programs", &desk.project, &"--import", &path, &"--sheet", &"TA 2024"]);
    assert_eq!(rupiah(&one), 9_000_000);
}

#[test]
fn whole_regions_twins_and_less_than_nothing_are_kept_and_said() {
    let desk = Desk::new();
    let text = "\
Kecamatan|Desa|Dinas|Program|Sumber Dana|Tahun|Penerima|Satuan|Anggaran (Rp)|Status
Kota Lambenua|Pallokela|Dinsos|PKH|APBN|2025|10|KK|1000000|selesai
||Dinsos|PKH|APBD Kab|2025|||8000000|proses
Tolarandu||Dinsos|PKH|APBD Kab|2025|30|orang|16000000|proses
Wanggoroa|Kaliwe|Dinsos|Sembako|APBN|2025|5|KK|32000000|selesai
Wanggoroa|Kaliwe|Dinsos|Sembako|APBN|2025|5|KK|32000000|selesai
Wanggoroa|Kaliwe|Dinsos|Sembako (koreksi)|APBN|2025|||-2000000|selesai
Wanggoroa|Lamotiwa|Dinsos|Sembako|APBN|2025|5|KK|(1.500.000)|selesai
Kec. Antah|Desa Tiada|Dinsos|Sembako|APBN|2025|5|KK|64000000|selesai
";
    let told = desk.book("kacau.xlsx", &[("", text, &[])]);
    // 1 + 8 + 16 + 32 + 32 − 2 − 1,5 + 64 million in eight rows.
    assert_eq!((rupiah(&told), rows(&told)), (149_500_000, 8));
    for doubt in [
        "programmes_of_whole_region",
        "programmes_twice",
        "negative_rupiah",
        "programmes_without_village",
    ] {
        assert!(faults(&told).contains(&doubt), "{doubt} in {:?}", faults(&told));
    }
    let all = told["register"].as_array().unwrap();
    let wide = all.iter().find(|e| e["rupiah"] == 16_000_000).unwrap();
    assert_eq!((&wide["code"], &wide["place"]), (&Value::Null, &"Tolarandu".into()));
    let mut places = waiting(&told, "desa");
    places.sort_unstable();
    assert_eq!(places, ["Desa Tiada · Kec. Antah", "Pallokela · Kota Lambenua"]);
}

#[test]
fn semicolons_quotes_and_old_letters() {
    let desk = Desk::new();
    let path = desk.folder.path().join("titik.csv");
    let text = "Kecamatan;Desa;Dinas;\"Program/Kegiatan\";Sumber Dana;Tahun;\"Anggaran (Rp.)\"\r\n\
        Kota Lambenua;Palokela;DPMD;\"BLT Desa; tahap 1\";Dana Desa;2025;\"Rp 9.000.000,00\"\r\n\
        Kota Lambenua;Galapulu Indah;DPMD;\"BLT Desa \u{93}tahap 2\u{94}\";Dana Desa;2025;\"Rp 18.000.000,00\"\r\n\
        TOTAL;;;;;;\"Rp 27.000.000,00\"\r\n";
    // Windows-1252.
    let bytes: Vec<u8> = text.chars().map(|c| c as u8).collect();
    std::fs::write(&path, bytes).unwrap();
    let told = done(&[&"programs", &desk.project, &"--import", &path]);
    assert_eq!((rupiah(&told), sums(&told)), (27_000_000, (1, true)));
    assert_eq!(told["register"][1]["programme"], "PMD-BLT");
}

#[test]
fn sums_of_offices_one_rupiah_off_and_a_signature_below() {
    let desk = Desk::new();
    let text = "\
PEMERINTAH KABUPATEN ANTAH
DAFTAR BANTUAN TAHUN 2025

No|Nama Desa|Kecamatan|Jenis Bantuan|Instansi Pelaksana|Asal Dana|Volume|Satuan|Jumlah Dana (Rp)
1|2|3|4|5|6|7|8|9
1|Sorandaka|Wanggoroa|PKH|Dinas Sosial|APBN|1|KK|2000000
2|Kaliwe|Wanggoroa|PKH|Dinas Sosial|APBN|2|KK|4000000
|Sub Jumlah Dinas Sosial|||||3||6000000

1|Sorandaka|Wanggoroa|PMT balita|Dinas Kesehatan|DAK|1|orang|2000000
2|Kaliwe|Wanggoroa|PMT balita|Dinas Kesehatan|DAK|2|orang|4000000
|Sub Jumlah Dinas Kesehatan|||||3||6000001

|Jumlah Seluruhnya|||||6||12000000

||||||Antah, 2 Januari 2026
||||||Kepala Bappeda
";
    let told = desk.book("sub.xlsx", &[("", text, &[])]);
    assert_eq!((rupiah(&told), rows(&told)), (12_000_000, 4));
    let wrong: Vec<&Value> = told["imported"][0]["totals"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|t| t["agrees"] == false)
        .collect();
    assert_eq!(wrong.len(), 1);
    assert_eq!(wrong[0]["stated"], 6_000_001.0);
}

#[test]
fn a_column_for_each_programme() {
    let desk = Desk::new();
    let text = "\
Anggaran program per desa tahun 2025 (Rp)
Kecamatan|Desa|PKH|Sembako|BLT Desa|SPAM
Kota Lambenua|Palokela|1000000|2000000|36000000|250000000
Kota Lambenua|Galapulu Indah|2000000|3000000|36000000|
Tolarandu|Padotola|3000000|4000000|36000000|
";
    let told = desk.book("program.xlsx", &[("", text, &[])]);
    assert_eq!((rupiah(&told), rows(&told)), (373_000_000, 10));
    // The same with numbers of families: no rupiah is made of them.
    let text = "\
Jumlah penerima per desa tahun 2024
Kecamatan|Desa|PKH|Sembako|BLT Desa
Kota Lambenua|Palokela|35|40|12
Tolarandu|Padotola|20||9
";
    let told = desk.book("penerima.xlsx", &[("", text, &[])]);
    assert_eq!((rupiah(&told), rows(&told)), (0, 5));
    let of = done(&[&"programs", &desk.project, &"--year", &"2024"]);
    let families = &of["totals"]["recipients"][0];
    assert_eq!((&families["unit"], &families["receipts"]), (&"keluarga".into(), &116.into()));
}

#[test]
fn a_village_named_once_over_its_programmes() {
    let desk = Desk::new();
    let text = "\
No|Kecamatan|Desa|Program|Dinas|Sumber Dana|Tahun|Anggaran (Rp)
1|Kota Lambenua|Palokela|PKH|Dinsos|APBN|2025|1000000
|||SPAM|DPUPR|DAK|2025|2000000
|||BLT Desa|DPMD|Dana Desa|2025|4000000
2||Galapulu Indah|PKH|Dinsos|APBN|2025|8000000
|||SPAM|DPUPR|DAK|2025|16000000
|Jumlah||||||31000000
";
    for merges in [&[][..], &[(1, 2, 3, 2), (4, 2, 5, 2), (1, 1, 5, 1)][..]] {
        let desk_of = Desk::new();
        let told = desk_of.book("sekali.xlsx", &[("", text, merges)]);
        assert_eq!((rupiah(&told), rows(&told), sums(&told)), (31_000_000, 5, (1, true)));
        assert_eq!(told["totals"]["villages"], 2);
        let all = told["register"].as_array().unwrap();
        let of = |code: &str| all.iter().filter(|e| e["code"] == code).count();
        assert_eq!((of("99.01.01.1001"), of("99.01.01.1002")), (3, 2));
    }
    // A table that names its villages in every row is another matter.
    let (told, exit) = json(&[&"programs", &desk.project, &"--import", &"tiada.xlsx"]);
    assert_eq!((exit, faults(&told).len()), (3, 1));
}
