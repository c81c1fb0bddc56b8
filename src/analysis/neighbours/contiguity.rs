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
/// Keys a pass takes at once: it then holds 64 MB a thread at most, whatever the layer.
const KEYS_A_PASS: usize = 1 << 21;
/// Keys a table takes at once: 128 KB stay near the processor.
const KEYS_A_BUCKET: usize = 1 << 12;

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

/// A key of one village on its way into a table that fits the processor's own memory.
#[derive(Clone, Copy, Default)]
struct Entry {
    key: u64,
    village: u32,
    /// Among all keys.
    position: u32,
}

/// What stands at one key: the first two villages that have it.
#[derive(Clone, Copy)]
struct Slot {
    key: u64,
    first: u32,
    second: u32,
}

const EMPTY: Slot = Slot { key: 0, first: NONE, second: NONE };

/// Which pass and which bucket of it a key goes to, by its highest bits; tables use the lowest.
#[derive(Clone, Copy)]
struct Ways {
    passes: usize,
    buckets: usize,
}

impl Ways {
    fn of(keys: usize) -> Self {
        let passes = (keys / KEYS_A_PASS).max(1).next_power_of_two();
        let buckets = (keys / passes / KEYS_A_BUCKET).max(1).next_power_of_two();
        Self { passes, buckets }
    }

    /// Pass times buckets, plus bucket.
    #[inline]
    fn way(self, key: u64) -> usize {
        let shift = 64 - (self.passes * self.buckets).trailing_zeros();
        key.checked_shr(shift).unwrap_or(0) as usize
    }
}

/// Links between villages that have a key in common, sorted and distinct. `single`, a bit per key,
/// is set where one village alone has it.
fn shared(
    keys: &[u64],
    starts: &[usize],
    single: Option<&[AtomicU64]>,
    progress: &Progress,
) -> Result<Vec<u64>, Stop> {
    let ways = Ways::of(keys.len());
    let mut counts = vec![0_usize; ways.passes * ways.buckets];
    for &key in keys.iter().filter(|&&key| key != 0) {
        counts[ways.way(key)] += 1;
    }
    let found: Result<Vec<Vec<u64>>, Stop> = (0..ways.passes)
        .into_par_iter()
        .map(|pass| {
            progress.steps(0)?;
            let counts = &counts[pass * ways.buckets..(pass + 1) * ways.buckets];
            let entries = scattered(keys, starts, ways, pass, counts);
            let mut links = Vec::new();
            let mut table = Vec::new();
            let mut rest = &entries[..];
            for &count in counts {
                let (bucket, after) = rest.split_at(count);
                rest = after;
                one_bucket(bucket, &mut table, single, &mut links)?;
            }
            links.sort_unstable();
            links.dedup();
            Ok(links)
        })
        .collect();
    let mut all: Vec<u64> = found?.concat();
    all.par_sort_unstable();
    all.dedup();
    Ok(all)
}

/// The keys of a pass, bucket after bucket, in each by position.
fn scattered(
    keys: &[u64],
    starts: &[usize],
    ways: Ways,
    pass: usize,
    counts: &[usize],
) -> Vec<Entry> {
    let mut next: Vec<usize> = counts
        .iter()
        .scan(0, |total, count| {
            let begin = *total;
            *total += count;
            Some(begin)
        })
        .collect();
    let mut entries = vec![Entry::default(); counts.iter().sum()];
    let first = pass * ways.buckets;
    for (village, bounds) in starts.windows(2).enumerate() {
        for (&key, position) in keys[bounds[0]..bounds[1]].iter().zip(bounds[0]..) {
            let bucket = ways.way(key).wrapping_sub(first);
            if bucket < ways.buckets && key != 0 {
                let (village, position) = (village as u32, position as u32);
                entries[next[bucket]] = Entry { key, village, position };
                next[bucket] += 1;
            }
        }
    }
    entries
}

/// Adds the links of one bucket and marks the keys that one village alone has.
fn one_bucket(
    bucket: &[Entry],
    table: &mut Vec<Slot>,
    single: Option<&[AtomicU64]>,
    links: &mut Vec<u64>,
) -> Result<(), Stop> {
    let mask = (bucket.len() * 4 / 3 + 2).next_power_of_two() - 1;
    table.clear();
    table.resize(mask + 1, EMPTY);
    let find = |table: &[Slot], key: u64| {
        let mut at = key as usize & mask;
        while table[at].first != NONE && table[at].key != key {
            at = (at + 1) & mask;
        }
        at
    };
    // Third and later villages at one vertex.
    let mut crowd: Vec<(u64, u32)> = Vec::new();
    let mut link = |a: u32, b: u32| {
        let packed = u64::from(a) << 32 | u64::from(b);
        // Along a border the same pair comes again and again.
        if links.last() != Some(&packed) {
            links.push(packed);
        }
    };
    for &Entry { key, village: v, .. } in bucket {
        let at = find(table, key);
        let slot = &mut table[at];
        if slot.first == NONE {
            *slot = Slot { key, first: v, second: NONE };
        } else if slot.first == v || slot.second == v {
            // The village's own vertex again.
        } else if slot.second == NONE {
            slot.second = v;
            link(slot.first, v);
        } else {
            link(slot.first, v);
            link(slot.second, v);
            crowd.push((key, v));
        }
    }
    links.extend(among_crowd(crowd)?);
    if let Some(single) = single {
        for entry in bucket.iter().filter(|e| table[find(table, e.key)].second == NONE) {
            let position = entry.position as usize;
            single[position / 64].fetch_or(1 << (position % 64), Ordering::Relaxed);
        }
    }
    Ok(())
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
