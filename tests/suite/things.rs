//! Lists of things, one row each, on their way to numbers of villages: through the real command, on
//! invented schools, dusun and ponds of the sample's villages.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on must stop"
)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tempfile::TempDir;

use crate::run::done;

/// A project of the sample's villages, and a folder for invented files.
pub struct Desk {
    pub folder: TempDir,
    pub project: PathBuf,
    /// Code, name, kecamatan of the sample's villages.
    pub villages: Vec<(String, String, String)>,
}

impl Desk {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let project = folder.path().join("p.gpkg");
        let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/contoh");
        done(&[&"new", &project, &"--villages", &data.join("batas_desa.shp")]);
        let listed = done(&[&"list", &project, &"villages"]);
        let text = |v: &Value, key: &str| v[key].as_str().unwrap().to_owned();
        let villages = listed["villages"].as_array().unwrap().iter();
        let villages =
            villages.map(|v| (text(v, "code"), text(v, "name"), text(v, "kecamatan"))).collect();
        Self { folder, project, villages }
    }

    fn put(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    /// A village's value of an indicator; `None` where nothing is known.
    fn value(&self, id: &str, code: &str) -> Option<f64> {
        let asked = done(&[&"origin", &self.project, &"--indicator", &id, &"--village", &code]);
        asked["value"].as_f64()
    }
}

fn ids(report: &Value) -> Vec<&str> {
    let indicators = report["imports"][0]["indicators"].as_array();
    let indicators = indicators.or_else(|| report["indicators"].as_array()).unwrap();
    indicators.iter().map(|i| i["id"].as_str().unwrap()).collect()
}

/// The periods of what an import brought, in its order.
pub fn periods(report: &Value) -> Vec<&str> {
    let indicators = report["indicators"].as_array().unwrap();
    indicators.iter().map(|i| i["period"].as_str().unwrap()).collect()
}

pub fn codes(report: &Value) -> Vec<&str> {
    report["faults"].as_array().unwrap().iter().map(|f| f["code"].as_str().unwrap()).collect()
}

/// Three schools in the first village, one in each of the next nine; none in the tenth's neighbours.
fn schools(desk: &Desk) -> String {
    let mut text =
        String::from("No;Nama Sekolah;NPSN;Jenjang;Desa;Kecamatan;Jumlah Siswa;Nilai Rata-rata\n");
    let mut number = 0;
    for (at, (_, name, kecamatan)) in desk.villages.iter().take(10).enumerate() {
        let many = match at {
            0 => 3,
            1 => 2,
            _ => 1,
        };
        for n in 0..many {
            number += 1;
            let kind = if n == 0 { "SD" } else { "SMP" };
            let pupils = 100 + 10 * at + n;
            writeln!(
                text,
                "{number};{kind} {n} {name};{};{kind};{};{kecamatan};{pupils};7,{n}",
                40_400_000 + number,
                name.to_uppercase()
            )
            .unwrap();
        }
    }
    text
}

#[test]
fn schools_are_counted_and_their_pupils_summed_per_village() {
    let desk = Desk::new();
    let report = done(&[&"import", &desk.project, &desk.put("sekolah_2025.csv", &schools(&desk))]);
    assert_eq!(report["matched"], 13, "{report}");
    assert_eq!(report["duplicates"], 0, "no row is a second one of its village");
    assert_eq!(
        ids(&report),
        [
            "jumlah_sekolah",
            "jumlah_sekolah_jenjang_sd",
            "jumlah_sekolah_jenjang_smp",
            "jumlah_siswa"
        ],
        "no register's number, no mean of means"
    );
    let told = codes(&report);
    for code in ["list_of_things", "not_summed", "villages_without_rows"] {
        assert!(told.contains(&code), "{code} of {told:?}");
    }
    let code = |at: usize| &desk.villages[at].0;
    let three = |id: &str| [0, 1, 2].map(|at| desk.value(id, code(at)));
    assert_eq!(three("jumlah_sekolah"), [Some(3.0), Some(2.0), Some(1.0)]);
    // By hand: 100 + 101 + 102, 110 + 111, 120.
    assert_eq!(three("jumlah_siswa"), [Some(303.0), Some(221.0), Some(120.0)]);
    assert_eq!(three("jumlah_sekolah_jenjang_smp"), [Some(2.0), Some(1.0), Some(0.0)]);
    // A village of the same kecamatan without a row has none; of another nothing is known.
    let first = &desk.villages[0].2;
    let rest = || desk.villages.iter().skip(10);
    let own = rest().find(|(_, _, k)| k == first).map(|(code, _, _)| code);
    if let Some(own) = own {
        assert_eq!(desk.value("jumlah_siswa", own), Some(0.0));
    }
    let listed: Vec<&String> = desk.villages.iter().take(10).map(|(_, _, k)| k).collect();
    let other = rest().find(|(_, _, k)| !listed.contains(&k)).unwrap();
    assert_eq!(desk.value("jumlah_siswa", &other.0), None, "another kecamatan's is no zero");
    // Where the number comes from: rows of the list.
    let from =
        done(&[&"origin", &desk.project, &"--indicator", &"jumlah_sekolah", &"--village", code(0)]);
    assert_eq!(from["rows"]["rows"], 3, "{from}");
}

#[test]
fn next_year_s_list_imports_by_the_kept_recipe_and_a_person_may_want_the_first_row() {
    let desk = Desk::new();
    let file = desk.put("sekolah_2025.csv", &schools(&desk));
    done(&[&"import", &desk.project, &file]);
    let out = desk.folder.path().join("resep");
    done(&[&"export", &desk.project, &"--what", &"recipes", &"--out", &out]);
    let recipe = out.join("resep_sekolah_2025.toml");
    assert!(std::fs::read_to_string(&recipe).unwrap().contains("rows = \"list\""));
    let next = desk.put("sekolah_2026.csv", &schools(&desk).replace(";100;", ";150;"));
    let report = done(&[&"import", &desk.project, &next, &"--recipe", &recipe]);
    assert!(ids(&report).contains(&"jumlah_sekolah") && ids(&report).contains(&"jumlah_siswa"));
    let asked = report["questions"].to_string();
    assert!(!asked.contains("\"rows\""), "the recipe answers it: {asked}");

    let fewer = "[[column]]\nname = \"Jenjang\"\nskip = true\n\n\
                 [[column]]\nname = \"Nama Sekolah\"\nunit = \"sekolah\"\n";
    let report = done(&[
        &"import",
        &desk.project,
        &file,
        &"--recipe",
        &desk.put("tanpa_jenjang.toml", fewer),
    ]);
    assert_eq!(ids(&report), ["jumlah_sekolah", "jumlah_siswa"]);
    let unit = report["indicators"].as_array().map(|all| all[0]["unit"].clone());
    assert_eq!(unit, Some("sekolah".into()));

    let first = desk.put("pertama.toml", "rows = \"village\"\n");
    let report = done(&[&"import", &desk.project, &file, &"--recipe", &first]);
    assert_eq!(report["matched"], 10);
    assert_eq!(report["duplicates"], 3, "{report}");
}

#[test]
fn a_misspelt_village_of_a_list_is_suggested_once_a_row_and_its_kecamatan_holds_no_zero() {
    let desk = Desk::new();
    let (_, name, kecamatan) = &desk.villages[2];
    let text = schools(&desk).replace(&format!(";{};", name.to_uppercase()), ";XQZ TAK ADA;");
    let report = done(&[&"import", &desk.project, &desk.put("sekolah.csv", &text)]);
    assert_eq!((report["rows"].as_u64(), report["matched"].as_u64()), (Some(13), Some(12)));
    assert_eq!(report["unmatched"].as_array().unwrap().len(), 1);
    let mut without = desk
        .villages
        .iter()
        .filter(|(_, n, k)| k == kecamatan && (n == name || !text.contains(&n.to_uppercase())))
        .map(|(code, _, _)| code);
    assert!(without.all(|code| desk.value("jumlah_sekolah", code).is_none()), "any may be meant");
}

#[test]
fn dusun_add_up_and_a_year_of_building_is_no_period() {
    let desk = Desk::new();
    let mut dusun = String::from("Kecamatan;Desa;Dusun;Jumlah KK;KK Miskin\n");
    let mut ponds = String::from("Nama Embung;Desa;Kecamatan;Tahun Pembangunan;Volume (m3)\n");
    for (at, (_, name, kecamatan)) in desk.villages.iter().enumerate() {
        for n in 0..3 {
            writeln!(dusun, "{kecamatan};{name};Dusun {n};{};{n}", 20 + at).unwrap();
        }
        if at % 3 == 0 {
            for n in 0..2 {
                writeln!(ponds, "Embung {at}{n};{name};{kecamatan};{};1{n},5", 2015 + n).unwrap();
            }
        }
    }
    let report = done(&[&"import", &desk.project, &desk.put("dusun.csv", &dusun)]);
    assert_eq!(ids(&report), ["jumlah_dusun", "jumlah_kk", "kk_miskin"]);
    for (code, _, _) in [&desk.villages[0], &desk.villages[300]] {
        assert_eq!(desk.value("kk_miskin", code), Some(3.0), "0 + 1 + 2");
    }
    let report = done(&[&"import", &desk.project, &desk.put("embung.csv", &ponds)]);
    let periods = periods(&report);
    assert!(periods.iter().all(|p| p.is_empty()), "{periods:?}");
    assert_eq!(desk.value("volume_m3", &desk.villages[0].0), Some(22.0), "10,5 + 11,5");
}

#[test]
fn a_village_written_twice_by_a_slip_stays_a_slip() {
    let desk = Desk::new();
    let mut text = String::from("Kecamatan;Desa;Nama Kepala Desa;Jumlah Penduduk\n");
    for (at, (_, name, kecamatan)) in desk.villages.iter().enumerate() {
        writeln!(text, "{kecamatan};{name};Uji {at};{}", 1000 + at).unwrap();
    }
    let (_, name, kecamatan) = &desk.villages[4];
    writeln!(text, "{kecamatan};{name};Uji X;7").unwrap();
    let report = done(&[&"import", &desk.project, &desk.put("penduduk.csv", &text)]);
    assert_eq!(ids(&report), ["jumlah_penduduk"]);
    assert_eq!(report["duplicates"], 1);
    assert_eq!(desk.value("jumlah_penduduk", &desk.villages[4].0), Some(1004.0));
}

#[test]
fn people_in_a_list_of_things_are_no_kind_and_leave_no_trace() {
    let desk = Desk::new();
    let mut text = String::from("Nama Sekolah;Nama Siswa Terbaik;Petugas;Desa;Kecamatan;Rombel\n");
    for (at, (_, name, kecamatan)) in desk.villages.iter().take(12).enumerate() {
        for (n, who) in ["Orangrekaan Satu", "Orangrekaan Dua"].into_iter().enumerate() {
            // One village is misspelt, so that rows wait.
            let name = if at == 3 { "XQZ TAK ADA" } else { name };
            writeln!(text, "SD {n} {at};{who};{who};{name};{kecamatan};6").unwrap();
        }
    }
    let report = done(&[&"import", &desk.project, &desk.put("sekolah.csv", &text)]);
    assert_eq!(ids(&report), ["jumlah_sekolah", "rombel"]);
    assert!(!report.to_string().contains("Orangrekaan"), "{report}");
    let bytes = std::fs::read(&desk.project).unwrap();
    assert!(!bytes.windows(11).any(|w| w == b"Orangrekaan"));

    let pupils = text.replacen("Nama Sekolah;", "Kode;", 1);
    let report = done(&[&"import", &desk.project, &desk.put("siswa.csv", &pupils)]);
    assert!(!report.to_string().contains("Orangrekaan"), "{report}");
    assert!(!report.to_string().contains("list_of_things"), "pupils are no things");
}

#[test]
fn measures_of_each_dusun_are_not_summed_and_said() {
    let desk = Desk::new();
    let mut text = String::from(
        "Kecamatan;Desa;Dusun;Jumlah KK;Desil 1;Elevasi;Kedalaman sumur (m);Umur harapan hidup;\
Cakupan imunisasi;pH;Angka kesakitan per 1000;Lebar jalan (m);Tingkat hunian\n",
    );
    for (at, (_, name, kecamatan)) in desk.villages.iter().take(12).enumerate() {
        for dusun in ["A", "B", "C"] {
            let x = at + 10;
            writeln!(text, "{kecamatan};{name};Dusun {dusun};{x};2;{x};7;70;80;6;{x};4;3").unwrap();
        }
    }
    let report = done(&[&"import", &desk.project, &desk.put("dusun.csv", &text)]);
    assert_eq!(ids(&report), ["jumlah_dusun", "jumlah_kk", "desil_1"], "{report:#}");
    assert!(codes(&report).contains(&"not_summed"));
    assert_eq!(desk.value("jumlah_kk", &desk.villages[0].0), Some(30.0));
}

#[test]
fn a_part_of_a_village_is_only_suggested_and_the_whole_comes_first() {
    let desk = Desk::new();
    let (code, name, kecamatan) = &desk.villages[0];
    let mut text = String::from("Kecamatan;Desa;Kerbau\n");
    writeln!(text, "{kecamatan};{name} (Pemekaran);20").unwrap();
    writeln!(text, "{kecamatan};{name} (Induk);10").unwrap();
    for (_, name, kecamatan) in &desk.villages[1..6] {
        writeln!(text, "{kecamatan};{name};7").unwrap();
    }
    let (_, name, kecamatan) = &desk.villages[6];
    writeln!(text, "{kecamatan};{name} (RW 03);5").unwrap();
    let report = done(&[&"import", &desk.project, &desk.put("k.csv", &text)]);
    assert_eq!((&report["matched"], &report["duplicates"]), (&6.into(), &0.into()), "{report:#}");
    assert_eq!(desk.value("kerbau", code), Some(10.0));
    assert_eq!(desk.value("kerbau", &desk.villages[6].0), None);
}

#[test]
fn a_miswritten_kabupaten_loses_no_village_and_is_told() {
    let desk = Desk::new();
    let rows = |cell: &dyn Fn(usize, &str) -> String| {
        let mut text = String::new();
        for (at, (code, name, kecamatan)) in desk.villages.iter().take(20).enumerate() {
            writeln!(text, "{};{kecamatan};{name};{at}", cell(at, code)).unwrap();
        }
        text
    };
    let import = |name: &str, head: &str, rows: &str| {
        let text = format!("{head};Kecamatan;Desa;Kerbau {name}\n{rows}");
        done(&[&"import", &desk.project, &desk.put(&format!("{name}.csv"), &text)])
    };
    for own in ["Pemkab Antah Sejahtera", "99.01 - ANTAH SEJAHTERA", "Atsera"] {
        let report = import("semua", "Kabupaten", &rows(&|_, _| own.to_owned()));
        assert_eq!(report["matched"], 20, "{own}: {report:#}");
        assert!(codes(&report).contains(&"kabupaten_miswritten"), "{own}");
    }
    let some = rows(&|at, _| if at % 10 == 0 { "Kab. Ants" } else { "Antah Sejahtera" }.to_owned());
    assert_eq!(import("sel", "Kabupaten", &some)["matched"], 20);
    let slip = |at: usize, code: &str| {
        if at.is_multiple_of(10) { code.replacen("99.01", "19.09", 1) } else { code.to_owned() }
    };
    let report = import("salah", "Kode Desa", &rows(&slip));
    assert_eq!(report["matched"], 20, "{report:#}");
    assert!(codes(&report).contains(&"kabupaten_miswritten"));
    // A known kabupaten stays another one's, in words.
    let other = rows(&|at, _| if at == 3 { "Kab. Bone" } else { "Antah Sejahtera" }.to_owned());
    let report = import("lain", "Kabupaten", &other);
    assert_eq!(report["matched"], 19, "{report:#}");
    assert!(codes(&report).contains(&"kabupaten_doubtful"), "{report:#}");
}
