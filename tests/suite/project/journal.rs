//! Undo, redo and what is seen after them.

use std::path::Path;

use kantong::base::fault::{DataFault, FaultCode, ProjectFault, Stop};
use kantong::indicator::column::Column;
use kantong::indicator::definition::Direction;
use kantong::lang::Lang;
use kantong::lang::project::What;
use kantong::plan::edit::{ClassMethod, Edit, Style};
use kantong::project::{Project, Run};
use proptest::prelude::*;

use super::{STAMP, column, import, made, project_fault, register, reopened, run};

/// All that undo must bring back.
type Seen = (Vec<Column>, std::collections::BTreeMap<String, Style>, Vec<Run>);

fn seen(project: &Project) -> Seen {
    (project.columns().unwrap(), project.styles().unwrap(), project.runs().unwrap())
}

fn rename(id: &str, name: &str) -> Edit {
    Edit::SetIndicator {
        id: id.into(),
        name: name.into(),
        unit: "KK".into(),
        direction: Direction::WorseLow,
    }
}

fn manual() -> Style {
    Style { method: ClassMethod::Manual(vec![0.1 + 0.2, 7.0]), classes: 3, ..Style::default() }
}

fn fault_of<T: std::fmt::Debug>(result: Result<T, Stop>) -> FaultCode {
    match result.unwrap_err() {
        Stop::Fault(fault) => fault.code,
        Stop::Canceled => panic!("nobody canceled"),
    }
}

#[test]
fn the_newest_import_wins_and_undo_brings_the_older_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.gpkg");
    let mut project = made(&path, 6);
    let years = vec![column("idm", "2023", 6, 1.0), column("idm", "2024", 6, 2.0)];
    project.add_import(&import("a.xlsx", years), &STAMP).unwrap();
    let before = seen(&project);
    project.add_import(&import("b.xlsx", vec![column("idm", "2024", 6, 5.0)]), &STAMP).unwrap();
    let shown: Vec<_> = project
        .columns()
        .unwrap()
        .iter()
        .map(|c| (c.indicator.id.clone(), c.period.clone(), c.values[0].value(), c.import))
        .collect();
    let row = |id: &str, year: &str, x, import| (id.to_owned(), year.to_owned(), Some(x), import);
    assert_eq!(
        shown,
        [row("penduduk", "", 0.0, 1), row("idm", "2023", 1.0, 2), row("idm", "2024", 5.0, 3)]
    );
    drop(project);
    let mut project = reopened(&path);
    let entry = project.undo(&STAMP).unwrap();
    assert_eq!((entry.seq, entry.undone), (3, true));
    assert_eq!(entry.what, What::Imported { file: "b.xlsx".into(), indicators: 1 });
    assert_eq!(seen(&project), before);
}

#[test]
fn undo_and_redo_survive_a_restart_and_a_new_step_closes_redo() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.gpkg");
    let mut project = made(&path, 4);
    assert_eq!(project.can_undo().unwrap(), None, "making a project cannot be undone");
    assert_eq!(fault_of(project.undo(&STAMP)), ProjectFault::NothingToUndo.into());
    project.apply(&rename("penduduk", "Jumlah"), &STAMP).unwrap();
    project
        .apply(&Edit::SetStyle { indicator: "penduduk".into(), style: Some(manual()) }, &STAMP)
        .unwrap();
    project.add_run(&run("penduduk"), &STAMP).unwrap();
    let end = seen(&project);
    for _ in 0..3 {
        drop(project);
        project = reopened(&path);
        project.undo(&STAMP).unwrap();
    }
    for _ in 0..3 {
        drop(project);
        project = reopened(&path);
        project.redo(&STAMP).unwrap();
    }
    assert_eq!(seen(&project), end);
    assert_eq!(fault_of(project.redo(&STAMP)), ProjectFault::NothingToRedo.into());
    project.undo(&STAMP).unwrap();
    project.undo(&STAMP).unwrap();
    // An export is written down and closes nothing.
    project.log(&What::Exported { file: "peta.png".into() }, &STAMP).unwrap();
    assert!(project.can_redo().unwrap().is_some());
    project.apply(&rename("penduduk", "Warga"), &STAMP).unwrap();
    assert_eq!(project.can_redo().unwrap(), None);
    let marks: Vec<bool> = project.journal().unwrap().iter().map(|e| e.undone).collect();
    assert_eq!(marks, [false, false, true, true, false, false], "what was undone stays listed");
    assert_eq!(project.undo(&STAMP).unwrap().seq, 6);
    assert_eq!(project.undo(&STAMP).unwrap().seq, 2, "the undone and the export are passed over");
}

#[test]
fn an_edit_that_changes_nothing_makes_no_step() {
    let folder = tempfile::tempdir().unwrap();
    let mut project = made(&folder.path().join("a.gpkg"), 4);
    let same = Edit::SetIndicator {
        id: "penduduk".into(),
        name: "Nama penduduk".into(),
        unit: "%".into(),
        direction: Direction::WorseHigh,
    };
    for edit in [
        same,
        Edit::ResetIndicator { id: "penduduk".into() },
        Edit::SetStyle { indicator: "penduduk".into(), style: None },
        Edit::ShowImport { import: 1, shown: true },
    ] {
        assert_eq!(project.apply(&edit, &STAMP).unwrap(), None, "{edit:?}");
    }
    assert_eq!(project.journal().unwrap().len(), 1);
    assert!(matches!(
        fault_of(project.apply(&rename("idm", "IDM"), &STAMP)),
        FaultCode::Data(DataFault::NoSuchIndicator { found, .. }) if found == "penduduk"
    ));
    for edit in [Edit::ShowImport { import: 9, shown: true }, Edit::ShowRun { run: 9, shown: true }]
    {
        let Stop::Fault(fault) = project.apply(&edit, &STAMP).unwrap_err() else { panic!() };
        assert!(matches!(project_fault(&fault), ProjectFault::NoSuchRecord { id: 9, .. }));
    }
}

#[test]
fn undoing_a_name_set_by_hand_gives_an_older_import_its_own_name_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut project = made(&folder.path().join("a.gpkg"), 4);
    let named = |name: &str| {
        let mut column = column("idm", "2024", 4, 1.0);
        column.indicator.name = name.into();
        import("idm.xlsx", vec![column])
    };
    project.add_import(&named("IDM lama"), &STAMP).unwrap();
    project.add_import(&named("IDM baru"), &STAMP).unwrap();
    project.apply(&rename("idm", "Indeks Desa"), &STAMP).unwrap();
    project.undo(&STAMP).unwrap();
    project.undo(&STAMP).unwrap();
    assert_eq!(project.columns().unwrap()[1].indicator.name, "IDM lama");
}

#[test]
fn the_journal_speaks_indonesian_and_english() {
    let folder = tempfile::tempdir().unwrap();
    let mut project = made(&folder.path().join("a.gpkg"), 4);
    project.add_import(&import("gizi.xlsx", vec![column("idm", "", 4, 1.0)]), &STAMP).unwrap();
    project
        .apply(&Edit::SetStyle { indicator: "idm".into(), style: Some(manual()) }, &STAMP)
        .unwrap();
    project.add_run(&run("idm"), &STAMP).unwrap();
    let journal = project.journal().unwrap();
    let said: Vec<String> = journal.iter().map(|e| Lang::Id.what(&e.what)).collect();
    assert_eq!(
        said,
        [
            "Buat proyek dari batas.shp (4 desa)",
            "Impor tabel gizi.xlsx (1 indikator)",
            "Ganti kelas Nama idm",
            "Cari kantong Nama idm",
        ]
    );
    assert_eq!(Lang::En.what(&journal[3].what), "Find pockets of Nama idm");
    assert_eq!((journal[3].at.as_str(), journal[3].who.as_str()), (STAMP.at, STAMP.who));
}

/// One thing a user may do.
#[derive(Clone, Debug)]
enum Deed {
    Import { id: usize, year: usize, base: u8 },
    Run { id: usize },
    Apply(Edit),
}

fn deed() -> impl Strategy<Value = Deed> {
    let style = prop_oneof![
        Just(None),
        Just(Some(Style::default())),
        Just(Some(manual())),
        (2_usize..9).prop_map(|classes| Some(Style {
            method: ClassMethod::Quantile,
            classes,
            ..Style::default()
        })),
    ];
    let id = || (0_usize..2).prop_map(|i| ["penduduk", "idm"][i].to_owned());
    prop_oneof![
        (0_usize..2, 0_usize..2, any::<u8>()).prop_map(|(id, year, base)| Deed::Import {
            id,
            year,
            base
        }),
        (0_usize..2).prop_map(|id| Deed::Run { id }),
        (1_i64..5, any::<u8>()).prop_map(|(import, s)| {
            Deed::Apply(Edit::ShowImport { import, shown: s % 2 == 0 })
        }),
        (1_i64..3, any::<u8>())
            .prop_map(|(run, s)| Deed::Apply(Edit::ShowRun { run, shown: s % 2 == 0 })),
        (id(), "[a-c]").prop_map(|(id, name)| Deed::Apply(rename(&id, &name))),
        id().prop_map(|id| Deed::Apply(Edit::ResetIndicator { id })),
        (id(), style)
            .prop_map(|(indicator, style)| Deed::Apply(Edit::SetStyle { indicator, style })),
    ]
}

fn start(path: &Path) -> Project {
    let mut project = made(path, 3);
    project.add_import(&import("awal.xlsx", vec![column("idm", "2024", 3, 1.0)]), &STAMP).unwrap();
    project.add_run(&run("idm"), &STAMP).unwrap();
    project
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_done_can_be_undone_to_the_beginning_and_redone_to_the_end(
        deeds in prop::collection::vec(deed(), 1..14)
    ) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.gpkg");
        let mut project = start(&path);
        let mut history = vec![seen(&project)];
        for deed in deeds {
            let step = match deed {
                Deed::Import { id, year, base } => {
                    let id = ["penduduk", "idm"][id];
                    let column = column(id, ["2023", "2024"][year], 3, f64::from(base));
                    project.add_import(&import("t.xlsx", vec![column]), &STAMP).map(Some)
                }
                Deed::Run { id } => project.add_run(&run(["penduduk", "idm"][id]), &STAMP).map(Some),
                Deed::Apply(edit) => project.apply(&edit, &STAMP),
            };
            if let Ok(Some(_)) = step {
                history.push(seen(&project));
            } else {
                // Refused (no such import) or no change: no step, and nothing moved.
                prop_assert_eq!(Some(&seen(&project)), history.last());
            }
        }
        for before in history.iter().rev().skip(1) {
            project.undo(&STAMP).unwrap();
            prop_assert_eq!(&seen(&project), before);
        }
        drop(project);
        let mut project = reopened(&path);
        for after in history.iter().skip(1) {
            project.redo(&STAMP).unwrap();
            prop_assert_eq!(&seen(&project), after);
        }
        prop_assert_eq!(project.can_redo().unwrap(), None);
        prop_assert_eq!(project.integrity().unwrap(), vec![]);
        prop_assert_eq!(project.register().unwrap(), register(3));
    }
}
