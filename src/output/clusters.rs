//! Points that stand too close to be seen one by one: counted together in squares fixed to the land,
//! so that the groups stay while the map is moved. The same in the window and on paper.

use std::collections::BTreeMap;

use super::signs::RADIUS;

/// Points closer than this many points of the window may stand together under their number.
const TOGETHER: f64 = 44.0;
/// A square that holds more is not looked at one by one.
const CROWD: usize = 24;
/// So many signs of a square that cover one another are not told apart.
const COVERED: usize = 3;

/// How many points stand together, and their middle in scene units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cluster {
    pub count: usize,
    pub at: [f64; 2],
}

impl Cluster {
    /// Of its disc, in points of the window.
    pub fn radius(&self) -> f64 {
        7.0 + (self.count as f64).log10() * 4.0
    }
}

/// Each alone where its sign is seen, and together where signs lie on one another; `scale` = scene
/// units a point of the window. What a square does depends on its own points only, so that nothing
/// changes while the map moves.
pub fn clusters(places: &[[f64; 2]], scale: f64) -> Vec<Cluster> {
    // Squares double with the scale, so that they stay the same over a stretch of zooming.
    let side = 2.0_f64.powf((scale * TOGETHER).max(f64::MIN_POSITIVE).log2().ceil());
    let mut squares: BTreeMap<(i64, i64), Vec<[f64; 2]>> = BTreeMap::new();
    for &[x, y] in places {
        let square = ((x / side).floor() as i64, (y / side).floor() as i64);
        squares.entry(square).or_default().push([x, y]);
    }
    let of = |points: Vec<[f64; 2]>| {
        if !are_covered(&points, 1.5 * RADIUS * scale) {
            return points.into_iter().map(|at| Cluster { count: 1, at }).collect();
        }
        let count = points.len();
        let middle = |axis: usize| points.iter().map(|p| p[axis]).sum::<f64>() / count as f64;
        vec![Cluster { count, at: [middle(0), middle(1)] }]
    };
    squares.into_values().flat_map(of).collect()
}

/// Whether too many of them stand nearer to another than `near`.
fn are_covered(points: &[[f64; 2]], near: f64) -> bool {
    if points.len() > CROWD {
        return true;
    }
    let covers = |a: &[f64; 2], b: &[f64; 2]| (a[0] - b[0]).hypot(a[1] - b[1]) < near;
    let is_covered =
        |i: usize| points.iter().enumerate().any(|(j, other)| i != j && covers(&points[i], other));
    (0..points.len()).filter(|&i| is_covered(i)).count() >= COVERED
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_hold_every_point_once_and_stay_while_the_map_moves() {
        let places: Vec<[f64; 2]> =
            (0..900).map(|i| [f64::from(i % 30) * 40.0, f64::from(i / 30) * 40.0]).collect();
        let all = clusters(&places, 10.0);
        assert_eq!(all.iter().map(|cluster| cluster.count).sum::<usize>(), 900);
        assert!(all.len() < 40, "{}", all.len());
        // The same points in sight make the same groups, whatever else is in sight.
        let west: Vec<[f64; 2]> = places.iter().copied().filter(|p| p[0] < 512.0).collect();
        let fewer = clusters(&west, 10.0);
        assert!(fewer.len() > 1 && fewer.iter().all(|cluster| all.contains(cluster)));
        // Near enough, everyone stands alone.
        assert_eq!(clusters(&places, 0.5).len(), 900);
    }

    #[test]
    fn a_few_that_lie_on_one_another_are_counted_and_the_far_ones_stay_signs() {
        // A hundred springs along one brook, and three far from it.
        let mut places: Vec<[f64; 2]> = (0..100).map(|i| [f64::from(i), 10.0]).collect();
        places.extend([[4000.0, 0.0], [6000.0, 0.0], [8000.0, 0.0]]);
        let found = clusters(&places, 10.0);
        let alone = found.iter().filter(|cluster| cluster.count == 1).count();
        assert_eq!((alone, found.len()), (3, 4));
        assert_eq!(clusters(&places, 0.05).len(), 103);
    }
}
