//! An index ready to be computed again and again with other weights and other numbers.

use std::sync::Arc;

use super::composite::{composite, fitted, parts_of};
use super::composite_recipe::{How, Recipe};
use super::findings::COMPUTED;
use super::pockets::PocketSettings;
use super::snapshot::Snapshot;
use super::used::{Basis, of_rate};
use crate::analysis::composite::{Aggregate, Part, Scaled, deprivation, index, scaled};
use crate::analysis::pockets::Worse;
use crate::base::fault::Stop;
use crate::base::measure::Measure;
use crate::indicator::column::Column;

/// A recipe with its columns and the weights that it came to.
pub(super) struct Index {
    recipe: Recipe,
    pub columns: Vec<Arc<Column>>,
    worse: Vec<Worse>,
    /// Sum to 1.
    pub weights: Vec<f64>,
    /// Of each part that is a rate.
    pub counts: Vec<Option<Basis>>,
}

impl Index {
    /// The index that a question is about: computed for it, or kept as an indicator. `None` where
    /// it is about no index, or one without weights.
    ///
    /// # Errors
    /// A recipe that no longer fits the project.
    pub fn of(
        snapshot: &Snapshot,
        settings: &PocketSettings,
        column: &Column,
    ) -> Result<Option<Self>, Stop> {
        let kept = || recipe_of(snapshot, column);
        let Some(text) = settings.index.as_deref().or_else(kept) else { return Ok(None) };
        Self::read(snapshot, text)
    }

    /// From the recipe itself.
    ///
    /// # Errors
    /// A recipe that does not fit the project.
    pub fn read(snapshot: &Snapshot, text: &str) -> Result<Option<Self>, Stop> {
        let (recipe, _) = fitted(snapshot, text)?;
        if matches!(recipe.how, How::Quadrant | How::Ladder) {
            return Ok(None);
        }
        let (columns, worse) = parts_of(snapshot, &recipe)?;
        let weights = composite(snapshot, text)?.parts.iter().map(|p| p.weight).collect();
        let counts = columns.iter().map(|c| of_rate(snapshot, c)).collect();
        Ok(Some(Self { recipe, columns, worse, weights, counts }))
    }

    /// The parts on one scale, as the columns have them or as `drawn` has them.
    ///
    /// # Errors
    /// A part without differences.
    pub fn scale(&self, drawn: &[Option<Vec<Measure>>]) -> Result<Vec<Scaled>, Stop> {
        let parts = self.parts(drawn);
        parts.iter().map(|part| scaled(part, self.recipe.normalise)).collect()
    }

    /// The index with these weights; `on_scale` from [`Self::scale`] of the same `drawn`.
    pub fn values(
        &self,
        drawn: &[Option<Vec<Measure>>],
        on_scale: &[Scaled],
        weights: &[f64],
    ) -> Vec<Measure> {
        let lacking = self.recipe.lacking;
        match self.recipe.how {
            How::Deprivation => {
                let bounds: Vec<f64> =
                    self.recipe.parts.iter().filter_map(|p| p.deprived).collect();
                let parts = self.parts(drawn);
                let cutoff = self.recipe.cutoff;
                let found = deprivation(&parts, &bounds, weights, cutoff, lacking);
                let percent = |c: &Measure| c.value().map_or(*c, |c| Measure::of(100.0 * c));
                found.counts.iter().map(percent).collect()
            }
            How::Geometric => index(on_scale, weights, Aggregate::Geometric, lacking),
            How::Arithmetic | How::Quadrant | How::Ladder => {
                index(on_scale, weights, Aggregate::Arithmetic, lacking)
            }
        }
    }

    /// How many points of an arithmetic index each part brings to a village.
    ///
    /// # Errors
    /// A part without differences.
    pub fn points(&self, village: usize) -> Result<Vec<Option<f64>>, Stop> {
        if self.recipe.how != How::Arithmetic {
            return Ok(vec![None; self.columns.len()]);
        }
        let on_scale = self.scale(&[])?;
        let points = on_scale.iter().zip(&self.weights);
        Ok(points.map(|(scale, w)| Some(scale.values[village].value()? * w)).collect())
    }

    fn parts<'a>(&'a self, drawn: &'a [Option<Vec<Measure>>]) -> Vec<Part<'a>> {
        let each = self.recipe.parts.iter().zip(&self.columns).zip(&self.worse).enumerate();
        each.map(|(at, ((part, column), worse))| Part {
            indicator: &part.indicator,
            values: drawn.get(at).and_then(|d| d.as_deref()).unwrap_or(&column.values),
            worse: *worse,
            target: part.target,
        })
        .collect()
    }
}

/// The recipe of an index that the project keeps.
fn recipe_of<'a>(snapshot: &'a Snapshot, column: &Column) -> Option<&'a str> {
    let source = snapshot.source(*snapshot.source_of.get(&column.import)?)?;
    let text = source.recipe.as_deref().filter(|_| source.format == COMPUTED)?;
    // The classes of an index stand beside it and are none.
    let recipe = Recipe::parse(text).ok()?;
    (recipe.id == column.indicator.id).then_some(text)
}
