//! Neighbours that count the more the nearer they are: a kernel of the distance between points
//! inside the villages, u = distance / bandwidth, nothing beyond u = 1 (as libpysal and GeoDa).
//!
//! A link without weight (just on the bandwidth) is none. The village's own weight, K(0), is only
//! used where a statistic counts the village itself (Gi*).

use std::f64::consts::PI;
use std::fmt;

use geo::Point;
use rayon::prelude::*;

use super::distance::{self, Distances};
use crate::base::fault::Stop;
use crate::base::progress::Progress;
use crate::dataset::village::Frame;

/// A hair more than the way to the farthest neighbour, so that it is within (libpysal's).
const HAIR: f64 = 1.000_000_1;

/// How the weight falls with the distance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// 1 − u.
    Triangular,
    /// ½.
    Uniform,
    /// ¾(1 − u²), Epanechnikov's.
    Quadratic,
    /// 15/16·(1 − u²)².
    Quartic,
    /// (2π)^−½·e^(−u²/2).
    Gaussian,
}

impl Shape {
    pub const ALL: [Self; 5] =
        [Self::Triangular, Self::Uniform, Self::Quadratic, Self::Quartic, Self::Gaussian];

    pub fn id(self) -> &'static str {
        match self {
            Self::Triangular => "triangular",
            Self::Uniform => "uniform",
            Self::Quadratic => "quadratic",
            Self::Quartic => "quartic",
            Self::Gaussian => "gaussian",
        }
    }

    fn from_id(id: &str) -> Option<Self> {
        // The same under another name.
        let id = if id == "epanechnikov" { "quadratic" } else { id };
        Self::ALL.into_iter().find(|shape| shape.id() == id)
    }

    /// The weight at `u` of the bandwidth, 0–1.
    pub fn weight(self, u: f64) -> f64 {
        match self {
            Self::Triangular => 1.0 - u,
            Self::Uniform => 0.5,
            Self::Quadratic => 0.75 * (1.0 - u * u),
            Self::Quartic => 15.0 / 16.0 * (1.0 - u * u).powi(2),
            Self::Gaussian => (-u * u / 2.0).exp() / (2.0 * PI).sqrt(),
        }
    }
}

/// How far the kernel reaches.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Width {
    /// The least that leaves no village alone, the same for all.
    Reach,
    /// So many metres for all.
    Metres(f64),
    /// For each village to its K-th nearest.
    Nearest(usize),
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Kernel {
    pub shape: Shape,
    pub width: Width,
}

impl Kernel {
    /// Parses what stands behind `kernel:` — `triangular`, `gaussian:5000`, `quartic:knn:8`.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (shape, width) = text.split_once(':').map_or((text, None), |(s, w)| (s, Some(w)));
        let width = match width {
            None => Width::Reach,
            Some(width) => match width.split_once(':') {
                Some(("knn", k)) => Width::Nearest(super::nearest_of(k)?),
                Some(_) => return None,
                None => Width::Metres(super::metres_of(width)?),
            },
        };
        Some(Self { shape: Shape::from_id(shape)?, width })
    }
}

impl fmt::Display for Kernel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.width {
            Width::Reach => write!(f, "kernel:{}", self.shape.id()),
            Width::Metres(metres) => write!(f, "kernel:{}:{metres}", self.shape.id()),
            Width::Nearest(k) => write!(f, "kernel:{}:knn:{k}", self.shape.id()),
        }
    }
}

/// The neighbours of each village with their weights.
///
/// # Errors
/// As `distance` has them: too many links, a cancel.
pub(super) fn lists(
    kernel: Kernel,
    points: &[Point<f64>],
    frame: Frame,
    progress: &Progress,
) -> Result<Vec<Vec<(u32, f64)>>, Stop> {
    let distances = Distances::of(points, frame);
    let metres = |i: usize, j: u32| distances.metres(distances.squared(i, j as usize));
    let (lists, fixed) = match kernel.width {
        Width::Nearest(k) => (distance::nearest(points, frame, k, progress)?, None),
        Width::Metres(reach) => (distance::within(points, frame, reach, progress)?, Some(reach)),
        // A band was settled before; without one nobody has a neighbour.
        Width::Reach => (vec![Vec::new(); points.len()], Some(1.0)),
    };
    let of = |(i, list): (usize, &Vec<u32>)| -> Vec<(u32, f64)> {
        let farthest = || list.iter().map(|&j| metres(i, j)).fold(0.0, f64::max);
        let bandwidth = fixed.unwrap_or_else(|| farthest() * HAIR);
        let weight = |j: u32| {
            // All on one place: nobody is nearer than another.
            let u = if bandwidth > 0.0 { metres(i, j) / bandwidth } else { 0.0 };
            if u > 1.0 { 0.0 } else { kernel.shape.weight(u) }
        };
        let weighed = list.iter().map(|&j| (j, weight(j)));
        weighed.filter(|(_, weight)| *weight > 0.0).collect()
    };
    Ok(lists.par_iter().enumerate().map(of).collect())
}

/// The bandwidth that leaves no village alone.
pub(super) fn reach(points: &[Point<f64>], frame: Frame) -> Option<f64> {
    distance::band(points, frame).map(|band| band * HAIR)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(ours: &[Vec<(u32, f64)>], theirs: &[&[(u32, f64)]]) {
        assert_eq!(ours.len(), theirs.len());
        for (ours, theirs) in ours.iter().zip(theirs) {
            let mut sorted = ours.clone();
            sorted.sort_by_key(|(j, _)| *j);
            assert_eq!(sorted.len(), theirs.len(), "{sorted:?} {theirs:?}");
            for ((i, a), (j, b)) in sorted.iter().zip(*theirs) {
                assert!(i == j && (a - b).abs() <= 1e-9 * b.abs(), "{sorted:?} {theirs:?}");
            }
        }
    }

    /// The six places of libpysal's own example, and what libpysal 4.14.1 makes of them
    /// (`Kernel(points, fixed=False)`, `Kernel(points, bandwidth=15.0)`), its diagonal left out.
    #[test]
    fn weights_are_those_of_libpysal() {
        let places = [(10, 10), (20, 10), (40, 10), (15, 20), (30, 20), (30, 30)];
        let points: Vec<Point<f64>> =
            places.iter().map(|&(x, y)| Point::new(f64::from(x), f64::from(y))).collect();
        let of = |shape| {
            let kernel = Kernel { shape, width: Width::Nearest(2) };
            lists(kernel, &points, Frame::Planar, &Progress::default()).unwrap()
        };
        let fixed = Kernel { shape: Shape::Triangular, width: Width::Metres(15.0) };
        let fixed = lists(fixed, &points, Frame::Planar, &Progress::default()).unwrap();
        close(&fixed[..1], &[&[(1, 0.333_333_333_333_333_7), (3, 0.254_644_007_500_070_1)]]);
        let edge = 9.999_999_006_637_95e-8;
        let first = of(Shape::Triangular);
        close(&first[..1], &[&[(1, 0.105_572_898_412_794_38), (3, edge)]]);
        let first = of(Shape::Gaussian);
        close(&first[..1], &[&[(1, 0.267_419_029_157_769_6), (3, 0.241_970_748_716_213_4)]]);
    }

    #[test]
    fn kernels_are_read_as_they_are_written() {
        for text in ["triangular", "gaussian:5000", "quartic:knn:8", "uniform:2500.5"] {
            assert_eq!(Kernel::parse(text).unwrap().to_string(), format!("kernel:{text}"));
        }
        assert_eq!(Kernel::parse("epanechnikov").unwrap().shape, Shape::Quadratic);
        for text in ["", "round", "gaussian:", "gaussian:-1", "gaussian:knn:0", "gaussian:far:2"] {
            assert_eq!(Kernel::parse(text), None, "{text}");
        }
    }
}
