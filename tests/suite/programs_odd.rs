//! Registers whose columns say less or more than they seem: mostly empty years, prices of one,
//! recipients beside the money of each year, units said twice. All invented; sums worked out by hand.

use crate::programs_nasty::{Desk, faults, of_year, rupiah, sums, waiting};
use crate::run::done;

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
    let told = desk.book(
        "besar.xlsx",
        &[(
            "Data",
            "\
Program 2025 (dalam jutaan rupiah)
Kecamatan|Desa|OPD|Program|Sumber Dana|Anggaran
Kota Lambenua|Palokela|Dinsos|PKH|APBN|12500000
",
            &[],
        )],
    );
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

fn text_of(value: &serde_json::Value) -> String {
    value.as_str().unwrap().to_owned()
}

#[test]
fn several_villages_in_one_cell_share_a_row_and_a_whole_kecamatan_waits_for_nobody() {
    let desk = Desk::new();
    let text = "\
Kecamatan|Desa|OPD|Program|Sumber Dana|Penerima|Anggaran
Kota Lambenua|Palokela, Galapulu Indah|Dinsos|PKH|APBN|30|4000000
Kota Lambenua|Palokela, Galapulu Entah|Dinsos|PKH|APBN|30|5000000
Kota Lambenua|Semua desa|Dinsos|PKH|APBN|7|7000000
Kota Lambenua|Se-Kecamatan Kota Lambenua|Dinsos|PKH|APBN|7|8000000
Kota Lambenua|Antah Berantah|Dinsos|PKH|APBN|1|1000000
Kota Lambenua|Palokela|Dinsos|BPNT|APBN|10|2000000
";
    let told = desk.book("banyak 2025.xlsx", &[("Data", text, &[])]);
    assert_eq!(rupiah(&told), 27_000_000, "{told}");
    let waits = |told: &serde_json::Value| -> Vec<serde_json::Value> {
        let all = told["waiting"].as_array().unwrap();
        all.iter().filter(|w| w["field"] == "desa").cloned().collect()
    };
    let places = waits(&told);
    assert_eq!(places.len(), 2, "{places:?}");
    // Both names are of the kecamatan: nobody is asked.
    let register = told["register"].as_array().unwrap();
    let shared = register.iter().find(|e| !e["villages"].as_array().unwrap().is_empty()).unwrap();
    let codes: Vec<String> = shared["villages"].as_array().unwrap().iter().map(text_of).collect();
    assert_eq!((codes.len(), shared["row"].as_u64()), (2, Some(2)), "{shared}");
    let of = places.iter().find(|w| text_of(&w["text"]).contains("Palokela")).unwrap();
    let key = |w: &serde_json::Value| w["key"].as_str().unwrap().to_owned();
    let answer = format!("desa:{}={}", key(of), codes.join(","));
    let told = crate::run::done(&[&"programs", &desk.project, &"--answer", &answer]);
    assert_eq!(waits(&told).len(), 1, "{told}");
    // The sum is what it was, and each of the two has the programme.
    assert_eq!(told["totals"]["all"]["rupiah"], 27_000_000);
    assert_eq!(told["totals"]["all"]["rows"], 6);
    let villages = told["convergence"]["villages"].as_array().unwrap();
    for code in &codes {
        let own = villages.iter().find(|v| v["code"] == code.as_str()).unwrap();
        assert!(own["programmes"].as_u64().unwrap() >= 1, "{own}");
    }
    // Of what is shared nobody knows a village's part: no nought, and no sum of the rest.
    let own = |code: &String| villages.iter().find(|v| v["code"] == code.as_str()).unwrap();
    assert!(codes.iter().all(|code| own(code)["rupiah"].is_null()), "{villages:?}");
    let money: i64 = villages.iter().filter_map(|v| v["rupiah"].as_i64()).sum();
    assert_eq!(money, 0, "what is shared is of no single village");
    let other = places.iter().find(|w| key(w) != key(of)).unwrap();
    let answer = format!("desa:{}=-", key(other));
    let told = crate::run::done(&[&"programs", &desk.project, &"--answer", &answer]);
    assert_eq!(
        (waits(&told).len(), told["totals"]["all"]["rupiah"].as_i64()),
        (0, Some(27_000_000))
    );
}

#[test]
fn the_same_file_is_not_taken_twice_and_its_revision_is_told() {
    let desk = Desk::new();
    let text = |amount: &str| {
        format!(
            "\
Kecamatan|Desa|OPD|Program|Sumber Dana|Tahun|Anggaran
Kota Lambenua|Palokela|Dinsos|PKH|APBN|2025|{amount}
Tolarandu|Padotola|Dinsos|PKH|APBN|2025|2000000
"
        )
    };
    desk.book("triwulan.xlsx", &[("Data", &text("1000000"), &[])]);
    let path = desk.folder.path().join("triwulan.xlsx");
    let (told, exit) = crate::run::json(&[&"programs", &desk.project, &"--import", &path]);
    assert_eq!(exit, 3, "{told}");
    assert_eq!(faults(&told), ["register_again"], "{told}");
    assert_eq!(of_year(&desk, "2025"), 3_000_000);
    // Next quarter's: told, and with a word it takes the place of the old one.
    let told = desk.book("triwulan.xlsx", &[("Data", &text("1500000"), &[])]);
    assert!(faults(&told).contains(&"programmes_already"), "{told}");
    assert_eq!(of_year(&desk, "2025"), 6_500_000);
    let told = crate::run::done(&[&"programs", &desk.project, &"--import", &path, &"--replace"]);
    assert!(faults(&told).contains(&"register_again"), "{told}");
    assert_eq!(of_year(&desk, "2025"), 3_500_000);
}

#[test]
fn what_was_called_off_or_has_no_year_is_named_beside_the_sums() {
    let desk = Desk::new();
    let text = "\
Kecamatan|Desa|OPD|Program|Sumber Dana|Tahun|Anggaran|Status
Kota Lambenua|Palokela|Dinsos|PKH|APBN|2025|1000000|selesai
Tolarandu|Padotola|Dinsos|PKH|APBN|2025|2000000|batal
Tolarandu|Padotola|Dinsos|BPNT|APBN||4000000|proses
Tolarandu|Padotola|Dinsos|BLT|APBN|2025|500000|proses
Kota Lambenua|Palokela|Dinsos|BLT|APBN|2025|500000|proses
";
    let told = desk.book("batal.xlsx", &[("Data", text, &[])]);
    let of =
        |name: &str| (told["totals"][name]["rows"].clone(), told["totals"][name]["rupiah"].clone());
    assert_eq!(of("all"), (3.into(), 2_000_000.into()), "{told}");
    assert_eq!(of("dropped"), (1.into(), 2_000_000.into()));
    assert_eq!(of("without_year"), (1.into(), 4_000_000.into()));
    assert_eq!(rupiah(&told), 8_000_000);
}

#[test]
fn a_date_must_be_one_and_a_fourth_product_is_refused() {
    let desk = Desk::new();
    let told = crate::run::done(&[&"programs", &desk.project]);
    let code = told["convergence"]["villages"][0]["code"].as_str().unwrap().to_owned();
    let four = format!("{code}=Padi,Kakao,Ikan,Kopi");
    let (_, exit) = crate::run::json(&[&"programs", &desk.project, &"--product", &four]);
    assert_eq!(exit, 2);
    let elsewhere = "99.01.01.2999=Padi";
    let (told, exit) = crate::run::json(&[&"programs", &desk.project, &"--product", &elsewhere]);
    assert_eq!((exit, faults(&told)), (2, vec!["village_not_in_map"]), "{told}");
}

#[test]
fn a_file_of_one_office_says_so_in_its_title_or_on_its_sheet() {
    let desk = Desk::new();
    let rows = "\
Kecamatan|Desa|Program|Sumber Dana|Anggaran
Kota Lambenua|Palokela|PMT balita|APBD Kab|1000000
Tolarandu|Padotola|Posyandu|APBD dan Dana Desa|2000000
";
    let titled = format!("DAFTAR PROGRAM DINAS KESEHATAN KABUPATEN ANTAH TAHUN 2025\n{rows}");
    let told = desk.book("judul.xlsx", &[("Data", &titled, &[])]);
    let of = |told: &serde_json::Value| -> Vec<String> {
        let all = told["register"].as_array().unwrap();
        all.iter().map(|e| e["office"].as_str().unwrap_or("-").to_owned()).collect()
    };
    assert_eq!(of(&told), ["kesehatan", "kesehatan"], "{told}");
    assert!(faults(&told).contains(&"office_from_elsewhere"));
    // Two purses at once are asked, both first among what is offered.
    let fund = told["waiting"].as_array().unwrap().iter().find(|w| w["field"] == "sumber_dana");
    let ids: Vec<&str> = fund.unwrap()["candidates"]
        .as_array()
        .unwrap()
        .iter()
        .map(|c| c["id"].as_str().unwrap())
        .collect();
    assert_eq!(&ids[..2], ["apbd_kabupaten", "apbdes"], "{told}");
}

#[test]
fn headers_that_stand_again_over_a_second_block_are_no_programme() {
    let desk = Desk::new();
    let text = "\
Kecamatan|Desa|OPD|Program|Sumber Dana|Anggaran
Kota Lambenua|Palokela|Dinsos|PKH|APBN|1000000
JUMLAH A|||||1000000

Kecamatan|Desa|OPD|Program|Sumber Dana|Anggaran
Tolarandu|Padotola|Dinsos|PKH|APBN|2000000
JUMLAH B|||||2000000
";
    let told = desk.book("dua blok 2025.xlsx", &[("Data", text, &[])]);
    assert_eq!((rupiah(&told), crate::programs_nasty::rows(&told)), (3_000_000, 2), "{told}");
    assert!(told["waiting"].as_array().unwrap().is_empty(), "{told}");
}

#[test]
fn a_village_known_to_have_no_bumdes_and_a_fourth_product() {
    let desk = Desk::new();
    let text = "\
Kecamatan|Desa|Komoditas unggulan|BUMDes|Sumber
Kota Lambenua|Palokela|Padi, jagung; kelapa, sapi|Aktif|Podes
Kota Lambenua|Galapulu Indah|Kakao|Tidak ada|Prodeskel
Antah|Bukan Desa|Kopi|Aktif|Podes
";
    let told = desk.book("unggulan.xlsx", &[("Data", text, &[])]);
    let states: Vec<&str> = told["potential"]["villages"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|v| v["bumdes"].as_str())
        .collect();
    assert!(states.contains(&"Tidak ada"), "{states:?}");
    for code in ["more_products", "products_without_village", "unused_columns"] {
        assert!(faults(&told).contains(&code), "{code}: {:?}", faults(&told));
    }
}

#[test]
fn a_header_is_enough_for_states_and_a_misspelt_office_is_asked_whoever_pays() {
    let desk = Desk::new();
    let text = "\
Kecamatan|Desa|OPD|Program|Sumber Dana|KK 2024|Rp 2024|KK 2025|Rp 2025|Status
Kota Lambenua|Palokela|Dinsoss|PKH|APBN|10|1000000|11|1100000|tuntas
Kota Lambenua|Galapulu Indah|Dinas Perhubungan|PKH|APBN|4|400000|||macet
Tolarandu|Padotola|PT Rekaan|PKH|CSR|1|100000|||lancar
";
    let told = desk.book("kk.xlsx", &[("Data", text, &[])]);
    assert_eq!(rupiah(&told), 2_600_000, "{told}");
    assert_eq!((of_year(&desk, "2024"), of_year(&desk, "2025")), (1_500_000, 1_100_000));
    let told = crate::run::done(&[&"programs", &desk.project, &"--year", &"2024"]);
    let people: u64 =
        told["register"].as_array().unwrap().iter().filter_map(|e| e["recipients"].as_u64()).sum();
    assert_eq!(people, 15, "{told}");
    let mut waits: Vec<&str> = crate::programs_nasty::waiting(&told, "dinas");
    waits.sort_unstable();
    assert_eq!(waits, ["Dinas Perhubungan", "Dinsoss"]);
    let mut states: Vec<&str> = crate::programs_nasty::waiting(&told, "status");
    states.sort_unstable();
    assert_eq!(states, ["lancar", "macet"]);
}

#[test]
fn purses_that_nobody_knows_wait_and_keep_their_money() {
    let desk = Desk::new();
    let text = "\
Kecamatan|Desa|Program|Dinas|APBD|APBDes|Swadaya|Kas Marga|Total (Rp juta)
Kota Lambenua|Palokela|SPAM|PUPR|100|35|5|1|141
Tolarandu|Padotola|SPAM|PUPR|50|-|-|-|50
JUMLAH||||150|35|5|1|191
";
    let told = desk.book("dana banyak 2025.xlsx", &[("2025", text, &[])]);
    assert_eq!(rupiah(&told), 191_000_000, "{told}");
    let of = |text: &str| -> i64 {
        let rows = told["register"].as_array().unwrap().iter();
        rows.filter(|e| e["fund_text"] == text).filter_map(|e| e["rupiah"].as_i64()).sum()
    };
    assert_eq!([of("APBD"), of("Swadaya"), of("Kas Marga")], [150_000_000, 5_000_000, 1_000_000]);
    let mut open = waiting(&told, "sumber_dana");
    open.sort_unstable();
    assert_eq!(open, ["APBD", "Kas Marga", "Swadaya"], "{told}");
    assert!(!faults(&told).contains(&"total_differs"), "{:?}", faults(&told));
    // Dana Desa stays outside the APBD.
    let answer = "sumber_dana:APBD=apbd_kabupaten";
    let told = done(&[&"programs", &desk.project, &"--answer", &answer]);
    assert_eq!(told["totals"]["apbd"]["rupiah"], 150_000_000, "{told}");
}

#[test]
fn two_columns_of_the_village_both_keep_their_money() {
    let desk = Desk::new();
    let text = "\
Kecamatan|Desa|Program|Dinas|APBD|APBD Prov|DD|ADD|Realisasi DD|Jumlah
Kota Lambenua|Palokela|SPAM|PUPR|1000000|2000000|3000000|4000000|2500000|10000000
Tolarandu|Padotola|SPAM|PUPR|1000000|-|3000000|-|1500000|4000000
";
    let told = desk.book("dua dana desa 2025.xlsx", &[("2025", text, &[])]);
    assert_eq!(rupiah(&told), 14_000_000, "{told}");
    assert!(waiting(&told, "sumber_dana").is_empty(), "{told}");
    assert_eq!(told["totals"]["apbd"]["rupiah"], 4_000_000, "{told}");
    // Palokela is a kelurahan: Dana Desa there is told.
    let expected = ["village_fund_in_kelurahan", "year_from_elsewhere", "other_money_column"];
    assert_eq!(faults(&told), expected, "{told}");
}

#[test]
fn a_budget_as_a_tree_counts_only_its_last_branches() {
    let desk = Desk::new();
    let text = "\
DINAS PEKERJAAN UMUM DAN PENATAAN RUANG|||||
Kode|Urusan/Program/Kegiatan/Sub Kegiatan|Kecamatan|Desa|Pagu (Rp)|Sumber Dana
'1|URUSAN WAJIB|||9000000|
'1.03|BIDANG PEKERJAAN UMUM|||9000000|
'1.03.03|PROGRAM SISTEM PENYEDIAAN AIR MINUM|||9000000|
'1.03.03.2.01|Pengelolaan SPAM|||9000000|
'1.03.03.2.01.0012|Pembangunan jaringan|Kota Lambenua|Palokela|5000000|DAK
'1.03.03.2.01.0012|Pembangunan jaringan|Tolarandu|Padotola|4000000|DAK
";
    let told = desk.book("rkpd 2025.xlsx", &[("RKPD", text, &[])]);
    assert_eq!((rupiah(&told), crate::programs_nasty::rows(&told)), (9_000_000, 2), "{told}");
    assert!(faults(&told).contains(&"rows_of_sums"), "{told}");
    let first = &told["register"][0];
    assert_eq!(first["sub_activity"], "1.03.03.2.01.0012", "{told}");
    assert_eq!(first["programme"], "PU-AIR", "{told}");
    assert_eq!(sums(&told), (4, true));
}

#[test]
fn a_sheet_that_sums_up_the_others_is_held_against_them() {
    let desk = Desk::new();
    let of = |rows: &str| format!("Kecamatan|Desa|Program|Dinas|Sumber Dana|Anggaran\n{rows}");
    let [all, one, other] = [
        "Kota Lambenua|Palokela|Semua bantuan|Bappeda|APBN|5000000\n",
        "Kota Lambenua|Palokela|PKH|Dinsos|APBN|2000000\n",
        "Kota Lambenua|Palokela|Bantuan pupuk|Distan|APBN|3000000\n",
    ]
    .map(of);
    let sheets = [("Rekap", all.as_str(), &[][..]), ("Dinsos", &one, &[]), ("Distan", &other, &[])];
    let told = desk.book("rekap 2025.xlsx", &sheets);
    assert_eq!(rupiah(&told), 5_000_000, "{told}");
    assert!(faults(&told).contains(&"summary_sheet"), "{told}");
}

#[test]
fn who_pays_and_what_for_may_stand_in_the_title() {
    let desk = Desk::new();
    let text = "\
REALISASI CSR / TJSL TAHUN 2025||||
Nama Perusahaan|Bentuk Bantuan|Nilai|Kecamatan|Desa
PT Rekaan|Sumur bor|1000000|Kota Lambenua|Palokela
";
    let told = desk.book("csr.xlsx", &[("CSR", text, &[])]);
    let row = &told["register"][0];
    // The company's well is none of the dinas' wells.
    assert_eq!((&row["fund"], &row["office"]), (&"csr".into(), &serde_json::Value::Null), "{told}");
    let text = "\
DAFTAR PENERIMA PROGRAM KELUARGA HARAPAN (PKH) TAHUN 2025|||
Kecamatan|Desa|Jumlah KPM|Jumlah Bantuan (Rp)
Kota Lambenua|Palokela|10|30000000
Tolarandu|Padotola|-|-
";
    let told = desk.book("pkh.xlsx", &[("PKH", text, &[])]);
    assert_eq!((rupiah(&told), crate::programs_nasty::rows(&told)), (30_000_000, 1), "{told}");
    assert!(faults(&told).contains(&"programme_from_elsewhere"), "{told}");
}

#[test]
fn lines_of_their_own_say_whose_the_rows_below_are() {
    let desk = Desk::new();
    let text = "\
No|Kecamatan|Desa|Program|Sumber Dana|Anggaran (Rp)
I. DINAS SOSIAL|||||
1|Kota Lambenua|Palokela|PKH|APBN|1000000
2|Tolarandu|Padotola|PKH|APBN|2000000
Jumlah I. DINAS SOSIAL|||||3000000
II. DINAS KESEHATAN|||||
1|Kota Lambenua|Palokela|PMT|DAK|4000000
";
    let told = desk.book("kelompok 2025.xlsx", &[("2025", text, &[])]);
    let mut offices: Vec<(&str, i64)> = told["totals"]["offices"]
        .as_array()
        .unwrap()
        .iter()
        .map(|o| (o["office"].as_str().unwrap_or("-"), o["rupiah"].as_i64().unwrap()))
        .collect();
    offices.sort_unstable();
    assert_eq!(offices, [("kesehatan", 4_000_000), ("sosial", 3_000_000)], "{told}");

    let desk = Desk::new();
    let text = "\
No|Desa|Kecamatan|Program|OPD|Anggaran (Rp)
TAHUN 2024|||||
1|Palokela|Kota Lambenua|PKH|Dinas Sosial|1000000
TAHUN 2025|||||
1|Palokela|Kota Lambenua|PKH|Dinas Sosial|2000000
";
    desk.book("tahun.xlsx", &[("Data", text, &[])]);
    assert_eq!([of_year(&desk, "2024"), of_year(&desk, "2025")], [1_000_000, 2_000_000]);

    let desk = Desk::new();
    let text = "\
No|Kecamatan|Desa|KPM|Anggaran (Rp)
A. PKH||||
1|Kota Lambenua|Palokela|10|1000000
B. BPNT||||
1|Kota Lambenua|Palokela|11|2000000
";
    let told = desk.book("bansos 2025.xlsx", &[("2025", text, &[])]);
    let codes: Vec<&str> = told["register"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|e| e["programme"].as_str())
        .collect();
    assert_eq!(codes, ["SOS-PKH", "SOS-SEMBAKO"], "{told}");
}

#[test]
fn quarters_and_their_sum_are_one_amount_and_an_own_table_is_refused() {
    let desk = Desk::new();
    let text = "\
Kecamatan|Desa|Program|Dinas|Sumber Dana|TW I (Rp)|TW II (Rp)|TW III (Rp)|TW IV (Rp)|Jumlah (Rp)
Kota Lambenua|Palokela|PKH|Dinsos|APBN|100000|200000|300000|400000|1000000
Tolarandu|Padotola|PKH|Dinsos|APBN|100000|200000|300000|400000|1000000
";
    let told = desk.book("triwulan 2025.xlsx", &[("2025", text, &[])]);
    assert_eq!(rupiah(&told), 2_000_000, "{told}");
    assert!(!faults(&told).contains(&"other_money_column"), "{told}");
    let own = desk.folder.path().join("rencana.xlsx");
    done(&[&"programs", &desk.project, &"--out", &own]);
    let (told, exit) = crate::run::json(&[&"programs", &desk.project, &"--import", &own]);
    assert_eq!((faults(&told), exit), (vec!["own_export"], 3), "{told}");
}
