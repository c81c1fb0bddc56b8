//! A layer as it stands in its file: text attributes and rings, already in WGS 84 (or planar).

use crate::base::fault::{CrsMend, Fault};

/// A ring of positions `[lon, lat]` in degrees, or planar coordinates; closed (first = last).
pub type Ring = Vec<[f64; 2]>;

/// One outer ring with the holes that lie in it. Outer rings run counter-clockwise, holes
/// clockwise, whatever the file did.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    pub outer: Ring,
    pub holes: Vec<Ring>,
}

/// The shape of one row.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A null shape: legal, and told.
    None,
    Points(Vec<[f64; 2]>),
    Lines(Vec<Vec<[f64; 2]>>),
    Polygons(Vec<Part>),
}

/// The cells of one row: their texts behind each other in one piece, and where each ends.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cells {
    text: Box<str>,
    ends: Box<[u32]>,
}

impl Cells {
    /// `ends[i]` is where cell `i` ends in `text`; it must lie between characters.
    pub(super) fn packed(text: &str, ends: &[u32]) -> Self {
        Self { text: text.into(), ends: ends.into() }
    }

    /// So many empty cells.
    pub fn empty(count: usize) -> Self {
        Self { text: "".into(), ends: vec![0; count].into() }
    }

    /// The text of a cell; `None` where it is empty or there is no such column.
    pub fn get(&self, index: usize) -> Option<&str> {
        let end = *self.ends.get(index)? as usize;
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        self.text.get(start..end).filter(|text| !text.is_empty())
    }

    /// Empty cells behind the last, up to `count`: columns that later rows brought.
    pub(super) fn widen(&mut self, count: usize) {
        if self.ends.len() < count {
            let mut ends = self.ends.to_vec();
            ends.resize(count, self.ends.last().copied().unwrap_or(0));
            self.ends = ends.into();
        }
    }

    pub fn len(&self) -> usize {
        self.ends.len()
    }

    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// All cells in column order.
    pub fn iter(&self) -> impl Iterator<Item = Option<&str>> {
        (0..self.len()).map(|index| self.get(index))
    }
}

impl<T: AsRef<str>> FromIterator<Option<T>> for Cells {
    fn from_iter<I: IntoIterator<Item = Option<T>>>(cells: I) -> Self {
        let (mut text, mut ends) = (String::new(), Vec::new());
        for cell in cells {
            text.push_str(cell.as_ref().map_or("", AsRef::as_ref));
            // Four gigabytes of text in one row: no file reaches that, `get` would give nothing.
            ends.push(u32::try_from(text.len()).unwrap_or(u32::MAX));
        }
        Self { text: text.into(), ends: ends.into() }
    }
}

/// One row of a layer.
#[derive(Clone, Debug)]
pub struct RawFeature {
    /// Record number in the file, from 1; deleted rows keep their number.
    pub record: u32,
    /// As many as the layer has columns. Text as written, trimmed.
    pub cells: Cells,
    pub shape: Shape,
    /// What had to be mended to read the shape, in words of `Mend`.
    pub mends: Vec<Mend>,
}

/// What a reader mends without asking; each is counted and listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mend {
    /// The ring did not end where it began.
    Unclosed,
    /// Outer ring counter-clockwise in a shapefile (or hole clockwise), or a hole in another part.
    RingOrder,
    /// A ring of fewer than four positions, or without area.
    Degenerate,
    /// Non-finite or repeated positions were dropped.
    Positions,
    /// The ring crosses itself. Told by `dataset`, which mends it.
    SelfCrossing,
}

impl Mend {
    pub fn id(self) -> &'static str {
        match self {
            Self::Unclosed => "unclosed",
            Self::RingOrder => "ring_order",
            Self::Degenerate => "degenerate",
            Self::Positions => "positions",
            Self::SelfCrossing => "self_crossing",
        }
    }
}

/// What kind of values an attribute column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnType {
    Text,
    Number,
    Date,
    Logical,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LayerColumn {
    pub name: String,
    pub kind: ColumnType,
}

/// Where the coordinate reference system was learned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CrsFrom {
    Prj,
    /// GeoJSON's rule, or its old `crs` member.
    Json,
    /// From the range of the coordinates.
    Range,
    /// The format's own rule, or what it keeps of the layer (KML, GPX, GeoPackage).
    Format,
    /// `--crs` of the user.
    Given,
}

/// The system the file's coordinates stood in (rings are already transformed).
#[derive(Clone, Debug, PartialEq)]
pub struct Crs {
    pub name: String,
    pub epsg: Option<u32>,
    pub from: CrsFrom,
    /// Coordinates as they are: no km², no metres.
    pub planar: bool,
}

/// Text encoding and how it was learned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Encoding {
    pub label: String,
    /// `cpg`, `ldid`, `bom`, `bytes` (valid UTF-8 or not) or `given`.
    pub from: &'static str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LayerKind {
    Polygons,
    Lines,
    Points,
    /// No shapes at all.
    Empty,
}

impl LayerKind {
    /// As geometry types are named.
    pub fn name(self) -> &'static str {
        match self {
            Self::Polygons => "MultiPolygon",
            Self::Lines => "MultiLineString",
            Self::Points => "MultiPoint",
            Self::Empty => "Null",
        }
    }

    /// The last part of `peta.kml/points`.
    pub fn from_id(id: &str) -> Option<Self> {
        match id.to_ascii_lowercase().as_str() {
            "polygons" => Some(Self::Polygons),
            "lines" => Some(Self::Lines),
            "points" => Some(Self::Points),
            _ => None,
        }
    }
}

/// A whole layer, filtered while it streamed.
#[derive(Clone, Debug)]
pub struct RawLayer {
    /// `shapefile`, `geojson`, `geopackage`, `kml` or `gpx`.
    pub format: &'static str,
    pub kind: LayerKind,
    /// The geometry type as the format names it: `PolygonZ`, `MultiPolygon`…
    pub geometry: String,
    pub columns: Vec<LayerColumn>,
    pub rows: Vec<RawFeature>,
    /// Rows in the file before the filter, deleted ones not counted.
    pub features: usize,
    pub crs: Crs,
    pub encoding: Encoding,
    pub faults: Vec<Fault>,
}

impl RawLayer {
    /// The index of a column by name, ignoring case.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|c| c.name.eq_ignore_ascii_case(name))
    }

    /// West, south, east, north over all rows.
    pub fn bounds(&self) -> Option<[f64; 4]> {
        let mut all: Option<[f64; 4]> = None;
        let mut grow = |p: &[f64; 2]| {
            let b = all.get_or_insert([p[0], p[1], p[0], p[1]]);
            *b = [b[0].min(p[0]), b[1].min(p[1]), b[2].max(p[0]), b[3].max(p[1])];
        };
        for row in &self.rows {
            match &row.shape {
                Shape::None => {}
                Shape::Points(points) => points.iter().for_each(&mut grow),
                Shape::Lines(lines) => lines.iter().flatten().for_each(&mut grow),
                Shape::Polygons(parts) => parts.iter().flat_map(|p| &p.outer).for_each(&mut grow),
            }
        }
        all
    }
}

/// How to read a layer.
#[derive(Clone, Debug, Default)]
pub struct LayerOptions {
    /// Keep only rows whose column equals the value (ignoring case and outer blanks).
    pub filter: Option<(String, String)>,
    pub crs: CrsOption,
    /// An encoding label such as `windows-1252`; `None` = find out.
    pub encoding: Option<String>,
    pub reading: Reading,
    /// Of a file that mixes them, only shapes of this kind; `None` = what most rows have.
    pub kind: Option<LayerKind>,
}

/// How much of a layer is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Reading {
    #[default]
    Whole,
    /// The cells only: rows have no shapes, coordinates are not judged.
    Attributes,
}

/// What the user said about the coordinates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum CrsOption {
    /// Take what the file says.
    #[default]
    FromFile,
    Epsg(u32),
    /// What was offered for coordinates that cannot be right.
    Mended(CrsMend),
    /// As they are.
    Planar,
    /// As `FromFile`, but a missing or unknown system is told instead of refused, and the
    /// coordinates stay as they are: for looking into a file.
    Tolerant,
}
