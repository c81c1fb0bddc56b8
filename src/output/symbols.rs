//! Proportional symbols: a circle at each village whose area is its value.
//!
//! Radii stand in points of the window and do not grow with the map: what is compared is the
//! circles. Where they overlap the smaller lie on top of the larger.

use super::scene::Scene;
use super::symbology::Rgb;
use crate::indicator::column::Column;

/// One circle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Symbol {
    /// Position in the register.
    pub village: usize,
    /// Its middle, in scene units.
    pub at: [f64; 2],
    /// In points of the window.
    pub radius: f64,
    pub colour: Rgb,
}

/// All circles of one indicator.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Symbols {
    /// The largest first: later ones are drawn over earlier ones.
    pub list: Vec<Symbol>,
    /// Round values from large to small, with their radii.
    pub legend: Vec<(f64, f64)>,
    /// Villages whose value is zero: they have no circle.
    pub zero: usize,
    /// Villages below zero, drawn by their distance from zero.
    pub below_zero: usize,
    /// The largest value, whose circle has the largest radius.
    pub most: f64,
}

/// No circle is smaller: a village with one family is still seen.
pub const LEAST_RADIUS: f64 = 1.5;
/// Of a circle over the ground: what lies below is seen through two of them.
pub const OPACITY: f64 = 0.68;
/// A map in the window, in points.
const WINDOW: [f64; 2] = [822.0, 432.0];

/// How large the largest circle may be, so that all of them leave the land readable on a map of
/// `share` of the window: the same in the window, on paper and in the hall.
pub fn largest_radius(scene: &Scene, share: f64) -> f64 {
    let [west, south, east, north] = scene.full;
    let point = ((east - west) / WINDOW[0]).max((north - south) / WINDOW[1]);
    let land: f64 = scene.villages.iter().map(|v| v.area).sum();
    radius_on(scene.villages.len(), share * land / (point * point).max(f64::MIN_POSITIVE))
}

fn radius_on(villages: usize, square_points: f64) -> f64 {
    let each = (square_points / villages.max(1) as f64).sqrt();
    (each * 0.9).clamp(6.0, 22.0)
}

impl Symbols {
    /// `largest` = radius of the largest value, in points.
    pub fn of(scene: &Scene, column: &Column, largest: f64, colour: Rgb) -> Self {
        Self::against(most(column), scene, column, largest, colour)
    }

    /// The same where the largest circle stands for `most`: maps beside each other have one scale.
    pub fn against(most: f64, scene: &Scene, column: &Column, largest: f64, colour: Rgb) -> Self {
        let radius = |value: f64| radius(value, most, largest);
        let mut found = Self { most, ..Self::default() };
        for (village, value) in column.values.iter().enumerate() {
            let Some(value) = value.value() else { continue };
            if value == 0.0 {
                found.zero += 1;
                continue;
            }
            found.below_zero += usize::from(value < 0.0);
            if let Some(at) = scene.villages.get(village).map(|v| v.inside) {
                found.list.push(Symbol { village, at, radius: radius(value), colour });
            }
        }
        found.list.sort_by(|a, b| b.radius.total_cmp(&a.radius).then(a.village.cmp(&b.village)));
        let mut values: Vec<f64> = [1.0, 0.3, 0.05].map(|share| round_below(most * share)).to_vec();
        values.dedup();
        found.legend = values.into_iter().filter(|v| *v > 0.0).map(|v| (v, radius(v))).collect();
        found
    }
}

impl Symbols {
    /// Only those of villages that pass; what the sizes mean stays.
    #[must_use]
    pub fn only(&self, passes: &[bool]) -> Self {
        let mut found = self.clone();
        found.list.retain(|symbol| passes.get(symbol.village).copied().unwrap_or(true));
        found
    }
}

/// What the largest circle of a column stands for.
pub fn most(column: &Column) -> f64 {
    column.measured().map(f64::abs).fold(0.0, f64::max)
}

/// Area in proportion to the value.
fn radius(value: f64, most: f64, largest: f64) -> f64 {
    if most > 0.0 { (largest * (value.abs() / most).sqrt()).max(LEAST_RADIUS) } else { 0.0 }
}

/// The largest 1, 2 or 5 times a power of ten that is not above; 0 for nothing. Between 0 and 1 a
/// count has no round number of its own.
fn round_below(value: f64) -> f64 {
    if value.is_nan() || value <= 0.0 {
        return 0.0;
    }
    let unit = 10_f64.powf(value.log10().floor());
    let steps = [5.0, 2.0, 1.0].map(|step| step * unit);
    steps.into_iter().find(|step| *step <= value * (1.0 + 1e-12)).unwrap_or(unit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::measure::Measure::{Measured, Missing};
    use crate::output::testing::{column, scene};

    #[test]
    fn area_is_the_value_and_the_largest_lies_below() {
        let values = [Measured(100.0), Measured(25.0), Measured(0.0), Missing, Measured(400.0)];
        let found = Symbols::of(&scene(5), &column(&values), 20.0, Rgb::BLACK);
        let radii: Vec<(usize, f64)> = found.list.iter().map(|s| (s.village, s.radius)).collect();
        assert_eq!(radii, [(4, 20.0), (0, 10.0), (1, 5.0)]);
        assert_eq!((found.zero, found.below_zero), (1, 0));
        assert_eq!(
            found.legend,
            [(200.0, 20.0 * 0.5_f64.sqrt()), (100.0, 10.0), (20.0, 20.0 * 0.05_f64.sqrt())]
        );
    }

    #[test]
    fn the_smallest_is_still_seen_and_nothing_makes_no_circle() {
        let values = [Measured(1.0), Measured(1e6)];
        let found = Symbols::of(&scene(2), &column(&values), 20.0, Rgb::BLACK);
        assert_eq!(found.list[1].radius, LEAST_RADIUS);
        assert!(
            Symbols::of(&scene(1), &column(&[Measured(0.0)]), 20.0, Rgb::BLACK).legend.is_empty()
        );
        assert_eq!(round_below(7_300.0), 5_000.0);
        assert_eq!(round_below(1_000.0), 1_000.0);
        assert_eq!(round_below(0.3), 0.2);
    }

    #[test]
    fn two_maps_of_one_scale_give_equal_values_equal_circles() {
        let small = column(&[Measured(25.0)]);
        let found = Symbols::against(100.0, &scene(1), &small, 20.0, Rgb::BLACK);
        assert_eq!(found.list[0].radius, 10.0);
        assert_eq!(found.legend[0], (100.0, 20.0));
    }

    #[test]
    fn many_villages_get_small_circles() {
        assert!(radius_on(84_000, 350_000.0) <= 6.0);
        assert!(radius_on(351, 350_000.0) > 15.0);
        // Land that fills a tenth of the map has room for smaller ones only.
        assert!(radius_on(351, 35_000.0) < 10.0);
        let row = scene(5);
        assert!(largest_radius(&row, 1.0) > largest_radius(&row, 0.02));
    }
}
