//! Villages that are too small to be seen on a map of some scale: they get a mark, so that a poor
//! island is no speck. The same on screen and on paper.

use super::scene::{Bounds, Scene};

/// A village with fewer square points than this is not seen.
const FEW: f64 = 14.0;
/// One with more than this has a part that is.
const MOST: f64 = 40.0 * FEW;
/// An island of several villages with fewer square points than a mark covers; what holds more than
/// [`SHARE`] of all villages is the map itself.
const ISLAND: f64 = 110.0;
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
    let is_crowded = few.len() as f64 > SHARE * seen.len() as f64;
    if is_crowded && seen.len() > 2_000 {
        few.clear();
    } else {
        let islands = Islands::of(scene, scale);
        // Of islets the colour may not be seen, however much land they are together.
        let is_islets = |i: usize| {
            islands.villages[islands.of[i]] == 1
                && points(i) < MOST
                && scene.largest_part(i, scale) / (scale * scale) < FEW
        };
        // In the sea a mark hides nobody.
        let is_marked = |&i: &usize| {
            tiny(i) || is_islets(i) || islands.stands_for(i) || !is_crowded && points(i) < FEW
        };
        few = seen.into_iter().filter(is_marked).collect();
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

/// Land in the sea: of one no larger than a mark its largest village stands for all.
struct Islands<'a> {
    /// By shape; an island is known by its first one.
    of: &'a [usize],
    villages: Vec<usize>,
    /// In square scene units.
    area: Vec<f64>,
    largest: Vec<usize>,
    most: f64,
    many: usize,
}

impl<'a> Islands<'a> {
    fn of(scene: &'a Scene, scale: f64) -> Self {
        let of = scene.islands(scale);
        let (mut villages, mut area) = (vec![0; of.len()], vec![0.0; of.len()]);
        let mut largest: Vec<usize> = (0..of.len()).collect();
        for (i, &island) in of.iter().enumerate() {
            let own = scene.villages.get(i).map(|village| village.area);
            // Nobody knows how large land is that belongs to no village.
            area[island] += own.unwrap_or(f64::INFINITY);
            villages[island] += 1;
            let before = scene.villages.get(largest[island]).map_or(0.0, |village| village.area);
            if own.is_some_and(|own| own > before) {
                largest[island] = i;
            }
        }
        let many = (SHARE * scene.villages.len() as f64) as usize;
        Self { of, villages, area, largest, most: ISLAND * scale * scale, many }
    }

    fn stands_for(&self, i: usize) -> bool {
        let island = self.of[i];
        let is_some = (2..=self.many).contains(&self.villages[island]);
        is_some && self.area[island] < self.most && self.largest[island] == i
    }
}

/// The lines that hatch a mark of such a radius, from its middle: rising, as on the map.
pub fn hatching(radius: f64) -> [[[f64; 2]; 2]; 3] {
    [-0.5, 0.0, 0.5].map(|share: f64| {
        let (off, half) = (radius * share, radius * (1.0 - share * share).sqrt());
        let turn = std::f64::consts::FRAC_1_SQRT_2;
        [-half, half].map(|along| [(along + off) * turn, (off - along) * turn])
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::testing::{register, scene};
    use geo::{MultiPolygon, Point, polygon};

    #[test]
    fn nobody_is_marked_where_all_are_seen_and_none_where_all_are_specks() {
        let scene = scene(5);
        let [west, south, east, north] = scene.full;
        let near = (east - west).max(north - south) / 800.0;
        assert!(small(&scene, scene.full, near).is_empty());
        assert!(small(&scene, scene.full, near * 400.0).is_empty(), "five specks are the map");
    }

    #[test]
    fn a_village_of_many_islets_is_marked_though_its_land_is_no_speck() {
        let mut register = register(12);
        let islet = |i: usize| {
            let (x, y) = (1000.0 * (i % 6) as f64, 5000.0 + 1000.0 * (i / 6) as f64);
            polygon![(x: x, y: y), (x: x + 80.0, y: y), (x: x + 80.0, y: y + 80.0), (x: x, y: y + 80.0)]
        };
        register.villages[3].shape = MultiPolygon::new((0..30).map(islet).collect());
        register.villages[3].inside = Point::new(40.0, 5040.0);
        let scene = Scene::of(&register);
        let scale = 1000.0 / 40.0;
        let together = scene.villages[3].area / (scale * scale);
        assert!(together > FEW, "{together}");
        assert_eq!(small(&scene, scene.full, scale), [3]);
        // All are specks there, but only one of them lies in the sea.
        assert_eq!(small(&scene, scene.full, 1000.0 / 3.0), [3]);
    }

    #[test]
    fn an_island_that_several_villages_share_has_one_mark() {
        let mut register = register(40);
        for (i, x) in [(20, 0.0), (21, 1000.0)] {
            let side = 1000.0 + x / 10.0;
            register.villages[i].shape = MultiPolygon::new(vec![
                polygon![(x: x, y: 50_000.0), (x: x + side, y: 50_000.0), (x: x + side, y: 51_000.0), (x: x, y: 51_000.0)],
            ]);
            register.villages[i].inside = Point::new(x + 500.0, 50_500.0);
        }
        let scene = Scene::of(&register);
        assert_eq!(small(&scene, scene.full, 1000.0 / 6.0), [21], "its largest stands for it");
        assert!(small(&scene, scene.full, 1000.0 / 12.0).is_empty(), "it is seen as it is");
    }
}
