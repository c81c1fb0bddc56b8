//! The bars under the map: how the values of an indicator spread, with breaks and the median.

use crate::app::view::classes::Classes;
use crate::app::view::median;
use crate::indicator::column::Column;

/// One bar from `from` to `to` (the last one holds its upper end too).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bar {
    pub from: f64,
    pub to: f64,
    pub count: usize,
    /// The class of its middle.
    pub class: usize,
}

#[derive(Clone, Debug, PartialEq, Default)]
pub struct Histogram {
    pub bars: Vec<Bar>,
    pub highest: usize,
    pub median: Option<f64>,
    pub min: f64,
    pub max: f64,
}

/// At most this many bars; few villages get fewer.
const MOST_BARS: usize = 28;

pub fn histogram(column: &Column, classes: &Classes) -> Histogram {
    let values: Vec<f64> = column.measured().collect();
    let (Some(min), Some(max)) = (
        values.iter().copied().min_by(f64::total_cmp),
        values.iter().copied().max_by(f64::total_cmp),
    ) else {
        return Histogram::default();
    };
    let wanted = ((values.len() as f64).sqrt() * 1.6).ceil() as usize;
    let count = if max > min { wanted.clamp(5, MOST_BARS) } else { 1 };
    let width = (max - min) / count as f64;
    let edge = |i: usize| if i == count { max } else { min + width * i as f64 };
    let mut bars: Vec<Bar> = (0..count)
        .map(|i| {
            let (from, to) = (edge(i), edge(i + 1));
            let class = classes.class_of_value(f64::midpoint(from, to));
            Bar { from, to, count: 0, class }
        })
        .collect();
    for value in values {
        let at = if width > 0.0 { ((value - min) / width) as usize } else { 0 };
        bars[at.min(count - 1)].count += 1;
    }
    let highest = bars.iter().map(|bar| bar.count).max().unwrap_or(0);
    Histogram { bars, highest, median: median(column), min, max }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::view::sample::column;
    use crate::base::measure::Measure::{Measured, Missing};
    use crate::plan::edit::Style;

    #[test]
    fn every_measured_village_stands_in_one_bar() {
        let values: Vec<_> = (0..100).map(|i| Measured(f64::from(i))).chain([Missing]).collect();
        let column = column("A", &values);
        let chart = histogram(&column, &Classes::of(&column, &Style::default()));
        assert_eq!(chart.bars.iter().map(|b| b.count).sum::<usize>(), 100);
        assert_eq!(chart.median, Some(49.5));
        assert_eq!((chart.min, chart.max), (0.0, 99.0));
    }

    #[test]
    fn one_value_alone_is_one_bar_and_none_is_no_bar() {
        let one = column("A", &[Measured(3.0), Measured(3.0)]);
        let chart = histogram(&one, &Classes::of(&one, &Style::default()));
        assert_eq!(chart.bars.len(), 1);
        assert_eq!(chart.highest, 2);
        let none = column("A", &[Missing]);
        assert_eq!(histogram(&none, &Classes::default()), Histogram::default());
    }
}
