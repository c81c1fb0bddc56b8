//! How several indicators become one index in step 3: on which scale, by which mean, with whose
//! weights. The words of the recipe that `kantong composite` takes.

use crate::analysis::composite::{Aggregate, Normalise};
use crate::workflow::PocketSettings;
use crate::workflow::index_parts;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Blend {
    pub scale: Normalise,
    pub mean: Aggregate,
    pub weights: Weighting,
}

/// Whose weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Weighting {
    /// Those of the sliders.
    #[default]
    Given,
    /// Those of the first principal component of the values.
    Pca,
}

impl Blend {
    /// Scales a planner can choose: `target` needs a number for every part.
    pub const SCALES: [Normalise; 3] = [Normalise::MinMax, Normalise::Z, Normalise::Rank];

    /// As a kept result has it; the default where it was of one indicator.
    pub fn of(settings: &PocketSettings) -> Self {
        let Some(found) = settings.index.as_deref().and_then(index_parts::blend_of) else {
            return Self::default();
        };
        let weights = if found.by_data { Weighting::Pca } else { Weighting::Given };
        Self { scale: found.scale, mean: found.mean, weights }
    }

    /// A geometric mean stands on a scale with a lowest value.
    #[must_use]
    pub fn fitting(mut self) -> Self {
        if self.scale == Normalise::Z {
            self.mean = Aggregate::Arithmetic;
        }
        self
    }

    pub fn recipe_lines(self) -> [String; 3] {
        let mean = match self.mean {
            Aggregate::Arithmetic => "arithmetic",
            Aggregate::Geometric => "geometric",
        };
        let weights = match self.weights {
            Weighting::Given => "given",
            Weighting::Pca => "pca",
        };
        [
            format!("normalise = {:?}", self.scale.id()),
            format!("how = {mean:?}"),
            format!("weights = {weights:?}"),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recipe_is_read_back_as_it_was_written() {
        let part = "\n[[part]]\nindicator = \"a\"\nweight = 0.5\n[[part]]\nindicator = \"b\"\nweight = 0.5\n";
        for scale in Blend::SCALES {
            for mean in [Aggregate::Arithmetic, Aggregate::Geometric] {
                for weights in [Weighting::Given, Weighting::Pca] {
                    let blend = Blend { scale, mean, weights }.fitting();
                    let text = format!("id = \"x\"\n{}\n{part}", blend.recipe_lines().join("\n"));
                    let mut settings = PocketSettings::of("x");
                    settings.index = Some(text);
                    assert_eq!(Blend::of(&settings), blend);
                }
            }
        }
    }
}
