//! The outlines of groups of shapes: every arc that has not the same group on both sides.

use std::collections::BTreeMap;

use super::{Level, Point};

/// The rings around each group, closed; `group` tells each shape's, and those beyond its end have
/// none. Holes are rings too; an even-odd fill of all of a group's rings is the group.
pub fn dissolve(level: &Level, group: &[u32], groups: usize) -> Vec<Vec<Vec<Point>>> {
    // An arc that a group uses twice lies inside it.
    let mut inside: Vec<[u32; 2]> = vec![[u32::MAX, 0]; level.arc_count()];
    let mut pieces: Vec<Vec<u32>> = vec![Vec::new(); groups];
    let shapes = || group.iter().enumerate().take(level.shape_count());
    for (shape, group) in shapes() {
        for r#use in level.uses_of(shape) {
            let [of, times] = &mut inside[(r#use >> 1) as usize];
            if of == group {
                *times += 1;
            } else {
                (*of, *times) = (*group, 1);
            }
        }
    }
    for (shape, group) in shapes() {
        let Some(pieces) = pieces.get_mut(*group as usize) else { continue };
        for r#use in level.uses_of(shape) {
            let [of, times] = inside[(r#use >> 1) as usize];
            if of != *group || times % 2 == 1 {
                pieces.push(*r#use);
            }
        }
    }
    pieces.iter().map(|pieces| rings(level, pieces)).collect()
}

/// Joins arcs end to end. Where several leave from one place any of them will do: the even-odd fill
/// is the same.
fn rings(level: &Level, pieces: &[u32]) -> Vec<Vec<Point>> {
    let ends = |r#use: u32| -> Option<[Point; 2]> {
        let arc = level.arc(r#use >> 1);
        let (first, last) = (*arc.first()?, *arc.last()?);
        Some(if r#use & 1 == 0 { [first, last] } else { [last, first] })
    };
    let mut leaving: BTreeMap<Point, Vec<usize>> = BTreeMap::new();
    for (at, &piece) in pieces.iter().enumerate().rev() {
        if let Some([from, _]) = ends(piece) {
            leaving.entry(from).or_default().push(at);
        }
    }
    let mut done = vec![false; pieces.len()];
    let mut rings = Vec::new();
    for first in 0..pieces.len() {
        let mut uses = Vec::new();
        let mut next = (!done[first]).then_some(first);
        while let Some(at) = next {
            done[at] = true;
            uses.push(pieces[at]);
            next = ends(pieces[at]).and_then(|[_, to]| {
                let from = leaving.get_mut(&to)?;
                while from.last().is_some_and(|&at| done[at]) {
                    from.pop();
                }
                from.last().copied()
            });
        }
        let ring = level.ring_points(&uses);
        if ring.len() > 3 {
            rings.push(ring);
        }
    }
    rings
}
