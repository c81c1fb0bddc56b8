//! The even-odd scanline fill under the identity raster, over one level of shared arcs.
//!
//! A pixel belongs to the shape that holds its centre; spans are half-open. Neighbours run through
//! the same arcs, in numbers too, so they leave neither gap nor overlap.

use crate::dataset::borders::{Level, Point};

/// From lattice positions to pixels of a picture; pixel centres stand at whole numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ToPixel {
    pub scale: [f64; 2],
    pub shift: [f64; 2],
}

impl ToPixel {
    pub fn place(&self, point: Point) -> [f64; 2] {
        [
            f64::from(point[0]) * self.scale[0] + self.shift[0],
            f64::from(point[1]) * self.scale[1] + self.shift[1],
        ]
    }
}

/// The rows that are filled: `ids` holds `ids.len() / width` of them, from row `top` on.
pub struct Rows<'a> {
    pub width: usize,
    pub top: usize,
    pub ids: &'a mut [u32],
}

/// The least whole number not below a place within 0…`most`; others count as the nearer end.
fn ceil(x: f64, most: f64) -> u32 {
    let x = x.clamp(0.0, most);
    let whole = x as u32;
    whole + u32::from(f64::from(whole) < x)
}

/// Writes `id` wherever the shape holds a pixel centre; whether there was any. `crossings` is only
/// room that is used again.
pub fn fill(
    level: &Level,
    shape: usize,
    to: &ToPixel,
    rows: &mut Rows<'_>,
    id: u32,
    crossings: &mut Vec<u64>,
) -> bool {
    crossings.clear();
    for r#use in level.uses_of(shape) {
        cross(level.arc(r#use >> 1), to, rows, crossings);
    }
    crossings.sort_unstable();
    let mut touched = false;
    for pair in crossings.chunks_exact(2) {
        // Both crossings of a span stand in one row, since rings are closed.
        let row = (pair[0] >> 32) as usize * rows.width;
        let (from, to) = (pair[0] as u32 as usize, pair[1] as u32 as usize);
        if from < to {
            rows.ids[row + from..row + to].fill(id);
            touched = true;
        }
    }
    touched
}

/// Where an arc crosses the middle of each row: `row << 32 | first pixel right of it`.
fn cross(arc: &[Point], to: &ToPixel, rows: &Rows<'_>, crossings: &mut Vec<u64>) {
    let width = rows.width as f64;
    let count = (rows.ids.len() / rows.width) as f64;
    let top = rows.top as f64;
    let Some(&first) = arc.first() else { return };
    let down = |y: i32| f64::from(y) * to.scale[1] + to.shift[1] - top;
    let mut from = (first, down(first[1]));
    let mut from_row = ceil(from.1, count);
    for &point in &arc[1..] {
        let here = (point, down(point[1]));
        let row = ceil(here.1, count);
        if row != from_row {
            // From the upper end, whichever way the arc runs.
            let (a, b) = if from.1 <= here.1 { (from, here) } else { (here, from) };
            let across = |x: i32| f64::from(x) * to.scale[0] + to.shift[0];
            let left = across(a.0[0]);
            let slope = (across(b.0[0]) - left) / (b.1 - a.1);
            for row in from_row.min(row)..from_row.max(row) {
                let x = left + (f64::from(row) - a.1) * slope;
                crossings.push(u64::from(row) << 32 | u64::from(ceil(x, width)));
            }
        }
        (from, from_row) = (here, row);
    }
}
