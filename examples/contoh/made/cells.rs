//! The ground nearer to one place than to any other: Voronoi cells by cutting a box with bisectors.

use super::sites::{HEIGHT_KM, MARGIN_KM, Spot, WIDTH_KM, distance};

/// Labels of the four sides of the window start here; below are indices of places.
const SIDE: usize = usize::MAX - 4;

/// A convex cell, counter-clockwise.
pub struct Cell {
    /// `corners[k]` to `corners[k + 1]` is the border to `neighbours[k]`.
    pub corners: Vec<Spot>,
    pub neighbours: Vec<usize>,
}

impl Cell {
    /// Whether the cell does not reach the edge of the window.
    pub fn is_inner(&self) -> bool {
        self.neighbours.iter().all(|&other| other < SIDE)
    }

    /// The centre of gravity.
    pub fn middle(&self) -> Spot {
        let from = self.corners[0];
        let (mut area, mut sum) = (0.0, [0.0, 0.0]);
        for pair in self.corners.windows(2) {
            let a = [pair[0][0] - from[0], pair[0][1] - from[1]];
            let b = [pair[1][0] - from[0], pair[1][1] - from[1]];
            let twice = a[0] * b[1] - a[1] * b[0];
            area += twice;
            sum = [0, 1].map(|d| sum[d] + twice * (a[d] + b[d]) / 3.0);
        }
        [0, 1].map(|d| from[d] + sum[d] / area)
    }

    /// Distance from `spot` (the cell's place) to the nearest border.
    pub fn room(&self, spot: Spot, spots: &[Spot]) -> f64 {
        let inner = self.neighbours.iter().filter(|&&other| other < SIDE);
        inner.map(|&other| distance(spot, spots[other]) / 2.0).fold(f64::INFINITY, f64::min)
    }
}

/// One cell per place.
pub fn voronoi(spots: &[Spot]) -> Vec<Cell> {
    (0..spots.len()).map(|k| cell(k, spots)).collect()
}

fn cell(k: usize, spots: &[Spot]) -> Cell {
    let (low, right) = (-2.0 * MARGIN_KM, WIDTH_KM + 2.0 * MARGIN_KM);
    let top = HEIGHT_KM + 2.0 * MARGIN_KM;
    let mut cell = Cell {
        corners: vec![[low, low], [right, low], [right, top], [low, top]],
        neighbours: (SIDE..SIDE + 4).collect(),
    };
    let mut others: Vec<(f64, usize)> = (0..spots.len())
        .filter(|&other| other != k)
        .map(|other| (distance(spots[k], spots[other]), other))
        .collect();
    others.sort_by(|a, b| a.0.total_cmp(&b.0));
    for (far, other) in others {
        let reach = cell.corners.iter().map(|&c| distance(c, spots[k])).fold(0.0, f64::max);
        if far > 2.0 * reach {
            break;
        }
        cut(&mut cell, spots[k], spots[other], other);
    }
    cell
}

/// Keeps what is nearer to `own` than to `other`.
fn cut(cell: &mut Cell, own: Spot, other: Spot, label: usize) {
    let toward = [other[0] - own[0], other[1] - own[1]];
    let half = [f64::midpoint(own[0], other[0]), f64::midpoint(own[1], other[1])];
    let beyond = |c: Spot| (c[0] - half[0]) * toward[0] + (c[1] - half[1]) * toward[1];
    let (mut corners, mut neighbours) = (Vec::new(), Vec::new());
    for (k, &a) in cell.corners.iter().enumerate() {
        let b = cell.corners[(k + 1) % cell.corners.len()];
        let (at_a, at_b) = (beyond(a), beyond(b));
        let t = at_a / (at_a - at_b);
        let crossing = [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])];
        if at_a <= 0.0 {
            corners.push(a);
            neighbours.push(cell.neighbours[k]);
            if at_b > 0.0 {
                corners.push(crossing);
                neighbours.push(label);
            }
        } else if at_b <= 0.0 {
            corners.push(crossing);
            neighbours.push(cell.neighbours[k]);
        }
    }
    *cell = Cell { corners, neighbours };
}
