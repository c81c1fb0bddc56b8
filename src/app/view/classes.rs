//! The classes of the shown indicator: the same breaks for map, legend, table and chart.

use crate::base::measure::Measure;
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
        let breaks = ClassBreaks::cut(column, &style.method, style.classes);
        let colours = Ramp::chosen(style.palette, column.indicator.direction)
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
