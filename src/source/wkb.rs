//! Well-known binary, as GeoPackage keeps shapes: every count is compared with the bytes left.

use super::gathered::Pieces;
use super::rings::Claim;
use crate::base::fault::BadRecord;

/// Collections within collections that are followed.
const MAX_DEPTH: usize = 8;

/// A GeoPackage blob → its pieces; empty ones give none.
pub(super) fn geopackage(blob: &[u8]) -> Result<Pieces, BadRecord> {
    let &[b'G', b'P', _version, flags, ..] = blob else { return Err(BadRecord::Geometry) };
    let envelope = match flags >> 1 & 7 {
        0 => 0,
        1 => 32,
        2 | 3 => 48,
        4 => 64,
        _ => return Err(BadRecord::Geometry),
    };
    let mut bytes = Bytes { rest: blob.get(8 + envelope..).ok_or(BadRecord::TooShort)? };
    let mut pieces = Pieces::default();
    bytes.geometry(&mut pieces, MAX_DEPTH)?;
    Ok(pieces)
}

struct Bytes<'a> {
    rest: &'a [u8],
}

#[derive(Clone, Copy)]
struct Order {
    little: bool,
    /// Bytes of one position: 16, 24 or 32.
    width: usize,
}

impl<'a> Bytes<'a> {
    fn take(&mut self, count: usize) -> Result<&'a [u8], BadRecord> {
        let (taken, rest) = self.rest.split_at_checked(count).ok_or(BadRecord::TooShort)?;
        self.rest = rest;
        Ok(taken)
    }

    fn number(&mut self, little: bool) -> Result<u32, BadRecord> {
        let bytes = *self.take(4)?.first_chunk::<4>().ok_or(BadRecord::TooShort)?;
        Ok(if little { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) })
    }

    /// A count of things that take at least `least` bytes each.
    fn count(&mut self, little: bool, least: usize) -> Result<usize, BadRecord> {
        let count = self.number(little)? as usize;
        if count.checked_mul(least).is_none_or(|bytes| bytes > self.rest.len()) {
            return Err(BadRecord::TooShort);
        }
        Ok(count)
    }

    fn geometry(&mut self, pieces: &mut Pieces, depth: usize) -> Result<(), BadRecord> {
        let little = match self.take(1)?[0] {
            0 => false,
            1 => true,
            _ => return Err(BadRecord::Geometry),
        };
        let code = self.number(little)?;
        if code & 0x2000_0000 != 0 {
            self.number(little)?;
        }
        let plain = code & 0x0fff_ffff;
        let (kind, iso) = (plain % 1000, plain / 1000);
        let high = usize::from(code & 0x8000_0000 != 0) + usize::from(code & 0x4000_0000 != 0);
        let extra = match iso {
            0 => high,
            1 | 2 => 1,
            3 => 2,
            _ => return Err(BadRecord::Type(plain as i32)),
        };
        let order = Order { little, width: 16 + 8 * extra };
        match kind {
            1 => {
                // An empty point is written as NaN; those are left out later.
                let point = self.positions(1, order)?;
                pieces.points.extend(point);
                Ok(())
            }
            2 => {
                let count = self.count(little, order.width)?;
                let line = self.positions(count, order)?;
                if !line.is_empty() {
                    pieces.lines.push(line);
                }
                Ok(())
            }
            3 => self.polygon(pieces, order),
            4..=7 => {
                let depth = depth.checked_sub(1).ok_or(BadRecord::Geometry)?;
                for _ in 0..self.count(little, 5)? {
                    self.geometry(pieces, depth)?;
                }
                Ok(())
            }
            other => Err(BadRecord::Type(other as i32)),
        }
    }

    fn polygon(&mut self, pieces: &mut Pieces, order: Order) -> Result<(), BadRecord> {
        let polygon = pieces.polygons;
        pieces.polygons += 1;
        for i in 0..self.count(order.little, 4)? {
            let count = self.count(order.little, order.width)?;
            let ring = self.positions(count, order)?;
            let claim = if i == 0 { Claim::Outer(polygon) } else { Claim::HoleOf(polygon) };
            if !ring.is_empty() {
                pieces.rings.push((ring, claim));
            }
        }
        Ok(())
    }

    fn positions(&mut self, count: usize, order: Order) -> Result<Vec<[f64; 2]>, BadRecord> {
        let raw = self.take(count.checked_mul(order.width).ok_or(BadRecord::TooShort)?)?;
        let number = |bytes: &[u8]| {
            bytes.first_chunk::<8>().map_or(f64::NAN, |b| {
                if order.little { f64::from_le_bytes(*b) } else { f64::from_be_bytes(*b) }
            })
        };
        Ok(raw.chunks_exact(order.width).map(|p| [number(p), number(&p[8..])]).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_byte_orders_and_heights_are_read() {
        let head = [b'G', b'P', 0, 0, 0, 0, 0, 0];
        let mut little = head.to_vec();
        little.extend([1, 0xe9, 3, 0, 0]);
        for n in [106.5_f64, -6.25, 12.0] {
            little.extend(n.to_le_bytes());
        }
        let mut big = head.to_vec();
        big.extend([0, 0, 0, 0, 1]);
        for n in [106.5_f64, -6.25] {
            big.extend(n.to_be_bytes());
        }
        for blob in [little, big] {
            assert_eq!(geopackage(&blob).unwrap().points, [[106.5, -6.25]]);
        }
    }

    #[test]
    fn counts_are_compared_with_the_bytes_left() {
        let mut blob = vec![b'G', b'P', 0, 0, 0, 0, 0, 0, 1, 2, 0, 0, 0];
        blob.extend(u32::MAX.to_le_bytes());
        assert_eq!(geopackage(&blob).unwrap_err(), BadRecord::TooShort);
        assert_eq!(geopackage(b"GP").unwrap_err(), BadRecord::Geometry);
    }
}
