//! What leaves the window as a file: the map as a picture, tables and layers for other programs.

use std::path::PathBuf;

use super::state::Export;
use super::view::classes::Classes;
use super::work::Save;
use crate::base::fault::{At, DataFault, Stop};
use crate::base::progress::Progress;
use crate::indicator::column::Column;
use crate::output::figure::{FigureInput, PocketOutline};
use crate::output::scene::Scene;
use crate::output::{figure, file, geojson, table};
use crate::workflow::{PocketReport, Snapshot};

/// The picture's size in pixels: full HD, as a projector shows it.
const SIZE: (u32, u32) = (1920, 1080);

/// Whether the pockets are drawn on the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum With {
    Pockets,
    Nothing,
}

pub fn image(
    snapshot: &Snapshot,
    scene: &Scene,
    with: With,
    save: &Save,
    date: &str,
    progress: &Progress,
) -> Result<PathBuf, Stop> {
    let column = column(snapshot, save)?;
    let style = snapshot.styles.get(&column.indicator.id).cloned().unwrap_or_default();
    let classes = Classes::of(column, &style);
    let report = snapshot.pockets_of(column).filter(|_| with == With::Pockets);
    let outlines = report.map(|report| outlines(report)).unwrap_or_default();
    let input = FigureInput {
        register: &snapshot.register,
        scene,
        column,
        breaks: classes.breaks.as_ref(),
        cut: None,
        pockets: &outlines,
        lone: report.map_or(&[], |report| &report.lone),
        method: None,
        title: None,
        data_source: source(snapshot, column),
        origin: figure::Origin::Real,
        lang: save.lang,
        date,
        size: SIZE,
    };
    let bytes = figure::png(&input, progress)?;
    Ok(file::write_atomic(&save.path, &bytes)?.path)
}

pub fn export(snapshot: &Snapshot, what: Export, save: &Save, date: &str) -> Result<PathBuf, Stop> {
    let register = &snapshot.register;
    let columns: Vec<Column> = snapshot.columns.iter().map(|c| Column::clone(c)).collect();
    let lang = save.lang;
    let found = column(snapshot, save).ok().and_then(|column| snapshot.pockets_of(column));
    let outlines = found.map(|report| outlines(report)).unwrap_or_default();
    let sources: Vec<String> = snapshot.sources.iter().map(|s| s.file.clone()).collect();
    let notes = || table::notes(lang, register, &columns, &sources, date);
    let bytes = match what {
        Export::VillagesGeoJson => geojson::villages(register, &columns),
        Export::PocketsGeoJson => geojson::pockets(register, &outlines),
        Export::TableCsv => table::csv(lang, &table::villages(lang, register, &columns)),
        Export::TableXlsx => {
            let mut sheets = Vec::new();
            if let Ok(column) = column(snapshot, save) {
                sheets.push(ranking(snapshot, column, found.map(AsRef::as_ref), save));
            }
            sheets.push(table::villages(lang, register, &columns));
            table::xlsx(lang, &sheets, &notes(), date)?
        }
        Export::PocketsXlsx => {
            let mut sheets = vec![table::pockets(lang, register, &outlines)];
            if let Ok(column) = column(snapshot, save) {
                sheets.push(ranking(snapshot, column, found.map(AsRef::as_ref), save));
            }
            table::xlsx(lang, &sheets, &notes(), date)?
        }
    };
    Ok(file::write_atomic(&save.path, &bytes)?.path)
}

fn ranking(
    snapshot: &Snapshot,
    column: &Column,
    report: Option<&PocketReport>,
    save: &Save,
) -> table::Sheet {
    let outlines = report.map(outlines).unwrap_or_default();
    let classes: Vec<&str> =
        report.map(|r| r.villages.iter().map(|v| v.class.as_str()).collect()).unwrap_or_default();
    let p: Vec<Option<f64>> =
        report.map(|r| r.villages.iter().map(|v| v.p).collect()).unwrap_or_default();
    let findings = table::Findings { pockets: &outlines, classes: &classes, p: &p };
    table::ranking(save.lang, &snapshot.register, column, findings)
}

fn outlines(report: &PocketReport) -> Vec<PocketOutline> {
    report
        .pockets
        .iter()
        .map(|pocket| PocketOutline {
            number: pocket.id,
            name: pocket.name.clone(),
            members: pocket.villages.clone(),
        })
        .collect()
}

fn column<'a>(snapshot: &'a Snapshot, save: &Save) -> Result<&'a Column, Stop> {
    snapshot.columns.get(save.column).map(AsRef::as_ref).ok_or_else(|| {
        Stop::fault(
            DataFault::NoSuchIndicator { id: String::new(), found: String::new() },
            At::default(),
        )
    })
}

fn source(snapshot: &Snapshot, column: &Column) -> String {
    let id = column.cells.iter().flatten().next().map(|cell| cell.source);
    id.and_then(|id| snapshot.source(id)).map(|source| source.file.clone()).unwrap_or_default()
}
