//! The classes of the shown indicator: the same breaks for map, legend, table and chart.

use crate::base::measure::Measure;
use crate::indicator::classify::classify;
use crate::indicator::column::Column;
use crate::output::legend::ClassBreaks;
use crate::output::symbology::{Ramp, Rgb};
use crate::plan::edit::Style;

#[derive(Clone, Debug, PartialEq, Default)]
pub struct Classes {
    /// `None` when nothing is measured.
    pub breaks: Option<ClassBreaks>,
    /// One per class, low to high; the same on screen and on paper.
    pub colours: Vec<Rgb>,
}

impl Classes {
    pub fn of(column: &Column, style: &Style) -> Self {
        let inner = inner_borders(column, style);
        let breaks = ClassBreaks::of(&inner, column.measured());
        let colours = Ramp::of(column.indicator.direction)
            .colours(breaks.as_ref().map_or(0, ClassBreaks::classes));
        Self { breaks, colours }
    }

    pub fn class_of(&self, value: Measure) -> Option<usize> {
        Some(self.breaks.as_ref()?.class_of(value.value()?))
    }

    /// 0 where there are no classes.
    pub fn class_of_value(&self, value: f64) -> usize {
        self.breaks.as_ref().map_or(0, |breaks| breaks.class_of(value))
    }

    /// The borders between the classes, rising.
    pub fn inner(&self) -> Vec<f64> {
        let Some(breaks) = &self.breaks else { return Vec::new() };
        (1..breaks.classes()).map(|class| breaks.range(class).0).collect()
    }
}

/// The borders of a column's classes with the same villages in each class.
///
/// `indicator::classify` counts a value on a bound to the class below it, the legend to the class
/// above: where a village stands exactly on a bound, the border is the next larger value.
fn inner_borders(column: &Column, style: &Style) -> Vec<f64> {
    // Nothing measured, or bounds that do not rise: one class of all.
    let Ok(classes) = classify(&column.values, &style.method, style.classes) else {
        return Vec::new();
    };
    let mut values: Vec<f64> = column.measured().collect();
    values.sort_by(f64::total_cmp);
    let bounds = &classes.breaks[..classes.breaks.len().saturating_sub(1)];
    bounds
        .iter()
        .filter_map(|&bound| {
            let above = values.partition_point(|&value| value <= bound);
            let is_met = above > 0 && values[above - 1] == bound;
            if is_met { values.get(above).copied() } else { Some(bound) }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::view::sample::column;
    use crate::base::measure::Measure::Measured;
    use crate::indicator::classify::Method;

    #[test]
    fn map_and_command_line_put_a_village_on_a_border_into_the_same_class() {
        let values: Vec<Measure> =
            [1.0, 2.0, 2.0, 3.0, 7.0, 8.0, 9.0, 20.0].into_iter().map(Measured).collect();
        let column = column("A", &values);
        for method in [Method::NaturalBreaks, Method::Quantile, Method::Manual(vec![2.0, 8.0])] {
            let style = Style { method, classes: 3 };
            let core = classify(&column.values, &style.method, style.classes).unwrap();
            let shown = Classes::of(&column, &style);
            for value in column.measured() {
                assert_eq!(shown.class_of_value(value), core.class_of(value), "{value} {style:?}");
            }
        }
    }
}
