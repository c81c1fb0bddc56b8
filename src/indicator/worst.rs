//! The worst share of the villages of one indicator, and one cut for several indicators.

use super::borders::{inner, rounded};
use super::classify::{Method, classify};
use super::column::Column;
use super::definition::Direction;

/// The share of the villages that is called the worst.
const SHARE: f64 = 0.2;

/// The worst fifth with all that are equal to its last one, rising by place, and the value from
/// where on a village is in it.
pub fn fifth(column: &Column) -> (Vec<usize>, f64) {
    let is_low = column.indicator.direction == Direction::WorseLow;
    let mut values: Vec<f64> = column.measured().collect();
    values.sort_by(|a, b| if is_low { a.total_cmp(b) } else { b.total_cmp(a) });
    let wanted = ((values.len() as f64 * SHARE).round() as usize).max(1);
    let Some(&limit) = values.get(wanted.min(values.len()).wrapping_sub(1)) else {
        return (Vec::new(), 0.0);
    };
    let is_in = |value: f64| if is_low { value <= limit } else { value >= limit };
    let each = column.values.iter().enumerate();
    let found = each.filter_map(|(i, v)| v.value().filter(|v| is_in(*v)).map(|_| i)).collect();
    (found, limit)
}

/// Borders over the values of all columns together; `None` where they do not speak in one unit.
/// Which end is bad changes the colours of a map, not its limits.
pub fn one_cut(columns: &[&Column], method: &Method, classes: usize) -> Option<Vec<f64>> {
    let first = &columns.first()?.indicator;
    let same =
        |c: &&Column| c.indicator.unit == first.unit && c.indicator.quantity == first.quantity;
    if !columns.iter().all(same) {
        return None;
    }
    if let Method::Manual(breaks) = method {
        return Some(breaks.clone());
    }
    let values: Vec<_> = columns.iter().flat_map(|c| c.values.iter().copied()).collect();
    let cut = classify(&values, method, classes).ok()?;
    let mut measured: Vec<f64> = values.iter().filter_map(|v| v.value()).collect();
    measured.sort_unstable_by(f64::total_cmp);
    Some(rounded(&inner(&cut, measured.iter().copied()), &measured))
}

/// On which of two times' maps a third indicator belongs: on that of its own year, else on the last.
pub fn third_on(times: &[&str], third: &str) -> Vec<bool> {
    let year = |period: &str| period.chars().take(4).collect::<String>();
    let own: Vec<bool> = times.iter().map(|time| year(time) == year(third)).collect();
    if own.contains(&true) {
        return own;
    }
    (1..=times.len()).map(|at| at == times.len()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_third_number_lies_on_the_map_of_its_own_year_only() {
        assert_eq!(third_on(&["2022", "2025"], "2025"), [false, true]);
        assert_eq!(third_on(&["2024-T4", "2025-T4"], "2024"), [true, false]);
        assert_eq!(third_on(&["2022", "2025"], "2019"), [false, true]);
    }
}
