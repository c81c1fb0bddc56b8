//! Bridges: what links an island to a village across the water, the nearest one or one that a person
//! knows a ferry to.
//!
//! Villages fall into groups that no link leaves. Every group but the largest gets one bridge, from
//! its village to the village of another group that is nearest to it, by the points inside them.
//! Two small islands may thus be each other's neighbours and no one's else; nobody stays alone.

use geo::Point;
use rayon::prelude::*;
use rstar::{PointDistance as _, RTree};

use super::Neighbours;
use super::distance::{Distances, Place, ground, places};
use crate::base::fault::Stop;
use crate::base::progress::Progress;
use crate::dataset::village::Frame;

/// A link that no border and no distance rule gave.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bridge {
    /// On the island.
    pub from: usize,
    pub to: usize,
    /// Along the ground, between points inside the two villages; in planar projects, in their unit.
    pub metres: f64,
    pub by: Across,
}

/// What made a bridge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Across {
    /// The shortest way to another group of villages.
    Nearest,
    /// A person drew it.
    Ferry,
}

impl Across {
    pub fn id(self) -> &'static str {
        match self {
            Self::Nearest => "nearest",
            Self::Ferry => "ferry",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        [Self::Nearest, Self::Ferry].into_iter().find(|by| by.id() == id)
    }
}

/// The same neighbours with links that a person drew; those that were neighbours already are no
/// bridge.
pub fn ferried(
    neighbours: &Neighbours,
    ferries: &[(usize, usize)],
    points: &[Point<f64>],
    frame: Frame,
) -> (Neighbours, Vec<Bridge>) {
    let distances = Distances::of(points, frame);
    let is_new = |&&(a, b): &&(usize, usize)| a != b && !neighbours.of(a).contains(&(b as u32));
    let links: Vec<(usize, usize)> = ferries.iter().filter(is_new).copied().collect();
    let bridge = |&(from, to): &(usize, usize)| {
        let metres = distances.metres(distances.squared(from, to));
        Bridge { from, to, metres, by: Across::Ferry }
    };
    (neighbours.with(&links), links.iter().map(bridge).collect())
}

/// What is nearest: the square of the straight distance, then the lower positions.
type Found = (f64, usize, usize);

/// The same neighbours with a bridge from every group but the largest; a village without
/// coordinates stays as it is.
///
/// # Errors
/// [`Stop::Canceled`].
pub fn bridged(
    neighbours: &Neighbours,
    points: &[Point<f64>],
    frame: Frame,
    progress: &Progress,
) -> Result<(Neighbours, Vec<Bridge>), Stop> {
    let group = groups(neighbours);
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); group.iter().max().map_or(0, |g| g + 1)];
    for (i, &g) in group.iter().enumerate() {
        members[g].push(i);
    }
    // Of equal ones the first.
    let largest = (0..members.len()).max_by_key(|&g| (members[g].len(), usize::MAX - g));
    let places = places(points, frame);
    let entries =
        places.iter().enumerate().filter_map(|(i, p)| Some(Place::new((*p)?, i))).collect();
    let tree = RTree::bulk_load(entries);
    let found: Result<Vec<Option<Found>>, Stop> = members
        .par_iter()
        .enumerate()
        .filter(|(g, _)| Some(*g) != largest)
        .map(|(_, island)| shortest(island, &group, &places, &tree, progress))
        .collect();
    let mut bridges: Vec<Bridge> = Vec::new();
    for (squared, from, to) in found?.into_iter().flatten() {
        // Two islands that are nearest to each other have one bridge.
        if !bridges.iter().any(|b| (b.from, b.to) == (to, from)) {
            let metres = ground(squared.sqrt(), frame);
            bridges.push(Bridge { from, to, metres, by: Across::Nearest });
        }
    }
    let links: Vec<(usize, usize)> = bridges.iter().map(|b| (b.from, b.to)).collect();
    Ok((neighbours.with(&links), bridges))
}

/// The group of every village that no link leaves, numbered by its first village.
pub fn groups(neighbours: &Neighbours) -> Vec<usize> {
    let n = neighbours.len();
    let mut leader: Vec<usize> = (0..n).collect();
    let root = |leader: &mut Vec<usize>, mut i: usize| {
        while leader[i] != i {
            leader[i] = leader[leader[i]];
            i = leader[i];
        }
        i
    };
    for i in 0..n {
        for &j in neighbours.of(i) {
            let (a, b) = (root(&mut leader, i), root(&mut leader, j as usize));
            leader[a.max(b)] = a.min(b);
        }
    }
    let mut number = vec![usize::MAX; n];
    let mut next = 0;
    (0..n)
        .map(|i| {
            let first = root(&mut leader, i);
            if number[first] == usize::MAX {
                number[first] = next;
                next += 1;
            }
            number[first]
        })
        .collect()
}

/// The shortest way from an island to anywhere else.
fn shortest(
    island: &[usize],
    group: &[usize],
    places: &[Option<[f64; 3]>],
    tree: &RTree<Place>,
    progress: &Progress,
) -> Result<Option<Found>, Stop> {
    let mut best: Option<Found> = None;
    for &from in island {
        progress.steps(0)?;
        let Some(place) = places[from] else { continue };
        for near in tree.nearest_neighbor_iter(place) {
            let (squared, to) = (near.distance_2(&place), near.data);
            if best.is_some_and(|b| squared > b.0) {
                break;
            }
            let nearer = |b: Found| squared.total_cmp(&b.0).then((from, to).cmp(&(b.1, b.2)));
            if group[to] != group[from] && best.is_none_or(|b| nearer(b).is_lt()) {
                best = Some((squared, from, to));
            }
        }
    }
    Ok(best)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::neighbours::Rule;

    #[test]
    fn every_island_reaches_its_nearest_village_and_no_further() {
        // A coast of three, an island of two, and a rock that is nearest to the island.
        let x = [0.0, 1.0, 2.0, 5.0, 6.0, 8.0];
        let points: Vec<Point<f64>> = x.iter().map(|&x| Point::new(x, 0.0)).collect();
        let lists = vec![vec![1], vec![0, 2], vec![1], vec![4], vec![3], vec![]];
        let before = Neighbours::from_lists(Rule::Queen, lists);
        let (after, bridges) =
            bridged(&before, &points, Frame::Planar, &Progress::default()).unwrap();
        let pairs: Vec<_> = bridges.iter().map(|b| (b.from, b.to, b.metres)).collect();
        assert_eq!(pairs, [(4, 5, 2.0)], "the island's nearest is the rock, and the rock's it");
        assert_eq!((before.isolates(), after.isolates()), (1, 0));
        assert_eq!(after.of(5), [4]);
        assert_eq!(after.links(), before.links() + 2);
    }

    #[test]
    fn one_group_needs_no_bridge_and_none_at_all_is_no_group() {
        let points = vec![Point::new(0.0, 0.0), Point::new(1.0, 0.0)];
        let one = Neighbours::from_lists(Rule::Queen, vec![vec![1], vec![0]]);
        let (same, bridges) = bridged(&one, &points, Frame::Planar, &Progress::default()).unwrap();
        assert_eq!((same, bridges.len()), (one, 0));
        let none = Neighbours::from_lists(Rule::Queen, Vec::new());
        assert!(bridged(&none, &[], Frame::Planar, &Progress::default()).unwrap().1.is_empty());
    }
}
