//! What an index was made of, read from the recipe that a run keeps.

use super::composite_recipe::{How, Recipe, Weights};
use crate::analysis::composite::{Aggregate, Normalise};

/// How the parts of an index became one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Blended {
    pub scale: Normalise,
    pub mean: Aggregate,
    /// Weights from the values themselves (PCA).
    pub by_data: bool,
}

/// `None` for a text that is no recipe, and for what is no mean (ladder, quadrant, deprivation).
pub fn blend_of(recipe: &str) -> Option<Blended> {
    let recipe = Recipe::parse(recipe).ok()?;
    let mean = match recipe.how {
        How::Arithmetic => Aggregate::Arithmetic,
        How::Geometric => Aggregate::Geometric,
        How::Deprivation | How::Quadrant | How::Ladder => return None,
    };
    Some(Blended { scale: recipe.normalise, mean, by_data: recipe.weights == Weights::Pca })
}

/// Ids and weights of its parts (equal ones where the recipe gives none); `None` for a text that is
/// no recipe.
pub fn weights_of(recipe: &str) -> Option<Vec<(String, f64)>> {
    let recipe = Recipe::parse(recipe).ok()?;
    let given = recipe.weights == Weights::Given;
    let weight = |weight: Option<f64>| if given { weight.unwrap_or(0.0) } else { 1.0 };
    Some(recipe.parts.into_iter().map(|p| (p.indicator, weight(p.weight))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_weights_are_read_and_others_are_equal() {
        let text = "id = \"x\"\nname = \"X\"\nweights = \"given\"\n\
                    [[part]]\nindicator = \"a\"\nweight = 0.6\n[[part]]\nindicator = \"b\"\nweight = 0.4\n";
        let weights = weights_of(text).unwrap();
        assert_eq!(weights, [("a".to_owned(), 0.6), ("b".to_owned(), 0.4)]);
        let equal = weights_of(&text.replace("given", "equal").replace("weight = 0.6\n", ""));
        assert!(equal.is_none_or(|w| w.iter().all(|(_, w)| *w == 1.0)));
        assert_eq!(weights_of("no recipe"), None);
    }
}
