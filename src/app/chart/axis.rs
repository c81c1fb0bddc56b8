//! An axis: its ends, and marks at round numbers written as people read them.

use crate::lang::Lang;
use crate::lang::number::fixed;

/// One axis of a chart; plain data, made where the numbers are made.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Axis {
    pub name: String,
    pub low: f64,
    pub high: f64,
    /// Round values between the ends, rising, with their words.
    pub ticks: Vec<(f64, String)>,
}

impl Axis {
    /// An axis that holds all values with a little air; about `most` marks.
    pub fn over(lang: Lang, name: &str, values: impl Iterator<Item = f64>, most: usize) -> Self {
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for value in values.filter(|v| v.is_finite()) {
            low = low.min(value);
            high = high.max(value);
        }
        if low > high {
            return Self::between(lang, name, 0.0, 1.0, most);
        }
        let air = (high - low) * 0.04;
        let air = if air > 0.0 { air } else { low.abs().max(1.0) * 0.5 };
        // Counts and shares never run below nothing.
        let floor = if low >= 0.0 { 0.0 } else { f64::NEG_INFINITY };
        Self::between(lang, name, (low - air).max(floor), high + air, most)
    }

    /// An axis with these ends.
    pub fn between(lang: Lang, name: &str, low: f64, high: f64, most: usize) -> Self {
        let step = step(high - low, most);
        let decimals = decimals(step);
        let ticks = marks(low, high, step).map(|v| (v, fixed(lang, v, decimals))).collect();
        Self { name: name.to_owned(), low, high, ticks }
    }

    /// 0–1 between the ends.
    pub fn share(&self, value: f64) -> f32 {
        let span = self.high - self.low;
        if span > 0.0 { ((value - self.low) / span) as f32 } else { 0.5 }
    }

    /// The value at a share of the way.
    pub fn value(&self, share: f32) -> f64 {
        self.low + (self.high - self.low) * f64::from(share)
    }
}

/// The smallest of 1, 2, 5 · 10ⁿ that marks the span at most `most` times.
fn step(span: f64, most: usize) -> f64 {
    let wanted = span / most.max(1) as f64;
    if !(wanted.is_finite() && wanted > 0.0) {
        return 1.0;
    }
    let unit = 10_f64.powf(wanted.log10().floor());
    let fits = |times: &f64| times * unit >= wanted * (1.0 - 1e-9);
    [1.0, 2.0, 5.0, 10.0].into_iter().find(fits).unwrap_or(10.0) * unit
}

fn decimals(step: f64) -> usize {
    (0..8_u32).find(|d| step * 10_f64.powi(*d as i32) >= 0.999).unwrap_or(8) as usize
}

fn marks(low: f64, high: f64, step: f64) -> impl Iterator<Item = f64> {
    let first = (low / step - 1e-9).ceil() as i64;
    let last = (high / step + 1e-9).floor() as i64;
    // An axis never has more marks than a screen has room for.
    (first..=last.min(first + 40)).map(move |i| i as f64 * step)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(axis: &Axis) -> Vec<&str> {
        axis.ticks.iter().map(|(_, text)| text.as_str()).collect()
    }

    #[test]
    fn marks_are_round_and_written_as_people_read_them() {
        let axis = Axis::between(Lang::Id, "", 0.0, 91.0, 4);
        assert_eq!(words(&axis), ["0", "50"]);
        let axis = Axis::between(Lang::Id, "", -2.3, 2.2, 5);
        assert_eq!(words(&axis), ["−2", "−1", "0", "1", "2"]);
        let axis = Axis::between(Lang::Id, "", 0.0, 0.42, 5);
        assert_eq!(words(&axis), ["0,0", "0,1", "0,2", "0,3", "0,4"]);
        let axis = Axis::between(Lang::En, "", 0.0, 4_200.0, 5);
        assert_eq!(words(&axis), ["0", "1,000", "2,000", "3,000", "4,000"]);
    }

    #[test]
    fn one_value_and_no_value_still_make_an_axis() {
        let one = Axis::over(Lang::Id, "", [7.0].into_iter(), 4);
        assert!(one.low < 7.0 && one.high > 7.0 && !one.ticks.is_empty());
        let none = Axis::over(Lang::Id, "", std::iter::empty(), 4);
        assert_eq!((none.low, none.high), (0.0, 1.0));
        assert_eq!(Axis::between(Lang::Id, "", 3.0, 3.0, 4).share(3.0), 0.5);
    }
}
