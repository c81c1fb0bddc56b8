//! Real tables on real boundaries, where the shared files are at hand.

use std::path::Path;

use kantong::base::code::TenDigits;
use kantong::base::progress::Progress;
use kantong::dataset::boundary::{self, BoundaryOptions};
use kantong::dataset::join::{self, How, JoinOptions, Joined};
use kantong::dataset::layout::{self, Laid, Why};
use kantong::dataset::village::Register;
use kantong::indicator::import::{self, ImportOptions, Imported};
use kantong::source::layer::LayerOptions;
use kantong::source::open::{Opened, open};

use crate::shared::shared;

fn register(path: &Path) -> Register {
    register_where(path, None)
}

fn register_where(path: &Path, filter: Option<(String, String)>) -> Register {
    let options = LayerOptions { filter, ..LayerOptions::default() };
    let Opened::Layer(mut layer) = open(path, &options, &Progress::default()).expect("opens")
    else {
        panic!("{} is no layer", path.display())
    };
    let at = kantong::base::fault::At::file(path);
    boundary::build(&mut layer, &at, &BoundaryOptions::default(), &Progress::default())
        .expect("builds")
        .register
}

fn laid(path: &Path, sheet: usize) -> Laid {
    let Opened::Table(table) =
        open(path, &LayerOptions::default(), &Progress::default()).expect("opens")
    else {
        panic!("{} is no table", path.display())
    };
    layout::lay_out(&table.sheets[sheet])
}

fn both(boundary: &str, table: &str) -> Option<(Register, Joined, Imported)> {
    let (boundary, table) = (shared(boundary)?, shared(table)?);
    let register = register(&boundary);
    let laid = laid(&table, 0);
    let joined = join::join(&register, &laid, &JoinOptions::default()).expect("joins");
    let options = ImportOptions {
        file_name: table.file_name().unwrap().to_string_lossy().into_owned(),
        ..ImportOptions::default()
    };
    let imported = import::columns(&register, &joined, &options).expect("imports");
    Some((register, joined, imported))
}

const KEMENDAGRI: &str = "data/id/adm4_kemendagri_2025/shp";
const TABLES: &str = "data/id/tables";

fn unmatched_rows(joined: &Joined) -> Vec<u32> {
    joined.unmatched.iter().map(|u| u.row).collect()
}

/// (measured, missing, not applicable) of the one indicator in each period.
fn tallies(imported: &Imported, id: &str) -> Vec<(String, usize, usize, usize)> {
    imported
        .summary
        .iter()
        .filter(|s| s.id == id)
        .map(|s| (s.period.clone(), s.tally.measured, s.tally.missing, s.tally.not_applicable))
        .collect()
}

#[test]
fn idm_2024_on_konawe_selatan() {
    let Some((register, joined, imported)) = both(
        &format!("{KEMENDAGRI}/74.05_konawe_selatan.shp"),
        &format!("{TABLES}/idm_2024/idm_2024_74.05_konawe_selatan.csv"),
    ) else {
        return;
    };
    assert_eq!((register.len(), joined.rows), (351, 336));
    assert_eq!(joined.by, [(How::Code, 334)]);
    // Two villages moved to another kecamatan and were numbered anew: suggested, not joined.
    assert_eq!(unmatched_rows(&joined), [133, 191]);
    assert!(joined.unmatched.iter().all(|u| u.candidates[0].why.id() == "other_kecamatan"));
    let ids: Vec<&str> = imported.summary.iter().map(|s| s.id.as_str()).collect();
    assert_eq!(ids, ["skor_idm", "skor_iks", "skor_ike", "skor_ikl"]);
    for id in ids {
        assert_eq!(tallies(&imported, id), [("2024".to_owned(), 334, 2, 15)]);
    }
    let village = register.position("74.05.03.2004").expect("Alengge Agung");
    let idm = &imported.columns[0];
    assert_eq!(idm.values[village].value(), Some(0.6924));
    let cell = idm.cells[village].as_ref().expect("measured");
    assert_eq!((cell.row, cell.column.as_str()), (2, "D"));
}

#[test]
fn three_years_of_pesawaran_by_kecamatan_and_name() {
    let Some((_, joined, imported)) = both(
        &format!("{KEMENDAGRI}/18.09_pesawaran.shp"),
        &format!("{TABLES}/Dataset kemiskinan - pesawaran.csv"),
    ) else {
        return;
    };
    assert_eq!((joined.rows, joined.matched.len(), joined.unmatched.len()), (444, 411, 33));
    assert_eq!(joined.by, [(How::Name, 411)]);
    let years = ["2021", "2022", "2023"].map(|year| (year.to_owned(), 137, 7, 0));
    assert_eq!(tallies(&imported, "persentase_pen_miskin"), years);
    assert_eq!(
        imported.columns.iter().find(|c| c.indicator.id == "jumlah_pen_miskin").and_then(|c| {
            let bagelen = c.cells.iter().flatten().map(|cell| cell.row).min()?;
            Some((bagelen, c.period.clone()))
        }),
        Some((2, "2021".to_owned()))
    );
}

#[test]
fn all_of_ponorogo_by_kecamatan_and_name() {
    let Some((_, joined, imported)) = both(
        &format!("{KEMENDAGRI}/35.02_ponorogo.shp"),
        &format!("{TABLES}/ponorogo_kk_miskin_per_desa_AGGREGATED.csv"),
    ) else {
        return;
    };
    assert_eq!(joined.by, [(How::Name, 307)]);
    assert_eq!(tallies(&imported, "kk_miskin"), [(String::new(), 307, 0, 0)]);
}

#[test]
fn a_province_wide_table_gives_kuningan_its_own_rows_by_either_offices_code() {
    let Some((_, joined, imported)) = both(
        &format!("{KEMENDAGRI}/32.08_kuningan.shp"),
        &format!("{TABLES}/jabar_balita_gizi_buruk_per_desa.csv"),
    ) else {
        return;
    };
    assert_eq!(joined.by, [(How::Code, 1083)]);
    assert_eq!((joined.rows, joined.other_kabupaten), (15_936, 14_853));
    let name = joined.code_column.map(|c| joined.laid.columns[c].path.as_str());
    assert_eq!(name, Some("kemendagri_kode_desa_kelurahan"));
    let years = ["2019", "2020", "2021"].map(|year| (year.to_owned(), 361, 15, 0));
    assert_eq!(tallies(&imported, "jumlah_kejadian_balita_gizi_buruk"), years);
}

#[test]
fn kuningans_boundaries_without_codes_join_by_name() {
    let path = "data/id/adm4_big_rbi25k/kuningan/ADMINISTRASIDESA_AR_25K.shp";
    let table = format!("{TABLES}/jabar_balita_gizi_buruk_per_desa.csv");
    let (Some(path), Some(table)) = (shared(path), shared(&table)) else { return };
    let kuningan = ("WADMKK".to_owned(), "Kabupaten Kuningan".to_owned());
    let register = register_where(&path, Some(kuningan));
    let joined = join::join(&register, laid(&table, 0), &JoinOptions::default()).expect("joins");
    assert!(joined.by.iter().all(|(how, _)| *how == How::Name));
    assert_eq!(joined.rows, 15_936);
    // The sheet is older than two splits of kecamatan; what moved is suggested, not joined.
    assert_eq!((joined.matched.len(), joined.unmatched.len()), (825, 258));
}

#[test]
fn podes_codes_in_four_parts_join_villages_numbered_by_bps() {
    let Some((register, joined, imported)) = both(
        "data/id/adm4_hdx_bps_2020/id1501_kerinci.geojson",
        &format!("{TABLES}/podes2019_jambi/podes2019_jambi_1501-1505.csv"),
    ) else {
        return;
    };
    assert_eq!(joined.rows, 939);
    assert_eq!((joined.by.clone(), joined.other_kabupaten), (vec![(How::Code, 287)], 652));
    assert_eq!(tallies(&imported, "r404"), [("2019".to_owned(), 287, register.len() - 287, 0)]);
}

#[test]
fn podes_by_bps_is_joined_by_names_on_villages_of_kemendagri() {
    let Some((_, joined, _)) = both(
        &format!("{KEMENDAGRI}/15.01_kerinci.shp"),
        &format!("{TABLES}/podes2019_jambi/podes2019_jambi_1501-1505.csv"),
    ) else {
        return;
    };
    assert!(joined.by.iter().all(|(how, _)| *how == How::Name), "{:?}", joined.by);
    assert!(joined.faults.iter().any(|fault| fault.code.id() == "other_system"));
    assert_eq!((joined.matched.len(), joined.unmatched.len()), (254, 33));
    assert_eq!(joined.other_kabupaten, 652);
}

#[test]
fn the_capitals_monthly_sheet_loses_its_total_and_its_unknowns() {
    let table =
        "dki_kelurahan_xlsx/Standar Kelurahan Data Corona (28 Februari 2021 Pukul 10.00).xlsx";
    let Some((_, joined, imported)) = both(
        "data/id/adm4_dukcapil_2019_dki/BATAS_DESA_DESEMBER_2019_DUKCAPIL_DKI_JAKARTA.shp",
        &format!("{TABLES}/{table}"),
    ) else {
        return;
    };
    assert_eq!((joined.rows, joined.by.clone()), (269, vec![(How::Code, 267)]));
    let layout: Vec<_> = joined.laid.ignored.iter().map(|i| (i.row, i.why)).collect();
    assert_eq!(layout, [(1, Why::Header), (2, Why::Total)]);
    assert_eq!(tallies(&imported, "positif"), [("2021-02".to_owned(), 267, 0, 0)]);
}

#[test]
fn the_ministrys_code_book_keeps_every_village_with_a_code() {
    // 11.xlsx lays out page by page without a rest; 10.xlsx has codes that ran together in a cell.
    for (file, villages, exact) in [("11.xlsx", 267, true), ("10.xlsx", 344, false)] {
        let Some(path) = shared(&format!("{TABLES}/kemendagri_pdf_xlsx/{file}")) else { return };
        let laid = laid(&path, 0);
        assert_eq!(laid.columns[0].path, "K O D E");
        let code = |row: usize| laid.text(row, 0).unwrap_or_default();
        let coded = (0..laid.rows.len()).filter(|&r| TenDigits::parse(&code(r)).is_ok()).count();
        assert_eq!(coded, villages, "{file}");
        assert_eq!(laid.rows.len() == villages, exact, "{file}");
    }
}
