//! Other programs at the same file: QGIS and GDAL, a second Kantong, a newer one, a read-only disk.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use kantong::base::fault::{Fault, ProjectFault, Stop};
use kantong::indicator::definition::SourceKind;
use kantong::plan::edit::{Edit, Style};
use kantong::project::{Mode, Project};
use rusqlite::Connection;

use super::{STAMP, column, import, made, project_fault, refused, register, reopened};

fn opened(path: &Path, mode: Mode) -> (Project, Vec<ProjectFault>) {
    let (project, faults) = Project::open(path, mode).unwrap();
    (project, faults.iter().map(project_fault).collect::<Vec<_>>())
}

fn styled(project: &mut Project, classes: usize) -> Result<Option<i64>, Stop> {
    let style = Some(Style { classes, ..Style::default() });
    project.apply(&Edit::SetStyle { indicator: "penduduk".into(), style }, &STAMP)
}

/// What QGIS writes for a saved style, and what GDAL 3 keeps beside a layer that it edited.
const GUESTS: &str = "
    CREATE TABLE layer_styles (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
        f_table_catalog TEXT(256), f_table_name TEXT(256), styleName TEXT(30), styleQML TEXT,
        useAsDefault BOOLEAN, update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')));
    INSERT INTO layer_styles (f_table_name, styleName, styleQML) VALUES ('desa', 'merah', '<qgis/>');
    INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES
        ('layer_styles', 'attributes', 'layer_styles');
    CREATE TABLE gpkg_ogr_contents (table_name TEXT NOT NULL PRIMARY KEY, feature_count INTEGER);
    INSERT INTO gpkg_ogr_contents VALUES ('desa', 5);
    CREATE TABLE gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL,
        definition TEXT NOT NULL, scope TEXT NOT NULL);
    CREATE TRIGGER trigger_insert_feature_count_desa AFTER INSERT ON desa
        BEGIN UPDATE gpkg_ogr_contents SET feature_count = feature_count + 1; END;
    CREATE VIRTUAL TABLE rtree_desa_geom USING rtree(id, minx, maxx, miny, maxy);
    CREATE TRIGGER rtree_desa_geom_insert AFTER INSERT ON desa
        WHEN (NEW.geom NOT NULL AND NOT ST_IsEmpty(NEW.geom))
        BEGIN INSERT OR REPLACE INTO rtree_desa_geom VALUES (NEW.fid, ST_MinX(NEW.geom),
        ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom)); END;
    PRAGMA journal_mode = WAL;";

#[test]
fn what_qgis_and_gdal_add_is_tolerated_told_and_no_hindrance() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.gpkg");
    drop(made(&path, 5));
    Connection::open(&path).unwrap().execute_batch(GUESTS).unwrap();
    let (mut project, told) = opened(&path, Mode::Write);
    let [ProjectFault::JournalMode { was }, ProjectFault::ForeignTables { names }] = &told[..]
    else {
        panic!("{told:?}")
    };
    assert_eq!(was, "wal");
    assert!(names.starts_with("layer_styles, gpkg_ogr_contents, gpkg_extensions, "), "{names}");
    styled(&mut project, 7).unwrap().unwrap();
    project.add_import(&import("t.xlsx", vec![column("idm", "", 5, 1.0)]), &STAMP).unwrap();
    project.undo(&STAMP).unwrap();
    assert_eq!(project.integrity().unwrap(), []);
    assert_eq!(project.register().unwrap(), register(5));
    drop(project);
    assert!(!folder.path().join("a.gpkg-wal").exists());
    let (_, told) = opened(&path, Mode::Write);
    assert_eq!(told.len(), 1, "the journal mode was set back: {told:?}");
    let conn = Connection::open(&path).unwrap();
    let style: String =
        conn.query_row("SELECT styleQML FROM layer_styles", [], |r| r.get(0)).unwrap();
    assert_eq!(style, "<qgis/>", "their things are left alone");
}

#[test]
fn villages_changed_from_outside_are_named() {
    let folder = tempfile::tempdir().unwrap();
    for (edit, codes, left) in [
        ("UPDATE desa SET name = 'Lain' WHERE fid = 2", "74.05.01.2002", 8),
        ("UPDATE desa SET geom = NULL WHERE fid = 1", "74.05.01.2001", 8),
        ("DELETE FROM desa WHERE fid = 3", "74.05.01.2003", 7),
        (
            "INSERT INTO desa SELECT 99, geom, 'baru', name, kind, kecamatan_code, kecamatan, \
             kabupaten_code, kabupaten, area_km2, inside_x, inside_y FROM desa WHERE fid = 1",
            "baru",
            9,
        ),
        (
            "UPDATE desa SET code = 'x' || code",
            "74.05.01.2001, 74.05.01.2002, 74.05.01.2003, 74.05.01.2004, 74.05.01.2005, +3",
            8,
        ),
    ] {
        let path = folder.path().join("a.gpkg");
        fs::remove_file(&path).ok();
        let values = made(&path, 8).columns().unwrap()[0].values.clone();
        Connection::open(&path).unwrap().execute_batch(edit).unwrap();
        let (project, told) = opened(&path, Mode::Write);
        assert_eq!(told, [ProjectFault::OutsideEdit { what: codes.into() }], "{edit}");
        let (register, columns) = (project.register().unwrap(), project.columns().unwrap());
        assert_eq!((register.len(), columns[0].values.len()), (left, left), "{edit}");
        // The value stays with its village, not with its place in the list.
        assert_eq!(columns[0].values[left.min(8) - 1], values[7], "{edit}");
        assert_eq!(project.integrity().unwrap().len(), 1, "{edit}");
    }
}

#[test]
fn a_value_changed_from_outside_is_found_by_check() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.gpkg");
    made(&path, 5)
        .add_import(&import("t.xlsx", vec![column("idm", "2024", 5, 1.0)]), &STAMP)
        .unwrap();
    for edit in [
        "UPDATE kantong_observation SET value = value + 1e-12 WHERE column_id = 2 AND fid = 2",
        "UPDATE kantong_observation SET row = row + 1 WHERE column_id = 2 AND fid = 2",
        "DELETE FROM kantong_observation WHERE column_id = 2 AND fid = 5",
    ] {
        let copy = folder.path().join("b.gpkg");
        fs::copy(&path, &copy).unwrap();
        assert_eq!(reopened(&copy).integrity().unwrap(), []);
        Connection::open(&copy).unwrap().execute_batch(edit).unwrap();
        let found: Vec<_> =
            reopened(&copy).integrity().unwrap().iter().map(project_fault).collect();
        assert_eq!(found, [ProjectFault::OutsideEdit { what: "idm 2024".into() }], "{edit}");
    }
}

#[test]
fn a_second_writer_learns_who_holds_the_project_and_may_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.gpkg");
    let mut first = made(&path, 3);
    let Err(stop) = Project::open(&path, Mode::Write) else { panic!("two writers") };
    assert_eq!(stop.exit(), 4);
    let ProjectFault::InUse { by } = refused(&path, Mode::Write) else { panic!() };
    assert!(by.contains(&format!("PID {}", std::process::id())), "{by}");
    let (mut reader, told) = opened(&path, Mode::Read);
    assert_eq!(told, []);
    styled(&mut first, 4).unwrap();
    assert_eq!(reader.styles().unwrap()["penduduk"].classes, 4, "the reader sees the next edit");
    let Err(Stop::Fault(fault)) = styled(&mut reader, 6) else { panic!("a reader wrote") };
    assert_eq!(project_fault(&fault), ProjectFault::ReadOnly);
    drop(first);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "only the project is left");
    styled(&mut reopened(&path), 6).unwrap().unwrap();
}

#[test]
fn a_read_only_file_opens_for_reading_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.gpkg");
    drop(made(&path, 3));
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    let (mut project, told) = opened(&path, Mode::Write);
    assert_eq!(told, [ProjectFault::ReadOnly]);
    assert!(project.is_read_only());
    assert_eq!(project.register().unwrap(), register(3));
    assert!(styled(&mut project, 6).is_err());
}

#[test]
fn a_folder_that_takes_no_lock_file_lets_us_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.gpkg");
    drop(made(&path, 3));
    fs::create_dir(folder.path().join("a.gpkg.kunci")).unwrap();
    let (project, told) = opened(&path, Mode::Write);
    assert_eq!((project.is_read_only(), told), (true, vec![ProjectFault::ReadOnly]));
}

#[test]
fn a_project_of_a_newer_kantong_can_be_read_and_not_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.gpkg");
    drop(made(&path, 3));
    let newer = "UPDATE kantong_meta SET value = '7' WHERE key = 'schema_version';
        CREATE TABLE kantong_plan (id INTEGER PRIMARY KEY);
        ALTER TABLE kantong_run ADD COLUMN took REAL;";
    Connection::open(&path).unwrap().execute_batch(newer).unwrap();
    let (mut project, told) = opened(&path, Mode::Write);
    assert_eq!(told, [ProjectFault::Newer { version: 7, known: 3 }]);
    assert_eq!(project.register().unwrap(), register(3));
    assert!(project.is_read_only() && styled(&mut project, 6).is_err());
    let view = "CREATE VIEW jahat AS SELECT 1";
    Connection::open(&path).unwrap().execute_batch(view).unwrap();
    assert_eq!(refused(&path, Mode::Write), ProjectFault::ForeignSchema { name: "jahat".into() });
}

/// Each made by the program of its version; every later one opens them.
#[test]
fn projects_of_earlier_versions_open() {
    for version in ["v1.gpkg", "v2.gpkg"] {
        opens(version);
    }
}

fn opens(version: &str) {
    let folder = tempfile::tempdir().unwrap();
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/projects").join(version);
    let path = folder.path().join(version);
    fs::copy(&kept, &path).unwrap();
    let (mut project, told) = opened(&path, Mode::Write);
    assert!(told.iter().all(|f| matches!(f, ProjectFault::Migrated { .. })), "{told:?}");
    assert_eq!(project.register().unwrap(), register(6));
    let columns = project.columns().unwrap();
    assert_eq!(
        columns.iter().map(|c| c.indicator.id.as_str()).collect::<Vec<_>>(),
        ["penduduk", "idm"]
    );
    assert_eq!(columns[1].values, column("idm", "2024", 6, 0.5).values);
    assert_eq!(project.runs().unwrap().len(), 1);
    assert_eq!(project.styles().unwrap()["idm"].classes, 7);
    assert_eq!(project.undo(&STAMP).unwrap().seq, 4);
    assert_eq!(project.integrity().unwrap(), []);
    assert_eq!(project.sources().unwrap()[1].kind, SourceKind::Other);
    let again = folder.path().join("dibaca.gpkg");
    fs::copy(&kept, &again).unwrap();
    let (project, told) = opened(&again, Mode::Read);
    assert_eq!((project.sources().unwrap().len(), told), (2, vec![]), "read without migrating");
}

#[test]
#[ignore = "makes tests/suite/projects/vN.gpkg of the present version; run once for each version"]
fn keep_a_project_of_this_version() {
    let path = PathBuf::from(std::env::var_os("KANTONG_KEEP").expect("a path"));
    let mut project = made(&path, 6);
    project.add_import(&import("idm.xlsx", vec![column("idm", "2024", 6, 0.5)]), &STAMP).unwrap();
    let style = Some(Style { classes: 7, ..Style::default() });
    project.apply(&Edit::SetStyle { indicator: "idm".into(), style }, &STAMP).unwrap();
    project.add_run(&super::run("idm"), &STAMP).unwrap();
}

fn gdal(program: &str, arguments: &[&std::ffi::OsStr]) -> Option<(bool, String)> {
    match Command::new(program).args(arguments).output() {
        Ok(out) => {
            let text = [out.stdout, out.stderr].concat();
            Some((out.status.success(), String::from_utf8_lossy(&text).into_owned()))
        }
        Err(error) => {
            eprintln!("!!! SKIPPED: {program} is not here ({error}); this test proved nothing");
            None
        }
    }
}

#[test]
fn gdal_reads_the_villages_without_a_warning() {
    let folder = tempfile::tempdir().unwrap();
    for planar in [false, true] {
        let path = folder.path().join(format!("{planar}.gpkg"));
        let mut villages = register(6);
        if planar {
            villages.frame = kantong::dataset::village::Frame::Planar;
        }
        drop(
            Project::create(&path, villages.clone(), &super::source("b.shp"), vec![], &STAMP)
                .unwrap(),
        );
        let flags = ["-ro", "-al", "-so"].map(std::ffi::OsStr::new);
        let arguments = [&flags[..], &[path.as_os_str(), "desa".as_ref()]].concat();
        let Some((ok, text)) = gdal("ogrinfo", &arguments[..]) else { return };
        assert!(ok && !text.contains("Warning") && !text.contains("ERROR"), "{text}");
        assert!(text.contains("Feature Count: 6") && text.contains("Multi Polygon"), "{text}");
        assert!(
            text.contains("Geometry Column = geom") && text.contains("kecamatan_code"),
            "{text}"
        );
        assert_eq!(text.contains("WGS 84"), !planar, "{text}");
    }
}

#[test]
fn after_gdal_edited_the_file_it_opens_and_writes() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.gpkg");
    drop(made(&path, 6));
    let extra = folder.path().join("jalan.csv");
    fs::write(&extra, "nama,panjang\nPoros,12\n").unwrap();
    let words = ["-f", "GPKG", "-update", "-append"].map(std::ffi::OsStr::new);
    let arguments = [&words[..], &[path.as_os_str(), extra.as_os_str()]].concat();
    let Some((ok, text)) = gdal("ogr2ogr", &arguments) else { return };
    assert!(ok, "{text}");
    let index = "SELECT CreateSpatialIndex('desa', 'geom')";
    let arguments = [path.as_os_str(), "-sql".as_ref(), index.as_ref()];
    let Some((ok, text)) = gdal("ogrinfo", &arguments) else { return };
    assert!(ok, "{text}");
    let (mut project, told) = opened(&path, Mode::Write);
    let named = |names: &str| names.contains("jalan") && names.contains("rtree_desa_geom");
    let all: Vec<Fault> = project.integrity().unwrap();
    assert_eq!(all, []);
    assert!(
        told.iter().any(|f| matches!(f, ProjectFault::ForeignTables { names } if named(names) || names.contains('+'))),
        "{told:?}"
    );
    assert!(!told.iter().any(|f| matches!(f, ProjectFault::OutsideEdit { .. })), "{told:?}");
    styled(&mut project, 3).unwrap().unwrap();
    project.undo(&STAMP).unwrap();
    assert_eq!(project.register().unwrap(), register(6));
}
