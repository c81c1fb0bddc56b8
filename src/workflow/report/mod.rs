//! The meeting's papers in one step, all from the same numbers: slides, a folder per dinas, the
//! field checklist, minutes, the proposed focus villages, action plans. In the language of the
//! recipe, Indonesian if none is said; letters, minutes and decrees are Indonesian by law (`letters`).

mod actions;
mod aims;
mod atlas;
pub mod catalogue;
pub mod catalogue_write;
mod checklist;
mod deck;
mod deck_aims;
mod deck_plan;
pub(super) mod facts;
mod letters;
mod offices;
pub mod outline;
mod pictures;
mod plan_page;
mod print;
mod proof;
mod ranking;
mod recipe;
pub mod returned;
mod routes;
mod share;
mod slide_text;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::base::fault::{At, OutputFault, ProgrammeFault, Stop};
use crate::base::progress::{Phase, Progress};
use crate::indicator::column::Column;
use crate::indicator::definition::Quantity;
use crate::lang::atlas::AtlasSay;
use crate::lang::office::OfficeSay;
use crate::lang::project::What;
use crate::output::file::{Saved, sha256, write_atomic};
use crate::output::scene::Scene;
use crate::output::zip::{Zip, file_name};
use crate::output::{docx, form, gpx, pptx};
use crate::plan::edit::Edit;
use crate::project::{Project, Stamp};
use crate::workflow::lokus::{self, LokusReport};
use crate::workflow::programs::register;
use crate::workflow::snapshot::Snapshot;

pub use catalogue::DEFAULT as CATALOGUE;
pub use facts::latest;
pub use offices::{Picked, pick as picked};
pub use proof::{Proof, read_back};
pub use recipe::{EXAMPLE, Part, Recipe, logo, read as read_recipe};

use facts::Facts;
use letters::Handed;
use offices::Chosen;

/// What was made.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Package {
    pub files: Vec<Saved>,
    /// Offices that received a folder, with how many villages.
    pub offices: Vec<(String, usize)>,
    /// Offices of the catalogue for which the project has no column.
    pub without: Vec<String>,
    /// Villages to be looked at.
    pub check: usize,
    /// Parts that were asked for and could not be made.
    pub left_out: Vec<Part>,
    /// What was read back of the tables that were written.
    pub proof: Proof,
    /// What the journal says went out, one line each.
    pub logged: Vec<String>,
}

impl Package {
    pub fn bytes(&self) -> u64 {
        self.files.iter().map(|file| file.bytes).sum()
    }
}

/// The papers of a project in `out`. Settings of the recipe are kept in the project; each dinas'
/// folder stands in the journal as something that left.
///
/// # Errors
/// An indicator that the project does not have, a folder that cannot be written, a cancel.
pub fn report(
    project: &mut Project,
    snapshot: &Snapshot,
    recipe: &Recipe,
    out: &Path,
    date: &str,
    stamp: &Stamp<'_>,
    progress: &Progress,
) -> Result<Package, Stop> {
    if let Some(settings) = &recipe.settings {
        project.apply(&Edit::SetMeeting { meeting: Box::new(settings.clone()) }, stamp)?;
    }
    let scene = crate::workflow::snapshot::scene(project, &snapshot.register)?;
    let package = make(snapshot, &scene, recipe, out, date, progress)?;
    log(project, &package, out, stamp)?;
    Ok(package)
}

/// The papers of a picture of the project: nothing is written but the files, so that a window goes
/// on while they are made.
///
/// # Errors
/// As [`report`].
pub fn make(
    snapshot: &Snapshot,
    scene: &Scene,
    recipe: &Recipe,
    out: &Path,
    date: &str,
    progress: &Progress,
) -> Result<Package, Stop> {
    let set = recipe.settings.clone().map(Arc::new);
    let snapshot = &Snapshot {
        meeting: set.unwrap_or_else(|| Arc::clone(&snapshot.meeting)),
        ..snapshot.clone()
    };
    let facts = Facts::of(snapshot, recipe, date, &progress.within())?;
    let maker = Maker { facts, recipe, progress };
    let catalogue = catalogue_of(snapshot, recipe)?;
    if let Some(id) = recipe.offices.iter().find(|id| catalogue.office(id).is_none()) {
        let found = catalogue.offices.iter().map(|o| o.id.as_str()).collect::<Vec<_>>().join(", ");
        let fault = ProgrammeFault::NoSuchMeaning { what: "dinas".into(), id: id.clone(), found };
        return Err(Stop::fault(fault, At::default()));
    }
    let chosen = offices::choose(&maker.facts, &catalogue, recipe);
    let mut made = Made { out: out.to_owned(), package: Package::default() };
    made.folder("")?;
    progress
        .start(Phase::Writing, recipe.parts.iter().map(|part| maker.pieces(*part, &chosen)).sum());
    for &part in &recipe.parts {
        match part {
            Part::Atlas => maker.atlas(scene, &mut made)?,
            // It stands in the atlas.
            Part::Kecamatan if recipe.parts.contains(&Part::Atlas) => {}
            Part::Kecamatan => maker.atlas(scene, &mut made)?,
            Part::VillageSheets => maker.village_sheets(scene, &mut made)?,
            Part::Slides => maker.slides(scene, &chosen, &mut made)?,
            Part::Offices => maker.offices(&catalogue, &chosen, scene, &mut made)?,
            Part::FieldCheck => maker.field_check(&mut made)?,
            Part::Table => {
                maker.table(&mut made)?;
            }
            Part::Handover => maker.handover(&mut made)?,
            Part::Lokus => maker.lokus(&mut made)?,
            Part::Actions => maker.actions(&chosen, &mut made)?,
        }
        // The atlas and the sheets of villages have counted their pages.
        if !matches!(part, Part::Atlas | Part::Kecamatan | Part::VillageSheets) {
            progress.steps(maker.pieces(part, &chosen))?;
        }
    }
    let received = |office: &catalogue::Office| chosen.iter().any(|c| c.office.id == office.id);
    let is_asked =
        |o: &&catalogue::Office| recipe.offices.is_empty() || recipe.offices.contains(&o.id);
    let without = catalogue.offices.iter().filter(is_asked).filter(|o| !received(o));
    made.package.without = without.map(|o| o.name.clone()).collect();
    made.package.proof = proof::read_back(snapshot, recipe.lang, &made.package.files, progress)?;
    Ok(made.package)
}

/// The recipe's own catalogue, else the project's.
fn catalogue_of(snapshot: &Snapshot, recipe: &Recipe) -> Result<catalogue::Catalogue, Stop> {
    match &recipe.catalogue {
        Some(path) => catalogue::read(Some(path)),
        None => Ok(register::catalogue_of(&snapshot.programmes)),
    }
}

/// Writes down in the journal what left the program.
///
/// # Errors
/// A project that cannot be written.
pub fn log(
    project: &mut Project,
    package: &Package,
    out: &Path,
    stamp: &Stamp<'_>,
) -> Result<(), Stop> {
    for file in &package.logged {
        project.log(&What::Exported { file: file.clone() }, stamp)?;
    }
    let folder = out.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let bytes = usize::try_from(package.bytes()).unwrap_or(usize::MAX);
    let what = What::Packaged { folder, files: package.files.len(), bytes };
    project.log(&what, stamp).map(drop)
}

/// Where files go, and what is there already.
struct Made {
    out: PathBuf,
    package: Package,
}

impl Made {
    fn folder(&self, name: &str) -> Result<PathBuf, Stop> {
        let folder = self.out.join(name);
        std::fs::create_dir_all(&folder).map_err(|e| {
            Stop::fault(OutputFault::CannotWrite { why: e.to_string() }, At::file(&folder))
        })?;
        Ok(folder)
    }

    fn write(&mut self, name: &str, bytes: &[u8]) -> Result<(), Stop> {
        let saved = write_atomic(&self.out.join(name), bytes)?;
        self.package.files.push(saved);
        Ok(())
    }

    fn has(&self, name: &str) -> bool {
        let path = self.out.join(name);
        self.package.files.iter().any(|file| file.path == path)
    }

    fn log(&mut self, name: &str) {
        self.package.logged.push(name.to_owned());
    }
}

/// Makes the parts.
struct Maker<'a, 'r> {
    facts: Facts<'a>,
    recipe: &'r Recipe,
    progress: &'r Progress,
}

impl Maker<'_, '_> {
    /// How much of the whole a part is, counted in pages of the atlas.
    fn pieces(&self, part: Part, chosen: &[Chosen<'_>]) -> usize {
        let facts = &self.facts;
        match part {
            Part::Atlas => {
                let more = [facts.pair.is_some(), facts.pockets.is_some(), facts.plan.is_some()];
                let more = more.into_iter().filter(|there| *there).count();
                facts.themes.len() + more + facts.aims.len()
            }
            Part::Kecamatan | Part::Actions => facts.kecamatan.len(),
            Part::VillageSheets => facts.villages(),
            Part::Slides => facts.themes.len() + 3,
            Part::Offices => 2 * chosen.len(),
            Part::Table | Part::FieldCheck | Part::Handover | Part::Lokus => 2,
        }
    }

    fn atlas(&self, scene: &Scene, made: &mut Made) -> Result<(), Stop> {
        let (paper, title) = (self.recipe.paper, self.facts.say(&AtlasSay::Atlas));
        let atlas = atlas::Atlas::new(&self.facts, scene, paper, &title, self.progress)?;
        made.write("atlas.pdf", &atlas.whole(&self.recipe.parts)?)?;
        made.log("atlas.pdf");
        Ok(())
    }

    fn village_sheets(&self, scene: &Scene, made: &mut Made) -> Result<(), Stop> {
        let paper = self.recipe.paper;
        let title = self.facts.say(&AtlasSay::VillageSheets);
        let atlas = atlas::Atlas::new(&self.facts, scene, paper, &title, self.progress)?;
        made.write("lembar_desa.pdf", &atlas.villages()?)?;
        made.log("lembar_desa.pdf");
        Ok(())
    }

    fn slides(&self, scene: &Scene, chosen: &[Chosen<'_>], made: &mut Made) -> Result<(), Stop> {
        let (page, inner) = (self.recipe.page, self.progress.within());
        let deck = deck::deck(&self.facts, scene, chosen, page, &inner)?;
        made.write("salindia_rakor.pptx", &pptx::write(&deck)?)?;
        made.log("salindia_rakor.pptx");
        Ok(())
    }

    fn offices(
        &self,
        catalogue: &catalogue::Catalogue,
        chosen: &[Chosen<'_>],
        scene: &Scene,
        made: &mut Made,
    ) -> Result<(), Stop> {
        for office in chosen {
            let members = offices::folder(
                &self.facts,
                catalogue,
                office,
                scene,
                self.recipe.worst,
                &self.progress.within(),
            )?;
            let id = file_name(&office.office.id);
            let folder = format!("dinas/{id}");
            made.folder(&folder)?;
            let mut zip = Zip::default();
            for (name, bytes) in &members {
                made.write(&format!("{folder}/{name}"), bytes)?;
                zip.add(&format!("{id}/{name}"), bytes)?;
            }
            made.write(&format!("dinas/{id}.zip"), &zip.finish())?;
            made.log(&format!("dinas/{id}.zip"));
            let villages = office.reasons().len();
            made.package.offices.push((office.office.name.clone(), villages));
        }
        Ok(())
    }

    fn field_check(&self, made: &mut Made) -> Result<(), Stop> {
        let Some(list) = checklist::of(&self.facts, self.recipe)? else {
            made.package.left_out.push(Part::FieldCheck);
            return Ok(());
        };
        made.folder("cek_lapangan")?;
        made.package.check = list.stops();
        let book = form::xlsx(&checklist::form(&self.facts, &list))?;
        made.write("cek_lapangan/formulir_cek_lapangan.xlsx", &book)?;
        self.paper("cek_lapangan/formulir_cetak", &checklist::printed(&self.facts, &list), made)?;
        if let Some(routes) = checklist::routes(&self.facts, &list) {
            let region = self.facts.region.clone();
            let title = self.facts.lang.office(&OfficeSay::CheckTitle { region });
            let text = gpx::write(&title, self.facts.date, &routes);
            made.write("cek_lapangan/rute.gpx", text.as_bytes())?;
        }
        made.log("cek_lapangan/formulir_cek_lapangan.xlsx");
        Ok(())
    }

    fn lokus(&self, made: &mut Made) -> Result<(), Stop> {
        let Some(report) = proposed(&self.facts, self.recipe, &self.progress.within())? else {
            made.package.left_out.push(Part::Lokus);
            return Ok(());
        };
        self.paper("usulan_desa_lokus", &letters::lokus(&self.facts.official(), &report), made)?;
        made.log("usulan_desa_lokus.docx");
        Ok(())
    }

    fn actions(&self, chosen: &[Chosen<'_>], made: &mut Made) -> Result<(), Stop> {
        self.paper("rencana_aksi_kecamatan", &actions::actions(&self.facts, chosen), made)?;
        made.log("rencana_aksi_kecamatan.docx");
        Ok(())
    }

    /// A paper to edit, and the same to print.
    fn paper(&self, name: &str, paper: &docx::Paper, made: &mut Made) -> Result<(), Stop> {
        made.write(&format!("{name}.docx"), &docx::write(paper)?)?;
        made.write(&format!("{name}.pdf"), &print::pdf(paper, &self.progress.within())?)
    }

    /// The table of all villages: by each theme the worst first, every value, the dictionary.
    fn table(&self, made: &mut Made) -> Result<Vec<Handed>, Stop> {
        let facts = &self.facts;
        let columns = facts.columns();
        let book = ranking::book(facts, &columns)?;
        if !made.has(ranking::FILE) {
            made.write(ranking::FILE, &book)?;
            made.log(ranking::FILE);
        }
        Ok(vec![Handed {
            file: ranking::FILE.to_owned(),
            about: facts
                .official()
                .lang
                .office(&OfficeSay::TableAbout { indicators: columns.len() }),
            rows: facts.villages(),
            sha256: sha256(&book),
        }])
    }

    /// The minutes, which name the table with its checksum.
    fn handover(&self, made: &mut Made) -> Result<(), Stop> {
        let data = self.table(made)?;
        let paper = letters::handover(&self.facts.official(), &self.recipe.handover, &data);
        self.paper("berita_acara", &paper, made)?;
        made.log("berita_acara.docx");
        Ok(())
    }
}

/// Focus villages by the recipe's own file, else by stunting; `None` where that cannot be asked.
fn proposed(
    facts: &Facts<'_>,
    asked: &Recipe,
    progress: &Progress,
) -> Result<Option<LokusReport>, Stop> {
    let snapshot = facts.snapshot;
    if let Some(path) = &asked.lokus_recipe {
        let recipe = lokus::read(path)?;
        return lokus::lokus(snapshot, &recipe, progress).map(Some);
    }
    let words = ["stunting".to_owned()];
    let all = facts::latest(snapshot);
    let says = |c: &&Arc<Column>| {
        c.indicator.quantity == Quantity::Percent && catalogue::says(&c.indicator, &words)
    };
    let mut rates: Vec<&Arc<Column>> = all.iter().filter(says).collect();
    // One that is made of counts goes before one that a table brought.
    rates.sort_by_key(|c| c.indicator.rate_of.is_none());
    for column in rates {
        let text = format!("indicator = {:?}\ntop = {}\n", column.indicator.id, asked.lokus_top);
        let Ok(recipe) = lokus::Recipe::parse(&text) else { continue };
        match lokus::lokus(snapshot, &recipe, progress) {
            Ok(report) => return Ok(Some(report)),
            Err(Stop::Canceled) => return Err(Stop::Canceled),
            // Nobody counted: no proposal can be made of it.
            Err(Stop::Fault(_)) => {}
        }
    }
    Ok(None)
}
