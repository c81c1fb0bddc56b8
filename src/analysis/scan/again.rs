//! The same circles asked of other cases: what becomes of the pockets when counts move a little.

use rayon::prelude::*;

use super::{Circles, Field, Places, Ratio, Settings, chance_of};
use crate::base::fault::Stop;
use crate::base::measure::Measure;
use crate::base::progress::Progress;

/// One run: cases as they were drawn, and up to which p a circle passes.
#[derive(Clone, Debug)]
pub struct Again {
    pub cases: Vec<Measure>,
    pub alpha: f64,
}

/// The circles that pass in each run, held against the largest likelihood ratios that the scan
/// itself drew (`chance`, rising): these hardly move with the few cases more or less of a run. A run
/// in which no circle can be judged has none.
///
/// # Errors
/// As [`super::scan`] of the unmoved cases; [`Stop::Canceled`].
pub fn again(
    places: &Places<'_>,
    settings: &Settings,
    chance: &[f64],
    runs: u32,
    draw: impl Fn(u32) -> Again + Sync,
    progress: &Progress,
) -> Result<Vec<Vec<Vec<usize>>>, Stop> {
    let field = Field::of(places, settings)?;
    let circles = Circles::of(places, &field, settings.share, progress)?;
    let one = |run: u32| {
        progress.step()?;
        let Again { cases, alpha } = draw(run);
        let moved: Vec<f64> =
            field.villages.iter().map(|&i| cases[i].value().unwrap_or(0.0).round()).collect();
        let all_cases: f64 = moved.iter().sum();
        if all_cases <= 0.0 || all_cases >= field.all_people {
            return Ok(Vec::new());
        }
        let own = Field { cases: moved, all_cases, ..field.clone() };
        let ratio = Ratio::of(&own, &circles, settings);
        let found = circles.clusters(&own, &ratio, |l| chance_of(chance, l), alpha);
        let passing = found.into_iter().filter(|cluster| cluster.p <= alpha);
        Ok(passing.map(|cluster| cluster.villages).collect())
    };
    (0..runs).into_par_iter().map(one).collect()
}
