//! Which villages lie within what a hand drew on the map: a box, a circle, a lasso or corners.
//!
//! A village is in when its inside point is: half a village is not half picked.

use super::scene::Scene;

/// A drawn shape, in scene units.
#[derive(Clone, Debug, PartialEq)]
pub enum Drawn {
    /// Two opposite corners.
    Box([f64; 2], [f64; 2]),
    /// Middle, and a place on its edge.
    Circle([f64; 2], [f64; 2]),
    /// A line that closes by itself; what it winds around an odd number of times is inside.
    Ring(Vec<[f64; 2]>),
}

/// Villages by their place in the register, rising.
pub fn within(scene: &Scene, drawn: &Drawn) -> Vec<usize> {
    let Some(bounds) = bounds(drawn) else { return Vec::new() };
    let inside = |&i: &usize| holds(drawn, scene.villages[i].inside);
    scene.within(bounds).into_iter().filter(inside).collect()
}

fn bounds(drawn: &Drawn) -> Option<[f64; 4]> {
    let points: Vec<[f64; 2]> = match drawn {
        Drawn::Box(a, b) => vec![*a, *b],
        Drawn::Circle(at, edge) => {
            let r = (edge[0] - at[0]).hypot(edge[1] - at[1]);
            vec![[at[0] - r, at[1] - r], [at[0] + r, at[1] + r]]
        }
        Drawn::Ring(ring) => ring.clone(),
    };
    points
        .into_iter()
        .map(|[x, y]| [x, y, x, y])
        .reduce(|a, b| [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])])
}

fn holds(drawn: &Drawn, at: [f64; 2]) -> bool {
    match drawn {
        Drawn::Box(a, b) => {
            (0..2).all(|axis| (a[axis].min(b[axis])..=a[axis].max(b[axis])).contains(&at[axis]))
        }
        Drawn::Circle(middle, edge) => {
            let far = |p: &[f64; 2]| (p[0] - middle[0]).hypot(p[1] - middle[1]);
            far(&at) <= far(edge)
        }
        Drawn::Ring(ring) => {
            let mut inside = false;
            let mut before = ring.last().copied().unwrap_or(at);
            for &here in ring {
                let crosses = (before[1] > at[1]) != (here[1] > at[1]);
                if crosses {
                    let share = (at[1] - before[1]) / (here[1] - before[1]);
                    if at[0] < before[0] + share * (here[0] - before[0]) {
                        inside = !inside;
                    }
                }
                before = here;
            }
            inside
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::testing::scene;

    #[test]
    fn every_kind_of_hand_takes_the_villages_whose_middle_it_holds() {
        // Middles at 500, 1500, 2500, …, all 500 up.
        let scene = scene(6);
        let at = |x: f64, y: f64| scene.projection.map_from_lon_lat([x, y]);
        let of = |drawn: Drawn| within(&scene, &drawn);
        assert_eq!(of(Drawn::Box(at(2600.0, 900.0), at(900.0, 100.0))), [1, 2]);
        assert_eq!(of(Drawn::Circle(at(2500.0, 500.0), at(2500.0, 1600.0))), [1, 2, 3]);
        let triangle = vec![at(0.0, 0.0), at(4000.0, 400.0), at(0.0, 1000.0)];
        assert_eq!(of(Drawn::Ring(triangle)), [0, 1, 2]);
        assert!(of(Drawn::Ring(Vec::new())).is_empty());
        assert!(of(Drawn::Box(at(9e6, 0.0), at(9e6, 1.0))).is_empty());
    }

    #[test]
    fn a_lasso_in_an_eight_leaves_no_hole_unsaid() {
        let scene = scene(6);
        let at = |x: f64, y: f64| scene.projection.map_from_lon_lat([x, y]);
        let eight = vec![at(0.0, 0.0), at(6000.0, 1000.0), at(6000.0, 0.0), at(0.0, 1000.0)];
        // It crosses itself in the middle: both halves are inside, what is above and below is not.
        assert_eq!(within(&scene, &Drawn::Ring(eight)), [0, 1, 2, 3, 4, 5]);
    }
}
