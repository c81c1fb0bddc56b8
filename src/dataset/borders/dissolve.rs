//! The outlines of groups of shapes: every arc that has not the same group on both sides.

use std::collections::BTreeMap;

use super::{Level, Point};

/// The rings around each group, closed; `group` tells each shape's, and those beyond its end have
/// none. Holes are rings too; an even-odd fill of all of a group's rings is the group. Where
/// drawings of neighbours overlap rings may run either way.
pub fn dissolve(level: &Level, group: &[u32], groups: usize) -> Vec<Vec<Vec<Point>>> {
    let mut pieces: Vec<Vec<u32>> = vec![Vec::new(); groups];
    for (shape, group) in group.iter().enumerate().take(level.shape_count()) {
        if let Some(pieces) = pieces.get_mut(*group as usize) {
            pieces.extend(level.uses_of(shape));
        }
    }
    pieces.iter_mut().map(|pieces| rings(level, &edges(pieces))).collect()
}

/// An arc that a group uses an even number of times lies inside it. Where several shapes lie over
/// each other an arc may be used more than twice.
fn edges(pieces: &mut [u32]) -> Vec<u32> {
    pieces.sort_unstable();
    let same = pieces.chunk_by(|a, b| a >> 1 == b >> 1);
    same.filter(|uses| uses.len() % 2 == 1).map(|uses| uses[uses.len() / 2]).collect()
}

/// Joins arcs end to end. Where several leave from one place any of them will do: the even-odd fill
/// is the same. An arc that no other follows is followed by one that runs the other way: from every
/// place an even number of them leave or arrive, so that each ring comes back to where it began.
fn rings(level: &Level, pieces: &[u32]) -> Vec<Vec<Point>> {
    let ends = |r#use: u32| -> Option<[Point; 2]> {
        let arc = level.arc(r#use >> 1);
        let (first, last) = (*arc.first()?, *arc.last()?);
        Some(if r#use & 1 == 0 { [first, last] } else { [last, first] })
    };
    let (mut leaving, mut arriving) = (Places::new(), Places::new());
    for (at, &piece) in pieces.iter().enumerate().rev() {
        if let Some([from, to]) = ends(piece) {
            leaving.entry(from).or_default().push(at);
            arriving.entry(to).or_default().push(at);
        }
    }
    let mut done = vec![false; pieces.len()];
    let mut rings = Vec::new();
    for first in 0..pieces.len() {
        if done[first] {
            continue;
        }
        let mut uses = Vec::new();
        let mut next = Some(pieces[first]);
        done[first] = true;
        while let Some(r#use) = next {
            uses.push(r#use);
            next = ends(r#use).and_then(|[_, to]| {
                let along = take(&mut leaving, to, &mut done).map(|at| pieces[at]);
                along.or_else(|| take(&mut arriving, to, &mut done).map(|at| pieces[at] ^ 1))
            });
        }
        let ring = level.ring_points(&uses);
        if ring.len() > 3 {
            rings.push(ring);
        }
    }
    rings
}

type Places = BTreeMap<Point, Vec<usize>>;

/// The next piece at a place that is not part of a ring yet.
fn take(places: &mut Places, at: Point, done: &mut [bool]) -> Option<usize> {
    let here = places.get_mut(&at)?;
    while let Some(piece) = here.pop() {
        if !done[piece] {
            done[piece] = true;
            return Some(piece);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_arc_that_is_used_evenly_is_no_edge() {
        // Arc 1 by two shapes from both sides, arc 2 by three, arc 3 twice the same way.
        let mut pieces = [2, 3, 4, 4, 5, 6, 6, 8];
        assert_eq!(edges(&mut pieces), [4, 8]);
    }
}
