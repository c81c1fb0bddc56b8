//! `new`: boundary files → a project.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::boundary_files;
use crate::analysis::neighbours;
use crate::base::fault::{At, CrsChange, DataFault, Fault, FaultCode, SourceFault, Stop};
use crate::base::measure::Measure;
use crate::base::progress::{Phase, Progress};
use crate::dataset::around::Seams;
use crate::dataset::boundary::{self, Boundary, BoundaryOptions, Excluded, Neighbours};
use crate::dataset::village::Register;
use crate::indicator::column::{CellRef, Column};
use crate::indicator::definition::{Direction, Indicator, Quantity};
use crate::project::{Project, Source, Stamp, hash};
use crate::source::layer::{CrsOption, LayerOptions, RawLayer};
use crate::source::number::{self, Mark, NumberText};
use crate::source::open;

/// How to read the boundary files.
#[derive(Clone, Debug, Default)]
pub struct NewOptions {
    pub layer: LayerOptions,
    pub fields: BoundaryOptions,
    /// Numeric columns of the layer to take as indicators.
    pub indicators: Vec<String>,
}

/// What became of the files.
#[derive(Debug)]
pub struct NewReport {
    pub villages: usize,
    pub kecamatan: usize,
    pub kabupaten: usize,
    pub excluded: Vec<Excluded>,
    pub repaired: usize,
    pub merged: usize,
    /// What repairs did to the area of all villages; `None` = planar.
    pub repaired_km2: Option<f64>,
    pub neighbours: Option<Neighbours>,
    pub seams: Seams,
    pub faults: Vec<Fault>,
}

/// Makes a project of one or several boundary files and leaves it open for writing.
///
/// # Errors
/// The file's fault (exit 3), villages far from their kabupaten, an existing project, a cancel. No file is left behind then.
pub fn new_project(
    path: &Path,
    files: &[PathBuf],
    options: &NewOptions,
    stamp: &Stamp<'_>,
    progress: &Progress,
) -> Result<(Project, NewReport), Stop> {
    let (files, mut faults) = boundary_files::of(files, progress)?;
    let files = &files;
    let mut layer = boundary_files::read(files, &options.layer, progress)?;
    let at = At::file(&files[0]);
    faults.append(&mut layer.faults);
    let mut built = boundary::build(&mut layer, &at, &options.fields, progress)?;
    faults.append(&mut built.faults);
    if options.layer.crs == CrsOption::FromFile {
        at_home(&faults)?;
    }
    if files.len() > 1 {
        built.register.boundary_source = boundary_files::names(files);
    }
    let mut of_columns = Vec::new();
    let columns = layer_columns(&layer, &built, &options.indicators, &at, &mut of_columns)?;
    let (format, rows) = (layer.format.to_owned(), layer.rows.len());
    // A country's attributes are not needed any more; the rest is done without them.
    drop(layer);
    let seams = measured(&mut built.register, &at, &mut faults, progress)?;
    faults.append(&mut of_columns);
    let (file, sha256) = named(files)?;
    let source = Source { file, sha256, format, rows, ..Source::default() };
    progress.start(Phase::Writing, 0);
    let Boundary {
        register, excluded, repaired, repaired_km2, merged, neighbours, partners, ..
    } = built;
    let villages = register.len();
    let kecamatan = count_named(&register.kecamatan().0);
    let kabupaten = count_named(&register.kabupaten().0);
    let mut project = Project::create(path, register, &source, columns, stamp)?;
    let told = serde_json::json!({ "faults": super::told::faults_json(&faults) });
    project.set_summary(1, &told.to_string())?;
    if !partners.is_empty() {
        project.set_partners(&partners)?;
    }
    let report = NewReport {
        villages,
        kecamatan,
        kabupaten,
        excluded,
        repaired,
        merged,
        repaired_km2,
        neighbours,
        seams,
        faults,
    };
    Ok((project, report))
}

/// Villages far from the kabupaten they say they are of make a map of another place: nothing is made
/// of them until the user has said which system they are in.
///
/// # Errors
/// `WrongPlace`, with every mend that was found.
fn at_home(faults: &[Fault]) -> Result<(), Stop> {
    let far = |fault: &&Fault| match &fault.code {
        FaultCode::Source(SourceFault::WrongPlace { .. }) => true,
        // Half of the kabupaten at the pole: too few to be most of the villages, but sure.
        FaultCode::Source(SourceFault::OutsideIndonesia { mends }) => {
            mends.iter().any(|mend| mend.change == CrsChange::JoinHemispheres)
        }
        _ => false,
    };
    let Some(mut far) = faults.iter().rev().find(far).cloned() else { return Ok(()) };
    for fault in faults {
        let more = match &fault.code {
            FaultCode::Source(SourceFault::OutsideIndonesia { mends }) => &mends[..],
            FaultCode::Source(SourceFault::DegreesAsMetres { mend }) => std::slice::from_ref(mend),
            _ => &[],
        };
        if let FaultCode::Source(SourceFault::WrongPlace { mends, .. }) = &mut far.code {
            mends.extend(more);
        }
    }
    Err(Stop::Fault(Box::new(far)))
}

/// How the borders of the layer meet, kept with the register. Borders drawn apart are told.
fn measured(
    register: &mut Register,
    at: &At,
    faults: &mut Vec<Fault>,
    progress: &Progress,
) -> Result<Seams, Stop> {
    let shapes: Vec<_> = register.villages.iter().map(|v| &v.shape).collect();
    progress.start(Phase::Neighbours, shapes.len());
    let (seams, queen) = neighbours::seams_and_queen(&shapes, register.frame, progress)?;
    if seams.drawn_apart {
        let Seams { gaps, overlaps, median, largest, tolerance, .. } = seams;
        let told = DataFault::Seams { gaps, overlaps, median, largest, tolerance };
        faults.push(Fault::new(told, at.clone()));
    }
    register.around.seams = Some(seams);
    register.around.queen = Some(queen);
    Ok(seams)
}

/// The name and fingerprint of the boundary; of several files the first's name with how many more
/// there are, and the fingerprint of all fingerprints.
fn named(files: &[PathBuf]) -> Result<(String, String), Stop> {
    let hashes: Vec<String> =
        files.iter().map(|file| open::fingerprint(file)).collect::<Result<_, _>>()?;
    let first = files[0].display();
    Ok(match &hashes[..] {
        [one] => (first.to_string(), one.clone()),
        several => (
            format!("{first} (+{})", several.len() - 1),
            hash::sha256_hex(several.concat().as_bytes()),
        ),
    })
}

/// Regions that have a code or a name; "nowhere" is no kecamatan.
fn count_named(regions: &[crate::dataset::village::Region]) -> usize {
    regions.iter().filter(|r| r.code.is_some() || !r.name.is_empty()).count()
}

/// `--indicators`: raw numbers of the layer, id = the column's name in lower case.
fn layer_columns(
    layer: &RawLayer,
    built: &Boundary,
    names: &[String],
    at: &At,
    faults: &mut Vec<Fault>,
) -> Result<Vec<Column>, Stop> {
    names
        .iter()
        .map(|name| {
            let index = layer.column(name).ok_or_else(|| {
                let found: Vec<&str> = layer.columns.iter().map(|c| c.name.as_str()).collect();
                Stop::fault(
                    DataFault::NoSuchColumn { column: name.clone(), found: found.join(", ") },
                    at.clone(),
                )
            })?;
            let column = &layer.columns[index].name;
            let mut values = Vec::with_capacity(built.rows.len());
            let mut cells = Vec::with_capacity(built.rows.len());
            let its = CellRef::new(0, None, 0, column.clone());
            for rows in &built.rows {
                // A village of several rows has the value of the first row that has one.
                let found = rows.iter().find_map(|&row| {
                    let text = layer.rows[row].cells.get(index)?;
                    Some((layer.rows[row].record, text))
                });
                let (value, cell) = match found {
                    None => (Measure::Missing, None),
                    Some((record, text)) => match number::parse(text, Mark::Point) {
                        NumberText::Value(x) | NumberText::Percent(x) => {
                            (Measure::of(x), Some(its.in_row(record)))
                        }
                        NumberText::Blank => (Measure::Missing, None),
                        NumberText::Text => {
                            faults.push(Fault::new(
                                DataFault::NotANumber { text: text.to_owned() },
                                at.clone().row(record).column(column.clone()),
                            ));
                            (Measure::Missing, None)
                        }
                    },
                };
                values.push(value);
                cells.push(cell);
            }
            if values.iter().all(|value| *value == Measure::Missing) {
                return Err(Stop::fault(DataFault::NoNumbers, at.clone().column(column.clone())));
            }
            Ok(Column {
                indicator: Indicator {
                    id: column.to_lowercase(),
                    name: column.clone(),
                    unit: String::new(),
                    quantity: Quantity::Index,
                    direction: Direction::None,
                    column: column.clone(),
                    rate_of: None,
                },
                period: String::new(),
                values,
                cells,
                import: 0,
                corrections: BTreeMap::new(),
            })
        })
        .collect()
}
