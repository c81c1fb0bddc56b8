//! The story of a meeting in the window, from the files of the dinas to the package and the forms that
//! come back: every click is counted. Run by `tests/story.sh`.

#![expect(clippy::print_stdout, reason = "the story is its printed lines")]

use std::path::{Path, PathBuf};
use std::time::Instant;

use egui_kittest::kittest::Queryable as _;
use kantong::app::request::Request;
use kantong::app::state::{Dialog, Step, Wanted};
use kantong::lang::Lang;
use kantong::lang::app::Word;
use kantong::lang::app_meeting::RakorWord;
use kantong::lang::app_plan::PlanWord;

use crate::rakor::{all_files, fill};
use crate::ui::{NORMAL, Ui, labels, settle, state, window};

/// The window, and what was done with it.
struct Teller {
    ui: Ui<'static>,
    clicks: usize,
    drops: usize,
    begun: Instant,
    since: usize,
}

impl Teller {
    fn rest(&mut self) {
        for _ in 0..4 {
            settle(&mut self.ui);
        }
    }

    fn click(&mut self, label: &str) {
        let found = self.ui.query_all_by_label(label).next();
        assert!(found.is_some(), "{label}: {:?}", labels(&self.ui));
        self.ui.query_all_by_label(label).next().unwrap().click();
        self.clicks += 1;
        self.rest();
    }

    /// Files from the folder window of the system.
    fn drop_in(&mut self, paths: Vec<PathBuf>) {
        let ctx = self.ui.ctx.clone();
        self.ui.state_mut().as_mut().unwrap().carry_out(&ctx, Request::Files(paths));
        self.drops += 1;
        self.rest();
    }

    fn path(&mut self, wanted: Wanted, path: PathBuf) {
        let ctx = self.ui.ctx.clone();
        self.ui.state_mut().as_mut().unwrap().carry_out(&ctx, Request::TypedPath(wanted, path));
        self.rest();
    }

    fn tell(&mut self, what: &str) {
        let minutes = self.begun.elapsed().as_secs_f64() / 60.0;
        let clicks = self.clicks - self.since;
        println!("STORY {minutes:5.2} min, {clicks:2} clicks: {what}");
        self.begun = Instant::now();
        self.since = self.clicks;
    }

    fn step(&mut self, step: Step) {
        let name = format!("{} {}", step.number(), Lang::Id.word(step.word()));
        self.click(&name);
        assert_eq!(state(&self.ui).state.step, step);
    }
}

const TABLES: [&str; 4] =
    ["kemiskinan_desil.xlsx", "stunting_eppgbm.xlsx", "air_sanitasi.csv", "idm.csv"];

/// A folder as the dinas send it.
fn sent(folder: &Path) {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/contoh");
    let parts = ["shp", "shx", "dbf", "prj", "cpg"].map(|e| format!("batas_desa.{e}"));
    for name in parts.iter().map(String::as_str).chain(TABLES) {
        std::fs::copy(sample.join(name), folder.join(name)).unwrap();
    }
}

#[test]
#[ignore = "minutes of a whole meeting; run by tests/story.sh"]
fn a_meeting_from_the_files_of_the_dinas_to_the_forms_that_come_back() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("kiriman");
    std::fs::create_dir(&data).unwrap();
    sent(&data);
    let ui = window(Lang::Id, NORMAL, |_| ());
    let mut t = Teller { ui, clicks: 0, drops: 0, begun: Instant::now(), since: 0 };
    t.drop_in(vec![data]);
    t.click("Buat proyek");
    for _ in 0..2 * TABLES.len() {
        if !matches!(state(&t.ui).state.dialog, Some(Dialog::Import(_))) {
            break;
        }
        t.click("Impor");
    }
    let open = state(&t.ui).state.open.as_ref().expect("a project");
    let columns = open.content.columns.len();
    assert!(columns > 25, "{columns}");
    t.tell(&format!("the folder of the dinas is a project with {columns} indicators"));

    t.step(Step::Map);
    t.click("Air × stunting");
    t.tell("water and stunting stand on one map");

    t.step(Step::Pockets);
    t.click(Lang::Id.word(Word::Compute));
    for _ in 0..200 {
        if state(&t.ui).snapshot().is_some_and(|s| !s.pockets.is_empty()) {
            break;
        }
        t.rest();
    }
    let found = state(&t.ui).snapshot().unwrap().pockets.last().expect("pockets").clone();
    assert!(found.pockets.len() >= 3, "{}", found.pockets.len());
    t.tell(&format!("{} pockets are found by {}", found.pockets.len(), found.settings.indicator));

    t.step(Step::Plan);
    for _ in 0..400 {
        if state(&t.ui).shown.step4.made().plan.is_some() && !state(&t.ui).shown.step4.is_making() {
            break;
        }
        t.rest();
    }
    t.click(Lang::Id.step4(PlanWord::Pin));
    let plan = state(&t.ui).snapshot().unwrap().scenarios.last().expect("a plan").clone();
    assert!(plan.sites > 3);
    t.tell(&format!("{} sites fit the budget, {} households", plan.sites, plan.households));

    t.step(Step::Meeting);
    assert!(state(&t.ui).shown.step5.outline().is_some());
    t.click(Lang::Id.step5(RakorWord::Make));
    let place = folder.path().join("hasil");
    std::fs::create_dir(&place).unwrap();
    // No display, no dialog of the system: the folder is typed.
    t.path(Wanted::PackageFolder, place.clone());
    for _ in 0..600 {
        if state(&t.ui).state.open.as_ref().unwrap().meeting.made.is_some() {
            break;
        }
        t.rest();
    }
    let made = state(&t.ui).state.open.as_ref().unwrap().meeting.made.clone().expect("a package");
    assert!(made.proof.differing.is_empty() && made.proof.values > 10_000, "{:?}", made.proof);
    let files = all_files(&made.folder);
    assert_eq!(files.len(), made.files);
    for wanted in ["atlas.pdf", "salindia_rakor.pptx", "pu.zip", "berita_acara.pdf", "rute.gpx"] {
        assert!(files.iter().any(|f| f.ends_with(wanted)), "{wanted}");
    }
    let (count, megabytes) = (made.files, made.bytes as f64 / 1e6);
    t.tell(&format!("{count} files, {megabytes:.1} MB, {} values read back", made.proof.values));

    let form = made.folder.join("cek_lapangan/formulir_cek_lapangan.xlsx");
    let (filled, _) = fill(&form, folder.path());
    t.drop_in(vec![filled]);
    if matches!(state(&t.ui).state.dialog, Some(Dialog::Intake(_))) {
        t.click("Lanjut");
    }
    let verified = state(&t.ui).snapshot().unwrap().verified.len();
    assert_eq!(verified, 2, "{:?}", labels(&t.ui));
    t.tell(&format!("a filled form came back: {verified} villages verified"));
    println!("STORY clicks {}, drops {}", t.clicks, t.drops);
}
