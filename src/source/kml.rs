//! KML: placemarks with their data, every polygon of every geometry.
//!
//! A placemark of several areas is one row of several parts; one that mixes areas, lines and points
//! is a row of each. Columns: `name`, `folder`, `description`, then what the data name.

use std::path::Path;

use super::crs::Declared;
use super::gathered::{Gathered, Pieces};
use super::layer::{LayerOptions, RawLayer};
use super::rings::Claim;
use super::xml::{self, Attributes, Listener};
use crate::base::fault::{BadRecord, Stop};
use crate::base::progress::{Phase, Progress};

/// Reads a KML file; a KMZ is a zip with one in it.
///
/// # Errors
/// XML that is broken (with its line), no such filter column, cancelled.
pub fn read(path: &Path, options: &LayerOptions, progress: &Progress) -> Result<RawLayer, Stop> {
    progress.start(Phase::Reading, 0);
    let rows = Gathered::new(path, options, &["name", "folder", "description"], progress);
    let mut kml = Kml { rows, folders: Vec::new(), placemark: None, key: None };
    let encoding = xml::read(path, &mut kml)?;
    kml.rows.finish("kml", encoding, Declared::Standard)
}

struct Kml<'a> {
    rows: Gathered<'a>,
    /// Names of the folders around, from outside.
    folders: Vec<String>,
    placemark: Option<Placemark>,
    /// The name of the `Data` or `SimpleData` that is open.
    key: Option<String>,
}

#[derive(Default)]
struct Placemark {
    cells: Vec<(String, String)>,
    pieces: Pieces,
    /// Positions of an open `gx:Track`.
    track: Vec<[f64; 2]>,
    bad: bool,
}

impl Listener for Kml<'_> {
    fn begins(&mut self, path: &[String], attributes: &Attributes<'_>) -> Result<(), Stop> {
        let name = path.last().map_or("", String::as_str);
        match name {
            "Folder" => self.folders.push(String::new()),
            "Placemark" => self.placemark = Some(Placemark::default()),
            "Data" | "SimpleData" | "SimpleArrayData" => self.key = attributes.get("name"),
            "Polygon" => {
                if let Some(placemark) = &mut self.placemark {
                    placemark.pieces.polygons += 1;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn ends(&mut self, path: &[String], text: &str) -> Result<(), Stop> {
        let name = path.last().map_or("", String::as_str);
        let parent = path.len().checked_sub(2).map_or("", |at| path[at].as_str());
        if name == "Folder" {
            self.folders.pop();
            return Ok(());
        }
        if name == "name" && parent == "Folder" {
            if let Some(folder) = self.folders.last_mut() {
                text.trim().clone_into(folder);
            }
            return Ok(());
        }
        let Some(placemark) = &mut self.placemark else { return Ok(()) };
        match (name, parent) {
            ("Placemark", _) => return self.placemark_ends(),
            ("name" | "description" | "address" | "phoneNumber", "Placemark") => {
                placemark.cells.push((name.to_owned(), text.to_owned()));
            }
            ("value", "Data") | ("SimpleData", _) => {
                if let Some(key) = &self.key {
                    placemark.cells.push((key.clone(), text.to_owned()));
                }
            }
            ("coordinates", _) => placemark.coordinates(path, parent, text),
            ("coord", "Track") => match track_position(text) {
                Some(position) => placemark.track.push(position),
                None => placemark.bad = true,
            },
            ("Track", _) => {
                let track = std::mem::take(&mut placemark.track);
                placemark.pieces.lines.push(track);
            }
            _ => {}
        }
        Ok(())
    }
}

impl Kml<'_> {
    fn placemark_ends(&mut self) -> Result<(), Stop> {
        let Some(mut placemark) = self.placemark.take() else { return Ok(()) };
        let folder: Vec<&str> =
            self.folders.iter().map(String::as_str).filter(|f| !f.is_empty()).collect();
        placemark.cells.push(("folder".to_owned(), folder.join(" / ")));
        let told = placemark.cells.iter().find(|cell| cell.0 == "description");
        let more = told.map(|cell| pairs(&cell.1)).unwrap_or_default();
        placemark.cells.extend(more);
        let pieces = if placemark.bad { Err(BadRecord::Geometry) } else { Ok(placemark.pieces) };
        self.rows.row(&placemark.cells, pieces)
    }
}

impl Placemark {
    fn coordinates(&mut self, path: &[String], parent: &str, text: &str) {
        let Some(positions) = positions(text) else {
            self.bad = true;
            return;
        };
        if positions.is_empty() {
            return;
        }
        let around = path.len().checked_sub(3).map_or("", |at| path[at].as_str());
        let polygon = self.pieces.polygons.saturating_sub(1);
        match (parent, around) {
            ("Point", _) => self.pieces.points.push(positions[0]),
            ("LinearRing", "outerBoundaryIs") => {
                self.pieces.rings.push((positions, Claim::Outer(polygon)));
            }
            ("LinearRing", "innerBoundaryIs") => {
                self.pieces.rings.push((positions, Claim::HoleOf(polygon)));
            }
            ("LineString" | "LinearRing", _) => self.pieces.lines.push(positions),
            _ => {}
        }
    }
}

/// ArcGIS writes a layer's columns into the description, as a web page with rows of two cells.
fn pairs(description: &str) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    for row in description.split("<tr").skip(1).take(2_000) {
        let cells: Vec<String> = row
            .split("<td")
            .skip(1)
            // A cell that holds a table of its own tells nothing; its rows follow.
            .map(|cell| plain(cell.split_once('>').map_or("", |parts| parts.1)))
            .collect();
        if let [key, value] = &cells[..]
            && !key.is_empty()
            && key.len() <= 60
        {
            let value = if value == "<Null>" { String::new() } else { value.clone() };
            pairs.push((key.clone(), value));
        }
    }
    pairs
}

/// Text without tags; the entities of XML are letters again.
fn plain(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        rest = tag.split_once('>').map_or("", |parts| parts.1);
    }
    text.push_str(rest);
    xml::unescaped(text.trim()).trim().to_owned()
}

/// `lon,lat[,height]` divided by blanks; blanks behind a comma, which some programs write, are
/// passed over. `None` when something in it is no position.
fn positions(text: &str) -> Option<Vec<[f64; 2]>> {
    let mut positions = Vec::new();
    let mut numbers: [f64; 3] = [0.0; 3];
    let mut filled = 0;
    let mut goes_on = false;
    for word in text.split_whitespace() {
        if !goes_on && !word.starts_with(',') && filled > 0 {
            positions.push(position(numbers, filled)?);
            filled = 0;
        }
        for (i, part) in word.split(',').enumerate() {
            if part.is_empty() {
                // A comma at either end of the word; two in a row are no number.
                if i > 0 && i < word.matches(',').count() {
                    return None;
                }
                continue;
            }
            *numbers.get_mut(filled)? = part.parse().ok()?;
            filled += 1;
        }
        goes_on = word.ends_with(',');
    }
    if filled > 0 {
        positions.push(position(numbers, filled)?);
    }
    Some(positions)
}

fn position(numbers: [f64; 3], filled: usize) -> Option<[f64; 2]> {
    let place = [numbers[0], numbers[1]];
    (filled >= 2 && place.iter().all(|c| c.is_finite())).then_some(place)
}

/// `lon lat height`.
fn track_position(text: &str) -> Option<[f64; 2]> {
    let mut numbers = text.split_whitespace().map(str::parse::<f64>);
    let place = [numbers.next()?.ok()?, numbers.next()?.ok()?];
    place.iter().all(|c| c.is_finite()).then_some(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_that_arcgis_wrote_into_the_description_are_columns() {
        let page = "<html><body><table><tr><td>Kolono</td></tr><tr><td><table>\
            <tr><td>KDEPUM</td><td>74.05.01.2001</td></tr><tr bgcolor=\"#D4E4F3\">\
            <td>REMARK</td><td>&lt;Null&gt;</td></tr></table></td></tr></table></body></html>";
        let wanted = [("KDEPUM", "74.05.01.2001"), ("REMARK", "")];
        assert_eq!(pairs(page), wanted.map(|(k, v)| (k.to_owned(), v.to_owned())));
        assert_eq!(pairs("<b>debit</b> 5 l/s"), []);
    }

    #[test]
    fn positions_are_read_with_and_without_heights_and_stray_blanks() {
        let two = Some(vec![[106.5, -6.25], [107.0, -6.5]]);
        assert_eq!(positions("\n 106.5,-6.25,0\t107,-6.5,12 "), two);
        assert_eq!(positions("106.5,-6.25 107,-6.5"), two);
        assert_eq!(positions("106.5, -6.25, 0 107, -6.5, 0"), two);
        assert_eq!(positions(""), Some(vec![]));
        for bad in ["106.5", "a,b", "106,,5", "1,2,3,4", "NaN,1", "inf,2"] {
            assert_eq!(positions(bad), None, "{bad}");
        }
    }
}
