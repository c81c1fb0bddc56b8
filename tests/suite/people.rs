//! Lists of persons and profiles: planted counts come out, and nothing of a person stays.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Output;

use kantong::base::fault::At;
use kantong::base::progress::Progress;
use kantong::dataset::crosswalk::Crosswalk;
use kantong::dataset::join::{JoinOptions, join};
use kantong::dataset::layout::{Laid, lay_out};
use kantong::dataset::{name, people};
use kantong::indicator::column::Column;
use kantong::indicator::import::{self, ImportOptions};
use kantong::indicator::profile::by_name::{Counted, Settings, aggregate};
use kantong::indicator::profile::hash::RunKey;
use kantong::indicator::profile::recognise::{Chosen, recognise, recognise_among};
use kantong::indicator::profile::rules::Rules;
use kantong::indicator::profile::{Profile, all, apply, by_id, overlap};
use kantong::workflow::{self, Snapshot, open_project};
use proptest::prelude::*;

use super::run::{done, kantong};
use super::sample::made;
use super::tables::{kolono, sheet};

fn laid(lines: &str) -> Laid {
    lay_out(&sheet(lines))
}

fn profile_of(lines: &str, file: &str) -> Option<&'static str> {
    let laid = laid(lines);
    let known = recognise(&laid, &people::roles(&laid), file, Chosen::BySight);
    known.map(|profile| profile.id.as_str())
}

/// Counts a list over the five villages of Kolono and Angata.
fn counted(lines: &str, file: &str, rules: &Rules, key: u8) -> Counted {
    let (register, laid) = (kolono(), laid(lines));
    let profile = recognise(&laid, &people::roles(&laid), file, Chosen::BySight).expect("known");
    let placed = people::place(&register, &laid, &JoinOptions::default()).unwrap();
    let key = RunKey::of([key; 32]);
    let settings = Settings { at: At::default(), file_name: file, period: None, rules, key: &key };
    aggregate(&register, &laid, &placed, profile, &settings).unwrap()
}

fn values(columns: &[Column], id: &str) -> Vec<Option<f64>> {
    let column = columns.iter().find(|c| c.indicator.id == id);
    let column = column.unwrap_or_else(|| panic!("{id} is not there"));
    column.values.iter().map(|value| value.value()).collect()
}

fn told(counted: &Counted) -> Vec<&'static str> {
    counted.imported.faults.iter().map(|fault| fault.code.id()).collect()
}

/// The made files, all in one folder, and a project of the sample's villages.
fn sample(folder: &Path) -> std::path::PathBuf {
    for file in made::files().unwrap() {
        fs::write(folder.join(file.name), &file.bytes).unwrap();
    }
    let project = folder.join("contoh.gpkg");
    done(&[&"new", &project, &"--villages", &folder.join("batas_desa.shp")]);
    project
}

#[test]
fn every_made_file_is_known_and_gives_the_planted_counts() {
    let folder = tempfile::tempdir().unwrap();
    let project = sample(folder.path());
    let known: [(&str, &str); 9] = [
        ("p3ke_individu.csv", "p3ke_individu"),
        ("eppgbm_nama.csv", "eppgbm_nama"),
        ("rtlh.csv", "rtlh"),
        ("eppgbm_rekap.xls", "eppgbm_rekap"),
        ("eppgbm_sasaran.xls", "eppgbm_sasaran"),
        ("stbm.xlsx", "stbm"),
        ("pamsimas.csv", "pamsimas"),
        ("p3ke_keluarga.xlsx", "p3ke_keluarga"),
        ("penerima_pkh.csv", "penerima_bantuan"),
    ];
    let path = |file: &str| folder.path().join(file);
    for (file, profile) in &known[..7] {
        let document = done(&[&"import", &project, &path(file)]);
        assert_eq!(document["profile"], *profile, "{file}");
    }
    let both = done(&[&"import", &project, &path(known[7].0), &path(known[8].0)]);
    for (import, (file, profile)) in both["imports"].as_array().unwrap().iter().zip(&known[7..]) {
        assert_eq!(import["profile"], *profile, "{file}");
    }
    let snapshot = open_project(&project, kantong::project::Mode::Read).unwrap().snapshot;
    let mut planted: BTreeMap<String, BTreeMap<String, u32>> = BTreeMap::new();
    for p in made::planted() {
        let file = planted.entry(p.indicator).or_default();
        assert!(file.insert(p.code, p.value).is_none(), "{}", p.file);
    }
    assert!(planted.len() > 80, "{}", planted.len());
    for (indicator, counts) in &planted {
        let column = snapshot.column(indicator, None).unwrap();
        let (mut seen, mut zero) = (0, 0);
        for (village, value) in snapshot.register.villages.iter().zip(&column.values) {
            let expected = counts.get(village.code.as_str()).copied();
            match (value.value(), expected) {
                (Some(value), expected) => {
                    let at = village.code.as_str();
                    assert_eq!(value, f64::from(expected.unwrap_or(0)), "{indicator} {at}");
                    seen += usize::from(expected.is_some());
                    zero += usize::from(expected.is_none());
                }
                // e-PPGBM names no kecamatan: a name that is there twice cannot be told apart.
                (None, Some(_))
                    if by_puskesmas(indicator) && is_twice(&snapshot, &village.name) =>
                {
                    seen += 1;
                }
                (None, Some(expected)) => panic!("{indicator}: {expected} is missing"),
                (None, None) => {}
            }
        }
        assert_eq!(seen, counts.len(), "{indicator}");
        assert!(zero < 43, "{indicator}: {zero} villages of two kecamatan are nought");
    }
    // The village without a row lies in a kecamatan that the list covers.
    let families = snapshot.column("p3ke_keluarga", None).unwrap();
    assert_eq!(families.tally().zero, 1);
    undo_takes_back_one_list(&project, &snapshot);
}

fn by_puskesmas(indicator: &str) -> bool {
    ["bb_u_", "tb_u_", "bb_tb_", "balita_"].iter().any(|start| indicator.starts_with(start))
}

fn is_twice(snapshot: &Snapshot, name: &str) -> bool {
    let key = name::village_key(name);
    let villages = snapshot.register.villages.iter();
    villages.filter(|v| name::village_key(&v.name) == key).count() > 1
}

fn undo_takes_back_one_list(project: &Path, before: &Snapshot) {
    assert!(before.column("di_p3ke_dan_pkh", None).is_ok());
    done(&[&"undo", &project]);
    let after = open_project(project, kantong::project::Mode::Read).unwrap().snapshot;
    assert!(after.column("di_p3ke_dan_pkh", None).is_err());
    assert!(after.column("p3ke_keluarga", None).is_ok());
}

#[test]
fn the_recap_states_what_its_rate_is_made_of() {
    let folder = tempfile::tempdir().unwrap();
    let project = sample(folder.path());
    done(&[&"import", &project, &folder.path().join("eppgbm_rekap.xls")]);
    let snapshot = open_project(&project, kantong::project::Mode::Read).unwrap().snapshot;
    let rate = snapshot.column("prevalensi_stunting", None).unwrap();
    let parts = ["tb_u_sangat_pendek", "tb_u_pendek", "balita_diukur"]
        .map(|id| snapshot.column(id, None).unwrap());
    assert_eq!(
        rate.indicator.rate_of.as_ref().unwrap().ids(),
        ["tb_u_sangat_pendek", "tb_u_pendek", "balita_diukur"]
    );
    let mut measured = 0;
    for v in 0..snapshot.register.len() {
        let [severe, short, all] = [0, 1, 2].map(|k: usize| parts[k].values[v].value());
        let expected = match (severe, short, all) {
            (Some(severe), Some(short), Some(all)) if all > 0.0 => {
                Some(100.0 * (severe + short) / all)
            }
            _ => None,
        };
        assert_eq!(rate.values[v].value(), expected);
        measured += usize::from(expected.is_some());
    }
    assert!(measured > 300, "{measured}");
}

/// Persons whose every word can be searched for, and the words.
fn traceable(rows: usize) -> (String, Vec<String>) {
    let mut text = String::from(
        "ID Keluarga;No KK;NIK;Nama;Alamat;Tanggal Lahir;Kecamatan;Desa;Kode Desa;Desil;Penerima PKH;\
         Penerima BST;Catatan\r\n",
    );
    let mut words = Vec::new();
    for i in 0..rows {
        let nik = format!("99070112{:04}{:04}", 3000 + i % 7000, 1 + (i * 7919) % 9998);
        let card = format!("99080112{:08}", 10_000_019 + i * 13);
        let (name, address) = (format!("Zqx{i}wv Rekaan"), format!("Gg Qzj{i}x No 7"));
        let born = format!("{:02}-{:02}-19{:02}", 1 + i % 28, 1 + i % 12, 10 + i % 89);
        let place = match i % 5 {
            0 => "Tolarandu;Ondonisa Baru;99.01.02.2001".to_owned(),
            1 => "Tolarandu;Watatiwa Raya;99.01.02.2002".to_owned(),
            2 => "Tolarandu;Watatiwa Raia;".to_owned(),
            3 => "Tolarandu;Bukan Desa;".to_owned(),
            _ => "TOLARANDU;ONDONISA BARU;".to_owned(),
        };
        writeln!(
            text,
            "K{card};{card};{nik};{name};{address};{born};{place};{};{};{};{name}\r",
            1 + i % 8,
            if i % 2 == 0 { "YA" } else { "TIDAK" },
            if i % 3 == 0 { "YA" } else { name.as_str() },
        )
        .unwrap();
        words.extend([nik, card, name, address]);
    }
    (text, words)
}

fn hits(bytes: &[u8], words: &BTreeSet<Vec<u8>>) -> usize {
    let starts: BTreeSet<[u8; 2]> = words.iter().map(|word| [word[0], word[1]]).collect();
    let lengths: BTreeSet<usize> = words.iter().map(Vec::len).collect();
    let is_word = |at: usize, length: usize| {
        bytes.get(at..at + length).is_some_and(|window| words.contains(window))
    };
    bytes
        .windows(2)
        .enumerate()
        .filter(|(_, pair)| starts.iter().any(|start| start == pair))
        .map(|(at, _)| lengths.iter().filter(|length| is_word(at, **length)).count())
        .sum()
}

#[test]
fn a_thousand_persons_leave_no_trace() {
    let folder = tempfile::tempdir().unwrap();
    let (inside, temporary) = (folder.path().join("in"), folder.path().join("tmp"));
    let home = folder.path().join("rumah");
    for path in [&inside, &temporary, &home] {
        fs::create_dir_all(path).unwrap();
    }
    let outside = tempfile::tempdir().unwrap();
    let (text, words) = traceable(1000);
    let headless: String = text.lines().skip(1).flat_map(|line| [line, "\r\n"]).collect();
    let general = text.replacen("Desil;Penerima PKH;Penerima BST", "Kelas;Satu;Dua", 1);
    let files = [
        ("p3ke.csv", &text),
        ("pkh.csv", &text),
        ("tanpa_kepala.csv", &headless),
        ("daftar.csv", &general),
    ];
    for (name, text) in files {
        fs::write(outside.path().join(name), text).unwrap();
    }
    for file in made::files().unwrap().into_iter().filter(|f| f.name.starts_with("batas_desa")) {
        fs::write(inside.join(file.name), &file.bytes).unwrap();
    }
    let project = inside.join("p.gpkg");
    let mut said: Vec<u8> = Vec::new();
    let mut run = |words: &[&dyn AsRef<std::ffi::OsStr>]| -> Output {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_kantong"));
        for word in words {
            command.arg(word.as_ref());
        }
        command.env("TMPDIR", &temporary).env("HOME", &home).env("XDG_STATE_HOME", &home);
        let output = command.env_remove("DISPLAY").output().unwrap();
        said.extend(&output.stdout);
        said.extend(&output.stderr);
        output
    };
    let of = |name: &str| outside.path().join(name);
    assert!(
        run(&[&"new", &project, &"--villages", &inside.join("batas_desa.shp")]).status.success()
    );
    assert!(
        run(&[&"import", &project, &of("p3ke.csv"), &of("pkh.csv"), &"--json"]).status.success()
    );
    assert!(run(&[&"import", &project, &of("p3ke.csv"), &"--profile", &"none"]).status.success());
    assert!(run(&[&"import", &project, &of("p3ke.csv"), &"--profile", &"idm"]).status.success());
    assert!(
        run(&[&"import", &project, &of("daftar.csv"), &"--unmatched", &inside.join("u.xlsx")])
            .status
            .success()
    );
    assert!(!run(&[&"import", &project, &of("tanpa_kepala.csv"), &"--json"]).status.success());
    for file in ["p3ke.csv", "tanpa_kepala.csv", "daftar.csv"] {
        assert!(run(&[&"inspect", &of(file), &"--json"]).status.success());
    }
    for (what, out) in [("table", "t.xlsx"), ("table", "t.csv"), ("villages", "v.geojson")] {
        run(&[&"export", &project, &"--what", &what, &"--out", &inside.join(out)]);
    }
    for list in ["indicators", "sources", "journal"] {
        assert!(run(&[&"list", &project, &list, &"--json"]).status.success());
    }
    let words: BTreeSet<Vec<u8>> = words.into_iter().map(String::into_bytes).collect();
    assert_eq!(words.len(), 4000);
    assert!(hits(text.as_bytes(), &words) >= 4000, "the search finds what is there");
    assert_eq!(hits(&said, &words), 0, "stdout and stderr");
    let mut looked_at = 0;
    let mut folders = vec![folder.path().to_owned()];
    while let Some(at) = folders.pop() {
        for entry in fs::read_dir(at).unwrap().map(Result::unwrap) {
            if entry.path().is_dir() {
                folders.push(entry.path());
                continue;
            }
            let bytes = fs::read(entry.path()).unwrap();
            assert_eq!(hits(&bytes, &words), 0, "{}", entry.path().display());
            looked_at += 1;
        }
    }
    assert!(looked_at >= 8, "{looked_at}");
}

const HEAD: &str = "NIK | No KK | Nama | Kecamatan | Desa | Desil | PKH | Sembako | BLT DD | BST";

#[test]
fn families_are_counted_once_whatever_aid_they_get() {
    let lines = format!(
        "Penerima bantuan 2024

         {HEAD}
         9901010101010001 | 9901010101019001 | A | Kolono | Kolono | 1 | ya | ya | tidak | tidak
         9901010101010002 | 9901010101019001 | B | Kolono | Kolono | 1 | tidak | tidak | ya | tidak
         9901010101010003 | 9901010101019002 | C | Kolono | Kolono | 6 | ya | tidak | tidak | tidak
         9901010101010004 | 9901010101019003 | D | Kolono | Mataiwoi | 2 | tidak | tidak | tidak | tidak
         9901010101010004 | 9901010101019003 | D | Kolono | Mataiwoi | 2 | tidak | tidak | tidak | tidak"
    );
    let counted = counted(&lines, "x.csv", &Rules::default(), 1);
    let columns = &counted.imported.columns;
    let prefix = columns[0].indicator.id.rsplit_once('_').unwrap().0.to_owned();
    let of = |id: &str| values(columns, &format!("{prefix}_{id}"))[..2].to_vec();
    assert_eq!(of("keluarga"), [Some(2.0), Some(1.0)]);
    // PKH + Sembako alone would be allowed; a family member's BLT-DD makes it forbidden.
    assert_eq!(of("bantuan_pkh_sembako_blt_dd"), [Some(1.0), Some(0.0)]);
    assert_eq!(of("bantuan_tidak_boleh"), [Some(1.0), Some(0.0)]);
    assert_eq!(of("penerima_desil_5_ke_atas"), [Some(1.0), Some(0.0)]);
    assert_eq!(of("desil_1_2_tanpa_bantuan"), [Some(0.0), Some(1.0)]);
    assert!(told(&counted).contains(&"repeated_persons"));
    // Another rule, another count; the classes stay.
    let text = kantong::indicator::profile::rules::EXAMPLE.replace("\"tidak_boleh\"", "\"boleh\"");
    let lenient = Rules::parse(&text, &At::default()).unwrap();
    let again = super::people::counted(&lines, "x.csv", &lenient, 1);
    let columns = &again.imported.columns;
    assert_eq!(values(columns, &format!("{prefix}_bantuan_tidak_boleh"))[0], Some(0.0));
    assert_eq!(values(columns, &format!("{prefix}_bantuan_pkh_sembako_blt_dd"))[0], Some(1.0));
}

#[test]
fn damaged_numbers_are_told_and_never_match() {
    let list = |numbers: [&str; 3], title: &str| {
        let rows: Vec<String> = numbers
            .iter()
            .zip(["Kolono", "Mataiwoi", "Mataiwoi"])
            .map(|(n, desa)| format!("{n} | A | Kolono | {desa}"))
            .collect();
        format!("{title}\n\nNIK | Nama Penerima | Kecamatan | Desa\n{}", rows.join("\n"))
    };
    let rules = Rules::default();
    let a = counted(
        &list(["7,40506E+15", "9901010101010003", "9901010101010005"], "Penerima PKH"),
        "a.csv",
        &rules,
        3,
    );
    let b = counted(
        &list(["7,40506E+15", "9901010101010003", "9901010101010007"], "Penerima BLT Dana Desa"),
        "b.csv",
        &rules,
        3,
    );
    assert!(told(&a).contains(&"damaged_numbers"));
    let matched = overlap::overlap(&kolono(), &a.members, &b.members, "", &At::default());
    let of = |id: &str| values(&matched.columns, id)[..2].to_vec();
    // Where a family cannot be matched nobody can say that it is in one list only.
    assert_eq!(of("di_pkh_dan_blt_dd"), [None, Some(1.0)]);
    assert_eq!(of("hanya_pkh_bukan_blt_dd"), [None, Some(1.0)]);
    assert_eq!(of("hanya_blt_dd_bukan_pkh"), [None, Some(1.0)]);
    let text = format!("{:?}", matched.faults);
    assert!(text.contains("unmatchable: 2"), "{text}");
    let no_numbers = counted(&list(["-", "-", "-"], "Penerima BLT Dana Desa"), "c.csv", &rules, 3);
    let refused = overlap::overlap(&kolono(), &a.members, &no_numbers.members, "", &At::default());
    assert!(refused.columns.is_empty());
    assert!(format!("{:?}", refused.faults).contains("NotComparable"));
}

#[test]
fn a_list_nobody_knows_is_counted_and_never_called_duplicate_villages() {
    let lines = "No | Nama | NIK | Kecamatan | Desa | Berat
         1 | Kolono | 9901010101010001 | Kolono | Kolono | 12
         2 | B | 9901010101010002 | Kolono | Kolono | 13
         3 | C | 9901010101010003 | Angata | Mataiwoi | 14";
    assert_eq!(profile_of(lines, "posyandu.csv"), Some("daftar_nama"));
    let counted = counted(lines, "posyandu.csv", &Rules::default(), 1);
    assert_eq!(counted.counted, 3);
    let ids: Vec<&str> = counted.imported.columns.iter().map(|c| c.indicator.id.as_str()).collect();
    assert_eq!(ids, ["daftar_keluarga", "daftar_jiwa"]);
    assert_eq!(values(&counted.imported.columns, "daftar_keluarga")[0], Some(2.0));
}

#[test]
fn tables_of_villages_are_known_by_their_headers() {
    let of = profile_of;
    assert_eq!(
        of(
            "No | Desa | Kecamatan | SKOR IKS | SKOR IKE | SKOR IKL | SKOR IDM\n1 | Kolono | Kolono | 0,5 | 0,5 | 0,5 | 0,5",
            "x"
        ),
        Some("idm")
    );
    assert_eq!(
        of(
            "Desa | Kecamatan | Layanan Dasar | Sosial | Ekonomi | Lingkungan | Aksesibilitas | Tata Kelola | Skor Indeks Desa\nKolono | Kolono | 1 | 1 | 1 | 1 | 1 | 1 | 80",
            "x"
        ),
        Some("indeks_desa")
    );
    assert_eq!(
        of(
            "R101 | R102 | R103 | R104 | Nama Desa | Jumlah SD\n74 | 05 | 060 | 001 | Kolono | 2",
            "x"
        ),
        Some("podes")
    );
    assert_eq!(of("Kecamatan | Desa | Pagu Dana Desa\nKolono | Kolono | 9", "x"), Some("umum"));
    assert_eq!(of("Kecamatan | Desa | KK Miskin\nKolono | Kolono | 9", "x"), None);
    let dtsen = "NIK | No KK | Nama | Kecamatan | Desa | Desil Nasional | PKH\n9901010101010001 | 9901010101010001 | A | Kolono | Kolono | 3 | YA";
    assert_eq!(of(dtsen, "x"), Some("dtsen"));
    let dtks = "ID_DTKS | ID_ART | NAMA KRT | ALAMAT | NIK | NAMA | KECAMATAN | DESA | BPNT | PKH | PBI | BST\n1 | 2 | A | B | 9901010101010001 | A | Kolono | Kolono | YA | YA | YA | YA";
    assert_eq!(of(dtks, "x"), Some("dtks"));
}

#[test]
fn a_general_column_that_a_kelurahan_cannot_have_does_not_apply_to_it() {
    let register = kolono();
    let lines = "Kecamatan | Desa | Modal BUMDes | Peserta BPJS Ketenagakerjaan
         Kolono | Kolono | 5 | 6
         Kolono | Mataiwoi | 5 | 6";
    let joined = join(&register, laid(lines), &JoinOptions::default()).unwrap();
    let mut imported = import::columns(&register, &joined, &ImportOptions::default()).unwrap();
    apply::apply(by_id("umum").unwrap(), &register, &mut imported, None, &At::default());
    let column = |id: &str| imported.columns.iter().find(|c| c.indicator.id == id).unwrap();
    assert_eq!(column("modal_bumdes").tally().not_applicable, 1);
    let jobs = column("peserta_bpjs_ketenagakerjaan");
    assert_eq!((jobs.tally().not_applicable, jobs.indicator.unit.as_str()), (0, "jiwa"));
}

#[test]
fn a_new_profile_needs_no_code() {
    let text = "id = 'sampah'\nname = 'Bank sampah'\nsource = 'survey'\nskip = ['urut']\n\
                [known_by]\nneeds = [['nasabah']]\n\
                [[column]]\nheader = ['nasabah']\nid = 'nasabah_bank_sampah'\nname = 'Nasabah'\n\
                unit = 'KK'\ndirection = 'worse_low'\nnot_applicable = ['desa_adat']\n\
                [[rate]]\nid = 'nasabah_persen'\nname = 'Nasabah dari KK'\n\
                numerator = ['nasabah_bank_sampah']\ndenominator = 'kk'\n";
    let profile = Profile::parse(text, &At::default()).unwrap();
    let mut profiles = all().to_vec();
    profiles.push(profile);
    let register = kolono();
    let laid = laid(
        "Urut | Kecamatan | Desa | KK | Nasabah\n7 | Kolono | Kolono | 10 | 4\n9 | Kolono | Mataiwoi | 20 | 30",
    );
    let roles = people::roles(&laid);
    let known = recognise_among(&profiles, &laid, &roles, "x.csv", Chosen::BySight).unwrap();
    assert_eq!(known.id, "sampah");
    let joined = join(&register, &laid, &JoinOptions::default()).unwrap();
    let mut imported = import::columns(&register, &joined, &ImportOptions::default()).unwrap();
    apply::apply(known, &register, &mut imported, None, &At::default());
    let ids: Vec<&str> = imported.columns.iter().map(|c| c.indicator.id.as_str()).collect();
    assert_eq!(ids, ["kk", "nasabah_bank_sampah", "nasabah_persen"]);
    assert_eq!(values(&imported.columns, "nasabah_persen")[..2], [Some(40.0), None]);
    assert!(imported.faults.iter().any(|f| f.code.id() == "out_of_range"));
    let bad = Profile::parse("id = 'a'\nname = 'A'\nwarna = 'x'", &At::default());
    assert!(format!("{bad:?}").contains("warna ?"));
}

#[test]
fn a_recipe_of_a_list_names_its_profile_and_replays() {
    let folder = tempfile::tempdir().unwrap();
    let project = sample(folder.path());
    let opened = open_project(&project, kantong::project::Mode::Read).unwrap();
    let none = Crosswalk::default();
    let file = folder.path().join("stbm.xlsx");
    let options = workflow::ImportOptions::default();
    let progress = Progress::default();
    let draft = |options: &workflow::ImportOptions, file: &Path| {
        workflow::draft(&opened.snapshot, &none, file, options, &progress).unwrap().outcome.unwrap()
    };
    for file in [file, folder.path().join("p3ke_keluarga.xlsx")] {
        let first = draft(&options, &file);
        let text = first.imported.recipe.to_toml();
        assert!(text.contains("profile = "), "{text}");
        let recipe = kantong::indicator::recipe::Recipe::parse(&text, &At::default()).unwrap();
        let again =
            draft(&workflow::ImportOptions { recipe, ..workflow::ImportOptions::default() }, &file);
        assert_eq!(first.imported.columns, again.imported.columns);
    }
}

#[test]
fn the_draft_of_a_list_shows_no_person() {
    let folder = tempfile::tempdir().unwrap();
    let project = sample(folder.path());
    let opened = open_project(&project, kantong::project::Mode::Read).unwrap();
    let file = folder.path().join("p3ke_individu.csv");
    let options = workflow::ImportOptions::default();
    let none = Crosswalk::default();
    let draft =
        workflow::draft(&opened.snapshot, &none, &file, &options, &Progress::default()).unwrap();
    let laid = &draft.laid;
    let cells = (0..laid.rows.len()).flat_map(|r| (0..laid.columns.len()).map(move |c| (r, c)));
    let shown: Vec<String> = cells.filter_map(|(r, c)| laid.text(r, c)).collect();
    assert!(shown.len() > 20 && shown.iter().all(|text| !text.contains("Rekaan")), "{shown:?}");
    assert!(shown.iter().all(|text| text.chars().filter(char::is_ascii_digit).count() < 13));
}

#[test]
fn the_command_lists_profiles_and_prints_the_rules() {
    let list = done(&[&"import", &"--profiles"]);
    assert_eq!(list["profiles"].as_array().unwrap().len(), all().len());
    let rules = kantong(&[&"import", &"--example-rules"]);
    let text = String::from_utf8(rules.stdout).unwrap();
    assert_eq!(
        Rules::parse(&text, &At::default()).unwrap().programmes,
        Rules::default().programmes
    );
}

/// (village, family, person, decile, aid) of each row.
fn rows() -> impl Strategy<Value = Vec<(usize, usize, usize, usize, u8)>> {
    prop::collection::vec((0_usize..3, 0_usize..12, 0_usize..20, 0_usize..9, 0_u8..16), 1..40)
}

fn list(rows: &[(usize, usize, usize, usize, u8)]) -> String {
    let desa = ["Kolono", "Mataiwoi", "Puunggoni"];
    let mut text = format!("Penerima bantuan 2024\n\n{HEAD}\n");
    for (village, family, person, decile, aid) in rows {
        let said = |bit: u8| if aid >> bit & 1 == 1 { "ya" } else { "tidak" };
        writeln!(
            text,
            "99010101010{person:04}1 | 99020101010{family:04}1 | A | Kolono | {} | {decile} | {} | {} | {} | {}",
            desa[*village], said(0), said(1), said(2), said(3)
        )
        .unwrap();
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// Combinations, deciles and the aid-by-decile table each add up to the distinct families, and
    /// nothing depends on the key of the run.
    #[test]
    fn the_classes_of_a_village_add_up_to_its_families(rows in rows()) {
        let text = list(&rows);
        let one = counted(&text, "x.csv", &Rules::default(), 1);
        let other = counted(&text, "x.csv", &Rules::default(), 77);
        prop_assert_eq!(&one.imported.columns, &other.imported.columns);
        let columns = &one.imported.columns;
        let prefix = columns[0].indicator.id.rsplit_once('_').unwrap().0.to_owned();
        let mut first: BTreeMap<usize, usize> = BTreeMap::new();
        for (village, family, ..) in &rows {
            first.entry(*family).or_insert(*village);
        }
        for village in 0..3 {
            let families = first.values().filter(|v| **v == village).count() as f64;
            let sum = |wanted: &dyn Fn(&str) -> bool| -> f64 {
                columns
                    .iter()
                    .filter(|c| wanted(c.indicator.id.strip_prefix(&format!("{prefix}_")).unwrap_or("")))
                    .filter_map(|c| c.values[village].value())
                    .sum()
            };
            let not = ["bantuan_ganda", "bantuan_tidak_boleh", "bantuan_perlu_cek"];
            let combined = |id: &str| {
                id == "tanpa_bantuan" || (id.starts_with("bantuan_") && !not.contains(&id))
            };
            prop_assert_eq!(sum(&combined), families);
            let decile = |id: &str| {
                id == "tanpa_desil"
                    || id.strip_prefix("desil_").is_some_and(|d| d.parse::<u8>().is_ok())
            };
            prop_assert_eq!(sum(&decile), families);
            let table = |id: &str| {
                id.starts_with("penerima_desil") || id == "penerima_tanpa_desil"
                    || id.ends_with("_tanpa_bantuan") && !id.ends_with("persen")
            };
            prop_assert_eq!(sum(&table), families);
        }
    }

    /// Three counts of two lists: they add up to the distinct families of both, whatever the key.
    #[test]
    fn two_lists_add_up_to_their_distinct_families(a in rows(), b in rows()) {
        let rules = Rules::default();
        let made = |key| {
            let (one, two) =
                (counted(&list(&a), "a.csv", &rules, key), counted(&list(&b), "b.csv", &rules, key));
            let (mut one, mut two) = (one.members, two.members);
            (one.label, two.label) = ("A".into(), "B".into());
            overlap::overlap(&kolono(), &one, &two, "", &At::default())
        };
        let (first, second) = (made(5), made(6));
        prop_assert_eq!(&first.columns, &second.columns);
        // Families that share a card or a person are one.
        let mut links: Vec<(String, String)> = Vec::new();
        for (side, rows) in [("a", &a), ("b", &b)] {
            for (_, family, person, ..) in rows {
                links.push((format!("{side}{family}"), format!("k{family}")));
                links.push((format!("{side}{family}"), format!("n{person}")));
            }
        }
        let mut group: BTreeMap<String, String> = BTreeMap::new();
        for (x, y) in &links {
            group.entry(x.clone()).or_insert_with(|| x.clone());
            group.entry(y.clone()).or_insert_with(|| y.clone());
        }
        loop {
            let mut changed = false;
            for (x, y) in &links {
                let low = group[x].clone().min(group[y].clone());
                for node in [x, y] {
                    if group[node] != low {
                        group.insert(node.clone(), low.clone());
                        changed = true;
                    }
                }
            }
            if !changed { break; }
        }
        let of = |side: char| -> BTreeSet<&String> {
            group.iter().filter(|(node, _)| node.starts_with(side)).map(|(_, g)| g).collect()
        };
        let (in_a, in_b) = (of('a'), of('b'));
        let expected = [
            in_a.difference(&in_b).count(),
            in_a.intersection(&in_b).count(),
            in_b.difference(&in_a).count(),
        ];
        let got: Vec<usize> = first
            .columns
            .iter()
            .map(|c| {
                // A village that one list does not cover is missing; count over what both cover.
                c.values.iter().filter_map(|v| v.value()).sum::<f64>() as usize
            })
            .collect();
        let covered = first.columns[0].values[..3].iter().all(|v| v.value().is_some());
        if covered {
            prop_assert_eq!(got, expected);
        }
    }
}
