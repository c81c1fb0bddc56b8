//! `import` of places: springs, schools, puskesmas, rivers, roads become a layer of their own.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::draft::{self, ImportOptions, ImportReport};
use super::snapshot::Snapshot;
use super::tables;
use crate::base::fault::{At, CrsHint, CrsMend, DataFault, Fault, FaultCode, SourceFault, Stop};
use crate::base::measure::Measure;
use crate::base::progress::{Phase, Progress};
use crate::dataset::feature::{PlaceKind, PlaceLayer};
use crate::dataset::feature_table;
use crate::dataset::layout::{Laid, LayoutOptions};
use crate::dataset::sheet_apart;
use crate::dataset::village::{Frame, Register};
use crate::indicator::column::Column;
use crate::indicator::definition::{Direction, Indicator, Quantity};
use crate::lang::Lang;
use crate::lang::cli::Line;
use crate::project::{NewImport, Project, Source, Stamp};
use crate::source::crs::{self, System};
use crate::source::layer::{CrsOption, LayerKind, LayerOptions};
use crate::source::open::{self, Opened};

/// How a file of places is taken.
#[derive(Clone, Debug, Default)]
pub struct LayerImport {
    /// `None` = the file's name.
    pub name: Option<String>,
    /// Whether the places of each village become an indicator.
    pub count: Count,
    /// A table with positions is taken as places whatever else it looks like.
    pub kind: FileKind,
    pub sheet: Option<String>,
    pub encoding: Option<String>,
    pub crs: CrsOption,
    pub filter: Option<(String, String)>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Count {
    #[default]
    No,
    PerVillage,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FileKind {
    /// By what is in it.
    #[default]
    Found,
    Places,
}

/// What became of a file of places.
#[derive(Debug)]
pub struct LayerReport {
    pub file: PathBuf,
    /// Its id in the project.
    pub id: i64,
    pub name: String,
    pub kind: PlaceKind,
    pub columns: Vec<String>,
    pub places: usize,
    /// Places in no village.
    pub outside: usize,
    /// Villages with at least one.
    pub villages: usize,
    /// The indicator that counts them.
    pub indicator: Option<Column>,
    pub faults: Vec<Fault>,
}

/// Reads a file as places; `None` when it is something else: a table of villages, or areas.
///
/// # Errors
/// The file's own fault.
pub fn read_places(
    snapshot: &Snapshot,
    file: &Path,
    options: &LayerImport,
    progress: &Progress,
) -> Result<Option<(PlaceLayer, Source, Vec<Fault>)>, Stop> {
    progress.start(Phase::Reading, 0);
    let opened = open::open(file, &reading(snapshot, options), progress)?;
    places_of(snapshot, file, opened, options)
}

/// How the file is to be read.
fn reading(snapshot: &Snapshot, options: &LayerImport) -> LayerOptions {
    let planar = snapshot.register.frame == Frame::Planar;
    LayerOptions {
        filter: options.filter.clone(),
        crs: if planar { CrsOption::Planar } else { options.crs },
        encoding: options.encoding.clone(),
        ..LayerOptions::default()
    }
}

fn places_of(
    snapshot: &Snapshot,
    file: &Path,
    opened: Opened,
    options: &LayerImport,
) -> Result<Option<(PlaceLayer, Source, Vec<Fault>)>, Stop> {
    let at = At::file(file);
    let name = options.name.clone().unwrap_or_else(|| stem(file));
    let mut faults = Vec::new();
    let (layer, format, sheet) = match opened {
        Opened::Layer(raw) => {
            if raw.kind == LayerKind::Polygons {
                return Ok(None);
            }
            faults.extend(raw.faults.iter().cloned());
            let format = raw.format;
            (PlaceLayer::of(raw, &name, &snapshot.register, &at, &mut faults), format, None)
        }
        Opened::Table(table) => {
            let wanted = options.sheet.as_deref();
            let table = Arc::new(table);
            let (laid, _) = tables::laid(&table, wanted, LayoutOptions::default(), &at)?;
            let laid = feature_table::with_positions(&laid).into_owned();
            // Whoever names a system for eastings and northings speaks of places.
            let named =
                options.crs != CrsOption::FromFile && feature_table::metre_columns(&laid).is_some();
            let found = options.kind == FileKind::Found;
            if found && !named && !feature_table::lists_places(&laid) {
                return Ok(None);
            }
            faults.extend(table.faults.iter().cloned());
            let register = &snapshot.register;
            let crs = zone(&laid, register, options.crs, &at)?;
            let layer =
                feature_table::of_table(&laid, &name, register, &at, crs.as_ref(), &mut faults);
            (layer, table.format, laid.sheet)
        }
    };
    let Some(layer) = layer.filter(|layer| !layer.places.is_empty()) else {
        return Err(Stop::fault(DataFault::NoPlaces, at));
    };
    let source = Source {
        file: file.display().to_string(),
        sha256: open::fingerprint(file)?,
        sheet,
        format: format.to_owned(),
        rows: layer.places.len(),
        ..Source::default()
    };
    Ok(Some((layer, source, faults)))
}

/// The system of a table in metres, which the user has to name; `None` for one in degrees.
fn zone(laid: &Laid, register: &Register, crs: CrsOption, at: &At) -> Result<Option<System>, Stop> {
    if feature_table::position_columns(laid).is_some() {
        return Ok(None);
    }
    let Some(columns) = feature_table::metre_columns(laid) else { return Ok(None) };
    if let CrsOption::Epsg(code) = crs {
        let unknown = |why| {
            let name = format!("EPSG:{code}");
            SourceFault::UnknownCrs { name, why, looks_like: None, mends: Vec::new() }
        };
        let system = crs::from_epsg(code).map_err(|why| Stop::fault(unknown(why), at.clone()))?;
        return Ok(Some(system));
    }
    let hint = if feature_table::is_southern(laid, columns) {
        CrsHint::UtmSouth
    } else {
        CrsHint::UtmNorth
    };
    let mends = zone_of(register, hint).into_iter().collect();
    let fault = SourceFault::MissingCrs { looks_like: Some(hint), mends };
    Err(Stop::fault(fault, at.clone()))
}

/// The zone of UTM that the middle of the map lies in.
fn zone_of(register: &Register, hint: CrsHint) -> Option<CrsMend> {
    let mut east: Vec<f64> = register.villages.iter().map(|v| v.inside.x()).collect();
    east.sort_by(f64::total_cmp);
    let zone = ((east.get(east.len() / 2)? + 180.0) / 6.0).floor() as u32 + 1;
    let side = if hint == CrsHint::UtmSouth { 32_700 } else { 32_600 };
    (register.frame == Frame::Geographic && (46..=54).contains(&zone))
        .then(|| CrsMend::epsg(side + zone))
}

/// Imports a file of places, with their count per village where it is asked for, as one step of the
/// journal.
/// `None` when the file is no file of places.
///
/// # Errors
/// The file's own fault, a project that cannot be written.
pub fn import_places(
    project: &mut Project,
    snapshot: &Snapshot,
    file: &Path,
    options: &LayerImport,
    lang: Lang,
    stamp: &Stamp<'_>,
    progress: &Progress,
) -> Result<Option<LayerReport>, Stop> {
    let read = read_places(snapshot, file, options, progress)?;
    let Some(read) = read else { return Ok(None) };
    progress.start(Phase::Writing, 0);
    store(project, snapshot, (file, read), (options.count, lang), stamp).map(Some)
}

/// The other shapes of a file that mixes them: tracks beside waypoints become a layer of their own.
///
/// # Errors
/// As [`import_places`].
pub fn import_other_kinds(
    project: &mut Project,
    snapshot: &Snapshot,
    first: &mut LayerReport,
    (options, lang): (&LayerImport, Lang),
    stamp: &Stamp<'_>,
    progress: &Progress,
) -> Result<Vec<LayerReport>, Stop> {
    let mixed = |fault: &Fault| match &fault.code {
        FaultCode::Source(SourceFault::MixedGeometry { dropped, .. }) => Some(*dropped),
        _ => None,
    };
    let Some(left) = first.faults.iter().find_map(mixed) else { return Ok(Vec::new()) };
    let whole = snapshot.whole(project)?;
    let mut found = Vec::new();
    for kind in [PlaceKind::Points, PlaceKind::Lines].into_iter().filter(|k| *k != first.kind) {
        let name = lang.cli(&Line::LayerOfKind { layer: first.name.clone(), kind: kind.id() });
        let own = LayerImport { name: Some(name), kind: FileKind::Places, ..options.clone() };
        let part = first.file.join(kind.id());
        match import_places(project, &whole, &part, &own, lang, stamp, progress) {
            Ok(report) => found.extend(report),
            // None of this kind: areas are what was left.
            Err(Stop::Fault(fault))
                if matches!(fault.code, FaultCode::Data(DataFault::NoPlaces)) => {}
            Err(stop) => return Err(stop),
        }
    }
    if found.iter().map(|r| r.places).sum::<usize>() >= left {
        first.faults.retain(|fault| mixed(fault).is_none());
    }
    Ok(found)
}

fn store(
    project: &mut Project,
    snapshot: &Snapshot,
    (file, (layer, source, faults)): (&Path, (PlaceLayer, Source, Vec<Fault>)),
    (count, lang): (Count, Lang),
    stamp: &Stamp<'_>,
) -> Result<LayerReport, Stop> {
    // A line needs the shapes that it runs through.
    let counts = match layer.kind {
        PlaceKind::Lines => layer.counts(&snapshot.whole(project)?.register),
        PlaceKind::Points => layer.counts(&snapshot.register),
    };
    let register = &snapshot.register;
    let indicator = match count {
        Count::No => None,
        Count::PerVillage => Some(counted(snapshot, &layer, &counts, lang)),
    };
    let import = indicator.clone().map(|column| NewImport {
        source: source.clone(),
        columns: vec![column],
        summary_json: "{}".into(),
        ..NewImport::default()
    });
    let id = project.add_layer(&layer, &source, register.frame, import.as_ref(), stamp)?;
    Ok(LayerReport {
        file: file.to_owned(),
        id,
        kind: layer.kind,
        places: layer.places.len(),
        outside: layer.outside(),
        villages: counts.iter().filter(|&&n| n > 0).count(),
        columns: layer.columns,
        name: layer.name,
        indicator,
        faults,
    })
}

/// "Jumlah mata air per desa"; a village without any has 0, which is a count and not a gap.
fn counted(snapshot: &Snapshot, layer: &PlaceLayer, counts: &[usize], lang: Lang) -> Column {
    let id = format!("jumlah_{}", identifier(&layer.name));
    let taken = |id: &str| snapshot.columns.iter().any(|c| c.indicator.id == id);
    // One name more than there are columns is free in any case.
    let numbered = (2..=snapshot.columns.len() + 2).map(|n| format!("{id}_{n}"));
    let free = std::iter::once(id.clone()).chain(numbered).find(|id| !taken(id));
    let id = free.unwrap_or(id);
    Column {
        indicator: Indicator {
            id,
            name: lang.cli(&Line::CountOf { layer: layer.name.clone() }),
            unit: String::new(),
            quantity: Quantity::Count,
            direction: Direction::None,
            column: layer.name.clone(),
            rate_of: None,
        },
        period: String::new(),
        values: counts.iter().map(|&n| Measure::of(n as f64)).collect(),
        cells: vec![None; counts.len()],
        corrections: std::collections::BTreeMap::new(),
        import: 0,
    }
}

fn identifier(name: &str) -> String {
    let plain: String =
        name.to_lowercase().chars().map(|c| if c.is_alphanumeric() { c } else { '_' }).collect();
    plain.split('_').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("_")
}

/// "data/Mata_Air.shp" → "Mata Air".
fn stem(file: &Path) -> String {
    let stem = file.file_stem().map_or_else(String::new, |s| s.to_string_lossy().into_owned());
    let words: Vec<&str> = stem.split(['_', ' ']).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// What an import became.
#[derive(Debug)]
pub enum Brought {
    Table(Box<ImportReport>),
    Places(Box<LayerReport>),
}

/// Imports a table of villages or a file of places, whichever the file is.
///
/// # Errors
/// As [`super::import`] and [`import_places`].
pub fn import_any(
    project: &mut Project,
    snapshot: &Snapshot,
    file: &Path,
    (table_options, places): (&ImportOptions, &LayerImport),
    lang: Lang,
    stamp: &Stamp<'_>,
    progress: &Progress,
) -> Result<Brought, Stop> {
    progress.start(Phase::Reading, 0);
    let asked = places.kind == FileKind::Places || places.crs != CrsOption::FromFile;
    let opened = open::values_of(file, &reading(snapshot, places), progress)?;
    let read = match opened {
        Opened::Table(table) if !asked => {
            let read = Arc::new(sheet_apart::apart(table));
            let both = (file, Arc::clone(&read));
            let draft =
                draft::of_table(snapshot, &project.crosswalk()?, both, table_options, progress)?;
            // Rows with a position that are of no village, or several of one, are places.
            if !lists_places(&draft) {
                let report = draft::commit(project, snapshot, draft, stamp, progress)?;
                return Ok(Brought::Table(Box::new(report)));
            }
            let as_places = LayerImport { kind: FileKind::Places, ..places.clone() };
            let table = Arc::unwrap_or_clone(read);
            let whole = snapshot.whole(project)?;
            let found = places_of(&whole, file, Opened::Table(table), &as_places)?;
            // Villages of another kabupaten, with their positions: no layer of this one.
            if let (Err(stop), Some((layer, ..))) = (&draft.outcome, &found)
                && layer.outside() == layer.places.len()
            {
                return Err(stop.clone());
            }
            found
        }
        opened => {
            let found = match &opened {
                Opened::Layer(layer) => layer.geometry.clone(),
                Opened::Table(_) => String::new(),
            };
            let whole = snapshot.whole(project)?;
            let read = places_of(&whole, file, opened, places)?;
            // Areas bring no values, unless as the boundaries of a project.
            if read.is_none() && !found.is_empty() {
                let fault = SourceFault::WrongKind { found, wanted: "XLSX, CSV".into() };
                return Err(Stop::fault(fault, At::file(file)));
            }
            read
        }
    };
    let Some(read) = read else {
        return super::import(project, snapshot, file, table_options, stamp, progress)
            .map(|report| Brought::Table(Box::new(report)));
    };
    progress.start(Phase::Writing, 0);
    let report = store(project, snapshot, (file, read), (places.count, lang), stamp)?;
    Ok(Brought::Places(Box::new(report)))
}

/// Whether the rows are places: told by what stands in them, or villages that no one knows here
/// and that have a position.
fn lists_places(draft: &draft::Draft) -> bool {
    // A kabupaten has a position too, and is no place in a village.
    if let Err(Stop::Fault(fault)) = &draft.outcome
        && matches!(fault.code, FaultCode::Data(DataFault::RegionTable { .. }))
    {
        return false;
    }
    let nothing = draft.outcome.as_ref().map_or(true, |found| found.joined.matched.is_empty());
    let laid = feature_table::with_positions(&draft.laid);
    feature_table::lists_places(&laid)
        || (nothing && feature_table::position_columns(&laid).is_some())
        || (nothing && feature_table::metre_columns(&draft.laid).is_some())
}
