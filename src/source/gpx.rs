//! GPX of a GPS or a phone: waypoints as points, tracks and routes as lines.

use std::path::Path;

use super::crs::Declared;
use super::gathered::{Gathered, Pieces};
use super::layer::{LayerOptions, RawLayer};
use super::xml::{self, Attributes, Listener};
use crate::base::fault::{BadRecord, Stop};
use crate::base::progress::{Phase, Progress};

/// Reads a GPX file. Columns: `type` (`waypoint`, `track`, `route`), `name`, and what is told of
/// each.
///
/// # Errors
/// XML that is broken (with its line), no such filter column, cancelled.
pub fn read(path: &Path, options: &LayerOptions, progress: &Progress) -> Result<RawLayer, Stop> {
    progress.start(Phase::Reading, 0);
    let rows = Gathered::new(path, options, &["type", "name"], progress);
    let mut gpx = Gpx { rows, item: None };
    let encoding = xml::read(path, &mut gpx)?;
    gpx.rows.finish("gpx", encoding, Declared::Standard)
}

struct Gpx<'a> {
    rows: Gathered<'a>,
    item: Option<Item>,
}

#[derive(Default)]
struct Item {
    cells: Vec<(String, String)>,
    pieces: Pieces,
    bad: bool,
}

impl Item {
    fn place(attributes: &Attributes<'_>) -> Option<[f64; 2]> {
        let number = |name| attributes.get(name)?.trim().parse::<f64>().ok();
        let place = [number("lon")?, number("lat")?];
        place.iter().all(|c| c.is_finite()).then_some(place)
    }
}

impl Listener for Gpx<'_> {
    fn begins(&mut self, path: &[String], attributes: &Attributes<'_>) -> Result<(), Stop> {
        let name = path.last().map_or("", String::as_str);
        let top = path.len() == 2;
        match name {
            "wpt" | "trk" | "rte" if top => {
                let mut item = Item::default();
                let kind = match name {
                    "wpt" => "waypoint",
                    "trk" => "track",
                    _ => "route",
                };
                item.cells.push(("type".to_owned(), kind.to_owned()));
                if name == "wpt" {
                    match Item::place(attributes) {
                        Some(place) => item.pieces.points.push(place),
                        None => item.bad = true,
                    }
                }
                if name == "rte" {
                    item.pieces.lines.push(Vec::new());
                }
                self.item = Some(item);
            }
            "trkseg" => {
                if let Some(item) = &mut self.item {
                    item.pieces.lines.push(Vec::new());
                }
            }
            "trkpt" | "rtept" => {
                if let Some(item) = &mut self.item {
                    match (Item::place(attributes), item.pieces.lines.last_mut()) {
                        (Some(place), Some(line)) => line.push(place),
                        _ => item.bad = true,
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn ends(&mut self, path: &[String], text: &str) -> Result<(), Stop> {
        let name = path.last().map_or("", String::as_str);
        match (path.len(), name) {
            (2, "wpt" | "trk" | "rte") => {
                let Some(item) = self.item.take() else { return Ok(()) };
                let pieces = if item.bad { Err(BadRecord::Geometry) } else { Ok(item.pieces) };
                self.rows.row(&item.cells, pieces)
            }
            // What is told of the thing itself, not of the points of a track. `type` is ours.
            (3, _) if !matches!(name, "trkseg" | "rtept" | "extensions" | "link") => {
                if let Some(item) = &mut self.item {
                    let name = if name == "type" { "category" } else { name };
                    item.cells.push((name.to_owned(), text.to_owned()));
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }
}
