//! The scale bar: a round length that fits.

use crate::lang::{Lang, number};

/// A bar of 1, 2 or 5 times a power of ten metres.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ScaleBar {
    pub metres: f64,
    pub pixels: f64,
}

impl ScaleBar {
    /// The longest round bar within `most` pixels; `None` where the map has no scale.
    pub fn of(metres_per_pixel: f64, most: f64) -> Option<Self> {
        let room = metres_per_pixel * most;
        if !room.is_finite() || room <= 0.0 {
            return None;
        }
        let ten = 10_f64.powf(room.log10().floor());
        let metres =
            [5.0, 2.0, 1.0].map(|f| f * ten).into_iter().find(|&m| m <= room * 1.000_001)?;
        Some(Self { metres, pixels: metres / metres_per_pixel })
    }

    /// Length at `share` of the bar without its unit: "5"; 0 is "0".
    pub fn figure(&self, lang: Lang, share: f64) -> String {
        let per_unit = if self.is_km() { 1000.0 } else { 1.0 };
        let value = self.metres * share / per_unit;
        let decimals =
            (0..=3).find(|&d| (value * 10_f64.powi(d)).fract().abs() < 1e-6).unwrap_or(3);
        number::fixed(lang, value, decimals as usize)
    }

    pub fn unit(&self) -> &'static str {
        if self.is_km() { "km" } else { "m" }
    }

    fn is_km(&self) -> bool {
        self.metres >= 1000.0
    }
}
