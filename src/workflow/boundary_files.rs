//! Boundary files as one layer: a province often comes as one file a kabupaten or kecamatan.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::folder;
use crate::base::fault::{At, DataFault, Fault, FaultCode, SourceFault, Stop};
use crate::base::progress::{Phase, Progress};
use crate::dataset::roles;
use crate::dataset::whereabouts::{self, Whose};
use crate::source::layer::{CrsOption, LayerKind, LayerOptions, RawLayer};
use crate::source::open::{self, Entry, EntryKind, Opened};

/// The layers that the paths stand for, and what was left aside. A folder or zip with several areas
/// of the same columns stands for all of them; of unlike ones (desa beside kecamatan, tables beside
/// both) those stand that describe villages. Where none does, opening it says what is in it.
///
/// # Errors
/// A path is not there, or is a zip that is damaged or dangerous.
pub(super) fn of(
    files: &[PathBuf],
    progress: &Progress,
) -> Result<(Vec<PathBuf>, Vec<Fault>), Stop> {
    let (mut all, mut faults) = (Vec::new(), Vec::new());
    for file in files {
        let told = faults.len();
        let (layers, others): (Vec<Entry>, Vec<Entry>) = open::contents(file)?
            .into_iter()
            .filter(|entry| entry.kind != EntryKind::Unknown)
            .partition(|entry| entry.kind == EntryKind::Layer);
        let alone = layers.len() + others.len() < 2;
        let found =
            if alone { Vec::new() } else { villages_among(&layers, &mut faults, progress)? };
        if found.is_empty() {
            faults.truncate(told);
            all.push(file.clone());
            continue;
        }
        let left: Vec<String> = layers
            .into_iter()
            .chain(others)
            .filter(|entry| !found.contains(&entry.path))
            .map(|entry| folder::inside(&entry.path, file))
            .collect();
        if !left.is_empty() {
            let taken = found.iter().map(|path| folder::inside(path, file)).collect();
            faults.push(Fault::new(SourceFault::OthersLeft { taken, left }, At::file(file)));
        }
        all.extend(found);
    }
    Ok((all, faults))
}

/// The names of several files, as a map sheet says them.
pub(super) fn names(files: &[PathBuf]) -> String {
    const MOST: usize = 3;
    let name = |file: &PathBuf| file.file_name().map(|n| n.to_string_lossy().into_owned());
    let shown: Vec<String> = files.iter().filter_map(name).take(MOST).collect();
    let more = files.len() - shown.len();
    let more = if more > 0 { format!(" (+{more})") } else { String::new() };
    shown.join(", ") + &more
}

/// The layers of areas whose columns describe villages best: those with a village's code, then
/// those with its name, then the most areas. All of these columns, as a province comes in parts.
fn villages_among(
    layers: &[Entry],
    faults: &mut Vec<Fault>,
    progress: &Progress,
) -> Result<Vec<PathBuf>, Stop> {
    let mut kinds: BTreeMap<Vec<String>, (Fineness, Vec<PathBuf>)> = BTreeMap::new();
    for entry in layers {
        let layer = match open::attributes(&entry.path, &LayerOptions::default(), progress) {
            Ok(layer) => layer,
            Err(Stop::Canceled) => return Err(Stop::Canceled),
            Err(Stop::Fault(fault)) => {
                faults.push(*fault);
                continue;
            }
        };
        // Without its shapes not every format tells what they are; reading them will.
        if !matches!(layer.kind, LayerKind::Polygons | LayerKind::Empty) {
            continue;
        }
        let columns = layer.columns.iter().map(|c| c.name.to_lowercase()).collect();
        let roles = roles::layer_roles(&layer.columns, &layer.rows);
        let (kind, paths) = kinds.entry(columns).or_default();
        kind.has_code |= roles.code.is_some() || roles.parts.is_some();
        kind.has_name |= roles.name.is_some();
        kind.areas += layer.rows.len();
        paths.push(entry.path.clone());
    }
    let best = kinds.into_values().max_by_key(|(fineness, _)| *fineness);
    let villages = best.filter(|(kind, _)| kind.has_code || kind.has_name);
    Ok(villages.map(|(_, paths)| paths).unwrap_or_default())
}

/// How much like villages a layer of areas is, least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Fineness {
    pub has_code: bool,
    pub has_name: bool,
    pub areas: usize,
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
