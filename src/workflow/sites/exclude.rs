//! Sites inside areas where nothing may be built: protected forest, a hazard zone, a river's border.
//!
//! The areas themselves stay in their file; what the project keeps is which sites fell out and why,
//! as a planner's decision that a pinned plan repeats.

use std::path::Path;

use geo::{BoundingRect as _, Contains as _, MultiPolygon, Point, Rect};

use super::ground;
use super::recipe::{Excluded, Recipe};
use crate::base::fault::{At, SourceFault, Stop};
use crate::base::progress::Progress;
use crate::dataset::boundary::polygon;
use crate::source::layer::{LayerKind, LayerOptions, RawLayer, Shape};
use crate::source::open::{self, Opened};
use crate::workflow::Snapshot;

/// An area with the name that its row has.
struct Area {
    name: String,
    shape: MultiPolygon,
    bounds: Rect,
}

/// The recipe's sites that lie in an area of the file, each with the area's name.
///
/// # Errors
/// The file's own fault; a layer without areas.
pub fn inside(
    snapshot: &Snapshot,
    recipe: &Recipe,
    file: &Path,
    progress: &Progress,
) -> Result<Vec<Excluded>, Stop> {
    let areas = areas(file, progress)?;
    let title = file.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
    let mut found = Vec::new();
    for site in ground::sites(snapshot, recipe)? {
        progress.step()?;
        let at = Point::new(site.at[0], site.at[1]);
        let hit = areas.iter().find(|a| a.bounds.contains(&at) && a.shape.contains(&at));
        if let Some(area) = hit {
            let why = match area.name.as_str() {
                "" => title.clone(),
                name => format!("{title}: {name}"),
            };
            found.push(Excluded { site: site.code, why });
        }
    }
    Ok(found)
}

fn areas(file: &Path, progress: &Progress) -> Result<Vec<Area>, Stop> {
    let wrong = |found: String| {
        let fault = SourceFault::WrongKind { found, wanted: "Polygon".into() };
        Stop::fault(fault, At::file(file))
    };
    match open::open(file, &LayerOptions::default(), progress)? {
        Opened::Layer(layer) if layer.kind == LayerKind::Polygons => Ok(of_layer(layer)),
        Opened::Layer(layer) => Err(wrong(layer.geometry)),
        Opened::Table(table) => Err(wrong(table.format.to_owned())),
    }
}

fn of_layer(layer: RawLayer) -> Vec<Area> {
    let heads: Vec<String> = layer.columns.iter().map(|c| c.name.to_lowercase()).collect();
    let speaks =
        |head: &String| ["nama", "name", "fungsi", "kelas"].iter().any(|w| head.contains(w));
    let title = heads.iter().position(speaks);
    let area = |row: crate::source::layer::RawFeature| {
        let name = title.and_then(|c| row.cells.iter().nth(c).flatten().map(str::to_owned));
        let Shape::Polygons(polygons) = row.shape else { return None };
        let shape = MultiPolygon(polygons.into_iter().map(polygon).collect());
        let bounds = shape.bounding_rect()?;
        Some(Area { name: name.unwrap_or_default().trim().to_owned(), shape, bounds })
    };
    layer.rows.into_iter().filter_map(area).collect()
}
