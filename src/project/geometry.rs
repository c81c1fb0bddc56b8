//! A village's shape as GeoPackage stores it: a small header, then well-known binary.
//!
//! We write little-endian XY multipolygons. Read is whatever QGIS may have put back: either byte
//! order, polygons or multipolygons, Z and M (dropped). Counts are checked against the bytes that
//! are there before anything is allocated.

use geo::{Coord, LineString, MultiPolygon, Polygon};

use crate::dataset::feature::PlaceKind;

const POINT: u32 = 1;
const LINE: u32 = 2;
const MULTI_POINT: u32 = 4;
const MULTI_LINE: u32 = 5;
const POLYGON: u32 = 3;
const MULTI_POLYGON: u32 = 6;

/// Header with box, then the shape. An empty shape has the empty flag and no box.
pub(super) fn write(shape: &MultiPolygon<f64>, srs_id: i32) -> Vec<u8> {
    let mut out = Vec::new();
    write_into(&mut out, shape, srs_id);
    out
}

/// As [`write`], in place of what stood in `out`: a country's shapes are written one after the other
/// into the same memory.
pub(super) fn write_into(out: &mut Vec<u8>, shape: &MultiPolygon<f64>, srs_id: i32) {
    let bounds = box_of(shape);
    let rings: usize = shape.0.iter().map(|polygon| 1 + polygon.interiors().len()).sum();
    out.clear();
    out.reserve(49 + 9 * shape.0.len() + 4 * rings + 16 * positions(shape));
    out.extend([b'G', b'P', 0, if bounds.is_some() { 0b0000_0011 } else { 0b0001_0001 }]);
    out.extend(srs_id.to_le_bytes());
    if let Some([west, south, east, north]) = bounds {
        for edge in [west, east, south, north] {
            out.extend(edge.to_le_bytes());
        }
    }
    let count = |out: &mut Vec<u8>, n: usize| out.extend((n as u32).to_le_bytes());
    out.push(1);
    out.extend(MULTI_POLYGON.to_le_bytes());
    count(out, shape.0.len());
    for polygon in &shape.0 {
        out.push(1);
        out.extend(POLYGON.to_le_bytes());
        count(out, 1 + polygon.interiors().len());
        for ring in std::iter::once(polygon.exterior()).chain(polygon.interiors()) {
            count(out, ring.0.len());
            let start = out.len();
            out.resize(start + 16 * ring.0.len(), 0);
            for (both, at) in out[start..].as_chunks_mut::<16>().0.iter_mut().zip(&ring.0) {
                both[..8].copy_from_slice(&at.x.to_le_bytes());
                both[8..].copy_from_slice(&at.y.to_le_bytes());
            }
        }
    }
}

/// Header without a box, as is usual for points, then the point.
pub(super) fn point(at: [f64; 2], srs_id: i32) -> Vec<u8> {
    let mut out = vec![b'G', b'P', 0, 1];
    out.extend(srs_id.to_le_bytes());
    out.push(1);
    out.extend(POINT.to_le_bytes());
    out.extend(at.iter().flat_map(|c| c.to_le_bytes()));
    out
}

/// West, south, east, north of all shapes.
pub(super) fn bounds<'a>(shapes: impl Iterator<Item = &'a MultiPolygon<f64>>) -> Option<[f64; 4]> {
    shapes.filter_map(box_of).reduce(joined)
}

/// West, south, east, north of a shape; `None` where it has no position.
fn box_of(shape: &MultiPolygon<f64>) -> Option<[f64; 4]> {
    let corners = shape.0.iter().flat_map(|polygon| &polygon.exterior().0);
    let first = corners.clone().next()?;
    let all = [first.x, first.y, first.x, first.y];
    Some(shape.0.iter().fold(all, |all, polygon| {
        polygon.exterior().0.iter().fold(all, |all, c| joined(all, [c.x, c.y, c.x, c.y]))
    }))
}

pub(super) fn joined(a: [f64; 4], b: [f64; 4]) -> [f64; 4] {
    let less = |a: f64, b: f64| if b < a { b } else { a };
    let more = |a: f64, b: f64| if b > a { b } else { a };
    [less(a[0], b[0]), less(a[1], b[1]), more(a[2], b[2]), more(a[3], b[3])]
}

/// How many positions a shape has.
pub(super) fn positions(shape: &MultiPolygon<f64>) -> usize {
    let rings = |p: &Polygon<f64>| {
        p.exterior().0.len() + p.interiors().iter().map(|ring| ring.0.len()).sum::<usize>()
    };
    shape.0.iter().map(rings).sum()
}

/// The shape of a stored blob; `None` when it is no polygon as GeoPackage defines one, or has a
/// position that is not finite.
pub(super) fn read(blob: &[u8]) -> Option<MultiPolygon<f64>> {
    let (head, rest) = blob.split_at_checked(8)?;
    if head[..2] != *b"GP" || head[3] & 0b0010_0000 != 0 {
        return None;
    }
    let edges = match (head[3] >> 1) & 7 {
        0 => 0,
        1 => 4,
        2 | 3 => 6,
        4 => 8,
        _ => return None,
    };
    let mut wkb = Wkb { rest: rest.get(edges * 8..)?, little: true };
    let mut polygons = Vec::new();
    let (kind, dimensions) = wkb.start()?;
    match kind {
        POLYGON => polygons.push(wkb.polygon(dimensions)?),
        MULTI_POLYGON => {
            for _ in 0..wkb.count(9)? {
                let (kind, dimensions) = wkb.start()?;
                if kind != POLYGON {
                    return None;
                }
                polygons.push(wkb.polygon(dimensions)?);
            }
        }
        _ => return None,
    }
    Some(MultiPolygon::new(polygons))
}

/// A multipoint or multiline with header, without box.
pub(super) fn write_place(kind: PlaceKind, runs: &[Vec<[f64; 2]>], srs_id: i32) -> Vec<u8> {
    let mut out = vec![b'G', b'P', 0, 1];
    out.extend(srs_id.to_le_bytes());
    let (many, one) = kinds(kind);
    let start = |out: &mut Vec<u8>, kind: u32| {
        out.push(1);
        out.extend(kind.to_le_bytes());
    };
    start(&mut out, many);
    out.extend((runs.len() as u32).to_le_bytes());
    for run in runs {
        start(&mut out, one);
        if kind == PlaceKind::Lines {
            out.extend((run.len() as u32).to_le_bytes());
        }
        run.iter().flatten().for_each(|x| out.extend(x.to_le_bytes()));
    }
    out
}

/// What [`write_place`] wrote; `None` for anything else.
pub(super) fn read_place(kind: PlaceKind, blob: &[u8]) -> Option<Vec<Vec<[f64; 2]>>> {
    let (head, rest) = blob.split_at_checked(8)?;
    if head[..4] != [b'G', b'P', 0, 1] {
        return None;
    }
    let (many, one) = kinds(kind);
    let mut wkb = Wkb { rest, little: true };
    let mut runs = Vec::new();
    if wkb.start()? != (many, 2) {
        return None;
    }
    for _ in 0..wkb.count(9)? {
        if wkb.start()? != (one, 2) {
            return None;
        }
        let positions = match kind {
            PlaceKind::Points => 1,
            PlaceKind::Lines => wkb.count(16)?,
        };
        let run: Vec<[f64; 2]> =
            (0..positions).map(|_| Some([wkb.f64()?, wkb.f64()?])).collect::<Option<_>>()?;
        runs.push(run.iter().flatten().all(|x| x.is_finite()).then_some(run)?);
    }
    Some(runs)
}

fn kinds(kind: PlaceKind) -> (u32, u32) {
    match kind {
        PlaceKind::Points => (MULTI_POINT, POINT),
        PlaceKind::Lines => (MULTI_LINE, LINE),
    }
}

struct Wkb<'a> {
    rest: &'a [u8],
    little: bool,
}

impl Wkb<'_> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (head, rest) = self.rest.split_first_chunk::<N>()?;
        self.rest = rest;
        Some(*head)
    }

    fn u32(&mut self) -> Option<u32> {
        let bytes = self.take::<4>()?;
        Some(if self.little { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) })
    }

    fn f64(&mut self) -> Option<f64> {
        let bytes = self.take::<8>()?;
        Some(if self.little { f64::from_le_bytes(bytes) } else { f64::from_be_bytes(bytes) })
    }

    /// Byte order and type: (2D type, numbers a position). ISO counts Z, M, ZM in thousands.
    fn start(&mut self) -> Option<(u32, usize)> {
        let [order] = self.take::<1>()?;
        self.little = order == 1;
        let kind = self.u32()?;
        let dimensions = match kind / 1000 {
            0 => 2,
            1 | 2 => 3,
            3 => 4,
            _ => return None,
        };
        Some((kind % 1000, dimensions))
    }

    /// How many items follow, when each needs at least `bytes`.
    fn count(&mut self, bytes: usize) -> Option<usize> {
        let n = self.u32()? as usize;
        (n <= self.rest.len() / bytes).then_some(n)
    }

    fn polygon(&mut self, dimensions: usize) -> Option<Polygon<f64>> {
        let rings = self.count(4)?;
        let mut exterior = LineString::new(Vec::new());
        let mut interiors = Vec::new();
        for index in 0..rings {
            let ring = self.ring(dimensions)?;
            if index == 0 {
                exterior = ring;
            } else {
                interiors.push(ring);
            }
        }
        Some(Polygon::new(exterior, interiors))
    }

    fn ring(&mut self, dimensions: usize) -> Option<LineString<f64>> {
        let positions = self.count(dimensions * 8)?;
        if self.little && dimensions == 2 {
            return self.plain_ring(positions);
        }
        let mut ring = Vec::with_capacity(positions);
        for _ in 0..positions {
            let at = Coord { x: self.f64()?, y: self.f64()? };
            if !(at.x.is_finite() && at.y.is_finite()) {
                return None;
            }
            for _ in 2..dimensions {
                self.f64()?;
            }
            ring.push(at);
        }
        Some(LineString::new(ring))
    }

    /// As we write them ourselves: a nation's positions are read in one go each ring.
    fn plain_ring(&mut self, positions: usize) -> Option<LineString<f64>> {
        let (bytes, rest) = self.rest.split_at_checked(positions.checked_mul(16)?)?;
        self.rest = rest;
        let number = |bytes: &[u8]| bytes.try_into().map_or(f64::NAN, f64::from_le_bytes);
        let place = |both: &[u8]| Coord { x: number(&both[..8]), y: number(&both[8..]) };
        let ring: Vec<Coord<f64>> = bytes.chunks_exact(16).map(place).collect();
        let finite = ring.iter().all(|at| at.x.is_finite() && at.y.is_finite());
        finite.then(|| LineString::new(ring))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::polygon;

    fn shape() -> MultiPolygon<f64> {
        let ring = polygon![
            exterior: [(x: 122.1, y: -4.0), (x: 122.3, y: -4.0), (x: 122.3, y: -3.7)],
            interiors: [[(x: 122.21, y: -3.95), (x: 122.22, y: -3.95), (x: 122.22, y: -3.94)]],
        ];
        MultiPolygon::new(vec![
            ring,
            polygon![(x: 0.1, y: 0.2), (x: 1.0, y: 0.0), (x: 1.0, y: 1.0)],
        ])
    }

    #[test]
    fn a_shape_comes_back_to_the_last_bit() {
        for shape in [shape(), MultiPolygon::new(vec![])] {
            assert_eq!(read(&write(&shape, 4326)), Some(shape));
        }
    }

    #[test]
    fn places_come_back_and_every_cut_is_refused() {
        let points = vec![vec![[122.5, -4.0]], vec![[122.6, -4.1]]];
        let lines =
            vec![vec![[122.5, -4.0], [122.6, -4.1]], vec![[0.1, 0.2], [0.3, 0.4], [1.0, 1.0]]];
        for (kind, runs) in [(PlaceKind::Points, points), (PlaceKind::Lines, lines)] {
            let blob = write_place(kind, &runs, 4326);
            assert_eq!(read_place(kind, &blob), Some(runs));
            for cut in 0..blob.len() {
                assert_eq!(read_place(kind, &blob[..cut]), None, "cut at {cut}");
            }
        }
    }

    #[test]
    fn every_cut_and_every_changed_byte_is_refused_or_read_but_never_panics() {
        let blob = write(&shape(), 4326);
        for cut in 0..blob.len() {
            assert_eq!(read(&blob[..cut]), None, "cut at {cut}");
        }
        for at in 0..blob.len() {
            for byte in [0, 1, 3, 0x7f, 0xff] {
                let mut bad = blob.clone();
                bad[at] = byte;
                // Only that it returns; a changed coordinate is a legal shape.
                drop(read(&bad));
            }
        }
    }

    #[test]
    fn a_big_endian_polygon_with_heights_is_read_without_them() {
        let mut blob = vec![b'G', b'P', 0, 0, 0, 0, 0x10, 0xe6, 0];
        blob.extend(1003_u32.to_be_bytes());
        blob.extend(1_u32.to_be_bytes());
        blob.extend(4_u32.to_be_bytes());
        for position in [[0.0, 0.0, 9.0], [1.0, 0.0, 9.0], [1.0, 1.0, 9.0], [0.0, 0.0, 9.0]] {
            for number in position {
                blob.extend(f64::to_be_bytes(number));
            }
        }
        let expected = polygon![(x: 0.0, y: 0.0), (x: 1.0, y: 0.0), (x: 1.0, y: 1.0)];
        assert_eq!(read(&blob), Some(MultiPolygon::new(vec![expected])));
    }
}
