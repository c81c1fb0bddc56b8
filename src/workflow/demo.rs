//! The main job on the sample kabupaten, which is inside the program.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::draft::{ImportOptions, import};
use super::new_project::{NewOptions, new_project};
use super::picture::{Layer, MapOptions, map_file, note, outlines, source_names};
use super::pocket_json;
use super::pocket_sheet;
use super::pockets::{PocketReport, PocketSettings, pockets};
use super::programs::import::{commit, draft as register_file};
use super::programs::{RegisterOptions, register};
use super::report::Recipe;
use super::snapshot::{Opened, Snapshot, open_project};
use super::targets::series;
use super::targets::tracker::Which;
use crate::base::fault::{At, Fault, OutputFault, Stop};
use crate::base::progress::{Phase, Progress};
use crate::lang::Lang;
use crate::output::file::{Saved, write_atomic};
use crate::output::table::{self, Findings};
use crate::plan::edit::Edit;
use crate::plan::target::Targets;
use crate::project::{Mode, Project, Stamp};

/// The files of the sample, as they lie in `data/contoh/`.
const FILES: &[(&str, &[u8])] = &[
    ("batas_desa.shp", include_bytes!("../../data/contoh/batas_desa.shp")),
    ("batas_desa.shx", include_bytes!("../../data/contoh/batas_desa.shx")),
    ("batas_desa.dbf", include_bytes!("../../data/contoh/batas_desa.dbf")),
    ("batas_desa.prj", include_bytes!("../../data/contoh/batas_desa.prj")),
    ("batas_desa.cpg", include_bytes!("../../data/contoh/batas_desa.cpg")),
    ("kemiskinan_desil.xlsx", include_bytes!("../../data/contoh/kemiskinan_desil.xlsx")),
    ("desil_2023.csv", include_bytes!("../../data/contoh/desil_2023.csv")),
    ("desil_2024.csv", include_bytes!("../../data/contoh/desil_2024.csv")),
    ("survei_kemiskinan.csv", include_bytes!("../../data/contoh/survei_kemiskinan.csv")),
    ("stunting_eppgbm.xlsx", include_bytes!("../../data/contoh/stunting_eppgbm.xlsx")),
    ("air_sanitasi.csv", include_bytes!("../../data/contoh/air_sanitasi.csv")),
    ("idm.csv", include_bytes!("../../data/contoh/idm.csv")),
    ("sarana_air.csv", include_bytes!("../../data/contoh/sarana_air.csv")),
    ("puskesmas.geojson", include_bytes!("../../data/contoh/puskesmas.geojson")),
    ("kebenaran.csv", include_bytes!("../../data/contoh/kebenaran.csv")),
    ("program_desa.xlsx", include_bytes!("../../data/contoh/program_desa.xlsx")),
    ("unggulan_desa.csv", include_bytes!("../../data/contoh/unggulan_desa.csv")),
    ("kebenaran_program.csv", include_bytes!("../../data/contoh/kebenaran_program.csv")),
    ("LIHAT-SAYA.md", include_bytes!("../../data/contoh/LIHAT-SAYA.md")),
];

const TABLES: &[&str] = &[
    "desil_2023.csv",
    "desil_2024.csv",
    "kemiskinan_desil.xlsx",
    "stunting_eppgbm.xlsx",
    "air_sanitasi.csv",
    "idm.csv",
];
/// The kabupaten's figures of a survey, which stand at no village.
const SURVEY: &str = "survei_kemiskinan.csv";

/// The indicator whose pockets the demo finds.
pub const INDICATOR: &str = "keluarga_desil_1_2_persen";

/// What the window's sample is asked first: poverty, stunting and clean water as one index.
const INDEX_ID: &str = "indeks_kerentanan";
const INDEX: &str = r#"id = "indeks_kerentanan"
name = "Indeks kerentanan"
normalise = "min-max"
how = "arithmetic"
weights = "given"
missing = "leave"

[[part]]
indicator = "keluarga_desil_1_2_persen"
weight = 0.34

[[part]]
indicator = "prevalensi_stunting"
weight = 0.33

[[part]]
indicator = "persen_tanpa_air_layak"
weight = 0.33
"#;

/// What the demo made.
#[derive(Debug)]
pub struct Demo {
    pub project: PathBuf,
    pub files: Vec<Saved>,
    pub snapshot: Snapshot,
    pub report: PocketReport,
    /// Villages planted in pockets, how many of them were found, and how many were named in all.
    pub planted: usize,
    pub found: usize,
    pub named: usize,
    pub faults: Vec<Fault>,
}

/// Makes the sample's project in `folder`, finds its pockets, writes map, ranking and the meeting's
/// papers.
///
/// An earlier demo's project is kept beside as `contoh-sebelumnya.gpkg`.
///
/// # Errors
/// A folder that cannot be written, a project in use, a cancel.
pub fn demo(
    folder: &Path,
    stamp: &Stamp<'_>,
    date: &str,
    lang: Lang,
    progress: &Progress,
) -> Result<Demo, Stop> {
    let path = folder.join("contoh.gpkg");
    if path.exists() {
        // Opening for writing first tells whether somebody works in it.
        drop(Project::open(&path, Mode::Write)?);
        let before = folder.join("contoh-sebelumnya.gpkg");
        fs::rename(&path, &before).map_err(|e| refused(&before, &e))?;
    }
    let faults = make_sample(folder, &path, stamp, progress)?;
    let Opened { mut project, snapshot, .. } = open_project(&path, Mode::Write)?;
    let report = pockets(&snapshot, &PocketSettings::of(INDICATOR), progress)?;
    project.add_run(&pocket_json::run(&snapshot, &report), stamp)?;
    let snapshot = Snapshot::read(&project, snapshot.register)?;
    let options = MapOptions {
        indicator: INDICATOR.to_owned(),
        with_pockets: Layer::Shown,
        lang,
        date: date.to_owned(),
        ..MapOptions::default()
    };
    let scene = super::snapshot::scene(&mut project, &snapshot.register)?;
    let map = map_file(&snapshot, &scene, &options, &folder.join("map.png"), progress)?;
    let ranking = ranking(&snapshot, &report, &folder.join("ranking.xlsx"), lang, date)?;
    let planted = planted();
    let named: BTreeSet<&str> = report
        .pockets
        .iter()
        .flat_map(|p| &p.villages)
        .map(|&i| snapshot.register.villages[i].code.as_str())
        .collect();
    let found = planted.iter().filter(|code| named.contains(**code)).count();
    let (planted, named) = (planted.len(), named.len());
    let mut files = vec![map, ranking];
    let (recipe, out) = (Recipe::default(), folder.join("rakor"));
    let papers = super::report(&mut project, &snapshot, &recipe, &out, date, stamp, progress)?;
    files.extend(papers.files);
    Ok(Demo { project: path, files, snapshot, report, planted, found, named, faults })
}

/// The sample as a project in `folder`, made on the first call and opened on later ones.
///
/// # Errors
/// As [`demo`].
pub fn open_sample(folder: &Path, stamp: &Stamp<'_>, progress: &Progress) -> Result<Opened, Stop> {
    let path = folder.join("contoh.gpkg");
    if !path.exists() {
        make_sample(folder, &path, stamp, progress)?;
        let Opened { mut project, snapshot, .. } = open_project(&path, Mode::Write)?;
        let asked =
            PocketSettings { index: Some(INDEX.to_owned()), ..PocketSettings::of(INDEX_ID) };
        let report = pockets(&snapshot, &asked, progress)?;
        project.add_run(&pocket_json::run(&snapshot, &report), stamp)?;
    }
    open_project(&path, Mode::Write)
}

/// Lays the sample's files out and makes its project of them, as a planner would.
fn make_sample(
    folder: &Path,
    path: &Path,
    stamp: &Stamp<'_>,
    progress: &Progress,
) -> Result<Vec<Fault>, Stop> {
    progress.start(Phase::Writing, FILES.len());
    let data = folder.join("data");
    fs::create_dir_all(&data).map_err(|e| refused(&data, &e))?;
    for (name, bytes) in FILES {
        write_atomic(&data.join(name), bytes)?;
        progress.step()?;
    }
    let villages = [data.join("batas_desa.shp")];
    let (mut project, report) =
        new_project(path, &villages, &NewOptions::default(), stamp, progress)?;
    let mut faults = report.faults;
    let mut snapshot = Snapshot::read(&project, project.register()?.into())?;
    for table in TABLES {
        // The table of water says no year; the dinas' letter beside it did.
        let period = (*table == "air_sanitasi.csv").then(|| "2025".to_owned());
        let options = ImportOptions { period, ..ImportOptions::default() };
        let file = data.join(table);
        let report = import(&mut project, &snapshot, &file, &options, stamp, progress)?;
        faults.extend(report.faults);
        snapshot = Snapshot::read(&project, snapshot.register)?;
    }
    let mut targets = Targets::default();
    let own = series::places(&snapshot.register);
    targets.poverty.years = series::read(&data.join(SURVEY), Which::Poverty, &own)?.years;
    targets.extreme.years = series::read(&data.join(SURVEY), Which::Extreme, &own)?.years;
    project.apply(&Edit::SetTargets { targets: Some(Box::new(targets)) }, stamp)?;
    let catalogue = register::catalogue_of(&snapshot.programmes);
    for table in ["program_desa.xlsx", "unggulan_desa.csv"] {
        let options = RegisterOptions::default();
        let crosswalk = project.crosswalk()?;
        let file = data.join(table);
        let draft = register_file(&snapshot, &catalogue, &crosswalk, &file, &options, progress)?;
        commit(&mut project, &draft, stamp, progress)?;
        faults.extend(draft.faults);
    }
    Ok(faults)
}

fn refused(path: &Path, e: &std::io::Error) -> Stop {
    Stop::fault(OutputFault::CannotWrite { why: e.to_string() }, At::file(path))
}

/// Villages by value with rank, pocket, class and p.
fn ranking(
    snapshot: &Snapshot,
    report: &PocketReport,
    out: &Path,
    lang: Lang,
    date: &str,
) -> Result<Saved, Stop> {
    let column = snapshot.column(&report.settings.indicator, report.settings.period.as_deref())?;
    let outlines = outlines(report);
    let classes: Vec<&str> = report.villages.iter().map(|v| v.class.as_str()).collect();
    let p: Vec<Option<f64>> = report.villages.iter().map(|v| v.p).collect();
    let findings = Findings { pockets: &outlines, classes: &classes, p: &p };
    let sheets = [
        table::ranking(lang, &snapshot.register, &column, findings),
        pocket_sheet::sheet(lang, snapshot, report),
    ];
    let sources = [source_names(snapshot, &column)];
    let columns = [(*column).clone()];
    let mut notes = table::notes(lang, &snapshot.register, &columns, &sources, date);
    notes.push(lang.caption(&crate::lang::output::Caption::Method(note(report))));
    write_atomic(out, &table::xlsx(lang, &sheets, &notes, date)?)
}

/// Codes planted in a pocket (`terpencil` stands alone and is none).
fn planted() -> BTreeSet<&'static str> {
    let truth = FILES.iter().find(|(name, _)| *name == "kebenaran.csv");
    let text = truth.and_then(|(_, bytes)| std::str::from_utf8(bytes).ok()).unwrap_or_default();
    text.lines()
        .skip(1)
        .filter_map(|line| line.split_once(','))
        .filter(|(_, pocket)| pocket.trim().parse::<u32>().is_ok())
        .map(|(code, _)| code)
        .collect()
}
