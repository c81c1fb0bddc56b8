//! Neighbours by touching borders.
//!
//! First exactly: a vertex (queen) or an edge (rook) that two villages have in common, by a hash of
//! its coordinates in 64 bits; 10 million vertices give a false match about once in 400,000
//! countries. Then, only for edges that a single village has (coasts, and borders that were drawn
//! twice), `seam` looks for borders that meet without common vertices.

use std::sync::atomic::{AtomicU64, Ordering};

use geo::{Coord, LineString, MultiPolygon};
use rayon::prelude::*;

use super::{LINKS_MAX, seam, too_many};
use crate::analysis::random::mix;
use crate::base::fault::Stop;
use crate::base::progress::Progress;

/// What it takes to be neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Contact {
    Point,
    Line,
}

/// No village stands here yet.
const NONE: u32 = u32::MAX;
/// Keys a pass takes at once: its table then holds 32 MB a thread at most, whatever the layer.
const KEYS_A_PASS: usize = 1 << 20;

/// What touching borders give.
pub(super) struct Touching {
    /// Links a < b packed as `a << 32 | b`, sorted and distinct.
    pub(super) links: Vec<u64>,
    /// How many of them have no vertex (queen) or edge (rook) in common.
    pub(super) added: usize,
    /// Borders this close are one.
    pub(super) snap: f64,
}

/// The villages that touch. `snap` is the layer's own tolerance, where it was measured.
pub(super) fn touching(
    shapes: &[&MultiPolygon<f64>],
    contact: Contact,
    snap: Option<f64>,
    progress: &Progress,
) -> Result<Touching, Stop> {
    let starts = starts(shapes);
    let mut keys = vertex_keys(shapes, &starts);
    let mut links = match contact {
        Contact::Point => shared(&keys, &starts, None, progress)?,
        Contact::Line => Vec::new(),
    };
    vertices_to_edges(shapes, &mut keys);
    let (by_edge, edges) = by_edge(shapes, starts, keys, progress)?;
    if contact == Contact::Line {
        links = by_edge;
    }
    let (near, snap) = seam::links(&edges, &links, contact, snap, progress)?;
    let exact = links.len();
    links.extend(near);
    links.par_sort_unstable();
    links.dedup();
    Ok(Touching { added: links.len() - exact, links, snap })
}

/// Links of villages that have a whole edge in common, sorted, and the edges with their marks.
pub(super) fn edges<'a>(
    shapes: &'a [&'a MultiPolygon<f64>],
    progress: &Progress,
) -> Result<(Vec<u64>, seam::Edges<'a>), Stop> {
    let starts = starts(shapes);
    let mut keys = vertex_keys(shapes, &starts);
    vertices_to_edges(shapes, &mut keys);
    by_edge(shapes, starts, keys, progress)
}

fn by_edge<'a>(
    shapes: &'a [&'a MultiPolygon<f64>],
    starts: Vec<usize>,
    keys: Vec<u64>,
    progress: &Progress,
) -> Result<(Vec<u64>, seam::Edges<'a>), Stop> {
    let single: Vec<AtomicU64> = (0..keys.len().div_ceil(64)).map(|_| AtomicU64::new(0)).collect();
    let links = shared(&keys, &starts, Some(&single), progress)?;
    drop(keys);
    let single = single.into_iter().map(AtomicU64::into_inner).collect();
    Ok((links, seam::Edges { shapes, starts, single }))
}

/// The rings of a shape in fixed order.
pub(super) fn rings(shape: &MultiPolygon<f64>) -> impl Iterator<Item = &LineString<f64>> {
    shape.0.iter().flat_map(|part| std::iter::once(part.exterior()).chain(part.interiors()))
}

/// Vertices of a closed ring, the last (= first) left out.
pub(super) fn open_ring(ring: &LineString<f64>) -> &[Coord<f64>] {
    ring.0.split_last().map_or(&[], |(_, rest)| rest)
}

/// Where each village's vertices begin when all stand in one row; one more than villages.
fn starts(shapes: &[&MultiPolygon<f64>]) -> Vec<usize> {
    let mut starts = vec![0];
    let mut total = 0;
    for shape in shapes {
        total += rings(shape).map(|ring| open_ring(ring).len()).sum::<usize>();
        starts.push(total);
    }
    starts
}

/// Splits a row of vertices into one slice per village.
fn per_village<'a>(mut row: &'a mut [u64], starts: &[usize]) -> Vec<&'a mut [u64]> {
    let mut slices = Vec::with_capacity(starts.len());
    for bounds in starts.windows(2) {
        let (head, tail) = row.split_at_mut(bounds[1] - bounds[0]);
        slices.push(head);
        row = tail;
    }
    slices
}

fn vertex_keys(shapes: &[&MultiPolygon<f64>], starts: &[usize]) -> Vec<u64> {
    let mut keys = vec![0_u64; *starts.last().unwrap_or(&0)];
    per_village(&mut keys, starts).into_par_iter().zip(shapes).for_each(|(slice, shape)| {
        let coords = rings(shape).flat_map(open_ring);
        for (key, c) in slice.iter_mut().zip(coords) {
            // + 0.0 makes one zero of two.
            let (x, y) = ((c.x + 0.0).to_bits(), (c.y + 0.0).to_bits());
            *key = mix(x.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ mix(y));
        }
    });
    keys
}

/// In place: key of a vertex → key of the edge from it to the next vertex of its ring, the same in
/// both directions. An edge without length gets 0, which is never matched.
fn vertices_to_edges(shapes: &[&MultiPolygon<f64>], keys: &mut [u64]) {
    let starts = starts(shapes);
    per_village(keys, &starts).into_par_iter().zip(shapes).for_each(|(mut slice, shape)| {
        for ring in rings(shape) {
            let (ring_keys, rest) = slice.split_at_mut(open_ring(ring).len());
            slice = rest;
            let Some(&first) = ring_keys.first() else { continue };
            for i in 0..ring_keys.len() {
                let (from, to) = (ring_keys[i], ring_keys.get(i + 1).copied().unwrap_or(first));
                let (low, high) = (from.min(to), from.max(to));
                ring_keys[i] = if low == high { 0 } else { mix(low ^ high.rotate_left(29)) };
            }
        }
    });
}

/// What stands at one key: the first two villages that have it.
#[derive(Clone, Copy)]
struct Slot {
    key: u64,
    first: u32,
    second: u32,
}

/// Links between villages that have a key in common, sorted and distinct. `single`, a bit per key,
/// is set where one village alone has it.
fn shared(
    keys: &[u64],
    starts: &[usize],
    single: Option<&[AtomicU64]>,
    progress: &Progress,
) -> Result<Vec<u64>, Stop> {
    // A power of two, told by the highest bits; the table uses the lowest.
    let passes = (keys.len() / KEYS_A_PASS).max(1).next_power_of_two();
    let shift = 64 - passes.trailing_zeros();
    let found: Result<Vec<Vec<u64>>, Stop> = (0..passes as u64)
        .into_par_iter()
        .map(|pass| {
            progress.steps(0)?;
            let mine = |key: u64| key != 0 && key.checked_shr(shift).unwrap_or(0) == pass;
            one_pass(keys, starts, mine, single)
        })
        .collect();
    let mut all: Vec<u64> = found?.concat();
    all.par_sort_unstable();
    all.dedup();
    Ok(all)
}

fn one_pass(
    keys: &[u64],
    starts: &[usize],
    mine: impl Fn(u64) -> bool,
    single: Option<&[AtomicU64]>,
) -> Result<Vec<u64>, Stop> {
    let count = keys.iter().filter(|&&key| mine(key)).count();
    let mask = (count * 4 / 3 + 2).next_power_of_two() - 1;
    let mut table = vec![Slot { key: 0, first: NONE, second: NONE }; mask + 1];
    let find = |table: &[Slot], key: u64| {
        let mut at = key as usize & mask;
        while table[at].first != NONE && table[at].key != key {
            at = (at + 1) & mask;
        }
        at
    };
    let mut links: Vec<u64> = Vec::new();
    // Third and later villages at one vertex.
    let mut crowd: Vec<(u64, u32)> = Vec::new();
    for (village, bounds) in starts.windows(2).enumerate() {
        let v = village as u32;
        let link = |links: &mut Vec<u64>, other: u32| {
            let packed = u64::from(other) << 32 | u64::from(v);
            // Along a border the same pair comes again and again.
            if links.last() != Some(&packed) {
                links.push(packed);
            }
        };
        for &key in keys[bounds[0]..bounds[1]].iter().filter(|&&key| mine(key)) {
            let at = find(&table, key);
            let slot = &mut table[at];
            if slot.first == NONE {
                *slot = Slot { key, first: v, second: NONE };
            } else if slot.first == v || slot.second == v {
                // The village's own vertex again.
            } else if slot.second == NONE {
                slot.second = v;
                link(&mut links, slot.first);
            } else {
                link(&mut links, slot.first);
                link(&mut links, slot.second);
                crowd.push((key, v));
            }
        }
    }
    links.sort_unstable();
    links.dedup();
    links.extend(among_crowd(crowd)?);
    if let Some(single) = single {
        for (position, &key) in keys.iter().enumerate().filter(|&(_, &key)| mine(key)) {
            if table[find(&table, key)].second == NONE {
                single[position / 64].fetch_or(1 << (position % 64), Ordering::Relaxed);
            }
        }
    }
    Ok(links)
}

/// All pairs among the third and later villages at each vertex.
fn among_crowd(mut crowd: Vec<(u64, u32)>) -> Result<Vec<u64>, Stop> {
    crowd.sort_unstable();
    crowd.dedup();
    let mut links = Vec::new();
    for group in crowd.chunk_by(|a, b| a.0 == b.0) {
        if group.len() * group.len() / 2 + links.len() > LINKS_MAX / 2 {
            return Err(too_many("queen"));
        }
        for (i, a) in group.iter().enumerate() {
            links.extend(group[i + 1..].iter().map(|b| u64::from(a.1) << 32 | u64::from(b.1)));
        }
    }
    Ok(links)
}
