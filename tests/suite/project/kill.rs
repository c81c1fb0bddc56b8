//! kill −9 in the middle of edits: what was acknowledged is there, and nothing is half done.
//!
//! The test program runs itself as the victim: one edit after another, `ack N` after each.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use kantong::plan::edit::{Edit, Style};
use kantong::project::{Mode, Project};

use super::{STAMP, column, import, made, reopened, run};

const VICTIM: &str = "KANTONG_TEST_VICTIM";
const EDITS: usize = 200;

/// Edit `n` changes something whatever came before it; its journal number is `n + 1`.
fn edit(project: &mut Project, n: usize) -> i64 {
    match n % 4 {
        0 => {
            let wide =
                vec![column("idm", "2024", 40, n as f64), column("air", "2024", 40, n as f64)];
            project.add_import(&import("t.xlsx", wide), &STAMP).unwrap();
        }
        1 => {
            project.add_run(&run("penduduk"), &STAMP).unwrap();
        }
        _ => {
            let style = Style { classes: 1000 + n, ..Style::default() };
            let edit = Edit::SetStyle { indicator: "penduduk".into(), style: Some(style) };
            project.apply(&edit, &STAMP).unwrap().unwrap();
        }
    }
    project.can_undo().unwrap().unwrap().seq
}

/// Not a test of its own: the child's side. Does nothing in an ordinary run.
#[test]
fn victim() {
    let Some(path) = std::env::var_os(VICTIM) else { return };
    let (mut project, _) = Project::open(Path::new(&path), Mode::Write).unwrap();
    let done = project.can_undo().unwrap().map_or(0, |entry| entry.seq as usize - 1);
    for n in done + 1..=EDITS {
        println!("ack {}", edit(&mut project, n));
    }
}

fn spawn(path: &Path) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["project::kill::victim", "--exact", "--nocapture", "--test-threads=1"])
        .env(VICTIM, path)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Kills the child `delay` after its `edits`-th acknowledgement, however slow the machine is, and
/// gives the last step that it could still acknowledge. A child that ends before is taken as it is.
fn kill_after(mut child: Child, edits: u64, delay: Duration) -> i64 {
    let mut lines = BufReader::new(child.stdout.take().unwrap())
        .lines()
        .map_while(Result::ok)
        .filter_map(|line| line.split_once("ack ")?.1.trim().parse().ok());
    let early = lines.by_ref().take(edits as usize).max();
    std::thread::sleep(delay);
    child.kill().ok();
    child.wait().unwrap();
    lines.max().max(early).unwrap_or(0)
}

#[test]
fn nothing_acknowledged_is_lost_when_the_program_is_killed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.gpkg");
    // More of them before a release.
    let kills = std::env::var("KANTONG_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(20);
    let mut random = 0x2545_F491_4F6C_DD1D_u64;
    let (mut middle, mut hot) = (0_u64, 0);
    for kill in 0..kills {
        if kill % 5 == 0 {
            std::fs::remove_file(&path).ok();
            drop(made(&path, 40));
        }
        let child = spawn(&path);
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        let delay = Duration::from_micros(random % 30_000);
        let acknowledged = kill_after(child, 1 + (random >> 32) % 12, delay);
        hot += u32::from(folder.path().join("a.gpkg-journal").exists());

        let began = Instant::now();
        // Reading alone must get past what the dead program left.
        let (read, _) = Project::open(&path, Mode::Read).unwrap();
        let steps = read.journal().unwrap().len() as i64;
        drop(read);
        let project = reopened(&path);
        assert!(began.elapsed() < Duration::from_secs(3), "opening took {:?}", began.elapsed());
        assert!(steps >= acknowledged, "{acknowledged} acknowledged, {steps} kept (kill {kill})");
        assert!(steps <= acknowledged.max(1) + 400, "no step out of nothing");
        assert_eq!(project.integrity().unwrap(), [], "kill {kill}");
        check_whole(&project, steps);
        middle += u64::from(acknowledged > 1 && steps < EDITS as i64 + 1);
    }
    eprintln!("{kills} kills, {middle} in the middle of edits, {hot} with a journal to roll back");
    assert!(
        middle * 4 >= kills,
        "only {middle} kills came in the middle: the test proves too little"
    );
}

/// The state is exactly that of the first `steps` steps: no import half there.
fn check_whole(project: &Project, steps: i64) {
    let edits = 1..steps as usize;
    let imports = edits.clone().filter(|n| n % 4 == 0).count();
    assert_eq!(project.sources().unwrap().len(), 1 + imports);
    assert_eq!(project.runs().unwrap().len(), edits.clone().filter(|n| n % 4 == 1).count());
    let columns = project.columns().unwrap();
    assert_eq!(columns.len(), if imports > 0 { 3 } else { 1 });
    for column in columns.iter().filter(|c| c.import > 1) {
        let base = edits.clone().filter(|n| n % 4 == 0).max().unwrap() as f64;
        assert_eq!(column.values[0].value(), Some(base), "{}", column.indicator.id);
        assert_eq!(column.tally().measured, 21);
    }
    let style = edits.filter(|n| n % 4 > 1).max().map(|n| 1000 + n);
    assert_eq!(project.styles().unwrap().get("penduduk").map(|s| s.classes), style);
}
