//! Points that stand too close to be seen one by one: counted together in squares fixed to the land,
//! so that the groups stay while the map is moved. The same in the window and on paper.

use std::collections::BTreeMap;

/// Points closer than this many points of the window stand together under their number.
const TOGETHER: f64 = 44.0;
/// With so many points in sight they are drawn together.
pub const MANY: usize = 400;

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

/// Each alone where there are few; `scale` = scene units a point of the window.
pub fn clusters(places: &[[f64; 2]], scale: f64) -> Vec<Cluster> {
    if places.len() < MANY {
        return places.iter().map(|&at| Cluster { count: 1, at }).collect();
    }
    // Squares double with the scale, so that they stay the same over a stretch of zooming.
    let side = 2.0_f64.powf((scale * TOGETHER).max(f64::MIN_POSITIVE).log2().ceil());
    let mut squares: BTreeMap<(i64, i64), (usize, [f64; 2])> = BTreeMap::new();
    for &[x, y] in places {
        let square = ((x / side).floor() as i64, (y / side).floor() as i64);
        let (count, sum) = squares.entry(square).or_insert((0, [0.0; 2]));
        *count += 1;
        *sum = [sum[0] + x, sum[1] + y];
    }
    let of = |(count, sum): (usize, [f64; 2])| Cluster {
        count,
        at: sum.map(|total| total / count as f64),
    };
    squares.into_values().map(of).collect()
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
        let fewer: Vec<[f64; 2]> = places.iter().copied().filter(|p| p[0] < 512.0).collect();
        assert!(fewer.len() >= MANY / 2);
        // Near enough, everyone stands alone.
        assert_eq!(clusters(&places, 0.5).len(), 900);
        assert_eq!(clusters(&fewer[..100], 10.0).len(), 100);
    }
}
