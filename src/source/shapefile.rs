//! Shapefiles: .shp for the shapes, .dbf for the attributes, .shx for where each record stands.
//!
//! Our own decoder: each record is read alone, and what it claims is compared with what it has
//! before anything is made of it. Shape `i` belongs to row `i`, always. Heights and measures are
//! left out.

use std::io::{BufReader, Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};

use super::crs::{self, Declared};
use super::dbf::{Dbf, Row};
use super::input::{self, Input};
use super::layer::{
    Cells, Encoding, LayerColumn, LayerKind, LayerOptions, Mend, RawFeature, RawLayer, Ring, Shape,
};
use super::rings::{self, Claim};
use super::sibling;
use crate::base::fault::{At, BadRecord, Fault, Found, SourceFault, Stop};
use crate::base::progress::{Phase, Progress};

/// Faults of one kind that are listed one by one; the rest is counted.
const MAX_LISTED: usize = 100;

/// Reads a .shp with its siblings.
///
/// # Errors
/// Not a shapefile, a coordinate system we cannot use, no such filter column, or cancelled.
pub fn read(path: &Path, options: &LayerOptions, progress: &Progress) -> Result<RawLayer, Stop> {
    let mut shapes = Shapes::open(path)?;
    let mut faults = std::mem::take(&mut shapes.faults);
    let mut table = open_table(path, options, &mut faults)?;
    let mut columns = table.as_ref().map(Dbf::columns).unwrap_or_default();
    name_columns(&mut columns);
    let filter = Filter::of(options, &columns, path)?;
    let expected = shapes.index.as_ref().map(Vec::len).or(table.as_ref().map(|t| t.rows as usize));
    progress.start(Phase::Reading, expected.unwrap_or(0));
    let rows = loop {
        let pass =
            Rows::read(&mut shapes, table.as_mut(), columns.len(), filter.as_ref(), progress)?;
        if let Some(rows) = pass {
            break rows;
        }
        shapes.index = None;
        faults.push(Fault::new(SourceFault::DamagedShx, At::file(path)));
        progress.start(Phase::Reading, table.as_ref().map_or(0, |t| t.rows as usize));
    };
    rows.tell(path, &shapes, table.as_ref(), &mut faults);
    if let Some(filter) = filter.filter(|_| rows.kept.is_empty() && rows.features > 0) {
        faults.push(filter.nothing(path));
    }
    let (kind, mut features) = one_kind(rows.kept, path, &mut faults);
    let prj = sibling::find(path, "prj").as_deref().and_then(sibling::small_text);
    let declared = prj.as_deref().map_or(Declared::Nothing, Declared::Prj);
    let crs = crs::settle(options.crs, declared, &mut features, path, &mut faults, progress)?;
    let encoding = match &mut table {
        Some(table) => {
            faults.append(&mut table.faults);
            table.encoding.clone()
        }
        None => Encoding { label: "UTF-8".to_owned(), from: "bytes" },
    };
    Ok(RawLayer {
        format: "shapefile",
        kind,
        geometry: type_name(shapes.kind).to_owned(),
        columns,
        rows: features,
        features: rows.features,
        crs,
        encoding,
        faults,
    })
}

fn open_table(
    path: &Path,
    options: &LayerOptions,
    faults: &mut Vec<Fault>,
) -> Result<Option<Dbf>, Stop> {
    let Some(dbf) = sibling::find(path, "dbf") else {
        faults.push(Fault::new(SourceFault::MissingDbf, At::file(path)));
        return Ok(None);
    };
    let cpg = ["cpg", "cst"].iter().find_map(|e| sibling::find(path, e));
    let cpg = cpg.as_deref().and_then(sibling::small_text);
    match Dbf::open(&dbf, cpg.as_deref(), options.encoding.as_deref()) {
        Ok(table) => Ok(Some(table)),
        Err(Stop::Fault(fault)) if fault.code == SourceFault::DamagedDbf.into() => {
            faults.push(*fault);
            Ok(None)
        }
        Err(stop) => Err(stop),
    }
}

/// A column without a name is called by its place.
fn name_columns(columns: &mut [LayerColumn]) {
    for (i, column) in columns.iter_mut().enumerate() {
        if column.name.trim().is_empty() {
            column.name = format!("KOLOM_{}", i + 1);
        }
    }
}

/// Keep only rows whose cell equals the value, ignoring case and outer blanks.
pub(super) struct Filter {
    pub(super) index: usize,
    column: String,
    value: String,
}

impl Filter {
    pub(super) fn of(
        options: &LayerOptions,
        columns: &[LayerColumn],
        path: &Path,
    ) -> Result<Option<Self>, Stop> {
        let Some((column, value)) = &options.filter else { return Ok(None) };
        let index = columns.iter().position(|c| c.name.eq_ignore_ascii_case(column.trim()));
        let Some(index) = index else {
            let found = columns.iter().map(|c| c.name.clone()).collect();
            let fault = SourceFault::NoSuchColumn { column: column.clone(), found };
            return Err(Stop::fault(fault, At::file(path)));
        };
        Ok(Some(Self { index, column: column.clone(), value: value.clone() }))
    }

    pub(super) fn keeps(&self, cell: Option<&str>) -> bool {
        same(cell.unwrap_or(""), &self.value)
    }

    pub(super) fn nothing(&self, path: &Path) -> Fault {
        let (column, value) = (self.column.clone(), self.value.clone());
        Fault::new(SourceFault::NoRowMatches { column, value }, At::file(path))
    }
}

pub(super) fn same(cell: &str, value: &str) -> bool {
    let (cell, value) = (cell.trim(), value.trim());
    cell.eq_ignore_ascii_case(value) || cell.to_lowercase() == value.to_lowercase()
}

/// What came out of one pass over the records.
#[derive(Default)]
struct Rows {
    kept: Vec<RawFeature>,
    features: usize,
    deleted: usize,
    /// Records whose shape could be read or set aside one by one.
    whole: usize,
    cut: bool,
    bad: Vec<(u32, BadRecord)>,
}

impl Rows {
    /// `None` when the index does not fit the file.
    fn read(
        shapes: &mut Shapes,
        mut table: Option<&mut Dbf>,
        width: usize,
        filter: Option<&Filter>,
        progress: &Progress,
    ) -> Result<Option<Self>, Stop> {
        let mut rows = Self::default();
        shapes.rewind();
        loop {
            progress.step()?;
            let record = match shapes.next()? {
                Next::Record(length) => length,
                Next::End => break,
                Next::Cut => {
                    rows.cut = true;
                    break;
                }
                Next::IndexLies => return Ok(None),
            };
            let number = rows.whole as u32 + 1;
            rows.whole += 1;
            let cells = match &mut table {
                Some(table) if number <= table.rows => match table.row(number - 1)? {
                    Row::Live(cells) => cells.into_iter().collect(),
                    Row::Deleted => {
                        rows.deleted += 1;
                        continue;
                    }
                },
                _ => Cells::empty(width),
            };
            rows.features += 1;
            if filter.is_some_and(|f| !f.keeps(cells.get(f.index))) {
                continue;
            }
            let (shape, mends) = match shapes.body(record)? {
                Ok(read) => read,
                Err(why) => {
                    rows.bad.push((number, why));
                    (Shape::None, Vec::new())
                }
            };
            rows.kept.push(RawFeature { record: number, cells, shape, mends });
        }
        Ok(Some(rows))
    }

    fn tell(&self, path: &Path, shapes: &Shapes, table: Option<&Dbf>, faults: &mut Vec<Fault>) {
        let mut tell = |fault: SourceFault| faults.push(Fault::new(fault, At::file(path)));
        let indexed = shapes.index.as_ref().map_or(0, Vec::len);
        let promised = indexed.max(table.map_or(0, |t| t.promised as usize));
        let cut = self.cut || indexed > self.whole;
        if cut {
            let promised = promised.max(self.whole + 1);
            tell(SourceFault::Truncated { read: self.whole, promised });
        } else if let Some(table) = table.filter(|t| t.promised as usize != self.whole) {
            let rows = table.promised as usize;
            tell(SourceFault::CountMismatch { shapes: self.whole, rows });
        }
        if self.deleted > 0 {
            tell(SourceFault::DeletedRows { rows: self.deleted });
        }
        if self.whole == 0 {
            tell(SourceFault::Empty);
        }
        if self.bad.len() > MAX_LISTED {
            tell(SourceFault::More { count: self.bad.len() - MAX_LISTED });
        }
        let null = self.kept.iter().filter(|row| row.shape == Shape::None).count();
        if null > self.bad.len() {
            tell(SourceFault::NullShapes { rows: null - self.bad.len() });
        }
        for &(number, why) in self.bad.iter().take(MAX_LISTED) {
            faults.push(Fault::new(SourceFault::BadRecord { why }, At::file(path).row(number)));
        }
    }
}

/// The kind that most rows have; rows of another kind are dropped and told.
pub(super) fn one_kind(
    rows: Vec<RawFeature>,
    path: &Path,
    faults: &mut Vec<Fault>,
) -> (LayerKind, Vec<RawFeature>) {
    let kind_of = |shape: &Shape| match shape {
        Shape::None => LayerKind::Empty,
        Shape::Points(_) => LayerKind::Points,
        Shape::Lines(_) => LayerKind::Lines,
        Shape::Polygons(_) => LayerKind::Polygons,
    };
    let count = |kind| rows.iter().filter(|row| kind_of(&row.shape) == kind).count();
    let counts = [LayerKind::Polygons, LayerKind::Lines, LayerKind::Points].map(|k| (k, count(k)));
    let most = counts.iter().map(|c| c.1).max().unwrap_or(0);
    if most == 0 {
        return (LayerKind::Empty, rows);
    }
    let kind = counts.iter().find(|c| c.1 == most).map_or(LayerKind::Empty, |c| c.0);
    let dropped: usize = counts.iter().map(|c| c.1).sum::<usize>() - most;
    if dropped == 0 {
        return (kind, rows);
    }
    let kept = match kind {
        LayerKind::Polygons => "polygons",
        LayerKind::Lines => "lines",
        LayerKind::Points => "points",
        LayerKind::Empty => "none",
    };
    let fault = SourceFault::MixedGeometry { kept: kept.to_owned(), dropped };
    faults.push(Fault::new(fault, At::file(path)));
    let stays =
        |row: &RawFeature| matches!(kind_of(&row.shape), k if k == kind || k == LayerKind::Empty);
    (kind, rows.into_iter().filter(stays).collect())
}

/// The records of a .shp.
struct Shapes {
    path: PathBuf,
    file: BufReader<Input>,
    size: u64,
    /// Shape type of the header.
    kind: i32,
    /// Byte offset and content length of each record, from the .shx.
    index: Option<Vec<(u64, u64)>>,
    faults: Vec<Fault>,
    at: u64,
    done: usize,
}

enum Next {
    /// The file stands at a body of so many bytes.
    Record(u64),
    End,
    Cut,
    IndexLies,
}

type Decoded = (Shape, Vec<Mend>);

impl Shapes {
    fn open(path: &Path) -> Result<Self, Stop> {
        let refuse = |fault| Err(Stop::fault(fault, At::file(path)));
        let file = input::open(path)?;
        let size = file.length();
        let mut file = BufReader::with_capacity(1 << 18, file);
        let mut header = [0_u8; 100];
        if size < 100 || file.read_exact(&mut header).is_err() {
            return refuse(SourceFault::Truncated { read: 0, promised: 1 });
        }
        let kind = i32_le(&header, 32).unwrap_or(0);
        if kind == 31 {
            return refuse(SourceFault::UnknownFormat { found: Found::MultiPatch });
        }
        let mut faults = Vec::new();
        let claimed = u64::from(u32_be(&header, 24).unwrap_or(0)) * 2;
        if claimed != size {
            let fault = SourceFault::LengthMismatch { header: claimed, actual: size };
            faults.push(Fault::new(fault, At::file(path)));
        }
        let index = match sibling::find(path, "shx") {
            None => {
                faults.push(Fault::new(SourceFault::MissingShx, At::file(path)));
                None
            }
            Some(shx) => {
                let index = read_index(&shx).filter(|index| !index.is_empty() || size == 100);
                if index.is_none() {
                    faults.push(Fault::new(SourceFault::DamagedShx, At::file(&shx)));
                }
                index
            }
        };
        Ok(Self { path: path.to_owned(), file, size, kind, index, faults, at: 100, done: 0 })
    }

    fn rewind(&mut self) {
        (self.at, self.done) = (100, 0);
    }

    fn next(&mut self) -> Result<Next, Stop> {
        let indexed = match &self.index {
            Some(index) => match index.get(self.done) {
                None => return Ok(Next::End),
                Some(&entry) => Some(entry),
            },
            None => None,
        };
        let start = indexed.map_or(self.at, |entry| entry.0);
        if indexed.is_none() && start >= self.size {
            return Ok(Next::End);
        }
        if start + 8 > self.size {
            return Ok(Next::Cut);
        }
        let mut head = [0_u8; 8];
        self.file
            .seek(SeekFrom::Start(start))
            .and_then(|_| self.file.read_exact(&mut head))
            .map_err(|e| sibling::io(&e, &self.path))?;
        let length = u64::from(u32_be(&head, 4).unwrap_or(0)) * 2;
        if indexed.is_some_and(|entry| entry.1 != length) {
            return Ok(Next::IndexLies);
        }
        if length < 4 || start + 8 + length > self.size {
            return Ok(Next::Cut);
        }
        (self.at, self.done) = (start + 8 + length, self.done + 1);
        Ok(Next::Record(length))
    }

    /// The body that `next` announced. `length` has been compared with the bytes left in the file.
    fn body(&mut self, length: u64) -> Result<Result<Decoded, BadRecord>, Stop> {
        let mut bytes = vec![0_u8; length as usize];
        self.file.read_exact(&mut bytes).map_err(|e| sibling::io(&e, &self.path))?;
        Ok(decode(&bytes))
    }
}

/// `None` when the .shx is no index: wrong magic, or entries within the header.
fn read_index(path: &Path) -> Option<Vec<(u64, u64)>> {
    let bytes = sibling::whole(path, 1 << 30).ok()?;
    if u32_be(&bytes, 0) != Some(9994) || bytes.len() < 100 {
        return None;
    }
    let mut index = Vec::with_capacity(bytes.len() / 8);
    for entry in bytes[100..].chunks_exact(8) {
        let start = u64::from(u32_be(entry, 0)?) * 2;
        let length = u64::from(u32_be(entry, 4)?) * 2;
        // Any order is legal: a program that makes a record longer writes it anew at the end.
        if start < 100 || length < 4 {
            return None;
        }
        index.push((start, length));
    }
    Some(index)
}

fn decode(bytes: &[u8]) -> Result<Decoded, BadRecord> {
    let plain = |shape| Ok((shape, Vec::new()));
    match i32_le(bytes, 0).ok_or(BadRecord::TooShort)? {
        0 => plain(Shape::None),
        1 | 11 | 21 => {
            let point = point_at(bytes, 4).ok_or(BadRecord::TooShort)?;
            // An empty point is written as NaN.
            if point.iter().all(|c| c.is_finite()) {
                plain(Shape::Points(vec![point]))
            } else {
                plain(Shape::None)
            }
        }
        8 | 18 | 28 => {
            let count = i32_le(bytes, 36).ok_or(BadRecord::TooShort)?;
            let mut points = points(bytes, 40, count)?;
            let before = points.len();
            points.retain(|p| p.iter().all(|c| c.is_finite()));
            let mends = if points.len() < before { vec![Mend::Positions] } else { Vec::new() };
            let shape = if points.is_empty() { Shape::None } else { Shape::Points(points) };
            Ok((shape, mends))
        }
        3 | 13 | 23 => Ok(lines(runs(bytes)?)),
        5 | 15 | 25 => {
            let rings = runs(bytes)?.into_iter().map(|r| (r, Claim::ByDirection)).collect();
            let (parts, mends) = rings::parts(rings);
            let shape = if parts.is_empty() { Shape::None } else { Shape::Polygons(parts) };
            Ok((shape, mends))
        }
        other => Err(BadRecord::Type(other)),
    }
}

/// Lines of at least two positions; what is not finite or repeated is dropped.
pub(super) fn lines(runs: Vec<Ring>) -> Decoded {
    let mut mends = Vec::new();
    let mut kept = Vec::new();
    for mut run in runs {
        let before = run.len();
        run.retain(|p| p.iter().all(|c| c.is_finite()));
        run.dedup();
        if run.len() < before {
            mends.push(Mend::Positions);
        }
        if run.len() >= 2 {
            kept.push(run);
        } else {
            mends.push(Mend::Degenerate);
        }
    }
    mends.sort_unstable();
    mends.dedup();
    (if kept.is_empty() { Shape::None } else { Shape::Lines(kept) }, mends)
}

/// The rings or lines of a record. Every claim is compared with the bytes that are there.
fn runs(bytes: &[u8]) -> Result<Vec<Ring>, BadRecord> {
    let parts = i32_le(bytes, 36).ok_or(BadRecord::TooShort)?;
    let count = i32_le(bytes, 40).ok_or(BadRecord::TooShort)?;
    let parts = usize::try_from(parts).ok().ok_or(BadRecord::TooShort)?;
    if parts > bytes.len() / 4 {
        return Err(BadRecord::TooShort);
    }
    let points = points(bytes, 44 + 4 * parts, count)?;
    let mut starts = Vec::with_capacity(parts + 1);
    for part in 0..parts {
        let start = i32_le(bytes, 44 + 4 * part).ok_or(BadRecord::TooShort)?;
        let start = usize::try_from(start).ok().ok_or(BadRecord::Parts)?;
        if start > points.len() || starts.last().is_some_and(|&last| start < last) {
            return Err(BadRecord::Parts);
        }
        starts.push(start);
    }
    starts.push(points.len());
    Ok(starts.windows(2).map(|w| points[w[0]..w[1]].to_vec()).filter(|r| !r.is_empty()).collect())
}

fn points(bytes: &[u8], from: usize, count: i32) -> Result<Vec<[f64; 2]>, BadRecord> {
    let count = usize::try_from(count).ok().ok_or(BadRecord::TooShort)?;
    let claimed = count.checked_mul(16).and_then(|n| n.checked_add(from));
    let raw = claimed.and_then(|end| bytes.get(from..end)).ok_or(BadRecord::TooShort)?;
    Ok(raw.chunks_exact(16).filter_map(|p| point_at(p, 0)).collect())
}

fn point_at(bytes: &[u8], at: usize) -> Option<[f64; 2]> {
    let number =
        |at: usize| bytes.get(at..at + 8).and_then(|b| b.try_into().ok()).map(f64::from_le_bytes);
    Some([number(at)?, number(at + 8)?])
}

fn i32_le(bytes: &[u8], at: usize) -> Option<i32> {
    Some(i32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

fn u32_be(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

fn type_name(kind: i32) -> &'static str {
    match kind {
        0 => "Null",
        1 => "Point",
        11 => "PointZ",
        21 => "PointM",
        3 => "PolyLine",
        13 => "PolyLineZ",
        23 => "PolyLineM",
        5 => "Polygon",
        15 => "PolygonZ",
        25 => "PolygonM",
        8 => "MultiPoint",
        18 => "MultiPointZ",
        28 => "MultiPointM",
        _ => "Unknown",
    }
}
