//! What leaves the window as a file: the map as a picture, tables and layers for other programs.

use std::path::PathBuf;

use super::state::Export;
use super::work::Save;
use crate::base::fault::{At, DataFault, Stop};
use crate::base::progress::Progress;
use crate::indicator::column::Column;
use crate::output::scene::Scene;
use crate::workflow::{self, ExportWhat, Layer, MapOptions, Snapshot};

/// The map of the shown indicator as a picture.
pub fn image(
    snapshot: &Snapshot,
    scene: &Scene,
    with_pockets: Layer,
    save: &Save,
    date: &str,
    progress: &Progress,
) -> Result<PathBuf, Stop> {
    let column = column(snapshot, save)?;
    let options = MapOptions {
        indicator: column.indicator.id.clone(),
        period: Some(column.period.clone()),
        with_pockets,
        lang: save.lang,
        date: date.to_owned(),
        ..MapOptions::default()
    };
    Ok(workflow::map_png(snapshot, scene, &options, &save.path, progress)?.path)
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
        Export::VillagesGeoJson => (ExportWhat::Villages, false),
        Export::TableCsv | Export::TableXlsx => (ExportWhat::Table, false),
        Export::PocketsGeoJson | Export::PocketsXlsx => (ExportWhat::Pockets, true),
        // A plan is written by `plan`: it is no part of the project's values.
        Export::PlanXlsx | Export::PlanGeoJson | Export::PlanGpx => (ExportWhat::Table, false),
    };
    let mut shown = snapshot.clone();
    if of_pockets {
        // The project may keep the pockets of several indicators: those on the screen are meant.
        let found = snapshot.pockets_of(column(snapshot, save)?);
        shown.pockets = found.into_iter().cloned().collect();
    }
    Ok(workflow::export(&shown, what, &save.path, save.lang, date, progress)?.path)
}

fn column<'a>(snapshot: &'a Snapshot, save: &Save) -> Result<&'a Column, Stop> {
    snapshot.columns.get(save.column).map(AsRef::as_ref).ok_or_else(|| {
        Stop::fault(
            DataFault::NoSuchIndicator { id: String::new(), found: String::new() },
            At::default(),
        )
    })
}
