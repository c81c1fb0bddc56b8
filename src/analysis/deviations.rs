//! Values as deviations from their mean: what Moran, Geary and their kin are made of.

use super::local::Question;
use super::pool::Pool;
use crate::base::fault::{At, DataFault, Stop};

/// Deviations from the mean by pool position. `z` is divided by the largest, so that squares of
/// rupiah or of tiny shares stay in range; every statistic here is free of that scale.
pub(super) struct Deviations {
    pub mean: f64,
    pub scale: f64,
    pub z: Vec<f64>,
    /// Σz².
    pub squares: f64,
}

impl Deviations {
    pub(super) fn of(question: &Question<'_>, pool: &Pool) -> Result<Self, Stop> {
        let n = pool.len();
        let stop = |fault: DataFault| Err(Stop::fault(fault, At::default()));
        if pool.ids.is_empty() && question.values.iter().any(|v| v.value().is_some()) {
            let count = question.values.iter().filter(|v| v.value().is_some()).count();
            if count >= 4 {
                return stop(DataFault::Isolates { count });
            }
        }
        if n < 4 {
            return stop(DataFault::TooFew { n, needed: 4 });
        }
        let mut mean = 0.0;
        for (i, y) in pool.values.iter().enumerate() {
            mean += (y - mean) / (i + 1) as f64;
        }
        mean += pool.values.iter().map(|y| y - mean).sum::<f64>() / n as f64;
        let scale = pool.values.iter().map(|y| (y - mean).abs()).fold(0.0, f64::max);
        if !scale.is_finite() || !mean.is_finite() {
            let value = format!("{:e}", pool.values.iter().fold(0.0_f64, |m, y| m.max(y.abs())));
            return stop(DataFault::OutOfRange { value, range: "±1e307".to_owned() });
        }
        let divisor = if scale > 0.0 { scale } else { 1.0 };
        let z: Vec<f64> = pool.values.iter().map(|y| (y - mean) / divisor).collect();
        let squares: f64 = z.iter().map(|z| z * z).sum();
        let spread = scale * (squares / n as f64).sqrt();
        if spread <= 1e-6 * mean.abs().max(1.0) {
            return stop(DataFault::Constant { indicator: question.indicator.to_owned() });
        }
        Ok(Self { mean, scale, z, squares })
    }
}
