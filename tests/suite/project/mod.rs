//! The project file: what goes in comes out, after undo, after kill −9, after QGIS, after attack.

mod decisions;
mod hostile;
mod journal;
mod kill;
mod others;
mod size;

use std::collections::BTreeMap;
use std::path::Path;

use geo::{MultiPolygon, Point, polygon};
use kantong::base::code::{CodeSystem, TenDigits, VillageCode};
use kantong::base::fault::{Fault, FaultCode, ProjectFault, Stop};
use kantong::base::measure::Measure;
use kantong::dataset::crosswalk::Decision;
use kantong::dataset::village::{Frame, Kind, Region, Register, Village};
use kantong::indicator::column::{CellRef, Column};
use kantong::indicator::definition::{Derived, Direction, Indicator, Quantity, RateOf};
use kantong::project::{Mode, NewImport, Project, Run, Source, Stamp};

pub(crate) const STAMP: Stamp<'_> = Stamp { at: "2026-11-22T08:30:00+07:00", who: "siti" };

/// `n` squares in a row with awkward coordinates; the fifth is a kelurahan on two islands.
pub(crate) fn register(n: usize) -> Register {
    let villages = (0..n).map(|i| {
        let x = 122.0 + 0.1 * i as f64 + 1.0 / 3.0;
        let square = polygon![
            exterior: [(x: x, y: -4.1), (x: x + 0.1, y: -4.1), (x: x + 0.1, y: -4.0), (x: x, y: -4.0)],
            interiors: [[(x: x + 0.02, y: -4.05), (x: x + 0.04, y: -4.05), (x: x + 0.03, y: -4.03)]],
        ];
        let mut parts = vec![square];
        if i % 5 == 4 {
            parts.push(polygon![(x: x, y: -5.0), (x: x + 0.01, y: -5.0), (x: x, y: -4.99)]);
        }
        let digits = TenDigits::parse(&format!("{:010}", 7_405_012_001_u64 + i as u64)).unwrap();
        Village {
            code: VillageCode::official(CodeSystem::Kemendagri, digits),
            name: format!("Desa “{i}” O'Lele"),
            kind: if i % 5 == 4 { Kind::Kelurahan } else { Kind::Desa },
            kecamatan: Region { code: (i % 2 == 0).then(|| "74.05.01".into()), name: "Kolono".into() },
            kabupaten: Region { code: Some("74.05".into()), name: "Konawe Selatan".into() },
            shape: MultiPolygon::new(parts),
            area_km2: (i % 3 != 0).then_some(0.1 + 0.2 * i as f64),
            inside: Point::new(x + 0.07, -4.05),
        }
    });
    Register {
        system: CodeSystem::Kemendagri,
        frame: Frame::Geographic,
        crs_name: "WGS 84".into(),
        boundary_source: "batas.shp".into(),
        around: kantong::dataset::around::Around::default(),
        villages: villages.collect(),
    }
}

pub(crate) fn source(file: &str) -> Source {
    Source {
        file: file.into(),
        sha256: "ab".repeat(32),
        sheet: Some("Lembar 1".into()),
        format: "xlsx".into(),
        rows: 12,
        recipe: Some("{\"header\":[3,4]}".into()),
        ..Source::default()
    }
}

/// A column whose values count from `base`; every third is missing, every fifth does not apply.
pub(crate) fn column(id: &str, period: &str, n: usize, base: f64) -> Column {
    let values: Vec<Measure> = (0..n)
        .map(|i| match i {
            i if i % 5 == 4 => Measure::NotApplicable,
            i if i % 3 == 2 => Measure::Missing,
            i => Measure::Measured(base + 0.1 * i as f64),
        })
        .collect();
    let cells = values.iter().enumerate().map(|(i, value)| {
        let letter = if i % 2 == 0 { "D" } else { "AA" };
        value.value().map(|_| CellRef::new(0, Some("Lembar 1".into()), 7 + i as u32, letter.into()))
    });
    Column {
        indicator: Indicator {
            id: id.into(),
            name: format!("Nama {id}"),
            unit: "%".into(),
            quantity: Quantity::Percent,
            direction: Direction::WorseHigh,
            column: "TB/U › Sangat Pendek".into(),
            rate_of: Some(Derived::Rate(RateOf {
                numerators: vec!["a".into(), "b".into()],
                denominator: "c".into(),
            })),
        },
        period: period.into(),
        cells: cells.collect(),
        values,
        import: 0,
        corrections: BTreeMap::new(),
    }
}

pub(crate) fn import(file: &str, columns: Vec<Column>) -> NewImport {
    NewImport {
        source: source(file),
        columns,
        summary_json: "{\"rows\":12}".into(),
        confirmed: BTreeMap::new(),
    }
}

pub(crate) fn run(indicator: &str) -> Run {
    Run {
        kind: "pockets".into(),
        params: format!("{{\"indicator\":\"{indicator}\"}}"),
        seed: u64::MAX - 7,
        input_hash: "cd".repeat(32),
        result: "{\"n\":4}".into(),
        ..Run::default()
    }
}

/// A project of `n` villages at `path` with the layer column `penduduk`.
pub(crate) fn made(path: &Path, n: usize) -> Project {
    let layer = vec![column("penduduk", "", n, 0.0)];
    Project::create(path, register(n), &source("batas.shp"), layer, &STAMP).unwrap()
}

pub(crate) fn reopened(path: &Path) -> Project {
    let (project, faults) = Project::open(path, Mode::Write).unwrap();
    assert_eq!(faults, [], "a sound project has nothing to tell");
    project
}

pub(crate) fn refused(path: &Path, mode: Mode) -> ProjectFault {
    match Project::open(path, mode) {
        Err(Stop::Fault(fault)) => project_fault(&fault),
        Err(Stop::Canceled) => panic!("nobody canceled"),
        Ok(_) => panic!("{} opened", path.display()),
    }
}

pub(crate) fn project_fault(fault: &Fault) -> ProjectFault {
    match &fault.code {
        FaultCode::Project(fault) => fault.clone(),
        other => panic!("another room's fault: {other:?}"),
    }
}

#[test]
fn a_register_comes_back_to_the_last_bit() {
    let folder = tempfile::tempdir().unwrap();
    for (name, planar) in [("a.gpkg", false), ("b.gpkg", true)] {
        let path = folder.path().join(name);
        let mut register = register(7);
        // A village whose shape could not be kept is still a village.
        register.villages[3].shape = MultiPolygon::new(vec![]);
        if planar {
            register.frame = Frame::Planar;
            register.system = CodeSystem::None;
        }
        let made =
            Project::create(&path, register.clone(), &source("batas.shp"), vec![], &STAMP).unwrap();
        assert_eq!(made.register().unwrap(), register);
        drop(made);
        let read = reopened(&path).register().unwrap();
        assert_eq!(read, register);
        for (a, b) in read.villages.iter().zip(&register.villages) {
            assert_eq!(a.inside.x().to_bits(), b.inside.x().to_bits());
            assert_eq!(a.area_km2.map(f64::to_bits), b.area_km2.map(f64::to_bits));
        }
    }
}

#[test]
fn values_keep_their_three_states_their_bits_and_their_cells() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.gpkg");
    let mut project = made(&path, 11);
    let mut sent = column("stunting", "2024", 11, 0.1 + 0.2);
    sent.values[0] = Measure::Measured(-0.0);
    sent.values[1] = Measure::Measured(f64::MIN_POSITIVE);
    // A cell that says "–" is missing and still known by its place.
    sent.cells[2] = Some(CellRef::new(0, None, 9, "XFD".into()));
    let id =
        project.add_import(&import("C:\\data\\gizi.xlsx", vec![sent.clone()]), &STAMP).unwrap();
    drop(project);

    let project = reopened(&path);
    let columns = project.columns().unwrap();
    assert_eq!(columns.len(), 2);
    assert_eq!((columns[0].indicator.id.as_str(), columns[0].import), ("penduduk", 1));
    for cell in sent.cells.iter_mut().flatten() {
        *cell = CellRef::new(2, cell.sheet.clone(), cell.row, cell.column.clone());
    }
    sent.import = id;
    assert_eq!(columns[1], sent);
    let bits = |c: &Column| c.measured().map(f64::to_bits).collect::<Vec<_>>();
    assert_eq!(bits(&columns[1]), bits(&sent));

    let imports = project.imports().unwrap();
    assert_eq!((imports[1].id, imports[1].source, imports[1].shown), (id, 2, true));
    assert_eq!(imports[1].summary, "{\"rows\":12}");
    let sources = project.sources().unwrap();
    assert_eq!(sources[0].file, "batas.shp");
    let expected =
        Source { id: 2, imported_at: STAMP.at.into(), by: STAMP.who.into(), ..source("gizi.xlsx") };
    assert_eq!(sources[1], expected, "the folder of the source is not kept");
}

#[test]
fn the_same_villages_give_the_same_file() {
    let folder = tempfile::tempdir().unwrap();
    let [a, b] = ["a.gpkg", "b.gpkg"].map(|name| folder.path().join(name));
    drop(made(&a, 9));
    drop(made(&b, 9));
    assert!(std::fs::read(a).unwrap() == std::fs::read(b).unwrap());
}

#[test]
fn a_name_that_is_taken_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.gpkg");
    std::fs::write(&path, "someone's notes").unwrap();
    let stop = Project::create(&path, register(2), &source("b.shp"), vec![], &STAMP).unwrap_err();
    let Stop::Fault(fault) = &stop else { panic!("{stop:?}") };
    assert_eq!((project_fault(fault), stop.exit()), (ProjectFault::Exists, 1));
    assert_eq!(std::fs::read(&path).unwrap(), b"someone's notes");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left behind");
    let nowhere = folder.path().join("tidak/ada.gpkg");
    let stop = Project::create(&nowhere, register(2), &source("b.shp"), vec![], &STAMP);
    let Err(Stop::Fault(fault)) = stop else { panic!("made in no folder") };
    assert!(matches!(project_fault(&fault), ProjectFault::Storage { .. }));
}

#[test]
fn what_a_program_killed_while_making_a_project_left_is_no_hindrance() {
    let folder = tempfile::tempdir().unwrap();
    for left in ["a.gpkg.baru", "a.gpkg.baru-journal", "a.gpkg.kunci", "a.gpkg.pemakai"] {
        std::fs::write(folder.path().join(left), "half of a file").unwrap();
    }
    let path = folder.path().join("a.gpkg");
    assert_eq!(made(&path, 3).register().unwrap(), register(3));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "only the project is left");
}

#[test]
fn confirmed_names_and_settings_are_remembered() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.gpkg");
    let mut project = made(&path, 3);
    let code = |i: usize| register(3).villages[i].code.clone();
    let mut table = import("idm.csv", vec![]);
    table.confirmed = BTreeMap::from([("kolono/lele".to_owned(), code(1))]);
    project.add_import(&table, &STAMP).unwrap();
    project.set_setting("view", "peta").unwrap();
    drop(project);
    let mut project = reopened(&path);
    let decided: Vec<_> = project
        .crosswalk()
        .unwrap()
        .iter()
        .map(|(key, entry)| (key.to_owned(), entry.decision.clone()))
        .collect();
    let wanted: Vec<_> = table
        .confirmed
        .iter()
        .map(|(key, code)| (key.clone(), Decision::Accept(code.clone())))
        .collect();
    assert_eq!(decided, wanted);
    assert_eq!(project.setting("view").unwrap().as_deref(), Some("peta"));
    project.undo(&STAMP).unwrap();
    assert!(project.crosswalk().unwrap().is_empty(), "an undone import teaches nothing");
}
