//! `export`: villages, pockets, sites, trend as a layer or a table.

use std::path::Path;

use serde_json::{Map, json};

use super::dictionary;
use super::picture::{extension, newest_trend, outlines, rule_text};
use super::pocket_sheet;
use super::pockets::{PocketReport, PocketSettings};
use super::sites::{self, scenario};
use super::snapshot::Snapshot;
use super::trend_map;
use crate::base::fault::{At, OutputFault, Stop};
use crate::base::progress::{Phase, Progress};
use crate::dataset::village::Frame;
use crate::indicator::column::Column;
use crate::lang::Lang;
use crate::output::features::{self, Feature};
use crate::output::figure::PocketOutline;
use crate::output::file::{Saved, write_atomic};
use crate::output::{geojson, gpkg, shapefile, table};

/// What `export` can write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    Villages,
    Pockets,
    Table,
    /// Those of the newest kept plan.
    Sites,
    /// The classes of the newest trend.
    Trend,
}

impl What {
    pub fn from_id(id: &str) -> Option<Self> {
        match id {
            "villages" => Some(Self::Villages),
            "pockets" => Some(Self::Pockets),
            "table" => Some(Self::Table),
            "sites" => Some(Self::Sites),
            "trend" => Some(Self::Trend),
            _ => None,
        }
    }
}

/// The newest pockets as a table; without any, its head.
fn found_sheet(lang: Lang, snapshot: &Snapshot) -> table::Sheet {
    let none = || PocketReport::of(PocketSettings::of(""));
    let report = snapshot.pockets.last().map_or_else(none, |report| PocketReport::clone(report));
    pocket_sheet::sheet(lang, snapshot, &report)
}

/// Writes villages, pockets, sites or the table; the extension tells the format. A shapefile is
/// several files, the `.shp` first.
///
/// # Errors
/// An extension we do not write, a disk that refuses; no trend, no plan, or one whose data have
/// changed.
pub fn export(
    snapshot: &Snapshot,
    what: What,
    out: &Path,
    lang: Lang,
    date: &str,
    progress: &Progress,
) -> Result<Vec<Saved>, Stop> {
    if what == What::Sites {
        let plan = scenario::newest(snapshot, progress)?;
        return sites::sheet::write(lang, snapshot, &plan, out, date);
    }
    progress.start(Phase::Writing, 0);
    let register = &snapshot.register;
    let columns: Vec<Column> = snapshot.columns.iter().map(|c| Column::clone(c)).collect();
    // The newest pockets found; the project may hold those of several indicators.
    let found = snapshot.pockets.last();
    let pockets: Vec<PocketOutline> = found.map_or_else(Vec::new, |report| outlines(report));
    let lone = found.map_or(&[][..], |report| &report.lone);
    let rule = found.map(|report| lang.pocket_rule(&super::pockets::rule_said(snapshot, report)));
    let more = |i: usize| {
        let mut more = found.map_or_else(Map::new, |r| pocket_sheet::properties(r, i));
        more.insert("rule".to_owned(), json!(rule));
        more
    };
    let trend = match what {
        What::Trend => Some(newest_trend(snapshot)?),
        What::Villages | What::Table | What::Pockets | What::Sites => None,
    };
    let sheet = || match what {
        What::Trend => trend.as_ref().map_or_else(
            || table::villages(lang, register, &[]),
            |trend| trend_map::sheet(lang, snapshot, trend),
        ),
        What::Villages | What::Table | What::Sites => table::villages(lang, register, &columns),
        What::Pockets => found_sheet(lang, snapshot),
    };
    let words: Vec<&str> =
        trend.iter().flat_map(|t| &t.villages).map(|v| v.class.as_str()).collect();
    let features = || -> Box<dyn Iterator<Item = Feature<'_>> + '_> {
        match what {
            What::Villages | What::Table | What::Sites => {
                Box::new(features::villages(register, &columns))
            }
            What::Pockets => Box::new(features::pockets(register, &pockets, lone, &more)),
            What::Trend => Box::new(features::classes(register, "trend", &words)),
        }
    };
    if let Some(saved) = layer(lang, register.frame, features, out, date)? {
        return Ok(saved);
    }
    let bytes = match extension(out).as_str() {
        "csv" => table::csv(lang, &sheet()),
        "xlsx" => {
            let sources: Vec<String> = snapshot.sources.iter().map(|s| s.file.clone()).collect();
            let mut notes = table::notes(lang, register, &columns, &sources, date);
            if let (What::Pockets, Some(report)) = (what, found) {
                notes.insert(0, rule_text(lang, snapshot, report));
            }
            let own: Vec<&Column> = columns.iter().collect();
            let mut sheets = vec![sheet(), dictionary::sheet(lang, snapshot, &own)];
            sheets.extend(dictionary::codes(lang, snapshot));
            table::xlsx(lang, &sheets, &notes, date)?
        }
        other => {
            let fault = OutputFault::UnknownExtension {
                found: other.to_owned(),
                known: "geojson, gpkg, shp, csv, xlsx".to_owned(),
            };
            return Err(Stop::fault(fault, At::file(out)));
        }
    };
    Ok(vec![write_atomic(out, &bytes)?])
}

/// Writes features as the layer that the extension asks for; `None` where it asks for no layer.
pub(super) fn layer<'a>(
    lang: Lang,
    frame: Frame,
    features: impl FnOnce() -> Box<dyn Iterator<Item = Feature<'a>> + 'a>,
    out: &Path,
    date: &str,
) -> Result<Option<Vec<Saved>>, Stop> {
    let name = out.file_stem().map_or_else(String::new, |n| n.to_string_lossy().into_owned());
    let bytes = match extension(out).as_str() {
        "geojson" | "json" => geojson::write(features()),
        "gpkg" => gpkg::write(&name, frame, &features().collect::<Vec<_>>(), date)?,
        "shp" => {
            let features: Vec<Feature<'_>> = features().collect();
            let parts = shapefile::write(lang, frame, &features, date)?;
            let list = out.with_file_name(format!("{name}_kolom.csv"));
            let mut saved = Vec::new();
            for (ending, bytes) in &parts.files {
                saved.push(write_atomic(&out.with_extension(ending), bytes)?);
            }
            saved.push(write_atomic(&list, &table::csv(lang, &parts.columns))?);
            return Ok(Some(saved));
        }
        _ => return Ok(None),
    };
    Ok(Some(vec![write_atomic(out, &bytes)?]))
}
