//! Tables as offices really send them, in shapes that were once misread: every village of the sample
//! must come in with its own number, or be told.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on must stop"
)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::run::{done, json};
use crate::things::{Desk, codes, periods};

type Row = Vec<String>;

impl Desk {
    /// A workbook of these sheets; cells that are numbers are stored as such.
    fn book(&self, name: &str, sheets: &[(&str, Vec<Row>)]) -> PathBuf {
        let mut book = rust_xlsxwriter::Workbook::new();
        for (title, rows) in sheets {
            let sheet = book.add_worksheet().set_name(*title).unwrap();
            for (r, row) in rows.iter().enumerate() {
                for (c, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
                    match cell.parse::<f64>() {
                        Ok(x) => sheet.write(r as u32, c as u16, x).unwrap(),
                        Err(_) => sheet.write(r as u32, c as u16, cell.as_str()).unwrap(),
                    };
                }
            }
        }
        let path = self.folder.path().join(name);
        book.save(&path).unwrap();
        path
    }

    fn import(&self, path: &Path) -> Value {
        done(&[&"import", &self.project, &path])
    }

    /// How many villages have a value under a header that begins so, and the sum of all.
    fn sum(&self, name: &str) -> (usize, f64) {
        let table = self.folder.path().join("t.csv");
        done(&[&"export", &self.project, &"--what", &"villages", &"--out", &table]);
        let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_path(&table).unwrap();
        let at = reader.headers().unwrap().iter().position(|h| h.starts_with(name)).unwrap();
        let number = |text: &str| text.replace('.', "").replace(',', ".").parse::<f64>().ok();
        let cells: Vec<f64> = reader.records().filter_map(|r| number(&r.unwrap()[at])).collect();
        (cells.len(), cells.iter().sum())
    }

    /// Kecamatan, village and what `cell` says of the nth.
    fn rows(&self, head: &[&str], cell: impl Fn(usize) -> String) -> Vec<Row> {
        let mut rows = vec![row(head)];
        for (at, (_, name, kecamatan)) in self.villages.iter().enumerate() {
            rows.push(vec![kecamatan.clone(), name.clone(), cell(at)]);
        }
        rows
    }
}

fn row(cells: &[&str]) -> Row {
    cells.iter().map(|cell| (*cell).to_owned()).collect()
}

fn matched(report: &Value) -> usize {
    report["matched"].as_u64().unwrap() as usize
}

const HEAD: [&str; 3] = ["Kecamatan", "Desa", "KK"];

#[test]
fn the_head_is_known_by_its_words_and_not_by_where_numbers_begin() {
    let desk = Desk::new();
    let all = desk.villages.len();
    let plain = desk.rows(&HEAD, |at| (at + 100).to_string());
    // The first village has no figure.
    let mut dash = plain.clone();
    dash[1][2] = "-".to_owned();
    assert_eq!(matched(&desk.import(&desk.book("a.xlsx", &[("a", dash)]))), all);
    // Villages called "Desa …" with figures that could be years.
    let mut called = desk.rows(&HEAD, |_| "2055".to_owned());
    for row in &mut called[1..] {
        row[1] = format!("Desa {}", row[1]);
    }
    assert_eq!(matched(&desk.import(&desk.book("b.xlsx", &[("a", called)]))), all);
    // Numbers in the letterhead, a row of letters below the head.
    let mut kop = vec![row(&["Lampiran", "1"]), row(&["Jumlah Desa", "", "348"]), Row::new()];
    kop.push(plain[0].clone());
    kop.push(row(&["a", "b", "c"]));
    kop.extend_from_slice(&plain[1..]);
    assert_eq!(matched(&desk.import(&desk.book("c.xlsx", &[("a", kop)]))), all);
}

#[test]
fn sheets_of_years_are_periods_and_files_of_kecamatan_complete_each_other() {
    let desk = Desk::new();
    let all = desk.villages.len();
    let year = |more: usize| desk.rows(&HEAD, |at| (at + more).to_string());
    let book =
        desk.book("tahunan.xlsx", &[("2021", year(0)), ("2022", year(1)), ("2023", year(2))]);
    let report = desk.import(&book);
    assert_eq!(matched(&report), 3 * all);
    assert_eq!(periods(&report), ["2021", "2022", "2023"]);

    let rows = desk.rows(&["Kecamatan", "Desa", "Balita 2024"], |_| "2".to_owned());
    let first = desk.villages[0].2.clone();
    let part = |own: bool| {
        let mut part = vec![rows[0].clone()];
        part.extend(rows[1..].iter().filter(|row| (row[0] == first) == own).cloned());
        part
    };
    desk.import(&desk.book("satu.xlsx", &[("a", part(true))]));
    let report = desk.import(&desk.book("lain.xlsx", &[("a", part(false))]));
    assert!(codes(&report).contains(&"kept_beside"), "{report:#}");
    assert_eq!(desk.sum("Balita"), (all, 2.0 * all as f64));
}

#[test]
fn a_village_written_beside_its_first_dusun_holds_for_all_of_them() {
    let desk = Desk::new();
    let all = desk.villages.len();
    let mut rows = vec![row(&["Kecamatan", "Desa", "Dusun", "KK"])];
    for (at, (_, name, kecamatan)) in desk.villages.iter().enumerate() {
        let kk = (at + 10).to_string();
        rows.push(vec![kecamatan.clone(), name.clone(), "Dusun I".into(), kk]);
        rows.push(row(&["", "", "Dusun II", "3"]));
        rows.push(row(&["", "", "Dusun III", "4"]));
        rows.push(row(&["", "", "Jumlah", &(at + 17).to_string()]));
    }
    let report = desk.import(&desk.book("dusun.xlsx", &[("a", rows)]));
    assert_eq!(matched(&report), 3 * all);
    let truth: f64 = (0..all).map(|at| (at + 17) as f64).sum();
    assert_eq!(desk.sum("KK"), (all, truth));
}

#[test]
fn months_headed_by_dates_are_periods_of_one_indicator() {
    let desk = Desk::new();
    let mut rows = vec![row(&["Kecamatan", "Desa", "Jan-23", "02/2023", "2023-03-01"])];
    for (_, name, kecamatan) in &desk.villages {
        rows.push(vec![kecamatan.clone(), name.clone(), "1".into(), "2".into(), "3".into()]);
    }
    let titled = [vec![row(&["KASUS GIZI BURUK TAHUN 2023"])], rows].concat();
    let report = desk.import(&desk.book("kasus.xlsx", &[("a", titled)]));
    assert_eq!(periods(&report), ["2023-01", "2023-02", "2023-03"]);
    let found = report["indicators"].as_array().unwrap();
    assert!(found.iter().all(|i| i["id"] == found[0]["id"]), "{found:?}");
}

#[test]
fn a_share_beside_its_counts_is_summed_from_them() {
    let desk = Desk::new();
    let mut rows = vec![row(&["Kecamatan", "Desa", "Jumlah KK", "KK Miskin", "Persen KK Miskin"])];
    let (mut poor, mut families) = (0, 0);
    for (at, (_, name, kecamatan)) in desk.villages.iter().enumerate() {
        let (all, few) = (100 + 13 * (at % 70), 5 + (at * 7) % 90);
        (poor, families) = (poor + few, families + all);
        let share = format!("{:.2}", 100.0 * few as f64 / all as f64);
        let cells = [all.to_string(), few.to_string(), share];
        rows.push([vec![kecamatan.clone(), name.clone()], cells.to_vec()].concat());
    }
    desk.import(&desk.book("miskin.xlsx", &[("a", rows)]));
    let listed = done(&[&"list", &desk.project, &"kabupaten"]);
    let values = listed["kabupaten"][0]["indicators"].as_array().unwrap();
    let share = values.iter().find(|v| v["unit"] == "%" && v["id"] != "idm").unwrap();
    assert_eq!(share["together"], "rate", "{share}");
    let truth = 100.0 * poor as f64 / families as f64;
    assert!((share["value"].as_f64().unwrap() - truth).abs() < 1e-9, "{share} {truth}");
}

#[test]
fn counts_alone_imply_their_share_which_no_hand_can_set() {
    let desk = Desk::new();
    let mut rows = vec![row(&["Kecamatan", "Desa", "Jumlah KK", "KK Miskin"])];
    for (at, (_, name, kecamatan)) in desk.villages.iter().enumerate() {
        let cells = [(100 + at).to_string(), (5 + at % 40).to_string()];
        rows.push([vec![kecamatan.clone(), name.clone()], cells.to_vec()].concat());
    }
    desk.import(&desk.book("jumlah.xlsx", &[("a", rows)]));
    let id = "kk_miskin/jumlah_kk";
    let first = &desk.villages[0].0;
    let origin = done(&[&"origin", &desk.project, &"--indicator", &id, &"--village", &first]);
    assert_eq!(origin["value"].as_f64(), Some(5.0), "{origin}");
    let set: [&dyn AsRef<std::ffi::OsStr>; 10] = [
        &"correct",
        &desk.project,
        &"--indicator",
        &id,
        &"--village",
        &first,
        &"--value",
        &"6",
        &"--reason",
        &"coba",
    ];
    let (said, exit) = json(&set);
    assert_eq!((said["faults"][0]["code"].as_str(), exit), (Some("only_computed"), 2), "{said}");
}

#[test]
fn a_folder_is_taken_apart_into_boundary_and_tables() {
    let desk = Desk::new();
    let delivery = desk.folder.path().join("kiriman");
    std::fs::create_dir(&delivery).unwrap();
    let villages = delivery.join("desa.geojson");
    done(&[&"export", &desk.project, &"--what", &"villages", &"--out", &villages]);
    let plain = desk.rows(&HEAD, |at| (at + 100).to_string());
    std::fs::rename(desk.book("kk.xlsx", &[("a", plain)]), delivery.join("kk.xlsx")).unwrap();
    std::fs::write(delivery.join("surat.txt"), "Dengan hormat,\nterlampir data.\n").unwrap();
    let project = desk.folder.path().join("baru.gpkg");
    let made = done(&[&"new", &project, &"--villages", &delivery]);
    assert_eq!(made["villages"], desk.villages.len());
    assert!(codes(&made).contains(&"others_left"), "{made}");
    let report = done(&[&"import", &project, &delivery]);
    assert_eq!(matched(&report), desk.villages.len());
    assert!(codes(&report).contains(&"others_left"), "{report}");
}

#[test]
fn blocks_named_by_kecamatan_alone_and_rows_of_men_and_women() {
    let desk = Desk::new();
    let all = desk.villages.len();
    let mut blocks = vec![row(&["Desa/Kecamatan", "KK"])];
    let mut kecamatan: Vec<&String> = desk.villages.iter().map(|v| &v.2).collect();
    kecamatan.dedup();
    for name in kecamatan {
        let own: Vec<&(String, String, String)> =
            desk.villages.iter().filter(|v| v.2 == *name).collect();
        blocks.push(vec![format!("Kecamatan {name}"), (7 * own.len()).to_string()]);
        blocks.extend(own.iter().map(|v| vec![v.1.clone(), "7".to_owned()]));
    }
    assert_eq!(matched(&desk.import(&desk.book("blok.xlsx", &[("a", blocks)]))), all);

    let mut rows = vec![row(&["Kecamatan", "Desa", "Jenis Kelamin", "Jumlah 2024"])];
    for (_, name, kecamatan) in &desk.villages {
        for (sex, n) in [("L", "3"), ("P", "4")] {
            rows.push(row(&[kecamatan, name, sex, n]));
        }
    }
    let report = desk.import(&desk.book("lp.xlsx", &[("a", rows)]));
    assert_eq!(matched(&report), 2 * all);
    assert_eq!(report["indicators"].as_array().unwrap().len(), 2);
}

#[test]
fn marks_units_and_sums_are_read_as_they_are_meant() {
    let desk = Desk::new();
    let all = desk.villages.len();
    let mut rows = desk.rows(&["Kecamatan", "Desa", "Balita gizi buruk"], |_| "19".to_owned());
    rows[3][2] = "19*)".to_owned();
    rows[4][2] = "nihil".to_owned();
    rows.push(row(&["TOTAL", "", &(19 * (all - 1) + 5).to_string()]));
    let report = desk.import(&desk.book("tanda.xlsx", &[("a", rows)]));
    assert_eq!(matched(&report), all);
    assert_eq!(desk.sum("Balita gizi buruk"), (all, 19.0 * (all - 1) as f64));
    let found = done(&[&"list", &desk.project, &"findings"]);
    let found: Vec<&str> =
        found["findings"].as_array().unwrap().iter().filter_map(|f| f["kind"].as_str()).collect();
    assert!(found.contains(&"total_differs"), "{found:?}");

    let rows = desk.rows(&["Kecamatan", "Desa", "Penduduk (ribu jiwa)"], |_| "1.5".to_owned());
    let report = desk.import(&desk.book("ribu.xlsx", &[("a", rows)]));
    assert!(codes(&report).contains(&"in_thousands"), "{report:#}");
    assert_eq!(desk.sum("Penduduk"), (all, 1500.0 * all as f64));
}

#[test]
fn a_list_of_persons_without_numbers_is_counted_and_no_name_is_kept() {
    let desk = Desk::new();
    let mut rows = vec![row(&["No", "Nama Anak", "Kecamatan", "Desa", "HP", "TB (cm)"])];
    let names = ["Wa Ina", "La Ode Sabri", "Sitti Nur", "Karsiyem", "Tugimin"];
    for (_, village, kecamatan) in desk.villages.iter().take(6) {
        for (n, name) in names.iter().enumerate() {
            rows.push(row(&[&n.to_string(), name, kecamatan, village, "08120001234", "80"]));
        }
    }
    let report = desk.import(&desk.book("anak.xlsx", &[("a", rows)]));
    let ids: Vec<&str> = report["indicators"]
        .as_array()
        .unwrap()
        .iter()
        .map(|i| i["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids, ["daftar_orang_orang"]);
    assert!(codes(&report).contains(&"columns_not_read"), "{report:#}");
    let (_, sum) = desk.sum("Orang (daftar orang)");
    assert_eq!(sum, 30.0);
    let bytes = std::fs::read(&desk.project).unwrap();
    let holds = |text: &str| bytes.windows(text.len()).any(|w| w == text.as_bytes());
    assert!(!holds("Sabri") && !holds("0812000"), "a person stands in the project");
}

/// One sheet a programme, all headed "Jumlah"; sheets of one kecamatan each under its name only.
#[test]
fn a_sheet_is_named_after_what_it_counts_or_where_it_lies() {
    let desk = Desk::new();
    let of = |add: usize| desk.rows(&["Kecamatan", "Desa", "Jumlah"], |at| (at + add).to_string());
    let book = desk.book("bantuan.xlsx", &[("PKH", of(100)), ("BPNT", of(200))]);
    for sheet in ["PKH", "BPNT"] {
        done(&[&"import", &desk.project, &book, &"--sheet", &sheet]);
    }
    let listed = || {
        let listed = done(&[&"list", &desk.project, &"indicators"]);
        let ids = listed["indicators"].as_array().unwrap().iter();
        ids.map(|one| one["id"].as_str().unwrap().to_owned()).collect::<BTreeSet<String>>()
    };
    assert_eq!(listed(), ["bpnt", "pkh"].map(str::to_owned).into());
    // The same header in two sheets of one file.
    let of = |add: usize| desk.rows(&["Kecamatan", "Desa", "KPM"], |at| (at * 7 + add).to_string());
    let book = desk.book("kpm.xlsx", &[("Sembako", of(1)), ("Tunai", of(2))]);
    for sheet in ["Sembako", "Tunai"] {
        done(&[&"import", &desk.project, &book, &"--sheet", &sheet]);
    }
    assert_eq!(listed(), ["bpnt", "kpm", "kpm_tunai", "pkh"].map(str::to_owned).into());
    let kecamatan = desk.villages[0].2.clone();
    let own = desk.villages.iter().filter(|village| village.2 == kecamatan);
    let mut rows = vec![row(&["No", "Desa", "Sumur"])];
    rows.extend(
        own.enumerate().map(|(at, village)| {
            vec![(at + 1).to_string(), village.1.clone(), (at + 7).to_string()]
        }),
    );
    let alone = desk.book("sumur.xlsx", &[(&format!("KECAMATAN {kecamatan}"), rows.clone())]);
    assert_eq!(matched(&desk.import(&alone)), rows.len() - 1);
    let file = format!("Pompa Kec {kecamatan} 2023.xlsx");
    rows[0] = row(&["No", "Desa", "Pompa"]);
    assert_eq!(
        matched(&desk.import(&desk.book(&file, &[("Sheet1", rows.clone())]))),
        rows.len() - 1
    );
}

/// A village with 1, 2, 3 … cases from January on is no row of column numbers.
#[test]
fn figures_that_count_up_are_a_villages() {
    let desk = Desk::new();
    let months =
        ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"];
    let mut rows = vec![row(&["No", "Kecamatan", "Desa"])];
    rows[0].extend(months.iter().map(|month| format!("{month} 2023")));
    for (at, (_, name, kecamatan)) in desk.villages.iter().enumerate() {
        let mut cells = vec![(at + 1).to_string(), kecamatan.clone(), name.clone()];
        cells.extend((1..=12).map(|month| (at % 3 + month).to_string()));
        rows.push(cells);
    }
    let report = desk.import(&desk.book("DBD.xlsx", &[("Sheet1", rows)]));
    assert_eq!(matched(&report), desk.villages.len(), "{report:#}");
}
