//! `import` of places: springs, schools, puskesmas, rivers, roads become a layer of their own.

use std::path::{Path, PathBuf};

use super::draft::{self, ImportOptions, ImportReport};
use super::snapshot::Snapshot;
use super::tables;
use crate::base::fault::{At, DataFault, Fault, FaultCode, SourceFault, Stop};
use crate::base::measure::Measure;
use crate::base::progress::{Phase, Progress};
use crate::dataset::feature::{PlaceKind, PlaceLayer};
use crate::dataset::feature_table;
use crate::dataset::layout::LayoutOptions;
use crate::dataset::village::Frame;
use crate::indicator::column::Column;
use crate::indicator::definition::{Direction, Indicator, Quantity};
use crate::lang::Lang;
use crate::lang::cli::Line;
use crate::project::{NewImport, Project, Source, Stamp};
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
    let planar = snapshot.register.frame == Frame::Planar;
    let crs = if planar { CrsOption::Planar } else { options.crs };
    let reading = LayerOptions {
        filter: options.filter.clone(),
        crs,
        encoding: options.encoding.clone(),
        ..LayerOptions::default()
    };
    let at = At::file(file);
    let name = options.name.clone().unwrap_or_else(|| stem(file));
    let mut faults = Vec::new();
    let (layer, format, sheet) = match open::open(file, &reading, progress)? {
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
            let table = std::sync::Arc::new(table);
            let laid = tables::laid(&table, wanted, LayoutOptions::default(), &at)?;
            if options.kind == FileKind::Found && !feature_table::lists_places(&laid) {
                return Ok(None);
            }
            faults.extend(table.faults.iter().cloned());
            let register = &snapshot.register;
            let layer = feature_table::of_table(&laid, &name, register, &at, &mut faults);
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

/// Imports a file of places as one step of the journal, and one more where they are counted.
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
    let Some((layer, source, faults)) = read_places(snapshot, file, options, progress)? else {
        return Ok(None);
    };
    progress.start(Phase::Writing, 0);
    let register = &snapshot.register;
    let counts = layer.counts(register.len());
    let id = project.add_layer(&layer, &source, register.frame, stamp)?;
    let indicator = match options.count {
        Count::No => None,
        Count::PerVillage => {
            let column = counted(snapshot, &layer, &counts, lang);
            let import = NewImport {
                source,
                columns: vec![column.clone()],
                summary_json: "{}".into(),
                ..NewImport::default()
            };
            project.add_import(&import, stamp)?;
            Some(column)
        }
    };
    Ok(Some(LayerReport {
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
    }))
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
    (table, places): (&ImportOptions, &LayerImport),
    lang: Lang,
    stamp: &Stamp<'_>,
    progress: &Progress,
) -> Result<Brought, Stop> {
    let mut as_places = places.clone();
    let asked = places.kind == FileKind::Places || places.crs != CrsOption::FromFile;
    let mut refused = None;
    if !asked {
        match draft::draft(snapshot, &project.crosswalk()?, file, table, progress) {
            // Rows with a position that are of no village, or several of one, are places.
            Ok(draft) if lists_places(&draft) => {
                as_places.kind = FileKind::Places;
            }
            Ok(draft) => {
                let report = draft::commit(project, snapshot, draft, stamp, progress)?;
                return Ok(Brought::Table(Box::new(report)));
            }
            // A layer, and no table: of places, if not of areas.
            Err(stop) if is_layer(&stop) => refused = Some(stop),
            Err(stop) => return Err(stop),
        }
    }
    match import_places(project, snapshot, file, &as_places, lang, stamp, progress)? {
        Some(report) => Ok(Brought::Places(Box::new(report))),
        None => match refused {
            Some(stop) => Err(stop),
            None => super::import(project, snapshot, file, table, stamp, progress)
                .map(|report| Brought::Table(Box::new(report))),
        },
    }
}

fn lists_places(draft: &draft::Draft) -> bool {
    feature_table::lists_places(&draft.laid)
        || (draft.outcome.is_err() && feature_table::position_columns(&draft.laid).is_some())
}

fn is_layer(stop: &Stop) -> bool {
    let Stop::Fault(fault) = stop else { return false };
    matches!(fault.code, FaultCode::Source(SourceFault::WrongKind { .. }))
}
