//! Villages that are too small to be seen on a map of some scale: they get a mark, so that a poor
//! island is no speck. The same on screen and on paper.

use super::scene::{Bounds, Scene};

/// A village with fewer square points than this is not seen.
const FEW: f64 = 14.0;
/// Where so large a share of those in sight is that small, the map as a whole is: marks on all
/// would hide it.
const SHARE: f64 = 0.12;
/// A mark stands at least so far from another, in points.
const APART: f64 = 9.0;
/// Known to be tiny on the ground: marked up to this width in points.
const WIDE: f64 = 14.0;

/// Villages to be marked in this view, the smallest first; `scale`: scene units of one point.
pub fn small(scene: &Scene, view: Bounds, scale: f64) -> Vec<usize> {
    let seen = scene.within(view);
    let points = |i: usize| scene.villages[i].area / (scale * scale);
    let mut few: Vec<usize> = seen.iter().copied().filter(|&i| points(i) < FEW).collect();
    let tiny = |i: usize| {
        let village = &scene.villages[i];
        village.is_tiny() && (village.bounds[2] - village.bounds[0]) / scale <= WIDE
    };
    if few.len() as f64 > SHARE * seen.len() as f64 {
        few = if seen.len() <= 2_000 {
            seen.into_iter().filter(|&i| tiny(i)).collect()
        } else {
            Vec::new()
        };
    } else {
        few.extend(seen.into_iter().filter(|&i| tiny(i) && points(i) >= FEW));
    }
    few.sort_by(|&a, &b| points(a).total_cmp(&points(b)).then(a.cmp(&b)));
    let mut kept: Vec<usize> = Vec::new();
    for i in few {
        let [x, y] = scene.villages[i].inside;
        let clear = |&other: &usize| {
            let [a, b] = scene.villages[other].inside;
            (x - a).hypot(y - b) >= APART * scale
        };
        if kept.iter().all(clear) {
            kept.push(i);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::testing::scene;

    #[test]
    fn nobody_is_marked_where_all_are_seen_and_none_where_all_are_specks() {
        let scene = scene(5);
        let [west, south, east, north] = scene.full;
        let near = (east - west).max(north - south) / 800.0;
        assert!(small(&scene, scene.full, near).is_empty());
        assert!(small(&scene, scene.full, near * 400.0).is_empty(), "five specks are the map");
    }
}
