//! What leaves the window as a file: the map as a picture, tables and layers for other programs.

use std::path::PathBuf;
use std::sync::Arc;

use egui::ColorImage;

use super::look::paper::OnPaper;
use super::state::Export;
use super::work::Save;
use crate::base::fault::{At, DataFault, Stop};
use crate::base::progress::Progress;
use crate::indicator::column::Column;
use crate::output::look::Layers;
use crate::output::page::Paper;
use crate::output::scene::Scene;
use crate::workflow::{self, ExportWhat, Layer, MapOptions, Snapshot};

/// What the window shows over the villages.
#[derive(Clone, Debug)]
pub struct Seen {
    pub pockets: Layer,
    pub layers: Layers,
    /// Points and lines by name, the lowest first.
    pub places: Vec<String>,
    /// Of step 2: everything that is not plain.
    pub look: OnPaper,
}

/// The map of the shown indicator: as a picture, or as a sheet of paper where the name ends in
/// pdf or svg.
pub fn image(
    snapshot: &Snapshot,
    scene: &Scene,
    seen: Seen,
    save: &Save,
    date: &str,
    progress: &Progress,
) -> Result<PathBuf, Stop> {
    let is_png = save.path.extension().is_some_and(|e| e.eq_ignore_ascii_case("png"));
    let mut options = options(snapshot, seen, save, date)?;
    options.paper = (!is_png).then_some(Paper::A4);
    Ok(workflow::map_file(snapshot, scene, &options, &save.path, progress)?.path)
}

/// What goes to the clipboard is as large as a page of a report needs it.
const COPIED: (u32, u32) = (1600, 1000);

/// The same map for the clipboard: with its title, key and sources, without the window's buttons.
pub fn copied(
    snapshot: &Snapshot,
    scene: &Scene,
    seen: Seen,
    save: &Save,
    date: &str,
    progress: &Progress,
) -> Result<Box<ColorImage>, Stop> {
    let options = MapOptions { size: COPIED, ..options(snapshot, seen, save, date)? };
    let (size, rgb) = workflow::picture::map_rgb(snapshot, scene, &options, progress)?;
    Ok(Box::new(ColorImage::from_rgb(size, &rgb)))
}

fn options(snapshot: &Snapshot, seen: Seen, save: &Save, date: &str) -> Result<MapOptions, Stop> {
    // In step 3 what the pockets were found by is meant: perhaps an index that is no column.
    let (indicator, period) = if let Some(found) = &save.found {
        let asked = &found.settings;
        (asked.indicator.clone(), asked.period.clone().filter(|_| asked.index.is_none()))
    } else {
        let shown = seen.look.column.and_then(|at| snapshot.columns.get(at));
        let column = match shown {
            Some(column) => column,
            None => column(snapshot, save)?,
        };
        (column.indicator.id.clone(), Some(column.period.clone()))
    };
    Ok(MapOptions {
        indicator,
        period,
        with_pockets: seen.pockets,
        layers: seen.layers,
        places: Some(seen.places),
        bivariate: seen.look.bivariate,
        beyond: seen.look.beyond,
        lang: save.lang,
        date: date.to_owned(),
        ..MapOptions::default()
    })
}

/// Villages, table or the pockets of the shown indicator.
pub fn export(
    snapshot: &Snapshot,
    what: Export,
    save: &Save,
    date: &str,
    progress: &Progress,
) -> Result<PathBuf, Stop> {
    let (what, of_pockets) = match what {
        Export::VillagesGeoJson | Export::VillagesGeoPackage | Export::VillagesShapefile => {
            (ExportWhat::Villages, false)
        }
        Export::TableCsv | Export::TableXlsx => (ExportWhat::Table, false),
        Export::PocketsGeoJson | Export::PocketsXlsx => (ExportWhat::Pockets, true),
        // A plan is written by `plan`: it is no part of the project's values.
        Export::PlanXlsx | Export::PlanGeoJson | Export::PlanGpx | Export::ProgrammeXlsx => {
            (ExportWhat::Table, false)
        }
    };
    let mut shown = snapshot.clone();
    if of_pockets {
        // The project may keep the pockets of several indicators: those on the screen are meant.
        let found = match &save.found {
            Some(found) => Some(Arc::clone(found)),
            None => snapshot.pockets_of(column(snapshot, save)?).cloned(),
        };
        shown.pockets = found.into_iter().collect();
    }
    workflow::export(&shown, what, &save.path, save.lang, date, progress)?;
    Ok(save.path.clone())
}

fn column<'a>(snapshot: &'a Snapshot, save: &Save) -> Result<&'a Column, Stop> {
    snapshot.columns.get(save.column).map(AsRef::as_ref).ok_or_else(|| {
        Stop::fault(
            DataFault::NoSuchIndicator { id: String::new(), found: String::new() },
            At::default(),
        )
    })
}
