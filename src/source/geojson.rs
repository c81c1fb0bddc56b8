//! GeoJSON (RFC 7946 and the older 2008 form): a collection, a feature, a bare geometry, or one
//! document a line.
//!
//! Read as a stream of features, so that the document is never held as a tree. Columns are the
//! union of all properties in order of first appearance.

mod parse;

use std::collections::BTreeMap;
use std::path::Path;

use serde::de::DeserializeSeed as _;
use serde_json::Value;

use self::parse::Seed;
use super::crs::{self, Declared};
use super::dbf::given_codec;
use super::encoding::{self, Certainty};
use super::kept::{one_kind, same};
use super::layer::{
    ColumnType, Encoding, LayerColumn, LayerOptions, Mend, RawFeature, RawLayer, Reading, Ring,
    Shape,
};
use super::rings::{self, Claim};
use super::shapefile::lines;
use super::{sibling, sniff};
use crate::base::fault::{At, BadRecord, Cap, Fault, Found, SourceFault, Stop};
use crate::base::progress::{Phase, Progress};

/// Larger files are refused.
const MAX_BYTES: u64 = 1 << 30;
const MAX_COLUMNS: usize = 2_000;
/// The name that a script gives to its layer stands in so many bytes.
const SCRIPT_HEAD: usize = 512;
const MAX_LISTED: usize = 100;

/// Reads a GeoJSON file.
///
/// # Errors
/// `BadJson` with its line, JSON of another kind, a `crs` we cannot use, or cancelled.
pub fn read(path: &Path, options: &LayerOptions, progress: &Progress) -> Result<RawLayer, Stop> {
    let refuse = |fault| Stop::fault(fault, At::file(path));
    let bytes = sibling::whole(path, MAX_BYTES)?;
    let given = given_codec(options.encoding.as_deref(), path)?;
    let (text, encoding, certainty) = match String::from_utf8(bytes) {
        // The rule: taken as it is, without a second copy of a large file.
        Ok(text) if given.is_none() && !text.starts_with('\u{feff}') => {
            let encoding = Encoding { label: "UTF-8".to_owned(), from: "bytes" };
            (text, encoding, Certainty::Sure)
        }
        Ok(text) => encoding::text(text.as_bytes(), given),
        Err(other) => encoding::text(other.as_bytes(), given),
    };
    progress.start(Phase::Reading, 0);
    let mut sink = Sink::new(options, progress);
    let json = text.trim_start_matches(['\u{1e}', '\0']);
    let json = match sniff::assigned(json.get(..SCRIPT_HEAD).unwrap_or(json)) {
        Some(_) => json[json.find('{').unwrap_or(0)..].trim_end().trim_end_matches(';'),
        None => json,
    };
    let mut source = serde_json::Deserializer::from_str(json);
    let mut top: Option<Option<String>> = None;
    loop {
        let node = Seed(Some(&mut sink)).deserialize(&mut source);
        if sink.canceled {
            return Err(Stop::Canceled);
        }
        let node = node.map_err(|e| bad_json(&e, &sink, path))?;
        let name = declared(&node);
        if let Some(found) = other_kind(&node, &sink) {
            return Err(refuse(SourceFault::UnknownFormat { found }));
        }
        if !node.is_collection() {
            sink.feature(node);
        }
        top = top.or(Some(name));
        if source.end().is_ok() {
            break;
        }
    }
    let name = top.flatten();
    let mut faults = Vec::new();
    if certainty == Certainty::Guessed {
        let fault = SourceFault::GuessedEncoding { label: encoding.label.clone() };
        faults.push(Fault::new(fault, At::file(path)));
    }
    let (columns, rows, features, geometry) = sink.finish(path, &mut faults)?;
    let (kind, mut rows) = one_kind(rows, options.kind, path, &mut faults);
    let declared = name.as_deref().map_or(Declared::JsonDefault, Declared::JsonName);
    let crs = crs::settle(options, declared, &mut rows, path, &mut faults, progress)?;
    Ok(RawLayer {
        format: "geojson",
        kind,
        geometry,
        columns,
        rows,
        features,
        crs,
        encoding,
        faults,
    })
}

fn bad_json(error: &serde_json::Error, sink: &Sink<'_>, path: &Path) -> Stop {
    let fault = if sink.too_wide {
        SourceFault::TooLarge { what: Cap::Columns, limit: MAX_COLUMNS as u64 }
    } else {
        SourceFault::BadJson { line: error.line(), why: error.to_string() }
    };
    Stop::fault(fault, At::file(path))
}

/// The name in the old `crs` member; `null` means the default.
fn declared(node: &Node) -> Option<String> {
    match &node.crs {
        None | Some(Value::Null) => None,
        Some(crs) => {
            let name = &crs["properties"]["name"];
            let code = &crs["properties"]["code"];
            let text = name
                .as_str()
                .map(str::to_owned)
                .or_else(|| code.as_u64().map(|code| format!("EPSG:{code}")))
                .unwrap_or_else(|| crs.to_string().chars().take(60).collect());
            Some(text)
        }
    }
}

/// JSON that is no GeoJSON, by its members.
fn other_kind(node: &Node, sink: &Sink<'_>) -> Option<Found> {
    let known = [
        "FeatureCollection",
        "Feature",
        "GeometryCollection",
        "Polygon",
        "MultiPolygon",
        "LineString",
        "MultiLineString",
        "Point",
        "MultiPoint",
    ];
    match node.kind.as_deref() {
        Some("Topology") => Some(Found::TopoJson),
        Some(kind) if known.contains(&kind) => None,
        _ if node.esri || sink.esri => Some(Found::EsriJson),
        None if node.features || node.geometry.is_some() => None,
        _ => Some(Found::OtherJson),
    }
}

/// Members of any object we meet; what a GeoJSON object does not have stays empty.
#[derive(Default)]
struct Node {
    kind: Option<String>,
    /// It had a member `features`; they went into the sink.
    features: bool,
    geometry: Option<Box<Self>>,
    geometries: Vec<Self>,
    coordinates: Coordinates,
    properties: Vec<(String, Value)>,
    id: Option<Value>,
    crs: Option<Value>,
    esri: bool,
}

impl Node {
    fn is_collection(&self) -> bool {
        self.features || self.kind.as_deref() == Some("FeatureCollection")
    }
}

/// `coordinates`, to any depth.
#[derive(Clone, Debug, Default, PartialEq)]
enum Coordinates {
    #[default]
    Nothing,
    Number(f64),
    Position([f64; 2]),
    List(Vec<Self>),
}

/// Where features go: columns, rows, and what was odd.
struct Sink<'a> {
    filter: Option<&'a (String, String)>,
    reading: Reading,
    progress: &'a Progress,
    names: Vec<String>,
    places: BTreeMap<String, usize>,
    kinds: Vec<Option<ColumnType>>,
    rows: Vec<RawFeature>,
    geometry: Option<&'static str>,
    features: usize,
    null: usize,
    bad: Vec<u32>,
    esri: bool,
    canceled: bool,
    too_wide: bool,
}

impl<'a> Sink<'a> {
    fn new(options: &'a LayerOptions, progress: &'a Progress) -> Self {
        Self {
            filter: options.filter.as_ref(),
            reading: options.reading,
            progress,
            names: Vec::new(),
            places: BTreeMap::new(),
            kinds: Vec::new(),
            rows: Vec::new(),
            geometry: None,
            features: 0,
            null: 0,
            bad: Vec::new(),
            esri: false,
            canceled: false,
            too_wide: false,
        }
    }

    fn feature(&mut self, node: Node) {
        self.features += 1;
        let record = u32::try_from(self.features).unwrap_or(u32::MAX);
        let bare = node.kind.as_deref() != Some("Feature") && node.geometry.is_none();
        let (geometry, properties) = if bare {
            (Some(Box::new(node)), Vec::new())
        } else {
            self.esri |= node.esri;
            let mut properties = node.properties;
            if let Some(id) = node.id.filter(|_| !properties.iter().any(|p| p.0 == "id")) {
                properties.insert(0, ("id".to_owned(), id));
            }
            (node.geometry, properties)
        };
        let cells = self.cells(properties);
        if let Some((column, value)) = self.filter {
            let place = self.names.iter().position(|n| n.eq_ignore_ascii_case(column.trim()));
            let cell = place.and_then(|p| cells.get(p)?.as_deref());
            if !same(cell.unwrap_or(""), value) {
                return;
            }
        }
        if self.reading == Reading::Attributes {
            let cells = cells.into_iter().collect();
            self.rows.push(RawFeature { record, cells, shape: Shape::None, mends: Vec::new() });
            return;
        }
        let (shape, mends) = match geometry.filter(|g| g.kind.is_some()) {
            None => (Shape::None, Vec::new()),
            Some(geometry) => {
                if let Ok(read) = shape_of(&geometry) {
                    self.geometry = Some(wider(self.geometry, geometry.kind.as_deref()));
                    read
                } else {
                    self.bad.push(record);
                    (Shape::None, Vec::new())
                }
            }
        };
        if shape == Shape::None && self.bad.last() != Some(&record) {
            self.null += 1;
        }
        self.rows.push(RawFeature { record, cells: cells.into_iter().collect(), shape, mends });
    }

    fn cells(&mut self, properties: Vec<(String, Value)>) -> Vec<Option<String>> {
        let mut cells = vec![None; self.names.len()];
        for (name, value) in properties {
            let place = if let Some(&place) = self.places.get(&name) {
                place
            } else {
                let place = self.names.len();
                self.too_wide |= place >= MAX_COLUMNS;
                if self.too_wide {
                    continue;
                }
                self.places.insert(name.clone(), place);
                self.names.push(name);
                self.kinds.push(None);
                cells.push(None);
                place
            };
            let (cell, kind) = cell_of(value);
            if let (Some(_), slot) = (&cell, &mut self.kinds[place]) {
                *slot = Some(match *slot {
                    Some(before) if before != kind => ColumnType::Text,
                    _ => kind,
                });
            }
            cells[place] = cell;
        }
        cells
    }

    fn finish(
        mut self,
        path: &Path,
        faults: &mut Vec<Fault>,
    ) -> Result<(Vec<LayerColumn>, Vec<RawFeature>, usize, String), Stop> {
        let mut tell = |fault| faults.push(Fault::new(fault, At::file(path)));
        if let Some((column, value)) = self.filter {
            let (column, value) = (column.clone(), value.clone());
            if !self.names.iter().any(|n| n.eq_ignore_ascii_case(column.trim())) {
                let fault = SourceFault::NoSuchColumn { column, found: self.names };
                return Err(Stop::fault(fault, At::file(path)));
            }
            if self.rows.is_empty() && self.features > 0 {
                tell(SourceFault::NoRowMatches { column, value });
            }
        }
        if self.features == 0 {
            tell(SourceFault::Empty);
        }
        if self.null > 0 {
            tell(SourceFault::NullShapes { rows: self.null });
        }
        if self.bad.len() > MAX_LISTED {
            tell(SourceFault::More { count: self.bad.len() - MAX_LISTED });
        }
        for &record in self.bad.iter().take(MAX_LISTED) {
            let fault = SourceFault::BadRecord { why: BadRecord::Geometry };
            faults.push(Fault::new(fault, At::file(path).row(record)));
        }
        for row in &mut self.rows {
            row.cells.widen(self.names.len());
        }
        let columns = self
            .names
            .into_iter()
            .zip(self.kinds)
            .map(|(name, kind)| LayerColumn { name, kind: kind.unwrap_or(ColumnType::Text) })
            .collect();
        Ok((columns, self.rows, self.features, self.geometry.unwrap_or("Null").to_owned()))
    }
}

/// Text of a property: numbers as JSON writes them, lists and objects as JSON.
fn cell_of(value: Value) -> (Option<String>, ColumnType) {
    match value {
        Value::Null => (None, ColumnType::Text),
        Value::Bool(true) => (Some("TRUE".to_owned()), ColumnType::Logical),
        Value::Bool(false) => (Some("FALSE".to_owned()), ColumnType::Logical),
        Value::Number(number) => (Some(number.to_string()), ColumnType::Number),
        Value::String(text) => {
            let text = text.trim();
            ((!text.is_empty()).then(|| text.to_owned()), ColumnType::Text)
        }
        other => (Some(other.to_string()), ColumnType::Text),
    }
}

/// The type that covers both: `Polygon` and `MultiPolygon` make `MultiPolygon`.
fn wider(before: Option<&'static str>, kind: Option<&str>) -> &'static str {
    let now = match kind {
        Some("Polygon") => "Polygon",
        Some("MultiPolygon") => "MultiPolygon",
        Some("LineString") => "LineString",
        Some("MultiLineString") => "MultiLineString",
        Some("Point") => "Point",
        Some("MultiPoint") => "MultiPoint",
        _ => "GeometryCollection",
    };
    match before {
        None => now,
        Some(before) if before == now || before.strip_prefix("Multi") == Some(now) => before,
        Some(before) if now.strip_prefix("Multi") == Some(before) => now,
        Some(_) => "GeometryCollection",
    }
}

type Decoded = (Shape, Vec<Mend>);

/// What a geometry is made of, collections taken apart.
#[derive(Default)]
struct Pieces {
    rings: Vec<(Ring, Claim)>,
    polygons: usize,
    lines: Vec<Ring>,
    points: Vec<[f64; 2]>,
}

/// The shape; of a mixed collection its polygons, else its lines, else its points.
fn shape_of(node: &Node) -> Result<Decoded, BadRecord> {
    let mut pieces = Pieces::default();
    gather(node, &mut pieces)?;
    if !pieces.rings.is_empty() {
        let (parts, mends) = rings::parts(pieces.rings);
        let shape = if parts.is_empty() { Shape::None } else { Shape::Polygons(parts) };
        return Ok((shape, mends));
    }
    if !pieces.lines.is_empty() {
        return Ok(lines(pieces.lines));
    }
    pieces.points.retain(|p| p.iter().all(|c| c.is_finite()));
    let shape = if pieces.points.is_empty() { Shape::None } else { Shape::Points(pieces.points) };
    Ok((shape, Vec::new()))
}

fn gather(node: &Node, pieces: &mut Pieces) -> Result<(), BadRecord> {
    let coordinates = &node.coordinates;
    match node.kind.as_deref() {
        Some("Polygon") => polygon(coordinates, pieces),
        Some("MultiPolygon") => list(coordinates)?.iter().try_for_each(|one| polygon(one, pieces)),
        Some("LineString") => {
            pieces.lines.extend(run(coordinates)?);
            Ok(())
        }
        Some("MultiLineString") => list(coordinates)?.iter().try_for_each(|one| {
            pieces.lines.extend(run(one)?);
            Ok(())
        }),
        Some("Point") => {
            if let Coordinates::Position(position) = coordinates {
                pieces.points.push(*position);
            }
            match coordinates {
                Coordinates::Position(_) => Ok(()),
                other => list(other)?.first().map_or(Ok(()), |_| Err(BadRecord::Geometry)),
            }
        }
        Some("MultiPoint") => {
            pieces.points.extend(run(coordinates)?.unwrap_or_default());
            Ok(())
        }
        Some("GeometryCollection") => {
            node.geometries.iter().try_for_each(|one| gather(one, pieces))
        }
        _ => Err(BadRecord::Geometry),
    }
}

fn polygon(coordinates: &Coordinates, pieces: &mut Pieces) -> Result<(), BadRecord> {
    let polygon = pieces.polygons;
    pieces.polygons += 1;
    for (i, ring) in list(coordinates)?.iter().enumerate() {
        let claim = if i == 0 { Claim::Outer(polygon) } else { Claim::HoleOf(polygon) };
        if let Some(ring) = run(ring)? {
            pieces.rings.push((ring, claim));
        }
    }
    Ok(())
}

fn list(coordinates: &Coordinates) -> Result<&[Coordinates], BadRecord> {
    match coordinates {
        Coordinates::List(list) => Ok(list),
        _ => Err(BadRecord::Geometry),
    }
}

/// Positions of a ring or line; `None` when there are none.
fn run(coordinates: &Coordinates) -> Result<Option<Ring>, BadRecord> {
    let run: Result<Ring, BadRecord> = list(coordinates)?
        .iter()
        .map(|one| match one {
            Coordinates::Position(position) => Ok(*position),
            _ => Err(BadRecord::Geometry),
        })
        .collect();
    run.map(|run| (!run.is_empty()).then_some(run))
}
