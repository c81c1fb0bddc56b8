//! How offices lay their tables out, on the invented kabupaten: several tables on one sheet, a sheet
//! for each kecamatan, figures in rows, codes that Excel destroyed. Every value is asked back.

use std::path::PathBuf;

use rust_xlsxwriter::{Format, Workbook};
use serde_json::Value;

use crate::run::{done, kantong};
use crate::strangers::{Office, Place, codes, ids};

/// What the project says of every tenth village against what the file says.
fn holds(office: &Office, indicator: &str, wanted: impl Fn(usize) -> f64) {
    for (i, place) in office.places.iter().enumerate().step_by(37) {
        let said = done(&[
            &"origin",
            &office.project,
            &"--indicator",
            &indicator,
            &"--village",
            &place.code,
        ]);
        assert_eq!(said["value"].as_f64(), Some(wanted(i)), "{indicator} {}", place.code);
    }
}

fn all_matched(office: &Office, said: &Value) {
    assert_eq!(said["matched"], office.places.len(), "{:?}", codes(said));
    assert_eq!(said["duplicates"], 0);
}

/// The places with their number, kecamatan by kecamatan.
fn by_kecamatan(office: &Office) -> Vec<(&str, Vec<(usize, &Place)>)> {
    let mut found: Vec<(&str, Vec<(usize, &Place)>)> = Vec::new();
    for (i, place) in office.places.iter().enumerate() {
        match found.iter_mut().find(|(name, _)| *name == place.kecamatan) {
            Some((_, places)) => places.push((i, place)),
            None => found.push((&place.kecamatan, vec![(i, place)])),
        }
    }
    found
}

#[test]
fn kecamatan_and_villages_in_one_column_under_a_letterhead() {
    let office = Office::new();
    let path = office.folder.path().join("lampiran.xlsx");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let format = Format::new();
    sheet.merge_range(0, 1, 0, 4, "PEMERINTAH KABUPATEN REKAAN", &format).unwrap();
    sheet.merge_range(1, 1, 1, 4, "KEADAAN BULAN JUNI TAHUN 2024", &format).unwrap();
    sheet.merge_range(3, 1, 4, 1, "NO", &format).unwrap();
    sheet.merge_range(3, 2, 4, 2, "KECAMATAN / DESA", &format).unwrap();
    sheet.merge_range(3, 3, 3, 4, "RUMAH TANGGA", &format).unwrap();
    sheet.write(4, 3, "DESIL I").unwrap();
    sheet.write(4, 4, "JUMLAH").unwrap();
    let mut row = 5;
    for (kecamatan, places) in by_kecamatan(&office) {
        sheet.write(row, 2, format!("KEC. {}", kecamatan.to_uppercase())).unwrap();
        row += 1;
        for (number, (i, place)) in places.iter().enumerate() {
            sheet.write(row, 1, number as u32 + 1).unwrap();
            sheet.write(row, 2, format!("{}. Ds.{}", number + 1, place.name)).unwrap();
            sheet.write(row, 3, *i as u32 % 90).unwrap();
            sheet.write(row, 4, *i as u32 % 90 + 100).unwrap();
            row += 1;
        }
        sheet.write(row, 2, "JUMLAH").unwrap();
        let sum: u32 = places.iter().map(|(i, _)| *i as u32 % 90).sum();
        sheet.write(row, 3, sum).unwrap();
        row += 1;
    }
    sheet.write(row + 1, 1, "*) Sumber: SIKS-NG, diolah").unwrap();
    book.save(&path).unwrap();
    let said = office.import(&path);
    all_matched(&office, &said);
    assert_eq!(said["indicators"][0]["period"], "2024-06");
    holds(&office, "rumah_tangga_desil_i", |i| (i % 90) as f64);
}

#[test]
fn codes_that_excel_destroyed_leave_the_names_to_join() {
    let office = Office::new();
    let file = office.csv("kode.csv", "No;Kode Wilayah;Kecamatan;Desa;KK Miskin", |i, p| {
        format!("{i};9,901E+09;{};Gp. {};{}", p.kecamatan, p.name, i % 70)
    });
    let said = office.import(&file);
    all_matched(&office, &said);
    holds(&office, "kk_miskin", |i| (i % 70) as f64);
}

#[test]
fn code_parts_under_bare_words_are_a_code_and_no_figures() {
    let office = Office::new();
    let head = "Prov;Kab;Kec;Kel/Desa;Nama Kecamatan;Nama Desa;RTLH";
    let file = office.csv("bagian.csv", head, |i, p| {
        let part: Vec<u32> = p.code.split('.').map(|part| part.parse().unwrap()).collect();
        let [province, kabupaten, kecamatan, village] = part[..] else { panic!("{}", p.code) };
        format!("{province};{kabupaten};{kecamatan};{village};{};{};{i}", p.kecamatan, p.name)
    });
    let said = office.import(&file);
    all_matched(&office, &said);
    assert_eq!((said["by"][0]["how"].as_str(), ids(&said)), (Some("code"), vec!["rtlh"]));
    holds(&office, "rtlh", |i| i as f64);
}

#[test]
fn what_villages_are_called_there_is_no_part_of_their_names() {
    let office = Office::new();
    let file = office.csv("kampung.csv", "Distrik;Kampung;Stunting", |i, p| {
        format!("{};KAMPUNG {};{}", p.kecamatan.to_uppercase(), p.name.to_uppercase(), i % 9)
    });
    let said = office.import(&file);
    all_matched(&office, &said);
    holds(&office, "stunting", |i| (i % 9) as f64);
}

#[test]
fn figures_in_rows_become_indicators_with_their_cells() {
    let office = Office::new();
    let file = office.csv("panjang.csv", "kecamatan;desa;indikator;satuan;tahun;nilai", |i, p| {
        let line = |what: &str, unit: &str, value: usize| {
            format!("{};{};{what};{unit};2023;{value}", p.kecamatan, p.name)
        };
        [line("Kemiskinan", "KK", i % 80), line("Jumlah KK", "KK", i % 80 + 90)].join("\n")
    });
    let said = office.import(&file);
    assert_eq!(
        (&said["matched"], &said["duplicates"]),
        (&(office.places.len() * 2).into(), &0.into())
    );
    assert_eq!(ids(&said), ["kemiskinan_kk", "jumlah_kk"]);
    holds(&office, "kemiskinan_kk", |i| (i % 80) as f64);
    holds(&office, "jumlah_kk", |i| (i % 80 + 90) as f64);
    let second = &office.places[1].code;
    let origin =
        done(&[&"origin", &office.project, &"--indicator", &"jumlah_kk", &"--village", second]);
    assert_eq!((&origin["cell"]["row"], &origin["cell"]["column"]), (&5.into(), &"F".into()));
}

/// One table below the other, or beside it the same villages in another order.
fn two_tables(office: &Office, name: &str, beside: bool) -> PathBuf {
    let path = office.folder.path().join(name);
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("Rekap").unwrap();
    let last = office.places.len() - 1;
    for (table, head) in ["Jumlah Sumur", "Jumlah Jamban"].into_iter().enumerate() {
        let (down, across) =
            if beside { (0, table as u16 * 4) } else { (table as u32 * (last as u32 + 6), 0) };
        if !beside {
            sheet.write(down, 0, format!("Tabel {}. {head}", table + 1)).unwrap();
        }
        for (column, head) in ["Kecamatan", "Desa", head].into_iter().enumerate() {
            sheet.write(down + 2, across + column as u16, head).unwrap();
        }
        for row in 0..=last {
            let i = if table == 0 { row } else { last - row };
            let (place, at) = (&office.places[i], down + 3 + row as u32);
            sheet.write(at, across, &place.kecamatan).unwrap();
            sheet.write(at, across + 1, &place.name).unwrap();
            sheet.write(at, across + 2, (i * (table + 1)) as u32).unwrap();
        }
    }
    book.save(&path).unwrap();
    path
}

#[test]
fn two_tables_on_a_sheet_are_read_one_by_one() {
    for (name, beside) in [("bawah.xlsx", false), ("samping.xlsx", true)] {
        let office = Office::new();
        let path = two_tables(&office, name, beside);
        let said = office.import(&path);
        all_matched(&office, &said);
        assert_eq!(ids(&said), ["jumlah_sumur"], "{name}");
        assert!(codes(&said).contains(&"sheets_left_out"), "{name}");
        holds(&office, "jumlah_sumur", |i| i as f64);
        let second =
            done(&[&"import", &office.project, &path, &"--sheet", &"Rekap \u{b7} tabel 2"]);
        all_matched(&office, &second);
        holds(&office, "jumlah_jamban", |i| i as f64 * 2.0);
    }
}

#[test]
fn sheets_of_a_kecamatan_each_are_one_table() {
    let office = Office::new();
    let path = office.folder.path().join("per_kecamatan.xlsx");
    let mut book = Workbook::new();
    for (kecamatan, places) in by_kecamatan(&office) {
        let sheet = book.add_worksheet();
        sheet.set_name(kecamatan).unwrap();
        sheet.write(0, 0, format!("KECAMATAN {}", kecamatan.to_uppercase())).unwrap();
        for (column, head) in ["No", "Desa", "KK Miskin Ekstrem"].into_iter().enumerate() {
            sheet.write(2, column as u16, head).unwrap();
        }
        for (row, (i, place)) in places.iter().enumerate() {
            sheet.write(row as u32 + 3, 0, row as u32 + 1).unwrap();
            sheet.write(row as u32 + 3, 1, &place.name).unwrap();
            sheet.write(row as u32 + 3, 2, *i as u32).unwrap();
        }
    }
    book.save(&path).unwrap();
    let said = office.import(&path);
    all_matched(&office, &said);
    holds(&office, "kk_miskin_ekstrem", |i| i as f64);
    let first = &office.places[0];
    let origin = done(&[
        &"origin",
        &office.project,
        &"--indicator",
        &"kk_miskin_ekstrem",
        &"--village",
        &first.code,
    ]);
    assert_eq!(origin["cell"]["sheet"], first.kecamatan.as_str());
}

#[test]
fn cells_shown_with_a_percent_sign_are_percentages() {
    let office = Office::new();
    let path = office.folder.path().join("cakupan.xlsx");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let percent = Format::new().set_num_format("0.00%");
    for (column, head) in ["kode desa", "Air Layak", "Cakupan Jamban"].iter().enumerate() {
        sheet.write(0, column as u16, *head).unwrap();
    }
    for (i, place) in office.places.iter().enumerate() {
        let share = (i % 97) as f64 / 100.0;
        sheet.write(i as u32 + 1, 0, &place.code).unwrap();
        sheet.write_with_format(i as u32 + 1, 1, share, &percent).unwrap();
        sheet.write(i as u32 + 1, 2, share).unwrap();
    }
    book.save(&path).unwrap();
    let said = office.import(&path);
    let units: Vec<_> =
        said["indicators"].as_array().unwrap().iter().map(|i| i["unit"].as_str()).collect();
    assert_eq!(units, [Some("%"); 2]);
    // The bare column is asked about, the one that shows its signs is not.
    assert_eq!(said["questions"][0]["column"], "Cakupan Jamban");
    holds(&office, "air_layak", |i| (i % 97) as f64);
    holds(&office, "cakupan_jamban", |i| (i % 97) as f64);
}

#[test]
fn a_header_alone_this_month_continues_the_one_of_its_group() {
    let office = Office::new();
    let head = "kode;PDP;Dirawat;POSITIF;Meninggal";
    let may = office.csv("data harian (31 Mei 2020).csv", head, |i, p| {
        format!("{};{i};{i};{i};{}", p.code, i % 5)
    });
    office.import(&may);
    let head = "kode;PDP;Dirawat;Meninggal;POSITIF;Meninggal;Sembuh";
    let july = office.csv("data harian (31 Juli 2020).csv", head, |i, p| {
        format!("{};{i};{i};{};{i};{};{i}", p.code, i % 3, i % 7)
    });
    let said = office.import(&july);
    let ids = ids(&said);
    assert!(ids.contains(&"meninggal") && ids.contains(&"pdp_meninggal"), "{ids:?}");
    let kept = done(&[&"list", &office.project, &"indicators"]);
    let periods: Vec<&str> = kept["indicators"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|i| i["id"] == "meninggal")
        .filter_map(|i| i["period"].as_str())
        .collect();
    assert_eq!(periods, ["2020-05", "2020-07"]);
}

#[test]
fn a_correction_leaves_the_frozen_baseline_alone_and_says_so() {
    let office = Office::new();
    let file = office.csv("kk.csv", "kode;kk", |i, p| format!("{};{}", p.code, i + 10));
    office.import(&file);
    done(&[&"baseline", &office.project, &"--name", &"Rakor"]);
    let code = &office.places[3].code;
    let output = kantong(&[
        &"correct",
        &office.project,
        &"--indicator",
        &"kk",
        &"--village",
        code,
        &"--value",
        &"99",
        &"--reason",
        &"salah ketik",
        &"--lang",
        &"id",
    ]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("Rakor") && text.contains("13"), "{text}");
    let since = done(&[&"compare", &office.project, &"--baseline", &"Rakor"]);
    assert!(since.to_string().contains(code.as_str()));
}
