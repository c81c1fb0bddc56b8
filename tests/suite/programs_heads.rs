//! Registers whose heads and places need more than one look: budget trees, groups over columns, and
//! cells that name several villages. All invented; sums worked out by hand.

use serde_json::Value;

use crate::programs_nasty::{Desk, faults, rupiah, waiting};
use crate::run::done;

fn columns(told: &Value) -> Vec<(&str, &str)> {
    let all = told["imported"][0]["columns"].as_array().unwrap();
    all.iter().map(|c| (c["field"].as_str().unwrap(), c["column"].as_str().unwrap())).collect()
}

#[test]
fn the_rows_of_a_budgets_tree_are_no_head() {
    let desk = Desk::new();
    let text = "\
RKPD TAHUN 2025
Kode|Urusan/Program/Kegiatan/Sub Kegiatan|Indikator Kinerja|Lokasi|Target|Pagu Indikatif (Rp)|Sumber Dana|Perangkat Daerah
'2.17|KOPERASI DAN UMKM||||300000000||
'2.17.08|PROGRAM PENGEMBANGAN UMKM||||300000000||
'2.17.08.2.01|Pengembangan Usaha Mikro||||300000000||
'2.17.08.2.01.0002|Pemberdayaan usaha mikro|Jumlah usaha|Desa Palokela Kec. Kota Lambenua|20 unit usaha|100000000|PAD|Dinas Koperasi, UKM
'2.17.08.2.01.0002|Pemberdayaan usaha mikro|Jumlah usaha|Kab. Contoh, Kota Lambenua, Galapulu Indah|20 unit usaha|150000000|PAD|Dinas Koperasi, UKM
'2.17.08.2.01.0002|Pemberdayaan usaha mikro|Jumlah|Kab. Contoh, Semua Kecamatan, Semua Kelurahan|10 unit usaha|50000000|DAU|Dinas Koperasi, UKM
";
    let told = desk.book("rkpd.xlsx", &[("Data", text, &[])]);
    assert_eq!((rupiah(&told), told["imported"][0]["villages"].clone()), (300_000_000, 2.into()));
    assert!(faults(&told).contains(&"rows_of_sums"), "{told}");
    // The same with each part of the code in a column of its own.
    let desk = Desk::new();
    let text = "\
RINCIAN 2025
Urusan|Bidang Urusan|Program|Kegiatan|Sub Kegiatan|Nomenklatur|Lokasi|Sumber Dana|Volume|Satuan|Pagu (Rp)
'1|||||URUSAN WAJIB|||||50000000
'1|'03||||BIDANG PEKERJAAN UMUM|||||50000000
'1|'03|'03|||PROGRAM AIR MINUM|||||50000000
'1|'03|'03|'2.01||Pengelolaan air minum|||||50000000
'1|'03|'03|'2.01|'0005|Pembangunan SPAM|||||50000000
'1|'03|'03|'2.01|'0005|Pembangunan SPAM|Desa Palokela Kec. Kota Lambenua|DAK Fisik|1|unit|20000000
'1|'03|'03|'2.01|'0005|Pembangunan SPAM|Desa Galapulu Indah Kec. Kota Lambenua|DAK Fisik|1|unit|30000000
";
    let told = desk.book("sipd.xlsx", &[("Data", text, &[])]);
    assert_eq!((rupiah(&told), told["imported"][0]["villages"].clone()), (50_000_000, 2.into()));
    let codes: Vec<&Value> =
        told["register"].as_array().unwrap().iter().map(|e| &e["sub_activity"]).collect();
    assert!(codes.iter().all(|code| **code == "1.03.03.2.01.0005"), "{codes:?}");
}

#[test]
fn what_stands_below_a_group_says_itself_what_it_is() {
    let desk = Desk::new();
    let text = "\
DAFTAR PENERIMA BANTUAN 2025
No|Lokasi||Kegiatan||Anggaran|Sumber
|Kecamatan|Desa|Nama Program|OPD|(juta Rp)|Dana
1|Kota Lambenua|Palokela|BSPS|Dinas Sosial|1.5|APBN
2|Kota Lambenua|Galapulu Indah|BSPS|Dinas Sosial|2.5|APBN
3|Tolarandu|Padotola|BSPS|Dinas Sosial|3.5|APBN
";
    let merges = [(1, 0, 2, 0), (1, 1, 1, 2), (1, 3, 1, 4)];
    let told = desk.book("gabung.xlsx", &[("Data", text, &merges)]);
    assert_eq!((rupiah(&told), told["imported"][0]["villages"].clone()), (7_500_000, 3.into()));
    assert!(columns(&told).contains(&("dinas", "E")), "{:?}", columns(&told));
    let offices = told["totals"]["offices"].as_array().unwrap();
    assert_eq!((offices.len(), &offices[0]["office"]), (1, &"sosial".into()), "{offices:?}");
}

#[test]
fn several_villages_of_a_cell_share_the_row() {
    let desk = Desk::new();
    let text = "\
Kode Sub Kegiatan|Sub Kegiatan|Perangkat Daerah|Lokasi|Pagu|Sumber Dana|Tahun
'1.06.05.2.01.0003|Bantuan sembako|Dinas Sosial|Desa Palokela, Desa Galapulu Indah Kec. Kota Lambenua|90000000|APBD Kabupaten|2025
'1.06.05.2.01.0003|Bantuan sembako|Dinas Sosial|99.01.01.1001, 99.01.01.1002|80000000|APBD Kabupaten|2025
'1.06.05.2.01.0003|Bantuan sembako|Dinas Sosial|99.01.01.1001\u{2028}Desa Entah|70000000|APBD Kabupaten|2025
"
    .replace("\u{2028}", "; 99.01.01.9999 ");
    let told = desk.book("lokasi.xlsx", &[("Data", &text, &[])]);
    assert_eq!(rupiah(&told), 240_000_000);
    assert!(faults(&told).contains(&"programmes_of_several_villages"), "{:?}", faults(&told));
    // A code that nobody has waits for an answer.
    assert_eq!(told["imported"][0]["unmatched"].as_array().unwrap().len(), 1, "{told}");
    let register = told["register"].as_array().unwrap();
    let shared: Vec<usize> =
        register.iter().map(|e| e["villages"].as_array().unwrap().len()).collect();
    assert_eq!(shared, [2, 2, 0]);
    assert_eq!(told["totals"]["villages"], told["imported"][0]["villages"]);
    // Nobody knows a village's part: its money is missing, not nought.
    let out = desk.folder.path().join("desa.csv");
    done(&[&"export", &desk.project, &"--what", &"villages", &"--out", &out]);
    let table = std::fs::read_to_string(&out).unwrap();
    let head: Vec<&str> = table.lines().next().unwrap().split(';').collect();
    let money = head.iter().position(|h| h.contains("Anggaran program di luar")).unwrap();
    let own = table.lines().find(|line| line.contains("99.01.01.1001")).unwrap();
    assert_eq!(own.split(';').nth(money), Some(""), "{own}");
}

#[test]
fn names_in_their_kecamatan_are_sure_however_they_are_listed() {
    for list in [
        "Palokela, Galapulu Indah",
        "Palokela dan Galapulu Indah",
        "1. Palokela 2. Galapulu Indah",
        "Ds. Palokela; Ds. Galapulu Indah",
        "Palokela Galapulu Indah",
    ] {
        let desk = Desk::new();
        let text = format!(
            "\
Kecamatan|Desa|Program|Sumber Dana|Jumlah|Satuan|Anggaran (Rp)|Tahun
Kota Lambenua|{list}|PKH|APBN|10|KK|3000000|2025
Tolarandu|Padotola|PKH|PAD Desa|5|KK|2000000|2025
"
        );
        let told = desk.book("daftar.xlsx", &[("Data", &text, &[])]);
        assert_eq!(told["imported"][0]["villages"], 3, "{list}: {told}");
        // "Jumlah" beside "Satuan" counts; a village's own revenue is no money of the kabupaten.
        let people: u64 = told["register"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|e| e["recipients"].as_u64())
            .sum();
        assert_eq!((people, rupiah(&told)), (15, 5_000_000));
        assert_eq!(told["totals"]["apbd"]["rupiah"], 0);
    }
}

#[test]
fn contracts_name_their_packages_and_an_acronym_its_programme() {
    let desk = Desk::new();
    let text = "\
No|Nama Paket|Penyedia|Desa|Kecamatan|Nominal (Rp)|Sumber Dana|TA
1|Pembangunan SPAM Palokela|CV Contoh|Palokela|Kota Lambenua|500000000|DAK|2024
2|Pembangunan SPAM Galapulu Indah Permai|CV Contoh|Galapulu Indah|Kota Lambenua|400000000|DDS|2024
";
    let told = desk.book("kontrak.xlsx", &[("Data", text, &[])]);
    assert_eq!(rupiah(&told), 900_000_000);
    let known: Vec<&Value> =
        told["register"].as_array().unwrap().iter().map(|e| &e["programme"]).collect();
    assert_eq!(known, ["PU-AIR", "PU-AIR"]);
    assert!(waiting(&told, "sumber_dana").is_empty(), "{told}");
}

#[test]
fn places_below_a_sub_kegiatan_need_not_say_its_code_nor_their_sum_its_kabupaten() {
    let leaf = |code: &str, village: &str, sum: u32| {
        format!("{code}|Pembangunan SPAM|Desa {village} Kec. Kota Lambenua|DAK|{sum}\n")
    };
    for (code, whole) in [("", ""), ("'1.03.03.2.01.0009", "Kab. Contoh"), ("", "Kab. Contoh")] {
        let desk = Desk::new();
        let leaves =
            leaf(code, "Palokela", 100_000_000) + &leaf(code, "Galapulu Indah", 50_000_000);
        let text = format!(
            "\
RENJA 2025
Kode|Program/Kegiatan/Sub Kegiatan|Lokasi|Sumber Dana|Pagu
'1.03|PEKERJAAN UMUM|||150000000
'1.03.03|PROGRAM SPAM|||150000000
'1.03.03.2.01.0009|Pembangunan SPAM|{whole}||150000000
{leaves}"
        );
        let told = desk.book("renja.xlsx", &[("Data", &text, &[])]);
        let found = (rupiah(&told), told["imported"][0]["villages"].clone());
        assert_eq!(found, (150_000_000, 2.into()), "{code} {whole}: {told}");
    }
}

/// Rupiah, villages, and the recipients of the first row.
fn sums_of(told: &Value) -> (i64, u64, Option<u64>) {
    let imported = &told["imported"][0];
    let first = told["register"].as_array().and_then(|all| all.first());
    let people = first.and_then(|row| row["recipients"].as_u64());
    (rupiah(told), imported["villages"].as_u64().unwrap_or_default(), people)
}

#[test]
fn heads_of_budgets_and_aid_lists_are_known() {
    let read = |head: &str, row: &str| {
        let desk = Desk::new();
        let text = format!("DAFTAR 2025\n{head}\n{row}\n{row}\n");
        sums_of(&desk.book("daftar.xlsx", &[("Data", &text, &[])]))
    };
    let place = "Kota Lambenua|Palokela";
    for (head, rest) in [
        ("Kecamatan|Desa|Uraian|Sumber Dana|Rupiah", "BSPS|APBN|1000000"),
        ("Kecamatan|Desa|Program|Sumber Dana|Total", "BSPS|APBN|1000000"),
        ("Kecamatan|Desa|Program|Sumber Dana|Besar Bantuan", "BSPS|APBK|1000000"),
    ] {
        assert_eq!(read(head, &format!("{place}|{rest}")), (2_000_000, 1, None), "{head}");
    }
    let head = "Kecamatan|Desa|Program|Sumber Dana|Satuan|Jumlah|Anggaran (Rp)";
    let found = read(head, &format!("{place}|BSPS|APBN|KK|7|1000000"));
    assert_eq!(found, (2_000_000, 1, Some(7)));
}
