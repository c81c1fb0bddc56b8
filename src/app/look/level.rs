//! Kecamatan or kabupaten as one on the map, by classes of their own.

use crate::app::state::Content;
use crate::app::view::classes::Classes;
use crate::app::view::histogram::{Histogram, histogram};
use crate::base::measure::{Measure, Tally};
use crate::indicator::column::Column;
use crate::lang::Lang;
use crate::lang::app_look::LookSay;
use crate::output::legend::{Legend, fills};
use crate::output::symbology::{Fill, Ramp, Rgb};
use crate::plan::edit::Style;
use crate::workflow::chosen::{AtLevel, Level};
use crate::workflow::pockets::Together;

/// What the map shows of them.
#[derive(Clone, Debug)]
pub struct Regions {
    /// One per village: that of its region.
    pub fills: Vec<Fill>,
    pub ramp: Vec<Rgb>,
    pub legend: Legend,
    /// How the regions spread, and their classes.
    pub histogram: Histogram,
    pub classes: Classes,
}

pub fn regions(lang: Lang, content: &Content, column: &Column, level: &AtLevel) -> Regions {
    let measure =
        |at: usize| level.wholes[at].as_ref().map_or(Measure::Missing, |w| Measure::of(w.value));
    let whole = Column {
        values: (0..level.wholes.len()).map(measure).collect(),
        cells: vec![None; level.wholes.len()],
        ..Column::clone(column)
    };
    let style = content.style(column);
    // Few regions do not fill five classes.
    let classes = style.classes.min(level.wholes.len().max(2));
    let classes = Classes::of(&whole, &Style { classes, ..style.clone() });
    let ramp = Ramp::chosen(style.palette, column.indicator.direction);
    let of_region = fills(&whole, classes.breaks.as_ref());
    Regions {
        fills: level.of.iter().map(|&region| of_region[region]).collect(),
        legend: Legend::of(lang, &whole, classes.breaks.as_ref(), ramp),
        histogram: histogram(&whole, &classes),
        ramp: classes.colours.clone(),
        classes,
    }
}

/// What must be said of numbers of regions.
pub fn words(lang: Lang, column: &Column, at: &AtLevel, level: Level) -> String {
    let without = Tally::of(&column.values).missing;
    let means = at.wholes.iter().flatten().any(|w| w.together == Together::Mean);
    lang.look_say(&LookSay::ByLevel { kabupaten: level == Level::Kabupaten, means, without })
}
