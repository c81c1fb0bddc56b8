//! A level as bytes: differences from position to position, short ones in one byte.

use super::{Borders, Lattice, Level, Point};

/// The form of the bytes; another number is not read.
const FORM: u8 = 1;

/// The level in as few bytes as differences need.
pub fn write(level: &Level) -> Vec<u8> {
    let mut out = Vec::with_capacity(level.points.len() * 5 + level.uses.len() * 2 + 64);
    out.push(FORM);
    out.extend(level.area.to_le_bytes());
    for count in [
        level.points.len(),
        level.arc_count(),
        level.uses.len(),
        level.rings.len().saturating_sub(1),
        level.shape_count(),
    ] {
        put(&mut out, count as u64);
    }
    lengths(&mut out, &level.arcs);
    points(&mut out, &level.points);
    let mut before = 0;
    for &r#use in &level.uses {
        put(&mut out, zigzag(i64::from(r#use) - before));
        before = i64::from(r#use);
    }
    lengths(&mut out, &level.rings);
    lengths(&mut out, &level.shapes);
    out
}

/// What [`write()`] wrote; `None` for anything else. Nothing is allocated that the bytes do not hold.
pub fn read(bytes: &[u8]) -> Option<Level> {
    let (&form, rest) = bytes.split_first()?;
    let (area, rest) = rest.split_first_chunk::<8>()?;
    let area = f64::from_le_bytes(*area);
    if form != FORM || !area.is_finite() || area < 0.0 {
        return None;
    }
    let mut from = Reader { rest };
    let counts: [usize; 5] =
        [from.count()?, from.count()?, from.count()?, from.count()?, from.count()?];
    let [point_count, arc_count, use_count, ring_count, shape_count] = counts;
    let arcs = from.starts(arc_count, point_count)?;
    let mut points = Vec::with_capacity(point_count);
    let mut at = [0_i64; 2];
    for _ in 0..point_count {
        for axis in &mut at {
            *axis = axis.checked_add(from.signed()?)?;
        }
        points.push([i32::try_from(at[0]).ok()?, i32::try_from(at[1]).ok()?]);
    }
    let mut uses = Vec::with_capacity(use_count);
    let mut at = 0_i64;
    for _ in 0..use_count {
        at = at.checked_add(from.signed()?)?;
        let r#use = u32::try_from(at).ok()?;
        ((r#use >> 1) < arc_count as u32).then_some(())?;
        uses.push(r#use);
    }
    let rings = from.starts(ring_count, use_count)?;
    let shapes = from.starts(shape_count, ring_count)?;
    from.rest.is_empty().then_some(Level { area, points, arcs, uses, rings, shapes })
}

/// What is known of the shapes without any level.
pub fn write_head(borders: &Borders) -> Vec<u8> {
    let mut out = Vec::with_capacity(borders.boxes.len() * 20 + 64);
    out.push(FORM);
    let Lattice { origin, step } = borders.lattice;
    for x in [origin[0], origin[1], step] {
        out.extend(x.to_le_bytes());
    }
    out.push(borders.details.len() as u8);
    borders.details.iter().for_each(|area| out.extend(area.to_le_bytes()));
    put(&mut out, borders.boxes.len() as u64);
    let mut before = [0_i64; 4];
    for bounds in &borders.boxes {
        let bounds = bounds.map(i64::from);
        (0..4).for_each(|edge| put(&mut out, zigzag(bounds[edge] - before[edge])));
        before = bounds;
    }
    borders.areas.iter().for_each(|area| out.extend(area.to_le_bytes()));
    out
}

/// What [`write_head`] wrote, as borders without levels; `None` for anything else.
pub fn read_head(bytes: &[u8]) -> Option<Borders> {
    let (&form, rest) = bytes.split_first()?;
    (form == FORM).then_some(())?;
    let (origin, rest) = numbers(rest, 3)?;
    let lattice = Lattice { origin: [origin[0], origin[1]], step: origin[2] };
    (lattice.step > 0.0).then_some(())?;
    let (&levels, rest) = rest.split_first()?;
    let (details, rest) = numbers(rest, levels as usize)?;
    (!details.is_empty()).then_some(())?;
    let mut from = Reader { rest };
    let count = from.count()?;
    let mut boxes = Vec::with_capacity(count);
    let mut at = [0_i64; 4];
    for _ in 0..count {
        for edge in &mut at {
            *edge = edge.checked_add(from.signed()?)?;
        }
        let [west, south, east, north] = at.map(i32::try_from);
        boxes.push([west.ok()?, south.ok()?, east.ok()?, north.ok()?]);
    }
    let (areas, rest) = numbers(from.rest, count)?;
    rest.is_empty().then(|| Borders::without_levels(lattice, boxes, areas, details))
}

/// So many finite numbers, and what follows them.
fn numbers(bytes: &[u8], count: usize) -> Option<(Vec<f64>, &[u8])> {
    let (numbers, rest) = bytes.split_at_checked(count.checked_mul(8)?)?;
    let number = |bytes: &[u8]| bytes.try_into().map(f64::from_le_bytes).ok();
    let numbers: Vec<f64> = numbers.chunks_exact(8).map(number).collect::<Option<_>>()?;
    numbers.iter().all(|x| x.is_finite()).then_some((numbers, rest))
}

fn lengths(out: &mut Vec<u8>, starts: &[u32]) {
    for pair in starts.windows(2) {
        put(out, u64::from(pair[1] - pair[0]));
    }
}

/// Positions that are put together before they are appended.
const RUN: usize = 256;

/// The differences from position to position; nearly all bytes of a level.
fn points(out: &mut Vec<u8>, points: &[Point]) {
    let mut before: Point = [0, 0];
    // Each number is written as eight bytes of which the next one keeps those that count.
    let mut run = [0_u8; RUN * 2 * LONGEST + 8];
    for points in points.chunks(RUN) {
        let mut end = 0;
        for point in points {
            for axis in 0..2 {
                let x = zigzag(i64::from(point[axis]) - i64::from(before[axis]));
                let (word, length) = packed(x);
                run[end..end + 8].copy_from_slice(&word.to_le_bytes());
                end += length;
            }
            before = *point;
        }
        out.extend_from_slice(&run[..end]);
    }
}

/// Bytes of the largest difference of two numbers of 32 bits.
const LONGEST: usize = 5;

/// What [`put`] writes of a number below 2³⁵, and how many bytes it is.
#[inline]
fn packed(x: u64) -> (u64, usize) {
    /// Of so many bytes all but the last say that another follows.
    const MORE: [u64; 8] = [0, 0, 0x80, 0x8080, 0x80_8080, 0x8080_8080, 0, 0];
    let bits = 64 - (x | 1).leading_zeros();
    // A seventh of the bits, rounded up, for all numbers up to 35.
    let length = ((bits * 37 + 222) >> 8) as usize & 7;
    let seven = |at: u32| (x & 0x7f << (7 * at)) << at;
    let spread = seven(0) | seven(1) | seven(2) | seven(3) | seven(4);
    (spread | MORE[length], length)
}

fn zigzag(x: i64) -> u64 {
    (x << 1 ^ x >> 63) as u64
}

fn put(out: &mut Vec<u8>, mut x: u64) {
    // Nearly all: one to three bytes at once.
    let at = |bits: u32| (x >> bits) as u8;
    match x {
        0..0x80 => return out.push(at(0)),
        0x80..0x4000 => return out.extend_from_slice(&[at(0) | 0x80, at(7)]),
        0x4000..0x20_0000 => return out.extend_from_slice(&[at(0) | 0x80, at(7) | 0x80, at(14)]),
        _ => {}
    }
    while x >= 0x80 {
        out.push(x as u8 | 0x80);
        x >>= 7;
    }
    out.push(x as u8);
}

struct Reader<'a> {
    rest: &'a [u8],
}

impl Reader<'_> {
    fn number(&mut self) -> Option<u64> {
        // Eight bytes at a time where there are so many: most numbers need two or three.
        if let Some(word) = self.rest.first_chunk::<8>() {
            let word = u64::from_le_bytes(*word);
            let bytes = (!word & 0x8080_8080_8080_8080).trailing_zeros() / 8 + 1;
            if bytes <= 6 {
                self.rest = &self.rest[bytes as usize..];
                let word = word & (u64::MAX >> (64 - 8 * bytes));
                let seven = |at: u32| (word >> at) & (0x7f << (7 * at));
                return Some(seven(0) | seven(1) | seven(2) | seven(3) | seven(4) | seven(5));
            }
            return None;
        }
        let mut x = 0;
        for (at, &byte) in self.rest.iter().take(6).enumerate() {
            x |= u64::from(byte & 0x7f) << (7 * at);
            if byte < 0x80 {
                self.rest = &self.rest[at + 1..];
                return Some(x);
            }
        }
        None
    }

    fn signed(&mut self) -> Option<i64> {
        let x = self.number()?;
        Some((x >> 1) as i64 ^ -((x & 1) as i64))
    }

    /// How many follow; each needs a byte at least.
    fn count(&mut self) -> Option<usize> {
        let x = self.number()? as usize;
        (x <= self.rest.len()).then_some(x)
    }

    /// `count` lengths that add up to `all`, as starts and one end more.
    fn starts(&mut self, count: usize, all: usize) -> Option<Vec<u32>> {
        let mut starts = Vec::with_capacity(count + 1);
        let mut sum = 0_u64;
        starts.push(0);
        for _ in 0..count {
            sum += self.number()?;
            (sum <= all as u64).then_some(())?;
            starts.push(sum as u32);
        }
        (sum == all as u64).then_some(starts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_packed_as_it_is_put() {
        for bits in 0..35 {
            for x in [(1_u64 << bits) - 1, 1 << bits, (1 << bits) + 5, (2 << bits) - 1] {
                let mut wanted = Vec::new();
                put(&mut wanted, x);
                let (word, length) = packed(x);
                assert_eq!(word.to_le_bytes()[..length], wanted, "{x}");
            }
        }
    }
}
