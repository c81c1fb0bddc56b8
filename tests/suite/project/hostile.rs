//! Files that are no project, or a project with something in it that should not be there.

use std::fs;
use std::path::{Path, PathBuf};

use kantong::base::fault::{NotProject, ProjectFault};
use kantong::lang::Lang;
use kantong::project::{Mode, Project};
use rusqlite::Connection;

use super::{STAMP, column, import, made, project_fault, refused, reopened, run};

fn sql(path: &Path, sql: &str) {
    let conn = Connection::open(path).unwrap();
    conn.execute_batch(sql).unwrap();
}

/// A fresh project with a table and a run, closed.
fn closed(folder: &Path) -> PathBuf {
    let path = folder.join("a.gpkg");
    fs::remove_file(&path).ok();
    let mut project = made(&path, 5);
    project.add_import(&import("t.xlsx", vec![column("idm", "2024", 5, 1.0)]), &STAMP).unwrap();
    project.add_run(&run("idm"), &STAMP).unwrap();
    path
}

#[test]
fn what_is_no_project_is_named_for_what_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("kosong.gpkg"), "").unwrap();
    fs::write(at("surat.gpkg"), "Kepada Yth. Bupati").unwrap();
    fs::write(at("pendek.gpkg"), b"SQLite format 3\0\x10").unwrap();
    sql(&at("lain.gpkg"), "CREATE TABLE t (x)");
    sql(&at("peta.gpkg"), "PRAGMA application_id = 1196444487; CREATE TABLE gpkg_contents (x)");
    fs::create_dir(at("folder.gpkg")).unwrap();
    let not = |why| ProjectFault::NotAProject { why };
    for (name, fault) in [
        ("tidak ada.gpkg", ProjectFault::NotFound),
        ("kosong.gpkg", not(NotProject::Empty)),
        ("surat.gpkg", not(NotProject::OtherFile)),
        ("pendek.gpkg", ProjectFault::Damaged { why: "17 B".into() }),
        ("lain.gpkg", not(NotProject::OtherDatabase)),
        ("peta.gpkg", not(NotProject::OtherGeoPackage)),
        ("folder.gpkg", not(NotProject::Folder)),
    ] {
        for mode in [Mode::Read, Mode::Write] {
            assert_eq!(refused(&at(name), mode), fault, "{name}");
        }
    }
    assert_eq!(fs::read(at("surat.gpkg")).unwrap(), b"Kepada Yth. Bupati");
    let left: Vec<_> =
        fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(left.len(), 6, "no lock is left behind: {left:?}");
}

#[test]
fn every_intruder_refuses_the_file_by_its_name() {
    let folder = tempfile::tempdir().unwrap();
    for (name, attack) in [
        (
            "jahat",
            "CREATE TRIGGER jahat AFTER INSERT ON kantong_journal BEGIN DELETE FROM desa; END",
        ),
        // A tolerated name does not help on a table of ours.
        (
            "gpkg_x",
            "CREATE TRIGGER gpkg_x AFTER INSERT ON kantong_journal BEGIN DELETE FROM desa; END",
        ),
        ("jahat", "CREATE TRIGGER jahat AFTER UPDATE ON desa BEGIN DELETE FROM desa; END"),
        ("jahat", "CREATE VIEW jahat AS SELECT * FROM desa"),
        ("jahat", "CREATE VIRTUAL TABLE jahat USING fts5(x)"),
        ("kantong_lain", "CREATE TABLE kantong_lain (x)"),
        ("kantong_style", "ALTER TABLE kantong_style ADD COLUMN x DEFAULT (random())"),
        ("jahat", "CREATE INDEX jahat ON kantong_run (abs(seed))"),
        (
            "kantong_style",
            "DROP TABLE kantong_style; CREATE VIEW kantong_style AS SELECT 'idm' AS indicator, 1 AS style",
        ),
        ("desa", "ALTER TABLE desa ADD COLUMN x AS (abs(fid))"),
        ("desa", "ALTER TABLE desa RENAME COLUMN kind TO jenis"),
    ] {
        let path = closed(folder.path());
        sql(&path, attack);
        let fault = refused(&path, Mode::Write);
        if attack.starts_with("DROP") {
            assert!(
                matches!(&fault, ProjectFault::Damaged { why } if why == name),
                "{attack}: {fault:?}"
            );
        } else {
            assert_eq!(fault, ProjectFault::ForeignSchema { name: name.into() }, "{attack}");
        }
        assert_eq!(refused(&path, Mode::Read), fault, "{attack}");
    }
}

#[test]
fn a_missing_table_or_a_broken_version_is_damage() {
    let folder = tempfile::tempdir().unwrap();
    for broken in [
        "DROP TABLE kantong_observation",
        "UPDATE kantong_meta SET value = 'x' WHERE key = 'schema_version'",
        "DELETE FROM kantong_meta WHERE key = 'schema_version'",
    ] {
        let path = closed(folder.path());
        sql(&path, broken);
        assert!(matches!(refused(&path, Mode::Write), ProjectFault::Damaged { .. }), "{broken}");
    }
}

#[test]
fn nonsense_in_our_tables_is_told_but_never_panics() {
    let folder = tempfile::tempdir().unwrap();
    for nonsense in [
        "UPDATE kantong_observation SET value = 9e999, row = 'x', place = 1",
        "UPDATE kantong_observation SET state = 77",
        "UPDATE kantong_observation SET value = 'teks'",
        "UPDATE kantong_observation SET row = -5",
        "UPDATE kantong_source SET rows = -1",
        "UPDATE kantong_column SET quantity = 'x', direction = 'y', rate_of = '{'",
        "UPDATE kantong_journal SET what = '[]'",
        "UPDATE kantong_journal SET inverse = '{\"edit\":\"format_disk\"}' WHERE seq > 1",
        "UPDATE kantong_journal SET edit = x'00ff', inverse = x'00ff' WHERE seq > 1",
        "UPDATE kantong_run SET result = x'ff', seed = 'x'",
        "INSERT INTO kantong_style VALUES ('idm', '{\"method\":\"manual\",\"breaks\":[1]}')",
        "UPDATE kantong_meta SET value = 'mars' WHERE key = 'frame'",
        "UPDATE desa SET geom = x'4750', code = x'ff', area_km2 = 'luas', inside_x = 9e999",
        "DELETE FROM desa",
    ] {
        let path = closed(folder.path());
        sql(&path, nonsense);
        let Ok((mut project, _)) = Project::open(&path, Mode::Write) else { continue };
        // Each answers or refuses; none panics, and no value is infinite.
        project.register().ok();
        for column in project.columns().unwrap_or_default() {
            assert!(column.measured().all(f64::is_finite), "{nonsense}");
        }
        let looked = (project.sources(), project.styles(), project.runs());
        drop((looked, project.journal(), project.can_undo()));
        project.integrity().ok();
        project.undo(&STAMP).ok();
    }
}

#[test]
fn a_damaged_file_is_refused_or_read_but_never_panics() {
    let folder = tempfile::tempdir().unwrap();
    let path = closed(folder.path());
    let sound = fs::read(&path).unwrap();
    let broken = folder.path().join("b.gpkg");
    let open = |bytes: &[u8]| {
        fs::write(&broken, bytes).unwrap();
        if let Ok((project, _)) = Project::open(&broken, Mode::Read) {
            drop((project.register(), project.columns()));
            project.journal().ok();
            project.integrity().ok();
            true
        } else {
            false
        }
    };
    assert!(open(&sound));
    let mut opened = 0;
    for cut in (0..sound.len()).step_by(sound.len() / 60) {
        assert!(!open(&sound[..cut]), "cut at {cut} of {}", sound.len());
    }
    let mut random = 88_172_645_463_325_252_u64;
    for _ in 0..400 {
        let mut bytes = sound.clone();
        for _ in 0..3 {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            let at = (random >> 8) as usize % bytes.len();
            bytes[at] = random as u8;
        }
        opened += usize::from(open(&bytes));
    }
    eprintln!("400 mutants: {opened} opened, the others were refused");
}

#[test]
fn the_refusal_is_a_sentence_with_a_next_step() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("surat.gpkg");
    fs::write(&path, "Kepada Yth. Bupati").unwrap();
    let Err(kantong::base::fault::Stop::Fault(fault)) = Project::open(&path, Mode::Read) else {
        panic!("opened")
    };
    assert_eq!(project_fault(&fault).id(), "not_a_project");
    assert_eq!(
        Lang::Id.line(&fault),
        format!(
            "Ini bukan proyek Kantong: isinya jenis berkas lain. Pilih berkas proyek lain, atau \
             buat proyek baru dari batas desa ({})",
            path.display()
        )
    );
    let kept = closed(folder.path());
    assert_eq!(reopened(&kept).integrity().unwrap(), []);
}
