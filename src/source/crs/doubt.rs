//! Coordinates that cannot be where they claim to be, and what would put them right.
//!
//! Only mends that bring the whole layer into Indonesia are offered; none is made unasked.

use super::{System, Way, from_epsg, position};
use crate::base::fault::{CrsChange, CrsHint, CrsMend};
use crate::source::layer::{RawFeature, Shape};

/// West, south, east, north of Indonesia with its waters.
pub(super) const INDONESIA: [f64; 4] = [94.0, -12.0, 142.0, 7.0];
pub(super) const EARTH: [f64; 4] = [-181.0, -90.0, 361.0, 90.0];

/// Northings below it are of the northern zones, or south of the equator without the false ones.
const MIDDLE: f64 = 5e6;

/// The file's own coordinates at a glance.
#[derive(Clone, Copy, Debug)]
pub(super) struct Extent {
    pub(super) bounds: [f64; 4],
    /// Bounds of the positions with a northing below 5,000 km, and of the others.
    low: Option<[f64; 4]>,
    high: Option<[f64; 4]>,
}

impl Extent {
    pub(super) fn of(rows: &[RawFeature]) -> Option<Self> {
        let (mut low, mut high) = (None, None);
        each(rows, |run| {
            let Some(all) = span(run) else { return };
            if all[3] < MIDDLE {
                grow(&mut low, all);
            } else if all[1] >= MIDDLE {
                grow(&mut high, all);
            } else {
                for p in run {
                    let its = if p[1] < MIDDLE { &mut low } else { &mut high };
                    grow(its, [p[0], p[1], p[0], p[1]]);
                }
            }
        });
        let bounds = match (low, high) {
            (Some(a), Some(b)) => union(a, b),
            (one, other) => one.or(other)?,
        };
        Some(Self { bounds, low, high })
    }
}

pub(super) fn bounds(rows: &[RawFeature]) -> Option<[f64; 4]> {
    let mut all = None;
    each(rows, |run| span(run).into_iter().for_each(|run| grow(&mut all, run)));
    all
}

/// Every run of positions: points, a line, the outer ring of a part.
fn each(rows: &[RawFeature], mut look: impl FnMut(&[[f64; 2]])) {
    for row in rows {
        match &row.shape {
            Shape::None => {}
            Shape::Points(points) => look(points),
            Shape::Lines(lines) => lines.iter().for_each(|line| look(line)),
            Shape::Polygons(parts) => parts.iter().for_each(|part| look(&part.outer)),
        }
    }
}

/// The box of positions, none of which is anything but a number.
fn span(run: &[[f64; 2]]) -> Option<[f64; 4]> {
    let (first, rest) = run.split_first()?;
    let [mut west, mut south] = *first;
    let [mut east, mut north] = *first;
    for &[x, y] in rest {
        // Not `f64::min`, which asks of each whether it is a number.
        west = if x < west { x } else { west };
        east = if x > east { x } else { east };
        south = if y < south { y } else { south };
        north = if y > north { y } else { north };
    }
    Some([west, south, east, north])
}

fn grow(bounds: &mut Option<[f64; 4]>, by: [f64; 4]) {
    *bounds = Some(bounds.map_or(by, |all| union(all, by)));
}

fn union(a: [f64; 4], b: [f64; 4]) -> [f64; 4] {
    [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])]
}

pub(super) fn within(inner: [f64; 4], outer: [f64; 4]) -> bool {
    inner[0] >= outer[0] && inner[1] >= outer[1] && inner[2] <= outer[2] && inner[3] <= outer[3]
}

fn swapped(b: [f64; 4]) -> [f64; 4] {
    [b[1], b[0], b[3], b[2]]
}

/// Eastings and northings of UTM over Indonesia: half a zone more on either side, north to the
/// equator's other side.
const SOUTH: [f64; 4] = [100_000.0, 8_650_000.0, 900_000.0, 10_800_000.0];
const NORTH: [f64; 4] = [100_000.0, -1_350_000.0, 900_000.0, 800_000.0];
const MERCATOR: [f64; 4] = [10_463_000.0, -1_345_000.0, 15_808_000.0, 782_000.0];

/// A zone of UTM, by its EPSG code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Zone {
    pub(super) south: bool,
    /// The code of the same zone, other side of the equator.
    other: u32,
}

pub(super) fn zone(code: u32) -> Option<Zone> {
    let side = |south, other| Some(Zone { south, other });
    match code {
        32601..=32660 => side(false, code + 100),
        32701..=32760 => side(true, code - 100),
        // DGN95 has 46N–52N and 47S–54S, SRGI2013 likewise.
        23867..=23872 => side(false, code + 10),
        23877..=23882 => side(true, code - 10),
        9477..=9482 => side(false, code + 10),
        9487..=9492 => side(true, code - 10),
        23846..=23853 => side(false, code + 40),
        23886..=23893 => side(true, code - 40),
        _ => None,
    }
}

/// Mends that bring the whole into Indonesia, the likeliest first; without a declared zone every
/// zone of the country that fits.
pub(super) fn offers(raw: Extent, system: Option<&System>) -> Vec<CrsMend> {
    let own = system.and_then(|s| s.epsg);
    let declared = own.and_then(zone);
    let is_degrees = system.is_some_and(|s| matches!(s.way, Way::Degrees));
    let mut wanted: Vec<CrsMend> = Vec::new();
    for (bounds, change) in
        [(raw.bounds, CrsChange::Nothing), (swapped(raw.bounds), CrsChange::SwapAxes)]
    {
        let with = |epsg| CrsMend { epsg, change };
        if within(bounds, INDONESIA) {
            wanted.push(if is_degrees { with(None) } else { with(Some(4326)) });
        }
        if within(bounds, MERCATOR) {
            wanted.push(with(Some(3857)));
        }
        let south = within(bounds, SOUTH);
        if south || within(bounds, NORTH) {
            match declared {
                Some(zone) if zone.south == south => wanted.push(with(None)),
                Some(zone) => wanted.push(with(Some(zone.other))),
                None if south => wanted.extend((32747..=32754).map(|code| with(Some(code)))),
                None => wanted.extend((32646..=32653).map(|code| with(Some(code)))),
            }
        }
    }
    // Halves of one kabupaten, each counted from its own side of the equator.
    if let (Some(low), Some(high)) = (raw.low, raw.high)
        && within(low, NORTH)
        && within(high, SOUTH)
    {
        let join = |epsg| CrsMend { epsg, change: CrsChange::JoinHemispheres };
        match declared {
            Some(_) => wanted.push(join(None)),
            None => wanted.extend((32747..=32754).map(|code| join(Some(code)))),
        }
    }
    wanted.retain(|mend| !(mend.epsg.is_none() && mend.change == CrsChange::Nothing));
    wanted.retain(|mend| lands_in_indonesia(raw, *mend, system));
    wanted.dedup();
    wanted
}

/// A position of the file after a change; `south` = of a zone that counts from ten million.
pub(super) fn changed([x, y]: [f64; 2], change: CrsChange, south: bool) -> [f64; 2] {
    match change {
        CrsChange::Nothing => [x, y],
        CrsChange::SwapAxes => [y, x],
        CrsChange::JoinHemispheres if south && y < 4e6 => [x, y + 1e7],
        CrsChange::JoinHemispheres if !south && y > 6e6 => [x, y - 1e7],
        CrsChange::JoinHemispheres => [x, y],
    }
}

fn lands_in_indonesia(raw: Extent, mend: CrsMend, system: Option<&System>) -> bool {
    let other = mend.epsg.and_then(|code| from_epsg(code).ok());
    let Some(system) = other.as_ref().or(system) else { return false };
    let south = system.epsg.and_then(zone).is_some_and(|z| z.south);
    let shift = |b: [f64; 4], by: f64| [b[0], b[1] + by, b[2], b[3] + by];
    let bounds = match mend.change {
        CrsChange::Nothing => raw.bounds,
        CrsChange::SwapAxes => swapped(raw.bounds),
        CrsChange::JoinHemispheres => {
            let (Some(low), Some(high)) = (raw.low, raw.high) else { return false };
            if south { union(shift(low, 1e7), high) } else { union(low, shift(high, -1e7)) }
        }
    };
    let [west, south, east, north] = bounds;
    [[west, south], [west, north], [east, south], [east, north]].iter().all(|&corner| {
        position(system, corner).is_some_and(|p| within([p[0], p[1], p[0], p[1]], INDONESIA))
    })
}

/// A projected system whose coordinates are plain degrees of Indonesia: everything would fall on
/// one spot.
pub(super) fn degrees_as_metres(raw: Extent, system: &System) -> bool {
    matches!(system.way, Way::Project { .. })
        && !system.is_degrees()
        && within(raw.bounds, INDONESIA)
}

/// What coordinates without a system look like, if they lie in Indonesia at all.
pub(super) fn hint(bounds: [f64; 4]) -> Option<CrsHint> {
    if within(bounds, INDONESIA) {
        Some(CrsHint::Degrees)
    } else if within(bounds, SOUTH) {
        Some(CrsHint::UtmSouth)
    } else if within(bounds, NORTH) {
        Some(CrsHint::UtmNorth)
    } else if within(bounds, MERCATOR) {
        Some(CrsHint::WebMercator)
    } else {
        None
    }
}
