//! What a table leaves open: asked with a default, answered by the recipe, replayed by the whole recipe.

use std::sync::Arc;

use kantong::base::fault::{At, PeriodFrom};
use kantong::base::measure::Measure;
use kantong::dataset::join::{JoinOptions, join};
use kantong::dataset::layout::{LayoutOptions, lay_out, lay_out_with};
use kantong::dataset::sheets;
use kantong::indicator::definition::{Derived, SourceKind};
use kantong::indicator::import::{ImportOptions, Imported, columns};
use kantong::indicator::question::{Answer, Question};
use kantong::indicator::recipe::{Dash, Recipe, ShareForm};
use kantong::source::layer::Encoding;
use kantong::source::number::Mark;
use kantong::source::table::{RawSheet, RawTable};

use super::{kolono, sheet};

fn imported(lines: &str, recipe: &Recipe) -> Imported {
    let register = kolono();
    let joined = join(&register, lay_out(&sheet(lines)), &JoinOptions::default()).unwrap();
    let options = ImportOptions { recipe: recipe.clone(), ..ImportOptions::default() };
    columns(&register, &joined, &options).unwrap()
}

fn value(imported: &Imported, id: &str, village: usize) -> Option<f64> {
    imported.columns.iter().find(|c| c.indicator.id == id)?.values[village].value()
}

const OPEN: &str = "Kecamatan | Desa | Nilai | Persen Miskin | Rumah
     Kolono | Kolono | 12.000 | 0,12 | -
     Kolono | Mataiwoi | 3.500 | 0,3 | 4
     Kolono | Puunggoni | 1.250 | 0,25 | -
     Angata | Mataiwoi | 2.125 | 0,5 | 7
     Angata | Sei Jawi II | 1.000 | 0,75 | 8";

#[test]
fn what_is_open_is_asked_once_and_the_answer_is_kept_in_the_recipe() {
    let mut recipe = Recipe::default();
    let first = imported(OPEN, &recipe);
    let keys: Vec<&str> = first.questions.iter().map(Question::key).collect();
    assert_eq!(keys, ["dash", "decimal", "share", "period"]);
    // "0,12" elsewhere in the file settles what "12.000" is, yet it is told with the column.
    assert_eq!(value(&first, "nilai", 0), Some(12.0));
    assert_eq!(value(&first, "persen_miskin", 0), Some(12.0));
    assert_eq!(value(&first, "rumah", 0), None);
    for answer in [
        Answer::Dash(Dash::Zero),
        Answer::Share { column: "Persen Miskin".into(), form: ShareForm::Percent },
        Answer::Decimal { column: "Nilai".into(), mark: Mark::Point },
        Answer::Period("2024".into()),
    ] {
        recipe.answer(&answer);
    }
    let second = imported(OPEN, &recipe);
    assert_eq!(second.questions, []);
    assert_eq!(value(&second, "rumah", 0), Some(0.0));
    assert_eq!(value(&second, "persen_miskin", 0), Some(0.12));
    assert!(second.columns.iter().all(|c| c.period == "2024"));
}

#[test]
fn the_whole_recipe_makes_the_same_again() {
    let first = imported(OPEN, &Recipe::default());
    let written = first.recipe.to_toml();
    let recipe = Recipe::parse(&written, &At::default()).unwrap();
    assert_eq!(recipe, first.recipe);
    let again = imported(OPEN, &recipe);
    let of = |i: &Imported| {
        i.columns.iter().map(|c| (c.indicator.clone(), c.values.clone())).collect::<Vec<_>>()
    };
    assert_eq!(of(&again), of(&first), "{written}");
    assert!(!again.questions.iter().any(|q| q.key() != "period"), "{:?}", again.questions);
}

#[test]
fn next_years_file_imports_by_this_years_recipe() {
    let lines = |year: u32| {
        format!(
            "Keluarga miskin tahun {year}
             Kecamatan | Desa | KK Miskin {year} | KK Miskin {}
             Kolono | Kolono | 4 | 5
             Angata | Sei Jawi II | 6 | 7",
            year + 1
        )
    };
    let first = imported(&lines(2022), &Recipe::default());
    let next = imported(&lines(2024), &first.recipe);
    let found: Vec<_> =
        next.columns.iter().map(|c| (c.indicator.id.as_str(), c.period.as_str())).collect();
    assert_eq!(found, [("kk_miskin", "2024"), ("kk_miskin", "2025")]);
}

#[test]
fn a_gap_is_offered_and_never_below_zero() {
    let lines = "Kecamatan | Desa | Jumlah KK | KK akses air minum
         Kolono | Kolono | 100 | 60
         Kolono | Mataiwoi | 80 | 90
         Kolono | Puunggoni | 70 |
         Angata | Mataiwoi | 50 | 50
         Angata | Sei Jawi II | 40 | 10";
    let mut recipe = Recipe::default();
    let plain = imported(&lines.replace("80 | 90", "80 | 70"), &recipe);
    let [offer] = &plain.offers[..] else { panic!("{:?}", plain.offers) };
    recipe.indicators.push(offer.clone());
    recipe.others = true;
    let made = imported(lines, &recipe);
    let gap = made.columns.iter().find(|c| c.indicator.id == offer.id).unwrap();
    let values: Vec<Option<f64>> = gap.values.iter().map(|v| v.value()).collect();
    assert_eq!(values, [Some(40.0), Some(0.0), None, Some(0.0), Some(30.0)]);
    assert_eq!(gap.values[2], Measure::Missing);
    let of = gap.indicator.rate_of.as_ref().unwrap();
    assert!(matches!(of, Derived::Gap { .. }));
    assert_eq!(of.ids(), ["jumlah_kk", "kk_akses_air_minum"]);
    assert!(made.faults.iter().any(|f| f.code.id() == "covered_beyond_need"));
    assert_eq!(made.columns.len(), 3);
    assert_eq!(made.offers, []);
}

#[test]
fn headers_of_nothing_but_years_are_periods_of_what_the_title_names() {
    let made = imported(
        "JUMLAH KELUARGA MISKIN MENURUT DESA
         Kecamatan | Desa | 2021 | 2022
         Kolono | Kolono | 4 | 5",
        &Recipe::default(),
    );
    let found: Vec<_> = made
        .columns
        .iter()
        .map(|c| (c.indicator.name.as_str(), c.period.as_str(), c.values[0].value()))
        .collect();
    let name = "Jumlah keluarga miskin";
    assert_eq!(found, [(name, "2021", Some(4.0)), (name, "2022", Some(5.0))]);
}

#[test]
fn a_figure_of_the_whole_kabupaten_becomes_no_villages() {
    let made = imported(
        "Kecamatan | Desa | KK | Prevalensi Stunting SSGI (%)
         Kolono | Kolono | 4 | 21,6
         Kolono | Mataiwoi | 5 | 21,6
         Kolono | Puunggoni | 5 | 21,6",
        &Recipe::default(),
    );
    let ids: Vec<&str> = made.columns.iter().map(|c| c.indicator.id.as_str()).collect();
    assert_eq!(ids, ["kk"]);
    assert!(made.faults.iter().any(|f| f.code.id() == "survey_figure"));
    assert_eq!(made.source_kind, SourceKind::Survey);
}

fn month(name: &str, first: u32) -> RawSheet {
    let lines = format!(
        "Kecamatan | Desa | Kasus
         Kolono | Kolono | {first}
         Kolono | Mataiwoi | {}
         | JUMLAH | {}",
        first + 1,
        2 * first + 1
    );
    RawSheet { name: Some(name.to_owned()), ..sheet(&lines) }
}

#[test]
fn twelve_monthly_sheets_are_one_indicator_with_twelve_periods() {
    let names = [
        "Jan", "Feb", "Mar", "April", "Mei", "Juni", "Juli", "Agustus", "Sept", "Okt", "Nov",
        "Des 2024",
    ];
    let mut all: Vec<RawSheet> = names.iter().zip(1..).map(|(n, i)| month(n, i)).collect();
    all.push(RawSheet { name: Some("Petunjuk".into()), ..sheet("Cara mengisi") });
    let table = Arc::new(RawTable {
        format: "xlsx",
        sheets: all,
        encoding: Encoding { label: "UTF-8".to_owned(), from: "given" },
        faults: Vec::new(),
    });
    let (laid, left_out) = sheets::all(&table, LayoutOptions::default()).unwrap();
    assert_eq!(left_out, ["Petunjuk"]);
    let register = kolono();
    let joined = join(&register, laid, &JoinOptions::default()).unwrap();
    let made = columns(&register, &joined, &ImportOptions::default()).unwrap();
    let periods: Vec<&str> = made.columns.iter().map(|c| c.period.as_str()).collect();
    assert_eq!(periods.len(), 12);
    assert_eq!((periods[0], periods[11]), ("2024-01", "2024-12"));
    assert!(made.columns.iter().all(|c| c.indicator.id == "kasus"));
    let cell = made.columns[4].cells[1].as_ref().unwrap();
    assert_eq!((cell.sheet.as_deref(), cell.row), (Some("Mei"), 3));
    assert_eq!(made.columns[4].values[1], Measure::Measured(6.0));
    assert_eq!(joined.laid.totals.len(), 12);
    assert_eq!(sheets::views(&table).len(), 13);
    // One sheet alone is still one period.
    let one = lay_out_with(&table, 0, LayoutOptions::default());
    assert_eq!(one.rows.len(), 2);
}

#[test]
fn a_table_by_puskesmas_learns_its_kecamatan() {
    let register = kolono();
    let laid = lay_out(&sheet(
        "Puskesmas | Desa | Balita
         Lalembuu | Kolono | 4
         Lalembuu | Puunggoni | 5
         Lalembuu | Mataiwoi | 6
         Angata | Sei Jawi II | 7
         Angata | Mataiwoi | 8",
    ));
    let joined = join(&register, laid, &JoinOptions::default()).unwrap();
    let villages: Vec<(usize, usize)> = joined.matched.iter().map(|m| (m.row, m.village)).collect();
    assert_eq!(villages, [(0, 0), (1, 2), (2, 1), (3, 4), (4, 3)]);
    assert!(joined.faults.iter().any(|f| f.code.id() == "puskesmas_place"));
}

#[test]
fn a_period_that_nothing_names_is_asked_for() {
    let made = imported(
        "Kecamatan | Desa | KK
         Kolono | Kolono | 4",
        &Recipe::default(),
    );
    let asked = Question::Period { found: String::new(), from: PeriodFrom::Nowhere };
    assert_eq!(made.questions, [asked]);
}

#[test]
fn thousands_whose_point_became_a_decimal_mark_are_persons_again() {
    let lines = "Kecamatan | Desa | Jumlah Penduduk | Rasio
         Kolono | Kolono | =7.881 | =1.234
         Kolono | Mataiwoi | =856 | =2.345
         Kolono | Puunggoni | =2.54 | =1.111
         Angata | Mataiwoi | =1.207 | =1.765
         Angata | Sei Jawi II | =3.114 | =1.555";
    let first = imported(lines, &Recipe::default());
    assert_eq!(value(&first, "jumlah_penduduk", 0), Some(7881.0));
    assert_eq!(value(&first, "jumlah_penduduk", 1), Some(856.0));
    assert_eq!(value(&first, "jumlah_penduduk", 2), Some(2540.0));
    assert_eq!(value(&first, "rasio", 0), Some(1.234));
    let told = |made: &Imported, id: &str| made.faults.iter().any(|f| f.code.id() == id);
    assert!(told(&first, "fractions_as_thousands"), "{:?}", first.faults);
    // Who says that they are fractions has fractions.
    let mut recipe = Recipe::default();
    recipe.answer(&Answer::Decimal { column: "Jumlah Penduduk".into(), mark: Mark::Point });
    let second = imported(lines, &recipe);
    assert_eq!(value(&second, "jumlah_penduduk", 0), Some(7.881));
    let halves =
        lines.replace("=7.881", "=12.5").replace("=1.207", "=7.5").replace("=3.114", "=3.5");
    let third = imported(&halves, &Recipe::default());
    assert!(told(&third, "fractions_in_count"), "{:?}", third.faults);
    assert_eq!(value(&third, "jumlah_penduduk", 0), Some(12.5));
}

#[test]
fn numbers_in_several_units_are_left_out_and_told() {
    let made = imported(
        "Kecamatan | Desa | Jarak | KK
         Kolono | Kolono | 5 mil | =1
         Kolono | Mataiwoi | 2 hari | =2
         Kolono | Puunggoni | 30 menit ojek | =3
         Angata | Mataiwoi | dekat | =4
         Angata | Sei Jawi II | 1 jam jalan kaki | =5",
        &Recipe::default(),
    );
    let fault = made.faults.iter().find(|f| f.code.id() == "mixed_units").unwrap();
    assert_eq!(fault.at.column.as_deref(), Some("Jarak"));
    assert_eq!(value(&made, "kk", 0), Some(1.0));
}
