//! Registers whose columns say less or more than they seem: mostly empty years, prices of one,
//! recipients beside the money of each year, units said twice. All invented; sums worked out by hand.

use crate::programs_nasty::{Desk, faults, of_year, rupiah, sums};

#[test]
fn a_column_that_is_mostly_a_dash_is_still_read() {
    let desk = Desk::new();
    let text = "\
Kecamatan|Desa|OPD|Program|Sumber Dana|Penerima|Anggaran 2023|Anggaran 2024|Anggaran 2025
Kota Lambenua|Palokela|Dinsos|PKH|APBN|10|1000000|2000000|3000000
Kota Lambenua|Galapulu Indah|Dinsos|PKH|APBN|-|1000000|2000000|-
Tolarandu|Padotola|Dinsos|PKH|APBN|-|1000000|2000000|belum ada
Tolarandu|Padotola|Dinsos|BPNT|APBN|n/a|1000000|2000000|Rp -
";
    let told = desk.book("jarang.xlsx", &[("Data", text, &[])]);
    assert_eq!(rupiah(&told), 15_000_000, "{told}");
    assert_eq!(of_year(&desk, "2025"), 3_000_000);
    let register = told["register"].as_array().unwrap();
    let people: u64 = register.iter().filter_map(|e| e["recipients"].as_u64()).sum();
    assert_eq!(people, 10);
    assert!(!faults(&told).contains(&"unread_cell"), "{:?}", faults(&told));
}

#[test]
fn one_amount_among_dashes_and_words_is_read_and_words_are_told() {
    let desk = Desk::new();
    let text = "\
Kecamatan|Desa|OPD|Program|Sumber Dana|Anggaran
Kota Lambenua|Palokela|Dinsos|PKH|APBN|12,5 juta
Kota Lambenua|Galapulu Indah|Dinsos|PKH|APBN|-
Tolarandu|Padotola|Dinsos|PKH|APBN|menyusul
Tolarandu|Padotola|Dinsos|BPNT|APBN|lihat lampiran
";
    let told = desk.book("sedikit 2025.xlsx", &[("Data", text, &[])]);
    assert_eq!(rupiah(&told), 12_500_000, "{told}");
    assert_eq!(faults(&told).iter().filter(|f| **f == "unread_cell").count(), 2);
}

#[test]
fn a_fund_without_any_amount_leaves_the_other_its_money() {
    let desk = Desk::new();
    let text = "\
Kecamatan|Desa|OPD|Program|APBN|APBD Kab
Kota Lambenua|Palokela|Dinsos|PKH|10000000|-
Kota Lambenua|Galapulu Indah|Dinsos|PKH|20000000|-
";
    let told = desk.book("satu dana 2025.xlsx", &[("Data", text, &[])]);
    assert_eq!(rupiah(&told), 30_000_000, "{told}");
    let of = |e: &serde_json::Value| e["fund"] == "apbn";
    assert!(told["register"].as_array().unwrap().iter().all(of), "{told}");
}

#[test]
fn the_year_of_the_only_money_is_in_its_header() {
    let desk = Desk::new();
    let text = "\
Kecamatan|Desa|OPD|Program|Sumber Dana|Pagu 2024
Kota Lambenua|Palokela|Dinsos|PKH|APBN|10000000
Kota Lambenua|Galapulu Indah|Dinsos|PKH|APBN|20000000
";
    let told = desk.book("pagu.xlsx", &[("Data", text, &[])]);
    assert_eq!(told["years"], serde_json::json!([2024]), "{told}");
}

#[test]
fn the_price_of_one_is_not_the_amount() {
    let desk = Desk::new();
    let text = "\
Kecamatan|Desa|OPD|Program|Volume|Satuan|Harga Satuan (Rp)|Jumlah (Rp)
Kota Lambenua|Palokela|Disperkim|Bedah rumah|10|unit|20000000|200000000
Kota Lambenua|Galapulu Indah|Disperkim|Bedah rumah|5|unit|20000000|100000000
";
    let told = desk.book("harga 2025.xlsx", &[("Data", text, &[])]);
    assert_eq!(rupiah(&told), 300_000_000, "{told}");
    assert!(!faults(&told).contains(&"other_money_column"), "{:?}", faults(&told));
    // No column of amounts: so many times the price, and that is said.
    let text = "\
Kecamatan|Desa|OPD|Program|Jml KK|Bantuan per KK (Rp)
Kota Lambenua|Palokela|Dinsos|PKH|10|'600.000
Tolarandu|Padotola|Dinsos|PKH|4|'1.250.000
";
    let told = desk.book("per kk 2024.xlsx", &[("Data", text, &[])]);
    assert_eq!(rupiah(&told), 11_000_000, "{told}");
    assert!(faults(&told).contains(&"price_times_count"), "{:?}", faults(&told));
}

#[test]
fn recipients_and_money_of_each_year_under_one_head() {
    let desk = Desk::new();
    let text = "\
DAFTAR PROGRAM
Kecamatan|Desa|OPD|Program|Sumber Dana|Tahun 2024||Tahun 2025|
|||||KK|Rp (juta)|KK|Rp (juta)
Kota Lambenua|Palokela|Dinsos|PKH|APBN|10|1.5|11|1.75
Kota Lambenua|Galapulu Indah|PUPR|SPAM|DAK|40|350||
JUMLAH|||||50|351.5|11|1.75
";
    let down = |c: u16| (1, c, 2, c);
    let merges = [(1, 5, 1, 6), (1, 7, 1, 8), down(0), down(1), down(2), down(3), down(4)];
    let told = desk.book("dua.xlsx", &[("Data", text, &merges)]);
    assert_eq!(rupiah(&told), 353_250_000, "{told}");
    assert_eq!(sums(&told), (4, true), "{}", told["imported"]);
    assert!(!faults(&told).contains(&"unread_cell"), "{:?}", faults(&told));
    assert_eq!(of_year(&desk, "2024"), 351_500_000);
    assert_eq!(of_year(&desk, "2025"), 1_750_000);
    let of = |year: u16| -> u64 {
        let told = crate::run::done(&[&"programs", &desk.project, &"--year", &year.to_string()]);
        let all = told["register"].as_array().unwrap();
        assert!(all.iter().all(|e| e["unit"] == "keluarga"), "{told}");
        all.iter().filter_map(|e| e["recipients"].as_u64()).sum()
    };
    assert_eq!((of(2024), of(2025)), (50, 11));
}

#[test]
fn a_programme_over_its_recipients_and_its_money() {
    let desk = Desk::new();
    let text = "\
Kecamatan|Desa|PKH||BPNT|
||KPM|Rp|KPM|Rp
Kota Lambenua|Palokela|10|1500000|20|400000
Kota Lambenua|Galapulu Indah|4|600000|8|160000
";
    let merges = [(0, 2, 0, 3), (0, 4, 0, 5), (0, 0, 1, 0), (0, 1, 1, 1)];
    let told = desk.book("bansos 2025.xlsx", &[("Data", text, &merges)]);
    assert_eq!(rupiah(&told), 2_660_000, "{told}");
    let all = told["register"].as_array().unwrap();
    let people: u64 = all.iter().filter_map(|e| e["recipients"].as_u64()).sum();
    assert_eq!((all.len(), people), (4, 42));
}

#[test]
fn rupiah_under_a_title_of_millions() {
    let desk = Desk::new();
    let of = |amounts: [&str; 2]| {
        format!(
            "\
DAFTAR PROGRAM 2025 (dalam jutaan rupiah)
Kecamatan|Desa|OPD|Program|Sumber Dana|Anggaran (Rp)
Kota Lambenua|Palokela|Dinsos|PKH|APBN|{}
Kota Lambenua|Galapulu Indah|Dinsos|PKH|APBN|{}
",
            amounts[0], amounts[1]
        )
    };
    let told = desk.book("penuh.xlsx", &[("Data", &of(["12500000", "15000000"]), &[])]);
    assert_eq!(rupiah(&told), 27_500_000, "{told}");
    assert!(faults(&told).contains(&"rupiah_scale_twice"), "{:?}", faults(&told));
    let told = desk.book("juta.xlsx", &[("Data", &of(["12.5", "15"]), &[])]);
    assert_eq!(rupiah(&told), 27_500_000, "{told}");
    assert!(!faults(&told).contains(&"rupiah_scale_twice"), "{:?}", faults(&told));
    let told = desk.book("besar.xlsx", &[("Data", "\
Program 2025 (dalam jutaan rupiah)
Kecamatan|Desa|OPD|Program|Sumber Dana|Anggaran
Kota Lambenua|Palokela|Dinsos|PKH|APBN|12500000
", &[])]);
    assert!(faults(&told).contains(&"large_rupiah"), "{:?}", faults(&told));
}

#[test]
fn a_column_that_nobody_reads_is_named() {
    let desk = Desk::new();
    let text = "\
Kecamatan|Desa|Pelaksana|Nama Bantuan|Dana|Jml KK|Nilai|Progres|Nomor kontrak|Konsultan
Kota Lambenua|Palokela|Dinsos|Sembako|APBN|12|24500000|100%|1|CV Rekaan
Kota Lambenua|Galapulu Indah|Pemerintah Desa|BLT|Dana Desa|10|36000000|50%|2|CV Rekaan
";
    let told = desk.book("dana 2025.xlsx", &[("Data", text, &[])]);
    let all = told["register"].as_array().unwrap();
    let funds: Vec<&str> = all.iter().filter_map(|e| e["fund"].as_str()).collect();
    assert_eq!(funds, ["apbn", "apbdes"], "{told}");
    let people: u64 = all.iter().filter_map(|e| e["recipients"].as_u64()).sum();
    assert_eq!(people, 22);
    let unused = told["faults"].as_array().unwrap().iter().find(|f| f["code"] == "unused_columns");
    let text = unused.unwrap()["message"].as_str().unwrap();
    assert!(text.contains("Konsultan") && !text.contains("Dana"), "{text}");
}
