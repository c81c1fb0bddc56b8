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

/// Twelve villages of Sukorejo in Ponorogo; "Sidorejo" is a kecamatan of Magetan too.
fn sukorejo() -> Register {
    let names = [
        "Sidorejo", "Awunan", "Bulusan", "Cepokan", "Duwetan", "Embungan", "Gebangan", "Jatian",
        "Kepuhan", "Lohan", "Mlaran", "Nglohan",
    ];
    let codes: Vec<String> = (1..=12).map(|n| format!("35.02.16.2{n:03}")).collect();
    let villages: Vec<(&str, &str, &str)> =
        codes.iter().zip(names).map(|(code, name)| (code.as_str(), name, "Sukorejo")).collect();
    register(CodeSystem::Kemendagri, "Kabupaten Ponorogo", &villages)
}

/// Six rows of each kecamatan with names of no map; the first of "Sidorejo" is Sidorejo.
fn strange(kecamatan: &[&str]) -> String {
    let row = |(kecamatan, n): (&&str, usize)| match (*kecamatan, n) {
        ("Sidorejo", 0) => "Sidorejo | Sidorejo | =1".to_owned(),
        _ => format!("{kecamatan} | Zwx{n}qy{} | =2", kecamatan.len() + 10 * n),
    };
    let rows = kecamatan.iter().flat_map(|k| (0..6).map(move |n| (k, n))).map(row);
    let mut lines = vec!["Kecamatan | Desa | KK Miskin".to_owned()];
    lines.extend(rows);
    lines.join("\n")
}

#[test]
fn names_that_fit_by_chance_do_not_let_another_kabupatens_table_in() {
    let magetan = strange(&["Poncol", "Lembeyan", "Takeran", "Plaosan", "Sidorejo"]);
    let FaultCode::Data(DataFault::WrongKabupaten { column, table, map, code, .. }) =
        refused(&sukorejo(), &magetan)
    else {
        panic!("not told as another kabupaten's")
    };
    assert_eq!((column.as_str(), code.as_str()), ("Kecamatan", ""));
    assert_eq!(table, "Kabupaten Magetan");
    assert_eq!(map, "Kabupaten Ponorogo");
    // Nobody's kecamatan: nothing is joined, and what is alike is offered.
    let nobody = strange(&["Qonco", "Wembey", "Xaker", "Vlaos", "Sidorejo"]);
    let nobody = joined(&sukorejo(), &nobody, &JoinOptions::default());
    assert!(nobody.matched.is_empty());
    assert!(ids(&nobody).contains(&"nothing_matched"));
    assert!(!ids(&nobody).contains(&"kecamatan_bridged"));
    // The map's own kecamatan among many others of a province: joined as before.
    let own = magetan.clone() + "\nSukorejo | Awunan | =5\nSukorejo | Bulusan | =6";
    let own = joined(&sukorejo(), &(own + "\nSukorejo | Lohan | =6"), &JoinOptions::default());
    assert_eq!(own.matched.len(), 3, "{:?}", own.matched);
}

#[test]
fn a_neighbours_codes_that_are_this_maps_to_the_other_office_are_told_as_the_neighbours() {
    let kukar = register(
        CodeSystem::Kemendagri,
        "Kabupaten Kutai Kartanegara",
        &[("64.02.06.1001", "Jahab", "Tenggarong"), ("64.02.06.1002", "Melayu", "Tenggarong")],
    );
    for mark in [".", ""] {
        let code = |n: u32| format!("64{mark}03{mark}01{mark}200{n}");
        let rows = (1..=6).map(|n| format!("{} | Kelay | Zwx{n}qy | =1", code(n)));
        let lines: Vec<String> =
            std::iter::once("Kode | Kecamatan | Desa | KK".to_owned()).chain(rows).collect();
        let FaultCode::Data(DataFault::WrongKabupaten { table, code, .. }) =
            refused(&kukar, &lines.join("\n"))
        else {
            panic!("not told as Berau's")
        };
        assert_eq!((table.as_str(), code.as_str()), ("Kabupaten Berau", "64.03"));
    }
}

#[test]
fn a_name_of_several_kecamatan_is_offered_there_and_proves_none_of_them() {
    let map = register(
        CodeSystem::Kemendagri,
        "Kabupaten Konawe Selatan",
        &[
            ("74.05.06.2002", "Mataiwoi", "Kolono"),
            ("74.05.06.2003", "Matandahi", "Kolono"),
            ("74.05.10.2001", "Mataiwoi", "Angata"),
            ("74.05.10.2002", "Matandahi", "Angata"),
            ("74.05.10.2003", "Mataiwo", "Angata"),
        ],
    );
    let alone = joined(&map, "Desa | KK\nMataiwoi | =1", &JoinOptions::default());
    let names: Vec<&str> = alone.unmatched[0].candidates.iter().map(|c| c.name.as_str()).collect();
    assert_eq!(names, ["Mataiwoi"; 2]);
    let rows = "Kecamatan | Desa | KK\nTidak Tahu | Mataiwoi | =1\nTidak Tahu | Matandahi | =2";
    let moved = joined(&map, rows, &JoinOptions::default());
    let best = moved.unmatched.iter().flat_map(|u| &u.candidates).map(|c| c.score);
    assert!(best.fold(0.0, f64::max) < 0.9, "{:?}", moved.unmatched);
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

/// A code beside the exact name of its neighbour: one of them slipped by a row.
#[test]
fn a_code_beside_its_neighbours_name_waits_however_alike_the_names_are() {
    let twins = register(
        CodeSystem::Kemendagri,
        "Kabupaten Konawe Selatan",
        &[
            ("74.05.06.1001", "Kolono Hilir", "Kolono"),
            ("74.05.06.2002", "Kolono Hulu", "Kolono"),
            ("74.05.06.2003", "Puunggoni", "Kolono"),
            ("74.05.10.2001", "Puunggona", "Angata"),
        ],
    );
    let joined = joined(
        &twins,
        "Kode Desa | Kecamatan | Desa | KK
         74.05.06.1001 | Kolono | Kolono Hulu | =1
         74.05.06.2002 | Kolono | Kolono Hulu | =2
         74.05.06.2003 | Kolono | Puungoni | =3
         74.05.10.2001 | Angata | Puunggoni | =4",
        &JoinOptions::default(),
    );
    let villages: Vec<usize> = joined.matched.iter().map(|m| m.village).collect();
    assert_eq!(villages, [1, 2, 3], "{:?}", joined.unmatched);
    assert_eq!(joined.unmatched.len(), 1);
}
