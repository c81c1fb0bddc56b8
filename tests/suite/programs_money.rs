//! Registers whose money, places and headings stand as offices write them. All invented; the sums
//! are worked out by hand.

use std::fmt::Write as _;

use serde_json::Value;

use super::programs_nasty::{Desk, faults, rupiah};
use crate::run::done;

#[test]
fn money_of_another_time_is_no_programme_of_its_year() {
    for (head, taken) in [
        ("Pagu Indikatif Tahun 2026|Prakiraan Maju Tahun 2027", "2026"),
        ("Anggaran 2026 (Rp)|Sisa Anggaran 2025 (Rp)", "2026"),
        ("Pagu 2026 (Rp)|Usulan 2027 (Rp)", "2026"),
    ] {
        let desk = Desk::new();
        let text = format!(
            "\
Kecamatan|Desa|Program|Dinas|Sumber Dana|{head}
Kota Lambenua|Palokela|BSPS|Dinas Perumahan|APBN|10000000|90000000
Kota Lambenua|Galapulu Indah|BSPS|Dinas Perumahan|APBN|20000000|70000000
"
        );
        let told = desk.book("maju.xlsx", &[("", &text, &[])]);
        assert_eq!(
            (rupiah(&told), told["year"].to_string().as_str()),
            (30_000_000, taken),
            "{head}"
        );
        assert!(faults(&told).contains(&"other_money_column"), "{head} {:?}", faults(&told));
    }
}

#[test]
fn what_is_in_force_is_taken_and_a_dash_for_no_sen_is_read() {
    let desk = Desk::new();
    let text = "\
Kecamatan|Desa|Program|Sumber Dana|Tahun|Anggaran Sebelum Perubahan (Rp)|Anggaran Setelah Perubahan (Rp)
Kota Lambenua|Palokela|BSPS|APBN|2026|1.000.000,-|2.000.000,-
Kota Lambenua|Galapulu Indah|BSPS|APBN|2026|1.000.000,=|3.000.000,00-
";
    let told = desk.book("perubahan.xlsx", &[("", text, &[])]);
    assert_eq!(rupiah(&told), 5_000_000);
    assert!(!faults(&told).contains(&"unread_cell"), "{:?}", faults(&told));
}

#[test]
fn millions_with_three_decimals_are_no_thousands_and_it_is_said() {
    let desk = Desk::new();
    let text = "\
Kecamatan|Desa|Program|Sumber Dana|Tahun|Pagu (juta)
Kota Lambenua|Palokela|BSPS|APBN|2026|1,250
Kota Lambenua|Galapulu Indah|BSPS|APBN|2026|10,000
";
    let told = desk.book("juta.xlsx", &[("", text, &[])]);
    assert_eq!(rupiah(&told), 11_250_000);
    assert!(faults(&told).contains(&"comma_of_millions"), "{:?}", faults(&told));
}

#[test]
fn a_heading_with_its_sum_names_the_programme_of_its_rows() {
    let desk = Desk::new();
    let text = "\
REKAP 2026
Program|Kecamatan|Desa|Sumber Dana|Pagu (Rp)
BSPS|||APBN|30000000
|Kota Lambenua|Palokela|APBN|10000000
|Kota Lambenua|Galapulu Indah|APBN|20000000
Sumur bor|||APBN|16000000
|Tolarandu|Padotola|APBN|5000000
";
    let told = desk.book("judul.xlsx", &[("", text, &[])]);
    assert_eq!((rupiah(&told), told["imported"][0]["programmes"].clone()), (35_000_000, 3.into()));
    // The second heading says more than its rows, and that is told.
    assert!(faults(&told).contains(&"total_differs"), "{:?}", faults(&told));
    let of = |village: &str| -> Vec<Value> {
        let all = told["register"].as_array().unwrap().iter();
        all.filter(|e| e["place"] == village).map(|e| e["programme"].clone()).collect()
    };
    assert_eq!(of("Padotola").len(), 1, "{told}");
}

#[test]
fn kinds_of_spending_without_their_sum_are_added_up() {
    let desk = Desk::new();
    let text = "\
Kecamatan|Desa|Program|Sumber Dana|Tahun|Belanja Operasi|Belanja Modal
Kota Lambenua|Palokela|BSPS|APBN|2026|1000000|3000000
Kota Lambenua|Galapulu Indah|BSPS|APBN|2026|2000000|
";
    let told = desk.book("belanja.xlsx", &[("", text, &[])]);
    assert_eq!(rupiah(&told), 6_000_000);
    assert!(faults(&told).contains(&"money_columns_added"), "{:?}", faults(&told));
}

#[test]
fn addresses_find_their_village_and_whole_regions_stay_whole() {
    let desk = Desk::new();
    let text = "\
Lokasi|Program|Sumber Dana|Tahun|Pagu (Rp)
RT 01/RW 02, Ds. Palokela, Kec. Kota Lambenua|BSPS|APBN|2026|1000000
Dusun 1 Desa Galapulu Indah Kecamatan Kota Lambenua|BSPS|APBN|2026|2000000
";
    let told = desk.book("alamat.xlsx", &[("", text, &[])]);
    assert_eq!(told["imported"][0]["villages"], 2, "{told}");
    let desk = Desk::new();
    let text = "\
Desa/Kecamatan|Program|Sumber Dana|Tahun|Pagu (Rp)
Palokela / Kota Lambenua|BSPS|APBN|2026|1000000
Padotola / Tolarandu|BSPS|APBN|2026|2000000
";
    let told = desk.book("berdua.xlsx", &[("", text, &[])]);
    assert_eq!(told["imported"][0]["villages"], 2, "{told}");
    let desk = Desk::new();
    let text = "\
Kecamatan|Desa|Program|Sumber Dana|Tahun|Pagu (Rp)
Kota Lambenua|Palokela|BSPS|APBN|2026|1000000
|Tersebar|BSPS|APBN|2026|2000000
|Seluruh Kecamatan|BSPS|APBN|2026|3000000
";
    let told = desk.book("tersebar.xlsx", &[("", text, &[])]);
    let all = told["register"].as_array().unwrap();
    let places: Vec<&str> = all.iter().map(|e| e["place"].as_str().unwrap_or_default()).collect();
    assert_eq!(places, ["Palokela", "", ""], "{told}");
}

#[test]
fn a_number_of_a_person_never_enters_the_project() {
    let desk = Desk::new();
    let nik = "9901010101900001";
    let text = format!(
        "\
Kecamatan|Desa|Kegiatan|Sumber Dana|Tahun|Pagu (Rp)
Kota Lambenua|Palokela|Rehab rumah a.n. Rekaan NIK {nik}|APBN|2026|1000000
Kota Lambenua|Galapulu Indah|Rehab rumah|APBN|2026|2000000
"
    );
    let told = desk.book("nik.xlsx", &[("", &text, &[])]);
    assert!(faults(&told).contains(&"person_numbers_hidden"), "{:?}", faults(&told));
    assert!(!told.to_string().contains(nik));
    let kept = std::fs::read(&desk.project).unwrap();
    assert!(!kept.windows(nik.len()).any(|part| part == nik.as_bytes()));
    let out = desk.folder.path().join("rencana.csv");
    done(&[&"programs", &desk.project, &"--out", &out]);
    let plan = std::fs::read_to_string(&out).unwrap();
    assert!(plan.contains("Rehab rumah a.n. Rekaan NIK ••••") && !plan.contains(nik), "{plan}");
}

#[test]
fn groups_that_a_programme_is_for_choose_villages_without_a_direction() {
    let desk = Desk::new();
    let villages = done(&[&"list", &desk.project, &"villages"]);
    let mut table = String::from("Kode;Desa;Jumlah nelayan\n");
    for (i, v) in villages["villages"].as_array().unwrap().iter().enumerate() {
        let (code, name) = (v["code"].as_str().unwrap(), v["name"].as_str().unwrap());
        writeln!(table, "{code};{name};{}", i % 17).unwrap();
    }
    let file = desk.folder.path().join("nelayan.csv");
    std::fs::write(&file, table).unwrap();
    done(&[&"import", &desk.project, &file, &"--period", &"2025"]);
    let told = done(&[&"programs", &desk.project]);
    let tasks = told["tasks"].as_array().unwrap();
    assert!(tasks.iter().any(|t| t.to_string().contains("IKAN-NELAYAN")), "{tasks:?}");
}
