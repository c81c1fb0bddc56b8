//! What is edited about programmes: the catalogue piece by piece, national priorities, products with
//! their source, the action plan of a kecamatan. Each is one step of the journal and comes back.

use std::path::{Path, PathBuf};

use kantong::plan::edit::Edit;
use kantong::plan::programme::{Good, Task, Unit};
use kantong::project::{Mode, Project, Stamp};
use kantong::workflow::programs::actions::{self, plans};
use kantong::workflow::programs::decide;
use kantong::workflow::programs::edit_catalogue::{Piece, change, new_code};
use kantong::workflow::programs::potential::{Origin, potential};
use kantong::workflow::programs::tasks::tasks;
use kantong::workflow::programs::{Ledger, national};
use kantong::workflow::report::catalogue::{DEFAULT, National, Office, Program, parse};
use kantong::workflow::{Opened, Snapshot, open_project};
use serde_json::Value;

use crate::run::done;

const STAMP: Stamp<'static> = Stamp { at: "2026-01-02T03:04:05Z", who: "penguji" };

fn sample(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("data/contoh").join(name)
}

fn project() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let project = folder.path().join("contoh.gpkg");
    done(&[&"new", &project, &"--villages", &sample("batas_desa.shp")]);
    done(&[&"import", &project, &sample("kemiskinan_desil.xlsx")]);
    done(&[&"programs", &project, &"--import", &sample("program_desa.xlsx")]);
    done(&[&"programs", &project, &"--import", &sample("unggulan_desa.csv")]);
    (folder, project)
}

fn open(path: &Path) -> (Project, Snapshot) {
    let Opened { project, snapshot, .. } = open_project(path, Mode::Write).unwrap();
    (project, snapshot)
}

/// The same project after an edit.
fn edited(project: &mut Project, snapshot: &Snapshot, edit: &Edit) -> Snapshot {
    project.apply(edit, &STAMP).unwrap();
    Snapshot::read(project, snapshot.register.clone()).unwrap()
}

#[test]
fn a_programme_that_is_added_meets_its_rows_and_goes_again() {
    let (_folder, path) = project();
    let (mut project, snapshot) = open(&path);
    let ledger = Ledger::of(&snapshot);
    let program = Program {
        code: new_code(&ledger.catalogue, "pu"),
        strategy: 3,
        name: "Jalan usaha tani".into(),
        unit: Some(Unit::Facility),
        choose: vec!["desil 1 2".into()],
        ..Program::default()
    };
    let code = program.code.clone();
    let piece = Piece::Program { office: "pu".into(), program: Box::new(program.clone()) };
    let after = edited(&mut project, &snapshot, &change(&ledger, &piece).unwrap());
    let ledger = Ledger::of(&after);
    let (office, kept) = ledger.catalogue.program(&code).unwrap();
    assert_eq!((office.id.as_str(), kept), ("pu", &program));
    // It asks for a task at once, by the indicator that its words choose.
    let all = tasks(&after, &ledger, ledger.latest());
    let task = all.iter().find(|t| t.programme == "Jalan usaha tani").unwrap();
    assert!(!task.villages.is_empty() && task.because.contains("Desil 1"), "{task:?}");
    // Moved to another office it is there once.
    let piece = Piece::Program { office: "pmd".into(), program: Box::new(program) };
    let after = edited(&mut project, &after, &change(&ledger, &piece).unwrap());
    let ledger = Ledger::of(&after);
    assert_eq!(ledger.catalogue.program(&code).unwrap().0.id, "pmd");
    let gone = change(&ledger, &Piece::DropProgram { code: code.clone() }).unwrap();
    let after = edited(&mut project, &after, &gone);
    // The catalogue is again the one that ships: nothing is kept of it.
    let ledger = Ledger::of(&after);
    assert_eq!(ledger.catalogue, parse(DEFAULT).unwrap());
    assert!(after.programmes.facts.is_empty(), "{:?}", after.programmes.facts);
    assert!(change(&ledger, &Piece::DropProgram { code }).is_err());
    drop(project);
    let journal = done(&[&"list", &path, &"journal"]);
    let text = journal["journal"].to_string();
    assert_eq!(text.matches("Katalog program diubah").count(), 3, "{text}");
    done(&[&"undo", &path]);
    done(&[&"undo", &path]);
    done(&[&"undo", &path]);
    let (_, snapshot) = open(&path);
    assert_eq!(Ledger::of(&snapshot).catalogue, parse(DEFAULT).unwrap());
}

#[test]
fn what_speaks_of_an_office_goes_with_it() {
    let (_folder, path) = project();
    let (mut project, snapshot) = open(&path);
    let ledger = Ledger::of(&snapshot);
    let said = decide::support(&ledger, "mbg", &["PU-AIR".into(), "KES-GIZI".into()]).unwrap();
    let snapshot = edited(&mut project, &snapshot, &said);
    let ledger = Ledger::of(&snapshot);
    let gone = change(&ledger, &Piece::DropOffice { id: "pu".into() }).unwrap();
    let after = edited(&mut project, &snapshot, &gone);
    let ledger = Ledger::of(&after);
    assert!(ledger.catalogue.office("pu").is_none());
    let found = national::national(&ledger, ledger.latest());
    let of = |id: &str| found.priorities.iter().find(|p| p.id == id).unwrap().programmes.clone();
    assert_eq!(of("mbg"), ["KES-GIZI"]);
    assert!(of("air-sanitasi").is_empty());
    // Its rows stay, and wait for a meaning.
    assert_eq!(ledger.lines.len(), after.programmes.entries.len());
    assert!(ledger.waiting.iter().any(|w| w.text.contains("PU")), "{:?}", ledger.waiting);
    project.undo(&STAMP).unwrap();
    let back = Snapshot::read(&project, after.register.clone()).unwrap();
    assert!(Ledger::of(&back).catalogue.office("pu").is_some());
}

#[test]
fn offices_strategies_and_priorities_are_written_and_wrong_ones_refused() {
    let (_folder, path) = project();
    let (mut project, snapshot) = open(&path);
    let office = Office {
        id: "pariwisata".into(),
        name: "Dinas Pariwisata".into(),
        short: "Pariwisata".into(),
        sector: "Wisata".into(),
        also: vec!["dispar".into()],
        programs: Vec::new(),
    };
    let piece = Piece::Office(Box::new(office));
    let edit = change(&Ledger::of(&snapshot), &piece).unwrap();
    let snapshot = edited(&mut project, &snapshot, &edit);
    let priority = National {
        id: "wisata".into(),
        name: "Desa wisata".into(),
        supported_by: vec!["SOS-PKH".into()],
    };
    let piece = Piece::Priority(Box::new(priority));
    let edit = change(&Ledger::of(&snapshot), &piece).unwrap();
    let snapshot = edited(&mut project, &snapshot, &edit);
    let mut names = Ledger::of(&snapshot).catalogue.strategies;
    names[1] = "Pemberdayaan ekonomi".into();
    let edit = change(&Ledger::of(&snapshot), &Piece::Strategies(names)).unwrap();
    let snapshot = edited(&mut project, &snapshot, &edit);
    let ledger = Ledger::of(&snapshot);
    assert_eq!(ledger.catalogue.strategies[1], "Pemberdayaan ekonomi");
    assert_eq!(ledger.catalogue.offices.len(), 14);
    assert!(ledger.catalogue.sectors().contains(&"Wisata"));
    let found = national::national(&ledger, ledger.latest());
    assert!(found.priorities.iter().any(|p| p.name == "Desa wisata" && p.national_rows > 0));
    let bad = Piece::Strategies(vec![String::new()]);
    assert!(change(&ledger, &bad).is_err());
    let bad = Piece::Program { office: "tiada".into(), program: Box::default() };
    assert!(change(&ledger, &bad).is_err());
    let edit = change(&ledger, &Piece::Default).unwrap();
    let snapshot = edited(&mut project, &snapshot, &edit);
    assert_eq!(Ledger::of(&snapshot).catalogue, parse(DEFAULT).unwrap());
}

#[test]
fn products_by_hand_go_before_the_file_and_say_who_says_so() {
    let (_folder, path) = project();
    let code = "99.01.01.1002";
    let of = |told: &Value| {
        let all = told["potential"]["villages"].as_array().unwrap();
        all.iter().find(|v| v["code"] == code).cloned().unwrap_or_default()
    };
    let before = of(&done(&[&"programs", &path]));
    assert!(before["source"]["cell"].is_string(), "{before}");
    // Three at most: a fourth is refused, not dropped.
    let four = format!("{code}=Kopi, Padi,,Kakao,Lada");
    assert_eq!(crate::run::json(&[&"programs", &path, &"--product", &four]).1, 2);
    let words = format!("{code}=Kopi, Padi,,Kakao");
    let told = done(&[
        &"programs",
        &path,
        &"--product",
        &words,
        &"--source",
        &"Survei PMD 2026",
        &"--bumdes",
        &"sehat",
    ]);
    let own = of(&told);
    assert_eq!(own["products"], serde_json::json!(["Kopi", "Padi", "Kakao"]));
    assert_eq!(own["source"], serde_json::json!({ "by_hand": "Survei PMD 2026" }));
    assert_eq!(own["bumdes"], "sehat");
    done(&[&"undo", &path]);
    assert_eq!(of(&done(&[&"programs", &path])), before);
    // Nothing written: as the files say.
    let (mut project, snapshot) = open(&path);
    let village = snapshot.register.position(code).unwrap();
    let code = snapshot.register.villages[village].code.clone();
    let good = Good { products: vec![" Nilam ".into()], ..Good::default() };
    let snapshot = edited(&mut project, &snapshot, &decide::good(&code, &good));
    let found = potential(&snapshot, &Ledger::of(&snapshot), None);
    assert_eq!(found.products[village], ["Nilam"]);
    assert_eq!(found.sources[village], Some(Origin::Hand(String::new())));
    let snapshot = edited(&mut project, &snapshot, &decide::good(&code, &Good::default()));
    assert!(snapshot.programmes.facts.is_empty());
}

#[test]
fn the_action_plan_of_a_kecamatan_is_its_part_of_the_tasks_and_can_be_changed() {
    let (folder, path) = project();
    let (mut project, snapshot) = open(&path);
    let ledger = Ledger::of(&snapshot);
    let year = ledger.latest();
    let all = tasks(&snapshot, &ledger, year);
    let found = plans(&snapshot, &ledger, &all);
    // Every village of a task is in the plan of exactly one kecamatan, with its share of the target.
    for task in &all {
        let of = |plan: &actions::KecamatanPlan| {
            let key = actions::key(&task.key, &plan.kecamatan);
            plan.actions.iter().find(|a| a.key == key).cloned()
        };
        let parts: Vec<_> = found.iter().filter_map(of).collect();
        let villages: usize = parts.iter().map(|a| a.villages.len()).sum();
        assert_eq!(villages, task.villages.len(), "{}", task.key);
        let sum: u64 = parts.iter().filter_map(|a| a.task.target).sum();
        let whole = task.task.target.unwrap_or(0);
        assert!(sum.abs_diff(whole) <= parts.len() as u64, "{sum} of {whole}");
    }
    let plan = found.iter().find(|plan| plan.kecamatan.name == "Ranombala").unwrap();
    let first = plan.actions.first().unwrap();
    let own = Task {
        deadline: "2026-06-30".into(),
        why: "menunggu pendamping".into(),
        villages: first.task.villages[..1].to_vec(),
        ..first.task.clone()
    };
    let edit = decide::task(&first.key, Some(own.clone()));
    let snapshot = edited(&mut project, &snapshot, &edit);
    // Another programme is added, and one is struck out.
    let (key, task) = actions::blank(&ledger, year, "LH-HUTAN", &plan.kecamatan).unwrap();
    let task = Task { villages: own.villages.clone(), ..task };
    let snapshot = edited(&mut project, &snapshot, &decide::task(&key, Some(task)));
    let second = &plan.actions[1];
    let struck = Task { dropped: true, ..second.task.clone() };
    let snapshot = edited(&mut project, &snapshot, &decide::task(&second.key, Some(struck)));
    let ledger = Ledger::of(&snapshot);
    let now = plans(&snapshot, &ledger, &tasks(&snapshot, &ledger, year));
    let changed = now.iter().find(|plan| plan.kecamatan.name == "Ranombala").unwrap();
    let of = |key: &str| changed.actions.iter().find(|a| a.key == key).unwrap();
    assert_eq!(of(&first.key).task, own);
    assert_eq!((of(&first.key).villages.len(), of(&first.key).is_edited), (1, true));
    assert_eq!(of(&key).villages.len(), 1);
    assert!(of(&second.key).task.dropped);
    // Nothing of it touches the others, nor the tasks of the kabupaten.
    let others = |all: &[actions::KecamatanPlan]| -> usize {
        all.iter().filter(|p| p.kecamatan.name != "Ranombala").map(|p| p.actions.len()).sum()
    };
    assert_eq!(others(&now), others(&found));
    assert_eq!(tasks(&snapshot, &ledger, year).len(), all.len());
    drop(project);
    // The paper of the kecamatan says the same.
    let out = folder.path().join("rakor");
    crate::rakor::report(&path, &out, Some("parts = [\"rencana-aksi\"]\n"));
    let paper = find(&out, "rencana_aksi_kecamatan.docx");
    let text = document(&paper);
    let of = text.split("RANCANGAN RENCANA AKSI KECAMATAN");
    let of = of.filter(|part| part.trim_start().starts_with("RANOMBALA")).last().unwrap();
    assert!(of.contains("30 Juni 2026"), "{of}");
    assert!(of.contains("Perhutanan sosial"), "{of}");
    done(&[&"undo", &path]);
    let told = done(&[&"programs", &path]);
    let all = told["actions"].as_array().unwrap();
    let own = all.iter().find(|plan| plan["kecamatan"] == "Ranombala").unwrap();
    let is_struck = |t: &Value| t["key"] == second.key.as_str() && t["dropped"] == true;
    assert!(!own["tasks"].as_array().unwrap().iter().any(is_struck), "{own}");
}

fn find(folder: &Path, name: &str) -> PathBuf {
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap().map(Result::unwrap) {
            if entry.path().is_dir() {
                folders.push(entry.path());
            } else if entry.file_name() == name {
                return entry.path();
            }
        }
    }
    panic!("{name} is not in {}", folder.display());
}

/// The text of a letter.
fn document(path: &Path) -> String {
    let parts = crate::rakor::members(&std::fs::read(path).unwrap());
    let text = String::from_utf8(parts["word/document.xml"].clone()).unwrap();
    let mut plain = String::new();
    let mut is_tag = false;
    for c in text.chars() {
        match c {
            '<' => is_tag = true,
            '>' => is_tag = false,
            c if !is_tag => plain.push(c),
            _ => {}
        }
    }
    plain
}

#[test]
fn a_row_whose_status_is_changed_keeps_the_cells_of_what_was_not_touched() {
    let (_folder, path) = project();
    let (mut project, snapshot) = open(&path);
    let of_2025 = |snapshot: &Snapshot, nth: usize| {
        let mut all = snapshot.programmes.entries.iter().filter(|e| e.year == Some(2025));
        all.nth(nth).unwrap().clone()
    };
    let of_file = of_2025(&snapshot, 3);
    let entry = kantong::plan::programme::Entry {
        import: None,
        over: Some(of_file.id),
        status: (if of_file.status == "proses" { "batal" } else { "proses" }).into(),
        ..of_file.clone()
    };
    let rows = vec![(0, Some(entry))];
    let snapshot = edited(&mut project, &snapshot, &Edit::SetProgrammes { rows });
    let entry = of_2025(&snapshot, 3);
    assert_eq!(entry.over, Some(of_file.id));
    drop(project);
    let told = done(&[&"programs", &path]);
    let row = |id: i64| {
        let mut all = told["register"].as_array().unwrap().iter();
        all.find(|row| row["id"] == id).unwrap().clone()
    };
    let now = row(entry.id);
    let other = row(of_2025(&snapshot, 4).id);
    let mut fields: Vec<&String> = other["cells"].as_object().unwrap().keys().collect();
    assert!(fields.iter().any(|field| *field == "status"), "{other:#}");
    fields.retain(|field| *field != "status");
    let kept: Vec<&String> = now["cells"].as_object().unwrap().keys().collect();
    assert_eq!(kept, fields, "{now:#}");
    assert_eq!(now["by_hand"], true);
    let cell = now["cells"]["rupiah"].as_str().unwrap();
    assert!(cell.ends_with(&of_file.row.to_string()), "{cell}");
}
