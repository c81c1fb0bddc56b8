//! Sheets as offices lay them out.

use kantong::dataset::layout::{Laid, Why, lay_out};

use super::{merge, sheet};

fn paths(laid: &Laid) -> Vec<&str> {
    laid.columns.iter().map(|c| c.path.as_str()).collect()
}

fn column(laid: &Laid, c: usize) -> Vec<String> {
    (0..laid.rows.len()).map(|row| laid.text(row, c).unwrap_or_default()).collect()
}

fn ignored(laid: &Laid) -> Vec<(u32, &str)> {
    laid.ignored.iter().map(|ignored| (ignored.row, ignored.why.id())).collect()
}

#[test]
fn merged_header_rows_become_paths_and_the_rest_is_told_apart() {
    let mut sheet = sheet(
        "PEMERINTAH KABUPATEN KONAWE SELATAN
         Status gizi balita tahun 2024

         No | Kecamatan | Desa | TB/U |  | Jumlah
          | | | Sangat Pendek | Pendek |
         (1) | (2) | (3) | (4) | (5) | (6)
         1 | Kolono | Kolono | =1 | =2 | =3
         2 | | Mataiwoi | =2 | =2 | =4
         | JUMLAH KOLONO | | =3 | =4 | =7
         3 | Angata | Mataiwoi | =5 | =1 | =6
         4 | | Sei Jawi II | =1 | =0 | =1
         | JUMLAH ANGATA | | =6 | =1 | =7
         | TOTAL | | =9 | =5 | =14
         Sumber: Dinas Kesehatan",
    );
    sheet.merges = vec![
        merge((1, 0), (1, 5)),
        merge((4, 0), (5, 0)),
        merge((4, 1), (5, 1)),
        merge((4, 2), (5, 2)),
        merge((4, 3), (4, 4)),
        merge((4, 5), (5, 5)),
        merge((7, 1), (8, 1)),
        merge((10, 1), (11, 1)),
    ];
    let laid = lay_out(&sheet);
    assert_eq!(
        paths(&laid),
        ["No", "Kecamatan", "Desa", "TB/U › Sangat Pendek", "TB/U › Pendek", "Jumlah"]
    );
    assert_eq!(column(&laid, 1), ["Kolono", "Kolono", "Angata", "Angata"]);
    assert_eq!(laid.rows.iter().map(|r| r.row).collect::<Vec<_>>(), [7, 8, 10, 11]);
    assert_eq!(
        ignored(&laid),
        [
            (1, "title"),
            (2, "title"),
            (4, "header"),
            (5, "header"),
            (6, "numbering"),
            (9, "total"),
            (12, "total"),
            (13, "total"),
            (14, "note"),
        ]
    );
}

#[test]
fn a_file_without_merges_carries_a_groups_name_to_the_right() {
    let laid = lay_out(&sheet(
        "No;Desa|x|BB/U||TB/U|
         |Nama|Kurang|Normal|Pendek|Normal
         1|Kolono|=1|=2|=3|=4
         2|Awunio|=1|=2|=3|=4",
    ));
    assert_eq!(
        paths(&laid)[2..],
        ["BB/U › Kurang", "BB/U › Normal", "TB/U › Pendek", "TB/U › Normal"]
    );
    assert_eq!(laid.rows.len(), 2);
}

#[test]
fn a_kecamatan_on_a_line_of_its_own_belongs_to_all_villages_below_it() {
    let laid = lay_out(&sheet(
        "No | Desa | KK Miskin
         KECAMATAN KOLONO | |
         1 | Kolono | =10
         2 | Awunio | =12
         Kec. Angata | | =30
         3 | Mataiwoi | =30",
    ));
    assert_eq!(paths(&laid), ["No", "Desa", "KK Miskin", "Kecamatan"]);
    assert_eq!(column(&laid, 3), ["KOLONO", "KOLONO", "Angata"]);
    assert_eq!(ignored(&laid), [(1, "header"), (2, "header"), (5, "total")]);
}

#[test]
fn a_sheet_for_one_kecamatan_names_it_in_its_title() {
    let laid = lay_out(&sheet(
        "DATA KELUARGA MISKIN
         KECAMATAN : KOLONO
         No | Desa | KK
         1 | Kolono | =10
         2 | Awunio | =12",
    ));
    assert_eq!(column(&laid, 3), ["KOLONO", "KOLONO"]);
    assert_eq!(laid.titles.len(), 2);
}

#[test]
fn a_village_named_like_a_sum_is_kept_and_a_coded_row_always() {
    let laid = lay_out(&sheet(
        "No | Kecamatan | Desa | KK
         1 | Kolono | Awunio | =10
         2 | Kolono | Total Jaya | =12
         3 | Kolono | Jumlah | =7
          | Kolono | Jumlah | =29",
    ));
    assert_eq!(column(&laid, 2), ["Awunio", "Total Jaya", "Jumlah"]);
    assert_eq!(ignored(&laid), [(1, "header"), (5, "total")]);
    let laid = lay_out(&sheet(
        "Kode Desa | Desa | KK
         74.05.06.2001 | Awunio | =10
         74.05.06.2002 | JUMLAH | =10
         | JUMLAH | =20",
    ));
    assert_eq!(laid.rows.len(), 2);
    assert_eq!(ignored(&laid), [(1, "header"), (4, "total")]);
}

#[test]
fn a_kabupaten_in_a_column_of_its_own_makes_no_village_a_sum() {
    for head in ["", "No | "] {
        let rows = ["Tugurejo | =0", "Senepo | =1", "Slahung | =1", "Caluk | =2"];
        let row = |(i, row): (usize, &&str)| {
            let number = if head.is_empty() { "" } else { &format!("{} | ", i + 1) };
            format!("{number}Kab. Ponorogo | Slahung | {row}")
        };
        let rows: Vec<String> = rows.iter().enumerate().map(row).collect();
        let blank = if head.is_empty() { "" } else { " | " };
        let text = format!(
            "{head}Kabupaten | Kecamatan | Desa | Kematian\n{}\n{blank}Kab. Ponorogo | | | =4",
            rows.join("\n")
        );
        let laid = lay_out(&sheet(&text));
        assert_eq!((laid.rows.len(), laid.totals.len()), (4, 1), "{text}");
    }
}

#[test]
fn page_headers_and_numbered_lines_without_a_village_are_no_data() {
    let laid = lay_out(&sheet(
        "No | Kecamatan | Desa | KK
         1 | Kolono | Awunio | =10
         -12-
         No | Kecamatan | Desa | KK
         2 | Kolono | Kolono | =12
         3 | | |
         4 | | |",
    ));
    assert_eq!(laid.rows.len(), 2);
    assert_eq!(
        ignored(&laid),
        [(1, "header"), (3, "note"), (4, "header"), (6, "empty"), (7, "empty")]
    );
}

#[test]
fn years_above_columns_are_header_not_data() {
    let laid = lay_out(&sheet(
        "Desa | 2021 | 2022 | 2023
         Awunio | =10 | =11 | =12
         Kolono | =1 | =2 | =3",
    ));
    assert_eq!(paths(&laid), ["Desa", "2021", "2022", "2023"]);
    assert_eq!(laid.rows.len(), 2);
}

#[test]
fn one_blank_kecamatan_in_a_filled_column_is_left_blank() {
    let laid = lay_out(&sheet(
        "Kecamatan | Desa | KK
         Kolono | Awunio | =1
         Kolono | Kolono | =1
         Angata | Mataiwoi | =1
          | Sandarsi | =1
         Angata | Puao | =1",
    ));
    assert_eq!(column(&laid, 0), ["Kolono", "Kolono", "Angata", "", "Angata"]);
}

#[test]
fn an_empty_or_wordy_sheet_lays_out_without_a_row() {
    assert_eq!(lay_out(&sheet("")).rows.len(), 0);
    let laid = lay_out(&sheet("Catatan rapat"));
    assert!(laid.rows.is_empty(), "{laid:?}");
    let why: Vec<Why> = laid.ignored.iter().map(|i| i.why).collect();
    assert_eq!(why, [Why::Note]);
}

#[test]
fn sums_without_a_word_right_below_the_header_are_no_header() {
    let laid = lay_out(&sheet(
        "ID_KEL | nama_kecamatan | nama_kelurahan | SUSPEK | PROBABLE
          | | | =81 | =13
         3172051003 | PADEMANGAN | ANCOL | =30 | =4
         3173041007 | TAMBORA | ANGKE | =40 | =8
         LUAR DKI | LUAR DKI | LUAR DKI | =11 | =1",
    ));
    assert_eq!(paths(&laid), ["ID_KEL", "nama_kecamatan", "nama_kelurahan", "SUSPEK", "PROBABLE"]);
    assert_eq!(laid.rows.iter().map(|r| r.row).collect::<Vec<_>>(), [3, 4, 5]);
    assert_eq!(ignored(&laid), [(1, "header"), (2, "total")]);
    assert_eq!(laid.totals.len(), 1);
    // Years and numbers that nothing adds up to stay header.
    let laid = lay_out(&sheet(
        "Kecamatan | Desa | Keluarga miskin |
          | | =2023 | =2024
         Kolono | Awunio | =30 | =4
         Kolono | Kolono | =40 | =8",
    ));
    assert_eq!(paths(&laid)[2], "Keluarga miskin › 2023");
}

#[test]
fn what_repeats_under_headers_in_capitals_is_named_by_its_group() {
    let of = |header: &str| {
        let text = format!("{header}\n         3172051003 | ANCOL | =1 | =2 | =3 | =4 | =5");
        let laid = lay_out(&sheet(&text));
        laid.columns.iter().map(|c| c.header.clone()).collect::<Vec<_>>()
    };
    assert_eq!(
        of("ID_KEL | nama_kelurahan | SUSPEK | Isolasi | PROBABLE | Isolasi | Meninggal")[2..],
        ["SUSPEK", "SUSPEK › Isolasi", "PROBABLE", "PROBABLE › Isolasi", "Meninggal"]
    );
    // Without groups they stay what they are, and are told apart by their letter.
    assert_eq!(
        of("ID_KEL | nama_kelurahan | Isolasi | Isolasi | Probable | Isolasi | Meninggal")[2..4],
        ["Isolasi", "Isolasi"]
    );
}

#[test]
fn a_kecamatan_in_cells_of_its_own_heads_its_part() {
    for head in ["KECAMATAN | : %", "KECAMATAN | : | %", "Kecamatan | %", " | Kecamatan : | %"] {
        let [first, second] = ["Kolono", "Angata"].map(|name| head.replace('%', name));
        let laid = lay_out(&sheet(&format!(
            "REKAP RTLH
             {first}
             No | Desa/Kelurahan | KK Miskin
             1 | Awunio | =1
             2 | Mataiwoi | =2
             PUSKESMAS | : Angata
             {second}
             No | Desa/Kelurahan | KK Miskin
             1 | Mataiwoi | =3
             2 | Sandarsi | =4"
        )));
        let last = laid.columns.len() - 1;
        assert_eq!(column(&laid, last), ["Kolono", "Kolono", "Angata", "Angata"], "{head}");
        assert_eq!(column(&laid, 1), ["Awunio", "Mataiwoi", "Mataiwoi", "Sandarsi"], "{head}");
    }
}

#[test]
fn a_sum_over_its_villages_names_their_kecamatan() {
    let laid = lay_out(&sheet(
        "KECAMATAN | DESA | KK MISKIN
         Kolono | Jumlah | =3
          | Awunio | =1
          | Mataiwoi | =2
         Angata | Jumlah | =7
          | Mataiwoi | =3
          | Sandarsi | =4",
    ));
    assert_eq!(column(&laid, 0), ["Kolono", "Kolono", "Angata", "Angata"]);
    let sums: Vec<Option<&str>> = laid.totals.iter().map(|t| t.kecamatan.as_deref()).collect();
    assert_eq!(sums.len(), 2, "{sums:?}");
}

#[test]
fn groups_named_once_over_heads_that_repeat_are_theirs() {
    let laid = lay_out(&sheet(
        " | | Penduduk Miskin | | Disabilitas | |
         Kode | Desa | L | P | L | P | Ket
         7405010001 | Awunio | =1 | =2 | =3 | =4 | ada
         7405010002 | Mataiwoi | =2 | =2 | =4 | =0 | ada",
    ));
    assert_eq!(
        paths(&laid)[2..],
        ["Penduduk Miskin › L", "Penduduk Miskin › P", "Disabilitas › L", "Disabilitas › P", "Ket"]
    );
}
