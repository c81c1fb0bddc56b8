//! The bars under the map: how the values of an indicator spread, with breaks and the median.

use crate::app::view::classes::Classes;
use crate::app::view::median;
use crate::indicator::column::Column;

/// One bar from `from` to `to` (the last one holds its upper end too).
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    pub from: f64,
    pub to: f64,
    pub count: usize,
    /// How many of them are in each class, low to high.
    pub classes: Vec<usize>,
}

#[derive(Clone, Debug, PartialEq, Default)]
pub struct Histogram {
    pub bars: Vec<Bar>,
    pub highest: usize,
    pub median: Option<f64>,
    pub min: f64,
    pub max: f64,
}

impl Histogram {
    /// How many of these villages are in each bar, by class.
    pub fn of_picked(
        &self,
        column: &Column,
        classes: &Classes,
        picked: &[usize],
    ) -> Vec<Vec<usize>> {
        let none = vec![0; classes.colours.len().max(1)];
        let mut found = vec![none; self.bars.len()];
        for value in picked.iter().filter_map(|&i| column.values.get(i)?.value()) {
            if let Some(bar) = found.get_mut(self.bar_of(value)) {
                bar[classes.class_of_value(value)] += 1;
            }
        }
        found
    }

    fn bar_of(&self, value: f64) -> usize {
        let last = self.bars.len().saturating_sub(1);
        let width = (self.max - self.min) / self.bars.len().max(1) as f64;
        let at = if width > 0.0 { ((value - self.min) / width) as usize } else { 0 };
        at.min(last)
    }
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
    let bars: Vec<Bar> = (0..count)
        .map(|i| {
            let classes = vec![0; classes.colours.len().max(1)];
            Bar { from: edge(i), to: edge(i + 1), count: 0, classes }
        })
        .collect();
    let mut found = Histogram { highest: 0, median: median(column), min, max, bars };
    for value in values {
        let at = found.bar_of(value);
        found.bars[at].count += 1;
        found.bars[at].classes[classes.class_of_value(value)] += 1;
    }
    found.highest = found.bars.iter().map(|bar| bar.count).max().unwrap_or(0);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::view::sample::column;
    use crate::base::measure::Measure::{Measured, Missing};
    use crate::indicator::classify::Method;
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
    fn a_bar_has_the_colours_of_the_villages_in_it() {
        let column = column("A", &[0.0, 0.1, 0.2, 9.0, 10.0].map(Measured));
        let style = Style { method: Method::Manual(vec![0.15, 9.5]), ..Style::default() };
        let classes = Classes::of(&column, &style);
        let chart = histogram(&column, &classes);
        let (first, last) = (&chart.bars[0], &chart.bars[chart.bars.len() - 1]);
        assert_eq!((first.count, &first.classes[..]), (3, &[2, 1, 0][..]));
        assert_eq!((last.count, &last.classes[..]), (2, &[0, 1, 1][..]));
        assert_eq!(chart.of_picked(&column, &classes, &[2])[0], [0, 1, 0]);
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
