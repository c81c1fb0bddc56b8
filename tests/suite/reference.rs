//! A made kabupaten against numbers worked out by another hand, to 1e-12 (`shared/bench`). The set
//! is made anew by its own generator; where Python with numpy is not there it is looked for in
//! `KANTONG_BENCH_DATA`, a folder with S.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::compare::compare;
use crate::shared::shared;

fn made(folder: &Path) -> Option<PathBuf> {
    let generator = shared("bench/make_tessellation.py")?;
    let python = if cfg!(windows) { "python" } else { "python3" };
    let ran = Command::new(python)
        .arg(generator)
        .args(["--size", "S", "--out"])
        .arg(folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    ran.is_ok_and(|status| status.success()).then(|| folder.join("S"))
}

#[test]
fn links_classes_and_statistics_are_those_of_the_reference() {
    let Some(reference) = shared("bench/reference.json") else { return };
    let folder = tempfile::tempdir().unwrap();
    let kept = || {
        let set = PathBuf::from(std::env::var_os("KANTONG_BENCH_DATA")?).join("S");
        set.join("villages.shp").exists().then_some(set)
    };
    let Some(set) = kept().or_else(|| made(folder.path())) else {
        let line = "!!! SKIPPED: no set S (KANTONG_BENCH_DATA, or Python with numpy and scipy); \
                    this test proved nothing";
        writeln!(std::io::stderr(), "{line}").ok();
        return;
    };
    let (failed, compared) = compare(&set, &reference);
    assert!(failed.is_empty(), "not as the reference has it: {}", failed.join(", "));
    assert!(compared >= 40, "only {compared} figures were compared");
}
