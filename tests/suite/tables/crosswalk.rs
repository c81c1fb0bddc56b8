//! Decisions about rows serve later files, go out as a table and come in again.

use kantong::base::code::{CodeSystem, VillageCode};
use kantong::base::fault::At;
use kantong::dataset::crosswalk::{Crosswalk, Decision, Entry};
use kantong::dataset::crosswalk_file;
use kantong::dataset::join::{BridgeUse, How, JoinOptions, Joined, join};
use kantong::dataset::layout::lay_out;
use kantong::dataset::review;
use kantong::dataset::village::Register;
use kantong::lang::Lang;
use kantong::source::layer::Encoding;
use kantong::source::table::RawTable;

use super::{kolono, register, sheet};

fn with(register: &Register, lines: &str, decided: &[(&str, Decision)]) -> Joined {
    let mut crosswalk = Crosswalk::default();
    for (key, decision) in decided {
        let entry = Entry { decision: decision.clone(), origin: String::new() };
        crosswalk.insert((*key).to_owned(), entry);
    }
    let options = JoinOptions { crosswalk, ..JoinOptions::default() };
    join(register, lay_out(&sheet(lines)), &options).unwrap()
}

fn code(text: &str) -> VillageCode {
    VillageCode::stored(text.to_owned())
}

const LINES: &str = "Kecamatan | Desa | KK
     Kolono | Puunggonni Baroe | =1
     Kolono | Kolono | =2";

#[test]
fn what_was_refused_is_never_suggested_again() {
    let lines = "Kecamatan | Desa | KK\n Kolono | Puungoni | =1\n Kolono | Kolono | =2";
    let first = with(&kolono(), lines, &[]);
    let open = &first.unmatched[0];
    let best = open.candidates[0].code.clone();
    let refused = review::refuse(open.decision.as_ref(), &best);
    let again = with(&kolono(), lines, &[(&open.key, refused)]);
    assert!(again.unmatched[0].candidates.iter().all(|c| c.code != best));
    assert_eq!(review::rows(&kolono(), &again).rows[0].state, review::State::Refused);
    let left = with(&kolono(), lines, &[(&open.key, Decision::Leave)]);
    assert!(left.unmatched[0].candidates.is_empty());
    assert_eq!(left.unmatched[0].decision, Some(Decision::Leave));
}

#[test]
fn a_row_that_is_left_is_not_joined_by_its_name_either() {
    let joined = with(&kolono(), LINES, &[("/KOLONO/KOLONO", Decision::Leave)]);
    assert!(joined.matched.is_empty());
}

#[test]
fn a_split_village_keeps_its_figure_whole_and_waits() {
    let lines = "Kode Desa | KK\n 74.05.06.2099 | =10\n 74.05.06.2002 | =3";
    let into = vec![code("74.05.06.2002"), code("74.05.06.2003")];
    let joined = with(&kolono(), lines, &[("74.05.06.2099//", Decision::Split(into))]);
    assert_eq!(joined.matched.len(), 1, "only the row with a code of today");
    let open = &joined.unmatched[0];
    assert!(open.candidates.iter().all(|c| c.why.id() == "split"));
    assert_eq!(open.candidates.len(), 2);
    assert!(joined.faults.iter().any(|f| f.code.id() == "split_village"));
}

#[test]
fn codes_of_bps_join_by_a_crosswalk_of_codes_and_never_by_their_digits() {
    let lines = "iddesa | KK\n 7405060001 | =1\n 7405060009 | =2\n 7405061010 | =3";
    let decided = [("7405060001//", Decision::Accept(code("74.05.06.2003")))];
    let joined = with(&kolono(), lines, &decided);
    let found: Vec<_> = joined.matched.iter().map(|m| (m.row, m.village, m.how)).collect();
    assert_eq!(found, [(0, 2, How::Crosswalk)]);
    assert_eq!(joined.unmatched.len(), 2);
}

#[test]
fn a_bridge_is_told_and_can_be_refused() {
    let map = register(
        CodeSystem::Kemendagri,
        "Kabupaten Kuningan",
        &[
            ("32.08.07.2001", "Ciawigebang", "Ciawigebang"),
            ("32.08.07.2002", "Cigarukgak", "Ciawigebang"),
            ("32.08.07.2003", "Pajawan", "Ciawigebang"),
            ("32.08.08.2001", "Kertawirama", "Nusaherang"),
        ],
    );
    let lines = "Kecamatan | Desa | KK
         Ciawi Gerbang | Ciawigebang | =1
         Ciawi Gerbang | Cigarukgak | =2
         Ciawi Gerbang | Pajawan | =3
         Nusaherang | Kertawirama | =4";
    let joined = with(&map, lines, &[]);
    assert_eq!(joined.matched.len(), 4);
    let [bridge] = &joined.bridges[..] else { panic!("{:?}", joined.bridges) };
    assert_eq!((bridge.table.as_str(), bridge.map.as_str()), ("Ciawi Gerbang", "Ciawigebang"));
    assert_eq!((bridge.place.as_str(), bridge.rows), ("32.08.07", 3));
    assert!(joined.faults.iter().any(|f| f.code.id() == "kecamatan_bridged"));
    let refused = with(&map, lines, &[(&bridge.key, Decision::Leave)]);
    assert_eq!((refused.matched.len(), refused.unmatched.len()), (1, 3));
    assert_eq!(refused.bridges[0].used, BridgeUse::Refused);
}

#[test]
fn accepting_all_above_a_score_takes_only_what_is_clear() {
    let joined = with(&kolono(), "Kecamatan | Desa | KK\n Kolono | Puungoni | =1", &[]);
    let taken = review::at_or_above(&joined, 0.9);
    assert_eq!(taken.len(), 1);
    assert_eq!(taken[0].1, Decision::Accept(code("74.05.06.2003")));
    assert!(review::at_or_above(&joined, 0.99).is_empty());
    let words = review::reasons(&joined.unmatched[0].candidates[0], Lang::Id);
    assert_eq!(words, ["ejaan lama: ngg = ng"]);
}

fn file(lines: &str) -> RawTable {
    RawTable {
        format: "csv",
        sheets: vec![sheet(lines)],
        encoding: Encoding { label: "UTF-8".to_owned(), from: "given" },
        faults: Vec::new(),
    }
}

#[test]
fn a_crosswalk_comes_back_as_it_went_out() {
    let register = kolono();
    let mut crosswalk = Crosswalk::default();
    for (key, decision) in [
        ("/KOLONO/PUUNGONI", Decision::Accept(code("74.05.06.2003"))),
        ("74.05.06.2099/KOLONO/X", Decision::Leave),
        ("7405060001//", Decision::Not(vec![code("74.05.06.2003")])),
        ("74.05.06.2098//", Decision::Split(vec![code("74.05.06.2002"), code("74.05.06.2003")])),
        ("kec:KUNINGAN:CIAWIGERBANG", Decision::Accept(code("74.05.06"))),
    ] {
        crosswalk.insert(key.to_owned(), Entry { decision, origin: "padanan.csv".to_owned() });
    }
    let mut text = format!("# Padanan\n{}\n", crosswalk_file::COLUMNS.join(" | "));
    for line in crosswalk_file::lines(&crosswalk, &register) {
        text.push_str(&line.join(" | "));
        text.push('\n');
    }
    let read = crosswalk_file::read(&file(&text), &register, "lain.csv", &At::default()).unwrap();
    assert!(read.faults.is_empty(), "{:?}", read.faults);
    let entries: Vec<_> = crosswalk.iter().map(|(k, e)| (k.to_owned(), e.clone())).collect();
    assert_eq!(read.entries, entries);
}

#[test]
fn rows_that_cannot_be_used_are_told_one_by_one() {
    let text = "kode_lama | kecamatan | desa | kode_baru
         74.05.06.2099 | | | 74.05.06.2002
         74.05.06.2099 | | | 74.05.06.2003
         74.05.06.2097 | | | 74.05.06.2077
         7405 | | | 74.05.06.2002
          | | Kolono | 74.05.06.2002
          | Kolono | Kolono |
         11.01.01.2001 | | | 11.01.01.2002";
    let read = crosswalk_file::read(&file(text), &kolono(), "f.csv", &At::default()).unwrap();
    let split = vec![code("74.05.06.2002"), code("74.05.06.2003")];
    assert_eq!(read.entries.len(), 1);
    assert_eq!(read.entries[0].1.decision, Decision::Split(split), "one old code, two new");
    let rows: Vec<Option<u32>> = read.faults.iter().map(|f| f.at.row).collect();
    assert_eq!(rows, [4, 5, 6, 7].map(Some));
    assert_eq!(read.elsewhere, 1);
    assert!(
        crosswalk_file::read(&file("Kecamatan | KK\nX | =1"), &kolono(), "f", &At::default())
            .is_err()
    );
}

#[test]
fn the_public_bridge_of_codes_is_read_as_it_is() {
    let text = "kode_bps | nama_bps | kode_dagri | nama_dagri
         7405060001 | KOLONO | 74.05.06.1001 | Kolono
         1101010001 | LATIUNG | 11.09.07.2001 | Latiung";
    let read =
        crosswalk_file::read(&file(text), &kolono(), "bridging.csv", &At::default()).unwrap();
    assert_eq!(read.entries[0].0, "7405060001//");
    assert_eq!(read.entries[0].1.decision, Decision::Accept(code("74.05.06.1001")));
    assert_eq!((read.entries.len(), read.elsewhere), (1, 1));
}
