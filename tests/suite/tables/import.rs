//! Columns become indicators.

use kantong::base::fault::{At, Stop};
use kantong::base::measure::Measure;
use kantong::dataset::join::{JoinOptions, join};
use kantong::dataset::layout::lay_out;
use kantong::indicator::definition::{Direction, Quantity};
use kantong::indicator::import::{ImportOptions, Imported, columns};
use kantong::indicator::question::Question;
use kantong::indicator::recipe::Recipe;

use super::{kolono, sheet};

fn imported(lines: &str, options: &ImportOptions) -> Imported {
    let register = kolono();
    let joined = join(&register, lay_out(&sheet(lines)), &JoinOptions::default()).unwrap();
    columns(&register, &joined, options).unwrap()
}

fn recipe(text: &str) -> ImportOptions {
    let recipe = Recipe::parse(text, &At::default()).unwrap();
    ImportOptions { recipe, ..ImportOptions::default() }
}

fn told(imported: &Imported) -> Vec<&str> {
    imported.faults.iter().map(|fault| fault.code.id()).collect()
}

#[test]
fn every_numeric_column_is_an_indicator_whose_values_know_their_cells() {
    let imported = imported(
        "No | Kecamatan | Desa | KK Miskin | Persentase (%) | Status
         1 | Kolono | Kolono | 1.234 | 12,5 | Maju
         2 | Kolono | Mataiwoi | - | 101 | Maju
         3 | Kolono | Puunggoni | 1.100 | banyak | Maju
         4 | Angata | Mataiwoi | 2.345,0 | 0 | Maju",
        &ImportOptions::default(),
    );
    let ids: Vec<&str> = imported.summary.iter().map(|s| s.id.as_str()).collect();
    assert_eq!(ids, ["kk_miskin", "persentase_persen"]);
    let kk = &imported.columns[0];
    assert_eq!(
        kk.values,
        [
            Measure::Measured(1234.0),
            Measure::Missing,
            Measure::Measured(1100.0),
            Measure::Measured(2345.0),
            Measure::Missing
        ]
    );
    let cell = kk.cells[0].as_ref().unwrap();
    assert_eq!((cell.row, cell.column.as_str()), (2, "D"));
    assert_eq!(
        (kk.indicator.unit.as_str(), kk.indicator.quantity, kk.indicator.direction),
        ("KK", Quantity::Count, Direction::WorseHigh)
    );
    let percent = imported.summary[1].tally;
    assert_eq!((percent.measured, percent.zero, percent.missing), (2, 1, 3));
    assert_eq!(told(&imported), ["dash_as_missing", "not_a_number", "out_of_range"]);
    let bad = &imported.faults[1].at;
    assert_eq!((bad.row, bad.column.as_deref()), (Some(4), Some("Persentase (%)")));
}

#[test]
fn an_index_of_desa_does_not_apply_to_a_kelurahan_and_a_count_does() {
    let lines = "Kode Desa | SKOR IDM | KK
         74.05.06.2002 | 0,6924 | 10
         74.05.06.2003 | 0,5 | 12
         74.05.10.2001 | 0,4 | 13";
    let imported = imported(lines, &ImportOptions::default());
    let tallies: Vec<_> = imported
        .summary
        .iter()
        .map(|s| (s.id.as_str(), s.tally.measured, s.tally.missing, s.tally.not_applicable))
        .collect();
    assert_eq!(tallies, [("skor_idm", 3, 1, 1), ("kk", 3, 2, 0)]);
}

#[test]
fn a_long_table_is_one_indicator_with_several_periods() {
    let lines = "Kecamatan | Desa | Tahun | KK Miskin
         Kolono | Kolono | 2022 | 4
         Kolono | Kolono | 2023 | 5
         Kolono | Mataiwoi | 2023 | 6";
    let all = imported(lines, &ImportOptions::default());
    let periods: Vec<_> =
        all.summary.iter().map(|s| (s.id.as_str(), s.period.as_str(), s.tally.measured)).collect();
    assert_eq!(periods, [("kk_miskin", "2022", 1), ("kk_miskin", "2023", 2)]);
    let one = ImportOptions { period: Some("2023".into()), ..ImportOptions::default() };
    assert_eq!(imported(lines, &one).summary.len(), 1);
    let register = kolono();
    let joined = join(&register, lay_out(&sheet(lines)), &JoinOptions::default()).unwrap();
    let none = ImportOptions { period: Some("2019".into()), ..ImportOptions::default() };
    assert!(matches!(columns(&register, &joined, &none), Err(Stop::Fault(_))));
}

#[test]
fn a_year_in_the_header_parts_the_periods_of_one_indicator() {
    let lines = "Kecamatan | Desa | KK Miskin 2022 | KK Miskin 2023
         Kolono | Kolono | 4 | 5";
    let imported = imported(lines, &ImportOptions::default());
    let found: Vec<_> =
        imported.columns.iter().map(|c| (c.indicator.id.as_str(), c.period.as_str())).collect();
    assert_eq!(found, [("kk_miskin", "2022"), ("kk_miskin", "2023")]);
}

#[test]
fn a_period_is_read_in_title_or_file_name_and_told() {
    let lines = "Keluarga miskin tahun 2024

         Kecamatan | Desa | KK
         Kolono | Kolono | 4";
    let by_title = imported(lines, &ImportOptions::default());
    assert_eq!(by_title.columns[0].period, "2024");
    assert_eq!(told(&by_title), ["period_from"]);
    let options = ImportOptions { period: Some("2020".into()), ..ImportOptions::default() };
    assert_eq!(imported(lines, &options).columns[0].period, "2020");
}

#[test]
fn columns_of_persons_stay_out() {
    let imported = imported(
        "NIK | Nama Anak | Kecamatan | Desa | Berat
         7405060101010001 | Budi | Kolono | Kolono | 12,5",
        &ImportOptions::default(),
    );
    let ids: Vec<&str> = imported.summary.iter().map(|s| s.id.as_str()).collect();
    assert_eq!(ids, ["berat"]);
    assert_eq!(told(&imported), ["personal_column", "personal_column"]);
}

#[test]
fn a_recipe_makes_a_rate_from_its_counts_and_only_what_it_names() {
    let lines = "Kecamatan | Desa | Sangat Pendek | Pendek | Diukur | Lain
         Kolono | Kolono | 2 | 3 | 20 | 1
         Kolono | Mataiwoi | 0 | 0 | 0 | 1
         Kolono | Puunggoni | 5 | 5 | 8 | 1
         Angata | Mataiwoi | - | 1 | 10 | 1";
    let made = imported(
        lines,
        &recipe(
            "dash = 'zero'\n[[indicator]]\nid = 'stunting'\n\
             numerator = ['Sangat Pendek', 'Pendek']\ndenominator = 'Diukur'",
        ),
    );
    let ids: Vec<&str> = made.summary.iter().map(|s| s.id.as_str()).collect();
    assert_eq!(ids, ["sangat_pendek", "pendek", "diukur", "stunting"]);
    let rate = &made.columns[3];
    assert_eq!(
        rate.values,
        [
            Measure::Measured(25.0),
            Measure::Missing,
            Measure::Missing,
            Measure::Measured(10.0),
            Measure::Missing
        ]
    );
    assert_eq!(rate.indicator.direction, Direction::WorseHigh);
    let of = rate.indicator.rate_of.as_ref().unwrap();
    assert_eq!(of.ids(), ["sangat_pendek", "pendek", "diukur"]);
    assert_eq!(told(&made), ["out_of_range"]);
    assert_eq!(made.faults[0].at.row, Some(4));
}

#[test]
fn fractions_under_a_percent_header_are_read_as_percent_and_asked() {
    let imported = imported(
        "Kecamatan | Desa | Persen Miskin
         Kolono | Kolono | 0,12
         Kolono | Mataiwoi | 0,3
         Kolono | Puunggoni | 0,25
         Angata | Mataiwoi | 0,5
         Angata | Sei Jawi II | 1",
        &ImportOptions::default(),
    );
    assert_eq!(imported.columns[0].values[0], Measure::Measured(12.0));
    assert_eq!(imported.columns[0].indicator.unit, "%");
    assert_eq!(told(&imported), ["share_as_percent"]);
}

/// A row of cells for each of Kolono's five villages.
fn table(head: &str, cells: [&str; 5]) -> String {
    let names = ["Kolono | Kolono", "Kolono | Mataiwoi", "Kolono | Puunggoni"];
    let places = names.into_iter().chain(["Angata | Mataiwoi", "Angata | Sei Jawi II"]);
    let rows: Vec<String> =
        places.zip(cells).map(|(place, cells)| format!("{place} | {cells}")).collect();
    format!("Kecamatan | Desa | {head}\n{}", rows.join("\n"))
}

fn values(imported: &Imported, column: usize) -> Vec<f64> {
    imported.columns[column].values.iter().filter_map(|v| v.value()).collect()
}

#[test]
fn counts_beside_a_small_percentage_prove_its_form() {
    let cells = [
        "1.000 | 7 | 0,7",
        "2.000 | 9 | 0,45",
        "500 | 2 | 0,4",
        "800 | 4 | 0,5",
        "1.600 | 4 | 0,25",
    ];
    let percent = imported(&table("Jumlah KK | KK DBD | % KK DBD", cells), &recipe(""));
    assert_eq!(values(&percent, 2), [0.7, 0.45, 0.4, 0.5, 0.25]);
    assert!(told(&percent).iter().all(|id| *id != "share_as_percent"));
    let cells =
        ["100 | 7 | 0,07", "200 | 9 | 0,045", "50 | 2 | 0,04", "80 | 4 | 0,05", "160 | 4 | 0,025"];
    let fraction = imported(&table("Jumlah KK | KK DBD | % KK DBD", cells), &recipe(""));
    assert_eq!(values(&fraction, 2), [7.0, 4.5, 4.0, 5.0, 2.5]);
    assert!(!fraction.questions.iter().any(|q| matches!(q, Question::Share { .. })));
}

#[test]
fn units_behind_numbers_are_read_and_either_mark_parts_thousands_of_people() {
    let cells = ["500 m | 8,191", "2 km | 7.881", "750 m | 9,001", "80 m | 1.000", "1.200 m | 706"];
    let read = imported(&table("Jarak | Jumlah Penduduk", cells), &recipe(""));
    assert_eq!(values(&read, 0), [500.0, 2000.0, 750.0, 80.0, 1200.0]);
    assert_eq!(read.columns[0].indicator.unit, "m");
    assert_eq!(values(&read, 1), [8191.0, 7881.0, 9001.0, 1000.0, 706.0]);
    let cells =
        ["3 titik | 4 Ha", "5 titik | 5,5 Ha", "1 titik | 2 Ha", "2 titik | 8 Ha", "| 1 Ha"];
    let read = imported(&table("Rawan Longsor | Luas Sawah", cells), &recipe(""));
    let units: Vec<&str> = read.summary.iter().map(|s| s.unit.as_str()).collect();
    assert_eq!(units, ["titik", "ha"]);
}

#[test]
fn an_area_without_a_unit_gets_the_one_that_the_map_allows() {
    let mut register = kolono();
    for village in &mut register.villages {
        village.area_km2 = Some(12.0);
    }
    let unit = |cells| {
        let sheet = sheet(&table("Luas Wilayah", cells));
        let joined = join(&register, lay_out(&sheet), &JoinOptions::default()).unwrap();
        let imported = columns(&register, &joined, &ImportOptions::default()).unwrap();
        (imported.summary[0].unit.clone(), told(&imported).contains(&"area_unit"))
    };
    let hectares = ["1.201,5", "1.190,5", "900,5", "1.205,25", "1.301,5"];
    assert_eq!(unit(hectares), ("ha".to_owned(), true));
    assert_eq!(unit(["12,5", "11,9", "9,25", "12,1", "13,5"]), ("km²".to_owned(), false));
}

#[test]
fn columns_of_one_name_get_ids_of_their_own() {
    let imported = imported(
        "Kecamatan | Desa | Meninggal | Meninggal
         Kolono | Kolono | 1 | 2",
        &ImportOptions::default(),
    );
    let ids: Vec<&str> = imported.summary.iter().map(|s| s.id.as_str()).collect();
    assert_eq!(ids, ["meninggal", "meninggal_2"]);
}
