//! The maps of the package: one indicator, two at once, pockets; the same colours as the window.

use super::facts::Facts;
use crate::base::fault::Stop;
use crate::base::progress::Progress;
use crate::indicator::column::Column;
use crate::output::bare_map::{self, BareMap, Names};
use crate::output::bivariate;
use crate::output::canvas::Canvas;
use crate::output::figure::PocketOutline;
use crate::output::legend::{self, ClassBreaks, Legend};
use crate::output::pixels;
use crate::output::scene::Scene;
use crate::output::symbology::{Fill, Ramp, Rgb};
use crate::workflow::picture::style_of;
use crate::workflow::relate::Relation;

/// Colours of a map and what they mean.
#[derive(Clone, Debug)]
pub struct Coloured {
    pub fills: Vec<Fill>,
    pub ramp: Vec<Rgb>,
    pub legend: Legend,
}

/// As the project draws this indicator.
pub fn coloured(facts: &Facts<'_>, column: &Column) -> Coloured {
    let style = style_of(facts.snapshot, column, None);
    let breaks = ClassBreaks::cut(column, &style.method, style.classes);
    let ramp = Ramp::of(column.indicator.direction);
    let legend = Legend::of(facts.lang, column, breaks.as_ref(), ramp);
    let classes = breaks.as_ref().map_or(0, ClassBreaks::classes);
    Coloured { fills: legend::fills(column, breaks.as_ref()), ramp: ramp.colours(classes), legend }
}

impl Coloured {
    /// The legend with how many of these villages are in each class.
    pub fn legend_of(&self, members: &[usize]) -> Legend {
        let count = |fill: Fill| members.iter().filter(|&&i| self.fills[i] == fill).count();
        let mut legend = self.legend.clone();
        for entry in &mut legend.classes {
            entry.villages = count(entry.fill);
        }
        legend.no_data = count(Fill::NoData);
        legend.not_applicable = count(Fill::NotApplicable);
        legend
    }
}

/// The nine colours of two indicators.
pub fn nine(facts: &Facts<'_>, pair: [&Column; 2], relation: &Relation) -> Vec<Fill> {
    let mut cells = vec![None; facts.villages()];
    for point in &relation.points {
        // Row: the second; column: the first.
        cells[point.village] = Some((point.class.1, point.class.0));
    }
    bivariate::fills(&cells, &pair[0].values, &pair[1].values)
}

/// A map as PNG, `width` × `height` points, crisp on a large screen.
///
/// # Errors
/// `Drawing`; a cancel.
pub fn png(
    scene: &Scene,
    (fills, ramp): (&[Fill], &[Rgb]),
    pockets: &[PocketOutline],
    [width, height]: [f64; 2],
    progress: &Progress,
) -> Result<Vec<u8>, Stop> {
    let mut canvas = Canvas::new(width, height, Rgb::WHITE);
    let map = BareMap {
        scene,
        fills: fills.to_vec(),
        ramp: ramp.to_vec(),
        pockets,
        picked: Vec::new(),
        bounds: scene.full,
        names: Names::Kecamatan,
        named: Vec::new(),
        em: 10.0,
    };
    bare_map::draw(&mut canvas, &map, [0.0, 0.0, width, height]);
    pixels::png(&canvas, 2.5, progress)
}
