//! In which order to visit: the nearest next, then crossings undone (2-opt). The same villages give
//! the same order.

use crate::dataset::ruler::{self, Measured};
use crate::dataset::village::Frame;

/// Straight distances between places, in kilometres or in the units of a planar map.
#[derive(Clone, Debug)]
pub struct Ground {
    places: Vec<[f64; 2]>,
    geographic: bool,
}

impl Ground {
    pub fn new(places: Vec<[f64; 2]>, frame: Frame) -> Self {
        Self { places, geographic: frame == Frame::Geographic }
    }

    fn between(&self, a: usize, b: usize) -> f64 {
        let ([x, y], [u, v]) = (self.places[a], self.places[b]);
        if !self.geographic {
            return (u - x).hypot(v - y);
        }
        // Kilometres on the sphere: here ways are only compared.
        let [x, y, u, v] = [x, y, u, v].map(f64::to_radians);
        let half =
            ((v - y) / 2.0).sin().powi(2) + y.cos() * v.cos() * ((u - x) / 2.0).sin().powi(2);
        2.0 * 6371.0 * half.sqrt().min(1.0).asin()
    }

    /// Along these stops, as the ruler of the map measures it.
    pub fn length(&self, order: &[usize]) -> f64 {
        let places: Vec<[f64; 2]> = order.iter().map(|at| self.places[*at]).collect();
        let frame = if self.geographic { Frame::Geographic } else { Frame::Planar };
        match ruler::length(frame, &places) {
            Measured::Metres(metres) => metres / 1000.0,
            Measured::Units(units) => units,
            Measured::SquareMetres(_) | Measured::SquareUnits(_) => 0.0,
        }
    }

    /// A short way through `stops`, beginning at the first of them.
    pub fn order(&self, stops: &[usize]) -> Vec<usize> {
        let mut left: Vec<usize> = stops.to_vec();
        let mut order: Vec<usize> = Vec::with_capacity(left.len());
        let Some(mut here) = left.first().copied() else { return order };
        left.remove(0);
        order.push(here);
        while !left.is_empty() {
            let mut nearest = 0;
            for (at, &stop) in left.iter().enumerate() {
                if self.between(here, stop) < self.between(here, left[nearest]) {
                    nearest = at;
                }
            }
            here = left.remove(nearest);
            order.push(here);
        }
        self.uncross(&mut order);
        order
    }

    /// Turns parts of the way around as long as that shortens it.
    fn uncross(&self, order: &mut [usize]) {
        let n = order.len();
        // Each round shortens the way; a bound for very long ones.
        for _ in 0..60 {
            let mut better = false;
            for i in 0..n.saturating_sub(2) {
                for j in i + 2..n {
                    let (a, b, c) = (order[i], order[i + 1], order[j]);
                    let after = order.get(j + 1).copied();
                    let old = self.between(a, b) + after.map_or(0.0, |d| self.between(c, d));
                    let new = self.between(a, c) + after.map_or(0.0, |d| self.between(b, d));
                    if new + 1e-9 < old {
                        order[i + 1..=j].reverse();
                        better = true;
                    }
                }
            }
            if !better {
                break;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_stop_is_visited_once_and_crossings_go() {
        let places = vec![[0.0, 0.0], [1.0, 1.0], [1.0, 0.0], [0.0, 1.0], [2.0, 0.5]];
        let ground = Ground::new(places, Frame::Planar);
        let order = ground.order(&[0, 1, 2, 3, 4]);
        let mut sorted = order.clone();
        sorted.sort_unstable();
        assert_eq!(sorted, [0, 1, 2, 3, 4]);
        assert_eq!(order[0], 0);
        // The shortest way from the first, by trying all: along the square, then out.
        assert!(ground.length(&order) <= 1.0 + 1.0 + 1.0 + 1.25_f64.sqrt() + 1e-9);
        assert!(ground.order(&[]).is_empty());
    }

    #[test]
    fn a_degree_at_the_equator_is_some_111_km() {
        let ground = Ground::new(vec![[120.0, 0.0], [121.0, 0.0]], Frame::Geographic);
        // 111.3195 km on the ellipsoid.
        assert!((ground.length(&[0, 1]) - 111.3195).abs() < 0.01);
    }
}
