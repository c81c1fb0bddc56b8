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
    width: usize,
    top: usize,
    ids: &'a mut [u32],
    /// Heights on the lattice, from and to, that come to rest on each row; the first holds all above
    /// it, and one row more all below.
    heights: Vec<[i32; 2]>,
}

impl<'a> Rows<'a> {
    pub fn of(width: usize, top: usize, ids: &'a mut [u32], to: &ToPixel) -> Self {
        let mut rows = Self { width, top, ids, heights: Vec::new() };
        let count = rows.count();
        // Rows rise as heights fall: of each, the least height that is on it or above.
        let least = |row: u32| {
            let (mut low, mut high) = (i64::from(i32::MIN), i64::from(i32::MAX) + 1);
            while low < high {
                let middle = (low + high) >> 1;
                if rows.row(rows.down(middle as i32, to)) <= row {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            low
        };
        let mut above = i64::from(i32::MAX) + 1;
        let mut heights = Vec::with_capacity(count + 1);
        for row in 0..=count {
            let from = least(row as u32);
            // None at all: from lies above to.
            heights.push(if from < above { [from as i32, (above - 1) as i32] } else { [1, 0] });
            above = from;
        }
        rows.heights = heights;
        rows
    }

    pub fn top(&self) -> usize {
        self.top
    }

    pub fn count(&self) -> usize {
        self.ids.len() / self.width
    }

    /// How far below the first row a height lies.
    #[inline]
    fn down(&self, y: i32, to: &ToPixel) -> f64 {
        f64::from(y) * to.scale[1] + to.shift[1] - self.top as f64
    }

    #[inline]
    fn row(&self, down: f64) -> u32 {
        ceil(down, self.count() as f64)
    }
}

/// The least whole number not below a place within 0…`most`; others count as the nearer end.
#[inline]
fn ceil(x: f64, most: f64) -> u32 {
    // A number this large has no room for parts: adding it rounds to the nearest whole number, which
    // is what its last bits then say. A cast would take longer than all the rest.
    const WHOLE: f64 = (1_u64 << 52) as f64;
    let x = if x > 0.0 { x } else { 0.0 };
    let x = if x < most { x } else { most };
    let sum = x + WHOLE;
    sum.to_bits() as u32 + u32::from(sum - WHOLE < x)
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
    let Some((&first, rest)) = arc.split_first() else { return };
    let mut from = first;
    let mut from_row = rows.row(rows.down(from[1], to));
    let mut height = rows.heights[from_row as usize];
    for &here in rest {
        // Most steps stay between two rows: whole numbers tell.
        if height[0] <= here[1] && here[1] <= height[1] {
            from = here;
            continue;
        }
        let downs = [rows.down(from[1], to), rows.down(here[1], to)];
        let row = rows.row(downs[1]);
        // From the upper end, whichever way the arc runs.
        let down_wards = downs[0] <= downs[1];
        let (a, b) = if down_wards { (from, here) } else { (here, from) };
        let [upper, lower] = if down_wards { downs } else { [downs[1], downs[0]] };
        let across = |x: i32| f64::from(x) * to.scale[0] + to.shift[0];
        let left = across(a[0]);
        let slope = (across(b[0]) - left) / (lower - upper);
        for row in from_row.min(row)..from_row.max(row) {
            let x = left + (f64::from(row) - upper) * slope;
            crossings.push(u64::from(row) << 32 | u64::from(ceil(x, width)));
        }
        (from, from_row) = (here, row);
        height = rows.heights[row as usize];
    }
}
