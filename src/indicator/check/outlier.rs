//! Values far from those of their kecamatan.
//!
//! Robust: the distance from the median in units of the median absolute deviation, on the scale of
//! logarithms for counts, which spread by factors. A value is told only where it is far in its
//! kecamatan and in the kabupaten, and at least several times its neighbours.

use super::{Doubt, median, words};
use crate::dataset::village::Register;
use crate::indicator::column::Column;
use crate::indicator::definition::Quantity;
use crate::lang::finding::Odd;

/// Fewer measured villages tell no spread.
const LEAST: usize = 8;
/// Iglewicz and Hoaglin call 3.5 an outlier; villages differ more than instruments do.
const FAR: f64 = 6.0;
const FAR_OF_ALL: f64 = 3.5;
/// A count that leaves all others behind, as one with a zero too many does, is told from here on.
const FAR_ALONE: f64 = 4.5;
/// 1 / Φ⁻¹(3/4): makes the deviation that of a normal distribution.
const NORMAL: f64 = 0.6745;

pub(super) fn check(register: &Register, columns: &[&Column]) -> Vec<Doubt> {
    let (kecamatan, of) = register.kecamatan();
    let mut members = vec![Vec::new(); kecamatan.len()];
    for (village, &region) in of.iter().enumerate() {
        members[region].push(village);
    }
    let mut found = Vec::new();
    for (i, column) in columns.iter().enumerate() {
        if !words::is_understood(column) || column.indicator.rate_of.is_some() {
            continue;
        }
        let all: Vec<usize> = (0..column.values.len()).collect();
        let Some(whole) = Spread::of(column, &all) else { continue };
        for (region, members) in kecamatan.iter().zip(&members) {
            let within = Spread::of(column, members);
            // A kecamatan of few villages is measured against all.
            let (spread, among) = match &within {
                Some(spread) => (spread, region.name.as_str()),
                None => (&whole, ""),
            };
            for &village in members {
                let Some(value) = column.values[village].value() else { continue };
                let alone = spread.is_alone(value) && value > whole.second;
                let far = if alone { FAR_ALONE } else { FAR };
                if spread.far(value) >= far
                    && whole.far(value) >= FAR_OF_ALL
                    && spread.is_apart(value)
                {
                    let among = among.to_owned();
                    let odd = Odd::Outlier {
                        value,
                        median: spread.median,
                        members: spread.members,
                        among,
                    };
                    found.push(Doubt { column: i, village: Some(village), odd });
                }
            }
        }
    }
    found
}

struct Spread {
    median: f64,
    /// The largest but one.
    second: f64,
    members: usize,
    scaled_median: f64,
    deviation: f64,
    quantity: Quantity,
}

impl Spread {
    /// `None` where there are too few values or half of them are equal.
    fn of(column: &Column, members: &[usize]) -> Option<Self> {
        let quantity = column.indicator.quantity;
        let mut values: Vec<f64> =
            members.iter().filter_map(|&v| column.values[v].value()).collect();
        if values.len() < LEAST {
            return None;
        }
        let middle = median(&mut values)?;
        let largest = values.iter().copied().fold(f64::MIN, f64::max);
        let at = values.iter().position(|x| *x == largest)?;
        let others = values.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, x)| *x);
        let second = others.fold(f64::MIN, f64::max);
        let mut scaled: Vec<f64> = values.iter().map(|x| scale(quantity, *x)).collect();
        let scaled_median = median(&mut scaled)?;
        let mut away: Vec<f64> = scaled.iter().map(|x| (x - scaled_median).abs()).collect();
        let deviation = median(&mut away)?;
        (deviation > 0.0).then_some(Self {
            median: middle,
            second,
            members: values.len(),
            scaled_median,
            deviation,
            quantity,
        })
    }

    fn far(&self, value: f64) -> f64 {
        NORMAL * (scale(self.quantity, value) - self.scaled_median).abs() / self.deviation
    }

    /// A count several times the next largest.
    fn is_alone(&self, value: f64) -> bool {
        self.quantity == Quantity::Count && self.second > 0.0 && value >= 5.0 * self.second
    }

    /// A count must be several times off, an amount that matters; others only far.
    fn is_apart(&self, value: f64) -> bool {
        match self.quantity {
            Quantity::Count => {
                let (small, large) = (value.min(self.median), value.max(self.median));
                large >= 4.0 * small && large - small >= 20.0
            }
            Quantity::Percent => (value - self.median).abs() >= 20.0,
            Quantity::Index => true,
        }
    }
}

/// Counts differ by factors; others by steps.
fn scale(quantity: Quantity, value: f64) -> f64 {
    match quantity {
        Quantity::Count => value.signum() * value.abs().ln_1p(),
        Quantity::Percent | Quantity::Index => value,
    }
}

#[cfg(test)]
#[path = "outlier_tests.rs"]
mod tests;
