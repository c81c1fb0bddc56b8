//! What an index was made of, read from the recipe that a run keeps.

pub use super::composite_recipe::How;
use super::composite_recipe::{Recipe, Weights};
use crate::analysis::composite::Normalise;

/// Where the weights of an index are from.
#[derive(Clone, Debug, PartialEq)]
pub enum WeighedBy {
    Hand,
    /// The values themselves (PCA).
    Data,
    /// Comparisons in pairs: how many times a row matters as much as a column.
    Pairs(Vec<Vec<f64>>),
}

/// One part as the recipe has it.
#[derive(Clone, Debug, PartialEq)]
pub struct BlendedPart {
    pub indicator: String,
    /// Worse than this is lacking.
    pub deprived: Option<f64>,
    /// Of classes, from the worst on.
    pub cuts: Vec<f64>,
}

/// How the parts of an index became one.
#[derive(Clone, Debug, PartialEq)]
pub struct Blended {
    pub how: How,
    pub scale: Normalise,
    pub weighed: WeighedBy,
    /// The share of lacks from which a village is deprived.
    pub cutoff: f64,
    /// The first rung of a ladder that is enough, from 1.
    pub adequate: usize,
    pub cuts_from: String,
    pub parts: Vec<BlendedPart>,
}

/// `None` for a text that is no recipe.
pub fn blend_of(recipe: &str) -> Option<Blended> {
    let recipe = Recipe::parse(recipe).ok()?;
    let weighed = match recipe.weights {
        Weights::Equal | Weights::Given => WeighedBy::Hand,
        Weights::Pca => WeighedBy::Data,
        Weights::Ahp(matrix) => WeighedBy::Pairs(matrix),
    };
    let part = |p: super::composite_recipe::PartOf| BlendedPart {
        indicator: p.indicator,
        deprived: p.deprived,
        cuts: p.cuts,
    };
    Some(Blended {
        how: recipe.how,
        scale: recipe.normalise,
        weighed,
        cutoff: recipe.cutoff,
        adequate: recipe.adequate,
        cuts_from: recipe.cuts_from,
        parts: recipe.parts.into_iter().map(part).collect(),
    })
}

/// Ids and weights of its parts (equal ones where the recipe gives none); `None` for a text that is
/// no recipe.
pub fn weights_of(recipe: &str) -> Option<Vec<(String, f64)>> {
    let recipe = Recipe::parse(recipe).ok()?;
    let given = recipe.weights == Weights::Given;
    let weight = |weight: Option<f64>| if given { weight.unwrap_or(0.0) } else { 1.0 };
    Some(recipe.parts.into_iter().map(|p| (p.indicator, weight(p.weight))).collect())
}

/// What its recipe calls an index.
pub fn name_of(recipe: &str) -> Option<String> {
    Recipe::parse(recipe).ok().map(|recipe| recipe.name)
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
