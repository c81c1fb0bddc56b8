//! Boundary files as one layer: a province often comes as one file a kabupaten or kecamatan.

use std::path::{Path, PathBuf};

use crate::base::fault::{At, DataFault, FaultCode, SourceFault, Stop};
use crate::base::progress::{Phase, Progress};
use crate::dataset::whereabouts::{self, Whose};
use crate::source::layer::{CrsOption, LayerKind, LayerOptions, RawLayer};
use crate::source::open::{self, EntryKind, Opened};

/// The layers that the paths stand for. A folder or zip with several areas of the same columns
/// stands for all of them; one that holds unlike layers is left as it is, and opening it says what
/// is in it.
///
/// # Errors
/// A path is not there, or is a zip that is damaged or dangerous.
pub(super) fn of(files: &[PathBuf], progress: &Progress) -> Result<Vec<PathBuf>, Stop> {
    let mut all = Vec::new();
    for file in files {
        let mut layers: Vec<PathBuf> = open::contents(file)?
            .into_iter()
            .filter(|entry| entry.kind == EntryKind::Layer)
            .map(|entry| entry.path)
            .collect();
        if layers.len() > 1 && alike(&layers, progress)? {
            all.append(&mut layers);
        } else {
            all.push(file.clone());
        }
    }
    Ok(all)
}

/// Whether all are areas described by the same columns.
fn alike(layers: &[PathBuf], progress: &Progress) -> Result<bool, Stop> {
    let mut first: Option<Vec<String>> = None;
    for layer in layers {
        let layer = match open::attributes(layer, &LayerOptions::default(), progress) {
            Ok(layer) => layer,
            Err(Stop::Canceled) => return Err(Stop::Canceled),
            Err(Stop::Fault(_)) => return Ok(false),
        };
        let columns: Vec<String> = layer.columns.iter().map(|c| c.name.to_lowercase()).collect();
        // Without its shapes not every format tells what they are; reading them will.
        let areas = matches!(layer.kind, LayerKind::Polygons | LayerKind::Empty);
        if !areas || first.get_or_insert(columns.clone()) != &columns {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Reads every file as one layer: the columns of the first, by name in the others.
///
/// # Errors
/// A file's own fault; `NoRowsLeft` where no file has a row that passes the filter.
pub(super) fn read(
    files: &[PathBuf],
    options: &LayerOptions,
    progress: &Progress,
) -> Result<RawLayer, Stop> {
    let mut all: Option<RawLayer> = None;
    for file in files {
        progress.start(Phase::Reading, 0);
        let opened = open::open(file, options, progress);
        let layer = match opened.map_err(|stop| with_its_zone(stop, file, options, progress))? {
            Opened::Layer(layer) => layer,
            Opened::Table(table) => {
                return Err(Stop::fault(
                    SourceFault::WrongKind { found: table.format.into(), wanted: "Polygon".into() },
                    At::file(file),
                ));
            }
        };
        all = Some(match all {
            None => layer,
            // A file of another kabupaten has no row that passes: the others may.
            Some(first) if first.rows.is_empty() => layer,
            Some(first) => appended(first, layer),
        });
    }
    let all = all.ok_or_else(|| Stop::fault(SourceFault::NotFound, At::default()))?;
    match &options.filter {
        Some((column, value)) if all.rows.is_empty() => Err(Stop::fault(
            DataFault::NoRowsLeft { filter: format!("{column}={value}") },
            At::file(&files[0]),
        )),
        _ => Ok(all),
    }
}

/// Where the system is not known and several would do: those that bring the villages into the
/// kabupaten they are of.
fn with_its_zone(stop: Stop, file: &Path, options: &LayerOptions, progress: &Progress) -> Stop {
    let Stop::Fault(mut fault) = stop else { return stop };
    let several = match &fault.code {
        FaultCode::Source(
            SourceFault::MissingCrs { mends, .. } | SourceFault::UnknownCrs { mends, .. },
        ) => mends.len() > 1,
        _ => false,
    };
    let tolerant = LayerOptions { crs: CrsOption::Tolerant, ..options.clone() };
    match several.then(|| open::open(file, &tolerant, progress)) {
        Some(Ok(Opened::Layer(layer))) => {
            whereabouts::narrow(&layer, Whose::of(&layer), std::slice::from_mut(&mut fault));
        }
        Some(Err(Stop::Canceled)) => return Stop::Canceled,
        Some(Ok(Opened::Table(_)) | Err(Stop::Fault(_))) | None => {}
    }
    Stop::Fault(fault)
}

fn appended(mut first: RawLayer, more: RawLayer) -> RawLayer {
    let order: Vec<Option<usize>> =
        first.columns.iter().map(|column| more.column(&column.name)).collect();
    first.features += more.features;
    first.faults.extend(more.faults);
    first.rows.extend(more.rows.into_iter().map(|mut row| {
        row.cells = order.iter().map(|at| at.and_then(|at| row.cells.get(at))).collect();
        row
    }));
    first
}
