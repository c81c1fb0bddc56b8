//! The records of a .shp, each read alone: what it claims is compared with what it has before
//! anything is made of it.

use std::io::{BufRead as _, BufReader, Read as _};
use std::path::{Path, PathBuf};

use crate::base::fault::{At, BadRecord, Fault, Found, SourceFault, Stop};
use crate::source::input::{self, Input};
use crate::source::layer::{Mend, Ring, Shape};
use crate::source::rings::{self, Claim};
use crate::source::sibling;

/// The records of a .shp.
pub(super) struct Shapes {
    path: PathBuf,
    file: BufReader<Input>,
    size: u64,
    /// Shape type of the header.
    pub(super) kind: i32,
    /// Byte offset and content length of each record, from the .shx.
    pub(super) index: Option<Vec<(u64, u64)>>,
    pub(super) faults: Vec<Fault>,
    /// Where the file stands, and where the next record begins without an index.
    place: u64,
    at: u64,
    done: usize,
    buffer: Vec<u8>,
}

pub(super) enum Next {
    /// The file stands at a body of so many bytes.
    Record(u64),
    End,
    Cut,
    IndexLies,
}

pub(in crate::source) type Decoded = (Shape, Vec<Mend>);

impl Shapes {
    pub(super) fn open(path: &Path) -> Result<Self, Stop> {
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
        Ok(Self {
            path: path.to_owned(),
            file,
            size,
            kind,
            index,
            faults,
            place: 100,
            at: 100,
            done: 0,
            buffer: Vec::new(),
        })
    }

    pub(super) fn rewind(&mut self) {
        (self.at, self.done) = (100, 0);
    }

    pub(super) fn next(&mut self) -> Result<Next, Stop> {
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
        // Within the buffer where it can be: a plain seek would throw it away.
        self.file
            .seek_relative(start as i64 - self.place as i64)
            .and_then(|()| self.file.read_exact(&mut head))
            .map_err(|e| sibling::io(&e, &self.path))?;
        self.place = start + 8;
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
    pub(super) fn body(&mut self, length: u64) -> Result<Result<Decoded, BadRecord>, Stop> {
        let length = length as usize;
        self.place += length as u64;
        let said = |e: &std::io::Error| sibling::io(e, &self.path);
        // Most records lie in the buffer whole and are decoded where they lie.
        let held = self.file.fill_buf().map_err(|e| said(&e))?;
        if let Some(bytes) = held.get(..length) {
            let decoded = decode(bytes);
            self.file.consume(length);
            return Ok(decoded);
        }
        self.buffer.clear();
        self.buffer.resize(length, 0);
        self.file.read_exact(&mut self.buffer).map_err(|e| said(&e))?;
        Ok(decode(&self.buffer))
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
pub(in crate::source) fn lines(runs: Vec<Ring>) -> Decoded {
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
    let raw = point_bytes(bytes, 44 + 4 * parts, count)?;
    let count = raw.len() / 16;
    let start_of = |part: usize| -> Result<usize, BadRecord> {
        if part == parts {
            return Ok(count);
        }
        let start = i32_le(bytes, 44 + 4 * part).ok_or(BadRecord::TooShort)?;
        usize::try_from(start).ok().filter(|&s| s <= count).ok_or(BadRecord::Parts)
    };
    let mut runs = Vec::with_capacity(parts);
    let mut start = if parts == 0 { count } else { start_of(0)? };
    for part in 0..parts {
        let end = start_of(part + 1)?;
        let run = raw.get(16 * start..16 * end).ok_or(BadRecord::Parts)?;
        if !run.is_empty() {
            runs.push(positions(run));
        }
        start = end;
    }
    Ok(runs)
}

fn points(bytes: &[u8], from: usize, count: i32) -> Result<Vec<[f64; 2]>, BadRecord> {
    Ok(positions(point_bytes(bytes, from, count)?))
}

fn point_bytes(bytes: &[u8], from: usize, count: i32) -> Result<&[u8], BadRecord> {
    let count = usize::try_from(count).ok().ok_or(BadRecord::TooShort)?;
    let claimed = count.checked_mul(16).and_then(|n| n.checked_add(from));
    claimed.and_then(|end| bytes.get(from..end)).ok_or(BadRecord::TooShort)
}

fn positions(raw: &[u8]) -> Vec<[f64; 2]> {
    let (whole, _) = raw.as_chunks::<16>();
    whole
        .iter()
        .map(|p| {
            let (x, y) = (p.first_chunk::<8>(), p.last_chunk::<8>());
            [x, y].map(|n| n.map_or(f64::NAN, |n| f64::from_le_bytes(*n)))
        })
        .collect()
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

pub(super) fn type_name(kind: i32) -> &'static str {
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
