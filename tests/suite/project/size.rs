//! All villages of Indonesia in one project: how long it takes.

use std::time::Instant;

use kantong::project::{Mode, Project};

use super::{STAMP, column, import, register, source};

#[test]
#[ignore = "measures; run in release with --nocapture"]
fn a_nation_of_villages_with_ten_columns_is_stored_in_seconds() {
    let n = 84_000;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.gpkg");
    let register = register(n);
    let mut began = Instant::now();
    let mut lap = |what: &str| {
        eprintln!("{what}: {:.2} s", began.elapsed().as_secs_f64());
        began = Instant::now();
    };
    let mut project =
        Project::create(&path, register.clone(), &source("b.shp"), vec![], &STAMP).unwrap();
    lap("create");
    let columns: Vec<_> =
        (0..10).map(|i| column(&format!("c{i}"), "2024", n, f64::from(i))).collect();
    lap("(make columns)");
    project.add_import(&import("t.xlsx", columns), &STAMP).unwrap();
    lap("import");
    drop(project);
    let (project, faults) = Project::open(&path, Mode::Write).unwrap();
    assert_eq!(faults, []);
    lap("open");
    assert!(project.register().unwrap() == register);
    lap("register");
    assert_eq!(project.columns().unwrap().len(), 10);
    lap("columns");
    assert_eq!(project.integrity().unwrap(), []);
    lap("integrity");
    eprintln!("{:.1} MB", std::fs::metadata(&path).unwrap().len() as f64 / 1e6);
}
