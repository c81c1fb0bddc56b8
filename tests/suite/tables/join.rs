//! Rows find their villages, or say why not.

use kantong::base::code::{CodeSystem, VillageCode};
use kantong::base::fault::{DataFault, FaultCode, Stop};
use kantong::dataset::join::{How, JoinOptions, Joined, join};
use kantong::dataset::layout::lay_out;
use kantong::dataset::village::Register;

use super::{kolono, register, sheet};

fn joined(register: &Register, lines: &str, options: &JoinOptions) -> Joined {
    let joined = join(register, lay_out(&sheet(lines)), options).unwrap();
    let sum = joined.matched.len()
        + joined.unmatched.len()
        + joined.duplicates.len()
        + joined.other_kabupaten;
    assert_eq!(joined.rows, sum, "every data row is counted once");
    joined
}

/// Village positions in row order, with how.
fn found(joined: &Joined) -> Vec<(usize, How)> {
    joined.matched.iter().map(|m| (m.village, m.how)).collect()
}

fn ids(joined: &Joined) -> Vec<&str> {
    joined.faults.iter().map(|fault| fault.code.id()).collect()
}

fn refused(register: &Register, lines: &str) -> FaultCode {
    match join(register, lay_out(&sheet(lines)), &JoinOptions::default()) {
        Err(Stop::Fault(fault)) => fault.code,
        other => panic!("{other:?}"),
    }
}

#[test]
fn codes_join_in_every_written_form() {
    let joined = joined(
        &kolono(),
        "Kode Desa | Nama Desa | Skor
         74.05.06.1001 | KOLONO | =1
         7405062002 | MATAIWOI | =2
         =7405062003 | Puunggoni | =3
         74.05.06.2099 | Hilang | =4
         74.09.06.2001 | Desa Konawe Utara | =5
         7,40501E+09 | Rusak | =6",
        &JoinOptions::default(),
    );
    assert_eq!(found(&joined), [(0, How::Code), (1, How::Code), (2, How::Code)]);
    assert_eq!(joined.other_kabupaten, 1);
    assert_eq!(joined.unmatched.iter().map(|u| u.row).collect::<Vec<_>>(), [5, 7]);
    assert!(ids(&joined).contains(&"scientific_code"));
    assert_eq!(joined.by, [(How::Code, 3)]);
}

#[test]
fn names_join_within_their_kecamatan_only() {
    let joined = joined(
        &kolono(),
        "Kecamatan | Desa | KK
         KEC. KOLONO | DESA MATAIWOI | =1
         Angata | Mataiwoi | =2
         Angata | SUNGAI JAWI 2 | =3
         Angata | Puunggoni | =4
         Kolono | Puungoni | =5",
        &JoinOptions::default(),
    );
    assert_eq!(found(&joined), [(1, How::Name), (3, How::Name), (4, How::Name)]);
    let far = &joined.unmatched[0].candidates[0];
    assert_eq!((far.village, far.why.id()), (2, "other_kecamatan"));
    let near = &joined.unmatched[1].candidates[0];
    assert!(near.village == 2 && near.why.id() == "spelling" && near.score > 0.9);
}

#[test]
fn an_accepted_suggestion_joins_and_one_from_another_kecamatan_never_does() {
    let lines = "Kecamatan | Desa | KK
         Angata | Puunggoni | =4
         Kolono | Puungoni | =5";
    let options = JoinOptions { accept_suggested: Some(0.5), ..JoinOptions::default() };
    let joined = joined(&kolono(), lines, &options);
    assert_eq!(found(&joined), [(2, How::Accepted)]);
    assert_eq!(joined.unmatched.len(), 1);
}

#[test]
fn two_villages_of_one_name_in_one_kecamatan_need_a_person() {
    let register = register(
        CodeSystem::Kemendagri,
        "",
        &[
            ("74.05.06.1001", "Andoolo", "Andoolo"),
            ("74.05.06.2001", "Andoolo", "Andoolo"),
            ("74.05.06.2002", "Alengge", "Andoolo"),
        ],
    );
    let joined = joined(
        &register,
        "Kecamatan | Desa/Kelurahan | KK
         Andoolo | Andoolo | =4
         Andoolo | Kel. Andoolo | =5",
        &JoinOptions::default(),
    );
    assert_eq!(found(&joined), [(0, How::Name)], "the prefix tells the kelurahan");
    assert_eq!(joined.unmatched[0].row, 2);
}

#[test]
fn the_same_village_twice_keeps_the_first_row_unless_a_year_parts_them() {
    let joined_twice = joined(
        &kolono(),
        "Kecamatan | Desa | KK
         Kolono | Kolono | =4
         Kolono | Kolono | =5",
        &JoinOptions::default(),
    );
    assert_eq!(joined_twice.duplicates.len(), 1);
    assert_eq!((joined_twice.duplicates[0].row, joined_twice.duplicates[0].first_row), (3, 2));
    let by_year = joined(
        &kolono(),
        "Kecamatan | Desa | Tahun | KK
         Kolono | Kolono | 2022 | =4
         Kolono | Kolono | 2023 | =5",
        &JoinOptions::default(),
    );
    let periods: Vec<&str> = by_year.matched.iter().map(|m| m.period.as_str()).collect();
    assert_eq!(periods, ["2022", "2023"]);
}

#[test]
fn the_other_offices_codes_are_never_joined_by_digits() {
    // BPS codes of Konawe Utara read as Kemendagri's would paint Buton Utara.
    let buton_utara = register(
        CodeSystem::Kemendagri,
        "Kabupaten Buton Utara",
        &[("74.10.02.0001", "X", "Bonegunu"), ("74.10.01.2001", "Ronta", "Bonegunu")],
    );
    let bps = "iddesa | Desa | KK
         7410010001 | Asera | =1
         7410011001 | Wawolimbue | =2
         7410020002 | Molawe | =3";
    let FaultCode::Data(DataFault::WrongKabupaten { table, map, code, .. }) =
        refused(&buton_utara, bps)
    else {
        panic!("not told as another kabupaten's")
    };
    assert_eq!((table.as_str(), code.as_str()), ("Kabupaten Konawe Utara", "7410"));
    assert_eq!(map, "Kabupaten Buton Utara");
    let with_names = joined(
        &kolono(),
        "bps_kode_desa | Kecamatan | Desa | KK
         7405060001 | Kolono | Kolono | =1
         7405060002 | Kolono | Mataiwoi | =2",
        &JoinOptions::default(),
    );
    assert_eq!(found(&with_names), [(0, How::Name), (1, How::Name)]);
    assert!(ids(&with_names).contains(&"other_system"));
}

#[test]
fn of_two_code_columns_the_registers_office_is_taken() {
    let joined = joined(
        &kolono(),
        "bps_kode_desa_kelurahan | kemendagri_kode_desa_kelurahan | KK
         7405060001 | 74.05.06.1001 | =1
         7405060002 | 74.05.06.2002 | =2",
        &JoinOptions::default(),
    );
    assert_eq!(found(&joined), [(0, How::Code), (1, How::Code)]);
    assert_eq!(joined.code_column, Some(1));
}

#[test]
fn digits_that_fit_both_offices_are_refused_until_something_settles_them() {
    let kukar = register(
        CodeSystem::Kemendagri,
        "Kabupaten Kutai Kartanegara",
        &[("64.02.06.1001", "Jahab", "Tenggarong"), ("64.02.06.1002", "Melayu", "Tenggarong")],
    );
    assert!(matches!(
        refused(&kukar, "Kode Desa | KK\n6402061001 | =1\n6402061001 | =2"),
        FaultCode::Data(DataFault::AmbiguousCodes { column }) if column == "Kode Desa"
    ));
    let by_names = joined(
        &kukar,
        "Kode Desa | Nama Desa | KK\n6402061001 | Jahab | =1",
        &JoinOptions::default(),
    );
    assert_eq!(found(&by_names), [(0, How::Code)], "the name beside the code settles it");
    let lines = "Kode Desa | KK\n6402061001 | =1";
    let told = JoinOptions { code_system: Some(CodeSystem::Kemendagri), ..JoinOptions::default() };
    assert_eq!(found(&joined(&kukar, lines, &told)), [(0, How::Code)]);
}

#[test]
fn without_a_kecamatan_names_are_only_suggested() {
    let joined = joined(
        &kolono(),
        "Desa | KK
         Puunggoni | =1
         Mataiwoi | =2",
        &JoinOptions::default(),
    );
    assert!(joined.matched.is_empty());
    assert!(ids(&joined).contains(&"no_kecamatan_column"));
    assert_eq!(joined.unmatched[0].candidates.len(), 1);
    assert_eq!(joined.unmatched[1].candidates.len(), 2);
}

#[test]
fn a_puskesmas_of_its_kecamatans_name_stands_for_it() {
    let joined = joined(
        &kolono(),
        "No | Puskesmas | Desa | Pendek
         1 | Kolono | Puunggoni | =1
         2 | Kolono | Mataiwoi | =2",
        &JoinOptions::default(),
    );
    assert_eq!(found(&joined), [(2, How::Name), (1, How::Name)]);
    assert!(joined.unmatched.is_empty());
}

#[test]
fn a_decision_taken_once_is_remembered() {
    let lines = "Kecamatan | Desa | KK\n Kolono | Punggoni Baru | =1";
    let first = joined(&kolono(), lines, &JoinOptions::default());
    let key = first.unmatched[0].key.clone();
    let chosen = VillageCode::stored("74.05.06.2003".into());
    let options =
        JoinOptions { crosswalk: [(key, chosen)].into_iter().collect(), ..JoinOptions::default() };
    assert_eq!(found(&joined(&kolono(), lines, &options)), [(2, How::Crosswalk)]);
}

#[test]
fn rows_of_another_kabupaten_are_set_aside_by_its_name() {
    let joined = joined(
        &kolono(),
        "Kabupaten | Kecamatan | Desa | KK
         KAB. KONAWE SELATAN | Kolono | Kolono | =1
         KAB. KONAWE | Kolono | Kolono | =2",
        &JoinOptions::default(),
    );
    assert_eq!((joined.matched.len(), joined.other_kabupaten), (1, 1));
}

#[test]
fn a_table_that_names_no_village_is_refused() {
    assert!(matches!(
        refused(&kolono(), "Nama Kabupaten | KK\nKonawe | =1\nKolaka | =2"),
        FaultCode::Data(DataFault::NoKeyColumn { .. })
    ));
}
