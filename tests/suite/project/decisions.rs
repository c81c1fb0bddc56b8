//! Decisions about rows live in the project: set, undone, made again, over a restart.

use kantong::base::code::VillageCode;
use kantong::dataset::crosswalk::{Decision, Entry};
use kantong::plan::edit::Edit;

use super::{STAMP, made, reopened};

#[test]
fn a_decision_is_a_step_that_can_be_undone_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.gpkg");
    let mut project = made(&path, 3);
    let key = "/KOLONO/PUUNGONI".to_owned();
    let code = VillageCode::stored("74.05.06.2003".into());
    let accept = Decision::Accept(code.clone());
    let set = |decision| Edit::SetMatch { key: key.clone(), decision };
    assert!(project.apply(&set(Some(accept.clone())), &STAMP).unwrap().is_some());
    assert!(project.apply(&set(Some(accept.clone())), &STAMP).unwrap().is_none(), "no change");
    project.apply(&set(Some(Decision::Not(vec![code]))), &STAMP).unwrap();
    drop(project);
    let mut project = reopened(&path);
    let decided = |project: &kantong::project::Project| {
        project.crosswalk().unwrap().get(&key).map(|entry| entry.decision.clone())
    };
    assert!(matches!(decided(&project), Some(Decision::Not(_))));
    project.undo(&STAMP).unwrap();
    assert_eq!(decided(&project), Some(accept.clone()));
    project.undo(&STAMP).unwrap();
    assert_eq!(decided(&project), None);
    project.redo(&STAMP).unwrap();
    assert_eq!(decided(&project), Some(accept));
}

#[test]
fn many_decisions_are_one_step_and_know_their_file() {
    let folder = tempfile::tempdir().unwrap();
    let mut project = made(&folder.path().join("a.gpkg"), 3);
    let entry = |code: &str| Entry {
        decision: Decision::Accept(VillageCode::stored(code.into())),
        origin: "padanan.csv".into(),
    };
    let entries = vec![
        ("7405010001//".to_owned(), Some(entry("74.05.01.2001"))),
        ("7405010002//".to_owned(), Some(entry("74.05.01.2002"))),
    ];
    project.apply(&Edit::SetMatches { entries }, &STAMP).unwrap();
    let crosswalk = project.crosswalk().unwrap();
    assert_eq!(crosswalk.len(), 2);
    assert_eq!(crosswalk.get("7405010002//"), Some(&entry("74.05.01.2002")));
    project.undo(&STAMP).unwrap();
    assert!(project.crosswalk().unwrap().is_empty());
}
