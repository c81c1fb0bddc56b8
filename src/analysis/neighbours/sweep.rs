//! Pairs of villages whose boxes meet.
//!
//! The layer is cut into strips, no more than villages are high. In each, a village looks only at
//! those that begin after it does and before it ends; so every pair is found once, and nothing is
//! held for a pair. A box across the whole layer costs a place in each strip and no more.

use super::seam::{Bounds, grown};

/// More strips than this gain nothing.
const STRIPS_MAX: f64 = 512.0;

/// Boxes by strip, and within by where they begin.
pub(super) struct Sweep {
    boxes: Vec<(Bounds, u32)>,
    /// Where each strip begins.
    strips: Vec<usize>,
    /// The places of each village, one a strip, and where they begin.
    places: Vec<u32>,
    starts: Vec<usize>,
    /// 0: strips go from west to east, 1: from south to north.
    along: usize,
    low: f64,
    height: f64,
}

impl Sweep {
    /// Of boxes that are `by` larger on every side.
    pub(super) fn of(boxes: &[Option<Bounds>], by: f64) -> Self {
        let boxes: Vec<Option<Bounds>> = boxes.iter().map(|b| Some(grown((*b)?, by))).collect();
        let along = usize::from(crowding(&boxes, 1) < crowding(&boxes, 0));
        let across = 1 - along;
        let ends = boxes.iter().flatten().map(|b| (b[across], b[across + 2]));
        let (low, high) = ends.fold((f64::INFINITY, f64::NEG_INFINITY), |all, (low, high)| {
            (all.0.min(low), all.1.max(high))
        });
        let count = (1.0 / crowding(&boxes, across)).clamp(1.0, STRIPS_MAX) as usize;
        let mut sweep = Self {
            boxes: Vec::new(),
            strips: Vec::new(),
            places: Vec::new(),
            starts: vec![0; boxes.len() + 1],
            along,
            low,
            height: (high - low) / count as f64,
        };
        sweep.fill(&boxes, count);
        sweep
    }

    /// Puts the boxes in their strips in the order of where they begin.
    fn fill(&mut self, boxes: &[Option<Bounds>], count: usize) {
        let (along, across) = (self.along, 1 - self.along);
        let begins = boxes.iter().zip(0_u32..).filter_map(|(b, at)| Some(((*b)?[along], at)));
        let mut order: Vec<(f64, u32)> = begins.collect();
        order.sort_unstable_by(|(a, i), (b, j)| a.total_cmp(b).then(i.cmp(j)));
        let mut ends = vec![0_usize; count + 1];
        for (village, bounds) in boxes.iter().enumerate() {
            let strips =
                bounds.map(|b| self.strip(b[across], count)..self.strip(b[across + 2], count) + 1);
            let strips = strips.unwrap_or_default();
            self.starts[village + 1] = self.starts[village] + strips.len();
            strips.for_each(|strip| ends[strip + 1] += 1);
        }
        for strip in 0..count {
            ends[strip + 1] += ends[strip];
        }
        self.strips.clone_from(&ends);
        let total = self.strips.last().copied().unwrap_or(0);
        self.boxes = vec![([0.0; 4], 0); total];
        self.places = vec![0; total];
        for (_, village) in order {
            let Some(bounds) = boxes[village as usize] else { continue };
            let first = self.strip(bounds[across], count);
            let places = self.starts[village as usize]..self.starts[village as usize + 1];
            for (place, next) in self.places[places].iter_mut().zip(&mut ends[first..]) {
                *place = *next as u32;
                self.boxes[*next] = (bounds, village);
                *next += 1;
            }
        }
    }

    fn strip(&self, at: f64, count: usize) -> usize {
        // A layer without height has one strip: the division gives nothing that is a number.
        (((at - self.low) / self.height) as usize).min(count - 1)
    }

    /// The villages whose boxes meet this one's; of any two that do, one is behind the other.
    pub(super) fn behind(&self, village: usize) -> impl Iterator<Item = usize> + '_ {
        let (along, across, count) = (self.along, 1 - self.along, self.strips.len() - 1);
        let places = &self.places[self.starts[village]..self.starts[village + 1]];
        places.iter().flat_map(move |&place| {
            let place = place as usize;
            let own = self.boxes[place].0;
            let strip = self.strip(own[across], count);
            // Its places rise strip by strip.
            let strip = strip + places.partition_point(|&p| (p as usize) < place);
            self.boxes[place + 1..self.strips[strip + 1]]
                .iter()
                .take_while(move |(other, _)| other[along] <= own[along + 2])
                .filter(move |(other, _)| {
                    other[across] <= own[across + 2] && other[across + 2] >= own[across]
                })
                // Two that meet in several strips are a pair in the first of them.
                .filter(move |(other, _)| {
                    self.strip(other[across].max(own[across]), count) == strip
                })
                .map(|&(_, village)| village as usize)
        })
    }
}

/// How many villages stand side by side along an axis, in the mean of all places of the layer.
fn crowding(boxes: &[Option<Bounds>], axis: usize) -> f64 {
    let ends = boxes.iter().flatten().map(|b| (b[axis], b[axis + 2]));
    let (low, high, sum, count) = ends
        .fold((f64::INFINITY, f64::NEG_INFINITY, 0.0, 0.0), |all, (low, high)| {
            (all.0.min(low), all.1.max(high), all.2 + (high - low), all.3 + 1.0)
        });
    // A share of the layer's length.
    if high > low { sum / count / (high - low) } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::neighbours::seam::overlap;
    use crate::analysis::random::mix;

    fn pairs(boxes: &[Option<Bounds>], by: f64) -> Vec<(usize, usize)> {
        let sweep = Sweep::of(boxes, by);
        let behind = |a| sweep.behind(a).map(move |b| (a.min(b), a.max(b)));
        let mut found: Vec<(usize, usize)> = (0..boxes.len()).flat_map(behind).collect();
        found.sort_unstable();
        found
    }

    #[test]
    fn every_pair_of_boxes_that_meet_is_found_once() {
        let number = |i: u64, salt: u64| (mix(i * 5 + salt) % 1000) as f64;
        for (stretch, by) in [([1.0, 3.0], 0.0), ([3.0, 1.0], 12.5), ([1.0, 0.0], 0.0)] {
            let boxes: Vec<Option<Bounds>> = (0..300)
                .map(|i| {
                    let (x, y) = (number(i, 1) * stretch[0], number(i, 2) * stretch[1]);
                    let wide = if i == 7 { 900.0 } else { 0.0 };
                    let (east, north) = (number(i, 3) / 20.0 + wide, number(i, 4) / 20.0 + wide);
                    (i % 17 > 0).then_some([x, y, x + east, y + north])
                })
                .collect();
            let all = (0..boxes.len()).flat_map(|a| (a + 1..boxes.len()).map(move |b| (a, b)));
            let meets = |&(a, b): &(usize, usize)| {
                let both = boxes[a].zip(boxes[b]);
                both.is_some_and(|(x, y)| overlap(grown(x, by), grown(y, by)))
            };
            let wanted: Vec<_> = all.filter(meets).collect();
            assert!(wanted.len() > 100, "{}", wanted.len());
            assert_eq!(pairs(&boxes, by), wanted);
        }
    }

    #[test]
    fn a_layer_of_points_in_one_place_is_all_pairs() {
        assert_eq!(pairs(&[Some([2.0; 4]); 3], 0.0), [(0, 1), (0, 2), (1, 2)]);
        assert_eq!(pairs(&[None, None], 1.0), []);
        assert_eq!(pairs(&[], 1.0), []);
    }
}
