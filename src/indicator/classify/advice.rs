//! Which classes suit a column, and why.

use super::{Method, Who, mean_of, squares};
use crate::indicator::column::Column;
use crate::indicator::definition::Quantity;
use crate::lang::output::ClassWhy;

/// More zeros than this share make a class of their own worth having.
const MANY_ZEROS: f64 = 0.3;
/// Skewness beyond which a few villages outweigh all others, and below which none do.
const LONG_TAIL: f64 = 2.0;
const EVEN: f64 = 0.5;

/// What suits a column, and why. Five classes where nothing else is said.
pub fn advise(column: &Column) -> (Method, ClassWhy) {
    let mut sorted: Vec<f64> = column.measured().collect();
    sorted.sort_unstable_by(f64::total_cmp);
    let mut distinct = sorted.clone();
    distinct.dedup();
    let id = &column.indicator.id;
    if column.indicator.quantity == Quantity::Percent && id.contains("stunting") {
        return (Method::WhoStunting(Who::Edition2019), ClassWhy::Policy);
    }
    if distinct.len() <= 5 {
        return (Method::NaturalBreaks, ClassWhy::FewValues { distinct: distinct.len() });
    }
    let zeros = sorted.iter().filter(|v| **v == 0.0).count();
    if zeros as f64 > MANY_ZEROS * sorted.len() as f64 {
        return (Method::NaturalBreaks, ClassWhy::ManyZeros { zeros, of: sorted.len() });
    }
    let skewness = skewness(&sorted);
    if skewness > LONG_TAIL {
        (Method::HeadTail, ClassWhy::LongTail { skewness })
    } else if skewness.abs() < EVEN {
        (Method::Quantile, ClassWhy::Even { skewness })
    } else {
        (Method::NaturalBreaks, ClassWhy::Skewed { skewness })
    }
}

/// m₃ / m₂^1.5; 0 where all values are equal.
fn skewness(values: &[f64]) -> f64 {
    let (n, mean) = (values.len() as f64, mean_of(values));
    let second = squares(values) / n;
    let third = values.iter().map(|v| (v - mean).powi(3)).sum::<f64>() / n;
    if second > 0.0 { third / second.powf(1.5) } else { 0.0 }
}
