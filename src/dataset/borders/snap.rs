//! Positions of one village's border on the border of its neighbour.
//!
//! Where two villages were drawn one by one, each has corners that the other lacks. Every corner of
//! a lone arc that stands within the tolerance of another shape's lone arc is put into that one
//! too, at the place it is nearest to; then both run through the same positions and are one border.

use rayon::prelude::*;

use super::{Level, Point, topology};

/// A corner of a lone arc.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Corner {
    point: Point,
    shape: u32,
}

/// A corner that is put into a stretch of another shape's arc.
struct Guest {
    corner: Corner,
    near: f64,
    /// The arc, its stretch, and how far along.
    arc: u32,
    stretch: u32,
    along: f64,
}

/// Puts corners onto borders at most `width` lattice steps away.
pub(super) fn snap(level: &mut Level, width: f64) {
    let owners = topology::lone_owners(level);
    let arcs: Vec<u32> =
        (0..level.arc_count() as u32).filter(|&arc| owners[arc as usize].is_some()).collect();
    let mut corners: Vec<Corner> = Vec::new();
    for &arc in &arcs {
        if let Some(shape) = owners[arc as usize] {
            corners.extend(level.arc(arc).iter().map(|&point| Corner { point, shape }));
        }
    }
    corners.par_sort_unstable();
    corners.dedup();
    let grid = Grid::of(&corners, width);
    let mut guests: Vec<Guest> = arcs
        .par_chunks(512)
        .flat_map_iter(|arcs| {
            let mut guests = Vec::new();
            for &arc in arcs {
                if let Some(shape) = owners[arc as usize] {
                    guests_of(level, arc, shape, &corners, &grid, width, &mut guests);
                }
            }
            guests
        })
        .collect();
    // Each corner into the nearest stretch of a shape only.
    guests.par_sort_by(|a, b| {
        let shape = |g: &Guest| owners[g.arc as usize];
        (a.corner.point, shape(a))
            .cmp(&(b.corner.point, shape(b)))
            .then(a.near.total_cmp(&b.near))
            .then((a.arc, a.stretch).cmp(&(b.arc, b.stretch)))
    });
    guests.dedup_by_key(|g| (g.corner.point, owners[g.arc as usize]));
    guests.par_sort_by(|a, b| {
        (a.arc, a.stretch).cmp(&(b.arc, b.stretch)).then(a.along.total_cmp(&b.along))
    });
    put(level, &guests);
    topology::again(level);
}

fn guests_of(
    level: &Level,
    arc: u32,
    shape: u32,
    corners: &[Corner],
    grid: &Grid,
    width: f64,
    guests: &mut Vec<Guest>,
) {
    let reach = width.ceil() as i64;
    let mut before: Vec<u32> = Vec::new();
    for (stretch, pair) in level.arc(arc).windows(2).enumerate() {
        let [a, b] = [pair[0], pair[1]];
        grid.near(a, b, reach, &mut before);
        for &corner in &before {
            let corner = corners[corner as usize];
            if corner.shape == shape || corner.point == a || corner.point == b {
                continue;
            }
            let Some((along, near)) = foot(corner.point, a, b) else { continue };
            let own = Corner { shape, ..corner };
            if near <= width * width && corners.binary_search(&own).is_err() {
                guests.push(Guest { corner, near, arc, stretch: stretch as u32, along });
            }
        }
    }
}

/// Where along a stretch (0–1) a position is nearest to it, and the squared distance; `None` beyond
/// its ends.
fn foot(p: Point, a: Point, b: Point) -> Option<(f64, f64)> {
    let from = |q: Point| [f64::from(q[0]) - f64::from(a[0]), f64::from(q[1]) - f64::from(a[1])];
    let ([px, py], [bx, by]) = (from(p), from(b));
    let square = bx * bx + by * by;
    let along = (px * bx + py * by) / square;
    let (dx, dy) = (px - along * bx, py - along * by);
    (along > 0.0 && along < 1.0).then_some((along, dx * dx + dy * dy))
}

/// The arcs with their guests; `guests` stand in the order of the arcs.
fn put(level: &mut Level, guests: &[Guest]) {
    let mut points = Vec::with_capacity(level.points.len() + guests.len());
    let mut arcs = vec![0];
    let mut rest = guests;
    for arc in 0..level.arc_count() as u32 {
        for (stretch, &point) in level.arc(arc).iter().enumerate() {
            points.push(point);
            while let Some((guest, more)) = rest.split_first()
                && guest.arc == arc
                && guest.stretch as usize == stretch
            {
                points.push(guest.corner.point);
                rest = more;
            }
        }
        arcs.push(points.len() as u32);
    }
    level.points = points;
    level.arcs = arcs;
}

/// Corners by square cells; several cells may share a list, which only costs time.
struct Grid {
    cell: i64,
    lists: u64,
    starts: Vec<u32>,
    corners: Vec<u32>,
}

impl Grid {
    fn of(corners: &[Corner], width: f64) -> Self {
        let cell = (width * 6.0).ceil().max(64.0) as i64;
        let lists = (corners.len() as u64).max(1).next_power_of_two();
        let mut grid = Self {
            cell,
            lists,
            starts: vec![0; lists as usize + 1],
            corners: vec![0; corners.len()],
        };
        let list = |c: &Corner| {
            let [x, y] = c.point.map(|v| i64::from(v).div_euclid(cell));
            grid_list(x, y, lists)
        };
        for corner in corners {
            grid.starts[list(corner) + 1] += 1;
        }
        for at in 0..lists as usize {
            grid.starts[at + 1] += grid.starts[at];
        }
        let mut next = grid.starts.clone();
        for (at, corner) in corners.iter().enumerate() {
            let slot = &mut next[list(corner)];
            grid.corners[*slot as usize] = at as u32;
            *slot += 1;
        }
        grid
    }

    /// Corners in the cells that the stretch passes within `reach`.
    fn near(&self, a: Point, b: Point, reach: i64, found: &mut Vec<u32>) {
        found.clear();
        let low = |i: usize| (i64::from(a[i].min(b[i])) - reach).div_euclid(self.cell);
        let high = |i: usize| (i64::from(a[i].max(b[i])) + reach).div_euclid(self.cell);
        let (dx, dy) = (f64::from(b[0]) - f64::from(a[0]), f64::from(b[1]) - f64::from(a[1]));
        let length = dx.hypot(dy).max(1.0);
        let far = (self.cell as f64) * 0.75 + reach as f64;
        for x in low(0)..=high(0) {
            for y in low(1)..=high(1) {
                // A long stretch passes few cells of its box.
                let middle = [x, y].map(|v| (v as f64 + 0.5) * self.cell as f64);
                let away = (middle[0] - f64::from(a[0])) * dy - (middle[1] - f64::from(a[1])) * dx;
                if (away / length).abs() <= far {
                    let list = grid_list(x, y, self.lists);
                    let range = self.starts[list] as usize..self.starts[list + 1] as usize;
                    found.extend_from_slice(&self.corners[range]);
                }
            }
        }
    }
}

fn grid_list(x: i64, y: i64, lists: u64) -> usize {
    let key = (x as u64) << 32 ^ (y as u64 & 0xFFFF_FFFF);
    (topology::mixed(key) & (lists - 1)) as usize
}
