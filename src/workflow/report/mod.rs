//! The meeting's papers in one step, all from the same numbers: slides, a folder per dinas, the
//! field checklist, minutes, the proposed focus villages, action plans. Always Indonesian: they are
//! read by the offices.

mod atlas;
pub mod catalogue;
mod checklist;
mod deck;
mod facts;
mod letters;
mod offices;
mod pictures;
mod recipe;
pub mod returned;
mod routes;
mod slide_text;

use std::path::{Path, PathBuf};

use crate::base::fault::{At, OutputFault, Stop};
use crate::base::progress::{Phase, Progress};
use crate::lang::project::What;
use crate::output::file::{Saved, sha256, write_atomic};
use crate::output::scene::Scene;
use crate::output::zip::{Zip, file_name};
use crate::output::{docx, form, gpx, pptx, table};
use crate::plan::edit::Edit;
use crate::plan::meeting::Meeting;
use crate::project::{Project, Stamp};
use crate::workflow::lokus::{self, LokusReport};
use crate::workflow::snapshot::Snapshot;

pub use catalogue::DEFAULT as CATALOGUE;
pub use facts::latest;
pub use offices::{Picked, pick as picked};
pub use recipe::{EXAMPLE, Part, Recipe, read as read_recipe};

use facts::{Facts, L};
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
    let meeting = project.meeting()?;
    let scene = crate::workflow::snapshot::scene(project, &snapshot.register)?;
    let maker = Maker::of(snapshot, &meeting, recipe, date, progress)?;
    let catalogue = catalogue::read(recipe.catalogue.as_deref())?;
    let chosen = offices::choose(&maker.facts, &catalogue, recipe);
    let mut made = Made { out: out.to_owned(), package: Package::default(), logged: Vec::new() };
    made.folder("")?;
    progress.start(Phase::Writing, recipe.parts.len());
    for &part in &recipe.parts {
        match part {
            Part::Atlas => maker.atlas(&scene, &mut made)?,
            Part::VillageSheets => maker.village_sheets(&scene, &mut made)?,
            Part::Slides => maker.slides(&scene, &chosen, &mut made)?,
            Part::Offices => maker.offices(&catalogue, &chosen, &scene, &mut made)?,
            Part::FieldCheck => maker.field_check(&mut made)?,
            Part::Handover => {}
            Part::Lokus => maker.lokus(&mut made)?,
            Part::Actions => maker.actions(&chosen, &mut made)?,
        }
        progress.step()?;
    }
    if recipe.parts.contains(&Part::Handover) {
        maker.handover(&mut made)?;
    }
    let received = |office: &catalogue::Office| chosen.iter().any(|c| c.office.id == office.id);
    made.package.without =
        catalogue.offices.iter().filter(|o| !received(o)).map(|o| o.name.clone()).collect();
    for file in &made.logged {
        project.log(&What::Exported { file: file.clone() }, stamp)?;
    }
    Ok(made.package)
}

/// Where files go, and what is there already.
struct Made {
    out: PathBuf,
    package: Package,
    logged: Vec<String>,
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
}

/// Makes the parts.
struct Maker<'a, 'r> {
    facts: Facts<'a>,
    recipe: &'r Recipe,
    progress: &'r Progress,
}

impl<'a, 'r> Maker<'a, 'r> {
    fn of(
        snapshot: &'a Snapshot,
        meeting: &'a Meeting,
        recipe: &'r Recipe,
        date: &'a str,
        progress: &'r Progress,
    ) -> Result<Self, Stop> {
        Ok(Self { facts: Facts::of(snapshot, meeting, recipe, date)?, recipe, progress })
    }

    fn atlas(&self, scene: &Scene, made: &mut Made) -> Result<(), Stop> {
        let paper = self.recipe.paper;
        let atlas = atlas::Atlas::new(&self.facts, scene, paper, "Atlas", self.progress)?;
        made.write("atlas.pdf", &atlas.whole()?)?;
        made.logged.push("atlas.pdf".to_owned());
        Ok(())
    }

    fn village_sheets(&self, scene: &Scene, made: &mut Made) -> Result<(), Stop> {
        let paper = self.recipe.paper;
        let title = "Lembar desa";
        let atlas = atlas::Atlas::new(&self.facts, scene, paper, title, self.progress)?;
        made.write("lembar_desa.pdf", &atlas.villages()?)?;
        made.logged.push("lembar_desa.pdf".to_owned());
        Ok(())
    }

    fn slides(&self, scene: &Scene, chosen: &[Chosen<'_>], made: &mut Made) -> Result<(), Stop> {
        let deck = deck::deck(&self.facts, scene, chosen, self.recipe.page, self.progress)?;
        made.write("salindia_rakor.pptx", &pptx::write(&deck)?)?;
        made.logged.push("salindia_rakor.pptx".to_owned());
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
                self.progress,
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
            made.logged.push(format!("dinas/{id}.zip"));
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
        let paper = docx::write(&checklist::printed(&self.facts, &list))?;
        made.write("cek_lapangan/formulir_cetak.docx", &paper)?;
        if let Some(routes) = checklist::routes(&self.facts, &list) {
            let title = format!("Cek lapangan {}", self.facts.region);
            let text = gpx::write(&title, self.facts.date, &routes);
            made.write("cek_lapangan/rute.gpx", text.as_bytes())?;
        }
        made.logged.push("cek_lapangan/formulir_cek_lapangan.xlsx".to_owned());
        Ok(())
    }

    fn lokus(&self, made: &mut Made) -> Result<(), Stop> {
        let Some(report) = self.proposed()? else {
            made.package.left_out.push(Part::Lokus);
            return Ok(());
        };
        made.write("usulan_desa_lokus.docx", &docx::write(&letters::lokus(&self.facts, &report))?)?;
        made.logged.push("usulan_desa_lokus.docx".to_owned());
        Ok(())
    }

    /// By the recipe's own file, else by stunting; `None` where that cannot be asked.
    fn proposed(&self) -> Result<Option<LokusReport>, Stop> {
        let snapshot = self.facts.snapshot;
        if let Some(path) = &self.recipe.lokus_recipe {
            let recipe = lokus::read(path)?;
            return lokus::lokus(snapshot, &recipe, self.progress).map(Some);
        }
        let words = ["stunting".to_owned()];
        let all = facts::latest(snapshot);
        let fits = |c: &&std::sync::Arc<crate::indicator::column::Column>| {
            catalogue::says(&c.indicator, &words) && c.indicator.rate_of.is_some()
        };
        let Some(column) = all.iter().find(fits) else { return Ok(None) };
        let text =
            format!("indicator = {:?}\ntop = {}\n", column.indicator.id, self.recipe.lokus_top);
        let Ok(recipe) = lokus::Recipe::parse(&text) else { return Ok(None) };
        match lokus::lokus(snapshot, &recipe, self.progress) {
            Ok(report) => Ok(Some(report)),
            Err(Stop::Canceled) => Err(Stop::Canceled),
            // Nobody counted: no proposal can be made.
            Err(Stop::Fault(_)) => Ok(None),
        }
    }

    fn actions(&self, chosen: &[Chosen<'_>], made: &mut Made) -> Result<(), Stop> {
        let paper = letters::actions(&self.facts, chosen);
        made.write("rencana_aksi_kecamatan.docx", &docx::write(&paper)?)?;
        made.logged.push("rencana_aksi_kecamatan.docx".to_owned());
        Ok(())
    }

    /// The table of all villages, and the minutes that name it with its checksum.
    fn handover(&self, made: &mut Made) -> Result<(), Stop> {
        let facts = &self.facts;
        let columns: Vec<_> = facts::latest(facts.snapshot);
        let owned: Vec<_> =
            columns.iter().map(|c| crate::indicator::column::Column::clone(c)).collect();
        let sheets = [
            table::villages(L, &facts.snapshot.register, &owned),
            offices::dictionary(facts, &columns),
        ];
        let notes: Vec<String> = columns.iter().map(|c| facts.foot(c)).collect();
        let book = table::xlsx(L, &sheets, &notes, facts.date)?;
        let file = "data_desa.xlsx";
        made.write(file, &book)?;
        let data = [Handed {
            file: file.to_owned(),
            about: format!("{} indikator per desa, kamus data", columns.len()),
            rows: facts.villages(),
            sha256: sha256(&book),
        }];
        let paper = letters::handover(facts, &self.recipe.handover, &data);
        made.write("berita_acara.docx", &docx::write(&paper)?)?;
        made.logged.push("berita_acara.docx".to_owned());
        Ok(())
    }
}
